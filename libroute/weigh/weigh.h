/* Weighing: from facts, rules and plugins' answers to what an advice says. No input or output, no texts of its
 * own: everything it says is an index into the rules or the plugins' descriptors, so that the advice layer can
 * say it in any language.
 *
 * Thread rule: an RtWeigher is immutable (engine-wide); each call has its own RtWeighing. */
#pragma once
#include <glib.h>
#include "libroute/host/host.h"
#include "libroute/rules/rules.h"

typedef struct _RtWeigher RtWeigher;

/* Both must outlive the weigher (the engine holds all three). Weighing precomputes here what does not depend on
 * a registration. */
RtWeigher *rt_weigher_new (const RtRuleSet *rules, const RtRegistry *registry);
void rt_weigher_free (RtWeigher *weigher);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RtWeigher, rt_weigher_free)
const RtRuleSet *rt_weigher_rules (const RtWeigher *weigher);
const RtRegistry *rt_weigher_registry (const RtWeigher *weigher);

typedef struct {
	const RtSpot *spots;
	guint n;
} RtSpots;

typedef struct
{ /* one criterion of an approach: of the rules, or a plugin's reason that adds to the approach */
	int criterion; /* index into rules->criteria, or -1 */
	int plugin, reason; /* index of plugin and reason, or -1 */
	RouteTri state;
	gint32 low, high, max; /* points */
	gboolean shadow; /* reported beside the advice, without effect on it */
	RtSpots evidence; /* facts only; for met */
	RtSpots missing; /* absent facts; for unknown */
	RtSpots doubted; /* suspected or disputed facts; for unknown */
} RtCriterionResult;

typedef struct {
	guint approach;
	RouteTri eligible;
	gint32 low, high, max;
	const RtCriterionResult *const *criteria; /* those of the rules, in their order, then those of plugins */
	guint n_criteria;
	const guint *told; /* ascending indexes into them; the others are of the rules and not met, with no more to say */
	guint n_told;
} RtApproachResult;

typedef struct {
	guint route; /* index into rules->routes, of the alternative's suggestion */
	RtSpots needs; /* absent or doubted facts whose answers would lead to it */
} RtAlternative;

typedef struct {
	guint party; /* index into rules->parties */
	RouteAttend attend; /* ASK or INVITE */
	const char *role; /* "chair", "core", "periodic", "member" */
	const char *part; /* "whole", or an agenda part's id */
	RouteText part_text; /* NULL for the whole */
	const guint *reasons; /* indexes into rules->reasons, that are met, strongest first */
	guint n_reasons;
	gint32 points; /* of those reasons */
	RouteText contribution, basis;
	RtSpots evidence; /* what its reasons, its lawfulness and its attendance rest on */
	gboolean involved; /* at work in the case, carries a measure, or registered it */
} RtParticipant;

typedef struct { /* one part of an agenda */
	const guint *participants; /* indexes into participants */
	guint n;
} RtAgendaPart;

typedef enum {
	RT_NOT_RELEVANT, /* not-relevant */
	RT_NOT_LAWFUL, /* not-lawful */
	RT_OUTRANKED, /* outranked-by:<party> */
	RT_NOT_A_PARTY_NOW, /* not-a-party-now */
	RT_NO_MEETING, /* no-meeting */
} RtNotInvitedBecause;

typedef struct {
	guint party;
	RtNotInvitedBecause because;
	int outranked_by; /* party index, or -1 */
	const guint *reasons; /* its reasons that are met all the same */
	guint n_reasons;
	RtSpots missing; /* what could change it: absent facts its reasons or lawfulness hang on */
} RtNotInvited;

typedef struct {
	guint party;
	RouteCoordinator likelihood;
	const guint *reasons;
	guint n_reasons;
	RouteText text;
} RtCandidate;

typedef struct {
	guint party;
	RouteText question;
	const guint *reasons; /* why this party is asked */
	guint n_reasons;
	const guint *criteria; /* criteria (rules->criteria) the answer bears on */
	guint n_criteria;
} RtWeighingQuestion;

typedef struct {
	RtSpot spot;
	int question; /* index into rules->questions, or -1 */
	RtSpot contradicts;  /* another fact it contradicts (a visible contradiction), or 0 */
	guint contradiction; /* which of the defines says so */
	const guint *routes; /* suggestions it could lead to (rules->routes) */
	guint n_routes;
	const guint *criteria; /* rules->criteria it could change */
	guint n_criteria;
	const guint *parties; /* rules->parties it could bring in or leave out */
	guint n_parties;
	gboolean mentioned; /* the free text hints at it */
} RtAskNext;

