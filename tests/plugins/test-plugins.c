/* Replays plugins/PARTY/tests/ against every plugin that was built, and holds its README to its
 * descriptor. A new plugin and a new case are found by themselves. */
#include "tests/testing.h"
#include <string.h>
#include <yajl/yajl_gen.h>
#include <yajl/yajl_tree.h>
#include "libroute/host/host-private.h"

static RtRegistry *registry;
static RtArena *arena;

static void
setup (void)
{
	g_autofree char *parties = rt_test_build ("plugins/.libs"),
			*example = rt_test_build ("plugins/example/.libs");
	const char *const directories[] = { parties, example, NULL };
	g_autoptr (GError) error = NULL;
	registry = rt_registry_load (directories, NULL, 0, NULL, NULL, &error);
	if (registry == NULL)
		ck_abort_msg ("%s", error->message);
	arena = rt_arena_new (0);
}

static void
teardown (void)
{
	g_clear_pointer (&registry, rt_registry_unref);
	g_clear_pointer (&arena, rt_arena_free);
}

/* ---- cases ---- */

static void
write_value (yajl_gen out, yajl_val value)
{
	if (YAJL_IS_OBJECT (value)) {
		yajl_gen_map_open (out);
		for (size_t i = 0; i < value->u.object.len; i++) {
			const char *key = value->u.object.keys[i];
			yajl_gen_string (out, (const unsigned char *)key, strlen (key));
			write_value (out, value->u.object.values[i]);
		}
		yajl_gen_map_close (out);
	} else if (YAJL_IS_ARRAY (value)) {
		yajl_gen_array_open (out);
		for (size_t i = 0; i < value->u.array.len; i++)
			write_value (out, value->u.array.values[i]);
		yajl_gen_array_close (out);
	} else if (YAJL_IS_STRING (value)) {
		yajl_gen_string (out, (const unsigned char *)value->u.string, strlen (value->u.string));
	} else if (YAJL_IS_NUMBER (value)) {
		yajl_gen_number (out, value->u.number.r, strlen (value->u.number.r));
	} else if (YAJL_IS_NULL (value)) {
		yajl_gen_null (out);
	} else {
		yajl_gen_bool (out, YAJL_IS_TRUE (value));
	}
}

static RouteRegistration *
read_registration (yajl_val value, const char *path)
{
	yajl_gen out = yajl_gen_alloc (NULL);
	const unsigned char *text;
	size_t length;
	g_autoptr (GError) error = NULL;
	write_value (out, value);
	yajl_gen_get_buf (out, &text, &length);
	RouteRegistration *registration =
		route_registration_new_from_json ((const char *)text, (gssize)length, &error);
	yajl_gen_free (out);
	if (registration == NULL)
		ck_abort_msg ("%s: %s", path, error->message);
	return registration;
}

static const char *
text_at (yajl_val value, const char *first, const char *second, const char *path)
{
	const char *keys[] = { first, second, NULL };
	yajl_val found = yajl_tree_get (value, keys, yajl_t_string);
	if (found == NULL)
		ck_abort_msg ("%s: %s %s is missing", path, first, second != NULL ? second : "");
	return YAJL_GET_STRING (found);
}

static void
check_reasons (const RtPlugin *plugin, const RtAnswer *answer, yajl_val reasons, const char *path)
{
	static const char *const states[] = { "not-met", "unknown", "met" };
	ck_assert_msg (reasons->u.object.len == plugin->n_reasons, "%s: names %zu of %u reasons", path,
		       reasons->u.object.len, plugin->n_reasons);
	for (guint i = 0; i < plugin->n_reasons; i++) {
		const char *expected = text_at (reasons, plugin->reasons[i].id, NULL, path);
		const RtFinding *finding = &answer->reasons[i];
		ck_assert_msg (strcmp (states[finding->state], expected) == 0, "%s: %s is %s, not %s", path,
			       plugin->reasons[i].id, states[finding->state], expected);
		if (finding->state == ROUTE_UNKNOWN)
			ck_assert_msg (finding->n_missing + finding->n_doubted > 0,
				       "%s: %s: unknown, and nothing is missing", path,
				       plugin->reasons[i].id);
		if (finding->state == ROUTE_YES)
			ck_assert_msg (finding->n_evidence > 0, "%s: %s: met by nothing", path,
				       plugin->reasons[i].id);
	}
}

