/* routectl test: runs the cases that stand beside the rules. */
#include <stdio.h>
#include <string.h>
#include "routectl/advising.h"
#include "routectl/directories.h"
#include "routectl/expect.h"
#include "routectl/load.h"
#include "routectl/options.h"
#include "routectl/test-coverage.h"
#include "routectl/test-format.h"
#include "routectl/test-update.h"

typedef struct {
	char *format;
	gboolean coverage, update, yes;
	int chosen; /* format */
} Options;

typedef struct {
	gpointer worker;
	RtItem item;
	GHashTable *names; /* of all that an advice can name */
	RtCoverage *coverage; /* or NULL */
	RtTestUpdate *update; /* or NULL */
	RtTestReport report;
} Run;

/* ---- names ---- */

static const char *const suggestions[] = {
#define SUGGESTION(id, propose, table) id,
#include "libroute/rules/suggestions.def"
#undef SUGGESTION
};

static void
add_name (GHashTable *names, const char *name)
{
	const char *slash = strrchr (name, '/');
	g_hash_table_add (names, (gpointer) name);
	if (slash != NULL)
		g_hash_table_add (names, (gpointer) (slash + 1));
}

static void
add_statements (GHashTable *names, const RtStatement *statements, guint n)
{
	for (guint i = 0; i < n; i++)
		add_name (names, statements[i].id);
}

static void
add_plugins (GHashTable *names, const RtRegistry *registry)
{
	for (guint i = 0; i < rt_registry_n_plugins (registry); i++) {
		const RtPlugin *plugin = rt_registry_plugin (registry, i);
		for (guint j = 0; j < plugin->n_reasons; j++)
			add_name (names, plugin->reasons[j].id);
	}
}

static GHashTable *
names_of (const RouteEngine *engine)
{
	GHashTable *names = g_hash_table_new (g_str_hash, g_str_equal);
	const RtRuleSet *rules = rt_engine_rules (engine);
	for (guint i = 0; i < rules->n_approaches; i++)
		add_name (names, rules->approaches[i].id);
	for (guint i = 0; i < rules->n_criteria; i++)
		add_name (names, rules->criteria[i].full_id);
	for (guint i = 0; i < rules->n_patterns; i++)
		add_name (names, rules->patterns[i].id);
	for (guint i = 0; i < rules->n_parties; i++)
		add_name (names, rules->parties[i].id);
	for (guint i = 0; i < rules->n_reasons; i++)
		add_name (names, rules->reasons[i].full_id);
	for (guint i = 0; i < G_N_ELEMENTS (suggestions); i++)
		add_name (names, suggestions[i]);
	add_statements (names, rules->themes, rules->n_themes);
	add_statements (names, rules->goals, rules->n_goals);
	add_statements (names, rules->decisions, rules->n_decisions);
	add_statements (names, rules->flags, rules->n_flags);
	add_plugins (names, rt_engine_registry (engine));
	return names;
}

/* pointers, thirds and what is degraded ("plugin:politie") are not of the rules */
static gboolean
is_known (const char *name, gpointer data)
{
	return *name == '/' || strchr (name, ':') != NULL || g_hash_table_contains (data, name);
}

/* ---- one case ---- */

static RtTree *
advise (Run *run, const RtTree *registration, GError **error)
{
	g_string_truncate (run->item.text, 0);
	g_string_truncate (run->item.out, 0);
	g_string_truncate (run->item.err, 0);
	rt_tree_print (registration, run->item.text);
	rt_advising_work (run->worker, &run->item);
	return rt_tree_read (run->item.out->str, run->item.out->len, error);
}

/* a misspelled name is for its author to put right */
static void
put_right (Run *run, const RtTestCase *test, const RtTree *advice, GString *failures)
{
	if (rt_expect (test->expect, advice, NULL))
		return;
	rt_test_update_add (run->update, test, rt_expect_correct (test->expect, advice));
	g_string_truncate (failures, 0);
}

/* appends what is not as expected; TRUE when all is */
static gboolean
run_case (Run *run, const GPtrArray *cases, const RtTestCase *test, GString *failures)
{
	g_autoptr (GError) error = NULL;
	g_autoptr (RtTree) advice = NULL;
	g_autoptr (RtTree) registration = rt_test_case_registration (cases, test, &error);
	if (registration != NULL)
		advice = advise (run, registration, &error);
	if (advice == NULL) {
		g_string_append_printf (failures, "%s\n", error->message);
		return FALSE;
	}
	if (run->coverage != NULL)
		rt_coverage_add (run->coverage, run->item.text);
	gboolean fits = rt_expect_known (test->expect, advice, is_known, run->names, failures);
	/* a refusal nobody expected tells more than what is missing */
	const RtTree *refusal = rt_tree_get (advice, "error");
	if (!fits && refusal != NULL && rt_tree_get (test->expect, "error") == NULL) {
		const char *path = rt_tree_get_string (refusal, "path"),
			   *message = rt_tree_get_string (refusal, "message");
		g_string_printf (failures, "the registration is refused: %s%s%s\n", path,
				 *path != '\0' ? ": " : "", message);
	} else if (!fits && run->update != NULL) {
		put_right (run, test, advice, failures);
	}
	return fits;
}

/* ---- the call ---- */

static gboolean
read_cases (const RtCli *cli, char **paths, GPtrArray *cases)
{
	g_autoptr (GError) error = NULL;
	const char *const *rules = rt_directories_rules (cli);
	gboolean fine = TRUE;
	for (guint i = 0; fine && paths[i] != NULL; i++)
		fine = rt_test_cases_read (cases, paths[i], &error);
	for (guint i = 0; fine && paths[0] == NULL && rules[i] != NULL; i++) {
		g_autofree char *beside = g_build_filename (rules[i], "tests", NULL);
		fine = !g_file_test (beside, G_FILE_TEST_IS_DIR) ||
		       rt_test_cases_read (cases, beside, &error);
	}
	if (!fine)
		rt_cli_complain ("%s", error->message);
	else if (cases->len == 0)
		rt_cli_complain ("%s", rt_cli_text (cli, N_("there are no test cases")));
	return fine && cases->len > 0;
}

