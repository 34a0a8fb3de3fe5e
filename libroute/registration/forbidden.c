#include "libroute/registration/forbidden.h"
#include <string.h>
#include "libroute/util/limits.h"
#include "libroute/util/once.h"

/* a name is looked at in two ways, with a bar at both ends: joined ("|firstname|") and as its words
 * ("|first|name|") */
typedef struct {
	const char *pattern;
	gboolean words; /* also sought in the words */
} Forbidden;

static const Forbidden forbidden[] = {
#define KEY(name) { "|" name "|", FALSE },
#define WORD(word) { "|" word "|", TRUE },
#define END(text) { text "|", TRUE },
#define PART(text) { text, FALSE },
#include "libroute/registration/forbidden.def"
#undef KEY
#undef WORD
#undef END
#undef PART
};

#define LONGEST (2u * RT_LIMIT_KEY + 2u)

typedef struct {
	char text[LONGEST + 1];
	gsize length;
} View;

static void
append (View *view, char c)
{
	if (view->length < LONGEST)
		view->text[view->length++] = c;
	view->text[view->length] = '\0';
}

static void
append_bar (View *view)
{
	if (view->length == 0 || view->text[view->length - 1] != '|')
		append (view, '|');
}

static void
take_apart (const char *name, gsize length, View *joined, View *words)
{
	append (joined, '|');
	append (words, '|');
	for (gsize i = 0; i < length; i++) {
		gboolean separator = name[i] == '_' || name[i] == '-' || name[i] == ' ' || name[i] == '.' ||
				     name[i] == '\t';
		gboolean hump = i > 0 && g_ascii_isupper (name[i]) && g_ascii_islower (name[i - 1]);
		if (separator || hump)
			append_bar (words);
		if (separator)
			continue;
		append (joined, g_ascii_tolower (name[i]));
		append (words, g_ascii_tolower (name[i]));
	}
	append_bar (joined);
	append_bar (words);
}

/* patterns by their first two characters, so that a name is gone through once */
typedef struct {
	guint16 first[256];                     /* pattern, from 1; 0 for none */
	guint16 next[G_N_ELEMENTS (forbidden)]; /* likewise: another with the same hash */
} Index;

static guint8
hash_of (const char *text)
{
	return (guint8) ((guchar) text[0] * 33u + (guchar) text[1]);
}

static gconstpointer
make_index (void)
{
	Index *index = g_new0 (Index, 1);
	for (guint i = 0; i < G_N_ELEMENTS (forbidden); i++) {
		guint16 *first = &index->first[hash_of (forbidden[i].pattern)];
		index->next[i] = *first;
		*first = (guint16) (i + 1);
	}
	return index;
}

static gboolean
holds_forbidden (const View *view, gboolean words)
{
	static gsize made;
	const Index *index = rt_once (&made, make_index);
	for (const char *at = view->text; *at != '\0'; at++)
		for (guint16 i = index->first[hash_of (at)]; i != 0; i = index->next[i - 1])
			if ((!words || forbidden[i - 1].words) &&
			    g_str_has_prefix (at, forbidden[i - 1].pattern))
				return TRUE;
	return FALSE;
}

gboolean
rt_forbidden_name (const char *name, gsize length)
{
	View joined, words;
	joined.length = words.length = 0;
	take_apart (name, MIN (length, RT_LIMIT_KEY), &joined, &words);
	return holds_forbidden (&joined, FALSE) || holds_forbidden (&words, TRUE);
}
