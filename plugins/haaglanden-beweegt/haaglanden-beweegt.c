/* SPDX-License-Identifier: EUPL-1.2 */
/* Haaglanden Beweegt (Delft voor elkaar): sport and activities. It needs no safety information, so it is asked
 * bilaterally and not invited to the table. */
#include "plugins/common/knowledge.h"

enum { AGE, PROTECTIVE, DOMAIN, LEVEL, PARTY, STATUS };

static const RouteField fields[] = {
    [AGE] = {"/person/age",
	     {"Whether the person is of its target group", "Of de betrokkene tot de doelgroep hoort"}},
    [PROTECTIVE] = {"/person/protective",
		    {"What already goes well and can be built on",
		     "Wat al goed gaat en waarop kan worden gebouwd"}},
    [DOMAIN] = {"/problems/*/domain", {"Where light support could help", "Waar lichte steun kan helpen"}},
    [LEVEL] = {"/problems/*/level",
	       {"Only levels 1 and 2 are a problem", "Alleen niveau 1 en 2 zijn een probleem"}},
    [PARTY] = {"/involved/*/party",
	       {"Whether the organisation is at work there", "Of de organisatie al betrokken is"}},
    [STATUS] = {"/involved/*/status", {"Whether that work still goes on", "Of die betrokkenheid nog loopt"}},
};

enum { INVOLVED, NO_DAYTIME_ACTIVITY, LIKES_SPORT, LONELINESS };

static const RouteReason reasons[] = {
    [INVOLVED] = {"involved",
		  {"The organisation is already at work in this case",
		   "De organisatie is al betrokken in deze zaak"},
		  40,
		  {"covenant 1.10, 13.2e", "convenant 1.10, 13.2e"}},
    [NO_DAYTIME_ACTIVITY] = {"no-daytime-activity",
			     {"Use of time is a problem", "Tijdsbesteding is een probleem"},
			     10,
			     {"Social Support Act 2015, article 2.1.2",
			      "Wet maatschappelijke ondersteuning 2015, artikel 2.1.2"}},
    [LIKES_SPORT] = {"likes-sport",
		     {"A youth who does sport: leisure to build on",
		      "Een jongere die sport: vrije tijd om op te bouwen"},
		     10,
		     {"covenant 2.1 (personal situation)", "convenant 2.1 (persoonlijke situatie)"}},
    [LONELINESS] = {"loneliness",
		    {"The social network is a problem", "Het sociaal netwerk is een probleem"},
		    5,
		    {"Social Support Act 2015, article 2.1.2",
		     "Wet maatschappelijke ondersteuning 2015, artikel 2.1.2"}},
};

static const RouteClause involved[] = {IS_INVOLVED (PARTY, STATUS, "haaglanden-beweegt")};
static const RouteClause no_activity[] = {IS (DOMAIN, "time-use"), AT_MOST (LEVEL, 2)};
static const RouteClause sport[] = {AT_MOST (AGE, 27), IS (PROTECTIVE, "sport")};
static const RouteClause lonely[] = {IS (DOMAIN, "social-network"), AT_MOST (LEVEL, 2)};

/* where mental health is acute, a buddy for sport is not what is needed, and should hear nothing of it */
static const RouteClause acute[] = {IS (DOMAIN, "mental-health"), AT_MOST (LEVEL, 1)};

static const ReasonRow meets[] = {
    MET (INVOLVED, 1, involved),
    MET (NO_DAYTIME_ACTIVITY, 1, no_activity),
    MET (LIKES_SPORT, 1, sport),
    {LONELINESS, {.all = {ROUTE_QUESTION (1, lonely)}, .none = {ROUTE_QUESTION (1, acute)}}},
};

static const RoutePhrase grounds[] = {
    {"own-task",
     {"Social Support Act 2015: general provisions; with the person's agreement, GDPR article 6(1)(a)",
      "Wet maatschappelijke ondersteuning 2015: algemene voorzieningen; met instemming van de betrokkene, "
      "AVG artikel 6 lid 1 onder a"}}};

#define WELFARE_BRINGS "Sport, activities and buddies", "Sport, activiteiten en maatjes"
#define WELFARE_COORDINATOR ROUTE_COORDINATOR_NONE
#define WELFARE_ONLY_ASKED
#include "plugins/common/welfare.h"

ROUTE_PLUGIN_DEFINE (.party = "haaglanden-beweegt",
		     .name = {"Haaglanden Beweegt (sport and welfare)",
			      "Haaglanden Beweegt (Delft voor elkaar)"},
		     .version = "1.0", .license = "EUPL-1.2",
		     .contact = "https://github.com/libroute/libroute/issues", .chains = ROUTE_CHAIN_WELFARE,
		     WELFARE_LISTS);
