/* Runs a conformance suite in its flat form: one JSON object a line,      {"id": "directory/case",
 * "expression": ..., "expected": ..., "typeRef": ..., "context": {...}, "inputTypes": {...}} where null,
 * booleans, strings and lists stand for themselves and other values are tagged: {"number": "1.5"}, {"date":
 * ...}, {"time": ...}, {"date and time": ...}, {"days and time duration": ...}, {"years and months duration":
 * ...}, {"context": {...}}. */
#pragma once
#include <stdio.h>
#include "libroute/feel/feel.h"

typedef struct {
	guint cases, passed; /* all */
	guint real_cases,
	    real_passed; /* those whose expected value is not null: an engine that says null passes the rest */
	double directory_mean; /* the mean over directories of the share that passed, 0..1 */
	guint directories;
} RtFeelConformance;

/* Runs every line of `in`; writes one line for each case that fails to `out` (which may be NULL). FALSE
 * with `error` when the file cannot be read as such a suite. */
gboolean rt_feel_conformance_run (FILE *in, FILE *out, RtFeelConformance *result, GError **error);
