/* What would change the suggestion: for every other one the smallest sets of facts with which it would be suggested.
 *
 * Exact by two sides of one tree of hitting sets. A set of facts is ruled out when the suggestion stays impossible with
 * all of them open: three-valued conditions then answer for every value at once. As many other facts as possible are
 * opened beside them; whatever changes the suggestion has to touch one of those left, so each of these makes a larger
 * set to look at. A set that is not ruled out is given values, one fact after the other, each time the one that leaves
 * most open being settled, until the suggestion is reached or every value was tried. */
#include <string.h>
#include "libroute/util/limits.h"
#include "libroute/weigh/outlook.h"

#define MOST_SUGGESTIONS 64u
#define MOST_LEVEL 20000u /* sets of one size */

typedef struct {
	guint16 members[RT_LIMIT_CHANGE_FACTS];
	guint n;
} Set;

typedef struct {
	RtWorld *base;
	RtWorkspace *workspace;
	const RtSupposition *all;
	guint n_all;
	const RtStep *steps; /* by supposition: what it changes */
	RtTries *tries; /* by supposition; facts NULL: not made yet */
	guint routes[MOST_SUGGESTIONS]; /* a route of each suggestion */
	guint n_suggestions, now;
	guint budget;
	gboolean spent; /* the budget ended something */
	gboolean gap; /* a list or text could have had values that were not tried */
	GArray *open; /* RtSpot: what left the routes open in the last world */
	RtArena *said; /* what plugins said of supposed worlds */
	GHashTable *answers; /* the same, by what matters to each plugin */
	RtOutlooks *outlooks; /* whatever the suggestion looked for: many worlds are those of an earlier one */
	/* towards one suggestion */
	guint64 target;
	GPtrArray *ruled; /* guint8 by supposition: opened together, they rule the target out */
	GArray *found; /* RtShiftSet */
} Search;

/* ---- one supposed world ---- */

static guint
suggestion_of (const Search *self, int route)
{
	const RtRoute *routes = self->base->weigher->rules->routes;
	for (guint i = 0; route >= 0 && i < self->n_suggestions; i++)
		if (strcmp (routes[self->routes[i]].suggestion, routes[route].suggestion) == 0)
			return i;
	return MOST_SUGGESTIONS;
}

static guint64
bit_of (const Search *self, int route)
{
	guint suggestion = suggestion_of (self, route);
	return suggestion < MOST_SUGGESTIONS ? G_GUINT64_CONSTANT (1) << suggestion : 0;
}

static gboolean
is_related (guint place, guint other)
{
	const RtPlace *places = rt_schema_places (NULL);
	for (int at = (int)place; at >= 0; at = places[at].parent)
		if (at == (int)other)
			return TRUE;
	for (int at = (int)other; at >= 0; at = places[at].parent)
		if (at == (int)place)
			return TRUE;
	return FALSE;
}

/* lists are told apart by place alone: taking items away moves the others */
static gboolean
touches (RtSpots spots, guint place)
{
	for (guint i = 0; i < spots.n; i++)
		if (is_related (rt_spot_place (spots.spots[i]), place))
			return TRUE;
	return FALSE;
}

static gboolean
is_open (const RtTaken *taken)
{
	return taken->as == RT_TAKEN_OPEN || taken->as == RT_TAKEN_ADDED;
}

static gboolean
touches_open (RtSpots spots, const RtTaken *taken, guint n)
{
	for (guint i = 0; i < n; i++)
		if (is_open (&taken[i]) && touches (spots, rt_spot_place (taken[i].what->spot)))
			return TRUE;
	return FALSE;
}

static const RtSpot *
open_givens (const RtWorld *world, RtArena *arena, const RtTaken *taken, guint n)
{
	const RtRuleSet *rules = world->weigher->rules;
	RtSpot *open = rt_arena_array (arena, MAX (rules->n_givens, 1), sizeof *open);
	for (guint i = 0; i < rules->n_givens; i++)
		for (guint j = 0; j < n; j++)
			if (taken[j].as == RT_TAKEN_OPEN && taken[j].what->sort == RT_SUPPOSE_FIELD &&
			    is_related (rt_spot_place (taken[j].what->spot),
					rt_spot_place (rules->givens[i].spot)))
				open[i] = taken[j].what->spot;
	return open;
}

