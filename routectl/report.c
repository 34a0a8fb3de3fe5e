/* routectl report: what a rule set does with many registrations, on one page for analysts. */
#include "routectl/report.h"
#include <pthread.h>
#include "config.h"
#include "routectl/batch.h"
#include "routectl/live-twin.h"
#include "routectl/load.h"
#include "routectl/observing.h"
#include "routectl/options.h"
#include "routectl/output.h"

/* ---- counting, each thread for itself ---- */

typedef struct {
	RtReport report; /* the sum */
	const RouteEngine *engine;
	pthread_mutex_t mutex;
} Counting;

typedef struct {
	RtReport report;
	RtWorkspace *live; /* or NULL */
	Counting *counting;
} Tally;

static gpointer
begin (gpointer data, RtWorkspace *workspace)
{
	Counting *counting = data;
	Tally *tally = g_new0 (Tally, 1);
	tally->counting = counting;
	rt_report_init (&tally->report, counting->report.rules, rt_engine_weigher (counting->engine),
			counting->report.live);
	if (counting->report.live != NULL)
		tally->live = rt_workspace_new (counting->report.live);
	rt_workspace_measure (workspace, tally->report.meter);
	return tally;
}

static void
observe (gpointer data, const RtAdviceSource *source, RtItem *item)
{
	Tally *tally = data;
	const RtWeighing *live = NULL;
	if (tally->live != NULL)
		live = rt_weigh (tally->report.live, source->registration, tally->live);
	rt_report_take (&tally->report, source, live, item->out);
	if (tally->live != NULL)
		rt_workspace_reset (tally->live);
}

static void
end (gpointer data)
{
	Tally *tally = data;
	pthread_mutex_lock (&tally->counting->mutex);
	rt_report_add (&tally->counting->report, &tally->report);
	pthread_mutex_unlock (&tally->counting->mutex);
	rt_report_clear (&tally->report);
	rt_workspace_free (tally->live);
	g_free (tally);
}

static void
note_examples (const RtItem *item, gpointer data)
{
	Counting *counting = data;
	rt_report_note_examples (&counting->report, item->out->str, item->out->len);
}

/* ---- writing ---- */

static void
write_json (const RtReport *report, const GPtrArray *tables, RtLanguage language, GString *out)
{
	RtJsonWriter json = { .out = out, .pretty = TRUE };
	rt_json_begin (&json, '{');
	rt_json_member (&json, "schema", "route.report/1");
	rt_json_member (&json, "language", language == RT_LANGUAGE_NL ? "nl" : "en");
	rt_json_member_number (&json, "cases", report->n_cases);
	rt_json_member_number (&json, "refused", report->n_refused);
	rt_json_member_number (&json, "unstable", report->n_unstable);
	rt_json_member (&json, "library", PACKAGE_VERSION);
	rt_json_member (&json, "rules", report->rules->fingerprint);
	rt_json_member_number (&json, "plugins",
			       report->registry != NULL ? rt_registry_n_plugins (report->registry) : 0);
	for (guint i = 0; i < tables->len; i++) {
		rt_json_key (&json, rt_table_key (g_ptr_array_index (tables, i)));
		rt_table_write_json (g_ptr_array_index (tables, i), &json);
	}
	rt_json_end (&json, '}');
	g_string_append_c (out, '\n');
}

static RtExit
write_report (const RtReport *report, RtLanguage language, gboolean json, RtOutput *output)
{
	g_autoptr (GPtrArray) tables = rt_report_tables (report, language);
	g_autoptr (GString) page = g_string_new (NULL);
	g_autoptr (GError) error = NULL;
	if (json)
		write_json (report, tables, language, page);
	else
		rt_report_write_page (report, tables, language, page);
	rt_output_write (output, page->str, page->len);
	if (rt_output_finish (output, &error))
		return report->n_refused > 0 ? RT_EXIT_REFUSED : RT_EXIT_DONE;
	rt_cli_complain ("%s", error->message);
	return RT_EXIT_REFUSED;
}

