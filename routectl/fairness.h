/* What `routectl fairness` counts: suggestions and criteria, by groups of registrations. It counts cases, keeps
 * nothing of a single one, and judges nobody. */
#pragma once
#include "libroute/rules/rules.h"
#include "routectl/cli.h"
#include "routectl/json-tree.h"

enum { RT_FAIRNESS_MET, RT_FAIRNESS_NOT_MET, RT_FAIRNESS_UNKNOWN, RT_FAIRNESS_STATES };

typedef struct {
	guint n[RT_FAIRNESS_STATES];
	guint decided; /* it stands among the criteria that decided the suggestion */
} RtFairnessCriterion;

typedef struct {
	char *value;
	gint64 order; /* numbers and bands stand in their order */
	guint n_cases;
	guint *suggestions;            /* by index of rules->routes */
	RtFairnessCriterion *criteria; /* by index of rules->criteria */
} RtFairnessGroup;

typedef struct {
	const RtRuleSet *rules;
	char *pointer;
	int place;       /* of the schema; -1: under /extra */
	gint64 *bands;   /* lower ends, ascending */
	guint n_bands, small, n_refused;
	GHashTable *groups;  /* value -> RtFairnessGroup */
	RtFairnessGroup all;
} RtFairness;

/* ---- fairness-groups.c: which group a case is in ---- */

/* Takes the pointer; NULL, or why cases may not be grouped by it (N_()). */
const char *rt_fairness_set_pointer (RtFairness *fairness, const char *pointer);
/* Takes bands, "12,18,24"; FALSE when they are no ascending whole numbers. */
gboolean rt_fairness_set_bands (RtFairness *fairness, const char *text);
/* The values of a registration, each once; never none. Returns: (transfer full): of char * */
GPtrArray *rt_fairness_values (const RtFairness *fairness, const RtTree *registration);
/* Where a value stands among the groups. */
gint64 rt_fairness_order (const char *value);

/* ---- fairness-page.c ---- */

void rt_fairness_write_page (const RtCli *cli, const RtFairness *fairness, GString *out);
void rt_fairness_write_json (const RtFairness *fairness, GString *out);
