/* Why something is not met, in words: what was found and what was wanted. Private to the layer. */
#pragma once
#include "libroute/advice/words.h"

/* The clause as it stands in the rules, on one line. Appended. */
void rt_text_clause (const RtClauseWhy *why, GString *out);
/* What was found: "1", "unknown", "none of 3 items fits". Appended. */
void rt_text_found (RtLanguage language, const RtClauseWhy *why, GString *out);
/* What was wanted: "at least 2", "one of "failed", "refused"". Appended. */
void rt_text_wanted (RtLanguage language, const RtClauseWhy *why, GString *out);
/* Why without a clause; "" where the clauses tell it. */
const char *rt_text_why (RtLanguage language, const RtWhy *why);
/* The fixed word for the same: clauses, plugin, no-answer, ... */
const char *rt_word_why (const RtWhy *why);
const char *rt_word_wants (RtFeelWants wants);
