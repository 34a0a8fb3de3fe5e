/* An engine for the suites of weighing. */
#pragma once
#include <stdio.h>
#include "libroute/route-engine-private.h"
#include "libroute/util/diagnostic.h"
#include "tests/testing.h"

/* of one directory of rules and one of plugins, which run in this process: none is ever late, however busy the machine */
static inline RouteEngine *
engine_of (const char *rules, const char *plugins)
{
	const char *rules_dirs[] = { rules, NULL }, *plugin_dirs[] = { plugins, NULL };
	g_autoptr (GError) error = NULL;
	g_autoptr (GPtrArray) findings = rt_diagnostics_new ();
	const RtBuildTree tree = { NULL, plugin_dirs };
	RouteEngine *engine = rt_engine_load (rules_dirs, plugin_dirs, &tree, findings, &error);
	ck_assert_msg (engine != NULL, "%s", error != NULL ? error->message : "no error");
	return engine;
}

/* of rules of a test, which stand for a moment in a directory of their own; `plugins` may be NULL */
static inline RouteEngine *
engine_of_text (const char *text, const char *plugins)
{
	g_autofree char *directory = g_dir_make_tmp ("rules-XXXXXX", NULL);
	g_autofree char *file = g_build_filename (directory, "10-test.rules", NULL);
	ck_assert (g_file_set_contents (file, text, -1, NULL));
	RouteEngine *engine = engine_of (directory, plugins);
	remove (file);
	remove (directory);
	return engine;
}

static inline RouteEngine *
engine_of_rules (const char *text)
{
	return engine_of_text (text, NULL);
}
