/* What programs have in common: a rule set asks for the same count in fifty conditions, and for the same day in every
 * item that a filter looks at. Pieces of code that say the same and hang on nothing that changes get one number, and
 * a head before their code by which a run finds what it gave the first time (rt_feel_op_share). */
#include "libroute/feel/builtin.h"
#include "libroute/feel/leaf.h"
#include "libroute/feel/program.h"
#include "libroute/feel/type.h"
#include "libroute/util/bytes.h"
#include <string.h>

#define MOST_SHARED (G_MAXUINT16 + 1u)

typedef struct _Group Group;

/* a piece that may be shared */
typedef struct _Occurrence Occurrence;
struct _Occurrence {
	RtFeelProgram *program;
	const RtFeelPiece *piece;
	guint32 first_local; /* of those it binds: in another piece that says the same they have other numbers */
	guint hash;
	const Occurrence *around; /* the smallest such piece that it is part of, or NULL */
	Group *group; /* of those that say the same */
	Occurrence *next; /* in the group */
};

struct _Group {
	guint32 length;
	gboolean shared;
	guint number;
	Occurrence *first;
};

typedef struct {
	RtArena *arena;
	GPtrArray *occurrences; /* in order of programs, what is inside before what is around it */
	GPtrArray *groups;
	GHashTable *by_content; /* Occurrence, one of each group */
	const guint8 *fixed; /* by slot */
	guint n_fixed;
} Sharing;

/* ---- which pieces may be shared --------------------------------------------------------------- */

static gboolean
is_binder (const RtFeelInsn *insn)
{
	return insn->op == RT_FEEL_OPCODE_FILTER || insn->op == RT_FEEL_OPCODE_INDEX ||
	       insn->op == RT_FEEL_OPCODE_ITERATOR || insn->op == RT_FEEL_OPCODE_STORE ||
	       (insn->op == RT_FEEL_OPCODE_PARTIAL && insn->a != RT_FEEL_NONE);
}

/* the locals that a piece binds are numbered in the order of the text, so from the least on; NONE: it binds none */
static guint32
least_local (const RtFeelProgram *program, const RtFeelPiece *piece)
{
	guint32 least = RT_FEEL_NONE;
	for (guint32 i = piece->start; i < piece->end; i++)
		if (is_binder (&program->code[i]))
			least = MIN (least, program->code[i].a);
	return least;
}

static gboolean
binds (const RtFeelProgram *program, const RtFeelPiece *piece, guint32 local)
{
	for (guint32 i = piece->start; i < piece->end; i++)
		if (is_binder (&program->code[i]) && program->code[i].a == local)
			return TRUE;
	return FALSE;
}

/* does its value hang on fixed slots alone? */
static gboolean
may_share (const Sharing *self, const RtFeelProgram *program, const RtFeelPiece *piece)
{
	for (guint32 i = piece->start; i < piece->end; i++) {
		const RtFeelInsn *insn = &program->code[i];
		switch (insn->op) {
		case RT_FEEL_OPCODE_SLOT:
			if (insn->a >= self->n_fixed || !self->fixed[insn->a])
				return FALSE;
			break;
		case RT_FEEL_OPCODE_LOCAL:
			if (!binds (program, piece, insn->a))
				return FALSE;
			break;
		case RT_FEEL_OPCODE_ITEM_NAME:
			if (!binds (program, piece, insn->b))
				return FALSE;
			break;
		case RT_FEEL_OPCODE_CALL:
			if ((rt_feel_builtins[insn->a].flags & RT_FEEL_IMPURE) != 0)
				return FALSE;
			break;
		case RT_FEEL_OPCODE_BUILTIN:
		case RT_FEEL_OPCODE_CLOSURE:
		case RT_FEEL_OPCODE_INVOKE:
			return FALSE; /* functions are values of one program */
		default:
			break;
		}
	}
	return TRUE;
}

/* ---- do they say the same --------------------------------------------------------------------- */

/* whole in itself, so that two of them are compared at sight */
static gboolean
is_whole (RtFeelValue value)
{
	return value.kind == RT_FEEL_NULL || value.kind == RT_FEEL_BOOLEAN || value.kind == RT_FEEL_DATE ||
	       value.kind == RT_FEEL_YEARS_MONTHS ||
	       (value.kind == RT_FEEL_NUMBER && (value.flags & RT_FEEL_FLAG_BIG) == 0);
}

