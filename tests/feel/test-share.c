/* What programs share, and what is looked for in one pass: answers, trails and steps stay those of each alone. */
#include "libroute/feel/feel.h"
#include "libroute/feel/program.h"
#include "libroute/util/sweep.h"
#include "tests/feel/bench.h"
#include "tests/testing.h"
#include <string.h>

/* conditions that have pieces in common, and look alike where they have not */
static const char *const alike[] = {
	"count(people[age < 20]) >= 1",
	"count(people[age < 20]) >= 2",
	"count(people[age < 20]) >= 1 and flag",
	"count(people[age < 21]) >= 1",
	"count(people[name = \"ann\"]) = 1 or count(people[name = \"bob\"]) = 1",
	"count(people[name = \"bob\"]) = 1 or count(people[name = \"ann\"]) = 1",
	"some p in people satisfies p.name = \"ann\" and p.age < level * level * 2",
	"some p in people satisfies p.name = \"bob\" and p.age < level * level * 2",
	"some q in people satisfies q.name in (\"bob\", \"eve\") and q.age > 5",
	"not(some p in people satisfies p.name = \"eve\" and p.age > 5)",
	"count(people[age < level * level * 2]) + level * level * 2 > 30",
	"sum(for n in 1..3 return n * level * level) = sum(for n in 1..3 return n * level)",
	"count(for p in people return count(people[age > p.age])) = 3",
	"count(for p in people return count(people[age > p.age and age < level * level])) = 3",
	"{a: level * level, b: a + level * level}.b = {a: level * level, b: a + 1}.b",
	"(for i in 1..3 return if i = 1 then 1 else partial[-1] + count(people[age > partial[-1]]))[3] > 1",
	"if flag then level * level * 2 else level * level * 3",
	"people[level * level - 15].name = \"ann\"",
	"(function (x) count(people[age > x]) + level * level)(3) > 10",
	"level * level between 3 and level * level * 2",
};

/* value, trail and steps, one line a program */
static char *
all_answers (GPtrArray *programs)
{
	GString *out = g_string_new (NULL);
	for (guint i = 0; i < programs->len; i++) {
		guint n;
		rt_feel_print (rt_feel_evaluate (bench.run, g_ptr_array_index (programs, i), bench.slots), out);
		g_string_append_printf (out, " (%" G_GUINT64_FORMAT " steps)", rt_feel_run_steps (bench.run));
		const RtFeelOrigin *origins = rt_feel_run_trail (bench.run, &n);
		for (guint k = 0; k < n; k++)
			g_string_append_printf (out, " %u", origins[k]);
		g_string_append_c (out, '\n');
	}
	return g_string_free (out, FALSE);
}

static void
set_world (guint i)
{
	static const gint ages[][3] = {{10, 30, 19}, {10, 0, -30}, {-10, -19, 25}, {0, 0, 0}};
	rt_feel_run_reset (bench.run);
	rt_bench_set_people (ages[i], 3);
	if (i == 2)
		bench.slots[1] = rt_feel_open (bench.slots[1]);
	bench.slots[0] = rt_feel_with_origin (
		i == 3 ? rt_feel_unknown_between (rt_feel_run_arena (bench.run), 3, 5) : rt_feel_integer (4), 1);
	bench.slots[2] = rt_feel_with_origin (rt_feel_boolean (i == 1), 2);
}

static GPtrArray *
compile_alike (void)
{
	GPtrArray *programs = g_ptr_array_new_with_free_func ((GDestroyNotify)rt_feel_program_free);
	for (guint i = 0; i < G_N_ELEMENTS (alike); i++)
		g_ptr_array_add (programs, rt_bench_compiled (alike[i]));
	return programs;
}

