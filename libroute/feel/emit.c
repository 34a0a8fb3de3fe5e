/* Tree to instructions. Constant parts are run once here, by the same machine, and become constants. */
#include "libroute/feel/emit.h"
#include "libroute/feel/builtin.h"
#include "libroute/feel/run.h"
#include <string.h>

#define MOST_FOLDED 2000u /* values in a constant */
#define SMALLEST_PIECE 3u /* instructions: running fewer is no more work than sharing what they give */

typedef struct {
	RtFeelParser *parser;
	RtFeelWorkshop *workshop;
	RtFeelProgram *program;
	GArray *code, *spans, *constants, *names, *shapes, *types, *arguments, *pieces; /* of the workshop */
	guint32 n_locals; /* of the function that is being emitted */
	guint32 loops; /* around what is being emitted */
	gboolean in_function; /* the body of one as written: its pieces hang on what it is called with */
} Emitter;

typedef void (*Emit) (Emitter *emitter, const RtFeelNode *node);

static void emit (Emitter *emitter, const RtFeelNode *node);

static const RtFeelBudget folding_budget = {
    .steps = 10000,
    .depth = 20,
    .memory = 1u << 20,
    .list_length = 1000,
    .string_length = 10000,
    .regex_match = 10000,
    .regex_depth = 100,
};

/* ---- pieces ----------------------------------------------------------------------------------- */

static guint32
op (Emitter *emitter, const RtFeelNode *node, RtFeelOpcode opcode, guint32 a, guint b)
{
	RtFeelInsn insn = {(guint16)opcode, (guint16)b, a};
	RtFeelSpan span = {node->start, node->end};
	g_array_append_val (emitter->code, insn);
	g_array_append_val (emitter->spans, span);
	return emitter->code->len - 1;
}

static RtFeelInsn *
insn_at (Emitter *emitter, guint32 at)
{
	return &g_array_index (emitter->code, RtFeelInsn, at);
}

/* sets `a` of an instruction to the length of what was emitted behind it */
static void
end_block (Emitter *emitter, guint32 at)
{
	insn_at (emitter, at)->a = emitter->code->len - at - 1;
}

static void
block (Emitter *emitter, const RtFeelNode *node)
{
	guint32 at = op (emitter, node, RT_FEEL_OPCODE_BLOCK, 0, node->uses_input);
	emit (emitter, node);
	end_block (emitter, at);
}

static guint32
add_constant (Emitter *emitter, RtFeelValue value)
{
	for (guint i = 0; i < emitter->constants->len && value.kind == RT_FEEL_STRING; i++) {
		RtFeelValue known = g_array_index (emitter->constants, RtFeelValue, i);
		if (known.kind == RT_FEEL_STRING && rt_feel_is_same_text (known, value))
			return i;
	}
	g_array_append_val (emitter->constants, value);
	return emitter->constants->len - 1;
}

static guint32
add_name (Emitter *emitter, RtFeelName name)
{
	for (guint i = 0; i < emitter->names->len; i++) {
		const RtFeelName *known = &g_array_index (emitter->names, RtFeelName, i);
		if (known->hash == name.hash && known->length == name.length &&
		    memcmp (known->text, name.text, name.length) == 0)
			return i;
	}
	/* the name may live in the tree or in a type; programs outlive trees */
	name.text = rt_arena_strndup (emitter->program->arena, name.text, name.length);
	g_array_append_val (emitter->names, name);
	return emitter->names->len - 1;
}

static void
block_of_loop (Emitter *emitter, const RtFeelNode *node)
{
	emitter->loops++;
	block (emitter, node);
	emitter->loops--;
}

static guint32
add_pointer (GArray *array, gconstpointer pointer)
{
	g_array_append_val (array, pointer);
	return array->len - 1;
}

static guint
emit_children (Emitter *emitter, const RtFeelNode *child)
{
	guint n = 0;
	for (; child != NULL; child = child->next, n++)
		emit (emitter, child);
	return n;
}

/* ---- folding ---------------------------------------------------------------------------------- */

static void
share_tables (Emitter *emitter)
{
	RtFeelProgram *program = emitter->program;
	program->code = (RtFeelInsn *)(void *)emitter->code->data;
	program->spans = (RtFeelSpan *)(void *)emitter->spans->data;
	program->n_code = emitter->code->len;
	program->constants = (RtFeelValue *)(void *)emitter->constants->data;
	program->names = (RtFeelName *)(void *)emitter->names->data;
	program->shapes = (const RtFeelShape **)(void *)emitter->shapes->data;
	program->types = (const RtFeelType **)(void *)emitter->types->data;
	program->arguments = (const RtFeelName **)(void *)emitter->arguments->data;
}

