/* What would change the suggestion, within the explanation of an advice. */
#include "libroute/advice/why-words.h"
#include "libroute/advice/write-why.h"
#include "libroute/util/date.h"

typedef struct {
	const RtAdviceSource *source;
	RtJsonWriter *json;
	GString *scratch;
} Writer;

static const char *
suggestion_of (const Writer *writer, guint route)
{
	return writer->source->rules->routes[route].suggestion;
}

static const char *
pointer_of (Writer *writer, RtSpot spot)
{
	g_string_truncate (writer->scratch, 0);
	rt_record_print_spot (writer->source->registration, spot, writer->scratch);
	return writer->scratch->str;
}

/* an item of a list as a pointer of its own: "/incidents/2", and behind the last one "/incidents/-" */
static const char *
item_pointer (Writer *writer, const RtShiftedFact *fact)
{
	const RtPlace *places = rt_schema_places (NULL), *place = &places[rt_spot_place (fact->spot)];
	gboolean outer = place->n_lists == 0;
	RtSpot spot = fact->spot;
	/* the list itself tells no index: a field of the item does */
	if (fact->kind != RT_SHIFT_MORE)
		spot = rt_record_original (
		    writer->source->registration,
		    rt_spot ((guint)rt_schema_place_of ((int)rt_spot_place (fact->spot), 0),
			     rt_spot_index (fact->spot), rt_spot_second_index (fact->spot)));
	g_string_truncate (writer->scratch, 0);
	if (outer)
		rt_spot_print (rt_spot (rt_spot_place (fact->spot), 0, 0), writer->scratch);
	else
		rt_spot_print (rt_record_original (writer->source->registration,
						   rt_spot (rt_spot_place (fact->spot), rt_spot_index (fact->spot), 0)),
			       writer->scratch);
	g_string_append_c (writer->scratch, '/');
	if (fact->kind == RT_SHIFT_MORE)
		g_string_append_c (writer->scratch, '-');
	else
		rt_json_append_number (writer->scratch, outer ? rt_spot_index (spot) : rt_spot_second_index (spot));
	return writer->scratch->str;
}

static void write_fact (Writer *writer, const RtField *field, const RtFact *fact);

static void
write_object (Writer *writer, const RtShape *shape, const RtFact *facts)
{
	rt_json_begin (writer->json, '{');
	for (guint i = 0; i < shape->n_fields; i++) {
		if (facts[i].kind == RT_FACT_ABSENT || facts[i].kind == RT_FACT_NULL)
			continue;
		rt_json_key (writer->json, shape->fields[i].name);
		write_fact (writer, &shape->fields[i], &facts[i]);
	}
	rt_json_end (writer->json, '}');
}

static void
write_list (Writer *writer, const RtField *field, const RtFact *list)
{
	RtField item = *field;
	item.type = field->item;
	rt_json_begin (writer->json, '[');
	for (guint i = 0; i < list->length; i++)
		write_fact (writer, &item, &list->as.facts[i]);
	rt_json_end (writer->json, ']');
}

static void
write_fact (Writer *writer, const RtField *field, const RtFact *fact)
{
	char date[16];
	switch (fact->kind) {
	case RT_FACT_BOOLEAN:
		rt_json_boolean (writer->json, fact->as.boolean);
		break;
	case RT_FACT_INTEGER:
		rt_json_number (writer->json, fact->as.integer);
		break;
	case RT_FACT_DATE:
		rt_date_print (fact->as.days, date);
		rt_json_string (writer->json, date);
		break;
	case RT_FACT_WORD:
		rt_json_string (writer->json, field->words[fact->as.word]);
		break;
	case RT_FACT_TEXT:
		rt_json_string (writer->json, fact->as.text);
		break;
	case RT_FACT_LIST:
		write_list (writer, field, fact);
		break;
	case RT_FACT_OBJECT:
		write_object (writer, field->shape, fact->as.facts);
		break;
	default:
		rt_json_string (writer->json, NULL);
	}
}

static void
write_changed (Writer *writer, const RtShiftedFact *fact)
{
	static const char *const kinds[] = {"other", "answered", "gone", "established", "added"};
	const RtField *field = rt_schema_places (NULL)[rt_spot_place (fact->spot)].field;
	gboolean item = fact->kind >= RT_SHIFT_GONE;
	rt_json_begin (writer->json, '{');
	rt_json_member (writer->json, "path", item ? item_pointer (writer, fact) : pointer_of (writer, fact->spot));
	rt_json_member (writer->json, "change", kinds[fact->kind]);
	rt_json_member_boolean (writer->json, "known", fact->known);
	rt_json_key (writer->json, "value");
	if (fact->kind == RT_SHIFT_MORE)
		write_object (writer, field->shape, fact->fields);
	else if (item)
		rt_json_string (writer->json, NULL);
	else
		write_fact (writer, field, &fact->then);
	rt_json_end (writer->json, '}');
}

static void
write_towards (Writer *writer, const RtTowards *towards)
{
	RtJsonWriter *json = writer->json;
	rt_json_begin (json, '{');
	rt_json_member (json, "suggestion", suggestion_of (writer, towards->route));
	rt_json_member_number (json, "size", towards->size);
	rt_json_member_boolean (json, "searched", towards->searched);
	rt_json_member_number (json, "ruled_out", towards->ruled_out);
	rt_json_member_number (json, "found", towards->n_all);
	rt_json_member_begin (json, "sets", '[');
	for (guint i = 0; i < towards->n_sets; i++) {
		rt_json_begin (json, '[');
		for (guint j = 0; j < towards->sets[i].n; j++)
			write_changed (writer, &towards->sets[i].facts[j]);
		rt_json_end (json, ']');
	}
	rt_json_end (json, ']');
	rt_json_end (json, '}');
}

static void
write_decisive (Writer *writer, const RtShift *change)
{
	RtJsonWriter *json = writer->json;
	if (change->decisive == 0) {
		rt_json_member (json, "decisive_unknown", NULL);
		return;
	}
	rt_json_member_begin (json, "decisive_unknown", '{');
	rt_json_member (json, "path", pointer_of (writer, change->decisive));
	rt_json_member_begin (json, "suggestions", '[');
	for (guint i = 0; i < change->n_decisive_routes; i++)
		rt_json_string (json, suggestion_of (writer, change->decisive_routes[i]));
	rt_json_end (json, ']');
	rt_json_end (json, '}');
}

void
rt_advice_write_change (const RtAdviceSource *source, RtJsonWriter *json)
{
	const RtShift *change = source->explanation->change;
	g_autoptr (GString) scratch = g_string_new (NULL);
	Writer writer = {source, json, scratch};
	if (change == NULL) {
		rt_json_member (json, "change", NULL);
		return;
	}
	rt_json_member_begin (json, "change", '{');
	rt_json_member_number (json, "size", change->size);
	rt_json_member_boolean (json, "searched", change->searched);
	rt_json_member_begin (json, "towards", '[');
	for (guint i = 0; i < change->n_towards; i++)
		write_towards (&writer, &change->towards[i]);
	rt_json_end (json, ']');
	write_decisive (&writer, change);
	rt_json_end (json, '}');
}
