/* Instructions to parts that a glance can look at. What it does not know stays for the evaluation. */
#include "libroute/feel/glance.h"
#include <string.h>
#include "libroute/feel/builtin.h"

#define MOST_WAITING 8u
#define DEEPEST 24u

typedef struct {
	RtGlanceSet *set;
	RtArena *arena; /* of the set */
	const RtFeelProgram *program;
	guint depth;
} Maker;

/* what was made and waits for the instruction that takes it */
typedef struct {
	RtGlance *parts[MOST_WAITING];
	guint n;
	gboolean failed;
} Waiting;

static RtGlance *make (Maker *maker, guint32 from, guint32 to);

static RtGlance *
part (Maker *maker, RtGlanceKind kind, guint32 index)
{
	RtGlance *made = rt_arena_alloc (maker->arena, sizeof *made);
	made->kind = (guint8)kind;
	made->index = index;
	return made;
}

static void
push (Waiting *waiting, RtGlance *made)
{
	waiting->failed |= waiting->n == MOST_WAITING || made == NULL;
	if (!waiting->failed)
		waiting->parts[waiting->n++] = made;
}

static RtGlance *
pop (Waiting *waiting)
{
	waiting->failed |= waiting->n == 0;
	return waiting->failed ? NULL : waiting->parts[--waiting->n];
}

/* the block at a place, which moves behind it; what it is made of, or what is left for later */
static RtGlance *
next_block (Maker *maker, guint32 *at)
{
	const RtFeelInsn *head = &maker->program->code[*at];
	guint32 from = *at + 1;
	*at = from + head->a;
	RtGlance *made = head->b ? NULL : make (maker, from, *at); /* `?` is no local of its own */
	return made != NULL ? made : part (maker, RT_GLANCE_LATER, 0);
}

static RtGlance *
blocks (Maker *maker, RtGlanceKind kind, guint n, guint32 *at)
{
	RtGlance *made = part (maker, kind, 0), **link = &made->child;
	for (guint i = 0; i < n; i++, link = &(*link)->next)
		*link = next_block (maker, at);
	return made;
}

static RtGlance *
member (Maker *maker, const RtFeelInsn *insn, RtGlance *of)
{
	RtGlance *made = part (maker, RT_GLANCE_MEMBER, 0);
	made->name = &maker->program->names[insn->a];
	made->hint = insn->b;
	made->child = of;
	return made;
}

static RtGlance *
compare (Maker *maker, const RtFeelInsn *insn, Waiting *waiting)
{
	RtGlance *made = part (maker, RT_GLANCE_COMPARE, 0);
	RtGlance *right = pop (waiting), *left = pop (waiting);
	if (right == NULL || left == NULL)
		return NULL;
	made->op = (guint8)insn->a;
	made->child = left;
	if (right->kind == RT_GLANCE_CONST) {
		made->kind = RT_GLANCE_FITS;
		made->value = right->value;
	} else {
		left->next = right;
	}
	return made;
}

static RtGlance *
arithmetic (Maker *maker, const RtFeelInsn *insn, Waiting *waiting)
{
	RtGlance *made = part (maker, RT_GLANCE_ARITHMETIC, 0);
	RtGlance *right = pop (waiting), *left = pop (waiting);
	if (right == NULL || left == NULL)
		return NULL;
	made->op = (guint8)insn->a;
	made->child = left;
	left->next = right;
	return made;
}

/* a value and one test: a constant, or what was found before */
static RtGlance *
in (Maker *maker, const RtFeelInsn *insn, guint32 *at, RtGlance *value)
{
	RtGlance *test = insn->b == 1 ? next_block (maker, at) : NULL;
	if (value == NULL || test == NULL || test->kind >= RT_GLANCE_FILTER || test->kind == RT_GLANCE_LATER)
		return NULL;
	RtGlance *made = part (maker, RT_GLANCE_IN, 0);
	made->child = value;
	value->next = test;
	return made;
}

static RtGlance *
between (Maker *maker, Waiting *waiting)
{
	RtGlance *made = part (maker, RT_GLANCE_BETWEEN, 0);
	RtGlance *high = pop (waiting), *low = pop (waiting), *value = pop (waiting);
	if (high == NULL || low == NULL || value == NULL)
		return NULL;
	made->child = value;
	value->next = low;
	low->next = high;
	return made;
}

