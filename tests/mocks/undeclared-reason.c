/* gives a reason it did not declare */
#include "tests/mocks/mock.h"

static bool
assess_reason (const void *self, const RouteHost *host, const RouteView *view, RouteSink *sink)
{
	return !host->reason (sink, ROUTE_COUNT (reasons), ROUTE_YES) && assess_well (self, host, view, sink);
}
MOCK ("undeclared-reason", .assess = assess_reason);
