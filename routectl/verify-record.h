/* How what is wrong with a decision record is told. */
#pragma once
#include "routectl/cli.h"
#include "routectl/decision-record.h"

/* On standard error, with file and line. */
void rt_verify_record_show (const RtCli *cli, const char *path, const RtDecisionState *state);
