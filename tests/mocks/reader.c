/* reads with every function of the table; its reasons say whether each did as the header says */
#include "tests/mocks/mock.h"
#include <string.h>

enum { GROUP = WITH + 1, HIDDEN_STAGE };

static const RouteField more_fields[] = {
	[AGE] = { "/person/age", { "Age", "Leeftijd" } },
	[KIND] = { "/incidents/*/kind", { "Kind", "Soort" } },
	[DATE] = { "/incidents/*/date", { "Date", "Datum" } },
	[PROTECTIVE] = { "/person/protective", { "Protective", "Beschermend" } },
	[WITH] = { "/household/members/*/conditions/*/kind", { "Conditions", "Aandoeningen" } },
	[GROUP] = { "/incidents/*/group", { "Group", "Groep" } },
	[HIDDEN_STAGE] = { "/stage", { "Stage", "Fase" } },
};

#define CHECK(id)                                                                                            \
	{                                                                                                    \
		id, { id, id }, 1,                                                                           \
		{                                                                                            \
			"basis", "grondslag"                                                                 \
		}                                                                                            \
	}
static const RouteReason checks[] = {
	CHECK ("text"),  CHECK ("integer"),  CHECK ("boolean"),   CHECK ("date"),
	CHECK ("count"), CHECK ("nested"),   CHECK ("received"),  CHECK ("setting"),
	CHECK ("stage"), CHECK ("bad-type"), CHECK ("bad-index"), CHECK ("absent"),
};

typedef struct {
	const RouteHost *host;
	const RouteView *view;
} Reader;

static bool
reads (const Reader *r, uint32_t field, const uint32_t *items, const char *expected)
{
	const char *text = NULL;
	size_t length = 0;
	return r->host->get_text (r->view, field, items, &text, &length) == ROUTE_FIELD_OK &&
	       strcmp (text, expected) == 0 && length == strlen (expected);
}

static bool
assess_reader (const void *self, const RouteHost *host, const RouteView *view, RouteSink *sink)
{
	const Reader r = { host, view };
	const uint32_t first[] = { 0 }, second[] = { 1 }, far[] = { 9 }, inner[] = { 1, 0 };
	const char *text;
	int64_t number = 0;
	bool group = false;
	int32_t day = 0;
	uint32_t count = 0, members = 0;
	const bool right[] = {
		reads (&r, KIND, second, "theft"),
		host->get_integer (view, AGE, NULL, &number) == ROUTE_FIELD_OK && number == 17,
		host->get_boolean (view, GROUP, first, &group) == ROUTE_FIELD_OK && group,
		host->get_date (view, DATE, first, &day) == ROUTE_FIELD_OK &&
			day == host->get_received (view) - 1,
		host->get_count (view, KIND, NULL, &count) == ROUTE_FIELD_OK && count == 2,
		host->get_count (view, WITH, inner, &members) == ROUTE_FIELD_OK && members == 1 &&
			reads (&r, WITH, inner, "autism"),
		host->get_received (view) == 20777, /* 2026-11-20 */
		host->get_setting (view, 0) == 12 && host->get_setting (view, 9) == 0,
		reads (&r, HIDDEN_STAGE, NULL, "new"),
		host->get_text (view, AGE, NULL, &text, NULL) == ROUTE_FIELD_BAD_TYPE &&
			host->get_count (view, AGE, NULL, &count) == ROUTE_FIELD_BAD_TYPE &&
			host->get_integer (view, KIND, first, &number) == ROUTE_FIELD_BAD_TYPE &&
			host->get_boolean (view, AGE, NULL, &group) == ROUTE_FIELD_BAD_TYPE &&
			host->get_date (view, KIND, first, &day) == ROUTE_FIELD_BAD_TYPE,
		host->get_text (view, KIND, far, &text, NULL) == ROUTE_FIELD_BAD_INDEX &&
			host->get_text (view, KIND, NULL, &text, NULL) == ROUTE_FIELD_BAD_INDEX &&
			host->get_count (view, WITH, far, &count) == ROUTE_FIELD_BAD_INDEX,
		host->get_boolean (view, GROUP, second, &group) == ROUTE_FIELD_ABSENT &&
			host->get_count (view, PROTECTIVE, NULL, &count) == ROUTE_FIELD_ABSENT &&
			host->get_count (view, WITH, first, &count) == ROUTE_FIELD_ABSENT,
	};
	for (uint32_t i = 0; i < ROUTE_COUNT (right); i++)
		host->reason (sink, i, right[i] ? ROUTE_YES : ROUTE_NO);
	return true;
}
MOCK ("reader", .fields = more_fields, .n_fields = ROUTE_COUNT (more_fields), .reasons = checks,
      .n_reasons = ROUTE_COUNT (checks), .assess = assess_reader);
