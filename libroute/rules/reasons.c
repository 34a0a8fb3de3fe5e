/* Reasons as they count: a plugin's, re-weighed or disabled; or those of a party that rules alone know. And
 * the questions for facts that are absent. */
#include <string.h>
#include "libroute/rules/build.h"

static int
by_full_id (const void *key, const void *element)
{
	return strcmp (key, ((const RtReasonRule *) element)->full_id);
}

/* every group of reasons was given its place when names were declared */
static RtReasonRule *
find_reason (RtBuilder *builder, const char *full_id)
{
	return bsearch (full_id, builder->set->reasons, builder->set->n_reasons, sizeof (RtReasonRule),
			by_full_id);
}

const RtKnownParty *
rt_build_find_known (const RtBuilder *builder, const char *party)
{
	for (guint i = 0; i < builder->n_known; i++)
		if (strcmp (builder->known[i].id, party) == 0)
			return &builder->known[i];
	return NULL;
}

gboolean
rt_build_is_of_plugin (const RtBuilder *builder, const char *party)
{
	const RtKnownParty *known = rt_build_find_known (builder, party);
	return known != NULL && !known->missing;
}

static gboolean
plugin_brings (const RtBuilder *builder, const RtReasonRule *reason)
{
	const RtKnownParty *known = rt_build_find_known (builder, reason->party);
	return known != NULL && g_strv_contains (known->reasons, reason->id);
}

static char *
meant_reason (const RtBuilder *builder, const RtReasonRule *reason)
{
	const RtKnownParty *known = rt_build_find_known (builder, reason->party);
	return known != NULL ? rt_did_you_mean (reason->id, known->reasons) : g_strdup ("");
}

/* "an analyst may re-weigh or disable what a plugin reports, never invent it" */
static void
check_plugins_reason (RtBuilder *builder, const RtGroup *group, const RtReasonRule *reason)
{
	if (!plugin_brings (builder, reason)) {
		g_autofree char *meant = meant_reason (builder, reason);
		rt_report_group (builder->findings, RT_FINDING_INVENTED, group,
				 "the plugin of %s has no reason \"%s\"%s", reason->party, reason->id, meant);
		return;
	}
	static const char *const own[] = { "when", "title", "basis" };
	for (guint i = 0; i < G_N_ELEMENTS (own); i++)
		if (rt_group_key (group, own[i], NULL) != NULL || rt_group_key (group, own[i], "nl") != NULL)
			rt_report_in (
				builder->findings, RT_FINDING_INVENTED, group, own[i],
				"\"%s\" of a plugin's reason cannot be changed: only points and disabled",
				own[i]);
}

/* says only what may be said of a plugin's reason */
static gboolean
is_reweighing (const RtGroup *group)
{
	gboolean says = rt_group_key (group, "points", NULL) != NULL ||
			rt_group_key (group, "disabled", NULL) != NULL;
	return says && rt_group_key (group, "when", NULL) == NULL &&
	       rt_group_key (group, "title", NULL) == NULL && rt_group_key (group, "title", "nl") == NULL;
}

static void
check_rules_reason (RtBuilder *builder, const RtGroup *group, RtReasonRule *reason)
{
	rt_build_party (builder, group, reason->party);
	if (is_reweighing (group)) {
		reason->missing = TRUE;
		/* of a party that is none no plugin is missed */
		if (!builder->lenient && rt_build_find_party (builder, reason->party) < 0)
			return;
		rt_report_group (builder->findings, RT_FINDING_PLUGIN_MISSING, group,
				 "the plugin that would bring this reason is not loaded");
		return;
	}
	gboolean titled = reason->title.en != NULL || reason->title.nl != NULL;
	if (!group->flawed && (rt_group_key (group, "when", NULL) == NULL || !titled))
		rt_report_group (builder->findings, RT_FINDING_MISSING_KEY, group,
				 "no plugin brings this reason, so it needs a title and a condition (when)");
}

void
rt_build_reasons (RtBuilder *builder)
{
	g_autoptr (GPtrArray) groups = rt_build_groups (builder, RT_GROUP_reason);
	for (guint i = 0; i < groups->len; i++) {
		const RtGroup *group = g_ptr_array_index (groups, i);
		RtReasonRule *reason = find_reason (builder, group->id);
		guint slot = reason->slot;
		reason->disabled = rt_build_yes (group, "disabled");
		reason->has_points = rt_group_key (group, "points", NULL) != NULL;
		reason->points = (gint32) rt_build_integer (group, "points", 0);
		reason->title = rt_build_text (builder, group, "title");
		reason->basis = rt_build_words (builder, group, "basis");
		reason->origin = rt_build_origin (builder, rt_group_origin (group));
		reason->when = rt_build_condition (builder, builder->set->scope, group, "when", 0);
		reason->slot = slot;
		if (builder->lenient)
			continue;
		if (rt_build_is_of_plugin (builder, reason->party))
			check_plugins_reason (builder, group, reason);
		else
			check_rules_reason (builder, group, reason);
	}
}

static int
by_place (const void *a, const void *b)
{
	const RtQuestion *x = a, *y = b;
	return (x->place > y->place) - (x->place < y->place);
}

static void
report_no_place (RtBuilder *builder, const RtGroup *group)
{
	g_autofree char *meant = rt_build_place_meant (group->id);
	rt_report_group (builder->findings, RT_FINDING_UNKNOWN_REFERENCE, group,
			 "a registration has no place \"%s\" (a list's items are written *)%s", group->id, meant);
}

void
rt_build_questions (RtBuilder *builder)
{
	g_autoptr (GPtrArray) groups = rt_build_groups (builder, RT_GROUP_ask);
	RtQuestion *questions = rt_build_array (builder, groups->len, sizeof *questions);
	builder->set->questions = questions;
	builder->set->n_questions = groups->len;
	for (guint i = 0; i < groups->len; i++) {
		const RtGroup *group = g_ptr_array_index (groups, i);
		questions[i] = (RtQuestion){ .place = rt_schema_find_place (group->id),
					     .question = rt_build_text (builder, group, "question"),
					     .unless = rt_build_condition (builder, builder->set->scope, group,
									   "unless", RT_TAKES_GIVEN),
					     .order = (gint32) rt_build_integer (group, "order", 0),
					     .origin = rt_build_origin (builder, rt_group_origin (group)) };
		if (questions[i].place < 0)
			report_no_place (builder, group);
	}
	qsort (questions, groups->len, sizeof *questions, by_place);
}
