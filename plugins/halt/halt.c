/* SPDX-License-Identifier: EUPL-1.2 */
/* Halt, diversion for youths of 12 to 17 with a light first offence. Not for repeated or serious offences;
 * after a referral that ended it gives written information only. */
#include "plugins/common/knowledge.h"

enum { AGE, BIRTH, KIND, DATE, ROLE, SEVERITY, MEASURE, DOMAIN, LEVEL, BY, OUTCOME, PARTY, STATUS };

static const RouteField fields[] = {
	[AGE] = { "/person/age",
		  { "Whether the person is of its target group",
		    "Of de betrokkene tot de doelgroep hoort" } },
	[BIRTH] = { "/person/birth_date",
		    { "Juvenile law goes by the age at the offence",
		      "Het jeugdstrafrecht gaat uit van de leeftijd bij het feit" } },
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
	[BY] = { "/efforts/*/by",
		 { "What the organisation itself tried", "Wat de organisatie zelf heeft geprobeerd" } },
	[OUTCOME] = { "/efforts/*/outcome", { "Whether earlier help worked", "Of eerdere hulp werkte" } },
	[PARTY] = { "/involved/*/party",
		    { "Whether the organisation is at work there", "Of de organisatie al betrokken is" } },
	[STATUS] = { "/involved/*/status",
		     { "Whether that work still goes on", "Of die betrokkenheid nog loopt" } },
};

enum { INVOLVED, LIGHT_OFFENCE, RUNNING, ENDED, TRUANCY };

static const RouteReason reasons[] = {
	[INVOLVED] = { "involved",
		       { "The organisation is already at work in this case",
			 "De organisatie is al betrokken in deze zaak" },
		       40,
		       { "covenant 1.10, 13.2e", "convenant 1.10, 13.2e" } },
	[LIGHT_OFFENCE] = { "light-offence",
			    { "A suspect of a first, light offence within a year, at the age of 12 to 17",
			      "Binnen een jaar verdachte van een eerste, licht feit, op een leeftijd van 12 tot en met 17" },
			    20,
			    { "Criminal Code, article 77e", "Wetboek van Strafrecht, artikel 77e" } },
	[RUNNING] = { "referral",
		      { "A Halt referral is running", "Er loopt een Halt-verwijzing" },
		      35,
		      { "Criminal Code, article 77e", "Wetboek van Strafrecht, artikel 77e" } },
	[ENDED] = { "referral-ended",
		    { "A Halt referral was broken off or failed: written information only",
		      "Een Halt-verwijzing is afgebroken of mislukt: alleen schriftelijke informatie" },
		    15,
		    { "national framework, criterion 2", "landelijk kader, criterium 2" } },
	[TRUANCY] = { "school",
		      { "A youth of 12 to 17 for whom school is a problem: truancy may go to Halt",
			"Een jongere van 12 tot en met 17 bij wie school een probleem is: verzuim kan naar Halt" },
		      10,
		      { "Compulsory Education Act; Criminal Code, article 77e",
			"Leerplichtwet; Wetboek van Strafrecht, artikel 77e" } },
};

static const RoutePhrase grounds[] = {
	{ "criminal-code",
	  { "Criminal Code, article 77e: its task for youths",
	    "Wetboek van Strafrecht, artikel 77e: de taak voor jongeren" } },
};

enum { FIT, WRITTEN };

static const RoutePhrase contributions[] = {
	[FIT] = { "fit",
		  { "How the referral goes, and what the parents think of it",
		    "Hoe de verwijzing verloopt, en wat de ouders ervan vinden" } },
	[WRITTEN] = { "written",
		      { "How an earlier referral went, in writing; and whether Halt still fits",
			"Hoe een eerdere verwijzing verliep, schriftelijk; en of Halt nog past" } },
};

#define OFFENCES                                                                                             \
	"violence", "threat", "weapon", "theft", "burglary", "robbery", "drugs", "arson", "vandalism",       \
	    "domestic-violence", "child-abuse", "stalking", "sexual"

static const RouteClause involved[] = { IS_INVOLVED (PARTY, STATUS, "halt") };
/* juvenile law goes by the age at the offence */
static const RouteClause light[] = { AGED_AT_LEAST (DATE, 12),
				     AGED_AT_MOST (DATE, 17),
				     IS (ROLE, "suspect"),
				     IS (SEVERITY, "light"),
				     IS (KIND, "vandalism", "theft", "nuisance", "arson"),
				     WITHIN_MONTHS (DATE, 12) };
/* past Halt: who was a suspect before, or of something grave */
static const RouteClause offences[] = { IS (ROLE, "suspect"), IS (KIND, OFFENCES), WITHIN_MONTHS (DATE, 24) };
static const RouteClause grave[] = { IS (ROLE, "suspect"), IS (SEVERITY, "serious", "high-impact"),
				     IS (KIND, OFFENCES), WITHIN_MONTHS (DATE, 24) };
/* 18 to 20 only for what runs already */
static const RouteClause young[] = { AT_LEAST (AGE, 12), AT_MOST (AGE, 20) };
static const RouteClause referral[] = { AT_LEAST (AGE, 12), AT_MOST (AGE, 20),
					IS (MEASURE, "halt-referral") };
static const RouteClause ended[] = { AT_LEAST (AGE, 12), AT_MOST (AGE, 17), IS (BY, "halt"),
				     IS (OUTCOME, "failed", "refused", "partial") };
static const RouteClause school[] = { AT_LEAST (AGE, 12), AT_MOST (AGE, 17), IS (DOMAIN, "work-education"),
				      AT_MOST (LEVEL, 2) };

static const ReasonRow meets[] = {
	MET (INVOLVED, 1, involved),
	{ LIGHT_OFFENCE,
	  { .all = { ROUTE_QUESTION (1, light) },
	    .none = { ROUTE_QUESTION (2, offences), ROUTE_QUESTION (1, grave) } } },
	MET (RUNNING, 1, referral),
	MET (ENDED, 1, ended),
	MET (TRUANCY, 1, school),
};

#define ANY_REASON (REASON (ROUTE_COUNT (reasons)) - 1)

static const LawfulRow lawful[] = {
	{ 0,
	  { .any = REASON (INVOLVED) | REASON (RUNNING) | REASON (ENDED) | REASON (LIGHT_OFFENCE),
	    .within = { ROUTE_QUESTION (1, young) } } }
};
static const AttendRow attends[] = {
	{ ROUTE_ATTEND_INVITE, ROUTE_WHOLE, FIT, { .any = REASON (INVOLVED) | REASON (RUNNING) } },
	{ ROUTE_ATTEND_ASK, ROUTE_WHOLE, WRITTEN, { .any = REASON (ENDED) | REASON (LIGHT_OFFENCE) } },
};
static const ThirdRow thirds[] = {
	{ "school", { .any = REASON (TRUANCY) } },
};

static const Knowledge knowledge = { KNOWLEDGE_LISTS, ROUTE_LIST (thirds) };
KNOWLEDGE_ASSESS

ROUTE_PLUGIN_DEFINE (.party = "halt", .name = { "Halt (youth diversion)", "Halt" }, .version = "1.0",
		     .license = "EUPL-1.2", .contact = "https://github.com/libroute/libroute/issues",
		     .chains = ROUTE_CHAIN_JUSTICE | ROUTE_CHAIN_YOUTH, ROUTE_LIST (fields),
		     ROUTE_LIST (reasons), ROUTE_LIST (grounds), ROUTE_LIST (contributions),
		     .assess = assess);
