/* One registration, evaluated: facts, what plugins say, defines, criteria, approaches, routes. */
#include <string.h>
#include "libroute/weigh/weigh-private.h"

/* ---- what is evaluated again ---- */

static void
set_slot (RtWorld *world, guint slot, RtFeelValue value)
{
	if (slot == G_MAXUINT)
		return;
	world->slots[slot] = value;
	if (world->supposed != NULL)
		world->supposed->fresh[slot / 64] |= G_GUINT64_CONSTANT (1) << slot % 64;
}

/* Does a condition read something that may be another than in the world supposed on? */
static gboolean
is_fresh (const RtWorld *world, const RtReads *reads)
{
	if (world->supposed == NULL)
		return TRUE;
	for (guint i = 0; i < world->weigher->slot_words; i++)
		if (reads->slots[i] & world->supposed->fresh[i])
			return TRUE;
	return FALSE;
}

/* ---- conditions ---- */

static RouteTri
tri_of (RtFeelValue value)
{
	gboolean boolean;
	if (!rt_feel_get_boolean (value, &boolean))
		return ROUTE_UNKNOWN; /* unknown, or null: nothing is rounded to no */
	return boolean ? ROUTE_YES : ROUTE_NO;
}

static void
make_room (RtSpotList *list, guint n)
{
	if (G_LIKELY (list->n + n <= list->room))
		return;
	list->room = MAX (2 * list->room, list->n + n + 64);
	list->spots = g_renew (RtSpot, list->spots, list->room);
}

static void
gather (RtSpotList *list, const RtSpot *spots, guint n)
{
	make_room (list, n);
	for (guint i = 0; i < n; i++)
		list->spots[list->n++] = spots[i];
}

/* `fact`: what is there, in an item that may carry a status */
static gboolean
is_doubted (const RtWorld *world, RtSpot spot, const RtPlace *place, const RtFact *fact)
{
	const RtPlace *status = &rt_schema_places (NULL)[place->status];
	if (status->parent != place->parent)
		return rt_spot_is_doubted (world->registration, spot);
	/* most often both are fields of the same item */
	fact += (int)status->index - (int)place->index;
	return fact->kind == RT_FACT_WORD && fact->as.word != 0;
}

G_NO_INLINE static RtSpotKind
find_kind (const RtWorld *world, RtSpot spot)
{
	guint index = rt_spot_place (spot);
	if (index >= RT_PLACE_CRITERION)
		return RT_SPOT_EVIDENCE;
	if (world->weigher->silent[index])
		return RT_SPOT_SILENT;
	const RtPlace *place = &rt_schema_places (NULL)[index];
	const RtFact *fact = rt_record_at (world->registration, spot);
	if (fact->kind == RT_FACT_ABSENT)
		return RT_SPOT_MISSING;
	return place->status != 0 && is_doubted (world, spot, place, fact) ? RT_SPOT_DOUBTED : RT_SPOT_EVIDENCE;
}

static inline RtSpotKind
kind_of (const RtWorld *world, RtSpot spot)
{
	if (world->known == NULL)
		return find_kind (world, spot);
	RtKnownSpot *known = &world->known[rt_spot_slot (spot, RT_KNOWN_BITS)];
	if (known->kind == 0 || known->spot != spot)
		*known = (RtKnownSpot){spot, find_kind (world, spot)};
	return known->kind;
}

/* what the last evaluation rested on */
static void
gather_trail (const RtWorld *world)
{
	guint n = 0;
	const RtFeelOrigin *trail = rt_feel_run_trail (world->run, &n);
	RtGathering *all = world->gathering;
	RtSpotList *lists[] = {[RT_SPOT_MISSING] = &all->missing,
			       [RT_SPOT_DOUBTED] = &all->doubted,
			       [RT_SPOT_EVIDENCE] = &all->evidence};
	for (RtSpotKind kind = RT_SPOT_MISSING; kind <= RT_SPOT_EVIDENCE; kind++) {
		lists[kind]->n = 0;
		make_room (lists[kind], n);
	}
	for (guint i = 0; i < n; i++) {
		RtSpotKind kind = kind_of (world, trail[i]);
		if (kind != RT_SPOT_SILENT)
			lists[kind]->spots[lists[kind]->n++] = trail[i];
	}
}

