/* The facts of a registration as values of the condition language: known, unknown, doubted, open. */
#include "libroute/rules/facts.h"
#include <string.h>
#include "libroute/rules/build.h"
#include "libroute/util/limits.h"

typedef struct {
	const RtRuleSetInside *inside;
	const RouteRegistration *registration;
	RtArena *arena;
	gboolean failed; /* the memory of the run is used up */
} Filling;

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

/* chains as lists, one per party and one for nobody (a third), made once */
static void
build_chains (RtBuilder *builder)
{
	const char *const *words = rt_key_words (RT_KEY_CHAINS);
	RtArena *arena = builder->inside->arena;
	builder->inside->chains = rt_build_array (builder, builder->set->n_parties + 1, sizeof (RtFeelValue));
	for (guint i = 0; i <= builder->set->n_parties; i++) {
		guint32 bits = i < builder->set->n_parties ? builder->set->parties[i].chains : 0;
		RtFeelValue *items = NULL;
		guint n = 0;
		builder->inside->chains[i] = rt_feel_list (arena, (guint) __builtin_popcount (bits), &items);
		for (guint j = 0; words[j] != NULL; j++)
			if (bits >> j & 1)
				items[n++] = rt_feel_string (arena, words[j], strlen (words[j]));
	}
}

static RtFeelValue
unknown_of (RtArena *arena, const RtField *field)
{
	RtFeelValue *items;
	if (field->type == RT_TYPE_INTEGER)
		return rt_feel_unknown_between (arena, field->least, field->most);
	if (field->type == RT_TYPE_WORD)
		return rt_feel_unknown_word (arena, field->words);
	if (field->type == RT_TYPE_LIST)
		return rt_feel_open (rt_feel_list (arena, 0, &items));
	return rt_feel_unknown ();
}

/* an object that is not given, with all that could be in it; no item of a list holds one, so that there is one of each */
static RtFeelValue
absent_object (RtBuilder *builder, int place)
{
	RtArena *arena = builder->inside->arena;
	const RtFactPlace *made = &builder->inside->places[place];
	const RtShape *shape = rt_schema_places (NULL)[place].field->shape;
	RtFeelValue *entries, *items;
	RtFeelValue context = rt_feel_context (arena, made->shape, &entries);
	guint n = shape->n_fields;
	for (guint i = 0; i < n; i++) {
		guint child = (guint) rt_schema_place_of (place, i);
		entries[i] = builder->inside->places[child].self.absent;
	}
	for (guint i = 0; i < G_N_ELEMENTS (made->parties); i++) {
		if (made->parties[i] < 0)
			continue;
		guint child = (guint) rt_schema_place_of (place, (guint) made->parties[i]);
		entries[n++] = rt_feel_with_origin (rt_feel_open (rt_feel_list (arena, 0, &items)), rt_spot (child, 0, 0));
	}
	return context;
}

static RtFeelValue
absent_of (RtBuilder *builder, int place)
{
	RtArena *arena = builder->inside->arena;
	const RtField *field = rt_schema_places (NULL)[place].field;
	if (field->absent_is_none)
		return rt_feel_null ();
	if (field->when_absent != NULL)
		return rt_feel_string (arena, field->when_absent, strlen (field->when_absent));
	return field->type == RT_TYPE_OBJECT ? absent_object (builder, place) : unknown_of (arena, field);
}

static const RtFactField *
fields_of (RtBuilder *builder, int place)
{
	guint n = rt_schema_places (NULL)[place].field->shape->n_fields;
	RtFactField *fields = rt_build_array (builder, n, sizeof *fields);
	for (guint i = 0; i < n; i++)
		fields[i] = builder->inside->places[rt_schema_place_of (place, i)].self;
	return fields;
}

static const RtFeelValue *
words_of (RtBuilder *builder, const RtField *field)
{
	if (field->words == NULL)
		return NULL;
	RtFeelValue *words = rt_build_array (builder, g_strv_length ((char **) field->words), sizeof *words);
	for (guint i = 0; field->words[i] != NULL; i++)
		words[i] = rt_feel_string (builder->inside->arena, field->words[i], strlen (field->words[i]));
	return words;
}

/* most of what a registration tells is one of few words, or of few values that are not given; what is in a place comes behind
 * it and is made before it */
