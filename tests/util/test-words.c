#include "libroute/util/words.h"
#include "tests/testing.h"

static const char *const words[] = {
	"incidents", "involved", "informed", "id", "received", "narrative", NULL
};

START_TEST (the_nearest_word_is_named_when_it_is_near)
{
	static const struct {
		const char *given, *nearest;
	} cases[] = {
		{ "incident", "incidents" },
		{ "incidnets", "incidents" },
		{ "Involved", "involved" },
		{ "recieved", "received" },
		{ "narative", "narrative" },
		{ "ids", "id" },
		{ "informd", "informed" },
		{ "person", NULL },
		{ "zzzzzzzzz", NULL },
		{ "", NULL },
		{ "i", "id" },
		{ "in", "id" },
	};
	for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
		const char *nearest = rt_words_nearest (cases[i].given, words);
		ck_assert_msg (g_strcmp0 (nearest, cases[i].nearest) == 0, "%s: %s", cases[i].given, nearest);
	}
}
END_TEST

START_TEST (a_huge_word_is_near_nothing)
{
	g_autofree char *huge = g_strnfill (1000000, 'i');
	ck_assert_ptr_null (rt_words_nearest (huge, words));
}
END_TEST

START_TEST (of_equals_the_first_is_named)
{
	static const char *const equals[] = { "bat", "cat", NULL };
	ck_assert_str_eq (rt_words_nearest ("hat", equals), "bat");
}
END_TEST

START_TEST (words_are_found_whole)
{
	ck_assert_int_eq (rt_words_find (words, "incidents", 9), 0);
	ck_assert_int_eq (rt_words_find (words, "incidents and more", 9), 0);
	ck_assert_int_eq (rt_words_find (words, "incident", 8), -1);
	ck_assert_int_eq (rt_words_find (words, "ids", 3), -1);
	ck_assert_int_eq (rt_words_find (words, "ids", 2), 3);
	ck_assert_int_eq (rt_words_find (words, "", 0), -1);
}
END_TEST

START_TEST (a_list_is_written_in_quotes)
{
	g_autoptr (GString) out = g_string_new (NULL);
	rt_words_print ((const char *const[]){ "a", "b", NULL }, out);
	ck_assert_str_eq (out->str, "\"a\", \"b\"");
}
END_TEST

int
main (void)
{
	Suite *suite = suite_create ("words");
	TCase *cases = tcase_create ("words");
	tcase_add_test (cases, the_nearest_word_is_named_when_it_is_near);
	tcase_add_test (cases, a_huge_word_is_near_nothing);
	tcase_add_test (cases, of_equals_the_first_is_named);
	tcase_add_test (cases, words_are_found_whole);
	tcase_add_test (cases, a_list_is_written_in_quotes);
	suite_add_tcase (suite, cases);
	return rt_test_main (suite);
}
