/* Numbers, dates, times and durations as values: text, order, properties. */
#include "libroute/feel/leaf.h"
#include "libroute/feel/builtin.h"
#include "libroute/feel/number.h"
#include "libroute/feel/ops.h"
#include <string.h>

RtFeelValue
rt_feel_from_days (gint64 days)
{
	return rt_is_day (days) ? (RtFeelValue){.kind = RT_FEEL_DATE, .as.integer = days} : rt_feel_null ();
}

RtFeelValue
rt_feel_from_months (gint64 months)
{
	return (RtFeelValue){.kind = RT_FEEL_YEARS_MONTHS, .as.integer = months};
}

RtFeelValue
rt_feel_from_span (RtArena *arena, RtSpan span)
{
	RtSpan *kept = rt_arena_alloc (arena, sizeof *kept);
	if (kept != NULL)
		*kept = span;
	return rt_feel_of (RT_FEEL_DAYS_TIME, kept);
}

static gpointer
find_zone (const char *key, gsize length, gpointer user_data)
{
	return rt_zone_find (user_data);
}

/* while somebody holds it, a zone is found without reading its file again */
static void
hold_zone (RtFeelRun *run, const RtMoment *moment)
{
	char key[64] = {RT_FEEL_MEMO_ZONE};
	gsize length = moment->zone == RT_ZONE_NAME ? strlen (moment->name) : 0;
	if (length == 0 || length >= sizeof key)
		return;
	memcpy (key + 1, moment->name, length);
	rt_feel_run_memo (run, key, length + 1, find_zone, (gpointer)moment->name,
			  (GDestroyNotify)g_time_zone_unref);
}

RtFeelValue
rt_feel_of_moment (RtFeelRun *run, RtFeelKind kind, const RtMoment *moment)
{
	if (moment != NULL)
		hold_zone (run, moment);
	return rt_feel_of (kind, moment);
}

RtFeelValue
rt_feel_temporal_from_text (RtArena *arena, const char *text, gsize length)
{
	gint64 whole;
	RtSpan span;
	if (rt_calendar_read (text, length, &whole))
		return rt_feel_from_days (whole);
	if (rt_months_read (text, length, &whole))
		return rt_feel_from_months (whole);
	if (rt_span_read (text, length, &span))
		return rt_feel_from_span (arena, span);
	const RtMoment *time = rt_time_read (arena, text, length);
	if (time != NULL)
		return rt_feel_of (RT_FEEL_TIME, time);
	return rt_feel_of (RT_FEEL_DATE_TIME, rt_instant_read (arena, text, length));
}

RtFeelValue
rt_feel_date_as_instant (RtArena *arena, RtFeelValue date)
{
	return rt_feel_of (RT_FEEL_DATE_TIME, rt_moment_with_offset (arena, date.as.integer, 0, 0, 0));
}