/* suggestions that remain possible whatever the open suppositions are; what absent facts leave open stays so */
static guint64
possible_in (Search *self, RtWorld *world, const RtTaken *taken, guint n)
{
	const RtRuleSet *rules = world->weigher->rules;
	gboolean touched = FALSE;
	guint64 possible = 0;
	g_array_set_size (self->open, 0);
	for (guint i = 0; i < rules->n_routes; i++) {
		if (!rt_route_is_ordinary (&rules->routes[i]) || world->routes[i].state == ROUTE_NO)
			continue;
		if (world->routes[i].state == ROUTE_YES)
			return possible | bit_of (self, (int)i);
		RtSpots spots = rt_routing_route_open (world, i);
		if (!touches_open (spots, taken, n))
			continue;
		touched = TRUE;
		possible |= bit_of (self, (int)i);
		if (spots.n > 0)
			g_array_append_vals (self->open, spots.spots, spots.n);
	}
	if (!touched)
		return possible | bit_of (self, rt_routing_route (world));
	for (guint i = 0; i < rules->n_routes; i++)
		if (rules->routes[i].open != RT_OPEN_NEVER && rules->routes[i].mode == RT_MODE_LIVE)
			possible |= bit_of (self, (int)i);
	return possible;
}

static RtWorld
world_supposed (const Search *self, RtSupposed *supposed, RouteRegistration *registration, RtArena *arena)
{
	const RtWeigher *weigher = self->base->weigher;
	guint n_plugins = weigher->registry != NULL ? rt_registry_n_plugins (weigher->registry) : 0;
	supposed->fresh = rt_arena_array (arena, weigher->slot_words, sizeof (guint64));
	supposed->asked = rt_arena_array (arena, MAX (n_plugins, 1), 1);
	memcpy (self->workspace->what_if_slots, self->base->slots,
		weigher->rules->n_slots * sizeof *self->base->slots);
	return (RtWorld){.weigher = weigher,
			 .supposed = supposed,
			 .registration = registration,
			 .arena = arena,
			 .run = self->workspace->what_if,
			 .slots = self->workspace->what_if_slots,
			 .gathering = self->workspace->gathering};
}

/* What plugins said is kept for worlds that are the same to them. Memory must never decide what is possible: each world finds
 * as much room as if nothing were kept. */
static void
make_room (Search *self)
{
	if (rt_arena_used (self->said) <= RT_LIMIT_OUTLOOKS)
		return;
	g_hash_table_remove_all (self->answers);
	rt_arena_reset (self->said);
}

static guint64
evaluate (Search *self, const RtTaken *taken, guint n)
{
	g_autoptr (RtArena) arena = rt_arena_new_lenient (RT_LIMIT_WORKSPACE);
	make_room (self);
	g_autoptr (RouteRegistration) registration = rt_taken_registration (self->base, arena, taken, n);
	g_autofree RtStep *steps = g_new (RtStep, n + 1);
	for (guint i = 0; i < n; i++) {
		steps[i] = self->steps[taken[i].what - self->all];
		steps[i].choice = rt_outlooks_choice (self->outlooks, &taken[i]);
	}
	RtWorld base = *self->base;
	base.arena = self->said;
	RtSupposed supposed = {.base = &base, .steps = steps, .n_steps = n, .answers = self->answers};
	RtWorld world = world_supposed (self, &supposed, registration, arena);
	world.open_givens = open_givens (self->base, arena, taken, n);
	rt_world_evaluate (&world);
	rt_world_routes (&world);
	return possible_in (self, &world, taken, n);
}

/* The suggestions that are possible then, as bits; none when the budget is spent. A world that is known already costs as
 * much of it as any other: what is found must not hang on what was looked for before. */