static RtFeelValue
run_constant (Emitter *emitter, guint32 from)
{
	RtFeelBody body = {.code = from, .code_end = emitter->code->len, .n_locals = emitter->n_locals};
	RtFeelWorkshop *workshop = emitter->workshop;
	if (workshop->scratch == NULL)
		workshop->scratch = rt_feel_run_new (&folding_budget);
	rt_feel_run_reset (workshop->scratch);
	share_tables (emitter);
	emitter->program->bodies = &body;
	RtFeelValue value = rt_feel_evaluate (workshop->scratch, emitter->program, NULL);
	emitter->program->bodies = NULL;
	return value;
}

/* a constant part that comes out null is a mistake of the author, unless null is what it says */
static void
report_null (Emitter *emitter, const RtFeelNode *node)
{
	const GPtrArray *notes = rt_feel_run_diagnostics (emitter->workshop->scratch);
	if (node->type->only_null || notes->len == 0 || emitter->parser->type_failed)
		return;
	const RtFeelDiagnostic *note = g_ptr_array_index (notes, 0);
	rt_feel_type_error (emitter->parser, "null", node, "this is always null: %s", note->message);
}

/* emits a constant part, as its value when that can be kept */
static void
fold (Emitter *emitter, const RtFeelNode *node)
{
	guint32 from = emitter->code->len, constants = emitter->constants->len, pieces = emitter->pieces->len;
	RtFeelNode copy = *node;
	copy.constant = FALSE;
	emit (emitter, &copy);
	g_array_set_size (emitter->pieces, pieces);
	RtFeelValue value = run_constant (emitter, from);
	gboolean unfit = value.kind == RT_FEEL_FUNCTION || value.kind == RT_FEEL_UNKNOWN ||
			 rt_feel_is_larger (value, MOST_FOLDED);
	RtFeelValue kept = unfit ? rt_feel_null () : rt_feel_copy (emitter->program->arena, value);
	if (value.kind == RT_FEEL_NULL)
		report_null (emitter, node);
	if (rt_feel_run_exhausted (emitter->workshop->scratch) || kept.kind != value.kind)
		return;
	g_array_set_size (emitter->code, from);
	g_array_set_size (emitter->spans, from);
	g_array_set_size (emitter->constants, constants);
	op (emitter, node, RT_FEEL_OPCODE_CONST, add_constant (emitter, kept), 0);
}

/* ---- nodes ------------------------------------------------------------------------------------ */

static void
emit_const (Emitter *emitter, const RtFeelNode *node)
{
	op (emitter, node, RT_FEEL_OPCODE_CONST, add_constant (emitter, node->as.value), 0);
}

static void
emit_index_of (Emitter *emitter, const RtFeelNode *node)
{
	static const guint8 opcodes[] = {
	    [RT_FEEL_NODE_SLOT] = RT_FEEL_OPCODE_SLOT,
	    [RT_FEEL_NODE_LOCAL] = RT_FEEL_OPCODE_LOCAL,
	    [RT_FEEL_NODE_BUILTIN] = RT_FEEL_OPCODE_BUILTIN,
	    [RT_FEEL_NODE_FUNCTION] = RT_FEEL_OPCODE_CLOSURE,
	};
	op (emitter, node, opcodes[node->kind], node->index, 0);
}

static void
emit_member (Emitter *emitter, const RtFeelNode *node)
{
	emit (emitter, node->child);
	op (emitter, node, RT_FEEL_OPCODE_MEMBER, add_name (emitter, node->as.member.name),
	    node->as.member.hint);
}

static void
emit_item_name (Emitter *emitter, const RtFeelNode *node)
{
	op (emitter, node, RT_FEEL_OPCODE_ITEM_NAME, add_name (emitter, node->as.member.name), node->index);
	if (node->child != NULL)
		block (emitter, node->child);
	else
		op (emitter, node, RT_FEEL_OPCODE_BLOCK, 0, 0);
}

/* children first, then one instruction with the operator */
static void
emit_operator (Emitter *emitter, const RtFeelNode *node)
{
	static const guint8 opcodes[] = {
	    [RT_FEEL_NODE_NEGATE] = RT_FEEL_OPCODE_NEGATE,
	    [RT_FEEL_NODE_ARITHMETIC] = RT_FEEL_OPCODE_ARITHMETIC,
	    [RT_FEEL_NODE_COMPARE] = RT_FEEL_OPCODE_COMPARE,
	    [RT_FEEL_NODE_BETWEEN] = RT_FEEL_OPCODE_BETWEEN,
	    [RT_FEEL_NODE_ONE_SIDED] = RT_FEEL_OPCODE_ONE_SIDED,
	};
	emit_children (emitter, node->child);
	op (emitter, node, opcodes[node->kind], node->op, 0);
}

