/* What a helper process may hand back: only what its plugin could have said in this process. A hostile plugin may have written
 * the bytes itself. */
#include <string.h>
#include "libroute/util/wire.h"
#include "tests/fuzz/wire.h"
#include "tests/testing.h"

static RouteRegistration *registration;
static RtArena *arena;
static RtPlaceSet visible; /* all places but one */

#define HIDDEN "/person/measures/*/kind"

static void
setup (void)
{
	registration = fuzz_registration ();
	ck_assert_ptr_nonnull (registration);
	arena = rt_arena_new (0);
	guint n = 0;
	rt_schema_places (&n);
	memset (&visible, 0, sizeof visible);
	for (guint i = 0; i < n; i++)
		if ((int)i != rt_schema_find_place (HIDDEN))
			rt_place_set_add (&visible, (int)i);
}

static void
teardown (void)
{
	g_clear_pointer (&registration, route_registration_unref);
	g_clear_pointer (&arena, rt_arena_free);
}

static const char *const no_thirds[] = { NULL };

/* an answer that says nothing wrong */
static RtAnswer
plain_answer (RtFinding reasons[2])
{
	RtAnswer answer = rt_answer_empty (0);
	reasons[0] = reasons[1] = (RtFinding){ .state = ROUTE_NO };
	answer.answered = TRUE;
	answer.reasons = reasons;
	answer.lawful.state = answer.attending.state = ROUTE_NO;
	answer.thirds = no_thirds;
	return answer;
}

static gboolean
passes (const RtAnswer *answer, RtAnswer *back)
{
	g_autoptr (GByteArray) bytes = g_byte_array_new ();
	rt_answer_pack (fuzz_plugin (), answer, bytes);
	*back = rt_answer_empty (0);
	return rt_answer_unpack (fuzz_plugin (), registration, &visible, bytes->data, bytes->len, arena, back);
}

#define LIST G_MAXUINT /* for an index: the whole of the list */

/* may an answer rest on this place of the registration? */
static const struct {
	const char *pointer;
	guint index, second;
	gboolean may;
} spots[] = {
	{ "/person/age", 0, 0, TRUE },
	{ "/person/age", 1, 0, FALSE },
	{ "/person/age", 0, 1, FALSE },
	{ "/incidents", 0, 0, TRUE },
	{ "/incidents", 1, 0, TRUE },
	{ "/incidents", 2, 0, FALSE },
	{ "/incidents", 0, 1, FALSE },
	{ "/incidents/*/kind", 1, 0, TRUE },
	{ "/incidents/*/kind", 2, 0, FALSE },
	{ "/incidents/*/kind", 1, 1, FALSE },
	{ "/efforts/*/by", 0, 0, FALSE },
	{ "/efforts", 0, 0, TRUE },
	{ "/household/members/*/conditions", 1, 0, TRUE },
	{ "/household/members/*/conditions", 2, 0, FALSE },
	{ "/household/members/*/conditions/*/kind", 1, 0, TRUE },
	{ "/household/members/*/conditions/*/kind", 1, 1, FALSE },
	{ "/household/members/*/conditions/*/kind", 2, 0, FALSE },
	{ HIDDEN, 0, 0, FALSE },
	{ NULL, 0, 0, FALSE },
};

static RtSpot
spot_of (const char *pointer, guint index, guint second)
{
	guint n = 0;
	rt_schema_places (&n);
	int place = pointer != NULL ? rt_schema_find_place (pointer) : (int)n;
	ck_assert_msg (place >= 0, "%s", pointer);
	return index == LIST ? rt_spot_of_list ((guint)place, TRUE, 0) : rt_spot ((guint)place, index, second);
}

START_TEST (an_answer_rests_only_on_what_is_there_and_may_be_seen)
{
	RtFinding reasons[2];
	RtAnswer answer = plain_answer (reasons), back;
	const RtSpot spot = spot_of (spots[_i].pointer, spots[_i].index, spots[_i].second);
	reasons[1] = (RtFinding){ .state = ROUTE_YES, .evidence = &spot, .n_evidence = 1 };
	ck_assert_msg (passes (&answer, &back) == spots[_i].may, "%s %u %u", spots[_i].pointer, spots[_i].index,
		       spots[_i].second);
	if (spots[_i].may)
		ck_assert (back.reasons[1].n_evidence == 1 && back.reasons[1].evidence[0] == spot);
}
END_TEST

