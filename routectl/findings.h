/* Shows findings about rules and plugins, each with its line and a caret. */
#pragma once
#include "routectl/cli.h"
#include "libroute/util/diagnostic.h"

/* Sorts and prints them on standard error. */
void rt_findings_show (const RtCli *cli, GPtrArray *findings);
/* "2 errors, 1 warning" on standard error. */
void rt_findings_sum_up (const RtCli *cli, const GPtrArray *findings);
/* Appends them as a JSON list. */
void rt_findings_write_json (GPtrArray *findings, GString *out);
