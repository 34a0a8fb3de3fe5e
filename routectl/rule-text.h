/* Merged rules as text, and group by group. */
#pragma once
#include "libroute/rules/rules.h"

gboolean rt_rule_same_group (const RtRuleKey *a, const RtRuleKey *b);
/* Where the next group begins. */
guint rt_rule_group_end (const RtRuleKey *keys, guint n, guint i);
/* "criterion complex-0-100/K1". Returns: (transfer full) */
char *rt_rule_group_name (const RtRuleKey *key);
/* "title[nl]". Returns: (transfer full) */
char *rt_rule_key_name (const RtRuleKey *key);
/* "[criterion complex-0-100/K1]" and a newline. */
void rt_rule_append_heading (GString *out, const RtRuleKey *key);
/* As it would stand in a rule file, `sign` before its first line; later lines of a value are indented. */
void rt_rule_append_key (GString *out, const char *sign, const RtRuleKey *key);
