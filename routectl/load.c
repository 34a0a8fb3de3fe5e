#include "routectl/load.h"
#include "routectl/directories.h"
#include "routectl/findings.h"

RouteEngine *
rt_load_engine (const RtCli *cli)
{
	g_autoptr (GPtrArray) findings = rt_diagnostics_new ();
	g_autoptr (GError) error = NULL;
	RtBuildTree tree;
	RouteEngine *engine =
		rt_engine_load_brief (rt_directories_rules (cli), rt_directories_plugins (cli),
				      rt_directories_tree (cli, &tree), findings, &error);
	if (engine != NULL)
		return engine;
	rt_findings_show (cli, findings);
	/* the message of a rules error lists the findings once more */
	if (!g_error_matches (error, ROUTE_ERROR, ROUTE_ERROR_RULES))
		rt_cli_complain ("%s", error->message);
	rt_cli_complain ("%s", rt_cli_text (cli, N_("the rules or plugins do not load; nothing was done")));
	return NULL;
}

static RtRuleFiles *
read_files (const RtCli *cli, const char *const *directories)
{
	g_autoptr (GPtrArray) findings = rt_diagnostics_new ();
	RtRuleFiles *files = rt_rules_read (directories, findings);
	if (files == NULL)
		rt_findings_show (cli, findings);
	return files;
}

RtRuleFiles *
rt_load_rule_files (const RtCli *cli)
{
	return read_files (cli, rt_directories_rules (cli));
}

RtRuleFiles *
rt_load_vendor_files (const RtCli *cli)
{
	const char *const first[] = { rt_directories_rules (cli)[0], NULL };
	return read_files (cli, first);
}
