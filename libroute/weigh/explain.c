/* Why something is not met: the clauses that decided, followed through the names they use. Everything is evaluated
 * once more, at leisure; weighing itself knows nothing of it. */
#include <string.h>
#include "libroute/weigh/weigh-private.h"

#define MOST_CLAUSES 64u /* of one condition */
#define MOST_THROUGH 16u

/* what a slot stands for, where a condition is behind it */
typedef enum { NOTHING, DEFINE, APPROACH } Behind;

typedef struct {
	Behind behind;
	guint index;
} Name;

struct _RtExplainer {
	const RtWeigher *weigher;
	RtFeelClauses **criteria, **eligible, **reasons, **routes, **defines, **patterns; /* NULL: no condition */
	Name *names; /* by slot */
	char **approach_calls; /* how conditions name what makes an approach eligible */
};

/* ---- made once ---- */

static RtFeelClauses *
clauses_of (const RtCondition *condition)
{
	return condition->program != NULL
		   ? rt_feel_clauses_new (condition->scope, condition->text, strlen (condition->text))
		   : NULL;
}

static void
name_slot (RtExplainer *explainer, guint slot, Behind behind, guint index)
{
	if (slot != G_MAXUINT)
		explainer->names[slot] = (Name){behind, index};
}

static void
prepare (RtExplainer *explainer)
{
	const RtRuleSet *rules = explainer->weigher->rules;
	for (guint i = 0; i < rules->n_criteria; i++)
		explainer->criteria[i] = clauses_of (&rules->criteria[i].when);
	for (guint i = 0; i < rules->n_approaches; i++) {
		explainer->eligible[i] = clauses_of (&rules->approaches[i].eligible);
		explainer->approach_calls[i] =
		    g_strdup_printf ("approach(\"%s\").eligible", rules->approaches[i].id);
		name_slot (explainer, rules->approaches[i].slot, APPROACH, i);
	}
	for (guint i = 0; i < rules->n_defines; i++) {
		explainer->defines[i] = clauses_of (&rules->defines[i].when);
		name_slot (explainer, rules->defines[i].when.slot, DEFINE, i);
	}
	for (guint i = 0; i < rules->n_reasons; i++)
		explainer->reasons[i] = clauses_of (&rules->reasons[i].when);
	for (guint i = 0; i < rules->n_routes; i++)
		explainer->routes[i] = clauses_of (&rules->routes[i].when);
	for (guint i = 0; i < rules->n_patterns; i++)
		explainer->patterns[i] = clauses_of (&rules->patterns[i].unless);
}

RtExplainer *
rt_explainer_new (const RtWeigher *weigher)
{
	const RtRuleSet *rules = weigher->rules;
	RtExplainer *explainer = g_new0 (RtExplainer, 1);
	explainer->weigher = weigher;
	explainer->criteria = g_new0 (RtFeelClauses *, rules->n_criteria + 1);
	explainer->eligible = g_new0 (RtFeelClauses *, rules->n_approaches + 1);
	explainer->reasons = g_new0 (RtFeelClauses *, rules->n_reasons + 1);
	explainer->routes = g_new0 (RtFeelClauses *, rules->n_routes + 1);
	explainer->defines = g_new0 (RtFeelClauses *, rules->n_defines + 1);
	explainer->patterns = g_new0 (RtFeelClauses *, rules->n_patterns + 1);
	explainer->approach_calls = g_new0 (char *, rules->n_approaches + 1);
	explainer->names = g_new0 (Name, rules->n_slots + 1);
	prepare (explainer);
	return explainer;
}

static void
free_all (RtFeelClauses **clauses, guint n)
{
	for (guint i = 0; i < n; i++)
		rt_feel_clauses_free (clauses[i]);
	g_free (clauses);
}

void
rt_explainer_free (RtExplainer *explainer)
{
	if (explainer == NULL)
		return;
	const RtRuleSet *rules = explainer->weigher->rules;
	free_all (explainer->criteria, rules->n_criteria);
	free_all (explainer->eligible, rules->n_approaches);
	free_all (explainer->reasons, rules->n_reasons);
	free_all (explainer->routes, rules->n_routes);
	free_all (explainer->defines, rules->n_defines);
	free_all (explainer->patterns, rules->n_patterns);
	g_strfreev (explainer->approach_calls);
	g_free (explainer->names);
	g_free (explainer);
}

/* ---- the clauses of one condition ---- */

