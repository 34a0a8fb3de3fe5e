/* What an answer rests on, where loops read the same facts over and over: the trail stays as small as the facts are many, no
 * loop is given up for the sake of it, and the item that decides is told. */
#include "tests/testing.h"
#include "libroute/feel/run.h"
#include <string.h>

/* people, each with the origins of itself and its age, of ages 1, 2, ... n */
typedef struct {
	RtFeelScope *scope;
	RtFeelRun *run;
	RtFeelShape *person;
	RtFeelValue slots[2];
	guint n;
} Crowd;

static Crowd crowd;

#define ORIGIN_OF(i) (2u * (i))
#define AGE_OF(i) (2u * (i) + 1u)
#define LEVEL 1u

static void
setup (void)
{
	static const char *const names[] = {"age"};
	crowd.scope = rt_feel_scope_new ();
	crowd.run = rt_feel_run_new (NULL);
	crowd.person = rt_feel_shape_new (names, 1);
	rt_feel_scope_declare (crowd.scope, "people", rt_feel_type_parse (crowd.scope, "list<context<age: number>>"));
	rt_feel_scope_declare (crowd.scope, "level", rt_feel_type_simple (RT_FEEL_NUMBER));
}

static void
teardown (void)
{
	rt_feel_run_free (crowd.run);
	rt_feel_scope_free (crowd.scope);
	rt_feel_shape_free (crowd.person);
}

static void
gather (guint n)
{
	RtArena *arena = rt_feel_run_arena (crowd.run);
	RtFeelValue *items, *entries;
	rt_feel_run_reset (crowd.run);
	crowd.n = n;
	crowd.slots[0] = rt_feel_list (arena, n, &items);
	crowd.slots[1] = rt_feel_with_origin (rt_feel_integer (7), LEVEL);
	for (guint i = 1; i <= n; i++) {
		items[i - 1] = rt_feel_with_origin (rt_feel_context (arena, crowd.person, &entries), ORIGIN_OF (i));
		entries[0] = rt_feel_with_origin (rt_feel_integer (i), AGE_OF (i));
	}
}

static const RtFeelOrigin *
trail_of (const char *text, const char *expected, guint *n_origins)
{
	g_autoptr (RtFeelProgram) program = rt_feel_compile (crowd.scope, text, strlen (text), NULL);
	ck_assert_msg (program != NULL, "%s", text);
	RtFeelValue value = rt_feel_evaluate (crowd.run, program, crowd.slots);
	g_autoptr (GString) out = g_string_new (NULL);
	rt_feel_print (value, out);
	ck_assert_msg (!rt_feel_run_exhausted (crowd.run), "%s is given up", text);
	ck_assert_msg (strcmp (out->str, expected) == 0, "%s gives %s", text, out->str);
	return rt_feel_run_trail (crowd.run, n_origins);
}

static void
rests_on (const char *text, const char *expected, const RtFeelOrigin *origins, guint n)
{
	guint found;
	const RtFeelOrigin *trail = trail_of (text, expected, &found);
	ck_assert_msg (found == n, "%s rests on %u", text, found);
	for (guint i = 0; i < n; i++)
		ck_assert_msg (trail[i] == origins[i], "%s: %u at %u", text, trail[i], i);
	ck_assert_msg (crowd.run->trail_size <= 16 * (2 * crowd.n + 1) + 16 * RT_FEEL_TRAIL_ROOM,
		       "%s needs room for %u", text, crowd.run->trail_size);
}

/* on every person and age, in order */
static void
rests_on_all (const char *text, const char *expected, gboolean level)
{
	g_autofree RtFeelOrigin *all = g_new (RtFeelOrigin, 2 * crowd.n + 1);
	guint n = 0;
	for (guint i = 1; i <= crowd.n; i++) {
		all[n++] = ORIGIN_OF (i);
		all[n++] = AGE_OF (i);
		if (level && i == 1)
			all[n++] = LEVEL;
	}
	rests_on (text, expected, all, n);
}

START_TEST (of_ten_thousand_the_one_that_decides_is_told)
{
	gather (10000);
	rests_on ("some p in people satisfies p.age = 10000", "true",
		  (const RtFeelOrigin[]){ORIGIN_OF (10000), AGE_OF (10000)}, 2);
	rests_on ("some p in people satisfies p.age = 5000", "true",
		  (const RtFeelOrigin[]){ORIGIN_OF (5000), AGE_OF (5000)}, 2);
	rests_on ("every p in people satisfies p.age < 10000", "false",
		  (const RtFeelOrigin[]){ORIGIN_OF (10000), AGE_OF (10000)}, 2);
	rests_on ("count(people[age > 9999]) = 1", "true",
		  (const RtFeelOrigin[]){ORIGIN_OF (10000), AGE_OF (10000)}, 2);
	rests_on ("some p in people satisfies p.age + level = 10007", "true",
		  (const RtFeelOrigin[]){ORIGIN_OF (10000), AGE_OF (10000), LEVEL}, 3);
}
END_TEST

