/* What the report counts of each weighing. */
#include <string.h>
#include "libroute/advice/words.h"
#include "routectl/costs.h"
#include "routectl/report.h"

/* ---- a report ---- */

static GHashTable *
counts_new (void)
{
	return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

static guint
n_places (void)
{
	guint n;
	(void) rt_schema_places (&n);
	return n;
}

static guint
n_blocks (const RtRuleSet *rules)
{
	return rules->n_routes + rules->n_criteria + rules->n_parties;
}

void
rt_report_init (RtReport *report, const RtRuleSet *rules, const RtWeigher *weigher, const RtWeigher *live)
{
	*report = (RtReport){
		.rules = rules,
		.registry = rt_weigher_registry (weigher),
		.live = live,
		.routes = g_new0 (RtReportRoute, rules->n_routes + 1),
		.criteria = g_new0 (RtReportCriterion, rules->n_criteria + 1),
		.reasons = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free),
		.scores = g_new0 (RtReportScores, rules->n_approaches + 1),
		.together = g_new0 (guint, (gsize) rules->n_criteria * rules->n_criteria + 1),
		.unknowns = g_new0 (RtReportUnknown, n_places () + 1),
		.parties = g_new0 (RtReportParty, rules->n_parties + 1),
		.degraded = counts_new (),
		.changes = counts_new (),
		.examples = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref),
		.meter = rt_meter_new (weigher, rt_costs_clock),
	};
}

void
rt_report_clear (RtReport *report)
{
	for (guint i = 0; i < n_places (); i++) {
		g_free (report->unknowns[i].blocks);
		g_free (report->unknowns[i].blocks_seen);
	}
	g_free (report->routes);
	g_free (report->criteria);
	g_hash_table_unref (report->reasons);
	g_free (report->scores);
	g_free (report->together);
	g_free (report->unknowns);
	g_free (report->parties);
	g_hash_table_unref (report->degraded);
	g_hash_table_unref (report->changes);
	g_hash_table_unref (report->examples);
	rt_meter_free (report->meter);
}

/* ---- counting ---- */

static void
count_name (GHashTable *counts, const char *name, guint n)
{
	guint before = GPOINTER_TO_UINT (g_hash_table_lookup (counts, name));
	g_hash_table_replace (counts, g_strdup (name), GUINT_TO_POINTER (before + n));
}

static void
add_example (GString *examples, const char *what)
{
	g_string_append_len (examples, what, (gssize) strlen (what) + 1);
}

static guint
band_of (gint64 points, gint64 most)
{
	return most > 0 ? (guint) CLAMP (points * (RT_REPORT_BANDS - 1) / most, 0, RT_REPORT_BANDS - 1) : 0;
}

static guint
first_route (const RtRuleSet *rules, const char *suggestion)
{
	for (guint i = 0; i < rules->n_routes; i++)
		if (rules->routes[i].mode == RT_MODE_LIVE && strcmp (rules->routes[i].suggestion, suggestion) == 0)
			return i;
	/* of a route in shadow alone */
	guint i = 0;
	while (i + 1 < rules->n_routes && strcmp (rules->routes[i].suggestion, suggestion) != 0)
		i++;
	return i;
}

static void
take_routing (RtReport *report, const RtWeighing *weighing, GString *examples)
{
	report->n_unstable += weighing->stable ? 0 : 1;
	if (weighing->route < 0)
		return;
	RtReportRoute *route = &report->routes[first_route (report->rules, weighing->suggestion)];
	route->suggested++;
	route->unstable += weighing->stable ? 0 : 1;
	g_autofree char *what = g_strconcat ("suggestion ", weighing->suggestion, NULL);
	add_example (examples, what);
	for (guint i = 0; i < weighing->n_because; i++)
		report->criteria[weighing->because[i]].decided++;
}

static RtReportCriterion *
criterion_of (RtReport *report, const RtAdviceSource *source, guint approach, const RtCriterionResult *result)
{
	if (result->criterion >= 0)
		return &report->criteria[result->criterion];
	const RtPlugin *plugin = rt_registry_plugin (source->registry, (guint) result->plugin);
	g_autofree char *name = g_strdup_printf ("%s %s/%s", report->rules->approaches[approach].id, plugin->party,
						 plugin->reasons[result->reason].id);
	RtReportCriterion *found = g_hash_table_lookup (report->reasons, name);
	if (found == NULL) {
		found = g_new0 (RtReportCriterion, 1);
		g_hash_table_insert (report->reasons, g_steal_pointer (&name), found);
	}
	return found;
}

