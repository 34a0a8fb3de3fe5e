/* Every party: what plugins bring, what rules say of it, and since when it is one. */
#include <string.h>
#include "libroute/rules/build.h"
#include "libroute/util/date.h"
#include "libroute/util/limits.h"

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
	/* only what plugins bring is looked through: a group stands for a party once */
	for (guint i = 0; i < builder->n_known && i < builder->set->n_parties; i++)
		if (strcmp (parties[i].id, id) == 0)
			return &parties[i];
	RtParty *party = &parties[builder->set->n_parties++];
	*party = (RtParty){ .id = rt_build_keep (builder, id),
			    .aliases = rt_build_array (builder, 1, sizeof (char *)),
			    .known = -1,
			    .member_from = G_MININT32,
			    .notice_given = G_MAXINT32,
			    .member_until = G_MAXINT32,
			    .excluded_on = G_MAXINT32,
			    .slot = G_MAXUINT };
	return party;
}

static void
take_known (RtBuilder *builder, RtParty *party, guint index)
{
	const RtKnownParty *known = &builder->known[index];
	party->title = (RouteText){ rt_build_keep (builder, known->name.en),
				    rt_build_keep (builder, known->name.nl) };
	party->chains = known->chains;
	if (known->missing)
		return;
	party->known = (int) index;
	party->aliases = join_aliases (builder, party->aliases, known->aliases);
}

static void
report_untitled (RtBuilder *builder, const RtGroup *group)
{
	g_autofree char *meant = rt_build_meant (builder, RT_GROUP_party, group->id);
	rt_report_group (builder->findings, RT_FINDING_MISSING_KEY, group,
			 "no plugin brings \"%s\", so the rules must give it a title%s", group->id, meant);
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
	if (party->member_until < party->member_from || party->notice_given < party->member_from)
		rt_report_in (builder->findings, RT_FINDING_DATES, group,
			      party->member_until < party->member_from ? "member-until" : "notice-given",
			      "membership ends before it begins");
	if (party->known < 0 && party->title.en == NULL && party->title.nl == NULL && !builder->lenient)
		report_untitled (builder, group);
}

int
rt_rules_find_name (const RtRuleSet *rules, const char *name, gsize length)
{
	const RtRuleSetInside *inside = (const RtRuleSetInside *) rules;
	return rt_name_table_find (inside->parties, name, length);
}

const RtNameTable *
rt_rules_ids (const RtRuleSet *rules)
{
	return ((const RtRuleSetInside *) rules)->ids;
}

int
rt_rules_find_party (const RtRuleSet *rules, const char *name)
{
	return rt_rules_find_name (rules, name, strlen (name));
}

int
rt_build_find_party (const RtBuilder *builder, const char *name)
{
	return rt_rules_find_party (builder->set, name);
}

char *
rt_build_party_meant (const RtBuilder *builder, const char *name)
{
	g_autofree const char **ids = g_new0 (const char *, builder->set->n_parties + 1);
	for (guint i = 0; i < builder->set->n_parties; i++)
		ids[i] = builder->set->parties[i].id;
	return rt_did_you_mean (name, ids);
}

const char *
rt_build_party (RtBuilder *builder, const RtGroup *group, const char *name)
{
	int party = rt_build_find_party (builder, name);
	if (party >= 0)
		return builder->set->parties[party].id;
	g_autofree char *meant = rt_build_party_meant (builder, name);
	if (!builder->lenient)
		rt_report_group (builder->findings, RT_FINDING_UNKNOWN_REFERENCE, group,
				 "there is no party \"%s\"%s", name, meant);
	return rt_build_keep (builder, name);
}

static const RtGroup *
group_of (const RtBuilder *builder, const char *party)
{
	g_autofree char *name = g_strdup_printf ("party %s", party);
	return g_hash_table_lookup (builder->files->by_id, name);
}

/* one name, one party; the form is that of registrations, so that a party of the rules can be named there */
static gboolean
is_party_name (const char *name)
{
	return strlen (name) <= RT_LIMIT_ID &&
	       strspn (name, "abcdefghijklmnopqrstuvwxyz0123456789-") == strlen (name);
}

static void
claim_name (RtBuilder *builder, guint index, const char *name)
{
	const RtParty *party = &builder->set->parties[index];
	const RtGroup *group = group_of (builder, party->id);
	int owner = rt_build_find_party (builder, name);
	if (owner < 0)
		rt_name_table_add (builder->inside->parties, name, strlen (name), (gint32) index);
	else if (group != NULL)
		rt_report_group (builder->findings, RT_FINDING_TWICE, group, "\"%s\" is a name of %s already",
				 name, builder->set->parties[owner].id);
	else
		rt_report_file (builder->findings, RT_FINDING_TWICE, NULL,
				"\"%s\" is a name of both %s and %s", name,
				builder->set->parties[owner].id, party->id);
	if (group != NULL && !is_party_name (name))
		rt_report_group (builder->findings, RT_FINDING_BAD_VALUE, group,
				 "\"%s\" is no name of a party: at most %u of a-z 0-9 -", name, RT_LIMIT_ID);
}

