/* A condition made ready for a glance (glance.c): what a run keeps of each program. Private to the layer. */
#pragma once
#include "libroute/feel/ops.h"
#include "libroute/feel/run.h"
#include "libroute/util/name-table.h"

#define RT_GLANCE_LOCALS 8u
/* in one registration a glance does not pay: a program is made ready when it is asked for again and again */
#define RT_GLANCE_ASKED_BEFORE 8u

typedef enum {
	RT_GLANCE_LATER, /* what only an evaluation can tell */
	RT_GLANCE_CONST,
	RT_GLANCE_SLOT,
	RT_GLANCE_LOCAL,
	RT_GLANCE_MEMBER, /* of its child */
	RT_GLANCE_SHARED, /* what programs have in common; its child is the piece, or NULL */
	RT_GLANCE_FILTER, /* a list; the condition of its items */
	RT_GLANCE_COUNT, /* of a list, which may be a filter, or distinct values */
	RT_GLANCE_ARITHMETIC, /* two values */
	RT_GLANCE_FOR, /* a list; what is made of its items */
	RT_GLANCE_SUM, /* of what is made of items */
	RT_GLANCE_DISTINCT, /* of a member of items; how many is all that is known of them */
	RT_GLANCE_FIRST_TRUTH,
	RT_GLANCE_COMPARE = RT_GLANCE_FIRST_TRUTH,
	RT_GLANCE_FITS, /* a value compared with a constant */
	RT_GLANCE_BETWEEN, /* a value and its two ends */
	RT_GLANCE_IN, /* a value and the one test */
	RT_GLANCE_CONTAINS, /* a list and the item it should have */
	RT_GLANCE_MATCHES, /* a text, the pattern that it should match, and perhaps flags */
	RT_GLANCE_AND,
	RT_GLANCE_OR,
	RT_GLANCE_NOT,
	RT_GLANCE_SOME, /* a list; the condition of its items */
	RT_GLANCE_EVERY,
} RtGlanceKind;

typedef struct _RtGlanceTest RtGlanceTest;
typedef struct _RtGlanceList RtGlanceList;

/* A part of it. It belongs to one run, so that it may remember what it found. */
struct _RtGlance {
	guint8 kind; /* RtGlanceKind */
	guint8 op; /* of a comparison: RtFeelOperator */
	guint16 hint; /* of a member: where it probably is */
	guint32 index; /* slot, local that is read or that holds the item, number of what is shared; of a count one more, or 0 */
	RtGlance *child, *next;
	RtFeelValue value; /* of a constant, also the one compared with; how many items were counted last */
	const RtFeelName *name; /* of a member */
	const RtFeelShape *shape; /* a lasting one in which the member was found, and where */
	gint at;
	RtGlance *first; /* of a loop or filter: what is asked of an item before all else, a comparison of its member; or NULL */
	RtGlanceTest **tests; /* of a loop or filter: all that is asked of an item; NULL: more than comparisons of members */
	guint n_tests;
	RtGlanceList *list; /* of a loop or filter that has tests: what it goes through */
	const RtFeelProgram *program; /* of what is shared: where its piece stands, */
	guint32 head; /* and the instruction that it begins with */
};

#define RT_GLANCE_MOST_TESTS 8u /* of a loop */
#define RT_GLANCE_MOST_TESTED 64u /* items, a bit each */
#define RT_GLANCE_DEEPEST 8u /* of the path to a list that is at hand */
#define RT_GLANCE_COMPARED 4u /* what the trail of what is compared with holds, to be kept */

/* A list that many conditions go through, and what noting its items adds to a trail; 0: nothing. */
struct _RtGlanceList {
	RtGlance *part;
	guint64 generation; /* of the run when it was looked for: another one and what follows is stale */
	const RtFeelList *items; /* those of which the rest tells; NULL: none yet */
	gboolean at_hand, open; /* it is found without looking at anything else; more may be in it */
	guint64 all, doubted; /* bits of items */
	guint64 trail[RT_GLANCE_DEEPEST]; /* what reading the list itself notes, where it is at hand */
	guint n_trail;
	guint64 noted[RT_GLANCE_MOST_TESTED]; /* by item */
};

/* A member of all items of a list, side by side, as many conditions ask for it. */
typedef struct {
	RtGlanceList *list;
	RtGlance *member;
	RtNameTable *texts; /* those that it is compared with, each with a number */
	guint64 generation; /* of the run when it was read: another one and what follows is stale */
	RtFeelKind kind; /* of what is known */
	guint64 known; /* bits of items: what is surely of this kind, and in `values` */
	gint64 values[RT_GLANCE_MOST_TESTED]; /* whole numbers, dates; of a text its number, or -1 */
	guint64 noted[RT_GLANCE_MOST_TESTED]; /* as those of the list */
} RtGlanceColumn;

/* What is asked of each item: a comparison of a member, by any number of conditions. It is asked of all items at once, and the
 * answers stay while the list does. */
