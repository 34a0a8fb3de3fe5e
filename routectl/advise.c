/* routectl advise: advice for each registration, in the order they came. */
#include <stdio.h>
#include <unistd.h>
#include "routectl/advising.h"
#include "routectl/batch.h"
#include "routectl/decision-record.h"
#include "routectl/load.h"
#include "routectl/options.h"
#include "routectl/output.h"
#include "routectl/progress.h"

/* pages are no easier to read when lines are longer */
#define MOST_COLUMNS 100u

/* ---- what comes out ---- */

typedef struct {
	RtOutput *output;
	RtProgress *progress;
	RtDecisionRecord *record; /* or NULL */
	gboolean pages, some_written, some_refused, record_failed;
} Sink;

/* what cannot be accounted for is not shown */
static gboolean
record_item (Sink *sink, const RtItem *item)
{
	if (sink->record == NULL || item->refused)
		return TRUE;
	g_autoptr (GError) error = NULL;
	if (rt_decision_record_append (sink->record, item->record->str, &error))
		return TRUE;
	rt_progress_hide (sink->progress);
	rt_cli_complain ("%s", error->message);
	sink->record_failed = TRUE;
	return FALSE;
}

static gboolean
write_item (RtItem *item, gpointer data)
{
	Sink *sink = data;
	if (!record_item (sink, item))
		return FALSE;
	if (item->err->len > 0) {
		rt_progress_hide (sink->progress);
		fputs (item->err->str, stderr);
	}
	if (sink->pages && sink->some_written && item->out->len > 0)
		rt_output_write (sink->output, "\n", 1);
	rt_output_write (sink->output, item->out->str, item->out->len);
	/* what comes next may be long in coming; and complaints stay in step with advices, where both go to one terminal */
	rt_output_hand_over (sink->output);
	sink->some_written |= item->out->len > 0;
	sink->some_refused |= item->refused;
	rt_progress_step (sink->progress, item->position, item->refused);
	return !rt_output_has_failed (sink->output);
}

/* ---- the call ---- */

typedef struct {
	char *format, *languages, *audience, *output, *record, *record_key, *record_plugin;
	gboolean explain;
	int jobs;
} Options;

static gboolean
read_options (RtCli *cli, const RtVerb *verb, Options *options, int *argc, char ***argv, RtExit *status)
{
	const GOptionEntry entries[] = {
		{ "format", 'f', 0, G_OPTION_ARG_STRING, &options->format,
		  N_("'text', a page to read, or 'json'; without it: text on a terminal, else json"),
		  "FORMAT" },
		{ "lang", 'l', 0, G_OPTION_ARG_STRING, &options->languages,
		  N_("Language of the advice: en, nl, or both (en,nl), a page each; without it that of the "
		      "locale"),
		  "LANG" },
		{ "audience", 'a', 0, G_OPTION_ARG_STRING, &options->audience,
		  N_("Who reads the page: 'director' (default), 'registrant' or 'person'"), "WHO" },
		{ "explain", 'e', 0, G_OPTION_ARG_NONE, &options->explain,
		  N_("Show every criterion, reason, pattern and route, why it is not met, and what would change the suggestion"),
		  NULL },
		{ "jobs", 'j', 0, G_OPTION_ARG_INT, &options->jobs, N_("Weigh N registrations at once (1)"),
		  "N" },
		{ "output", 'o', 0, G_OPTION_ARG_FILENAME, &options->output,
		  N_("Write to FILE, which appears when it is complete"), "FILE" },
		{ "record", 0, 0, G_OPTION_ARG_FILENAME, &options->record,
		  N_("Account for every advice in FILE, the decision record, before it is shown"), "FILE" },
		{ "record-key", 0, 0, G_OPTION_ARG_FILENAME, &options->record_key,
		  N_("The key of the decision record; without it the record's name with .key"), "FILE" },
		{ "record-plugin", 0, 0, G_OPTION_ARG_FILENAME, &options->record_plugin,
		  N_("Keep what PARTY's plugin sees and says as cases in DIR, every text and id a pseudonym"), "PARTY:DIR" },
		{ NULL },
	};
	return rt_options_read (cli, verb, entries, argc, argv, status);
}

static gboolean
has_colour (const RtOutput *output)
{
	const char *terminal = g_getenv ("TERM"), *refused = g_getenv ("NO_COLOR");
	return rt_output_is_terminal (output) && (refused == NULL || *refused == '\0') &&
	       g_strcmp0 (terminal, "dumb") != 0;
}

