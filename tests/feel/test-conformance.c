/* The runner of conformance suites, on a small suite of its own; and on a real one where FEEL_SUITE names
 * its files. */
#include "tests/testing.h"
#include "libroute/feel/feel.h"
#include <string.h>

static FILE *
opened (const char *path)
{
	FILE *file = fopen (path, "r");
	ck_assert_msg (file != NULL, "%s cannot be read", path);
	return file;
}

START_TEST (test_own)
{
	g_autofree char *path = rt_test_source ("tests/feel/conformance.jsonl");
	g_autoptr (GError) error = NULL;
	RtFeelConformance result;
	FILE *in = opened (path), *out = tmpfile ();
	ck_assert (rt_feel_conformance_run (in, out, &result, &error));
	ck_assert_uint_eq (result.cases, 7);
	ck_assert_uint_eq (result.passed, 6);
	ck_assert_uint_eq (result.real_cases, 6);
	ck_assert_uint_eq (result.real_passed, 5);
	ck_assert_uint_eq (result.directories, 2);
	ck_assert_double_eq_tol (result.directory_mean, (2.0 / 3 + 1) / 2, 1e-9);
	char line[200] = "";
	rewind (out);
	ck_assert_ptr_nonnull (fgets (line, sizeof line, out));
	ck_assert_str_eq (line, "own-a/wrong\t1 + 1\texpected 3\tgot 2\n");
	fclose (in);
	fclose (out);
}
END_TEST

/* what is expected and not given is told, whatever it is that differs; of lines that are no case the run ends */
START_TEST (test_differences)
{
	static const char *const wrong[] = {
	    "\"expression\": \"1\", \"expected\": \"1\"",
	    "\"expression\": \"1\", \"expected\": null",
	    "\"expression\": \"null\", \"expected\": {\"number\": \"1\"}",
	    "\"expression\": \"1.0001\", \"expected\": {\"number\": \"1\"}",
	    "\"expression\": \"1\", \"expected\": {\"number\": \"1.0001\"}",
	    "\"expression\": \"1\", \"expected\": {\"number\": \"1.00000002\"}",
	    "\"expression\": \"1.00000002\", \"expected\": {\"number\": \"1\"}",
	    "\"expression\": \"1\", \"expected\": {\"number\": \"-1\"}",
	    "\"expression\": \"[1]\", \"expected\": [{\"number\": \"1\"}, {\"number\": \"2\"}]",
	    "\"expression\": \"[1, 2]\", \"expected\": [{\"number\": \"1\"}]",
	    "\"expression\": \"[1, 3]\", \"expected\": [{\"number\": \"1\"}, {\"number\": \"2\"}]",
	    "\"expression\": \"[[1]]\", \"expected\": [[{\"number\": \"2\"}]]",
	    "\"expression\": \"{a: 1}\", \"expected\": {\"context\": {\"a\": {\"number\": \"2\"}}}",
	    "\"expression\": \"{a: 1}\", \"expected\": {\"context\": {\"b\": {\"number\": \"1\"}}}",
	    "\"expression\": \"{a: 1, b: 2}\", \"expected\": {\"context\": {\"a\": {\"number\": \"1\"}}}",
	    "\"expression\": \"{a: 1}\", \"expected\": {\"context\": {\"a\": {\"number\": \"1\"}, \"b\": {\"number\": \"1\"}}}",
	    "\"expression\": \"true\", \"expected\": false",
	};
	for (guint i = 0; i < G_N_ELEMENTS (wrong); i++) {
		RtFeelConformance result;
		FILE *in = tmpfile (), *out = tmpfile ();
		fprintf (in, "{\"id\": \"own/one\", %s}\n", wrong[i]);
		rewind (in);
		ck_assert_msg (rt_feel_conformance_run (in, out, &result, NULL), "%s", wrong[i]);
		ck_assert_uint_eq (result.cases, 1);
		ck_assert_msg (result.passed == 0, "%s passes", wrong[i]);
		ck_assert_msg (ftell (out) > 0, "%s is not told", wrong[i]);
		fclose (in);
		fclose (out);
	}
}
END_TEST

/* what is written otherwise than it is expected, and is the same */
START_TEST (test_agreements)
{
	static const char *const right[] = {
	    "\"expression\": \"1\", \"expected\": {\"number\": \"1.00\"}",
	    "\"expression\": \"1.000000001\", \"expected\": {\"number\": \"1\"}",
	    "\"expression\": \"1\", \"expected\": {\"number\": \"1.000000001\"}",
	    "\"expression\": \"-1\", \"expected\": {\"number\": \"-1.000000001\"}",
	    "\"expression\": \"[1, 2]\", \"expected\": [{\"number\": \"1.0\"}, {\"number\": \"2.0\"}]",
	    "\"expression\": \"{a: 1, b: 2}\", "
	    "\"expected\": {\"context\": {\"b\": {\"number\": \"2\"}, \"a\": {\"number\": \"1\"}}}",
	    "\"expression\": \"{}\", \"expected\": {}",
	    "\"expression\": \"[]\", \"expected\": []",
	    "\"expression\": \"null\", \"expected\": null",
	    "\"expression\": \"1 +\", \"expected\": null",
	    "\"expression\": \"today()\", \"expected\": {\"date\": \"2024-10-04\"}",
	    "\"expression\": \"x + 1\", \"context\": {\"x\": {\"number\": \"2\"}}, \"expected\": {\"number\": \"3\"}",
	    "\"expression\": \"x\", \"context\": {\"x\": [{\"number\": \"2\"}]}, \"inputTypes\": {\"x\": \"list<number>\"}, "
	    "\"expected\": [{\"number\": \"2\"}]",
	    "\"expression\": \"1\", \"typeRef\": \"string\", \"expected\": null",
	    "\"expression\": \"1\", \"typeRef\": \"no such type\", \"expected\": {\"number\": \"1\"}",
	};
	for (guint i = 0; i < G_N_ELEMENTS (right); i++) {
		RtFeelConformance result;
		FILE *in = tmpfile (), *out = tmpfile ();
		/* lines may be empty, and the last may have no end */
		fprintf (in, "\n{\"id\": \"own/one\", %s}\n\n{\"id\": \"other\", %s}", right[i], right[i]);
		rewind (in);
		ck_assert_msg (rt_feel_conformance_run (in, out, &result, NULL), "%s", right[i]);
		ck_assert_uint_eq (result.cases, 2);
		ck_assert_uint_eq (result.directories, 2);
		ck_assert_uint_eq (result.line, 4);
		ck_assert_msg (result.passed == 2 && ftell (out) == 0, "%s fails", right[i]);
		fclose (in);
		fclose (out);
	}
}
END_TEST

