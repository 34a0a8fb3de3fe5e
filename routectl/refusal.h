/* How a refused registration is told: a line for standard error, and an object in its place among the
 * advices. */
#pragma once
#include "routectl/input.h"

/* Marks the item as refused. `id` may be NULL, when it is looked for in the text. `pointer` "" is the
 * whole document. */
void rt_refusal_write (RtItem *item, const char *id, const char *pointer, const char *reason, gboolean json);
/* As above, with what `error` (ROUTE_ERROR) says. */
void rt_refusal_write_error (RtItem *item, const char *id, const GError *error, gboolean json);
/* For items that hold no text: empty, too long, unreadable. */
void rt_refusal_write_state (RtItem *item, gboolean json);
