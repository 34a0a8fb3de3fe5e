/* Between values and the leaf modules: numbers (number.h), dates, times and durations (temporal.h) as
 * values. */
#pragma once
#include "libroute/feel/temporal.h"
#include "libroute/feel/value.h"

static inline const RtMoment *
rt_feel_moment (RtFeelValue value)
{
	return value.as.pointer;
}

static inline RtSpan
rt_feel_span (RtFeelValue value)
{
	return *(const RtSpan *)value.as.pointer;
}

/* A time, or date and time, whose zone this run holds from now on; null for NULL. */
RtFeelValue rt_feel_of_moment (RtFeelRun *run, RtFeelKind kind, const RtMoment *moment);
RtFeelValue rt_feel_from_days (gint64 days);
RtFeelValue rt_feel_from_months (gint64 months);
RtFeelValue rt_feel_from_span (RtArena *arena, RtSpan span);

/* The date, time, date and time or duration of a text as in @"..."; null when it is none. */
RtFeelValue rt_feel_temporal_from_text (RtArena *arena, const char *text, gsize length);
/* The date and time of a date: its midnight, UTC. */
RtFeelValue rt_feel_date_as_instant (RtArena *arena, RtFeelValue date);
/* Copies the record of a number, time, date and time or duration. */
RtFeelValue rt_feel_leaf_copy (RtArena *arena, RtFeelValue value);
/* These three for two of one kind: number, date, time, date and time, or duration.
 * Does one come before the other at all? Not so for a moment that has a zone and one that has none. */
gboolean rt_feel_leaf_has_order (RtFeelValue left, RtFeelValue right);
gboolean rt_feel_leaf_equal (RtFeelValue left, RtFeelValue right);
gint rt_feel_leaf_compare (RtFeelValue left, RtFeelValue right);
/* Appends the text of such a value, without quotes: 1.5, 2026-01-31, P1D. */
void rt_feel_leaf_print (RtFeelValue value, GString *out);
