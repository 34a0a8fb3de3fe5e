/* Sets of spots, as what an answer rests on is gathered in: ordered, each spot once, whatever order they were noted in. */
#include "libroute/weigh/weigh-private.h"
#include "tests/testing.h"

#define MOST 60u /* more than what is sorted in one step */

/* every spot below `most` that is in one of the two */
static void
assert_holds (RtSpots set, const gboolean *in, const gboolean *also, guint most)
{
	guint n = 0;
	for (guint spot = 0; spot < most; spot++) {
		gboolean wanted = in[spot] || (also != NULL && also[spot]);
		ck_assert_msg (rt_spots_contain (set, spot) == wanted, "%u of %u", spot, set.n);
		if (wanted)
			ck_assert_uint_eq (set.spots[n++], spot);
	}
	ck_assert_uint_eq (set.n, n);
}

static RtSpots
random_set (RtArena *arena, GRand *rand, guint most, gboolean *in)
{
	RtSpot noted[MOST];
	guint n = (guint)g_rand_int_range (rand, 0, MOST + 1);
	for (guint i = 0; i < n; i++) {
		noted[i] = (RtSpot)g_rand_int_range (rand, 0, (gint32)most);
		in[noted[i]] = TRUE;
	}
	return rt_spots_sorted (arena, noted, n);
}

START_TEST (sets_hold_what_was_noted_once_and_in_order)
{
	g_autoptr (RtArena) arena = rt_arena_new (0);
	g_autoptr (GRand) rand = g_rand_new_with_seed (3);
	for (guint round = 0; round < 2000; round++) {
		gboolean in[3 * MOST] = {0}, also[3 * MOST] = {0};
		guint most = 1 + round % (3 * MOST);
		RtSpots one = random_set (arena, rand, most, in), other = random_set (arena, rand, most, also);
		assert_holds (one, in, NULL, most);
		assert_holds (other, also, NULL, most);
		assert_holds (rt_spots_join (arena, one, other), in, also, most);
		rt_arena_reset (arena);
	}
}
END_TEST

START_TEST (sets_that_are_the_same_share_their_memory)
{
	g_autoptr (RtArena) arena = rt_arena_new (0);
	g_autoptr (GRand) rand = g_rand_new_with_seed (5);
	RtSpots sets[RT_KEPT_SETS] = {0};
	ck_assert_uint_eq (rt_spots_shared (sets, (RtSpots){0}).n, 0);
	for (guint round = 0; round < 500; round++) {
		gboolean in[MOST] = {0};
		RtSpots one = random_set (arena, rand, 1 + round % MOST, in);
		RtSpots again = rt_spots_sorted (arena, one.spots, one.n);
		RtSpots shared = rt_spots_shared (sets, one);
		assert_holds (shared, in, NULL, MOST);
		ck_assert_ptr_eq (rt_spots_shared (sets, again).spots, shared.spots);
	}
}
END_TEST

int
main (void)
{
	Suite *suite = suite_create ("spots");
	TCase *cases = tcase_create ("spots");
	tcase_add_test (cases, sets_hold_what_was_noted_once_and_in_order);
	tcase_add_test (cases, sets_that_are_the_same_share_their_memory);
	suite_add_tcase (suite, cases);
	return rt_test_main (suite);
}
