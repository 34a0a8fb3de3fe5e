/* Cases from files: what expressions give, and what is said of those that are refused. */
#include "tests/feel/case-file.h"
#include "libroute/feel/builtin.h"
#include "libroute/feel/feel.h"
#include "libroute/feel/value.h"
#include <string.h>

#define MOST_VARIABLES 16

typedef struct {
	RtFeelScope *scope;
	RtFeelRun *run, *setup;
	RtFeelProgram *with;
	GPtrArray *literals; /* programs that slots point into */
	RtFeelValue slots[MOST_VARIABLES];
} Bench;

static void
bench_start (Bench *bench)
{
	*bench = (Bench){
	    .scope = rt_feel_scope_new (), .run = rt_feel_run_new (NULL), .setup = rt_feel_run_new (NULL)};
	rt_feel_scope_set_plain (bench->scope, TRUE);
	bench->literals = g_ptr_array_new_with_free_func ((GDestroyNotify) rt_feel_program_free);
	rt_feel_run_set_today (bench->run, 20000);
}

static void
bench_end (Bench *bench)
{
	rt_feel_scope_free (bench->scope);
	rt_feel_run_free (bench->run);
	rt_feel_run_free (bench->setup);
	rt_feel_program_free (bench->with);
	g_ptr_array_unref (bench->literals);
}

/* the entries of a context become variables */
static void
bench_with (Bench *bench, const char *context)
{
	bench->with = rt_feel_compile (bench->scope, context, strlen (context), NULL);
	ck_assert_ptr_nonnull (bench->with);
	RtFeelValue value = rt_feel_evaluate (bench->setup, bench->with, NULL);
	const RtFeelContext *entries = rt_feel_entries (value);
	for (guint i = 0; i < entries->shape->count; i++) {
		guint slot = rt_feel_scope_declare (bench->scope, entries->shape->names[i].text,
						    rt_feel_type_simple (RT_FEEL_NULL));
		bench->slots[slot] = entries->entries[i];
	}
}

static char *
evaluate (Bench *bench, const char *text)
{
	g_autoptr (RtFeelProgram) program = rt_feel_compile (bench->scope, text, strlen (text), NULL);
	GString *out = g_string_new (NULL);
	rt_feel_run_reset (bench->run);
	rt_feel_print (
	    program != NULL ? rt_feel_evaluate (bench->run, program, bench->slots) : rt_feel_null (), out);
	return g_string_free (out, FALSE);
}

static const char *const files[] = {"arithmetic", "dates", "logic", "lists", "texts", "ranges", "builtins"};

START_TEST (test_values)
{
	g_autofree char *path = g_strdup_printf ("tests/feel/cases/%s.cases", files[_i]);
	g_autoptr (GPtrArray) cases = feel_cases_read (path);
	g_autoptr (GString) wrong = g_string_new (NULL);
	ck_assert_uint_gt (cases->len, 10);
	for (guint i = 0; i < cases->len; i++) {
		const FeelCase *one = g_ptr_array_index (cases, i);
		Bench bench;
		bench_start (&bench);
		if (one->with != NULL)
			bench_with (&bench, one->with);
		g_autofree char *got = evaluate (&bench, one->expression);
		if (strcmp (got, one->outcome) != 0)
			g_string_append_printf (wrong, "\n%s:%u: %s => %s, not %s", path, one->line,
						one->expression, got, one->outcome);
		bench_end (&bench);
	}
	ck_assert_msg (wrong->len == 0, "%s", wrong->str);
}
END_TEST

/* ---- budgets ---------------------------------------------------------------------------------- */

/* with less than it needs an evaluation ends as unknown and says so; with enough it gives what it always gives */
static gboolean
is_cut_or_whole (Bench *bench, const RtFeelProgram *program, const RtFeelBudget *budget, const char *whole, gboolean *cut,
		 guint64 *steps)
{
	RtFeelRun *run = rt_feel_run_new (budget);
	g_autoptr (GString) out = g_string_new (NULL);
	rt_feel_run_set_today (run, 20000);
	RtFeelValue value = rt_feel_evaluate (run, program, bench->slots);
	rt_feel_print (value, out);
	*cut = rt_feel_run_exhausted (run);
	*steps = rt_feel_run_steps (run);
	gboolean good = *cut ? value.kind == RT_FEEL_UNKNOWN : strcmp (out->str, whole) == 0;
	rt_feel_run_free (run);
	return good;
}

