/* The Pratt parser: operands bound by operators of growing power, one short function per construct. */
#include "libroute/feel/parser.h"

#define DEEPEST 200u
#define MOST_NODES 20000u
#define POWER_COMPARE 30u
#define POWER_ADD 40u

gboolean
rt_feel_enter (RtFeelParser *parser)
{
	if (parser->depth == DEEPEST) {
		rt_feel_syntax_error (parser, "depth", (guint)parser->at, (guint)parser->at,
				      "the expression is nested more than %u deep", DEEPEST);
		return FALSE;
	}
	parser->depth++;
	return TRUE;
}

void
rt_feel_leave (RtFeelParser *parser)
{
	parser->depth--;
}

RtFeelNode *
rt_feel_node (RtFeelParser *parser, RtFeelNodeKind kind, guint start)
{
	RtFeelNode *node = rt_arena_alloc (parser->tree, sizeof *node);
	/* no node is done any more once the parser has failed, so that this ends soon */
	if (parser->n_nodes++ == MOST_NODES)
		rt_feel_syntax_error (parser, "size", start, (guint)parser->at, "the expression is too large");
	node->kind = (guint8)kind;
	node->start = start;
	node->index = node->local = RT_FEEL_NONE;
	node->type = &rt_feel_type_any;
	return node;
}

/* kinds that never are constant, whatever their children are */
static gboolean
is_constant (const RtFeelNode *node)
{
	switch ((RtFeelNodeKind)node->kind) {
	case RT_FEEL_NODE_CONST:
		return TRUE;
	case RT_FEEL_NODE_SLOT:
	case RT_FEEL_NODE_LOCAL:
	case RT_FEEL_NODE_BUILTIN:
	case RT_FEEL_NODE_ITEM_NAME:
	case RT_FEEL_NODE_FUNCTION:
	case RT_FEEL_NODE_INVOKE:
		return FALSE;
	default:
		break;
	}
	for (const RtFeelNode *child = node->child; child != NULL; child = child->next)
		if (!child->constant)
			return FALSE;
	return TRUE;
}

/* the cursor may stand behind white space */
static guint
behind_last_sign (const RtFeelParser *parser)
{
	gsize end = parser->at;
	while (end > 0 && g_ascii_isspace (parser->text[end - 1]))
		end--;
	return (guint)end;
}

RtFeelNode *
rt_feel_node_done (RtFeelParser *parser, RtFeelNode *node)
{
	if (parser->failed)
		return NULL;
	node->end = behind_last_sign (parser);
	node->constant = is_constant (node);
	for (const RtFeelNode *child = node->child; child != NULL; child = child->next)
		node->uses_input |= child->uses_input;
	rt_feel_check (parser, node);
	return node;
}

/* ---- tests ------------------------------------------------------------------------------------ */

static gboolean
take_sign (RtFeelParser *parser, RtFeelOperator *op)
{
	gsize length;
	*op = rt_feel_peek_operator (parser, &length);
	if (*op == RT_FEEL_N_OPERATORS || rt_feel_operator_node (*op) != RT_FEEL_NODE_COMPARE)
		return FALSE;
	parser->at += length;
	return TRUE;
}

static RtFeelNode *
one_sided (RtFeelParser *parser, RtFeelOperator op, guint start)
{
	RtFeelNode *node = rt_feel_node (parser, RT_FEEL_NODE_ONE_SIDED, start);
	node->op = (guint8)op;
	node->child = rt_feel_parse_power (parser, POWER_ADD);
	return node->child != NULL ? rt_feel_node_done (parser, node) : NULL;
}

RtFeelNode *
rt_feel_parse_test (RtFeelParser *parser)
{
	RtFeelOperator op;
	rt_feel_space (parser);
	guint start = (guint)parser->at;
	return take_sign (parser, &op) ? one_sided (parser, op, start) : rt_feel_parse_power (parser, 0);
}

RtFeelNode *
rt_feel_parse_test_or_range (RtFeelParser *parser, guint start)
{
	RtFeelNode *first = rt_feel_parse_test (parser);
	if (first != NULL && first->kind != RT_FEEL_NODE_ONE_SIDED && rt_feel_take (parser, ".."))
		return rt_feel_parse_range_end (parser, first, RT_FEEL_END_OPEN, start);
	return first;
}

