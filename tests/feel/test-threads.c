/* A scope and its programs are shared by threads: eight of them evaluate the same compiled conditions, each with a run and
 * facts of its own, and every one finds what one thread alone finds: value, trail, steps and notes. `--enable-sanitizers=thread`
 * makes this a test for races. */
#include "tests/testing.h"
#include "libroute/feel/feel.h"
#include <string.h>

#define N_THREADS 8u
#define N_ROUNDS 40u
#define N_WORLDS 8u

enum { SLOT_LEVEL, SLOT_TEXT, SLOT_PEOPLE, SLOT_BEGIN, N_SLOTS };

/* what runs through all that a program holds: constants, patterns, zones, functions, loops, pieces in common */
static const char *const conditions[] = {
    "level > 3 and text != \"word 5\"",
    "count(people[age > level]) >= 2",
    "some p in people satisfies p.age = level * 3",
    "every p in people, q in people satisfies p.age + q.age < 3 * level",
    "matches(text, \"^w[aeiou]rd [0-3]$\", \"i\")",
    "replace(text, \"[0-9]+\", \"#\") = \"word #\" and text != \"word 3\"",
    "split(text, \" \")[2]",
    "sort(people, function(a, b) a.age > b.age)[1].age",
    "{f: function(n) n * level, g: function(n) f(n) + f(n + 1), r: g(6)}.r",
    "for i in 1..level return if i = 1 then 1 else partial[-1] * i",
    "begin + duration(\"P1M\") * level",
    "date and time(\"2026-03-29T01:30:00@Europe/Amsterdam\") + duration(\"PT1H\") * level",
    "string(decimal(10 / 3 ** level, 20))",
    "count(people[age > level]) >= 2 or begin < today() - duration(\"P30D\")",
    "sum(people.age) / level",
    "people[name = text][1].age < level",
    "if level > 4 then begin.year + text else level",
    "if count(people) > 3 then mean(people.age) else null",
};

typedef struct {
	RtFeelScope *scope;
	RtFeelShape *person;
	RtFeelProgram *programs[G_N_ELEMENTS (conditions)];
	RtFeelClauses *clauses;
	char *expected[N_WORLDS][G_N_ELEMENTS (conditions)];
} Shared;

static Shared shared;

static void
setup (void)
{
	static const char *const names[] = {"name", "age"};
	static const guint8 fixed[N_SLOTS] = {TRUE, TRUE, TRUE, TRUE};
	shared.person = rt_feel_shape_new (names, 2);
	shared.scope = rt_feel_scope_new ();
	rt_feel_scope_set_plain (shared.scope, TRUE);
	rt_feel_scope_declare (shared.scope, "level", rt_feel_type_simple (RT_FEEL_NUMBER));
	rt_feel_scope_declare (shared.scope, "text", rt_feel_type_simple (RT_FEEL_STRING));
	rt_feel_scope_declare (shared.scope, "people",
			       rt_feel_type_parse (shared.scope, "list<context<name: string, age: number>>"));
	rt_feel_scope_declare (shared.scope, "begin", rt_feel_type_simple (RT_FEEL_DATE));
	for (guint i = 0; i < G_N_ELEMENTS (conditions); i++) {
		shared.programs[i] = rt_feel_compile (shared.scope, conditions[i], strlen (conditions[i]), NULL);
		ck_assert_msg (shared.programs[i] != NULL, "%s", conditions[i]);
	}
	rt_feel_share (shared.programs, G_N_ELEMENTS (conditions), fixed, N_SLOTS);
	shared.clauses = rt_feel_clauses_new (shared.scope, conditions[0], strlen (conditions[0]));
}

static void
teardown (void)
{
	for (guint i = 0; i < G_N_ELEMENTS (conditions); i++)
		rt_feel_program_free (shared.programs[i]);
	for (guint world = 0; world < N_WORLDS; world++)
		for (guint i = 0; i < G_N_ELEMENTS (conditions); i++)
			g_clear_pointer (&shared.expected[world][i], g_free);
	rt_feel_clauses_free (shared.clauses);
	rt_feel_scope_free (shared.scope);
	rt_feel_shape_free (shared.person);
}