typedef struct {
	RtSpot spot;
	int source; /* party index, or -1: asked of the registering party (then `ask` is that) */
	const char *third; /* the source when it is third:<slug>, else NULL */
	gboolean allowed;
	int ask; /* party whose agreement is needed, or -1 when allowed */
} RtDisclosedFact;

typedef struct {
	guint party;
	const RtDisclosedFact *facts;
	guint n_facts;
} RtDisclosure;

typedef struct {
	guint pattern;
	const char *pointer; /* "/narrative" or "/question" */
	guint start, end; /* Unicode characters */
	gboolean negated, hedged;
} RtSignal;

typedef struct {
	const char *what; /* "plugin:politie", "criterion:pad/P2", "search", "memory" ... */
	RouteText why;
	const char *detail; /* not for persons' data; or NULL */
} RtDegraded;

typedef enum {
	RT_SHADOW_ROUTE,
	RT_SHADOW_FLAG,
	RT_SHADOW_THEME,
	RT_SHADOW_GOAL,
	RT_SHADOW_DECISION,
	RT_SHADOW_PATTERN,
} RtShadowKind;

typedef struct { /* a rule in the shadow, criteria aside, which stand with their approach */
	RtShadowKind kind;
	guint index; /* into rules->routes, ->flags, ... */
	RouteTri state;
	RtSpots missing, doubted; /* for unknown */
} RtShadow;

typedef struct {
	int route; /* index into rules->routes; -1 when the rules have no routes */
	const char *suggestion; /* "" without routes */
	gboolean stable;
	const guint *because;
	guint n_because; /* criteria that decide it (rules->criteria) */
	const RtAlternative *alternatives;
	guint n_alternatives;
	const RtApproachResult *approaches;
	guint n_approaches;
	const guint *flags;
	guint n_flags; /* rules->flags */
	const char *const *thirds;
	guint n_thirds; /* who is no Party and is needed: slugs, sorted */
	const RtParticipant *participants;
	guint n_participants;
	const RtAgendaPart *agenda;
	guint n_agenda; /* parts of a meeting that is too large for one: 0 or 2 */
	const RtNotInvited *not_invited;
	guint n_not_invited;
	const RtCandidate *coordinator;
	guint n_coordinator;
	const char *table; /* or NULL */
	const guint *goals;
	guint n_goals; /* rules->goals: at most one of each kind */
	const guint *themes;
	guint n_themes;
	const guint *decisions;
	guint n_decisions;
	const RtWeighingQuestion *questions;
	guint n_questions;
	const RtAskNext *ask_next;
	guint n_ask_next;
	const RtDisclosure *disclosure;
	guint n_disclosure;
	const RtSignal *signals;
	guint n_signals;
	const RtDegraded *degraded;
	guint n_degraded;
	const RtShadow *shadows;
	guint n_shadows;
	int shadow_route; /* with shadows: the route taken if those in the shadow counted; -1: one for open things */
	const char *shadow_suggestion; /* what it would be if routes in the shadow counted; NULL without shadows */
	const RtAnswer *answers;
	guint n_answers; /* of every plugin, by plugin index */
} RtWeighing;

/* The party (or third:<slug>) that provided a fact, as the registration says: of its item, or of the object it
 * is in; NULL when it says nothing. Borrowed from the registration. */
const char *rt_fact_source (const RouteRegistration *registration, RtSpot spot);

/* What one call needs; reused from call to call by one thread, nothing of a registration is left in it after
 * reset. */
typedef struct _RtWorkspace RtWorkspace;
RtWorkspace *rt_workspace_new (const RtWeigher *weigher);
/* Wipes what the last call left. */
void rt_workspace_reset (RtWorkspace *workspace);
void rt_workspace_free (RtWorkspace *workspace);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RtWorkspace, rt_workspace_free)

/* Weighs one registration, whose parties must be resolved. The result lives in the workspace until it is reset.
 * Never fails: what could not be answered is in `degraded`. */
const RtWeighing *rt_weigh (const RtWeigher *weigher, RouteRegistration *registration,
			    RtWorkspace *workspace);
/* The same, without what only more facts could tell and without what the texts mention: no stability, alternatives,
 * questions, disclosure and signals. Many times faster, for comparing many registrations; everything else is as in
 * rt_weigh. */
const RtWeighing *rt_weigh_outcome (const RtWeigher *weigher, RouteRegistration *registration,
				    RtWorkspace *workspace);

