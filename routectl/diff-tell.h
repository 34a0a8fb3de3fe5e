/* What routectl diff says: cases by kind of change, and in sum. */
#pragma once
#include "routectl/diff-search.h"

typedef struct {
	const RtEdits *edits;
	const GPtrArray *cases; /* RtDiffCase, those that change, in input order */
	guint n_cases, n_refused; /* of all */
} RtDiffResult;

void rt_diff_tell_text (const RtCli *cli, const RtDiffResult *result, GString *out);
/* An object a line for each case that changes, and one with the sums behind them. */
void rt_diff_tell_json (const RtDiffResult *result, GString *out);
