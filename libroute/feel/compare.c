/* Equality, order and membership, for values and for what is not known of them. */
#include "libroute/feel/ops.h"
#include "libroute/feel/leaf.h"
#include <string.h>

#define DEEPEST 64u

RtFeelValue
rt_feel_truth (RtFeelTruth truth)
{
	switch (truth) {
	case RT_FEEL_YES:
		return rt_feel_boolean (TRUE);
	case RT_FEEL_NO:
		return rt_feel_boolean (FALSE);
	case RT_FEEL_MAYBE:
		return rt_feel_unknown_result ();
	default:
		return rt_feel_null ();
	}
}

static RtFeelTruth
inverse (RtFeelTruth truth)
{
	return truth == RT_FEEL_YES ? RT_FEEL_NO : truth == RT_FEEL_NO ? RT_FEEL_YES : truth;
}

gboolean
rt_feel_kinds_equal (RtFeelKind left, RtFeelKind right)
{
	return left == right;
}

gboolean
rt_feel_kind_is_ordered (RtFeelKind kind)
{
	return kind >= RT_FEEL_NUMBER && kind <= RT_FEEL_DAYS_TIME;
}

/* ---- with unknowns ---------------------------------------------------------------------------- */

static gboolean
is_word_of (const RtFeelHint *hint, RtFeelValue value)
{
	const RtFeelText *text = rt_feel_text (value);
	for (const char *const *word = hint->words; *word != NULL; word++)
		if (strlen (*word) == text->length && memcmp (*word, text->bytes, text->length) == 0)
			return TRUE;
	return FALSE;
}

static gboolean
share_word (const RtFeelHint *a, const RtFeelHint *b)
{
	for (const char *const *word = a->words; *word != NULL; word++)
		if (g_strv_contains (b->words, *word))
			return TRUE;
	return FALSE;
}

/* what is known of a possibly unknown value; NULL when nothing is */
static const RtFeelHint *
hint_of (RtFeelValue value)
{
	return value.kind == RT_FEEL_UNKNOWN && (value.flags & RT_FEEL_FLAG_NULLISH) == 0
		   ? rt_feel_hint (value)
		   : NULL;
}

/* of two texts at least one is unknown, and has a hint of what it may be */
static RtFeelTruth
equal_words (RtFeelValue left, RtFeelValue right)
{
	const RtFeelHint *a = hint_of (left), *b = hint_of (right);
	if (a != NULL && b != NULL)
		return share_word (a, b) ? RT_FEEL_MAYBE : RT_FEEL_NO;
	const RtFeelHint *words = a != NULL ? a : b;
	RtFeelValue known = a != NULL ? right : left;
	if (!is_word_of (words, known))
		return RT_FEEL_NO;
	return words->words[1] == NULL ? RT_FEEL_YES : RT_FEEL_MAYBE;
}

/* the least and the greatest a number may be; FALSE when nothing bounds it */
static gboolean
number_bounds (RtFeelValue value, RtFeelValue *low, RtFeelValue *high)
{
	gint64 least, most;
	*low = *high = value;
	if (value.kind == RT_FEEL_NUMBER)
		return TRUE;
	if (!rt_feel_interval (value, &least, &most))
		return FALSE;
	*low = rt_feel_integer (least);
	*high = rt_feel_integer (most);
	return TRUE;
}

static RtFeelTruth
equal_numbers (RtFeelValue left, RtFeelValue right)
{
	RtFeelValue low, high, least, most;
	gint64 whole;
	if (!number_bounds (left, &low, &high) || !number_bounds (right, &least, &most))
		return RT_FEEL_MAYBE;
	if (rt_feel_leaf_compare (high, least) < 0 || rt_feel_leaf_compare (most, low) < 0)
		return RT_FEEL_NO;
	/* an interval holds whole numbers only */
	gboolean fraction = (left.kind == RT_FEEL_NUMBER && !rt_feel_get_integer (left, &whole)) ||
			    (right.kind == RT_FEEL_NUMBER && !rt_feel_get_integer (right, &whole));
	return fraction ? RT_FEEL_NO : RT_FEEL_MAYBE;
}

