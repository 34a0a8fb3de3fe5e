/* Whether a text is a pattern of XPath is often told without compiling it: that is always right. */
#include <string.h>
#include "libroute/feel/regex.h"
#include "tests/testing.h"

static const char *const pieces[] = {
	"a",   "\xc3\xab", "(",	    ")",      "(?:",	"|",	"[",	 "]",	  "[^",	   "-",	       "\\p{L}", "\\p{IsBasicLatin}",
	"\\P", "\\s",	   "\\D",   "\\i",    "\\c",	"\\W",	"\\1",	 "\\2",	  "\\",	   "?",	       "*",	 "+",
	"{2}", "{0,9}",	   "{9,2}", "{3,}",   "{99999}", ".",	"^",	 "$",	  "-[",	   "\\x",      "\\.",	 "(?=",
	"b-z", "z-b",	   "\\n",   "[a-z]",  "(a)",	"\\{",	"}",	 "#",	  " ",	   "\xf0\x9f\x98\x80",
};

static gboolean
agree (const char *pattern, gsize length, const char *flags)
{
	g_autoptr (RtRegex) regex = rt_regex_new (pattern, length, flags, strlen (flags));
	gboolean said = rt_regex_is_pattern (pattern, length, flags, strlen (flags));
	ck_assert_msg (said == (regex != NULL), "flags \"%s\": %.60s (%u bytes) is %s pattern", flags, pattern, (guint)length,
		       regex != NULL ? "a" : "no");
	return said;
}

START_TEST (what_is_said_to_be_a_pattern_compiles)
{
	static const char *const flags[] = { "", "i", "smi", "x", "q" };
	GRand *rand = g_rand_new_with_seed (11);
	guint right = 0, n = 0;
	for (; n < 20000; n++) {
		g_autoptr (GString) pattern = g_string_new (NULL);
		for (gint more = g_rand_int_range (rand, 1, 7); more > 0; more--)
			g_string_append (pattern, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);
		right += agree (pattern->str, pattern->len, flags[n % G_N_ELEMENTS (flags)]);
	}
	g_rand_free (rand);
	/* both kinds are there */
	ck_assert_uint_gt (right, n / 10);
	ck_assert_uint_lt (right, n - n / 10);
}
END_TEST

/* up to the length that a pattern may have, and over it: what is compiled is larger than what is written */
START_TEST (large_patterns_too)
{
	static const char *const units[] = { "a", "[a]", "[^\\p{L}_]", "\\i", "(?:a|b)+", "a{9}", "(a)", "[a-c-[b]]", "\xc3\xab" };
	for (guint i = 0; i < G_N_ELEMENTS (units); i++)
		for (gsize size = 256; size <= 8192; size *= 2) {
			g_autoptr (GString) pattern = g_string_new (NULL);
			while (pattern->len + strlen (units[i]) <= size)
				g_string_append (pattern, units[i]);
			agree (pattern->str, pattern->len, "");
			agree (pattern->str, pattern->len, "i");
		}
	g_autoptr (GString) deep = g_string_new ("a");
	for (guint i = 0; i < 60; i++) {
		g_string_prepend_c (deep, '(');
		g_string_append_c (deep, ')');
		agree (deep->str, deep->len, "");
	}
}
END_TEST

int
main (void)
{
	Suite *suite = suite_create ("patterns");
	TCase *cases = tcase_create ("patterns");
	tcase_add_test (cases, what_is_said_to_be_a_pattern_compiles);
	tcase_add_test (cases, large_patterns_too);
	suite_add_tcase (suite, cases);
	return rt_test_main (suite);
}