static void
gather_judgement (const RtWorld *world, const RtJudgement *from)
{
	/* a define that is not open adds nothing to what leaves its user open, and one that is open no evidence */
	if (from->state == ROUTE_UNKNOWN || from->evidence.n == 0) {
		gather (&world->gathering->missing, from->missing.spots, from->missing.n);
		gather (&world->gathering->doubted, from->doubted.spots, from->doubted.n);
	}
	if (from->state != ROUTE_NO)
		gather (&world->gathering->evidence, from->evidence.spots, from->evidence.n);
}

static RtSpots
gathered (const RtWorld *world, RtSpotList list)
{
	return rt_spots_sorted (world->arena, list.spots, list.n);
}

static RtJudgement
judgement_of (const RtWorld *world, RouteTri state)
{
	return (RtJudgement){.state = state,
			     .evidence = gathered (world, world->gathering->evidence),
			     .missing = gathered (world, world->gathering->missing),
			     .doubted = gathered (world, world->gathering->doubted)};
}

/* only what fits the state is told: evidence of a yes, missing and doubted facts of an unknown */
static RtJudgement
trimmed_judgement (const RtWorld *world, RouteTri state, const RtGathering *found)
{
	RtJudgement judgement = {.state = state};
	if (state == ROUTE_YES)
		judgement.evidence = gathered (world, found->evidence);
	if (state != ROUTE_UNKNOWN)
		return judgement;
	judgement.missing = gathered (world, found->missing);
	judgement.doubted = gathered (world, found->doubted);
	return judgement;
}

static void
note_exhausted (RtWorld *world, const RtCondition *condition)
{
	static const RouteText why = {
	    "the condition took more work than its budget; it counts as unknown",
	    "de voorwaarde kostte meer werk dan toegestaan; zij geldt als onbekend"};
	if (!rt_feel_run_exhausted (world->run))
		return;
	char *detail = rt_arena_alloc (world->arena, 256);
	g_snprintf (detail, 256, "%s:%u", condition->origin.file, condition->origin.line);
	rt_world_degrade (world, "rules", why, detail);
}

static RtFeelValue
evaluate (RtWorld *world, const RtCondition *condition)
{
	guint64 begun = rt_meter_begin (world->meter, world->run);
	RtFeelValue value = rt_feel_evaluate (world->run, condition->program, world->slots);
	rt_meter_end (world->meter, condition, begun, world->run);
	return value;
}

static RtFeelVerdict
glance (const RtWorld *world, const RtCondition *condition, RtFeelValue *value)
{
	return world->evaluates ? RT_FEEL_PERHAPS : rt_feel_glance (world->run, condition->program, world->slots, value);
}

RouteTri
rt_world_holds (RtWorld *world, const RtCondition *condition)
{
	if (condition->program == NULL)
		return ROUTE_YES;
	RtFeelVerdict verdict = glance (world, condition, NULL);
	if (verdict != RT_FEEL_PERHAPS)
		return verdict == RT_FEEL_CERTAINLY ? ROUTE_YES : ROUTE_NO;
	RouteTri state = tri_of (evaluate (world, condition));
	note_exhausted (world, condition);
	return state;
}

static void
gather_all (RtWorld *world, const RtReads *reads)
{
	gather_trail (world);
	/* each after those it uses, so that of those all is told */
	for (guint i = 0; i < reads->n_defines; i++)
		gather_judgement (world, rt_world_define (world, reads->defines[i]));
	for (guint i = 0; i < reads->n_reasons; i++)
		gather_judgement (world, &world->reasons[reads->reasons[i]]);
	for (guint i = 0; reads->reason_chains && i < world->weigher->rules->n_reasons; i++)
		gather_judgement (world, &world->reasons[i]);
}