/* at least one side is unknown */
static RtFeelTruth
equal_unknown (RtFeelValue left, RtFeelValue right)
{
	RtFeelValue other = left.kind == RT_FEEL_UNKNOWN ? right : left;
	RtFeelValue unknown = left.kind == RT_FEEL_UNKNOWN ? left : right;
	if (other.kind == RT_FEEL_NULL)
		return (unknown.flags & RT_FEEL_FLAG_NULLISH) != 0 ? RT_FEEL_MAYBE : RT_FEEL_NO;
	const RtFeelHint *a = hint_of (left), *b = hint_of (right);
	RtFeelKind left_kind = a != NULL ? a->kind : left.kind, right_kind = b != NULL ? b->kind : right.kind;
	if (left_kind == RT_FEEL_UNKNOWN || right_kind == RT_FEEL_UNKNOWN)
		return RT_FEEL_MAYBE;
	if (!rt_feel_kinds_equal (left_kind, right_kind))
		return RT_FEEL_NEITHER;
	if (left_kind == RT_FEEL_STRING)
		return equal_words (left, right);
	return equal_numbers (left, right);
}

/* ---- equality --------------------------------------------------------------------------------- */

static RtFeelTruth equal_at (RtFeelRun *run, RtFeelValue left, RtFeelValue right, guint depth);

static guint
certain_items (RtFeelValue list)
{
	guint n = 0;
	for (guint i = 0; i < rt_feel_items (list)->count; i++)
		n += !rt_feel_is_doubted (rt_feel_items (list)->items[i]);
	return n;
}

static guint
most_items (RtFeelValue list)
{
	return rt_feel_is_open (list) ? G_MAXUINT : rt_feel_items (list)->count;
}

/* all of several: NO wins over MAYBE; a pair of different kinds is as good as unequal inside a list or
 * context */
static gboolean
stays_equal (RtFeelTruth *all, RtFeelTruth one)
{
	if (one == RT_FEEL_NO || one == RT_FEEL_NEITHER)
		*all = RT_FEEL_NO;
	else if (one == RT_FEEL_MAYBE)
		*all = RT_FEEL_MAYBE;
	return *all != RT_FEEL_NO;
}

static RtFeelTruth
equal_lists (RtFeelRun *run, RtFeelValue left, RtFeelValue right, guint depth)
{
	const RtFeelList *a = rt_feel_items (left), *b = rt_feel_items (right);
	guint sure_a = certain_items (left), sure_b = certain_items (right);
	if (sure_a > most_items (right) || sure_b > most_items (left))
		return RT_FEEL_NO;
	gboolean unordered = (rt_feel_is_unordered (left) || rt_feel_is_unordered (right)) && a->count != 0;
	if (sure_a != most_items (left) || sure_b != most_items (right) || unordered)
		return RT_FEEL_MAYBE;
	RtFeelTruth all = RT_FEEL_YES;
	for (guint i = 0; i < a->count && rt_feel_spend (run, 1); i++)
		if (!stays_equal (&all, equal_at (run, a->items[i], b->items[i], depth)))
			break;
	return all;
}

static RtFeelTruth
equal_contexts (RtFeelRun *run, RtFeelValue left, RtFeelValue right, guint depth)
{
	const RtFeelContext *a = rt_feel_entries (left), *b = rt_feel_entries (right);
	RtFeelTruth all = a->shape->count == b->shape->count ? RT_FEEL_YES : RT_FEEL_NO;
	for (guint i = 0; all != RT_FEEL_NO && i < a->shape->count && rt_feel_spend (run, 1); i++) {
		gint at = rt_feel_shape_find_near (b->shape, &a->shape->names[i], i);
		stays_equal (&all,
			     at < 0 ? RT_FEEL_NO : equal_at (run, a->entries[i], b->entries[at], depth));
	}
	return all;
}