/* more and more of one limit, until all that is needed is there; of steps that is as many as are told to be taken */
static gboolean
try_budgets (Bench *bench, const RtFeelProgram *program, const char *whole, guint *n_cut)
{
	gboolean cut = TRUE, good = TRUE;
	guint64 steps = 0;
	for (guint i = 1; good && cut && i < 200; i++) {
		RtFeelBudget budget = rt_feel_budget_default;
		budget.steps = i;
		good = is_cut_or_whole (bench, program, &budget, whole, &cut, &steps) && steps == i;
		*n_cut += cut;
	}
	cut = TRUE;
	for (guint i = 1; good && cut && i < 400; i++) {
		RtFeelBudget budget = rt_feel_budget_default;
		budget.memory = 16 * i;
		good = is_cut_or_whole (bench, program, &budget, whole, &cut, &steps);
		*n_cut += cut;
	}
	return good;
}

/* the end of a literal that begins at `at`, or `at` itself */
static const char *
end_of_literal (const char *text, const char *at)
{
	const char *end = at;
	gboolean inside = at > text && (g_ascii_isalnum (at[-1]) || strchr ("_.@", at[-1]) != NULL);
	if (*at == '"') {
		for (end = at + 1; *end != '"' && *end != '\0'; end++)
			end += *end == '\\';
		return *end == '"' ? end + 1 : at;
	}
	while (!inside && (g_ascii_isdigit (*end) || (*end == '.' && g_ascii_isdigit (end[1]))))
		end++;
	return end;
}

/* The expression with a variable for each of its literals: what is constant is found when it is compiled, and takes no
 * budget of a run. */
static char *
loosen (Bench *bench, const char *text)
{
	GString *out = g_string_new (NULL);
	for (const char *at = text; *at != '\0';) {
		const char *end = end_of_literal (text, at);
		guint n = rt_feel_scope_n_slots (bench->scope);
		gboolean quoted = *at == '"' && at > text && at[-1] == '@';
		if (end == at || quoted || n == MOST_VARIABLES) {
			const char *next = MAX (end, at + 1);
			g_string_append_len (out, at, next - at);
			at = next;
			continue;
		}
		g_autofree char *name = g_strdup_printf ("literal%u", n);
		RtFeelProgram *literal = rt_feel_compile (bench->scope, at, (gsize) (end - at), NULL);
		ck_assert_ptr_nonnull (literal);
		g_ptr_array_add (bench->literals, literal);
		guint slot = rt_feel_scope_declare (bench->scope, name, rt_feel_type_simple (RT_FEEL_NULL));
		bench->slots[slot] = rt_feel_evaluate (bench->setup, literal, NULL);
		g_string_append (out, name);
		at = end;
	}
	return g_string_free (out, FALSE);
}

static gboolean
ends_well (const FeelCase *one, guint *n_cut)
{
	Bench bench;
	bench_start (&bench);
	if (one->with != NULL)
		bench_with (&bench, one->with);
	g_autofree char *text = loosen (&bench, one->expression);
	g_autoptr (RtFeelProgram) program = rt_feel_compile (bench.scope, text, strlen (text), NULL);
	g_autofree char *whole = evaluate (&bench, text);
	gboolean good = program == NULL || try_budgets (&bench, program, whole, n_cut);
	bench_end (&bench);
	return good;
}

START_TEST (test_budgets)
{
	g_autofree char *path = g_strdup_printf ("tests/feel/cases/%s.cases", files[_i]);
	g_autoptr (GPtrArray) cases = feel_cases_read (path);
	g_autoptr (GString) wrong = g_string_new (NULL);
	guint n_cut = 0;
	for (guint i = 0; i < cases->len; i++) {
		const FeelCase *one = g_ptr_array_index (cases, i);
		if (!ends_well (one, &n_cut))
			g_string_append_printf (wrong, "\n%s:%u: %s", path, one->line, one->expression);
	}
	ck_assert_msg (wrong->len == 0, "%s", wrong->str);
	ck_assert_uint_gt (n_cut, cases->len);
}
END_TEST

