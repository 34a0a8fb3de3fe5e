/* The engine as other layers use it: scopes and slots, what a program says of itself, budgets, trails,
 * unknowns. */
#include "tests/testing.h"
#include "libroute/feel/builtin.h"
#include "libroute/feel/feel.h"
#include "libroute/feel/program.h"
#include "tests/feel/bench.h"
#include <string.h>

static char *
answer (const char *text)
{
	g_autoptr (RtFeelProgram) program = rt_bench_compiled (text);
	GString *out = g_string_new (NULL);
	rt_feel_print (rt_feel_evaluate (bench.run, program, bench.slots), out);
	return g_string_free (out, FALSE);
}

static char *
trail (const char *text)
{
	g_autoptr (RtFeelProgram) program = rt_bench_compiled (text);
	GString *out = g_string_new (NULL);
	guint n;
	rt_feel_print (rt_feel_evaluate (bench.run, program, bench.slots), out);
	const RtFeelOrigin *origins = rt_feel_run_trail (bench.run, &n);
	for (guint i = 0; i < n; i++)
		g_string_append_printf (out, " %u", origins[i]);
	return g_string_free (out, FALSE);
}

#define answers(text, expected)                                                                              \
	G_STMT_START                                                                                         \
	{                                                                                                    \
		g_autofree char *got = answer (text);                                                        \
		ck_assert_str_eq (got, expected);                                                            \
	}                                                                                                    \
	G_STMT_END
#define trails(text, expected)                                                                               \
	G_STMT_START                                                                                         \
	{                                                                                                    \
		g_autofree char *got = trail (text);                                                         \
		ck_assert_str_eq (got, expected);                                                            \
	}                                                                                                    \
	G_STMT_END

/* ---- unknowns --------------------------------------------------------------------------------- */

START_TEST (test_unknown)
{
	rt_bench_set_people ((const gint[]){10, 0, -30}, 3);
	bench.slots[0] = rt_feel_unknown_between (rt_feel_run_arena (bench.run), 3, 5);
	bench.slots[2] = rt_feel_unknown ();
	answers ("level >= 3", "true");
	answers ("level > 5", "false");
	answers ("level > 4", "unknown");
	answers ("level + 1 in [4..6]", "true");
	answers ("level = 2.5", "false");
	answers ("false and flag", "false");
	answers ("flag or true", "true");
	answers ("flag and true", "unknown");
	answers ("level = null", "false");
	answers ("count(people)", "unknown 2..3");
	answers ("count(people) >= 2", "true");
	answers ("count(people[age <= 20])", "unknown 1..2");
	answers ("count(people[age <= 20]) >= 1", "true");
	answers ("count(people[age <= 20]) >= 2", "unknown");
	answers ("count(people[age <= 20]) >= 3", "false");
	answers ("count(people[age > 20]) = 0", "unknown");
	answers ("some p in people satisfies p.age > 20", "unknown");
	answers ("some p in people satisfies p.age < 20", "true");
	answers ("every p in people satisfies p.age > 20", "false");
	answers ("if flag then 1 else 1", "1");
	answers ("if flag then 1 else 3", "unknown 1..3");
	answers ("people[1].name", "\"ann\"");
	answers ("people[3].name", "unknown");
	answers ("\"cas\" in people.name", "unknown");
	answers ("\"ann\" in people.name", "true");
	answers ("\"eve\" in people.name", "false");
	answers ("list contains(people.name, \"cas\")", "unknown");
	answers ("list contains(people.name, \"ann\")", "true");
	answers ("list contains(people.name, \"eve\")", "false");
	bench.slots[1] = rt_feel_open (bench.slots[1]);
	answers ("people.name", "[\"ann\", \"bob\", \"cas\"?, ...]");
	answers ("\"eve\" in people.name", "unknown");
	answers ("count(people) >= 2", "true");
	answers ("count(people) < 9", "unknown");
	answers ("every p in people satisfies p.age > 5", "unknown");
}
END_TEST

START_TEST (test_unknown_words)
{
	static const char *const words[] = {"a", "b", NULL};
	guint slot = rt_feel_scope_declare (bench.scope, "word", rt_feel_type_words (bench.scope, words));
	bench.slots[slot] = rt_feel_unknown_word (rt_feel_run_arena (bench.run), words);
	answers ("word = \"a\"", "unknown");
	answers ("word in (\"a\", \"b\")", "unknown");
	rt_feel_scope_set_plain (bench.scope, TRUE);
	answers ("word = \"c\"", "false");
	answers ("word != \"c\"", "true");
}
END_TEST

