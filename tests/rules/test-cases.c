/* Every file of tests/rules/cases: what loading says of rules that are right, and of rules with mistakes in
 * them. */
#include <string.h>
#include "tests/rules/case-file.h"
#include "tests/testing.h"

static int
by_text (gconstpointer a, gconstpointer b)
{
	return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static GPtrArray *
case_paths (void)
{
	g_autofree char *path = rt_test_source ("tests/rules/cases");
	g_autoptr (GDir) directory = g_dir_open (path, 0, NULL);
	if (directory == NULL)
		g_error ("no cases in %s", path);
	GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);
	for (const char *name = g_dir_read_name (directory); name != NULL; name = g_dir_read_name (directory))
		if (g_str_has_suffix (name, ".case"))
			g_ptr_array_add (paths, g_build_filename (path, name, NULL));
	g_ptr_array_sort (paths, by_text);
	return paths;
}

/* ROUTE_WRITE_CASES=1 writes what is told as what is expected, to be read and judged by a person; findings
 * stand last */
static void
write_findings (const char *path, const char *told)
{
	g_autofree char *text = NULL;
	ck_assert (g_file_get_contents (path, &text, NULL, NULL));
	char *section = strstr (text, "== findings\n");
	ck_assert_ptr_nonnull (section);
	*section = '\0';
	g_autofree char *whole = g_strconcat (text, "== findings\n", told, NULL);
	ck_assert (g_file_set_contents (path, whole, -1, NULL));
}

static void
check_section (const char *path, const RtCase *test, const char *section, const char *told)
{
	const char *expected = g_hash_table_lookup (test->sections, section);
	if (expected != NULL && strcmp (expected, told) != 0)
		ck_abort_msg ("%s: %s should be\n%s\nand is\n%s", path, section, expected, told);
}

START_TEST (test_case)
{
	g_autoptr (GPtrArray) paths = case_paths ();
	const char *path = g_ptr_array_index (paths, _i);
	g_autoptr (RtCase) test = rt_case_read (path);
	g_autoptr (GPtrArray) findings = rt_diagnostics_new ();
	g_autoptr (RtRuleFiles)
		files = rt_rules_read ((const char *const *) test->directories->pdata, findings);
	g_autoptr (RtArena) arena = rt_arena_new (0);
	g_autoptr (RtRuleSet) rules = NULL, brief = NULL;
	if (files != NULL) {
		g_autofree char *keys = rt_case_keys (files), *list = rt_case_files (test, files);
		check_section (path, test, "keys", keys);
		check_section (path, test, "files", list);
		guint n = 0;
		const RtKnownParty *known = rt_case_plugins (test, arena, &n);
		rules = rt_rules_compile (files, known, n, findings);
		brief = rt_rules_compile (files, known, n, NULL);
	}
	g_autofree char *told = rt_case_findings (test, findings);
	if (g_getenv ("ROUTE_WRITE_CASES") != NULL)
		write_findings (path, told);
	else
		check_section (path, test, "findings", told);
	/* all or nothing: one error, no rules */
	ck_assert_int_eq (rules == NULL, rt_diagnostics_has_error (findings));
	/* whoever does not look for warnings refuses the very same */
	ck_assert_int_eq (brief == NULL, rules == NULL);
}
END_TEST

int
main (void)
{
	Suite *suite = suite_create ("rules: cases");
	TCase *cases = tcase_create ("cases");
	g_autoptr (GPtrArray) paths = case_paths ();
	tcase_add_loop_test (cases, test_case, 0, (int) paths->len);
	suite_add_tcase (suite, cases);
	return rt_test_main (suite);
}
