#include "libroute/advice/wrap.h"
#include <string.h>
#include "libroute/util/visible.h"

#define BOLD "\033[1m"
#define PLAIN "\033[0m"

void
rt_page_line (RtPage *page)
{
	g_string_append_c (page->out, '\n');
}

void
rt_page_heading (RtPage *page, const char *text)
{
	rt_page_line (page);
	g_string_append (page->out, page->colour ? BOLD : "");
	rt_append_visible (page->out, text, strlen (text));
	g_string_append_printf (page->out, "%s\n", page->colour ? PLAIN : "");
}

static void
begin_line (RtPage *page, guint indent, const char *mark)
{
	glong used = mark != NULL ? g_utf8_strlen (mark, -1) : 0;
	for (glong i = used; i < (glong)indent; i++)
		g_string_append_c (page->out, ' ');
	if (mark != NULL)
		g_string_append (page->out, mark);
}

void
rt_page_paragraph (RtPage *page, guint indent, const char *mark, const char *text)
{
	guint column = indent;
	gboolean first_word = TRUE;
	begin_line (page, indent, mark);
	while (*text != '\0') {
		text += strspn (text, " \n\t");
		gsize length = strcspn (text, " \n\t");
		if (length == 0)
			break;
		guint characters = (guint)g_utf8_strlen (text, (gssize)length);
		if (!first_word && column + 1 + characters > page->width) {
			rt_page_line (page);
			begin_line (page, indent, NULL);
			column = indent;
			first_word = TRUE;
		}
		if (!first_word) {
			g_string_append_c (page->out, ' ');
			column++;
		}
		rt_append_visible (page->out, text, length);
		column += characters;
		first_word = FALSE;
		text += length;
	}
	rt_page_line (page);
}
