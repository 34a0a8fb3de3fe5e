/* What a report for analysts counts, over many registrations. Nothing of a single one is kept. */
#pragma once
#include "libroute/rules/rules.h"
#include "routectl/cli.h"

/* scores are counted in tenths of what an approach can reach */
#define RT_REPORT_BANDS 11u

enum { RT_REPORT_MET, RT_REPORT_NOT_MET, RT_REPORT_UNKNOWN, RT_REPORT_STATES };

typedef struct {
	guint n[RT_REPORT_STATES];
	guint64 nanoseconds, steps; /* of evaluating its condition */
} RtReportCriterion;

typedef struct {
	guint low[RT_REPORT_BANDS], high[RT_REPORT_BANDS];
} RtReportScores;

typedef struct {
	const RtRuleSet *rules;
	guint n_cases, n_refused, n_unstable;
	GHashTable *suggestions, *unknowns, *parties, *degraded; /* name -> count (guint) */
	RtReportCriterion *criteria;                             /* one per criterion */
	RtReportScores *scores;                                  /* one per approach */
	guint *together; /* n_criteria x n_criteria: met in one case */
	guint64 nanoseconds;                                     /* of all weighing */
} RtReport;

/* The whole page, self-contained HTML. */
void rt_report_write_page (const RtCli *cli, const RtReport *report, GString *out);