/* `kind = "threat" and ...`: most items are refused by the first thing that is asked */
static RtGlance *
first_question (RtGlance *condition, guint32 local)
{
	RtGlance *first = condition->kind == RT_GLANCE_AND ? condition->child : condition;
	if (first->kind != RT_GLANCE_FITS || first->child->kind != RT_GLANCE_MEMBER)
		return NULL;
	const RtGlance *of = first->child->child;
	return of->kind == RT_GLANCE_LOCAL && of->index == local ? first : NULL;
}

/* a loop over one list, or a filter: the list, and what is asked of each item */
static RtGlance *
items (Maker *maker, RtGlanceKind kind, guint32 local, RtGlance *list, RtGlance *condition)
{
	if (list == NULL || local >= RT_GLANCE_LOCALS || condition->kind < RT_GLANCE_FIRST_TRUTH)
		return NULL;
	RtGlance *made = part (maker, kind, local);
	made->child = list;
	list->next = condition;
	made->first = first_question (condition, local);
	rt_glance_find_tests (maker->set, maker->program, made, list, condition);
	return made;
}

static RtGlance *
quantified (Maker *maker, const RtFeelInsn *insn, guint32 *at)
{
	const RtFeelInsn *iterator = &maker->program->code[(*at)++];
	if (insn->b != 1 || iterator->b)
		return NULL;
	RtGlance *list = next_block (maker, at), *condition = next_block (maker, at);
	return items (maker, insn->op == RT_FEEL_OPCODE_SOME ? RT_GLANCE_SOME : RT_GLANCE_EVERY, iterator->a, list,
		      condition);
}

/* over one list, and without what was made before */
static RtGlance *
made_of_items (Maker *maker, const RtFeelInsn *insn, guint32 *at)
{
	const RtFeelInsn *partial = &maker->program->code[(*at)++], *iterator = &maker->program->code[(*at)++];
	if (insn->b != 1 || iterator->b || partial->a != RT_FEEL_NONE || iterator->a >= RT_GLANCE_LOCALS)
		return NULL;
	RtGlance *made = part (maker, RT_GLANCE_FOR, iterator->a);
	made->child = next_block (maker, at);
	made->child->next = next_block (maker, at);
	return made;
}

/* a pattern that is spelled out is known before the text is */
static gboolean
are_spelled_out (const RtGlance *part)
{
	for (; part != NULL; part = part->next)
		if (part->kind != RT_GLANCE_CONST || part->value.kind != RT_FEEL_STRING)
			return FALSE;
	return TRUE;
}

/* the built-in functions that a glance knows */
static RtGlance *
call (Maker *maker, const RtFeelInsn *insn, Waiting *waiting)
{
	static const struct {
		const char *name;
		guint least, most; /* arguments */
		RtGlanceKind kind;
	} known[] = {{"count", 1, 1, RT_GLANCE_COUNT},
		     {"sum", 1, 1, RT_GLANCE_SUM},
		     {"distinct values", 1, 1, RT_GLANCE_DISTINCT},
		     {"not", 1, 1, RT_GLANCE_NOT},
		     {"list contains", 2, 2, RT_GLANCE_CONTAINS},
		     {"matches", 2, 3, RT_GLANCE_MATCHES}};
	guint n = insn->b & 0x7fffu, i = 0;
	while (i < G_N_ELEMENTS (known) && (n < known[i].least || n > known[i].most ||
					    strcmp (known[i].name, rt_feel_builtins[insn->a].name) != 0))
		i++;
	if (i == G_N_ELEMENTS (known))
		return NULL;
	RtGlance *made = part (maker, known[i].kind, 0);
	for (; n > 0; n--) {
		RtGlance *argument = pop (waiting);
		if (argument == NULL)
			return NULL;
		argument->next = made->child;
		made->child = argument;
	}
	return made->kind != RT_GLANCE_MATCHES || are_spelled_out (made->child->next) ? made : NULL;
}

/* mostly it is sooner made again than found again */
static gboolean
is_quick_count (const RtGlance *part)
{
	const RtGlance *filter = part != NULL && part->kind == RT_GLANCE_COUNT ? rt_glance_counted_filter (part) : NULL;
	return filter != NULL && filter->tests != NULL;
}

