/* What can be said of every key by itself: is it there, is its value of the right kind, is its text in every
 * language. */
#include <string.h>
#include "libroute/rules/build.h"
#include "libroute/util/date.h"
#include "libroute/util/words.h"

/* among more names than this no mistyped one is looked for */
#define MOST_NAMES 2000u

/* what looks like a comment behind a value */
static const char *
about_comment (const char *value)
{
	gboolean comment = strchr (value, '#') != NULL || strstr (value, " ;") != NULL || strstr (value, " //") != NULL;
	return comment ? "; comments stand on lines of their own" : "";
}

static void
report_part (RtBuilder *builder, const RtKeyEntry *key, guint start, guint end, const char *message)
{
	rt_report_value (builder->findings, RT_FINDING_BAD_VALUE, key, start, end, "%s%s", message,
			 about_comment (key->value));
}

static void
report (RtBuilder *builder, const RtKeyEntry *key, const char *message)
{
	report_part (builder, key, 0, (guint) strlen (key->value), message);
}

static void
check_word (RtBuilder *builder, const RtKeyEntry *key, const char *value, guint offset,
	    const char *const *words)
{
	if (rt_words_find (words, value, strlen (value)) >= 0)
		return;
	g_autoptr (GString) all = g_string_new (NULL);
	rt_words_print (words, all);
	g_autofree char *message = g_strdup_printf ("\"%s\" is not one of %s", value, all->str);
	report_part (builder, key, offset, offset + (guint) strlen (value), message);
}

static void
check_chains (RtBuilder *builder, const RtKeyEntry *key)
{
	g_auto (GStrv) items = g_strsplit (key->value, ";", -1);
	guint offset = 0;
	for (guint i = 0; items[i] != NULL; i++) {
		guint length = (guint) strlen (items[i]), indent = (guint) strspn (items[i], " ");
		if (*g_strstrip (items[i]) != '\0')
			check_word (builder, key, items[i], offset + indent, rt_key_words (RT_KEY_CHAINS));
		offset += length + 1;
	}
}

static gboolean
is_whole (const char *value, gint64 least, gint64 most)
{
	gint64 number;
	return g_ascii_string_to_signed (value, 10, least, most, &number, NULL);
}

static void
check_value (RtBuilder *builder, const RtKeyEntry *key, RtKeyType type)
{
	gint32 days;
	if (*key->value == '\0')
		report (builder, key, "the value is empty");
	else if (type == RT_KEY_CHAINS)
		check_chains (builder, key);
	else if (rt_key_words (type) != NULL)
		check_word (builder, key, key->value, 0, rt_key_words (type));
	else if (type == RT_KEY_INTEGER && !is_whole (key->value, -1000000, 1000000))
		report (builder, key, "must be a whole number from -1000000 to 1000000");
	else if (type == RT_KEY_POINTS && !is_whole (key->value, 0, 1000))
		report (builder, key, "points are a whole number from 0 to 1000");
	else if (type == RT_KEY_LIMIT && !is_whole (key->value, 1, RT_MOST_LIMIT))
		report (builder, key, "a limit is a whole number from 1 to 3600000");
	else if (type == RT_KEY_DATE && !rt_date_parse (key->value, strlen (key->value), &days))
		report (builder, key, "must be a date, YYYY-MM-DD");
}

typedef struct {
	RtBuilder *builder;
	const RtGroup *group;
	guint required, there; /* keys */
} Checking;

char *
rt_build_meant (const RtBuilder *builder, RtGroupKind kind, const char *name)
{
	g_autoptr (GPtrArray) names = g_ptr_array_new ();
	for (guint i = 0; i < builder->files->groups->len && names->len < MOST_NAMES; i++) {
		const RtGroup *other = g_ptr_array_index (builder->files->groups, i);
		if (other->kind == kind && strcmp (other->id, name) != 0)
			g_ptr_array_add (names, other->id);
	}
	g_ptr_array_add (names, NULL);
	return rt_did_you_mean (name, (const char *const *) names->pdata);
}

void
rt_report_unknown (RtBuilder *builder, const RtKeyEntry *key, guint start, guint end, RtGroupKind kind,
		   const char *what, const char *name)
{
	g_autofree char *meant = rt_build_meant (builder, kind, name);
	guint before = builder->findings->len;
	rt_report_value (builder->findings, RT_FINDING_UNKNOWN_REFERENCE, key, start, end,
			 "there is no %s \"%s\"%s%s", what, name, meant, about_comment (name));
	rt_build_missed (builder, before, name, strlen (name), FALSE);
}

