/* What bounds settle: `level > 5` of a level from 1 to 5, `count(...) >= 0`, a range that ends before it begins. Told at
 * the place itself, also inside filters and loops, which no evaluation from outside looks into. */
#include "libroute/feel/check.h"
#include "libroute/feel/leaf.h"
#include <string.h>

typedef struct {
	gint64 least, most;
} Bounds;

static gboolean
bounds_of (const RtFeelNode *node, Bounds *bounds)
{
	if (node->kind == RT_FEEL_NODE_CONST && rt_feel_get_integer (node->as.value, &bounds->least)) {
		bounds->most = bounds->least;
		return TRUE;
	}
	*bounds = (Bounds){node->type->least, node->type->most};
	return node->type->bounded;
}

/* is a <op> b so of every pair (1), of none (-1), or does it depend (0)? */
static int
settled (RtFeelOperator op, Bounds a, Bounds b)
{
	switch (op) {
	case RT_FEEL_OP_LT:
		return a.most < b.least ? 1 : a.least >= b.most ? -1 : 0;
	case RT_FEEL_OP_LE:
		return a.most <= b.least ? 1 : a.least > b.most ? -1 : 0;
	case RT_FEEL_OP_GT:
		return -settled (RT_FEEL_OP_LE, a, b);
	case RT_FEEL_OP_GE:
		return -settled (RT_FEEL_OP_LT, a, b);
	case RT_FEEL_OP_EQ:
		return a.most < b.least || b.most < a.least ? -1 : 0;
	case RT_FEEL_OP_NE:
		return -settled (RT_FEEL_OP_EQ, a, b);
	default:
		return 0;
	}
}

/* "`level` lies from 1 to 5" */
static char *
say_bounds (RtFeelParser *parser, const RtFeelNode *node, Bounds bounds)
{
	g_autofree char *what = rt_feel_excerpt (parser, node);
	if (bounds.least == bounds.most)
		return g_strdup_printf ("`%s` is %" G_GINT64_FORMAT, what, bounds.least);
	if (bounds.most == G_MAXINT64)
		return g_strdup_printf ("`%s` is %" G_GINT64_FORMAT " or more", what, bounds.least);
	return g_strdup_printf ("`%s` lies from %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT, what,
				bounds.least, bounds.most);
}

static void
warn (RtFeelParser *parser, const RtFeelNode *node, const RtFeelNode *a, const RtFeelNode *b, int says)
{
	Bounds x = {0}, y = {0};
	g_autoptr (GString) why = g_string_new (NULL);
	if (a->kind != RT_FEEL_NODE_CONST && bounds_of (a, &x)) {
		g_autofree char *text = say_bounds (parser, a, x);
		g_string_append (why, text);
	}
	if (b->kind != RT_FEEL_NODE_CONST && bounds_of (b, &y)) {
		g_autofree char *text = say_bounds (parser, b, y);
		g_string_append_printf (why, "%s%s", why->len > 0 ? ", " : "", text);
	}
	rt_feel_report (parser, RT_FEEL_WARNING, says > 0 ? "always-true" : "always-false", node->start, node->end,
			"%s: this is %s true", why->str, says > 0 ? "always" : "never");
}

/* level = 2.5: what has bounds is counted in whole numbers */
static void
check_fraction (RtFeelParser *parser, const RtFeelNode *node, const RtFeelNode *whole, const RtFeelNode *constant)
{
	gint64 ignored;
	gboolean equality = node->op == RT_FEEL_OP_EQ || node->op == RT_FEEL_OP_NE;
	if (!equality || !whole->type->bounded || whole->constant || constant->kind != RT_FEEL_NODE_CONST ||
	    constant->as.value.kind != RT_FEEL_NUMBER || rt_feel_get_integer (constant->as.value, &ignored))
		return;
	g_autofree char *what = rt_feel_excerpt (parser, whole);
	gboolean never = node->op == RT_FEEL_OP_EQ;
	rt_feel_report (parser, RT_FEEL_WARNING, never ? "always-false" : "always-true", node->start, node->end,
			"`%s` is a whole number: this is %s true", what, never ? "never" : "always");
}

