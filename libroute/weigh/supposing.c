#include "libroute/weigh/supposing.h"
#include <string.h>
#include "libroute/util/date.h"

#define MOST_WHOLE 128 /* a range of numbers that is tried whole */

/* ---- what could be other ---- */

static const RtPlace *
place_at (guint place)
{
	return &rt_schema_places (NULL)[place];
}

/* what is about the registration and not about the case */
static gboolean
is_about_paper (const char *pointer)
{
	static const char *const roots[] = {"/schema",   "/id",      "/received", "/registered_by", "/question",
					    "/narrative", "/informed", "/consent",  "/sharing",	    "/extra"};
	for (guint i = 0; i < G_N_ELEMENTS (roots); i++) {
		gsize length = strlen (roots[i]);
		if (strncmp (pointer, roots[i], length) == 0 && (pointer[length] == '\0' || pointer[length] == '/'))
			return TRUE;
	}
	return FALSE;
}

gboolean
rt_is_supposable (guint index)
{
	static const char *const texts[] = {"municipality", "stays_in", "landlord", NULL};
	const RtPlace *place = place_at (index);
	const RtField *field = place->field;
	const RtShape *around = place->parent >= 0 ? place_at ((guint)place->parent)->field->shape : NULL;
	if (is_about_paper (place->pointer))
		return FALSE;
	if (around != NULL && ((int)place->index == around->status || (int)place->index == around->source))
		return FALSE;
	/* the age stands for the birth date */
	if (strcmp (place->pointer, "/person/birth_date") == 0)
		return FALSE;
	return field->type != RT_TYPE_TEXT || g_strv_contains (texts, field->name);
}

typedef struct {
	RtWorld *world;
	GArray *found;
} Walk;

static void walk_shape (Walk *walk, const RtShape *shape, const RtFact *facts, int place, guint i, guint j);

static void
add (Walk *walk, RtSupposition supposition)
{
	g_array_append_val (walk->found, supposition);
}

static void
walk_items (Walk *walk, const RtField *field, const RtFact *list, guint place, guint i)
{
	gboolean outer = place_at (place)->n_lists == 0, status = field->shape->status >= 0;
	for (guint k = 0; k < list->length; k++) {
		RtSpot spot = rt_spot (place, outer ? k : i, outer ? 0 : k);
		gboolean doubted = rt_spot_is_doubted (walk->world->registration, spot);
		add (walk, (RtSupposition){.sort = RT_SUPPOSE_ITEM,
					   .spot = spot,
					   .known = !doubted,
					   .closed = !status,
					   .list_length = list->length});
		walk_shape (walk, field->shape, list->as.facts[k].as.facts, (int)place, outer ? k : i,
			    outer ? 0 : k);
	}
	add (walk, (RtSupposition){.sort = RT_SUPPOSE_MORE,
				   .spot = rt_spot (place, outer ? list->length : i, outer ? 0 : list->length),
				   .known = TRUE,
				   .closed = !status,
				   .list_length = list->length});
}

static void
walk_field (Walk *walk, const RtField *field, const RtFact *fact, guint place, guint i, guint j)
{
	if (!rt_is_supposable (place))
		return;
	if (field->type == RT_TYPE_OBJECT && !field->absent_is_none) {
		walk_shape (walk, field->shape, fact->kind == RT_FACT_OBJECT ? fact->as.facts : NULL, (int)place,
			    i, j);
		return;
	}
	if (field->type == RT_TYPE_LIST && field->shape != NULL && fact->kind == RT_FACT_LIST) {
		walk_items (walk, field, fact, place, i);
		return;
	}
	gboolean closed = field->absent_is_none || field->when_absent != NULL;
	add (walk, (RtSupposition){.sort = RT_SUPPOSE_FIELD,
				   .spot = rt_spot (place, i, j),
				   .known = closed || fact->kind != RT_FACT_ABSENT,
				   .closed = closed});
}

