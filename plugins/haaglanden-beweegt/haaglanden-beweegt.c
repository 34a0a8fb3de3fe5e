/* SPDX-License-Identifier: EUPL-1.2 */
/* Haaglanden Beweegt (Delft voor elkaar): sport and activities. It needs no safety information, so it is asked bilaterally and not
 * invited to the table. */
#define WELFARE "haaglanden-beweegt"
#define WELFARE_ONLY_ASKED
#define WELFARE_GROUND { "Social Support Act 2015: general provisions; with the person's agreement, GDPR article 6(1)(a)", \
			 "Wet maatschappelijke ondersteuning 2015: algemene voorzieningen; met instemming van de betrokkene, AVG artikel 6 lid 1 onder a" }
#define WELFARE_BRINGS { "Sport, activities and buddies", "Sport, activiteiten en maatjes" }
#define WELFARE_COORDINATOR ROUTE_COORDINATOR_NONE
#define WELFARE_REASONS                                                                                                \
	{ "no-daytime-activity", { "Use of time is a problem", "Tijdsbesteding is een probleem" },                     \
	  10, { "Social Support Act 2015, article 2.1.2", "Wet maatschappelijke ondersteuning 2015, artikel 2.1.2" } },  \
	{ "likes-sport", { "A youth who does sport: leisure to build on", "Een jongere die sport: vrije tijd om op te bouwen" },  \
	  10, { "covenant 2.1 (personal situation)", "convenant 2.1 (persoonlijke situatie)" } },                       \
	{ "loneliness", { "The social network is a problem", "Het sociaal netwerk is een probleem" },                  \
	  5, { "Social Support Act 2015, article 2.1.2", "Wet maatschappelijke ondersteuning 2015, artikel 2.1.2" } },
#define WELFARE_CLAUSES                                                                                                \
	static const RouteClause no_activity[] = { IS (DOMAIN, "time-use"), AT_MOST (LEVEL, 2) };                      \
	static const RouteClause sport[] = { AT_MOST (AGE, 27), IS (PROTECTIVE, "sport") };                            \
	static const RouteClause lonely[] = { IS (DOMAIN, "social-network"), AT_MOST (LEVEL, 2) };
#define WELFARE_MEETS MET (FIRST_REASON, 1, no_activity), MET (FIRST_REASON + 1, 1, sport), MET (FIRST_REASON + 2, 1, lonely)
#include "plugins/common/welfare.h"

ROUTE_PLUGIN_DEFINE (.party = WELFARE, .name = { "Haaglanden Beweegt (sport and welfare)", "Haaglanden Beweegt (Delft voor elkaar)" },
		     .version = "1.0", .license = "EUPL-1.2", .contact = "https://github.com/libroute/libroute/issues", .chains = ROUTE_CHAIN_WELFARE, WELFARE_LISTS);
