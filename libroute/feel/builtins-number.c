/* Functions of numbers. */
#include "libroute/feel/arithmetic.h"
#include "libroute/feel/number.h"
#include "libroute/feel/builtin.h"
#include "libroute/feel/leaf.h"
#include <string.h>

#define SMALLEST_SCALE -6111
#define LARGEST_SCALE 6176

static RtFeelValue
from (RtFeelRun *run, BID_UINT128 bid)
{
	RtFeelValue value = rt_feel_from_decimal (rt_feel_run_arena (run), bid);
	return value.kind != RT_FEEL_NULL ? value : rt_feel_fail (run, "number", "the result is no number");
}

/* ---- rounding --------------------------------------------------------------------------------- */

/* 10 ** -scale */
static BID_UINT128
unit_of (gint64 scale)
{
	_IDEC_flags flags = 0;
	return __bid128_scalbn (rt_feel_to_decimal (rt_feel_integer (1)), (int)-scale,
				BID_ROUNDING_TO_NEAREST, &flags);
}

static RtFeelValue
round_to (RtFeelRun *run, RtFeelValue number, RtFeelValue digits, _IDEC_round mode)
{
	gint64 scale = 0;
	_IDEC_flags flags = 0;
	if (!rt_feel_is_missing (digits) && !rt_feel_get_integer (digits, &scale)) {
		scale = __bid128_to_int64_int (rt_feel_to_decimal (digits), &flags);
		if ((flags & BID_INVALID_EXCEPTION) != 0)
			scale = G_MAXINT64;
	}
	if (scale < SMALLEST_SCALE || scale > LARGEST_SCALE)
		return rt_feel_fail (run, "scale", "a scale lies between %d and %d", SMALLEST_SCALE,
				     LARGEST_SCALE);
	flags = 0;
	BID_UINT128 rounded = __bid128_quantize (rt_feel_to_decimal (number), unit_of (scale), mode, &flags);
	/* more digits than a number has room for: there is nothing to round */
	return (flags & BID_INVALID_EXCEPTION) != 0 ? number : from (run, rounded);
}

RtFeelValue
rt_feel_fn_decimal (RtFeelRun *run, const RtFeelValue *args, guint n_args)
{
	return round_to (run, args[0], args[1], BID_ROUNDING_TO_NEAREST);
}

RtFeelValue
rt_feel_fn_floor (RtFeelRun *run, const RtFeelValue *args, guint n_args)
{
	return round_to (run, args[0], args[1], BID_ROUNDING_DOWN);
}

RtFeelValue
rt_feel_fn_ceiling (RtFeelRun *run, const RtFeelValue *args, guint n_args)
{
	return round_to (run, args[0], args[1], BID_ROUNDING_UP);
}

static gboolean
is_negative (RtFeelValue number)
{
	return rt_feel_number_compare (number, rt_feel_integer (0)) < 0;
}

RtFeelValue
rt_feel_fn_round_up (RtFeelRun *run, const RtFeelValue *args, guint n_args)
{
	return round_to (run, args[0], args[1], is_negative (args[0]) ? BID_ROUNDING_DOWN : BID_ROUNDING_UP);
}

RtFeelValue
rt_feel_fn_round_down (RtFeelRun *run, const RtFeelValue *args, guint n_args)
{
	return round_to (run, args[0], args[1], BID_ROUNDING_TO_ZERO);
}

RtFeelValue
rt_feel_fn_round_half_up (RtFeelRun *run, const RtFeelValue *args, guint n_args)
{
	return round_to (run, args[0], args[1], BID_ROUNDING_TIES_AWAY);
}

/* to the nearest, a tie toward zero: what is left over decides */
RtFeelValue
rt_feel_fn_round_half_down (RtFeelRun *run, const RtFeelValue *args, guint n_args)
{
	RtFeelValue away = round_to (run, args[0], args[1], BID_ROUNDING_TIES_AWAY);
	RtFeelValue down = round_to (run, args[0], args[1], BID_ROUNDING_TO_ZERO);
	if (away.kind == RT_FEEL_NULL || down.kind == RT_FEEL_NULL)
		return rt_feel_null ();
	RtFeelValue above = rt_feel_subtract_numbers (run, away, args[0]);
	RtFeelValue below = rt_feel_subtract_numbers (run, args[0], down);
	return rt_feel_number_compare (above, below) == 0 ? down : away;
}

