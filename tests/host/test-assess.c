/* Answers: what counts, what is dropped and told, and that one plugin's failure is its own. */
#include "tests/testing.h"
#include <string.h>
#include "libroute/host/host-private.h"

static RtRegistry *registry;
static RtArena *arena;

static void
setup (void)
{
	g_autofree char *mocks = rt_test_build ("tests/mocks/.libs");
	const char *const directories[] = { mocks, NULL };
	registry = rt_registry_load (directories, NULL, 0, NULL, NULL, NULL);
	ck_assert_ptr_nonnull (registry);
	arena = rt_arena_new (0);
}

static void
teardown (void)
{
	g_clear_pointer (&registry, rt_registry_unref);
	g_clear_pointer (&arena, rt_arena_free);
}

static const char young_thief[] =
	"{\"id\":\"t\",\"received\":\"2026-11-20\",\"registered_by\":\"politie\",\"person\":{\"age\":17},"
	"\"household\":{\"members\":[{\"relation\":\"parent\"},"
	"{\"relation\":\"sibling\",\"conditions\":[{\"kind\":\"autism\"}]}]},"
	"\"incidents\":[{\"kind\":\"theft\",\"date\":\"2026-11-19\",\"group\":true},"
	"{\"kind\":\"theft\",\"date\":\"2025-11-20\"}]}";

static RtAnswer
ask (const char *party)
{
	int index = rt_registry_find (registry, party);
	g_autoptr (RouteRegistration) registration = route_registration_new_from_json (young_thief, -1, NULL);
	ck_assert_int_ge (index, 0);
	ck_assert_ptr_nonnull (registration);
	return rt_host_assess (registry, (guint)index, registration, arena);
}

START_TEST (a_good_answer_is_taken_over)
{
	RtAnswer answer = ask ("good");
	ck_assert (answer.answered);
	ck_assert_ptr_null (answer.fault);
	ck_assert_int_eq (answer.reasons[0].state, ROUTE_NO);
	ck_assert_int_eq (answer.reasons[1].state, ROUTE_YES);
	ck_assert_uint_eq (answer.reasons[1].n_evidence, 4);
	ck_assert_int_eq (answer.lawful.state, ROUTE_YES);
	ck_assert_int_eq (answer.ground, 0);
	ck_assert_int_eq (answer.attend, ROUTE_ATTEND_ASK);
	ck_assert_int_eq (answer.part, 0);
	ck_assert_int_eq (answer.contribution, 0);
	ck_assert_int_eq (answer.coordinator, ROUTE_COORDINATOR_NONE);
	ck_assert_ptr_null (answer.thirds[0]);
}
END_TEST

static char *
pointer_of (RtSpot spot)
{
	GString *pointer = g_string_new (NULL);
	if (spot != 0)
		rt_spot_print (spot, pointer);
	return g_string_free (pointer, FALSE);
}

START_TEST (a_no_names_the_fact_or_the_list_that_decided)
{
	static const char older[] = "{\"id\":\"t\",\"received\":\"2026-11-20\",\"registered_by\":\"politie\","
				    "\"person\":{\"age\":40},\"incidents\":[]}";
	int index = rt_registry_find (registry, "good");
	RtAnswer young = ask ("good");
	g_autoptr (RouteRegistration) registration = route_registration_new_from_json (older, -1, NULL);
	RtAnswer old = rt_host_assess (registry, (guint)index, registration, arena);
	g_autofree char *fact = pointer_of (young.reasons[0].against), *none = pointer_of (young.reasons[1].against),
			*list = pointer_of (old.reasons[1].against);
	ck_assert_str_eq (fact, "/person/age");
	ck_assert_str_eq (none, "");
	ck_assert_str_eq (list, "/incidents");
}
END_TEST

START_TEST (a_setting_of_the_rules_reaches_the_question)
{
	static const char *const keys[] = { "months", NULL };
	static const gint64 values[] = { 11 };
	const RtPluginPolicy policy = { .party = "good", .keys = keys, .values = values };
	g_autofree char *mocks = rt_test_build ("tests/mocks/.libs");
	const char *const directories[] = { mocks, NULL };
	g_autoptr (RouteRegistration) registration = route_registration_new_from_json (young_thief, -1, NULL);
	g_autoptr (RtRegistry) set = rt_registry_load (directories, &policy, 1, NULL, NULL, NULL);
	RtAnswer answer = rt_host_assess (set, (guint)rt_registry_find (set, "good"), registration, arena);
	ck_assert_int_eq (answer.reasons[1].state, ROUTE_NO);
}
END_TEST

