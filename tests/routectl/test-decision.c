/* A decision record: whatever is changed in it is found, and what is not written whole does not count. */
#define _GNU_SOURCE /* O_TMPFILE */
#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include "routectl/decision-record.h"
#include "tests/testing.h"

#define ENTRIES 4u

static char *directory, *path, *key_path, *head_path;
static RtDecisionKey key;

static void
add_entries (guint n)
{
	g_autoptr (GError) error = NULL;
	RtDecisionRecord *record = rt_decision_record_open (path, key_path, &error);
	ck_assert_msg (record != NULL, "%s", error != NULL ? error->message : "");
	key = *rt_decision_record_key (record);
	for (guint i = 0; i < n; i++)
		ck_assert (rt_decision_record_append (record, "\"said\":\"thing\"", NULL));
	ck_assert (rt_decision_record_close (record, NULL));
}

static void
begin (void)
{
	directory = g_dir_make_tmp ("routectl-XXXXXX", NULL);
	path = g_build_filename (directory, "record", NULL);
	key_path = rt_decision_key_path (path);
	head_path = g_strconcat (path, ".head", NULL);
	add_entries (ENTRIES);
}

static void
end (void)
{
	g_autofree char *torn = g_strconcat (path, ".torn", NULL);
	const char *const all[] = { path, key_path, head_path, torn };
	for (guint i = 0; i < G_N_ELEMENTS (all); i++)
		g_unlink (all[i]);
	g_rmdir (directory);
	g_free (directory);
	g_free (path);
	g_free (key_path);
	g_free (head_path);
}

/* the line that is wrong; -1 when nothing is */
static gint64
first_bad (gboolean sealed)
{
	g_auto (RtDecisionState) state = { 0 };
	g_autoptr (GError) error = NULL;
	ck_assert (rt_decision_verify (path, sealed ? &key : NULL, NULL, NULL, &state, &error));
	return state.trouble != NULL ? (gint64) state.line : -1;
}

static GString *
contents (const char *of)
{
	char *text = NULL;
	gsize length = 0;
	ck_assert (g_file_get_contents (of, &text, &length, NULL));
	GString *copy = g_string_new_len (text, (gssize) length);
	g_free (text);
	return copy;
}

