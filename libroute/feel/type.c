#include "libroute/feel/type.h"
#include "libroute/feel/builtin.h"
#include "libroute/feel/leaf.h"
#include <string.h>

#define MOST_FIELDS 255u
#define MOST_LOOKED_AT 100000u /* values in one that comes to a typed place */

const RtFeelType rt_feel_type_any = {.kind = RT_FEEL_NULL};
const RtFeelType rt_feel_type_null = {.kind = RT_FEEL_NULL, .only_null = TRUE};

#define SIMPLE(K) [K] = {.kind = K, .item = &rt_feel_type_any}
static const RtFeelType simple_types[] = {
    SIMPLE (RT_FEEL_NULL),
    SIMPLE (RT_FEEL_BOOLEAN),
    SIMPLE (RT_FEEL_NUMBER),
    SIMPLE (RT_FEEL_STRING),
    SIMPLE (RT_FEEL_DATE),
    SIMPLE (RT_FEEL_TIME),
    SIMPLE (RT_FEEL_DATE_TIME),
    SIMPLE (RT_FEEL_YEARS_MONTHS),
    SIMPLE (RT_FEEL_DAYS_TIME),
    SIMPLE (RT_FEEL_LIST),
    [RT_FEEL_CONTEXT] = {.kind = RT_FEEL_CONTEXT, .partial = TRUE},
    SIMPLE (RT_FEEL_RANGE),
    SIMPLE (RT_FEEL_FUNCTION),
    SIMPLE (RT_FEEL_UNKNOWN),
};

const RtFeelType *
rt_feel_type_simple (RtFeelKind kind)
{
	return kind == RT_FEEL_NULL || kind >= RT_FEEL_UNKNOWN ? &rt_feel_type_any : &simple_types[kind];
}

gboolean
rt_feel_type_is (const RtFeelType *type, RtFeelKind kind)
{
	return type->kind == kind && !type->only_null;
}

RtFeelType *
rt_feel_type_make (RtArena *arena, RtFeelKind kind)
{
	RtFeelType *type = rt_arena_alloc (arena, sizeof *type);
	*type = (RtFeelType){.kind = kind, .item = &rt_feel_type_any};
	return type;
}

static const RtFeelType *
make_of (RtArena *arena, RtFeelKind kind, const RtFeelType *item)
{
	if (rt_feel_type_is_any (item))
		return rt_feel_type_simple (kind);
	RtFeelType *type = rt_feel_type_make (arena, kind);
	type->item = item;
	return type;
}

const RtFeelType *
rt_feel_type_make_list (RtArena *arena, const RtFeelType *item)
{
	return make_of (arena, RT_FEEL_LIST, item);
}

const RtFeelType *
rt_feel_type_make_range (RtArena *arena, const RtFeelType *item)
{
	return make_of (arena, RT_FEEL_RANGE, item);
}

const RtFeelType *
rt_feel_type_unbounded (const RtFeelType *type)
{
	return type->bounded || type->known != NULL ? rt_feel_type_simple ((RtFeelKind)type->kind) : type;
}

const RtFeelField *
rt_feel_type_field (const RtFeelType *type, const RtFeelName *name, guint *index)
{
	for (guint i = 0; type->kind == RT_FEEL_CONTEXT && i < type->n_fields; i++) {
		const RtFeelName *other = &type->fields[i].name;
		if (other->hash == name->hash && other->length == name->length &&
		    memcmp (other->text, name->text, name->length) == 0) {
			*index = i;
			return &type->fields[i];
		}
	}
	return NULL;
}

/* ---- join ------------------------------------------------------------------------------------- */

