/* What an engine is loaded from, what costs it a plugin, and what leaves none; and what it answers who calls it wrongly. */
#include <glib/gstdio.h>
#include <route/route.h>
#include <string.h>
#include "libroute/route-engine-private.h"
#include "tests/testing.h"

/* of the source; and of the case: for plugins, and for rules beside the small ones */
static char *small_rules, *directory, *rules_dir;

static void
setup (void)
{
	small_rules = rt_test_source ("tests/routectl/rules");
	directory = g_dir_make_tmp ("route-plugins-XXXXXX", NULL);
	rules_dir = g_dir_make_tmp ("route-rules-XXXXXX", NULL);
	ck_assert (directory != NULL && rules_dir != NULL);
}

static void
remove_all (char *path)
{
	g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
	for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir)) {
		g_autofree char *file = g_build_filename (path, name, NULL);
		g_remove (file);
	}
	g_rmdir (path);
	g_free (path);
}

static void
teardown (void)
{
	remove_all (directory);
	remove_all (rules_dir);
	g_free (small_rules);
}

static void
write_file (const char *folder, const char *name, const char *bytes, gssize length)
{
	g_autofree char *path = g_build_filename (folder, name, NULL);
	ck_assert (g_file_set_contents_full (path, bytes, length, G_FILE_SET_CONTENTS_NONE, 0644, NULL));
}

static void
put_mock (const char *mock)
{
	g_autofree char *relative = g_strdup_printf ("tests/mocks/.libs/%s.so", mock), *path = rt_test_build (relative);
	g_autofree char *bytes = NULL, *name = g_strdup_printf ("%s.so", mock);
	gsize length = 0;
	ck_assert_msg (g_file_get_contents (path, &bytes, &length, NULL), "%s", path);
	write_file (directory, name, bytes, (gssize)length);
}

/* the small rules and what is said beside them, and the plugins of the case: the vendor's, or from elsewhere */
static RouteEngine *
load (const char *says, gboolean of_vendor, gboolean brief, GPtrArray *findings, GError **error)
{
	const char *const rules[] = { small_rules, rules_dir, NULL };
	const char *const plugins[] = { directory, NULL }, *const none[] = { NULL };
	g_autofree char *helper = rt_test_build ("libexec/route-plugin-host");
	const RtBuildTree tree = { .helper = helper, .plugin_dirs = of_vendor ? plugins : none };
	write_file (rules_dir, "50-beside.rules", says, -1);
	return brief ? rt_engine_load_brief (rules, plugins, &tree, findings, error)
		     : rt_engine_load (rules, plugins, &tree, findings, error);
}

#define ABSENT_REASON "[define gone]\nwhen = reason(\"good/absent\")\nbasis = b\n"
#define WRONG "[define wrong]\nwhen = persn.age > 3\nbasis = b\n"

/* `refused`: of which party the plugin is passed by, and what is said of it; `error`: that there is no engine, and what is
 * said */
static const struct {
	const char *name, *says;
	gboolean of_vendor;
	const char *refused, *why, *error;
	int code;
} loads[] = {
	{ "nothing is wrong", "", FALSE, NULL, NULL, NULL, 0 },
	{ "the rules speak of a reason that it has not", ABSENT_REASON, FALSE, "good",
	  "rules: there is no reason(\"good/absent\")", NULL, 0 },
	{ "of which the vendor's plugins are not the fault", ABSENT_REASON, TRUE, NULL, NULL,
	  "there is no reason(\"good/absent\")", ROUTE_ERROR_RULES },
	{ "it is critical", ABSENT_REASON "[plugin good]\ncritical = yes\n", FALSE, NULL, NULL, "plugin good: ",
	  ROUTE_ERROR_PLUGIN },
	{ "the rules are wrong without it too", ABSENT_REASON WRONG, FALSE, NULL, NULL, "persn", ROUTE_ERROR_RULES },
	{ "rules that cannot be read", "[nonsense\n", FALSE, NULL, NULL, "50-beside.rules:1:", ROUTE_ERROR_RULES },
	{ "a plugin that is not there is critical", "[plugin nobody]\ncritical = yes\n" WRONG, FALSE, NULL, NULL,
	  "plugin nobody: ", ROUTE_ERROR_PLUGIN },
	{ "it is disabled", "[plugin good]\ndisabled = yes\n", FALSE, NULL, NULL, NULL, 0 },
	{ "it is disabled, and spoken of", ABSENT_REASON "[plugin good]\ndisabled = yes\n", FALSE, NULL, NULL, "good/absent",
	  ROUTE_ERROR_RULES },
	{ "it runs in this process", "[plugin good]\nisolation = none\n", FALSE, NULL, NULL, NULL, 0 },
	{ "what is said of all plugins", "[plugin all]\nisolation = none\ntime-limit = 100\nmemory-limit = 64\n", FALSE, NULL,
	  NULL, NULL, 0 },
};

