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
    "\\bkas|\\bsok",
    "\\b(?:kas|sok)\\b",
    "[^a-z]sok|[^a-zA-Z0-9_]kas",
    "(mes|bijl)en",
    "(?<!keuken)mes",
    "(in|op)bijl",
    "(?:a|mes)?bijl",
    "(mes|x)?|bijl",
    "((?<!a)mes|bijl) (?:op|straat)",
    "\\b(?:vuur)?wapens?\\b",
    "\\b(?:een)*drie",
    "(?:abc)+d",
    "\\b\xc3\xa9\xc3\xa9n\\b",
    "(?<!(?:[\\p{L}\\p{N}\\x{5F}]))(?:mes|bijl)(?![\\p{L}\\p{N}\\x{5F}])",
    "[^]x]mes",
    "[[:alpha:]x]mes|[^[:digit:]]bijl",
    "(?:[)(]mes|\\(bijl)e",
    "^mes|bijl",
    "(?:^mes|^bijl)+en",
    "\\pLmes|bijl\\pL",
    "[a\\]b]mes",
    "\\x{20ac}mes|\\x{e9}\\x{e9}n",
    "me{s|mes{1,2}x|mes{2}",
    "(?>mes)en",
    "mes\\.bijl|mes\\/bijl",
    "(?:(mes)|[(]bijl)[)]?",
    "(?:mes(?:je|[(])|bijl)s",
    "\\bmes\\b|\\Bbijl\\B",
    "mes(?=en)|bijl(?!en)",
    "(?:)mes",
    "m\\x{00000065}s",
    "\xc3\xb7mes|\xc3\x97" "bijl",
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
    "\xc5\xbf\xc5\xbf" "ok \xe2\x84\xaa\xe2\x84\xaa" "as, \xc5\xbfo\xe2\x84\xaa ka\xc5\xbf -\xc5\xbfok \xe2\x84\xaa\xc5\xbf ok",
    "\xc5\xbf\xe2\x84\xaa" "as me\xc5\xbf" "en slaat \xe2\x82\xac\xe2\x84\xab me\xc5\xbf, me\xc5\xbf\xc5\xbf" "en, kasme\xc5\xbf",
    "kas sok",
    "Kort e korte",
    "messen bijlen keukenmes",
    "opbijl in bijl",
    "bijl op, amesbijl",
    "mes straat, ames op",
    "\xc3\x89\xc3\x89N vuurwapen, wapens",
    "1mes _mes \xc3\xa9mes -mes\xc3\xa9",
    "wapen",
    "eeneendrie abcabcd",
    "]mes xmes (mes) amesje",
    "mes.bijl mes/bijl (bijle",
    "me{s messx messssx",
    "\xc3\xb7mes \xc3\x97" "bijl \xe2\x82\xac" "mes",
    "mesjes bijls messen mes(s",
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

static RtAutomaton *
automaton_of (GArray *literals)
{
	RtAutomaton *automaton = rt_automaton_new ();
	for (guint i = 0; i < literals->len; i++)
		ck_assert (rt_automaton_add (automaton, &g_array_index (literals, RtLiteral, i), i));
	rt_automaton_finish (automaton);
	return automaton;
}

static GArray *
places_of (GArray *literals, const char *text)
{
	RtAutomaton *automaton = automaton_of (literals);
	GArray *places = g_array_new (FALSE, FALSE, sizeof (guint64));
	ck_assert (rt_automaton_scan (automaton, text, strlen (text), 1000, places));
	rt_automaton_free (automaton);
	return places;
}

/* the places of a pattern's literals in a text; NULL when it has none */
static GArray *
places_in (const char *pattern, const char *text, gboolean *heads)
{
	g_autoptr (GArray) literals = rt_prefilter_literals (pattern, heads);
	return literals != NULL ? places_of (literals, text) : NULL;
}

/* what stands behind a gap is in the text too, wherever; TRUE where something has to stand there */
static gboolean
expect_others (const char *pattern, const char *text)
{
	g_autoptr (GArray) others = rt_prefilter_others (pattern);
	if (others == NULL)
		return FALSE;
	g_autoptr (GArray) places = places_of (others, text);
	ck_assert_msg (places->len > 0, "%s is in \"%s\", and what stands behind its gap is not", pattern, text);
	return TRUE;
}

