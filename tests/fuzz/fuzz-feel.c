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

/* Strict, as rules are compiled, or plain, as the standard has it, which evaluates what strict refuses. */
static void
try_text (gboolean plain, gboolean tests, const char *text, gsize size)
{
	g_autoptr (RtFeelScope) scope = rt_feel_scope_new ();
	rt_feel_scope_set_plain (scope, plain);
	rt_feel_scope_declare (scope, "list", rt_feel_type_simple (RT_FEEL_NULL));
	rt_feel_scope_declare (scope, "unknown value", rt_feel_type_simple (RT_FEEL_NULL));
	rt_feel_scope_declare (scope, "day", rt_feel_type_simple (RT_FEEL_DATE));
	g_autoptr (GPtrArray) diagnostics = g_ptr_array_new_with_free_func ((GDestroyNotify) rt_feel_diagnostic_free);
	g_autoptr (RtFeelProgram) program = tests ? rt_feel_compile_unary_tests (scope, 1, text, size, diagnostics)
						  : rt_feel_compile (scope, text, size, diagnostics);
	if (program == NULL)
		return;
	g_autoptr (RtFeelRun) run = rt_feel_run_new (&small);
	rt_feel_run_set_today (run, 20000);
	RtFeelValue slots[3];
	fill (rt_feel_run_arena (run), slots);
	if (plain)
		slots[1] = rt_feel_integer (3);
	g_autoptr (GString) out = g_string_new (NULL);
	rt_feel_print (rt_feel_evaluate (run, program, slots), out);
}

/* A text that begins with `~` is read as unary tests, the cells of a decision table. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
	if (size == 0 || size > 4096 || !g_utf8_validate ((const char *) data, (gssize) size, NULL))
		return 0;
	gboolean tests = data[0] == '~';
	/* a copy of that very length: reading past the end is seen */
	g_autofree char *text = g_memdup2 (data + tests, size - tests);
	try_text (FALSE, tests, text, size - tests);
	try_text (TRUE, tests, text, size - tests);
	return 0;
}
