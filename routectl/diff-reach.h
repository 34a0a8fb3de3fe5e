/* Which edits can matter to a case, and which must.
 *
 * An edit of a condition that reads nothing another edit touches cannot matter, when the condition is yes in the old and in
 * the new rules, or no in both. An edit must be made when only it touches a criterion or formula that says one thing in the
 * old rules and another in the new. Of every other edit it is not told. */
#pragma once
#include "routectl/diff-edits.h"
#include "libroute/weigh/weigh.h"

enum { RT_MATTERS_NOT, RT_MATTERS_MAYBE, RT_MATTERS_SURELY };

typedef struct _RtReach RtReach;

/* All is borrowed and must outlive it. */
RtReach *rt_reach_new (const RtEdits *edits, const RtRuleSet *from, const RtRuleSet *to);
void rt_reach_free (RtReach *reach);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RtReach, rt_reach_free)
/* Sets the byte of each edit to what it is to the registration that both workspaces weighed last. */
void rt_reach_mark (const RtReach *reach, RtWorkspace *from, RtWorkspace *to, guint8 *matters);
