#include "routectl/refusal.h"
#include <string.h>
#include <route/route-error.h>
#include "libroute/registration/json.h"
#include "libroute/util/json-writer.h"
#include "libroute/util/limits.h"

/* longer reasons and pointers are cut: they may quote what was wrong */
#define MOST_SHOWN 400u

/* ---- the id, from a text that is no registration ---- */

typedef struct {
	guint depth;
	gboolean wanted;
	char id[RT_LIMIT_ID + 1];
} IdSearch;

static gboolean
is_id (const char *text, gsize length)
{
	if (length == 0 || length > RT_LIMIT_ID)
		return FALSE;
	for (gsize i = 0; i < length; i++) {
		if (!g_ascii_isalnum (text[i]) && (text[i] == '\0' || strchr ("._-", text[i]) == NULL))
			return FALSE;
	}
	return TRUE;
}

static gboolean
on_scalar (gpointer receiver, const RtJsonScalar *scalar)
{
	IdSearch *search = receiver;
	if (!search->wanted)
		return TRUE;
	if (scalar->kind == RT_JSON_STRING && is_id (scalar->text, scalar->length))
		memcpy (search->id, scalar->text, scalar->length);
	return FALSE;
}

static gboolean
on_begin (gpointer receiver, gboolean list)
{
	IdSearch *search = receiver;
	search->depth++;
	return !search->wanted;
}

static gboolean
on_key (gpointer receiver, const char *text, gsize length)
{
	IdSearch *search = receiver;
	search->wanted = search->depth == 1 && length == 2 && memcmp (text, "id", 2) == 0;
	return TRUE;
}

static gboolean
on_end (gpointer receiver)
{
	IdSearch *search = receiver;
	search->depth--;
	return TRUE;
}

static void
find_id (const GString *text, IdSearch *search)
{
	static const RtJsonEvents events = { on_scalar, on_begin, on_key, on_end };
	RouteError code = 0;
	g_autofree char *reason = NULL;
	/* it fails or is stopped as soon as the id is known: what it gathered counts */
	(void) rt_json_read (text->str, text->len, &events, search, &code, &reason);
}

/* ---- telling ---- */

/* what came from outside may hold control sequences for a terminal */
static char *
printable (const char *text)
{
	g_autofree char *valid = g_utf8_make_valid (text, -1);
	g_autoptr (GString) shown = g_string_new (NULL);
	for (const char *at = valid; *at != '\0' && shown->len < MOST_SHOWN; at = g_utf8_next_char (at)) {
		gunichar c = g_utf8_get_char (at);
		if (g_unichar_isprint (c))
			g_string_append_unichar (shown, c);
		else
			g_string_append_printf (shown, "\\u%04x", c);
	}
	if (shown->len >= MOST_SHOWN)
		g_string_append (shown, "...");
	return g_string_free (g_steal_pointer (&shown), FALSE);
}

static void
write_object (GString *out, const char *id, const char *pointer, const char *reason)
{
	RtJsonWriter json = { .out = out };
	rt_json_begin (&json, '{');
	rt_json_member (&json, "registration", id);
	rt_json_key (&json, "error");
	rt_json_begin (&json, '{');
	rt_json_member (&json, "path", pointer);
	rt_json_member (&json, "message", reason);
	rt_json_end (&json, '}');
	rt_json_end (&json, '}');
	g_string_append_c (out, '\n');
}

void
rt_refusal_write (RtItem *item, const char *id, const char *pointer, const char *reason, gboolean json)
{
	g_autofree char *where = printable (pointer), *what = printable (reason);
	item->refused = TRUE;
	g_string_append_printf (item->err, "%s:", item->file);
	if (item->line > 0)
		g_string_append_printf (item->err, "%" G_GUINT64_FORMAT ":", item->line);
	if (*where != '\0')
		g_string_append_printf (item->err, " %s:", where);
	g_string_append_printf (item->err, " %s\n", what);
	/* what was written of an advice before it failed is not handed out */
	g_string_truncate (item->out, 0);
	if (!json)
		return;
	IdSearch search = { 0 };
	if (id == NULL)
		find_id (item->text, &search);
	const char *found = search.id[0] != '\0' ? search.id : NULL;
	write_object (item->out, id != NULL ? id : found, where, what);
}

void
rt_refusal_write_error (RtItem *item, const char *id, const GError *error, gboolean json)
{
	const char *pointer = error->domain == ROUTE_ERROR ? route_error_get_pointer (error) : NULL;
	const char *reason = error->domain == ROUTE_ERROR ? route_error_get_reason (error) : error->message;
	rt_refusal_write (item, id, pointer != NULL ? pointer : "", reason, json);
}

void
rt_refusal_write_state (RtItem *item, gboolean json)
{
	const char *reason = "";
	if (item->state == RT_ITEM_EMPTY)
		reason = "the input is empty";
	else if (item->state == RT_ITEM_TOO_LONG)
		reason = "longer than a registration may be (8 MiB)";
	else if (item->state == RT_ITEM_UNREADABLE)
		reason = g_strerror (item->trouble);
	rt_refusal_write (item, NULL, "", reason, json);
}
