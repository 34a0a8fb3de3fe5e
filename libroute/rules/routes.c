/* Routes: the decision list of suggestions. */
#include <string.h>
#include "libroute/rules/build.h"

static int
by_order (const void *a, const void *b)
{
	const RtRoute *x = a, *y = b;
	if (x->order != y->order)
		return x->order < y->order ? -1 : 1;
	return strcmp (x->id, y->id);
}

static const RtGroup *
group_of (const RtBuilder *builder, const RtRoute *route)
{
	g_autofree char *name = g_strdup_printf ("route %s", route->id);
	return g_hash_table_lookup (builder->files->by_id, name);
}

static const char *
word_of (const RtGroup *group, const char *key, RtKeyType type)
{
	int word = rt_build_word (group, key);
	return word >= 0 ? rt_key_words (type)[word] : NULL;
}

static void
build_route (RtBuilder *builder, const RtGroup *group, RtRoute *route)
{
	const char *suggestion = word_of (group, "suggestion", RT_KEY_SUGGESTION);
	int propose = rt_build_word (group, "propose"), open = rt_build_word (group, "open"), mode = rt_build_word (group, "mode");
	*route = (RtRoute){
		.id = rt_build_keep (builder, group->id),
		.suggestion = rt_build_keep (builder, suggestion != NULL ? suggestion : group->id),
		.title = rt_build_text (builder, group, "title"),
		.text = rt_build_text (builder, group, "text"),
		.order = (gint32) rt_build_integer (group, "order", 0),
		.when = rt_build_condition (builder, builder->set->scope, group, "when", RT_STAGE_APPROACHES, FALSE),
		.open = open >= 0 ? (RtOpen) (open + 1) : RT_OPEN_NEVER,
		.propose = propose >= 0 ? (RtPropose) propose : RT_PROPOSE_NOBODY,
		.table = word_of (group, "table", RT_KEY_TABLE),
		.mode = mode > 0 ? RT_MODE_SHADOW : RT_MODE_LIVE,
		.origin = rt_build_origin (builder, rt_group_origin (group)),
	};
	const char *const *suggestions = rt_key_words (RT_KEY_SUGGESTION);
	if (!g_strv_contains (suggestions, route->suggestion))
		rt_report_group (builder->findings, RT_FINDING_UNKNOWN_REFERENCE, group,
				 "\"%s\" is no suggestion; name one with the key suggestion", route->suggestion);
	gboolean has_when = rt_group_key (group, "when", NULL) != NULL;
	if (has_when == (route->open != RT_OPEN_NEVER))
		rt_report_group (builder->findings, RT_FINDING_MISSING_KEY, group,
				 "a route has either a condition (when) or says what it is for when things are open (open)");
}

/* always: a condition without names in it that is true */
static gboolean
is_always (RtBuilder *builder, const RtRoute *route)
{
	return route->when.text != NULL && strcmp (route->when.text, "true") == 0;
}

static void
check_order (RtBuilder *builder, const RtRoute *routes, guint n)
{
	const RtRoute *always = NULL;
	for (guint i = 0; i < n; i++) {
		const RtGroup *group = group_of (builder, &routes[i]);
		if (i > 0 && routes[i].order == routes[i - 1].order)
			rt_report_group (builder->findings, RT_FINDING_SAME_ORDER, group, "\"%s\" has the order %d too",
					 routes[i - 1].id, routes[i].order);
		if (always != NULL && routes[i].mode == RT_MODE_LIVE)
			rt_report_group (builder->findings, RT_FINDING_UNREACHABLE, group,
					 "\"%s\" comes first and is always taken", always->id);
		if (is_always (builder, &routes[i]) && routes[i].mode == RT_MODE_LIVE && always == NULL)
			always = &routes[i];
	}
}

void
rt_build_routes (RtBuilder *builder)
{
	g_autoptr (GPtrArray) groups = rt_build_groups (builder, RT_GROUP_route);
	RtRoute *routes = rt_build_array (builder, groups->len, sizeof *routes);
	builder->set->routes = routes;
	builder->set->n_routes = groups->len;
	for (guint i = 0; i < groups->len; i++)
		build_route (builder, g_ptr_array_index (groups, i), &routes[i]);
	qsort (routes, groups->len, sizeof *routes, by_order);
	check_order (builder, routes, groups->len);
}