START_TEST (every_function_of_the_table_does_as_the_header_says)
{
	RtAnswer answer = ask ("reader");
	const RtPlugin *plugin = rt_registry_plugin (registry, answer.plugin);
	ck_assert (answer.answered && answer.fault == NULL);
	for (guint i = 0; i < plugin->n_reasons; i++)
		ck_assert_msg (answer.reasons[i].state == ROUTE_YES, "%s", plugin->reasons[i].id);
}
END_TEST

START_TEST (nothing_counts_of_a_plugin_that_failed)
{
	RtAnswer answer = ask ("fails");
	ck_assert (!answer.answered);
	ck_assert_str_eq (answer.fault, "assess() says that it failed");
	ck_assert_ptr_null (answer.reasons);
	ck_assert_int_eq (answer.attend, ROUTE_ATTEND_NOT);
	ck_assert_int_eq (answer.lawful.state, ROUTE_NO);
}
END_TEST

START_TEST (what_breaks_a_rule_is_dropped_and_told)
{
	static const struct {
		const char *party, *fault;
		RouteTri adult;
	} faults[] = {
		{ "undeclared-field", "asked about field 42, which it did not declare", ROUTE_UNKNOWN },
		{ "undeclared-reason", "reported reason 2, which it did not declare", ROUTE_NO },
		{ "wrong-enum", "reported reason adult as neither yes, no nor unknown", ROUTE_UNKNOWN },
		{ "reason-twice", "reported reason adult twice", ROUTE_UNKNOWN },
		{ "many-thirds", "asked for more than 8 third parties", ROUTE_YES },
		{ "bad-questions", "asked about items of two lists in one question", ROUTE_UNKNOWN },
	};
	for (guint i = 0; i < G_N_ELEMENTS (faults); i++) {
		RtAnswer answer = ask (faults[i].party);
		ck_assert_msg (answer.answered, "%s", faults[i].party);
		ck_assert_str_eq (answer.fault, faults[i].fault);
		ck_assert_msg (answer.reasons[0].state == faults[i].adult, "%s", faults[i].party);
	}
	RtAnswer wrong = ask ("wrong-enum");
	ck_assert_int_eq (wrong.lawful.state, ROUTE_NO);
	ck_assert_int_eq (wrong.attend, ROUTE_ATTEND_NOT);
	ck_assert_int_eq (wrong.coordinator, ROUTE_COORDINATOR_NONE);
}
END_TEST

/* by the setting of the mock: what is told of it; NULL: it was not wrong */
static const char twice_lawful[] = "named its lawful ground twice, or one it did not declare",
		  twice_there[] = "proposed itself twice, or with a part or contribution it did not declare",
		  twice_coordinating[] = "offered a coordinator twice, or with a text it did not declare",
		  no_slug[] = "asked for a third party by a malformed name";
static const char *const clumsy[] = {
	[1] = twice_lawful, twice_lawful, twice_there, twice_there, twice_there, NULL, twice_coordinating, twice_coordinating,
	[9] = NULL, no_slug, no_slug, no_slug, no_slug, NULL, NULL, NULL, NULL, NULL,
};

/* assess() itself says whether the host gave it the answers that it should get, and fails otherwise */
START_TEST (each_wrong_call_is_dropped_and_told)
{
	static const char *const keys[] = { "months", NULL };
	const gint64 values[] = { _i };
	const RtPluginPolicy policy = { .party = "clumsy", .keys = keys, .values = values };
	g_autofree char *mocks = rt_test_build ("tests/mocks/.libs");
	const char *const directories[] = { mocks, NULL };
	g_autoptr (RouteRegistration) registration = route_registration_new_from_json (young_thief, -1, NULL);
	g_autoptr (RtRegistry) set = rt_registry_load (directories, &policy, 1, NULL, NULL, NULL);
	RtAnswer answer = rt_host_assess (set, (guint)rt_registry_find (set, "clumsy"), registration, arena);
	ck_assert_msg (answer.answered, "%d: %s", _i, answer.fault);
	ck_assert_pstr_eq (answer.fault, clumsy[_i]);
	if (clumsy[_i] == NULL)
		return;
	/* what was said wrongly, or twice, is not taken over */
	ck_assert_int_eq (answer.lawful.state, ROUTE_NO);
	ck_assert_int_eq (answer.ground, -1);
	ck_assert_int_eq (answer.attend, ROUTE_ATTEND_NOT);
	ck_assert_int_eq (answer.contribution, -1);
	ck_assert_int_eq (answer.coordinator, ROUTE_COORDINATOR_NONE);
	ck_assert_int_eq (answer.coordinator_text, -1);
	ck_assert_ptr_null (answer.thirds[0]);
}
END_TEST

