#define _GNU_SOURCE
#include "libroute/registration/scan.h"
#include <string.h>

/* ---- what is not acceptable ---- */

static gboolean
refuse (RtScan *scan, RouteError code, char *reason)
{
	scan->code = code;
	scan->reason = reason;
	return FALSE;
}

/* a pointer tells the value that was read last; where in the text it went wrong only the byte tells */
static gboolean
refuse_at (RtScan *scan, const char *place, const char *what)
{
	return refuse (scan, ROUTE_ERROR_JSON,
		       g_strdup_printf ("%s (at byte %zu)", what, (size_t)(place - scan->start)));
}

gboolean
rt_scan_refuse (RtScan *scan, const char *what)
{
	if ((scan->at < scan->end) && (guchar)*scan->at >= 0x80 &&
	    g_utf8_get_char_validated (scan->at, scan->end - scan->at) > 0x10ffff)
		return refuse_at (scan, scan->at, "not UTF-8");
	g_autofree char *reason =
	    g_strconcat ("not JSON: ", scan->at < scan->end ? what : "it ends too early", NULL);
	return refuse_at (scan, scan->at, reason);
}

/* ---- pieces ---- */

static gboolean
take (RtScan *scan, char wanted)
{
	gboolean stands = rt_scan_byte (scan) == wanted;
	scan->at += stands;
	return stands;
}

static gboolean
is_blank (char byte)
{
	return byte == ' ' || byte == '\n' || byte == '\t' || byte == '\r';
}

char
rt_scan_skip (RtScan *scan)
{
	while (is_blank (rt_scan_byte (scan)))
		scan->at++;
	return rt_scan_byte (scan);
}

static gboolean
take_digits (RtScan *scan)
{
	const char *from = scan->at;
	while (g_ascii_isdigit (rt_scan_byte (scan)))
		scan->at++;
	return scan->at > from;
}

static gboolean
is_word_going_on (const RtScan *scan)
{
	return g_ascii_isalnum (rt_scan_byte (scan)) || rt_scan_byte (scan) == '.';
}

static gboolean
read_number (RtScan *scan)
{
	const char *from = scan->at;
	take (scan, '-');
	if (!take (scan, '0') && !take_digits (scan))
		return rt_scan_refuse (scan, "no value");
	if (take (scan, '.') && !take_digits (scan))
		return rt_scan_refuse (scan, "a number without digits behind its point");
	if (take (scan, 'e') || take (scan, 'E')) {
		if (!take (scan, '+'))
			take (scan, '-');
		if (!take_digits (scan))
			return rt_scan_refuse (scan, "a number without digits in its exponent");
	}
	if (is_word_going_on (scan))
		return rt_scan_refuse (scan, "a number that does not end");
	scan->scalar = (RtJsonScalar){ .kind = RT_JSON_NUMBER, .text = from, .length = (gsize) (scan->at - from) };
	return TRUE;
}

static inline gboolean
read_literal (RtScan *scan, const char *word, gsize length, RtJsonScalar value)
{
	if ((gsize)(scan->end - scan->at) < length || memcmp (scan->at, word, length) != 0)
		return rt_scan_refuse (scan, "no value");
	scan->at += length;
	if (is_word_going_on (scan))
		return rt_scan_refuse (scan, "no value");
	scan->scalar = value;
	return TRUE;
}

/* ---- strings ---- */

static int
hex4 (const char *text, const char *end)
{
	int value = 0;
	if (end - text < 4)
		return -1;
	for (int i = 0; i < 4; i++) {
		int digit = g_ascii_xdigit_value (text[i]);
		if (digit < 0)
			return -1;
		value = value << 4 | digit;
	}
	return value;
}

/* a character that is not ASCII */
static gboolean
take_character (RtScan *scan)
{
	gunichar character = g_utf8_get_char_validated (scan->at, scan->end - scan->at);
	if (character > 0x10ffff)
		return refuse_at (scan, scan->at, "not UTF-8");
	scan->at = g_utf8_next_char (scan->at);
	return TRUE;
}

/* up to the string's closing quote */
static gboolean
find_end (RtScan *scan, gboolean *escaped)
{
	for (;;) {
		scan->at += rt_bytes_plain_ascii (scan->at, (gsize)(scan->end - scan->at));
		char byte = rt_scan_byte (scan);
		if (byte == '"')
			return TRUE;
		if ((guchar)byte < 0x20)
			return rt_scan_refuse (scan, "a control character in a string");
		if ((guchar)byte >= 0x80) {
			if (!take_character (scan))
				return FALSE;
			continue;
		}
		*escaped = TRUE;
		scan->at++;
		/* whatever is escaped, it does not end the string */
		scan->at += (guchar)rt_scan_byte (scan) < 0x80 && scan->at < scan->end;
	}
}

