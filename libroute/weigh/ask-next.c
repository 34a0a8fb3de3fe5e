/* Which unknown facts to ask for, the most decisive first. */
#include <string.h>
#include "libroute/weigh/weigh-private.h"

/* what a question is worth: a change of suggestion before a deciding criterion, that before any criterion, that
 * before a party; last what can change no more than a criterion of an approach that is settled */
enum {
	WORTH_ROUTE = 100000,
	WORTH_DECIDING = 5000,
	WORTH_CRITERION = 500,
	WORTH_PARTY = 10,
	WORTH_SETTLED = 1,
	WORTH_MENTIONED = 5,
	WORTH_CONTRADICTION = 1000000
};

typedef struct {
	RtAskNext ask;
	gint64 worth;
} Ranked;

typedef struct {
	RtWorld *world;
	RtWeighing *weighing;
	guint n_open; /* criteria that are unknown */
	GArray *asks; /* Ranked; NULL: there is nothing to ask, as mostly */
} Asking;

static int
question_of (const RtRuleSet *rules, guint place)
{
	for (guint i = 0; i < rules->n_questions; i++)
		if (rules->questions[i].place == (int)place)
			return (int)i;
	return -1;
}

static Ranked *
new_entry (Asking *asking, RtSpot spot)
{
	const RtRuleSet *rules = asking->world->weigher->rules;
	RtArena *arena = asking->world->arena;
	Ranked ranked = {
	    .ask = {.spot = spot, .question = question_of (rules, rt_spot_place (spot)), .contradicts = 0}};
	ranked.ask.routes = rt_arena_array (arena, MAX (rules->n_routes, 1), sizeof (guint));
	ranked.ask.criteria = rt_arena_array (arena, MAX (asking->n_open, 1), sizeof (guint));
	ranked.ask.parties = rt_arena_array (arena, MAX (rules->n_parties, 1), sizeof (guint));
	if (asking->asks == NULL)
		asking->asks = g_array_new (FALSE, FALSE, sizeof (Ranked));
	g_array_append_val (asking->asks, ranked);
	return &g_array_index (asking->asks, Ranked, asking->asks->len - 1);
}

static Ranked *
entry_for (Asking *asking, RtSpot spot)
{
	for (guint i = 0; asking->asks != NULL && i < asking->asks->len; i++)
		if (g_array_index (asking->asks, Ranked, i).ask.spot == spot)
			return &g_array_index (asking->asks, Ranked, i);
	return new_entry (asking, spot);
}

static void
add_index (const guint *list, guint *n, guint index)
{
	for (guint i = 0; i < *n; i++)
		if (list[i] == index)
			return;
	((guint *)list)[(*n)++] = index;
}

static gboolean
decides (const RtWeighing *weighing, guint criterion)
{
	for (guint i = 0; i < weighing->n_because; i++)
		if (weighing->because[i] == criterion)
			return TRUE;
	return FALSE;
}

/* the item of a doubted fact is asked for through its status */
static RtSpot
askable (const RtWorld *world, RtSpot spot)
{
	if (!rt_spot_is_doubted (world->registration, spot))
		return spot;
	guint list = rt_spot_place (rt_spot_item (spot));
	int status = rt_schema_place_of ((int)list, (guint)rt_schema_places (NULL)[list].field->shape->status);
	return rt_spot ((guint)status, rt_spot_index (spot), rt_spot_second_index (spot));
}

static void
ask_for_routes (Asking *asking)
{
	for (guint i = 0; i < asking->weighing->n_alternatives; i++) {
		const RtAlternative *alternative = &asking->weighing->alternatives[i];
		for (guint j = 0; j < alternative->needs.n; j++) {
			Ranked *ranked =
			    entry_for (asking, askable (asking->world, alternative->needs.spots[j]));
			add_index (ranked->ask.routes, &ranked->ask.n_routes, alternative->route);
			/* a fact that changes it alone comes before one that needs others beside it */
			ranked->worth += WORTH_ROUTE / (gint64)alternative->needs.n;
		}
	}
}

static void
ask_for_criteria (Asking *asking)
{
	const RtRuleSet *rules = asking->world->weigher->rules;
	const guint64 *open = asking->world->open;
	for (guint i = rt_next_bit (open, 0, rules->n_criteria); i < rules->n_criteria;
	     i = rt_next_bit (open, i + 1, rules->n_criteria)) {
		const RtJudgement *criterion = rt_world_criterion (asking->world, i);
		if (rules->criteria[i].mode == RT_MODE_SHADOW)
			continue;
		gboolean settled = asking->world->eligible[rules->criteria[i].approach].state != ROUTE_UNKNOWN;
		gint64 worth = decides (asking->weighing, i) ? WORTH_DECIDING
			       : settled                     ? WORTH_SETTLED
							     : WORTH_CRITERION;
		RtSpots spots = rt_spots_join (asking->world->arena, criterion->missing, criterion->doubted);
		for (guint j = 0; j < spots.n; j++) {
			Ranked *ranked = entry_for (asking, askable (asking->world, spots.spots[j]));
			add_index (ranked->ask.criteria, &ranked->ask.n_criteria, i);
			ranked->worth += worth;
		}
	}
}

