/* routectl feel: tries a condition, on values of one's own or on a registration as the rules see it. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include "libroute/feel/feel.h"
#include "libroute/util/date.h"
#include "libroute/util/diagnostic.h"
#include "routectl/load.h"
#include "routectl/options.h"

/* ---- telling what is wrong ---- */

static void
place_of (const char *text, guint offset, guint *line, guint *column, char **source)
{
	const char *start = text;
	*line = 1;
	for (const char *at = text; *at != '\0' && at < text + offset; at++) {
		if (*at != '\n')
			continue;
		start = at + 1;
		(*line)++;
	}
	*column = (guint) g_utf8_strlen (start, text + offset - start) + 1;
	*source = g_strndup (start, strcspn (start, "\n"));
}

static void
show_diagnostics (const char *text, const GPtrArray *diagnostics)
{
	static const RtSeverity severities[] = {
		[RT_FEEL_ERROR] = RT_SEVERITY_ERROR,
		[RT_FEEL_WARNING] = RT_SEVERITY_WARNING,
		[RT_FEEL_NOTE] = RT_SEVERITY_NOTE,
	};
	g_autoptr (GString) out = g_string_new (NULL);
	for (guint i = 0; i < diagnostics->len; i++) {
		const RtFeelDiagnostic *from = g_ptr_array_index (diagnostics, i);
		guint line, column, start = MIN (from->start, (guint) strlen (text));
		g_autofree char *source = NULL;
		place_of (text, start, &line, &column, &source);
		g_autoptr (RtDiagnostic) shown =
			rt_diagnostic_new (severities[from->severity], from->code, "expression", line, column,
					   "%s", from->message);
		shown->width = from->end > from->start ? from->end - from->start : 1;
		shown->source = g_steal_pointer (&source);
		rt_diagnostic_print (shown, out);
	}
	fputs (out->str, stderr);
}

/* ---- evaluating ---- */

static void
set_clock (RtFeelRun *run)
{
	g_autoptr (GDateTime) now = g_date_time_new_now_local ();
	gint32 today;
	if (rt_date_from_civil (g_date_time_get_year (now), g_date_time_get_month (now),
				g_date_time_get_day_of_month (now), &today))
		rt_feel_run_set_today (run, today);
	rt_feel_run_set_now (run, g_date_time_to_unix (now), g_date_time_get_microsecond (now) * 1000,
			     (gint32) (g_date_time_get_utc_offset (now) / G_USEC_PER_SEC));
}

/* what is asked: the value of an expression, or whether it passes tests as they stand in a decision table */
typedef struct {
	const char *text;
	const char *tests; /* or NULL */
} Question;

static RtFeelProgram *
compile (const RtFeelScope *scope, const char *text, gboolean tests, guint input)
{
	g_autoptr (GPtrArray) diagnostics =
		g_ptr_array_new_with_free_func ((GDestroyNotify) rt_feel_diagnostic_free);
	RtFeelProgram *program = tests ? rt_feel_compile_unary_tests (scope, input, text, strlen (text), diagnostics)
				       : rt_feel_compile (scope, text, strlen (text), diagnostics);
	show_diagnostics (text, diagnostics);
	return program;
}

/* the notes of what just ran, under its text: they say nothing of what runs next */
static void
show_notes (const char *text, RtFeelRun *run)
{
	show_diagnostics (text, rt_feel_run_diagnostics (run));
	rt_feel_run_forget_diagnostics (run);
}

static RtExit
pass_tests (const RtFeelScope *scope, RtFeelRun *run, const RtFeelValue *slots, const char *tests, RtFeelValue value,
	    GString *out)
{
	g_autoptr (RtFeelScope) inner = rt_feel_scope_new_child (scope);
	guint input = rt_feel_scope_declare (inner, "input value", rt_feel_type_simple (RT_FEEL_NULL));
	g_autoptr (RtFeelProgram) program = compile (inner, tests, TRUE, input);
	if (program == NULL)
		return RT_EXIT_REFUSED;
	g_autofree RtFeelValue *all = g_new (RtFeelValue, input + 1);
	if (input > 0)
		memcpy (all, slots, input * sizeof *all);
	all[input] = value;
	rt_feel_print (rt_feel_evaluate (run, program, all), out);
	g_string_append_c (out, '\n');
	show_notes (tests, run);
	return RT_EXIT_DONE;
}

static RtExit
evaluate (const RtFeelScope *scope, RtFeelRun *run, const RtFeelValue *slots, const Question *question, GString *out)
{
	g_autoptr (RtFeelProgram) program = compile (scope, question->text, FALSE, 0);
	if (program == NULL)
		return RT_EXIT_REFUSED;
	RtFeelValue result = rt_feel_evaluate (run, program, slots);
	show_notes (question->text, run);
	if (question->tests != NULL)
		return pass_tests (scope, run, slots, question->tests, result, out);
	rt_feel_print (result, out);
	g_string_append_c (out, '\n');
	return RT_EXIT_DONE;
}

