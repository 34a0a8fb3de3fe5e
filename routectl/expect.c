#include "routectl/expect.h"
#include <string.h>
#include "libroute/util/words.h"

/* longer values are cut in a message */
#define MOST_SHOWN 160u

typedef struct {
	GString *path, *failures; /* failures NULL: only whether it matches */
	RtExpectKnown known; /* NULL: every name is */
	gpointer data;
} Matching;

static gboolean match (Matching *matching, const RtTree *expected, const RtTree *found);

static void
append_value (GString *out, const RtTree *tree)
{
	gsize start = out->len;
	if (tree == NULL)
		g_string_append (out, "nothing");
	else
		rt_tree_print (tree, out);
	if (out->len - start <= MOST_SHOWN)
		return;
	const char *cut = g_utf8_find_prev_char (out->str, out->str + start + MOST_SHOWN);
	g_string_truncate (out, (gsize) (cut - out->str));
	g_string_append (out, "...");
}

static gboolean
fail (Matching *matching, const RtTree *expected, const RtTree *found)
{
	if (matching->failures == NULL)
		return FALSE;
	g_string_append_printf (matching->failures, "%s: expected ",
				matching->path->len > 0 ? matching->path->str : "/");
	append_value (matching->failures, expected);
	g_string_append (matching->failures, ", found ");
	append_value (matching->failures, found);
	g_string_append_c (matching->failures, '\n');
	return FALSE;
}

static gboolean
match_below (Matching *matching, const char *name, const RtTree *expected, const RtTree *found)
{
	gsize length = matching->path->len;
	g_string_append_printf (matching->path, "/%s", name);
	gboolean fits = match (matching, expected, found);
	g_string_truncate (matching->path, length);
	return fits;
}

/* ---- lists ---- */

static gboolean
is_somewhere (const RtTree *expected, const RtTree *list)
{
	g_autoptr (GString) path = g_string_new (NULL);
	Matching quiet = { .path = path };
	for (guint i = 0; i < rt_tree_length (list); i++) {
		if (match (&quiet, expected, rt_tree_item (list, i)))
			return TRUE;
	}
	return FALSE;
}

static gboolean
match_list (Matching *matching, const RtTree *expected, const RtTree *found)
{
	gboolean fits = TRUE;
	if (rt_tree_length (expected) == 0)
		return rt_tree_length (found) == 0 || fail (matching, expected, found);
	for (guint i = 0; i < rt_tree_length (expected); i++) {
		if (!is_somewhere (rt_tree_item (expected, i), found))
			fits = fail (matching, rt_tree_item (expected, i), found);
	}
	return fits;
}

/* "K1" of "complex-0-100/K1"; pointers begin with a slash and are named whole */
static gboolean
is_last_part (const char *value, const char *name)
{
	const char *slash = strrchr (value, '/');
	return *value != '/' && slash != NULL && strcmp (slash + 1, name) == 0;
}

static gboolean
is_called (const RtTree *item, const char *name)
{
	static const char *const keys[] = { "id", "party", "path", "suggestion", "pattern", "what" };
	if (item->kind == RT_TREE_STRING)
		return strcmp (item->text, name) == 0;
	for (guint i = 0; i < G_N_ELEMENTS (keys); i++) {
		const char *value = rt_tree_get_string (item, keys[i]);
		if (value != NULL && (strcmp (value, name) == 0 || is_last_part (value, name)))
			return TRUE;
	}
	return FALSE;
}

static const RtTree *
find_called (const RtTree *list, const char *name)
{
	for (guint i = 0; i < rt_tree_length (list); i++) {
		if (is_called (rt_tree_item (list, i), name))
			return rt_tree_item (list, i);
	}
	return NULL;
}

static gboolean
fail_unknown (Matching *matching, const char *name)
{
	if (matching->failures != NULL)
		g_string_append_printf (matching->failures, "%s: nothing is called \"%s\", so its absence tells nothing\n",
					matching->path->str, name);
	return FALSE;
}

static gboolean
match_item (Matching *matching, const RtTree *expected, const RtTree *item, const char *name)
{
	gboolean absent =
		expected->kind == RT_TREE_NULL || (expected->kind == RT_TREE_BOOLEAN && !expected->boolean);
	gboolean present = expected->kind == RT_TREE_BOOLEAN && expected->boolean;
	if (absent && item == NULL && matching->known != NULL && !matching->known (name, matching->data))
		return fail_unknown (matching, name);
	if (absent)
		return item == NULL || fail (matching, expected, item);
	return (present && item != NULL) || match (matching, expected, item);
}

static gboolean
match_items (Matching *matching, const RtTree *expected, const RtTree *list)
{
	gboolean fits = TRUE;
	for (guint i = 0; i < rt_tree_length (expected); i++) {
		const char *name = g_ptr_array_index (expected->names, i);
		gsize length = matching->path->len;
		g_string_append_printf (matching->path, "/%s", name);
		fits &= match_item (matching, rt_tree_item (expected, i), find_called (list, name), name);
		g_string_truncate (matching->path, length);
	}
	return fits;
}

/* ---- the rest ---- */

/* a misspelt member is not there, and the one that was meant stands beside it */
static void
say_meant (Matching *matching, const char *name, const RtTree *found)
{
	if (matching->failures == NULL || found->kind != RT_TREE_OBJECT)
		return;
	g_autofree const char **names = g_new0 (const char *, rt_tree_length (found) + 1);
	for (guint i = 0; i < rt_tree_length (found); i++)
		names[i] = g_ptr_array_index (found->names, i);
	const char *near = rt_words_nearest (name, names);
	if (near != NULL && matching->failures->len > 0)
		g_string_insert_len (matching->failures, (gssize) matching->failures->len - 1, "; did you mean ", -1);
	if (near != NULL && matching->failures->len > 0)
		g_string_insert (matching->failures, (gssize) matching->failures->len - 1, near);
}