struct _RtGlanceTest {
	RtGlance *part; /* the comparison */
	RtGlanceColumn *column;
	gint64 number; /* of the text that is compared with; -1: it is none that stands there */
	guint64 generation;
	guint64 yes, maybe; /* bits of items */
	guint64 steps; /* what each item takes from the look beside itself: for what it is compared with */
	guint items;
	guint64 noting; /* generation in which `trail` was kept: what noting what is compared with adds to a trail */
	guint64 trail[RT_GLANCE_COMPARED];
	guint n_trail;
};

/* What is made of programs for one run, and what they ask in common. */
struct _RtGlanceSet {
	RtArena *arena;
	GPtrArray *lists, *columns, *tests;
};
RtGlanceSet *rt_glance_set_new (void);
void rt_glance_set_free (RtGlanceSet *set);
/* Makes a program ready. NULL: a glance can tell nothing of it. */
RtGlance *rt_glance_make (RtGlanceSet *set, const RtFeelProgram *program);
/* Finds what is asked of the items of a loop or filter, when that is comparisons of their members alone. */
void rt_glance_find_tests (RtGlanceSet *set, const RtFeelProgram *program, RtGlance *loop, RtGlance *list, RtGlance *condition);
/* The filter whose items are counted, also where programs have it in common; NULL: it is none. */
static inline RtGlance *
rt_glance_counted_filter (const RtGlance *count)
{
	RtGlance *list = count->child->kind == RT_GLANCE_SHARED ? count->child->child : count->child;
	return list != NULL && list->kind == RT_GLANCE_FILTER ? list : NULL;
}
/* Do two parts say the same? Where that is not seen at once they count as two. */
gboolean rt_glance_is_same (const RtGlance *a, const RtGlance *b);

#define RT_GLANCE_MOST_ITEMS 4096u /* looked at in one glance */

/* What one glance needs beside the parts. */
typedef struct {
	RtFeelRun *run;
	guint items; /* left to look at, counting again what was found before: an evaluation pays for that too */
	guint64 steps; /* left that evaluations of shared pieces may have taken */
	gboolean notes; /* what the answer rests on is added to the trail of the run */
	gboolean full; /* that became more than is noted here: it takes an evaluation */
	const RtFeelValue *locals[RT_GLANCE_LOCALS];
} RtGlanceLook;

/* A glance is never certain where an evaluation would come to the end of its steps: an item takes no more of them than the
 * program has instructions. Of a question that many have in common that is the longest of them. */
static inline void
rt_glance_begin (RtGlanceLook *look, RtFeelRun *run, const RtFeelProgram *program, gboolean notes)
{
	guint64 each = 2 * ((guint64)program->n_code + 1);
	gboolean plenty = run->budget.steps >= RT_GLANCE_MOST_ITEMS * each;
	look->run = run; /* locals are set before they are read */
	look->items = plenty ? RT_GLANCE_MOST_ITEMS : (guint)(run->budget.steps / each);
	look->steps = run->budget.steps / 2;
	look->notes = notes;
	look->full = FALSE;
}

void rt_glance_look_for (const RtGlanceLook *look, RtGlanceList *list);
/* Is the list that a loop or filter goes through found without looking at anything else, and all that is asked of its items
 * asked at once? That is so cheap that to remember its answer would cost more. */
static inline gboolean
rt_glance_is_at_hand (const RtGlanceLook *look, const RtGlance *loop)
{
	RtGlanceList *list = loop->list;
	if (list != NULL && list->generation != look->run->generation)
		rt_glance_look_for (look, list);
	return list != NULL && list->at_hand;
}
/* How many items a filter leaves; FALSE when only an evaluation finds it. */
gboolean rt_glance_count_at_hand (RtGlanceLook *look, RtGlance *filter, gint64 *count);
gboolean rt_glance_count (RtGlanceLook *look, RtGlance *filter, gint64 *count);
/* Of `some`, with the decisive answer YES, and `every`, with NO. */
RtFeelTruth rt_glance_quantified (RtGlanceLook *look, RtGlance *loop, RtFeelTruth decisive);

/* What is made of values (glance-made.c); NULL or FALSE when only an evaluation finds it. */
const RtFeelValue *rt_glance_arithmetic (RtGlanceLook *look, RtGlance *part);
const RtFeelValue *rt_glance_sum (RtGlanceLook *look, RtGlance *sum);
gboolean rt_glance_count_distinct (RtGlanceLook *look, const RtGlance *distinct, gint64 *count);
/* What programs have in common, as each of them says it. */
RtGlance *rt_glance_unshared (RtGlance *part);

/* Is a value one of a list or range, or the value itself? */
RtFeelTruth rt_glance_is_among (const RtFeelValue *value, const RtFeelValue *test);

