/* routectl test: runs the cases that stand beside the rules. */
#include <stdio.h>
#include <string.h>
#include "routectl/advising.h"
#include "routectl/directories.h"
#include "routectl/expect.h"
#include "routectl/load.h"
#include "routectl/options.h"
#include "routectl/test-cases.h"

enum { MET, NOT_MET, UNKNOWN, N_STATES };

/* how often a criterion was made each of the three */
typedef struct {
	guint n[N_STATES];
} Covered;

typedef struct {
	const RtRuleSet *rules;
	gpointer worker;
	RtItem item;
	Covered *covered; /* one per criterion */
	GString *out;
	guint n_run, n_failed;
} Run;

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

static int
find_criterion (const RtRuleSet *rules, const char *approach, const char *id)
{
	g_autofree char *full = g_strconcat (approach, "/", id, NULL);
	for (guint i = 0; i < rules->n_criteria; i++) {
		const char *known = rules->criteria[i].full_id;
		if (strcmp (known, id) == 0 || strcmp (known, full) == 0)
			return (int) i;
	}
	return -1;
}

static void
count_states (Run *run, const RtTree *approach)
{
	static const char *const states[] = { "met", "not-met", "unknown", NULL };
	const RtTree *criteria = rt_tree_get (approach, "criteria");
	for (guint i = 0; criteria != NULL && i < rt_tree_length (criteria); i++) {
		const RtTree *criterion = rt_tree_item (criteria, i);
		const char *id = rt_tree_get_string (criterion, "id"),
			   *state = rt_tree_get_string (criterion, "state");
		int at = id != NULL ? find_criterion (run->rules, rt_tree_get_string (approach, "id"), id)
				    : -1;
		int which = state != NULL ? rt_options_choice (state, states, -1) : -1;
		if (at >= 0 && which >= 0)
			run->covered[at].n[which]++;
	}
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
	const RtTree *approaches = rt_tree_get (advice, "approaches");
	for (guint i = 0; approaches != NULL && i < rt_tree_length (approaches); i++)
		count_states (run, rt_tree_item (approaches, i));
	gboolean fits = rt_expect (test->expect, advice, failures);
	/* a refusal nobody expected tells more than what is missing */
	const RtTree *refusal = rt_tree_get (advice, "error");
	if (!fits && refusal != NULL && rt_tree_get (test->expect, "error") == NULL) {
		const char *path = rt_tree_get_string (refusal, "path"),
			   *message = rt_tree_get_string (refusal, "message");
		g_string_printf (failures, "the registration is refused: %s%s%s\n", path,
				 *path != '\0' ? ": " : "", message);
	}
	return fits;
}

/* ---- formats ---- */

typedef struct {
	const char *name;
	void (*begin) (Run *run, guint n);
	void (*one) (Run *run, const RtTestCase *test, const char *failures); /* failures NULL: passed */
	void (*end) (Run *run);
} Format;

static void
comment (GString *out, const char *text)
{
	g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
	for (guint i = 0; lines[i] != NULL; i++) {
		if (*lines[i] != '\0')
			g_string_append_printf (out, "# %s\n", lines[i]);
	}
}

static void
tap_begin (Run *run, guint n)
{
	g_string_append_printf (run->out, "1..%u\n", n);
}

static void
tap_one (Run *run, const RtTestCase *test, const char *failures)
{
	g_string_append_printf (run->out, "%s %u - %s%s%s\n", failures == NULL ? "ok" : "not ok", run->n_run,
				test->name, test->about != NULL ? ": " : "",
				test->about != NULL ? test->about : "");
	if (failures != NULL)
		comment (run->out, failures);
}

static void
tap_end (Run *run)
{
}

/* the counts stand in front, so the cases are gathered first */
static void
junit_begin (Run *run, guint n)
{
}

static void
junit_one (Run *run, const RtTestCase *test, const char *failures)
{
	g_autofree char *file = g_markup_escape_text (test->file, -1),
			*name = g_markup_escape_text (test->name, -1);
	g_string_append_printf (run->out, "  <testcase classname=\"%s\" name=\"%s\"", file, name);
	if (failures == NULL) {
		g_string_append (run->out, "/>\n");
		return;
	}
	g_autofree char *why = g_markup_escape_text (failures, -1);
	g_string_append_printf (run->out, "><failure>%s</failure></testcase>\n", why);
}