static void
walk_shape (Walk *walk, const RtShape *shape, const RtFact *facts, int place, guint i, guint j)
{
	static const RtFact absent = {.kind = RT_FACT_ABSENT};
	for (guint k = 0; k < shape->n_fields; k++)
		walk_field (walk, &shape->fields[k], facts != NULL ? &facts[k] : &absent,
			    (guint)rt_schema_place_of (place, k), i, j);
}

GArray *
rt_suppositions_of (RtWorld *world)
{
	Walk walk = {world, g_array_new (FALSE, FALSE, sizeof (RtSupposition))};
	walk_shape (&walk, rt_schema_root (), rt_record_facts (world->registration), -1, 0, 0);
	return walk.found;
}

/* ---- the registration that is then ---- */

typedef struct {
	RtWorld *world;
	RtArena *arena;
	RouteRegistration *registration;
	GArray *assignments; /* RtAssignment, not carried out yet */
} Making;

static void
assign (Making *making, RtSpot spot, RtFact fact)
{
	RtAssignment assignment = {spot, fact};
	g_array_append_val (making->assignments, assignment);
}

static void
carry_out (Making *making)
{
	RouteRegistration *next = rt_record_with (making->registration,
						  (const RtAssignment *)(void *)making->assignments->data,
						  making->assignments->len);
	route_registration_unref (making->registration);
	making->registration = next;
	g_array_set_size (making->assignments, 0);
}

static RtSpot
spot_named (const char *pointer)
{
	return rt_spot ((guint)rt_schema_find_place (pointer), 0, 0);
}

/* what was known to be none since another fact said so is found anew */
static void
forget_derived (Making *making)
{
	static const char *const derived[] = {"/person/housing/landlord", "/person/detention/release", "/plan"};
	for (guint i = 0; i < G_N_ELEMENTS (derived); i++)
		if (rt_record_at (making->registration, spot_named (derived[i]))->kind == RT_FACT_NULL)
			assign (making, spot_named (derived[i]), (RtFact){.kind = RT_FACT_ABSENT});
}

/* the age and the birth date are one fact */
static void
assign_birth (Making *making, const RtFact *age)
{
	RtSpot birth = spot_named ("/person/birth_date");
	gint32 received = rt_record_received (making->registration);
	if (rt_record_at (making->world->registration, birth)->kind != RT_FACT_DATE)
		return;
	RtFact date = {.kind = RT_FACT_ABSENT};
	if (age->kind == RT_FACT_INTEGER)
		date = (RtFact){.kind = RT_FACT_DATE,
				.as.days = rt_date_add_months (received, (int)age->as.integer * -12)};
	assign (making, birth, date);
}

static void
assign_field (Making *making, const RtTaken *taken)
{
	RtFact fact = taken->as == RT_TAKEN_VALUE ? taken->value : (RtFact){.kind = RT_FACT_ABSENT};
	assign (making, taken->what->spot, fact);
	if (taken->what->spot == spot_named ("/person/age"))
		assign_birth (making, &fact);
}

static RtSpot
status_of (RtSpot item)
{
	guint place = rt_spot_place (item);
	return rt_spot ((guint)rt_schema_place_of ((int)place, (guint)place_at (place)->field->shape->status),
			rt_spot_index (item), rt_spot_second_index (item));
}

/* the list that an item is in, as the spot of a fact */
static RtSpot
list_of (RtSpot item)
{
	guint place = rt_spot_place (item);
	return place_at (place)->n_lists == 0 ? rt_spot (place, 0, 0) : rt_spot (place, rt_spot_index (item), 0);
}

static RtFact
new_item (Making *making, RtSpot spot, const RtTaken *taken)
{
	const RtShape *shape = place_at (rt_spot_place (spot))->field->shape;
	RtFact *facts = rt_arena_array (making->arena, shape->n_fields, sizeof *facts);
	if (taken->fields != NULL)
		memcpy (facts, taken->fields, shape->n_fields * sizeof *facts);
	if (taken->as == RT_TAKEN_OPEN && shape->status >= 0)
		facts[shape->status] = (RtFact){.kind = RT_FACT_WORD, .as.word = 1};
	return (RtFact){.kind = RT_FACT_OBJECT, .length = shape->n_fields, .as.facts = facts};
}

