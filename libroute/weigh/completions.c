/* What if: which suggestions can still come of it, and which facts would lead there.
 *
 * The three-valued routes tell what may remain possible, and can only err towards too much. Here absent facts
 * are given values and doubted ones are confirmed or taken away, one, two, three at a time, with plugins asked
 * again, until every suggestion that remains has been reached, the whole space was seen, or the budget is
 * spent. */
#include <string.h>
#include "libroute/util/limits.h"
#include "libroute/weigh/weigh-private.h"

#define MOST_DEPTH 2u

typedef struct {
	RtWorld *world, *base; /* the given one, and the same as if every fact were given */
	RtSupposing supposing;
	RtWeighing *weighing;
	guint budget, price;
	gboolean cut; /* something was left unseen */
	RtSpot chosen[MOST_DEPTH]; /* as given: what an alternative tells that it needs */
	gboolean gone[MOST_DEPTH]; /* the item that was chosen was taken away */
	RtStep steps[MOST_DEPTH]; /* that led there */
	guint n_chosen, depth;
	RtAlternative *found; /* by route; needs.n 0: not reached yet */
	guint8 *reached;
	guint8 *possible; /* of the base world */
} Search;

static void search (Search *self, RouteRegistration *registration);

/* ---- one step ---- */

static void
record_reached (Search *self, int route)
{
	const char *suggestion = self->base->weigher->rules->routes[route].suggestion;
	for (guint i = 0; i < self->base->weigher->rules->n_routes; i++) {
		if (strcmp (self->base->weigher->rules->routes[i].suggestion, suggestion) != 0)
			continue;
		if (!self->reached[i])
			self->found[i].needs = rt_routing_needs (self->base, (guint)route, self->chosen, self->n_chosen);
		self->reached[i] = 1;
	}
}

/* the spot as it was before items were taken away: those behind them moved up */
static RtSpot
as_given (const Search *self, RtSpot spot)
{
	for (guint i = self->n_chosen; i > 0; i--) {
		RtSpot gone = self->chosen[i - 1];
		gboolean same_list = rt_spot_place (rt_spot_item (gone)) == rt_spot_place (rt_spot_item (spot));
		if (self->gone[i - 1] && same_list && rt_spot_index (spot) >= rt_spot_index (gone))
			spot = rt_spot (rt_spot_place (spot), rt_spot_index (spot) + 1, rt_spot_second_index (spot));
	}
	return spot;
}

/* supposes, and looks further; what is told to be needed is `chosen` */
static void
suppose (Search *self, RouteRegistration *registration, RtAssignment assignment, guint32 choice, RtSpot chosen)
{
	g_autoptr (RouteRegistration) other = rt_record_with (registration, &assignment, 1);
	RtSpot given = as_given (self, chosen);
	self->steps[self->n_chosen] = rt_step (assignment.spot, choice);
	self->gone[self->n_chosen] = chosen != assignment.spot;
	self->chosen[self->n_chosen++] = given;
	search (self, other);
	self->n_chosen--;
}

static void
try_value (Search *self, RouteRegistration *registration, RtSpot spot, RtFact fact, guint32 choice)
{
	suppose (self, registration, (RtAssignment){.spot = spot, .fact = fact}, choice, spot);
}

/* a doubted item of a list: confirmed, and taken away; both hang on whether it is established */
static void
try_doubted (Search *self, RouteRegistration *registration, RtSpot item)
{
	guint place = rt_spot_place (item);
	const RtField *field = rt_schema_places (NULL)[place].field;
	RtSpot list_spot = rt_spot (place, 0, 0);
	const RtFact *list = rt_record_at (registration, list_spot);
	guint index = rt_spot_index (item);
	if (field->shape == NULL || field->shape->status < 0 || list->kind != RT_FACT_LIST ||
	    index >= list->length || rt_schema_places (NULL)[place].n_lists > 0) {
		self->cut = TRUE;
		return;
	}
	RtSpot status = rt_spot ((guint)rt_schema_place_of ((int)place, (guint)field->shape->status), index, 0);
	try_value (self, registration, status, (RtFact){.kind = RT_FACT_WORD, .as.word = 0}, 0);
	g_autofree RtFact *without = g_new0 (RtFact, list->length);
	memcpy (without, list->as.facts, index * sizeof *without);
	memcpy (without + index, list->as.facts + index + 1, (list->length - index - 1) * sizeof *without);
	RtFact rest = {.kind = RT_FACT_LIST, .length = list->length - 1, .as.facts = without};
	suppose (self, registration, (RtAssignment){.spot = list_spot, .fact = rest}, index, status);
}

