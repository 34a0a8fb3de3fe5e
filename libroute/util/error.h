/* Making errors that know their place. */
#pragma once
#include <route/route-error.h>

/* Sets `error` with a JSON Pointer ("" for the whole document) and a reason; the message is "pointer: reason". */
void rt_error_set_at (GError **error, RouteError code, const char *pointer, const char *format, ...) G_GNUC_PRINTF (4, 5);
