/* What the free text mentions: patterns of the rules over narrative and question, with Dutch negation and
 * hedging around each hit. A signal raises a question, and never changes anything else. */
#define _GNU_SOURCE
#include <string.h>
#include "libroute/util/limits.h"
#include "libroute/util/once.h"
#include "libroute/weigh/weigh-private.h"

/* hits of one pattern that are told; more say nothing new */
#define MOST_HITS 5u

/* Words of negation and of doubt, before a hit and behind it. Negation reaches some words far, and not over the end
 * of a sentence nor over what turns it ("geen mes, wel een hamer"); "not only" denies nothing, and "not confirmed" and
 * "does not know whether" are doubt, not denial. CUE (name, before the words, the words, behind the words) */
#define UNTURNED(stops) "(?:(?!\\b(?:maar|doch|echter|wel)\\b)[^" stops "])"
#define CUES                                                                                                 \
	CUE (RT_NEGATED_BEFORE, "", "geen|niet|nooit|zonder|noch|nergens|ontken\\w*|ontkracht\\w*|weerspr\\w*",   \
	     "(?!\\s+(?:alleen|slechts|enkel|uitsluitend|(?:(?:bekend|duidelijk|zeker)\\s+)?of"                 \
	     "(?!\\s+nauwelijks))\\b)" UNTURNED (".!?;\\n") "{0,40}$")                                         \
	CUE (RT_NEGATED_BEHIND, "^" UNTURNED (".!?;,\\n") "{0,30}",                                           \
	     "niet|nooit|ontken\\w*|ontkracht|weersproken",                                                  \
	     "(?!\\s+(?:alleen|slechts|enkel|uitsluitend|bevestigd|vastgesteld|zeker|uit te sluiten|"          \
	     "uitgesloten|bewezen))")                                                                        \
	CUE (RT_HEDGED_BEFORE, "",                                                                           \
	     "vermoed\\w*|mogelijk\\w*|misschien|wellicht|waarschijnlijk|zou(?:den)?|lijkt|lijken|schijn\\w*|"  \
	     "volgens|gerucht\\w*|verdenking|angst voor|bang|onduidelijk|onzeker|onbekend|niets? bekend|"   \
	     "niet duidelijk|wee?te?n? niet of",                                               \
	     "[^.!?;\\n]{0,60}$")                                                                            \
	CUE (RT_HEDGED_BEHIND, "^[^.!?;\\n]{0,80}",                                                          \
	     "niet (?:\\w+ ){0,4}(?:bevestigd|vastgesteld|zeker|uit te "                                     \
	     "sluiten|uitgesloten|bewezen)|onbevestigd|vermoed\\w*|mogelijk|volgens",                        \
	     "")

#define CUE(name, before, words, behind) before "\\b(?:" words ")\\b" behind,
static const char *const cue_patterns[RT_N_CUES] = {CUES};
#undef CUE
#define CUE(name, before, words, behind) words,
static const char *const cue_words[RT_N_CUES] = {CUES};
#undef CUE

/* ---- what is prepared once ---- */

static void
add_asked (RtFeelPatterns *asked, const RtCondition *condition)
{
	if (condition->program != NULL)
		rt_feel_patterns_add (asked, condition->program);
}

/* what conditions ask of texts: those that are weighed for every registration */
static void
add_all_asked (RtFeelPatterns *asked, const RtRuleSet *rules)
{
	for (guint i = 0; i < rules->n_defines; i++)
		add_asked (asked, &rules->defines[i].when);
	for (guint i = 0; i < rules->n_criteria; i++)
		add_asked (asked, &rules->criteria[i].when);
	for (guint i = 0; i < rules->n_reasons; i++)
		add_asked (asked, &rules->reasons[i].when);
	for (guint i = 0; i < rules->n_routes; i++)
		add_asked (asked, &rules->routes[i].when);
	rt_feel_patterns_finish (asked);
}

void
rt_signals_prepare (RtWeigher *weigher)
{
	const RtRuleSet *rules = weigher->rules;
	weigher->sweeper = rt_sweeper_new ();
	weigher->listeners =
	    rt_arena_array (weigher->arena, MAX (rules->n_patterns, 1), sizeof *weigher->listeners);
	for (guint i = 0; i < rules->n_patterns; i++)
		rt_sweeper_add (weigher->sweeper, rules->patterns[i].match);
	for (guint i = 0; i < RT_N_CUES; i++)
		rt_sweeper_add (weigher->sweeper, cue_words[i]);
	weigher->asked = rt_feel_patterns_new (weigher->sweeper);
	add_all_asked (weigher->asked, rules);
	rt_sweeper_finish (weigher->sweeper);
	weigher->limits = pcre2_match_context_create (NULL);
	pcre2_set_match_limit (weigher->limits, RT_LIMIT_PATTERN_MATCH);
	pcre2_set_depth_limit (weigher->limits, RT_LIMIT_PATTERN_DEPTH);
	pcre2_set_heap_limit (weigher->limits, RT_LIMIT_PATTERN_HEAP);
}

