/* Many conditions at once: which of them are certainly false?
 *
 * Most conditions begin with a question that many others ask too, each with an answer of its own: the kind of an incident, the
 * party that is involved, the age. Here each such question is asked once, and its answer leads to the conditions that want it;
 * all others of the question are false, and cost nothing. */
#include <string.h>
#include "libroute/feel/glance.h"
#include "libroute/feel/regex.h"
#include "libroute/util/name-table.h"

/* of conditions that ask something else each there is nothing to share, and to find that out takes time */
#define MOST_QUESTIONS 1024u

/* a condition that wants a whole number of an interval; ends are in */
typedef struct {
	gint64 low, high;
	guint condition;
} Span;

/* a condition that wants a text, of one item at least */
typedef struct {
	guint condition, least;
} Wanting;

/* What is asked: for a value, or for a member of all items of a list. */
typedef struct {
	RtGlance *part; /* the value, or the list */
	RtGlance *member; /* NULL: the value itself */
	RtFeelKind kind; /* of what is wanted */
	GArray *conditions; /* guint: all that ask it */
	const RtFeelProgram *longest; /* of them: what it takes to evaluate one */
	RtNameTable *texts; /* what is wanted, by text: which of `wanted` */
	GPtrArray *wanted; /* GArray of Wanting, of each */
	guint *found, *which; /* of items: how many have each of `wanted`, and which of these were found at all */
	GArray *spans; /* Span, by low end */
	GPtrArray *patterns; /* GArray of guint by the pattern that a text should match; NULL: that is not what is asked */
	gboolean answered; /* so that those it decides are certainly true if they are left */
	gpointer common; /* what was made of the first of these */
} Question;

struct _RtFeelSieve {
	const RtFeelProgram *const *programs;
	guint n, asked, words;
	RtGlanceSet *set;
	RtGlance **glances; /* by condition; NULL: nothing can be told of it */
	GArray *questions; /* Question */
	guint32 *decided; /* by condition: one more than the number of the question that is all it asks, or 0 */
	const RtFeelProgram *shares; /* one of those that have pieces in common; NULL: none has */
	guint64 *always; /* bits of the conditions whose first question is none of these */
};

/* ---- what a condition asks first -------------------------------------------------------------- */

/* What makes it certain that a condition is false: that the answer to its question is none of these. */
typedef struct {
	RtGlance *part, *member;
	const RtFeelValue *values; /* texts */
	guint n_values, least; /* of how many items, where it is about items */
	RtFeelKind kind;
	gint64 low, high; /* of whole numbers */
	gint pattern; /* which the text should match; -1: that is not asked */
} Key;

static gboolean
is_among_texts (const RtFeelList *list, Key *key)
{
	for (guint32 i = 0; i < list->count; i++)
		if (list->items[i].kind != RT_FEEL_STRING || !rt_glance_is_sure (&list->items[i]))
			return FALSE;
	key->kind = RT_FEEL_STRING;
	key->values = list->items;
	key->n_values = list->count;
	return TRUE;
}

static gboolean
is_one_text (const RtFeelValue *value, Key *key)
{
	key->kind = RT_FEEL_STRING;
	key->values = value;
	key->n_values = 1;
	return value->kind == RT_FEEL_STRING;
}

static gboolean
is_span (const RtFeelValue *low, const RtFeelValue *high, Key *key)
{
	key->kind = low->kind;
	key->low = low->as.integer;
	key->high = high->as.integer;
	return rt_glance_is_whole (low) && rt_glance_is_whole (high) && low->kind == high->kind;
}

static gboolean
fits_number (RtFeelOperator op, const RtFeelValue *value, Key *key)
{
	return is_span (value, value, key) && rt_glance_span (op, value->as.integer, &key->low, &key->high);
}

/* `kind = "threat" and ...`, asked of the items of a list */
static gboolean
asks_items (RtGlance *loop, Key *key)
{
	const RtGlance *first = loop->first;
	if (first == NULL || first->op != RT_FEEL_OP_EQ)
		return FALSE;
	key->part = loop->child;
	key->member = first->child;
	return is_one_text (&first->value, key);
}

/* items of a filter of which there has to be one at least */
static gboolean
asks_counted (RtGlance *count, RtFeelOperator op, const RtFeelValue *value, Key *key)
{
	RtGlance *filter = rt_glance_counted_filter (count);
	if (filter == NULL || !fits_number (op, value, key) || key->low < 1)
		return FALSE;
	key->least = (guint)MIN (key->low, G_MAXUINT);
	return asks_items (filter, key);
}