static gboolean
parse_tests (RtFeelParser *parser, RtFeelNode **link)
{
	do {
		*link = rt_feel_parse_test (parser);
		if (*link == NULL)
			return FALSE;
		link = &(*link)->next;
	} while (rt_feel_take (parser, ","));
	return TRUE;
}

/* TRUE when the bracket that opens at `at` is closed by the last sign of the text */
static gboolean
closes_at_end (const RtFeelParser *parser, gsize at)
{
	guint open = 0;
	gboolean quoted = FALSE;
	for (; at < parser->length; at++) {
		char c = parser->text[at];
		if (c == '"')
			quoted = !quoted;
		else if (quoted)
			at += c == '\\';
		else if (c == '(')
			open++;
		else if (c == ')' && --open == 0)
			return rt_feel_skip_space (parser->text, parser->length, at + 1) == parser->length;
	}
	return FALSE;
}

/* `-` alone: anything will do */
static gboolean
is_dash (RtFeelParser *parser)
{
	return rt_feel_peek (parser, "-") &&
	       rt_feel_skip_space (parser->text, parser->length, parser->at + 1) == parser->length;
}

RtFeelNode *
rt_feel_parse_unary_tests (RtFeelParser *parser)
{
	RtFeelNode *node = rt_feel_node (parser, RT_FEEL_NODE_TESTS, (guint)parser->at);
	RtFeelNode *input = rt_feel_node (parser, RT_FEEL_NODE_SLOT, (guint)parser->at);
	input->index = parser->input;
	node->child = rt_feel_node_done (parser, input);
	if (is_dash (parser)) {
		parser->at = parser->length;
		return rt_feel_node_done (parser, node);
	}
	if (rt_feel_peek_word (parser, "not") && closes_at_end (parser, parser->at)) {
		rt_feel_take_word (parser, "not");
		node->op = TRUE;
		if (!rt_feel_expect (parser, "(", "`not`") || !parse_tests (parser, &input->next) ||
		    !rt_feel_expect (parser, ")", "the tests of `not`"))
			return NULL;
		return rt_feel_node_done (parser, node);
	}
	return parse_tests (parser, &input->next) ? rt_feel_node_done (parser, node) : NULL;
}

/* behind `x in (`: `x in (1, < 5)` lists tests, `x in (1..5)` is a range, `x in (a + 1) * 2` an expression */
static RtFeelNode *
parse_listed (RtFeelParser *parser, guint start)
{
	RtFeelNode *first = rt_feel_parse_test_or_range (parser, start);
	if (first == NULL || (first->kind == RT_FEEL_NODE_RANGE && first->start == start))
		return first;
	RtFeelNode *last = first;
	while (rt_feel_take (parser, ",")) {
		last->next = rt_feel_parse_test (parser);
		last = last->next;
		if (last == NULL)
			return NULL;
	}
	if (!rt_feel_expect (parser, ")", "the tests of `in`"))
		return NULL;
	if (first->next != NULL || first->kind == RT_FEEL_NODE_ONE_SIDED)
		return first;
	return rt_feel_parse_on (parser, rt_feel_parse_postfix (parser, first), POWER_ADD);
}

static RtFeelNode *
parse_in (RtFeelParser *parser, RtFeelNode *left)
{
	RtFeelNode *node = rt_feel_node (parser, RT_FEEL_NODE_IN, left->start);
	RtFeelOperator op;
	rt_feel_space (parser);
	guint start = (guint)parser->at;
	node->child = left;
	if (take_sign (parser, &op))
		left->next = one_sided (parser, op, start);
	else if (rt_feel_take (parser, "("))
		left->next = parse_listed (parser, start);
	else
		left->next = rt_feel_parse_power (parser, POWER_ADD);
	return left->next != NULL ? rt_feel_node_done (parser, node) : NULL;
}

/* ---- operators -------------------------------------------------------------------------------- */