static void
build_places (RtBuilder *builder)
{
	guint n = 0;
	const RtPlace *places = rt_schema_places (&n);
	RtFactPlace *made = builder->inside->places = rt_build_array (builder, n, sizeof *made);
	for (guint i = n; i-- > 0;) {
		const RtField *field = places[i].field;
		const RtShape *shape = field->shape;
		made[i] = (RtFactPlace) { .parties = { -1, -1 }, .self.words = words_of (builder, field) };
		if (shape != NULL) {
			made[i].shape = g_hash_table_lookup (builder->inside->shapes, shape);
			made[i].parties[0] = (gint8) rt_facts_party_field (shape);
			made[i].parties[1] = (gint8) shape->source;
			made[i].fields = fields_of (builder, (int) i);
		}
		made[i].self.absent = rt_feel_with_origin (absent_of (builder, (int) i), rt_spot (i, 0, 0));
	}
}

void
rt_build_shapes (RtBuilder *builder)
{
	static const char *const source_names[] = { "party", "chains" };
	GHashTable *shapes = builder->inside->shapes;
	add_shape (shapes, rt_schema_root ());
	g_hash_table_insert (shapes, NULL, rt_feel_shape_new (source_names, G_N_ELEMENTS (source_names)));
	build_chains (builder);
	build_places (builder);
	builder->inside->person = rt_schema_find_place ("/person");
	builder->inside->age = rt_schema_find_place ("/person/age");
	builder->inside->birth = rt_schema_find_place ("/person/birth_date");
}

/* ---- values ---- */

static RtFeelValue
text_value (Filling *filling, const char *text, gsize length)
{
	RtFeelValue value = rt_feel_string (filling->arena, text, length);
	filling->failed = filling->failed || value.kind != RT_FEEL_STRING;
	return value;
}

static RtFeelValue
make_list (Filling *filling, guint n, RtFeelValue **items)
{
	*items = NULL;
	RtFeelValue list = rt_feel_list (filling->arena, n, items);
	filling->failed = filling->failed || list.kind != RT_FEEL_LIST;
	return list;
}

static RtFeelValue
make_context (Filling *filling, const RtFeelShape *shape, RtFeelValue **entries)
{
	*entries = NULL;
	RtFeelValue context = shape != NULL ? rt_feel_context (filling->arena, shape, entries)
					    : rt_feel_null ();
	filling->failed = filling->failed || context.kind != RT_FEEL_CONTEXT;
	return context;
}

/* those of a party that is not known are not known; a third has none */
static RtFeelValue
chains_value (Filling *filling, const RtFact *party)
{
	RtFeelValue *items;
	if (party->kind != RT_FACT_TEXT)
		return rt_feel_open (make_list (filling, 0, &items));
	int index = rt_name_table_find (filling->inside->parties, party->as.text, party->length);
	return filling->inside->chains[index >= 0 ? (guint) index : filling->inside->set.n_parties];
}

/* ---- below /extra, where no schema tells what there could be ---- */

static gboolean
begins_with (char **path, char **beginning, guint length)
{
	for (guint i = 0; i < length; i++)
		if (path[i] == NULL || strcmp (path[i], beginning[i]) != 0)
			return FALSE;
	return path[length] != NULL;
}

/* the names a map has, and those that programs read and it lacks */
static GPtrArray *
names_below (const Filling *filling, const RtFact *map, char **path, guint depth)
{
	GPtrArray *names = g_ptr_array_new (), *extras = filling->inside->extras;
	for (guint i = 0; i < map->length; i++)
		g_ptr_array_add (names, (gpointer) map->as.entries[i].name);
	for (guint i = 0; i < extras->len && path != NULL; i++) {
		char **read = g_ptr_array_index (extras, i);
		if (begins_with (read, path, depth) &&
		    !g_ptr_array_find_with_equal_func (names, read[depth], g_str_equal, NULL))
			g_ptr_array_add (names, read[depth]);
	}
	return names;
}

static RtFeelValue any_value (Filling *filling, const RtFact *fact, char **path, guint depth);

/* `path` of `depth` names leads here; NULL inside lists, where no path leads */
static RtFeelValue
map_value (Filling *filling, const RtFact *fact, char **path, guint depth)
{
	RtFeelValue *values;
	g_autoptr (GPtrArray) names = names_below (filling, fact, path, depth);
	/* the shape belongs to this registration alone */
	const RtFeelShape *shape = rt_feel_shape_new_in (filling->arena, (const char *const *) names->pdata,
							 names->len);
	RtFeelValue context = make_context (filling, shape, &values);
	for (guint i = 0; i < names->len && values != NULL; i++) {
		if (path != NULL)
			path[depth] = g_ptr_array_index (names, i);
		values[i] = i < fact->length
				    ? any_value (filling, &fact->as.entries[i].value, path, depth + 1)
				    : rt_feel_unknown ();
	}
	return context;
}