static gboolean
is_among (GArray *places, gsize start)
{
	for (guint i = 0; i < places->len; i++)
		if (rt_occurrence_start (g_array_index (places, guint64, i)) == start)
			return TRUE;
	return FALSE;
}

static RtSweep *
sweep_for (const RtSweeper *sweeper, const char *text)
{
	RtSweep *sweep = rt_sweep_new (sweeper);
	rt_sweep_set_text (sweep, text, strlen (text), FALSE);
	return sweep;
}

static RtSweeper *
sweeper_of (const char *pattern)
{
	RtSweeper *sweeper = rt_sweeper_new ();
	rt_sweeper_add (sweeper, pattern);
	rt_sweeper_finish (sweeper);
	return sweeper;
}

/* the same of the pass over a text, where letters fold oddly too */
static gboolean
may_begin_at (RtSweep *sweep, gsize start)
{
	RtSweepLook look = rt_sweep_look (sweep, 0);
	gboolean may = look.where == RT_SWEEP_EVERYWHERE;
	for (guint i = 0; look.where == RT_SWEEP_THERE && i < look.n_places; i++)
		may = may || look.places[i] == start;
	return may;
}

static gboolean
folds_oddly (const char *text)
{
	return strstr (text, "\xe2\x84\xaa") != NULL || strstr (text, "\xc5\xbf") != NULL;
}

/* Wherever a match begins, be it within another, is one of the places, or some place is there when they are no beginnings.
 * Returns how many begin. */
static guint
expect_matches (const char *pattern, pcre2_code *code, const char *text, guint *paired)
{
	gboolean heads = FALSE;
	guint n = 0;
	g_autoptr (GArray) places = places_in (pattern, text, &heads);
	if (places == NULL)
		return 0;
	RtSweeper *sweeper = sweeper_of (pattern);
	RtSweep *sweep = sweep_for (sweeper, text);
	pcre2_match_data *data = pcre2_match_data_create (1, NULL);
	for (const char *at = text;; at = g_utf8_next_char (at)) {
		gsize start = (gsize)(at - text);
		if (pcre2_match (code, (PCRE2_SPTR)text, strlen (text), start, PCRE2_ANCHORED, data, NULL) >= 0) {
			/* of letters that fold oddly the literals alone say nothing; the sweep does */
			gboolean known = heads ? is_among (places, start) : places->len > 0;
			ck_assert_msg ((known || folds_oddly (text)) && may_begin_at (sweep, start),
				       "%s is in \"%s\" at %zu and was ruled out", pattern, text, start);
			n++;
			*paired += folds_oddly (text) ? 0 : expect_others (pattern, text);
		}
		if (*at == '\0')
			break;
	}
	pcre2_match_data_free (data);
	rt_sweep_free (sweep);
	rt_sweeper_free (sweeper);
	return n;
}

START_TEST (what_is_ruled_out_is_not_there)
{
	pcre2_code *code = compile (patterns[_i]);
	guint paired = 0;
	for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
		expect_matches (patterns[_i], code, texts[i], &paired);
	pcre2_code_free (code);
}
END_TEST

/* ---- by chance ---- */

/* what patterns are made of, and what texts are: few letters, so that they meet */
static const char *const pieces[] = {
    "a", "b", "ab", "abc", "bca", "cab", " ", "caa b", "\xc3\xa9", "\xc3\x89" "ab", "\\x{E9}", "\\x{61}", "\\b", "\\b", "^", "$",
    "\\w", "\\w*", ".", ".{0,3}", "[ab]", "[a\xc3\xa9]", "[a-c]", "[^a]", "[]a]",
    "\\s", "\\.", "_", "1", "2", "-", ",", "{", "}", "a{", "\\x{2E}", "(?=a)", "(?!ab)", "(?<!a)",
    "(?<!(?:[\\p{L}\\p{N}\\x{5F}]))", "(?<!b )", "a{2}", "b{0,1}", "(?s:.)", "\xc3\x9f", "\xc3\xa5", "\xc4\x81", "|", "|", "|",
};
static const char *const bits[] = {
    "a", "b", "c", "A", "B", "ab", "abc", "bca", "Cab", "caa b", " ", " ", "\xc3\xa9", "\xc3\x89", "_",
    "1", "2", "-", "{", "}", ".", "\n", "\xc3\x9f",
    "\xc3\xa5", "\xe2\x84\xab", "\xc4\x80", "\xf0\x9f\x98\x80",
};

