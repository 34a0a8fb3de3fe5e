/* Why a condition does not hold: its `and`, `or` and `not` as a tree of clauses, each a small program of its own.
 * Outside loops and filters a part of an expression reads nothing but slots, so its text compiles alone. */
#include <string.h>
#include "libroute/feel/builtin.h"
#include "libroute/feel/parser.h"
#include "libroute/feel/run.h"

typedef enum { ALL, ANY, NOT, LEAF } Join;

typedef struct _Part Part;
struct _Part {
	Join join;
	RtFeelClause clause; /* as far as it can be told without facts */
	const RtFeelProgram *whole, *found, *wanted, *high;
	const RtFeelProgram *each; /* of a loop: what its condition gives, item by item */
	Part *child, *next;
};

struct _RtFeelClauses {
	const RtFeelScope *scope;
	char *text;
	RtArena *arena;
	GPtrArray *programs;
	Part *whole;
};

/* ---- taking apart ----------------------------------------------------------------------------- */

static Part *part_of (RtFeelClauses *clauses, const RtFeelNode *node);

static const RtFeelProgram *
compile_text (RtFeelClauses *clauses, const char *text, gsize length)
{
	RtFeelProgram *program = rt_feel_compile (clauses->scope, text, length, NULL);
	if (program != NULL)
		g_ptr_array_add (clauses->programs, program);
	return program;
}

static const RtFeelProgram *
compile_node (RtFeelClauses *clauses, const RtFeelNode *node)
{
	return compile_text (clauses, clauses->text + node->start, node->end - node->start);
}

/* brackets around a clause are not told; those of `(a) and (b)` do not belong together */
static gboolean
is_bracketed (const char *text, guint start, guint end)
{
	guint depth = 0;
	gboolean quoted = FALSE;
	for (guint at = start; at < end; at++) {
		char c = text[at];
		if (c == '\\' && quoted)
			at++;
		else if (c == '"')
			quoted = !quoted;
		else if (!quoted && c == '(')
			depth++;
		else if (!quoted && c == ')' && --depth == 0)
			return at + 1 == end;
		if (depth == 0 && !quoted)
			return FALSE;
	}
	return FALSE;
}

static void
tell_span (const RtFeelClauses *clauses, const RtFeelNode *node, RtFeelClause *clause)
{
	const char *text = clauses->text;
	clause->text = text;
	clause->start = node->start;
	clause->end = node->end;
	while (is_bracketed (text, clause->start, clause->end)) {
		clause->start++;
		clause->end--;
		while (g_ascii_isspace (text[clause->start]))
			clause->start++;
		while (g_ascii_isspace (text[clause->end - 1]))
			clause->end--;
	}
}

static RtFeelWants
wants_of (RtFeelOperator op, gboolean mirrored)
{
	switch (op) {
	case RT_FEEL_OP_LT:
		return mirrored ? RT_FEEL_WANTS_MORE : RT_FEEL_WANTS_LESS;
	case RT_FEEL_OP_LE:
		return mirrored ? RT_FEEL_WANTS_AT_LEAST : RT_FEEL_WANTS_AT_MOST;
	case RT_FEEL_OP_GT:
		return mirrored ? RT_FEEL_WANTS_LESS : RT_FEEL_WANTS_MORE;
	case RT_FEEL_OP_GE:
		return mirrored ? RT_FEEL_WANTS_AT_MOST : RT_FEEL_WANTS_AT_LEAST;
	case RT_FEEL_OP_NE:
		return RT_FEEL_WANTS_OTHER;
	default:
		return RT_FEEL_WANTS_EQUAL;
	}
}

static void
take_comparison (RtFeelClauses *clauses, const RtFeelNode *node, Part *part)
{
	const RtFeelNode *left = node->child, *right = left->next;
	gboolean mirrored = left->constant && !right->constant;
	part->clause.wants = wants_of (node->op, mirrored);
	part->found = compile_node (clauses, mirrored ? right : left);
	part->wanted = compile_node (clauses, mirrored ? left : right);
}

static void
take_between (RtFeelClauses *clauses, const RtFeelNode *node, Part *part)
{
	part->clause.wants = RT_FEEL_WANTS_BETWEEN;
	part->found = compile_node (clauses, node->child);
	part->wanted = compile_node (clauses, node->child->next);
	part->high = compile_node (clauses, node->child->next->next);
}

/* one test that is a value, a list or a range is told by its value, several by their text */
static void
take_in (RtFeelClauses *clauses, const RtFeelNode *node, Part *part)
{
	const RtFeelNode *first = node->child->next, *last = first;
	while (last->next != NULL)
		last = last->next;
	part->clause.wants = RT_FEEL_WANTS_AMONG;
	part->clause.from = first->start;
	part->clause.to = last->end;
	part->found = compile_node (clauses, node->child);
	if (first->next == NULL && first->kind != RT_FEEL_NODE_ONE_SIDED)
		part->wanted = compile_node (clauses, first);
}

