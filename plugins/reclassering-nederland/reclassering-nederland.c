/* SPDX-License-Identifier: EUPL-1.2 */
/* Reclassering Nederland, adult probation in general. */
#define PROBATION "reclassering-nederland"
#define OTHER_PROBATION "leger-des-heils", "fivoor"
#include "plugins/common/probation.h"

ROUTE_PLUGIN_DEFINE (.party = PROBATION,
		     .name = { "Reclassering Nederland (probation)", "Reclassering Nederland" },
		     .version = "1.0", .license = "EUPL-1.2",
		     .contact = "https://github.com/libroute/libroute/issues", PROBATION_LISTS);
