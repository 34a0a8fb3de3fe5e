/* What follows an operand: .path, [filter], (arguments); and the constructs that bring names: loops and
 * functions. */
#include "libroute/feel/parser.h"
#include "libroute/feel/builtin.h"
#include <string.h>

#define MOST_ARGUMENTS 1000u

/* ---- paths ------------------------------------------------------------------------------------ */

static const RtFeelType *
item_type (const RtFeelType *type)
{
	return type->kind == RT_FEEL_LIST ? type->item : type;
}

static const RtFeelField *
longest_field (const RtFeelParser *parser, const RtFeelType *type, gsize *end, guint *hint)
{
	const RtFeelField *best = NULL;
	for (guint i = 0; type->kind == RT_FEEL_CONTEXT && i < type->n_fields; i++) {
		gsize matched =
		    rt_feel_name_match (&type->fields[i].name, parser->text, parser->length, parser->at);
		if (matched > *end) {
			*end = matched;
			*hint = i;
			best = &type->fields[i];
		}
	}
	return best;
}

/* properties of two words; others are found as one */
static gsize
longest_property (const RtFeelParser *parser)
{
	static const char *const names[] = {"time offset", "start included", "end included"};
	for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
		RtFeelName name = {names[i], (guint32)strlen (names[i]), 0};
		gsize end = rt_feel_name_match (&name, parser->text, parser->length, parser->at);
		if (end != 0)
			return end;
	}
	return 0;
}

static gboolean
read_member_name (RtFeelParser *parser, const RtFeelType *type, RtFeelNode *node)
{
	rt_feel_space (parser);
	gsize start = parser->at, end = start, next;
	const RtFeelField *field = longest_field (parser, type, &end, &node->as.member.hint);
	if (field == NULL && (end = longest_property (parser)) == 0)
		for (end = start; rt_feel_is_name_char (parser->text, parser->length, end, &next);)
			end = next;
	if (end == start)
		return rt_feel_syntax_error (parser, "syntax", (guint)start, (guint)start + 1,
					     "a name is expected after `.`") != NULL;
	parser->at = end;
	if (field != NULL) {
		node->as.member.name = field->name;
		return TRUE;
	}
	const char *copy = rt_arena_strndup (parser->kept, parser->text + start, end - start);
	node->as.member.name = rt_feel_name (copy, end - start);
	return TRUE;
}

static RtFeelNode *
parse_path (RtFeelParser *parser, RtFeelNode *left)
{
	RtFeelNode *node = rt_feel_node (parser, RT_FEEL_NODE_MEMBER, left->start);
	const RtFeelType *of = left->type;
	while (of->kind == RT_FEEL_LIST)
		of = of->item;
	if (!read_member_name (parser, of, node))
		return NULL;
	node->child = left;
	return rt_feel_node_done (parser, node);
}

static RtFeelNode *
parse_filter (RtFeelParser *parser, RtFeelNode *left)
{
	RtFeelNode *node = rt_feel_node (parser, RT_FEEL_NODE_FILTER, left->start);
	RtFeelFrame frame = {.item = item_type (left->type), .item_place = left->place};
	rt_feel_frame_push (parser, &frame);
	node->index = frame.item_local = rt_feel_new_local (parser);
	gboolean read = left->place != NULL && left->place->read;
	RtFeelNode *condition = rt_feel_parse_expression (parser);
	rt_feel_frame_pop (parser);
	if (condition == NULL || !rt_feel_expect (parser, "]", "a filter"))
		return NULL;
	if (left->place != NULL)
		left->place->read = read;
	node->child = left;
	node->place = left->place;
	left->next = condition;
	if (condition->type->kind == RT_FEEL_NUMBER)
		node->kind = RT_FEEL_NODE_INDEX;
	return rt_feel_node_done (parser, node);
}

/* ---- arguments -------------------------------------------------------------------------------- */

typedef struct {
	RtFeelNode *first, *last;
	GArray *names; /* RtFeelName, as many as arguments, or none */
	guint n;
	const RtFeelBuiltin *of; /* or NULL */
} Arguments;

