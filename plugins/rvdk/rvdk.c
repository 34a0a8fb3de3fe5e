/* SPDX-License-Identifier: EUPL-1.2 */
/* The Child Care and Protection Board: protection of minors, and the penal cases of youths of 12 to 17.
 * Never for adults. */
#include "plugins/common/knowledge.h"

enum {
	AGE,
	CHILD_AGE,
	DETENTION,
	KIND,
	DATE,
	ROLE,
	SEVERITY,
	MEASURE,
	DOMAIN,
	LEVEL,
	OUTCOME,
	PARTY,
	STATUS
};

static const RouteField fields[] = {
	[AGE] = { "/person/age",
		  { "Whether the person is of its target group",
		    "Of de betrokkene tot de doelgroep hoort" } },
	[CHILD_AGE] = { "/household/children/*/age",
			{ "Whether minors live in the household",
			  "Of er minderjarigen in het gezin wonen" } },
	[DETENTION] = { "/person/detention/status",
			{ "Whether the person is or was detained", "Of de betrokkene vastzit of vastzat" } },
	[KIND] = { "/incidents/*/kind",
		   { "Only the kinds of incident that its task is about",
		     "Alleen de soorten incidenten waar de eigen taak over gaat" } },
	[DATE] = { "/incidents/*/date",
		   { "Old incidents no longer count", "Oude incidenten tellen niet meer mee" } },
	[ROLE] = { "/incidents/*/role",
		   { "Whether the person did it or suffered it", "Of de betrokkene het deed of onderging" } },
	[SEVERITY] = { "/incidents/*/severity", { "How serious it was", "Hoe ernstig het was" } },
	[MEASURE] = { "/person/measures/*/kind",
		      { "Measures that concern its own task", "Maatregelen die de eigen taak raken" } },
	[DOMAIN] = { "/problems/*/domain",
		     { "Where the problems are that it can do something about",
		       "Waar de problemen liggen waaraan de organisatie iets kan doen" } },
	[LEVEL] = { "/problems/*/level",
		    { "Only levels 1 and 2 are a problem", "Alleen niveau 1 en 2 zijn een probleem" } },
	[OUTCOME] = { "/efforts/*/outcome", { "Whether earlier help worked", "Of eerdere hulp werkte" } },
	[PARTY] = { "/involved/*/party",
		    { "Whether the organisation is at work there", "Of de organisatie al betrokken is" } },
	[STATUS] = { "/involved/*/status",
		     { "Whether that work still goes on", "Of die betrokkenheid nog loopt" } },
};

enum { INVOLVED, CHILD_UNSAFE, PENAL, DETAINED, REFUSES, MEASURE_RUNS };

static const RouteReason reasons[] = {
	[INVOLVED] = { "involved",
		       { "The organisation is already at work in this case",
			 "De organisatie is al betrokken in deze zaak" },
		       40,
		       { "covenant 1.10, 13.2e", "convenant 1.10, 13.2e" } },
	[CHILD_UNSAFE] = { "child-safety",
			   { "Domestic violence or child abuse within two years, and a minor is concerned",
			     "Huiselijk geweld of kindermishandeling in de afgelopen twee jaar, en er is een "
			     "minderjarige bij betrokken" },
			   30,
			   { "Civil Code 1:238 and 1:255; Youth Act 3.1",
			     "Burgerlijk Wetboek 1:238 en 1:255; Jeugdwet 3.1" } },
	[PENAL] = { "minor-suspect",
		    { "A youth of 12 to 17 who was a suspect of an offence within a year and for whom Halt no "
		      "longer fits",
		      "Een jongere van 12 tot en met 17 die binnen een jaar verdachte was van een strafbaar feit "
		      "en voor wie Halt niet meer past" },
		    30,
		    { "Code of Criminal Procedure, article 494",
		      "Wetboek van Strafvordering, artikel 494" } },
	[DETAINED] = { "minor-detained",
		       { "A minor is detained", "Een minderjarige zit vast" },
		       30,
		       { "Code of Criminal Procedure, article 491",
			 "Wetboek van Strafvordering, artikel 491" } },
	[REFUSES] = { "refuses-help",
		      { "A minor with problems in the family, where voluntary help was refused or failed",
			"Een minderjarige met problemen in het gezin, waar vrijwillige hulp is geweigerd of mislukt" },
		      25,
		      { "Civil Code 1:255", "Burgerlijk Wetboek 1:255" } },
	[MEASURE_RUNS] = { "measure",
			   { "A measure of child protection or youth probation runs",
			     "Er loopt een maatregel van jeugdbescherming of jeugdreclassering" },
			   15,
			   { "Youth Act 3.1", "Jeugdwet 3.1" } },
};

static const RoutePhrase grounds[] = {
	{ "youth-act",
	  { "Civil Code 1:238, Youth Act 3.1 and the Judicial and Criminal Data Act: its statutory task for minors",
	    "Burgerlijk Wetboek 1:238, Jeugdwet 3.1 en Wet justitiële en strafvorderlijke gegevens: de wettelijke "
	    "taak voor minderjarigen" } },
};

