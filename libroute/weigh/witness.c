/* A completion for each suggestion that may still be possible: give one open fact after the other a value after
 * which that suggestion is possible still, until it is certain; then leave out again whatever was not needed.
 * Finds what lies many facts away, where trying one, two at a time does not reach. */
#include <string.h>
#include "libroute/util/limits.h"
#include "libroute/weigh/weigh-private.h"

#define MOST_STEPS 24u
#define MOST_WAYS 4u

typedef struct {
	RtSpot spot;
	RtFact fact;
	guint choice; /* which of the values for the spot it is */
} Choice;

typedef struct {
	Choice steps[MOST_STEPS];
	guint n;
	gboolean kept[MOST_STEPS];
} Completion;

typedef struct {
	int route; /* the one that is certain, or -1 */
	gboolean possible; /* is the route we look for possible still */
	RtSpots open; /* what is open */
} Outlook;

static gboolean
leads_to (const RtWitness *witness, const guint8 *possible, int route)
{
	const RtRoute *routes = witness->base->weigher->rules->routes;
	for (guint i = 0; i < witness->base->weigher->rules->n_routes; i++)
		if (possible[i] && strcmp (routes[i].suggestion, routes[route].suggestion) == 0)
			return TRUE;
	return FALSE;
}

/* what can come of it once the kept steps are taken */
static Outlook
look (RtWitness *witness, RtArena *arena, const Completion *completion, int target)
{
	g_autoptr (RouteRegistration) registration = route_registration_ref (witness->base->registration);
	RtStep steps[MOST_STEPS];
	guint n_steps = 0;
	for (guint i = 0; i < completion->n; i++) {
		const RtAssignment assignment = {completion->steps[i].spot, completion->steps[i].fact};
		if (!completion->kept[i])
			continue;
		steps[n_steps++] = rt_step (assignment.spot, completion->steps[i].choice);
		RouteRegistration *next = rt_record_with (registration, &assignment, 1);
		route_registration_unref (registration);
		registration = next;
	}
	Outlook outlook = {.route = -1};
	guint n = witness->base->weigher->rules->n_routes;
	guint8 *possible = rt_arena_alloc (arena, n + 1);
	if (witness->budget == 0 || rt_arena_is_exhausted (witness->base->arena))
		return outlook;
	witness->budget -= MIN (witness->budget, rt_supposing_price (witness->base->registration));
	RtSupposed supposed;
	RtWorld world;
	rt_suppose (witness->supposing, registration, steps, n_steps, arena, &supposed, &world);
	guint suggestions = rt_routing_possible (&world, possible);
	outlook.possible = leads_to (witness, possible, target);
	outlook.open = rt_routing_open_spots (&world);
	for (guint i = 0; suggestions == 1 && i < n; i++)
		if (possible[i])
			outlook.route = (int)i;
	return outlook;
}

static gboolean
is_item_of_given_list (const RtWitness *witness, RtSpot spot)
{
	return rt_schema_places (NULL)[rt_spot_place (spot)].field->type == RT_TYPE_LIST &&
	       rt_record_at (witness->base->registration, spot)->kind == RT_FACT_LIST;
}

/* a doubted item is confirmed here; that it may be taken away is tried one at a time */
static guint
choices_for (RtWitness *witness, RtArena *arena, RtSpot spot, Choice *choices, guint most)
{
	RtValues values;
	const RtField *field = rt_schema_places (NULL)[rt_spot_place (spot)].field;
	if (is_item_of_given_list (witness, spot)) {
		int status = rt_schema_place_of ((int)rt_spot_place (spot), (guint)field->shape->status);
		choices[0] = (Choice){
		    .spot = rt_spot ((guint)status, rt_spot_index (spot), rt_spot_second_index (spot)),
		    .fact = {.kind = RT_FACT_WORD, .as.word = 0}};
		return 1;
	}
	rt_values_for (witness->base->weigher, arena, (int)rt_spot_place (spot),
		       rt_record_received (witness->base->registration), &values);
	for (guint i = 0; i < MIN (values.n, most); i++)
		choices[i] = (Choice){.spot = spot, .fact = values.facts[i], .choice = i};
	return MIN (values.n, most);
}

/* takes one more step after which the target is possible still; `way` is where among the values it begins */
static gboolean
step_towards (RtWitness *witness, RtArena *arena, int target, guint way, Completion *completion,
	      Outlook *outlook)
{
	Choice choices[64];
	RtSpots open = outlook->open;
	for (guint i = 0; i < open.n; i++) {
		guint n = choices_for (witness, arena, open.spots[i], choices, G_N_ELEMENTS (choices));
		for (guint j = 0; j < n; j++) {
			guint last = completion->n;
			completion->steps[last] = choices[(j + way) % n];
			completion->kept[last] = TRUE;
			completion->n++;
			*outlook = look (witness, arena, completion, target);
			if (outlook->possible)
				return TRUE;
			completion->n--;
		}
	}
	return FALSE;
}

static gboolean
complete_towards (RtWitness *witness, RtArena *arena, int target, guint way, Completion *completion)
{
	completion->n = 0;
	Outlook outlook = look (witness, arena, completion, target);
	while (outlook.route < 0 && completion->n < MOST_STEPS && witness->budget > 0)
		if (!step_towards (witness, arena, target, way, completion, &outlook))
			return FALSE;
	return outlook.route >= 0 && outlook.possible;
}

/* leaves out every step without which the same follows */
static void
reduce (RtWitness *witness, RtArena *arena, Completion *completion, int target)
{
	for (guint i = 0; i < completion->n && witness->budget > 0; i++) {
		completion->kept[i] = FALSE;
		Outlook outlook = look (witness, arena, completion, target);
		completion->kept[i] = outlook.route < 0 || !outlook.possible;
	}
}

static void
tell (RtWitness *witness, const Completion *completion, int route)
{
	const RtRuleSet *rules = witness->base->weigher->rules;
	RtSpot spots[MOST_STEPS];
	guint n = 0;
	for (guint i = 0; i < completion->n; i++)
		if (completion->kept[i])
			spots[n++] = completion->steps[i].spot;
	for (guint i = 0; i < rules->n_routes; i++) {
		if (strcmp (rules->routes[i].suggestion, rules->routes[route].suggestion) != 0)
			continue;
		if (!witness->reached[i])
			witness->found[i].needs = rt_routing_needs (witness->base, (guint)route, spots, n);
		witness->reached[i] = 1;
	}
}

void
rt_witness_search (RtWitness *witness)
{
	for (guint target = 0; target < witness->base->weigher->rules->n_routes; target++) {
		witness->budget = RT_LIMIT_WITNESS;
		for (guint way = 0; way < MOST_WAYS && witness->possible[target] && !witness->reached[target];
		     way++) {
			g_autoptr (RtArena) arena = rt_arena_new_lenient (RT_LIMIT_WORKSPACE);
			Completion completion;
			if (!complete_towards (witness, arena, (int)target, way, &completion))
				continue;
			reduce (witness, arena, &completion, (int)target);
			tell (witness, &completion, (int)target);
		}
	}
}