/* parties matter only where a meeting may come of it */
static void
ask_for_parties (Asking *asking)
{
	const RtRuleSet *rules = asking->world->weigher->rules;
	gboolean meeting = asking->weighing->table != NULL || asking->weighing->n_alternatives > 0;
	for (guint i = 0; meeting && i < rules->n_reasons; i++) {
		const RtJudgement *reason = &asking->world->reasons[i];
		int party = asking->world->weigher->reason_party[i];
		if (reason->state != ROUTE_UNKNOWN || party < 0)
			continue;
		for (guint j = 0; j < reason->missing.n; j++) {
			Ranked *ranked = entry_for (asking, reason->missing.spots[j]);
			guint before = ranked->ask.n_parties;
			add_index (ranked->ask.parties, &ranked->ask.n_parties, (guint)party);
			ranked->worth += ranked->ask.n_parties > before ? WORTH_PARTY : 0;
		}
	}
}

/* the fact at a pointer that makes a contradiction; of a list the item that does, counted from the end where both
 * facts are items of one list */
static RtSpot
contradicting (const RtJudgement *judgement, const char *pointer, gboolean last)
{
	int place = pointer != NULL ? rt_schema_find_place (pointer) : -1;
	RtSpot found = place >= 0 ? rt_spot ((guint)place, 0, 0) : 0;
	gboolean any = FALSE;
	for (guint i = 0; i < judgement->evidence.n && place >= 0; i++) {
		RtSpot item = rt_spot_item (judgement->evidence.spots[i]);
		if ((int)rt_spot_place (item) != place || rt_spot_is_list (item) || (any && !last))
			continue;
		found = item;
		any = TRUE;
	}
	return found;
}

/* facts that cannot both be right are shown, each pair by itself, never silently chosen between */
static void
ask_about_contradictions (Asking *asking)
{
	const RtWeigher *weigher = asking->world->weigher;
	for (guint i = 0; i < weigher->rules->n_defines; i++) {
		const RtDefine *define = &weigher->rules->defines[i];
		if (asking->world->defines[i].state != ROUTE_YES ||
		    !g_str_has_prefix (define->id, "contradiction-"))
			continue;
		const RtJudgement *judgement = rt_world_define (asking->world, i);
		RtSpot first = contradicting (judgement, define->facts[0], FALSE);
		RtSpot second = first != 0 ? contradicting (judgement, define->facts[1], TRUE) : 0;
		if (second == 0)
			continue;
		Ranked *ranked = new_entry (asking, first);
		ranked->ask.contradicts = second;
		ranked->ask.contradiction = i;
		ranked->worth += WORTH_CONTRADICTION;
	}
}

static gboolean
hints_at (const Asking *asking, const RtSignal *signal, const RtAskNext *ask)
{
	const RtRuleSet *rules = asking->world->weigher->rules;
	const char *pointer = rt_schema_places (NULL)[rt_spot_place (ask->spot)].pointer;
	const char *const *hints = rules->patterns[signal->pattern].hints;
	for (guint i = 0; hints[i] != NULL; i++) {
		if (*hints[i] == '/' && g_str_has_prefix (pointer, hints[i]))
			return TRUE;
		for (guint j = 0; j < ask->n_criteria; j++)
			if (strcmp (rules->criteria[ask->criteria[j]].full_id, hints[i]) == 0)
				return TRUE;
	}
	return FALSE;
}

/* free text may put a question higher, and nothing else */
static void
listen_to_text (Asking *asking)
{
	for (guint i = 0; i < asking->asks->len; i++) {
		Ranked *ranked = &g_array_index (asking->asks, Ranked, i);
		for (guint j = 0; j < asking->weighing->n_signals && !ranked->ask.mentioned; j++)
			if (!asking->weighing->signals[j].negated)
				ranked->ask.mentioned =
				    hints_at (asking, &asking->weighing->signals[j], &ranked->ask);
		ranked->worth += ranked->ask.mentioned ? WORTH_MENTIONED : 0;
	}
}

/* what other facts make needless to ask, unless the suggestion itself hangs on it */
static gboolean
is_needless (const Asking *asking, const Ranked *ranked)
{
	const RtRuleSet *rules = asking->world->weigher->rules;
	if (ranked->ask.question < 0 || ranked->ask.n_routes > 0 || ranked->ask.contradicts != 0)
		return FALSE;
	const RtCondition *unless = &rules->questions[ranked->ask.question].unless;
	return unless->program != NULL && rt_world_holds (asking->world, unless) == ROUTE_YES;
}

static void
leave_out_needless (Asking *asking)
{
	for (guint i = asking->asks->len; i > 0; i--)
		if (is_needless (asking, &g_array_index (asking->asks, Ranked, i - 1)))
			g_array_remove_index (asking->asks, i - 1);
}

static int
by_worth (gconstpointer a, gconstpointer b)
{
	const Ranked *x = a, *y = b;
	if (x->worth != y->worth)
		return y->worth > x->worth ? 1 : -1;
	if (x->ask.spot != y->ask.spot)
		return x->ask.spot > y->ask.spot ? 1 : -1;
	return (x->ask.contradiction > y->ask.contradiction) - (x->ask.contradiction < y->ask.contradiction);
}

void
rt_ask_next_rank (RtWorld *world, RtWeighing *weighing)
{
	Asking asking = {
	    .world = world, .weighing = weighing, .n_open = rt_count_bits (world->open, world->weigher->rules->n_criteria)};
	ask_for_routes (&asking);
	ask_for_criteria (&asking);
	ask_for_parties (&asking);
	ask_about_contradictions (&asking);
	g_autoptr (GArray) asks = asking.asks;
	if (asks == NULL)
		return;
	leave_out_needless (&asking);
	listen_to_text (&asking);
	g_array_sort (asks, by_worth);
	RtAskNext *list = rt_arena_array (world->arena, MAX (asks->len, 1), sizeof *list);
	for (guint i = 0; i < asks->len; i++)
		list[i] = g_array_index (asks, Ranked, i).ask;
	weighing->ask_next = list;
	weighing->n_ask_next = asks->len;
}
