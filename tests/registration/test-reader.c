/* The door for facts: what is accepted, what is refused, and that every refusal names its place. The cases are
 * data, for the reader here and for the JSON Schema in schema.py. */
#include <string.h>
#include "libroute/util/limits.h"
#include "tests/registration/cases.h"
#include "tests/testing.h"

static RouteRegistration *
read_text (const char *text, GError **error)
{
	return route_registration_new_from_json (text, -1, error);
}

START_TEST (what_is_accepted)
{
	g_auto (GStrv) lines = rt_case_lines ("tests/registration/cases/accepted.txt");
	for (guint i = 0; lines[i] != NULL; i++) {
		g_autofree char *json = rt_case_json (lines[i]);
		g_autoptr (GError) error = NULL;
		g_autoptr (RouteRegistration) registration = read_text (json, &error);
		ck_assert_msg (registration != NULL, "%s: %s", lines[i],
			       error != NULL ? error->message : "no error");
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
	g_auto (GStrv) lines = rt_case_lines ("tests/registration/cases/refused.txt");
	for (guint i = 0; lines[i] != NULL; i++) {
		g_auto (GStrv) parts = g_strsplit (lines[i], "|", 5);
		ck_assert_msg (g_strv_length (parts) == 5, "%s: not five parts", lines[i]);
		g_autofree char *json = rt_case_json (parts[4]);
		g_autoptr (GError) error = NULL;
		g_autoptr (RouteRegistration) registration = read_text (json, &error);
		ck_assert_msg (registration == NULL && error != NULL, "%s: accepted", lines[i]);
		ck_assert_msg (error->domain == ROUTE_ERROR && error->code == (int) code_of (parts[1]),
			       "%s: code %d: %s", lines[i], error->code, error->message);
		ck_assert_msg (strcmp (route_error_get_pointer (error), parts[2]) == 0, "%s: %s", lines[i],
			       error->message);
		ck_assert_msg (strstr (route_error_get_reason (error), parts[3]) != NULL, "%s: %s", lines[i],
			       error->message);
	}
}
END_TEST

static void
assert_refused (const char *text, gsize length, RouteError code, const char *pointer, const char *what)
{
	g_autoptr (GError) error = NULL;
	g_autoptr (RouteRegistration) registration =
		route_registration_new_from_json (text, (gssize) length, &error);
	ck_assert_msg (registration == NULL && error != NULL, "%s: accepted", what);
	ck_assert_msg (g_error_matches (error, ROUTE_ERROR, (int) code), "%s: %s", what, error->message);
	ck_assert_msg (strcmp (route_error_get_pointer (error), pointer) == 0, "%s: at %s", what,
		       route_error_get_pointer (error));
}

/* the pointer is that of the value read last; only the byte tells where a key is wrong */
static void
assert_refused_at_byte (const char *text, gsize length, const char *pointer, gsize byte)
{
	assert_refused (text, length, ROUTE_ERROR_JSON, pointer, text);
	g_autoptr (GError) error = NULL;
	g_autoptr (RouteRegistration) none = route_registration_new_from_json (text, (gssize) length, &error);
	g_autofree char *place = g_strdup_printf ("(at byte %zu)", (size_t) byte);
	ck_assert_msg (none == NULL && g_str_has_suffix (error->message, place), "%s, not %s", error->message, place);
}

/* bytes that a text file of cases cannot hold */
START_TEST (what_is_no_utf8_is_refused_where_it_stands)
{
	static const char *const bad[] = { "\200",
					   "\377",
					   "\303",
					   "\303(",
					   "\300\200",
					   "\301\277",
					   "\340\200\257",
					   "\355\240\200",
					   "\355\277\277",
					   "\360\200\200\200",
					   "\364\220\200\200",
					   "\370\210\200\200\200",
					   "\342\202" };
	for (guint i = 0; i < G_N_ELEMENTS (bad); i++) {
		g_autofree char *keys = g_strdup_printf (
			"+ \"question\": \"well\", \"narrative\": \"0123456789 %s\"", bad[i]);
		g_autofree char *json = rt_case_json (keys);
		gsize byte = (gsize) (strstr (json, bad[i]) - json);
		assert_refused_at_byte (json, strlen (json), "/narrative", byte);
	}
	assert_refused ("\xef\xbb\xbf{}", 5, ROUTE_ERROR_JSON, "", "byte order mark");
	assert_refused ("\xff\xfe{\0}\0", 6, ROUTE_ERROR_JSON, "", "UTF-16");
	assert_refused_at_byte ("{\"id\":\"a\",\"b\377\":1}", 17, "/id", 12);
	assert_refused_at_byte ("{\"id\":\"a\0b\"}", 12, "", 8);
	assert_refused ("", 0, ROUTE_ERROR_JSON, "", "nothing");
}
END_TEST

static const char whole[] =
	"{\"id\":\"x\",\"received\":\"2026-11-20\",\"registered_by\":\"politie\",\"narrative\":"
	"\"\\u00e9\\ud83d\\ude00\","
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
	g_autoptr (RouteRegistration) registration =
		route_registration_new_from_json (text->str, (gssize) text->len, &error);
	ck_assert (g_error_matches (error, ROUTE_ERROR, ROUTE_ERROR_LIMIT));
	g_string_free (text, TRUE);
}
END_TEST