START_TEST (test_sharing_changes_nothing)
{
	static const guint8 fixed[] = {TRUE, TRUE, FALSE, FALSE};
	g_autoptr (GPtrArray) alone = compile_alike (), together = compile_alike ();
	rt_feel_share ((RtFeelProgram *const *)together->pdata, together->len, fixed, G_N_ELEMENTS (fixed));
	for (guint round = 0; round < 8; round++) {
		set_world (round % 4);
		g_autofree char *expected = all_answers (alone), *got = all_answers (together);
		g_autofree char *again = all_answers (together);
		ck_assert_str_eq (got, expected);
		ck_assert_str_eq (again, expected);
		/* what is not fixed may change at any time */
		bench.slots[2] = rt_feel_with_origin (rt_feel_unknown (), 2);
		g_autofree char *other = all_answers (alone), *same = all_answers (together);
		ck_assert_str_eq (same, other);
		ck_assert_str_ne (other, expected);
	}
	rt_feel_run_share_nothing (bench.run);
	set_world (0);
	g_autofree char *expected = all_answers (alone), *got = all_answers (together);
	ck_assert_str_eq (got, expected);
}
END_TEST

/* operands and what they say, one line a program */
static char *
all_operands (GPtrArray *programs)
{
	GString *out = g_string_new (NULL);
	for (guint i = 0; i < programs->len; i++) {
		RtFeelOperand operands[8];
		guint n = rt_feel_operands (g_ptr_array_index (programs, i), operands, G_N_ELEMENTS (operands));
		for (guint k = 0; k < MIN (n, G_N_ELEMENTS (operands)); k++) {
			g_string_append_printf (out, " %u-%u ", operands[k].start, operands[k].end);
			rt_feel_print (rt_feel_evaluate_operand (bench.run, g_ptr_array_index (programs, i),
								 &operands[k], bench.slots), out);
		}
		g_string_append_c (out, '\n');
	}
	return g_string_free (out, FALSE);
}

START_TEST (test_sharing_hides_no_operand)
{
	static const guint8 fixed[] = {TRUE, TRUE, TRUE, FALSE};
	static const char *const texts[] = {"flag and level = 4", "not(flag and level = 4)", "not(level = 4 or flag) and level = 4",
					    "level = 4 or flag", "flag and level = 4"};
	g_autoptr (GPtrArray) alone = g_ptr_array_new_with_free_func ((GDestroyNotify)rt_feel_program_free),
			      together = g_ptr_array_new_with_free_func ((GDestroyNotify)rt_feel_program_free);
	for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
		g_ptr_array_add (alone, rt_bench_compiled (texts[i]));
		g_ptr_array_add (together, rt_bench_compiled (texts[i]));
	}
	rt_feel_share ((RtFeelProgram *const *)together->pdata, together->len, fixed, G_N_ELEMENTS (fixed));
	set_world (1);
	g_autofree char *expected = all_operands (alone), *got = all_operands (together);
	ck_assert_str_eq (got, expected);
}
END_TEST

/* a piece that is fixed is run once between two resets: a slot that breaks that promise is not looked at again */
START_TEST (test_shared_once)
{
	static const guint8 fixed[] = {TRUE};
	RtFeelProgram *programs[] = {rt_bench_compiled ("level * level + 1 > 17"), rt_bench_compiled ("level * level + 1 > 5")};
	rt_feel_share (programs, 2, fixed, 1);
	bench.slots[0] = rt_feel_integer (4);
	gboolean yes = TRUE;
	ck_assert (rt_feel_get_boolean (rt_feel_evaluate (bench.run, programs[0], bench.slots), &yes) && !yes);
	bench.slots[0] = rt_feel_integer (1);
	ck_assert (rt_feel_get_boolean (rt_feel_evaluate (bench.run, programs[1], bench.slots), &yes) && yes);
	rt_feel_run_reset (bench.run);
	ck_assert (rt_feel_get_boolean (rt_feel_evaluate (bench.run, programs[1], bench.slots), &yes) && !yes);
	rt_feel_program_free (programs[0]);
	rt_feel_program_free (programs[1]);
}
END_TEST