static void
check_case (guint index, const char *path)
{
	static const char *const attends[] = { "not", "ask", "invite" }, *const lawful[] = { "no", "unknown",
											     "yes" };
	static const char *registration_path[] = { "registration", NULL },
			  *reasons_path[] = { "expect", "reasons", NULL };
	g_autofree char *text = NULL;
	char why[256];
	ck_assert (g_file_get_contents (path, &text, NULL, NULL));
	yajl_val tree = yajl_tree_parse (text, why, sizeof why);
	if (tree == NULL)
		ck_abort_msg ("%s: %s", path, why);
	text_at (tree, "about", NULL, path);
	g_autoptr (RouteRegistration) registration =
		read_registration (yajl_tree_get (tree, registration_path, yajl_t_object), path);
	RtAnswer answer = rt_host_assess (registry, index, registration, arena);
	ck_assert_msg (answer.answered && answer.fault == NULL, "%s: %s", path, answer.fault);
	ck_assert_msg (strcmp (attends[answer.attend], text_at (tree, "expect", "attend", path)) == 0,
		       "%s: attend is %s", path, attends[answer.attend]);
	ck_assert_msg (strcmp (lawful[answer.lawful.state], text_at (tree, "expect", "lawful", path)) == 0,
		       "%s: lawful is %s", path, lawful[answer.lawful.state]);
	check_reasons (rt_registry_plugin (registry, index), &answer,
		       yajl_tree_get (tree, reasons_path, yajl_t_object), path);
	if (answer.attend != ROUTE_ATTEND_NOT)
		ck_assert_msg (answer.lawful.state == ROUTE_YES && answer.contribution >= 0,
			       "%s: proposed without lawful ground or contribution", path);
	yajl_tree_free (tree);
}

static guint
check_cases (guint index)
{
	const char *party = rt_registry_plugin (registry, index)->party;
	g_autofree char *relative = g_strdup_printf ("plugins/%s/tests", party),
			*directory = rt_test_source (relative);
	g_autoptr (GDir) dir = g_dir_open (directory, 0, NULL);
	guint n = 0;
	ck_assert_msg (dir != NULL, "%s is missing", relative);
	for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir)) {
		if (!g_str_has_suffix (name, ".json"))
			continue;
		g_autofree char *path = g_build_filename (directory, name, NULL);
		check_case (index, path);
		rt_arena_reset (arena);
		n++;
	}
	return n;
}

START_TEST (every_case_of_every_plugin_comes_out_as_expected)
{
	ck_assert_uint_gt (rt_registry_n_plugins (registry), 0);
	for (guint i = 0; i < rt_registry_n_plugins (registry); i++)
		ck_assert_msg (check_cases (i) >= 3, "%s: too few cases",
			       rt_registry_plugin (registry, i)->party);
}
END_TEST

START_TEST (every_plugin_that_was_built_loads)
{
	for (guint i = 0; i < rt_registry_n_failures (registry); i++)
		ck_abort_msg ("%s", rt_registry_failure (registry, i)->why);
}
END_TEST

/* ---- who sits together ---- */

static gboolean
names_party (yajl_val tree, const char *list, const char *party)
{
	const char *keys[] = { list, NULL };
	yajl_val names = yajl_tree_get (tree, keys, yajl_t_array);
	ck_assert_msg (names != NULL, "%s is missing", list);
	for (size_t i = 0; i < names->u.array.len; i++)
		if (g_strcmp0 (YAJL_GET_STRING (names->u.array.values[i]), party) == 0)
			return TRUE;
	return FALSE;
}

