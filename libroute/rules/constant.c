/* Conditions that say the same whatever the facts are, also where it takes what their names stand for to see it. */
#include <string.h>
#include "libroute/rules/logic.h"

typedef struct {
	RtBuilder *builder;
	GHashTable *told; /* texts of conditions of which it was told: what hangs on them is not told as well */
} Constancy;

/* is it the finding of a setting that the condition reads? */
static gboolean
hangs_on (const Constancy *constancy, const RtKeyEntry *key, const RtDiagnostic *finding)
{
	const GPtrArray *groups = constancy->builder->files->groups;
	for (guint i = 0; i < groups->len; i++) {
		const RtGroup *group = g_ptr_array_index (groups, i);
		const RtKeyEntry *value = group->kind == RT_GROUP_setting ? rt_group_key (group, "value", NULL) : NULL;
		if (value != NULL && rt_report_stands_on (value, finding) &&
		    rt_build_mentions (key->value, strlen (key->value), group->id))
			return TRUE;
	}
	return FALSE;
}

/* the condition language saw it, or a part of it, already */
static gboolean
is_told (const Constancy *constancy, const RtKeyEntry *key)
{
	const GPtrArray *findings = constancy->builder->findings;
	for (guint i = 0; i < findings->len; i++) {
		const RtDiagnostic *finding = g_ptr_array_index (findings, i);
		if (strcmp (finding->code, rt_finding_code (RT_FINDING_SUSPECT_CONDITION)) == 0 &&
		    (rt_report_stands_on (key, finding) || hangs_on (constancy, key, finding)))
			return TRUE;
	}
	return FALSE;
}

static gboolean
is_ever (RtLogic *logic, const RtFormula *formula, RtWish wish)
{
	const RtGoal goal = { formula, wish };
	return rt_logic_possible (logic, &goal, 1, FALSE, TRUE, NULL);
}

/* "this is never true"; NULL when it depends */
static const char *
saying (RtLogic *logic, const RtFormula *formula, gboolean may_be_true)
{
	if (!is_ever (logic, formula, RT_WISH_TRUE))
		return "this is never true, whatever the facts are";
	if (may_be_true || is_ever (logic, formula, RT_WISH_FALSE))
		return NULL;
	return rt_logic_is_fixed (formula) ? "this is always true, whatever the facts are"
					   : "this is never false: true of all that is known, so it decides nothing";
}

static void
check (Constancy *constancy, RtLogic *logic, const RtFormula *formula, const RtKeyEntry *key, gboolean may_be_true)
{
	gboolean told = is_told (constancy, key);
	const char *says = told || formula == NULL ? NULL : saying (logic, formula, may_be_true);
	if (says != NULL)
		rt_report_value (constancy->builder->findings, RT_FINDING_SUSPECT_CONDITION, key, 0,
				 (guint) strlen (key->value), "%s", says);
	if (told || says != NULL)
		g_hash_table_add (constancy->told, (gpointer) key->value);
}

/* a logic for each condition: few terms, and none that another one cuts finer */
static void
check_key (Constancy *constancy, const RtGroup *group, const char *name)
{
	const RtKeyEntry *key = rt_group_key (group, name, NULL);
	if (key == NULL)
		return;
	g_autoptr (RtLogic) logic = rt_logic_new (constancy->builder);
	rt_logic_pass_by (logic, constancy->told);
	/* the last route may be for whatever is left */
	check (constancy, logic, rt_logic_read (logic, key->value), key, group->kind == RT_GROUP_route);
}

static const RtGroup *
find_group (const Constancy *constancy, const char *kind, const char *id)
{
	g_autofree char *name = g_strdup_printf ("%s %s", kind, id);
	return g_hash_table_lookup (constancy->builder->files->by_id, name);
}

static void
check_approach (Constancy *constancy, const RtApproach *approach)
{
	const RtKeyEntry *key = rt_group_key (find_group (constancy, "approach", approach->id), "eligible", NULL);
	g_autoptr (RtLogic) logic = rt_logic_new (constancy->builder);
	rt_logic_pass_by (logic, constancy->told);
	if (key != NULL)
		check (constancy, logic, rt_logic_eligible (logic, approach), key, FALSE);
}

void
rt_rules_check_conditions (const RtRuleFiles *files, const RtRuleSet *rules, GPtrArray *findings)
{
	RtBuilder builder = { .files = files,
			      .inside = (RtRuleSetInside *) rules,
			      .set = (RtRuleSet *) rules,
			      .findings = findings };
	g_autoptr (GHashTable) told = g_hash_table_new (g_str_hash, g_str_equal);
	Constancy constancy = { &builder, told };
	/* what others use first */
	for (guint i = 0; i < rules->n_defines; i++)
		check_key (&constancy, find_group (&constancy, "define", rules->defines[i].id), "when");
	for (guint i = 0; i < files->groups->len; i++) {
		const RtGroup *group = g_ptr_array_index (files->groups, i);
		if (group->kind != RT_GROUP_define)
			check_key (&constancy, group, "when");
		check_key (&constancy, group, "unless");
	}
	for (guint i = 0; i < rules->n_approaches; i++)
		check_approach (&constancy, &rules->approaches[i]);
	rt_diagnostics_sort (findings);
}
