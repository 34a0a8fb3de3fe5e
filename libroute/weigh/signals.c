/* What the free text mentions: patterns of the rules over narrative and question, with Dutch negation and
 * hedging around each hit. A signal raises a question, and never changes anything else. */
#define _GNU_SOURCE
#include <string.h>
#include "libroute/util/limits.h"
#include "libroute/weigh/weigh-private.h"

/* hits of one pattern that are told; more say nothing new */
#define MOST_HITS 5u

/* one text has at most so many places where a pattern could begin; with more, each pattern is looked for by itself */
#define MOST_PLACES 16384u

/* Words of negation and of doubt, before a hit and behind it. Negation reaches some words far and not over the end
 * of a sentence; "not confirmed" is doubt, not denial. CUE (name, before the words, the words, behind the words) */
#define CUES                                                                                                 \
	CUE (RT_NEGATED_BEFORE, "", "geen|niet|nooit|zonder|noch|nergens|ontken\\w*|ontkracht\\w*|weerspr\\w*",   \
	     "[^.!?;\\n]{0,40}$")                                                                            \
	CUE (RT_NEGATED_BEHIND, "^[^.!?;,\\n]{0,30}", "niet|nooit|ontken\\w*|ontkracht|weersproken",           \
	     "(?!\\s+(?:bevestigd|vastgesteld|zeker|uit te sluiten|uitgesloten|bewezen))")                   \
	CUE (RT_HEDGED_BEFORE, "",                                                                           \
	     "vermoed\\w*|mogelijk\\w*|misschien|wellicht|waarschijnlijk|zou(?:den)?|lijkt|lijken|schijn\\w*|"  \
	     "volgens|gerucht\\w*|verdenking|angst voor|bang",                                               \
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

static pcre2_code *
compile_cue (const char *text)
{
	int error = 0;
	PCRE2_SIZE offset = 0;
	pcre2_code *code = pcre2_compile ((PCRE2_SPTR)text, PCRE2_ZERO_TERMINATED,
					  PCRE2_UTF | PCRE2_UCP | PCRE2_CASELESS, &error, &offset, NULL);
	if (code != NULL)
		pcre2_jit_compile (code, PCRE2_JIT_COMPLETE);
	return code;
}

/* puts the literals of a pattern into the automaton under an owner */
static RtLook
look_for (RtWeigher *weigher, const char *pattern, guint owner)
{
	gboolean heads = FALSE;
	g_autoptr (GPtrArray) literals = rt_prefilter_literals (pattern, &heads);
	for (guint i = 0; literals != NULL && i < literals->len; i++)
		if (!rt_automaton_add (weigher->automaton, g_ptr_array_index (literals, i), owner))
			return RT_LOOK_ALWAYS;
	return literals == NULL ? RT_LOOK_ALWAYS : heads ? RT_LOOK_THERE : RT_LOOK_IF_FOUND;
}

void
rt_signals_prepare (RtWeigher *weigher)
{
	const RtRuleSet *rules = weigher->rules;
	weigher->automaton = rt_automaton_new ();
	weigher->looks = rt_arena_array (weigher->arena, MAX (rules->n_patterns, 1), sizeof *weigher->looks);
	weigher->ready = rt_arena_array (weigher->arena, MAX (rules->n_patterns, 1), sizeof *weigher->ready);
	for (guint i = 0; i < rules->n_patterns; i++)
		weigher->looks[i] = look_for (weigher, rules->patterns[i].match, i);
	weigher->cues = rt_arena_array (weigher->arena, RT_N_CUES, sizeof *weigher->cues);
	weigher->cues_ready = rt_arena_array (weigher->arena, RT_N_CUES, sizeof *weigher->cues_ready);
	for (guint i = 0; i < RT_N_CUES; i++)
		weigher->cue_looks[i] = look_for (weigher, cue_words[i], rules->n_patterns + i);
	rt_automaton_finish (weigher->automaton);
	weigher->limits = pcre2_match_context_create (NULL);
	pcre2_set_match_limit (weigher->limits, RT_LIMIT_PATTERN_MATCH);
	pcre2_set_depth_limit (weigher->limits, RT_LIMIT_PATTERN_DEPTH);
	pcre2_set_heap_limit (weigher->limits, RT_LIMIT_PATTERN_HEAP);
}

void
rt_signals_clear (RtWeigher *weigher)
{
	for (guint i = 0; i < RT_N_CUES; i++)
		pcre2_code_free (weigher->cues[i]);
	pcre2_match_context_free (weigher->limits);
	rt_automaton_free (weigher->automaton);
}

typedef struct {
	RtWorld *world;
	RtWorkspace *workspace;
	GArray *signals; /* RtSignal, with byte offsets while they are collected */
	const char *pointer, *text;
	gsize length;
	gboolean ascii;
	gsize bytes, characters; /* how far the text was counted: a place and its number of characters */
	gboolean everything; /* the places say nothing: look for every pattern, and every word, everywhere */
	const guint64 *places; /* occurrences of literals, an owner's together, in order of the text */
	guint n_places;
} Listening;

/* the occurrences of an owner from a place of the text on */
static const guint64 *
places_of (const Listening *listening, guint owner, gsize from, const guint64 **end)
{
	const guint64 *at = listening->places;
	*end = at + listening->n_places;
	guint64 wanted = rt_occurrence (owner, (guint32)from);
	for (guint n = listening->n_places; n > 0;) {
		guint half = n / 2;
		if (at[half] < wanted) {
			at += half + 1;
			n -= half + 1;
		} else {
			n = half;
		}
	}
	return at;
}

static gboolean
may_have (const Listening *listening, guint owner, RtLook look, gsize from, gsize to)
{
	const guint64 *end;
	if (listening->everything || look == RT_LOOK_ALWAYS)
		return TRUE;
	const guint64 *at = places_of (listening, owner, from, &end);
	return at < end && rt_occurrence_owner (*at) == owner && rt_occurrence_start (*at) < to;
}

/* as with patterns: made when it is first needed */
static const pcre2_code *
cue_code (const RtWeigher *weigher, RtCue cue)
{
	if (g_once_init_enter (&weigher->cues_ready[cue])) {
		weigher->cues[cue] = compile_cue (cue_patterns[cue]);
		g_once_init_leave (&weigher->cues_ready[cue], 1);
	}
	return weigher->cues[cue];
}

/* is a word of this kind between two places? */
static gboolean
cued (Listening *listening, RtCue cue, gsize from, gsize to)
{
	const RtWeigher *weigher = listening->world->weigher;
	if (!may_have (listening, weigher->rules->n_patterns + cue, weigher->cue_looks[cue], from, to))
		return FALSE;
	const pcre2_code *code = cue_code (weigher, cue);
	return code != NULL && pcre2_match (code, (PCRE2_SPTR)listening->text + from, to - from, 0, PCRE2_NO_UTF_CHECK,
					    listening->workspace->match, weigher->limits) >= 0;
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

/* characters before a place; counted on from the last place asked for, unless that lies behind */
static guint
characters_to (Listening *listening, gsize place)
{
	if (listening->ascii)
		return (guint)place;
	if (place < listening->bytes)
		listening->bytes = listening->characters = 0;
	for (; listening->bytes < place; listening->bytes++)
		listening->characters += (listening->text[listening->bytes] & 0xc0) != 0x80;
	return (guint)listening->characters;
}

static void
add_hit (Listening *listening, guint pattern, gsize start, gsize end)
{
	gsize from, to;
	sentence (listening, start, end, &from, &to);
	RtSignal signal = {
	    .pattern = pattern, .pointer = listening->pointer, .start = (guint)start, .end = (guint)end};
	signal.hedged =
	    cued (listening, RT_HEDGED_BEFORE, from, start) || cued (listening, RT_HEDGED_BEHIND, end, to);
	signal.negated =
	    cued (listening, RT_NEGATED_BEFORE, from, start) || cued (listening, RT_NEGATED_BEHIND, end, to);
	signal.start = characters_to (listening, start);
	signal.end = characters_to (listening, end);
	if (listening->signals->len < RT_LIMIT_SIGNALS)
		g_array_append_val (listening->signals, signal);
}

/* Most patterns are never looked for: each is compiled to machine code when it first is. Without a just-in-time
 * compiler the interpreter gives the same answers. */
static const pcre2_code *
ready_code (const RtWeigher *weigher, guint index)
{
	pcre2_code *code = weigher->rules->patterns[index].code;
	if (g_once_init_enter (&weigher->ready[index])) {
		pcre2_jit_compile (code, PCRE2_JIT_COMPLETE);
		g_once_init_leave (&weigher->ready[index], 1);
	}
	return code;
}

typedef enum { HEARD, NOTHING, ENOUGH } Heard;

/* Looks for a pattern from `at` on, or just there; behind a hit `at` is its end. */
static Heard
listen_at (Listening *listening, guint index, gsize *at, guint32 options, gboolean first)
{
	static const RouteText undecided = {
	    "a pattern took more work than its limit on this text; it counts as undecided",
	    "een patroon kostte meer werk dan toegestaan op deze tekst; het geldt als onbeslist"};
	const RtPattern *pattern = &listening->world->weigher->rules->patterns[index];
	pcre2_match_data *data = listening->workspace->match;
	int result = pcre2_match (ready_code (listening->world->weigher, index), (PCRE2_SPTR)listening->text,
				  listening->length, *at, PCRE2_NO_UTF_CHECK | options, data,
				  listening->world->weigher->limits);
	if (result == PCRE2_ERROR_NOMATCH)
		return NOTHING;
	if (result < 0) {
		rt_world_degrade (listening->world, pattern->id, undecided, NULL);
		return ENOUGH;
	}
	PCRE2_SIZE *ends = pcre2_get_ovector_pointer (data);
	gsize start = ends[0], end = ends[1];
	if (end <= start)
		return ENOUGH; /* a pattern that matches nothing says nothing */
	/* what a fact says already is no news; asked only where there is a hit, since most patterns have none */
	if (first && pattern->unless.program != NULL &&
	    rt_world_holds (listening->world, &pattern->unless) == ROUTE_YES)
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
		if (listen_at (listening, index, &at, 0, hits == 0) != HEARD)
			return;
}

/* where every match begins with one of the literals, nowhere else need be looked */
static void
listen_there (Listening *listening, guint index)
{
	const guint64 *end, *place = places_of (listening, index, 0, &end);
	gsize at = 0;
	guint hits = 0;
	for (; hits < MOST_HITS && place < end && rt_occurrence_owner (*place) == index; place++) {
		gsize start = rt_occurrence_start (*place);
		if (start < at)
			continue;
		Heard heard = listen_at (listening, index, &start, PCRE2_ANCHORED, hits == 0);
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
	RtLook look = listening->world->weigher->looks[index];
	if (!may_have (listening, index, look, 0, listening->length))
		return;
	if (look == RT_LOOK_THERE && !listening->everything)
		listen_there (listening, index);
	else
		listen_everywhere (listening, index);
}

static int
by_occurrence (gconstpointer a, gconstpointer b)
{
	guint64 x = *(const guint64 *)a, y = *(const guint64 *)b;
	return (x > y) - (x < y);
}

/* one pass for all literals of all patterns */
static void
find_places (Listening *listening)
{
	GArray *places = listening->workspace->places;
	const char *text = listening->text;
	gsize length = listening->length;
	g_array_set_size (places, 0);
	listening->everything =
	    listening->workspace->everything || rt_prefilter_is_misled (text, length) ||
	    !rt_automaton_scan (listening->world->weigher->automaton, text, length, MOST_PLACES, places);
	if (!listening->everything)
		g_array_sort (places, by_occurrence);
	listening->places = (const guint64 *)places->data;
	listening->n_places = places->len;
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
	listening->bytes = listening->characters = 0;
	for (gsize i = 0; i < listening->length && listening->ascii; i++)
		listening->ascii = (guchar)listening->text[i] < 0x80;
	gboolean narrative = strcmp (pointer, "/narrative") == 0;
	find_places (listening);
	for (guint i = 0; i < rules->n_patterns; i++)
		if (narrative ? rules->patterns[i].in_narrative : rules->patterns[i].in_question)
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
