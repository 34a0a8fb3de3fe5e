/* A sieve says of many conditions at once what evaluations say of each, and what those rest on. */
#include <string.h>
#include "libroute/feel/feel.h"
#include "libroute/util/sweep.h"
#include "tests/testing.h"

#define N_WORLDS 400
#define N_PEOPLE 6

static const char *const conditions[] = {
	/* one question, many answers */
	"word = \"ann\"", "word = \"bob\"", "word != \"ann\"", "word in (\"ann\", \"cas\")", "level >= 1", "level > 2",
	"level = 3", "level < 2", "level <= 3", "level != 2", "level in [2..4]", "level in (1..4)", "level in (2, 4)",
	"level = 0.3",
	"level between 1 and 3", "level between 2 and count(people)", "level = 1.5", "level = null", "word = null", "flag",
	"flag and level > 1", "not(flag)", "not(level > 2)", "level > 1 or word = \"ann\"", "word = \"ann\" and flag",
	"level > 3 and flag", "flag = true", "home.town = \"delft\"", "home.town = \"gouda\" or level = 2",
	"home.since >= date(\"2020-06-01\")", "home.since = date(\"2020-06-15\")",
	"home.since in [date(\"2020-01-01\")..date(\"2020-06-30\")]",
	/* asked of items */
	"some p in people satisfies p.name = \"ann\"", "some p in people satisfies p.name = \"bob\" and p.age > 20",
	"some p in people satisfies p.age > 20 and p.name = \"bob\"", "every p in people satisfies p.name = \"ann\"",
	"every p in people satisfies p.age > 20", "some p in people satisfies p.name = word",
	"some p in people satisfies p.age = level", "count(people[name = \"ann\"]) >= 1", "count(people[name = \"ann\"]) > 1",
	"count(people[name = \"bob\"]) = 1", "count(people[name = \"bob\"]) = 0",
	"count(people[name = \"cas\" and age > 20]) >= 1", "count(people[name = \"cas\" and age > 20]) < 2",
	"some p in people satisfies p.name != \"ann\"", "count(people[name != \"ann\"]) >= 1",
	"some p in people satisfies p.name > \"bob\"",
	"count(people[age > 20]) >= 2", "count(people[age > 20]) >= 2 and flag", "count(people) in [2..3]",
	"count(people[name = \"ann\" or age > 30]) >= 2", "count(people[not(name = \"ann\")]) >= 2",
	"count(people[name in (\"ann\", \"bob\")]) >= 2", "list contains(people.name, \"ann\")",
	"list contains(people.name, \"dee\")", "list contains(people.name, word)", "list contains([\"ann\", \"bob\"], word)",
	"sum(for p in people return p.age) > 60", "count(distinct values(people.name)) >= 3", "people[1].name = \"ann\"",
	"count(people[age > level * 10]) >= 1", "some p in people satisfies p.age > level * 10 and p.name = \"ann\"",
	"some p in people satisfies (some q in people satisfies q.name = p.name and q.age > p.age)",
	"count(people[age >= 10 and age <= 30 and name != \"bob\"]) >= 1",
	"count(people[name != \"ann\" and age != 20]) in [1..2]",
	"some p in people satisfies p.age = null", "some p in people satisfies p.name != null and p.age > 20",
	"every p in people satisfies p.age in [10..40] and p.name != \"eve\"", "some p in people satisfies p.age = 1.5",
	"every p in people satisfies p.name = word and p.age < level * 20",
	"count(people[name = word and age < level * 20]) >= 1",
	"count(people[name in (\"ann\", \"bob\") and age in (10, 20, 30)]) >= 1", "count(people[age = level and age > 1]) >= 1",
	"not(some p in people satisfies p.name = \"dee\" and p.age > 10)", "not(count(people[age > 20 and name = \"ann\"]) >= 1)",
	"count(people[age > 1 and age > 2 and age > 3 and age > 4 and age > 5 and age > 6 and age > 7 and age > 8 and age > 9]) >= 1",
	/* counts for which nobody else asks */
	"count(people[name = \"dee\" and age > 11]) >= 1", "count(people[name = \"dee\" and age > 12]) >= 2",
	"count(people[name = \"dee\" and age > 13]) = 0", "count(people[name = \"dee\" and age > 14]) <= 1",
	"count(people[name = \"dee\" and age > 15]) > 0", "count(people[name = \"dee\" and age > 16]) >= 0",
	"count(people[name = \"dee\" and age > 17]) != 0", "count(people[name = \"dee\" and age > 18]) > 0.5",
	"count(people[name != \"cas\" and age < 33]) >= 1", "count(people[name > \"bob\" and age < 34]) >= 1",
	"count(people[age = 20 and name = \"dee\"]) >= 1", "count(people[age > level and age > level * 2]) >= 1 and flag",
	/* as much as is asked at once, and more */
	"count(people[age > 1 and age > 2 and age > 3 and age > 4 and age > 5 and age > 6 and age > 7 and age > 8]) >= 2",
	"every p in people satisfies p.age > 1 and p.age > 2 and p.age > 3 and p.age > 4 and p.age > 5 and p.age > 6 and p.age > 7 and p.age > 8",
	"every p in people satisfies p.age > 1 and p.age > 2 and p.age > 3 and p.age > 4 and p.age > 5 and p.age > 6 and p.age > 7 and p.age > 8 "
	"and p.age > 9",
	/* values of each kind in tests of each form */
	"word in \"ann\"", "word in [\"ann\", word]", "word in [\"ann\", \"dee\"]", "word in (\"ann\", word)",
	"level in [1.5..3]",
	"level in [1..2.5]", "level between 1.5 and 3", "level between 1 and 2.5", "level in [2..4)", "level in (= 3)",
	"level in (!= 3)",
	"level in [1..level]", "level in 2", "home.since between date(\"2020-02-01\") and date(\"2020-05-01\")",
	"home.since in (date(\"2020-02-01\")..date(\"2020-05-01\")]", "home.since in date(\"2020-03-01\")",
	"home.since < date(\"2020-03-01\") and flag", "home.since = null", "home.town != \"delft\" and word != \"bob\"",
	"home.town in (\"delft\", \"gouda\")", "home.town in [\"delft\", null]", "9223372036854775807 > level",
	"level < -9223372036854775808",
	/* a list in a context */
	"count(home.members[name = \"ann\"]) >= 1", "count(home.members[name = \"ann\"]) = 0",
	"some p in home.members satisfies p.age > 20",
	"every p in home.members satisfies p.age > 5 and p.name != \"ann\"", "list contains(home.members.name, \"ann\")",
	"count(home.members[age > 25 and name = \"bob\"]) >= 1", "count(home.members) > count(people)",
	/* what many ask for, found at a glance */
	"home.address.city = \"delft\"", "home.address.city = \"gouda\" and flag", "home.address.city in (\"delft\", \"ann\")",
	"home.address.city = home.town", "home.address.number > 2", "home.address.number = level",
	"home.address.number in [1..3] and flag",
	"not(home.address.number > level)", "count(people[name = home.address.city]) >= 1",
	"some p in people satisfies p.age > home.address.number",
	/* lists that are found by filters, and lists in lists */
	"level in people.age[item > 20]", "count(people.age[item > 20]) = 2",
	"count(people.age[item > 20]) in people.age[item > 20]",
	"null in people.age[item > 20]", "tags in []", "tags in [tags]", "tags = []", "not(tags in [])", "word in []",
	"word in tags",
	"list contains(tags, \"ann\")", "list contains(tags, word)", "\"ann\" in tags[item != \"bob\"]",
	"count(tags[item != \"bob\"]) = 1", "count(tags[item = \"bob\"]) >= 1", "count(tags) = count(people)",
	/* made of values, and of items */
	"sum(for p in people return p.age) > 90", "sum(for p in people return 40 - p.age) > 60",
	"sum(for p in people return p.age + level) >= 50",
	"sum(people.age) >= 60", "sum(people.age) = 0", "sum(for p in people return p.age * 2) > 100",
	"sum(for p in people return 0.5 + p.age) > 60",
	"sum(for p in people return level) >= 2", "sum(for p in people[age > 10] return p.age) > 30",
	"sum(for p in people, q in people return p.age) > 100", "sum(for i in 1..3 return i + level) > 9", 
	"sum(for p in people return count(partial)) > 3", "sum(for p in home.members return p.age - 1) > 40 and flag",
	"sum(for p in people return 9223372036854775807 - p.age) > 3", "not(sum(for p in people return p.age) > 50)",
	"count(distinct values(people.name)) >= 2", "count(distinct values(people.age)) = 2",
	"count(distinct values(people.age)) < 4 or flag",
	"count(distinct values(people)) > 2", "count(distinct values(tags)) = 2",
	"count(distinct values(people[age > 10].name)) >= 2",
	"count(distinct values(for p in people return p.name)) >= 2", "count(distinct values(home.members.name)) = 1",
	"\"ann\" in distinct values(people.name)", "distinct values(people.name) = [\"ann\"]", "level + 1 > 3",
	"3 - level in [0..2]",
	"level - 1 = 2 or flag", "level + level + 1 >= 5", "word + \"x\" = \"annx\"",
	"home.since + duration(\"P1M\") > date(\"2020-06-01\")",
	"home.since - duration(\"P20D\") <= date(\"2020-06-01\")",
	"home.since + duration(\"P2Y\") in [date(\"2020-01-01\")..date(\"2022-06-30\")]",
	"home.since - duration(\"PT12H\") < date(\"2020-06-01\")", "home.since - duration(\"P999999Y\") < date(\"2020-06-01\")",
	"home.since + duration(\"P999999999999M\") > date(\"2020-06-01\")",
	"home.since - date(\"2020-01-01\") > duration(\"P90D\")",
	"some p in people satisfies p.age > level + 20 and p.name = \"ann\"",
	"count(people[age > 30 - level and name != word]) >= 1",
	"count(people[age + 1 > 20]) >= 1",
	/* of a text */
	"matches(story, \"ann\")", "matches(story, \"bob|cas\")", "matches(story, \"BOB\", \"i\")", "matches(story, \"^dee\")",
	"matches(story, \"n{2}\") and flag", "matches(story, \"\")", "matches(story, word)", "matches(word, \"ann\")",
	"not(matches(story, \"cas\"))", "matches(story, \"ann.*bob\") or matches(story, \"bob.*ann\")",
	"matches(story, \"ann\", \"q\")",
};
#define N_CONDITIONS G_N_ELEMENTS (conditions)

