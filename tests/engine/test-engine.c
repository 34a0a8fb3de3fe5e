/* The engine through its public API, as intake software sees it. */
#include <glib/gstdio.h>
#include <pthread.h>
#include <route/route.h>
#include <string.h>
#include "tests/testing.h"

static RouteEngine *
shipped (void)
{
	g_autofree char *rules = rt_test_source ("rules.d");
	g_autofree char *plugins = rt_test_build ("plugins/.libs");
	const char *rules_dirs[] = { rules, NULL }, *plugin_dirs[] = { plugins, NULL };
	g_autoptr (GError) error = NULL;
	RouteEngine *engine = route_engine_new_for_dirs (rules_dirs, plugin_dirs, &error);
	ck_assert_msg (engine != NULL, "%s", error != NULL ? error->message : "no error");
	return engine;
}

static RouteRegistration *
example (const char *name)
{
	g_autofree char *path = g_strdup_printf ("doc/examples/%s.json", name);
	gsize length = 0;
	g_autofree char *text = rt_test_read (path, &length);
	g_autoptr (GError) error = NULL;
	RouteRegistration *registration = route_registration_new_from_json (text, (gssize) length, &error);
	ck_assert_msg (registration != NULL, "%s: %s", name, error != NULL ? error->message : "no error");
	return registration;
}

static char *
advise (RouteEngine *engine, RouteRegistration *registration)
{
	g_autoptr (GError) error = NULL;
	g_autoptr (RouteAdvice) advice = route_engine_advise (engine, registration, &error);
	ck_assert_msg (advice != NULL, "%s", error != NULL ? error->message : "no error");
	return route_advice_to_json (advice, ROUTE_JSON_COMPACT, "nl");
}

START_TEST (the_examples_get_their_suggestion)
{
	static const struct {
		const char *name, *suggestion;
	} cases[] = {
		{ "pad-jongere", "pad-core-team" },
		{ "psychose-woonoverlast", "process-meeting" },
		{ "huurachterstand", "not-eligible" },
	};
	g_autoptr (RouteEngine) engine = shipped ();
	for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
		g_autoptr (RouteRegistration) registration = example (cases[i].name);
		g_autoptr (RouteAdvice) advice = route_engine_advise (engine, registration, NULL);
		ck_assert_ptr_nonnull (advice);
		ck_assert_str_eq (route_advice_get_suggestion (advice), cases[i].suggestion);
	}
}
END_TEST

START_TEST (an_advice_outlives_engine_and_registration)
{
	RouteEngine *engine = shipped ();
	RouteRegistration *registration = example ("pad-jongere");
	g_autoptr (RouteAdvice) advice = route_engine_advise (engine, registration, NULL);
	route_registration_unref (registration);
	route_engine_unref (engine);
	g_autofree char *json = route_advice_to_json (advice, ROUTE_JSON_PRETTY, "en");
	ck_assert_ptr_nonnull (strstr (json, "\"pad-core-team\""));
}
END_TEST

START_TEST (an_unknown_party_is_refused_with_its_place)
{
	g_autoptr (RouteEngine) engine = shipped ();
	const char *text = "{\"id\":\"x\",\"received\":\"2026-11-20\",\"registered_by\":\"politie\","
			   "\"involved\":[{\"party\":\"niemand\",\"status\":\"active\"}]}";
	g_autoptr (GError) error = NULL;
	g_autoptr (RouteRegistration) registration = route_registration_new_from_json (text, -1, &error);
	ck_assert_ptr_nonnull (registration);
	g_autoptr (RouteAdvice) advice = route_engine_advise (engine, registration, &error);
	ck_assert_ptr_null (advice);
	ck_assert (g_error_matches (error, ROUTE_ERROR, ROUTE_ERROR_PARTY));
	ck_assert_str_eq (route_error_get_pointer (error), "/involved/0/party");
}
END_TEST

