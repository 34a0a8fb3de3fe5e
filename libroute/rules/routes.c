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

static const struct {
	const char *id;
	RtPropose propose;
	const char *table;
} suggestions[] = {
#define SUGGESTION(id, propose, table) { id, propose, table },
#include "libroute/rules/suggestions.def"
#undef SUGGESTION
};

/* index of a suggestion, or -1 */
static int
suggestion_of (const RtGroup *group)
{
	const RtKeyEntry *key = rt_group_key (group, "suggestion", NULL);
	const char *id = key != NULL ? key->value : group->id;
	for (guint i = 0; i < G_N_ELEMENTS (suggestions); i++)
		if (strcmp (suggestions[i].id, id) == 0)
			return (int) i;
	return -1;
}

static void
build_route (RtBuilder *builder, const RtGroup *group, RtRoute *route)
{
	int suggestion = suggestion_of (group), propose = rt_build_word (group, "propose");
	int open = rt_build_word (group, "open"), mode = rt_build_word (group, "mode");
	const char *table = word_of (group, "table", RT_KEY_TABLE);
	guint may = RT_TAKES_GIVEN | RT_TAKES_REASONS | RT_TAKES_APPROACHES;
	*route = (RtRoute){
		.id = rt_build_keep (builder, group->id),
		.suggestion = suggestion >= 0 ? suggestions[suggestion].id : "",
		.title = rt_build_text (builder, group, "title"),
		.text = rt_build_text (builder, group, "text"),
		.registrant = rt_build_text (builder, group, "registrant"),
		.person = rt_build_text (builder, group, "person"),
		.ask = rt_build_text (builder, group, "ask"),
		.order = (gint32) rt_build_integer (group, "order", 0),
		.before = rt_build_list (builder, group, "before"),
		.when = rt_build_condition (builder, builder->set->scope, group, "when", may),
		.open = open >= 0 ? (RtOpen) (open + 1) : RT_OPEN_NEVER,
		.propose = propose >= 0 ? (RtPropose) propose : suggestions[MAX (suggestion, 0)].propose,
		.table = table != NULL ? table : suggestions[MAX (suggestion, 0)].table,
		.mode = mode > 0 ? RT_MODE_SHADOW : RT_MODE_LIVE,
		.origin = rt_build_origin (builder, rt_group_origin (group)),
	};
	/* a wrong word for the key itself is told already */
	if (suggestion < 0 && rt_group_key (group, "suggestion", NULL) == NULL) {
		g_autofree char *meant = rt_did_you_mean (group->id, rt_key_words (RT_KEY_SUGGESTION));
		rt_report_group (builder->findings, RT_FINDING_UNKNOWN_REFERENCE, group,
				 "\"%s\" is no suggestion; name one with the key suggestion%s", group->id,
				 meant);
	}
	gboolean has_when = rt_group_key (group, "when", NULL) != NULL;
	if (has_when == (rt_group_key (group, "open", NULL) != NULL) && !group->flawed)
		rt_report_group (builder->findings, RT_FINDING_MISSING_KEY, group,
				 "a route has either a condition (when) or says what it is for when things "
				 "are open (open)");
}

static int
index_of (const RtRoute *routes, guint n, const char *id)
{
	for (guint i = 0; i < n; i++)
		if (strcmp (routes[i].id, id) == 0)
			return (int) i;
	return -1;
}

/* what stands in `before` is a route, and one that comes later */
static void
check_before (RtBuilder *builder, const RtRoute *routes, guint n, guint i)
{
	const RtGroup *group = group_of (builder, &routes[i]);
	const RtKeyEntry *key = rt_group_key (group, "before", NULL);
	for (const char *const *id = routes[i].before; *id != NULL; id++) {
		if (strcmp (*id, "*") == 0)
			continue;
		int other = index_of (routes, n, *id);
		guint start = (guint) (strstr (key->value, *id) - key->value), end = start + (guint) strlen (*id);
		if (other < 0)
			rt_report_unknown (builder, key, start, end, RT_GROUP_route, "route", *id);
		else if ((guint) other <= i)
			rt_report_value (builder->findings, RT_FINDING_BAD_VALUE, key, start, end,
					 "\"%s\" does not come behind this route", *id);
	}
}

/* where somebody gave a route of another file another order, that is what is wrong */
static void
report_same_order (RtBuilder *builder, const RtRoute *first, const RtRoute *second)
{
	const RtGroup *group = group_of (builder, first);
	const RtKeyEntry *order = rt_group_key (group, "order", NULL);
	gboolean overridden = order != NULL && order->source != group->source;
	rt_report_in (builder->findings, RT_FINDING_SAME_ORDER, overridden ? group : group_of (builder, second), "order",
		      "\"%s\" has the order %d too", overridden ? second->id : first->id, first->order);
}

static void
check_routes (RtBuilder *builder, const RtRoute *routes, guint n)
{
	const RtRoute *open[RT_OPEN_OTHER + 1] = { NULL };
	for (guint i = 0; i < n; i++) {
		const RtGroup *group = group_of (builder, &routes[i]);
		if (i > 0 && routes[i].order == routes[i - 1].order)
			report_same_order (builder, &routes[i - 1], &routes[i]);
		check_before (builder, routes, n, i);
		if (routes[i].open == RT_OPEN_NEVER || routes[i].mode == RT_MODE_SHADOW)
			continue;
		if (open[routes[i].open] != NULL)
			rt_report_group (builder->findings, RT_FINDING_UNREACHABLE, group,
					 "\"%s\" comes first and is for the same", open[routes[i].open]->id);
		open[routes[i].open] = &routes[i];
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
	check_routes (builder, routes, groups->len);
}