START_TEST (where_none_fits_all_were_looked_at)
{
	gather (10000);
	rests_on_all ("some p in people satisfies p.age > 10000", "false", FALSE);
	rests_on_all ("every p in people satisfies p.age + level > 7", "true", TRUE);
}
END_TEST

/* 900 times 900 rounds read four facts each: more than a trail has room for, of 1,800 facts */
START_TEST (a_loop_in_a_loop_tells_each_fact_once)
{
	gather (900);
	rests_on_all ("some p in people, q in people satisfies p.age = q.age + 900", "false", FALSE);
	rests_on_all ("sum(for p in people, q in people return p.age - q.age) = 0", "true", FALSE);
	rests_on_all ("count(people[count(people[age > 0]) = 900]) = 900", "true", FALSE);
	gather (500);
	rests_on_all ("sum(for i in 1..500 return count(people[age + level > 7])) = 250000", "true", TRUE);
}
END_TEST

START_TEST (of_nested_loops_the_items_that_decide_are_told)
{
	gather (900);
	rests_on ("some p in people, q in people satisfies p.age + q.age = 1800", "true",
		  (const RtFeelOrigin[]){ORIGIN_OF (900), AGE_OF (900)}, 2);
	rests_on ("some p in people, q in people satisfies p.age = 800 and q.age = 850", "true",
		  (const RtFeelOrigin[]){ORIGIN_OF (800), ORIGIN_OF (850), AGE_OF (800), AGE_OF (850)}, 4);
	rests_on ("every p in people, q in people[age < 3] satisfies p.age < 900 or q.age < 2", "false",
		  (const RtFeelOrigin[]){ORIGIN_OF (900), ORIGIN_OF (1), AGE_OF (1), ORIGIN_OF (2), AGE_OF (2), AGE_OF (900)}, 6);
}
END_TEST

START_TEST (what_stands_before_a_loop_stays)
{
	gather (3000);
	guint n;
	const RtFeelOrigin *trail = trail_of ("level = 7 and (every p in people satisfies p.age + level > 7)", "true", &n);
	ck_assert_uint_eq (n, 6001);
	ck_assert_uint_eq (trail[0], LEVEL);
	rests_on ("level = 8 or (some p in people satisfies p.age = 3000)", "true",
		  (const RtFeelOrigin[]){ORIGIN_OF (3000), AGE_OF (3000)}, 2);
	rests_on ("(every p in people satisfies p.age + level > 7) and level = 8", "false",
		  (const RtFeelOrigin[]){LEVEL}, 1);
}
END_TEST

START_TEST (functions_tell_each_fact_once)
{
	gather (20000);
	guint n;
	trail_of ("sort(people, function(a, b) a.age > b.age)[1].age = 20000", "true", &n);
	ck_assert_uint_eq (n, 40000 - 20000 + 1); /* the ages, and the person that came first */
	/* f0 to f19, each of which calls the one before it twice */
	gather (1);
	g_autoptr (GString) text = g_string_new ("{f0: function() level - people[1].age");
	for (guint i = 1; i < 20; i++)
		g_string_append_printf (text, ", f%u: function() f%u() + f%u()", i, i - 1, i - 1);
	g_string_append (text, ", r: f19()}.r = 6 * 524288");
	rests_on (text->str, "true", (const RtFeelOrigin[]){LEVEL, ORIGIN_OF (1), AGE_OF (1)}, 3);
}
END_TEST

int
main (void)
{
	Suite *suite = suite_create ("trail");
	TCase *cases = tcase_create ("trail");
	tcase_add_checked_fixture (cases, setup, teardown);
	tcase_set_timeout (cases, 60);
	tcase_add_test (cases, of_ten_thousand_the_one_that_decides_is_told);
	tcase_add_test (cases, where_none_fits_all_were_looked_at);
	tcase_add_test (cases, a_loop_in_a_loop_tells_each_fact_once);
	tcase_add_test (cases, of_nested_loops_the_items_that_decide_are_told);
	tcase_add_test (cases, what_stands_before_a_loop_stays);
	tcase_add_test (cases, functions_tell_each_fact_once);
	suite_add_tcase (suite, cases);
	return rt_test_main (suite);
}
