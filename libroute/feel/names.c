/* Names as tokens: words and signs with free white space between them. */
#include "libroute/feel/scope.h"
#include "libroute/util/words.h"
#include <string.h>

static gboolean
is_space (gunichar c)
{
	return c == 0xFEFF || c == 0x200B || c == 0x180E || g_unichar_isspace (c) || c == 0x85;
}

/* the characters beyond ASCII that the standard has in names; the signs between them are not: quotes, dashes, arrows */
static gboolean
is_name_part (gunichar c)
{
	static const struct {
		gunichar from, to;
	} ranges[] = {
	    {0xB7, 0xB7},     {0xC0, 0xD6},     {0xD8, 0xF6},     {0xF8, 0x37D},    {0x37F, 0x1FFF},
	    {0x200C, 0x200D}, {0x203F, 0x2040}, {0x2070, 0x218F}, {0x2C00, 0x2FEF}, {0x3001, 0xD7FF},
	    {0xF900, 0xFDCF}, {0xFDF0, 0xFFFD}, {0x10000, 0xEFFFF},
	};
	for (guint i = 0; i < G_N_ELEMENTS (ranges) && c >= ranges[i].from; i++)
		if (c <= ranges[i].to)
			return !is_space (c);
	return FALSE;
}

gboolean
rt_feel_is_name_char (const char *text, gsize length, gsize at, gsize *next)
{
	if (at >= length)
		return FALSE;
	guchar c = text[at];
	*next = at + 1;
	if (c < 0x80)
		return g_ascii_isalnum (c) || c == '_' || c == '?';
	*next = MIN (length, (gsize)(g_utf8_next_char (text + at) - text));
	return is_name_part (g_utf8_get_char (text + at));
}

static gsize
skip_comment (const char *text, gsize length, gsize at)
{
	if (at + 1 >= length || text[at] != '/')
		return at;
	if (text[at + 1] == '/') {
		const char *end = memchr (text + at, '\n', length - at);
		return end != NULL ? (gsize)(end - text) : length;
	}
	if (text[at + 1] != '*')
		return at;
	const char *end = g_strstr_len (text + at + 2, (gssize)(length - at - 2), "*/");
	return end != NULL ? (gsize)(end - text) + 2 : length;
}

static gsize
skip_white (const char *text, gsize length, gsize at)
{
	while (at < length) {
		guchar c = text[at];
		if (c == ' ' || (c >= '\t' && c <= '\r')) {
			at++;
			continue;
		}
		if (c < 0x80 || !is_space (g_utf8_get_char (text + at)))
			break;
		at = (gsize)(g_utf8_next_char (text + at) - text);
	}
	return at;
}

/* a sign of ASCII that begins neither white space nor a comment */
static gboolean
is_solid (char c)
{
	return c > ' ' && c < 0x7f && c != '/';
}

gsize
rt_feel_skip_space (const char *text, gsize length, gsize at)
{
	/* asked before everything that may stand somewhere, and mostly in vain */
	if (at < length && is_solid (text[at]))
		return at;
	for (gsize before = length + 1; before != at;) {
		before = at;
		at = skip_comment (text, length, skip_white (text, length, at));
	}
	return at;
}

static gsize
word_end (const char *text, gsize length, gsize at)
{
	for (gsize next; rt_feel_is_name_char (text, length, at, &next);)
		at = next;
	return at;
}

gsize
rt_feel_name_match (const RtFeelName *name, const char *text, gsize length, gsize at)
{
	/* most names differ in their first letter */
	if (name->length > 0 && is_solid (name->text[0]) && (at >= length || text[at] != name->text[0]))
		return 0;
	gsize same = 0;
	while (same < name->length && at + same < length && text[at + same] == name->text[same])
		same++;
	/* or in a later one: of what stands there each is a sign of its own, and no blank */
	if (same < name->length && at + same < length && is_solid (name->text[same]) && is_solid (text[at + same]))
		return 0;
	for (gsize i = 0; (i = skip_white (name->text, name->length, i)) < name->length;) {
		if (i != 0)
			at = skip_white (text, length, at);
		gsize word = word_end (name->text, name->length, i) - i;
		gsize n = MAX (word, 1u);
		if (at + n > length || memcmp (name->text + i, text + at, n) != 0)
			return 0;
		/* the word that is written must not go on */
		if (word != 0 && word_end (text, length, at + n) != at + n)
			return 0;
		i += n;
		at += n;
	}
	return at;
}

RtFeelName
rt_feel_name (const char *text, gsize length)
{
	guint32 hash = 2166136261u;
	for (gsize i = 0; i < length; i++)
		hash = (hash ^ (guchar)text[i]) * 16777619u;
	return (RtFeelName){text, (guint32)length, hash};
}

/* ---- did you mean ----------------------------------------------------------------------------- */

void
rt_feel_nearest_consider (const RtFeelName *name, gpointer user_data)
{
	RtFeelNearest *nearest = user_data;
	if (name->length > RT_WORDS_LONGEST_COMPARED || nearest->length > RT_WORDS_LONGEST_COMPARED)
		return;
	g_autofree char *written = g_ascii_strdown (nearest->written, (gssize)nearest->length);
	g_autofree char *known = g_ascii_strdown (name->text, name->length);
	guint distance = rt_words_distance (written, nearest->length, known, name->length);
	guint near = MAX (1u, ((guint)MIN (nearest->length, name->length) + 1) / 3);
	/* of two names of one letter each is one letter away from the other */
	gboolean alike = distance < MAX (nearest->length, name->length);
	if (!alike || distance > near || (nearest->name != NULL && distance >= nearest->distance))
		return;
	nearest->name = name->text;
	nearest->name_length = name->length;
	nearest->distance = distance;
}
