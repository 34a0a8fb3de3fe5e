/* A glance: is a condition certainly true or false? Most conditions of a rule set are false of most registrations, and nothing
 * is told of those; then the evaluation, which notes what its answer rests on, can be left out. What is unknown, doubted or of
 * another kind than expected is left to it, and so is whatever takes long. */
#include "libroute/feel/glance.h"
#include <string.h>
#include "libroute/feel/regex.h"
#include "libroute/feel/run.h"

/* ---- comparing -------------------------------------------------------------------------------- */

static RtFeelTruth
truth (gboolean is)
{
	return is ? RT_FEEL_YES : RT_FEEL_NO;
}

static gboolean
is_known (const RtFeelValue *value)
{
	return value->kind >= RT_FEEL_BOOLEAN && value->kind <= RT_FEEL_DAYS_TIME;
}

/* what is known is not null; values of two kinds are left to the evaluation */
static RtFeelTruth
compare_with_null (RtFeelOperator op, const RtFeelValue *left, const RtFeelValue *right)
{
	gboolean other = (left->kind == RT_FEEL_NULL && is_known (right)) || (right->kind == RT_FEEL_NULL && is_known (left));
	if (!other || (op != RT_FEEL_OP_EQ && op != RT_FEEL_OP_NE))
		return RT_FEEL_MAYBE;
	return truth (op == RT_FEEL_OP_NE);
}

static inline RtFeelTruth
compare (RtFeelOperator op, const RtFeelValue *left, const RtFeelValue *right)
{
	if (left == NULL || right == NULL || !rt_glance_is_sure (left) || !rt_glance_is_sure (right))
		return RT_FEEL_MAYBE;
	if (left->kind != right->kind)
		return compare_with_null (op, left, right);
	if (left->kind == RT_FEEL_STRING && (op == RT_FEEL_OP_EQ || op == RT_FEEL_OP_NE))
		return truth (rt_feel_is_same_text (*left, *right) == (op == RT_FEEL_OP_EQ));
	if (!rt_glance_is_whole (left) || !rt_glance_is_whole (right))
		return RT_FEEL_MAYBE;
	gint64 a = left->as.integer, b = right->as.integer;
	return truth (rt_feel_op_holds (op, (a > b) - (a < b)));
}

/* between two ends, which are in */
static RtFeelTruth
lies (const RtFeelValue *value, const RtFeelValue *low, const RtFeelValue *high)
{
	RtFeelTruth above = compare (RT_FEEL_OP_GE, value, low), below = compare (RT_FEEL_OP_LE, value, high);
	if (above == RT_FEEL_MAYBE || below == RT_FEEL_MAYBE)
		return RT_FEEL_MAYBE;
	return truth (above == RT_FEEL_YES && below == RT_FEEL_YES);
}

static RtFeelTruth
is_between (const RtFeelValue *value, const RtFeelRange *range)
{
	if (range->low_end != RT_FEEL_END_CLOSED || range->high_end != RT_FEEL_END_CLOSED ||
	    range->form == RT_FEEL_FORM_NOT)
		return RT_FEEL_MAYBE;
	return lies (value, &range->low, &range->high);
}

static RtFeelTruth
is_among (const RtFeelValue *value, const RtFeelValue *test)
{
	/* a list is first compared with a list as a whole */
	if (value == NULL || test == NULL || (value->kind == RT_FEEL_LIST && test->kind == RT_FEEL_LIST))
		return RT_FEEL_MAYBE;
	if (test->kind == RT_FEEL_RANGE)
		return is_between (value, rt_feel_bounds (*test));
	if (test->kind != RT_FEEL_LIST)
		return compare (RT_FEEL_OP_EQ, value, test);
	/* an item that is doubted is not compared */
	const RtFeelList *list = rt_feel_items (*test);
	for (guint32 i = 0; i < list->count; i++) {
		RtFeelTruth one = compare (RT_FEEL_OP_EQ, value, &list->items[i]);
		if (one != RT_FEEL_NO)
			return one;
	}
	return rt_feel_is_open (*test) ? RT_FEEL_MAYBE : RT_FEEL_NO;
}

/* in an item of another shape than the last one */
const RtFeelValue *
rt_glance_find_entry (RtGlance *part, const RtFeelContext *context)
{
	gint at = rt_feel_shape_find_near (context->shape, part->name, part->hint);
	if (at >= 0 && context->shape->lasting) {
		part->shape = context->shape;
		part->at = at;
	}
	return at >= 0 ? &context->entries[at] : NULL;
}