/* two words of which is known what they may be */
START_TEST (test_unknown_pairs)
{
	static const char *const ab[] = {"a", "b", NULL}, *const bc[] = {"b", "c", NULL}, *const cd[] = {"c", "d", NULL},
				 *const a[] = {"a", NULL};
	static const struct {
		const char *const *one, *const *other;
		const char *equal, *not_equal;
	} pairs[] = {{ab, bc, "unknown", "unknown"}, {ab, cd, "false", "true"}, {bc, ab, "unknown", "unknown"},
		     {cd, a, "false", "true"}, {a, ab, "unknown", "unknown"}};
	RtArena *arena = rt_feel_run_arena (bench.run);
	guint one = rt_feel_scope_declare (bench.scope, "one", rt_feel_type_simple (RT_FEEL_STRING)),
	      other = rt_feel_scope_declare (bench.scope, "other", rt_feel_type_simple (RT_FEEL_STRING));
	for (guint i = 0; i < G_N_ELEMENTS (pairs); i++) {
		bench.slots[one] = rt_feel_unknown_word (arena, pairs[i].one);
		bench.slots[other] = rt_feel_unknown_word (arena, pairs[i].other);
		answers ("one = other", pairs[i].equal);
		answers ("one != other", pairs[i].not_equal);
	}
	bench.slots[one] = rt_feel_unknown_word (arena, a);
	answers ("one = \"a\"", "true");
	answers ("one != \"a\"", "false");
	answers ("one = \"aa\"", "false");
	answers ("\"\" = one", "false");
	answers ("one = null", "false");
	answers ("one in (\"b\", \"a\")", "true");
}
END_TEST

/* numbers of which is known where they lie, beside each other and beside known ones, at their ends */
START_TEST (test_unknown_between)
{
	static const char *const cases[][2] = {
		{"level < 3", "false"}, {"level < 3.5", "unknown"}, {"level < 5", "unknown"}, {"level < 5.5", "true"},
		{"level <= 2.5", "false"}, {"level <= 3", "unknown"}, {"level <= 5", "true"}, {"level > 5", "false"},
		{"level > 2.5", "true"}, {"level >= 3", "true"}, {"level >= 5", "unknown"}, {"level >= 5.5", "false"},
		{"level = 2", "false"}, {"level = 3", "unknown"}, {"level = 3.5", "false"}, {"level = 5", "unknown"},
		{"level = 6", "false"}, {"level != 6", "true"}, {"level != 5", "unknown"}, {"3 <= level", "true"},
		{"level < 1e30", "true"}, {"level > -1e30", "true"}, {"level = 1e30", "false"},
		{"level between 3 and 5", "true"}, {"level between 4 and 5", "unknown"}, {"level between 6 and 7", "false"},
		{"level in [3..5]", "true"}, {"level in (3..5]", "unknown"}, {"level in (5..9]", "false"},
		{"level in [5..9]", "unknown"}, {"level in (2..6)", "true"}, {"level in (3, 4, 5)", "unknown"},
		{"level in (1, 2)", "false"}, {"level < other", "unknown"}, {"level <= other", "true"},
		{"level > other", "false"}, {"level >= other", "unknown"}, {"level = other", "unknown"},
		{"level != other", "unknown"}, {"level < other + 1", "true"}, {"level = other + 1", "false"},
		{"level != other + 1", "true"}, {"other > level - 1", "true"}, {"level + other", "unknown 8..12"},
		{"level - other", "unknown -4..0"}, {"other - level", "unknown 0..4"}, {"level * other", "unknown 15..35"},
		{"-level", "unknown -5..-3"}, {"level * -1", "unknown -5..-3"}, {"level * 0", "0"},
		{"level - level", "unknown -2..2"}, {"min(level, other)", "unknown 3..5"},
		{"max(level, other)", "unknown 5..7"}, {"min(level, 4)", "unknown 3..4"}, {"max(level, 4)", "unknown 4..5"},
		{"min(level, 2)", "2"}, {"max(level, 6)", "6"}, {"sum(level, other, 1)", "unknown 9..13"},
		{"abs(level)", "unknown"}, {"abs(level - 4)", "unknown"}, {"level / 2", "unknown"},
		{"level ** 2", "unknown"}, {"if flag then level else other", "unknown 3..7"}, {"level + 0.5 > 3", "unknown"},
		{"count([level])", "1"}, {"level in [level..other]", "unknown"}, {"string(level)", "unknown"},
		{"level + 9223372036854775807", "unknown"}, {"level * 9223372036854775807", "unknown"},
	};
	guint other = rt_feel_scope_declare (bench.scope, "other", rt_feel_type_simple (RT_FEEL_NUMBER));
	g_autoptr (GString) wrong = g_string_new (NULL);
	bench.slots[2] = rt_feel_unknown ();
	for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
		bench.slots[0] = rt_feel_unknown_between (rt_feel_run_arena (bench.run), 3, 5);
		bench.slots[other] = rt_feel_unknown_between (rt_feel_run_arena (bench.run), 5, 7);
		g_autofree char *got = answer (cases[i][0]);
		if (strcmp (got, cases[i][1]) != 0)
			g_string_append_printf (wrong, "\n%s: %s", cases[i][0], got);
	}
	ck_assert_msg (wrong->len == 0, "%s", wrong->str);
}
END_TEST

/* ---- trails ----------------------------------------------------------------------------------- */

