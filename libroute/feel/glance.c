/* A glance: is a condition certainly true or false? Most conditions of a rule set are false of most registrations, and nothing
 * is told of those; then the evaluation, which notes what its answer rests on, can be left out. What is unknown, doubted or of
 * another kind than expected is left to it, and so is whatever takes long. */
#include "libroute/feel/glance.h"
#include <string.h>
#include "libroute/feel/run.h"

#define MOST_ITEMS 4096u /* looked at in one glance */

#define ASKED_BEFORE 8u /* in one registration none pays: a program is made ready when it is asked for again and again */

typedef struct {
	RtFeelRun *run;
	guint items; /* left to look at */
	const RtFeelValue *locals[RT_GLANCE_LOCALS];
} Look;

static RtFeelTruth holds (Look *look, RtGlance *part);
static const RtFeelValue *find (Look *look, RtGlance *part);

/* ---- comparing -------------------------------------------------------------------------------- */

static RtFeelTruth
truth (gboolean is)
{
	return is ? RT_FEEL_YES : RT_FEEL_NO;
}

static inline gboolean
is_whole (RtFeelValue value)
{
	return (value.kind == RT_FEEL_NUMBER && value.scale == 0 && (value.flags & RT_FEEL_FLAG_BIG) == 0) ||
	       value.kind == RT_FEEL_DATE || value.kind == RT_FEEL_YEARS_MONTHS;
}

