/* routectl check: are rules and plugins right? Silent when all is well. */
#include <string.h>
#include "libroute/util/date.h"
#include "routectl/directories.h"
#include "routectl/findings.h"
#include "routectl/load.h"
#include "routectl/options.h"
#include "routectl/register-values.h"
#include "routectl/untested.h"

/* days since 1970; the command may look at a calendar, the library never does */
static gboolean
read_today (const char *text, gint32 *today)
{
	if (text != NULL)
		return rt_date_parse (text, strlen (text), today);
	g_autoptr (GDateTime) now = g_date_time_new_now_local ();
	return rt_date_from_civil (g_date_time_get_year (now), g_date_time_get_month (now),
				   g_date_time_get_day_of_month (now), today);
}

/* a plugin that is passed by leaves a finding like any other; what stops loading and is no finding is
 * told apart */
static RtExit
verify (const RtCli *cli, gint32 today, GPtrArray *findings)
{
	g_autoptr (GError) error = NULL;
	RtBuildTree tree;
	g_autoptr (RouteEngine) engine =
		rt_engine_load (rt_directories_rules (cli), rt_directories_plugins (cli),
				rt_directories_tree (cli, &tree), findings, &error);
	if (engine != NULL) {
		rt_rules_check_dates (rt_engine_files (engine), rt_engine_rules (engine), today, findings);
		rt_rules_check_sense (rt_engine_files (engine), rt_engine_rules (engine), findings);
		rt_rules_check_routes (rt_engine_files (engine), rt_engine_rules (engine), findings);
		rt_rules_check_conditions (rt_engine_files (engine), rt_engine_rules (engine), findings);
		rt_rules_check_alike (rt_engine_files (engine), findings);
		rt_rules_check_files (rt_engine_files (engine), findings);
		rt_check_untested (rt_engine_rules (engine), rt_directories_rules (cli), findings);
		rt_register_check (cli, engine, findings);
	}
	if (rt_diagnostics_has_error (findings))
		return RT_EXIT_REFUSED;
	if (engine != NULL)
		return RT_EXIT_DONE;
	rt_cli_complain ("%s", error->message);
	return RT_EXIT_LOAD;
}

/* what is well and worth knowing is told on request: silence means that all is well */
static void
drop_notes (GPtrArray *findings)
{
	for (guint i = findings->len; i > 0; i--)
		if (((const RtDiagnostic *) g_ptr_array_index (findings, i - 1))->severity == RT_SEVERITY_NOTE)
			g_ptr_array_remove_index (findings, i - 1);
}

static RtExit
report (const RtCli *cli, GPtrArray *findings, gboolean json, RtExit status)
{
	if (json) {
		g_autoptr (GString) list = g_string_new (NULL);
		rt_findings_write_json (findings, list);
		RtExit printed = rt_cli_print (list);
		return status != RT_EXIT_DONE ? status : printed;
	}
	rt_findings_show (cli, findings);
	if (findings->len > 0)
		rt_findings_sum_up (cli, findings);
	return status;
}

RtExit
rt_verb_check (RtCli *cli, const RtVerb *verb, int argc, char **argv)
{
	static const char *const formats[] = { "text", "json", NULL };
	g_autofree char *day = NULL, *format = NULL;
	gboolean notes = FALSE;
	const GOptionEntry entries[] = {
		{ "today", 0, 0, G_OPTION_ARG_STRING, &day,
		  N_("The day to hold review-by and valid-until against; without it today"), "DATE" },
		{ "format", 'f', 0, G_OPTION_ARG_STRING, &format,
		  N_("'text' (default) or 'json', a list on standard output"), "FORMAT" },
		{ "notes", 0, 0, G_OPTION_ARG_NONE, &notes,
		  N_("Show notes too: files that a later directory masks or replaces"), NULL },
		{ NULL },
	};
	RtExit status;
	if (!rt_options_read (cli, verb, entries, &argc, &argv, &status))
		return status;
	if (argc > 1)
		return rt_cli_misused (
			cli, verb,
			N_("takes no arguments; name directories by --rules-dir and --plugin-dir"));
	int chosen = rt_options_choice (format, formats, 0);
	if (chosen < 0)
		return rt_cli_misused (cli, verb, N_("--format is 'text' or 'json'"));
	gint32 today;
	if (!read_today (day, &today))
		return rt_cli_misused (cli, verb, N_("--today is a date, YYYY-MM-DD"));
	g_autoptr (GPtrArray) findings = rt_diagnostics_new ();
	status = verify (cli, today, findings);
	if (!notes)
		drop_notes (findings);
	return report (cli, findings, chosen == 1, status);
}
