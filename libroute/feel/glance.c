/* A glance: is a condition certainly true or false? Most conditions of a rule set are false of most registrations, and nothing
 * is told of those; then the evaluation, which notes what its answer rests on, can be left out. What is unknown, doubted or of
 * another kind than expected is left to it, and so is whatever takes long. */
#include "libroute/feel/glance.h"
#include <string.h>
#include "libroute/feel/run.h"

#define ASKED_BEFORE 8u /* in one registration none pays: a program is made ready when it is asked for again and again */

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
	if (value == NULL || test == NULL)
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

/* ---- values: NULL when only an evaluation finds them ------------------------------------------- */

const RtFeelValue *
rt_glance_entry (RtGlance *part, const RtFeelValue *of)
{
	if (of == NULL || of->kind != RT_FEEL_CONTEXT)
		return NULL;
	const RtFeelContext *context = rt_feel_entries (*of);
	if (G_LIKELY (part->shape == context->shape))
		return &context->entries[part->at];
	gint at = rt_feel_shape_find_near (context->shape, part->name, part->hint);
	if (at >= 0 && context->shape->lasting) {
		part->shape = context->shape;
		part->at = at;
	}
	return at >= 0 ? &context->entries[at] : NULL;
}

/* takes one from the items that may be looked at */
static gboolean
next_item (RtGlanceLook *look, guint32 local, const RtFeelValue *item)
{
	look->locals[local] = item;
	return look->items-- > 0;
}

/* Does the first question of a loop or filter refuse an item? */
static gboolean
is_refused (const RtGlance *loop, const RtFeelValue *item)
{
	RtGlance *first = loop->first;
	return first != NULL && compare ((RtFeelOperator)first->op, rt_glance_entry (first->child, item), &first->value) == RT_FEEL_NO;
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
		if (!next_item (look, filter->index, &items->items[i]))
			return FALSE;
		RtFeelTruth one = is_refused (filter, &items->items[i]) ? RT_FEEL_NO : rt_glance_holds (look, filter->child->next);
		if (one == RT_FEEL_NO)
			continue;
		if (one != RT_FEEL_YES || rt_feel_is_doubted (items->items[i]))
			return FALSE;
		++*count;
	}
	return TRUE;
}

