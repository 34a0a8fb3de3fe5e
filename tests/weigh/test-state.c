/* What single conditions say of the registration that was weighed last is what weighing it said of them. */
#include "libroute/weigh/weigh-private.h"
#include "tests/weigh/engine.h"

typedef struct {
	RouteEngine *engine;
	RtWorkspace *workspace;
	guint n[3]; /* how often which state was told, by RouteTri */
} Village;

/* Formulas number their criteria alike, so that those of one approach must not answer for another. */
static void
ask_formulas (Village *village, const RtWeighing *weighing)
{
	const RtRuleSet *rules = rt_engine_rules (village->engine);
	for (guint i = 0; i < rules->n_approaches; i++) {
		RouteTri told = rt_workspace_state (village->workspace, &rules->approaches[i].eligible, NULL, (int)i);
		ck_assert_msg (told == weighing->approaches[i].eligible, "%s: eligible", rules->approaches[i].id);
		village->n[told]++;
	}
}

static void
ask_criteria (Village *village, const RtWeighing *weighing)
{
	const RtRuleSet *rules = rt_engine_rules (village->engine);
	for (guint i = 0; i < rules->n_criteria; i++) {
		const RtApproach *approach = &rules->approaches[rules->criteria[i].approach];
		const RtCriterionResult *result =
			weighing->approaches[rules->criteria[i].approach].criteria[i - approach->first_criterion];
		RouteTri told = rt_workspace_state (village->workspace, &rules->criteria[i].when, NULL, -1);
		ck_assert_msg (told == result->state, "%s/%s", approach->id, rules->criteria[i].id);
		village->n[told]++;
	}
}

START_TEST (conditions_say_what_was_weighed)
{
	g_autofree char *rules = rt_test_source ("tests/weigh/village/rules");
	g_autofree char *text = rt_test_read ("tests/weigh/village/registrations.ndjson", NULL);
	g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
	g_autoptr (RouteEngine) engine = engine_of (rules, NULL);
	g_autoptr (RtWorkspace) workspace = rt_workspace_new (rt_engine_weigher (engine));
	Village village = {engine, workspace, {0}};
	for (guint i = 0; lines[i] != NULL && *lines[i] != '\0'; i++) {
		g_autoptr (RouteRegistration) read = route_registration_new_from_json (lines[i], -1, NULL);
		ck_assert_ptr_nonnull (read);
		g_autoptr (RouteRegistration) registration = rt_engine_admit (engine, read, NULL);
		const RtWeighing *weighing = rt_weigh_outcome (rt_engine_weigher (engine), registration, workspace);
		ask_formulas (&village, weighing);
		ask_criteria (&village, weighing);
		rt_workspace_reset (workspace);
	}
	for (guint i = 0; i < G_N_ELEMENTS (village.n); i++)
		ck_assert_uint_gt (village.n[i], 10);
}
END_TEST

int
main (void)
{
	Suite *suite = suite_create ("state");
	TCase *cases = tcase_create ("state");
	tcase_add_test (cases, conditions_say_what_was_weighed);
	suite_add_tcase (suite, cases);
	return rt_test_main (suite);
}
