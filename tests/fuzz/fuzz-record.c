/* The door for decision records: any bytes as a record and, behind a line of `=`, its head; verified with and without a key. Where
 * lines are right but for their hash, it is put right first, so that what stands behind the hash is reached too. */
#define _GNU_SOURCE
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>
#include "routectl/decision-line.h"
#include "tests/fuzz/fuzz.h"

static char *directory;

static void
forget (void)
{
	g_autofree char *record = g_build_filename (directory, "record", NULL);
	g_autofree char *head = rt_decision_head_path (record);
	g_unlink (record);
	g_unlink (head);
	g_rmdir (directory);
}

/* in memory where there is such a place: a fuzzer writes many */
static void
begin (void)
{
	directory = g_strdup (access ("/dev/shm", W_OK) == 0 ? "/dev/shm/fuzz-record-XXXXXX" : "/tmp/fuzz-record-XXXXXX");
	g_assert (g_mkdtemp (directory) != NULL);
	atexit (forget);
}

static void
on_entry (const RtTree *entry, guint64 line, gpointer data)
{
	(*(guint64 *) data)++;
}

/* each line again as it would be written for its entry */
static char *
put_right (const RtDecisionKey *key, const char *text)
{
	g_autoptr (GString) out = g_string_new (NULL);
	g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
	for (guint i = 0; lines[i] != NULL && (lines[i][0] != '\0' || lines[i + 1] != NULL); i++) {
		RtDecisionLine line;
		char hash[RT_DECISION_HASH + 1];
		if (!rt_decision_line_split (lines[i], strlen (lines[i]), &line)) {
			g_string_append_printf (out, "%s\n", lines[i]);
			continue;
		}
		g_autofree char *entry = g_strndup (line.entry, line.entry_length);
		rt_decision_line_write (key, entry, out, hash);
	}
	return g_string_free (g_steal_pointer (&out), FALSE);
}

static void
verify (const char *path, const RtDecisionKey *key)
{
	g_auto (RtDecisionState) state = { 0 };
	g_autoptr (GError) error = NULL;
	guint64 entries = 0;
	if (rt_decision_verify (path, key, on_entry, &entries, &state, &error))
		g_assert (state.trouble != NULL || entries == state.entries);
	else
		g_assert (error != NULL);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
	static const RtDecisionKey key = { { 1, 2, 3 } };
	if (directory == NULL)
		begin ();
	g_autofree char *path = g_build_filename (directory, "record", NULL);
	g_autofree char *head_path = rt_decision_head_path (path);
	const uint8_t *cut = size > 3 ? memmem (data, size, "\n=\n", 3) : NULL;
	gsize length = cut != NULL ? (gsize) (cut - data) + 1 : size;
	g_assert (g_file_set_contents_full (path, (const char *) data, (gssize) length, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
	g_unlink (head_path);
	if (cut != NULL)
		g_assert (g_file_set_contents_full (head_path, (const char *) cut + 3, (gssize) (size - length - 2),
						    G_FILE_SET_CONTENTS_NONE, 0600, NULL));
	verify (path, NULL);
	verify (path, &key);
	g_autofree char *text = g_strndup ((const char *) data, length);
	g_autofree char *right = put_right (&key, text);
	g_assert (g_file_set_contents_full (path, right, -1, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
	verify (path, &key);
	return 0;
}
