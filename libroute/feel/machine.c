/* The machine: one small function per instruction, found by table. */
#include "libroute/feel/run.h"
#include "libroute/feel/ops.h"
#include <string.h>

#define DEEPEST_BLOCKS 2000u

typedef void (*Handler) (RtFeelRun *run, const RtFeelInsn *insn);

/* ---- values ----------------------------------------------------------------------------------- */

static void
op_block (RtFeelRun *run, const RtFeelInsn *insn)
{
	run->pc += insn->a; /* only reached by skipping */
}

static void
op_const (RtFeelRun *run, const RtFeelInsn *insn)
{
	rt_feel_push (run, run->program->constants[insn->a]);
}

static void
op_slot (RtFeelRun *run, const RtFeelInsn *insn)
{
	RtFeelValue value = run->slots[insn->a];
	rt_feel_read (run, value);
	rt_feel_push (run, value);
}

static void
op_local (RtFeelRun *run, const RtFeelInsn *insn)
{
	rt_feel_push (run, run->locals[run->frame + insn->a]);
}

static void
op_store (RtFeelRun *run, const RtFeelInsn *insn)
{
	run->locals[run->frame + insn->a] = run->stack[run->top - 1];
}

static void
op_member (RtFeelRun *run, const RtFeelInsn *insn)
{
	RtFeelValue of = rt_feel_pop (run);
	rt_feel_push (run, rt_feel_member (run, of, &run->program->names[insn->a], insn->b));
}

/* a name within a filter: an entry of the item if it has one, else what the name means outside */
static void
op_item_name (RtFeelRun *run, const RtFeelInsn *insn)
{
	RtFeelValue item = run->locals[run->frame + insn->b];
	RtFeelBlock otherwise = rt_feel_next_block (run);
	gint at = item.kind == RT_FEEL_CONTEXT
		      ? rt_feel_shape_find (rt_feel_entries (item)->shape, &run->program->names[insn->a])
		      : -1;
	if (at >= 0) {
		RtFeelValue value = rt_feel_entries (item)->entries[at];
		rt_feel_read (run, value);
		rt_feel_push (run, value);
	} else if (item.kind == RT_FEEL_UNKNOWN) {
		rt_feel_push (run, rt_feel_unknown_result ());
	} else if (otherwise.start == otherwise.end) {
		rt_feel_push (run, rt_feel_null ());
	} else {
		rt_feel_push (run, rt_feel_run_block (run, otherwise));
	}
}

/* ---- operators -------------------------------------------------------------------------------- */

static void
op_negate (RtFeelRun *run, const RtFeelInsn *insn)
{
	RtFeelValue value = rt_feel_pop (run);
	rt_feel_push (run, rt_feel_negate (run, value));
}

static void
op_arithmetic (RtFeelRun *run, const RtFeelInsn *insn)
{
	RtFeelValue right = rt_feel_pop (run), left = rt_feel_pop (run);
	rt_feel_push (run, rt_feel_arithmetic (run, (RtFeelOperator)insn->a, left, right));
}

static RtFeelValue
not_comparable (RtFeelRun *run, RtFeelValue left, RtFeelValue right)
{
	const char *a = rt_feel_kind_name (left.kind), *b = rt_feel_kind_name (right.kind);
	/* of one kind that has an order only moments do not compare: one tells where on earth it is, the other does not */
	if (left.kind == right.kind && rt_feel_kind_is_ordered (left.kind))
		return rt_feel_fail (run, "compare", "a %s with a zone and one without cannot be compared", a);
	return rt_feel_fail (run, "compare", "a %s and a %s cannot be compared", a, b);
}

static RtFeelValue
truth_of (RtFeelRun *run, RtFeelTruth truth, RtFeelValue left, RtFeelValue right)
{
	if (truth == RT_FEEL_NEITHER && left.kind != RT_FEEL_NULL && right.kind != RT_FEEL_NULL)
		return not_comparable (run, left, right);
	return rt_feel_truth (truth);
}

static void
op_compare (RtFeelRun *run, const RtFeelInsn *insn)
{
	RtFeelValue right = rt_feel_pop (run), left = rt_feel_pop (run);
	RtFeelTruth truth = rt_feel_compare_op (run, (RtFeelOperator)insn->a, left, right);
	rt_feel_push (run, truth_of (run, truth, left, right));
}

static RtFeelTruth
conjunction (RtFeelTruth a, RtFeelTruth b)
{
	if (a == RT_FEEL_NO || b == RT_FEEL_NO)
		return RT_FEEL_NO;
	if (a == RT_FEEL_MAYBE || b == RT_FEEL_MAYBE)
		return RT_FEEL_MAYBE;
	return a == RT_FEEL_NEITHER ? a : b;
}

