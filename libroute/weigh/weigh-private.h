/* The inside of weighing, for the files of this layer. */
#pragma once
#include "libroute/util/bits.h"
#include "libroute/util/pattern-code.h"
#include "libroute/util/sweep.h"
#include "libroute/weigh/meter.h"
#include "libroute/weigh/weigh.h"

/* what a condition reads beside facts, found once: so that what it rests on can be told of those too */
typedef struct {
	guint *defines; /* indexes, each after those it uses */
	guint n_defines;
	guint *reasons; /* indexes into rules->reasons */
	guint n_reasons;
	guint *approaches;
	guint n_approaches;
	gboolean reason_chains, givens;
	const guint64 *slots; /* a bit for each slot that the condition itself reads */
} RtReads;

/* the criteria that an approach's formula reads, by index */
typedef struct {
	guint *criteria;
	guint n;
} RtNamed;

/* a list of typical items for an absent list, for asking "what if" */
typedef struct {
	int place;
	const RtFact *lists; /* facts of kind list */
	guint n_lists;
} RtTypical;

typedef enum { RT_NEGATED_BEFORE, RT_NEGATED_BEHIND, RT_HEDGED_BEFORE, RT_HEDGED_BEHIND, RT_N_CUES } RtCue;

/* Most patterns are never looked for: each is made for its use when it first is. Guarded by rt_once_enter(). */
typedef struct {
	gsize ready[2];
	RtPatternCode *code[2]; /* [1]: a match begins where the search does */
} RtListener;

/* free texts that patterns are looked for in */
enum { RT_TEXT_NARRATIVE, RT_TEXT_QUESTION, RT_N_TEXTS };

struct _RtWeigher {
	const RtRuleSet *rules;
	const RtRegistry *registry;
	RtArena *arena;
	RtReads *criteria, *eligible, *routes, *defines,
	    *reasons; /* one per criterion, approach, route, define, reason */
	RtNamed *named; /* by approach */
	int *plugin_of_party; /* by rules->parties; -1 */
	int *reason_party; /* by rules->reasons: index of the party, or -1 */
	int *reason_plugin; /* by rules->reasons: index of the plugin that brings it, or -1 */
	int *reason_index; /* by rules->reasons: index among that plugin's reasons, or -1 */
	guint *first_reason, *n_party_reasons; /* by party: its reasons stand together */
	RtMembership *memberships; /* by party */
	guint *shown; /* parties that conditions see, ascending */
	guint n_shown;
	int *seat_party, *preference_party; /* by rules->seats and rules->preferences: whose they are, or -1 */
	int **among; /* by rules->choices: the parties it is among, each or -1 */
	const RtCriterionResult **not_met; /* by rules->criteria: what is told of one that is not met */
	gint64 *most_points; /* by approach: of its criteria together */
	const RtFeelProgram **programs; /* by rules->criteria; NULL: no sieve tells of it, for its days or the shadow */
	int *twins; /* by rules->criteria: the first one before it that asks the same, in another approach for instance; or -1 */
	RtFeelShape *party_shape, *approach_shape; /* of what conditions see of a party and of an approach */
	RtSpot involved, measures, sharing, carried_by, landlord; /* lists and facts that are looked at often */
	RtSpot texts[RT_N_TEXTS];
	gboolean casts_shadow; /* is any rule but a criterion in the shadow? */
	gboolean *silent; /* by place: it is told by what is in it, or is no fact about anybody */
	guint64 *plugin_places; /* bits of places a plugin reads, PLACE_WORDS words per plugin */
	guint slot_words;	/* words of a bit set of slots */
	guint criterion_words;	/* of one of criteria */
	gint64 *numbers; /* whole numbers that conditions compare with, ascending */
	guint n_numbers;
	GPtrArray *samples; /* RouteRegistration the typical lists live in */
	RtTypical *typical;
	guint n_typical;
	RtSweeper *sweeper; /* all patterns, the words around hits, and what conditions ask of texts, in this order */
	RtFeelPatterns *asked; /* what conditions ask of texts */
	RtListener *listeners; /* by pattern */
	RtListener cues[RT_N_CUES]; /* words around hits */
	pcre2_match_context *limits;
};

#define RT_PLACE_WORDS 4u
/* an origin that is no spot of the registration: the criterion of this index */
#define RT_PLACE_CRITERION 250u

typedef struct {
	RouteTri state;
	gboolean untold; /* of a define: a glance told its state; what it rests on is found when that is asked for */
	RtSpots evidence, missing, doubted;
} RtJudgement;

