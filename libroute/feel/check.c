/* What the types of a tree say before anything runs: the type of each node, and findings for the author. */
#include "libroute/feel/check.h"
#include "libroute/feel/leaf.h"
#include "libroute/feel/ops.h"
#include <string.h>

typedef void (*Check) (RtFeelParser *parser, RtFeelNode *node);

/* ---- operators -------------------------------------------------------------------------------- */

static void
check_const (RtFeelParser *parser, RtFeelNode *node)
{
	node->type = rt_feel_type_of (node->as.value);
}

static void
check_negate (RtFeelParser *parser, RtFeelNode *node)
{
	const RtFeelType *type = node->child->type;
	node->type = rt_feel_type_unbounded (type);
	if (!rt_feel_is_known (type) || type->kind == RT_FEEL_NUMBER || type->kind == RT_FEEL_YEARS_MONTHS ||
	    type->kind == RT_FEEL_DAYS_TIME)
		return;
	node->type = &rt_feel_type_any;
	g_autofree char *what = rt_feel_excerpt (parser, node->child);
	rt_feel_type_error (parser, "type", node,
			    "`%s` is a %s: only a number or duration can be made negative", what,
			    rt_feel_kind_of (node->child));
}

/* received - 30: a bare number where days are meant */
static char *
days_meant (const RtFeelNode *moment, const RtFeelNode *number)
{
	gint64 days;
	gboolean bare = number->kind == RT_FEEL_NODE_CONST && rt_feel_get_integer (number->as.value, &days) && days >= 0;
	guint8 kind = moment->type->kind;
	if (!bare || (kind != RT_FEEL_DATE && kind != RT_FEEL_DATE_TIME && kind != RT_FEEL_DAYS_TIME))
		return g_strdup ("");
	return g_strdup_printf ("; did you mean @\"P%" G_GINT64_FORMAT "D\"?", days);
}

static void
check_arithmetic (RtFeelParser *parser, RtFeelNode *node)
{
	const RtFeelNode *left = node->child, *right = left->next;
	if (left->type->only_null || right->type->only_null)
		rt_feel_type_error (parser, "null", node, "`%s` with null is always null",
				    rt_feel_operator_text (node->op));
	if (!rt_feel_is_known (left->type) || !rt_feel_is_known (right->type))
		return;
	RtFeelKind kind = rt_feel_arithmetic_kind (node->op, left->type->kind, right->type->kind);
	node->type = rt_feel_type_simple (kind);
	if (node->op == RT_FEEL_OP_DIV && !left->constant && rt_feel_is_zero (right))
		rt_feel_type_error (parser, "null", node, "this is always null: division by zero");
	if (kind != RT_FEEL_NULL) {
		rt_feel_check_nothing_left (parser, node);
		return;
	}
	g_autofree char *a = rt_feel_excerpt (parser, left), *b = rt_feel_excerpt (parser, right);
	gboolean moves = node->op == RT_FEEL_OP_ADD || node->op == RT_FEEL_OP_SUB;
	g_autofree char *hint = moves ? days_meant (left, right) : g_strdup ("");
	rt_feel_type_error (parser, "type", node, "`%s` is a %s, `%s` is a %s: `%s` is not defined for these%s", a,
			    rt_feel_kind_of (left), b, rt_feel_kind_of (right), rt_feel_operator_text (node->op), hint);
}

static gboolean
has_word (const char *const *words, const RtFeelText *text)
{
	for (; *words != NULL; words++) {
		gsize length = strlen (*words);
		gboolean begins = length > 0 && (*words)[length - 1] == '*';
		length -= begins;
		if ((begins ? text->length > length : text->length == length) &&
		    memcmp (*words, text->bytes, length) == 0)
			return TRUE;
	}
	return FALSE;
}

