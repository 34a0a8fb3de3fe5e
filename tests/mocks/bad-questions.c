/* asks what cannot be answered: each of these leaves its reason open */
#include "tests/mocks/mock.h"

static const RouteClause two_lists[] = {
	{ KIND, ROUTE_TEST_ANY_OF, .words = ROUTE_WORDS ("theft") },
	{ PROTECTIVE, ROUTE_TEST_ANY_OF, .words = ROUTE_WORDS ("school") },
};
static const RouteClause wrong_type[] = { { AGE, ROUTE_TEST_TRUE } };
static const RouteClause no_words[] = { { KIND, ROUTE_TEST_ANY_OF } };
static const RouteClause no_setting[] = { { AGE, ROUTE_TEST_AT_LEAST, .setting = 9 } };
static const RouteClause no_test[] = { { AGE, (RouteTest)99 } };
static const RouteQuestion questions[] = {
	ROUTE_QUESTION (1, two_lists),
	ROUTE_QUESTION (1, wrong_type),
	ROUTE_QUESTION (1, no_words),
	ROUTE_QUESTION (1, no_setting),
	ROUTE_QUESTION (1, no_test),
	{ .clauses = NULL, .n_clauses = 3 },
	{ .clauses = wrong_type, .n_clauses = 0 },
	{ .clauses = wrong_type, .n_clauses = (size_t)-1 },
};

static bool
assess_questions (const void *self, const RouteHost *host, const RouteView *view, RouteSink *sink)
{
	RouteTri state = ROUTE_UNKNOWN;
	for (size_t i = 0; i < ROUTE_COUNT (questions); i++)
		if (host->ask (view, sink, &questions[i], NULL) != ROUTE_UNKNOWN)
			state = ROUTE_YES;
	host->reason (sink, ADULT, host->ask (view, sink, NULL, NULL) == ROUTE_UNKNOWN ? state : ROUTE_YES);
	return true;
}
MOCK ("bad-questions", .assess = assess_questions);
