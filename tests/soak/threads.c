/* The bodies of the soak's threads: who asks, who attacks, who reloads. */
#include <stdio.h>
#include <string.h>
#include "tests/soak/soak.h"

void
soak_wrong (Soak *soak, const char *what, const char *detail)
{
	if (__atomic_add_fetch (&soak->wrong, 1, __ATOMIC_RELAXED) <= 10)
		fprintf (stderr, "soak: %s: %s\n", what, detail);
}

guint32
soak_random (guint64 *state)
{
	*state = *state * G_GUINT64_CONSTANT (6364136223846793005) + G_GUINT64_CONSTANT (1442695040888963407);
	return (guint32) (*state >> 33);
}

static gboolean
stopped (const Soak *soak)
{
	return __atomic_load_n (&soak->stop, __ATOMIC_RELAXED);
}

static void
count (guint64 *counter)
{
	__atomic_add_fetch (counter, 1, __ATOMIC_RELAXED);
}

/* each thread draws numbers of its own */
static guint64
seed (void)
{
	static guint64 threads;
	return __atomic_add_fetch (&threads, 1, __ATOMIC_RELAXED) * 7919;
}

static SoakEngine
take (Soak *soak)
{
	pthread_mutex_lock (&soak->lock);
	SoakEngine engine = { route_engine_ref (soak->current.engine), soak->current.rules };
	pthread_mutex_unlock (&soak->lock);
	return engine;
}

/* no advice is lost, and none is a mixture of two rule sets */
gpointer
soak_adviser (gpointer data)
{
	Soak *soak = data;
	guint64 random = seed ();
	while (!stopped (soak)) {
		guint index = soak_random (&random) % soak->lines->len;
		const char *line = g_ptr_array_index (soak->lines, index);
		SoakEngine engine = take (soak);
		g_autoptr (GError) error = NULL;
		g_autoptr (RouteRegistration) registration = route_registration_new_from_json (line, -1, &error);
		g_autoptr (RouteAdvice) advice =
			registration != NULL ? route_engine_advise (engine.engine, registration, &error) : NULL;
		route_engine_unref (engine.engine); /* an advice outlives what made it */
		g_autofree char *json = advice != NULL ? route_advice_to_json (advice, ROUTE_JSON_COMPACT, "nl") : NULL;
		if (json == NULL)
			soak_wrong (soak, "an advice was lost", error->message);
		else if (strcmp (json, soak->expected[engine.rules][index]) != 0)
			soak_wrong (soak, "an advice differs from that of a quiet engine", line);
		count (&soak->advices);
	}
	return NULL;
}

/* a registration with some bytes changed, or with a text that patterns find hard */
static char *
spoil (const char *line, guint64 *random)
{
	if (soak_random (random) % 4 == 0) {
		g_autofree char *hard = g_strnfill (1 + soak_random (random) % 60000, "ab (\303"[soak_random (random) % 4]);
		return g_strdup_printf ("{\"id\":\"hard\",\"received\":\"2026-11-20\",\"registered_by\":\"politie\","
					"\"narrative\":\"%s\"}", hard);
	}
	char *text = g_strdup (line);
	gsize length = strlen (text);
	for (guint n = 1 + soak_random (random) % 4; n > 0; n--)
		text[soak_random (random) % length] = (char) (1 + soak_random (random) % 255);
	return text;
}

/* whatever comes in, an advice or a clear error comes out */
gpointer
soak_attacker (gpointer data)
{
	Soak *soak = data;
	guint64 random = seed ();
	while (!stopped (soak)) {
		g_autofree char *text = spoil (g_ptr_array_index (soak->lines, soak_random (&random) % soak->lines->len), &random);
		SoakEngine engine = take (soak);
		g_autoptr (GError) error = NULL;
		g_autoptr (RouteRegistration) registration = route_registration_new_from_json (text, -1, &error);
		g_autoptr (RouteAdvice) advice =
			registration != NULL ? route_engine_advise (engine.engine, registration, &error) : NULL;
		route_engine_unref (engine.engine);
		if (advice == NULL && (error == NULL || error->message[0] == '\0'))
			soak_wrong (soak, "a refusal gives no reason", text);
		count (&soak->hostile);
	}
	return NULL;
}

/* a plugin that crashes costs its own answer only */
gpointer
soak_asker_of_the_crashing (gpointer data)
{
	Soak *soak = data;
	guint64 random = seed ();
	while (!stopped (soak) && soak->apart != NULL) {
		const char *line = g_ptr_array_index (soak->lines, soak_random (&random) % soak->lines->len);
		g_autoptr (RouteRegistration) registration = route_registration_new_from_json (line, -1, NULL);
		g_autoptr (RouteAdvice) advice = route_engine_advise (soak->apart, registration, NULL);
		g_autofree char *json = advice != NULL ? route_advice_to_json (advice, ROUTE_JSON_COMPACT, "en") : NULL;
		if (json == NULL || strstr (json, "\"plugin:crash-in-assess\"") == NULL)
			soak_wrong (soak, "a crash is not named", json != NULL ? json : "no advice");
		count (&soak->crashed);
		g_usleep (2000);
	}
	return NULL;
}

static gboolean
write_site (const Soak *soak, const char *text)
{
	g_autofree char *path = g_build_filename (soak->site, "70-site.rules", NULL);
	return g_file_set_contents (path, text, -1, NULL);
}

/* the rules change under the load: to a site's, to broken ones, and back; broken ones leave in use what is in use */
gpointer
soak_reloader (gpointer data)
{
	static const struct {
		const char *text;
		int rules; /* -1: must be refused */
	} turns[] = {
		{ "[criterion complex-0-100/K1]\npoints = 31\n", SOAK_SITE },
		{ "[criterion complex-0-100/K1]\npoints = 31\nwhen = count(\n", -1 },
		{ "", SOAK_PLAIN },
	};
	Soak *soak = data;
	for (guint turn = 0; !stopped (soak); turn = (turn + 1) % G_N_ELEMENTS (turns)) {
		if (!write_site (soak, turns[turn].text))
			soak_wrong (soak, "cannot write", soak->site);
		SoakEngine old = take (soak);
		g_autoptr (GError) error = NULL;
		RouteEngine *loaded = route_engine_reload (old.engine, &error);
		route_engine_unref (old.engine);
		if ((loaded != NULL) != (turns[turn].rules >= 0))
			soak_wrong (soak, "reloading", error != NULL ? error->message : "broken rules were loaded");
		count (loaded != NULL ? &soak->reloads : &soak->refused_reloads);
		if (loaded == NULL)
			continue;
		pthread_mutex_lock (&soak->lock);
		old = soak->current;
		soak->current = (SoakEngine){ loaded, (guint) turns[turn].rules };
		pthread_mutex_unlock (&soak->lock);
		route_engine_unref (old.engine);
	}
	return NULL;
}
