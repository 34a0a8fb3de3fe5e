/* FEEL, the expression language of OMG DMN, as an engine of its own: the one header other layers include.
 *
 *   scope (names and types)  +  text  --rt_feel_compile-->  program  --rt_feel_evaluate-->  value
 *
 * A scope and a program are immutable once made and shared by threads. Everything that changes during an
 * evaluation lives in an RtFeelRun, one per thread, with a budget. Errors in an expression are values: null plus a
 * diagnostic. Nothing here aborts on data, prints, reads a clock or keeps global state.
 *
 * Two ways to evaluate, chosen by what the slots hold:
 *  - plain FEEL: no slot holds an unknown; the result is what the DMN standard says.
 *  - unknown is not no: a slot, a list item or a member may be *unknown* (some value of its type that nobody gave),
 *    a list item may be *doubted* (perhaps it is not there), a list may be *open* (perhaps it has more items).
 *    The result is then unknown whenever one completion of the unknowns could give another result. */
#pragma once
#include <glib.h>
#include <stdio.h>
#include "libroute/util/arena.h"
#include "libroute/util/sweep.h"

/* ---- values ---- */

typedef enum {
	RT_FEEL_NULL,
	RT_FEEL_BOOLEAN,
	RT_FEEL_NUMBER,
	RT_FEEL_STRING,
	RT_FEEL_DATE,
	RT_FEEL_TIME,
	RT_FEEL_DATE_TIME,
	RT_FEEL_YEARS_MONTHS,
	RT_FEEL_DAYS_TIME,
	RT_FEEL_LIST,
	RT_FEEL_CONTEXT,
	RT_FEEL_RANGE,
	RT_FEEL_FUNCTION,
	RT_FEEL_UNKNOWN, /* one value that nobody gave; never the result of a plain evaluation */
} RtFeelKind;

/* Where a value comes from: an id of the caller's choice, 0 for none. Evaluation collects the origins a result rests
 * on (see rt_feel_run_trail), so that every statement can be traced to facts. */
typedef guint32 RtFeelOrigin;

typedef struct {
	guint8 kind;         /* RtFeelKind */
	guint8 flags;        /* private to the layer */
	gint16 scale;        /* private: of a small number */
	RtFeelOrigin origin; /* 0: none */
	union {
		gboolean boolean;
		gint64 integer; /* private: mantissa of a small number, days of a date, months of a duration */
		const void *pointer;
	} as;
} RtFeelValue; /* 16 bytes; what it points at lives in the arena it was made in, or in the program */

/* The ordered names of a context's entries; interned, immutable, shared. */
typedef struct _RtFeelShape RtFeelShape;
RtFeelShape *rt_feel_shape_new (const char *const *names, guint n_names);
void rt_feel_shape_free (RtFeelShape *shape);
/* A shape that lives and dies with an arena: for contexts whose names come with the data. NULL when the arena
 * is full. */
const RtFeelShape *rt_feel_shape_new_in (RtArena *arena, const char *const *names, guint n_names);

/* these are made for every fact, hence in the header */
static inline RtFeelValue
rt_feel_null (void)
{
	return (RtFeelValue){.kind = RT_FEEL_NULL};
}

static inline RtFeelValue
rt_feel_boolean (gboolean value)
{
	return (RtFeelValue){.kind = RT_FEEL_BOOLEAN, .as.boolean = value != FALSE};
}

static inline RtFeelValue
rt_feel_integer (gint64 value)
{
	return (RtFeelValue){.kind = RT_FEEL_NUMBER, .as.integer = value};
}

static inline RtFeelValue
rt_feel_date (gint32 days_since_1970)
{
	return (RtFeelValue){.kind = RT_FEEL_DATE, .as.integer = days_since_1970};
}