static char *
document_with_text (gsize length)
{
	g_autofree char *text = g_strnfill (length, 'a');
	return g_strdup_printf ("{\"id\":\"x\",\"received\":\"2026-11-20\",\"registered_by\":\"politie\","
				"\"narrative\":\"%s\"}",
				text);
}

START_TEST (texts_end_at_their_limit)
{
	g_autofree char *most = document_with_text (64 * 1024), *more = document_with_text (64 * 1024 + 1),
			*huge = document_with_text (10 * 1024 * 1024);
	g_autoptr (RouteRegistration) good = read_text (most, NULL);
	ck_assert_ptr_nonnull (good);
	/* bytes count, not characters: two for each of these */
	GString *accents = g_string_new ("+ \"question\": \"");
	for (guint i = 0; i < RT_LIMIT_TEXT / 2 + 1; i++)
		g_string_append (accents, "\303\251");
	g_string_append_c (accents, '"');
	g_autofree char *accented = rt_case_json (accents->str);
	g_string_free (accents, TRUE);
	const char *const refused[] = { more, huge, accented };
	for (guint i = 0; i < G_N_ELEMENTS (refused); i++) {
		g_autoptr (GError) error = NULL;
		g_autoptr (RouteRegistration) bad = read_text (refused[i], &error);
		ck_assert (g_error_matches (error, ROUTE_ERROR, ROUTE_ERROR_LIMIT));
	}
}
END_TEST

static char *
repeated (const char *before, const char *item, guint n, const char *after)
{
	GString *keys = g_string_new (before);
	for (guint i = 0; i < n; i++)
		g_string_append_printf (keys, "%s%s", i > 0 ? "," : "", item);
	g_string_append (keys, after);
	char *json = rt_case_json (keys->str);
	g_string_free (keys, TRUE);
	return json;
}

START_TEST (lists_end_at_their_limit)
{
	static const struct {
		const char *before, *item, *after;
		guint most;
		const char *pointer; /* of the item too many, or the list */
	} cases[] = {
		{ "+ \"incidents\": [", "{\"kind\":\"theft\",\"date\":\"2026-11-01\"}", "]", 10000,
		  "/incidents/10000" },
		{ "+ \"problems\": [", "{\"domain\":\"finances\"}", "]", 1000, "/problems/1000" },
		{ "+ \"person\": {\"protective\": [", "\"work\"", "]}", 1000, "/person/protective/1000" },
		{ "+ \"extra\": {\"a\": [", "1", "]}", 1000, "/extra/a/1000" },
		{ "+ \"extra\": {\"a\": [[", "{}", "]]}", 1000, "/extra/a/0/1000" },
	};
	for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
		g_autofree char *most =
			repeated (cases[i].before, cases[i].item, cases[i].most, cases[i].after);
		g_autofree char *more =
			repeated (cases[i].before, cases[i].item, cases[i].most + 1, cases[i].after);
		g_autoptr (RouteRegistration) good = read_text (most, NULL);
		ck_assert_msg (good != NULL, "%s", cases[i].before);
		assert_refused (more, strlen (more), ROUTE_ERROR_LIMIT, cases[i].pointer, cases[i].before);
	}
}
END_TEST

