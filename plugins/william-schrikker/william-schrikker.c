/* SPDX-License-Identifier: EUPL-1.2 */
/* William Schrikker, the certified institution for families in which a child or a parent has a disability. */
#define INSTITUTION "william-schrikker"
#define OTHER_INSTITUTIONS "jeugdbescherming-west", "leger-des-heils"
#define INSTITUTION_FOR_DISABILITY
#include "plugins/common/institution.h"

ROUTE_PLUGIN_DEFINE (.party = INSTITUTION,
		     .name = { "William Schrikker (child protection, disability)", "William Schrikker" },
		     .version = "1.0", .license = "EUPL-1.2",
		     .contact = "https://github.com/libroute/libroute/issues", INSTITUTION_LISTS);