/* The text is borrowed: it must be valid UTF-8 and outlive the value. NULL value when the arena is full. */
RtFeelValue rt_feel_string (RtArena *arena, const char *text, gsize length);
/* A number from its decimal text ("-12.50"); null when it is none. */
RtFeelValue rt_feel_number (RtArena *arena, const char *text);
/* A list of `count` items, all null; fill them through *items before anyone reads the list. */
RtFeelValue rt_feel_list (RtArena *arena, guint count, RtFeelValue **items);
/* A context of the given shape, all entries null; fill them through *entries. */
RtFeelValue rt_feel_context (RtArena *arena, const RtFeelShape *shape, RtFeelValue **entries);
/* One value that nobody gave: of a given type it can be anything but null. */
RtFeelValue rt_feel_unknown (void);
/* The whole number somewhere in [low, high], both given; an unknown that is known better. */
RtFeelValue rt_feel_unknown_between (RtArena *arena, gint64 low, gint64 high);
/* One of the words (borrowed, NULL-terminated, outliving the value): an unknown string of a closed list. */
RtFeelValue rt_feel_unknown_word (RtArena *arena, const char *const *words);
/* As item of a list: perhaps it is not there (a suspected or disputed fact). */
RtFeelValue rt_feel_doubted (RtFeelValue value);
/* As list: perhaps it has further items of the element type; `rt_feel_open (empty list)` is an unknown list. */
RtFeelValue rt_feel_open (RtFeelValue list);
static inline RtFeelValue
rt_feel_with_origin (RtFeelValue value, RtFeelOrigin origin)
{
	value.origin = origin;
	return value;
}

/* Reading results. Each returns FALSE when the value is of another kind. */
gboolean rt_feel_get_boolean (RtFeelValue value, gboolean *out);
gboolean rt_feel_get_integer (RtFeelValue value, gint64 *out); /* also FALSE when it has a fraction or is too large */
gboolean rt_feel_get_string (RtFeelValue value, const char **text, gsize *length);
/* The whole numbers an unknown or known number may be; FALSE when nothing bounds it. */
gboolean rt_feel_interval (RtFeelValue value, gint64 *low, gint64 *high);
/* The days since 1970 of a date. */
gboolean rt_feel_get_date (RtFeelValue value, gint32 *days);
/* The ends of a range that has both. */
gboolean rt_feel_get_range (RtFeelValue value, RtFeelValue *low, RtFeelValue *high);
/* The number of items of a list and the items, or 0 and NULL. */
guint rt_feel_get_list (RtFeelValue value, const RtFeelValue **items);
/* A context's entry by position, in the order of its names; FALSE when there are no more. */
gboolean rt_feel_get_context (RtFeelValue context, guint index, const char **name, RtFeelValue *entry);
/* A context's entry by name; null when there is none. */
RtFeelValue rt_feel_get_entry (RtFeelValue context, const char *name);
/* The value as FEEL writes it, e.g. [1, "a", date("2026-01-01")], appended to `out`. */
void rt_feel_print (RtFeelValue value, GString *out);

/* ---- types and scope ---- */

/* Types are immutable and live in the scope they were made for. */
typedef struct _RtFeelType RtFeelType;
typedef struct _RtFeelScope RtFeelScope;

typedef struct {
	const char *name;
	const RtFeelType *type;
} RtFeelMember;

RtFeelScope *rt_feel_scope_new (void);
/* A scope that sees everything `parent` sees (which must outlive it) and numbers its slots after the parent's. */
RtFeelScope *rt_feel_scope_new_child (const RtFeelScope *parent);
void rt_feel_scope_free (RtFeelScope *scope);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RtFeelScope, rt_feel_scope_free)

/* A simple type by kind; RT_FEEL_NULL stands for Any. */
const RtFeelType *rt_feel_type_simple (RtFeelKind kind);
/* A string of a closed list of words (borrowed, NULL-terminated): the checker refuses comparisons with other
 * words. A word that ends in `*` stands for all that begin so. */
const RtFeelType *rt_feel_type_words (RtFeelScope *scope, const char *const *words);
/* A number that always lies in [least, most]: the checker warns of comparisons that it settles. */
const RtFeelType *rt_feel_type_between (RtFeelScope *scope, gint64 least, gint64 most);
/* The type of a variable that always has this one value (borrowed), which is no list, context or null. */
const RtFeelType *rt_feel_type_known (RtFeelScope *scope, RtFeelValue value);
const RtFeelType *rt_feel_type_list (RtFeelScope *scope, const RtFeelType *item);
const RtFeelType *rt_feel_type_context (RtFeelScope *scope, const RtFeelMember *members, guint n_members);
/* A type from its text as FEEL writes it, "list<context<a: number>>"; NULL when it is none. */
const RtFeelType *rt_feel_type_parse (RtFeelScope *scope, const char *text);

/* Declares a variable and returns its slot (0, 1, ...); the caller fills slots[slot] before each evaluation.
 * The name may hold spaces and the signs FEEL allows in names, and is copied. */
