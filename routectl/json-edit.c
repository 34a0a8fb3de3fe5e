#include "routectl/json-edit.h"
#include <string.h>

typedef struct {
	const char *text;
	gsize at;
	GArray *edits;
} Walk;

/* ---- finding the places ---- */

static void
skip_space (Walk *walk)
{
	walk->at += strspn (walk->text + walk->at, " \t\r\n");
}

static void
skip_string (Walk *walk)
{
	for (walk->at++; walk->text[walk->at] != '"'; walk->at++)
		walk->at += walk->text[walk->at] == '\\' ? 1 : 0;
	walk->at++;
}

/* the text was read as JSON before, so that brackets and quotes can be relied on */
static void
skip_value (Walk *walk)
{
	guint depth = 0;
	do {
		char c = walk->text[walk->at];
		if (c == '"') {
			skip_string (walk);
			continue;
		}
		depth += c == '{' || c == '[' ? 1 : 0;
		depth -= c == '}' || c == ']' ? 1 : 0;
		walk->at += MAX (strcspn (walk->text + walk->at, ",:{}[]\" \t\r\n"), 1);
	} while (depth > 0);
}

static gboolean
has_same_parts (const RtTree *old, const RtTree *new)
{
	if (old->kind != new->kind || old->items == NULL || rt_tree_length (old) != rt_tree_length (new))
		return FALSE;
	for (guint i = 0; old->names != NULL && i < rt_tree_length (old); i++)
		if (strcmp (rt_tree_name (old, i), rt_tree_name (new, i)) != 0)
			return FALSE;
	return TRUE;
}

static void walk_value (Walk *walk, const RtTree *old, const RtTree *new);

static void
walk_parts (Walk *walk, const RtTree *old, const RtTree *new)
{
	for (guint i = 0; i < rt_tree_length (old); i++) {
		/* behind the bracket, or the comma */
		walk->at++;
		skip_space (walk);
		if (old->names != NULL) {
			skip_string (walk);
			skip_space (walk);
			walk->at++;
			skip_space (walk);
		}
		walk_value (walk, rt_tree_item (old, i), rt_tree_item (new, i));
		skip_space (walk);
	}
	walk->at++;
}

static void
walk_value (Walk *walk, const RtTree *old, const RtTree *new)
{
	gsize start = walk->at;
	if (rt_tree_same (old, new)) {
		skip_value (walk);
		return;
	}
	if (has_same_parts (old, new)) {
		walk_parts (walk, old, new);
		return;
	}
	skip_value (walk);
	GString *text = g_string_new (NULL);
	rt_tree_print (new, text);
	RtJsonEdit edit = { start, walk->at, g_string_free (text, FALSE) };
	g_array_append_val (walk->edits, edit);
}

static void
clear (gpointer data)
{
	g_free (((RtJsonEdit *) data)->text);
}

GArray *
rt_json_edits (const char *text, const RtTree *old, const RtTree *new)
{
	Walk walk = { .text = text, .edits = g_array_new (FALSE, FALSE, sizeof (RtJsonEdit)) };
	g_array_set_clear_func (walk.edits, clear);
	skip_space (&walk);
	walk_value (&walk, old, new);
	return walk.edits;
}

/* ---- making and showing them ---- */

/* the text from `start` to `end` with the edits [first, last) made */
static void
append_edited (GString *out, const char *text, gsize start, gsize end, const GArray *edits, guint first, guint last)
{
	for (guint i = first; i < last; i++) {
		const RtJsonEdit *edit = &g_array_index (edits, RtJsonEdit, i);
		g_string_append_len (out, text + start, (gssize) (edit->start - start));
		g_string_append (out, edit->text);
		start = edit->end;
	}
	g_string_append_len (out, text + start, (gssize) (end - start));
}

char *
rt_json_edited (const char *text, const GArray *edits)
{
	GString *out = g_string_new (NULL);
	append_edited (out, text, 0, strlen (text), edits, 0, edits->len);
	return g_string_free (out, FALSE);
}

static gsize
line_start (const char *text, gsize at)
{
	while (at > 0 && text[at - 1] != '\n')
		at--;
	return at;
}

static guint
append_lines (GString *out, char sign, const char *text)
{
	g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
	for (guint i = 0; lines[i] != NULL; i++)
		g_string_append_printf (out, "%c%s\n", sign, lines[i]);
	return g_strv_length (lines);
}

/* edits of the same lines together; returns where the next ones begin */
static guint
show_hunk (const char *text, const GArray *edits, guint first, gint *moved, GString *out)
{
	const RtJsonEdit *edit = &g_array_index (edits, RtJsonEdit, first);
	gsize start = line_start (text, edit->start), end = edit->end + strcspn (text + edit->end, "\n");
	guint last = first + 1, line = 1;
	for (; last < edits->len && g_array_index (edits, RtJsonEdit, last).start <= end; last++) {
		gsize behind = g_array_index (edits, RtJsonEdit, last).end;
		end = behind + strcspn (text + behind, "\n");
	}
	for (gsize i = 0; i < start; i++)
		line += text[i] == '\n' ? 1 : 0;
	g_autofree char *old = g_strndup (text + start, end - start);
	g_autoptr (GString) new = g_string_new (NULL), lines = g_string_new (NULL);
	append_edited (new, text, start, end, edits, first, last);
	guint n = append_lines (lines, '-', old), m = append_lines (lines, '+', new->str);
	g_string_append_printf (out, "@@ -%u,%u +%u,%u @@\n%s", line, n, (guint) ((gint) line + *moved), m, lines->str);
	*moved += (gint) m - (gint) n;
	return last;
}

void
rt_json_edits_show (const char *path, const char *text, const GArray *edits, GString *out)
{
	gint moved = 0;
	g_string_append_printf (out, "--- %s\n+++ %s\n", path, path);
	for (guint i = 0; i < edits->len;)
		i = show_hunk (text, edits, i, &moved, out);
}
