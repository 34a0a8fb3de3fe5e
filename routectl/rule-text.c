#include "routectl/rule-text.h"
#include <string.h>

gboolean
rt_rule_same_group (const RtRuleKey *a, const RtRuleKey *b)
{
	return strcmp (a->group, b->group) == 0 && g_strcmp0 (a->id, b->id) == 0;
}

guint
rt_rule_group_end (const RtRuleKey *keys, guint n, guint i)
{
	guint end = i + 1;
	while (end < n && rt_rule_same_group (&keys[i], &keys[end]))
		end++;
	return end;
}

char *
rt_rule_group_name (const RtRuleKey *key)
{
	return key->id != NULL && *key->id != '\0' ? g_strdup_printf ("%s %s", key->group, key->id)
						   : g_strdup (key->group);
}

/* "title[nl]" */
char *
rt_rule_key_name (const RtRuleKey *key)
{
	return key->language != NULL ? g_strdup_printf ("%s[%s]", key->key, key->language)
				     : g_strdup (key->key);
}

void
rt_rule_append_key (GString *out, const char *sign, const RtRuleKey *key)
{
	g_autofree char *name = rt_rule_key_name (key);
	g_auto (GStrv) lines = g_strsplit (key->value, "\n", -1);
	g_string_append_printf (out, "%s%s =", sign, name);
	for (guint i = 0; lines[i] != NULL; i++)
		g_string_append_printf (out, "%s %s\n", i > 0 ? "   " : "", lines[i]);
	if (lines[0] == NULL)
		g_string_append_c (out, '\n');
}

void
rt_rule_append_heading (GString *out, const RtRuleKey *key)
{
	g_autofree char *name = rt_rule_group_name (key);
	g_string_append_printf (out, "[%s]\n", name);
}
