#include "libroute/util/json-writer.h"
#include <string.h>
#include "libroute/util/bytes.h"

char *
rt_json_grow (GString *out, gsize length)
{
	gsize end = out->len;
	g_string_set_size (out, end + length);
	return out->str + end;
}

void
rt_json_make_room (GString *out, gsize length)
{
	gsize end = out->len;
	rt_json_grow (out, length);
	g_string_truncate (out, end);
}

static void
new_line (RtJsonWriter *json)
{
	gsize end = json->out->len, indent = 2 * (gsize)json->depth;
	g_string_set_size (json->out, end + 1 + indent);
	json->out->str[end] = '\n';
	memset (json->out->str + end + 1, ' ', indent);
}

static inline char
last_of (const GString *out)
{
	return out->len > 0 ? out->str[out->len - 1] : '\0';
}

void
rt_json_indent (RtJsonWriter *json)
{
	/* the value of a key follows in the same line, behind the blank of its colon */
	if (json->depth > 0 && last_of (json->out) != ' ')
		new_line (json);
}

/* in the place of the last comma, on a line of its own */
void
rt_json_end_indented (RtJsonWriter *json, char bracket)
{
	if (last_of (json->out) == ',') {
		g_string_truncate (json->out, json->out->len - 1);
		new_line (json);
	}
	g_string_append_c (json->out, bracket);
}

/* what stands behind the backslash for each byte: a letter, 'u' for a code; 0 for bytes that stand for themselves */
static const char escapes[256] = {
	[0] = 'u', 'u', 'u', 'u', 'u', 'u', 'u', 'u', 'b', 't', 'n', 'u', 'f', 'r', 'u', 'u',
	'u', 'u', 'u', 'u', 'u', 'u', 'u', 'u', 'u', 'u', 'u', 'u', 'u', 'u', 'u', 'u',
	['"'] = '"', ['\\'] = '\\', [0x7f] = 'u'
};

static void
append_escaped (GString *out, guchar byte)
{
	static const char digits[] = "0123456789abcdef";
	char *to = rt_json_room (out, escapes[byte] == 'u' ? 6 : 2);
	to[0] = '\\';
	to[1] = escapes[byte];
	if (escapes[byte] != 'u')
		return;
	to[2] = to[3] = '0';
	to[4] = digits[byte >> 4];
	to[5] = digits[byte & 15];
}

/* how many bytes go out as they are */
static gsize
plain_length (const char *text, gsize length)
{
	guint64 beyond = 0;
	gsize n = rt_bytes_plain (text, length, &beyond);
	while (n < length && escapes[(guchar) text[n]] == 0)
		n++;
	return n;
}

/* a text that has something to escape, or is not ASCII */
static void
append_any (GString *out, const char *text, gsize length)
{
	g_autofree char *mended = NULL;
	if (!g_utf8_validate (text, (gssize) length, NULL)) {
		text = mended = g_utf8_make_valid (text, (gssize) length);
		length = strlen (text);
	}
	const char *rest = text, *end = text + length;
	while (rest < end) {
		gsize plain = plain_length (rest, (gsize) (end - rest));
		memcpy (rt_json_room (out, plain), rest, plain);
		rest += plain;
		if (rest < end)
			append_escaped (out, (guchar) *rest++);
	}
}

/* copies eight bytes or four, and tells whether all of them are ASCII that stands for itself */
static inline gboolean
copy_plain (char *to, const char *from, gsize n)
{
	/* what stands for none of the bytes is plain */
	guint64 bytes = RT_BYTES_ONES * ' ';
	memcpy (&bytes, from, n);
	memcpy (to, &bytes, n);
	return (rt_bytes_special (bytes) | (bytes & RT_BYTES_HIGHS)) == 0;
}

/* most texts are plain ASCII: each byte is looked at and copied in one go; FALSE where one is not, wherever it stands */
static gboolean
copy_if_plain (char *to, const char *text, gsize length)
{
	gsize n = 0;
	for (; n + 8 <= length; n += 8)
		if (!copy_plain (to + n, text + n, 8))
			return FALSE;
	/* the last bytes once more, some of them for the second time */
	if (length >= 8)
		return n == length || copy_plain (to + length - 8, text + length - 8, 8);
	if (length >= 4)
		return copy_plain (to, text, 4) && copy_plain (to + length - 4, text + length - 4, 4);
	for (; n < length; n++) {
		if (escapes[(guchar) text[n]] != 0 || (text[n] & 0x80) != 0)
			return FALSE;
		to[n] = text[n];
	}
	return TRUE;
}

/* in quotes; returns where that ends, or NULL when it is not plain ASCII, and takes escapes or a closer look */
static char *
put_quoted (char *to, const char *text, gsize length)
{
	*to = '"';
	if (!copy_if_plain (to + 1, text, length))
		return NULL;
	to[length + 1] = '"';
	return to + length + 2;
}

/* with what stands behind it: a comma, a colon, or nothing where that is NUL */
static void
append_quoted (GString *out, const char *text, char behind)
{
	gsize length = strlen (text);
	char *end = put_quoted (rt_json_draft (out, length + 3), text, length);
	if (end == NULL) {
		*rt_json_room (out, 1) = '"';
		append_any (out, text, length);
		end = rt_json_draft (out, 2);
		*end++ = '"';
	}
	*end = behind;
	rt_json_drafted (out, end + (behind != '\0'));
}

static void
append_blank (RtJsonWriter *json)
{
	if (json->pretty)
		*rt_json_room (json->out, 1) = ' ';
}

void
rt_json_any_key (RtJsonWriter *json, const char *key)
{
	rt_json_before (json);
	append_quoted (json->out, key, ':');
	append_blank (json);
}

void
rt_json_plain_key (RtJsonWriter *json, const char *key, gsize length)
{
	rt_json_before (json);
	char *to = rt_json_room (json->out, length + 3);
	*to++ = '"';
	memcpy (to, key, length);
	memcpy (to + length, "\":", 2);
	append_blank (json);
}

void
rt_json_string (RtJsonWriter *json, const char *text)
{
	if (text == NULL) {
		rt_json_raw (json, "null");
		return;
	}
	rt_json_before (json);
	append_quoted (json->out, text, json->depth > 0 ? ',' : '\0');
}

/* how many digits a number has */
static guint
count_digits (guint64 number)
{
	guint n = 1;
	for (; number >= 100; number /= 100)
		n += 2;
	return n + (number >= 10);
}

char *
rt_put_any_number (char *to, gint64 number)
{
	/* the most negative number has no positive twin as gint64, but it has one as guint64 */
	guint64 rest = number < 0 ? -(guint64) number : (guint64) number;
	if (number < 0)
		*to++ = '-';
	char *end = to + count_digits (rest), *digit = end;
	do
		*--digit = (char) ('0' + rest % 10);
	while ((rest /= 10) > 0);
	return end;
}

void
rt_json_append_number (GString *out, gint64 number)
{
	rt_json_drafted (out, rt_put_number (rt_json_draft (out, RT_LONGEST_NUMBER), number));
}
