/* Every size that is limited: the largest that passes, and one more. */
#include <string.h>
#include "libroute/feel/feel.h"
#include "libroute/feel/program.h"
#include "tests/feel/bench.h"
#include "tests/testing.h"

/* the text with a number in place of each # */
static void
append_numbered (GString *out, const char *text, guint number)
{
	for (; *text != '\0'; text++)
		if (*text == '#')
			g_string_append_printf (out, "%u", number);
		else
			g_string_append_c (out, *text);
}

/* ---- of what is written ----------------------------------------------------------------------- */

/* `unit` so many times, with `between` between them, and what closes each behind the middle */
static const struct {
	const char *begin, *unit, *between, *middle, *close, *end;
	guint most;
	const char *code;
} written[] = {
	{"", "(", "", "level", ")", "", 199, "depth"},
	{"", "[", "", "level", "]", "", 199, "depth"},
	{"", "-", "", "level", "", "", 99, "depth"},
	{"", "not(", "", "flag", ")", "", 199, "depth"},
	{"", "if flag then ", "", "level", " else 1", "", 199, "depth"},
	{"", "function() ", "", "level", "", "", 199, "depth"},
	{"", "[1][", "", "1", "]", "", 199, "depth"},
	{"", "for x in ", "", "[level]", " return x", "", 198, "depth"},
	{"{", "a#: level", ", ", "}.a0 = 1", "", "", 1000, "size"},
	{"max(", "level", ", ", ")", "", " > 1", 1000, "size"},
	{"function(", "a#", ", ", ") 1", "", "", 64, "syntax"},
	{"{", "a", "", ": level}", "", "", 248, "name"},
	{"level instance of ", "list<", "", "number", ">", "", 31, "type-name"},
	{"level instance of context<", "a#: number", ", ", ">", "", "", 64, "type-name"},
	{"", "level", "+", "", "", "", 10000, "size"},
	{"flag", " ", "", "", "", "", 65532, "size"},
};

static char *
write_out (guint i, guint n)
{
	GString *out = g_string_new (written[i].begin);
	for (guint k = 0; k < n; k++) {
		g_string_append (out, k > 0 ? written[i].between : "");
		append_numbered (out, written[i].unit, k);
	}
	g_string_append (out, written[i].middle);
	for (guint k = 0; k < n; k++)
		g_string_append (out, written[i].close);
	g_string_append (out, written[i].end);
	return g_string_free (out, FALSE);
}

/* the code of the first error, or NULL */
static const char *
refusal (const char *text, GPtrArray *findings)
{
	g_autoptr (RtFeelProgram) program = rt_feel_compile (bench.scope, text, strlen (text), findings);
	for (guint i = 0; i < findings->len && program == NULL; i++) {
		const RtFeelDiagnostic *one = g_ptr_array_index (findings, i);
		if (one->severity == RT_FEEL_ERROR)
			return one->code;
	}
	ck_assert_msg (program != NULL, "%s is refused in silence", text);
	return NULL;
}

START_TEST (an_expression_is_as_large_as_it_may_be)
{
	for (guint i = 0; i < G_N_ELEMENTS (written); i++)
		for (guint more = 0; more < 2; more++) {
			g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func ((GDestroyNotify)rt_feel_diagnostic_free);
			g_autofree char *text = write_out (i, written[i].most + more);
			const char *code = refusal (text, findings);
			ck_assert_msg (g_strcmp0 (code, more == 0 ? NULL : written[i].code) == 0, "%u times %s: %s",
				       written[i].most + more, written[i].unit, code != NULL ? code : "accepted");
		}
}
END_TEST

