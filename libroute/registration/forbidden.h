/* Keys and names that neither registrations nor rules may use: who a person is, lives, comes from, believes,
 * speaks. */
#pragma once
#include <glib.h>

/* Is this a forbidden name? Compared without case, `_`, `-` and spaces. */
gboolean rt_forbidden_name (const char *name, gsize length);
