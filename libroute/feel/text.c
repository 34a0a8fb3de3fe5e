#define _GNU_SOURCE
#include "libroute/feel/text.h"
#include <string.h>

static gboolean
begins (guchar byte)
{
	return (byte & 0xc0) != 0x80;
}

gsize
rt_text_length (const char *bytes, gsize length)
{
	gsize n = 0;
	for (gsize i = 0; i < length; i++)
		n += begins ((guchar)bytes[i]);
	return n;
}

gsize
rt_text_offset (const char *bytes, gsize length, gsize index)
{
	gsize i = 0;
	for (; i < length; i++)
		if (begins ((guchar)bytes[i]) && index-- == 0)
			break;
	return i;
}

gssize
rt_text_find (const char *bytes, gsize length, const char *part, gsize part_length)
{
	const char *found = memmem (bytes, length, part, part_length);
	return found != NULL ? found - bytes : -1;
}

/* ---- capitals and small letters --------------------------------------------------------------- */

/* g_utf8_strup() asks the locale of the process what the capital of `i` is; of a letter beyond ASCII it does not, as long as
 * nothing stands around it */
void
rt_text_append_upper (const char *bytes, gsize length, GString *out)
{
	for (const char *p = bytes, *next; p < bytes + length; p = next) {
		next = g_utf8_next_char (p);
		if (next == p + 1) {
			g_string_append_c (out, g_ascii_toupper (*p));
			continue;
		}
		g_autofree char *upper = g_utf8_strup (p, next - p);
		g_string_append (out, upper);
	}
}

/* a sigma at the end of a word, which has a letter of its own */
static gboolean
is_final_sigma (gunichar before, const char *next, const char *end)
{
	return g_unichar_isalpha (before) && (next == end || !g_unichar_isalpha (g_utf8_get_char (next)));
}

void
rt_text_append_lower (const char *bytes, gsize length, GString *out)
{
	gunichar before = 0, c;
	for (const char *p = bytes, *next; p < bytes + length; p = next, before = c) {
		next = g_utf8_next_char (p);
		c = g_utf8_get_char (p);
		if (c == 0x130) /* I with a dot: the dot stays */
			g_string_append (out, "i\u0307");
		else if (c == 0x3A3)
			g_string_append_unichar (out, is_final_sigma (before, next, bytes + length) ? 0x3C2 : 0x3C3);
		else
			g_string_append_unichar (out, g_unichar_tolower (c));
	}
}

/* ---- escapes ---------------------------------------------------------------------------------- */

static gboolean
read_hex (const char *text, gsize length, gunichar *c)
{
	*c = 0;
	for (gsize i = 0; i < length; i++) {
		if (!g_ascii_isxdigit (text[i]))
			return FALSE;
		*c = *c * 16 + (gunichar)g_ascii_xdigit_value (text[i]);
	}
	return TRUE;
}

/* \uD83D\uDCA9 is one character; \U01F40E too. Returns the bytes it takes, 0 when it is no such escape. */
static gsize
read_code_point (const char *text, gsize length, gunichar *c)
{
	gunichar low;
	if (length >= 8 && text[1] == 'U' && read_hex (text + 2, 6, c))
		return g_unichar_validate (*c) && *c != 0 ? 8 : 0;
	if (length < 6 || text[1] != 'u' || !read_hex (text + 2, 4, c))
		return 0;
	if (*c >= 0xD800 && *c < 0xDC00 && length >= 12 && text[6] == '\\' && text[7] == 'u' &&
	    read_hex (text + 8, 4, &low) && low >= 0xDC00 && low < 0xE000) {
		*c = 0x10000 + ((*c - 0xD800) << 10) + (low - 0xDC00);
		return 12;
	}
	return g_unichar_validate (*c) && *c != 0 ? 6 : 0;
}

/* one escape at text[0] == '\\'; returns the bytes it takes. An unknown one keeps its backslash: regexes
 * are written so. */
static gsize
unescape (const char *text, gsize length, char **out)
{
	static const char from[] = "nrt\"\\'", to[] = "\n\r\t\"\\'";
	const char *known = length > 1 && text[1] != '\0' ? strchr (from, text[1]) : NULL;
	if (known != NULL) {
		*(*out)++ = to[known - from];
		return 2;
	}
	gunichar c;
	gsize taken = read_code_point (text, length, &c);
	if (taken != 0) {
		*out += g_unichar_to_utf8 (c, *out);
		return taken;
	}
	*(*out)++ = '\\';
	return 1;
}

gsize
rt_feel_unescape (const char *text, gsize length, char *copy)
{
	char *out = copy;
	for (gsize i = 0; i < length;)
		if (text[i] == '\\')
			i += unescape (text + i, length - i, &out);
		else
			*out++ = text[i++];
	*out = '\0';
	return (gsize)(out - copy);
}
