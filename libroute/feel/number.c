/* Numbers: a mantissa of 64 bits with up to 18 decimals inside the value; beyond that an IEEE decimal128 in
 * the arena. */
#include "libroute/feel/number.h"
#include "libroute/feel/arithmetic.h"
#include "libroute/feel/leaf.h"
#include <string.h>

#define MOST_DECIMALS 18
#define BIAS 6176

typedef unsigned __int128 Wide;

static const gint64 tens[MOST_DECIMALS + 1] = {
    1,
    10,
    100,
    1000,
    10000,
    100000,
    1000000,
    10000000,
    100000000,
    1000000000,
    10000000000,
    100000000000,
    1000000000000,
    10000000000000,
    100000000000000,
    1000000000000000,
    10000000000000000,
    100000000000000000,
    1000000000000000000,
};

/* ---- decimal128 ------------------------------------------------------------------------------- */

static Wide
coefficient_of (BID_UINT128 bid, gint *exponent, gboolean *negative)
{
	*negative = (bid.w[1] >> 63) != 0;
	*exponent = (gint)((bid.w[1] >> 49) & 0x3fff) - BIAS;
	if (((bid.w[1] >> 61) & 3) == 3)
		return 0; /* a coefficient that large is not canonical: it means zero */
	return ((Wide)(bid.w[1] & 0x1ffffffffffffull) << 64) | bid.w[0];
}

static gboolean
is_finite (BID_UINT128 bid)
{
	return ((bid.w[1] >> 59) & 0xf) != 0xf;
}

BID_UINT128
rt_feel_to_decimal (RtFeelValue value)
{
	BID_UINT128 bid;
	if ((value.flags & RT_FEEL_FLAG_BIG) != 0) {
		memcpy (&bid, value.as.pointer, sizeof bid);
		return bid;
	}
	guint64 magnitude = value.as.integer < 0 ? -(guint64)value.as.integer : (guint64)value.as.integer;
	bid.w[0] = magnitude;
	bid.w[1] = ((guint64)(BIAS - value.scale) << 49) | (value.as.integer < 0 ? 1ull << 63 : 0);
	return bid;
}

/* the value within 64 bits, when it fits there without loss */
static gboolean
shrink (BID_UINT128 bid, RtFeelValue *value)
{
	gint exponent;
	gboolean negative;
	Wide coefficient = coefficient_of (bid, &exponent, &negative);
	while (exponent < -MOST_DECIMALS && coefficient % 10 == 0 && coefficient != 0) {
		coefficient /= 10;
		exponent++;
	}
	while (exponent > 0 && coefficient != 0 && coefficient < (Wide)G_MAXINT64 / 10) {
		coefficient *= 10;
		exponent--;
	}
	/* what is too small to be told apart from zero has no decimals */
	if (coefficient == 0 && (exponent < -MOST_DECIMALS || exponent > 0))
		exponent = 0;
	if (coefficient > (Wide)G_MAXINT64 || exponent < -MOST_DECIMALS || exponent > 0)
		return FALSE;
	gint64 mantissa = negative ? -(gint64)coefficient : (gint64)coefficient;
	*value = (RtFeelValue){.kind = RT_FEEL_NUMBER, .scale = (gint16)-exponent, .as.integer = mantissa};
	return TRUE;
}

RtFeelValue
rt_feel_from_decimal (RtArena *arena, BID_UINT128 bid)
{
	RtFeelValue value;
	if (!is_finite (bid))
		return rt_feel_null ();
	if (shrink (bid, &value))
		return value;
	BID_UINT128 *kept = rt_arena_alloc (arena, sizeof *kept);
	if (kept != NULL)
		memcpy (kept, &bid, sizeof bid);
	value = rt_feel_of (RT_FEEL_NUMBER, kept);
	value.flags = kept != NULL ? RT_FEEL_FLAG_BIG : 0;
	return value;
}

RtFeelValue
rt_feel_number (RtArena *arena, const char *text)
{
	_IDEC_flags flags = 0;
	const char *p = text + (*text == '-' || *text == '+');
	gboolean digits = FALSE;
	for (; *p != '\0'; p++) {
		if (!g_ascii_isdigit (*p) && strchr (".eE+-", *p) == NULL)
			return rt_feel_null ();
		/* the grammar knows no point without a digit behind it */
		if (*p == '.' && !g_ascii_isdigit (p[1]))
			return rt_feel_null ();
		digits |= g_ascii_isdigit (*p);
	}
	if (!digits)
		return rt_feel_null ();
	return rt_feel_from_decimal (arena,
				     __bid128_from_string ((char *)text, BID_ROUNDING_TO_NEAREST, &flags));
}