static RtFeelTruth
equal_ranges (RtFeelRun *run, RtFeelValue left, RtFeelValue right, guint depth)
{
	const RtFeelRange *a = rt_feel_bounds (left), *b = rt_feel_bounds (right);
	if (a->low_end != b->low_end || a->high_end != b->high_end || a->form != b->form)
		return RT_FEEL_NO;
	RtFeelTruth all = RT_FEEL_YES;
	if (stays_equal (&all, equal_at (run, a->low, b->low, depth)))
		stays_equal (&all, equal_at (run, a->high, b->high, depth));
	return all;
}

static RtFeelTruth
equal_at (RtFeelRun *run, RtFeelValue left, RtFeelValue right, guint depth)
{
	if (left.kind == RT_FEEL_UNKNOWN || right.kind == RT_FEEL_UNKNOWN)
		return equal_unknown (left, right);
	if (left.kind == RT_FEEL_NULL || right.kind == RT_FEEL_NULL)
		return left.kind == right.kind ? RT_FEEL_YES : RT_FEEL_NO;
	if (left.kind != right.kind || depth == DEEPEST)
		return RT_FEEL_NEITHER;
	switch (left.kind) {
	case RT_FEEL_BOOLEAN:
		return left.as.boolean == right.as.boolean ? RT_FEEL_YES : RT_FEEL_NO;
	case RT_FEEL_STRING:
		return rt_feel_is_same_text (left, right) ? RT_FEEL_YES : RT_FEEL_NO;
	case RT_FEEL_LIST:
		return equal_lists (run, left, right, depth + 1);
	case RT_FEEL_CONTEXT:
		return equal_contexts (run, left, right, depth + 1);
	case RT_FEEL_RANGE:
		return equal_ranges (run, left, right, depth + 1);
	case RT_FEEL_FUNCTION:
		return left.as.pointer == right.as.pointer ? RT_FEEL_YES : RT_FEEL_NO;
	default:
		return rt_feel_leaf_equal (left, right) ? RT_FEEL_YES : RT_FEEL_NO;
	}
}

RtFeelTruth
rt_feel_equal (RtFeelRun *run, RtFeelValue left, RtFeelValue right)
{
	return equal_at (run, left, right, 0);
}

/* ---- order ------------------------------------------------------------------------------------ */

static RtFeelTruth
compare_strings (RtFeelValue left, RtFeelValue right, gint *order)
{
	const RtFeelText *a = rt_feel_text (left), *b = rt_feel_text (right);
	gint c = memcmp (a->bytes, b->bytes,
			 MIN (a->length, b->length)); /* UTF-8 keeps the order of code points */
	*order = c != 0 ? (c > 0) - (c < 0) : (a->length > b->length) - (a->length < b->length);
	return RT_FEEL_YES;
}

static RtFeelTruth
compare_unknown (RtFeelValue left, RtFeelValue right, gint *order)
{
	RtFeelValue low, high, least, most;
	if (left.kind == RT_FEEL_NULL || right.kind == RT_FEEL_NULL)
		return RT_FEEL_NEITHER;
	if (!number_bounds (left, &low, &high) || !number_bounds (right, &least, &most))
		return RT_FEEL_MAYBE;
	gint below = rt_feel_leaf_compare (high, least), above = rt_feel_leaf_compare (low, most);
	*order = below < 0 ? -1 : 1;
	return below < 0 || above > 0 ? RT_FEEL_YES : RT_FEEL_MAYBE;
}

RtFeelTruth
rt_feel_compare (RtFeelRun *run, RtFeelValue left, RtFeelValue right, gint *order)
{
	if (left.kind == RT_FEEL_UNKNOWN || right.kind == RT_FEEL_UNKNOWN)
		return compare_unknown (left, right, order);
	if (left.kind != right.kind || !rt_feel_kind_is_ordered (left.kind))
		return RT_FEEL_NEITHER;
	if (left.kind == RT_FEEL_STRING)
		return compare_strings (left, right, order);
	if (!rt_feel_leaf_has_order (left, right))
		return RT_FEEL_NEITHER;
	*order = rt_feel_leaf_compare (left, right);
	return RT_FEEL_YES;
}

