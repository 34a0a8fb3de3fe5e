/* Text that is shown: what is no UTF-8, and what hides, is found at every place, whatever stands around it. */
#include "libroute/util/visible.h"
#include <string.h>
#include "tests/testing.h"

/* more than two times what is looked at together */
#define LENGTH 20u

static const char *const around[] = { "a", "\xc3\xa9", "\xe2\x82\xac", "\xf0\x9f\x98\x80" };

/* `what` at a place of a text of the same character over and over */
static GString *
text_with (const char *what, gsize length, guint at, const char *other)
{
	GString *text = g_string_new (NULL);
	for (guint i = 0; i < LENGTH; i++)
		if (i == at)
			g_string_append_len (text, what, (gssize)length);
		else
			g_string_append (text, other);
	return text;
}

START_TEST (what_is_no_utf_8_is_found_where_it_stands)
{
	static const struct {
		const char *bytes;
		gsize length;
	} wrong[] = { { "", 1 },	     { "\x80", 1 },	    { "\xc3", 1 },	     { "\xc0\xaf", 2 },
		      { "\xed\xa0\x80", 3 }, { "\xe2\x82", 2 },	    { "\xf5\x80\x80\x80", 4 }, { "\xff", 1 } };
	for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
		for (guint at = 0; at < LENGTH; at++) {
			GString *text = text_with (wrong[i].bytes, wrong[i].length, at, around[_i]);
			const char *bad = NULL, *glib = NULL;
			ck_assert (!rt_text_is_utf8 (text->str, text->len, &bad));
			ck_assert (!g_utf8_validate (text->str, (gssize)text->len, &glib));
			ck_assert_ptr_eq (bad, glib);
			ck_assert_ptr_eq (bad, text->str + at * strlen (around[_i]));
			g_string_free (text, TRUE);
		}
	GString *text = text_with (around[_i], strlen (around[_i]), 0, around[_i]);
	ck_assert (rt_text_is_utf8 (text->str, text->len, NULL));
	g_string_free (text, TRUE);
}
END_TEST

START_TEST (what_hides_is_found_where_it_stands)
{
	static const char *const hidden[] = { "\x01", "\n", "\x1f", "\x7f", "\xc2\x85", "\xc2\xad", "\xe2\x80\xae", "\xef\xbb\xbf" };
	for (guint i = 0; i < G_N_ELEMENTS (hidden); i++)
		for (guint at = 0; at < LENGTH; at++) {
			GString *text = text_with (hidden[i], strlen (hidden[i]), at, around[_i]);
			ck_assert_ptr_eq (rt_text_hidden (text->str, text->len), text->str + at * strlen (around[_i]));
			g_string_free (text, TRUE);
		}
	GString *text = text_with ("\t", 1, 3, around[_i]);
	ck_assert_ptr_null (rt_text_hidden (text->str, text->len));
	g_string_free (text, TRUE);
}
END_TEST

int
main (void)
{
	Suite *suite = suite_create ("visible");
	TCase *cases = tcase_create ("visible");
	tcase_add_loop_test (cases, what_is_no_utf_8_is_found_where_it_stands, 0, G_N_ELEMENTS (around));
	tcase_add_loop_test (cases, what_hides_is_found_where_it_stands, 0, G_N_ELEMENTS (around));
	suite_add_tcase (suite, cases);
	return rt_test_main (suite);
}
