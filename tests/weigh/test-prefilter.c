/* A prefilter saves work and changes no answer: what it rules out, the pattern does not find. */
#include <string.h>
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
};

START_TEST (what_is_ruled_out_is_not_there)
{
	int error;
	PCRE2_SIZE offset;
	pcre2_code *code = pcre2_compile ((PCRE2_SPTR)patterns[_i], PCRE2_ZERO_TERMINATED,
					  PCRE2_UTF | PCRE2_UCP | PCRE2_CASELESS, &error, &offset, NULL);
	ck_assert_msg (code != NULL, "%s is no pattern", patterns[_i]);
	pcre2_match_data *data = pcre2_match_data_create (1, NULL);
	g_autoptr (GPtrArray) literals = rt_prefilter_literals (patterns[_i]);
	for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
		g_autofree RtPrefilter *prefilter = g_new0 (RtPrefilter, 1);
		rt_prefilter_read (prefilter, texts[i], strlen (texts[i]));
		gboolean found =
		    pcre2_match (code, (PCRE2_SPTR)texts[i], strlen (texts[i]), 0, 0, data, NULL) >= 0;
		ck_assert_msg (!found || rt_prefilter_may_match (prefilter, literals),
			       "%s is in \"%s\" and was ruled out", patterns[_i], texts[i]);
	}
	pcre2_match_data_free (data);
	pcre2_code_free (code);
}
END_TEST

START_TEST (most_texts_need_no_look)
{
	g_autoptr (GPtrArray) literals = rt_prefilter_literals ("\\b(?:geweld|geslagen|slaat)\\b");
	ck_assert_ptr_nonnull (literals);
	ck_assert_uint_eq (literals->len, 3);
	g_autofree RtPrefilter *prefilter = g_new0 (RtPrefilter, 1);
	const char *text = "Er is een huurachterstand van vier maanden.";
	rt_prefilter_read (prefilter, text, strlen (text));
	ck_assert (!rt_prefilter_may_match (prefilter, literals));
}
END_TEST

int
main (void)
{
	Suite *suite = suite_create ("prefilter");
	TCase *cases = tcase_create ("prefilter");
	tcase_add_loop_test (cases, what_is_ruled_out_is_not_there, 0, (int)G_N_ELEMENTS (patterns));
	tcase_add_test (cases, most_texts_need_no_look);
	suite_add_tcase (suite, cases);
	return rt_test_main (suite);
}