/* ---- unary tests ------------------------------------------------------------------------------ */

static char *
pass_tests (Bench *bench, const char *input, const char *tests)
{
	GString *out = g_string_new (NULL);
	guint slot = rt_feel_scope_declare (bench->scope, "input value", rt_feel_type_simple (RT_FEEL_NULL));
	g_autoptr (RtFeelProgram) value = rt_feel_compile (bench->scope, input, strlen (input), NULL);
	g_autoptr (RtFeelProgram) program =
	    rt_feel_compile_unary_tests (bench->scope, slot, tests, strlen (tests), NULL);
	ck_assert_msg (value != NULL, "%s", input);
	bench->slots[slot] = rt_feel_evaluate (bench->setup, value, bench->slots);
	if (program != NULL)
		rt_feel_print (rt_feel_evaluate (bench->run, program, bench->slots), out);
	else
		g_string_append (out, "refused");
	return g_string_free (out, FALSE);
}

START_TEST (test_unary_tests)
{
	const char *path = "tests/feel/cases/unary.cases";
	g_autoptr (GPtrArray) cases = feel_cases_read (path);
	guint wrong = 0;
	for (guint i = 0; i < cases->len; i++) {
		const FeelCase *one = g_ptr_array_index (cases, i);
		g_auto (GStrv) halves = g_strsplit (one->expression, " :: ", 2);
		Bench bench;
		bench_start (&bench);
		ck_assert_msg (g_strv_length (halves) == 2, "%s:%u: no ` :: `", path, one->line);
		g_autofree char *got = pass_tests (&bench, halves[0], halves[1]);
		bench_end (&bench);
		if (strcmp (got, one->outcome) == 0)
			continue;
		wrong++;
		g_printerr ("%s:%u: %s => %s\n", path, one->line, one->expression, got);
	}
	ck_assert_uint_eq (wrong, 0);
}
END_TEST

/* ---- refused ---------------------------------------------------------------------------------- */

static RtFeelScope *
strict_scope (void)
{
	static const char *const kinds[] = {"house", "street", NULL};
	RtFeelScope *scope = rt_feel_scope_new ();
	rt_feel_scope_declare (scope, "level", rt_feel_type_simple (RT_FEEL_NUMBER));
	rt_feel_scope_declare (scope, "begin", rt_feel_type_simple (RT_FEEL_DATE));
	rt_feel_scope_declare (scope, "kind", rt_feel_type_words (scope, kinds));
	rt_feel_scope_declare (scope, "people",
			       rt_feel_type_parse (scope, "list<context<name: string, age: number>>"));
	rt_feel_scope_declare (scope, "flag", rt_feel_type_simple (RT_FEEL_BOOLEAN));
	rt_feel_scope_declare (scope, "text", rt_feel_type_simple (RT_FEEL_STRING));
	rt_feel_scope_declare (scope, "grade", rt_feel_type_between (scope, 1, 5));
	rt_feel_scope_declare (scope, "quota", rt_feel_type_known (scope, rt_feel_integer (3)));
	rt_feel_scope_declare_call (scope, "approach", "pad",
				    rt_feel_type_parse (scope, "context<eligible: boolean>"));
	return scope;
}

START_TEST (test_refused)
{
	const char *path = "tests/feel/cases/errors.cases";
	g_autoptr (GPtrArray) cases = feel_cases_read (path);
	g_autoptr (GString) wrong = g_string_new (NULL);
	g_autoptr (RtFeelScope) scope = strict_scope ();
	for (guint i = 0; i < cases->len; i++) {
		const FeelCase *one = g_ptr_array_index (cases, i);
		g_autoptr (GPtrArray) findings =
		    g_ptr_array_new_with_free_func ((GDestroyNotify)rt_feel_diagnostic_free);
		g_autoptr (RtFeelProgram) program =
		    rt_feel_compile (scope, one->expression, strlen (one->expression), findings);
		const RtFeelDiagnostic *first = findings->len != 0 ? g_ptr_array_index (findings, 0) : NULL;
		g_autofree char *got =
		    first != NULL ? g_strdup_printf ("%s %u-%u", first->code, first->start, first->end)
				  : g_strdup ("");
		gboolean refused = program == NULL;
		if (strcmp (got, one->outcome) != 0 || refused != (one->outcome[0] != '\0'))
			g_string_append_printf (wrong, "\n%s:%u: %s => %s (%s)", path, one->line,
						one->expression, got,
						first != NULL ? first->message : "accepted");
	}
	ck_assert_msg (wrong->len == 0, "%s", wrong->str);
}
END_TEST

