/* Functions of lists of which all is known, and those that only move items. */
#include "libroute/feel/arithmetic.h"
#include "libroute/feel/number.h"
#include "libroute/feel/ops.h"
#include "libroute/feel/run.h"
#include <string.h>

#define DEEPEST 64u

static const RtFeelList *
list_of (RtFeelValue value)
{
	return rt_feel_items (value);
}

/* a position counts from 1, or from -1 at the end: where that is, or -1 */
static gint64
place (RtFeelValue position, guint count)
{
	gint64 at;
	if (!rt_feel_whole (position, &at) || at == 0)
		return -1;
	at = at > 0 ? at - 1 : (gint64)count + at;
	return at < 0 || at >= count ? -1 : at;
}

static RtFeelValue
no_place (RtFeelRun *run)
{
	return rt_feel_fail (run, "index", "the list has no such position");
}

static RtFeelValue
copied (RtFeelRun *run, const RtFeelValue *values, guint count)
{
	RtFeelValue *items, list = rt_feel_make_list (run, count, &items);
	if (items != NULL && count != 0)
		memcpy (items, values, count * sizeof *items);
	return list;
}

RtFeelValue
rt_feel_fn_sublist (RtFeelRun *run, const RtFeelValue *args, guint n_args)
{
	const RtFeelList *list = list_of (args[0]);
	gint64 from = place (args[1], list->count), wanted = G_MAXINT64;
	if (from < 0 || (!rt_feel_is_missing (args[2]) && (!rt_feel_whole (args[2], &wanted) || wanted < 0)))
		return no_place (run);
	if (!rt_feel_is_missing (args[2]) && wanted > list->count - from)
		return no_place (run);
	return copied (run, list->items + from, (guint)MIN (wanted, list->count - from));
}

RtFeelValue
rt_feel_fn_append (RtFeelRun *run, const RtFeelValue *args, guint n_args)
{
	const RtFeelList *all = list_of (args[0]);
	RtFeelValue first = all->items[0], *items;
	if (first.kind == RT_FEEL_UNKNOWN)
		return rt_feel_unknown_result ();
	if (first.kind == RT_FEEL_NULL)
		return rt_feel_fail (run, "null", "`append` takes a list first");
	const RtFeelValue *before = first.kind == RT_FEEL_LIST ? list_of (first)->items : &first;
	guint n = first.kind == RT_FEEL_LIST ? list_of (first)->count : 1;
	RtFeelValue list = rt_feel_make_list (run, (gsize)n + all->count - 1, &items);
	if (items == NULL)
		return list;
	memcpy (items, before, n * sizeof *items);
	memcpy (items + n, all->items + 1, (all->count - 1) * sizeof *items);
	return first.kind == RT_FEEL_LIST ? rt_feel_made_of (list, first) : list;
}

RtFeelValue
rt_feel_fn_insert_before (RtFeelRun *run, const RtFeelValue *args, guint n_args)
{
	const RtFeelList *list = list_of (args[0]);
	gint64 at = place (args[1], list->count);
	RtFeelValue *items;
	if (at < 0)
		return no_place (run);
	RtFeelValue result = rt_feel_make_list (run, (gsize)list->count + 1, &items);
	if (items == NULL)
		return result;
	memcpy (items, list->items, (gsize)at * sizeof *items);
	items[at] = args[2];
	memcpy (items + at + 1, list->items + at, (gsize)(list->count - at) * sizeof *items);
	return result;
}

RtFeelValue
rt_feel_fn_remove (RtFeelRun *run, const RtFeelValue *args, guint n_args)
{
	const RtFeelList *list = list_of (args[0]);
	gint64 at = place (args[1], list->count);
	RtFeelValue *items;
	if (at < 0)
		return no_place (run);
	RtFeelValue result = rt_feel_make_list (run, list->count - 1, &items);
	if (items == NULL)
		return result;
	memcpy (items, list->items, (gsize)at * sizeof *items);
	memcpy (items + at, list->items + at + 1, (gsize)(list->count - at - 1) * sizeof *items);
	return result;
}

RtFeelValue
rt_feel_fn_reverse (RtFeelRun *run, const RtFeelValue *args, guint n_args)
{
	if (args[0].kind == RT_FEEL_UNKNOWN)
		return rt_feel_unknown_result ();
	const RtFeelList *list = list_of (args[0]);
	RtFeelValue *items, result = rt_feel_make_list (run, list->count, &items);
	for (guint i = 0; items != NULL && i < list->count; i++)
		items[i] = list->items[list->count - 1 - i];
	return items != NULL ? rt_feel_made_of (result, args[0]) : result;
}

