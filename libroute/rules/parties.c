/* Every party: what plugins bring, what rules say of it, and since when it is one. */
#include <string.h>
#include "libroute/rules/build.h"
#include "libroute/util/date.h"

/* covenant 22: notice of six months */
#define NOTICE_MONTHS 6

static int
by_id (const void *a, const void *b)
{
	return strcmp (((const RtParty *) a)->id, ((const RtParty *) b)->id);
}

static guint32
chain_bits (RtBuilder *builder, const RtGroup *group)
{
	const char *const *chains = rt_build_list (builder, group, "chains");
	const char *const *words = rt_key_words (RT_KEY_CHAINS);
	guint32 bits = 0;
	for (guint i = 0; chains[i] != NULL; i++)
		for (guint j = 0; words[j] != NULL; j++)
			if (strcmp (chains[i], words[j]) == 0)
				bits |= 1u << j;
	return bits;
}

static const char *const *
join_aliases (RtBuilder *builder, const char *const *ours, const char *const *theirs)
{
	guint n = 0, ours_n = g_strv_length ((GStrv) ours), theirs_n = g_strv_length ((GStrv) theirs);
	const char **all = rt_build_array (builder, ours_n + theirs_n + 1, sizeof *all);
	for (guint i = 0; i < theirs_n; i++)
		all[n++] = rt_build_keep (builder, theirs[i]);
	for (guint i = 0; i < ours_n; i++)
		if (!g_strv_contains ((const char *const *) all, ours[i]))
			all[n++] = ours[i];
	return all;
}

static RtParty *
find_or_add (RtBuilder *builder, RtParty *parties, const char *id)
{
	for (guint i = 0; i < builder->set->n_parties; i++)
		if (strcmp (parties[i].id, id) == 0)
			return &parties[i];
	RtParty *party = &parties[builder->set->n_parties++];
	*party = (RtParty){ .id = rt_build_keep (builder, id), .aliases = rt_build_array (builder, 1, sizeof (char *)), .known = -1,
			    .member_from = G_MININT32, .notice_given = G_MAXINT32, .member_until = G_MAXINT32,
			    .excluded_on = G_MAXINT32, .slot = G_MAXUINT };
	return party;
}

static void
take_known (RtBuilder *builder, RtParty *party, guint index)
{
	const RtKnownParty *known = &builder->known[index];
	party->known = (int) index;
	party->title = (RouteText){ rt_build_keep (builder, known->name.en), rt_build_keep (builder, known->name.nl) };
	party->chains = known->chains;
	party->aliases = join_aliases (builder, party->aliases, known->aliases);
}

static void
take_group (RtBuilder *builder, RtParty *party, const RtGroup *group)
{
	RouteText title = rt_build_text (builder, group, "title");
	if (title.en != NULL)
		party->title.en = title.en;
	if (title.nl != NULL)
		party->title.nl = title.nl;
	if (rt_group_key (group, "chains", NULL) != NULL)
		party->chains = chain_bits (builder, group);
	party->aliases = join_aliases (builder, rt_build_list (builder, group, "alias"), party->aliases);
	party->home = rt_build_yes (group, "home");
	party->member_from = rt_build_date (group, "member-from", G_MININT32);
	party->notice_given = rt_build_date (group, "notice-given", G_MAXINT32);
	party->member_until = rt_build_date (group, "member-until", G_MAXINT32);
	party->excluded_on = rt_build_date (group, "excluded-on", G_MAXINT32);
	party->ask = rt_build_text (builder, group, "ask");
	party->contribution = rt_build_text (builder, group, "contribution");
	party->lawful = rt_build_text (builder, group, "lawful");
	int attend = rt_build_word (group, "attend");
	party->attend = attend >= 0 ? (RouteAttend) attend : ROUTE_ATTEND_ASK;
	party->origin = rt_build_origin (builder, rt_group_origin (group));
	if (party->known < 0 && party->title.en == NULL && party->title.nl == NULL)
		rt_report_group (builder->findings, RT_FINDING_MISSING_KEY, group,
				 "no plugin brings \"%s\", so the rules must give it a title", group->id);
}

