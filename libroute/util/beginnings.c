/* What the matches of a pattern begin with: `\b(vuur)?wapen(s)?\b` with "vuurwapen" or "wapen".
 *
 * A pattern is read from its beginning, and what its matches may begin with grows by what is read: by a letter each, by
 * alternatives to as many as there are. What is no letter ends them. */
#include <string.h>
#include "libroute/util/atoms.h"
#include "libroute/util/prefilter.h"

/* what is long is seldom met, and what are many already need not become more: no choice is followed further */
#define ENOUGH 6u
#define FEW 8u
/* letters of a class */
#define MOST_LETTERS 4u

/* what stands before a word of a pattern of XPath, see feel/regex-bounds.c */
static const char xpath_before[] = "(?<!(?:[\\p{L}\\p{N}\\x{5F}]))";

typedef struct {
	RtLiteral literal;
	gboolean open; /* what is read next belongs to it */
} Beginning;

static void read_branches (GArray *all, guint from, const char *at, const char *end);

/* ---- those from one place of a list on ---- */

static Beginning *
nth (GArray *all, guint i)
{
	return &g_array_index (all, Beginning, i);
}

static void
close_all (GArray *all, guint from)
{
	for (guint i = from; i < all->len; i++)
		nth (all, i)->open = FALSE;
}

static gboolean
is_any_open (GArray *all, guint from)
{
	for (guint i = from; i < all->len; i++)
		if (nth (all, i)->open)
			return TRUE;
	return FALSE;
}

/* appends those that are open once more; returns the first of these */
static guint
copy_open (GArray *all, guint from, guint to)
{
	guint first = all->len;
	for (guint i = from; i < to; i++) {
		Beginning copy = *nth (all, i);
		if (copy.open)
			g_array_append_val (all, copy);
	}
	return first;
}

static void
drop_open (GArray *all, guint from, guint to)
{
	guint kept = from;
	for (guint i = from; i < all->len; i++)
		if (i >= to || !nth (all, i)->open)
			*nth (all, kept++) = *nth (all, i);
	g_array_set_size (all, kept);
}

static void
add_letter (GArray *all, guint from, gunichar letter)
{
	for (guint i = from; i < all->len; i++) {
		Beginning *beginning = nth (all, i);
		beginning->open = beginning->open && rt_literal_add (&beginning->literal, letter);
	}
}

static void
begin_word (GArray *all, guint from)
{
	for (guint i = from; i < all->len; i++)
		if (nth (all, i)->literal.length == 0)
			nth (all, i)->literal.begins_word = TRUE;
}

/* do more letters tell more? */
static gboolean
is_worth_more (GArray *all, guint from)
{
	guint n = 0, shortest = RT_LITERAL_LONGEST;
	for (guint i = from; i < all->len; i++) {
		if (!nth (all, i)->open)
			continue;
		shortest = MIN (shortest, nth (all, i)->literal.length);
		n++;
	}
	return n <= FEW && shortest < ENOUGH;
}

/* ---- reading ---- */

/* one of a few letters; FALSE when the class has anything else */
static gboolean
read_class (GArray *all, guint from, const char *at, const char *end)
{
	gunichar letters[MOST_LETTERS];
	guint n = 0, to = all->len;
	for (at++; at < end; n++)
		if (n == MOST_LETTERS || *at == '-' || (at = rt_atom_letter (at, end, &letters[n])) == NULL)
			return FALSE;
	for (guint i = 0; i < n; i++) {
		guint copies = copy_open (all, from, to);
		add_letter (all, copies, letters[i]);
	}
	drop_open (all, from, to);
	return TRUE;
}

/* FALSE when it is not plain what letters stand there */
static gboolean
read_atom (GArray *all, guint from, const char *at, const char *behind)
{
	gunichar letter;
	if (*at == '[')
		return read_class (all, from, at, behind - 1);
	if (*at == '(') {
		const char *inside = rt_atom_inside (at);
		if (inside != NULL)
			read_branches (all, from, inside, behind - 1);
		return inside != NULL;
	}
	if (rt_atom_letter (at, behind, &letter) == NULL)
		return FALSE;
	add_letter (all, from, letter);
	return TRUE;
}

