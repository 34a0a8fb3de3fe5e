/* Rules that are large, many, or no text at all: told, and never more than told. */
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include "libroute/rules/files.h"
#include "libroute/util/limits.h"
#include "tests/testing.h"

static guint
count (const GPtrArray *findings, const char *code)
{
	guint n = 0;
	for (guint i = 0; i < findings->len; i++)
		n += strcmp (((const RtDiagnostic *) g_ptr_array_index (findings, i))->code, code) == 0;
	return n;
}

static const RtDiagnostic *
find (const GPtrArray *findings, const char *code)
{
	for (guint i = 0; i < findings->len; i++)
		if (strcmp (((const RtDiagnostic *) g_ptr_array_index (findings, i))->code, code) == 0)
			return g_ptr_array_index (findings, i);
	ck_abort_msg ("no finding %s", code);
}

START_TEST (a_file_a_value_and_a_group_have_their_size)
{
	g_autoptr (GPtrArray) findings = rt_diagnostics_new ();
	g_autoptr (GString) text = g_string_new ("[define a]\nwhen = ");
	while (text->len <= 2 * RT_LIMIT_RULE_VALUE)
		g_string_append (text, "1 +\n  ");
	g_string_append (text, "\n[plugin p]\n");
	for (guint i = 0; i <= RT_LIMIT_RULE_KEYS; i++)
		g_string_append_printf (text, "k%u = 1\n", i);
	ck_assert_ptr_null (rt_rules_read_text (text->str, text->len, findings));
	ck_assert_uint_eq (count (findings, "E021"), 2);
	while (text->len <= RT_LIMIT_RULE_FILE)
		g_string_append (text, "# more and more\n");
	g_ptr_array_set_size (findings, 0);
	ck_assert_ptr_null (rt_rules_read_text (text->str, text->len, findings));
	ck_assert_uint_eq (findings->len, 1);
	ck_assert_uint_eq (count (findings, "E001"), 1);
}
END_TEST

START_TEST (what_is_no_text_is_told_with_its_place)
{
	static const char latin[] = "[define a]\ntitle = caf\xe9\n", nul[] = "[define a]\n\nwhen = \0 1\n";
	g_autoptr (GPtrArray) findings = rt_diagnostics_new ();
	ck_assert_ptr_null (rt_rules_read_text (latin, sizeof latin - 1, findings));
	ck_assert_uint_eq (find (findings, "E003")->line, 2);
	ck_assert_uint_eq (find (findings, "E003")->column, 12);
	g_ptr_array_set_size (findings, 0);
	ck_assert_ptr_null (rt_rules_read_text (nul, sizeof nul - 1, findings));
	ck_assert_uint_eq (find (findings, "E003")->line, 3);
	ck_assert_uint_eq (find (findings, "E003")->column, 8);
}
END_TEST

START_TEST (many_findings_are_cut_short_and_no_error_is_lost)
{
	g_autoptr (GPtrArray) findings = rt_diagnostics_new ();
	g_autoptr (GString) text = g_string_new (NULL);
	for (guint i = 0; i < 3 * RT_LIMIT_FINDINGS; i++)
		g_string_append_printf (text, "[define d%u]\nwhen = true\n", i);
	g_autoptr (RtRuleFiles) files = rt_rules_read_text (text->str, text->len, findings);
	ck_assert_ptr_nonnull (files);
	g_autoptr (RtRuleSet) rules = rt_rules_compile (files, NULL, 0, findings);
	ck_assert_ptr_nonnull (rules);
	ck_assert_uint_eq (findings->len, RT_LIMIT_FINDINGS);
	/* the one error comes when the room for warnings is long used up */
	g_string_append (text, "[define last]\nwhen = nosuchname\n");
	g_ptr_array_set_size (findings, 0);
	g_autoptr (RtRuleFiles) more = rt_rules_read_text (text->str, text->len, findings);
	ck_assert_ptr_null (rt_rules_compile (more, NULL, 0, findings));
	ck_assert_uint_eq (count (findings, "E010"), 1);
}
END_TEST

START_TEST (a_long_chain_of_defines_is_no_deep_one)
{
	g_autoptr (GPtrArray) findings = rt_diagnostics_new ();
	g_autoptr (GString) text = g_string_new (NULL);
	const guint n = 20000;
	for (guint i = 0; i < n; i++)
		g_string_append_printf (text, "[define d%u]\nwhen = not(d%u)\nbasis = b\n", i, i + 1);
	g_string_append_printf (text, "[define d%u]\nwhen = impact.area\nbasis = b\n", n);
	g_autoptr (RtRuleFiles) files = rt_rules_read_text (text->str, text->len, findings);
	g_autoptr (RtRuleSet) rules = rt_rules_compile (files, NULL, 0, findings);
	ck_assert_ptr_nonnull (rules);
	ck_assert_uint_eq (rules->n_defines, n + 1);
	ck_assert_str_eq (rules->defines[n].id, "d0");
}
END_TEST

/* a pipe would keep loading waiting for ever */
START_TEST (a_pipe_and_a_folder_are_no_files)
{
	g_autofree char *directory = g_dir_make_tmp ("limits-XXXXXX", NULL);
	g_autofree char *pipe = g_build_filename (directory, "10-pipe.rules", NULL);
	g_autofree char *folder = g_build_filename (directory, "20-folder.rules", NULL);
	ck_assert_int_eq (mkfifo (pipe, 0600), 0);
	ck_assert_int_eq (g_mkdir (folder, 0700), 0);
	const char *const directories[] = { directory, "/nowhere/at/all", NULL };
	g_autoptr (GPtrArray) findings = rt_diagnostics_new ();
	ck_assert_ptr_null (rt_rules_read (directories, findings));
	ck_assert_uint_eq (count (findings, "E001"), 3);
	g_remove (pipe);
	g_remove (folder);
	g_remove (directory);
}
END_TEST

int
main (void)
{
	Suite *suite = suite_create ("rules: limits");
	TCase *core = tcase_create ("core");
	tcase_set_timeout (core, 60);
	tcase_add_test (core, a_file_a_value_and_a_group_have_their_size);
	tcase_add_test (core, what_is_no_text_is_told_with_its_place);
	tcase_add_test (core, many_findings_are_cut_short_and_no_error_is_lost);
	tcase_add_test (core, a_long_chain_of_defines_is_no_deep_one);
	tcase_add_test (core, a_pipe_and_a_folder_are_no_files);
	suite_add_tcase (suite, core);
	return rt_test_main (suite);
}
