/* Memory that runs out: weighing and explaining come to an end wherever that happens, and the advice says of itself that parts may be
 * missing. An advice that does not say so is, byte for byte, that of a call with all the memory it wants. */
#include <stdio.h>
#include <string.h>
#include "libroute/advice/advice.h"
#include "libroute/route-engine-private.h"
#include "libroute/util/diagnostic.h"
#include "libroute/util/limits.h"
#include "libroute/weigh/outlook.h"
#include "libroute/weigh/weigh-private.h"
#include "tests/testing.h"
#include "tests/weigh/engine.h"

typedef struct {
	RouteEngine *engine;
	RtExplainer *explainer;
	RouteRegistration *registration;
	RtWorkspace *workspace;
	gboolean explained;
} Call;

/* `limit`: bytes that the call has; 0: no limit */
static char *
advise (Call *call, gsize limit)
{
	RtWorkspace *workspace = call->workspace;
	rt_arena_free (workspace->arena);
	workspace->arena = rt_arena_new_lenient (limit);
	RtAdviceSource source = { .rules = rt_engine_rules (call->engine),
				  .registry = rt_engine_registry (call->engine),
				  .registration = call->registration,
				  .weighing = rt_weigh (rt_engine_weigher (call->engine), call->registration, workspace) };
	if (call->explained)
		source.explanation = rt_explain (call->explainer, call->registration, workspace);
	GString *out = g_string_new (NULL);
	rt_advice_write_json (&source, RT_LANGUAGE_EN, ROUTE_JSON_COMPACT, out);
	return g_string_free (out, FALSE);
}

static void
begin (Call *call, RouteEngine *engine, const char *file)
{
	g_autoptr (GError) error = NULL;
	g_autofree char *text = rt_test_read (file, NULL);
	g_autoptr (RouteRegistration) given = route_registration_new_from_json (text, -1, &error);
	ck_assert_msg (given != NULL, "%s: %s", file, error != NULL ? error->message : "");
	call->engine = engine;
	call->registration = rt_engine_admit (engine, given, &error);
	ck_assert_msg (call->registration != NULL, "%s: %s", file, error != NULL ? error->message : "");
	call->workspace = rt_workspace_new (rt_engine_weigher (engine));
	call->explainer = rt_explainer_new (rt_engine_weigher (engine));
}

static void
end (Call *call)
{
	rt_explainer_free (call->explainer);
	rt_workspace_free (call->workspace);
	route_registration_unref (call->registration);
	route_engine_unref (call->engine);
}

static void
sweep (Call *call, gsize step)
{
	g_autofree char *whole = advise (call, 0);
	ck_assert_ptr_null (strstr (whole, "\"what\":\"memory\""));
	gsize wanted = rt_arena_used (call->workspace->arena);
	guint short_of = 0;
	for (gsize limit = 1; limit <= wanted + step; limit += step) {
		g_autofree char *told = advise (call, limit);
		gboolean says = strstr (told, "\"what\":\"memory\"") != NULL;
		/* the explanation comes after what is said of the weighing, and says itself what it did not search */
		if (!call->explained)
			ck_assert_msg (says == rt_arena_is_exhausted (call->workspace->arena), "%zu bytes", limit);
		ck_assert_msg (rt_arena_is_exhausted (call->workspace->arena) || strcmp (told, whole) == 0, "%zu of %zu bytes change the advice", limit, wanted);
		short_of += says;
	}
	printf ("# %zu bytes, %u times short\n", wanted, short_of);
	ck_assert_uint_gt (short_of, 0);
}
static void
try_all (gboolean explained, gsize step)
{
	Call call = { .explained = explained };
	g_autofree char *rules = rt_test_source ("rules.d"), *plugins = rt_test_build ("plugins/.libs");
	begin (&call, engine_of (rules, plugins), "tests/advice/golden/more-information.registration.json");
	sweep (&call, step);
	end (&call);
}

START_TEST (a_weighing_short_of_memory_says_so)
{
	try_all (FALSE, 20011);
}
END_TEST

START_TEST (an_explanation_short_of_memory_comes_to_an_end)
{
	try_all (TRUE, 200003);
}
END_TEST

