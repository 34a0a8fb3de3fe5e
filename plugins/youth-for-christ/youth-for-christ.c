/* SPDX-License-Identifier: EUPL-1.2 */
/* Youth for Christ, youth work on the street and in a youth centre, ages 7 to 23. At the table only when it knows the youth. */
#define WELFARE "youth-for-christ"
#define WELFARE_ONLY_ASKED
#define WELFARE_GROUND { "GDPR article 6(1)(e) and (f): youth work by order of the municipality", \
			 "AVG artikel 6 lid 1 onder e en f: jongerenwerk in opdracht van de gemeente" }
#define WELFARE_BRINGS { "Its relation with the youth, leisure and a mentor; first say which youth worker", \
			 "De band met de jongere, vrije tijd en een mentor; eerst aangeven welke jongerenwerker" }
#define WELFARE_COORDINATOR ROUTE_COORDINATOR_NONE
#define YOUTH AT_LEAST (AGE, 7), AT_MOST (AGE, 23)
#define WELFARE_REASONS                                                                                                \
	{ "street-contact", { "A youth of 12 to 23 who took part in group nuisance within a year",                     \
			      "Een jongere van 12 tot en met 23 die binnen een jaar meedeed aan groepsoverlast" },     \
	  20, { "criterion P4", "criterium P4" } },                                                                    \
	{ "no-daytime-activity", { "A youth whose school, work or use of time is a problem",                           \
				   "Een jongere bij wie school, werk of tijdsbesteding een probleem is" },             \
	  10, { "covenant 2.1 (personal situation)", "convenant 2.1 (persoonlijke situatie)" } },                       \
	{ "trust", { "A youth who accepts a coach: there is trust to build on",                                        \
		     "Een jongere die een coach accepteert: er is vertrouwen om op te bouwen" },                       \
	  10, { "covenant 2.1 (personal situation)", "convenant 2.1 (persoonlijke situatie)" } },
#define WELFARE_CLAUSES                                                                                                \
	static const RouteClause group[] = { AT_LEAST (AGE, 12), AT_MOST (AGE, 23), IS_TRUE (GROUP), IS (ROLE, "suspect"), \
					     IS_NOT (KIND, "radicalisation", "trafficking"), WITHIN_MONTHS (DATE, 12) };  \
	static const RouteClause no_activity[] = { YOUTH, IS (DOMAIN, "work-education", "time-use"), AT_MOST (LEVEL, 2) }; \
	static const RouteClause coach[] = { YOUTH, IS (PROTECTIVE, "coach") };
#define WELFARE_MEETS MET (FIRST_REASON, 1, group), MET (FIRST_REASON + 1, 1, no_activity), MET (FIRST_REASON + 2, 1, coach)
#include "plugins/common/welfare.h"

ROUTE_PLUGIN_DEFINE (.party = WELFARE, .name = { "Youth for Christ (youth work)", "Youth for Christ (jongerenwerk)" }, .version = "1.0",
		     .license = "EUPL-1.2", .contact = "https://github.com/libroute/libroute/issues", .chains = ROUTE_CHAIN_YOUTH | ROUTE_CHAIN_WELFARE, WELFARE_LISTS);
