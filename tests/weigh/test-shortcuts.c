/* Short cuts change no byte: letters that tell where patterns are, and pieces of advices that are copied. Texts of words
 * that patterns begin with, contain and nearly are, in every combination that chance brings, are weighed with and without. */
#include <string.h>
#include "libroute/advice/advice.h"
#include "libroute/route-engine-private.h"
#include "libroute/util/diagnostic.h"
#include "libroute/weigh/weigh-private.h"
#include "tests/testing.h"
#include "tests/weigh/engine.h"

#define ROUNDS 400u

static const char *const words[] = {
	"vuurmes", "wapens", "wapen", "\xc3\x89\xc3\x89N", "geen \xc3\xa9\xc3\xa9n", "mes\xc3\xa9", "1mes", "mes", "Messen", "keukenmes", "mes_", "verward", "verwarde man", "verward gedrag", "woning", "su\xc3\xaf" "cidaal", "suicide",
	"ge\xc3\xab" "scaleerd", "verzuim", "schoolverzuim", "school", "123", "1234", "weigert alle hulp", "weigering\nvan zorg", "kas",
	"sokken", "kassen", "\xe2\x84\xaa" "as", "\xc5\xbf" "ok", "\xc5\xbf" "okken", "me\xc5\xbf", "geen", "niet", "vermoedelijk",
	"niet bevestigd", "volgens", ".", "!", "\n", "\xf0\x9f\x98\x80", "\xc3\xa9\xc3\xa9n", "en", "de", "KASSEN", "mes mes mes mes mes mes mes",
	"verward verward verward verward verward verward verward verward verward verward verward verward verward verward verward verward",
};

static RouteEngine *
patterns_engine (void)
{
	g_autofree char *text = rt_test_read ("tests/weigh/shortcuts.rules", NULL);
	return engine_of_rules (text);
}

static void
append_words (GString *out, GRand *rand, guint most)
{
	guint n = (guint)g_rand_int_range (rand, 0, (gint32)most);
	for (guint i = 0; i < n; i++) {
		const char *word = words[g_rand_int_range (rand, 0, G_N_ELEMENTS (words))];
		for (; *word != '\0'; word++)
			g_string_append_printf (out, *word == '\n' ? "\\n" : "%c", *word);
		g_string_append (out, g_rand_boolean (rand) ? " " : "");
	}
}

static RouteRegistration *
saying (const RouteEngine *engine, const char *narrative, const char *question)
{
	g_autofree char *text = g_strdup_printf (
		"{\"id\":\"x\",\"received\":\"2026-11-20\",\"registered_by\":\"politie\",\"narrative\":\"%s\",\"question\":\"%s\","
		"\"problems\":[{\"domain\":\"finances\",\"level\":1},{\"domain\":\"housing\",\"source\":\"politie\"}]}",
		narrative, question);
	g_autoptr (GError) error = NULL;
	g_autoptr (RouteRegistration) registration = route_registration_new_from_json (text, -1, &error);
	ck_assert_msg (registration != NULL, "%s: %s", text, error != NULL ? error->message : "");
	return rt_engine_admit (engine, registration, NULL);
}

static RouteRegistration *
invented (const RouteEngine *engine, GRand *rand)
{
	g_autoptr (GString) narrative = g_string_new (NULL), question = g_string_new (NULL);
	append_words (narrative, rand, 20);
	append_words (question, rand, 5);
	return saying (engine, narrative->str, question->str);
}

static char *
written (const RouteEngine *engine, RouteRegistration *registration, RtWorkspace *workspace, gboolean short_cuts,
	 RtLanguage language, RouteJsonFlags flags)
{
	workspace->everything = !short_cuts;
	RtAdviceSource source = { .rules = rt_engine_rules (engine),
				  .registry = rt_engine_registry (engine),
				  .registration = registration,
				  .weighing = rt_weigh (rt_engine_weigher (engine), registration, workspace),
				  .pieces = short_cuts ? rt_engine_pieces (engine) : NULL };
	GString *out = g_string_new (NULL);
	rt_advice_write_json (&source, language, flags, out);
	return g_string_free (out, FALSE);
}

static char *
advice_of (const RouteEngine *engine, RouteRegistration *registration, RtWorkspace *workspace, gboolean short_cuts,
	   RtLanguage language)
{
	return written (engine, registration, workspace, short_cuts, language, ROUTE_JSON_COMPACT);
}

/* takes out what stands between the values for a reader's sake */
static char *
squeeze (char *json)
{
	gboolean within = FALSE;
	char *to = json;
	for (const char *from = json; *from != '\0'; from++) {
		if (!within && (*from == ' ' || *from == '\n'))
			continue;
		if (within && *from == '\\')
			*to++ = *from++;
		else if (*from == '"')
			within = !within;
		*to++ = *from;
	}
	*to = '\0';
	return json;
}

