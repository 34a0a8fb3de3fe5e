/* Many registrations, in the village, in the house and among doubts: what the advice and its explanation say of each stands
 * beside them in tests/weigh/many, a sum for each part of it. They are there to notice what no other suite looks at: a part that
 * changed is to be read before it is taken over with --update. `--show ID` prints an advice whole. */
#include <string.h>
#include "libroute/advice/advice.h"
#include "libroute/weigh/weigh-private.h"
#include "tests/weigh/engine.h"

static const struct {
	const char *name, *rules;
} places[] = {
	{ "village", "tests/weigh/village/rules" },
	{ "house", "tests/weigh/house" },
	{ "doubts", "tests/weigh/doubts" },
};

static const char *shown;
static gboolean is_updating;

/* the end of a value of JSON */
static const char *
value_end (const char *at)
{
	guint depth = 0;
	gboolean quoted = FALSE;
	for (;; at++) {
		ck_assert (*at != '\0');
		if (quoted && *at == '\\')
			at++;
		else if (*at == '"')
			quoted = !quoted;
		else if (!quoted && (*at == '{' || *at == '['))
			depth++;
		else if (!quoted && (*at == '}' || *at == ']') && depth-- <= 1)
			return depth == 0 ? at + 1 : at;
		else if (!quoted && *at == ',' && depth == 0)
			return at;
	}
}

static void
sum_parts (const char *object, gboolean inner, GString *out)
{
	for (const char *at = object + 1; *at == '"';) {
		const char *end = strchr (at + 1, '"'), *value = end + 2;
		g_autofree char *name = g_strndup (at + 1, (gsize)(end - at - 1));
		const char *next = value_end (value);
		g_autofree char *text = g_strndup (value, (gsize)(next - value));
		if (!inner && strcmp (name, "explanation") == 0)
			sum_parts (value, TRUE, out);
		else if (strcmp (name, "made_with") != 0 && strcmp (name, "schema") != 0 &&
			 strcmp (name, "registration") != 0)
			g_string_append_printf (out, " %s%s %08x", inner ? "why-" : "", name, g_str_hash (text));
		at = *next == ',' ? next + 1 : next;
	}
}

static char *
advice_of (RouteEngine *engine, RtExplainer *explainer, RtWorkspace *workspace, const char *text)
{
	g_autoptr (GError) error = NULL;
	g_autoptr (RouteRegistration) read = route_registration_new_from_json (text, -1, &error);
	ck_assert_msg (read != NULL, "%s", error != NULL ? error->message : "");
	g_autoptr (RouteRegistration) registration = rt_engine_admit (engine, read, &error);
	ck_assert_msg (registration != NULL, "%s: %s", text, error != NULL ? error->message : "");
	RtAdviceSource source = { .rules = rt_engine_rules (engine),
				  .registry = rt_engine_registry (engine),
				  .registration = registration,
				  .weighing = rt_weigh (rt_engine_weigher (engine), registration, workspace) };
	source.explanation = rt_explain (explainer, registration, workspace);
	GString *out = g_string_new (NULL);
	rt_advice_write_json (&source, RT_LANGUAGE_EN, ROUTE_JSON_COMPACT, out);
	rt_workspace_reset (workspace);
	return g_string_free (out, FALSE);
}

static void
sum_place (guint place, GString *out)
{
	g_autofree char *file = g_strdup_printf ("tests/weigh/many/%s.ndjson", places[place].name);
	g_autofree char *text = rt_test_read (file, NULL), *rules = rt_test_source (places[place].rules);
	g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
	g_autoptr (RouteEngine) engine = engine_of (rules, NULL);
	RtExplainer *explainer = rt_explainer_new (rt_engine_weigher (engine));
	RtWorkspace *workspace = rt_workspace_new (rt_engine_weigher (engine));
	for (guint i = 0; lines[i] != NULL && lines[i][0] != '\0'; i++) {
		g_autofree char *advice = advice_of (engine, explainer, workspace, lines[i]);
		g_autofree char *id = g_strdup_printf ("%s-%u", places[place].name, i + 1);
		if (g_strcmp0 (shown, id) == 0)
			printf ("%s\n", advice);
		g_string_append_printf (out, "%s", id);
		sum_parts (advice, FALSE, out);
		g_string_append_c (out, '\n');
	}
	rt_workspace_free (workspace);
	rt_explainer_free (explainer);
}

START_TEST (advices_are_those_that_are_kept)
{
	g_autoptr (GString) out = g_string_new (NULL);
	sum_place ((guint)_i, out);
	g_autofree char *file = g_strdup_printf ("tests/weigh/many/%s.txt", places[_i].name), *path = rt_test_source (file);
	if (is_updating)
		ck_assert (g_file_set_contents (path, out->str, (gssize)out->len, NULL));
	g_autofree char *kept = rt_test_read (file, NULL);
	g_auto (GStrv) lines = g_strsplit (out->str, "\n", -1), wanted = g_strsplit (kept, "\n", -1);
	ck_assert_uint_gt (g_strv_length (wanted), 3);
	for (guint i = 0; wanted[i] != NULL && lines[i] != NULL; i++)
		ck_assert_msg (strcmp (lines[i], wanted[i]) == 0, "%s\nis kept as: %s", lines[i], wanted[i]);
	ck_assert_uint_eq (g_strv_length (lines), g_strv_length (wanted));
}
END_TEST

int
main (int argc, char **argv)
{
	is_updating = argc > 1 && strcmp (argv[1], "--update") == 0;
	shown = argc > 2 && strcmp (argv[1], "--show") == 0 ? argv[2] : NULL;
	Suite *suite = suite_create ("many");
	TCase *tcase = tcase_create ("many");
	tcase_set_timeout (tcase, 60);
	tcase_add_loop_test (tcase, advices_are_those_that_are_kept, 0, (int)G_N_ELEMENTS (places));
	suite_add_tcase (suite, tcase);
	return rt_test_main (suite);
}
