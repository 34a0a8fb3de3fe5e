/* What the free text mentions: patterns of the rules over narrative and question, with Dutch negation and
 * hedging around each hit. A signal raises a question, and never changes anything else. */
#include <string.h>
#include "libroute/util/limits.h"
#include "libroute/weigh/weigh-private.h"

/* hits of one pattern that are told; more say nothing new */
#define MOST_HITS 5u

/* negation reaches some words far and not over the end of a sentence; "not confirmed" is doubt, not denial */
#define NEGATION_BEFORE                                                                                      \
	"\\b(?:geen|niet|nooit|zonder|noch|nergens|ontken\\w*|ontkracht\\w*|weerspr\\w*)\\b[^.!?;\\n]{0,40}" \
	"$"
#define NEGATION_AFTER                                                                                       \
	"^[^.!?;,\\n]{0,30}\\b(?:niet|nooit|ontken\\w*|ontkracht|weersproken)\\b(?!\\s+(?:bevestigd|"        \
	"vastgesteld|zeker|uit te sluiten|uitgesloten|bewezen))"
#define HEDGE_BEFORE                                                                                         \
	"\\b(?:vermoed\\w*|mogelijk\\w*|misschien|wellicht|waarschijnlijk|zou(?:den)?|lijkt|lijken|"         \
	"schijn\\w*|volgens|gerucht\\w*|verdenking|angst voor|bang)\\b[^.!?;\\n]{0,60}$"
#define HEDGE_AFTER                                                                                          \
	"^[^.!?;\\n]{0,80}\\b(?:niet (?:\\w+ ){0,4}(?:bevestigd|vastgesteld|zeker|uit te "                   \
	"sluiten|uitgesloten|bewezen)|onbevestigd|vermoed\\w*|mogelijk|volgens)\\b"

static pcre2_code *
compile (const char *text)
{
	int error = 0;
	PCRE2_SIZE offset = 0;
	pcre2_code *code = pcre2_compile ((PCRE2_SPTR)text, PCRE2_ZERO_TERMINATED,
					  PCRE2_UTF | PCRE2_UCP | PCRE2_CASELESS, &error, &offset, NULL);
	if (code != NULL)
		pcre2_jit_compile (code, PCRE2_JIT_COMPLETE);
	return code;
}

void
rt_signals_prepare (RtWeigher *weigher)
{
	weigher->negation_before = compile (NEGATION_BEFORE);
	weigher->negation_after = compile (NEGATION_AFTER);
	weigher->hedge_before = compile (HEDGE_BEFORE);
	weigher->hedge_after = compile (HEDGE_AFTER);
	const RtRuleSet *rules = weigher->rules;
	weigher->literals =
	    rt_arena_array (weigher->arena, MAX (rules->n_patterns, 1), sizeof *weigher->literals);
	for (guint i = 0; i < rules->n_patterns; i++)
		weigher->literals[i] = rt_prefilter_literals (rules->patterns[i].match);
	weigher->limits = pcre2_match_context_create (NULL);
	pcre2_set_match_limit (weigher->limits, RT_LIMIT_PATTERN_MATCH);
	pcre2_set_depth_limit (weigher->limits, RT_LIMIT_PATTERN_DEPTH);
	pcre2_set_heap_limit (weigher->limits, RT_LIMIT_PATTERN_HEAP);
}

void
rt_signals_clear (RtWeigher *weigher)
{
	pcre2_code_free (weigher->negation_before);
	pcre2_code_free (weigher->negation_after);
	pcre2_code_free (weigher->hedge_before);
	pcre2_code_free (weigher->hedge_after);
	pcre2_match_context_free (weigher->limits);
	for (guint i = 0; i < weigher->rules->n_patterns; i++)
		g_clear_pointer (&weigher->literals[i], g_ptr_array_unref);
}

typedef struct {
	RtWorld *world;
	RtWorkspace *workspace;
	GArray *signals; /* RtSignal, with byte offsets while they are collected */
	const char *pointer, *text;
	gsize length;
	gboolean ascii;
} Listening;

static gboolean
matches (Listening *listening, const pcre2_code *code, const char *from, gsize length)
{
	return code != NULL &&
	       pcre2_match (code, (PCRE2_SPTR)from, length, 0, PCRE2_NO_UTF_CHECK,
			    listening->workspace->match, listening->world->weigher->limits) >= 0;
}

/* where the sentence around a hit begins and ends; at most a few hundred bytes away */
static void
sentence (const Listening *listening, gsize start, gsize end, gsize *from, gsize *to)
{
	*from = start;
	while (*from > 0 && start - *from < 200 && strchr (".!?;\n", listening->text[*from - 1]) == NULL)
		(*from)--;
	*to = end;
	while (*to < listening->length && *to - end < 200 && strchr (".!?;\n", listening->text[*to]) == NULL)
		(*to)++;
	/* never within a character */
	while (*from < start && (listening->text[*from] & 0xc0) == 0x80)
		(*from)++;
	while (*to > end && *to < listening->length && (listening->text[*to] & 0xc0) == 0x80)
		(*to)--;
}

