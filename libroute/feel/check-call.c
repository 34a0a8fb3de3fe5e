/* What the types say of calls: arguments that a function never takes, and constants it makes nothing of. */
#include "libroute/feel/check.h"
#include "libroute/feel/leaf.h"
#include "libroute/feel/ops.h"
#include "libroute/feel/regex.h"
#include "libroute/feel/text.h"
#include <string.h>

/* could an argument of this type be taken, perhaps after coercion? */
static gboolean
may_take (guint16 takes, const RtFeelType *type)
{
	if (!rt_feel_is_known (type))
		return TRUE;
	if ((takes & (1u << type->kind)) != 0 || (takes & RT_IS_LIST) != 0)
		return TRUE;
	if (type->kind == RT_FEEL_DATE && (takes & RT_IS_DATE_TIME) != 0)
		return TRUE;
	return type->kind == RT_FEEL_LIST && may_take (takes, type->item);
}

/* the first argument no row of the name takes, or NULL */
static const RtFeelNode *
refused_argument (const RtFeelNode *call)
{
	const RtFeelNode *refused = NULL;
	const char *name = rt_feel_builtins[call->index].name;
	guint n = 0;
	for (const RtFeelNode *arg = call->child; arg != NULL; arg = arg->next)
		n++;
	for (guint row = call->index;
	     row < rt_feel_n_builtins && strcmp (rt_feel_builtins[row].name, name) == 0; row++) {
		const RtFeelBuiltin *builtin = &rt_feel_builtins[row];
		if ((builtin->flags & (RT_FEEL_VARIADIC | RT_FEEL_PACKED)) != 0)
			return NULL;
		if (!rt_feel_row_takes (builtin, n))
			continue;
		guint i = 0;
		const RtFeelNode *arg = call->child;
		while (arg != NULL && may_take (builtin->params[i].takes, arg->type)) {
			arg = arg->next;
			i++;
		}
		if (arg == NULL)
			return NULL;
		refused = arg;
	}
	return refused;
}

/* does any row of the name, with as many arguments, take a list there? */
static gboolean
takes_list (const RtFeelNode *call, guint i)
{
	const char *name = rt_feel_builtins[call->index].name;
	guint n = 0;
	for (const RtFeelNode *arg = call->child; arg != NULL; arg = arg->next)
		n++;
	for (guint row = call->index; row < rt_feel_n_builtins && strcmp (rt_feel_builtins[row].name, name) == 0; row++) {
		const RtFeelBuiltin *builtin = &rt_feel_builtins[row];
		if ((builtin->flags & (RT_FEEL_VARIADIC | RT_FEEL_PACKED)) != 0 ||
		    (rt_feel_row_takes (builtin, n) && (builtin->params[i].takes & RT_IS_LIST) != 0))
			return TRUE;
	}
	return FALSE;
}

/* contains (incidents.kind, "weapon"): right for a list of one item, and null for every other */
static void
check_single (RtFeelParser *parser, const RtFeelBuiltin *row, const RtFeelNode *call)
{
	guint i = 0;
	for (const RtFeelNode *arg = call->child; arg != NULL; arg = arg->next, i++) {
		if (arg->type->kind != RT_FEEL_LIST || arg->constant || arg->kind == RT_FEEL_NODE_LIST || takes_list (call, i))
			continue;
		g_autofree char *what = rt_feel_excerpt (parser, arg);
		gboolean contains = row->call == rt_feel_fn_contains && i == 0;
		rt_feel_report (parser, RT_FEEL_WARNING, "single", arg->start, arg->end,
				"`%s` is a list: `%s` takes one item here, and is null of none or several%s", what, row->name,
				contains ? "; did you mean `list contains`?" : "");
	}
}

/* duration("P1D"): of which kind it is stands in the text */
static const RtFeelType *
type_of_text (RtFeelParser *parser, const RtFeelNode *argument)
{
	if (argument == NULL || argument->kind != RT_FEEL_NODE_CONST ||
	    argument->as.value.kind != RT_FEEL_STRING)
		return &rt_feel_type_any;
	const RtFeelText *text = rt_feel_text (argument->as.value);
	return rt_feel_type_simple (
	    (RtFeelKind)rt_feel_temporal_from_text (parser->tree, text->bytes, text->length).kind);
}

