#include "libroute/feel/temporal.h"
#include <string.h>

#define LAST_YEAR 999999999
#define KNOWN_YEAR 2400
#define SECONDS_OF_400_YEARS ((gint64)146097 * RT_DAY_SECONDS)
#define NANO 1000000000

/* ---- calendar --------------------------------------------------------------------------------- */

/* counted in eras of 400 years from the first of March, so that leap days come last */
gint64
rt_days_from_civil (gint64 year, guint month, guint day)
{
	year -= month <= 2;
	gint64 era = (year >= 0 ? year : year - 399) / 400;
	guint of_era = (guint)(year - era * 400);
	guint of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
	return era * 146097 + (gint64)(of_era * 365 + of_era / 4 - of_era / 100 + of_year) - 719468;
}

void
rt_civil_from_days (gint64 days, gint64 *year, guint *month, guint *day)
{
	days += 719468;
	gint64 era = (days >= 0 ? days : days - 146096) / 146097;
	guint of_era = (guint)(days - era * 146097);
	guint years = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
	guint of_year = of_era - (365 * years + years / 4 - years / 100);
	guint shifted = (5 * of_year + 2) / 153;
	*day = of_year - (153 * shifted + 2) / 5 + 1;
	*month = shifted < 10 ? shifted + 3 : shifted - 9;
	*year = (gint64)years + era * 400 + (*month <= 2);
}

guint
rt_month_length (gint64 year, guint month)
{
	static const guint8 lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	gboolean leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
	return lengths[month - 1] + (month == 2 && leap);
}

gboolean
rt_is_civil (gint64 year, gint64 month, gint64 day)
{
	return year >= -LAST_YEAR && year <= LAST_YEAR && month >= 1 && month <= 12 && day >= 1 &&
	       day <= rt_month_length (year, (guint)month);
}

gboolean
rt_is_day (gint64 days)
{
	return days >= rt_days_from_civil (-LAST_YEAR, 1, 1) &&
	       days <= rt_days_from_civil (LAST_YEAR, 12, 31);
}

gboolean
rt_days_add_months (gint64 days, gint64 months, gint64 *result)
{
	gint64 year, total;
	guint month, day;
	rt_civil_from_days (days, &year, &month, &day);
	if (__builtin_add_overflow (year * 12 + month - 1, months, &total))
		return FALSE;
	year = total >= 0 ? total / 12 : -((-(total + 1)) / 12) - 1;
	month = (guint)(total - year * 12) + 1;
	if (year < -LAST_YEAR || year > LAST_YEAR)
		return FALSE;
	*result = rt_days_from_civil (year, month, MIN (day, rt_month_length (year, month)));
	return TRUE;
}

/* ---- zones ------------------------------------------------------------------------------------ */

GTimeZone *
rt_zone_find (const char *name)
{
	/* the names of the database, and nothing that could be a path or an offset */
	if (!g_ascii_isalpha (name[0]) || strstr (name, "..") != NULL)
		return NULL;
	for (const char *p = name; *p != '\0'; p++)
		if (!g_ascii_isalnum (*p) && strchr ("_-+/", *p) == NULL)
			return NULL;
	return g_time_zone_new_identifier (name);
}

/* A zone is known for some centuries ahead. What comes later goes as the same day of a year that is known: the calendar
 * repeats itself every 400 years, days of the week included. */
static gint64
in_known_years (gint64 seconds)
{
	const gint64 from = rt_days_from_civil (KNOWN_YEAR, 1, 1) * RT_DAY_SECONDS;
	return seconds < from ? seconds : from + (seconds - from) % SECONDS_OF_400_YEARS;
}

/* sets the offset that a named zone has at the moment's local time; FALSE when there is no such zone */
static gboolean
locate (RtMoment *moment)
{
	if (moment->zone != RT_ZONE_NAME)
		return TRUE;
	g_autoptr (GTimeZone) zone = rt_zone_find (moment->name);
	if (zone == NULL)
		return FALSE;
	gint64 local = in_known_years (moment->days * RT_DAY_SECONDS + moment->seconds), adjusted = local;
	/* of an hour that comes twice the first is meant; one that is skipped is counted on from before it, as the
	 * engines of others do */
	gint interval = g_time_zone_adjust_time (zone, G_TIME_TYPE_DAYLIGHT, &adjusted);
	if (adjusted != local)
		interval--;
	moment->offset = g_time_zone_get_offset (zone, MAX (interval, 0));
	return TRUE;
}

