/* What a built-in function sees, and the table of all of them.
 *
 * Every row of builtins.def is one overload. The engine has done the common part before the function is
 * called: arity and named arguments; missing optional arguments are null with rt_feel_is_missing(); every
 * given argument is of a kind its row allows (after singleton coercion [x] -> x and x -> [x], date -> date
 * and time where only the latter is allowed), else the result is null and no function is called; null is
 * passed only where the row says RT_IS_NULL. A VARIADIC row gets its arguments as one list: sum (1, 2)
 * arrives as sum ([1, 2]).
 *
 * Unknowns: a row without RT_FEEL_SEES_UNKNOWN never sees an unknown, a doubted item or an open list, not
 * even deep inside: the engine answers unknown. A row with it must be sound: answer what every completion
 * would answer, else rt_feel_unknown_result() or an interval (rt_feel_unknown_between), or a list with
 * doubted items or open. */
#pragma once
#include "libroute/feel/value.h"

typedef RtFeelValue (*RtFeelBuiltinFn) (RtFeelRun *run, const RtFeelValue *args, guint n_args);

/* which kinds a parameter takes */
enum {
	RT_IS_NULL = 1 << RT_FEEL_NULL,
	RT_IS_BOOLEAN = 1 << RT_FEEL_BOOLEAN,
	RT_IS_NUMBER = 1 << RT_FEEL_NUMBER,
	RT_IS_STRING = 1 << RT_FEEL_STRING,
	RT_IS_DATE = 1 << RT_FEEL_DATE,
	RT_IS_TIME = 1 << RT_FEEL_TIME,
	RT_IS_DATE_TIME = 1 << RT_FEEL_DATE_TIME,
	RT_IS_YEARS_MONTHS = 1 << RT_FEEL_YEARS_MONTHS,
	RT_IS_DAYS_TIME = 1 << RT_FEEL_DAYS_TIME,
	RT_IS_LIST = 1 << RT_FEEL_LIST,
	RT_IS_CONTEXT = 1 << RT_FEEL_CONTEXT,
	RT_IS_RANGE = 1 << RT_FEEL_RANGE,
	RT_IS_FUNCTION = 1 << RT_FEEL_FUNCTION,
	RT_IS_ANY = (1 << RT_FEEL_UNKNOWN) - 1, /* null included */
	RT_IS_DURATION = RT_IS_YEARS_MONTHS | RT_IS_DAYS_TIME,
	RT_IS_DAY = RT_IS_DATE | RT_IS_DATE_TIME,
	RT_IS_POINT = RT_IS_NUMBER | RT_IS_STRING | RT_IS_DAY | RT_IS_TIME | RT_IS_DURATION, /* of a range */
};

/* flags of a row */
enum {
	RT_FEEL_SEES_UNKNOWN = 1 << 0,
	RT_FEEL_VARIADIC = 1 << 1, /* one list parameter; also called with its items as arguments */
	RT_FEEL_PACKED = 1 << 2, /* one list parameter, which always holds all arguments */
	RT_FEEL_IMPURE = 1 << 3, /* never folded: now, today */
};

/* the static type of the result: an RtFeelKind, or one of these */
enum {
	RT_FEEL_RESULT_ANY = RT_FEEL_NULL,
	RT_FEEL_RESULT_FIRST = 64, /* the type of the first argument */
	RT_FEEL_RESULT_ITEM, /* the type of the items of the first argument */
	RT_FEEL_RESULT_TEXT, /* what the first argument, a text, says: a duration of either kind */
	RT_FEEL_RESULT_NUMBERS, /* list<number> */
	RT_FEEL_RESULT_STRINGS, /* list<string> */
};

#define RT_FEEL_MAX_PARAMS 8

typedef struct {
	const char *name; /* NULL ends the list */
	guint16 takes; /* RT_IS_... */
	guint16 optional;
	guint16 items; /* of a list: what its items may be, for the checker; 0: anything */
} RtFeelParam;

typedef struct {
	const char *name; /* overloads of one name stand together */
	RtFeelBuiltinFn call;
	RtFeelParam params[RT_FEEL_MAX_PARAMS + 1];
	guint8 result;
	guint8 flags;
	const char *doc, *example;
} RtFeelBuiltin;

/* builtins.def holds rows
 *	RT_FEEL_BUILTIN (floor, "floor", PARAMS (PARAM ("n", RT_IS_NUMBER), OPTIONAL ("scale", RT_IS_NUMBER)),
 *		RT_FEEL_NUMBER, 0, "The largest whole number not above n.", "floor(1.5) = 1")
 * for a function rt_feel_fn_floor. */