START_TEST (what_is_wrong_costs_a_plugin_or_leaves_no_engine)
{
	put_mock ("good");
	put_mock ("reader");
	for (int brief = 0; brief <= 1; brief++) {
		g_autoptr (GPtrArray) findings = rt_diagnostics_new ();
		g_autoptr (GError) error = NULL;
		g_autoptr (RouteEngine) engine = load (loads[_i].says, loads[_i].of_vendor, brief == 1, findings, &error);
		const char *name = loads[_i].name;
		ck_assert_msg ((engine == NULL) == (loads[_i].error != NULL), "%s: %s", name,
			       error != NULL ? error->message : "loads");
		if (engine == NULL) {
			ck_assert_msg (g_error_matches (error, ROUTE_ERROR, loads[_i].code), "%s: %d", name, error->code);
			ck_assert_msg (strstr (error->message, loads[_i].error) != NULL, "%s: %s", name, error->message);
			continue;
		}
		const RtRegistry *registry = rt_engine_registry (engine);
		ck_assert_uint_eq (rt_registry_n_failures (registry), loads[_i].refused != NULL ? 1 : 0);
		if (loads[_i].refused == NULL)
			continue;
		const RtPluginFailure *failure = rt_registry_failure (registry, 0);
		ck_assert_str_eq (failure->party, loads[_i].refused);
		ck_assert_msg (strstr (failure->why, loads[_i].why) != NULL, "%s: %s", name, failure->why);
		ck_assert_int_ge (rt_registry_find (registry, "reader"), 0);
	}
}
END_TEST

/* one plugin less must not stop all rules, in whatever way they speak of it */
static const struct {
	const char *name, *says;
	gboolean loads;
} spoken[] = {
	{ "re-weighs a reason", "[reason broken/adult]\npoints = 3\n", TRUE },
	{ "asks for a reason", "[define old]\nwhen = person.age > 70 and reason ( \"broken/adult\" )\nbasis = b\n", TRUE },
	{ "asks for the party", "[define old]\nwhen = party(\"broken\").involved\nbasis = b\n", TRUE },
	{ "asks for the reason of another party", "[define old]\nwhen = reason(\"broken-too/adult\")\nbasis = b\n", FALSE },
	{ "asks for another party", "[define old]\nwhen = party(\"brok\").involved\nbasis = b\n", FALSE },
};

START_TEST (rules_that_speak_of_a_plugin_that_is_broken_load)
{
	put_mock ("good");
	write_file (directory, "broken.so", "no plugin", -1);
	for (int of_vendor = 0; of_vendor <= 1; of_vendor++) {
		g_autoptr (GPtrArray) findings = rt_diagnostics_new ();
		g_autoptr (GError) error = NULL;
		g_autoptr (RouteEngine) engine = load (spoken[_i].says, of_vendor == 1, FALSE, findings, &error);
		ck_assert_msg ((engine != NULL) == spoken[_i].loads, "%s: %s", spoken[_i].name,
			       error != NULL ? error->message : "loads");
		if (engine == NULL)
			continue;
		ck_assert_uint_eq (rt_registry_n_failures (rt_engine_registry (engine)), 1);
		ck_assert_str_eq (rt_registry_failure (rt_engine_registry (engine), 0)->party, "broken");
	}
}
END_TEST

/* does a variant, whose rules say `b`, take over the plugins of an engine whose rules say `a`? */
static const struct {
	const char *name, *a, *b;
	gboolean same;
} variants[] = {
	{ "neither speaks of plugins", "", "", TRUE },
	{ "both say the same", "[plugin good]\ntime-limit = 100\n", "[plugin good]\ntime-limit = 100\n", TRUE },
	{ "other groups stand between", "[plugin good]\ntime-limit = 100\n[plugin reader]\ncritical = yes\n",
	  "[plugin good]\ntime-limit = 100\n[define old]\nwhen = person.age > 70\nbasis = b\n"
	  "[plugin reader]\ncritical = yes\n", TRUE },
	{ "another value", "[plugin good]\ntime-limit = 100\n", "[plugin good]\ntime-limit = 200\n", FALSE },
	{ "another key", "[plugin good]\ntime-limit = 100\n", "[plugin good]\nmemory-limit = 100\n", FALSE },
	{ "another plugin", "[plugin good]\ncritical = yes\n", "[plugin reader]\ncritical = yes\n", FALSE },
	{ "one says less", "[plugin good]\ncritical = yes\n", "", FALSE },
	{ "one says more", "", "[plugin good]\ncritical = yes\n", FALSE },
	{ "one says more of the same", "[plugin good]\ncritical = yes\n", "[plugin good]\ncritical = yes\ntime-limit = 100\n",
	  FALSE },
};

