/* Why a condition does not hold: cases of tests/feel/cases/explain.cases, and random ones that must agree with it. */
#include <string.h>
#include "libroute/feel/feel.h"
#include "tests/feel/case-file.h"

#define MOST_VARIABLES 16u

typedef struct {
	RtFeelScope *scope;
	RtFeelRun *run, *setup;
	RtFeelProgram *with;
	RtFeelValue slots[MOST_VARIABLES];
} Bench;

static void
bench_end (Bench *bench)
{
	rt_feel_scope_free (bench->scope);
	rt_feel_run_free (bench->run);
	rt_feel_run_free (bench->setup);
	rt_feel_program_free (bench->with);
}

/* the entries of a context become variables; "?" stands for what nobody gave */
static void
bench_start (Bench *bench, const char *context)
{
	*bench = (Bench){
	    .scope = rt_feel_scope_new (), .run = rt_feel_run_new (NULL), .setup = rt_feel_run_new (NULL)};
	rt_feel_scope_set_plain (bench->scope, TRUE);
	bench->with = rt_feel_compile (bench->scope, context, strlen (context), NULL);
	ck_assert_msg (bench->with != NULL, "%s", context);
	RtFeelValue value = rt_feel_evaluate (bench->setup, bench->with, NULL), entry;
	const char *name, *text;
	gsize length;
	for (guint i = 0; rt_feel_get_context (value, i, &name, &entry); i++) {
		guint slot =
		    rt_feel_scope_declare (bench->scope, name, rt_feel_type_simple (RT_FEEL_NULL));
		gboolean unknown = rt_feel_get_string (entry, &text, &length) && strcmp (text, "?") == 0;
		ck_assert_uint_lt (slot, MOST_VARIABLES);
		bench->slots[slot] = unknown ? rt_feel_unknown () : entry;
	}
}

static void
print_clause (const RtFeelClause *clause, gpointer data)
{
	static const char *const wants[] = {"true",    "equal", "other",    "less",  "at most", "more",
					    "at least", "between", "among", "some", "every"};
	GString *out = data;
	g_string_append_printf (out, "%s%.*s: found ", out->len > 0 ? "; " : "",
				(int)(clause->end - clause->start), clause->text + clause->start);
	rt_feel_print (clause->found, out);
	g_string_append_printf (out, ", wanted %s%s", clause->negated ? "not " : "", wants[clause->wants]);
	if (clause->wants >= RT_FEEL_WANTS_EQUAL && clause->wants <= RT_FEEL_WANTS_BETWEEN) {
		g_string_append_c (out, ' ');
		rt_feel_print (clause->wanted, out);
	}
	if (clause->wants == RT_FEEL_WANTS_BETWEEN) {
		g_string_append (out, " and ");
		rt_feel_print (clause->high, out);
	}
	if (clause->wants == RT_FEEL_WANTS_AMONG)
		g_string_append_printf (out, " %.*s", (int)(clause->to - clause->from),
					clause->text + clause->from);
	/* one test that is a value by itself */
	if (clause->wants == RT_FEEL_WANTS_AMONG && clause->wanted.kind != RT_FEEL_NULL) {
		g_string_append (out, ", which is ");
		rt_feel_print (clause->wanted, out);
	}
	if (clause->slot != G_MAXUINT)
		g_string_append_printf (out, ", name %u%s%s", clause->slot, clause->member != NULL ? "." : "",
					clause->member != NULL ? clause->member : "");
	if (clause->counted)
		g_string_append_printf (out, ", fit %u and perhaps %u", clause->fit, clause->perhaps);
}

static char *
explained (Bench *bench, const char *text, gboolean wanted)
{
	g_autoptr (RtFeelClauses) clauses = rt_feel_clauses_new (bench->scope, text, strlen (text));
	GString *out = g_string_new (clauses != NULL ? NULL : "refused");
	if (clauses != NULL)
		rt_feel_explain (bench->run, clauses, bench->slots, wanted, print_clause, out);
	return g_string_free (out, FALSE);
}

