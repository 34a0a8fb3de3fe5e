#include "routectl/live-twin.h"
#include <glib/gstdio.h>
#include <string.h>
#include "routectl/directories.h"
#include "routectl/findings.h"
#include "routectl/rule-text.h"

static gboolean
is_shadow (const RtRuleKey *key)
{
	return strcmp (key->key, "mode") == 0 && strcmp (key->value, "shadow") == 0;
}

/* the merged rules as one file, without the word that keeps some in shadow; NULL when there is none */
static char *
live_text (const RtRuleFiles *files)
{
	GString *text = g_string_new (NULL);
	guint n;
	gboolean any = FALSE;
	const RtRuleKey *keys = rt_rule_files_keys (files, &n);
	for (guint i = 0; i < n; i++) {
		if (i == 0 || !rt_rule_same_group (&keys[i - 1], &keys[i]))
			rt_rule_append_heading (text, &keys[i]);
		if (is_shadow (&keys[i]))
			any = TRUE;
		else
			rt_rule_append_key (text, "", &keys[i]);
	}
	return g_string_free (text, !any);
}

static RouteEngine *
load_text (const RtCli *cli, const char *text, GPtrArray *findings, GError **error)
{
	g_autofree char *directory = g_dir_make_tmp ("routectl-XXXXXX", error);
	if (directory == NULL)
		return NULL;
	g_autofree char *path = g_build_filename (directory, "10-live.rules", NULL);
	const char *const directories[] = { directory, NULL };
	RtBuildTree tree;
	RouteEngine *engine = NULL;
	if (g_file_set_contents (path, text, -1, error))
		engine = rt_engine_load_brief (directories, rt_directories_plugins (cli), rt_directories_tree (cli, &tree),
					       findings, error);
	g_unlink (path);
	g_rmdir (directory);
	return engine;
}

RouteEngine *
rt_live_twin (const RtCli *cli, const RouteEngine *engine)
{
	g_autoptr (GPtrArray) findings = rt_diagnostics_new ();
	g_autoptr (GError) error = NULL;
	g_autofree char *text = live_text (rt_engine_files (engine));
	if (text == NULL)
		return NULL;
	RouteEngine *live = load_text (cli, text, findings, &error);
	if (live != NULL)
		return live;
	if (g_error_matches (error, ROUTE_ERROR, ROUTE_ERROR_RULES))
		rt_findings_show (cli, findings);
	else
		rt_cli_complain ("%s", error->message);
	rt_cli_complain ("%s", rt_cli_text (cli, N_("the rules in shadow do not load as live rules: they are not compared")));
	return NULL;
}
