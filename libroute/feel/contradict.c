/* Comparisons of one thing with constants that exclude each other (`level < 3 and level > 5` is never true), or that
 * leave nothing out (`kind != "a" or kind != "b"` is true of whatever is known). */
#include "libroute/feel/check.h"
#include "libroute/feel/tree.h"
#include <string.h>

#define MOST_COMPARED 64u

typedef struct {
	const RtFeelNode *node, *what;
	RtFeelOperator op;
	RtFeelValue value;
} Comparison;

static gboolean
constant_of (RtFeelParser *parser, const RtFeelNode *node, RtFeelValue *value)
{
	return rt_feel_node_value (parser->tree, node, value) && value->kind != RT_FEEL_BOOLEAN;
}

static RtFeelOperator
mirrored (RtFeelOperator op)
{
	switch (op) {
	case RT_FEEL_OP_LT:
		return RT_FEEL_OP_GT;
	case RT_FEEL_OP_LE:
		return RT_FEEL_OP_GE;
	case RT_FEEL_OP_GT:
		return RT_FEEL_OP_LT;
	case RT_FEEL_OP_GE:
		return RT_FEEL_OP_LE;
	default:
		return op;
	}
}

static RtFeelOperator
negated (RtFeelOperator op)
{
	switch (op) {
	case RT_FEEL_OP_LT:
		return RT_FEEL_OP_GE;
	case RT_FEEL_OP_LE:
		return RT_FEEL_OP_GT;
	case RT_FEEL_OP_GT:
		return RT_FEEL_OP_LE;
	case RT_FEEL_OP_GE:
		return RT_FEEL_OP_LT;
	case RT_FEEL_OP_EQ:
		return RT_FEEL_OP_NE;
	default:
		return RT_FEEL_OP_EQ;
	}
}

static gboolean
read_comparison (RtFeelParser *parser, const RtFeelNode *node, Comparison *comparison)
{
	if (node->kind != RT_FEEL_NODE_COMPARE || node->constant)
		return FALSE;
	const RtFeelNode *left = node->child, *right = left->next;
	*comparison = (Comparison){.node = node, .what = left, .op = node->op};
	if (constant_of (parser, right, &comparison->value))
		return TRUE;
	comparison->what = right;
	comparison->op = mirrored (node->op);
	return constant_of (parser, left, &comparison->value);
}

gboolean
rt_feel_is_same_node_text (const RtFeelParser *parser, const RtFeelNode *a, const RtFeelNode *b)
{
	return a->end - a->start == b->end - b->start &&
	       memcmp (parser->text + a->start, parser->text + b->start, a->end - a->start) == 0;
}

/* does `0 op order` hold, for what is above (> 0), at, or below the constant? */
static gboolean
holds (gint order, RtFeelOperator op)
{
	switch (op) {
	case RT_FEEL_OP_LT:
		return order < 0;
	case RT_FEEL_OP_LE:
		return order <= 0;
	case RT_FEEL_OP_GT:
		return order > 0;
	case RT_FEEL_OP_GE:
		return order >= 0;
	case RT_FEEL_OP_EQ:
		return order == 0;
	default:
		return order != 0;
	}
}

/* Can one value pass both? What matters is below both constants, at either, between them, or above both. */
static gboolean
is_possible (RtFeelOperator op_a, RtFeelValue a, RtFeelOperator op_b, RtFeelValue b)
{
	gint order = rt_feel_order (a, b);
	if ((holds (-1, op_a) && holds (-1, op_b)) || (holds (1, op_a) && holds (1, op_b)))
		return TRUE;
	if ((holds (0, op_a) && holds (order, op_b)) || (holds (-order, op_a) && holds (0, op_b)))
		return TRUE;
	return order != 0 && holds (-order, op_a) && holds (order, op_b);
}

static void
compare (RtFeelParser *parser, const RtFeelNode *node, const Comparison *a, const Comparison *b)
{
	gboolean and = node->kind == RT_FEEL_NODE_AND;
	if (a->value.kind != b->value.kind || !rt_feel_is_same_node_text (parser, a->what, b->what) ||
	    is_possible (and ? a->op : negated (a->op), a->value, and ? b->op : negated (b->op), b->value))
		return;
	g_autofree char *x = rt_feel_excerpt (parser, a->node), *y = rt_feel_excerpt (parser, b->node);
	g_autofree char *what = rt_feel_excerpt (parser, a->what);
	if (and)
		rt_feel_report (parser, RT_FEEL_WARNING, "always-false", a->node->start, b->node->end,
				"`%s` and `%s` exclude each other: this is never true", x, y);
	else
		rt_feel_report (parser, RT_FEEL_WARNING, "always-true", a->node->start, b->node->end,
				"`%s` or `%s`: one of the two is true of every `%s` that is known", x, y, what);
}

void
rt_feel_check_contradiction (RtFeelParser *parser, const RtFeelNode *node)
{
	Comparison compared[MOST_COMPARED];
	guint n = 0;
	for (const RtFeelNode *child = node->child; child != NULL && n < MOST_COMPARED; child = child->next)
		if (read_comparison (parser, child, &compared[n]))
			n++;
	for (guint i = 1; i < n; i++)
		for (guint j = 0; j < i; j++)
			compare (parser, node, &compared[j], &compared[i]);
}
