/* What a report for analysts counts, over many registrations. Of a single one nothing is kept but, for some, its id. */
#pragma once
#include "libroute/advice/advice.h"
#include "libroute/weigh/meter.h"
#include "routectl/table.h"

/* scores are counted in tenths of what an approach can reach */
#define RT_REPORT_BANDS 11u
/* ids that are named as examples of one thing */
#define RT_REPORT_EXAMPLES 5u

typedef struct {
	guint n[3]; /* by RouteTri */
	guint decided; /* it stood among those that decided the suggestion */
} RtReportCriterion;

/* by eligibility (RouteTri) and band */
typedef struct {
	guint certain[3][RT_REPORT_BANDS], possible[3][RT_REPORT_BANDS];
} RtReportScores;

typedef struct {
	guint cases, routes, criteria, parties; /* cases in which it is unknown; and could change one of these */
	guint *blocks; /* the same for each route, criterion and party, in this order; NULL: never unknown */
	guint seen; /* number of the case that counted it last */
	guint *blocks_seen;
} RtReportUnknown;

typedef struct {
	guint suggested, unstable;
	/* of a route in shadow: its condition is true, unknown; it would be taken; and suggest something else */
	guint met, unknown, taken, different;
} RtReportRoute;

typedef struct {
	guint invited, asked, coordinator;
} RtReportParty;

typedef struct {
	const RtRuleSet *rules;
	const RtRegistry *registry;
	const RtWeigher *live; /* the same rules with those in shadow live; NULL: none is in shadow */
	guint n_cases, n_refused, n_unstable;
	RtReportRoute *routes; /* by route; several that lead to one suggestion are counted with the first */
	RtReportCriterion *criteria; /* by criterion of the rules */
	GHashTable *reasons; /* "approach party/reason" of plugins that add to an approach -> RtReportCriterion */
	RtReportScores *scores; /* by approach */
	guint *together; /* n_criteria x n_criteria, of which i <= j is used: met in one case */
	RtReportUnknown *unknowns; /* by place of the schema */
	RtReportParty *parties; /* by party */
	GHashTable *degraded; /* what -> cases */
	GHashTable *changes; /* "what\tfrom\tto", of the shadow rules -> cases */
	GHashTable *examples; /* what it is an example of -> GPtrArray of ids */
	RtMeter *meter;
} RtReport;

/* ---- report-count.c ---- */

void rt_report_init (RtReport *report, const RtRuleSet *rules, const RtWeigher *weigher, const RtWeigher *live);
void rt_report_clear (RtReport *report);
/* Counts one weighing, and what it is under the rules in shadow (NULL without); what the case is an example of is
 * appended to `examples`, its id first, each with a NUL. */
void rt_report_take (RtReport *report, const RtAdviceSource *source, const RtWeighing *live, GString *examples);
/* Notes an id for what it is an example of; in order of the input. */
void rt_report_note_examples (RtReport *report, const char *examples, gsize length);
/* Adds what another thread counted; its examples are none. */
void rt_report_add (RtReport *report, const RtReport *other);
const GPtrArray *rt_report_examples (const RtReport *report, const char *what);

/* ---- report-tables.c ---- */

/* All tables of the report, in the order of the page. Returns: (transfer full): of RtTable */
GPtrArray *rt_report_tables (const RtReport *report, RtLanguage language);

/* ---- report-page.c ---- */

/* The whole page, self-contained HTML. */
void rt_report_write_page (const RtReport *report, const GPtrArray *tables, RtLanguage language, GString *out);
