/* routectl fairness: how often each suggestion is made in groups of registrations, and which criteria make the
 * difference. */
#include "routectl/fairness.h"
#include <stdio.h>
#include <string.h>
#include "routectl/advising.h"
#include "routectl/batch.h"
#include "routectl/load.h"
#include "routectl/options.h"
#include "routectl/progress.h"

typedef struct {
	RtFairness fairness;
	RtProgress *progress;
} Counter;

/* ---- groups ---- */

static void
group_init (const RtRuleSet *rules, RtFairnessGroup *group, const char *value)
{
	*group = (RtFairnessGroup){ .value = g_strdup (value),
				    .order = rt_fairness_order (value),
				    .suggestions = g_new0 (guint, rules->n_routes + 1),
				    .criteria = g_new0 (RtFairnessCriterion, rules->n_criteria + 1) };
}

static void
group_clear (RtFairnessGroup *group)
{
	g_free (group->value);
	g_free (group->suggestions);
	g_free (group->criteria);
}

static void
group_free (gpointer group)
{
	group_clear (group);
	g_free (group);
}

static RtFairnessGroup *
find_group (RtFairness *fairness, const char *value)
{
	RtFairnessGroup *group = g_hash_table_lookup (fairness->groups, value);
	if (group != NULL)
		return group;
	group = g_new (RtFairnessGroup, 1);
	group_init (fairness->rules, group, value);
	g_hash_table_insert (fairness->groups, group->value, group);
	return group;
}

/* ---- counting ---- */

static int
find_criterion (const RtRuleSet *rules, const char *id)
{
	for (guint i = 0; i < rules->n_criteria; i++) {
		if (g_strcmp0 (rules->criteria[i].full_id, id) == 0)
			return (int) i;
	}
	return -1;
}

static void
count_criteria (const RtRuleSet *rules, RtFairnessGroup *group, const RtTree *approach)
{
	static const char *const states[] = { "met", "not-met", "unknown", NULL };
	const RtTree *criteria = rt_tree_get (approach, "criteria");
	for (guint i = 0; criteria != NULL && i < rt_tree_length (criteria); i++) {
		const RtTree *criterion = rt_tree_item (criteria, i);
		const char *state = rt_tree_get_string (criterion, "state");
		int at = find_criterion (rules, rt_tree_get_string (criterion, "id"));
		int word = state != NULL ? rt_options_choice (state, states, -1) : -1;
		if (at >= 0 && word >= 0)
			group->criteria[at].n[word]++;
	}
}

static void
count_advice (const RtRuleSet *rules, RtFairnessGroup *group, const RtTree *advice)
{
	const RtTree *routing = rt_tree_get (advice, "routing"), *because = rt_tree_get (routing, "because");
	const RtTree *approaches = rt_tree_get (advice, "approaches");
	const char *suggestion = rt_tree_get_string (routing, "suggestion");
	group->n_cases++;
	/* several routes may lead to one suggestion: the first stands for all */
	for (guint i = 0; i < rules->n_routes; i++) {
		if (g_strcmp0 (rules->routes[i].suggestion, suggestion) == 0) {
			group->suggestions[i]++;
			break;
		}
	}
	for (guint i = 0; because != NULL && i < rt_tree_length (because); i++) {
		const RtTree *item = rt_tree_item (because, i);
		int at = item->kind == RT_TREE_STRING ? find_criterion (rules, item->text) : -1;
		if (at >= 0)
			group->criteria[at].decided++;
	}
	for (guint i = 0; approaches != NULL && i < rt_tree_length (approaches); i++)
		count_criteria (rules, group, rt_tree_item (approaches, i));
}

static gboolean
take_item (RtItem *item, gpointer data)
{
	Counter *counter = data;
	RtFairness *fairness = &counter->fairness;
	rt_progress_step (counter->progress, item->position, item->refused);
	if (item->refused) {
		rt_progress_hide (counter->progress);
		fputs (item->err->str, stderr);
		fairness->n_refused++;
		return TRUE;
	}
	g_autoptr (RtTree) advice = rt_tree_read (item->out->str, item->out->len, NULL);
	g_autoptr (RtTree) registration = rt_tree_read (item->text->str, item->text->len, NULL);
	g_autoptr (GPtrArray) values = rt_fairness_values (fairness, registration);
	count_advice (fairness->rules, &fairness->all, advice);
	for (guint i = 0; i < values->len; i++)
		count_advice (fairness->rules, find_group (fairness, g_ptr_array_index (values, i)), advice);
	return TRUE;
}

