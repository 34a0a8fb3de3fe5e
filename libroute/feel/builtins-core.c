/* Functions over lists of which something may be unknown: doubted items, open lists, unknown values. What
 * they answer holds for every completion; where completions differ they answer an interval, doubted items
 * or unknown. */
#include "libroute/feel/ops.h"
#include <string.h>

/* counts the items that are certainly there and those that may be; `high` is -1 when there may be any
 * number */
typedef struct {
	gint64 low, high;
} Count;

static RtFeelValue
from_count (RtFeelRun *run, Count count, gboolean open)
{
	if (count.low == count.high && !open)
		return rt_feel_integer (count.low);
	return rt_feel_unknown_between (rt_feel_run_arena (run), count.low, open ? G_MAXUINT32 : count.high);
}

RtFeelValue
rt_feel_fn_not (RtFeelRun *run, const RtFeelValue *args, guint n_args)
{
	if (args[0].kind == RT_FEEL_BOOLEAN)
		return rt_feel_boolean (!args[0].as.boolean);
	if (args[0].kind == RT_FEEL_UNKNOWN)
		return rt_feel_unknown_result ();
	return args[0].kind == RT_FEEL_NULL ? args[0]
					    : rt_feel_fail (run, "type", "`not` takes true or false");
}

RtFeelValue
rt_feel_fn_count (RtFeelRun *run, const RtFeelValue *args, guint n_args)
{
	if (args[0].kind == RT_FEEL_UNKNOWN)
		return rt_feel_unknown_result ();
	const RtFeelList *list = rt_feel_items (args[0]);
	Count count = {0, list->count};
	for (guint i = 0; i < list->count; i++)
		count.low += !rt_feel_is_doubted (list->items[i]);
	return from_count (run, count, rt_feel_is_open (args[0]));
}

RtFeelValue
rt_feel_fn_list_contains (RtFeelRun *run, const RtFeelValue *args, guint n_args)
{
	if (args[0].kind == RT_FEEL_UNKNOWN)
		return rt_feel_unknown_result ();
	const RtFeelList *list = rt_feel_items (args[0]);
	RtFeelTruth found = rt_feel_is_open (args[0]) ? RT_FEEL_MAYBE : RT_FEEL_NO;
	for (guint i = 0; i < list->count && rt_feel_spend (run, 1); i++) {
		RtFeelTruth one = rt_feel_equal (run, list->items[i], args[1]);
		if (one == RT_FEEL_YES && !rt_feel_is_doubted (list->items[i]))
			return rt_feel_boolean (TRUE);
		if (one == RT_FEEL_YES || one == RT_FEEL_MAYBE)
			found = RT_FEEL_MAYBE;
	}
	return rt_feel_truth (found);
}

/* a kept item that may equal one before it: no later item can make it certain */
#define MAY_REPEAT (1u << 7)

/* Is the item equal to one that was kept? A certain item makes a doubted equal one before it certain; then
 * it is not certain in which place it stands. */
static RtFeelTruth
is_kept (RtFeelRun *run, RtFeelValue item, RtFeelValue *kept, guint n, gboolean *moved)
{
	RtFeelTruth known = RT_FEEL_NO;
	for (guint i = 0; i < n && rt_feel_spend (run, 1); i++) {
		RtFeelTruth one = rt_feel_equal (run, item, kept[i]);
		if (one == RT_FEEL_YES && !rt_feel_looks_hazy (run, item)) {
			gboolean sure = !rt_feel_is_doubted (item) && (kept[i].flags & MAY_REPEAT) == 0;
			*moved |= sure && rt_feel_is_doubted (kept[i]);
			if (sure)
				kept[i].flags &= (guint8)~RT_FEEL_FLAG_DOUBTED;
			return RT_FEEL_YES;
		}
		if (one == RT_FEEL_MAYBE || one == RT_FEEL_YES)
			known = RT_FEEL_MAYBE;
	}
	return known;
}

/* [a, b?, u]: an item that may equal an earlier one stays, doubted. Where it does equal one, leaving it out
 * is right. */