typedef struct {
	const RtExplainer *explainer;
	RtWorld *world;
	const RtCondition *condition; /* that is looked at: the rule's own, or that of a name it uses */
	int approach; /* whose formula that is, or -1 */
	const char *through[MOST_THROUGH];
	guint n_through;
	GArray *clauses; /* RtClauseWhy */
} Following;

static guint
line_of (const RtCondition *condition, guint offset)
{
	guint line = 0;
	for (guint i = 0; i < offset; i++)
		line += condition->text[i] == '\n';
	return condition->lines[line];
}

static const char *const *
copy_through (const Following *following)
{
	const char **copy = rt_arena_array (following->world->arena, following->n_through + 1, sizeof *copy);
	memcpy (copy, following->through, following->n_through * sizeof *copy);
	return copy;
}

/* the criteria of an approach have names in its formula alone */
static int
criterion_of (const Following *following, guint slot)
{
	const RtRuleSet *rules = following->explainer->weigher->rules;
	const RtApproach *approach = following->approach >= 0 ? &rules->approaches[following->approach] : NULL;
	for (guint i = 0; approach != NULL && slot != G_MAXUINT && i < approach->n_criteria; i++)
		if (rules->criteria[approach->first_criterion + i].when.slot == slot)
			return (int)(approach->first_criterion + i);
	return -1;
}

static void
add_clause (Following *following, const RtFeelClause *clause)
{
	RtWorld *world = following->world;
	if (following->clauses->len >= MOST_CLAUSES)
		return;
	RtClauseWhy why = {.condition = following->condition, .clause = *clause, .criterion = -1};
	gboolean known = rt_feel_get_boolean (clause->value, &(gboolean){FALSE});
	RtReads reads = rt_reads_of (following->explainer->weigher, world->arena, clause->program);
	RtJudgement judgement =
	    rt_world_judge_value (world, known ? ROUTE_YES : ROUTE_UNKNOWN, &reads);
	why.line = line_of (following->condition, clause->start);
	why.through = copy_through (following);
	why.n_through = following->n_through;
	why.facts = judgement.evidence;
	if (!known) {
		why.missing = judgement.missing;
		why.doubted = judgement.doubted;
	}
	why.criterion = criterion_of (following, clause->slot);
	/* what a criterion rests on is told with that */
	if (why.criterion >= 0)
		why.facts = (RtSpots){0};
	g_array_append_val (following->clauses, why);
}

static void visit (const RtFeelClause *clause, gpointer data);

/* goes on in the condition behind a name; FALSE when there is none that says more */
static gboolean
follow (Following *following, const RtFeelClause *clause)
{
	const RtExplainer *explainer = following->explainer;
	const RtRuleSet *rules = explainer->weigher->rules;
	gboolean named = clause->slot != G_MAXUINT && criterion_of (following, clause->slot) < 0;
	Name name = named ? explainer->names[clause->slot] : (Name){NOTHING, 0};
	const RtCondition *before = following->condition;
	int before_approach = following->approach;
	RtFeelClauses *clauses = NULL;
	if (name.behind == DEFINE && clause->member == NULL) {
		clauses = explainer->defines[name.index];
		following->condition = &rules->defines[name.index].when;
		following->approach = -1;
		following->through[following->n_through] = rules->defines[name.index].id;
	} else if (name.behind == APPROACH && g_strcmp0 (clause->member, "eligible") == 0) {
		clauses = explainer->eligible[name.index];
		following->condition = &rules->approaches[name.index].eligible;
		following->approach = (int)name.index;
		rt_world_name_criteria (following->world, &rules->approaches[name.index]);
		following->through[following->n_through] = explainer->approach_calls[name.index];
	}
	guint told = following->clauses->len;
	if (clauses != NULL && following->n_through + 1 < MOST_THROUGH) {
		following->n_through++;
		rt_feel_explain (following->world->run, clauses, following->world->slots, !clause->negated,
				 visit, following);
		following->n_through--;
	}
	following->condition = before;
	following->approach = before_approach;
	return following->clauses->len > told;
}

static void
visit (const RtFeelClause *clause, gpointer data)
{
	Following *following = data;
	RtFeelClause kept = *clause;
	if (clause->wants == RT_FEEL_WANTS_TRUE && follow (following, clause))
		return;
	/* what was looked at in between left a trail of its own */
	if (clause->slot != G_MAXUINT)
		kept.value = rt_feel_evaluate (following->world->run, clause->program, following->world->slots);
	add_clause (following, &kept);
}

