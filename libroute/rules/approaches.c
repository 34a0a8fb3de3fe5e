/* Approaches and their criteria. */
#include <string.h>
#include "libroute/rules/build.h"

static GHashTable *
index_approaches (const RtBuilder *builder)
{
	GHashTable *indexes = g_hash_table_new (g_str_hash, g_str_equal);
	for (guint i = 0; i < builder->set->n_approaches; i++)
		g_hash_table_insert (indexes, (gpointer) builder->set->approaches[i].id,
				     GUINT_TO_POINTER (i + 1));
	return indexes;
}

/* the approach of a criterion, or -1 */
static int
approach_of (RtBuilder *builder, GHashTable *indexes, const RtGroup *group)
{
	g_autofree char *id = g_strndup (group->id, (gsize) (strchr (group->id, '/') - group->id));
	guint index = GPOINTER_TO_UINT (g_hash_table_lookup (indexes, id));
	if (index == 0) {
		g_autofree char *meant = rt_build_meant (builder, RT_GROUP_approach, id);
		rt_report_group (builder->findings, RT_FINDING_UNKNOWN_REFERENCE, group,
				 "there is no approach \"%s\"%s", id, meant);
	}
	return (int) index - 1;
}

/* also what reads it by way of a define */
static void
check_text (RtBuilder *builder, const RtGroup *group, const RtCriterion *criterion)
{
	if ((rt_build_takes (builder, criterion->when.program) & RT_TAKES_TEXT) == 0)
		return;
	if (criterion->reads_text)
		rt_report_in (builder->findings, RT_FINDING_TEXT_READER, group, "when",
			      "this criterion reads free text");
	else
		rt_report_in (builder->findings, RT_FINDING_READS_TEXT, group, "when",
			      "this criterion reads free text; if that is meant, say reads-text = yes");
}

static void
check_dates (RtBuilder *builder, const RtGroup *group, const RtCriterion *criterion)
{
	if (criterion->valid_until < criterion->valid_from)
		rt_report_in (builder->findings, RT_FINDING_DATES, group, "valid-until",
			      "valid-until comes before valid-from");
}

static void
build_criterion (RtBuilder *builder, const RtGroup *group, guint approach, RtCriterion *criterion)
{
	int mode = rt_build_word (group, "mode");
	*criterion = (RtCriterion){
		.id = rt_build_keep (builder, strchr (group->id, '/') + 1),
		.full_id = rt_build_keep (builder, group->id),
		.approach = approach,
		.title = rt_build_text (builder, group, "title"),
		.when = rt_build_condition (builder, builder->set->scope, group, "when",
					    RT_TAKES_REASONS | RT_TAKES_TEXT),
		.points = (gint32) rt_build_integer (group, "points", 0),
		.person = rt_build_text (builder, group, "person"),
		.ask = rt_build_text (builder, group, "ask"),
		.basis = rt_build_text (builder, group, "basis"),
		.owner = rt_build_words (builder, group, "owner"),
		.valid_from = rt_build_date (group, "valid-from", G_MININT32),
		.valid_until = rt_build_date (group, "valid-until", G_MAXINT32),
		.review_by = rt_build_date (group, "review-by", 0),
		.mode = mode > 0 ? RT_MODE_SHADOW : RT_MODE_LIVE,
		.reads_text = rt_build_yes (group, "reads-text"),
		.origin = rt_build_origin (builder, rt_group_origin (group)),
	};
	check_text (builder, group, criterion);
	check_dates (builder, group, criterion);
}

typedef struct {
	RtBuilder *builder;
	const RtKeyEntry *key;
	guint first_shadow; /* slots from here on are of criteria in the shadow */
} Formula;

