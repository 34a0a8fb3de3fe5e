/* SPDX-License-Identifier: EUPL-1.2 */
/* Kwadraad, social work: relations, debts with a burden behind them, outreach to those who avoid care. */
#define WELFARE "kwadraad"
#define WELFARE_GROUND { "Social Support Act 2015: social work; professional code of social workers", \
			 "Wet maatschappelijke ondersteuning 2015: maatschappelijk werk; beroepscode voor maatschappelijk werkers" }
#define WELFARE_BRINGS { "The picture of the household, and outreach", "Het beeld van het huishouden, en bemoeizorg" }
#define WELFARE_COORDINATOR ROUTE_COORDINATOR_MEDIUM
#define WELFARE_REASONS                                                                                                \
	{ "relations", { "Relations at home or raising children is a problem", "Huiselijke relaties of ouderschap is een probleem" },  \
	  20, { "Social Support Act 2015", "Wet maatschappelijke ondersteuning 2015" } },                              \
	{ "debts-with-burden", { "Money is a problem, and another part of daily life too",                             \
				 "Geld is een probleem, en ook iets anders in het dagelijks leven" },                   \
	  20, { "Municipal Debt Counselling Act; Social Support Act 2015",                                             \
		"Wet gemeentelijke schuldhulpverlening; Wet maatschappelijke ondersteuning 2015" } },                  \
	{ "self-neglect", { "The person cannot look after themself or the household",                                  \
			    "De betrokkene kan niet voor zichzelf of het huishouden zorgen" },                         \
	  20, { "Social Support Act 2015 (outreach)", "Wet maatschappelijke ondersteuning 2015 (bemoeizorg)" } },      \
	{ "avoids-care", { "Help was refused while the social network or relations are a problem",                     \
			   "Hulp is geweigerd terwijl het sociaal netwerk of relaties een probleem zijn" },             \
	  15, { "Social Support Act 2015 (outreach)", "Wet maatschappelijke ondersteuning 2015 (bemoeizorg)" } },
#define WELFARE_CLAUSES                                                                                                \
	static const RouteClause relations[] = { IS (DOMAIN, "domestic-relations", "parenting"), AT_MOST (LEVEL, 2) };  \
	static const RouteClause money[] = { IS (DOMAIN, "finances"), AT_MOST (LEVEL, 2) };                            \
	static const RouteClause burden[] = { IS (DOMAIN, "domestic-relations", "mental-health", "social-network", "instrumental-adl"), \
					      AT_MOST (LEVEL, 2) };                                                    \
	static const RouteClause neglect[] = { IS (DOMAIN, "basic-adl", "instrumental-adl"), AT_MOST (LEVEL, 2) };      \
	static const RouteClause isolated[] = { IS (DOMAIN, "social-network", "domestic-relations"), AT_MOST (LEVEL, 2) }; \
	static const RouteClause refused[] = { IS (OUTCOME, "refused") };
#define WELFARE_MEETS                                                                                                  \
	MET (FIRST_REASON, 1, relations),                                                                              \
	{ FIRST_REASON + 1, { .all = { ROUTE_QUESTION (1, money), ROUTE_QUESTION (1, burden) } } },                    \
	MET (FIRST_REASON + 2, 1, neglect),                                                                            \
	{ FIRST_REASON + 3, { .all = { ROUTE_QUESTION (1, isolated), ROUTE_QUESTION (1, refused) } } }
#include "plugins/common/welfare.h"

ROUTE_PLUGIN_DEFINE (.party = WELFARE, .name = { "Kwadraad (social work)", "Kwadraad" }, .version = "1.0",
		     .license = "EUPL-1.2", .contact = "https://github.com/libroute/libroute/issues", .chains = ROUTE_CHAIN_WELFARE | ROUTE_CHAIN_CARE, WELFARE_LISTS);
