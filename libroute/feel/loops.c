/* Instructions that run code once per item: for, some, every, filters. */
#include "libroute/feel/run.h"
#include "libroute/feel/ops.h"
#include "libroute/feel/leaf.h"
#include <string.h>

#define MOST_ITERATORS 32u

/* ---- what is gone through --------------------------------------------------------------------- */

typedef struct {
	const RtFeelValue *items; /* NULL: counted */
	guint64 count;
	RtFeelKind kind; /* of a counted one: NUMBER or DATE */
	gint64 first, step;
	guint8 flags; /* open, unordered: as the list */
	gboolean unknown; /* nothing is known of it */
	gboolean null; /* it is no list */
	RtFeelValue single;
} Domain;

static Domain
counted (RtFeelRun *run, RtFeelValue low, RtFeelValue high)
{
	Domain domain = {.kind = low.kind, .step = 1};
	gint64 last;
	gboolean whole = low.kind == RT_FEEL_NUMBER && rt_feel_get_integer (low, &domain.first) &&
			 rt_feel_get_integer (high, &last);
	if (low.kind == RT_FEEL_UNKNOWN || high.kind == RT_FEEL_UNKNOWN) {
		domain.unknown = TRUE;
		return domain;
	}
	if (low.kind == RT_FEEL_DATE && high.kind == RT_FEEL_DATE) {
		domain.first = low.as.integer;
		last = high.as.integer;
		whole = TRUE;
	}
	if (!whole || low.kind != high.kind) {
		rt_feel_fail (run, "range", "only whole numbers and dates can be counted through");
		domain.null = TRUE;
		return domain;
	}
	domain.step = last < domain.first ? -1 : 1;
	domain.count =
	    (domain.step > 0 ? (guint64)last - (guint64)domain.first : (guint64)domain.first - (guint64)last);
	domain.count += domain.count != G_MAXUINT64;
	return domain;
}

static Domain
domain_of_range (RtFeelRun *run, RtFeelValue value)
{
	const RtFeelRange *range = rt_feel_bounds (value);
	Domain domain = counted (run, range->low, range->high);
	gint order;
	/* [2..1] holds nothing to go through, unlike 2..1, which counts down */
	if (!domain.null && !domain.unknown &&
	    rt_feel_compare (run, range->low, range->high, &order) == RT_FEEL_YES && order > 0)
		domain.null = TRUE;
	if (range->low_end != RT_FEEL_END_CLOSED && domain.count != 0) {
		domain.first++;
		domain.count--;
	}
	if (range->high_end != RT_FEEL_END_CLOSED && domain.count != 0)
		domain.count--;
	return domain;
}

static void
domain_of (RtFeelRun *run, RtFeelValue value, Domain *domain)
{
	*domain = (Domain){.single = rt_feel_plain (value), .count = 1};
	domain->items = &domain->single;
	switch (value.kind) {
	case RT_FEEL_LIST:
		domain->items = rt_feel_items (value)->items;
		domain->count = rt_feel_items (value)->count;
		domain->flags = value.flags & (RT_FEEL_FLAG_OPEN | RT_FEEL_FLAG_UNORDERED);
		break;
	case RT_FEEL_RANGE:
		*domain = domain_of_range (run, value);
		break;
	case RT_FEEL_NULL:
		domain->null = TRUE;
		break;
	case RT_FEEL_UNKNOWN:
		domain->unknown = TRUE;
		break;
	default:
		break;
	}
}

static RtFeelValue
domain_item (const Domain *domain, guint64 i)
{
	if (domain->items != NULL)
		return domain->items[i];
	gint64 at = domain->first + domain->step * (gint64)i;
	return (RtFeelValue){.kind = (guint8)domain->kind, .as.integer = at};
}

/* ---- what a condition asks first -------------------------------------------------------------- */

/* `kind = "threat" and ...`, `p.level in [1..2]`: most items are refused by one entry that is not what is wanted, and
 * for that nothing needs to be run. */