guint rt_feel_scope_declare (RtFeelScope *scope, const char *name, const RtFeelType *type);
/* Declares that the call `function ("argument")` reads a variable: approach("pad") is how rules reach slots by id.
 * An undeclared argument of a declared function is an error at compile time, with "did you mean". */
guint rt_feel_scope_declare_call (RtFeelScope *scope, const char *function, const char *argument, const RtFeelType *type);
guint rt_feel_scope_n_slots (const RtFeelScope *scope);
/* In a plain scope, as the standard has it, what is surely null (a comparison of a date with a number, an unknown
 * name, a call that fits no function) is a warning and evaluates to null; by default it is an error. */
void rt_feel_scope_set_plain (RtFeelScope *scope, gboolean plain);
/* In a silent scope, and those inside of it, only what is wrong is told, and nothing is warned of: that takes a good part of
 * the time of compiling. */
void rt_feel_scope_set_silent (RtFeelScope *scope, gboolean silent);

/* ---- diagnostics ---- */

typedef enum {
	RT_FEEL_ERROR,   /* not an expression, an unknown name, or surely null: a rule with it is refused */
	RT_FEEL_WARNING, /* always true, always false, ... */
	RT_FEEL_NOTE,    /* at run time: why a value is null */
} RtFeelSeverity;

typedef struct {
	RtFeelSeverity severity;
	const char *code; /* stable, e.g. "unknown-name", "type", "budget"; static */
	guint start, end; /* bytes of the expression's text */
	char *message;    /* for an analyst: "`begin` is a date, `5` is a number: these cannot be compared" */
} RtFeelDiagnostic;

void rt_feel_diagnostic_free (RtFeelDiagnostic *diagnostic);

/* ---- compile ---- */

typedef struct _RtFeelProgram RtFeelProgram;

/* Compiles one expression. Appends RtFeelDiagnostic to `diagnostics` (element free function set by the caller).
 * Returns: (transfer full): NULL when there was an error. The scope must outlive the program. */
RtFeelProgram *rt_feel_compile (const RtFeelScope *scope, const char *text, gsize length, GPtrArray *diagnostics);
/* As above for unary tests, the cells of a decision table; `?` is read from the slot `input`. */
RtFeelProgram *rt_feel_compile_unary_tests (const RtFeelScope *scope, guint input, const char *text, gsize length,
					    GPtrArray *diagnostics);
void rt_feel_program_free (RtFeelProgram *program);
/* Where many expressions are compiled one after the other: what that needs is made once. The programs are the workshop's own and
 * gone with it. */
typedef struct _RtFeelWorkshop RtFeelWorkshop;
RtFeelWorkshop *rt_feel_workshop_new (void);
void rt_feel_workshop_free (RtFeelWorkshop *workshop);
/* Returns: (transfer none), as rt_feel_compile(). */
RtFeelProgram *rt_feel_workshop_compile (RtFeelWorkshop *workshop, const RtFeelScope *scope, const char *text, gsize length,
					 GPtrArray *diagnostics);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RtFeelProgram, rt_feel_program_free)

/* Calls visit for each place the program reads: the slot and the path of names behind it ("" or "level" or
 * "housing.landlord"; through filters, iteration variables and lists as far as types tell). For dependency order, for
 * the need-to-know and protected-attribute checks, and to fill only what is read. */
typedef void (*RtFeelVisit) (guint slot, const char *path, guint start, guint end, gpointer user_data);
void rt_feel_program_visit (const RtFeelProgram *program, RtFeelVisit visit, gpointer user_data);
/* The static type of the result. */
const RtFeelType *rt_feel_program_type (const RtFeelProgram *program);
gboolean rt_feel_type_is (const RtFeelType *type, RtFeelKind kind);
/* Number, string, date and duration literals of the program, printed as FEEL: for generating interesting values. */
void rt_feel_program_literals (const RtFeelProgram *program, void (*visit) (RtFeelValue literal, gpointer user_data),
			       gpointer user_data);

/* Finds what the programs of one scope have in common, so that a run evaluates it once between two resets. `fixed`, by
 * slot: does it hold the same from one reset of a run to the next? Only what hangs on such slots alone is shared. To
 * be called once, before any of them is evaluated, and with all of them: they must be freed together. */
