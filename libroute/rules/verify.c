/* What can be said of every key by itself: is it there, is its value of the right kind, is its text in every language. */
#include <string.h>
#include "libroute/rules/build.h"
#include "libroute/util/date.h"
#include "libroute/util/words.h"

static void
report (RtBuilder *builder, const RtKeyEntry *key, const char *message)
{
	rt_report_value (builder->findings, RT_FINDING_BAD_VALUE, key, 0, (guint) strlen (key->value), "%s", message);
}

static void
check_word (RtBuilder *builder, const RtKeyEntry *key, const char *value, guint offset, const char *const *words)
{
	if (rt_words_find (words, value, strlen (value)) >= 0)
		return;
	g_autoptr (GString) all = g_string_new (NULL);
	rt_words_print (words, all);
	rt_report_value (builder->findings, RT_FINDING_BAD_VALUE, key, offset, offset + (guint) strlen (value),
			 "\"%s\" is not one of %s", value, all->str);
}

static void
check_chains (RtBuilder *builder, const RtKeyEntry *key)
{
	g_auto (GStrv) items = g_strsplit (key->value, ";", -1);
	guint offset = 0;
	for (guint i = 0; items[i] != NULL; i++) {
		guint length = (guint) strlen (items[i]);
		if (*g_strstrip (items[i]) != '\0')
			check_word (builder, key, items[i], offset, rt_key_words (RT_KEY_CHAINS));
		offset += length + 1;
	}
}

static void
check_value (RtBuilder *builder, const RtKeyEntry *key, RtKeyType type)
{
	gint32 days;
	gint64 number;
	if (*key->value == '\0')
		report (builder, key, "the value is empty");
	else if (type == RT_KEY_CHAINS)
		check_chains (builder, key);
	else if (rt_key_words (type) != NULL)
		check_word (builder, key, key->value, 0, rt_key_words (type));
	else if (type == RT_KEY_INTEGER && !g_ascii_string_to_signed (key->value, 10, -1000000, 1000000, &number, NULL))
		report (builder, key, "must be a whole number from -1000000 to 1000000");
	else if (type == RT_KEY_DATE && !rt_date_parse (key->value, strlen (key->value), &days))
		report (builder, key, "must be a date, YYYY-MM-DD");
}

typedef struct {
	RtBuilder *builder;
	const RtGroup *group;
} Checking;

static void
check_presence (const RtKeyInfo *info, gpointer data)
{
	Checking *checking = data;
	const RtKeyEntry *en = rt_group_key (checking->group, info->key, NULL);
	const RtKeyEntry *nl = rt_group_key (checking->group, info->key, "nl");
	if (info->required && en == NULL)
		rt_report_group (checking->builder->findings, RT_FINDING_MISSING_KEY, checking->group, "the key \"%s\" is required",
				 info->key);
	/* generated rule sets have titles in one language; texts that a reader sees want both */
	if (info->type == RT_KEY_TEXT && (en == NULL) != (nl == NULL))
		rt_report_group (checking->builder->findings, RT_FINDING_LANGUAGE, checking->group, "\"%s\" has no %s text",
				 info->key, en == NULL ? "English" : "Dutch");
	gboolean wants_basis = checking->group->kind != RT_GROUP_ask && checking->group->kind != RT_GROUP_party &&
			       checking->group->kind != RT_GROUP_pattern;
	if (strcmp (info->key, "basis") == 0 && en == NULL && wants_basis && rt_group_key (checking->group, "disabled", NULL) == NULL)
		rt_report_group (checking->builder->findings, RT_FINDING_NO_BASIS, checking->group, "no basis is named");
}

void
rt_build_verify (RtBuilder *builder)
{
	for (guint i = 0; i < builder->files->groups->len; i++) {
		const RtGroup *group = g_ptr_array_index (builder->files->groups, i);
		Checking checking = { .builder = builder, .group = group };
		rt_key_infos (group->kind, check_presence, &checking);
		for (guint j = 0; j < group->keys->len; j++) {
			const RtKeyEntry *key = g_ptr_array_index (group->keys, j);
			const RtKeyInfo *info = rt_key_info (group->kind, key->key);
			if (info != NULL)
				check_value (builder, key, info->type);
		}
	}
}
