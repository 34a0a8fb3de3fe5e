/* The table of functions a plugin is handed. Indexes come from foreign code, so each is checked before it
 * is used. */
#include "libroute/host/host-private.h"
#include <string.h>

static RouteTri
table_ask (const RouteView *view, RouteSink *sink, const RouteQuestion *question, RouteTally *tally)
{
	RtCall *call = rt_sink_call (sink);
	if (call != NULL && rt_view_is_open (view))
		return rt_ask (view, call, question, tally);
	if (tally != NULL)
		*tally = (RouteTally){ .open = true };
	return ROUTE_UNKNOWN;
}

/* the length of the list at a place, or -1 when it is not there */
static gint64
length_at (const RouteView *view, int list, guint outer)
{
	RtSeen seen = rt_see (view->registration, list, outer, 0);
	return seen.kind == RT_SEEN_FACT && seen.fact.kind == RT_FACT_LIST ? (gint64)seen.fact.length : -1;
}

static RouteFieldStatus
check_item (const RouteView *view, int list, guint outer, guint32 item)
{
	gint64 length = length_at (view, list, outer);
	if (length < 0)
		return ROUTE_FIELD_ABSENT;
	return item < length ? ROUTE_FIELD_OK : ROUTE_FIELD_BAD_INDEX;
}

/* the indexes must be those of items that are there; no place lies in more than two lists */
static RouteFieldStatus
check_items (const RouteView *view, const RtPlace *place, const uint32_t *items)
{
	if (place->n_lists == 0)
		return ROUTE_FIELD_OK;
	if (items == NULL)
		return ROUTE_FIELD_BAD_INDEX;
	int around = rt_place (place->list)->list;
	if (around < 0)
		return check_item (view, place->list, 0, items[0]);
	RouteFieldStatus status = check_item (view, around, 0, items[0]);
	return status == ROUTE_FIELD_OK ? check_item (view, place->list, items[0], items[1]) : status;
}

/* that it was asked for another is noted too, behind its own */
static gboolean
is_declared (const RouteView *view, uint32_t field)
{
	if (!rt_view_is_open (view))
		return FALSE;
	guint n = view->loaded->plugin.n_fields;
	if (field >= n)
		rt_note_used (view->loaded, n);
	return field < n;
}

static RouteFieldStatus
read_field (const RouteView *view, uint32_t field, const uint32_t *items, const RtField **schema,
	    RtSeen *seen)
{
	if (!is_declared (view, field))
		return ROUTE_FIELD_DENIED;
	int at = view->loaded->places[field];
	const RtPlace *place = rt_place (at);
	rt_note_used (view->loaded, field);
	RouteFieldStatus status = check_items (view, place, items);
	if (status != ROUTE_FIELD_OK)
		return status;
	*seen = rt_see (view->registration, at, place->n_lists > 0 ? items[0] : 0,
			place->n_lists > 1 ? items[1] : 0);
	*schema = place->field;
	return seen->kind == RT_SEEN_FACT ? ROUTE_FIELD_OK : ROUTE_FIELD_ABSENT;
}

static RouteFieldStatus
table_get_text (const RouteView *view, uint32_t field, const uint32_t *items, const char **text,
		size_t *length)
{
	RtSeen seen;
	const RtField *schema;
	RouteFieldStatus status = read_field (view, field, items, &schema, &seen);
	if (status != ROUTE_FIELD_OK)
		return status;
	const char *found = rt_seen_text (&seen, schema);
	if (found == NULL)
		return ROUTE_FIELD_BAD_TYPE;
	*text = found;
	if (length != NULL)
		*length = strlen (found);
	return ROUTE_FIELD_OK;
}

static RouteFieldStatus
table_get_integer (const RouteView *view, uint32_t field, const uint32_t *items, int64_t *value)
{
	RtSeen seen;
	const RtField *schema;
	RouteFieldStatus status = read_field (view, field, items, &schema, &seen);
	if (status == ROUTE_FIELD_OK && seen.fact.kind != RT_FACT_INTEGER)
		return ROUTE_FIELD_BAD_TYPE;
	if (status == ROUTE_FIELD_OK)
		*value = seen.fact.as.integer;
	return status;
}

static RouteFieldStatus
table_get_boolean (const RouteView *view, uint32_t field, const uint32_t *items, bool *value)
{
	RtSeen seen;
	const RtField *schema;
	RouteFieldStatus status = read_field (view, field, items, &schema, &seen);
	if (status == ROUTE_FIELD_OK && seen.fact.kind != RT_FACT_BOOLEAN)
		return ROUTE_FIELD_BAD_TYPE;
	if (status == ROUTE_FIELD_OK)
		*value = seen.fact.as.boolean;
	return status;
}

static RouteFieldStatus
table_get_date (const RouteView *view, uint32_t field, const uint32_t *items, int32_t *days_since_1970)
{
	RtSeen seen;
	const RtField *schema;
	RouteFieldStatus status = read_field (view, field, items, &schema, &seen);
	if (status == ROUTE_FIELD_OK && seen.fact.kind != RT_FACT_DATE)
		return ROUTE_FIELD_BAD_TYPE;
	if (status == ROUTE_FIELD_OK)
		*days_since_1970 = seen.fact.as.days;
	return status;
}

static RouteFieldStatus
table_get_count (const RouteView *view, uint32_t field, const uint32_t *items, uint32_t *count)
{
	if (!is_declared (view, field))
		return ROUTE_FIELD_DENIED;
	int at = view->loaded->places[field];
	rt_note_used (view->loaded, field);
	int list = rt_place (at)->field->type == RT_TYPE_LIST ? at : rt_place (at)->list;
	if (list < 0)
		return ROUTE_FIELD_BAD_TYPE;
	RouteFieldStatus status = check_items (view, rt_place (list), items);
	if (status != ROUTE_FIELD_OK)
		return status;
	gint64 length = length_at (view, list, rt_place (list)->n_lists > 0 ? items[0] : 0);
	if (length >= 0)
		*count = (uint32_t)length;
	return length >= 0 ? ROUTE_FIELD_OK : ROUTE_FIELD_ABSENT;
}

static int32_t
table_get_received (const RouteView *view)
{
	return rt_view_is_open (view) ? rt_record_received (view->registration) : 0;
}

static int64_t
table_get_setting (const RouteView *view, uint32_t setting)
{
	return setting < view->loaded->plugin.n_settings ? view->loaded->settings[setting] : 0;
}

const RouteHost rt_host_table = {
	.struct_size = sizeof (RouteHost),
	.abi_major = ROUTE_PLUGIN_ABI_MAJOR,
	.abi_minor = ROUTE_PLUGIN_ABI_MINOR,
	.ask = table_ask,
	.get_text = table_get_text,
	.get_integer = table_get_integer,
	.get_boolean = table_get_boolean,
	.get_date = table_get_date,
	.get_count = table_get_count,
	.get_received = table_get_received,
	.get_setting = table_get_setting,
	.reason = rt_sink_reason,
	.lawful = rt_sink_lawful,
	.attend = rt_sink_attend,
	.coordinate = rt_sink_coordinate,
	.third = rt_sink_third,
};
