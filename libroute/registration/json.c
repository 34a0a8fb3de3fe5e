#define _GNU_SOURCE
#include "libroute/registration/json.h"
#include <string.h>
#include "libroute/util/bytes.h"
#include "libroute/util/limits.h"

typedef struct {
	const RtJsonEvents *events;
	gpointer receiver;
	const char *start, *at, *end; /* at: what is read next */
	guint depth;
	RtJsonScalar scalar; /* what is read, or was read last; of a key its text and length */
	char *decoded; /* the last string that had escapes; cleared at the end, as it may be about a person */
	gsize room;
	RouteError code;
	char *reason;
} Reading;

/* ---- what is not acceptable ---- */

static gboolean
refuse (Reading *reading, RouteError code, char *reason)
{
	reading->code = code;
	reading->reason = reason;
	return FALSE;
}

/* a pointer tells the value that was read last; where in the text it went wrong only the byte tells */
static gboolean
refuse_at (Reading *reading, const char *place, const char *what)
{
	return refuse (reading, ROUTE_ERROR_JSON,
		       g_strdup_printf ("%s (at byte %zu)", what, (size_t)(place - reading->start)));
}

static gboolean
is_no_json (Reading *reading, const char *what)
{
	if ((reading->at < reading->end) && (guchar)*reading->at >= 0x80 &&
	    g_utf8_get_char_validated (reading->at, reading->end - reading->at) > 0x10ffff)
		return refuse_at (reading, reading->at, "not UTF-8");
	g_autofree char *reason =
	    g_strconcat ("not JSON: ", reading->at < reading->end ? what : "it ends too early", NULL);
	return refuse_at (reading, reading->at, reason);
}

/* ---- pieces ---- */

/* the byte that is read next; NUL at the end, as none stands in the text */
static char
next (const Reading *reading)
{
	return reading->at < reading->end ? *reading->at : '\0';
}

static gboolean
take (Reading *reading, char wanted)
{
	gboolean stands = next (reading) == wanted;
	reading->at += stands;
	return stands;
}

static gboolean
is_blank (char byte)
{
	return byte == ' ' || byte == '\n' || byte == '\t' || byte == '\r';
}

G_NO_INLINE static char
skip_some_blanks (Reading *reading)
{
	while (is_blank (next (reading)))
		reading->at++;
	return next (reading);
}

/* Returns: what stands behind them. Most often there are none */
static inline char
skip_blanks (Reading *reading)
{
	char byte = next (reading);
	return (guchar)byte > ' ' ? byte : skip_some_blanks (reading);
}

static gboolean
take_digits (Reading *reading)
{
	const char *from = reading->at;
	while (g_ascii_isdigit (next (reading)))
		reading->at++;
	return reading->at > from;
}

static gboolean
is_word_going_on (const Reading *reading)
{
	return g_ascii_isalnum (next (reading)) || next (reading) == '.';
}

static gboolean
hand_out (Reading *reading, RtJsonScalar scalar)
{
	reading->scalar = scalar;
	return reading->events->scalar (reading->receiver, &reading->scalar);
}

static gboolean
read_number (Reading *reading)
{
	const char *from = reading->at;
	take (reading, '-');
	if (!take (reading, '0') && !take_digits (reading))
		return is_no_json (reading, "no value");
	if (take (reading, '.') && !take_digits (reading))
		return is_no_json (reading, "a number without digits behind its point");
	if (take (reading, 'e') || take (reading, 'E')) {
		if (!take (reading, '+'))
			take (reading, '-');
		if (!take_digits (reading))
			return is_no_json (reading, "a number without digits in its exponent");
	}
	if (is_word_going_on (reading))
		return is_no_json (reading, "a number that does not end");
	return hand_out (reading, (RtJsonScalar){.kind = RT_JSON_NUMBER, .text = from, .length = (gsize)(reading->at - from)});
}