/* ---- reading ---------------------------------------------------------------------------------- */

gboolean
rt_feel_get_integer (RtFeelValue value, gint64 *out)
{
	if (value.kind != RT_FEEL_NUMBER || (value.flags & RT_FEEL_FLAG_BIG) != 0)
		return FALSE;
	if (value.as.integer % tens[value.scale] != 0)
		return FALSE;
	*out = value.as.integer / tens[value.scale];
	return TRUE;
}

gboolean
rt_feel_whole (RtFeelValue number, gint64 *whole)
{
	_IDEC_flags flags = 0;
	if (number.kind != RT_FEEL_NUMBER)
		return FALSE;
	if ((number.flags & RT_FEEL_FLAG_BIG) == 0) {
		*whole = number.as.integer / tens[number.scale];
		return TRUE;
	}
	*whole = __bid128_to_int64_int (rt_feel_to_decimal (number), &flags);
	return (flags & BID_INVALID_EXCEPTION) == 0;
}

/* both mantissas at one scale; FALSE when that does not fit */
static gboolean
align (RtFeelValue a, RtFeelValue b, gint64 *x, gint64 *y, gint16 *scale)
{
	if (((a.flags | b.flags) & RT_FEEL_FLAG_BIG) != 0)
		return FALSE;
	*scale = MAX (a.scale, b.scale);
	return !__builtin_mul_overflow (a.as.integer, tens[*scale - a.scale], x) &&
	       !__builtin_mul_overflow (b.as.integer, tens[*scale - b.scale], y);
}

gint
rt_feel_number_compare (RtFeelValue left, RtFeelValue right)
{
	gint64 a, b;
	gint16 scale;
	_IDEC_flags flags = 0;
	if (align (left, right, &a, &b, &scale))
		return (a > b) - (a < b);
	BID_UINT128 x = rt_feel_to_decimal (left), y = rt_feel_to_decimal (right);
	return __bid128_quiet_greater (x, y, &flags) - __bid128_quiet_less (x, y, &flags);
}

void
rt_feel_number_print (RtFeelValue value, GString *out)
{
	gint exponent;
	gboolean negative;
	char digits[48];
	gint n = 0;
	Wide rest = coefficient_of (rt_feel_to_decimal (value), &exponent, &negative);
	do {
		digits[n++] = (char)('0' + (gint)(rest % 10));
		rest /= 10;
	} while (rest != 0);
	if (negative && !(n == 1 && digits[0] == '0'))
		g_string_append_c (out, '-');
	/* no exponent is written: zeros stand before or behind instead */
	if (-exponent >= n) {
		g_string_append (out, "0.");
		for (gint i = n; i < -exponent; i++)
			g_string_append_c (out, '0');
	}
	while (n > 0) {
		g_string_append_c (out, digits[--n]);
		if (n != 0 && n == -exponent)
			g_string_append_c (out, '.');
	}
	for (; exponent > 0 && !(digits[0] == '0' && out->str[out->len - 1] == '0' && out->len == 1);
	     exponent--)
		g_string_append_c (out, '0');
}

/* ---- arithmetic ------------------------------------------------------------------------------- */

static RtFeelValue
small (gint64 mantissa, gint16 scale)
{
	return (RtFeelValue){.kind = RT_FEEL_NUMBER, .scale = scale, .as.integer = mantissa};
}

static RtFeelValue
from_decimal (RtFeelRun *run, BID_UINT128 bid)
{
	RtFeelValue value = rt_feel_from_decimal (rt_feel_run_arena (run), bid);
	return rt_feel_is_null (value) ? rt_feel_fail (run, "number", "the result is too large a number")
				       : value;
}

RtFeelValue
rt_feel_add_numbers (RtFeelRun *run, RtFeelValue left, RtFeelValue right)
{
	gint64 a, b, sum;
	gint16 scale;
	_IDEC_flags flags = 0;
	if (align (left, right, &a, &b, &scale) && !__builtin_add_overflow (a, b, &sum))
		return small (sum, scale);
	return from_decimal (run, __bid128_add (rt_feel_to_decimal (left), rt_feel_to_decimal (right),
						BID_ROUNDING_TO_NEAREST, &flags));
}

RtFeelValue
rt_feel_subtract_numbers (RtFeelRun *run, RtFeelValue left, RtFeelValue right)
{
	gint64 a, b, difference;
	gint16 scale;
	_IDEC_flags flags = 0;
	if (align (left, right, &a, &b, &scale) && !__builtin_sub_overflow (a, b, &difference))
		return small (difference, scale);
	return from_decimal (run, __bid128_sub (rt_feel_to_decimal (left), rt_feel_to_decimal (right),
						BID_ROUNDING_TO_NEAREST, &flags));
}

