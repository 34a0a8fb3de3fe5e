/* What only a calendar can tell of the rules. */
#include "libroute/rules/files.h"
#include "libroute/util/date.h"

/* a rule that lapses within this many days is told ahead of time */
#define AHEAD_DAYS 60

static void
report (const RtRuleFiles *files, GPtrArray *findings, RtRuleFinding finding, const RtCriterion *criterion,
	const char *key, const char *what, gint32 day)
{
	char date[16];
	rt_date_print (day, date);
	g_autofree char *name = g_strdup_printf ("criterion %s", criterion->full_id);
	const RtGroup *group = g_hash_table_lookup (files->by_id, name);
	rt_report_in (findings, finding, group, key, "%s: %s %s", criterion->full_id, what, date);
}

void
rt_rules_check_dates (const RtRuleFiles *files, const RtRuleSet *rules, gint32 today, GPtrArray *findings)
{
	for (guint i = 0; i < rules->n_criteria; i++) {
		const RtCriterion *criterion = &rules->criteria[i];
		if (criterion->review_by != 0 && criterion->review_by < today)
			report (files, findings, RT_FINDING_REVIEW, criterion, "review-by", "was to be reviewed by",
				criterion->review_by);
		if (criterion->valid_until != G_MAXINT32 && criterion->valid_until < today + AHEAD_DAYS)
			report (files, findings, RT_FINDING_LAPSES, criterion, "valid-until",
				criterion->valid_until < today ? "was valid until" : "is valid until",
				criterion->valid_until);
	}
	rt_diagnostics_sort (findings);
}