/* ids before aliases, so that an alias never takes a party's own id */
static void
claim_names (RtBuilder *builder)
{
	for (guint i = 0; i < builder->set->n_parties; i++)
		claim_name (builder, i, builder->set->parties[i].id);
	for (guint i = 0; i < builder->set->n_parties; i++)
		rt_name_table_add (builder->inside->ids, builder->set->parties[i].id, strlen (builder->set->parties[i].id),
				   (gint32) i);
	for (guint i = 0; i < builder->set->n_parties; i++)
		for (const char *const *alias = builder->set->parties[i].aliases; *alias != NULL; alias++)
			claim_name (builder, i, *alias);
}

/* Where nobody says which party is the home, that is a mistake of rules that describe every party; a few rules may do without. */
static void
miss_home (RtBuilder *builder, const GPtrArray *groups)
{
	for (guint i = 0; i < groups->len; i++) {
		const RtGroup *group = g_ptr_array_index (groups, i);
		if (rt_group_key (group, "home", NULL) == NULL)
			continue;
		/* a wrong word is told already */
		if (rt_build_word (group, "home") >= 0)
			rt_report_in (builder->findings, RT_FINDING_PARTIES, group, "home",
				      "no party is the home of this chamber (home = yes)");
		return;
	}
	if (builder->n_known > 0 && groups->len >= builder->set->n_parties)
		rt_report_group (builder->findings, RT_FINDING_PARTIES, g_ptr_array_index (groups, 0),
				 "no party is the home of this chamber (home = yes)");
}

static gboolean
same_title (const RtParty *a, const RtParty *b)
{
	return (a->title.en != NULL && g_strcmp0 (a->title.en, b->title.en) == 0) ||
	       (a->title.nl != NULL && g_strcmp0 (a->title.nl, b->title.nl) == 0);
}

/* a party by rules alone that has the title of another, or is called nearly as one that a plugin brings and of which no rule
 * says anything, is that party with a slip in its name */
static void
check_slip (RtBuilder *builder, const RtParty *party)
{
	const RtGroup *group = group_of (builder, party->id);
	for (guint i = 0; i < builder->set->n_parties; i++) {
		const RtParty *other = &builder->set->parties[i];
		const char *const near[] = { other->id, NULL };
		g_autofree char *meant = rt_did_you_mean (party->id, near);
		gboolean forgotten = group_of (builder, other->id) == NULL;
		if (other == party || !(same_title (party, other) || (forgotten && *meant != '\0')))
			continue;
		rt_report_group (builder->findings, RT_FINDING_PARTIES, group, "no plugin brings \"%s\"; did you mean \"%s\"%s?",
				 party->id, other->id, forgotten ? ", of which no rule says anything" : ", which has this title");
		return;
	}
}

/* where somebody said so of a party of another file, that is what is wrong */
static void
report_homes (RtBuilder *builder, const RtParty *first, const RtParty *second)
{
	const RtGroup *group = group_of (builder, first->id);
	gboolean swap = rt_group_key (group, "home", NULL)->source != group->source;
	const RtParty *told = swap ? first : second;
	rt_report_in (builder->findings, RT_FINDING_TWICE, group_of (builder, told->id), "home",
		      "%s is the home of this chamber already", swap ? second->id : first->id);
}

static void
check_home (RtBuilder *builder, const GPtrArray *groups)
{
	const RtParty *home = NULL;
	for (guint i = 0; i < builder->set->n_parties; i++) {
		const RtParty *party = &builder->set->parties[i];
		if (party->home && home != NULL)
			report_homes (builder, home, party);
		home = party->home ? party : home;
		if (party->known < 0 && builder->n_known > 0)
			check_slip (builder, party);
	}
	if (home == NULL && !builder->lenient)
		miss_home (builder, groups);
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
	claim_names (builder);
	check_home (builder, groups);
}

RtMembership
rt_party_membership (const RtParty *party)
{
	RtMembership days = { party->member_from, party->member_until };
	gint32 ends = party->excluded_on;
	/* without an agreed last day, notice ends membership after its term */
	if (party->member_until == G_MAXINT32 && party->notice_given != G_MAXINT32)
		ends = MIN (ends, rt_date_add_months (party->notice_given, NOTICE_MONTHS));
	if (days.last >= ends)
		days.last = ends - 1;
	return days;
}

gboolean
rt_party_is_member (const RtParty *party, gint32 day)
{
	return rt_is_member_on (rt_party_membership (party), day);
}
