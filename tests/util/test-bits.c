/* Sets as bits: each that is set is found, and counted, wherever the words that hold them begin and end. */
#include "libroute/util/bits.h"
#include "tests/testing.h"

#define WORDS 4u
#define MOST (64u * WORDS)

/* from rarely set to mostly set */
static void
invent (GRand *rand, guint64 *bits, guint often)
{
	for (guint i = 0; i < WORDS; i++)
		bits[i] = 0;
	for (guint i = 0; i < MOST; i++)
		if ((guint)g_rand_int_range (rand, 0, 100) < often)
			bits[i / 64] |= G_GUINT64_CONSTANT (1) << i % 64;
}

START_TEST (bits_are_found_and_counted)
{
	g_autoptr (GRand) rand = g_rand_new_with_seed (6);
	for (guint often = 0; often <= 100; often += 5) {
		guint64 bits[WORDS];
		invent (rand, bits, often);
		for (guint end = 0; end <= MOST; end++) {
			guint n = 0, next = rt_next_bit (bits, 0, end);
			for (guint i = 0; i < end; i++) {
				if ((bits[i / 64] >> i % 64 & 1) == 0)
					continue;
				ck_assert_uint_eq (next, i);
				next = rt_next_bit (bits, i + 1, end);
				n++;
			}
			ck_assert_uint_eq (next, end);
			ck_assert_uint_eq (rt_count_bits (bits, end), n);
		}
	}
}
END_TEST

int
main (void)
{
	Suite *suite = suite_create ("bits");
	TCase *cases = tcase_create ("bits");
	tcase_add_test (cases, bits_are_found_and_counted);
	suite_add_tcase (suite, cases);
	return rt_test_main (suite);
}