static const RtFeelType *
result_type (RtFeelParser *parser, const RtFeelBuiltin *row, const RtFeelNode *first)
{
	const RtFeelType *type = first != NULL ? first->type : &rt_feel_type_any;
	const RtFeelType *item = type->kind == RT_FEEL_LIST ? type->item : type;
	switch (row->result) {
	case RT_FEEL_RESULT_FIRST:
		if (row->params[0].takes == RT_IS_LIST && rt_feel_is_known (type) && type->kind != RT_FEEL_LIST)
			return rt_feel_type_make_list (parser->kept, type);
		return type;
	case RT_FEEL_RESULT_ITEM:
		/* the least of a list is one of its items, a sum is not */
		return (row->call == rt_feel_fn_min || row->call == rt_feel_fn_max) && first != NULL && first->next == NULL
			   ? item
			   : rt_feel_type_unbounded (item);
	case RT_FEEL_RESULT_TEXT:
		return type_of_text (parser, first);
	case RT_FEEL_RESULT_NUMBERS:
		return rt_feel_type_make_list (parser->kept, rt_feel_type_simple (RT_FEEL_NUMBER));
	case RT_FEEL_RESULT_STRINGS:
		return rt_feel_type_make_list (parser->kept, rt_feel_type_simple (RT_FEEL_STRING));
	default:
		return rt_feel_type_simple (row->result);
	}
}

/* ---- lists and their items -------------------------------------------------------------------- */

static void
list_kinds (guint16 kinds, GString *out)
{
	const char *between = "";
	for (guint kind = 0; kind < RT_FEEL_UNKNOWN; kind++) {
		if ((kinds & (1u << kind)) == 0)
			continue;
		g_string_append_printf (out, "%s%s", between, rt_feel_kind_name ((RtFeelKind)kind));
		between = ", ";
	}
}

/* sum (people): of contexts there is no sum */
static void
check_items (RtFeelParser *parser, const RtFeelBuiltin *row, RtFeelNode *call, const RtFeelNode *arg, guint16 items)
{
	const RtFeelType *type = arg->type->kind == RT_FEEL_LIST ? arg->type->item : arg->type;
	if (items == 0 || arg->constant || !rt_feel_is_known (type) || (items & (1u << type->kind)) != 0)
		return;
	/* of what has no result there are no echoes */
	call->type = &rt_feel_type_any;
	g_autofree char *what = rt_feel_excerpt (parser, arg);
	g_autoptr (GString) wanted = g_string_new (NULL);
	list_kinds (items, wanted);
	rt_feel_type_error (parser, "type", arg, "`%s` %s %s: `%s` takes %s", what,
			    arg->type->kind == RT_FEEL_LIST ? "is a list of" : "is a",
			    rt_feel_kind_name (type->kind), row->name, wanted->str);
}

static void
check_lists (RtFeelParser *parser, const RtFeelBuiltin *row, RtFeelNode *call)
{
	const RtFeelNode *arg = call->child;
	if ((row->flags & RT_FEEL_VARIADIC) != 0)
		for (; arg != NULL; arg = arg->next)
			check_items (parser, row, call, arg, row->params[0].items);
	for (guint i = 0; arg != NULL && row->params[i].name != NULL; i++, arg = arg->next)
		check_items (parser, row, call, arg, row->params[i].items);
}

/* list contains (roles, "suspcet"), index of (ages, "x") */
static void
check_element (RtFeelParser *parser, const RtFeelBuiltin *row, const RtFeelNode *call)
{
	const RtFeelNode *list = call->child, *element = list != NULL ? list->next : NULL;
	if (element == NULL || list->type->kind != RT_FEEL_LIST ||
	    (row->call != rt_feel_fn_list_contains && row->call != rt_feel_fn_index_of))
		return;
	const RtFeelType *item = list->type->item;
	if (element->kind == RT_FEEL_NODE_CONST)
		rt_feel_check_word (parser, element, item, element->as.value);
	if (!rt_feel_is_known (item) || !rt_feel_is_known (element->type) ||
	    rt_feel_kinds_equal (item->kind, element->type->kind))
		return;
	g_autofree char *a = rt_feel_excerpt (parser, list), *b = rt_feel_excerpt (parser, element);
	rt_feel_type_error (parser, "type", element, "`%s` is a list of %s, `%s` is a %s: it is never in it", a,
			    rt_feel_kind_name (item->kind), b, rt_feel_kind_of (element));
}

/* ---- constants that a function makes nothing of ----------------------------------------------- */

/* Returns: what is wrong with the argument, or NULL */
typedef const char *(*Fault) (const RtFeelNode *argument, const RtFeelNode *flags);

static const char *
no_pattern (const RtFeelNode *pattern, const RtFeelNode *flags)
{
	const RtFeelText *with = NULL, *text = rt_feel_text (pattern->as.value);
	if (flags != NULL && flags->kind == RT_FEEL_NODE_CONST && flags->as.value.kind == RT_FEEL_STRING)
		with = rt_feel_text (flags->as.value);
	gboolean right = rt_regex_is_pattern (text->bytes, text->length, with != NULL ? with->bytes : "",
					      with != NULL ? with->length : 0);
	return right ? NULL : "this is no pattern of XPath, or its flags are not of s, m, i, x, q";
}