/* <= and >= on intervals decide in one case more than < and >: when the ends meet */
static RtFeelTruth
compare_intervals (RtFeelOperator op, RtFeelValue left, RtFeelValue right)
{
	RtFeelValue low, high, least, most;
	if (!number_bounds (left, &low, &high) || !number_bounds (right, &least, &most))
		return RT_FEEL_MAYBE;
	gint highest = rt_feel_leaf_compare (high, least), lowest = rt_feel_leaf_compare (low, most);
	if (op == RT_FEEL_OP_GT || op == RT_FEEL_OP_LE) {
		RtFeelTruth more = lowest > 0 ? RT_FEEL_YES : highest <= 0 ? RT_FEEL_NO : RT_FEEL_MAYBE;
		return op == RT_FEEL_OP_GT ? more : inverse (more);
	}
	RtFeelTruth less = highest < 0 ? RT_FEEL_YES : lowest >= 0 ? RT_FEEL_NO : RT_FEEL_MAYBE;
	return op == RT_FEEL_OP_LT ? less : inverse (less);
}

/* dates, and numbers with as many decimals, which most are: they compare as what stands in the value itself */
static inline gboolean
compare_at_sight (RtFeelValue left, RtFeelValue right)
{
	return left.kind == right.kind && (left.kind == RT_FEEL_NUMBER || left.kind == RT_FEEL_DATE) &&
	       left.scale == right.scale && ((left.flags | right.flags) & RT_FEEL_FLAG_BIG) == 0;
}

static RtFeelTruth
truth_of_order (RtFeelOperator op, gint order)
{
	gboolean holds = op == RT_FEEL_OP_LT   ? order < 0
			 : op == RT_FEEL_OP_LE ? order <= 0
			 : op == RT_FEEL_OP_GT ? order > 0
			 : op == RT_FEEL_OP_GE ? order >= 0
			 : op == RT_FEEL_OP_EQ ? order == 0
					       : order != 0;
	return holds ? RT_FEEL_YES : RT_FEEL_NO;
}

RtFeelTruth
rt_feel_compare_op (RtFeelRun *run, RtFeelOperator op, RtFeelValue left, RtFeelValue right)
{
	gint order = 0;
	if (compare_at_sight (left, right))
		return truth_of_order (op, (left.as.integer > right.as.integer) - (left.as.integer < right.as.integer));
	if (op == RT_FEEL_OP_EQ)
		return rt_feel_equal (run, left, right);
	if (op == RT_FEEL_OP_NE)
		return inverse (rt_feel_equal (run, left, right));
	RtFeelTruth truth = rt_feel_compare (run, left, right, &order);
	if (truth == RT_FEEL_MAYBE)
		return compare_intervals (op, left, right);
	return truth == RT_FEEL_YES ? truth_of_order (op, order) : truth;
}

/* ---- membership ------------------------------------------------------------------------------- */

static RtFeelTruth
both (RtFeelTruth a, RtFeelTruth b)
{
	if (a == RT_FEEL_NO || b == RT_FEEL_NO)
		return RT_FEEL_NO;
	if (a == RT_FEEL_MAYBE || b == RT_FEEL_MAYBE)
		return RT_FEEL_MAYBE;
	return a == RT_FEEL_NEITHER ? a : b;
}

