/* contradicts itself */
#include "tests/mocks/mock.h"

static bool
assess_twice (const void *self, const RouteHost *host, const RouteView *view, RouteSink *sink)
{
	host->reason (sink, ADULT, ROUTE_YES);
	host->reason (sink, ADULT, ROUTE_NO);
	return true;
}
MOCK ("reason-twice", .assess = assess_twice);