/* `some x in list satisfies C` is counted by `for x in list return C` */
static void
take_loop (RtFeelClauses *clauses, const RtFeelNode *node, Part *part)
{
	const RtFeelNode *iterator = node->child, *list = iterator->child, *body = iterator->next;
	part->clause.wants = node->kind == RT_FEEL_NODE_SOME ? RT_FEEL_WANTS_SOME : RT_FEEL_WANTS_EVERY;
	/* of several lists, and of what is counted through, there are no items to tell */
	if (body->kind == RT_FEEL_NODE_ITERATOR || list->next != NULL)
		return;
	const char *word = node->kind == RT_FEEL_NODE_SOME ? "some" : "every";
	guint from = part->clause.start + (guint)strlen (word);
	g_autofree char *text = g_strdup_printf (
	    "for%.*s return (%.*s)", (int)(list->end - from), clauses->text + from,
	    (int)(body->end - body->start), clauses->text + body->start);
	part->found = compile_node (clauses, list);
	part->each = compile_text (clauses, text, strlen (text));
}

/* a name alone, or what is read of one */
static void
take_name (RtFeelClauses *clauses, const RtFeelNode *node, Part *part)
{
	if (node->kind == RT_FEEL_NODE_SLOT)
		part->clause.slot = node->index;
	if (node->kind != RT_FEEL_NODE_MEMBER || node->child->kind != RT_FEEL_NODE_SLOT)
		return;
	part->clause.slot = node->child->index;
	part->clause.member =
	    rt_arena_strndup (clauses->arena, node->as.member.name.text, node->as.member.name.length);
}

static void
take_leaf (RtFeelClauses *clauses, const RtFeelNode *node, Part *part)
{
	static void (*const takes[]) (RtFeelClauses *clauses, const RtFeelNode *node, Part *part) = {
	    [RT_FEEL_NODE_COMPARE] = take_comparison, [RT_FEEL_NODE_BETWEEN] = take_between,
	    [RT_FEEL_NODE_IN] = take_in,              [RT_FEEL_NODE_SOME] = take_loop,
	    [RT_FEEL_NODE_EVERY] = take_loop,         [RT_FEEL_NODE_SLOT] = take_name,
	    [RT_FEEL_NODE_MEMBER] = take_name,
	};
	if (node->kind < G_N_ELEMENTS (takes) && takes[node->kind] != NULL)
		takes[node->kind](clauses, node, part);
}

static gboolean
is_not (const RtFeelNode *node)
{
	return node->kind == RT_FEEL_NODE_CALL && rt_feel_builtins[node->index].call == rt_feel_fn_not &&
	       node->child != NULL && node->child->next == NULL;
}

static Join
join_of (const RtFeelNode *node)
{
	return node->kind == RT_FEEL_NODE_AND  ? ALL
	       : node->kind == RT_FEEL_NODE_OR ? ANY
	       : is_not (node)		       ? NOT
					       : LEAF;
}

static Part *
part_of (RtFeelClauses *clauses, const RtFeelNode *node)
{
	Part *part = rt_arena_alloc (clauses->arena, sizeof *part);
	*part = (Part){.join = join_of (node), .clause = {.slot = G_MAXUINT}};
	part->whole = part->clause.program = compile_node (clauses, node);
	tell_span (clauses, node, &part->clause);
	if (part->join == LEAF) {
		take_leaf (clauses, node, part);
		return part;
	}
	Part **link = &part->child;
	for (const RtFeelNode *child = node->child; child != NULL; child = child->next) {
		*link = part_of (clauses, child);
		link = &(*link)->next;
	}
	return part;
}

RtFeelClauses *
rt_feel_clauses_new (const RtFeelScope *scope, const char *text, gsize length)
{
	RtFeelParser parser;
	g_autoptr (RtArena) tree = rt_arena_new (0), kept = rt_arena_new (0);
	rt_feel_parser_init (&parser, scope, text, length, NULL, tree, kept);
	RtFeelClauses *clauses = NULL;
	if (rt_feel_parse_whole (&parser, rt_feel_parse_expression) && !parser.type_failed) {
		clauses = g_new0 (RtFeelClauses, 1);
		clauses->scope = scope;
		clauses->text = g_strndup (text, length);
		clauses->arena = rt_arena_new (0);
		clauses->programs = g_ptr_array_new_with_free_func ((GDestroyNotify)rt_feel_program_free);
		clauses->whole = part_of (clauses, parser.proto->body);
	}
	return clauses;
}

void
rt_feel_clauses_free (RtFeelClauses *clauses)
{
	if (clauses == NULL)
		return;
	g_ptr_array_unref (clauses->programs);
	rt_arena_free (clauses->arena);
	g_free (clauses->text);
	g_free (clauses);
}

