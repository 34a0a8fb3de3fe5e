#include "routectl/feel-json.h"
#include <route/route-error.h>
#include "libroute/registration/json.h"

/* an object or list that is not complete yet */
typedef struct {
	gboolean list;
	GPtrArray *names;  /* of an object */
	GArray *values;    /* RtFeelValue */
} Frame;

typedef struct {
	RtArena *arena;
	GPtrArray *frames; /* innermost last */
	GArray *bindings;  /* of the outermost, when it was an object */
	const char *trouble;
} Builder;

static void
frame_free (gpointer data)
{
	Frame *frame = data;
	g_ptr_array_unref (frame->names);
	g_array_unref (frame->values);
	g_free (frame);
}

static Frame *
innermost (const Builder *builder)
{
	return builder->frames->len > 0 ? g_ptr_array_index (builder->frames, builder->frames->len - 1) : NULL;
}

static gboolean
fail (Builder *builder, const char *trouble)
{
	builder->trouble = trouble;
	return FALSE;
}

static gboolean
add (Builder *builder, RtFeelValue value)
{
	Frame *frame = innermost (builder);
	if (frame == NULL)
		return fail (builder, "an object is expected: names and their values");
	g_array_append_val (frame->values, value);
	return TRUE;
}

static gboolean
on_scalar (gpointer receiver, const RtJsonScalar *scalar)
{
	Builder *builder = receiver;
	const char *text = NULL;
	if (scalar->kind == RT_JSON_STRING || scalar->kind == RT_JSON_NUMBER) {
		text = rt_arena_strndup (builder->arena, scalar->text, scalar->length);
		if (text == NULL)
			return fail (builder, "larger than an evaluation may be");
	}
	switch (scalar->kind) {
	case RT_JSON_BOOLEAN:
		return add (builder, rt_feel_boolean (scalar->boolean));
	case RT_JSON_NUMBER:
		return add (builder, rt_feel_number (builder->arena, text));
	case RT_JSON_STRING:
		return add (builder, rt_feel_string (builder->arena, text, scalar->length));
	default:
		return add (builder, rt_feel_null ());
	}
}

static gboolean
on_begin (gpointer receiver, gboolean list)
{
	Builder *builder = receiver;
	if (list && innermost (builder) == NULL)
		return fail (builder, "an object is expected: names and their values");
	Frame *frame = g_new0 (Frame, 1);
	frame->list = list;
	frame->names = g_ptr_array_new ();
	frame->values = g_array_new (FALSE, FALSE, sizeof (RtFeelValue));
	g_ptr_array_add (builder->frames, frame);
	return TRUE;
}

static gboolean
on_key (gpointer receiver, const char *text, gsize length)
{
	Builder *builder = receiver;
	char *name = rt_arena_strndup (builder->arena, text, length);
	if (name == NULL)
		return fail (builder, "larger than an evaluation may be");
	g_ptr_array_add (innermost (builder)->names, name);
	return TRUE;
}

static RtFeelValue
finished (Builder *builder, const Frame *frame)
{
	guint n = frame->values->len;
	const RtFeelValue *from = &g_array_index (frame->values, RtFeelValue, 0);
	RtFeelValue *into = NULL, value;
	if (frame->list) {
		value = rt_feel_list (builder->arena, n, &into);
	} else {
		const RtFeelShape *shape =
			rt_feel_shape_new_in (builder->arena, (const char *const *) frame->names->pdata, n);
		value = shape != NULL ? rt_feel_context (builder->arena, shape, &into) : rt_feel_null ();
	}
	for (guint i = 0; i < n && into != NULL; i++)
		into[i] = from[i];
	return value;
}

static void
bind (Builder *builder, const Frame *frame)
{
	for (guint i = 0; i < frame->values->len; i++) {
		RtFeelBinding binding = { g_ptr_array_index (frame->names, i),
					  g_array_index (frame->values, RtFeelValue, i) };
		g_array_append_val (builder->bindings, binding);
	}
}

static gboolean
on_end (gpointer receiver)
{
	Builder *builder = receiver;
	Frame *frame = g_ptr_array_steal_index (builder->frames, builder->frames->len - 1);
	gboolean fine = TRUE;
	if (builder->frames->len == 0)
		bind (builder, frame);
	else
		fine = add (builder, finished (builder, frame));
	frame_free (frame);
	return fine;
}

GArray *
rt_feel_json_read (RtArena *arena, const char *text, gsize length, GError **error)
{
	static const RtJsonEvents events = { on_scalar, on_begin, on_key, on_end };
	g_autoptr (GPtrArray) frames = g_ptr_array_new_with_free_func (frame_free);
	g_autoptr (GArray) bindings = g_array_new (FALSE, FALSE, sizeof (RtFeelBinding));
	Builder builder = { .arena = arena, .frames = frames, .bindings = bindings };
	RouteError code = 0;
	g_autofree char *reason = NULL;
	if (rt_json_read (text, length, &events, &builder, &code, &reason))
		return g_steal_pointer (&bindings);
	g_set_error_literal (error, ROUTE_ERROR, code != 0 ? code : ROUTE_ERROR_SCHEMA,
			     builder.trouble != NULL ? builder.trouble : reason);
	return NULL;
}
