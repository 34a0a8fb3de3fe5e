/* What engines, workspaces and explanations take they give back, and nothing is left of a registration. */
#include <string.h>
#include "libroute/advice/advice.h"
#include "libroute/weigh/outlook.h"
#include "libroute/weigh/weigh-private.h"
#include "tests/leaks.h"
#include "tests/weigh/engine.h"

static char *
advice_of (RouteEngine *engine, RtExplainer *explainer, RtWorkspace *workspace, const char *text)
{
	g_autoptr (GError) error = NULL;
	g_autoptr (RouteRegistration) read = route_registration_new_from_json (text, -1, &error);
	ck_assert_msg (read != NULL, "%s", error != NULL ? error->message : "");
	g_autoptr (RouteRegistration) registration = rt_engine_admit (engine, read, NULL);
	RtAdviceSource source = { .rules = rt_engine_rules (engine),
				  .registry = rt_engine_registry (engine),
				  .registration = registration,
				  .weighing = rt_weigh (rt_engine_weigher (engine), registration, workspace) };
	if (explainer != NULL)
		source.explanation = rt_explain (explainer, registration, workspace);
	GString *out = g_string_new (NULL);
	rt_advice_write_json (&source, RT_LANGUAGE_NL, ROUTE_JSON_COMPACT, out);
	rt_workspace_reset (workspace);
	return g_string_free (out, FALSE);
}

typedef struct {
	const char *rules;
	char **registrations;
	RouteEngine *engine; /* NULL: a new one for each round */
} Given;

/* the first registration is weighed again at the end: of those between nothing is left */
static void
weigh_all (gpointer data)
{
	const Given *given = data;
	g_autoptr (RouteEngine) engine =
	    given->engine != NULL ? route_engine_ref (given->engine) : engine_of (given->rules, NULL);
	RtExplainer *explainer = rt_explainer_new (rt_engine_weigher (engine));
	RtWorkspace *workspace = rt_workspace_new (rt_engine_weigher (engine));
	g_autofree char *first = advice_of (engine, NULL, workspace, given->registrations[0]);
	for (guint i = 0; i < 4 && given->registrations[i] != NULL && given->registrations[i][0] != '\0'; i++) {
		g_autofree char *advice = advice_of (engine, i < 1 ? explainer : NULL, workspace, given->registrations[i]);
	}
	g_autofree char *again = advice_of (engine, NULL, workspace, given->registrations[0]);
	ck_assert_str_eq (first, again);
	rt_workspace_free (workspace);
	rt_explainer_free (explainer);
}

static void
try_rules (const char *rules, const char *registrations)
{
	g_autofree char *directory = rt_test_source (rules);
	g_auto (GStrv) lines = g_strsplit (registrations, "\n", -1);
	Given given = { directory, lines, NULL };
	leaks_nothing (weigh_all, &given, "an engine");
	given.engine = engine_of (directory, NULL);
	leaks_nothing (weigh_all, &given, "a workspace");
	route_engine_unref (given.engine);
}

START_TEST (a_village_is_given_back)
{
	g_autofree char *text = rt_test_read ("tests/weigh/village/registrations.ndjson", NULL);
	try_rules ("tests/weigh/village/rules", text);
}
END_TEST

START_TEST (a_house_is_given_back)
{
	try_rules ("tests/weigh/house",
		   "{\"id\": \"case\", \"received\": \"2026-11-20\", \"registered_by\": \"politie\", \"impact\": "
		   "{\"decline\": true}, "
		   "\"narrative\": \"mes en drank, daeiou\", \"person\": {\"protective\": [\"work\", \"school\"]}, "
		   "\"incidents\": [{\"kind\": \"theft\", \"date\": \"2026-11-02\", \"role\": \"victim\"}]}\n"
		   "{\"id\": \"none\", \"received\": \"2026-11-20\", \"registered_by\": \"politie\"}");
}
END_TEST

START_TEST (the_shipped_rules_are_given_back)
{
	g_autofree char *text = rt_test_read ("tests/advice/golden/more-information.registration.json", NULL);
	try_rules ("rules.d", g_strdelimit (text, "\n", ' '));
}
END_TEST

int
main (void)
{
	Suite *suite = suite_create ("leaks");
	TCase *cases = tcase_create ("leaks");
	tcase_set_timeout (cases, 60);
	tcase_add_test (cases, a_village_is_given_back);
	tcase_add_test (cases, a_house_is_given_back);
	tcase_add_test (cases, the_shipped_rules_are_given_back);
	suite_add_tcase (suite, cases);
	return rt_test_main (suite);
}
