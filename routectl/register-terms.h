/* What the entry in the register says of the rules and plugins themselves: `{criteria}` and the like. */
#pragma once
#include "libroute/route-engine-private.h"

/* The text with every term filled in, in Dutch. NULL when one is not known: *unknown (transfer full) names it. */
char *rt_register_fill (const RouteEngine *engine, const char *text, char **unknown);
