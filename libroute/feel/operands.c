/* Operands are found in the instructions: and, or and not(...) with nothing around them, and pieces of code behind them. */
#include "libroute/feel/builtin.h"
#include "libroute/feel/program.h"
#include <string.h>

typedef struct {
	const RtFeelProgram *program;
	RtFeelOperand *operands;
	guint n, most;
} Walk;

/* from the first byte that a step of it stands for to the last */
static void
add (Walk *walk, RtFeelOperand part)
{
	part.start = G_MAXUINT;
	for (guint32 at = part.code; at < part.code_end; at++) {
		part.start = MIN (part.start, walk->program->spans[at].start);
		part.end = MAX (part.end, walk->program->spans[at].end);
	}
	if (walk->n < walk->most)
		walk->operands[walk->n] = part;
	walk->n++;
}

static gboolean
is_logic (const RtFeelProgram *program, RtFeelOperand part)
{
	const RtFeelInsn *head = &program->code[part.code];
	return (head->op == RT_FEEL_OPCODE_AND || head->op == RT_FEEL_OPCODE_OR) &&
	       part.code + 1 + head->a == part.code_end;
}

/* not(...) is a call behind its argument; a call that ends a filter's block is not the last step of the whole */
static gboolean
is_negation (const RtFeelProgram *program, RtFeelOperand part)
{
	guint32 last = part.code;
	for (guint32 at = part.code; at < part.code_end; at++) {
		last = at;
		if (program->code[at].op == RT_FEEL_OPCODE_BLOCK)
			at += program->code[at].a;
	}
	const RtFeelInsn *insn = &program->code[last];
	return last > part.code && insn->op == RT_FEEL_OPCODE_CALL && (insn->b & 0x7fffu) == 1 &&
	       strcmp (rt_feel_builtins[insn->a].name, "not") == 0;
}

/* the whole part is a piece that other programs have too */
static gboolean
is_shared (const RtFeelProgram *program, RtFeelOperand part)
{
	const RtFeelInsn *head = &program->code[part.code];
	return head->op == RT_FEEL_OPCODE_SHARE && part.code + 1 + head->a == part.code_end;
}

static void
walk_part (Walk *walk, RtFeelOperand part)
{
	const RtFeelProgram *program = walk->program;
	for (;;) {
		if (is_shared (program, part))
			part.code++;
		else if (is_negation (program, part))
			part.code_end--;
		else
			break;
	}
	if (!is_logic (program, part)) {
		add (walk, part);
		return;
	}
	for (guint32 at = part.code + 1; at < part.code_end; at += 1 + program->code[at].a)
		walk_part (walk, (RtFeelOperand){.code = at + 1, .code_end = at + 1 + program->code[at].a});
}

guint
rt_feel_operands (const RtFeelProgram *program, RtFeelOperand *operands, guint most)
{
	Walk walk = {.program = program, .operands = operands, .most = most};
	const RtFeelBody *body = &program->bodies[0];
	walk_part (&walk, (RtFeelOperand){.code = body->code, .code_end = body->code_end});
	return walk.n;
}

RtFeelValue
rt_feel_evaluate_operand (RtFeelRun *run, const RtFeelProgram *program, const RtFeelOperand *operand,
			 const RtFeelValue *slots)
{
	RtFeelProgram part = *program;
	/* functions in it are bodies too */
	g_autofree RtFeelBody *bodies = g_memdup2 (program->bodies, program->n_bodies * sizeof *bodies);
	bodies[0].code = operand->code;
	bodies[0].code_end = operand->code_end;
	part.bodies = bodies;
	return rt_feel_evaluate (run, &part, slots);
}
