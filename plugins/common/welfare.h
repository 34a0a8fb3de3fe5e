/* SPDX-License-Identifier: EUPL-1.2 */
/* How a welfare organisation takes part: at the table where it is at work, and otherwise asked where its
 * own kind of problem is seen. A plugin includes this file after its fields, reasons (INVOLVED first),
 * grounds and meets; defines before it WELFARE_BRINGS, what it brings in both languages, and
 * WELFARE_COORDINATOR; and puts WELFARE_LISTS into its descriptor. WELFARE_ONLY_ASKED, when defined, keeps
 * it from the table; WELFARE_WITHIN is the question that shuts out whoever is certainly not of its group. */
#ifndef ROUTE_PLUGINS_WELFARE_H
#define ROUTE_PLUGINS_WELFARE_H

enum { SUPPORT, KNOWN, COORDINATION };

static const RoutePhrase contributions[] = {
	[SUPPORT] = { "support", { WELFARE_BRINGS } },
	[KNOWN] = { "known",
		    { "Whether it knows the person, and what it could do",
		      "Of de organisatie de betrokkene kent, en wat zij kan doen" } },
	[COORDINATION] = { "coordination",
			   { "It supports the household as a whole",
			     "De organisatie steunt het huishouden als geheel" } },
};

#define ANY_REASON (REASON (ROUTE_COUNT (reasons)) - 1)

#ifndef WELFARE_WITHIN
#define WELFARE_WITHIN { 0 }
#endif

static const LawfulRow lawful[] = { { 0, { .any = ANY_REASON, .within = { WELFARE_WITHIN } } } };
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