/* items of a list that an evaluation has filtered already */
static gboolean
count_found (RtFeelValue list, gint64 *count)
{
	if (list.kind != RT_FEEL_LIST || rt_feel_is_open (list))
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

static gboolean
is_glanced (const RtGlanceLook *look, const RtFeelShared *shared)
{
	return shared->glanced == look->run->generation;
}

static const RtFeelValue *
note_glanced (const RtGlanceLook *look, RtFeelShared *shared, RtFeelValue value)
{
	shared->glance = value;
	shared->glanced = look->run->generation;
	return &shared->glance;
}

/* how many items a filter leaves, which may be one that programs have in common */
static const RtFeelValue *
find_count (RtGlanceLook *look, RtGlance *part)
{
	RtGlance *list = part->child;
	RtFeelShared *shared = list->kind == RT_GLANCE_SHARED ? &look->run->shared[list->index] : NULL;
	if (shared != NULL && is_glanced (look, shared))
		return &shared->glance;
	RtGlance *filter = shared != NULL ? list->child : list;
	gboolean found = filter == NULL || filter->kind != RT_GLANCE_FILTER || (shared != NULL && is_found (look, shared));
	const RtFeelValue *items = found ? rt_glance_find (look, list) : NULL;
	gint64 count;
	if (found ? items == NULL || !count_found (*items, &count) : !count_items (look, filter, &count))
		return NULL;
	part->value = rt_feel_integer (count);
	return shared != NULL ? note_glanced (look, shared, part->value) : &part->value;
}

static const RtFeelValue *
find_shared (RtGlanceLook *look, RtGlance *part)
{
	RtFeelShared *shared = &look->run->shared[part->index];
	if (is_found (look, shared))
		return &shared->value;
	if (is_glanced (look, shared))
		return &shared->glance;
	const RtFeelValue *value = part->child != NULL ? rt_glance_find (look, part->child) : NULL;
	if (value != NULL)
		return note_glanced (look, shared, *value);
	/* it is asked for again and again, and whoever evaluates needs it too */
	rt_feel_share_find (look->run, part->program, part->head);
	return is_found (look, shared) ? &shared->value : NULL;
}

const RtFeelValue *
rt_glance_find (RtGlanceLook *look, RtGlance *part)
{
	switch (part->kind) {
	case RT_GLANCE_CONST:
		return &part->value;
	case RT_GLANCE_SLOT:
		return &look->run->slots[part->index];
	case RT_GLANCE_LOCAL:
		return look->locals[part->index];
	case RT_GLANCE_MEMBER:
		return rt_glance_entry (part, rt_glance_find (look, part->child));
	case RT_GLANCE_SHARED:
		return find_shared (look, part);
	case RT_GLANCE_COUNT:
		return find_count (look, part);
	default:
		return NULL;
	}
}

/* ---- conditions ------------------------------------------------------------------------------- */

static RtFeelTruth
logic (RtGlanceLook *look, RtGlance *part, RtFeelTruth decisive)
{
	for (part = part->child; part != NULL; part = part->next) {
		RtFeelTruth one = rt_glance_holds (look, part);
		if (one == decisive || one == RT_FEEL_MAYBE)
			return one;
	}
	return decisive == RT_FEEL_NO ? RT_FEEL_YES : RT_FEEL_NO;
}

/* `some`, `every`: an item that is doubted decides nothing */
static RtFeelTruth
quantified (RtGlanceLook *look, RtGlance *part, RtFeelTruth decisive)
{
	const RtFeelValue *list = rt_glance_find (look, part->child);
	if (list == NULL || list->kind != RT_FEEL_LIST)
		return RT_FEEL_MAYBE;
	const RtFeelList *items = rt_feel_items (*list);
	for (guint32 i = 0; i < items->count; i++) {
		if (!next_item (look, part->index, &items->items[i]))
			return RT_FEEL_MAYBE;
		RtFeelTruth one = is_refused (part, &items->items[i]) ? RT_FEEL_NO : rt_glance_holds (look, part->child->next);
		if (one != RT_FEEL_MAYBE && one != decisive)
			continue;
		return one == RT_FEEL_MAYBE || rt_feel_is_doubted (items->items[i]) ? RT_FEEL_MAYBE : decisive;
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
	return value != NULL && value->kind == RT_FEEL_BOOLEAN && rt_glance_is_sure (value) ? truth (value->as.boolean) : RT_FEEL_MAYBE;
}

RtFeelTruth
rt_glance_holds (RtGlanceLook *look, RtGlance *part)
{
	switch (part->kind) {
	case RT_GLANCE_FITS:
		return compare ((RtFeelOperator)part->op, rt_glance_find (look, part->child), &part->value);
	case RT_GLANCE_COMPARE:
		return compare ((RtFeelOperator)part->op, rt_glance_find (look, part->child), rt_glance_find (look, part->child->next));
	case RT_GLANCE_BETWEEN:
		return lies (rt_glance_find (look, part->child), rt_glance_find (look, part->child->next), rt_glance_find (look, part->child->next->next));
	case RT_GLANCE_IN:
		return is_among (rt_glance_find (look, part->child), rt_glance_find (look, part->child->next));
	case RT_GLANCE_CONTAINS:
		return contains (rt_glance_find (look, part->child), rt_glance_find (look, part->child->next));
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
	if (glanced->asked < ASKED_BEFORE && ++glanced->asked == ASKED_BEFORE)
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
	look.run = run;
	look.items = RT_GLANCE_MOST_ITEMS;
	RtFeelTruth one = rt_glance_holds (&look, glance);
	if (one != RT_FEEL_YES && one != RT_FEEL_NO)
		return RT_FEEL_PERHAPS;
	if (value != NULL)
		*value = value_of (&look, glance, one);
	return one == RT_FEEL_YES ? RT_FEEL_CERTAINLY : RT_FEEL_CERTAINLY_NOT;
}
