/* Patterns that spell out words, `\bsteek(partij|wapen)\b`: whether one is at a place can be seen, without PCRE2. */
#pragma once
#include <glib.h>

/* The words, in the order PCRE2 tries them. Thread rule: immutable. */
typedef struct _RtSpelled RtSpelled;
/* Of a pattern of PCRE2, letters of any case alike; NULL when it is more than few words with bounds around them, or beginnings of
 * such, `\bhuur\w*`. Returns: (transfer full) (nullable) */
RtSpelled *rt_spelled_new (const char *pattern);
void rt_spelled_free (RtSpelled *self);

typedef enum {
	RT_SPELLED_NOT,
	RT_SPELLED_THERE,
	RT_SPELLED_UNSEEN, /* letters outside ASCII are there, of which PCRE2 knows more */
} RtSpelledSight;

/* Is a match at this byte of a text of valid UTF-8? Then `end` is where it ends. */
RtSpelledSight rt_spelled_at (const RtSpelled *self, const char *text, gsize length, gsize at, gsize *end);
