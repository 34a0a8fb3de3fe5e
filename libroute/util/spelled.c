/* Words that patterns spell out, and how they are compared.
 *
 * A pattern of letters, groups of alternatives and what may be left out stands for a list of words: those of each piece behind
 * those of all before. Its order is that in which PCRE2 tries them, so that the first one that is there is the match. What is
 * looked at beside letters stands between them, as a sign of its own. */
#include <string.h>
#include "libroute/util/atoms.h"
#include "libroute/util/spelled.h"

/* more are looked for by PCRE2 */
#define MOST_WORDS 48u
#define LONGEST 47u

/* in a word; below all letters */
enum {
	BOUND = 1, /* \b */
	NOT_BEHIND_WORD, /* no letter, digit or _ stands before */
	NOT_BEFORE_WORD, /* nor behind */
	REST, /* \w*: all that follow */
	FIRST_LETTER = ' ',
};

static const struct {
	const char *text;
	char sign;
} signs[] = {
	{"\\b", BOUND},
	/* as feel/regex-bounds.c writes them */
	{"(?<!(?:[\\p{L}\\p{N}\\x{5F}]))", NOT_BEHIND_WORD},
	{"(?!(?:[\\p{L}\\p{N}\\x{5F}]))", NOT_BEFORE_WORD},
	{"\\w*", REST},
};

typedef struct {
	char text[LONGEST + 1];
	guint8 length;
} Word;

struct _RtSpelled {
	guint n;
	Word words[];
};

/* ---- reading a pattern ---- */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RtSpelled, rt_spelled_free)

static GArray *read_branches (const char *at, const char *end);

static GArray *
new_words (void)
{
	static const Word none = {.length = 0};
	GArray *words = g_array_new (FALSE, FALSE, sizeof (Word));
	return g_array_append_val (words, none);
}

/* FALSE: one would be too long */
static gboolean
add_text (Word *word, const char *text, gsize length)
{
	if (word->length + length > LONGEST)
		return FALSE;
	memcpy (word->text + word->length, text, length);
	word->length += (guint8)length;
	word->text[word->length] = '\0';
	return TRUE;
}

static gboolean
add_to_all (GArray *words, const char *text, gsize length)
{
	for (guint i = 0; i < words->len; i++)
		if (!add_text (&g_array_index (words, Word, i), text, length))
			return FALSE;
	return TRUE;
}

/* each followed by each of `more`; FALSE: they are too many, or too long */
static gboolean
add_each (GArray *words, const GArray *more)
{
	g_autoptr (GArray) before = g_array_copy (words);
	if (before->len * more->len > MOST_WORDS)
		return FALSE;
	g_array_set_size (words, 0);
	for (guint i = 0; i < before->len * more->len; i++) {
		Word word = g_array_index (before, Word, i / more->len);
		const Word *next = &g_array_index (more, Word, i % more->len);
		if (!add_text (&word, next->text, next->length))
			return FALSE;
		g_array_append_val (words, word);
	}
	return TRUE;
}

/* what is looked at beside letters; NULL when it is something else, or repeated otherwise */
static const char *
read_sign (GArray *words, const char *at, const char *end)
{
	for (guint i = 0; i < G_N_ELEMENTS (signs); i++) {
		const char *behind = at + strlen (signs[i].text);
		if (g_str_has_prefix (at, signs[i].text) && behind <= end && (behind == end || !rt_atom_is_repeat (*behind)))
			return add_to_all (words, &signs[i].sign, 1) ? behind : NULL;
	}
	return NULL;
}

/* the words of a letter or a group; NULL when it is more. Returns: (transfer full) (nullable) */
static GArray *
read_atom (const char *at, const char *behind)
{
	gunichar letter;
	if (*at == '(') {
		const char *inside = rt_atom_inside (at);
		return inside != NULL ? read_branches (inside, behind - 1) : NULL;
	}
	if (rt_atom_letter (at, behind, &letter) != behind)
		return NULL;
	char text[6];
	g_autoptr (GArray) words = new_words ();
	return add_to_all (words, text, (gsize)g_unichar_to_utf8 (letter, text)) ? g_steal_pointer (&words) : NULL;
}

/* an atom, and may it be left out; NULL when it is more */
static const char *
read_piece (GArray *words, const char *at, const char *end)
{
	const char *behind = read_sign (words, at, end);
	if (behind != NULL)
		return behind;
	behind = rt_atom_behind (at, end);
	if (behind == NULL || behind > end)
		return NULL;
	g_autoptr (GArray) more = read_atom (at, behind);
	gboolean choice = behind < end && *behind == '?';
	if (choice)
		behind++;
	if (more == NULL || (behind < end && rt_atom_is_repeat (*behind)))
		return NULL;
	if (choice) {
		g_autoptr (GArray) none = new_words ();
		g_array_append_vals (more, none->data, none->len);
	}
	return add_each (words, more) ? behind : NULL;
}

