/* Patterns over free text: compiled within limits, and tried against texts that patterns explode on. */
#include <string.h>
#include "libroute/rules/build.h"
#include "libroute/util/limits.h"

/* how much work a pattern may take on a hostile text of a few kilobytes before it is refused */
#define PROBE_MATCH_LIMIT 200000u
#define PROBE_LENGTH 1024u

/* texts that keep a pattern trying: repeated letters, spaces, words, digits, with a wrong end */
static const char *const probe_units[] = { "a", "a ", "ab", "1", "aA1 ", " ", "e\xcc\x81", "nee ", "-a" };

/* made once for all patterns of a load */
typedef struct {
	GString *texts[G_N_ELEMENTS (probe_units)];
	pcre2_match_context *context;
} Probe;

static void
probe_init (Probe *probe)
{
	for (guint i = 0; i < G_N_ELEMENTS (probe_units); i++) {
		probe->texts[i] = g_string_sized_new (PROBE_LENGTH + 16);
		while (probe->texts[i]->len < PROBE_LENGTH)
			g_string_append (probe->texts[i], probe_units[i]);
		g_string_append (probe->texts[i], "\x01!");
	}
	probe->context = pcre2_match_context_create (NULL);
	pcre2_set_match_limit (probe->context, PROBE_MATCH_LIMIT);
	pcre2_set_depth_limit (probe->context, RT_LIMIT_PATTERN_DEPTH);
	pcre2_set_heap_limit (probe->context, RT_LIMIT_PATTERN_HEAP);
}

static void
probe_clear (Probe *probe)
{
	for (guint i = 0; i < G_N_ELEMENTS (probe_units); i++)
		g_string_free (probe->texts[i], TRUE);
	pcre2_match_context_free (probe->context);
}

static pcre2_code *
compile (RtBuilder *builder, const RtKeyEntry *key)
{
	int code = 0;
	PCRE2_SIZE offset = 0;
	gsize length = strlen (key->value);
	if (length > RT_LIMIT_PATTERN) {
		rt_report_value (builder->findings, RT_FINDING_PATTERN, key, 0, 1, "longer than %u bytes", RT_LIMIT_PATTERN);
		return NULL;
	}
	pcre2_code *pattern = pcre2_compile ((PCRE2_SPTR) key->value, length, PCRE2_UTF | PCRE2_UCP | PCRE2_CASELESS | PCRE2_NEVER_BACKSLASH_C,
					     &code, &offset, NULL);
	if (pattern != NULL)
		return pattern;
	PCRE2_UCHAR message[128];
	pcre2_get_error_message (code, message, sizeof message);
	rt_report_value (builder->findings, RT_FINDING_PATTERN, key, (guint) MIN (offset, length), (guint) MIN (offset + 1, length),
			 "%s", (const char *) message);
	return NULL;
}

static gboolean
explodes (pcre2_code *pattern, const Probe *probe)
{
	pcre2_match_data *data = pcre2_match_data_create_from_pattern (pattern, NULL);
	gboolean found = FALSE;
	for (guint i = 0; i < G_N_ELEMENTS (probe_units) && !found; i++) {
		const GString *text = probe->texts[i];
		int result = pcre2_match (pattern, (PCRE2_SPTR) text->str, text->len, 0, 0, data, probe->context);
		found = result == PCRE2_ERROR_MATCHLIMIT || result == PCRE2_ERROR_DEPTHLIMIT ||
			result == PCRE2_ERROR_HEAPLIMIT;
	}
	pcre2_match_data_free (data);
	return found;
}

/* a hint is a criterion (pad/P2) or a place in a registration (/problems) */
static void
check_hints (RtBuilder *builder, const RtGroup *group, const char *const *hints)
{
	const RtKeyEntry *key = rt_group_key (group, "hints", NULL);
	for (guint i = 0; hints[i] != NULL; i++) {
		gboolean known = *hints[i] == '/' && rt_schema_find_place (hints[i]) >= 0;
		for (guint j = 0; j < builder->set->n_criteria; j++)
			known = known || strcmp (builder->set->criteria[j].full_id, hints[i]) == 0;
		if (!known)
			rt_report_value (builder->findings, RT_FINDING_UNKNOWN_REFERENCE, key, 0, (guint) strlen (key->value),
					 "\"%s\" is neither a criterion nor a place in a registration", hints[i]);
	}
}

static void
build_pattern (RtBuilder *builder, const RtGroup *group, const Probe *probe, RtPattern *pattern)
{
	const RtKeyEntry *key = rt_group_key (group, "match", NULL);
	*pattern = (RtPattern){ .id = rt_build_keep (builder, group->id), .title = rt_build_text (builder, group, "title"),
				.question = rt_build_text (builder, group, "question"), .hints = rt_build_list (builder, group, "hints"),
				.fields = rt_build_array (builder, 1, sizeof (char *)),
				.unless = rt_build_condition (builder, builder->set->scope, group, "unless", RT_STAGE_FACTS, FALSE),
				.origin = rt_build_origin (builder, rt_group_origin (group)) };
	check_hints (builder, group, pattern->hints);
	if (key == NULL)
		return;
	pattern->code = compile (builder, key);
	if (pattern->code == NULL)
		return;
	g_ptr_array_add (builder->inside->codes, pattern->code);
	/* probed before the just-in-time compiler, whose work the limits count differently */
	if (explodes (pattern->code, probe))
		rt_report_value (builder->findings, RT_FINDING_PATTERN, key, 0, (guint) strlen (key->value),
				 "takes too much work on repeated text; nested or overlapping repetition is the usual cause");
	/* without a just-in-time compiler the interpreter gives the same answers */
	pcre2_jit_compile (pattern->code, PCRE2_JIT_COMPLETE);
}

void
rt_build_patterns (RtBuilder *builder)
{
	g_autoptr (GPtrArray) groups = rt_build_groups (builder, RT_GROUP_pattern);
	RtPattern *patterns = rt_build_array (builder, groups->len, sizeof *patterns);
	builder->set->patterns = patterns;
	builder->set->n_patterns = groups->len;
	Probe probe;
	probe_init (&probe);
	for (guint i = 0; i < groups->len; i++)
		build_pattern (builder, g_ptr_array_index (groups, i), &probe, &patterns[i]);
	probe_clear (&probe);
}
