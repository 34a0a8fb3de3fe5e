#include "libroute/feel/regex.h"
#include <string.h>
#include "libroute/util/pattern-code.h"

#define LONGEST_PATTERN 4096u
#define MOST_HEAP_KIB 20000u

struct _RtRegex {
	pcre2_code *code;    /* or, of one that is kept, */
	RtPatternCode *kept; /* this */
	gboolean quoted; /* flag q: no sign means more than itself, in the replacement neither */
};

/* ---- compiling -------------------------------------------------------------------------------- */

static gboolean
has_flag (const char *flags, gsize n, char flag)
{
	return n != 0 && memchr (flags, flag, n) != NULL;
}

static gboolean
are_flags (const char *flags, gsize n)
{
	for (gsize i = 0; i < n; i++)
		if (flags[i] == '\0' || strchr ("smixq", flags[i]) == NULL)
			return FALSE;
	return TRUE;
}

static char *
translate (const char *pattern, gsize length, const char *flags, gsize n)
{
	if (!has_flag (flags, n, 'q'))
		return rt_regex_translate (pattern, length, has_flag (flags, n, 'x'),
					   has_flag (flags, n, 's'));
	g_autoptr (GString) quoted = g_string_new (NULL);
	for (const char *p = pattern; p < pattern + length; p = g_utf8_next_char (p))
		rt_regex_put_code (quoted, g_utf8_get_char (p));
	return g_string_free (g_steal_pointer (&quoted), FALSE);
}

static guint32
options_of (const char *flags, gsize n_flags)
{
	guint32 options =
	    PCRE2_UTF | PCRE2_UCP | PCRE2_DOLLAR_ENDONLY | PCRE2_MATCH_UNSET_BACKREF | PCRE2_NEVER_BACKSLASH_C;
	options |= has_flag (flags, n_flags, 'i') ? PCRE2_CASELESS : 0;
	options |= has_flag (flags, n_flags, 'm') ? PCRE2_MULTILINE : 0;
	return options;
}

static RtRegex *
compile (const char *translated, const char *flags, gsize n_flags)
{
	if (translated == NULL)
		return NULL;
	int error;
	PCRE2_SIZE offset;
	pcre2_code *code = pcre2_compile ((PCRE2_SPTR)translated, PCRE2_ZERO_TERMINATED, options_of (flags, n_flags), &error,
					  &offset, NULL);
	if (code == NULL)
		return NULL;
	RtRegex *regex = g_new0 (RtRegex, 1);
	regex->code = code;
	regex->quoted = has_flag (flags, n_flags, 'q');
	return regex;
}

static gboolean
may_be_pattern (gsize length, const char *flags, gsize n_flags)
{
	return length <= LONGEST_PATTERN && are_flags (flags, n_flags);
}

/* Is it sure to compile? What is translated is right by the grammar, and of that PCRE2 refuses only counts and references, for
 * what they say, and what is large. */
static gboolean
is_surely_right (const char *translated)
{
	for (const char *c = strchr (translated, '{'); c != NULL; c = strchr (c + 1, '{'))
		if (c - translated < 2 || c[-2] != '\\' || strchr ("xpP", c[-1]) == NULL)
			return FALSE;
	return strlen (translated) <= LONGEST_PATTERN;
}

gboolean
rt_regex_is_pattern (const char *pattern, gsize length, const char *flags, gsize n_flags)
{
	if (!may_be_pattern (length, flags, n_flags))
		return FALSE;
	g_autofree char *translated = translate (pattern, length, flags, n_flags);
	if (translated != NULL && is_surely_right (translated))
		return TRUE;
	g_autoptr (RtRegex) regex = compile (translated, flags, n_flags);
	return regex != NULL;
}

RtRegex *
rt_regex_new (const char *pattern, gsize length, const char *flags, gsize n_flags)
{
	if (!may_be_pattern (length, flags, n_flags))
		return NULL;
	g_autofree char *translated = translate (pattern, length, flags, n_flags);
	return compile (translated, flags, n_flags);
}