static guint
count_expecting (const GPtrArray *cases)
{
	guint n = 0;
	for (guint i = 0; i < cases->len; i++)
		n += ((const RtTestCase *) g_ptr_array_index (cases, i))->expect != NULL ? 1 : 0;
	return n;
}

static void
run_all (Run *run, const GPtrArray *cases, const RtTestFormat *format)
{
	format->begin (&run->report, count_expecting (cases));
	for (guint i = 0; i < cases->len; i++) {
		const RtTestCase *test = g_ptr_array_index (cases, i);
		if (test->expect == NULL)
			continue;
		g_autoptr (GString) failures = g_string_new (NULL);
		gboolean passed = run_case (run, cases, test, failures);
		/* what --update puts right does not count as failed */
		gboolean failed = !passed && (run->update == NULL || failures->len > 0);
		run->report.n_run++;
		run->report.n_failed += failed ? 1 : 0;
		if (run->update == NULL)
			format->one (&run->report, test, failed ? failures->str : NULL);
		else if (failed)
			fprintf (stderr, "%s: %s", test->name, failures->str);
	}
	format->end (&run->report);
}

/* behind TAP as comments, behind JSON as one more line; beside XML it goes to the person */
static void
tell_coverage (const RtCli *cli, const RtCoverage *coverage, int format, GString *out)
{
	g_autoptr (GString) text = g_string_new (NULL);
	if (format == RT_TEST_JSON)
		rt_coverage_write_json (coverage, out);
	else
		rt_coverage_write_text (cli, coverage, format == RT_TEST_TAP ? out : text);
	fputs (text->str, stderr);
}

static RtExit
finish (const RtCli *cli, const Options *options, Run *run)
{
	RtExit printed = RT_EXIT_DONE;
	if (run->update != NULL)
		printed = rt_test_update_write (cli, run->update, options->yes) ? RT_EXIT_DONE : RT_EXIT_REFUSED;
	else
		printed = rt_cli_print (run->report.out);
	return run->report.n_failed > 0 ? RT_EXIT_REFUSED : printed;
}

static RtExit
run_cases (const RtCli *cli, const RouteEngine *engine, const GPtrArray *cases, const Options *options)
{
	/* in English, whatever the locale: cases expect the same everywhere */
	const RtAdvising advising = {
		.engine = engine, .json = TRUE, .languages = { RT_LANGUAGE_EN }, .n_languages = 1
	};
	g_autoptr (GString) out = g_string_new (NULL);
	g_autoptr (GHashTable) names = names_of (engine);
	g_autoptr (RtCoverage) coverage = options->coverage ? rt_coverage_new (engine) : NULL;
	g_autoptr (RtTestUpdate) update = options->update ? rt_test_update_new () : NULL;
	Run run = { .worker = rt_advising_worker_new (&advising),
		    .names = names,
		    .coverage = coverage,
		    .update = update,
		    .report = { .out = out } };
	rt_item_init (&run.item);
	run.item.file = "case";
	run_all (&run, cases, &rt_test_formats[options->chosen]);
	if (coverage != NULL)
		tell_coverage (cli, coverage, options->chosen, out);
	RtExit status = finish (cli, options, &run);
	rt_item_clear (&run.item);
	rt_advising_worker_free (run.worker);
	return status;
}

static RtExit
run_with (RtCli *cli, const RtVerb *verb, Options *options, char **paths)
{
	static const char *const names[] = { "tap", "junit", "json", NULL };
	options->chosen = rt_options_choice (options->format, names, RT_TEST_TAP);
	if (options->chosen < 0)
		return rt_cli_misused (cli, verb, N_("--format is 'tap', 'junit' or 'json'"));
	if (options->yes && !options->update)
		return rt_cli_misused (cli, verb, N_("--yes goes with --update"));
	if (options->update && (options->coverage || options->format != NULL))
		return rt_cli_misused (cli, verb, N_("--update shows a diff: it takes no --format and no --coverage"));
	g_autoptr (GPtrArray) cases = rt_test_cases_new ();
	if (!read_cases (cli, paths, cases))
		return RT_EXIT_REFUSED;
	g_autoptr (RouteEngine) engine = rt_load_engine (cli);
	return engine != NULL ? run_cases (cli, engine, cases, options) : RT_EXIT_LOAD;
}

RtExit
rt_verb_test (RtCli *cli, const RtVerb *verb, int argc, char **argv)
{
	Options options = { 0 };
	const GOptionEntry entries[] = {
		{ "format", 'f', 0, G_OPTION_ARG_STRING, &options.format, N_("'tap' (default), 'junit' or 'json'"), "FORMAT" },
		{ "coverage", 0, 0, G_OPTION_ARG_NONE, &options.coverage,
		  N_("Show how often the cases made each criterion, and each clause of each condition, true, false and unknown"),
		  NULL },
		{ "update", 'u', 0, G_OPTION_ARG_NONE, &options.update,
		  N_("Show what the cases should expect instead, and write it into their files when told so"), NULL },
		{ "yes", 'y', 0, G_OPTION_ARG_NONE, &options.yes, N_("With --update: write without asking"), NULL },
		{ NULL },
	};
	RtExit status;
	if (rt_options_read (cli, verb, entries, &argc, &argv, &status))
		status = run_with (cli, verb, &options, argv + 1);
	g_free (options.format);
	return status;
}
