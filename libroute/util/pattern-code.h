/* A pattern of PCRE2 that is looked for by the interpreter at first, and by machine code once it is looked for again and
 * again: making that takes longer than many looks, and most patterns of a program that reads one registration get few. Words that
 * are spelled out are seen without either (spelled.h), and what is made for PCRE2 is made when that is first needed.
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

/* `pattern` must outlive it; `options` are those of pcre2_compile(). Returns: (transfer full) */
RtPatternCode *rt_pattern_code_new (const char *pattern, guint32 options);
void rt_pattern_code_free (RtPatternCode *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RtPatternCode, rt_pattern_code_free)

/* limits of a match and of its depth that are far beyond those few steps */
#define RT_PATTERN_CODE_STEPS 100000u
#define RT_PATTERN_CODE_DEPTH 1000u

/* As pcre2_match() of valid UTF-8, within `limits`, which are only read. `wide`: are these RT_PATTERN_CODE_STEPS and _DEPTH, or
 * more? Within narrower ones only machine code answers. Of what does not compile, or without memory: PCRE2_ERROR_NOMEMORY. */
int rt_pattern_code_match (RtPatternCode *self, const char *text, gsize length, gsize from, pcre2_match_data *data,
			   pcre2_match_context *limits, gboolean wide);
