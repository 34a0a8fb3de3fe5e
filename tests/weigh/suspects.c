/* A plugin that knows of debts, may be there when the case gets worse, brings nothing, and where the surroundings are a burden
 * cannot tell, for no reason that it gives: house.sh drops it in. */
#include <route/route-plugin.h>

enum { DOMAIN, STATUS, DECLINE, SURROUNDINGS };

static const RouteField fields[] = {
	[DOMAIN] = { "/problems/*/domain", { "Whether there are debts", "Of er schulden zijn" } },
	[STATUS] = { "/problems/*/status", { "Whether that is certain", "Of dat zeker is" } },
	[DECLINE] = { "/impact/decline", { "Whether it gets worse", "Of het erger wordt" } },
	[SURROUNDINGS] = { "/impact/surroundings", { "Whether others suffer", "Of anderen lijden" } },
};

static const RouteReason reasons[] = {
	{ "debts", { "There are debts", "Er zijn schulden" }, 9, { "test", "test" } },
};

static const RoutePhrase grounds[] = {
	{ "own-task", { "Its own task", "Eigen taak" } },
};

static const RouteClause debts[] = { { DOMAIN, ROUTE_TEST_ANY_OF, .words = ROUTE_WORDS ("finances") } };
static const RouteClause worse[] = { { DECLINE, ROUTE_TEST_TRUE } };
static const RouteQuestion has_debts = ROUTE_QUESTION (1, debts);
static const RouteQuestion gets_worse = ROUTE_QUESTION (1, worse);

static bool
assess (const void *self, const RouteHost *host, const RouteView *view, RouteSink *sink)
{
	(void) self;
	bool burden = false;
	host->reason (sink, 0, host->ask (view, sink, &has_debts, NULL));
	if (host->get_boolean (view, SURROUNDINGS, NULL, &burden) == ROUTE_FIELD_OK && burden)
		return host->lawful (sink, 0, ROUTE_UNKNOWN);
	RouteTri indebted = host->ask (view, sink, &has_debts, NULL);
	host->lawful (sink, 0, route_and (indebted, host->ask (view, sink, &gets_worse, NULL)));
	return true;
}

ROUTE_PLUGIN_DEFINE (.party = "suspects", .name = { "Suspects", "Vermoedt" }, .version = "1.0", .license = "EUPL-1.2",
		     .contact = "https://github.com/libroute/libroute/issues", .chains = ROUTE_CHAIN_WELFARE, ROUTE_LIST (fields),
		     ROUTE_LIST (reasons), ROUTE_LIST (grounds), .assess = assess);