static gboolean
is_gone (const RtTaken *taken, guint n, RtSpot item)
{
	for (guint i = 0; i < n; i++)
		if (taken[i].as == RT_TAKEN_GONE && taken[i].what->spot == item)
			return TRUE;
	return FALSE;
}

/* one list anew: without what is gone, with what is added. A list whose items carry no status can be open only as a
 * whole. */
static void
remake_list (Making *making, const RtTaken *taken, guint n, RtSpot list_spot)
{
	const RtFact *list = rt_record_at (making->registration, list_spot);
	guint place = rt_spot_place (list_spot), kept = 0;
	gboolean outer = place_at (place)->n_lists == 0;
	if (list->kind != RT_FACT_LIST)
		return;
	RtFact *items = rt_arena_array (making->arena, list->length + n, sizeof *items);
	for (guint i = 0; i < list->length; i++) {
		RtSpot item = rt_spot (place, outer ? i : rt_spot_index (list_spot), outer ? 0 : i);
		if (!is_gone (taken, n, item))
			items[kept++] = list->as.facts[i];
	}
	for (guint i = 0; i < n; i++) {
		if (list_of (taken[i].what->spot) != list_spot || taken[i].what->sort == RT_SUPPOSE_FIELD)
			continue;
		if (taken[i].as == RT_TAKEN_OPEN && taken[i].what->closed) {
			assign (making, list_spot, (RtFact){.kind = RT_FACT_ABSENT});
			return;
		}
		if (taken[i].what->sort == RT_SUPPOSE_MORE)
			items[kept++] = new_item (making, taken[i].what->spot, &taken[i]);
	}
	assign (making, list_spot, (RtFact){.kind = RT_FACT_LIST, .length = kept, .as.facts = items});
}

static gboolean
remakes_list (const RtTaken *taken)
{
	return taken->what->sort == RT_SUPPOSE_MORE || taken->as == RT_TAKEN_GONE ||
	       (taken->what->sort == RT_SUPPOSE_ITEM && taken->what->closed);
}

/* lists within items before the lists of those items, whose indexes change */
static void
remake_lists (Making *making, const RtTaken *taken, guint n)
{
	for (guint depth = 2; depth-- > 0;)
		for (guint i = 0; i < n; i++) {
			RtSpot list = list_of (taken[i].what->spot);
			gboolean told = FALSE;
			for (guint j = 0; j < i; j++)
				told = told || (remakes_list (&taken[j]) && list_of (taken[j].what->spot) == list);
			if (told || !remakes_list (&taken[i]) ||
			    place_at (rt_spot_place (list))->n_lists != depth)
				continue;
			remake_list (making, taken, n, list);
			carry_out (making);
		}
}

RouteRegistration *
rt_taken_registration (RtWorld *world, RtArena *arena, const RtTaken *taken, guint n)
{
	g_autoptr (GArray) assignments = g_array_new (FALSE, FALSE, sizeof (RtAssignment));
	Making making = {world, arena, route_registration_ref (world->registration), assignments};
	forget_derived (&making);
	for (guint i = 0; i < n; i++) {
		gboolean item = taken[i].what->sort == RT_SUPPOSE_ITEM && !taken[i].what->closed;
		if (taken[i].what->sort == RT_SUPPOSE_FIELD)
			assign_field (&making, &taken[i]);
		else if (item && taken[i].as != RT_TAKEN_GONE)
			assign (&making, status_of (taken[i].what->spot),
				(RtFact){.kind = RT_FACT_WORD, .as.word = taken[i].as == RT_TAKEN_OPEN});
	}
	carry_out (&making);
	remake_lists (&making, taken, n);
	return making.registration;
}

/* ---- values ---- */

typedef struct {
	GArray *facts; /* RtFact */
	gint32 received;
} Trying;

static void
try_fact (Trying *trying, RtFact fact)
{
	g_array_append_val (trying->facts, fact);
}