/* a text that is not one of the words a closed list allows is a mistake, not a test */
void
rt_feel_check_word (RtFeelParser *parser, const RtFeelNode *place, const RtFeelType *type, RtFeelValue value)
{
	if (type->words == NULL || value.kind != RT_FEEL_STRING ||
	    has_word (type->words, rt_feel_text (value)))
		return;
	const RtFeelText *text = rt_feel_text (value);
	RtFeelNearest nearest = {.written = text->bytes, .length = text->length};
	g_autoptr (GString) all = g_string_new (NULL);
	for (const char *const *word = type->words; *word != NULL; word++) {
		RtFeelName name = rt_feel_name (*word, strlen (*word));
		rt_feel_nearest_consider (&name, &nearest);
		if (all->len < 200)
			g_string_append_printf (all, "%s\"%s\"", all->len != 0 ? ", " : "", *word);
		else if (all->str[all->len - 1] == '"')
			g_string_append (all, ", ...");
	}
	if (nearest.name != NULL)
		rt_feel_type_error (parser, "word", place,
				    "\"%s\" is not one of the words here; did you mean \"%s\"?", text->bytes,
				    nearest.name);
	else
		rt_feel_type_error (parser, "word", place, "\"%s\" is not one of the words here: %s",
				    text->bytes, all->str);
}

static void
check_words (RtFeelParser *parser, const RtFeelNode *a, const RtFeelNode *b)
{
	if (b->kind == RT_FEEL_NODE_CONST)
		rt_feel_check_word (parser, b, a->type, b->as.value);
	rt_feel_check_case (parser, a, b);
	for (const RtFeelNode *item = b->kind == RT_FEEL_NODE_LIST ? b->child : NULL; item != NULL;
	     item = item->next)
		if (item->kind == RT_FEEL_NODE_CONST)
			rt_feel_check_word (parser, item, a->type, item->as.value);
}

/* begin = "2026-01-01": a text where a date is meant */
static const char *
meant_literal (RtFeelParser *parser, const RtFeelNode *node, RtFeelKind wanted)
{
	if (node->kind != RT_FEEL_NODE_CONST || node->as.value.kind != RT_FEEL_STRING)
		return NULL;
	const RtFeelText *text = rt_feel_text (node->as.value);
	return rt_feel_temporal_from_text (parser->tree, text->bytes, text->length).kind == wanted ? text->bytes
												   : NULL;
}

/* 2026-01-31: two subtractions, where a date is meant */
static char *
date_meant (RtFeelParser *parser, const RtFeelNode *node, RtFeelKind wanted)
{
	const char *text = parser->text + node->start;
	gboolean written = node->kind == RT_FEEL_NODE_ARITHMETIC && node->end - node->start == strlen ("2026-01-31") &&
			   rt_feel_temporal_from_text (parser->tree, text, node->end - node->start).kind == RT_FEEL_DATE;
	return written && (wanted == RT_FEEL_DATE || wanted == RT_FEEL_DATE_TIME)
		   ? g_strndup (text, node->end - node->start)
		   : NULL;
}

/* what the one side should have been to be compared with the other: "; did you mean ...?", or NULL */
static char *
side_meant (RtFeelParser *parser, const RtFeelNode *side, const RtFeelNode *other)
{
	RtFeelKind wanted = (RtFeelKind)other->type->kind;
	const char *literal = meant_literal (parser, side, wanted);
	g_autofree char *date = literal == NULL ? date_meant (parser, side, wanted) : NULL;
	if (literal != NULL || date != NULL)
		return g_strdup_printf ("; did you mean @\"%s\"?", literal != NULL ? literal : date);
	if (wanted != RT_FEEL_DAYS_TIME)
		return NULL;
	char *days = days_meant (other, side);
	if (days[0] != '\0')
		return days;
	g_free (days);
	return NULL;
}

/* a < b < c compares true or false with c */
static char *
chain_meant (RtFeelParser *parser, const RtFeelNode *node, const RtFeelNode *left, const RtFeelNode *right)
{
	if (node->kind != RT_FEEL_NODE_COMPARE || left->kind != RT_FEEL_NODE_COMPARE || left->start != left->child->start)
		return NULL;
	g_autofree char *first = rt_feel_excerpt (parser, left), *middle = rt_feel_excerpt (parser, left->child->next);
	g_autofree char *last = rt_feel_excerpt (parser, right);
	return g_strdup_printf ("; did you mean `%s and %s %s %s`?", first, middle,
				rt_feel_operator_text ((RtFeelOperator)node->op), last);
}

