/* The facts of a registration as values of the condition language: known, unknown, doubted, open. */
#include "libroute/rules/facts.h"
#include <string.h>
#include "libroute/rules/build.h"

typedef struct {
	const RtRuleSetInside *inside;
	const RouteRegistration *registration;
	RtArena *arena;
} Filling;

static RtFeelValue fact_value (Filling *filling, const RtField *field, const RtFact *fact, int place, guint index, guint second);

int
rt_facts_party_field (const RtShape *shape)
{
	for (guint i = 0; i < shape->n_fields; i++)
		if (shape->fields[i].type == RT_TYPE_PARTY && (int) i != shape->source)
			return (int) i;
	return -1;
}

/* ---- shapes: how an object becomes a context; made with the rule set, then constant ---- */

static void
add_shape (GHashTable *shapes, const RtShape *shape)
{
	if (g_hash_table_contains (shapes, shape))
		return;
	g_autofree const char **names = g_new0 (const char *, shape->n_fields + RT_FACTS_DERIVED);
	guint n = shape->n_fields;
	for (guint i = 0; i < n; i++)
		names[i] = shape->fields[i].name;
	if (rt_facts_party_field (shape) >= 0)
		names[n++] = "chains";
	if (shape->source >= 0)
		names[n++] = "source chains";
	g_hash_table_insert (shapes, (gpointer) shape, rt_feel_shape_new (names, n));
	for (guint i = 0; i < shape->n_fields; i++)
		if (shape->fields[i].shape != NULL)
			add_shape (shapes, shape->fields[i].shape);
}

void
rt_build_shapes (RtBuilder *builder)
{
	static const char *const source_names[] = { "party", "chains" };
	GHashTable *shapes = builder->inside->shapes;
	add_shape (shapes, rt_schema_root ());
	g_hash_table_insert (shapes, NULL, rt_feel_shape_new (source_names, G_N_ELEMENTS (source_names)));
}

/* ---- values ---- */

static RtFeelValue
text_value (Filling *filling, const char *text)
{
	return rt_feel_string (filling->arena, text, strlen (text));
}

/* a doubt about the fact makes a value of a party unknown no more than the fact itself: it stays doubted as an item */
static RtFeelValue
chains_value (Filling *filling, const RtFact *party)
{
	static const char *const names[] = { "care", "justice", "municipal", "housing", "youth", "welfare" };
	RtFeelValue *items = NULL;
	if (party->kind != RT_FACT_TEXT)
		return rt_feel_open (rt_feel_list (filling->arena, 0, &items));
	int index = rt_rules_find_party (&filling->inside->set, party->as.text);
	guint32 bits = index >= 0 ? filling->inside->set.parties[index].chains : 0;
	guint n = 0;
	for (guint i = 0; i < G_N_ELEMENTS (names); i++)
		n += bits >> i & 1;
	RtFeelValue list = rt_feel_list (filling->arena, n, &items);
	for (guint i = 0, j = 0; i < G_N_ELEMENTS (names) && items != NULL; i++)
		if (bits >> i & 1)
			items[j++] = text_value (filling, names[i]);
	return list;
}

static RtFeelValue
unknown_value (Filling *filling, const RtField *field, RtType type)
{
	if (type == RT_TYPE_INTEGER)
		return rt_feel_unknown_between (filling->arena, field->least, field->most);
	if (type == RT_TYPE_WORD)
		return rt_feel_unknown_word (filling->arena, field->words);
	return rt_feel_unknown ();
}

