/* A condition as a sentence that a policy officer reads. What has no words here is quoted as the condition says it, so that
 * a sentence never says less, or other, than its condition. */
#pragma once
#include "libroute/advice/advice.h"

typedef enum {
	RT_PHRASED_NOTHING,   /* it could not be read at all */
	RT_PHRASED_CONDITION, /* "the age of the person is at least 12" */
	RT_PHRASED_VALUE,     /* a define that conditions use: "incidents for which ..." */
} RtPhrased;

/* Appends the condition in words: "there is at least one earlier effort for which the outcome is failed or refused".
 * `registry` has the titles of the plugins' reasons; or NULL. */
RtPhrased rt_phrase_condition (const RtRuleSet *rules, const RtRegistry *registry, RtLanguage language,
			       const RtCondition *condition, GString *out);
/* The formula of an approach over its criteria, by their titles. */
RtPhrased rt_phrase_formula (const RtRuleSet *rules, RtLanguage language, const RtApproach *approach, GString *out);
