/* SPDX-License-Identifier: EUPL-1.2 */
/* Vestia, whose tenants in Delft now rent from Stedelink (Vestia was split on 1 January 2023); the
 * covenant's name is kept. */
#define LANDLORD "vestia"
#include "plugins/common/landlord.h"

ROUTE_PLUGIN_DEFINE (.party = LANDLORD, .aliases = ROUTE_WORDS ("stedelink"),
		     .name = { "Stedelink (formerly Vestia; housing corporation)",
			       "Stedelink (voorheen Vestia)" },
		     .version = "1.0", .license = "EUPL-1.2",
		     .contact = "https://github.com/libroute/libroute/issues", LANDLORD_LISTS);
