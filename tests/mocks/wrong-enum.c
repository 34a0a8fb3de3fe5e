/* answers neither yes, no nor unknown */
#include "tests/mocks/mock.h"

static bool
assess_enum (const void *self, const RouteHost *host, const RouteView *view, RouteSink *sink)
{
	host->reason (sink, ADULT, (RouteTri)7);
	host->lawful (sink, 0, (RouteTri)7);
	host->attend (sink, (RouteAttend)7, ROUTE_WHOLE, 0);
	host->coordinate (sink, (RouteCoordinator)7, 0);
	return true;
}
MOCK ("wrong-enum", .assess = assess_enum);
