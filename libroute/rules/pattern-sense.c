/* Patterns that say too much or nothing: those that fit any text whatever, and parts that no text can fit. */
#include <string.h>
#include "libroute/rules/build.h"

/* ---- fits everything ---- */

/* nothing that a rule is about, and no letter, blank aside, that all of them share */
static const char *const neutral[] = { "vier bomen", "kalk en zand", "dun touw", "wit licht", "ruim huis" };

gboolean
rt_pattern_fits_all (pcre2_code *code)
{
	pcre2_match_data *data = pcre2_match_data_create_from_pattern (code, NULL);
	gboolean all = TRUE;
	for (guint i = 0; all && i < G_N_ELEMENTS (neutral); i++)
		all = pcre2_match (code, (PCRE2_SPTR) neutral[i], strlen (neutral[i]), 0, 0, data, NULL) > 0;
	pcre2_match_data_free (data);
	return all;
}

/* ---- fits nothing ---- */

typedef enum {
	ATOM_OTHER,  /* of which nothing is known here: a group, its end, an alternative, the edge */
	ATOM_SOLID,  /* one character that must be there */
	ATOM_LETTER, /* likewise, and it is of a word */
} Atom;

static Atom
atom_of (const char *c)
{
	if (*c == '\\')
		return c[1] != '\0' && strchr ("wd", c[1]) != NULL ? ATOM_LETTER
		       : c[1] != '\0' && strchr ("sSWD", c[1]) != NULL ? ATOM_SOLID : ATOM_OTHER;
	if (*c == '.')
		return ATOM_SOLID;
	if (*c == '\0' || strchr ("^$|()[]{}?*+", *c) != NULL)
		return ATOM_OTHER;
	return g_unichar_isalnum (g_utf8_get_char (c)) || *c == '_' ? ATOM_LETTER : ATOM_SOLID;
}

/* what stands here, if it must be there */
static Atom
required_at (const char *c)
{
	Atom atom = atom_of (c);
	const char *next = atom != ATOM_OTHER ? rt_pattern_behind (c) : c;
	return atom != ATOM_OTHER && *next != '\0' && strchr ("?*{", *next) != NULL ? ATOM_OTHER : atom;
}

/* where a text begins nothing comes before, where it ends nothing behind, and no word begins or ends inside one */
static const char *
contradiction (const char *c, Atom before)
{
	if (*c == '^' && before != ATOM_OTHER)
		return "`^` is where a text begins: nothing comes before it, so this fits nothing";
	if (*c == '$' && required_at (c + 1) != ATOM_OTHER)
		return "`$` is where a text ends: nothing comes behind it, so this fits nothing";
	if (c[0] == '\\' && c[1] == 'b' && before == ATOM_LETTER && required_at (c + 2) == ATOM_LETTER)
		return "`\\b` is where a word begins or ends, and never between two letters: this fits nothing";
	return NULL;
}

const char *
rt_pattern_never (const char *pattern, guint *at)
{
	Atom before = ATOM_OTHER;
	const char *nothing = strstr (pattern, "(?!)");
	if (nothing != NULL) {
		*at = (guint) (nothing - pattern);
		return "`(?!)` fits nothing, and so does what it stands in";
	}
	for (const char *c = pattern; *c != '\0';) {
		/* (?m) gives ^ and $ another meaning, and what else is in such a bracket is not read here */
		if (*c == '(' && c[1] == '?' && c[2] != ':')
			return NULL;
		if (*c == '(' && c[1] == '?') {
			before = ATOM_OTHER;
			c += strlen ("(?:");
			continue;
		}
		const char *message = contradiction (c, before), *next = rt_pattern_behind (c);
		if (message != NULL) {
			*at = (guint) (c - pattern);
			return message;
		}
		before = *next == '+' ? atom_of (c) : required_at (c);
		c = *next == '+' ? next + 1 : next;
	}
	return NULL;
}