/* What a condition of the rules, or a clause of it (NULL: all of it; feel/feel.h), says of the registration that was
 * weighed last. `approach`: of whose formula over criteria it is, or -1. */
RouteTri rt_workspace_state (RtWorkspace *workspace, const RtCondition *condition, const RtFeelOperand *clause, int approach);

/* ---- what would change it ---- */

typedef enum {
	RT_SHIFT_VALUE, /* a known fact with another value */
	RT_SHIFT_ANSWER, /* a fact that nobody gave, with this value */
	RT_SHIFT_GONE, /* an item of a list that is not there */
	RT_SHIFT_SURE, /* an item in doubt that is established */
	RT_SHIFT_MORE, /* one more item in a list */
} RtShiftKind;

typedef struct {
	RtShiftKind kind;
	RtSpot spot; /* of RT_SHIFT_MORE the list, with the index behind its last item */
	gboolean known; /* is it a known fact, or one that is absent or in doubt */
	RtFact then; /* a value with which it happens; RT_FACT_ABSENT: known to be none */
	const RtFact *fields; /* of RT_SHIFT_MORE: by index in the item's shape; absent: whatever it is */
} RtShiftedFact;

typedef struct {
	const RtShiftedFact *facts;
	guint n;
} RtShiftSet;

/* The smallest sets of facts with which the suggestion would be another one. */
typedef struct {
	guint route; /* of the other suggestion */
	guint size; /* facts in each set; 0: none was found */
	gboolean searched; /* every smaller set was ruled out, and all of this size were found */
	guint ruled_out; /* no set of up to so many facts leads there: one less than the size when searched */
	const RtShiftSet *sets;
	guint n_sets, n_all; /* told, and found */
} RtTowards;

typedef struct {
	const RtTowards *towards; /* every other suggestion, the nearest first */
	guint n_towards;
	guint size; /* of the smallest set of all; 0: none was found */
	gboolean searched; /* that is the smallest, and all of its size were found */
	RtSpot decisive; /* the unknown that matters most, or 0 when no unknown matters */
	const guint *decisive_routes; /* suggestions that its answer alone could lead to; may be none */
	guint n_decisive_routes;
} RtShift;

/* ---- why ---- */

/* A clause that keeps something from being met: what was found, and what was wanted. */
typedef struct {
	const RtCondition *condition; /* the one it stands in */
	guint line; /* of the condition's file, where the clause begins */
	RtFeelClause clause;
	const char *const *through; /* names that led from the rule to that condition, outermost first */
	guint n_through;
	int criterion; /* of a clause that is a criterion's name, else -1 */
	RtSpots facts, missing, doubted; /* what its value rests on */
} RtClauseWhy;

typedef enum {
	RT_BECAUSE_CLAUSES, /* as the clauses say */
	RT_BECAUSE_PLUGIN, /* as the plugin says */
	RT_BECAUSE_NO_ANSWER, /* the plugin could not answer */
	RT_BECAUSE_NOT_LOADED, /* the plugin that would tell is not loaded */
	RT_BECAUSE_NOT_A_PARTY, /* the party is no Party on that day */
	RT_BECAUSE_DISABLED, /* in the rules */
	RT_BECAUSE_NOT_VALID, /* the criterion is not valid on that day */
	RT_BECAUSE_NO_TEXT, /* there is no text to listen to */
	RT_BECAUSE_NOT_IN_TEXT, /* the pattern is not in the text */
	RT_BECAUSE_SAID_BY_FACTS, /* facts say already what the pattern listens for */
	RT_BECAUSE_NONE_HOLDS, /* an open route: it is taken when none is certain */
} RtBecause;

typedef struct {
	RouteTri state;
	RtBecause because;
	const RtClauseWhy *clauses; /* the first that decided first; none when met */
	guint n_clauses;
	RtSpots facts, missing, doubted;
} RtWhy;

typedef struct {
	const RtWhy *criteria, *eligible, *reasons, *routes, *patterns; /* as the rules have them */
	const RtShift *change;
} RtExplanation;

/* What explaining needs beside weighing, made once; immutable. The weigher must outlive it. */
typedef struct _RtExplainer RtExplainer;
RtExplainer *rt_explainer_new (const RtWeigher *weigher);
void rt_explainer_free (RtExplainer *explainer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RtExplainer, rt_explainer_free)

/* Explains what rt_weigh said of this registration with this workspace, and has not been reset since; lives as
 * long as that. Evaluates once more, and asks no plugin again. */
const RtExplanation *rt_explain (const RtExplainer *explainer, RouteRegistration *registration,
				 RtWorkspace *workspace);