static void
try_day (Trying *trying, gint32 day)
{
	for (guint i = 0; i < trying->facts->len; i++)
		if (g_array_index (trying->facts, RtFact, i).as.days == day)
			return;
	try_fact (trying, (RtFact){.kind = RT_FACT_DATE, .as.days = day});
}

/* the first and the last day of a period before and after the day of registration, and the days beyond */
static void
try_period (Trying *trying, int months, gint32 days)
{
	gint32 back = rt_date_add_months (trying->received, -months) - days;
	gint32 on = rt_date_add_months (trying->received, months) + days;
	const gint32 tries[] = {back, back - 1, back + 1, on, on + 1, on - 1};
	for (guint i = 0; i < G_N_ELEMENTS (tries); i++)
		try_day (trying, tries[i]);
}

/* the periods that conditions name, as FEEL writes them, each number before its unit: duration("P2Y6M"), duration("P90DT12H") */
static void
try_duration (RtFeelValue literal, gpointer data)
{
	if (literal.kind != RT_FEEL_YEARS_MONTHS && literal.kind != RT_FEEL_DAYS_TIME)
		return;
	g_autoptr (GString) text = g_string_new (NULL);
	rt_feel_print (literal, text);
	int months = 0, days = 0, number = 0;
	for (const char *c = text->str; *c != '\0' && *c != 'T'; c++) {
		months += *c == 'Y' ? 12 * number : *c == 'M' ? number : 0;
		days += *c == 'D' ? number : 0;
		number = g_ascii_isdigit (*c) ? MIN (number * 10 + (*c - '0'), 4000) : 0;
	}
	try_period (data, months, days);
}

static void
try_periods_of (Trying *trying, const RtCondition *condition)
{
	if (condition->program != NULL)
		rt_feel_program_literals (condition->program, try_duration, trying);
}

static void
try_dates (RtWorld *world, Trying *trying)
{
	static const int months[] = {1, 2, 3, 6, 9, 12, 18, 24, 36, 60, 120}, days[] = {0, 7, 14, 28, 30, 90};
	const RtRuleSet *rules = world->weigher->rules;
	for (guint i = 0; i < rules->n_settings; i++)
		try_duration (rules->settings[i].value, trying);
	for (guint i = 0; i < rules->n_criteria; i++)
		try_periods_of (trying, &rules->criteria[i].when);
	for (guint i = 0; i < rules->n_defines; i++)
		try_periods_of (trying, &rules->defines[i].when);
	for (guint i = 0; i < rules->n_routes; i++)
		try_periods_of (trying, &rules->routes[i].when);
	for (guint i = 0; i < rules->n_reasons; i++)
		try_periods_of (trying, &rules->reasons[i].when);
	for (guint i = 0; i < G_N_ELEMENTS (days); i++)
		try_period (trying, 0, days[i]);
	for (guint i = 0; i < G_N_ELEMENTS (months); i++)
		try_period (trying, months[i], 0);
}

static void
try_parties (RtWorld *world, Trying *trying)
{
	static const char *const thirds[] = {"third:gp", "third:school"};
	const RtRuleSet *rules = world->weigher->rules;
	for (guint i = 0; i < rules->n_parties + G_N_ELEMENTS (thirds); i++) {
		const char *text = i < rules->n_parties ? rules->parties[i].id : thirds[i - rules->n_parties];
		try_fact (trying,
			  (RtFact){.kind = RT_FACT_TEXT, .length = (guint32)strlen (text), .as.text = text});
	}
}

/* a list of plain values with one less */
static void
try_shorter (RtArena *arena, Trying *trying, const RtFact *now)
{
	for (guint i = 0; now->kind == RT_FACT_LIST && i < now->length; i++) {
		RtFact *items = rt_arena_array (arena, now->length, sizeof *items);
		memcpy (items, now->as.facts, i * sizeof *items);
		memcpy (items + i, now->as.facts + i + 1, (now->length - i - 1) * sizeof *items);
		try_fact (trying,
			  (RtFact){.kind = RT_FACT_LIST, .length = now->length - 1, .as.facts = items});
	}
}