static char *
many_keys (guint n, const char *last)
{
	GString *keys = g_string_new ("+ \"extra\": {");
	for (guint i = 0; i < n; i++)
		g_string_append_printf (keys, "%s\"k%u\": %u", i > 0 ? "," : "", i, i);
	g_string_append_printf (keys, "%s}", last);
	char *json = rt_case_json (keys->str);
	g_string_free (keys, TRUE);
	return json;
}

START_TEST (objects_under_extra_end_at_their_limit)
{
	g_autofree char *most = many_keys (1000, ""), *more = many_keys (1001, ""),
			*twice = many_keys (999, ",\"k0\": 1");
	g_autoptr (RouteRegistration) good = read_text (most, NULL);
	ck_assert_ptr_nonnull (good);
	assert_refused (more, strlen (more), ROUTE_ERROR_LIMIT, "/extra/k1000", "1001 keys");
	assert_refused (twice, strlen (twice), ROUTE_ERROR_SCHEMA, "/extra/k0", "one of a thousand twice");
	g_autofree char *key = g_strnfill (RT_LIMIT_KEY + 1, 'k');
	g_autofree char *extra = g_strdup_printf ("+ \"extra\": {\"a\": {\"%s\": 1}}", key),
			*extra_json = rt_case_json (extra);
	assert_refused (extra_json, strlen (extra_json), ROUTE_ERROR_LIMIT, "/extra/a",
			"a long key under extra");
	g_autofree char *top = g_strdup_printf ("+ \"person\": {\"%s\": 1}", key),
			*top_json = rt_case_json (top);
	assert_refused (top_json, strlen (top_json), ROUTE_ERROR_LIMIT, "/person", "a long key");
	g_autofree char *forbidden =
				g_strdup_printf ("+ \"extra\": {\"%.*snaam\": 1}", RT_LIMIT_KEY - 4, key),
			*forbidden_json = rt_case_json (forbidden);
	g_autoptr (GError) error = NULL;
	ck_assert_ptr_null (read_text (forbidden_json, &error));
	ck_assert (g_error_matches (error, ROUTE_ERROR, ROUTE_ERROR_FORBIDDEN));
}
END_TEST

START_TEST (a_document_ends_at_its_limit)
{
	g_autofree char *json = rt_case_json ("+ \"stage\": \"new\"");
	gsize length = strlen (json);
	g_autofree char *text = g_malloc (RT_LIMIT_DOCUMENT + 1);
	memset (text, ' ', RT_LIMIT_DOCUMENT + 1);
	memcpy (text, json, length);
	g_autoptr (RouteRegistration) good = route_registration_new_from_json (text, RT_LIMIT_DOCUMENT, NULL);
	ck_assert_ptr_nonnull (good);
	assert_refused (text, RT_LIMIT_DOCUMENT + 1, ROUTE_ERROR_LIMIT, "", "one blank too many");
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
	tcase_add_test (cases, what_is_no_utf8_is_refused_where_it_stands);
	tcase_add_test (cases, truncated_at_every_byte_is_refused);
	tcase_add_test (cases, every_byte_replaced_is_survived);
	tcase_add_test (cases, deep_nesting_is_refused_without_a_deep_stack);
	tcase_add_test (cases, texts_end_at_their_limit);
	tcase_add_test (cases, lists_end_at_their_limit);
	tcase_add_test (cases, objects_under_extra_end_at_their_limit);
	tcase_add_test (cases, a_document_ends_at_its_limit);
	suite_add_tcase (suite, cases);
	return rt_test_main (suite);
}
