/* Loads rules and plugins for a verb. What is wrong goes to standard error; the result is NULL then. */
#pragma once
#include "routectl/cli.h"
#include "libroute/route-engine-private.h"

/* The engine for the directories of the call. */
RouteEngine *rt_load_engine (const RtCli *cli);
/* The merged rule files alone, before any condition is compiled. */
RtRuleFiles *rt_load_rule_files (const RtCli *cli);
/* Those of the first directory alone. */
RtRuleFiles *rt_load_vendor_files (const RtCli *cli);
