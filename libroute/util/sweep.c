#include "libroute/util/sweep.h"
#include <string.h>
#include "libroute/util/automaton.h"
#include "libroute/util/bits.h"
#include "libroute/util/folded.h"
#include "libroute/util/prefilter.h"

/* a text may have so many places where a pattern could begin; with more, each pattern is looked for by itself */
#define MOST_PLACES 16384u

typedef enum {
	KIND_ANY, /* no letters are known: it may be everywhere in every text */
	KIND_WITH, /* everywhere, in a text with its letters */
	KIND_FROM, /* where its letters are: every match begins with them */
} Kind;

#define BITS 64u

struct _RtSweeper {
	RtAutomaton *automaton;
	GArray *kinds; /* guint8 by pattern */
	GArray *anywhere; /* guint: the patterns of KIND_ANY */
	GArray *paired; /* guint: the patterns that need a second literal, of which another owner tells */
};

/* the owner of a pattern's second literals */
#define SECOND (1u << 31)

/* where a pattern's places stand among all; of patterns that have some */
typedef struct {
	guint32 from, n;
} Span;

struct _RtSweep {
	const RtSweeper *sweeper;
	const char *text;
	gsize length;
	gboolean blind, swept;
	RtFolded folded; /* the text, while it is looked through, when it has odd letters */
	GArray *occurrences; /* guint64, as the pass finds them */
	guint32 *places; /* a pattern's together and ascending */
	guint room;
	Span *spans; /* by pattern */
	guint64 *with_places; /* a bit by pattern */
	guint64 *with_second; /* likewise: one of its second literals is there */
	guint64 *may_be; /* a bit by pattern: it is not nowhere */
	guint n_words; /* of bits */
	guint8 *found; /* by pattern */
};

/* ---- what is looked for ---- */

RtSweeper *
rt_sweeper_new (void)
{
	RtSweeper *self = g_new (RtSweeper, 1);
	*self = (RtSweeper){rt_automaton_new (), g_array_new (FALSE, FALSE, sizeof (guint8)),
			    g_array_new (FALSE, FALSE, sizeof (guint)), g_array_new (FALSE, FALSE, sizeof (guint))};
	return self;
}

static gboolean
add_literals (RtSweeper *self, const GArray *literals, guint owner)
{
	gboolean added = literals != NULL;
	for (guint i = 0; added && i < literals->len; i++)
		added = rt_automaton_add (self->automaton, &g_array_index (literals, RtLiteral, i), owner);
	return added;
}

/* a word that many texts hold says little: a pattern that goes on to another is nowhere in a text without that */
static void
add_second (RtSweeper *self, const char *pattern, guint number)
{
	g_autoptr (GArray) others = rt_prefilter_others (pattern);
	if (add_literals (self, others, number | SECOND))
		g_array_append_val (self->paired, number);
}

guint
rt_sweeper_add (RtSweeper *self, const char *pattern)
{
	gboolean heads = FALSE;
	g_autoptr (GArray) literals = rt_prefilter_literals (pattern, &heads);
	guint number = self->kinds->len;
	guint8 kind = !add_literals (self, literals, number) ? KIND_ANY : heads ? KIND_FROM : KIND_WITH;
	if (kind == KIND_FROM)
		add_second (self, pattern, number);
	g_array_append_val (self->kinds, kind);
	if (kind == KIND_ANY)
		g_array_append_val (self->anywhere, number);
	return number;
}

void
rt_sweeper_finish (RtSweeper *self)
{
	rt_automaton_finish (self->automaton);
}

void
rt_sweeper_free (RtSweeper *self)
{
	rt_automaton_free (self->automaton);
	g_array_unref (self->kinds);
	g_array_unref (self->anywhere);
	g_array_unref (self->paired);
	g_free (self);
}

/* ---- one text ---- */