RtFeelValue
rt_feel_fn_distinct_values (RtFeelRun *run, const RtFeelValue *args, guint n_args)
{
	RtFeelValue *kept;
	if (args[0].kind == RT_FEEL_UNKNOWN)
		return rt_feel_unknown_result ();
	const RtFeelList *list = rt_feel_items (args[0]);
	RtFeelValue result = rt_feel_make_list (run, list->count, &kept);
	guint n = 0;
	gboolean moved = FALSE;
	for (guint i = 0; kept != NULL && i < list->count; i++) {
		RtFeelTruth known = is_kept (run, list->items[i], kept, n, &moved);
		if (known == RT_FEEL_YES)
			continue;
		kept[n] = list->items[i];
		if (known == RT_FEEL_MAYBE)
			kept[n].flags |= MAY_REPEAT | RT_FEEL_FLAG_DOUBTED;
		n++;
	}
	for (guint i = 0; i < n; i++)
		kept[i].flags &= (guint8)~MAY_REPEAT;
	if (kept != NULL)
		((RtFeelList *)result.as.pointer)->count = n;
	result.flags |= kept != NULL && moved ? RT_FEEL_FLAG_UNORDERED : 0;
	return kept != NULL ? rt_feel_made_of (result, args[0]) : result;
}

/* `all` and `any`: one deciding item decides; null and other kinds make it null */
static RtFeelValue
decide (RtFeelRun *run, RtFeelValue value, gboolean decisive)
{
	if (value.kind == RT_FEEL_UNKNOWN)
		return rt_feel_unknown_result ();
	const RtFeelList *list = rt_feel_items (value);
	RtFeelTruth other = decisive ? RT_FEEL_NO : RT_FEEL_YES,
		    answer = rt_feel_is_open (value) ? RT_FEEL_MAYBE : other;
	for (guint i = 0; i < list->count; i++) {
		RtFeelValue item = list->items[i];
		gboolean decides = item.kind == RT_FEEL_BOOLEAN && (item.as.boolean != FALSE) == decisive;
		if (decides && !rt_feel_is_doubted (item))
			return rt_feel_boolean (decisive);
		if (item.kind == RT_FEEL_BOOLEAN && !decides)
			continue;
		if (decides || item.kind == RT_FEEL_UNKNOWN || rt_feel_is_doubted (item))
			answer = RT_FEEL_MAYBE;
		else if (answer != RT_FEEL_MAYBE)
			answer = RT_FEEL_NEITHER;
	}
	return rt_feel_truth (answer);
}

RtFeelValue
rt_feel_fn_all (RtFeelRun *run, const RtFeelValue *args, guint n_args)
{
	return decide (run, args[0], FALSE);
}

RtFeelValue
rt_feel_fn_any (RtFeelRun *run, const RtFeelValue *args, guint n_args)
{
	return decide (run, args[0], TRUE);
}

/* ---- sum -------------------------------------------------------------------------------------- */

static RtFeelValue
sum_known (RtFeelRun *run, const RtFeelList *list)
{
	if (list->count == 0)
		return rt_feel_null ();
	RtFeelValue total = list->items[0];
	gboolean fits = total.kind == RT_FEEL_NUMBER || total.kind == RT_FEEL_YEARS_MONTHS ||
			total.kind == RT_FEEL_DAYS_TIME;
	for (guint i = 1; i < list->count && fits && total.kind != RT_FEEL_NULL; i++) {
		fits = list->items[i].kind == total.kind;
		total = rt_feel_arithmetic (run, RT_FEEL_OP_ADD, total, list->items[i]);
	}
	return fits ? total : rt_feel_fail (run, "type", "only numbers, or durations of one kind, add up");
}

/* whole numbers between ends, some of which may be absent; the sum of no items is null, so one must be
 * certain */
static RtFeelValue
sum_interval (RtFeelRun *run, const RtFeelList *list)
{
	gint64 low = 0, high = 0, least, most;
	gboolean sure = FALSE;
	for (guint i = 0; i < list->count; i++) {
		gboolean doubted = rt_feel_is_doubted (list->items[i]);
		if (!rt_feel_interval (list->items[i], &least, &most))
			return rt_feel_unknown_result ();
		least = doubted ? MIN (least, 0) : least;
		most = doubted ? MAX (most, 0) : most;
		if (__builtin_add_overflow (low, least, &low) || __builtin_add_overflow (high, most, &high))
			return rt_feel_unknown_result ();
		sure |= !doubted;
	}
	return sure ? rt_feel_unknown_between (rt_feel_run_arena (run), low, high)
		    : rt_feel_unknown_result ();
}

RtFeelValue
rt_feel_fn_sum (RtFeelRun *run, const RtFeelValue *args, guint n_args)
{
	if (args[0].kind == RT_FEEL_UNKNOWN || rt_feel_is_open (args[0]))
		return rt_feel_unknown_result ();
	if (rt_feel_looks_hazy (run, args[0]))
		return sum_interval (run, rt_feel_items (args[0]));
	return sum_known (run, rt_feel_items (args[0]));
}