/* who is invited is told in full; of the others those that must be asked, and those that must not appear */
static void
check_table (yajl_val tree, const char *path)
{
	static const char *keys[] = { "registration", NULL };
	g_autoptr (RouteRegistration) registration =
		read_registration (yajl_tree_get (tree, keys, yajl_t_object), path);
	for (guint i = 0; i < rt_registry_n_plugins (registry); i++) {
		const char *party = rt_registry_plugin (registry, i)->party;
		RouteAttend attend = rt_host_assess (registry, i, registration, arena).attend;
		ck_assert_msg ((attend == ROUTE_ATTEND_INVITE) == names_party (tree, "invite", party),
			       "%s: %s is %d", path, party, attend);
		ck_assert_msg (!names_party (tree, "ask", party) || attend == ROUTE_ATTEND_ASK,
			       "%s: %s is %d", path, party, attend);
		ck_assert_msg (!names_party (tree, "not", party) || attend == ROUTE_ATTEND_NOT,
			       "%s: %s is %d", path, party, attend);
	}
}

START_TEST (the_right_parties_sit_together)
{
	static const char *const tables[] = { "youth-in-a-group", "psychosis-and-nuisance", "arrears-only" };
	for (guint i = 0; i < G_N_ELEMENTS (tables); i++) {
		g_autofree char *path = g_strdup_printf ("tests/plugins/tables/%s.json", tables[i]);
		g_autofree char *text = rt_test_read (path, NULL);
		yajl_val tree = yajl_tree_parse (text, NULL, 0);
		ck_assert_msg (tree != NULL, "%s", path);
		check_table (tree, path);
		yajl_tree_free (tree);
	}
}
END_TEST

/* ---- need to know ---- */

/* stands in for the host: gives every question one answer, and notes what was asked about */
typedef struct {
	RouteTri answer;
	const RtPlugin *plugin;
	guint64 asked; /* bits of fields */
} Recorder;

/* the age on a day is asked of the day, the birth date and the age together */
static void
record_age (Recorder *recorder)
{
	for (guint i = 0; i < recorder->plugin->n_fields; i++)
		if (strcmp (recorder->plugin->fields[i].pointer, "/person/birth_date") == 0 ||
		    strcmp (recorder->plugin->fields[i].pointer, "/person/age") == 0)
			recorder->asked |= G_GUINT64_CONSTANT (1) << i;
}

static RouteTri
record_ask (const RouteView *view, RouteSink *sink, const RouteQuestion *question, RouteTally *tally)
{
	Recorder *recorder = (Recorder *)sink;
	for (gsize i = 0; i < question->n_clauses; i++) {
		recorder->asked |= G_GUINT64_CONSTANT (1) << question->clauses[i].field;
		if (question->clauses[i].test == ROUTE_TEST_AGE_AT_LEAST ||
		    question->clauses[i].test == ROUTE_TEST_AGE_AT_MOST)
			record_age (recorder);
	}
	RouteTri answer = recorder->answer;
	if (tally != NULL)
		*tally = (RouteTally){ .certain = answer == ROUTE_YES,
				       .possible = answer != ROUTE_NO,
				       .open = answer == ROUTE_UNKNOWN };
	return answer;
}

static bool
take_state (RouteSink *sink, uint32_t index, RouteTri state)
{
	return true;
}

static bool
take_attend (RouteSink *sink, RouteAttend attend, uint32_t part, uint32_t contribution)
{
	return true;
}

static bool
take_coordinate (RouteSink *sink, RouteCoordinator likelihood, uint32_t contribution)
{
	return true;
}

static bool
take_third (RouteSink *sink, const char *slug)
{
	return true;
}