static void
add_hit (Listening *listening, guint pattern, gsize start, gsize end)
{
	const RtWeigher *weigher = listening->world->weigher;
	gsize from, to;
	sentence (listening, start, end, &from, &to);
	const char *text = listening->text;
	RtSignal signal = {
	    .pattern = pattern, .pointer = listening->pointer, .start = (guint)start, .end = (guint)end};
	signal.hedged = matches (listening, weigher->hedge_before, text + from, start - from) ||
			matches (listening, weigher->hedge_after, text + end, to - end);
	signal.negated = matches (listening, weigher->negation_before, text + from, start - from) ||
			 matches (listening, weigher->negation_after, text + end, to - end);
	if (!listening->ascii) {
		signal.start = (guint)g_utf8_strlen (text, (gssize)start);
		signal.end = signal.start + (guint)g_utf8_strlen (text + start, (gssize)(end - start));
	}
	if (listening->signals->len < RT_LIMIT_SIGNALS)
		g_array_append_val (listening->signals, signal);
}

static void
listen_for (Listening *listening, guint index)
{
	static const RouteText undecided = {
	    "a pattern took more work than its limit on this text; it counts as undecided",
	    "een patroon kostte meer werk dan toegestaan op deze tekst; het geldt als onbeslist"};
	const RtPattern *pattern = &listening->world->weigher->rules->patterns[index];
	gsize at = 0;
	/* a match of its own data: the hit is looked around before the next one */
	pcre2_match_data *data = listening->workspace->match;
	for (guint hits = 0; hits < MOST_HITS && at <= listening->length; hits++) {
		int result = pcre2_match (pattern->code, (PCRE2_SPTR)listening->text, listening->length, at,
					  PCRE2_NO_UTF_CHECK, data, listening->world->weigher->limits);
		if (result < 0) {
			if (result != PCRE2_ERROR_NOMATCH)
				rt_world_degrade (listening->world, pattern->id, undecided, NULL);
			return;
		}
		PCRE2_SIZE *ends = pcre2_get_ovector_pointer (data);
		gsize start = ends[0], end = ends[1];
		if (end <= start)
			return; /* a pattern that matches nothing says nothing */
		/* what a fact says already is no news; asked only where there is a hit, since most patterns
		 * have none */
		if (hits == 0 && pattern->unless.program != NULL &&
		    rt_world_holds (listening->world, &pattern->unless) == ROUTE_YES)
			return;
		add_hit (listening, index, start, end);
		at = end;
	}
}

static void
listen_to (Listening *listening, const char *pointer)
{
	const RtRuleSet *rules = listening->world->weigher->rules;
	const RtFact *text = rt_record_at (listening->world->registration,
					   rt_spot ((guint)rt_schema_find_place (pointer), 0, 0));
	if (text->kind != RT_FACT_TEXT)
		return;
	listening->pointer = pointer;
	listening->text = text->as.text;
	listening->length = text->length;
	listening->ascii = TRUE;
	for (gsize i = 0; i < listening->length && listening->ascii; i++)
		listening->ascii = (guchar)listening->text[i] < 0x80;
	gboolean narrative = strcmp (pointer, "/narrative") == 0;
	RtPrefilter *prefilter = &listening->workspace->prefilter;
	rt_prefilter_read (prefilter, listening->text, listening->length);
	for (guint i = 0; i < rules->n_patterns; i++)
		if ((narrative ? rules->patterns[i].in_narrative : rules->patterns[i].in_question) &&
		    rt_prefilter_may_match (prefilter, listening->world->weigher->literals[i]))
			listen_for (listening, i);
}

static int
by_place (gconstpointer a, gconstpointer b)
{
	const RtSignal *x = a, *y = b;
	int order = strcmp (x->pointer, y->pointer);
	if (order == 0)
		order = (x->start > y->start) - (x->start < y->start);
	return order != 0 ? order : (x->pattern > y->pattern) - (x->pattern < y->pattern);
}

void
rt_signals_find (RtWorld *world, RtWorkspace *workspace, RtWeighing *weighing)
{
	if (world->weigher->rules->n_patterns == 0)
		return;
	g_autoptr (GArray) signals = g_array_new (FALSE, FALSE, sizeof (RtSignal));
	Listening listening = {.world = world, .workspace = workspace, .signals = signals};
	listen_to (&listening, "/narrative");
	listen_to (&listening, "/question");
	g_array_sort (signals, by_place);
	RtSignal *list = rt_arena_array (world->arena, MAX (signals->len, 1), sizeof *list);
	if (list == NULL)
		return;
	/* an array that holds nothing may have no data at all */
	if (signals->len > 0)
		memcpy (list, signals->data, signals->len * sizeof *list);
	weighing->signals = list;
	weighing->n_signals = signals->len;
}