const RtJudgement *
rt_world_define (RtWorld *world, guint define)
{
	RtJudgement *judgement = &world->defines[define];
	if (!judgement->untold)
		return judgement;
	world->gathering++;
	evaluate (world, &world->weigher->rules->defines[define].when);
	*judgement = rt_world_judge_value (world, judgement->state, &world->weigher->defines[define]);
	world->gathering--;
	return judgement;
}

RtJudgement
rt_world_judge_value (RtWorld *world, RouteTri state, const RtReads *reads)
{
	gather_all (world, reads);
	return judgement_of (world, state);
}

static gboolean
is_certainly_not (const RtWorld *world, const RtCondition *condition)
{
	return condition->program != NULL && glance (world, condition, NULL) == RT_FEEL_CERTAINLY_NOT;
}

static RtJudgement
judge (RtWorld *world, const RtCondition *condition, const RtReads *reads)
{
	if (condition->program == NULL)
		return (RtJudgement){.state = ROUTE_YES};
	RouteTri state = tri_of (evaluate (world, condition));
	note_exhausted (world, condition);
	if (state == ROUTE_NO)
		return (RtJudgement){.state = state};
	gather_all (world, reads);
	return trimmed_judgement (world, state, world->gathering);
}

RtJudgement
rt_world_judge (RtWorld *world, const RtCondition *condition, const RtReads *reads)
{
	if (is_certainly_not (world, condition))
		return (RtJudgement){.state = ROUTE_NO};
	return judge (world, condition, reads);
}

void
rt_world_degrade (RtWorld *world, const char *what, RouteText why, const char *detail)
{
	if (world->degraded == NULL)
		return;
	RtDegraded *entry = rt_arena_alloc (world->arena, sizeof *entry);
	*entry = (RtDegraded){.what = what, .why = why, .detail = detail};
	g_ptr_array_add (world->degraded, entry);
}

/* ---- what plugins say ---- */

static RtJudgement
judge_finding (RtWorld *world, const RtFinding *finding)
{
	const RtGathering found = {.evidence = {(RtSpot *)finding->evidence, finding->n_evidence},
				   .missing = {(RtSpot *)finding->missing, finding->n_missing},
				   .doubted = {(RtSpot *)finding->doubted, finding->n_doubted}};
	return trimmed_judgement (world, finding->state, &found);
}

static void
judge_reason (RtWorld *world, guint i)
{
	const RtWeigher *weigher = world->weigher;
	const RtReasonRule *rule = &weigher->rules->reasons[i];
	int party = weigher->reason_party[i], plugin = weigher->reason_plugin[i],
	    index = weigher->reason_index[i];
	world->reasons[i] = (RtJudgement){.state = ROUTE_NO};
	world->reason_points[i] = rule->points;
	if (index >= 0 && !rule->has_points)
		world->reason_points[i] =
		    rt_registry_plugin (weigher->registry, (guint)plugin)->reasons[index].points;
	if (rule->disabled || party < 0 || !world->members[party])
		return;
	if (plugin < 0) {
		if (rule->when.program != NULL)
			world->reasons[i] = rt_world_judge (world, &rule->when, &weigher->reasons[i]);
	} else if (!world->answers[plugin].answered) {
		/* a plugin that could not answer leaves its reasons unknown, never no */
		world->reasons[i] = (RtJudgement){.state = ROUTE_UNKNOWN};
	} else if (index >= 0) {
		world->reasons[i] = judge_finding (world, &world->answers[plugin].reasons[index]);
	}
}

