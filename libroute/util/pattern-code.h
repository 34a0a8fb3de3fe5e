/* A pattern of PCRE2 that is looked for by the interpreter at first, and by machine code once it is looked for again and
 * again: making that takes longer than many looks, and most patterns of a program that reads one registration get few.
 *
 * The answer is that of machine code either way: what the interpreter does not tell within a few steps, far fewer than any
 * limit, is left to that, limits and all. On a machine without it the interpreter answers within the same limits.
 *
 * Thread rule: any number of threads may look for one. */
#pragma once
#define PCRE2_CODE_UNIT_WIDTH 8
#include <glib.h>
#include <pcre2.h>

typedef struct _RtPatternCode RtPatternCode;

/* Takes `code` over, which was not made into machine code; NULL stays NULL. Returns: (transfer full) (nullable) */
RtPatternCode *rt_pattern_code_new (pcre2_code *code);
void rt_pattern_code_free (RtPatternCode *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RtPatternCode, rt_pattern_code_free)

/* limits of a match and of its depth that are far beyond those few steps */
#define RT_PATTERN_CODE_STEPS 100000u
#define RT_PATTERN_CODE_DEPTH 1000u

/* As pcre2_match() of valid UTF-8, within `limits`, which are only read. `wide`: are these RT_PATTERN_CODE_STEPS and _DEPTH, or
 * more? Within narrower ones only machine code answers. Without a pattern, or without memory: PCRE2_ERROR_NOMEMORY. */
int rt_pattern_code_match (RtPatternCode *self, const char *text, gsize length, gsize from, pcre2_match_data *data,
			   pcre2_match_context *limits, gboolean wide);
