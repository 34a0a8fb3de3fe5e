/* The pieces of a pattern of PCRE2, as far as its letters can be told from them: letters, classes, groups, alternatives. */
#pragma once
#include <glib.h>

/* Does a sign behind an atom say how often? */
static inline gboolean
rt_atom_is_repeat (char c)
{
	return c == '?' || c == '*' || c == '+' || c == '{';
}

/* Is every piece read the same wherever it stands? Not behind switches, quotes, verbs and comments, nor where letters
 * stand for something else. Of other patterns the functions below tell nothing. */
gboolean rt_atoms_are_plain (const char *pattern);
/* Behind the one at `from`, without the sign that repeats it; NULL when it does not end. */
const char *rt_atom_behind (const char *from, const char *end);
/* Behind what takes no letter: \b, ^, and what must or must not stand before or behind; NULL when it is something else, or
 * repeated. */
const char *rt_atom_behind_bound (const char *from, const char *end);
/* Where the alternative that begins at `from` ends: at the bar behind it, or at `end`. */
const char *rt_atom_branch_end (const char *from, const char *end);
/* Behind the letter, digit, space or sign that stands at `from`, as itself, escaped or by its code; NULL when it is none. A
 * `letter` is small; only those of ASCII and Latin-1 count, and of the latter only those that one capital goes with. */
const char *rt_atom_letter (const char *from, const char *end, gunichar *letter);
/* What is in the group at `from`, whose end is behind its bracket; NULL when it is more than a group of alternatives. */
const char *rt_atom_inside (const char *from);
/* May it be left out, to judge from the sign behind it? */
gboolean rt_atom_may_be_left_out (const char *behind, const char *end);
