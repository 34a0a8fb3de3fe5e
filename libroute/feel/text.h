/* UTF-8 by code point. */
#pragma once
#include "libroute/feel/value.h"

/* The number of code points. */
gsize rt_text_length (const char *bytes, gsize length);
/* Where the code point of this number begins, counted from 0; at most the length. */
gsize rt_text_offset (const char *bytes, gsize length, gsize index);
/* Where the part begins, or -1. */
gssize rt_text_find (const char *bytes, gsize length, const char *part, gsize part_length);
/* Appends the text in capitals or small letters: the same ones whatever the locale of the process is. */
void rt_text_append_upper (const char *bytes, gsize length, GString *out);
void rt_text_append_lower (const char *bytes, gsize length, GString *out);
/* Writes what stands between the quotes of a literal, escapes resolved, and a NUL behind it; `copy` has room for length + 1.
 * Returns: its length in bytes */
gsize rt_feel_unescape (const char *text, gsize length, char *copy);