START_TEST (test_trail)
{
	rt_bench_set_people ((const gint[]){10, 0, 30}, 3);
	bench.slots[0] = rt_feel_with_origin (rt_feel_integer (4), 1);
	bench.slots[2] = rt_feel_with_origin (rt_feel_boolean (TRUE), 2);
	trails ("level = 4 and flag", "true 1 2");
	trails ("level = 5 and flag", "false 1");
	trails ("flag and level = 5", "false 1");
	trails ("level = 5 or flag", "true 2");
	trails ("level = 5 or level = 4", "true 1");
	trails ("level = 5 or (level = 6 or level = 4)", "true 1");
	trails ("some n in [5, 4] satisfies level = n", "true 1");
	trails ("flag and (level = 4 and level != 4)", "false 1");
	trails ("level = 5 or not(flag)", "false 1 2");
	trails ("count(people[age < 20]) >= 1", "true 10 12");
	trails ("count(people[age < 20]) >= 2", "unknown 22");
	trails ("some p in people satisfies p.age > 20", "true 30 32");
	trails ("level = 5 or people[2].age > 3", "unknown 22");
	trails ("people[2].age > 3 or level = 4", "true 1");
	trails ("\"ann\" in people.name", "true 11 21 31");
	trails ("1 = 1", "true");
	/* what is certain although nothing is known for certain rests on that */
	bench.slots[0] = rt_feel_with_origin (rt_feel_unknown_between (rt_feel_run_arena (bench.run), 3, 5), 1);
	trails ("level > 2", "true 1");
	trails ("level > 2 and flag", "true 2");
	trails ("level > 4", "unknown 1");
	trails ("level > 4 and flag", "unknown 1");
	trails ("level > 5 or level > 4", "unknown 1");
	trails ("people[level].name", "unknown 1");
	trails ("people[age > 15].name", "[\"bob\"?, \"cas\"] 22");
	trails ("if level > 4 then flag else 1 = 1", "true 2");
	bench.slots[1] = rt_feel_with_origin (rt_feel_open (bench.slots[1]), 3);
	trails ("count(people)", "unknown 3..4294967295 3");
	trails ("count(people) >= 3", "true 3");
	trails ("count(people) >= 4", "unknown 3");
	trails ("flag and count(people) >= 4", "unknown 3");
}
END_TEST

/* what was ended is not known, and rests on what was read until then, though all of that is */
START_TEST (test_trail_of_what_was_ended)
{
	RtFeelBudget budget = rt_feel_budget_default;
	budget.steps = 100;
	rt_bench_teardown ();
	rt_bench_setup_with (&budget);
	bench.slots[0] = rt_feel_with_origin (rt_feel_integer (4), 1);
	trails ("every i in 1..10 satisfies level > 0", "true 1");
	trails ("every i in 1..1000 satisfies level > 0", "unknown 1");
}
END_TEST

/* ---- what a program says ---------------------------------------------------------------------- */

static void
on_place (guint slot, const char *path, guint start, guint end, gpointer user_data)
{
	g_string_append_printf (user_data, "%u/%s ", slot, path);
}

static void
places (const char *text, const char *expected)
{
	g_autoptr (RtFeelProgram) program = rt_bench_compiled (text);
	g_autoptr (GString) out = g_string_new (NULL);
	rt_feel_program_visit (program, on_place, out);
	ck_assert_str_eq (out->str, expected);
}

START_TEST (test_places)
{
	places ("level + 1", "0/ ");
	places ("people.name", "1/name ");
	places ("people[age > 3].name", "1/age 1/name ");
	places ("count(people[age > 3])", "1/ 1/age ");
	places ("some p in people satisfies p.age > 3", "1/age ");
	places ("for p in people return p", "1/ ");
	places ("approach(\"pad\").eligible", "3/eligible ");
	places ("1 + 2", "");
	places ("(function(x) x + level)(1)", "0/ ");
}
END_TEST

static void
on_literal (RtFeelValue literal, gpointer user_data)
{
	rt_feel_print (literal, user_data);
	g_string_append_c (user_data, ' ');
}

START_TEST (test_literals)
{
	g_autoptr (RtFeelProgram) program =
	    rt_bench_compiled ("level in (1, [5..7]) and people[1].name = \"x\" and level + 2 > 3");
	g_autoptr (GString) out = g_string_new (NULL);
	rt_feel_program_literals (program, on_literal, out);
	ck_assert_str_eq (out->str, "1 5 7 1 \"x\" 2 3 ");
	ck_assert (rt_feel_type_is (rt_feel_program_type (program), RT_FEEL_BOOLEAN));
}
END_TEST