START_TEST (what_the_text_mentions_stands_behind_the_page)
{
	static const char told[] = "{\"id\":\"x\",\"received\":\"2026-11-20\",\"registered_by\":\"kwadraad\","
				   "\"narrative\":\"Zij heeft geen mes. Misschien is zij psychotisch. Er zijn schulden, schulden.\"}";
	g_autoptr (RouteEngine) engine = shipped ();
	g_autoptr (RouteRegistration) registration = route_registration_new_from_json (told, -1, NULL);
	g_autoptr (RouteAdvice) advice = route_engine_advise (engine, registration, NULL);
	g_autofree char *page = route_advice_to_text (advice, "en");
	const char *mentioned = strstr (page, "What the text mentions");
	ck_assert_ptr_nonnull (mentioned);
	ck_assert_ptr_nonnull (strstr (page, "Behind this page"));
	ck_assert_ptr_null (strstr (mentioned, "Behind this page"));
	ck_assert_ptr_nonnull (strstr (mentioned, "A weapon is mentioned; the text says it is not so\n"));
	ck_assert_ptr_nonnull (strstr (mentioned, "Psychosis is mentioned; the text is not sure\n"));
	const char *debts = strstr (mentioned, "Debts are mentioned\n");
	ck_assert_ptr_nonnull (debts);
	ck_assert_ptr_null (strstr (debts + 1, "Debts are mentioned"));
}
END_TEST

START_TEST (missing_rules_are_an_error_and_no_engine)
{
	const char *nowhere[] = { "/nonexistent/rules.d", NULL }, *none[] = { NULL };
	g_autoptr (GError) error = NULL;
	g_autoptr (RouteEngine) engine = route_engine_new_for_dirs (nowhere, none, &error);
	ck_assert_ptr_null (engine);
	ck_assert_ptr_nonnull (error);
}
END_TEST

static const char with_others[] =
	"{\"id\":\"x\",\"received\":\"2026-11-20\",\"registered_by\":\"kwadraad\",\"person\":{\"age\":40,"
	"\"municipality\":\"Delft\"},\"household\":{\"children\":[{\"age\":3}],\"members\":[{\"relation\":\"parent\","
	"\"conditions\":[{\"kind\":\"mild-intellectual-disability\"}]}]},\"problems\":[{\"domain\":\"finances\","
	"\"level\":1},{\"domain\":\"parenting\",\"level\":2}],\"incidents\":[{\"kind\":\"child-abuse\","
	"\"date\":\"2026-11-01\",\"role\":\"witness\"}],\"efforts\":[{\"by\":\"kwadraad\",\"outcome\":\"failed\"}],"
	"\"impact\":{\"system\":true,\"decline\":true}}";

START_TEST (each_reader_has_a_page_of_the_same_advice)
{
	g_autoptr (RouteEngine) engine = shipped ();
	g_autoptr (RouteRegistration) registration = route_registration_new_from_json (with_others, -1, NULL);
	g_autoptr (RouteAdvice) advice = route_engine_advise (engine, registration, NULL);
	ck_assert_str_eq (route_advice_get_suggestion (advice), "process-meeting");
	g_autofree char *plain = route_advice_to_text (advice, "en"),
			*director = route_advice_to_text_for (advice, ROUTE_AUDIENCE_DIRECTOR, "en"),
			*beyond = route_advice_to_text_for (advice, (RouteAudience) 99, "en"),
			*registrant = route_advice_to_text_for (advice, ROUTE_AUDIENCE_REGISTRANT, "en"),
			*person = route_advice_to_text_for (advice, ROUTE_AUDIENCE_PERSON, "en");
	ck_assert_str_eq (plain, director);
	ck_assert_str_eq (beyond, director);
	ck_assert_ptr_nonnull (strstr (director, "child abuse"));
	ck_assert_ptr_nonnull (strstr (registrant, "What happens now"));
	ck_assert_uint_lt (strlen (registrant), strlen (director));
	ck_assert_ptr_nonnull (strstr (person, "level 1"));
	ck_assert_ptr_nonnull (strstr (person, "something about others"));
	ck_assert_ptr_null (strstr (person, "child abuse"));
	ck_assert_ptr_null (strstr (person, "disability"));
	ck_assert_ptr_null (strstr (person, "2026-11-01"));
}
END_TEST

START_TEST (that_there_was_nothing_is_about_nobody_else)
{
	static const char alone[] =
		"{\"id\":\"x\",\"received\":\"2026-11-20\",\"registered_by\":\"kwadraad\",\"person\":{\"age\":40,"
		"\"municipality\":\"Delft\"},\"household\":{\"children\":[],\"members\":[],\"pregnancy\":false},"
		"\"problems\":[{\"domain\":\"finances\",\"level\":1},{\"domain\":\"housing\",\"level\":2}],\"incidents\":[],\"impact\":{\"decline\":true}}";
	g_autoptr (RouteEngine) engine = shipped ();
	g_autoptr (RouteRegistration) registration = route_registration_new_from_json (alone, -1, NULL);
	g_autoptr (RouteAdvice) advice = route_engine_advise (engine, registration, NULL);
	g_autofree char *person = route_advice_to_text_for (advice, ROUTE_AUDIENCE_PERSON, "en");
	ck_assert_ptr_nonnull (strstr (person, "Incidents: none"));
	ck_assert_ptr_null (strstr (person, "about others"));
}
END_TEST

