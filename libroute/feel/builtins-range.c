/* Relations of points and ranges, and ranges from text. A point is taken as the range that holds it alone. */
#include "libroute/feel/ops.h"
#include "libroute/feel/leaf.h"
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
	const char *at, *end;
} Cursor;

static void
skip (Cursor *cursor)
{
	while (cursor->at < cursor->end && g_ascii_isspace (*cursor->at))
		cursor->at++;
}

static gboolean
take (Cursor *cursor, const char *sign)
{
	gsize n = strlen (sign);
	skip (cursor);
	if ((gsize)(cursor->end - cursor->at) < n || memcmp (cursor->at, sign, n) != 0)
		return FALSE;
	cursor->at += n;
	return TRUE;
}

static gboolean
quoted (Cursor *cursor, const char **text, gsize *length)
{
	if (!take (cursor, "\""))
		return FALSE;
	const char *close = memchr (cursor->at, '"', (gsize)(cursor->end - cursor->at));
	if (close == NULL)
		return FALSE;
	*text = cursor->at;
	*length = (gsize)(close - cursor->at);
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

static gboolean
literal (RtFeelRun *run, Cursor *cursor, RtFeelValue *value)
{
	const char *text;
	gsize length;
	char digits[64];
	guint n = 0;
	if (take (cursor, "null")) {
		*value = rt_feel_null ();
		return TRUE;
	}
	if (quoted (cursor, &text, &length)) {
		*value = rt_feel_make_string (run, text, length);
		return TRUE;
	}
	if ((take (cursor, "@") && quoted (cursor, &text, &length)) || constructor (cursor, &text, &length)) {
		*value = rt_feel_temporal_from_text (rt_feel_run_arena (run), text, length);
		return value->kind != RT_FEEL_NULL;
	}
	/* 1..3: the first of two points ends the number */
	while (cursor->at < cursor->end && n < sizeof digits - 1 &&
	       (g_ascii_isdigit (*cursor->at) || *cursor->at == '-' ||
		(*cursor->at == '.' && cursor->at + 1 < cursor->end && g_ascii_isdigit (cursor->at[1]))))
		digits[n++] = *cursor->at++;
	digits[n] = '\0';
	*value = rt_feel_number (rt_feel_run_arena (run), digits);
	return value->kind != RT_FEEL_NULL;
}

static RtFeelValue
no_range (RtFeelRun *run)
{
	return rt_feel_fail (run, "range", "this text is no range of two literals in order");
}

RtFeelValue
rt_feel_fn_range (RtFeelRun *run, const RtFeelValue *args, guint n_args)
{
	const RtFeelText *text = rt_feel_text (args[0]);
	Cursor cursor = {text->bytes, text->bytes + text->length};
	RtFeelValue low, high;
	RtFeelEnd low_end, high_end;
	gint order_of_ends = 0;
	if (take (&cursor, "["))
		low_end = RT_FEEL_END_CLOSED;
	else if (take (&cursor, "(") || take (&cursor, "]"))
		low_end = RT_FEEL_END_OPEN;
	else
		return no_range (run);
	skip (&cursor);
	if (!literal (run, &cursor, &low) || !take (&cursor, ".."))
		return no_range (run);
	skip (&cursor);
	if (!literal (run, &cursor, &high))
		return no_range (run);
	high_end = take (&cursor, "]") ? RT_FEEL_END_CLOSED : RT_FEEL_END_OPEN;
	if (high_end == RT_FEEL_END_OPEN && !take (&cursor, ")") && !take (&cursor, "["))
		return no_range (run);
	skip (&cursor);
	if (cursor.at != cursor.end || (low.kind == RT_FEEL_NULL && high.kind == RT_FEEL_NULL))
		return no_range (run);
	if (low.kind != RT_FEEL_NULL && high.kind != RT_FEEL_NULL &&
	    (rt_feel_compare (run, low, high, &order_of_ends) != RT_FEEL_YES || order_of_ends > 0))
		return no_range (run);
	return rt_feel_make_range (run, low, low_end, high, high_end);
}
