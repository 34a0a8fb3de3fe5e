#include "routectl/untested.h"
#include <string.h>
#include "libroute/util/diagnostic.h"
#include "routectl/test-cases.h"

/* names of members and texts of all that is expected: "pad/P2", "P2", "pad-core-team" */
static void
collect (const RtTree *tree, GHashTable *names)
{
	for (guint i = 0; tree->names != NULL && i < tree->names->len; i++)
		g_hash_table_add (names, g_strdup (g_ptr_array_index (tree->names, i)));
	for (guint i = 0; tree->items != NULL && i < tree->items->len; i++)
		collect (g_ptr_array_index (tree->items, i), names);
	if (tree->kind == RT_TREE_STRING)
		g_hash_table_add (names, g_strdup (tree->text));
}

/* what the cases expect; NULL when there are none. Cases that cannot be read are for `routectl test` to tell. */
static GHashTable *
expected_names (const char *const *directories)
{
	g_autoptr (GPtrArray) cases = rt_test_cases_new ();
	for (; *directories != NULL; directories++) {
		g_autofree char *path = g_build_filename (*directories, "tests", NULL);
		g_autoptr (GError) error = NULL;
		if (g_file_test (path, G_FILE_TEST_IS_DIR) && !rt_test_cases_read (cases, path, &error))
			return NULL;
	}
	if (cases->len == 0)
		return NULL;
	GHashTable *names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
	for (guint i = 0; i < cases->len; i++) {
		const RtTestCase *test = g_ptr_array_index (cases, i);
		if (test->expect != NULL)
			collect (test->expect, names);
	}
	return names;
}

static void
tell (GPtrArray *findings, const RtOrigin *origin, const char *kind, const char *id)
{
	RtDiagnostic *diagnostic =
		rt_diagnostic_new (RT_SEVERITY_WARNING, "W117", origin->path, origin->line, 1,
				   "no case in a folder tests beside the rules expects anything of %s %s", kind, id);
	g_ptr_array_add (findings, diagnostic);
}

void
rt_check_untested (const RtRuleSet *rules, const char *const *directories, GPtrArray *findings)
{
	g_autoptr (GHashTable) names = expected_names (directories);
	if (names == NULL)
		return;
	for (guint i = 0; i < rules->n_criteria; i++) {
		const RtCriterion *criterion = &rules->criteria[i];
		if (!g_hash_table_contains (names, criterion->full_id) && !g_hash_table_contains (names, criterion->id))
			tell (findings, &criterion->origin, "criterion", criterion->full_id);
	}
	for (guint i = 0; i < rules->n_routes; i++) {
		const RtRoute *route = &rules->routes[i];
		const char *said = route->mode == RT_MODE_SHADOW ? route->id : route->suggestion;
		if (!g_hash_table_contains (names, said))
			tell (findings, &route->origin, "route", route->id);
	}
}
