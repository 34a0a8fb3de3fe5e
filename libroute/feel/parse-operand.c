/* What an operator can stand between: literals, brackets, contexts, `if`, loops, functions, names. */
#include "libroute/feel/parser.h"
#include "libroute/feel/leaf.h"
#include <string.h>

#define POWER_NEGATE 70u

static RtFeelNode *
constant (RtFeelParser *parser, RtFeelValue value, guint start)
{
	RtFeelNode *node = rt_feel_node (parser, RT_FEEL_NODE_CONST, start);
	node->as.value = value;
	return rt_feel_node_done (parser, node);
}

static RtFeelNode *
parse_number (RtFeelParser *parser, guint start)
{
	char *digits;
	if (!rt_feel_read_number (parser, &digits))
		return NULL;
	RtFeelValue value = rt_feel_number (parser->kept, digits);
	if (rt_feel_is_null (value))
		return rt_feel_syntax_error (parser, "number", start, (guint)parser->at,
					     "`%s` is too large or too small a number", digits);
	return constant (parser, value, start);
}

static RtFeelNode *
parse_string (RtFeelParser *parser, guint start)
{
	const char *bytes;
	gsize length;
	if (!rt_feel_read_string (parser, &bytes, &length))
		return NULL;
	return constant (parser, rt_feel_string (parser->kept, bytes, length), start);
}

/* @"2026-01-31", @"PT1H" */
static RtFeelNode *
parse_at_literal (RtFeelParser *parser, guint start)
{
	const char *bytes;
	gsize length;
	if (!rt_feel_peek (parser, "\""))
		return rt_feel_syntax_error (parser, "syntax", start, (guint)parser->at,
					     "a text in quotes is expected after @, as in @\"2026-01-31\"");
	if (!rt_feel_read_string (parser, &bytes, &length))
		return NULL;
	RtFeelValue value = rt_feel_temporal_from_text (parser->kept, bytes, length);
	RtFeelNode *node = constant (parser, value, start);
	if (node != NULL && rt_feel_is_null (value)) {
		/* what was meant is not known: no echoes */
		node->type = &rt_feel_type_any;
		rt_feel_type_error (parser, "temporal", node,
				    "\"%s\" is no date, time, date and time or duration, as \"2026-01-31\" or \"P30D\" is",
				    bytes);
	}
	return node;
}

/* ---- brackets --------------------------------------------------------------------------------- */

RtFeelNode *
rt_feel_parse_range_end (RtFeelParser *parser, RtFeelNode *low, RtFeelEnd low_end, guint start)
{
	RtFeelNode *node = rt_feel_node (parser, RT_FEEL_NODE_RANGE, start);
	RtFeelNode *high = rt_feel_parse_expression (parser);
	if (high == NULL)
		return NULL;
	node->as.ends.low = low_end;
	if (rt_feel_take (parser, "]"))
		node->as.ends.high = RT_FEEL_END_CLOSED;
	else if (rt_feel_take (parser, ")") || rt_feel_take (parser, "["))
		node->as.ends.high = RT_FEEL_END_OPEN;
	else
		return rt_feel_expect (parser, "]", "the end of a range") ? node : NULL;
	node->child = low;
	low->next = high;
	return rt_feel_node_done (parser, node);
}

static RtFeelNode *
parse_list (RtFeelParser *parser, RtFeelNode *first, guint start)
{
	RtFeelNode *node = rt_feel_node (parser, RT_FEEL_NODE_LIST, start);
	node->child = first;
	for (RtFeelNode *last = first; last != NULL && rt_feel_take (parser, ","); last = last->next) {
		last->next = rt_feel_parse_expression (parser);
		if (last->next == NULL)
			return NULL;
	}
	return rt_feel_expect (parser, "]", "the items of a list") ? rt_feel_node_done (parser, node) : NULL;
}

static RtFeelNode *
parse_square (RtFeelParser *parser, guint start)
{
	if (rt_feel_peek (parser, "]"))
		return parse_list (parser, NULL, start);
	RtFeelNode *first = rt_feel_parse_expression (parser);
	if (first == NULL)
		return NULL;
	if (rt_feel_take (parser, ".."))
		return rt_feel_parse_range_end (parser, first, RT_FEEL_END_CLOSED, start);
	return parse_list (parser, first, start);
}

static RtFeelNode *
parse_reversed (RtFeelParser *parser, guint start)
{
	RtFeelNode *low = rt_feel_parse_expression (parser);
	if (low == NULL || !rt_feel_expect (parser, "..", "the low end of a range"))
		return NULL;
	return rt_feel_parse_range_end (parser, low, RT_FEEL_END_OPEN, start);
}