static guint
blocks (Emitter *emitter, const RtFeelNode *child)
{
	guint n = 0;
	for (; child != NULL; child = child->next, n++)
		block (emitter, child);
	return n;
}

static void
emit_logic (Emitter *emitter, const RtFeelNode *node)
{
	gboolean and = node->kind == RT_FEEL_NODE_AND;
	guint32 at = op (emitter, node, and? RT_FEEL_OPCODE_AND : RT_FEEL_OPCODE_OR, 0, 0);
	insn_at (emitter, at)->b = (guint16)blocks (emitter, node->child);
	end_block (emitter, at);
}

static gboolean
all_constant (const RtFeelNode *node)
{
	for (; node != NULL; node = node->next)
		if (!node->constant || node->uses_input)
			return FALSE;
	return TRUE;
}

/* several constant tests are one list of tests */
static void
emit_in (Emitter *emitter, const RtFeelNode *node)
{
	const RtFeelNode *tests = node->child->next;
	gboolean unary = node->kind == RT_FEEL_NODE_TESTS;
	emit (emitter, node->child);
	guint32 at = op (emitter, node, unary ? RT_FEEL_OPCODE_TESTS : RT_FEEL_OPCODE_IN, 0, 0);
	if (tests != NULL && tests->next != NULL && all_constant (tests)) {
		RtFeelNode list = {
		    .kind = RT_FEEL_NODE_LIST, .constant = TRUE, .start = tests->start, .end = node->end};
		list.child = (RtFeelNode *)tests;
		list.type = rt_feel_type_simple (RT_FEEL_LIST);
		block (emitter, &list);
		insn_at (emitter, at)->b = 1;
	} else {
		insn_at (emitter, at)->b = (guint16)blocks (emitter, tests);
	}
	end_block (emitter, at);
	if (unary && node->op)
		op (emitter, node, RT_FEEL_OPCODE_NOT, 0, 0);
}

static void
emit_range (Emitter *emitter, const RtFeelNode *node)
{
	emit_children (emitter, node->child);
	op (emitter, node, RT_FEEL_OPCODE_RANGE, node->as.ends.low, node->as.ends.high);
}

static void
emit_list (Emitter *emitter, const RtFeelNode *node)
{
	guint n = emit_children (emitter, node->child);
	op (emitter, node, RT_FEEL_OPCODE_LIST, n, 0);
}

static void
emit_context (Emitter *emitter, const RtFeelNode *node)
{
	for (const RtFeelNode *child = node->child; child != NULL; child = child->next) {
		emit (emitter, child);
		if (child->local != RT_FEEL_NONE)
			op (emitter, child, RT_FEEL_OPCODE_STORE, child->local, 0);
	}
	op (emitter, node, RT_FEEL_OPCODE_CONTEXT, add_pointer (emitter->shapes, node->as.shape), 0);
}

static void
emit_if (Emitter *emitter, const RtFeelNode *node)
{
	emit (emitter, node->child);
	op (emitter, node, RT_FEEL_OPCODE_IF, 0, 0);
	blocks (emitter, node->child->next);
}

static void
emit_iterator (Emitter *emitter, const RtFeelNode *node)
{
	/* of several iterators the inner ones are gone through again for each item of the outer ones */
	op (emitter, node, RT_FEEL_OPCODE_ITERATOR, node->index, node->child->next != NULL);
	blocks (emitter, node->child);
	emitter->loops++;
}

static void
emit_loop (Emitter *emitter, const RtFeelNode *node)
{
	static const guint8 opcodes[] = {
	    [RT_FEEL_NODE_FOR] = RT_FEEL_OPCODE_FOR,
	    [RT_FEEL_NODE_SOME] = RT_FEEL_OPCODE_SOME,
	    [RT_FEEL_NODE_EVERY] = RT_FEEL_OPCODE_EVERY,
	};
	guint32 at = op (emitter, node, opcodes[node->kind], 0, 0);
	guint n = 0;
	if (node->kind == RT_FEEL_NODE_FOR)
		op (emitter, node, RT_FEEL_OPCODE_PARTIAL, node->index, 0);
	const RtFeelNode *child = node->child;
	guint32 loops = emitter->loops;
	for (; child->next != NULL; child = child->next, n++)
		emit_iterator (emitter, child);
	block (emitter, child);
	emitter->loops = loops;
	insn_at (emitter, at)->b = (guint16)n;
	end_block (emitter, at);
}