void
rt_feel_check_bounds (RtFeelParser *parser, const RtFeelNode *node)
{
	const RtFeelNode *left = node->child, *right = left->next;
	Bounds a, b;
	check_fraction (parser, node, left, right);
	check_fraction (parser, node, right, left);
	if (node->constant || !bounds_of (left, &a) || !bounds_of (right, &b))
		return;
	int says = settled ((RtFeelOperator)node->op, a, b);
	if (says != 0)
		warn (parser, node, left, right, says);
}

/* of whole numbers what lies within an open end begins one further */
static void
close_ends (const RtFeelNode *node, Bounds *low, Bounds *high)
{
	gboolean is_range = node->kind == RT_FEEL_NODE_RANGE;
	gint64 up = is_range && node->as.ends.low == RT_FEEL_END_OPEN, down = is_range && node->as.ends.high == RT_FEEL_END_OPEN;
	low->least = MIN (low->least, G_MAXINT64 - up) + up;
	low->most = MIN (low->most, G_MAXINT64 - up) + up;
	high->least = MAX (high->least, G_MININT64 + down) - down;
	high->most = MAX (high->most, G_MININT64 + down) - down;
}

void
rt_feel_check_between (RtFeelParser *parser, const RtFeelNode *node, const RtFeelNode *value, const RtFeelNode *low,
		       const RtFeelNode *high)
{
	Bounds v, l, h;
	if (!bounds_of (value, &v) || value->constant || !bounds_of (low, &l) || !bounds_of (high, &h))
		return;
	if (l.least > h.most)
		return; /* told of the range */
	close_ends (node, &l, &h);
	if (v.most < l.least)
		warn (parser, node, value, low, -1);
	else if (v.least > h.most)
		warn (parser, node, value, high, -1);
	else if (v.least >= l.most && v.most <= h.least && v.least != v.most)
		warn (parser, node, value, low, 1);
}

/* ---- ranges ----------------------------------------------------------------------------------- */

/* received - duration("P24M"): something, and a duration that is added to it */
typedef struct {
	const RtFeelNode *base; /* NULL: nothing but the value */
	RtFeelValue value; /* with a base a duration, or null for none */
	gboolean minus;
} End;

static gboolean
value_of (RtFeelParser *parser, const RtFeelNode *node, RtFeelValue *value)
{
	return rt_feel_node_value (parser->tree, node, value) && value->kind != RT_FEEL_STRING &&
	       value->kind != RT_FEEL_BOOLEAN;
}

/* what can be added: of a date that is taken away the rest is something else */
static gboolean
is_amount (RtFeelValue value)
{
	return value.kind == RT_FEEL_NUMBER || value.kind == RT_FEEL_YEARS_MONTHS || value.kind == RT_FEEL_DAYS_TIME;
}

static End
end_of (RtFeelParser *parser, const RtFeelNode *node)
{
	End end = {.base = node, .value = rt_feel_null ()};
	if (value_of (parser, node, &end.value))
		end.base = NULL;
	else if (node->kind == RT_FEEL_NODE_ARITHMETIC &&
		 (node->op == RT_FEEL_OP_ADD || node->op == RT_FEEL_OP_SUB) &&
		 value_of (parser, node->child->next, &end.value) && is_amount (end.value))
		end = (End){node->child, end.value, node->op == RT_FEEL_OP_SUB};
	else
		end.value = rt_feel_null ();
	return end;
}

/* a date moves by whole days */
static gboolean
moves_date (const End *end)
{
	return end->value.kind == RT_FEEL_DAYS_TIME && end->base->type->kind == RT_FEEL_DATE;
}

/* what is left of a day falls away downward, as in a run */
static gint64
days_moved (const End *end)
{
	RtSpan span = rt_feel_span (end->value);
	gint64 days = span.seconds / RT_DAY_SECONDS, rest = span.seconds % RT_DAY_SECONDS;
	int part = rest != 0 ? (rest > 0) - (rest < 0) : (span.nanoseconds > 0) - (span.nanoseconds < 0);
	return end->minus ? -days - (part > 0) : days - (part < 0);
}

/* A time of day begins anew at midnight: what is added to one makes it less as well as more. */
static gboolean
moves_on (const End *end)
{
	guint8 kind = end->base->type->kind;
	return end->value.kind != RT_FEEL_DAYS_TIME || kind == RT_FEEL_DATE || kind == RT_FEEL_DATE_TIME ||
	       kind == RT_FEEL_DAYS_TIME;
}