/* (1 + 2), (1..5], (< 10) */
static RtFeelNode *
parse_round (RtFeelParser *parser, guint start)
{
	RtFeelNode *node = rt_feel_parse_test_or_range (parser, start);
	if (node == NULL || (node->kind == RT_FEEL_NODE_RANGE && node->start == start))
		return node;
	if (rt_feel_peek (parser, ",") && !rt_feel_report_slip (parser))
		return rt_feel_syntax_error (parser, "syntax", (guint)parser->at, (guint)parser->at + 1,
					     "several values in round brackets stand behind `in`, as in x in (1, 2)");
	if (parser->failed || !rt_feel_expect (parser, ")", "an expression in brackets"))
		return NULL;
	node->start = start;
	node->end = (guint)parser->at;
	return node;
}

RtFeelNode *
rt_feel_parse_bracket (RtFeelParser *parser, guint start)
{
	switch (parser->text[parser->at++]) {
	case '[':
		return parse_square (parser, start);
	case ']':
		return parse_reversed (parser, start);
	default:
		return parse_round (parser, start);
	}
}

/* ---- contexts --------------------------------------------------------------------------------- */

#define MOST_ENTRIES 1000u

static gboolean
parse_key (RtFeelParser *parser, RtFeelName *name)
{
	const char *bytes;
	gsize length;
	if (!rt_feel_peek (parser, "\""))
		return rt_feel_read_declared_name (parser, ":", name);
	if (!rt_feel_read_string (parser, &bytes, &length))
		return FALSE;
	*name = rt_feel_name (bytes, length);
	return TRUE;
}

static gboolean
is_repeated (const RtFeelName *names, guint n)
{
	for (guint i = 0; i < n; i++)
		if (names[i].hash == names[n].hash && names[i].length == names[n].length &&
		    memcmp (names[i].text, names[n].text, names[n].length) == 0)
			return TRUE;
	return FALSE;
}

/* one `key: value`; the key is a name for the entries behind it */
static RtFeelNode *
parse_entry (RtFeelParser *parser, GArray *names)
{
	RtFeelName name;
	rt_feel_space (parser);
	guint start = (guint)parser->at;
	if (!parse_key (parser, &name) || !rt_feel_expect (parser, ":", "the name of an entry"))
		return NULL;
	g_array_append_val (names, name);
	if (is_repeated ((RtFeelName *)(void *)names->data, names->len - 1))
		return rt_feel_syntax_error (parser, "duplicate", start, (guint)parser->at,
					     "this context has two entries `%s`", name.text);
	RtFeelNode *value = rt_feel_parse_expression (parser);
	if (value == NULL)
		return NULL;
	/* each entry is a node of its own in a list, and carries the local that later entries read */
	RtFeelLocalName *local = rt_feel_frame_declare (parser, name, value->type);
	if (local == NULL)
		return NULL;
	value->local = local->binding.index;
	local->holder = value;
	return value;
}

static gboolean
parse_entries (RtFeelParser *parser, RtFeelNode **link, GArray *names)
{
	if (rt_feel_take (parser, "}"))
		return TRUE;
	do {
		*link = names->len < MOST_ENTRIES ? parse_entry (parser, names) : NULL;
		if (*link == NULL)
			return FALSE;
		link = &(*link)->next;
	} while (rt_feel_take (parser, ","));
	return rt_feel_expect (parser, "}", "the entries of a context");
}

static const RtFeelShape *
keep_shape (RtFeelParser *parser, const GArray *names)
{
	RtFeelShape *shape = rt_arena_alloc (parser->kept, sizeof *shape + names->len * sizeof (RtFeelName));
	shape->count = names->len;
	if (names->len != 0)
		memcpy (shape->names, names->data, names->len * sizeof (RtFeelName));
	return shape;
}

RtFeelNode *
rt_feel_parse_context (RtFeelParser *parser, guint start)
{
	g_autoptr (GArray) names = g_array_new (FALSE, FALSE, sizeof (RtFeelName));
	RtFeelFrame frame = {0};
	RtFeelNode *node = rt_feel_node (parser, RT_FEEL_NODE_CONTEXT, start);
	rt_feel_frame_push (parser, &frame);
	gboolean parsed = parse_entries (parser, &node->child, names);
	rt_feel_frame_pop (parser);
	for (const RtFeelLocalName *local = frame.names; local != NULL; local = local->next)
		if (!local->used && local->holder != NULL)
			local->holder->local = RT_FEEL_NONE;
	if (!parsed)
		return parser->failed ? NULL
				      : rt_feel_syntax_error (parser, "size", start, (guint)parser->at,
							      "this context has too many entries");
	node->as.shape = keep_shape (parser, names);
	return rt_feel_node_done (parser, node);
}

/* ---- if, minus, not, literals ----------------------------------------------------------------- */

static RtFeelNode *
parse_if (RtFeelParser *parser, guint start)
{
	RtFeelNode *node = rt_feel_node (parser, RT_FEEL_NODE_IF, start), *condition, *yes, *no;
	if ((condition = rt_feel_parse_expression (parser)) == NULL ||
	    !rt_feel_expect_word (parser, "then", "the condition of `if`") ||
	    (yes = rt_feel_parse_expression (parser)) == NULL ||
	    !rt_feel_expect_word (parser, "else", "the first answer of `if`") ||
	    (no = rt_feel_parse_expression (parser)) == NULL)
		return NULL;
	node->child = condition;
	condition->next = yes;
	yes->next = no;
	return rt_feel_node_done (parser, node);
}

