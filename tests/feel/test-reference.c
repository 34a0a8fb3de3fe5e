/* doc/feel.md is made from the tables of the engine, and every example in it is run. With --write it prints the page,
 * with --dictionary the words for the fuzzer. */
#include <stdio.h>
#include <string.h>
#include "libroute/feel/builtin.h"
#include "libroute/feel/node.h"
#include "tests/testing.h"

/* ---- the tables ---- */

typedef struct {
	const char *text, *doc, *example;
	guint power; /* of an operator */
} Row;

static const Row constructs[] = {
#define RT_FEEL_NODE(id, text, doc, example) {text, doc, example, 0},
#include "libroute/feel/nodes.def"
#undef RT_FEEL_NODE
};

static const Row operators[] = {
#define RT_FEEL_OPERATOR(id, text, power, node, doc, example) {text, doc, example, power},
#include "libroute/feel/operators.def"
#undef RT_FEEL_OPERATOR
};

static const struct {
	RtFeelKind kind;
	const char *name;
	RtFeelKind result;
} properties[] = {
#define RT_FEEL_PROPERTY(kind, name, result, id) {RT_FEEL_##kind, name, RT_FEEL_##result},
#include "libroute/feel/properties.def"
#undef RT_FEEL_PROPERTY
};

static const struct {
	RtFeelOperator op;
	RtFeelKind left, right, result;
} arithmetic[] = {
#define RT_FEEL_ARITHMETIC(op, left, right, result, function)                                                          \
	{RT_FEEL_OP_##op, RT_FEEL_##left, RT_FEEL_##right, RT_FEEL_##result},
#include "libroute/feel/arithmetic.def"
#undef RT_FEEL_ARITHMETIC
};

static const struct {
	const char *written, *meant;
} slips[] = {
#define RT_FEEL_SLIP(written, meant) {written, meant},
#include "libroute/feel/slips.def"
#undef RT_FEEL_SLIP
};

/* ---- the page ---- */

static const char introduction[] =
    "# FEEL, the language of conditions\n\n"
    "Conditions in rules are FEEL expressions (OMG DMN 1.5). Try one with `routectl feel 'EXPRESSION'`. This page is made "
    "from the tables\n"
    "of the engine, and the tests run every example in it: each is true.\n\n"
    "- Numbers are decimals of 34 digits. Texts stand in double quotes, and end on their own line.\n"
    "- `and`, `or` and `not(...)` know three values. What cannot be compared is null, and a null condition is never true.\n"
    "- Names may hold spaces and signs. The longest name that is known counts: `own-incidents` is a name, not a "
    "subtraction.\n"
    "- Beside facts that nobody gave, unknown is not no: see `rules.md`.\n";

/* a cell of a table, in which a bar would end it */
static void
append_cell (const char *before, const char *text, const char *behind, GString *out)
{
	g_auto (GStrv) parts = g_strsplit (text, "|", -1);
	g_autofree char *whole = g_strjoinv ("\\|", parts);
	g_string_append_printf (out, "%s%s%s", before, whole, behind);
}

static void
append_row (const Row *row, GString *out)
{
	append_cell ("| `", row->text, "`", out);
	append_cell (" | ", row->doc, "", out);
	append_cell (" | `", row->example, "` |\n", out);
}

/* what is not written by those who write conditions has no meaning for them */
static void
append_constructs (GString *out)
{
	g_string_append (out, "\n## What an expression is made of\n\n| | what it gives | example |\n|---|---|---|\n");
	for (guint i = 0; i < G_N_ELEMENTS (constructs); i++)
		if (constructs[i].doc[0] != '\0')
			append_row (&constructs[i], out);
}

static void
append_operators (GString *out)
{
	g_string_append (out, "\n## Operators\n\nThose below bind tighter than those above.\n\n"
			      "| operator | what it gives | example |\n|---|---|---|\n");
	for (guint power = 0; power < 100; power++)
		for (guint i = 0; i < G_N_ELEMENTS (operators); i++)
			if (operators[i].power == power)
				append_row (&operators[i], out);
}

static void
append_arithmetic (GString *out)
{
	g_string_append (out, "\nArithmetic is defined for these, and null for all others:\n\n| | is a |\n|---|---|\n");
	for (guint i = 0; i < G_N_ELEMENTS (arithmetic); i++)
		g_string_append_printf (out, "| %s `%s` %s | %s |\n", rt_feel_kind_name (arithmetic[i].left),
					operators[arithmetic[i].op].text, rt_feel_kind_name (arithmetic[i].right),
					rt_feel_kind_name (arithmetic[i].result));
}

static void
append_properties (GString *out)
{
	g_string_append (out, "\n## Properties\n\nThey are read as entries are.\n\n"
			      "| of a | property | is a |\n|---|---|---|\n");
	for (guint i = 0; i < G_N_ELEMENTS (properties); i++)
		g_string_append_printf (out, "| %s | `%s` | %s |\n", rt_feel_kind_name (properties[i].kind),
					properties[i].name,
					properties[i].result == RT_FEEL_NULL ? "value as its ends are"
									     : rt_feel_kind_name (properties[i].result));
}

static void
append_slips (GString *out)
{
	g_string_append (out, "\n## Written otherwise elsewhere\n\n| elsewhere | here |\n|---|---|\n");
	for (guint i = 0; i < G_N_ELEMENTS (slips); i++) {
		append_cell ("| `", slips[i].written, "`", out);
		append_cell (" | `", slips[i].meant, "` |\n", out);
	}
}

static void
append_signature (const RtFeelBuiltin *row, GString *out)
{
	g_string_append_printf (out, "| `%s(", row->name);
	for (guint i = 0; row->params[i].name != NULL; i++)
		g_string_append_printf (out, "%s%s%s", i > 0 ? ", " : "", row->params[i].name,
					row->params[i].optional ? "?" : "");
	g_string_append (out, ")`");
}

static void
append_functions (GString *out)
{
	g_string_append (out, "\n## Built-in functions\n\nArguments may be named; one with `?` may be left out.\n\n"
			      "| function | what it gives | example |\n|---|---|---|\n");
	for (guint i = 0; i < rt_feel_n_builtins; i++) {
		append_signature (&rt_feel_builtins[i], out);
		append_cell (" | ", rt_feel_builtins[i].doc, "", out);
		append_cell (" | `", rt_feel_builtins[i].example, "` |\n", out);
	}
}

static char *
make_page (void)
{
	GString *out = g_string_new (introduction);
	append_constructs (out);
	append_operators (out);
	append_arithmetic (out);
	append_properties (out);
	append_functions (out);
	append_slips (out);
	return g_string_free (out, FALSE);
}

/* ---- the dictionary of the fuzzer ---- */

static void
append_word (const char *word, GString *out)
{
	g_autofree char *escaped = g_strescape (word, NULL);
	g_string_append_printf (out, "\"%s\"\n", escaped);
}

/* the words of the language: operators, names of functions and properties, and what tables do not hold */
static char *
make_dictionary (void)
{
	static const char *const rest[] = {
	    "if ", "then ", "else ", "for ", "in ", "return ", "some ", "every ", "satisfies ", "between ",
	    " instance of ", "function(", "external", "true", "false", "null", "..", "not(", "item", "partial", "?",
	    "~", "-", "list", "unknown value", "day", "list<", "context<", "range<", "function<", "->", "Any", "number",
	    "string", "boolean", "days and time duration", "@\"2026-01-01\"", "@\"2026-01-01T24:00:00@Europe/Amsterdam\"",
	    "@\"P1Y\"", "@\"PT1H\"", "@\"10:00:00Z\"", "[1..3]", "(1..3)", "]1..3[", "(< 10)", "(!= 1)", "{a: 1}",
	    "\"text\"", "0.1", "1E400", "\\uD83D\\uDCA9", "\"[a-z-[m]]\"", "\"\\p{IsBasicLatin}\"", "\"\\i\\c*\"",
	    "/*", "//", "9999999999999999999999999999999999", "9223372036854775807", "-999999999-01-01",
	};
	GString *out = g_string_new ("# made from the tables of the engine: make update-feel-reference\n");
	for (guint i = 0; i < G_N_ELEMENTS (rest); i++)
		append_word (rest[i], out);
	for (guint i = 0; i < G_N_ELEMENTS (operators); i++)
		append_word (operators[i].text, out);
	for (guint i = 0; i < G_N_ELEMENTS (properties); i++) {
		g_autofree char *path = g_strconcat (".", properties[i].name, NULL);
		append_word (path, out);
	}
	for (guint i = 0; i < rt_feel_n_builtins; i++) {
		if (i > 0 && strcmp (rt_feel_builtins[i].name, rt_feel_builtins[i - 1].name) == 0)
			continue;
		g_autofree char *call = g_strconcat (rt_feel_builtins[i].name, "(", NULL);
		append_word (call, out);
	}
	return g_string_free (out, FALSE);
}

START_TEST (the_dictionary_is_made_from_the_tables)
{
	g_autofree char *words = make_dictionary ();
	g_autofree char *kept = rt_test_read ("tests/fuzz/feel.dict", NULL);
	ck_assert_msg (strcmp (words, kept) == 0,
		       "tests/fuzz/feel.dict is not what the tables say: make update-feel-reference");
}
END_TEST

START_TEST (the_page_is_made_from_the_table)
{
	g_autofree char *page = make_page ();
	g_autofree char *kept = rt_test_read ("doc/feel.md", NULL);
	ck_assert_msg (strcmp (page, kept) == 0,
		       "doc/feel.md is not what the tables say: make update-feel-reference");
}
END_TEST

/* an example is an expression that is true */
static void
check_example (const char *example)
{
	g_autoptr (RtFeelScope) scope = rt_feel_scope_new ();
	/* what is null on purpose, to show it, is no mistake here */
	rt_feel_scope_set_plain (scope, TRUE);
	g_autoptr (RtFeelProgram) program = rt_feel_compile (scope, example, strlen (example), NULL);
	ck_assert_msg (program != NULL, "%s does not compile", example);
	g_autoptr (RtFeelRun) run = rt_feel_run_new (NULL);
	rt_feel_run_set_today (run, 20000);
	gboolean yes = FALSE;
	ck_assert_msg (rt_feel_get_boolean (rt_feel_evaluate (run, program, NULL), &yes) && yes, "%s is not true", example);
}

START_TEST (every_example_of_a_function_is_true)
{
	check_example (rt_feel_builtins[_i].example);
}
END_TEST

START_TEST (every_example_of_an_operator_is_true)
{
	check_example (operators[_i].example);
	ck_assert_msg (strstr (operators[_i].example, operators[_i].text) != NULL, "%s shows no `%s`",
		       operators[_i].example, operators[_i].text);
}
END_TEST

START_TEST (every_example_of_a_construct_is_true)
{
	if (constructs[_i].doc[0] != '\0')
		check_example (constructs[_i].example);
}
END_TEST

int
main (int argc, char **argv)
{
	if (argc > 1 && (strcmp (argv[1], "--write") == 0 || strcmp (argv[1], "--dictionary") == 0)) {
		g_autofree char *made = argv[1][2] == 'w' ? make_page () : make_dictionary ();
		fputs (made, stdout);
		return 0;
	}
	Suite *suite = suite_create ("reference");
	TCase *cases = tcase_create ("reference");
	tcase_add_test (cases, the_page_is_made_from_the_table);
	tcase_add_test (cases, the_dictionary_is_made_from_the_tables);
	tcase_add_loop_test (cases, every_example_of_a_function_is_true, 0, (int)rt_feel_n_builtins);
	tcase_add_loop_test (cases, every_example_of_an_operator_is_true, 0, G_N_ELEMENTS (operators));
	tcase_add_loop_test (cases, every_example_of_a_construct_is_true, 0, G_N_ELEMENTS (constructs));
	suite_add_tcase (suite, cases);
	return rt_test_main (suite);
}
