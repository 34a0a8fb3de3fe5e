/* A file appears whole or not at all, and what cannot be written is told. */
#define _GNU_SOURCE /* O_TMPFILE */
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "libroute/util/json-writer.h"
#include "routectl/output.h"
#include "tests/testing.h"

static char *directory;

static void
make_directory (void)
{
	directory = g_dir_make_tmp ("routectl-XXXXXX", NULL);
	ck_assert_ptr_nonnull (directory);
}

static guint
count_files (void)
{
	guint n = 0;
	GDir *dir = g_dir_open (directory, 0, NULL);
	while (g_dir_read_name (dir) != NULL)
		n++;
	g_dir_close (dir);
	return n;
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

static void
check_content (const char *path, const char *expected)
{
	g_autofree char *text = NULL;
	ck_assert (g_file_get_contents (path, &text, NULL, NULL));
	ck_assert_str_eq (text, expected);
}

START_TEST (a_file_appears_when_it_is_finished)
{
	g_autofree char *path = g_build_filename (directory, "out", NULL);
	g_autoptr (RtOutput) output = rt_output_open (path, NULL);
	ck_assert_ptr_nonnull (output);
	rt_output_write (output, "one", 3);
	ck_assert (rt_output_flush (output));
	ck_assert (!g_file_test (path, G_FILE_TEST_EXISTS));
	rt_output_write (output, " two", 4);
	ck_assert (rt_output_finish (output, NULL));
	check_content (path, "one two");
	ck_assert_uint_eq (count_files (), 1);
}
END_TEST

START_TEST (what_is_thrown_away_leaves_the_old_file)
{
	g_autofree char *path = g_build_filename (directory, "out", NULL);
	ck_assert (g_file_set_contents (path, "old", -1, NULL));
	RtOutput *output = rt_output_open (path, NULL);
	rt_output_write (output, "new", 3);
	rt_output_free (output);
	check_content (path, "old");
	ck_assert_uint_eq (count_files (), 1);
}
END_TEST

START_TEST (what_is_not_finished_has_no_name)
{
	g_autofree char *path = g_build_filename (directory, "out", NULL);
	int probe = open (directory, O_TMPFILE | O_WRONLY, 0600);
	g_autoptr (RtOutput) output = rt_output_open (path, NULL);
	rt_output_write (output, "text", 4);
	ck_assert (rt_output_flush (output));
	/* where the file system can do without a name */
	ck_assert_uint_eq (count_files (), probe >= 0 ? 0 : 1);
	if (probe >= 0)
		close (probe);
}
END_TEST

START_TEST (the_mode_of_the_old_file_is_kept_and_a_link_stays)
{
	g_autofree char *path = g_build_filename (directory, "out", NULL);
	g_autofree char *link = g_build_filename (directory, "link", NULL);
	ck_assert (g_file_set_contents (path, "old", -1, NULL));
	ck_assert_int_eq (chmod (path, 0640), 0);
	ck_assert_int_eq (symlink ("out", link), 0);
	g_autoptr (RtOutput) output = rt_output_open (link, NULL);
	rt_output_write (output, "new", 3);
	ck_assert (rt_output_finish (output, NULL));
	struct stat info;
	ck_assert_int_eq (stat (path, &info), 0);
	ck_assert_uint_eq (info.st_mode & 07777, 0640);
	check_content (path, "new");
	ck_assert (g_file_test (link, G_FILE_TEST_IS_SYMLINK));
}
END_TEST

START_TEST (large_texts_come_through_whole)
{
	g_autofree char *path = g_build_filename (directory, "out", NULL);
	g_autofree char *large = g_strnfill (200000, 'x');
	g_autoptr (GString) expected = g_string_new (NULL);
	g_autoptr (RtOutput) output = rt_output_open (path, NULL);
	for (guint i = 0; i < 50; i++) {
		gsize length = i * 4001;
		rt_output_write (output, large, length);
		rt_output_write (output, "\n", 1);
		g_string_append_len (expected, large, (gssize) length);
		g_string_append_c (expected, '\n');
	}
	ck_assert (rt_output_finish (output, NULL));
	check_content (path, expected->str);
}
END_TEST

START_TEST (a_full_disk_is_told)
{
	g_autoptr (GError) error = NULL;
	g_autoptr (RtOutput) output = rt_output_open ("/dev/full", NULL);
	ck_assert_ptr_nonnull (output);
	rt_output_write (output, "text", 4);
	ck_assert (!rt_output_flush (output));
	ck_assert (rt_output_has_failed (output));
	ck_assert (!rt_output_finish (output, &error));
	ck_assert_int_eq (error->domain, G_FILE_ERROR);
	ck_assert_int_eq (error->code, G_FILE_ERROR_NOSPC);
}
END_TEST

START_TEST (a_place_that_cannot_be_written_is_told_at_once)
{
	g_autoptr (GError) error = NULL;
	ck_assert_ptr_null (rt_output_open (directory, &error));
	ck_assert (g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_ISDIR));
	g_clear_error (&error);
	g_autofree char *nowhere = g_build_filename (directory, "no", "such", NULL);
	ck_assert_ptr_null (rt_output_open (nowhere, &error));
	ck_assert (g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOENT));
}
END_TEST

START_TEST (json_is_quoted_nested_and_indented)
{
	g_autoptr (GString) out = g_string_new (NULL);
	RtJsonWriter json = { .out = out, .pretty = _i == 1 };
	rt_json_begin (&json, '{');
	rt_json_member (&json, "a", "x\"\\\n\001\xff");
	rt_json_key (&json, "b");
	rt_json_begin (&json, '[');
	rt_json_number (&json, -1);
	rt_json_boolean (&json, TRUE);
	rt_json_string (&json, NULL);
	rt_json_end (&json, ']');
	rt_json_key (&json, "c");
	rt_json_begin (&json, '{');
	rt_json_end (&json, '}');
	rt_json_member_number (&json, "d", 2);
	rt_json_end (&json, '}');
	const char *compact =
		"{\"a\":\"x\\\"\\\\\\n\\u0001\357\277\275\",\"b\":[-1,true,null],\"c\":{},\"d\":2}";
	const char *pretty = "{\n  \"a\": \"x\\\"\\\\\\n\\u0001\357\277\275\",\n  \"b\": [\n    -1,\n    "
			     "true,\n    null\n  ],\n"
			     "  \"c\": {},\n  \"d\": 2\n}";
	ck_assert_str_eq (out->str, _i == 1 ? pretty : compact);
}
END_TEST

int
main (void)
{
	Suite *suite = suite_create ("routectl output");
	TCase *files = tcase_create ("files");
	tcase_add_checked_fixture (files, make_directory, remove_directory);
	tcase_add_test (files, a_file_appears_when_it_is_finished);
	tcase_add_test (files, what_is_thrown_away_leaves_the_old_file);
	tcase_add_test (files, what_is_not_finished_has_no_name);
	tcase_add_test (files, the_mode_of_the_old_file_is_kept_and_a_link_stays);
	tcase_add_test (files, large_texts_come_through_whole);
	tcase_add_test (files, a_full_disk_is_told);
	tcase_add_test (files, a_place_that_cannot_be_written_is_told_at_once);
	suite_add_tcase (suite, files);
	TCase *writer = tcase_create ("json");
	tcase_add_loop_test (writer, json_is_quoted_nested_and_indented, 0, 2);
	suite_add_tcase (suite, writer);
	return rt_test_main (suite);
}