int
rt_rules_find_party (const RtRuleSet *rules, const char *name)
{
	const RtRuleSetInside *inside = (const RtRuleSetInside *) rules;
	if (inside->party_names != NULL)
		return GPOINTER_TO_INT (g_hash_table_lookup (inside->party_names, name)) - 1;
	for (guint i = 0; i < rules->n_parties; i++)
		if (strcmp (rules->parties[i].id, name) == 0 || g_strv_contains (rules->parties[i].aliases, name))
			return (int) i;
	return -1;
}

int
rt_build_find_party (const RtBuilder *builder, const char *name)
{
	return rt_rules_find_party (builder->set, name);
}

static const RtGroup *
group_of (const RtBuilder *builder, const char *party)
{
	g_autofree char *name = g_strdup_printf ("party %s", party);
	return g_hash_table_lookup (builder->files->by_id, name);
}

/* one name, one party */
static void
check_names (RtBuilder *builder)
{
	g_autoptr (GHashTable) owners = g_hash_table_new (g_str_hash, g_str_equal);
	for (guint i = 0; i < builder->set->n_parties; i++) {
		const RtParty *party = &builder->set->parties[i];
		const RtGroup *group = group_of (builder, party->id);
		for (int j = -1; j < 0 || party->aliases[j] != NULL; j++) {
			const char *name = j < 0 ? party->id : party->aliases[j];
			const char *owner = g_hash_table_lookup (owners, name);
			if (owner == NULL)
				g_hash_table_insert (owners, (gpointer) name, (gpointer) party->id);
			else if (group != NULL)
				rt_report_group (builder->findings, RT_FINDING_TWICE, group, "\"%s\" is a name of %s already", name, owner);
			else
				rt_report_file (builder->findings, RT_FINDING_TWICE, NULL, "\"%s\" is a name of both %s and %s", name,
						owner, party->id);
		}
	}
}

/* the names live as long as the rule set; a name of two parties was reported, and the first keeps it */
static void
index_names (RtBuilder *builder)
{
	GHashTable *names = g_hash_table_new (g_str_hash, g_str_equal);
	for (guint i = builder->set->n_parties; i > 0; i--) {
		const RtParty *party = &builder->set->parties[i - 1];
		for (guint j = 0; party->aliases[j] != NULL; j++)
			g_hash_table_insert (names, (gpointer) party->aliases[j], GINT_TO_POINTER (i));
		g_hash_table_insert (names, (gpointer) party->id, GINT_TO_POINTER (i));
	}
	builder->inside->party_names = names;
}

void
rt_build_parties (RtBuilder *builder)
{
	g_autoptr (GPtrArray) groups = rt_build_groups (builder, RT_GROUP_party);
	RtParty *parties = rt_build_array (builder, builder->n_known + groups->len, sizeof *parties);
	builder->set->parties = parties;
	for (guint i = 0; i < builder->n_known; i++)
		take_known (builder, find_or_add (builder, parties, builder->known[i].id), i);
	for (guint i = 0; i < groups->len; i++) {
		const RtGroup *group = g_ptr_array_index (groups, i);
		take_group (builder, find_or_add (builder, parties, group->id), group);
	}
	qsort (parties, builder->set->n_parties, sizeof *parties, by_id);
	check_names (builder);
	index_names (builder);
}

gboolean
rt_party_is_member (const RtParty *party, gint32 day)
{
	if (day < party->member_from || day >= party->excluded_on || day > party->member_until)
		return FALSE;
	/* without an agreed last day, notice ends membership after its term */
	gboolean left = party->member_until == G_MAXINT32 && party->notice_given != G_MAXINT32 &&
			day >= rt_date_add_months (party->notice_given, NOTICE_MONTHS);
	return !left;
}