/* a name and a colon before the argument */
static gboolean
read_argument_name (RtFeelParser *parser, RtFeelName *name)
{
	rt_feel_space (parser);
	gsize at = parser->at, next;
	while (at < parser->length && (rt_feel_is_name_char (parser->text, parser->length, at, &next) ||
				       strchr ("./-'+* \t\r\n", parser->text[at]) != NULL))
		at = rt_feel_is_name_char (parser->text, parser->length, at, &next) ? next : at + 1;
	if (at == parser->at || at >= parser->length || parser->text[at] != ':' ||
	    g_ascii_isdigit (parser->text[parser->at]))
		return FALSE;
	return rt_feel_read_declared_name (parser, ":", name) && rt_feel_take (parser, ":");
}

/* sort (people, function (a, b) a.age < b.age): a and b are people */
static const RtFeelType *
lambda_type (RtFeelParser *parser, const Arguments *arguments)
{
	gboolean over_items = arguments->of != NULL && arguments->n == 1 && arguments->names->len == 0 &&
			      (arguments->of->call == rt_feel_fn_sort ||
			       arguments->of->call == rt_feel_fn_list_replace_at);
	if (!over_items || !rt_feel_peek_word (parser, "function") ||
	    arguments->first->type->kind != RT_FEEL_LIST)
		return NULL;
	return arguments->first->type->item;
}

static gboolean
parse_argument (RtFeelParser *parser, Arguments *arguments)
{
	RtFeelName name;
	guint start = (guint)parser->at;
	gboolean named = read_argument_name (parser, &name);
	if (arguments->n != 0 && named != (arguments->names->len != 0))
		return rt_feel_syntax_error (parser, "syntax", start, (guint)parser->at,
					     "either all arguments have a name or none has") != NULL;
	if (named)
		g_array_append_val (arguments->names, name);
	parser->lambda = lambda_type (parser, arguments);
	RtFeelNode *value = rt_feel_parse_expression (parser);
	if (value == NULL || ++arguments->n > MOST_ARGUMENTS)
		return rt_feel_syntax_error (parser, "size", start, (guint)parser->at,
					     "too many arguments") != NULL;
	if (arguments->last != NULL)
		arguments->last->next = value;
	else
		arguments->first = value;
	arguments->last = value;
	return TRUE;
}

static gboolean
parse_arguments (RtFeelParser *parser, Arguments *arguments)
{
	if (!rt_feel_expect (parser, "(", "a function") || rt_feel_take (parser, ")"))
		return !parser->failed;
	do {
		if (!parse_argument (parser, arguments))
			return FALSE;
	} while (rt_feel_take (parser, ","));
	return rt_feel_expect (parser, ")", "the arguments");
}

/* ---- calls of built-ins ----------------------------------------------------------------------- */

static gint
parameter_of (const RtFeelBuiltin *row, const RtFeelName *name)
{
	for (gint i = 0; row->params[i].name != NULL; i++)
		if (rt_feel_name_match (
			&(RtFeelName){row->params[i].name, (guint32)strlen (row->params[i].name), 0},
			name->text, name->length, 0) == name->length)
			return i;
	return -1;
}

/* puts the named arguments in the order of the row; FALSE when they do not fit it, or not as they are written */
static gboolean
arrange (const RtFeelBuiltin *row, const Arguments *arguments, gboolean as_written, RtFeelNode **places)
{
	memset (places, 0, (RT_FEEL_MAX_PARAMS + 1) * sizeof *places);
	RtFeelNode *node = arguments->first;
	gint last = -1;
	for (guint i = 0; i < arguments->n; i++, node = node->next) {
		gint at = parameter_of (row, &g_array_index (arguments->names, RtFeelName, i));
		if (at < 0 || places[at] != NULL || (as_written && at < last))
			return FALSE;
		places[at] = node;
		last = at;
	}
	for (guint i = 0; row->params[i].name != NULL; i++)
		if (places[i] == NULL && !row->params[i].optional)
			return FALSE;
	return TRUE;
}

