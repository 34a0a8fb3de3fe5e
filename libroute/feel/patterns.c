/* The patterns that programs spell out, `matches (x, "...", "i")`, known before any text is: all are looked for in one
 * pass over a text, and each is compiled when a text first holds its letters. */
#include <string.h>
#include "libroute/feel/regex.h"
#include "libroute/feel/run.h"
#include "libroute/util/bytes.h"
#include "libroute/util/once.h"

/* with more places, one search through the text is less work than a look at each */
#define MOST_TRIES 16u

typedef struct {
	const RtFeelText *pattern, *flags; /* of the program; flags may be NULL */
	char *translated;
	guint number; /* in the sweeper */
	gsize ready[2]; /* guarded by rt_once_enter() */
	RtRegex *regex[2]; /* [1]: anchored */
} Known;

typedef struct {
	const RtFeelText *pattern, *flags;
	Known *known;
} Named;

struct _RtFeelPatterns {
	RtSweeper *sweeper; /* until it is finished */
	GHashTable *known; /* Known, by pattern and flags */
	GArray *named; /* Named: the constants of all programs; until it is finished */
	Named *table; /* the same by the address of the pattern: there, or behind up to where none is */
	guint n_slots; /* a power of two */
};

static gboolean
is_same_text (const RtFeelText *a, const RtFeelText *b)
{
	if (a == NULL || b == NULL)
		return a == b;
	return a->length == b->length && memcmp (a->bytes, b->bytes, a->length) == 0;
}

static gboolean
is_same (gconstpointer a, gconstpointer b)
{
	const Known *x = a, *y = b;
	return is_same_text (x->pattern, y->pattern) && is_same_text (x->flags, y->flags);
}

static guint
hash_of (gconstpointer data)
{
	const RtFeelText *text = ((const Known *)data)->pattern;
	return rt_bytes_hash (text->bytes, text->length);
}

static void
known_free (gpointer data)
{
	Known *known = data;
	rt_regex_free (known->regex[0]);
	rt_regex_free (known->regex[1]);
	g_free (known->translated);
	g_free (known);
}

RtFeelPatterns *
rt_feel_patterns_new (RtSweeper *sweeper)
{
	RtFeelPatterns *self = g_new (RtFeelPatterns, 1);
	*self = (RtFeelPatterns){.sweeper = sweeper,
				 .known = g_hash_table_new_full (hash_of, is_same, NULL, known_free),
				 .named = g_array_new (FALSE, FALSE, sizeof (Named))};
	return self;
}

void
rt_feel_patterns_free (RtFeelPatterns *self)
{
	g_hash_table_unref (self->known);
	g_clear_pointer (&self->named, g_array_unref);
	g_free (self->table);
	g_free (self);
}

/* ---- what programs spell out ---- */

/* many conditions ask for one pattern; NULL when it is none */
static Known *
find_or_add (RtFeelPatterns *self, const RtFeelText *pattern, const RtFeelText *flags)
{
	Known wanted = {.pattern = pattern, .flags = flags}, *known = g_hash_table_lookup (self->known, &wanted);
	if (known != NULL)
		return known;
	wanted.translated = rt_regex_test_text (pattern->bytes, pattern->length, flags != NULL ? flags->bytes : "",
						flags != NULL ? flags->length : 0);
	if (wanted.translated == NULL)
		return NULL;
	wanted.number = rt_sweeper_add (self->sweeper, wanted.translated);
	known = g_memdup2 (&wanted, sizeof wanted);
	g_hash_table_add (self->known, known);
	return known;
}

static const RtFeelText *
text_constant (const RtFeelProgram *program, guint32 at)
{
	const RtFeelInsn *insn = &program->code[at];
	if (insn->op != RT_FEEL_OPCODE_CONST || program->constants[insn->a].kind != RT_FEEL_STRING)
		return NULL;
	return rt_feel_text (program->constants[insn->a]);
}

/* The arguments of a call stand before it. What is taken for a pattern and is none, since it ends another argument, is
 * looked for in vain. */
static void
add_call (RtFeelPatterns *self, const RtFeelProgram *program, guint32 call)
{
	guint n_args = program->code[call].b & 0x7fffu;
	if (n_args < 2 || n_args > 3 || call < n_args)
		return;
	const RtFeelText *flags = n_args == 3 ? text_constant (program, call - 1) : NULL;
	const RtFeelText *pattern = text_constant (program, call - (n_args - 1));
	if (pattern == NULL || (n_args == 3 && flags == NULL))
		return;
	Named named = {pattern, flags, find_or_add (self, pattern, flags)};
	if (named.known != NULL)
		g_array_append_val (self->named, named);
}