START_TEST (test_unary)
{
	static const struct {
		const char *text, *four;
	} cases[] = {
	    {"4", "true"},     {"< 4", "false"},       {"[1..5]", "true"},          {"-", "true"},
	    {"1, 4", "true"},  {"not(1, 4)", "false"}, {"? > 3 and ? < 5", "true"}, {"not(? > 3)", "false"},
	    {"null", "false"}, {"level", "true"},      {"even(?)", "true"}};
	for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
		g_autoptr (RtFeelProgram) program =
		    rt_feel_compile_unary_tests (bench.scope, 0, cases[i].text, strlen (cases[i].text), NULL);
		g_autoptr (GString) out = g_string_new (NULL);
		ck_assert_msg (program != NULL, "%s", cases[i].text);
		bench.slots[0] = rt_feel_integer (4);
		rt_feel_print (rt_feel_evaluate (bench.run, program, bench.slots), out);
		ck_assert_msg (strcmp (out->str, cases[i].four) == 0, "%s: %s", cases[i].text, out->str);
	}
}
END_TEST

START_TEST (test_clock)
{
	answers ("today()", "null");
	rt_feel_run_set_today (bench.run, 20000);
	answers ("today()", "date(\"2024-10-04\")");
	answers ("now()", "date and time(\"2024-10-04T00:00:00Z\")");
	rt_feel_run_set_now (bench.run, 1728000000, 5, 7200);
	answers ("now()", "date and time(\"2024-10-04T02:00:00.000000005+02:00\")");
}
END_TEST

START_TEST (test_child_scope)
{
	g_autoptr (RtFeelScope) child = rt_feel_scope_new_child (bench.scope);
	guint before = rt_feel_scope_n_slots (bench.scope);
	ck_assert_uint_eq (rt_feel_scope_declare (child, "own name", rt_feel_type_simple (RT_FEEL_NUMBER)),
			   before);
	ck_assert_uint_eq (rt_feel_scope_n_slots (bench.scope), before);
	const char *text = "own name + level";
	g_autoptr (RtFeelProgram) program = rt_feel_compile (child, text, strlen (text), NULL);
	ck_assert_ptr_nonnull (program);
	ck_assert_ptr_null (rt_feel_compile (bench.scope, text, strlen (text), NULL));
	/* a name that both have is its own */
	guint own = rt_feel_scope_declare (child, "level", rt_feel_type_simple (RT_FEEL_NUMBER));
	g_autoptr (RtFeelProgram) level = rt_feel_compile (child, "level", strlen ("level"), NULL);
	bench.slots[0] = rt_feel_integer (1);
	bench.slots[own] = rt_feel_integer (2);
	gint64 value = 0;
	ck_assert (rt_feel_get_integer (rt_feel_evaluate (bench.run, level, bench.slots), &value));
	ck_assert_int_eq (value, 2);
}
END_TEST

static guint
n_findings (const RtFeelScope *scope, const char *text)
{
	g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func ((GDestroyNotify)rt_feel_diagnostic_free);
	g_autoptr (RtFeelProgram) program = rt_feel_compile (scope, text, strlen (text), findings);
	return findings->len;
}

/* what is never null in an outer scope and in an inner one; an inner one is silent where the outer one is */
START_TEST (test_findings_of_scopes)
{
	static const char *const told[] = {"people = null or level = 3", "tags = null or level = 3", "flag and 1 = 2",
					   "level > 3 or level <= 3", "level > 3 and level < 2", "level = level",
					   "level between 3 and 2", "level in [3..2] and flag"};
	static const char *const good[] = {"level = null or flag", "word = null or flag"};
	g_autoptr (RtFeelScope) child = rt_feel_scope_new_child (bench.scope);
	rt_feel_scope_declare (child, "word", rt_feel_type_simple (RT_FEEL_STRING));
	rt_feel_scope_declare (child, "tags", rt_feel_type_parse (child, "list<string>"));
	rt_feel_scope_declare (child, "last", rt_feel_type_simple (RT_FEEL_STRING));
	for (guint i = 0; i < G_N_ELEMENTS (told); i++)
		ck_assert_msg (n_findings (child, told[i]) == 1, "%s", told[i]);
	for (guint i = 0; i < G_N_ELEMENTS (good); i++)
		ck_assert_msg (n_findings (child, good[i]) == 0, "%s", good[i]);
	rt_feel_scope_set_silent (bench.scope, TRUE);
	for (guint i = 0; i < G_N_ELEMENTS (told); i++)
		ck_assert_msg (n_findings (child, told[i]) == 0, "%s", told[i]);
	/* what is wrong is told all the same */
	ck_assert_uint_eq (n_findings (child, "word > 3"), 1);
	rt_feel_scope_set_silent (bench.scope, FALSE);
	rt_feel_scope_set_silent (child, TRUE);
	ck_assert_uint_eq (n_findings (child, "flag and 1 = 2"), 0);
	ck_assert_uint_eq (n_findings (bench.scope, "flag and 1 = 2"), 1);
	/* plain as the scope around it was when it was made */
	rt_feel_scope_set_plain (bench.scope, TRUE);
	g_autoptr (RtFeelScope) plain = rt_feel_scope_new_child (bench.scope);
	const char *text = "level + \"a\"";
	g_autoptr (RtFeelProgram) taken = rt_feel_compile (plain, text, strlen (text), NULL);
	ck_assert_ptr_nonnull (taken);
	ck_assert_ptr_null (rt_feel_compile (child, text, strlen (text), NULL));
}
END_TEST