static const char *
no_position (const RtFeelNode *position, const RtFeelNode *next)
{
	return rt_feel_is_zero (position) ? "positions count from 1, or from -1 at the end" : NULL;
}

static const char *
no_divisor (const RtFeelNode *divisor, const RtFeelNode *next)
{
	return rt_feel_is_zero (divisor) ? "division by zero" : NULL;
}

static const struct {
	RtFeelBuiltinFn call;
	guint8 argument, kind;
	guint8 flags; /* the argument with the flags of a pattern, or 0 */
	Fault fault;
} faults[] = {
    {rt_feel_fn_matches, 1, RT_FEEL_STRING, 2, no_pattern},
    {rt_feel_fn_replace, 1, RT_FEEL_STRING, 3, no_pattern},
    {rt_feel_fn_split, 1, RT_FEEL_STRING, 0, no_pattern},
    {rt_feel_fn_substring, 1, RT_FEEL_NUMBER, 0, no_position},
    {rt_feel_fn_sublist, 1, RT_FEEL_NUMBER, 0, no_position},
    {rt_feel_fn_insert_before, 1, RT_FEEL_NUMBER, 0, no_position},
    {rt_feel_fn_remove, 1, RT_FEEL_NUMBER, 0, no_position},
    {rt_feel_fn_list_replace_at, 1, RT_FEEL_NUMBER, 0, no_position},
    {rt_feel_fn_modulo, 1, RT_FEEL_NUMBER, 0, no_divisor},
};

static const RtFeelNode *
nth (const RtFeelNode *node, guint n)
{
	for (; node != NULL && n > 0; n--)
		node = node->next;
	return node;
}

/* a call that is constant as a whole is run, and says for itself why it is null */
static void
check_constants (RtFeelParser *parser, const RtFeelBuiltin *row, const RtFeelNode *call)
{
	for (guint i = 0; !call->constant && i < G_N_ELEMENTS (faults); i++) {
		const RtFeelNode *arg = nth (call->child, faults[i].argument);
		if (row->call != faults[i].call || arg == NULL || arg->kind != RT_FEEL_NODE_CONST ||
		    arg->as.value.kind != faults[i].kind)
			continue;
		const char *what =
		    faults[i].fault (arg, faults[i].flags != 0 ? nth (call->child, faults[i].flags) : NULL);
		if (what != NULL)
			rt_feel_type_error (parser, "null", arg, "`%s` is always null here: %s", row->name, what);
	}
}

/* lower case (name) = "Delft": what one of the two gives never has such letters */
void
rt_feel_check_case (RtFeelParser *parser, const RtFeelNode *call, const RtFeelNode *constant)
{
	RtFeelBuiltinFn function = call->kind == RT_FEEL_NODE_CALL ? rt_feel_builtins[call->index].call : NULL;
	if (constant->kind != RT_FEEL_NODE_CONST || constant->as.value.kind != RT_FEEL_STRING ||
	    (function != rt_feel_fn_lower_case && function != rt_feel_fn_upper_case))
		return;
	const RtFeelText *text = rt_feel_text (constant->as.value);
	gboolean lower = function == rt_feel_fn_lower_case;
	g_autoptr (GString) given = g_string_new (NULL);
	(lower ? rt_text_append_lower : rt_text_append_upper) (text->bytes, text->length, given);
	if (given->len != text->length || memcmp (given->str, text->bytes, given->len) != 0)
		rt_feel_type_error (parser, "word", constant, "`%s` never gives \"%s\"; did you mean \"%s\"?",
				    rt_feel_builtins[call->index].name, text->bytes, given->str);
}

/* of what is counted there is never less than none */
static const RtFeelType none_or_more = {
    .kind = RT_FEEL_NUMBER, .item = &rt_feel_type_any, .bounded = TRUE, .most = G_MAXINT64};

static const RtFeelType day_name = {
    .kind = RT_FEEL_STRING, .item = &rt_feel_type_any, .words = rt_feel_day_names};
static const RtFeelType month_name = {
    .kind = RT_FEEL_STRING, .item = &rt_feel_type_any, .words = rt_feel_month_names};

/* count (stage): of what is one thing and no list there is always one */
static void
check_count (RtFeelParser *parser, const RtFeelNode *call)
{
	const RtFeelNode *of = call->child;
	if (of == NULL || of->next != NULL || of->constant || !rt_feel_is_known (of->type) ||
	    of->type->kind == RT_FEEL_LIST || of->type->kind == RT_FEEL_RANGE)
		return;
	g_autofree char *what = rt_feel_excerpt (parser, of);
	rt_feel_report (parser, RT_FEEL_WARNING, "always-true", call->start, call->end,
			"`%s` is no list: where it is known, its count is always 1", what);
}

