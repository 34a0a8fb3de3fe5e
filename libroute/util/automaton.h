/* One pass over a text for many literals at once. */
#pragma once
#include "libroute/util/prefilter.h"

typedef struct _RtAutomaton RtAutomaton;

RtAutomaton *rt_automaton_new (void);
void rt_automaton_free (RtAutomaton *self);
/* Adds a literal for an owner, before it is finished. Returns: FALSE when it is empty or has other letters than those of
 * ASCII and Latin-1, or the automaton is full: then the owner is to be looked for otherwise */
gboolean rt_automaton_add (RtAutomaton *self, const RtLiteral *literal, guint32 owner);
void rt_automaton_finish (RtAutomaton *self);

/* An occurrence: whose literal it is and the byte it begins at. As one number, so that sorting puts an owner's together,
 * in order of the text. */
static inline guint64
rt_occurrence (guint32 owner, guint32 start)
{
	return (guint64)owner << 32 | start;
}

static inline guint32
rt_occurrence_owner (guint64 occurrence)
{
	return (guint32)(occurrence >> 32);
}

static inline guint32
rt_occurrence_start (guint64 occurrence)
{
	return (guint32)occurrence;
}

/* Appends every occurrence in a text, letters of any case alike, in order of where they end. Letters outside ASCII are not
 * told apart, nor are digits, nor signs: of literals that have some, others that are like them may be found too.
 * Returns: FALSE when there are more than `most`; what was found until then says nothing */
gboolean rt_automaton_scan (const RtAutomaton *self, const char *text, gsize length, guint most, GArray *found);