static RtFeelNode *
missing_argument (RtFeelParser *parser)
{
	RtFeelNode *node = rt_feel_node (parser, RT_FEEL_NODE_CONST, (guint)parser->at);
	node->as.value.flags = RT_FEEL_FLAG_MISSING;
	return rt_feel_node_done (parser, node);
}

static gboolean
link_places (RtFeelParser *parser, RtFeelNode *call, RtFeelNode **places)
{
	gint last = -1;
	for (gint i = 0; i <= (gint)RT_FEEL_MAX_PARAMS; i++)
		if (places[i] != NULL)
			last = i;
	RtFeelNode **link = &call->child;
	for (gint i = 0; i <= last; i++) {
		*link = places[i] != NULL ? places[i] : missing_argument (parser);
		if (*link == NULL)
			return FALSE;
		(*link)->next = NULL;
		link = &(*link)->next;
	}
	return TRUE;
}

static gboolean
fits_row (const RtFeelBuiltin *row, const Arguments *arguments, gboolean as_written, RtFeelNode **places)
{
	if (arguments->names->len == 0)
		return rt_feel_row_takes (row, arguments->n);
	return arrange (row, arguments, as_written, places);
}

/* is it a row of the same function? */
static gboolean
is_row_of (guint row, guint first_row)
{
	return row < rt_feel_n_builtins && strcmp (rt_feel_builtins[row].name, rt_feel_builtins[first_row].name) == 0;
}

/* Finds the first row these arguments fit; FALSE when there is none. Two rows may have the same names: before (point,
 * range) and before (range, point); the one that has them in the order they are written in comes first. */
static gboolean
choose_row (RtFeelParser *parser, guint first_row, const Arguments *arguments, RtFeelNode *call)
{
	RtFeelNode *places[RT_FEEL_MAX_PARAMS + 1];
	for (gint as_written = TRUE; as_written >= FALSE; as_written--)
		for (guint row = first_row; is_row_of (row, first_row); row++) {
			if (!fits_row (&rt_feel_builtins[row], arguments, as_written, places))
				continue;
			call->index = row;
			call->op = arguments->names->len != 0;
			call->child = arguments->first;
			return !call->op || link_places (parser, call, places);
		}
	return FALSE;
}

/* the first argument whose name no row of the function knows, or NULL; the nearest name that one does know */
static const RtFeelName *
unknown_parameter (guint first_row, const Arguments *arguments, RtFeelNearest *nearest)
{
	for (guint i = 0; i < arguments->names->len; i++) {
		const RtFeelName *name = &g_array_index (arguments->names, RtFeelName, i);
		*nearest = (RtFeelNearest){.written = name->text, .length = name->length};
		gboolean known = FALSE;
		for (guint row = first_row; is_row_of (row, first_row); row++) {
			known = known || parameter_of (&rt_feel_builtins[row], name) >= 0;
			for (const RtFeelParam *param = rt_feel_builtins[row].params; param->name != NULL; param++)
				rt_feel_nearest_consider (
				    &(RtFeelName){param->name, (guint32)strlen (param->name), 0}, nearest);
		}
		if (!known)
			return name;
	}
	return NULL;
}

static void
append_signature (const RtFeelBuiltin *row, const char *before, GString *out)
{
	g_string_append_printf (out, "%s%s (", before, row->name);
	for (guint i = 0; row->params[i].name != NULL; i++)
		g_string_append_printf (out, "%s%s%s", i != 0 ? ", " : "", row->params[i].name,
					row->params[i].optional ? " (may be left out)" : "");
	g_string_append_c (out, ')');
}

