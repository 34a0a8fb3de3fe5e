#define _GNU_SOURCE
#include "libroute/registration/json.h"
#include <string.h>
#include <yajl/yajl_parse.h>
#include "libroute/util/limits.h"

typedef struct {
	const RtJsonEvents *events;
	gpointer receiver;
	guint depth;
	gboolean too_deep;
} Reading;

static int
send_scalar (Reading *reading, const RtJsonScalar *scalar)
{
	return reading->events->scalar (reading->receiver, scalar);
}

static int
on_null (void *context)
{
	return send_scalar (context, &(RtJsonScalar){ .kind = RT_JSON_NULL });
}

static int
on_boolean (void *context, int value)
{
	return send_scalar (context, &(RtJsonScalar){ .kind = RT_JSON_BOOLEAN, .boolean = value != 0 });
}

static int
on_number (void *context, const char *text, size_t length)
{
	return send_scalar (context,
			    &(RtJsonScalar){ .kind = RT_JSON_NUMBER, .text = text, .length = length });
}

static int
on_string (void *context, const unsigned char *text, size_t length)
{
	return send_scalar (
		context,
		&(RtJsonScalar){ .kind = RT_JSON_STRING, .text = (const char *) text, .length = length });
}

static int
begin (Reading *reading, gboolean list)
{
	reading->too_deep = reading->depth >= RT_LIMIT_DEPTH;
	if (reading->too_deep)
		return FALSE;
	reading->depth++;
	return reading->events->begin (reading->receiver, list);
}

static int
on_begin_map (void *context)
{
	return begin (context, FALSE);
}

static int
on_begin_list (void *context)
{
	return begin (context, TRUE);
}

static int
on_key (void *context, const unsigned char *text, size_t length)
{
	Reading *reading = context;
	return reading->events->key (reading->receiver, (const char *) text, length);
}

static int
on_end (void *context)
{
	Reading *reading = context;
	reading->depth--;
	return reading->events->end (reading->receiver);
}

static const yajl_callbacks callbacks = {
	.yajl_null = on_null,
	.yajl_boolean = on_boolean,
	.yajl_number = on_number,
	.yajl_string = on_string,
	.yajl_start_map = on_begin_map,
	.yajl_map_key = on_key,
	.yajl_end_map = on_end,
	.yajl_start_array = on_begin_list,
	.yajl_end_array = on_end,
};

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

/* ---- what the library lets through: lone surrogates, escaped NUL, overlong UTF-8 ---- */

/* eight bytes of which none needs a look: ASCII, no backslash */
static gboolean
is_plain (const char *text)
{
	const guint64 ones = G_GUINT64_CONSTANT (0x0101010101010101), highs = ones << 7;
	guint64 bytes, differences;
	memcpy (&bytes, text, sizeof bytes);
	differences = bytes ^ (ones * '\\');
	return ((bytes | ((differences - ones) & ~differences)) & highs) == 0;
}

static gboolean
is_low_surrogate (int unit)
{
	return unit >= 0xdc00 && unit < 0xe000;
}

/* length of the escape sequence that begins here; 0 with a reason when it is no character */
static gsize
escape_length (const char *text, const char *end, const char **reason)
{
	int unit = end - text >= 2 && text[1] == 'u' ? hex4 (text + 2, end) : -1;
	if (unit == 0) {
		*reason = "an escaped NUL character is not allowed";
		return 0;
	}
	if (unit < 0xd800 || unit >= 0xe000)
		return MIN (2, (gsize) (end - text));
	if (!is_low_surrogate (unit) && end - text >= 12 && text[6] == '\\' && text[7] == 'u' &&
	    is_low_surrogate (hex4 (text + 8, end)))
		return 12;
	*reason = "a lone surrogate escape is no character";
	return 0;
}

static gsize
character_length (const char *text, const char *end, const char **reason)
{
	if (*text == '\\')
		return escape_length (text, end, reason);
	if ((guchar) *text < 0x80)
		return 1;
	gunichar character = g_utf8_get_char_validated (text, end - text);
	if (character > 0x10ffff) {
		*reason = "not UTF-8";
		return 0;
	}
	return (gsize) (g_utf8_next_char (text) - text);
}

