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

/* whose keys a group has: its own, or those all statements share */
enum {
#define GROUP(kind, form) FAMILY_##kind,
#define KEY(kind, key, type, required)
#include "libroute/rules/groups.def"
#undef GROUP
#undef KEY
	FAMILY_statement
};

static const RtKeyInfo keys[] = {
#define GROUP(kind, form)
#define KEY(kind, key, type, required) { FAMILY_##kind, #key, RT_KEY_##type, required },
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

static guint
family (RtGroupKind kind)
{
	gboolean statement = kind == RT_GROUP_theme || kind == RT_GROUP_flag || kind == RT_GROUP_decision ||
			     kind == RT_GROUP_goal;
	return statement ? FAMILY_statement : (guint) kind;
}

const RtKeyInfo *
rt_key_info (RtGroupKind kind, const char *key)
{
	guint wanted = family (kind);
	for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
		if (keys[i].family == wanted && *keys[i].key == *key && strcmp (keys[i].key, key) == 0)
			return &keys[i];
	return NULL;
}

void
rt_key_infos (RtGroupKind kind, void (*visit) (const RtKeyInfo *info, gpointer data), gpointer data)
{
	guint wanted = family (kind);
	for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
		if (keys[i].family == wanted)
			visit (&keys[i], data);
}

#define WORDS(...) (const char *const[]) { __VA_ARGS__, NULL }

static const char *const suggestions[] = {
#define SUGGESTION(id, propose, table) id,
#include "libroute/rules/suggestions.def"
#undef SUGGESTION
	NULL,
};

static const char *const *const words_of_types[] = {
	[RT_KEY_BOOLEAN] = WORDS ("yes", "no"),
	[RT_KEY_CHAINS] = WORDS ("care", "justice", "municipal", "housing", "youth", "welfare"),
	[RT_KEY_MODE] = WORDS ("live", "shadow"),
	[RT_KEY_OPEN] = WORDS ("absent", "other"),
	[RT_KEY_PROPOSE] = WORDS ("nobody", "home", "ask", "closing", "all"),
	[RT_KEY_TABLE] = WORDS ("process-meeting", "pad-core-team", "both"),
	[RT_KEY_SUGGESTION] = suggestions,
	[RT_KEY_GOAL_KIND] = WORDS ("safety", "care"),
	[RT_KEY_ROLE] = WORDS ("chair", "core", "periodic", "member"),
	[RT_KEY_ATTEND] = WORDS ("not", "ask", "invite"),
	[RT_KEY_ISOLATION] = WORDS ("none", "process"),
	[RT_N_KEY_TYPES] = NULL,
};

const char *const *
rt_key_words (RtKeyType type)
{
	return words_of_types[type];
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