static RtFeelNode *
parse_minus (RtFeelParser *parser, guint start)
{
	RtFeelNode *node = rt_feel_node (parser, RT_FEEL_NODE_NEGATE, start);
	node->child = rt_feel_parse_power (parser, POWER_NEGATE);
	return node->child != NULL ? rt_feel_node_done (parser, node) : NULL;
}

/* ---- operands --------------------------------------------------------------------------------- */

static RtFeelNode *
parse_word (RtFeelParser *parser, guint start)
{
	if (rt_feel_take_word (parser, "if"))
		return parse_if (parser, start);
	if (rt_feel_take_word (parser, "for"))
		return rt_feel_parse_iteration (parser, RT_FEEL_NODE_FOR, start);
	if (rt_feel_take_word (parser, "some"))
		return rt_feel_parse_iteration (parser, RT_FEEL_NODE_SOME, start);
	if (rt_feel_take_word (parser, "every"))
		return rt_feel_parse_iteration (parser, RT_FEEL_NODE_EVERY, start);
	if (rt_feel_take_word (parser, "true"))
		return constant (parser, rt_feel_boolean (TRUE), start);
	if (rt_feel_take_word (parser, "false"))
		return constant (parser, rt_feel_boolean (FALSE), start);
	if (rt_feel_take_word (parser, "null"))
		return constant (parser, rt_feel_null (), start);
	gsize before = parser->at;
	if (rt_feel_take_word (parser, "function")) {
		if (rt_feel_take (parser, "("))
			return rt_feel_parse_function (parser, start);
		parser->at = before;
	}
	return NULL;
}

static gboolean
is_keyword (RtFeelParser *parser)
{
	static const char *const words[] = {"if",   "for",   "some", "every",
					    "true", "false", "null", "function"};
	char first = parser->at < parser->length ? parser->text[parser->at] : '\0';
	for (guint i = 0; i < G_N_ELEMENTS (words); i++)
		if (*words[i] == first && rt_feel_peek_word (parser, words[i]))
			return !rt_feel_is_longer_name (parser);
	return FALSE;
}

/* age >= 12 and < 23 */
static gboolean
report_bare_comparison (RtFeelParser *parser)
{
	gsize length;
	RtFeelOperator op = rt_feel_peek_operator (parser, &length);
	if (op == RT_FEEL_N_OPERATORS || rt_feel_operator_node (op) != RT_FEEL_NODE_COMPARE ||
	    (parser->at > 0 && strchr ("=<>!", parser->text[parser->at - 1]) != NULL))
		return FALSE;
	rt_feel_syntax_error (parser, "syntax", (guint)parser->at, (guint)(parser->at + length),
			      "a value is expected before `%s`: each comparison says what it compares",
			      rt_feel_operator_text (op));
	return TRUE;
}

static RtFeelNode *
parse_primary (RtFeelParser *parser)
{
	rt_feel_space (parser);
	guint start = (guint)parser->at;
	gsize next;
	char c = parser->at < parser->length ? parser->text[parser->at] : '\0';
	if (g_ascii_isdigit (c) ||
	    (c == '.' && parser->at + 1 < parser->length && g_ascii_isdigit (parser->text[parser->at + 1])))
		return parse_number (parser, start);
	if (c == '"')
		return parse_string (parser, start);
	if (c == '[' || c == ']' || c == '(')
		return rt_feel_parse_bracket (parser, start);
	if (rt_feel_take (parser, "{"))
		return rt_feel_parse_context (parser, start);
	if (rt_feel_take (parser, "@"))
		return parse_at_literal (parser, start);
	gboolean name = rt_feel_is_name_char (parser->text, parser->length, parser->at, &next);
	if (!name && report_bare_comparison (parser))
		return NULL;
	if (!name && start < parser->length && rt_feel_report_slip (parser))
		return NULL;
	if (!name)
		return rt_feel_syntax_error (parser, "syntax", start, start + (start < parser->length),
					     start < parser->length
						 ? "a value is expected here"
						 : "the text ends where a value is expected");
	if (is_keyword (parser)) {
		RtFeelNode *node = parse_word (parser, start);
		if (node != NULL || parser->failed)
			return node;
	}
	return rt_feel_parse_name (parser, start);
}

RtFeelNode *
rt_feel_parse_operand (RtFeelParser *parser)
{
	rt_feel_space (parser);
	guint start = (guint)parser->at;
	if (rt_feel_take (parser, "-")) {
		if (!rt_feel_enter (parser))
			return NULL;
		RtFeelNode *node = parse_minus (parser, start);
		rt_feel_leave (parser);
		return node;
	}
	return rt_feel_parse_postfix (parser, parse_primary (parser));
}
