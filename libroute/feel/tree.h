/* The syntax tree of a condition, for those who look at what it says instead of running it: the check of routes against
 * each other, the rendering in words. Beside feel.h the one header of this folder that other layers include, for
 * there is no way to look at a tree without its nodes; node.h tells their kinds. */
#pragma once
#include "libroute/feel/node.h"

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
