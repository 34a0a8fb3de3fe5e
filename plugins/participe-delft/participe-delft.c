/* SPDX-License-Identifier: EUPL-1.2 */
/* Participe Delft, welfare in the districts: isolation, early debts, tension in a neighbourhood, and the way back to ordinary life. */
#define WELFARE "participe-delft"
#define WELFARE_GROUND { "Social Support Act 2015: general provisions", "Wet maatschappelijke ondersteuning 2015: algemene voorzieningen" }
#define WELFARE_BRINGS { "Its presence in the neighbourhood, volunteers and activities", "Aanwezigheid in de buurt, vrijwilligers en activiteiten" }
#define WELFARE_COORDINATOR ROUTE_COORDINATOR_LOW
#define WELFARE_REASONS                                                                                                \
	{ "isolation", { "The social network or taking part in society is a problem",                                  \
			 "Het sociaal netwerk of meedoen in de samenleving is een probleem" },                         \
	  15, { "Social Support Act 2015, article 2.1.2", "Wet maatschappelijke ondersteuning 2015, artikel 2.1.2" } },  \
	{ "early-debts", { "Money is a problem and the person has accepted help before",                               \
			   "Geld is een probleem en eerdere hulp is aangenomen" },                                     \
	  10, { "Municipal Debt Counselling Act, early signs", "Wet gemeentelijke schuldhulpverlening, vroegsignalering" } }, \
	{ "community-tension", { "Nuisance as a suspect within a year while the social network is a problem",          \
				 "Overlast als verdachte binnen een jaar terwijl het sociaal netwerk een probleem is" },  \
	  10, { "covenant 2.1 (liveability)", "convenant 2.1 (leefbaarheid)" } },
#define WELFARE_CLAUSES                                                                                                \
	static const RouteClause isolated[] = { IS (DOMAIN, "social-network", "participation"), AT_MOST (LEVEL, 2) };   \
	static const RouteClause money[] = { IS (DOMAIN, "finances"), AT_MOST (LEVEL, 2) };                            \
	static const RouteClause accepted[] = { IS (OUTCOME, "succeeded", "partial") };                                \
	static const RouteClause nuisance[] = { IS (KIND, "nuisance"), IS (ROLE, "suspect"), WITHIN_MONTHS (DATE, 12) };
#define WELFARE_MEETS                                                                                                  \
	MET (FIRST_REASON, 1, isolated),                                                                               \
	{ FIRST_REASON + 1, { .all = { ROUTE_QUESTION (1, money), ROUTE_QUESTION (1, accepted) } } },                  \
	{ FIRST_REASON + 2, { .all = { ROUTE_QUESTION (1, isolated), ROUTE_QUESTION (1, nuisance) } } }
#include "plugins/common/welfare.h"

ROUTE_PLUGIN_DEFINE (.party = WELFARE, .name = { "Participe Delft (welfare)", "Participe Delft" }, .version = "1.0",
		     .license = "EUPL-1.2", .contact = "https://github.com/libroute/libroute/issues", .chains = ROUTE_CHAIN_WELFARE, WELFARE_LISTS);
