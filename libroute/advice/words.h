/* The fixed words of an advice, and texts that belong to them. Private to the layer. */
#pragma once
#include "libroute/advice/advice.h"

/* What a rule in the shadow is called. */
typedef struct {
	const char *kind, *id;
	RouteText title;
	const char *suggestion; /* of a route; else NULL */
	RtOrigin origin;
} RtShadowRule;
RtShadowRule rt_shadow_rule (const RtRuleSet *rules, const RtShadow *shadow);

const char *rt_word_state (RouteTri state);      /* met, not-met, unknown */
const char *rt_word_eligible (RouteTri state);   /* yes, no, unknown */
const char *rt_word_attendance (RouteAttend attend); /* invite, ask */
/* "not-relevant" or "outranked-by:fivoor", appended. */
void rt_word_because (const RtRuleSet *rules, const RtNotInvited *not_invited, GString *out);
/* Why a party is not invited, for a reader. Appended. */
void rt_text_because (const RtAdviceSource *source, RtLanguage language, const RtNotInvited *not_invited, GString *out);
/* The question for an unknown fact; a general one where the rules have none. Appended. */
void rt_text_question (const RtAdviceSource *source, RtLanguage language, const RtAskNext *ask, GString *out);
/* The goal of the meeting: of safety and of care, in one sentence. Appended; nothing when there is none. */
void rt_text_goal (const RtAdviceSource *source, RtLanguage language, GString *out);
/* "rules.d/10-x.rules:12" or "plugin:politie". Appended. */
void rt_text_origin (const RtAdviceSource *source, const RtCriterionResult *result, GString *out);
/* Id, title and basis of a criterion: of the rules, or a plugin's reason. */
const char *rt_criterion_id (const RtAdviceSource *source, const RtCriterionResult *result, GString *scratch);
RouteText rt_criterion_title (const RtAdviceSource *source, const RtCriterionResult *result);
RouteText rt_criterion_basis (const RtAdviceSource *source, const RtCriterionResult *result);
/* The text of a reason: the plugin's, or the rules'. */
RouteText rt_reason_title (const RtAdviceSource *source, guint reason);
/* A word of the schema for a reader: "work-education" -> "Werk en opleiding". */
const char *rt_schema_word (RtLanguage language, const char *field, const char *word);
/* Who is no Party, by the slug: "the school"; an unknown slug as it is, without its hyphens. Appended. */
void rt_text_third (RtLanguage language, const char *slug, GString *out);
/* What a part of the agenda is about. Appended. */
void rt_text_agenda (const RtAdviceSource *source, RtLanguage language, guint part, GString *out);
/* The value of a fact for a reader; nothing for a list or an object. Appended. */
void rt_text_value (const RtAdviceSource *source, RtLanguage language, const RtField *field, const RtFact *fact, GString *out);
/* A fact for a reader: "incident 2 (14-09-2026, weapon, suspect)". Appended. */
void rt_text_fact (const RtAdviceSource *source, RtLanguage language, RtSpot spot, GString *out);
/* The same without its number, for somebody who has no list at hand: "incident: weapon, suspect". Appended. */
void rt_text_fact_alone (const RtAdviceSource *source, RtLanguage language, RtSpot spot, GString *out);
const char *rt_party_title (const RtAdviceSource *source, RtLanguage language, int party);
