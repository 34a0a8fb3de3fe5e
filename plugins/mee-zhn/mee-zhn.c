/* SPDX-License-Identifier: EUPL-1.2 */
/* MEE Zuid-Holland Noord, independent support for people with a disability: beside the person, so never the
 * coordinator. */
#define DISABILITY_PARTY "mee-zhn"
#define DISABILITY_KINDS "mild-intellectual-disability", "intellectual-disability", "autism", "brain-injury"
#define DISABILITY_CONTRIBUTION                                                                              \
	{                                                                                                    \
		"The voice of the person, and advice on screening",                                          \
		    "De stem van de betrokkene, en advies over screening"                                    \
	}
#define DISABILITY_COORDINATOR ROUTE_COORDINATOR_NONE
#include "plugins/common/disability.h"

ROUTE_PLUGIN_DEFINE (.party = DISABILITY_PARTY,
		     .name = {"MEE Zuid-Holland Noord (client support)", "MEE Zuid-Holland Noord"},
		     .version = "1.0", .license = "EUPL-1.2",
		     .contact = "https://github.com/libroute/libroute/issues", .chains = ROUTE_CHAIN_CARE,
		     DISABILITY_LISTS);
