#include "routectl/test-cases.h"
#include <string.h>
#include "libroute/util/json-writer.h"
#include "libroute/util/limits.h"
#include "libroute/util/words.h"

static void
case_free (gpointer data)
{
	RtTestCase *test = data;
	g_free (test->file);
	g_free (test->name);
	g_free (test->about);
	g_free (test->base);
	rt_tree_free (test->registration);
	rt_tree_free (test->expect);
	g_free (test);
}

GPtrArray *
rt_test_cases_new (void)
{
	return g_ptr_array_new_with_free_func (case_free);
}

static const RtTestCase *
find_case (const GPtrArray *cases, const char *name)
{
	for (guint i = 0; i < cases->len; i++) {
		const RtTestCase *test = g_ptr_array_index (cases, i);
		if (strcmp (test->name, name) == 0)
			return test;
	}
	return NULL;
}

/* ---- reading ---- */

static gboolean refuse (GError **error, const char *file, const char *format, ...) G_GNUC_PRINTF (3, 4);

static gboolean
refuse (GError **error, const char *file, const char *format, ...)
{
	va_list arguments;
	va_start (arguments, format);
	g_autofree char *why = g_strdup_vprintf (format, arguments);
	va_end (arguments);
	g_set_error (error, ROUTE_ERROR, ROUTE_ERROR_SCHEMA, "%s: %s", file, why);
	return FALSE;
}

/* "young.json" is the case "young" */
static char *
stem_of (const char *path)
{
	char *name = g_path_get_basename (path);
	if (g_str_has_suffix (name, ".json"))
		name[strlen (name) - strlen (".json")] = '\0';
	return name;
}

/* a misspelled key must not silently expect nothing */
static gboolean
check_keys (const RtTree *tree, const char *which, GError **error)
{
	static const char *const keys[] = { "name", "about", "base", "registration", "expect", NULL };
	if (tree->kind != RT_TREE_OBJECT)
		return refuse (error, which, "a case is an object");
	for (guint i = 0; i < tree->names->len; i++) {
		const char *name = g_ptr_array_index (tree->names, i);
		if (rt_words_find (keys, name, strlen (name)) < 0) {
			const char *near = rt_words_nearest (name, keys);
			return refuse (error, which, "a case has no \"%s\"%s%s", name, near != NULL ? "; did you mean " : "",
				       near != NULL ? near : "");
		}
	}
	const RtTree *registration = rt_tree_get (tree, "registration"),
		     *expect = rt_tree_get (tree, "expect");
	if (registration == NULL && rt_tree_get_string (tree, "base") == NULL)
		return refuse (error, which, "a case has a \"registration\", a \"base\", or both");
	if (registration != NULL && registration->kind != RT_TREE_OBJECT)
		return refuse (error, which, "\"registration\" is an object");
	if (expect != NULL && expect->kind != RT_TREE_OBJECT)
		return refuse (error, which, "\"expect\" is an object");
	return TRUE;
}

/* where to look: the file, and in a list of cases which one. Returns: (transfer full) */
static char *
say_which (const RtTree *tree, const char *file, int position)
{
	const char *name = tree->kind == RT_TREE_OBJECT ? rt_tree_get_string (tree, "name") : NULL;
	if (name != NULL)
		return g_strdup_printf ("%s: case \"%s\"", file, name);
	return position < 0 ? g_strdup (file) : g_strdup_printf ("%s: case %d", file, position + 1);
}

static gboolean
add_case (GPtrArray *cases, const RtTree *tree, const char *file, int position, GError **error)
{
	g_autofree char *which = say_which (tree, file, position);
	if (!check_keys (tree, which, error))
		return FALSE;
	const char *name = rt_tree_get_string (tree, "name");
	const RtTree *expect = rt_tree_get (tree, "expect");
	RtTestCase *test = g_new0 (RtTestCase, 1);
	test->file = g_strdup (file);
	test->position = position;
	test->name = name != NULL ? g_strdup (name) : stem_of (file);
	test->about = g_strdup (rt_tree_get_string (tree, "about"));
	test->base = g_strdup (rt_tree_get_string (tree, "base"));
	/* with a base alone the same facts are looked at for something else */
	const RtTree *registration = rt_tree_get (tree, "registration");
	test->registration = registration != NULL ? rt_tree_copy (registration) : rt_tree_read ("{}", 2, NULL);
	test->expect = expect != NULL ? rt_tree_copy (expect) : NULL;
	const RtTestCase *twin = find_case (cases, test->name);
	g_ptr_array_add (cases, test);
	return twin == NULL ||
	       refuse (error, file, "there is a case \"%s\" already, in %s", test->name, twin->file);
}

