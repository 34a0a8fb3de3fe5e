/* Text that is shown: nothing in it may hide, turn around, or steer the terminal. */
#pragma once
#include <glib.h>

/* The first character of the UTF-8 text that is a control (a tab is none), or hides or turns text; or NULL. */
const char *rt_text_hidden (const char *text, gsize length);
/* Appends the text with U+FFFD for each of these. */
void rt_append_visible (GString *out, const char *text, gsize length);
