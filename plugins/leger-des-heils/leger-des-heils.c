/* SPDX-License-Identifier: EUPL-1.2 */
/* Leger des Heils Reclassering, probation for people without a home of their own. */
#define PROBATION "leger-des-heils"
#define OTHER_PROBATION "reclassering-nederland", "fivoor"
#define PROBATION_FOR_HOMELESS
#include "plugins/common/probation.h"

ROUTE_PLUGIN_DEFINE (.party = PROBATION,
		     .name = { "Leger des Heils Reclassering (probation, homelessness)",
			       "Leger des Heils Reclassering" },
		     .version = "1.0", .license = "EUPL-1.2",
		     .contact = "https://github.com/libroute/libroute/issues", PROBATION_LISTS);
