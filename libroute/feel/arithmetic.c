/* Arithmetic with dates, times and durations. */
#include "libroute/feel/arithmetic.h"
#include "libroute/feel/leaf.h"
#include "libroute/feel/number.h"
#include "libroute/feel/ops.h"

static RtFeelValue
in_range (RtFeelRun *run, RtFeelValue value)
{
	return value.kind != RT_FEEL_NULL
		   ? value
		   : rt_feel_fail (run, "range", "the result is outside of the calendar");
}

/* ---- durations of months ---------------------------------------------------------------------- */

static RtFeelValue
plus_months (RtFeelRun *run, RtFeelValue when, gint64 months)
{
	gint64 days, from = when.kind == RT_FEEL_DATE ? when.as.integer : rt_feel_moment (when)->days;
	if (!rt_days_add_months (from, months, &days))
		return in_range (run, rt_feel_null ());
	if (when.kind == RT_FEEL_DATE)
		return rt_feel_from_days (days);
	const RtMoment *moment = rt_feel_moment (when);
	return in_range (run,
			 rt_feel_of_moment (run, RT_FEEL_DATE_TIME, rt_moment_at (rt_feel_run_arena (run), moment, days,
								      moment->seconds, moment->nanoseconds)));
}

RtFeelValue
rt_feel_add_months (RtFeelRun *run, RtFeelValue left, RtFeelValue right)
{
	if (left.kind == RT_FEEL_YEARS_MONTHS)
		return plus_months (run, right, left.as.integer);
	return plus_months (run, left, right.as.integer);
}

RtFeelValue
rt_feel_subtract_months (RtFeelRun *run, RtFeelValue left, RtFeelValue right)
{
	return plus_months (run, left, right.as.integer > G_MININT64 ? -right.as.integer : G_MAXINT64);
}

RtFeelValue
rt_feel_sum_months (RtFeelRun *run, RtFeelValue left, RtFeelValue right)
{
	gint64 months;
	if (__builtin_add_overflow (left.as.integer, right.as.integer, &months))
		return in_range (run, rt_feel_null ());
	return rt_feel_from_months (months);
}

RtFeelValue
rt_feel_less_months (RtFeelRun *run, RtFeelValue left, RtFeelValue right)
{
	gint64 months;
	if (__builtin_sub_overflow (left.as.integer, right.as.integer, &months))
		return in_range (run, rt_feel_null ());
	return rt_feel_from_months (months);
}

static RtFeelValue
whole_months (RtFeelRun *run, RtFeelValue number)
{
	gint64 months;
	if (number.kind == RT_FEEL_NULL)
		return number;
	return rt_feel_whole (number, &months) ? rt_feel_from_months (months)
					       : in_range (run, rt_feel_null ());
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
	return rt_feel_divide_numbers (run, rt_feel_integer (left.as.integer),
				       rt_feel_integer (right.as.integer));
}

/* ---- durations of days and time --------------------------------------------------------------- */

static RtSpan
opposite (RtSpan span)
{
	return (RtSpan){span.seconds > G_MININT64 ? -span.seconds : G_MAXINT64, -span.nanoseconds};
}

/* a date is its midnight; what is left of a day falls away downward */
static RtFeelValue
date_plus (RtFeelRun *run, gint64 days, RtSpan span)
{
	gint64 whole = span.seconds / RT_DAY_SECONDS;
	gboolean below =
	    span.seconds % RT_DAY_SECONDS < 0 || (span.seconds % RT_DAY_SECONDS == 0 && span.nanoseconds < 0);
	return in_range (run, rt_feel_from_days (days + whole - below));
}

static RtFeelValue
plus_span (RtFeelRun *run, RtFeelValue when, RtSpan span)
{
	if (when.kind == RT_FEEL_DATE)
		return date_plus (run, when.as.integer, span);
	const RtMoment *later =
	    rt_moment_add (rt_feel_run_arena (run), rt_feel_moment (when), span, when.kind == RT_FEEL_TIME);
	return in_range (run, rt_feel_of_moment (run, (RtFeelKind)when.kind, later));
}

RtFeelValue
rt_feel_add_seconds (RtFeelRun *run, RtFeelValue left, RtFeelValue right)
{
	if (left.kind == RT_FEEL_DAYS_TIME)
		return plus_span (run, right, rt_feel_span (left));
	return plus_span (run, left, rt_feel_span (right));
}

RtFeelValue
rt_feel_subtract_seconds (RtFeelRun *run, RtFeelValue left, RtFeelValue right)
{
	return plus_span (run, left, opposite (rt_feel_span (right)));
}

static RtFeelValue
between (RtFeelRun *run, const RtMoment *left, const RtMoment *right)
{
	if ((left->zone == RT_ZONE_LOCAL) != (right->zone == RT_ZONE_LOCAL))
		return rt_feel_fail (run, "zone", "one of the two has a time zone, the other has none");
	gint64 seconds = rt_moment_instant (left) - rt_moment_instant (right);
	return rt_feel_from_span (rt_feel_run_arena (run),
				  rt_span (seconds, (gint64)left->nanoseconds - right->nanoseconds));
}