static gboolean
asks_value (RtGlance *condition, Key *key)
{
	RtFeelOperator op = (RtFeelOperator)condition->op;
	key->part = condition->child;
	/* where several ask for the same count, that is the question */
	gboolean alone = condition->child->kind == RT_GLANCE_COUNT && condition->child->index == 0;
	if (alone && asks_counted (condition->child, op, &condition->value, key))
		return TRUE;
	*key = (Key){.part = condition->child, .least = 1, .pattern = -1};
	return op == RT_FEEL_OP_EQ && condition->value.kind == RT_FEEL_STRING ? is_one_text (&condition->value, key)
									       : fits_number (op, &condition->value, key);
}

static gboolean
asks_among (RtGlance *condition, Key *key)
{
	const RtGlance *test = condition->child->next;
	key->part = condition->child;
	if (test->kind != RT_GLANCE_CONST)
		return FALSE;
	if (test->value.kind == RT_FEEL_LIST)
		return !rt_feel_is_open (test->value) && is_among_texts (rt_feel_items (test->value), key);
	if (test->value.kind != RT_FEEL_RANGE)
		return is_one_text (&test->value, key);
	const RtFeelRange *range = rt_feel_bounds (test->value);
	return range->low_end == RT_FEEL_END_CLOSED && range->high_end == RT_FEEL_END_CLOSED &&
	       range->form != RT_FEEL_FORM_NOT && is_span (&range->low, &range->high, key);
}

static gboolean
asks_between (RtGlance *condition, Key *key)
{
	const RtGlance *low = condition->child->next, *high = low->next;
	key->part = condition->child;
	return low->kind == RT_GLANCE_CONST && high->kind == RT_GLANCE_CONST && is_span (&low->value, &high->value, key);
}

/* `list contains (person.measures.kind, "...")`: the members of the items of a list */
static gboolean
asks_members (RtGlance *condition, Key *key)
{
	RtGlance *list = condition->child;
	if (list->kind == RT_GLANCE_SHARED)
		list = list->child;
	if (list == NULL || list->kind != RT_GLANCE_MEMBER || condition->child->next->kind != RT_GLANCE_CONST)
		return FALSE;
	key->part = list->child;
	key->member = list;
	return is_one_text (&condition->child->next->value, key);
}

/* a text is looked through for all patterns at once */
static gboolean
asks_pattern (RtGlance *condition, const RtFeelPatterns *patterns, Key *key)
{
	const RtGlance *pattern = condition->child->next;
	const RtFeelText *flags = pattern->next != NULL ? rt_feel_text (pattern->next->value) : NULL;
	key->part = condition->child;
	key->pattern = rt_feel_patterns_number (patterns, rt_feel_text (pattern->value), flags);
	return key->pattern >= 0;
}

/* FALSE: what the condition asks first is none that others could have in common with it */
static gboolean
find_key (RtGlance *condition, const RtFeelPatterns *patterns, Key *key)
{
	*key = (Key){.least = 1, .pattern = -1};
	switch (condition->kind) {
	case RT_GLANCE_SHARED:
		return condition->child != NULL && find_key (condition->child, patterns, key);
	case RT_GLANCE_AND:
		return find_key (condition->child, patterns, key);
	case RT_GLANCE_SOME:
		return asks_items (condition, key);
	case RT_GLANCE_FITS:
		return asks_value (condition, key);
	case RT_GLANCE_IN:
		return asks_among (condition, key);
	case RT_GLANCE_BETWEEN:
		return asks_between (condition, key);
	case RT_GLANCE_CONTAINS:
		return asks_members (condition, key);
	case RT_GLANCE_MATCHES:
		return asks_pattern (condition, patterns, key);
	default:
		return FALSE;
	}
}

/* Does the condition say no more than that the answer is one of those of its key? */
static gboolean
is_whole (const RtGlance *condition, const Key *key)
{
	if (condition->kind == RT_GLANCE_SHARED)
		return is_whole (condition->child, key);
	gboolean asks_one = condition->kind == RT_GLANCE_FITS || condition->kind == RT_GLANCE_IN ||
			    condition->kind == RT_GLANCE_BETWEEN;
	return asks_one && key->part == condition->child && key->member == NULL;
}

/* ---- questions -------------------------------------------------------------------------------- */

static gboolean
is_same_member (const RtGlance *a, const RtGlance *b)
{
	if (a == NULL || b == NULL)
		return a == b;
	return rt_feel_is_same_name (a->name, b->name);
}