gint32
rt_moment_offset (const RtMoment *moment)
{
	return moment->zone != RT_ZONE_LOCAL ? moment->offset : 0;
}

gint64
rt_moment_instant (const RtMoment *moment)
{
	return moment->days * RT_DAY_SECONDS + moment->seconds - rt_moment_offset (moment);
}

/* ---- moments ---------------------------------------------------------------------------------- */

gsize
rt_moment_size (const RtMoment *moment)
{
	return sizeof *moment + strlen (moment->name) + 1;
}

static RtMoment *
moment_new (RtArena *arena, const char *zone, gsize length)
{
	RtMoment *moment = rt_arena_alloc (arena, sizeof *moment + length + 1);
	if (moment != NULL)
		memcpy (moment->name, zone, length);
	return moment;
}

/* brings seconds and nanoseconds into the day, or the day to them */
static gboolean
settle (RtMoment *moment, gint64 days, gint64 seconds, gint64 nanoseconds)
{
	seconds += nanoseconds / NANO;
	nanoseconds %= NANO;
	if (nanoseconds < 0) {
		nanoseconds += NANO;
		seconds--;
	}
	days += seconds / RT_DAY_SECONDS;
	seconds %= RT_DAY_SECONDS;
	if (seconds < 0) {
		seconds += RT_DAY_SECONDS;
		days--;
	}
	moment->days = days;
	moment->seconds = (gint32)seconds;
	moment->nanoseconds = (gint32)nanoseconds;
	return rt_is_day (days);
}

const RtMoment *
rt_moment_at (RtArena *arena, const RtMoment *like, gint64 days, gint64 seconds, gint32 nanoseconds)
{
	RtMoment *moment = moment_new (arena, like->name, strlen (like->name));
	if (moment == NULL)
		return NULL;
	moment->zone = like->zone;
	moment->offset = like->offset;
	return settle (moment, days, seconds, nanoseconds) && locate (moment) ? moment : NULL;
}

const RtMoment *
rt_moment_local (RtArena *arena, gint64 days, gint64 seconds, gint32 nanoseconds)
{
	RtMoment *moment = moment_new (arena, "", 0);
	return moment != NULL && settle (moment, days, seconds, nanoseconds) ? moment : NULL;
}

const RtMoment *
rt_moment_with_offset (RtArena *arena, gint64 days, gint64 seconds, gint32 nanoseconds, gint32 offset)
{
	RtMoment *moment = moment_new (arena, "", 0);
	if (moment == NULL)
		return NULL;
	moment->zone = RT_ZONE_OFFSET;
	moment->offset = offset;
	return settle (moment, days, seconds, nanoseconds) ? moment : NULL;
}

/* the clock of a named zone may have been changed in between */
static const RtMoment *
along_instants (RtArena *arena, const RtMoment *like, gint64 days, gint64 seconds, gint64 nanoseconds)
{
	RtMoment *moment = moment_new (arena, like->name, strlen (like->name));
	g_autoptr (GTimeZone) zone = rt_zone_find (like->name);
	if (moment == NULL || zone == NULL || !settle (moment, days, seconds - like->offset, nanoseconds))
		return NULL;
	gint interval = g_time_zone_find_interval (
	    zone, G_TIME_TYPE_UNIVERSAL, in_known_years (moment->days * RT_DAY_SECONDS + moment->seconds));
	moment->zone = RT_ZONE_NAME;
	moment->offset = g_time_zone_get_offset (zone, MAX (interval, 0));
	return settle (moment, moment->days, (gint64)moment->seconds + moment->offset, moment->nanoseconds)
		   ? moment
		   : NULL;
}