static void
tell_clauses (const RtExplainer *explainer, RtWorld *world, const RtCondition *condition,
	      const RtFeelClauses *clauses, gboolean wanted, RtWhy *why)
{
	if (clauses == NULL)
		return;
	Following following = {
	    .explainer = explainer, .world = world, .condition = condition, .approach = -1};
	for (guint i = 0; i < explainer->weigher->rules->n_approaches; i++)
		if (condition == &explainer->weigher->rules->approaches[i].eligible)
			following.approach = (int)i;
	if (following.approach >= 0)
		rt_world_name_criteria (world, &explainer->weigher->rules->approaches[following.approach]);
	following.clauses = g_array_new (FALSE, FALSE, sizeof (RtClauseWhy));
	rt_feel_explain (world->run, clauses, world->slots, wanted, visit, &following);
	guint n = following.clauses->len;
	RtClauseWhy *copy = rt_arena_array (world->arena, MAX (n, 1), sizeof *copy);
	for (guint i = 0; i < n; i++)
		copy[i] = g_array_index (following.clauses, RtClauseWhy, i);
	why->clauses = copy;
	why->n_clauses = n;
	g_array_unref (following.clauses);
}

static RtWhy
why_not (const RtExplainer *explainer, RtWorld *world, const RtJudgement *judgement,
	 const RtCondition *condition, const RtFeelClauses *clauses)
{
	RtWhy why = {.state = judgement->state,
		     .facts = judgement->evidence,
		     .missing = judgement->missing,
		     .doubted = judgement->doubted};
	if (why.state != ROUTE_YES)
		tell_clauses (explainer, world, condition, clauses, TRUE, &why);
	return why;
}

/* ---- criteria, approaches, routes ---- */

static RtWhy *
why_criteria (const RtExplainer *explainer, RtWorld *world)
{
	const RtRuleSet *rules = explainer->weigher->rules;
	gint32 today = rt_record_received (world->registration);
	RtWhy *list = rt_arena_array (world->arena, MAX (rules->n_criteria, 1), sizeof *list);
	for (guint i = 0; i < rules->n_criteria; i++) {
		const RtCriterion *criterion = &rules->criteria[i];
		gboolean valid = today >= criterion->valid_from && today <= criterion->valid_until;
		list[i] = why_not (explainer, world, rt_world_criterion (world, i), &criterion->when,
				   valid ? explainer->criteria[i] : NULL);
		if (!valid)
			list[i].because = RT_BECAUSE_NOT_VALID;
	}
	return list;
}

static RtWhy *
why_eligible (const RtExplainer *explainer, RtWorld *world)
{
	const RtRuleSet *rules = explainer->weigher->rules;
	RtWhy *list = rt_arena_array (world->arena, MAX (rules->n_approaches, 1), sizeof *list);
	for (guint i = 0; i < rules->n_approaches; i++) {
		/* what it rests on are criteria, which the clauses tell */
		const RtJudgement judgement = {.state = world->eligible[i].state};
		list[i] = why_not (explainer, world, &judgement, &rules->approaches[i].eligible,
				   explainer->eligible[i]);
	}
	return list;
}

static RtWhy *
why_routes (const RtExplainer *explainer, RtWorld *world, int taken)
{
	const RtRuleSet *rules = explainer->weigher->rules;
	RtWhy *list = rt_arena_array (world->arena, MAX (rules->n_routes, 1), sizeof *list);
	for (guint i = 0; i < rules->n_routes; i++) {
		const RtRoute *route = &rules->routes[i];
		list[i] = why_not (explainer, world, &world->routes[i], &route->when, explainer->routes[i]);
		if (route->open == RT_OPEN_NEVER)
			continue;
		list[i].because = RT_BECAUSE_NONE_HOLDS;
		list[i].state = taken == (int)i ? ROUTE_YES : ROUTE_NO;
	}
	return list;
}

/* ---- reasons ---- */

static RtBecause
because_of (const RtWorld *world, guint index)
{
	const RtWeigher *weigher = world->weigher;
	const RtReasonRule *rule = &weigher->rules->reasons[index];
	int party = weigher->reason_party[index], plugin = weigher->reason_plugin[index];
	if (rule->missing)
		return RT_BECAUSE_NOT_LOADED;
	if (rule->disabled)
		return RT_BECAUSE_DISABLED;
	if (party < 0 || !world->members[party])
		return RT_BECAUSE_NOT_A_PARTY;
	if (plugin < 0)
		return RT_BECAUSE_CLAUSES;
	return world->answers[plugin].answered ? RT_BECAUSE_PLUGIN : RT_BECAUSE_NO_ANSWER;
}

