/* Patterns of XPath have no word boundary, so that rules spell the neighbouring character out:
 * `(^|[^\p{L}\p{N}_])mes([^\p{L}\p{N}_]|$)`. Where only whether a pattern matches is asked, that is looked at instead
 * of consumed: the pattern then begins with its own first letter, which PCRE2 looks for fast. */
#include <string.h>
#include "libroute/feel/regex.h"
#include "libroute/util/prefilter.h"

static const char before[] = "(^|[^", behind_before[] = "])", ahead[] = "([^", behind_ahead[] = "]|$)";

typedef struct {
	const char *at, *end;
} Piece;

/* a class of letters and escapes alone: brackets, ranges and subtraction are left as they stand */
static gboolean
is_plain_class (Piece piece)
{
	for (const char *c = piece.at; c < piece.end; c++)
		if (*c == '\0' || strchr ("[]-^", *c) != NULL)
			return FALSE;
	return piece.end > piece.at;
}

/* takes `(^|[^...])` from the beginning; nothing may repeat it */
static gboolean
take_before (Piece *pattern, Piece *class)
{
	gsize length = (gsize)(pattern->end - pattern->at);
	if (length < sizeof before || memcmp (pattern->at, before, sizeof before - 1) != 0)
		return FALSE;
	const char *at = pattern->at + sizeof before - 1;
	const char *end = memchr (at, ']', (gsize)(pattern->end - at));
	if (end == NULL || pattern->end - end < 3 || memcmp (end, behind_before, 2) != 0 ||
	    strchr ("?*+{", end[2]) != NULL)
		return FALSE;
	*class = (Piece){at, end};
	pattern->at = end + 2;
	return is_plain_class (*class);
}

/* takes `([^...]|$)` from the end, unless its bracket is escaped */
static gboolean
take_ahead (Piece *pattern, Piece *class)
{
	gsize tail = sizeof behind_ahead - 1;
	if ((gsize)(pattern->end - pattern->at) <= tail + sizeof ahead ||
	    memcmp (pattern->end - tail, behind_ahead, tail) != 0)
		return FALSE;
	const char *end = pattern->end - tail, *at = g_strrstr_len (pattern->at, end - pattern->at, ahead);
	if (at == NULL || at == pattern->at || at[-1] == '\\')
		return FALSE;
	*class = (Piece){at + sizeof ahead - 1, end};
	pattern->end = at;
	return is_plain_class (*class);
}

/* what is between must stand alone: one branch, and no number of a group that would change */
static gboolean
stands_alone (Piece pattern)
{
	guint depth = 0;
	for (const char *c = pattern.at; c < pattern.end; c++) {
		if (*c == '\\') {
			/* the letter behind a backslash is itself; a digit would be the number of a group */
			if (++c == pattern.end || g_ascii_isdigit (*c))
				return FALSE;
		} else if (*c == '[') {
			while (c + 1 < pattern.end && *c != ']')
				c += *c == '\\' ? 2 : 1;
		} else if (*c == '(' || *c == ')') {
			depth += *c == '(' ? 1u : -1u;
		} else if (*c == '|' && depth == 0) {
			return FALSE;
		}
	}
	return TRUE;
}

/* `(?<![...])` or `(?![...])` */
static gboolean
put_bound (GString *out, const char *kind, Piece class)
{
	g_autofree char *set = g_strdup_printf ("[%.*s]", (int)(class.end - class.at), class.at);
	g_autofree char *translated = rt_regex_translate (set, strlen (set), FALSE, FALSE);
	if (translated == NULL)
		return FALSE;
	g_string_append_printf (out, "(?%s%s)", kind, translated);
	return TRUE;
}

char *
rt_regex_translate_test (const char *pattern, gsize length, gboolean dot_all)
{
	Piece rest = {pattern, pattern + length}, left, right;
	if (!take_before (&rest, &left))
		return NULL;
	Piece inner = rest;
	gboolean has_end = take_ahead (&inner, &right);
	if (has_end)
		rest = inner;
	if (!stands_alone (rest))
		return NULL;
	g_autofree char *translated =
	    rt_regex_translate (rest.at, (gsize)(rest.end - rest.at), FALSE, dot_all);
	g_autoptr (GString) out = g_string_new (NULL);
	if (translated == NULL || !put_bound (out, "<!", left))
		return NULL;
	g_string_append (out, translated);
	if (has_end && !put_bound (out, "!", right))
		return NULL;
	return g_string_free (g_steal_pointer (&out), FALSE);
}

RtAutomaton *
rt_regex_literals (const char *translated)
{
	gboolean heads;
	g_autoptr (GPtrArray) literals = rt_prefilter_literals (translated, &heads);
	if (literals == NULL)
		return NULL;
	RtAutomaton *automaton = rt_automaton_new ();
	gboolean all = TRUE;
	for (guint i = 0; i < literals->len && all; i++)
		all = rt_automaton_add (automaton, g_ptr_array_index (literals, i), 0);
	rt_automaton_finish (automaton);
	if (!all)
		g_clear_pointer (&automaton, rt_automaton_free);
	return automaton;
}