/* ---- with values of one's own ---- */

/* what it reads lives in the arena */
static gboolean
read_context (RtArena *arena, const char *path, RtFeelValue *context)
{
	g_autofree char *text = NULL;
	gsize length = 0;
	g_autoptr (GError) error = NULL;
	if (!g_file_get_contents (path, &text, &length, &error)) {
		rt_cli_complain ("%s", error->message);
		return FALSE;
	}
	gboolean read = rt_feel_value_from_json (arena, text, length, context, &error);
	if (read && context->kind == RT_FEEL_CONTEXT)
		return TRUE;
	rt_cli_complain ("%s: %s", path,
			 read ? "an object is expected: names and their values" : error->message);
	return FALSE;
}

/* every entry of the context is a variable */
static RtFeelValue *
declare_variables (RtFeelScope *scope, RtFeelValue context)
{
	GArray *slots = g_array_new (FALSE, TRUE, sizeof (RtFeelValue));
	const char *name;
	RtFeelValue value;
	for (guint i = 0; rt_feel_get_context (context, i, &name, &value); i++) {
		guint slot = rt_feel_scope_declare (scope, name, rt_feel_type_simple (RT_FEEL_NULL));
		g_array_set_size (slots, MAX (slots->len, slot + 1));
		g_array_index (slots, RtFeelValue, slot) = value;
	}
	return (RtFeelValue *) g_array_free (slots, FALSE);
}

static RtExit
try_alone (const Question *question, const char *path, GString *out)
{
	g_autoptr (RtFeelScope) scope = rt_feel_scope_new ();
	g_autoptr (RtFeelRun) run = rt_feel_run_new (NULL);
	RtFeelValue context = rt_feel_null ();
	if (path != NULL && !read_context (rt_feel_run_arena (run), path, &context))
		return RT_EXIT_REFUSED;
	set_clock (run);
	g_autofree RtFeelValue *slots = declare_variables (scope, context);
	return evaluate (scope, run, slots, question, out);
}

/* ---- on a registration ---- */

static RouteRegistration *
read_registration (const RouteEngine *engine, const char *path)
{
	g_autofree char *text = NULL;
	gsize length = 0;
	g_autoptr (GError) error = NULL;
	g_autoptr (RouteRegistration) registration = NULL;
	RouteRegistration *admitted = NULL;
	if (g_file_get_contents (path, &text, &length, &error))
		registration = route_registration_new_from_json (text, (gssize) length, &error);
	if (registration != NULL)
		admitted = rt_engine_admit (engine, registration, &error);
	if (admitted == NULL)
		rt_cli_complain ("%s: %s", path, error->message);
	return admitted;
}

/* the facts that decided, or that left it open, each once */
static void
append_trail (const RouteRegistration *registration, RtFeelRun *run, GString *out)
{
	guint n;
	const RtFeelOrigin *trail = rt_feel_run_trail (run, &n);
	g_autoptr (GHashTable) told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
	for (guint i = 0; i < n; i++) {
		GString *pointer = g_string_new (NULL);
		rt_record_print_spot (registration, trail[i], pointer);
		char *name = g_string_free (pointer, FALSE);
		if (!g_hash_table_contains (told, name))
			g_string_append_printf (out, "  %s\n", name);
		g_hash_table_add (told, name);
	}
}

/* those that hang on facts alone: criteria and approaches are not weighed here */
static void
fill_defines (const RtRuleSet *rules, RtFeelRun *run, RtFeelValue *slots)
{
	for (guint i = 0; i < rules->n_defines; i++) {
		const RtDefine *define = &rules->defines[i];
		if (define->stage == 0)
			slots[define->when.slot] = rt_feel_evaluate (run, define->when.program, slots);
	}
	rt_feel_run_forget_diagnostics (run);
}

static RtExit
try_on_registration (const RtCli *cli, const Question *question, const char *path, GString *out)
{
	g_autoptr (RouteEngine) engine = rt_load_engine (cli);
	if (engine == NULL)
		return RT_EXIT_LOAD;
	g_autoptr (RouteRegistration) registration = read_registration (engine, path);
	if (registration == NULL)
		return RT_EXIT_REFUSED;
	const RtRuleSet *rules = rt_engine_rules (engine);
	/* what is noted of defines is not said of the expression */
	g_autoptr (RtFeelRun) run = rt_feel_run_new (NULL), before = rt_feel_run_new (NULL);
	rt_feel_run_set_today (run, rt_record_received (registration));
	rt_feel_run_set_today (before, rt_record_received (registration));
	g_autofree RtFeelValue *slots = g_new (RtFeelValue, rules->n_slots + 1);
	for (guint i = 0; i < rules->n_slots; i++)
		slots[i] = rt_feel_unknown ();
	rt_facts_fill_all (rules, registration, before, slots);
	fill_defines (rules, before, slots);
	RtExit status = evaluate (rules->scope, run, slots, question, out);
	if (status == RT_EXIT_DONE)
		append_trail (registration, run, out);
	return status;
}