static guint64
outlook (Search *self, const RtTaken *taken, guint n)
{
	if (self->budget == 0 || rt_arena_is_exhausted (self->base->arena)) {
		self->spent = TRUE;
		return 0;
	}
	self->budget -= MIN (self->budget, rt_supposing_price (self->base->registration));
	const RtOutlook *known = rt_outlooks_find (self->outlooks, taken, n);
	if (known != NULL) {
		g_array_set_size (self->open, 0);
		g_array_append_vals (self->open, known->open, known->n);
		return known->possible;
	}
	guint64 possible = evaluate (self, taken, n);
	rt_outlooks_keep (self->outlooks, possible, (RtSpots){(const RtSpot *)(void *)self->open->data, self->open->len});
	return possible;
}

/* ---- giving values ---- */

static const RtTries *
tries_of (Search *self, const RtSupposition *what)
{
	RtTries *tries = &self->tries[what - self->all];
	if (tries->facts == NULL)
		*tries = rt_tries_for (self->base, self->base->arena, rt_spot_place (what->spot),
				       rt_record_at (self->base->registration, what->spot));
	return tries;
}

/* what is open: a supposition, or a field of an item that is added */
typedef struct {
	guint index;
	int field; /* or -1 */
	RtTries tries;
} Pick;

static gboolean
is_settled_field (const RtTaken *taken, guint field, guint *place)
{
	const RtShape *shape =
	    rt_schema_places (NULL)[rt_spot_place (taken->what->spot)].field->shape;
	*place = (guint)rt_schema_place_of ((int)rt_spot_place (taken->what->spot), field);
	RtType type = shape->fields[field].type;
	return taken->fields == NULL || taken->fields[field].kind != RT_FACT_ABSENT || !rt_is_supposable (*place) ||
	       type == RT_TYPE_LIST || type == RT_TYPE_OBJECT;
}

static void
pick_field (Search *self, const RtTaken *taken, guint index, RtSpots open, Pick *pick)
{
	static const RtFact absent = {.kind = RT_FACT_ABSENT};
	const RtShape *shape =
	    rt_schema_places (NULL)[rt_spot_place (taken->what->spot)].field->shape;
	for (guint i = 0; i < shape->n_fields; i++) {
		guint place;
		if (is_settled_field (taken, i, &place) || !touches (open, place))
			continue;
		RtTries tries = rt_tries_for (self->base, self->base->arena, place, &absent);
		if (pick->tries.facts == NULL || tries.n < pick->tries.n)
			*pick = (Pick){index, (int)i, tries};
	}
}

/* of what leaves the routes open the one with the fewest values; of what does not matter any */
static gboolean
pick_next (Search *self, const RtTaken *taken, guint n, RtSpots open, Pick *pick)
{
	*pick = (Pick){.field = -1};
	for (guint pass = 0; pass < 2 && pick->tries.facts == NULL; pass++)
		for (guint i = 0; i < n; i++) {
			if (taken[i].as == RT_TAKEN_ADDED && pass == 0)
				pick_field (self, &taken[i], i, open, pick);
			if (taken[i].as != RT_TAKEN_OPEN ||
			    (pass == 0 && !touches (open, rt_spot_place (taken[i].what->spot))))
				continue;
			static const RtFact both[2];
			RtTries tries = taken[i].what->sort == RT_SUPPOSE_ITEM
					    ? (RtTries){(RtFact *)both, 2, TRUE}
					    : *tries_of (self, taken[i].what);
			if (pick->tries.facts == NULL || tries.n < pick->tries.n)
				*pick = (Pick){i, -1, tries};
		}
	return pick->tries.facts != NULL;
}

/* what cannot be left open is given a value before anything is looked at */
static gboolean
pick_closed (Search *self, const RtTaken *taken, guint n, Pick *pick)
{
	for (guint i = 0; i < n; i++)
		if (taken[i].as == RT_TAKEN_OPEN && taken[i].what->closed &&
		    taken[i].what->sort == RT_SUPPOSE_FIELD) {
			*pick = (Pick){i, -1, *tries_of (self, taken[i].what)};
			return TRUE;
		}
	return FALSE;
}

