/* The door for facts: what is accepted, what is refused, and that every refusal names its place. The cases are
 * data, for the reader here and for the JSON Schema in schema.py. */
#include <string.h>
#include "libroute/registration/pack.h"
#include "libroute/registration/record.h"
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

/* ---- texts are looked at in blocks: what is not plain may stand anywhere in one ---- */

#define LONGEST_PLAIN 40u

/* the last bytes of a document are looked at one by one, so the text stands there as well as before more of them */
static GString *
document_of (const char *narrative, gboolean last, gsize *start)
{
	static const char others[] = "\"id\":\"x\",\"received\":\"2026-11-20\",\"registered_by\":\"politie\"";
	GString *json = g_string_new ("{");
	if (last)
		g_string_append_printf (json, "%s,", others);
	g_string_append (json, "\"narrative\":\"");
	*start = json->len;
	g_string_append_printf (json, "%s\"%s%s}", narrative, last ? "" : ",", last ? "" : others);
	return json;
}

static void
assert_narrative (const char *written, const char *wanted, gboolean last)
{
	gsize start = 0;
	g_autoptr (GString) json = document_of (written, last, &start);
	g_autoptr (RouteRegistration) read = route_registration_new_from_json (json->str, (gssize) json->len, NULL);
	ck_assert_msg (read != NULL, "%s", json->str);
	const RtFact *narrative = rt_record_at (read, rt_spot ((guint) rt_schema_find_place ("/narrative"), 0, 0));
	ck_assert_str_eq (narrative->as.text, wanted);
	ck_assert_uint_eq (narrative->length, strlen (wanted));
}

static void
assert_no_narrative (const char *written, gsize byte, const char *reason, gboolean last)
{
	gsize start = 0;
	g_autoptr (GString) json = document_of (written, last, &start);
	g_autoptr (GError) error = NULL;
	g_autoptr (RouteRegistration) read = route_registration_new_from_json (json->str, (gssize) json->len, &error);
	g_autofree char *wanted = g_strdup_printf ("%s (at byte %zu)", reason, (size_t) (start + byte));
	ck_assert_msg (read == NULL && g_str_has_suffix (route_error_get_reason (error), wanted), "%s: %s, not %s", json->str,
		       read == NULL ? error->message : "accepted", wanted);
}

static const struct {
	const char *written, *meant; /* or NULL: it is refused */
	gsize byte;                  /* then: where, behind its beginning */
	const char *reason;
} pieces[] = {
	{ "", "", 0, NULL },
	{ "\\n", "\n", 0, NULL },
	{ "\\\"", "\"", 0, NULL },
	{ "\\\\", "\\", 0, NULL },
	{ "\\u00e9", "\303\251", 0, NULL },
	{ "\\ud83d\\ude00", "\360\237\230\200", 0, NULL },
	{ "\177", "\177", 0, NULL },
	{ "\303\251", "\303\251", 0, NULL },
	{ "\342\202\254\303\251\\t", "\342\202\254\303\251\t", 0, NULL },
	{ "\360\237\230\200", "\360\237\230\200", 0, NULL },
	{ "\001", NULL, 0, "a control character in a string" },
	{ "\037", NULL, 0, "a control character in a string" },
	{ "\303\251\n", NULL, 2, "a control character in a string" },
	{ "\377", NULL, 0, "not UTF-8" },
	{ "\200", NULL, 0, "not UTF-8" },
	{ "\303", NULL, 0, "not UTF-8" },
	{ "\303\251\303", NULL, 2, "not UTF-8" },
	{ "\360\237\230", NULL, 0, "not UTF-8" },
	{ "\\q", NULL, 1, "not JSON: an unknown escape" },
	{ "\\q\377", NULL, 2, "not UTF-8" }, /* text comes before what it says */
	{ "\\\377", NULL, 1, "not UTF-8" },
	{ "\\\303\251", NULL, 1, "not JSON: an unknown escape" },
	{ "\\u00", NULL, 0, "not JSON: \\u without four hexadecimal digits" },
	{ "\\u0000", NULL, 0, "an escaped NUL character is not allowed" },
	{ "\\ud800", NULL, 0, "a lone surrogate escape is no character" },
};

/* so many plain characters, none a hexadecimal digit, with a piece among them */
static void
try_piece (gsize piece, gsize length, gsize place)
{
	static const char plain[] = "Ghijklmnopqrstuvwxyz ,.:[]{}/'~ZyxwvGhij";
	const char *meant = pieces[piece].meant;
	int before = (int) place, behind = (int) (length - place);
	g_autofree char *written =
		g_strdup_printf ("%.*s%s%.*s", before, plain, pieces[piece].written, behind, plain + place);
	g_autofree char *wanted =
		g_strdup_printf ("%.*s%s%.*s", before, plain, meant != NULL ? meant : "", behind, plain + place);
	for (int last = 0; last <= 1; last++)
		if (meant != NULL)
			assert_narrative (written, wanted, last);
		else
			assert_no_narrative (written, place + pieces[piece].byte, pieces[piece].reason, last);
}

