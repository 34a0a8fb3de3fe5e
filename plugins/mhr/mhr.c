/* SPDX-License-Identifier: EUPL-1.2 */
/* Bureau MHR, volunteers who stand beside youths and young adults in or after detention, when they want
 * that. Nothing about origin is read or asked, ever. */
#include "plugins/common/knowledge.h"

enum { AGE, DETENTION, RELEASE, DOMAIN, LEVEL, CONSENT_FOR, CONSENT, PARTY, STATUS };

static const RouteField fields[] = {
	[AGE] = { "/person/age",
		  { "Whether the person is of its target group",
		    "Of de betrokkene tot de doelgroep hoort" } },
	[DETENTION] = { "/person/detention/status",
			{ "Whether the person is or was detained", "Of de betrokkene vastzit of vastzat" } },
	[RELEASE] = { "/person/detention/release",
		      { "When the person was or will be released",
			"Wanneer de betrokkene vrijkwam of vrijkomt" } },
	[DOMAIN] = { "/problems/*/domain",
		     { "Where the problems are that it can do something about",
		       "Waar de problemen liggen waaraan de organisatie iets kan doen" } },
	[LEVEL] = { "/problems/*/level",
		    { "Only levels 1 and 2 are a problem", "Alleen niveau 1 en 2 zijn een probleem" } },
	[CONSENT_FOR] = { "/consent/*/for",
			  { "Whether the person agreed to contact with it",
			    "Of de betrokkene instemde met contact" } },
	[CONSENT] = { "/consent/*/given",
		      { "Whether that agreement was given", "Of die instemming is gegeven" } },
	[PARTY] = { "/involved/*/party",
		    { "Whether the organisation is at work there", "Of de organisatie al betrokken is" } },
	[STATUS] = { "/involved/*/status",
		     { "Whether that work still goes on", "Of die betrokkenheid nog loopt" } },
};

enum { INVOLVED, INSIDE, AFTER, CONSENTED, FEW_PEOPLE };

static const RouteReason reasons[] = {
	[INVOLVED] = { "involved",
		       { "The organisation is already at work in this case",
			 "De organisatie is al betrokken in deze zaak" },
		       40,
		       { "covenant 1.10, 13.2e", "convenant 1.10, 13.2e" } },
	[INSIDE] = { "in-detention",
		     { "A youth or young adult is detained", "Een jongere of jongvolwassene zit vast" },
		     15,
		     { "Aftercare of detainees", "Nazorg ex-gedetineerden" } },
	[AFTER] = { "after-detention",
		    { "A youth or young adult was released within the last year",
		      "Een jongere of jongvolwassene kwam in het afgelopen jaar vrij" },
		    15,
		    { "Aftercare of detainees", "Nazorg ex-gedetineerden" } },
	[CONSENTED] = { "consent",
			{ "The person agreed to contact with its volunteers",
			  "De betrokkene stemde in met contact met vrijwilligers" },
			20,
			{ "GDPR article 6(1)(a)", "AVG artikel 6 lid 1 onder a" } },
	[FEW_PEOPLE] = { "little-network",
			 { "Detention, and little network to return to",
			   "Detentie, en weinig netwerk om naar terug te keren" },
			 10,
			 { "Aftercare of detainees", "Nazorg ex-gedetineerden" } },
};

static const RoutePhrase grounds[] = {
	{ "consent",
	  { "The person's own consent, GDPR article 6(1)(a)",
	    "De eigen instemming van de betrokkene, AVG artikel 6 lid 1 onder a" } },
};

enum { BUDDY };

static const RoutePhrase contributions[] = {
	[BUDDY] = { "buddy",
		    { "A volunteer beside the person, motivation and contact with the family",
		      "Een vrijwilliger naast de betrokkene, motivatie en contact met de familie" } },
};

static const RouteClause involved[] = { IS_INVOLVED (PARTY, STATUS, "mhr") };
static const RouteClause inside[] = { AT_LEAST (AGE, 12), AT_MOST (AGE, 30), IS (DETENTION, "detained") };
static const RouteClause after[] = { AT_LEAST (AGE, 12), AT_MOST (AGE, 30), IS (DETENTION, "released"),
				     WITHIN_MONTHS (RELEASE, 12) };
static const RouteClause consented[] = { IS (CONSENT_FOR, "mhr"), IS_TRUE (CONSENT) };
static const RouteClause network[] = { IS (DOMAIN, "social-network"), AT_MOST (LEVEL, 2) };

static const ReasonRow meets[] = {
	MET (INVOLVED, 1, involved),
	MET (INSIDE, 1, inside),
	MET (AFTER, 1, after),
	{ CONSENTED, { .any = REASON (INSIDE) | REASON (AFTER) | REASON (INVOLVED), .all = { ROUTE_QUESTION (1, consented) } } },
	{ FEW_PEOPLE, { .any = REASON (INSIDE) | REASON (AFTER), .all = { ROUTE_QUESTION (1, network) } } },
};

#define ANY_REASON (REASON (ROUTE_COUNT (reasons)) - 1)

static const LawfulRow lawful[] = {
	{ 0, { .any = REASON (INSIDE) | REASON (AFTER) | REASON (INVOLVED), .also = REASON (CONSENTED) } }
};
static const AttendRow attends[] = {
	{ ROUTE_ATTEND_INVITE, ROUTE_WHOLE, BUDDY, { .any = REASON (INVOLVED), .also = REASON (CONSENTED) } },
	{ ROUTE_ATTEND_ASK,
	  ROUTE_WHOLE,
	  BUDDY,
	  { .any = REASON (INSIDE) | REASON (AFTER), .also = REASON (CONSENTED) } },
};

static const Knowledge knowledge = { KNOWLEDGE_LISTS };
KNOWLEDGE_ASSESS

ROUTE_PLUGIN_DEFINE (.party = "mhr",
		     .name = { "Bureau MHR (volunteers, aftercare)",
			       "Bureau Maatschappelijk Herstel en Rehabilitatie" },
		     .version = "1.0", .license = "EUPL-1.2",
		     .contact = "https://github.com/libroute/libroute/issues",
		     .chains = ROUTE_CHAIN_JUSTICE | ROUTE_CHAIN_WELFARE, ROUTE_LIST (fields),
		     ROUTE_LIST (reasons), ROUTE_LIST (grounds), ROUTE_LIST (contributions),
		     .assess = assess);
