/* Themes, flags, decisions and goals: things said when a condition is true. */
#include <string.h>
#include "libroute/rules/build.h"

/* the flags an advice may carry; advice.md fixes the list */
static const char *const flag_ids[] = { "acute",
					"minor",
					"custody-unknown",
					"person-not-informed",
					"professional-secrecy",
					"police-data",
					"third-party-needed",
					"do-not-score",
					"large-meeting",
					"degraded",
					NULL };

static int
by_order (const void *a, const void *b)
{
	const RtStatement *x = a, *y = b;
	if (x->order != y->order)
		return x->order < y->order ? -1 : 1;
	return strcmp (x->id, y->id);
}

static void
name_untitled (RtBuilder *builder, const RtGroup *group, RtStatement *statement)
{
	if (statement->title.en != NULL || statement->title.nl != NULL)
		return;
	statement->title = (RouteText){ statement->id, statement->id };
	rt_report_group (builder->findings, RT_FINDING_LANGUAGE, group, "without a title readers see \"%s\"",
			 statement->id);
}

static const RtStatement *
build_kind (RtBuilder *builder, RtGroupKind kind, guint *n)
{
	g_autoptr (GPtrArray) groups = rt_build_groups (builder, kind);
	guint may = RT_TAKES_GIVEN | RT_TAKES_REASONS | RT_TAKES_APPROACHES | RT_TAKES_ROUTING;
	if (kind == RT_GROUP_flag)
		may |= RT_TAKES_ALL;
	RtStatement *statements = rt_build_array (builder, groups->len, sizeof *statements);
	for (guint i = 0; i < groups->len; i++) {
		const RtGroup *group = g_ptr_array_index (groups, i);
		int word = rt_build_word (group, "kind");
		statements[i] = (RtStatement){
			.id = rt_build_keep (builder, group->id),
			.title = rt_build_text (builder, group, "title"),
			.text = rt_build_text (builder, group, "text"),
			.when = rt_build_condition (builder, builder->set->scope, group, "when", may),
			.order = (gint32) rt_build_integer (group, "order", 0),
			.mode = rt_build_mode (group),
			.kind = word >= 0 ? rt_key_words (RT_KEY_GOAL_KIND)[word] : NULL,
			.in_doubt = rt_build_yes (group, "in-doubt"),
			.basis = rt_build_words (builder, group, "basis"),
			.origin = rt_build_origin (builder, rt_group_origin (group)),
		};
		name_untitled (builder, group, &statements[i]);
		if (kind == RT_GROUP_flag && statements[i].mode == RT_MODE_LIVE &&
		    !g_strv_contains (flag_ids, group->id))
			rt_report_group (builder->findings, RT_FINDING_UNKNOWN_REFERENCE, group,
					 "an advice has no flag \"%s\"; the list is closed", group->id);
		/* a wrong word is told already */
		if (kind == RT_GROUP_goal && word < 0 && rt_group_key (group, "kind", NULL) == NULL)
			rt_report_group (builder->findings, RT_FINDING_MISSING_KEY, group,
					 "a goal is of the kind safety or care");
	}
	qsort (statements, groups->len, sizeof *statements, by_order);
	*n = groups->len;
	return statements;
}

void
rt_build_statements (RtBuilder *builder)
{
	builder->set->themes = build_kind (builder, RT_GROUP_theme, &builder->set->n_themes);
	builder->set->flags = build_kind (builder, RT_GROUP_flag, &builder->set->n_flags);
	builder->set->decisions = build_kind (builder, RT_GROUP_decision, &builder->set->n_decisions);
	builder->set->goals = build_kind (builder, RT_GROUP_goal, &builder->set->n_goals);
}
