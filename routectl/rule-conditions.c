#include "routectl/rule-conditions.h"

static void
clear (gpointer data)
{
	g_free (((RtRuleCondition *) data)->group);
}

static RtRuleCondition *
add (GArray *list, const RtCondition *condition, const char *key, const char *kind, const char *id, const char *of)
{
	if (condition->program == NULL)
		return NULL;
	RtRuleCondition added = { .group = of != NULL ? g_strdup_printf ("%s %s/%s", kind, of, id)
						      : g_strdup_printf ("%s %s", kind, id),
				  .key = key,
				  .condition = condition,
				  .approach = -1,
				  .criterion = -1 };
	g_array_append_val (list, added);
	return &g_array_index (list, RtRuleCondition, list->len - 1);
}

static void
add_decisive (GArray *list, const RtRuleSet *rules)
{
	for (guint i = 0; i < rules->n_criteria; i++) {
		const RtCriterion *criterion = &rules->criteria[i];
		RtRuleCondition *added = add (list, &criterion->when, "when", "criterion", criterion->full_id, NULL);
		if (added != NULL)
			added->criterion = (int) i;
	}
	for (guint i = 0; i < rules->n_approaches; i++) {
		const RtApproach *approach = &rules->approaches[i];
		RtRuleCondition *added = add (list, &approach->eligible, "eligible", "approach", approach->id, NULL);
		if (added != NULL)
			added->approach = (int) i;
	}
	for (guint i = 0; i < rules->n_routes; i++)
		add (list, &rules->routes[i].when, "when", "route", rules->routes[i].id, NULL);
	for (guint i = 0; i < rules->n_defines; i++)
		add (list, &rules->defines[i].when, "when", "define", rules->defines[i].id, NULL);
}

static void
add_statements (GArray *list, const RtStatement *statements, guint n, const char *kind)
{
	for (guint i = 0; i < n; i++)
		add (list, &statements[i].when, "when", kind, statements[i].id, NULL);
}

static void
add_parties (GArray *list, const RtRuleSet *rules)
{
	for (guint i = 0; i < rules->n_reasons; i++)
		add (list, &rules->reasons[i].when, "when", "reason", rules->reasons[i].full_id, NULL);
	for (guint i = 0; i < rules->n_seats; i++)
		add (list, &rules->seats[i].when, "when", "seat", rules->seats[i].party, rules->seats[i].table);
	for (guint i = 0; i < rules->n_preferences; i++)
		add (list, &rules->preferences[i].when, "when", "prefer", rules->preferences[i].party,
		     rules->preferences[i].choice);
}

static void
add_exceptions (GArray *list, const RtRuleSet *rules)
{
	const RtPlace *places = rt_schema_places (NULL);
	for (guint i = 0; i < rules->n_patterns; i++)
		add (list, &rules->patterns[i].unless, "unless", "pattern", rules->patterns[i].id, NULL);
	for (guint i = 0; i < rules->n_questions; i++)
		add (list, &rules->questions[i].unless, "unless", "ask", places[rules->questions[i].place].pointer,
		     NULL);
}

GArray *
rt_rule_conditions (const RtRuleSet *rules)
{
	GArray *list = g_array_new (FALSE, FALSE, sizeof (RtRuleCondition));
	g_array_set_clear_func (list, clear);
	add_decisive (list, rules);
	add_statements (list, rules->themes, rules->n_themes, "theme");
	add_statements (list, rules->goals, rules->n_goals, "goal");
	add_statements (list, rules->decisions, rules->n_decisions, "decision");
	add_statements (list, rules->flags, rules->n_flags, "flag");
	add_parties (list, rules);
	add_exceptions (list, rules);
	return list;
}