static void
append_piece (GString *out, GRand *rand, guint depth)
{
	static const char *const opens[] = {"(", "(?:"};
	static const char *const signs[] = {"", "", "", "", "?", "*", "+", "??", "?+", "{0,2}"};
	if (depth == 0 || g_rand_int_range (rand, 0, 4) != 0) {
		g_string_append (out, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);
		return;
	}
	g_string_append (out, opens[g_rand_int_range (rand, 0, G_N_ELEMENTS (opens))]);
	for (gint32 n = g_rand_int_range (rand, 1, 5); n > 0; n--)
		append_piece (out, rand, depth - 1);
	g_string_append_c (out, ')');
	g_string_append (out, signs[g_rand_int_range (rand, 0, G_N_ELEMENTS (signs))]);
}

/* of a word with a c the same with a letter that may stand in a text in three ways */
static const char *const letters[][3] = {{"c", "C", "c"}, {"s", "S", "\xc5\xbf"}, {"k", "K", "\xe2\x84\xaa"}};

static void
append_bit (GString *out, const char *bit, GRand *rand, const char *const c[3])
{
	for (; *bit != '\0'; bit++)
		if (g_ascii_tolower (*bit) == 'c')
			g_string_append (out, c[g_rand_int_range (rand, 0, 3)]);
		else
			g_string_append_c (out, *bit);
}

START_TEST (by_chance_too_what_is_ruled_out_is_not_there)
{
	g_autoptr (GRand) rand = g_rand_new_with_seed (11);
	guint begun = 0, told = 0, paired = 0;
	for (guint round = 0; round < 6000; round++) {
		const char *const *c = letters[round % G_N_ELEMENTS (letters)];
		g_autoptr (GString) pattern = g_string_new (g_rand_boolean (rand) ? "" : "\\b");
		for (gint32 n = g_rand_int_range (rand, 1, 6); n > 0; n--)
			append_piece (pattern, rand, 2);
		g_string_replace (pattern, "c", c[0], 0);
		int error;
		PCRE2_SIZE offset;
		pcre2_code *code = pcre2_compile ((PCRE2_SPTR)pattern->str, PCRE2_ZERO_TERMINATED,
						  PCRE2_UTF | PCRE2_UCP | PCRE2_CASELESS, &error, &offset, NULL);
		gboolean heads = FALSE;
		g_autoptr (GArray) literals = code != NULL ? rt_prefilter_literals (pattern->str, &heads) : NULL;
		told += heads;
		for (guint i = 0; literals != NULL && i < 10; i++) {
			g_autoptr (GString) text = g_string_new (NULL);
			for (gint32 n = g_rand_int_range (rand, 0, 30); n > 0; n--)
				append_bit (text, bits[g_rand_int_range (rand, 0, G_N_ELEMENTS (bits))], rand, c);
			begun += expect_matches (pattern->str, code, text->str, &paired);
		}
		pcre2_code_free (code);
	}
	ck_assert_uint_gt (told, 300);
	ck_assert_uint_gt (begun, 1000);
	ck_assert_uint_gt (paired, 40);
}
END_TEST

/* ---- what is told ---- */

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

static char *
told (GArray *literals)
{
	GString *found = g_string_new (NULL);
	for (guint j = 0; j < literals->len; j++) {
		const RtLiteral *literal = &g_array_index (literals, RtLiteral, j);
		g_string_append_printf (found, "%s%s%s", j > 0 ? " " : "", literal->begins_word ? "<" : "", literal->text);
	}
	return g_string_free (found, FALSE);
}

