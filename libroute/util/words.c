#include "libroute/util/words.h"
#include <string.h>

#define LONGEST RT_WORDS_LONGEST_COMPARED

/* optimal string alignment distance, bytewise: words of the vocabulary are ASCII */
guint
rt_words_distance (const char *a, gsize n, const char *b, gsize m)
{
	guint rows[3][LONGEST + 1];
	for (gsize j = 0; j <= m; j++)
		rows[0][j] = (guint) j;
	for (gsize i = 1; i <= n; i++) {
		guint *row = rows[i % 3], *above = rows[(i + 2) % 3], *two_above = rows[(i + 1) % 3];
		row[0] = (guint) i;
		for (gsize j = 1; j <= m; j++) {
			guint cost = a[i - 1] == b[j - 1] ? 0 : 1;
			row[j] = MIN (MIN (above[j] + 1, row[j - 1] + 1), above[j - 1] + cost);
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
				row[j] = MIN (row[j], two_above[j - 2] + 1);
		}
	}
	return rows[n % 3][m];
}

const char *
rt_words_nearest (const char *word, const char *const *words)
{
	gsize length = strlen (word);
	const char *best = NULL;
	if (length == 0 || length > LONGEST)
		return NULL;
	guint least = (guint) MAX (1, MIN (3, length / 3)) + 1;
	for (; *words != NULL; words++) {
		gsize other = strlen (*words);
		if (other > LONGEST)
			continue;
		guint edits = rt_words_distance (word, length, *words, other);
		if (edits < least) {
			least = edits;
			best = *words;
		}
	}
	return best;
}

int
rt_words_find (const char *const *words, const char *word, gsize length)
{
	for (int i = 0; words[i] != NULL; i++)
		if (rt_word_is (words[i], word, length))
			return i;
	return -1;
}

void
rt_words_print (const char *const *words, GString *out)
{
	for (guint i = 0; words[i] != NULL; i++)
		g_string_append_printf (out, "%s\"%s\"", i > 0 ? ", " : "", words[i]);
}
