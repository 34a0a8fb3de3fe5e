/* Comparisons of one thing with constants that exclude each other (`level < 3 and level > 5` is never true), that leave
 * nothing out (`kind != "a" or kind != "b"` is true of whatever is known), or of which one says what another says already
 * (`age > 12 and age > 10`). */
#include "libroute/feel/check.h"
#include "libroute/feel/leaf.h"
#include <string.h>

#define MOST_COMPARED 64u

typedef struct {
	const RtFeelNode *node, *what, *written; /* written: of not(level > 3) what is in the brackets */
	RtFeelOperator op;
	RtFeelValue value;
	gboolean fixed; /* the value stands there: it is no setting, which a site may change */
} Comparison;

static gboolean
constant_of (RtFeelParser *parser, const RtFeelNode *node, RtFeelValue *value)
{
	return rt_feel_node_value (parser->tree, node, value) && value->kind != RT_FEEL_BOOLEAN;
}

static guint
read_comparison (RtFeelParser *parser, const RtFeelNode *node, Comparison *comparison)
{
	const RtFeelNode *left = node->child, *right = left->next;
	*comparison = (Comparison){.node = node, .what = left, .written = node, .op = node->op};
	comparison->fixed = right->type->known == NULL;
	if (constant_of (parser, right, &comparison->value))
		return 1;
	comparison->what = right;
	comparison->op = rt_feel_op_mirrored (node->op);
	comparison->fixed = left->type->known == NULL;
	return constant_of (parser, left, &comparison->value);
}

/* not(level > 3): a comparison as well */
static guint
read_negation (RtFeelParser *parser, const RtFeelNode *node, Comparison *comparison)
{
	const RtFeelNode *part = rt_feel_negated_part (node);
	if (part == NULL || part->kind != RT_FEEL_NODE_COMPARE || read_comparison (parser, part, comparison) == 0)
		return 0;
	comparison->node = node;
	comparison->op = rt_feel_op_negated (comparison->op);
	return 1;
}

/* of what is counted in whole numbers more than 12 is 13 or more */
static void
count_whole (Comparison *comparison)
{
	gboolean more = comparison->op == RT_FEEL_OP_GT, less = comparison->op == RT_FEEL_OP_LT;
	gint64 n;
	if (!comparison->what->type->bounded || (!more && !less) || !rt_feel_get_integer (comparison->value, &n) ||
	    n == (more ? G_MAXINT64 : G_MININT64))
		return;
	comparison->op = more ? RT_FEEL_OP_GE : RT_FEEL_OP_LE;
	comparison->value = rt_feel_integer (more ? n + 1 : n - 1);
}

/* what is in a range is above its low end and below its high end; returns how many of these are constants */
static guint
read_ends (RtFeelParser *parser, const RtFeelNode *node, const RtFeelNode *low, gboolean low_open, gboolean high_open,
	   Comparison *comparisons)
{
	const RtFeelOperator ops[] = {low_open ? RT_FEEL_OP_GT : RT_FEEL_OP_GE,
				      high_open ? RT_FEEL_OP_LT : RT_FEEL_OP_LE};
	const RtFeelNode *const ends[] = {low, low->next};
	guint n = 0;
	for (guint i = 0; i < G_N_ELEMENTS (ends); i++) {
		comparisons[n] = (Comparison){.node = node, .what = node->child, .written = node, .op = ops[i]};
		comparisons[n].fixed = ends[i]->type->known == NULL;
		n += constant_of (parser, ends[i], &comparisons[n].value);
	}
	/* that nothing lies between them is said of the range itself */
	gboolean turned = n == 2 && comparisons[0].value.kind == comparisons[1].value.kind &&
			  rt_feel_order (comparisons[0].value, comparisons[1].value) > 0;
	return turned ? 0 : n;
}

static guint
read_parts (RtFeelParser *parser, const RtFeelNode *node, gboolean with_ranges, Comparison *comparisons)
{
	if (node->constant)
		return 0;
	if (node->kind == RT_FEEL_NODE_COMPARE)
		return read_comparison (parser, node, comparisons);
	if (node->kind == RT_FEEL_NODE_CALL)
		return read_negation (parser, node, comparisons);
	if (with_ranges && node->kind == RT_FEEL_NODE_BETWEEN)
		return read_ends (parser, node, node->child->next, FALSE, FALSE, comparisons);
	const RtFeelNode *test = node->kind == RT_FEEL_NODE_IN ? node->child->next : NULL;
	if (!with_ranges || test == NULL || test->next != NULL || test->kind != RT_FEEL_NODE_RANGE)
		return 0;
	return read_ends (parser, node, test->child, test->as.ends.low == RT_FEEL_END_OPEN,
			  test->as.ends.high == RT_FEEL_END_OPEN, comparisons);
}

/* the comparisons that all hold where the node is true, at most two */
static guint
read_comparisons (RtFeelParser *parser, const RtFeelNode *node, gboolean with_ranges, Comparison *comparisons)
{
	guint n = read_parts (parser, node, with_ranges, comparisons);
	for (guint i = 0; i < n; i++)
		count_whole (&comparisons[i]);
	return n;
}

