/* A plugin whose reason adds to an approach, and that may always be there but asks for no place; house.sh drops it in. */
#include <route/route-plugin.h>

static const RouteField fields[] = {
	{ "/impact/area", { "Whether the area is unsafe", "Of de omgeving onveilig is" } },
};

static const RouteReason reasons[] = {
	{ "area",
	  { "The area is unsafe", "De omgeving is onveilig" },
	  7,
	  { "test", "test" },
	  .approaches = ROUTE_APPROACH_PAD },
};

static const RoutePhrase grounds[] = {
	{ "own-task", { "Its own task", "Eigen taak" } },
};

static const RouteClause unsafe[] = { { 0, ROUTE_TEST_TRUE } };
static const RouteQuestion is_unsafe = ROUTE_QUESTION (1, unsafe);

static bool
assess (const void *self, const RouteHost *host, const RouteView *view, RouteSink *sink)
{
	(void) self;
	host->reason (sink, 0, host->ask (view, sink, &is_unsafe, NULL));
	host->lawful (sink, 0, ROUTE_YES);
	return true;
}

ROUTE_PLUGIN_DEFINE (.party = "adds", .name = { "Adds", "Telt op" }, .version = "1.0", .license = "EUPL-1.2",
		     .contact = "https://github.com/libroute/libroute/issues", .chains = ROUTE_CHAIN_WELFARE, ROUTE_LIST (fields),
		     ROUTE_LIST (reasons), ROUTE_LIST (grounds), .assess = assess);
