/* SPDX-License-Identifier: EUPL-1.2 */
/* The plugin in use: the library loads it, in a process of its own, and the advice says who comes. */
#include <check.h>
#include <route/route.h>
#include <stdlib.h>
#include <string.h>

#define PARTY "example"

/* "invite", "ask" or "not" */
static const char *
attendance_on (const char *facts)
{
	g_autofree char *here = g_get_current_dir (), *rules = g_build_filename (here, "tests", "rules", NULL);
	g_autofree char *text = g_strdup_printf (
		"{\"id\": \"t\", \"received\": \"2026-11-20\", \"registered_by\": \"gemeente-delft\", %s}", facts);
	const char *const rules_dirs[] = { rules, NULL }, *const plugin_dirs[] = { here, NULL };
	g_autoptr (GError) error = NULL;
	g_autoptr (RouteEngine) engine = route_engine_new_for_dirs (rules_dirs, plugin_dirs, &error);
	ck_assert_msg (engine != NULL, "%s", error != NULL ? error->message : "");
	g_autoptr (RouteRegistration) registration = route_registration_new_from_json (text, -1, &error);
	ck_assert_msg (registration != NULL, "%s", error != NULL ? error->message : "");
	g_autoptr (RouteAdvice) advice = route_engine_advise (engine, registration, &error);
	ck_assert_msg (advice != NULL, "%s", error != NULL ? error->message : "");
	for (guint i = 0; i < route_advice_get_n_participants (advice); i++)
		if (strcmp (route_advice_get_participant (advice, i), PARTY) == 0)
			return route_advice_get_attendance (advice, i) == ROUTE_ATTENDANCE_INVITE ? "invite" : "ask";
	return "not";
}

START_TEST (it_is_invited_where_it_is_at_work)
{
	ck_assert_str_eq (attendance_on ("\"person\": {\"housing\": {\"kind\": \"shelter\"}}, "
					 "\"involved\": [{\"party\": \"" PARTY "\", \"status\": \"active\"}]"),
			  "invite");
}
END_TEST

START_TEST (it_is_not_invited_where_it_is_not_needed)
{
	ck_assert_str_eq (attendance_on ("\"person\": {\"housing\": {\"kind\": \"social-rent\"}}, \"involved\": []"), "not");
}
END_TEST

START_TEST (it_is_not_invited_on_what_nobody_knows)
{
	ck_assert_str_eq (attendance_on ("\"person\": {}"), "not");
}
END_TEST

int
main (void)
{
	Suite *suite = suite_create (PARTY);
	TCase *cases = tcase_create (PARTY);
	tcase_add_test (cases, it_is_invited_where_it_is_at_work);
	tcase_add_test (cases, it_is_not_invited_where_it_is_not_needed);
	tcase_add_test (cases, it_is_not_invited_on_what_nobody_knows);
	suite_add_tcase (suite, cases);
	SRunner *runner = srunner_create (suite);
	srunner_run_all (runner, CK_NORMAL);
	int failed = srunner_ntests_failed (runner);
	srunner_free (runner);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
