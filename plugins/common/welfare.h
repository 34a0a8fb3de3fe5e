/* SPDX-License-Identifier: EUPL-1.2 */
/* What every welfare organisation shares: it is at the table where it is at work, and otherwise asked
 * where its own kind of problem is seen. A plugin defines, before it includes this file once: WELFARE, its
 * party id; WELFARE_GROUND and WELFARE_BRINGS (RouteText); WELFARE_REASONS (1 to 6 rows of RouteReason,
 * after `involved`, beginning at index FIRST_REASON) and WELFARE_MEETS (their rows), over the clauses it
 * defines in WELFARE_CLAUSES; WELFARE_COORDINATOR; and puts WELFARE_LISTS into its descriptor. */
#ifndef ROUTE_PLUGINS_WELFARE_H
#define ROUTE_PLUGINS_WELFARE_H

#include "plugins/common/knowledge.h"

enum { AGE, CHILD_AGE, PROTECTIVE, DOMAIN, LEVEL, KIND, DATE, ROLE, GROUP, BY, OUTCOME, PARTY, STATUS };

static const RouteField fields[] = {
	[AGE] = { "/person/age",
		  { "Whether the person is of its target group",
		    "Of de betrokkene tot de doelgroep hoort" } },
	[CHILD_AGE] = { "/household/children/*/age",
			{ "Whether there is a family to support", "Of er een gezin is om te steunen" } },
	[PROTECTIVE] = { "/person/protective",
			 { "What already goes well and can be built on",
			   "Wat al goed gaat en waarop kan worden gebouwd" } },
	[DOMAIN] = { "/problems/*/domain",
		     { "Where light support could help", "Waar lichte steun kan helpen" } },
	[LEVEL] = { "/problems/*/level",
		    { "Only levels 1 and 2 are a problem", "Alleen niveau 1 en 2 zijn een probleem" } },
	[KIND] = { "/incidents/*/kind",
		   { "Nuisance and group behaviour only", "Alleen overlast en groepsgedrag" } },
	[DATE] = { "/incidents/*/date",
		   { "Old incidents no longer count", "Oude incidenten tellen niet meer mee" } },
	[ROLE] = { "/incidents/*/role",
		   { "Only the person's own behaviour counts", "Alleen eigen gedrag telt" } },
	[GROUP] = { "/incidents/*/group", { "Whether a group plays a part", "Of een groep een rol speelt" } },
	[BY] = { "/efforts/*/by",
		 { "What the organisation itself tried", "Wat de organisatie zelf heeft geprobeerd" } },
	[OUTCOME] = { "/efforts/*/outcome",
		      { "Whether that worked, or help is refused",
			"Of dat werkte, of hulp wordt geweigerd" } },
	[PARTY] = { "/involved/*/party",
		    { "Whether the organisation is at work there", "Of de organisatie al betrokken is" } },
	[STATUS] = { "/involved/*/status",
		     { "Whether that work still goes on", "Of die betrokkenheid nog loopt" } },
};

enum { INVOLVED, FIRST_REASON };

static const RouteReason reasons[] = { [INVOLVED] = { "involved",
						      { "The organisation is already at work in this case",
							"De organisatie is al betrokken in deze zaak" },
						      40,
						      { "covenant 1.10, 13.2e", "convenant 1.10, 13.2e" } },
				       WELFARE_REASONS };

static const RoutePhrase grounds[] = { { "own-task", WELFARE_GROUND } };

enum { SUPPORT, KNOWN, COORDINATION };

static const RoutePhrase contributions[] = {
	[SUPPORT] = { "support", WELFARE_BRINGS },
	[KNOWN] = { "known",
		    { "Whether it knows the person, and what it could do",
		      "Of de organisatie de betrokkene kent, en wat zij kan doen" } },
	[COORDINATION] = { "coordination",
			   { "It supports the household as a whole",
			     "De organisatie steunt het huishouden als geheel" } },
};

static const RouteClause involved[] = { IS_INVOLVED (PARTY, STATUS, WELFARE) };
WELFARE_CLAUSES

static const ReasonRow meets[] = { MET (INVOLVED, 1, involved), WELFARE_MEETS };

#define ANY_REASON (REASON (ROUTE_COUNT (reasons)) - 1)

static const LawfulRow lawful[] = { { 0, { .any = ANY_REASON } } };
static const AttendRow attends[] = {
#ifdef WELFARE_ONLY_ASKED
	{ ROUTE_ATTEND_ASK, ROUTE_WHOLE, SUPPORT, { .any = REASON (INVOLVED) } },
#else
	{ ROUTE_ATTEND_INVITE, ROUTE_WHOLE, SUPPORT, { .any = REASON (INVOLVED) } },
#endif
	{ ROUTE_ATTEND_ASK, ROUTE_WHOLE, KNOWN, { .any = ANY_REASON } },
};
static const CoordinatorRow coordinates[] = {
	{ WELFARE_COORDINATOR, COORDINATION, { .any = REASON (INVOLVED) } },
};

static const Knowledge knowledge = { KNOWLEDGE_LISTS, ROUTE_LIST (coordinates) };
KNOWLEDGE_ASSESS

#define WELFARE_LISTS                                                                                        \
	ROUTE_LIST (fields), ROUTE_LIST (reasons), ROUTE_LIST (grounds), ROUTE_LIST (contributions),         \
		.assess = assess

#endif
