/* Civil dates of the proleptic Gregorian calendar as days since 1970-01-01. */
#pragma once
#include <glib.h>

/* Days of a date, or FALSE when there is no such date (years 1 to 9999). */
gboolean rt_date_from_civil (int year, int month, int day, gint32 *days);
void rt_date_to_civil (gint32 days, int *year, int *month, int *day);
/* Reads exactly YYYY-MM-DD. */
gboolean rt_date_parse (const char *text, gsize length, gint32 *days);
/* Writes YYYY-MM-DD and a NUL into `out` (at least 16 bytes). */
void rt_date_print (gint32 days, char *out);
/* `months` later (earlier when negative), clamped to the end of the month. */
gint32 rt_date_add_months (gint32 days, int months);
/* Whole years from birth to a day: the age on that day; -1 when the day is before the birth. */
int rt_date_age (gint32 birth, gint32 day);
