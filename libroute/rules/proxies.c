/* What stands for origin, belief, language, address or name: words that patterns listen for, texts that conditions compare
 * with, and fields that are known proxies. */
#include <string.h>
#include "libroute/rules/build.h"
#include "libroute/util/once.h"
#include "libroute/util/prefilter.h"

typedef enum { SORT_WORD, SORT_NAME, SORT_PROXY } Sort;

static const struct {
	const char *text;
	Sort sort;
} words[] = {
#define WORD(text) { text, SORT_WORD },
#define NAME(text) { text, SORT_NAME },
#define PROXY(text) { text, SORT_PROXY },
#include "libroute/rules/protected-words.def"
#undef WORD
#undef NAME
#undef PROXY
};

/* the same, a line each, for patterns to look through */
static const char list[] =
#define WORD(text) text "\n"
#define NAME WORD
#define PROXY WORD
#include "libroute/rules/protected-words.def"
#undef WORD
#undef NAME
#undef PROXY
	;

/* a hit on so few letters is one of a part of the word */
#define LEAST_LETTERS 3u

static void
report_word (RtBuilder *builder, const RtKeyEntry *key, guint start, guint end, guint word, gboolean listens)
{
	static const char *const says[] = {
		"tells where somebody comes from, lives, believes or speaks: rules never look for that",
		"is a name: rules never look for names",
		"often stands for where somebody comes from or lives: look for what is meant itself",
	};
	Sort sort = words[word].sort;
	rt_report_value (builder->findings, sort == SORT_PROXY ? RT_FINDING_PROXY : RT_FINDING_PROTECTED, key, start,
			 end, "%s \"%s\", which %s", listens ? "hits" : "compares with", words[word].text, says[sort]);
}

/* ---- patterns ---- */

/* a pattern that hits anything is not about these words */
static gboolean
is_general (pcre2_code *code, pcre2_match_data *data)
{
	static const char neutral[] = "woord gebouw tafel 1234 lamp fiets zqxv";
	return pcre2_match (code, (PCRE2_SPTR) neutral, sizeof neutral - 1, 0, PCRE2_NO_UTF_CHECK, data, NULL) > 0;
}

/* the word of the list that a hit lies in, or of several words is; -1 for none */
static int
word_at (gsize from, gsize to)
{
	gsize start = 0;
	for (guint i = 0; i < G_N_ELEMENTS (words); i++) {
		gsize end = start + strlen (words[i].text);
		if (strchr (words[i].text, ' ') != NULL ? from == start && to == end : from >= start && to <= end)
			return (int) i;
		start = end + 1;
	}
	return -1;
}

/* most patterns are about other things: without one of its literals no pattern hits */
static gboolean
may_hit (const char *pattern)
{
	gboolean heads = FALSE;
	g_autoptr (GArray) literals = rt_prefilter_literals (pattern, &heads);
	for (guint i = 0; literals != NULL && i < literals->len; i++)
		if (strstr (list, g_array_index (literals, RtLiteral, i).text) != NULL)
			return TRUE;
	return literals == NULL;
}

void
rt_build_check_pattern (RtBuilder *builder, const RtKeyEntry *key, pcre2_code *code)
{
	const gsize length = sizeof list - 1;
	if (!may_hit (key->value))
		return;
	pcre2_match_data *data = pcre2_match_data_create_from_pattern (code, NULL);
	gsize at = is_general (code, data) ? length : 0;
	while (at < length &&
	       pcre2_match (code, (PCRE2_SPTR) list, length, at, PCRE2_NO_UTF_CHECK, data, NULL) > 0) {
		const PCRE2_SIZE *hit = pcre2_get_ovector_pointer (data);
		int word = hit[1] >= hit[0] + LEAST_LETTERS ? word_at (hit[0], hit[1]) : -1;
		if (word >= 0) {
			/* one is enough: a list of them has one cause */
			report_word (builder, key, 0, (guint) strlen (key->value), (guint) word, TRUE);
			break;
		}
		at = MAX (hit[1], hit[0] + 1);
	}
	pcre2_match_data_free (data);
}

/* ---- texts in conditions ---- */

static gboolean
is_letter (const char *c)
{
	return (guchar) *c >= 0x80 || g_ascii_isalnum (*c);
}

/* does the word stand at this place of a text, as a word of its own? */
static gboolean
is_word_at (const char *text, const char *at, const char *word)
{
	gsize length = strlen (word);
	return g_ascii_strncasecmp (at, word, length) == 0 && (at == text || !is_letter (at - 1)) &&
	       !is_letter (at + length);
}

/* The words by how they begin, and no word has one letter: `first` has 1 + the index of a word, `next` of the next that begins
 * so, 0 of none. */
typedef struct {
	guint16 first[32 * 32], next[G_N_ELEMENTS (words)];
} Letters;

/* of two letters, the same for capitals */
static guint
beginning (const char *c)
{
	return ((guint) c[0] & 31) << 5 | ((guint) c[1] & 31);
}

static gconstpointer
make_letters (void)
{
	static Letters letters;
	for (guint i = G_N_ELEMENTS (words); i-- > 0;) {
		guint16 *first = &letters.first[beginning (words[i].text)];
		letters.next[i] = *first;
		*first = (guint16) (i + 1);
	}
	return &letters;
}

