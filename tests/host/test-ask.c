/* Questions: what is certain, what is possible, and what each answer rests on. */
#include "tests/testing.h"
#include <string.h>
#include "libroute/host/host-private.h"

#define HEAD "{\"id\":\"t\",\"received\":\"2026-11-20\",\"registered_by\":\"politie\""

/* one question on one registration; spots are compared as text, in order, with spaces between */
typedef struct {
	const char *about;
	const char *json; /* what follows HEAD */
	struct {
		const char *pointer;
		RouteTest test;
		const char *const *words;
		gint64 number;
	} clauses[3];
	guint at_least;
	RouteTri state;
	guint certain, possible;
	gboolean open;
	const char *evidence, *missing, *doubted;
} Case;

#define W(...) ROUTE_WORDS (__VA_ARGS__)
#define THEFT                                                                                                \
	{                                                                                                    \
		"/incidents/*/kind", ROUTE_TEST_ANY_OF, W ("theft")                                          \
	}
#define SUSPECT                                                                                              \
	{                                                                                                    \
		"/incidents/*/role", ROUTE_TEST_ANY_OF, W ("suspect")                                        \
	}
#define DAY(text) ",\"incidents\":[{\"kind\":\"theft\",\"date\":\"" text "\"}]}"
#define MONTHS(n)                                                                                            \
	{                                                                                                    \
		"/incidents/*/date", ROUTE_TEST_WITHIN_MONTHS, NULL, n                                       \
	}

