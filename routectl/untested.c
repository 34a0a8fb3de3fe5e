#include "routectl/untested.h"
#include <string.h>
#include "libroute/advice/words.h"
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

static gboolean
is_told_among (gpointer name, gpointer value, gpointer title)
{
	return *(const char *) title != '\0' && strstr (name, title) != NULL;
}

/* an advice tells goals by their titles, and several in one text */
static gboolean
is_expected (GHashTable *names, const RtStatement *statement)
{
	return g_hash_table_contains (names, statement->id) ||
	       g_hash_table_find (names, is_told_among, (gpointer) rt_choose (RT_LANGUAGE_EN, statement->title)) != NULL ||
	       g_hash_table_find (names, is_told_among, (gpointer) rt_choose (RT_LANGUAGE_NL, statement->title)) != NULL;
}

static void
check_statements (GPtrArray *findings, GHashTable *names, const char *kind, const RtStatement *statements, guint n)
{
	for (guint i = 0; i < n; i++)
		if (!is_expected (names, &statements[i]))
			tell (findings, &statements[i].origin, kind, statements[i].id);
}

static void
check_deciding (GPtrArray *findings, GHashTable *names, const RtRuleSet *rules)
{
	for (guint i = 0; i < rules->n_approaches; i++)
		if (!g_hash_table_contains (names, rules->approaches[i].id))
			tell (findings, &rules->approaches[i].origin, "approach", rules->approaches[i].id);
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

/* who is invited, by whichever rule */
static void
check_parties (GPtrArray *findings, GHashTable *names, const RtRuleSet *rules)
{
	for (guint i = 0; i < rules->n_seats; i++)
		if (!g_hash_table_contains (names, rules->seats[i].party))
			tell (findings, &rules->seats[i].origin, "seat", rules->seats[i].party);
	for (guint i = 0; i < rules->n_preferences; i++)
		if (!g_hash_table_contains (names, rules->preferences[i].party))
			tell (findings, &rules->preferences[i].origin, "prefer", rules->preferences[i].party);
	for (guint i = 0; i < rules->n_reasons; i++) {
		const RtReasonRule *reason = &rules->reasons[i];
		gboolean own = reason->when.program != NULL && !reason->disabled;
		if (own && !g_hash_table_contains (names, reason->full_id) && !g_hash_table_contains (names, reason->party))
			tell (findings, &reason->origin, "reason", reason->full_id);
	}
}

void
rt_check_untested (const RtRuleSet *rules, const char *const *directories, GPtrArray *findings)
{
	g_autoptr (GHashTable) names = expected_names (directories);
	if (names == NULL)
		return;
	check_deciding (findings, names, rules);
	check_statements (findings, names, "flag", rules->flags, rules->n_flags);
	check_statements (findings, names, "theme", rules->themes, rules->n_themes);
	check_statements (findings, names, "goal", rules->goals, rules->n_goals);
	check_statements (findings, names, "decision", rules->decisions, rules->n_decisions);
	check_parties (findings, names, rules);
	for (guint i = 0; i < rules->n_patterns; i++)
		if (!g_hash_table_contains (names, rules->patterns[i].id))
			tell (findings, &rules->patterns[i].origin, "pattern", rules->patterns[i].id);
}