static int
word_that_begins_at (const char *text, const char *c)
{
	static gsize made;
	const Letters *letters = rt_once (&made, make_letters);
	for (guint i = letters->first[beginning (c)]; i != 0; i = letters->next[i - 1])
		if (is_word_at (text, c, words[i - 1].text))
			return (int) (i - 1);
	return -1;
}

/* the first protected word of a text between quotes, from `c` up to the quote that ends it; -1 when there is none */
static int
find_word (const char *text, const char **c)
{
	for (; **c != '"' && **c != '\0'; (*c)++) {
		int word = is_letter (*c) && !is_letter (*c - 1) ? word_that_begins_at (text, *c) : -1;
		if (word >= 0)
			return word;
		if (**c == '\\' && (*c)[1] != '\0')
			(*c)++;
	}
	return -1;
}

/* every condition of every rule passes here, so what is no text in quotes must cost nothing */
void
rt_build_check_texts (RtBuilder *builder, const RtKeyEntry *key)
{
	const char *c = key->value;
	while ((c = strchr (c, '"')) != NULL) {
		c++;
		int word = find_word (key->value, &c);
		if (word >= 0) {
			guint start = (guint) (c - key->value);
			report_word (builder, key, start, start + (guint) strlen (words[word].text), (guint) word, FALSE);
			return;
		}
		if (*c == '"')
			c++;
	}
}

/* ---- thirds ---- */

/* A third may have any name. One that is nearly the name of a usual one is a slip: registrations call it otherwise. */
void
rt_build_check_thirds (RtBuilder *builder, const RtKeyEntry *key)
{
	static const char *const usual[] = { "third:school", "third:gp", "third:university", NULL };
	const char *const begin = "\"third:";
	for (const char *c = strstr (key->value, begin); c != NULL; c = strstr (c + 1, begin)) {
		g_autofree char *name = g_strndup (c + 1, strcspn (c + 1, "\""));
		g_autofree char *meant = rt_did_you_mean (name, usual);
		guint start = (guint) (c + 1 - key->value);
		if (!g_strv_contains (usual, name) && *meant != '\0')
			rt_report_value (builder->findings, RT_FINDING_SUSPECT_CONDITION, key, start,
					 start + (guint) strlen (name), "no usual third is called \"%s\"%s", name, meant);
	}
}

/* ---- fields ---- */

/* fields that say little of a case and much of who somebody is: they may choose who sits at the table, and not whether
 * there is one */
static const struct {
	const char *place, *why;
} proxies[] = {
	{ "person.housing.landlord", "who the landlord is says where somebody lives; it may choose a party, and decides "
				     "nothing" },
	{ "person.housing.kind", "how somebody lives stands for income and origin; what happens there is what counts" },
};

typedef struct {
	RtBuilder *builder;
	const RtKeyEntry *key;
	guint start, end; /* of the define by way of which it is read */
	gboolean inside;
} Reading;

static gboolean
is_proxy_name (const char *path)
{
	g_autofree char *plain = g_strdelimit (g_ascii_strdown (path, -1), "_-.", ' ');
	for (const char *c = plain; *c != '\0'; c++)
		for (guint i = 0; i < G_N_ELEMENTS (words); i++)
			if (words[i].sort == SORT_PROXY && is_word_at (plain, c, words[i].text))
				return TRUE;
	return FALSE;
}

static void
on_read (guint slot, const char *path, guint start, guint end, gpointer data)
{
	Reading *reading = data;
	const RtRuleSet *set = reading->builder->set;
	const RtShape *root = rt_schema_root ();
	guint from = reading->inside ? reading->start : start, to = reading->inside ? reading->end : end;
	for (guint i = 0; slot >= root->n_fields && i < set->n_defines; i++)
		if (set->defines[i].when.slot == slot && set->defines[i].when.program != NULL) {
			Reading deeper = { reading->builder, reading->key, from, to, TRUE };
			rt_feel_program_visit (set->defines[i].when.program, on_read, &deeper);
		}
	if (slot >= root->n_fields)
		return;
	g_autofree char *place = g_strdup_printf ("%s.%s", root->fields[slot].name, path);
	for (guint i = 0; i < G_N_ELEMENTS (proxies); i++)
		if (strcmp (place, proxies[i].place) == 0)
			rt_report_value (reading->builder->findings, RT_FINDING_PROXY, reading->key, from, to,
					 "reads %s, a known proxy: %s", place, proxies[i].why);
	if (root->fields[slot].type == RT_TYPE_ANY && is_proxy_name (path))
		rt_report_value (reading->builder->findings, RT_FINDING_PROXY, reading->key, from, to,
				 "reads %s, a known proxy: it stands for where somebody comes from or lives", place);
}

void
rt_build_check_proxies (RtBuilder *builder, const RtKeyEntry *key, const RtFeelProgram *program)
{
	Reading reading = { .builder = builder, .key = key };
	if (key != NULL && program != NULL)
		rt_feel_program_visit (program, on_read, &reading);
}