static void
report_signature (RtFeelParser *parser, const RtFeelNode *node, guint first_row, const Arguments *arguments)
{
	RtFeelNearest nearest;
	const RtFeelName *unknown = unknown_parameter (first_row, arguments, &nearest);
	g_autoptr (GString) why = g_string_new ("");
	if (unknown != NULL)
		g_string_append_printf (why, "; there is no `%s`", unknown->text);
	if (unknown != NULL && nearest.name != NULL)
		g_string_append_printf (why, ", did you mean `%s`?", nearest.name);
	g_autoptr (GString) wanted = g_string_new (NULL);
	for (guint row = first_row; is_row_of (row, first_row); row++)
		append_signature (&rt_feel_builtins[row], row > first_row ? ", or " : "", wanted);
	rt_feel_type_error (parser, "arguments", node, "these arguments do not fit: %s%s", wanted->str, why->str);
}

RtFeelNode *
rt_feel_parse_builtin_call (RtFeelParser *parser, guint first_row, guint start)
{
	g_autoptr (GArray) names = g_array_new (FALSE, FALSE, sizeof (RtFeelName));
	Arguments arguments = {.names = names, .of = &rt_feel_builtins[first_row]};
	RtFeelNode *node = rt_feel_node (parser, RT_FEEL_NODE_CALL, start);
	if (!parse_arguments (parser, &arguments))
		return NULL;
	if (choose_row (parser, first_row, &arguments, node))
		return rt_feel_node_done (parser, node);
	if (parser->failed)
		return NULL;
	/* a call that fits no row is null */
	node->kind = RT_FEEL_NODE_CONST;
	node->child = NULL;
	node->as.value = rt_feel_null ();
	node = rt_feel_node_done (parser, node);
	if (node != NULL) {
		report_signature (parser, node, first_row, &arguments);
		node->type = &rt_feel_type_any;
	}
	return node;
}

static RtFeelNode *
parse_invocation (RtFeelParser *parser, RtFeelNode *left)
{
	g_autoptr (GArray) names = g_array_new (FALSE, FALSE, sizeof (RtFeelName));
	Arguments arguments = {.names = names};
	RtFeelNode *node = rt_feel_node (parser, RT_FEEL_NODE_INVOKE, left->start);
	if (!parse_arguments (parser, &arguments))
		return NULL;
	if (names->len != 0) {
		RtFeelName *kept = rt_arena_array (parser->kept, names->len, sizeof *kept);
		memcpy (kept, names->data, names->len * sizeof *kept);
		node->as.names = kept;
	}
	node->child = left;
	left->next = arguments.first;
	return rt_feel_node_done (parser, node);
}

/* in `x in [1..10[` the last bracket ends the range: no filter begins with an operator, a closing sign or
 * the end */
static gboolean
begins_filter (RtFeelParser *parser)
{
	gsize before = parser->at, length;
	if (!rt_feel_take (parser, "["))
		return FALSE;
	RtFeelOperator op = rt_feel_peek_operator (parser, &length);
	gboolean ends = (op != RT_FEEL_N_OPERATORS && op != RT_FEEL_OP_SUB) || parser->at == parser->length ||
			strchr ("),}.", parser->text[parser->at]) != NULL ||
			rt_feel_peek_word (parser, "then") || rt_feel_peek_word (parser, "else") ||
			rt_feel_peek_word (parser, "return") || rt_feel_peek_word (parser, "satisfies");
	parser->at = before;
	return !ends;
}

RtFeelNode *
rt_feel_parse_postfix (RtFeelParser *parser, RtFeelNode *operand)
{
	while (operand != NULL) {
		rt_feel_space (parser);
		if (rt_feel_peek (parser, ".")) {
			if (rt_feel_peek (parser, ".."))
				break;
			parser->at++;
			operand = parse_path (parser, operand);
		} else if (begins_filter (parser)) {
			rt_feel_take (parser, "[");
			operand = parse_filter (parser, operand);
		} else if (rt_feel_peek (parser, "(")) {
			operand = parse_invocation (parser, operand);
		} else {
			break;
		}
	}
	return operand;
}

/* ---- loops ------------------------------------------------------------------------------------ */

