/* What cases make of the rules: each criterion, and each clause of each condition, made true, made false, made unknown. */
#pragma once
#include "libroute/route-engine-private.h"
#include "routectl/cli.h"

typedef struct _RtCoverage RtCoverage;
/* The engine must outlive it. */
RtCoverage *rt_coverage_new (const RouteEngine *engine);
void rt_coverage_free (RtCoverage *coverage);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RtCoverage, rt_coverage_free)
/* Weighs a registration, a text, and counts; one that is refused counts nowhere. */
void rt_coverage_add (RtCoverage *coverage, const GString *registration);
/* Appends a table, every line a comment of TAP. */
void rt_coverage_write_text (const RtCli *cli, const RtCoverage *coverage, GString *out);
/* Appends one line with an object: {"coverage": [...]}. */
void rt_coverage_write_json (const RtCoverage *coverage, GString *out);
