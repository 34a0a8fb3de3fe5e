/* Which patterns need no look: those whose letters are not in the text.
 *
 * From each alternative of a pattern is taken a run of letters that all its matches hold, where that is plain to
 * see; a text without any of them cannot hold the pattern. When all stand at the very beginning of a match, they
 * also say where it is to be looked for. Where it is not plain, the pattern is always looked for everywhere. A
 * prefilter saves work and changes no answer. */
#define _GNU_SOURCE
#include <string.h>
#include "libroute/util/prefilter.h"

#define SHORTEST 3u
/* more letters rule out little more, and make the automaton large */
#define LONGEST 12u

/* ---- literals of a pattern ---- */

typedef struct {
	GPtrArray *literals;
	gboolean plain; /* nothing was met that could make a match without one of the literals */
	gboolean heads; /* every match begins with one of them */
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

/* letters at `from` that cannot be left out, and in `behind` where they end */
static gsize
run_length (const char *from, const char *end, const char **behind)
{
	const char *at = from;
	while (at < end && (g_ascii_isalpha (*at) || *at == ' '))
		at++;
	*behind = at;
	return (gsize)(at - from) - (may_be_left_out (at, end) && at > from ? 1 : 0);
}

/* the run of letters a branch begins with, else the longest that every match of it holds */
static void
read_literal (Reading *reading, const char *from, const char *end)
{
	const char *best = NULL, *start = from, *behind = NULL;
	gsize longest = 0;
	while (from != NULL && from < end) {
		gsize length = run_length (from, end, &behind);
		if (length > longest) {
			best = from;
			longest = length;
		}
		if (from == start && length >= SHORTEST)
			break;
		from = behind < end ? behind_atom (behind, end) : end;
	}
	reading->heads = reading->heads && best == start;
	if (from == NULL || longest < SHORTEST)
		reading->plain = FALSE;
	else
		g_ptr_array_add (reading->literals,
				 g_ascii_strdown (best, (gssize)MIN (longest, LONGEST)));
}

/* behind what a branch begins with and takes no letter: \b, and what must not stand before */
static const char *
behind_bounds (const char *from, const char *end)
{
	for (;;) {
		const char *behind = NULL;
		if (end - from >= 2 && from[0] == '\\' && from[1] == 'b')
			behind = from + 2;
		else if (end - from >= 4 && strncmp (from, "(?<!", 4) == 0)
			behind = group_end (from, end);
		if (behind == NULL)
			return from;
		from = behind;
	}
}

/* what is in the group that a branch begins with, and cannot be left out; NULL when there is none */
static const char *
group_inside (const char *from, const char *end, const char **behind)
{
	if (end - from < 3 || *from != '(' || from[1] == '*' || (from[1] == '?' && from[2] != ':'))
		return NULL;
	*behind = group_end (from, end);
	return *behind == NULL || may_be_left_out (*behind, end) ? NULL : from + (from[1] == '?' ? 3 : 1);
}

static void
read_branch (Reading *reading, const char *from, const char *end)
{
	const char *behind = NULL;
	from = behind_bounds (from, end);
	const char *inside = group_inside (from, end, &behind);
	guint kept = reading->literals->len;
	gboolean heads = reading->heads;
	if (inside != NULL) {
		read_branches (reading, inside, behind - 1);
		if (reading->plain)
			return;
		/* nothing plain in there: perhaps behind it */
		g_ptr_array_set_size (reading->literals, (gint)kept);
		reading->plain = TRUE;
		reading->heads = heads;
	}
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
		else if (*at == '[' && (at = class_end (at, end)) == NULL)
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
rt_prefilter_literals (const char *pattern, gboolean *heads)
{
	Reading reading = {
	    .literals = g_ptr_array_new_with_free_func (g_free), .plain = TRUE, .heads = TRUE};
	if (g_str_has_prefix (pattern, "(?i)"))
		pattern += strlen ("(?i)");
	/* an extended pattern reads spaces and # otherwise; other switches are not looked into, nor is a match
	 * that moves its own beginning */
	if (strstr (pattern, "(?x") != NULL || strstr (pattern, "(?^") != NULL || strstr (pattern, "\\K") != NULL)
		reading.plain = FALSE;
	if (reading.plain)
		read_branches (&reading, pattern, pattern + strlen (pattern));
	*heads = reading.heads;
	if (reading.plain)
		return reading.literals;
	g_ptr_array_unref (reading.literals);
	return NULL;
}

static gboolean
has (const char *text, const char *end, const char *letter, gsize length)
{
	while ((text = memchr (text, *letter, (gsize)(end - text))) != NULL) {
		if ((gsize)(end - text) >= length && memcmp (text, letter, length) == 0)
			return TRUE;
		text++;
	}
	return FALSE;
}

gboolean
rt_prefilter_is_misled (const char *text, gsize length)
{
	/* the long s and the Kelvin sign are an s and a k to a caseless pattern */
	return has (text, text + length, "\xc5\xbf", 2) || has (text, text + length, "\xe2\x84\xaa", 3);
}
