/* Words that patterns spell out: what is seen of them is what PCRE2 says, wherever it is looked for. */
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <string.h>
#include "libroute/util/spelled.h"
#include "tests/testing.h"

#define XPATH_BEFORE "(?<!(?:[\\p{L}\\p{N}\\x{5F}]))"
#define XPATH_BEHIND "(?!(?:[\\p{L}\\p{N}\\x{5F}]))"

static const char *const spelled[] = {
	"(?i)\\bmes(sen)?\\b",
	"\\bsteek(partij|wapen)\\b",
	"\\b(?:mes|messen|s)",
	"\\b(messen|mes)(s)?",
	"\\b(mes|messen) ?\\b",
	"mess?e?",
	"\\bmes\\w*",
	"\\b(?:mes\\w*|steek) ?",
	"\\b(?:mes\\w*|steek)\\b-",
	"\\bmes\\w*\\b a",
	"\\bgestalkt|\\bstalk(er|ing|t)\\b",
	"\\bniet (?:meer )?op\\b",
	"\\bv\\.?i\\.?\\b",
	"\\bca\\x{EF}ne\\b",
	"su\xc3\xafk\\b",
	XPATH_BEFORE "(vuur)?mes(s)?" XPATH_BEHIND,
	XPATH_BEFORE "\xc3\xa9\xc3\xa9n",
	"-\\w*\\b",
	"s" XPATH_BEFORE,
	"a\\bb",
	"\\b",
};

static const char *const more[] = {
	"mes+", "mes{2}", "mes*", "m[es]s", "m.s", "mes??", "(mes)?+", "(?-i)mes", "mes\\w+", "\\bmes\\d", "mes$", "^mes",
	"\\w*s", "\\w*\\bs", "\\w*\xc3\xa9", "-\\w*" XPATH_BEFORE, "\\b?mes", "(?=mes)", "\\bmes\\b+", "\\w*?-",
	"\xc5\xbf", "\xe2\x84\xaa", "\xc3\x9f", "\xc3\xa5n", "(a)\\1", "(?x)m e s", "(a|b|c|d)?(a|b|c|d)(a|b|c|d)",
	"een woord dat langer is dan waar plaats voor is gemaakt",
};

/* of which texts are made, at random */
static const char *const pieces[] = {
	"mes", "MES", "sen", "s", "S", "steek", "partij", "wapen", " ", "  ", "-", ".", "_", "7", "\n", "stalk", "er", "gestalkt",
	"niet ", "meer ", "op", "v.i.", "VI", "ca\xc3\xafne", "CA\xc3\x8fNE", "su\xc3\xafk", "\xc3\xa9\xc3\xa9n", "vuur", "a", "b",
	"\xc5\xbf", /* long s */
	"\xe2\x84\xaa", /* Kelvin */
	"\xcc\x81", /* a combining accent */
	"\xc4\xb0", /* capital i with a dot */
	"\xc3\x9f", "\xc3\xa9", "\xe2\x80\x99",
};

static char *
text_of (guint seed)
{
	GString *text = g_string_new (NULL);
	GRand *random = g_rand_new_with_seed (seed);
	for (int n = g_rand_int_range (random, 1, 12); n > 0; n--)
		g_string_append (text, pieces[g_rand_int_range (random, 0, G_N_ELEMENTS (pieces))]);
	g_rand_free (random);
	return g_string_free (text, FALSE);
}

/* returns: was it seen? */
static gboolean
check_place (const RtSpelled *self, const pcre2_code *code, pcre2_match_data *data, const char *pattern, const char *text,
	     gsize at)
{
	gsize end = 0;
	RtSpelledSight sight = rt_spelled_at (self, text, strlen (text), at, &end);
	if (sight == RT_SPELLED_UNSEEN)
		return FALSE;
	int result = pcre2_match (code, (PCRE2_SPTR)text, strlen (text), at, 0, data, NULL);
	ck_assert_msg ((result > 0) == (sight == RT_SPELLED_THERE), "%s at %zu of '%s'", pattern, at, text);
	if (result > 0)
		ck_assert_msg (pcre2_get_ovector_pointer (data)[1] == end, "%s at %zu of '%s', to %zu", pattern, at, text, end);
	return TRUE;
}

#define TEXTS 2000u

START_TEST (what_is_seen_is_what_pcre2_says)
{
	int error;
	PCRE2_SIZE offset;
	guint seen = 0, n = 0;
	RtSpelled *self = rt_spelled_new (spelled[_i]);
	ck_assert_msg (self != NULL, "%s", spelled[_i]);
	pcre2_code *code = pcre2_compile ((PCRE2_SPTR)spelled[_i], PCRE2_ZERO_TERMINATED,
					  PCRE2_UTF | PCRE2_UCP | PCRE2_CASELESS | PCRE2_ANCHORED, &error, &offset, NULL);
	pcre2_match_data *data = pcre2_match_data_create (4, NULL);
	for (guint seed = 0; seed < TEXTS; seed++) {
		g_autofree char *text = text_of (seed);
		for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at), n++)
			seen += check_place (self, code, data, spelled[_i], text, (gsize)(at - text)) ? 1 : 0;
	}
	ck_assert_uint_gt (seen, n / 2);
	pcre2_match_data_free (data);
	pcre2_code_free (code);
	rt_spelled_free (self);
}
END_TEST

START_TEST (what_is_more_than_words_is_left_to_pcre2)
{
	RtSpelled *self = rt_spelled_new (more[_i]);
	ck_assert_msg (self == NULL, "%s", more[_i]);
}
END_TEST

int
main (void)
{
	Suite *suite = suite_create ("spelled");
	TCase *cases = tcase_create ("spelled");
	tcase_add_loop_test (cases, what_is_seen_is_what_pcre2_says, 0, G_N_ELEMENTS (spelled));
	tcase_add_loop_test (cases, what_is_more_than_words_is_left_to_pcre2, 0, G_N_ELEMENTS (more));
	suite_add_tcase (suite, cases);
	return rt_test_main (suite);
}
