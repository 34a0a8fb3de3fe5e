/* Patterns of XPath have no word boundary, so that rules spell the neighbouring character out:
 * `(^|[^\p{L}\p{N}_])mes([^\p{L}\p{N}_]|$)`. Where only whether a pattern matches is asked, that is looked at instead
 * of consumed: the pattern then begins with its own first letter, which PCRE2 looks for fast. */
#include <string.h>
#include "libroute/feel/regex.h"

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

/* behind an escape or a class, or just the next character */
static const char *
behind (const char *c, const char *end)
{
	if (*c == '\\')
		return MIN (c + 2, end);
	if (*c == '[')
		while (c < end && *c != ']')
			c += *c == '\\' ? 2 : 1;
	return MIN (c + 1, end);
}

/* where the branch that begins here ends: at a bar outside of groups, or with the pattern */
static const char *
branch_end (const char *c, const char *end)
{
	for (guint depth = 0; c < end; c = behind (c, end)) {
		if (*c == '|' && depth == 0)
			return c;
		depth += *c == '(' ? 1u : *c == ')' ? -1u : 0;
	}
	return end;
}

/* what is between holds no number of a group, which would change */
static gboolean
stands_alone (Piece pattern)
{
	for (const char *c = pattern.at; c < pattern.end; c = behind (c, pattern.end))
		if (*c == '\\' && (c + 1 == pattern.end || g_ascii_isdigit (c[1])))
			return FALSE;
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

/* one branch that begins with a spelled out neighbour, and may end with one */
static gboolean
put_branch (GString *out, Piece branch, gboolean dot_all)
{
	Piece rest = branch, left, right;
	if (!take_before (&rest, &left))
		return FALSE;
	Piece inner = rest;
	gboolean has_end = take_ahead (&inner, &right);
	if (has_end)
		rest = inner;
	if (!stands_alone (rest))
		return FALSE;
	g_autofree char *translated =
	    rt_regex_translate (rest.at, (gsize)(rest.end - rest.at), FALSE, dot_all);
	if (translated == NULL || !put_bound (out, "<!", left))
		return FALSE;
	g_string_append (out, translated);
	return !has_end || put_bound (out, "!", right);
}

char *
rt_regex_translate_test (const char *pattern, gsize length, gboolean dot_all)
{
	g_autoptr (GString) out = g_string_new (NULL);
	const char *end = pattern + length, *from = pattern;
	for (;;) {
		Piece branch = {from, branch_end (from, end)};
		if (!put_branch (out, branch, dot_all))
			return NULL;
		if (branch.end == end)
			return g_string_free (g_steal_pointer (&out), FALSE);
		g_string_append_c (out, '|');
		from = branch.end + 1;
	}
}
