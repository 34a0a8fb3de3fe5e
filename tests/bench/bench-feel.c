/* What the condition language costs: compiling a short rule, evaluating it, and one call of each family of built-in functions.
 * Figures are the least of several rounds (others use the machine too), in microseconds. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "libroute/feel/feel.h"

#define ROUNDS 9

/* one short rule, parsed and evaluated each time, as the field reports it; from the makers' own measurements */
static const char peers[] = "peers, one short rule parsed and evaluated: feelin (JavaScript) 105-153 us, zen-engine (Rust) 2.7 us\n";

typedef struct {
	RtFeelScope *scope;
	RtFeelShape *problem;
	RtFeelRun *run, *facts;
	RtFeelValue slots[8];
} Bench;

static const struct {
	const char *what, *text;
} rules[] = {
	{ "comparison", "level >= 3" },
	{ "short rule", "level >= 3 and kind = \"house\"" },
	{ "with a filter", "count(problems[level <= 2]) >= 2" },
	{ "longer", "count(problems[level <= 2 and domain in (\"care\", \"safety\")]) >= 2 and (flag or begin > date(\"2026-01-01\"))" },
};

static const struct {
	const char *family, *text;
} families[] = {
	{ "arithmetic", "level * 2.5 + 1" },
	{ "boolean", "not(flag) or all([flag, level > 2])" },
	{ "numeric", "round half up(modulo(level, 2) / 3, 2)" },
	{ "string", "upper case(substring(text, 2, 3))" },
	{ "search in a string", "contains(text, \"narrow\")" },
	{ "regular expression", "matches(text, \"^[a-z ]+street$\")" },
	{ "list", "list contains(distinct values(problems.level), 4)" },
	{ "statistics", "mean(problems.level) + stddev(problems.level)" },
	{ "sort", "sort(problems, function(a, b) a.level < b.level)[1].level" },
	{ "iteration", "some p in problems satisfies p.level = 4" },
	{ "date", "begin + duration(\"P1M\") > date(\"2026-01-01\")" },
	{ "date and time", "date and time(begin, time(\"10:00:00\")).hour" },
	{ "zone by name", "@\"2026-07-01T10:00:00@Europe/Amsterdam\" - date and time(begin, @\"10:00:00Z\") > @\"P1D\"" },
	{ "duration", "years and months duration(begin, today()).months" },
	{ "range", "overlaps([level..10], [5..20])" },
	{ "context", "get value(context put({a: level}, \"b\", 2), \"b\")" },
	{ "conversion", "number(string(level)) + 1" },
	{ "instance of", "problems instance of list<context<level: number>>" },
};

static RtFeelValue
problem (const Bench *bench, RtArena *arena, const char *domain, gint64 level)
{
	RtFeelValue *entries, value = rt_feel_context (arena, bench->problem, &entries);
	entries[0] = rt_feel_string (arena, domain, strlen (domain));
	entries[1] = rt_feel_integer (level);
	return value;
}

static void
bench_start (Bench *bench)
{
	static const char *const names[] = { "domain", "level" };
	static const char text[] = "the old narrow street";
	*bench = (Bench) { .scope = rt_feel_scope_new (), .problem = rt_feel_shape_new (names, 2),
			   .run = rt_feel_run_new (NULL), .facts = rt_feel_run_new (NULL) };
	static const struct {
		const char *name, *type;
	} declared[] = { { "level", "number" }, { "kind", "string" }, { "flag", "boolean" }, { "text", "string" },
			 { "begin", "date" }, { "problems", "list<context<domain: string, level: number>>" } };
	for (guint i = 0; i < G_N_ELEMENTS (declared); i++)
		rt_feel_scope_declare (bench->scope, declared[i].name,
				       rt_feel_type_parse (bench->scope, declared[i].type));
	RtArena *arena = rt_feel_run_arena (bench->facts);
	RtFeelValue *items;
	bench->slots[0] = rt_feel_integer (4);
	bench->slots[1] = rt_feel_string (arena, "house", 5);
	bench->slots[2] = rt_feel_boolean (TRUE);
	bench->slots[3] = rt_feel_string (arena, text, strlen (text));
	bench->slots[4] = rt_feel_date (20454);
	bench->slots[5] = rt_feel_list (arena, 4, &items);
	for (guint i = 0; i < 4; i++)
		items[i] = problem (bench, arena, i % 2 == 0 ? "care" : "safety", i + 1);
	rt_feel_run_set_today (bench->run, 20500);
}

static void
bench_end (Bench *bench)
{
	rt_feel_run_free (bench->facts);
	rt_feel_run_free (bench->run);
	rt_feel_scope_free (bench->scope);
	rt_feel_shape_free (bench->problem);
}

static RtFeelProgram *
compiled (const Bench *bench, const char *text)
{
	RtFeelProgram *program = rt_feel_compile (bench->scope, text, strlen (text), NULL);
	if (program == NULL) {
		fprintf (stderr, "bench-feel: %s does not compile\n", text);
		exit (1);
	}
	return program;
}

static double
compile_time (const Bench *bench, const char *text)
{
	double least = 1e9;
	for (guint round = 0; round < ROUNDS; round++) {
		gint64 begun = g_get_monotonic_time ();
		for (guint i = 0; i < 2000; i++)
			rt_feel_program_free (compiled (bench, text));
		least = MIN (least, (double) (g_get_monotonic_time () - begun) / 2000);
	}
	return least;
}

/* as rules are compiled: with a place for findings, and the check for what is always so */
static double
checked_time (const Bench *bench, const char *text)
{
	double least = 1e9;
	for (guint round = 0; round < ROUNDS; round++) {
		gint64 begun = g_get_monotonic_time ();
		for (guint i = 0; i < 2000; i++) {
			g_autoptr (GPtrArray) findings =
				g_ptr_array_new_with_free_func ((GDestroyNotify) rt_feel_diagnostic_free);
			rt_feel_program_free (rt_feel_compile (bench->scope, text, strlen (text), findings));
		}
		least = MIN (least, (double) (g_get_monotonic_time () - begun) / 2000);
	}
	return least;
}

static double
evaluation_time (Bench *bench, const char *text)
{
	g_autoptr (RtFeelProgram) program = compiled (bench, text);
	double least = 1e9;
	for (guint round = 0; round < ROUNDS; round++) {
		gint64 begun = g_get_monotonic_time ();
		for (guint i = 0; i < 10000; i++) {
			rt_feel_run_reset (bench->run);
			rt_feel_evaluate (bench->run, program, bench->slots);
		}
		least = MIN (least, (double) (g_get_monotonic_time () - begun) / 10000);
	}
	return least;
}

int
main (void)
{
	Bench bench;
	bench_start (&bench);
	for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
		printf ("%s: compile %.2f us, with findings %.2f us, evaluate %.3f us: %s\n", rules[i].what,
			compile_time (&bench, rules[i].text), checked_time (&bench, rules[i].text),
			evaluation_time (&bench, rules[i].text), rules[i].text);
	printf ("targets for a short rule: compile under 10 us, evaluate under 0.5 us\n%s", peers);
	for (guint i = 0; i < G_N_ELEMENTS (families); i++)
		printf ("%s: evaluate %.3f us: %s\n", families[i].family, evaluation_time (&bench, families[i].text),
			families[i].text);
	bench_end (&bench);
	return 0;
}