char *
rt_build_place_meant (const char *pointer)
{
	guint n = 0;
	const RtPlace *places = rt_schema_places (&n);
	g_autofree const char **names = g_new0 (const char *, n + 1);
	for (guint i = 0; i < n; i++)
		names[i] = places[i].pointer;
	return rt_did_you_mean (pointer, names);
}

void
rt_report_place_unknown (RtBuilder *builder, const RtKeyEntry *key, guint start, const char *pointer)
{
	g_autofree char *meant = rt_build_place_meant (pointer);
	rt_report_value (builder->findings, RT_FINDING_UNKNOWN_REFERENCE, key, start,
			 start + (guint) strlen (pointer), "there is no place in a registration \"%s\"%s%s", pointer,
			 meant, about_comment (pointer));
}

/* A group with a title of its own is a new one: no other is meant by its id. */
static char *
meant_group (const RtBuilder *builder, const RtGroup *group)
{
	gboolean own = rt_group_key (group, "title", NULL) != NULL || rt_group_key (group, "title", "nl") != NULL;
	return own ? g_strdup ("") : rt_build_meant (builder, group->kind, group->id);
}

/* a later file says it anew */
static gboolean
is_changed (const RtKeyEntry *key, const RtGroup *group)
{
	return key->overrides != NULL && key->source != group->source;
}

static void
check_languages (GPtrArray *findings, const RtGroup *group, const RtKeyInfo *info, const RtKeyEntry *en, const RtKeyEntry *nl)
{
	if (en != NULL && nl != NULL && is_changed (en, group) != is_changed (nl, group))
		rt_report_key (findings, RT_FINDING_LANGUAGE, is_changed (en, group) ? en : nl,
			       "\"%s\" is changed in %s only: in the other language it still says what it said", info->key,
			       is_changed (en, group) ? "English" : "Dutch");
	if ((en == NULL) != (nl == NULL))
		rt_report_key (findings, RT_FINDING_LANGUAGE, en != NULL ? en : nl, "\"%s\" has no %s text", info->key,
			       en == NULL ? "English" : "Dutch");
}

static void
check_presence (const RtKeyInfo *info, gpointer data)
{
	const Checking *checking = data;
	const RtGroup *group = checking->group;
	GPtrArray *findings = checking->builder->findings;
	gboolean in_languages = info->type == RT_KEY_TEXT && !checking->builder->brief;
	if (!info->required && !in_languages)
		return;
	const RtKeyEntry *en = rt_group_key (group, info->key, NULL),
			 *nl = rt_group_key (group, info->key, "nl");
	if (info->required && en == NULL && nl == NULL) {
		g_autofree char *meant = meant_group (checking->builder, group);
		rt_report_group (findings, RT_FINDING_MISSING_KEY, group, "[%s %s] lacks the key \"%s\"%s",
				 rt_group_info (group->kind)->kind, group->id, info->key, meant);
	}
	if (in_languages)
		check_languages (findings, group, info, en, nl);
}

/* what decides, counts, is asked or said rests on something; names do not */
static gboolean
wants_basis (const RtBuilder *builder, const RtGroup *group)
{
	static const gboolean kinds[RT_N_GROUPS] = {
		[RT_GROUP_approach] = TRUE, [RT_GROUP_criterion] = TRUE, [RT_GROUP_define] = TRUE,
		[RT_GROUP_setting] = TRUE,  [RT_GROUP_route] = TRUE,     [RT_GROUP_theme] = TRUE,
		[RT_GROUP_flag] = TRUE,     [RT_GROUP_decision] = TRUE,  [RT_GROUP_goal] = TRUE,
		[RT_GROUP_choice] = TRUE,   [RT_GROUP_prefer] = TRUE,    [RT_GROUP_pattern] = TRUE,
		[RT_GROUP_ask] = TRUE,
	};
	if (group->kind != RT_GROUP_reason)
		return kinds[group->kind];
	/* a reason of a plugin brings its basis along */
	g_autofree char *party = g_strndup (group->id, strcspn (group->id, "/"));
	return rt_group_key (group, "when", NULL) != NULL && !rt_build_is_of_plugin (builder, party);
}