enum { ADVICE, KNOWN };

static const RoutePhrase contributions[] = {
	[ADVICE] = { "advice",
		     { "Whether a measure is needed, the state of its investigation and its penal advice",
		       "Of een maatregel nodig is, de stand van het onderzoek en het strafadvies" } },
	[KNOWN] = { "known", { "Whether an investigation is needed", "Of een onderzoek nodig is" } },
};

static const RouteClause involved[] = { IS_INVOLVED (PARTY, STATUS, "rvdk") };
static const RouteClause unsafe_minor[] = { AT_MOST (AGE, 17), IS (KIND, "domestic-violence", "child-abuse"),
					    WITHIN_MONTHS (DATE, 24) };
static const RouteClause unsafe[] = { IS (KIND, "domestic-violence", "child-abuse"),
				      WITHIN_MONTHS (DATE, 24) };
static const RouteClause has_children[] = { AT_MOST (CHILD_AGE, 17) };
static const RouteClause minor[] = { AT_MOST (AGE, 17) };
static const RouteClause serious[] = { AT_LEAST (AGE, 12),
				       AT_MOST (AGE, 17),
				       IS (ROLE, "suspect"),
				       IS (SEVERITY, "serious", "high-impact"),
				       IS_NOT (KIND, "confused-behaviour", "suicidal", "radicalisation",
					       "trafficking", "other"),
				       WITHIN_MONTHS (DATE, 12) };
static const RouteClause repeated[] = { AT_LEAST (AGE, 12), AT_MOST (AGE, 17), IS (ROLE, "suspect"),
					IS_NOT (KIND, "nuisance", "confused-behaviour", "suicidal",
						"radicalisation", "trafficking", "other"),
					WITHIN_MONTHS (DATE, 12) };
static const RouteClause detained[] = { AT_MOST (AGE, 17), IS (DETENTION, "detained") };
static const RouteClause family_problem[] = { AT_MOST (AGE, 17),
					      IS (DOMAIN, "parenting", "domestic-relations"),
					      AT_MOST (LEVEL, 2) };
/* of the children of the person */
static const RouteClause parenting[] = { IS (DOMAIN, "parenting"), AT_MOST (LEVEL, 2) };
static const RouteClause not_helped[] = { IS (OUTCOME, "refused", "failed") };
static const RouteClause measure[] = { AT_MOST (AGE, 17),
				       IS (MEASURE, "supervision-order", "guardianship", "youth-probation") };

static const ReasonRow meets[] = {
	MET (INVOLVED, 1, involved),
	MET (CHILD_UNSAFE, 1, unsafe_minor),
	{ CHILD_UNSAFE, { .all = { ROUTE_QUESTION (1, unsafe), ROUTE_QUESTION (1, has_children) } } },
	MET (PENAL, 1, serious),
	MET (PENAL, 2, repeated),
	MET (DETAINED, 1, detained),
	{ REFUSES, { .all = { ROUTE_QUESTION (1, family_problem), ROUTE_QUESTION (1, not_helped) } } },
	{ REFUSES,
	  { .all = { ROUTE_QUESTION (1, parenting), ROUTE_QUESTION (1, not_helped),
		     ROUTE_QUESTION (1, has_children) } } },
	MET (MEASURE_RUNS, 1, measure),
};

#define ANY_REASON (REASON (ROUTE_COUNT (reasons)) - 1)

/* never where everybody is of age, whoever lists it as involved */
static const LawfulRow lawful[] = {
	{ 0, { .any = ANY_REASON, .within = { ROUTE_QUESTION (1, minor), ROUTE_QUESTION (1, has_children) } } }
};
static const AttendRow attends[] = {
	{ ROUTE_ATTEND_INVITE,
	  ROUTE_WHOLE,
	  ADVICE,
	  { .any = REASON (INVOLVED) | REASON (DETAINED) | REASON (PENAL) } },
	{ ROUTE_ATTEND_ASK, ROUTE_WHOLE, KNOWN, { .any = ANY_REASON } },
};
static const CoordinatorRow coordinates[] = {
	{ ROUTE_COORDINATOR_LOW, ADVICE, { .any = REASON (INVOLVED) } },
};

static const Knowledge knowledge = { KNOWLEDGE_LISTS, ROUTE_LIST (coordinates) };
KNOWLEDGE_ASSESS

ROUTE_PLUGIN_DEFINE (.party = "rvdk",
		     .name = { "Child Care and Protection Board", "Raad voor de Kinderbescherming" },
		     .version = "1.0", .license = "EUPL-1.2",
		     .contact = "https://github.com/libroute/libroute/issues",
		     .chains = ROUTE_CHAIN_YOUTH | ROUTE_CHAIN_JUSTICE, ROUTE_LIST (fields),
		     ROUTE_LIST (reasons), ROUTE_LIST (grounds), ROUTE_LIST (contributions),
		     .assess = assess);