static const Case cases[] = {
	/* the registration itself */
	{ "an age that is given",
	  ",\"person\":{\"age\":17}}",
	  { { "/person/age", ROUTE_TEST_AT_MOST, NULL, 17 } },
	  1,
	  ROUTE_YES,
	  1,
	  1,
	  FALSE,
	  "/person/age",
	  "",
	  "" },
	{ "an age from the birth date, a day before the birthday",
	  ",\"person\":{\"birth_date\":\"2008-11-21\"}}",
	  { { "/person/age", ROUTE_TEST_AT_MOST, NULL, 17 } },
	  1,
	  ROUTE_YES,
	  1,
	  1,
	  FALSE,
	  "/person/age",
	  "",
	  "" },
	{ "an age from the birth date, on the birthday",
	  ",\"person\":{\"birth_date\":\"2008-11-20\"}}",
	  { { "/person/age", ROUTE_TEST_AT_MOST, NULL, 17 } },
	  1,
	  ROUTE_NO,
	  0,
	  0,
	  FALSE,
	  "",
	  "",
	  "" },
	{ "an age that nobody gave",
	  "}",
	  { { "/person/age", ROUTE_TEST_AT_MOST, NULL, 17 } },
	  1,
	  ROUTE_UNKNOWN,
	  0,
	  1,
	  FALSE,
	  "",
	  "/person/age",
	  "" },
	{ "one fact decides though another is absent",
	  ",\"person\":{\"age\":40}}",
	  { { "/person/age", ROUTE_TEST_AT_MOST, NULL, 17 }, { "/household/pregnancy", ROUTE_TEST_TRUE } },
	  1,
	  ROUTE_NO,
	  0,
	  0,
	  FALSE,
	  "",
	  "",
	  "" },
	{ "one fact does not decide while another is absent",
	  ",\"person\":{\"age\":16}}",
	  { { "/person/age", ROUTE_TEST_AT_MOST, NULL, 17 }, { "/household/pregnancy", ROUTE_TEST_TRUE } },
	  1,
	  ROUTE_UNKNOWN,
	  0,
	  1,
	  FALSE,
	  "",
	  "/household/pregnancy",
	  "" },
	{ "a boolean that is false",
	  ",\"household\":{\"pregnancy\":false}}",
	  { { "/household/pregnancy", ROUTE_TEST_FALSE } },
	  1,
	  ROUTE_YES,
	  1,
	  1,
	  FALSE,
	  "/household/pregnancy",
	  "",
	  "" },
	{ "a stage that was not given is a new one",
	  "}",
	  { { "/stage", ROUTE_TEST_ANY_OF, W ("new") } },
	  1,
	  ROUTE_YES,
	  1,
	  1,
	  FALSE,
	  "/stage",
	  "",
	  "" },
	{ "not prioritised is known, not unknown",
	  ",\"person\":{}}",
	  { { "/person/prioritised/date", ROUTE_TEST_WITHIN_MONTHS, NULL, 24 } },
	  1,
	  ROUTE_NO,
	  0,
	  0,
	  FALSE,
	  "",
	  "",
	  "" },
	{ "prioritised, but nobody says when",
	  ",\"person\":{\"prioritised\":{\"by\":\"core team\"}}}",
	  { { "/person/prioritised/date", ROUTE_TEST_WITHIN_MONTHS, NULL, 24 } },
	  1,
	  ROUTE_UNKNOWN,
	  0,
	  1,
	  FALSE,
	  "",
	  "/person/prioritised/date",
	  "" },
	{ "a release to come within thirty days",
	  ",\"person\":{\"detention\":{\"status\":\"detained\",\"release\":\"2026-12-20\"}}}",
	  { { "/person/detention/release", ROUTE_TEST_UNTIL_DAYS, NULL, 30 } },
	  1,
	  ROUTE_YES,
	  1,
	  1,
	  FALSE,
	  "/person/detention/release",
	  "",
	  "" },
	{ "a release to come in thirty-one days",
	  ",\"person\":{\"detention\":{\"status\":\"detained\",\"release\":\"2026-12-21\"}}}",
	  { { "/person/detention/release", ROUTE_TEST_UNTIL_DAYS, NULL, 30 } },
	  1,
	  ROUTE_NO,
	  0,
	  0,
	  FALSE,
	  "",
	  "",
	  "" },
	/* days and months */
	{ "on the first day of twelve months",
	  DAY ("2025-11-20"),
	  { THEFT, MONTHS (12) },
	  1,
	  ROUTE_YES,
	  1,
	  1,
	  FALSE,
	  "/incidents/0/kind /incidents/0/date",
	  "",
	  "" },
	{ "the day before twelve months",
	  DAY ("2025-11-19"),
	  { THEFT, MONTHS (12) },
	  1,
	  ROUTE_NO,
	  0,
	  0,
	  FALSE,
	  "",
	  "",
	  "" },
	{ "on the day itself",
	  DAY ("2026-11-20"),
	  { THEFT, MONTHS (0) },
	  1,
	  ROUTE_YES,
	  1,
	  1,
	  FALSE,
	  "/incidents/0/kind /incidents/0/date",
	  "",
	  "" },
	{ "any number of months is no overflow",
	  DAY ("1990-01-01"),
	  { THEFT, MONTHS (G_MAXINT64) },
	  1,
	  ROUTE_YES,
	  1,
	  1,
	  FALSE,
	  "/incidents/0/kind /incidents/0/date",
	  "",
	  "" },
	{ "a negative number of months reaches nowhere",
	  DAY ("2026-11-19"),
	  { THEFT, MONTHS (G_MININT64) },
	  1,
	  ROUTE_NO,
	  0,
	  0,
	  FALSE,
	  "",
	  "",
	  "" },
	{ "two days ago is not within one",
	  DAY ("2026-11-18"),
	  { { "/incidents/*/date", ROUTE_TEST_WITHIN_DAYS, NULL, 1 } },
	  1,
	  ROUTE_NO,
	  0,
	  0,
	  FALSE,
	  "",
	  "",
	  "" },
	/* lists */
	{ "a list that nobody gave is open",
	  "}",
	  { THEFT },
	  1,
	  ROUTE_UNKNOWN,
	  0,
	  0,
	  TRUE,
	  "",
	  "/incidents",
	  "" },
	{ "a list that is given is complete",
	  ",\"incidents\":[]}",
	  { THEFT },
	  1,
	  ROUTE_NO,
	  0,
	  0,
	  FALSE,
	  "",
	  "",
	  "" },
	{ "one of two is not two",
	  ",\"incidents\":[{\"kind\":\"theft\",\"date\":\"2026-01-01\"},{\"kind\":\"drugs\",\"date\":\"2026-01-01\"}]}",
	  { THEFT },
	  2,
	  ROUTE_NO,
	  1,
	  1,
	  FALSE,
	  "",
	  "",
	  "" },
	{ "clauses are about one and the same item",
	  ",\"incidents\":[{\"kind\":\"theft\",\"date\":\"2026-01-01\",\"role\":\"victim\"},"
	  "{\"kind\":\"drugs\",\"date\":\"2026-01-01\",\"role\":\"suspect\"}]}",
	  { THEFT, SUSPECT },
	  1,
	  ROUTE_NO,
	  0,
	  0,
	  FALSE,
	  "",
	  "",
	  "" },
	{ "an item that may fit",
	  ",\"incidents\":[{\"kind\":\"theft\",\"date\":\"2026-01-01\",\"role\":\"suspect\"},"
	  "{\"kind\":\"theft\",\"date\":\"2026-01-01\"}]}",
	  { THEFT, SUSPECT },
	  2,
	  ROUTE_UNKNOWN,
	  1,
	  2,
	  FALSE,
	  "",
	  "/incidents/1/role",
	  "" },
	{ "enough that fit need none that may",
	  ",\"incidents\":[{\"kind\":\"theft\",\"date\":\"2026-01-01\",\"role\":\"suspect\"},"
	  "{\"kind\":\"theft\",\"date\":\"2026-01-01\"}]}",
	  { THEFT, SUSPECT },
	  1,
	  ROUTE_YES,
	  1,
	  2,
	  FALSE,
	  "/incidents/0/kind /incidents/0/role",
	  "",
	  "" },
	{ "a suspected item is possible at most, though its status was not asked",
	  ",\"incidents\":[{\"kind\":\"theft\",\"date\":\"2026-01-01\",\"status\":\"suspected\"}]}",
	  { THEFT },
	  1,
	  ROUTE_UNKNOWN,
	  0,
	  1,
	  FALSE,
	  "",
	  "",
	  "/incidents/0/status" },
	{ "so is a disputed one, even when the status is asked for",
	  ",\"incidents\":[{\"kind\":\"theft\",\"date\":\"2026-01-01\",\"status\":\"disputed\"}]}",
	  { THEFT, { "/incidents/*/status", ROUTE_TEST_ANY_OF, W ("disputed") } },
	  1,
	  ROUTE_UNKNOWN,
	  0,
	  1,
	  FALSE,
	  "",
	  "",
	  "/incidents/0/status" },
	{ "an item both doubted and incomplete",
	  ",\"incidents\":[{\"kind\":\"theft\",\"date\":\"2026-01-01\",\"status\":\"disputed\"}]}",
	  { THEFT, SUSPECT },
	  1,
	  ROUTE_UNKNOWN,
	  0,
	  1,
	  FALSE,
	  "",
	  "/incidents/0/role",
	  "/incidents/0/status" },
	{ "what an item is not stays certain in spite of doubt",
	  ",\"incidents\":[{\"kind\":\"drugs\",\"date\":\"2026-01-01\",\"status\":\"disputed\"}]}",
	  { THEFT },
	  1,
	  ROUTE_NO,
	  0,
	  0,
	  FALSE,
	  "",
	  "",
	  "" },
	{ "none of these words",
	  ",\"incidents\":[{\"kind\":\"drugs\",\"date\":\"2026-01-01\"}]}",
	  { { "/incidents/*/kind", ROUTE_TEST_NONE_OF, W ("theft", "arson") } },
	  1,
	  ROUTE_YES,
	  1,
	  1,
	  FALSE,
	  "/incidents/0/kind",
	  "",
	  "" },
	{ "the status of an involvement is no doubt",
	  ",\"involved\":[{\"party\":\"om\",\"status\":\"stalled\"}]}",
	  { { "/involved/*/party", ROUTE_TEST_ANY_OF, W ("om") } },
	  1,
	  ROUTE_YES,
	  1,
	  1,
	  FALSE,
	  "/involved/0/party",
	  "",
	  "" },
	{ "the registration and a list together",
	  ",\"person\":{\"age\":16},\"incidents\":[{\"kind\":\"theft\",\"date\":\"2026-01-01\"}]}",
	  { { "/person/age", ROUTE_TEST_AT_MOST, NULL, 17 }, THEFT },
	  1,
	  ROUTE_YES,
	  1,
	  1,
	  FALSE,
	  "/incidents/0/kind /person/age",
	  "",
	  "" },
	{ "an age that is absent leaves the incidents open",
	  ",\"incidents\":[{\"kind\":\"theft\",\"date\":\"2026-01-01\"}]}",
	  { { "/person/age", ROUTE_TEST_AT_MOST, NULL, 17 }, THEFT },
	  1,
	  ROUTE_UNKNOWN,
	  1,
	  1,
	  FALSE,
	  "",
	  "/person/age",
	  "" },
	/* plain values and lists in lists */
	{ "a list of words",
	  ",\"person\":{\"protective\":[\"work\",\"school\"]}}",
	  { { "/person/protective", ROUTE_TEST_ANY_OF, W ("school") } },
	  1,
	  ROUTE_YES,
	  1,
	  1,
	  FALSE,
	  "/person/protective",
	  "",
	  "" },
	{ "a list of words that was not given",
	  ",\"person\":{}}",
	  { { "/person/protective", ROUTE_TEST_ANY_OF, W ("school") } },
	  1,
	  ROUTE_UNKNOWN,
	  0,
	  0,
	  TRUE,
	  "",
	  "/person/protective",
	  "" },
	{ "a condition of a parent",
	  ",\"household\":{\"members\":[{\"relation\":\"sibling\",\"conditions\":[{\"kind\":\"autism\"}]},"
	  "{\"relation\":\"parent\",\"conditions\":[{\"kind\":\"dementia\"},{\"kind\":\"autism\"}]}]}}",
	  { { "/household/members/*/relation", ROUTE_TEST_ANY_OF, W ("parent") },
	    { "/household/members/*/conditions/*/kind", ROUTE_TEST_ANY_OF, W ("autism") } },
	  1,
	  ROUTE_YES,
	  1,
	  1,
	  FALSE,
	  "/household/members/1/relation /household/members/1/conditions/1/kind",
	  "",
	  "" },
	{ "a suspected condition of a parent",
	  ",\"household\":{\"members\":[{\"relation\":\"parent\",\"conditions\":[{\"kind\":\"autism\",\"status\":\"suspected\"}]}]}}",
	  { { "/household/members/*/relation", ROUTE_TEST_ANY_OF, W ("parent") },
	    { "/household/members/*/conditions/*/kind", ROUTE_TEST_ANY_OF, W ("autism") } },
	  1,
	  ROUTE_UNKNOWN,
	  0,
	  1,
	  FALSE,
	  "",
	  "",
	  "/household/members/0/conditions/0/status" },
	{ "a parent whose conditions nobody gave",
	  ",\"household\":{\"members\":[{\"relation\":\"parent\"}]}}",
	  { { "/household/members/*/relation", ROUTE_TEST_ANY_OF, W ("parent") },
	    { "/household/members/*/conditions/*/kind", ROUTE_TEST_ANY_OF, W ("autism") } },
	  1,
	  ROUTE_UNKNOWN,
	  0,
	  0,
	  TRUE,
	  "",
	  "/household/members/0/conditions",
	  "" },
};