/* what a party would have said whose plugin did not load is unknown, never no */
static guint32
lost_chains (const RtWorld *world)
{
	const RtRuleSet *rules = world->weigher->rules;
	const RtRegistry *registry = world->weigher->registry;
	guint32 chains = 0;
	for (guint i = 0; registry != NULL && i < rt_registry_n_failures (registry); i++) {
		const RtPluginFailure *failure = rt_registry_failure (registry, i);
		int party = rt_rules_find_party (rules, failure->party);
		if (party >= 0 && world->members[party])
			chains |= rules->parties[party].chains | failure->chains;
	}
	return chains;
}

/* how many chains have a party with a reason that is met: exact, or from certain to possible */
static void
count_chains (RtWorld *world)
{
	const RtRuleSet *rules = world->weigher->rules;
	guint32 certain = 0, possible = 0;
	for (guint i = 0; i < rules->n_reasons; i++) {
		int party = world->weigher->reason_party[i];
		guint32 chains = party >= 0 ? rules->parties[party].chains : 0;
		if (world->reasons[i].state == ROUTE_YES)
			certain |= chains;
		if (world->reasons[i].state != ROUTE_NO)
			possible |= chains;
	}
	possible |= lost_chains (world);
	gint64 low = __builtin_popcount (certain), high = __builtin_popcount (possible);
	set_slot (world, rules->name_slots[RT_NAME_REASON_CHAINS],
		  low == high ? rt_feel_integer (low)
			      : rt_feel_unknown_between (rt_feel_run_arena (world->run), low, high));
}

static RtFeelValue
value_of (RouteTri state)
{
	return state == ROUTE_UNKNOWN ? rt_feel_unknown () : rt_feel_boolean (state == ROUTE_YES);
}

/* a reason that no step can have changed */
static gboolean
stays (const RtWorld *world, guint reason)
{
	int plugin = world->weigher->reason_plugin[reason];
	if (world->supposed == NULL)
		return FALSE;
	return plugin >= 0 ? !world->supposed->asked[plugin] : !is_fresh (world, &world->weigher->reasons[reason]);
}

static void
fill_reasons (RtWorld *world)
{
	const RtRuleSet *rules = world->weigher->rules;
	gboolean changed = FALSE;
	for (guint i = 0; i < rules->n_reasons; i++) {
		if (stays (world, i)) {
			world->reasons[i] = world->supposed->base->reasons[i];
			world->reason_points[i] = world->supposed->base->reason_points[i];
			continue;
		}
		judge_reason (world, i);
		set_slot (world, rules->reasons[i].slot,
			  value_of (rules->reasons[i].missing ? ROUTE_UNKNOWN : world->reasons[i].state));
		changed = TRUE;
	}
	if (changed)
		count_chains (world);
}

/* ---- who is no Party ---- */

static void
fill_thirds (RtWorld *world)
{
	RtFeelValue *items = NULL;
	RtArena *arena = rt_feel_run_arena (world->run);
	rt_thirds_find (world);
	if (world->weigher->rules->name_slots[RT_NAME_THIRDS] == G_MAXUINT)
		return;
	RtFeelValue list = rt_feel_list (arena, world->n_thirds, &items);
	for (guint i = 0; i < world->n_thirds && items != NULL; i++)
		items[i] = rt_feel_string (arena, world->thirds[i], strlen (world->thirds[i]));
	set_slot (world, world->weigher->rules->name_slots[RT_NAME_THIRDS], list);
}

/* ---- names, defines, criteria, approaches ---- */

static void
fill_givens (RtWorld *world, gboolean completed)
{
	const RtRuleSet *rules = world->weigher->rules;
	for (guint i = 0; i < rules->n_givens; i++)
		set_slot (world, rules->givens[i].slot,
			  world->open_givens != NULL && world->open_givens[i] != 0
			      ? rt_feel_with_origin (rt_feel_unknown (), world->open_givens[i])
			      : rt_feel_boolean (completed ||
						 rt_record_at (world->registration, rules->givens[i].spot)
							 ->kind != RT_FACT_ABSENT));
}