void rt_feel_share (RtFeelProgram *const *programs, guint n_programs, const guint8 *fixed, guint n_fixed);
/* A number that it has in common with those of them that say the same as a whole; -1: none does, or what it says may change
 * between two of them. */
int rt_feel_program_saying (const RtFeelProgram *program);

/* ---- evaluate ---- */

typedef struct {
	guint64 steps;        /* instructions */
	guint depth;          /* nested calls */
	gsize memory;         /* bytes of the arena */
	guint list_length;    /* items of any list made */
	gsize string_length;  /* bytes of any string made */
	guint32 regex_match;  /* PCRE2 match limit */
	guint32 regex_depth;  /* PCRE2 depth limit */
} RtFeelBudget;

/* The limits used when none are given. */
extern const RtFeelBudget rt_feel_budget_default;

typedef struct _RtFeelRun RtFeelRun;
RtFeelRun *rt_feel_run_new (const RtFeelBudget *budget);
void rt_feel_run_free (RtFeelRun *run);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RtFeelRun, rt_feel_run_free)

/* What today() and now() return: the caller's clock; until it is set both are null. now() is its UTC midnight. */
void rt_feel_run_set_today (RtFeelRun *run, gint32 days_since_1970);
void rt_feel_run_set_now (RtFeelRun *run, gint64 seconds_since_1970, gint32 nanoseconds, gint32 offset_seconds);
/* Forgets values, trail and diagnostics of earlier evaluations; keeps memory and clock. */
void rt_feel_run_reset (RtFeelRun *run);
/* From now on every program finds everything itself: for tests that sharing changes no answer. */
void rt_feel_run_share_nothing (RtFeelRun *run);
/* The arena of this run: values for the slots may be made in it; cleared by reset. */
RtArena *rt_feel_run_arena (RtFeelRun *run);

/* Evaluates. `slots` has rt_feel_scope_n_slots values. The result lives until the next reset of the run.
 * When a budget ends it, the result is unknown and a diagnostic "budget" is left. */
RtFeelValue rt_feel_evaluate (RtFeelRun *run, const RtFeelProgram *program, const RtFeelValue *slots);

/* What can be told of a condition without an evaluation: whether that would be true, or false. */
typedef enum {
	RT_FEEL_PERHAPS, /* it takes an evaluation to tell, or it is neither */
	RT_FEEL_CERTAINLY,
	RT_FEEL_CERTAINLY_NOT,
} RtFeelVerdict;

/* A glance at a program that shares with others (rt_feel_share): of most conditions it tells in a fraction of the time whether
 * they hold, but not why: the trail, the diagnostics and the steps of the run stay those of the last evaluation. `value`, which
 * may be NULL, is set to what an evaluation would give, unless it takes one to tell. A run that shares nothing tells nothing, and
 * one that glanced must not be used after its programs are freed. */
RtFeelVerdict rt_feel_glance (RtFeelRun *run, const RtFeelProgram *program, const RtFeelValue *slots, RtFeelValue *value);

/* Glances at many programs at once: which are certainly false is told without going through them all, since what several ask
 * first is asked once. Programs that are NULL count as true. They must outlive the sieve, which belongs to one thread and takes
 * the programs of one set (rt_feel_share). */
typedef struct _RtFeelSieve RtFeelSieve;
RtFeelSieve *rt_feel_sieve_new (const RtFeelProgram *const *programs, guint n);
void rt_feel_sieve_free (RtFeelSieve *sieve);
/* Sets in `left`, which has room for n + 1 bits in words of 64, those of the programs that may be something else than false. The
 * trail, the diagnostics and the steps of the run stay those of the last evaluation. */
void rt_feel_sift (RtFeelSieve *sieve, RtFeelRun *run, const RtFeelValue *slots, guint64 *left);
/* Programs that compare one value with constants rest on the same, and so do all that are left of them when it is known: they are
 * certainly true. Where what is made of the first is kept for the others, until the next sift; NULL: it is none of these. */
gpointer *rt_feel_sieve_common (RtFeelSieve *sieve, guint i);
/* A glance at one of these that notes what its answer rests on: unless it takes an evaluation to tell, the trail of the run is as
 * after that. Diagnostics and steps stay those of the last evaluation. */
RtFeelVerdict rt_feel_sieve_judge (RtFeelSieve *sieve, RtFeelRun *run, const RtFeelValue *slots, guint i);