static const RtFeelType *
join_contexts (RtArena *arena, const RtFeelType *a, const RtFeelType *b)
{
	RtFeelType *joined = rt_feel_type_make (arena, RT_FEEL_CONTEXT);
	RtFeelField *fields = rt_arena_array (arena, (gsize)a->n_fields + b->n_fields + 1, sizeof *fields);
	if (a->n_fields + b->n_fields > MOST_FIELDS)
		return rt_feel_type_simple (RT_FEEL_CONTEXT);
	guint n = 0, found = 0, index;
	for (guint i = 0; i < a->n_fields; i++) {
		const RtFeelField *same = rt_feel_type_field (b, &a->fields[i].name, &index);
		fields[n] = a->fields[i];
		fields[n++].type = same != NULL ? rt_feel_type_join (arena, a->fields[i].type, same->type)
						: a->fields[i].type;
		found += same != NULL;
	}
	for (guint i = 0; i < b->n_fields; i++)
		if (rt_feel_type_field (a, &b->fields[i].name, &index) == NULL)
			fields[n++] = b->fields[i];
	joined->fields = fields;
	joined->n_fields = n;
	joined->partial = a->partial || b->partial || found != n;
	return joined;
}

static gboolean
same_words (const RtFeelType *a, const RtFeelType *b)
{
	return a->words == b->words ||
	       (a->words != NULL && b->words != NULL && g_strv_equal (a->words, b->words));
}

const RtFeelType *
rt_feel_type_join (RtArena *arena, const RtFeelType *a, const RtFeelType *b)
{
	if (a == b || b->only_null)
		return a;
	if (a->only_null)
		return b;
	if (a->kind != b->kind)
		return &rt_feel_type_any;
	switch (a->kind) {
	case RT_FEEL_LIST:
	case RT_FEEL_RANGE:
		return make_of (arena, a->kind, rt_feel_type_join (arena, a->item, b->item));
	case RT_FEEL_CONTEXT:
		return join_contexts (arena, a, b);
	case RT_FEEL_STRING:
		return same_words (a, b) && a->known == NULL ? a : rt_feel_type_simple (RT_FEEL_STRING);
	case RT_FEEL_FUNCTION:
		return rt_feel_type_simple (RT_FEEL_FUNCTION);
	default:
		return rt_feel_type_unbounded (a);
	}
}

/* ---- fits ------------------------------------------------------------------------------------- */

static gboolean
function_fits (const RtFeelType *type, const RtFeelType *wanted)
{
	if (type->n_fields != wanted->n_fields)
		return FALSE;
	/* a parameter must take whatever the wanted one takes */
	for (guint i = 0; i < type->n_fields; i++)
		if (!rt_feel_type_fits (wanted->fields[i].type, type->fields[i].type))
			return FALSE;
	return rt_feel_type_fits (type->item, wanted->item);
}

static gboolean
context_fits (const RtFeelType *type, const RtFeelType *wanted)
{
	guint index;
	for (guint i = 0; i < wanted->n_fields; i++) {
		const RtFeelField *field = rt_feel_type_field (type, &wanted->fields[i].name, &index);
		if (field == NULL || !rt_feel_type_fits (field->type, wanted->fields[i].type))
			return FALSE;
	}
	return TRUE;
}

gboolean
rt_feel_type_fits (const RtFeelType *type, const RtFeelType *wanted)
{
	if (rt_feel_type_is_any (wanted) || type->only_null)
		return TRUE;
	if (type->kind != wanted->kind || wanted->only_null)
		return FALSE;
	switch (type->kind) {
	case RT_FEEL_LIST:
	case RT_FEEL_RANGE:
		return rt_feel_type_fits (type->item, wanted->item);
	case RT_FEEL_CONTEXT:
		return context_fits (type, wanted);
	case RT_FEEL_FUNCTION:
		return function_fits (type, wanted);
	default:
		return TRUE;
	}
}

static gboolean
context_value_fits (RtFeelValue value, const RtFeelType *type)
{
	const RtFeelContext *context = rt_feel_entries (value);
	for (guint i = 0; i < type->n_fields; i++) {
		gint at = rt_feel_shape_find (context->shape, &type->fields[i].name);
		if (at < 0)
			return FALSE;
		if (!rt_feel_is_null (context->entries[at]) &&
		    !rt_feel_value_fits (context->entries[at], type->fields[i].type))
			return FALSE;
	}
	return TRUE;
}

