/* SPDX-License-Identifier: EUPL-1.2 */
/* Veilig Thuis Haaglanden: violence in relations of dependence, of all ages, on its own statutory frame. A
 * route never replaces or delays a report to it. */
#include "plugins/common/knowledge.h"

enum { CHILD_AGE, AGE, KIND, DATE, MEASURE, PARTY, STATUS };

static const RouteField fields[] = {
	[CHILD_AGE] = { "/household/children/*/age",
			{ "Whether minors live in the household",
			  "Of er minderjarigen in het gezin wonen" } },
	[AGE] = { "/person/age",
		  { "Whether the person is of its target group",
		    "Of de betrokkene tot de doelgroep hoort" } },
	[KIND] = { "/incidents/*/kind",
		   { "Only the kinds of incident that its task is about",
		     "Alleen de soorten incidenten waar de eigen taak over gaat" } },
	[DATE] = { "/incidents/*/date",
		   { "Old incidents no longer count", "Oude incidenten tellen niet meer mee" } },
	[MEASURE] = { "/person/measures/*/kind",
		      { "Measures that concern its own task", "Maatregelen die de eigen taak raken" } },
	[PARTY] = { "/involved/*/party",
		    { "Whether the organisation is at work there", "Of de organisatie al betrokken is" } },
	[STATUS] = { "/involved/*/status",
		     { "Whether that work still goes on", "Of die betrokkenheid nog loopt" } },
};

enum { INVOLVED, VIOLENCE, ABUSE, STRUCTURAL, RESTRAINING, MINOR_PRESENT };

static const RouteReason reasons[] = {
	[INVOLVED] = { "involved",
		       { "The organisation is already at work in this case",
			 "De organisatie is al betrokken in deze zaak" },
		       40,
		       { "covenant 1.10, 13.2e", "convenant 1.10, 13.2e" } },
	[VIOLENCE] = { "domestic-violence",
		       { "Domestic violence within a year, in whatever role",
			 "Huiselijk geweld in het afgelopen jaar, in welke rol ook" },
		       35,
		       { "Social Support Act 2015, article 4.1.1",
			 "Wet maatschappelijke ondersteuning 2015, artikel 4.1.1" } },
	[ABUSE] = { "child-abuse",
		    { "Child abuse within two years", "Kindermishandeling in de afgelopen twee jaar" },
		    40,
		    { "Social Support Act 2015, article 4.1.1; Youth Act",
		      "Wet maatschappelijke ondersteuning 2015, artikel 4.1.1; Jeugdwet" } },
	[STRUCTURAL] = { "structural",
			 { "Domestic violence three times or more within two years",
			   "Drie keer of vaker huiselijk geweld in de afgelopen twee jaar" },
			 25,
			 { "Reporting code for domestic violence and child abuse",
			   "Meldcode huiselijk geweld en kindermishandeling" } },
	[RESTRAINING] = { "restraining-order",
			  { "A restraining order is running", "Er loopt een huisverbod of contactverbod" },
			  25,
			  { "Temporary Restraining Order Act", "Wet tijdelijk huisverbod" } },
	[MINOR_PRESENT] = { "minor-present",
			    { "Domestic violence within two years where minors live",
			      "Huiselijk geweld in de afgelopen twee jaar waar minderjarigen wonen" },
			    25,
			    { "Reporting code for domestic violence and child abuse",
			      "Meldcode huiselijk geweld en kindermishandeling" } },
};

static const RoutePhrase grounds[] = {
	{ "social-support-act",
	  { "Social Support Act 2015, articles 4.1.1 and 5.1.6: its own statutory task",
	    "Wet maatschappelijke ondersteuning 2015, artikelen 4.1.1 en 5.1.6: de eigen wettelijke taak" } },
};

enum { SAFETY, KNOWN };

static const RoutePhrase contributions[] = {
	[SAFETY] = { "safety",
		     { "The safety assessment, its conditions and the history of reports",
		       "De veiligheidstaxatie, de voorwaarden en de meldingen tot nu toe" } },
	[KNOWN] = { "known",
		    { "Whether there are reports, and whether one must be made now",
		      "Of er meldingen zijn, en of nu een melding nodig is" } },
};

static const RouteClause involved[] = { IS_INVOLVED (PARTY, STATUS, "veilig-thuis-haaglanden") };
static const RouteClause violence[] = { IS (KIND, "domestic-violence"), WITHIN_MONTHS (DATE, 12) };
static const RouteClause abuse[] = { IS (KIND, "child-abuse"), WITHIN_MONTHS (DATE, 24) };
static const RouteClause earlier[] = { IS (KIND, "domestic-violence"), WITHIN_MONTHS (DATE, 24) };
static const RouteClause restraining[] = { IS (MEASURE, "restraining-order") };
static const RouteClause has_children[] = { AT_MOST (CHILD_AGE, 17) };
static const RouteClause young[] = { AT_MOST (AGE, 17), IS (KIND, "domestic-violence"),
				     WITHIN_MONTHS (DATE, 24) };

static const ReasonRow meets[] = {
	MET (INVOLVED, 1, involved),
	MET (VIOLENCE, 1, violence),
	MET (ABUSE, 1, abuse),
	MET (STRUCTURAL, 3, earlier),
	MET (RESTRAINING, 1, restraining),
	{ MINOR_PRESENT, { .all = { ROUTE_QUESTION (1, earlier), ROUTE_QUESTION (1, has_children) } } },
	MET (MINOR_PRESENT, 1, young),
};

#define ANY_REASON (REASON (ROUTE_COUNT (reasons)) - 1)

/* its task is about suspicions too */
static const LawfulRow lawful[] = {
	{ 0, { .any = ANY_REASON } },
	{ 0, { .perhaps = ROUTE_QUESTION (1, violence) } },
	{ 0, { .perhaps = ROUTE_QUESTION (1, abuse) } },
};
/* a care partner that is not at work there is asked first: whether there are reports, and whether one must be made now;
 * that waits for no meeting */
static const AttendRow attends[] = {
	{ ROUTE_ATTEND_INVITE, ROUTE_WHOLE, SAFETY, { .any = REASON (INVOLVED) } },
	{ ROUTE_ATTEND_ASK, ROUTE_WHOLE, KNOWN, { .any = ANY_REASON } },
	{ ROUTE_ATTEND_ASK, ROUTE_WHOLE, KNOWN, { .perhaps = ROUTE_QUESTION (1, violence) } },
	{ ROUTE_ATTEND_ASK, ROUTE_WHOLE, KNOWN, { .perhaps = ROUTE_QUESTION (1, abuse) } },
};

static const Knowledge knowledge = { KNOWLEDGE_LISTS };
KNOWLEDGE_ASSESS

ROUTE_PLUGIN_DEFINE (.party = "veilig-thuis-haaglanden",
		     .name = { "Veilig Thuis Haaglanden (domestic violence and child abuse)",
			       "Veilig Thuis Haaglanden" },
		     .version = "1.0", .license = "EUPL-1.2",
		     .contact = "https://github.com/libroute/libroute/issues",
		     .chains = ROUTE_CHAIN_CARE | ROUTE_CHAIN_JUSTICE, ROUTE_LIST (fields),
		     ROUTE_LIST (reasons), ROUTE_LIST (grounds), ROUTE_LIST (contributions),
		     .assess = assess);
