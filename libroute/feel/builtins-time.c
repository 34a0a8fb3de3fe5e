/* Functions that make dates, times and durations, and read the calendar. */
#include "libroute/feel/arithmetic.h"
#include "libroute/feel/builtin.h"
#include "libroute/feel/leaf.h"
#include "libroute/feel/number.h"
#include <string.h>

#define LARGEST_OFFSET (18 * 3600)

static RtFeelValue
checked (RtFeelRun *run, RtFeelValue value, const char *what)
{
	return value.kind != RT_FEEL_NULL ? value : rt_feel_fail (run, "temporal", "this is no %s", what);
}

static RtFeelValue
from_text (RtFeelRun *run, RtFeelValue text, guint kinds, const char *what)
{
	const RtFeelText *from = rt_feel_text (text);
	RtFeelValue value = rt_feel_temporal_from_text (rt_feel_run_arena (run), from->bytes, from->length);
	if ((kinds & (1u << value.kind)) == 0)
		return rt_feel_fail (run, "temporal", "\"%.*s\" is no %s", (int)MIN (from->length, 40u),
				     from->bytes, what);
	if (value.kind == RT_FEEL_TIME || value.kind == RT_FEEL_DATE_TIME)
		return rt_feel_of_moment (run, (RtFeelKind)value.kind, rt_feel_moment (value));
	return value;
}

/* ---- date ------------------------------------------------------------------------------------- */

RtFeelValue
rt_feel_fn_date (RtFeelRun *run, const RtFeelValue *args, guint n_args)
{
	if (args[0].kind == RT_FEEL_DATE)
		return args[0];
	if (args[0].kind == RT_FEEL_DATE_TIME)
		return rt_feel_from_days (rt_feel_moment (args[0])->days);
	return from_text (run, args[0], RT_IS_DATE, "date, as \"2026-01-31\" is");
}

/* days since 1970 of year, month and day; FALSE when there is no such day */
static gboolean
days_of (const RtFeelValue *args, gint64 *days)
{
	gint64 year, month, day;
	if (!rt_feel_whole (args[0], &year) || !rt_feel_whole (args[1], &month) ||
	    !rt_feel_whole (args[2], &day) || !rt_is_civil (year, month, day))
		return FALSE;
	*days = rt_days_from_civil (year, (guint)month, (guint)day);
	return TRUE;
}

RtFeelValue
rt_feel_fn_date_of (RtFeelRun *run, const RtFeelValue *args, guint n_args)
{
	gint64 days;
	return checked (run, days_of (args, &days) ? rt_feel_from_days (days) : rt_feel_null (),
			"day of the calendar");
}

/* ---- time ------------------------------------------------------------------------------------- */

static RtFeelValue
time_of (RtFeelRun *run, const RtMoment *moment)
{
	return rt_feel_of_moment (run, RT_FEEL_TIME, rt_moment_at (rt_feel_run_arena (run), moment, 0, moment->seconds,
						       moment->nanoseconds));
}

RtFeelValue
rt_feel_fn_time (RtFeelRun *run, const RtFeelValue *args, guint n_args)
{
	RtArena *arena = rt_feel_run_arena (run);
	if (args[0].kind == RT_FEEL_TIME)
		return args[0];
	if (args[0].kind == RT_FEEL_DATE)
		return rt_feel_of (RT_FEEL_TIME, rt_moment_with_offset (arena, 0, 0, 0, 0));
	if (args[0].kind == RT_FEEL_DATE_TIME)
		return time_of (run, rt_feel_moment (args[0]));
	return from_text (run, args[0], RT_IS_TIME, "time, as \"23:59:00\" is");
}

/* hour, minute, second with its fraction, from three numbers */
static gboolean
clock_of (RtFeelRun *run, const RtFeelValue *args, gint64 *seconds, gint32 *nanoseconds)
{
	gint64 hour, minute, second, fraction;
	if (!rt_feel_whole (args[0], &hour) || !rt_feel_whole (args[1], &minute) ||
	    !rt_feel_whole (args[2], &second) || hour < 0 || hour > 23 || minute < 0 || minute > 59 ||
	    second < 0 || second > 59)
		return FALSE;
	RtFeelValue rest = rt_feel_subtract_numbers (run, args[2], rt_feel_integer (second));
	rest = rt_feel_multiply_numbers (run, rest, rt_feel_integer (1000000000));
	if (!rt_feel_whole (rest, &fraction))
		return FALSE;
	*seconds = hour * 3600 + minute * 60 + second;
	*nanoseconds = (gint32)fraction;
	return TRUE;
}

