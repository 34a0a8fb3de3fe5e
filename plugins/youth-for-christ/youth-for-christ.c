/* SPDX-License-Identifier: EUPL-1.2 */
/* Youth for Christ, youth work on the street and in a youth centre, ages 7 to 23. Asked first, also
 * where it knows the youth: which youth worker it is about, and what the group is like. */
#include "plugins/common/knowledge.h"

enum { AGE, PROTECTIVE, DOMAIN, LEVEL, KIND, DATE, ROLE, GROUP, PARTY, STATUS };

static const RouteField fields[] = {
	[AGE] = { "/person/age",
		  { "Whether the person is of its target group",
		    "Of de betrokkene tot de doelgroep hoort" } },
	[PROTECTIVE] = { "/person/protective",
			 { "What already goes well and can be built on",
			   "Wat al goed gaat en waarop kan worden gebouwd" } },
	[DOMAIN] = { "/problems/*/domain",
		     { "Where light support could help", "Waar lichte steun kan helpen" } },
	[LEVEL] = { "/problems/*/level",
		    { "Only levels 1 and 2 are a problem", "Alleen niveau 1 en 2 zijn een probleem" } },
	[KIND] = { "/incidents/*/kind",
		   { "Nuisance and group behaviour only", "Alleen overlast en groepsgedrag" } },
	[DATE] = { "/incidents/*/date",
		   { "Old incidents no longer count", "Oude incidenten tellen niet meer mee" } },
	[ROLE] = { "/incidents/*/role",
		   { "Only the person's own behaviour counts", "Alleen eigen gedrag telt" } },
	[GROUP] = { "/incidents/*/group", { "Whether a group plays a part", "Of een groep een rol speelt" } },
	[PARTY] = { "/involved/*/party",
		    { "Whether the organisation is at work there", "Of de organisatie al betrokken is" } },
	[STATUS] = { "/involved/*/status",
		     { "Whether that work still goes on", "Of die betrokkenheid nog loopt" } },
};

enum { INVOLVED, STREET_CONTACT, NO_DAYTIME_ACTIVITY, TRUST };

static const RouteReason reasons[] = {
	[INVOLVED] = { "involved",
		       { "The organisation is already at work in this case",
			 "De organisatie is al betrokken in deze zaak" },
		       40,
		       { "covenant 1.10, 13.2e", "convenant 1.10, 13.2e" } },
	[STREET_CONTACT] = { "street-contact",
			     { "A youth of 12 to 23 who took part in group nuisance within a year",
			       "Een jongere van 12 tot en met 23 die binnen een jaar meedeed aan groepsoverlast" },
			     20,
			     { "criterion P4", "criterium P4" } },
	[NO_DAYTIME_ACTIVITY] = { "no-daytime-activity",
				  { "A minor whose school or use of time, or a youth up to 23 whose use of time is a problem",
				    "Een minderjarige bij wie school of tijdsbesteding, of een jongere tot en met 23 bij wie de "
				    "tijdsbesteding een probleem is" },
				  10,
				  { "covenant 2.1 (personal situation)",
				    "convenant 2.1 (persoonlijke situatie)" } },
	[TRUST] = { "trust",
		    { "A youth who accepts a coach: there is trust to build on",
		      "Een jongere die een coach accepteert: er is vertrouwen om op te bouwen" },
		    10,
		    { "covenant 2.1 (personal situation)", "convenant 2.1 (persoonlijke situatie)" } },
};

#define YOUTH AT_LEAST (AGE, 7), AT_MOST (AGE, 23)

static const RouteClause involved[] = { IS_INVOLVED (PARTY, STATUS, "youth-for-christ") };
static const RouteClause group[] = { AT_LEAST (AGE, 12),
				     AT_MOST (AGE, 23),
				     IS_TRUE (GROUP),
				     IS (ROLE, "suspect"),
				     IS_NOT (KIND, "radicalisation", "trafficking"),
				     WITHIN_MONTHS (DATE, 12) };
/* a day without school is its concern of a minor; of an adult a study or job that is stuck is for others, as long as
 * the days are filled */
static const RouteClause no_school[] = { AT_LEAST (AGE, 7), AT_MOST (AGE, 17), IS (DOMAIN, "work-education"),
					 AT_MOST (LEVEL, 2) };
static const RouteClause no_activity[] = { YOUTH, IS (DOMAIN, "time-use"), AT_MOST (LEVEL, 2) };
static const RouteClause coach[] = { YOUTH, IS (PROTECTIVE, "coach") };

static const ReasonRow meets[] = {
	MET (INVOLVED, 1, involved),
	MET (STREET_CONTACT, 1, group),
	MET (NO_DAYTIME_ACTIVITY, 1, no_activity),
	MET (NO_DAYTIME_ACTIVITY, 1, no_school),
	MET (TRUST, 1, coach),
};

static const RoutePhrase grounds[] = {
	{ "own-task",
	  { "GDPR article 6(1)(e) and (f): youth work by order of the municipality",
	    "AVG artikel 6 lid 1 onder e en f: jongerenwerk in opdracht van de gemeente" } }
};

#define WELFARE_BRINGS                                                                                       \
	"Its relation with the youth, leisure and a mentor; first say which youth worker",                   \
		"De band met de jongere, vrije tijd en een mentor; eerst aangeven welke jongerenwerker"
#define WELFARE_COORDINATOR ROUTE_COORDINATOR_NONE
#define WELFARE_ONLY_ASKED
/* youth work ends at 24, also where it knew the youth before */
static const RouteClause young[] = { YOUTH };
#define WELFARE_WITHIN ROUTE_QUESTION (1, young)
#include "plugins/common/welfare.h"

ROUTE_PLUGIN_DEFINE (.party = "youth-for-christ",
		     .name = { "Youth for Christ (youth work)", "Youth for Christ (jongerenwerk)" },
		     .version = "1.0", .license = "EUPL-1.2",
		     .contact = "https://github.com/libroute/libroute/issues",
		     .chains = ROUTE_CHAIN_YOUTH | ROUTE_CHAIN_WELFARE, WELFARE_LISTS);
