/* What is kept of a world when something is supposed, and what conditions share, changes no advice: byte for byte that of
 * weighing every supposition whole, with every condition finding everything itself. */
#include "libroute/advice/advice.h"
#include "libroute/route-engine-private.h"
#include "libroute/weigh/weigh-private.h"
#include "routectl/invent.h"
#include "tests/testing.h"

static RouteEngine *
shipped (void)
{
	g_autofree char *rules = rt_test_source ("rules.d");
	g_autofree char *plugins = rt_test_build ("plugins/.libs");
	const char *rules_dirs[] = { rules, NULL }, *plugin_dirs[] = { plugins, NULL };
	const RtBuildTree tree = { NULL, plugin_dirs };
	g_autoptr (GPtrArray) findings = rt_diagnostics_new ();
	RouteEngine *engine = rt_engine_load (rules_dirs, plugin_dirs, &tree, findings, NULL);
	ck_assert_ptr_nonnull (engine);
	return engine;
}

static char *
advise (RouteEngine *engine, RouteRegistration *admitted, gboolean everything)
{
	g_autoptr (RtWorkspace) workspace = rt_workspace_new (rt_engine_weigher (engine));
	workspace->everything = everything;
	if (everything) {
		rt_feel_run_share_nothing (workspace->run);
		rt_feel_run_share_nothing (workspace->what_if);
	}
	RtAdviceSource source = { .rules = rt_engine_rules (engine),
				  .registry = rt_engine_registry (engine),
				  .registration = admitted,
				  .weighing = rt_weigh (rt_engine_weigher (engine), admitted, workspace) };
	GString *out = g_string_new (NULL);
	rt_advice_write_json (&source, RT_LANGUAGE_EN, ROUTE_JSON_COMPACT, out);
	return g_string_free (out, FALSE);
}

static void
compare (RouteEngine *engine, const char *text)
{
	g_autoptr (GError) error = NULL;
	g_autoptr (RouteRegistration) registration = route_registration_new_from_json (text, -1, &error);
	ck_assert_msg (registration != NULL, "%s", error != NULL ? error->message : "");
	g_autoptr (RouteRegistration) admitted = rt_engine_admit (engine, registration, &error);
	ck_assert_msg (admitted != NULL, "%s", error != NULL ? error->message : "");
	g_autofree char *kept = advise (engine, admitted, FALSE), *whole = advise (engine, admitted, TRUE);
	ck_assert_msg (g_str_equal (kept, whole), "%s\nkept:  %s\nwhole: %s", text, kept, whole);
}

START_TEST (invented_registrations_get_the_same_advice)
{
	g_autoptr (RouteEngine) engine = shipped ();
	for (guint i = 1; i <= 60; i++) {
		g_autoptr (GString) text = g_string_new (NULL);
		rt_invent (3, i, 20777, text);
		compare (engine, text->str);
	}
}
END_TEST

START_TEST (the_golden_cases_get_the_same_advice)
{
	g_autoptr (RouteEngine) engine = shipped ();
	g_autofree char *path = rt_test_source ("tests/advice/golden");
	g_autoptr (GDir) directory = g_dir_open (path, 0, NULL);
	guint n = 0;
	ck_assert_ptr_nonnull (directory);
	for (const char *name; (name = g_dir_read_name (directory)) != NULL;) {
		if (!g_str_has_suffix (name, ".registration.json"))
			continue;
		g_autofree char *relative = g_build_filename ("tests/advice/golden", name, NULL);
		g_autofree char *text = rt_test_read (relative, NULL);
		compare (engine, text);
		n++;
	}
	ck_assert_uint_ge (n, 7);
}
END_TEST

/* everything is open here: as much is supposed as ever */
START_TEST (a_registration_that_says_nothing_gets_the_same_advice)
{
	g_autoptr (RouteEngine) engine = shipped ();
	compare (engine, "{\"id\":\"x\",\"received\":\"2026-11-20\",\"registered_by\":\"politie\"}");
	compare (engine, "{\"id\":\"x\",\"received\":\"2026-11-20\",\"registered_by\":\"politie\",\"stage\":\"running\","
			 "\"person\":{\"housing\":{\"kind\":\"social-rent\"},\"detention\":{\"status\":\"released\"}}}");
}
END_TEST

int
main (void)
{
	Suite *suite = suite_create ("suppose");
	TCase *tcase = tcase_create ("advices");
	tcase_add_test (tcase, invented_registrations_get_the_same_advice);
	tcase_add_test (tcase, the_golden_cases_get_the_same_advice);
	tcase_add_test (tcase, a_registration_that_says_nothing_gets_the_same_advice);
	suite_add_tcase (suite, tcase);
	return rt_test_main (suite);
}
