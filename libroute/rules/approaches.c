/* Approaches and their criteria. */
#include <string.h>
#include "libroute/rules/build.h"

static int
approach_index (const RtBuilder *builder, const char *id, gsize length)
{
	for (guint i = 0; i < builder->set->n_approaches; i++)
		if (strlen (builder->set->approaches[i].id) == length && strncmp (builder->set->approaches[i].id, id, length) == 0)
			return (int) i;
	return -1;
}

static int
approach_of (RtBuilder *builder, const RtGroup *group)
{
	const char *slash = strchr (group->id, '/');
	int index = approach_index (builder, group->id, (gsize) (slash - group->id));
	if (index < 0)
		rt_report_group (builder->findings, RT_FINDING_UNKNOWN_REFERENCE, group, "there is no approach \"%.*s\"",
				 (int) (slash - group->id), group->id);
	return index;
}

static void
on_text (guint slot, const char *path, guint start, guint end, gpointer data)
{
	gboolean *reads = data;
	const char *name = slot < rt_schema_root ()->n_fields ? rt_schema_root ()->fields[slot].name : "";
	*reads = *reads || strcmp (name, "narrative") == 0 || strcmp (name, "question") == 0;
}

static gboolean
reads_text (const RtCondition *condition)
{
	gboolean reads = FALSE;
	if (condition->program != NULL)
		rt_feel_program_visit (condition->program, on_text, &reads);
	return reads;
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
		.when = rt_build_condition (builder, builder->set->scope, group, "when", RT_STAGE_FACTS, TRUE),
		.points = (gint32) rt_build_integer (group, "points", 0),
		.ask = rt_build_text (builder, group, "ask"),
		.basis = rt_build_words (builder, group, "basis"),
		.owner = rt_build_words (builder, group, "owner"),
		.valid_from = rt_build_date (group, "valid-from", G_MININT32),
		.valid_until = rt_build_date (group, "valid-until", G_MAXINT32),
		.review_by = rt_build_date (group, "review-by", 0),
		.mode = mode > 0 ? RT_MODE_SHADOW : RT_MODE_LIVE,
		.reads_text = rt_build_yes (group, "reads-text"),
		.origin = rt_build_origin (builder, rt_group_origin (group)),
	};
	if (!reads_text (&criterion->when))
		return;
	if (criterion->reads_text)
		rt_report_group (builder->findings, RT_FINDING_TEXT_READER, group, "this criterion reads free text");
	else
		rt_report_group (builder->findings, RT_FINDING_READS_TEXT, group,
				 "this criterion reads free text; if that is meant, say reads-text = yes");
}

/* the formula sees the criteria of its approach by their short names */
static void
build_eligible (RtBuilder *builder, const RtGroup *group, RtApproach *approach, RtCriterion *criteria)
{
	RtFeelScope *scope = rt_feel_scope_new_child (builder->set->scope);
	g_ptr_array_add (builder->inside->scopes, scope);
	for (guint i = 0; i < approach->n_criteria; i++) {
		RtCriterion *criterion = &criteria[approach->first_criterion + i];
		criterion->when.slot = criterion->mode == RT_MODE_SHADOW
					       ? G_MAXUINT
					       : rt_feel_scope_declare (scope, criterion->id, rt_feel_type_simple (RT_FEEL_BOOLEAN));
	}
	guint n_slots = rt_feel_scope_n_slots (scope);
	g_array_set_size (builder->used, MAX (builder->used->len, n_slots));
	g_array_set_size (builder->stages, MAX (builder->stages->len, n_slots));
	builder->set->n_slots = MAX (builder->set->n_slots, n_slots);
	approach->title = rt_build_text (builder, group, "title");
	approach->basis = rt_build_words (builder, group, "basis");
	approach->origin = rt_build_origin (builder, rt_group_origin (group));
	approach->eligible = rt_build_condition (builder, scope, group, "eligible", RT_STAGE_FACTS, TRUE);
}

void
rt_build_approaches (RtBuilder *builder)
{
	g_autoptr (GPtrArray) groups = rt_build_groups (builder, RT_GROUP_criterion);
	g_autoptr (GPtrArray) approach_groups = rt_build_groups (builder, RT_GROUP_approach);
	RtApproach *approaches = (RtApproach *) builder->set->approaches;
	RtCriterion *criteria = rt_build_array (builder, groups->len, sizeof *criteria);
	builder->set->criteria = criteria;
	g_autofree int *owners = g_new0 (int, groups->len + 1);
	for (guint j = 0; j < groups->len; j++)
		owners[j] = approach_of (builder, g_ptr_array_index (groups, j));
	for (guint i = 0; i < approach_groups->len; i++) {
		approaches[i].first_criterion = builder->set->n_criteria;
		for (guint j = 0; j < groups->len; j++)
			if (owners[j] == (int) i)
				build_criterion (builder, g_ptr_array_index (groups, j), i, &criteria[builder->set->n_criteria++]);
		approaches[i].n_criteria = builder->set->n_criteria - approaches[i].first_criterion;
		build_eligible (builder, g_ptr_array_index (approach_groups, i), &approaches[i], criteria);
	}
}