/* what a name may be made of, on both sides of the limits of each range; and what is white */
START_TEST (letters_are_those_of_the_standard)
{
	static const gunichar letters[] = {0xB7, 0xC0, 0xD6, 0xD8, 0xF6, 0xF8, 0x37D, 0x37F, 0x1FFF, 0x200C, 0x200D, 0x203F,
					   0x2040, 0x2070, 0x218F, 0x2C00, 0x2FEF, 0x3001, 0xD7FF, 0xF900, 0xFDCF, 0xFDF0, 0xFFFD,
					   0x10000, 0x1F40E, 0xEFFFF, 'z', 'A', '0', '9', '_', '?'};
	static const gunichar others[] = {0xB6,	  0xB8,	  0xBF,	  0xD7,	  0xF7,	  0x37E,  0x200E, 0x203E,  0x2041, 0x206F,
					  0x2190, 0x2BFF, 0x2FF0, 0xE000, 0xF8FF, 0xFDD0, 0xFDEF, 0xFFFE,  0xF0000, '#',
					  '@',	  '`',	  '~',	  '$',	  0x7F};
	static const gunichar white[] = {' ', '\t', '\n', 0x0B, 0x0C, '\r', 0x85, 0xA0, 0x1680, 0x180E, 0x2000, 0x200A, 0x200B,
					 0x2028, 0x2029, 0x202F, 0x205F, 0x3000, 0xFEFF};
	rt_feel_scope_set_plain (bench.scope, TRUE);
	for (guint i = 0; i < G_N_ELEMENTS (letters) + G_N_ELEMENTS (others) + G_N_ELEMENTS (white); i++) {
		guint other = i - G_N_ELEMENTS (letters), blank = other - G_N_ELEMENTS (others);
		gboolean is_letter = i < G_N_ELEMENTS (letters), is_other = !is_letter && other < G_N_ELEMENTS (others);
		gunichar c = is_letter ? letters[i] : is_other ? others[other] : white[blank];
		char text[8] = "";
		g_unichar_to_utf8 (c, text);
		g_autofree char *name = g_strdup_printf ("{a%s: 1}.a%s", text, text);
		g_autofree char *sum = g_strdup_printf ("1%s+%s2", text, text);
		g_autoptr (RtFeelProgram) named = rt_feel_compile (bench.scope, name, strlen (name), NULL),
					  summed = rt_feel_compile (bench.scope, sum, strlen (sum), NULL);
		ck_assert_msg ((named != NULL) == !is_other, "U+%04X in a name", c);
		ck_assert_msg (is_letter || (summed != NULL) == !is_other, "U+%04X between two numbers", c);
	}
}
END_TEST

/* ---- of what is told -------------------------------------------------------------------------- */

static guint
n_findings (const char *begin, const char *unit, guint from, guint n, const char *between, const char *end)
{
	g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func ((GDestroyNotify)rt_feel_diagnostic_free);
	g_autoptr (GString) text = g_string_new (begin);
	for (guint i = 0; i < n; i++) {
		g_string_append (text, i > 0 ? between : "");
		append_numbered (text, unit, from + i);
	}
	g_string_append (text, end);
	g_autoptr (RtFeelProgram) program = rt_feel_compile (bench.scope, text->str, text->len, findings);
	return findings->len;
}

/* of a list with so many divisions by nothing, and what stands behind them */
static const GPtrArray *
notes_of (guint n, const char *behind)
{
	g_autoptr (GString) text = g_string_new ("[1");
	for (guint i = 0; i < n; i++)
		g_string_append (text, ", 1 / level");
	g_string_append (text, behind);
	g_autoptr (RtFeelProgram) program = rt_bench_compiled (text->str);
	rt_feel_run_reset (bench.run);
	rt_feel_evaluate (bench.run, program, bench.slots);
	return rt_feel_run_diagnostics (bench.run);
}

START_TEST (findings_and_notes_are_as_many_as_may_be)
{
	for (guint n = 48; n < 53; n++)
		ck_assert_uint_eq (n_findings ("[", "nobody#", 0, n, ", ", "]"), MIN (n, 50));
	bench.slots[0] = rt_feel_integer (0);
	for (guint n = 14; n < 19; n++)
		ck_assert_uint_eq (notes_of (n, "]")->len, MIN (n, 16));
}
END_TEST

/* that it was ended is told beside notes of any number, and instead of the last where there is no more room */
START_TEST (the_end_is_told_behind_any_number_of_notes)
{
	RtFeelBudget budget = rt_feel_budget_default;
	budget.steps = 1000;
	rt_bench_teardown ();
	rt_bench_setup_with (&budget);
	bench.slots[0] = rt_feel_integer (0);
	for (guint n = 0; n < 19; n++) {
		const GPtrArray *notes = notes_of (n, ", every i in 1..1000 satisfies level = 0]");
		ck_assert_uint_eq (notes->len, MIN (n + 1, 16));
		ck_assert_str_eq (((RtFeelDiagnostic *)g_ptr_array_index (notes, notes->len - 1))->code, "budget");
	}
}
END_TEST