RtFeelValue
rt_feel_fn_index_of (RtFeelRun *run, const RtFeelValue *args, guint n_args)
{
	const RtFeelList *list = list_of (args[0]);
	RtFeelValue *items, result = rt_feel_make_list (run, list->count, &items);
	guint n = 0;
	for (guint i = 0; items != NULL && i < list->count; i++)
		if (rt_feel_equal (run, list->items[i], args[1]) == RT_FEEL_YES)
			items[n++] = rt_feel_integer ((gint64)i + 1);
	if (items != NULL)
		((RtFeelList *)result.as.pointer)->count = n;
	return result;
}

RtFeelValue
rt_feel_fn_union (RtFeelRun *run, const RtFeelValue *args, guint n_args)
{
	RtFeelValue all = rt_feel_fn_concatenate (run, args, n_args);
	return all.kind == RT_FEEL_LIST ? rt_feel_fn_distinct_values (run, &all, 1) : all;
}

/* ---- flatten ---------------------------------------------------------------------------------- */

typedef struct {
	GArray *items;
	guint8 flags; /* open, unordered: as one of the lists */
	gboolean lost; /* a whole list is doubted or unknown */
} Flat;

static void
flatten (RtFeelRun *run, const RtFeelValue value, Flat *flat, guint depth)
{
	const RtFeelList *list = list_of (value);
	flat->flags |= value.flags & (RT_FEEL_FLAG_OPEN | RT_FEEL_FLAG_UNORDERED);
	for (guint i = 0; i < list->count && rt_feel_spend (run, 1); i++) {
		RtFeelValue item = list->items[i];
		flat->lost |= item.kind == RT_FEEL_LIST && rt_feel_is_doubted (item);
		/* an unknown could be a list too */
		flat->lost |= item.kind == RT_FEEL_UNKNOWN && rt_feel_hint (item) == NULL;
		if (item.kind == RT_FEEL_LIST && depth < DEEPEST)
			flatten (run, item, flat, depth + 1);
		else
			g_array_append_val (flat->items, item);
	}
}

RtFeelValue
rt_feel_fn_flatten (RtFeelRun *run, const RtFeelValue *args, guint n_args)
{
	if (args[0].kind == RT_FEEL_UNKNOWN)
		return rt_feel_unknown_result ();
	g_autoptr (GArray) items = g_array_new (FALSE, FALSE, sizeof (RtFeelValue));
	Flat flat = {items, 0, FALSE};
	flatten (run, args[0], &flat, 0);
	if (flat.lost)
		return rt_feel_unknown_result ();
	RtFeelValue list = copied (run, (const RtFeelValue *)(const void *)items->data, items->len);
	list.flags |= list.kind == RT_FEEL_LIST ? flat.flags : 0;
	return list;
}

/* ---- statistics ------------------------------------------------------------------------------- */

static gboolean
are_numbers (const RtFeelList *list)
{
	for (guint i = 0; i < list->count; i++)
		if (list->items[i].kind != RT_FEEL_NUMBER)
			return FALSE;
	return TRUE;
}

static RtFeelValue
not_numbers (RtFeelRun *run)
{
	return rt_feel_fail (run, "type", "the list holds something that is no number");
}

RtFeelValue
rt_feel_fn_mean (RtFeelRun *run, const RtFeelValue *args, guint n_args)
{
	RtFeelValue total = rt_feel_fn_sum (run, args, n_args);
	if (total.kind == RT_FEEL_NULL)
		return total;
	return rt_feel_arithmetic (run, RT_FEEL_OP_DIV, total, rt_feel_integer (list_of (args[0])->count));
}

RtFeelValue
rt_feel_fn_product (RtFeelRun *run, const RtFeelValue *args, guint n_args)
{
	const RtFeelList *list = list_of (args[0]);
	RtFeelValue product = rt_feel_integer (1);
	if (list->count == 0)
		return rt_feel_null ();
	if (!are_numbers (list))
		return not_numbers (run);
	for (guint i = 0; i < list->count && product.kind == RT_FEEL_NUMBER; i++)
		product = rt_feel_multiply_numbers (run, product, list->items[i]);
	return product;
}