static gunichar
escaped_unit (RtScan *scan, const char **text, const char *end)
{
	const char *escape = *text - 2; /* its backslash */
	int unit = hex4 (*text, end);
	if (unit < 0) {
		refuse_at (scan, escape, "not JSON: \\u without four hexadecimal digits");
		return 0;
	}
	*text += 4;
	if (unit == 0)
		refuse_at (scan, escape, "an escaped NUL character is not allowed");
	if (unit < 0xd800 || unit >= 0xe000)
		return (gunichar)unit;
	int low = unit < 0xdc00 && end - *text >= 6 && (*text)[0] == '\\' && (*text)[1] == 'u' ? hex4 (*text + 2, end) : -1;
	if (low < 0xdc00 || low >= 0xe000) {
		refuse_at (scan, escape, "a lone surrogate escape is no character");
		return 0;
	}
	*text += 6;
	return 0x10000 + ((gunichar)(unit - 0xd800) << 10) + (gunichar)(low - 0xdc00);
}

/* the character that stands behind a backslash; 0 when it is none */
static gunichar
escaped_character (RtScan *scan, const char **text, const char *end)
{
	static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
	char letter = *(*text)++;
	if (letter == 'u')
		return escaped_unit (scan, text, end);
	const char *known = strchr (from, letter);
	if (known != NULL)
		return (gunichar)to[known - from];
	scan->at = *text - 1;
	rt_scan_refuse (scan, "an unknown escape");
	return 0;
}

/* a string is never longer than what it was written as */
static gboolean
decode (RtScan *scan)
{
	const char *at = scan->scalar.text, *end = at + scan->scalar.length;
	if (scan->scalar.length > scan->room) {
		if (scan->decoded != NULL)
			explicit_bzero (scan->decoded, scan->room);
		g_free (scan->decoded);
		scan->decoded = g_try_malloc (scan->scalar.length);
		scan->room = scan->decoded != NULL ? scan->scalar.length : 0;
		if (scan->decoded == NULL)
			return refuse (scan, ROUTE_ERROR_LIMIT, g_strdup ("too large"));
	}
	char *to = scan->decoded;
	while (at < end) {
		const char *escape = memchr (at, '\\', (gsize)(end - at));
		gsize plain = (gsize)((escape != NULL ? escape : end) - at);
		memcpy (to, at, plain);
		to += plain;
		at += plain;
		if (escape == NULL)
			break;
		at++;
		gunichar character = escaped_character (scan, &at, end);
		if (character == 0)
			return FALSE;
		to += g_unichar_to_utf8 (character, to);
	}
	scan->scalar.text = scan->decoded;
	scan->scalar.length = (gsize)(to - scan->decoded);
	return TRUE;
}

/* a string that is not plain ASCII to its end */
gboolean
rt_scan_any_string (RtScan *scan)
{
	gboolean escaped = FALSE;
	const char *from = scan->scalar.text;
	if (!find_end (scan, &escaped))
		return FALSE;
	const char *behind = scan->at + 1;
	scan->scalar.length = (gsize)(scan->at - from);
	if (escaped && !decode (scan))
		return FALSE;
	scan->at = behind;
	return TRUE;
}

/* ---- values ---- */

gboolean
rt_scan_no_string (RtScan *scan, char byte)
{
	switch (byte) {
	case 't':
		return read_literal (scan, "true", 4, (RtJsonScalar){ .kind = RT_JSON_BOOLEAN, .boolean = TRUE });
	case 'f':
		return read_literal (scan, "false", 5, (RtJsonScalar){ .kind = RT_JSON_BOOLEAN });
	case 'n':
		return read_literal (scan, "null", 4, (RtJsonScalar){ .kind = RT_JSON_NULL });
	default:
		return read_number (scan);
	}
}

gboolean
rt_scan_refuse_depth (RtScan *scan)
{
	return refuse (scan, ROUTE_ERROR_LIMIT, g_strdup_printf ("nested deeper than %u", RT_LIMIT_DEPTH));
}

/* ---- the whole ---- */

static gboolean
is_all_blank (const char *text, gsize length)
{
	for (gsize i = 0; i < length; i++)
		if (!is_blank (text[i]))
			return FALSE;
	return TRUE;
}

/* what can be said of the text before any of it is parsed */
static char *
refused_at_sight (const char *text, gsize length)
{
	if (length >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0)
		return g_strdup ("a byte order mark is not allowed");
	if (is_all_blank (text, length))
		return g_strdup ("there is no JSON value");
	const char *nul = memchr (text, '\0', length);
	if (nul != NULL)
		return g_strdup_printf ("a NUL byte is not allowed (at byte %zu)", (size_t)(nul - text));
	return NULL;
}

gboolean
rt_scan_begin (RtScan *scan, const char *text, gsize length)
{
	*scan = (RtScan){ .start = text, .at = text, .end = text + length };
	char *reason = refused_at_sight (text, length);
	return reason == NULL || refuse (scan, ROUTE_ERROR_JSON, reason);
}

gboolean
rt_scan_end (RtScan *scan)
{
	rt_scan_next (scan);
	return scan->at == scan->end || rt_scan_refuse (scan, "something stands behind the value");
}

void
rt_scan_clear (RtScan *scan)
{
	if (scan->decoded != NULL)
		explicit_bzero (scan->decoded, scan->room);
	g_free (scan->decoded);
	g_free (scan->reason);
}