/* a call is found by its name and its argument, in the scope or around it */
START_TEST (test_calls_of_scopes)
{
	g_autoptr (RtFeelScope) child = rt_feel_scope_new_child (bench.scope);
	guint outer = rt_feel_scope_declare_call (bench.scope, "approach", "centre",
						  rt_feel_type_parse (bench.scope, "context<eligible: boolean>")),
	      reason = rt_feel_scope_declare_call (child, "reason", "pad", rt_feel_type_simple (RT_FEEL_BOOLEAN)),
	      other = rt_feel_scope_declare_call (child, "reason", "pa", rt_feel_type_simple (RT_FEEL_NUMBER));
	static const struct {
		const char *function, *argument;
	} calls[] = {{"approach", "pad"}, {"approach", "centre"}, {"reason", "pad"},
		     {"reason", "pa"},	  {"reason", "centre"},	  {"approach", "pa"}};
	const guint slots[] = {3, outer, reason, other, G_MAXUINT, G_MAXUINT};
	for (guint i = 0; i < G_N_ELEMENTS (calls); i++) {
		g_autofree char *text = g_strdup_printf ("%s(\"%s\") = null", calls[i].function, calls[i].argument);
		g_autoptr (RtFeelProgram) program = rt_feel_compile (child, text, strlen (text), NULL);
		ck_assert_msg ((program != NULL) == (slots[i] != G_MAXUINT), "%s", text);
		g_autoptr (GString) read = g_string_new (NULL);
		if (program != NULL)
			rt_feel_program_visit (program, on_place, read);
		g_autofree char *wanted = program != NULL ? g_strdup_printf ("%u/ ", slots[i]) : g_strdup ("");
		ck_assert_str_eq (read->str, wanted);
	}
}
END_TEST

/* only a range with two ends tells them */
START_TEST (test_ends_of_ranges)
{
	static const struct {
		const char *text;
		gboolean has;
	} cases[] = {{"[3..5]", TRUE}, {"(3..5)", TRUE}, {"(> 3)", FALSE}, {"(<= 5)", FALSE}, {"[3, 5]", FALSE}};
	for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
		g_autoptr (RtFeelProgram) program = rt_bench_compiled (cases[i].text);
		RtFeelValue low, high, range = rt_feel_evaluate (bench.run, program, bench.slots);
		gint64 from = 0, to = 0;
		ck_assert_msg (rt_feel_get_range (range, &low, &high) == cases[i].has, "%s", cases[i].text);
		if (cases[i].has)
			ck_assert (rt_feel_get_integer (low, &from) && rt_feel_get_integer (high, &to) && from == 3 && to == 5);
	}
}
END_TEST

START_TEST (test_warnings)
{
	static const char *const cases[][2] = {
		{ "1 > 2", "always-false" },	  { "count(people) >= 0", "always-true" },
		{ "level = null", NULL }, { "flag and false", "always-false" },
		{ "flag or 1 = 1", "always-true" }, { "count(people) >= 1", NULL },
		{ "level > 2", NULL },		  { "true", NULL },
		{ "today() > date(\"2026-01-01\")", NULL },
		/* how lines are broken says what belongs together */
		{ "flag or level > 3\nand level < 9", "precedence" },
		{ "flag\nor level > 3 and level < 9", NULL },
		{ "flag\nor level > 3\nand level < 9", NULL },
		{ "level > 3\nand level < 9 or flag", "precedence" },
		{ "level > 3 and level < 9\nor flag", NULL },
		{ "level > 3\nand level < 9\nor flag", NULL },
		{ "level > 3 and flag\nand level < 9 or flag", "precedence" },
		{ "level > 3\nand flag and level < 9 or flag", NULL },
		{ "level > 3 and flag\nand level < 9\nor flag", NULL },
		{ "flag or level > 3 and level < 9\nand flag", NULL },
		{ "flag or level > 3\nand level < 9 and flag", "precedence" },
		{ "flag or (level > 3\nand level < 9)", NULL },
		{ "(flag or level > 3)\nand level < 9", NULL },
		{ "level < 2 or flag or level > 3\nand level < 9", "precedence" },
		{ "level > 3\nand level < 9 or level > 11\nand level < 13", NULL },
	};
	for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
		g_autoptr (GPtrArray) findings =
		    g_ptr_array_new_with_free_func ((GDestroyNotify)rt_feel_diagnostic_free);
		g_autoptr (RtFeelProgram) program =
		    rt_feel_compile (bench.scope, cases[i][0], strlen (cases[i][0]), findings);
		ck_assert_msg (program != NULL, "%s", cases[i][0]);
		ck_assert_msg (findings->len == (cases[i][1] != NULL), "%s", cases[i][0]);
		if (findings->len != 0)
			ck_assert_str_eq (((RtFeelDiagnostic *)g_ptr_array_index (findings, 0))->code,
					  cases[i][1]);
	}
}
END_TEST