static void
junit_end (Run *run)
{
	g_autofree char *head = g_strdup_printf ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
						 "<testsuite name=\"rules\" tests=\"%u\" failures=\"%u\">\n",
						 run->n_run, run->n_failed);
	g_string_prepend (run->out, head);
	g_string_append (run->out, "</testsuite>\n");
}

static const Format formats[] = {
	{ "tap", tap_begin, tap_one, tap_end },
	{ "junit", junit_begin, junit_one, junit_end },
};

/* ---- coverage ---- */

static void
append_coverage (const RtCli *cli, const Run *run, GString *out)
{
	guint whole = 0;
	for (guint i = 0; i < run->rules->n_criteria; i++) {
		const guint *n = run->covered[i].n;
		gboolean all = n[MET] > 0 && n[NOT_MET] > 0 && n[UNKNOWN] > 0;
		whole += all ? 1 : 0;
		g_string_append_printf (
			out, rt_cli_text (cli, N_("# %-28s met %4u  not met %4u  unknown %4u%s\n")),
			run->rules->criteria[i].full_id, n[MET], n[NOT_MET], n[UNKNOWN],
			all ? "" : rt_cli_text (cli, N_("  incomplete")));
	}
	g_string_append_printf (out,
				rt_cli_text (cli, N_("# %u of %u criteria were met, not met and unknown\n")),
				whole, run->rules->n_criteria);
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
run_all (Run *run, const GPtrArray *cases, const Format *format)
{
	format->begin (run, count_expecting (cases));
	for (guint i = 0; i < cases->len; i++) {
		const RtTestCase *test = g_ptr_array_index (cases, i);
		if (test->expect == NULL)
			continue;
		g_autoptr (GString) failures = g_string_new (NULL);
		gboolean passed = run_case (run, cases, test, failures);
		run->n_run++;
		run->n_failed += passed ? 0 : 1;
		format->one (run, test, passed ? NULL : failures->str);
	}
	format->end (run);
}

static RtExit
run_cases (const RtCli *cli, const RouteEngine *engine, const GPtrArray *cases, const Format *format,
	   gboolean coverage)
{
	/* in English, whatever the locale: cases expect the same everywhere */
	const RtAdvising advising = {
		.engine = engine, .json = TRUE, .languages = { RT_LANGUAGE_EN }, .n_languages = 1
	};
	const RtRuleSet *rules = rt_engine_rules (engine);
	g_autofree Covered *covered = g_new0 (Covered, rules->n_criteria + 1);
	g_autoptr (GString) out = g_string_new (NULL);
	Run run = {
		.rules = rules, .worker = rt_advising_worker_new (&advising), .covered = covered, .out = out
	};
	rt_item_init (&run.item);
	run.item.file = "case";
	run_all (&run, cases, format);
	rt_item_clear (&run.item);
	rt_advising_worker_free (run.worker);
	g_autoptr (GString) report = g_string_new (NULL);
	if (coverage)
		append_coverage (cli, &run, report);
	/* beside a machine's format it goes to the person */
	if (format == &formats[0])
		g_string_append (out, report->str);
	else
		fputs (report->str, stderr);
	RtExit printed = rt_cli_print (out);
	return run.n_failed > 0 ? RT_EXIT_REFUSED : printed;
}

RtExit
rt_verb_test (RtCli *cli, const RtVerb *verb, int argc, char **argv)
{
	static const char *const names[] = { "tap", "junit", NULL };
	g_autofree char *format = NULL;
	gboolean coverage = FALSE;
	const GOptionEntry entries[] = {
		{ "format", 'f', 0, G_OPTION_ARG_STRING, &format, N_("'tap' (default) or 'junit'"),
		  "FORMAT" },
		{ "coverage", 0, 0, G_OPTION_ARG_NONE, &coverage,
		  N_("Show how often the cases made each criterion met, not met and unknown"), NULL },
		{ NULL },
	};
	RtExit status;
	if (!rt_options_read (cli, verb, entries, &argc, &argv, &status))
		return status;
	int chosen = rt_options_choice (format, names, 0);
	if (chosen < 0)
		return rt_cli_misused (cli, verb, N_("--format is 'tap' or 'junit'"));
	g_autoptr (GPtrArray) cases = rt_test_cases_new ();
	if (!read_cases (cli, argv + 1, cases))
		return RT_EXIT_REFUSED;
	g_autoptr (RouteEngine) engine = rt_load_engine (cli);
	if (engine == NULL)
		return RT_EXIT_LOAD;
	return run_cases (cli, engine, cases, &formats[chosen], coverage);
}
