/* Functions of contexts. */
#include "libroute/feel/builtin.h"
#include <string.h>

/* a context that grows while it is made */
typedef struct {
	GArray *names;
	GArray *values;
} Draft;

static void
draft_start (Draft *draft)
{
	draft->names = g_array_new (FALSE, FALSE, sizeof (RtFeelName));
	draft->values = g_array_new (FALSE, FALSE, sizeof (RtFeelValue));
}

static gint
draft_find (const Draft *draft, const RtFeelName *name)
{
	for (guint i = 0; i < draft->names->len; i++) {
		const RtFeelName *known = &g_array_index (draft->names, RtFeelName, i);
		if (known->hash == name->hash && known->length == name->length &&
		    memcmp (known->text, name->text, name->length) == 0)
			return (gint)i;
	}
	return -1;
}

static void
draft_set (Draft *draft, RtFeelName name, RtFeelValue value)
{
	gint at = draft_find (draft, &name);
	if (at >= 0) {
		g_array_index (draft->values, RtFeelValue, at) = value;
		return;
	}
	g_array_append_val (draft->names, name);
	g_array_append_val (draft->values, value);
}

static void
draft_add_all (Draft *draft, const RtFeelContext *context)
{
	for (guint i = 0; i < context->shape->count; i++)
		draft_set (draft, context->shape->names[i], context->entries[i]);
}

static RtFeelValue
draft_end (RtFeelRun *run, Draft *draft)
{
	RtFeelValue context =
	    rt_feel_make_context (run, (const RtFeelName *)(const void *)draft->names->data,
				  (const RtFeelValue *)(const void *)draft->values->data, draft->names->len);
	g_array_unref (draft->names);
	g_array_unref (draft->values);
	return context;
}

static RtFeelName
name_of (RtFeelValue text)
{
	return rt_feel_name (rt_feel_text (text)->bytes, rt_feel_text (text)->length);
}

/* ---- reading ---------------------------------------------------------------------------------- */

RtFeelValue
rt_feel_fn_get_value (RtFeelRun *run, const RtFeelValue *args, guint n_args)
{
	const RtFeelContext *context = rt_feel_entries (args[0]);
	RtFeelName name = name_of (args[1]);
	gint at = rt_feel_shape_find (context->shape, &name);
	return at >= 0 ? context->entries[at] : rt_feel_null ();
}

RtFeelValue
rt_feel_fn_get_value_deep (RtFeelRun *run, const RtFeelValue *args, guint n_args)
{
	const RtFeelList *keys = rt_feel_items (args[1]);
	RtFeelValue value = args[0];
	for (guint i = 0; i < keys->count; i++) {
		if (value.kind != RT_FEEL_CONTEXT || keys->items[i].kind != RT_FEEL_STRING)
			return rt_feel_null ();
		const RtFeelValue pair[] = {value, keys->items[i]};
		value = rt_feel_fn_get_value (run, pair, 2);
	}
	return keys->count != 0 ? value : rt_feel_null ();
}

RtFeelValue
rt_feel_fn_get_entries (RtFeelRun *run, const RtFeelValue *args, guint n_args)
{
	const RtFeelContext *context = rt_feel_entries (args[0]);
	const RtFeelName names[] = {rt_feel_name ("key", 3), rt_feel_name ("value", 5)};
	RtFeelValue *items, list = rt_feel_make_list (run, context->shape->count, &items);
	for (guint i = 0; items != NULL && i < context->shape->count; i++) {
		const RtFeelName *name = &context->shape->names[i];
		const RtFeelValue pair[] = {rt_feel_make_string (run, name->text, name->length),
					    context->entries[i]};
		items[i] = rt_feel_make_context (run, names, pair, 2);
	}
	return list;
}

/* ---- making ----------------------------------------------------------------------------------- */

static gboolean
entry_of (RtFeelValue item, RtFeelName *name, RtFeelValue *value)
{
	const RtFeelName key = rt_feel_name ("key", 3), content = rt_feel_name ("value", 5);
	if (item.kind != RT_FEEL_CONTEXT)
		return FALSE;
	const RtFeelContext *context = rt_feel_entries (item);
	gint key_at = rt_feel_shape_find (context->shape, &key),
	     value_at = rt_feel_shape_find (context->shape, &content);
	if (key_at < 0 || value_at < 0 || context->entries[key_at].kind != RT_FEEL_STRING)
		return FALSE;
	*name = name_of (context->entries[key_at]);
	*value = context->entries[value_at];
	return TRUE;
}

RtFeelValue
rt_feel_fn_context (RtFeelRun *run, const RtFeelValue *args, guint n_args)
{
	const RtFeelList *list = rt_feel_items (args[0]);
	Draft draft;
	gboolean fits = TRUE;
	draft_start (&draft);
	for (guint i = 0; i < list->count && fits && rt_feel_spend (run, draft.names->len); i++) {
		RtFeelName name;
		RtFeelValue value;
		fits = entry_of (list->items[i], &name, &value) && draft_find (&draft, &name) < 0;
		if (fits)
			draft_set (&draft, name, value);
	}
	RtFeelValue context = draft_end (run, &draft);
	return fits ? context
		    : rt_feel_fail (run, "type",
				    "`context` takes a list of {key, value} in which no key is there twice");
}

RtFeelValue
rt_feel_fn_context_put (RtFeelRun *run, const RtFeelValue *args, guint n_args)
{
	Draft draft;
	draft_start (&draft);
	draft_add_all (&draft, rt_feel_entries (args[0]));
	draft_set (&draft, name_of (args[1]), args[2]);
	return draft_end (run, &draft);
}

static RtFeelValue
put_deep (RtFeelRun *run, RtFeelValue context, const RtFeelValue *keys, guint n, RtFeelValue value)
{
	if (keys[0].kind != RT_FEEL_STRING || context.kind != RT_FEEL_CONTEXT)
		return rt_feel_fail (run, "type", "`context put` takes a path of names through contexts");
	if (n > 1) {
		const RtFeelValue pair[] = {context, keys[0]};
		value = put_deep (run, rt_feel_fn_get_value (run, pair, 2), keys + 1, n - 1, value);
		if (value.kind == RT_FEEL_NULL)
			return value;
	}
	const RtFeelValue put[] = {context, keys[0], value};
	return rt_feel_fn_context_put (run, put, 3);
}

#define LONGEST_PATH 100u

RtFeelValue
rt_feel_fn_context_put_deep (RtFeelRun *run, const RtFeelValue *args, guint n_args)
{
	const RtFeelList *keys = rt_feel_items (args[1]);
	if (keys->count == 0 || keys->count > LONGEST_PATH)
		return rt_feel_fail (run, "type", "`context put` takes a path of names through contexts");
	return put_deep (run, args[0], keys->items, keys->count, args[2]);
}

RtFeelValue
rt_feel_fn_context_merge (RtFeelRun *run, const RtFeelValue *args, guint n_args)
{
	const RtFeelList *list = rt_feel_items (args[0]);
	for (guint i = 0; i < list->count; i++)
		if (list->items[i].kind != RT_FEEL_CONTEXT)
			return rt_feel_fail (run, "type", "`context merge` takes contexts");
	Draft draft;
	draft_start (&draft);
	for (guint i = 0; i < list->count && rt_feel_spend (run, draft.names->len); i++)
		draft_add_all (&draft, rt_feel_entries (list->items[i]));
	return draft_end (run, &draft);
}