static inline gboolean
is_sure (const RtFeelValue *value)
{
	return (value->flags & (RT_FEEL_FLAG_DOUBTED | RT_FEEL_FLAG_OPEN)) == 0;
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
	if (left == NULL || right == NULL || !is_sure (left) || !is_sure (right))
		return RT_FEEL_MAYBE;
	if (left->kind != right->kind)
		return compare_with_null (op, left, right);
	if (left->kind == RT_FEEL_STRING && (op == RT_FEEL_OP_EQ || op == RT_FEEL_OP_NE))
		return truth (rt_feel_is_same_text (*left, *right) == (op == RT_FEEL_OP_EQ));
	if (!is_whole (*left) || !is_whole (*right))
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

static inline const RtFeelValue *
entry_of (RtGlance *part, const RtFeelValue *of)
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
next_item (Look *look, guint32 local, const RtFeelValue *item)
{
	look->locals[local] = item;
	return look->items-- > 0;
}

static guint64
bit_of (const RtFeelText *text)
{
	guint last = text->length != 0 ? (guint8)text->bytes[text->length - 1] : 0;
	guint middle = text->length != 0 ? (guint8)text->bytes[text->length / 2] : 0;
	return G_GUINT64_CONSTANT (1) << ((text->length * 5 + last * 3 + middle) & 63);
}

static guint64
bits_of (const RtFeelList *list, const RtFeelShape *shape, gint at)
{
	guint64 bits = 0;
	for (guint32 i = 0; i < list->count; i++) {
		const RtFeelContext *context = list->items[i].kind == RT_FEEL_CONTEXT ? rt_feel_entries (list->items[i]) : NULL;
		if (context == NULL || context->shape != shape || context->entries[at].kind != RT_FEEL_STRING)
			return G_MAXUINT64;
		bits |= bit_of (rt_feel_text (context->entries[at]));
	}
	return bits;
}

/* `kind = "threat" and ...` of items none of which is a threat: the same member of the same items is asked for in many
 * conditions, so that what they have is looked up once. The member has to have been found in an item before. */
static gboolean
is_without (Look *look, const RtGlance *loop, const RtFeelList *list)
{
	const RtGlance *first = loop->first;
	if (first == NULL || first->op != RT_FEEL_OP_EQ || first->value.kind != RT_FEEL_STRING || first->child->shape == NULL)
		return FALSE;
	const RtFeelShape *shape = first->child->shape;
	gint at = first->child->at;
	RtFeelLetters *letters = &look->run->letters[((guintptr)list / 16 + (guint)at) % RT_FEEL_LETTERS];
	if (letters->generation != look->run->generation || letters->list != list || letters->shape != shape || letters->at != at)
		*letters = (RtFeelLetters){look->run->generation, list, shape, at, bits_of (list, shape, at)};
	return (letters->bits & bit_of (rt_feel_text (first->value))) == 0;
}

/* Does the first question of a loop or filter refuse an item? */
static gboolean
is_refused (const RtGlance *loop, const RtFeelValue *item)
{
	RtGlance *first = loop->first;
	return first != NULL && compare ((RtFeelOperator)first->op, entry_of (first->child, item), &first->value) == RT_FEEL_NO;
}

static gboolean
count_items (Look *look, RtGlance *filter, gint64 *count)
{
	const RtFeelValue *list = find (look, filter->child);
	*count = 0;
	if (list == NULL || list->kind != RT_FEEL_LIST || rt_feel_is_open (*list))
		return FALSE;
	const RtFeelList *items = rt_feel_items (*list);
	if (is_without (look, filter, items))
		return TRUE;
	for (guint32 i = 0; i < items->count; i++) {
		if (!next_item (look, filter->index, &items->items[i]))
			return FALSE;
		RtFeelTruth one = is_refused (filter, &items->items[i]) ? RT_FEEL_NO : holds (look, filter->child->next);
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
is_found (const Look *look, const RtFeelShared *shared)
{
	return shared->generation == look->run->generation;
}

static gboolean
is_glanced (const Look *look, const RtFeelShared *shared)
{
	return shared->glanced == look->run->generation;
}

static const RtFeelValue *
note_glanced (const Look *look, RtFeelShared *shared, RtFeelValue value)
{
	shared->glance = value;
	shared->glanced = look->run->generation;
	return &shared->glance;
}

/* how many items a filter leaves, which may be one that programs have in common */
static const RtFeelValue *
find_count (Look *look, RtGlance *part)
{
	RtGlance *list = part->child;
	RtFeelShared *shared = list->kind == RT_GLANCE_SHARED ? &look->run->shared[list->index] : NULL;
	if (shared != NULL && is_glanced (look, shared))
		return &shared->glance;
	RtGlance *filter = shared != NULL ? list->child : list;
	gboolean found = filter == NULL || filter->kind != RT_GLANCE_FILTER || (shared != NULL && is_found (look, shared));
	const RtFeelValue *items = found ? find (look, list) : NULL;
	gint64 count;
	if (found ? items == NULL || !count_found (*items, &count) : !count_items (look, filter, &count))
		return NULL;
	part->value = rt_feel_integer (count);
	return shared != NULL ? note_glanced (look, shared, part->value) : &part->value;
}

static const RtFeelValue *
find_shared (Look *look, RtGlance *part)
{
	RtFeelShared *shared = &look->run->shared[part->index];
	if (is_found (look, shared))
		return &shared->value;
	if (is_glanced (look, shared))
		return &shared->glance;
	const RtFeelValue *value = part->child != NULL ? find (look, part->child) : NULL;
	return value != NULL ? note_glanced (look, shared, *value) : NULL;
}

static const RtFeelValue *
find (Look *look, RtGlance *part)
{
	switch (part->kind) {
	case RT_GLANCE_CONST:
		return &part->value;
	case RT_GLANCE_SLOT:
		return &look->run->slots[part->index];
	case RT_GLANCE_LOCAL:
		return look->locals[part->index];
	case RT_GLANCE_MEMBER:
		return entry_of (part, find (look, part->child));
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
logic (Look *look, RtGlance *part, RtFeelTruth decisive)
{
	for (part = part->child; part != NULL; part = part->next) {
		RtFeelTruth one = holds (look, part);
		if (one == decisive || one == RT_FEEL_MAYBE)
			return one;
	}
	return decisive == RT_FEEL_NO ? RT_FEEL_YES : RT_FEEL_NO;
}

/* `some`, `every`: an item that is doubted decides nothing */
static RtFeelTruth
quantified (Look *look, RtGlance *part, RtFeelTruth decisive)
{
	const RtFeelValue *list = find (look, part->child);
	if (list == NULL || list->kind != RT_FEEL_LIST)
		return RT_FEEL_MAYBE;
	const RtFeelList *items = rt_feel_items (*list);
	if (decisive == RT_FEEL_YES && !rt_feel_is_open (*list) && is_without (look, part, items))
		return RT_FEEL_NO;
	for (guint32 i = 0; i < items->count; i++) {
		if (!next_item (look, part->index, &items->items[i]))
			return RT_FEEL_MAYBE;
		RtFeelTruth one = is_refused (part, &items->items[i]) ? RT_FEEL_NO : holds (look, part->child->next);
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
value_holds (Look *look, RtGlance *part)
{
	if (part->kind == RT_GLANCE_SHARED && part->child != NULL && part->child->kind >= RT_GLANCE_FIRST_TRUTH &&
	    !is_found (look, &look->run->shared[part->index]))
		return holds (look, part->child);
	const RtFeelValue *value = find (look, part);
	return value != NULL && value->kind == RT_FEEL_BOOLEAN && is_sure (value) ? truth (value->as.boolean) : RT_FEEL_MAYBE;
}

static RtFeelTruth
holds (Look *look, RtGlance *part)
{
	switch (part->kind) {
	case RT_GLANCE_FITS:
		return compare ((RtFeelOperator)part->op, find (look, part->child), &part->value);
	case RT_GLANCE_COMPARE:
		return compare ((RtFeelOperator)part->op, find (look, part->child), find (look, part->child->next));
	case RT_GLANCE_BETWEEN:
		return lies (find (look, part->child), find (look, part->child->next), find (look, part->child->next->next));
	case RT_GLANCE_IN:
		return is_among (find (look, part->child), find (look, part->child->next));
	case RT_GLANCE_CONTAINS:
		return contains (find (look, part->child), find (look, part->child->next));
	case RT_GLANCE_AND:
		return logic (look, part, RT_FEEL_NO);
	case RT_GLANCE_OR:
		return logic (look, part, RT_FEEL_YES);
	case RT_GLANCE_NOT:
		return denied (holds (look, part->child));
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
value_of (Look *look, RtGlance *glance, RtFeelTruth one)
{
	const RtFeelValue *value = glance->kind < RT_GLANCE_FIRST_TRUTH ? find (look, glance) : NULL;
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
	Look look;
	look.run = run;
	look.items = MOST_ITEMS;
	RtFeelTruth one = holds (&look, glance);
	if (one != RT_FEEL_YES && one != RT_FEEL_NO)
		return RT_FEEL_PERHAPS;
	if (value != NULL)
		*value = value_of (&look, glance, one);
	return one == RT_FEEL_YES ? RT_FEEL_CERTAINLY : RT_FEEL_CERTAINLY_NOT;
}
