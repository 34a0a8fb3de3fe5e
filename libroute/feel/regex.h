/* Patterns of XPath 3.1 (which FEEL uses), translated to PCRE2. */
#pragma once
#include "libroute/feel/builtin.h"

typedef struct _RtRegex RtRegex;

typedef enum {
	RT_REGEX_NO_MATCH,
	RT_REGEX_MATCH,
	RT_REGEX_LIMIT, /* the budget was used up: nothing is known */
} RtRegexOutcome;

/* Compiles; NULL when it is no pattern of XPath, a flag is not one of "smixq", or it is too large. */
RtRegex *rt_regex_new (const char *pattern, gsize length, const char *flags, gsize n_flags);
/* Would it compile? */
gboolean rt_regex_is_pattern (const char *pattern, gsize length, const char *flags, gsize n_flags);
/* As rt_regex_new(), of a pattern of which only whether it matches is asked: what it begins and ends with may then be looked at
 * instead of consumed. */
RtRegex *rt_regex_new_test (const char *pattern, gsize length, const char *flags, gsize n_flags);
void rt_regex_free (RtRegex *regex);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RtRegex, rt_regex_free)

RtRegexOutcome rt_regex_matches (const RtRegex *regex, const char *text, gsize length,
				 const RtFeelBudget *budget);
/* As above, with the working memory of the run. */
RtRegexOutcome rt_regex_test (RtFeelRun *run, const RtRegex *regex, const char *text, gsize length);
/* As above, from a byte of the text on. */
RtRegexOutcome rt_regex_test_from (RtFeelRun *run, const RtRegex *regex, const char *text, gsize length, gsize from);
/* Appends the text with every match replaced. NO_MATCH stands for a pattern that matches the empty text, or
 * a replacement with a lone `$` or `\`. */
RtRegexOutcome rt_regex_replace (const RtRegex *regex, const char *text, gsize length, const char *with,
				 gsize with_length, const RtFeelBudget *budget, GString *out);
/* Appends the start and end of each part between matches. */
RtRegexOutcome rt_regex_split (const RtRegex *regex, const char *text, gsize length,
			       const RtFeelBudget *budget, GArray *cuts);
/* A character by its code, as PCRE2 writes it: \x{E9}. */
void rt_regex_put_code (GString *out, gunichar c);
/* XPath to PCRE2 text, for tests; NULL when it is no pattern. Returns: (transfer full) */
char *rt_regex_translate (const char *pattern, gsize length, gboolean spaced, gboolean dot_all);

/* As above for a pattern that spells out a word's neighbours; NULL when it does not, and nothing is gained. */
char *rt_regex_translate_test (const char *pattern, gsize length, gboolean dot_all);
/* As above or as the whole pattern says, whichever is there: what rt_regex_new_test() compiles; NULL when it is no pattern.
 * Returns: (transfer full) (nullable) */
char *rt_regex_test_text (const char *pattern, gsize length, const char *flags, gsize n_flags);
/* Compiles such a text, to be looked for by rt_regex_test() many times. `anchored`: a match begins where the search does. */
RtRegex *rt_regex_new_translated (const char *translated, const char *flags, gsize n_flags, gboolean anchored);

/* The pattern of an expression, compiled once per run; flags may be null. */
const RtRegex *rt_feel_regex (RtFeelRun *run, RtFeelValue pattern, RtFeelValue flags);
/* As above, for rt_regex_test(). */
const RtRegex *rt_feel_regex_test (RtFeelRun *run, RtFeelValue pattern, RtFeelValue flags);
/* Whether one of the patterns of the run matches a text that was set to be swept; FALSE when it is no such pattern, or no
 * such text. */
/* The sweep of a text that patterns are looked for in; NULL when it is none of these. */
RtSweep *rt_feel_patterns_sweep (const RtFeelRun *run, const RtFeelText *text);
/* The number of a pattern in sweeps, by the constants of its program; -1 when it has none. Flags may be NULL. */
gint rt_feel_patterns_number (const RtFeelPatterns *self, const RtFeelText *pattern, const RtFeelText *flags);
gboolean rt_feel_patterns_test (RtFeelRun *run, const RtFeelText *text, RtFeelValue pattern, RtFeelValue flags,
				RtRegexOutcome *outcome);
