/* What a meeting would be about: goals, themes, decisions; and the flags of an advice. */
#include <string.h>
#include "libroute/weigh/weigh-private.h"

static const guint *
holding (RtWorld *world, const RtStatement *statements, guint n, guint *n_held)
{
	guint *held = rt_arena_array (world->arena, MAX (n, 1), sizeof *held);
	for (guint i = 0; i < n && held != NULL; i++)
		if (rt_world_holds (world, &statements[i].when) == ROUTE_YES)
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
	guint *goals = rt_arena_array (world->arena, 2, sizeof *goals);
	for (guint i = 0; i < n && goals != NULL; i++) {
		gboolean known = FALSE;
		for (guint j = 0; j < weighing->n_goals; j++)
			known = known || g_strcmp0 (rules->goals[goals[j]].kind, rules->goals[held[i]].kind) == 0;
		if (!known && weighing->n_goals < 2)
			goals[weighing->n_goals++] = held[i];
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
