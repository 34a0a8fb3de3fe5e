#include "libroute/registration/schema.h"
#include "libroute/util/limits.h"
#include "libroute/util/json-writer.h"
#include "libroute/util/once.h"

#define WORDS(name, ...) static const char *const name[] = { __VA_ARGS__, NULL }

WORDS (schema_words, "route.registration/1");
WORDS (stage_words, "new", "running");
WORDS (status_words, "established", "suspected", "disputed");
WORDS (housing_words, "social-rent", "private-rent", "student", "owner", "with-family", "shelter",
       "institution", "none");
WORDS (eviction_words, "none", "threatened", "ordered");
WORDS (detention_words, "none", "detained", "released");
WORDS (measure_words, "supervision-order", "guardianship", "youth-probation", "probation",
       "care-authorisation", "crisis-measure", "compulsory-care-application", "conditional-sentence",
       "isd", "tbs", "restraining-order", "behaviour-order", "halt-referral");
WORDS (custody_words, "parents", "parent", "guardian", "institution");
WORDS (law_words, "juvenile", "adult");
WORDS (condition_words, "psychiatric", "addiction", "mild-intellectual-disability",
       "intellectual-disability", "brain-injury", "autism", "dementia", "physical");
WORDS (protective_words, "school", "work", "daytime-activity", "sport", "coach", "family", "network",
       "treatment-accepted");
WORDS (relation_words, "partner", "parent", "child", "sibling", "other");
WORDS (domain_words, "finances", "work-education", "time-use", "housing", "domestic-relations",
       "mental-health", "physical-health", "substance-use", "basic-adl", "instrumental-adl",
       "social-network", "participation", "justice", "parenting");
WORDS (incident_words, "nuisance", "violence", "threat", "weapon", "theft", "burglary", "robbery",
       "drugs", "arson", "vandalism", "confused-behaviour", "domestic-violence", "child-abuse",
       "stalking", "sexual", "trafficking", "radicalisation", "suicidal", "other");
WORDS (incident_role_words, "suspect", "victim", "witness", "self");
WORDS (severity_words, "light", "serious", "high-impact");
WORDS (place_words, "home", "public-space", "school", "other");
WORDS (involved_role_words, "treatment", "supervision", "support", "tenancy", "investigation",
       "youth-work", "guardianship", "other");
WORDS (involved_status_words, "active", "stalled", "refused", "ended");
WORDS (outcome_words, "succeeded", "partial", "failed", "refused");
WORDS (risk_words, "low", "medium", "high");

/* one line a field; what is not said is zero */
#define NAME(n) .name = n, .length = sizeof (n) - 1
#define F_BOOLEAN(n, ...) { NAME (n), .type = RT_TYPE_BOOLEAN, __VA_ARGS__ }
#define F_INTEGER(n, low, high, ...) \
	{ NAME (n), .type = RT_TYPE_INTEGER, .least = low, .most = high, __VA_ARGS__ }
#define F_DATE(n, ...) { NAME (n), .type = RT_TYPE_DATE, __VA_ARGS__ }
#define F_TEXT(n, bytes, ...) { NAME (n), .type = RT_TYPE_TEXT, .most = bytes, __VA_ARGS__ }
#define F_WORD(n, list, ...) { NAME (n), .type = RT_TYPE_WORD, .words = list, __VA_ARGS__ }
#define F_PARTY(n, ...) { NAME (n), .type = RT_TYPE_PARTY, .most = RT_LIMIT_ID, __VA_ARGS__ }
#define F_OBJECT(n, s, ...) { NAME (n), .type = RT_TYPE_OBJECT, .shape = &s, __VA_ARGS__ }
#define F_LIST(n, s, ...) F_LONG_LIST (n, s, RT_LIMIT_ITEMS, __VA_ARGS__)
#define F_LONG_LIST(n, s, items, ...) \
	{ NAME (n), .type = RT_TYPE_LIST, .item = RT_TYPE_OBJECT, .shape = &s, .most = items, __VA_ARGS__ }
#define F_LIST_OF(n, t, ...) \
	{ NAME (n), .type = RT_TYPE_LIST, .item = t, .most = RT_LIMIT_ITEMS, __VA_ARGS__ }

#define SHAPE(variable, n, status_index, source_index, ...) \
	SHAPE_UNTIL (variable, n, status_index, source_index, 0, __VA_ARGS__)