/* sixty-three comparisons are held against each other, and no more */
START_TEST (many_comparisons_are_held_against_each_other)
{
	for (guint n = 1; n < 70; n++)
		ck_assert_uint_eq (n_findings ("", "people[#].age = #", 1, n, " or ", " or people[1].age != 1"), n <= 62);
}
END_TEST

/* ---- of what is worked out -------------------------------------------------------------------- */

/* what a number # allows, and the next does not; what is constant would have a budget of its own */
static const struct {
	const char *text;
	RtFeelBudget budget;
	guint most;
} worked_out[] = {
	{"count(for i in 1..# return i)", {.list_length = 100}, 100},
	{"count(for i in 1..2, j in 1..# return i)", {.list_length = 100}, 50},
	{"count(append(for i in 2..# return i, 1))", {.list_length = 100}, 100},
	{"count(insert before(for i in 2..# return i, 1, 1))", {.list_length = 100}, 100},
	{"count(concatenate(for i in 1..50 return i, for i in 51..# return i))", {.list_length = 100}, 100},
	{"count(union(for i in 1..50 return i, for i in 51..# return i))", {.list_length = 100}, 100},
	{"count(flatten([for i in 1..50 return i, for i in 51..# return i]))", {.list_length = 100}, 100},
	{"count(split(string join(for i in 1..# return letter, \",\") + \",a\", \",\"))", {.list_length = 100}, 99},
	{"string length(string join(for i in 1..# return letter, \"\"))", {.string_length = 100}, 100},
	{"string length(string join(for i in 1..# return letter, \",\"))", {.string_length = 99}, 50},
	{"string length(string join(for i in 2..# return letter, \"\") + \"a\")", {.string_length = 100}, 100},
	{"string length(replace(string join(for i in 2..# return letter, \"\"), \"^a\", \"bb\"))", {.string_length = 100}, 100},
	{"string length(upper case(string join(for i in 1..# return letter + \"\xc5\x89\", \"\")))", {.string_length = 100}, 25},
	{"string length(string(for i in 1..# return letter))", {.string_length = 50}, 10},
	{"string length(substring(string join(for i in 1..# return letter, \"\"), 2))", {.string_length = 100}, 100},
	{"{f: function(f, n) if n = 0 then 0 else f(f, n - 1), r: f(f, #)}.r", {.depth = 20}, 19},
	{"(function(x: list<number>) count(x))(for i in 1..# return i)", {.depth = 0}, 99999},
};

START_TEST (what_is_worked_out_is_as_large_as_it_may_be)
{
	RtFeelBudget budget = rt_feel_budget_default, wanted = worked_out[_i].budget;
	budget.list_length = wanted.list_length != 0 ? wanted.list_length : budget.list_length;
	budget.string_length = wanted.string_length != 0 ? wanted.string_length : budget.string_length;
	budget.depth = wanted.depth != 0 ? wanted.depth : budget.depth;
	rt_bench_teardown ();
	rt_bench_setup_with (&budget);
	rt_feel_scope_set_plain (bench.scope, TRUE);
	guint slot = rt_feel_scope_declare (bench.scope, "letter", rt_feel_type_simple (RT_FEEL_STRING));
	for (guint more = 0; more < 2; more++) {
		g_autoptr (GString) text = g_string_new (NULL);
		append_numbered (text, worked_out[_i].text, worked_out[_i].most + more);
		g_autoptr (RtFeelProgram) program = rt_bench_compiled (text->str);
		rt_feel_run_reset (bench.run);
		bench.slots[slot] = rt_feel_string (rt_feel_run_arena (bench.run), "a", 1);
		RtFeelValue value = rt_feel_evaluate (bench.run, program, bench.slots);
		ck_assert_msg ((value.kind == RT_FEEL_UNKNOWN) == (more == 1), "%s", text->str);
	}
}
END_TEST

/* a constant of 2,000 values is worked out when it is compiled, a larger one with each evaluation */
START_TEST (constants_are_as_large_as_they_may_be)
{
	for (guint more = 0; more < 2; more++) {
		g_autoptr (GString) text = g_string_new (NULL);
		append_numbered (text, "[for i in 1..999 return 1, for i in 1..# return 1]", 998 + more);
		g_autoptr (RtFeelProgram) program = rt_bench_compiled (text->str);
		ck_assert_int_eq (program->n_code == 1, more == 0);
	}
}
END_TEST

