/* Relations of points and ranges, and ranges from text. A point is taken as the range that holds it alone. */
#include "libroute/feel/ops.h"
#include "libroute/feel/leaf.h"
#include "libroute/feel/text.h"
#include <string.h>

/* one end of a range: `side` is -1 or 1 where it is without end */
typedef struct {
	RtFeelValue value;
	gint side;
	gboolean included;
} End;

typedef struct {
	End start, end;
} Interval;

typedef struct {
	RtFeelRun *run;
	Interval a, b;
	gboolean fails; /* two ends do not compare */
} Pair;

static Interval
interval_of (RtFeelValue value)
{
	if (value.kind != RT_FEEL_RANGE)
		return (Interval){{value, 0, TRUE}, {value, 0, TRUE}};
	const RtFeelRange *range = rt_feel_bounds (value);
	gboolean low = range->low_end == RT_FEEL_END_NONE, high = range->high_end == RT_FEEL_END_NONE;
	return (Interval){{range->low, low ? -1 : 0, range->low_end == RT_FEEL_END_CLOSED},
			  {range->high, high ? 1 : 0, range->high_end == RT_FEEL_END_CLOSED}};
}

static gint
order (Pair *pair, const End *x, const End *y)
{
	gint result = 0;
	if (x->side != 0 || y->side != 0)
		return (x->side > y->side) - (x->side < y->side);
	if (rt_feel_compare (pair->run, x->value, y->value, &result) != RT_FEEL_YES)
		pair->fails = TRUE;
	return result;
}

/* is x below y, or at the same place when `touching`? */
static gboolean
below (Pair *pair, const End *x, const End *y, gboolean touching)
{
	gint result = order (pair, x, y);
	return result < 0 || (result == 0 && touching);
}

static gboolean
same_end (Pair *pair, const End *x, const End *y)
{
	return order (pair, x, y) == 0 && x->included == y->included;
}

typedef gboolean (*Relation) (Pair *pair, const Interval *a, const Interval *b);

static RtFeelValue
relate (RtFeelRun *run, RtFeelValue a, RtFeelValue b, Relation relation)
{
	Pair pair = {run, interval_of (a), interval_of (b), FALSE};
	gboolean holds = relation (&pair, &pair.a, &pair.b);
	return pair.fails ? rt_feel_fail (run, "type", "these cannot be compared") : rt_feel_boolean (holds);
}

static gboolean
before (Pair *pair, const Interval *a, const Interval *b)
{
	return below (pair, &a->end, &b->start, !a->end.included || !b->start.included);
}

static gboolean
meets (Pair *pair, const Interval *a, const Interval *b)
{
	return a->end.included && b->start.included && order (pair, &a->end, &b->start) == 0;
}

static gboolean
overlaps (Pair *pair, const Interval *a, const Interval *b)
{
	return below (pair, &b->start, &a->end, a->end.included && b->start.included) &&
	       below (pair, &a->start, &b->end, a->start.included && b->end.included);
}

static gboolean
overlaps_before (Pair *pair, const Interval *a, const Interval *b)
{
	return below (pair, &a->start, &b->start, a->start.included && !b->start.included) &&
	       below (pair, &b->start, &a->end, a->end.included && b->start.included) &&
	       below (pair, &a->end, &b->end, !a->end.included || b->end.included);
}

static gboolean
finishes (Pair *pair, const Interval *a, const Interval *b)
{
	return same_end (pair, &a->end, &b->end) &&
	       below (pair, &b->start, &a->start, !a->start.included || b->start.included);
}

static gboolean
includes (Pair *pair, const Interval *a, const Interval *b)
{
	return below (pair, &a->start, &b->start, a->start.included || !b->start.included) &&
	       below (pair, &b->end, &a->end, a->end.included || !b->end.included);
}

static gboolean
starts (Pair *pair, const Interval *a, const Interval *b)
{
	return same_end (pair, &a->start, &b->start) &&
	       below (pair, &a->end, &b->end, !a->end.included || b->end.included);
}

static gboolean
coincides (Pair *pair, const Interval *a, const Interval *b)
{
	return same_end (pair, &a->start, &b->start) && same_end (pair, &a->end, &b->end);
}

#define RELATION(id, first, second, relation)                                                                \
	RtFeelValue rt_feel_fn_##id (RtFeelRun *run, const RtFeelValue *args, guint n_args)                  \
	{                                                                                                    \
		return relate (run, args[first], args[second], relation);                                    \
	}

RELATION (before, 0, 1, before)
RELATION (after, 1, 0, before)
RELATION (meets, 0, 1, meets)
RELATION (met_by, 1, 0, meets)
RELATION (overlaps, 0, 1, overlaps)
RELATION (overlaps_before, 0, 1, overlaps_before)
RELATION (overlaps_after, 1, 0, overlaps_before)
RELATION (finishes, 0, 1, finishes)
RELATION (finished_by, 1, 0, finishes)
RELATION (includes, 0, 1, includes)
RELATION (during, 1, 0, includes)
RELATION (starts, 0, 1, starts)
RELATION (started_by, 1, 0, starts)
RELATION (coincides, 0, 1, coincides)

/* ---- range from text -------------------------------------------------------------------------- */

typedef struct {
	RtArena *arena;
	const char *at, *end;
} Cursor;