/* an iteration variable ends at the word `in` */
static gboolean
read_variable (RtFeelParser *parser, RtFeelName *name)
{
	rt_feel_space (parser);
	gsize start = parser->at, end = start, next;
	while (parser->at < parser->length && !(parser->at != start && rt_feel_peek_word (parser, "in"))) {
		if (!rt_feel_is_name_char (parser->text, parser->length, parser->at, &next) &&
		    strchr ("./-'+*", parser->text[parser->at]) == NULL)
			break;
		while (rt_feel_is_name_char (parser->text, parser->length, parser->at, &next))
			parser->at = next;
		if (parser->at == end)
			parser->at++;
		end = parser->at;
		rt_feel_space (parser);
	}
	if (end == start || g_ascii_isdigit (parser->text[start])) {
		rt_feel_syntax_error (parser, "name", (guint)start, (guint)parser->at, "the name of a variable is expected here");
		return FALSE;
	}
	const char *copy = rt_arena_strndup (parser->kept, parser->text + start, end - start);
	*name = rt_feel_name (copy, end - start);
	return TRUE;
}

/* some person in household.members: the fact of that name is out of reach */
static void
warn_hidden (RtFeelParser *parser, const RtFeelName *name, guint start)
{
	gsize end = 0;
	const RtFeelBinding *hidden = rt_feel_scope_match (parser->scope, name->text, name->length, 0, &end);
	if (hidden != NULL && hidden->kind == RT_FEEL_BIND_SLOT && end == name->length)
		rt_feel_report (parser, RT_FEEL_WARNING, "hidden", start, start + (guint)name->length,
				"`%s` hides what has that name already: call it otherwise", name->text);
}

static RtFeelNode *
parse_iterator (RtFeelParser *parser)
{
	RtFeelName name;
	rt_feel_space (parser);
	RtFeelNode *node = rt_feel_node (parser, RT_FEEL_NODE_ITERATOR, (guint)parser->at);
	if (!read_variable (parser, &name) ||
	    !rt_feel_expect_word (parser, "in", "the variable"))
		return NULL;
	RtFeelNode *domain = rt_feel_parse_expression (parser);
	if (domain == NULL)
		return NULL;
	node->child = domain;
	const RtFeelType *type = domain->type;
	if (rt_feel_take (parser, "..")) {
		domain->next = rt_feel_parse_expression (parser);
		if (domain->next == NULL)
			return NULL;
	} else if (type->kind == RT_FEEL_LIST || type->kind == RT_FEEL_RANGE) {
		type = type->item;
	}
	warn_hidden (parser, &name, node->start);
	RtFeelLocalName *local = rt_feel_frame_declare (parser, name, type);
	if (local == NULL)
		return NULL;
	local->place = domain->next == NULL ? domain->place : NULL;
	node->index = local->binding.index;
	return rt_feel_node_done (parser, node);
}

static gboolean
parse_iterators (RtFeelParser *parser, RtFeelNode *node)
{
	RtFeelNode **link = &node->child;
	do {
		*link = parse_iterator (parser);
		if (*link == NULL)
			return FALSE;
		link = &(*link)->next;
	} while (rt_feel_take (parser, ","));
	gboolean loop = node->kind == RT_FEEL_NODE_FOR;
	RtFeelLocalName *partial_name = NULL;
	if (!rt_feel_expect_word (parser, loop ? "return" : "satisfies", "the variables"))
		return FALSE;
	if (loop) {
		static const RtFeelName partial = {"partial", 7, 0};
		partial_name = rt_feel_frame_declare (parser, partial, rt_feel_type_simple (RT_FEEL_LIST));
		if (partial_name == NULL)
			return FALSE;
	}
	*link = rt_feel_parse_expression (parser);
	if (partial_name != NULL && partial_name->used)
		node->index = partial_name->binding.index;
	return *link != NULL;
}

RtFeelNode *
rt_feel_parse_iteration (RtFeelParser *parser, RtFeelNodeKind kind, guint start)
{
	RtFeelFrame frame = {0};
	RtFeelNode *node = rt_feel_node (parser, kind, start);
	rt_feel_frame_push (parser, &frame);
	gboolean parsed = parse_iterators (parser, node);
	rt_feel_frame_pop (parser);
	return parsed ? rt_feel_node_done (parser, node) : NULL;
}

