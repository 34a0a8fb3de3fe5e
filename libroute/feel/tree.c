#include "libroute/feel/builtin.h"
#include "libroute/feel/leaf.h"
#include "libroute/feel/parser.h"
#include <string.h>

struct _RtFeelTree {
	RtArena *nodes, *kept;
	RtFeelNode *root;
};

RtFeelTree *
rt_feel_tree_new (const RtFeelScope *scope, const char *text, gsize length)
{
	RtFeelParser parser;
	RtFeelTree *tree = g_new0 (RtFeelTree, 1);
	tree->nodes = rt_arena_new (0);
	tree->kept = rt_arena_new (0);
	rt_feel_parser_init (&parser, scope, text, length, NULL, tree->nodes, tree->kept);
	if (rt_feel_parse_whole (&parser, rt_feel_parse_expression) && !parser.failed && !parser.type_failed)
		tree->root = parser.proto->body;
	if (tree->root == NULL)
		g_clear_pointer (&tree, rt_feel_tree_free);
	return tree;
}

void
rt_feel_tree_free (RtFeelTree *tree)
{
	if (tree == NULL)
		return;
	rt_arena_free (tree->nodes);
	rt_arena_free (tree->kept);
	g_free (tree);
}

const RtFeelNode *
rt_feel_tree_root (const RtFeelTree *tree)
{
	return tree->root;
}

gboolean
rt_feel_node_value (RtArena *arena, const RtFeelNode *node, RtFeelValue *value)
{
	const RtFeelNode *text = node->kind == RT_FEEL_NODE_CALL ? node->child : NULL;
	*value = rt_feel_null ();
	if (node->kind == RT_FEEL_NODE_CONST)
		*value = node->as.value;
	else if (node->type->known != NULL)
		*value = *node->type->known;
	else if (text != NULL && text->next == NULL && text->kind == RT_FEEL_NODE_CONST &&
		 text->as.value.kind == RT_FEEL_STRING && node->type->kind >= RT_FEEL_DATE &&
		 node->type->kind <= RT_FEEL_DAYS_TIME)
		*value = rt_feel_temporal_from_text (arena, rt_feel_text (text->as.value)->bytes,
						     rt_feel_text (text->as.value)->length);
	return value->kind == node->type->kind && value->kind >= RT_FEEL_BOOLEAN &&
	       value->kind <= RT_FEEL_DAYS_TIME;
}

gboolean
rt_feel_tree_value (const RtFeelTree *tree, const RtFeelNode *node, RtFeelValue *value)
{
	return rt_feel_node_value (tree->kept, node, value);
}

const char *
rt_feel_call_name (const RtFeelNode *call)
{
	return rt_feel_builtins[call->index].name;
}

int
rt_feel_order (RtFeelValue a, RtFeelValue b)
{
	if (a.kind == RT_FEEL_BOOLEAN)
		return a.as.boolean - b.as.boolean;
	if (a.kind != RT_FEEL_STRING)
		return rt_feel_leaf_compare (a, b);
	const RtFeelText *x = rt_feel_text (a), *y = rt_feel_text (b);
	int order = memcmp (x->bytes, y->bytes, MIN (x->length, y->length));
	return order != 0 ? order : (int)(x->length > y->length) - (int)(x->length < y->length);
}

/* ---- operators ---- */

RtFeelOperator
rt_feel_op_mirrored (RtFeelOperator op)
{
	switch (op) {
	case RT_FEEL_OP_LT:
		return RT_FEEL_OP_GT;
	case RT_FEEL_OP_LE:
		return RT_FEEL_OP_GE;
	case RT_FEEL_OP_GT:
		return RT_FEEL_OP_LT;
	case RT_FEEL_OP_GE:
		return RT_FEEL_OP_LE;
	default:
		return op;
	}
}

RtFeelOperator
rt_feel_op_negated (RtFeelOperator op)
{
	switch (op) {
	case RT_FEEL_OP_LT:
		return RT_FEEL_OP_GE;
	case RT_FEEL_OP_LE:
		return RT_FEEL_OP_GT;
	case RT_FEEL_OP_GT:
		return RT_FEEL_OP_LE;
	case RT_FEEL_OP_GE:
		return RT_FEEL_OP_LT;
	case RT_FEEL_OP_EQ:
		return RT_FEEL_OP_NE;
	default:
		return RT_FEEL_OP_EQ;
	}
}