typedef struct {
	const RtFeelName *name; /* of the entry; NULL: it begins otherwise */
	guint hint;
	RtFeelOperator op; /* a comparison, or `in` */
	RtFeelValue wanted;
	guint steps; /* that running it takes until it has refused */
} Question;

static Question
first_question (const RtFeelRun *run, RtFeelBlock condition, guint32 item)
{
	const RtFeelProgram *program = run->program;
	const RtFeelInsn *code = &program->code[condition.start];
	Question question = {.steps = 4};
	guint32 length = condition.end - condition.start;
	if (length > 2 && code[0].op == RT_FEEL_OPCODE_AND) {
		length = code[1].a;
		code += 2;
		question.steps++;
	}
	gboolean in = length == 5 && code[2].op == RT_FEEL_OPCODE_IN && code[2].b == 1;
	gboolean comparison = length == 4 && code[3].op == RT_FEEL_OPCODE_COMPARE;
	const RtFeelInsn *wanted = in ? &code[4] : &code[2];
	if ((!in && !comparison) || code[0].op != RT_FEEL_OPCODE_LOCAL || code[0].a != item ||
	    code[1].op != RT_FEEL_OPCODE_MEMBER || wanted->op != RT_FEEL_OPCODE_CONST || run->shares_nothing)
		return question;
	question.name = &program->names[code[1].a];
	question.hint = code[1].b;
	question.op = in ? RT_FEEL_OP_IN : (RtFeelOperator)code[3].a;
	question.wanted = program->constants[wanted->a];
	return question;
}

/* Is the item certainly refused? Then `entry` is what refused it. */
static gboolean
is_refused (RtFeelRun *run, const Question *question, RtFeelValue item, RtFeelValue *entry)
{
	if (question->name == NULL || item.kind != RT_FEEL_CONTEXT)
		return FALSE;
	const RtFeelContext *context = rt_feel_entries (item);
	gint at = rt_feel_shape_find_near (context->shape, question->name, question->hint);
	if (at < 0)
		return FALSE;
	*entry = context->entries[at];
	gboolean known = entry->kind >= RT_FEEL_BOOLEAN && entry->kind <= RT_FEEL_DAYS_TIME;
	if (!known || (question->op != RT_FEEL_OP_IN && entry->kind != question->wanted.kind))
		return FALSE;
	if (question->op == RT_FEEL_OP_EQ && entry->kind == RT_FEEL_STRING)
		return !rt_feel_is_same_text (*entry, question->wanted) && rt_feel_spend (run, question->steps);
	RtFeelTruth truth = question->op == RT_FEEL_OP_IN
				? rt_feel_passes (run, *entry, question->wanted)
				: rt_feel_compare_op (run, question->op, *entry, question->wanted);
	return truth == RT_FEEL_NO && rt_feel_spend (run, question->steps);
}

/* ---- loops ------------------------------------------------------------------------------------ */

typedef struct {
	guint32 local;
	gboolean two_ends;
	RtFeelBlock domain, high;
	guint32 start, round; /* where the trail of its items begins, and that of the current one */
} Iterator;

typedef struct {
	RtFeelRun *run;
	guint n; /* iterators */
	Iterator iterators[MOST_ITERATORS];
	RtFeelBlock body;
	Question question; /* of `some` over one list */
	guint32 partial;
	RtFeelOpcode kind;
	/* for: what was made */
	RtFeelValue *items;
	guint32 count, room;
	guint8 flags; /* open, unordered: as one of the domains */
	/* some, every: what is known so far */
	RtFeelTruth truth;
	/* the whole is null or unknown */
	gboolean null, unknown;
} Loop;

