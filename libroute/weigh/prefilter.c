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
	return g_ascii_isalpha (c) ? (guint)(g_ascii_tolower (c) - 'a') : c == ' ' ? SPACE : OTHER;
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

/* the end of the group that opens at `from`, behind its bracket; NULL when it does not close */
static const char *
group_end (const char *from, const char *end)
{
	guint depth = 0;
	for (; from < end; from++) {
		if (*from == '\\')
			from++;
		else if (*from == '[')
			return NULL; /* classes hold brackets of their own; such a group is not plain */
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

static void
read_literal (Reading *reading, const char *from, const char *end)
{
	const char *at = from;
	while (at < end && (g_ascii_islower (*at) || *at == ' '))
		at++;
	if (may_be_left_out (at, end) && at > from)
		at--;
	/* a letter that repeats still stands there once */
	if ((gsize)(at - from) < SHORTEST)
		reading->plain = FALSE;
	else
		g_ptr_array_add (reading->literals, g_strndup (from, (gsize)(at - from)));
}

static void
read_branch (Reading *reading, const char *from, const char *end)
{
	while (end - from >= 2 && from[0] == '\\' && from[1] == 'b')
		from += 2;
	if (end - from < 3 || strncmp (from, "(?:", 3) != 0) {
		read_literal (reading, from, end);
		return;
	}
	const char *behind = group_end (from, end);
	if (behind == NULL || may_be_left_out (behind, end))
		reading->plain = FALSE;
	else
		read_branches (reading, from + 3, behind - 1);
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
