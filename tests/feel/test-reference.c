/* doc/feel.md is made from the table of built-in functions, and every example in it is run. With --write it
 * prints the page, with --dictionary the words for the fuzzer. */
#include <stdio.h>
#include <string.h>
#include "libroute/feel/builtin.h"
#include "tests/testing.h"

static const char introduction[] =
    "# FEEL, the language of conditions\n\n"
    "Conditions in rules are FEEL expressions (OMG DMN 1.5). Try one with `routectl feel 'EXPRESSION'`.\n\n"
    "- Numbers are decimals of 34 digits: `0.1 + 0.2 = 0.3`. Texts stand in double quotes. Dates: "
    "`date(\"2026-11-20\")`, or "
    "`@\"2026-11-20\"`.\n"
    "- Arithmetic `+ - * / **`, also on dates and durations. Comparison `= != < <= > >=`, `x between 1 and "
    "3`, `x in [1..3]`, "
    "`x in (\"a\", \"b\")`.\n"
    "- `and`, `or`, `not(...)` know three values; what cannot be compared is null, and a null condition is "
    "never true.\n"
    "- A path reads a member (`person.age`), of a list the member of each item. A filter keeps the items "
    "that fit: "
    "`problems[level <= 2]`; a number picks one, from 1.\n"
    "- `if a then b else c`, `for i in list return i * 2`, `some i in list satisfies i > 1`, `every i in "
    "list satisfies i > 1`.\n"
    "- Names may hold spaces and signs; the longest name that is known counts: `own-incidents` is a name, "
    "not a subtraction.\n\n"
    "Beside facts that nobody gave, unknown is not no: see `rules.md`.\n\n"
    "## Built-in functions\n\n"
    "Made from the table of the engine; every example is run by the tests. Arguments may be named: "
    "`substring(string: \"abc\", "
    "start position: 2)`.\n";

static void
append_signature (const RtFeelBuiltin *row, GString *out)
{
	g_string_append_printf (out, "`%s(", row->name);
	for (guint i = 0; row->params[i].name != NULL; i++)
		g_string_append_printf (out, "%s%s%s", i > 0 ? ", " : "", row->params[i].name,
					row->params[i].optional ? "?" : "");
	g_string_append (out, ")`");
}

static char *
make_page (void)
{
	GString *out = g_string_new (introduction);
	g_string_append (out, "\n| function | what it gives | example |\n|---|---|---|\n");
	for (guint i = 0; i < rt_feel_n_builtins; i++) {
		const RtFeelBuiltin *row = &rt_feel_builtins[i];
		g_string_append (out, "| ");
		append_signature (row, out);
		g_auto (GStrv) doc = g_strsplit (row->doc != NULL ? row->doc : "", "|", -1);
		g_autofree char *text = g_strjoinv ("\\|", doc);
		g_auto (GStrv) parts = g_strsplit (row->example != NULL ? row->example : "", "|", -1);
		g_autofree char *example = g_strjoinv ("\\|", parts);
		g_string_append_printf (out, " | %s | %s%s%s |\n", text, *example != '\0' ? "`" : "", example,
					*example != '\0' ? "`" : "");
	}
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
	static const char *const operators[] = {
#define RT_FEEL_OPERATOR(id, text, power, node) text,
#include "libroute/feel/operators.def"
#undef RT_FEEL_OPERATOR
	};
	static const char *const properties[] = {
#define RT_FEEL_PROPERTY(kind, name, result, id) "." name,
#include "libroute/feel/properties.def"
#undef RT_FEEL_PROPERTY
	};
	GString *out = g_string_new ("# made from the tables of the engine: make update-feel-reference\n");
	for (guint i = 0; i < G_N_ELEMENTS (rest); i++)
		append_word (rest[i], out);
	for (guint i = 0; i < G_N_ELEMENTS (operators); i++)
		append_word (operators[i], out);
	for (guint i = 0; i < G_N_ELEMENTS (properties); i++)
		append_word (properties[i], out);
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
		       "doc/feel.md is not what the table says: make update-feel-reference");
}
END_TEST

/* an example is an expression that is true */
START_TEST (every_example_is_true)
{
	const RtFeelBuiltin *row = &rt_feel_builtins[_i];
	if (row->example == NULL || *row->example == '\0')
		return;
	g_autoptr (RtFeelScope) scope = rt_feel_scope_new ();
	g_autoptr (GPtrArray) diagnostics =
	    g_ptr_array_new_with_free_func ((GDestroyNotify)rt_feel_diagnostic_free);
	g_autoptr (RtFeelProgram) program =
	    rt_feel_compile (scope, row->example, strlen (row->example), diagnostics);
	ck_assert_msg (program != NULL, "%s does not compile", row->example);
	g_autoptr (RtFeelRun) run = rt_feel_run_new (NULL);
	rt_feel_run_set_today (run, 20000);
	gboolean yes = FALSE;
	ck_assert_msg (rt_feel_get_boolean (rt_feel_evaluate (run, program, NULL), &yes) && yes,
		       "%s is not true", row->example);
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
	tcase_add_loop_test (cases, every_example_is_true, 0, (int)rt_feel_n_builtins);
	suite_add_tcase (suite, cases);
	return rt_test_main (suite);
}
