#include "libroute/weigh/meter.h"

struct _RtMeter {
	guint64 (*clock) (void);
	GArray *costs; /* RtCost */
	GHashTable *places; /* what is measured -> its place in `costs`, from 1 on */
	guint64 matches; /* of the run when the last measurement began; they do not nest there */
};

static void
add_place (RtMeter *meter, gconstpointer what, const char *kind, const char *id, const RtOrigin *origin)
{
	RtCost cost = {.kind = kind, .id = id, .origin = origin != NULL ? *origin : (RtOrigin){0}};
	g_array_append_val (meter->costs, cost);
	g_hash_table_insert (meter->places, (gpointer)what, GUINT_TO_POINTER (meter->costs->len));
}

/* a place for each condition of a table of the rules; those without one cost nothing */
#define ADD(rules, table, kind, condition, name)                                                             \
	for (guint i = 0; i < (rules)->n_##table; i++)                                                       \
		if ((rules)->table[i].condition.program != NULL)                                             \
	add_place (meter, &(rules)->table[i].condition, kind, (rules)->table[i].name, &(rules)->table[i].origin)

static void
add_rules (RtMeter *meter, const RtRuleSet *rules)
{
	ADD (rules, criteria, "criterion", when, full_id);
	ADD (rules, approaches, "approach", eligible, id);
	ADD (rules, defines, "define", when, id);
	ADD (rules, routes, "route", when, id);
	ADD (rules, reasons, "reason", when, full_id);
	ADD (rules, flags, "flag", when, id);
	ADD (rules, themes, "theme", when, id);
	ADD (rules, decisions, "decision", when, id);
	ADD (rules, goals, "goal", when, id);
	ADD (rules, seats, "seat", when, party);
	ADD (rules, preferences, "prefer", when, party);
	for (guint i = 0; i < rules->n_questions; i++)
		if (rules->questions[i].unless.program != NULL)
			add_place (meter, &rules->questions[i].unless, "ask",
				   rt_schema_places (NULL)[rules->questions[i].place].pointer,
				   &rules->questions[i].origin);
	for (guint i = 0; i < rules->n_patterns; i++) {
		const RtPattern *pattern = &rules->patterns[i];
		add_place (meter, pattern, "pattern", pattern->id, &pattern->origin);
		/* its condition is part of it */
		g_hash_table_insert (meter->places, (gpointer)&pattern->unless,
				     GUINT_TO_POINTER (meter->costs->len));
	}
}

RtMeter *
rt_meter_new (const RtWeigher *weigher, guint64 (*clock) (void))
{
	RtMeter *meter = g_new0 (RtMeter, 1);
	const RtRegistry *registry = rt_weigher_registry (weigher);
	meter->clock = clock;
	meter->costs = g_array_new (FALSE, FALSE, sizeof (RtCost));
	meter->places = g_hash_table_new (NULL, NULL);
	add_place (meter, weigher, "weighing", "all", NULL);
	add_rules (meter, rt_weigher_rules (weigher));
	for (guint i = 0; registry != NULL && i < rt_registry_n_plugins (registry); i++) {
		const RtPlugin *plugin = rt_registry_plugin (registry, i);
		add_place (meter, plugin, "plugin", plugin->party, NULL);
	}
	return meter;
}

void
rt_meter_free (RtMeter *meter)
{
	if (meter == NULL)
		return;
	g_array_unref (meter->costs);
	g_hash_table_unref (meter->places);
	g_free (meter);
}

const RtCost *
rt_meter_costs (const RtMeter *meter, guint *n_costs)
{
	*n_costs = meter->costs->len;
	return (const RtCost *)meter->costs->data;
}

void
rt_meter_add (RtMeter *meter, const RtMeter *other)
{
	g_return_if_fail (meter->costs->len == other->costs->len);
	for (guint i = 0; i < meter->costs->len; i++) {
		RtCost *cost = &g_array_index (meter->costs, RtCost, i);
		const RtCost *more = &g_array_index (other->costs, RtCost, i);
		cost->calls += more->calls;
		cost->nanoseconds += more->nanoseconds;
		cost->steps += more->steps;
		cost->matches += more->matches;
	}
}

guint64
rt_meter_begin (RtMeter *meter, const RtFeelRun *run)
{
	if (meter == NULL)
		return 0;
	if (run != NULL)
		meter->matches = rt_feel_run_matches (run);
	return meter->clock ();
}

/* the place of what is measured, its call counted; NULL when nothing is, or what happens is of no rule */
static RtCost *
count_call (RtMeter *meter, gconstpointer what, guint64 begun)
{
	if (meter == NULL)
		return NULL;
	guint64 ended = meter->clock ();
	guint place = GPOINTER_TO_UINT (g_hash_table_lookup (meter->places, what));
	if (place == 0)
		return NULL;
	RtCost *cost = &g_array_index (meter->costs, RtCost, place - 1);
	cost->calls++;
	cost->nanoseconds += ended - begun;
	return cost;
}

void
rt_meter_end (RtMeter *meter, gconstpointer what, guint64 begun, const RtFeelRun *run)
{
	RtCost *cost = count_call (meter, what, begun);
	if (cost == NULL || run == NULL)
		return;
	cost->steps += rt_feel_run_steps (run);
	cost->matches += rt_feel_run_matches (run) - meter->matches;
}

void
rt_meter_end_match (RtMeter *meter, gconstpointer pattern, guint64 begun)
{
	RtCost *cost = count_call (meter, pattern, begun);
	if (cost != NULL)
		cost->matches++;
}