RtFeelValue
rt_feel_between_instants (RtFeelRun *run, RtFeelValue left, RtFeelValue right)
{
	RtArena *arena = rt_feel_run_arena (run);
	if (left.kind == RT_FEEL_DATE && right.kind == RT_FEEL_DATE)
		return rt_feel_from_span (arena,
					  rt_span ((left.as.integer - right.as.integer) * RT_DAY_SECONDS, 0));
	if (left.kind == RT_FEEL_DATE)
		left = rt_feel_date_as_instant (arena, left);
	if (right.kind == RT_FEEL_DATE)
		right = rt_feel_date_as_instant (arena, right);
	if (left.kind == RT_FEEL_NULL || right.kind == RT_FEEL_NULL)
		return rt_feel_null ();
	return between (run, rt_feel_moment (left), rt_feel_moment (right));
}

RtFeelValue
rt_feel_between_times (RtFeelRun *run, RtFeelValue left, RtFeelValue right)
{
	return between (run, rt_feel_moment (left), rt_feel_moment (right));
}

RtFeelValue
rt_feel_sum_seconds (RtFeelRun *run, RtFeelValue left, RtFeelValue right)
{
	RtSpan a = rt_feel_span (left), b = rt_feel_span (right);
	gint64 seconds;
	if (__builtin_add_overflow (a.seconds, b.seconds, &seconds))
		return in_range (run, rt_feel_null ());
	return rt_feel_from_span (rt_feel_run_arena (run),
				  rt_span (seconds, (gint64)a.nanoseconds + b.nanoseconds));
}

RtFeelValue
rt_feel_less_seconds (RtFeelRun *run, RtFeelValue left, RtFeelValue right)
{
	RtSpan a = rt_feel_span (left), b = rt_feel_span (right);
	gint64 seconds;
	if (__builtin_sub_overflow (a.seconds, b.seconds, &seconds))
		return in_range (run, rt_feel_null ());
	return rt_feel_from_span (rt_feel_run_arena (run),
				  rt_span (seconds, (gint64)a.nanoseconds - b.nanoseconds));
}

/* the seconds of a duration as a number, fraction included */
static RtFeelValue
seconds_of (RtFeelRun *run, RtFeelValue value)
{
	RtSpan span = rt_feel_span (value);
	RtFeelValue fraction = {.kind = RT_FEEL_NUMBER, .scale = 9, .as.integer = span.nanoseconds};
	return rt_feel_add_numbers (run, rt_feel_integer (span.seconds), fraction);
}

static RtFeelValue
span_of_seconds (RtFeelRun *run, RtFeelValue number)
{
	gint64 seconds, nanoseconds;
	if (number.kind == RT_FEEL_NULL)
		return number;
	if (!rt_feel_whole (number, &seconds))
		return in_range (run, rt_feel_null ());
	RtFeelValue rest = rt_feel_subtract_numbers (run, number, rt_feel_integer (seconds));
	if (!rt_feel_whole (rt_feel_multiply_numbers (run, rest, rt_feel_integer (1000000000)), &nanoseconds))
		nanoseconds = 0;
	return rt_feel_from_span (rt_feel_run_arena (run), rt_span (seconds, nanoseconds));
}

RtFeelValue
rt_feel_scale_seconds (RtFeelRun *run, RtFeelValue left, RtFeelValue right)
{
	if (left.kind == RT_FEEL_NUMBER)
		return rt_feel_scale_seconds (run, right, left);
	return span_of_seconds (run, rt_feel_multiply_numbers (run, seconds_of (run, left), right));
}

RtFeelValue
rt_feel_divide_seconds (RtFeelRun *run, RtFeelValue left, RtFeelValue right)
{
	return span_of_seconds (run, rt_feel_divide_numbers (run, seconds_of (run, left), right));
}

RtFeelValue
rt_feel_ratio_seconds (RtFeelRun *run, RtFeelValue left, RtFeelValue right)
{
	return rt_feel_divide_numbers (run, seconds_of (run, left), seconds_of (run, right));
}

/* ---- minus ------------------------------------------------------------------------------------ */

RtFeelValue
rt_feel_negate (RtFeelRun *run, RtFeelValue value)
{
	switch (value.kind) {
	case RT_FEEL_NUMBER:
		return rt_feel_subtract_numbers (run, rt_feel_integer (0), value);
	case RT_FEEL_YEARS_MONTHS:
		return rt_feel_less_months (run, rt_feel_from_months (0), value);
	case RT_FEEL_DAYS_TIME:
		return rt_feel_from_span (rt_feel_run_arena (run), opposite (rt_feel_span (value)));
	case RT_FEEL_UNKNOWN:
		return rt_feel_arithmetic (run, RT_FEEL_OP_SUB, rt_feel_integer (0), value);
	case RT_FEEL_NULL:
		return value;
	default:
		return rt_feel_fail (run, "type", "a %s cannot be made negative",
				     rt_feel_kind_name ((RtFeelKind)value.kind));
	}
}
