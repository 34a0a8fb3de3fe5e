/* Things held against themselves: `received > received`, `age + 1 > age`, `p and not(p)`. What comes of it is settled before
 * any fact is known. Of what is unknown nothing comes: such a condition is never false, or never true, and decides nothing. */
#include "libroute/feel/check.h"
#include <string.h>

void
rt_feel_check_itself (RtFeelParser *parser, const RtFeelNode *node)
{
	const RtFeelNode *left = node->child, *right = left->next;
	int order;
	if (node->constant || left->constant || right->constant || !rt_feel_known_order (parser, left, right, &order))
		return;
	g_autofree char *x = rt_feel_excerpt (parser, left), *y = rt_feel_excerpt (parser, right);
	gboolean holding = rt_feel_op_holds ((RtFeelOperator)node->op, order);
	const char *says = holding ? "never false, so it decides nothing" : "never true";
	if (rt_feel_is_same_node_text (parser, left, right))
		rt_feel_report (parser, RT_FEEL_WARNING, holding ? "always-true" : "always-false", node->start, node->end,
				"`%s` is held against itself: this is %s", x, says);
	else
		rt_feel_report (parser, RT_FEEL_WARNING, holding ? "always-true" : "always-false", node->start, node->end,
				"`%s` is always %s `%s`: this is %s", x,
				order < 0 ? "less than" : order > 0 ? "more than" : "equal to", y, says);
}

void
rt_feel_check_nothing_left (RtFeelParser *parser, const RtFeelNode *node)
{
	const RtFeelNode *left = node->child, *right = left->next;
	gboolean minus = node->op == RT_FEEL_OP_SUB, by = node->op == RT_FEEL_OP_DIV;
	if (left->constant || (!minus && !by) || left->type->kind == RT_FEEL_STRING ||
	    !rt_feel_is_same_node_text (parser, left, right))
		return;
	g_autofree char *x = rt_feel_excerpt (parser, left);
	rt_feel_report (parser, RT_FEEL_WARNING, "itself", node->start, node->end,
			minus ? "`%s` is taken from itself: nothing is left of it"
			      : "`%s` is divided by itself: that is 1, or null when it is 0",
			x);
}

/* ---- counts ---- */

static const RtFeelNode *
counted (const RtFeelNode *node)
{
	gboolean counts = node->kind == RT_FEEL_NODE_CALL && node->child != NULL && node->child->next == NULL &&
			  strcmp (rt_feel_call_name (node), "count") == 0;
	return counts ? node->child : NULL;
}

/* some of a list, picked by a condition: what it is picked from; else NULL */
static gboolean
is_some_of (const RtFeelParser *parser, const RtFeelNode *some, const RtFeelNode *of)
{
	return some != NULL && of != NULL && some->kind == RT_FEEL_NODE_FILTER &&
	       rt_feel_is_same_node_text (parser, some->child, of);
}

void
rt_feel_check_counts (RtFeelParser *parser, const RtFeelNode *node)
{
	const RtFeelNode *left = counted (node->child), *right = counted (node->child->next);
	RtFeelOperator op = (RtFeelOperator)node->op;
	gboolean few_left = is_some_of (parser, left, right), few_right = is_some_of (parser, right, left);
	if ((!few_left && !few_right) || op == RT_FEEL_OP_EQ || op == RT_FEEL_OP_NE)
		return;
	/* some are never more than all; what is left open is whether they are fewer */
	gboolean never = op == (few_left ? RT_FEEL_OP_GT : RT_FEEL_OP_LT);
	gboolean always = op == (few_left ? RT_FEEL_OP_LE : RT_FEEL_OP_GE);
	g_autofree char *some = rt_feel_excerpt (parser, few_left ? left : right);
	if (never || always)
		rt_feel_report (parser, RT_FEEL_WARNING, always ? "always-true" : "always-false", node->start, node->end,
				"`%s` are never more than all of them: this is %s", some,
				always ? "never false, so it decides nothing" : "never true");
}

