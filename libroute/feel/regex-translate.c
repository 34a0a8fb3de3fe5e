/* XPath patterns as PCRE2 patterns. Everything is read by a grammar of its own: what XPath does not know is
 * refused, so that nothing of PCRE2 beyond XPath can be reached. */
#include "libroute/feel/regex.h"
#include <string.h>

#define DEEPEST 50u
#define MOST_GROUPS 99u

typedef struct {
	const char *at, *end;
	GString *out;
	gboolean spaced, dot_all;
	guint depth, groups;
	gboolean closed[MOST_GROUPS + 1];
} Translator;

/* ---- pieces ----------------------------------------------------------------------------------- */

static const char *const categories[] = {
    "L",  "Lu", "Ll", "Lt", "Lm", "Lo", "M",  "Mn", "Mc", "Me", "N",  "Nd",
    "Nl", "No", "P",  "Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "Z",  "Zs",
    "Zl", "Zp", "S",  "Sm", "Sc", "Sk", "So", "C",  "Cc", "Cf", "Co", "Cn",
};

static const struct {
	const char *name;
	gunichar first, last;
} blocks[] = {
#define RT_UNICODE_BLOCK(name, first, last) {name, first, last},
#include "libroute/feel/blocks.def"
#undef RT_UNICODE_BLOCK
};

/* what may stand in a class for the letters of multi-character escapes; a capital is the complement */
static const struct {
	char letter;
	const char *set;
} escapes[] = {
    {'s', " \\t\\n\\r"},
    {'d', "\\p{Nd}"},
    {'i', ":A-Z_a-z\\x{C0}-\\x{D6}\\x{D8}-\\x{F6}\\x{F8}-\\x{2FF}\\x{370}-\\x{37D}\\x{37F}-\\x{1FFF}\\x{200C}"
	  "\\x{200D}"
	  "\\x{2070}-\\x{218F}\\x{2C00}-\\x{2FEF}\\x{3001}-\\x{D7FF}\\x{F900}-\\x{FDCF}\\x{FDF0}-\\x{FFFD}"},
    {'c',
     "\\-.0-9\\x{B7}\\x{300}-\\x{36F}\\x{203F}\\x{2040}:A-Z_a-z\\x{C0}-\\x{D6}\\x{D8}-\\x{F6}\\x{F8}-\\x{2FF}"
     "\\x{370}-\\x{37D}\\x{37F}-\\x{1FFF}\\x{200C}\\x{200D}\\x{2070}-\\x{218F}\\x{2C00}-\\x{2FEF}\\x{3001}-"
     "\\x{D7FF}"
     "\\x{F900}-\\x{FDCF}\\x{FDF0}-\\x{FFFD}"},
    {'W', "\\p{P}\\p{Z}\\p{C}"},
};

static gboolean
take (Translator *t, char c)
{
	gboolean stands = t->at < t->end && *t->at == c;
	t->at += stands;
	return stands;
}

static void
skip_spaces (Translator *t)
{
	while (t->spaced && t->at < t->end && strchr (" \t\r\n", *t->at) != NULL && *t->at != '\0')
		t->at++;
}

static gunichar
next_char (Translator *t)
{
	gunichar c = g_utf8_get_char (t->at);
	t->at = g_utf8_next_char (t->at);
	return c;
}

/* by hand: a class of an XPath pattern has dozens */
void
rt_regex_put_code (GString *out, gunichar c)
{
	char text[8] = "", *end = text + sizeof text, *at = end;
	do
		*--at = "0123456789ABCDEF"[c & 15];
	while ((c >>= 4) != 0);
	g_string_append (out, "\\x{");
	g_string_append_len (out, at, end - at);
	g_string_append_c (out, '}');
}

static void
put_char (GString *out, gunichar c)
{
	if (c < 0x80 && g_ascii_isalnum ((char)c))
		g_string_append_c (out, (char)c);
	else
		rt_regex_put_code (out, c);
}

/* \n, \., \\ ...; 0 when the escape stands for no single character */
static gunichar
single_escape (char letter)
{
	static const char from[] = "nrt", to[] = "\n\r\t";
	const char *known = strchr (from, letter);
	if (letter == '\0')
		return 0;
	if (known != NULL)
		return (gunichar)to[known - from];
	return strchr ("\\|.-^?*+{}()[]$", letter) != NULL ? (gunichar)letter : 0;
}