static RtFeelValue
any_value (Filling *filling, const RtFact *fact)
{
	RtFeelValue *values = NULL;
	switch (fact->kind) {
	case RT_FACT_BOOLEAN:
		return rt_feel_boolean (fact->as.boolean);
	case RT_FACT_TEXT:
		return rt_feel_string (filling->arena, fact->as.text, fact->length);
	case RT_FACT_NUMBER:
		return rt_feel_number (filling->arena, fact->as.text);
	case RT_FACT_LIST: {
		RtFeelValue list = rt_feel_list (filling->arena, fact->length, &values);
		for (guint i = 0; i < fact->length && values != NULL; i++)
			values[i] = any_value (filling, &fact->as.facts[i]);
		return list;
	}
	case RT_FACT_MAP: {
		g_autofree const char **names = g_new0 (const char *, fact->length + 1);
		for (guint i = 0; i < fact->length; i++)
			names[i] = fact->as.entries[i].name;
		/* the shape belongs to this registration alone */
		const RtFeelShape *shape = rt_feel_shape_new_in (filling->arena, names, fact->length);
		RtFeelValue context = rt_feel_context (filling->arena, shape, &values);
		for (guint i = 0; i < fact->length && values != NULL; i++)
			values[i] = any_value (filling, &fact->as.entries[i].value);
		return context;
	}
	default:
		return rt_feel_unknown (); /* null: somebody says it is unknown */
	}
}

static gboolean
is_doubted (const RtShape *shape, const RtFact *item)
{
	if (shape == NULL || shape->status < 0 || item->kind != RT_FACT_OBJECT)
		return FALSE;
	const RtFact *status = &item->as.facts[shape->status];
	return status->kind == RT_FACT_WORD && status->as.word != 0; /* 0: established */
}

/* an object; absent facts may be NULL, and then everything in it is absent too */
static RtFeelValue
object_value (Filling *filling, const RtShape *shape, const RtFact *facts, int place, guint index, guint second)
{
	static const RtFact absent = { .kind = RT_FACT_ABSENT };
	RtFeelValue *entries = NULL;
	RtFeelValue context = rt_feel_context (filling->arena, g_hash_table_lookup (filling->inside->shapes, shape), &entries);
	guint n = shape->n_fields;
	for (guint i = 0; i < n && entries != NULL; i++)
		entries[i] = fact_value (filling, &shape->fields[i], facts != NULL ? &facts[i] : &absent,
					 rt_schema_place_of (place, i), index, second);
	int party = rt_facts_party_field (shape);
	if (party >= 0 && entries != NULL)
		entries[n++] = chains_value (filling, facts != NULL ? &facts[party] : &absent);
	if (shape->source >= 0 && entries != NULL)
		entries[n] = chains_value (filling, facts != NULL ? &facts[shape->source] : &absent);
	return context;
}

static RtFeelValue
list_value (Filling *filling, const RtField *field, const RtFact *fact, int place, guint index)
{
	RtFeelValue *items = NULL;
	guint n = fact->kind == RT_FACT_LIST ? fact->length : 0;
	RtFeelValue list = rt_feel_list (filling->arena, n, &items);
	gboolean outer = rt_schema_places (NULL)[place].n_lists == 0;
	for (guint i = 0; i < n && items != NULL; i++) {
		const RtFact *item = &fact->as.facts[i];
		RtSpot spot = rt_spot ((guint) place, outer ? i : index, outer ? 0 : i);
		RtFeelValue value = field->shape != NULL
					    ? object_value (filling, field->shape, item->as.facts, place, outer ? i : index, outer ? 0 : i)
					    : fact_value (filling, field, item, place, outer ? i : index, outer ? 0 : i);
		value = rt_feel_with_origin (value, spot);
		items[i] = is_doubted (field->shape, item) ? rt_feel_doubted (value) : value;
	}
	return fact->kind == RT_FACT_LIST ? list : rt_feel_open (list);
}

static RtFeelValue
known_value (Filling *filling, const RtField *field, const RtFact *fact)
{
	switch (fact->kind) {
	case RT_FACT_BOOLEAN:
		return rt_feel_boolean (fact->as.boolean);
	case RT_FACT_INTEGER:
		return rt_feel_integer (fact->as.integer);
	case RT_FACT_DATE:
		return rt_feel_date (fact->as.days);
	case RT_FACT_WORD:
		return text_value (filling, field->words[fact->as.word]);
	case RT_FACT_TEXT:
		return rt_feel_string (filling->arena, fact->as.text, fact->length);
	default:
		return any_value (filling, fact);
	}
}

static RtFeelValue
absent_value (Filling *filling, const RtField *field)
{
	if (field->absent_is_none)
		return rt_feel_null ();
	if (field->when_absent != NULL)
		return text_value (filling, field->when_absent);
	return unknown_value (filling, field, field->type);
}

