/* A JSON value as a tree, for the command's own small files: test cases, contexts. Registrations never
 * take this way. */
#pragma once
#include <glib.h>
#include "libroute/registration/json.h"

typedef enum {
	RT_TREE_NULL,
	RT_TREE_BOOLEAN,
	RT_TREE_NUMBER,
	RT_TREE_STRING,
	RT_TREE_LIST,
	RT_TREE_OBJECT,
} RtTreeKind;

typedef struct _RtTree RtTree;
struct _RtTree {
	RtTreeKind kind;
	gboolean boolean;
	char *text; /* of a string; of a number as written */
	gsize length; /* bytes of text */
	GPtrArray *names; /* of an object: char *, no two alike */
	GPtrArray *items; /* RtTree *, of a list, or the values of an object */
};

/* Returns: (transfer full): NULL with `error` (ROUTE_ERROR_JSON), also when an object has a key twice */
RtTree *rt_tree_read (const char *text, gsize length, GError **error);
RtTree *rt_tree_copy (const RtTree *tree);
void rt_tree_free (RtTree *tree);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RtTree, rt_tree_free)

/* A member of an object; NULL when there is none, or `tree` is NULL or no object. Borrowed. */
const RtTree *rt_tree_get (const RtTree *tree, const char *name);
/* The text of a member that is a string, or NULL. Borrowed. */
const char *rt_tree_get_string (const RtTree *tree, const char *name);
guint rt_tree_length (const RtTree *tree);
const RtTree *rt_tree_item (const RtTree *tree, guint index);

/* Null, boolean, number and string by value: numbers as written. FALSE for lists and objects. */
/* The name of a member of an object. Borrowed. */
const char *rt_tree_name (const RtTree *tree, guint index);
/* The same value throughout: members in the same order, numbers as written. */
gboolean rt_tree_same (const RtTree *a, const RtTree *b);
gboolean rt_tree_same_scalar (const RtTree *a, const RtTree *b);

/* `target` changed by a JSON Merge Patch (RFC 7396): null takes a member away, lists are replaced whole. Beyond that an
 * object whose names are numbers of items, or "+", changes a list: {"0": {...}, "2": null, "+": [...]} patches the first
 * item, takes the third out and adds some at the end. Both are borrowed. Returns: (transfer full) */
RtTree *rt_tree_merge (const RtTree *target, const RtTree *patch);
/* Puts `value` (taken over) in the place of an item. */
void rt_tree_replace (RtTree *tree, guint index, RtTree *value);
/* Appends it as compact JSON. */
void rt_tree_print (const RtTree *tree, GString *out);
