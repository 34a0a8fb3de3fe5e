#include "routectl/html.h"
#include <string.h>

/* shades of a cell: 0 to this */
#define SHADES 9u

void
rt_html_text (GString *out, const char *text)
{
	g_autofree char *escaped = g_markup_escape_text (text, -1);
	g_string_append (out, escaped);
}

/* ---- bars ---- */

/* as a share of the whole, in tenths of a hundredth */
static gint64
part_of (const RtTable *table, guint row, guint column, guint64 whole)
{
	gint64 number = rt_table_number (table, row, column);
	return rt_table_column (table, column)->kind == RT_COLUMN_SHARE ? number : rt_share ((guint64) number, whole);
}

/* drawn for the eye only: the numbers stand in the cells before it */
static void
append_bar (GString *out, const RtTable *table, guint row, guint column, guint64 whole)
{
	guint parts = rt_table_column (table, column)->parts;
	gint64 at = 0;
	g_string_append (out, "<td class=bar><svg viewBox=\"0 0 1000 10\" preserveAspectRatio=none aria-hidden=true>"
			      "<rect class=rail width=1000 height=10 />");
	for (guint i = 0; i < parts; i++) {
		gint64 width = MIN (part_of (table, row, column - parts + i, whole), 1000 - at);
		if (width > 0)
			g_string_append_printf (out,
						"<rect class=p%u x=%" G_GINT64_FORMAT " width=%" G_GINT64_FORMAT
						" height=10 />",
						i + 1, at, width);
		at += MAX (width, 0);
	}
	g_string_append (out, "</svg></td>");
}

/* ---- heads ---- */

/* which part of a bar behind it a column is, from 1 on; 0: none */
static guint
part_number (const RtTable *table, guint column)
{
	for (guint i = column + 1; i < rt_table_n_columns (table); i++) {
		const RtColumn *bar = rt_table_column (table, i);
		if (bar->kind == RT_COLUMN_BAR)
			return bar->parts > 1 && column + bar->parts >= i ? column + bar->parts - i + 1 : 0;
	}
	return 0;
}

static gboolean
is_number (const RtColumn *column)
{
	return column->kind != RT_COLUMN_TEXT && column->kind != RT_COLUMN_LIST;
}

static void
append_head (GString *out, const RtTable *table, guint index, RtLanguage language)
{
	const RtColumn *column = rt_table_column (table, index);
	if (column->kind == RT_COLUMN_BAR) {
		g_string_append (out, "<td class=bar></td>");
		return;
	}
	guint part = part_number (table, index);
	g_string_append_printf (out, "<th scope=col%s data-key=\"", is_number (column) ? " class=n" : "");
	rt_html_text (out, column->key);
	/* on paper the title stands without its button */
	g_string_append (out, "\" data-title=\"");
	rt_html_text (out, rt_text (language, column->title));
	g_string_append (out, "\">");
	if (part > 0)
		g_string_append_printf (out, "<i class=p%u></i>", part);
	g_string_append (out, "<button type=button>");
	rt_html_text (out, rt_text (language, column->title));
	g_string_append (out, "</button></th>");
}

/* ---- cells ---- */

/* ids and pointers may break behind their signs, or a telephone would have to be turned */
static void
append_breakable (GString *out, const char *text)
{
	for (const char *at = text; *at != '\0';) {
		gsize length = strcspn (at, "/:-_.");
		length += at[length] != '\0' ? 1 : 0;
		g_autofree char *piece = g_strndup (at, length);
		rt_html_text (out, piece);
		at += length;
		if (*at != '\0')
			g_string_append (out, "<wbr>");
	}
}

static void
append_list (GString *out, const GPtrArray *list)
{
	for (guint i = 0; list != NULL && i < list->len; i++) {
		g_string_append (out, i > 0 ? " <code>" : "<code>");
		rt_html_text (out, g_ptr_array_index (list, i));
		g_string_append (out, "</code>");
	}
}

/* of those cases in which the rarer of both is met */
static guint
shade_of (const RtTable *table, guint row, guint column)
{
	gint64 one = rt_table_number (table, row, row + 1), other = rt_table_number (table, column - 1, column);
	return (guint) (rt_share ((guint64) rt_table_number (table, row, column), (guint64) MIN (one, other)) * SHADES /
			1000);
}

static void
append_cell (GString *out, const RtTable *table, guint row, guint index, RtLanguage language, gboolean heat)
{
	const RtColumn *column = rt_table_column (table, index);
	if (is_number (column)) {
		g_autoptr (GString) shown = g_string_new (NULL);
		rt_table_show (table, row, index, language, shown);
		g_string_append_printf (out, "<td class=\"n");
		if (heat)
			g_string_append_printf (out, " h%u%s", shade_of (table, row, index),
						row + 1 == index ? " same" : "");
		g_string_append_printf (out, "\" data-v=%" G_GINT64_FORMAT ">", rt_table_number (table, row, index));
		rt_html_text (out, shown->str);
		g_string_append (out, "</td>");
		return;
	}
	g_string_append (out, index == 0                         ? "<th scope=row>"
			      : column->kind == RT_COLUMN_LIST ? "<td class=list>"
							       : "<td>");
	if (column->kind == RT_COLUMN_LIST)
		append_list (out, rt_table_list (table, row, index));
	else
		append_breakable (out, rt_table_text (table, row, index));
	g_string_append (out, index == 0 ? "</th>" : "</td>");
}

void
rt_html_table (GString *out, const RtTable *table, RtLanguage language, guint64 whole, gboolean heat)
{
	g_string_append_printf (out, "<table id=%s%s>\n<thead><tr>", rt_table_key (table), heat ? " class=heat" : "");
	for (guint i = 0; i < rt_table_n_columns (table); i++)
		append_head (out, table, i, language);
	g_string_append (out, "</tr></thead>\n<tbody>\n");
	for (guint row = 0; row < rt_table_n_rows (table); row++) {
		g_string_append (out, "<tr>");
		for (guint i = 0; i < rt_table_n_columns (table); i++) {
			if (rt_table_column (table, i)->kind == RT_COLUMN_BAR)
				append_bar (out, table, row, i, whole);
			else
				append_cell (out, table, row, i, language, heat);
		}
		g_string_append (out, "</tr>\n");
	}
	g_string_append (out, "</tbody></table>\n");
}
