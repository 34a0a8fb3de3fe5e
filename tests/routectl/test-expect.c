/* What cases expect, and how they build on each other. */
#include <glib/gstdio.h>
#include <string.h>
#include "routectl/expect.h"
#include "routectl/test-cases.h"
#include "tests/testing.h"

static RtTree *
tree (const char *text)
{
	g_autoptr (GError) error = NULL;
	RtTree *read = rt_tree_read (text, strlen (text), &error);
	if (read == NULL)
		ck_abort_msg ("%s: %s", text, error->message);
	return read;
}

#define ADVICE                                                                                               \
	"{\"routing\":{\"suggestion\":\"weighing\",\"stable\":false},\"flags\":[\"acute\",\"minor\"],"       \
	"\"degraded\":[],"                                                                                   \
	"\"approaches\":[{\"id\":\"pad\",\"eligible\":\"no\",\"score\":{\"low\":10},"                        \
	"\"criteria\":[{\"id\":\"pad/P1\",\"state\":\"met\"},{\"id\":\"pad/P2\",\"state\":\"unknown\"}]}],"  \
	"\"participants\":[{\"party\":\"politie\",\"attendance\":\"ask\",\"part\":\"whole\"}],\"goal\":"     \
	"null}"

static const struct {
	const char *expected, *failures; /* "": as expected */
} expectations[] = {
	{ "{}", "" },
	{ "{\"routing\":{\"suggestion\":\"weighing\"}}", "" },
	{ "{\"routing\":{\"suggestion\":\"pad\",\"stable\":true}}",
	  "/routing/suggestion: expected \"pad\", found \"weighing\"\n/routing/stable: expected true, found "
	  "false\n" },
	{ "{\"flags\":[\"minor\"]}", "" },
	{ "{\"flags\":[\"minor\",\"acute\"]}", "" },
	{ "{\"flags\":[\"degraded\"]}", "/flags: expected \"degraded\", found [\"acute\",\"minor\"]\n" },
	{ "{\"flags\":[]}", "/flags: expected [], found [\"acute\",\"minor\"]\n" },
	{ "{\"flags\":{\"minor\":true,\"degraded\":false}}", "" },
	{ "{\"flags\":{\"minor\":false,\"degraded\":true}}",
	  "/flags/minor: expected false, found \"minor\"\n/flags/degraded: expected true, found nothing\n" },
	{ "{\"degraded\":[]}", "" },
	{ "{\"approaches\":{\"pad\":{\"eligible\":\"no\",\"criteria\":{\"pad/P1\":\"met\",\"pad/"
	  "P2\":\"unknown\"}}}}",
	  "" },
	{ "{\"approaches\":{\"pad\":{\"criteria\":{\"pad/P1\":\"not-met\"}}}}",
	  "/approaches/pad/criteria/pad/P1: expected \"not-met\", found \"met\"\n" },
	{ "{\"approaches\":{\"pad\":\"no\",\"complex-0-100\":null}}", "" },
	{ "{\"participants\":{\"politie\":\"invite\"}}",
	  "/participants/politie: expected \"invite\", found \"ask\"\n" },
	{ "{\"participants\":{\"politie\":{\"part\":\"whole\"},\"halt\":null}}", "" },
	{ "{\"participants\":[{\"party\":\"politie\",\"attendance\":\"ask\"}]}", "" },
	{ "{\"participants\":[{\"party\":\"politie\",\"attendance\":\"invite\"}]}",
	  "/participants: expected {\"party\":\"politie\",\"attendance\":\"invite\"}, "
	  "found [{\"party\":\"politie\",\"attendance\":\"ask\",\"part\":\"whole\"}]\n" },
	{ "{\"approaches\":{\"pad\":{\"score\":{\"low\":11}}}}",
	  "/approaches/pad/score/low: expected 11, found 10\n" },
	{ "{\"goal\":null,\"error\":null}", "" },
	{ "{\"nothing\":1}", "/nothing: expected 1, found nothing\n" },
	{ "{\"goal\":\"x\"}", "/goal: expected \"x\", found null\n" },
};

