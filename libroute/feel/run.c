/* The run: memory, budget, trail, notes and clock of one thread's evaluations. */
#include "libroute/feel/run.h"
#include "libroute/feel/glance.h"
#include <string.h>

#define MOST_NOTES 16u
#define SHORT_TRAIL 64u
/* a rule set may have a thousand patterns: each is made once */
#define MOST_MEMOS 2048u
#define FIRST_STACK 256u
#define LARGEST_STACK (1u << 20)
#define MOST_ORIGINS (1u << 20)

const RtFeelBudget rt_feel_budget_default = {
    .steps = 10000000,
    .depth = 200,
    .memory = 64u << 20,
    .list_length = 1000000,
    .string_length = 4u << 20,
    .regex_match = 100000,
    .regex_depth = 1000,
};

typedef struct {
	gpointer thing;
	GDestroyNotify destroy;
} Memo;

static void
memo_free (gpointer data)
{
	Memo *memo = data;
	if (memo->thing != NULL && memo->destroy != NULL)
		memo->destroy (memo->thing);
	g_free (memo);
}

RtFeelRun *
rt_feel_run_new (const RtFeelBudget *budget)
{
	RtFeelRun *run = g_new0 (RtFeelRun, 1);
	run->generation = 1; /* 0: never found */
	run->budget = budget != NULL ? *budget : rt_feel_budget_default;
	run->arena = rt_arena_new (run->budget.memory);
	run->stack_size = run->locals_size = run->trail_size = FIRST_STACK;
	run->stack = g_new (RtFeelValue, FIRST_STACK);
	run->locals = g_new (RtFeelValue, FIRST_STACK);
	run->trail = g_new (guint64, FIRST_STACK);
	run->origins = g_new (RtFeelOrigin, FIRST_STACK);
	run->diagnostics = g_ptr_array_new_with_free_func ((GDestroyNotify)rt_feel_diagnostic_free);
	return run;
}

void
rt_feel_run_free (RtFeelRun *run)
{
	if (run == NULL)
		return;
	g_clear_pointer (&run->memo, g_hash_table_unref);
	if (run->match_tools != NULL)
		run->free_match_tools (run->match_tools);
	g_free (run->shared);
	g_free (run->glances);
	rt_glance_set_free (run->glance_set);
	g_ptr_array_unref (run->diagnostics);
	g_free (run->origins);
	rt_arena_free (run->arena);
	g_free (run->trail);
	g_free (run->locals);
	g_free (run->stack);
	g_free (run);
}

void
rt_feel_run_reset (RtFeelRun *run)
{
	rt_arena_reset (run->arena);
	g_ptr_array_set_size (run->diagnostics, 0);
	run->n_trail = 0;
	run->reported = FALSE;
	run->generation++;
	run->exhausted = FALSE;
}

RtArena *
rt_feel_run_arena (RtFeelRun *run)
{
	return run->arena;
}

/* ---- clock ------------------------------------------------------------------------------------ */

void
rt_feel_run_set_today (RtFeelRun *run, gint32 days_since_1970)
{
	run->has_today = TRUE;
	run->today = days_since_1970;
	if (!run->has_now)
		run->now = (gint64)days_since_1970 * 86400;
}

void
rt_feel_run_set_now (RtFeelRun *run, gint64 seconds_since_1970, gint32 nanoseconds, gint32 offset_seconds)
{
	run->has_now = TRUE;
	run->now = seconds_since_1970;
	run->nanoseconds = nanoseconds;
	run->offset = offset_seconds;
}

gboolean
rt_feel_run_today (const RtFeelRun *run, gint64 *days)
{
	*days = run->today;
	return run->has_today;
}

gboolean
rt_feel_run_now (const RtFeelRun *run, gint64 *seconds, gint32 *nanoseconds, gint32 *offset)
{
	*seconds = run->now;
	*nanoseconds = run->nanoseconds;
	*offset = run->offset;
	return run->has_now || run->has_today;
}

/* ---- budget ----------------------------------------------------------------------------------- */

const RtFeelBudget *
rt_feel_run_budget (const RtFeelRun *run)
{
	return &run->budget;
}

gboolean
rt_feel_spend (RtFeelRun *run, guint64 steps)
{
	if (run->exhausted)
		return FALSE;
	if (steps > run->fuel) {
		run->fuel = 0;
		rt_feel_give_up (run, "work");
		return FALSE;
	}
	run->fuel -= steps;
	return TRUE;
}

gboolean
rt_feel_run_exhausted (const RtFeelRun *run)
{
	return run->exhausted;
}

guint64
rt_feel_run_steps (const RtFeelRun *run)
{
	return run->given - run->fuel;
}

