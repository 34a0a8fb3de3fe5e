/* SPDX-License-Identifier: EUPL-1.2 */
/* Humanitas DMH, support for people with an intellectual disability who are stuck on several life domains,
 * parents among them. */
#define DISABILITY_PARTY "humanitas-dmh"
#define DISABILITY_KINDS "mild-intellectual-disability", "intellectual-disability", "autism"
#define DISABILITY_CONTRIBUTION                                                                              \
	{                                                                                                    \
		"Daily support, and what the person can and cannot manage",                                  \
		    "Dagelijkse begeleiding, en wat de betrokkene wel en niet aankan"                        \
	}
#define DISABILITY_COORDINATOR ROUTE_COORDINATOR_HIGH
#include "plugins/common/disability.h"

ROUTE_PLUGIN_DEFINE (.party = DISABILITY_PARTY,
		     .name = {"Humanitas DMH (disability support)", "Humanitas DMH"}, .version = "1.0",
		     .license = "EUPL-1.2", .contact = "https://github.com/libroute/libroute/issues",
		     .chains = ROUTE_CHAIN_CARE, DISABILITY_LISTS);