/* may this have decided that a reason does not hold? */
static const struct {
	RouteTri state;
	const char *pointer;
	guint index;
	gboolean may;
} against[] = {
	{ ROUTE_NO, "/person/age", 0, TRUE },
	{ ROUTE_YES, "/person/age", 0, FALSE },
	{ ROUTE_UNKNOWN, "/person/age", 0, FALSE },
	{ ROUTE_NO, "/incidents", LIST, TRUE },
	{ ROUTE_NO, "/person/age", LIST, FALSE },
	{ ROUTE_NO, "/incidents/*/kind", LIST, FALSE },
	{ ROUTE_NO, "/incidents/*/kind", 5, FALSE },
	{ ROUTE_NO, HIDDEN, 0, FALSE },
	{ ROUTE_NO, HIDDEN, LIST, FALSE },
	{ ROUTE_NO, NULL, LIST, FALSE },
};

START_TEST (so_does_what_decided_that_it_does_not_hold)
{
	RtFinding reasons[2];
	RtAnswer answer = plain_answer (reasons), back;
	reasons[0].state = against[_i].state;
	reasons[0].against = spot_of (against[_i].pointer, against[_i].index, 0);
	ck_assert_msg (passes (&answer, &back) == against[_i].may, "%d %s", _i, against[_i].pointer);
}
END_TEST

static const char *const schools[] = { "school", NULL }, *const no_slugs[] = { "No Slug", NULL }, *const empty[] = { "", NULL },
			*const many[] = { "a", "b", "c", "d", "e", "f", "g", "h", "i", NULL };

/* what the calls of a plugin would not have let through together */
static const struct {
	const char *name;
	RouteTri lawful;
	int ground, attend, part, contribution, coordinator, coordinator_text;
	const char *const *thirds;
	const char *fault;
	gboolean may;
} said[] = {
	{ "nothing", ROUTE_NO, -1, 0, -1, -1, 0, -1, no_thirds, NULL, TRUE },
	{ "all of it", ROUTE_YES, 0, ROUTE_ATTEND_INVITE, 0, 1, ROUTE_COORDINATOR_HIGH, 1, schools, "a fault", TRUE },
	{ "lawful on no ground", ROUTE_YES, -1, 0, -1, -1, 0, -1, no_thirds, NULL, FALSE },
	{ "a ground that is not declared", ROUTE_YES, 1, 0, -1, -1, 0, -1, no_thirds, NULL, FALSE },
	{ "neither lawful nor not", (RouteTri)3, 0, 0, -1, -1, 0, -1, no_thirds, NULL, FALSE },
	{ "there for nothing", ROUTE_NO, -1, ROUTE_ATTEND_ASK, -1, -1, 0, -1, no_thirds, NULL, FALSE },
	{ "there in no known way", ROUTE_NO, -1, ROUTE_ATTEND_INVITE + 1, -1, 0, 0, -1, no_thirds, NULL, FALSE },
	{ "there in a part that is not declared", ROUTE_NO, -1, ROUTE_ATTEND_ASK, 1, 0, 0, -1, no_thirds, NULL, FALSE },
	{ "a contribution that is not declared", ROUTE_NO, -1, ROUTE_ATTEND_ASK, 0, 2, 0, -1, no_thirds, NULL, FALSE },
	{ "a coordinator without a text", ROUTE_NO, -1, 0, -1, -1, ROUTE_COORDINATOR_HIGH, -1, no_thirds, NULL, FALSE },
	{ "a text without a coordinator", ROUTE_NO, -1, 0, -1, -1, 0, 0, no_thirds, NULL, FALSE },
	{ "a number below all", ROUTE_NO, -2, 0, -1, -1, 0, -1, no_thirds, NULL, FALSE },
	{ "third parties without end", ROUTE_NO, -1, 0, -1, -1, 0, -1, many, NULL, FALSE },
	{ "one with another name", ROUTE_NO, -1, 0, -1, -1, 0, -1, no_slugs, NULL, FALSE },
	{ "one without a name", ROUTE_NO, -1, 0, -1, -1, 0, -1, empty, NULL, FALSE },
	{ "a fault that is no text", ROUTE_NO, -1, 0, -1, -1, 0, -1, no_thirds, "\xff", FALSE },
	{ "one that steers a terminal", ROUTE_NO, -1, 0, -1, -1, 0, -1, no_thirds, "a\033[2Jb", FALSE },
};