/* the facts of a world: other numbers, texts and lists in each, and something unknown in every third */
static void
make_world (RtFeelRun *run, guint world, RtFeelValue *slots)
{
	RtArena *arena = rt_feel_run_arena (run);
	RtFeelValue *items, *entries;
	g_autofree char *text = g_strdup_printf ("word %u", world);
	char *kept = rt_arena_alloc (arena, strlen (text) + 1);
	strcpy (kept, text);
	slots[SLOT_LEVEL] = rt_feel_with_origin (rt_feel_integer (world + 1), 1);
	slots[SLOT_TEXT] = rt_feel_with_origin (rt_feel_string (arena, kept, strlen (kept)), 2);
	slots[SLOT_BEGIN] = rt_feel_with_origin (rt_feel_date ((gint32)(20000 + 31 * world)), 3);
	slots[SLOT_PEOPLE] = rt_feel_list (arena, world + 2, &items);
	for (guint i = 0; i < world + 2; i++) {
		items[i] = rt_feel_with_origin (rt_feel_context (arena, shared.person, &entries), 10 * (i + 1));
		entries[0] = slots[SLOT_TEXT];
		entries[1] = rt_feel_with_origin (world % 3 == 0 && i == 1 ? rt_feel_unknown () : rt_feel_integer (3 * i),
						  10 * (i + 1) + 1);
	}
}

static void
on_clause (const RtFeelClause *clause, gpointer user_data)
{
	g_string_append_printf (user_data, " clause %u-%u", clause->start, clause->end);
	rt_feel_print (clause->found, user_data);
}

/* all that an evaluation tells */
static char *
told (RtFeelRun *run, guint world, guint i)
{
	RtFeelValue slots[N_SLOTS];
	GString *out = g_string_new (NULL);
	guint n;
	rt_feel_run_reset (run);
	rt_feel_run_set_today (run, 20100);
	make_world (run, world, slots);
	rt_feel_print (rt_feel_evaluate (run, shared.programs[i], slots), out);
	const RtFeelOrigin *trail = rt_feel_run_trail (run, &n);
	for (guint at = 0; at < n; at++)
		g_string_append_printf (out, " %u", trail[at]);
	g_string_append_printf (out, " in %" G_GUINT64_FORMAT, rt_feel_run_steps (run));
	const GPtrArray *notes = rt_feel_run_diagnostics (run);
	for (guint at = 0; at < notes->len; at++)
		g_string_append_printf (out, " %s", ((const RtFeelDiagnostic *)g_ptr_array_index (notes, at))->message);
	if (i == 0)
		rt_feel_explain (run, shared.clauses, slots, TRUE, on_clause, out);
	return g_string_free (out, FALSE);
}

typedef struct {
	guint first; /* where it begins, so that threads are at different things */
	guint different;
} Job;

static gpointer
evaluate_all (gpointer data)
{
	Job *job = data;
	g_autoptr (RtFeelRun) run = rt_feel_run_new (NULL);
	guint all = N_WORLDS * (guint)G_N_ELEMENTS (conditions);
	for (guint round = 0; round < N_ROUNDS; round++)
		for (guint at = 0; at < all; at++) {
			guint which = (job->first + at * 7) % all;
			guint world = which % N_WORLDS, i = which / N_WORLDS;
			g_autofree char *found = told (run, world, i);
			job->different += strcmp (found, shared.expected[world][i]) != 0;
		}
	return NULL;
}

START_TEST (eight_threads_find_what_one_finds)
{
	g_autoptr (RtFeelRun) run = rt_feel_run_new (NULL);
	for (guint world = 0; world < N_WORLDS; world++)
		for (guint i = 0; i < G_N_ELEMENTS (conditions); i++)
			shared.expected[world][i] = told (run, world, i);
	Job jobs[N_THREADS];
	GThread *threads[N_THREADS];
	for (guint i = 0; i < N_THREADS; i++) {
		jobs[i] = (Job){.first = 17 * i};
		threads[i] = g_thread_new ("evaluate", evaluate_all, &jobs[i]);
	}
	for (guint i = 0; i < N_THREADS; i++)
		g_thread_join (threads[i]);
	for (guint i = 0; i < N_THREADS; i++)
		ck_assert_uint_eq (jobs[i].different, 0);
}
END_TEST

/* else threads that find the same would prove little */
START_TEST (worlds_differ)
{
	g_autoptr (RtFeelRun) run = rt_feel_run_new (NULL);
	for (guint i = 0; i < G_N_ELEMENTS (conditions); i++) {
		g_autoptr (GHashTable) answers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
		for (guint world = 0; world < N_WORLDS; world++)
			g_hash_table_add (answers, told (run, world, i));
		ck_assert_msg (g_hash_table_size (answers) > 1, "%s gives the same in every world", conditions[i]);
	}
}
END_TEST

int
main (void)
{
	Suite *suite = suite_create ("threads");
	TCase *cases = tcase_create ("threads");
	tcase_add_checked_fixture (cases, setup, teardown);
	tcase_set_timeout (cases, 120);
	tcase_add_test (cases, eight_threads_find_what_one_finds);
	tcase_add_test (cases, worlds_differ);
	suite_add_tcase (suite, cases);
	return rt_test_main (suite);
}
