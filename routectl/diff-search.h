/* For each case that changes the smallest sets of edits which, made in the old rules, give what the new rules say of it. Sets
 * are tried by size, so that what is found is proven smallest; where there are too many sets, edits are taken out of all that
 * may matter until none can be missed, and that is said. */
#pragma once
#include "routectl/cli.h"
#include "routectl/diff-edits.h"
#include "routectl/diff-outcome.h"

typedef struct {
	char *where, *id; /* "cases.ndjson:12"; id NULL: none */
	GString *text; /* the registration */
	GString *from, *to; /* outcomes */
	guint8 *matters; /* by edit: RT_MATTERS_... */
	GPtrArray *causes; /* GArray of guint, ascending indexes of edits; empty: no keys alone give the change */
	gboolean proven; /* no smaller set does */
	guint8 *alone; /* by edit: of several that are needed for all that changes, this one makes the first change by itself */
} RtDiffCase;

RtDiffCase *rt_diff_case_new (guint n_edits);
void rt_diff_case_free (gpointer data);

typedef struct {
	const RtCli *cli;
	const RouteEngine *from;
	const RtEdits *edits;
	guint jobs;
	guint most; /* rule sets made in search of smallest sets; 0: as many as are usual */
} RtDiffSearch;

/* Fills the causes of each (RtDiffCase). */
void rt_diff_search (const RtDiffSearch *search, GPtrArray *cases);