static void
take_approaches (RtReport *report, const RtAdviceSource *source)
{
	for (guint i = 0; i < source->weighing->n_approaches; i++) {
		const RtApproachResult *approach = &source->weighing->approaches[i];
		RtReportScores *scores = &report->scores[approach->approach];
		scores->certain[approach->eligible][band_of (approach->low, approach->max)]++;
		scores->possible[approach->eligible][band_of (approach->high, approach->max)]++;
		for (guint j = 0; j < approach->n_criteria; j++)
			criterion_of (report, source, approach->approach, approach->criteria[j])
				->n[approach->criteria[j]->state]++;
	}
}

/* which criteria are met in one case, those in shadow too */
static void
take_together (RtReport *report, const RtWeighing *weighing)
{
	guint n = report->rules->n_criteria, n_met = 0;
	g_autofree guint *met = g_new (guint, n + 1);
	for (guint i = 0; i < weighing->n_approaches; i++)
		for (guint j = 0; j < weighing->approaches[i].n_criteria; j++) {
			const RtCriterionResult *result = weighing->approaches[i].criteria[j];
			if (result->criterion >= 0 && result->state == ROUTE_YES)
				met[n_met++] = (guint) result->criterion;
		}
	for (guint i = 0; i < n_met; i++)
		for (guint j = i; j < n_met; j++)
			report->together[(gsize) MIN (met[i], met[j]) * n + MAX (met[i], met[j])]++;
}

/* a case with several unknown items of one list is one case */
static void
count_block (RtReport *report, RtReportUnknown *unknown, guint block)
{
	if (unknown->blocks_seen[block] == report->n_cases)
		return;
	unknown->blocks_seen[block] = report->n_cases;
	unknown->blocks[block]++;
}

static void
take_unknown (RtReport *report, const RtAskNext *ask)
{
	const RtRuleSet *rules = report->rules;
	RtReportUnknown *unknown = &report->unknowns[rt_spot_place (ask->spot)];
	if (unknown->blocks == NULL) {
		unknown->blocks = g_new0 (guint, n_blocks (rules) + 3);
		unknown->blocks_seen = g_new0 (guint, n_blocks (rules) + 3);
	}
	unknown->cases += unknown->seen != report->n_cases;
	unknown->seen = report->n_cases;
	for (guint i = 0; i < ask->n_routes; i++)
		count_block (report, unknown, first_route (rules, rules->routes[ask->routes[i]].suggestion));
	for (guint i = 0; i < ask->n_criteria; i++)
		count_block (report, unknown, rules->n_routes + ask->criteria[i]);
	for (guint i = 0; i < ask->n_parties; i++)
		count_block (report, unknown, rules->n_routes + rules->n_criteria + ask->parties[i]);
	/* behind the blocks: whether it could change any of a kind */
	guint *any[] = { &unknown->routes, &unknown->criteria, &unknown->parties };
	const guint n[] = { ask->n_routes, ask->n_criteria, ask->n_parties };
	for (guint i = 0; i < G_N_ELEMENTS (n); i++)
		if (n[i] > 0) {
			count_block (report, unknown, n_blocks (rules) + i);
			*any[i] = unknown->blocks[n_blocks (rules) + i];
		}
}

static void
take_parties (RtReport *report, const RtWeighing *weighing)
{
	for (guint i = 0; i < weighing->n_participants; i++) {
		RtReportParty *party = &report->parties[weighing->participants[i].party];
		if (weighing->participants[i].attend == ROUTE_ATTEND_INVITE)
			party->invited++;
		else
			party->asked++;
	}
	for (guint i = 0; i < weighing->n_coordinator; i++)
		report->parties[weighing->coordinator[i].party].coordinator++;
}

static void
take_degraded (RtReport *report, const RtWeighing *weighing, GString *examples)
{
	for (guint i = 0; i < weighing->n_degraded; i++) {
		const char *what = weighing->degraded[i].what;
		gboolean counted = FALSE;
		for (guint j = 0; j < i; j++)
			counted = counted || g_strcmp0 (weighing->degraded[j].what, what) == 0;
		if (counted || what == NULL)
			continue;
		count_name (report->degraded, what, 1);
		g_autofree char *example = g_strconcat ("degraded ", what, NULL);
		add_example (examples, example);
	}
}

/* ---- what would be if the rules in shadow were live ---- */

