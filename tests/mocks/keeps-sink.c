/* keeps its sink and view, and uses them in the next call */
#include "tests/mocks/mock.h"

static bool
assess_kept (const void *self, const RouteHost *host, const RouteView *view, RouteSink *sink)
{
	static RouteSink *kept_sink;
	static const RouteView *kept_view;
	if (kept_sink != NULL) {
		int64_t age;
		uint32_t count;
		host->get_integer (kept_view, AGE, NULL, &age);
		host->get_count (kept_view, KIND, NULL, &count);
		host->get_received (kept_view);
		host->reason (kept_sink, ADULT, ROUTE_YES);
		host->lawful (kept_sink, 0, ROUTE_YES);
		host->attend (kept_sink, ROUTE_ATTEND_ASK, 0, 0);
		host->coordinate (kept_sink, ROUTE_COORDINATOR_LOW, 0);
		host->third (kept_sink, "gp");
		host->ask (kept_view, kept_sink, &adult, NULL);
	}
	kept_sink = sink;
	kept_view = view;
	return true;
}
MOCK ("keeps-sink", .assess = assess_kept);