START_TEST (what_is_not_plain_is_found_anywhere_in_a_text)
{
	for (gsize i = 0; i < G_N_ELEMENTS (pieces); i++)
		for (gsize length = 0; length <= LONGEST_PLAIN; length++)
			for (gsize place = 0; place <= length; place++)
				try_piece (i, length, place);
}
END_TEST

START_TEST (a_text_that_does_not_end_is_refused_at_the_end)
{
	for (gsize length = 0; length <= LONGEST_PLAIN; length++) {
		g_autofree char *filling = g_strnfill (length, 'x');
		const char *const ends[] = { "", "\\", "\\\"", "\303\251" };
		for (guint i = 0; i < G_N_ELEMENTS (ends); i++) {
			g_autofree char *json = g_strdup_printf ("{\"narrative\":\"%s%s", filling, ends[i]);
			assert_refused_at_byte (json, strlen (json), "/narrative", strlen (json));
		}
	}
}
END_TEST

/* ---- keys are sought in the order of the vocabulary first ---- */

static const char *const members[] = {
	"\"kind\":\"theft\"",     "\"date\":\"2026-11-01\"", "\"role\":\"self\"",        "\"group\":true",
	"\"severity\":\"serious\"", "\"place\":\"home\"",      "\"status\":\"disputed\"", "\"source\":\"politie\"",
};
#define N_MEMBERS G_N_ELEMENTS (members)

/* an incident with each member, from one of them on, by steps of some (odd, so that each has its turn), and one once more */
static char *
incident (guint from, guint step, int again)
{
	g_autoptr (GString) keys = g_string_new ("+ \"incidents\": [{");
	for (guint i = 0; i < N_MEMBERS; i++)
		g_string_append_printf (keys, "%s%s", i > 0 ? "," : "", members[(from + i * step) % N_MEMBERS]);
	if (again >= 0)
		g_string_append_printf (keys, ",%s", members[again]);
	g_string_append (keys, "}]");
	return rt_case_json (keys->str);
}

START_TEST (keys_may_come_in_any_order_but_once)
{
	g_autofree char *usual = incident (0, 1, -1);
	g_autoptr (RouteRegistration) wanted = read_text (usual, NULL);
	RtSpot incidents = rt_spot ((guint) rt_schema_find_place ("/incidents"), 0, 0);
	const RtFact *facts = rt_record_at (wanted, incidents)->as.facts[0].as.facts;
	for (guint from = 0; from < N_MEMBERS; from++)
		for (guint step = 1; step < N_MEMBERS; step += 2) {
			g_autofree char *json = incident (from, step, -1);
			g_autoptr (RouteRegistration) read = read_text (json, NULL);
			ck_assert_msg (read != NULL, "%s", json);
			const RtFact *found = rt_record_at (read, incidents)->as.facts[0].as.facts;
			for (guint i = 0; i < N_MEMBERS; i++) {
				ck_assert_int_eq (found[i].kind, facts[i].kind);
				if (found[i].kind == RT_FACT_TEXT)
					ck_assert_str_eq (found[i].as.text, facts[i].as.text);
				else
					ck_assert_int_eq (found[i].as.word, facts[i].as.word);
			}
			g_autofree char *twice = incident (from, step, (int) ((from + step) % N_MEMBERS));
			const char *again = members[(from + step) % N_MEMBERS] + 1;
			g_autofree char *pointer =
				g_strdup_printf ("/incidents/0/%.*s", (int) strcspn (again, "\""), again);
			assert_refused (twice, strlen (twice), ROUTE_ERROR_SCHEMA, pointer, twice);
		}
}
END_TEST