RtFeelTruth
rt_feel_in_range (RtFeelRun *run, RtFeelValue value, RtFeelValue range)
{
	const RtFeelRange *bounds = rt_feel_bounds (range);
	if (bounds->form == RT_FEEL_FORM_NOT)
		return inverse (rt_feel_equal (run, value, bounds->low));
	if (bounds->form == RT_FEEL_FORM_IS)
		return rt_feel_equal (run, value, bounds->low);
	RtFeelTruth above = RT_FEEL_YES, below = RT_FEEL_YES;
	if (bounds->low_end != RT_FEEL_END_NONE)
		above = rt_feel_compare_op (
		    run, bounds->low_end == RT_FEEL_END_CLOSED ? RT_FEEL_OP_GE : RT_FEEL_OP_GT, value,
		    bounds->low);
	if (bounds->high_end != RT_FEEL_END_NONE)
		below = rt_feel_compare_op (
		    run, bounds->high_end == RT_FEEL_END_CLOSED ? RT_FEEL_OP_LE : RT_FEEL_OP_LT, value,
		    bounds->high);
	/* an end of null makes the whole null, even where the other end says no */
	if (above == RT_FEEL_NEITHER || below == RT_FEEL_NEITHER)
		return RT_FEEL_NEITHER;
	return both (above, below);
}

static RtFeelTruth passes_at (RtFeelRun *run, RtFeelValue value, RtFeelValue test, guint depth);

/* most tests are lists of texts */
static inline RtFeelTruth
passes_item (RtFeelRun *run, RtFeelValue value, RtFeelValue item, guint depth)
{
	if (value.kind == RT_FEEL_STRING && item.kind == RT_FEEL_STRING)
		return rt_feel_is_same_text (value, item) ? RT_FEEL_YES : RT_FEEL_NO;
	return passes_at (run, value, item, depth);
}

/* one of the items, or the list as a whole */
static RtFeelTruth
passes_list (RtFeelRun *run, RtFeelValue value, RtFeelValue test, guint depth)
{
	const RtFeelList *list = rt_feel_items (test);
	RtFeelTruth any = value.kind == RT_FEEL_LIST ? rt_feel_equal (run, value, test) : RT_FEEL_NO;
	if (rt_feel_is_open (test) && any != RT_FEEL_YES)
		any = RT_FEEL_MAYBE;
	for (guint i = 0; any != RT_FEEL_YES && i < list->count && rt_feel_spend (run, 1); i++) {
		RtFeelTruth one = passes_item (run, value, list->items[i], depth + 1);
		if (one == RT_FEEL_YES && rt_feel_is_doubted (list->items[i]))
			one = RT_FEEL_MAYBE;
		if (one == RT_FEEL_YES || one == RT_FEEL_MAYBE)
			any = one;
	}
	return any;
}

static RtFeelTruth
passes_at (RtFeelRun *run, RtFeelValue value, RtFeelValue test, guint depth)
{
	if (depth == DEEPEST)
		return RT_FEEL_NEITHER;
	if (test.kind == RT_FEEL_RANGE && value.kind != RT_FEEL_RANGE)
		return rt_feel_in_range (run, value, test);
	if (test.kind == RT_FEEL_LIST)
		return passes_list (run, value, test, depth);
	return rt_feel_equal (run, value, test);
}

RtFeelTruth
rt_feel_passes (RtFeelRun *run, RtFeelValue value, RtFeelValue test)
{
	return passes_at (run, value, test, 0);
}

/* ---- join ------------------------------------------------------------------------------------- */

RtFeelValue
rt_feel_join (RtFeelRun *run, RtFeelValue left, RtFeelValue right)
{
	gint64 low, high, least, most;
	if (!rt_feel_looks_hazy (run, left) && !rt_feel_looks_hazy (run, right) &&
	    rt_feel_equal (run, left, right) == RT_FEEL_YES && left.kind == right.kind)
		return left;
	if (rt_feel_interval (left, &low, &high) && rt_feel_interval (right, &least, &most))
		return rt_feel_unknown_between (rt_feel_run_arena (run), MIN (low, least), MAX (high, most));
	RtFeelValue joined = rt_feel_unknown_result ();
	gboolean nullish = left.kind == RT_FEEL_NULL || right.kind == RT_FEEL_NULL ||
			   ((left.flags | right.flags) & RT_FEEL_FLAG_NULLISH) != 0;
	if (!nullish)
		joined.flags = 0;
	return joined;
}
