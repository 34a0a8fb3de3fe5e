/* Where a JSON value ends, told from brackets and quotes alone: to find what shape a file has, not
 * whether it is right. */
#pragma once
#include <glib.h>

/* Takes the next line of a value; *depth counts open brackets and begins as 0. TRUE when the value
 * ends in this line. */
gboolean rt_scan_line (guint *depth, const char *text, gsize length);
