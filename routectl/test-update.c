#include "routectl/test-update.h"
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include "routectl/json-edit.h"
#include "routectl/output.h"

typedef struct {
	char *path, *text;
	RtTree *old, *new;
	GArray *edits; /* RtJsonEdit */
} File;

struct _RtTestUpdate {
	GPtrArray *tests; /* const RtTestCase */
	GPtrArray *expected; /* RtTree, by test */
};

static void
file_free (gpointer data)
{
	File *file = data;
	g_free (file->path);
	g_free (file->text);
	rt_tree_free (file->old);
	rt_tree_free (file->new);
	g_clear_pointer (&file->edits, g_array_unref);
	g_free (file);
}

RtTestUpdate *
rt_test_update_new (void)
{
	RtTestUpdate *update = g_new (RtTestUpdate, 1);
	update->tests = g_ptr_array_new ();
	update->expected = g_ptr_array_new_with_free_func ((GDestroyNotify) rt_tree_free);
	return update;
}

void
rt_test_update_free (RtTestUpdate *update)
{
	if (update == NULL)
		return;
	g_ptr_array_unref (update->tests);
	g_ptr_array_unref (update->expected);
	g_free (update);
}

void
rt_test_update_add (RtTestUpdate *update, const RtTestCase *test, RtTree *expect)
{
	g_ptr_array_add (update->tests, (gpointer) test);
	g_ptr_array_add (update->expected, expect);
}

/* ---- files ---- */

static File *
file_read (const char *path, GError **error)
{
	gsize length = 0;
	File *file = g_new0 (File, 1);
	file->path = g_strdup (path);
	if (g_file_get_contents (path, &file->text, &length, error))
		file->old = rt_tree_read (file->text, length, error);
	if (file->old == NULL) {
		file_free (file);
		return NULL;
	}
	file->new = rt_tree_copy (file->old);
	return file;
}

/* the file may have changed since the cases were read: a case is looked for where it was, and must be it */
static gboolean
set_expectation (File *file, const RtTestCase *test, const RtTree *expect)
{
	RtTree *place = file->new;
	if (test->position >= 0)
		place = place->kind == RT_TREE_LIST && (guint) test->position < rt_tree_length (place)
				? g_ptr_array_index (place->items, (guint) test->position)
				: NULL;
	const RtTree *old = rt_tree_get (place, "expect");
	if (old == NULL || !rt_tree_same (old, test->expect))
		return FALSE;
	for (guint i = 0; i < rt_tree_length (place); i++)
		if (strcmp (rt_tree_name (place, i), "expect") == 0)
			rt_tree_replace (place, i, rt_tree_copy (expect));
	return TRUE;
}

static File *
find_file (const GPtrArray *files, const char *path)
{
	for (guint i = 0; i < files->len; i++) {
		File *file = g_ptr_array_index (files, i);
		if (strcmp (file->path, path) == 0)
			return file;
	}
	return NULL;
}

/* NULL when the file cannot be read, which is told */
static File *
add_file (GPtrArray *files, const char *path)
{
	g_autoptr (GError) error = NULL;
	File *file = file_read (path, &error);
	if (file == NULL)
		rt_cli_complain ("%s: %s", path, error->message);
	else
		g_ptr_array_add (files, file);
	return file;
}

static gboolean
gather (const RtCli *cli, const RtTestUpdate *update, GPtrArray *files)
{
	for (guint i = 0; i < update->tests->len; i++) {
		const RtTestCase *test = g_ptr_array_index (update->tests, i);
		File *file = find_file (files, test->file);
		if (file == NULL)
			file = add_file (files, test->file);
		if (file == NULL)
			return FALSE;
		if (!set_expectation (file, test, g_ptr_array_index (update->expected, i))) {
			rt_cli_complain (rt_cli_text (cli, N_("%s has changed meanwhile; nothing is written")), test->file);
			return FALSE;
		}
	}
	for (guint i = 0; i < files->len; i++) {
		File *file = g_ptr_array_index (files, i);
		file->edits = rt_json_edits (file->text, file->old, file->new);
	}
	return TRUE;
}

static gboolean
write_file (const File *file)
{
	g_autoptr (GError) error = NULL;
	g_autofree char *text = rt_json_edited (file->text, file->edits);
	g_autoptr (RtOutput) output = rt_output_open (file->path, &error);
	if (output != NULL) {
		rt_output_write (output, text, strlen (text));
		if (rt_output_finish (output, &error))
			return TRUE;
	}
	rt_cli_complain ("%s", error->message);
	return FALSE;
}

/* ---- the question ---- */

static gboolean
ask (const RtCli *cli, guint n)
{
	char answer[16] = "";
	if (isatty (STDIN_FILENO) != 1) {
		rt_cli_complain ("%s", rt_cli_text (cli, N_("nothing is written; --yes writes these changes")));
		return FALSE;
	}
	fprintf (stderr, rt_cli_plural (cli, "Write %u file? [y/N] ", "Write %u files? [y/N] ", n), n);
	fflush (stderr);
	if (fgets (answer, sizeof answer, stdin) == NULL)
		return FALSE;
	/* yes, or ja */
	return strchr ("yYjJ", answer[0]) != NULL && answer[0] != '\0';
}

gboolean
rt_test_update_write (const RtCli *cli, RtTestUpdate *update, gboolean yes)
{
	g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (file_free);
	g_autoptr (GString) shown = g_string_new (NULL);
	if (!gather (cli, update, files))
		return FALSE;
	for (guint i = 0; i < files->len; i++) {
		const File *file = g_ptr_array_index (files, i);
		rt_json_edits_show (file->path, file->text, file->edits, shown);
	}
	if (rt_cli_print (shown) != RT_EXIT_DONE)
		return FALSE;
	fflush (stdout);
	if (files->len > 0 && !yes && !ask (cli, files->len))
		return FALSE;
	gboolean written = TRUE;
	for (guint i = 0; i < files->len; i++)
		written = write_file (g_ptr_array_index (files, i)) && written;
	return written;
}