START_TEST (literals_are_what_every_match_begins_with)
{
	static const struct {
		const char *pattern, *literals; /* `<`: of words it begins; NULL: not plain */
		gboolean heads;
	} cases[] = {
		{"\\b(?:geweld|geslagen|slaat)\\b", "<geslagen <geweld <slaat", TRUE},
		{"mes(?:sen)?", "mes", TRUE},
		{"(?:een|twee)?drie", "drie eendrie tweedrie", TRUE},
		{"huurachterstanden", "huurachterst", TRUE},
		{"ab?cde", "abcde acde", TRUE},
		{"ab", NULL, FALSE},
		{"\\b(?:GHB|Halt(?:-\\w+)?)\\b", "<ghb <halt", TRUE},
		{"abc|x", NULL, FALSE},
		{"[]|]abc", "abc", FALSE},
		{"(?x) a b c", NULL, FALSE},
		{"(?ix) a b c", NULL, FALSE},
		{"ab(?x) c d e|f g h i", NULL, FALSE},
		{"abc\\Kdef", NULL, FALSE},
		{"\\Qabc|def\\E", NULL, FALSE},
		{"\\x61bcd", NULL, FALSE},
		{"\\w+\\pLabc", NULL, FALSE},
		{"x(*ACCEPT)abcdef", NULL, FALSE},
		{"x(?#abc)def", NULL, FALSE},
		{"(?<abc>x)\\k<abc>", NULL, FALSE},
		{"\\bsu[iï]cid", "<suicid <suïcid", TRUE},
		{"\\bGEÏSOLEERD", "<geïsoleerd", TRUE},
		{"(?<!(?:[\\p{L}\\p{N}\\x{5F}]))hoort\\x{20}st", "<hoort st", TRUE},
		{"(?<!keuken)mes", "mes", TRUE},
		{"\\b(geen )?aangifte", "<aangifte <geen aangift", TRUE},
		{"\\b (?:meer|min)", " meer  min", TRUE},
		{"abc\\w*def", "abc", TRUE},
		{"\\w*abc+d", "abc", FALSE},
		{"abc{0,1}def", "def", FALSE},
		{"abcx{0,1}de", "abc", TRUE},
		{"straße", "stra", TRUE},
		{"\\b(?:v\\.?i\\.?|vrij)", "<v.i <vi <vrij", TRUE},
		{"\\x{2E}net\\-2", ".net-2", TRUE},
		{"\\b\\.net", ".net", TRUE},
		{"abcd{x|yz}", "abc yz}", TRUE},
		{"\\d{a|b}cde", NULL, FALSE},
		{"\\d{2}cde", "cde", FALSE},
		{"(a)\\12bcd", NULL, FALSE},
		{"[a-z]bcde", "bcde", FALSE},
		{"[a\\-]bcde", "-bcde abcde", TRUE},
		{"(?:a|b)(?:a|b)(?:a|b)(?:a|b)(?:a|b)",
		 "aaaa aaab aaba aabb abaa abab abba abbb baaa baab baba babb bbaa bbab bbba bbbb", TRUE},
	};
	for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
		gboolean heads = FALSE;
		g_autoptr (GArray) literals = rt_prefilter_literals (cases[i].pattern, &heads);
		ck_assert_msg ((literals == NULL) == (cases[i].literals == NULL), "%s", cases[i].pattern);
		if (literals == NULL)
			continue;
		g_autofree char *found = told (literals);
		ck_assert_str_eq (found, cases[i].literals);
		ck_assert_int_eq (heads, cases[i].heads);
	}
}
END_TEST

START_TEST (what_stands_behind_a_gap_is_told)
{
	static const struct {
		const char *pattern, *others; /* `<`: of words it begins; NULL: there are none */
	} cases[] = {
		{"\\bschool\\w*.{0,30}\\bslaan\\b", "<slaan"},
		{"(?i)\\bkat(en|s)?\\b.{0,40}\\b(koevoet|paniek)\\b", "<koevoet <paniek"},
		{"mes.*bijl", "bijl"},
		{"mes.+?bijl", "bijl"},
		{"(?:mes.{1,4}|op )bijl", "bijl"},
		{"mes.{0,3}bijl|brand", "bijl brand"},
		{"mes.{0,3}bijl|brand.{0,2}huis", "bijl huis"},
		{"mes.{0,3}bijl|x", NULL},
		{"mes.{0,3}", NULL},
		{"mes.{0,3}\\w+", NULL},
		{"mes.bijl", NULL},
		{"mes", NULL},
		{"(?x)mes.{0,3}bijl", NULL},
	};
	for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
		g_autoptr (GArray) others = rt_prefilter_others (cases[i].pattern);
		ck_assert_msg ((others == NULL) == (cases[i].others == NULL), "%s", cases[i].pattern);
		if (others == NULL)
			continue;
		g_autofree char *found = told (others);
		ck_assert_str_eq (found, cases[i].others);
	}
}
END_TEST

/* ---- the automaton ---- */

static RtLiteral
literal_of (const char *text, gboolean begins_word)
{
	RtLiteral literal = {.length = (guint8)strlen (text), .begins_word = begins_word != FALSE};
	g_strlcpy (literal.text, text, sizeof literal.text);
	return literal;
}

