#include "libroute/util/date.h"
#include "libroute/util/bytes.h"

static gboolean
is_leap (int year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int
days_in_month (int year, int month)
{
	static const guint8 days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	return month == 2 && is_leap (year) ? 29 : days[month - 1];
}

/* of a year from 1 on: one that begins in March has its leap day at the end */
static gint32
days_from_civil (int year, int month, int day)
{
	static const guint16 before[] = { 306, 337, 0, 31, 61, 92, 122, 153, 184, 214, 245, 275 };
	guint y = (guint) (month <= 2 ? year - 1 : year), centuries = y / 100;
	return (gint32) (y * 365 + y / 4 - centuries + centuries / 4 + before[month - 1] + (guint) day) - 719469;
}

static inline gboolean
from_civil (int year, int month, int day, gint32 *days)
{
	if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1)
		return FALSE;
	/* no month is shorter than 28 days */
	if (day > 28 && day > days_in_month (year, month))
		return FALSE;
	*days = days_from_civil (year, month, day);
	return TRUE;
}

gboolean
rt_date_from_civil (int year, int month, int day, gint32 *days)
{
	return from_civil (year, month, day, days);
}

void
rt_date_to_civil (gint32 days, int *year, int *month, int *day)
{
	gint32 z = days + 719468;
	gint32 era = (z >= 0 ? z : z - 146096) / 146097;
	int day_of_era = z - era * 146097;
	int year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
	int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	int shifted_month = (5 * day_of_year + 2) / 153;
	*day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
	*month = shifted_month < 10 ? shifted_month + 3 : shifted_month - 9;
	*year = year_of_era + era * 400 + (*month <= 2 ? 1 : 0);
}

/* The digits of "YYYY-MM-" become numbers of two of them, each in the byte of its first one. FALSE: they are no digits, or no
 * hyphens stand where they should. */
static inline gboolean
pair_digits (const char *text, guint64 *pairs)
{
	guint64 bytes;
	memcpy (&bytes, text, sizeof bytes);
	guint64 digits = GUINT64_FROM_LE (bytes) ^ G_GUINT64_CONSTANT (0x2d30302d30303030); /* hyphens become zero */
	guint64 beyond = (digits | (digits + RT_BYTES_ONES * 6)) & RT_BYTES_ONES * 0xf0;
	*pairs = digits * 10 + (digits >> 8);
	return (beyond | (digits & G_GUINT64_CONSTANT (0xff0000ff00000000))) == 0;
}

gboolean
rt_date_parse (const char *text, gsize length, gint32 *days)
{
	guint64 pairs;
	if (length != 10 || !pair_digits (text, &pairs))
		return FALSE;
	guint tens = (guint) text[8] - '0', ones = (guint) text[9] - '0';
	int year = (int) (pairs & 0xff) * 100 + (int) (pairs >> 16 & 0xff), month = (int) (pairs >> 40 & 0xff);
	return tens <= 9 && ones <= 9 && from_civil (year, month, (int) (tens * 10 + ones), days);
}

void
rt_date_print (gint32 days, char *out)
{
	int year, month, day;
	rt_date_to_civil (days, &year, &month, &day);
	g_snprintf (out, 16, "%04d-%02d-%02d", year, month, day);
}

gint32
rt_date_add_months (gint32 days, int months)
{
	int year, month, day;
	rt_date_to_civil (days, &year, &month, &day);
	gint64 total = (gint64) year * 12 + (month - 1) + months;
	total = CLAMP (total, 12, 9999 * 12 + 11);
	year = (int) (total / 12);
	month = (int) (total % 12) + 1;
	return days_from_civil (year, month, MIN (day, days_in_month (year, month)));
}

int
rt_date_age (gint32 birth, gint32 day)
{
	int birth_year, birth_month, birth_day, year, month, today;
	if (day < birth)
		return -1;
	rt_date_to_civil (birth, &birth_year, &birth_month, &birth_day);
	rt_date_to_civil (day, &year, &month, &today);
	gboolean had_birthday = month > birth_month || (month == birth_month && today >= birth_day);
	return year - birth_year - (had_birthday ? 0 : 1);
}
