/* Patterns over free text: compiled within limits, and tried against texts that patterns explode on. */
#include <string.h>
#include "libroute/rules/build.h"
#include "libroute/util/limits.h"

/* A hostile text repeats many things, each for so many bytes. So many items of the pattern may be tried at
 * each byte, counted over as long a stretch, and some more for each alternative. A pattern that takes time in
 * proportion to the text stays below; one that tries every pair of places goes over, and would take minutes
 * on a long narrative. */
#define PROBE_RUN 512u
#define PROBE_MOST 65536u
#define PROBE_ITEMS 128u
#define PROBE_ITEMS_EACH 4u

#define TOO_MUCH_WORK \
	"takes too much work on repeated text: give repetition an end, as in .{0,40}, do not nest it, and begin words with \\b"

typedef pcre2_match_data RtMatchData;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RtMatchData, pcre2_match_data_free)
typedef pcre2_code RtCode;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RtCode, pcre2_code_free)

static pcre2_code *
compile (RtBuilder *builder, const RtKeyEntry *key)
{
	int code = 0;
	PCRE2_SIZE offset = 0;
	gsize length = strlen (key->value);
	if (length > RT_LIMIT_PATTERN) {
		rt_report_value (builder->findings, RT_FINDING_PATTERN, key, 0, 1, "longer than %u bytes",
				 RT_LIMIT_PATTERN);
		return NULL;
	}
	pcre2_code *pattern =
		pcre2_compile ((PCRE2_SPTR) key->value, length, RT_PATTERN_OPTIONS, &code, &offset, NULL);
	if (pattern != NULL)
		return pattern;
	PCRE2_UCHAR message[128];
	pcre2_get_error_message (code, message, sizeof message);
	rt_report_value (builder->findings, RT_FINDING_PATTERN, key, (guint) MIN (offset, length),
			 (guint) MIN (offset + 1, length), "%s", (const char *) message);
	return NULL;
}

/* ---- how much work ---- */

const char *
rt_pattern_behind (const char *c)
{
	if (*c == '\\' && c[1] != '\0')
		return g_utf8_next_char (c + 1);
	if (*c != '[')
		return g_utf8_next_char (c);
	for (c += c[1] == '^' ? 3 : 2; *c != '\0' && *c != ']';)
		c += *c == '\\' && c[1] != '\0' ? 2 : 1;
	return *c == ']' ? c + 1 : c;
}

/* the end of the group that `c` is in, behind its bracket; the end of the pattern outside groups */
static const char *
behind_group (const char *c)
{
	for (guint depth = 0; *c != '\0'; c = rt_pattern_behind (c)) {
		if (*c == '(')
			depth++;
		else if (*c == ')' && depth-- == 0)
			return c + 1;
	}
	return c;
}

/* Does nothing follow that could fail, so that what was repeated is never given back? `word`: letters of words were
 * repeated, behind which \b always holds. */
static gboolean
ends_match (const char *c, gboolean word)
{
	while (*c != '\0') {
		if (word && c[0] == '\\' && c[1] == 'b')
			c += 2;
		else if (*c == '|')
			c = behind_group (c + 1);
		else if (*c == ')' && (c[1] == '\0' || strchr ("?*+{", c[1]) == NULL))
			c++;
		else
			return FALSE;
	}
	return TRUE;
}

/* recursion, and what looks back; what looks ahead takes no more work than what goes on there */
static gboolean
is_involved_group (const char *c)
{
	return (*c == '(' && c[1] == '?' && c[2] != '\0' && strchr ("R0123456789+-&P<(", c[2]) != NULL) ||
	       (*c == '\\' && c[1] == 'g');
}

/* is the character at `c` escaped? */
static gboolean
is_escaped (const char *pattern, const char *c)
{
	guint backslashes = 0;
	while (c > pattern && *--c == '\\')
		backslashes++;
	return backslashes % 2 == 1;
}

