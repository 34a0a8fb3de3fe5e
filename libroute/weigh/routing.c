/* From routes to a suggestion: what is certain, what remains possible, and what decides. */
#include <string.h>
#include "libroute/weigh/weigh-private.h"

gboolean
rt_route_is_ordinary (const RtRoute *route)
{
	return route->open == RT_OPEN_NEVER && route->mode == RT_MODE_LIVE;
}

/* the first route that is certainly true */
static int
first_certain (const RtWorld *world)
{
	const RtRuleSet *rules = world->weigher->rules;
	for (guint i = 0; i < rules->n_routes; i++)
		if (rt_route_is_ordinary (&rules->routes[i]) && world->routes[i].state == ROUTE_YES)
			return (int)i;
	return -1;
}

static int
open_route (const RtRuleSet *rules, RtOpen open)
{
	for (guint i = 0; i < rules->n_routes; i++)
		if (rules->routes[i].open == open && rules->routes[i].mode == RT_MODE_LIVE)
			return (int)i;
	return -1;
}

/* what leaves an approach open: the facts its undecided criteria hang on. A formula reads criteria and nothing else, so that its
 * trail is of them alone */
static void
add_open_criteria (RtWorld *world, guint approach, RtSpots *missing, RtSpots *doubted)
{
	RtSpots trail = world->eligible[approach].evidence;
	if (world->eligible[approach].state != ROUTE_UNKNOWN)
		return;
	for (guint i = 0; i < trail.n; i++) {
		const RtJudgement *criterion = rt_world_criterion (world, rt_spot_index (trail.spots[i]));
		*missing = rt_spots_join (world->arena, *missing, criterion->missing);
		*doubted = rt_spots_join (world->arena, *doubted, criterion->doubted);
	}
}

static void
add_open_route (RtWorld *world, guint route, RtSpots *missing, RtSpots *doubted)
{
	const RtReads *reads = &world->weigher->routes[route];
	*missing = rt_spots_join (world->arena, *missing, world->routes[route].missing);
	*doubted = rt_spots_join (world->arena, *doubted, world->routes[route].doubted);
	for (guint i = 0; i < reads->n_approaches; i++)
		add_open_criteria (world, reads->approaches[i], missing, doubted);
}

/* what leaves the routes open */
static void
open_facts (RtWorld *world, RtSpots *missing, RtSpots *doubted)
{
	const RtWeigher *weigher = world->weigher;
	for (guint i = 0; i < weigher->rules->n_routes; i++) {
		if (!rt_route_is_ordinary (&weigher->rules->routes[i]))
			continue;
		if (world->routes[i].state == ROUTE_YES)
			break;
		if (world->routes[i].state != ROUTE_UNKNOWN)
			continue;
		add_open_route (world, i, missing, doubted);
	}
}

RtSpots
rt_routing_route_open (RtWorld *world, guint route)
{
	RtSpots missing = {0}, doubted = {0};
	add_open_route (world, route, &missing, &doubted);
	return rt_spots_join (world->arena, missing, doubted);
}

RtSpots
rt_routing_open_spots (RtWorld *world)
{
	RtSpots missing = {0}, doubted = {0};
	open_facts (world, &missing, &doubted);
	/* doubted items first, the last of a list before the others: taking one out must not move those still
	 * to be tried */
	RtSpot *open = rt_arena_array (world->arena, doubted.n + missing.n, sizeof *open);
	for (guint i = 0; i < doubted.n; i++)
		open[i] = rt_spot_item (doubted.spots[i]);
	RtSpots items = rt_spots_sorted (world->arena, open, doubted.n);
	guint n = 0;
	for (guint i = items.n; i > 0; i--)
		open[n++] = items.spots[i - 1];
	for (guint i = 0; i < missing.n; i++)
		if (!rt_spots_contain (items, missing.spots[i]))
			open[n++] = missing.spots[i];
	return (RtSpots){open, n};
}

