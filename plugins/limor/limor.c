/* SPDX-License-Identifier: EUPL-1.2 */
/* Limor, support at home, second-chance housing and outreach for adults whose home is at risk through
 * nuisance, or who have none. */
#include "plugins/common/knowledge.h"

enum {
	AGE,
	HOUSING,
	EVICTION,
	DETENTION,
	CONDITION,
	DOMAIN,
	LEVEL,
	KIND,
	DATE,
	ROLE,
	PLACE,
	OUTCOME,
	PARTY,
	STATUS
};

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
	[CONDITION] = { "/person/conditions/*/kind",
			{ "Whether there is a condition of its target group",
			  "Of er een aandoening van de eigen doelgroep is" } },
	[DOMAIN] = { "/problems/*/domain",
		     { "Where the problems are that it can do something about",
		       "Waar de problemen liggen waaraan de organisatie iets kan doen" } },
	[LEVEL] = { "/problems/*/level",
		    { "Only levels 1 and 2 are a problem", "Alleen niveau 1 en 2 zijn een probleem" } },
	[KIND] = { "/incidents/*/kind",
		   { "Only the kinds of incident that its task is about",
		     "Alleen de soorten incidenten waar de eigen taak over gaat" } },
	[DATE] = { "/incidents/*/date",
		   { "Old incidents no longer count", "Oude incidenten tellen niet meer mee" } },
	[ROLE] = { "/incidents/*/role",
		   { "Whether the person did it or suffered it", "Of de betrokkene het deed of onderging" } },
	[PLACE] = { "/incidents/*/place", { "Whether it happened at home", "Of het thuis gebeurde" } },
	[OUTCOME] = { "/efforts/*/outcome", { "Whether earlier help worked", "Of eerdere hulp werkte" } },
	[PARTY] = { "/involved/*/party",
		    { "Whether the organisation is at work there", "Of de organisatie al betrokken is" } },
	[STATUS] = { "/involved/*/status",
		     { "Whether that work still goes on", "Of die betrokkenheid nog loopt" } },
};

enum { INVOLVED, EVICTION_NUISANCE, HOMELESS_MIX, AVOIDS, SUPERVISED_HOME };

static const RouteReason reasons[] = {
	[INVOLVED] = { "involved",
		       { "The organisation is already at work in this case",
			 "De organisatie is al betrokken in deze zaak" },
		       40,
		       { "covenant 1.10, 13.2e", "convenant 1.10, 13.2e" } },
	[EVICTION_NUISANCE] = { "eviction-nuisance",
				{ "Eviction threatens or is ordered, and there was nuisance at home within two years",
				  "Ontruiming dreigt of is uitgesproken, en er was in de afgelopen twee jaar overlast thuis" },
				30,
				{ "Social Support Act 2015 (support at home)",
				  "Wet maatschappelijke ondersteuning 2015 (begeleiding thuis)" } },
	[HOMELESS_MIX] = { "homeless-with-disorder",
			   { "No home, and a psychiatric disorder or addiction",
			     "Geen woning, en een psychiatrische stoornis of verslaving" },
			   30,
			   { "Social Support Act 2015; Housing First",
			     "Wet maatschappelijke ondersteuning 2015; Housing First" } },
	[AVOIDS] = { "avoids-support",
		     { "Housing or housekeeping is a problem and help was refused",
		       "Huisvesting of het huishouden is een probleem en hulp is geweigerd" },
		     20,
		     { "Social Support Act 2015 (outreach)",
		       "Wet maatschappelijke ondersteuning 2015 (bemoeizorg)" } },
	[SUPERVISED_HOME] = { "supervised-home",
			      { "Returns from detention and has no home",
				"Keert terug uit detentie en heeft geen woning" },
			      20,
			      { "Social Support Act 2015; aftercare of detainees",
				"Wet maatschappelijke ondersteuning 2015; nazorg ex-gedetineerden" } },
};

static const RoutePhrase grounds[] = {
	{ "social-support-act",
	  { "Social Support Act 2015: support at home and shelter",
	    "Wet maatschappelijke ondersteuning 2015: begeleiding thuis en opvang" } },
};

enum { SUPPORT, KNOWN, COORDINATION };

static const RoutePhrase contributions[] = {
	[SUPPORT] = { "support",
		      { "Support at home and the terms of a last chance",
			"Begeleiding thuis en de voorwaarden van een laatste kans" } },
	[KNOWN] = { "known",
		    { "Whether it can offer support at home or a last chance",
		      "Of begeleiding thuis of een laatste kans mogelijk is" } },
	[COORDINATION] = { "coordination",
			   { "It supports the person at home", "Limor begeleidt de betrokkene thuis" } },
};

static const RouteClause involved[] = { IS_INVOLVED (PARTY, STATUS, "limor") };
static const RouteClause evicted[] = { AT_LEAST (AGE, 16), IS (EVICTION, "threatened", "ordered") };
static const RouteClause nuisance[] = {
	IS (KIND, "nuisance", "threat", "violence", "confused-behaviour", "vandalism"),
	IS (ROLE, "suspect", "self"), IS (PLACE, "home"), WITHIN_MONTHS (DATE, 24)
};
static const RouteClause homeless[] = { AT_LEAST (AGE, 16), IS (HOUSING, "none", "shelter") };
static const RouteClause disorder[] = { IS (CONDITION, "psychiatric", "addiction") };
static const RouteClause housing_problem[] = { AT_LEAST (AGE, 16),
					       IS (DOMAIN, "housing", "instrumental-adl", "basic-adl"),
					       AT_MOST (LEVEL, 2) };
static const RouteClause refused[] = { IS (OUTCOME, "refused") };
static const RouteClause returns[] = { AT_LEAST (AGE, 16), IS (HOUSING, "none"),
				       IS (DETENTION, "detained", "released") };

static const ReasonRow meets[] = {
	MET (INVOLVED, 1, involved),
	{ EVICTION_NUISANCE, { .all = { ROUTE_QUESTION (1, evicted), ROUTE_QUESTION (1, nuisance) } } },
	{ HOMELESS_MIX, { .all = { ROUTE_QUESTION (1, homeless), ROUTE_QUESTION (1, disorder) } } },
	{ AVOIDS, { .all = { ROUTE_QUESTION (1, housing_problem), ROUTE_QUESTION (1, refused) } } },
	MET (SUPERVISED_HOME, 1, returns),
};

#define ANY_REASON (REASON (ROUTE_COUNT (reasons)) - 1)

static const LawfulRow lawful[] = { { 0, { .any = ANY_REASON } } };
static const AttendRow attends[] = {
	{ ROUTE_ATTEND_INVITE, ROUTE_WHOLE, SUPPORT, { .any = REASON (INVOLVED) } },
	{ ROUTE_ATTEND_ASK, ROUTE_WHOLE, KNOWN, { .any = ANY_REASON } },
};
static const CoordinatorRow coordinates[] = {
	{ ROUTE_COORDINATOR_HIGH, COORDINATION, { .any = REASON (INVOLVED) } },
};

static const Knowledge knowledge = { KNOWLEDGE_LISTS, ROUTE_LIST (coordinates) };
KNOWLEDGE_ASSESS

ROUTE_PLUGIN_DEFINE (.party = "limor", .name = { "Limor (support at home)", "Limor" }, .version = "1.0",
		     .license = "EUPL-1.2", .contact = "https://github.com/libroute/libroute/issues",
		     .chains = ROUTE_CHAIN_CARE, ROUTE_LIST (fields), ROUTE_LIST (reasons),
		     ROUTE_LIST (grounds), ROUTE_LIST (contributions), .assess = assess);