static gint
by_number (gconstpointer a, gconstpointer b)
{
	return rt_feel_number_compare (*(const RtFeelValue *)a, *(const RtFeelValue *)b);
}

static GArray *
sorted_numbers (const RtFeelList *list)
{
	GArray *sorted = g_array_sized_new (FALSE, FALSE, sizeof (RtFeelValue), list->count);
	g_array_append_vals (sorted, list->items, list->count);
	g_array_sort (sorted, by_number);
	return sorted;
}

static RtFeelValue
at (const GArray *array, guint i)
{
	return g_array_index (array, RtFeelValue, i);
}

RtFeelValue
rt_feel_fn_median (RtFeelRun *run, const RtFeelValue *args, guint n_args)
{
	const RtFeelList *list = list_of (args[0]);
	if (list->count == 0)
		return rt_feel_null ();
	if (!are_numbers (list))
		return not_numbers (run);
	g_autoptr (GArray) sorted = sorted_numbers (list);
	guint middle = list->count / 2;
	if (list->count % 2 != 0)
		return at (sorted, middle);
	RtFeelValue both = rt_feel_add_numbers (run, at (sorted, middle - 1), at (sorted, middle));
	return both.kind == RT_FEEL_NULL ? both : rt_feel_divide_numbers (run, both, rt_feel_integer (2));
}

static guint
run_length (const GArray *sorted, guint from)
{
	guint to = from + 1;
	while (to < sorted->len && rt_feel_number_compare (at (sorted, from), at (sorted, to)) == 0)
		to++;
	return to - from;
}

/* the numbers that occur most often, in order */
RtFeelValue
rt_feel_fn_mode (RtFeelRun *run, const RtFeelValue *args, guint n_args)
{
	const RtFeelList *list = list_of (args[0]);
	if (!are_numbers (list))
		return not_numbers (run);
	g_autoptr (GArray) sorted = sorted_numbers (list);
	guint most = 0, n = 0;
	for (guint i = 0, length; i < sorted->len; i += length) {
		length = run_length (sorted, i);
		if (length > most)
			n = 0;
		most = MAX (most, length);
		if (length == most)
			g_array_index (sorted, RtFeelValue, n++) = at (sorted, i);
	}
	return copied (run, (const RtFeelValue *)(const void *)sorted->data, n);
}

/* of a sample: divided by one less than the number of items */
RtFeelValue
rt_feel_fn_stddev (RtFeelRun *run, const RtFeelValue *args, guint n_args)
{
	const RtFeelList *list = list_of (args[0]);
	if (list->count < 2)
		return rt_feel_fail (run, "arguments", "`stddev` takes at least two numbers");
	if (!are_numbers (list))
		return not_numbers (run);
	RtFeelValue mean = rt_feel_fn_mean (run, args, 1), total = rt_feel_integer (0);
	for (guint i = 0; i < list->count && mean.kind == RT_FEEL_NUMBER && total.kind == RT_FEEL_NUMBER;
	     i++) {
		RtFeelValue off = rt_feel_subtract_numbers (run, list->items[i], mean);
		RtFeelValue square =
		    off.kind == RT_FEEL_NUMBER ? rt_feel_multiply_numbers (run, off, off) : off;
		total = square.kind == RT_FEEL_NUMBER ? rt_feel_add_numbers (run, total, square) : square;
	}
	if (mean.kind != RT_FEEL_NUMBER || total.kind != RT_FEEL_NUMBER)
		return rt_feel_null ();
	RtFeelValue variance = rt_feel_divide_numbers (run, total, rt_feel_integer ((gint64)list->count - 1));
	return variance.kind == RT_FEEL_NUMBER ? rt_feel_fn_sqrt (run, &variance, 1) : variance;
}

/* ---- with functions --------------------------------------------------------------------------- */

typedef struct {
	RtFeelRun *run;
	RtFeelValue precedes;
	gboolean unknown;
	guint32 start, most; /* of the trail */
} Order;

static gboolean
comes_first (Order *order, RtFeelValue a, RtFeelValue b)
{
	const RtFeelValue args[] = {a, b};
	RtFeelValue verdict = rt_feel_call (order->run, order->precedes, args, 2);
	order->unknown |= verdict.kind == RT_FEEL_UNKNOWN;
	return rt_feel_is_true (verdict);
}

