#include "routectl/json-tree.h"
#include "libroute/util/json-writer.h"
#include <string.h>

/* ---- making and freeing ---- */

static RtTree *
tree_new (RtTreeKind kind)
{
	RtTree *tree = g_new0 (RtTree, 1);
	tree->kind = kind;
	if (kind == RT_TREE_OBJECT)
		tree->names = g_ptr_array_new_with_free_func (g_free);
	if (kind == RT_TREE_OBJECT || kind == RT_TREE_LIST)
		tree->items = g_ptr_array_new_with_free_func ((GDestroyNotify) rt_tree_free);
	return tree;
}

void
rt_tree_free (RtTree *tree)
{
	if (tree == NULL)
		return;
	g_free (tree->text);
	g_clear_pointer (&tree->names, g_ptr_array_unref);
	g_clear_pointer (&tree->items, g_ptr_array_unref);
	g_free (tree);
}

static void
add_member (RtTree *object, const char *name, RtTree *value)
{
	g_ptr_array_add (object->names, g_strdup (name));
	g_ptr_array_add (object->items, value);
}

const char *
rt_tree_name (const RtTree *tree, guint index)
{
	return g_ptr_array_index (tree->names, index);
}

RtTree *
rt_tree_copy (const RtTree *tree)
{
	RtTree *copy = tree_new (tree->kind);
	copy->boolean = tree->boolean;
	copy->text = g_strdup (tree->text);
	copy->length = tree->length;
	for (guint i = 0; i < rt_tree_length (tree); i++) {
		RtTree *item = rt_tree_copy (rt_tree_item (tree, i));
		if (tree->kind == RT_TREE_OBJECT)
			add_member (copy, rt_tree_name (tree, i), item);
		else
			g_ptr_array_add (copy->items, item);
	}
	return copy;
}

/* ---- reading ---- */

typedef struct {
	GPtrArray *open; /* lists and objects that are not complete; each belongs to the one before it */
	RtTree *root;
	char *name; /* of the member whose value comes next */
	const char *trouble;
} Builder;

static void
add (Builder *builder, RtTree *tree)
{
	RtTree *around =
		builder->open->len > 0 ? g_ptr_array_index (builder->open, builder->open->len - 1) : NULL;
	if (around == NULL) {
		builder->root = tree;
	} else if (around->kind == RT_TREE_LIST) {
		g_ptr_array_add (around->items, tree);
	} else {
		g_ptr_array_add (around->names, g_steal_pointer (&builder->name));
		g_ptr_array_add (around->items, tree);
	}
}

static gboolean
on_scalar (gpointer receiver, const RtJsonScalar *scalar)
{
	static const RtTreeKind kinds[] = {
		[RT_JSON_NULL] = RT_TREE_NULL,
		[RT_JSON_BOOLEAN] = RT_TREE_BOOLEAN,
		[RT_JSON_NUMBER] = RT_TREE_NUMBER,
		[RT_JSON_STRING] = RT_TREE_STRING,
	};
	RtTree *tree = tree_new (kinds[scalar->kind]);
	tree->boolean = scalar->kind == RT_JSON_BOOLEAN && scalar->boolean;
	if (scalar->kind == RT_JSON_NUMBER || scalar->kind == RT_JSON_STRING) {
		tree->text = g_strndup (scalar->text, scalar->length);
		tree->length = scalar->length;
	}
	add (receiver, tree);
	return TRUE;
}

static gboolean
on_begin (gpointer receiver, gboolean list)
{
	Builder *builder = receiver;
	RtTree *tree = tree_new (list ? RT_TREE_LIST : RT_TREE_OBJECT);
	add (builder, tree);
	g_ptr_array_add (builder->open, tree);
	return TRUE;
}

static gboolean
on_key (gpointer receiver, const char *text, gsize length)
{
	Builder *builder = receiver;
	const RtTree *object = g_ptr_array_index (builder->open, builder->open->len - 1);
	builder->name = g_strndup (text, length);
	if (rt_tree_get (object, builder->name) == NULL)
		return TRUE;
	builder->trouble = "an object has a key twice";
	return FALSE;
}

static gboolean
on_end (gpointer receiver)
{
	Builder *builder = receiver;
	g_ptr_array_set_size (builder->open, (gint) builder->open->len - 1);
	return TRUE;
}

RtTree *
rt_tree_read (const char *text, gsize length, GError **error)
{
	static const RtJsonEvents events = { on_scalar, on_begin, on_key, on_end };
	g_autoptr (GPtrArray) open = g_ptr_array_new ();
	Builder builder = { .open = open };
	RouteError code = 0;
	g_autofree char *reason = NULL;
	gboolean read = rt_json_read (text, length, &events, &builder, &code, &reason);
	g_free (builder.name);
	if (read)
		return builder.root;
	rt_tree_free (builder.root);
	g_set_error_literal (error, ROUTE_ERROR, ROUTE_ERROR_JSON,
			     builder.trouble != NULL ? builder.trouble : reason);
	return NULL;
}

/* ---- looking ---- */

static int
find_member (const RtTree *tree, const char *name)
{
	for (guint i = 0; i < tree->names->len; i++) {
		if (strcmp (rt_tree_name (tree, i), name) == 0)
			return (int) i;
	}
	return -1;
}

const RtTree *
rt_tree_get (const RtTree *tree, const char *name)
{
	if (tree == NULL || tree->kind != RT_TREE_OBJECT)
		return NULL;
	int at = find_member (tree, name);
	return at >= 0 ? rt_tree_item (tree, (guint) at) : NULL;
}

const char *
rt_tree_get_string (const RtTree *tree, const char *name)
{
	const RtTree *member = rt_tree_get (tree, name);
	return member != NULL && member->kind == RT_TREE_STRING ? member->text : NULL;
}

