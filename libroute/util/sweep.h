/* Where many patterns need to be looked for in a text, found in one pass over it.
 *
 *   sweeper (patterns)  +  text  --one pass-->  sweep: for each pattern nowhere, at these places, or everywhere
 *
 * A sweep saves work and changes no answer: a pattern is not where it need not be looked for. */
#pragma once
#include <glib.h>

/* Patterns that are looked for together. Thread rule: immutable and shared once it is finished. */
typedef struct _RtSweeper RtSweeper;
RtSweeper *rt_sweeper_new (void);
/* Adds a pattern of PCRE2; letters of any case are taken for the same. Returns: its number, 0, 1, ... */
guint rt_sweeper_add (RtSweeper *self, const char *pattern);
void rt_sweeper_finish (RtSweeper *self);
void rt_sweeper_free (RtSweeper *self);

typedef enum {
	RT_SWEEP_NOWHERE,
	RT_SWEEP_THERE, /* every match begins at one of the places */
	RT_SWEEP_EVERYWHERE,
} RtSweepWhere;

typedef struct {
	RtSweepWhere where;
	const guint32 *places; /* bytes of the text, ascending */
	guint n_places;
} RtSweepLook;

/* One text at a time. Thread rule: belongs to one thread at a time; the sweeper must outlive it. */
typedef struct _RtSweep RtSweep;
RtSweep *rt_sweep_new (const RtSweeper *sweeper);
void rt_sweep_free (RtSweep *self);
/* The text to sweep from now on, borrowed until the next; NULL for none. The pass is made when it is first asked for.
 * `blind`: as if nothing could be said of any pattern; for tests. */
void rt_sweep_set_text (RtSweep *self, const char *text, gsize length, gboolean blind);
/* Is it this text, at this place in memory? */
gboolean rt_sweep_is_of (const RtSweep *self, const char *text, gsize length);
RtSweepLook rt_sweep_look (RtSweep *self, guint pattern);
/* The first pattern, from one on, that is not nowhere; the number of patterns when there is none. */
guint rt_sweep_next (RtSweep *self, guint pattern);
/* May the pattern begin, or one of its letters stand, from one byte of the text up to another? */
gboolean rt_sweep_may_be_between (RtSweep *self, guint pattern, gsize from, gsize to);
/* A byte for each pattern, for whoever looks to remember what was found; 0 with each new text. */
guint8 *rt_sweep_found (RtSweep *self);