static void
take (RtTaken *taken, const Pick *pick, guint which)
{
	RtTaken *one = &taken[pick->index];
	if (pick->field >= 0) {
		one->fields[pick->field] = pick->tries.facts[which];
	} else if (one->what->sort == RT_SUPPOSE_ITEM) {
		one->as = which == 0 ? RT_TAKEN_SURE : RT_TAKEN_GONE;
	} else {
		one->as = RT_TAKEN_VALUE;
		one->value = pick->tries.facts[which];
	}
}

static void
give_back (RtTaken *taken, const Pick *pick)
{
	RtTaken *one = &taken[pick->index];
	if (pick->field >= 0)
		one->fields[pick->field] = (RtFact){.kind = RT_FACT_ABSENT};
	else
		one->as = RT_TAKEN_OPEN;
}

static gboolean
reach (Search *self, RtTaken *taken, guint n)
{
	Pick pick;
	if (!pick_closed (self, taken, n, &pick)) {
		guint64 possible = outlook (self, taken, n);
		if ((possible & self->target) == 0)
			return FALSE;
		g_autofree RtSpot *spots = g_memdup2 (self->open->data, self->open->len * sizeof *spots);
		if (!pick_next (self, taken, n, (RtSpots){spots, self->open->len}, &pick))
			return possible == self->target;
	}
	for (guint i = 0; i < pick.tries.n && !self->spent; i++) {
		take (taken, &pick, i);
		if (reach (self, taken, n))
			return TRUE;
	}
	give_back (taken, &pick);
	self->gap = self->gap || !pick.tries.complete;
	return FALSE;
}

/* ---- sets ---- */

static RtTaken
taken_as_first (Search *self, guint index)
{
	const RtSupposition *what = &self->all[index];
	RtTaken taken = {.what = what, .as = RT_TAKEN_OPEN};
	if (what->sort == RT_SUPPOSE_ITEM && what->known)
		taken.as = RT_TAKEN_GONE;
	if (what->sort == RT_SUPPOSE_MORE) {
		const RtShape *shape = rt_schema_places (NULL)[rt_spot_place (what->spot)].field->shape;
		taken.as = RT_TAKEN_ADDED;
		taken.fields =
		    rt_arena_array (self->base->arena, shape->n_fields, sizeof *taken.fields);
	}
	return taken;
}

static RtShiftedFact
changed_fact (const RtTaken *taken)
{
	RtShiftedFact fact = {.spot = taken->what->spot,
			      .known = taken->what->known,
			      .then = taken->value,
			      .fields = taken->fields};
	fact.kind = taken->as == RT_TAKEN_GONE	  ? RT_SHIFT_GONE
		    : taken->as == RT_TAKEN_SURE  ? RT_SHIFT_SURE
		    : taken->as == RT_TAKEN_ADDED ? RT_SHIFT_MORE
		    : taken->what->known	  ? RT_SHIFT_VALUE
						  : RT_SHIFT_ANSWER;
	return fact;
}

static gboolean
leads_there (Search *self, const Set *set)
{
	RtTaken taken[RT_LIMIT_CHANGE_FACTS];
	for (guint i = 0; i < set->n; i++)
		taken[i] = taken_as_first (self, set->members[i]);
	if (!reach (self, taken, set->n))
		return FALSE;
	RtShiftedFact *facts = rt_arena_array (self->base->arena, set->n, sizeof *facts);
	for (guint i = 0; i < set->n; i++)
		facts[i] = changed_fact (&taken[i]);
	RtShiftSet change = {facts, set->n};
	g_array_append_val (self->found, change);
	return TRUE;
}

/* is the target impossible, whatever the open suppositions are, and whichever of them are as they were? */
static gboolean
rules_out_with (Search *self, RtTaken *taken, guint n)
{
	Pick pick;
	if (!pick_closed (self, taken, n, &pick))
		return (outlook (self, taken, n) & self->target) == 0 && !self->spent;
	RtTaken *closed = &taken[pick.index];
	closed->as = RT_TAKEN_VALUE;
	closed->value = *rt_record_at (self->base->registration, closed->what->spot);
	gboolean out = rules_out_with (self, taken, n);
	for (guint i = 0; i < pick.tries.n && out; i++) {
		take (taken, &pick, i);
		out = rules_out_with (self, taken, n);
	}
	give_back (taken, &pick);
	return out && pick.tries.complete;
}