static void
op_between (RtFeelRun *run, const RtFeelInsn *insn)
{
	RtFeelValue high = rt_feel_pop (run), low = rt_feel_pop (run), value = rt_feel_pop (run);
	RtFeelTruth above = rt_feel_compare_op (run, RT_FEEL_OP_GE, value, low);
	RtFeelTruth below = rt_feel_compare_op (run, RT_FEEL_OP_LE, value, high);
	rt_feel_push (run, rt_feel_truth (conjunction (above, below)));
}

static RtFeelTruth
truth_from (RtFeelValue value)
{
	if (value.kind == RT_FEEL_BOOLEAN)
		return value.as.boolean ? RT_FEEL_YES : RT_FEEL_NO;
	return value.kind == RT_FEEL_UNKNOWN ? RT_FEEL_MAYBE : RT_FEEL_NEITHER;
}

/* `and`, `or`: the operand that decides is `decisive`; the trail keeps that one alone, else all of them */
static void
logic (RtFeelRun *run, const RtFeelInsn *insn, RtFeelTruth decisive)
{
	guint32 end = run->pc + insn->a, before = rt_feel_trail_mark (run);
	RtFeelTruth all = decisive == RT_FEEL_NO ? RT_FEEL_YES : RT_FEEL_NO;
	for (guint i = 0; i < insn->b; i++) {
		guint32 mark = rt_feel_trail_mark (run);
		RtFeelTruth one = truth_from (rt_feel_run_block (run, rt_feel_next_block (run)));
		if (one == decisive) {
			rt_feel_trail_cut (run, before, mark);
			all = decisive;
			break;
		}
		if (one == RT_FEEL_MAYBE || (one == RT_FEEL_NEITHER && all != RT_FEEL_MAYBE))
			all = one;
	}
	run->pc = end;
	rt_feel_push (run, rt_feel_truth (all));
}

static void
op_and (RtFeelRun *run, const RtFeelInsn *insn)
{
	logic (run, insn, RT_FEEL_NO);
}

static void
op_or (RtFeelRun *run, const RtFeelInsn *insn)
{
	logic (run, insn, RT_FEEL_YES);
}

/* ---- tests ------------------------------------------------------------------------------------ */

/* mostly a constant, for which nothing needs to be run */
static RtFeelValue
run_test (RtFeelRun *run, RtFeelBlock block)
{
	const RtFeelInsn *first = &run->program->code[block.start];
	if (block.end - block.start == 1 && first->op == RT_FEEL_OPCODE_CONST && run->fuel > 0) {
		run->fuel--;
		return run->program->constants[first->a];
	}
	return rt_feel_run_block (run, block);
}

static RtFeelTruth
test (RtFeelRun *run, RtFeelValue value, RtFeelBlock block)
{
	RtFeelValue wanted = run_test (run, block);
	/* `? > 5 and ? < 9`: the test says it itself */
	if (block.uses_input)
		return wanted.kind == RT_FEEL_BOOLEAN || wanted.kind == RT_FEEL_UNKNOWN
			   ? truth_from (wanted)
			   : rt_feel_passes (run, value, wanted);
	if (wanted.kind == RT_FEEL_FUNCTION) {
		RtFeelValue verdict = rt_feel_call (run, wanted, &value, 1);
		return truth_from (verdict);
	}
	return rt_feel_passes (run, value, wanted);
}

static RtFeelTruth
test_all (RtFeelRun *run, const RtFeelInsn *insn, RtFeelValue value)
{
	guint32 end = run->pc + insn->a;
	RtFeelTruth any = insn->b == 0 ? RT_FEEL_YES : RT_FEEL_NO;
	for (guint i = 0; i < insn->b && any != RT_FEEL_YES; i++) {
		RtFeelTruth one = test (run, value, rt_feel_next_block (run));
		if (one == RT_FEEL_YES || one == RT_FEEL_MAYBE ||
		    (one == RT_FEEL_NEITHER && any == RT_FEEL_NO))
			any = one;
	}
	run->pc = end;
	return any;
}

static void
op_in (RtFeelRun *run, const RtFeelInsn *insn)
{
	RtFeelValue value = rt_feel_pop (run);
	rt_feel_push (run, rt_feel_truth (test_all (run, insn, value)));
}

static void
op_not (RtFeelRun *run, const RtFeelInsn *insn)
{
	RtFeelTruth truth = truth_from (rt_feel_pop (run));
	rt_feel_push (run, rt_feel_truth (truth == RT_FEEL_YES  ? RT_FEEL_NO
					  : truth == RT_FEEL_NO ? RT_FEEL_YES
								: truth));
}