/* kinds = "weapon", where one of the kinds is meant */
static char *
member_meant (RtFeelParser *parser, const RtFeelNode *node, const RtFeelNode *left, const RtFeelNode *right)
{
	const RtFeelNode *list = left->type->kind == RT_FEEL_LIST ? left : right, *item = list == left ? right : left;
	if (node->kind != RT_FEEL_NODE_COMPARE || list->type->kind != RT_FEEL_LIST ||
	    list->type->item->kind != item->type->kind)
		return NULL;
	g_autofree char *x = rt_feel_excerpt (parser, list), *y = rt_feel_excerpt (parser, item);
	if (node->op == RT_FEEL_OP_EQ)
		return g_strdup_printf ("; did you mean `list contains(%s, %s)`?", x, y);
	if (node->op == RT_FEEL_OP_NE)
		return g_strdup_printf ("; did you mean `not(list contains(%s, %s))`?", x, y);
	return g_strdup_printf ("; did you mean `some x in %s satisfies ...`?", x);
}

static void
report_incomparable (RtFeelParser *parser, const RtFeelNode *node, const RtFeelNode *left,
		     const RtFeelNode *right)
{
	g_autofree char *x = rt_feel_excerpt (parser, left), *y = rt_feel_excerpt (parser, right);
	g_autofree char *hint = side_meant (parser, right, left);
	if (hint == NULL)
		hint = side_meant (parser, left, right);
	if (hint == NULL)
		hint = chain_meant (parser, node, left, right);
	if (hint == NULL)
		hint = member_meant (parser, node, left, right);
	rt_feel_type_error (parser, "type", node, "`%s` is a %s, `%s` is a %s: these cannot be compared%s", x,
			    rt_feel_kind_of (left), y, rt_feel_kind_of (right), hint != NULL ? hint : "");
}

static void
check_comparable (RtFeelParser *parser, const RtFeelNode *node, const RtFeelNode *left,
		  const RtFeelNode *right, gboolean ordered)
{
	const RtFeelType *a = left->type, *b = right->type;
	if (!rt_feel_is_known (a) || !rt_feel_is_known (b)) {
		const RtFeelNode *null = a->only_null ? left : right;
		if (ordered && null->type->only_null)
			rt_feel_type_error (parser, "type", node,
					    "null is neither less nor more than anything");
		return;
	}
	check_words (parser, left, right);
	check_words (parser, right, left);
	if (rt_feel_kinds_equal (a->kind, b->kind) && (!ordered || rt_feel_kind_is_ordered (a->kind)))
		return;
	report_incomparable (parser, node, left, right);
}

static void
check_compare (RtFeelParser *parser, RtFeelNode *node)
{
	node->type = rt_feel_type_simple (RT_FEEL_BOOLEAN);
	gboolean ordered = node->op != RT_FEEL_OP_EQ && node->op != RT_FEEL_OP_NE;
	check_comparable (parser, node, node->child, node->child->next, ordered);
	if (rt_feel_scope_is_silent (parser->scope))
		return;
	rt_feel_check_bounds (parser, node);
	rt_feel_check_itself (parser, node);
	rt_feel_check_counts (parser, node);
}

static void
check_between (RtFeelParser *parser, RtFeelNode *node)
{
	node->type = rt_feel_type_simple (RT_FEEL_BOOLEAN);
	const RtFeelNode *value = node->child, *low = value->next, *high = low->next;
	check_comparable (parser, node, value, low, TRUE);
	/* of null that has been said */
	if (!value->type->only_null && !low->type->only_null)
		check_comparable (parser, node, value, high, TRUE);
	if (rt_feel_scope_is_silent (parser->scope))
		return;
	rt_feel_check_range (parser, node, low, high);
	rt_feel_check_between (parser, node, value, low, high);
}

void
rt_feel_check_condition (RtFeelParser *parser, const RtFeelNode *node, const char *where)
{
	if (!rt_feel_is_known (node->type) || node->type->kind == RT_FEEL_BOOLEAN)
		return;
	g_autofree char *what = rt_feel_excerpt (parser, node);
	rt_feel_type_error (parser, "type", node, "`%s` is a %s, but %s is a condition: true or false", what,
			    rt_feel_kind_of (node), where);
}

