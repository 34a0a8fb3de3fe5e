#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>
#include "libroute/util/lines.h"
#include "tests/testing.h"

/* what the reader says of a text, as "number:line" or "number!" for one that is too long */
static char *
lines_of (const char *text, gsize length, gsize limit)
{
	GString *out = g_string_new (NULL);
	/* fmemopen takes no empty buffer */
	int fd = rt_test_file_of (text, length);
	g_autoptr (RtLines) lines = rt_lines_new (fd, limit);
	const char *line;
	gsize n;
	RtLineStatus status;
	while ((status = rt_lines_next (lines, &line, &n)) != RT_LINE_END) {
		g_string_append_printf (out, "%" G_GUINT64_FORMAT, rt_lines_number (lines));
		if (status == RT_LINE_OK)
			g_string_append_printf (out, ":%.*s;", (int) n, line);
		else
			g_string_append (out, status == RT_LINE_TOO_LONG ? "!;" : "?;");
		ck_assert (status != RT_LINE_FAILED);
	}
	ck_assert_int_eq (rt_lines_next (lines, &line, &n), RT_LINE_END);
	close (fd);
	return g_string_free (out, FALSE);
}

START_TEST (lines_end_in_any_way)
{
	static const struct {
		const char *text, *said;
	} cases[] = {
		{ "", "" },
		{ "a", "1:a;" },
		{ "a\n", "1:a;" },
		{ "a\r\nb\r\n", "1:a;2:b;" },
		{ "\n\n", "1:;2:;" },
		{ "a\n\nb", "1:a;2:;3:b;" },
		{ "abcde\n", "1:abcde;" },
		{ "abcde\r\n", "1:abcde;" },
		{ "abcdef\nx\n", "1!;2:x;" },
		{ "abcdef\r\nx", "1!;2:x;" },
		{ "x\nabcdefghijk", "1:x;2!;" },
		{ "a\rb\n", "1:a\rb;" },
	};
	for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
		g_autofree char *said = lines_of (cases[i].text, strlen (cases[i].text), 5);
		ck_assert_msg (strcmp (said, cases[i].said) == 0, "case %u: %s", i, said);
	}
}
END_TEST

/* around the size of what is read at once, and of the limit */
START_TEST (long_lines_are_whole_or_refused)
{
	static const gsize sizes[] = { 65534,  65535,  65536,  65537,  131071, 131072,
				       131073, 199999, 200000, 200001, 400000 };
	for (guint i = 0; i < G_N_ELEMENTS (sizes); i++) {
		g_autofree char *filling = g_strnfill (sizes[i], 'x');
		g_autofree char *text = g_strconcat ("first\n", filling, "\nlast", NULL);
		g_autofree char *said = lines_of (text, strlen (text), 200000);
		g_autofree char *expected = sizes[i] <= 200000
						    ? g_strconcat ("1:first;2:", filling, ";3:last;", NULL)
						    : g_strdup ("1:first;2!;3:last;");
		ck_assert_msg (strcmp (said, expected) == 0, "a line of %zu bytes", sizes[i]);
	}
}
END_TEST

START_TEST (a_file_that_cannot_be_read_fails)
{
	int fd = open ("/", O_RDONLY);
	ck_assert_int_ge (fd, 0);
	g_autoptr (RtLines) lines = rt_lines_new (fd, 100);
	const char *line;
	gsize n;
	ck_assert_int_eq (rt_lines_next (lines, &line, &n), RT_LINE_FAILED);
	ck_assert_int_eq (errno, EISDIR);
	close (fd);
}
END_TEST

/* who writes one line and waits for what comes of it must not wait for ever */
START_TEST (a_line_is_handed_out_when_it_is_there)
{
	int ends[2];
	ck_assert_int_eq (pipe (ends), 0);
	g_autoptr (RtLines) lines = rt_lines_new (ends[0], 100);
	const char *line;
	gsize n;
	for (guint i = 0; i < 3; i++) {
		ck_assert_int_eq (write (ends[1], "abc\nde", 6), 6);
		ck_assert_int_eq (rt_lines_next (lines, &line, &n), RT_LINE_OK);
		ck_assert_mem_eq (line, i == 0 ? "abc" : "deabc", n);
		ck_assert_uint_eq (n, i == 0 ? 3 : 5);
	}
	close (ends[1]);
	ck_assert_int_eq (rt_lines_next (lines, &line, &n), RT_LINE_OK);
	ck_assert_uint_eq (n, 2);
	ck_assert_int_eq (rt_lines_next (lines, &line, &n), RT_LINE_END);
	close (ends[0]);
}
END_TEST

int
main (void)
{
	Suite *suite = suite_create ("lines");
	TCase *cases = tcase_create ("lines");
	tcase_add_test (cases, lines_end_in_any_way);
	tcase_add_test (cases, long_lines_are_whole_or_refused);
	tcase_add_test (cases, a_line_is_handed_out_when_it_is_there);
	tcase_add_test (cases, a_file_that_cannot_be_read_fails);
	suite_add_tcase (suite, cases);
	return rt_test_main (suite);
}