char *
rt_regex_test_text (const char *pattern, gsize length, const char *flags, gsize n_flags)
{
	if (!may_be_pattern (length, flags, n_flags))
		return NULL;
	/* with other flags ^ is the start of a line, or spaces and signs are not what they seem */
	gboolean plain = !has_flag (flags, n_flags, 'm') && !has_flag (flags, n_flags, 'x') &&
			 !has_flag (flags, n_flags, 'q');
	char *bounds = plain ? rt_regex_translate_test (pattern, length, has_flag (flags, n_flags, 's')) : NULL;
	return bounds != NULL ? bounds : translate (pattern, length, flags, n_flags);
}

RtRegex *
rt_regex_new_test (const char *pattern, gsize length, const char *flags, gsize n_flags)
{
	g_autofree char *translated = rt_regex_test_text (pattern, length, flags, n_flags);
	RtRegex *regex = compile (translated, flags, n_flags);
	return regex != NULL ? regex : rt_regex_new (pattern, length, flags, n_flags);
}

RtRegex *
rt_regex_new_translated (const char *translated, const char *flags, gsize n_flags, gboolean anchored)
{
	RtRegex *regex = g_new0 (RtRegex, 1);
	regex->kept =
	    rt_pattern_code_new (translated, options_of (flags, n_flags) | (anchored ? PCRE2_ANCHORED : 0));
	return regex;
}

void
rt_regex_free (RtRegex *regex)
{
	if (regex == NULL)
		return;
	pcre2_code_free (regex->code);
	rt_pattern_code_free (regex->kept);
	g_free (regex);
}

/* ---- matching --------------------------------------------------------------------------------- */

typedef struct {
	const RtRegex *regex;
	const char *text;
	gsize length;
	pcre2_match_context *context;
	pcre2_match_data *data;
	const PCRE2_SIZE *found; /* starts and ends of the last match and its groups */
	guint32 groups;
} Search;

static void
search_start (Search *search, const RtRegex *regex, const char *text, gsize length,
	      const RtFeelBudget *budget)
{
	*search = (Search){regex,
			   text,
			   length,
			   pcre2_match_context_create (NULL),
			   pcre2_match_data_create_from_pattern (regex->code, NULL),
			   NULL,
			   0};
	pcre2_set_match_limit (search->context, budget->regex_match);
	pcre2_set_depth_limit (search->context, budget->regex_depth);
	pcre2_set_heap_limit (search->context, MOST_HEAP_KIB);
	search->found = pcre2_get_ovector_pointer (search->data);
	search->groups = pcre2_get_ovector_count (search->data) - 1;
}

static void
search_end (Search *search)
{
	pcre2_match_data_free (search->data);
	pcre2_match_context_free (search->context);
}

static RtRegexOutcome
search_from (Search *search, gsize at)
{
	int result = pcre2_match (search->regex->code, (PCRE2_SPTR)search->text, search->length, at,
				  PCRE2_NO_UTF_CHECK, search->data, search->context);
	if (result == PCRE2_ERROR_NOMATCH)
		return RT_REGEX_NO_MATCH;
	return result > 0 ? RT_REGEX_MATCH : RT_REGEX_LIMIT;
}

RtRegexOutcome
rt_regex_matches (const RtRegex *regex, const char *text, gsize length, const RtFeelBudget *budget)
{
	Search search;
	search_start (&search, regex, text, length, budget);
	RtRegexOutcome outcome = search_from (&search, 0);
	search_end (&search);
	return outcome;
}

/* limits, and memory that grows as patterns need it and is used again; it holds offsets, never the text */
typedef struct {
	pcre2_match_context *context;
	pcre2_match_data *data;
} Matcher;

static gpointer
matcher_new (void)
{
	Matcher *matcher = g_new (Matcher, 1);
	/* one pair of offsets: only whether there is a match matters */
	*matcher = (Matcher){pcre2_match_context_create (NULL), pcre2_match_data_create (1, NULL)};
	pcre2_set_heap_limit (matcher->context, MOST_HEAP_KIB);
	return matcher;
}

