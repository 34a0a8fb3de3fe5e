#include "libroute/registration/forbidden.h"
#include <string.h>

typedef struct {
	const char *text;
	gboolean part;
} Forbidden;

static const Forbidden forbidden[] = {
#define KEY(name) { name, FALSE },
#define PART(text) { text, TRUE },
#include "libroute/registration/forbidden.def"
#undef KEY
#undef PART
};

/* longer names are cut: a forbidden part beyond this is not a key anybody types */
#define LONGEST 256u

static gsize
normalise (const char *name, gsize length, char *out)
{
	gsize n = 0;
	for (gsize i = 0; i < length && n < LONGEST; i++)
		if (strchr ("_- .\t", name[i]) == NULL)
			out[n++] = g_ascii_tolower (name[i]);
	out[n] = '\0';
	return n;
}

gboolean
rt_forbidden_name (const char *name, gsize length)
{
	char text[LONGEST + 1];
	normalise (name, length, text);
	for (guint i = 0; i < G_N_ELEMENTS (forbidden); i++)
		if (forbidden[i].part ? strstr (text, forbidden[i].text) != NULL : strcmp (text, forbidden[i].text) == 0)
			return TRUE;
	return FALSE;
}
