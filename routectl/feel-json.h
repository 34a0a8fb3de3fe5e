/* JSON as values of the condition language. */
#pragma once
#include "libroute/feel/feel.h"
#include "routectl/json-tree.h"

/* An object becomes a context, a list a list, the rest what it looks like; a string stays a string.
 * Lives in `arena` and in the tree; null where the arena is full. */
RtFeelValue rt_feel_from_json (RtArena *arena, const RtTree *tree);
