/* Rules that change while they are read: what is loaded is what somebody wrote, wholly, and never one file from before a change beside
 * one from after it. read() is replaced by one that makes the change at a read of the test's choice. */
#include <glib/gstdio.h>
#include <route/route.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>
#include "libroute/rules/files.h"
#include "tests/testing.h"

/* ---- the change ---- */

static char *directory;
static const char *const names[] = { "10-first.rules", "20-second.rules", "30-third.rules" };
static guint reads;                         /* since the load began */
static guint change_at;                     /* the read before which the rules change; 0: none */
static gboolean changes_always, is_changing;
static void (*change) (void);

__attribute__ ((visibility ("default"))) ssize_t
read (int fd, void *to, size_t size)
{
	if (change != NULL && !is_changing && (++reads == change_at || changes_always)) {
		is_changing = TRUE;
		change ();
		is_changing = FALSE;
	}
	return syscall (SYS_read, fd, to, size);
}

static void
put (const char *name, const char *text)
{
	g_autofree char *path = g_build_filename (directory, name, NULL);
	ck_assert (g_file_set_contents (path, text, -1, NULL));
}

/* three files that belong together */
static void
put_all (const char *value)
{
	for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
		g_autofree char *text = g_strdup_printf ("[define d%u]\ntitle = %s\nwhen = true\n", i, value);
		put (names[i], text);
	}
}

static void
all_become_new (void)
{
	put_all ("new");
}

/* as an editor or cp does it: the same file, emptied and filled; one of no bytes would be taken for a mask */
static void
one_is_emptied (void)
{
	g_autofree char *path = g_build_filename (directory, names[2], NULL);
	ck_assert_int_eq (truncate (path, 0), 0);
}

static void
one_goes (void)
{
	g_autofree char *path = g_build_filename (directory, names[2], NULL);
	ck_assert_int_eq (g_unlink (path), 0);
}

static void
one_comes (void)
{
	put ("40-fourth.rules", "[define d4]\ntitle = new\nwhen = true\n");
}

static void
one_turns (void)
{
	static guint turn;
	put (names[0], turn++ % 2 == 0 ? "[define d0]\nwhen = true\n" : "[define d0]\nwhen = false\n");
}

/* ---- the load ---- */

static void
setup (void)
{
	directory = g_dir_make_tmp ("changing-XXXXXX", NULL);
	put_all ("old");
	reads = 0;
}

static void
teardown (void)
{
	change = NULL;
	changes_always = FALSE;
	g_autoptr (GDir) open = g_dir_open (directory, 0, NULL);
	for (const char *name = g_dir_read_name (open); name != NULL; name = g_dir_read_name (open)) {
		g_autofree char *path = g_build_filename (directory, name, NULL);
		g_unlink (path);
	}
	g_rmdir (directory);
	g_clear_pointer (&directory, g_free);
}

static RtRuleFiles *
load (GPtrArray *findings)
{
	const char *const directories[] = { directory, NULL };
	return rt_rules_read (directories, findings);
}

/* the titles that were read, in order */
static char *
titles (const RtRuleFiles *files)
{
	GString *all = g_string_new (NULL);
	guint n = 0;
	const RtRuleKey *keys = rt_rule_files_keys (files, &n);
	for (guint i = 0; i < n; i++)
		if (strcmp (keys[i].key, "title") == 0)
			g_string_append_printf (all, "%s ", keys[i].value);
	return g_string_free (all, FALSE);
}

static const struct {
	void (*change) (void);
	const char *read;
} changes[] = {
	{ all_become_new, "new new new " },
	{ one_is_emptied, "old old " },
	{ one_goes, "old old " },
	{ one_comes, "old old old new " },
};

/* wherever in the load it happens: each file takes two reads */
START_TEST (what_is_read_is_of_one_time)
{
	for (guint at = 1; at <= 2 * G_N_ELEMENTS (names); at++) {
		put_all ("old");
		g_autofree char *fourth = g_build_filename (directory, "40-fourth.rules", NULL);
		g_unlink (fourth);
		reads = 0;
		change_at = at;
		change = changes[_i].change;
		g_autoptr (GPtrArray) findings = rt_diagnostics_new ();
		g_autoptr (RtRuleFiles) files = load (findings);
		change = NULL;
		ck_assert_uint_ge (reads, at);
		ck_assert_ptr_nonnull (files);
		ck_assert_uint_eq (findings->len, 0);
		g_autofree char *read = titles (files);
		ck_assert_msg (strcmp (read, changes[_i].read) == 0, "change %d at read %u: %s", _i, at, read);
	}
}
END_TEST

START_TEST (what_never_comes_to_rest_is_not_loaded)
{
	change = one_turns;
	changes_always = TRUE;
	g_autoptr (GPtrArray) findings = rt_diagnostics_new ();
	g_autoptr (RtRuleFiles) files = load (findings);
	change = NULL;
	ck_assert_ptr_null (files);
	ck_assert_uint_eq (findings->len, 1);
	const RtDiagnostic *finding = g_ptr_array_index (findings, 0);
	ck_assert_msg (strstr (finding->message, "change while they are read") != NULL, "%s", finding->message);
}
END_TEST

/* what went wrong with a file that is gone the next time is no news */
START_TEST (what_is_told_is_of_one_time_too)
{
	put (names[2], "[define d2]\nwhat = x\n");
	change_at = 5;
	change = one_goes;
	g_autoptr (GPtrArray) findings = rt_diagnostics_new ();
	g_autoptr (RtRuleFiles) files = load (findings);
	ck_assert_ptr_nonnull (files);
	ck_assert_uint_eq (findings->len, 0);
}
END_TEST

int
main (void)
{
	Suite *suite = suite_create ("changing rules");
	TCase *cases = tcase_create ("changing");
	tcase_set_timeout (cases, 60);
	tcase_add_checked_fixture (cases, setup, teardown);
	tcase_add_loop_test (cases, what_is_read_is_of_one_time, 0, G_N_ELEMENTS (changes));
	tcase_add_test (cases, what_never_comes_to_rest_is_not_loaded);
	tcase_add_test (cases, what_is_told_is_of_one_time_too);
	suite_add_tcase (suite, cases);
	return rt_test_main (suite);
}