static RtGlance *
known_as (RtGlance *count, guint32 number)
{
	count->index = number + 1;
	return count;
}

static RtGlance *
shared (Maker *maker, const RtFeelInsn *insn, guint32 *at)
{
	RtGlance *made = part (maker, RT_GLANCE_SHARED, insn->b);
	made->program = maker->program;
	made->head = *at - 1;
	made->child = make (maker, *at, *at + insn->a);
	*at += insn->a;
	return is_quick_count (made->child) ? known_as (made->child, insn->b) : made;
}

static RtGlance *
constant (Maker *maker, guint32 index)
{
	RtGlance *made = part (maker, RT_GLANCE_CONST, 0);
	made->value = maker->program->constants[index];
	return made;
}

static void
take (Maker *maker, const RtFeelInsn *insn, guint32 *at, Waiting *waiting)
{
	switch (insn->op) {
	case RT_FEEL_OPCODE_CONST:
		push (waiting, constant (maker, insn->a));
		break;
	case RT_FEEL_OPCODE_SLOT:
		push (waiting, part (maker, RT_GLANCE_SLOT, insn->a));
		break;
	case RT_FEEL_OPCODE_LOCAL:
		push (waiting, insn->a < RT_GLANCE_LOCALS ? part (maker, RT_GLANCE_LOCAL, insn->a) : NULL);
		break;
	case RT_FEEL_OPCODE_MEMBER:
		push (waiting, member (maker, insn, pop (waiting)));
		break;
	case RT_FEEL_OPCODE_SHARE:
		push (waiting, shared (maker, insn, at));
		break;
	case RT_FEEL_OPCODE_ARITHMETIC:
		push (waiting, arithmetic (maker, insn, waiting));
		break;
	case RT_FEEL_OPCODE_FOR:
		push (waiting, made_of_items (maker, insn, at));
		break;
	case RT_FEEL_OPCODE_COMPARE:
		push (waiting, compare (maker, insn, waiting));
		break;
	case RT_FEEL_OPCODE_BETWEEN:
		push (waiting, between (maker, waiting));
		break;
	case RT_FEEL_OPCODE_IN:
		push (waiting, in (maker, insn, at, pop (waiting)));
		break;
	case RT_FEEL_OPCODE_AND:
		push (waiting, blocks (maker, RT_GLANCE_AND, insn->b, at));
		break;
	case RT_FEEL_OPCODE_OR:
		push (waiting, blocks (maker, RT_GLANCE_OR, insn->b, at));
		break;
	case RT_FEEL_OPCODE_SOME:
	case RT_FEEL_OPCODE_EVERY:
		push (waiting, quantified (maker, insn, at));
		break;
	case RT_FEEL_OPCODE_FILTER:
		push (waiting, insn->b ? NULL : items (maker, RT_GLANCE_FILTER, insn->a, pop (waiting), next_block (maker, at)));
		break;
	case RT_FEEL_OPCODE_CALL:
		push (waiting, call (maker, insn, waiting));
		break;
	case RT_FEEL_OPCODE_NOT: {
		RtGlance *made = part (maker, RT_GLANCE_NOT, 0);
		made->child = pop (waiting);
		push (waiting, made);
		break;
	}
	default:
		waiting->failed = TRUE;
	}
}

/* a piece of code that leaves one value */
static RtGlance *
make (Maker *maker, guint32 from, guint32 to)
{
	Waiting waiting = {.failed = maker->depth == DEEPEST};
	maker->depth++;
	for (guint32 at = from; at < to && !waiting.failed;) {
		const RtFeelInsn *insn = &maker->program->code[at++];
		take (maker, insn, &at, &waiting);
	}
	maker->depth--;
	return !waiting.failed && waiting.n == 1 ? waiting.parts[0] : NULL;
}

RtGlance *
rt_glance_make (RtGlanceSet *set, const RtFeelProgram *program)
{
	Maker maker = {.set = set, .arena = set->arena, .program = program};
	const RtFeelBody *body = &program->bodies[0];
	return make (&maker, body->code, body->code_end);
}
