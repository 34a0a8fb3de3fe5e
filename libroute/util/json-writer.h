/* Writes JSON into a buffer: commas, quotes and indents. */
#pragma once
#include <glib.h>
#include <string.h>

typedef struct {
	GString *out;
	gboolean pretty;
	guint depth;
	gboolean comma; /* something stands before in this list or object */
	gboolean keyed; /* a key was written: its value follows in the same line */
} RtJsonWriter;

/* `bracket` is '{' or '['; end takes the closing one. */
void rt_json_begin (RtJsonWriter *json, char bracket);
void rt_json_end (RtJsonWriter *json, char bracket);
/* A key from anywhere; and one of which is known that nothing in it needs an escape. */
void rt_json_any_key (RtJsonWriter *json, const char *key);
void rt_json_plain_key (RtJsonWriter *json, const char *key, gsize length);
/* The keys that stand in the code are plain, and their lengths known to the compiler. */
static inline void
rt_json_key (RtJsonWriter *json, const char *key)
{
	if (__builtin_constant_p (strlen (key)))
		rt_json_plain_key (json, key, strlen (key));
	else
		rt_json_any_key (json, key);
}

/* NULL is written as null; what is not UTF-8 is replaced. */
void rt_json_string (RtJsonWriter *json, const char *text);
void rt_json_number (RtJsonWriter *json, gint64 number);
/* The digits alone, wherever a number is wanted often: in pointers and origins. */
void rt_json_append_number (GString *out, gint64 number);
/* Already JSON. */
void rt_json_raw (RtJsonWriter *json, const char *text);
/* Compact JSON made by a writer before: members of the object that is being written (`within`: their comma is with them), or
 * what begins an item, whole or not. */
void rt_json_piece (RtJsonWriter *json, const char *text, gsize length, gboolean within);
/* A value that stands in the buffer already, once more. */
void rt_json_again (RtJsonWriter *json, gsize start, gsize length);
void rt_json_boolean (RtJsonWriter *json, gboolean value);
/* A key and its value in one. */
static inline void
rt_json_member (RtJsonWriter *json, const char *key, const char *text)
{
	rt_json_key (json, key);
	rt_json_string (json, text);
}

static inline void
rt_json_member_number (RtJsonWriter *json, const char *key, gint64 number)
{
	rt_json_key (json, key);
	rt_json_number (json, number);
}

static inline void
rt_json_member_boolean (RtJsonWriter *json, const char *key, gboolean value)
{
	rt_json_key (json, key);
	rt_json_boolean (json, value);
}

/* A key, and the list or object that it names begins. */
static inline void
rt_json_member_begin (RtJsonWriter *json, const char *key, char bracket)
{
	rt_json_key (json, key);
	rt_json_begin (json, bracket);
}