static gboolean
collect (Loop *loop, RtFeelValue value, gboolean doubted)
{
	RtFeelRun *run = loop->run;
	if (loop->count == loop->room) {
		guint32 room = MIN (MAX (16u, loop->room * 2), run->budget.list_length);
		gboolean may_grow = room > loop->count;
		RtFeelValue *grown = may_grow ? rt_arena_array (run->arena, room, sizeof *grown) : NULL;
		if (grown == NULL) {
			rt_feel_give_up (run, may_grow ? "memory" : "room for a list");
			return FALSE;
		}
		if (loop->count != 0)
			memcpy (grown, loop->items, loop->count * sizeof *grown);
		loop->items = grown;
		loop->room = room;
	}
	loop->items[loop->count++] = doubted ? rt_feel_doubted (value) : rt_feel_plain (value);
	return TRUE;
}

static RtFeelValue
list_of (RtFeelRun *run, const RtFeelValue *values, guint32 count)
{
	RtFeelValue *items, list = rt_feel_make_list (run, count, &items);
	if (items != NULL && count != 0)
		memcpy (items, values, count * sizeof *items);
	return list;
}

/* one round of `some` or `every`; FALSE when the rest cannot change the answer */
static gboolean
decide (Loop *loop, RtFeelValue value, gboolean doubted)
{
	RtFeelTruth decisive = loop->kind == RT_FEEL_OPCODE_SOME ? RT_FEEL_YES : RT_FEEL_NO;
	RtFeelTruth one = RT_FEEL_NEITHER;
	if (value.kind == RT_FEEL_BOOLEAN)
		one = value.as.boolean ? RT_FEEL_YES : RT_FEEL_NO;
	else if (value.kind == RT_FEEL_UNKNOWN)
		one = RT_FEEL_MAYBE;
	if (one == decisive && !doubted) {
		/* only the items that decided, the innermost first: what stands before it stays where it is */
		for (guint level = loop->n; level > 0; level--)
			rt_feel_trail_cut (loop->run, loop->iterators[level - 1].start, loop->iterators[level - 1].round);
		loop->truth = decisive;
		return FALSE;
	}
	if (one == decisive || one == RT_FEEL_MAYBE || (one == RT_FEEL_NEITHER && doubted))
		loop->truth = RT_FEEL_MAYBE;
	else if (one == RT_FEEL_NEITHER && loop->truth != RT_FEEL_MAYBE)
		loop->truth = RT_FEEL_NEITHER;
	return TRUE;
}

static gboolean
round_of (Loop *loop, gboolean doubted)
{
	RtFeelRun *run = loop->run;
	if (loop->partial != RT_FEEL_NONE)
		run->locals[run->frame + loop->partial] = list_of (run, loop->items, loop->count);
	RtFeelValue value = rt_feel_run_block (run, loop->body);
	if (run->exhausted)
		return FALSE;
	if (loop->kind == RT_FEEL_OPCODE_FOR)
		return collect (loop, value, doubted);
	return decide (loop, value, doubted);
}

static void
open_domain (RtFeelRun *run, const Iterator *iterator, Domain *domain)
{
	RtFeelValue value = rt_feel_run_block (run, iterator->domain);
	if (!iterator->two_ends) {
		domain_of (run, value, domain);
		return;
	}
	*domain = counted (run, value, rt_feel_run_block (run, iterator->high));
}

/* goes through the iterators from `level` inward; FALSE to stop */
static gboolean
go_through (Loop *loop, guint level, gboolean doubted)
{
	RtFeelRun *run = loop->run;
	Iterator *iterator = &loop->iterators[level];
	Domain domain;
	if (level == loop->n)
		return round_of (loop, doubted);
	open_domain (run, iterator, &domain);
	loop->null |= domain.null;
	loop->unknown |= domain.unknown;
	loop->flags |= domain.flags;
	if (domain.null || domain.unknown || run->exhausted)
		return FALSE;
	if (level > 0)
		iterator->start = run->n_trail;
	guint32 most = RT_FEEL_TRAIL_ROOM;
	for (guint64 i = 0; i < domain.count; i++) {
		RtFeelValue item = domain_item (&domain, i);
		if (!rt_feel_spend (run, 1))
			return FALSE;
		rt_feel_trail_once (run, iterator->start, &most);
		iterator->round = run->n_trail;
		rt_feel_read (run, item);
		rt_feel_trail_mark (run);
		RtFeelValue entry;
		if (is_refused (run, &loop->question, item, &entry)) {
			rt_feel_read (run, entry);
			continue;
		}
		run->locals[run->frame + iterator->local] = rt_feel_plain (item);
		if (!go_through (loop, level + 1, doubted || rt_feel_is_doubted (item)))
			return FALSE;
	}
	return TRUE;
}

