#include "libroute/util/name-table.h"
#include "tests/testing.h"

static gint32
find (const RtNameTable *table, const char *name)
{
	return rt_name_table_find (table, name, strlen (name));
}

/* of one letter to many, with beginnings and ends in common */
static char *
nth_name (guint i)
{
	return g_strdup_printf ("%.*s%u%.*s", (int) (i % 23), "abcdefghijklmnopqrstuvw", i, (int) (i % 7), "xyzxyzx");
}

START_TEST (each_name_has_its_number)
{
	RtNameTable *table = rt_name_table_new ();
	g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
	for (guint i = 0; i < 3000; i++) {
		g_ptr_array_add (names, nth_name (i));
		ck_assert_int_eq (find (table, g_ptr_array_index (names, i)), -1);
		rt_name_table_add (table, g_ptr_array_index (names, i), strlen (g_ptr_array_index (names, i)), (gint32) i);
	}
	for (guint i = 0; i < 3000; i++) {
		/* elsewhere in memory, and behind it something else */
		g_autofree char *name = nth_name (i), *longer = g_strconcat (name, "!", NULL);
		ck_assert_int_eq (find (table, name), (gint32) i);
		ck_assert_int_eq (rt_name_table_find (table, longer, strlen (name)), (gint32) i);
		ck_assert_int_eq (find (table, longer), -1);
	}
	ck_assert_int_eq (find (table, ""), -1);
	rt_name_table_free (table);
}
END_TEST

START_TEST (a_name_keeps_its_first_number)
{
	RtNameTable *table = rt_name_table_new ();
	for (gint32 i = 0; i < 100; i++)
		rt_name_table_add (table, "om", 2, i);
	rt_name_table_add (table, "", 0, 7);
	ck_assert_int_eq (find (table, "om"), 0);
	ck_assert_int_eq (find (table, ""), 7);
	ck_assert_int_eq (find (table, "o"), -1);
	rt_name_table_free (table);
}
END_TEST

int
main (void)
{
	Suite *suite = suite_create ("name-table");
	TCase *cases = tcase_create ("name-table");
	tcase_add_test (cases, each_name_has_its_number);
	tcase_add_test (cases, a_name_keeps_its_first_number);
	suite_add_tcase (suite, cases);
	return rt_test_main (suite);
}
