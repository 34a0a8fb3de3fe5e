#include "libroute/util/visible.h"
#include "libroute/util/bytes.h"

static gboolean
is_hidden (gunichar c)
{
	return (c < 0x20 && c != '\t') || (c >= 0x7f && c < 0xa0) || c == 0xad ||
	       (c >= 0x200b && c <= 0x200f) || (c >= 0x2028 && c <= 0x202e) || (c >= 0x2060 && c <= 0x2069) ||
	       c == 0xfeff;
}

gboolean
rt_text_is_utf8 (const char *text, gsize length, const char **bad)
{
	for (const char *end = text + length; text < end;) {
		if (end - text >= 8 && rt_bytes_ascii_8 (text)) {
			text += 8;
			continue;
		}
		gunichar c = g_utf8_get_char_validated (text, end - text);
		if (c == 0 || c == (gunichar)-1 || c == (gunichar)-2) {
			if (bad != NULL)
				*bad = text;
			return FALSE;
		}
		text = g_utf8_next_char (text);
	}
	return TRUE;
}

const char *
rt_text_hidden (const char *text, gsize length)
{
	for (const char *end = text + length; text < end;) {
		if (end - text >= 8 && rt_bytes_printed_8 (text)) {
			text += 8;
			continue;
		}
		if (((guchar)*text < 0x20 || (guchar)*text >= 0x7f) && is_hidden (g_utf8_get_char (text)))
			return text;
		text = g_utf8_next_char (text);
	}
	return NULL;
}

void
rt_append_visible (GString *out, const char *text, gsize length)
{
	const char *end = text + length, *hidden;
	while ((hidden = rt_text_hidden (text, (gsize)(end - text))) != NULL) {
		g_string_append_len (out, text, hidden - text);
		g_string_append (out, "\xef\xbf\xbd");
		text = g_utf8_next_char (hidden);
	}
	g_string_append_len (out, text, end - text);
}
