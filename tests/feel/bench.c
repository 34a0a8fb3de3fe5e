#include "tests/feel/bench.h"
#include <string.h>
#include "tests/testing.h"

RtBench bench;

void
rt_bench_setup_with (const RtFeelBudget *budget)
{
	static const char *const names[] = {"name", "age"};
	bench.scope = rt_feel_scope_new ();
	bench.run = rt_feel_run_new (budget);
	bench.person = rt_feel_shape_new (names, 2);
	rt_feel_scope_declare (bench.scope, "level", rt_feel_type_simple (RT_FEEL_NUMBER));
	rt_feel_scope_declare (bench.scope, "people",
			       rt_feel_type_parse (bench.scope, "list<context<name: string, age: number>>"));
	rt_feel_scope_declare (bench.scope, "flag", rt_feel_type_simple (RT_FEEL_BOOLEAN));
	rt_feel_scope_declare_call (bench.scope, "approach", "pad",
				    rt_feel_type_parse (bench.scope, "context<eligible: boolean>"));
	for (guint i = 0; i < G_N_ELEMENTS (bench.slots); i++)
		bench.slots[i] = rt_feel_null ();
}

void
rt_bench_setup (void)
{
	rt_bench_setup_with (NULL);
}

void
rt_bench_teardown (void)
{
	rt_feel_run_free (bench.run);
	rt_feel_scope_free (bench.scope);
	rt_feel_shape_free (bench.person);
}

RtFeelProgram *
rt_bench_compiled (const char *text)
{
	g_autoptr (GPtrArray) findings =
	    g_ptr_array_new_with_free_func ((GDestroyNotify)rt_feel_diagnostic_free);
	RtFeelProgram *program = rt_feel_compile (bench.scope, text, strlen (text), findings);
	if (program == NULL)
		ck_abort_msg ("%s: %s", text, ((RtFeelDiagnostic *)g_ptr_array_index (findings, 0))->message);
	return program;
}

void
rt_bench_set_people (const gint *ages, guint n)
{
	static const char *const names[] = {"ann", "bob", "cas", "dee"};
	RtFeelValue *items, *entries;
	RtArena *arena = rt_feel_run_arena (bench.run);
	bench.slots[1] = rt_feel_list (arena, n, &items);
	for (guint i = 0; i < n; i++) {
		items[i] =
		    rt_feel_with_origin (rt_feel_context (arena, bench.person, &entries), 10 * (i + 1));
		entries[0] = rt_feel_with_origin (rt_feel_string (arena, names[i], 3), 10 * (i + 1) + 1);
		RtFeelValue age = ages[i] != 0 ? rt_feel_integer (ABS (ages[i])) : rt_feel_unknown ();
		entries[1] = rt_feel_with_origin (age, 10 * (i + 1) + 2);
		if (ages[i] < 0)
			items[i] = rt_feel_doubted (items[i]);
	}
}
