/* What two rule sets say differently: edits, each one key of a file, or a group that is there in one of them only. And the
 * rules with some of the edits made. */
#pragma once
#include "libroute/rules/rules.h"

typedef struct {
	const RtRuleKey *from, *to; /* the key, or the first one of the group; NULL where it is not */
	gboolean whole; /* a group with all its keys */
} RtEdit;

typedef struct {
	const RtRuleFiles *from, *to; /* borrowed */
	GArray *list; /* RtEdit, in the order of the old rules, then of the new */
	GArray *silent; /* RtEdit without effect on what is compared: texts, owners, patterns, questions */
} RtEdits;

void rt_edits_init (RtEdits *edits, const RtRuleFiles *from, const RtRuleFiles *to);
void rt_edits_clear (RtEdits *edits);
/* The old rules with those edits made whose byte in `chosen` is set; `silent`: and all that are without effect, which may
 * name what others add or take away. Returns: (transfer full) */
char *rt_edits_text (const RtEdits *edits, const guint8 *chosen, gboolean silent);
/* "[criterion pad/P7]" or "[criterion pad/P7] when". Returns: (transfer full) */
char *rt_edit_name (const RtEdit *edit);
/* "added", "removed" or "changed". */
const char *rt_edit_verb (const RtEdit *edit);
/* The key as it is now, or as it was. */
const RtRuleKey *rt_edit_key (const RtEdit *edit);