/* What a spot says of a condition that rests on it. */
typedef enum {
	RT_SPOT_SILENT = 1, /* nothing: it is told by what is in it, or is no fact about anybody */
	RT_SPOT_MISSING,
	RT_SPOT_DOUBTED,
	RT_SPOT_EVIDENCE,
} RtSpotKind;

/* Kinds of spots that were asked for, since a registration's conditions rest on the same facts again and again; empty when it is
 * all zero. */
#define RT_KNOWN_BITS 8u
#define RT_KNOWN_SPOTS (1u << RT_KNOWN_BITS)
typedef struct {
	RtSpot spot;
	guint32 kind; /* RtSpotKind; 0: none is kept here */
} RtKnownSpot;

/* What conditions that are met rest on, since many rest on the same, by what their evaluations noted; empty when it is all
 * zero. */
#define RT_KEPT_BITS 6u
#define RT_KEPT_SETS (1u << RT_KEPT_BITS)
typedef struct {
	const guint64 *noted;
	guint n;
	RtSpots set;
} RtKeptSet;

/* where spots are gathered before they are sorted; belongs to a workspace */
typedef struct {
	RtSpot *spots;
	guint n, room;
} RtSpotList;
typedef struct {
	RtSpotList evidence, missing, doubted;
} RtGathering;

/* One supposed fact of a hypothetical registration. `choice` tells which of the values that are tried for the spot: together
 * they name the supposition within one call. */
typedef struct {
	RtSpot spot;
	guint32 choice;
	guint64 changed[RT_PLACE_WORDS]; /* places whose facts may differ for it */
} RtStep;

typedef struct _RtWorld RtWorld;

/* What is supposed, and what stays: a world that differs from another in a few facts. */
typedef struct {
	const RtWorld *base;  /* what does not hang on a step is taken from here */
	const RtStep *steps;
	guint n_steps;
	guint64 *fresh;	      /* bits of slots that may hold something else than in `base` */
	guint8 *asked;	      /* by plugin: may its answer be another */
	GHashTable *answers;  /* what plugins said to the same steps before (answers.c); lives as long as `base` */
} RtSupposed;

/* how a party has to do with the case already: bits */
typedef enum {
	RT_INVOLVED = 1 << 0, /* at work in it, be it stalled */
	RT_INVOLVED_ACTIVE = 1 << 1,
	RT_INVOLVED_BY_MEASURE = 1 << 2, /* it carries one out */
	RT_INVOLVED_AS_REGISTRANT = 1 << 3,
} RtInvolvement;

/* one registration, evaluated: the given one, or a hypothetical one */
struct _RtWorld {
	const RtWeigher *weigher;
	const RtSupposed *supposed; /* NULL: the given one */
	RouteRegistration *registration;
	RtArena *arena; /* results */
	RtGathering *gathering; /* two: the second while something gathers in the first */
	gboolean *members; /* by party: is it a Party on the day of registration */
	guint8 *involvement; /* by party: RtInvolvement */
	RtFeelRun *run; /* values; reset when the world begins */
	RtFeelValue *slots;
	const RtAnswer *answers; /* by plugin */
	RtJudgement *reasons; /* by rules->reasons */
	gint32 *reason_points;
	RtJudgement *defines; /* by rules->defines */
	const RtJudgement **criteria; /* by rules->criteria; NULL: not met, as most are */
	guint64 *likely; /* bits of the criteria that may be met or unknown, or are so: all others are not met */
	guint64 *open; /* of those that are unknown */
	RtJudgement *eligible; /* by approach; spots are criteria here (RT_PLACE_CRITERION) */
	RtJudgement *routes; /* by route */
	const char *const *thirds; /* sorted; NULL when there are none */
	guint n_thirds;
	const RtSpot *open_givens; /* by given: the supposed fact that leaves it open, or 0; NULL: none does */
	RtFeelSieve *sieve; /* of the criteria; NULL: each is looked at by itself */
	RtKnownSpot *known; /* RT_KNOWN_SPOTS of the registration; NULL: none is kept */
	RtKeptSet *kept; /* RT_KEPT_SETS in the arena; NULL: none is kept */
	RtSpots *sets; /* RT_KEPT_SETS of them, each once; NULL with `kept` */
	GPtrArray *degraded; /* RtDegraded, may be NULL */
	RtMeter *meter; /* or NULL */
	gboolean evaluates; /* conditions at which a glance would do too: a meter measures that, and tests compare with it */
};

/* What was found of a criterion. */
static inline const RtJudgement *
rt_world_criterion (const RtWorld *world, guint criterion)
{
	static const RtJudgement not_met = {.state = ROUTE_NO};
	return world->criteria[criterion] != NULL ? world->criteria[criterion] : &not_met;
}

