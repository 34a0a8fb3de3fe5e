/* routectl report: what a rule set does with many registrations, on one page for analysts. */
#include "routectl/report.h"
#include <stdio.h>
#include <string.h>
#include <time.h>
#include "routectl/advising.h"
#include "routectl/json-tree.h"
#include "routectl/load.h"
#include "routectl/options.h"
#include "routectl/output.h"

typedef struct {
	RtReport report;
	RtAdvising advising;
	gpointer worker;
	RtFeelRun *run;
	RtFeelValue *slots;
	gboolean *met; /* of the case at hand, by criterion */
} Collector;

static guint64
now (void)
{
	struct timespec time;
	clock_gettime (CLOCK_MONOTONIC, &time);
	return (guint64) time.tv_sec * 1000000000u + (guint64) time.tv_nsec;
}

static void
count (GHashTable *counts, const char *name)
{
	guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, name));
	g_hash_table_replace (counts, g_strdup (name), GUINT_TO_POINTER (n + 1));
}

/* ---- from the advice ---- */

static int
find_approach (const RtRuleSet *rules, const char *id)
{
	for (guint i = 0; i < rules->n_approaches; i++) {
		if (g_strcmp0 (rules->approaches[i].id, id) == 0)
			return (int) i;
	}
	return -1;
}

static int
find_criterion (const RtRuleSet *rules, const char *full_id)
{
	for (guint i = 0; i < rules->n_criteria; i++) {
		if (g_strcmp0 (rules->criteria[i].full_id, full_id) == 0)
			return (int) i;
	}
	return -1;
}

static gint64
number_of (const RtTree *object, const char *name)
{
	const RtTree *member = rt_tree_get (object, name);
	gint64 value = 0;
	if (member != NULL && member->kind == RT_TREE_NUMBER)
		(void) rt_json_integer (member->text, member->length, &value);
	return value;
}

static guint
band_of (gint64 points, gint64 most)
{
	return most > 0 ? (guint) CLAMP (points * (RT_REPORT_BANDS - 1) / most, 0, RT_REPORT_BANDS - 1) : 0;
}

static void
take_criterion (Collector *collector, const RtTree *criterion)
{
	static const char *const states[] = { "met", "not-met", "unknown", NULL };
	RtReport *report = &collector->report;
	int index = find_criterion (report->rules, rt_tree_get_string (criterion, "id"));
	const char *word = rt_tree_get_string (criterion, "state");
	int state = word != NULL ? rt_options_choice (word, states, -1) : -1;
	if (index >= 0 && state >= 0) {
		report->criteria[index].n[state]++;
		collector->met[index] = state == RT_REPORT_MET;
	}
}

static void
take_approach (Collector *collector, const RtTree *approach)
{
	RtReport *report = &collector->report;
	int index = find_approach (report->rules, rt_tree_get_string (approach, "id"));
	const RtTree *score = rt_tree_get (approach, "score"), *criteria = rt_tree_get (approach, "criteria");
	if (index >= 0 && score != NULL) {
		gint64 most = number_of (score, "max");
		report->scores[index].low[band_of (number_of (score, "low"), most)]++;
		report->scores[index].high[band_of (number_of (score, "high"), most)]++;
	}
	for (guint i = 0; criteria != NULL && i < rt_tree_length (criteria); i++)
		take_criterion (collector, rt_tree_item (criteria, i));
}

static void
take_names (GHashTable *counts, const RtTree *list, const char *key)
{
	for (guint i = 0; list != NULL && i < rt_tree_length (list); i++) {
		const char *name = rt_tree_get_string (rt_tree_item (list, i), key);
		if (name != NULL)
			count (counts, name);
	}
}