typedef struct {
	RtFeelScope *scope;
	RtFeelShape *person, *turned, *nameless, *home, *address;
	RtFeelRun *run, *plain;
	RtFeelValue slots[7];
	RtFeelProgram *shared[N_CONDITIONS], *alone[N_CONDITIONS];
	RtFeelSieve *sieve;
	RtSweeper *sweeper;
	RtSweep *sweep;
	RtFeelPatterns *patterns;
	guint certain, passed_by, told, in_common; /* of evaluations */
} Bench;

static RtFeelProgram *
compiled (const RtFeelScope *scope, const char *text)
{
	RtFeelProgram *program = rt_feel_compile (scope, text, strlen (text), NULL);
	ck_assert_msg (program != NULL, "%s", text);
	return program;
}

static void
declare (Bench *bench, const char *name, const char *type)
{
	rt_feel_scope_declare (bench->scope, name, rt_feel_type_parse (bench->scope, type));
}

static void
bench_start (Bench *bench)
{
	static const char *const of_person[] = {"name", "age", "name"}, *const of_home[] = {"town", "since", "members", "address"};
	static const guint8 fixed[] = {TRUE, TRUE, TRUE, TRUE, TRUE, TRUE, TRUE};
	bench->scope = rt_feel_scope_new ();
	declare (bench, "level", "number");
	declare (bench, "word", "string");
	declare (bench, "flag", "boolean");
	declare (bench, "people", "list<context<name: string, age: number>>");
	declare (bench, "home", "context<town: string, since: date, members: list<context<name: string, age: number>>, "
				 "address: context<city: string, number: number>>");
	declare (bench, "story", "string");
	declare (bench, "tags", "list<string>");
	bench->person = rt_feel_shape_new (of_person, 2);
	bench->turned = rt_feel_shape_new (of_person + 1, 2);
	bench->nameless = rt_feel_shape_new (of_person + 1, 1);
	bench->home = rt_feel_shape_new (of_home, 4);
	bench->address = rt_feel_shape_new ((const char *const[]){"city", "number"}, 2);
	bench->run = rt_feel_run_new (NULL);
	bench->plain = rt_feel_run_new (NULL);
	for (guint i = 0; i < N_CONDITIONS; i++) {
		bench->shared[i] = compiled (bench->scope, conditions[i]);
		bench->alone[i] = compiled (bench->scope, conditions[i]);
	}
	bench->sweeper = rt_sweeper_new ();
	bench->patterns = rt_feel_patterns_new (bench->sweeper);
	for (guint i = 0; i < N_CONDITIONS; i++)
		rt_feel_patterns_add (bench->patterns, bench->shared[i]);
	rt_feel_patterns_finish (bench->patterns);
	rt_sweeper_finish (bench->sweeper);
	bench->sweep = rt_sweep_new (bench->sweeper);
	rt_feel_run_set_patterns (bench->run, bench->patterns, &bench->sweep, 1);
	rt_feel_share (bench->shared, N_CONDITIONS, fixed, G_N_ELEMENTS (fixed));
	bench->sieve = rt_feel_sieve_new ((const RtFeelProgram *const *)bench->shared, N_CONDITIONS);
}