/* \p{Lu}, \p{IsBasicLatin}: the set, for inside of a class */
static gboolean
property (Translator *t, gboolean negated, GString *set, gboolean *complement)
{
	char name[64];
	guint n = 0;
	*complement = FALSE;
	skip_spaces (t);
	if (!take (t, '{'))
		return FALSE;
	for (skip_spaces (t); t->at < t->end && *t->at != '}' && n < sizeof name - 1; skip_spaces (t))
		name[n++] = *t->at++;
	name[n] = '\0';
	if (!take (t, '}'))
		return FALSE;
	for (guint i = 0; i < G_N_ELEMENTS (categories); i++)
		if (strcmp (categories[i], name) == 0) {
			g_string_append (set, negated ? "\\P{" : "\\p{");
			g_string_append (set, name);
			g_string_append_c (set, '}');
			return TRUE;
		}
	for (guint i = 0; i < G_N_ELEMENTS (blocks); i++)
		if (strncmp (name, "Is", 2) == 0 && strcmp (blocks[i].name, name + 2) == 0) {
			rt_regex_put_code (set, blocks[i].first);
			g_string_append_c (set, '-');
			rt_regex_put_code (set, blocks[i].last);
			*complement = negated;
			return TRUE;
		}
	return FALSE;
}

/* an escape that stands for a set; FALSE when it is none */
static gboolean
multi_escape (Translator *t, char letter, GString *set, gboolean *complement)
{
	if (letter == 'p' || letter == 'P')
		return property (t, letter == 'P', set, complement);
	for (guint i = 0; i < G_N_ELEMENTS (escapes); i++) {
		if (g_ascii_tolower (escapes[i].letter) != g_ascii_tolower (letter))
			continue;
		g_string_append (set, escapes[i].set);
		*complement = escapes[i].letter != letter;
		return TRUE;
	}
	return FALSE;
}

/* ---- classes ---------------------------------------------------------------------------------- */

static gboolean read_class (Translator *t, GString *out);

/* one character of a class, as itself or as escape; 0 when it is a set, which is then added */
static gboolean
class_atom (Translator *t, GString *set, GString *others, gunichar *c)
{
	*c = 0;
	if (t->at >= t->end || *t->at == '[' || *t->at == ']')
		return FALSE;
	if (!take (t, '\\')) {
		*c = next_char (t);
		return TRUE;
	}
	if (t->at >= t->end)
		return FALSE;
	char letter = *t->at++;
	*c = single_escape (letter);
	if (*c != 0)
		return TRUE;
	gsize begin = set->len;
	gboolean complement;
	if (!multi_escape (t, letter, set, &complement))
		return FALSE;
	if (complement) {
		g_string_append_printf (others, "|[^%s]", set->str + begin);
		g_string_truncate (set, begin);
	}
	return TRUE;
}

static gboolean
is_subtraction (const Translator *t)
{
	return t->at + 1 < t->end && t->at[0] == '-' && t->at[1] == '[';
}

static gboolean
class_part (Translator *t, GString *set, GString *others)
{
	gunichar first, last;
	if (!class_atom (t, set, others, &first))
		return FALSE;
	if (first == 0)
		return TRUE;
	put_char (set, first);
	gboolean range = t->at + 1 < t->end && *t->at == '-' && t->at[1] != '[' && t->at[1] != ']';
	if (!range)
		return TRUE;
	t->at++;
	if (!class_atom (t, set, others, &last) || last < first)
		return FALSE;
	g_string_append_c (set, '-');
	put_char (set, last);
	return TRUE;
}

static void
put_set (GString *out, const GString *set, gboolean complement)
{
	g_string_append (out, complement ? "[^" : "[");
	g_string_append_len (out, set->str, (gssize)set->len);
	g_string_append_c (out, ']');
}

static void
put_class (GString *out, const GString *set, const GString *others, gboolean negated, const GString *without)
{
	if (without->len != 0)
		g_string_append_printf (out, "(?!%s)", without->str);
	if (others->len == 0) {
		put_set (out, set, negated);
		return;
	}
	g_autoptr (GString) any = g_string_new (NULL);
	if (set->len != 0)
		g_string_append_printf (any, "[%s]%s", set->str, others->str);
	else
		g_string_append (any, others->str + 1);
	g_string_append_printf (out, negated ? "(?!%s)(?s:.)" : "(?:%s)", any->str);
}

/* behind `[`; a class minus another is that one looked at first: (?![OI])[A-Z] */
static gboolean
read_class (Translator *t, GString *out)
{
	g_autoptr (GString) set = g_string_sized_new (64), others = g_string_sized_new (1),
			    without = g_string_sized_new (1);
	gboolean negated = take (t, '^'), any = FALSE;
	if (t->depth == DEEPEST)
		return FALSE;
	t->depth++;
	while (t->at < t->end && *t->at != ']') {
		if (any && is_subtraction (t)) {
			t->at += 2;
			if (!read_class (t, without) || t->at >= t->end || *t->at != ']')
				return FALSE;
			break;
		}
		if (!class_part (t, set, others))
			return FALSE;
		any = TRUE;
	}
	t->depth--;
	if (!any || !take (t, ']'))
		return FALSE;
	g_string_append (out, "(?:");
	put_class (out, set, others, negated, without);
	g_string_append_c (out, ')');
	return TRUE;
}