/* NULL: there are too many */
static Question *
question_for (RtFeelSieve *sieve, const Key *key)
{
	for (guint i = 0; i < sieve->questions->len; i++) {
		Question *question = &g_array_index (sieve->questions, Question, i);
		gboolean is_of_patterns = question->patterns != NULL;
		if (question->kind == key->kind && is_of_patterns == (key->pattern >= 0) &&
		    is_same_member (question->member, key->member) && rt_glance_is_same (question->part, key->part))
			return question;
	}
	if (sieve->questions->len == MOST_QUESTIONS)
		return NULL;
	Question question = {.part = key->part,
			     .member = key->member,
			     .kind = key->kind,
			     .conditions = g_array_new (FALSE, FALSE, sizeof (guint)),
			     .texts = rt_name_table_new (),
			     .wanted = g_ptr_array_new_with_free_func ((GDestroyNotify)g_array_unref),
			     .spans = g_array_new (FALSE, FALSE, sizeof (Span)),
			     .patterns = key->pattern >= 0 ? g_ptr_array_new () : NULL};
	g_array_append_val (sieve->questions, question);
	return &g_array_index (sieve->questions, Question, sieve->questions->len - 1);
}

static void
add_text (Question *question, const RtFeelText *text, Wanting wanting)
{
	gint32 wanted = rt_name_table_find (question->texts, text->bytes, text->length);
	if (wanted < 0) {
		wanted = (gint32)question->wanted->len;
		g_ptr_array_add (question->wanted, g_array_new (FALSE, FALSE, sizeof (Wanting)));
		rt_name_table_add (question->texts, text->bytes, text->length, wanted);
	}
	g_array_append_val ((GArray *)g_ptr_array_index (question->wanted, wanted), wanting);
}

static void
add_pattern (Question *question, guint pattern, guint condition)
{
	if (pattern >= question->patterns->len)
		g_ptr_array_set_size (question->patterns, (gint)pattern + 1);
	gpointer *conditions = &g_ptr_array_index (question->patterns, pattern);
	if (*conditions == NULL)
		*conditions = g_array_new (FALSE, FALSE, sizeof (guint));
	g_array_append_val ((GArray *)*conditions, condition);
}

static gboolean
add_condition (RtFeelSieve *sieve, const Key *key, guint condition, const RtFeelProgram *program)
{
	Question *question = question_for (sieve, key);
	if (question == NULL)
		return FALSE;
	Span span = {key->low, key->high, condition};
	if (question->longest == NULL || program->n_code > question->longest->n_code)
		question->longest = program;
	g_array_append_val (question->conditions, condition);
	if (key->pattern >= 0)
		add_pattern (question, (guint)key->pattern, condition);
	else if (key->kind != RT_FEEL_STRING)
		g_array_append_val (question->spans, span);
	for (guint i = 0; i < key->n_values; i++)
		add_text (question, rt_feel_text (key->values[i]), (Wanting){condition, key->least});
	if (is_whole (sieve->glances[condition], key))
		sieve->decided[condition] = (guint32)(question - (Question *)(gpointer)sieve->questions->data) + 1;
	return TRUE;
}

static int
by_low (gconstpointer a, gconstpointer b)
{
	gint64 x = ((const Span *)a)->low, y = ((const Span *)b)->low;
	return (x > y) - (x < y);
}

/* ---- the sieve -------------------------------------------------------------------------------- */

static inline void
leave (guint64 *left, guint condition)
{
	left[condition / 64] |= G_GUINT64_CONSTANT (1) << condition % 64;
}

static void
make_ready (RtFeelSieve *sieve, Question *question)
{
	g_array_sort (question->spans, by_low);
	question->found = rt_arena_array (sieve->set->arena, MAX (question->wanted->len, 1), sizeof *question->found);
	question->which = rt_arena_array (sieve->set->arena, MAX (question->wanted->len, 1), sizeof *question->which);
}

static void
make (RtFeelSieve *sieve, const RtFeelPatterns *patterns)
{
	sieve->set = rt_glance_set_new ();
	sieve->glances = rt_arena_array (sieve->set->arena, sieve->n, sizeof *sieve->glances);
	sieve->always = rt_arena_array (sieve->set->arena, sieve->words, sizeof *sieve->always);
	sieve->decided = rt_arena_array (sieve->set->arena, sieve->n, sizeof *sieve->decided);
	for (guint i = 0; i < sieve->n; i++) {
		const RtFeelProgram *program = sieve->programs[i];
		Key key;
		gboolean asks = FALSE;
		if (program != NULL && program->shares_with != NULL) {
			sieve->shares = program;
			sieve->glances[i] = rt_glance_make (sieve->set, program);
			asks = sieve->glances[i] != NULL && find_key (sieve->glances[i], patterns, &key) &&
			       add_condition (sieve, &key, i, program);
		}
		if (!asks)
			leave (sieve->always, i);
	}
	for (guint i = 0; i < sieve->questions->len; i++)
		make_ready (sieve, &g_array_index (sieve->questions, Question, i));
}

