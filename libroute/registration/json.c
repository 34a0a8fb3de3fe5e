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

static void
skip_blanks (Reading *reading)
{
	while (reading->at < reading->end &&
	       (*reading->at == ' ' || *reading->at == '\n' || *reading->at == '\t' || *reading->at == '\r'))
		reading->at++;
}

static gboolean
take (Reading *reading, char wanted)
{
	gboolean stands = reading->at < reading->end && *reading->at == wanted;
	reading->at += stands;
	return stands;
}

static gboolean
take_digits (Reading *reading)
{
	const char *from = reading->at;
	while (reading->at < reading->end && g_ascii_isdigit (*reading->at))
		reading->at++;
	return reading->at > from;
}

static gboolean
is_word_going_on (const Reading *reading)
{
	return reading->at < reading->end && (g_ascii_isalnum (*reading->at) || *reading->at == '.');
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
	const RtJsonScalar number = {.kind = RT_JSON_NUMBER, .text = from, .length = (gsize)(reading->at - from)};
	return reading->events->scalar (reading->receiver, &number);
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
	return reading->events->scalar (reading->receiver, &value);
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

/* behind the string's closing quote, or NULL; what stands before is looked through for what is no text */
static const char *
find_end (Reading *reading, guint64 *beyond, gboolean *escaped)
{
	for (;;) {
		reading->at += rt_bytes_plain (reading->at, (gsize)(reading->end - reading->at), beyond);
		/* at most eight bytes on there is something else, or the text ends */
		for (guint i = 0; i < 8; i++, reading->at++) {
			if (reading->at == reading->end || (guchar)*reading->at < 0x20)
				return NULL;
			if (*reading->at == '"')
				return reading->at + 1;
			*beyond |= (guchar)*reading->at & 0x80;
			if (*reading->at != '\\')
				continue;
			*escaped = TRUE;
			/* whatever is escaped, it does not end the string */
			if (++reading->at == reading->end)
				return NULL;
		}
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
decode (Reading *reading, const char **text, gsize *length)
{
	const char *at = *text, *end = at + *length;
	if (*length > reading->room) {
		if (reading->decoded != NULL)
			explicit_bzero (reading->decoded, reading->room);
		g_free (reading->decoded);
		reading->room = *length;
		reading->decoded = g_malloc (reading->room);
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
	*text = reading->decoded;
	*length = (gsize)(to - reading->decoded);
	return TRUE;
}

/* behind an opening quote; without escapes the string is handed out where it stands */
static gboolean
read_string (Reading *reading, const char **text, gsize *length)
{
	guint64 beyond = 0;
	gboolean escaped = FALSE;
	const char *wrong;
	*text = reading->at;
	const char *behind = find_end (reading, &beyond, &escaped);
	*length = (gsize)(reading->at - *text);
	if (beyond != 0 && !g_utf8_validate_len (*text, *length, &wrong))
		return refuse_at (reading, wrong, "not UTF-8");
	/* a string that does not end may end within an escape */
	if (behind == NULL)
		return is_no_json (reading, "a control character in a string");
	if (escaped && !decode (reading, text, length))
		return FALSE;
	reading->at = behind;
	return TRUE;
}

/* ---- values ---- */

static gboolean read_value (Reading *reading);

static gboolean
read_text (Reading *reading)
{
	RtJsonScalar string = {.kind = RT_JSON_STRING};
	return read_string (reading, &string.text, &string.length) &&
	       reading->events->scalar (reading->receiver, &string);
}

static gboolean
read_key (Reading *reading)
{
	const char *text;
	gsize length;
	skip_blanks (reading);
	if (!take (reading, '"'))
		return is_no_json (reading, "no key");
	if (!read_string (reading, &text, &length) || !reading->events->key (reading->receiver, text, length))
		return FALSE;
	skip_blanks (reading);
	return take (reading, ':') || is_no_json (reading, "no colon behind a key");
}

/* the items of a list, or the members of an object, behind its bracket */
static gboolean
read_items (Reading *reading, gboolean list)
{
	char close = list ? ']' : '}';
	skip_blanks (reading);
	if (take (reading, close))
		return TRUE;
	do {
		if ((!list && !read_key (reading)) || !read_value (reading))
			return FALSE;
		skip_blanks (reading);
	} while (take (reading, ','));
	return take (reading, close) ||
	       is_no_json (reading, list ? "no comma or ] behind an item" : "no comma or } behind a value");
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
	skip_blanks (reading);
	if (take (reading, '"'))
		return read_text (reading);
	if (take (reading, '{'))
		return read_nested (reading, FALSE);
	if (take (reading, '['))
		return read_nested (reading, TRUE);
	switch (reading->at < reading->end ? *reading->at : '\0') {
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
is_blank (const char *text, gsize length)
{
	for (gsize i = 0; i < length; i++)
		if (strchr (" \t\r\n", text[i]) == NULL || text[i] == '\0')
			return FALSE;
	return TRUE;
}

/* what can be said of the text before any of it is parsed */
static char *
refused_at_sight (const char *text, gsize length)
{
	if (length >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0)
		return g_strdup ("a byte order mark is not allowed");
	if (is_blank (text, length))
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