struct _RtWorkspace {
	const RtWeigher *weigher;
	RtArena *arena;
	RtFeelRun *run, *what_if;
	RtFeelValue *slots, *completed_slots, *what_if_slots;
	pcre2_match_data *match;
	RtFeelSieve *sieve;
	RtGathering gathering[2];
	RtKnownSpot known[RT_KNOWN_SPOTS];
	RtKeptSet kept[RT_KEPT_SETS];
	RtSpots sets[RT_KEPT_SETS];
	RtSweep *sweeps[RT_N_TEXTS];
	GArray *signals, *heard; /* RtSignal, while they are gathered; those of patterns in the shadow, until they are told */
	/* for tests: as if letters said nothing of where patterns are, nothing stayed in a hypothetical registration, and
	 * no glance at a condition told anything */
	gboolean everything;
	GPtrArray *degraded; /* RtDegraded in the arena */
	RtMeter *meter; /* or NULL */
	RtWeighing weighing;
};

/* ---- reads.c ---- */
RtReads rt_reads_of (const RtWeigher *weigher, RtArena *arena, const RtFeelProgram *program);

/* ---- involvement.c ---- */
/* Finds what each party has to do with the case already. */
void rt_involvement_find (RtWorld *world);

/* ---- thirds.c ---- */
/* Who has to do with the case and is no Party: sets `thirds`, in order. */
void rt_thirds_find (RtWorld *world);

/* ---- world.c ---- */
/* Evaluates everything up to the approaches. */
void rt_world_evaluate (RtWorld *world);
/* Evaluates the routes. */
void rt_world_routes (RtWorld *world);
/* Evaluates again what asks which facts are given, as if all were, and the routes. */
void rt_world_complete (RtWorld *world);
/* Evaluates the defines that use what is known only after the routing. */
void rt_world_late_defines (RtWorld *world);
/* Fills the slots of an approach's criteria, which other approaches use too, for its formula. */
void rt_world_name_criteria (RtWorld *world, const RtApproach *approach);
/* Evaluates one condition. */
RtJudgement rt_world_judge (RtWorld *world, const RtCondition *condition, const RtReads *reads);
/* What the value that was evaluated last rests on: its trail, and what the names it reads rest on. */
RtJudgement rt_world_judge_value (RtWorld *world, RouteTri state, const RtReads *reads);
/* What a define rests on. */
const RtJudgement *rt_world_define (RtWorld *world, guint define);
/* As rt_world_judge when only the state matters. */
RouteTri rt_world_holds (RtWorld *world, const RtCondition *condition);

/* ---- answers.c ---- */
/* Asks the plugins; those whose fields no step changes, or that were asked the same before, are not asked again. */
void rt_answers_get (RtWorld *world);
/* Room for what plugins say to suppositions; keys and answers live in the arena. */
GHashTable *rt_answers_new (void);
gboolean rt_step_changes (const RtStep *step, const guint64 *places);

/* ---- suppose.c ---- */
/* Worlds that differ from one world in supposed facts. */
typedef struct {
	RtWorld completed; /* the world supposed on, as if every fact were given */
	RtWorkspace *workspace;
	GHashTable *answers; /* NULL: there are no plugins to ask */
} RtSupposing;
void rt_supposing_begin (RtSupposing *supposing, const RtWorld *world, RtWorkspace *workspace);
void rt_supposing_end (RtSupposing *supposing);
/* What one supposition costs of the budget of a search: the more facts are looked at each time, the fewer suppositions. */
guint rt_supposing_price (const RouteRegistration *registration);
/* Evaluates the registration that these steps lead to, routes included; its results live in `arena` until the next one. */
void rt_suppose (const RtSupposing *supposing, RouteRegistration *registration, const RtStep *steps, guint n_steps,
		 RtArena *arena, RtSupposed *supposed, RtWorld *world);
/* The step of a supposed fact. */
RtStep rt_step (RtSpot spot, guint32 choice);

/* ---- spots.c ---- */
/* Adds what is not there yet; results are ordered. */
RtSpots rt_spots_join (RtArena *arena, RtSpots a, RtSpots b);
gboolean rt_spots_contain (RtSpots spots, RtSpot spot);
/* Of these themselves. */
RtSpots rt_spots_sort (RtSpot *spots, guint n);
RtSpots rt_spots_sorted (RtArena *arena, const RtSpot *spots, guint n);
/* Where the set is that is kept for what was noted, or would be. */
RtKeptSet *rt_kept_set (RtKeptSet *sets, const guint64 *noted, guint n);
gboolean rt_is_kept (const RtKeptSet *kept, const guint64 *noted, guint n);
void rt_keep_set (RtKeptSet *kept, RtArena *arena, const guint64 *noted, guint n, RtSpots set);
/* The same set, in the same memory as one that was asked for before. */
RtSpots rt_spots_shared (RtSpots *sets, RtSpots set);
/* Is the fact at the spot, or the item it is in, suspected or disputed? */
gboolean rt_spot_is_doubted (const RouteRegistration *registration, RtSpot spot);
/* The item a spot is in, as the spot of that list with its index; the spot itself outside lists. */
RtSpot rt_spot_item (RtSpot spot);
void rt_world_degrade (RtWorld *world, const char *what, RouteText why, const char *detail);