/* ---- what an answer rests on: noted as the machine does ----------------------------------------- */

static inline const RtFeelValue *
note_read (const RtGlanceLook *look, const RtFeelValue *value)
{
	if (look->notes && value != NULL)
		rt_feel_read (look->run, *value);
	return value;
}

static inline guint32
mark (const RtGlanceLook *look)
{
	return look->notes ? rt_feel_trail_mark (look->run) : 0;
}

/* drops what was noted between two marks */
static inline void
cut (const RtGlanceLook *look, guint32 from, guint32 to)
{
	if (look->notes)
		rt_feel_trail_cut (look->run, from, to);
}

/* what is read over and over fills the trail, which the machine thins out; a glance leaves it to that */
static gboolean
has_room (RtGlanceLook *look, guint32 n)
{
	look->full = look->full || (look->notes && look->run->n_trail + n > RT_FEEL_TRAIL_ROOM);
	return !look->full;
}

static gboolean
note_all (RtGlanceLook *look, const guint64 *trail, guint32 n)
{
	if (!has_room (look, n))
		return FALSE;
	for (guint32 i = 0; look->notes && i < n; i++)
		rt_feel_trail_add (look->run, trail[i]);
	return TRUE;
}

/* ---- values: NULL when only an evaluation finds them ------------------------------------------- */

static gboolean
spend_items (RtGlanceLook *look, guint32 n)
{
	gboolean enough = n <= look->items;
	look->items -= enough ? n : look->items;
	return enough;
}

/* takes one from the items that may be looked at */
static gboolean
next_item (RtGlanceLook *look, guint32 local, const RtFeelValue *item)
{
	look->locals[local] = item;
	return spend_items (look, 1) && has_room (look, 0);
}

/* What the first question of a loop or filter says of an item, and the entry it asks of; MAYBE where the whole condition has to
 * be looked at. */
static inline RtFeelTruth
ask_first (const RtGlance *loop, const RtFeelValue *item, const RtFeelValue **entry)
{
	RtGlance *first = loop->first;
	*entry = first != NULL ? rt_glance_entry (first->child, item) : NULL;
	if (*entry == NULL)
		return RT_FEEL_MAYBE;
	/* mostly it is one word that is wanted */
	if (first->op == RT_FEEL_OP_EQ && first->value.kind == RT_FEEL_STRING && (*entry)->kind == RT_FEEL_STRING)
		return !rt_glance_is_sure (*entry) ? RT_FEEL_MAYBE : truth (rt_feel_is_same_text (**entry, first->value));
	return compare ((RtFeelOperator)first->op, *entry, &first->value);
}

/* The condition of an item of which the first question says this. */
static RtFeelTruth
ask_rest (RtGlanceLook *look, const RtGlance *loop, RtFeelTruth first, const RtFeelValue *entry)
{
	if (first == RT_FEEL_MAYBE)
		return rt_glance_holds (look, loop->child->next);
	guint32 before = mark (look);
	note_read (look, entry);
	if (first == RT_FEEL_NO || loop->rest == NULL)
		return first;
	guint32 from = mark (look);
	RtFeelTruth rest = rt_glance_holds (look, loop->rest);
	if (rest == RT_FEEL_NO)
		cut (look, before, from);
	return rest;
}

static gboolean
count_items (RtGlanceLook *look, RtGlance *filter, gint64 *count)
{
	const RtFeelValue *list = rt_glance_find (look, filter->child);
	*count = 0;
	if (list == NULL || list->kind != RT_FEEL_LIST || rt_feel_is_open (*list))
		return FALSE;
	const RtFeelList *items = rt_feel_items (*list);
	for (guint32 i = 0; i < items->count; i++) {
		const RtFeelValue *item = &items->items[i], *entry;
		if (!next_item (look, filter->index, item))
			return FALSE;
		RtFeelTruth one = ask_first (filter, item, &entry);
		if (one == RT_FEEL_NO)
			continue;
		guint32 before = mark (look);
		note_read (look, item);
		one = ask_rest (look, filter, one, entry);
		if (one == RT_FEEL_NO) {
			cut (look, before, look->run->n_trail);
			continue;
		}
		if (one != RT_FEEL_YES || rt_feel_is_doubted (*item))
			return FALSE;
		++*count;
	}
	return TRUE;
}