static void
clear_listener (RtListener *listener)
{
	for (guint i = 0; i < G_N_ELEMENTS (listener->code); i++)
		rt_pattern_code_free (listener->code[i]);
}

void
rt_signals_clear (RtWeigher *weigher)
{
	for (guint i = 0; i < weigher->rules->n_patterns; i++)
		clear_listener (&weigher->listeners[i]);
	for (guint i = 0; i < RT_N_CUES; i++)
		clear_listener (&weigher->cues[i]);
	pcre2_match_context_free (weigher->limits);
	rt_feel_patterns_free (weigher->asked);
	rt_sweeper_free (weigher->sweeper);
}

static RtPatternCode *
code_of (RtListener *listener, const char *pattern, gboolean anchored)
{
	if (rt_once_enter (&listener->ready[anchored])) {
		listener->code[anchored] =
		    rt_pattern_code_new (pattern, RT_PATTERN_OPTIONS | (anchored ? PCRE2_ANCHORED : 0));
		rt_once_leave (&listener->ready[anchored]);
	}
	return listener->code[anchored];
}

G_STATIC_ASSERT (RT_LIMIT_PATTERN_MATCH >= RT_PATTERN_CODE_STEPS && RT_LIMIT_PATTERN_DEPTH >= RT_PATTERN_CODE_DEPTH);

/* as pcre2_match(); what is found is in `workspace` */
static int
match (const RtWeigher *weigher, RtPatternCode *code, RtWorkspace *workspace, const char *text, gsize length, gsize from)
{
	return rt_pattern_code_match (code, text, length, from, workspace->match, weigher->limits, TRUE);
}

/* ---- one text ---- */

typedef struct {
	RtWorld *world;
	RtWorkspace *workspace;
	GArray *signals; /* RtSignal, with places in bytes */
	guint first; /* of this text */
	const char *pointer, *text;
	gsize length;
	RtSweep *sweep;
} Listening;

/* May a word of this kind be there? */
static gboolean
may_be_cued (Listening *listening, RtCue cue, gsize from, gsize to)
{
	return rt_sweep_may_be_between (listening->sweep, listening->world->weigher->rules->n_patterns + cue, from, to);
}

/* is a word of this kind between two places? */
static gboolean
cued (Listening *listening, RtCue cue, gsize from, gsize to)
{
	const RtWeigher *weigher = listening->world->weigher;
	if (!may_be_cued (listening, cue, from, to))
		return FALSE;
	RtPatternCode *code = code_of ((RtListener *)&weigher->cues[cue], cue_patterns[cue], FALSE);
	return match (weigher, code, listening->workspace, listening->text + from, to - from, 0) >= 0;
}

/* a sentence around a hit is looked at so many bytes before and behind */
#define REACH 200u

static const gboolean ends_sentence[256] = {['.'] = TRUE, ['!'] = TRUE, ['?'] = TRUE, [';'] = TRUE, ['\n'] = TRUE};

/* where the sentence around a hit begins, within reach; never within a character */
static gsize
sentence_begin (const Listening *listening, gsize start)
{
	gsize from = start;
	while (from > 0 && start - from < REACH && !ends_sentence[(guchar)listening->text[from - 1]])
		from--;
	while (from < start && (listening->text[from] & 0xc0) == 0x80)
		from++;
	return from;
}

static gsize
sentence_end (const Listening *listening, gsize end)
{
	gsize to = end;
	while (to < listening->length && to - end < REACH && !ends_sentence[(guchar)listening->text[to]])
		to++;
	while (to > end && to < listening->length && (listening->text[to] & 0xc0) == 0x80)
		to--;
	return to;
}

/* is it denied or doubted there? Around most hits no such words are in reach */
static void
look_before (Listening *listening, gsize start, RtSignal *signal)
{
	gsize reach = start - MIN (start, REACH);
	if (!may_be_cued (listening, RT_HEDGED_BEFORE, reach, start) && !may_be_cued (listening, RT_NEGATED_BEFORE, reach, start))
		return;
	gsize from = sentence_begin (listening, start);
	signal->hedged = cued (listening, RT_HEDGED_BEFORE, from, start);
	signal->negated = cued (listening, RT_NEGATED_BEFORE, from, start);
}

