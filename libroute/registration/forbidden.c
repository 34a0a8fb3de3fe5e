#include "libroute/registration/forbidden.h"
#include <string.h>
#include "libroute/util/limits.h"

/* a name is looked at in two ways, with a bar at both ends: joined ("|firstname|") and as its words ("|first|name|") */
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
		gboolean separator = name[i] == '_' || name[i] == '-' || name[i] == ' ' || name[i] == '.' || name[i] == '\t';
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

gboolean
rt_forbidden_name (const char *name, gsize length)
{
	View joined = { .length = 0 }, words = { .length = 0 };
	take_apart (name, MIN (length, RT_LIMIT_KEY), &joined, &words);
	for (guint i = 0; i < G_N_ELEMENTS (forbidden); i++)
		if (strstr (joined.text, forbidden[i].pattern) != NULL ||
		    (forbidden[i].words && strstr (words.text, forbidden[i].pattern) != NULL))
			return TRUE;
	return FALSE;
}
