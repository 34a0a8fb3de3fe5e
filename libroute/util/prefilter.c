/* Which patterns need no look: those whose letters are not in the text.
 *
 * What the matches of a pattern begin with says where it is to be looked for (beginnings.c). Where that is not plain
 * to see, from each alternative is taken a run of letters that all its matches hold: a text without any of them cannot
 * hold the pattern. Where that is not plain either, the pattern is always looked for everywhere. A prefilter saves work
 * and changes no answer. */
#define _GNU_SOURCE
#include <string.h>
#include "libroute/util/atoms.h"
#include "libroute/util/prefilter.h"

/* ---- what every match holds somewhere ---- */

typedef struct {
	GArray *literals; /* RtLiteral */
	gboolean plain; /* nothing was met that could make a match without one of the literals */
} Reading;

static void read_branches (Reading *reading, const char *from, const char *end);

gboolean
rt_literal_add (RtLiteral *literal, gunichar letter)
{
	guint n = letter < 0x80 ? 1 : 2;
	if (literal->length + n > RT_LITERAL_LONGEST)
		return FALSE;
	g_unichar_to_utf8 (letter, literal->text + literal->length);
	literal->length += (guint8)n;
	literal->text[literal->length] = '\0';
	return TRUE;
}

/* the run of letters at `from` that cannot be left out, and where it ends */
static const char *
read_run (const char *from, const char *end, RtLiteral *run)
{
	gunichar letter;
	const char *behind;
	*run = (RtLiteral){0};
	while (from < end && (behind = rt_atom_letter (from, end, &letter)) != NULL &&
	       !rt_atom_may_be_left_out (behind, end)) {
		from = behind;
		if (!rt_literal_add (run, letter))
			break;
	}
	return from;
}

/* the longest run of letters that every match of a branch holds */
static void
read_literal (Reading *reading, const char *from, const char *end)
{
	RtLiteral longest = {0}, run;
	while (from != NULL && from < end) {
		from = read_run (from, end, &run);
		if (run.length > longest.length)
			longest = run;
		from = from < end ? rt_atom_behind (from, end) : end;
	}
	if (from == NULL || longest.length < RT_LITERAL_SHORTEST)
		reading->plain = FALSE;
	else
		g_array_append_val (reading->literals, longest);
}

/* reads the group that a branch begins with; FALSE when there is none, it may be left out, or nothing is plain in there */
static gboolean
read_group (Reading *reading, const char *from, const char *end)
{
	const char *inside = from < end && *from == '(' ? rt_atom_inside (from) : NULL;
	const char *behind = inside != NULL ? rt_atom_behind (from, end) : NULL;
	if (behind == NULL || rt_atom_may_be_left_out (behind, end))
		return FALSE;
	guint kept = reading->literals->len;
	read_branches (reading, inside, behind - 1);
	if (reading->plain)
		return TRUE;
	g_array_set_size (reading->literals, kept);
	reading->plain = TRUE;
	return FALSE;
}

static void
read_branch (Reading *reading, const char *from, const char *end)
{
	for (const char *behind; (behind = rt_atom_behind_bound (from, end)) != NULL;)
		from = behind;
	if (!read_group (reading, from, end))
		read_literal (reading, from, end);
}

/* the alternatives between `|`, each on its own */
static void
read_branches (Reading *reading, const char *from, const char *end)
{
	while (reading->plain) {
		const char *branch_end = rt_atom_branch_end (from, end);
		read_branch (reading, from, branch_end);
		if (branch_end == end)
			return;
		from = branch_end + 1;
	}
}

static GArray *
literals_within (const char *pattern)
{
	Reading reading = {.literals = g_array_new (FALSE, FALSE, sizeof (RtLiteral)), .plain = TRUE};
	read_branches (&reading, pattern, pattern + strlen (pattern));
	if (reading.plain)
		return reading.literals;
	g_array_unref (reading.literals);
	return NULL;
}

/* ---- what stands behind a gap: `school.{0,30}slaan` ---- */

/* behind an atom and what repeats it */
static const char *
behind_repeat (const char *atom_end, const char *end)
{
	if (atom_end == end || !rt_atom_is_repeat (*atom_end))
		return atom_end;
	const char *behind = rt_atom_behind (atom_end, end);
	return behind < end && (*behind == '?' || *behind == '+') ? behind + 1 : behind;
}

/* Does it let through whatever stands there? Wherever a branch is cut between two atoms, both halves are in each match: that this
 * is told at sight can make no mistake. */
static gboolean
is_gap (const char *from, const char *end)
{
	for (; end - from >= 2; from++)
		if (from[0] == '.' && rt_atom_is_repeat (from[1]))
			return TRUE;
	return FALSE;
}

/* NULL: a branch has none */
static const char *
behind_gap (const char *from, const char *end)
{
	while (from < end) {
		const char *atom_end = rt_atom_behind (from, end);
		if (atom_end == NULL)
			return NULL;
		const char *behind = behind_repeat (atom_end, end);
		if (is_gap (from, behind))
			return behind;
		from = behind;
	}
	return NULL;
}

/* ---- what is told ---- */

/* NULL: of it nothing can be told */
static const char *
plain_part (const char *pattern)
{
	if (g_str_has_prefix (pattern, "(?i)"))
		pattern += strlen ("(?i)");
	return rt_atoms_are_plain (pattern) ? pattern : NULL;
}

GArray *
rt_prefilter_others (const char *pattern)
{
	g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (RtLiteral));
	gboolean any = FALSE;
	const char *at = plain_part (pattern), *end = pattern + strlen (pattern);
	for (const char *branch_end; at != NULL; at = branch_end < end ? branch_end + 1 : NULL) {
		branch_end = rt_atom_branch_end (at, end);
		const char *behind = behind_gap (at, branch_end);
		g_autoptr (GArray) some = rt_beginnings_of (behind != NULL ? behind : at, branch_end);
		if (some == NULL)
			return NULL;
		g_array_append_vals (all, some->data, some->len);
		any = any || behind != NULL;
	}
	return any ? g_steal_pointer (&all) : NULL;
}

GArray *
rt_prefilter_literals (const char *pattern, gboolean *heads)
{
	*heads = FALSE;
	pattern = plain_part (pattern);
	if (pattern == NULL)
		return NULL;
	GArray *literals = rt_beginnings_of (pattern, pattern + strlen (pattern));
	*heads = literals != NULL;
	return literals != NULL ? literals : literals_within (pattern);
}