const RtMoment *
rt_moment_add (RtArena *arena, const RtMoment *moment, RtSpan span, gboolean time_of_day)
{
	gint64 seconds, days = moment->days;
	if (__builtin_add_overflow (moment->seconds, span.seconds, &seconds))
		return NULL;
	gint64 nanoseconds = (gint64)moment->nanoseconds + span.nanoseconds;
	if (time_of_day) {
		RtMoment *later = (RtMoment *)rt_moment_at (arena, moment, 0, 0, 0);
		if (later != NULL)
			settle (later, 0, seconds % RT_DAY_SECONDS, nanoseconds);
		if (later != NULL)
			later->days = 0;
		return later;
	}
	if (moment->zone == RT_ZONE_NAME)
		return along_instants (arena, moment, days, seconds, nanoseconds);
	return rt_moment_at (arena, moment, days, seconds, nanoseconds);
}

/* ---- spans ------------------------------------------------------------------------------------ */

RtSpan
rt_span (gint64 seconds, gint64 nanoseconds)
{
	seconds += nanoseconds / NANO;
	nanoseconds %= NANO;
	if (seconds > 0 && nanoseconds < 0) {
		seconds--;
		nanoseconds += NANO;
	} else if (seconds < 0 && nanoseconds > 0) {
		seconds++;
		nanoseconds -= NANO;
	}
	return (RtSpan){seconds, (gint32)nanoseconds};
}

gint
rt_span_compare (RtSpan a, RtSpan b)
{
	if (a.seconds != b.seconds)
		return a.seconds > b.seconds ? 1 : -1;
	return (a.nanoseconds > b.nanoseconds) - (a.nanoseconds < b.nanoseconds);
}

/* ---- reading ---------------------------------------------------------------------------------- */

typedef struct {
	const char *at, *end;
} Cursor;

static gboolean
take (Cursor *cursor, char c)
{
	gboolean stands = cursor->at < cursor->end && *cursor->at == c;
	cursor->at += stands;
	return stands;
}

static gboolean
digits (Cursor *cursor, guint least, guint most, gint64 *value)
{
	guint n = 0;
	*value = 0;
	for (; n < most && cursor->at < cursor->end && g_ascii_isdigit (*cursor->at); n++)
		*value = *value * 10 + (*cursor->at++ - '0');
	return n >= least;
}

/* .123 as nanoseconds; what is finer falls away */
static gboolean
fraction (Cursor *cursor, gint64 *nanoseconds)
{
	gint64 rest, scale = NANO;
	const char *start = cursor->at;
	if (!digits (cursor, 1, 9, nanoseconds))
		return FALSE;
	for (const char *p = start; p < cursor->at; p++)
		scale /= 10;
	*nanoseconds *= scale;
	while (digits (cursor, 1, 9, &rest))
		;
	return TRUE;
}

static gboolean
read_date (Cursor *cursor, gint64 *days)
{
	gint64 year, month, day;
	gboolean negative = take (cursor, '-');
	const char *start = cursor->at;
	if (!digits (cursor, 4, 9, &year) || (cursor->at - start > 4 && *start == '0') ||
	    !take (cursor, '-') || !digits (cursor, 2, 2, &month) || !take (cursor, '-') ||
	    !digits (cursor, 2, 2, &day))
		return FALSE;
	year = negative ? -year : year;
	if (!rt_is_civil (year, month, day))
		return FALSE;
	*days = rt_days_from_civil (year, (guint)month, (guint)day);
	return TRUE;
}

gboolean
rt_calendar_read (const char *text, gsize length, gint64 *days)
{
	Cursor cursor = {text, text + length};
	return read_date (&cursor, days) && cursor.at == cursor.end;
}

static gboolean
read_clock (Cursor *cursor, gint64 *seconds, gint64 *nanoseconds)
{
	gint64 hour, minute, second;
	*nanoseconds = 0;
	if (!digits (cursor, 2, 2, &hour) || !take (cursor, ':') || !digits (cursor, 2, 2, &minute) ||
	    !take (cursor, ':') || !digits (cursor, 2, 2, &second))
		return FALSE;
	if (take (cursor, '.') && !fraction (cursor, nanoseconds))
		return FALSE;
	*seconds = hour * 3600 + minute * 60 + second;
	if (hour == 24)
		return *seconds == RT_DAY_SECONDS && *nanoseconds == 0;
	return hour < 24 && minute < 60 && second < 60;
}

