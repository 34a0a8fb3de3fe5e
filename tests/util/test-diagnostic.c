#include <string.h>
#include "libroute/util/diagnostic.h"
#include "libroute/util/error.h"
#include "tests/testing.h"

static char *
printed (const char *source, guint column, guint width)
{
	g_autoptr (RtDiagnostic) finding =
		rt_diagnostic_new (RT_SEVERITY_ERROR, "E012", "10-x.rules", 3, column, "%s", "wrong");
	finding->source = g_strdup (source);
	finding->width = width;
	GString *out = g_string_new (NULL);
	rt_diagnostic_print (finding, out);
	return g_string_free (out, FALSE);
}

START_TEST (the_caret_stands_under_the_place)
{
	static const struct {
		const char *source;
		guint column, width;
		const char *shown;
	} cases[] = {
		{ "when = x > 1", 8, 5, "  when = x > 1\n         ^~~~~\n" },
		{ "when = x > 1", 1, 1, "  when = x > 1\n  ^\n" },
		{ "\tx", 2, 1, "  \tx\n  \t^\n" },
		{ "caf\303\251 x", 6, 1, "  caf\303\251 x\n       ^\n" },
		{ "\346\274\242 x", 3, 1, "  \346\274\242 x\n     ^\n" }, /* a wide character */
		{ "e\314\201 x", 4, 1, "  e\314\201 x\n    ^\n" },        /* a combining accent */
		{ "ab", 2, 50, "  ab\n   ^\n" },                          /* no wider than the line */
		{ "ab", 3, 1, "  ab\n    ^\n" },                          /* behind its end */
		{ "ab", 9, 1, "  ab\n    ^\n" },
		{ "\033[2Jx", 5, 1,
		  "  \357\277\275[2Jx\n      ^\n" },          /* what drives a terminal is not shown */
		{ "\377x", 2, 1, "  \357\277\275x\n   ^\n" }, /* not UTF-8 */
	};
	for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
		g_autofree char *text = printed (cases[i].source, cases[i].column, cases[i].width);
		g_autofree char *expected = g_strdup_printf ("10-x.rules:3:%u: error E012: wrong\n%s",
							     cases[i].column, cases[i].shown);
		ck_assert_msg (strcmp (text, expected) == 0, "case %u:\n%s", i, text);
	}
}
END_TEST

START_TEST (of_a_long_line_the_place_is_shown)
{
	g_autofree char *before = g_strnfill (500000, 'a'), *after = g_strnfill (500000, 'b');
	g_autofree char *source = g_strconcat (before, "HERE", after, NULL),
			*text = printed (source, 500001, 4);
	g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
	ck_assert_uint_lt (strlen (text), 1000);
	const char *here = strstr (lines[1], "HERE");
	ck_assert_ptr_nonnull (here);
	ck_assert_int_eq (here - lines[1], strstr (lines[2], "^~~~") - lines[2]);
}
END_TEST

START_TEST (findings_stand_in_the_order_of_their_places)
{
	static const struct {
		const char *file;
		guint line, column;
		const char *message;
	} places[] = { { "b", 1, 1, "x" }, { "a", 10, 1, "x" }, { "a", 2, 9, "x" },
		       { "a", 2, 1, "y" }, { "a", 2, 1, "x" },  { NULL, 0, 0, "x" } };
	g_autoptr (GPtrArray) findings = rt_diagnostics_new ();
	for (guint i = 0; i < G_N_ELEMENTS (places); i++)
		g_ptr_array_add (findings, rt_diagnostic_new (RT_SEVERITY_WARNING, "W001", places[i].file,
							      places[i].line, places[i].column, "%s",
							      places[i].message));
	ck_assert (!rt_diagnostics_has_error (findings));
	rt_diagnostics_sort (findings);
	g_autoptr (GString) out = g_string_new (NULL);
	for (guint i = 0; i < findings->len; i++) {
		rt_diagnostic_print_line (g_ptr_array_index (findings, i), out);
		g_string_append_c (out, '\n');
	}
	ck_assert_str_eq (
		out->str,
		"warning W001: x\na:2:1: warning W001: x\na:2:1: warning W001: y\na:2:9: warning W001: x\n"
		"a:10:1: warning W001: x\nb:1:1: warning W001: x\n");
	g_ptr_array_add (findings, rt_diagnostic_new (RT_SEVERITY_ERROR, "E001", "c", 0, 0, "x"));
	ck_assert (rt_diagnostics_has_error (findings));
}
END_TEST

START_TEST (an_error_knows_its_place_and_so_does_its_copy)
{
	g_autoptr (GError) error = NULL;
	rt_error_set_at (&error, ROUTE_ERROR_SCHEMA, "/extra/a~1b\033", "no %s\n", "good");
	ck_assert (g_error_matches (error, ROUTE_ERROR, ROUTE_ERROR_SCHEMA));
	ck_assert_str_eq (error->message, "/extra/a~1b?: no good?");
	g_autoptr (GError) copy = g_error_copy (error);
	g_clear_error (&error);
	ck_assert_str_eq (route_error_get_pointer (copy), "/extra/a~1b\033");
	ck_assert_str_eq (route_error_get_reason (copy), "no good?");
	g_autoptr (GError) plain = g_error_new (ROUTE_ERROR, ROUTE_ERROR_IO, "cannot be read");
	ck_assert_ptr_null (route_error_get_pointer (plain));
	ck_assert_str_eq (route_error_get_reason (plain), "cannot be read");
}
END_TEST

int
main (void)
{
	Suite *suite = suite_create ("diagnostic");
	TCase *cases = tcase_create ("diagnostic");
	tcase_add_test (cases, the_caret_stands_under_the_place);
	tcase_add_test (cases, of_a_long_line_the_place_is_shown);
	tcase_add_test (cases, findings_stand_in_the_order_of_their_places);
	tcase_add_test (cases, an_error_knows_its_place_and_so_does_its_copy);
	suite_add_tcase (suite, cases);
	return rt_test_main (suite);
}
