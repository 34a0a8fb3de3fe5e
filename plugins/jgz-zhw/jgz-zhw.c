/* SPDX-License-Identifier: EUPL-1.2 */
/* Youth Health Care Zuid-Holland West: prevention for every child of 0 to 17, and before birth. Nothing to
 * bring where there is no minor and no pregnancy. */
#include "plugins/common/knowledge.h"

enum { AGE, CHILD_AGE, PREGNANCY, KIND, DATE, DOMAIN, LEVEL, PARTY, STATUS };

static const RouteField fields[] = {
	[AGE] = { "/person/age",
		  { "Whether the person is of its target group",
		    "Of de betrokkene tot de doelgroep hoort" } },
	[CHILD_AGE] = { "/household/children/*/age",
			{ "Whether minors live in the household",
			  "Of er minderjarigen in het gezin wonen" } },
	[PREGNANCY] = { "/household/pregnancy",
			{ "Whether a child is expected", "Of er een kind op komst is" } },
	[KIND] = { "/incidents/*/kind",
		   { "Only the kinds of incident that its task is about",
		     "Alleen de soorten incidenten waar de eigen taak over gaat" } },
	[DATE] = { "/incidents/*/date",
		   { "Old incidents no longer count", "Oude incidenten tellen niet meer mee" } },
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

enum { INVOLVED, YOUNG_CHILD, PREGNANT, UNSAFE, SCHOOL_HEALTH };

static const RouteReason reasons[] = {
	[INVOLVED] = { "involved",
		       { "The organisation is already at work in this case",
			 "De organisatie is al betrokken in deze zaak" },
		       40,
		       { "covenant 1.10, 13.2e", "convenant 1.10, 13.2e" } },
	[YOUNG_CHILD] = { "young-child",
			  { "A child of 0 to 3 lives in a household with problems in the family",
			    "Een kind van 0 tot en met 3 woont in een gezin met problemen thuis" },
			  25,
			  { "Public Health Act, article 5", "Wet publieke gezondheid, artikel 5" } },
	[PREGNANT] = { "pregnancy",
		       { "A child is expected in a vulnerable situation",
			 "Er is een kind op komst in een kwetsbare situatie" },
		       25,
		       { "Public Health Act, article 5 (prenatal home visit)",
			 "Wet publieke gezondheid, artikel 5 (prenataal huisbezoek)" } },
	[UNSAFE] = { "child-safety",
		     { "Domestic violence or child abuse within two years where minors live",
		       "Huiselijk geweld of kindermishandeling in de afgelopen twee jaar waar minderjarigen wonen" },
		     20,
		     { "Reporting code for domestic violence and child abuse",
		       "Meldcode huiselijk geweld en kindermishandeling" } },
	[SCHOOL_HEALTH] = { "school-health",
			    { "A minor for whom school and health are both a problem",
			      "Een minderjarige bij wie school en gezondheid allebei een probleem zijn" },
			    15,
			    { "Public Health Act, article 5", "Wet publieke gezondheid, artikel 5" } },
};

static const RoutePhrase grounds[] = {
	{ "public-health-act",
	  { "Public Health Act, article 5, and the reporting code; medical secrecy, Civil Code 7:457",
	    "Wet publieke gezondheid, artikel 5, en de meldcode; beroepsgeheim, Burgerlijk Wetboek 7:457" } },
};

enum { DEVELOPMENT, KNOWN };

static const RoutePhrase contributions[] = {
	[DEVELOPMENT] = { "development",
			  { "How the child develops and whether appointments are kept",
			    "Hoe het kind zich ontwikkelt en of afspraken worden nagekomen" } },
	[KNOWN] = { "known",
		    { "Whether the child is known and doing well",
		      "Of het kind in beeld is en het goed gaat" } },
};

static const RouteClause involved[] = { IS_INVOLVED (PARTY, STATUS, "jgz-zhw") };
static const RouteClause young[] = { AT_MOST (CHILD_AGE, 3) };
static const RouteClause young_self[] = { AT_MOST (AGE, 3) };
static const RouteClause family[] = {
	IS (DOMAIN, "parenting", "domestic-relations", "mental-health", "substance-use"), AT_MOST (LEVEL, 2)
};
static const RouteClause pregnant[] = { IS_TRUE (PREGNANCY) };
static const RouteClause vulnerable[] = { IS (DOMAIN, "finances", "housing", "mental-health", "substance-use",
					      "domestic-relations", "parenting"),
					  AT_MOST (LEVEL, 2) };
static const RouteClause unsafe[] = { IS (KIND, "domestic-violence", "child-abuse"),
				      WITHIN_MONTHS (DATE, 24) };
static const RouteClause has_children[] = { AT_MOST (CHILD_AGE, 17) };
static const RouteClause minor[] = { AT_MOST (AGE, 17) };
static const RouteClause minor_unsafe[] = { AT_MOST (AGE, 17), IS (KIND, "domestic-violence", "child-abuse"),
					    WITHIN_MONTHS (DATE, 24) };
static const RouteClause school[] = { AT_MOST (AGE, 17), IS (DOMAIN, "work-education"), AT_MOST (LEVEL, 2) };
static const RouteClause health[] = { IS (DOMAIN, "physical-health", "mental-health"), AT_MOST (LEVEL, 2) };

static const ReasonRow meets[] = {
	MET (INVOLVED, 1, involved),
	{ YOUNG_CHILD, { .all = { ROUTE_QUESTION (1, young), ROUTE_QUESTION (1, family) } } },
	{ YOUNG_CHILD, { .all = { ROUTE_QUESTION (1, young_self), ROUTE_QUESTION (1, family) } } },
	{ PREGNANT, { .all = { ROUTE_QUESTION (1, pregnant), ROUTE_QUESTION (1, vulnerable) } } },
	{ UNSAFE, { .all = { ROUTE_QUESTION (1, unsafe), ROUTE_QUESTION (1, has_children) } } },
	MET (UNSAFE, 1, minor_unsafe),
	{ SCHOOL_HEALTH, { .all = { ROUTE_QUESTION (1, school), ROUTE_QUESTION (1, health) } } },
};

#define ANY_REASON (REASON (ROUTE_COUNT (reasons)) - 1)

/* nothing to bring where there is no minor and none is expected, whoever lists it as involved */
static const LawfulRow lawful[] = {
	{ 0,
	  { .any = ANY_REASON,
	    .within = { ROUTE_QUESTION (1, minor), ROUTE_QUESTION (1, has_children),
			ROUTE_QUESTION (1, pregnant) } } }
};
static const AttendRow attends[] = {
	{ ROUTE_ATTEND_INVITE, ROUTE_WHOLE, DEVELOPMENT, { .any = REASON (INVOLVED) } },
	{ ROUTE_ATTEND_ASK, ROUTE_WHOLE, KNOWN, { .any = ANY_REASON } },
};

static const Knowledge knowledge = { KNOWLEDGE_LISTS };
KNOWLEDGE_ASSESS

ROUTE_PLUGIN_DEFINE (.party = "jgz-zhw",
		     .name = { "JGZ Zuid-Holland West (youth health care)", "JGZ Zuid-Holland West" },
		     .version = "1.0", .license = "EUPL-1.2",
		     .contact = "https://github.com/libroute/libroute/issues",
		     .chains = ROUTE_CHAIN_YOUTH | ROUTE_CHAIN_CARE, ROUTE_LIST (fields),
		     ROUTE_LIST (reasons), ROUTE_LIST (grounds), ROUTE_LIST (contributions),
		     .assess = assess);