/* the bracket of the group that the alternative before `c` is in; NULL: there is none, or they have groups of their own */
static const char *
group_start (const char *pattern, const char *c)
{
	while (c > pattern)
		if (*--c == '(' || *c == ')')
			return *c == '(' && !is_escaped (pattern, c) ? c : NULL;
	return NULL;
}

static gboolean
stands_before (const char *pattern, const char *c, const char *text)
{
	gsize length = strlen (text);
	return (gsize) (c - pattern) >= length && memcmp (c - length, text, length) == 0;
}

/* Are the letters before `c` the beginning of a word, as in \bbedreig and \b(?:bedreig|dreig? `edge`: what says so beside \b,
 * or NULL. */
static gboolean
begins_word (const char *pattern, const char *c, const char *edge)
{
	while (c > pattern) {
		if (edge != NULL && stands_before (pattern, c, edge))
			return TRUE;
		const char *before = g_utf8_prev_char (c);
		if (is_escaped (pattern, before))
			return *before == 'b';
		if (*before == '|')
			before = group_start (pattern, before);
		else if (before - pattern >= 2 && before[0] == ':' && before[-1] == '?' && before[-2] == '(')
			before -= 2;
		else if (*before != '(' && !g_unichar_isalnum (g_utf8_get_char (before)))
			return FALSE;
		if (before == NULL)
			return FALSE;
		c = before;
	}
	return FALSE;
}

/* is it letters of words that `c` repeats, as in \w*? */
static gboolean
is_behind_letters (const char *pattern, const char *c)
{
	return c - pattern >= 2 && c[-1] == 'w' && is_escaped (pattern, c - 1);
}

/* (^|[^\p{L}_])bedreig[\p{L}_]*: where there is no \b, a word of one's own letters begins so. Is it the rest of one that `c`
 * repeats? */
static gboolean
repeats_own_word (const char *pattern, const char *c)
{
	if (c == pattern || c[-1] != ']')
		return FALSE;
	const char *open = c - 1;
	while (open > pattern && *open != '[')
		open--;
	gsize length = (gsize) (c - 1 - open);
	if (*open != '[' || length < 2 || open[1] == '^' || memchr (open, ']', length) != NULL || is_escaped (pattern, open))
		return FALSE;
	g_autofree char *edge = g_strdup_printf ("(^|[^%.*s])", (int) length - 1, open + 1);
	return begins_word (pattern, open, edge);
}

/* the rest of a word is given back letter by letter, and begins in one place of each word: no more work than the text is long */
static gboolean
repeats_word (const char *pattern, const char *c)
{
	return is_behind_letters (pattern, c) ? begins_word (pattern, c - 2, NULL) : repeats_own_word (pattern, c);
}

static gboolean
is_endless (const char *pattern, const char *c)
{
	return (*c == '*' || *c == '+') &&
	       ((c > pattern && c[-1] == ')') || !ends_match (c + 1, is_behind_letters (pattern, c)));
}

/* how often at most: {0,30} or {3} */
static guint64
most_of (const char *c, const char *end)
{
	const char *comma = memchr (c, ',', (gsize) (end - c));
	return g_ascii_strtoull ((comma != NULL ? comma : c) + 1, NULL, 10);
}

/* one stretch with an end may follow the rest of a word, when it is short */
#define SHORT_STRETCH 64

/* A few words one after the other, each with its space, as in \bgeen (?:\w+ ){0,3}: nothing in it can be read in two ways,
 * and it begins in one place of each word. */
#define FEW_WORDS 10
static const char *
behind_words (const char *pattern, const char *c)
{
	static const char *const words[] = { "(?:\\w+ ){", "(?:\\s\\w+){" };
	gboolean parted = c > pattern && c[-1] == ' ';
	if (*c != '(')
		return NULL;
	for (guint i = parted ? 0 : 1; i < G_N_ELEMENTS (words); i++) {
		if (!g_str_has_prefix (c, words[i]))
			continue;
		const char *open = c + strlen (words[i]) - 1, *end = strchr (open, '}');
		return end != NULL && end[-1] != ',' && most_of (open, end) <= FEW_WORDS ? end + 1 : NULL;
	}
	return NULL;
}

