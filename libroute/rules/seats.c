/* Who sits where: fixed seats, and which of look-alike parties takes the one chair. */
#include <string.h>
#include "libroute/rules/build.h"

/* what the conditions of this file may take to know */
#define MAY (RT_TAKES_GIVEN | RT_TAKES_REASONS | RT_TAKES_APPROACHES)

static const char *const tables[] = { "process-meeting", "pad-core-team", NULL };

static void
build_seats (RtBuilder *builder)
{
	g_autoptr (GPtrArray) groups = rt_build_groups (builder, RT_GROUP_seat);
	RtSeat *seats = rt_build_array (builder, groups->len, sizeof *seats);
	builder->set->seats = seats;
	builder->set->n_seats = groups->len;
	for (guint i = 0; i < groups->len; i++) {
		const RtGroup *group = g_ptr_array_index (groups, i);
		g_auto (GStrv) parts = g_strsplit (group->id, "/", 2);
		seats[i] = (RtSeat){
			.table = rt_build_keep (builder, parts[0]),
			.party = rt_build_party (builder, group, parts[1]),
			.role = rt_build_words (builder, group, "role"),
			.contribution = rt_build_text (builder, group, "contribution"),
			.basis = rt_build_text (builder, group, "basis"),
			.when = rt_build_condition (builder, builder->set->scope, group, "when", MAY),
			.origin = rt_build_origin (builder, rt_group_origin (group)),
		};
		if (g_strv_contains (tables, parts[0]))
			continue;
		g_autofree char *meant = rt_did_you_mean (parts[0], tables);
		rt_report_group (builder->findings, RT_FINDING_UNKNOWN_REFERENCE, group, "there is no table \"%s\"%s",
				 parts[0], meant);
	}
}

/* where the n-th of the items that are not empty begins */
static guint
item_start (const char *list, guint n)
{
	const char *c = list + strspn (list, " \t;");
	for (; n > 0 && *c != '\0'; n--) {
		c += strcspn (c, ";");
		c += strspn (c, " \t;");
	}
	return (guint) (c - list);
}

/* one party of a list, at its place in it */
static const char *
build_chosen (RtBuilder *builder, const RtGroup *group, const char *const *among, guint n)
{
	const RtKeyEntry *key = rt_group_key (group, "among", NULL);
	const char *name = among[n];
	guint start = item_start (key->value, n), end = start + (guint) strlen (name);
	int party = rt_build_find_party (builder, name);
	const char *id = party >= 0 ? builder->set->parties[party].id : name;
	for (guint i = 0; i < n; i++)
		if (strcmp (among[i], id) == 0)
			rt_report_value (builder->findings, RT_FINDING_TWICE, key, start, end, "%s is among them already", id);
	if (party < 0 && !builder->lenient && strchr (name, ',') == NULL) {
		g_autofree char *meant = rt_build_party_meant (builder, name);
		rt_report_value (builder->findings, RT_FINDING_UNKNOWN_REFERENCE, key, start, end,
				 "there is no party \"%s\"%s", name, meant);
	}
	return rt_build_keep (builder, id);
}

static void
build_choices (RtBuilder *builder)
{
	g_autoptr (GPtrArray) groups = rt_build_groups (builder, RT_GROUP_choice);
	RtChoice *choices = rt_build_array (builder, groups->len, sizeof *choices);
	builder->set->choices = choices;
	builder->set->n_choices = groups->len;
	for (guint i = 0; i < groups->len; i++) {
		const RtGroup *group = g_ptr_array_index (groups, i);
		const char **among = (const char **) rt_build_list (builder, group, "among");
		guint n = 0;
		for (; among[n] != NULL; n++)
			among[n] = build_chosen (builder, group, among, n);
		const RtKeyEntry *key = rt_group_key (group, "among", NULL);
		if (n < 2 && key != NULL)
			rt_report_value (builder->findings, RT_FINDING_BAD_VALUE, key, 0, (guint) strlen (key->value),
					 "a choice is among two parties or more, with `;` between them");
		choices[i] = (RtChoice){ .id = rt_build_keep (builder, group->id),
					 .among = among,
					 .when = rt_build_condition (builder, builder->set->scope, group, "when", MAY),
					 .origin = rt_build_origin (builder, rt_group_origin (group)) };
	}
}

static int
by_choice (const void *a, const void *b)
{
	const RtPreference *x = a, *y = b;
	int order = strcmp (x->choice, y->choice);
	if (order == 0)
		order = (x->order > y->order) - (x->order < y->order);
	return order != 0 ? order : strcmp (x->party, y->party);
}

static const RtChoice *
find_choice (const RtBuilder *builder, const char *id)
{
	for (guint i = 0; i < builder->set->n_choices; i++)
		if (strcmp (builder->set->choices[i].id, id) == 0)
			return &builder->set->choices[i];
	return NULL;
}

static void
report_no_choice (RtBuilder *builder, const RtGroup *group, const char *id)
{
	g_autofree char *meant = rt_build_meant (builder, RT_GROUP_choice, id);
	rt_report_group (builder->findings, RT_FINDING_UNKNOWN_REFERENCE, group, "there is no choice \"%s\"%s", id, meant);
}

static void
build_preferences (RtBuilder *builder)
{
	g_autoptr (GPtrArray) groups = rt_build_groups (builder, RT_GROUP_prefer);
	RtPreference *preferences = rt_build_array (builder, groups->len, sizeof *preferences);
	builder->set->preferences = preferences;
	builder->set->n_preferences = groups->len;
	for (guint i = 0; i < groups->len; i++) {
		const RtGroup *group = g_ptr_array_index (groups, i);
		g_auto (GStrv) parts = g_strsplit (group->id, "/", 2);
		preferences[i] = (RtPreference){
			.choice = rt_build_keep (builder, parts[0]),
			.party = rt_build_party (builder, group, parts[1]),
			.order = (gint32) rt_build_integer (group, "order", 0),
			.when = rt_build_condition (builder, builder->set->scope, group, "when", MAY),
			.origin = rt_build_origin (builder, rt_group_origin (group)),
		};
		/* a preferred party need not be among the others: it can win the chair and not lose it */
		if (find_choice (builder, parts[0]) == NULL)
			report_no_choice (builder, group, parts[0]);
	}
	qsort (preferences, groups->len, sizeof *preferences, by_choice);
	for (guint i = 1; i < groups->len; i++) {
		g_autofree char *name =
			g_strdup_printf ("prefer %s/%s", preferences[i].choice, preferences[i].party);
		const RtGroup *group = g_hash_table_lookup (builder->files->by_id, name);
		if (preferences[i].order == preferences[i - 1].order && group != NULL &&
		    strcmp (preferences[i].choice, preferences[i - 1].choice) == 0)
			rt_report_in (builder->findings, RT_FINDING_SAME_ORDER, group, "order",
				      "\"%s\" has the order %d too", preferences[i - 1].party,
				      preferences[i].order);
	}
}

void
rt_build_tables (RtBuilder *builder)
{
	build_seats (builder);
	build_choices (builder);
	build_preferences (builder);
}