static void
check_logic (RtFeelParser *parser, RtFeelNode *node)
{
	node->type = rt_feel_type_simple (RT_FEEL_BOOLEAN);
	for (const RtFeelNode *child = node->child; child != NULL; child = child->next)
		rt_feel_check_condition (parser, child,
					 node->kind == RT_FEEL_NODE_AND ? "each side of `and`" : "each side of `or`");
	if (rt_feel_scope_is_silent (parser->scope))
		return;
	rt_feel_check_contradiction (parser, node);
	rt_feel_check_negation (parser, node);
	if (node->kind == RT_FEEL_NODE_OR)
		rt_feel_check_precedence (parser, node);
}

/* one test of `in`: a range or list holds what the value may be */
static void
check_test (RtFeelParser *parser, const RtFeelNode *value, const RtFeelNode *test)
{
	const RtFeelType *type = test->type;
	if (test->uses_input || !rt_feel_is_known (value->type))
		return;
	/* a list may be equal to the whole of another: what its items are says nothing */
	if (test->kind == RT_FEEL_NODE_LIST && value->type->kind == RT_FEEL_LIST)
		return;
	if (value->kind == RT_FEEL_NODE_CONST && rt_feel_is_known (type))
		rt_feel_check_word (parser, value, type->kind == RT_FEEL_LIST ? type->item : type, value->as.value);
	if (test->kind == RT_FEEL_NODE_LIST)
		for (const RtFeelNode *item = test->child; item != NULL; item = item->next)
			check_test (parser, value, item);
	if (test->kind == RT_FEEL_NODE_CONST)
		rt_feel_check_word (parser, test, value->type, test->as.value);
	rt_feel_check_case (parser, value, test);
	if (test->kind == RT_FEEL_NODE_ONE_SIDED && test->child->kind == RT_FEEL_NODE_CONST)
		rt_feel_check_word (parser, test->child, value->type, test->child->as.value);
	if (test->kind == RT_FEEL_NODE_RANGE)
		rt_feel_check_between (parser, test, value, test->child, test->child->next);
	while (rt_feel_is_known (type) && type->kind != value->type->kind &&
	       (type->kind == RT_FEEL_LIST || type->kind == RT_FEEL_RANGE))
		type = type->item;
	if (!rt_feel_is_known (type) || rt_feel_kinds_equal (type->kind, value->type->kind) ||
	    test->kind == RT_FEEL_NODE_LIST)
		return;
	g_autofree char *x = rt_feel_excerpt (parser, value), *y = rt_feel_excerpt (parser, test);
	rt_feel_type_error (parser, "type", test, "`%s` is a %s and cannot be in `%s`, of %s", x,
			    rt_feel_kind_of (value), y, rt_feel_kind_name (type->kind));
}

static void
check_in (RtFeelParser *parser, RtFeelNode *node)
{
	node->type = rt_feel_type_simple (RT_FEEL_BOOLEAN);
	rt_feel_check_pair (parser, node);
	for (const RtFeelNode *test = node->child->next; test != NULL; test = test->next)
		check_test (parser, node->child, test);
}

static void
check_instance (RtFeelParser *parser, RtFeelNode *node)
{
	const RtFeelType *type = node->child->type, *wanted = node->as.wanted;
	node->type = rt_feel_type_simple (RT_FEEL_BOOLEAN);
	if (node->child->constant || !rt_feel_is_known (type) || !rt_feel_is_known (wanted) || type->kind == wanted->kind)
		return;
	g_autofree char *what = rt_feel_excerpt (parser, node->child);
	rt_feel_report (parser, RT_FEEL_WARNING, "always-false", node->start, node->end,
			"`%s` is a %s: this is never true", what, rt_feel_kind_of (node->child));
}

/* ---- ranges, lists, contexts ------------------------------------------------------------------ */

