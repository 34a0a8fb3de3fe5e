/* The whole of an embedding: load once, advise as often as there are registrations.
 *
 *   cc embed.c $(pkg-config --cflags --libs libroute) -o embed
 *   ./embed registration.json [RULES-DIRECTORY PLUGIN-DIRECTORY] */
#include <route/route.h>
#include <stdio.h>

static gboolean
advise (RouteEngine *engine, const char *file, GError **error)
{
	g_autofree char *text = NULL;
	gsize length = 0;
	if (!g_file_get_contents (file, &text, &length, error))
		return FALSE;
	g_autoptr (RouteRegistration) registration = route_registration_new_from_json (text, (gssize) length, error);
	if (registration == NULL)
		return FALSE;
	g_autoptr (RouteAdvice) advice = route_engine_advise (engine, registration, error);
	if (advice == NULL)
		return FALSE;
	printf ("%s: %s\n", route_registration_get_id (registration), route_advice_get_suggestion (advice));
	g_autofree char *json = route_advice_to_json (advice, ROUTE_JSON_PRETTY, "nl");
	puts (json);
	return TRUE;
}

int
main (int argc, char **argv)
{
	if (argc != 2 && argc != 4) {
		fprintf (stderr, "usage: %s FILE [RULES-DIRECTORY PLUGIN-DIRECTORY]\n", argv[0]);
		return 2;
	}
	const char *rules[] = { argc == 4 ? argv[2] : NULL, NULL };
	const char *plugins[] = { argc == 4 ? argv[3] : NULL, NULL };
	g_autoptr (GError) error = NULL;
	g_autoptr (RouteEngine) engine =
		route_engine_new_for_dirs (argc == 4 ? rules : NULL, argc == 4 ? plugins : NULL, &error);
	if (engine == NULL || !advise (engine, argv[1], &error)) {
		fprintf (stderr, "%s: %s\n", argv[1], error->message);
		return 1;
	}
	return 0;
}