START_TEST (test_cases)
{
	const char *path = "tests/feel/cases/explain.cases";
	g_autoptr (GPtrArray) cases = feel_cases_read (path);
	g_autoptr (GString) wrong = g_string_new (NULL);
	ck_assert_uint_gt (cases->len, 20);
	for (guint i = 0; i < cases->len; i++) {
		const FeelCase *one = g_ptr_array_index (cases, i);
		Bench bench;
		bench_start (&bench, one->with != NULL ? one->with : "{}");
		g_autofree char *got = explained (&bench, one->expression, TRUE);
		if (strcmp (got, one->outcome) != 0)
			g_string_append_printf (wrong, "\n%s:%u: %s => %s", path, one->line, one->expression, got);
		/* why it is so is why its denial is not */
		g_autofree char *denial = g_strdup_printf ("not(%s)", one->expression);
		g_autofree char *why = explained (&bench, one->expression, FALSE), *why_not = explained (&bench, denial, TRUE);
		if (strcmp (why, why_not) != 0)
			g_string_append_printf (wrong, "\n%s:%u: %s is so by %s and not by %s", path, one->line, one->expression,
						why, why_not);
		bench_end (&bench);
	}
	ck_assert_msg (wrong->len == 0, "%s", wrong->str);
}
END_TEST

/* ---- random conditions ------------------------------------------------------------------------ */

static void
invent (GRand *random, guint depth, GString *out)
{
	static const char *const leaves[] = {"a",     "b",          "c",     "n > 1",          "n in (1, 2)",
					     "m = n", "n between 0 and m", "u", "w >= 2", "some x in l satisfies x > m"};
	guint kind = depth == 0 ? 0 : (guint)g_rand_int_range (random, 0, 4);
	if (kind == 0) {
		g_string_append (out, leaves[g_rand_int_range (random, 0, G_N_ELEMENTS (leaves))]);
	} else if (kind == 1) {
		g_string_append (out, "not(");
		invent (random, depth - 1, out);
		g_string_append_c (out, ')');
	} else {
		guint n = (guint)g_rand_int_range (random, 2, 4);
		for (guint i = 0; i < n; i++) {
			g_string_append (out, i == 0 ? "(" : kind == 2 ? " and (" : " or (");
			invent (random, depth - 1, out);
			g_string_append_c (out, ')');
		}
	}
}

typedef struct {
	guint n;
	gboolean agrees; /* no clause is as it was wanted; none is certain where the whole is open */
	gboolean open;
} Verdict;

static void
judge (const RtFeelClause *clause, gpointer data)
{
	Verdict *verdict = data;
	gboolean value, wanted = !clause->negated;
	verdict->n++;
	if (!rt_feel_get_boolean (clause->value, &value))
		verdict->agrees = verdict->agrees && verdict->open;
	else if (clause->wants == RT_FEEL_WANTS_TRUE || clause->wants >= RT_FEEL_WANTS_BETWEEN)
		verdict->agrees = verdict->agrees && !verdict->open && value != wanted;
	else
		verdict->agrees = verdict->agrees && !verdict->open;
}

START_TEST (test_agreement)
{
	GRand *random = g_rand_new_with_seed (20261128);
	guint told = 0;
	for (guint i = 0; i < 2000; i++) {
		g_autoptr (GString) text = g_string_new (NULL);
		invent (random, 3, text);
		Bench bench;
		g_autofree char *with = g_strdup_printf (
		    "{a: %s, b: %s, c: \"?\", n: %d, m: %d, u: \"?\", w: \"?\", l: [0, 1, 3]}",
		    g_rand_boolean (random) ? "true" : "false", g_rand_boolean (random) ? "true" : "false",
		    g_rand_int_range (random, 0, 4), g_rand_int_range (random, 0, 4));
		bench_start (&bench, with);
		g_autoptr (RtFeelClauses) clauses = rt_feel_clauses_new (bench.scope, text->str, text->len);
		g_autoptr (RtFeelProgram) program = rt_feel_compile (bench.scope, text->str, text->len, NULL);
		ck_assert_msg (clauses != NULL && program != NULL, "%s", text->str);
		gboolean holds, known =
		    rt_feel_get_boolean (rt_feel_evaluate (bench.run, program, bench.slots), &holds);
		Verdict verdict = {.agrees = TRUE, .open = !known};
		rt_feel_explain (bench.run, clauses, bench.slots, TRUE, judge, &verdict);
		ck_assert_msg ((verdict.n == 0) == (known && holds), "%s with %s", text->str, with);
		ck_assert_msg (verdict.agrees, "%s with %s", text->str, with);
		told += verdict.n;
		bench_end (&bench);
	}
	ck_assert_uint_gt (told, 1000);
	g_rand_free (random);
}
END_TEST

int
main (void)
{
	Suite *suite = suite_create ("feel-explain");
	TCase *tests = tcase_create ("explain");
	tcase_add_test (tests, test_cases);
	tcase_add_test (tests, test_agreement);
	suite_add_tcase (suite, tests);
	return rt_test_main (suite);
}
