/* Every condition of a rule set in one list, whatever kind of group it stands in. */
#pragma once
#include "libroute/rules/rules.h"

typedef struct {
	char *group; /* "criterion pad/P2" */
	const char *key; /* "when" */
	const RtCondition *condition; /* borrowed from the rules */
	int approach; /* of whose formula over criteria it is, or -1 */
	int criterion; /* index into rules->criteria, or -1 */
} RtRuleCondition;

/* Conditions that are always true, having no text, are left out.
 * Returns: (transfer full) (element-type RtRuleCondition) */
GArray *rt_rule_conditions (const RtRuleSet *rules);
