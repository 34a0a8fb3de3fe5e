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

static const struct {
	const char *text, *json;
} specials[] = {
	{ "x", "x" },
	{ "\x01", "\\u0001" },
	{ "\t", "\\t" },
	{ "\x1f", "\\u001f" },
	{ " ", " " },
	{ "!", "!" },
	{ "\"", "\\\"" },
	{ "#", "#" },
	{ "/", "/" },
	{ "[", "[" },
	{ "\\", "\\\\" },
	{ "]", "]" },
	{ "~", "~" },
	{ "\x7f", "\\u007f" },
	{ "\xc2\x80", "\xc2\x80" },
	{ "\xc3\xa2", "\xc3\xa2" },
	{ "\xe2\x80\xa8", "\xe2\x80\xa8" },
	{ "\xf0\x9f\x9a\xb2", "\xf0\x9f\x9a\xb2" },
	{ "\x82", "\xef\xbf\xbd" },
	{ "\xa2", "\xef\xbf\xbd" },
	{ "\xdc", "\xef\xbf\xbd" },
	{ "\xff", "\xef\xbf\xbd" },
};

/* whatever is special, and where in a text it stands, beside texts as long as the blocks that are looked at together */
START_TEST (each_special_byte_is_found_at_each_place)
{
	for (guint length = 0; length < 35; length++)
		for (guint at = 0; at <= length; at++) {
			g_autoptr (GString) text = g_string_new (specials[_i].text), wanted = g_string_new (specials[_i].json);
			for (guint i = 0; i < length; i++) {
				char plain = (char) ('a' + i % 26);
				gssize place = i < at ? (gssize) i : -1;
				g_string_insert_c (text, place, plain);
				g_string_insert_c (wanted, place, plain);
			}
			g_string_prepend_c (wanted, '"');
			g_string_append_c (wanted, '"');
			g_autofree char *json = written (text->str);
			ck_assert_str_eq (json, wanted->str);
		}
}
END_TEST

START_TEST (every_ascii_byte_is_escaped_or_not_in_a_short_and_in_a_long_text)
{
	for (guint byte = 1; byte < 0x80; byte++) {
		static const char letters[] = "\b\t\n\f\r\"\\", behind[] = "btnfr\"\\";
		const char *letter = strchr (letters, (int) byte);
		char escape[8] = { (char) byte, '\0' };
		if (letter != NULL)
			g_snprintf (escape, sizeof escape, "\\%c", behind[letter - letters]);
		else if (byte < 0x20 || byte == 0x7f)
			g_snprintf (escape, sizeof escape, "\\u%04x", byte);
		static const char *const before[] = { "", "seven77", "twelve bytes" };
		for (guint i = 0; i < G_N_ELEMENTS (before); i++) {
			g_autofree char *text = g_strdup_printf ("%s%c%s", before[i], (char) byte, before[i]);
			g_autofree char *wanted = g_strdup_printf ("\"%s%s%s\"", before[i], escape, before[i]);
			g_autofree char *json = written (text);
			ck_assert_str_eq (json, wanted);
		}
	}
}
END_TEST

static void
write_something (RtJsonWriter *json, const char *key)
{
	rt_json_begin (json, '{');
	rt_json_member_begin (json, "empty", '[');
	rt_json_end (json, ']');
	rt_json_any_key (json, key);
	rt_json_plain_begin (json);
	g_string_append (json->out, "/a/0");
	rt_json_plain_end (json);
	rt_json_member_begin (json, "list", '[');
	rt_json_number (json, 1);
	rt_json_string (json, "ends with a blank ");
	rt_json_begin (json, '{');
	rt_json_end (json, '}');
	rt_json_begin (json, '[');
	rt_json_boolean (json, TRUE);
	rt_json_end (json, ']');
	rt_json_end (json, ']');
	rt_json_member (json, "none", NULL);
	rt_json_end (json, '}');
}

START_TEST (commas_and_indents_stand_between_what_there_is)
{
	static const char *const wanted[] = {
		"before, {\"empty\":[],\"a \\\"key\\\"\":\"/a/0\",\"list\":[1,\"ends with a blank \",{},[true]],\"none\":null}",
		"before, {\n  \"empty\": [],\n  \"a \\\"key\\\"\": \"/a/0\",\n  \"list\": [\n    1,\n"
		"    \"ends with a blank \",\n    {},\n    [\n      true\n    ]\n  ],\n  \"none\": null\n}",
	};
	RtJsonWriter json = { .out = g_string_new ("before, "), .pretty = _i == 1 };
	write_something (&json, "a \"key\"");
	g_autofree char *text = g_string_free (json.out, FALSE);
	ck_assert_str_eq (text, wanted[_i]);
}
END_TEST

START_TEST (what_was_written_is_copied_behind_anything)
{
	RtJsonWriter json = { .out = g_string_new (NULL) };
	rt_json_begin (&json, '[');
	rt_json_begin (&json, '[');
	gsize start = json.out->len;
	rt_json_string (&json, "first");
	gsize length = json.out->len - start;
	rt_json_end (&json, ']');
	/* more than once what the buffer begins with: it moves in between */
	for (guint i = 0; i < 40; i++)
		rt_json_again (&json, start, length);
	rt_json_piece (&json, "2,{},", 5);
	rt_json_end (&json, ']');
	g_autoptr (GString) wanted = g_string_new ("[[\"first\"],");
	for (guint i = 0; i < 40; i++)
		g_string_append (wanted, "\"first\",");
	g_string_append (wanted, "2,{}]");
	g_autofree char *text = g_string_free (json.out, FALSE);
	ck_assert_str_eq (text, wanted->str);
}
END_TEST

START_TEST (short_texts_are_put_one_behind_the_other)
{
	for (guint length = 0; length <= 3 * RT_PUT_AT_ONCE; length++) {
		char buffer[5 * RT_PUT_AT_ONCE + 4], text[4 * RT_PUT_AT_ONCE];
		for (guint i = 0; i < sizeof text; i++)
			text[i] = (char) ('a' + i % 26);
		char *to = rt_put_short (buffer, text, length);
		to = rt_put_short (to, "0123456789abcdef", 3);
		*to = '\0';
		text[length] = '\0';
		g_autofree char *wanted = g_strconcat (text, "012", NULL);
		ck_assert_str_eq (buffer, wanted);
	}
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
		{ 9, "9" },
		{ 10, "10" },
		{ -1, "-1" },
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
	tcase_add_loop_test (cases, each_special_byte_is_found_at_each_place, 0, G_N_ELEMENTS (specials));
	tcase_add_test (cases, every_ascii_byte_is_escaped_or_not_in_a_short_and_in_a_long_text);
	tcase_add_loop_test (cases, commas_and_indents_stand_between_what_there_is, 0, 2);
	tcase_add_test (cases, what_was_written_is_copied_behind_anything);
	tcase_add_test (cases, short_texts_are_put_one_behind_the_other);
	tcase_add_test (cases, numbers_are_written_to_their_ends);
	suite_add_tcase (suite, cases);
	return rt_test_main (suite);
}