START_TEST (a_key_is_what_it_means_not_how_it_is_written)
{
	static const struct {
		const char *keys, *pointer; /* NULL: accepted */
	} cases[] = {
		{ "{\"kin\\u0064\":\"theft\",\"\\u0064\\u0061\\u0074\\u0065\":\"2026-11-01\"}", NULL },
		{ "{\"kind\":\"theft\",\"kin\\u0064\":\"theft\",\"date\":\"2026-11-01\"}", "/incidents/0/kind" },
		{ "{\"kind\":\"theft\",\"date\":\"2026-11-01\",\"\":1}", "/incidents/0/" },
		{ "{\"kin\":\"theft\",\"date\":\"2026-11-01\"}", "/incidents/0/kin" },
		{ "{\"kinds\":\"theft\",\"date\":\"2026-11-01\"}", "/incidents/0/kinds" },
		{ "{\"kine\":\"theft\",\"date\":\"2026-11-01\"}", "/incidents/0/kine" },
		{ "{\"Kind\":\"theft\",\"date\":\"2026-11-01\"}", "/incidents/0/Kind" },
		{ "{\"kind\\n\":\"theft\",\"date\":\"2026-11-01\"}", "/incidents/0/kind\n" },
		{ "{\"kind\":null,\"date\":\"2026-11-01\",\"kind\":\"theft\"}", "/incidents/0/kind" },
		{ "{\"kind\":null,\"date\":\"2026-11-01\"}", "/incidents/0" },
	};
	for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
		g_autofree char *keys = g_strdup_printf ("+ \"incidents\": [%s]", cases[i].keys);
		g_autofree char *json = rt_case_json (keys);
		g_autoptr (RouteRegistration) read = read_text (json, NULL);
		ck_assert_msg ((read != NULL) == (cases[i].pointer == NULL), "%s", json);
		if (read == NULL)
			assert_refused (json, strlen (json), ROUTE_ERROR_SCHEMA, cases[i].pointer, json);
	}
}
END_TEST