static void
bench_end (Bench *bench)
{
	rt_feel_sieve_free (bench->sieve);
	rt_feel_run_free (bench->run);
	rt_feel_run_free (bench->plain);
	rt_feel_patterns_free (bench->patterns);
	rt_sweep_free (bench->sweep);
	rt_sweeper_free (bench->sweeper);
	for (guint i = 0; i < N_CONDITIONS; i++) {
		rt_feel_program_free (bench->shared[i]);
		rt_feel_program_free (bench->alone[i]);
	}
	rt_feel_scope_free (bench->scope);
	rt_feel_shape_free (bench->person);
	rt_feel_shape_free (bench->turned);
	rt_feel_shape_free (bench->nameless);
	rt_feel_shape_free (bench->home);
	rt_feel_shape_free (bench->address);
}

/* ---- worlds ----------------------------------------------------------------------------------- */

static gboolean
once_in (GRand *rand, gint32 n)
{
	return g_rand_int_range (rand, 0, n) == 0;
}

/* now and then nobody gave it, or it is known to be none */
static RtFeelValue
given (GRand *rand, RtFeelValue value, RtFeelOrigin origin)
{
	RtFeelValue kept = once_in (rand, 8) ? rt_feel_unknown () : once_in (rand, 16) ? rt_feel_null () : value;
	return rt_feel_with_origin (kept, origin);
}