static RtFeelValue
any_value (Filling *filling, const RtFact *fact, char **path, guint depth)
{
	RtFeelValue *values;
	switch (fact->kind) {
	case RT_FACT_BOOLEAN:
		return rt_feel_boolean (fact->as.boolean);
	case RT_FACT_TEXT:
		return text_value (filling, fact->as.text, fact->length);
	case RT_FACT_NUMBER:
		return rt_feel_number (filling->arena, fact->as.text);
	case RT_FACT_LIST: {
		RtFeelValue list = make_list (filling, fact->length, &values);
		for (guint i = 0; i < fact->length && values != NULL; i++)
			values[i] = any_value (filling, &fact->as.facts[i], NULL, 0);
		return list;
	}
	case RT_FACT_MAP:
		return map_value (filling, fact, path, depth);
	default:
		return rt_feel_unknown (); /* null: somebody says it is unknown */
	}
}

/* ---- what the schema knows ---- */

static gboolean
is_doubted (const RtShape *shape, const RtFact *item)
{
	if (shape == NULL || shape->status < 0 || item->kind != RT_FACT_OBJECT)
		return FALSE;
	const RtFact *status = &item->as.facts[shape->status];
	return status->kind == RT_FACT_WORD && status->as.word != 0; /* 0: established */
}

static RtFeelValue nested_value (Filling *filling, const RtFact *fact, int place, RtSpot at);

/* `at`: any spot with the indexes of the fact */
__attribute__ ((always_inline)) static inline void
put_fact (Filling *filling, const RtFact *fact, const RtFactField *made, RtSpot at, RtFeelValue *to)
{
	RtSpot spot = rt_spot_along (made->absent.origin, at);
	/* as most are */
	if (fact->kind == RT_FACT_ABSENT || fact->kind == RT_FACT_WORD) {
		*to = fact->kind == RT_FACT_WORD ? made->words[fact->as.word] : made->absent;
		to->origin = spot;
		return;
	}
	switch (fact->kind) {
	case RT_FACT_DATE:
		*to = rt_feel_date (fact->as.days);
		break;
	case RT_FACT_TEXT:
		*to = text_value (filling, fact->as.text, fact->length);
		break;
	case RT_FACT_BOOLEAN:
		*to = rt_feel_boolean (fact->as.boolean);
		break;
	case RT_FACT_INTEGER:
		*to = rt_feel_integer (fact->as.integer);
		break;
	case RT_FACT_NULL:
		*to = rt_feel_null ();
		break;
	default:
		*to = nested_value (filling, fact, (int) rt_spot_place (spot), at);
		return;
	}
	to->origin = spot;
}

/* an age that the birth date tells rests on that: the registration need not hold another */
static void
trace_age (const RtRuleSetInside *inside, const RtFact *person, RtFeelValue *entries)
{
	const RtPlace *places = rt_schema_places (NULL);
	if (person[places[inside->birth].index].kind == RT_FACT_DATE)
		entries[places[inside->age].index].origin = rt_spot ((guint) inside->birth, 0, 0);
}

static RtFeelValue
object_value (Filling *filling, const RtFact *facts, guint n, int place, RtSpot at)
{
	const RtFactPlace *made = &filling->inside->places[place];
	RtFeelValue *entries;
	RtFeelValue context = make_context (filling, made->shape, &entries);
	if (entries == NULL)
		return context;
	const RtFactField *fields = made->fields;
	RtFeelValue *to = entries;
	for (guint i = 0; i < n; i++)
		put_fact (filling, &facts[i], &fields[i], at, to++);
	for (guint i = 0; i < G_N_ELEMENTS (made->parties); i++) {
		gint8 field = made->parties[i];
		if (field >= 0)
			*to++ = rt_feel_with_origin (chains_value (filling, &facts[field]),
						     rt_spot_along (fields[field].absent.origin, at));
	}
	if (place == filling->inside->person)
		trace_age (filling->inside, facts, entries);
	return context;
}

static RtFeelValue
list_value (Filling *filling, const RtFact *fact, int place, RtSpot at)
{
	const RtPlace *described = &rt_schema_places (NULL)[place];
	const RtShape *shape = described->field->shape;
	gboolean outer = described->n_lists == 0;
	RtFeelValue *items;
	RtFeelValue list = make_list (filling, fact->length, &items);
	for (guint i = 0; i < fact->length && items != NULL; i++) {
		const RtFact *item = &fact->as.facts[i];
		RtSpot spot = outer ? rt_spot ((guint) place, i, 0) : rt_spot ((guint) place, rt_spot_index (at), i);
		if (shape != NULL)
			items[i] = rt_feel_with_origin (
				object_value (filling, item->as.facts, shape->n_fields, place, spot), spot);
		else
			put_fact (filling, item, &filling->inside->places[place].self, spot, &items[i]);
		if (is_doubted (shape, item))
			items[i] = rt_feel_doubted (items[i]);
	}
	return rt_feel_with_origin (list, fact->length > 0 ? rt_spot_of_list ((guint) place, outer, rt_spot_index (at))
							   : rt_spot_beside (at, (guint) place));
}