static guint
compare (const RouteEngine *engine, RouteRegistration *registration, RtWorkspace *workspace)
{
	guint met = 0;
	for (RtLanguage language = RT_LANGUAGE_EN; language <= RT_LANGUAGE_NL; language++) {
		g_autofree char *fast = advice_of (engine, registration, workspace, TRUE, language);
		g_autofree char *slow = advice_of (engine, registration, workspace, FALSE, language);
		ck_assert_msg (strcmp (fast, slow) == 0, "short cuts change the advice on %s",
			       route_registration_get_id (registration));
		for (const char *at = fast; (at = strstr (at, "\"met\"")) != NULL; at++)
			met++;
		for (const char *at = fast; (at = strstr (at, "\"negated\":true")) != NULL; at++)
			met++;
	}
	return met;
}

START_TEST (patterns_are_found_where_they_are_without_letters_too)
{
	g_autoptr (RouteEngine) engine = patterns_engine ();
	g_autoptr (RtWorkspace) workspace = rt_workspace_new (rt_engine_weigher (engine));
	g_autoptr (GRand) rand = g_rand_new_with_seed (7);
	guint met = 0;
	for (guint round = 0; round < ROUNDS; round++) {
		g_autoptr (RouteRegistration) registration = invented (engine, rand);
		met += compare (engine, registration, workspace);
	}
	ck_assert_uint_gt (met, ROUNDS);
}
END_TEST

START_TEST (the_shipped_rules_say_the_same_without_short_cuts)
{
	g_autofree char *rules = rt_test_source ("rules.d"), *plugins = rt_test_build ("plugins/.libs");
	g_autoptr (RouteEngine) engine = engine_of (rules, plugins);
	g_autoptr (RtWorkspace) workspace = rt_workspace_new (rt_engine_weigher (engine));
	g_autoptr (GRand) rand = g_rand_new_with_seed (8);
	for (guint round = 0; round < ROUNDS / 40; round++) {
		g_autoptr (RouteRegistration) registration = invented (engine, rand);
		compare (engine, registration, workspace);
	}
}
END_TEST

/* cases of every kind, again and again in one workspace: at first conditions are evaluated, then a glance at most of them does */
static void
compare_cases (const RouteEngine *engine)
{
	g_autofree char *golden = rt_test_source ("tests/advice/golden");
	g_autoptr (RtWorkspace) workspace = rt_workspace_new (rt_engine_weigher (engine));
	g_autoptr (GDir) directory = g_dir_open (golden, 0, NULL);
	guint n = 0, met = 0;
	for (const char *name; (name = g_dir_read_name (directory)) != NULL;) {
		if (!g_str_has_suffix (name, ".registration.json"))
			continue;
		g_autofree char *file = g_build_filename ("tests/advice/golden", name, NULL);
		gsize length;
		g_autofree char *text = rt_test_read (file, &length);
		g_autoptr (RouteRegistration) registration = route_registration_new_from_json (text, (gssize)length, NULL);
		g_autoptr (RouteRegistration) admitted = rt_engine_admit (engine, registration, NULL);
		for (guint round = 0; round < 3; round++)
			met += compare (engine, admitted, workspace);
		n++;
	}
	ck_assert_uint_ge (n, 8);
	ck_assert_uint_ge (met, n);
}

START_TEST (a_glance_at_conditions_changes_no_advice)
{
	g_autofree char *rules = rt_test_source ("rules.d"), *plugins = rt_test_build ("plugins/.libs");
	g_autoptr (RouteEngine) engine = engine_of (rules, plugins);
	compare_cases (engine);
}
END_TEST

START_TEST (criteria_that_ask_the_same_are_told_as_if_they_were_alone)
{
	g_autofree char *text = rt_test_read ("tests/weigh/twins.rules", NULL), *plugins = rt_test_build ("plugins/.libs");
	g_autoptr (RouteEngine) engine = engine_of_text (text, plugins);
	compare_cases (engine);
}
END_TEST

/* more facts than are remembered to be copied */
static RouteRegistration *
crowded (const RouteEngine *engine)
{
	static const char *const kinds[] = { "nuisance", "threat", "weapon", "confused-behaviour" };
	g_autoptr (GString) text = g_string_new ("{\"id\":\"x\",\"received\":\"2026-11-20\",\"registered_by\":\"politie\",");
	g_string_append (text, "\"incidents\":[");
	for (guint i = 0; i < 60; i++)
		g_string_append_printf (text, "%s{\"kind\":\"%s\",\"date\":\"2026-%02u-%02u\",\"role\":\"suspect\",%s}",
					i == 0 ? "" : ",", kinds[i % G_N_ELEMENTS (kinds)], 10 - i / 20, 20 - i % 20,
					"\"source\":\"politie\"");
	g_string_append (text, "]}");
	g_autoptr (GError) error = NULL;
	g_autoptr (RouteRegistration) registration =
		route_registration_new_from_json (text->str, (gssize)text->len, &error);
	ck_assert_msg (registration != NULL, "%s", error != NULL ? error->message : "");
	return rt_engine_admit (engine, registration, NULL);
}

