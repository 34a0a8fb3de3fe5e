/* What one advice costs: with rules and plugins loaded, JSON in and JSON out, on a registration of about 3 KB; and whether memory
 * grows over a million calls. Each figure is reported beside reading alone and a plain memcpy-like pass over the text, so that
 * ratios can be compared between machines.
 *
 *   bench-advise [REGISTRATION [CALLS]]
 *   bench-advise --tail RULES-DIR REGISTRATIONS.ndjson [CALLS]
 *   bench-advise --parts RULES-DIR REGISTRATIONS.ndjson [REGISTRATIONS]
 *
 * The second form tells how long single calls take over many registrations, every tenth of them with a text that patterns find
 * hard; the third, what each part of a call takes of them as they are. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
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

/* What a call consists of. */
#define PARTS(PART) \
	PART (READ, "read") \
	PART (ADMIT, "admit") \
	PART (WEIGH, "weigh") \
	PART (WRITE, "write JSON") \
	PART (FORGET, "forget")
typedef enum {
#define PART(name, word) PART_##name,
	PARTS (PART)
#undef PART
	N_PARTS
} Part;

/* nanoseconds since the end of the part before, of which this is the end */
static void
end_part (gint64 *parts, Part part)
{
	static struct timespec before;
	struct timespec now;
	if (parts == NULL)
		return;
	clock_gettime (CLOCK_MONOTONIC, &now);
	if (part < N_PARTS)
		parts[part] += (now.tv_sec - before.tv_sec) * 1000000000 + now.tv_nsec - before.tv_nsec;
	before = now;
}

/* `parts`: adds what each took; or NULL */
static void
advise_in_parts (Bench *bench, gint64 *parts)
{
	g_autoptr (GError) error = NULL;
	end_part (parts, N_PARTS);
	RouteRegistration *registration = route_registration_new_from_json (bench->text, (gssize) bench->length, &error);
	if (registration == NULL)
		fail ("read", error);
	end_part (parts, PART_READ);
	RouteRegistration *admitted = rt_engine_admit (bench->engine, registration, &error);
	if (admitted == NULL)
		fail ("admit", error);
	end_part (parts, PART_ADMIT);
	RtAdviceSource source = {
		.rules = rt_engine_rules (bench->engine),
		.registry = rt_engine_registry (bench->engine),
		.registration = admitted,
		.weighing = rt_weigh (rt_engine_weigher (bench->engine), admitted, bench->workspace),
		.pieces = rt_engine_pieces (bench->engine),
	};
	end_part (parts, PART_WEIGH);
	g_string_truncate (bench->out, 0);
	rt_advice_write_json (&source, RT_LANGUAGE_NL, ROUTE_JSON_COMPACT, bench->out);
	end_part (parts, PART_WRITE);
	rt_workspace_reset (bench->workspace);
	route_registration_unref (admitted);
	route_registration_unref (registration);
	end_part (parts, PART_FORGET);
}

static void
advise_and_write (Bench *bench)
{
	advise_in_parts (bench, NULL);
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

/* ---- the tail: what the dearest of many calls costs ---- */

#define HOSTILE_EVERY 10u
#define LONGEST_HOSTILE 8192u

/* Texts that begin like many matches and go on otherwise, that say nothing of where patterns are, or that fold oddly. */
static const char *const hostile[] = {
	"school school school ", "huiselijk gewel huiselijk gewel ", "geen geen geen niet zonder mogelijk ", "aaaaaaaaaaaaaaaa",
	"wapen wapens vuurwapen mes messen steekpartij steekwapen ", "ſK kas ſok ",
	"één éën suïcide ", "brand brandstichting gesticht brand brand ", ". ! ? ; , ", "0123456789_",
};

/* the registration with another narrative */
static char *
with_text (const char *line, const char *piece, gsize length)
{
	static const char key[] = "\"narrative\":\"";
	const char *from = strstr (line, key), *to = from;
	if (from == NULL)
		return g_strdup (line);
	from += strlen (key);
	for (to = from; *to != '\0' && *to != '"'; to++)
		to += *to == '\\' && to[1] != '\0';
	GString *text = g_string_new_len (line, from - line);
	for (gsize n = 0; n + strlen (piece) <= length; n += strlen (piece))
		g_string_append (text, piece);
	g_string_append (text, to);
	return g_string_free (text, FALSE);
}

static GPtrArray *
lines_of (const char *file, guint most, gboolean with_hostile)
{
	g_autoptr (GError) error = NULL;
	g_autofree char *text = NULL;
	if (!g_file_get_contents (file, &text, NULL, &error))
		fail (file, error);
	GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);
	g_auto (GStrv) all = g_strsplit (text, "\n", -1);
	for (guint i = 0; i < most && all[i] != NULL; i++) {
		if (*all[i] == '\0')
			continue;
		gsize length = 1024u << i / HOSTILE_EVERY % 4;
		const char *piece = hostile[i / HOSTILE_EVERY % G_N_ELEMENTS (hostile)];
		gboolean is_hostile = with_hostile && i % HOSTILE_EVERY == 0;
		g_ptr_array_add (lines, is_hostile ? with_text (all[i], piece, MIN (length, LONGEST_HOSTILE))
						   : g_strdup (all[i]));
	}
	if (lines->len == 0)
		fail ("registrations", NULL);
	return lines;
}

