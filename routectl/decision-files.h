/* What the parts of the decision record share about files. */
#pragma once
#include "routectl/decision-record.h"

/* Sets `error` to "path: why", or to the text of errno when `why` is NULL (N_()). Returns FALSE. */
gboolean rt_decision_fail (GError **error, const char *path, int number, const char *why);
/* Writes all of it at an offset, or FALSE with errno. */
gboolean rt_decision_write_all (int fd, const char *text, gsize length, gint64 at);
/* Reads `length` bytes at an offset, or fewer where the file ends: returns how many, or -1 with errno. */
gssize rt_decision_read_all (int fd, char *text, gsize length, gint64 at);
/* Waits for the lock (flock) on a file. */
gboolean rt_decision_lock (int fd, int operation);
gboolean rt_decision_key_create (const char *path, RtDecisionKey *key, GError **error);
