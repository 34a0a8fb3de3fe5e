/* What shape a file has, where its values stand, and what is in the place of those that cannot be read. */
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include "libroute/util/limits.h"
#include "routectl/input.h"
#include "tests/testing.h"

static char *directory;

static void
make_directory (void)
{
	directory = g_dir_make_tmp ("routectl-XXXXXX", NULL);
	ck_assert_ptr_nonnull (directory);
}

static void
remove_directory (void)
{
	GDir *dir = g_dir_open (directory, 0, NULL);
	for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir)) {
		g_autofree char *path = g_build_filename (directory, name, NULL);
		g_unlink (path);
	}
	g_dir_close (dir);
	g_rmdir (directory);
	g_clear_pointer (&directory, g_free);
}

static char *
file_with (const char *name, const char *text, gssize length)
{
	char *path = g_build_filename (directory, name, NULL);
	ck_assert (g_file_set_contents (path, text, length, NULL));
	return path;
}

/* every item as "line:text" or "line!state", separated by " | " */
static char *
read_all (const char *const *paths)
{
	g_autoptr (RtInput) input = rt_input_new (paths);
	g_autoptr (GString) seen = g_string_new (NULL);
	RtItem item;
	rt_item_init (&item);
	while (rt_input_next (input, &item)) {
		g_string_append_printf (seen, "%s%" G_GUINT64_FORMAT, seen->len > 0 ? " | " : "", item.line);
		if (item.state == RT_ITEM_TEXT)
			g_string_append_printf (seen, ":%s", item.text->str);
		else
			g_string_append_printf (seen, "!%d", item.state);
	}
	rt_item_clear (&item);
	return g_string_free (g_steal_pointer (&seen), FALSE);
}

static const struct {
	const char *name, *text, *expected;
} shapes[] = {
	{ "empty", "", "0!1" },
	{ "blank", "\n  \n\t\n", "0!1" },
	{ "one line", "{\"a\":1}", "0:{\"a\":1}" },
	{ "one line with its end", "{\"a\":1}\n", "0:{\"a\":1}" },
	{ "one value over lines", "{\n \"a\": [\n1]\n}\n", "0:{\n \"a\": [\n1]\n}" },
	{ "several", "{\"a\":1}\n{\"a\":2}\n", "1:{\"a\":1} | 2:{\"a\":2}" },
	{ "blank lines between", "\n{\"a\":1}\r\n\n{\"a\":2}\n\n", "2:{\"a\":1} | 4:{\"a\":2}" },
	{ "first line broken", "{\"a\":[\n{\"a\":2}\n{\"a\":3}\n", "1:{\"a\":[ | 2:{\"a\":2} | 3:{\"a\":3}" },
	{ "no indents", "{\"a\":[\n{\"b\":2}\n]}\n", "0:{\"a\":[\n{\"b\":2}\n]}" },
	{ "brackets in text", "{\"a\":\"}{\\\"\"}\n{\"a\":2}\n", "1:{\"a\":\"}{\\\"\"} | 2:{\"a\":2}" },
	{ "two over lines", "{\n\"a\":1\n}\n{\n\"a\":2\n}\n", "0:{\n\"a\":1\n}\n{" },
	{ "words", "hello\nworld\n", "1:hello | 2:world" },
	{ "lines.ndjson", "{\"a\":1}\n", "1:{\"a\":1}" },
	{ "lines.jsonl", "{\n", "1:{" },
	{ "nothing.ndjson", "", "0!1" },
};

START_TEST (a_file_is_one_value_or_one_a_line)
{
	g_autofree char *path = file_with (shapes[_i].name, shapes[_i].text, -1);
	const char *const paths[] = { path, NULL };
	g_autofree char *seen = read_all (paths);
	ck_assert_str_eq (seen, shapes[_i].expected);
}
END_TEST

START_TEST (files_follow_each_other_and_trouble_stays_in_its_place)
{
	g_autofree char *first = file_with ("first", "{\"a\":1}", -1);
	g_autofree char *lines = file_with ("lines", "{\"a\":2}\n{\"a\":3}\n", -1);
	g_autofree char *missing = g_build_filename (directory, "missing", NULL);
	const char *const paths[] = { first, missing, directory, lines, NULL };
	g_autofree char *seen = read_all (paths);
	ck_assert_str_eq (seen, "0:{\"a\":1} | 0!3 | 0!3 | 1:{\"a\":2} | 2:{\"a\":3}");
}
END_TEST

