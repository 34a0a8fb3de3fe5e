/* A 31st Party, as it would arrive: one shared object that knows its own work, and beside it one rules file. */
#include <route/route-plugin.h>

enum { DOMAIN, LEVEL, PARTY, STATUS };

static const RouteField fields[] = {
	[DOMAIN] = { "/problems/*/domain", { "Whether the person is alone", "Of de betrokkene alleen is" } },
	[LEVEL] = { "/problems/*/level",
		    { "Only levels 1 and 2 are a problem", "Alleen niveau 1 en 2 zijn een probleem" } },
	[PARTY] = { "/involved/*/party",
		    { "Whether the coach is at work there", "Of de coach al betrokken is" } },
	[STATUS] = { "/involved/*/status",
		     { "Whether that work still goes on", "Of die betrokkenheid nog loopt" } },
};

enum { INVOLVED, ALONE };

static const RouteReason reasons[] = {
	[INVOLVED] = { "involved",
		       { "The coach already visits this person", "De coach komt al bij deze persoon" },
		       40,
		       { "covenant 1.10, 13.2e", "convenant 1.10, 13.2e" } },
	[ALONE] = { "alone",
		    { "The social network is a problem", "Het sociaal netwerk is een probleem" },
		    15,
		    { "Social Support Act 2015", "Wet maatschappelijke ondersteuning 2015" } },
};

static const RoutePhrase grounds[] = {
	{ "own-task",
	  { "Social Support Act 2015, on behalf of the municipality", "Wmo 2015, in opdracht van de gemeente" } },
};

static const RoutePhrase contributions[] = {
	{ "visits", { "What the visits show, as agreed with the person", "Wat de bezoeken laten zien, in overleg" } },
};

static const RouteClause at_work[] = {
	{ PARTY, ROUTE_TEST_ANY_OF, .words = ROUTE_WORDS ("buurtcoach") },
	{ STATUS, ROUTE_TEST_ANY_OF, .words = ROUTE_WORDS ("active", "stalled") },
};
static const RouteClause no_network[] = {
	{ DOMAIN, ROUTE_TEST_ANY_OF, .words = ROUTE_WORDS ("social-network") },
	{ LEVEL, ROUTE_TEST_AT_MOST, .number = 2 },
};

static const RouteQuestion is_involved = ROUTE_QUESTION (1, at_work);
static const RouteQuestion is_alone = ROUTE_QUESTION (1, no_network);

static bool
assess (const void *self, const RouteHost *host, const RouteView *view, RouteSink *sink)
{
	(void) self;
	host->reason (sink, INVOLVED, host->ask (view, sink, &is_involved, NULL));
	host->reason (sink, ALONE, host->ask (view, sink, &is_alone, NULL));
	RouteTri involved = host->ask (view, sink, &is_involved, NULL);
	RouteTri relevant = route_or (involved, host->ask (view, sink, &is_alone, NULL));
	host->lawful (sink, 0, relevant);
	if (involved == ROUTE_YES)
		host->attend (sink, ROUTE_ATTEND_INVITE, ROUTE_WHOLE, 0);
	else if (relevant == ROUTE_YES)
		host->attend (sink, ROUTE_ATTEND_ASK, ROUTE_WHOLE, 0);
	return true;
}

ROUTE_PLUGIN_DEFINE (.party = "buurtcoach", .name = { "Neighbourhood coach", "Buurtcoach" }, .version = "1.0",
		     .license = "EUPL-1.2", .contact = "https://github.com/libroute/libroute/issues",
		     .chains = ROUTE_CHAIN_WELFARE, ROUTE_LIST (fields), ROUTE_LIST (reasons),
		     ROUTE_LIST (grounds), ROUTE_LIST (contributions), .assess = assess);