RtSweep *
rt_sweep_new (const RtSweeper *sweeper)
{
	RtSweep *self = g_new0 (RtSweep, 1);
	guint n = MAX (sweeper->kinds->len, 1);
	self->sweeper = sweeper;
	rt_folded_init (&self->folded);
	self->occurrences = g_array_new (FALSE, FALSE, sizeof (guint64));
	self->spans = g_new (Span, n);
	self->n_words = (n + BITS - 1) / BITS;
	self->with_places = g_new (guint64, self->n_words);
	self->with_second = g_new (guint64, self->n_words);
	self->may_be = g_new (guint64, self->n_words);
	self->found = g_new0 (guint8, n);
	return self;
}

void
rt_sweep_free (RtSweep *self)
{
	if (self == NULL)
		return;
	rt_folded_clear (&self->folded);
	g_array_unref (self->occurrences);
	g_free (self->places);
	g_free (self->spans);
	g_free (self->with_places);
	g_free (self->with_second);
	g_free (self->may_be);
	g_free (self->found);
	g_free (self);
}

void
rt_sweep_set_text (RtSweep *self, const char *text, gsize length, gboolean blind)
{
	self->text = text;
	self->length = length;
	self->blind = blind;
	self->swept = FALSE;
	memset (self->found, 0, self->sweeper->kinds->len);
}

gboolean
rt_sweep_is_of (const RtSweep *self, const char *text, gsize length)
{
	return self->text == text && self->length == length && text != NULL;
}

static gboolean
has_bit (const guint64 *bits, guint pattern)
{
	return (bits[pattern / BITS] >> pattern % BITS & 1) != 0;
}

static void
set_bit (guint64 *bits, guint pattern)
{
	bits[pattern / BITS] |= (guint64)1 << pattern % BITS;
}

static guint
next_with_places (const RtSweep *self, guint from)
{
	return rt_next_bit (self->with_places, from, self->sweeper->kinds->len);
}

/* they come by where they end, so that of literals of several lengths a later one may begin before */
static void
sort_places (guint32 *places, guint n)
{
	for (guint i = 1; i < n; i++) {
		guint32 place = places[i];
		guint at = i;
		for (; at > 0 && places[at - 1] > place; at--)
			places[at] = places[at - 1];
		places[at] = place;
	}
}

/* patterns that need a second literal have no place where none is */
static void
drop_unpaired (RtSweep *self)
{
	const GArray *paired = self->sweeper->paired;
	for (guint i = 0; i < paired->len; i++) {
		guint pattern = g_array_index (paired, guint, i);
		if (!has_bit (self->with_second, pattern))
			self->with_places[pattern / BITS] &= ~((guint64)1 << pattern % BITS);
	}
}

static void
count_occurrences (RtSweep *self, const guint64 *occurrences, guint n)
{
	memset (self->with_places, 0, self->n_words * sizeof *self->with_places);
	memset (self->with_second, 0, self->n_words * sizeof *self->with_second);
	for (guint i = 0; i < n; i++) {
		guint pattern = rt_occurrence_owner (occurrences[i]);
		if ((pattern & SECOND) != 0) {
			set_bit (self->with_second, pattern & ~SECOND);
			continue;
		}
		if (!has_bit (self->with_places, pattern))
			self->spans[pattern].n = 0;
		set_bit (self->with_places, pattern);
		self->spans[pattern].n++;
	}
	drop_unpaired (self);
}