static gboolean
read_literal (Reading *reading, const char *word, RtJsonScalar value)
{
	gsize length = strlen (word);
	if ((gsize)(reading->end - reading->at) < length || memcmp (reading->at, word, length) != 0)
		return is_no_json (reading, "no value");
	reading->at += length;
	if (is_word_going_on (reading))
		return is_no_json (reading, "no value");
	return hand_out (reading, value);
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
take_character (Reading *reading)
{
	gunichar character = g_utf8_get_char_validated (reading->at, reading->end - reading->at);
	if (character > 0x10ffff)
		return refuse_at (reading, reading->at, "not UTF-8");
	reading->at = g_utf8_next_char (reading->at);
	return TRUE;
}

/* up to the string's closing quote */
static gboolean
find_end (Reading *reading, gboolean *escaped)
{
	for (;;) {
		reading->at += rt_bytes_plain_ascii (reading->at, (gsize)(reading->end - reading->at));
		char byte = next (reading);
		if (byte == '"')
			return TRUE;
		if ((guchar)byte < 0x20)
			return is_no_json (reading, "a control character in a string");
		if ((guchar)byte >= 0x80) {
			if (!take_character (reading))
				return FALSE;
			continue;
		}
		*escaped = TRUE;
		reading->at++;
		/* whatever is escaped, it does not end the string */
		reading->at += (guchar)next (reading) < 0x80 && reading->at < reading->end;
	}
}

static gunichar
escaped_unit (Reading *reading, const char **text, const char *end)
{
	const char *escape = *text - 2; /* its backslash */
	int unit = hex4 (*text, end);
	if (unit < 0) {
		refuse_at (reading, escape, "not JSON: \\u without four hexadecimal digits");
		return 0;
	}
	*text += 4;
	if (unit == 0)
		refuse_at (reading, escape, "an escaped NUL character is not allowed");
	if (unit < 0xd800 || unit >= 0xe000)
		return (gunichar)unit;
	int low = unit < 0xdc00 && end - *text >= 6 && (*text)[0] == '\\' && (*text)[1] == 'u' ? hex4 (*text + 2, end) : -1;
	if (low < 0xdc00 || low >= 0xe000) {
		refuse_at (reading, escape, "a lone surrogate escape is no character");
		return 0;
	}
	*text += 6;
	return 0x10000 + ((gunichar)(unit - 0xd800) << 10) + (gunichar)(low - 0xdc00);
}

/* the character that stands behind a backslash; 0 when it is none */
static gunichar
escaped_character (Reading *reading, const char **text, const char *end)
{
	static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
	char letter = *(*text)++;
	if (letter == 'u')
		return escaped_unit (reading, text, end);
	const char *known = strchr (from, letter);
	if (known != NULL)
		return (gunichar)to[known - from];
	reading->at = *text - 1;
	is_no_json (reading, "an unknown escape");
	return 0;
}

/* a string is never longer than what it was written as */
static gboolean
decode (Reading *reading)
{
	const char *at = reading->scalar.text, *end = at + reading->scalar.length;
	if (reading->scalar.length > reading->room) {
		if (reading->decoded != NULL)
			explicit_bzero (reading->decoded, reading->room);
		g_free (reading->decoded);
		reading->decoded = g_try_malloc (reading->scalar.length);
		reading->room = reading->decoded != NULL ? reading->scalar.length : 0;
		if (reading->decoded == NULL)
			return refuse (reading, ROUTE_ERROR_LIMIT, g_strdup ("too large"));
	}
	char *to = reading->decoded;
	while (at < end) {
		const char *escape = memchr (at, '\\', (gsize)(end - at));
		gsize plain = (gsize)((escape != NULL ? escape : end) - at);
		memcpy (to, at, plain);
		to += plain;
		at += plain;
		if (escape == NULL)
			break;
		at++;
		gunichar character = escaped_character (reading, &at, end);
		if (character == 0)
			return FALSE;
		to += g_unichar_to_utf8 (character, to);
	}
	reading->scalar.text = reading->decoded;
	reading->scalar.length = (gsize)(to - reading->decoded);
	return TRUE;
}

/* a string that is not plain ASCII to its end */
G_NO_INLINE static gboolean
read_any_string (Reading *reading)
{
	gboolean escaped = FALSE;
	const char *from = reading->scalar.text;
	if (!find_end (reading, &escaped))
		return FALSE;
	const char *behind = reading->at + 1;
	reading->scalar.length = (gsize)(reading->at - from);
	if (escaped && !decode (reading))
		return FALSE;
	reading->at = behind;
	return TRUE;
}

/* behind an opening quote; without escapes the string is handed out where it stands */
static inline gboolean
read_string (Reading *reading)
{
	const char *from = reading->at;
	gsize plain = rt_bytes_plain_ascii (from, (gsize)(reading->end - from));
	reading->scalar = (RtJsonScalar){.kind = RT_JSON_STRING, .text = from, .length = plain};
	reading->at = from + plain;
	if (next (reading) != '"')
		return read_any_string (reading);
	reading->at++;
	return TRUE;
}

/* ---- values ---- */

static gboolean read_value (Reading *reading);

static gboolean
read_text (Reading *reading)
{
	return read_string (reading) && reading->events->scalar (reading->receiver, &reading->scalar);
}

static gboolean
read_key (Reading *reading)
{
	if (skip_blanks (reading) != '"')
		return is_no_json (reading, "no key");
	reading->at++;
	if (!read_string (reading) ||
	    !reading->events->key (reading->receiver, reading->scalar.text, reading->scalar.length))
		return FALSE;
	if (skip_blanks (reading) != ':')
		return is_no_json (reading, "no colon behind a key");
	reading->at++;
	return TRUE;
}

/* the items of a list, or the members of an object, behind its bracket */
static gboolean
read_items (Reading *reading, gboolean list)
{
	char close = list ? ']' : '}';
	char byte = skip_blanks (reading);
	for (gboolean first = TRUE; !first || byte != close; first = FALSE) {
		if ((!list && !read_key (reading)) || !read_value (reading))
			return FALSE;
		byte = skip_blanks (reading);
		if (byte != ',')
			break;
		reading->at++;
	}
	if (byte != close)
		return is_no_json (reading, list ? "no comma or ] behind an item" : "no comma or } behind a value");
	reading->at++;
	return TRUE;
}

static gboolean
read_nested (Reading *reading, gboolean list)
{
	if (reading->depth >= RT_LIMIT_DEPTH)
		return refuse (reading, ROUTE_ERROR_LIMIT, g_strdup_printf ("nested deeper than %u", RT_LIMIT_DEPTH));
	reading->depth++;
	if (!reading->events->begin (reading->receiver, list) || !read_items (reading, list))
		return FALSE;
	reading->depth--;
	return reading->events->end (reading->receiver);
}

static gboolean
read_value (Reading *reading)
{
	char byte = skip_blanks (reading);
	if (byte == '"') {
		reading->at++;
		return read_text (reading);
	}
	switch (byte) {
	case '{':
		reading->at++;
		return read_nested (reading, FALSE);
	case '[':
		reading->at++;
		return read_nested (reading, TRUE);
	case 't':
		return read_literal (reading, "true", (RtJsonScalar){.kind = RT_JSON_BOOLEAN, .boolean = TRUE});
	case 'f':
		return read_literal (reading, "false", (RtJsonScalar){.kind = RT_JSON_BOOLEAN});
	case 'n':
		return read_literal (reading, "null", (RtJsonScalar){.kind = RT_JSON_NULL});
	default:
		return read_number (reading);
	}
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

static gboolean
read_whole (Reading *reading)
{
	if (!read_value (reading))
		return FALSE;
	skip_blanks (reading);
	return reading->at == reading->end || is_no_json (reading, "something stands behind the value");
}

gboolean
rt_json_read (const char *text, gsize length, const RtJsonEvents *events, gpointer receiver, RouteError *code,
	      char **reason)
{
	*code = 0;
	*reason = refused_at_sight (text, length);
	if (*reason != NULL) {
		*code = ROUTE_ERROR_JSON;
		return FALSE;
	}
	Reading reading = {
	    .events = events, .receiver = receiver, .start = text, .at = text, .end = text + length};
	gboolean done = read_whole (&reading);
	if (reading.decoded != NULL)
		explicit_bzero (reading.decoded, reading.room);
	g_free (reading.decoded);
	*code = reading.code;
	*reason = reading.reason;
	return done;
}

/* ---- whole numbers ---- */

typedef struct {
	gboolean negative;
	guint64 digits;  /* significant digits, as far as they fit */
	gint64 exponent; /* of ten */
	gboolean fits;
} Decimal;

static void
take_digit (Decimal *number, int digit, gboolean fraction)
{
	if (number->digits > (G_MAXUINT64 - 9) / 10) {
		/* zeros may still be dropped; anything else does not fit */
		number->fits = number->fits && digit == 0;
		number->exponent += fraction ? 0 : 1;
		return;
	}
	number->digits = number->digits * 10 + (guint64) digit;
	number->exponent -= fraction ? 1 : 0;
}

static gint64
parse_exponent (const char *text, const char *end)
{
	gboolean negative = text < end && *text == '-';
	gint64 value = 0;
	for (text += text < end && (*text == '-' || *text == '+') ? 1 : 0; text < end; text++)
		value = MIN (value * 10 + (*text - '0'), 100000000);
	return negative ? -value : value;
}

gboolean
rt_json_integer (const char *text, gsize length, gint64 *value)
{
	const char *end = text + length;
	Decimal number = { .negative = text < end && *text == '-', .fits = TRUE };
	gboolean fraction = FALSE;
	for (text += number.negative ? 1 : 0; text < end && *text != 'e' && *text != 'E'; text++) {
		if (*text == '.')
			fraction = TRUE;
		else
			take_digit (&number, *text - '0', fraction);
	}
	if (text < end)
		number.exponent += parse_exponent (text + 1, end);
	for (; number.exponent < 0 && number.digits != 0 && number.digits % 10 == 0; number.exponent++)
		number.digits /= 10;
	if (number.digits == 0)
		number.exponent = 0;
	for (; number.exponent > 0 && number.digits <= G_MAXINT64 / 10; number.exponent--)
		number.digits *= 10;
	if (!number.fits || number.exponent != 0 || number.digits > G_MAXINT64)
		return FALSE;
	*value = number.negative ? -(gint64) number.digits : (gint64) number.digits;
	return TRUE;
}
