/* SPDX-License-Identifier: EUPL-1.2 */
/* Halt, diversion for youths of 12 to 17 with a light first offence. Not for repeated or serious offences;
 * after a referral that ended it gives written information only. */
#include "plugins/common/knowledge.h"

enum { AGE, KIND, DATE, ROLE, SEVERITY, MEASURE, DOMAIN, LEVEL, BY, OUTCOME, PARTY, STATUS };

static const RouteField fields[] = {
	[AGE] = { "/person/age",
		  { "Whether the person is of its target group",
		    "Of de betrokkene tot de doelgroep hoort" } },
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
			    { "A youth of 12 to 17, a suspect of a light offence within a year",
			      "Een jongere van 12 tot en met 17, binnen een jaar verdachte van een licht feit" },
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

static const RouteClause involved[] = { IS_INVOLVED (PARTY, STATUS, "halt") };
static const RouteClause light[] = { AT_LEAST (AGE, 12),
				     AT_MOST (AGE, 17),
				     IS (ROLE, "suspect"),
				     IS (SEVERITY, "light"),
				     IS (KIND, "vandalism", "theft", "nuisance", "arson"),
				     WITHIN_MONTHS (DATE, 12) };
static const RouteClause referral[] = { AT_LEAST (AGE, 12), AT_MOST (AGE, 20),
					IS (MEASURE, "halt-referral") };
static const RouteClause ended[] = { AT_LEAST (AGE, 12), AT_MOST (AGE, 20), IS (BY, "halt"),
				     IS (OUTCOME, "failed", "refused", "partial") };
static const RouteClause school[] = { AT_LEAST (AGE, 12), AT_MOST (AGE, 17), IS (DOMAIN, "work-education"),
				      AT_MOST (LEVEL, 2) };

static const ReasonRow meets[] = {
	MET (INVOLVED, 1, involved), MET (LIGHT_OFFENCE, 1, light), MET (RUNNING, 1, referral),
	MET (ENDED, 1, ended),       MET (TRUANCY, 1, school),
};

#define ANY_REASON (REASON (ROUTE_COUNT (reasons)) - 1)

static const LawfulRow lawful[] = {
	{ 0, { .any = REASON (INVOLVED) | REASON (RUNNING) | REASON (ENDED) | REASON (LIGHT_OFFENCE) } }
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
