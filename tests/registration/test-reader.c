/* The door for facts: what is accepted, what is refused, and that every refusal names its place. */
#include <string.h>
#include "libroute/registration/record.h"
#include "tests/testing.h"

static RouteRegistration *
read_text (const char *text, GError **error)
{
	return route_registration_new_from_json (text, -1, error);
}

START_TEST (what_is_accepted)
{
	g_autofree char *text = rt_test_read ("tests/registration/accepted.ndjson", NULL);
	g_auto (GStrv) lines = g_strsplit (g_strchomp (text), "\n", -1);
	for (guint i = 0; lines[i] != NULL; i++) {
		g_autoptr (GError) error = NULL;
		g_autoptr (RouteRegistration) registration = read_text (lines[i], &error);
		ck_assert_msg (registration != NULL, "line %u: %s", i + 1, error != NULL ? error->message : "no error");
	}
}
END_TEST

static RouteError
code_of (const char *name)
{
	static const char *const names[] = { "json", "schema", "forbidden", "limit", "party", NULL };
	for (guint i = 0; names[i] != NULL; i++)
		if (strcmp (names[i], name) == 0)
			return (RouteError) (i + 1);
	ck_abort_msg ("no such code: %s", name);
}

START_TEST (what_is_refused_names_its_place)
{
	g_autofree char *text = rt_test_read ("tests/registration/refused.txt", NULL);
	g_auto (GStrv) lines = g_strsplit (g_strchomp (text), "\n", -1);
	for (guint i = 0; lines[i] != NULL; i++) {
		if (*lines[i] == '#')
			continue;
		g_auto (GStrv) parts = g_strsplit (lines[i], "|", 4);
		g_autoptr (GError) error = NULL;
		g_autoptr (RouteRegistration) registration = read_text (parts[3], &error);
		ck_assert_msg (registration == NULL && error != NULL, "line %u is accepted", i + 1);
		ck_assert_msg (error->domain == ROUTE_ERROR && error->code == (int) code_of (parts[0]), "line %u: code %d: %s", i + 1,
			       error->code, error->message);
		ck_assert_msg (strcmp (route_error_get_pointer (error), parts[1]) == 0, "line %u: %s", i + 1, error->message);
		ck_assert_msg (strstr (route_error_get_reason (error), parts[2]) != NULL, "line %u: %s", i + 1, error->message);
	}
}
END_TEST

static const char whole[] = "{\"id\":\"x\",\"received\":\"2026-11-20\",\"registered_by\":\"politie\",\"narrative\":\"\\u00e9\\ud83d\\ude00\","
			    "\"person\":{\"age\":17,\"measures\":[{\"kind\":\"probation\"}]},\"extra\":{\"a\":[1,{\"b\":null}]}}";

START_TEST (truncated_at_every_byte_is_refused)
{
	for (gsize n = 0; n < strlen (whole); n++) {
		g_autofree char *part = g_strndup (whole, n);
		g_autoptr (GError) error = NULL;
		g_autoptr (RouteRegistration) registration = read_text (part, &error);
		ck_assert_msg (registration == NULL && error != NULL, "the first %zu bytes are accepted", n);
	}
	g_autoptr (RouteRegistration) registration = read_text (whole, NULL);
	ck_assert_ptr_nonnull (registration);
}
END_TEST

/* any byte anywhere: no crash, and an error whenever there is no record */
START_TEST (every_byte_replaced_is_survived)
{
	static const char bytes[] = { 0, '"', '\\', '{', '}', '[', ',', (char) 0xff, (char) 0xc3, '9' };
	for (gsize n = 0; n < strlen (whole); n++)
		for (guint i = 0; i < sizeof bytes; i++) {
			g_autofree char *text = g_strdup (whole);
			text[n] = bytes[i];
			g_autoptr (GError) error = NULL;
			g_autoptr (RouteRegistration) registration =
				route_registration_new_from_json (text, (gssize) strlen (whole), &error);
			ck_assert ((registration == NULL) == (error != NULL));
		}
}
END_TEST

START_TEST (deep_nesting_is_refused_without_a_deep_stack)
{
	GString *text = g_string_new ("{\"extra\":{\"a\":");
	for (guint i = 0; i < 100000; i++)
		g_string_append_c (text, '[');
	g_autoptr (GError) error = NULL;
	g_autoptr (RouteRegistration) registration = route_registration_new_from_json (text->str, (gssize) text->len, &error);
	ck_assert (g_error_matches (error, ROUTE_ERROR, ROUTE_ERROR_LIMIT));
	g_string_free (text, TRUE);
}
END_TEST

static char *
document_with_text (gsize length)
{
	g_autofree char *text = g_strnfill (length, 'a');
	return g_strdup_printf ("{\"id\":\"x\",\"received\":\"2026-11-20\",\"registered_by\":\"politie\",\"narrative\":\"%s\"}", text);
}

