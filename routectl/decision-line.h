/* One line of a decision record: made and taken apart in one place. */
#pragma once
#include "routectl/decision-record.h"

/* What a line says of itself; borrowed from its text. */
typedef struct {
	const char *entry, *seal, *hash;
	gsize entry_length;
} RtDecisionLine;

/* Appends the line of an entry, with its end. `hash` (RT_DECISION_HASH + 1) gets its hash. */
void rt_decision_line_write (const RtDecisionKey *key, const char *entry, GString *out, char *hash);
/* Takes a line (without its end) apart; FALSE when it has another form. */
gboolean rt_decision_line_split (const char *text, gsize length, RtDecisionLine *line);
/* Is the hash that of the line? */
gboolean rt_decision_line_has_hash (const char *text, const RtDecisionLine *line);
/* What the first line says of the key. Returns: (transfer full) */
char *rt_decision_mark (const RtDecisionKey *key);
/* The head for a last entry. Returns: (transfer full): a line */
char *rt_decision_head (const RtDecisionKey *key, guint64 number, const char *hash);
/* An entry's number, or -1. */
gint64 rt_decision_number (const RtTree *entry);
char *rt_decision_head_path (const char *record);