/* what the options mean; RT_EXIT_USAGE when they mean nothing */
static RtExit
understand (RtCli *cli, const RtVerb *verb, const Options *options, gboolean terminal, RtAdvising *advising)
{
	static const char *const formats[] = { "text", "json", NULL };
	int format = rt_options_choice (options->format, formats, terminal ? 0 : 1);
	if (format < 0)
		return rt_cli_misused (cli, verb, N_("--format is 'text' or 'json'"));
	if (options->jobs < 1 || options->jobs > RT_BATCH_MOST_JOBS)
		return rt_cli_misused (cli, verb, N_("--jobs is a number from 1 to %d"), RT_BATCH_MOST_JOBS);
	if (options->jobs > 1 && options->record_plugin != NULL)
		return rt_cli_misused (cli, verb, N_("--record-plugin numbers cases as they come: it takes one job"));
	/* in the order of RouteAudience */
	static const char *const audiences[] = { "director", "registrant", "person", NULL };
	int audience = rt_options_choice (options->audience, audiences, ROUTE_AUDIENCE_DIRECTOR);
	if (audience < 0)
		return rt_cli_misused (cli, verb, N_("--audience is 'director', 'registrant' or 'person'"));
	advising->page.audience = (RouteAudience) audience;
	advising->json = format == 1;
	advising->languages[0] = cli->language;
	advising->n_languages = 1;
	if (options->languages != NULL)
		advising->n_languages = rt_options_languages (options->languages, advising->languages);
	if (advising->n_languages == 0)
		return rt_cli_misused (cli, verb, N_("--lang is 'en', 'nl' or 'en,nl'"));
	if (advising->json && options->audience != NULL)
		return rt_cli_misused (cli, verb, N_("--format=json is for every audience: it takes no --audience"));
	if (advising->json && advising->n_languages > 1)
		return rt_cli_misused (cli, verb, N_("--format=json takes one language"));
	return RT_EXIT_DONE;
}

/* a failure is said here; what was shown is recorded in any case */
static RtExit
finish (const Sink *sink, RtOutput *output)
{
	g_autoptr (GError) error = NULL;
	gboolean recorded = !sink->record_failed;
	if (sink->record != NULL && !rt_decision_record_close (sink->record, &error)) {
		rt_cli_complain ("%s", error->message);
		g_clear_error (&error);
		recorded = FALSE;
	}
	if (sink->record_failed) {
		rt_output_flush (output);
		return RT_EXIT_REFUSED;
	}
	if (rt_output_finish (output, &error))
		return sink->some_refused || !recorded ? RT_EXIT_REFUSED : RT_EXIT_DONE;
	rt_cli_complain ("%s", error->message);
	return RT_EXIT_REFUSED;
}

static RtExit
run (RtCli *cli, const Options *options, RtAdvising *advising, RtInput *input, RtOutput *output,
     RtDecisionRecord *record)
{
	gboolean to_terminal = rt_output_is_terminal (output);
	advising->page.width = MIN (rt_output_columns (output), MOST_COLUMNS);
	advising->page.colour = has_colour (output);
	advising->page.explain = options->explain;
	static const RtBatch batch = { rt_advising_worker_new, rt_advising_worker_free, rt_advising_work,
				       write_item };
	g_autoptr (RtProgress) progress = rt_progress_new (cli, rt_input_total (input), !to_terminal);
	Sink sink = { .output = output,
		      .progress = progress,
		      .record = record,
		      .pages = !advising->json };
	advising->record_key = record != NULL ? rt_decision_record_key (record) : NULL;
	rt_batch_run (&batch, input, (guint) options->jobs, advising, &sink);
	rt_progress_hide (progress);
	return finish (&sink, output);
}

/* NULL, without an error, when nothing is to be recorded */
static RtDecisionRecord *
open_record (const Options *options, GError **error)
{
	if (options->record == NULL)
		return NULL;
	g_autofree char *beside = rt_decision_key_path (options->record);
	const char *key = options->record_key != NULL ? options->record_key : beside;
	return rt_decision_record_open (options->record, key, error);
}

static void
clear_options (Options *options)
{
	g_free (options->format);
	g_free (options->languages);
	g_free (options->audience);
	g_free (options->output);
	g_free (options->record);
	g_free (options->record_key);
	g_free (options->record_plugin);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, clear_options)

RtExit
rt_verb_advise (RtCli *cli, const RtVerb *verb, int argc, char **argv)
{
	g_auto (Options) options = { .jobs = 1 };
	RtExit status;
	if (!read_options (cli, verb, &options, &argc, &argv, &status))
		return status;
	RtAdvising advising = { 0 };
	gboolean terminal = options.output == NULL && isatty (STDOUT_FILENO) == 1;
	status = understand (cli, verb, &options, terminal, &advising);
	if (status != RT_EXIT_DONE)
		return status;
	g_autoptr (RouteEngine) engine = rt_load_engine (cli);
	if (engine == NULL)
		return RT_EXIT_LOAD;
	advising.engine = engine;
	g_autoptr (RtExplainer) explainer =
		options.explain ? rt_explainer_new (rt_engine_weigher (engine)) : NULL;
	advising.explainer = explainer;
	g_autoptr (GError) error = NULL;
	g_autoptr (RtPluginRecorder) recorder =
		options.record_plugin != NULL ? rt_plugin_recorder_new (options.record_plugin, engine, &error) : NULL;
	advising.recorder = recorder;
	if (error != NULL) {
		rt_cli_complain ("%s", error->message);
		return RT_EXIT_REFUSED;
	}
	g_autoptr (RtOutput) output = rt_output_open (options.output, &error);
	RtDecisionRecord *record = output != NULL ? open_record (&options, &error) : NULL;
	if (error != NULL) {
		rt_cli_complain ("%s", error->message);
		return RT_EXIT_REFUSED;
	}
	g_autoptr (RtInput) input = rt_input_new ((const char *const *) argv + 1);
	return run (cli, &options, &advising, input, output, record);
}