static void
split (Search *self, RouteRegistration *registration, RtSpots open)
{
	if (self->n_chosen >= self->depth || open.n == 0) {
		self->cut = TRUE;
		return;
	}
	for (guint i = 0; i < open.n; i++) {
		const RtPlace *place = &rt_schema_places (NULL)[rt_spot_place (open.spots[i])];
		/* a spot that stands for an item of a list is a doubted one */
		if (place->field->type == RT_TYPE_LIST &&
		    rt_record_at (registration, open.spots[i])->kind == RT_FACT_LIST) {
			try_doubted (self, registration, open.spots[i]);
			continue;
		}
		RtValues values;
		rt_values_for (self->base->weigher, self->base->arena, (int)rt_spot_place (open.spots[i]),
			       rt_record_received (registration), &values);
		self->cut = self->cut || !values.complete;
		for (guint j = 0; j < values.n; j++)
			try_value (self, registration, open.spots[i], values.facts[j], j);
	}
}

static void
search (Search *self, RouteRegistration *registration)
{
	if (self->budget == 0 || rt_arena_is_exhausted (self->base->arena)) {
		self->cut = TRUE;
		return;
	}
	self->budget -= MIN (self->budget, self->price);
	/* what this step makes is given back when it is done, but for what was found */
	g_autoptr (RtArena) arena = rt_arena_new_lenient (RT_LIMIT_WORKSPACE);
	RtSupposed supposed;
	RtWorld world;
	rt_suppose (&self->supposing, registration, self->steps, self->n_chosen, arena, &supposed, &world);
	g_autofree guint8 *possible = g_new0 (guint8, self->base->weigher->rules->n_routes + 1);
	if (rt_routing_possible (&world, possible) == 1) {
		for (guint i = 0; i < self->base->weigher->rules->n_routes; i++)
			if (possible[i])
				record_reached (self, (int)i);
		return;
	}
	split (self, registration, rt_routing_open_spots (&world));
}

/* ---- the whole ---- */

static gboolean
all_reached (const Search *self)
{
	for (guint i = 0; i < self->base->weigher->rules->n_routes; i++)
		if (self->possible[i] && !self->reached[i])
			return FALSE;
	return TRUE;
}

static void
deepen (Search *self)
{
	RtSpots open = rt_routing_open_spots (self->base);
	for (self->depth = 1; self->depth <= MOST_DEPTH && self->budget > 0 && !all_reached (self);
	     self->depth++) {
		self->cut = FALSE;
		split (self, self->base->registration, open);
		if (!self->cut)
			return;
	}
}

static void
list_alternatives (Search *self)
{
	const RtRuleSet *rules = self->base->weigher->rules;
	RtAlternative *alternatives =
	    rt_arena_array (self->base->arena, MAX (rules->n_routes, 1), sizeof *alternatives);
	RtWeighing *weighing = self->weighing;
	for (guint i = 0; i < rules->n_routes; i++) {
		gboolean told = strcmp (rules->routes[i].suggestion, weighing->suggestion) == 0;
		for (guint j = 0; j < weighing->n_alternatives; j++)
			told = told || strcmp (rules->routes[alternatives[j].route].suggestion,
					       rules->routes[i].suggestion) == 0;
		if (self->reached[i] && !told)
			alternatives[weighing->n_alternatives++] =
			    (RtAlternative){.route = i, .needs = self->found[i].needs};
	}
	weighing->alternatives = alternatives;
}

/* nothing can change it: only the suggestion itself remains possible */
static gboolean
is_settled (const Search *self)
{
	const RtRuleSet *rules = self->base->weigher->rules;
	for (guint i = 0; i < rules->n_routes; i++)
		if (self->possible[i] &&
		    strcmp (rules->routes[i].suggestion, self->weighing->suggestion) != 0)
			return FALSE;
	return TRUE;
}

static void
find_alternatives (Search *self)
{
	static const RouteText why = {"the search for what could change the suggestion stopped at its budget",
				      "het zoeken naar wat het voorstel kan veranderen stopte bij de grens"};
	deepen (self);
	if (!all_reached (self)) {
		RtWitness witness = {.base = &self->supposing.completed,
				     .supposing = &self->supposing,
				     .possible = self->possible,
				     .reached = self->reached,
				     .found = self->found};
		rt_witness_search (&witness);
	}
	list_alternatives (self);
	if (self->cut && !all_reached (self))
		rt_world_degrade (self->world, "search", why, NULL);
	/* every completion was seen, and none leads elsewhere */
	if (self->weighing->n_alternatives == 0 && !self->cut)
		self->weighing->stable = TRUE;
}

void
rt_completions_search (RtWorld *world, RtWorkspace *workspace, RtWeighing *weighing)
{
	guint n = world->weigher->rules->n_routes;
	Search self = {.world = world,
		       .weighing = weighing,
		       .budget = RT_LIMIT_COMPLETIONS,
		       .price = rt_supposing_price (world->registration)};
	self.possible = rt_arena_array (world->arena, MAX (n, 1), 1);
	self.reached = rt_arena_array (world->arena, MAX (n, 1), 1);
	self.found = rt_arena_array (world->arena, MAX (n, 1), sizeof *self.found);
	rt_supposing_begin (&self.supposing, world, workspace);
	self.base = &self.supposing.completed;
	rt_routing_possible (self.base, self.possible);
	weighing->stable = is_settled (&self);
	if (!weighing->stable)
		find_alternatives (&self);
	rt_supposing_end (&self.supposing);
}
