#include <string.h>
#include "libroute/util/arena.h"
#include "tests/testing.h"

/* whatever the first block holds */
START_TEST (memory_is_zeroed_aligned_and_apart)
{
	static const gsize expected[] = { 0, 5001, 20000000 };
	g_autoptr (RtArena) arena = rt_arena_new_for (0, expected[_i]);
	guint8 *pieces[300];
	for (guint round = 0; round < 3; round++) {
		for (guint i = 0; i < G_N_ELEMENTS (pieces); i++) {
			pieces[i] = rt_arena_alloc (arena, i * 7 + 1);
			ck_assert_ptr_nonnull (pieces[i]);
			ck_assert_uint_eq ((guintptr) pieces[i] % 16, 0);
			for (guint j = 0; j < i * 7 + 1; j++)
				ck_assert_uint_eq (pieces[i][j], 0);
			memset (pieces[i], (int) i + 1, i * 7 + 1);
		}
		for (guint i = 0; i < G_N_ELEMENTS (pieces); i++)
			ck_assert_uint_eq (pieces[i][i * 7], (guint8) (i + 1));
		rt_arena_reset (arena);
		ck_assert_uint_eq (rt_arena_used (arena), 0);
	}
}
END_TEST

START_TEST (the_limit_holds)
{
	g_autoptr (RtArena) arena = rt_arena_new (1000);
	ck_assert_ptr_nonnull (rt_arena_alloc (arena, 900));
	ck_assert_ptr_null (rt_arena_alloc (arena, 101));
	ck_assert_ptr_nonnull (rt_arena_alloc (arena, 16));
	ck_assert_ptr_null (rt_arena_array (arena, G_MAXSIZE / 2, 4));
	ck_assert_ptr_null (rt_arena_alloc (arena, G_MAXSIZE));
	ck_assert_ptr_null (rt_arena_strndup (arena, "", G_MAXSIZE));
	rt_arena_reset (arena);
	ck_assert_ptr_nonnull (rt_arena_alloc (arena, 1000));
}
END_TEST

/* also where most of it comes from one piece that is clear */
START_TEST (it_hands_out_its_limit_and_no_more)
{
	for (gsize size = 1; size <= 300; size++) {
		const gsize taken = (size + 15) / 16 * 16, limit = 10 * taken;
		g_autoptr (RtArena) arena = rt_arena_new (limit);
		for (guint round = 0; round < 2; round++) {
			for (guint i = 0; i < 10; i++) {
				ck_assert_ptr_nonnull (rt_arena_alloc (arena, size));
				ck_assert_uint_eq (rt_arena_used (arena), (i + 1) * taken);
			}
			ck_assert (!rt_arena_is_exhausted (arena));
			ck_assert_ptr_null (rt_arena_alloc (arena, 1));
			ck_assert (rt_arena_is_exhausted (arena));
			ck_assert_uint_eq (rt_arena_used (arena), limit);
			rt_arena_reset (arena);
		}
	}
}
END_TEST

START_TEST (nothing_has_a_place_too)
{
	g_autoptr (RtArena) arena = rt_arena_new (32);
	ck_assert_ptr_nonnull (rt_arena_alloc (arena, 0));
	ck_assert_ptr_nonnull (rt_arena_alloc (arena, 32));
	ck_assert_ptr_nonnull (rt_arena_alloc (arena, 0));
	ck_assert_uint_eq (rt_arena_used (arena), 32);
}
END_TEST

START_TEST (it_knows_what_it_handed_out)
{
	g_autoptr (RtArena) arena = rt_arena_new (0), other = rt_arena_new (0);
	char *first = rt_arena_strndup (arena, "first", 5), *far = rt_arena_alloc (arena, 3000000);
	ck_assert (rt_arena_holds (arena, first) && rt_arena_holds (arena, far) &&
		   rt_arena_holds (arena, far + 2999999));
	ck_assert (!rt_arena_holds (other, first) && !rt_arena_holds (arena, &first) &&
		   !rt_arena_holds (arena, NULL));
	char *small = rt_arena_alloc (arena, 16), *next = rt_arena_alloc (arena, 16);
	ck_assert (rt_arena_holds (arena, small) && rt_arena_holds (arena, next));
	ck_assert (!rt_arena_holds (arena, next + 64));
	rt_arena_reset (arena);
	ck_assert (!rt_arena_holds (arena, first));
}
END_TEST

START_TEST (wiping_clears_what_was_handed_out)
{
	g_autoptr (RtArena) arena = rt_arena_new (0);
	char *small = rt_arena_strndup (arena, "secret", 6);
	char *large = rt_arena_alloc (arena, 100000);
	memset (large, 's', 100000);
	rt_arena_reset (arena);
	/* the memory stays with the arena, so it may be looked at */
	for (guint i = 0; i < 6; i++)
		ck_assert_int_eq (small[i], 0);
	for (guint i = 0; i < 100000; i++)
		ck_assert_int_eq (large[i], 0);
}
END_TEST

START_TEST (a_lenient_arena_tells_and_goes_on)
{
	g_autoptr (RtArena) arena = rt_arena_new_lenient (64);
	ck_assert_ptr_nonnull (rt_arena_alloc (arena, 64));
	ck_assert (!rt_arena_is_exhausted (arena));
	guint8 *more = rt_arena_alloc (arena, 10000);
	ck_assert_ptr_nonnull (more);
	ck_assert_uint_eq (more[9999], 0);
	ck_assert (rt_arena_is_exhausted (arena));
	/* no size is so large that it is taken for a small one */
	ck_assert_ptr_null (rt_arena_alloc (arena, G_MAXSIZE));
	rt_arena_reset (arena);
	ck_assert (!rt_arena_is_exhausted (arena));
}
END_TEST

int
main (void)
{
	Suite *suite = suite_create ("arena");
	TCase *cases = tcase_create ("arena");
	tcase_add_loop_test (cases, memory_is_zeroed_aligned_and_apart, 0, 3);
	tcase_add_test (cases, the_limit_holds);
	tcase_add_test (cases, it_hands_out_its_limit_and_no_more);
	tcase_add_test (cases, nothing_has_a_place_too);
	tcase_add_test (cases, it_knows_what_it_handed_out);
	tcase_add_test (cases, wiping_clears_what_was_handed_out);
	tcase_add_test (cases, a_lenient_arena_tells_and_goes_on);
	suite_add_tcase (suite, cases);
	return rt_test_main (suite);
}