/* ---- the call ---- */

typedef struct {
	char *group, *bands, *format;
	int small, jobs;
	gboolean json;
} Options;

static RtExit
count_all (RtCli *cli, Counter *counter, const Options *options, char **paths)
{
	g_autoptr (RouteEngine) engine = rt_load_engine (cli);
	if (engine == NULL)
		return RT_EXIT_LOAD;
	RtFairness *fairness = &counter->fairness;
	fairness->rules = rt_engine_rules (engine);
	fairness->groups = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, group_free);
	group_init (fairness->rules, &fairness->all, "");
	const RtAdvising advising = {
		.engine = engine, .json = TRUE, .languages = { RT_LANGUAGE_EN }, .n_languages = 1
	};
	static const RtBatch batch = { rt_advising_worker_new, rt_advising_worker_free, rt_advising_work, take_item };
	g_autoptr (RtInput) input = rt_input_new ((const char *const *) paths);
	g_autoptr (RtProgress) progress = rt_progress_new (cli, rt_input_total (input), TRUE);
	counter->progress = progress;
	rt_batch_run (&batch, input, (guint) options->jobs, &advising, counter);
	rt_progress_hide (progress);
	g_autoptr (GString) out = g_string_new (NULL);
	if (options->json)
		rt_fairness_write_json (fairness, out);
	else
		rt_fairness_write_page (cli, fairness, out);
	g_hash_table_unref (fairness->groups);
	group_clear (&fairness->all);
	RtExit status = rt_cli_print (out);
	return fairness->n_refused > 0 ? RT_EXIT_REFUSED : status;
}

static RtExit
understand (const RtCli *cli, const RtVerb *verb, Options *options, int argc, RtFairness *fairness)
{
	static const char *const formats[] = { "text", "json", NULL };
	int format = rt_options_choice (options->format, formats, 0);
	if (format < 0)
		return rt_cli_misused (cli, verb, N_("--format is 'text' or 'json'"));
	if (options->jobs < 1 || options->jobs > RT_BATCH_MOST_JOBS)
		return rt_cli_misused (cli, verb, N_("--jobs is a number from 1 to %d"), RT_BATCH_MOST_JOBS);
	if (options->small < 1)
		return rt_cli_misused (cli, verb, N_("--small is a number from 1 on"));
	if (options->group == NULL || argc < 2)
		return rt_cli_misused (cli, verb, N_("takes --group and files of registrations"));
	const char *refused = rt_fairness_set_pointer (fairness, options->group);
	if (refused != NULL)
		return rt_cli_misused (cli, verb, "%s", rt_cli_text (cli, refused));
	if (options->bands != NULL && !rt_fairness_set_bands (fairness, options->bands))
		return rt_cli_misused (cli, verb, N_("--bands are ascending whole numbers: 12,18,24"));
	options->json = format == 1;
	fairness->small = (guint) options->small;
	return RT_EXIT_DONE;
}

RtExit
rt_verb_fairness (RtCli *cli, const RtVerb *verb, int argc, char **argv)
{
	Options options = { .small = 10, .jobs = 1 };
	const GOptionEntry entries[] = {
		{ "group", 'g', 0, G_OPTION_ARG_STRING, &options.group,
		  N_("The fact to group cases by: /person/age, /problems/*/domain"), "POINTER" },
		{ "bands", 0, 0, G_OPTION_ARG_STRING, &options.bands,
		  N_("Where groups of a number begin: 12,18,24"), "N,..." },
		{ "small", 0, 0, G_OPTION_ARG_INT, &options.small,
		  N_("A group of fewer cases is marked and gets no rates (10)"), "N" },
		{ "format", 'f', 0, G_OPTION_ARG_STRING, &options.format, N_("'text' (default) or 'json'"), "FORMAT" },
		{ "jobs", 'j', 0, G_OPTION_ARG_INT, &options.jobs, N_("Weigh N registrations at once (1)"), "N" },
		{ NULL },
	};
	RtExit status;
	Counter counter = { 0 };
	if (rt_options_read (cli, verb, entries, &argc, &argv, &status))
		status = understand (cli, verb, &options, argc, &counter.fairness);
	else
		argc = 0;
	if (status == RT_EXIT_DONE && argc > 0)
		status = count_all (cli, &counter, &options, argv + 1);
	g_free (options.group);
	g_free (options.bands);
	g_free (options.format);
	g_free (counter.fairness.pointer);
	g_free (counter.fairness.bands);
	return status;
}