static gboolean
rules_out (Search *self, const guint8 *open)
{
	g_autofree RtTaken *taken = g_new0 (RtTaken, self->n_all + 1);
	guint n = 0;
	for (guint i = 0; i < self->n_all; i++)
		if (open[i])
			taken[n++] = (RtTaken){.what = &self->all[i], .as = RT_TAKEN_OPEN};
	return rules_out_with (self, taken, n);
}

/* opens as much of a part of the suppositions as leaves the target impossible */
static void
widen (Search *self, guint8 *open, guint from, guint to)
{
	g_autofree guint8 *wider = g_memdup2 (open, self->n_all);
	gboolean any = FALSE;
	for (guint i = from; i < to; i++) {
		gboolean closed = self->all[i].closed && self->all[i].sort == RT_SUPPOSE_FIELD;
		any = any || (!open[i] && !closed);
		wider[i] = open[i] || !closed;
	}
	if (!any || self->spent)
		return;
	if (rules_out (self, wider)) {
		memcpy (open, wider, self->n_all);
		return;
	}
	if (to - from == 1)
		return;
	guint middle = from + (to - from) / 2;
	widen (self, open, from, middle);
	widen (self, open, middle, to);
}

static gboolean
is_within (const Set *set, const guint8 *open)
{
	for (guint i = 0; i < set->n; i++)
		if (!open[set->members[i]])
			return FALSE;
	return TRUE;
}

/* what was opened with the set, so that the target is impossible; NULL when it may be possible */
static const guint8 *
ruled_by (Search *self, const Set *set)
{
	for (guint i = 0; i < self->ruled->len; i++)
		if (is_within (set, g_ptr_array_index (self->ruled, i)))
			return g_ptr_array_index (self->ruled, i);
	g_autofree guint8 *open = g_new0 (guint8, self->n_all + 1);
	for (guint i = 0; i < set->n; i++)
		open[set->members[i]] = 1;
	if (!rules_out (self, open))
		return NULL;
	widen (self, open, 0, self->n_all);
	g_ptr_array_add (self->ruled, open);
	return g_steal_pointer (&open);
}

/* ---- sets of one size after the other ---- */

static gboolean
add_member (const Set *set, guint member, Set *larger)
{
	guint at = 0;
	*larger = *set;
	while (at < set->n && set->members[at] < member)
		at++;
	if (at < set->n && set->members[at] == member)
		return FALSE;
	memmove (larger->members + at + 1, set->members + at, (set->n - at) * sizeof *set->members);
	larger->members[at] = (guint16)member;
	larger->n++;
	return TRUE;
}

static guint
hash_set (gconstpointer data)
{
	const Set *set = data;
	guint hash = set->n;
	for (guint i = 0; i < set->n; i++)
		hash = hash * 1009 + set->members[i];
	return hash;
}

static gboolean
is_same_set (gconstpointer a, gconstpointer b)
{
	const Set *x = a, *y = b;
	return x->n == y->n && memcmp (x->members, y->members, x->n * sizeof *x->members) == 0;
}

/* the larger sets in which the target could be reached: with one of what is not open yet */
static void
grow (Search *self, const Set *set, const guint8 *open, GPtrArray *next, GHashTable *seen)
{
	for (guint i = 0; i < self->n_all && next->len < MOST_LEVEL; i++) {
		Set larger;
		if ((open != NULL && open[i]) || !add_member (set, i, &larger) ||
		    g_hash_table_contains (seen, &larger))
			continue;
		Set *kept = g_memdup2 (&larger, sizeof larger);
		g_ptr_array_add (next, kept);
		g_hash_table_add (seen, kept);
	}
	self->spent = self->spent || next->len >= MOST_LEVEL;
}