/* an atom and what repeats it; returns where the next one stands, or `end` when nothing more can be told */
static const char *
read_piece (GArray *all, guint from, const char *at, const char *end)
{
	const char *behind = rt_atom_behind_bound (at, end);
	if (behind != NULL) {
		if (*at == '\\' || g_str_has_prefix (at, xpath_before))
			begin_word (all, from);
		return behind;
	}
	behind = rt_atom_behind (at, end);
	char sign = behind != NULL && behind < end && rt_atom_is_repeat (*behind) ? *behind : '\0';
	gboolean choice = sign == '?' || sign == '*', follows = !choice && *at != '(' && *at != '[';
	if (behind == NULL || sign == '{' || (!follows && !is_worth_more (all, from))) {
		close_all (all, from);
		return end;
	}
	guint taken = choice ? copy_open (all, from, all->len) : from;
	if (!read_atom (all, taken, at, behind))
		close_all (all, from);
	if (sign == '*' || sign == '+')
		close_all (all, taken);
	behind += sign != '\0';
	return sign != '\0' && behind < end && (*behind == '?' || *behind == '+') ? behind + 1 : behind;
}

static void
read_branch (GArray *all, guint from, const char *at, const char *end)
{
	while (at < end && is_any_open (all, from)) {
		/* most of what patterns are made of: a letter that nothing repeats */
		gboolean letter = g_ascii_isalnum (*at) && (at + 1 == end || !rt_atom_is_repeat (at[1]));
		if (letter)
			add_letter (all, from, (gunichar)g_ascii_tolower (*at++));
		else
			at = read_piece (all, from, at, end);
	}
}

/* those that are open, each followed by each of the alternatives */
static void
read_branches (GArray *all, guint from, const char *at, const char *end)
{
	guint to = all->len;
	for (;;) {
		const char *branch_end = rt_atom_branch_end (at, end);
		guint copies = copy_open (all, from, to);
		read_branch (all, copies, at, branch_end);
		if (branch_end == end)
			break;
		at = branch_end + 1;
	}
	drop_open (all, from, to);
}

/* ---- what is told ---- */

static int
by_text (gconstpointer a, gconstpointer b)
{
	const RtLiteral *x = a, *y = b;
	int order = strcmp (x->text, y->text);
	return order != 0 ? order : x->begins_word - y->begins_word;
}

/* whatever place begins with the longer one begins with the shorter one */
static gboolean
is_beginning_of (const RtLiteral *shorter, const RtLiteral *longer)
{
	return g_str_has_prefix (longer->text, shorter->text) && (!shorter->begins_word || longer->begins_word);
}

static void
drop_longer (GArray *literals)
{
	guint kept = 0;
	g_array_sort (literals, by_text);
	for (guint i = 0; i < literals->len; i++) {
		RtLiteral literal = g_array_index (literals, RtLiteral, i);
		if (kept == 0 || !is_beginning_of (&g_array_index (literals, RtLiteral, kept - 1), &literal))
			g_array_index (literals, RtLiteral, kept++) = literal;
	}
	g_array_set_size (literals, kept);
}

static gboolean
is_sign (char c)
{
	return g_ascii_isprint (c) && !g_ascii_isalnum (c) && c != '_';
}

GArray *
rt_beginnings_of (const char *pattern, const char *end)
{
	g_autoptr (GArray) all = g_array_sized_new (FALSE, FALSE, sizeof (Beginning), 2 * FEW);
	g_autoptr (GArray) literals = g_array_sized_new (FALSE, FALSE, sizeof (RtLiteral), FEW);
	Beginning none = {.open = TRUE};
	g_array_append_val (all, none);
	read_branches (all, 0, pattern, end);
	for (guint i = 0; i < all->len; i++) {
		RtLiteral literal = nth (all, i)->literal;
		/* before what is no letter \b stands behind a word */
		literal.begins_word = literal.begins_word && !is_sign (literal.text[0]);
		/* words that begin with two letters are few */
		if (literal.length + literal.begins_word < RT_LITERAL_SHORTEST)
			return NULL;
		g_array_append_val (literals, literal);
	}
	drop_longer (literals);
	return g_steal_pointer (&literals);
}