static char *
print_trail (const RtTrail *trail)
{
	GString *out = g_string_new (NULL);
	for (guint i = 0; i < trail->n; i++) {
		if (i != 0)
			g_string_append_c (out, ' ');
		rt_spot_print (trail->spots[i], out);
	}
	return g_string_free (out, FALSE);
}

static void
check_trail (const Case *c, const char *which, const RtTrail *trail, const char *expected)
{
	g_autofree char *printed = print_trail (trail);
	ck_assert_msg (strcmp (printed, expected) == 0, "%s: %s is \"%s\", not \"%s\"", c->about, which,
		       printed, expected);
}

START_TEST (a_question_is_answered)
{
	const Case *c = &cases[_i];
	g_autofree char *json = g_strconcat (HEAD, c->json, NULL);
	g_autoptr (GError) error = NULL;
	g_autoptr (RouteRegistration) registration = route_registration_new_from_json (json, -1, &error);
	ck_assert_msg (registration != NULL, "%s: %s", c->about, error != NULL ? error->message : "");
	int places[3];
	RouteField fields[3];
	RouteClause clauses[3];
	guint n = 0;
	for (; n < 3 && c->clauses[n].pointer != NULL; n++) {
		fields[n] = (RouteField){ .pointer = c->clauses[n].pointer };
		places[n] = rt_schema_find_place (c->clauses[n].pointer);
		ck_assert_int_ge (places[n], 0);
		clauses[n] =
			(RouteClause){ n, c->clauses[n].test, c->clauses[n].words, c->clauses[n].number };
	}
	g_autoptr (RtArena) arena = rt_arena_new (0);
	RtLoaded loaded = { .plugin = { .fields = fields, .n_fields = n }, .places = places };
	RtAnswer answer = { 0 };
	RtCall call = { .arena = arena, .answer = &answer };
	const RouteView view = { registration, &loaded };
	const RouteQuestion question = { clauses, n, c->at_least };
	RouteTally tally;
	RouteTri state = rt_ask (&view, &call, &question, &tally);
	ck_assert_msg (answer.fault == NULL, "%s: %s", c->about, answer.fault);
	ck_assert_msg (state == c->state, "%s: is %d, not %d", c->about, state, c->state);
	ck_assert_msg (tally.certain == c->certain && tally.possible == c->possible && tally.open == c->open,
		       "%s: certain %u, possible %u, open %d", c->about, tally.certain, tally.possible,
		       tally.open);
	check_trail (c, "evidence", &call.evidence, c->evidence);
	check_trail (c, "missing", &call.missing, c->missing);
	check_trail (c, "doubted", &call.doubted, c->doubted);
}
END_TEST

int
main (void)
{
	Suite *suite = suite_create ("ask");
	TCase *tcase = tcase_create ("ask");
	tcase_add_loop_test (tcase, a_question_is_answered, 0, G_N_ELEMENTS (cases));
	suite_add_tcase (suite, tcase);
	return rt_test_main (suite);
}