/* ---- a suite of cases ---- */

static double
percent (guint part, guint whole)
{
	return whole > 0 ? 100.0 * part / whole : 100.0;
}

static void
append_figures (const RtCli *cli, const RtFeelConformance *result, GString *out)
{
	g_string_append_printf (out, rt_cli_text (cli, N_("all cases         %u of %u, %.2f %%\n")),
				result->passed, result->cases, percent (result->passed, result->cases));
	g_string_append_printf (out, rt_cli_text (cli, N_("value not null    %u of %u, %.2f %%\n")),
				result->real_passed, result->real_cases,
				percent (result->real_passed, result->real_cases));
	g_string_append_printf (out, rt_cli_text (cli, N_("mean of %u directories: %.2f %%\n")),
				result->directories, 100.0 * result->directory_mean);
	/* the same in every language: build servers read it */
	g_string_append_printf (out, "%u passed, %u failed\n", result->passed,
				result->cases - result->passed);
}

static RtExit
run_suite (const RtCli *cli, const char *path)
{
	g_autofree char *failures = NULL;
	gsize length = 0;
	g_autoptr (GError) error = NULL;
	RtFeelConformance result = { 0 };
	FILE *in = fopen (path, "re");
	if (in == NULL) {
		rt_cli_complain ("%s: %s", path, g_strerror (errno));
		return RT_EXIT_REFUSED;
	}
	FILE *out = open_memstream (&failures, &length);
	if (out == NULL) {
		rt_cli_complain ("%s: %s", path, g_strerror (errno));
		fclose (in);
		return RT_EXIT_REFUSED;
	}
	gboolean run = rt_feel_conformance_run (in, out, &result, &error);
	fclose (out);
	fclose (in);
	if (!run) {
		rt_cli_complain ("%s:%u: %s", path, result.line, error->message);
		return RT_EXIT_REFUSED;
	}
	g_autoptr (GString) report = g_string_new_len (failures, (gssize) length);
	append_figures (cli, &result, report);
	RtExit printed = rt_cli_print (report);
	return result.passed < result.cases ? RT_EXIT_REFUSED : printed;
}

static RtExit
try_expression (const RtCli *cli, const Question *question, const char *context, const char *registration)
{
	g_autoptr (GString) out = g_string_new (NULL);
	RtExit status = registration != NULL ? try_on_registration (cli, question, registration, out)
					     : try_alone (question, context, out);
	RtExit printed = rt_cli_print (out);
	return status != RT_EXIT_DONE ? status : printed;
}

RtExit
rt_verb_feel (RtCli *cli, const RtVerb *verb, int argc, char **argv)
{
	g_autofree char *context = NULL, *registration = NULL, *cases = NULL, *tests = NULL;
	const GOptionEntry entries[] = {
		{ "context", 'c', 0, G_OPTION_ARG_FILENAME, &context,
		  N_("A JSON object whose members are the names the expression may use"), "FILE" },
		{ "registration", 'r', 0, G_OPTION_ARG_FILENAME, &registration,
		  N_("Evaluate on the facts of a registration, as a rule would, and show which facts "
		      "decide"),
		  "FILE" },
		{ "unary-tests", 'u', 0, G_OPTION_ARG_STRING, &tests,
		  N_("Tell whether the value of the expression passes tests, as a cell of a decision table holds them"),
		  "TESTS" },
		{ "cases", 0, 0, G_OPTION_ARG_FILENAME, &cases,
		  N_("Run a file of conformance cases, one JSON object a line"), "FILE" },
		{ NULL },
	};
	RtExit status;
	if (!rt_options_read (cli, verb, entries, &argc, &argv, &status))
		return status;
	if ((context != NULL) + (registration != NULL) + (cases != NULL) > 1)
		return rt_cli_misused (cli, verb, N_("takes one of --context, --registration and --cases"));
	if (cases != NULL && (argc > 1 || tests != NULL))
		return rt_cli_misused (cli, verb, N_("takes no expression beside --cases"));
	if (cases != NULL)
		return run_suite (cli, cases);
	if (argc != 2)
		return rt_cli_misused (cli, verb, N_("takes one expression"));
	if (!g_utf8_validate (argv[1], -1, NULL) || (tests != NULL && !g_utf8_validate (tests, -1, NULL)))
		return rt_cli_misused (cli, verb, N_("the expression is not UTF-8"));
	const Question question = { argv[1], tests };
	return try_expression (cli, &question, context, registration);
}
