/* does one thing wrongly, and which is for its setting to say; see test-assess */
#include "tests/mocks/mock.h"

static bool
assess_clumsily (const void *self, const RouteHost *host, const RouteView *view, RouteSink *sink)
{
	const char *text = "nothing";
	int32_t day = 0;
	switch (host->get_setting (view, 0)) {
	case 1: return host->lawful (sink, 9, ROUTE_YES) || true;
	case 2: return host->lawful (sink, 0, ROUTE_YES) && !host->lawful (sink, 0, ROUTE_YES);
	case 3: return !host->attend (sink, ROUTE_ATTEND_ASK, 9, 0);
	case 4: return !host->attend (sink, ROUTE_ATTEND_ASK, ROUTE_WHOLE, 9);
	case 5: return host->attend (sink, ROUTE_ATTEND_ASK, 0, 0) && !host->attend (sink, ROUTE_ATTEND_ASK, 0, 0);
	case 6: return host->attend (sink, ROUTE_ATTEND_NOT, ROUTE_WHOLE, 9);
	case 7: return !host->coordinate (sink, ROUTE_COORDINATOR_HIGH, 9);
	case 8: return host->coordinate (sink, ROUTE_COORDINATOR_HIGH, 0) && !host->coordinate (sink, ROUTE_COORDINATOR_HIGH, 0);
	case 9: return host->coordinate (sink, ROUTE_COORDINATOR_NONE, 0);
	case 10: return !host->third (sink, NULL);
	case 11: return !host->third (sink, "");
	case 12: return !host->third (sink, "a-name-that-is-longer-than-that-of-any-third-party-there-could-ever-be-anywhere");
	case 13: return !host->third (sink, "No Slug");
	case 14: return host->third (sink, "school") && host->third (sink, "school");
	case 15: return host->get_text (view, 42, NULL, &text, NULL) == ROUTE_FIELD_DENIED;
	case 16: return host->get_text (view, KIND, (const uint32_t[]){ 0 }, &text, NULL) == ROUTE_FIELD_OK;
	case 17: return host->get_date (view, 42, NULL, &day) == ROUTE_FIELD_DENIED;
	default: return host->get_date (view, DATE, (const uint32_t[]){ 9 }, &day) == ROUTE_FIELD_BAD_INDEX;
	}
}
MOCK ("clumsy", .assess = assess_clumsily);