RtFeelValue
rt_feel_multiply_numbers (RtFeelRun *run, RtFeelValue left, RtFeelValue right)
{
	gint64 product;
	_IDEC_flags flags = 0;
	if (((left.flags | right.flags) & RT_FEEL_FLAG_BIG) == 0 &&
	    left.scale + right.scale <= MOST_DECIMALS &&
	    !__builtin_mul_overflow (left.as.integer, right.as.integer, &product))
		return small (product, left.scale + right.scale);
	return from_decimal (run, __bid128_mul (rt_feel_to_decimal (left), rt_feel_to_decimal (right),
						BID_ROUNDING_TO_NEAREST, &flags));
}

RtFeelValue
rt_feel_divide_numbers (RtFeelRun *run, RtFeelValue left, RtFeelValue right)
{
	gint64 a, b;
	gint16 scale;
	_IDEC_flags flags = 0;
	gboolean aligned = align (left, right, &a, &b, &scale);
	if (aligned && b == 0)
		return rt_feel_fail (run, "division", "division by zero");
	if (aligned && b != -1 && a % b == 0)
		return small (a / b, 0);
	return from_decimal (run, __bid128_div (rt_feel_to_decimal (left), rt_feel_to_decimal (right),
						BID_ROUNDING_TO_NEAREST, &flags));
}

/* A number of about 68 digits as the sum of two, the second within half a unit of the last digit of the first: so that
 * the many roundings within a power do not reach its 34 digits. */
typedef struct {
	BID_UINT128 high, low;
} Long;

static BID_UINT128
plus (BID_UINT128 a, BID_UINT128 b)
{
	_IDEC_flags flags = 0;
	return __bid128_add (a, b, BID_ROUNDING_TO_NEAREST, &flags);
}

static BID_UINT128
minus (BID_UINT128 a, BID_UINT128 b)
{
	_IDEC_flags flags = 0;
	return __bid128_sub (a, b, BID_ROUNDING_TO_NEAREST, &flags);
}

static BID_UINT128
times (BID_UINT128 a, BID_UINT128 b)
{
	_IDEC_flags flags = 0;
	return __bid128_mul (a, b, BID_ROUNDING_TO_NEAREST, &flags);
}

/* a * b - c, rounded once */
static BID_UINT128
times_minus (BID_UINT128 a, BID_UINT128 b, BID_UINT128 c)
{
	_IDEC_flags flags = 0;
	c.w[1] ^= 1ull << 63;
	return __bid128_fma (a, b, c, BID_ROUNDING_TO_NEAREST, &flags);
}

static Long
long_of (BID_UINT128 high, BID_UINT128 low)
{
	BID_UINT128 sum = plus (high, low);
	if (!is_finite (sum))
		return (Long){high, {{0, 0}}};
	return (Long){sum, minus (low, minus (sum, high))};
}

static Long
long_times (Long a, Long b)
{
	BID_UINT128 high = times (a.high, b.high);
	if (!is_finite (high))
		return (Long){high, {{0, 0}}};
	BID_UINT128 low = times_minus (a.high, b.high, high);
	return long_of (high, plus (low, plus (times (a.high, b.low), times (a.low, b.high))));
}

/* 1 / a, by one step of Newton's from the quotient of 34 digits */
static BID_UINT128
long_inverse (Long a)
{
	_IDEC_flags flags = 0;
	BID_UINT128 one = rt_feel_to_decimal (rt_feel_integer (1));
	BID_UINT128 first = __bid128_div (one, a.high, BID_ROUNDING_TO_NEAREST, &flags);
	BID_UINT128 missing = plus (times_minus (first, a.high, one), times (first, a.low));
	return __bid128_isZero (missing) || !is_finite (missing) ? first : minus (first, times (first, missing));
}

static gboolean
is_negative (BID_UINT128 value)
{
	return (value.w[1] >> 63) != 0;
}

static Long
long_power (BID_UINT128 value, guint64 n)
{
	BID_UINT128 zero = rt_feel_to_decimal (rt_feel_integer (0));
	/* a zero of so many decimals as the value has, lest the sum gets more */
	Long base = {value, times (zero, value)}, result = {rt_feel_to_decimal (rt_feel_integer (1)), zero};
	for (guint64 rest = n; rest != 0; rest >>= 1) {
		if ((rest & 1) != 0)
			result = long_times (result, base);
		if (rest > 1)
			base = long_times (base, base);
	}
	return result;
}

