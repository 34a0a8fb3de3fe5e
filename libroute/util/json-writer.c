#include "libroute/util/json-writer.h"
#include <string.h>
#include "libroute/util/bytes.h"

static void
new_line (RtJsonWriter *json)
{
	g_string_append_c (json->out, '\n');
	for (guint i = 0; i < json->depth; i++)
		g_string_append (json->out, "  ");
}

static inline void
before_value (RtJsonWriter *json)
{
	if (json->keyed) {
		json->keyed = FALSE;
		return;
	}
	if (json->comma)
		g_string_append_c (json->out, ',');
	if (json->pretty && json->depth > 0)
		new_line (json);
}

void
rt_json_begin (RtJsonWriter *json, char bracket)
{
	before_value (json);
	g_string_append_c (json->out, bracket);
	json->depth++;
	json->comma = FALSE;
}

void
rt_json_end (RtJsonWriter *json, char bracket)
{
	json->depth--;
	gboolean is_empty = !json->comma;
	json->comma = FALSE;
	if (!is_empty && json->pretty)
		new_line (json);
	g_string_append_c (json->out, bracket);
	json->comma = TRUE;
}

/* what stands behind the backslash for each byte: a letter, 'u' for a code; 0 for bytes that stand for themselves */
static const char escapes[256] = {
	[0] = 'u', 'u', 'u', 'u', 'u', 'u', 'u', 'u', 'b', 't', 'n', 'u', 'f', 'r', 'u', 'u',
	'u', 'u', 'u', 'u', 'u', 'u', 'u', 'u', 'u', 'u', 'u', 'u', 'u', 'u', 'u', 'u',
	['"'] = '"', ['\\'] = '\\', [0x7f] = 'u'
};

/* Room for `length` more bytes at the end of the buffer, to be filled by the caller. */
static inline char *
grow (GString *out, gsize length)
{
	gsize end = out->len;
	if (out->allocated_len - end > length) {
		out->len = end + length;
		out->str[out->len] = '\0';
	} else {
		g_string_set_size (out, end + length);
	}
	return out->str + end;
}

static void
append_escaped (GString *out, guchar byte)
{
	static const char digits[] = "0123456789abcdef";
	char *to = grow (out, escapes[byte] == 'u' ? 6 : 2);
	to[0] = '\\';
	to[1] = escapes[byte];
	if (escapes[byte] != 'u')
		return;
	to[2] = to[3] = '0';
	to[4] = digits[byte >> 4];
	to[5] = digits[byte & 15];
}

/* how many bytes go out as they are; `beyond` gathers whether one of them is not ASCII */
static gsize
plain_length (const char *text, gsize length, guint64 *beyond)
{
	gsize n = rt_bytes_plain (text, length, beyond);
	for (; n < length && escapes[(guchar) text[n]] == 0; n++)
		*beyond |= (guchar) text[n] & 0x80;
	return n;
}

/* most texts are plain ASCII: one look at each byte, one copy of all */
static void
append_quoted (GString *out, const char *text)
{
	guint64 beyond = 0;
	gsize start = out->len, length = strlen (text);
	g_string_append_c (out, '"');
	for (const char *rest = text;; length--) {
		gsize plain = plain_length (rest, length, &beyond);
		memcpy (grow (out, plain), rest, plain);
		rest += plain;
		length -= plain;
		if (length == 0)
			break;
		append_escaped (out, (guchar) *rest++);
	}
	g_string_append_c (out, '"');
	if (beyond == 0 || g_utf8_validate (text, -1, NULL))
		return;
	g_autofree char *mended = g_utf8_make_valid (text, -1);
	g_string_truncate (out, start);
	append_quoted (out, mended);
}

void
rt_json_any_key (RtJsonWriter *json, const char *key)
{
	before_value (json);
	append_quoted (json->out, key);
	g_string_append (json->out, json->pretty ? ": " : ":");
	json->keyed = TRUE;
}

void
rt_json_plain_key (RtJsonWriter *json, const char *key, gsize length)
{
	before_value (json);
	gsize colon = json->pretty ? 2 : 1;
	char *to = grow (json->out, length + 2 + colon);
	*to++ = '"';
	memcpy (to, key, length);
	memcpy (to + length, "\": ", 1 + colon);
	json->keyed = TRUE;
}

void
rt_json_string (RtJsonWriter *json, const char *text)
{
	if (text == NULL) {
		rt_json_raw (json, "null");
		return;
	}
	before_value (json);
	append_quoted (json->out, text);
	json->comma = TRUE;
}

void
rt_json_append_number (GString *out, gint64 number)
{
	char digits[24], *digit = digits + sizeof digits;
	/* the most negative number has no positive twin as gint64, but it has one as guint64 */
	guint64 rest = number < 0 ? -(guint64) number : (guint64) number;
	do
		*--digit = (char) ('0' + rest % 10);
	while ((rest /= 10) > 0);
	if (number < 0)
		*--digit = '-';
	gsize length = (gsize) (digits + sizeof digits - digit);
	memcpy (grow (out, length), digit, length);
}

void
rt_json_number (RtJsonWriter *json, gint64 number)
{
	before_value (json);
	rt_json_append_number (json->out, number);
	json->comma = TRUE;
}

void
rt_json_raw (RtJsonWriter *json, const char *text)
{
	before_value (json);
	gsize length = strlen (text);
	memcpy (grow (json->out, length), text, length);
	json->comma = TRUE;
}

void
rt_json_piece (RtJsonWriter *json, const char *text, gsize length, gboolean within)
{
	if (!within)
		before_value (json);
	memcpy (grow (json->out, length), text, length);
	json->comma = TRUE;
}

void
rt_json_again (RtJsonWriter *json, gsize start, gsize length)
{
	before_value (json);
	/* where the buffer is, is known only when it has grown */
	char *to = grow (json->out, length);
	memcpy (to, json->out->str + start, length);
	json->comma = TRUE;
}

void
rt_json_boolean (RtJsonWriter *json, gboolean value)
{
	rt_json_raw (json, value ? "true" : "false");
}