static RtFeelValue
fact_value (Filling *filling, const RtField *field, const RtFact *fact, int place, guint index, guint second)
{
	RtSpot spot = rt_spot ((guint) place, index, second);
	gboolean absent = fact->kind == RT_FACT_ABSENT;
	RtFeelValue value;
	if (absent && field->absent_is_none)
		value = rt_feel_null ();
	else if (field->type == RT_TYPE_LIST && (absent || fact->kind == RT_FACT_LIST))
		value = list_value (filling, field, fact, place, index);
	else if (field->type == RT_TYPE_OBJECT)
		value = object_value (filling, field->shape, absent ? NULL : fact->as.facts, place, index, second);
	else
		value = absent ? absent_value (filling, field) : known_value (filling, field, fact);
	return rt_feel_with_origin (value, spot);
}

/* ---- who provided facts ---- */


static void
collect_sources (GPtrArray *names, const RtShape *shape, const RtFact *facts)
{
	for (guint i = 0; i < shape->n_fields; i++) {
		const RtField *field = &shape->fields[i];
		const RtFact *fact = &facts[i];
		if ((int) i == shape->source && fact->kind == RT_FACT_TEXT &&
		    !g_ptr_array_find_with_equal_func (names, fact->as.text, g_str_equal, NULL))
			g_ptr_array_add (names, (gpointer) fact->as.text);
		if (fact->kind == RT_FACT_OBJECT && field->shape != NULL)
			collect_sources (names, field->shape, fact->as.facts);
		for (guint j = 0; fact->kind == RT_FACT_LIST && field->shape != NULL && j < fact->length; j++)
			collect_sources (names, field->shape, fact->as.facts[j].as.facts);
	}
}

static int
by_text (gconstpointer a, gconstpointer b)
{
	return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static RtFeelValue
sources_value (Filling *filling)
{
	g_autoptr (GPtrArray) names = g_ptr_array_new ();
	collect_sources (names, rt_schema_root (), rt_record_facts (filling->registration));
	g_ptr_array_sort (names, by_text);
	RtFeelValue *items = NULL;
	RtFeelValue list = rt_feel_list (filling->arena, names->len, &items);
	for (guint i = 0; i < names->len && items != NULL; i++) {
		const char *name = g_ptr_array_index (names, i);
		RtFact fact = { .kind = RT_FACT_TEXT, .length = (guint32) strlen (name), .as.text = name };
		RtFeelValue *entries = NULL;
		items[i] = rt_feel_context (filling->arena, g_hash_table_lookup (filling->inside->shapes, NULL), &entries);
		if (entries == NULL)
			continue;
		entries[0] = text_value (filling, name);
		entries[1] = chains_value (filling, &fact);
	}
	return list;
}

static void
fill (const RtRuleSet *rules, const RouteRegistration *registration, RtFeelRun *run, RtFeelValue *slots, gboolean all)
{
	Filling filling = { .inside = (const RtRuleSetInside *) rules, .registration = registration, .arena = rt_feel_run_arena (run) };
	const RtShape *root = rt_schema_root ();
	const RtFact *facts = rt_record_facts (registration);
	for (guint i = 0; i < root->n_fields; i++)
		if (all || g_array_index (filling.inside->fact_used, gboolean, i))
			slots[i] = fact_value (&filling, &root->fields[i], &facts[i], rt_schema_place_of (-1, i), 0, 0);
	for (guint i = 0; i < rules->n_settings; i++)
		slots[rules->settings[i].slot] = rules->settings[i].value;
	guint sources = rules->name_slots[RT_NAME_SOURCES];
	if (sources != G_MAXUINT)
		slots[sources] = sources_value (&filling);
}

void
rt_facts_fill (const RtRuleSet *rules, const RouteRegistration *registration, RtFeelRun *run, RtFeelValue *slots)
{
	fill (rules, registration, run, slots, FALSE);
}

void
rt_facts_fill_all (const RtRuleSet *rules, const RouteRegistration *registration, RtFeelRun *run, RtFeelValue *slots)
{
	fill (rules, registration, run, slots, TRUE);
}