START_TEST (an_advice_is_held_against_what_is_expected)
{
	g_autoptr (RtTree) advice = tree (ADVICE), expected = tree (expectations[_i].expected);
	g_autoptr (GString) failures = g_string_new (NULL);
	gboolean fits = rt_expect (expected, advice, failures);
	ck_assert_str_eq (failures->str, expectations[_i].failures);
	ck_assert_int_eq (fits, *expectations[_i].failures == '\0');
}
END_TEST

/* the examples of RFC 7396, appendix A */
static const char *const patches[][3] = {
	{ "{\"a\":\"b\"}", "{\"a\":\"c\"}", "{\"a\":\"c\"}" },
	{ "{\"a\":\"b\"}", "{\"b\":\"c\"}", "{\"a\":\"b\",\"b\":\"c\"}" },
	{ "{\"a\":\"b\"}", "{\"a\":null}", "{}" },
	{ "{\"a\":\"b\",\"b\":\"c\"}", "{\"a\":null}", "{\"b\":\"c\"}" },
	{ "{\"a\":[\"b\"]}", "{\"a\":\"c\"}", "{\"a\":\"c\"}" },
	{ "{\"a\":\"c\"}", "{\"a\":[\"b\"]}", "{\"a\":[\"b\"]}" },
	{ "{\"a\":{\"b\":\"c\"}}", "{\"a\":{\"b\":\"d\",\"c\":null}}", "{\"a\":{\"b\":\"d\"}}" },
	{ "{\"a\":[{\"b\":\"c\"}]}", "{\"a\":[1]}", "{\"a\":[1]}" },
	{ "[\"a\",\"b\"]", "[\"c\",\"d\"]", "[\"c\",\"d\"]" },
	{ "{\"a\":\"b\"}", "[\"c\"]", "[\"c\"]" },
	{ "{\"a\":\"foo\"}", "null", "null" },
	{ "{\"a\":\"foo\"}", "\"bar\"", "\"bar\"" },
	{ "{\"e\":null}", "{\"a\":1}", "{\"e\":null,\"a\":1}" },
	{ "[1,2]", "{\"a\":\"b\",\"c\":null}", "{\"a\":\"b\"}" },
	{ "{}", "{\"a\":{\"bb\":{\"ccc\":null}}}", "{\"a\":{\"bb\":{}}}" },
};

START_TEST (a_patch_changes_what_it_names)
{
	g_autoptr (RtTree) target = tree (patches[_i][0]), patch = tree (patches[_i][1]);
	g_autoptr (RtTree) merged = rt_tree_merge (target, patch);
	g_autoptr (GString) printed = g_string_new (NULL);
	rt_tree_print (merged, printed);
	ck_assert_str_eq (printed->str, patches[_i][2]);
}
END_TEST

START_TEST (a_key_twice_is_refused)
{
	g_autoptr (GError) error = NULL;
	ck_assert_ptr_null (rt_tree_read ("{\"a\":{\"b\":1,\"b\":2}}", 19, &error));
	ck_assert (g_error_matches (error, ROUTE_ERROR, ROUTE_ERROR_JSON));
}
END_TEST

/* ---- cases ---- */

static char *path;

static void
make_file (void)
{
	int fd = g_file_open_tmp ("cases-XXXXXX.json", &path, NULL);
	ck_assert_int_ge (fd, 0);
	g_close (fd, NULL);
}

static void
remove_file (void)
{
	g_unlink (path);
	g_clear_pointer (&path, g_free);
}

static GPtrArray *
read_cases (const char *text, GError **error)
{
	g_autoptr (GPtrArray) cases = rt_test_cases_new ();
	ck_assert (g_file_set_contents (path, text, -1, NULL));
	return rt_test_cases_read (cases, path, error) ? g_steal_pointer (&cases) : NULL;
}