START_TEST (test_notes)
{
	/* what comes of nothing has no note of its own */
	static const struct {
		const char *text, *code;
	} noted[] = {{"1 / level", "division"},
		     {"(if flag then \"a\" else 1) + level", "type"},
		     {"level + (if flag then \"a\" else 1)", "type"},
		     {"(if flag then null else 1) + level", NULL},
		     {"level + (if flag then null else 1)", NULL}};
	bench.slots[0] = rt_feel_integer (0);
	bench.slots[2] = rt_feel_boolean (TRUE);
	for (guint i = 0; i < G_N_ELEMENTS (noted); i++) {
		answers (noted[i].text, "null");
		const GPtrArray *notes = rt_feel_run_diagnostics (bench.run);
		ck_assert_msg (notes->len == (noted[i].code != NULL), "%s: %u notes", noted[i].text, notes->len);
		if (noted[i].code != NULL) {
			const RtFeelDiagnostic *note = g_ptr_array_index (notes, 0);
			ck_assert_str_eq (note->code, noted[i].code);
			ck_assert_uint_eq (note->start, 0);
			ck_assert_uint_eq (note->end, strlen (noted[i].text));
		}
		rt_feel_run_reset (bench.run);
		ck_assert_uint_eq (notes->len, 0);
	}
}
END_TEST

/* ---- budgets ---------------------------------------------------------------------------------- */

static const char *const endless[] = {
    "for i in 1..1000000000 return i",
    "count(for i in 1..100000, j in 1..100000 return 1)",
    "every i in 1..1000000000 satisfies true",
    "{f: function(f, n) f(f, n + 1), r: f(f, 0)}.r",
    "(for i in 1..60 return if i = 1 then \"xxxxxxxxxxxxxxxx\" else partial[-1] + partial[-1])[60]",
    "count(for i in 1..40 return if i = 1 then [1] else concatenate(partial[-1], partial[-1]))",
    /* small to make, but without end to go through */
    "count(for i in 1..100000 return count(partial))",
    "matches(for i in 1..1 return \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!\", \"^(a+)+$\")",
    "sort(for i in 1..1000000 return -i, function(a, b) a < b)",
};

START_TEST (test_budget)
{
	RtFeelBudget budget = rt_feel_budget_default;
	budget.steps = 200000;
	budget.memory = 4 << 20;
	budget.list_length = 50000;
	budget.string_length = 1 << 20;
	rt_bench_teardown ();
	rt_bench_setup_with (&budget);
	rt_feel_scope_set_plain (bench.scope, TRUE);
	g_autoptr (RtFeelProgram) program = rt_bench_compiled (endless[_i]);
	RtFeelValue value = rt_feel_evaluate (bench.run, program, bench.slots);
	ck_assert_msg (rt_feel_run_exhausted (bench.run), "%s", endless[_i]);
	ck_assert_int_eq (value.kind, RT_FEEL_UNKNOWN);
	const GPtrArray *notes = rt_feel_run_diagnostics (bench.run);
	ck_assert_uint_ge (notes->len, 1);
	ck_assert_str_eq (((RtFeelDiagnostic *)g_ptr_array_index (notes, notes->len - 1))->code, "budget");
	/* the run is as good as new */
	rt_feel_run_reset (bench.run);
	answers ("1 + 1", "2");
}
END_TEST

/* each budget alone: the others are far away, and the note says which one it was */
static const struct {
	const char *text, *what;
	RtFeelBudget budget;
} ended[] = {
    {"every i in 1..1000000000 satisfies true", "work", {.steps = 100000}},
    {"count(distinct values(for i in 1..100000 return i))", "work", {.steps = 1000000}},
    {"mode(for i in 1..20000 return partial[-1])", "work", {.steps = 50000}},
    {"{f: function(f, n) f(f, n + 1), r: f(f, 0)}.r", "depth", {.depth = 20}},
    {"for i in 1..20000 return [i, i, i, i]", "memory", {.memory = 1u << 20}},
    {"for i in 1..1000000 return @\"10:00:00\" + @\"PT1S\" * i", "memory", {.memory = 8u << 20}},
    {"(for i in 1..4000 return if i = 1 then {a: 1} else context put(partial[-1], string(i), i))[1]", "memory",
     {.memory = 4u << 20}},
    {"for i in 1..1000000000 return i", "list", {.list_length = 1000}},
    {"flatten(for i in 1..900 return [i, i])", "list", {.list_length = 1000}},
    {"split(string join(for i in 1..900 return \"a\", \",,\"), \",\")", "list", {.list_length = 1000}},
    {"string join(for i in 1..9000 return \"aaaa\", \"\")", "text", {.string_length = 1000}},
    {"(for i in 1..60 return if i = 1 then \"x\" else partial[-1] + partial[-1])[60]", "text",
     {.string_length = 1000}},
    {"replace(string join(for i in 1..9000 return \"a\", \"\"), \"a\", \"aaaa\")", "pattern",
     {.string_length = 10000}},
    {"matches(for i in 1..1 return \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!\", \"^(a+)+$\")", "pattern",
     {.regex_match = 10000}},
    {"replace(for i in 1..1 return \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!\", \"^(a+)+$\", \"x\")", "pattern",
     {.regex_match = 10000}},
    {"split(for i in 1..1 return \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!\", \"(a+)+$\")", "pattern", {.regex_match = 10000}},
    {"matches(string join(for i in 1..9000 return \"ab\", \"\"), \"^(?:(a)|b)*c\")", "pattern",
     {.regex_depth = 100}},
};

