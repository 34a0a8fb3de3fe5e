/* What one advice costs: with rules and plugins loaded, JSON in and JSON out, on a registration of about 3 KB; and whether memory
 * grows over a million calls. Each figure is reported beside reading alone and a plain memcpy-like pass over the text, so that
 * ratios can be compared between machines. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "libroute/advice/advice.h"
#include "libroute/route-engine-private.h"

typedef struct {
	RouteEngine *engine;
	RtWorkspace *workspace;
	GString *out;
	const char *text;
	gsize length;
} Bench;

static void
fail (const char *what, const GError *error)
{
	fprintf (stderr, "bench-advise: %s: %s\n", what, error != NULL ? error->message : "no reason given");
	exit (1);
}

static void
read_only (Bench *bench)
{
	g_autoptr (GError) error = NULL;
	g_autoptr (RouteRegistration) registration =
		route_registration_new_from_json (bench->text, (gssize) bench->length, &error);
	if (registration == NULL)
		fail ("read", error);
}

static void
advise_and_write (Bench *bench)
{
	g_autoptr (GError) error = NULL;
	g_autoptr (RouteRegistration) registration =
		route_registration_new_from_json (bench->text, (gssize) bench->length, &error);
	if (registration == NULL)
		fail ("read", error);
	g_autoptr (RouteRegistration) admitted = rt_engine_admit (bench->engine, registration, &error);
	if (admitted == NULL)
		fail ("admit", error);
	RtAdviceSource source = {
		.rules = rt_engine_rules (bench->engine),
		.registry = rt_engine_registry (bench->engine),
		.registration = admitted,
		.weighing = rt_weigh (rt_engine_weigher (bench->engine), admitted, bench->workspace),
		.pieces = rt_engine_pieces (bench->engine),
	};
	g_string_truncate (bench->out, 0);
	rt_advice_write_json (&source, RT_LANGUAGE_NL, ROUTE_JSON_COMPACT, bench->out);
	rt_workspace_reset (bench->workspace);
}

static void
weigh_only (Bench *bench)
{
	static RouteRegistration *admitted; /* read once: this measures the library's own call */
	if (admitted == NULL) {
		g_autoptr (RouteRegistration) registration =
			route_registration_new_from_json (bench->text, (gssize) bench->length, NULL);
		admitted = rt_engine_admit (bench->engine, registration, NULL);
	}
	rt_weigh (rt_engine_weigher (bench->engine), admitted, bench->workspace);
	rt_workspace_reset (bench->workspace);
}

static int
by_value (const void *a, const void *b)
{
	double x = *(const double *) a, y = *(const double *) b;
	return (x > y) - (x < y);
}

/* median over rounds, in microseconds a call */
static double
measure (void (*call) (Bench *), Bench *bench, guint n)
{
	double rounds[7];
	for (guint round = 0; round < G_N_ELEMENTS (rounds); round++) {
		gint64 begun = g_get_monotonic_time ();
		for (guint i = 0; i < n; i++)
			call (bench);
		rounds[round] = (double) (g_get_monotonic_time () - begun) / n;
	}
	qsort (rounds, G_N_ELEMENTS (rounds), sizeof *rounds, by_value);
	return rounds[G_N_ELEMENTS (rounds) / 2];
}

/* how long single calls take: nobody who waits for one advice waits for a median */
static void
report_calls (Bench *bench, guint n)
{
	g_autofree double *times = g_new (double, n);
	for (guint i = 0; i < n; i++) {
		gint64 begun = g_get_monotonic_time ();
		advise_and_write (bench);
		times[i] = (double) (g_get_monotonic_time () - begun);
	}
	qsort (times, n, sizeof *times, by_value);
	double median = times[n / 2], most = times[n - 1];
	printf ("single calls, %u of them: p50 %.0f us, p99 %.0f us, max %.0f us, %.1f times p50 (target: at most 20)\n", n,
		median, times[(gsize) n * 99 / 100], most, most / MAX (median, 1));
}