static gboolean
read_offset (Cursor *cursor, gint32 *offset)
{
	gint64 hours, minutes, seconds = 0;
	gint sign = take (cursor, '-') ? -1 : 1;
	if (sign > 0 && !take (cursor, '+'))
		return FALSE;
	if (!digits (cursor, 2, 2, &hours) || !take (cursor, ':') || !digits (cursor, 2, 2, &minutes) ||
	    minutes > 59)
		return FALSE;
	if (take (cursor, ':') && (!digits (cursor, 2, 2, &seconds) || seconds > 59))
		return FALSE;
	gint64 total = hours * 3600 + minutes * 60 + seconds;
	*offset = (gint32)(sign * total);
	return total <= 18 * 3600;
}

/* the clock and the zone behind it, to the end of the text */
static RtMoment *
read_moment (RtArena *arena, Cursor *cursor, gint64 days)
{
	gint64 seconds, nanoseconds;
	gint32 offset = 0;
	RtZone zone = RT_ZONE_LOCAL;
	if (!read_clock (cursor, &seconds, &nanoseconds))
		return NULL;
	const char *name = cursor->end;
	if (take (cursor, '@')) {
		name = cursor->at;
		zone = RT_ZONE_NAME;
		cursor->at = cursor->end;
	} else if (take (cursor, 'Z')) {
		zone = RT_ZONE_OFFSET;
	} else if (cursor->at < cursor->end) {
		zone = RT_ZONE_OFFSET;
		if (!read_offset (cursor, &offset))
			return NULL;
	}
	RtMoment *moment =
	    cursor->at == cursor->end ? moment_new (arena, name, (gsize)(cursor->end - name)) : NULL;
	if (moment == NULL)
		return NULL;
	moment->zone = zone;
	moment->offset = offset;
	return settle (moment, days, seconds, nanoseconds) && locate (moment) ? moment : NULL;
}

const RtMoment *
rt_time_read (RtArena *arena, const char *text, gsize length)
{
	Cursor cursor = {text, text + length};
	RtMoment *moment = read_moment (arena, &cursor, 0);
	if (moment != NULL)
		moment->days = 0; /* 24:00 is 00:00 */
	return moment;
}

const RtMoment *
rt_instant_read (RtArena *arena, const char *text, gsize length)
{
	Cursor cursor = {text, text + length};
	gint64 days;
	if (!read_date (&cursor, &days) || !take (&cursor, 'T'))
		return NULL;
	return read_moment (arena, &cursor, days);
}

gboolean
rt_months_read (const char *text, gsize length, gint64 *months)
{
	Cursor cursor = {text, text + length};
	gint64 number, total = 0;
	gboolean negative = take (&cursor, '-'), any = FALSE;
	if (!take (&cursor, 'P'))
		return FALSE;
	const char *letters = "YM";
	while (cursor.at < cursor.end) {
		if (!digits (&cursor, 1, 15, &number) || cursor.at == cursor.end)
			return FALSE;
		const char *letter = strchr (letters, *cursor.at++);
		if (letter == NULL || *letter == '\0')
			return FALSE;
		total += number * (*letter == 'Y' ? 12 : 1);
		letters = letter + 1;
		any = TRUE;
	}
	*months = negative ? -total : total;
	return any;
}

static gint64
unit_of (char letter, gboolean time)
{
	switch (letter) {
	case 'D':
		return time ? 0 : RT_DAY_SECONDS;
	case 'H':
		return time ? 3600 : 0;
	case 'M':
		return time ? 60 : 0;
	case 'S':
		return time ? 1 : 0;
	default:
		return 0;
	}
}