/* what the plugin asked about last when it came to its no */
static RtSpots
against (const RtWorld *world, guint reason)
{
	const RtWeigher *weigher = world->weigher;
	const RtAnswer *answer = &world->answers[weigher->reason_plugin[reason]];
	int index = weigher->reason_index[reason];
	if (index < 0 || answer->reasons[index].against == 0)
		return (RtSpots){0};
	return rt_spots_sorted (world->arena, &answer->reasons[index].against, 1);
}

static RtWhy *
why_reasons (const RtExplainer *explainer, RtWorld *world)
{
	const RtRuleSet *rules = explainer->weigher->rules;
	RtWhy *list = rt_arena_array (world->arena, MAX (rules->n_reasons, 1), sizeof *list);
	for (guint i = 0; i < rules->n_reasons; i++) {
		RtBecause because = because_of (world, i);
		list[i] = why_not (explainer, world, &world->reasons[i], &rules->reasons[i].when,
				   because == RT_BECAUSE_CLAUSES ? explainer->reasons[i] : NULL);
		list[i].because = because;
		if (because == RT_BECAUSE_PLUGIN && list[i].state == ROUTE_NO)
			list[i].facts = against (world, i);
		if (because == RT_BECAUSE_NOT_LOADED)
			list[i].state = ROUTE_UNKNOWN;
	}
	return list;
}

/* ---- patterns ---- */

/* whether there is a text for a pattern to listen to, and whether it holds it */
static void
look_in_texts (const RtWorld *world, RtWorkspace *workspace, guint index, gboolean *given, gboolean *found)
{
	static const char *const pointers[] = {"/narrative", "/question"};
	const RtPattern *pattern = &world->weigher->rules->patterns[index];
	const gboolean listens[] = {pattern->in_narrative, pattern->in_question};
	*given = *found = FALSE;
	for (guint i = 0; i < G_N_ELEMENTS (pointers); i++) {
		RtSpot spot = rt_spot ((guint)rt_schema_find_place (pointers[i]), 0, 0);
		const RtFact *text = rt_record_at (world->registration, spot);
		*given = *given || (listens[i] && text->kind == RT_FACT_TEXT);
		*found = *found || (listens[i] && rt_signals_is_in (world, workspace, index, text));
	}
}

static gboolean
raises_signal (const RtWeighing *weighing, guint pattern)
{
	for (guint i = 0; i < weighing->n_signals; i++)
		if (weighing->signals[i].pattern == pattern)
			return TRUE;
	return FALSE;
}

/* a pattern is met where it raises a signal */
static RtWhy *
why_patterns (const RtExplainer *explainer, RtWorld *world, RtWorkspace *workspace)
{
	const RtRuleSet *rules = explainer->weigher->rules;
	RtWhy *list = rt_arena_array (world->arena, MAX (rules->n_patterns, 1), sizeof *list);
	for (guint i = 0; i < rules->n_patterns; i++) {
		gboolean given, found;
		list[i] = (RtWhy){.state = ROUTE_YES};
		if (raises_signal (&workspace->weighing, i))
			continue;
		look_in_texts (world, workspace, i, &given, &found);
		list[i] = (RtWhy){.state = ROUTE_NO,
				  .because = !given  ? RT_BECAUSE_NO_TEXT
					     : found ? RT_BECAUSE_SAID_BY_FACTS
						     : RT_BECAUSE_NOT_IN_TEXT};
		if (found)
			tell_clauses (explainer, world, &rules->patterns[i].unless, explainer->patterns[i],
				      FALSE, &list[i]);
	}
	return list;
}

/* ---- all ---- */

const RtExplanation *
rt_explain (const RtExplainer *explainer, RouteRegistration *registration, RtWorkspace *workspace)
{
	/* what plugins said stays as it was */
	RtWorld world = {.weigher = explainer->weigher,
			 .registration = registration,
			 .arena = workspace->arena,
			 .run = workspace->run,
			 .slots = workspace->slots,
			 .gathering = workspace->gathering,
			 .answers = workspace->weighing.answers};
	RtExplanation *explanation = rt_arena_alloc (workspace->arena, sizeof *explanation);
	rt_world_evaluate (&world);
	rt_world_routes (&world);
	explanation->change = rt_change_search (&world, workspace);
	explanation->criteria = why_criteria (explainer, &world);
	explanation->eligible = why_eligible (explainer, &world);
	explanation->routes = why_routes (explainer, &world, workspace->weighing.route);
	explanation->reasons = why_reasons (explainer, &world);
	explanation->patterns = why_patterns (explainer, &world, workspace);
	return explanation;
}