static void
check_range (RtFeelParser *parser, RtFeelNode *node)
{
	const RtFeelNode *low = node->child, *high = low->next;
	node->type =
	    rt_feel_type_make_range (parser->kept, rt_feel_type_join (parser->kept, low->type, high->type));
	if (rt_feel_is_known (low->type) && rt_feel_is_known (high->type))
		check_comparable (parser, node, low, high, TRUE);
	rt_feel_check_range (parser, node, low, high);
}

static void
check_one_sided (RtFeelParser *parser, RtFeelNode *node)
{
	node->type = rt_feel_type_make_range (parser->kept, node->child->type);
}

static void
check_list (RtFeelParser *parser, RtFeelNode *node)
{
	const RtFeelType *item = node->child != NULL ? node->child->type : &rt_feel_type_any;
	for (const RtFeelNode *child = node->child; child != NULL; child = child->next)
		item = rt_feel_type_join (parser->kept, item, child->type);
	node->type = rt_feel_type_make_list (parser->kept, item);
}

static void
check_context (RtFeelParser *parser, RtFeelNode *node)
{
	const RtFeelShape *shape = node->as.shape;
	RtFeelType *type = rt_feel_type_make (parser->kept, RT_FEEL_CONTEXT);
	RtFeelField *fields = rt_arena_array (parser->kept, (gsize)shape->count + 1, sizeof *fields);
	const RtFeelNode *child = node->child;
	for (guint i = 0; i < shape->count; i++, child = child->next)
		fields[i] = (RtFeelField){shape->names[i], child->type};
	type->fields = fields;
	type->n_fields = (guint16)shape->count;
	node->type = type;
}

/* ---- paths and filters ------------------------------------------------------------------------ */

static void
unknown_member (RtFeelParser *parser, RtFeelNode *node, const RtFeelType *of)
{
	const RtFeelName *name = &node->as.member.name;
	RtFeelNearest nearest = {.written = name->text, .length = name->length};
	for (guint i = 0; i < of->n_fields; i++)
		rt_feel_nearest_consider (&of->fields[i].name, &nearest);
	rt_feel_property_each ((RtFeelKind)of->kind, rt_feel_nearest_consider, &nearest);
	g_autofree char *what = rt_feel_excerpt (parser, node->child);
	if (of->kind == RT_FEEL_NUMBER && g_ascii_isdigit (name->text[0]))
		rt_feel_type_error (parser, "unknown-name", node,
				    "a number has one point at most, before its decimals: write 1000000 for a million");
	else if (nearest.name != NULL)
		rt_feel_type_error (parser, "unknown-name", node, "`%s` has no `%s`; did you mean `%s`?",
				    what, name->text, nearest.name);
	else
		rt_feel_type_error (parser, "unknown-name", node, "`%s` (%s) has no `%s`", what,
				    rt_feel_kind_name (of->kind), name->text);
}

/* the type of one member; NULL when there is none */
static const RtFeelType *
member_type (const RtFeelType *of, const RtFeelName *name)
{
	guint index;
	if (!rt_feel_is_known (of))
		return &rt_feel_type_any;
	if (of->kind == RT_FEEL_CONTEXT) {
		const RtFeelField *field = rt_feel_type_field (of, name, &index);
		return field != NULL ? field->type : of->partial ? &rt_feel_type_any : NULL;
	}
	RtFeelProperty property = rt_feel_property_find (of->kind, name);
	if (property == RT_FEEL_N_PROPERTIES)
		return NULL;
	const RtFeelType *type = rt_feel_property_type (property);
	return rt_feel_type_is_any (type) ? of->item : type;
}

static void
check_member (RtFeelParser *parser, RtFeelNode *node)
{
	const RtFeelType *of = node->child->type;
	guint lists = 0;
	RtFeelPlace *place = node->child->place;
	for (; of->kind == RT_FEEL_LIST; of = of->item)
		lists++;
	if (place != NULL) {
		place->read = FALSE;
		node->place =
		    rt_feel_place_new (parser, place->slot, place->path, &node->as.member.name, node->start);
	}
	const RtFeelType *type = member_type (of, &node->as.member.name);
	if (type == NULL) {
		unknown_member (parser, node, of);
		return;
	}
	for (; lists > 0; lists--)
		type = rt_feel_type_make_list (parser->kept, type);
	node->type = type;
}