static guint
hash_constant (RtFeelValue value)
{
	guint hash = value.kind;
	if (is_whole (value))
		return hash * 33 + (guint)value.as.integer;
	switch (value.kind) {
	case RT_FEEL_STRING:
		return rt_bytes_hash (rt_feel_text (value)->bytes, rt_feel_text (value)->length);
	case RT_FEEL_DAYS_TIME:
		return hash * 33 + (guint)rt_feel_span (value).seconds;
	case RT_FEEL_RANGE:
		hash = hash * 33 + hash_constant (rt_feel_bounds (value)->low);
		return hash * 33 + hash_constant (rt_feel_bounds (value)->high);
	case RT_FEEL_LIST:
		for (guint i = 0; i < rt_feel_items (value)->count; i++)
			hash = hash * 33 + hash_constant (rt_feel_items (value)->items[i]);
		return hash;
	default:
		return hash; /* few, and compared as they are written */
	}
}

static guint32
local_of (const Occurrence *occurrence, guint32 local)
{
	return local == RT_FEEL_NONE ? local : local - occurrence->first_local;
}

static guint
hash_piece (const Occurrence *occurrence)
{
	const RtFeelProgram *program = occurrence->program;
	guint hash = 5381;
	for (guint32 i = occurrence->piece->start; i < occurrence->piece->end; i++) {
		const RtFeelInsn *insn = &program->code[i];
		hash = hash * 33 + insn->op;
		if (insn->op == RT_FEEL_OPCODE_CONST)
			hash = hash * 33 + hash_constant (program->constants[insn->a]);
		else if (insn->op == RT_FEEL_OPCODE_MEMBER || insn->op == RT_FEEL_OPCODE_ITEM_NAME)
			hash = hash * 33 + program->names[insn->a].hash;
		else if (insn->op == RT_FEEL_OPCODE_SLOT || insn->op == RT_FEEL_OPCODE_CALL)
			hash = hash * 33 + insn->a;
	}
	return hash;
}

gboolean
rt_feel_is_same_constant (RtFeelValue a, RtFeelValue b)
{
	if (a.kind != b.kind || a.flags != b.flags || a.scale != b.scale)
		return FALSE;
	if (a.kind == RT_FEEL_STRING)
		return rt_feel_is_same_text (a, b);
	if (is_whole (a))
		return a.as.integer == b.as.integer;
	if (a.kind == RT_FEEL_DAYS_TIME)
		return rt_feel_leaf_equal (a, b);
	g_autoptr (GString) x = g_string_new (NULL), y = g_string_new (NULL);
	rt_feel_print (a, x);
	rt_feel_print (b, y);
	return g_string_equal (x, y);
}

static gboolean
is_same_insn (const Occurrence *a, const Occurrence *b, const RtFeelInsn *x, const RtFeelInsn *y)
{
	if (x->op != y->op)
		return FALSE;
	switch (x->op) {
	case RT_FEEL_OPCODE_CONST:
		return rt_feel_is_same_constant (a->program->constants[x->a], b->program->constants[y->a]);
	case RT_FEEL_OPCODE_MEMBER:
		return rt_feel_is_same_name (&a->program->names[x->a], &b->program->names[y->a]);
	case RT_FEEL_OPCODE_ITEM_NAME:
		return rt_feel_is_same_name (&a->program->names[x->a], &b->program->names[y->a]) &&
		       local_of (a, x->b) == local_of (b, y->b);
	case RT_FEEL_OPCODE_CONTEXT:
		return a->program->shapes[x->a] == b->program->shapes[y->a];
	case RT_FEEL_OPCODE_INSTANCE_OF:
		return a->program->types[x->a] == b->program->types[y->a];
	case RT_FEEL_OPCODE_LOCAL:
	case RT_FEEL_OPCODE_STORE:
	case RT_FEEL_OPCODE_PARTIAL:
	case RT_FEEL_OPCODE_ITERATOR:
	case RT_FEEL_OPCODE_FILTER:
	case RT_FEEL_OPCODE_INDEX:
		return local_of (a, x->a) == local_of (b, y->a) && x->b == y->b;
	default:
		return x->a == y->a && x->b == y->b;
	}
}

static guint
occurrence_hash (gconstpointer occurrence)
{
	return ((const Occurrence *)occurrence)->hash;
}