static void
emit_filter (Emitter *emitter, const RtFeelNode *node)
{
	const RtFeelNode *condition = node->child->next;
	gboolean index = node->kind == RT_FEEL_NODE_INDEX;
	/* b: only the run shows whether it is a number */
	gboolean open = rt_feel_type_is_any (condition->type);
	emit (emitter, node->child);
	op (emitter, node, index ? RT_FEEL_OPCODE_INDEX : RT_FEEL_OPCODE_FILTER, node->index, open);
	block_of_loop (emitter, condition);
}

static void
emit_call (Emitter *emitter, const RtFeelNode *node)
{
	guint n = emit_children (emitter, node->child);
	op (emitter, node, RT_FEEL_OPCODE_CALL, node->index, n | (node->op ? 0x8000u : 0));
}

static void
emit_invoke (Emitter *emitter, const RtFeelNode *node)
{
	guint n = emit_children (emitter, node->child) - 1;
	guint32 names =
	    node->as.names != NULL ? add_pointer (emitter->arguments, node->as.names) : RT_FEEL_NONE;
	op (emitter, node, RT_FEEL_OPCODE_INVOKE, names, n);
}

static void
emit_instance (Emitter *emitter, const RtFeelNode *node)
{
	emit (emitter, node->child);
	op (emitter, node, RT_FEEL_OPCODE_INSTANCE_OF, add_pointer (emitter->types, node->as.wanted), 0);
}

static void
emit (Emitter *emitter, const RtFeelNode *node)
{
	static const Emit emits[] = {
	    [RT_FEEL_NODE_CONST] = emit_const,
	    [RT_FEEL_NODE_SLOT] = emit_index_of,
	    [RT_FEEL_NODE_LOCAL] = emit_index_of,
	    [RT_FEEL_NODE_BUILTIN] = emit_index_of,
	    [RT_FEEL_NODE_MEMBER] = emit_member,
	    [RT_FEEL_NODE_ITEM_NAME] = emit_item_name,
	    [RT_FEEL_NODE_NEGATE] = emit_operator,
	    [RT_FEEL_NODE_ARITHMETIC] = emit_operator,
	    [RT_FEEL_NODE_COMPARE] = emit_operator,
	    [RT_FEEL_NODE_AND] = emit_logic,
	    [RT_FEEL_NODE_OR] = emit_logic,
	    [RT_FEEL_NODE_BETWEEN] = emit_operator,
	    [RT_FEEL_NODE_IN] = emit_in,
	    [RT_FEEL_NODE_TESTS] = emit_in,
	    [RT_FEEL_NODE_RANGE] = emit_range,
	    [RT_FEEL_NODE_ONE_SIDED] = emit_operator,
	    [RT_FEEL_NODE_LIST] = emit_list,
	    [RT_FEEL_NODE_CONTEXT] = emit_context,
	    [RT_FEEL_NODE_IF] = emit_if,
	    [RT_FEEL_NODE_FOR] = emit_loop,
	    [RT_FEEL_NODE_SOME] = emit_loop,
	    [RT_FEEL_NODE_EVERY] = emit_loop,
	    [RT_FEEL_NODE_ITERATOR] = emit_iterator,
	    [RT_FEEL_NODE_FILTER] = emit_filter,
	    [RT_FEEL_NODE_INDEX] = emit_filter,
	    [RT_FEEL_NODE_CALL] = emit_call,
	    [RT_FEEL_NODE_INVOKE] = emit_invoke,
	    [RT_FEEL_NODE_FUNCTION] = emit_index_of,
	    [RT_FEEL_NODE_INSTANCE_OF] = emit_instance,
	};
	guint32 start = emitter->code->len;
	if (node->constant && node->kind != RT_FEEL_NODE_CONST) {
		fold (emitter, node);
		return;
	}
	emits[node->kind](emitter, node);
	if (emitter->code->len - start < SMALLEST_PIECE || node->uses_input || emitter->in_function)
		return;
	RtFeelPiece piece = {start, emitter->code->len, emitter->loops};
	g_array_append_val (emitter->pieces, piece);
}

/* ---- the whole -------------------------------------------------------------------------------- */

static gpointer
keep (RtArena *arena, const GArray *array, gsize size)
{
	void *kept = rt_arena_array (arena, array->len, size);
	if (array->len != 0)
		memcpy (kept, array->data, array->len * size);
	return kept;
}