/* of two contexts with as many members as a type has room for all members are known, of more none is */
START_TEST (joined_types_are_as_large_as_they_may_be)
{
	for (guint more = 0; more < 2; more++) {
		g_autoptr (GString) text = g_string_new ("(if flag then {a0: 1");
		for (guint i = 1; i < 127 + more; i++)
			append_numbered (text, ", a#: 1", i);
		g_string_append (text, "} else {b0: 1");
		for (guint i = 1; i < 128; i++)
			append_numbered (text, ", b#: 1", i);
		g_string_append (text, "}).a0 = \"x\"");
		g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func ((GDestroyNotify)rt_feel_diagnostic_free);
		ck_assert_int_eq (refusal (text->str, findings) != NULL, more == 0);
	}
}
END_TEST

/* ---- of JSON ---------------------------------------------------------------------------------- */

/* `refusal`: what it is refused for; NULL where it is read */
static void
reads (const char *begin, const char *unit, const char *middle, const char *close, guint n, const char *refusal)
{
	g_autoptr (GString) text = g_string_new (begin);
	for (guint i = 0; i < n; i++)
		g_string_append (text, unit);
	g_string_append (text, middle);
	for (guint i = 0; i < n; i++)
		g_string_append (text, close);
	g_autoptr (RtArena) arena = rt_arena_new (0);
	g_autoptr (GError) error = NULL;
	RtFeelValue value;
	gboolean read = rt_feel_value_from_json (arena, text->str, text->len, &value, &error);
	ck_assert_int_eq (read, error == NULL);
	ck_assert_msg (refusal == NULL ? read : !read && g_str_has_prefix (error->message, refusal), "%.60s: %s", text->str,
		       read ? "read" : error->message);
}

START_TEST (json_is_as_deep_as_it_may_be)
{
	reads ("", "[", "1", "]", 64, NULL);
	reads ("", "[", "1", "]", 65, "it is nested too deep at byte 65");
	reads ("", "{\"a\":", "1", "}", 64, NULL);
	reads ("", "{\"a\":", "1", "}", 65, "it is nested too deep at byte 321");
	reads ("", "0", "", "", 1, NULL);
	reads ("1", "0", "", "", 126, NULL);
	reads ("[1", "0", "]", "", 127, "a number is too long at byte ");
	/* a name stands once in each object */
	reads ("{\"a\": {\"a\": 1}, \"aa\": [{\"a\": 1}, {\"a\": 2, \"aa\": 3}], \"b\": 2}", "", "", "", 0, NULL);
	reads ("{\"a\": 1, \"b\": {}, \"a\": 2}", "", "", "", 0, "a name stands twice in one object at byte 21");
	reads ("{\"c\": {\"a\": 1, \"b\": 2, \"b\": 2}}", "", "", "", 0, "a name stands twice in one object at byte ");
	reads ("{\"a\\u0000b\": 1}", "", "", "", 0, "a name holds a zero character at byte ");
	reads ("[1, 2", "", "", "", 0, "this is not JSON at byte ");
	reads ("1 2", "", "", "", 0, "this is not JSON at byte ");
}
END_TEST

int
main (void)
{
	Suite *suite = suite_create ("sizes");
	TCase *sizes = tcase_create ("sizes");
	tcase_set_timeout (sizes, 60);
	tcase_add_checked_fixture (sizes, rt_bench_setup, rt_bench_teardown);
	tcase_add_test (sizes, an_expression_is_as_large_as_it_may_be);
	tcase_add_test (sizes, letters_are_those_of_the_standard);
	tcase_add_test (sizes, findings_and_notes_are_as_many_as_may_be);
	tcase_add_test (sizes, the_end_is_told_behind_any_number_of_notes);
	tcase_add_test (sizes, many_comparisons_are_held_against_each_other);
	tcase_add_loop_test (sizes, what_is_worked_out_is_as_large_as_it_may_be, 0, G_N_ELEMENTS (worked_out));
	tcase_add_test (sizes, constants_are_as_large_as_they_may_be);
	tcase_add_test (sizes, joined_types_are_as_large_as_they_may_be);
	tcase_add_test (sizes, json_is_as_deep_as_it_may_be);
	suite_add_tcase (suite, sizes);
	return rt_test_main (suite);
}