static void
look_behind (Listening *listening, gsize end, RtSignal *signal)
{
	gsize reach = end + REACH;
	if (!may_be_cued (listening, RT_HEDGED_BEHIND, end, reach) && !may_be_cued (listening, RT_NEGATED_BEHIND, end, reach))
		return;
	gsize to = sentence_end (listening, end);
	signal->hedged = signal->hedged || cued (listening, RT_HEDGED_BEHIND, end, to);
	signal->negated = signal->negated || cued (listening, RT_NEGATED_BEHIND, end, to);
}

/* In the order of the text, and of patterns where several begin: what comes later is of the same pattern or a later one. */
static void
add_signal (Listening *listening, const RtSignal *signal)
{
	GArray *signals = listening->signals;
	guint at = signals->len;
	if (at == RT_LIMIT_SIGNALS)
		return;
	while (at > listening->first && g_array_index (signals, RtSignal, at - 1).start > signal->start)
		at--;
	g_array_insert_vals (signals, at, signal, 1);
}

static void
add_hit (Listening *listening, guint pattern, gsize start, gsize end)
{
	RtSignal signal = {
	    .pattern = pattern, .pointer = listening->pointer, .start = (guint)start, .end = (guint)end};
	look_before (listening, start, &signal);
	look_behind (listening, end, &signal);
	add_signal (listening, &signal);
}

gboolean
rt_signals_is_in (const RtWorld *world, RtWorkspace *workspace, guint pattern, const RtFact *text)
{
	const RtWeigher *weigher = world->weigher;
	if (text->kind != RT_FACT_TEXT)
		return FALSE;
	RtPatternCode *code =
	    code_of (&weigher->listeners[pattern], weigher->rules->patterns[pattern].match, FALSE);
	return match (weigher, code, workspace, text->as.text, text->length, 0) > 0;
}

typedef enum { HEARD, NOTHING, ENOUGH } Heard;

/* Looks for a pattern from `at` on, or just there; behind a hit `at` is its end. */
static Heard
listen_at (Listening *listening, guint index, gsize *at, gboolean anchored, gboolean first)
{
	static const RouteText undecided = {
	    "a pattern took more work than its limit on this text; it counts as undecided",
	    "een patroon kostte meer werk dan toegestaan op deze tekst; het geldt als onbeslist"};
	const RtWeigher *weigher = listening->world->weigher;
	const RtPattern *pattern = &weigher->rules->patterns[index];
	RtPatternCode *code = code_of (&weigher->listeners[index], pattern->match, anchored);
	guint64 begun = rt_meter_begin (listening->world->meter, NULL);
	int result = match (weigher, code, listening->workspace, listening->text, listening->length, *at);
	rt_meter_end_match (listening->world->meter, pattern, begun);
	if (result == PCRE2_ERROR_NOMATCH)
		return NOTHING;
	if (result < 0) {
		rt_world_degrade (listening->world, pattern->id, undecided, NULL);
		return ENOUGH;
	}
	PCRE2_SIZE *ends = pcre2_get_ovector_pointer (listening->workspace->match);
	gsize start = ends[0], end = ends[1];
	/* a pattern that matches nothing says nothing, and what a fact says already is no news; asked only where there is a hit,
	 * since most patterns have none */
	if (end <= start || (first && pattern->unless.program != NULL &&
			     rt_world_holds (listening->world, &pattern->unless) == ROUTE_YES))
		return ENOUGH;
	add_hit (listening, index, start, end);
	*at = end;
	return HEARD;
}

static void
listen_everywhere (Listening *listening, guint index)
{
	gsize at = 0;
	for (guint hits = 0; hits < MOST_HITS && at <= listening->length; hits++)
		if (listen_at (listening, index, &at, FALSE, hits == 0) != HEARD)
			return;
}

static void
listen_there (Listening *listening, guint index, RtSweepLook look)
{
	gsize at = 0;
	guint hits = 0;
	for (guint i = 0; i < look.n_places && hits < MOST_HITS; i++) {
		gsize start = look.places[i];
		if (start < at)
			continue;
		Heard heard = listen_at (listening, index, &start, TRUE, hits == 0);
		if (heard == ENOUGH)
			return;
		if (heard == HEARD) {
			at = start;
			hits++;
		}
	}
}

static void
listen_for (Listening *listening, guint index)
{
	RtSweepLook look = rt_sweep_look (listening->sweep, index);
	if (look.where == RT_SWEEP_THERE)
		listen_there (listening, index, look);
	else if (look.where == RT_SWEEP_EVERYWHERE)
		listen_everywhere (listening, index);
}

static const char *const text_pointers[RT_N_TEXTS] = {"/narrative", "/question"};

