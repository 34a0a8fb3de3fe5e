/* Dates, times and durations as values: text, order, arithmetic. */
#include "libroute/feel/leaf.h"
#include "libroute/feel/arithmetic.h"
#include "libroute/feel/number.h"
#include "libroute/feel/ops.h"
#include <string.h>

#define DAY 86400

/* a duration of days and time */
typedef struct {
	gint64 seconds;
	gint32 nanoseconds; /* of the same sign */
} Span;

/* ---- calendar -------------------------------------------------------------------------------------------------------- */

static gint64
days_from_civil (gint64 year, guint month, guint day)
{
	year -= month <= 2;
	gint64 era = (year >= 0 ? year : year - 399) / 400;
	guint of_era = (guint) (year - era * 400);
	guint of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
	return era * 146097 + (gint64) (of_era * 365 + of_era / 4 - of_era / 100 + of_year) - 719468;
}

static void
civil_from_days (gint64 days, gint64 *year, guint *month, guint *day)
{
	days += 719468;
	gint64 era = (days >= 0 ? days : days - 146096) / 146097;
	guint of_era = (guint) (days - era * 146097);
	guint years = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
	guint of_year = of_era - (365 * years + years / 4 - years / 100);
	guint shifted = (5 * of_year + 2) / 153;
	*day = of_year - (153 * shifted + 2) / 5 + 1;
	*month = shifted < 10 ? shifted + 3 : shifted - 9;
	*year = (gint64) years + era * 400 + (*month <= 2);
}