/* what is not given is far away */
static RtFeelBudget
with_far (RtFeelBudget budget)
{
	budget.steps = budget.steps != 0 ? budget.steps : 1u << 30;
	budget.depth = budget.depth != 0 ? budget.depth : 200;
	budget.memory = budget.memory != 0 ? budget.memory : 64u << 20;
	budget.list_length = budget.list_length != 0 ? budget.list_length : 1u << 24;
	budget.string_length = budget.string_length != 0 ? budget.string_length : 16u << 20;
	budget.regex_match = budget.regex_match != 0 ? budget.regex_match : 1u << 24;
	budget.regex_depth = budget.regex_depth != 0 ? budget.regex_depth : 1u << 20;
	return budget;
}

START_TEST (test_each_budget)
{
	RtFeelBudget budget = with_far (ended[_i].budget);
	rt_bench_teardown ();
	rt_bench_setup_with (&budget);
	rt_feel_scope_set_plain (bench.scope, TRUE);
	g_autoptr (RtFeelProgram) program = rt_bench_compiled (ended[_i].text);
	RtFeelValue value = rt_feel_evaluate (bench.run, program, bench.slots);
	const GPtrArray *notes = rt_feel_run_diagnostics (bench.run);
	ck_assert_msg (rt_feel_run_exhausted (bench.run), "%s", ended[_i].text);
	ck_assert_int_eq (value.kind, RT_FEEL_UNKNOWN);
	const RtFeelDiagnostic *last = g_ptr_array_index (notes, notes->len - 1);
	ck_assert_str_eq (last->code, "budget");
	ck_assert_msg (strstr (last->message, ended[_i].what) != NULL, "%s: %s", ended[_i].text, last->message);
}
END_TEST

/* as many entries as a list may have items, and no more */
START_TEST (test_entries_of_a_context)
{
	for (guint most = 2; most <= 3; most++) {
		RtFeelBudget budget = with_far ((RtFeelBudget){.list_length = most});
		rt_bench_teardown ();
		rt_bench_setup_with (&budget);
		bench.slots[0] = rt_feel_integer (1);
		answers ("context put({a: level, b: 2}, \"c\", 3)", most == 3 ? "{a: 1, b: 2, c: 3}" : "unknown");
		ck_assert_int_eq (rt_feel_run_exhausted (bench.run), most != 3);
	}
}
END_TEST

static guint n_things;

static gpointer
make_thing (const char *key, gsize length, gpointer user_data)
{
	return g_strndup (key, length);
}

static void
free_thing (gpointer thing)
{
	n_things++;
	g_free (thing);
}

/* what is kept for a run is freed with it, once each */
START_TEST (test_things_made_once)
{
	RtFeelRun *run = rt_feel_run_new (NULL);
	n_things = 0;
	for (guint round = 0; round < 2; round++) {
		ck_assert_str_eq (rt_feel_run_memo (run, "one", 3, make_thing, NULL, free_thing), "one");
		ck_assert_str_eq (rt_feel_run_memo (run, "other", 5, make_thing, NULL, free_thing), "other");
	}
	ck_assert_uint_eq (n_things, 0);
	rt_feel_run_free (run);
	ck_assert_uint_eq (n_things, 2);
}
END_TEST

/* a list that holds another twice, sixty times over: small to make, never to be walked through */
START_TEST (test_shared)
{
	static const char *const texts[] = {
		"(for i in 1..60 return if i = 1 then [level] else [partial[-1], partial[-1]])[60]",
		"count(distinct values(for i in 1..60 return if i = 1 then [1] else [partial[-1], partial[-1]]))",
		"string((for i in 1..60 return if i = 1 then [1] else [partial[-1], partial[-1]])[60])",
		"(for i in 1..60 return if i = 1 then [1] else [partial[-1], partial[-1]])[60] instance of "
		"list<list<list<number>>>",
		"(for i in 1..60 return if i = 1 then {a: level} else {a: partial[-1], b: partial[-1]})[60]",
	};
	g_autofree char *text = g_strdup (texts[_i]);
	g_autoptr (RtFeelProgram) program = rt_bench_compiled (text);
	g_autoptr (GString) out = g_string_new (NULL);
	bench.slots[0] = rt_feel_integer (1);
	RtFeelValue value = rt_feel_evaluate (bench.run, program, bench.slots);
	rt_feel_print (value, out);
	ck_assert_uint_lt (out->len, 64u << 20);
	/* what is too large to look at might hold anything */
	if (value.kind == RT_FEEL_LIST || value.kind == RT_FEEL_CONTEXT)
		ck_assert (rt_feel_is_hazy (value));
}
END_TEST