/* what hangs on fixed slots alone is shared: how often, of two programs; what stands behind the fixed ones is none of them */
START_TEST (test_what_is_shared)
{
	static const guint8 fixed[] = {TRUE, TRUE, TRUE};
	static const struct {
		const char *one, *other;
		guint heads;
	} cases[] = {
		{"count(people[age < 20]) = 1", "count(people[age < 20]) = 2", 1},
		{"count(people[age < 20]) = 1", "count(people[age < 21]) = 1", 0},
		{"count(people[name = \"ann\"]) = 1", "count(people[name = \"ann\"]) = 2", 1},
		{"count(people[name = \"ann\"]) = 1", "count(people[name = \"bob\"]) = 1", 0},
		{"count(people[age in [1..3]]) = 1", "count(people[age in [1..3]]) = 2", 1},
		{"count(people[age in [1..3]]) = 1", "count(people[age in [1..3)]) = 1", 0},
		{"count(people[age < 1e30]) = 1", "count(people[age < 1e30]) = 2", 1},
		{"count(people[age < 1e30]) = 1", "count(people[age < 1e31]) = 1", 0},
		{"count(people[age < 1.5]) = 1", "count(people[age < 15]) = 1", 0},
		{"some p in people, q in people satisfies p.age < q.age + level",
		 "some p in people, q in people satisfies q.age < p.age + level", 0},
		{"people[if age < 20 then 1 else 2].name = \"ann\"", "people[if age < 20 then 1 else 2].name = \"bob\"", 1},
		{"sum(for n in 1..3 return n * level) = 1", "sum(for n in 1..3 return n * level) = 2", 1},
		{"count(for i in 1..3 return count(partial) + level) = 1", "count(for i in 1..3 return count(partial) + level) = 2", 1},
		{"count(people[age < 20]) = 1", "count(people[name = \"ann\"]) = 1 or count(people[age < 20]) = 2", 1},
		{"count(people[age < 20]) = (if flag then 1 else 2)", "count(people[age < 20]) = 2", 1},
		{"count(people[flag]) = 1", "count(people[flag]) = 2", 0},
		{"count(sort(people, function(a, b) a.age < b.age)) = 1", "count(sort(people, function(a, b) a.age < b.age)) = 2", 0},
		{"day of year(today()) + level = 1", "day of year(today()) + level = 2", 0},
	};
	for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
		RtFeelProgram *programs[] = {rt_bench_compiled (cases[i].one), rt_bench_compiled (cases[i].other)};
		guint heads = 0;
		rt_feel_share (programs, 2, fixed, 2);
		for (guint at = 0; at < programs[0]->n_code; at++)
			heads += programs[0]->code[at].op == RT_FEEL_OPCODE_SHARE;
		ck_assert_msg (heads == cases[i].heads, "%s: %u are shared", cases[i].one, heads);
		rt_feel_program_free (programs[0]);
		rt_feel_program_free (programs[1]);
	}
}
END_TEST

/* the patterns that a program spells out are looked for in one pass, and say the same */
START_TEST (test_patterns)
{
	static const char text[] = "een mes en een Bijl";
	static const struct {
		const char *expression;
		guint patterns;
		const char *answer;
	} cases[] = {
		{"matches(word, \"mes\")", 1, "true"},
		{"matches(word, \"bijl\")", 1, "false"},
		{"matches(word, \"bijl\", \"i\")", 1, "true"},
		{"matches(word, \"b ijl\", \"ix\")", 1, "true"},
		{"matches(word, \"zaag\") or matches(word, \"zaag\")", 1, "false"},
		{"matches(word, \"bijl\") or matches(word, \"bijl\", \"i\")", 2, "true"},
		{"matches(pattern: \"mes\", input: word)", 1, "true"},
		/* two that are told apart by their letters alone */
		{"matches(word, \"Aa\") or matches(word, \"BB\")", 2, "false"},
		{"matches(word, \"mes\", null)", 0, "true"},
		{"matches(word, word)", 0, "true"},
		{"matches(word, \"mes\", if level = 1 then \"i\" else \"s\")", 0, "true"},
		{"contains(word, \"mes\")", 0, "true"},
	};
	guint slot = rt_feel_scope_declare (bench.scope, "word", rt_feel_type_simple (RT_FEEL_STRING));
	for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
		RtSweeper *sweeper = rt_sweeper_new ();
		RtFeelPatterns *patterns = rt_feel_patterns_new (sweeper);
		g_autoptr (RtFeelProgram) program = rt_bench_compiled (cases[i].expression);
		g_autoptr (GString) out = g_string_new (NULL);
		const char *word = NULL;
		gsize length = 0;
		rt_feel_run_reset (bench.run);
		bench.slots[0] = rt_feel_integer (1);
		bench.slots[slot] = rt_feel_string (rt_feel_run_arena (bench.run), text, strlen (text));
		ck_assert (rt_feel_get_string (bench.slots[slot], &word, &length));
		rt_feel_patterns_add (patterns, program);
		ck_assert_msg (rt_sweeper_add (sweeper, "none") == cases[i].patterns, "%s", cases[i].expression);
		rt_feel_patterns_finish (patterns);
		rt_sweeper_finish (sweeper);
		RtSweep *sweep = rt_sweep_new (sweeper);
		rt_sweep_set_text (sweep, word, length, FALSE);
		rt_feel_run_set_patterns (bench.run, patterns, &sweep, 1);
		rt_feel_print (rt_feel_evaluate (bench.run, program, bench.slots), out);
		ck_assert_msg (strcmp (out->str, cases[i].answer) == 0, "%s: %s", cases[i].expression, out->str);
		for (guint k = 0; k < cases[i].patterns; k++)
			ck_assert_msg (rt_sweep_found (sweep)[k] != 0, "%s: %u is not looked for", cases[i].expression, k);
		rt_feel_run_set_patterns (bench.run, NULL, NULL, 0);
		rt_sweep_free (sweep);
		rt_feel_patterns_free (patterns);
		rt_sweeper_free (sweeper);
	}
}
END_TEST

