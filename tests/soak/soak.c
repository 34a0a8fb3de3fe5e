/* soak SHIPPED-RULES SITE-RULES PLUGINS CASES.ndjson SECONDS RELOADS [CRASHING-PLUGINS]: mixed load on one engine, as a long
 * day would bring it: registrations, hostile ones, rules that change under the load, a plugin that crashes. Ends after so many
 * seconds and reloads, both. Every advice is compared with that of a quiet engine; memory, descriptors and children must be flat.
 * Prints figures on the way, and TAP. */
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "tests/soak/soak.h"

enum { N_ADVISERS = 3, N_SAMPLES = 24, LONG_ENOUGH = 60 /* seconds */ };

static RouteEngine *
load (const char *const *rules, const char *plugins)
{
	g_autoptr (GError) error = NULL;
	const char *plugin_dirs[] = { plugins, NULL };
	RouteEngine *engine = route_engine_new_for_dirs (rules, plugin_dirs, &error);
	if (engine != NULL)
		return engine;
	fprintf (stderr, "soak: %s\n", error->message);
	exit (EXIT_FAILURE);
}

static void
read_cases (Soak *soak, const char *path)
{
	g_autofree char *text = NULL;
	soak->lines = g_ptr_array_new_with_free_func (g_free);
	if (!g_file_get_contents (path, &text, NULL, NULL))
		exit (EXIT_FAILURE);
	g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
	for (guint i = 0; lines[i] != NULL; i++)
		if (lines[i][0] != '\0')
			g_ptr_array_add (soak->lines, g_strdup (lines[i]));
}

/* what a quiet engine says to each line */
static char **
expect (const Soak *soak, RouteEngine *engine)
{
	char **all = g_new0 (char *, soak->lines->len + 1);
	for (guint i = 0; i < soak->lines->len; i++) {
		g_autoptr (RouteRegistration) registration =
			route_registration_new_from_json (g_ptr_array_index (soak->lines, i), -1, NULL);
		g_autoptr (RouteAdvice) advice = route_engine_advise (engine, registration, NULL);
		all[i] = route_advice_to_json (advice, ROUTE_JSON_COMPACT, "nl");
	}
	return all;
}

static void
prepare (Soak *soak, const char *plugins)
{
	g_autofree char *path = g_build_filename (soak->site, "70-site.rules", NULL);
	const char *rules[] = { soak->shipped, soak->site, NULL };
	if (!g_file_set_contents (path, "[criterion complex-0-100/K1]\npoints = 31\n", -1, NULL))
		exit (EXIT_FAILURE);
	g_autoptr (RouteEngine) changed = load (rules, plugins);
	soak->expected[SOAK_SITE] = expect (soak, changed);
	g_file_set_contents (path, "", -1, NULL);
	soak->current = (SoakEngine){ load (rules, plugins), SOAK_PLAIN };
	soak->expected[SOAK_PLAIN] = expect (soak, soak->current.engine);
}

static guint64
counted (const guint64 *counter)
{
	return __atomic_load_n (counter, __ATOMIC_RELAXED);
}

static SoakFigures
sample (const Soak *soak, gint64 begun)
{
	SoakFigures now = soak_figures ();
	printf ("# %6.0f s: %" G_GUINT64_FORMAT " advices, %" G_GUINT64_FORMAT " hostile, %" G_GUINT64_FORMAT
		" past a crash, %" G_GUINT64_FORMAT " reloads, %" G_GUINT64_FORMAT
		" refused; %ld KiB, %ld descriptors, %ld children\n",
		(double) (g_get_monotonic_time () - begun) / G_USEC_PER_SEC, counted (&soak->advices), counted (&soak->hostile),
		counted (&soak->crashed), counted (&soak->reloads), counted (&soak->refused_reloads), now.resident,
		now.descriptors, now.children);
	fflush (stdout);
	return now;
}

