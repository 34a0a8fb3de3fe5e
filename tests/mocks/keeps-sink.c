/* keeps its sink and view, and uses them in the next call */
#include "tests/mocks/mock.h"

static bool
assess_kept (const void *self, const RouteHost *host, const RouteView *view, RouteSink *sink)
{
	static RouteSink *kept_sink;
	static const RouteView *kept_view;
	if (kept_sink != NULL) {
		int64_t age;
		host->get_integer (kept_view, AGE, NULL, &age);
		host->reason (kept_sink, ADULT, ROUTE_YES);
		host->ask (kept_view, kept_sink, &adult, NULL);
	}
	kept_sink = sink;
	kept_view = view;
	return true;
}
MOCK ("keeps-sink", .assess = assess_kept);
