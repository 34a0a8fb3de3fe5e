/* The same rules with those in shadow live: what they would do. */
#pragma once
#include "libroute/route-engine-private.h"
#include "routectl/cli.h"

/* Returns: (transfer full): NULL when no rule is in shadow, or those that are do not load as live rules, which is said on
 * standard error. */
RouteEngine *rt_live_twin (const RtCli *cli, const RouteEngine *engine);
