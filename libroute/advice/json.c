#include "libroute/advice/json.h"
#include <string.h>

void
rt_out_init (RtJson *json, GString *out, RouteJsonFlags flags)
{
	*json = (RtJson){.out = out, .pretty = (flags & ROUTE_JSON_PRETTY) != 0, .first = TRUE};
}

static void
indent (RtJson *json)
{
	g_string_append_c (json->out, '\n');
	for (guint i = 0; i < json->depth; i++)
		g_string_append_len (json->out, "  ", 2);
}

static void
append_text (GString *out, const char *text)
{
	g_string_append_c (out, '"');
	for (const char *from = text; *text != '\0' || from != text;) {
		/* everything up to the next byte that needs an escape goes in one piece */
		while ((guchar)*text >= 0x20 && *text != '"' && *text != '\\')
			text++;
		g_string_append_len (out, from, text - from);
		if (*text == '\0')
			break;
		if (*text == '"' || *text == '\\') {
			g_string_append_c (out, '\\');
			g_string_append_c (out, *text);
		} else if (*text == '\n') {
			g_string_append_len (out, "\\n", 2);
		} else {
			g_string_append_printf (out, "\\u%04x", (guint)(guchar)*text);
		}
		from = ++text;
	}
	g_string_append_c (out, '"');
}

static void
begin_value (RtJson *json, const char *key)
{
	if (!json->first)
		g_string_append_c (json->out, ',');
	if (json->pretty && json->depth > 0)
		indent (json);
	json->first = FALSE;
	if (key == NULL)
		return;
	g_string_append_c (json->out, '"');
	g_string_append (json->out, key);
	g_string_append_len (json->out, json->pretty ? "\": " : "\":", json->pretty ? 3 : 2);
}

static void
open_value (RtJson *json, const char *key, char bracket)
{
	begin_value (json, key);
	g_string_append_c (json->out, bracket);
	json->depth++;
	json->first = TRUE;
}

static void
close_value (RtJson *json, char bracket)
{
	json->depth--;
	if (json->pretty && !json->first)
		indent (json);
	g_string_append_c (json->out, bracket);
	json->first = FALSE;
}

void
rt_out_object (RtJson *json, const char *key)
{
	open_value (json, key, '{');
}

void
rt_out_list (RtJson *json, const char *key)
{
	open_value (json, key, '[');
}

void
rt_out_close_object (RtJson *json)
{
	close_value (json, '}');
}

void
rt_out_close_list (RtJson *json)
{
	close_value (json, ']');
}

void
rt_out_string (RtJson *json, const char *key, const char *text)
{
	begin_value (json, key);
	if (text == NULL)
		g_string_append_len (json->out, "null", 4);
	else
		append_text (json->out, text);
}

void
rt_out_integer_value (RtJson *json, const char *key, gint64 value)
{
	begin_value (json, key);
	g_string_append_printf (json->out, "%" G_GINT64_FORMAT, value);
}

void
rt_out_boolean (RtJson *json, const char *key, gboolean value)
{
	begin_value (json, key);
	g_string_append (json->out, value ? "true" : "false");
}
