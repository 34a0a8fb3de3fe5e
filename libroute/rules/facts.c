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

static RtFeelValue fact_value (Filling *filling, const RtField *field, const RtFact *fact, int place,
			       guint index, guint second);

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
	if (field->type == RT_TYPE_INTEGER)
		return rt_feel_unknown_between (arena, field->least, field->most);
	if (field->type == RT_TYPE_WORD)
		return rt_feel_unknown_word (arena, field->words);
	return rt_feel_unknown ();
}

static RtFeelValue
absent_of (RtArena *arena, const RtField *field)
{
	if (field->absent_is_none)
		return rt_feel_null ();
	if (field->when_absent != NULL)
		return rt_feel_string (arena, field->when_absent, strlen (field->when_absent));
	return unknown_of (arena, field);
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

/* most of what a registration tells is one of few words, or of few values that are not given */
static void
build_places (RtBuilder *builder)
{
	guint n = 0;
	const RtPlace *places = rt_schema_places (&n);
	RtFactPlace *made = builder->inside->places = rt_build_array (builder, n, sizeof *made);
	for (guint i = 0; i < n; i++) {
		const RtField *field = places[i].field;
		const RtShape *shape = field->shape;
		made[i] = (RtFactPlace) {
			.shape = shape != NULL ? g_hash_table_lookup (builder->inside->shapes, shape) : NULL,
			.parties = { -1, -1 },
			.words = words_of (builder, field),
			.absent = absent_of (builder->inside->arena, field),
		};
		if (shape == NULL)
			continue;
		made[i].parties[0] = (gint8) rt_facts_party_field (shape);
		made[i].parties[1] = (gint8) shape->source;
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
	builder->inside->age = rt_schema_places (NULL)[rt_schema_find_place ("/person/age")].field;
	builder->inside->birth = rt_spot ((guint) rt_schema_find_place ("/person/birth_date"), 0, 0);
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
	int index = rt_rules_find_party (&filling->inside->set, party->as.text);
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

/* an object; absent facts may be NULL, and then everything in it is absent too */
static RtFeelValue
object_value (Filling *filling, const RtShape *shape, const RtFact *facts, int place, guint index,
	      guint second)
{
	static const RtFact absent = { .kind = RT_FACT_ABSENT };
	const RtFactPlace *made = &filling->inside->places[place];
	RtFeelValue *entries;
	RtFeelValue context = make_context (filling, made->shape, &entries);
	const guint8 *fields = rt_schema_all ()->child[place + 1];
	guint n = shape->n_fields;
	for (guint i = 0; i < n && entries != NULL; i++)
		entries[i] = fact_value (filling, &shape->fields[i], facts != NULL ? &facts[i] : &absent, fields[i], index,
					 second);
	for (guint i = 0; i < G_N_ELEMENTS (made->parties) && entries != NULL; i++) {
		if (made->parties[i] < 0)
			continue;
		guint field = (guint) made->parties[i];
		RtSpot spot = rt_spot ((guint) rt_schema_place_of (place, field), index, second);
		RtFeelValue chains = chains_value (filling, facts != NULL ? &facts[field] : &absent);
		entries[n++] = rt_feel_with_origin (chains, spot);
	}
	return context;
}

static RtFeelValue
list_value (Filling *filling, const RtField *field, const RtFact *fact, int place, guint index)
{
	RtFeelValue *items;
	guint n = fact->kind == RT_FACT_LIST ? fact->length : 0;
	RtFeelValue list = make_list (filling, n, &items);
	gboolean outer = rt_schema_places (NULL)[place].n_lists == 0;
	for (guint i = 0; i < n && items != NULL; i++) {
		const RtFact *item = &fact->as.facts[i];
		RtSpot spot = rt_spot ((guint) place, outer ? i : index, outer ? 0 : i);
		RtFeelValue value = field->shape != NULL
					    ? object_value (filling, field->shape, item->as.facts, place,
							    outer ? i : index, outer ? 0 : i)
					    : fact_value (filling, field, item, place, outer ? i : index,
							  outer ? 0 : i);
		value = rt_feel_with_origin (value, spot);
		items[i] = is_doubted (field->shape, item) ? rt_feel_doubted (value) : value;
	}
	return fact->kind == RT_FACT_LIST ? list : rt_feel_open (list);
}

static RtFeelValue
known_value (Filling *filling, const RtFact *fact, int place)
{
	char *path[RT_LIMIT_DEPTH + 1];
	switch (fact->kind) {
	case RT_FACT_BOOLEAN:
		return rt_feel_boolean (fact->as.boolean);
	case RT_FACT_INTEGER:
		return rt_feel_integer (fact->as.integer);
	case RT_FACT_DATE:
		return rt_feel_date (fact->as.days);
	case RT_FACT_WORD:
		return filling->inside->places[place].words[fact->as.word];
	case RT_FACT_TEXT:
		return text_value (filling, fact->as.text, fact->length);
	default:
		return any_value (filling, fact, path, 0);
	}
}

static RtFeelValue
fact_value (Filling *filling, const RtField *field, const RtFact *fact, int place, guint index, guint second)
{
	RtSpot spot = rt_spot ((guint) place, index, second);
	gboolean absent = fact->kind == RT_FACT_ABSENT;
	if (fact->kind == RT_FACT_WORD || fact->kind == RT_FACT_TEXT || fact->kind == RT_FACT_DATE)
		return rt_feel_with_origin (known_value (filling, fact, place), spot);
	if (fact->kind == RT_FACT_LIST && fact->length > 0)
		spot = rt_spot_of_list ((guint) place, rt_schema_places (NULL)[place].n_lists == 0, index);
	/* an age that the birth date tells rests on that: the registration need not hold another */
	if (field == filling->inside->age &&
	    rt_record_at (filling->registration, filling->inside->birth)->kind == RT_FACT_DATE)
		spot = filling->inside->birth;
	RtFeelValue value;
	if ((absent && field->absent_is_none) || fact->kind == RT_FACT_NULL)
		value = rt_feel_null ();
	else if (field->type == RT_TYPE_LIST && (absent || fact->kind == RT_FACT_LIST))
		value = list_value (filling, field, fact, place, index);
	else if (field->type == RT_TYPE_OBJECT)
		value = object_value (filling, field->shape, absent ? NULL : fact->as.facts, place, index,
				      second);
	else
		value = absent ? filling->inside->places[place].absent : known_value (filling, fact, place);
	return rt_feel_with_origin (value, spot);
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
			slots[i] = fact_value (&filling, &root->fields[i], &facts[i],
					       rt_schema_place_of (-1, i), 0, 0);
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
	const RtRuleSetInside *inside = (const RtRuleSetInside *) rules;
	guint64 used = 0;
	for (guint i = 0; i < rt_schema_root ()->n_fields; i++)
		used |= (guint64) (inside->fact_used[i] != FALSE) << i;
	fill (rules, registration, run, slots, fields & used);
}

void
rt_facts_fill_all (const RtRuleSet *rules, const RouteRegistration *registration, RtFeelRun *run,
		   RtFeelValue *slots)
{
	fill (rules, registration, run, slots, G_MAXUINT64);
}
