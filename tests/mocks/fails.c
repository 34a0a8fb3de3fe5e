/* says something and then that it failed */
#include "tests/mocks/mock.h"

static bool
assess_fails (const void *self, const RouteHost *host, const RouteView *view, RouteSink *sink)
{
	assess_well (self, host, view, sink);
	return false;
}
MOCK ("fails", .assess = assess_fails);