static void
note_change (RtReport *report, GString *examples, const char *what, const char *from, const char *to)
{
	if (strcmp (from, to) == 0)
		return;
	g_autofree char *change = g_strdup_printf ("%s\t%s\t%s", what, from, to);
	count_name (report->changes, change, 1);
	add_example (examples, change);
}

static const char *
attendance_of (const RtWeighing *weighing, guint party)
{
	for (guint i = 0; i < weighing->n_participants; i++)
		if (weighing->participants[i].party == party)
			return rt_word_attendance (weighing->participants[i].attend);
	return "not";
}

/* what the rules in shadow add to a score, certainly and possibly */
static void
note_points (RtReport *report, GString *examples, const RtApproachResult *before, const RtApproachResult *after)
{
	g_autofree char *what = g_strconcat ("points ", report->rules->approaches[before->approach].id, NULL);
	g_autofree char *added = g_strdup_printf ("%+d..%+d", after->low - before->low, after->high - before->high);
	note_change (report, examples, what, "+0..+0", added);
}

static gboolean
holds (const guint *held, guint n, guint index)
{
	for (guint i = 0; i < n; i++)
		if (held[i] == index)
			return TRUE;
	return FALSE;
}

static void
note_held (RtReport *report, GString *examples, const char *kind, const char *id, gboolean before, gboolean after)
{
	if (before == after)
		return;
	g_autofree char *what = g_strdup_printf ("%s %s", kind, id);
	note_change (report, examples, what, before ? "yes" : "no", after ? "yes" : "no");
}