/* ---- the call ---- */

typedef struct {
	char *output, *format, *lang;
	int jobs;
	RtLanguage language;
	gboolean json;
} Options;

static RtExit
count (const RtCli *cli, const Options *options, const RouteEngine *engine, char **paths, RtOutput *output)
{
	g_autoptr (RouteEngine) live = rt_live_twin (cli, engine);
	Counting counting = { .engine = engine };
	rt_report_init (&counting.report, rt_engine_rules (engine), rt_engine_weigher (engine),
			live != NULL ? rt_engine_weigher (live) : NULL);
	pthread_mutex_init (&counting.mutex, NULL);
	const RtObserver observer = { begin, observe, end, &counting };
	const RtObserving observing = { .cli = cli,
					.engine = engine,
					.observer = &observer,
					.paths = paths,
					.jobs = (guint) options->jobs,
					.done = note_examples,
					.data = &counting };
	counting.report.n_refused = rt_observe (&observing);
	RtExit status = write_report (&counting.report, options->language, options->json, output);
	pthread_mutex_destroy (&counting.mutex);
	rt_report_clear (&counting.report);
	return status;
}

static RtExit
understand (const RtCli *cli, const RtVerb *verb, Options *options, int argc)
{
	static const char *const formats[] = { "html", "json", NULL };
	RtLanguage languages[2] = { cli->language };
	int format = rt_options_choice (options->format, formats, 0);
	if (argc < 2)
		return rt_cli_misused (cli, verb, N_("takes files of registrations"));
	if (format < 0)
		return rt_cli_misused (cli, verb, N_("--format is 'html' or 'json'"));
	if (options->lang != NULL && rt_options_languages (options->lang, languages) != 1)
		return rt_cli_misused (cli, verb, N_("--lang is 'en' or 'nl'"));
	if (options->jobs < 1 || options->jobs > RT_BATCH_MOST_JOBS)
		return rt_cli_misused (cli, verb, N_("--jobs is a number from 1 to %d"), RT_BATCH_MOST_JOBS);
	options->language = languages[0];
	options->json = format == 1;
	return RT_EXIT_DONE;
}

static RtExit
report (const RtCli *cli, const Options *options, char **paths)
{
	g_autoptr (RouteEngine) engine = rt_load_engine (cli);
	if (engine == NULL)
		return RT_EXIT_LOAD;
	g_autoptr (GError) error = NULL;
	g_autoptr (RtOutput) output = rt_output_open (options->output, &error);
	if (output != NULL)
		return count (cli, options, engine, paths, output);
	rt_cli_complain ("%s", error->message);
	return RT_EXIT_REFUSED;
}

RtExit
rt_verb_report (RtCli *cli, const RtVerb *verb, int argc, char **argv)
{
	Options options = { .jobs = 1 };
	const GOptionEntry entries[] = {
		{ "output", 'o', 0, G_OPTION_ARG_FILENAME, &options.output,
		  N_("Write to FILE, which appears when it is complete"), "FILE" },
		{ "format", 'f', 0, G_OPTION_ARG_STRING, &options.format,
		  N_("'html' (default), a page, or 'json', the same figures"), "FORMAT" },
		{ "lang", 'l', 0, G_OPTION_ARG_STRING, &options.lang,
		  N_("Language of the page: en or nl; without it that of the locale"), "LANG" },
		{ "jobs", 'j', 0, G_OPTION_ARG_INT, &options.jobs, N_("Weigh N registrations at once (1)"), "N" },
		{ NULL },
	};
	RtExit status;
	if (rt_options_read (cli, verb, entries, &argc, &argv, &status)) {
		status = understand (cli, verb, &options, argc);
		if (status == RT_EXIT_DONE)
			status = report (cli, &options, argv + 1);
	}
	g_free (options.output);
	g_free (options.format);
	g_free (options.lang);
	return status;
}
