#include "libroute/feel/value.h"
#include "libroute/feel/builtin.h"
#include "libroute/feel/leaf.h"
#include <string.h>

#define DEEPEST 64u
#define MOST_VISITED (1u << 20)

/* ---- shapes ----------------------------------------------------------------------------------- */

/* names stand behind the table, so that one piece of memory holds all */
static gsize
shape_size (const char *const *names, guint n_names)
{
	gsize size = sizeof (RtFeelShape) + n_names * sizeof (RtFeelName);
	for (guint i = 0; i < n_names; i++)
		size += strlen (names[i]) + 1;
	return size;
}

static void
shape_fill (RtFeelShape *shape, const char *const *names, guint n_names)
{
	char *text = (char *)&shape->names[n_names];
	shape->count = n_names;
	for (guint i = 0; i < n_names; i++) {
		gsize length = strlen (names[i]);
		memcpy (text, names[i], length + 1);
		shape->names[i] = rt_feel_name (text, length);
		text += length + 1;
	}
}

RtFeelShape *
rt_feel_shape_new (const char *const *names, guint n_names)
{
	RtFeelShape *shape = g_malloc0 (shape_size (names, n_names));
	shape_fill (shape, names, n_names);
	shape->lasting = TRUE;
	return shape;
}

const RtFeelShape *
rt_feel_shape_new_in (RtArena *arena, const char *const *names, guint n_names)
{
	RtFeelShape *shape = rt_arena_alloc (arena, shape_size (names, n_names));
	if (shape != NULL)
		shape_fill (shape, names, n_names);
	return shape;
}

void
rt_feel_shape_free (RtFeelShape *shape)
{
	g_free (shape);
}

gint
rt_feel_shape_find (const RtFeelShape *shape, const RtFeelName *name)
{
	for (guint i = 0; i < shape->count; i++)
		if (rt_feel_is_same_name (&shape->names[i], name))
			return (gint)i;
	return -1;
}

gint
rt_feel_shape_find_near (const RtFeelShape *shape, const RtFeelName *name, guint hint)
{
	if (hint < shape->count && rt_feel_is_same_name (&shape->names[hint], name))
		return (gint)hint;
	return rt_feel_shape_find (shape, name);
}

/* ---- making values ---------------------------------------------------------------------------- */

RtFeelValue
rt_feel_of (RtFeelKind kind, const void *record)
{
	return record != NULL ? (RtFeelValue){.kind = (guint8)kind, .as.pointer = record} : rt_feel_null ();
}

RtFeelValue
rt_feel_string (RtArena *arena, const char *text, gsize length)
{
	RtFeelText *record = length < G_MAXUINT32 ? rt_arena_alloc (arena, sizeof *record) : NULL;
	if (record != NULL)
		*record = (RtFeelText){(guint32)length, text};
	return rt_feel_of (RT_FEEL_STRING, record);
}

RtFeelValue
rt_feel_list (RtArena *arena, guint count, RtFeelValue **items)
{
	RtFeelList *list = rt_arena_alloc (arena, sizeof *list + (gsize)count * sizeof (RtFeelValue));
	*items = list != NULL ? list->items : NULL;
	if (list != NULL)
		list->count = count;
	return rt_feel_of (RT_FEEL_LIST, list);
}

RtFeelValue
rt_feel_context (RtArena *arena, const RtFeelShape *shape, RtFeelValue **entries)
{
	RtFeelContext *context =
	    rt_arena_alloc (arena, sizeof *context + shape->count * sizeof (RtFeelValue));
	*entries = context != NULL ? context->entries : NULL;
	if (context != NULL)
		context->shape = shape;
	return rt_feel_of (RT_FEEL_CONTEXT, context);
}

/* ---- unknowns --------------------------------------------------------------------------------- */

RtFeelValue
rt_feel_unknown (void)
{
	return (RtFeelValue){.kind = RT_FEEL_UNKNOWN};
}

RtFeelValue
rt_feel_unknown_result (void)
{
	return (RtFeelValue){.kind = RT_FEEL_UNKNOWN, .flags = RT_FEEL_FLAG_NULLISH};
}

static RtFeelValue
unknown_with (RtArena *arena, RtFeelHint hint)
{
	RtFeelHint *kept = rt_arena_alloc (arena, sizeof *kept);
	RtFeelValue value = rt_feel_unknown ();
	if (kept != NULL)
		*kept = hint;
	value.as.pointer = kept;
	return value;
}

RtFeelValue
rt_feel_unknown_between (RtArena *arena, gint64 low, gint64 high)
{
	if (low == high)
		return rt_feel_integer (low);
	return unknown_with (arena, (RtFeelHint){RT_FEEL_NUMBER, MIN (low, high), MAX (low, high), NULL});
}

RtFeelValue
rt_feel_unknown_word (RtArena *arena, const char *const *words)
{
	return unknown_with (arena, (RtFeelHint){RT_FEEL_STRING, 0, 0, words});
}

