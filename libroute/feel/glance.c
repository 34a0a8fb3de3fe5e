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

RtFeelTruth
rt_glance_compare_unlike (RtFeelOperator op, const RtFeelValue *left, const RtFeelValue *right)
{
	gboolean other = (left->kind == RT_FEEL_NULL && is_known (right)) || (right->kind == RT_FEEL_NULL && is_known (left));
	if (!other || (op != RT_FEEL_OP_EQ && op != RT_FEEL_OP_NE))
		return RT_FEEL_MAYBE;
	return truth (op == RT_FEEL_OP_NE);
}

/* between two ends, which are in */
static RtFeelTruth
lies (const RtFeelValue *value, const RtFeelValue *low, const RtFeelValue *high)
{
	RtFeelTruth above = rt_glance_compare (RT_FEEL_OP_GE, value, low), below = rt_glance_compare (RT_FEEL_OP_LE, value, high);
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

RtFeelTruth
rt_glance_is_among (const RtFeelValue *value, const RtFeelValue *test)
{
	/* a list is first compared with a list as a whole */
	if (value == NULL || test == NULL || (value->kind == RT_FEEL_LIST && test->kind == RT_FEEL_LIST))
		return RT_FEEL_MAYBE;
	if (test->kind == RT_FEEL_RANGE)
		return is_between (value, rt_feel_bounds (*test));
	if (test->kind != RT_FEEL_LIST)
		return rt_glance_compare (RT_FEEL_OP_EQ, value, test);
	/* an item that is doubted is not compared */
	const RtFeelList *list = rt_feel_items (*test);
	for (guint32 i = 0; i < list->count; i++) {
		RtFeelTruth one = rt_glance_compare (RT_FEEL_OP_EQ, value, &list->items[i]);
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

static gboolean
note_all (RtGlanceLook *look, const guint64 *trail, guint32 n)
{
	if (!rt_glance_has_room (look, n))
		return FALSE;
	for (guint32 i = 0; look->notes && i < n; i++)
		rt_feel_trail_add (look->run, trail[i]);
	return TRUE;
}

/* ---- values: NULL when only an evaluation finds them ------------------------------------------- */

/* items of a list that an evaluation has filtered already */
static gboolean
count_found (RtGlanceLook *look, RtFeelValue list, gint64 *count)
{
	if (list.kind != RT_FEEL_LIST || rt_feel_is_open (list) || !rt_glance_spend_items (look, rt_feel_items (list)->count))
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
	return rt_glance_spend_items (look, glimpse->items) && note_all (look, glimpse->trail, glimpse->n_trail);
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
count_list (RtGlanceLook *look, RtGlance *list, RtGlance *filter, gint64 *count)
{
	if (filter != NULL && (list == filter || !is_found (look, &look->run->shared[list->index])))
		return rt_glance_count (look, filter, count);
	const RtGlance *distinct = rt_glance_unshared (list);
	guint32 from = rt_glance_mark (look);
	if (distinct->kind == RT_GLANCE_DISTINCT && rt_glance_count_distinct (look, distinct, count))
		return TRUE;
	rt_glance_cut (look, from, look->run->n_trail);
	const RtFeelValue *items = rt_glance_find (look, list);
	return items != NULL && count_found (look, *items, count);
}

/* where is kept what programs that ask for the same count found? NULL: no others do */
static RtFeelGlimpse *
kept_count (const RtGlanceLook *look, const RtGlance *part)
{
	if (part->index > 0)
		return &look->run->shared[part->index - 1].count;
	return part->child->kind == RT_GLANCE_SHARED ? &look->run->shared[part->child->index].count : NULL;
}

G_NO_INLINE static const RtFeelValue *
find_kept_count (RtGlanceLook *look, RtGlance *part, RtGlance *filter)
{
	guint before = look->items;
	guint32 from = rt_glance_mark (look);
	RtFeelGlimpse *kept = kept_count (look, part);
	gint64 count;
	if (kept != NULL && is_seen (look, kept)) {
		part->value = kept->value;
		return take_seen (look, kept) ? &part->value : NULL;
	}
	if (!count_list (look, part->child, filter, &count))
		return NULL;
	part->value = rt_feel_integer (count);
	if (kept != NULL)
		keep_seen (look, kept, part->value, before, from);
	return &part->value;
}

/* how many items a filter leaves, which may be one that programs have in common */
static inline const RtFeelValue *
find_count (RtGlanceLook *look, RtGlance *part)
{
	RtGlance *filter = rt_glance_counted_filter (part);
	gint64 count;
	if (filter == NULL || !rt_glance_is_at_hand (look, filter))
		return find_kept_count (look, part, filter);
	if (!rt_glance_count_at_hand (look, filter, &count))
		return NULL;
	part->value = rt_feel_integer (count);
	return &part->value;
}

G_NO_INLINE static const RtFeelValue *
find_shared (RtGlanceLook *look, RtGlance *part)
{
	RtFeelShared *shared = &look->run->shared[part->index];
	guint before = look->items;
	guint32 from = rt_glance_mark (look);
	if (!is_found (look, shared) && is_seen (look, &shared->glance))
		return take_seen (look, &shared->glance) ? &shared->glance.value : NULL;
	const RtFeelValue *value = !is_found (look, shared) && part->child != NULL ? rt_glance_find (look, part->child) : NULL;
	if (value != NULL) {
		keep_seen (look, &shared->glance, *value, before, from);
		return &shared->glance.value;
	}
	rt_glance_cut (look, from, look->run->n_trail);
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
	return rt_glance_read (look, rt_glance_entry (part, value));
}

const RtFeelValue *
rt_glance_find (RtGlanceLook *look, RtGlance *part)
{
	switch (part->kind) {
	case RT_GLANCE_CONST:
		return &part->value;
	case RT_GLANCE_SLOT:
		return rt_glance_read (look, &look->run->slots[part->index]);
	case RT_GLANCE_LOCAL:
		return look->locals[part->index];
	case RT_GLANCE_MEMBER:
		return find_member (look, part);
	case RT_GLANCE_SHARED:
		return find_shared (look, part);
	case RT_GLANCE_COUNT:
		return find_count (look, part);
	case RT_GLANCE_ARITHMETIC:
		return rt_glance_arithmetic (look, part);
	case RT_GLANCE_SUM:
		return rt_glance_sum (look, part);
	default:
		return NULL;
	}
}

/* ---- conditions ------------------------------------------------------------------------------- */

/* the operand that decides is what the answer rests on, else all of them */
static RtFeelTruth
logic (RtGlanceLook *look, RtGlance *part, RtFeelTruth decisive)
{
	guint32 before = rt_glance_mark (look);
	for (part = part->child; part != NULL; part = part->next) {
		guint32 from = rt_glance_mark (look);
		RtFeelTruth one = rt_glance_holds (look, part);
		if (one == decisive)
			rt_glance_cut (look, before, from);
		if (one == decisive || one == RT_FEEL_MAYBE)
			return one;
	}
	return decisive == RT_FEEL_NO ? RT_FEEL_YES : RT_FEEL_NO;
}

static RtFeelTruth
contains (const RtFeelValue *list, const RtFeelValue *item)
{
	return list != NULL && list->kind == RT_FEEL_LIST ? rt_glance_is_among (item, list) : RT_FEEL_MAYBE;
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
		return rt_glance_compare ((RtFeelOperator)part->op, rt_glance_find (look, part->child), &part->value);
	case RT_GLANCE_COMPARE:
		return rt_glance_compare ((RtFeelOperator)part->op, rt_glance_find (look, part->child),
				rt_glance_find (look, part->child->next));
	case RT_GLANCE_BETWEEN:
		return lies (rt_glance_find (look, part->child), rt_glance_find (look, part->child->next),
			     rt_glance_find (look, part->child->next->next));
	case RT_GLANCE_IN:
		return rt_glance_is_among (rt_glance_find (look, part->child), rt_glance_find (look, part->child->next));
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
		return rt_glance_quantified (look, part, RT_FEEL_YES);
	case RT_GLANCE_EVERY:
		return rt_glance_quantified (look, part, RT_FEEL_NO);
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
		run->glance_set = rt_glance_set_new ();
	}
	RtFeelGlanced *glanced = &run->glances[program->number];
	if (glanced->asked < RT_GLANCE_ASKED_BEFORE && ++glanced->asked == RT_GLANCE_ASKED_BEFORE)
		glanced->made = rt_glance_make (run->glance_set, program);
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