void
rt_feel_note_match (RtFeelRun *run)
{
	run->matches++;
}

guint64
rt_feel_run_matches (const RtFeelRun *run)
{
	return run->matches;
}

gboolean
rt_feel_grow_stack (RtFeelRun *run)
{
	if (run->stack_size >= LARGEST_STACK) {
		rt_feel_give_up (run, "memory");
		return FALSE;
	}
	run->stack_size *= 2;
	run->stack = g_renew (RtFeelValue, run->stack, run->stack_size);
	return TRUE;
}

/* ---- notes ------------------------------------------------------------------------------------ */

static RtFeelSpan
current_span (const RtFeelRun *run)
{
	RtFeelSpan nowhere = {0, 0};
	if (run->program == NULL || run->pc == 0 || run->pc > run->program->n_code)
		return nowhere;
	return run->program->spans[run->pc - 1];
}

static void
note (RtFeelRun *run, const char *code, char *message)
{
	if (run->diagnostics->len >= MOST_NOTES) {
		g_free (message);
		return;
	}
	RtFeelSpan span = current_span (run);
	RtFeelDiagnostic *diagnostic = g_new (RtFeelDiagnostic, 1);
	*diagnostic = (RtFeelDiagnostic){RT_FEEL_NOTE, code, span.start, span.end, message};
	g_ptr_array_add (run->diagnostics, diagnostic);
}

void
rt_feel_give_up (RtFeelRun *run, const char *what)
{
	if (run->exhausted)
		return;
	/* it is told even where there are many notes already */
	if (run->diagnostics->len >= MOST_NOTES)
		g_ptr_array_set_size (run->diagnostics, MOST_NOTES - 1);
	note (run, "budget", g_strdup_printf ("the evaluation was ended: it needs too much %s", what));
	run->exhausted = TRUE;
}

RtFeelValue
rt_feel_fail (RtFeelRun *run, const char *code, const char *format, ...)
{
	/* what is null for want of memory is not null */
	if (rt_arena_is_exhausted (run->arena))
		rt_feel_give_up (run, "memory");
	if (run->exhausted || run->diagnostics->len >= MOST_NOTES)
		return rt_feel_null ();
	va_list arguments;
	va_start (arguments, format);
	note (run, code, g_strdup_vprintf (format, arguments));
	va_end (arguments);
	return rt_feel_null ();
}

const GPtrArray *
rt_feel_run_diagnostics (const RtFeelRun *run)
{
	return run->diagnostics;
}

void
rt_feel_run_forget_diagnostics (RtFeelRun *run)
{
	g_ptr_array_set_size (run->diagnostics, 0);
}

/* ---- trail ------------------------------------------------------------------------------------ */

gboolean
rt_feel_trail_grow (RtFeelRun *run)
{
	if (run->trail_size >= MOST_ORIGINS) {
		rt_feel_give_up (run, "memory");
		return FALSE;
	}
	run->trail_size *= 2;
	run->trail = g_renew (guint64, run->trail, run->trail_size);
	run->origins = g_renew (RtFeelOrigin, run->origins, run->trail_size);
	return TRUE;
}

void
rt_feel_trail_cut (RtFeelRun *run, guint32 from, guint32 to)
{
	if (to < run->n_trail)
		memmove (run->trail + from, run->trail + to, (run->n_trail - to) * sizeof *run->trail);
	run->n_trail -= to - from;
}

void
rt_feel_trail_once (RtFeelRun *run, guint32 from, guint32 *most)
{
	if (G_LIKELY (run->n_trail <= from || run->n_trail - from <= *most))
		return;
	g_autoptr (GHashTable) seen = g_hash_table_new (g_int64_hash, g_int64_equal);
	guint32 n = from;
	for (guint32 i = from; i < run->n_trail; i++) {
		run->trail[n] = run->trail[i];
		if (!g_hash_table_contains (seen, &run->trail[n]))
			g_hash_table_add (seen, &run->trail[n++]);
	}
	run->n_trail = run->trail_mark = n;
	*most = MAX (RT_FEEL_TRAIL_ROOM, 2 * (n - from));
}

void
rt_feel_trail_keep_open (RtFeelRun *run, guint32 from)
{
	guint32 n = from;
	for (guint32 i = from; i < run->n_trail; i++)
		if ((run->trail[i] & RT_FEEL_TRAIL_OPEN) != 0)
			run->trail[n++] = run->trail[i];
	run->n_trail = n;
}

