/* A plugin that loads and yet is wrong in what it answers, for `routectl plugins check`: it takes an age it
 * does not know for that of an adult, says so without having asked, remembers, and wants to come on no
 * ground. */
#include "tests/mocks/mock.h"

static bool
assess (const void *self, const RouteHost *host, const RouteView *view, RouteSink *sink)
{
	static uint32_t calls;
	int64_t age = 0;
	bool known = host->get_integer (view, AGE, NULL, &age) == ROUTE_FIELD_OK;
	host->reason (sink, ADULT, !known || age >= 18 ? ROUTE_YES : ROUTE_NO);
	host->reason (sink, THEFTS, __atomic_add_fetch (&calls, 1, __ATOMIC_RELAXED) % 2 != 0 ? ROUTE_YES : ROUTE_NO);
	host->attend (sink, ROUTE_ATTEND_INVITE, 0, 0);
	return true;
}

MOCK ("hasty", .assess = assess);
