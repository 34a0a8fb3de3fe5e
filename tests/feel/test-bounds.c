/* Patterns that spell out a word's neighbours are told from texts by looking at those: every answer must stay the same. */
#include <string.h>
#include "libroute/feel/regex.h"
#include "libroute/util/prefilter.h"
#include "tests/testing.h"

#define LEFT "(^|[^\\p{L}\\p{N}_])"
#define RIGHT "([^\\p{L}\\p{N}_]|$)"

static const char *const taken[] = {
	LEFT "mes" RIGHT,
	LEFT "mes",
	LEFT "(steek)?mes(sen)?" RIGHT,
	LEFT "k" RIGHT,
	LEFT "s.{0,3}" RIGHT,
	LEFT "(mes|bijl)" RIGHT,
	"(^|[^\\p{L}\\n])mes([^a\\n]|$)",
	LEFT "mes([^\\p{L}\\n]|[^\\p{L}\\n].{0,8}[^\\p{L}\\n])hij" RIGHT,
	LEFT "[m|(]es" RIGHT,
	LEFT "\\(mes\\|" RIGHT,
	LEFT LEFT "mes" RIGHT,
	LEFT "mes" RIGHT RIGHT,
	LEFT RIGHT,
	LEFT "mes" RIGHT "|" LEFT "bijl" RIGHT,
	LEFT "(mes|k)" RIGHT "|" LEFT "bijl|" LEFT "[|(]mes" RIGHT,
	LEFT "mes([^\\p{L}]|_)",
};

/* what would change its meaning, or is no such pattern, stays as it is */
static const char *const left_alone[] = {
	"mes" RIGHT,
	LEFT "mes|bijl" RIGHT,
	LEFT "mes" RIGHT "|bijl",
	LEFT "|mes",
	LEFT "?mes",
	LEFT "*mes" RIGHT,
	LEFT "{2}mes",
	LEFT "(m)es\\1",
	"(^|[^a-z])mes",
	"(^|[^a-z-[m]])mes",
	LEFT "mes\\" RIGHT,
	LEFT,
	LEFT "(mes",
};

static const char *const texts[] = {
	"", "mes", "Mes", "MES.", "een mes", "een mes!", "messen", "keukenmes", "mes_", "_mes", "mes1", "1mes", "mesmes", "mes mes",
	"\xc3\xabmes", "mes\xc3\xab", "\xc3\xa9 mes \xc3\xa9", "x\nmes\ny", "mes\n", "\nmes", "mes hij", "mes is hij", "mes\nhij", "steekmes",
	"steekmessen.", "bijl", "bijlmes", "een bijl", "k", "\xe2\x84\xaa", " \xe2\x84\xaa ", "s", "\xc5\xbf", "\xc5\xbf.", "sabc ", "(mes|",
	" (mes| ", "|es", "(es ", "mesm", "me\xc5\xbf", " me\xc5\xbf ", " ", "mess", "m es", "mes\xe2\x82\xac", "\xe2\x82\xacmes",
};

START_TEST (every_answer_is_the_same)
{
	static const char *const flags[] = { "", "i", "s", "is", "m", "im" };
	g_autoptr (RtFeelRun) run = rt_feel_run_new (NULL);
	guint hits = 0;
	for (guint p = 0; p < G_N_ELEMENTS (taken) + G_N_ELEMENTS (left_alone); p++) {
		const char *pattern = p < G_N_ELEMENTS (taken) ? taken[p] : left_alone[p - G_N_ELEMENTS (taken)];
		for (guint f = 0; f < G_N_ELEMENTS (flags); f++) {
			gsize length = strlen (pattern), n = strlen (flags[f]);
			g_autoptr (RtRegex) plain = rt_regex_new (pattern, length, flags[f], n);
			g_autoptr (RtRegex) test = rt_regex_new_test (pattern, length, flags[f], n);
			ck_assert_msg ((plain == NULL) == (test == NULL), "%s: no pattern?", pattern);
			for (guint t = 0; plain != NULL && t < G_N_ELEMENTS (texts); t++) {
				RtRegexOutcome wanted = rt_regex_matches (plain, texts[t], strlen (texts[t]),
									  &rt_feel_budget_default);
				ck_assert_msg (rt_regex_test (run, test, texts[t], strlen (texts[t])) == wanted,
					       "%s, flags %s, text %s", pattern, flags[f], texts[t]);
				hits += wanted == RT_REGEX_MATCH;
			}
		}
	}
	ck_assert_uint_gt (hits, 100);
}
END_TEST

START_TEST (neighbours_are_looked_at_and_nothing_else_is_changed)
{
	for (guint i = 0; i < G_N_ELEMENTS (taken); i++) {
		g_autofree char *test = rt_regex_translate_test (taken[i], strlen (taken[i]), FALSE);
		ck_assert_msg (test != NULL && g_str_has_prefix (test, "(?<!"), "%s", taken[i]);
	}
	for (guint i = 0; i < G_N_ELEMENTS (left_alone); i++) {
		g_autofree char *test = rt_regex_translate_test (left_alone[i], strlen (left_alone[i]), FALSE);
		ck_assert_msg (test == NULL, "%s became %s", left_alone[i], test);
	}
}
END_TEST

START_TEST (conditions_begin_words_as_patterns_do)
{
	static const char pattern[] = "(^|[^\\p{L}\\p{N}_])(v\\.?i\\.?|hoort stemmen|su\xc3\xaf" "cide)([^\\p{L}\\p{N}_]|$)";
	g_autofree char *translated = rt_regex_test_text (pattern, strlen (pattern), "i", 1);
	gboolean heads = FALSE;
	g_autoptr (GArray) literals = rt_prefilter_literals (translated, &heads);
	ck_assert (heads);
	ck_assert_uint_eq (literals->len, 4);
	for (guint i = 0; i < literals->len; i++)
		ck_assert (g_array_index (literals, RtLiteral, i).begins_word);
}
END_TEST

int
main (void)
{
	Suite *suite = suite_create ("bounds");
	TCase *cases = tcase_create ("bounds");
	tcase_add_test (cases, every_answer_is_the_same);
	tcase_add_test (cases, neighbours_are_looked_at_and_nothing_else_is_changed);
	tcase_add_test (cases, conditions_begin_words_as_patterns_do);
	suite_add_tcase (suite, cases);
	return rt_test_main (suite);
}