/* what is said when a condition is true: FIELD is its name in the rules and in a weighing */
#define COMPARE_HELD(field, kind)                                                                                      \
	for (guint i = 0; i < report->rules->n_##field; i++)                                                           \
		note_held (report, examples, kind, report->rules->field[i].id, holds (now->field, now->n_##field, i),  \
			   holds (live->field, live->n_##field, i))

static gboolean
is_heard (const RtWeighing *weighing, guint pattern)
{
	for (guint i = 0; i < weighing->n_signals; i++)
		if (weighing->signals[i].pattern == pattern)
			return TRUE;
	return FALSE;
}

static void
compare_statements (RtReport *report, const RtWeighing *now, const RtWeighing *live, GString *examples)
{
	COMPARE_HELD (flags, "flag");
	COMPARE_HELD (themes, "theme");
	COMPARE_HELD (goals, "goal");
	COMPARE_HELD (decisions, "decision");
	for (guint i = 0; i < report->rules->n_patterns; i++)
		note_held (report, examples, "pattern", report->rules->patterns[i].id, is_heard (now, i),
			   is_heard (live, i));
}

static void
compare_shadow (RtReport *report, const RtWeighing *now, const RtWeighing *live, GString *examples)
{
	const RtRuleSet *rules = report->rules;
	note_change (report, examples, "suggestion", now->suggestion, live->suggestion);
	for (guint i = 0; i < now->n_approaches && i < live->n_approaches; i++) {
		const RtApproachResult *before = &now->approaches[i], *after = &live->approaches[i];
		const char *id = rules->approaches[before->approach].id;
		g_autofree char *eligible = g_strconcat ("eligible ", id, NULL);
		note_change (report, examples, eligible, rt_word_eligible (before->eligible),
			     rt_word_eligible (after->eligible));
		note_points (report, examples, before, after);
	}
	for (guint i = 0; i < rules->n_parties; i++) {
		g_autofree char *party = g_strconcat ("participant ", rules->parties[i].id, NULL);
		note_change (report, examples, party, attendance_of (now, i), attendance_of (live, i));
	}
	compare_statements (report, now, live, examples);
}

/* A route in shadow is counted without a live twin too: it may be one that would leave others without a case. */
static void
take_shadow_routes (RtReport *report, const RtWeighing *weighing, GString *examples)
{
	for (guint i = 0; i < weighing->n_shadows; i++) {
		const RtShadow *shadow = &weighing->shadows[i];
		if (shadow->kind != RT_SHADOW_ROUTE)
			continue;
		RtReportRoute *route = &report->routes[shadow->index];
		gboolean taken = weighing->shadow_route == (int) shadow->index;
		route->met += shadow->state == ROUTE_YES;
		route->unknown += shadow->state == ROUTE_UNKNOWN;
		route->taken += taken;
		route->different += taken && strcmp (weighing->shadow_suggestion, weighing->suggestion) != 0;
		g_autofree char *what = g_strconcat ("route ", report->rules->routes[shadow->index].id, NULL);
		if (taken)
			add_example (examples, what);
	}
}

void
rt_report_take (RtReport *report, const RtAdviceSource *source, const RtWeighing *live, GString *examples)
{
	const RtWeighing *weighing = source->weighing;
	report->n_cases++;
	add_example (examples, route_registration_get_id (source->registration));
	take_routing (report, weighing, examples);
	take_approaches (report, source);
	take_together (report, weighing);
	for (guint i = 0; i < weighing->n_ask_next; i++)
		take_unknown (report, &weighing->ask_next[i]);
	take_parties (report, weighing);
	take_degraded (report, weighing, examples);
	take_shadow_routes (report, weighing, examples);
	if (live != NULL)
		compare_shadow (report, weighing, live, examples);
}

/* ---- examples ---- */

void
rt_report_note_examples (RtReport *report, const char *examples, gsize length)
{
	const char *id = examples, *end = examples + length;
	for (const char *what = id + strlen (id) + 1; what < end; what += strlen (what) + 1) {
		GPtrArray *ids = g_hash_table_lookup (report->examples, what);
		if (ids == NULL) {
			ids = g_ptr_array_new_with_free_func (g_free);
			g_hash_table_insert (report->examples, g_strdup (what), ids);
		}
		if (ids->len < RT_REPORT_EXAMPLES)
			g_ptr_array_add (ids, g_strdup (id));
	}
}

const GPtrArray *
rt_report_examples (const RtReport *report, const char *what)
{
	return g_hash_table_lookup (report->examples, what);
}

/* ---- adding up ---- */

static void
add_guints (guint *sum, const guint *more, gsize n)
{
	for (gsize i = 0; i < n; i++)
		sum[i] += more[i];
}

static void
add_counts (GHashTable *sum, GHashTable *more)
{
	GHashTableIter iter;
	gpointer name, n;
	g_hash_table_iter_init (&iter, more);
	while (g_hash_table_iter_next (&iter, &name, &n))
		count_name (sum, name, GPOINTER_TO_UINT (n));
}

static void
add_reasons (GHashTable *sum, GHashTable *more)
{
	GHashTableIter iter;
	gpointer name, criterion;
	g_hash_table_iter_init (&iter, more);
	while (g_hash_table_iter_next (&iter, &name, &criterion)) {
		RtReportCriterion *found = g_hash_table_lookup (sum, name);
		if (found == NULL)
			g_hash_table_insert (sum, g_strdup (name), g_memdup2 (criterion, sizeof *found));
		else
			add_guints ((guint *) found, criterion, sizeof *found / sizeof (guint));
	}
}

static void
add_unknown (RtReportUnknown *sum, const RtReportUnknown *more, guint n)
{
	sum->cases += more->cases;
	sum->routes += more->routes;
	sum->criteria += more->criteria;
	sum->parties += more->parties;
	if (more->blocks == NULL)
		return;
	if (sum->blocks == NULL)
		sum->blocks = g_new0 (guint, n);
	add_guints (sum->blocks, more->blocks, n);
}

void
rt_report_add (RtReport *report, const RtReport *other)
{
	const RtRuleSet *rules = report->rules;
	report->n_cases += other->n_cases;
	report->n_unstable += other->n_unstable;
	/* tables of whole numbers, whatever they are called */
	add_guints ((guint *) report->routes, (const guint *) other->routes,
		    rules->n_routes * sizeof *report->routes / sizeof (guint));
	add_guints ((guint *) report->criteria, (const guint *) other->criteria,
		    rules->n_criteria * sizeof *report->criteria / sizeof (guint));
	add_guints ((guint *) report->scores, (const guint *) other->scores,
		    rules->n_approaches * sizeof *report->scores / sizeof (guint));
	add_guints ((guint *) report->parties, (const guint *) other->parties,
		    rules->n_parties * sizeof *report->parties / sizeof (guint));
	add_guints (report->together, other->together, (gsize) rules->n_criteria * rules->n_criteria);
	add_reasons (report->reasons, other->reasons);
	for (guint i = 0; i < n_places (); i++)
		add_unknown (&report->unknowns[i], &other->unknowns[i], n_blocks (rules) + 3);
	add_counts (report->degraded, other->degraded);
	add_counts (report->changes, other->changes);
	rt_meter_add (report->meter, other->meter);
}