static void
fill_parties (RtWorld *world)
{
	const RtRuleSet *rules = world->weigher->rules;
	RtArena *arena = rt_feel_run_arena (world->run);
	for (guint shown = 0; shown < world->weigher->n_shown; shown++) {
		guint i = world->weigher->shown[shown];
		RtFeelValue *entries = NULL;
		gint64 low = 0, high = 0;
		for (guint j = 0; j < world->weigher->n_party_reasons[i]; j++) {
			RouteTri state = world->reasons[world->weigher->first_reason[i] + j].state;
			low += state == ROUTE_YES;
			high += state != ROUTE_NO;
		}
		set_slot (world, rules->parties[i].slot,
			  rt_feel_context (arena, world->weigher->party_shape, &entries));
		if (entries != NULL) {
			entries[0] = rt_feel_boolean ((world->involvement[i] & RT_INVOLVED) != 0);
			entries[1] = low == high ? rt_feel_integer (low) : rt_feel_unknown_between (arena, low, high);
			entries[2] = rt_feel_boolean (world->members[i]);
		}
	}
}

static void
evaluate_defines (RtWorld *world, guint stage, gboolean only_givens)
{
	const RtRuleSet *rules = world->weigher->rules;
	for (guint i = 0; i < rules->n_defines; i++) {
		const RtDefine *define = &rules->defines[i];
		const RtReads *reads = &world->weigher->defines[i];
		if (define->stage != stage || (only_givens && !reads->givens))
			continue;
		if (!is_fresh (world, reads)) {
			world->defines[i] = world->supposed->base->defines[i];
			continue;
		}
		RtFeelValue value;
		RtFeelVerdict verdict = glance (world, &define->when, &value);
		if (verdict != RT_FEEL_PERHAPS) {
			set_slot (world, define->when.slot, value);
			world->defines[i] = (RtJudgement){.state = tri_of (value), .untold = TRUE};
			continue;
		}
		value = evaluate (world, &define->when);
		set_slot (world, define->when.slot, value);
		/* not trimmed: a list of doubtful items is a value, and yet leaves its user open */
		note_exhausted (world, &define->when);
		world->defines[i] = rt_world_judge_value (world, tri_of (value), reads);
	}
}

/* One that is always valid, and in no shadow; there is no sieve where anything is supposed. */
static gboolean
is_sifted (const RtWorld *world, guint criterion)
{
	return world->sieve != NULL && world->weigher->programs[criterion] != NULL;
}

/* What is longer is seldom noted twice, and would fill the memory of the call. */
#define LONGEST_KEPT 64u

/* of a condition that is met, by what its evaluation noted */
static RtSpots
evidence_noted (const RtWorld *world, const guint64 *noted, guint n)
{
	RtSpot *spots = rt_arena_array (world->arena, n, sizeof *spots);
	guint n_open = 0, n_spots = 0;
	for (guint i = 0; i < n; i++)
		if ((noted[i] & RT_FEEL_TRAIL_OPEN) != 0)
			n_open++;
		else if (kind_of (world, (RtSpot)noted[i]) == RT_SPOT_EVIDENCE)
			spots[n_spots++] = (RtSpot)noted[i];
	for (guint i = 0; n_open == n && i < n; i++)
		if (kind_of (world, (RtSpot)noted[i]) == RT_SPOT_EVIDENCE)
			spots[n_spots++] = (RtSpot)noted[i];
	return rt_spots_sort (spots, n_spots);
}

/* Of a condition that is met. What its evaluation noted says it all, but for what the names that it uses rest on. */
static RtSpots
evidence_of (RtWorld *world, const RtReads *reads)
{
	guint n = 0;
	const guint64 *noted = rt_feel_run_noted (world->run, &n);
	gboolean alone = reads->n_defines == 0 && reads->n_reasons == 0 && !reads->reason_chains;
	if (!alone || n > LONGEST_KEPT || world->kept == NULL) {
		gather_all (world, reads);
		return gathered (world, world->gathering->evidence);
	}
	RtKeptSet *kept = rt_kept_set (world->kept, noted, n);
	if (!rt_is_kept (kept, noted, n))
		rt_keep_set (kept, world->arena, noted, n, rt_spots_shared (world->sets, evidence_noted (world, noted, n)));
	return kept->set;
}

