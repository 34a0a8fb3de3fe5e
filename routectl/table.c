#include "routectl/table.h"
#include <string.h>

typedef struct {
	char *text;
	GPtrArray *list;
	gint64 number;
} Cell;

struct _RtTable {
	const char *key;
	RtColumn *columns;
	guint n_columns;
	GPtrArray *rows; /* Cell[n_columns], bars empty */
	guint next; /* column of the next cell */
};

/* ---- making ---- */

static void
row_free (gpointer row, guint n)
{
	Cell *cells = row;
	for (guint i = 0; i < n; i++) {
		g_free (cells[i].text);
		g_clear_pointer (&cells[i].list, g_ptr_array_unref);
	}
	g_free (cells);
}

RtTable *
rt_table_new (const char *key, const RtColumn *columns, guint n_columns)
{
	RtTable *table = g_new (RtTable, 1);
	*table = (RtTable){ .key = key,
			    .columns = g_memdup2 (columns, n_columns * sizeof *columns),
			    .n_columns = n_columns,
			    .rows = g_ptr_array_new () };
	return table;
}

void
rt_table_free (RtTable *table)
{
	if (table == NULL)
		return;
	rt_table_cut (table, 0);
	g_ptr_array_unref (table->rows);
	g_free (table->columns);
	g_free (table);
}

static void
skip_bars (RtTable *table)
{
	while (table->next < table->n_columns && table->columns[table->next].kind == RT_COLUMN_BAR)
		table->next++;
	table->next %= table->n_columns;
}

static Cell *
next_cell (RtTable *table)
{
	if (table->next == 0)
		g_ptr_array_add (table->rows, g_new0 (Cell, table->n_columns));
	Cell *row = g_ptr_array_index (table->rows, table->rows->len - 1);
	Cell *cell = &row[table->next++];
	skip_bars (table);
	return cell;
}

void
rt_table_add_text (RtTable *table, const char *text)
{
	next_cell (table)->text = g_strdup (text);
}

void
rt_table_add_list (RtTable *table, const GPtrArray *texts)
{
	GPtrArray *list = g_ptr_array_new_with_free_func (g_free);
	for (guint i = 0; texts != NULL && i < texts->len; i++)
		g_ptr_array_add (list, g_strdup (g_ptr_array_index (texts, i)));
	next_cell (table)->list = list;
}

void
rt_table_add_number (RtTable *table, gint64 number)
{
	next_cell (table)->number = number;
}

gint64
rt_share (guint64 n, guint64 whole)
{
	return whole > 0 ? (gint64) ((n * 1000 + whole / 2) / whole) : 0;
}

/* ---- reading ---- */

static const Cell *
cell_at (const RtTable *table, guint row, guint column)
{
	const Cell *cells = g_ptr_array_index (table->rows, row);
	return &cells[column];
}

const char *
rt_table_key (const RtTable *table)
{
	return table->key;
}

guint
rt_table_n_rows (const RtTable *table)
{
	return table->rows->len;
}

guint
rt_table_n_columns (const RtTable *table)
{
	return table->n_columns;
}

const RtColumn *
rt_table_column (const RtTable *table, guint column)
{
	return &table->columns[column];
}

const char *
rt_table_text (const RtTable *table, guint row, guint column)
{
	const char *text = cell_at (table, row, column)->text;
	return text != NULL ? text : "";
}

const GPtrArray *
rt_table_list (const RtTable *table, guint row, guint column)
{
	return cell_at (table, row, column)->list;
}

gint64
rt_table_number (const RtTable *table, guint row, guint column)
{
	return cell_at (table, row, column)->number;
}

static void
append_fixed (GString *out, gint64 number, guint digits, char point)
{
	gint64 unit = digits == 1 ? 10 : 100;
	g_string_append_printf (out, "%" G_GINT64_FORMAT "%c%0*d", number / unit, point, (int) digits,
				(int) (number % unit));
}

void
rt_table_show (const RtTable *table, guint row, guint column, RtLanguage language, GString *out)
{
	const Cell *cell = cell_at (table, row, column);
	char point = language == RT_LANGUAGE_NL ? ',' : '.';
	switch (table->columns[column].kind) {
	case RT_COLUMN_TEXT:
		g_string_append (out, rt_table_text (table, row, column));
		break;
	case RT_COLUMN_LIST:
		for (guint i = 0; cell->list != NULL && i < cell->list->len; i++)
			g_string_append_printf (out, "%s%s", i > 0 ? ", " : "",
						(const char *) g_ptr_array_index (cell->list, i));
		break;
	case RT_COLUMN_COUNT:
		g_string_append_printf (out, "%" G_GINT64_FORMAT, cell->number);
		break;
	case RT_COLUMN_SHARE:
		append_fixed (out, cell->number, 1, point);
		g_string_append (out, " %");
		break;
	case RT_COLUMN_HUNDREDTHS:
		append_fixed (out, cell->number, 2, point);
		break;
	case RT_COLUMN_BAR:
		break;
	}
}

