/* SPDX-License-Identifier: EUPL-1.2 */
/* The prison service (PI Haaglanden and Alphen): who is detained now or was released less than three
 * months ago. Youth institutions are elsewhere. */
#include "plugins/common/knowledge.h"

enum { AGE, DETENTION, RELEASE, HOUSING, CONDITION, DOMAIN, LEVEL, PARTY, STATUS };

static const RouteField fields[] = {
	[AGE] = { "/person/age",
		  { "Whether the person is of its target group",
		    "Of de betrokkene tot de doelgroep hoort" } },
	[DETENTION] = { "/person/detention/status",
			{ "Whether the person is or was detained", "Of de betrokkene vastzit of vastzat" } },
	[RELEASE] = { "/person/detention/release",
		      { "When the person was or will be released",
			"Wanneer de betrokkene vrijkwam of vrijkomt" } },
	[HOUSING] = { "/person/housing/kind",
		      { "Whether the person has a home", "Of de betrokkene een woning heeft" } },
	[CONDITION] = { "/person/conditions/*/kind",
			{ "Whether there is a condition of its target group",
			  "Of er een aandoening van de eigen doelgroep is" } },
	[DOMAIN] = { "/problems/*/domain",
		     { "Where the problems are that it can do something about",
		       "Waar de problemen liggen waaraan de organisatie iets kan doen" } },
	[LEVEL] = { "/problems/*/level",
		    { "Only levels 1 and 2 are a problem", "Alleen niveau 1 en 2 zijn een probleem" } },
	[PARTY] = { "/involved/*/party",
		    { "Whether the organisation is at work there", "Of de organisatie al betrokken is" } },
	[STATUS] = { "/involved/*/status",
		     { "Whether that work still goes on", "Of die betrokkenheid nog loopt" } },
};

enum { INVOLVED, DETAINED, RELEASE_NEAR, JUST_RELEASED, NO_BASIS, CARE_INSIDE };

static const RouteReason reasons[] = {
	[INVOLVED] = { "involved",
		       { "The organisation is already at work in this case",
			 "De organisatie is al betrokken in deze zaak" },
		       40,
		       { "covenant 1.10, 13.2e", "convenant 1.10, 13.2e" } },
	[DETAINED] = { "detained",
		       { "An adult is detained", "Een volwassene zit vast" },
		       35,
		       { "Custodial Institutions Act", "Penitentiaire beginselenwet" } },
	[RELEASE_NEAR] = { "release-near",
			   { "Release within half a year", "Vrijlating binnen een half jaar" },
			   30,
			   { "Custodial Institutions Act; five basic conditions for return",
			     "Penitentiaire beginselenwet; vijf basisvoorwaarden voor terugkeer" } },
	[JUST_RELEASED] = { "just-released",
			    { "Released less than three months ago",
			      "Minder dan drie maanden geleden vrijgekomen" },
			    25,
			    { "Aftercare of detainees", "Nazorg ex-gedetineerden" } },
	[NO_BASIS] = { "no-basis-at-release",
		       { "Detained or just released without a home or with problems of money",
			 "Gedetineerd of net vrij, zonder woning of met problemen met geld" },
		       20,
		       { "Five basic conditions for return", "Vijf basisvoorwaarden voor terugkeer" } },
	[CARE_INSIDE] = { "care-inside",
			  { "Detained with a psychiatric disorder: care must go on after release",
			    "Gedetineerd met een psychiatrische stoornis: zorg moet doorgaan na vrijlating" },
			  15,
			  { "Forensic Care Act", "Wet forensische zorg" } },
};

static const RoutePhrase grounds[] = {
	{ "prison-act",
	  { "Custodial Institutions Act and the Judicial and Criminal Data Act: return to society",
	    "Penitentiaire beginselenwet en Wet justitiële en strafvorderlijke gegevens: terugkeer in de "
	    "samenleving" } },
};

enum { RETURN };

static const RoutePhrase contributions[] = {
	[RETURN] = { "return",
		     { "The date of release, behaviour inside and the plan for return",
		       "De datum van vrijlating, het gedrag binnen en het plan voor terugkeer" } },
};

static const RouteClause involved[] = { IS_INVOLVED (PARTY, STATUS, "dji") };
static const RouteClause detained[] = { AT_LEAST (AGE, 18), IS (DETENTION, "detained") };
static const RouteClause inside[] = { AT_LEAST (AGE, 18), IS (DETENTION, "detained", "released") };
static const RouteClause near[] = { AT_LEAST (AGE, 18), IS (DETENTION, "detained"),
				    UNTIL_DAYS (RELEASE, 183) };
static const RouteClause just[] = { AT_LEAST (AGE, 18), IS (DETENTION, "released"),
				    WITHIN_MONTHS (RELEASE, 3) };
static const RouteClause homeless[] = { IS (HOUSING, "none", "shelter") };
static const RouteClause money[] = { IS (DOMAIN, "finances", "housing"), AT_MOST (LEVEL, 2) };
static const RouteClause psychiatric[] = { IS (CONDITION, "psychiatric") };

static const ReasonRow meets[] = {
	MET (INVOLVED, 1, involved),
	MET (DETAINED, 1, detained),
	MET (RELEASE_NEAR, 1, near),
	MET (JUST_RELEASED, 1, just),
	{ NO_BASIS,
	  { .any = REASON (DETAINED) | REASON (JUST_RELEASED), .all = { ROUTE_QUESTION (1, homeless) } } },
	{ NO_BASIS,
	  { .any = REASON (DETAINED) | REASON (JUST_RELEASED), .all = { ROUTE_QUESTION (1, money) } } },
	{ CARE_INSIDE, { .any = REASON (DETAINED), .all = { ROUTE_QUESTION (1, psychiatric) } } },
};

#define ANY_REASON (REASON (ROUTE_COUNT (reasons)) - 1)

static const LawfulRow lawful[] = {
	{ 0,
	  { .any = REASON (INVOLVED) | REASON (DETAINED) | REASON (JUST_RELEASED),
	    .within = { ROUTE_QUESTION (1, inside) } } }
};
static const AttendRow attends[] = {
	{ ROUTE_ATTEND_INVITE,
	  ROUTE_WHOLE,
	  RETURN,
	  { .any = REASON (INVOLVED) | REASON (DETAINED) | REASON (JUST_RELEASED) } },
};

static const Knowledge knowledge = { KNOWLEDGE_LISTS };
KNOWLEDGE_ASSESS

ROUTE_PLUGIN_DEFINE (.party = "dji",
		     .name = { "Custodial Institutions Agency", "Dienst Justitiële Inrichtingen" },
		     .version = "1.0", .license = "EUPL-1.2",
		     .contact = "https://github.com/libroute/libroute/issues", .chains = ROUTE_CHAIN_JUSTICE,
		     ROUTE_LIST (fields), ROUTE_LIST (reasons), ROUTE_LIST (grounds),
		     ROUTE_LIST (contributions), .assess = assess);
