/* SPDX-License-Identifier: EUPL-1.2 */
/* Woonbron, a housing corporation: a landlord like the others. */
#define LANDLORD "woonbron"
#include "plugins/common/landlord.h"

ROUTE_PLUGIN_DEFINE (.party = LANDLORD, .name = { "Woonbron (housing corporation)", "Woonbron" },
		     .version = "1.0", .license = "EUPL-1.2",
		     .contact = "https://github.com/libroute/libroute/issues", LANDLORD_LISTS);
