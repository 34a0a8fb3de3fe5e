/* Texts by language. The Dutch catalogue is an ordinary gettext one, compiled into the library at build time:
 * what is said depends on the language asked for, never on locale or environment. */
#include <string.h>
#include "libroute/advice/advice.h"
#include "libroute/advice/catalogue.h"

#define MO_MAGIC 0x950412deu

RtLanguage
rt_language_parse (const char *name)
{
	return name != NULL && g_ascii_strncasecmp (name, "nl", 2) == 0 &&
		       (name[2] == '\0' || strchr ("_-.@:", name[2]) != NULL)
		   ? RT_LANGUAGE_NL
		   : RT_LANGUAGE_EN;
}

const char *
rt_choose (RtLanguage language, RouteText text)
{
	const char *chosen = language == RT_LANGUAGE_NL && text.nl != NULL ? text.nl : text.en;
	if (chosen == NULL)
		chosen = text.nl;
	return chosen != NULL ? chosen : "";
}

static guint32
number_at (gsize offset)
{
	guint32 number = 0;
	if (offset + sizeof number <= rt_catalogue_nl_size)
		memcpy (&number, rt_catalogue_nl + offset, sizeof number);
	return number;
}

/* the n-th text of one of the two tables of a .mo file: length and offset, then the bytes with a NUL */
static const char *
string_at (guint32 table, guint32 n, guint32 *length)
{
	*length = number_at (table + 8 * (gsize)n);
	gsize offset = number_at (table + 8 * (gsize)n + 4);
	if (offset + *length >= rt_catalogue_nl_size)
		return NULL;
	return (const char *)rt_catalogue_nl + offset;
}

/* originals stand in bytewise order; a plural's original is "one" NUL "many" */
static const char *
translation (const char *text, guint32 *length)
{
	guint32 low = 0, high = number_at (8), originals = number_at (12), translations = number_at (16);
	if (number_at (0) != MO_MAGIC)
		return NULL;
	while (low < high) {
		guint32 middle = low + (high - low) / 2;
		const char *original = string_at (originals, middle, length);
		if (original == NULL)
			return NULL;
		int order = strcmp (text, original);
		if (order == 0)
			return string_at (translations, middle, length);
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return NULL;
}

const char *
rt_text (RtLanguage language, const char *text)
{
	guint32 length = 0;
	const char *dutch = language == RT_LANGUAGE_NL ? translation (text, &length) : NULL;
	return dutch != NULL && *dutch != '\0' ? dutch : text;
}

const char *
rt_text_plural (RtLanguage language, const char *one, const char *many, gulong n)
{
	guint32 length = 0;
	const char *dutch = language == RT_LANGUAGE_NL ? translation (one, &length) : NULL;
	if (dutch == NULL || *dutch == '\0')
		return n == 1 ? one : many;
	gsize first = strlen (dutch);
	return n == 1 || first >= length ? dutch : dutch + first + 1;
}