/* Short trails are searched, long ones remembered. `marks` has a bit for each origin that was reported, which several share. */
static gboolean
is_new (const RtFeelRun *run, GHashTable *reported, guint64 *marks, RtFeelOrigin origin)
{
	if (reported != NULL)
		return g_hash_table_add (reported, GUINT_TO_POINTER (origin));
	guint64 mark = G_GUINT64_CONSTANT (1) << (origin * 0x9e3779b1u >> 26);
	if ((*marks & mark) == 0) {
		*marks |= mark;
		return TRUE;
	}
	for (guint i = 0; i < run->n_origins; i++)
		if (run->origins[i] == origin)
			return FALSE;
	return TRUE;
}

/* the origins of one sort, each once, in the order they were met */
static void
report (RtFeelRun *run, gboolean open, gboolean known)
{
	g_autoptr (GHashTable) reported = run->n_trail > SHORT_TRAIL ? g_hash_table_new (NULL, NULL) : NULL;
	guint64 marks = 0;
	for (guint32 i = 0; i < run->n_trail; i++) {
		RtFeelOrigin origin = (RtFeelOrigin)run->trail[i];
		gboolean is_open = (run->trail[i] & RT_FEEL_TRAIL_OPEN) != 0;
		if ((is_open ? open : known) && is_new (run, reported, &marks, origin))
			run->origins[run->n_origins++] = origin;
	}
}

/* An unknown answer rests on what is open; a certain one on what is known, or, when nothing is, on what is
 * known of the open facts (an unknown number between 3 and 5 is more than 2). */
static void
report_trail (RtFeelRun *run)
{
	run->n_origins = 0;
	gboolean open = rt_feel_is_hazy (run->result);
	report (run, open, !open);
	if (run->n_origins == 0 && run->n_trail != 0)
		report (run, TRUE, TRUE);
}

/* most evaluations are never asked what they rest on */
const RtFeelOrigin *
rt_feel_run_trail (RtFeelRun *run, guint *n_origins)
{
	if (!run->reported)
		report_trail (run);
	run->reported = TRUE;
	*n_origins = run->n_origins;
	return run->origins;
}

const guint64 *
rt_feel_run_noted (const RtFeelRun *run, guint *n)
{
	*n = run->n_trail;
	return run->trail;
}

/* ---- what programs share ---------------------------------------------------------------------- */

void
rt_feel_run_share_nothing (RtFeelRun *run)
{
	run->shares_nothing = TRUE;
}

/* another set has other numbers */
static void
forget_set (RtFeelRun *run)
{
	run->generation++;
	g_clear_pointer (&run->glances, g_free);
	g_clear_pointer (&run->glance_set, rt_glance_set_free);
}

void
rt_feel_share_begin (RtFeelRun *run, const RtFeelProgram *program)
{
	if (run->shares_with != program->shares_with)
		forget_set (run);
	run->shares_with = program->shares_with;
	if (run->n_shared >= program->n_shared)
		return;
	run->shared = g_renew (RtFeelShared, run->shared, program->n_shared);
	memset (run->shared + run->n_shared, 0, (program->n_shared - run->n_shared) * sizeof *run->shared);
	run->n_shared = program->n_shared;
}

static void
keep_shared (RtFeelRun *run, RtFeelShared *shared, guint32 mark)
{
	guint32 n = run->n_trail - mark;
	guint64 *trail = rt_arena_array (run->arena, n, sizeof *trail);
	if (run->exhausted || trail == NULL)
		return;
	memcpy (trail, run->trail + mark, n * sizeof *trail);
	shared->trail = trail;
	shared->n_trail = n;
	shared->generation = run->generation;
}

/* The first program that comes here finds the value, the others take it over: with what it rests on, and with the
 * steps that finding it took, so that budgets end the same evaluations. */
void
rt_feel_op_share (RtFeelRun *run, const RtFeelInsn *insn)
{
	RtFeelShared *shared = &run->shared[insn->b];
	run->fuel++; /* the head itself is no work */
	if (run->shares_nothing)
		return;
	if (shared->generation == run->generation) {
		run->pc += insn->a;
		if (!rt_feel_spend (run, shared->steps))
			return;
		for (guint32 i = 0; i < shared->n_trail; i++)
			rt_feel_trail_add (run, shared->trail[i]);
		rt_feel_push (run, shared->value);
		return;
	}
	guint32 mark = rt_feel_trail_mark (run);
	guint64 fuel = run->fuel;
	shared->value = rt_feel_run_block (run, (RtFeelBlock){run->pc, run->pc + insn->a, FALSE});
	shared->steps = fuel - run->fuel;
	run->pc += insn->a;
	keep_shared (run, shared, mark);
	rt_feel_push (run, shared->value);
}

/* ---- things made once ------------------------------------------------------------------------- */

