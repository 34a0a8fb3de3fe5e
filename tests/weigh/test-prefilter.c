/* A prefilter saves work and changes no answer: what it rules out, the pattern does not find. */
#include <string.h>
#include "libroute/util/automaton.h"
#include "libroute/util/prefilter.h"
#include "libroute/weigh/weigh-private.h"
#include "tests/testing.h"

static const char *const patterns[] = {
    "\\bmes(?:sen)?\\b",
    "\\b(?:geweld|geslagen|slaat)\\b",
    "su[iï]cid\\w*",
    "ge[iï]soleerd|eenzaam\\w*",
    "x?yz",
    "ab*c|def{0,1}g",
    "\\p{L}aan",
    "[]abc]def",
    "[[:alpha:]]\\d",
    "(?:een|twee)?drie",
    "(?i)Hallo",
    "\\boudere (?:jongens|vrienden)\\b",
    "(?=zie)ziek",
    "\\x{61}bc",
    "politie",
    "(?:lang\\w+|kort)e",
    "niets|",
    "straat(?!naam)",
    "kas|sok",
    "(mes|bijl)en",
    "(?<!keuken)mes",
    "(in|op)bijl",
    "(?:a|mes)?bijl",
    "(mes|x)?|bijl",
    "((?<!a)mes|bijl) (?:op|straat)",
};
static const char *const texts[] = {
    "",
    "een mes",
    "Hij slaat en er is GEWELD",
    "suïcidaal",
    "suicidaal",
    "geïsoleerd en eenzaam",
    "yz xyz",
    "ac abc deg defg",
    "gaan laan maan",
    "]def adef",
    "z9",
    "drie eendrie",
    "hallo HALLO",
    "oudere vrienden",
    "ziek",
    "abc",
    "De politie kwam",
    "langste kortere",
    "straat straatnaam",
    "\xe2\x84\xaa"
    "as",
    "\xc5\xbf"
    "ok",
    "kas sok",
    "Kort e korte",
    "messen bijlen keukenmes",
    "opbijl in bijl",
    "bijl op, amesbijl",
    "mes straat, ames op",
};

static pcre2_code *
compile (const char *pattern)
{
	int error;
	PCRE2_SIZE offset;
	pcre2_code *code = pcre2_compile ((PCRE2_SPTR)pattern, PCRE2_ZERO_TERMINATED,
					  PCRE2_UTF | PCRE2_UCP | PCRE2_CASELESS, &error, &offset, NULL);
	ck_assert_msg (code != NULL, "%s is no pattern", pattern);
	return code;
}

/* the places of a pattern's literals in a text; NULL when it has none */
static GArray *
places_in (const char *pattern, const char *text, gboolean *heads)
{
	g_autoptr (GPtrArray) literals = rt_prefilter_literals (pattern, heads);
	if (literals == NULL)
		return NULL;
	RtAutomaton *automaton = rt_automaton_new ();
	for (guint i = 0; i < literals->len; i++)
		ck_assert (rt_automaton_add (automaton, g_ptr_array_index (literals, i), 7));
	rt_automaton_finish (automaton);
	GArray *places = g_array_new (FALSE, FALSE, sizeof (guint64));
	ck_assert (rt_automaton_scan (automaton, text, strlen (text), 1000, places));
	rt_automaton_free (automaton);
	return places;
}

/* letters that fold oddly are looked for otherwise, see signals.c */
static gboolean
folds_oddly (const char *text)
{
	return strstr (text, "\xe2\x84\xaa") != NULL || strstr (text, "\xc5\xbf") != NULL;
}

START_TEST (what_is_ruled_out_is_not_there)
{
	pcre2_code *code = compile (patterns[_i]);
	pcre2_match_data *data = pcre2_match_data_create (1, NULL);
	for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
		gboolean heads = FALSE;
		g_autoptr (GArray) places = places_in (patterns[_i], texts[i], &heads);
		if (places == NULL || folds_oddly (texts[i]))
			continue;
		for (gsize at = 0; pcre2_match (code, (PCRE2_SPTR)texts[i], strlen (texts[i]), at, 0, data, NULL) >= 0;) {
			gsize start = pcre2_get_ovector_pointer (data)[0];
			gboolean found = FALSE;
			for (guint j = 0; j < places->len; j++)
				found = found || !heads || rt_occurrence_start (g_array_index (places, guint64, j)) == start;
			ck_assert_msg (found, "%s is in \"%s\" at %zu and was ruled out", patterns[_i], texts[i], start);
			at = MAX (pcre2_get_ovector_pointer (data)[1], at + 1);
		}
	}
	pcre2_match_data_free (data);
	pcre2_code_free (code);
}
END_TEST

START_TEST (most_texts_need_no_look)
{
	gboolean heads = FALSE;
	g_autoptr (GArray) places =
		places_in ("\\b(?:geweld|geslagen|slaat)\\b", "Er is een huurachterstand van vier maanden.", &heads);
	ck_assert_ptr_nonnull (places);
	ck_assert (heads);
	ck_assert_uint_eq (places->len, 0);
}
END_TEST