static gboolean
list_value_fits (RtFeelValue value, const RtFeelType *type)
{
	const RtFeelList *list = rt_feel_items (value);
	for (guint i = 0; i < list->count && !rt_feel_type_is_any (type->item); i++)
		if (!rt_feel_is_null (list->items[i]) && !rt_feel_value_fits (list->items[i], type->item))
			return FALSE;
	return TRUE;
}

static gboolean
range_value_fits (RtFeelValue value, const RtFeelType *type)
{
	const RtFeelRange *range = rt_feel_bounds (value);
	if (rt_feel_type_is_any (type->item))
		return TRUE;
	return (rt_feel_is_null (range->low) || rt_feel_value_fits (range->low, type->item)) &&
	       (rt_feel_is_null (range->high) || rt_feel_value_fits (range->high, type->item));
}

static gboolean
word_fits (RtFeelValue value, const char *const *words)
{
	const RtFeelText *text = rt_feel_text (value);
	for (; words != NULL && *words != NULL; words++)
		if (strlen (*words) == text->length && memcmp (*words, text->bytes, text->length) == 0)
			return TRUE;
	return FALSE;
}

static gboolean
function_value_fits (RtFeelValue value, const RtFeelType *type)
{
	const RtFeelType *own = rt_feel_function_type (value);
	if (type == rt_feel_type_simple (RT_FEEL_FUNCTION))
		return TRUE;
	return own != NULL ? function_fits (own, type) : rt_feel_builtin_fits (value, type);
}

gboolean
rt_feel_value_fits (RtFeelValue value, const RtFeelType *type)
{
	if (rt_feel_is_null (value))
		return type->only_null;
	if (rt_feel_type_is_any (type))
		return TRUE;
	if (value.kind != type->kind)
		return FALSE;
	switch (value.kind) {
	case RT_FEEL_STRING:
		return type->words == NULL || word_fits (value, type->words);
	case RT_FEEL_LIST:
		return list_value_fits (value, type);
	case RT_FEEL_CONTEXT:
		return context_value_fits (value, type);
	case RT_FEEL_RANGE:
		return range_value_fits (value, type);
	case RT_FEEL_FUNCTION:
		return function_value_fits (value, type);
	default:
		return TRUE;
	}
}

/* ---- of a constant ---------------------------------------------------------------------------- */

const RtFeelType *
rt_feel_type_of (RtFeelValue value)
{
	return value.kind == RT_FEEL_NULL ? &rt_feel_type_null : rt_feel_type_simple ((RtFeelKind)value.kind);
}

/* ---- typed places ----------------------------------------------------------------------------- */

RtFeelValue
rt_feel_coerce (RtFeelRun *run, RtFeelValue value, const RtFeelType *type)
{
	RtFeelValue *items;
	if (!rt_feel_type_is_any (type) && rt_feel_is_larger (value, MOST_LOOKED_AT))
		return rt_feel_unknown_result ();
	if (rt_feel_type_is_any (type) || value.kind == RT_FEEL_UNKNOWN || rt_feel_value_fits (value, type))
		return value;
	if (value.kind == RT_FEEL_NULL)
		return value;
	if (rt_feel_looks_hazy (run, value))
		return rt_feel_unknown_result ();
	/* one list is taken off, not one within another */
	if (value.kind == RT_FEEL_LIST && type->kind != RT_FEEL_LIST && rt_feel_items (value)->count == 1 &&
	    rt_feel_items (value)->items[0].kind != RT_FEEL_LIST)
		return rt_feel_coerce (run, rt_feel_items (value)->items[0], type);
	if (value.kind == RT_FEEL_DATE && type->kind == RT_FEEL_DATE_TIME)
		return rt_feel_date_as_instant (rt_feel_run_arena (run), value);
	if (type->kind != RT_FEEL_LIST || value.kind == RT_FEEL_LIST ||
	    !rt_feel_value_fits (value, type->item))
		return rt_feel_null ();
	RtFeelValue list = rt_feel_make_list (run, 1, &items);
	if (items != NULL)
		items[0] = value;
	return list;
}