/* Only repetition without an end, of a group or of several things, and recursion can take more work than the
 * text is long; and not where a match is found with it for certain. */
static gboolean
may_explode (const char *pattern)
{
	guint bounded = 0, depth = 0;
	gboolean after_word = FALSE;
	for (const char *c = pattern, *words = NULL; *c != '\0'; c = words != NULL ? words : rt_pattern_behind (c)) {
		words = behind_words (pattern, c);
		bounded += words != NULL;
		if (bounded > 1)
			return TRUE;
		if (words != NULL)
			continue;
		depth += *c == '(' ? 1 : *c == ')' && depth > 0 ? -1 : 0;
		/* of alternatives at the top only one is tried at a time */
		if (*c == '|' && depth == 0)
			bounded = 0, after_word = FALSE;
		const char *end = *c == '{' ? strchr (c, '}') : NULL;
		if (is_involved_group (c) ||
		    (end != NULL && (end[-1] == ',' || (c > pattern && c[-1] == ')'))))
			return TRUE;
		gboolean endless = is_endless (pattern, c);
		/* behind a stretch that may end anywhere a word can be begun from many places */
		if (endless && (bounded > 0 || !repeats_word (pattern, c)))
			return TRUE;
		after_word |= endless;
		bounded += end != NULL;
		if (bounded > 1 || (after_word && end != NULL && most_of (c, end) > SHORT_STRETCH))
			return TRUE;
	}
	return FALSE;
}

/* A unit over and over keeps a pattern trying; the line ends so that what is not the unit follows. */
static void
add_run (GString *subject, GHashTable *seen, const char *unit, gsize length)
{
	if (length == 0 || subject->len > PROBE_MOST || !g_hash_table_add (seen, g_strndup (unit, length)))
		return;
	gsize begin = subject->len, size = (PROBE_RUN + length - 1) / length * length;
	g_string_set_size (subject, begin + size);
	memcpy (subject->str + begin, unit, length);
	/* what stands there already is a run of the unit as well */
	for (gsize done = length; done < size; done += MIN (done, size - done))
		memcpy (subject->str + begin + done, subject->str + begin, MIN (done, size - done));
	g_string_append (subject, "\x01\n");
}

/* the pattern's own words, and their first letters, are what it repeats best */
static void
add_own_words (GString *subject, GHashTable *seen, const char *pattern)
{
	static const char stops[] = "\\^$.[]|()?*+{}<>:=!#&~'\", \t0123456789";
	for (const char *c = pattern; *c != '\0';) {
		gsize length = strcspn (c, stops);
		add_run (subject, seen, c, length);
		add_run (subject, seen, c, length > 0 ? (gsize) (g_utf8_next_char (c) - c) : 0);
		c += length;
		/* the letter behind a backslash is no letter of a word */
		if (*c == '\\' && c[1] != '\0')
			c = g_utf8_next_char (c + 1);
		else if (*c != '\0')
			c++;
	}
}

/* The pattern itself stands at the end and brings along every letter that it must find somewhere, so that no
 * short cut ends the search early. */
static GString *
hostile_text (const char *pattern)
{
	static const char *const units[] = { "a", "ab ", "1", "aA1 ", " ", "e\xcc\x81", "-a" };
	GString *subject = g_string_sized_new (16384);
	g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
	for (guint i = 0; i < G_N_ELEMENTS (units); i++)
		add_run (subject, seen, units[i], strlen (units[i]));
	add_own_words (subject, seen, pattern);
	g_string_append (subject, pattern);
	return subject;
}

typedef struct {
	gsize stretch; /* of the text, where the search began */
	gsize most, left;
} Work;

static int
count_item (pcre2_callout_block *block, void *data)
{
	Work *work = data;
	gsize stretch = block->start_match / PROBE_RUN;
	if (stretch != work->stretch)
		*work = (Work){ .stretch = stretch, .most = work->most, .left = work->most };
	/* an error ends the match at once, as running out of a limit does */
	return work->left-- > 0 ? 0 : PCRE2_ERROR_CALLOUT;
}

