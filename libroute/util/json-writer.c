#include "libroute/util/json-writer.h"
#include <string.h>

static void
before_value (RtJsonWriter *json)
{
	if (json->keyed) {
		json->keyed = FALSE;
		return;
	}
	if (json->comma)
		g_string_append_c (json->out, ',');
	if (!json->pretty || json->depth == 0)
		return;
	g_string_append_c (json->out, '\n');
	for (guint i = 0; i < json->depth; i++)
		g_string_append (json->out, "  ");
}

void
rt_json_begin (RtJsonWriter *json, char bracket)
{
	before_value (json);
	g_string_append_c (json->out, bracket);
	json->depth++;
	json->comma = FALSE;
}

void
rt_json_end (RtJsonWriter *json, char bracket)
{
	json->depth--;
	gboolean is_empty = !json->comma;
	json->comma = FALSE;
	if (!is_empty && json->pretty) {
		g_string_append_c (json->out, '\n');
		for (guint i = 0; i < json->depth; i++)
			g_string_append (json->out, "  ");
	}
	g_string_append_c (json->out, bracket);
	json->comma = TRUE;
}

/* how a byte is escaped: its letter, 'u' for a code, or 0 when it needs none */
static char
escape_of (guchar byte)
{
	static const char letters[] = { ['\b'] = 'b', ['\t'] = 't', ['\n'] = 'n', ['\f'] = 'f',
					['\r'] = 'r', ['"'] = '"',  ['\\'] = '\\' };
	if (byte < sizeof letters && letters[byte] != 0)
		return letters[byte];
	return byte < 0x20 || byte == 0x7f ? 'u' : 0;
}

static void
append_quoted (GString *out, const char *text)
{
	g_autofree char *mended = g_utf8_validate (text, -1, NULL) ? NULL : g_utf8_make_valid (text, -1);
	if (mended != NULL)
		text = mended;
	g_string_append_c (out, '"');
	for (;;) {
		/* everything up to the next byte that needs an escape goes in one piece */
		gsize plain = 0;
		while (escape_of ((guchar) text[plain]) == 0)
			plain++;
		g_string_append_len (out, text, (gssize) plain);
		text += plain;
		if (*text == '\0')
			break;
		char escape = escape_of ((guchar) *text);
		if (escape == 'u')
			g_string_append_printf (out, "\\u%04x", (guint) (guchar) *text);
		else
			g_string_append_printf (out, "\\%c", escape);
		text++;
	}
	g_string_append_c (out, '"');
}

void
rt_json_key (RtJsonWriter *json, const char *key)
{
	before_value (json);
	append_quoted (json->out, key);
	g_string_append (json->out, json->pretty ? ": " : ":");
	json->keyed = TRUE;
}

void
rt_json_string (RtJsonWriter *json, const char *text)
{
	if (text == NULL) {
		rt_json_raw (json, "null");
		return;
	}
	before_value (json);
	append_quoted (json->out, text);
	json->comma = TRUE;
}

void
rt_json_number (RtJsonWriter *json, gint64 number)
{
	before_value (json);
	g_string_append_printf (json->out, "%" G_GINT64_FORMAT, number);
	json->comma = TRUE;
}

void
rt_json_raw (RtJsonWriter *json, const char *text)
{
	before_value (json);
	g_string_append (json->out, text);
	json->comma = TRUE;
}

void
rt_json_boolean (RtJsonWriter *json, gboolean value)
{
	rt_json_raw (json, value ? "true" : "false");
}

void
rt_json_member (RtJsonWriter *json, const char *key, const char *text)
{
	rt_json_key (json, key);
	rt_json_string (json, text);
}

void
rt_json_member_number (RtJsonWriter *json, const char *key, gint64 number)
{
	rt_json_key (json, key);
	rt_json_number (json, number);
}

void
rt_json_member_boolean (RtJsonWriter *json, const char *key, gboolean value)
{
	rt_json_key (json, key);
	rt_json_boolean (json, value);
}

void
rt_json_member_begin (RtJsonWriter *json, const char *key, char bracket)
{
	rt_json_key (json, key);
	rt_json_begin (json, bracket);
}