gboolean
rt_feel_is_same_node_text (const RtFeelParser *parser, const RtFeelNode *a, const RtFeelNode *b)
{
	return a->end - a->start == b->end - b->start &&
	       memcmp (parser->text + a->start, parser->text + b->start, a->end - a->start) == 0;
}

static gboolean
both_hold (RtFeelOperator op_a, int order_a, RtFeelOperator op_b, int order_b)
{
	return rt_feel_op_holds (op_a, order_a) && rt_feel_op_holds (op_b, order_b);
}

/* Can one value pass both? What matters is below both constants, at either, between them, or above both. */
static gboolean
is_possible (RtFeelOperator op_a, RtFeelValue a, RtFeelOperator op_b, RtFeelValue b)
{
	gint order = rt_feel_order (a, b);
	return both_hold (op_a, -1, op_b, -1) || both_hold (op_a, 1, op_b, 1) || both_hold (op_a, 0, op_b, order) ||
	       both_hold (op_a, -order, op_b, 0) || (order != 0 && both_hold (op_a, -order, op_b, order));
}

/* does whatever passes a pass b too? */
static gboolean
implies (const Comparison *a, const Comparison *b)
{
	/* of a moment without a zone one with a zone says nothing */
	return rt_feel_leaf_has_order (a->value, b->value) &&
	       !is_possible (a->op, a->value, rt_feel_op_negated (b->op), b->value);
}

static gboolean
settle_all (gboolean and, const Comparison *a, const Comparison *b)
{
	return !is_possible (and ? a->op : rt_feel_op_negated (a->op), a->value, and ? b->op : rt_feel_op_negated (b->op),
			     b->value);
}

/* of one half of a range it does not follow that the range can be left out */
static gboolean
is_superfluous (const Comparison *one, const Comparison *beside, gboolean and)
{
	return one->node->kind != RT_FEEL_NODE_BETWEEN && one->node->kind != RT_FEEL_NODE_IN && one->fixed && beside->fixed &&
	       (and ? implies (beside, one) : implies (one, beside));
}

static void
report_superfluous (RtFeelParser *parser, gboolean and, const Comparison *one, const Comparison *beside)
{
	g_autofree char *x = rt_feel_excerpt (parser, one->node), *y = rt_feel_excerpt (parser, beside->node);
	rt_feel_report (parser, RT_FEEL_WARNING, "superfluous", one->node->start, one->node->end,
			and ? "`%s` changes nothing: it is so wherever `%s` is"
			    : "`%s` changes nothing: wherever it is so, `%s` is too",
			x, y);
}

static void
report_settled (RtFeelParser *parser, gboolean and, const Comparison *a, const Comparison *b)
{
	g_autofree char *x = rt_feel_excerpt (parser, a->node), *y = rt_feel_excerpt (parser, b->node);
	g_autofree char *what = rt_feel_excerpt (parser, a->what);
	if (and)
		rt_feel_report (parser, RT_FEEL_WARNING, "always-false", a->node->start, b->node->end,
				"`%s` and `%s` exclude each other: this is never true", x, y);
	else
		rt_feel_report (parser, RT_FEEL_WARNING, "always-true", a->node->start, b->node->end,
				"`%s` or `%s`: one of the two is true of every `%s` that is known", x, y, what);
}

static void
compare (RtFeelParser *parser, gboolean and, const Comparison *a, const Comparison *b)
{
	/* the same comparison twice, or beside its denial, is told as such */
	if (a->node == b->node || a->value.kind != b->value.kind ||
	    rt_feel_is_same_node_text (parser, a->written, b->written) ||
	    !rt_feel_is_same_node_text (parser, a->what, b->what))
		return;
	if (settle_all (and, a, b))
		report_settled (parser, and, a, b);
	else if (is_superfluous (b, a, and))
		report_superfluous (parser, and, b, a);
	else if (is_superfluous (a, b, and))
		report_superfluous (parser, and, a, b);
}

typedef struct {
	Comparison items[MOST_COMPARED];
	guint n;
} Compared;

/* those of the node, and of an `and` within an `and` (an `or` within an `or`) those in it */
static void
gather (RtFeelParser *parser, const RtFeelNode *node, guint8 kind, Compared *all)
{
	if (node->kind == kind) {
		for (const RtFeelNode *child = node->child; child != NULL; child = child->next)
			gather (parser, child, kind, all);
		return;
	}
	/* what is not in a range is below it or above it: of that one comparison does not tell */
	if (all->n + 1 < MOST_COMPARED)
		all->n += read_comparisons (parser, node, kind == RT_FEEL_NODE_AND, &all->items[all->n]);
}

void
rt_feel_check_contradiction (RtFeelParser *parser, const RtFeelNode *node)
{
	Compared all = {.n = 0};
	for (const RtFeelNode *child = node->child; child != NULL; child = child->next) {
		guint before = all.n;
		gather (parser, child, node->kind, &all);
		/* those of one child have been compared when it was made */
		for (guint i = before; i < all.n; i++)
			for (guint j = 0; j < before; j++)
				compare (parser, node->kind == RT_FEEL_NODE_AND, &all.items[j], &all.items[i]);
	}
}