/* ---- routing.c ---- */
/* Is the route taken when it is true? */
gboolean rt_route_is_ordinary (const RtRoute *route);
/* What leaves a route open that is unknown, with what leaves the approaches open that it reads. */
RtSpots rt_routing_route_open (RtWorld *world, guint route);
/* The route that is suggested, or -1. */
int rt_routing_route (RtWorld *world);
/* Chooses the suggestion and what decides it. */
void rt_routing_decide (RtWorld *world, RtWeighing *weighing);
/* The routes that remain possible in some completion, as bits of a byte array by route; returns how many
 * suggestions. */
guint rt_routing_possible (RtWorld *world, guint8 *possible);
/* What an alternative needs: the facts chosen in a completed world, and those whose being given its route asks for. */
RtSpots rt_routing_needs (const RtWorld *completed, guint route, const RtSpot *chosen, guint n);
/* Absent and doubted facts that leave the routing open. */
RtSpots rt_routing_open_spots (RtWorld *world);

/* ---- values.c ---- */
typedef struct {
	RtFact facts[64];
	guint n;
	gboolean complete; /* every value that could matter is among them */
} RtValues;
/* Values for an absent fact at a place; what they point at lives in the arena or the weigher. */
void rt_values_for (const RtWeigher *weigher, RtArena *arena, int place, gint32 today, RtValues *values);

/* ---- witness.c ---- */
/* A completion that leads to each suggestion that may still be possible, with the fewest facts that do. */
typedef struct {
	RtWorld *base;
	const RtSupposing *supposing;
	const guint8 *possible; /* by route */
	guint8 *reached; /* by route */
	RtAlternative *found; /* by route */
	guint budget; /* hypothetical registrations left to weigh for one suggestion */
} RtWitness;
void rt_witness_search (RtWitness *witness);

/* ---- change.c ---- */
/* The smallest sets of facts that would change the suggestion of a world whose routes are evaluated; uses the run
 * that the workspace has for asking what if. */
const RtShift *rt_change_search (RtWorld *world, RtWorkspace *workspace);

/* ---- completions.c ---- */
void rt_completions_search (RtWorld *world, RtWorkspace *workspace, RtWeighing *weighing);
/* ---- the rest of the advice ---- */
void rt_participants_propose (RtWorld *world, RtWeighing *weighing);
void rt_coordinator_list (RtWorld *world, RtWeighing *weighing);
void rt_questions_put (RtWorld *world, RtWeighing *weighing);
void rt_disclosure_list (RtWorld *world, RtWeighing *weighing);
void rt_ask_next_rank (RtWorld *world, RtWeighing *weighing);
/* Takes the free texts of a registration, before anything is asked of them; finds what they mention (what patterns in the
 * shadow heard, RtSignal, is appended to `heard`); forgets them. */
void rt_signals_begin (RtWorkspace *workspace, const RouteRegistration *registration);
void rt_signals_find (RtWorld *world, RtWorkspace *workspace, RtWeighing *weighing, GArray *heard);
void rt_signals_end (RtWorkspace *workspace);
/* Finds whether there is anything to tell; before rt_shadow_tell(). */
void rt_shadow_prepare (RtWeigher *weigher);
/* `heard`: RtSignal, of patterns in the shadow. */
void rt_shadow_tell (RtWorld *world, const GArray *heard, RtWeighing *weighing);
void rt_meeting_plan (RtWorld *world, RtWeighing *weighing);
void rt_flags_raise (RtWorld *world, RtWeighing *weighing);
/* Who sits in which part, when a flag says that the meeting is large: after the flags. */
void rt_agenda_plan (RtWorld *world, RtWeighing *weighing);
/* Compiles the word lists of negation and hedging; gives them back. */
void rt_signals_prepare (RtWeigher *weigher);
void rt_signals_clear (RtWeigher *weigher);
/* Does the text hold the pattern, whatever facts say? */
gboolean rt_signals_is_in (const RtWorld *world, RtWorkspace *workspace, guint pattern, const RtFact *text);
void rt_typical_prepare (RtWeigher *weigher);