static gboolean
loop_start (RtFeelRun *run, const RtFeelInsn *insn, Loop *loop)
{
	/* all but the iterators, of which there is room for many and one in use: clearing them would take longer than a round */
	memset (loop, 0, offsetof (Loop, iterators));
	memset (&loop->body, 0, sizeof *loop - offsetof (Loop, body));
	loop->run = run;
	loop->n = insn->b;
	loop->partial = RT_FEEL_NONE;
	loop->kind = insn->op;
	/* of what stands before its items, only the list that the first iterator goes through is cut with them */
	loop->iterators[0].start = rt_feel_trail_mark (run);
	if (loop->n > MOST_ITERATORS) {
		rt_feel_give_up (run, "depth");
		return FALSE;
	}
	if (insn->op == RT_FEEL_OPCODE_FOR)
		loop->partial = run->program->code[run->pc++].a;
	for (guint i = 0; i < loop->n; i++) {
		const RtFeelInsn *head = &run->program->code[run->pc++];
		Iterator *iterator = &loop->iterators[i];
		iterator->local = head->a;
		iterator->two_ends = head->b;
		iterator->domain = rt_feel_next_block (run);
		if (head->b)
			iterator->high = rt_feel_next_block (run);
	}
	loop->body = rt_feel_next_block (run);
	if (insn->op == RT_FEEL_OPCODE_SOME && loop->n == 1)
		loop->question = first_question (run, loop->body, loop->iterators[0].local);
	return TRUE;
}

void
rt_feel_op_for (RtFeelRun *run, const RtFeelInsn *insn)
{
	Loop loop;
	if (!loop_start (run, insn, &loop))
		return;
	go_through (&loop, 0, FALSE);
	if (loop.unknown)
		rt_feel_push (run, rt_feel_unknown_result ());
	else if (loop.null)
		rt_feel_push (run, rt_feel_null ());
	else if (!run->exhausted) {
		RtFeelValue list = list_of (run, loop.items, loop.count);
		list.flags |= list.kind == RT_FEEL_LIST ? loop.flags : 0;
		rt_feel_push (run, list);
	}
}

void
rt_feel_op_quantified (RtFeelRun *run, const RtFeelInsn *insn)
{
	Loop loop;
	if (!loop_start (run, insn, &loop))
		return;
	gboolean some = insn->op == RT_FEEL_OPCODE_SOME;
	loop.truth = some ? RT_FEEL_NO : RT_FEEL_YES;
	gboolean undecided = go_through (&loop, 0, FALSE);
	gboolean decided = !undecided && !loop.null && !loop.unknown;
	if (loop.unknown || ((loop.flags & RT_FEEL_FLAG_OPEN) != 0 && !decided))
		rt_feel_push (run, rt_feel_unknown_result ());
	else if (loop.null)
		rt_feel_push (run, rt_feel_null ());
	else
		rt_feel_push (run, rt_feel_truth (loop.truth));
}

/* ---- filters ---------------------------------------------------------------------------------- */

typedef struct {
	RtFeelRun *run;
	guint32 local;
	RtFeelBlock condition;
	Question question;
	const RtFeelValue *items;
	guint32 count;
	RtFeelValue single;
	RtFeelValue list; /* as it was */
} Filter;