static guint
month_length (gint64 year, guint month)
{
	static const guint8 lengths[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	gboolean leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
	return lengths[month - 1] + (month == 2 && leap);
}

/* ---- text to value ------------------------------------------------------------------------------------------------------ */

static gboolean
take_digits (const char **p, guint least, guint most, gint64 *value)
{
	guint n = 0;
	*value = 0;
	for (; n < most && g_ascii_isdigit (**p); n++, (*p)++)
		*value = *value * 10 + (**p - '0');
	return n >= least;
}

static RtFeelValue
date_from_text (const char *text)
{
	gint64 year, month, day;
	gboolean negative = *text == '-';
	const char *p = text + negative, *start = p;
	if (!take_digits (&p, 4, 9, &year) || (p - start > 4 && *start == '0') || *p++ != '-' ||
	    !take_digits (&p, 2, 2, &month) || *p++ != '-' || !take_digits (&p, 2, 2, &day) || *p != '\0')
		return rt_feel_null ();
	year = negative ? -year : year;
	if (month < 1 || month > 12 || day < 1 || day > month_length (year, (guint) month))
		return rt_feel_null ();
	gint64 days = days_from_civil (year, (guint) month, (guint) day);
	return (RtFeelValue) { .kind = RT_FEEL_DATE, .as.integer = days };
}

static RtFeelValue
span_value (RtArena *arena, gint64 seconds, gint32 nanoseconds)
{
	Span *span = rt_arena_alloc (arena, sizeof *span);
	if (span != NULL)
		*span = (Span) { seconds, nanoseconds };
	return rt_feel_of (RT_FEEL_DAYS_TIME, span);
}

static RtFeelValue
months_value (gint64 months)
{
	return (RtFeelValue) { .kind = RT_FEEL_YEARS_MONTHS, .as.integer = months };
}

/* the numbers of P1Y2M or P1DT2H3M4S by their letters, in that order; FALSE when it is neither */
static gboolean
duration_parts (const char *p, const char *letters, gint64 *parts)
{
	gboolean any = FALSE, time = FALSE;
	while (*p != '\0') {
		if (*p == 'T' && !time && strchr (letters, 'T') != NULL) {
			letters = strchr (letters, 'T') + 1;
			time = TRUE;
			any = FALSE;
			p++;
		}
		gint64 number;
		if (!take_digits (&p, 1, 15, &number))
			return FALSE;
		const char *letter = *p != 'T' ? strchr (letters, *p) : NULL;
		if (*p == '\0' || letter == NULL)
			return FALSE;
		parts[(guchar) *p | (time ? 0x80 : 0)] = number;
		letters = letter + 1;
		any = TRUE;
		p++;
	}
	return any;
}

static RtFeelValue
duration_from_text (RtArena *arena, const char *text)
{
	gint64 parts[256] = { 0 };
	gint sign = *text == '-' ? -1 : 1;
	const char *p = text + (*text == '-');
	if (*p++ != 'P')
		return rt_feel_null ();
	if (duration_parts (p, "YM", parts) && parts['Y'] < G_MAXINT64 / 24)
		return months_value (sign * (parts['Y'] * 12 + parts['M']));
	memset (parts, 0, sizeof parts);
	if (!duration_parts (p, "DTHMS", parts) || parts['D'] > G_MAXINT64 / DAY / 2)
		return rt_feel_null ();
	return span_value (arena, sign * (parts['D'] * DAY + parts['H' | 0x80] * 3600 + parts['M' | 0x80] * 60 + parts['S' | 0x80]), 0);
}

RtFeelValue
rt_feel_temporal_from_text (RtArena *arena, const char *text, gsize length)
{
	char copy[64];
	if (length >= sizeof copy)
		return rt_feel_null ();
	memcpy (copy, text, length);
	copy[length] = '\0';
	RtFeelValue date = date_from_text (copy);
	return date.kind != RT_FEEL_NULL ? date : duration_from_text (arena, copy);
}

/* ---- copying, order -------------------------------------------------------------------------------------------------------- */

static gsize
record_size (RtFeelValue value)
{
	if (value.kind == RT_FEEL_NUMBER)
		return (value.flags & RT_FEEL_FLAG_BIG) != 0 ? sizeof (BID_UINT128) : 0;
	return value.kind == RT_FEEL_DAYS_TIME ? sizeof (Span) : 0;
}

RtFeelValue
rt_feel_leaf_copy (RtArena *arena, RtFeelValue value)
{
	gsize size = record_size (value);
	void *record = size != 0 ? rt_arena_alloc (arena, size) : NULL;
	if (size == 0)
		return value;
	if (record == NULL)
		return rt_feel_null ();
	memcpy (record, value.as.pointer, size);
	value.as.pointer = record;
	return value;
}

static gint
compare_spans (const Span *a, const Span *b)
{
	if (a->seconds != b->seconds)
		return a->seconds > b->seconds ? 1 : -1;
	return (a->nanoseconds > b->nanoseconds) - (a->nanoseconds < b->nanoseconds);
}

gint
rt_feel_leaf_compare (RtFeelValue left, RtFeelValue right)
{
	if (left.kind == RT_FEEL_NUMBER)
		return rt_feel_number_compare (left, right);
	if (left.kind == RT_FEEL_DAYS_TIME)
		return compare_spans (left.as.pointer, right.as.pointer);
	return (left.as.integer > right.as.integer) - (left.as.integer < right.as.integer);
}

gboolean
rt_feel_leaf_equal (RtFeelValue left, RtFeelValue right)
{
	return rt_feel_leaf_compare (left, right) == 0;
}

/* ---- printing ---------------------------------------------------------------------------------------------------------------- */

static void
print_months (gint64 months, GString *out)
{
	guint64 n = months < 0 ? -(guint64) months : (guint64) months;
	g_string_append (out, months < 0 ? "-P" : "P");
	if (n >= 12)
		g_string_append_printf (out, "%" G_GUINT64_FORMAT "Y", n / 12);
	if (n % 12 != 0 || n == 0)
		g_string_append_printf (out, "%" G_GUINT64_FORMAT "M", n % 12);
}

static void
print_span (const Span *span, GString *out)
{
	guint64 n = span->seconds < 0 ? -(guint64) span->seconds : (guint64) span->seconds;
	static const struct {
		guint64 size;
		char letter;
	} parts[] = { { 3600, 'H' }, { 60, 'M' }, { 1, 'S' } };
	g_string_append (out, span->seconds < 0 ? "-P" : "P");
	if (n >= DAY)
		g_string_append_printf (out, "%" G_GUINT64_FORMAT "D", n / DAY);
	if (n % DAY != 0 || n == 0)
		g_string_append_c (out, 'T');
	n %= DAY;
	for (guint i = 0; i < G_N_ELEMENTS (parts); i++, n %= parts[i - 1].size)
		if (n >= parts[i].size)
			g_string_append_printf (out, "%" G_GUINT64_FORMAT "%c", n / parts[i].size, parts[i].letter);
	if (span->seconds == 0)
		g_string_append (out, "0S");
}

void
rt_feel_leaf_print (RtFeelValue value, GString *out)
{
	gint64 year;
	guint month, day;
	switch (value.kind) {
	case RT_FEEL_NUMBER:
		rt_feel_number_print (value, out);
		break;
	case RT_FEEL_DATE:
		civil_from_days (value.as.integer, &year, &month, &day);
		g_string_append_printf (out, "%s%04" G_GINT64_FORMAT "-%02u-%02u", year < 0 ? "-" : "", ABS (year), month, day);
		break;
	case RT_FEEL_YEARS_MONTHS:
		print_months (value.as.integer, out);
		break;
	case RT_FEEL_DAYS_TIME:
		print_span (value.as.pointer, out);
		break;
	default:
		break;
	}
}

/* ---- arithmetic ---------------------------------------------------------------------------------------------------------------- */

static RtFeelValue
date_plus_months (RtFeelRun *run, RtFeelValue date, gint64 months)
{
	gint64 year;
	guint month, day;
	if (date.kind != RT_FEEL_DATE || ABS (months) > 24000000000)
		return rt_feel_fail (run, "range", "the date is out of range");
	civil_from_days (date.as.integer, &year, &month, &day);
	gint64 total = year * 12 + month - 1 + months;
	year = total >= 0 ? total / 12 : -((-total + 11) / 12);
	month = (guint) (total - year * 12) + 1;
	date.as.integer = days_from_civil (year, month, MIN (day, month_length (year, month)));
	date.origin = 0;
	return date;
}

RtFeelValue
rt_feel_add_months (RtFeelRun *run, RtFeelValue left, RtFeelValue right)
{
	if (left.kind == RT_FEEL_YEARS_MONTHS)
		return date_plus_months (run, right, left.as.integer);
	return date_plus_months (run, left, right.as.integer);
}

RtFeelValue
rt_feel_subtract_months (RtFeelRun *run, RtFeelValue left, RtFeelValue right)
{
	return date_plus_months (run, left, -right.as.integer);
}

/* a date is its midnight: the part of a day that is left over falls away downward */
static RtFeelValue
date_plus_seconds (RtFeelRun *run, RtFeelValue date, gint64 seconds)
{
	if (date.kind != RT_FEEL_DATE)
		return rt_feel_fail (run, "range", "this is not supported");
	date.as.integer += seconds >= 0 ? seconds / DAY : -((-seconds + DAY - 1) / DAY);
	date.origin = 0;
	return date;
}

RtFeelValue
rt_feel_add_seconds (RtFeelRun *run, RtFeelValue left, RtFeelValue right)
{
	if (left.kind == RT_FEEL_DAYS_TIME)
		return rt_feel_add_seconds (run, right, left);
	return date_plus_seconds (run, left, ((const Span *) right.as.pointer)->seconds);
}

RtFeelValue
rt_feel_subtract_seconds (RtFeelRun *run, RtFeelValue left, RtFeelValue right)
{
	return date_plus_seconds (run, left, -((const Span *) right.as.pointer)->seconds);
}

RtFeelValue
rt_feel_between_instants (RtFeelRun *run, RtFeelValue left, RtFeelValue right)
{
	return span_value (rt_feel_run_arena (run), (left.as.integer - right.as.integer) * DAY, 0);
}

RtFeelValue
rt_feel_between_times (RtFeelRun *run, RtFeelValue left, RtFeelValue right)
{
	return rt_feel_null ();
}

RtFeelValue
rt_feel_sum_months (RtFeelRun *run, RtFeelValue left, RtFeelValue right)
{
	return months_value (left.as.integer + right.as.integer);
}

RtFeelValue
rt_feel_less_months (RtFeelRun *run, RtFeelValue left, RtFeelValue right)
{
	return months_value (left.as.integer - right.as.integer);
}

/* scaled to whole months, the fraction falling away */
static RtFeelValue
whole_months (RtFeelRun *run, RtFeelValue number)
{
	_IDEC_flags flags = 0;
	if (number.kind != RT_FEEL_NUMBER)
		return rt_feel_null ();
	gint64 months = __bid128_to_int64_int (rt_feel_to_decimal (number), &flags);
	return flags == 0 || flags == BID_INEXACT_EXCEPTION ? months_value (months)
						      : rt_feel_fail (run, "range", "the duration is out of range");
}

RtFeelValue
rt_feel_scale_months (RtFeelRun *run, RtFeelValue left, RtFeelValue right)
{
	if (left.kind == RT_FEEL_NUMBER)
		return rt_feel_scale_months (run, right, left);
	return whole_months (run, rt_feel_multiply_numbers (run, rt_feel_integer (left.as.integer), right));
}

RtFeelValue
rt_feel_divide_months (RtFeelRun *run, RtFeelValue left, RtFeelValue right)
{
	return whole_months (run, rt_feel_divide_numbers (run, rt_feel_integer (left.as.integer), right));
}

RtFeelValue
rt_feel_ratio_months (RtFeelRun *run, RtFeelValue left, RtFeelValue right)
{
	return rt_feel_divide_numbers (run, rt_feel_integer (left.as.integer), rt_feel_integer (right.as.integer));
}

RtFeelValue
rt_feel_sum_seconds (RtFeelRun *run, RtFeelValue left, RtFeelValue right)
{
	const Span *a = left.as.pointer, *b = right.as.pointer;
	return span_value (rt_feel_run_arena (run), a->seconds + b->seconds, 0);
}

RtFeelValue
rt_feel_less_seconds (RtFeelRun *run, RtFeelValue left, RtFeelValue right)
{
	const Span *a = left.as.pointer, *b = right.as.pointer;
	return span_value (rt_feel_run_arena (run), a->seconds - b->seconds, 0);
}

static RtFeelValue
seconds_of (RtFeelValue span)
{
	return rt_feel_integer (((const Span *) span.as.pointer)->seconds);
}

static RtFeelValue
whole_seconds (RtFeelRun *run, RtFeelValue number)
{
	_IDEC_flags flags = 0;
	if (number.kind != RT_FEEL_NUMBER)
		return rt_feel_null ();
	return span_value (rt_feel_run_arena (run), __bid128_to_int64_int (rt_feel_to_decimal (number), &flags), 0);
}

RtFeelValue
rt_feel_scale_seconds (RtFeelRun *run, RtFeelValue left, RtFeelValue right)
{
	if (left.kind == RT_FEEL_NUMBER)
		return rt_feel_scale_seconds (run, right, left);
	return whole_seconds (run, rt_feel_multiply_numbers (run, seconds_of (left), right));
}

RtFeelValue
rt_feel_divide_seconds (RtFeelRun *run, RtFeelValue left, RtFeelValue right)
{
	return whole_seconds (run, rt_feel_divide_numbers (run, seconds_of (left), right));
}

RtFeelValue
rt_feel_ratio_seconds (RtFeelRun *run, RtFeelValue left, RtFeelValue right)
{
	return rt_feel_divide_numbers (run, seconds_of (left), seconds_of (right));
}

RtFeelValue
rt_feel_date_as_instant (RtArena *arena, RtFeelValue date)
{
	return rt_feel_null ();
}

RtFeelValue
rt_feel_negate (RtFeelRun *run, RtFeelValue value)
{
	switch (value.kind) {
	case RT_FEEL_NUMBER:
		return rt_feel_subtract_numbers (run, rt_feel_integer (0), value);
	case RT_FEEL_YEARS_MONTHS:
		return months_value (-value.as.integer);
	case RT_FEEL_DAYS_TIME:
		return rt_feel_scale_seconds (run, value, rt_feel_integer (-1));
	case RT_FEEL_UNKNOWN:
		return rt_feel_arithmetic (run, RT_FEEL_OP_SUB, rt_feel_integer (0), value);
	case RT_FEEL_NULL:
		return value;
	default:
		return rt_feel_fail (run, "type", "a %s cannot be made negative", rt_feel_kind_name (value.kind));
	}
}

RtFeelValue
rt_feel_property_get (RtFeelRun *run, RtFeelProperty property, RtFeelValue value)
{
	const RtFeelRange *range = value.as.pointer;
	gint64 year = 0;
	guint month = 0, day = 0;
	if (value.kind == RT_FEEL_DATE)
		civil_from_days (value.as.integer, &year, &month, &day);
	switch (property) {
	case RT_FEEL_PROPERTY_DATE_YEAR:
		return rt_feel_integer (year);
	case RT_FEEL_PROPERTY_DATE_MONTH:
		return rt_feel_integer (month);
	case RT_FEEL_PROPERTY_DATE_DAY:
		return rt_feel_integer (day);
	case RT_FEEL_PROPERTY_DATE_WEEKDAY:
		return rt_feel_integer (((value.as.integer + 3) % 7 + 7) % 7 + 1);
	case RT_FEEL_PROPERTY_YEARS_MONTHS_YEARS:
		return rt_feel_integer (value.as.integer / 12);
	case RT_FEEL_PROPERTY_YEARS_MONTHS_MONTHS:
		return rt_feel_integer (value.as.integer % 12);
	case RT_FEEL_PROPERTY_RANGE_START:
		return range->low;
	case RT_FEEL_PROPERTY_RANGE_END:
		return range->high;
	case RT_FEEL_PROPERTY_RANGE_START_INCLUDED:
		return rt_feel_boolean (range->low_end == RT_FEEL_END_CLOSED);
	case RT_FEEL_PROPERTY_RANGE_END_INCLUDED:
		return rt_feel_boolean (range->high_end == RT_FEEL_END_CLOSED);
	default:
		return rt_feel_null ();
	}
}