START_TEST (every_field_that_is_declared_is_asked_about)
{
	const RouteHost recording = { .struct_size = sizeof recording,
				      .ask = record_ask,
				      .reason = take_state,
				      .lawful = take_state,
				      .attend = take_attend,
				      .coordinate = take_coordinate,
				      .third = take_third };
	for (guint i = 0; i < rt_registry_n_plugins (registry); i++) {
		const RtLoaded *loaded = rt_registry_loaded (registry, i);
		Recorder recorder = { ROUTE_NO, &loaded->plugin, 0 };
		for (int answer = ROUTE_NO; answer <= ROUTE_YES; answer++) {
			recorder.answer = (RouteTri)answer;
			loaded->live->assess (loaded->self, &recording, NULL, (RouteSink *)&recorder);
		}
		for (guint field = 0; field < loaded->plugin.n_fields; field++)
			ck_assert_msg ((recorder.asked >> field & 1) != 0,
				       "%s declares %s and never asks about it", loaded->plugin.party,
				       loaded->plugin.fields[field].pointer);
	}
}
END_TEST

/* ---- the page of a plugin ---- */

static void
print_settings (const RtPlugin *plugin, GString *out)
{
	for (guint i = 0; i < plugin->n_settings; i++) {
		const RouteSetting *setting = &plugin->settings[i];
		g_string_append_printf (out,
					"- `%s` (%" G_GINT64_FORMAT ", from %" G_GINT64_FORMAT
					" to %" G_GINT64_FORMAT "): %s\n",
					setting->key, setting->fallback, setting->least, setting->most,
					setting->text.en);
	}
	if (plugin->n_settings == 0)
		g_string_append (out, "None.\n");
}

/* everything of the page that follows from the descriptor */
static char *
print_page (const RtPlugin *plugin)
{
	GString *out = g_string_new ("\n## Fields read\n\n");
	for (guint i = 0; i < plugin->n_fields; i++)
		g_string_append_printf (out, "- `%s`: %s\n", plugin->fields[i].pointer,
					plugin->fields[i].why.en);
	g_string_append (out, "\n## Reasons\n\n");
	for (guint i = 0; i < plugin->n_reasons; i++)
		g_string_append_printf (out, "- `%s` (%d points): %s\n", plugin->reasons[i].id,
					plugin->reasons[i].points, plugin->reasons[i].text.en);
	g_string_append (out, "\n## Settings\n\n");
	print_settings (plugin, out);
	g_string_append_printf (out, "\n## Contact\n\n%s\n\n## Version\n\n%s, under %s\n", plugin->contact,
				plugin->version, plugin->license);
	return g_string_free (out, FALSE);
}

START_TEST (the_readme_says_what_the_descriptor_says)
{
	for (guint i = 0; i < rt_registry_n_plugins (registry); i++) {
		const RtPlugin *plugin = rt_registry_plugin (registry, i);
		g_autofree char *relative = g_strdup_printf ("plugins/%s/README.md", plugin->party);
		g_autofree char *text = rt_test_read (relative, NULL), *expected = print_page (plugin);
		g_autofree char *head = g_strdup_printf ("# %s\n\n## Introduction\n\n", plugin->name.en);
		ck_assert_msg (g_str_has_prefix (text, head), "%s must begin with:\n%s", relative, head);
		const char *rest = strstr (text, "\n## Fields read\n");
		ck_assert_msg (rest != NULL && strcmp (rest, expected) == 0,
			       "%s must go on, after the introduction, with:\n%s", relative, expected);
	}
}
END_TEST

int
main (void)
{
	Suite *suite = suite_create ("plugins");
	TCase *cases = tcase_create ("plugins");
	tcase_set_timeout (cases, 60);
	tcase_add_checked_fixture (cases, setup, teardown);
	tcase_add_test (cases, every_plugin_that_was_built_loads);
	tcase_add_test (cases, every_case_of_every_plugin_comes_out_as_expected);
	tcase_add_test (cases, the_right_parties_sit_together);
	tcase_add_test (cases, every_field_that_is_declared_is_asked_about);
	tcase_add_test (cases, the_readme_says_what_the_descriptor_says);
	suite_add_tcase (suite, cases);
	return rt_test_main (suite);
}