START_TEST (a_case_is_its_base_with_a_difference)
{
	g_autoptr (GPtrArray) cases = read_cases (
		"[{\"name\":\"c\",\"base\":\"b\",\"registration\":{\"y\":null}},"
		"{\"name\":\"a\",\"registration\":{\"x\":1,\"y\":{\"z\":2}}},"
		"{\"name\":\"b\",\"base\":\"a\",\"registration\":{\"id\":\"own\",\"y\":{\"w\":3}}}]",
		NULL);
	static const char *const expected[] = { "{\"id\":\"own\",\"x\":1}",
						"{\"id\":\"a\",\"x\":1,\"y\":{\"z\":2}}",
						"{\"id\":\"own\",\"x\":1,\"y\":{\"z\":2,\"w\":3}}" };
	ck_assert_ptr_nonnull (cases);
	for (guint i = 0; i < cases->len; i++) {
		g_autoptr (RtTree) registration =
			rt_test_case_registration (cases, g_ptr_array_index (cases, i), NULL);
		g_autoptr (GString) printed = g_string_new (NULL);
		rt_tree_print (registration, printed);
		ck_assert_str_eq (printed->str, expected[i]);
	}
}
END_TEST

static const struct {
	const char *text, *why;
} refused[] = {
	{ "[1]", "a case is an object" },
	{ "{\"registration\":{},\"expects\":{}}", "a case has no \"expects\"" },
	{ "{\"name\":\"a\"}", "a case has a \"registration\"" },
	{ "{\"registration\":{},\"expect\":[]}", "\"expect\" is an object" },
	{ "[{\"name\":\"a\",\"registration\":{}},{\"name\":\"a\",\"registration\":{}}]", "already" },
	{ "{", "" },
};

START_TEST (a_case_that_is_none_is_refused)
{
	g_autoptr (GError) error = NULL;
	ck_assert_ptr_null (read_cases (refused[_i].text, &error));
	ck_assert_ptr_nonnull (strstr (error->message, refused[_i].why));
	ck_assert (g_str_has_prefix (error->message, path));
}
END_TEST

START_TEST (bases_that_are_missing_or_go_round_are_refused)
{
	g_autoptr (GPtrArray) cases = read_cases ("[{\"name\":\"a\",\"base\":\"b\",\"registration\":{}},"
						  "{\"name\":\"b\",\"base\":\"a\",\"registration\":{}},"
						  "{\"name\":\"c\",\"base\":\"none\",\"registration\":{}}]",
						  NULL);
	static const char *const why[] = { "circle", "circle", "no case \"none\"" };
	for (guint i = 0; i < cases->len; i++) {
		g_autoptr (GError) error = NULL;
		ck_assert_ptr_null (rt_test_case_registration (cases, g_ptr_array_index (cases, i), &error));
		ck_assert_ptr_nonnull (strstr (error->message, why[i]));
	}
}
END_TEST

int
main (void)
{
	Suite *suite = suite_create ("routectl expect");
	TCase *trees = tcase_create ("trees");
	tcase_add_loop_test (trees, an_advice_is_held_against_what_is_expected, 0,
			     G_N_ELEMENTS (expectations));
	tcase_add_loop_test (trees, a_patch_changes_what_it_names, 0, G_N_ELEMENTS (patches));
	tcase_add_test (trees, a_key_twice_is_refused);
	suite_add_tcase (suite, trees);
	TCase *files = tcase_create ("cases");
	tcase_add_checked_fixture (files, make_file, remove_file);
	tcase_add_test (files, a_case_is_its_base_with_a_difference);
	tcase_add_loop_test (files, a_case_that_is_none_is_refused, 0, G_N_ELEMENTS (refused));
	tcase_add_test (files, bases_that_are_missing_or_go_round_are_refused);
	suite_add_tcase (suite, files);
	return rt_test_main (suite);
}
