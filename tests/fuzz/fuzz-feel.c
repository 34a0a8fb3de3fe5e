/* The condition language: any text as an expression, compiled and run on facts that are known, unknown, doubted and open. */
#include <glib.h>
#include "libroute/feel/feel.h"
#include "tests/fuzz/fuzz.h"

static const RtFeelBudget small = { .steps = 20000, .depth = 50, .memory = 4u << 20, .list_length = 10000,
				    .string_length = 1u << 16, .regex_match = 10000, .regex_depth = 200 };

static void
fill (RtArena *arena, RtFeelValue *slots)
{
	RtFeelValue *items = NULL;
	RtFeelValue list = rt_feel_list (arena, 3, &items);
	for (guint i = 0; i < 3 && items != NULL; i++)
		items[i] = i == 0   ? rt_feel_integer (1)
			   : i == 1 ? rt_feel_doubted (rt_feel_integer (2))
				    : rt_feel_unknown_between (arena, 0, 5);
	slots[0] = rt_feel_open (list);
	slots[1] = rt_feel_unknown ();
	slots[2] = rt_feel_date (20000);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
	if (size > 4096 || !g_utf8_validate ((const char *) data, (gssize) size, NULL))
		return 0;
	g_autoptr (RtFeelScope) scope = rt_feel_scope_new ();
	rt_feel_scope_declare (scope, "list", rt_feel_type_simple (RT_FEEL_NULL));
	rt_feel_scope_declare (scope, "unknown value", rt_feel_type_simple (RT_FEEL_NULL));
	rt_feel_scope_declare (scope, "day", rt_feel_type_simple (RT_FEEL_DATE));
	g_autoptr (GPtrArray) diagnostics = g_ptr_array_new_with_free_func ((GDestroyNotify) rt_feel_diagnostic_free);
	g_autofree char *text = g_strndup ((const char *) data, size);
	g_autoptr (RtFeelProgram) program = rt_feel_compile (scope, text, size, diagnostics);
	if (program == NULL)
		return 0;
	g_autoptr (RtFeelRun) run = rt_feel_run_new (&small);
	rt_feel_run_set_today (run, 20000);
	RtFeelValue slots[3];
	fill (rt_feel_run_arena (run), slots);
	g_autoptr (GString) out = g_string_new (NULL);
	rt_feel_print (rt_feel_evaluate (run, program, slots), out);
	return 0;
}