static void
check_filter (RtFeelParser *parser, RtFeelNode *node)
{
	const RtFeelType *list = node->child->type, *condition = node->child->next->type;
	if (list->kind != RT_FEEL_LIST && rt_feel_is_known (list))
		list = rt_feel_type_make_list (parser->kept, list);
	node->type = condition->kind == RT_FEEL_BOOLEAN ? list : &rt_feel_type_any;
	rt_feel_check_condition (parser, node->child->next, "a filter");
}

static void
check_index (RtFeelParser *parser, RtFeelNode *node)
{
	const RtFeelType *type = node->child->type;
	node->type = type->kind == RT_FEEL_LIST ? type->item : type;
	if (!node->child->constant && rt_feel_is_zero (node->child->next))
		rt_feel_type_error (parser, "null", node->child->next,
				    "this is always null: positions count from 1, or from -1 at the end");
}

static void
check_if (RtFeelParser *parser, RtFeelNode *node)
{
	const RtFeelNode *yes = node->child->next;
	node->type = rt_feel_type_join (parser->kept, yes->type, yes->next->type);
	rt_feel_check_condition (parser, node->child, "what follows `if`");
}

static const RtFeelNode *
last_child (const RtFeelNode *node)
{
	const RtFeelNode *last = node->child;
	while (last->next != NULL)
		last = last->next;
	return last;
}

static void
check_for (RtFeelParser *parser, RtFeelNode *node)
{
	node->type = rt_feel_type_make_list (parser->kept, last_child (node)->type);
}

static void
check_quantified (RtFeelParser *parser, RtFeelNode *node)
{
	node->type = rt_feel_type_simple (RT_FEEL_BOOLEAN);
	rt_feel_check_condition (parser, last_child (node), "what follows `satisfies`");
}

static void
check_nothing (RtFeelParser *parser, RtFeelNode *node)
{
}

void
rt_feel_check (RtFeelParser *parser, RtFeelNode *node)
{
	static const Check checks[] = {
	    [RT_FEEL_NODE_CONST] = check_const,
	    [RT_FEEL_NODE_SLOT] = check_nothing,
	    [RT_FEEL_NODE_LOCAL] = check_nothing,
	    [RT_FEEL_NODE_BUILTIN] = check_nothing,
	    [RT_FEEL_NODE_MEMBER] = check_member,
	    [RT_FEEL_NODE_ITEM_NAME] = check_nothing,
	    [RT_FEEL_NODE_NEGATE] = check_negate,
	    [RT_FEEL_NODE_ARITHMETIC] = check_arithmetic,
	    [RT_FEEL_NODE_COMPARE] = check_compare,
	    [RT_FEEL_NODE_AND] = check_logic,
	    [RT_FEEL_NODE_OR] = check_logic,
	    [RT_FEEL_NODE_BETWEEN] = check_between,
	    [RT_FEEL_NODE_IN] = check_in,
	    [RT_FEEL_NODE_TESTS] = check_in,
	    [RT_FEEL_NODE_RANGE] = check_range,
	    [RT_FEEL_NODE_ONE_SIDED] = check_one_sided,
	    [RT_FEEL_NODE_LIST] = check_list,
	    [RT_FEEL_NODE_CONTEXT] = check_context,
	    [RT_FEEL_NODE_IF] = check_if,
	    [RT_FEEL_NODE_FOR] = check_for,
	    [RT_FEEL_NODE_SOME] = check_quantified,
	    [RT_FEEL_NODE_EVERY] = check_quantified,
	    [RT_FEEL_NODE_ITERATOR] = check_nothing,
	    [RT_FEEL_NODE_FILTER] = check_filter,
	    [RT_FEEL_NODE_INDEX] = check_index,
	    [RT_FEEL_NODE_CALL] = rt_feel_check_call,
	    [RT_FEEL_NODE_INVOKE] = rt_feel_check_invoke,
	    [RT_FEEL_NODE_FUNCTION] = check_nothing,
	    [RT_FEEL_NODE_INSTANCE_OF] = check_instance,
	};
	checks[node->kind](parser, node);
}
