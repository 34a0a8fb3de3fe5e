/* "Did you mean": the nearest of a list of words. */
#pragma once
#include <glib.h>
#include <string.h>

/* Is the text (`length` bytes, not NUL-terminated) this word? Most texts differ in their first character. */
static inline gboolean
rt_word_is (const char *word, const char *text, gsize length)
{
	return length > 0 && word[0] == text[0] && strncmp (word, text, length) == 0 && word[length] == '\0';
}

/* How many slips of typing lie between two words: letters left out, added, taken for another or swapped. Neither may be
 * longer than RT_WORDS_LONGEST_COMPARED bytes. */
#define RT_WORDS_LONGEST_COMPARED 64u
guint rt_words_distance (const char *a, gsize n, const char *b, gsize m);
/* The word of the NULL-terminated list that is nearest to `word` in edits (a swap of neighbours is one), when it is near enough
 * to be meant; the first of equals. Returns: (transfer none) (nullable) */
const char *rt_words_nearest (const char *word, const char *const *words);
/* Index of a word in a NULL-terminated list, or -1. */
int rt_words_find (const char *const *words, const char *word, gsize length);
/* Appends the words, each in quotes, with commas: `"a", "b"`. */
void rt_words_print (const char *const *words, GString *out);
