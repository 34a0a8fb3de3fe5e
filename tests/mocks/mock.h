/* A plugin in which nothing is wrong, for mocks that are each wrong in one way: MOCK ("id", what differs). */
#include <route/route-plugin.h>

/* a mock says everything first and then one thing again */
#pragma GCC diagnostic ignored "-Woverride-init"
#pragma GCC diagnostic ignored "-Wunused-function"

enum { AGE, KIND, DATE, PROTECTIVE, WITH };

static const RouteField fields[] = {
	[AGE] = { "/person/age", { "Age", "Leeftijd" } },
	[KIND] = { "/incidents/*/kind", { "Kind of incident", "Soort incident" } },
	[DATE] = { "/incidents/*/date", { "Date of incident", "Datum incident" } },
	[PROTECTIVE] = { "/person/protective", { "Protective facts", "Beschermende feiten" } },
	[WITH] = { "/sharing/*/with", { "Who may know", "Wie het mag weten" } },
};

enum { ADULT, THEFTS };

static const RouteReason reasons[] = {
	[ADULT] = { "adult", { "Is an adult", "Is volwassen" }, 10, { "basis", "grondslag" } },
	[THEFTS] = { "thefts", { "Two thefts", "Twee diefstallen" }, 20, { "basis", "grondslag" } },
};
static const RoutePhrase grounds[] = { { "ground", { "A ground", "Een grondslag" } } };
static const RoutePhrase contributions[] = { { "help", { "Help", "Hulp" } } };
static const RoutePhrase parts[] = { { "housing", { "Housing", "Wonen" } } };
static const RouteSetting settings[] = { { "months", { "Months", "Maanden" }, 12, 1, 24 } };

static const RouteClause adult_clauses[] = { { AGE, ROUTE_TEST_AT_LEAST, .number = 18 } };
static const RouteClause theft_clauses[] = {
	{ KIND, ROUTE_TEST_ANY_OF, .words = ROUTE_WORDS ("theft") },
	{ DATE, ROUTE_TEST_WITHIN_MONTHS, .setting = 1 },
};
static const RouteQuestion adult = ROUTE_QUESTION (1, adult_clauses);
static const RouteQuestion thefts = ROUTE_QUESTION (2, theft_clauses);

static bool
assess_well (const void *self, const RouteHost *host, const RouteView *view, RouteSink *sink)
{
	host->reason (sink, ADULT, host->ask (view, sink, &adult, NULL));
	host->reason (sink, THEFTS, host->ask (view, sink, &thefts, NULL));
	host->lawful (sink, 0, ROUTE_YES);
	host->attend (sink, ROUTE_ATTEND_ASK, 0, 0);
	return true;
}

#define MOCK(id, ...)                                                                                        \
	ROUTE_PLUGIN_DEFINE (.party = id, .name = { "Mock", "Namaak" }, .version = "1",                      \
			     .license = "EUPL-1.2", .contact = "nobody", .chains = ROUTE_CHAIN_CARE,         \
			     ROUTE_LIST (fields), ROUTE_LIST (reasons), ROUTE_LIST (grounds),                \
			     ROUTE_LIST (contributions), ROUTE_LIST (parts), ROUTE_LIST (settings),          \
			     .assess = assess_well, __VA_ARGS__)
