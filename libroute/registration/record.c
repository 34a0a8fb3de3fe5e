#include <string.h>
#include "libroute/registration/record-private.h"
#include "libroute/util/date.h"
#include "libroute/util/error.h"
#include "libroute/util/limits.h"
#include "libroute/util/once.h"

G_DEFINE_BOXED_TYPE (RouteRegistration, route_registration, route_registration_ref, route_registration_unref)

/* memory of a record grows with its document: facts are larger than the JSON they come from, but by a bounded
 * factor */
#define MEMORY_LIMIT (64u * RT_LIMIT_DOCUMENT)

RouteRegistration *
rt_record_new (gsize expected)
{
	RouteRegistration *registration = g_new0 (RouteRegistration, 1);
	rt_references_begin (&registration->references);
	registration->places = rt_schema_places (NULL);
	rt_arena_begin (&registration->arena, MEMORY_LIMIT, expected);
	return registration;
}

RouteRegistration *
route_registration_ref (RouteRegistration *self)
{
	g_return_val_if_fail (self != NULL, NULL);
	rt_references_add (&self->references);
	return self;
}

void
route_registration_unref (RouteRegistration *self)
{
	if (self == NULL || !rt_references_drop (&self->references))
		return;
	g_clear_pointer (&self->base, route_registration_unref);
	rt_arena_end (&self->arena);
	g_free (self);
}

const char *
route_registration_get_id (const RouteRegistration *self)
{
	g_return_val_if_fail (self != NULL, NULL);
	return self->id;
}

static gconstpointer
find_asked (void)
{
	static const char *const pointers[] = {
#define X(name, pointer) pointer,
		RT_ASKED_PLACES (X)
#undef X
	};
	RtSpot *spots = g_new (RtSpot, RT_N_ASKED);
	for (guint i = 0; i < RT_N_ASKED; i++)
		spots[i] = rt_spot ((guint) rt_schema_find_place (pointers[i]), 0, 0);
	return spots;
}

static RtSpot
spot_of (RtAsked asked)
{
	static gsize made;
	const RtSpot *spots = rt_once (&made, find_asked);
	return spots[asked];
}

const RtFact *
rt_record_get (const RouteRegistration *registration, RtAsked asked)
{
	return rt_record_at (registration, spot_of (asked));
}

static void
derive_age (RouteRegistration *registration)
{
	const RtFact *birth = rt_record_get (registration, RT_ASKED_BIRTH_DATE);
	/* the facts of a record that is being made are its own */
	RtFact *age = (RtFact *) rt_record_get (registration, RT_ASKED_AGE);
	if (age->kind != RT_FACT_ABSENT || birth->kind != RT_FACT_DATE)
		return;
	int years = rt_date_age (birth->as.days, registration->received);
	/* only a hypothetical registration can have a birth date that is none; what is read was checked */
	if (years >= 0)
		*age = (RtFact){ .kind = RT_FACT_INTEGER, .as.integer = years };
}

static gboolean
is_word (const RouteRegistration *registration, RtAsked asked, const char *const *words)
{
	const RtFact *fact = rt_record_get (registration, asked);
	const RtField *field = rt_schema_places (NULL)[rt_spot_place (spot_of (asked))].field;
	return fact->kind == RT_FACT_WORD && g_strv_contains (words, field->words[fact->as.word]);
}

/* a fact that cannot be there, since another says so, is known to be none and need not be asked for */
static void
derive_none (RouteRegistration *registration)
{
	static const char *const no_landlord[] = { "owner", "shelter", "institution", "none", NULL };
	static const char *const no_release[] = { "none", NULL };
	static const char *const running[] = { "running", NULL };
	RtFact *landlord = (RtFact *) rt_record_get (registration, RT_ASKED_LANDLORD);
	RtFact *release = (RtFact *) rt_record_get (registration, RT_ASKED_RELEASE);
	RtFact *plan = (RtFact *) rt_record_get (registration, RT_ASKED_PLAN);
	if (landlord->kind == RT_FACT_ABSENT && is_word (registration, RT_ASKED_HOUSING, no_landlord))
		landlord->kind = RT_FACT_NULL;
	if (release->kind == RT_FACT_ABSENT && is_word (registration, RT_ASKED_DETENTION, no_release))
		release->kind = RT_FACT_NULL;
	/* a case that was never discussed has no plan */
	if (plan->kind == RT_FACT_ABSENT && !is_word (registration, RT_ASKED_STAGE, running))
		plan->kind = RT_FACT_NULL;
}

void
rt_record_derive (RouteRegistration *registration)
{
	registration->id = rt_record_get (registration, RT_ASKED_ID)->as.text;
	registration->registered_by = rt_record_get (registration, RT_ASKED_REGISTERED_BY)->as.text;
	registration->received = rt_record_get (registration, RT_ASKED_RECEIVED)->as.days;
	derive_age (registration);
	derive_none (registration);
}

const RtFact *
rt_record_facts (const RouteRegistration *registration)
{
	return registration->facts;
}

gint32
rt_record_received (const RouteRegistration *registration)
{
	return registration->received;
}

const char *
rt_record_registered_by (const RouteRegistration *registration)
{
	return registration->registered_by;
}

gboolean
rt_record_named (const RouteRegistration *registration, const RtReadName **named)
{
	*named = registration->named;
	return registration->all_named;
}