static RouteAdvice *
advice_on (RouteEngine *engine, const char *path)
{
	gsize length = 0;
	g_autofree char *text = rt_test_read (path, &length);
	g_autoptr (RouteRegistration) registration = route_registration_new_from_json (text, (gssize) length, NULL);
	ck_assert_ptr_nonnull (registration);
	RouteAdvice *advice = route_engine_advise (engine, registration, NULL);
	ck_assert_ptr_nonnull (advice);
	return advice;
}

START_TEST (a_large_meeting_has_an_agenda_in_two_parts)
{
	g_autoptr (RouteEngine) engine = shipped ();
	g_autoptr (RouteAdvice) small = advice_on (engine, "doc/examples/psychose-woonoverlast.json");
	char *none = (char *) "nothing yet";
	ck_assert_ptr_null (route_advice_dup_agenda (small, 0, "en", &none));
	ck_assert_ptr_null (none);
	g_autoptr (RouteAdvice) large = advice_on (engine, "tests/advice/golden/large-meeting.registration.json");
	g_autofree char *title = NULL;
	g_auto (GStrv) first = route_advice_dup_agenda (large, 0, NULL, NULL);
	g_auto (GStrv) second = route_advice_dup_agenda (large, 1, "nl", &title);
	ck_assert_ptr_nonnull (first);
	ck_assert_uint_eq (g_strv_length (first), 8);
	g_autofree char *listed = g_strjoinv (" ", second);
	ck_assert_str_eq (listed, "gemeente-delft dji woonbron");
	ck_assert_str_eq (first[0], "gemeente-delft");
	ck_assert_ptr_null (route_advice_dup_agenda (large, 2, NULL, NULL));
	ck_assert_str_eq (title, "Waarvoor de anderen nodig zijn, zoals de woning en de huur");
}
END_TEST

START_TEST (who_is_no_party_is_named)
{
	g_autoptr (RouteEngine) engine = shipped ();
	g_autoptr (RouteAdvice) none = advice_on (engine, "doc/examples/huurachterstand.json");
	g_auto (GStrv) nobody = route_advice_dup_third_parties (none);
	ck_assert_uint_eq (g_strv_length (nobody), 0);
	g_autoptr (RouteAdvice) school = advice_on (engine, "doc/examples/pad-jongere.json");
	g_auto (GStrv) thirds = route_advice_dup_third_parties (school);
	g_autofree char *listed = g_strjoinv (" ", thirds);
	ck_assert_str_eq (listed, "school");
}
END_TEST

typedef struct {
	RouteEngine *engine;
	RouteRegistration *registration;
	const char *expected;
	gboolean same;
} Job;

static gpointer
advise_often (gpointer data)
{
	Job *job = data;
	job->same = TRUE;
	for (guint i = 0; i < 50; i++) {
		g_autofree char *json = advise (job->engine, job->registration);
		job->same = job->same && strcmp (json, job->expected) == 0;
	}
	return NULL;
}

START_TEST (eight_threads_share_one_engine_and_get_the_same_bytes)
{
	g_autoptr (RouteEngine) engine = shipped ();
	g_autoptr (RouteRegistration) registration = example ("psychose-woonoverlast");
	g_autofree char *expected = advise (engine, registration);
	Job jobs[8];
	GThread *threads[G_N_ELEMENTS (jobs)];
	for (guint i = 0; i < G_N_ELEMENTS (jobs); i++) {
		jobs[i] = (Job){ .engine = engine, .registration = registration, .expected = expected };
		threads[i] = g_thread_new ("advise", advise_often, &jobs[i]);
	}
	for (guint i = 0; i < G_N_ELEMENTS (jobs); i++) {
		g_thread_join (threads[i]);
		ck_assert (jobs[i].same);
	}
}
END_TEST

/* what eight threads share while each advises, reloads and loads plugins */
typedef struct {
	pthread_mutex_t lock;
	RouteEngine *current;
	const char *rules[3], *plugins[2];
	RouteRegistration *registration;
	const char *expected;
	guint turns, wrong;
} Bustle;

/* takes over `made` */
static RouteEngine *
exchange (Bustle *bustle, RouteEngine *made)
{
	pthread_mutex_lock (&bustle->lock);
	RouteEngine *old = bustle->current;
	if (made != NULL)
		bustle->current = made;
	else
		route_engine_ref (old);
	pthread_mutex_unlock (&bustle->lock);
	return old;
}

