/* Rules without a test, for routectl check. */
#pragma once
#include "libroute/rules/rules.h"

/* Tells of every criterion and route of which no case expects anything; the cases are those in `tests` of the rules'
 * directories. Where there are no cases at all, nothing is told. */
void rt_check_untested (const RtRuleSet *rules, const char *const *directories, GPtrArray *findings);
