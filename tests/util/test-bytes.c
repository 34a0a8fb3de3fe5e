/* Bytes looked at together without the instructions of one machine, which most builds have and take: the same bytes end what is
 * plain, wherever they stand and whatever stands around them. */
#undef __SSE2__
#include "libroute/util/bytes.h"
#include "tests/testing.h"

#define LENGTH 20u

/* every byte at every place, in a row of each of some others */
START_TEST (a_byte_that_is_not_plain_is_found_where_it_stands)
{
	static const char around[] = {' ', '!', '#', '[', ']', 'z', '~', 0x7f};
	char text[LENGTH];
	memset (text, around[_i], sizeof text);
	for (guint byte = 0; byte < 256; byte++) {
		gboolean plain = byte >= 0x20 && byte < 0x80 && byte != '"' && byte != '\\';
		for (guint at = 0; at < LENGTH; at++) {
			text[at] = (char)byte;
			ck_assert_uint_eq (rt_bytes_plain_ascii (text, sizeof text), plain ? LENGTH : at);
			text[at] = around[_i];
		}
	}
}
END_TEST

int
main (void)
{
	Suite *suite = suite_create ("bytes");
	TCase *cases = tcase_create ("bytes");
	tcase_add_loop_test (cases, a_byte_that_is_not_plain_is_found_where_it_stands, 0, 8);
	suite_add_tcase (suite, cases);
	return rt_test_main (suite);
}
