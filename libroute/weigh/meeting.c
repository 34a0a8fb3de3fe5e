/* What a meeting would be about: goals, themes, decisions; and the flags of an advice. */
#include <string.h>
#include "libroute/weigh/weigh-private.h"

/* what is only suspected must not be missed either, where the statement says so */
static gboolean
is_said (RtWorld *world, const RtStatement *statement)
{
	const RtReads none = {0};
	RouteTri state = rt_world_holds (world, &statement->when);
	if (state != ROUTE_UNKNOWN || !statement->in_doubt)
		return state == ROUTE_YES;
	return rt_world_judge (world, &statement->when, &none).doubted.n > 0;
}

static const guint *
holding (RtWorld *world, const RtStatement *statements, guint n, guint *n_held)
{
	guint *held = rt_arena_array (world->arena, MAX (n, 1), sizeof *held);
	for (guint i = 0; i < n; i++)
		if (statements[i].mode == RT_MODE_LIVE && is_said (world, &statements[i]))
			held[(*n_held)++] = i;
	return held;
}

/* one goal of safety and one of care must be nameable (covenant 2.1): the first of each kind */
static void
choose_goals (RtWorld *world, RtWeighing *weighing)
{
	const RtRuleSet *rules = world->weigher->rules;
	guint n = 0;
	const guint *held = holding (world, rules->goals, rules->n_goals, &n);
	static const char *const kinds[] = {"safety", "care"};
	guint *goals = rt_arena_array (world->arena, G_N_ELEMENTS (kinds), sizeof *goals);
	for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
		for (guint i = 0; i < n; i++)
			if (g_strcmp0 (rules->goals[held[i]].kind, kinds[k]) == 0) {
				goals[weighing->n_goals++] = held[i];
				break;
			}
	weighing->goals = goals;
}

void
rt_meeting_plan (RtWorld *world, RtWeighing *weighing)
{
	const RtRuleSet *rules = world->weigher->rules;
	choose_goals (world, weighing);
	weighing->themes = holding (world, rules->themes, rules->n_themes, &weighing->n_themes);
	weighing->decisions = holding (world, rules->decisions, rules->n_decisions, &weighing->n_decisions);
}

void
rt_flags_raise (RtWorld *world, RtWeighing *weighing)
{
	const RtRuleSet *rules = world->weigher->rules;
	weighing->flags = holding (world, rules->flags, rules->n_flags, &weighing->n_flags);
}
