/* asks for third parties: one of them twice, and more than may be asked for */
#include "tests/mocks/mock.h"

static bool
assess_thirds (const void *self, const RouteHost *host, const RouteView *view, RouteSink *sink)
{
	char name[] = "third-a";
	bool again = host->third (sink, name) && host->third (sink, name), last = true;
	for (; last && name[6] < 'z'; name[6]++)
		last = host->third (sink, name);
	host->reason (sink, ADULT, again ? ROUTE_YES : ROUTE_NO);
	return true;
}
MOCK ("many-thirds", .assess = assess_thirds);
