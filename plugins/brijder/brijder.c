/* SPDX-License-Identifier: EUPL-1.2 */
/* Brijder, care for addiction, from 12 years on. Use that is only suspected, or that only neighbours speak
 * of, leaves it open: ask, do not invite. */
#include "plugins/common/knowledge.h"

enum { AGE, CONDITION, CHILD_AGE, DOMAIN, LEVEL, KIND, DATE, ROLE, PARTY, STATUS };

static const RouteField fields[] = {
	[AGE] = { "/person/age",
		  { "Whether the person is of its target group",
		    "Of de betrokkene tot de doelgroep hoort" } },
	[CONDITION] = { "/person/conditions/*/kind",
			{ "Whether there is a condition of its target group",
			  "Of er een aandoening van de eigen doelgroep is" } },
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
	[ROLE] = { "/incidents/*/role",
		   { "Whether the person did it or suffered it", "Of de betrokkene het deed of onderging" } },
	[PARTY] = { "/involved/*/party",
		    { "Whether the organisation is at work there", "Of de organisatie al betrokken is" } },
	[STATUS] = { "/involved/*/status",
		     { "Whether that work still goes on", "Of die betrokkenheid nog loopt" } },
};

enum { INVOLVED, ADDICTION, USE, DRUG_OFFENCE, DUAL, PARENTAL_USE };

static const RouteReason reasons[] = {
	[INVOLVED] = { "involved",
		       { "The organisation is already at work in this case",
			 "De organisatie is al betrokken in deze zaak" },
		       40,
		       { "covenant 1.10, 13.2e", "convenant 1.10, 13.2e" } },
	[ADDICTION] = { "addiction",
			{ "There is an established addiction", "Er is een vastgestelde verslaving" },
			30,
			{ "Health Insurance Act; Youth Act", "Zorgverzekeringswet; Jeugdwet" } },
	[USE] = { "problematic-use",
		  { "Use of alcohol or drugs is a problem",
		    "Gebruik van alcohol of drugs is een probleem" },
		  25,
		  { "Health Insurance Act; Youth Act", "Zorgverzekeringswet; Jeugdwet" } },
	[DRUG_OFFENCE] = { "drug-offence",
			   { "A suspect of a drug offence within a year, and use is a problem",
			     "Binnen een jaar verdachte van een drugsfeit, en gebruik is een probleem" },
			   15,
			   { "Opium Act", "Opiumwet" } },
	[DUAL] = { "dual-diagnosis",
		   { "Addiction and a psychiatric disorder together",
		     "Verslaving en een psychiatrische stoornis samen" },
		   20,
		   { "Compulsory Mental Healthcare Act", "Wet verplichte ggz" } },
	[PARENTAL_USE] = { "parental-use",
			   { "Use is a problem where minors live in the household",
			     "Gebruik is een probleem in een gezin met minderjarigen" },
			   20,
			   { "Reporting code for domestic violence and child abuse",
			     "Meldcode huiselijk geweld en kindermishandeling" } },
};

static const RoutePhrase grounds[] = {
	{ "medical-secrecy",
	  { "Civil Code 7:457 and the Compulsory Mental Healthcare Act: presence, and only what medical secrecy "
	    "leaves room for",
	    "Burgerlijk Wetboek 7:457 en Wet verplichte ggz: aanwezigheid, en alleen wat het beroepsgeheim "
	    "toelaat" } },
};

enum { TREATMENT, KNOWN, COORDINATION };

static const RoutePhrase contributions[] = {
	[TREATMENT] = { "treatment",
			{ "The treatment it offers, motivation and outreach",
			  "Het behandelaanbod, motivatie en bemoeizorg" } },
	[KNOWN] = { "known",
		    { "Whether the person is known, and what it can offer",
		      "Of de betrokkene bekend is, en wat mogelijk is" } },
	[COORDINATION] = { "coordination",
			   { "Addiction is what it treats in this case",
			     "Verslaving is wat de instelling in deze zaak behandelt" } },
};

static const RouteClause involved[] = { IS_INVOLVED (PARTY, STATUS, "brijder") };
static const RouteClause addiction[] = { AT_LEAST (AGE, 12), IS (CONDITION, "addiction") };
static const RouteClause use[] = { AT_LEAST (AGE, 12), IS (DOMAIN, "substance-use"), AT_MOST (LEVEL, 2) };
static const RouteClause drugs[] = { IS (KIND, "drugs"), IS (ROLE, "suspect"), WITHIN_MONTHS (DATE, 12) };
static const RouteClause psychiatric[] = { IS (CONDITION, "psychiatric") };
static const RouteClause has_children[] = { AT_MOST (CHILD_AGE, 17) };

static const ReasonRow meets[] = {
	MET (INVOLVED, 1, involved),
	MET (ADDICTION, 1, addiction),
	MET (USE, 1, use),
	{ DRUG_OFFENCE, { .any = REASON (ADDICTION) | REASON (USE), .all = { ROUTE_QUESTION (1, drugs) } } },
	{ DUAL, { .any = REASON (ADDICTION), .all = { ROUTE_QUESTION (1, psychiatric) } } },
	{ PARENTAL_USE,
	  { .any = REASON (ADDICTION) | REASON (USE), .all = { ROUTE_QUESTION (1, has_children) } } },
};

#define ANY_REASON (REASON (ROUTE_COUNT (reasons)) - 1)

/* to say whether it knows somebody of whom use is suspected, it must be asked; it is not told more than that */
static const LawfulRow lawful[] = {
	{ 0, { .any = ANY_REASON } },
	{ 0, { .perhaps = ROUTE_QUESTION (1, addiction) } },
	{ 0, { .perhaps = ROUTE_QUESTION (1, use) } },
};
static const AttendRow attends[] = {
	{ ROUTE_ATTEND_INVITE, ROUTE_WHOLE, TREATMENT, { .any = REASON (INVOLVED) } },
	{ ROUTE_ATTEND_ASK, ROUTE_WHOLE, KNOWN, { .any = ANY_REASON } },
	{ ROUTE_ATTEND_ASK, ROUTE_WHOLE, KNOWN, { .perhaps = ROUTE_QUESTION (1, addiction) } },
	{ ROUTE_ATTEND_ASK, ROUTE_WHOLE, KNOWN, { .perhaps = ROUTE_QUESTION (1, use) } },
};
static const CoordinatorRow coordinates[] = {
	{ ROUTE_COORDINATOR_MEDIUM, COORDINATION, { .any = REASON (INVOLVED) } },
};

static const Knowledge knowledge = { KNOWLEDGE_LISTS, ROUTE_LIST (coordinates) };
KNOWLEDGE_ASSESS

ROUTE_PLUGIN_DEFINE (.party = "brijder", .name = { "Brijder (addiction care)", "Brijder Verslavingszorg" },
		     .version = "1.0", .license = "EUPL-1.2",
		     .contact = "https://github.com/libroute/libroute/issues", .chains = ROUTE_CHAIN_CARE,
		     ROUTE_LIST (fields), ROUTE_LIST (reasons), ROUTE_LIST (grounds),
		     ROUTE_LIST (contributions), .assess = assess);
