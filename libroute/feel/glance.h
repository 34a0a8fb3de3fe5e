/* A condition made ready for a glance (glance.c): what a run keeps of each program. Private to the layer. */
#pragma once
#include "libroute/feel/ops.h"
#include "libroute/feel/run.h"

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
	RT_GLANCE_COUNT, /* of a list, which may be a filter */
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

/* A part of it. It belongs to one run, so that it may remember what it found. */
struct _RtGlance {
	guint8 kind; /* RtGlanceKind */
	guint8 op; /* of a comparison: RtFeelOperator */
	guint16 hint; /* of a member: where it probably is */
	guint32 index; /* slot, local that is read or that holds the item, number of what is shared */
	RtGlance *child, *next;
	RtFeelValue value; /* of a constant, also the one compared with; how many items were counted last */
	const RtFeelName *name; /* of a member */
	const RtFeelShape *shape; /* a lasting one in which the member was found, and where */
	gint at;
	RtGlance *first; /* of a loop or filter: what is asked of an item before all else, a comparison of its member; or NULL */
	RtGlance *rest; /* what is asked after that; NULL: nothing */
	const RtFeelProgram *program; /* of what is shared: where its piece stands, */
	guint32 head; /* and the instruction that it begins with */
};

/* Makes a program ready. NULL: a glance can tell nothing of it. */
RtGlance *rt_glance_make (RtArena *arena, const RtFeelProgram *program);

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
 * program has instructions. `program` may be NULL: a question that many have in common. */
static inline void
rt_glance_begin (RtGlanceLook *look, RtFeelRun *run, const RtFeelProgram *program, gboolean notes)
{
	guint64 each = 2 * (guint64)(program != NULL ? program->n_code + 1 : 1);
	gboolean plenty = run->budget.steps >= RT_GLANCE_MOST_ITEMS * each;
	look->run = run; /* locals are set before they are read */
	look->items = plenty ? RT_GLANCE_MOST_ITEMS : (guint)(run->budget.steps / each);
	look->steps = run->budget.steps / 2;
	look->notes = notes;
	look->full = FALSE;
}

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
/* Is it a whole number, a date or a duration of months, which `as.integer` tells all of? */
static inline gboolean
rt_glance_is_whole (const RtFeelValue *value)
{
	return (value->kind == RT_FEEL_NUMBER && value->scale == 0 && (value->flags & RT_FEEL_FLAG_BIG) == 0) ||
	       value->kind == RT_FEEL_DATE || value->kind == RT_FEEL_YEARS_MONTHS;
}