static GPtrArray *
next_level (Search *self, const GPtrArray *level)
{
	GPtrArray *next = g_ptr_array_new_with_free_func (g_free);
	g_autoptr (GHashTable) seen = g_hash_table_new (hash_set, is_same_set);
	for (guint i = 0; i < level->len && !self->spent; i++) {
		const Set *set = g_ptr_array_index (level, i);
		grow (self, set, ruled_by (self, set), next, seen);
	}
	return next;
}

static void
look_at (Search *self, const GPtrArray *level)
{
	for (guint i = 0; i < level->len && !self->spent; i++) {
		const Set *set = g_ptr_array_index (level, i);
		if (ruled_by (self, set) == NULL && !self->spent)
			leads_there (self, set);
	}
}

static void
keep_found (Search *self, guint size, RtTowards *towards)
{
	towards->size = self->found->len > 0 ? size : 0;
	towards->n_all = self->found->len;
	towards->n_sets = MIN (self->found->len, RT_LIMIT_CHANGE_SETS);
	RtShiftSet *sets = rt_arena_array (self->base->arena, self->found->len + 1, sizeof *sets);
	if (self->found->len > 0)
		memcpy (sets, self->found->data, self->found->len * sizeof *sets);
	towards->sets = sets;
}

static RtTowards
search_towards (Search *self, guint suggestion)
{
	RtTowards towards = {.route = self->routes[suggestion]};
	self->target = G_GUINT64_CONSTANT (1) << suggestion;
	self->budget = RT_LIMIT_CHANGE;
	self->spent = self->gap = FALSE;
	g_ptr_array_set_size (self->ruled, 0);
	g_array_set_size (self->found, 0);
	g_autoptr (GPtrArray) level = g_ptr_array_new_with_free_func (g_free);
	g_ptr_array_add (level, g_new0 (Set, 1));
	for (guint size = 1; size <= RT_LIMIT_CHANGE_FACTS && !self->spent && self->found->len == 0; size++) {
		GPtrArray *next = next_level (self, level);
		g_ptr_array_unref (level);
		level = next;
		look_at (self, level);
		keep_found (self, size, &towards);
		if (!self->spent && !self->gap && self->found->len == 0)
			towards.ruled_out = size;
		if (level->len == 0)
			break;
	}
	towards.searched = !self->spent && !self->gap;
	return towards;
}

/* ---- all suggestions ---- */

static void
list_suggestions (Search *self, int route)
{
	const RtRuleSet *rules = self->base->weigher->rules;
	for (guint i = 0; i < rules->n_routes && self->n_suggestions < MOST_SUGGESTIONS; i++)
		if (rules->routes[i].mode == RT_MODE_LIVE &&
		    suggestion_of (self, (int)i) == MOST_SUGGESTIONS)
			self->routes[self->n_suggestions++] = i;
	self->now = suggestion_of (self, route);
}

static int
by_size (const void *a, const void *b)
{
	const RtTowards *x = a, *y = b;
	guint p = x->size > 0 ? x->size : G_MAXUINT, q = y->size > 0 ? y->size : G_MAXUINT;
	return p != q ? (p > q) - (p < q) : (x->route > y->route) - (x->route < y->route);
}

/* the smallest of all is that when no other could have a smaller one, or another of its size that was not found */
static void
sum_up (RtShift *change, RtTowards *towards)
{
	qsort (towards, change->n_towards, sizeof *towards, by_size);
	change->size = change->n_towards > 0 ? towards[0].size : 0;
	change->searched = TRUE;
	for (guint i = 0; i < change->n_towards; i++)
		change->searched =
		    change->searched && (towards[i].searched || (change->size > 0 && towards[i].ruled_out >= change->size));
}

static gboolean
has_member (const RtShiftSet *set, RtSpot spot)
{
	for (guint i = 0; i < set->n; i++)
		if (!set->facts[i].known && set->facts[i].spot == spot)
			return TRUE;
	return FALSE;
}

