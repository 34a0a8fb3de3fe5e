/* Glances at the items of a list: filters, `some` and `every`.
 *
 * Fifty conditions ask for incidents of a kind since a day, each for a kind and a day of its own. What is asked of each item is
 * mostly a few comparisons of members, of which many conditions ask the same. So each comparison is asked of all items at once,
 * the answers are kept as bits, and which items a filter leaves is told by an "and" of those. */
#include "libroute/feel/glance.h"

/* ---- a member, and one comparison, of all items ------------------------------------------------ */

static void
read_column (RtGlanceColumn *column, const RtFeelList *items, guint64 generation)
{
	column->generation = generation;
	column->known = 0;
	column->kind = RT_FEEL_NULL;
	for (guint32 i = 0; i < items->count; i++) {
		const RtFeelValue *entry = rt_glance_entry (column->member, &items->items[i]);
		gboolean is_text = entry != NULL && entry->kind == RT_FEEL_STRING;
		if (entry == NULL || !rt_glance_is_sure (entry) || (!is_text && !rt_glance_is_whole (entry)))
			continue;
		column->kind = column->known == 0 ? entry->kind : column->kind;
		if (entry->kind != column->kind)
			continue;
		column->known |= G_GUINT64_CONSTANT (1) << i;
		const RtFeelText *text = is_text ? rt_feel_text (*entry) : NULL;
		column->values[i] = is_text ? rt_name_table_find (column->texts, text->bytes, text->length) : entry->as.integer;
	}
}

/* what the member is compared with; NULL when only an evaluation finds it */
static const RtFeelValue *
compared_with (RtGlanceLook *look, const RtGlance *part)
{
	return part->kind == RT_GLANCE_FITS ? &part->value : rt_glance_find (look, part->child->next);
}

/* the values of which a comparison is true, as they stand in the column; FALSE: that is more than a span of them */
static gboolean
find_span (const RtGlanceTest *test, const RtFeelValue *with, gint64 *low, gint64 *high)
{
	RtFeelOperator op = (RtFeelOperator)test->part->op;
	if (test->part->kind == RT_GLANCE_IN || with->kind != test->column->kind || !rt_glance_is_sure (with))
		return FALSE;
	if (test->number >= 0)
		return op == RT_FEEL_OP_EQ && rt_glance_span (op, test->number, low, high);
	return rt_glance_is_whole (with) && rt_glance_span (op, with->as.integer, low, high);
}

static guint64
find_between (const RtGlanceColumn *column, guint n, gint64 low, gint64 high)
{
	guint64 yes = 0;
	for (guint i = 0; i < n; i++)
		yes |= (guint64)(column->values[i] >= low && column->values[i] <= high) << i;
	return yes & column->known;
}

static void
ask_each (RtGlanceTest *test, const RtFeelList *items, const RtFeelValue *with, guint64 which)
{
	const RtGlance *part = test->part;
	for (; which != 0; which &= which - 1) {
		const RtFeelValue *entry = rt_glance_entry (part->child, &items->items[__builtin_ctzll (which)]);
		RtFeelTruth one = part->kind == RT_GLANCE_IN ? rt_glance_is_among (entry, with)
							     : rt_glance_compare ((RtFeelOperator)part->op, entry, with);
		test->yes |= one == RT_FEEL_YES ? which & -which : 0;
		test->maybe |= one != RT_FEEL_YES && one != RT_FEEL_NO ? which & -which : 0;
	}
}

static inline guint64
bits_of (const RtFeelList *items)
{
	return items->count < RT_GLANCE_MOST_TESTED ? (G_GUINT64_CONSTANT (1) << items->count) - 1 : G_MAXUINT64;
}

static gboolean
ask (RtGlanceLook *look, RtGlanceTest *test, const RtFeelList *items)
{
	guint64 steps = look->steps, each = bits_of (items);
	guint left = look->items;
	guint32 from = rt_glance_mark (look);
	gint64 low, high;
	const RtFeelValue *with = compared_with (look, test->part);
	if (with == NULL)
		return FALSE;
	rt_glance_cut (look, from, look->run->n_trail);
	if (test->column->generation != look->run->generation)
		read_column (test->column, items, look->run->generation);
	test->steps = steps - look->steps;
	test->items = left - look->items;
	test->yes = test->maybe = 0;
	if (find_span (test, with, &low, &high)) {
		test->yes = find_between (test->column, items->count, low, high);
		each &= ~test->column->known;
	}
	ask_each (test, items, with, each);
	test->generation = look->run->generation;
	return TRUE;
}

