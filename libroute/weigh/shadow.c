/* Rules in the shadow: answered on every registration, told apart, and without effect on anything else. */
#include <string.h>
#include "libroute/weigh/weigh-private.h"

/* the first of the live and shadow routes that is true; -1 when none is */
static int
route_with (const RtWorld *world)
{
	const RtRuleSet *rules = world->weigher->rules;
	for (guint i = 0; i < rules->n_routes; i++)
		if (rules->routes[i].open == RT_OPEN_NEVER && world->routes[i].state == ROUTE_YES)
			return (int) i;
	return -1;
}

static void
add (GArray *list, RtShadowKind kind, guint index, RouteTri state, RtJudgement judgement)
{
	RtShadow shadow = { kind, index, state, judgement.missing, judgement.doubted };
	g_array_append_val (list, shadow);
}

static void
add_statements (RtWorld *world, RtShadowKind kind, const RtStatement *statements, guint n, GArray *list)
{
	const RtReads none = {0};
	for (guint i = 0; i < n; i++) {
		if (statements[i].mode != RT_MODE_SHADOW)
			continue;
		RtJudgement judgement = rt_world_judge (world, &statements[i].when, &none);
		add (list, kind, i, judgement.state, judgement);
	}
}

static void
add_patterns (RtWorld *world, const GArray *heard, GArray *list)
{
	const RtRuleSet *rules = world->weigher->rules;
	for (guint i = 0; i < rules->n_patterns; i++) {
		gboolean hit = FALSE;
		for (guint j = 0; j < heard->len; j++)
			hit = hit || g_array_index (heard, RtSignal, j).pattern == i;
		if (rules->patterns[i].mode == RT_MODE_SHADOW)
			add (list, RT_SHADOW_PATTERN, i, hit ? ROUTE_YES : ROUTE_NO, (RtJudgement){0});
	}
}

static gboolean
is_any_in_shadow (const RtStatement *statements, guint n)
{
	for (guint i = 0; i < n; i++)
		if (statements[i].mode == RT_MODE_SHADOW)
			return TRUE;
	return FALSE;
}

/* most rule sets have nothing there; criteria are told with their approach */
void
rt_shadow_prepare (RtWeigher *weigher)
{
	const RtRuleSet *rules = weigher->rules;
	weigher->casts_shadow =
	    is_any_in_shadow (rules->flags, rules->n_flags) || is_any_in_shadow (rules->themes, rules->n_themes) ||
	    is_any_in_shadow (rules->goals, rules->n_goals) || is_any_in_shadow (rules->decisions, rules->n_decisions);
	for (guint i = 0; i < rules->n_routes; i++)
		weigher->casts_shadow = weigher->casts_shadow || rules->routes[i].mode == RT_MODE_SHADOW;
	for (guint i = 0; i < rules->n_patterns; i++)
		weigher->casts_shadow = weigher->casts_shadow || rules->patterns[i].mode == RT_MODE_SHADOW;
}

void
rt_shadow_tell (RtWorld *world, const GArray *heard, RtWeighing *weighing)
{
	const RtRuleSet *rules = world->weigher->rules;
	if (!world->weigher->casts_shadow)
		return;
	g_autoptr (GArray) list = g_array_new (FALSE, FALSE, sizeof (RtShadow));
	/* what goes wrong in the shadow is no gap in the advice */
	GPtrArray *degraded = g_steal_pointer (&world->degraded);
	for (guint i = 0; i < rules->n_routes; i++)
		if (rules->routes[i].mode == RT_MODE_SHADOW)
			add (list, RT_SHADOW_ROUTE, i, world->routes[i].state, world->routes[i]);
	add_statements (world, RT_SHADOW_FLAG, rules->flags, rules->n_flags, list);
	add_statements (world, RT_SHADOW_THEME, rules->themes, rules->n_themes, list);
	add_statements (world, RT_SHADOW_GOAL, rules->goals, rules->n_goals, list);
	add_statements (world, RT_SHADOW_DECISION, rules->decisions, rules->n_decisions, list);
	add_patterns (world, heard, list);
	world->degraded = degraded;
	RtShadow *shadows = rt_arena_array (world->arena, MAX (list->len, 1), sizeof *shadows);
	if (list->len == 0)
		return;
	memcpy (shadows, list->data, list->len * sizeof *shadows);
	weighing->shadows = shadows;
	weighing->n_shadows = list->len;
	weighing->shadow_route = route_with (world);
	weighing->shadow_suggestion = weighing->shadow_route >= 0 ? rules->routes[weighing->shadow_route].suggestion
								  : weighing->suggestion;
}