/* The value of a part; NULL when only an evaluation finds it. */
const RtFeelValue *rt_glance_find (RtGlanceLook *look, RtGlance *part);
/* Of a condition: YES, NO, or MAYBE. */
RtFeelTruth rt_glance_holds (RtGlanceLook *look, RtGlance *part);
const RtFeelValue *rt_glance_find_entry (RtGlance *member, const RtFeelContext *context);
/* The member of an item; NULL when it has none, or is no context. */
static inline const RtFeelValue *
rt_glance_entry (RtGlance *member, const RtFeelValue *item)
{
	if (item == NULL || item->kind != RT_FEEL_CONTEXT)
		return NULL;
	const RtFeelContext *context = rt_feel_entries (*item);
	if (G_LIKELY (member->shape == context->shape))
		return &context->entries[member->at];
	return rt_glance_find_entry (member, context);
}
/* Is nothing of the value doubted or open? */
static inline gboolean
rt_glance_is_sure (const RtFeelValue *value)
{
	return (value->flags & (RT_FEEL_FLAG_DOUBTED | RT_FEEL_FLAG_OPEN)) == 0;
}
/* The whole numbers that compare so with one: from low to high, ends in. FALSE: they are no such numbers. */
static inline gboolean
rt_glance_span (RtFeelOperator op, gint64 number, gint64 *low, gint64 *high)
{
	if (op == RT_FEEL_OP_NE || number == G_MININT64 || number == G_MAXINT64)
		return FALSE;
	*low = op == RT_FEEL_OP_LT || op == RT_FEEL_OP_LE ? G_MININT64 : op == RT_FEEL_OP_GT ? number + 1 : number;
	*high = op == RT_FEEL_OP_GT || op == RT_FEEL_OP_GE ? G_MAXINT64 : op == RT_FEEL_OP_LT ? number - 1 : number;
	return TRUE;
}
/* Is it a whole number, a date or a duration of months, which `as.integer` tells all of? */
static inline gboolean
rt_glance_is_whole (const RtFeelValue *value)
{
	return (value->kind == RT_FEEL_NUMBER && value->scale == 0 && (value->flags & RT_FEEL_FLAG_BIG) == 0) ||
	       value->kind == RT_FEEL_DATE || value->kind == RT_FEEL_YEARS_MONTHS;
}
/* Of two values that are of two kinds: what is known is not null, all else is left to the evaluation. */
RtFeelTruth rt_glance_compare_unlike (RtFeelOperator op, const RtFeelValue *left, const RtFeelValue *right);
static inline RtFeelTruth
rt_glance_compare (RtFeelOperator op, const RtFeelValue *left, const RtFeelValue *right)
{
	if (left == NULL || right == NULL || !rt_glance_is_sure (left) || !rt_glance_is_sure (right))
		return RT_FEEL_MAYBE;
	if (left->kind != right->kind)
		return rt_glance_compare_unlike (op, left, right);
	if (left->kind == RT_FEEL_STRING && (op == RT_FEEL_OP_EQ || op == RT_FEEL_OP_NE))
		return rt_feel_is_same_text (*left, *right) == (op == RT_FEEL_OP_EQ) ? RT_FEEL_YES : RT_FEEL_NO;
	if (!rt_glance_is_whole (left) || !rt_glance_is_whole (right))
		return RT_FEEL_MAYBE;
	gint64 a = left->as.integer, b = right->as.integer;
	return rt_feel_op_holds (op, (a > b) - (a < b)) ? RT_FEEL_YES : RT_FEEL_NO;
}

/* ---- what an answer rests on: noted as the machine does ---- */

/* What reading a value adds to a trail; 0: nothing. */
static inline guint64
rt_glance_note_of (const RtFeelValue *value)
{
	gboolean open = value->kind == RT_FEEL_UNKNOWN || !rt_glance_is_sure (value);
	return value->origin != 0 ? value->origin | (open ? RT_FEEL_TRAIL_OPEN : 0) : 0;
}

static inline const RtFeelValue *
rt_glance_read (const RtGlanceLook *look, const RtFeelValue *value)
{
	if (look->notes && value != NULL)
		rt_feel_read (look->run, *value);
	return value;
}

static inline guint32
rt_glance_mark (const RtGlanceLook *look)
{
	return look->notes ? rt_feel_trail_mark (look->run) : 0;
}

/* Drops what was noted between two marks. */
static inline void
rt_glance_cut (const RtGlanceLook *look, guint32 from, guint32 to)
{
	if (look->notes)
		rt_feel_trail_cut (look->run, from, to);
}

/* What is read over and over fills the trail, which the machine thins out; a glance leaves it to that. */
static inline gboolean
rt_glance_has_room (RtGlanceLook *look, guint32 n)
{
	look->full = look->full || (look->notes && look->run->n_trail + n > RT_FEEL_TRAIL_ROOM);
	return !look->full;
}

/* Takes from the items that may be looked at. */
static inline gboolean
rt_glance_spend_items (RtGlanceLook *look, guint32 n)
{
	gboolean enough = n <= look->items;
	look->items -= enough ? n : look->items;
	return enough;
}
