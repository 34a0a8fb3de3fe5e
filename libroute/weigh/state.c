/* What single conditions and their clauses say of a registration: for tests of rules, and for comparing rule sets. */
#include "libroute/weigh/weigh-private.h"

/* formulas number their criteria alike: those of the last approach are what the slots hold */
static void
fill_criteria (RtWorkspace *workspace, guint approach)
{
	const RtRuleSet *rules = workspace->weigher->rules;
	const RtApproachResult *result = &workspace->weighing.approaches[approach];
	for (guint i = 0; i < rules->approaches[approach].n_criteria; i++) {
		guint slot = rules->criteria[rules->approaches[approach].first_criterion + i].when.slot;
		RouteTri state = result->criteria[i]->state;
		if (slot != G_MAXUINT)
			workspace->slots[slot] =
			    state == ROUTE_UNKNOWN ? rt_feel_unknown () : rt_feel_boolean (state == ROUTE_YES);
	}
}

RouteTri
rt_workspace_state (RtWorkspace *workspace, const RtCondition *condition, const RtFeelOperand *clause, int approach)
{
	RtWorld world = {.weigher = workspace->weigher,
			 .arena = workspace->arena,
			 .run = workspace->run,
			 .slots = workspace->slots};
	gboolean yes;
	if (approach >= 0)
		fill_criteria (workspace, (guint)approach);
	if (clause == NULL || condition->program == NULL)
		return rt_world_holds (&world, condition);
	RtFeelValue value =
	    rt_feel_evaluate_operand (workspace->run, condition->program, clause, workspace->slots);
	if (!rt_feel_get_boolean (value, &yes))
		return ROUTE_UNKNOWN;
	return yes ? ROUTE_YES : ROUTE_NO;
}
