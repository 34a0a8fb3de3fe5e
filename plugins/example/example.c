/* SPDX-License-Identifier: EUPL-1.2 */
/* The smallest complete plugin: a partner that helps people who have lost their home.
 * doc/writing-plugins.md walks through it. */
#include <route/route-plugin.h>

/* what it reads, and why: it is shown nothing else */
enum { HOUSING, PARTY, STATUS };

static const RouteField fields[] = {
	[HOUSING] = { "/person/housing/kind",
		      { "Help is for people without a home", "De hulp is voor mensen zonder woning" } },
	[PARTY] = { "/involved/*/party", { "Whether we are at work there", "Of wij al betrokken zijn" } },
	[STATUS] = { "/involved/*/status",
		     { "Whether that work still goes on", "Of die betrokkenheid nog loopt" } },
};

/* what it may say */
enum { INVOLVED, NO_HOME };

static const RouteReason reasons[] = {
	[INVOLVED] = { "involved",
		       { "We already help this person", "Wij helpen deze persoon al" },
		       40,
		       { "covenant 13.2e", "convenant 13.2e" } },
	[NO_HOME] = { "no-home",
		      { "The person has no home or stays in a shelter",
			"De persoon heeft geen woning of is in de opvang" },
		      20,
		      { "Social Support Act 2015", "Wet maatschappelijke ondersteuning 2015" } },
};

static const RoutePhrase grounds[] = {
	{ "social-support-act",
	  { "Social Support Act 2015, on behalf of the municipality",
	    "Wmo 2015, in opdracht van de gemeente" } },
};

static const RoutePhrase contributions[] = {
	{ "shelter",
	  { "A bed, and what is needed to keep it", "Een bed, en wat nodig is om het te houden" } },
};

static const RouteClause at_work[] = {
	{ PARTY, ROUTE_TEST_ANY_OF, .words = ROUTE_WORDS ("example") },
	{ STATUS, ROUTE_TEST_ANY_OF, .words = ROUTE_WORDS ("active", "stalled") },
};
static const RouteClause without_home[] = { { HOUSING, ROUTE_TEST_ANY_OF,
					      .words = ROUTE_WORDS ("none", "shelter") } };

static const RouteQuestion is_involved = ROUTE_QUESTION (1, at_work);
static const RouteQuestion has_no_home = ROUTE_QUESTION (1, without_home);

/* every answer takes along what the questions before it rested on, so each is asked again for the next
 * answer */
static bool
assess (const void *self, const RouteHost *host, const RouteView *view, RouteSink *sink)
{
	(void)self;
	host->reason (sink, INVOLVED, host->ask (view, sink, &is_involved, NULL));
	host->reason (sink, NO_HOME, host->ask (view, sink, &has_no_home, NULL));

	RouteTri involved = host->ask (view, sink, &is_involved, NULL);
	RouteTri relevant = route_or (involved, host->ask (view, sink, &has_no_home, NULL));
	host->lawful (sink, 0, relevant);

	/* whoever is at work there belongs at the table; who could be of use is asked first */
	if (involved == ROUTE_YES)
		host->attend (sink, ROUTE_ATTEND_INVITE, ROUTE_WHOLE, 0);
	else if (relevant == ROUTE_YES)
		host->attend (sink, ROUTE_ATTEND_ASK, ROUTE_WHOLE, 0);
	return true;
}

ROUTE_PLUGIN_DEFINE (.party = "example", .name = { "Example partner", "Voorbeeldpartner" }, .version = "1.0",
		     .license = "EUPL-1.2", .contact = "https://github.com/libroute/libroute/issues",
		     .chains = ROUTE_CHAIN_CARE, ROUTE_LIST (fields), ROUTE_LIST (reasons),
		     ROUTE_LIST (grounds), ROUTE_LIST (contributions), .assess = assess);
