/* What the files of the checker share. Private to it. */
#pragma once
#include "libroute/feel/parser.h"

static inline gboolean
rt_feel_is_known (const RtFeelType *type)
{
	return !rt_feel_type_is_any (type) && !type->only_null;
}

static inline const char *
rt_feel_kind_of (const RtFeelNode *node)
{
	return node->type->only_null ? "null" : rt_feel_kind_name (node->type->kind);
}

/* the literal 0 */
static inline gboolean
rt_feel_is_zero (const RtFeelNode *node)
{
	gint64 value;
	return node->kind == RT_FEEL_NODE_CONST && rt_feel_get_integer (node->as.value, &value) && value == 0;
}

/* Reports a constant text that is not one of the words of the type. */
void rt_feel_check_word (RtFeelParser *parser, const RtFeelNode *place, const RtFeelType *type,
			 RtFeelValue value);
/* Reports a constant with capitals where `lower case` is called, and the other way round. */
void rt_feel_check_case (RtFeelParser *parser, const RtFeelNode *call, const RtFeelNode *constant);
/* Reports what is no condition; `where` says what asks for one. */
void rt_feel_check_condition (RtFeelParser *parser, const RtFeelNode *node, const char *where);
void rt_feel_check_call (RtFeelParser *parser, RtFeelNode *node);
void rt_feel_check_invoke (RtFeelParser *parser, RtFeelNode *node);
/* Do two nodes read the same, letter by letter? */
gboolean rt_feel_is_same_node_text (const RtFeelParser *parser, const RtFeelNode *a, const RtFeelNode *b);
/* ---- bounds.c: what the bounds of numbers settle ---- */
/* Warns of a comparison that is always true or never. */
void rt_feel_check_bounds (RtFeelParser *parser, const RtFeelNode *node);
/* As above for a value that is asked to lie between two others; `node` is where that stands. */
void rt_feel_check_between (RtFeelParser *parser, const RtFeelNode *node, const RtFeelNode *value, const RtFeelNode *low,
			    const RtFeelNode *high);
/* Warns of a range that ends before it begins. */
void rt_feel_check_range (RtFeelParser *parser, const RtFeelNode *node, const RtFeelNode *low, const RtFeelNode *high);
/* Warns of `in [12, 23]`, where all that lies between seems meant. */
void rt_feel_check_pair (RtFeelParser *parser, const RtFeelNode *in);
/* How two values stand to each other whatever the facts are, in so far as they are known: *order is below, at or above 0.
 * FALSE when that depends. */
gboolean rt_feel_known_order (RtFeelParser *parser, const RtFeelNode *left, const RtFeelNode *right, int *order);
/* ---- same.c: what is held against itself ---- */
/* Warns of a comparison of a thing with itself, or with itself and something added. */
void rt_feel_check_itself (RtFeelParser *parser, const RtFeelNode *node);
/* Warns of `age - age` and `age / age`. */
void rt_feel_check_nothing_left (RtFeelParser *parser, const RtFeelNode *node);
/* Warns of a comparison of how many of a list there are with how many some of it are. */
void rt_feel_check_counts (RtFeelParser *parser, const RtFeelNode *node);
/* Of not(p) what is in the brackets; else NULL. */
const RtFeelNode *rt_feel_negated_part (const RtFeelNode *node);
/* Warns of an `and` or `or` of a condition and its negation, or of one that stands there twice. */
void rt_feel_check_negation (RtFeelParser *parser, const RtFeelNode *node);
/* Warns of `and` and `or` without brackets where their order misleads. */
void rt_feel_check_precedence (RtFeelParser *parser, const RtFeelNode *or);
/* Warns of an `and` whose parts exclude each other, of an `or` whose parts leave nothing out, and of a part that changes
 * nothing beside another. */
void rt_feel_check_contradiction (RtFeelParser *parser, const RtFeelNode *node);
