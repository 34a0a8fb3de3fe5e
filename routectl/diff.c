/* routectl diff: which cases two rule sets advise on differently, and which edits make the difference. */
#include <stdio.h>
#include <string.h>
#include "routectl/batch.h"
#include "routectl/diff-reach.h"
#include "routectl/diff-tell.h"
#include "routectl/diff-variant.h"
#include "routectl/directories.h"
#include "routectl/findings.h"
#include "routectl/options.h"
#include "routectl/progress.h"
#include "routectl/refusal.h"

/* ---- under both rule sets: what every thread does ---- */

typedef struct {
	const RouteEngine *from, *to;
	const RtEdits *edits;
	const RtReach *reach;
} Both;

typedef struct {
	const Both *both;
	RtWorkspace *from, *to;
	GString *new;
	guint8 *matters;
} Worker;

static gpointer
worker_new (gconstpointer shared)
{
	Worker *worker = g_new0 (Worker, 1);
	worker->both = shared;
	worker->from = rt_workspace_new (rt_engine_weigher (worker->both->from));
	worker->to = rt_workspace_new (rt_engine_weigher (worker->both->to));
	worker->new = g_string_new (NULL);
	worker->matters = g_new0 (guint8, worker->both->edits->list->len + 1);
	return worker;
}

static void
worker_free (gpointer data)
{
	Worker *worker = data;
	rt_workspace_reset (worker->from);
	rt_workspace_reset (worker->to);
	rt_workspace_free (worker->from);
	rt_workspace_free (worker->to);
	g_string_free (worker->new, TRUE);
	g_free (worker->matters);
	g_free (worker);
}

/* for a case that changes: item->out is the old outcome; item->record a byte for each edit, RT_MATTERS_..., and behind them
 * the new outcome */
static void
hand_over (Worker *worker, gboolean refused, RtItem *item)
{
	guint n = worker->both->edits->list->len;
	if (refused)
		memset (worker->matters, RT_MATTERS_MAYBE, n);
	else
		rt_reach_mark (worker->both->reach, worker->from, worker->to, worker->matters);
	g_string_append_len (item->record, (const char *) worker->matters, n);
	g_string_append_len (item->record, worker->new->str, (gssize) worker->new->len);
}

static void
work (gpointer data, RtItem *item)
{
	Worker *worker = data;
	gboolean was_refused = FALSE, is_refused = FALSE;
	g_autoptr (GError) error = NULL;
	if (item->state != RT_ITEM_TEXT) {
		rt_refusal_write_state (item, FALSE);
		return;
	}
	g_string_truncate (worker->new, 0);
	g_autoptr (RouteRegistration) old =
		rt_outcome_of (worker->both->from, worker->from, item->text, item->out, &was_refused, &error);
	g_autoptr (RouteRegistration) new =
		old != NULL ? rt_outcome_of (worker->both->to, worker->to, item->text, worker->new, &is_refused, &error) : NULL;
	if (new == NULL) {
		rt_refusal_write_error (item, NULL, error, FALSE);
		g_string_truncate (item->out, 0);
		return;
	}
	if (!rt_outcome_equal (item->out, worker->new))
		hand_over (worker, was_refused || is_refused, item);
	if (is_refused) {
		g_autoptr (RouteRegistration) again = rt_engine_admit (worker->both->to, new, &error);
		rt_refusal_write_error (item, route_registration_get_id (new), error, FALSE);
	}
}

/* ---- in the order of the cases ---- */

typedef struct {
	RtProgress *progress;
	guint n_edits, n_cases, n_refused;
	GPtrArray *changed; /* RtDiffCase */
} Comparison;

static void
keep (Comparison *comparison, const RtItem *item)
{
	RtDiffCase *found = rt_diff_case_new (comparison->n_edits);
	g_autoptr (RouteRegistration) read =
		route_registration_new_from_json (item->text->str, (gssize) item->text->len, NULL);
	found->id = read != NULL ? g_strdup (route_registration_get_id (read)) : NULL;
	found->where = item->line > 0 ? g_strdup_printf ("%s:%" G_GUINT64_FORMAT, item->file, item->line)
				      : g_strdup (item->file);
	g_string_append_len (found->text, item->text->str, (gssize) item->text->len);
	g_string_append_len (found->from, item->out->str, (gssize) item->out->len);
	memcpy (found->matters, item->record->str, comparison->n_edits);
	g_string_append_len (found->to, item->record->str + comparison->n_edits,
			     (gssize) (item->record->len - comparison->n_edits));
	g_ptr_array_add (comparison->changed, found);
}

static gboolean
take_item (RtItem *item, gpointer data)
{
	Comparison *comparison = data;
	comparison->n_cases++;
	comparison->n_refused += item->refused ? 1 : 0;
	if (item->err->len > 0) {
		rt_progress_hide (comparison->progress);
		fputs (item->err->str, stderr);
	}
	if (item->record->len > 0)
		keep (comparison, item);
	rt_progress_step (comparison->progress, item->position, item->refused);
	return TRUE;
}

/* ---- the call ---- */