void
rt_feel_check_call (RtFeelParser *parser, RtFeelNode *node)
{
	const RtFeelBuiltin *row = &rt_feel_builtins[node->index];
	node->type = result_type (parser, row, node->child);
	if (row->call == rt_feel_fn_count || row->call == rt_feel_fn_string_length)
		node->type = &none_or_more;
	if (row->call == rt_feel_fn_count)
		check_count (parser, node);
	if (row->call == rt_feel_fn_day_of_week)
		node->type = &day_name;
	if (row->call == rt_feel_fn_month_of_year)
		node->type = &month_name;
	if ((row->flags & RT_FEEL_IMPURE) != 0)
		node->constant = FALSE;
	const RtFeelNode *refused = refused_argument (node);
	if (refused != NULL) {
		g_autofree char *what = rt_feel_excerpt (parser, refused);
		rt_feel_type_error (parser, "type", refused, "`%s` is a %s: `%s` does not take that here", what,
				    rt_feel_kind_of (refused), row->name);
		return;
	}
	if (row->call == rt_feel_fn_not && !node->constant)
		rt_feel_check_condition (parser, node->child, "what `not` takes");
	check_single (parser, row, node);
	check_lists (parser, row, node);
	check_element (parser, row, node);
	check_constants (parser, row, node);
}

/* ---- calls of functions that are values ------------------------------------------------------- */

/* the number of the parameter that has the name, or of parameters when none has */
static guint
parameter_named (const RtFeelType *function, const RtFeelName *name)
{
	guint i = 0;
	while (i < function->n_fields && (function->fields[i].name.length != name->length ||
					  memcmp (function->fields[i].name.text, name->text, name->length) != 0))
		i++;
	return i;
}

/* an argument by position: could it become what the parameter takes? */
static gboolean
may_become (const RtFeelType *type, const RtFeelType *wanted)
{
	if (!rt_feel_is_known (type) || !rt_feel_is_known (wanted) || type->kind == wanted->kind)
		return TRUE;
	if (type->kind == RT_FEEL_LIST)
		return may_become (type->item, wanted);
	if (wanted->kind == RT_FEEL_LIST)
		return may_become (type, wanted->item);
	return type->kind == RT_FEEL_DATE && wanted->kind == RT_FEEL_DATE_TIME;
}

/* the parameter that an argument with a name is for; the number of parameters, and a finding, when it is for none or for one that
 * was `given` before */
static guint
take_named (RtFeelParser *parser, const RtFeelNode *arg, const RtFeelName *name, const RtFeelType *type, guint64 *given)
{
	guint at = parameter_named (type, name);
	if (at == type->n_fields) {
		rt_feel_type_error (parser, "arguments", arg, "the function has no parameter `%s`", name->text);
		return at;
	}
	if ((*given >> at & 1) != 0) {
		rt_feel_type_error (parser, "arguments", arg, "the parameter `%s` is given twice", name->text);
		return type->n_fields;
	}
	*given |= G_GUINT64_CONSTANT (1) << at;
	return at;
}

/* as many arguments as there are parameters */
static void
check_parameters (RtFeelParser *parser, const RtFeelNode *node, const RtFeelType *type, const RtFeelNode *arg)
{
	guint64 given = 0;
	for (guint i = 0; arg != NULL; arg = arg->next, i++) {
		guint at = node->as.names != NULL ? take_named (parser, arg, &node->as.names[i], type, &given) : i;
		if (at == type->n_fields)
			return;
		if (may_become (arg->type, type->fields[at].type))
			continue;
		g_autofree char *what = rt_feel_excerpt (parser, arg);
		rt_feel_type_error (parser, "type", arg, "`%s` is a %s: the function takes a %s here", what,
				    rt_feel_kind_of (arg), rt_feel_kind_name (type->fields[at].type->kind));
		return;
	}
}

static void
check_function (RtFeelParser *parser, const RtFeelNode *node, const RtFeelType *type)
{
	guint n = 0;
	for (const RtFeelNode *arg = node->child->next; arg != NULL; arg = arg->next)
		n++;
	if (n != type->n_fields)
		rt_feel_type_error (parser, "arguments", node, "the function takes %u argument%s, not %u",
				    type->n_fields, type->n_fields == 1 ? "" : "s", n);
	else
		check_parameters (parser, node, type, node->child->next);
}

void
rt_feel_check_invoke (RtFeelParser *parser, RtFeelNode *node)
{
	const RtFeelType *type = node->child->type;
	if (type->kind == RT_FEEL_FUNCTION) {
		node->type = type->item;
		if (type->fields != NULL)
			check_function (parser, node, type);
		return;
	}
	if (!rt_feel_is_known (type) && !type->only_null)
		return;
	g_autofree char *what = rt_feel_excerpt (parser, node->child);
	rt_feel_type_error (parser, "type", node, "`%s` is a %s and cannot be called", what,
			    rt_feel_kind_of (node->child));
}
