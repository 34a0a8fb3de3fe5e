/* What of an advice is compared between two rule sets: suggestion, eligibility, participants, criteria and scores, and what
 * a meeting is about. Shadow criteria have no effect and are not among it, nor is what only more facts could tell. */
#pragma once
#include <glib.h>
#include "libroute/route-engine-private.h"

/* A case that changes belongs to the first kind that changes of it. */
typedef enum {
	RT_CHANGE_ROUTING,
	RT_CHANGE_ELIGIBILITY,
	RT_CHANGE_PARTICIPANTS,
	RT_CHANGE_POINTS, /* criteria and scores */
	RT_CHANGE_OTHER, /* flags, the meeting's table, goals, themes, decisions, coordinator */
	RT_N_CHANGES
} RtChangeKind;

/* The words of this kind in the JSON. */
extern const char *const rt_change_names[RT_N_CHANGES];

/* Appends the outcome, a line of kind, name and word for each thing that can change. */
void rt_outcome_write (const RtRuleSet *rules, const RtRegistry *registry, const RtWeighing *weighing, GString *out);
/* The outcome of a registration that is refused. */
void rt_outcome_write_refusal (const char *why, GString *out);
/* Whatever order the rules' groups stand in. */
gboolean rt_outcome_equal (const GString *a, const GString *b);

typedef struct {
	RtChangeKind kind;
	char *name; /* "criterion pad/P2" */
	char *from, *to; /* NULL: not there */
} RtChange;

/* What differs, by kind and name. Returns: (transfer full) (element-type RtChange) */
GPtrArray *rt_outcome_changes (const GString *from, const GString *to);