static gboolean
is_at (const RtLiteral *literal, const char *text, gsize at)
{
	gboolean within = at > 0 && (g_ascii_isalnum (text[at - 1]) || text[at - 1] == '_');
	return g_ascii_strncasecmp (text + at, literal->text, literal->length) == 0 && !(literal->begins_word && within);
}

/* every occurrence of every literal, found by looking for each by itself */
static void
expect_places (GArray *literals, const char *text)
{
	RtAutomaton *automaton = automaton_of (literals);
	g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (guint64));
	guint wanted = 0;
	ck_assert (rt_automaton_scan (automaton, text, strlen (text), 10000, places));
	for (guint i = 0; i < literals->len; i++) {
		const RtLiteral *literal = &g_array_index (literals, RtLiteral, i);
		for (gsize at = 0; text[at] != '\0'; at++) {
			if (!is_at (literal, text, at))
				continue;
			guint64 occurrence = rt_occurrence (i, (guint32)at);
			gboolean found = FALSE;
			for (guint j = 0; j < places->len; j++)
				found = found || g_array_index (places, guint64, j) == occurrence;
			ck_assert_msg (found, "%s at %zu of %s", literal->text, at, text);
			wanted++;
		}
	}
	ck_assert_uint_eq (places->len, wanted);
	rt_automaton_free (automaton);
}

static GArray *
literals_of (const char *const *words, guint n, GRand *rand)
{
	GArray *literals = g_array_new (FALSE, FALSE, sizeof (RtLiteral));
	for (guint i = 0; i < n; i++) {
		RtLiteral literal = literal_of (words[i], g_rand_boolean (rand));
		g_array_append_val (literals, literal);
	}
	return literals;
}

/* long texts are read in several pieces: few of their words are looked for, or nearly all, and some stand across two pieces */
START_TEST (in_long_texts_too)
{
	static const char *const texts_of[] = {"ab", "bca", "abccabcaabbc", "ca", "bbbbbbbbbbbb", "a b", " c", "abc"};
	g_autoptr (GRand) rand = g_rand_new_with_seed (12);
	for (guint round = 0; round < 150; round++) {
		g_autoptr (GArray) literals = literals_of (texts_of, G_N_ELEMENTS (texts_of), rand);
		g_autoptr (GString) text = g_string_new (NULL);
		gint32 seldom = g_rand_int_range (rand, 1, 60);
		for (guint length = 150 + 7 * round; text->len < length;)
			if (g_rand_int_range (rand, 0, seldom) == 0)
				g_string_append (text, texts_of[g_rand_int_range (rand, 0, G_N_ELEMENTS (texts_of))]);
			else
				g_string_append_c (text, "xyzXY 1_.\xe9\xc3"[g_rand_int_range (rand, 0, 11)]);
		expect_places (literals, text->str);
	}
}
END_TEST

START_TEST (the_automaton_finds_every_occurrence)
{
	static const char *const texts_of[] = {"a", "ab", "bab", "bc", "bca", "c", "caa", "abccab", "a b", "ab", " a", "b c"};
	g_autoptr (GRand) rand = g_rand_new_with_seed (4);
	for (guint round = 0; round < 400; round++) {
		g_autoptr (GArray) literals = literals_of (texts_of, G_N_ELEMENTS (texts_of), rand);
		char text[41];
		for (guint i = 0; i < 40; i++)
			text[i] = "abcAC 1_.\xe9\xc3"[g_rand_int_range (rand, 0, 11)];
		text[40] = '\0';
		expect_places (literals, text);
	}
}
END_TEST

START_TEST (letters_outside_ascii_are_not_told_apart)
{
	g_autoptr (GArray) literals = g_array_new (FALSE, FALSE, sizeof (RtLiteral));
	RtLiteral literal = literal_of ("su\xc3\xaf" "cid", TRUE);
	g_array_append_val (literals, literal);
	RtAutomaton *automaton = automaton_of (literals);
	static const struct {
		const char *text;
		guint found;
	} cases[] = {
		{"su\xc3\xaf" "cide", 1}, {"SU\xc3\x8f" "CIDE", 1}, {"su\xc3\xab" "cide", 1}, {"suicide", 0},
		{"su\xc5\xaf" "cide", 0}, {"xsu\xc3\xaf" "cide", 0}, {"\xc3\xa9su\xc3\xaf" "cide", 1},
	};
	for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
		g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (guint64));
		ck_assert (rt_automaton_scan (automaton, cases[i].text, strlen (cases[i].text), 10, places));
		ck_assert_msg (places->len == cases[i].found, "%s: %u", cases[i].text, places->len);
	}
	rt_automaton_free (automaton);
}
END_TEST

