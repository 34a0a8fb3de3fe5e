/* Patterns over free text: compiled within limits, and tried against texts that patterns explode on. */
#include <string.h>
#include "libroute/rules/build.h"
#include "libroute/util/limits.h"

/* Bytes of a hostile text, and how many items of the pattern may be tried at each of them. A pattern that
 * takes time in proportion to the text stays far below; one that tries every pair of places goes over, and
 * would take minutes on a long narrative. */
#define PROBE_LENGTH 512u
#define PROBE_ITEMS 64u

#define OPTIONS (PCRE2_UTF | PCRE2_UCP | PCRE2_CASELESS | PCRE2_NEVER_BACKSLASH_C)

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
	pcre2_code *pattern = pcre2_compile ((PCRE2_SPTR) key->value, length, OPTIONS, &code, &offset, NULL);
	if (pattern != NULL)
		return pattern;
	PCRE2_UCHAR message[128];
	pcre2_get_error_message (code, message, sizeof message);
	rt_report_value (builder->findings, RT_FINDING_PATTERN, key, (guint) MIN (offset, length),
			 (guint) MIN (offset + 1, length), "%s", (const char *) message);
	return NULL;
}

/* ---- how much work ---- */

/* Only repetition without an end, of a group or of several things, and recursion can take more work than the
 * text is long. */
static gboolean
may_explode (const char *pattern)
{
	guint bounded = 0;
	for (const char *c = pattern; *c != '\0'; c++) {
		const char *end = *c == '{' ? strchr (c, '}') : NULL;
		gboolean recursion = (*c == '(' && c[1] == '?' && c[2] != '\0' &&
				      strchr ("R0123456789+-&P", c[2]) != NULL) ||
				     (*c == '\\' && c[1] == 'g');
		if (*c == '*' || *c == '+' || recursion ||
		    (end != NULL && (end[-1] == ',' || (c > pattern && c[-1] == ')'))))
			return TRUE;
		bounded += end != NULL;
		if (*c == '\\' && c[1] != '\0')
			c++;
	}
	return bounded > 1;
}

typedef struct {
	guint left;
} Work;

static int
count_item (pcre2_callout_block *block, void *data)
{
	Work *work = data;
	/* an error ends the match at once, as running out of a limit does */
	return work->left-- > 0 ? 0 : PCRE2_ERROR_CALLOUT;
}

typedef struct {
	const char *text; /* of the pattern */
	pcre2_code *pattern;
	pcre2_match_data *data;
	pcre2_match_context *context;
	guint budget;
} Probe;

/* A unit over and over keeps a pattern trying. The pattern itself at the end brings along every letter that
 * it must find somewhere, so that no short cut ends the search early; the line break keeps both apart. */
static gboolean
explodes_on (Probe *probe, const char *unit, gsize length)
{
	g_autoptr (GString) text = g_string_sized_new (PROBE_LENGTH + 64);
	Work work = { .left = probe->budget };
	while (length > 0 && text->len < PROBE_LENGTH)
		g_string_append_len (text, unit, (gssize) length);
	g_string_append_printf (text, "\x01\n%s", probe->text);
	pcre2_set_callout (probe->context, count_item, &work);
	int result = pcre2_match (probe->pattern, (PCRE2_SPTR) text->str, text->len, 0, 0, probe->data,
				  probe->context);
	return result < PCRE2_ERROR_PARTIAL;
}

/* the pattern's own words are what it repeats best, each alone and with a space behind it */
static gboolean
explodes_on_own_words (Probe *probe)
{
	static const char stops[] = "\\^$.[]|()?*+{}<>:=!#&~'\", \t0123456789";
	for (const char *c = probe->text; *c != '\0';) {
		gsize length = strcspn (c, stops);
		g_autofree char *spaced = g_strdup_printf ("%.*s ", (int) length, c);
		/* behind a backslash the first letter is none of the word's */
		if (length > 0 &&
		    (explodes_on (probe, c, length) || explodes_on (probe, spaced, length + 1) ||
		     explodes_on (probe, c, (gsize) (g_utf8_next_char (c) - c))))
			return TRUE;
		c += length;
		if (*c == '\\' && c[1] != '\0')
			c = g_utf8_next_char (c + 1);
		else if (*c != '\0')
			c++;
	}
	return FALSE;
}

