/* count-advise REGISTRATION N: that registration is read, weighed and written N times with the shipped rules and plugins in this
 * process. For counting instructions; see instructions.sh. */
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

int
main (int argc, char **argv)
{
	g_autofree char *text = NULL;
	gsize length = 0;
	g_autoptr (RouteEngine) engine = shipped_engine ();
	if (engine == NULL || argc != 3 || !g_file_get_contents (argv[1], &text, &length, NULL))
		return EXIT_FAILURE;
	for (int i = atoi (argv[2]); i > 0; i--) {
		g_autoptr (RouteRegistration) registration =
			route_registration_new_from_json (text, (gssize) length, NULL);
		g_autoptr (RouteAdvice) advice = route_engine_advise (engine, registration, NULL);
		if (advice == NULL)
			return EXIT_FAILURE;
		g_autofree char *json = route_advice_to_json (advice, ROUTE_JSON_COMPACT, "nl");
		if (json == NULL)
			return EXIT_FAILURE;
	}
	return EXIT_SUCCESS;
}
