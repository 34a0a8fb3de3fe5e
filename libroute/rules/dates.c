/* What only a calendar can tell of the rules. */
#include "libroute/rules/files.h"
#include "libroute/util/date.h"

/* a rule that lapses within this many days is told ahead of time */
#define AHEAD_DAYS 60

static void
report (GPtrArray *findings, RtRuleFinding finding, const RtCriterion *criterion, const char *what,
	gint32 day)
{
	char date[16];
	rt_date_print (day, date);
	RtDiagnostic *diagnostic = rt_diagnostic_new (RT_SEVERITY_WARNING, rt_finding_code (finding),
						      criterion->origin.path, criterion->origin.line, 1,
						      "%s: %s %s", criterion->full_id, what, date);
	g_ptr_array_add (findings, diagnostic);
}

void
rt_rules_check_dates (const RtRuleSet *rules, gint32 today, GPtrArray *findings)
{
	for (guint i = 0; i < rules->n_criteria; i++) {
		const RtCriterion *criterion = &rules->criteria[i];
		if (criterion->review_by != 0 && criterion->review_by < today)
			report (findings, RT_FINDING_REVIEW, criterion, "was to be reviewed by",
				criterion->review_by);
		if (criterion->valid_until != G_MAXINT32 && criterion->valid_until < today + AHEAD_DAYS)
			report (findings, RT_FINDING_LAPSES, criterion, "is valid until",
				criterion->valid_until);
	}
	rt_diagnostics_sort (findings);
}
