/* Dates, times and durations: the proleptic Gregorian calendar for the years -999999999 to 999999999, and
 * zones by offset or by name. Dates are days since 1970-01-01, durations of months are whole months; the
 * rest are records. */
#pragma once
#include "libroute/util/arena.h"

#define RT_DAY_SECONDS 86400

typedef enum {
	RT_ZONE_LOCAL, /* none was given */
	RT_ZONE_OFFSET, /* seconds east of UTC */
	RT_ZONE_NAME, /* of the time zone database */
} RtZone;

/* A time of day, or a date and time. */
typedef struct {
	gint64 days; /* 0 for a time of day */
	gint32 seconds; /* of the day, 0 .. 86399 */
	gint32 nanoseconds; /* 0 .. 999999999 */
	gint32 offset; /* of a named zone: at this moment, found when the moment was made */
	RtZone zone;
	char name[]; /* of the zone, NUL-terminated; empty when it has none */
} RtMoment;

/* A duration of days and time; both parts have the same sign. */
typedef struct {
	gint64 seconds;
	gint32 nanoseconds;
} RtSpan;

gint64 rt_days_from_civil (gint64 year, guint month, guint day);
void rt_civil_from_days (gint64 days, gint64 *year, guint *month, guint *day);
guint rt_month_length (gint64 year, guint month);
/* Is this a day of the calendar, within the years that are supported? */
gboolean rt_is_civil (gint64 year, gint64 month, gint64 day);
gboolean rt_is_day (gint64 days);
/* FALSE when the result is outside of the calendar. The day is cut to the length of the month. */
gboolean rt_days_add_months (gint64 days, gint64 months, gint64 *result);

/* The zone of a name of the database, or NULL. Finding it is slow (a file is read) unless somebody holds it.
 * Returns: (transfer full) */
GTimeZone *rt_zone_find (const char *name);

/* Reading: the whole text must be one such thing. NULL or FALSE when it is not, or the arena is full. */
gboolean rt_calendar_read (const char *text, gsize length, gint64 *days);
const RtMoment *rt_time_read (RtArena *arena, const char *text, gsize length);
const RtMoment *rt_instant_read (RtArena *arena, const char *text, gsize length);
gboolean rt_months_read (const char *text, gsize length, gint64 *months);
gboolean rt_span_read (const char *text, gsize length, RtSpan *span);

/* Printing, appended. */
void rt_calendar_print (gint64 days, GString *out);
void rt_time_print (const RtMoment *moment, GString *out);
void rt_instant_print (const RtMoment *moment, GString *out);
void rt_months_print (gint64 months, GString *out);
void rt_span_print (RtSpan span, GString *out);

/* A moment like another at another date and time of day; NULL when the arena is full or it is outside of
 * the calendar. */
const RtMoment *rt_moment_at (RtArena *arena, const RtMoment *like, gint64 days, gint64 seconds,
			      gint32 nanoseconds);
const RtMoment *rt_moment_local (RtArena *arena, gint64 days, gint64 seconds, gint32 nanoseconds);
const RtMoment *rt_moment_with_offset (RtArena *arena, gint64 days, gint64 seconds, gint32 nanoseconds,
				       gint32 offset);
gsize rt_moment_size (const RtMoment *moment);
/* Seconds east of UTC at that moment; 0 for a local one. */
gint32 rt_moment_offset (const RtMoment *moment);
/* Seconds since 1970-01-01T00:00:00Z, a local moment taken as UTC. */
gint64 rt_moment_instant (const RtMoment *moment);
/* A moment some time later: along the line of instants for a named zone. A time of day wraps around
 * midnight. */
const RtMoment *rt_moment_add (RtArena *arena, const RtMoment *moment, RtSpan span, gboolean time_of_day);

/* A span from seconds and nanoseconds of any signs. */
RtSpan rt_span (gint64 seconds, gint64 nanoseconds);
gint rt_span_compare (RtSpan a, RtSpan b);