/* the registration with so many incidents, under criteria that all of them meet */
static void
begin_with_incidents (Call *call, guint n)
{
	static const char rules[] = "[approach a]\ntitle = A\neligible = C1 or C2\n"
				    "[criterion a/C1]\ntitle = C1\nwhen = count(incidents[kind = \"nuisance\"]) >= 2\npoints = 1\n"
				    "[criterion a/C2]\ntitle = C2\nwhen = count(incidents[kind = \"nuisance\"]) >= 3\npoints = 1\n"
				    "[party politie]\ntitle = Politie\n";
	g_autoptr (GError) error = NULL;
	g_autoptr (GString) text = g_string_new ("{\"schema\":\"route.registration/1\",\"id\":\"many\",\"received\":\"2026-11-20\","
						 "\"registered_by\":\"politie\",\"question\":\"?\",\"narrative\":\"-\",\"informed\":{},"
						 "\"person\":{},\"incidents\":[");
	for (guint i = 0; i < n; i++)
		g_string_append_printf (text, "%s{\"kind\":\"nuisance\",\"date\":\"2026-01-%02u\",\"role\":\"suspect\"}", i > 0 ? "," : "",
					1 + i % 28);
	g_string_append (text, "]}");
	g_autoptr (RouteRegistration) given = route_registration_new_from_json (text->str, -1, &error);
	ck_assert_msg (given != NULL, "%s", error != NULL ? error->message : "");
	call->engine = engine_of_rules (rules);
	call->registration = rt_engine_admit (call->engine, given, &error);
	ck_assert_msg (call->registration != NULL, "%s", error != NULL ? error->message : "");
	call->workspace = rt_workspace_new (rt_engine_weigher (call->engine));
	call->explainer = rt_explainer_new (rt_engine_weigher (call->engine));
}

/* the longest notes by which evidence is kept */
static guint
longest_kept (guint incidents)
{
	Call call = {0};
	guint longest = 0;
	begin_with_incidents (&call, incidents);
	/* glances are made when conditions were asked for eight times */
	for (guint i = 0; i < 10; i++) {
		g_autofree char *told = advise (&call, 0);
		ck_assert_ptr_nonnull (strstr (told, "\"state\":\"met\""));
	}
	for (guint i = 0; i < RT_KEPT_SETS; i++)
		longest = MAX (longest, call.workspace->kept[i].n);
	end (&call);
	return longest;
}

/* many criteria that rest on hundreds of facts each would take it all */
START_TEST (long_notes_take_no_memory)
{
	ck_assert_uint_gt (longest_kept (5), 0);
	ck_assert_uint_lt (longest_kept (400), 128);
}
END_TEST

START_TEST (what_was_never_made_can_be_given_back)
{
	rt_weigher_free (NULL);
	rt_workspace_free (NULL);
	rt_explainer_free (NULL);
	rt_outlooks_free (NULL);
	rt_meter_free (NULL);
	rt_arena_free (NULL);
}
END_TEST

/* supposed worlds of a megabyte each: whoever asks for one that did not fit evaluates it again */
START_TEST (of_supposed_worlds_no_more_is_kept_than_there_is_room_for)
{
	const RtSupposition all[1] = { { .sort = RT_SUPPOSE_FIELD, .spot = rt_spot (0, 0, 0) } };
	g_autoptr (RtOutlooks) outlooks = rt_outlooks_new (all);
	const guint n = (1u << 20) / sizeof (RtSpot), most = RT_LIMIT_OUTLOOKS >> 20;
	g_autofree RtSpot *open = g_new0 (RtSpot, n);
	for (guint i = 0; i < most + 2; i++) {
		const RtTaken taken = { .what = all, .as = RT_TAKEN_VALUE, .value = { .kind = RT_FACT_INTEGER, .as.integer = i } };
		ck_assert_ptr_null (rt_outlooks_find (outlooks, &taken, 1));
		rt_outlooks_keep (outlooks, i + 1, (RtSpots){ open, n });
		const RtOutlook *kept = rt_outlooks_find (outlooks, &taken, 1);
		ck_assert_msg ((kept != NULL) == (i + 1 < most), "world %u", i);
		ck_assert (kept == NULL || (kept->possible == i + 1 && kept->n == n));
	}
}
END_TEST

int
main (void)
{
	Suite *suite = suite_create ("memory");
	TCase *cases = tcase_create ("memory");
	tcase_set_timeout (cases, 60);
	tcase_add_test (cases, a_weighing_short_of_memory_says_so);
	tcase_add_test (cases, an_explanation_short_of_memory_comes_to_an_end);
	tcase_add_test (cases, long_notes_take_no_memory);
	tcase_add_test (cases, what_was_never_made_can_be_given_back);
	tcase_add_test (cases, of_supposed_worlds_no_more_is_kept_than_there_is_room_for);
	suite_add_tcase (suite, cases);
	return rt_test_main (suite);
}