/* the first place that is no text, or NULL */
static const char *
find_bad (const char *text, const char *end, const char **reason)
{
	while (text < end) {
		gsize length = end - text >= 8 && is_plain (text) ? 8 : character_length (text, end, reason);
		if (length == 0)
			return text;
		text += length;
	}
	return NULL;
}

/* ---- the library's memory: it holds decoded text, so it is cleared ---- */

#define HEADER 16u /* keeps the size, and the alignment of malloc */

static void *
clearing_malloc (void *unused, size_t size)
{
	guint8 *block = g_malloc (HEADER + size);
	memcpy (block, &size, sizeof size);
	return block + HEADER;
}

static void
clearing_free (void *unused, void *memory)
{
	size_t size;
	if (memory == NULL)
		return;
	guint8 *block = (guint8 *) memory - HEADER;
	memcpy (&size, block, sizeof size);
	explicit_bzero (block, HEADER + size);
	g_free (block);
}

static void *
clearing_realloc (void *unused, void *memory, size_t size)
{
	size_t old = 0;
	void *grown = clearing_malloc (NULL, size);
	if (memory == NULL)
		return grown;
	memcpy (&old, (guint8 *) memory - HEADER, sizeof old);
	memcpy (grown, memory, MIN (old, size));
	clearing_free (NULL, memory);
	return grown;
}

/* ---- the whole ---- */

static char *
library_reason (yajl_handle handle)
{
	unsigned char *message = yajl_get_error (handle, 0, NULL, 0);
	char *reason = g_strdup_printf ("not JSON: %s (at byte %zu)", g_strchomp ((char *) message),
					yajl_get_bytes_consumed (handle));
	yajl_free_error (handle, message);
	return reason;
}

static gboolean
is_blank (const char *text, gsize length)
{
	for (gsize i = 0; i < length; i++)
		if (strchr (" \t\r\n", text[i]) == NULL || text[i] == '\0')
			return FALSE;
	return TRUE;
}

/* what can be said of the text before any of it is parsed */
static const char *
refused_at_sight (const char *text, gsize length)
{
	if (length >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0)
		return "a byte order mark is not allowed";
	if (is_blank (text, length))
		return "there is no JSON value";
	if (memchr (text, '\0', length) != NULL)
		return "a NUL byte is not allowed";
	return NULL;
}

static gboolean
parse (yajl_handle handle, Reading *reading, const char *text, gsize length, RouteError *code, char **reason)
{
	const char *bad = NULL;
	const char *bad_at = find_bad (text, text + length, &bad);
	gsize usable = bad_at != NULL ? (gsize) (bad_at - text) : length;
	yajl_status status = yajl_parse (handle, (const unsigned char *) text, usable);
	if (status == yajl_status_ok && bad_at == NULL)
		status = yajl_complete_parse (handle);
	if (status == yajl_status_ok && bad_at == NULL)
		return TRUE;
	if (status == yajl_status_client_canceled) {
		if (reading->too_deep) {
			*code = ROUTE_ERROR_LIMIT;
			*reason = g_strdup_printf ("nested deeper than %u", RT_LIMIT_DEPTH);
		}
		return FALSE;
	}
	*code = ROUTE_ERROR_JSON;
	*reason = status == yajl_status_ok ? g_strdup (bad) : library_reason (handle);
	return FALSE;
}

gboolean
rt_json_read (const char *text, gsize length, const RtJsonEvents *events, gpointer receiver, RouteError *code,
	      char **reason)
{
	*code = 0;
	*reason = NULL;
	const char *refused = refused_at_sight (text, length);
	if (refused != NULL) {
		*code = ROUTE_ERROR_JSON;
		*reason = g_strdup (refused);
		return FALSE;
	}
	Reading reading = { .events = events, .receiver = receiver };
	yajl_alloc_funcs memory = { clearing_malloc, clearing_realloc, clearing_free, NULL };
	yajl_handle handle = yajl_alloc (&callbacks, &memory, &reading);
	gboolean done = parse (handle, &reading, text, length, code, reason);
	yajl_free (handle);
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