/* items of a list that an evaluation has filtered already */
static gboolean
count_found (RtGlanceLook *look, RtFeelValue list, gint64 *count)
{
	if (list.kind != RT_FEEL_LIST || rt_feel_is_open (list) || !spend_items (look, rt_feel_items (list)->count))
		return FALSE;
	*count = rt_feel_items (list)->count;
	for (guint32 i = 0; i < *count; i++)
		if (rt_feel_is_doubted (rt_feel_items (list)->items[i]))
			return FALSE;
	return TRUE;
}

/* what programs have in common was found by an evaluation, or by a glance before this one */
static gboolean
is_found (const RtGlanceLook *look, const RtFeelShared *shared)
{
	return shared->generation == look->run->generation;
}

/* FALSE: an evaluation that took it over as often might come to its end */
static gboolean
take_found (RtGlanceLook *look, const RtFeelShared *shared)
{
	if (shared->steps > look->steps)
		return FALSE;
	look->steps -= shared->steps;
	return note_all (look, shared->trail, shared->n_trail);
}

/* was it glanced at, and noted what it rests on where that is noted? */
static gboolean
is_seen (const RtGlanceLook *look, const RtFeelGlimpse *glimpse)
{
	return glimpse->generation == look->run->generation && (!look->notes || glimpse->trail != NULL);
}

static gboolean
take_seen (RtGlanceLook *look, const RtFeelGlimpse *glimpse)
{
	return spend_items (look, glimpse->items) && note_all (look, glimpse->trail, glimpse->n_trail);
}

/* `before`: how many items were left, `from`: where its notes begin */
static void
keep_seen (const RtGlanceLook *look, RtFeelGlimpse *glimpse, RtFeelValue value, guint before, guint32 from)
{
	*glimpse = (RtFeelGlimpse){.generation = look->run->generation, .value = value, .items = before - look->items};
	guint32 n = look->notes ? look->run->n_trail - from : 0;
	guint64 *trail = look->notes && !look->full ? rt_arena_array (look->run->arena, MAX (n, 1), sizeof *trail) : NULL;
	if (trail == NULL)
		return;
	memcpy (trail, look->run->trail + from, n * sizeof *trail);
	glimpse->trail = trail;
	glimpse->n_trail = n;
}

/* of a list that is found already, or that is no filter; else the filter is gone through */
static gboolean
count_list (RtGlanceLook *look, RtGlance *list, const RtFeelShared *shared, gint64 *count)
{
	RtGlance *filter = shared != NULL ? list->child : list;
	if (filter != NULL && filter->kind == RT_GLANCE_FILTER && (shared == NULL || !is_found (look, shared)))
		return count_items (look, filter, count);
	const RtFeelValue *items = rt_glance_find (look, list);
	return items != NULL && count_found (look, *items, count);
}

/* how many items a filter leaves, which may be one that programs have in common */
static const RtFeelValue *
find_count (RtGlanceLook *look, RtGlance *part)
{
	RtGlance *list = part->child;
	RtFeelShared *shared = list->kind == RT_GLANCE_SHARED ? &look->run->shared[list->index] : NULL;
	guint before = look->items;
	guint32 from = mark (look);
	gint64 count;
	if (shared != NULL && is_seen (look, &shared->count)) {
		part->value = shared->count.value;
		return take_seen (look, &shared->count) ? &part->value : NULL;
	}
	if (!count_list (look, list, shared, &count))
		return NULL;
	part->value = rt_feel_integer (count);
	if (shared != NULL)
		keep_seen (look, &shared->count, part->value, before, from);
	return &part->value;
}

static const RtFeelValue *
find_shared (RtGlanceLook *look, RtGlance *part)
{
	RtFeelShared *shared = &look->run->shared[part->index];
	guint before = look->items;
	guint32 from = mark (look);
	if (!is_found (look, shared) && is_seen (look, &shared->glance))
		return take_seen (look, &shared->glance) ? &shared->glance.value : NULL;
	const RtFeelValue *value = !is_found (look, shared) && part->child != NULL ? rt_glance_find (look, part->child) : NULL;
	if (value != NULL) {
		keep_seen (look, &shared->glance, *value, before, from);
		return &shared->glance.value;
	}
	cut (look, from, look->run->n_trail);
	/* it is asked for again and again, and whoever evaluates needs it too */
	if (!is_found (look, shared))
		rt_feel_share_find (look->run, part->program, part->head);
	return is_found (look, shared) && take_found (look, shared) ? &shared->value : NULL;
}