START_TEST (the_automaton_refuses_what_it_cannot_hold)
{
	RtAutomaton *automaton = rt_automaton_new ();
	g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (guint64));
	static const char *const others[] = {"", "\xc4\x81", "ab\xe2\x82\xac"};
	for (guint i = 0; i < G_N_ELEMENTS (others); i++) {
		RtLiteral other = literal_of (others[i], FALSE);
		ck_assert (!rt_automaton_add (automaton, &other, 0));
	}
	g_autoptr (GRand) rand = g_rand_new_with_seed (1);
	gboolean full = FALSE;
	for (guint i = 0; i < 10000 && !full; i++) {
		char word[13];
		for (guint j = 0; j < 12; j++)
			word[j] = (char)g_rand_int_range (rand, 'a', 'z' + 1);
		word[12] = '\0';
		RtLiteral literal = literal_of (word, FALSE);
		full = !rt_automaton_add (automaton, &literal, i);
	}
	ck_assert (full);
	RtLiteral last = literal_of ("a", FALSE);
	ck_assert (rt_automaton_add (automaton, &last, 1));
	rt_automaton_finish (automaton);
	ck_assert (!rt_automaton_scan (automaton, "aaaaaaaa", 8, 4, places));
	rt_automaton_free (automaton);
}
END_TEST

/* ---- the sweep ---- */

START_TEST (a_sweep_passes_over_patterns_that_are_nowhere)
{
	static const char *const asked[] = {"\\bmes", "\\d+", "\\w+huis", "\\bbijl"};
	RtSweeper *sweeper = rt_sweeper_new ();
	for (guint i = 0; i < 200; i++)
		ck_assert_uint_eq (rt_sweeper_add (sweeper, asked[i % G_N_ELEMENTS (asked)]), i);
	rt_sweeper_finish (sweeper);
	RtSweep *sweep = rt_sweep_new (sweeper);
	static const struct {
		const char *text;
		guint present; /* a bit for each of the patterns */
	} cases[] = {{"niets", 2}, {"een bijl en een mes", 11}, {"keukenmes in het tehuis", 6}, {"\xc5\xbf", 2}, {"me\xc5\xbf", 3}};
	for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
		rt_sweep_set_text (sweep, cases[i].text, strlen (cases[i].text), FALSE);
		guint next = 0;
		for (guint j = 0; j < 200; j++) {
			gboolean present = (cases[i].present >> j % G_N_ELEMENTS (asked) & 1) != 0;
			ck_assert_int_eq (rt_sweep_look (sweep, j).where != RT_SWEEP_NOWHERE, present);
			if (!present)
				continue;
			ck_assert_uint_eq (rt_sweep_next (sweep, next), j);
			next = j + 1;
		}
		ck_assert_uint_eq (rt_sweep_next (sweep, next), 200);
		ck_assert_uint_eq (rt_sweep_next (sweep, 1000), 200);
	}
	rt_sweep_free (sweep);
	rt_sweeper_free (sweeper);
}
END_TEST

int
main (void)
{
	Suite *suite = suite_create ("prefilter");
	TCase *cases = tcase_create ("prefilter");
	tcase_add_loop_test (cases, what_is_ruled_out_is_not_there, 0, (int)G_N_ELEMENTS (patterns));
	tcase_add_test (cases, by_chance_too_what_is_ruled_out_is_not_there);
	tcase_add_test (cases, most_texts_need_no_look);
	tcase_add_test (cases, literals_are_what_every_match_begins_with);
	tcase_add_test (cases, what_stands_behind_a_gap_is_told);
	tcase_add_test (cases, the_automaton_finds_every_occurrence);
	tcase_add_test (cases, in_long_texts_too);
	tcase_add_test (cases, letters_outside_ascii_are_not_told_apart);
	tcase_add_test (cases, the_automaton_refuses_what_it_cannot_hold);
	tcase_add_test (cases, a_sweep_passes_over_patterns_that_are_nowhere);
	suite_add_tcase (suite, cases);
	return rt_test_main (suite);
}