guint
rt_tree_length (const RtTree *tree)
{
	return tree->items != NULL ? tree->items->len : 0;
}

const RtTree *
rt_tree_item (const RtTree *tree, guint index)
{
	return g_ptr_array_index (tree->items, index);
}

gboolean
rt_tree_same_scalar (const RtTree *a, const RtTree *b)
{
	if (a->kind != b->kind || a->items != NULL)
		return FALSE;
	return a->boolean == b->boolean && a->length == b->length &&
	       (a->text == NULL || memcmp (a->text, b->text, a->length) == 0);
}

gboolean
rt_tree_same (const RtTree *a, const RtTree *b)
{
	if (a->kind != b->kind || rt_tree_length (a) != rt_tree_length (b))
		return FALSE;
	if (a->items == NULL)
		return rt_tree_same_scalar (a, b);
	for (guint i = 0; i < rt_tree_length (a); i++) {
		if (a->names != NULL && strcmp (rt_tree_name (a, i), rt_tree_name (b, i)) != 0)
			return FALSE;
		if (!rt_tree_same (rt_tree_item (a, i), rt_tree_item (b, i)))
			return FALSE;
	}
	return TRUE;
}

/* ---- changing ---- */

void
rt_tree_replace (RtTree *tree, guint index, RtTree *value)
{
	rt_tree_free (g_ptr_array_index (tree->items, index));
	g_ptr_array_index (tree->items, index) = value;
}

static void
merge_member (RtTree *merged, const char *name, const RtTree *patch)
{
	int at = find_member (merged, name);
	if (patch->kind == RT_TREE_NULL) {
		if (at >= 0) {
			g_ptr_array_remove_index (merged->names, (guint) at);
			g_ptr_array_remove_index (merged->items, (guint) at);
		}
		return;
	}
	RtTree *value = rt_tree_merge (at >= 0 ? rt_tree_item (merged, (guint) at) : NULL, patch);
	if (at < 0) {
		add_member (merged, name, value);
		return;
	}
	rt_tree_replace (merged, (guint) at, value);
}

/* the item of a list that a name numbers, from 0; the length of the list for none of it */
static guint
numbered (const char *name, guint length)
{
	guint64 number = length;
	return g_ascii_string_to_unsigned (name, 10, 0, length, &number, NULL) ? (guint) number : length;
}

static gboolean
is_list_patch (const RtTree *target, const RtTree *patch)
{
	if (target == NULL || target->kind != RT_TREE_LIST || rt_tree_length (patch) == 0)
		return FALSE;
	for (guint i = 0; i < rt_tree_length (patch); i++)
		if (strcmp (rt_tree_name (patch, i), "+") != 0 &&
		    numbered (rt_tree_name (patch, i), rt_tree_length (target)) == rt_tree_length (target))
			return FALSE;
	return TRUE;
}

static void
append_items (RtTree *list, const RtTree *added)
{
	if (added->kind != RT_TREE_LIST) {
		g_ptr_array_add (list->items, rt_tree_copy (added));
		return;
	}
	for (guint i = 0; i < rt_tree_length (added); i++)
		g_ptr_array_add (list->items, rt_tree_copy (rt_tree_item (added, i)));
}

/* numbers are those of the target, whatever is taken out */
static RtTree *
merge_list (const RtTree *target, const RtTree *patch)
{
	RtTree *merged = tree_new (RT_TREE_LIST);
	for (guint i = 0; i < rt_tree_length (target); i++) {
		const RtTree *item = rt_tree_item (target, i), *change = NULL;
		for (guint j = 0; j < rt_tree_length (patch); j++)
			if (numbered (rt_tree_name (patch, j), rt_tree_length (target)) == i)
				change = rt_tree_item (patch, j);
		if (change == NULL || change->kind != RT_TREE_NULL)
			g_ptr_array_add (merged->items, change != NULL ? rt_tree_merge (item, change) : rt_tree_copy (item));
	}
	const RtTree *added = rt_tree_get (patch, "+");
	if (added != NULL)
		append_items (merged, added);
	return merged;
}

RtTree *
rt_tree_merge (const RtTree *target, const RtTree *patch)
{
	if (patch->kind != RT_TREE_OBJECT)
		return rt_tree_copy (patch);
	if (is_list_patch (target, patch))
		return merge_list (target, patch);
	RtTree *merged = target != NULL && target->kind == RT_TREE_OBJECT ? rt_tree_copy (target)
									  : tree_new (RT_TREE_OBJECT);
	for (guint i = 0; i < rt_tree_length (patch); i++)
		merge_member (merged, rt_tree_name (patch, i), rt_tree_item (patch, i));
	return merged;
}

/* ---- printing ---- */

static void
print (const RtTree *tree, RtJsonWriter *json)
{
	switch (tree->kind) {
	case RT_TREE_BOOLEAN:
		rt_json_boolean (json, tree->boolean);
		return;
	case RT_TREE_NUMBER:
		rt_json_raw (json, tree->text);
		return;
	case RT_TREE_LIST:
	case RT_TREE_OBJECT:
		break;
	default:
		rt_json_string (json, tree->text);
		return;
	}
	gboolean object = tree->kind == RT_TREE_OBJECT;
	rt_json_begin (json, object ? '{' : '[');
	for (guint i = 0; i < rt_tree_length (tree); i++) {
		if (object)
			rt_json_key (json, rt_tree_name (tree, i));
		print (rt_tree_item (tree, i), json);
	}
	rt_json_end (json, object ? '}' : ']');
}

void
rt_tree_print (const RtTree *tree, GString *out)
{
	RtJsonWriter json = { .out = out };
	print (tree, &json);
}