static RtFeelValue
nested_value (Filling *filling, const RtFact *fact, int place, RtSpot at)
{
	char *path[RT_LIMIT_DEPTH + 1];
	RtSpot spot = rt_spot_beside (at, (guint) place);
	switch (fact->kind) {
	case RT_FACT_LIST:
		return list_value (filling, fact, place, at);
	case RT_FACT_OBJECT:
		return rt_feel_with_origin (object_value (filling, fact->as.facts, fact->length, place, at), spot);
	default:
		return rt_feel_with_origin (any_value (filling, fact, path, 0), spot);
	}
}

/* ---- who provided facts ---- */

static void
collect_sources (GHashTable *names, const RtShape *shape, const RtFact *facts)
{
	for (guint i = 0; i < shape->n_fields; i++) {
		const RtField *field = &shape->fields[i];
		const RtFact *fact = &facts[i];
		if ((int) i == shape->source && fact->kind == RT_FACT_TEXT)
			g_hash_table_add (names, (gpointer) fact->as.text);
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
	g_autoptr (GHashTable) found = g_hash_table_new (g_str_hash, g_str_equal);
	collect_sources (found, rt_schema_root (), rt_record_facts (filling->registration));
	guint n = 0;
	g_autofree const char **names = (const char **) g_hash_table_get_keys_as_array (found, &n);
	qsort (names, n, sizeof *names, by_text);
	const RtFeelShape *shape = g_hash_table_lookup (filling->inside->shapes, NULL);
	RtFeelValue *items;
	RtFeelValue list = make_list (filling, n, &items);
	for (guint i = 0; i < n && items != NULL; i++) {
		RtFact party = { .kind = RT_FACT_TEXT,
				 .length = (guint32) strlen (names[i]),
				 .as.text = names[i] };
		RtFeelValue *entries;
		items[i] = make_context (filling, shape, &entries);
		if (entries == NULL)
			continue;
		entries[0] = text_value (filling, names[i], party.length);
		entries[1] = chains_value (filling, &party);
	}
	return list;
}

/* `fields`: a bit for each field of the root */
static void
fill (const RtRuleSet *rules, const RouteRegistration *registration, RtFeelRun *run, RtFeelValue *slots,
      guint64 fields)
{
	Filling filling = { .inside = (const RtRuleSetInside *) rules,
			    .registration = registration,
			    .arena = rt_feel_run_arena (run) };
	const RtShape *root = rt_schema_root ();
	const RtFact *facts = rt_record_facts (registration);
	for (guint i = 0; i < root->n_fields; i++)
		if (fields >> i & 1)
			put_fact (&filling, &facts[i], &filling.inside->places[rt_schema_place_of (-1, i)].self,
				  rt_spot (0, 0, 0), &slots[i]);
	guint sources = rules->name_slots[RT_NAME_SOURCES];
	if (sources != G_MAXUINT)
		slots[sources] = sources_value (&filling);
	/* half a list of facts would be taken for the whole: without memory nothing is known */
	for (guint i = 0; i < root->n_fields && filling.failed; i++)
		if (fields >> i & 1)
			slots[i] = rt_feel_unknown ();
	if (filling.failed && sources != G_MAXUINT)
		slots[sources] = rt_feel_unknown ();
	for (guint i = 0; i < rules->n_settings; i++)
		slots[rules->settings[i].slot] = rules->settings[i].value;
}

void
rt_facts_fill (const RtRuleSet *rules, const RouteRegistration *registration, RtFeelRun *run,
	       RtFeelValue *slots)
{
	rt_facts_fill_some (rules, registration, run, slots, G_MAXUINT64);
}

void
rt_facts_fill_some (const RtRuleSet *rules, const RouteRegistration *registration, RtFeelRun *run,
		    RtFeelValue *slots, guint64 fields)
{
	fill (rules, registration, run, slots, fields & ((const RtRuleSetInside *) rules)->facts_used);
}

void
rt_facts_fill_all (const RtRuleSet *rules, const RouteRegistration *registration, RtFeelRun *run,
		   RtFeelValue *slots)
{
	fill (rules, registration, run, slots, G_MAXUINT64);
}