static const char *
any_word (GRand *rand)
{
	static const char *const words[] = {"ann", "bob", "cas", "dee", "delft", "gouda", "somebody of a long name", ""};
	return words[g_rand_int_range (rand, 0, G_N_ELEMENTS (words))];
}

static RtFeelValue
a_word (GRand *rand, RtArena *arena)
{
	const char *word = any_word (rand);
	return rt_feel_string (arena, word, strlen (word));
}

static RtFeelValue
a_story (GRand *rand, Bench *bench, RtArena *arena)
{
	GString *story = g_string_new (NULL);
	for (guint i = (guint)g_rand_int_range (rand, 0, 6); i > 0; i--)
		g_string_append_printf (story, "%s ", any_word (rand));
	char *bytes = rt_arena_strndup (arena, story->str, story->len);
	rt_sweep_set_text (bench->sweep, bytes, story->len, once_in (rand, 8));
	RtFeelValue text = rt_feel_string (arena, bytes, story->len);
	g_string_free (story, TRUE);
	return text;
}

static RtFeelValue
some_people (GRand *rand, const Bench *bench, RtArena *arena, RtFeelOrigin from)
{
	RtFeelValue *items, *entries;
	guint n = (guint)g_rand_int_range (rand, 0, N_PEOPLE + 1);
	RtFeelValue list = rt_feel_list (arena, n, &items);
	gboolean all_known = once_in (rand, 2);
	for (guint i = 0; i < n; i++) {
		RtFeelOrigin origin = from + 10 * (i + 1);
		/* seldom written otherwise, or of a shape that does not last, or without a name */
		gint form = g_rand_int_range (rand, 0, 24);
		const RtFeelShape *shape = form == 0   ? bench->turned
					   : form == 1 ? bench->nameless
					   : form == 2 ? rt_feel_shape_new_in (arena, (const char *const[]){"name", "age"}, 2)
						       : bench->person;
		items[i] = rt_feel_with_origin (rt_feel_context (arena, shape, &entries), origin);
		guint of_age = form <= 1 ? 0 : 1, of_name = form == 0 ? 1 : 0;
		RtFeelValue name = a_word (rand, arena), age = rt_feel_integer (g_rand_int_range (rand, 0, 50));
		if (form != 1)
			entries[of_name] = all_known ? rt_feel_with_origin (name, origin + 1) : given (rand, name, origin + 1);
		entries[of_age] = all_known ? rt_feel_with_origin (age, origin + 2) : given (rand, age, origin + 2);
		if (!all_known && once_in (rand, 6))
			items[i] = rt_feel_doubted (items[i]);
	}
	if (!all_known && once_in (rand, 6))
		list = rt_feel_open (list);
	return rt_feel_with_origin (list, from);
}