/* takes over `engine` */
static void
expect_the_same (Bustle *bustle, RouteEngine *engine)
{
	g_autoptr (RouteAdvice) advice = engine != NULL ? route_engine_advise (engine, bustle->registration, NULL) : NULL;
	g_clear_pointer (&engine, route_engine_unref);
	g_autofree char *json = advice != NULL ? route_advice_to_json (advice, ROUTE_JSON_COMPACT, "nl") : NULL;
	if (g_strcmp0 (json, bustle->expected) != 0)
		__atomic_add_fetch (&bustle->wrong, 1, __ATOMIC_RELAXED);
}

static gpointer
bustle_about (gpointer data)
{
	Bustle *bustle = data;
	for (guint i = 0; i < 4; i++) {
		RouteEngine *engine = exchange (bustle, NULL);
		switch (__atomic_fetch_add (&bustle->turns, 1, __ATOMIC_RELAXED) % 4) {
		case 0:
			expect_the_same (bustle, route_engine_new_for_dirs (bustle->rules, bustle->plugins, NULL));
			break;
		case 1:
			expect_the_same (bustle, exchange (bustle, route_engine_reload (engine, NULL)));
			break;
		default:
			expect_the_same (bustle, route_engine_ref (engine));
		}
		route_engine_unref (engine);
	}
	return NULL;
}

START_TEST (eight_threads_advise_reload_and_load_plugins_at_once)
{
	/* plugins are loaded into this process; test-isolate has threads that ask others */
	g_autofree char *here = g_dir_make_tmp ("here-XXXXXX", NULL), *rules = rt_test_source ("rules.d");
	g_autofree char *file = g_build_filename (here, "65-here.rules", NULL), *plugins = rt_test_build ("plugins/.libs");
	ck_assert (g_file_set_contents (file, "[plugin all]\nisolation = none\n", -1, NULL));
	g_autoptr (RouteRegistration) registration = example ("psychose-woonoverlast");
	Bustle bustle = { .lock = PTHREAD_MUTEX_INITIALIZER, .rules = { here, rules, NULL }, .plugins = { plugins, NULL } };
	bustle.registration = registration;
	bustle.current = route_engine_new_for_dirs (bustle.rules, bustle.plugins, NULL);
	g_autofree char *expected = advise (bustle.current, registration);
	bustle.expected = expected;
	GThread *threads[8];
	for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
		threads[i] = g_thread_new ("bustle", bustle_about, &bustle);
	for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
		g_thread_join (threads[i]);
	ck_assert_uint_eq (bustle.wrong, 0);
	route_engine_unref (bustle.current);
	g_remove (file);
	g_remove (here);
}
END_TEST

START_TEST (a_reload_gives_another_engine_with_the_same_answers)
{
	g_autoptr (RouteEngine) engine = shipped ();
	g_autoptr (RouteEngine) again = route_engine_reload (engine, NULL);
	ck_assert_ptr_nonnull (again);
	ck_assert_ptr_ne (again, engine);
	g_autoptr (RouteRegistration) registration = example ("pad-jongere");
	g_autofree char *before = advise (engine, registration);
	g_autofree char *after = advise (again, registration);
	ck_assert_str_eq (before, after);
}
END_TEST

int
main (void)
{
	Suite *suite = suite_create ("engine");
	TCase *cases = tcase_create ("engine");
	tcase_set_timeout (cases, 60);
	tcase_add_test (cases, the_examples_get_their_suggestion);
	tcase_add_test (cases, an_advice_outlives_engine_and_registration);
	tcase_add_test (cases, an_unknown_party_is_refused_with_its_place);
	tcase_add_test (cases, each_reader_has_a_page_of_the_same_advice);
	tcase_add_test (cases, that_there_was_nothing_is_about_nobody_else);
	tcase_add_test (cases, what_the_text_mentions_stands_behind_the_page);
	tcase_add_test (cases, missing_rules_are_an_error_and_no_engine);
	tcase_add_test (cases, a_large_meeting_has_an_agenda_in_two_parts);
	tcase_add_test (cases, who_is_no_party_is_named);
	tcase_add_test (cases, eight_threads_share_one_engine_and_get_the_same_bytes);
	tcase_add_test (cases, eight_threads_advise_reload_and_load_plugins_at_once);
	tcase_add_test (cases, a_reload_gives_another_engine_with_the_same_answers);
	suite_add_tcase (suite, cases);
	return rt_test_main (suite);
}