static GArray *
read_branch (const char *at, const char *end)
{
	g_autoptr (GArray) words = new_words ();
	while (at != NULL && at < end) {
		/* most of what patterns are made of: letters that nothing repeats */
		const char *letters = at;
		while (at < end && g_ascii_islower (*at) && (at + 1 == end || !rt_atom_is_repeat (at[1])))
			at++;
		if (letters < at && !add_to_all (words, letters, (gsize)(at - letters)))
			return NULL;
		at = at < end ? read_piece (words, at, end) : at;
	}
	return at != NULL ? g_steal_pointer (&words) : NULL;
}

/* Returns: (transfer full) (nullable): the words of all alternatives */
static GArray *
read_branches (const char *at, const char *end)
{
	g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (Word));
	for (const char *branch_end; at != NULL; at = branch_end < end ? branch_end + 1 : NULL) {
		branch_end = rt_atom_branch_end (at, end);
		g_autoptr (GArray) words = read_branch (at, branch_end);
		if (words == NULL || all->len + words->len > MOST_WORDS)
			return NULL;
		g_array_append_vals (all, words->data, words->len);
	}
	return g_steal_pointer (&all);
}

static gboolean
is_of_word (char c)
{
	return g_ascii_isalnum (c) || c == '_';
}

/* Where \w* took all it can there is nothing to gain by taking less, unless a letter follows that it took, or a look behind. */
static gboolean
is_settled (const Word *word)
{
	for (const char *c = strchr (word->text, REST); c != NULL; c = strchr (c + 1, REST)) {
		const char *next = c + 1 + strspn (c + 1, (const char[]){BOUND, NOT_BEFORE_WORD, '\0'});
		if (*next != '\0' && ((guchar)*next >= 0x80 || *next < FIRST_LETTER || is_of_word (*next)))
			return FALSE;
	}
	return TRUE;
}

RtSpelled *
rt_spelled_new (const char *pattern)
{
	if (g_str_has_prefix (pattern, "(?i)"))
		pattern += strlen ("(?i)");
	g_autoptr (GArray) words =
	    rt_atoms_are_plain (pattern) ? read_branches (pattern, pattern + strlen (pattern)) : NULL;
	for (guint i = 0; words != NULL && i < words->len; i++)
		if (!is_settled (&g_array_index (words, Word, i)))
			return NULL;
	if (words == NULL)
		return NULL;
	RtSpelled *self = g_malloc (sizeof *self + words->len * sizeof (Word));
	self->n = words->len;
	memcpy (self->words, words->data, words->len * sizeof (Word));
	return self;
}

void
rt_spelled_free (RtSpelled *self)
{
	g_free (self);
}

/* ---- looking ---- */

typedef struct {
	const char *text;
	gsize length, at;
} Look;

/* 0 beyond the text, which is no letter either */
static guchar
byte_before (const Look *look)
{
	return look->at > 0 ? (guchar)look->text[look->at - 1] : 0;
}

static guchar
byte_behind (const Look *look)
{
	return look->at < look->length ? (guchar)look->text[look->at] : 0;
}

static RtSpelledSight
as_sight (gboolean there)
{
	return there ? RT_SPELLED_THERE : RT_SPELLED_NOT;
}

static RtSpelledSight
letter_at (Look *look, char letter)
{
	guchar byte = byte_behind (look);
	gboolean there = look->at < look->length &&
			 (byte == (guchar)letter || ((byte | 0x20) == (guchar)letter && g_ascii_islower (letter)));
	look->at += there;
	return byte >= 0x80 && !there ? RT_SPELLED_UNSEEN : as_sight (there);
}

static RtSpelledSight
sign_at (Look *look, char sign)
{
	while (sign == REST && is_of_word ((char)byte_behind (look)))
		look->at++;
	guchar before = byte_before (look), behind = byte_behind (look);
	if ((sign <= NOT_BEHIND_WORD && before >= 0x80) || (sign != NOT_BEHIND_WORD && behind >= 0x80))
		return RT_SPELLED_UNSEEN;
	if (sign == BOUND)
		return as_sight (is_of_word ((char)before) != is_of_word ((char)behind));
	return as_sight (sign == REST || !is_of_word ((char)(sign == NOT_BEHIND_WORD ? before : behind)));
}

RtSpelledSight
rt_spelled_at (const RtSpelled *self, const char *text, gsize length, gsize at, gsize *end)
{
	for (guint i = 0; i < self->n; i++) {
		Look look = {text, length, at};
		RtSpelledSight sight = RT_SPELLED_THERE;
		for (const char *c = self->words[i].text; *c != '\0' && sight == RT_SPELLED_THERE; c++)
			sight = (guchar)*c >= FIRST_LETTER ? letter_at (&look, *c) : sign_at (&look, *c);
		*end = look.at;
		if (sight != RT_SPELLED_NOT)
			return sight;
	}
	return RT_SPELLED_NOT;
}