gboolean
rt_span_read (const char *text, gsize length, RtSpan *span)
{
	Cursor cursor = {text, text + length};
	gint64 number, nanoseconds = 0, seconds = 0, smallest = G_MAXINT64;
	gboolean negative = take (&cursor, '-'), time = FALSE, any = FALSE;
	if (!take (&cursor, 'P'))
		return FALSE;
	while (cursor.at < cursor.end) {
		time = time || take (&cursor, 'T');
		gboolean fine = FALSE;
		if (!digits (&cursor, 1, 15, &number) ||
		    (take (&cursor, '.') && !(fine = fraction (&cursor, &nanoseconds))))
			return FALSE;
		gint64 unit = cursor.at < cursor.end ? unit_of (*cursor.at, time) : 0;
		if (unit == 0 || unit >= smallest || (fine && unit != 1) ||
		    number > G_MAXINT64 / RT_DAY_SECONDS / 4)
			return FALSE;
		cursor.at++;
		smallest = unit;
		seconds += number * unit;
		any = TRUE;
	}
	*span = negative ? rt_span (-seconds, -nanoseconds) : rt_span (seconds, nanoseconds);
	return any;
}

/* ---- printing --------------------------------------------------------------------------------- */

void
rt_calendar_print (gint64 days, GString *out)
{
	gint64 year;
	guint month, day;
	rt_civil_from_days (days, &year, &month, &day);
	g_string_append_printf (out, "%s%04" G_GINT64_FORMAT "-%02u-%02u", year < 0 ? "-" : "", ABS (year),
				month, day);
}

static void
print_fraction (gint32 nanoseconds, GString *out)
{
	if (nanoseconds == 0)
		return;
	g_string_append_printf (out, ".%09d", nanoseconds);
	while (out->str[out->len - 1] == '0')
		g_string_truncate (out, out->len - 1);
}

static void
print_offset (gint32 offset, GString *out)
{
	gint32 n = ABS (offset);
	if (offset == 0) {
		g_string_append_c (out, 'Z');
		return;
	}
	g_string_append_printf (out, "%c%02d:%02d", offset < 0 ? '-' : '+', n / 3600, n / 60 % 60);
	if (n % 60 != 0)
		g_string_append_printf (out, ":%02d", n % 60);
}

void
rt_time_print (const RtMoment *moment, GString *out)
{
	gint32 n = moment->seconds;
	g_string_append_printf (out, "%02d:%02d:%02d", n / 3600, n / 60 % 60, n % 60);
	print_fraction (moment->nanoseconds, out);
	if (moment->zone == RT_ZONE_OFFSET)
		print_offset (moment->offset, out);
	else if (moment->zone == RT_ZONE_NAME)
		g_string_append_printf (out, "@%s", moment->name);
}

void
rt_instant_print (const RtMoment *moment, GString *out)
{
	rt_calendar_print (moment->days, out);
	g_string_append_c (out, 'T');
	rt_time_print (moment, out);
}

void
rt_months_print (gint64 months, GString *out)
{
	guint64 n = months < 0 ? -(guint64)months : (guint64)months;
	g_string_append (out, months < 0 ? "-P" : "P");
	if (n >= 12)
		g_string_append_printf (out, "%" G_GUINT64_FORMAT "Y", n / 12);
	if (n % 12 != 0 || n == 0)
		g_string_append_printf (out, "%" G_GUINT64_FORMAT "M", n % 12);
}

void
rt_span_print (RtSpan span, GString *out)
{
	gboolean negative = span.seconds < 0 || span.nanoseconds < 0;
	guint64 n = span.seconds < 0 ? -(guint64)span.seconds : (guint64)span.seconds;
	guint64 days = n / RT_DAY_SECONDS, hours = n / 3600 % 24, minutes = n / 60 % 60, seconds = n % 60;
	g_string_append (out, negative ? "-P" : "P");
	if (days != 0)
		g_string_append_printf (out, "%" G_GUINT64_FORMAT "D", days);
	if (n % RT_DAY_SECONDS == 0 && span.nanoseconds == 0) {
		g_string_append (out, days == 0 ? "T0S" : "");
		return;
	}
	g_string_append_c (out, 'T');
	if (hours != 0)
		g_string_append_printf (out, "%" G_GUINT64_FORMAT "H", hours);
	if (minutes != 0)
		g_string_append_printf (out, "%" G_GUINT64_FORMAT "M", minutes);
	if (seconds == 0 && span.nanoseconds == 0)
		return;
	g_string_append_printf (out, "%" G_GUINT64_FORMAT, seconds);
	print_fraction (ABS (span.nanoseconds), out);
	g_string_append_c (out, 'S');
}