void
rt_feel_patterns_add (RtFeelPatterns *self, const RtFeelProgram *program)
{
	for (guint32 i = 0; i < program->n_code; i++)
		if (program->code[i].op == RT_FEEL_OPCODE_CALL &&
		    rt_feel_builtins[program->code[i].a].call == rt_feel_fn_matches)
			add_call (self, program, i);
}

/* One constant may stand with other flags elsewhere in its program: those lie at the same address. Returns where these are,
 * or would be. */
static Named *
slot_of (const RtFeelPatterns *self, const RtFeelText *pattern, const RtFeelText *flags)
{
	guint at = (guint)((guintptr)pattern * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15) >> 32);
	for (;; at++) {
		Named *named = &self->table[at & (self->n_slots - 1)];
		if (named->pattern == NULL || (named->pattern == pattern && named->flags == flags))
			return named;
	}
}

void
rt_feel_patterns_finish (RtFeelPatterns *self)
{
	/* never full, so that what is not there is missed */
	for (self->n_slots = 2; self->n_slots < 2 * self->named->len;)
		self->n_slots *= 2;
	self->table = g_new0 (Named, self->n_slots);
	for (guint i = 0; i < self->named->len; i++) {
		Named named = g_array_index (self->named, Named, i);
		*slot_of (self, named.pattern, named.flags) = named;
	}
	g_clear_pointer (&self->named, g_array_unref);
	self->sweeper = NULL;
}

void
rt_feel_run_set_patterns (RtFeelRun *run, const RtFeelPatterns *patterns, RtSweep *const *sweeps, guint n_sweeps)
{
	run->patterns = patterns;
	run->sweeps = sweeps;
	run->n_sweeps = n_sweeps;
}

/* ---- looking ---- */

static const RtRegex *
regex_of (Known *known, gboolean anchored)
{
	if (rt_once_enter (&known->ready[anchored])) {
		const RtFeelText *flags = known->flags;
		known->regex[anchored] =
		    rt_regex_new_translated (known->translated, flags != NULL ? flags->bytes : "",
					     flags != NULL ? flags->length : 0, anchored);
		rt_once_leave (&known->ready[anchored]);
	}
	return known->regex[anchored];
}

static RtRegexOutcome
look_everywhere (RtFeelRun *run, Known *known, const RtFeelText *text)
{
	return rt_regex_test (run, regex_of (known, FALSE), text->bytes, text->length);
}

static RtRegexOutcome
look (RtFeelRun *run, Known *known, const RtFeelText *text, RtSweepLook at)
{
	if (at.where == RT_SWEEP_NOWHERE)
		return RT_REGEX_NO_MATCH;
	if (at.where == RT_SWEEP_EVERYWHERE || at.n_places > MOST_TRIES)
		return look_everywhere (run, known, text);
	const RtRegex *regex = regex_of (known, TRUE);
	RtRegexOutcome outcome = RT_REGEX_NO_MATCH;
	for (guint i = 0; i < at.n_places && outcome == RT_REGEX_NO_MATCH; i++)
		outcome = rt_regex_test_from (run, regex, text->bytes, text->length, at.places[i]);
	return outcome;
}

RtSweep *
rt_feel_patterns_sweep (const RtFeelRun *run, const RtFeelText *text)
{
	for (guint i = 0; i < run->n_sweeps; i++)
		if (rt_sweep_is_of (run->sweeps[i], text->bytes, text->length))
			return run->sweeps[i];
	return NULL;
}

gint
rt_feel_patterns_number (const RtFeelPatterns *self, const RtFeelText *pattern, const RtFeelText *flags)
{
	const Known *known = self != NULL ? slot_of (self, pattern, flags)->known : NULL;
	return known != NULL ? (gint)known->number : -1;
}

gboolean
rt_feel_patterns_test (RtFeelRun *run, const RtFeelText *text, RtFeelValue pattern, RtFeelValue flags,
		       RtRegexOutcome *outcome)
{
	RtSweep *sweep = rt_feel_patterns_sweep (run, text);
	if (sweep == NULL)
		return FALSE;
	Known *known = slot_of (run->patterns, rt_feel_text (pattern),
				flags.kind == RT_FEEL_STRING ? rt_feel_text (flags) : NULL)->known;
	if (known == NULL)
		return FALSE;
	/* what was found stays true of the text: other conditions and other worlds ask again */
	guint8 *found = &rt_sweep_found (sweep)[known->number];
	if (*found == 0)
		*found = (guint8)(1 + look (run, known, text, rt_sweep_look (sweep, known->number)));
	*outcome = (RtRegexOutcome)(*found - 1);
	return TRUE;
}