START_TEST (a_variant_has_the_plugins_of_the_other_engine_unless_rules_treat_them_otherwise)
{
	put_mock ("good");
	put_mock ("reader");
	const char *name = variants[_i].name;
	g_autoptr (GPtrArray) findings = rt_diagnostics_new ();
	g_autoptr (RouteEngine) like = load (variants[_i].a, FALSE, TRUE, findings, NULL);
	ck_assert_msg (like != NULL, "%s", name);
	g_autofree char *small = rt_test_read ("tests/routectl/rules/10-test.rules", NULL);
	g_autofree char *text = g_strconcat (small, variants[_i].b, NULL);
	g_autoptr (RouteEngine) variant = rt_engine_variant (like, text, strlen (text), findings, NULL);
	ck_assert_msg (variant != NULL, "%s", name);
	ck_assert_msg ((rt_engine_registry (variant) == rt_engine_registry (like)) == variants[_i].same, "%s", name);
	ck_assert_uint_eq (rt_registry_n_plugins (rt_engine_registry (variant)), 2);
}
END_TEST

START_TEST (a_variant_with_wrong_rules_is_none_and_refuses_no_plugin_of_the_other)
{
	static const char *const texts[] = { "[nonsense\n", ABSENT_REASON };
	put_mock ("good");
	g_autoptr (GPtrArray) findings = rt_diagnostics_new ();
	g_autoptr (RouteEngine) like = load ("", FALSE, TRUE, findings, NULL);
	for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
		g_autofree char *small = rt_test_read ("tests/routectl/rules/10-test.rules", NULL);
		g_autofree char *text = g_strconcat (small, texts[i], NULL);
		g_autoptr (GError) error = NULL;
		g_autoptr (RouteEngine) variant = rt_engine_variant (like, text, strlen (text), findings, &error);
		ck_assert_ptr_null (variant);
		ck_assert (g_error_matches (error, ROUTE_ERROR, ROUTE_ERROR_RULES));
	}
	ck_assert_uint_eq (rt_registry_n_plugins (rt_engine_registry (like)), 1);
}
END_TEST

START_TEST (what_was_warned_of_is_kept_a_line_each)
{
	g_autoptr (GPtrArray) findings = rt_diagnostics_new ();
	static const char says[] = "[plugin nobody]\ntime-limit = 100\n[plugin nothing]\ntime-limit = 100\n";
	g_autoptr (RouteEngine) engine = load (says, FALSE, FALSE, findings, NULL);
	ck_assert_ptr_nonnull (engine);
	ck_assert_uint_ge (findings->len, 2);
	ck_assert_uint_eq (route_engine_get_n_findings (engine), findings->len);
	g_autoptr (GString) told = g_string_new (NULL);
	for (guint i = 0; i < route_engine_get_n_findings (engine); i++)
		g_string_append_printf (told, "%s\n", route_engine_get_finding (engine, i));
	ck_assert_ptr_nonnull (strstr (told->str, "50-beside.rules:1:"));
	ck_assert_ptr_nonnull (strstr (told->str, "50-beside.rules:3:"));
}
END_TEST

/* what is installed here, if anything, decides whether there is an engine; when there is none, what is missing is named */
START_TEST (without_directories_those_of_the_installation_are_taken)
{
	const char *const *rules = rt_engine_default_rules_dirs (), *const *plugins = rt_engine_default_plugin_dirs ();
	gboolean there = g_file_test (rules[0], G_FILE_TEST_IS_DIR) && g_file_test (plugins[0], G_FILE_TEST_IS_DIR);
	g_autoptr (GError) error = NULL;
	g_autoptr (RouteEngine) engine = route_engine_new_for_dirs (NULL, NULL, &error);
	ck_assert_msg ((engine != NULL) == there, "%s", error != NULL ? error->message : "there is an engine");
	if (engine == NULL)
		ck_assert_msg (strstr (error->message, "rules.d") != NULL || strstr (error->message, plugins[0]) != NULL, "%s",
			       error->message);
}
END_TEST

static const char known_party[] = "{\"id\":\"x\",\"received\":\"2026-11-20\",\"registered_by\":\"politie\"}";

