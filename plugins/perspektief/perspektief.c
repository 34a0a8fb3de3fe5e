/* SPDX-License-Identifier: EUPL-1.2 */
/* Perspektief, shelter and protected living in the region of Delft: for who has no home, not for a tenant
 * with a stable one. */
#include "plugins/common/knowledge.h"

enum { AGE, HOUSING, EVICTION, DETENTION, RELEASE, KIND, DATE, ROLE, PARTY, STATUS };

static const RouteField fields[] = {
	[AGE] = { "/person/age",
		  { "Whether the person is of its target group",
		    "Of de betrokkene tot de doelgroep hoort" } },
	[HOUSING] = { "/person/housing/kind",
		      { "Whether the person has a home", "Of de betrokkene een woning heeft" } },
	[EVICTION] = { "/person/housing/eviction",
		       { "Whether the home is about to be lost", "Of de woning verloren dreigt te gaan" } },
	[DETENTION] = { "/person/detention/status",
			{ "Whether the person is or was detained", "Of de betrokkene vastzit of vastzat" } },
	[RELEASE] = { "/person/detention/release",
		      { "When the person was or will be released",
			"Wanneer de betrokkene vrijkwam of vrijkomt" } },
	[KIND] = { "/incidents/*/kind",
		   { "Only the kinds of incident that its task is about",
		     "Alleen de soorten incidenten waar de eigen taak over gaat" } },
	[DATE] = { "/incidents/*/date",
		   { "Old incidents no longer count", "Oude incidenten tellen niet meer mee" } },
	[ROLE] = { "/incidents/*/role",
		   { "Whether the person did it or suffered it", "Of de betrokkene het deed of onderging" } },
	[PARTY] = { "/involved/*/party",
		    { "Whether the organisation is at work there", "Of de organisatie al betrokken is" } },
	[STATUS] = { "/involved/*/status",
		     { "Whether that work still goes on", "Of die betrokkenheid nog loopt" } },
};

enum { INVOLVED, HOMELESS, EVICTED, RELEASED, SAFE_PLACE };

static const RouteReason reasons[] = {
	[INVOLVED] = { "involved",
		       { "The organisation is already at work in this case",
			 "De organisatie is al betrokken in deze zaak" },
		       40,
		       { "covenant 1.10, 13.2e", "convenant 1.10, 13.2e" } },
	[HOMELESS] = { "homeless",
		       { "The person has no home, or stays in a shelter",
			 "De betrokkene heeft geen woning, of verblijft in de opvang" },
		       35,
		       { "Social Support Act 2015, article 1.2.1",
			 "Wet maatschappelijke ondersteuning 2015, artikel 1.2.1" } },
	[EVICTED] = { "eviction-ordered",
		      { "Eviction is ordered", "De ontruiming is uitgesproken" },
		      25,
		      { "Social Support Act 2015, article 1.2.1",
			"Wet maatschappelijke ondersteuning 2015, artikel 1.2.1" } },
	[RELEASED] = { "released-homeless",
		       { "Leaves or left detention within three months, without a home",
			 "Komt of kwam binnen drie maanden vrij, zonder woning" },
		       25,
		       { "Social Support Act 2015; aftercare of detainees",
			 "Wet maatschappelijke ondersteuning 2015; nazorg ex-gedetineerden" } },
	[SAFE_PLACE] = { "safe-place",
			 { "A victim of domestic violence within half a year may need a safe place",
			   "Een slachtoffer van huiselijk geweld in het afgelopen half jaar kan een veilige plek "
			   "nodig hebben" },
			 15,
			 { "Social Support Act 2015, article 1.1.1 (shelter)",
			   "Wet maatschappelijke ondersteuning 2015, artikel 1.1.1 (opvang)" } },
};

static const RoutePhrase grounds[] = {
	{ "social-support-act",
	  { "Social Support Act 2015: shelter and protected living",
	    "Wet maatschappelijke ondersteuning 2015: opvang en beschermd wonen" } },
};

enum { BED, KNOWN, COORDINATION };

static const RoutePhrase contributions[] = {
	[BED] = { "bed",
		  { "A bed, the terms of admission and a way to a home of one's own",
		    "Een bed, de voorwaarden voor opname en een weg naar een eigen woning" } },
	[KNOWN] = { "known",
		    { "Whether the person is known, and whether there is a place",
		      "Of de betrokkene bekend is, en of er plek is" } },
	[COORDINATION] = { "coordination",
			   { "The person lives in its facility", "De betrokkene woont in de opvang" } },
};

static const RouteClause involved[] = { IS_INVOLVED (PARTY, STATUS, "perspektief") };
static const RouteClause homeless[] = { AT_LEAST (AGE, 16), IS (HOUSING, "none", "shelter") };
static const RouteClause evicted[] = { AT_LEAST (AGE, 16), IS (EVICTION, "ordered") };
static const RouteClause leaving[] = { IS (HOUSING, "none"), IS (DETENTION, "detained"),
				       UNTIL_DAYS (RELEASE, 92) };
static const RouteClause left[] = { IS (HOUSING, "none"), IS (DETENTION, "released"),
				    WITHIN_MONTHS (RELEASE, 3) };
static const RouteClause victim[] = { AT_LEAST (AGE, 18), IS (KIND, "domestic-violence"), IS (ROLE, "victim"),
				      WITHIN_MONTHS (DATE, 6) };

static const ReasonRow meets[] = {
	MET (INVOLVED, 1, involved), MET (HOMELESS, 1, homeless), MET (EVICTED, 1, evicted),
	MET (RELEASED, 1, leaving),  MET (RELEASED, 1, left),     MET (SAFE_PLACE, 1, victim),
};

#define ANY_REASON (REASON (ROUTE_COUNT (reasons)) - 1)

static const LawfulRow lawful[] = { { 0, { .any = ANY_REASON } } };
static const AttendRow attends[] = {
	{ ROUTE_ATTEND_INVITE, ROUTE_WHOLE, BED, { .any = REASON (INVOLVED) } },
	{ ROUTE_ATTEND_ASK, ROUTE_WHOLE, KNOWN, { .any = ANY_REASON } },
};
static const CoordinatorRow coordinates[] = {
	{ ROUTE_COORDINATOR_HIGH, COORDINATION, { .any = REASON (INVOLVED) } },
};

static const Knowledge knowledge = { KNOWLEDGE_LISTS, ROUTE_LIST (coordinates) };
KNOWLEDGE_ASSESS

ROUTE_PLUGIN_DEFINE (.party = "perspektief", .name = { "Perspektief (shelter)", "Stichting Perspektief" },
		     .version = "1.0", .license = "EUPL-1.2",
		     .contact = "https://github.com/libroute/libroute/issues", .chains = ROUTE_CHAIN_CARE,
		     ROUTE_LIST (fields), ROUTE_LIST (reasons), ROUTE_LIST (grounds),
		     ROUTE_LIST (contributions), .assess = assess);
