/* Patterns that are looked for by the interpreter first and by machine code then: the answer is the same from the first look to
 * the last, and limits are limits. */
#include "libroute/util/pattern-code.h"
#include <string.h>
#include "tests/testing.h"

#define LOOKS 120 /* more than the interpreter answers */

static RtPatternCode *
compile (const char *pattern)
{
	int error;
	PCRE2_SIZE offset;
	return rt_pattern_code_new (pcre2_compile ((PCRE2_SPTR)pattern, PCRE2_ZERO_TERMINATED, PCRE2_UTF | PCRE2_CASELESS, &error,
						   &offset, NULL));
}

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
	g_autoptr (RtPatternCode) code = compile (looks[_i].pattern);
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
	g_autoptr (RtPatternCode) code = compile ("(a+)+b");
	pcre2_match_context *context = limits (100);
	pcre2_match_data *data = pcre2_match_data_create (1, NULL);
	for (int i = 0; i < LOOKS; i++)
		ck_assert_int_eq (rt_pattern_code_match (code, "aaaaaaaacb", 10, 0, data, context, FALSE), PCRE2_ERROR_MATCHLIMIT);
	pcre2_match_data_free (data);
	pcre2_match_context_free (context);
}
END_TEST

START_TEST (without_a_pattern_nothing_is_told)
{
	ck_assert_ptr_null (rt_pattern_code_new (NULL));
	ck_assert_int_eq (rt_pattern_code_match (NULL, "a", 1, 0, NULL, NULL, TRUE), PCRE2_ERROR_NOMEMORY);
}
END_TEST

int
main (void)
{
	Suite *suite = suite_create ("pattern-code");
	TCase *cases = tcase_create ("pattern-code");
	tcase_add_loop_test (cases, the_answer_is_the_same_at_every_look, 0, G_N_ELEMENTS (looks));
	tcase_add_test (cases, narrow_limits_hold_from_the_first_look);
	tcase_add_test (cases, without_a_pattern_nothing_is_told);
	suite_add_tcase (suite, cases);
	return rt_test_main (suite);
}