static void
keep_judgement (RtWorld *world, guint criterion, RtJudgement judgement)
{
	if (judgement.state == ROUTE_NO)
		return;
	RtJudgement *kept = rt_arena_alloc (world->arena, sizeof *kept);
	*kept = judgement;
	world->criteria[criterion] = kept;
}

static void
keep_met (RtWorld *world, guint criterion, RtSpots evidence)
{
	RtJudgement *kept = rt_arena_alloc (world->arena, sizeof *kept); /* it is zero */
	kept->state = ROUTE_YES;
	kept->evidence = evidence;
	world->criteria[criterion] = kept;
}

static RtFeelVerdict
judge_glanced (RtWorld *world, guint criterion)
{
	const RtReads *reads = &world->weigher->criteria[criterion];
	RtFeelVerdict verdict = rt_feel_sieve_judge (world->sieve, world->run, world->slots, criterion);
	if (verdict == RT_FEEL_PERHAPS)
		keep_judgement (world, criterion, judge (world, &world->weigher->rules->criteria[criterion].when, reads));
	else if (verdict == RT_FEEL_CERTAINLY)
		keep_met (world, criterion, evidence_of (world, reads));
	return verdict;
}

/* of those that one known value decides, the first tells what all rest on */
static void
judge_left (RtWorld *world, guint criterion)
{
	gpointer *common = rt_feel_sieve_common (world->sieve, criterion);
	if (common != NULL && *common != NULL) {
		world->criteria[criterion] = *common;
		return;
	}
	if (judge_glanced (world, criterion) == RT_FEEL_CERTAINLY && common != NULL)
		*common = (gpointer)world->criteria[criterion];
}

/* What the sieve left, unless the same was asked before: that is told of both. At what is not met nobody looks any more. */
static void
judge_sifted (RtWorld *world, guint criterion)
{
	int twin = world->weigher->twins[criterion];
	if (twin >= 0 && rt_world_criterion (world, (guint)twin)->state != ROUTE_UNKNOWN)
		world->criteria[criterion] = world->criteria[twin];
	else
		judge_left (world, criterion);
	if (world->criteria[criterion] == NULL)
		world->likely[criterion / 64] &= ~(G_GUINT64_CONSTANT (1) << criterion % 64);
}

static RtJudgement
judge_criterion (RtWorld *world, guint i)
{
	static const RouteText outside = {
	    "the criterion is not valid on the day of registration; it counts as unknown",
	    "het criterium is niet geldig op de dag van aanmelding; het geldt als onbekend"};
	const RtCriterion *criterion = &world->weigher->rules->criteria[i];
	gint32 today = rt_record_received (world->registration);
	if (today >= criterion->valid_from && today <= criterion->valid_until)
		return rt_world_judge (world, &criterion->when, &world->weigher->criteria[i]);
	rt_world_degrade (world, criterion->full_id, outside, NULL);
	return (RtJudgement){.state = ROUTE_UNKNOWN};
}

/* what goes wrong in the shadow is no gap in the advice */
static RtJudgement
judge_unsifted (RtWorld *world, guint criterion)
{
	GPtrArray *degraded = world->degraded;
	if (world->weigher->rules->criteria[criterion].mode == RT_MODE_SHADOW)
		world->degraded = NULL;
	RtJudgement judgement = judge_criterion (world, criterion);
	world->degraded = degraded;
	return judgement;
}

/* of the criteria of an approach that count */
typedef struct {
	gint64 low, high;
} Points;

