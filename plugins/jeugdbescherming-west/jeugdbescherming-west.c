/* SPDX-License-Identifier: EUPL-1.2 */
/* Jeugdbescherming West, the certified institution of the region. */
#define INSTITUTION "jeugdbescherming-west"
#define OTHER_INSTITUTIONS "william-schrikker", "leger-des-heils"
#include "plugins/common/institution.h"

ROUTE_PLUGIN_DEFINE (.party = INSTITUTION,
		     .name = { "Jeugdbescherming West (child protection)", "Jeugdbescherming West" },
		     .version = "1.0", .license = "EUPL-1.2",
		     .contact = "https://github.com/libroute/libroute/issues", INSTITUTION_LISTS);