/* ---- telling ---------------------------------------------------------------------------------- */

typedef struct {
	RtFeelRun *run;
	const RtFeelValue *slots;
	RtFeelVisitClause visit;
	gpointer user_data;
} Explaining;

static RtFeelValue
value_of (const Explaining *explaining, const RtFeelProgram *program)
{
	return program != NULL ? rt_feel_evaluate (explaining->run, program, explaining->slots)
			       : rt_feel_unknown_result ();
}

static gboolean
is_so (RtFeelValue value, gboolean wanted)
{
	return wanted ? rt_feel_is_true (value) : rt_feel_is_false (value);
}

static RtFeelWants
turned_round (RtFeelWants wants)
{
	static const RtFeelWants other[] = {
	    [RT_FEEL_WANTS_EQUAL] = RT_FEEL_WANTS_OTHER,     [RT_FEEL_WANTS_OTHER] = RT_FEEL_WANTS_EQUAL,
	    [RT_FEEL_WANTS_LESS] = RT_FEEL_WANTS_AT_LEAST,   [RT_FEEL_WANTS_AT_MOST] = RT_FEEL_WANTS_MORE,
	    [RT_FEEL_WANTS_MORE] = RT_FEEL_WANTS_AT_MOST,    [RT_FEEL_WANTS_AT_LEAST] = RT_FEEL_WANTS_LESS,
	};
	return other[wants];
}

static void
count_items (RtFeelClause *clause, RtFeelValue each)
{
	const RtFeelValue *verdicts;
	guint n = rt_feel_get_list (each, &verdicts);
	clause->counted = each.kind == RT_FEEL_LIST;
	for (guint i = 0; i < n; i++) {
		gboolean sure = rt_feel_is_true (verdicts[i]) && !rt_feel_is_doubted (verdicts[i]);
		clause->fit += sure;
		clause->perhaps += !sure && !rt_feel_is_false (verdicts[i]);
	}
}

static void
tell (const Explaining *explaining, const Part *part, gboolean wanted)
{
	RtFeelClause clause = part->clause;
	if (part->each != NULL)
		count_items (&clause, value_of (explaining, part->each));
	clause.found = value_of (explaining, part->found);
	clause.wanted = part->wanted != NULL ? value_of (explaining, part->wanted) : rt_feel_null ();
	clause.high = part->high != NULL ? value_of (explaining, part->high) : rt_feel_null ();
	clause.negated = !wanted;
	if (!wanted && clause.wants >= RT_FEEL_WANTS_EQUAL && clause.wants <= RT_FEEL_WANTS_AT_LEAST) {
		clause.wants = turned_round (clause.wants);
		clause.negated = FALSE;
	}
	/* last, so that the trail is that of the clause */
	clause.value = value_of (explaining, part->whole);
	if (part->found == NULL)
		clause.found = clause.value;
	explaining->visit (&clause, explaining->user_data);
}

static void explain (const Explaining *explaining, const Part *part, gboolean wanted);

/* of an `and` that should be true the first part that is false decides, else the first that is not true */
static void
explain_first (const Explaining *explaining, const Part *part, gboolean wanted)
{
	const Part *open = NULL;
	for (const Part *child = part->child; child != NULL; child = child->next) {
		RtFeelValue value = value_of (explaining, child->whole);
		if (is_so (value, !wanted)) {
			explain (explaining, child, wanted);
			return;
		}
		if (open == NULL && !is_so (value, wanted))
			open = child;
	}
	if (open != NULL)
		explain (explaining, open, wanted);
}

/* of an `or` that should be true each part would do; where some are open, those leave it open */
static void
explain_each (const Explaining *explaining, const Part *part, gboolean wanted)
{
	gboolean open = !is_so (value_of (explaining, part->whole), !wanted);
	for (const Part *child = part->child; child != NULL; child = child->next) {
		RtFeelValue value = value_of (explaining, child->whole);
		if (!open || !is_so (value, !wanted))
			explain (explaining, child, wanted);
	}
}

static void
explain (const Explaining *explaining, const Part *part, gboolean wanted)
{
	if (part->join == LEAF)
		tell (explaining, part, wanted);
	else if (part->join == NOT)
		explain (explaining, part->child, !wanted);
	else if ((part->join == ALL) == wanted)
		explain_first (explaining, part, wanted);
	else
		explain_each (explaining, part, wanted);
}

void
rt_feel_explain (RtFeelRun *run, const RtFeelClauses *clauses, const RtFeelValue *slots, gboolean wanted,
		 RtFeelVisitClause visit, gpointer user_data)
{
	const Explaining explaining = {run, slots, visit, user_data};
	if (!is_so (value_of (&explaining, clauses->whole->whole), wanted))
		explain (&explaining, clauses->whole, wanted);
}