/* ---- order ---- */

typedef struct {
	Cell *cells;
	guint before;
	guint column;
} Placed;

static int
by_number (gconstpointer a, gconstpointer b)
{
	const Placed *x = a, *y = b;
	gint64 one = x->cells[x->column].number, other = y->cells[y->column].number;
	if (one != other)
		return one < other ? 1 : -1;
	return (x->before > y->before) - (x->before < y->before);
}

void
rt_table_sort (RtTable *table, guint column)
{
	g_autofree Placed *placed = g_new (Placed, table->rows->len + 1);
	for (guint i = 0; i < table->rows->len; i++)
		placed[i] = (Placed){ g_ptr_array_index (table->rows, i), i, column };
	qsort (placed, table->rows->len, sizeof *placed, by_number);
	for (guint i = 0; i < table->rows->len; i++)
		g_ptr_array_index (table->rows, i) = placed[i].cells;
}

void
rt_table_cut (RtTable *table, guint n)
{
	while (table->rows->len > n)
		row_free (g_ptr_array_steal_index (table->rows, table->rows->len - 1), table->n_columns);
}

/* ---- JSON ---- */

static void
write_number (RtJsonWriter *json, gint64 number, guint digits)
{
	g_autoptr (GString) text = g_string_new (NULL);
	append_fixed (text, number, digits, '.');
	rt_json_raw (json, text->str);
}

static void
write_list (RtJsonWriter *json, const GPtrArray *list)
{
	rt_json_begin (json, '[');
	for (guint i = 0; list != NULL && i < list->len; i++)
		rt_json_string (json, g_ptr_array_index (list, i));
	rt_json_end (json, ']');
}

static void
write_cell (const RtTable *table, guint row, guint column, RtJsonWriter *json)
{
	const Cell *cell = cell_at (table, row, column);
	RtColumnKind kind = table->columns[column].kind;
	if (kind == RT_COLUMN_BAR)
		return;
	rt_json_key (json, table->columns[column].key);
	if (kind == RT_COLUMN_TEXT)
		rt_json_string (json, rt_table_text (table, row, column));
	else if (kind == RT_COLUMN_LIST)
		write_list (json, cell->list);
	else if (kind == RT_COLUMN_COUNT)
		rt_json_number (json, cell->number);
	else
		write_number (json, cell->number, kind == RT_COLUMN_SHARE ? 1 : 2);
}

void
rt_table_write_json (const RtTable *table, RtJsonWriter *json)
{
	rt_json_begin (json, '[');
	for (guint i = 0; i < table->rows->len; i++) {
		rt_json_begin (json, '{');
		for (guint j = 0; j < table->n_columns; j++)
			write_cell (table, i, j, json);
		rt_json_end (json, '}');
	}
	rt_json_end (json, ']');
}

/* ---- text ---- */

static gboolean
is_number (const RtColumn *column)
{
	return column->kind != RT_COLUMN_TEXT && column->kind != RT_COLUMN_LIST;
}

static glong
width_of (const RtTable *table, guint column, RtLanguage language, GString *scratch)
{
	glong width = g_utf8_strlen (rt_text (language, table->columns[column].title), -1);
	for (guint i = 0; i < table->rows->len; i++) {
		g_string_truncate (scratch, 0);
		rt_table_show (table, i, column, language, scratch);
		width = MAX (width, g_utf8_strlen (scratch->str, -1));
	}
	return width;
}

static void
append_padded (GString *out, const char *text, glong width, gboolean right, gboolean last)
{
	glong room = MAX (width - g_utf8_strlen (text, -1), 0);
	if (right)
		g_string_append_printf (out, "%*s", (int) room, "");
	g_string_append (out, text);
	if (!right && !last)
		g_string_append_printf (out, "%*s", (int) room, "");
	g_string_append (out, last ? "\n" : "  ");
}

/* row G_MAXUINT: the titles */
static void
write_line (const RtTable *table, guint row, const glong *widths, RtLanguage language, GString *scratch, GString *out)
{
	guint last = table->n_columns - 1;
	for (guint i = 0; i < table->n_columns; i++) {
		if (table->columns[i].kind == RT_COLUMN_BAR)
			continue;
		g_string_truncate (scratch, 0);
		if (row == G_MAXUINT)
			g_string_append (scratch, rt_text (language, table->columns[i].title));
		else
			rt_table_show (table, row, i, language, scratch);
		append_padded (out, scratch->str, widths[i], is_number (&table->columns[i]), i == last);
	}
}

void
rt_table_write_text (const RtTable *table, RtLanguage language, GString *out)
{
	g_autoptr (GString) scratch = g_string_new (NULL);
	g_autofree glong *widths = g_new (glong, table->n_columns);
	for (guint i = 0; i < table->n_columns; i++)
		widths[i] = width_of (table, i, language, scratch);
	write_line (table, G_MAXUINT, widths, language, scratch, out);
	for (guint i = 0; i < table->rows->len; i++)
		write_line (table, i, widths, language, scratch, out);
}
