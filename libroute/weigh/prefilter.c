/* Which patterns cannot be in a text, told from its three-letter pieces: most patterns need no look at all.
 *
 * From a pattern are taken the literal beginnings of its alternatives, where that is plain to see; a text that
 * lacks a piece of each cannot hold the pattern. Where it is not plain, the pattern is always looked for. A
 * prefilter saves work and changes no answer. */
#define _GNU_SOURCE
#include <string.h>
#include "libroute/weigh/weigh-private.h"

/* letters a to z, a space, and anything else: five bits each */
#define OTHER 27u
#define SPACE 26u
#define SHORTEST 3u

static guint
code_of (guchar c)
{
	guchar lower = c | 0x20;
	return lower >= 'a' && lower <= 'z' && c >= 'A' ? (guint)(lower - 'a') : c == ' ' ? SPACE : OTHER;
}

static guint
piece_of (const guchar *text)
{
	return code_of (text[0]) << 10 | code_of (text[1]) << 5 | code_of (text[2]);
}

/* ---- literals of a pattern ---- */

typedef struct {
	GPtrArray *literals;
	gboolean plain; /* nothing was met that could make a match without one of the literals */
} Reading;

static void read_branches (Reading *reading, const char *from, const char *end);

/* the closing bracket of the class that opens at `from`; NULL when it does not close */
static const char *
class_end (const char *from, const char *end)
{
	from++;
	from += from < end && *from == '^' ? 1 : 0;
	from += from < end && *from == ']' ? 1 : 0; /* first of all it stands for itself */
	for (; from < end && *from != ']'; from++) {
		if (*from == '\\')
			from++;
		else if (end - from >= 2 && from[0] == '[' && from[1] == ':') {
			from = memmem (from, (gsize)(end - from), ":]", 2);
			if (from == NULL)
				return NULL;
			from++;
		}
	}
	return from < end ? from : NULL;
}

/* the end of the group that opens at `from`, behind its bracket; NULL when it does not close */
static const char *
group_end (const char *from, const char *end)
{
	guint depth = 0;
	for (; from < end; from++) {
		if (*from == '\\')
			from++;
		else if (*from == '[' && (from = class_end (from, end)) == NULL)
			return NULL;
		else if (*from == '(')
			depth++;
		else if (*from == ')' && --depth == 0)
			return from + 1;
	}
	return NULL;
}

static gboolean
may_be_left_out (const char *at, const char *end)
{
	return at < end && strchr ("?*{", *at) != NULL;
}

/* behind what stands at `from` and is no literal letter: an escape, a class, a group, a sign; NULL when it does not end */
static const char *
behind_atom (const char *from, const char *end)
{
	if (*from == '\\') {
		/* \p{...}, \x{...} and the like hold letters that are no text */
		const char *close =
		    end - from > 2 && from[2] == '{' ? memchr (from, '}', (gsize)(end - from)) : from + 1;
		return end - from >= 2 && close != NULL ? close + 1 : NULL;
	}
	if (*from == '[') {
		const char *close = class_end (from, end);
		return close != NULL ? close + 1 : NULL;
	}
	return *from == '(' ? group_end (from, end) : from + 1;
}

/* the longest run of letters that every match of the branch holds */
static void
read_literal (Reading *reading, const char *from, const char *end)
{
	const char *best = NULL;
	gsize longest = 0;
	while (from != NULL && from < end) {
		const char *at = from;
		while (at < end && (g_ascii_islower (*at) || *at == ' '))
			at++;
		/* the last letter may be the one that can be left out */
		gsize length = (gsize)(at - from) - (may_be_left_out (at, end) && at > from ? 1 : 0);
		if (length > longest) {
			best = from;
			longest = length;
		}
		from = at < end ? behind_atom (at, end) : end;
	}
	if (from == NULL || longest < SHORTEST)
		reading->plain = FALSE;
	else
		g_ptr_array_add (reading->literals, g_strndup (best, longest));
}

static void
read_branch (Reading *reading, const char *from, const char *end)
{
	while (end - from >= 2 && from[0] == '\\' && from[1] == 'b')
		from += 2;
	const char *behind = end - from >= 3 && strncmp (from, "(?:", 3) == 0 ? group_end (from, end) : NULL;
	if (behind != NULL && !may_be_left_out (behind, end))
		read_branches (reading, from + 3, behind - 1);
	else
		read_literal (reading, from, end);
}

/* the alternatives between `|`, each on its own */
static void
read_branches (Reading *reading, const char *from, const char *end)
{
	guint depth = 0;
	const char *start = from;
	for (const char *at = from; at < end && reading->plain; at++) {
		if (*at == '\\')
			at++;
		else if (*at == '[' && (at = memchr (at, ']', (gsize)(end - at))) == NULL)
			break;
		else if (*at == '(')
			depth++;
		else if (*at == ')')
			depth--;
		else if (*at == '|' && depth == 0) {
			read_branch (reading, start, at);
			start = at + 1;
		}
	}
	/* an unclosed bracket is no pattern; PCRE2 has said so */
	if (reading->plain)
		read_branch (reading, start, end);
}

GPtrArray *
rt_prefilter_literals (const char *pattern)
{
	Reading reading = {.literals = g_ptr_array_new_with_free_func (g_free), .plain = TRUE};
	if (g_str_has_prefix (pattern, "(?i)"))
		pattern += strlen ("(?i)");
	/* an extended pattern reads spaces and # otherwise; other switches are not looked into */
	if (strstr (pattern, "(?") != NULL &&
	    (strstr (pattern, "(?x") != NULL || strstr (pattern, "(?^") != NULL))
		reading.plain = FALSE;
	if (reading.plain)
		read_branches (&reading, pattern, pattern + strlen (pattern));
	if (reading.plain)
		return reading.literals;
	g_ptr_array_unref (reading.literals);
	return NULL;
}

/* ---- texts ---- */

void
rt_prefilter_read (RtPrefilter *prefilter, const char *text, gsize length)
{
	const guchar *bytes = (const guchar *)text;
	memset (prefilter, 0, sizeof *prefilter);
	/* the long s and the Kelvin sign are an s and a k to a caseless pattern */
	prefilter->everything =
	    memmem (text, length, "\xc5\xbf", 2) != NULL || memmem (text, length, "\xe2\x84\xaa", 3) != NULL;
	for (gsize i = 0; i + SHORTEST <= length; i++) {
		guint piece = piece_of (bytes + i);
		prefilter->pieces[piece / 64] |= G_GUINT64_CONSTANT (1) << piece % 64;
	}
}

static gboolean
may_hold (const RtPrefilter *prefilter, const char *literal)
{
	for (const guchar *at = (const guchar *)literal; at[2] != '\0'; at++) {
		guint piece = piece_of (at);
		if ((prefilter->pieces[piece / 64] & G_GUINT64_CONSTANT (1) << piece % 64) == 0)
			return FALSE;
	}
	return TRUE;
}

gboolean
rt_prefilter_may_match (const RtPrefilter *prefilter, const GPtrArray *literals)
{
	if (literals == NULL || prefilter->everything)
		return TRUE;
	for (guint i = 0; i < literals->len; i++)
		if (may_hold (prefilter, g_ptr_array_index (literals, i)))
			return TRUE;
	return FALSE;
}
