/* Looking at a decision record: is every line as it was written, and is none missing? */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>
#include "libroute/advice/advice.h"
#include "routectl/decision-files.h"
#include "routectl/decision-line.h"

typedef struct {
	const RtDecisionKey *key;
	RtDecisionVisit visit;
	gpointer data;
	RtDecisionState *state;
	guint64 line;
	gint64 head_number; /* the entry that the head names; -1: there is no head */
	char *head_hash;
	gboolean head_met; /* an entry of that number and hash was read */
} Verifier;

void
rt_decision_state_clear (RtDecisionState *state)
{
	g_free (state->trouble);
	state->trouble = NULL;
}

static gboolean
say (Verifier *verifier, guint64 line, const char *trouble)
{
	verifier->state->line = line;
	verifier->state->trouble = g_strdup (trouble);
	return FALSE;
}

/* ---- lines ---- */

static gboolean
check_first (Verifier *verifier, const RtTree *entry)
{
	if (g_strcmp0 (rt_tree_get_string (entry, "record"), RT_DECISION_FORMAT) != 0)
		return say (verifier, verifier->line, N_("is not the first line of a decision record"));
	g_autofree char *mark = verifier->key != NULL ? rt_decision_mark (verifier->key) : NULL;
	if (mark != NULL && g_strcmp0 (rt_tree_get_string (entry, "key"), mark) != 0)
		return say (verifier, verifier->line, N_("the record was made with another key"));
	return TRUE;
}

static gboolean
check_place (Verifier *verifier, const RtTree *entry)
{
	if (rt_decision_number (entry) != (gint64) verifier->line - 1)
		return say (verifier, verifier->line, N_("is not the entry that belongs here: one is missing, "
							 "was put in or stands elsewhere"));
	if (verifier->line == 1)
		return check_first (verifier, entry);
	if (g_strcmp0 (rt_tree_get_string (entry, "previous"), verifier->state->hash) != 0)
		return say (verifier, verifier->line, N_("does not follow the line above it"));
	return TRUE;
}

static gboolean
check_seal (Verifier *verifier, const RtDecisionLine *line)
{
	if (verifier->key == NULL)
		return TRUE;
	g_autofree char *seal = rt_decision_digest (verifier->key, line->entry, line->entry_length);
	return memcmp (seal, line->seal, RT_DECISION_HASH) == 0 ||
	       say (verifier, verifier->line, N_("was not written with the key of this record"));
}

static void
take_entry (Verifier *verifier, const RtTree *entry, const RtDecisionLine *line)
{
	RtDecisionState *state = verifier->state;
	memcpy (state->hash, line->hash, RT_DECISION_HASH);
	state->entries = verifier->line - 1;
	if ((gint64) state->entries == verifier->head_number)
		verifier->head_met = g_strcmp0 (verifier->head_hash, state->hash) == 0;
	if (verifier->line > 1 && verifier->visit != NULL)
		verifier->visit (entry, verifier->line, verifier->data);
}

/* with its end, when it has one */
static gboolean
check_line (Verifier *verifier, const char *text, gsize length)
{
	RtDecisionLine line;
	if (text[length - 1] != '\n') {
		verifier->state->torn = TRUE;
		return say (verifier, verifier->line, N_("is torn: it has no end and counts as nothing"));
	}
	if (!rt_decision_line_split (text, length - 1, &line))
		return say (verifier, verifier->line, N_("is no line of a decision record"));
	if (!rt_decision_line_has_hash (text, &line))
		return say (verifier, verifier->line, N_("was changed: its hash is another"));
	g_autoptr (RtTree) entry = rt_tree_read (line.entry, line.entry_length, NULL);
	if (entry == NULL)
		return say (verifier, verifier->line, N_("is no line of a decision record"));
	if (!check_place (verifier, entry) || !check_seal (verifier, &line))
		return FALSE;
	take_entry (verifier, entry, &line);
	verifier->state->whole += (gint64) length;
	return TRUE;
}

static gboolean
check_lines (Verifier *verifier, FILE *file)
{
	char *text = NULL;
	size_t room = 0;
	gboolean right = TRUE;
	for (ssize_t n = getline (&text, &room, file); n > 0 && right; n = getline (&text, &room, file)) {
		verifier->line++;
		right = check_line (verifier, text, (gsize) n);
	}
	free (text);
	if (right && verifier->line == 0)
		return say (verifier, 0, N_("is empty: even a record without entries has its first line"));
	return right;
}