/* ---- functions -------------------------------------------------------------------------------- */

static gboolean
parse_parameters (RtFeelParser *parser, RtFeelField *fields, guint *n)
{
	const RtFeelType *given = parser->lambda != NULL ? parser->lambda : &rt_feel_type_any;
	parser->lambda = NULL;
	if (rt_feel_take (parser, ")"))
		return TRUE;
	do {
		RtFeelField *field = &fields[*n];
		if (*n == RT_FEEL_MOST_PARAMETERS || !rt_feel_read_declared_name (parser, ",:)", &field->name))
			return FALSE;
		field->type = &rt_feel_type_any;
		if (rt_feel_take (parser, ":"))
			field->type =
			    rt_feel_type_read (parser->kept, parser->text, parser->length, &parser->at);
		if (field->type == NULL)
			return rt_feel_syntax_error (parser, "type-name", (guint)parser->at,
						     (guint)parser->at + 1,
						     "a type is expected here") != NULL;
		const RtFeelType *type = rt_feel_type_is_any (field->type) ? given : field->type;
		if (rt_feel_frame_declare (parser, field->name, type) == NULL)
			return FALSE;
		(*n)++;
	} while (rt_feel_take (parser, ","));
	return rt_feel_expect (parser, ")", "the parameters");
}

/* function(a, b) external {java: {class: "...", method signature: "..."}}: read to its end, and null when called,
 * for nothing outside of FEEL is ever run */
static RtFeelNode *
parse_external (RtFeelParser *parser)
{
	guint start = (guint)parser->at;
	rt_feel_take_word (parser, "external");
	RtFeelNode *mapping = rt_feel_parse_expression (parser);
	if (mapping == NULL)
		return NULL;
	if (mapping->kind != RT_FEEL_NODE_CONTEXT)
		return rt_feel_syntax_error (parser, "external", mapping->start, mapping->end,
					     "a context {java: ...} or {pmml: ...} is expected after `external`");
	RtFeelNode *node = rt_feel_node (parser, RT_FEEL_NODE_CONST, start);
	node = rt_feel_node_done (parser, node);
	if (node != NULL)
		rt_feel_type_error (parser, "external", node,
				    "functions outside of FEEL are not called: this function always gives null");
	return node;
}

static RtFeelNode *
parse_body (RtFeelParser *parser, RtFeelProto *proto, guint start)
{
	RtFeelField fields[RT_FEEL_MOST_PARAMETERS + 1];
	RtFeelType *type = rt_feel_type_make (parser->kept, RT_FEEL_FUNCTION);
	guint n = 0;
	if (!parse_parameters (parser, fields, &n))
		return rt_feel_syntax_error (parser, "syntax", start, (guint)parser->at,
					     "these are no parameters");
	RtFeelField *kept = rt_arena_array (parser->kept, n + 1, sizeof *kept);
	proto->n_params = n;
	proto->body = rt_feel_peek_word (parser, "external") ? parse_external (parser) : rt_feel_parse_expression (parser);
	if (proto->body == NULL)
		return NULL;
	memcpy (kept, fields, n * sizeof *kept);
	type->fields = kept;
	type->n_fields = (guint16)n;
	type->item = proto->body->type;
	proto->type = type;
	RtFeelNode *node = rt_feel_node (parser, RT_FEEL_NODE_FUNCTION, start);
	node->index = proto->index;
	node->type = type;
	return rt_feel_node_done (parser, node);
}

RtFeelNode *
rt_feel_parse_function (RtFeelParser *parser, guint start)
{
	RtFeelProto *proto = rt_feel_proto_new (parser);
	RtFeelFrame frame = {0};
	parser->proto = proto;
	rt_feel_frame_push (parser, &frame);
	RtFeelNode *node = parse_body (parser, proto, start);
	rt_feel_frame_pop (parser);
	parser->proto = proto->parent;
	return node;
}