/* each where its pattern's stand; patterns without any are passed over */
static void
sort_occurrences (RtSweep *self)
{
	guint n_patterns = self->sweeper->kinds->len, n = self->occurrences->len, before = 0;
	const guint64 *occurrences = (const guint64 *)(const void *)self->occurrences->data;
	if (n > self->room) {
		self->room = MAX (n, 2 * self->room);
		self->places = g_renew (guint32, self->places, self->room);
	}
	count_occurrences (self, occurrences, n);
	for (guint i = next_with_places (self, 0); i < n_patterns; i = next_with_places (self, i + 1)) {
		guint count = self->spans[i].n;
		self->spans[i] = (Span){before, 0};
		before += count;
	}
	for (guint i = 0; i < n; i++) {
		guint pattern = rt_occurrence_owner (occurrences[i]);
		Span *span = &self->spans[pattern & ~SECOND];
		if ((pattern & SECOND) == 0 && has_bit (self->with_places, pattern))
			self->places[span->from + span->n++] = rt_occurrence_start (occurrences[i]);
	}
	for (guint i = next_with_places (self, 0); i < n_patterns; i = next_with_places (self, i + 1))
		if (self->spans[i].n > 1)
			sort_places (self->places + self->spans[i].from, self->spans[i].n);
}

/* FALSE: there are too many */
static gboolean
find_occurrences (RtSweep *self)
{
	const RtAutomaton *automaton = self->sweeper->automaton;
	const GString *folded = self->folded.text;
	if (!rt_folded_fill (&self->folded, self->text, self->length))
		return rt_automaton_scan (automaton, self->text, self->length, MOST_PLACES, self->occurrences);
	gboolean all = rt_automaton_scan (automaton, folded->str, folded->len, MOST_PLACES, self->occurrences);
	for (guint i = 0; i < self->occurrences->len; i++) {
		guint64 *occurrence = &g_array_index (self->occurrences, guint64, i);
		*occurrence = rt_occurrence (rt_occurrence_owner (*occurrence),
					     rt_folded_original (&self->folded, rt_occurrence_start (*occurrence)));
	}
	rt_folded_forget (&self->folded);
	return all;
}

static void
sweep (RtSweep *self)
{
	const RtSweeper *sweeper = self->sweeper;
	gsize size = self->n_words * sizeof *self->may_be;
	self->swept = TRUE;
	g_array_set_size (self->occurrences, 0);
	self->blind = self->blind || !find_occurrences (self);
	if (self->blind) {
		memset (self->may_be, 0xff, size);
		return;
	}
	sort_occurrences (self);
	memcpy (self->may_be, self->with_places, size);
	for (guint i = 0; i < sweeper->anywhere->len; i++)
		set_bit (self->may_be, g_array_index (sweeper->anywhere, guint, i));
}

static Kind
kind_of (RtSweep *self, guint pattern)
{
	if (!self->swept)
		sweep (self);
	return self->blind ? KIND_ANY : (Kind)g_array_index (self->sweeper->kinds, guint8, pattern);
}

RtSweepLook
rt_sweep_look (RtSweep *self, guint pattern)
{
	Kind kind = kind_of (self, pattern);
	if (kind == KIND_ANY)
		return (RtSweepLook){.where = RT_SWEEP_EVERYWHERE};
	if (!has_bit (self->with_places, pattern))
		return (RtSweepLook){.where = RT_SWEEP_NOWHERE};
	Span span = self->spans[pattern];
	return (RtSweepLook){kind == KIND_FROM ? RT_SWEEP_THERE : RT_SWEEP_EVERYWHERE, self->places + span.from, span.n};
}

guint
rt_sweep_next (RtSweep *self, guint pattern)
{
	if (!self->swept)
		sweep (self);
	return rt_next_bit (self->may_be, pattern, self->sweeper->kinds->len);
}

gboolean
rt_sweep_may_be_between (RtSweep *self, guint pattern, gsize from, gsize to)
{
	if (kind_of (self, pattern) == KIND_ANY)
		return TRUE;
	if (!has_bit (self->with_places, pattern))
		return FALSE;
	Span span = self->spans[pattern];
	guint32 low = span.from, end = span.from + span.n, high = end;
	while (low < high) {
		guint32 middle = low + (high - low) / 2;
		if (self->places[middle] < from)
			low = middle + 1;
		else
			high = middle;
	}
	return low < end && self->places[low] < to;
}

guint8 *
rt_sweep_found (RtSweep *self)
{
	return self->found;
}