/* an approach must say which criteria decide it, so nothing else may; what is in the shadow has no effect */
static void
on_formula_read (guint slot, const char *path, guint start, guint end, gpointer data)
{
	const Formula *formula = data;
	if (slot < formula->builder->slots->len)
		rt_report_value (
			formula->builder->findings, RT_FINDING_FORMULA, formula->key, start, end,
			"eligible is a formula over the criteria of its approach, and reads nothing else");
	else if (slot >= formula->first_shadow)
		rt_report_value (formula->builder->findings, RT_FINDING_FORMULA, formula->key, start, end,
				 "this criterion is in the shadow: it has no effect, so no formula reads it");
}

/* Declares the criteria of an approach by their short names, those in the shadow behind the others, so that a formula that
 * reads one is told why it may not. Returns: the first slot of those in the shadow */
static guint
declare_criteria (RtFeelScope *scope, const RtApproach *approach, RtCriterion *criteria)
{
	guint first_shadow = G_MAXUINT;
	for (guint mode = RT_MODE_LIVE; mode <= RT_MODE_SHADOW; mode++)
		for (guint i = 0; i < approach->n_criteria; i++) {
			RtCriterion *criterion = &criteria[approach->first_criterion + i];
			if (criterion->mode != mode)
				continue;
			guint slot =
				rt_feel_scope_declare (scope, criterion->id, rt_feel_type_simple (RT_FEEL_BOOLEAN));
			if (mode == RT_MODE_LIVE)
				criterion->when.slot = slot;
			else
				first_shadow = MIN (first_shadow, slot);
		}
	return first_shadow;
}

/* the formula sees the criteria of its approach by their short names, and they are numbered after everything
 * else */
static void
build_eligible (RtBuilder *builder, const RtGroup *group, RtApproach *approach, RtCriterion *criteria)
{
	RtFeelScope *scope = rt_feel_scope_new_child (builder->set->scope);
	g_ptr_array_add (builder->inside->scopes, scope);
	guint first_shadow = declare_criteria (scope, approach, criteria);
	guint outer = builder->slots->len, all = rt_feel_scope_n_slots (scope);
	builder->set->n_slots = MAX (builder->set->n_slots, all);
	approach->title = rt_build_text (builder, group, "title");
	approach->basis = rt_build_words (builder, group, "basis");
	approach->origin = rt_build_origin (builder, rt_group_origin (group));
	g_array_set_size (builder->slots, all);
	approach->eligible = rt_build_condition (builder, scope, group, "eligible", 0);
	g_array_set_size (builder->slots, outer);
	Formula formula = { .builder = builder,
			    .key = rt_group_key (group, "eligible", NULL),
			    .first_shadow = first_shadow };
	if (approach->eligible.program != NULL)
		rt_feel_program_visit (approach->eligible.program, on_formula_read, &formula);
}

void
rt_build_approaches (RtBuilder *builder)
{
	g_autoptr (GPtrArray) groups = rt_build_groups (builder, RT_GROUP_criterion);
	g_autoptr (GPtrArray) approach_groups = rt_build_groups (builder, RT_GROUP_approach);
	g_autoptr (GHashTable) indexes = index_approaches (builder);
	RtApproach *approaches = (RtApproach *) builder->set->approaches;
	RtCriterion *criteria = rt_build_array (builder, groups->len, sizeof *criteria);
	builder->set->criteria = criteria;
	g_autofree int *owners = g_new0 (int, groups->len + 1);
	for (guint j = 0; j < groups->len; j++)
		owners[j] = approach_of (builder, indexes, g_ptr_array_index (groups, j));
	for (guint i = 0; i < approach_groups->len; i++) {
		approaches[i].first_criterion = builder->set->n_criteria;
		for (guint j = 0; j < groups->len; j++)
			if (owners[j] == (int) i)
				build_criterion (builder, g_ptr_array_index (groups, j), i,
						 &criteria[builder->set->n_criteria++]);
		approaches[i].n_criteria = builder->set->n_criteria - approaches[i].first_criterion;
		build_eligible (builder, g_ptr_array_index (approach_groups, i), &approaches[i], criteria);
	}
}