static gboolean
occurrence_equal (gconstpointer left, gconstpointer right)
{
	const Occurrence *a = left, *b = right;
	guint32 length = a->piece->end - a->piece->start;
	if (a->hash != b->hash || b->piece->end - b->piece->start != length)
		return FALSE;
	for (guint32 i = 0; i < length; i++)
		if (!is_same_insn (a, b, &a->program->code[a->piece->start + i],
				   &b->program->code[b->piece->start + i]))
			return FALSE;
	return TRUE;
}

/* ---- which of them are worth it --------------------------------------------------------------- */

static void
add_occurrence (Sharing *self, RtFeelProgram *program, const RtFeelPiece *piece)
{
	if (!may_share (self, program, piece))
		return;
	Occurrence *occurrence = rt_arena_alloc (self->arena, sizeof *occurrence);
	*occurrence = (Occurrence){.program = program, .piece = piece};
	occurrence->first_local = least_local (program, piece);
	occurrence->hash = hash_piece (occurrence);
	const Occurrence *same = g_hash_table_lookup (self->by_content, occurrence);
	Group *group = same != NULL ? same->group : rt_arena_alloc (self->arena, sizeof *group);
	if (same == NULL) {
		group->length = piece->end - piece->start;
		g_ptr_array_add (self->groups, group);
		g_hash_table_add (self->by_content, occurrence);
	}
	occurrence->group = group;
	occurrence->next = group->first;
	group->first = occurrence;
	g_ptr_array_add (self->occurrences, occurrence);
}

static void
add_program (Sharing *self, RtFeelProgram *program)
{
	guint before = self->occurrences->len;
	for (guint32 i = 0; i < program->n_pieces; i++)
		add_occurrence (self, program, &program->pieces[i]);
	/* what is around a piece was emitted after it */
	for (guint i = before; i < self->occurrences->len; i++) {
		Occurrence *inner = g_ptr_array_index (self->occurrences, i);
		for (guint j = i + 1; j < self->occurrences->len && inner->around == NULL; j++) {
			const Occurrence *outer = g_ptr_array_index (self->occurrences, j);
			if (outer->piece->start <= inner->piece->start && outer->piece->end >= inner->piece->end)
				inner->around = outer;
		}
	}
}

/* Will it be run more than once, when what is shared around it is run once? */
static gboolean
is_worth_it (const Group *group)
{
	const Group *first = NULL;
	guint n = 0;
	for (const Occurrence *one = group->first; one != NULL && n < 2; one = one->next) {
		const Occurrence *within = one->around;
		while (within != NULL && !within->group->shared)
			within = within->around;
		guint32 loops = within != NULL ? within->piece->loops : 0;
		if (one->piece->loops > loops)
			return TRUE;
		if (n == 0 || within == NULL || within->group != first)
			n++;
		first = within != NULL ? within->group : NULL;
	}
	return n > 1;
}

static int
longest_first (gconstpointer a, gconstpointer b)
{
	const Group *x = *(const Group *const *)a, *y = *(const Group *const *)b;
	return (y->length > x->length) - (y->length < x->length);
}

static guint
choose (Sharing *self)
{
	guint n = 0;
	g_ptr_array_sort (self->groups, longest_first);
	for (guint i = 0; i < self->groups->len && n < MOST_SHARED; i++) {
		Group *group = g_ptr_array_index (self->groups, i);
		group->shared = is_worth_it (group);
		if (group->shared)
			group->number = n++;
	}
	return n;
}

/* ---- heads before their code ------------------------------------------------------------------ */

static int
in_order_of_code (gconstpointer a, gconstpointer b)
{
	const RtFeelPiece *x = (*(const Occurrence *const *)a)->piece, *y = (*(const Occurrence *const *)b)->piece;
	if (x->start != y->start)
		return x->start < y->start ? -1 : 1;
	return (y->end > x->end) - (y->end < x->end); /* what is around goes first */
}

static gboolean
has_length (guint op)
{
	return op == RT_FEEL_OPCODE_BLOCK || op == RT_FEEL_OPCODE_AND || op == RT_FEEL_OPCODE_OR ||
	       op == RT_FEEL_OPCODE_IN || op == RT_FEEL_OPCODE_TESTS || op == RT_FEEL_OPCODE_FOR ||
	       op == RT_FEEL_OPCODE_SOME || op == RT_FEEL_OPCODE_EVERY;
}