/* merges two sorted halves; equal items keep their order, and any answer of `precedes` ends somewhere */
static void
merge (Order *order, RtFeelValue *items, RtFeelValue *spare, guint middle, guint count)
{
	guint i = 0, j = middle, k = 0;
	while (i < middle && j < count)
		spare[k++] = comes_first (order, items[j], items[i]) ? items[j++] : items[i++];
	memcpy (spare + k, items + i, (middle - i) * sizeof *items);
	memcpy (spare + k + middle - i, items + j, (count - j) * sizeof *items);
	memcpy (items, spare, count * sizeof *items);
}

static void
merge_sort (Order *order, RtFeelValue *items, RtFeelValue *spare, guint count)
{
	if (count < 2)
		return;
	merge_sort (order, items, spare, count / 2);
	merge_sort (order, items + count / 2, spare, count - count / 2);
	merge (order, items, spare, count / 2, count);
	rt_feel_trail_once (order->run, order->start, &order->most);
}

static gint
by_value (RtFeelRun *run, RtFeelValue a, RtFeelValue b, gboolean *comparable)
{
	gint order = 0;
	if (rt_feel_compare (run, a, b, &order) != RT_FEEL_YES)
		*comparable = FALSE;
	return order;
}

/* without a function: in their own order, if they have one */
static RtFeelValue
sort_by_value (RtFeelRun *run, RtFeelValue list, RtFeelValue *items, guint count)
{
	gboolean comparable = TRUE;
	for (guint i = 1; i < count && rt_feel_spend (run, i); i++)
		for (guint j = i; j > 0 && by_value (run, items[j], items[j - 1], &comparable) < 0; j--) {
			RtFeelValue swapped = items[j];
			items[j] = items[j - 1];
			items[j - 1] = swapped;
		}
	return comparable ? list : rt_feel_fail (run, "type", "the items cannot be compared");
}

RtFeelValue
rt_feel_fn_sort (RtFeelRun *run, const RtFeelValue *args, guint n_args)
{
	guint count = list_of (args[0])->count;
	RtFeelValue *items, *spare, list = rt_feel_make_list (run, count, &items);
	rt_feel_make_list (run, count, &spare);
	if (items == NULL || spare == NULL)
		return rt_feel_null ();
	memcpy (items, list_of (args[0])->items, count * sizeof *items);
	if (rt_feel_is_missing (args[1]))
		return sort_by_value (run, list, items, count);
	Order order = {run, args[1], FALSE, rt_feel_trail_mark (run), RT_FEEL_TRAIL_ROOM};
	gint arity = rt_feel_function_arity (args[1]);
	if (arity >= 0 && arity != 2)
		return rt_feel_fail (run, "arguments", "`sort` takes a function of two items");
	merge_sort (&order, items, spare, count);
	return order.unknown ? rt_feel_unknown_result () : list;
}

RtFeelValue
rt_feel_fn_list_replace_at (RtFeelRun *run, const RtFeelValue *args, guint n_args)
{
	const RtFeelList *list = list_of (args[0]);
	gint64 index = place (args[1], list->count);
	if (index < 0)
		return no_place (run);
	RtFeelValue result = copied (run, list->items, list->count);
	if (result.kind == RT_FEEL_LIST)
		((RtFeelList *)result.as.pointer)->items[index] = args[2];
	return result;
}

RtFeelValue
rt_feel_fn_list_replace (RtFeelRun *run, const RtFeelValue *args, guint n_args)
{
	const RtFeelList *list = list_of (args[0]);
	if (rt_feel_function_arity (args[1]) != 2)
		return rt_feel_fail (run, "arguments", "`list replace` takes a function of two values");
	RtFeelValue *items, result = rt_feel_make_list (run, list->count, &items);
	for (guint i = 0; items != NULL && i < list->count; i++) {
		const RtFeelValue pair[] = {list->items[i], args[2]};
		RtFeelValue verdict = rt_feel_call (run, args[1], pair, 2);
		if (verdict.kind == RT_FEEL_UNKNOWN)
			return rt_feel_unknown_result ();
		if (verdict.kind != RT_FEEL_BOOLEAN)
			return rt_feel_fail (run, "type",
					     "the function of `list replace` says true or false");
		items[i] = verdict.as.boolean ? args[2] : list->items[i];
	}
	return result;
}
