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
compile_alike (guint n)
{
	GPtrArray *programs = g_ptr_array_new_with_free_func ((GDestroyNotify)rt_feel_program_free);
	for (guint i = 0; i < n; i++)
		g_ptr_array_add (programs, rt_bench_compiled (alike[i]));
	return programs;
}

START_TEST (test_sharing_changes_nothing)
{
	static const guint8 fixed[] = {TRUE, TRUE, FALSE, FALSE};
	g_autoptr (GPtrArray) alone = compile_alike (G_N_ELEMENTS (alike)),
			      together = compile_alike (G_N_ELEMENTS (alike));
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

/* of sets with fewer and with more pieces in common, none takes over what another one found */
START_TEST (test_one_run_for_many_sets)
{
	static const guint8 fixed[] = {TRUE, TRUE, FALSE, FALSE};
	static const guint sizes[] = {2, 5, G_N_ELEMENTS (alike), 3, 2};
	GPtrArray *alone[G_N_ELEMENTS (sizes)], *together[G_N_ELEMENTS (sizes)];
	for (guint i = 0; i < G_N_ELEMENTS (sizes); i++) {
		alone[i] = compile_alike (sizes[i]);
		together[i] = compile_alike (sizes[i]);
		rt_feel_share ((RtFeelProgram *const *)together[i]->pdata, sizes[i], fixed, G_N_ELEMENTS (fixed));
	}
	for (guint round = 0; round < 12; round++) {
		set_world (round % 4);
		for (guint i = 0; i < G_N_ELEMENTS (sizes); i++) {
			rt_feel_glance (bench.run, g_ptr_array_index (together[i], 0), bench.slots, NULL);
			g_autofree char *expected = all_answers (alone[i]), *got = all_answers (together[i]);
			ck_assert_str_eq (got, expected);
		}
	}
	for (guint i = 0; i < G_N_ELEMENTS (sizes); i++) {
		g_ptr_array_unref (alone[i]);
		g_ptr_array_unref (together[i]);
	}
}
END_TEST

/* items that one comparison refuses, each in its way: for that nothing needs to be run */
static const char *const refused[] = {
	"count(people[name = \"bob\"]) = 1",
	"count(people[name != \"ann\"]) = 2",
	"count(people[age >= 19]) = 2",
	"count(people[age >= 19 and name = \"bob\"]) = 2",
	"count(people[age in [15..25]]) = 1",
	"count(people[age in [15..25] and name = \"cas\"]) = 1",
	"count(people[age = level or name = \"bob\"]) = 2",
	"count(people[age = null]) = 1",
	"count(people[name in \"bob\"]) = 1",
	"some p in people satisfies p.age < 15 and p.age > 5 and p.name = \"cas\"",
	"some p in people satisfies p.name > \"bob\" and (some q in people satisfies q.name = p.name)",
	"some p in people satisfies level = 5 and p.age > 5",
	"some p in people satisfies some q in people satisfies p.age > 20 and q.age < 15",
	"some p in people, q in people satisfies p.age > 20 and q.age < 15",
	"every p in people satisfies p.age > 5 and p.name != \"dee\"",
	"people[name = \"bob\"][age > 5].age = [30]",
};

/* the answer, the trail and the steps are those of a run that takes no short cut */
START_TEST (test_refused_at_once)
{
	g_autoptr (GPtrArray) programs = g_ptr_array_new_with_free_func ((GDestroyNotify)rt_feel_program_free);
	char *before[4];
	for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
		g_ptr_array_add (programs, rt_bench_compiled (refused[i]));
	for (guint i = 0; i < G_N_ELEMENTS (before); i++) {
		set_world (i);
		before[i] = all_answers (programs);
	}
	rt_feel_run_share_nothing (bench.run);
	for (guint i = 0; i < G_N_ELEMENTS (before); i++) {
		set_world (i);
		g_autofree char *all = all_answers (programs);
		ck_assert_str_eq (before[i], all);
		g_free (before[i]);
	}
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
	ck_assert_str_eq (expected, " 0-4 true 9-18 true\n 4-8 true 13-22 true\n 4-13 true 17-21 true 27-36 true\n"
				    " 0-9 true 13-17 true\n 0-4 true 9-18 true\n");
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
		{"level * level = 1", "level * level = 2", 1},
		{"-level = 1", "-level = 2", 0},
		{"(@\"P1D\" * level).days = 1", "(@\"P1D\" * level).days = 2", 1},
		{"(@\"P1D\" * level).days = 1", "(@\"PT24H\" * level).days = 1", 1},
		{"(@\"P1D\" * level).days = 1", "(@\"P2D\" * level).days = 1", 0},
		{"(@\"P1M\" * level).months = 1", "(@\"P1M\" * level).months = 2", 1},
		{"(@\"P1M\" * level).months = 1", "(@\"P2M\" * level).months = 1", 0},
		{"(level + 1) instance of number and flag", "(level + 1) instance of number or flag", 1},
		{"people instance of list<number> or flag", "people instance of list<number> and flag", 0},
		{"[level, 1, 2] = [1]", "[level, 1, 2] = [2]", 1},
		{"[level, 1, 2] = [1]", "[level, 2, 1] = [1]", 0},
		{"{a: level, b: 2}.a = 1", "{a: level, b: 2}.a = 2", 0},
		{"level + 1.0 = 2", "level + 1 = 2", 0},
		{"level + 1 = 2", "level + 1 = 3", 1},
		{"level + 1 = 2", "level - 1 = 2", 0},
		{"level + 1 = 2", "1 + level = 2", 0},
		{"level between 1 and 2 or flag", "level between 1 and 2 or not(flag)", 1},
		{"level between 1 and 2 or flag", "level between 1 and 3 or flag", 0},
		{"level in [1..2] or flag", "level in [1..2] or not(flag)", 1},
		{"level in [1..2] or flag", "level in [1..2) or flag", 0},
		{"level in (1, 2) or flag", "level in (1, 2) or not(flag)", 1},
		{"level = 1 or flag", "level = 1 or not(flag)", 1},
		{"level = 1 or flag", "level != 1 or flag", 0},
		{"level = 1 or flag", "level = 1 and flag", 1},
		{"people[1].age = 1", "people[1].age = 2", 1},
		{"people[1].age = 1", "people[2].age = 1", 0},
		{"people[1].age = 1", "people[1].name = \"a\"", 1},
		{"people[-1].age = 1", "people[-1].age = 2", 1},
		{"sum(people.age) = 1", "sum(people.age) = 2", 1},
		{"sum(people.age) = 1", "max(people.age) = 1", 0},
		{"(if level > 1 then 1 else 2) = 1", "(if level > 1 then 1 else 2) = 2", 1},
		{"(if level > 1 then 1 else 2) = 1", "(if level > 1 then 2 else 1) = 1", 1},
		{"every p in people satisfies p.age > 1", "some p in people satisfies p.age > 1", 0},
		{"every p in people satisfies p.age > 1", "every q in people satisfies q.age > 1", 1},
		{"(for p in people return p.age) = [1]", "(for q in people return q.age) = [2]", 1},
		{"approach(\"pad\").eligible or flag", "approach(\"pad\").eligible and flag", 0},
		{"substring(\"abc\", level, 1) = \"a\"", "substring(\"abc\", level, 1) = \"b\"", 1},
		{"substring(\"abc\", level, 1) = \"a\"", "substring(\"abd\", level, 1) = \"a\"", 0},
		{"substring(\"abc\", level) = \"a\"", "substring(\"abc\", level, 1) = \"a\"", 0},
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

/* programs that say the same as a whole have a number in common, and no others have it */
START_TEST (test_what_says_the_same)
{
	static const guint8 fixed[] = {TRUE, TRUE, FALSE};
	static const struct {
		const char *one, *other;
		gboolean same;
	} cases[] = {
		{"count(people[age < 20]) = 1", "count( people [age<20] ) = 1", TRUE},
		{"some p in people satisfies p.age < level", "some q in people satisfies q.age < level", TRUE},
		{"count(people[age < 20]) = 1", "count(people[age < 20]) = 2", FALSE},
		{"count(people[age < 20]) = 1", "1 = count(people[age < 20])", FALSE},
		{"count(people[age < 20]) = 1", "count(people[age < 20]) = 1 and flag", FALSE},
		{"count(people[age < 20]) = 1 and flag", "count(people[age < 20]) = 1 and flag", FALSE},
	};
	for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
		RtFeelProgram *programs[] = {rt_bench_compiled (cases[i].one), rt_bench_compiled (cases[i].other)};
		ck_assert_int_eq (rt_feel_program_saying (programs[0]), -1);
		rt_feel_share (programs, 2, fixed, 3);
		int one = rt_feel_program_saying (programs[0]), other = rt_feel_program_saying (programs[1]);
		ck_assert_msg ((one >= 0 && one == other) == cases[i].same, "%s, %s", cases[i].one, cases[i].other);
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
		{"matches(word, \"bijl\", \"s\") or matches(word, \"bijl\", \"i\")", 2, "true"},
		{"matches(word, \"bijl\", \"s\") or matches(word, \"bijl\", \"si\")", 2, "true"},
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
	ck_assert_uint_ge (told, 49);
	ck_assert_uint_gt (again, 20);
	rt_feel_program_free (programs[0]);
	rt_feel_program_free (programs[1]);
}
END_TEST

/* ---- glances at many lists --------------------------------------------------------------------- */

#define N_LISTS 4u
#define N_MEMBERS 18u /* more than a run remembers of one list, so that two take each other's place */

static const char *const wide[] = {"m0", "m1", "m2", "m3", "m4", "m5", "m6", "m7", "m8", "m9", "m10", "m11", "m12", "m13", "m14", "m15",
				   "m16", "m17"};

/* lists of texts under many names, in two orders of these; asked for by every question of which a glance knows the first part */
typedef struct {
	RtFeelScope *scope;
	RtFeelShape *shapes[2];
	RtFeelRun *run, *plain;
	RtFeelValue slots[1 + N_LISTS]; /* a context, and the lists */
	GPtrArray *programs;
} Lists;

static void
lists_ask (Lists *lists, const char *format, guint list, const char *member, const char *value)
{
	g_autofree char *of = g_strdup_printf ("l%u", list);
	g_auto (GStrv) parts = g_strsplit (format, "LIST", -1);
	g_autofree char *with_list = g_strjoinv (of, parts);
	g_auto (GStrv) around = g_strsplit (with_list, "MEMBER", -1);
	g_autofree char *with_member = g_strjoinv (member, around);
	g_auto (GStrv) before = g_strsplit (with_member, "VALUE", -1);
	g_autofree char *text = g_strjoinv (value, before);
	RtFeelProgram *program = rt_feel_compile (lists->scope, text, strlen (text), NULL);
	ck_assert_msg (program != NULL, "%s", text);
	g_ptr_array_add (lists->programs, program);
}

static void
lists_start (Lists *lists)
{
	static const char *const asked[] = {
		"count(LIST[MEMBER = VALUE]) = 0", "count(LIST[MEMBER != VALUE]) = 0", "count(LIST[MEMBER = VALUE and m2 != \"ann\"]) >= 1",
		"some x in LIST satisfies x.MEMBER = VALUE", "every x in LIST satisfies x.MEMBER != VALUE",
		"some x in LIST satisfies who.MEMBER = VALUE",
		"some x in LIST satisfies some y in l1 satisfies x.MEMBER = VALUE and y.m1 != \"bob\"",
	};
	static const char *const members[] = {"m0", "m1", "m16", "m17"};
	/* of the context nothing is shared, so that a loop asks for it itself */
	static const guint8 fixed[1 + N_LISTS] = {FALSE, TRUE, TRUE, TRUE, TRUE};
	g_autoptr (GString) type = g_string_new ("context<");
	const char *other[N_MEMBERS];
	*lists = (Lists){.scope = rt_feel_scope_new (), .run = rt_feel_run_new (NULL), .plain = rt_feel_run_new (NULL)};
	for (guint i = 0; i < N_MEMBERS; i++) {
		other[i] = wide[(i + 1) % N_MEMBERS];
		g_string_append_printf (type, "%s%s: Any", i == 0 ? "" : ", ", wide[i]);
	}
	g_string_append_c (type, '>');
	g_autofree char *list_type = g_strdup_printf ("list<%s>", type->str);
	lists->shapes[0] = rt_feel_shape_new (wide, N_MEMBERS);
	lists->shapes[1] = rt_feel_shape_new (other, N_MEMBERS);
	rt_feel_scope_declare (lists->scope, "who", rt_feel_type_parse (lists->scope, type->str));
	for (guint i = 0; i < N_LISTS; i++) {
		g_autofree char *name = g_strdup_printf ("l%u", i);
		rt_feel_scope_declare (lists->scope, name, rt_feel_type_parse (lists->scope, list_type));
	}
	lists->programs = g_ptr_array_new_with_free_func ((GDestroyNotify)rt_feel_program_free);
	for (guint a = 0; a < G_N_ELEMENTS (asked); a++)
		for (guint i = 0; i < N_LISTS; i++)
			for (guint m = 0; m < G_N_ELEMENTS (members); m++)
				lists_ask (lists, asked[a], i, members[m], m == a % G_N_ELEMENTS (members) ? "7" : m % 2 == 0 ? "\"ann\"" : "\"bob\"");
	rt_feel_share ((RtFeelProgram *const *)lists->programs->pdata, lists->programs->len, fixed, G_N_ELEMENTS (fixed));
	rt_feel_run_share_nothing (lists->plain);
}

static void
lists_end (Lists *lists)
{
	rt_feel_run_free (lists->run);
	rt_feel_run_free (lists->plain);
	g_ptr_array_unref (lists->programs);
	rt_feel_scope_free (lists->scope);
	rt_feel_shape_free (lists->shapes[0]);
	rt_feel_shape_free (lists->shapes[1]);
}

static RtFeelValue
lists_item (Lists *lists, GRand *rand, guint shape, const char *const *names)
{
	RtArena *arena = rt_feel_run_arena (lists->run);
	RtFeelValue *entries, item = rt_feel_context (arena, lists->shapes[shape], &entries);
	for (guint i = 0; i < N_MEMBERS; i++) {
		const char *name = names[g_rand_int_range (rand, 0, 3)];
		entries[i] = *name == '7' ? rt_feel_integer (7) : rt_feel_string (arena, name, 3);
	}
	return item;
}

/* Texts of few names, so that a list often has not the one that is asked for; at times a number, which is none of them. */
static void
lists_fill (Lists *lists, GRand *rand)
{
	static const char *const names[][3] = {{"ann", "cas", "dee"}, {"bob", "cas", "dee"}, {"cas", "dee", "eva"}, {"ann", "bob", "7"}};
	lists->slots[0] = lists_item (lists, rand, 0, names[g_rand_int_range (rand, 0, 4)]);
	for (guint i = 0; i < N_LISTS; i++) {
		RtFeelValue *items;
		guint n = (guint)g_rand_int_range (rand, 0, 4), shape = (guint)g_rand_int_range (rand, 0, 3);
		const char *const *of = names[g_rand_int_range (rand, 0, 4)];
		lists->slots[1 + i] = rt_feel_list (rt_feel_run_arena (lists->run), n, &items);
		for (guint k = 0; k < n; k++)
			items[k] = lists_item (lists, rand, shape < 2 ? shape : k % 2, of);
	}
}

/* What a run remembers of a list is of that list, of its items' member and of this registration. Each program is glanced at in
 * turn, from a place that chance chooses, so that what was asked before is another thing each time. */
START_TEST (test_glances_at_many_lists)
{
	Lists lists;
	g_autoptr (GRand) rand = g_rand_new_with_seed (5);
	guint told[2] = {0, 0};
	lists_start (&lists);
	for (guint round = 0; round < 300; round++) {
		rt_feel_run_reset (lists.run);
		lists_fill (&lists, rand);
		guint from = (guint)g_rand_int_range (rand, 0, (gint32)lists.programs->len);
		for (guint i = 0; i < lists.programs->len; i++) {
			RtFeelProgram *program = g_ptr_array_index (lists.programs, (from + 5 * i) % lists.programs->len);
			RtFeelVerdict verdict = rt_feel_glance (lists.run, program, lists.slots, NULL);
			if (verdict == RT_FEEL_PERHAPS)
				continue;
			gboolean yes = verdict != RT_FEEL_CERTAINLY;
			rt_feel_run_reset (lists.plain);
			RtFeelValue value = rt_feel_evaluate (lists.plain, program, lists.slots);
			ck_assert_msg (rt_feel_get_boolean (value, &yes) && yes == (verdict == RT_FEEL_CERTAINLY),
				       "in round %u a glance at program %u is wrong", round, (from + 5 * i) % lists.programs->len);
			told[yes]++;
		}
	}
	/* as many as ever: one that gives up sooner would say nothing wrong, and less */
	ck_assert_uint_ge (told[0], 15651);
	ck_assert_uint_ge (told[1], 9494);
	lists_end (&lists);
}
END_TEST

int
main (void)
{
	Suite *suite = suite_create ("share");
	TCase *share = tcase_create ("share");
	tcase_add_checked_fixture (share, rt_bench_setup, rt_bench_teardown);
	tcase_add_test (share, test_sharing_changes_nothing);
	tcase_add_test (share, test_one_run_for_many_sets);
	tcase_add_test (share, test_refused_at_once);
	tcase_add_test (share, test_sharing_hides_no_operand);
	tcase_add_test (share, test_shared_once);
	tcase_add_test (share, test_what_is_shared);
	tcase_add_test (share, test_what_says_the_same);
	tcase_add_test (share, test_glances_at_new_lists);
	tcase_add_test (share, test_glances_at_many_lists);
	tcase_add_test (share, test_patterns);
	suite_add_tcase (suite, share);
	return rt_test_main (suite);
}