#define PARAMS(...)                                                                                          \
	{                                                                                                    \
		__VA_ARGS__                                                                                  \
	}
#define PARAM(name, takes)                                                                                   \
	{                                                                                                    \
		(name), (takes), FALSE, 0                                                                    \
	}
#define OPTIONAL(name, takes)                                                                                \
	{                                                                                                    \
		(name), (takes), TRUE, 0                                                                     \
	}
#define LIST_OF(name, items)                                                                                 \
	{                                                                                                    \
		(name), RT_IS_LIST, FALSE, (items)                                                           \
	}

#define RT_FEEL_BUILTIN(id, ...)                                                                             \
	RtFeelValue rt_feel_fn_##id (RtFeelRun *run, const RtFeelValue *args, guint n_args);
#define RT_FEEL_OVERLOAD(id, ...)
#include "libroute/feel/builtins.def"
#undef RT_FEEL_OVERLOAD
#undef RT_FEEL_BUILTIN

extern const RtFeelBuiltin rt_feel_builtins[];
extern const guint rt_feel_n_builtins;

/* What `day of week` and `month of year` give. */
extern const char *const rt_feel_day_names[], *const rt_feel_month_names[];

/* Does the row take this many arguments without names? */
gboolean rt_feel_row_takes (const RtFeelBuiltin *row, guint n_args);

/* ---- what a function may use ------------------------------------------------------------------ */

/* Counts work; FALSE when the budget is used up: return null at once, the engine makes it unknown. */
gboolean rt_feel_spend (RtFeelRun *run, guint64 steps);
/* A list of `count` nulls to fill, or null with *items NULL when the budget forbids it. Counts `count`
 * steps. */
RtFeelValue rt_feel_make_list (RtFeelRun *run, gsize count, RtFeelValue **items);
/* A string that borrows `bytes` (which live in the run's arena or longer), or one with a copy; null over
 * budget. */
RtFeelValue rt_feel_make_string (RtFeelRun *run, const char *bytes, gsize length);
RtFeelValue rt_feel_copy_string (RtFeelRun *run, const char *bytes, gsize length);
/* A context with these names and values (copied), names borrowed; null over budget. */
RtFeelValue rt_feel_make_context (RtFeelRun *run, const RtFeelName *names, const RtFeelValue *values,
				  guint count);
/* A range; null when the ends do not compare. */
RtFeelValue rt_feel_make_range (RtFeelRun *run, RtFeelValue low, RtFeelEnd low_end, RtFeelValue high,
				RtFeelEnd high_end);

/* Says why the result is null: a diagnostic at the place of the call. Always returns null. */
RtFeelValue rt_feel_fail (RtFeelRun *run, const char *code, const char *format, ...) G_GNUC_PRINTF (3, 4);

/* Ends the evaluation, whose result is then unknown: it needs too much of something. */
void rt_feel_give_up (RtFeelRun *run, const char *what);
/* The whole part of a number, cut toward zero; FALSE when it is no number or too large. */
gboolean rt_feel_whole (RtFeelValue number, gint64 *whole);

/* Calls a function value (checks arity and depth). */
RtFeelValue rt_feel_call (RtFeelRun *run, RtFeelValue function, const RtFeelValue *args, guint n_args);
/* The number of parameters of a function value, or -1 when it takes several numbers of them. */
gint rt_feel_function_arity (RtFeelValue function);

/* The clock of the run: FALSE until the caller sets it. */
gboolean rt_feel_run_today (const RtFeelRun *run, gint64 *days);
gboolean rt_feel_run_now (const RtFeelRun *run, gint64 *seconds, gint32 *nanoseconds, gint32 *offset);
const RtFeelBudget *rt_feel_run_budget (const RtFeelRun *run);
/* A pattern is about to be held against a text: counted, for what measures. */
void rt_feel_note_match (RtFeelRun *run);

/* What the key of a thing that is made once begins with: which sort of thing it is. */
#define RT_FEEL_MEMO_PATTERN 'p'
#define RT_FEEL_MEMO_TEST 't' /* a pattern of which only whether it matches is asked */
#define RT_FEEL_MEMO_ZONE 'z'

/* A thing made once per run and key, e.g. a compiled pattern; at most 2048 are kept. `make` may return NULL
 * (kept too). */
typedef gpointer (*RtFeelMake) (const char *key, gsize length, gpointer user_data);
gpointer rt_feel_run_memo (RtFeelRun *run, const char *key, gsize length, RtFeelMake make, gpointer user_data,
			   GDestroyNotify destroy);
/* The one thing that all patterns of a run share, made at first use and freed with the run. */
gpointer rt_feel_run_share (RtFeelRun *run, gpointer (*make) (void), GDestroyNotify destroy);
