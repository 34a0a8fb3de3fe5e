#include "libroute/feel/always.h"
#include "libroute/feel/builtin.h"

static const RtFeelBudget budget = {
	.steps = 10000,
	.depth = 20,
	.memory = 1u << 20,
	.list_length = 1000,
	.string_length = 10000,
	.regex_match = 10000,
	.regex_depth = 100,
};

static RtFeelValue unknown_of (RtArena *arena, const RtFeelType *type, gboolean whole);

static RtFeelValue
unknown_context (RtArena *arena, const RtFeelType *type)
{
	const char **names = rt_arena_array (arena, type->n_fields + 1u, sizeof *names);
	RtFeelValue *entries = NULL, context = rt_feel_unknown_result ();
	for (guint i = 0; names != NULL && i < type->n_fields; i++)
		names[i] = type->fields[i].name.text;
	const RtFeelShape *shape = names != NULL ? rt_feel_shape_new_in (arena, names, type->n_fields) : NULL;
	if (shape != NULL)
		context = rt_feel_context (arena, shape, &entries);
	for (guint i = 0; entries != NULL && i < type->n_fields; i++)
		entries[i] = unknown_of (arena, type->fields[i].type, FALSE);
	return context;
}

/* any value of the type, as far as a type can say, or null: a fact may well say
 * that there is none. A variable that is a context is there. */
static RtFeelValue
unknown_of (RtArena *arena, const RtFeelType *type, gboolean whole)
{
	RtFeelValue *items;
	if (type->kind == RT_FEEL_LIST)
		return rt_feel_open (rt_feel_list (arena, 0, &items));
	if (type->kind == RT_FEEL_CONTEXT && !type->partial && whole)
		return unknown_context (arena, type);
	return rt_feel_unknown_result ();
}

/* today and now have no value here */
static gboolean
reads_clock (const RtFeelProgram *program)
{
	for (guint32 i = 0; i < program->n_code; i++)
		if (program->code[i].op == RT_FEEL_OPCODE_CALL &&
		    (rt_feel_builtins[program->code[i].a].flags & RT_FEEL_IMPURE) != 0)
			return TRUE;
	return FALSE;
}

/* Facts of which nothing is known, for the program and all parts of it. Only those it reads: there may be thousands of others,
 * for each of thousands of programs. */
static RtFeelValue *
unknown_facts (const RtFeelScope *scope, const RtFeelProgram *program, RtFeelRun *run)
{
	RtFeelValue *slots = g_new0 (RtFeelValue, rt_feel_scope_n_slots (scope) + 1);
	for (guint32 i = 0; i < program->n_code; i++)
		if (program->code[i].op == RT_FEEL_OPCODE_SLOT)
			slots[program->code[i].a] = unknown_of (rt_feel_run_arena (run),
								rt_feel_scope_slot_type (scope, program->code[i].a), TRUE);
	return slots;
}

/* the cause, inside of it, was told already */
static gboolean
is_told (const RtFeelParser *parser, RtFeelSpan span)
{
	for (guint i = 0; i < parser->diagnostics->len; i++) {
		const RtFeelDiagnostic *told = g_ptr_array_index (parser->diagnostics, i);
		if (g_str_has_prefix (told->code, "always-") && told->start >= span.start && told->end <= span.end)
			return TRUE;
	}
	return FALSE;
}

static void
warn (RtFeelParser *parser, RtFeelValue value, RtFeelSpan span, const char *what)
{
	if (value.kind == RT_FEEL_BOOLEAN && !is_told (parser, span))
		rt_feel_report (parser, RT_FEEL_WARNING, value.as.boolean ? "always-true" : "always-false",
				span.start, span.end, "%s is always %s, whatever the facts are", what,
				value.as.boolean ? "true" : "false");
}

/* the parts of an `and` or `or`, each a block behind the first instruction */
static void
warn_of_parts (RtFeelParser *parser, const RtFeelProgram *program, RtFeelRun *run, const RtFeelValue *slots)
{
	const RtFeelInsn *head = &program->code[0];
	if (head->op != RT_FEEL_OPCODE_AND && head->op != RT_FEEL_OPCODE_OR)
		return;
	/* the same program with a part of it as its expression; its functions stay, a part may use them */
	g_autofree RtFeelBody *bodies = g_memdup2 (program->bodies, program->n_bodies * sizeof *bodies);
	RtFeelProgram part = *program;
	part.bodies = bodies;
	guint32 at = 1;
	for (guint i = 0; i < head->b; i++) {
		const RtFeelInsn *block = &program->code[at];
		bodies[0].code = at + 1;
		bodies[0].code_end = at = at + 1 + block->a;
		/* a literal is meant; what needs most of the budget is not looked into */
		if (block->a > 1 || program->code[bodies[0].code].op != RT_FEEL_OPCODE_CONST)
			warn (parser, rt_feel_evaluate (run, &part, slots), program->spans[bodies[0].code - 1], "this part");
	}
}

void
rt_feel_warn_always (RtFeelParser *parser, const RtFeelProgram *program)
{
	const RtFeelNode *body = parser->proto->body;
	gboolean literal = body->kind == RT_FEEL_NODE_CONST;
	if (parser->diagnostics == NULL || rt_feel_scope_is_silent (parser->scope))
		return;
	if (literal || program->type->kind != RT_FEEL_BOOLEAN || parser->input != RT_FEEL_NONE || reads_clock (program))
		return;
	g_autoptr (RtFeelRun) run = rt_feel_run_new (&budget);
	g_autofree RtFeelValue *slots = unknown_facts (parser->scope, program, run);
	RtFeelValue value = rt_feel_evaluate (run, program, slots);
	warn (parser, value, (RtFeelSpan){body->start, body->end}, "this");
	if (value.kind != RT_FEEL_BOOLEAN)
		warn_of_parts (parser, program, run, slots);
}
