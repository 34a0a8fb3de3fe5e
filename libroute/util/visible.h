/* Text that is shown: nothing in it may hide, turn around, or steer the terminal. */
#pragma once
#include <glib.h>

/* As g_utf8_validate() tells it: is it UTF-8 without a NUL? `bad`: (nullable): where it is not. Most of a text is ASCII, which
 * takes an eighth of the time here. */
gboolean rt_text_is_utf8 (const char *text, gsize length, const char **bad);
/* The first character of the UTF-8 text that is a control (a tab is none), or hides or turns text; or NULL. */
const char *rt_text_hidden (const char *text, gsize length);
/* Appends the text with U+FFFD for each of these. */
void rt_append_visible (GString *out, const char *text, gsize length);
