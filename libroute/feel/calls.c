/* Calling functions: built-ins by row, closures by body. */
#include "libroute/feel/run.h"
#include "libroute/feel/type.h"
#include <string.h>

const RtFeelBuiltin rt_feel_builtins[] = {
#define RT_FEEL_BUILTIN(id, name, params, result, flags, doc, example)                                       \
	{name, rt_feel_fn_##id, params, result, flags, doc, example},
#define RT_FEEL_OVERLOAD RT_FEEL_BUILTIN
#include "libroute/feel/builtins.def"
#undef RT_FEEL_OVERLOAD
#undef RT_FEEL_BUILTIN
};

const guint rt_feel_n_builtins = G_N_ELEMENTS (rt_feel_builtins);

/* ---- arguments -------------------------------------------------------------------------------- */

gboolean
rt_feel_row_takes (const RtFeelBuiltin *row, guint n_args)
{
	guint n = 0, required = 0;
	if ((row->flags & (RT_FEEL_VARIADIC | RT_FEEL_PACKED)) != 0)
		return n_args != 0;
	for (; row->params[n].name != NULL; n++)
		required += !row->params[n].optional;
	return n_args >= required && n_args <= n;
}

static gboolean
takes (guint16 mask, RtFeelValue value)
{
	return (mask & (1u << value.kind)) != 0;
}

/* [x] as x. Whether a list of which something is doubted holds one item cannot be said: it is unknown. */
static gboolean
conform_list (guint16 mask, RtFeelValue *value)
{
	const RtFeelList *list = rt_feel_items (*value);
	guint sure = 0;
	for (guint i = 0; i < list->count; i++)
		sure += !rt_feel_is_doubted (list->items[i]);
	if (sure <= 1 && (sure != list->count || rt_feel_is_open (*value))) {
		*value = rt_feel_unknown_result ();
		return TRUE;
	}
	if (list->count != 1 || list->items[0].kind == RT_FEEL_LIST)
		return FALSE;
	*value = list->items[0];
	return takes (mask, *value) || value->kind == RT_FEEL_UNKNOWN;
}

/* the argument as the parameter takes it: [x] as x, x as [x], a date as a date and time */
static gboolean
conform (RtFeelRun *run, guint16 mask, RtFeelValue *value)
{
	RtFeelValue *items;
	if (value->kind == RT_FEEL_UNKNOWN || takes (mask, *value))
		return TRUE;
	if (value->kind == RT_FEEL_NULL)
		return FALSE;
	if (value->kind == RT_FEEL_LIST)
		return conform_list (mask, value);
	if (value->kind == RT_FEEL_DATE && (mask & RT_IS_DATE_TIME) != 0) {
		*value = rt_feel_coerce (run, *value, rt_feel_type_simple (RT_FEEL_DATE_TIME));
		return value->kind == RT_FEEL_DATE_TIME;
	}
	if ((mask & RT_IS_LIST) == 0)
		return FALSE;
	RtFeelValue list = rt_feel_make_list (run, 1, &items);
	if (items == NULL)
		return FALSE;
	items[0] = rt_feel_plain (*value);
	*value = list;
	return TRUE;
}

/* fills places with arguments and missing ones; the index of the argument that does not fit, or -1 */
static gint
arrange (RtFeelRun *run, const RtFeelBuiltin *row, const RtFeelValue *args, guint n_args, RtFeelValue *places,
	 guint *n)
{
	RtFeelValue missing = {.kind = RT_FEEL_NULL, .flags = RT_FEEL_FLAG_MISSING};
	for (*n = 0; row->params[*n].name != NULL; (*n)++) {
		places[*n] = *n < n_args ? args[*n] : missing;
		if (rt_feel_is_missing (places[*n]) && places[*n].kind == RT_FEEL_NULL)
			continue;
		places[*n] = rt_feel_plain (places[*n]);
		if (!conform (run, row->params[*n].takes, &places[*n]))
			return (gint)*n;
	}
	return -1;
}

static RtFeelValue
variadic (RtFeelRun *run, const RtFeelValue *args, guint n_args)
{
	RtFeelValue *items, list = rt_feel_make_list (run, n_args, &items);
	for (guint i = 0; items != NULL && i < n_args; i++)
		items[i] = rt_feel_plain (args[i]);
	return list;
}

/* an unknown among what it looks at makes the answer of most functions unknown */
static gboolean
is_blind (RtFeelRun *run, const RtFeelBuiltin *row, const RtFeelValue *args, guint n)
{
	/* a function of a list goes through it at least once */
	for (guint i = 0; i < n; i++)
		if (args[i].kind == RT_FEEL_LIST)
			rt_feel_spend (run, rt_feel_items (args[i])->count / 8);
	if ((row->flags & RT_FEEL_SEES_UNKNOWN) != 0)
		return FALSE;
	for (guint i = 0; i < n; i++)
		if (rt_feel_looks_hazy (run, args[i]))
			return TRUE;
	return FALSE;
}

static RtFeelValue
refuse (RtFeelRun *run, const RtFeelBuiltin *row, gint at, RtFeelValue value)
{
	if (value.kind == RT_FEEL_NULL)
		return rt_feel_fail (run, "null", "`%s` is null: its `%s` is null", row->name,
				     row->params[at].name);
	return rt_feel_fail (run, "type", "`%s` is null: its `%s` cannot be a %s", row->name,
			     row->params[at].name, rt_feel_kind_name (value.kind));
}

RtFeelValue
rt_feel_call_row (RtFeelRun *run, guint32 first_row, gboolean only, const RtFeelValue *args, guint n_args)
{
	RtFeelValue places[RT_FEEL_MAX_PARAMS + 1], whole;
	const char *name = rt_feel_builtins[first_row].name;
	const RtFeelBuiltin *refused = NULL;
	gint at = -1;
	guint n;
	for (guint32 i = first_row; i < rt_feel_n_builtins && strcmp (rt_feel_builtins[i].name, name) == 0;
	     i++) {
		const RtFeelBuiltin *row = &rt_feel_builtins[i];
		gboolean packed = (row->flags & RT_FEEL_PACKED) != 0 ||
				  ((row->flags & RT_FEEL_VARIADIC) != 0 && n_args != 1);
		if (!only && !rt_feel_row_takes (row, n_args))
			continue;
		if (packed)
			whole = variadic (run, args, n_args);
		gint wrong = arrange (run, row, packed ? &whole : args, packed ? 1 : n_args, places, &n);
		if (wrong < 0)
			return is_blind (run, row, places, n) ? rt_feel_unknown_result ()
							      : row->call (run, places, n);
		refused = refused != NULL ? refused : row;
		at = at >= 0 ? at : wrong;
		if (only)
			break;
	}
	if (refused == NULL)
		return rt_feel_fail (run, "arguments", "`%s` does not take %u arguments", name, n_args);
	return refuse (run, refused, at, (guint)at < n_args ? args[at] : rt_feel_null ());
}

/* ---- function values -------------------------------------------------------------------------- */

static const RtFeelFunction *
function_of (RtFeelValue value)
{
	return value.as.pointer;
}

const RtFeelType *
rt_feel_function_type (RtFeelValue value)
{
	const RtFeelFunction *function = function_of (value);
	return function->program != NULL ? function->program->bodies[function->index].type : NULL;
}

gint
rt_feel_function_arity (RtFeelValue value)
{
	const RtFeelFunction *function = function_of (value);
	if (function->program != NULL)
		return (gint)function->program->bodies[function->index].n_params;
	const RtFeelBuiltin *row = &rt_feel_builtins[function->index];
	gint n = 0;
	while (row->params[n].name != NULL && !row->params[n].optional)
		n++;
	gboolean one = row->params[n].name == NULL &&
		       (row->flags & (RT_FEEL_VARIADIC | RT_FEEL_PACKED)) == 0 &&
		       (function->index + 1 == rt_feel_n_builtins || strcmp (row[1].name, row->name) != 0);
	return one ? n : -1;
}

/* ---- what a built-in is an instance of ---------------------------------------------------------- */

static gboolean
takes_type (guint16 mask, guint16 items, const RtFeelType *type)
{
	if (rt_feel_type_is_any (type) || type->only_null)
		return mask == RT_IS_ANY;
	gboolean list = type->kind == RT_FEEL_LIST && items != 0;
	return (mask & (1u << type->kind)) != 0 &&
	       (!list || (!rt_feel_type_is_any (type->item) && (items & (1u << type->item->kind)) != 0));
}

/* a row of a list takes that, or its items as arguments */
static gboolean
takes_as_items (const RtFeelBuiltin *row, const RtFeelType *wanted)
{
	guint16 items = row->params[0].items != 0 ? row->params[0].items : RT_IS_ANY;
	for (guint i = 0; i < wanted->n_fields; i++)
		if (!takes_type (items, 0, wanted->fields[i].type))
			return FALSE;
	return wanted->n_fields != 0;
}

static gboolean
takes_all (const RtFeelBuiltin *row, const RtFeelType *wanted)
{
	if (!rt_feel_row_takes (row, wanted->n_fields))
		return FALSE;
	if ((row->flags & RT_FEEL_PACKED) != 0 || ((row->flags & RT_FEEL_VARIADIC) != 0 && wanted->n_fields > 1))
		return takes_as_items (row, wanted);
	for (guint i = 0; i < wanted->n_fields; i++)
		if (!takes_type (row->params[i].takes, row->params[i].items, wanted->fields[i].type))
			return FALSE;
	return TRUE;
}

static gboolean
gives (const RtFeelBuiltin *row, const RtFeelType *first, const RtFeelType *wanted)
{
	if (rt_feel_type_is_any (wanted))
		return TRUE;
	switch (row->result) {
	case RT_FEEL_RESULT_ANY:
	case RT_FEEL_RESULT_TEXT:
		return FALSE;
	case RT_FEEL_RESULT_FIRST:
		return first != NULL && rt_feel_type_fits (first, wanted);
	case RT_FEEL_RESULT_ITEM:
		return first != NULL && rt_feel_type_fits (first->kind == RT_FEEL_LIST ? first->item : first, wanted);
	case RT_FEEL_RESULT_NUMBERS:
	case RT_FEEL_RESULT_STRINGS:
		return wanted->kind == RT_FEEL_LIST &&
		       rt_feel_type_fits (rt_feel_type_simple (row->result == RT_FEEL_RESULT_NUMBERS ? RT_FEEL_NUMBER
												       : RT_FEEL_STRING),
					  wanted->item);
	default:
		return rt_feel_type_fits (rt_feel_type_simple ((RtFeelKind)row->result), wanted);
	}
}

gboolean
rt_feel_builtin_fits (RtFeelValue value, const RtFeelType *wanted)
{
	guint32 first_row = function_of (value)->index;
	const char *name = rt_feel_builtins[first_row].name;
	const RtFeelType *first = wanted->n_fields != 0 ? wanted->fields[0].type : NULL;
	for (guint32 i = first_row; i < rt_feel_n_builtins && strcmp (rt_feel_builtins[i].name, name) == 0; i++)
		if (takes_all (&rt_feel_builtins[i], wanted) && gives (&rt_feel_builtins[i], first, wanted->item))
			return TRUE;
	return FALSE;
}

/* typed parameters are typed places */
static gboolean
coerce_args (RtFeelRun *run, const RtFeelType *type, const RtFeelValue *args, RtFeelValue *coerced, guint n)
{
	for (guint i = 0; i < n; i++) {
		coerced[i] = rt_feel_plain (args[i]);
		if (rt_feel_type_is_any (type->fields[i].type) || args[i].kind == RT_FEEL_UNKNOWN)
			continue;
		coerced[i] = rt_feel_coerce (run, coerced[i], type->fields[i].type);
		if (coerced[i].kind == RT_FEEL_NULL && args[i].kind != RT_FEEL_NULL)
			return FALSE;
	}
	return TRUE;
}

static RtFeelValue
call_closure (RtFeelRun *run, const RtFeelFunction *function, const RtFeelValue *args, guint n_args)
{
	const RtFeelBody *body = &function->program->bodies[function->index];
	if (body->n_params != n_args)
		return rt_feel_fail (run, "arguments", "the function takes %u arguments, not %u",
				     body->n_params, n_args);
	RtFeelValue coerced[RT_FEEL_MOST_PARAMETERS];
	if (run->depth >= run->budget.depth) {
		rt_feel_give_up (run, "depth");
		return rt_feel_null ();
	}
	if (!coerce_args (run, body->type, args, coerced, n_args))
		return rt_feel_fail (run, "type", "an argument of the function is not of the type it takes");
	guint32 start = rt_feel_trail_mark (run), most = RT_FEEL_TRAIL_ROOM;
	run->depth++;
	RtFeelValue result =
	    rt_feel_run_body (run, function->program, function->index, function->captured, coerced, n_args);
	run->depth--;
	rt_feel_trail_once (run, start, &most);
	return result;
}

RtFeelValue
rt_feel_call (RtFeelRun *run, RtFeelValue value, const RtFeelValue *args, guint n_args)
{
	if (value.kind == RT_FEEL_UNKNOWN)
		return rt_feel_unknown_result ();
	if (value.kind != RT_FEEL_FUNCTION)
		return rt_feel_fail (run, "type", "a %s cannot be called", rt_feel_kind_name (value.kind));
	const RtFeelFunction *function = function_of (value);
	if (function->program == NULL)
		return rt_feel_call_row (run, function->index, FALSE, args, n_args);
	return call_closure (run, function, args, n_args);
}

/* ---- named arguments of a function value ------------------------------------------------------ */

static gint
find_param (const RtFeelFunction *function, const RtFeelName *name)
{
	guint index;
	if (function->program != NULL) {
		RtFeelType context = *function->program->bodies[function->index].type;
		context.kind = RT_FEEL_CONTEXT;
		return rt_feel_type_field (&context, name, &index) != NULL ? (gint)index : -1;
	}
	const RtFeelBuiltin *row = &rt_feel_builtins[function->index];
	for (gint i = 0; row->params[i].name != NULL; i++)
		if (strlen (row->params[i].name) == name->length &&
		    memcmp (row->params[i].name, name->text, name->length) == 0)
			return i;
	return -1;
}

static RtFeelValue
call_named (RtFeelRun *run, RtFeelValue value, const RtFeelName *names, const RtFeelValue *args, guint n_args)
{
	RtFeelValue *ordered = rt_arena_array (run->arena, n_args, sizeof *ordered);
	if (value.kind != RT_FEEL_FUNCTION || ordered == NULL)
		return rt_feel_call (run, value, args, n_args);
	for (guint i = 0; i < n_args; i++)
		ordered[i].flags = RT_FEEL_FLAG_MISSING;
	for (guint i = 0; i < n_args; i++) {
		gint at = find_param (function_of (value), &names[i]);
		if (at < 0 || (guint)at >= n_args || !rt_feel_is_missing (ordered[at]))
			return rt_feel_fail (run, "arguments", "the function has no parameter `%.*s`",
					     (int)names[i].length, names[i].text);
		ordered[at] = rt_feel_plain (args[i]);
		ordered[at].flags &= (guint8)~RT_FEEL_FLAG_MISSING;
	}
	return rt_feel_call (run, value, ordered, n_args);
}

void
rt_feel_op_invoke (RtFeelRun *run, const RtFeelInsn *insn)
{
	guint n = insn->b;
	RtFeelValue *args = rt_arena_array (run->arena, n + 1, sizeof *args);
	run->top -= n;
	if (args == NULL) {
		rt_feel_give_up (run, "memory");
		return;
	}
	memcpy (args, run->stack + run->top, n * sizeof *args);
	RtFeelValue function = rt_feel_pop (run);
	rt_feel_push (run, insn->a != RT_FEEL_NONE
			       ? call_named (run, function, run->program->arguments[insn->a], args, n)
			       : rt_feel_call (run, function, args, n));
}
