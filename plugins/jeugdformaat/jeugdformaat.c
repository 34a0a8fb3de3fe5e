/* SPDX-License-Identifier: EUPL-1.2 */
/* Jeugdformaat, youth and parenting help, 0 to 17 and up to 22 where it was extended. */
#include "plugins/common/knowledge.h"

enum { AGE, CHILD_AGE, DOMAIN, LEVEL, KIND, DATE, BY, OUTCOME, PARTY, STATUS };

static const RouteField fields[] = {
	[AGE] = { "/person/age",
		  { "Whether the person is of its target group",
		    "Of de betrokkene tot de doelgroep hoort" } },
	[CHILD_AGE] = { "/household/children/*/age",
			{ "Whether minors live in the household",
			  "Of er minderjarigen in het gezin wonen" } },
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
	[BY] = { "/efforts/*/by",
		 { "What the organisation itself tried", "Wat de organisatie zelf heeft geprobeerd" } },
	[OUTCOME] = { "/efforts/*/outcome", { "Whether earlier help worked", "Of eerdere hulp werkte" } },
	[PARTY] = { "/involved/*/party",
		    { "Whether the organisation is at work there", "Of de organisatie al betrokken is" } },
	[STATUS] = { "/involved/*/status",
		     { "Whether that work still goes on", "Of die betrokkenheid nog loopt" } },
};

enum { INVOLVED, CONFLICT, EARLIER, BEHAVIOUR, SIBLINGS, TRANSITION };

static const RouteReason reasons[] = {
	[INVOLVED] = { "involved",
		       { "The organisation is already at work in this case",
			 "De organisatie is al betrokken in deze zaak" },
		       40,
		       { "covenant 1.10, 13.2e", "convenant 1.10, 13.2e" } },
	[CONFLICT] = { "family-conflict",
		       { "Problems at home or in raising children, and a minor is concerned",
			 "Problemen thuis of in de opvoeding, en er is een minderjarige bij betrokken" },
		       20,
		       { "Youth Act, article 2.3", "Jeugdwet, artikel 2.3" } },
	[EARLIER] = { "earlier-help",
		      { "Its own earlier help to a youth was refused, failed or helped in part",
			"Eigen eerdere hulp aan een jongere is geweigerd, mislukt of hielp ten dele" },
		      20,
		      { "Youth Act; national framework, criterion 2",
			"Jeugdwet; landelijk kader, criterium 2" } },
	[BEHAVIOUR] = { "behaviour",
			{ "A minor with problems at school and in use of time or the social network",
			  "Een minderjarige met problemen op school en in tijdsbesteding of sociaal netwerk" },
			15,
			{ "Youth Act, article 2.3", "Jeugdwet, artikel 2.3" } },
	[SIBLINGS] = { "siblings",
		       { "Domestic violence or child abuse within two years where minors live",
			 "Huiselijk geweld of kindermishandeling in de afgelopen twee jaar waar minderjarigen wonen" },
		       15,
		       { "Youth Act; reporting code", "Jeugdwet; meldcode" } },
	[TRANSITION] = { "transition",
			 { "A youth of 17 to 18 with problems in housing, money or school: help must not stop at 18",
			   "Een jongere van 17 of 18 met problemen in huisvesting, geld of school: hulp mag niet stoppen bij "
			   "18" },
			 10,
			 { "Youth Act, article 1.1 (extended help)",
			   "Jeugdwet, artikel 1.1 (verlengde jeugdhulp)" } },
};

static const RoutePhrase grounds[] = {
	{ "youth-act",
	  { "Youth Act, article 7.3.11: help to youths and parents, and its secrecy",
	    "Jeugdwet, artikel 7.3.11: hulp aan jongeren en ouders, en de geheimhouding daarvan" } },
};

enum { HELP, KNOWN, COORDINATION };

