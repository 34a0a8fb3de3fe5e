#include "libroute/util/sweep.h"
#include <string.h>
#include "libroute/util/automaton.h"
#include "libroute/util/prefilter.h"

/* a text may have so many places where a pattern could begin; with more, each pattern is looked for by itself */
#define MOST_PLACES 16384u

typedef enum {
	KIND_ANY, /* no letters are known: it may be everywhere in every text */
	KIND_WITH, /* everywhere, in a text with its letters */
	KIND_FROM, /* where its letters are: every match begins with them */
} Kind;

struct _RtSweeper {
	RtAutomaton *automaton;
	GArray *kinds; /* guint8 by pattern */
};

struct _RtSweep {
	const RtSweeper *sweeper;
	const char *text;
	gsize length;
	gboolean blind, swept;
	GArray *occurrences; /* guint64, as the pass finds them */
	guint32 *places; /* a pattern's together and ascending */
	guint n_places, room;
	guint32 *ends; /* by pattern: where its places end; those of the next begin there */
	guint8 *found; /* by pattern */
};

/* ---- what is looked for ---- */

RtSweeper *
rt_sweeper_new (void)
{
	RtSweeper *self = g_new (RtSweeper, 1);
	*self = (RtSweeper){rt_automaton_new (), g_array_new (FALSE, FALSE, sizeof (guint8))};
	return self;
}

guint
rt_sweeper_add (RtSweeper *self, const char *pattern)
{
	gboolean heads = FALSE;
	g_autoptr (GPtrArray) literals = rt_prefilter_literals (pattern, &heads);
	guint8 kind = literals == NULL ? KIND_ANY : heads ? KIND_FROM : KIND_WITH;
	for (guint i = 0; literals != NULL && i < literals->len; i++)
		if (!rt_automaton_add (self->automaton, g_ptr_array_index (literals, i), self->kinds->len))
			kind = KIND_ANY;
	g_array_append_val (self->kinds, kind);
	return self->kinds->len - 1;
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
	g_free (self);
}

/* ---- one text ---- */

RtSweep *
rt_sweep_new (const RtSweeper *sweeper)
{
	RtSweep *self = g_new0 (RtSweep, 1);
	self->sweeper = sweeper;
	self->occurrences = g_array_new (FALSE, FALSE, sizeof (guint64));
	/* one more than there are patterns: where the first one's places begin */
	self->ends = g_new0 (guint32, sweeper->kinds->len + 1);
	self->found = g_new0 (guint8, sweeper->kinds->len + 1);
	return self;
}

void
rt_sweep_free (RtSweep *self)
{
	if (self == NULL)
		return;
	g_array_unref (self->occurrences);
	g_free (self->places);
	g_free (self->ends);
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

/* counts each pattern's, then puts each where its pattern's stand */
static void
sort_occurrences (RtSweep *self)
{
	guint n_patterns = self->sweeper->kinds->len, n = self->occurrences->len, before = 0;
	const guint64 *occurrences = (const guint64 *)(const void *)self->occurrences->data;
	guint32 *next = self->ends + 1;
	if (n > self->room) {
		self->room = MAX (n, 2 * self->room);
		self->places = g_renew (guint32, self->places, self->room);
	}
	memset (self->ends, 0, (n_patterns + 1) * sizeof *self->ends);
	for (guint i = 0; i < n; i++)
		next[rt_occurrence_owner (occurrences[i])]++;
	/* first where each begins; filling moves that to where it ends */
	for (guint i = 0; i < n_patterns; i++) {
		guint count = next[i];
		next[i] = before;
		before += count;
	}
	for (guint i = 0; i < n; i++)
		self->places[next[rt_occurrence_owner (occurrences[i])]++] = rt_occurrence_start (occurrences[i]);
	for (guint i = 0; i < n_patterns; i++)
		if (next[i] - self->ends[i] > 1)
			sort_places (self->places + self->ends[i], next[i] - self->ends[i]);
}

static void
sweep (RtSweep *self)
{
	self->swept = TRUE;
	g_array_set_size (self->occurrences, 0);
	self->blind = self->blind || rt_prefilter_is_misled (self->text, self->length) ||
		      !rt_automaton_scan (self->sweeper->automaton, self->text, self->length, MOST_PLACES,
					  self->occurrences);
	if (!self->blind)
		sort_occurrences (self);
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
	guint32 from = self->ends[pattern], n = self->ends[pattern + 1] - from;
	RtSweepWhere where = n == 0 ? RT_SWEEP_NOWHERE : kind == KIND_FROM ? RT_SWEEP_THERE : RT_SWEEP_EVERYWHERE;
	return (RtSweepLook){where, n > 0 ? self->places + from : NULL, n};
}

gboolean
rt_sweep_may_be_between (RtSweep *self, guint pattern, gsize from, gsize to)
{
	if (kind_of (self, pattern) == KIND_ANY)
		return TRUE;
	guint32 low = self->ends[pattern], high = self->ends[pattern + 1], end = high;
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