gpointer
rt_feel_run_memo (RtFeelRun *run, const char *key, gsize length, RtFeelMake make, gpointer user_data,
		  GDestroyNotify destroy)
{
	g_autoptr (GBytes) wanted = g_bytes_new_static (key, length);
	if (run->memo == NULL)
		run->memo = g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify)g_bytes_unref,
						   memo_free);
	Memo *memo = g_hash_table_lookup (run->memo, wanted);
	if (memo != NULL)
		return memo->thing;
	if (g_hash_table_size (run->memo) >= MOST_MEMOS)
		g_hash_table_remove_all (run->memo);
	memo = g_new (Memo, 1);
	*memo = (Memo){make (key, length, user_data), destroy};
	g_hash_table_insert (run->memo, g_bytes_new (key, length), memo);
	return memo->thing;
}

gpointer
rt_feel_run_share (RtFeelRun *run, gpointer (*make) (void), GDestroyNotify destroy)
{
	if (run->match_tools == NULL) {
		run->match_tools = make ();
		run->free_match_tools = destroy;
	}
	return run->match_tools;
}

/* ---- values over budget ----------------------------------------------------------------------- */

static RtFeelValue
kept (RtFeelRun *run, RtFeelValue value)
{
	if (value.kind == RT_FEEL_NULL)
		rt_feel_give_up (run, "memory");
	return value;
}

RtFeelValue
rt_feel_make_list (RtFeelRun *run, gsize count, RtFeelValue **items)
{
	*items = NULL;
	if (count > run->budget.list_length) {
		rt_feel_give_up (run, "room for a list");
		return rt_feel_null ();
	}
	if (!rt_feel_spend (run, count))
		return rt_feel_null ();
	return kept (run, rt_feel_list (run->arena, (guint)count, items));
}

RtFeelValue
rt_feel_make_string (RtFeelRun *run, const char *bytes, gsize length)
{
	if (length > run->budget.string_length) {
		rt_feel_give_up (run, "room for a text");
		return rt_feel_null ();
	}
	if (!rt_feel_spend (run, length / 64))
		return rt_feel_null ();
	return kept (run, rt_feel_string (run->arena, bytes, length));
}

RtFeelValue
rt_feel_copy_string (RtFeelRun *run, const char *bytes, gsize length)
{
	char *copy =
	    length <= run->budget.string_length ? rt_arena_strndup (run->arena, bytes, length) : NULL;
	if (copy == NULL) {
		rt_feel_give_up (run, "room for a text");
		return rt_feel_null ();
	}
	return rt_feel_make_string (run, copy, length);
}

RtFeelValue
rt_feel_make_context (RtFeelRun *run, const RtFeelName *names, const RtFeelValue *values, guint count)
{
	RtFeelShape *shape = count <= run->budget.list_length
				 ? rt_arena_alloc (run->arena, sizeof *shape + count * sizeof (RtFeelName))
				 : NULL;
	if (shape == NULL || !rt_feel_spend (run, count)) {
		rt_feel_give_up (run, "memory");
		return rt_feel_null ();
	}
	shape->count = count;
	RtFeelValue *entries, context;
	if (count != 0)
		memcpy (shape->names, names, count * sizeof *names);
	context = kept (run, rt_feel_context (run->arena, shape, &entries));
	for (guint i = 0; entries != NULL && i < count; i++)
		entries[i] = rt_feel_plain (values[i]);
	return context;
}

static gboolean
is_end (RtFeelValue value)
{
	return value.kind == RT_FEEL_NULL || value.kind == RT_FEEL_UNKNOWN ||
	       (value.kind >= RT_FEEL_NUMBER && value.kind <= RT_FEEL_DAYS_TIME);
}

RtFeelValue
rt_feel_make_range (RtFeelRun *run, RtFeelValue low, RtFeelEnd low_end, RtFeelValue high, RtFeelEnd high_end)
{
	gboolean both = low.kind != RT_FEEL_NULL && high.kind != RT_FEEL_NULL &&
			low.kind != RT_FEEL_UNKNOWN && high.kind != RT_FEEL_UNKNOWN;
	if (!is_end (low) || !is_end (high) || (both && low.kind != high.kind))
		return rt_feel_fail (run, "range",
				     "the ends of a range are two numbers, texts, dates, times or durations");
	RtFeelRange *range = rt_arena_alloc (run->arena, sizeof *range);
	if (range != NULL)
		*range = (RtFeelRange){rt_feel_plain (low), rt_feel_plain (high), low_end, high_end,
				       RT_FEEL_FORM_INTERVAL};
	return kept (run, rt_feel_of (RT_FEEL_RANGE, range));
}