/* ---- making ----------------------------------------------------------------------------------- */

static void
op_range (RtFeelRun *run, const RtFeelInsn *insn)
{
	RtFeelValue high = rt_feel_pop (run), low = rt_feel_pop (run);
	rt_feel_push (run, rt_feel_make_range (run, low, (RtFeelEnd)insn->a, high, (RtFeelEnd)insn->b));
}

static void
op_one_sided (RtFeelRun *run, const RtFeelInsn *insn)
{
	static const struct {
		RtFeelEnd low, high;
		RtFeelForm form;
	} forms[] = {
	    [RT_FEEL_OP_LT] = {RT_FEEL_END_NONE, RT_FEEL_END_OPEN, RT_FEEL_FORM_INTERVAL},
	    [RT_FEEL_OP_LE] = {RT_FEEL_END_NONE, RT_FEEL_END_CLOSED, RT_FEEL_FORM_INTERVAL},
	    [RT_FEEL_OP_GT] = {RT_FEEL_END_OPEN, RT_FEEL_END_NONE, RT_FEEL_FORM_INTERVAL},
	    [RT_FEEL_OP_GE] = {RT_FEEL_END_CLOSED, RT_FEEL_END_NONE, RT_FEEL_FORM_INTERVAL},
	    [RT_FEEL_OP_EQ] = {RT_FEEL_END_CLOSED, RT_FEEL_END_CLOSED, RT_FEEL_FORM_IS},
	    [RT_FEEL_OP_NE] = {RT_FEEL_END_CLOSED, RT_FEEL_END_CLOSED, RT_FEEL_FORM_NOT},
	};
	RtFeelValue end = rt_feel_plain (rt_feel_pop (run)), none = rt_feel_null ();
	RtFeelRange *range = rt_arena_alloc (run->arena, sizeof *range);
	if (range == NULL) {
		rt_feel_give_up (run, "memory");
		rt_feel_push (run, none);
		return;
	}
	*range = (RtFeelRange){forms[insn->a].low == RT_FEEL_END_NONE ? none : end,
			       forms[insn->a].high == RT_FEEL_END_NONE ? none : end, forms[insn->a].low,
			       forms[insn->a].high, forms[insn->a].form};
	rt_feel_push (run, rt_feel_of (RT_FEEL_RANGE, range));
}

static void
op_list (RtFeelRun *run, const RtFeelInsn *insn)
{
	RtFeelValue *items, list = rt_feel_make_list (run, insn->a, &items);
	run->top -= insn->a;
	for (guint32 i = 0; items != NULL && i < insn->a; i++)
		items[i] = rt_feel_plain (run->stack[run->top + i]);
	rt_feel_push (run, list);
}

static void
op_context (RtFeelRun *run, const RtFeelInsn *insn)
{
	const RtFeelShape *shape = run->program->shapes[insn->a];
	RtFeelValue *entries, context = rt_feel_context (run->arena, shape, &entries);
	run->top -= shape->count;
	if (entries == NULL)
		rt_feel_give_up (run, "memory");
	for (guint32 i = 0; entries != NULL && i < shape->count; i++)
		entries[i] = rt_feel_plain (run->stack[run->top + i]);
	rt_feel_push (run, context);
}

/* ---- if --------------------------------------------------------------------------------------- */

static void
op_if (RtFeelRun *run, const RtFeelInsn *insn)
{
	RtFeelValue condition = rt_feel_pop (run);
	RtFeelBlock yes = rt_feel_next_block (run), no = rt_feel_next_block (run);
	if (condition.kind != RT_FEEL_UNKNOWN) {
		rt_feel_push (run, rt_feel_run_block (run, rt_feel_is_true (condition) ? yes : no));
		return;
	}
	RtFeelValue first = rt_feel_run_block (run, yes), second = rt_feel_run_block (run, no);
	rt_feel_push (run, rt_feel_join (run, first, second));
}

/* ---- functions -------------------------------------------------------------------------------- */

static RtFeelFunction *
function_new (RtFeelRun *run, const RtFeelProgram *program, guint32 index, guint32 n_captured)
{
	RtFeelFunction *function =
	    rt_arena_alloc (run->arena, sizeof *function + n_captured * sizeof (RtFeelValue));
	if (function == NULL) {
		rt_feel_give_up (run, "memory");
		return NULL;
	}
	function->program = program;
	function->index = index;
	return function;
}