/* samples at even distances until the time is over and the reloads are done; returns how many */
static guint
watch (Soak *soak, double seconds, guint64 reloads, SoakFigures *figures)
{
	gint64 begun = g_get_monotonic_time (), step = (gint64) (seconds * G_USEC_PER_SEC / N_SAMPLES);
	guint n = 0;
	while (n < N_SAMPLES || counted (&soak->reloads) < reloads) {
		g_usleep ((gulong) step);
		/* late samples go over the last one */
		figures[MIN (n, N_SAMPLES - 1)] = sample (soak, begun);
		n++;
	}
	return N_SAMPLES;
}

/* Flat: the last third holds no more than the second, but for a little that fragments. The first third fills caches. */
static gboolean
is_flat (const SoakFigures *figures, gsize offset, double slack)
{
	long before = 0, after = 0;
	for (guint i = N_SAMPLES / 3; i < N_SAMPLES; i++) {
		long value = *(const long *) ((const char *) &figures[i] + offset);
		long *most = i < 2 * N_SAMPLES / 3 ? &before : &after;
		*most = MAX (*most, value);
	}
	return (double) after <= (double) before * (1 + slack) + (slack > 0 ? 1024 : 2);
}

static int
tell (int number, gboolean good, const char *what)
{
	printf ("%s %d - %s\n", good ? "ok" : "not ok", number, what);
	return good ? 0 : 1;
}

int
main (int argc, char **argv)
{
	if (argc < 7)
		return EXIT_FAILURE;
	Soak soak = { .shipped = argv[1], .site = argv[2], .lock = PTHREAD_MUTEX_INITIALIZER };
	read_cases (&soak, argv[4]);
	prepare (&soak, argv[3]);
	const char *shipped[] = { soak.shipped, NULL };
	soak.apart = argc > 7 ? load (shipped, argv[7]) : NULL;

	GThread *threads[N_ADVISERS + 3];
	guint n = 0;
	while (n < N_ADVISERS)
		threads[n++] = g_thread_new ("advise", soak_adviser, &soak);
	threads[n++] = g_thread_new ("attack", soak_attacker, &soak);
	threads[n++] = g_thread_new ("crash", soak_asker_of_the_crashing, &soak);
	threads[n++] = g_thread_new ("reload", soak_reloader, &soak);
	SoakFigures figures[N_SAMPLES];
	watch (&soak, g_ascii_strtod (argv[5], NULL), g_ascii_strtoull (argv[6], NULL, 10), figures);
	__atomic_store_n (&soak.stop, TRUE, __ATOMIC_RELAXED);
	for (guint i = 0; i < n; i++)
		g_thread_join (threads[i]);

	gboolean ran = soak.advices > 0 && soak.hostile > 0 && soak.reloads > 0 && soak.refused_reloads > 0;
	int failed = tell (1, ran, "all of the load ran");
	failed += tell (2, soak.wrong == 0, "no advice is lost or mixed, and nothing but broken rules is refused");
	/* a few seconds on a busy machine fill no cache: what grows then tells nothing */
	if (g_ascii_strtod (argv[5], NULL) < LONG_ENOUGH) {
		printf ("ok 3 - flat figures # SKIP too short to tell\n1..3\n");
	} else {
		failed += tell (3, is_flat (figures, G_STRUCT_OFFSET (SoakFigures, descriptors), 0), "descriptors are flat");
		failed += tell (4, is_flat (figures, G_STRUCT_OFFSET (SoakFigures, children), 0), "child processes are flat");
		failed += tell (5, is_flat (figures, G_STRUCT_OFFSET (SoakFigures, resident), 0.05), "memory is flat");
		printf ("1..5\n");
	}

	g_clear_pointer (&soak.current.engine, route_engine_unref);
	g_clear_pointer (&soak.apart, route_engine_unref);
	for (guint i = 0; i < SOAK_N_RULES; i++)
		g_strfreev (soak.expected[i]);
	g_ptr_array_unref (soak.lines);
	return failed > 0 ? EXIT_FAILURE : EXIT_SUCCESS;
}