static gsize
record_size (RtFeelValue value)
{
	switch (value.kind) {
	case RT_FEEL_NUMBER:
		return (value.flags & RT_FEEL_FLAG_BIG) != 0 ? sizeof (BID_UINT128) : 0;
	case RT_FEEL_DAYS_TIME:
		return sizeof (RtSpan);
	case RT_FEEL_TIME:
	case RT_FEEL_DATE_TIME:
		return rt_moment_size (rt_feel_moment (value));
	default:
		return 0;
	}
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

/* ---- order ------------------------------------------------------------------------------------ */

static gint
compare_moments (const RtMoment *a, const RtMoment *b, gboolean fine)
{
	gint64 x = rt_moment_instant (a), y = rt_moment_instant (b);
	if (x != y)
		return x > y ? 1 : -1;
	return fine ? (a->nanoseconds > b->nanoseconds) - (a->nanoseconds < b->nanoseconds) : 0;
}

gint
rt_feel_leaf_compare (RtFeelValue left, RtFeelValue right)
{
	switch (left.kind) {
	case RT_FEEL_NUMBER:
		return rt_feel_number_compare (left, right);
	case RT_FEEL_DAYS_TIME:
		return rt_span_compare (rt_feel_span (left), rt_feel_span (right));
	case RT_FEEL_TIME:
		/* the standard compares times by whole seconds */
		return compare_moments (rt_feel_moment (left), rt_feel_moment (right), FALSE);
	case RT_FEEL_DATE_TIME:
		return compare_moments (rt_feel_moment (left), rt_feel_moment (right), TRUE);
	default:
		return (left.as.integer > right.as.integer) - (left.as.integer < right.as.integer);
	}
}

gboolean
rt_feel_leaf_has_order (RtFeelValue left, RtFeelValue right)
{
	if (left.kind != RT_FEEL_TIME && left.kind != RT_FEEL_DATE_TIME)
		return TRUE;
	return (rt_feel_moment (left)->zone == RT_ZONE_LOCAL) == (rt_feel_moment (right)->zone == RT_ZONE_LOCAL);
}

gboolean
rt_feel_leaf_equal (RtFeelValue left, RtFeelValue right)
{
	return rt_feel_leaf_has_order (left, right) && rt_feel_leaf_compare (left, right) == 0;
}

void
rt_feel_leaf_print (RtFeelValue value, GString *out)
{
	switch (value.kind) {
	case RT_FEEL_NUMBER:
		rt_feel_number_print (value, out);
		break;
	case RT_FEEL_DATE:
		rt_calendar_print (value.as.integer, out);
		break;
	case RT_FEEL_TIME:
		rt_time_print (rt_feel_moment (value), out);
		break;
	case RT_FEEL_DATE_TIME:
		rt_instant_print (rt_feel_moment (value), out);
		break;
	case RT_FEEL_YEARS_MONTHS:
		rt_months_print (value.as.integer, out);
		break;
	case RT_FEEL_DAYS_TIME:
		rt_span_print (rt_feel_span (value), out);
		break;
	default:
		break;
	}
}

/* ---- properties ------------------------------------------------------------------------------- */

typedef enum {
	YEAR,
	MONTH,
	DAY,
	WEEKDAY,
	HOUR,
	MINUTE,
	SECOND,
	OFFSET,
	ZONE,
	YEARS,
	MONTHS,
	DAYS,
	HOURS,
	MINUTES,
	SECONDS,
	START,
	END,
	START_INCLUDED,
	END_INCLUDED,
} Property;

static const guint8 properties[] = {
#define RT_FEEL_PROPERTY(kind, name, result, id) id,
#include "libroute/feel/properties.def"
#undef RT_FEEL_PROPERTY
};

static RtFeelValue
of_date (Property property, gint64 days)
{
	gint64 year;
	guint month, day;
	rt_civil_from_days (days, &year, &month, &day);
	switch (property) {
	case YEAR:
		return rt_feel_integer (year);
	case MONTH:
		return rt_feel_integer (month);
	case DAY:
		return rt_feel_integer (day);
	default:
		return rt_feel_integer (((days + 3) % 7 + 7) % 7 +
					1); /* 1970-01-01 was a Thursday, the fourth day */
	}
}

/* the seconds of a minute, with their fraction */
static RtFeelValue
seconds_of_minute (gint64 seconds, gint32 nanoseconds)
{
	RtFeelValue value = {.kind = RT_FEEL_NUMBER, .scale = 9};
	value.as.integer = seconds % 60 * 1000000000 + nanoseconds;
	for (; value.scale > 0 && value.as.integer % 10 == 0; value.scale--)
		value.as.integer /= 10;
	return value;
}

static RtFeelValue
of_moment (RtFeelRun *run, Property property, const RtMoment *moment)
{
	switch (property) {
	case HOUR:
		return rt_feel_integer (moment->seconds / 3600);
	case MINUTE:
		return rt_feel_integer (moment->seconds / 60 % 60);
	case SECOND:
		return seconds_of_minute (moment->seconds, moment->nanoseconds);
	case OFFSET:
		return moment->zone != RT_ZONE_LOCAL
			   ? rt_feel_from_span (rt_feel_run_arena (run),
						rt_span (rt_moment_offset (moment), 0))
			   : rt_feel_null ();
	case ZONE:
		return moment->zone == RT_ZONE_NAME
			   ? rt_feel_make_string (run, moment->name, strlen (moment->name))
			   : rt_feel_null ();
	default:
		return of_date (property, moment->days);
	}
}

static RtFeelValue
of_span (Property property, RtSpan span)
{
	switch (property) {
	case DAYS:
		return rt_feel_integer (span.seconds / RT_DAY_SECONDS);
	case HOURS:
		return rt_feel_integer (span.seconds / 3600 % 24);
	case MINUTES:
		return rt_feel_integer (span.seconds / 60 % 60);
	default:
		return seconds_of_minute (span.seconds, span.nanoseconds);
	}
}

static RtFeelValue
of_range (Property property, const RtFeelRange *range)
{
	switch (property) {
	case START:
		return range->low;
	case END:
		return range->high;
	case START_INCLUDED:
		return rt_feel_boolean (range->low_end == RT_FEEL_END_CLOSED);
	default:
		return rt_feel_boolean (range->high_end == RT_FEEL_END_CLOSED);
	}
}

RtFeelValue
rt_feel_property_get (RtFeelRun *run, RtFeelProperty which, RtFeelValue value)
{
	Property property = properties[which];
	switch (value.kind) {
	case RT_FEEL_DATE:
		return of_date (property, value.as.integer);
	case RT_FEEL_TIME:
	case RT_FEEL_DATE_TIME:
		return of_moment (run, property, rt_feel_moment (value));
	case RT_FEEL_YEARS_MONTHS:
		return rt_feel_integer (property == YEARS ? value.as.integer / 12 : value.as.integer % 12);
	case RT_FEEL_DAYS_TIME:
		return of_span (property, rt_feel_span (value));
	default:
		return of_range (property, rt_feel_bounds (value));
	}
}
