#include "libroute/registration/json.h"

typedef struct {
	RtScan scan;
	const RtJsonEvents *events;
	gpointer receiver;
} Reading;

static gboolean read_value (Reading *reading);

static gboolean
read_key (Reading *reading)
{
	RtScan *scan = &reading->scan;
	return rt_scan_key (scan) &&
	       reading->events->key (reading->receiver, scan->scalar.text, scan->scalar.length) && rt_scan_colon (scan);
}

/* the items of a list, or the members of an object, behind its bracket */
static gboolean
read_items (Reading *reading, gboolean list)
{
	if (rt_scan_next (&reading->scan) == (list ? ']' : '}'))
		return TRUE;
	do {
		if ((!list && !read_key (reading)) || !read_value (reading))
			return FALSE;
	} while (rt_scan_goes_on (&reading->scan));
	return TRUE;
}

static gboolean
read_value (Reading *reading)
{
	RtScan *scan = &reading->scan;
	const RtJsonEvents *events = reading->events;
	char byte = rt_scan_next (scan);
	gboolean list = byte == '[';
	if (byte != '{' && !list)
		return rt_scan_scalar (scan, byte) && events->scalar (reading->receiver, &scan->scalar);
	return rt_scan_enter (scan) && events->begin (reading->receiver, list) && read_items (reading, list) &&
	       rt_scan_leave (scan, list) && events->end (reading->receiver);
}

gboolean
rt_json_read (const char *text, gsize length, const RtJsonEvents *events, gpointer receiver, RouteError *code,
	      char **reason)
{
	Reading reading = { .events = events, .receiver = receiver };
	gboolean done = rt_scan_begin (&reading.scan, text, length) && read_value (&reading) && rt_scan_end (&reading.scan);
	*code = reading.scan.code;
	*reason = g_steal_pointer (&reading.scan.reason);
	rt_scan_clear (&reading.scan);
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

/* as most are */
static inline gboolean
is_short_and_plain (const char *text, gsize length, gint64 *value)
{
	gint64 number = 0;
	for (gsize i = 0; i < length; i++) {
		if (i == 9 || !g_ascii_isdigit (text[i]))
			return FALSE;
		number = number * 10 + (text[i] - '0');
	}
	*value = number;
	return TRUE;
}

gboolean
rt_json_integer (const char *text, gsize length, gint64 *value)
{
	const char *end = text + length;
	if (is_short_and_plain (text, length, value))
		return TRUE;
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