START_TEST (texts_end_at_their_limit)
{
	g_autofree char *most = document_with_text (64 * 1024), *more = document_with_text (64 * 1024 + 1),
			*huge = document_with_text (10 * 1024 * 1024);
	g_autoptr (RouteRegistration) good = read_text (most, NULL);
	ck_assert_ptr_nonnull (good);
	const char *const refused[] = { more, huge };
	for (guint i = 0; i < G_N_ELEMENTS (refused); i++) {
		g_autoptr (GError) error = NULL;
		g_autoptr (RouteRegistration) bad = read_text (refused[i], &error);
		ck_assert (g_error_matches (error, ROUTE_ERROR, ROUTE_ERROR_LIMIT));
	}
}
END_TEST

static const char *
alias (const char *name, gpointer user_data)
{
	return strcmp (name, "stedelink") == 0 ? "vestia" : strcmp (name, "politie") == 0 || strcmp (name, "vestia") == 0 ? name : NULL;
}

START_TEST (aliases_become_ids_and_unknown_parties_are_named)
{
	const char *text = "{\"id\":\"x\",\"received\":\"2026-11-20\",\"registered_by\":\"stedelink\","
			   "\"person\":{\"housing\":{\"landlord\":\"stedelink\"}},"
			   "\"sharing\":[{\"source\":\"politie\",\"with\":[\"stedelink\"],\"fields\":[\"incidents\"]}]}";
	g_autoptr (RouteRegistration) given = read_text (text, NULL);
	ck_assert_ptr_nonnull (given);
	g_autoptr (RouteRegistration) resolved = rt_record_resolve_parties (given, alias, NULL, NULL);
	ck_assert_ptr_nonnull (resolved);
	ck_assert_str_eq (rt_record_registered_by (resolved), "vestia");
	ck_assert_str_eq (rt_record_registered_by (given), "stedelink");
	RtSpot landlord = rt_spot ((guint) rt_schema_find_place ("/person/housing/landlord"), 0, 0);
	ck_assert_str_eq (rt_record_at (resolved, landlord)->as.text, "vestia");
	RtSpot with = rt_spot ((guint) rt_schema_find_place ("/sharing/*/with"), 0, 0);
	ck_assert_str_eq (rt_record_at (resolved, with)->as.facts[0].as.text, "vestia");
	g_autoptr (RouteRegistration) again = rt_record_resolve_parties (resolved, alias, NULL, NULL);
	ck_assert_ptr_eq (again, resolved);
}
END_TEST

START_TEST (a_hypothetical_registration_differs_only_where_said)
{
	g_autoptr (RouteRegistration) base = read_text (whole, NULL);
	RtSpot age = rt_spot ((guint) rt_schema_find_place ("/person/age"), 0, 0);
	RtSpot kind = rt_spot ((guint) rt_schema_find_place ("/person/measures/*/kind"), 0, 0);
	RtSpot area = rt_spot ((guint) rt_schema_find_place ("/impact/area"), 0, 0);
	RtAssignment changes[] = { { age, { .kind = RT_FACT_INTEGER, .as.integer = 30 } },
				   { area, { .kind = RT_FACT_BOOLEAN, .as.boolean = TRUE } } };
	g_autoptr (RouteRegistration) other = rt_record_with (base, changes, G_N_ELEMENTS (changes));
	ck_assert_int_eq (rt_record_at (other, age)->as.integer, 30);
	ck_assert (rt_record_at (other, area)->as.boolean);
	ck_assert_int_eq (rt_record_at (base, age)->as.integer, 17);
	ck_assert_int_eq (rt_record_at (base, area)->kind, RT_FACT_ABSENT);
	ck_assert_int_eq (rt_record_at (other, kind)->kind, RT_FACT_WORD);
	GString *pointer = g_string_new (NULL);
	rt_spot_print (kind, pointer);
	ck_assert_str_eq (pointer->str, "/person/measures/0/kind");
	g_string_free (pointer, TRUE);
}
END_TEST

int
main (void)
{
	Suite *suite = suite_create ("reader");
	TCase *cases = tcase_create ("reader");
	tcase_set_timeout (cases, 60);
	tcase_add_test (cases, what_is_accepted);
	tcase_add_test (cases, what_is_refused_names_its_place);
	tcase_add_test (cases, truncated_at_every_byte_is_refused);
	tcase_add_test (cases, every_byte_replaced_is_survived);
	tcase_add_test (cases, deep_nesting_is_refused_without_a_deep_stack);
	tcase_add_test (cases, texts_end_at_their_limit);
	tcase_add_test (cases, aliases_become_ids_and_unknown_parties_are_named);
	tcase_add_test (cases, a_hypothetical_registration_differs_only_where_said);
	suite_add_tcase (suite, cases);
	return rt_test_main (suite);
}