/* what follows from what was found of a criterion */
static void
count_criterion (const RtWorld *world, guint i, Points *points)
{
	const RtCriterion *criterion = &world->weigher->rules->criteria[i];
	const RtJudgement *judgement = world->criteria[i];
	if (judgement == NULL)
		return;
	if (judgement->state == ROUTE_UNKNOWN)
		world->open[i / 64] |= G_GUINT64_CONSTANT (1) << i % 64;
	if (criterion->mode == RT_MODE_SHADOW)
		return;
	points->low += judgement->state == ROUTE_YES ? criterion->points : 0;
	points->high += criterion->points;
}

static void
fill_approach (RtWorld *world, guint i, RouteTri eligible, Points points)
{
	const RtRuleSet *rules = world->weigher->rules;
	RtFeelValue *entries = NULL;
	RtFeelValue context = rt_feel_context (rt_feel_run_arena (world->run), world->weigher->approach_shape, &entries);
	if (entries != NULL) {
		entries[0] = value_of (eligible);
		entries[1] = rt_feel_integer (points.low);
		entries[2] = rt_feel_integer (points.high);
		entries[3] = rt_feel_integer (world->weigher->most_points[i]);
	}
	set_slot (world, rules->approaches[i].slot, context);
}

/* those that are certainly not met are passed by */
static void
sift_criteria (RtWorld *world)
{
	if (world->sieve != NULL)
		rt_feel_sift (world->sieve, world->run, world->slots, world->likely);
	else
		memset (world->likely, 0xff, world->weigher->criterion_words * sizeof *world->likely);
}

/* returns whether any of them was judged anew */
static gboolean
fill_criteria (RtWorld *world, const RtApproach *approach, Points *points)
{
	gboolean changed = world->supposed == NULL;
	guint end = approach->first_criterion + approach->n_criteria;
	for (guint i = rt_next_bit (world->likely, approach->first_criterion, end); i < end;
	     i = rt_next_bit (world->likely, i + 1, end)) {
		if (is_sifted (world, i)) {
			judge_sifted (world, i);
		} else if (is_fresh (world, &world->weigher->criteria[i])) {
			keep_judgement (world, i, judge_unsifted (world, i));
			changed = TRUE;
		} else {
			world->criteria[i] = world->supposed->base->criteria[i];
		}
		count_criterion (world, i, points);
	}
	return changed;
}

/* approaches know their criteria by short names, which may be in the same slots as those of another */
void
rt_world_name_criteria (RtWorld *world, const RtApproach *approach)
{
	const RtWeigher *weigher = world->weigher;
	const RtNamed *named = &weigher->named[approach - weigher->rules->approaches];
	for (guint i = 0; i < named->n; i++) {
		guint index = named->criteria[i];
		RtFeelValue state = value_of (rt_world_criterion (world, index)->state);
		set_slot (world, weigher->rules->criteria[index].when.slot,
			  rt_feel_with_origin (state, rt_spot (RT_PLACE_CRITERION, index, 0)));
	}
}

static void
judge_approach (RtWorld *world, guint i)
{
	const RtApproach *approach = &world->weigher->rules->approaches[i];
	Points points = {0};
	gboolean changed = fill_criteria (world, approach, &points);
	if (!changed && !is_fresh (world, &world->weigher->eligible[i])) {
		world->eligible[i] = world->supposed->base->eligible[i];
		return;
	}
	rt_world_name_criteria (world, approach);
	RtFeelValue value = evaluate (world, &approach->eligible);
	gather_trail (world);
	world->eligible[i] = judgement_of (world, tri_of (value));
	fill_approach (world, i, world->eligible[i].state, points);
}

static void
judge_approaches (RtWorld *world)
{
	sift_criteria (world);
	for (guint i = 0; i < world->weigher->rules->n_approaches; i++)
		judge_approach (world, i);
}