static char *
repeated (const char *before, const char *middle, const char *after, guint n)
{
	GString *text = g_string_new (NULL);
	for (guint i = 0; i < n; i++)
		g_string_append (text, before);
	g_string_append (text, middle);
	for (guint i = 0; i < n; i++)
		g_string_append (text, after);
	return g_string_free (text, FALSE);
}

static gboolean
is_accepted (const char *text)
{
	g_autoptr (RtFeelProgram) program = rt_feel_compile (bench.scope, text, strlen (text), NULL);
	return program != NULL;
}

START_TEST (test_depth)
{
	static const char *const pairs[][2] = {
	    {"(", ")"},          {"[", "]"},    {"-", ""},
	    {"not(", ")"},       {"{a:", "}"},  {"if true then ", " else 1"},
	    {"function() ", ""}, {"[1][", "]"}, {"for x in ", " return 1"},
	    {"1 + (", ")"}};
	for (guint i = 0; i < G_N_ELEMENTS (pairs); i++) {
		g_autofree char *deep = repeated (pairs[i][0], "1", pairs[i][1], 5000);
		ck_assert_msg (!is_accepted (deep), "%s", pairs[i][0]);
	}
	/* a long chain is not deep */
	g_autofree char *chain = repeated ("level = 1 or ", "flag", "", 3000),
			*sum = repeated ("level + ", "1", "", 3000);
	ck_assert (is_accepted (chain));
	ck_assert (is_accepted (sum));
	g_autofree char *long_text = repeated ("level + ", "1", "", 10000);
	ck_assert (!is_accepted (long_text));
}
END_TEST

START_TEST (test_encoding)
{
	const char *broken = "\"\xff\"";
	ck_assert_ptr_null (rt_feel_compile (bench.scope, broken, strlen (broken), NULL));
	ck_assert_ptr_null (rt_feel_compile (bench.scope, "1\0+1", 4, NULL));
	ck_assert_ptr_null (rt_feel_compile (bench.scope, "", 0, NULL));
}
END_TEST

/* the instructions of a program as text, names from the table of opcodes */
START_TEST (test_dump)
{
	g_autoptr (RtFeelProgram) program = rt_bench_compiled ("level > 2 + 3");
	g_autoptr (GString) out = g_string_new (NULL);
	rt_feel_program_dump (program, out);
	g_auto (GStrv) lines = g_strsplit (out->str, "\n", -1);
	static const char *const names[] = {"slot", "const", "compare"};
	/* 2 + 3 is one constant, and a line ends each instruction */
	ck_assert_uint_eq (g_strv_length (lines), G_N_ELEMENTS (names) + 1);
	for (guint i = 0; i < G_N_ELEMENTS (names); i++)
		ck_assert_msg (strstr (lines[i], names[i]) != NULL, "no %s in: %s", names[i], out->str);
}
END_TEST

int
main (void)
{
	Suite *suite = suite_create ("engine");
	TCase *engine = tcase_create ("engine");
	tcase_set_timeout (engine, 60);
	tcase_add_checked_fixture (engine, rt_bench_setup, rt_bench_teardown);
	tcase_add_test (engine, test_unknown);
	tcase_add_test (engine, test_unknown_words);
	tcase_add_test (engine, test_unknown_pairs);
	tcase_add_test (engine, test_unknown_between);
	tcase_add_test (engine, test_trail);
	tcase_add_test (engine, test_trail_of_what_was_ended);
	tcase_add_test (engine, test_places);
	tcase_add_test (engine, test_literals);
	tcase_add_test (engine, test_unary);
	tcase_add_test (engine, test_clock);
	tcase_add_test (engine, test_child_scope);
	tcase_add_test (engine, test_findings_of_scopes);
	tcase_add_test (engine, test_calls_of_scopes);
	tcase_add_test (engine, test_ends_of_ranges);
	tcase_add_test (engine, test_warnings);
	tcase_add_test (engine, test_notes);
	tcase_add_loop_test (engine, test_budget, 0, G_N_ELEMENTS (endless));
	tcase_add_loop_test (engine, test_each_budget, 0, G_N_ELEMENTS (ended));
	tcase_add_test (engine, test_entries_of_a_context);
	tcase_add_test (engine, test_things_made_once);
	tcase_add_loop_test (engine, test_shared, 0, 5);
	tcase_add_test (engine, test_dump);
	tcase_add_test (engine, test_depth);
	tcase_add_test (engine, test_encoding);
	suite_add_tcase (suite, engine);
	return rt_test_main (suite);
}