static void
filter_start (RtFeelRun *run, const RtFeelInsn *insn, Filter *filter)
{
	RtFeelValue list = rt_feel_pop (run);
	*filter = (Filter){.run = run, .local = insn->a, .condition = rt_feel_next_block (run), .list = list};
	filter->single = rt_feel_plain (list);
	if (list.kind == RT_FEEL_LIST) {
		filter->items = rt_feel_items (list)->items;
		filter->count = rt_feel_items (list)->count;
	} else if (list.kind != RT_FEEL_NULL) {
		filter->items = &filter->single;
		filter->count = 1;
	}
}

static RtFeelValue
condition_for (const Filter *filter, RtFeelValue item)
{
	RtFeelRun *run = filter->run;
	run->locals[run->frame + filter->local] = rt_feel_plain (item);
	return rt_feel_run_block (run, filter->condition);
}

/* an item whose condition is unknown stays, doubted; the trail keeps what is said of items that stay */
static guint32
keep_items (const Filter *filter, RtFeelValue *kept, gboolean *numbers)
{
	RtFeelRun *run = filter->run;
	guint32 n = 0, start = rt_feel_trail_mark (run), most = RT_FEEL_TRAIL_ROOM;
	*numbers = FALSE;
	for (guint32 i = 0; i < filter->count && !run->exhausted; i++) {
		rt_feel_trail_once (run, start, &most);
		guint32 mark = rt_feel_trail_mark (run);
		RtFeelValue item = filter->items[i], entry;
		if (is_refused (run, &filter->question, item, &entry))
			continue;
		rt_feel_read (run, item);
		RtFeelValue verdict = condition_for (filter, item);
		*numbers |= verdict.kind == RT_FEEL_NUMBER;
		if (rt_feel_is_true (verdict))
			kept[n++] = item;
		else if (verdict.kind == RT_FEEL_UNKNOWN) {
			kept[n++] = rt_feel_doubted (item);
			rt_feel_trail_keep_open (run, mark);
		} else
			rt_feel_trail_cut (run, mark, run->n_trail);
	}
	return n;
}

static RtFeelValue
filtered (Filter *filter)
{
	RtFeelRun *run = filter->run;
	filter->question = first_question (run, filter->condition, filter->local);
	RtFeelValue *kept, list = rt_feel_make_list (run, filter->count, &kept);
	gboolean numbers;
	if (kept == NULL)
		return list;
	((RtFeelList *)list.as.pointer)->count = keep_items (filter, kept, &numbers);
	/* which item comes first decides whether it is an index */
	if (numbers && rt_feel_looks_hazy (run, filter->list))
		return rt_feel_unknown_result ();
	return filter->list.kind == RT_FEEL_LIST ? rt_feel_made_of (list, filter->list) : list;
}

/* list[n] where only the run shows whether n is a number or a condition */
static RtFeelValue
indexed_or_filtered (Filter *filter)
{
	guint32 mark = rt_feel_trail_mark (filter->run);
	RtFeelValue verdict = condition_for (filter, filter->count != 0 ? filter->items[0] : rt_feel_null ());
	if (verdict.kind == RT_FEEL_NUMBER)
		return rt_feel_index (filter->run, filter->list, verdict);
	if (verdict.kind == RT_FEEL_UNKNOWN)
		return rt_feel_unknown_result ();
	rt_feel_trail_cut (filter->run, mark, filter->run->n_trail);
	return filtered (filter);
}

void
rt_feel_op_filter (RtFeelRun *run, const RtFeelInsn *insn)
{
	Filter filter;
	filter_start (run, insn, &filter);
	if (filter.list.kind == RT_FEEL_UNKNOWN)
		rt_feel_push (run, rt_feel_unknown_result ());
	else
		rt_feel_push (run, insn->b ? indexed_or_filtered (&filter) : filtered (&filter));
}

void
rt_feel_op_index (RtFeelRun *run, const RtFeelInsn *insn)
{
	Filter filter;
	filter_start (run, insn, &filter);
	RtFeelValue number = condition_for (&filter, filter.count != 0 ? filter.items[0] : rt_feel_null ());
	rt_feel_push (run, rt_feel_index (run, filter.list, number));
}