/* a moment at an offset, of a zone by name, or local when that is null */
static const RtMoment *
moment_of (RtFeelRun *run, gint64 days, gint64 seconds, gint32 nanoseconds, RtFeelValue zone)
{
	RtArena *arena = rt_feel_run_arena (run);
	if (zone.kind == RT_FEEL_NULL)
		return rt_moment_local (arena, days, seconds, nanoseconds);
	if (zone.kind == RT_FEEL_STRING) {
		g_autofree char *text = g_strdup_printf ("00:00:00@%s", rt_feel_text (zone)->bytes);
		const RtMoment *like = rt_time_read (arena, text, strlen (text));
		return like != NULL ? rt_moment_at (arena, like, days, seconds, nanoseconds) : NULL;
	}
	gint64 offset = rt_feel_span (zone).seconds;
	if (offset < -LARGEST_OFFSET || offset > LARGEST_OFFSET)
		return NULL;
	return rt_moment_with_offset (arena, days, seconds, nanoseconds, (gint32)offset);
}

RtFeelValue
rt_feel_fn_time_of (RtFeelRun *run, const RtFeelValue *args, guint n_args)
{
	gint64 seconds;
	gint32 nanoseconds;
	if (!clock_of (run, args, &seconds, &nanoseconds))
		return checked (run, rt_feel_null (), "time of a day");
	return checked (run, rt_feel_of_moment (run, RT_FEEL_TIME, moment_of (run, 0, seconds, nanoseconds, args[3])),
			"time of a day");
}

/* ---- date and time ---------------------------------------------------------------------------- */

RtFeelValue
rt_feel_fn_date_and_time (RtFeelRun *run, const RtFeelValue *args, guint n_args)
{
	RtArena *arena = rt_feel_run_arena (run);
	if (args[0].kind == RT_FEEL_DATE_TIME)
		return args[0];
	RtFeelValue value = args[0].kind == RT_FEEL_DATE
				? args[0]
				: from_text (run, args[0], RT_IS_DATE | RT_IS_DATE_TIME,
					     "date and time, as \"2026-01-31T23:59:00\" is");
	if (value.kind == RT_FEEL_DATE)
		return rt_feel_of (RT_FEEL_DATE_TIME, rt_moment_local (arena, value.as.integer, 0, 0));
	return value;
}

/* the zone of the first argument, if it has one, is not that of the time */
RtFeelValue
rt_feel_fn_date_and_time_of (RtFeelRun *run, const RtFeelValue *args, guint n_args)
{
	const RtMoment *time = rt_feel_moment (args[1]);
	gint64 days = args[0].kind == RT_FEEL_DATE ? args[0].as.integer : rt_feel_moment (args[0])->days;
	return rt_feel_of_moment (run, RT_FEEL_DATE_TIME, rt_moment_at (rt_feel_run_arena (run), time, days,
							    time->seconds, time->nanoseconds));
}

RtFeelValue
rt_feel_fn_date_and_time_of_numbers (RtFeelRun *run, const RtFeelValue *args, guint n_args)
{
	gint64 days, seconds;
	gint32 nanoseconds;
	if (!days_of (args, &days) || !clock_of (run, args + 3, &seconds, &nanoseconds))
		return checked (run, rt_feel_null (), "date and time");
	return checked (run,
			rt_feel_of_moment (run, RT_FEEL_DATE_TIME, moment_of (run, days, seconds, nanoseconds, args[6])),
			"date and time");
}

/* ---- durations -------------------------------------------------------------------------------- */

RtFeelValue
rt_feel_fn_duration (RtFeelRun *run, const RtFeelValue *args, guint n_args)
{
	if (args[0].kind != RT_FEEL_STRING)
		return args[0];
	return from_text (run, args[0], RT_IS_DURATION, "duration, as \"P30D\" or \"P1Y6M\" is");
}

static gint64
day_of (RtFeelValue value)
{
	return value.kind == RT_FEEL_DATE ? value.as.integer : rt_feel_moment (value)->days;
}