static void
op_builtin (RtFeelRun *run, const RtFeelInsn *insn)
{
	rt_feel_push (run, rt_feel_of (RT_FEEL_FUNCTION, function_new (run, NULL, insn->a, 0)));
}

static void
op_closure (RtFeelRun *run, const RtFeelInsn *insn)
{
	const RtFeelBody *body = &run->program->bodies[insn->a];
	RtFeelFunction *function = function_new (run, run->program, insn->a, body->n_captures);
	for (guint32 i = 0; function != NULL && i < body->n_captures; i++)
		function->captured[i] = run->locals[run->frame + body->captures[i].from];
	rt_feel_push (run, rt_feel_of (RT_FEEL_FUNCTION, function));
}

static void
op_call (RtFeelRun *run, const RtFeelInsn *insn)
{
	guint n = insn->b & 0x7fffu;
	/* the arguments stay on the stack while the function runs: it may call back and grow it */
	RtFeelValue few[RT_FEEL_MAX_PARAMS], *args = few;
	run->top -= n;
	if (n <= RT_FEEL_MAX_PARAMS)
		memcpy (few, run->stack + run->top, n * sizeof *few);
	else
		args = rt_arena_array (run->arena, n, sizeof *args);
	if (args == NULL) {
		rt_feel_give_up (run, "memory");
		return;
	}
	if (args != few)
		memcpy (args, run->stack + run->top, n * sizeof *args);
	rt_feel_push (run, rt_feel_call_row (run, insn->a, (insn->b & 0x8000u) != 0, args, n));
}

static void
op_instance_of (RtFeelRun *run, const RtFeelInsn *insn)
{
	const RtFeelType *type = run->program->types[insn->a];
	RtFeelValue value = rt_feel_pop (run);
	if (rt_feel_looks_hazy (run, value))
		rt_feel_push (run, rt_feel_unknown_result ());
	else
		rt_feel_push (run, rt_feel_boolean (rt_feel_value_fits (value, type)));
}

/* ---- the loop --------------------------------------------------------------------------------- */

static const Handler handlers[RT_FEEL_N_OPCODES] = {
    [RT_FEEL_OPCODE_BLOCK] = op_block,
    [RT_FEEL_OPCODE_SHARE] = rt_feel_op_share,
    [RT_FEEL_OPCODE_CONST] = op_const,
    [RT_FEEL_OPCODE_SLOT] = op_slot,
    [RT_FEEL_OPCODE_LOCAL] = op_local,
    [RT_FEEL_OPCODE_STORE] = op_store,
    [RT_FEEL_OPCODE_BUILTIN] = op_builtin,
    [RT_FEEL_OPCODE_MEMBER] = op_member,
    [RT_FEEL_OPCODE_ITEM_NAME] = op_item_name,
    [RT_FEEL_OPCODE_NEGATE] = op_negate,
    [RT_FEEL_OPCODE_ARITHMETIC] = op_arithmetic,
    [RT_FEEL_OPCODE_COMPARE] = op_compare,
    [RT_FEEL_OPCODE_AND] = op_and,
    [RT_FEEL_OPCODE_OR] = op_or,
    [RT_FEEL_OPCODE_BETWEEN] = op_between,
    [RT_FEEL_OPCODE_IN] = op_in,
    [RT_FEEL_OPCODE_TESTS] = op_in,
    [RT_FEEL_OPCODE_NOT] = op_not,
    [RT_FEEL_OPCODE_RANGE] = op_range,
    [RT_FEEL_OPCODE_ONE_SIDED] = op_one_sided,
    [RT_FEEL_OPCODE_LIST] = op_list,
    [RT_FEEL_OPCODE_CONTEXT] = op_context,
    [RT_FEEL_OPCODE_IF] = op_if,
    [RT_FEEL_OPCODE_FOR] = rt_feel_op_for,
    [RT_FEEL_OPCODE_SOME] = rt_feel_op_quantified,
    [RT_FEEL_OPCODE_EVERY] = rt_feel_op_quantified,
    [RT_FEEL_OPCODE_PARTIAL] = op_block,
    [RT_FEEL_OPCODE_ITERATOR] = op_block,
    [RT_FEEL_OPCODE_FILTER] = rt_feel_op_filter,
    [RT_FEEL_OPCODE_INDEX] = rt_feel_op_index,
    [RT_FEEL_OPCODE_CALL] = op_call,
    [RT_FEEL_OPCODE_INVOKE] = rt_feel_op_invoke,
    [RT_FEEL_OPCODE_CLOSURE] = op_closure,
    [RT_FEEL_OPCODE_INSTANCE_OF] = op_instance_of,
};