/* ---- single numbers --------------------------------------------------------------------------- */

RtFeelValue
rt_feel_fn_abs (RtFeelRun *run, const RtFeelValue *args, guint n_args)
{
	RtFeelValue value = args[0];
	if (value.kind == RT_FEEL_NUMBER)
		return is_negative (value) ? rt_feel_subtract_numbers (run, rt_feel_integer (0), value)
					   : value;
	if (value.kind == RT_FEEL_YEARS_MONTHS)
		return rt_feel_from_months (value.as.integer > G_MININT64 ? ABS (value.as.integer)
									  : G_MAXINT64);
	RtSpan span = rt_feel_span (value);
	gboolean negative = span.seconds < 0 || span.nanoseconds < 0;
	return negative ? rt_feel_scale_seconds (run, value, rt_feel_integer (-1)) : value;
}

RtFeelValue
rt_feel_fn_modulo (RtFeelRun *run, const RtFeelValue *args, guint n_args)
{
	return rt_feel_modulo_numbers (run, args[0], args[1]);
}

RtFeelValue
rt_feel_fn_sqrt (RtFeelRun *run, const RtFeelValue *args, guint n_args)
{
	return rt_feel_root_of_number (run, args[0]);
}

RtFeelValue
rt_feel_fn_log (RtFeelRun *run, const RtFeelValue *args, guint n_args)
{
	return rt_feel_log_of_number (run, args[0]);
}

RtFeelValue
rt_feel_fn_exp (RtFeelRun *run, const RtFeelValue *args, guint n_args)
{
	return rt_feel_exp_of_number (run, args[0]);
}

static RtFeelValue
remainder_is (RtFeelRun *run, RtFeelValue number, gboolean odd)
{
	RtFeelValue rest = rt_feel_modulo_numbers (run, number, rt_feel_integer (2));
	return rt_feel_boolean (rt_feel_number_compare (rest, rt_feel_integer (odd)) == 0);
}

RtFeelValue
rt_feel_fn_even (RtFeelRun *run, const RtFeelValue *args, guint n_args)
{
	return remainder_is (run, args[0], FALSE);
}

RtFeelValue
rt_feel_fn_odd (RtFeelRun *run, const RtFeelValue *args, guint n_args)
{
	return remainder_is (run, args[0], TRUE);
}

/* ---- number from text ------------------------------------------------------------------------- */

#define LONGEST_NUMBER 200u

/* one of the signs allowed, or '\0' for none; FALSE when it is another text */
static gboolean
separator (RtFeelValue value, const char *allowed, char *sign)
{
	*sign = '\0';
	if (value.kind == RT_FEEL_NULL)
		return TRUE;
	const RtFeelText *text = rt_feel_text (value);
	if (text->length != 1 || strchr (allowed, text->bytes[0]) == NULL)
		return FALSE;
	*sign = text->bytes[0];
	return TRUE;
}

RtFeelValue
rt_feel_fn_number (RtFeelRun *run, const RtFeelValue *args, guint n_args)
{
	const RtFeelText *text = rt_feel_text (args[0]);
	char copy[LONGEST_NUMBER + 1], grouping, point;
	guint n = 0;
	if (!separator (args[1], " ,.", &grouping) || !separator (args[2], ",.", &point) ||
	    (grouping != '\0' && grouping == point))
		return rt_feel_fail (run, "number",
				     "the separators of `number` are space, comma or point, and differ");
	for (guint32 i = 0; i < text->length && n < LONGEST_NUMBER; i++) {
		char c = text->bytes[i];
		if (c != '\0' && c == grouping)
			continue;
		/* a point that is neither separator has no place in the number */
		if (c == '.' && point == ',')
			c = '#';
		copy[n++] = c != '\0' && c == point ? '.' : c;
	}
	copy[n] = '\0';
	RtFeelValue number =
	    text->length <= LONGEST_NUMBER ? rt_feel_number (rt_feel_run_arena (run), copy) : rt_feel_null ();
	if (number.kind == RT_FEEL_NULL)
		return rt_feel_fail (run, "number", "\"%.*s\" is no number", (int)MIN (text->length, 40u),
				     text->bytes);
	return number;
}