/* whole months between two dates, as the calendar shows them; the time of day does not count */
static gint64
months_between (gint64 from, gint64 to)
{
	gint64 year_from, year_to;
	guint month_from, month_to, day_from, day_to;
	rt_civil_from_days (from, &year_from, &month_from, &day_from);
	rt_civil_from_days (to, &year_to, &month_to, &day_to);
	gint64 months = (year_to - year_from) * 12 + (gint64)month_to - (gint64)month_from;
	if (months > 0 && day_to < day_from)
		months--;
	else if (months < 0 && day_to > day_from)
		months++;
	return months;
}

RtFeelValue
rt_feel_fn_years_and_months (RtFeelRun *run, const RtFeelValue *args, guint n_args)
{
	return rt_feel_from_months (months_between (day_of (args[0]), day_of (args[1])));
}

/* ---- the calendar ----------------------------------------------------------------------------- */

static guint
weekday (gint64 days)
{
	return (guint)(((days + 3) % 7 + 7) % 7); /* 0: Monday */
}

RtFeelValue
rt_feel_fn_day_of_year (RtFeelRun *run, const RtFeelValue *args, guint n_args)
{
	gint64 year, days = day_of (args[0]);
	guint month, day;
	rt_civil_from_days (days, &year, &month, &day);
	return rt_feel_integer (days - rt_days_from_civil (year, 1, 1) + 1);
}

const char *const rt_feel_day_names[] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
					 "Friday", "Saturday", "Sunday",    NULL};
const char *const rt_feel_month_names[] = {"January",   "February", "March",    "April",    "May",
					   "June",      "July",     "August",   "September", "October",
					   "November",  "December", NULL};

RtFeelValue
rt_feel_fn_day_of_week (RtFeelRun *run, const RtFeelValue *args, guint n_args)
{
	const char *name = rt_feel_day_names[weekday (day_of (args[0]))];
	return rt_feel_make_string (run, name, strlen (name));
}

RtFeelValue
rt_feel_fn_month_of_year (RtFeelRun *run, const RtFeelValue *args, guint n_args)
{
	gint64 year;
	guint month, day;
	rt_civil_from_days (day_of (args[0]), &year, &month, &day);
	const char *name = rt_feel_month_names[month - 1];
	return rt_feel_make_string (run, name, strlen (name));
}

/* ISO 8601: the week belongs to the year that holds its Thursday */
RtFeelValue
rt_feel_fn_week_of_year (RtFeelRun *run, const RtFeelValue *args, guint n_args)
{
	gint64 year, days = day_of (args[0]), thursday = days - weekday (days) + 3;
	guint month, day;
	rt_civil_from_days (thursday, &year, &month, &day);
	return rt_feel_integer ((thursday - rt_days_from_civil (year, 1, 1)) / 7 + 1);
}

/* ---- clock ------------------------------------------------------------------------------------ */

RtFeelValue
rt_feel_fn_today (RtFeelRun *run, const RtFeelValue *args, guint n_args)
{
	gint64 days;
	if (!rt_feel_run_today (run, &days))
		return rt_feel_fail (run, "clock", "no date was given for today");
	return rt_feel_from_days (days);
}

RtFeelValue
rt_feel_fn_now (RtFeelRun *run, const RtFeelValue *args, guint n_args)
{
	gint64 seconds;
	gint32 nanoseconds, offset;
	if (!rt_feel_run_now (run, &seconds, &nanoseconds, &offset))
		return rt_feel_fail (run, "clock", "no time was given for now");
	return rt_feel_of (RT_FEEL_DATE_TIME, rt_moment_with_offset (rt_feel_run_arena (run), 0,
								     seconds + offset, nanoseconds, offset));
}

/* ---- is --------------------------------------------------------------------------------------- */

static gboolean
is_same_moment (const RtMoment *a, const RtMoment *b)
{
	return a->days == b->days && a->seconds == b->seconds && a->nanoseconds == b->nanoseconds &&
	       a->zone == b->zone && a->offset == b->offset && strcmp (a->name, b->name) == 0;
}

/* the same value, zone included, and not only equal */
RtFeelValue
rt_feel_fn_is (RtFeelRun *run, const RtFeelValue *args, guint n_args)
{
	if (args[0].kind != args[1].kind)
		return rt_feel_boolean (FALSE);
	if (args[0].kind == RT_FEEL_TIME || args[0].kind == RT_FEEL_DATE_TIME)
		return rt_feel_boolean (is_same_moment (rt_feel_moment (args[0]), rt_feel_moment (args[1])));
	return rt_feel_boolean (rt_feel_equal (run, args[0], args[1]) == RT_FEEL_YES);
}