/* none, or since the day of registration */
static void
try_object (RtArena *arena, Trying *trying, const RtField *field)
{
	RtFact *facts = rt_arena_array (arena, field->shape->n_fields, sizeof *facts);
	for (guint i = 0; i < field->shape->n_fields; i++)
		if (field->shape->fields[i].type == RT_TYPE_DATE)
			facts[i] = (RtFact){.kind = RT_FACT_DATE, .as.days = trying->received};
	try_fact (trying,
		  (RtFact){.kind = RT_FACT_OBJECT, .length = field->shape->n_fields, .as.facts = facts});
}

static gboolean
try_others (RtWorld *world, RtArena *arena, Trying *trying, guint place, const RtFact *now)
{
	RtValues values;
	rt_values_for (world->weigher, arena, (int)place, trying->received, &values);
	for (guint i = 0; i < values.n; i++)
		try_fact (trying, values.facts[i]);
	if (place_at (place)->field->shape == NULL)
		try_shorter (arena, trying, now);
	return values.complete;
}

static gint64
distance (const RtFact *fact, const RtFact *now)
{
	gint64 away = fact->kind == RT_FACT_INTEGER && now->kind == RT_FACT_INTEGER
			  ? fact->as.integer - now->as.integer
		      : fact->kind == RT_FACT_DATE && now->kind == RT_FACT_DATE
			  ? (gint64)fact->as.days - now->as.days
			  : 0;
	return away < 0 ? -2 * away : 2 * away - (away > 0);
}

static int
by_distance (gconstpointer a, gconstpointer b, gpointer now)
{
	gint64 x = distance (a, now), y = distance (b, now);
	return (x > y) - (x < y);
}

static gboolean
is_same (const RtFact *a, const RtFact *b)
{
	return a->kind == b->kind &&
	       ((a->kind == RT_FACT_BOOLEAN && a->as.boolean == b->as.boolean) ||
		(a->kind == RT_FACT_INTEGER && a->as.integer == b->as.integer) ||
		(a->kind == RT_FACT_DATE && a->as.days == b->as.days) ||
		(a->kind == RT_FACT_WORD && a->as.word == b->as.word) ||
		(a->kind == RT_FACT_TEXT && strcmp (a->as.text, b->as.text) == 0));
}

RtTries
rt_tries_for (RtWorld *world, RtArena *arena, guint place, const RtFact *now)
{
	const RtField *field = place_at (place)->field;
	g_autoptr (GArray) facts = g_array_new (FALSE, FALSE, sizeof (RtFact));
	Trying trying = {facts, rt_record_received (world->registration)};
	gboolean complete = TRUE;
	if (field->type == RT_TYPE_INTEGER && field->most - field->least <= MOST_WHOLE)
		for (gint64 i = field->least; i <= field->most; i++)
			try_fact (&trying, (RtFact){.kind = RT_FACT_INTEGER, .as.integer = i});
	else if (field->type == RT_TYPE_DATE)
		try_dates (world, &trying);
	else if (field->type == RT_TYPE_PARTY)
		try_parties (world, &trying);
	else if (field->type == RT_TYPE_OBJECT)
		try_object (arena, &trying, field);
	else
		complete = try_others (world, arena, &trying, place, now);
	/* none is another value where its absence says so */
	if (field->absent_is_none && now->kind != RT_FACT_ABSENT)
		try_fact (&trying, (RtFact){.kind = RT_FACT_ABSENT});
	g_array_sort_with_data (facts, by_distance, (gpointer)now);
	RtTries tries = {.facts = rt_arena_array (arena, facts->len + 1, sizeof (RtFact)), .complete = complete};
	for (guint i = 0; i < facts->len; i++)
		if (!is_same (&g_array_index (facts, RtFact, i), now))
			tries.facts[tries.n++] = g_array_index (facts, RtFact, i);
	return tries;
}