/* The origins the last result rests on, in the order they were met and without repetition: for true and false
 * the facts that decided it (of an `or` that is true only the operands that are true, of an `and` that is false
 * only those that are false, of a filter only the items that passed), for unknown the unknown and doubted facts
 * that left it open. */
const RtFeelOrigin *rt_feel_run_trail (RtFeelRun *run, guint *n_origins);
/* What that is made of: origins, with RT_FEEL_TRAIL_OPEN beside one whose value was unknown or doubted. A result that is true
 * rests on the others; when there are none, on all. Borrowed until the next evaluation. */
#define RT_FEEL_TRAIL_OPEN (1ull << 32)
const guint64 *rt_feel_run_noted (const RtFeelRun *run, guint *n);
/* Notes of evaluations since the last reset (RtFeelDiagnostic), oldest first, at most 16; borrowed. */
const GPtrArray *rt_feel_run_diagnostics (const RtFeelRun *run);
/* Forgets them: what is noted from now on is of what runs from now on. */
void rt_feel_run_forget_diagnostics (RtFeelRun *run);
/* TRUE when the last evaluation was ended by its budget. */
gboolean rt_feel_run_exhausted (const RtFeelRun *run);
/* Steps of the last evaluation, and how often a pattern was held against a text in all evaluations of this run: for
 * reports. */
guint64 rt_feel_run_steps (const RtFeelRun *run);
guint64 rt_feel_run_matches (const RtFeelRun *run);

/* ---- patterns looked for together ---- */

/* The patterns that programs ask texts for, so that one pass over a text answers for most of them. Programs must outlive it.
 * Thread rule: shared once it is finished. */
typedef struct _RtFeelPatterns RtFeelPatterns;
/* Patterns are added to `sweeper`, which others may add to as well. */
RtFeelPatterns *rt_feel_patterns_new (RtSweeper *sweeper);
void rt_feel_patterns_add (RtFeelPatterns *self, const RtFeelProgram *program);
void rt_feel_patterns_finish (RtFeelPatterns *self);
void rt_feel_patterns_free (RtFeelPatterns *self);
/* From now on the run asks the sweeps first, each of them of one text. All are borrowed. */
void rt_feel_run_set_patterns (RtFeelRun *run, const RtFeelPatterns *patterns, RtSweep *const *sweeps, guint n_sweeps);

/* ---- explain ---- */

/* A condition taken apart along its `and`, `or` and `not`, to tell why it does not hold: a second, unhurried
 * evaluation beside the program, which costs that nothing. Immutable, and shared by threads as programs are. */
typedef struct _RtFeelClauses RtFeelClauses;
/* The text is copied; the scope must outlive the clauses. Returns: (transfer full): NULL for what does not compile. */
RtFeelClauses *rt_feel_clauses_new (const RtFeelScope *scope, const char *text, gsize length);
void rt_feel_clauses_free (RtFeelClauses *clauses);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RtFeelClauses, rt_feel_clauses_free)

/* What a clause asks of what was found. */
typedef enum {
	RT_FEEL_WANTS_TRUE,     /* that it is true */
	RT_FEEL_WANTS_EQUAL,    /* `wanted`, as the five that follow */
	RT_FEEL_WANTS_OTHER,
	RT_FEEL_WANTS_LESS,
	RT_FEEL_WANTS_AT_MOST,
	RT_FEEL_WANTS_MORE,
	RT_FEEL_WANTS_AT_LEAST,
	RT_FEEL_WANTS_BETWEEN,  /* `wanted` to `high`, both included */
	RT_FEEL_WANTS_AMONG,    /* what the text from `from` to `to` tests, or the list or range `wanted` */
	RT_FEEL_WANTS_SOME,     /* an item that fits; found is the list */
	RT_FEEL_WANTS_EVERY,    /* that all items fit; found is the list */
} RtFeelWants;

typedef struct {
	const char *text;       /* the whole condition; the clause goes from start to end (bytes) */
	guint start, end;
	RtFeelWants wants;
	gboolean negated;       /* what is asked should not hold; comparisons are turned round instead */
	RtFeelValue value;      /* of the clause: what keeps the whole from being as it was wanted */
	RtFeelValue found, wanted, high;
	guint from, to;         /* of RT_FEEL_WANTS_AMONG */
	guint fit, perhaps;     /* of RT_FEEL_WANTS_SOME and EVERY: items that fit, and that perhaps do */
	gboolean counted;       /* are those two told? */
	guint slot;             /* of a clause that is one name: its slot, else G_MAXUINT */
	const char *member;     /* and what is read of it, `approach("pad").eligible`; else NULL */
	const RtFeelProgram *program; /* the clause alone */
} RtFeelClause;