static RtFeelValue
some_tags (GRand *rand, RtArena *arena)
{
	RtFeelValue *items;
	guint n = (guint)g_rand_int_range (rand, 0, 4);
	RtFeelValue list = rt_feel_list (arena, n, &items);
	for (guint i = 0; i < n; i++)
		items[i] = given (rand, a_word (rand, arena), 80 + i);
	return rt_feel_with_origin (once_in (rand, 6) ? rt_feel_open (list) : list, 70);
}

static void
fill (GRand *rand, Bench *bench)
{
	RtFeelValue *entries, *address;
	rt_feel_run_reset (bench->run);
	rt_feel_run_reset (bench->plain);
	RtArena *arena = rt_feel_run_arena (bench->run);
	bench->slots[0] = given (rand, rt_feel_integer (g_rand_int_range (rand, 0, 6)), 1);
	bench->slots[1] = given (rand, a_word (rand, arena), 2);
	bench->slots[2] = given (rand, rt_feel_boolean (once_in (rand, 2)), 3);
	bench->slots[3] = once_in (rand, 12) ? given (rand, rt_feel_unknown (), 50) : some_people (rand, bench, arena, 100);
	bench->slots[4] = rt_feel_with_origin (rt_feel_context (arena, bench->home, &entries), 5);
	entries[0] = given (rand, a_word (rand, arena), 6);
	entries[2] = once_in (rand, 12) ? given (rand, rt_feel_unknown (), 200) : some_people (rand, bench, arena, 200);
	entries[3] = rt_feel_with_origin (rt_feel_context (arena, bench->address, &address), 9);
	address[0] = given (rand, a_word (rand, arena), 10);
	address[1] = given (rand, rt_feel_integer (g_rand_int_range (rand, 0, 6)), 11);
	bench->slots[5] = given (rand, a_story (rand, bench, arena), 8);
	bench->slots[6] = some_tags (rand, arena);
	entries[1] = given (rand, rt_feel_date (18262 + g_rand_int_range (rand, 0, 366)), 7); /* in 2020 */
}

/* ---- the promise ------------------------------------------------------------------------------ */

static int
by_origin (gconstpointer a, gconstpointer b)
{
	RtFeelOrigin x = *(const RtFeelOrigin *)a, y = *(const RtFeelOrigin *)b;
	return (x > y) - (x < y);
}

/* as a set: the order is the engine's own affair */
static char *
trail_of (RtFeelRun *run)
{
	guint n;
	const RtFeelOrigin *origins = rt_feel_run_trail (run, &n);
	g_autoptr (GArray) sorted = g_array_new (FALSE, FALSE, sizeof *origins);
	GString *out = g_string_new (NULL);
	g_array_append_vals (sorted, origins, n);
	g_array_sort (sorted, by_origin);
	for (guint i = 0; i < n; i++)
		g_string_append_printf (out, " %u", g_array_index (sorted, RtFeelOrigin, i));
	return g_string_free (out, FALSE);
}

/* those that one answer decides rest on the same */
static void
check_common (Bench *bench, guint i, RtFeelVerdict verdict, const char *trail)
{
	gpointer *common = rt_feel_sieve_common (bench->sieve, i);
	if (common == NULL)
		return;
	ck_assert_msg (verdict == RT_FEEL_CERTAINLY, "%s is left, and false", conditions[i]);
	if (*common != NULL)
		ck_assert_msg (strcmp (*common, trail) == 0, "%s rests on%s, and others on%s", conditions[i], trail,
			       (char *)*common);
	bench->in_common += *common != NULL;
	*common = (gpointer)g_intern_string (trail);
}