/* the sign of a number or duration; 0 for none */
static int
sign_of (RtFeelParser *parser, const End *end)
{
	if (rt_feel_is_null (end->value))
		return 0;
	if (moves_date (end))
		return (days_moved (end) > 0) - (days_moved (end) < 0);
	RtFeelValue none = end->value.kind == RT_FEEL_NUMBER	  ? rt_feel_integer (0)
			   : end->value.kind == RT_FEEL_YEARS_MONTHS ? rt_feel_temporal_from_text (parser->tree, "P0M", 3)
								     : rt_feel_temporal_from_text (parser->tree, "PT0S", 4);
	int sign = rt_feel_leaf_compare (end->value, none);
	sign = (sign > 0) - (sign < 0);
	return end->minus ? -sign : sign;
}

/* one thing, with something added to it on each side */
static gboolean
order_from_base (RtFeelParser *parser, const End *a, const End *b, int *order)
{
	int x = sign_of (parser, a), y = sign_of (parser, b);
	if (!moves_on (a) || !moves_on (b))
		return FALSE;
	if (x != y || x == 0) {
		*order = (x > y) - (x < y);
		return TRUE;
	}
	if (a->value.kind != b->value.kind || a->minus != b->minus)
		return FALSE;
	if (moves_date (a)) {
		*order = (days_moved (a) > days_moved (b)) - (days_moved (a) < days_moved (b));
		return TRUE;
	}
	int compared = rt_feel_leaf_compare (a->value, b->value);
	*order = a->minus ? -compared : compared;
	return TRUE;
}

gboolean
rt_feel_known_order (RtFeelParser *parser, const RtFeelNode *left, const RtFeelNode *right, int *order)
{
	End a = end_of (parser, left), b = end_of (parser, right);
	if ((a.base == NULL) != (b.base == NULL) || (a.base == NULL && a.value.kind != b.value.kind))
		return FALSE;
	if (a.base != NULL)
		return rt_feel_is_same_node_text (parser, a.base, b.base) && order_from_base (parser, &a, &b, order);
	*order = rt_feel_leaf_compare (a.value, b.value);
	return TRUE;
}

void
rt_feel_check_range (RtFeelParser *parser, const RtFeelNode *node, const RtFeelNode *low, const RtFeelNode *high)
{
	int order;
	/* a constant of which the condition makes nothing is told as such */
	if (!rt_feel_known_order (parser, low, high, &order) || order <= 0)
		return;
	g_autofree char *x = rt_feel_excerpt (parser, low), *y = rt_feel_excerpt (parser, high);
	rt_feel_report (parser, RT_FEEL_WARNING, "always-false", low->start, high->end,
			"`%s` comes behind `%s`: nothing lies between them", x, y);
}

/* have the two something between them, in whole numbers? Of other things than numbers: always. */
static gboolean
lies_between (RtFeelParser *parser, const RtFeelNode *low, const RtFeelNode *high)
{
	gint64 from, to;
	RtFeelValue a, b;
	int order;
	if (!value_of (parser, low, &a) || !value_of (parser, high, &b) || !rt_feel_known_order (parser, low, high, &order))
		return FALSE;
	gboolean whole = rt_feel_get_integer (a, &from) && rt_feel_get_integer (b, &to);
	return order < 0 && !(whole && to - 1 == from);
}

void
rt_feel_check_pair (RtFeelParser *parser, const RtFeelNode *in)
{
	const RtFeelNode *list = in->child->next, *low = list != NULL ? list->child : NULL;
	if (list == NULL || list->next != NULL || list->kind != RT_FEEL_NODE_LIST || low == NULL || low->next == NULL ||
	    low->next->next != NULL || in->constant || in->child->type->kind == RT_FEEL_LIST ||
	    !lies_between (parser, low, low->next))
		return;
	g_autofree char *x = rt_feel_excerpt (parser, low), *y = rt_feel_excerpt (parser, low->next);
	rt_feel_report (parser, RT_FEEL_WARNING, "pair", list->start, list->end,
			"this holds of `%s` and `%s` only; all between them too is [%s..%s], just these two is (%s, %s)", x, y, x,
			y, x, y);
}
