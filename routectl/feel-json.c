#include "routectl/feel-json.h"

static RtFeelValue
from_many (RtArena *arena, const RtTree *tree)
{
	guint n = rt_tree_length (tree);
	RtFeelValue *into = NULL, value = rt_feel_null ();
	if (tree->kind == RT_TREE_LIST) {
		value = rt_feel_list (arena, n, &into);
	} else {
		const RtFeelShape *shape =
			rt_feel_shape_new_in (arena, (const char *const *) tree->names->pdata, n);
		if (shape != NULL)
			value = rt_feel_context (arena, shape, &into);
	}
	for (guint i = 0; i < n && into != NULL; i++)
		into[i] = rt_feel_from_json (arena, rt_tree_item (tree, i));
	return value;
}

RtFeelValue
rt_feel_from_json (RtArena *arena, const RtTree *tree)
{
	switch (tree->kind) {
	case RT_TREE_BOOLEAN:
		return rt_feel_boolean (tree->boolean);
	case RT_TREE_NUMBER:
		return rt_feel_number (arena, tree->text);
	case RT_TREE_STRING:
		return rt_feel_string (arena, tree->text, tree->length);
	case RT_TREE_LIST:
	case RT_TREE_OBJECT:
		return from_many (arena, tree);
	default:
		return rt_feel_null ();
	}
}