/* finds every hit, as weighing does; TRUE when that ends in an error: a limit, or the work used up */
static gboolean
fails_on (pcre2_code *pattern, const GString *subject, pcre2_match_context *context)
{
	g_autoptr (RtMatchData) data = pcre2_match_data_create_from_pattern (pattern, NULL);
	PCRE2_SIZE at = 0;
	while (at <= subject->len) {
		int result = pcre2_match (pattern, (PCRE2_SPTR) subject->str, subject->len, at,
					  PCRE2_NO_UTF_CHECK, data, context);
		if (result < 0)
			return result != PCRE2_ERROR_NOMATCH;
		const PCRE2_SIZE *hit = pcre2_get_ovector_pointer (data);
		if (hit[1] > at)
			at = hit[1];
		else if (at < subject->len)
			at = (PCRE2_SIZE) (g_utf8_next_char (subject->str + at) - subject->str);
		else
			break;
	}
	return FALSE;
}

static gboolean
explodes (const char *pattern)
{
	int code = 0;
	PCRE2_SIZE offset = 0;
	gsize items = PROBE_ITEMS;
	for (const char *c = strchr (pattern, '|'); c != NULL; c = strchr (c + 1, '|'))
		items += PROBE_ITEMS_EACH;
	Work work = { .most = items * PROBE_RUN, .left = items * PROBE_RUN };
	pcre2_code *counted = pcre2_compile ((PCRE2_SPTR) pattern, strlen (pattern),
					     RT_PATTERN_OPTIONS | PCRE2_AUTO_CALLOUT, &code, &offset, NULL);
	if (counted == NULL)
		return TRUE;
	GString *subject = hostile_text (pattern);
	pcre2_match_context *context = pcre2_match_context_create (NULL);
	pcre2_set_match_limit (context, RT_LIMIT_PATTERN_MATCH);
	pcre2_set_depth_limit (context, RT_LIMIT_PATTERN_DEPTH);
	pcre2_set_heap_limit (context, RT_LIMIT_PATTERN_HEAP);
	pcre2_set_callout (context, count_item, &work);
	gboolean found = fails_on (counted, subject, context);
	g_string_free (subject, TRUE);
	pcre2_match_context_free (context);
	pcre2_code_free (counted);
	return found;
}

static gboolean
calls_patterns (const char *condition)
{
	return strstr (condition, "matches") != NULL || strstr (condition, "replace") != NULL ||
	       strstr (condition, "split") != NULL;
}

void
rt_build_check_matches (RtBuilder *builder, const RtKeyEntry *key)
{
	const char *c = calls_patterns (key->value) ? key->value : "";
	while ((c = strchr (c, '"')) != NULL) {
		const char *end = strchr (c + 1, '"');
		if (end == NULL)
			return;
		g_autofree char *text = g_strndup (c + 1, (gsize) (end - c - 1));
		if (may_explode (text) && explodes (text))
			rt_report_value (builder->findings, RT_FINDING_PATTERN, key, (guint) (c - key->value),
					 (guint) (end + 1 - key->value), TOO_MUCH_WORK);
		c = end + 1;
	}
}

/* ---- hints ---- */

static GHashTable *
criteria_by_id (const RtBuilder *builder)
{
	GHashTable *ids = g_hash_table_new (g_str_hash, g_str_equal);
	for (guint i = 0; i < builder->set->n_criteria; i++)
		g_hash_table_add (ids, (gpointer) builder->set->criteria[i].full_id);
	return ids;
}

/* a hint is a criterion (pad/P2) or a place in a registration (/problems) */
static void
check_hints (RtBuilder *builder, GHashTable *criteria, const RtGroup *group, const char *const *hints)
{
	const RtKeyEntry *key = rt_group_key (group, "hints", NULL);
	for (; *hints != NULL; hints++) {
		gboolean place = **hints == '/';
		const char *at = strstr (key->value, *hints);
		guint start = (guint) (at - key->value);
		if (place && rt_schema_find_place (*hints) < 0)
			rt_report_place_unknown (builder, key, start, *hints);
		else if (!place && !g_hash_table_contains (criteria, *hints))
			rt_report_unknown (builder, key, start, start + (guint) strlen (*hints),
					   RT_GROUP_criterion, "criterion", *hints);
	}
}