START_TEST (only_the_one_value_of_the_one_file_is_alone)
{
	g_autofree char *path = file_with ("one", "{}", -1);
	const char *const once[] = { path, NULL }, *const twice[] = { path, path, NULL };
	RtItem item;
	rt_item_init (&item);
	g_autoptr (RtInput) one = rt_input_new (once);
	ck_assert (rt_input_next (one, &item));
	ck_assert (item.alone);
	g_autoptr (RtInput) two = rt_input_new (twice);
	ck_assert (rt_input_next (two, &item));
	ck_assert (!item.alone);
	rt_item_clear (&item);
}
END_TEST

static char *
object_of (gsize length, const char *behind, gsize *total)
{
	GString *text = g_string_new ("{\"a\":\"");
	while (text->len < length - 2)
		g_string_append_c (text, 'x');
	g_string_append (text, "\"}");
	g_string_append (text, behind);
	*total = text->len;
	return g_string_free (text, FALSE);
}

START_TEST (a_value_may_be_as_large_as_the_limit_and_no_larger)
{
	gsize length;
	g_autofree char *most = object_of (RT_LIMIT_DOCUMENT, "\n", &length);
	g_autofree char *path = file_with ("most", most, (gssize) length);
	const char *const paths[] = { path, NULL };
	RtItem item;
	rt_item_init (&item);
	g_autoptr (RtInput) input = rt_input_new (paths);
	ck_assert (rt_input_next (input, &item));
	ck_assert_int_eq (item.state, RT_ITEM_TEXT);
	ck_assert_uint_eq (item.text->len, RT_LIMIT_DOCUMENT);
	ck_assert (!rt_input_next (input, &item));
	rt_item_clear (&item);
}
END_TEST

START_TEST (a_line_that_is_too_long_is_passed_by_alone)
{
	gsize length;
	g_autofree char *large = object_of (RT_LIMIT_DOCUMENT + 1, "\n{\"a\":2}\n", &length);
	g_autofree char *path = file_with ("large", large, (gssize) length);
	const char *const paths[] = { path, NULL };
	g_autofree char *seen = read_all (paths);
	ck_assert_str_eq (seen, "1!2 | 2:{\"a\":2}");
}
END_TEST

START_TEST (a_value_over_lines_that_is_too_long_is_refused_once)
{
	g_autoptr (GString) text = g_string_new ("{\n");
	while (text->len <= RT_LIMIT_DOCUMENT)
		g_string_append (text, " \"some key\": [1, 2, 3],\n");
	g_autofree char *path = file_with ("large", text->str, (gssize) text->len);
	const char *const paths[] = { path, NULL };
	g_autofree char *seen = read_all (paths);
	ck_assert_str_eq (seen, "0!2");
}
END_TEST

START_TEST (bytes_are_counted_for_the_bar)
{
	g_autofree char *path = file_with ("lines", "{\"a\":1}\n{\"a\":2}\n", -1);
	const char *const paths[] = { path, path, NULL };
	g_autoptr (RtInput) input = rt_input_new (paths);
	RtItem item;
	rt_item_init (&item);
	guint64 before = 0;
	ck_assert_uint_eq (rt_input_total (input), 32);
	for (; rt_input_next (input, &item); before = item.position)
		ck_assert_uint_ge (item.position, MAX (before, 8)); /* the first lines are read ahead */
	ck_assert_uint_eq (before, 32);
	rt_item_clear (&item);
}
END_TEST

int
main (void)
{
	Suite *suite = suite_create ("routectl input");
	TCase *files = tcase_create ("files");
	tcase_add_checked_fixture (files, make_directory, remove_directory);
	tcase_add_loop_test (files, a_file_is_one_value_or_one_a_line, 0, G_N_ELEMENTS (shapes));
	tcase_add_test (files, files_follow_each_other_and_trouble_stays_in_its_place);
	tcase_add_test (files, only_the_one_value_of_the_one_file_is_alone);
	tcase_add_test (files, a_value_may_be_as_large_as_the_limit_and_no_larger);
	tcase_add_test (files, a_line_that_is_too_long_is_passed_by_alone);
	tcase_add_test (files, a_value_over_lines_that_is_too_long_is_refused_once);
	tcase_add_test (files, bytes_are_counted_for_the_bar);
	suite_add_tcase (suite, files);
	return rt_test_main (suite);
}
