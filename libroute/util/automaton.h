/* One pass over a text for many literals at once. */
#pragma once
#include <glib.h>

typedef struct _RtAutomaton RtAutomaton;

RtAutomaton *rt_automaton_new (void);
void rt_automaton_free (RtAutomaton *self);
/* Adds a literal of lower-case ASCII letters and spaces for an owner, before it is finished.
 * Returns: FALSE when it has other characters, or the automaton is full: then the owner is to be looked for otherwise */
gboolean rt_automaton_add (RtAutomaton *self, const char *literal, guint32 owner);
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

/* Appends every occurrence in a text, ASCII letters of any case alike, in order of where they end.
 * Returns: FALSE when there are more than `most`; what was found until then says nothing */
gboolean rt_automaton_scan (const RtAutomaton *self, const char *text, gsize length, guint most, GArray *found);