static gboolean
read_file (GPtrArray *cases, const char *path, GError **error)
{
	g_autofree char *text = NULL;
	gsize length = 0;
	if (!g_file_get_contents (path, &text, &length, error))
		return FALSE;
	g_autoptr (RtTree) tree = rt_tree_read (text, length, error);
	if (tree == NULL) {
		g_prefix_error (error, "%s: ", path);
		return FALSE;
	}
	if (tree->kind != RT_TREE_LIST)
		return add_case (cases, tree, path, -1, error);
	for (guint i = 0; i < rt_tree_length (tree); i++) {
		if (!add_case (cases, rt_tree_item (tree, i), path, (int) i, error))
			return FALSE;
	}
	return TRUE;
}

static int
by_name (gconstpointer a, gconstpointer b)
{
	return strcmp (*(char *const *) a, *(char *const *) b);
}

static gboolean
read_directory (GPtrArray *cases, const char *path, GError **error)
{
	g_autoptr (GDir) directory = g_dir_open (path, 0, error);
	if (directory == NULL)
		return FALSE;
	g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
	for (const char *name = g_dir_read_name (directory); name != NULL;
	     name = g_dir_read_name (directory)) {
		if (g_str_has_suffix (name, ".json"))
			g_ptr_array_add (names, g_build_filename (path, name, NULL));
	}
	g_ptr_array_sort (names, by_name);
	for (guint i = 0; i < names->len; i++) {
		if (!read_file (cases, g_ptr_array_index (names, i), error))
			return FALSE;
	}
	return TRUE;
}

gboolean
rt_test_cases_read (GPtrArray *cases, const char *path, GError **error)
{
	gboolean directory = g_file_test (path, G_FILE_TEST_IS_DIR);
	return directory ? read_directory (cases, path, error) : read_file (cases, path, error);
}

/* ---- bases ---- */

/* from the case to its outermost base */
static GPtrArray *
chain_of (const GPtrArray *cases, const RtTestCase *wanted, GError **error)
{
	g_autoptr (GPtrArray) chain = g_ptr_array_new ();
	for (const RtTestCase *test = wanted;;) {
		if (g_ptr_array_find (chain, test, NULL)) {
			refuse (error, test->file, "the bases of \"%s\" go in a circle", wanted->name);
			return NULL;
		}
		g_ptr_array_add (chain, (gpointer) test);
		if (test->base == NULL)
			return g_steal_pointer (&chain);
		const RtTestCase *base = find_case (cases, test->base);
		if (base == NULL) {
			refuse (error, test->file, "there is no case \"%s\" to be a base", test->base);
			return NULL;
		}
		test = base;
	}
}

/* An id, for a registration that gives none: the name of the case, as far as an id can hold it. */
static RtTree *
named (const char *name)
{
	g_autofree char *id = g_strndup (name, RT_LIMIT_ID);
	for (char *c = id; *c != '\0'; c++)
		if (!g_ascii_isalnum (*c) && strchr ("._-", *c) == NULL)
			*c = '-';
	g_autoptr (GString) text = g_string_new (NULL);
	RtJsonWriter json = { .out = text };
	rt_json_begin (&json, '{');
	rt_json_member (&json, "id", id);
	rt_json_end (&json, '}');
	return rt_tree_read (text->str, text->len, NULL);
}

RtTree *
rt_test_case_registration (const GPtrArray *cases, const RtTestCase *wanted, GError **error)
{
	g_autoptr (GPtrArray) chain = chain_of (cases, wanted, error);
	if (chain == NULL)
		return NULL;
	RtTree *registration = named (wanted->name);
	for (guint i = chain->len; i > 0; i--) {
		const RtTestCase *test = g_ptr_array_index (chain, i - 1);
		RtTree *merged = rt_tree_merge (registration, test->registration);
		rt_tree_free (registration);
		registration = merged;
	}
	return registration;
}