/* narrative, question, or both */
static void
choose_texts (RtBuilder *builder, const RtGroup *group, RtPattern *pattern)
{
	const RtKeyEntry *key = rt_group_key (group, "in", NULL);
	const char *const *texts = rt_build_list (builder, group, "in");
	pattern->in_narrative = key == NULL || g_strv_contains (texts, "narrative");
	if (key == NULL)
		return;
	pattern->in_question = g_strv_contains (texts, "question");
	for (guint i = 0; texts[i] != NULL; i++)
		if (strcmp (texts[i], "narrative") != 0 && strcmp (texts[i], "question") != 0)
			rt_report_value (builder->findings, RT_FINDING_BAD_VALUE, key, 0,
					 (guint) strlen (key->value),
					 "\"%s\" is no free text: narrative or question", texts[i]);
}

static void
check_sense (RtBuilder *builder, const RtKeyEntry *key, pcre2_code *code)
{
	guint32 empty = 0;
	guint end = (guint) strlen (key->value), at = 0;
	const char *never = rt_pattern_never (key->value, &at);
	if (never != NULL)
		rt_report_value (builder->findings, RT_FINDING_PATTERN, key, at, at + 1, "%s", never);
	else if (pcre2_pattern_info (code, PCRE2_INFO_MATCHEMPTY, &empty) == 0 && empty != 0)
		rt_report_value (builder->findings, RT_FINDING_PATTERN, key, 0, end,
				 "can fit an empty text, and so would hit everywhere");
	else if (rt_pattern_fits_all (code))
		rt_report_value (builder->findings, RT_FINDING_PATTERN, key, 0, end,
				 "fits any text, whatever that is about, and so would hit everywhere");
}

static void
build_pattern (RtBuilder *builder, GHashTable *criteria, const RtGroup *group, RtPattern *pattern)
{
	const RtKeyEntry *key = rt_group_key (group, "match", NULL);
	*pattern = (RtPattern){
		.id = rt_build_keep (builder, group->id),
		.title = rt_build_text (builder, group, "title"),
		.question = rt_build_text (builder, group, "question"),
		.match = rt_build_words (builder, group, "match"),
		.mode = rt_build_mode (group),
		.hints = rt_build_list (builder, group, "hints"),
		.unless = rt_build_condition (builder, builder->set->scope, group, "unless",
					      RT_TAKES_GIVEN | RT_TAKES_REASONS),
		.origin = rt_build_origin (builder, rt_group_origin (group)),
	};
	check_hints (builder, criteria, group, pattern->hints);
	choose_texts (builder, group, pattern);
	/* whoever looks for it compiles it then: most patterns are never looked for */
	g_autoptr (RtCode) code = key != NULL && *key->value != '\0' ? compile (builder, key) : NULL;
	if (code == NULL)
		return;
	check_sense (builder, key, code);
	rt_build_check_pattern (builder, key, code);
	if (may_explode (key->value) && explodes (key->value))
		rt_report_value (builder->findings, RT_FINDING_PATTERN, key, 0, (guint) strlen (key->value),
				 TOO_MUCH_WORK);
}

void
rt_build_patterns (RtBuilder *builder)
{
	g_autoptr (GPtrArray) groups = rt_build_groups (builder, RT_GROUP_pattern);
	g_autoptr (GHashTable) criteria = criteria_by_id (builder);
	RtPattern *patterns = rt_build_array (builder, groups->len, sizeof *patterns);
	builder->set->patterns = patterns;
	builder->set->n_patterns = groups->len;
	for (guint i = 0; i < groups->len; i++)
		build_pattern (builder, criteria, g_ptr_array_index (groups, i), &patterns[i]);
}