static void
allocate (RtWorld *world)
{
	const RtRuleSet *rules = world->weigher->rules;
	world->reasons = rt_arena_array (world->arena, MAX (rules->n_reasons, 1), sizeof *world->reasons);
	world->reason_points =
	    rt_arena_array (world->arena, MAX (rules->n_reasons, 1), sizeof *world->reason_points);
	world->defines = rt_arena_array (world->arena, MAX (rules->n_defines, 1), sizeof *world->defines);
	world->criteria = rt_arena_array (world->arena, MAX (rules->n_criteria, 1), sizeof *world->criteria);
	world->likely = rt_arena_array (world->arena, world->weigher->criterion_words, sizeof *world->likely);
	world->open = rt_arena_array (world->arena, world->weigher->criterion_words, sizeof *world->open);
	world->eligible =
	    rt_arena_array (world->arena, MAX (rules->n_approaches, 1), sizeof *world->eligible);
	world->routes = rt_arena_array (world->arena, MAX (rules->n_routes, 1), sizeof *world->routes);
	world->members = rt_arena_array (world->arena, MAX (rules->n_parties, 1), sizeof *world->members);
	gint32 today = rt_record_received (world->registration);
	for (guint i = 0; i < rules->n_parties; i++)
		world->members[i] = rt_is_member_on (world->weigher->memberships[i], today);
}

/* the facts, or those that steps may have changed */
static void
fill_facts (RtWorld *world)
{
	const RtRuleSet *rules = world->weigher->rules;
	const RtSupposed *supposed = world->supposed;
	guint64 fields = supposed == NULL ? G_MAXUINT64 : 0;
	for (guint i = 0; supposed != NULL && i < rt_schema_root ()->n_fields; i++) {
		guint place = (guint)rt_schema_place_of (-1, i);
		for (guint j = 0; j < supposed->n_steps; j++)
			if (supposed->steps[j].changed[place / 64] >> place % 64 & 1)
				fields |= G_GUINT64_CONSTANT (1) << i;
	}
	rt_facts_fill_some (rules, world->registration, world->run, world->slots, fields);
	if (supposed == NULL)
		return;
	/* the slots of the facts come first, in the order of the root's fields */
	supposed->fresh[0] |= fields;
	guint sources = rules->name_slots[RT_NAME_SOURCES];
	if (sources != G_MAXUINT)
		set_slot (world, sources, world->slots[sources]);
}

void
rt_world_evaluate (RtWorld *world)
{
	allocate (world);
	rt_involvement_find (world);
	rt_feel_run_reset (world->run);
	rt_feel_run_set_today (world->run, rt_record_received (world->registration));
	fill_facts (world);
	if (world->supposed == NULL || world->open_givens != NULL)
		fill_givens (world, FALSE);
	rt_answers_get (world);
	fill_thirds (world);
	fill_reasons (world);
	fill_parties (world);
	evaluate_defines (world, RT_STAGE_FACTS, FALSE);
	judge_approaches (world);
	evaluate_defines (world, RT_STAGE_APPROACHES, FALSE);
}

void
rt_world_routes (RtWorld *world)
{
	const RtRuleSet *rules = world->weigher->rules;
	GPtrArray *degraded = world->degraded;
	for (guint i = 0; i < rules->n_routes; i++) {
		world->degraded = rules->routes[i].mode == RT_MODE_SHADOW ? NULL : degraded;
		world->routes[i] = is_fresh (world, &world->weigher->routes[i])
				       ? rt_world_judge (world, &rules->routes[i].when, &world->weigher->routes[i])
				       : world->supposed->base->routes[i];
	}
	world->degraded = degraded;
}

void
rt_world_complete (RtWorld *world)
{
	fill_givens (world, TRUE);
	evaluate_defines (world, RT_STAGE_FACTS, TRUE);
	evaluate_defines (world, RT_STAGE_APPROACHES, TRUE);
	rt_world_routes (world);
}

void
rt_world_late_defines (RtWorld *world)
{
	evaluate_defines (world, RT_STAGE_ROUTING, FALSE);
}
