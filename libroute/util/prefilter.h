/* Letters that tell where a pattern cannot be. */
#pragma once
#include <glib.h>

/* Letters one of which is in every text the pattern of PCRE2 fits (lower case; compared caseless), or NULL when that is
 * not plain. In `heads`: does every match begin with one of them? Returns: (transfer full) (nullable) */
GPtrArray *rt_prefilter_literals (const char *pattern, gboolean *heads);
/* May a text hold letters that are s or k to a caseless pattern, and yet not ASCII? Literals then say nothing of it. */
gboolean rt_prefilter_is_misled (const char *text, gsize length);
