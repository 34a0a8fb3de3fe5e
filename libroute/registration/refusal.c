/* What is told of a registration that is refused, and of which place in it. */
#include "libroute/registration/forbidden.h"
#include "libroute/registration/reader-private.h"
#include "libroute/util/error.h"
#include "libroute/util/words.h"

/* how much of a wrong key or word an error message repeats */
#define SHOWN 40

static void
append_segment (GString *out, const char *text)
{
	g_string_append_c (out, '/');
	for (; *text != '\0'; text++) {
		if (*text == '~')
			g_string_append (out, "~0");
		else if (*text == '/')
			g_string_append (out, "~1");
		else
			g_string_append_c (out, *text);
	}
}

/* the place of the value that is being read */
static char *
current_pointer (const RtReader *reader)
{
	GString *out = g_string_new (NULL);
	for (const RtFrame *frame = reader->frames; frame < reader->top; frame++) {
		if (frame->kind == RT_FRAME_OBJECT && frame->field != NULL)
			append_segment (out, frame->field->name);
		else if (frame->kind == RT_FRAME_MAP && frame->key != NULL)
			append_segment (out, frame->key);
		else if (frame->kind == RT_FRAME_LIST || frame->kind == RT_FRAME_ANY_LIST)
			g_string_append_printf (out, "/%u", frame->index);
	}
	return g_string_free (out, FALSE);
}

gboolean
rt_reader_refuse (RtReader *reader, RouteError code, const char *format, ...)
{
	if (reader->error != NULL)
		return FALSE;
	va_list arguments;
	va_start (arguments, format);
	g_autofree char *reason = g_strdup_vprintf (format, arguments);
	va_end (arguments);
	g_autofree char *pointer = current_pointer (reader);
	rt_error_set_at (&reader->error, code, pointer, "%s", reason);
	return FALSE;
}

/* at most SHOWN characters of a text, for a message */
static char *
shown (const char *text, gsize length)
{
	g_autofree char *whole = g_strndup (text, length);
	if (g_utf8_strlen (whole, -1) <= SHOWN)
		return g_steal_pointer (&whole);
	g_autofree char *cut = g_utf8_substring (whole, 0, SHOWN);
	return g_strconcat (cut, "...", NULL);
}

static const char *
type_name (RtType type)
{
	switch (type) {
	case RT_TYPE_BOOLEAN:
		return "true or false";
	case RT_TYPE_INTEGER:
		return "a whole number";
	case RT_TYPE_DATE:
		return "a date, YYYY-MM-DD";
	case RT_TYPE_OBJECT:
	case RT_TYPE_ANY:
		return "an object";
	case RT_TYPE_LIST:
		return "a list";
	default:
		return "a text";
	}
}

gboolean
rt_reader_refuse_type (RtReader *reader, RtType type)
{
	return rt_reader_refuse (reader, ROUTE_ERROR_SCHEMA, "must be %s", type_name (type));
}

gboolean
rt_reader_refuse_word (RtReader *reader, const RtField *field, const char *text, gsize length)
{
	g_autofree char *given = shown (text, length);
	const char *nearest = rt_words_nearest (given, field->words);
	if (nearest != NULL)
		return rt_reader_refuse (reader, ROUTE_ERROR_SCHEMA, "\"%s\" is not known here; did you mean \"%s\"?", given,
					 nearest);
	g_autoptr (GString) words = g_string_new (NULL);
	rt_words_print (field->words, words);
	return rt_reader_refuse (reader, ROUTE_ERROR_SCHEMA, "\"%s\" is not known here; one of %s", given, words->str);
}

/* a key that nobody types is not repeated in a message either */
gboolean
rt_reader_refuse_long_key (RtReader *reader, RtFrame *frame)
{
	frame->field = NULL;
	frame->key = NULL;
	return rt_reader_refuse (reader, ROUTE_ERROR_LIMIT, "a key is longer than %u bytes", RT_LIMIT_KEY);
}

gboolean
rt_reader_refuse_forbidden (RtReader *reader, const char *text, gsize length)
{
	g_autofree char *given = shown (text, length);
	return rt_reader_refuse (reader, ROUTE_ERROR_FORBIDDEN, "a registration never carries \"%s\"", given);
}

gboolean
rt_reader_refuse_key (RtReader *reader, RtFrame *frame, const char *text, gsize length)
{
	g_autofree char *given = shown (text, length), *key = g_strndup (text, length);
	/* the pointer names the key itself */
	*frame = (RtFrame){ .kind = RT_FRAME_MAP, .key = key, .shape = frame->shape };
	if (rt_forbidden_name (text, length))
		return rt_reader_refuse_forbidden (reader, text, length);
	const char *names[64] = { NULL };
	for (guint i = 0; i < MIN (frame->shape->n_fields, G_N_ELEMENTS (names) - 1); i++)
		names[i] = frame->shape->fields[i].name;
	const char *nearest = rt_words_nearest (given, names);
	if (nearest != NULL)
		return rt_reader_refuse (reader, ROUTE_ERROR_SCHEMA, "unknown key \"%s\"; did you mean \"%s\"?", given,
					 nearest);
	return rt_reader_refuse (reader, ROUTE_ERROR_SCHEMA, "unknown key \"%s\"", given);
}