START_TEST (who_is_no_party_on_that_day_does_not_register)
{
	static const struct {
		const char *says, *why;
	} cases[] = {
		{ "", NULL },
		{ "[party politie]\nmember-from = 2026-11-20\n", NULL },
		{ "[party politie]\nmember-from = 2026-11-21\n", "is no Party to the covenant on that day" },
		{ "[party politie]\nexcluded-on = 2026-11-19\n", "is no Party to the covenant on that day" },
	};
	g_autoptr (RouteRegistration) registration = route_registration_new_from_json (known_party, -1, NULL);
	for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
		g_autoptr (GPtrArray) findings = rt_diagnostics_new ();
		g_autoptr (RouteEngine) engine = load (cases[i].says, FALSE, FALSE, findings, NULL);
		ck_assert_msg (engine != NULL, "%s", cases[i].says);
		g_autoptr (GError) error = NULL;
		g_autoptr (RouteAdvice) advice = route_engine_advise (engine, registration, &error);
		ck_assert_msg ((advice != NULL) == (cases[i].why == NULL), "%s", cases[i].says);
		if (advice != NULL)
			continue;
		ck_assert (g_error_matches (error, ROUTE_ERROR, ROUTE_ERROR_PARTY));
		ck_assert_str_eq (route_error_get_pointer (error), "/registered_by");
		ck_assert_ptr_nonnull (strstr (error->message, cases[i].why));
	}
}
END_TEST

static guint n_criticals;

static void
count_critical (const char *domain, GLogLevelFlags level, const char *message, gpointer data)
{
	(void)domain, (void)message, (void)data;
	n_criticals += (level & G_LOG_LEVEL_CRITICAL) != 0;
}

/* told once more that it was called wrongly, and nothing given */
#define REFUSES(answer) (n_criticals = 0, !(answer) && n_criticals == 1)

START_TEST (who_calls_it_wrongly_is_told_and_gets_nothing)
{
	g_autoptr (GPtrArray) findings = rt_diagnostics_new ();
	g_autoptr (RouteEngine) engine = load ("", FALSE, FALSE, findings, NULL);
	g_autoptr (RouteRegistration) registration = route_registration_new_from_json (known_party, -1, NULL);
	g_autoptr (GError) full = g_error_new_literal (ROUTE_ERROR, ROUTE_ERROR_IO, "of before");
	GError *error = full;
	const char *const none[] = { NULL };
	guint n = route_engine_get_n_parties (engine);
	GLogFunc before = g_log_set_default_handler (count_critical, NULL);
	gboolean refused[] = {
		REFUSES (route_engine_new_for_dirs (none, none, &error)),
		REFUSES (route_engine_reload (NULL, NULL)),
		REFUSES (route_engine_reload (engine, &error)),
		REFUSES (route_engine_ref (NULL)),
		REFUSES (route_engine_advise (NULL, registration, NULL)),
		REFUSES (route_engine_advise (engine, NULL, NULL)),
		REFUSES (route_engine_advise (engine, registration, &error)),
		REFUSES (route_engine_get_n_parties (NULL)),
		REFUSES (route_engine_get_party (NULL, 0)),
		REFUSES (route_engine_get_party (engine, n)),
		REFUSES (route_engine_get_n_findings (NULL)),
		REFUSES (route_engine_get_finding (NULL, 0)),
		REFUSES (route_engine_get_finding (engine, 0)),
	};
	route_engine_unref (NULL);
	g_log_set_default_handler (before, NULL);
	for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
		ck_assert_msg (refused[i], "call %u", i);
	ck_assert_str_eq (error->message, "of before");
}
END_TEST

int
main (void)
{
	Suite *suite = suite_create ("loading");
	TCase *cases = tcase_create ("loading");
	tcase_add_checked_fixture (cases, setup, teardown);
	tcase_add_loop_test (cases, what_is_wrong_costs_a_plugin_or_leaves_no_engine, 0, G_N_ELEMENTS (loads));
	tcase_add_loop_test (cases, rules_that_speak_of_a_plugin_that_is_broken_load, 0, G_N_ELEMENTS (spoken));
	tcase_add_loop_test (cases, a_variant_has_the_plugins_of_the_other_engine_unless_rules_treat_them_otherwise, 0,
			     G_N_ELEMENTS (variants));
	tcase_add_test (cases, a_variant_with_wrong_rules_is_none_and_refuses_no_plugin_of_the_other);
	tcase_add_test (cases, what_was_warned_of_is_kept_a_line_each);
	tcase_add_test (cases, without_directories_those_of_the_installation_are_taken);
	tcase_add_test (cases, who_is_no_party_on_that_day_does_not_register);
	tcase_add_test (cases, who_calls_it_wrongly_is_told_and_gets_nothing);
	suite_add_tcase (suite, cases);
	return rt_test_main (suite);
}