gboolean
rt_record_age (const RouteRegistration *registration, gint64 *age)
{
	const RtFact *fact = rt_record_get (registration, RT_ASKED_AGE);
	if (fact->kind != RT_FACT_INTEGER)
		return FALSE;
	*age = fact->as.integer;
	return TRUE;
}

/* ---- spots ---- */

/* index of the item of list `list` (a place) that the spot is in */
static guint
item_index (const RtPlace *places, int list, RtSpot spot)
{
	return places[list].n_lists == 0 ? rt_spot_index (spot) : rt_spot_second_index (spot);
}

const RtFact *
rt_record_at (const RouteRegistration *registration, RtSpot spot)
{
	static const RtFact absent = { .kind = RT_FACT_ABSENT };
	const RtPlace *place = &registration->places[rt_spot_place (spot)];
	const RtFact *fact = &registration->facts[place->way[0]];
	guint item = rt_spot_index (spot);
	for (guint i = 1; i < place->n_way; i++) {
		if (fact->kind == RT_FACT_LIST) {
			if (item >= fact->length)
				return &absent;
			fact = &fact->as.facts[item];
			item = rt_spot_second_index (spot);
		}
		if (fact->kind != RT_FACT_OBJECT)
			return &absent;
		fact = &fact->as.facts[place->way[i]];
	}
	return fact;
}

/* ---- hypothetical registrations ---- */

/* copies a fact and everything it points at */
static gboolean
copy_fact (RtArena *arena, const RtFact *from, RtFact *to)
{
	*to = *from;
	if (from->kind == RT_FACT_TEXT || from->kind == RT_FACT_NUMBER) {
		to->as.text = rt_arena_strndup (arena, from->as.text, from->length);
		return to->as.text != NULL;
	}
	if (from->kind != RT_FACT_OBJECT && from->kind != RT_FACT_LIST)
		return TRUE;
	RtFact *facts = rt_arena_array (arena, from->length, sizeof *facts);
	if (facts == NULL)
		return FALSE;
	to->as.facts = facts;
	for (guint i = 0; i < from->length; i++)
		if (!copy_fact (arena, &from->as.facts[i], &facts[i]))
			return FALSE;
	return TRUE;
}

/* gives an object or list an array of its own, once, so that facts in it can be replaced */
static RtFact *
own_facts (RtArena *arena, RtFact *fact, guint n)
{
	if (fact->kind != RT_FACT_ABSENT && fact->length == n && rt_arena_holds (arena, fact->as.facts))
		return (RtFact *) fact->as.facts;
	RtFact *facts = rt_arena_array (arena, n, sizeof *facts);
	if (facts == NULL)
		return NULL;
	if (fact->length > 0 && (fact->kind == RT_FACT_OBJECT || fact->kind == RT_FACT_LIST))
		memcpy (facts, fact->as.facts, MIN (fact->length, n) * sizeof *facts);
	fact->as.facts = facts;
	fact->length = n;
	return facts;
}

static RtFact *
writable_at (RouteRegistration *registration, const RtPlace *places, int place, RtSpot spot)
{
	int parent = places[place].parent;
	if (parent < 0)
		return &registration->facts[places[place].index];
	RtFact *within = writable_at (registration, places, parent, spot);
	if (within == NULL)
		return NULL;
	if (places[parent].field->type == RT_TYPE_LIST) {
		guint index = item_index (places, parent, spot);
		if (within->kind != RT_FACT_LIST || index >= within->length)
			return NULL;
		RtFact *items = own_facts (&registration->arena, within, within->length);
		within = items != NULL ? &items[index] : NULL;
	}
	if (within == NULL)
		return NULL;
	RtFact *facts = own_facts (&registration->arena, within, places[parent].field->shape->n_fields);
	within->kind = RT_FACT_OBJECT;
	return facts != NULL ? &facts[places[place].index] : NULL;
}

RouteRegistration *
rt_record_over (RouteRegistration *base)
{
	RouteRegistration *registration = rt_record_new (0);
	registration->base = route_registration_ref (base);
	registration->order = base->order;
	registration->received = base->received;
	registration->id = base->id;
	registration->registered_by = base->registered_by;
	registration->named = base->named;
	registration->all_named = base->all_named;
	guint n = rt_schema_root ()->n_fields;
	registration->facts = rt_arena_array (&registration->arena, n, sizeof *registration->facts);
	memcpy (registration->facts, base->facts, n * sizeof *registration->facts);
	return registration;
}

RouteRegistration *
rt_record_with (RouteRegistration *base, const RtAssignment *assignments, guint n_assignments)
{
	const RtPlace *places = rt_schema_places (NULL);
	RouteRegistration *registration = rt_record_over (base);
	registration->all_named = FALSE;
	for (guint i = 0; i < n_assignments; i++) {
		RtSpot spot = assignments[i].spot;
		RtFact *fact = writable_at (registration, places, (int) rt_spot_place (spot), spot);
		/* a spot in a list that is not there has nowhere to go */
		if (fact != NULL && !copy_fact (&registration->arena, &assignments[i].fact, fact))
			*fact = (RtFact){ .kind = RT_FACT_ABSENT };
	}
	rt_record_derive (registration);
	return registration;
}
