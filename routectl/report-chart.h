/* Charts of the report, drawn into the page. */
#pragma once
#include "routectl/table.h"

/* How scores of one approach are spread, by eligibility: `n` rows from `row` on, three columns of counts from `column`
 * on, one on the other. */
void rt_report_chart (GString *out, const RtTable *table, guint row, guint n, guint column, const char *title);