/* Who keeps up what a person reads or answers is asked of the rules of a set in which that is said of others; a small set may
 * do without, and what only helps other rules is kept with them. */
static gboolean
wants_owner (const RtGroup *group)
{
	static const gboolean kinds[RT_N_GROUPS] = {
		[RT_GROUP_criterion] = TRUE, [RT_GROUP_route] = TRUE,    [RT_GROUP_pattern] = TRUE,
		[RT_GROUP_ask] = TRUE,       [RT_GROUP_theme] = TRUE,    [RT_GROUP_flag] = TRUE,
		[RT_GROUP_decision] = TRUE,  [RT_GROUP_goal] = TRUE,
	};
	return kinds[group->kind];
}

static gboolean
names_owners (const RtBuilder *builder)
{
	const GPtrArray *groups = builder->files->groups;
	for (guint i = 0; i < groups->len; i++)
		if (wants_owner (g_ptr_array_index (groups, i)) &&
		    rt_group_key (g_ptr_array_index (groups, i), "owner", NULL) != NULL)
			return TRUE;
	return FALSE;
}

static void
look_for_required (const RtKeyInfo *info, gpointer data)
{
	Checking *checking = data;
	gboolean there = rt_group_key (checking->group, info->key, NULL) != NULL ||
			 rt_group_key (checking->group, info->key, "nl") != NULL;
	checking->required += info->required;
	checking->there += info->required && there;
}

/* A group of a later directory that lacks every key it would need is no new rule: it was to change single keys of one
 * that is not there. */
static gboolean
overrides_nothing (RtBuilder *builder, const RtGroup *group)
{
	const char *vendor = builder->files->vendor;
	g_autofree char *here = g_path_get_dirname (group->source->path);
	Checking checking = { .builder = builder, .group = group };
	if (builder->lenient || vendor == NULL || strcmp (vendor, here) == 0)
		return FALSE;
	rt_key_infos (group->kind, look_for_required, &checking);
	return checking.required > 0 && checking.there == 0;
}

/* the register asks for one entry; another would be taken for the same, key by key */
static void
check_register (RtBuilder *builder, const RtGroup *group)
{
	static const char *const ids[] = { "algoritmeregister", NULL };
	if (group->kind != RT_GROUP_register || strcmp (group->id, ids[0]) == 0)
		return;
	g_autofree char *meant = rt_did_you_mean (group->id, ids);
	rt_report_group (builder->findings, RT_FINDING_UNKNOWN_REFERENCE, group,
			 "the only register is [register %s]%s", ids[0], meant);
}

static void
check_authority (RtBuilder *builder, const RtGroup *group, gboolean owned)
{
	if (wants_basis (builder, group) && rt_group_key (group, "basis", NULL) == NULL)
		rt_report_group (builder->findings, RT_FINDING_NO_BASIS, group, "no basis is named");
	if (owned && wants_owner (group) && rt_group_key (group, "owner", NULL) == NULL)
		rt_report_group (builder->findings, RT_FINDING_NO_OWNER, group, "no owner is named");
}

static void
verify_group (RtBuilder *builder, const RtGroup *group, gboolean owned)
{
	Checking checking = { .builder = builder, .group = group };
	if (!group->flawed && !builder->files->incomplete && overrides_nothing (builder, group)) {
		g_autofree char *meant = rt_build_meant (builder, group->kind, group->id);
		rt_report_group (builder->findings, RT_FINDING_OVERRIDES_NOTHING, group,
				 "there is no [%s %s] whose keys this could change%s",
				 rt_group_info (group->kind)->kind, group->id, meant);
	} else if (!group->flawed && !builder->files->incomplete) {
		rt_key_infos (group->kind, check_presence, &checking);
		if (!builder->brief)
			check_authority (builder, group, owned);
	}
	check_register (builder, group);
	for (guint i = 0; i < group->keys->len; i++) {
		const RtKeyEntry *key = g_ptr_array_index (group->keys, i);
		if (key->info != NULL)
			check_value (builder, key, key->info->type);
	}
}

void
rt_build_verify (RtBuilder *builder)
{
	gboolean owned = names_owners (builder);
	for (guint i = 0; i < builder->files->groups->len; i++)
		verify_group (builder, g_ptr_array_index (builder->files->groups, i), owned);
}
