#include <string.h>
#include "libroute/util/date.h"
#include "tests/testing.h"

static gint32
days (const char *text)
{
	gint32 value = 0;
	ck_assert_msg (rt_date_parse (text, strlen (text), &value), "%s is no date", text);
	return value;
}

START_TEST (every_day_of_four_centuries_goes_there_and_back)
{
	/* an independent count: one day after the other */
	gint32 expected = days ("1800-01-01");
	for (gint32 day = expected; day < expected + 146097; day++) {
		char text[16];
		rt_date_print (day, text);
		ck_assert_int_eq (days (text), day);
	}
	ck_assert_int_eq (days ("2200-01-01") - expected, 146097);
	ck_assert_int_eq (days ("1970-01-01"), 0);
	ck_assert_int_eq (days ("2000-03-01"), 11017);
}
END_TEST

START_TEST (the_calendar_has_first_and_last_days)
{
	char text[16];
	rt_date_print (days ("0001-01-01"), text);
	ck_assert_str_eq (text, "0001-01-01");
	rt_date_print (days ("9999-12-31"), text);
	ck_assert_str_eq (text, "9999-12-31");
}
END_TEST

START_TEST (what_is_no_date_is_refused)
{
	static const char *const wrong[] = { "",           "2026-02-29", "1900-02-29", "2026-13-01",
					     "2026-00-10", "2026-01-00", "2026-04-31", "0000-01-01",
					     "2026-1-01",  "2026-01-1",  "20260101",   "2026-01-01T",
					     "2026/01/01", "+026-01-01", "2026-01-0x", " 026-01-01",
					     "-001-01-01", "20x6-01-01", "2026-1x-01", "2026-01-:1",
					     "2026001-01", "2026-01001", "\xb2\x30\x32\x36-01-01",
					     "202\xff-01-01", "2026\xad" "01-01", ":000-01-01" };
	gint32 value;
	for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
		ck_assert_msg (!rt_date_parse (wrong[i], strlen (wrong[i]), &value),
			       "\"%s\" counts as a date", wrong[i]);
	ck_assert (rt_date_parse ("2024-02-29", 10, &value) && rt_date_parse ("2000-02-29", 10, &value));
}
END_TEST

START_TEST (months_end_at_the_end_of_the_month)
{
	static const struct {
		const char *from;
		int months;
		const char *to;
	} cases[] = {
		{ "2026-01-31", 1, "2026-02-28" },   { "2024-01-31", 1, "2024-02-29" },
		{ "2026-03-31", -1, "2026-02-28" },  { "2026-11-20", -24, "2024-11-20" },
		{ "2026-12-15", 1, "2027-01-15" },   { "2026-01-15", -1, "2025-12-15" },
		{ "2024-02-29", 12, "2025-02-28" },  { "2026-05-31", 0, "2026-05-31" },
		{ "9999-12-31", 5, "9999-12-31" },   { "0001-01-05", -9, "0001-01-05" },
		{ "2026-08-31", -18, "2025-02-28" },
	};
	for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
		char text[16];
		rt_date_print (rt_date_add_months (days (cases[i].from), cases[i].months), text);
		ck_assert_msg (strcmp (text, cases[i].to) == 0, "%s %+d months: %s, not %s", cases[i].from,
			       cases[i].months, text, cases[i].to);
	}
}
END_TEST

START_TEST (age_counts_birthdays)
{
	ck_assert_int_eq (rt_date_age (days ("2009-05-02"), days ("2026-05-01")), 16);
	ck_assert_int_eq (rt_date_age (days ("2009-05-02"), days ("2026-05-02")), 17);
	ck_assert_int_eq (rt_date_age (days ("2026-05-02"), days ("2026-05-02")), 0);
	ck_assert_int_eq (rt_date_age (days ("2026-05-03"), days ("2026-05-02")), -1);
	/* born on a leap day: a year older on the first of March */
	ck_assert_int_eq (rt_date_age (days ("2008-02-29"), days ("2026-02-28")), 17);
	ck_assert_int_eq (rt_date_age (days ("2008-02-29"), days ("2026-03-01")), 18);
}
END_TEST

int
main (void)
{
	Suite *suite = suite_create ("date");
	TCase *cases = tcase_create ("date");
	tcase_add_test (cases, every_day_of_four_centuries_goes_there_and_back);
	tcase_add_test (cases, the_calendar_has_first_and_last_days);
	tcase_add_test (cases, what_is_no_date_is_refused);
	tcase_add_test (cases, months_end_at_the_end_of_the_month);
	tcase_add_test (cases, age_counts_birthdays);
	suite_add_tcase (suite, cases);
	return rt_test_main (suite);
}