/* how much an unknown matters: suggestions it leads to alone, then how many of the smallest sets it is in */
static guint
weight_of (const RtShift *change, RtSpot spot, guint *routes, guint *n_routes)
{
	guint sets = 0;
	*n_routes = 0;
	for (guint i = 0; i < change->n_towards; i++) {
		const RtTowards *towards = &change->towards[i];
		gboolean alone = FALSE;
		for (guint j = 0; j < towards->n_all; j++) {
			sets += has_member (&towards->sets[j], spot);
			alone = alone || (towards->size == 1 && has_member (&towards->sets[j], spot));
		}
		if (alone)
			routes[(*n_routes)++] = towards->route;
	}
	return *n_routes * 100000 + MIN (sets, 99999);
}

/* the item of a doubted fact is asked for through its status */
static RtSpot
asked_spot (const Search *self, const RtSupposition *what)
{
	const RtPlace *places = rt_schema_places (NULL);
	guint place = rt_spot_place (what->spot);
	if (what->sort != RT_SUPPOSE_ITEM)
		return what->spot;
	return rt_spot ((guint)rt_schema_place_of ((int)place, (guint)places[place].field->shape->status),
			rt_spot_index (what->spot), rt_spot_second_index (what->spot));
}

static guint
rank_of (const Search *self, RtSpot spot)
{
	const RtWeighing *weighing = &self->workspace->weighing;
	for (guint i = 0; i < weighing->n_ask_next; i++)
		if (weighing->ask_next[i].spot == spot)
			return i;
	return G_MAXUINT;
}

static void
find_decisive (Search *self, RtShift *change)
{
	guint best = 0, best_rank = G_MAXUINT;
	guint *routes = rt_arena_array (self->base->arena, MAX (change->n_towards, 1), sizeof *routes), n = 0;
	for (guint i = 0; i < self->n_all; i++) {
		if (self->all[i].known)
			continue;
		guint weight = weight_of (change, self->all[i].spot, routes, &n);
		guint rank = rank_of (self, asked_spot (self, &self->all[i]));
		if (weight < best || weight == 0 || (weight == best && rank >= best_rank))
			continue;
		best = weight;
		best_rank = rank;
		change->decisive = self->all[i].spot;
	}
	if (change->decisive != 0)
		weight_of (change, change->decisive, routes, &change->n_decisive_routes);
	change->decisive_routes = routes;
}

const RtShift *
rt_change_search (RtWorld *world, RtWorkspace *workspace)
{
	g_autoptr (GArray) all = rt_suppositions_of (world), open = g_array_new (FALSE, FALSE, sizeof (RtSpot));
	g_autoptr (GPtrArray) ruled = g_ptr_array_new_with_free_func (g_free);
	g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (RtShiftSet));
	g_autoptr (RtArena) said = rt_arena_new_lenient (RT_LIMIT_OUTLOOKS + RT_LIMIT_WORKSPACE);
	g_autoptr (GHashTable) answers = rt_answers_new ();
	g_autoptr (RtOutlooks) outlooks = rt_outlooks_new ((const RtSupposition *)(void *)all->data);
	Search self = {.base = world,
		       .workspace = workspace,
		       .all = (const RtSupposition *)(void *)all->data,
		       .n_all = all->len,
		       .open = open,
		       .said = said,
		       .answers = answers,
		       .outlooks = outlooks,
		       .ruled = ruled,
		       .found = found};
	RtStep *steps = rt_arena_array (world->arena, all->len + 1, sizeof *steps);
	for (guint i = 0; i < all->len; i++)
		steps[i] = rt_step (self.all[i].spot, 0);
	self.steps = steps;
	self.tries = rt_arena_array (world->arena, all->len + 1, sizeof *self.tries);
	RtShift *change = rt_arena_alloc (world->arena, sizeof *change);
	RtTowards *towards = rt_arena_array (world->arena, MOST_SUGGESTIONS, sizeof *towards);
	list_suggestions (&self, workspace->weighing.route);
	for (guint i = 0; i < self.n_suggestions; i++)
		if (i != self.now)
			towards[change->n_towards++] = search_towards (&self, i);
	change->towards = towards;
	sum_up (change, towards);
	find_decisive (&self, change);
	return change;
}