static long
resident_kib (void)
{
	g_autofree char *text = NULL;
	long pages = 0;
	if (g_file_get_contents ("/proc/self/statm", &text, NULL, NULL))
		sscanf (text, "%*d %ld", &pages);
	return pages * (sysconf (_SC_PAGESIZE) / 1024);
}

/* `vendor`: plugins of this directory run in this process, others in processes of their own */
static RouteEngine *
shipped_engine (const char *source, const char *build, const char *vendor)
{
	g_autofree char *rules = g_build_filename (source, "rules.d", NULL);
	g_autofree char *plugins = g_getenv ("plugins") != NULL ? g_strdup (g_getenv ("plugins")) :
								      g_build_filename (build, "plugins", ".libs", NULL);
	g_autofree char *helper = g_build_filename (build, "libexec", "route-plugin-host", NULL);
	const char *rules_dirs[] = { rules, NULL }, *plugin_dirs[] = { plugins, NULL };
	const char *vendor_dirs[] = { vendor != NULL ? vendor : plugins, NULL };
	const RtBuildTree tree = { helper, vendor_dirs };
	g_autoptr (GError) error = NULL;
	g_autoptr (GPtrArray) findings = rt_diagnostics_new ();
	RouteEngine *engine = rt_engine_load (rules_dirs, plugin_dirs, &tree, findings, &error);
	if (engine == NULL)
		fail ("load", error);
	return engine;
}

int
main (int argc, char **argv)
{
	const char *source = g_getenv ("top_srcdir"), *build = g_getenv ("top_builddir");
	source = source != NULL ? source : ".";
	build = build != NULL ? build : ".";
	g_autofree char *file = g_build_filename (source, "tests/bench/registration-3k.json", NULL);
	g_autofree char *text = NULL;
	g_autoptr (GError) error = NULL;
	gsize length = 0;
	if (!g_file_get_contents (argc > 1 ? argv[1] : file, &text, &length, &error))
		fail ("registration", error);
	Bench bench = { .engine = shipped_engine (source, build, NULL),
			.out = g_string_sized_new (65536),
			.text = text,
			.length = length };
	bench.workspace = rt_workspace_new (rt_engine_weigher (bench.engine));
	guint calls = argc > 2 ? (guint) atoi (argv[2]) : 1000000;

	double reading = measure (read_only, &bench, MIN (calls, 2000));
	double weighing = measure (weigh_only, &bench, MIN (calls, 2000));
	double whole = measure (advise_and_write, &bench, MIN (calls, 2000));
	printf ("registration: %zu bytes; advice: %zu bytes; plugins: %u\n", length, bench.out->len,
		rt_registry_n_plugins (rt_engine_registry (bench.engine)));
	printf ("read: %.1f us (the base of the ratios below)\n", reading);
	printf ("weigh: %.1f us, %.1f times reading (target: under 60 us)\n", weighing, weighing / reading);
	printf ("read, weigh and write JSON: %.1f us, %.1f times reading\n", whole, whole / reading);

	report_calls (&bench, MAX (MIN (calls, 20000), 1));

	Bench apart = bench;
	apart.engine = shipped_engine (source, build, "/nowhere");
	apart.workspace = rt_workspace_new (rt_engine_weigher (apart.engine));
	guint n = rt_registry_n_plugins (rt_engine_registry (apart.engine));
	double isolated = measure (weigh_only, &apart, MIN (calls, 500));
	printf ("weigh, every plugin in a process of its own: %.1f us; %.1f us a plugin above this process (target: at most 30)\n",
		isolated, (isolated - weighing) / MAX (n, 1));
	rt_workspace_free (apart.workspace);
	route_engine_unref (apart.engine);

	long before = resident_kib ();
	for (guint i = 0; i < calls; i++)
		weigh_only (&bench);
	long after = resident_kib ();
	printf ("memory over %u calls: %ld KiB before, %ld KiB after, grown %ld KiB\n", calls, before, after, after - before);

	rt_workspace_free (bench.workspace);
	g_string_free (bench.out, TRUE);
	route_engine_unref (bench.engine);
	return 0;
}