/* what is not reported counts as no, as the header says; nothing is made up for it */
START_TEST (one_that_never_calls_its_sink_said_no)
{
	RtAnswer answer = ask ("silent");
	ck_assert (answer.answered);
	ck_assert_ptr_null (answer.fault);
	for (guint i = 0; i < rt_registry_plugin (registry, answer.plugin)->n_reasons; i++)
		ck_assert_int_eq (answer.reasons[i].state, ROUTE_NO);
	ck_assert_int_eq (answer.lawful.state, ROUTE_NO);
	ck_assert_int_eq (answer.ground, -1);
	ck_assert_int_eq (answer.attend, ROUTE_ATTEND_NOT);
	ck_assert_int_eq (answer.attending.state, ROUTE_NO);
	ck_assert_int_eq (answer.contribution, -1);
	ck_assert_int_eq (answer.coordinator, ROUTE_COORDINATOR_NONE);
	ck_assert_ptr_null (answer.thirds[0]);
}
END_TEST

START_TEST (a_sink_that_is_kept_ends_all_belief)
{
	RtAnswer first = ask ("keeps-sink");
	ck_assert (first.answered && first.fault == NULL);
	for (guint i = 0; i < 3; i++) {
		RtAnswer later = ask ("keeps-sink");
		ck_assert (!later.answered);
		ck_assert_str_eq (later.fault, "used its view or sink after assess() had returned");
	}
	RtAnswer other = ask ("good");
	ck_assert (other.answered && other.fault == NULL);
}
END_TEST

START_TEST (a_call_without_memory_is_told)
{
	g_autoptr (RtArena) small = rt_arena_new (64), none = rt_arena_new (1);
	RtArena *const arenas[] = { small, none };
	g_autoptr (RouteRegistration) registration = route_registration_new_from_json (young_thief, -1, NULL);
	for (guint i = 0; i < G_N_ELEMENTS (arenas); i++) {
		RtAnswer answer = rt_host_assess (registry, (guint)rt_registry_find (registry, "good"),
						  registration, arenas[i]);
		ck_assert_ptr_nonnull (answer.fault);
		ck_assert (!answer.answered);
	}
}
END_TEST

static gpointer
ask_often (gpointer party)
{
	g_autoptr (RtArena) own = rt_arena_new (0);
	g_autoptr (RouteRegistration) registration = route_registration_new_from_json (young_thief, -1, NULL);
	guint index = (guint)rt_registry_find (registry, party), good = 0;
	for (guint i = 0; i < 500; i++) {
		RtAnswer answer = rt_host_assess (registry, index, registration, own);
		good += answer.answered && answer.reasons[1].state == ROUTE_YES;
		rt_arena_reset (own);
	}
	return GUINT_TO_POINTER (good);
}

START_TEST (many_threads_may_ask_one_plugin)
{
	GThread *threads[4];
	for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
		threads[i] = g_thread_new ("ask", ask_often, (gpointer) "good");
	for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
		ck_assert_uint_eq (GPOINTER_TO_UINT (g_thread_join (threads[i])), 500);
}
END_TEST

int
main (void)
{
	Suite *suite = suite_create ("assess");
	TCase *cases = tcase_create ("assess");
	static const TTest *const *const tests[] = {
		&a_good_answer_is_taken_over,
		&a_no_names_the_fact_or_the_list_that_decided,
		&a_setting_of_the_rules_reaches_the_question,
		&every_function_of_the_table_does_as_the_header_says,
		&nothing_counts_of_a_plugin_that_failed,
		&what_breaks_a_rule_is_dropped_and_told,
		&one_that_never_calls_its_sink_said_no,
		&a_sink_that_is_kept_ends_all_belief,
		&a_call_without_memory_is_told,
		&many_threads_may_ask_one_plugin,
	};
	tcase_add_checked_fixture (cases, setup, teardown);
	for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
		tcase_add_test (cases, *tests[i]);
	tcase_add_loop_test (cases, each_wrong_call_is_dropped_and_told, 1, G_N_ELEMENTS (clumsy));
	suite_add_tcase (suite, cases);
	return rt_test_main (suite);
}