/* of this thread alone, so that what else the machine does counts for nothing */
static double
processor_us (void)
{
	struct timespec time;
	clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
	return (double) time.tv_sec * 1e6 + (double) time.tv_nsec / 1e3;
}

/* with these rules and no plugins */
static Bench
bench_of (const char *rules)
{
	const char *rules_dirs[] = { rules, NULL }, *none[] = { NULL };
	g_autoptr (GError) error = NULL;
	g_autoptr (GPtrArray) findings = rt_diagnostics_new ();
	Bench bench = { .engine = rt_engine_load (rules_dirs, none, NULL, findings, &error), .out = g_string_sized_new (65536) };
	if (bench.engine == NULL)
		fail ("load", error);
	bench.workspace = rt_workspace_new (rt_engine_weigher (bench.engine));
	return bench;
}

static void
bench_clear (Bench *bench)
{
	rt_workspace_free (bench->workspace);
	g_string_free (bench->out, TRUE);
	route_engine_unref (bench->engine);
}

static void
take_line (Bench *bench, const GPtrArray *lines, guint i)
{
	bench->text = g_ptr_array_index (lines, i % lines->len);
	bench->length = strlen (bench->text);
}

static int
report_tail (const char *rules, const char *file, guint calls)
{
	g_autoptr (GPtrArray) lines = lines_of (file, G_MAXUINT, TRUE);
	Bench bench = bench_of (rules);
	g_autofree double *times = g_new (double, calls);
	for (guint i = 0; i < calls; i++) {
		take_line (&bench, lines, i);
		double begun = processor_us ();
		advise_and_write (&bench);
		times[i] = processor_us () - begun;
	}
	qsort (times, calls, sizeof *times, by_value);
	double median = times[calls / 2], most = times[calls - 1];
	printf ("%u registrations, every tenth hostile: ", calls);
	printf ("p50 %.0f us, p99 %.0f us, max %.0f us, %.1f times p50 (target: at most 20)\n", median, times[(gsize) calls * 99 / 100],
		most, most / MAX (median, 1));
	bench_clear (&bench);
	return 0;
}

/* ---- the parts: where the time of a call goes ---- */

#define PART_ROUNDS 7u

/* A machine that others use too is slow for seconds on end: what each part took is that of the fastest round over all lines. */
static int
report_parts (const char *rules, const char *file, guint most)
{
	static const char *const names[] = {
#define PART(name, word) [PART_##name] = word,
		PARTS (PART)
#undef PART
	};
	g_autoptr (GPtrArray) lines = lines_of (file, most, FALSE);
	Bench bench = bench_of (rules);
	gint64 best[N_PARTS] = { 0 }, least = G_MAXINT64;
	for (guint round = 0; round < PART_ROUNDS; round++) {
		gint64 parts[N_PARTS] = { 0 }, whole = 0;
		for (guint i = 0; i < lines->len; i++) {
			take_line (&bench, lines, i);
			advise_in_parts (&bench, parts);
		}
		for (Part part = 0; part < N_PARTS; part++)
			whole += parts[part];
		if (whole < least)
			memcpy (best, parts, sizeof best);
		least = MIN (least, whole);
	}
	printf ("a call of %u registrations: %.1f us", lines->len, (double) least / lines->len / 1e3);
	for (Part part = 0; part < N_PARTS; part++)
		printf (", %s %.1f us (%.0f %%)", names[part], (double) best[part] / lines->len / 1e3,
			100.0 * (double) best[part] / (double) least);
	puts ("");
	bench_clear (&bench);
	return 0;
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
	if (argc > 3 && strcmp (argv[1], "--tail") == 0)
		return report_tail (argv[2], argv[3], argc > 4 ? (guint) atoi (argv[4]) : 200000);
	if (argc > 3 && strcmp (argv[1], "--parts") == 0)
		return report_parts (argv[2], argv[3], argc > 4 ? (guint) atoi (argv[4]) : 3000);
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