static gboolean
explodes (const char *pattern)
{
	static const char *const units[] = { "a", "ab ", "1", "aA1 ", " ", "e\xcc\x81", "-a" };
	gsize length = strlen (pattern);
	int code = 0;
	PCRE2_SIZE offset = 0;
	Probe probe = { .text = pattern, .budget = PROBE_LENGTH * (guint) (length + PROBE_ITEMS) };
	probe.pattern = pcre2_compile ((PCRE2_SPTR) pattern, length, OPTIONS | PCRE2_AUTO_CALLOUT, &code,
				       &offset, NULL);
	if (probe.pattern == NULL)
		return TRUE;
	probe.context = pcre2_match_context_create (NULL);
	probe.data = pcre2_match_data_create_from_pattern (probe.pattern, NULL);
	pcre2_set_match_limit (probe.context, RT_LIMIT_PATTERN_MATCH);
	pcre2_set_depth_limit (probe.context, RT_LIMIT_PATTERN_DEPTH);
	pcre2_set_heap_limit (probe.context, RT_LIMIT_PATTERN_HEAP);
	gboolean found = FALSE;
	for (guint i = 0; i < G_N_ELEMENTS (units) && !found; i++)
		found = explodes_on (&probe, units[i], strlen (units[i]));
	found = found || explodes_on_own_words (&probe);
	pcre2_match_data_free (probe.data);
	pcre2_match_context_free (probe.context);
	pcre2_code_free (probe.pattern);
	return found;
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
		if (place ? rt_schema_find_place (*hints) < 0 : !g_hash_table_contains (criteria, *hints))
			rt_report_value (builder->findings, RT_FINDING_UNKNOWN_REFERENCE, key, start,
					 start + (guint) strlen (*hints), "there is no %s \"%s\"",
					 place ? "place in a registration" : "criterion", *hints);
	}
}

/* narrative, question, or both */
static void
choose_texts (RtBuilder *builder, const RtGroup *group, RtPattern *pattern)
{
	const RtKeyEntry *key = rt_group_key (group, "in", NULL);
	const char *const *texts = rt_build_list (builder, group, "in");
	pattern->in_narrative = key == NULL || g_strv_contains (texts, "narrative");
	pattern->in_question = key != NULL && g_strv_contains (texts, "question");
	for (guint i = 0; texts[i] != NULL; i++)
		if (strcmp (texts[i], "narrative") != 0 && strcmp (texts[i], "question") != 0)
			rt_report_value (builder->findings, RT_FINDING_BAD_VALUE, key, 0,
					 (guint) strlen (key->value),
					 "\"%s\" is no free text: narrative or question", texts[i]);
}

static void
build_pattern (RtBuilder *builder, GHashTable *criteria, const RtGroup *group, RtPattern *pattern)
{
	const RtKeyEntry *key = rt_group_key (group, "match", NULL);
	*pattern = (RtPattern){
		.id = rt_build_keep (builder, group->id),
		.title = rt_build_text (builder, group, "title"),
		.question = rt_build_text (builder, group, "question"),
		.hints = rt_build_list (builder, group, "hints"),
		.unless = rt_build_condition (builder, builder->set->scope, group, "unless",
					      RT_TAKES_GIVEN | RT_TAKES_REASONS),
		.origin = rt_build_origin (builder, rt_group_origin (group)),
	};
	check_hints (builder, criteria, group, pattern->hints);
	choose_texts (builder, group, pattern);
	pattern->code = key != NULL ? compile (builder, key) : NULL;
	if (pattern->code == NULL)
		return;
	g_ptr_array_add (builder->inside->codes, pattern->code);
	guint32 empty = 0;
	if (pcre2_pattern_info (pattern->code, PCRE2_INFO_MATCHEMPTY, &empty) == 0 && empty != 0)
		rt_report_value (builder->findings, RT_FINDING_PATTERN, key, 0, (guint) strlen (key->value),
				 "can fit an empty text, and so would hit everywhere");
	if (may_explode (key->value) && explodes (key->value))
		rt_report_value (builder->findings, RT_FINDING_PATTERN, key, 0, (guint) strlen (key->value),
				 "takes too much work on repeated text: give repetition an end, as in "
				 ".{0,40}, do not nest it, and "
				 "begin words with \\b");
	/* without a just-in-time compiler the interpreter gives the same answers */
	pcre2_jit_compile (pattern->code, PCRE2_JIT_COMPLETE);
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