typedef struct {
	char *from, *to, *format;
	int jobs;
	gboolean json;
} Options;

static RouteEngine *
load (const RtCli *cli, const char *rules_dir)
{
	const char *const directories[] = { rules_dir, NULL };
	g_autoptr (GPtrArray) findings = rt_diagnostics_new ();
	g_autoptr (GError) error = NULL;
	RtBuildTree tree;
	RouteEngine *engine = rt_engine_load_brief (directories, rt_directories_plugins (cli),
						    rt_directories_tree (cli, &tree), findings, &error);
	if (engine == NULL)
		rt_findings_show (cli, findings);
	if (engine == NULL && !rt_diagnostics_has_error (findings))
		rt_cli_complain ("%s", error->message);
	return engine;
}

static void
compare (const RtCli *cli, const Options *options, char **paths, const Both *both, Comparison *comparison)
{
	static const RtBatch batch = { worker_new, worker_free, work, take_item };
	g_autoptr (RtInput) input = rt_input_new ((const char *const *) paths);
	g_autoptr (RtProgress) progress = rt_progress_new (cli, rt_input_total (input), TRUE);
	comparison->progress = progress;
	rt_batch_run (&batch, input, (guint) options->jobs, both, comparison);
}

static RtExit
tell (const RtCli *cli, const Options *options, const Comparison *comparison, const RtEdits *edits)
{
	const RtDiffResult result = { .edits = edits,
				      .cases = comparison->changed,
				      .n_cases = comparison->n_cases,
				      .n_refused = comparison->n_refused };
	g_autoptr (GString) out = g_string_new (NULL);
	if (options->json)
		rt_diff_tell_json (&result, out);
	else
		rt_diff_tell_text (cli, &result, out);
	RtExit printed = rt_cli_print (out);
	return comparison->n_refused > 0 || comparison->changed->len > 0 ? RT_EXIT_REFUSED : printed;
}

static RtExit
diff (const RtCli *cli, const Options *options, char **paths)
{
	g_autoptr (RouteEngine) from = load (cli, options->from), to = load (cli, options->to);
	if (from == NULL || to == NULL)
		return RT_EXIT_LOAD;
	RtEdits edits;
	rt_edits_init (&edits, rt_engine_files (from), rt_engine_files (to));
	g_autoptr (RtReach) reach = rt_reach_new (&edits, rt_engine_rules (from), rt_engine_rules (to));
	g_autoptr (GPtrArray) changed = g_ptr_array_new_with_free_func (rt_diff_case_free);
	const Both both = { from, to, &edits, reach };
	Comparison comparison = { .n_edits = edits.list->len, .changed = changed };
	compare (cli, options, paths, &both, &comparison);
	const RtDiffSearch search = { .cli = cli, .from = from, .edits = &edits, .jobs = (guint) options->jobs };
	rt_diff_search (&search, changed);
	RtExit status = tell (cli, options, &comparison, &edits);
	rt_edits_clear (&edits);
	return status;
}

static RtExit
understand (const RtCli *cli, const RtVerb *verb, int argc, Options *options)
{
	static const char *const formats[] = { "text", "json", NULL };
	int format = rt_options_choice (options->format, formats, 0);
	if (format < 0)
		return rt_cli_misused (cli, verb, N_("--format is 'text' or 'json'"));
	if (options->jobs < 1 || options->jobs > RT_BATCH_MOST_JOBS)
		return rt_cli_misused (cli, verb, N_("--jobs is a number from 1 to %d"), RT_BATCH_MOST_JOBS);
	if (options->from == NULL || options->to == NULL)
		return rt_cli_misused (cli, verb, N_("needs --from and --to, two directories with rules"));
	if (argc < 2)
		return rt_cli_misused (cli, verb, N_("takes files of registrations"));
	options->json = format == 1;
	return RT_EXIT_DONE;
}

RtExit
rt_verb_diff (RtCli *cli, const RtVerb *verb, int argc, char **argv)
{
	Options options = { .jobs = (int) MIN (g_get_num_processors (), RT_BATCH_MOST_JOBS) };
	const GOptionEntry entries[] = {
		{ "from", 0, 0, G_OPTION_ARG_FILENAME, &options.from, N_("The directory with the old rules"), "DIR" },
		{ "to", 0, 0, G_OPTION_ARG_FILENAME, &options.to, N_("The directory with the new rules"), "DIR" },
		{ "format", 'f', 0, G_OPTION_ARG_STRING, &options.format,
		  N_("'text' (default), or 'json', an object a line for each case that changes"), "FORMAT" },
		{ "jobs", 'j', 0, G_OPTION_ARG_INT, &options.jobs,
		  N_("Weigh N registrations at once; without it as many as there are processors"), "N" },
		{ NULL },
	};
	RtExit status;
	if (rt_options_read (cli, verb, entries, &argc, &argv, &status)) {
		status = understand (cli, verb, argc, &options);
		if (status == RT_EXIT_DONE)
			status = diff (cli, &options, argv + 1);
	}
	g_free (options.from);
	g_free (options.to);
	g_free (options.format);
	return status;
}