/* Calls visit for each clause that keeps the condition from having the value `wanted`, the first that decided first:
 * of an `and` that is false one that is false, of an `or` all of them. Inside visit the trail of the run is the
 * clause's own. Nothing is visited when the condition has that value. */
typedef void (*RtFeelVisitClause) (const RtFeelClause *clause, gpointer user_data);
void rt_feel_explain (RtFeelRun *run, const RtFeelClauses *clauses, const RtFeelValue *slots, gboolean wanted,
		      RtFeelVisitClause visit, gpointer user_data);

/* ---- clauses, all of them --------------------------------------------------------------------- */

/* The clauses of a condition, whatever decided: the operands of its `and` and `or`, through brackets and not(...), down to
 * what holds neither. A condition without them is one clause. What stands in filters and loops is asked of each item and
 * belongs to the clause around it. */
typedef struct {
	guint start, end; /* bytes of the condition's text */
	guint32 code, code_end; /* private: where the program answers it */
} RtFeelOperand;

/* Fills at most `most` of them, in the order of the text; returns how many there are. `operands` may be NULL when `most` is
 * 0. */
guint rt_feel_operands (const RtFeelProgram *program, RtFeelOperand *operands, guint most);
/* The value of one of them on its own, whatever the others say; as rt_feel_evaluate. */
RtFeelValue rt_feel_evaluate_operand (RtFeelRun *run, const RtFeelProgram *program, const RtFeelOperand *operand,
				     const RtFeelValue *slots);

/* ---- the syntax tree --------------------------------------------------------------------------- */

/* For those who look at what a condition says instead of running it: the check of routes against each other, the rendering
 * in words. A tree is immutable once made, and all its parts live as long as it. What is called private is for the parser and
 * the emitter, who work with the same nodes. */

/* A name of a declared thing or of an entry, with its length and hash. */
typedef struct {
	const char *text;
	guint32 length;
	guint32 hash;
} RtFeelName;

/* An end of a range as written. */
typedef enum {
	RT_FEEL_END_OPEN, /* the end itself is out: (1.. */
	RT_FEEL_END_CLOSED, /* the end itself is in: [1.. */
	RT_FEEL_END_NONE, /* no end was written: (< 10), (>= 5) */
} RtFeelEnd;

/* A member of a context, or a parameter of a function. */
typedef struct {
	RtFeelName name;
	const RtFeelType *type;
} RtFeelField;

/* What is known of a value before it is there. */
struct _RtFeelType {
	guint8 kind; /* RtFeelKind; RT_FEEL_NULL: Any */
	guint8 only_null; /* the type of the literal null, which fits everywhere */
	guint8 partial; /* context: its fields may be missing, others may be there */
	guint16 n_fields; /* of a context, or parameters of a function */
	const RtFeelType *item; /* of a list or range; result of a function */
	const RtFeelField *fields;
	const char *const *words; /* string: the closed list, or NULL; a word that ends in `*` stands for all that begin so */
	gboolean bounded; /* number: never below `least` nor above `most` */
	gint64 least, most;
	const RtFeelValue *known; /* the one value it always has, or NULL */
};

static inline gboolean
rt_feel_type_is_any (const RtFeelType *type)
{
	return type->kind == RT_FEEL_NULL && !type->only_null;
}

/* Kinds of nodes: nodes.def tells what stands in `child` and in the union of each. */
typedef enum {
#define RT_FEEL_NODE(id, text, doc, example) RT_FEEL_NODE_##id,
#include "libroute/feel/nodes.def"
#undef RT_FEEL_NODE
} RtFeelNodeKind;

/* Operators with two operands. */
typedef enum {
#define RT_FEEL_OPERATOR(id, text, power, node, doc, example) RT_FEEL_OP_##id,
#include "libroute/feel/operators.def"
#undef RT_FEEL_OPERATOR
	RT_FEEL_N_OPERATORS
} RtFeelOperator;

