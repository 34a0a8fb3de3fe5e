/* routectl top: which rules and plugins cost the most time, steps and matches. */
#include <pthread.h>
#include "routectl/batch.h"
#include "routectl/costs.h"
#include "routectl/load.h"
#include "routectl/observing.h"
#include "routectl/options.h"

typedef struct {
	const RtWeigher *weigher;
	RtMeter *sum;
	guint n_cases;
	pthread_mutex_t mutex;
} Top;

typedef struct {
	Top *top;
	RtMeter *meter;
	guint n_cases;
} Tally;

static gpointer
begin (gpointer data, RtWorkspace *workspace)
{
	Tally *tally = g_new0 (Tally, 1);
	tally->top = data;
	tally->meter = rt_meter_new (tally->top->weigher, rt_costs_clock);
	rt_workspace_measure (workspace, tally->meter);
	return tally;
}

static void
observe (gpointer data, const RtAdviceSource *source, RtItem *item)
{
	Tally *tally = data;
	tally->n_cases++;
}

static void
end (gpointer data)
{
	Tally *tally = data;
	pthread_mutex_lock (&tally->top->mutex);
	rt_meter_add (tally->top->sum, tally->meter);
	tally->top->n_cases += tally->n_cases;
	pthread_mutex_unlock (&tally->top->mutex);
	rt_meter_free (tally->meter);
	g_free (tally);
}

/* ---- the call ---- */

typedef struct {
	char *by, *format;
	int limit, jobs;
	guint column;
	gboolean json;
} Options;

static RtExit
understand (const RtCli *cli, const RtVerb *verb, Options *options, int argc)
{
	static const char *const formats[] = { "text", "json", NULL };
	static const char *const orders[] = { "time", "steps", "matches", "calls", NULL };
	static const guint columns[] = { RT_COSTS_TIME, RT_COSTS_STEPS, RT_COSTS_MATCHES, RT_COSTS_CALLS };
	int format = rt_options_choice (options->format, formats, 0), by = rt_options_choice (options->by, orders, 0);
	if (argc < 2)
		return rt_cli_misused (cli, verb, N_("takes files of registrations"));
	if (format < 0)
		return rt_cli_misused (cli, verb, N_("--format is 'text' or 'json'"));
	if (by < 0)
		return rt_cli_misused (cli, verb, N_("--by is 'time', 'steps', 'matches' or 'calls'"));
	if (options->limit < 0)
		return rt_cli_misused (cli, verb, N_("--limit is a number of rows; 0 is all"));
	if (options->jobs < 1 || options->jobs > RT_BATCH_MOST_JOBS)
		return rt_cli_misused (cli, verb, N_("--jobs is a number from 1 to %d"), RT_BATCH_MOST_JOBS);
	options->column = columns[by];
	options->json = format == 1;
	return RT_EXIT_DONE;
}

static void
write_json (const Top *top, guint n_refused, const RtTable *table, GString *out)
{
	RtJsonWriter json = { .out = out, .pretty = TRUE };
	rt_json_begin (&json, '{');
	rt_json_member (&json, "schema", "route.top/1");
	rt_json_member_number (&json, "cases", top->n_cases);
	rt_json_member_number (&json, "refused", n_refused);
	rt_json_key (&json, rt_table_key (table));
	rt_table_write_json (table, &json);
	rt_json_end (&json, '}');
	g_string_append_c (out, '\n');
}

static RtExit
show (const RtCli *cli, const Options *options, const Top *top, guint n_refused)
{
	g_autoptr (RtTable) table = rt_costs_table (top->sum, top->n_cases);
	g_autoptr (GString) out = g_string_new (NULL);
	rt_table_sort (table, options->column);
	if (options->limit > 0)
		rt_table_cut (table, (guint) options->limit);
	if (options->json) {
		write_json (top, n_refused, table, out);
	} else {
		rt_table_write_text (table, cli->language, out);
	}
	RtExit status = rt_cli_print (out);
	return n_refused > 0 ? RT_EXIT_REFUSED : status;
}

static RtExit
measure (const RtCli *cli, const Options *options, char **paths)
{
	g_autoptr (RouteEngine) engine = rt_load_engine (cli);
	if (engine == NULL)
		return RT_EXIT_LOAD;
	Top top = { .weigher = rt_engine_weigher (engine) };
	top.sum = rt_meter_new (top.weigher, rt_costs_clock);
	pthread_mutex_init (&top.mutex, NULL);
	const RtObserver observer = { begin, observe, end, &top };
	const RtObserving observing = {
		.cli = cli, .engine = engine, .observer = &observer, .paths = paths, .jobs = (guint) options->jobs
	};
	guint n_refused = rt_observe (&observing);
	RtExit status = show (cli, options, &top, n_refused);
	pthread_mutex_destroy (&top.mutex);
	rt_meter_free (top.sum);
	return status;
}

RtExit
rt_verb_top (RtCli *cli, const RtVerb *verb, int argc, char **argv)
{
	Options options = { .limit = 20, .jobs = 1 };
	const GOptionEntry entries[] = {
		{ "by", 'b', 0, G_OPTION_ARG_STRING, &options.by,
		  N_("Sort by 'time' (default), 'steps', 'matches' or 'calls'"), "WHAT" },
		{ "limit", 'n', 0, G_OPTION_ARG_INT, &options.limit, N_("Show the first N rows (20); 0 shows all"), "N" },
		{ "format", 'f', 0, G_OPTION_ARG_STRING, &options.format, N_("'text' (default) or 'json'"), "FORMAT" },
		{ "jobs", 'j', 0, G_OPTION_ARG_INT, &options.jobs, N_("Weigh N registrations at once (1)"), "N" },
		{ NULL },
	};
	RtExit status;
	if (rt_options_read (cli, verb, entries, &argc, &argv, &status)) {
		status = understand (cli, verb, &options, argc);
		if (status == RT_EXIT_DONE)
			status = measure (cli, &options, argv + 1);
	}
	g_free (options.by);
	g_free (options.format);
	return status;
}