/* ---- all that is said, in full ---------------------------------------------------------------- */

static char *
findings_text (const RtFeelScope *scope, const char *text)
{
	static const char *const severities[] = {"error", "warning", "note"};
	g_autoptr (GPtrArray) findings =
	    g_ptr_array_new_with_free_func ((GDestroyNotify)rt_feel_diagnostic_free);
	g_autoptr (RtFeelProgram) program = rt_feel_compile (scope, text, strlen (text), findings);
	GString *out = g_string_new (program == NULL && findings->len == 0 ? "refused in silence" : NULL);
	for (guint i = 0; i < findings->len; i++) {
		const RtFeelDiagnostic *one = g_ptr_array_index (findings, i);
		g_string_append_printf (out, "%s%s %s %u-%u %s", i > 0 ? " | " : "",
					severities[one->severity], one->code, one->start, one->end,
					one->message);
	}
	return g_string_free (out, FALSE);
}

START_TEST (test_findings)
{
	const char *path = "tests/feel/cases/findings.cases";
	g_autoptr (GPtrArray) cases = feel_cases_read (path);
	guint wrong = 0;
	g_autoptr (RtFeelScope) scope = strict_scope ();
	for (guint i = 0; i < cases->len; i++) {
		const FeelCase *one = g_ptr_array_index (cases, i);
		g_autofree char *got = findings_text (scope, one->expression);
		if (strcmp (got, one->outcome) == 0)
			continue;
		wrong++;
		g_printerr ("%s:%u: %s => %s\n", path, one->line, one->expression, got);
	}
	ck_assert_uint_eq (wrong, 0);
}
END_TEST

/* ---- the table of functions ------------------------------------------------------------------- */

START_TEST (test_examples)
{
	g_autoptr (GString) wrong = g_string_new (NULL);
	Bench bench;
	bench_start (&bench);
	for (guint i = 0; i < rt_feel_n_builtins; i++) {
		const RtFeelBuiltin *row = &rt_feel_builtins[i];
		ck_assert_msg (row->doc[0] != '\0', "%s says nothing", row->name);
		g_autofree char *got = evaluate (&bench, row->example);
		if (strcmp (got, "true") != 0)
			g_string_append_printf (wrong, "\n%s: %s is %s", row->name, row->example, got);
	}
	bench_end (&bench);
	ck_assert_msg (wrong->len == 0, "%s", wrong->str);
}
END_TEST

/* ---- every kind of wrong argument ------------------------------------------------------------- */

/* a value of each kind, by RtFeelKind */
static const char *const samples[] = {
    "null",         "true",       "1",
    "\"a\"",        "@\"2026-01-01\"", "@\"10:00:00\"",
    "@\"2026-01-01T10:00:00\"", "@\"P1Y\"",   "@\"P1D\"",
    "[1, 2]",       "{k: 1}",     "[1..2]",
    "function(x, y) true",
};

/* could a value of this kind be what some row of the name takes at this place, perhaps after coercion? */
static gboolean
may_be_taken (const RtFeelBuiltin *row, guint at, RtFeelKind kind)
{
	for (const RtFeelBuiltin *other = rt_feel_builtins; other < rt_feel_builtins + rt_feel_n_builtins; other++) {
		if (strcmp (other->name, row->name) != 0)
			continue;
		for (guint i = 0; i <= at; i++)
			if (other->params[i].name == NULL)
				return TRUE;
		guint16 takes = other->params[at].takes;
		if ((takes & (1u << kind)) != 0 || ((takes & RT_IS_LIST) != 0 && kind != RT_FEEL_NULL) ||
		    ((takes & RT_IS_DATE_TIME) != 0 && kind == RT_FEEL_DATE) ||
		    (kind == RT_FEEL_NULL && other->params[at].optional))
			return TRUE;
	}
	return FALSE;
}

