/* What changes during an evaluation. Private to the machine and the operators. */
#pragma once
#include "libroute/feel/program.h"
#include "libroute/feel/builtin.h"

typedef struct _RtGlance RtGlance;
typedef struct _RtGlanceSet RtGlanceSet;

/* What a glance found of a shared piece. */
typedef struct {
	guint64 generation; /* of the run when it was found: another one and it is stale */
	RtFeelValue value;
	const guint64 *trail; /* what that rests on; NULL: it was not noted */
	guint32 n_trail;
	guint32 items; /* that were looked at for it */
} RtFeelGlimpse;

/* What a shared piece gave, and what that rests on. */
typedef struct {
	guint64 generation; /* of the run when it was found: another one and it is stale */
	RtFeelValue value;
	guint64 steps;
	const guint64 *trail;
	guint32 n_trail;
	RtFeelGlimpse glance, count; /* what glances found: the value, and how many items the list has */
} RtFeelShared;

/* What is kept of a program for glances at it. */
typedef struct {
	guint asked; /* how often, until it was made ready */
	RtGlance *made; /* NULL: not yet, or nothing can be told of it */
} RtFeelGlanced;

struct _RtFeelRun {
	RtFeelBudget budget;
	RtArena *arena;
	const RtFeelProgram *program;
	const RtFeelValue *slots;
	guint32 pc;
	guint32 frame; /* first local of the current call */
	guint32 frames_end; /* behind its last local */
	RtFeelValue *stack, *locals;
	guint32 top, stack_size, locals_size;
	guint64 fuel, given; /* steps left, steps there were */
	guint64 matches; /* how often a pattern was held against a text, ever */
	guint depth, nesting;
	gboolean exhausted;
	guint64 *trail;
	guint32 n_trail, trail_size;
	guint32 trail_mark; /* the last place of which it matters what was added before and what after */
	RtFeelValue result; /* of the last evaluation: what the trail is reported for */
	RtFeelOrigin *origins; /* the trail as it is reported, with room for all of it */
	guint n_origins;
	gboolean reported; /* origins holds the trail of the last evaluation */
	GPtrArray *diagnostics;
	RtFeelShared *shared; /* by number */
	guint32 n_shared;
	const RtFeelProgram *shares_with; /* whose numbers these are, and those of the programs */
	RtFeelGlanced *glances; /* by number of the program; NULL: there was none yet */
	RtGlanceSet *glance_set; /* what these are made of */
	guint64 generation; /* how often what was shared was forgotten */
	gboolean shares_nothing;
	GHashTable *memo;
	gpointer match_tools; /* what all patterns use */
	GDestroyNotify free_match_tools;
	const RtFeelPatterns *patterns; /* with sweeps of the texts they are looked for in */
	RtSweep *const *sweeps;
	guint n_sweeps;
	gboolean has_today, has_now;
	gint64 today, now;
	gint32 nanoseconds, offset;
};

typedef struct {
	guint32 start, end;
	gboolean uses_input;
} RtFeelBlock;

/* Runs a piece of code that leaves one value. */
RtFeelValue rt_feel_run_block (RtFeelRun *run, RtFeelBlock block);
/* Runs a function of a program with its arguments. */
RtFeelValue rt_feel_run_body (RtFeelRun *run, const RtFeelProgram *program, guint32 body,
			      const RtFeelValue *captured, const RtFeelValue *args, guint n_args);
gboolean rt_feel_grow_stack (RtFeelRun *run);
/* Runs a piece of a program that others share, outside an evaluation; all that is told of the last evaluation stays. `head`: the
 * place of its instruction. Nothing is found when that takes more than the budget. */
void rt_feel_share_find (RtFeelRun *run, const RtFeelProgram *program, guint32 head);
/* Gets ready for a program of a set that shares pieces. */
void rt_feel_share_begin (RtFeelRun *run, const RtFeelProgram *program);
gboolean rt_feel_trail_grow (RtFeelRun *run);
static inline void
rt_feel_trail_add (RtFeelRun *run, guint64 entry)
{
	/* what is read twice in a row is noted once, but never only for what came before a mark */
	if (run->n_trail > run->trail_mark && run->trail[run->n_trail - 1] == entry)
		return;
	if (G_LIKELY (run->n_trail < run->trail_size) || rt_feel_trail_grow (run))
		run->trail[run->n_trail++] = entry;
}
/* The end of the trail, from which on what is added may be cut or kept by itself. */
static inline guint32
rt_feel_trail_mark (RtFeelRun *run)
{
	return run->trail_mark = run->n_trail;
}
/* Drops what was added between two marks. */
void rt_feel_trail_cut (RtFeelRun *run, guint32 from, guint32 to);
/* Of what was added since a mark, keeps what came first of each entry when more than `most` entries stand there, and raises
 * `most` to twice what is left. For the end of a round or a call, where no mark behind `from` is in use any more: what a loop
 * reads over and over would fill the trail. */
void rt_feel_trail_once (RtFeelRun *run, guint32 from, guint32 *most);
#define RT_FEEL_TRAIL_ROOM 4096u /* entries below which repetitions are left for the end */
/* Keeps of what was added since a mark only what is unknown or doubted. */
void rt_feel_trail_keep_open (RtFeelRun *run, guint32 from);
RtFeelValue rt_feel_call_row (RtFeelRun *run, guint32 first_row, gboolean only, const RtFeelValue *args,
			      guint n_args);

static inline void
rt_feel_push (RtFeelRun *run, RtFeelValue value)
{
	if (G_UNLIKELY (run->top == run->stack_size) && !rt_feel_grow_stack (run))
		return;
	run->stack[run->top++] = value;
}

static inline RtFeelValue
rt_feel_pop (RtFeelRun *run)
{
	return run->stack[--run->top];
}

/* A value is read: what it says rests on where it comes from. */
static inline void
rt_feel_read (RtFeelRun *run, RtFeelValue value)
{
	gboolean open = value.kind == RT_FEEL_UNKNOWN ||
			(value.flags & (RT_FEEL_FLAG_DOUBTED | RT_FEEL_FLAG_OPEN)) != 0;
	if (value.origin != 0)
		rt_feel_trail_add (run, value.origin | (open ? RT_FEEL_TRAIL_OPEN : 0));
}

/* The item of a list as a value of its own: that it is doubted belongs to the list. */
static inline RtFeelValue
rt_feel_plain (RtFeelValue item)
{
	item.flags &= (guint8)~RT_FEEL_FLAG_DOUBTED;
	return item;
}

/* The block that stands at the program counter, which moves behind it. */
static inline RtFeelBlock
rt_feel_next_block (RtFeelRun *run)
{
	const RtFeelInsn *head = &run->program->code[run->pc];
	RtFeelBlock block = {run->pc + 1, run->pc + 1 + head->a, head->b};
	run->pc = block.end;
	return block;
}

/* ---- instructions of other files ---- */
void rt_feel_op_share (RtFeelRun *run, const RtFeelInsn *insn);
void rt_feel_op_invoke (RtFeelRun *run, const RtFeelInsn *insn);
void rt_feel_op_for (RtFeelRun *run, const RtFeelInsn *insn);
void rt_feel_op_quantified (RtFeelRun *run, const RtFeelInsn *insn);
void rt_feel_op_filter (RtFeelRun *run, const RtFeelInsn *insn);
void rt_feel_op_index (RtFeelRun *run, const RtFeelInsn *insn);