/* more values than there is room for at once, lists within lists among them */
START_TEST (long_lists_within_long_lists_come_back)
{
	g_autoptr (GString) keys = g_string_new ("+ \"household\": {\"members\": [");
	for (guint i = 0; i < 200; i++) {
		g_string_append_printf (keys, "%s{\"relation\":\"child\",\"age\":%u,\"conditions\":[", i > 0 ? "," : "",
					i % 100);
		for (guint j = 0; j < i; j++)
			g_string_append_printf (keys, "%s{\"kind\":\"autism\",\"source\":\"s%u\"}", j > 0 ? "," : "",
						j);
		g_string_append (keys, "]}");
	}
	g_string_append (keys, "]}");
	g_autofree char *json = rt_case_json (keys->str);
	g_autoptr (RouteRegistration) read = read_text (json, NULL);
	ck_assert_ptr_nonnull (read);
	guint age = (guint) rt_schema_find_place ("/household/members/*/age");
	guint source = (guint) rt_schema_find_place ("/household/members/*/conditions/*/source");
	for (guint i = 0; i < 200; i++) {
		ck_assert_int_eq (rt_record_at (read, rt_spot (age, i, 0))->as.integer, i % 100);
		for (guint j = 0; j < i; j++) {
			g_autofree char *wanted = g_strdup_printf ("s%u", j);
			ck_assert_str_eq (rt_record_at (read, rt_spot (source, i, j))->as.text, wanted);
		}
		ck_assert_int_eq (rt_record_at (read, rt_spot (source, i, i))->kind, RT_FACT_ABSENT);
	}
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

/* a text need not end in anything, and nothing that follows it is its own: an AddressSanitizer sees whoever looks */
START_TEST (nothing_behind_a_text_is_read)
{
	g_autofree char *typical = rt_test_read ("tests/registration/typical.json", NULL);
	const char *const texts[] = { whole, typical };
	for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
		for (gsize n = 1; n < strlen (texts[i]); n++) {
			g_autofree char *part = g_memdup2 (texts[i], n);
			g_autoptr (RouteRegistration) registration = route_registration_new_from_json (part, (gssize) n, NULL);
			gboolean complete = strspn (texts[i] + n, " \n") == strlen (texts[i] + n);
			ck_assert_msg ((registration != NULL) == complete, "text %u, the first %zu bytes", i, n);
		}
}
END_TEST

/* every value and key of a document with blanks around it, or with none */
static char *
spaced (const char *text, const char *blank)
{
	GString *out = g_string_new (NULL);
	gboolean within = FALSE;
	for (; *text != '\0'; text++) {
		if (within || strchr (" \n\t", *text) == NULL)
			g_string_append_c (out, *text);
		if (within && *text == '\\')
			g_string_append_c (out, *++text);
		else if (*text == '"')
			within = !within;
		if (!within && strchr ("{}[],:\"", *text) != NULL)
			g_string_append (out, blank);
	}
	return g_string_free (out, FALSE);
}

static GByteArray *
packed (const char *text)
{
	const RtPlaceSet everything = { .bits = { G_MAXUINT64, G_MAXUINT64, G_MAXUINT64, G_MAXUINT64 } };
	g_autoptr (RouteRegistration) registration = read_text (text, NULL);
	ck_assert_msg (registration != NULL, "%s", text);
	GByteArray *out = g_byte_array_new ();
	rt_record_pack (registration, &everything, out);
	return out;
}

START_TEST (blanks_between_pieces_say_nothing)
{
	static const char *const blanks[] = { " ", "\n\t", "                                " };
	g_autofree char *typical = rt_test_read ("tests/registration/typical.json", NULL);
	g_autofree char *dense = spaced (typical, "");
	g_autoptr (GByteArray) wanted = packed (dense);
	for (guint i = 0; i < G_N_ELEMENTS (blanks); i++) {
		g_autofree char *text = spaced (typical, blanks[i]);
		g_autoptr (GByteArray) found = packed (text);
		ck_assert_uint_eq (found->len, wanted->len);
		ck_assert_mem_eq (found->data, wanted->data, wanted->len);
	}
}
END_TEST

/* values that are read at one look, and those next to them that are not */
START_TEST (a_value_is_the_same_however_it_is_read)
{
	static const struct {
		const char *level, *group;
		int number, truth; /* -1: refused, or not given */
	} cases[] = {
		{ "1", "true", 1, 1 },    { "5", "false", 5, 0 },   { "3.0", "true ", 3, 1 }, { "05", "false", -1, -1 },
		{ "0", "true", -1, -1 },  { "6", "true", -1, -1 },  { "1", "xalse", -1, -1 },  { "1", "truex", -1, -1 },
		{ "1", "falsy", -1, -1 }, { "1x", "true", -1, -1 }, { "null", "null", -1, -1 }, { "2 ", "false\n", 2, 0 },
		{ "-1", "true", -1, -1 }, { "1", "fals", -1, -1 },  { "1e0", "true", 1, 1 },
	};
	for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
		gboolean accepted = cases[i].number >= 0 || strcmp (cases[i].level, "null") == 0;
		g_autofree char *keys = g_strdup_printf ("+ \"problems\":[{\"domain\":\"housing\",\"level\":%s}],"
							 "\"incidents\":[{\"kind\":\"theft\",\"date\":\"2026-11-01\","
							 "\"group\":%s}],\"extra\":{\"%064d\":1}",
							 cases[i].level, cases[i].group, 0);
		g_autofree char *json = rt_case_json (keys);
		g_autoptr (RouteRegistration) read = read_text (json, NULL);
		ck_assert_msg ((read != NULL) == accepted, "%s", json);
		if (!accepted)
			continue;
		RtSpot level = rt_spot ((guint) rt_schema_find_place ("/problems/*/level"), 0, 0);
		RtSpot group = rt_spot ((guint) rt_schema_find_place ("/incidents/*/group"), 0, 0);
		const RtFact *number = rt_record_at (read, level), *truth = rt_record_at (read, group);
		ck_assert_int_eq (number->kind == RT_FACT_INTEGER ? (int) number->as.integer : -1, cases[i].number);
		ck_assert_int_eq (truth->kind == RT_FACT_BOOLEAN ? truth->as.boolean : -1, cases[i].truth);
	}
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
	g_autofree char *second = g_strdup_printf ("+ \"extra\": {\"a\": {\"b\": 2, \"%s\": 1}}", key),
			*second_json = rt_case_json (second);
	assert_refused (second_json, strlen (second_json), ROUTE_ERROR_LIMIT, "/extra/a", "a long key behind another");
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
	tcase_add_test (cases, what_is_not_plain_is_found_anywhere_in_a_text);
	tcase_add_test (cases, a_text_that_does_not_end_is_refused_at_the_end);
	tcase_add_test (cases, keys_may_come_in_any_order_but_once);
	tcase_add_test (cases, a_key_is_what_it_means_not_how_it_is_written);
	tcase_add_test (cases, long_lists_within_long_lists_come_back);
	tcase_add_test (cases, truncated_at_every_byte_is_refused);
	tcase_add_test (cases, nothing_behind_a_text_is_read);
	tcase_add_test (cases, blanks_between_pieces_say_nothing);
	tcase_add_test (cases, a_value_is_the_same_however_it_is_read);
	tcase_add_test (cases, every_byte_replaced_is_survived);
	tcase_add_test (cases, deep_nesting_is_refused_without_a_deep_stack);
	tcase_add_test (cases, texts_end_at_their_limit);
	tcase_add_test (cases, lists_end_at_their_limit);
	tcase_add_test (cases, objects_under_extra_end_at_their_limit);
	tcase_add_test (cases, a_document_ends_at_its_limit);
	suite_add_tcase (suite, cases);
	return rt_test_main (suite);
}