static const char *
sample_for (guint16 takes)
{
	for (guint kind = 1; kind < G_N_ELEMENTS (samples); kind++)
		if ((takes & (1u << kind)) != 0)
			return samples[kind];
	return samples[0];
}

static char *
call_with (const RtFeelBuiltin *row, guint at, const char *wrong, gboolean named)
{
	GString *out = g_string_new (row->name);
	g_string_append_c (out, '(');
	for (guint i = 0; row->params[i].name != NULL; i++) {
		g_string_append (out, i > 0 ? ", " : "");
		if (named)
			g_string_append_printf (out, "%s: ", row->params[i].name);
		g_string_append (out, i == at ? wrong : sample_for (row->params[i].takes));
	}
	g_string_append_c (out, ')');
	return g_string_free (out, FALSE);
}

START_TEST (test_wrong_arguments)
{
	const RtFeelBuiltin *row = &rt_feel_builtins[_i];
	Bench bench;
	bench_start (&bench);
	for (guint at = 0; row->params[at].name != NULL; at++)
		for (guint kind = 0; kind < G_N_ELEMENTS (samples); kind++)
			for (guint named = 0; named < 2; named++) {
				g_autofree char *text = call_with (row, at, samples[kind], named);
				g_autofree char *got = evaluate (&bench, text);
				if (!may_be_taken (row, at, (RtFeelKind)kind))
					ck_assert_msg (strcmp (got, "null") == 0, "%s => %s", text, got);
			}
	bench_end (&bench);
}
END_TEST

/* one too many, a name that no parameter has, names beside places */
START_TEST (test_wrong_calls)
{
	const RtFeelBuiltin *row = &rt_feel_builtins[_i];
	static const char *const calls[] = {"%s(1, 2, 3, 4, 5, 6, 7, 8, 9, 10)", "%s(no such parameter: 1)",
					    "%s(1, no such parameter: 1)", "%s(null, null, null, null, null, null, "
									   "null, null, null)"};
	if ((row->flags & (RT_FEEL_VARIADIC | RT_FEEL_PACKED)) != 0)
		return;
	Bench bench;
	bench_start (&bench);
	for (guint i = 0; i < G_N_ELEMENTS (calls); i++) {
		g_auto (GStrv) halves = g_strsplit (calls[i], "%s", 2);
		g_autofree char *text = g_strconcat (halves[0], row->name, halves[1], NULL);
		g_autofree char *got = evaluate (&bench, text);
		ck_assert_msg (strcmp (got, "null") == 0, "%s => %s", text, got);
	}
	bench_end (&bench);
}
END_TEST

START_TEST (test_overloads_stand_together)
{
	for (guint i = 1; i < rt_feel_n_builtins; i++)
		for (guint j = 0; j + 1 < i; j++)
			if (strcmp (rt_feel_builtins[i].name, rt_feel_builtins[j].name) == 0)
				ck_assert_str_eq (rt_feel_builtins[i].name, rt_feel_builtins[i - 1].name);
}
END_TEST

int
main (void)
{
	Suite *suite = suite_create ("cases");
	TCase *cases = tcase_create ("cases");
	tcase_set_timeout (cases, 60);
	tcase_add_loop_test (cases, test_values, 0, G_N_ELEMENTS (files));
	tcase_add_loop_test (cases, test_budgets, 0, G_N_ELEMENTS (files));
	tcase_add_test (cases, test_unary_tests);
	tcase_add_test (cases, test_refused);
	tcase_add_test (cases, test_findings);
	tcase_add_test (cases, test_examples);
	tcase_add_test (cases, test_overloads_stand_together);
	tcase_add_loop_test (cases, test_wrong_arguments, 0, (int)rt_feel_n_builtins);
	tcase_add_loop_test (cases, test_wrong_calls, 0, (int)rt_feel_n_builtins);
	suite_add_tcase (suite, cases);
	return rt_test_main (suite);
}