static guint
count_paths (const char *advice)
{
	g_autoptr (GHashTable) paths = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
	const char *key = "\"path\":";
	for (const char *at = advice; (at = strstr (at, key)) != NULL; at += strlen (key))
		g_hash_table_add (paths, g_strndup (at, strcspn (at, ",")));
	return g_hash_table_size (paths);
}

/* an indented advice is written without any copying */
START_TEST (an_indented_advice_says_the_same)
{
	g_autofree char *rules = rt_test_source ("rules.d"), *plugins = rt_test_build ("plugins/.libs");
	g_autoptr (RouteEngine) engine = engine_of (rules, plugins);
	g_autoptr (RtWorkspace) workspace = rt_workspace_new (rt_engine_weigher (engine));
	g_autoptr (GRand) rand = g_rand_new_with_seed (11);
	for (guint round = 0; round < 4; round++) {
		g_autoptr (RouteRegistration) registration = round == 0 ? crowded (engine) : invented (engine, rand);
		g_autofree char *compact = advice_of (engine, registration, workspace, TRUE, RT_LANGUAGE_NL);
		g_autofree char *indented =
			written (engine, registration, workspace, TRUE, RT_LANGUAGE_NL, ROUTE_JSON_PRETTY);
		ck_assert_msg (strcmp (compact, squeeze (indented)) == 0, "an indented advice differs in round %u", round);
		if (round == 0)
			ck_assert_uint_gt (count_paths (compact), 150);
	}
}
END_TEST

START_TEST (what_was_found_in_a_text_is_not_taken_for_the_next)
{
	g_autoptr (RouteEngine) engine = patterns_engine ();
	g_autoptr (RtWorkspace) workspace = rt_workspace_new (rt_engine_weigher (engine));
	g_autoptr (GRand) rand = g_rand_new_with_seed (9);
	for (guint round = 0; round < ROUNDS; round++) {
		g_autoptr (RouteRegistration) registration = invented (engine, rand);
		g_autoptr (RtWorkspace) fresh = rt_workspace_new (rt_engine_weigher (engine));
		g_autofree char *first = advice_of (engine, registration, fresh, TRUE, RT_LANGUAGE_NL);
		g_autofree char *again = advice_of (engine, registration, workspace, TRUE, RT_LANGUAGE_NL);
		ck_assert_msg (strcmp (first, again) == 0, "the text before is found in the next");
	}
}
END_TEST

START_TEST (one_pass_answers_what_conditions_ask_of_a_text)
{
	g_autoptr (RouteEngine) engine = patterns_engine ();
	g_autoptr (RtWorkspace) workspace = rt_workspace_new (rt_engine_weigher (engine));
	/* nothing is there, so that no condition is decided before all is asked */
	g_autoptr (RouteRegistration) registration = saying (engine, "de een en de ander", "en nu");
	rt_weigh (rt_engine_weigher (engine), registration, workspace);
	/* behind the patterns and the words around hits stand those of the conditions */
	const guint8 *found = rt_sweep_found (workspace->sweeps[RT_TEXT_NARRATIVE]);
	guint first = rt_engine_rules (engine)->n_patterns + RT_N_CUES, asked = 0;
	for (guint i = 0; i < 8; i++)
		asked += found[first + i] != 0;
	ck_assert_uint_ge (asked, 7);
	rt_workspace_reset (workspace);
	for (guint i = 0; i < 8; i++)
		ck_assert_uint_eq (found[first + i], 0);
}
END_TEST

int
main (void)
{
	Suite *suite = suite_create ("shortcuts");
	TCase *cases = tcase_create ("shortcuts");
	tcase_set_timeout (cases, 60);
	tcase_add_test (cases, patterns_are_found_where_they_are_without_letters_too);
	tcase_add_test (cases, the_shipped_rules_say_the_same_without_short_cuts);
	tcase_add_test (cases, a_glance_at_conditions_changes_no_advice);
	tcase_add_test (cases, criteria_that_ask_the_same_are_told_as_if_they_were_alone);
	tcase_add_test (cases, an_indented_advice_says_the_same);
	tcase_add_test (cases, what_was_found_in_a_text_is_not_taken_for_the_next);
	tcase_add_test (cases, one_pass_answers_what_conditions_ask_of_a_text);
	suite_add_tcase (suite, cases);
	return rt_test_main (suite);
}