static void
check (Bench *bench, guint i, gboolean left)
{
	gboolean yes = FALSE;
	RtFeelValue answer = rt_feel_evaluate (bench->plain, bench->alone[i], bench->slots);
	gboolean is_known = rt_feel_get_boolean (answer, &yes);
	bench->certain += is_known;
	if (!left) {
		ck_assert_msg (is_known && !yes, "%s is passed by", conditions[i]);
		bench->passed_by++;
		return;
	}
	RtFeelVerdict verdict = rt_feel_sieve_judge (bench->sieve, bench->run, bench->slots, i);
	if (verdict == RT_FEEL_PERHAPS) {
		/* the others take over what this one finds */
		rt_feel_evaluate (bench->run, bench->shared[i], bench->slots);
		return;
	}
	ck_assert_msg (is_known && yes == (verdict == RT_FEEL_CERTAINLY), "%s is told wrong", conditions[i]);
	g_autofree char *expected = trail_of (bench->plain), *got = trail_of (bench->run);
	ck_assert_msg (strcmp (expected, got) == 0, "%s rests on%s, and is said to rest on%s", conditions[i], expected, got);
	check_common (bench, i, verdict, got);
	bench->told++;
}

START_TEST (test_as_evaluations)
{
	Bench bench = {0};
	guint64 left[N_CONDITIONS / 64 + 1];
	GRand *rand = g_rand_new_with_seed ((guint32)_i);
	bench_start (&bench);
	for (guint world = 0; world < N_WORLDS; world++) {
		fill (rand, &bench);
		rt_feel_sift (bench.sieve, bench.run, bench.slots, left);
		for (guint i = 0; i < N_CONDITIONS; i++)
			check (&bench, i, (left[i / 64] >> i % 64 & 1) != 0);
	}
	/* and it is worth it: of most that are certain it tells, and of as many as ever. One that gives up sooner would say nothing
	 * wrong, and less. */
	static const struct {
		guint passed_by, told;
	} before[] = {{14198, 24255}, {14294, 23759}, {13598, 23461}, {13723, 23474}};
	ck_assert_uint_ge (bench.passed_by, before[_i].passed_by);
	ck_assert_uint_ge (bench.told, before[_i].told);
	ck_assert_uint_gt (bench.passed_by + bench.told, bench.certain * 2 / 3);
	ck_assert_uint_gt (bench.in_common, bench.told / 25);
	g_rand_free (rand);
	bench_end (&bench);
}
END_TEST

/* ---- long lists ------------------------------------------------------------------------------- */

static const char *const dear[] = {
	"every p in people satisfies p.age >= 0 and count(people[name = \"ann\"]) >= 1",
	"count(people[name = \"ann\"]) >= 1",
	"count(people[name = \"ann\"]) >= 1 and count(people[name = \"bob\"]) >= 1 and count(people[age > 3]) >= 1",
	"some p in people satisfies p.age < 0",
	"count(people[name = \"ann\"]) = count(people[name = \"bob\"])",
	"sum(for p in people return p.age) > 60 and count(people[age > 3]) >= 1",
	"count(people[age > level * 3 and name = \"ann\"]) >= 1",
	"count(people[age > level * 3 and name = \"bob\"]) = 0",
	"every p in people satisfies p.age < level * 60",
	"some p in people satisfies p.age > level * 3 and p.age > level * 40 and p.name = \"cas\"",
};

static void
fill_long (Bench *bench, guint n)
{
	static const char *const names[] = {"ann", "bob", "cas"};
	RtFeelValue *items, *entries;
	rt_feel_run_reset (bench->run);
	rt_feel_run_reset (bench->plain);
	RtArena *arena = rt_feel_run_arena (bench->run);
	bench->slots[0] = rt_feel_with_origin (rt_feel_integer (1), 1);
	bench->slots[3] = rt_feel_list (arena, n, &items);
	for (guint i = 0; i < n; i++) {
		items[i] = rt_feel_with_origin (rt_feel_context (arena, bench->person, &entries), 100 + 3 * i);
		entries[0] = rt_feel_with_origin (rt_feel_string (arena, names[i % 3], 3), 101 + 3 * i);
		entries[1] = rt_feel_with_origin (rt_feel_integer (i % 50), 102 + 3 * i);
	}
}