RtFeelValue
rt_feel_doubted (RtFeelValue value)
{
	value.flags |= RT_FEEL_FLAG_DOUBTED;
	return value;
}

RtFeelValue
rt_feel_open (RtFeelValue list)
{
	list.flags |= RT_FEEL_FLAG_OPEN;
	return list;
}

gboolean
rt_feel_interval (RtFeelValue value, gint64 *low, gint64 *high)
{
	if (value.kind == RT_FEEL_NUMBER) {
		gboolean whole = rt_feel_get_integer (value, low);
		*high = *low;
		return whole;
	}
	const RtFeelHint *hint = value.kind == RT_FEEL_UNKNOWN ? rt_feel_hint (value) : NULL;
	if (hint == NULL || hint->kind != RT_FEEL_NUMBER || (value.flags & RT_FEEL_FLAG_NULLISH) != 0)
		return FALSE;
	*low = hint->low;
	*high = hint->high;
	return TRUE;
}

/* A value may hold another many times over, so that walking it takes longer than making it did: every walk
 * counts what it visits. */
typedef struct {
	gsize left;
	gboolean hazy;
} Walk;

static gboolean look_at_all (Walk *walk, const RtFeelValue *values, guint n, guint depth);

/* FALSE to stop: it has seen enough */
static gboolean
look (Walk *walk, RtFeelValue value, guint depth)
{
	if (value.kind == RT_FEEL_UNKNOWN || rt_feel_is_doubted (value) || depth == DEEPEST ||
	    walk->left-- == 0) {
		walk->hazy = TRUE;
		return FALSE;
	}
	if (value.kind == RT_FEEL_LIST) {
		walk->hazy |= rt_feel_is_open (value) || rt_feel_is_unordered (value);
		return !walk->hazy && look_at_all (walk, rt_feel_items (value)->items,
						   rt_feel_items (value)->count, depth + 1);
	}
	if (value.kind == RT_FEEL_CONTEXT)
		return look_at_all (walk, rt_feel_entries (value)->entries,
				    rt_feel_entries (value)->shape->count, depth + 1);
	if (value.kind == RT_FEEL_RANGE)
		return look (walk, rt_feel_bounds (value)->low, depth + 1) &&
		       look (walk, rt_feel_bounds (value)->high, depth + 1);
	return TRUE;
}

static gboolean
look_at_all (Walk *walk, const RtFeelValue *values, guint n, guint depth)
{
	for (guint i = 0; i < n; i++)
		if (!look (walk, values[i], depth))
			return FALSE;
	return TRUE;
}

gboolean
rt_feel_is_hazy (RtFeelValue value)
{
	Walk state = {MOST_VISITED, FALSE};
	value.flags &= (guint8)~RT_FEEL_FLAG_DOUBTED;
	look (&state, value, 0);
	return state.hazy;
}

gboolean
rt_feel_looks_hazy (RtFeelRun *run, RtFeelValue value)
{
	Walk state = {MOST_VISITED, FALSE};
	value.flags &= (guint8)~RT_FEEL_FLAG_DOUBTED;
	look (&state, value, 0);
	rt_feel_spend (run, (MOST_VISITED - state.left) / 8);
	return state.hazy;
}

static gsize
size_of (RtFeelValue value, gsize most)
{
	const RtFeelValue *values = NULL;
	gsize n = 0, size = 1;
	if (value.kind == RT_FEEL_LIST) {
		values = rt_feel_items (value)->items;
		n = rt_feel_items (value)->count;
	} else if (value.kind == RT_FEEL_CONTEXT) {
		values = rt_feel_entries (value)->entries;
		n = rt_feel_entries (value)->shape->count;
	}
	for (gsize i = 0; i < n && size < most; i++)
		size += size_of (values[i], most - size);
	return size;
}

gboolean
rt_feel_is_larger (RtFeelValue value, gsize most)
{
	return size_of (value, most + 1) > most;
}

/* ---- reading ---------------------------------------------------------------------------------- */

gboolean
rt_feel_get_boolean (RtFeelValue value, gboolean *out)
{
	if (value.kind != RT_FEEL_BOOLEAN)
		return FALSE;
	*out = value.as.boolean;
	return TRUE;
}

gboolean
rt_feel_get_string (RtFeelValue value, const char **text, gsize *length)
{
	if (value.kind != RT_FEEL_STRING)
		return FALSE;
	*text = rt_feel_text (value)->bytes;
	*length = rt_feel_text (value)->length;
	return TRUE;
}

gboolean
rt_feel_get_date (RtFeelValue value, gint32 *days)
{
	if (value.kind != RT_FEEL_DATE)
		return FALSE;
	*days = (gint32)value.as.integer;
	return TRUE;
}

gboolean
rt_feel_get_range (RtFeelValue value, RtFeelValue *low, RtFeelValue *high)
{
	if (value.kind != RT_FEEL_RANGE || rt_feel_bounds (value)->low_end == RT_FEEL_END_NONE ||
	    rt_feel_bounds (value)->high_end == RT_FEEL_END_NONE)
		return FALSE;
	*low = rt_feel_bounds (value)->low;
	*high = rt_feel_bounds (value)->high;
	return TRUE;
}

