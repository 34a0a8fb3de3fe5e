/* Writes JSON into a buffer: commas, quotes and indents.
 *
 * What stands in a list or object ends with its comma; the end of the list or object takes the last one back. So what was
 * written once can be copied behind anything, one thing or many in a row, without a look at what stands around it. */
#pragma once
#include <glib.h>
#include <string.h>

typedef struct {
	GString *out;
	gboolean pretty;
	guint depth;
} RtJsonWriter;

char *rt_json_grow (GString *out, gsize length);
void rt_json_make_room (GString *out, gsize length);
/* Room for `length` more bytes at the end of the buffer, to be filled by the caller. */
static inline char *
rt_json_room (GString *out, gsize length)
{
	gsize end = out->len;
	if (G_UNLIKELY (out->allocated_len - end <= length))
		return rt_json_grow (out, length);
	out->len = end + length;
	out->str[end + length] = '\0';
	return out->str + end;
}

/* The same for at most so many bytes: the caller writes behind what is returned, and says where that ends. A draft of which that
 * is not said is overwritten by what is written next. */
static inline char *
rt_json_draft (GString *out, gsize most)
{
	if (G_UNLIKELY (out->allocated_len - out->len <= most))
		rt_json_make_room (out, most);
	return out->str + out->len;
}

static inline void
rt_json_drafted (GString *out, char *end)
{
	*end = '\0';
	out->len = (gsize)(end - out->str);
}

/* Each returns where it ends. */
static inline char *
rt_put (char *to, const char *text, gsize length)
{
	memcpy (to, text, length);
	return to + length;
}

/* The same of a short text: by so many bytes at once, for which there is room behind its end in both places. */
#define RT_PUT_AT_ONCE 16u
static inline char *
rt_put_short (char *to, const char *text, gsize length)
{
	for (gsize n = 0; n < length; n += RT_PUT_AT_ONCE) {
		/* what is behind the text may be where it goes to */
		char bytes[RT_PUT_AT_ONCE];
		memcpy (bytes, text + n, sizeof bytes);
		memcpy (to + n, bytes, sizeof bytes);
	}
	return to + length;
}

#define RT_LONGEST_NUMBER 20u
char *rt_put_any_number (char *to, gint64 number);
static inline char *
rt_put_number (char *to, gint64 number)
{
	/* indexes and points have one digit mostly */
	if (number < 0 || number > 9)
		return rt_put_any_number (to, number);
	*to = (char)('0' + number);
	return to + 1;
}


/* Before and behind a value: the indent, and the comma. */
void rt_json_indent (RtJsonWriter *json);
static inline void
rt_json_before (RtJsonWriter *json)
{
	if (json->pretty)
		rt_json_indent (json);
}

static inline void
rt_json_after (RtJsonWriter *json)
{
	if (json->depth > 0)
		*rt_json_room (json->out, 1) = ',';
}

/* `bracket` is '{' or '['; end takes the closing one. */
static inline void
rt_json_begin (RtJsonWriter *json, char bracket)
{
	rt_json_before (json);
	*rt_json_room (json->out, 1) = bracket;
	json->depth++;
}

void rt_json_end_indented (RtJsonWriter *json, char bracket);
static inline void
rt_json_end (RtJsonWriter *json, char bracket)
{
	GString *out = json->out;
	json->depth--;
	/* the bracket that began it stands there at least */
	if (json->pretty)
		rt_json_end_indented (json, bracket);
	else if (out->str[out->len - 1] == ',')
		out->str[out->len - 1] = bracket;
	else
		*rt_json_room (out, 1) = bracket;
	rt_json_after (json);
}

/* A key from anywhere; and one of which is known that nothing in it needs an escape. */
void rt_json_any_key (RtJsonWriter *json, const char *key);
void rt_json_plain_key (RtJsonWriter *json, const char *key, gsize length);

/* The keys that stand in the code are plain, and their lengths known to the compiler: where this is in line. */
__attribute__ ((always_inline)) static inline void
rt_json_key (RtJsonWriter *json, const char *key)
{
	if (!__builtin_constant_p (strlen (key))) {
		rt_json_any_key (json, key);
		return;
	}
	gsize length = strlen (key);
	if (json->pretty) {
		rt_json_plain_key (json, key, length);
		return;
	}
	char *to = rt_json_room (json->out, length + 3);
	*to++ = '"';
	memcpy (to, key, length);
	memcpy (to + length, "\":", 2);
}

/* NULL is written as null; what is not UTF-8 is replaced. */
void rt_json_string (RtJsonWriter *json, const char *text);
/* A text of which nothing needs an escape, that the caller appends to the buffer between these two. */
static inline void
rt_json_plain_begin (RtJsonWriter *json)
{
	rt_json_before (json);
	*rt_json_room (json->out, 1) = '"';
}

static inline void
rt_json_plain_end (RtJsonWriter *json)
{
	*rt_json_room (json->out, 1) = '"';
	rt_json_after (json);
}

static inline void
rt_json_number (RtJsonWriter *json, gint64 number)
{
	rt_json_before (json);
	char *to = rt_put_number (rt_json_draft (json->out, RT_LONGEST_NUMBER + 1), number);
	*to = ',';
	rt_json_drafted (json->out, to + (json->depth > 0));
}

/* The digits alone, wherever a number is wanted often: in pointers and origins. */
void rt_json_append_number (GString *out, gint64 number);
/* Already JSON. */
static inline void
rt_json_raw (RtJsonWriter *json, const char *text)
{
	gsize length = strlen (text);
	rt_json_before (json);
	memcpy (rt_json_room (json->out, length), text, length);
	rt_json_after (json);
}

/* Compact JSON made by a writer before, its last comma with it: members, items, or what one of them begins or ends with. */
static inline void
rt_json_piece (RtJsonWriter *json, const char *text, gsize length)
{
	memcpy (rt_json_room (json->out, length), text, length);
}

/* The same, of a whole value that stands in the buffer already. */
static inline void
rt_json_again (RtJsonWriter *json, gsize start, gsize length)
{
	/* where the buffer is, is known only when it has grown */
	char *to = rt_json_room (json->out, length);
	/* of what ended a list or object the comma was taken back */
	to[length - 1] = ',';
	memcpy (to, json->out->str + start, length - 1);
}

static inline void
rt_json_boolean (RtJsonWriter *json, gboolean value)
{
	if (value)
		rt_json_raw (json, "true");
	else
		rt_json_raw (json, "false");
}

/* A key and its value in one. */
__attribute__ ((always_inline)) static inline void
rt_json_member (RtJsonWriter *json, const char *key, const char *text)
{
	rt_json_key (json, key);
	rt_json_string (json, text);
}

__attribute__ ((always_inline)) static inline void
rt_json_member_number (RtJsonWriter *json, const char *key, gint64 number)
{
	rt_json_key (json, key);
	rt_json_number (json, number);
}

__attribute__ ((always_inline)) static inline void
rt_json_member_boolean (RtJsonWriter *json, const char *key, gboolean value)
{
	rt_json_key (json, key);
	rt_json_boolean (json, value);
}

/* A key, and the list or object that it names begins. */
__attribute__ ((always_inline)) static inline void
rt_json_member_begin (RtJsonWriter *json, const char *key, char bracket)
{
	rt_json_key (json, key);
	rt_json_begin (json, bracket);
}
