/* SPDX-License-Identifier: EUPL-1.2 */
/* Participe Delft, welfare in the districts: isolation, early debts, tension in a neighbourhood, and the way
 * back to ordinary life. */
#include "plugins/common/knowledge.h"

enum { DOMAIN, LEVEL, KIND, DATE, ROLE, PARTY, STATUS };

static const RouteField fields[] = {
    [DOMAIN] = {"/problems/*/domain", {"Where light support could help", "Waar lichte steun kan helpen"}},
    [LEVEL] = {"/problems/*/level",
	       {"Only levels 1 and 2 are a problem", "Alleen niveau 1 en 2 zijn een probleem"}},
    [KIND] = {"/incidents/*/kind", {"Nuisance and group behaviour only", "Alleen overlast en groepsgedrag"}},
    [DATE] = {"/incidents/*/date", {"Old incidents no longer count", "Oude incidenten tellen niet meer mee"}},
    [ROLE] = {"/incidents/*/role", {"Only the person's own behaviour counts", "Alleen eigen gedrag telt"}},
    [PARTY] = {"/involved/*/party",
	       {"Whether the organisation is at work there", "Of de organisatie al betrokken is"}},
    [STATUS] = {"/involved/*/status", {"Whether that work still goes on", "Of die betrokkenheid nog loopt"}},
};

enum { INVOLVED, ISOLATION, EARLY_DEBTS, COMMUNITY_TENSION };

static const RouteReason reasons[] = {
    [INVOLVED] = {"involved",
		  {"The organisation is already at work in this case",
		   "De organisatie is al betrokken in deze zaak"},
		  40,
		  {"covenant 1.10, 13.2e", "convenant 1.10, 13.2e"}},
    [ISOLATION] = {"isolation",
		   {"The social network or taking part in society is a problem",
		    "Het sociaal netwerk of meedoen in de samenleving is een probleem"},
		   15,
		   {"Social Support Act 2015, article 2.1.2",
		    "Wet maatschappelijke ondersteuning 2015, artikel 2.1.2"}},
    [EARLY_DEBTS] = {"early-debts",
		     {"Money is a problem, and nothing graver: early help with debts",
		      "Geld is een probleem en er is niets ernstigers: vroege hulp bij schulden"},
		     10,
		     {"Municipal Debt Counselling Act, early signs",
		      "Wet gemeentelijke schuldhulpverlening, vroegsignalering"}},
    [COMMUNITY_TENSION] =
	{"community-tension",
	 {"Nuisance as a suspect within a year while the social network is a problem",
	  "Overlast als verdachte binnen een jaar terwijl het sociaal netwerk een probleem is"},
	 10,
	 {"covenant 2.1 (liveability)", "convenant 2.1 (leefbaarheid)"}},
};

static const RouteClause involved[] = {IS_INVOLVED (PARTY, STATUS, "participe-delft")};
static const RouteClause isolated[] = {IS (DOMAIN, "social-network", "participation"), AT_MOST (LEVEL, 2)};
static const RouteClause money[] = {IS (DOMAIN, "finances"), AT_MOST (LEVEL, 2)};
static const RouteClause nuisance[] = {IS (KIND, "nuisance"), IS (ROLE, "suspect"), WITHIN_MONTHS (DATE, 12)};

/* where mental health is acute, the neighbourhood without contact is out of its depth */
static const RouteClause acute[] = {IS (DOMAIN, "mental-health"), AT_MOST (LEVEL, 1)};
/* and so it is where somebody may be dangerous */
static const RouteClause dangerous[] = {IS (ROLE, "suspect"), WITHIN_MONTHS (DATE, 24),
					IS (KIND, "arson", "sexual", "robbery", "weapon", "violence")};
#define LOW_RISK .none = {ROUTE_QUESTION (1, acute), ROUTE_QUESTION (1, dangerous)}
/* early: before there are offences, or the money is gone altogether */
static const RouteClause suspect[] = {IS (ROLE, "suspect"), WITHIN_MONTHS (DATE, 24),
				      IS_NOT (KIND, "radicalisation", "trafficking")};
static const RouteClause ruined[] = {IS (DOMAIN, "finances"), AT_MOST (LEVEL, 1)};

static const ReasonRow meets[] = {
    MET (INVOLVED, 1, involved),
    {ISOLATION, {.all = {ROUTE_QUESTION (1, isolated)}, LOW_RISK}},
    {EARLY_DEBTS,
     {.all = {ROUTE_QUESTION (1, money)},
      .none = {ROUTE_QUESTION (1, acute), ROUTE_QUESTION (1, suspect), ROUTE_QUESTION (1, ruined)}}},
    {COMMUNITY_TENSION, {.all = {ROUTE_QUESTION (1, isolated), ROUTE_QUESTION (1, nuisance)}, LOW_RISK}},
};

static const RoutePhrase grounds[] = {{"own-task",
				       {"Social Support Act 2015: general provisions",
					"Wet maatschappelijke ondersteuning 2015: algemene voorzieningen"}}};

#define WELFARE_BRINGS                                                                                       \
	"Its presence in the neighbourhood, volunteers and activities",                                      \
	    "Aanwezigheid in de buurt, vrijwilligers en activiteiten"
#define WELFARE_COORDINATOR ROUTE_COORDINATOR_LOW
#include "plugins/common/welfare.h"

ROUTE_PLUGIN_DEFINE (.party = "participe-delft", .name = {"Participe Delft (welfare)", "Participe Delft"},
		     .version = "1.0", .license = "EUPL-1.2",
		     .contact = "https://github.com/libroute/libroute/issues", .chains = ROUTE_CHAIN_WELFARE,
		     WELFARE_LISTS);
