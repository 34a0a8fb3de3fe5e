/* Numbers as values: see number.c. */
#pragma once
#include "libroute/feel/value.h"
#define DECIMAL_CALL_BY_REFERENCE 0
#define DECIMAL_GLOBAL_ROUNDING 0
#define DECIMAL_GLOBAL_EXCEPTION_FLAGS 0
#include <bid_conf.h>
#include <bid_functions.h>

/* The decimal128 of a number, and the number of a decimal128 (null for an infinity or NaN, or when the
 * arena is full). */
BID_UINT128 rt_feel_to_decimal (RtFeelValue value);
RtFeelValue rt_feel_from_decimal (RtArena *arena, BID_UINT128 bid);
gint rt_feel_number_compare (RtFeelValue left, RtFeelValue right);
/* Plain digits, no exponent. */
void rt_feel_number_print (RtFeelValue value, GString *out);