/* One over what is too large can be small enough still: then one over its root is. What is too large itself has nothing
 * left of one over it. */
static BID_UINT128
inverse_power (BID_UINT128 value, guint64 n)
{
	Long whole = long_power (value, n);
	if (is_finite (whole.high))
		return long_inverse (whole);
	Long first = long_power (value, n / 2), second = long_power (value, n - n / 2);
	return is_finite (second.high) ? times (long_inverse (first), long_inverse (second))
				       : rt_feel_to_decimal (rt_feel_integer (0));
}

/* a result that is not exact has 34 digits; zeros behind the point say nothing then */
static BID_UINT128
without_zeros (BID_UINT128 value)
{
	gint exponent;
	gboolean negative;
	Wide coefficient = coefficient_of (value, &exponent, &negative);
	if (!is_finite (value) || coefficient == 0)
		return value;
	for (; exponent < 0 && coefficient % 10 == 0; exponent++)
		coefficient /= 10;
	value.w[0] = (guint64)coefficient;
	value.w[1] = (guint64)(coefficient >> 64) | ((guint64)(exponent + BIAS) << 49) | ((guint64)negative << 63);
	return value;
}

RtFeelValue
rt_feel_power_numbers (RtFeelRun *run, RtFeelValue left, RtFeelValue right)
{
	gint64 n;
	_IDEC_flags flags = 0;
	BID_UINT128 base = rt_feel_to_decimal (left), exponent = rt_feel_to_decimal (right);
	if (__bid128_isZero (base) && is_negative (exponent) && !__bid128_isZero (exponent))
		return rt_feel_fail (run, "division", "division by zero");
	/* whole powers by multiplication: exact as long as they fit, rounded once when they do not */
	if (rt_feel_get_integer (right, &n))
		return from_decimal (run, n < 0 ? inverse_power (base, -(guint64)n) : long_power (base, (guint64)n).high);
	BID_UINT128 power = __bid128_pow (base, exponent, BID_ROUNDING_TO_NEAREST, &flags);
	if (__bid128_isNaN (power))
		return rt_feel_fail (run, "number", "a number below zero has whole powers only");
	return from_decimal (run, without_zeros (power));
}

/* what is left of a division, exactly, with the sign of the divisor */
RtFeelValue
rt_feel_modulo_numbers (RtFeelRun *run, RtFeelValue left, RtFeelValue right)
{
	gint64 a, b;
	gint16 scale;
	_IDEC_flags flags = 0;
	BID_UINT128 divisor = rt_feel_to_decimal (right);
	if (__bid128_isZero (divisor))
		return rt_feel_fail (run, "division", "division by zero");
	if (align (left, right, &a, &b, &scale)) {
		gint64 rest = b != -1 ? a % b : 0;
		return small (rest != 0 && (rest < 0) != (b < 0) ? rest + b : rest, scale);
	}
	BID_UINT128 rest = __bid128_fmod (rt_feel_to_decimal (left), divisor, &flags);
	if (!__bid128_isZero (rest) && is_negative (rest) != is_negative (divisor))
		rest = plus (rest, divisor);
	return from_decimal (run, rest);
}

/* ---- functions -------------------------------------------------------------------------------- */

RtFeelValue
rt_feel_root_of_number (RtFeelRun *run, RtFeelValue number)
{
	_IDEC_flags flags = 0;
	BID_UINT128 value = rt_feel_to_decimal (number);
	if (is_negative (value) && !__bid128_isZero (value))
		return rt_feel_fail (run, "number", "a number below zero has no square root");
	return from_decimal (run, __bid128_sqrt (value, BID_ROUNDING_TO_NEAREST, &flags));
}

RtFeelValue
rt_feel_log_of_number (RtFeelRun *run, RtFeelValue number)
{
	_IDEC_flags flags = 0;
	BID_UINT128 value = rt_feel_to_decimal (number);
	if (is_negative (value) || __bid128_isZero (value))
		return rt_feel_fail (run, "number", "only a number above zero has a logarithm");
	return from_decimal (run, without_zeros (__bid128_log (value, BID_ROUNDING_TO_NEAREST, &flags)));
}

RtFeelValue
rt_feel_exp_of_number (RtFeelRun *run, RtFeelValue number)
{
	_IDEC_flags flags = 0;
	BID_UINT128 value = rt_feel_to_decimal (number);
	return from_decimal (run, without_zeros (__bid128_exp (value, BID_ROUNDING_TO_NEAREST, &flags)));
}
