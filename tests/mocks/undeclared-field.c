/* asks about a field it did not declare */
#include "tests/mocks/mock.h"

static const RouteClause clauses[] = { { 42, ROUTE_TEST_TRUE } };
static const RouteQuestion question = ROUTE_QUESTION (1, clauses);

static bool
assess_field (const void *self, const RouteHost *host, const RouteView *view, RouteSink *sink)
{
	int64_t number = 7;
	bool denied = host->get_integer (view, 42, NULL, &number) == ROUTE_FIELD_DENIED && number == 7;
	host->reason (sink, ADULT, denied ? host->ask (view, sink, &question, NULL) : ROUTE_YES);
	return true;
}
MOCK ("undeclared-field", .assess = assess_field);
