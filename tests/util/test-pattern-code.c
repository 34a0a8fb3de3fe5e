/* Patterns that are looked for by the interpreter first and by machine code then: the answer is the same from the first look to
 * the last, and limits are limits. */
#include "libroute/util/pattern-code.h"
#include <string.h>
#include "tests/testing.h"

#define LOOKS 120 /* more than the interpreter answers */

static pcre2_match_context *
limits (guint32 steps)
{
	pcre2_match_context *context = pcre2_match_context_create (NULL);
	pcre2_set_match_limit (context, steps);
	pcre2_set_depth_limit (context, RT_PATTERN_CODE_DEPTH);
	return context;
}

static const struct {
	const char *pattern, *text;
	int result;
	gsize start, end;
} looks[] = {
	{ "\\bmes\\w*", "een zakmes en een Messenblok", 1, 18, 28 },
	{ "\\bmes\\b", "een zakmes", PCRE2_ERROR_NOMATCH, 0, 0 },
	{ "(a)|(b)", "b", 3, 0, 1 },
	/* more steps than the interpreter is given: machine code tells */
	{ "(a+)+b", "aaaaaaaaaaaacb", PCRE2_ERROR_NOMATCH, 0, 0 },
	/* more than anyone is given */
	{ "(a+)+b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaacb", PCRE2_ERROR_MATCHLIMIT, 0, 0 },
};

START_TEST (the_answer_is_the_same_at_every_look)
{
	g_autoptr (RtPatternCode) code = rt_pattern_code_new (looks[_i].pattern, PCRE2_UTF | PCRE2_CASELESS);
	pcre2_match_context *context = limits (RT_PATTERN_CODE_STEPS);
	pcre2_match_data *data = pcre2_match_data_create (4, NULL);
	const char *text = looks[_i].text;
	for (int i = 0; i < LOOKS; i++) {
		ck_assert_int_eq (rt_pattern_code_match (code, text, strlen (text), 0, data, context, TRUE), looks[_i].result);
		if (looks[_i].result < 0)
			continue;
		ck_assert_uint_eq (pcre2_get_ovector_pointer (data)[0], looks[_i].start);
		ck_assert_uint_eq (pcre2_get_ovector_pointer (data)[1], looks[_i].end);
	}
	pcre2_match_data_free (data);
	pcre2_match_context_free (context);
}
END_TEST

/* a hundred steps are fewer than the interpreter may take by itself */
START_TEST (narrow_limits_hold_from_the_first_look)
{
	g_autoptr (RtPatternCode) code = rt_pattern_code_new ("(a+)+b", PCRE2_UTF);
	pcre2_match_context *context = limits (100);
	pcre2_match_data *data = pcre2_match_data_create (1, NULL);
	for (int i = 0; i < LOOKS; i++)
		ck_assert_int_eq (rt_pattern_code_match (code, "aaaaaaaacb", 10, 0, data, context, FALSE), PCRE2_ERROR_MATCHLIMIT);
	pcre2_match_data_free (data);
	pcre2_match_context_free (context);
}
END_TEST

/* whoever sees words sees what PCRE2 would find; where that knows more it is asked */
START_TEST (words_are_seen_where_they_stand)
{
	static const char text[] = "een Mes, mes\xc3\xa9 en me\xc5\xbf";
	static const struct {
		gsize from, end;
	} places[] = {{4, 7}, {9, 0}, {5, 0}, {18, 22}};
	const guint32 options = PCRE2_UTF | PCRE2_UCP | PCRE2_CASELESS | PCRE2_ANCHORED;
	g_autoptr (RtPatternCode) code = rt_pattern_code_new ("\\bmes\\b", options);
	pcre2_match_context *context = limits (RT_PATTERN_CODE_STEPS);
	pcre2_match_data *data = pcre2_match_data_create (1, NULL);
	for (guint i = 0; i < G_N_ELEMENTS (places); i++) {
		int result = rt_pattern_code_match (code, text, sizeof text - 1, places[i].from, data, context, TRUE);
		ck_assert_int_eq (result, places[i].end > 0 ? 1 : PCRE2_ERROR_NOMATCH);
		if (result < 0)
			continue;
		ck_assert_uint_eq (pcre2_get_ovector_pointer (data)[0], places[i].from);
		ck_assert_uint_eq (pcre2_get_ovector_pointer (data)[1], places[i].end);
	}
	pcre2_match_data_free (data);
	pcre2_match_context_free (context);
}
END_TEST

START_TEST (of_no_pattern_nothing_is_told)
{
	g_autoptr (RtPatternCode) code = rt_pattern_code_new ("(", PCRE2_UTF);
	ck_assert_int_eq (rt_pattern_code_match (code, "a", 1, 0, NULL, NULL, TRUE), PCRE2_ERROR_NOMEMORY);
	ck_assert_int_eq (rt_pattern_code_match (code, "a", 1, 0, NULL, NULL, FALSE), PCRE2_ERROR_NOMEMORY);
}
END_TEST

int
main (void)
{
	Suite *suite = suite_create ("pattern-code");
	TCase *cases = tcase_create ("pattern-code");
	tcase_add_loop_test (cases, the_answer_is_the_same_at_every_look, 0, G_N_ELEMENTS (looks));
	tcase_add_test (cases, narrow_limits_hold_from_the_first_look);
	tcase_add_test (cases, words_are_seen_where_they_stand);
	tcase_add_test (cases, of_no_pattern_nothing_is_told);
	suite_add_tcase (suite, cases);
	return rt_test_main (suite);
}
