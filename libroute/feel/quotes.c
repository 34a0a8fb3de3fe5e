/* Quotes that do not go in pairs. A text ends on its own line, so of a line with an odd number of quotes one is missing there or
 * one is too many; whatever else is misread for that reason is no mistake of its own, and is not told. */
#include "libroute/feel/parser.h"
#include <string.h>

/* the next quote that begins or ends a text, from `at` to `end`; `end` when there is none */
static gsize
next_quote (const char *text, gsize at, gsize end, gboolean inside)
{
	while (at < end && text[at] != '"')
		at += inside && text[at] == '\\' ? 2 : 1;
	return MIN (at, end);
}

/* Where a text of a line begins that has no end of its own; G_MAXSIZE when all have. Of several that may be meant it is the
 * first that ends where a word begins, as in "new or stage = "running". */
static gsize
unpaired (const char *text, gsize at, gsize end)
{
	gsize suspect = G_MAXSIZE;
	for (;;) {
		gsize open = next_quote (text, at, end, FALSE);
		if (open == end)
			return G_MAXSIZE;
		gsize close = next_quote (text, open + 1, end, TRUE);
		if (close == end)
			return suspect != G_MAXSIZE ? suspect : open;
		if (suspect == G_MAXSIZE && close + 1 < end && g_ascii_isalnum (text[close + 1]))
			suspect = open;
		at = close + 1;
	}
}

void
rt_feel_report_unpaired (RtFeelParser *parser, guint before)
{
	const char *text = parser->text;
	/* in comments quotes are free; and of a text that was refused unread nothing more is told */
	if (!parser->failed || parser->at == 0 || parser->diagnostics == NULL ||
	    g_strstr_len (text, (gssize)parser->length, "//") != NULL ||
	    g_strstr_len (text, (gssize)parser->length, "/*") != NULL)
		return;
	for (gsize at = 0; at < parser->length;) {
		const char *newline = memchr (text + at, '\n', parser->length - at);
		gsize end = newline != NULL ? (gsize)(newline - text) : parser->length;
		gsize open = unpaired (text, at, end);
		at = end + 1;
		if (open == G_MAXSIZE)
			continue;
		g_ptr_array_set_size (parser->diagnostics, (gint)before);
		rt_feel_report (parser, RT_FEEL_ERROR, "string", (guint)open, (guint)end,
				"this text has no closing quote");
		return;
	}
}