RtFeelSieve *
rt_feel_sieve_new (const RtFeelProgram *const *programs, guint n)
{
	RtFeelSieve *sieve = g_new0 (RtFeelSieve, 1);
	sieve->programs = programs;
	sieve->n = n;
	sieve->words = n / 64 + 1;
	sieve->questions = g_array_new (FALSE, TRUE, sizeof (Question));
	return sieve;
}

static void
clear_question (Question *question)
{
	rt_name_table_free (question->texts);
	g_ptr_array_unref (question->wanted);
	for (guint i = 0; question->patterns != NULL && i < question->patterns->len; i++)
		g_clear_pointer (&g_ptr_array_index (question->patterns, i), g_array_unref);
	g_clear_pointer (&question->patterns, g_ptr_array_unref);
	g_array_unref (question->conditions);
	g_array_unref (question->spans);
}

void
rt_feel_sieve_free (RtFeelSieve *sieve)
{
	if (sieve == NULL)
		return;
	for (guint i = 0; i < sieve->questions->len; i++)
		clear_question (&g_array_index (sieve->questions, Question, i));
	g_array_unref (sieve->questions);
	rt_glance_set_free (sieve->set);
	g_free (sieve);
}

/* ---- sifting ---------------------------------------------------------------------------------- */

static void
leave_all (const GArray *conditions, guint64 *left)
{
	for (guint i = 0; i < conditions->len; i++)
		leave (left, g_array_index (conditions, guint, i));
}

/* those that want a text that so many items have */
static void
leave_wanting (const GArray *wanting, guint found, guint64 *left)
{
	const Wanting *all = (const Wanting *)(gconstpointer)wanting->data;
	for (guint i = 0; i < wanting->len; i++)
		if (all[i].least <= found)
			leave (left, all[i].condition);
}

static gint32
find_wanted (const Question *question, const RtFeelValue *value)
{
	const RtFeelText *text = rt_feel_text (*value);
	return rt_name_table_find (question->texts, text->bytes, text->length);
}

static void
leave_text (const Question *question, const RtFeelValue *value, guint64 *left)
{
	gint32 wanted = find_wanted (question, value);
	if (wanted >= 0)
		leave_wanting (g_ptr_array_index (question->wanted, wanted), 1, left);
}

static void
leave_number (const Question *question, gint64 number, guint64 *left)
{
	const Span *spans = (const Span *)question->spans->data;
	for (guint i = 0; i < question->spans->len && spans[i].low <= number; i++)
		if (number <= spans[i].high)
			leave (left, spans[i].condition);
}

static gboolean
ask_value (const Question *question, const RtFeelValue *value, guint64 *left)
{
	if (value == NULL || !rt_glance_is_sure (value))
		return FALSE;
	if (question->kind == RT_FEEL_STRING && value->kind == RT_FEEL_NULL)
		return TRUE; /* it is no text */
	if (value->kind != question->kind)
		return FALSE;
	if (question->kind == RT_FEEL_STRING) {
		leave_text (question, value, left);
		return TRUE;
	}
	if (rt_glance_is_whole (value))
		leave_number (question, value->as.integer, left);
	return rt_glance_is_whole (value);
}

/* counts the items by the text they have; FALSE: of one that is not known. `n`: how many of the texts were found */
static gboolean
count_texts (const Question *question, const RtFeelList *list, guint *n)
{
	for (guint32 i = 0; i < list->count; i++) {
		const RtFeelValue *entry = rt_glance_entry (question->member, &list->items[i]);
		if (entry == NULL || entry->kind != RT_FEEL_STRING || !rt_glance_is_sure (entry))
			return FALSE;
		gint32 wanted = find_wanted (question, entry);
		if (wanted >= 0 && question->found[wanted]++ == 0)
			question->which[(*n)++] = (guint)wanted;
	}
	return TRUE;
}