static void
skip (Cursor *cursor)
{
	while (cursor->at < cursor->end && g_ascii_isspace (*cursor->at))
		cursor->at++;
}

static gboolean
stands (Cursor *cursor, const char *sign)
{
	gsize n = strlen (sign);
	skip (cursor);
	return (gsize)(cursor->end - cursor->at) >= n && memcmp (cursor->at, sign, n) == 0;
}

static gboolean
take (Cursor *cursor, const char *sign)
{
	if (!stands (cursor, sign))
		return FALSE;
	cursor->at += strlen (sign);
	return TRUE;
}

static gboolean
quoted (Cursor *cursor, const char **text, gsize *length)
{
	if (!take (cursor, "\""))
		return FALSE;
	const char *close = cursor->at;
	while (close < cursor->end && *close != '"')
		close += *close == '\\' ? 2 : 1;
	char *copy = close < cursor->end ? rt_arena_alloc (cursor->arena, (gsize)(close - cursor->at) + 1) : NULL;
	if (copy == NULL)
		return FALSE;
	*length = rt_feel_unescape (cursor->at, (gsize)(close - cursor->at), copy);
	*text = copy;
	cursor->at = close + 1;
	return TRUE;
}

/* date("..."), time("..."), ...: the constructors, on a text that is written out */
static gboolean
constructor (Cursor *cursor, const char **text, gsize *length)
{
	static const char *const names[] = {"date and time", "date", "time", "duration"};
	for (guint i = 0; i < G_N_ELEMENTS (names); i++)
		if (take (cursor, names[i]))
			return take (cursor, "(") && quoted (cursor, text, length) && take (cursor, ")");
	return FALSE;
}

/* 1..3: the first of two points ends the number */
static gboolean
number (Cursor *cursor, RtFeelValue *value)
{
	char digits[64];
	guint n = 0;
	skip (cursor);
	for (const char *at = cursor->at; at < cursor->end && n < sizeof digits - 1; at++) {
		gboolean point = *at == '.' && at + 1 < cursor->end && g_ascii_isdigit (at[1]);
		if (!g_ascii_isdigit (*at) && !point && strchr ("-+eE", *at) == NULL)
			break;
		digits[n++] = *at;
	}
	digits[n] = '\0';
	cursor->at += n;
	*value = digits[0] != '+' ? rt_feel_number (cursor->arena, digits) : rt_feel_null ();
	return value->kind != RT_FEEL_NULL;
}

static gboolean
literal (Cursor *cursor, RtFeelValue *value)
{
	const char *text;
	gsize length;
	*value = rt_feel_null ();
	if (take (cursor, "null"))
		return TRUE;
	if (quoted (cursor, &text, &length)) {
		*value = rt_feel_string (cursor->arena, text, length);
		return TRUE;
	}
	if ((take (cursor, "@") && quoted (cursor, &text, &length)) || constructor (cursor, &text, &length)) {
		*value = rt_feel_temporal_from_text (cursor->arena, text, length);
		return value->kind != RT_FEEL_NULL;
	}
	return number (cursor, value);
}

/* `[1..`, `(1..`, `(..`: an end that is left out is an open one */
static gboolean
low_end (Cursor *cursor, RtFeelValue *value, RtFeelEnd *end)
{
	*value = rt_feel_null ();
	*end = take (cursor, "[") ? RT_FEEL_END_CLOSED : RT_FEEL_END_OPEN;
	if (*end == RT_FEEL_END_OPEN && !take (cursor, "(") && !take (cursor, "]"))
		return FALSE;
	if (*end == RT_FEEL_END_OPEN && take (cursor, "..")) {
		*end = RT_FEEL_END_NONE;
		return TRUE;
	}
	return literal (cursor, value) && take (cursor, "..");
}

static gboolean
high_end (Cursor *cursor, RtFeelValue *value, RtFeelEnd *end)
{
	*value = rt_feel_null ();
	gboolean none = stands (cursor, ")") || stands (cursor, "[");
	if (!none && !literal (cursor, value))
		return FALSE;
	*end = take (cursor, "]") ? RT_FEEL_END_CLOSED : none ? RT_FEEL_END_NONE : RT_FEEL_END_OPEN;
	return *end == RT_FEEL_END_CLOSED || take (cursor, ")") || take (cursor, "[");
}

static gboolean
in_order (RtFeelRun *run, RtFeelValue low, RtFeelValue high)
{
	gint order = 0;
	if (low.kind == RT_FEEL_NULL || high.kind == RT_FEEL_NULL)
		return low.kind != high.kind;
	return rt_feel_compare (run, low, high, &order) == RT_FEEL_YES && order <= 0;
}

RtFeelValue
rt_feel_fn_range (RtFeelRun *run, const RtFeelValue *args, guint n_args)
{
	const RtFeelText *text = rt_feel_text (args[0]);
	Cursor cursor = {rt_feel_run_arena (run), text->bytes, text->bytes + text->length};
	RtFeelValue low, high;
	RtFeelEnd low_is, high_is = RT_FEEL_END_NONE;
	gboolean read = low_end (&cursor, &low, &low_is) && high_end (&cursor, &high, &high_is);
	skip (&cursor);
	if (!read || cursor.at != cursor.end || !in_order (run, low, high))
		return rt_feel_fail (run, "range", "this text is no range of two literals in order");
	return rt_feel_make_range (run, low, low_is, high, high_is);
}