/* mostly of the item of a loop or filter */
static inline const RtFeelValue *
find_member (RtGlanceLook *look, RtGlance *part)
{
	RtGlance *of = part->child;
	const RtFeelValue *value = of->kind == RT_GLANCE_LOCAL ? look->locals[of->index] : rt_glance_find (look, of);
	return note_read (look, rt_glance_entry (part, value));
}

const RtFeelValue *
rt_glance_find (RtGlanceLook *look, RtGlance *part)
{
	switch (part->kind) {
	case RT_GLANCE_CONST:
		return &part->value;
	case RT_GLANCE_SLOT:
		return note_read (look, &look->run->slots[part->index]);
	case RT_GLANCE_LOCAL:
		return look->locals[part->index];
	case RT_GLANCE_MEMBER:
		return find_member (look, part);
	case RT_GLANCE_SHARED:
		return find_shared (look, part);
	case RT_GLANCE_COUNT:
		return find_count (look, part);
	default:
		return NULL;
	}
}

/* ---- conditions ------------------------------------------------------------------------------- */

/* the operand that decides is what the answer rests on, else all of them */
static RtFeelTruth
logic (RtGlanceLook *look, RtGlance *part, RtFeelTruth decisive)
{
	guint32 before = mark (look);
	for (part = part->child; part != NULL; part = part->next) {
		guint32 from = mark (look);
		RtFeelTruth one = rt_glance_holds (look, part);
		if (one == decisive)
			cut (look, before, from);
		if (one == decisive || one == RT_FEEL_MAYBE)
			return one;
	}
	return decisive == RT_FEEL_NO ? RT_FEEL_YES : RT_FEEL_NO;
}

/* `some`, `every`: an item that is doubted decides nothing; one that decides is what the answer rests on */
static RtFeelTruth
quantified (RtGlanceLook *look, RtGlance *part, RtFeelTruth decisive)
{
	guint32 before = mark (look);
	const RtFeelValue *list = rt_glance_find (look, part->child);
	if (list == NULL || list->kind != RT_FEEL_LIST)
		return RT_FEEL_MAYBE;
	const RtFeelList *items = rt_feel_items (*list);
	for (guint32 i = 0; i < items->count; i++) {
		const RtFeelValue *item = &items->items[i], *entry;
		guint32 from = mark (look);
		if (!next_item (look, part->index, item))
			return RT_FEEL_MAYBE;
		note_read (look, item);
		RtFeelTruth one = ask_first (part, item, &entry);
		one = ask_rest (look, part, one, entry);
		if (one != RT_FEEL_MAYBE && one != decisive)
			continue;
		cut (look, before, from);
		return one == RT_FEEL_MAYBE || rt_feel_is_doubted (*item) ? RT_FEEL_MAYBE : decisive;
	}
	if (rt_feel_is_open (*list))
		return RT_FEEL_MAYBE;
	return decisive == RT_FEEL_NO ? RT_FEEL_YES : RT_FEEL_NO;
}

static RtFeelTruth
contains (const RtFeelValue *list, const RtFeelValue *item)
{
	return list != NULL && list->kind == RT_FEEL_LIST ? is_among (item, list) : RT_FEEL_MAYBE;
}

static RtFeelTruth
matches (const RtGlanceLook *look, const RtFeelValue *text, const RtGlance *pattern)
{
	RtRegexOutcome outcome;
	if (text == NULL || text->kind != RT_FEEL_STRING || !rt_glance_is_sure (text))
		return RT_FEEL_MAYBE;
	RtFeelValue flags = pattern->next != NULL ? pattern->next->value : rt_feel_null ();
	if (!rt_feel_patterns_test (look->run, rt_feel_text (*text), pattern->value, flags, &outcome))
		return RT_FEEL_MAYBE;
	return outcome == RT_REGEX_MATCH ? RT_FEEL_YES : outcome == RT_REGEX_NO_MATCH ? RT_FEEL_NO : RT_FEEL_MAYBE;
}