/* what fills the trail, and what takes more steps than there are, is left to the evaluation: to its answer, and its end */
START_TEST (test_long_lists)
{
	static const struct {
		guint n;
		guint64 steps;
		guint told; /* of the answers, as many as ever */
	} sizes[] = {{10, 10000000, 45}, {63, 10000000, 45}, {64, 10000000, 40}, {65, 10000000, 40}, {900, 10000000, 40},
		     {1500, 10000000, 30}, {5000, 10000000, 10}, {10, 500, 25}, {40, 500, 5}, {10, 60, 0}, {10, 1000, 35}, {10, 1500, 35},
		     {10, 2000, 40}, {20, 2000, 35}};
	static const guint8 fixed[] = {TRUE, TRUE, TRUE, TRUE, TRUE, TRUE, TRUE};
	RtFeelBudget budget = rt_feel_budget_default;
	budget.steps = sizes[_i].steps;
	Bench bench = {0};
	RtFeelProgram *programs[G_N_ELEMENTS (dear)];
	guint64 left[1];
	guint told = 0;
	bench_start (&bench);
	RtFeelRun *run = rt_feel_run_new (&budget), *plain = rt_feel_run_new (&budget);
	for (guint i = 0; i < G_N_ELEMENTS (dear); i++)
		programs[i] = compiled (bench.scope, dear[i]);
	rt_feel_share (programs, G_N_ELEMENTS (dear), fixed, G_N_ELEMENTS (fixed));
	rt_feel_run_share_nothing (plain);
	RtFeelSieve *sieve = rt_feel_sieve_new ((const RtFeelProgram *const *)programs, G_N_ELEMENTS (dear));
	for (guint round = 0; round < 12; round++) {
		rt_feel_run_reset (run);
		rt_feel_run_reset (plain);
		fill_long (&bench, sizes[_i].n);
		rt_feel_sift (sieve, run, bench.slots, left);
		for (guint i = 0; i < G_N_ELEMENTS (dear); i++) {
			gboolean yes = FALSE;
			gboolean known = rt_feel_get_boolean (rt_feel_evaluate (plain, programs[i], bench.slots), &yes);
			gboolean is_left = (left[0] >> i & 1) != 0;
			guint notes = rt_feel_run_diagnostics (run)->len;
			RtFeelVerdict verdict = is_left ? rt_feel_sieve_judge (sieve, run, bench.slots, i) : RT_FEEL_CERTAINLY_NOT;
			ck_assert_uint_eq (rt_feel_run_diagnostics (run)->len, notes);
			if (verdict == RT_FEEL_PERHAPS) {
				rt_feel_evaluate (run, programs[i], bench.slots);
				continue;
			}
			ck_assert_msg (known && yes == (verdict == RT_FEEL_CERTAINLY), "%s of %u is told", dear[i], sizes[_i].n);
			told++;
			g_autofree char *expected = trail_of (plain), *got = is_left ? trail_of (run) : g_strdup (expected);
			ck_assert_str_eq (got, expected);
		}
	}
	ck_assert_uint_ge (told, sizes[_i].told);
	rt_feel_sieve_free (sieve);
	rt_feel_run_free (run);
	rt_feel_run_free (plain);
	for (guint i = 0; i < G_N_ELEMENTS (dear); i++)
		rt_feel_program_free (programs[i]);
	bench_end (&bench);
}
END_TEST

/* programs that glances are thrown at */
#define N_GLANCED 3u
typedef struct {
	Bench bench;
	RtFeelProgram *programs[N_GLANCED];
} Glanced;

static void
glanced_start (Glanced *glanced, const char *const *texts, const guint8 *fixed)
{
	bench_start (&glanced->bench);
	for (guint i = 0; i < N_GLANCED; i++)
		glanced->programs[i] = compiled (glanced->bench.scope, texts[i]);
	rt_feel_share (glanced->programs, N_GLANCED, fixed, 7);
	fill_long (&glanced->bench, 9);
}

static RtFeelVerdict
glance (Glanced *glanced, guint i)
{
	return rt_feel_glance (glanced->bench.run, glanced->programs[i], glanced->bench.slots, NULL);
}

/* until it is made ready, a glance tells nothing */
static void
make_ready (Glanced *glanced, guint i)
{
	for (guint n = 0; n < 20; n++)
		glance (glanced, i);
}

static void
glanced_end (Glanced *glanced)
{
	for (guint i = 0; i < N_GLANCED; i++)
		rt_feel_program_free (glanced->programs[i]);
	bench_end (&glanced->bench);
}

