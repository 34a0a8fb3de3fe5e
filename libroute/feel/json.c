#include "libroute/feel/feel.h"
#include <string.h>
#include <yajl/yajl_parse.h>

#define DEEPEST 64u
#define LONGEST_NUMBER 128u

/* an array or object that is being read */
typedef struct {
	gboolean object;
	guint first; /* of its values */
	guint first_key;
} Level;

typedef struct {
	RtArena *arena;
	GArray *values; /* RtFeelValue, of all open levels */
	GPtrArray *keys;
	Level levels[DEEPEST];
	guint depth;
	const char *refusal;
} Reader;

static int
refuse (Reader *reader, const char *why)
{
	reader->refusal = why;
	return 0;
}

static int
add (Reader *reader, RtFeelValue value)
{
	g_array_append_val (reader->values, value);
	return 1;
}

static int
on_null (void *context)
{
	return add (context, rt_feel_null ());
}

static int
on_boolean (void *context, int value)
{
	return add (context, rt_feel_boolean (value));
}

static int
on_number (void *context, const char *text, size_t length)
{
	Reader *reader = context;
	char copy[LONGEST_NUMBER];
	if (length >= sizeof copy)
		return refuse (reader, "a number is too long");
	memcpy (copy, text, length);
	copy[length] = '\0';
	return add (reader, rt_feel_number (reader->arena, copy));
}

static int
on_string (void *context, const unsigned char *text, size_t length)
{
	Reader *reader = context;
	char *copy = rt_arena_strndup (reader->arena, (const char *)text, length);
	if (copy == NULL)
		return refuse (reader, "it is too large");
	return add (reader, rt_feel_string (reader->arena, copy, length));
}

static int
on_key (void *context, const unsigned char *text, size_t length)
{
	Reader *reader = context;
	if (memchr (text, '\0', length) != NULL)
		return refuse (reader, "a name holds a zero character");
	for (guint i = reader->levels[reader->depth - 1].first_key; i < reader->keys->len; i++)
		if (strlen (reader->keys->pdata[i]) == length &&
		    memcmp (reader->keys->pdata[i], text, length) == 0)
			return refuse (reader, "a name stands twice in one object");
	char *copy = rt_arena_strndup (reader->arena, (const char *)text, length);
	if (copy == NULL)
		return refuse (reader, "it is too large");
	g_ptr_array_add (reader->keys, copy);
	return 1;
}

static int
open_level (Reader *reader, gboolean object)
{
	if (reader->depth == DEEPEST)
		return refuse (reader, "it is nested too deep");
	reader->levels[reader->depth++] = (Level){object, reader->values->len, reader->keys->len};
	return 1;
}

static int
on_start_map (void *context)
{
	return open_level (context, TRUE);
}

static int
on_start_array (void *context)
{
	return open_level (context, FALSE);
}

static int
close_level (Reader *reader)
{
	const Level *level = &reader->levels[--reader->depth];
	guint n = reader->values->len - level->first;
	RtFeelValue *items = NULL, value;
	if (level->object) {
		const RtFeelShape *shape = rt_feel_shape_new_in (
		    reader->arena, (const char *const *)reader->keys->pdata + level->first_key, n);
		if (shape == NULL)
			return refuse (reader, "it is too large");
		value = rt_feel_context (reader->arena, shape, &items);
	} else {
		value = rt_feel_list (reader->arena, n, &items);
	}
	if (items == NULL)
		return refuse (reader, "it is too large");
	if (n != 0)
		memcpy (items, &g_array_index (reader->values, RtFeelValue, level->first), n * sizeof *items);
	g_array_set_size (reader->values, level->first);
	g_ptr_array_set_size (reader->keys, (gint)level->first_key);
	return add (reader, value);
}

static int
on_end (void *context)
{
	return close_level (context);
}

static const yajl_callbacks callbacks = {
    .yajl_null = on_null,
    .yajl_boolean = on_boolean,
    .yajl_number = on_number,
    .yajl_string = on_string,
    .yajl_start_map = on_start_map,
    .yajl_map_key = on_key,
    .yajl_end_map = on_end,
    .yajl_start_array = on_start_array,
    .yajl_end_array = on_end,
};

gboolean
rt_feel_value_from_json (RtArena *arena, const char *text, gsize length, RtFeelValue *value, GError **error)
{
	Reader reader = {.arena = arena};
	reader.values = g_array_new (FALSE, FALSE, sizeof (RtFeelValue));
	reader.keys = g_ptr_array_new ();
	yajl_handle handle = yajl_alloc (&callbacks, NULL, &reader);
	yajl_status status = yajl_parse (handle, (const unsigned char *)text, length);
	if (status == yajl_status_ok)
		status = yajl_complete_parse (handle);
	gboolean done = status == yajl_status_ok && reader.values->len == 1;
	if (done)
		*value = g_array_index (reader.values, RtFeelValue, 0);
	else
		g_set_error (error, g_quark_from_static_string ("rt-feel-json"), 0,
			     "%s at byte %" G_GSIZE_FORMAT,
			     reader.refusal != NULL ? reader.refusal : "this is not JSON",
			     (gsize)yajl_get_bytes_consumed (handle));
	yajl_free (handle);
	g_array_unref (reader.values);
	g_ptr_array_unref (reader.keys);
	return done;
}
