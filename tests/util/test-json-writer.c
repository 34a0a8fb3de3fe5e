#include "libroute/util/json-writer.h"
#include "tests/testing.h"

static char *
written (const char *text)
{
	RtJsonWriter json = { .out = g_string_new (NULL) };
	rt_json_string (&json, text);
	return g_string_free (json.out, FALSE);
}

START_TEST (texts_are_quoted_and_what_must_be_is_escaped)
{
	static const struct {
		const char *text, *json;
	} cases[] = {
		{ NULL, "null" },
		{ "", "\"\"" },
		{ "plain", "\"plain\"" },
		{ "a \"b\" \\ c", "\"a \\\"b\\\" \\\\ c\"" },
		{ "\b\t\n\f\r", "\"\\b\\t\\n\\f\\r\"" },
		{ "\x01 \x1f \x7f", "\"\\u0001 \\u001f \\u007f\"" },
		{ "ca\xc3\xafque \xe2\x82\xac", "\"ca\xc3\xafque \xe2\x82\xac\"" },
		{ "not\xff \"utf\"", "\"not\xef\xbf\xbd \\\"utf\\\"\"" },
	};
	for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
		g_autofree char *json = written (cases[i].text);
		ck_assert_str_eq (json, cases[i].json);
	}
}
END_TEST

START_TEST (every_byte_comes_back_from_a_long_text)
{
	g_autoptr (GString) text = g_string_new (NULL), wanted = g_string_new ("\"");
	for (guint i = 0; i < 3000; i++) {
		g_string_append (text, i % 7 == 0 ? "\"" : "x");
		g_string_append (wanted, i % 7 == 0 ? "\\\"" : "x");
	}
	g_string_append_c (wanted, '"');
	g_autofree char *json = written (text->str);
	ck_assert_str_eq (json, wanted->str);
}
END_TEST

START_TEST (numbers_are_written_to_their_ends)
{
	static const struct {
		gint64 number;
		const char *json;
	} cases[] = {
		{ 0, "0" },
		{ 7, "7" },
		{ -10, "-10" },
		{ G_MAXINT64, "9223372036854775807" },
		{ G_MININT64, "-9223372036854775808" },
	};
	for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
		RtJsonWriter json = { .out = g_string_new (NULL) };
		rt_json_number (&json, cases[i].number);
		g_autofree char *text = g_string_free (json.out, FALSE);
		ck_assert_str_eq (text, cases[i].json);
	}
}
END_TEST

int
main (void)
{
	Suite *suite = suite_create ("json-writer");
	TCase *cases = tcase_create ("json-writer");
	tcase_add_test (cases, texts_are_quoted_and_what_must_be_is_escaped);
	tcase_add_test (cases, every_byte_comes_back_from_a_long_text);
	tcase_add_test (cases, numbers_are_written_to_their_ends);
	suite_add_tcase (suite, cases);
	return rt_test_main (suite);
}