/* "/problems/4/level" counts as "/problems/" "*" "/level" */
static void
take_unknown (GHashTable *counts, const char *pointer)
{
	g_auto (GStrv) parts = g_strsplit (pointer, "/", -1);
	for (guint i = 0; parts[i] != NULL; i++) {
		if (*parts[i] != '\0' && strspn (parts[i], "0123456789") == strlen (parts[i]))
			strcpy (parts[i], "*");
	}
	g_autofree char *general = g_strjoinv ("/", parts);
	count (counts, general);
}

static void
take_unknowns (GHashTable *counts, const RtTree *list)
{
	for (guint i = 0; list != NULL && i < rt_tree_length (list); i++) {
		const char *pointer = rt_tree_get_string (rt_tree_item (list, i), "path");
		if (pointer != NULL)
			take_unknown (counts, pointer);
	}
}

static void
take_together (Collector *collector)
{
	guint n = collector->report.rules->n_criteria;
	for (guint i = 0; i < n; i++) {
		for (guint j = 0; collector->met[i] && j < n; j++)
			collector->report.together[i * n + j] += collector->met[j] ? 1 : 0;
	}
}

static void
take_advice (Collector *collector, const RtTree *advice)
{
	RtReport *report = &collector->report;
	const RtTree *routing = rt_tree_get (advice, "routing"),
		     *approaches = rt_tree_get (advice, "approaches");
	const char *suggestion = rt_tree_get_string (routing, "suggestion");
	const RtTree *stable = rt_tree_get (routing, "stable");
	memset (collector->met, 0, sizeof (gboolean) * report->rules->n_criteria);
	report->n_cases++;
	if (suggestion != NULL)
		count (report->suggestions, suggestion);
	report->n_unstable += stable != NULL && !stable->boolean ? 1 : 0;
	for (guint i = 0; approaches != NULL && i < rt_tree_length (approaches); i++)
		take_approach (collector, rt_tree_item (approaches, i));
	take_unknowns (report->unknowns, rt_tree_get (advice, "ask_next"));
	take_names (report->parties, rt_tree_get (advice, "participants"), "party");
	take_names (report->degraded, rt_tree_get (advice, "degraded"), "what");
	take_together (collector);
}

/* ---- time per rule ---- */

static void
time_criterion (Collector *collector, guint index)
{
	const RtCondition *when = &collector->report.rules->criteria[index].when;
	RtReportCriterion *criterion = &collector->report.criteria[index];
	if (when->program == NULL)
		return;
	guint64 begun = now ();
	(void) rt_feel_evaluate (collector->run, when->program, collector->slots);
	criterion->nanoseconds += now () - begun;
	criterion->steps += rt_feel_run_steps (collector->run);
}

static void
time_rules (Collector *collector, const RtItem *item)
{
	const RtRuleSet *rules = collector->report.rules;
	g_autoptr (RouteRegistration) read =
		route_registration_new_from_json (item->text->str, (gssize) item->text->len, NULL);
	g_autoptr (RouteRegistration) registration =
		read != NULL ? rt_engine_admit (collector->advising.engine, read, NULL) : NULL;
	if (registration == NULL)
		return;
	rt_feel_run_reset (collector->run);
	rt_feel_run_set_today (collector->run, rt_record_received (registration));
	for (guint i = 0; i < rules->n_slots; i++)
		collector->slots[i] = rt_feel_unknown ();
	rt_facts_fill (rules, registration, collector->run, collector->slots);
	for (guint i = 0; i < rules->n_defines; i++) {
		const RtDefine *define = &rules->defines[i];
		if (define->stage == 0)
			collector->slots[define->when.slot] =
				rt_feel_evaluate (collector->run, define->when.program, collector->slots);
	}
	for (guint i = 0; i < rules->n_criteria; i++)
		time_criterion (collector, i);
}

/* ---- collecting ---- */

static void
take_item (Collector *collector, RtItem *item)
{
	guint64 begun = now ();
	rt_advising_work (collector->worker, item);
	collector->report.nanoseconds += now () - begun;
	if (item->refused) {
		collector->report.n_refused++;
		fputs (item->err->str, stderr);
		return;
	}
	g_autoptr (RtTree) advice = rt_tree_read (item->out->str, item->out->len, NULL);
	take_advice (collector, advice);
	time_rules (collector, item);
}