static RtFeelNode *
parse_between (RtFeelParser *parser, RtFeelNode *left)
{
	RtFeelNode *node = rt_feel_node (parser, RT_FEEL_NODE_BETWEEN, left->start);
	RtFeelNode *low = rt_feel_parse_power (parser, POWER_ADD);
	if (low == NULL ||
	    !rt_feel_expect_word (parser, "and", "the lower bound of `between`"))
		return NULL;
	RtFeelNode *high = rt_feel_parse_power (parser, POWER_ADD);
	if (high == NULL)
		return NULL;
	node->child = left;
	left->next = low;
	low->next = high;
	return rt_feel_node_done (parser, node);
}

static RtFeelNode *
parse_instance (RtFeelParser *parser, RtFeelNode *left)
{
	RtFeelNode *node = rt_feel_node (parser, RT_FEEL_NODE_INSTANCE_OF, left->start);
	if (!rt_feel_expect_word (parser, "of", "`instance`"))
		return NULL;
	rt_feel_space (parser);
	gsize start = parser->at;
	node->as.wanted = rt_feel_type_read (parser->kept, parser->text, parser->length, &parser->at);
	if (node->as.wanted == NULL)
		return rt_feel_syntax_error (
		    parser, "type-name", (guint)start, (guint)parser->length,
		    "this is not a type; types are number, string, date, list<...>, ...");
	node->child = left;
	return rt_feel_node_done (parser, node);
}

/* a and b and c is one node with three children: chains are long, nesting is not */
static RtFeelNode *
parse_chain (RtFeelParser *parser, RtFeelNode *left, RtFeelOperator op)
{
	RtFeelNode *right = rt_feel_parse_power (parser, rt_feel_operator_power (op) + 1);
	if (right == NULL)
		return NULL;
	RtFeelNode *node = rt_feel_node (parser, rt_feel_operator_node (op), left->start), *last = left;
	node->child = left;
	for (last->next = right; rt_feel_take_word (parser, rt_feel_operator_text (op));) {
		last = last->next;
		last->next = rt_feel_parse_power (parser, rt_feel_operator_power (op) + 1);
		if (last->next == NULL)
			return NULL;
	}
	return rt_feel_node_done (parser, node);
}

static RtFeelNode *
parse_binary (RtFeelParser *parser, RtFeelNode *left, RtFeelOperator op)
{
	RtFeelNode *right = rt_feel_parse_power (parser, rt_feel_operator_power (op) + 1);
	RtFeelNode *node =
	    right != NULL ? rt_feel_node (parser, rt_feel_operator_node (op), left->start) : NULL;
	if (node == NULL)
		return NULL;
	node->op = (guint8)op;
	node->child = left;
	left->next = right;
	return rt_feel_node_done (parser, node);
}

static RtFeelNode *
parse_infix (RtFeelParser *parser, RtFeelNode *left, RtFeelOperator op)
{
	switch (rt_feel_operator_node (op)) {
	case RT_FEEL_NODE_BETWEEN:
		return parse_between (parser, left);
	case RT_FEEL_NODE_IN:
		return parse_in (parser, left);
	case RT_FEEL_NODE_INSTANCE_OF:
		return parse_instance (parser, left);
	case RT_FEEL_NODE_AND:
	case RT_FEEL_NODE_OR:
		return parse_chain (parser, left, op);
	default:
		return parse_binary (parser, left, op);
	}
}

RtFeelNode *
rt_feel_parse_on (RtFeelParser *parser, RtFeelNode *left, guint power)
{
	while (left != NULL) {
		gsize length;
		RtFeelOperator op = rt_feel_peek_operator (parser, &length);
		if (op == RT_FEEL_N_OPERATORS || rt_feel_operator_power (op) < power)
			break;
		parser->at += length;
		left = parse_infix (parser, left, op);
	}
	return parser->failed ? NULL : left;
}

RtFeelNode *
rt_feel_parse_power (RtFeelParser *parser, guint power)
{
	if (!rt_feel_enter (parser))
		return NULL;
	RtFeelNode *node = rt_feel_parse_on (parser, rt_feel_parse_operand (parser), power);
	rt_feel_leave (parser);
	return node;
}

RtFeelNode *
rt_feel_parse_expression (RtFeelParser *parser)
{
	return rt_feel_parse_power (parser, 0);
}