START_TEST (literals_are_what_every_match_begins_with)
{
	static const struct {
		const char *pattern, *literals; /* NULL: not plain */
		gboolean heads;
	} cases[] = {
		{"\\b(?:geweld|geslagen|slaat)\\b", "geweld geslagen slaat", TRUE},
		{"mes(?:sen)?", "mes", TRUE},
		{"(?:een|twee)?drie", "drie", FALSE},
		{"huurachterstanden", "huurachterst", TRUE},
		{"ab?cde", "cde", FALSE},
		{"ab", NULL, FALSE},
		{"\\b(?:GHB|Halt(?:-\\w+)?)\\b", "ghb halt", TRUE},
		{"abc|x", NULL, FALSE},
		{"[]|]abc", "abc", FALSE},
		{"(?x) a b c", NULL, FALSE},
		{"abc\\Kdef", NULL, FALSE},
	};
	for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
		gboolean heads = FALSE;
		g_autoptr (GPtrArray) literals = rt_prefilter_literals (cases[i].pattern, &heads);
		ck_assert_msg ((literals == NULL) == (cases[i].literals == NULL), "%s", cases[i].pattern);
		if (literals == NULL)
			continue;
		g_ptr_array_add (literals, NULL);
		g_autofree char *found = g_strjoinv (" ", (char **)literals->pdata);
		g_ptr_array_set_size (literals, (int)literals->len - 1);
		ck_assert_str_eq (found, cases[i].literals);
		ck_assert_int_eq (heads, cases[i].heads);
	}
}
END_TEST

/* every occurrence of every literal, found by looking for each by itself */
static void
expect_places (const char *const *literals, const char *text)
{
	RtAutomaton *automaton = rt_automaton_new ();
	g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (guint64));
	guint wanted = 0;
	for (guint i = 0; literals[i] != NULL; i++)
		ck_assert (rt_automaton_add (automaton, literals[i], i));
	rt_automaton_finish (automaton);
	ck_assert (rt_automaton_scan (automaton, text, strlen (text), 10000, places));
	for (guint i = 0; literals[i] != NULL; i++) {
		for (gsize at = 0; text[at] != '\0'; at++) {
			if (g_ascii_strncasecmp (text + at, literals[i], strlen (literals[i])) != 0)
				continue;
			guint64 occurrence = rt_occurrence (i, (guint32)at);
			gboolean found = FALSE;
			for (guint j = 0; j < places->len; j++)
				found = found || g_array_index (places, guint64, j) == occurrence;
			ck_assert_msg (found, "%s at %zu of %s", literals[i], at, text);
			wanted++;
		}
	}
	ck_assert_uint_eq (places->len, wanted);
	rt_automaton_free (automaton);
}

START_TEST (the_automaton_finds_every_occurrence)
{
	static const char *const literals[] = {"a", "ab", "bab", "bc", "bca", "c", "caa", "abccab", "a b", "ab", NULL};
	g_autoptr (GRand) rand = g_rand_new_with_seed (4);
	for (guint round = 0; round < 300; round++) {
		char text[41];
		for (guint i = 0; i < 40; i++)
			text[i] = "abcAC \xe9"[g_rand_int_range (rand, 0, 7)];
		text[40] = '\0';
		expect_places (literals, text);
	}
}
END_TEST

START_TEST (the_automaton_refuses_what_it_cannot_hold)
{
	RtAutomaton *automaton = rt_automaton_new ();
	g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (guint64));
	ck_assert (!rt_automaton_add (automaton, "", 0));
	ck_assert (!rt_automaton_add (automaton, "caf\xc3\xa9", 0));
	ck_assert (!rt_automaton_add (automaton, "a1", 0));
	g_autoptr (GRand) rand = g_rand_new_with_seed (1);
	gboolean full = FALSE;
	for (guint i = 0; i < 10000 && !full; i++) {
		char word[13];
		for (guint j = 0; j < 12; j++)
			word[j] = (char)g_rand_int_range (rand, 'a', 'z' + 1);
		word[12] = '\0';
		full = !rt_automaton_add (automaton, word, i);
	}
	ck_assert (full);
	ck_assert (rt_automaton_add (automaton, "a", 1));
	rt_automaton_finish (automaton);
	ck_assert (!rt_automaton_scan (automaton, "aaaaaaaa", 8, 4, places));
	rt_automaton_free (automaton);
}
END_TEST

int
main (void)
{
	Suite *suite = suite_create ("prefilter");
	TCase *cases = tcase_create ("prefilter");
	tcase_add_loop_test (cases, what_is_ruled_out_is_not_there, 0, (int)G_N_ELEMENTS (patterns));
	tcase_add_test (cases, most_texts_need_no_look);
	tcase_add_test (cases, literals_are_what_every_match_begins_with);
	tcase_add_test (cases, the_automaton_finds_every_occurrence);
	tcase_add_test (cases, the_automaton_refuses_what_it_cannot_hold);
	suite_add_tcase (suite, cases);
	return rt_test_main (suite);
}
