/* SPDX-License-Identifier: EUPL-1.2 */
/* DUWO, student housing: a landlord like the others, whose tenants have a university that is no Party. */
#define LANDLORD "duwo"
#define LANDLORD_THIRD "university"
#define LANDLORD_OF_STUDENTS
#include "plugins/common/landlord.h"

ROUTE_PLUGIN_DEFINE (.party = LANDLORD, .name = { "DUWO (student housing)", "DUWO" }, .version = "1.0",
		     .license = "EUPL-1.2", .contact = "https://github.com/libroute/libroute/issues",
		     LANDLORD_LISTS);