static void
keep_tables (Emitter *emitter)
{
	RtFeelProgram *program = emitter->program;
	RtArena *arena = program->arena;
	program->n_code = emitter->code->len;
	program->code = keep (arena, emitter->code, sizeof (RtFeelInsn));
	program->spans = keep (arena, emitter->spans, sizeof (RtFeelSpan));
	program->n_constants = emitter->constants->len;
	program->constants = keep (arena, emitter->constants, sizeof (RtFeelValue));
	program->n_names = emitter->names->len;
	program->names = keep (arena, emitter->names, sizeof (RtFeelName));
	program->n_shapes = emitter->shapes->len;
	program->shapes = keep (arena, emitter->shapes, sizeof (gpointer));
	program->n_types = emitter->types->len;
	program->types = keep (arena, emitter->types, sizeof (gpointer));
	program->n_arguments = emitter->arguments->len;
	program->arguments = keep (arena, emitter->arguments, sizeof (gpointer));
	program->n_pieces = emitter->pieces->len;
	program->pieces = keep (arena, emitter->pieces, sizeof (RtFeelPiece));
}

/* each function's code follows that of the one before; bodies are filled in last, when the captures are
 * known */
static void
emit_bodies (Emitter *emitter)
{
	const RtFeelProto *protos = emitter->parser->protos;
	guint n = 0;
	for (const RtFeelProto *proto = protos; proto != NULL; proto = proto->next)
		n++;
	RtFeelBody *bodies = rt_arena_array (emitter->program->arena, n, sizeof *bodies);
	for (const RtFeelProto *proto = protos; proto != NULL; proto = proto->next) {
		guint32 from = emitter->code->len;
		emitter->n_locals = proto->n_locals;
		emitter->in_function = proto != protos;
		emit (emitter, proto->body);
		bodies[proto->index] = (RtFeelBody){from,
						    emitter->code->len,
						    proto->n_params,
						    proto->n_locals,
						    proto->n_captures,
						    proto->captures,
						    proto->type};
	}
	emitter->program->bodies = bodies;
	emitter->program->n_bodies = n;
}

static GArray *
emptied (GArray *array)
{
	return g_array_set_size (array, 0);
}

void
rt_feel_emit (RtFeelParser *parser, RtFeelWorkshop *workshop, RtFeelProgram *program)
{
	Emitter emitter = {
	    .parser = parser,
	    .workshop = workshop,
	    .program = program,
	    .code = emptied (workshop->code),
	    .spans = emptied (workshop->spans),
	    .constants = emptied (workshop->constants),
	    .names = emptied (workshop->names),
	    .shapes = emptied (workshop->shapes),
	    .types = emptied (workshop->types),
	    .arguments = emptied (workshop->arguments),
	    .pieces = emptied (workshop->pieces),
	};
	emit_bodies (&emitter);
	keep_tables (&emitter);
}

/* ---- workshops -------------------------------------------------------------------------------- */

RtFeelWorkshop *
rt_feel_workshop_new (void)
{
	RtFeelWorkshop *workshop = g_new (RtFeelWorkshop, 1);
	*workshop = (RtFeelWorkshop){
	    .tree = rt_arena_new (0),
	    .kept = rt_arena_new (0),
	    .code = g_array_new (FALSE, FALSE, sizeof (RtFeelInsn)),
	    .spans = g_array_new (FALSE, FALSE, sizeof (RtFeelSpan)),
	    .constants = g_array_new (FALSE, FALSE, sizeof (RtFeelValue)),
	    .names = g_array_new (FALSE, FALSE, sizeof (RtFeelName)),
	    .shapes = g_array_new (FALSE, FALSE, sizeof (gpointer)),
	    .types = g_array_new (FALSE, FALSE, sizeof (gpointer)),
	    .arguments = g_array_new (FALSE, FALSE, sizeof (gpointer)),
	    .pieces = g_array_new (FALSE, FALSE, sizeof (RtFeelPiece)),
	};
	return workshop;
}

void
rt_feel_workshop_free (RtFeelWorkshop *workshop)
{
	if (workshop == NULL)
		return;
	g_array_unref (workshop->code);
	g_array_unref (workshop->spans);
	g_array_unref (workshop->constants);
	g_array_unref (workshop->names);
	g_array_unref (workshop->shapes);
	g_array_unref (workshop->types);
	g_array_unref (workshop->arguments);
	g_array_unref (workshop->pieces);
	rt_feel_run_free (workshop->scratch);
	rt_arena_free (workshop->tree);
	rt_arena_free (workshop->kept);
	g_free (workshop);
}