static const RoutePhrase contributions[] = {
	[HELP] = { "help",
		   { "The help that runs, what is possible and how the family sees it",
		     "De lopende hulp, wat mogelijk is en hoe het gezin ertegenover staat" } },
	[KNOWN] = { "known",
		    { "How earlier help went, and what it can still offer",
		      "Hoe eerdere hulp verliep, en wat nog mogelijk is" } },
	[COORDINATION] = { "coordination",
			   { "Its voluntary help is the core of this case",
			     "De vrijwillige hulp is de kern van deze zaak" } },
};

static const RouteClause involved[] = { IS_INVOLVED (PARTY, STATUS, "jeugdformaat") };
static const RouteClause conflict[] = { AT_MOST (AGE, 17), IS (DOMAIN, "domestic-relations", "parenting"),
					AT_MOST (LEVEL, 2) };
static const RouteClause parenting[] = { IS (DOMAIN, "parenting"), AT_MOST (LEVEL, 2) };
static const RouteClause earlier[] = { AT_MOST (AGE, 22), IS (BY, "jeugdformaat"),
				       IS (OUTCOME, "refused", "failed", "partial") };
static const RouteClause school[] = { AT_MOST (AGE, 17), IS (DOMAIN, "work-education"), AT_MOST (LEVEL, 2) };
static const RouteClause leisure[] = { IS (DOMAIN, "time-use", "social-network"), AT_MOST (LEVEL, 2) };
static const RouteClause unsafe[] = { IS (KIND, "domestic-violence", "child-abuse"),
				      WITHIN_MONTHS (DATE, 24) };
static const RouteClause has_children[] = { AT_MOST (CHILD_AGE, 17) };
static const RouteClause transition[] = { AT_LEAST (AGE, 17), AT_MOST (AGE, 18),
					  IS (DOMAIN, "housing", "finances", "work-education"),
					  AT_MOST (LEVEL, 2) };

static const ReasonRow meets[] = {
	MET (INVOLVED, 1, involved),
	MET (CONFLICT, 1, conflict),
	{ CONFLICT, { .all = { ROUTE_QUESTION (1, parenting), ROUTE_QUESTION (1, has_children) } } },
	MET (EARLIER, 1, earlier),
	{ BEHAVIOUR, { .all = { ROUTE_QUESTION (1, school), ROUTE_QUESTION (1, leisure) } } },
	{ SIBLINGS, { .all = { ROUTE_QUESTION (1, unsafe), ROUTE_QUESTION (1, has_children) } } },
	MET (TRANSITION, 1, transition),
};

#define ANY_REASON (REASON (ROUTE_COUNT (reasons)) - 1)

/* up to 22 where help was extended; of an older person it helps the children */
static const RouteClause young[] = { AT_MOST (AGE, 22) };
static const LawfulRow lawful[] = {
	{ 0, { .any = ANY_REASON, .within = { ROUTE_QUESTION (1, young), ROUTE_QUESTION (1, has_children) } } }
};
static const AttendRow attends[] = {
	{ ROUTE_ATTEND_INVITE, ROUTE_WHOLE, HELP, { .any = REASON (INVOLVED) } },
	{ ROUTE_ATTEND_ASK, ROUTE_WHOLE, KNOWN, { .any = ANY_REASON } },
};
static const CoordinatorRow coordinates[] = {
	{ ROUTE_COORDINATOR_HIGH, COORDINATION, { .any = REASON (INVOLVED) } },
};

static const Knowledge knowledge = { KNOWLEDGE_LISTS, ROUTE_LIST (coordinates) };
KNOWLEDGE_ASSESS

ROUTE_PLUGIN_DEFINE (.party = "jeugdformaat", .name = { "Jeugdformaat (youth help)", "Jeugdformaat" },
		     .version = "1.0", .license = "EUPL-1.2",
		     .contact = "https://github.com/libroute/libroute/issues", .chains = ROUTE_CHAIN_YOUTH,
		     ROUTE_LIST (fields), ROUTE_LIST (reasons), ROUTE_LIST (grounds),
		     ROUTE_LIST (contributions), .assess = assess);