static gboolean
match_members (Matching *matching, const RtTree *expected, const RtTree *found)
{
	gboolean fits = TRUE;
	for (guint i = 0; i < rt_tree_length (expected); i++) {
		const char *name = g_ptr_array_index (expected->names, i);
		const RtTree *member = rt_tree_get (found, name);
		gboolean fit = match_below (matching, name, rt_tree_item (expected, i), member);
		if (!fit && member == NULL)
			say_meant (matching, name, found);
		fits &= fit;
	}
	return fits;
}

/* "met" of {"id": ..., "state": "met", ...}; or NULL */
static const RtTree *
word_of (const RtTree *object)
{
	static const char *const keys[] = { "state", "attendance", "eligible", "because" };
	for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
		if (rt_tree_get_string (object, keys[i]) != NULL)
			return rt_tree_get (object, keys[i]);
	return NULL;
}

static gboolean
match_word (Matching *matching, const RtTree *word, const RtTree *object)
{
	const RtTree *found = word_of (object);
	if (found == NULL)
		return fail (matching, word, object);
	return rt_tree_same_scalar (word, found) || fail (matching, word, found);
}

static gboolean
match (Matching *matching, const RtTree *expected, const RtTree *found)
{
	if (found == NULL)
		return expected->kind == RT_TREE_NULL || fail (matching, expected, found);
	if (expected->kind == RT_TREE_OBJECT && found->kind == RT_TREE_OBJECT)
		return match_members (matching, expected, found);
	if (expected->kind == RT_TREE_OBJECT && found->kind == RT_TREE_LIST)
		return match_items (matching, expected, found);
	if (expected->kind == RT_TREE_LIST && found->kind == RT_TREE_LIST)
		return match_list (matching, expected, found);
	if (expected->kind == RT_TREE_STRING && found->kind == RT_TREE_OBJECT)
		return match_word (matching, expected, found);
	return rt_tree_same_scalar (expected, found) || fail (matching, expected, found);
}

gboolean
rt_expect_known (const RtTree *expected, const RtTree *found, RtExpectKnown known, gpointer data, GString *failures)
{
	g_autoptr (GString) path = g_string_new (NULL);
	Matching matching = { .path = path, .failures = failures, .known = known, .data = data };
	return match (&matching, expected, found);
}

gboolean
rt_expect (const RtTree *expected, const RtTree *found, GString *failures)
{
	return rt_expect_known (expected, found, NULL, NULL, failures);
}

/* ---- putting it right ---- */

static RtTree *
read_literal (const char *text)
{
	return rt_tree_read (text, strlen (text), NULL);
}

/* what is expected of an item of a list, given that it is there, or not */
static RtTree *
correct_item (const RtTree *expected, const RtTree *item)
{
	if (item == NULL)
		return read_literal ("null");
	if (expected->kind != RT_TREE_NULL && expected->kind != RT_TREE_BOOLEAN)
		return rt_expect_correct (expected, item);
	const RtTree *word = item->kind == RT_TREE_OBJECT ? word_of (item) : NULL;
	return word != NULL ? rt_tree_copy (word) : read_literal ("true");
}

/* of an item no more than what the expected ones name; of one that nothing was said of, what it is called */
static RtTree *
shorten (const RtTree *item, const RtTree *expected)
{
	static const char *const names[] = { "id", "party", "path", "suggestion", "pattern", "what" };
	RtTree *shorter = rt_tree_copy (item);
	for (guint i = rt_tree_length (shorter); item->kind == RT_TREE_OBJECT && i > 0; i--) {
		const char *name = rt_tree_name (shorter, i - 1);
		gboolean named = FALSE;
		for (guint j = 0; j < rt_tree_length (expected); j++)
			named = named || rt_tree_get (rt_tree_item (expected, j), name) != NULL;
		for (guint j = 0; rt_tree_length (expected) == 0 && j < G_N_ELEMENTS (names); j++)
			named = named || strcmp (names[j], name) == 0;
		if (named)
			continue;
		g_ptr_array_remove_index (shorter->names, i - 1);
		g_ptr_array_remove_index (shorter->items, i - 1);
	}
	return shorter;
}

static RtTree *
correct_list (const RtTree *expected, const RtTree *found)
{
	RtTree *list = read_literal ("[]");
	for (guint i = 0; i < rt_tree_length (found); i++)
		g_ptr_array_add (list->items, shorten (rt_tree_item (found, i), expected));
	return list;
}

static RtTree *
correct_parts (const RtTree *expected, const RtTree *found)
{
	RtTree *corrected = rt_tree_copy (expected);
	for (guint i = 0; i < rt_tree_length (expected); i++) {
		const char *name = rt_tree_name (expected, i);
		const RtTree *part = rt_tree_item (expected, i);
		rt_tree_replace (corrected, i,
				 found->kind == RT_TREE_LIST ? correct_item (part, find_called (found, name))
							     : rt_expect_correct (part, rt_tree_get (found, name)));
	}
	return corrected;
}

RtTree *
rt_expect_correct (const RtTree *expected, const RtTree *found)
{
	if (rt_expect (expected, found, NULL))
		return rt_tree_copy (expected);
	if (found == NULL)
		return read_literal ("null");
	if (expected->kind == RT_TREE_OBJECT && found->items != NULL)
		return correct_parts (expected, found);
	if (expected->kind == RT_TREE_LIST && found->kind == RT_TREE_LIST)
		return correct_list (expected, found);
	if (expected->kind == RT_TREE_STRING && found->kind == RT_TREE_OBJECT && word_of (found) != NULL)
		return rt_tree_copy (word_of (found));
	return rt_tree_copy (found);
}
