/* Suppositions: worlds that differ from a given one in a few facts. Only what hangs on those is evaluated again; the results are
 * the same as if all were (tests/weigh/test-suppose.c holds them against that). */
#include <string.h>
#include "libroute/util/limits.h"
#include "libroute/weigh/weigh-private.h"

/* ---- steps ---- */

static void note_changed (guint64 *changed, guint place);

/* some facts say others too: the age, or that there is no such fact */
static void
note_what_follows (guint64 *changed, const char *pointer)
{
	static const struct {
		const char *from, *to;
	} follows[] = {{"/person/birth_date", "/person/age"},
		       {"/person/housing/kind", "/person/housing/landlord"},
		       {"/person/detention/status", "/person/detention/release"},
		       {"/stage", "/plan"}};
	for (guint i = 0; i < G_N_ELEMENTS (follows); i++)
		if (strcmp (pointer, follows[i].from) == 0)
			note_changed (changed, (guint)rt_schema_find_place (follows[i].to));
}

/* a place and everything around and below it: lists are read through their fields */
static void
note_changed (guint64 *changed, guint place)
{
	guint n = 0;
	const RtPlace *places = rt_schema_places (&n);
	for (guint i = 0; i < n; i++) {
		int within = (int)i;
		while (within >= 0 && within != (int)place)
			within = places[within].parent;
		if (within >= 0)
			changed[i / 64] |= G_GUINT64_CONSTANT (1) << i % 64;
	}
	for (int up = (int)place; up >= 0; up = places[up].parent)
		changed[up / 64] |= G_GUINT64_CONSTANT (1) << up % 64;
	note_what_follows (changed, places[place].pointer);
}

RtStep
rt_step (RtSpot spot, guint32 choice)
{
	RtStep step = {.spot = spot, .choice = choice};
	note_changed (step.changed, rt_spot_place (spot));
	return step;
}

/* ---- worlds ---- */

/* Routes are asked as if every fact were given: whether one is must not count where it is supposed. */
void
rt_supposing_begin (RtSupposing *supposing, const RtWorld *world, RtWorkspace *workspace)
{
	const RtRuleSet *rules = world->weigher->rules;
	RtWorld *completed = &supposing->completed;
	supposing->workspace = workspace;
	gboolean asks = world->weigher->registry != NULL && rt_registry_n_plugins (world->weigher->registry) > 0;
	supposing->answers = asks ? rt_answers_new () : NULL;
	*completed = *world;
	completed->slots = workspace->completed_slots;
	completed->degraded = NULL;
	memcpy (completed->slots, world->slots, rules->n_slots * sizeof *completed->slots);
	RtJudgement *defines = rt_arena_array (world->arena, MAX (rules->n_defines, 1), sizeof *defines);
	RtJudgement *routes = rt_arena_array (world->arena, MAX (rules->n_routes, 1), sizeof *routes);
	memcpy (defines, world->defines, rules->n_defines * sizeof *defines);
	completed->defines = defines;
	completed->routes = routes;
	rt_world_complete (completed);
}

void
rt_supposing_end (RtSupposing *supposing)
{
	g_clear_pointer (&supposing->answers, g_hash_table_unref);
}

guint
rt_supposing_price (const RouteRegistration *registration)
{
	const RtFact *facts = rt_record_facts (registration);
	guint items = 0;
	for (guint i = 0; i < rt_schema_root ()->n_fields; i++)
		items += facts[i].kind == RT_FACT_LIST ? facts[i].length : 0;
	return 1 + items / RT_LIMIT_USUAL_ITEMS;
}

static void
evaluate_everything (const RtSupposing *supposing, RtWorld *world)
{
	world->supposed = NULL;
	rt_world_evaluate (world);
	rt_world_complete (world);
}

void
rt_suppose (const RtSupposing *supposing, RouteRegistration *registration, const RtStep *steps, guint n_steps,
	    RtArena *arena, RtSupposed *supposed, RtWorld *world)
{
	const RtWorld *base = &supposing->completed;
	RtWorkspace *workspace = supposing->workspace;
	guint n_plugins = base->weigher->registry != NULL ? rt_registry_n_plugins (base->weigher->registry) : 0;
	*supposed = (RtSupposed){
	    .base = base,
	    .steps = steps,
	    .n_steps = n_steps,
	    .fresh = rt_arena_array (arena, base->weigher->slot_words, sizeof (guint64)),
	    .asked = rt_arena_array (arena, MAX (n_plugins, 1), 1),
	    .answers = supposing->answers,
	};
	*world = (RtWorld){.weigher = base->weigher,
			   .supposed = supposed,
			   .registration = registration,
			   .arena = arena,
			   .run = workspace->what_if,
			   .slots = workspace->what_if_slots,
			   .gathering = base->gathering,
			   .meter = workspace->meter,
			   .evaluates = base->evaluates};
	if (workspace->everything) {
		evaluate_everything (supposing, world);
		return;
	}
	memcpy (world->slots, base->slots, base->weigher->rules->n_slots * sizeof *world->slots);
	rt_world_evaluate (world);
	rt_world_routes (world);
}