static const RtFact *
text_of (const RtWeigher *weigher, const RouteRegistration *registration, guint text)
{
	return rt_record_at (registration, weigher->texts[text]);
}

void
rt_signals_begin (RtWorkspace *workspace, const RouteRegistration *registration)
{
	for (guint i = 0; i < RT_N_TEXTS; i++) {
		const RtFact *fact = text_of (workspace->weigher, registration, i);
		if (fact->kind == RT_FACT_TEXT)
			rt_sweep_set_text (workspace->sweeps[i], fact->as.text, fact->length, workspace->everything);
	}
}

void
rt_signals_end (RtWorkspace *workspace)
{
	for (guint i = 0; i < RT_N_TEXTS; i++)
		rt_sweep_set_text (workspace->sweeps[i], NULL, 0, FALSE);
}

static void
listen_to (Listening *listening, guint text)
{
	const RtRuleSet *rules = listening->world->weigher->rules;
	const RtFact *fact = text_of (listening->world->weigher, listening->world->registration, text);
	if (fact->kind != RT_FACT_TEXT)
		return;
	listening->pointer = text_pointers[text];
	listening->text = fact->as.text;
	listening->length = fact->length;
	listening->sweep = listening->workspace->sweeps[text];
	listening->first = listening->signals->len;
	for (guint i = rt_sweep_next (listening->sweep, 0); i < rules->n_patterns;
	     i = rt_sweep_next (listening->sweep, i + 1))
		if (text == RT_TEXT_NARRATIVE ? rules->patterns[i].in_narrative : rules->patterns[i].in_question)
			listen_for (listening, i);
}

/* ---- what was heard ---- */

/* bytes that begin a character, eight at a time */
static gsize
count_characters (const char *text, gsize length)
{
	const guint64 ones = G_GUINT64_CONSTANT (0x0101010101010101);
	gsize n = 0, within = 0;
	for (guint64 bytes; n + sizeof bytes <= length; n += sizeof bytes) {
		memcpy (&bytes, text + n, sizeof bytes);
		/* a byte within a character is 10xxxxxx; summed in the highest byte */
		if ((bytes & ones << 7) != 0)
			within += ((bytes >> 7 & ~(bytes >> 6) & ones) * ones) >> 56;
	}
	for (; n < length; n++)
		within += (text[n] & 0xc0) == 0x80;
	return length - within;
}

/* a place in a text, and the number of characters before it */
typedef struct {
	const char *text;
	gsize bytes, characters;
} Counter;

/* from bytes to characters; signals come in the order of their text */
static void
count_signal (Counter *counter, RtSignal *signal)
{
	counter->characters += count_characters (counter->text + counter->bytes, signal->start - counter->bytes);
	counter->bytes = signal->start;
	gsize length = count_characters (counter->text + signal->start, signal->end - signal->start);
	signal->start = (guint)counter->characters;
	signal->end = (guint)(counter->characters + length);
}

/* those of one text stand together; all are in order */
static void
count_signals (const RtWorld *world, GArray *signals)
{
	Counter counters[RT_N_TEXTS] = {0};
	for (guint i = 0; i < RT_N_TEXTS; i++) {
		const RtFact *fact = text_of (world->weigher, world->registration, i);
		counters[i].text = fact->kind == RT_FACT_TEXT ? fact->as.text : NULL;
	}
	for (guint i = 0; i < signals->len; i++) {
		RtSignal *signal = &g_array_index (signals, RtSignal, i);
		guint text = signal->pointer == text_pointers[RT_TEXT_NARRATIVE] ? RT_TEXT_NARRATIVE : RT_TEXT_QUESTION;
		count_signal (&counters[text], signal);
	}
}

void
rt_signals_find (RtWorld *world, RtWorkspace *workspace, RtWeighing *weighing, GArray *heard)
{
	if (world->weigher->rules->n_patterns == 0)
		return;
	GArray *signals = workspace->signals;
	Listening listening = {.world = world, .workspace = workspace, .signals = signals};
	g_array_set_size (signals, 0);
	listen_to (&listening, RT_TEXT_NARRATIVE);
	listen_to (&listening, RT_TEXT_QUESTION);
	count_signals (world, signals);
	RtSignal *list = rt_arena_array (world->arena, MAX (signals->len, 1), sizeof *list);
	weighing->signals = list;
	for (guint i = 0; i < signals->len; i++) {
		RtSignal signal = g_array_index (signals, RtSignal, i);
		if (world->weigher->rules->patterns[signal.pattern].mode == RT_MODE_SHADOW)
			g_array_append_val (heard, signal);
		else
			list[weighing->n_signals++] = signal;
	}
}