/* an evaluation compares item by item, and pays for each */
static gboolean
pay (RtGlanceLook *look, const RtGlanceTest *test, guint64 which)
{
	if (test->steps == 0 && test->items == 0)
		return TRUE;
	guint n = (guint)__builtin_popcountll (which);
	if (test->steps * n > look->steps || !rt_glance_spend_items (look, test->items * n))
		return FALSE;
	look->steps -= test->steps * n;
	return TRUE;
}

/* ---- all comparisons -------------------------------------------------------------------------- */

/* Bits of items: those of which all is true, those of which only an evaluation tells, and those that a comparison refused. */
typedef struct {
	guint64 yes, maybe, refused[RT_GLANCE_MOST_TESTS];
} Answers;

static gboolean
test_items (RtGlanceLook *look, const RtGlance *loop, const RtFeelList *items, Answers *answers)
{
	guint64 left = bits_of (items), generation = look->run->generation;
	answers->maybe = 0;
	for (guint i = 0; i < loop->n_tests; i++) {
		RtGlanceTest *test = loop->tests[i];
		if ((test->generation != generation && !ask (look, test, items)) || !pay (look, test, left))
			return FALSE;
		answers->maybe |= left & test->maybe;
		answers->refused[i] = left & ~(test->yes | test->maybe);
		left &= test->yes;
	}
	answers->yes = left;
	return TRUE;
}

/* an item, and the members from one comparison to another */
static void
note_item (const RtGlanceLook *look, const RtGlance *loop, const RtFeelValue *item, guint from, guint to)
{
	rt_glance_read (look, item);
	for (guint i = from; i < to; i++)
		rt_glance_read (look, rt_glance_entry (loop->tests[i]->part->child, item));
}

/* what the members were compared with */
static gboolean
note_compared (RtGlanceLook *look, const RtGlance *loop, guint from, guint to)
{
	for (guint i = from; i < to; i++)
		if (compared_with (look, loop->tests[i]->part) == NULL)
			return FALSE;
	return rt_glance_has_room (look, 0);
}

/* items of which all is true */
static gboolean
note_met (RtGlanceLook *look, const RtGlance *loop, const RtFeelList *items, guint64 which)
{
	if (!look->notes || which == 0)
		return TRUE;
	for (; which != 0; which &= which - 1)
		note_item (look, loop, &items->items[__builtin_ctzll (which)], 0, loop->n_tests);
	return note_compared (look, loop, 0, loop->n_tests);
}

/* items that were refused: each for one comparison */
static gboolean
note_refused (RtGlanceLook *look, const RtGlance *loop, const RtFeelList *items, const guint64 *refused, guint64 among)
{
	for (guint i = 0; look->notes && i < loop->n_tests; i++) {
		guint64 which = refused[i] & among;
		for (guint64 left = which; left != 0; left &= left - 1)
			note_item (look, loop, &items->items[__builtin_ctzll (left)], i, i + 1);
		if (which != 0 && !note_compared (look, loop, i, i + 1))
			return FALSE;
	}
	return TRUE;
}

static gboolean
is_any_doubted (const RtFeelList *items, guint64 which)
{
	for (; which != 0; which &= which - 1)
		if (rt_feel_is_doubted (items->items[__builtin_ctzll (which)]))
			return TRUE;
	return FALSE;
}

static inline gboolean
is_tested (const RtGlance *loop, const RtFeelList *items)
{
	return loop->tests != NULL && items->count <= RT_GLANCE_MOST_TESTED;
}

/* ---- filters ---------------------------------------------------------------------------------- */

/* takes one from the items that may be looked at */
static gboolean
next_item (RtGlanceLook *look, guint32 local, const RtFeelValue *item)
{
	look->locals[local] = item;
	return rt_glance_spend_items (look, 1) && rt_glance_has_room (look, 0);
}

static gboolean
count_tested (RtGlanceLook *look, const RtGlance *filter, const RtFeelList *items, gint64 *count)
{
	Answers answers;
	if (!rt_glance_spend_items (look, items->count) || !test_items (look, filter, items, &answers) || answers.maybe != 0)
		return FALSE;
	*count = __builtin_popcountll (answers.yes);
	return !is_any_doubted (items, answers.yes) && note_met (look, filter, items, answers.yes);
}

static gboolean
count_each (RtGlanceLook *look, const RtGlance *filter, const RtFeelList *items, gint64 *count)
{
	for (guint32 i = 0; i < items->count; i++) {
		const RtFeelValue *item = &items->items[i];
		guint32 before = rt_glance_mark (look);
		if (!next_item (look, filter->index, item))
			return FALSE;
		rt_glance_read (look, item);
		RtFeelTruth one = rt_glance_holds (look, filter->child->next);
		if (one == RT_FEEL_NO) {
			rt_glance_cut (look, before, look->run->n_trail);
			continue;
		}
		if (one != RT_FEEL_YES || rt_feel_is_doubted (*item))
			return FALSE;
		++*count;
	}
	return TRUE;
}