guint
rt_feel_get_list (RtFeelValue value, const RtFeelValue **items)
{
	*items = value.kind == RT_FEEL_LIST ? rt_feel_items (value)->items : NULL;
	return value.kind == RT_FEEL_LIST ? rt_feel_items (value)->count : 0;
}

gboolean
rt_feel_get_context (RtFeelValue value, guint index, const char **name, RtFeelValue *entry)
{
	const RtFeelContext *context = value.kind == RT_FEEL_CONTEXT ? value.as.pointer : NULL;
	if (context == NULL || index >= context->shape->count)
		return FALSE;
	*name = context->shape->names[index].text;
	*entry = context->entries[index];
	return TRUE;
}

RtFeelValue
rt_feel_get_entry (RtFeelValue context, const char *name)
{
	if (context.kind != RT_FEEL_CONTEXT)
		return rt_feel_null ();
	RtFeelName wanted = rt_feel_name (name, strlen (name));
	gint at = rt_feel_shape_find (rt_feel_entries (context)->shape, &wanted);
	return at >= 0 ? rt_feel_entries (context)->entries[at] : rt_feel_null ();
}

/* ---- copying ---------------------------------------------------------------------------------- */

static gboolean
copy_values (RtArena *arena, const RtFeelValue *from, RtFeelValue *to, guint n)
{
	for (guint i = 0; i < n; i++) {
		to[i] = rt_feel_copy (arena, from[i]);
		if (to[i].kind != from[i].kind)
			return FALSE;
	}
	return TRUE;
}

static const RtFeelShape *
copy_shape (RtArena *arena, const RtFeelShape *shape)
{
	RtFeelShape *copy = rt_arena_alloc (arena, sizeof *copy + shape->count * sizeof (RtFeelName));
	if (copy == NULL)
		return NULL;
	copy->count = shape->count;
	for (guint i = 0; i < shape->count; i++) {
		copy->names[i] = shape->names[i];
		copy->names[i].text = rt_arena_strndup (arena, shape->names[i].text, shape->names[i].length);
		if (copy->names[i].text == NULL)
			return NULL;
	}
	return copy;
}

static RtFeelValue
copy_string (RtArena *arena, RtFeelValue value)
{
	const RtFeelText *text = rt_feel_text (value);
	const char *bytes = rt_arena_strndup (arena, text->bytes, text->length);
	return bytes != NULL ? rt_feel_string (arena, bytes, text->length) : rt_feel_null ();
}

static RtFeelValue
copy_context (RtArena *arena, RtFeelValue value)
{
	RtFeelValue *entries;
	const RtFeelShape *shape = copy_shape (arena, rt_feel_entries (value)->shape);
	if (shape == NULL)
		return rt_feel_null ();
	RtFeelValue copy = rt_feel_context (arena, shape, &entries);
	gboolean done =
	    entries != NULL && copy_values (arena, rt_feel_entries (value)->entries, entries, shape->count);
	return done ? copy : rt_feel_null ();
}

static RtFeelValue
copy_range (RtArena *arena, RtFeelValue value)
{
	RtFeelRange *range = rt_arena_alloc (arena, sizeof *range);
	if (range == NULL)
		return rt_feel_null ();
	*range = *rt_feel_bounds (value);
	gboolean done = copy_values (arena, &rt_feel_bounds (value)->low, &range->low, 1) &&
			copy_values (arena, &rt_feel_bounds (value)->high, &range->high, 1);
	return done ? rt_feel_of (RT_FEEL_RANGE, range) : rt_feel_null ();
}

RtFeelValue
rt_feel_copy (RtArena *arena, RtFeelValue value)
{
	RtFeelValue copy = value, *items;
	switch (value.kind) {
	case RT_FEEL_STRING:
		copy = copy_string (arena, value);
		break;
	case RT_FEEL_LIST:
		copy = rt_feel_list (arena, rt_feel_items (value)->count, &items);
		if (items == NULL ||
		    !copy_values (arena, rt_feel_items (value)->items, items, rt_feel_items (value)->count))
			return rt_feel_null ();
		break;
	case RT_FEEL_CONTEXT:
		copy = copy_context (arena, value);
		break;
	case RT_FEEL_RANGE:
		copy = copy_range (arena, value);
		break;
	case RT_FEEL_NUMBER:
	case RT_FEEL_TIME:
	case RT_FEEL_DATE_TIME:
	case RT_FEEL_DAYS_TIME:
		copy = rt_feel_leaf_copy (arena, value);
		break;
	default:
		break; /* whole in itself, or (functions, unknowns) never a constant */
	}
	copy.flags |= value.flags & (RT_FEEL_FLAG_OPEN | RT_FEEL_FLAG_DOUBTED | RT_FEEL_FLAG_UNORDERED);
	return copy;
}
