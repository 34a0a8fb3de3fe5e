/* count-advise REGISTRATION...: each is read, weighed and written with the shipped rules and plugins in this process, until all is made
 * that is made at first use, and ten times in counted_calls(). For counting instructions; see instructions.sh. */
#include <stdio.h>
#include <stdlib.h>
#include <route/route.h>
#include "libroute/route-engine-private.h"

static RouteEngine *
shipped_engine (void)
{
	const char *source = g_getenv ("top_srcdir"), *build = g_getenv ("top_builddir");
	g_autofree char *rules = g_build_filename (source != NULL ? source : ".", "rules.d", NULL);
	g_autofree char *plugins = g_build_filename (build != NULL ? build : ".", "plugins", ".libs", NULL);
	const char *rules_dirs[] = { rules, NULL }, *plugin_dirs[] = { plugins, NULL };
	const RtBuildTree tree = { NULL, plugin_dirs };
	g_autoptr (GPtrArray) findings = rt_diagnostics_new ();
	return rt_engine_load (rules_dirs, plugin_dirs, &tree, findings, NULL);
}

static gboolean
advise (RouteEngine *engine, const char *text, gsize length)
{
	g_autoptr (RouteRegistration) registration = route_registration_new_from_json (text, (gssize) length, NULL);
	g_autoptr (RouteAdvice) advice = route_engine_advise (engine, registration, NULL);
	g_autofree char *json = advice != NULL ? route_advice_to_json (advice, ROUTE_JSON_COMPACT, "nl") : NULL;
	return json != NULL;
}

/* of its own, so that it can be told from the rest */
G_NO_INLINE static gboolean
counted_calls (RouteEngine *engine, const char *text, gsize length)
{
	gboolean good = TRUE;
	for (guint i = 0; good && i < 10; i++)
		good = advise (engine, text, length);
	return good;
}

int
main (int argc, char **argv)
{
	g_autoptr (RouteEngine) engine = shipped_engine ();
	for (int i = 1; engine != NULL && i < argc; i++) {
		g_autofree char *text = NULL;
		gsize length = 0;
		gboolean good = g_file_get_contents (argv[i], &text, &length, NULL);
		/* patterns become machine code after some looks */
		for (guint first = 0; good && first < 20; first++)
			good = advise (engine, text, length);
		if (!good || !counted_calls (engine, text, length))
			return EXIT_FAILURE;
	}
	return engine != NULL ? EXIT_SUCCESS : EXIT_FAILURE;
}