/* the items of a list that is known as a whole; NULL: only an evaluation finds them */
static const RtFeelList *
whole_list (RtGlanceLook *look, RtGlance *part)
{
	const RtFeelValue *list = rt_glance_find (look, part);
	return list != NULL && list->kind == RT_FEEL_LIST && !rt_feel_is_open (*list) ? rt_feel_items (*list) : NULL;
}

gboolean
rt_glance_count (RtGlanceLook *look, RtGlance *filter, gint64 *count)
{
	const RtFeelList *items = whole_list (look, filter->child);
	*count = 0;
	if (items == NULL)
		return FALSE;
	return is_tested (filter, items) ? count_tested (look, filter, items, count) : count_each (look, filter, items, count);
}

/* the value of a part that is found without looking at anything else, and notes nothing; or NULL */
static const RtFeelValue *
peek (const RtGlanceLook *look, RtGlance *part)
{
	if (part == NULL || part->kind == RT_GLANCE_SLOT)
		return part != NULL ? &look->run->slots[part->index] : NULL;
	if (part->kind == RT_GLANCE_SHARED)
		return peek (look, part->child);
	return part->kind == RT_GLANCE_MEMBER ? rt_glance_entry (part, peek (look, part->child)) : NULL;
}

gboolean
rt_glance_counts_at_once (const RtGlanceLook *look, const RtGlance *filter)
{
	const RtFeelValue *list = filter->tests != NULL ? peek (look, filter->child) : NULL;
	return list != NULL && list->kind == RT_FEEL_LIST && is_tested (filter, rt_feel_items (*list));
}

/* ---- some, every: an item that is doubted decides nothing; one that decides is what the answer rests on ---- */

/* an answer that decides, with the item that it is given of; else the opposite, or MAYBE */
static RtFeelTruth
decide_tested (RtGlanceLook *look, const RtGlance *loop, const RtFeelList *items, RtFeelTruth decisive, guint32 before)
{
	Answers answers;
	if (!rt_glance_spend_items (look, items->count) || !test_items (look, loop, items, &answers))
		return RT_FEEL_MAYBE;
	guint64 all = bits_of (items), refused = all & ~(answers.yes | answers.maybe);
	guint64 deciding = decisive == RT_FEEL_YES ? answers.yes : refused, first = deciding | answers.maybe;
	if (first != 0) {
		first &= -first; /* the first of them alone */
		if ((first & deciding) == 0 || is_any_doubted (items, first))
			return RT_FEEL_MAYBE;
		rt_glance_cut (look, before, look->run->n_trail);
		all = first;
	}
	if (!note_met (look, loop, items, all & answers.yes) || !note_refused (look, loop, items, answers.refused, all))
		return RT_FEEL_MAYBE;
	return first != 0 ? decisive : decisive == RT_FEEL_NO ? RT_FEEL_YES : RT_FEEL_NO;
}

static RtFeelTruth
decide_each (RtGlanceLook *look, const RtGlance *loop, const RtFeelList *items, RtFeelTruth decisive, guint32 before)
{
	for (guint32 i = 0; i < items->count; i++) {
		const RtFeelValue *item = &items->items[i];
		guint32 from = rt_glance_mark (look);
		if (!next_item (look, loop->index, item))
			return RT_FEEL_MAYBE;
		rt_glance_read (look, item);
		RtFeelTruth one = rt_glance_holds (look, loop->child->next);
		if (one != RT_FEEL_MAYBE && one != decisive)
			continue;
		rt_glance_cut (look, before, from);
		return one == RT_FEEL_MAYBE || rt_feel_is_doubted (*item) ? RT_FEEL_MAYBE : decisive;
	}
	return decisive == RT_FEEL_NO ? RT_FEEL_YES : RT_FEEL_NO;
}

RtFeelTruth
rt_glance_quantified (RtGlanceLook *look, RtGlance *loop, RtFeelTruth decisive)
{
	guint32 before = rt_glance_mark (look);
	const RtFeelValue *list = rt_glance_find (look, loop->child);
	if (list == NULL || list->kind != RT_FEEL_LIST)
		return RT_FEEL_MAYBE;
	const RtFeelList *items = rt_feel_items (*list);
	RtFeelTruth one = is_tested (loop, items) ? decide_tested (look, loop, items, decisive, before)
						  : decide_each (look, loop, items, decisive, before);
	return one != decisive && rt_feel_is_open (*list) ? RT_FEEL_MAYBE : one;
}