static gboolean
ask_items (RtGlanceLook *look, const Question *question, const RtFeelValue *value, guint64 *left)
{
	if (value == NULL || value->kind != RT_FEEL_LIST || rt_feel_is_open (*value) ||
	    !rt_glance_spend_items (look, rt_feel_items (*value)->count))
		return FALSE;
	guint n = 0;
	gboolean known = count_texts (question, rt_feel_items (*value), &n);
	for (guint i = 0; i < n; i++) {
		guint wanted = question->which[i];
		if (known)
			leave_wanting (g_ptr_array_index (question->wanted, wanted), question->found[wanted], left);
		question->found[wanted] = 0;
	}
	return known;
}

/* patterns that are nowhere in the text are not found */
static gboolean
ask_text (const Question *question, const RtFeelRun *run, const RtFeelValue *value, guint64 *left)
{
	if (value == NULL || value->kind != RT_FEEL_STRING || !rt_glance_is_sure (value))
		return FALSE;
	RtSweep *sweep = rt_feel_patterns_sweep (run, rt_feel_text (*value));
	if (sweep == NULL)
		return FALSE;
	const GPtrArray *patterns = question->patterns;
	for (guint i = rt_sweep_next (sweep, 0); i < patterns->len; i = rt_sweep_next (sweep, i + 1))
		if (g_ptr_array_index (patterns, i) != NULL)
			leave_all (g_ptr_array_index (patterns, i), left);
	return TRUE;
}

/* FALSE when only a look at each condition tells */
static gboolean
ask (RtGlanceLook *look, const Question *question, const RtFeelValue *value, guint64 *left)
{
	if (question->patterns != NULL)
		return ask_text (question, look->run, value, left);
	return question->member != NULL ? ask_items (look, question, value, left) : ask_value (question, value, left);
}

static void
ask_all (RtFeelSieve *sieve, RtFeelRun *run, guint64 *left)
{
	memcpy (left, sieve->always, sieve->words * sizeof *left);
	for (guint i = 0; i < sieve->questions->len; i++) {
		Question *question = &g_array_index (sieve->questions, Question, i);
		RtGlanceLook look;
		rt_glance_begin (&look, run, question->longest, FALSE);
		const RtFeelValue *value = rt_glance_find (&look, question->part);
		question->answered = ask (&look, question, value, left);
		question->common = NULL;
		if (!question->answered)
			leave_all (question->conditions, left);
	}
}

static void
leave_every (const RtFeelSieve *sieve, guint64 *left)
{
	memset (left, 0, sieve->words * sizeof *left);
	for (guint i = 0; i < sieve->n; i++)
		leave (left, i);
	for (guint i = 0; i < sieve->questions->len; i++)
		g_array_index (sieve->questions, Question, i).answered = FALSE;
}

void
rt_feel_sift (RtFeelSieve *sieve, RtFeelRun *run, const RtFeelValue *slots, guint64 *left)
{
	if (sieve->asked < RT_GLANCE_ASKED_BEFORE && ++sieve->asked == RT_GLANCE_ASKED_BEFORE)
		make (sieve, run->patterns);
	if (sieve->shares == NULL || run->shares_nothing || rt_arena_is_exhausted (run->arena)) {
		leave_every (sieve, left);
		return;
	}
	rt_feel_share_begin (run, sieve->shares);
	run->slots = slots;
	ask_all (sieve, run, left);
}

gpointer *
rt_feel_sieve_common (RtFeelSieve *sieve, guint i)
{
	guint32 decided = sieve->set != NULL ? sieve->decided[i] : 0;
	Question *question = decided != 0 ? &g_array_index (sieve->questions, Question, decided - 1) : NULL;
	return question != NULL && question->answered ? &question->common : NULL;
}

RtFeelVerdict
rt_feel_sieve_judge (RtFeelSieve *sieve, RtFeelRun *run, const RtFeelValue *slots, guint i)
{
	const RtFeelProgram *program = sieve->programs[i];
	RtGlance *glance = sieve->set != NULL ? sieve->glances[i] : NULL;
	if (glance == NULL || run->shares_nothing || rt_arena_is_exhausted (run->arena))
		return RT_FEEL_PERHAPS;
	rt_feel_share_begin (run, program);
	run->slots = slots;
	run->n_trail = run->trail_mark = 0;
	RtGlanceLook look;
	rt_glance_begin (&look, run, program, TRUE);
	RtFeelTruth truth = rt_glance_holds (&look, glance);
	if (look.full)
		return RT_FEEL_PERHAPS;
	run->result = rt_feel_truth (truth);
	run->reported = FALSE;
	return truth == RT_FEEL_YES ? RT_FEEL_CERTAINLY : truth == RT_FEEL_NO ? RT_FEEL_CERTAINLY_NOT : RT_FEEL_PERHAPS;
}