/* `before[i]`: heads that go before what stands at places below i */
static void
move_code (RtFeelProgram *program, const guint32 *before, RtFeelInsn *code, RtFeelSpan *spans)
{
	for (guint32 i = 0; i < program->n_code; i++) {
		guint32 at = i + before[i + 1];
		code[at] = program->code[i];
		spans[at] = program->spans[i];
		if (has_length (code[at].op)) {
			guint32 end = i + 1 + code[at].a;
			code[at].a = end + before[end] - at - 1;
		}
	}
	for (guint32 i = 0; i < program->n_bodies; i++) {
		program->bodies[i].code += before[program->bodies[i].code];
		program->bodies[i].code_end += before[program->bodies[i].code_end];
	}
}

static void
put_heads (RtFeelProgram *program, Occurrence *const *heads, guint32 n)
{
	guint32 n_code = program->n_code + n, same = 0;
	RtFeelInsn *code = rt_arena_array (program->arena, n_code, sizeof *code);
	RtFeelSpan *spans = rt_arena_array (program->arena, n_code, sizeof *spans);
	g_autofree guint32 *before = g_new0 (guint32, program->n_code + 2);
	for (guint32 i = 0, k = 0; i <= program->n_code; i++) {
		before[i] = k;
		while (k < n && heads[k]->piece->start == i)
			k++;
		before[i + 1] = k;
	}
	for (guint32 k = 0; k < n; k++) {
		const RtFeelPiece *piece = heads[k]->piece;
		same = k > 0 && heads[k - 1]->piece->start == piece->start ? same + 1 : 0;
		guint32 at = piece->start + before[piece->start] + same;
		guint32 length = piece->end + before[piece->end] - at - 1;
		code[at] = (RtFeelInsn){RT_FEEL_OPCODE_SHARE, (guint16)heads[k]->group->number, length};
		spans[at] = program->spans[piece->end - 1];
	}
	move_code (program, before, code, spans);
	program->code = code;
	program->spans = spans;
	program->n_code = n_code;
}

/* ---- the whole -------------------------------------------------------------------------------- */

static void
mark_shared (Sharing *self, RtFeelProgram *const *programs, guint n_programs, guint n_shared)
{
	g_autoptr (GPtrArray) heads = g_ptr_array_new ();
	guint at = 0;
	for (guint i = 0; i < n_programs; i++) {
		g_ptr_array_set_size (heads, 0);
		for (; at < self->occurrences->len; at++) {
			Occurrence *occurrence = g_ptr_array_index (self->occurrences, at);
			if (occurrence->program != programs[i])
				break;
			if (occurrence->group->shared)
				g_ptr_array_add (heads, occurrence);
		}
		programs[i]->shares_with = programs[0];
		programs[i]->n_shared = n_shared;
		programs[i]->number = i;
		programs[i]->n_programs = n_programs;
		g_ptr_array_sort (heads, in_order_of_code);
		if (heads->len > 0)
			put_heads (programs[i], (Occurrence *const *)heads->pdata, heads->len);
	}
}

static void
keep_fixed (RtFeelProgram *program, const guint8 *fixed, guint n_fixed)
{
	guint8 *kept = rt_arena_array (program->arena, MAX (n_fixed, 1), sizeof *kept);
	memcpy (kept, fixed, n_fixed);
	program->fixed = kept;
	program->n_fixed = n_fixed;
}

void
rt_feel_share (RtFeelProgram *const *programs, guint n_programs, const guint8 *fixed, guint n_fixed)
{
	Sharing self = {.arena = rt_arena_new (0), .fixed = fixed, .n_fixed = n_fixed};
	self.occurrences = g_ptr_array_new ();
	self.groups = g_ptr_array_new ();
	self.by_content = g_hash_table_new (occurrence_hash, occurrence_equal);
	for (guint i = 0; i < n_programs; i++)
		add_program (&self, programs[i]);
	mark_shared (&self, programs, n_programs, choose (&self));
	if (n_programs > 0)
		keep_fixed (programs[0], fixed, n_fixed);
	g_hash_table_unref (self.by_content);
	g_ptr_array_unref (self.groups);
	g_ptr_array_unref (self.occurrences);
	rt_arena_free (self.arena);
}

int
rt_feel_program_saying (const RtFeelProgram *program)
{
	const RtFeelBody *body = &program->bodies[0];
	const RtFeelInsn *head = &program->code[body->code];
	gboolean is_whole_piece = program->shares_with != NULL && head->op == RT_FEEL_OPCODE_SHARE &&
				  body->code + 1 + head->a == body->code_end;
	return is_whole_piece ? head->b : -1;
}
