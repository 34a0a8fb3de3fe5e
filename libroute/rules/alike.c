/* Rules that ask or look for the very same: one of them is a copy that was not finished, or is needed no more. Several decisions,
 * goals and flags may well be said of one case; those are not looked at. */
#include <string.h>
#include "libroute/rules/build.h"

/* a rule, and what it asks or looks for */
typedef struct {
	const RtGroup *group;
	const RtKeyEntry *asked;
} Asking;

/* what the group asks or looks for; NULL when another of its kind may ask the same */
static const RtKeyEntry *
asked_by (const RtGroup *group)
{
	switch (group->kind) {
	case RT_GROUP_pattern:
		return rt_group_key (group, "match", NULL);
	case RT_GROUP_criterion:
	case RT_GROUP_theme:
		return rt_group_key (group, "when", NULL);
	case RT_GROUP_route:
		/* of live ones the later is never reached, and that is told of routes */
		return rt_build_mode (group) == RT_MODE_SHADOW ? rt_group_key (group, "when", NULL) : NULL;
	default:
		return NULL;
	}
}

static void
append_words (GString *out, const RtKeyEntry *key)
{
	g_auto (GStrv) words = g_strsplit_set (key != NULL ? key->value : "", " \t\n", -1);
	for (guint i = 0; words[i] != NULL; i++)
		if (*words[i] != '\0')
			g_string_append_printf (out, " %s", words[i]);
	g_string_append_c (out, '\n');
}

/* Two rules with one such text ask the same: their kind and mode, the approach of a criterion, and what they ask, however it is
 * spread over lines; of a pattern also where it looks and when it does not. Returns: (transfer full) */
static char *
sameness (const Asking *asking)
{
	const RtGroup *group = asking->group;
	gsize home = group->kind == RT_GROUP_criterion ? strcspn (group->id, "/") : 0;
	GString *out = g_string_new (NULL);
	g_string_append_printf (out, "%d %d %.*s", (int) group->kind, (int) rt_build_mode (group), (int) home, group->id);
	append_words (out, asking->asked);
	append_words (out, rt_group_key (group, "in", NULL));
	append_words (out, rt_group_key (group, "unless", NULL));
	return g_string_free (out, FALSE);
}

static void
tell (GPtrArray *findings, const Asking *first, const Asking *second)
{
	/* where somebody changed the first of the two, that is what made them alike */
	gboolean swap = first->asked->overrides != NULL && second->asked->overrides == NULL;
	const RtKeyEntry *told = swap ? first->asked : second->asked;
	const RtGroup *other = swap ? second->group : first->group;
	g_autofree char *file = g_path_get_basename (other->source->path);
	rt_report_key (findings, RT_FINDING_ALIKE, told, "this is the very same as in [%s %s] (%s:%u)",
		       rt_group_info (other->kind)->kind, other->id, file, other->line);
}

void
rt_rules_check_alike (const RtRuleFiles *files, GPtrArray *findings)
{
	g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
	g_autofree Asking *asking = g_new (Asking, files->groups->len);
	for (guint i = 0; i < files->groups->len; i++) {
		const RtGroup *group = g_ptr_array_index (files->groups, i);
		asking[i] = (Asking){ group, asked_by (group) };
		if (asking[i].asked == NULL)
			continue;
		g_autofree char *same = sameness (&asking[i]);
		const Asking *first = g_hash_table_lookup (seen, same);
		if (first != NULL)
			tell (findings, first, &asking[i]);
		else
			g_hash_table_insert (seen, g_steal_pointer (&same), &asking[i]);
	}
	rt_diagnostics_sort (findings);
}
