/* Glances at the items of a list: filters, `some` and `every`.
 *
 * Fifty conditions ask for incidents of a kind since a day, each for a kind and a day of its own. What is asked of each item is
 * mostly a few comparisons of members, of which many conditions ask the same. So each comparison is asked of all items at once,
 * the answers are kept as bits, and which items a filter leaves is told by an "and" of those. */
#include "libroute/feel/glance.h"
#include "libroute/util/bits.h"

/* ---- a list ------------------------------------------------------------------------------------ */

static inline guint64
bit (guint i)
{
	return G_GUINT64_CONSTANT (1) << i;
}

static void
read_items (RtGlanceList *list, const RtFeelList *items)
{
	list->items = items;
	list->doubted = 0;
	list->all = items->count < RT_GLANCE_MOST_TESTED ? bit (items->count) - 1 : G_MAXUINT64;
	for (guint32 i = 0; i < items->count; i++) {
		const RtFeelValue *item = &items->items[i];
		list->noted[i] = rt_glance_note_of (item);
		list->doubted |= rt_feel_is_doubted (*item) ? bit (i) : 0;
	}
}

/* the value of a part that is found without looking at anything else, with what reading it notes; or NULL */
static const RtFeelValue *
peek (const RtGlanceLook *look, RtGlance *part, RtGlanceList *list)
{
	while (part != NULL && part->kind == RT_GLANCE_SHARED)
		part = part->child;
	if (part == NULL || (part->kind != RT_GLANCE_SLOT && part->kind != RT_GLANCE_MEMBER))
		return NULL;
	const RtFeelValue *value = part->kind == RT_GLANCE_SLOT ? &look->run->slots[part->index]
								: rt_glance_entry (part, peek (look, part->child, list));
	if (value == NULL || list->n_trail == RT_GLANCE_DEEPEST)
		return NULL;
	guint64 note = rt_glance_note_of (value);
	list->trail[list->n_trail] = note;
	list->n_trail += note != 0;
	return value;
}

void
rt_glance_look_for (const RtGlanceLook *look, RtGlanceList *list)
{
	list->generation = look->run->generation;
	list->n_trail = 0;
	list->items = NULL;
	const RtFeelValue *value = peek (look, list->part, list);
	list->at_hand = value != NULL && value->kind == RT_FEEL_LIST && rt_feel_items (*value)->count <= RT_GLANCE_MOST_TESTED;
	if (!list->at_hand)
		return;
	list->open = rt_feel_is_open (*value);
	read_items (list, rt_feel_items (*value));
}

static void
note_entries (const RtGlanceLook *look, const guint64 *trail, guint n)
{
	for (guint i = 0; look->notes && i < n; i++)
		rt_feel_trail_add (look->run, trail[i]);
}

/* notes that the list was read, as finding it does; FALSE: there is no room */
static inline gboolean
note_list (RtGlanceLook *look, const RtGlanceList *list)
{
	if (!look->notes)
		return TRUE;
	note_entries (look, list->trail, list->n_trail);
	return rt_glance_has_room (look, 0);
}

/* ---- a member, and one comparison, of all items ------------------------------------------------ */

static void
read_column (RtGlanceColumn *column, const RtFeelList *items, guint64 generation)
{
	column->generation = generation;
	column->known = 0;
	column->kind = RT_FEEL_NULL;
	for (guint32 i = 0; i < items->count; i++) {
		const RtFeelValue *entry = rt_glance_entry (column->member, &items->items[i]);
		column->noted[i] = entry != NULL ? rt_glance_note_of (entry) : 0;
		gboolean is_text = entry != NULL && entry->kind == RT_FEEL_STRING;
		if (entry == NULL || !rt_glance_is_sure (entry) || (!is_text && !rt_glance_is_whole (entry)))
			continue;
		column->kind = column->known == 0 ? entry->kind : column->kind;
		if (entry->kind != column->kind)
			continue;
		column->known |= bit (i);
		const RtFeelText *text = is_text ? rt_feel_text (*entry) : NULL;
		column->values[i] = is_text ? rt_name_table_find (column->texts, text->bytes, text->length) : entry->as.integer;
	}
}

