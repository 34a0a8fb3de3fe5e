/* The tables of groups, keys and findings. */
#include <string.h>
#include "libroute/rules/files.h"

static const RtGroupInfo groups[] = {
#define GROUP(kind, form) { #kind, RT_ID_##form },
#define KEY(kind, key, type, required)
#include "libroute/rules/groups.def"
#undef GROUP
#undef KEY
};

static const RtKeyInfo keys[] = {
#define GROUP(kind, form)
#define KEY(kind, key, type, required) { #kind, #key, RT_KEY_##type, required },
#include "libroute/rules/groups.def"
#undef GROUP
#undef KEY
};

static const struct {
	const char *code, *meaning;
} findings_table[] = {
#define FINDING(symbol, code, meaning) { code, meaning },
#include "libroute/rules/findings.def"
#undef FINDING
};

const RtGroupInfo *
rt_group_info (RtGroupKind kind)
{
	return &groups[kind];
}

/* themes, flags, decisions and goals are statements alike */
static const char *
family (RtGroupKind kind)
{
	gboolean statement = kind == RT_GROUP_theme || kind == RT_GROUP_flag || kind == RT_GROUP_decision || kind == RT_GROUP_goal;
	return statement ? "statement" : groups[kind].kind;
}

const RtKeyInfo *
rt_key_info (RtGroupKind kind, const char *key)
{
	for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
		if (strcmp (keys[i].kind, family (kind)) == 0 && strcmp (keys[i].key, key) == 0)
			return &keys[i];
	return NULL;
}

void
rt_key_infos (RtGroupKind kind, void (*visit) (const RtKeyInfo *info, gpointer data), gpointer data)
{
	for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
		if (strcmp (keys[i].kind, family (kind)) == 0)
			visit (&keys[i], data);
}

const char *const *
rt_key_words (RtKeyType type)
{
	static const char *const booleans[] = { "yes", "no", NULL };
	static const char *const modes[] = { "live", "shadow", NULL };
	static const char *const opens[] = { "absent", "other", NULL };
	static const char *const proposals[] = { "nobody", "home", "ask", "closing", "all", NULL };
	static const char *const tables[] = { "process-meeting", "pad-core-team", "both", NULL };
	static const char *const suggestions[] = { "more-information", "not-eligible", "other-municipality", "weighing",
						   "process-meeting", "pad-core-team", "pad-and-process-meeting",
						   "consider-escalation", "consider-closing", NULL };
	static const char *const kinds[] = { "safety", "care", NULL };
	static const char *const attends[] = { "not", "ask", "invite", NULL };
	static const char *const isolations[] = { "none", "process", NULL };
	static const char *const chains[] = { "care", "justice", "municipal", "housing", "youth", "welfare", NULL };
	switch (type) {
	case RT_KEY_BOOLEAN:
		return booleans;
	case RT_KEY_MODE:
		return modes;
	case RT_KEY_OPEN:
		return opens;
	case RT_KEY_PROPOSE:
		return proposals;
	case RT_KEY_TABLE:
		return tables;
	case RT_KEY_SUGGESTION:
		return suggestions;
	case RT_KEY_GOAL_KIND:
		return kinds;
	case RT_KEY_ATTEND:
		return attends;
	case RT_KEY_ISOLATION:
		return isolations;
	case RT_KEY_CHAINS:
		return chains;
	default:
		return NULL;
	}
}

const char *
rt_finding_code (RtRuleFinding finding)
{
	return findings_table[finding].code;
}

const char *
rt_finding_meaning (RtRuleFinding finding)
{
	return findings_table[finding].meaning;
}