/* ---- negations ---- */

const RtFeelNode *
rt_feel_negated_part (const RtFeelNode *node)
{
	gboolean negates = node->kind == RT_FEEL_NODE_CALL && node->child != NULL && node->child->next == NULL &&
			   strcmp (rt_feel_call_name (node), "not") == 0;
	return negates ? node->child : NULL;
}

static gboolean
is_negation (const RtFeelParser *parser, const RtFeelNode *node, const RtFeelNode *of)
{
	const RtFeelNode *part = rt_feel_negated_part (node);
	return part != NULL && rt_feel_is_same_node_text (parser, part, of);
}

static gboolean
has_value (RtFeelParser *parser, const RtFeelNode *comparison)
{
	RtFeelValue value;
	return rt_feel_node_value (parser->tree, comparison->child, &value) ||
	       rt_feel_node_value (parser->tree, comparison->child->next, &value);
}

static RtFeelOperator
op_from (const RtFeelParser *parser, const RtFeelNode *node, const RtFeelNode *left, const RtFeelNode *right)
{
	const RtFeelNode *a = node->child, *b = a->next;
	if (rt_feel_is_same_node_text (parser, a, left) && rt_feel_is_same_node_text (parser, b, right))
		return (RtFeelOperator)node->op;
	return rt_feel_is_same_node_text (parser, a, right) && rt_feel_is_same_node_text (parser, b, left)
		   ? rt_feel_op_mirrored ((RtFeelOperator)node->op)
		   : RT_FEEL_N_OPERATORS;
}

/* a < b and a > b, a = null or a != null: never both, or always one; of comparisons with values contradict.c tells */
static gboolean
settle_all (RtFeelParser *parser, gboolean and, const RtFeelNode *a, const RtFeelNode *b)
{
	if (a->kind != RT_FEEL_NODE_COMPARE || b->kind != RT_FEEL_NODE_COMPARE || has_value (parser, a))
		return FALSE;
	RtFeelOperator op = op_from (parser, b, a->child, a->child->next);
	gboolean settled = op != RT_FEEL_N_OPERATORS;
	for (int order = -1; settled && order <= 1; order++) {
		gboolean x = rt_feel_op_holds ((RtFeelOperator)a->op, order), y = rt_feel_op_holds (op, order);
		settled = and ? !(x && y) : (x || y);
	}
	return settled;
}

static void
compare_parts (RtFeelParser *parser, const RtFeelNode *node, const RtFeelNode *a, const RtFeelNode *b)
{
	if (!a->constant && rt_feel_is_same_node_text (parser, a, b)) {
		g_autofree char *twice = rt_feel_excerpt (parser, b);
		rt_feel_report (parser, RT_FEEL_WARNING, "twice", b->start, b->end, "`%s` stands here already", twice);
	}
	gboolean and = node->kind == RT_FEEL_NODE_AND;
	if (!is_negation (parser, a, b) && !is_negation (parser, b, a) && !settle_all (parser, and, a, b))
		return;
	g_autofree char *x = rt_feel_excerpt (parser, a), *y = rt_feel_excerpt (parser, b);
	if (and)
		rt_feel_report (parser, RT_FEEL_WARNING, "always-false", a->start, b->end,
				"`%s` and `%s` exclude each other: this is never true", x, y);
	else
		rt_feel_report (parser, RT_FEEL_WARNING, "always-true", a->start, b->end,
				"one of `%s` and `%s` is always so: this is never false, so it decides nothing", x, y);
}

void
rt_feel_check_negation (RtFeelParser *parser, const RtFeelNode *node)
{
	if (node->constant)
		return;
	for (const RtFeelNode *a = node->child; a != NULL; a = a->next)
		for (const RtFeelNode *b = a->next; b != NULL; b = b->next)
			compare_parts (parser, node, a, b);
}