/* ---- atoms ------------------------------------------------------------------------------------ */

static gboolean read_branches (Translator *t);

static gboolean
read_group (Translator *t)
{
	gboolean captures = TRUE;
	guint number = 0;
	if (t->at < t->end && *t->at == '?') {
		t->at++;
		if (!take (t, ':'))
			return FALSE;
		captures = FALSE;
	}
	if (captures && (number = ++t->groups) > MOST_GROUPS)
		return FALSE;
	g_string_append (t->out, captures ? "(" : "(?:");
	if (t->depth == DEEPEST)
		return FALSE;
	t->depth++;
	if (!read_branches (t) || !take (t, ')'))
		return FALSE;
	t->depth--;
	g_string_append_c (t->out, ')');
	t->closed[number] = captures;
	return TRUE;
}

/* \1, \12: the longest number that is a closed group */
static gboolean
read_reference (Translator *t, char digit)
{
	guint number = (guint)(digit - '0');
	if (number == 0 || !t->closed[number])
		return FALSE;
	while (t->at < t->end && g_ascii_isdigit (*t->at)) {
		guint longer = number * 10 + (guint)(*t->at - '0');
		if (longer > MOST_GROUPS || !t->closed[longer])
			break;
		number = longer;
		t->at++;
	}
	g_string_append_printf (t->out, "\\g{%u}", number);
	return TRUE;
}

static gboolean
read_escape (Translator *t)
{
	if (t->at >= t->end)
		return FALSE;
	char letter = *t->at++;
	if (g_ascii_isdigit (letter))
		return read_reference (t, letter);
	gunichar c = single_escape (letter);
	if (c != 0) {
		put_char (t->out, c);
		return TRUE;
	}
	g_autoptr (GString) set = g_string_new (NULL);
	gboolean complement;
	if (!multi_escape (t, letter, set, &complement))
		return FALSE;
	put_set (t->out, set, complement);
	return TRUE;
}

/* TRUE when something stands here that a quantifier may follow */
static gboolean
read_atom (Translator *t)
{
	char c = *t->at;
	if (strchr ("?*+{}])", c) != NULL && c != '\0')
		return FALSE;
	if (take (t, '('))
		return read_group (t);
	if (take (t, '['))
		return read_class (t, t->out);
	if (take (t, '\\'))
		return read_escape (t);
	if (take (t, '.')) {
		g_string_append (t->out, t->dot_all ? "(?s:.)" : "[^\\n\\r]");
		return TRUE;
	}
	if (c == '^' || c == '$') {
		t->at++;
		g_string_append_printf (t->out, "(?:%c)", c);
		return TRUE;
	}
	put_char (t->out, next_char (t));
	return TRUE;
}

static gboolean
read_count (Translator *t, guint *value)
{
	guint n = 0;
	for (*value = 0; t->at < t->end && g_ascii_isdigit (*t->at) && n < 5; n++)
		*value = *value * 10 + (guint)(*t->at++ - '0');
	return n != 0;
}

static gboolean
read_quantifier (Translator *t)
{
	guint least, most = 0;
	skip_spaces (t);
	if (t->at >= t->end || strchr ("?*+{", *t->at) == NULL || *t->at == '\0')
		return TRUE;
	if (take (t, '{')) {
		if (!read_count (t, &least))
			return FALSE;
		gboolean comma = take (t, ','), bounded = comma && read_count (t, &most);
		if (!take (t, '}') || (bounded && most < least))
			return FALSE;
		g_string_append_printf (t->out, bounded ? "{%u,%u}" : comma ? "{%u,}" : "{%u}", least, most);
	} else {
		g_string_append_c (t->out, *t->at++);
	}
	skip_spaces (t);
	if (take (t, '?'))
		g_string_append_c (t->out, '?');
	return TRUE;
}

static gboolean
read_branches (Translator *t)
{
	for (skip_spaces (t); t->at < t->end && *t->at != ')'; skip_spaces (t)) {
		if (take (t, '|')) {
			g_string_append_c (t->out, '|');
			continue;
		}
		if (!read_atom (t) || !read_quantifier (t))
			return FALSE;
	}
	return TRUE;
}

char *
rt_regex_translate (const char *pattern, gsize length, gboolean spaced, gboolean dot_all)
{
	g_autoptr (GString) out = g_string_new (NULL);
	Translator t = {
	    .at = pattern, .end = pattern + length, .out = out, .spaced = spaced, .dot_all = dot_all};
	if (!read_branches (&t) || t.at != t.end)
		return NULL;
	return g_string_free (g_steal_pointer (&out), FALSE);
}
