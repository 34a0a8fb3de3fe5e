/* Operators that are found by table: arithmetic by pair of kinds, properties by kind and name; paths and
 * indexes. */
#include "libroute/feel/ops.h"
#include "libroute/feel/arithmetic.h"
#include "libroute/feel/run.h"
#include <string.h>

#define DEEPEST_PATH 64u

typedef RtFeelValue (*Arithmetic) (RtFeelRun *run, RtFeelValue left, RtFeelValue right);

static const struct {
	guint8 op, left, right, result;
	Arithmetic function;
} arithmetic[] = {
#define RT_FEEL_ARITHMETIC(op, left, right, result, function)                                                \
	{RT_FEEL_OP_##op, RT_FEEL_##left, RT_FEEL_##right, RT_FEEL_##result, rt_feel_##function},
#include "libroute/feel/arithmetic.def"
#undef RT_FEEL_ARITHMETIC
};

static const struct {
	const char *name;
	guint8 kind, result;
	RtFeelType counted; /* of a whole number */
} properties[] = {
#define RT_FEEL_PROPERTY(kind, name, result, id) {name, RT_FEEL_##kind, RT_FEEL_##result, {0}},
#define RT_FEEL_COUNTED(of, name, from, to, id)                                                                        \
	{name,                                                                                                         \
	 RT_FEEL_##of,                                                                                                 \
	 RT_FEEL_NUMBER,                                                                                               \
	 {.kind = RT_FEEL_NUMBER, .item = &rt_feel_type_any, .bounded = TRUE, .least = from, .most = to}},
#include "libroute/feel/properties.def"
#undef RT_FEEL_PROPERTY
};

/* ---- arithmetic ------------------------------------------------------------------------------- */

RtFeelKind
rt_feel_arithmetic_kind (RtFeelOperator op, RtFeelKind left, RtFeelKind right)
{
	for (guint i = 0; i < G_N_ELEMENTS (arithmetic); i++)
		if (arithmetic[i].op == op && arithmetic[i].left == left && arithmetic[i].right == right)
			return arithmetic[i].result;
	return RT_FEEL_NULL;
}

static RtFeelValue
not_defined (RtFeelRun *run, RtFeelOperator op, RtFeelValue left, RtFeelValue right)
{
	if (left.kind == RT_FEEL_NULL || right.kind == RT_FEEL_NULL)
		return rt_feel_null ();
	return rt_feel_fail (run, "type", "a %s `%s` a %s is not defined", rt_feel_kind_name (left.kind),
			     rt_feel_operator_text (op), rt_feel_kind_name (right.kind));
}

RtFeelValue
rt_feel_join_strings (RtFeelRun *run, RtFeelValue left, RtFeelValue right)
{
	const RtFeelText *a = rt_feel_text (left), *b = rt_feel_text (right);
	gsize length = (gsize)a->length + b->length;
	char *bytes = length <= run->budget.string_length ? rt_arena_alloc (run->arena, length + 1) : NULL;
	if (bytes == NULL) {
		rt_feel_give_up (run, "room for a text");
		return rt_feel_null ();
	}
	memcpy (bytes, a->bytes, a->length);
	memcpy (bytes + a->length, b->bytes, b->length);
	return rt_feel_make_string (run, bytes, length);
}

/* + - * on whole numbers that are known between two ends */
static RtFeelValue
interval_arithmetic (RtFeelRun *run, RtFeelOperator op, RtFeelValue left, RtFeelValue right)
{
	gint64 a, b, c, d, ends[4];
	if (!rt_feel_interval (left, &a, &b) || !rt_feel_interval (right, &c, &d))
		return rt_feel_unknown_result ();
	gboolean over = TRUE;
	if (op == RT_FEEL_OP_ADD)
		over = __builtin_add_overflow (a, c, &ends[0]) | __builtin_add_overflow (b, d, &ends[1]);
	else if (op == RT_FEEL_OP_SUB)
		over = __builtin_sub_overflow (a, d, &ends[0]) | __builtin_sub_overflow (b, c, &ends[1]);
	else if (op == RT_FEEL_OP_MUL)
		over = __builtin_mul_overflow (a, c, &ends[0]) | __builtin_mul_overflow (b, d, &ends[1]) |
		       __builtin_mul_overflow (a, d, &ends[2]) | __builtin_mul_overflow (b, c, &ends[3]);
	if (over)
		return rt_feel_unknown_result ();
	gint64 low = MIN (ends[0], ends[1]), high = MAX (ends[0], ends[1]);
	if (op == RT_FEEL_OP_MUL) {
		low = MIN (low, MIN (ends[2], ends[3]));
		high = MAX (high, MAX (ends[2], ends[3]));
	}
	return rt_feel_unknown_between (rt_feel_run_arena (run), low, high);
}

RtFeelValue
rt_feel_arithmetic (RtFeelRun *run, RtFeelOperator op, RtFeelValue left, RtFeelValue right)
{
	for (guint i = 0; i < G_N_ELEMENTS (arithmetic); i++)
		if (arithmetic[i].left == left.kind && arithmetic[i].right == right.kind &&
		    arithmetic[i].op == op)
			return arithmetic[i].function (run, left, right);
	gboolean unknown = left.kind == RT_FEEL_UNKNOWN || right.kind == RT_FEEL_UNKNOWN;
	if (unknown && left.kind != RT_FEEL_NULL && right.kind != RT_FEEL_NULL)
		return interval_arithmetic (run, op, left, right);
	return not_defined (run, op, left, right);
}

/* ---- properties and paths --------------------------------------------------------------------- */

RtFeelProperty
rt_feel_property_find (RtFeelKind kind, const RtFeelName *name)
{
	for (guint i = 0; i < G_N_ELEMENTS (properties); i++)
		if (properties[i].kind == kind && strlen (properties[i].name) == name->length &&
		    memcmp (properties[i].name, name->text, name->length) == 0)
			return (RtFeelProperty)i;
	return RT_FEEL_N_PROPERTIES;
}

void
rt_feel_property_each (RtFeelKind kind, void (*visit) (const RtFeelName *name, gpointer user_data),
		       gpointer user_data)
{
	for (guint i = 0; i < G_N_ELEMENTS (properties); i++) {
		RtFeelName name = {properties[i].name, (guint32)strlen (properties[i].name), 0};
		if (properties[i].kind == kind)
			visit (&name, user_data);
	}
}

const RtFeelType *
rt_feel_property_type (RtFeelProperty property)
{
	const RtFeelType *counted = &properties[property].counted;
	return counted->bounded ? counted : rt_feel_type_simple ((RtFeelKind)properties[property].result);
}

static RtFeelValue
entry_of (RtFeelValue context, const RtFeelName *name, guint hint)
{
	gint at = rt_feel_shape_find_near (rt_feel_entries (context)->shape, name, hint);
	return at >= 0 ? rt_feel_entries (context)->entries[at] : rt_feel_null ();
}

static RtFeelValue
member_of_one (RtFeelRun *run, RtFeelValue value, const RtFeelName *name, guint hint)
{
	if (value.kind == RT_FEEL_CONTEXT) {
		RtFeelValue entry = entry_of (value, name, hint);
		rt_feel_read (run, entry);
		return entry;
	}
	if (value.kind == RT_FEEL_UNKNOWN)
		return rt_feel_unknown_result ();
	RtFeelProperty property = rt_feel_property_find ((RtFeelKind)value.kind, name);
	if (property != RT_FEEL_N_PROPERTIES)
		return rt_feel_property_get (run, property, value);
	if (value.kind == RT_FEEL_NULL)
		return rt_feel_null ();
	return rt_feel_fail (run, "path", "a %s has no `%s`", rt_feel_kind_name (value.kind), name->text);
}

static RtFeelValue member_at (RtFeelRun *run, RtFeelValue value, const RtFeelName *name, guint hint, guint depth);

static RtFeelValue
members_of_items (RtFeelRun *run, RtFeelValue value, const RtFeelName *name, guint hint, guint depth)
{
	const RtFeelList *list = rt_feel_items (value);
	RtFeelValue *items, mapped = rt_feel_make_list (run, list->count, &items);
	for (guint i = 0; items != NULL && i < list->count; i++) {
		items[i] = rt_feel_plain (member_at (run, list->items[i], name, hint, depth));
		items[i].flags |= list->items[i].flags & RT_FEEL_FLAG_DOUBTED;
	}
	return mapped.kind == RT_FEEL_LIST ? rt_feel_made_of (mapped, value) : mapped;
}

static RtFeelValue
member_at (RtFeelRun *run, RtFeelValue value, const RtFeelName *name, guint hint, guint depth)
{
	if (value.kind != RT_FEEL_LIST)
		return member_of_one (run, value, name, hint);
	if (depth == DEEPEST_PATH)
		return rt_feel_fail (run, "path", "these lists are nested more than %u deep", DEEPEST_PATH);
	return members_of_items (run, value, name, hint, depth + 1);
}

/* of a list the member of each item, and so on for the lists within it */
RtFeelValue
rt_feel_member (RtFeelRun *run, RtFeelValue value, const RtFeelName *name, guint hint)
{
	return member_at (run, value, name, hint, 0);
}

/* ---- indexes ---------------------------------------------------------------------------------- */

/* the item at a place is only certain when nothing before it (or behind it, from the end) is doubted */
static gboolean
is_certain (const RtFeelList *list, gint64 at, gboolean from_end)
{
	guint from = from_end ? (guint)at : 0, to = from_end ? list->count : (guint)at + 1;
	for (guint i = from; i < to; i++)
		if (rt_feel_is_doubted (list->items[i]))
			return FALSE;
	return TRUE;
}

static RtFeelValue
index_list (RtFeelRun *run, RtFeelValue value, gint64 index)
{
	const RtFeelList *list = rt_feel_items (value);
	gint64 at = index > 0 ? index - 1 : (gint64)list->count + index;
	if (rt_feel_is_open (value) || (rt_feel_is_unordered (value) && list->count != 0))
		return index != 0 ? rt_feel_unknown_result () : rt_feel_null ();
	if (index == 0 || at < 0 || at >= list->count)
		return rt_feel_null ();
	if (!is_certain (list, at, index < 0))
		return rt_feel_unknown_result ();
	RtFeelValue item = rt_feel_plain (list->items[at]);
	rt_feel_read (run, item);
	return item;
}

RtFeelValue
rt_feel_index (RtFeelRun *run, RtFeelValue value, RtFeelValue index)
{
	gint64 at;
	if (index.kind == RT_FEEL_UNKNOWN || value.kind == RT_FEEL_UNKNOWN)
		return rt_feel_unknown_result ();
	if (index.kind != RT_FEEL_NUMBER)
		return rt_feel_null ();
	if (!rt_feel_get_integer (index, &at))
		return rt_feel_fail (run, "index", "the index of a list is a whole number");
	if (value.kind == RT_FEEL_LIST)
		return index_list (run, value, at);
	return at == 1 || at == -1 ? value : rt_feel_null ();
}