/* ---- the head ---- */

static gboolean
read_head (Verifier *verifier, const char *path)
{
	g_autofree char *text = NULL;
	gsize length = 0;
	verifier->head_number = -1;
	if (!g_file_get_contents (path, &text, &length, NULL))
		return FALSE;
	g_autoptr (RtTree) head = rt_tree_read (text, length, NULL);
	const char *hash = rt_tree_get_string (head, "hash");
	gint64 number = rt_decision_number (head);
	if (hash == NULL || number < 0)
		return FALSE;
	/* as it would be written, to the byte; without the key all but the seal can be held against it */
	const char *seal = rt_tree_get_string (head, "seal");
	g_autofree char *again = verifier->key != NULL ? rt_decision_head (verifier->key, (guint64) number, hash) : NULL;
	if (seal == NULL || (again != NULL && strcmp (again, text) != 0))
		return FALSE;
	verifier->head_number = number;
	verifier->head_hash = g_strdup (hash);
	return TRUE;
}

static void
check_head (Verifier *verifier)
{
	if (verifier->head_number < 0)
		say (verifier, 0, N_("its head (the file beside it, .head) is missing or was changed"));
	else if ((guint64) verifier->head_number > verifier->state->entries)
		say (verifier, verifier->line + 1, N_("is missing: the head names a later entry as the last"));
	else if (!verifier->head_met)
		say (verifier, (guint64) verifier->head_number + 1, N_("is not the entry that the head names"));
}

gboolean
rt_decision_verify (const char *path, const RtDecisionKey *key, RtDecisionVisit visit, gpointer data,
		    RtDecisionState *state, GError **error)
{
	*state = (RtDecisionState){ 0 };
	Verifier verifier = { .key = key, .visit = visit, .data = data, .state = state };
	FILE *file = fopen (path, "re");
	if (file == NULL || !rt_decision_lock (fileno (file), LOCK_SH)) {
		rt_decision_fail (error, path, errno, NULL);
		if (file != NULL)
			fclose (file);
		return FALSE;
	}
	g_autofree char *head_path = rt_decision_head_path (path);
	(void) read_head (&verifier, head_path);
	if (check_lines (&verifier, file))
		check_head (&verifier);
	gboolean failed = ferror (file) != 0;
	int trouble = errno;
	fclose (file);
	g_free (verifier.head_hash);
	return !failed || rt_decision_fail (error, path, trouble, NULL);
}

/* ---- a torn end ---- */

static gboolean
copy_piece (int fd, int aside, const RtDecisionState *state)
{
	off_t end = lseek (fd, 0, SEEK_END);
	gsize length = (gsize) (end - state->whole);
	g_autofree char *piece = g_malloc (length + 1);
	return rt_decision_read_all (fd, piece, length, state->whole) == (gssize) length &&
	       rt_decision_write_all (aside, piece, length, 0) && fsync (aside) == 0;
}

/* takes it off the record once it is safe elsewhere */
static gboolean
cut_piece (int fd, const RtDecisionState *state)
{
	return ftruncate (fd, state->whole) == 0 && fsync (fd) == 0;
}

gboolean
rt_decision_set_torn_aside (const char *path, const RtDecisionState *state, GError **error)
{
	g_autofree char *torn = g_strconcat (path, ".torn", NULL);
	int fd = open (path, O_RDWR | O_CLOEXEC);
	if (fd < 0)
		return rt_decision_fail (error, path, errno, NULL);
	int aside = open (torn, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	int trouble = errno;
	gboolean copied = aside >= 0 && rt_decision_lock (fd, LOCK_EX) && copy_piece (fd, aside, state);
	gboolean done = copied && cut_piece (fd, state);
	if (aside >= 0) {
		trouble = errno;
		close (aside);
	}
	/* half a copy would stand in the way of the next try */
	if (aside >= 0 && !copied)
		unlink (torn);
	close (fd);
	return done || rt_decision_fail (error, aside < 0 ? torn : path, trouble, NULL);
}
