/* `and` binds before `or`. Where the two are mixed without brackets, and what is compared or how the lines are broken
 * says that the author saw it otherwise, that is told; a mix that may well be meant is not. */
#include "libroute/feel/check.h"
#include <string.h>

/* brackets are part of a node's span, and not of its first child's */
static gboolean
is_bare_and (const RtFeelNode *node)
{
	return node->kind == RT_FEEL_NODE_AND && node->start == node->child->start;
}

static const RtFeelNode *
last_of (const RtFeelNode *node)
{
	const RtFeelNode *last = node->child;
	while (last->next != NULL)
		last = last->next;
	return last;
}

/* kind = "a", kind in ("a", "b"): what may be another value of one thing */
static const RtFeelNode *
compared (const RtFeelNode *node)
{
	gboolean equal = node->kind == RT_FEEL_NODE_COMPARE && node->op == RT_FEEL_OP_EQ;
	return equal || node->kind == RT_FEEL_NODE_IN ? node->child : NULL;
}

static gboolean
are_alternatives (const RtFeelParser *parser, const RtFeelNode *a, const RtFeelNode *b)
{
	const RtFeelNode *x = compared (a), *y = compared (b);
	return x != NULL && y != NULL && rt_feel_is_same_node_text (parser, x, y);
}

static gboolean
breaks_line (const RtFeelParser *parser, const RtFeelNode *from, const RtFeelNode *to)
{
	return memchr (parser->text + from->end, '\n', to->start - from->end) != NULL;
}

static void
warn (RtFeelParser *parser, const RtFeelNode *from, const RtFeelNode *to)
{
	rt_feel_report (parser, RT_FEEL_WARNING, "precedence", from->start, to->end,
			"`and` binds before `or`, which does not look meant here: put brackets around what belongs "
			"together");
}

/* alternative `or` first `and` second */
static gboolean
misleads_before (const RtFeelParser *parser, const RtFeelNode *alternative, const RtFeelNode *and)
{
	const RtFeelNode *first = and->child, *second = first->next;
	return are_alternatives (parser, alternative, first) ||
	       (!breaks_line (parser, alternative, first) && breaks_line (parser, first, second));
}

/* ... `and` last `or` alternative */
static gboolean
misleads_behind (const RtFeelParser *parser, const RtFeelNode *and, const RtFeelNode *alternative)
{
	const RtFeelNode *last = last_of (and), *before = and->child;
	while (before->next != last)
		before = before->next;
	return are_alternatives (parser, last, alternative) ||
	       (breaks_line (parser, before, last) && !breaks_line (parser, last, alternative));
}

void
rt_feel_check_precedence (RtFeelParser *parser, const RtFeelNode *or)
{
	for (const RtFeelNode *child = or->child; child->next != NULL; child = child->next) {
		const RtFeelNode *next = child->next;
		gboolean before = is_bare_and (next) && !is_bare_and (child) && misleads_before (parser, child, next);
		if (before || (is_bare_and (child) && !is_bare_and (next) && misleads_behind (parser, child, next)))
			warn (parser, child, next);
	}
}