#define SHAPE_UNTIL(variable, n, status_index, source_index, until_index, ...) \
	static const RtField variable##_fields[] = { __VA_ARGS__ }; \
	static const RtShape variable = { \
		.name = n, \
		.fields = variable##_fields, \
		.n_fields = G_N_ELEMENTS (variable##_fields), \
		.status = status_index, \
		.source = source_index, \
		.until = until_index, \
	}

#define REQUIRED .required = TRUE
#define STATUS F_WORD ("status", status_words, .when_absent = "established")
#define SOURCE F_PARTY ("source", .third = TRUE)

SHAPE (informed, "informed", -1, -1,
       F_BOOLEAN ("person"),
       F_TEXT ("reason", RT_LIMIT_TEXT));
SHAPE (housing, "housing", -1, -1,
       F_WORD ("kind", housing_words),
       F_TEXT ("landlord", RT_LIMIT_SHORT_TEXT, .may_be_party = TRUE),
       F_WORD ("eviction", eviction_words));
SHAPE (detention, "detention", -1, -1,
       F_WORD ("status", detention_words),
       F_DATE ("release"));
SHAPE_UNTIL (measure, "measure", -1, -1, 3,
       F_WORD ("kind", measure_words, REQUIRED),
       F_PARTY ("by", .third = TRUE),
       F_DATE ("since"),
       F_DATE ("until", .absent_is_none = TRUE));
SHAPE (condition, "condition", 1, 2,
       F_WORD ("kind", condition_words, REQUIRED),
       STATUS,
       SOURCE);
SHAPE (prioritised, "prioritised", -1, -1,
       F_TEXT ("by", RT_LIMIT_SHORT_TEXT),
       F_DATE ("date"));
SHAPE (person, "person", -1, -1,
       F_DATE ("birth_date"),
       F_INTEGER ("age", 0, RT_LIMIT_AGE),
       F_TEXT ("municipality", RT_LIMIT_SHORT_TEXT),
       F_TEXT ("stays_in", RT_LIMIT_SHORT_TEXT, .absent_is_none = TRUE),
       F_OBJECT ("housing", housing),
       F_OBJECT ("detention", detention),
       F_LIST ("measures", measure),
       F_WORD ("custody", custody_words),
       F_WORD ("criminal_law", law_words),
       F_LIST ("conditions", condition),
       F_OBJECT ("prioritised", prioritised, .absent_is_none = TRUE),
       F_LIST_OF ("protective", RT_TYPE_WORD, .words = protective_words));
SHAPE (child, "child", -1, -1,
       F_INTEGER ("age", 0, RT_LIMIT_AGE, REQUIRED));
SHAPE (member, "member", -1, -1,
       F_WORD ("relation", relation_words, REQUIRED),
       F_INTEGER ("age", 0, RT_LIMIT_AGE),
       F_LIST ("conditions", condition));
SHAPE (household, "household", -1, -1,
       F_LIST ("children", child),
       F_BOOLEAN ("pregnancy"),
       F_LIST ("members", member));
SHAPE (problem, "problem", 2, 3,
       F_WORD ("domain", domain_words, REQUIRED),
       F_INTEGER ("level", 1, 5),
       STATUS,
       SOURCE,
       F_DATE ("since"));
SHAPE (incident, "incident", 6, 7,
       F_WORD ("kind", incident_words, REQUIRED),
       F_DATE ("date", REQUIRED),
       F_WORD ("role", incident_role_words),
       F_BOOLEAN ("group"),
       F_WORD ("severity", severity_words),
       F_WORD ("place", place_words),
       STATUS,
       SOURCE);
SHAPE (involved, "involvement", -1, -1,
       F_PARTY ("party", REQUIRED, .third = TRUE),
       F_WORD ("role", involved_role_words),
       F_WORD ("status", involved_status_words, REQUIRED),
       F_DATE ("since"));
SHAPE (effort, "effort", -1, -1,
       F_PARTY ("by", REQUIRED, .third = TRUE),
       F_TEXT ("what", RT_LIMIT_TEXT),
       F_DATE ("date"),
       F_WORD ("outcome", outcome_words, REQUIRED));
SHAPE (impact, "impact", -1, -1,
       F_BOOLEAN ("system"),
       F_BOOLEAN ("surroundings"),
       F_BOOLEAN ("area"),
       F_BOOLEAN ("decline"));
SHAPE (plan, "plan", -1, -1,
       F_INTEGER ("evaluations", 0, G_MAXINT32),
       F_BOOLEAN ("stuck"),
       F_LIST_OF ("municipalities", RT_TYPE_TEXT),
       F_WORD ("risk", risk_words),
       F_BOOLEAN ("threats_to_officials"),
       F_BOOLEAN ("local_means_exhausted"),
       F_BOOLEAN ("goals_reached"),
       F_PARTY ("carried_by", .third = TRUE));
SHAPE (consent, "consent", -1, -1,
       F_PARTY ("for", REQUIRED, .third = TRUE),
       F_BOOLEAN ("given", REQUIRED));
SHAPE (sharing, "sharing", -1, -1,
       F_PARTY ("source", REQUIRED, .third = TRUE),
       F_LIST_OF ("with", RT_TYPE_PARTY, REQUIRED),
       F_LIST_OF ("fields", RT_TYPE_TEXT, REQUIRED));

SHAPE (registration, "registration", -1, -1,
       F_WORD ("schema", schema_words),
       F_TEXT ("id", RT_LIMIT_ID, REQUIRED),
       F_DATE ("received", REQUIRED),
       F_WORD ("stage", stage_words, .when_absent = "new"),
       F_PARTY ("registered_by", REQUIRED),
       F_TEXT ("question", RT_LIMIT_TEXT),
       F_TEXT ("narrative", RT_LIMIT_TEXT),
       F_OBJECT ("informed", informed),
       F_OBJECT ("person", person),
       F_OBJECT ("household", household),
       F_LIST ("problems", problem),
       F_LONG_LIST ("incidents", incident, RT_LIMIT_INCIDENTS),
       F_LIST ("involved", involved),
       F_LIST ("efforts", effort),
       F_OBJECT ("impact", impact),
       F_OBJECT ("plan", plan),
       F_LIST ("consent", consent),
       F_LIST ("sharing", sharing),
       { NAME ("extra"), .type = RT_TYPE_ANY });

const RtShape *
rt_schema_root (void)
{
	return &registration;
}

/* ---- places ---- */

static void
add_shape (RtPlaces *all, const RtShape *shape, const char *prefix, int parent, int list, guint n_lists);

static gboolean
names_party (const RtField *field)
{
	return field->type == RT_TYPE_PARTY || field->item == RT_TYPE_PARTY || field->may_be_party;
}

/* of the place, and of whatever it is in */
static void
set_bits (const RtPlaces *all, guint32 *bits, int place)
{
	for (; place >= 0; place = all->places[place].parent)
		bits[all->places[place].parent + 1] |= 1u << all->places[place].index;
}

static RtNameTable *
table_of (const char *const *words)
{
	if (words == NULL)
		return NULL;
	RtNameTable *table = rt_name_table_new ();
	for (guint i = 0; words[i] != NULL; i++)
		rt_name_table_add (table, words[i], strlen (words[i]), (gint32) i);
	return table;
}

static void
find_stars (RtPlace *place)
{
	const char *star = place->pointer;
	for (guint i = 0; i < place->n_lists; i++) {
		star = strchr (star + 1, '*');
		place->stars[i] = (guint8) (star - place->pointer);
	}
}

static void
find_way (const RtPlaces *all, RtPlace *place)
{
	const RtPlace *around = place->parent >= 0 ? &all->places[place->parent] : NULL;
	guint n = around != NULL ? around->n_way : 0;
	g_return_if_fail (n < RT_MOST_LEVELS);
	if (around != NULL)
		memcpy (place->way, around->way, n);
	place->way[n] = (guint8) place->index;
	place->n_way = (guint8) (n + 1);
}

/* Fields of a shape are known when all of it was added. A list in a list has a status or source of its own, or none. */
static void
find_beside (RtPlaces *all)
{
	for (guint i = 0; i < all->n; i++) {
		RtPlace *place = &all->places[i];
		const RtShape *shape = place->field->shape;
		gboolean is_list = place->field->type == RT_TYPE_LIST && shape != NULL;
		int list = is_list ? (int) i : place->list;
		if (list >= 0 && rt_field_has_status (all->places[list].field))
			place->status = all->child[list + 1][all->places[list].field->shape->status];
		if (shape != NULL && shape->source >= 0)
			place->source = all->child[i + 1][shape->source];
		else if (place->parent >= 0)
			place->source = all->places[place->parent].source;
		if (place->n_lists == 1 && place->field->type != RT_TYPE_LIST &&
		    place->source == all->places[place->list].source)
			place->behind = (guint8) (place->length - place->stars[0] - 1);
	}
}

static void
add_field (RtPlaces *all, const RtShape *shape, guint index, const char *prefix, int parent, int list,
	   guint n_lists)
{
	const RtField *field = &shape->fields[index];
	g_autofree char *pointer = g_strconcat (prefix, "/", field->name, NULL);
	g_return_if_fail (all->n < RT_MOST_PLACES && index < RT_MOST_FIELDS && n_lists <= 2);
	int place = (int) all->n++;
	all->child[parent + 1][index] = (guint8) place;
	gsize length = strlen (pointer);
	char *name = g_malloc0 (length + RT_PUT_AT_ONCE);
	memcpy (name, pointer, length);
	all->places[place] = (RtPlace){
		.pointer = name,
		.length = (guint8) length,
		.field = field,
		.parent = parent,
		.list = list,
		.outermost = parent >= 0 && all->places[parent].outermost >= 0 ? all->places[parent].outermost
			     : field->type == RT_TYPE_LIST		       ? place
									       : -1,
		.n_lists = n_lists,
		.index = index,
		.words = table_of (field->words),
	};
	if (all->places[place].outermost == place)
		all->places[place].number = (guint8) all->n_outermost++;
	find_stars (&all->places[place]);
	find_way (all, &all->places[place]);
	rt_name_table_add (all->by_pointer, name, length, place);
	if (field->required)
		all->required[parent + 1] |= 1u << index;
	if (names_party (field))
		set_bits (all, all->parties, place);
	if (field->shape == NULL)
		return;
	if (field->type == RT_TYPE_LIST) {
		set_bits (all, all->lists, place);
		g_autofree char *item = g_strconcat (pointer, "/*", NULL);
		add_shape (all, field->shape, item, place, place, n_lists + 1);
	} else {
		add_shape (all, field->shape, pointer, place, list, n_lists);
	}
}

static RtMember
member_of (const RtField *field, guint index, int place)
{
	RtMember made = { .field = field, .bit = 1u << index, .index = (guint8) index, .place = (guint8) place };
	g_return_val_if_fail (field->length + 2 < sizeof made.key, made);
	made.length = (guint8) (g_stpcpy (g_stpcpy (made.key, field->name), "\":") - made.key);
	memset (&made.beginning, 0xff, MIN (made.length, sizeof made.beginning));
	return made;
}

static void
add_shape (RtPlaces *all, const RtShape *shape, const char *prefix, int parent, int list, guint n_lists)
{
	RtMember *members = &all->members[all->n_members];
	all->first_member[parent + 1] = (guint8) all->n_members;
	all->n_members += shape->n_fields;
	for (guint i = 0; i < shape->n_fields; i++) {
		add_field (all, shape, i, prefix, parent, list, n_lists);
		members[i] = member_of (&shape->fields[i], i, all->child[parent + 1][i]);
	}
}

static gconstpointer
make_places (void)
{
	RtPlaces *all = g_new0 (RtPlaces, 1);
	all->by_pointer = rt_name_table_new ();
	add_shape (all, &registration, "", -1, -1, 0);
	find_beside (all);
	return all;
}

const RtPlaces *rt_schema_made;

/* made once from the tables above, then constant */
const RtPlaces *
rt_schema_make (void)
{
	static gsize made;
	const RtPlaces *all = rt_once (&made, make_places);
	RT_ORDER_SHOWN (&rt_schema_made);
	g_atomic_pointer_set (&rt_schema_made, all);
	return all;
}

int
rt_schema_find_place (const char *pointer)
{
	return rt_name_table_find (rt_schema_all ()->by_pointer, pointer, strlen (pointer));
}

gboolean
rt_field_has_status (const RtField *field)
{
	return field->shape != NULL && field->shape->status >= 0;
}

gboolean
rt_field_has_until (const RtField *field)
{
	return field->shape != NULL && field->shape->until > 0;
}

/* ---- spots ---- */

char *
rt_spot_put (RtSpot spot, char *to)
{
	const RtPlace *place = &rt_schema_places (NULL)[rt_spot_place (spot)];
	guint indexes[] = { rt_spot_index (spot), rt_spot_second_index (spot) }, from = 0;
	for (guint i = 0; i < place->n_lists; i++) {
		to = rt_put_short (to, place->pointer + from, place->stars[i] - from);
		to = rt_put_number (to, indexes[i]);
		from = place->stars[i] + 1u;
	}
	return rt_put_short (to, place->pointer + from, place->length - from);
}

void
rt_spot_print (RtSpot spot, GString *out)
{
	rt_json_drafted (out, rt_spot_put (spot, rt_json_draft (out, RT_SPOT_LONGEST)));
}
