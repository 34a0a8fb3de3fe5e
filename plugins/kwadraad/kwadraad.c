/* SPDX-License-Identifier: EUPL-1.2 */
/* Kwadraad, social work: relations, debts with a burden behind them, outreach to those who avoid care. */
#include "plugins/common/knowledge.h"

enum { DOMAIN, LEVEL, OUTCOME, PARTY, STATUS };

static const RouteField fields[] = {
	[DOMAIN] = { "/problems/*/domain",
		     { "Where light support could help", "Waar lichte steun kan helpen" } },
	[LEVEL] = { "/problems/*/level",
		    { "Only levels 1 and 2 are a problem", "Alleen niveau 1 en 2 zijn een probleem" } },
	[OUTCOME] = { "/efforts/*/outcome",
		      { "Whether that worked, or help is refused",
			"Of dat werkte, of hulp wordt geweigerd" } },
	[PARTY] = { "/involved/*/party",
		    { "Whether the organisation is at work there", "Of de organisatie al betrokken is" } },
	[STATUS] = { "/involved/*/status",
		     { "Whether that work still goes on", "Of die betrokkenheid nog loopt" } },
};

enum { INVOLVED, RELATIONS, DEBTS_WITH_BURDEN, SELF_NEGLECT, AVOIDS_CARE };

static const RouteReason reasons[] = {
	[INVOLVED] = { "involved",
		       { "The organisation is already at work in this case",
			 "De organisatie is al betrokken in deze zaak" },
		       40,
		       { "covenant 1.10, 13.2e", "convenant 1.10, 13.2e" } },
	[RELATIONS] = { "relations",
			{ "Relations at home or raising children is a problem",
			  "Huiselijke relaties of ouderschap is een probleem" },
			20,
			{ "Social Support Act 2015", "Wet maatschappelijke ondersteuning 2015" } },
	[DEBTS_WITH_BURDEN] = { "debts-with-burden",
				{ "Money is a problem, and another part of daily life too",
				  "Geld is een probleem, en ook iets anders in het dagelijks leven" },
				20,
				{ "Municipal Debt Counselling Act; Social Support Act 2015",
				  "Wet gemeentelijke schuldhulpverlening; Wet maatschappelijke ondersteuning 2015" } },
	[SELF_NEGLECT] = { "self-neglect",
			   { "The person cannot look after themself or the household",
			     "De betrokkene kan niet voor zichzelf of het huishouden zorgen" },
			   20,
			   { "Social Support Act 2015 (outreach)",
			     "Wet maatschappelijke ondersteuning 2015 (bemoeizorg)" } },
	[AVOIDS_CARE] = { "avoids-care",
			  { "Help was refused while the social network or relations are a problem",
			    "Hulp is geweigerd terwijl het sociaal netwerk of relaties een probleem zijn" },
			  15,
			  { "Social Support Act 2015 (outreach)",
			    "Wet maatschappelijke ondersteuning 2015 (bemoeizorg)" } },
};

static const RouteClause involved[] = { IS_INVOLVED (PARTY, STATUS, "kwadraad") };
static const RouteClause relations[] = { IS (DOMAIN, "domestic-relations", "parenting"), AT_MOST (LEVEL, 2) };
static const RouteClause money[] = { IS (DOMAIN, "finances"), AT_MOST (LEVEL, 2) };
static const RouteClause burden[] = { IS (DOMAIN, "domestic-relations", "social-network", "instrumental-adl"),
				      AT_MOST (LEVEL, 2) };
/* where mental health is acute, specialist treatment is what is needed */
static const RouteClause stress[] = { IS (DOMAIN, "mental-health"), AT_LEAST (LEVEL, 2), AT_MOST (LEVEL, 2) };
static const RouteClause neglect[] = { IS (DOMAIN, "basic-adl", "instrumental-adl"), AT_MOST (LEVEL, 2) };
static const RouteClause isolated[] = { IS (DOMAIN, "social-network", "domestic-relations"),
					AT_MOST (LEVEL, 2) };
static const RouteClause refused[] = { IS (OUTCOME, "refused") };

static const ReasonRow meets[] = {
	MET (INVOLVED, 1, involved),
	MET (RELATIONS, 1, relations),
	{ DEBTS_WITH_BURDEN, { .all = { ROUTE_QUESTION (1, money), ROUTE_QUESTION (1, burden) } } },
	{ DEBTS_WITH_BURDEN, { .all = { ROUTE_QUESTION (1, money), ROUTE_QUESTION (1, stress) } } },
	MET (SELF_NEGLECT, 1, neglect),
	{ AVOIDS_CARE, { .all = { ROUTE_QUESTION (1, isolated), ROUTE_QUESTION (1, refused) } } },
};

static const RoutePhrase grounds[] = {
	{ "own-task",
	  { "Social Support Act 2015: social work; professional code of social workers",
	    "Wet maatschappelijke ondersteuning 2015: maatschappelijk werk; beroepscode voor maatschappelijk werkers" } }
};

#define WELFARE_BRINGS                                                                                       \
	"The picture of the household, and outreach", "Het beeld van het huishouden, en bemoeizorg"
#define WELFARE_COORDINATOR ROUTE_COORDINATOR_MEDIUM
#include "plugins/common/welfare.h"

ROUTE_PLUGIN_DEFINE (.party = "kwadraad", .name = { "Kwadraad (social work)", "Kwadraad" }, .version = "1.0",
		     .license = "EUPL-1.2", .contact = "https://github.com/libroute/libroute/issues",
		     .chains = ROUTE_CHAIN_WELFARE | ROUTE_CHAIN_CARE, WELFARE_LISTS);