/* a list that stands where one stood before the run was reset is another */
START_TEST (test_glances_at_new_lists)
{
	static const guint8 fixed[] = {TRUE, TRUE};
	static const char *const names[] = {"zoe", "zoe", "ann", "zoe", "ann", "ann", "zoe"};
	RtFeelProgram *programs[] = {rt_bench_compiled ("count(people[name = \"ann\" and age > 3]) = 1"), rt_bench_compiled ("count(people) = 1")};
	const RtFeelValue *before = NULL;
	guint told = 0, again = 0;
	rt_feel_share (programs, G_N_ELEMENTS (programs), fixed, G_N_ELEMENTS (fixed));
	for (guint i = 0; i < 8 * G_N_ELEMENTS (names); i++) {
		const char *name = names[i % G_N_ELEMENTS (names)];
		RtFeelValue *items, *entries, value = rt_feel_null ();
		gboolean yes = FALSE, wanted = strcmp (name, "ann") == 0;
		rt_feel_run_reset (bench.run);
		RtArena *arena = rt_feel_run_arena (bench.run);
		bench.slots[1] = rt_feel_list (arena, 1, &items);
		items[0] = rt_feel_context (arena, bench.person, &entries);
		entries[0] = rt_feel_string (arena, name, 3);
		entries[1] = rt_feel_integer (20);
		again += items == before;
		before = items;
		if (rt_feel_glance (bench.run, programs[0], bench.slots, &value) != RT_FEEL_PERHAPS) {
			ck_assert_msg (rt_feel_get_boolean (value, &yes) && yes == wanted, "%u: %s", i, name);
			told++;
		}
		ck_assert (rt_feel_get_boolean (rt_feel_evaluate (bench.run, programs[0], bench.slots), &yes) && yes == wanted);
	}
	ck_assert_uint_gt (told, 20);
	ck_assert_uint_gt (again, 20);
	rt_feel_program_free (programs[0]);
	rt_feel_program_free (programs[1]);
}
END_TEST
int
main (void)
{
	Suite *suite = suite_create ("share");
	TCase *share = tcase_create ("share");
	tcase_add_checked_fixture (share, rt_bench_setup, rt_bench_teardown);
	tcase_add_test (share, test_sharing_changes_nothing);
	tcase_add_test (share, test_sharing_hides_no_operand);
	tcase_add_test (share, test_shared_once);
	tcase_add_test (share, test_what_is_shared);
	tcase_add_test (share, test_glances_at_new_lists);
	tcase_add_test (share, test_patterns);
	suite_add_tcase (suite, share);
	return rt_test_main (suite);
}