static RtFeelTruth
denied (RtFeelTruth one)
{
	return one == RT_FEEL_YES ? RT_FEEL_NO : one == RT_FEEL_NO ? RT_FEEL_YES : one;
}

static RtFeelTruth
value_holds (RtGlanceLook *look, RtGlance *part)
{
	if (part->kind == RT_GLANCE_SHARED && part->child != NULL && part->child->kind >= RT_GLANCE_FIRST_TRUTH &&
	    !is_found (look, &look->run->shared[part->index]))
		return rt_glance_holds (look, part->child);
	const RtFeelValue *value = rt_glance_find (look, part);
	if (value == NULL || value->kind != RT_FEEL_BOOLEAN || !rt_glance_is_sure (value))
		return RT_FEEL_MAYBE;
	return truth (value->as.boolean);
}

RtFeelTruth
rt_glance_holds (RtGlanceLook *look, RtGlance *part)
{
	switch (part->kind) {
	case RT_GLANCE_FITS:
		return compare ((RtFeelOperator)part->op, rt_glance_find (look, part->child), &part->value);
	case RT_GLANCE_COMPARE:
		return compare ((RtFeelOperator)part->op, rt_glance_find (look, part->child),
				rt_glance_find (look, part->child->next));
	case RT_GLANCE_BETWEEN:
		return lies (rt_glance_find (look, part->child), rt_glance_find (look, part->child->next),
			     rt_glance_find (look, part->child->next->next));
	case RT_GLANCE_IN:
		return is_among (rt_glance_find (look, part->child), rt_glance_find (look, part->child->next));
	case RT_GLANCE_CONTAINS:
		return contains (rt_glance_find (look, part->child), rt_glance_find (look, part->child->next));
	case RT_GLANCE_MATCHES:
		return matches (look, rt_glance_find (look, part->child), part->child->next);
	case RT_GLANCE_AND:
		return logic (look, part, RT_FEEL_NO);
	case RT_GLANCE_OR:
		return logic (look, part, RT_FEEL_YES);
	case RT_GLANCE_NOT:
		return denied (rt_glance_holds (look, part->child));
	case RT_GLANCE_SOME:
		return quantified (look, part, RT_FEEL_YES);
	case RT_GLANCE_EVERY:
		return quantified (look, part, RT_FEEL_NO);
	default:
		return value_holds (look, part);
	}
}

/* ---- the whole -------------------------------------------------------------------------------- */

/* of the program, once it was asked for more often than one registration does */
static RtGlance *
ready (RtFeelRun *run, const RtFeelProgram *program)
{
	if (run->glances == NULL) {
		run->glances = g_new0 (RtFeelGlanced, program->n_programs);
		run->glance_arena = rt_arena_new (0);
	}
	RtFeelGlanced *glanced = &run->glances[program->number];
	if (glanced->asked < RT_GLANCE_ASKED_BEFORE && ++glanced->asked == RT_GLANCE_ASKED_BEFORE)
		glanced->made = rt_glance_make (run->glance_arena, program);
	return glanced->made;
}

/* where a fact by itself is asked for, `= person.x`, its value tells where it comes from */
static RtFeelValue
value_of (RtGlanceLook *look, RtGlance *glance, RtFeelTruth one)
{
	const RtFeelValue *value = glance->kind < RT_GLANCE_FIRST_TRUTH ? rt_glance_find (look, glance) : NULL;
	return value != NULL ? *value : rt_feel_truth (one);
}

RtFeelVerdict
rt_feel_glance (RtFeelRun *run, const RtFeelProgram *program, const RtFeelValue *slots, RtFeelValue *value)
{
	if (run->shares_nothing || program->shares_with == NULL || rt_arena_is_exhausted (run->arena))
		return RT_FEEL_PERHAPS;
	rt_feel_share_begin (run, program);
	RtGlance *glance = ready (run, program);
	if (glance == NULL)
		return RT_FEEL_PERHAPS;
	run->slots = slots;
	RtGlanceLook look;
	rt_glance_begin (&look, run, program, FALSE);
	RtFeelTruth one = rt_glance_holds (&look, glance);
	if (one != RT_FEEL_YES && one != RT_FEEL_NO)
		return RT_FEEL_PERHAPS;
	if (value != NULL)
		*value = value_of (&look, glance, one);
	return one == RT_FEEL_YES ? RT_FEEL_CERTAINLY : RT_FEEL_CERTAINLY_NOT;
}