/* A place the expression reads: a slot and the names behind it. */
typedef struct _RtFeelPlace RtFeelPlace;
struct _RtFeelPlace {
	RtFeelPlace *next;
	guint slot, start, end;
	gboolean read; /* FALSE when only something behind it is read */
	const char *path;
};

typedef struct _RtFeelNode RtFeelNode;
struct _RtFeelNode {
	guint8 kind; /* RtFeelNodeKind */
	guint8 op; /* RtFeelOperator, or as nodes.def says */
	guint8 constant; /* hangs on no variable */
	guint8 uses_input; /* private: has `?` in it */
	guint start, end; /* span in the text */
	guint32 index; /* as nodes.def says */
	guint32 local; /* private: of an entry of a context, where later entries find it */
	const RtFeelType *type;
	RtFeelPlace *place; /* what it reads, when that is known */
	RtFeelNode *child, *next;
	union {
		RtFeelValue value;
		struct {
			RtFeelName name;
			guint hint; /* private: where the field probably is */
		} member;
		struct {
			RtFeelEnd low, high;
		} ends;
		const RtFeelShape *shape;
		const RtFeelName *names;
		const RtFeelType *wanted;
	} as;
};

typedef struct _RtFeelTree RtFeelTree;

/* Parses an expression; the scope and the text must outlive the tree. Returns: (transfer full): NULL when it does not
 * compile */
RtFeelTree *rt_feel_tree_new (const RtFeelScope *scope, const char *text, gsize length);
void rt_feel_tree_free (RtFeelTree *tree);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RtFeelTree, rt_feel_tree_free)
const RtFeelNode *rt_feel_tree_root (const RtFeelTree *tree);

/* The value a node always has: a literal, date("...") and its like of one, a setting; FALSE when it has none. The value
 * lives as long as the tree. */
gboolean rt_feel_tree_value (const RtFeelTree *tree, const RtFeelNode *node, RtFeelValue *value);
/* The name of the function that a call calls: "count". */
const char *rt_feel_call_name (const RtFeelNode *call);
/* -1, 0 or 1 for two numbers, texts, dates or durations of one kind. */
int rt_feel_order (RtFeelValue a, RtFeelValue b);
/* Of an operator of comparison: does it hold of what is below (< 0), equal to (0) or above the other? What is it when the sides
 * change places, and what when it is denied? */
static inline gboolean
rt_feel_op_holds (RtFeelOperator op, int order)
{
	switch (op) {
	case RT_FEEL_OP_LT:
		return order < 0;
	case RT_FEEL_OP_LE:
		return order <= 0;
	case RT_FEEL_OP_GT:
		return order > 0;
	case RT_FEEL_OP_GE:
		return order >= 0;
	case RT_FEEL_OP_EQ:
		return order == 0;
	default:
		return order != 0;
	}
}
RtFeelOperator rt_feel_op_mirrored (RtFeelOperator op);
RtFeelOperator rt_feel_op_negated (RtFeelOperator op);

/* ---- JSON and conformance suites, for tools: the engine itself knows no JSON ------------------- */

/* Reads one JSON value. Objects become contexts; numbers keep their digits; a string stays a string. The value lives in
 * the arena. FALSE with `error` set when it is no JSON, nests more than 64 deep, or the arena is full. */
gboolean rt_feel_value_from_json (RtArena *arena, const char *text, gsize length, RtFeelValue *value, GError **error);

typedef struct {
	guint cases, passed; /* all */
	guint real_cases, real_passed; /* those whose value is not null: an engine that says null passes the rest */
	double directory_mean; /* the mean over directories of the share that passed, 0..1 */
	guint directories;
	guint line; /* that was read last, from 1 */
} RtFeelConformance;

/* Runs a suite in its flat form, one JSON object a line: {"id": "directory/case", "expression": ..., "expected": ...,
 * "typeRef": ..., "context": {...}, "inputTypes": {...}} where null, booleans, strings and lists stand for themselves and
 * other values are tagged: {"number": "1.5"}, {"date": ...}, {"time": ...}, {"date and time": ...}, {"days and time
 * duration": ...}, {"years and months duration": ...}, {"context": {...}}. Writes one line for each case that fails to
 * `out` (which may be NULL). FALSE with `error` when a line, that of the result, is no such case. */
gboolean rt_feel_conformance_run (FILE *in, FILE *out, RtFeelConformance *result, GError **error);