/* ---- min, max --------------------------------------------------------------------------------- */

static RtFeelValue
extreme_known (RtFeelRun *run, const RtFeelList *list, gint wanted)
{
	gint order;
	if (list->count == 0)
		return rt_feel_null ();
	RtFeelValue best = list->items[0];
	if (!rt_feel_kind_is_ordered ((RtFeelKind)best.kind))
		return rt_feel_fail (run, "type", "a %s is neither more nor less than another",
				     rt_feel_kind_name ((RtFeelKind)best.kind));
	for (guint i = 1; i < list->count && rt_feel_spend (run, 1); i++) {
		if (rt_feel_compare (run, list->items[i], best, &order) != RT_FEEL_YES)
			return rt_feel_fail (run, "type", "the items cannot be compared");
		if (order == wanted)
			best = list->items[i];
	}
	return best;
}

/* the least of whole numbers between ends: at most the least certain one, at least the least of all */
static RtFeelValue
extreme_interval (RtFeelRun *run, const RtFeelList *list, gint wanted)
{
	gint64 outer = 0, inner = 0, least, most;
	gboolean sure = FALSE;
	for (guint i = 0; i < list->count; i++) {
		if (!rt_feel_interval (list->items[i], &least, &most))
			return rt_feel_unknown_result ();
		gint64 far = wanted < 0 ? least : most, near = wanted < 0 ? most : least;
		if (i == 0 || (wanted < 0 ? far < outer : far > outer))
			outer = far;
		if (rt_feel_is_doubted (list->items[i]))
			continue;
		if (!sure || (wanted < 0 ? near < inner : near > inner))
			inner = near;
		sure = TRUE;
	}
	return sure ? rt_feel_unknown_between (rt_feel_run_arena (run), outer, inner)
		    : rt_feel_unknown_result ();
}

static RtFeelValue
extreme (RtFeelRun *run, RtFeelValue value, gint wanted)
{
	if (value.kind == RT_FEEL_UNKNOWN || rt_feel_is_open (value))
		return rt_feel_unknown_result ();
	if (rt_feel_looks_hazy (run, value))
		return extreme_interval (run, rt_feel_items (value), wanted);
	return extreme_known (run, rt_feel_items (value), wanted);
}

RtFeelValue
rt_feel_fn_min (RtFeelRun *run, const RtFeelValue *args, guint n_args)
{
	return extreme (run, args[0], -1);
}

RtFeelValue
rt_feel_fn_max (RtFeelRun *run, const RtFeelValue *args, guint n_args)
{
	return extreme (run, args[0], 1);
}

/* ---- joining lists ---------------------------------------------------------------------------- */

/* what is no list is a list of one, as everywhere where a list is asked */
static guint
n_joined (const RtFeelValue *value)
{
	return value->kind == RT_FEEL_LIST ? rt_feel_items (*value)->count : 1;
}

RtFeelValue
rt_feel_fn_concatenate (RtFeelRun *run, const RtFeelValue *args, guint n_args)
{
	gsize total = 0;
	guint8 flags = 0;
	if (args[0].kind == RT_FEEL_UNKNOWN || rt_feel_is_open (args[0]) || rt_feel_is_unordered (args[0]))
		return rt_feel_unknown_result ();
	const RtFeelList *lists = rt_feel_items (args[0]);
	for (guint i = 0; i < lists->count; i++) {
		if (lists->items[i].kind == RT_FEEL_UNKNOWN || rt_feel_is_doubted (lists->items[i]))
			return rt_feel_unknown_result ();
		if (lists->items[i].kind == RT_FEEL_NULL)
			return rt_feel_fail (run, "null", "one of the lists is null");
		total += n_joined (&lists->items[i]);
		if (lists->items[i].kind == RT_FEEL_LIST)
			flags |= lists->items[i].flags & (RT_FEEL_FLAG_OPEN | RT_FEEL_FLAG_UNORDERED);
	}
	RtFeelValue *items, result = rt_feel_make_list (run, total, &items);
	for (guint i = 0; items != NULL && i < lists->count; i++) {
		const RtFeelValue *one = &lists->items[i];
		guint n = n_joined (one);
		memcpy (items, one->kind == RT_FEEL_LIST ? rt_feel_items (*one)->items : one, n * sizeof *items);
		items += n;
	}
	result.flags |= result.kind == RT_FEEL_LIST ? flags : 0;
	return result;
}