static void
matcher_free (gpointer data)
{
	Matcher *matcher = data;
	pcre2_match_data_free (matcher->data);
	pcre2_match_context_free (matcher->context);
	g_free (matcher);
}

RtRegexOutcome
rt_regex_test_from (RtFeelRun *run, const RtRegex *regex, const char *text, gsize length, gsize from)
{
	const RtFeelBudget *budget = rt_feel_run_budget (run);
	Matcher *matcher = rt_feel_run_share (run, matcher_new, matcher_free);
	pcre2_set_match_limit (matcher->context, budget->regex_match);
	pcre2_set_depth_limit (matcher->context, budget->regex_depth);
	rt_feel_note_match (run);
	gboolean wide = budget->regex_match >= RT_PATTERN_CODE_STEPS && budget->regex_depth >= RT_PATTERN_CODE_DEPTH;
	int result = regex->kept != NULL ? rt_pattern_code_match (regex->kept, text, length, from, matcher->data,
								  matcher->context, wide)
					 : pcre2_match (regex->code, (PCRE2_SPTR)text, length, from, PCRE2_NO_UTF_CHECK,
							matcher->data, matcher->context);
	if (result == PCRE2_ERROR_NOMATCH)
		return RT_REGEX_NO_MATCH;
	/* 0 is a match with more groups than there is room for */
	return result >= 0 ? RT_REGEX_MATCH : RT_REGEX_LIMIT;
}

RtRegexOutcome
rt_regex_test (RtFeelRun *run, const RtRegex *regex, const char *text, gsize length)
{
	return rt_regex_test_from (run, regex, text, length, 0);
}

/* ---- replacing -------------------------------------------------------------------------------- */

static void
put_group (const Search *search, guint32 group, GString *out)
{
	if (group <= search->groups && search->found[2 * group] != PCRE2_UNSET)
		g_string_append_len (out, search->text + search->found[2 * group],
				     (gssize)(search->found[2 * group + 1] - search->found[2 * group]));
}

/* $ with the number of a group behind it, \$ and \\ */
static gboolean
is_replacement (const char *with, gsize length)
{
	for (gsize i = 0; i < length; i++) {
		gboolean escape = with[i] == '\\';
		if (!escape && with[i] != '$')
			continue;
		i++;
		if (i == length || (escape ? with[i] != '\\' && with[i] != '$' : !g_ascii_isdigit (with[i])))
			return FALSE;
	}
	return TRUE;
}

/* $1 is a group, of $12 the longest number that is one; \$ and \\ are themselves */
static void
put_replacement (const Search *search, const char *with, gsize length, GString *out)
{
	for (gsize i = 0; i < length; i++) {
		if (with[i] != '$') {
			i += with[i] == '\\';
			g_string_append_c (out, with[i]);
			continue;
		}
		guint32 group = (guint32)(with[++i] - '0');
		while (i + 1 < length && g_ascii_isdigit (with[i + 1]) &&
		       group * 10 + (guint32)(with[i + 1] - '0') <= search->groups)
			group = group * 10 + (guint32)(with[++i] - '0');
		put_group (search, group, out);
	}
}

static RtRegexOutcome
replace_all (Search *search, const char *with, gsize with_length, gsize most, GString *out)
{
	gsize at = 0;
	RtRegexOutcome outcome;
	while ((outcome = search_from (search, at)) == RT_REGEX_MATCH) {
		if (search->found[1] == search->found[0])
			return RT_REGEX_NO_MATCH;
		g_string_append_len (out, search->text + at, (gssize)(search->found[0] - at));
		if (search->regex->quoted)
			g_string_append_len (out, with, (gssize)with_length);
		else
			put_replacement (search, with, with_length, out);
		at = search->found[1];
		if (out->len > most)
			return RT_REGEX_LIMIT;
	}
	g_string_append_len (out, search->text + at, (gssize)(search->length - at));
	return outcome == RT_REGEX_LIMIT ? RT_REGEX_LIMIT : RT_REGEX_MATCH;
}