/* what the member is compared with, where that is no constant; NULL when only an evaluation finds it */
static const RtFeelValue *
compared_with (RtGlanceLook *look, const RtGlance *part)
{
	return rt_glance_find (look, part->child->next);
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
	guint64 width = (guint64)high - (guint64)low;
	if (low > high)
		return 0;
	while (n-- > 0)
		yes = yes << 1 | ((guint64)column->values[n] - (guint64)low <= width);
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

/* What finding it added to the trail is kept where it is little and cost nothing. */
static void
keep_trail (const RtGlanceLook *look, RtGlanceTest *test, guint32 from)
{
	guint32 n = look->run->n_trail - from;
	if (!look->notes || test->steps != 0 || test->items != 0 || n > RT_GLANCE_COMPARED)
		return;
	test->noting = look->run->generation;
	test->n_trail = n;
	for (guint32 i = 0; i < n; i++)
		test->trail[i] = look->run->trail[from + i];
}

/* What a member is compared with, also if it notes nothing: whoever does will ask for it. A long trail is left alone. */
static const RtFeelValue *
find_compared (RtGlanceLook *look, RtGlanceTest *test)
{
	gboolean notes = look->notes;
	guint64 steps = look->steps;
	guint items = look->items;
	look->notes = notes || look->run->n_trail < RT_FEEL_TRAIL_ROOM / 2;
	guint32 from = rt_glance_mark (look);
	const RtFeelValue *with = compared_with (look, test->part);
	test->steps = steps - look->steps;
	test->items = items - look->items;
	if (with != NULL)
		keep_trail (look, test, from);
	rt_glance_cut (look, from, look->run->n_trail);
	look->notes = notes;
	return with;
}

G_NO_INLINE static gboolean
ask (RtGlanceLook *look, RtGlanceTest *test, const RtGlanceList *list)
{
	guint64 each = list->all;
	gint64 low, high;
	const RtFeelValue *with = &test->part->value;
	if (test->part->kind != RT_GLANCE_FITS)
		with = find_compared (look, test);
	if (with == NULL)
		return FALSE;
	if (test->column->generation != look->run->generation)
		read_column (test->column, list->items, look->run->generation);
	test->yes = test->maybe = 0;
	if (find_span (test, with, &low, &high)) {
		test->yes = find_between (test->column, list->items->count, low, high);
		each &= ~test->column->known;
	}
	ask_each (test, list->items, with, each);
	test->generation = look->run->generation;
	return TRUE;
}

/* an evaluation compares item by item, and pays for each */
static gboolean
pay (RtGlanceLook *look, const RtGlanceTest *test, guint64 which)
{
	if (test->steps == 0 && test->items == 0)
		return TRUE;
	guint n = rt_count_few (which);
	if (test->steps * n > look->steps || !rt_glance_spend_items (look, test->items * n))
		return FALSE;
	look->steps -= test->steps * n;
	return TRUE;
}

/* ---- all comparisons -------------------------------------------------------------------------- */

/* Bits of items: those of which all is true, and those of which only an evaluation tells; all others were refused. Where none
 * is left nothing more is asked. */
static inline gboolean
test_items (RtGlanceLook *look, const RtGlance *loop, guint64 *yes, guint64 *maybe)
{
	guint64 left = loop->list->all, generation = look->run->generation;
	*maybe = 0;
	for (guint i = 0; i < loop->n_tests && left != 0; i++) {
		RtGlanceTest *test = loop->tests[i];
		if ((test->generation != generation && !ask (look, test, loop->list)) || !pay (look, test, left))
			return FALSE;
		*maybe |= left & test->maybe;
		left &= test->yes;
	}
	*yes = left;
	return TRUE;
}

/* Of some items; there is room. Column by column, and after what those are compared with: so most stand in their order. */
static inline void
note_column (RtFeelRun *run, const guint64 *noted, guint64 which)
{
	guint32 n = run->n_trail;
	for (; which != 0; which &= which - 1) {
		guint64 note = noted[__builtin_ctzll (which)];
		run->trail[n] = note;
		n += note != 0;
	}
	run->n_trail = n;
}

/* items, and their members from one comparison to another; FALSE: there is no room */
static gboolean
note_items (RtGlanceLook *look, const RtGlance *loop, guint64 which, guint from, guint to)
{
	RtFeelRun *run = look->run;
	if (!rt_glance_has_room (look, RT_GLANCE_MOST_TESTED * (1 + to - from)))
		return FALSE;
	while (run->trail_size <= run->n_trail + RT_GLANCE_MOST_TESTED * (1 + to - from))
		if (!rt_feel_trail_grow (run))
			return FALSE;
	note_column (run, loop->list->noted, which);
	for (guint i = from; i < to; i++)
		note_column (run, loop->tests[i]->column->noted, which);
	return TRUE;
}

/* what a member was compared with */
static gboolean
note_one_compared (RtGlanceLook *look, const RtGlanceTest *test)
{
	if (test->part->kind == RT_GLANCE_FITS)
		return TRUE;
	if (test->noting != look->run->generation)
		return compared_with (look, test->part) != NULL;
	note_entries (look, test->trail, test->n_trail);
	return TRUE;
}

static gboolean
note_compared (RtGlanceLook *look, const RtGlance *loop, guint from, guint to)
{
	for (guint i = from; i < to; i++)
		if (!note_one_compared (look, loop->tests[i]))
			return FALSE;
	return rt_glance_has_room (look, 0);
}

/* items of which all is true */
static inline gboolean
note_met (RtGlanceLook *look, const RtGlance *loop, guint64 which)
{
	if (!look->notes || which == 0)
		return TRUE;
	return note_compared (look, loop, 0, loop->n_tests) && note_items (look, loop, which, 0, loop->n_tests);
}

/* items that were refused: each for the first comparison that is not true of it */
static gboolean
note_refused (RtGlanceLook *look, const RtGlance *loop, guint64 refused)
{
	for (guint i = 0; look->notes && refused != 0 && i < loop->n_tests; i++) {
		guint64 which = refused & ~loop->tests[i]->yes;
		refused &= ~which;
		if (which != 0 && (!note_compared (look, loop, i, i + 1) || !note_items (look, loop, which, i, i + 1)))
			return FALSE;
	}
	return TRUE;
}

/* of a list that had to be looked for */
static gboolean
is_tested (const RtGlance *loop, const RtFeelList *items)
{
	if (loop->list == NULL || items->count > RT_GLANCE_MOST_TESTED)
		return FALSE;
	if (loop->list->items != items)
		read_items (loop->list, items);
	return TRUE;
}

/* ---- filters ---------------------------------------------------------------------------------- */

/* takes one from the items that may be looked at */
static gboolean
next_item (RtGlanceLook *look, guint32 local, const RtFeelValue *item)
{
	look->locals[local] = item;
	return rt_glance_spend_items (look, 1) && rt_glance_has_room (look, 0);
}

static inline gboolean
count_tested (RtGlanceLook *look, const RtGlance *filter, gint64 *count)
{
	const RtGlanceList *list = filter->list;
	guint64 yes, maybe;
	if (!rt_glance_spend_items (look, list->items->count) || !test_items (look, filter, &yes, &maybe) || maybe != 0)
		return FALSE;
	*count = rt_count_few (yes);
	return (yes & list->doubted) == 0 && note_met (look, filter, yes);
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
rt_glance_count_at_hand (RtGlanceLook *look, RtGlance *filter, gint64 *count)
{
	return !filter->list->open && note_list (look, filter->list) && count_tested (look, filter, count);
}

gboolean
rt_glance_count (RtGlanceLook *look, RtGlance *filter, gint64 *count)
{
	const RtFeelList *items = whole_list (look, filter->child);
	*count = 0;
	if (items == NULL)
		return FALSE;
	return is_tested (filter, items) ? count_tested (look, filter, count) : count_each (look, filter, items, count);
}

/* ---- some, every: an item that is doubted decides nothing; one that decides is what the answer rests on ---- */

/* an answer that decides, with the item that it is given of; else the opposite, or MAYBE */
static RtFeelTruth
decide_tested (RtGlanceLook *look, const RtGlance *loop, RtFeelTruth decisive, guint32 before)
{
	const RtGlanceList *list = loop->list;
	guint64 yes, maybe;
	if (!rt_glance_spend_items (look, list->items->count) || !test_items (look, loop, &yes, &maybe))
		return RT_FEEL_MAYBE;
	guint64 all = list->all, refused = all & ~(yes | maybe);
	guint64 deciding = decisive == RT_FEEL_YES ? yes : refused, first = deciding | maybe;
	if (first != 0) {
		first &= -first; /* the first of them alone */
		if ((first & deciding & ~list->doubted) == 0)
			return RT_FEEL_MAYBE;
		rt_glance_cut (look, before, look->run->n_trail);
		all = first;
	}
	if (!note_met (look, loop, all & yes) || !note_refused (look, loop, all & refused))
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

static RtFeelTruth
decide_at_hand (RtGlanceLook *look, const RtGlance *loop, RtFeelTruth decisive)
{
	guint32 before = rt_glance_mark (look);
	if (!note_list (look, loop->list))
		return RT_FEEL_MAYBE;
	RtFeelTruth one = decide_tested (look, loop, decisive, before);
	return one != decisive && loop->list->open ? RT_FEEL_MAYBE : one;
}

RtFeelTruth
rt_glance_quantified (RtGlanceLook *look, RtGlance *loop, RtFeelTruth decisive)
{
	if (rt_glance_is_at_hand (look, loop))
		return decide_at_hand (look, loop, decisive);
	guint32 before = rt_glance_mark (look);
	const RtFeelValue *list = rt_glance_find (look, loop->child);
	if (list == NULL || list->kind != RT_FEEL_LIST)
		return RT_FEEL_MAYBE;
	const RtFeelList *items = rt_feel_items (*list);
	RtFeelTruth one = is_tested (loop, items) ? decide_tested (look, loop, decisive, before)
						  : decide_each (look, loop, items, decisive, before);
	return one != decisive && rt_feel_is_open (*list) ? RT_FEEL_MAYBE : one;
}