static GHashTable *
counts_new (void)
{
	return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

static void
collector_init (Collector *collector, const RouteEngine *engine)
{
	const RtRuleSet *rules = rt_engine_rules (engine);
	*collector = (Collector){
		.report = { .rules = rules,
			    .suggestions = counts_new (),
			    .unknowns = counts_new (),
			    .parties = counts_new (),
			    .degraded = counts_new (),
			    .criteria = g_new0 (RtReportCriterion, rules->n_criteria + 1),
			    .scores = g_new0 (RtReportScores, rules->n_approaches + 1),
			    .together = g_new0 (guint, (gsize) rules->n_criteria * rules->n_criteria + 1) },
		.advising = { .engine = engine,
			      .json = TRUE,
			      .languages = { RT_LANGUAGE_EN },
			      .n_languages = 1 },
		.run = rt_feel_run_new (NULL),
		.slots = g_new0 (RtFeelValue, rules->n_slots + 1),
		.met = g_new0 (gboolean, rules->n_criteria + 1),
	};
	collector->worker = rt_advising_worker_new (&collector->advising);
}

static void
collector_clear (Collector *collector)
{
	RtReport *report = &collector->report;
	rt_advising_worker_free (collector->worker);
	rt_feel_run_free (collector->run);
	g_free (collector->slots);
	g_free (collector->met);
	g_hash_table_unref (report->suggestions);
	g_hash_table_unref (report->unknowns);
	g_hash_table_unref (report->parties);
	g_hash_table_unref (report->degraded);
	g_free (report->criteria);
	g_free (report->scores);
	g_free (report->together);
}

static RtExit
write_report (const RtCli *cli, const RtReport *report, RtOutput *output)
{
	g_autoptr (GString) page = g_string_new (NULL);
	g_autoptr (GError) error = NULL;
	rt_report_write_page (cli, report, page);
	rt_output_write (output, page->str, page->len);
	if (rt_output_finish (output, &error))
		return report->n_refused > 0 ? RT_EXIT_REFUSED : RT_EXIT_DONE;
	rt_cli_complain ("%s", error->message);
	return RT_EXIT_REFUSED;
}

static RtExit
collect (const RtCli *cli, const RouteEngine *engine, char **paths, RtOutput *output)
{
	Collector collector;
	collector_init (&collector, engine);
	g_autoptr (RtInput) input = rt_input_new ((const char *const *) paths);
	RtItem item;
	rt_item_init (&item);
	while (rt_input_next (input, &item))
		take_item (&collector, &item);
	rt_item_clear (&item);
	RtExit status = write_report (cli, &collector.report, output);
	collector_clear (&collector);
	return status;
}

RtExit
rt_verb_report (RtCli *cli, const RtVerb *verb, int argc, char **argv)
{
	g_autofree char *path = NULL;
	const GOptionEntry entries[] = {
		{ "output", 'o', 0, G_OPTION_ARG_FILENAME, &path,
		  N_("Write to FILE, which appears when it is complete"), "FILE" },
		{ NULL },
	};
	RtExit status;
	if (!rt_options_read (cli, verb, entries, &argc, &argv, &status))
		return status;
	if (argc < 2)
		return rt_cli_misused (cli, verb, N_("takes files of registrations"));
	g_autoptr (RouteEngine) engine = rt_load_engine (cli);
	if (engine == NULL)
		return RT_EXIT_LOAD;
	g_autoptr (GError) error = NULL;
	g_autoptr (RtOutput) output = rt_output_open (path, &error);
	if (output != NULL)
		return collect (cli, engine, argv + 1, output);
	rt_cli_complain ("%s", error->message);
	return RT_EXIT_REFUSED;
}