START_TEST (what_no_call_would_have_let_through_is_refused)
{
	RtFinding reasons[2];
	RtAnswer answer = plain_answer (reasons), back;
	answer.lawful.state = said[_i].lawful;
	answer.ground = said[_i].ground;
	answer.attend = (RouteAttend)said[_i].attend;
	answer.part = said[_i].part;
	answer.contribution = said[_i].contribution;
	answer.coordinator = (RouteCoordinator)said[_i].coordinator;
	answer.coordinator_text = said[_i].coordinator_text;
	answer.thirds = said[_i].thirds;
	answer.fault = said[_i].fault;
	ck_assert_msg (passes (&answer, &back) == said[_i].may, "%s", said[_i].name);
	if (!said[_i].may)
		return;
	ck_assert_int_eq (back.ground, answer.ground);
	ck_assert_int_eq (back.contribution, answer.contribution);
	ck_assert_int_eq (back.coordinator_text, answer.coordinator_text);
	ck_assert_pstr_eq (back.fault, answer.fault);
	ck_assert_uint_eq (g_strv_length ((GStrv)back.thirds), g_strv_length ((GStrv)answer.thirds));
}
END_TEST

START_TEST (a_piece_of_an_answer_is_none_and_neither_is_more_than_one)
{
	RtFinding reasons[2];
	RtAnswer answer = plain_answer (reasons), back = rt_answer_empty (0);
	const RtSpot age = spot_of ("/person/age", 0, 0);
	reasons[0] = (RtFinding){ .state = ROUTE_YES, .evidence = &age, .n_evidence = 1 };
	answer.fault = "a fault";
	answer.thirds = schools;
	g_autoptr (GByteArray) bytes = g_byte_array_new ();
	rt_answer_pack (fuzz_plugin (), &answer, bytes);
	guint whole = bytes->len;
	g_byte_array_append (bytes, (const guint8 *)"more", 4);
	for (guint length = 0; length <= bytes->len; length++)
		ck_assert_msg (rt_answer_unpack (fuzz_plugin (), registration, &visible, bytes->data, length, arena, &back) ==
			       (length == whole), "%u of %u bytes", length, whole);
	/* who did not answer must say why */
	const guint8 silent[] = { 0, 0xff, 0xff, 0xff, 0xff };
	ck_assert (!rt_answer_unpack (fuzz_plugin (), registration, &visible, silent, sizeof silent, arena, &back));
}
END_TEST

START_TEST (without_memory_for_it_an_answer_is_refused)
{
	RtFinding reasons[2];
	RtAnswer answer = plain_answer (reasons), back = rt_answer_empty (0);
	g_autoptr (GByteArray) bytes = g_byte_array_new ();
	g_autoptr (RtArena) small = rt_arena_new (1);
	answer.thirds = schools;
	rt_answer_pack (fuzz_plugin (), &answer, bytes);
	ck_assert (!rt_answer_unpack (fuzz_plugin (), registration, &visible, bytes->data, bytes->len, small, &back));
}
END_TEST

int
main (void)
{
	Suite *suite = suite_create ("wire");
	TCase *cases = tcase_create ("wire");
	tcase_add_checked_fixture (cases, setup, teardown);
	tcase_add_loop_test (cases, an_answer_rests_only_on_what_is_there_and_may_be_seen, 0, G_N_ELEMENTS (spots));
	tcase_add_loop_test (cases, so_does_what_decided_that_it_does_not_hold, 0, G_N_ELEMENTS (against));
	tcase_add_loop_test (cases, what_no_call_would_have_let_through_is_refused, 0, G_N_ELEMENTS (said));
	tcase_add_test (cases, a_piece_of_an_answer_is_none_and_neither_is_more_than_one);
	tcase_add_test (cases, without_memory_for_it_an_answer_is_refused);
	suite_add_tcase (suite, cases);
	return rt_test_main (suite);
}