RtRegexOutcome
rt_regex_replace (const RtRegex *regex, const char *text, gsize length, const char *with, gsize with_length,
		  const RtFeelBudget *budget, GString *out)
{
	Search search;
	if (!regex->quoted && !is_replacement (with, with_length))
		return RT_REGEX_NO_MATCH;
	search_start (&search, regex, text, length, budget);
	/* a pattern that matches nothing at all would match everywhere */
	RtRegexOutcome outcome = rt_regex_matches (regex, "", 0, budget) == RT_REGEX_MATCH
				     ? RT_REGEX_NO_MATCH
				     : replace_all (&search, with, with_length, budget->string_length, out);
	search_end (&search);
	return outcome;
}

RtRegexOutcome
rt_regex_split (const RtRegex *regex, const char *text, gsize length, const RtFeelBudget *budget,
		GArray *cuts)
{
	Search search;
	gsize from = 0, at = 0;
	RtRegexOutcome outcome;
	search_start (&search, regex, text, length, budget);
	while ((outcome = search_from (&search, at)) == RT_REGEX_MATCH &&
	       cuts->len < 2 * budget->list_length) {
		if (search.found[1] == search.found[0]) {
			/* nothing was found between two characters: go on behind the next one */
			if (search.found[0] >= length)
				break;
			at = (gsize)(g_utf8_next_char (text + search.found[0]) - text);
			continue;
		}
		gsize to = search.found[0];
		g_array_append_val (cuts, from);
		g_array_append_val (cuts, to);
		from = at = search.found[1];
	}
	g_array_append_val (cuts, from);
	g_array_append_val (cuts, length);
	search_end (&search);
	return outcome == RT_REGEX_LIMIT ? RT_REGEX_LIMIT : RT_REGEX_MATCH;
}

/* ---- once per run ----------------------------------------------------------------------------- */

static gpointer
make (const char *key, gsize length, gpointer user_data)
{
	gsize n_flags = *(const gsize *)user_data;
	return rt_regex_new (key + n_flags + 2, length - n_flags - 2, key + 1, n_flags);
}

static gpointer
make_test (const char *key, gsize length, gpointer user_data)
{
	gsize n_flags = *(const gsize *)user_data;
	return rt_regex_new_test (key + n_flags + 2, length - n_flags - 2, key + 1, n_flags);
}

static const RtRegex *
find (RtFeelRun *run, char kind, RtFeelMake maker, RtFeelValue pattern, RtFeelValue flags)
{
	const RtFeelText *text = rt_feel_text (pattern);
	const RtFeelText none = { 0, "" },
			 *letters = flags.kind == RT_FEEL_STRING ? rt_feel_text (flags) : &none;
	char few[256], *key = few;
	gsize length = (gsize)letters->length + 2 + text->length, n_flags = letters->length;
	if (length > sizeof few)
		key = length <= 2 * LONGEST_PATTERN ? rt_arena_alloc (rt_feel_run_arena (run), length) : NULL;
	if (key == NULL)
		return NULL;
	key[0] = kind;
	memcpy (key + 1, letters->bytes, n_flags);
	key[n_flags + 1] = '/';
	memcpy (key + n_flags + 2, text->bytes, text->length);
	return rt_feel_run_memo (run, key, length, maker, &n_flags, (GDestroyNotify)rt_regex_free);
}

const RtRegex *
rt_feel_regex (RtFeelRun *run, RtFeelValue pattern, RtFeelValue flags)
{
	return find (run, RT_FEEL_MEMO_PATTERN, make, pattern, flags);
}

const RtRegex *
rt_feel_regex_test (RtFeelRun *run, RtFeelValue pattern, RtFeelValue flags)
{
	return find (run, RT_FEEL_MEMO_TEST, make_test, pattern, flags);
}