RtFeelValue
rt_feel_run_block (RtFeelRun *run, RtFeelBlock block)
{
	guint32 back = run->pc, top = run->top;
	if (run->nesting == DEEPEST_BLOCKS) {
		rt_feel_give_up (run, "depth");
		return rt_feel_unknown_result ();
	}
	run->nesting++;
	run->pc = block.start;
	while (run->pc < block.end && !run->exhausted) {
		if (G_UNLIKELY (run->fuel == 0)) {
			rt_feel_give_up (run, "work");
			break;
		}
		run->fuel--;
		const RtFeelInsn *insn = &run->program->code[run->pc++];
		handlers[insn->op](run, insn);
	}
	run->nesting--;
	run->pc = back;
	RtFeelValue result = run->exhausted ? rt_feel_unknown_result () : run->stack[run->top - 1];
	run->top = top;
	return result;
}

static gboolean
enter_frame (RtFeelRun *run, guint32 n_locals)
{
	run->frame = run->frames_end;
	if (n_locals > run->locals_size - run->frame) {
		if (run->locals_size >= 1u << 22) {
			rt_feel_give_up (run, "memory");
			return FALSE;
		}
		run->locals_size = MAX (run->locals_size * 2, run->frame + n_locals);
		run->locals = g_renew (RtFeelValue, run->locals, run->locals_size);
	}
	run->frames_end = run->frame + n_locals;
	return TRUE;
}

/* a block of a function, in a frame of its own */
static RtFeelValue
run_in_frame (RtFeelRun *run, const RtFeelProgram *program, const RtFeelBody *body, RtFeelBlock block,
	      const RtFeelValue *captured, const RtFeelValue *args, guint n_args)
{
	const RtFeelProgram *caller = run->program;
	guint32 frame = run->frame, frames_end = run->frames_end, pc = run->pc;
	RtFeelValue result = rt_feel_unknown_result ();
	run->program = program;
	if (enter_frame (run, body->n_locals)) {
		for (guint32 i = n_args; i < body->n_locals; i++)
			run->locals[run->frame + i] = rt_feel_null ();
		for (guint i = 0; i < n_args; i++)
			run->locals[run->frame + i] = rt_feel_plain (args[i]);
		for (guint32 i = 0; i < body->n_captures; i++)
			run->locals[run->frame + body->captures[i].to] = captured[i];
		result = rt_feel_run_block (run, block);
	}
	run->program = caller;
	run->frame = frame;
	run->frames_end = frames_end;
	run->pc = pc;
	return result;
}

RtFeelValue
rt_feel_run_body (RtFeelRun *run, const RtFeelProgram *program, guint32 index, const RtFeelValue *captured,
		  const RtFeelValue *args, guint n_args)
{
	const RtFeelBody *body = &program->bodies[index];
	return run_in_frame (run, program, body, (RtFeelBlock){body->code, body->code_end, FALSE}, captured, args, n_args);
}

void
rt_feel_share_find (RtFeelRun *run, const RtFeelProgram *program, guint32 head)
{
	guint64 fuel = run->fuel, given = run->given;
	gboolean exhausted = run->exhausted;
	guint32 n_trail = run->n_trail;
	guint notes = run->diagnostics->len;
	run->fuel = run->given = run->budget.steps;
	run->exhausted = FALSE;
	run->top = run->depth = run->nesting = 0;
	rt_feel_trail_mark (run);
	RtFeelBlock piece = {head, head + 1 + program->code[head].a, FALSE};
	run_in_frame (run, program, &program->bodies[0], piece, NULL, NULL, 0);
	run->fuel = fuel;
	run->given = given;
	run->exhausted = exhausted;
	run->n_trail = n_trail;
	g_ptr_array_set_size (run->diagnostics, (gint)notes);
}

RtFeelValue
rt_feel_evaluate (RtFeelRun *run, const RtFeelProgram *program, const RtFeelValue *slots)
{
	if (program->n_shared > 0)
		rt_feel_share_begin (run, program);
	run->slots = slots;
	run->exhausted = FALSE;
	run->fuel = run->given = run->budget.steps;
	run->top = run->frame = run->frames_end = run->depth = run->nesting = run->n_trail = run->trail_mark = 0;
	RtFeelValue result = rt_feel_run_body (run, program, 0, NULL, NULL, 0);
	if (G_UNLIKELY (rt_arena_is_exhausted (run->arena)))
		rt_feel_give_up (run, "memory");
	if (G_UNLIKELY (run->exhausted))
		result = rt_feel_unknown_result ();
	run->result = result;
	run->reported = FALSE;
	return rt_feel_plain (result);
}