/* what asks for another name when the names were looked at already, between two resets */
START_TEST (test_another_text_in_between)
{
	static const char *const texts[] = {"some p in people satisfies p.name = \"ann\"",
					    "some p in people satisfies p.name = \"bob\"", "count(people[name = \"zoe\"]) = 0"};
	static const guint8 fixed[] = {TRUE, TRUE, TRUE, TRUE, TRUE, TRUE, TRUE};
	Glanced glanced = {0};
	glanced_start (&glanced, texts, fixed);
	for (guint i = 0; i < N_GLANCED; i++) {
		make_ready (&glanced, i);
		ck_assert_msg (glance (&glanced, i) == RT_FEEL_CERTAINLY, "%s", texts[i]);
	}
	glanced_end (&glanced);
}
END_TEST

/* a list that may be another between two resets is looked at each time */
START_TEST (test_a_list_that_changes)
{
	static const char *const texts[] = {"some p in people satisfies p.name = \"ann\"", "count(people[name = \"bob\"]) >= 1",
					    "every p in people satisfies p.age >= level"};
	static const guint8 fixed[7] = {FALSE};
	Glanced glanced = {0};
	RtFeelValue *items;
	glanced_start (&glanced, texts, fixed);
	glanced.bench.slots[0] = rt_feel_integer (0);
	for (guint i = 0; i < N_GLANCED; i++) {
		make_ready (&glanced, i);
		ck_assert_msg (glance (&glanced, i) == RT_FEEL_CERTAINLY, "%s", texts[i]);
	}
	glanced.bench.slots[0] = rt_feel_integer (1000);
	ck_assert_int_eq (glance (&glanced, 2), RT_FEEL_CERTAINLY_NOT);
	glanced.bench.slots[3] = rt_feel_list (rt_feel_run_arena (glanced.bench.run), 0, &items);
	ck_assert_int_eq (glance (&glanced, 0), RT_FEEL_CERTAINLY_NOT);
	ck_assert_int_eq (glance (&glanced, 1), RT_FEEL_CERTAINLY_NOT);
	glanced_end (&glanced);
}
END_TEST

/* what it cannot tell it leaves: programs that are none, at first, and in a run that shares nothing */
START_TEST (test_leaves_what_it_cannot_tell)
{
	Bench bench = {0};
	guint64 left[N_CONDITIONS / 64 + 1], all[N_CONDITIONS / 64 + 1] = {0};
	GRand *rand = g_rand_new_with_seed (1);
	bench_start (&bench);
	for (guint i = 0; i < N_CONDITIONS; i++)
		all[i / 64] |= G_GUINT64_CONSTANT (1) << i % 64;
	const RtFeelProgram *none[] = {NULL, bench.shared[0], NULL};
	RtFeelSieve *sieve = rt_feel_sieve_new (none, G_N_ELEMENTS (none));
	fill (rand, &bench);
	bench.slots[1] = rt_feel_string (rt_feel_run_arena (bench.run), "zoe", 3);
	rt_feel_sift (bench.sieve, bench.run, bench.slots, left);
	ck_assert_mem_eq (left, all, sizeof left);
	ck_assert_int_eq (rt_feel_sieve_judge (bench.sieve, bench.run, bench.slots, 0), RT_FEEL_PERHAPS);
	for (guint i = 0; i < 20; i++)
		rt_feel_sift (sieve, bench.run, bench.slots, left);
	ck_assert_uint_eq (left[0], 5);
	rt_feel_run_share_nothing (bench.plain);
	for (guint i = 0; i < 20; i++)
		rt_feel_sift (bench.sieve, bench.plain, bench.slots, left);
	ck_assert_mem_eq (left, all, sizeof left);
	ck_assert_int_eq (rt_feel_sieve_judge (bench.sieve, bench.plain, bench.slots, 0), RT_FEEL_PERHAPS);
	rt_feel_sieve_free (sieve);
	g_rand_free (rand);
	bench_end (&bench);
}
END_TEST

int
main (void)
{
	Suite *suite = suite_create ("sieve");
	TCase *sieve = tcase_create ("sieve");
	tcase_add_loop_test (sieve, test_as_evaluations, 0, 4);
	tcase_add_loop_test (sieve, test_long_lists, 0, 14);
	tcase_add_test (sieve, test_another_text_in_between);
	tcase_add_test (sieve, test_a_list_that_changes);
	tcase_add_test (sieve, test_leaves_what_it_cannot_tell);
	suite_add_tcase (suite, sieve);
	return rt_test_main (suite);
}
