/* SPDX-License-Identifier: EUPL-1.2 */
/* Vidomes, a housing corporation: a landlord like the others. */
#define LANDLORD "vidomes"
#include "plugins/common/landlord.h"

ROUTE_PLUGIN_DEFINE (.party = LANDLORD, .name = { "Vidomes (housing corporation)", "Vidomes" },
		     .version = "1.0", .license = "EUPL-1.2",
		     .contact = "https://github.com/libroute/libroute/issues", LANDLORD_LISTS);