guint
rt_routing_possible (RtWorld *world, guint8 *possible)
{
	const RtRuleSet *rules = world->weigher->rules;
	guint suggestions = 0;
	memset (possible, 0, rules->n_routes);
	for (guint i = 0; i < rules->n_routes; i++) {
		if (!rt_route_is_ordinary (&rules->routes[i]) || world->routes[i].state == ROUTE_NO)
			continue;
		gboolean known = FALSE;
		for (guint j = 0; j < i; j++)
			known = known || (possible[j] && strcmp (rules->routes[j].suggestion,
								 rules->routes[i].suggestion) == 0);
		possible[i] = 1;
		suggestions += known ? 0 : 1;
		if (world->routes[i].state == ROUTE_YES)
			break;
	}
	return suggestions;
}

/* ---- what an alternative needs ---- */

static gboolean
reads_given (const RtWeigher *weigher, const RtReads *reads, guint given)
{
	guint slot = weigher->rules->givens[given].slot;
	gboolean found = (reads->slots[slot / 64] >> slot % 64 & 1) != 0;
	for (guint i = 0; i < reads->n_defines && !found; i++)
		found = (weigher->defines[reads->defines[i]].slots[slot / 64] >> slot % 64 & 1) != 0;
	return found;
}

/* is one of these facts the one at the spot, or within it? */
static gboolean
gives (RtSpots spots, RtSpot spot)
{
	for (guint i = 0; i < spots.n; i++)
		for (int place = (int)rt_spot_place (spots.spots[i]); place >= 0;
		     place = rt_schema_places (NULL)[place].parent)
			if (place == (int)rt_spot_place (spot))
				return TRUE;
	return FALSE;
}

RtSpots
rt_routing_needs (const RtWorld *completed, guint route, const RtSpot *chosen, guint n)
{
	const RtWeigher *weigher = completed->weigher;
	const RtRuleSet *rules = weigher->rules;
	RtSpots needs = rt_spots_sorted (completed->arena, chosen, n);
	for (guint i = 0; i < rules->n_givens; i++) {
		RtSpot spot = rules->givens[i].spot;
		if (rt_record_at (completed->registration, spot)->kind == RT_FACT_ABSENT &&
		    reads_given (weigher, &weigher->routes[route], i) && !gives (needs, spot))
			needs = rt_spots_join (completed->arena, needs, rt_spots_sorted (completed->arena, &spot, 1));
	}
	return needs;
}

static void
collect_because (RtWorld *world, RtWeighing *weighing, int route)
{
	const RtWeigher *weigher = world->weigher;
	const RtReads *reads = &weigher->routes[route];
	gboolean open = weigher->rules->routes[route].open != RT_OPEN_NEVER;
	guint *because = rt_arena_array (world->arena, MAX (weigher->rules->n_criteria, 1), sizeof *because);
	for (guint i = 0; i < weigher->rules->n_approaches; i++) {
		gboolean decides = open && world->eligible[i].state == ROUTE_UNKNOWN;
		for (guint j = 0; j < reads->n_approaches; j++)
			decides = decides || reads->approaches[j] == i;
		RtSpots trail = world->eligible[i].evidence;
		for (guint j = 0; decides && j < trail.n; j++)
			because[weighing->n_because++] = rt_spot_index (trail.spots[j]);
	}
	weighing->because = because;
}

int
rt_routing_route (RtWorld *world)
{
	const RtRuleSet *rules = world->weigher->rules;
	int route = first_certain (world);
	if (route >= 0 || rules->n_routes == 0)
		return route;
	RtSpots missing = {0}, doubted = {0};
	open_facts (world, &missing, &doubted);
	return open_route (rules, missing.n > 0 ? RT_OPEN_ABSENT : RT_OPEN_OTHER);
}

void
rt_routing_decide (RtWorld *world, RtWeighing *weighing)
{
	const RtRuleSet *rules = world->weigher->rules;
	int route = rt_routing_route (world);
	weighing->route = route;
	weighing->suggestion = route >= 0 ? rules->routes[route].suggestion : "";
	if (route >= 0)
		collect_because (world, weighing, route);
}