/* of so many inputs an expression may use all, of more the first */
START_TEST (test_many_inputs)
{
	for (guint more = 0; more < 2; more++) {
		RtFeelConformance result;
		FILE *in = tmpfile ();
		fprintf (in,
			 "{\"id\": \"own/many\", \"expression\": \"i%u\", \"expected\": %s, \"context\": {\"a\": 1", 254 + more,
			 more == 0 ? "true" : "null");
		for (guint i = 0; i < 255 + more; i++)
			fprintf (in, ", \"i%u\": true", i);
		fprintf (in, "}}\n");
		rewind (in);
		ck_assert (rt_feel_conformance_run (in, stderr, &result, NULL));
		ck_assert_uint_eq (result.passed, 1);
		fclose (in);
	}
}
END_TEST

START_TEST (test_not_a_suite)
{
	static const char *const lines[] = {"{\"id\": ", "{\"id\": \"a/b\"}", "{\"id\": \"a/b\", \"expression\": 1}", "[",
					    "nothing"};
	for (guint i = 0; i < G_N_ELEMENTS (lines); i++) {
		g_autoptr (GError) error = NULL;
		RtFeelConformance result;
		FILE *in = tmpfile ();
		fprintf (in, "{\"id\": \"own/good\", \"expression\": \"1\", \"expected\": {\"number\": \"1\"}}\n%s\n", lines[i]);
		rewind (in);
		ck_assert_msg (!rt_feel_conformance_run (in, NULL, &result, &error), "%s", lines[i]);
		ck_assert_ptr_nonnull (error);
		fclose (in);
	}
}
END_TEST

/* the three figures the project holds itself to, where the suite is at hand: 99 %, 99 % and 98 % */
START_TEST (test_suite)
{
	g_auto (GStrv) paths =
	    g_strsplit (g_getenv ("FEEL_SUITE") != NULL ? g_getenv ("FEEL_SUITE") : "", ":", -1);
	for (guint i = 0; paths[i] != NULL; i++) {
		RtFeelConformance result;
		FILE *in = opened (paths[i]);
		ck_assert (rt_feel_conformance_run (in, stderr, &result, NULL));
		ck_assert_uint_ge (result.passed * 100, result.cases * 99);
		ck_assert_uint_ge (result.real_passed * 100, result.real_cases * 99);
		ck_assert_double_ge (result.directory_mean, 0.98);
		fclose (in);
	}
}
END_TEST

START_TEST (test_json)
{
	static const char *const cases[][2] = {
	    {"{\"a\": [1, 2.50, \"x\", null, true, {}]}", "{a: [1, 2.50, \"x\", null, true, {}]}"},
	    {"12345678901234567890123", "12345678901234567890123"},
	    {"\"\\u00e9\"", "\"é\""},
	    {"[1", NULL},
	    {"1 2", NULL},
	    {"", NULL},
	    {"{\"a\\u0000b\": 1}", NULL},
	};
	g_autoptr (RtArena) arena = rt_arena_new (0);
	for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
		g_autoptr (GError) error = NULL;
		g_autoptr (GString) out = g_string_new (NULL);
		RtFeelValue value;
		gboolean read =
		    rt_feel_value_from_json (arena, cases[i][0], strlen (cases[i][0]), &value, &error);
		ck_assert_msg (read == (cases[i][1] != NULL), "%s", cases[i][0]);
		ck_assert_int_eq (read, error == NULL);
		if (read)
			rt_feel_print (value, out);
		if (read)
			ck_assert_str_eq (out->str, cases[i][1]);
	}
}
END_TEST

int
main (void)
{
	Suite *suite = suite_create ("conformance");
	TCase *runner = tcase_create ("runner");
	tcase_set_timeout (runner, 60);
	tcase_add_test (runner, test_own);
	tcase_add_test (runner, test_differences);
	tcase_add_test (runner, test_agreements);
	tcase_add_test (runner, test_many_inputs);
	tcase_add_test (runner, test_not_a_suite);
	tcase_add_test (runner, test_suite);
	tcase_add_test (runner, test_json);
	suite_add_tcase (suite, runner);
	return rt_test_main (suite);
}
