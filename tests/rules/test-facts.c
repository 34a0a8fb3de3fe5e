/* Facts as values of the condition language: every line of facts.txt is a registration, a condition, and what
 * it must give. */
#include <string.h>
#include <glib/gstdio.h>
#include "libroute/rules/rules.h"
#include "tests/testing.h"

typedef struct {
	char *directory, *file;
} Folder;

static void
folder_clear (Folder *folder)
{
	g_remove (folder->file);
	g_rmdir (folder->directory);
	g_free (folder->file);
	g_free (folder->directory);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Folder, folder_clear)

/* the parties and settings of facts.rules, and the condition as a define */
static RtRuleSet *
rules_with (const char *condition)
{
	g_autofree char *shared = rt_test_read ("tests/rules/facts.rules", NULL);
	g_autofree char *text = g_strdup_printf ("%s\n[define it]\nwhen = %s\nbasis = test\n", shared,
						 condition);
	g_auto (Folder) folder = { .directory = g_dir_make_tmp ("facts-XXXXXX", NULL) };
	folder.file = g_build_filename (folder.directory, "10-it.rules", NULL);
	ck_assert (g_file_set_contents (folder.file, text, -1, NULL));
	const char *const directories[] = { folder.directory, NULL };
	g_autoptr (GPtrArray) findings = rt_diagnostics_new ();
	g_autoptr (RtRuleFiles) files = rt_rules_read (directories, findings);
	RtRuleSet *rules = files != NULL ? rt_rules_compile (files, NULL, 0, findings) : NULL;
	g_autoptr (GString) told = g_string_new (NULL);
	for (guint i = 0; i < findings->len; i++)
		rt_diagnostic_print (g_ptr_array_index (findings, i), told);
	ck_assert_msg (rules != NULL, "%s", told->str);
	return rules;
}

static RouteRegistration *
registration_with (const char *facts)
{
	gboolean none = strcmp (facts, "{}") == 0;
	g_autofree char *text = g_strdup_printf (
		"{\"id\":\"a\",\"received\":\"2026-11-20\",\"registered_by\":\"politie\"%s%s}",
		none ? "" : ",", none ? "" : facts);
	g_autoptr (GError) error = NULL;
	RouteRegistration *registration = route_registration_new_from_json (text, -1, &error);
	ck_assert_msg (registration != NULL, "%s: %s", facts, error != NULL ? error->message : "");
	return registration;
}

static char *
trail_of (RtFeelRun *run)
{
	GString *out = g_string_new (NULL);
	guint n = 0;
	const RtFeelOrigin *origins = rt_feel_run_trail (run, &n);
	for (guint i = 0; i < n; i++) {
		if (i > 0)
			g_string_append_c (out, ' ');
		rt_spot_print (origins[i], out);
	}
	return g_string_free (out, FALSE);
}

static char *
value_of (RtFeelValue value)
{
	if (value.kind == RT_FEEL_UNKNOWN)
		return g_strdup ("unknown");
	GString *out = g_string_new (NULL);
	rt_feel_print (value, out);
	return g_string_free (out, FALSE);
}

static void
check_line (const char *line)
{
	g_auto (GStrv) parts = g_strsplit (line, "|", 4);
	ck_assert_msg (g_strv_length (parts) == 4, "%s: not four parts", line);
	for (guint i = 0; i < 4; i++)
		g_strstrip (parts[i]);
	g_autoptr (RtRuleSet) rules = rules_with (parts[1]);
	g_autoptr (RouteRegistration) registration = registration_with (parts[0]);
	g_autoptr (RtFeelRun) run = rt_feel_run_new (NULL);
	g_autofree RtFeelValue *slots = g_new0 (RtFeelValue, rules->n_slots);
	rt_facts_fill (rules, registration, run, slots);
	ck_assert_uint_eq (rules->n_defines, 1);
	g_autofree char *value = value_of (rt_feel_evaluate (run, rules->defines[0].when.program, slots));
	g_autofree char *trail = trail_of (run);
	ck_assert_msg (strcmp (value, parts[2]) == 0, "%s: gives %s (%s)", line, value, trail);
	g_auto (GStrv) rests = g_strsplit (trail, " ", -1);
	g_auto (GStrv) expected = g_strsplit (parts[3], " ", -1);
	for (guint i = 0; expected[i] != NULL; i++)
		ck_assert_msg (*expected[i] == '\0' ||
				       g_strv_contains ((const char *const *) rests, expected[i]),
			       "%s: rests on %s", line, trail);
}

static char **
fact_lines (void)
{
	g_autofree char *path = rt_test_source ("tests/rules/facts.txt");
	g_autofree char *text = NULL;
	if (!g_file_get_contents (path, &text, NULL, NULL))
		g_error ("cannot read %s", path);
	g_auto (GStrv) all = g_strsplit (text, "\n", -1);
	g_autoptr (GStrvBuilder) lines = g_strv_builder_new ();
	for (guint i = 0; all[i] != NULL; i++)
		if (*all[i] != '\0' && *all[i] != '#')
			g_strv_builder_add (lines, all[i]);
	return g_strv_builder_end (lines);
}

START_TEST (test_line)
{
	g_auto (GStrv) lines = fact_lines ();
	check_line (lines[_i]);
}
END_TEST

/* half the facts must never be taken for all of them */
START_TEST (without_memory_nothing_is_known)
{
	g_autoptr (RtRuleSet) rules = rules_with ("not(some i in incidents satisfies i.kind = \"weapon\")");
	g_autoptr (GString) facts = g_string_new ("\"incidents\":[");
	for (guint i = 0; i < 1000; i++)
		g_string_append_printf (facts, "%s{\"kind\":\"weapon\",\"date\":\"2026-10-01\"}",
					i > 0 ? "," : "");
	g_string_append_c (facts, ']');
	g_autoptr (RouteRegistration) registration = registration_with (facts->str);
	g_autofree RtFeelValue *slots = g_new0 (RtFeelValue, rules->n_slots);
	for (gsize memory = 64; memory <= 1024 * 1024; memory *= 2) {
		RtFeelBudget budget = rt_feel_budget_default;
		budget.memory = memory;
		g_autoptr (RtFeelRun) run = rt_feel_run_new (&budget);
		rt_facts_fill (rules, registration, run, slots);
		RtFeelValue value = rt_feel_evaluate (run, rules->defines[0].when.program, slots);
		gboolean known = FALSE;
		ck_assert_msg (value.kind == RT_FEEL_UNKNOWN ||
				       (rt_feel_get_boolean (value, &known) && !known),
			       "with %" G_GSIZE_FORMAT " bytes", memory);
	}
}
END_TEST

int
main (void)
{
	Suite *suite = suite_create ("facts");
	TCase *lines = tcase_create ("lines"), *limits = tcase_create ("limits");
	g_auto (GStrv) all = fact_lines ();
	tcase_add_loop_test (lines, test_line, 0, (int) g_strv_length (all));
	tcase_add_test (limits, without_memory_nothing_is_known);
	suite_add_tcase (suite, lines);
	suite_add_tcase (suite, limits);
	return rt_test_main (suite);
}
