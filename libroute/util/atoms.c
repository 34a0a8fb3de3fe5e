#define _GNU_SOURCE
#include "libroute/util/atoms.h"
#include <string.h>

/* what may follow a backslash, some only with braces */
#define BRACED "pPxg"
static const char plain_escapes[] = "bBdDhHnrRsStvVwWXAzZ" BRACED;
/* what may follow `(?` */
static const char *const plain_groups[] = {":", "=", "!", "<=", "<!", "s:", NULL};

static gboolean
is_plain_escape (const char *letter)
{
	if (!g_ascii_isalnum (*letter))
		return TRUE;
	return strchr (plain_escapes, *letter) != NULL && (strchr (BRACED, *letter) == NULL || letter[1] == '{');
}

static gboolean
is_plain_group (const char *inside)
{
	if (*inside != '?')
		return *inside != '*';
	for (guint i = 0; plain_groups[i] != NULL; i++)
		if (g_str_has_prefix (inside + 1, plain_groups[i]))
			return TRUE;
	return FALSE;
}

gboolean
rt_atoms_are_plain (const char *pattern)
{
	for (const char *c = pattern; *c != '\0'; c++) {
		if (*c == '(' && !is_plain_group (c + 1))
			return FALSE;
		if (*c == '\\' && (*++c == '\0' || !is_plain_escape (c)))
			return FALSE;
	}
	return TRUE;
}

/* does it stand for something else than itself, or begin what does? */
static gboolean
is_sign (char c)
{
	switch (c) {
	case '\\':
	case '^':
	case '$':
	case '.':
	case '[':
	case '|':
	case '(':
	case ')':
		return TRUE;
	default:
		return rt_atom_is_repeat (c);
	}
}

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

/* \p{...}, \x{...} and the like hold letters that are no text */
static const char *
escape_end (const char *from, const char *end)
{
	if (end - from < 2)
		return NULL;
	if (end - from == 2 || from[2] != '{' || strchr (BRACED, from[1]) == NULL)
		return from + 1 + g_utf8_skip[(guchar)from[1]];
	const char *close = memchr (from, '}', (gsize)(end - from));
	return close != NULL ? close + 1 : NULL;
}

/* a number of times holds digits that are no text; any other brace is one */
static const char *
times_end (const char *from, const char *end)
{
	const char *close = from + 1 + strspn (from + 1, "0123456789, ");
	return close < end && *close == '}' ? close + 1 : from + 1;
}

const char *
rt_atom_behind (const char *from, const char *end)
{
	if (*from == '{')
		return times_end (from, end);
	if (*from == '\\')
		return escape_end (from, end);
	if (*from == '(')
		return group_end (from, end);
	if (*from != '[')
		return g_utf8_next_char (from);
	const char *close = class_end (from, end);
	return close != NULL ? close + 1 : NULL;
}

const char *
rt_atom_behind_bound (const char *from, const char *end)
{
	const char *behind = NULL;
	if (*from == '^' && from < end)
		behind = from + 1;
	else if (end - from >= 2 && from[0] == '\\' && from[1] == 'b')
		behind = from + 2;
	else if (end - from >= 4 && from[0] == '(' && from[1] == '?' && strchr ("<=!", from[2]) != NULL)
		behind = group_end (from, end);
	return behind != NULL && behind < end && rt_atom_is_repeat (*behind) ? NULL : behind;
}

const char *
rt_atom_branch_end (const char *from, const char *end)
{
	while (from != NULL && from < end && *from != '|')
		from = is_sign (*from) ? rt_atom_behind (from, end) : from + 1;
	/* what does not close is no pattern; PCRE2 has said so */
	return from != NULL && from < end ? from : end;
}

/* the code between braces at `from`, and in `behind` where they end */
static gunichar
code_at (const char *from, const char *end, const char **behind)
{
	gunichar code = 0;
	for (; from < end && g_ascii_isxdigit (*from) && code < 0x1000; from++)
		code = code << 4 | (gunichar)g_ascii_xdigit_value (*from);
	*behind = from + 1;
	return from < end && *from == '}' ? code : 0;
}

/* 0 for what does not count: the times and division signs stand among those of Latin-1. The Angstrom sign is a letter of it to a
 * caseless pattern, and the small letters at its end have their capitals elsewhere. */
static gunichar
fold (gunichar c)
{
	if (c < 0x80)
		return g_ascii_isprint ((char)c) ? (gunichar)g_ascii_tolower ((char)c) : 0;
	c |= 0x20;
	return c >= 0xe0 && c < 0xff && c != 0xe5 && c != 0xf7 ? c : 0;
}

const char *
rt_atom_letter (const char *from, const char *end, gunichar *letter)
{
	const char *behind = from;
	gunichar c = 0;
	if (g_ascii_isalnum (*from)) {
		*letter = (gunichar)g_ascii_tolower (*from);
		return from + 1;
	}
	if (end - from > 3 && strncmp (from, "\\x{", 3) == 0)
		c = code_at (from + 3, end, &behind);
	else if (*from == '\\' ? end - from > 1 && g_ascii_ispunct (from[1]) : !is_sign (*from)) {
		from += *from == '\\';
		c = g_utf8_get_char (from);
		behind = g_utf8_next_char (from);
	}
	*letter = fold (c);
	return *letter != 0 ? behind : NULL;
}

const char *
rt_atom_inside (const char *from)
{
	if (from[1] != '?')
		return from + 1;
	return from[2] == ':' ? from + 3 : NULL;
}

gboolean
rt_atom_may_be_left_out (const char *behind, const char *end)
{
	return behind < end && *behind != '+' && rt_atom_is_repeat (*behind);
}