static void
put (const char *to, const GString *text)
{
	/* a new file each time, without waiting for the disk */
	g_unlink (to);
	ck_assert (g_file_set_contents_full (to, text->str, (gssize) text->len, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
}

/* the record's lines, in an order of their own */
static void
put_lines (const guint *order, guint n)
{
	g_autoptr (GString) whole = contents (path);
	g_autoptr (GString) changed = g_string_new (NULL);
	g_auto (GStrv) lines = g_strsplit (whole->str, "\n", -1);
	for (guint i = 0; i < n; i++)
		g_string_append_printf (changed, "%s\n", lines[order[i]]);
	put (path, changed);
}

START_TEST (a_record_is_sound_and_goes_on)
{
	ck_assert_int_eq (first_bad (TRUE), -1);
	ck_assert_int_eq (first_bad (FALSE), -1);
	add_entries (2);
	ck_assert_int_eq (first_bad (TRUE), -1);
	struct stat info;
	ck_assert_int_eq (stat (key_path, &info), 0);
	ck_assert_int_eq (info.st_mode & 077, 0);
	ck_assert_int_eq (stat (path, &info), 0);
	ck_assert_int_eq (info.st_mode & 077, 0);
}
END_TEST

START_TEST (any_byte_that_is_changed_is_found)
{
	static const char changes[] = { 1, 32, (char) 128 };
	g_autoptr (GString) whole = contents (path);
	for (gsize i = 0; i < whole->len; i++) {
		for (guint c = 0; c < G_N_ELEMENTS (changes); c++) {
			whole->str[i] ^= changes[c];
			put (path, whole);
			ck_assert_msg (first_bad (FALSE) > 0, "byte %zu", i);
			whole->str[i] ^= changes[c];
		}
	}
}
END_TEST

START_TEST (the_line_that_was_changed_is_named)
{
	g_autoptr (GString) whole = contents (path);
	gint64 line = 1;
	for (gsize i = 0; i < whole->len; i++) {
		if (whole->str[i] == '\n') {
			line++;
			continue;
		}
		whole->str[i] ^= 2;
		put (path, whole);
		ck_assert_int_eq (first_bad (TRUE), line);
		whole->str[i] ^= 2;
	}
}
END_TEST

START_TEST (whatever_is_cut_off_is_missed)
{
	g_autoptr (GString) whole = contents (path);
	for (gsize length = whole->len; length-- > 0;) {
		ck_assert_int_eq (truncate (path, (off_t) length), 0);
		ck_assert_int_ge (first_bad (FALSE), 0);
		g_autoptr (GError) error = NULL;
		ck_assert_ptr_null (rt_decision_record_open (path, key_path, &error));
		ck_assert_ptr_nonnull (error);
		struct stat info;
		ck_assert_int_eq (stat (path, &info), 0);
		ck_assert_int_eq (info.st_size, (gint64) length);
	}
}
END_TEST

START_TEST (lines_that_are_moved_taken_out_or_doubled_are_found)
{
	static const struct {
		guint order[8], n;
		gint64 bad;
	} cases[] = {
		{ { 0, 2, 1, 3, 4 }, 5, 2 }, { { 0, 1, 3, 2, 4 }, 5, 3 }, { { 0, 1, 3, 4 }, 4, 3 },
		{ { 1, 2, 3, 4 }, 4, 1 },    { { 0, 1, 1, 2, 3, 4 }, 6, 3 }, { { 0, 1, 2, 3, 4, 4 }, 6, 6 },
		{ { 0, 1, 2, 3 }, 4, 5 },    { { 0 }, 1, 2 },
	};
	put_lines (cases[_i].order, cases[_i].n);
	ck_assert_int_eq (first_bad (FALSE), cases[_i].bad);
}
END_TEST

START_TEST (an_entry_made_without_the_key_is_found_with_it)
{
	RtDecisionKey other = { { 1, 2, 3 } };
	g_autofree char *other_path = g_build_filename (directory, "other", NULL);
	g_autofree char *saved = rt_decision_digest (&other, "", 0);
	ck_assert (g_file_set_contents_full (other_path, saved, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, NULL));
	g_autoptr (GError) error = NULL;
	ck_assert_ptr_null (rt_decision_record_open (path, other_path, &error));
	g_clear_error (&error);
	ck_assert (rt_decision_key_read (other_path, &other, NULL));
	g_auto (RtDecisionState) state = { 0 };
	ck_assert (rt_decision_verify (path, &other, NULL, NULL, &state, NULL));
	ck_assert_int_eq (state.line, 1);
	ck_assert_int_eq (chmod (other_path, 0644), 0);
	ck_assert (!rt_decision_key_read (other_path, &other, &error));
	g_unlink (other_path);
}
END_TEST

START_TEST (the_head_is_guarded_too)
{
	g_autoptr (GString) head = contents (head_path);
	for (gsize i = 0; i < head->len; i++) {
		head->str[i] ^= 1;
		put (head_path, head);
		ck_assert_int_ge (first_bad (TRUE), 0);
		head->str[i] ^= 1;
	}
	g_unlink (head_path);
	ck_assert_int_eq (first_bad (FALSE), 0);
	g_autoptr (GError) error = NULL;
	ck_assert_ptr_null (rt_decision_record_open (path, key_path, &error));
}
END_TEST

START_TEST (a_torn_line_stays_until_it_is_set_aside)
{
	g_autoptr (GString) whole = contents (path);
	gsize sound = whole->len;
	g_string_append (whole, "{\"entry\":{\"numb");
	put (path, whole);
	g_auto (RtDecisionState) state = { 0 };
	ck_assert (rt_decision_verify (path, &key, NULL, NULL, &state, NULL));
	ck_assert (state.torn);
	ck_assert_int_eq (state.whole, (gint64) sound);
	ck_assert_int_eq (state.line, ENTRIES + 2);
	g_autoptr (GError) error = NULL;
	ck_assert_ptr_null (rt_decision_record_open (path, key_path, &error));
	ck_assert (rt_decision_set_torn_aside (path, &state, NULL));
	ck_assert_int_eq (first_bad (TRUE), -1);
	g_autofree char *torn_path = g_strconcat (path, ".torn", NULL);
	g_autoptr (GString) torn = contents (torn_path);
	ck_assert_str_eq (torn->str, "{\"entry\":{\"numb");
	put (path, whole);
	g_clear_error (&error);
	ck_assert (!rt_decision_set_torn_aside (path, &state, &error));
}
END_TEST

START_TEST (a_full_disk_leaves_no_piece_of_a_line)
{
	g_autoptr (GError) error = NULL;
	RtDecisionRecord *record = rt_decision_record_open (path, key_path, &error);
	struct stat info;
	ck_assert_int_eq (stat (path, &info), 0);
	signal (SIGXFSZ, SIG_IGN);
	const struct rlimit full = { (rlim_t) info.st_size + (rlim_t) _i, RLIM_INFINITY };
	const struct rlimit free_again = { RLIM_INFINITY, RLIM_INFINITY };
	ck_assert_int_eq (setrlimit (RLIMIT_FSIZE, &full), 0);
	ck_assert (!rt_decision_record_append (record, "\"said\":1", &error));
	ck_assert_int_eq (setrlimit (RLIMIT_FSIZE, &free_again), 0);
	ck_assert_ptr_nonnull (error);
	ck_assert_int_eq (first_bad (TRUE), -1);
	ck_assert (rt_decision_record_append (record, "\"said\":2", NULL));
	ck_assert (rt_decision_record_close (record, NULL));
	ck_assert_int_eq (first_bad (TRUE), -1);
}
END_TEST

static void
add_many (void)
{
	RtDecisionRecord *record = rt_decision_record_open (path, key_path, NULL);
	for (guint i = 0; record != NULL && i < 25; i++)
		if (!rt_decision_record_append (record, "\"said\":3", NULL))
			_exit (1);
	_exit (record != NULL && rt_decision_record_close (record, NULL) ? 0 : 1);
}

START_TEST (several_processes_never_write_into_each_other)
{
	for (guint i = 0; i < 4; i++) {
		pid_t child = fork ();
		if (child == 0)
			add_many ();
		ck_assert_int_gt (child, 0);
	}
	int status = 0;
	for (guint i = 0; i < 4; i++) {
		ck_assert_int_gt (wait (&status), 0);
		ck_assert_int_eq (status, 0);
	}
	g_auto (RtDecisionState) state = { 0 };
	ck_assert (rt_decision_verify (path, &key, NULL, NULL, &state, NULL));
	ck_assert_ptr_null (state.trouble);
	ck_assert_uint_eq (state.entries, ENTRIES + 100);
}
END_TEST

int
main (void)
{
	Suite *suite = suite_create ("decision record");
	TCase *record = tcase_create ("record");
	tcase_set_timeout (record, 60);
	tcase_add_checked_fixture (record, begin, end);
	tcase_add_test (record, a_record_is_sound_and_goes_on);
	tcase_add_test (record, any_byte_that_is_changed_is_found);
	tcase_add_test (record, the_line_that_was_changed_is_named);
	tcase_add_test (record, whatever_is_cut_off_is_missed);
	tcase_add_loop_test (record, lines_that_are_moved_taken_out_or_doubled_are_found, 0, 8);
	tcase_add_test (record, an_entry_made_without_the_key_is_found_with_it);
	tcase_add_test (record, the_head_is_guarded_too);
	tcase_add_test (record, a_torn_line_stays_until_it_is_set_aside);
	tcase_add_loop_test (record, a_full_disk_leaves_no_piece_of_a_line, 0, 3);
	tcase_add_test (record, several_processes_never_write_into_each_other);
	suite_add_tcase (suite, record);
	return rt_test_main (suite);
}
