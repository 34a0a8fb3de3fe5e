/* A table of figures: what `report` and `top` show. One table is written as text, as JSON and as HTML, so that all say
 * the same. Numbers are whole, in the unit of their column: no rounding depends on where a table is written. */
#pragma once
#include "libroute/util/json-writer.h"
#include "routectl/cli.h"

typedef enum {
	RT_COLUMN_TEXT,
	RT_COLUMN_LIST, /* texts; a list in JSON */
	RT_COLUMN_COUNT,
	RT_COLUMN_SHARE, /* in tenths of a hundredth: 125 is 12.5 % */
	RT_COLUMN_HUNDREDTHS, /* 125 is 1.25 */
	RT_COLUMN_BAR, /* the `parts` columns of numbers before it, drawn; it has no cells of its own */
} RtColumnKind;

typedef struct {
	const char *key; /* in JSON */
	const char *title; /* N_() */
	RtColumnKind kind;
	guint parts;
} RtColumn;

typedef struct _RtTable RtTable;

/* Columns are copied; their texts and `key` are borrowed. */
RtTable *rt_table_new (const char *key, const RtColumn *columns, guint n_columns);
void rt_table_free (RtTable *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RtTable, rt_table_free)

/* Cells, row by row, from left to right. */
void rt_table_add_text (RtTable *table, const char *text);
void rt_table_add_list (RtTable *table, const GPtrArray *texts); /* of char *; NULL: none */
void rt_table_add_number (RtTable *table, gint64 number);
/* n of a whole, in the unit of RT_COLUMN_SHARE; 0 of nothing is 0. */
gint64 rt_share (guint64 n, guint64 whole);

const char *rt_table_key (const RtTable *table);
guint rt_table_n_rows (const RtTable *table);
guint rt_table_n_columns (const RtTable *table);
const RtColumn *rt_table_column (const RtTable *table, guint column);
const char *rt_table_text (const RtTable *table, guint row, guint column);
const GPtrArray *rt_table_list (const RtTable *table, guint row, guint column);
gint64 rt_table_number (const RtTable *table, guint row, guint column);
/* Appends a cell as a reader sees it: with a decimal comma in Dutch. */
void rt_table_show (const RtTable *table, guint row, guint column, RtLanguage language, GString *out);

/* By the numbers of a column, largest first; rows alike stay in their order. */
void rt_table_sort (RtTable *table, guint column);
/* Leaves the first `n` rows. */
void rt_table_cut (RtTable *table, guint n);

/* A list of objects, one a row. */
void rt_table_write_json (const RtTable *table, RtJsonWriter *json);
/* Lines of a terminal: texts to the left, numbers to the right. */
void rt_table_write_text (const RtTable *table, RtLanguage language, GString *out);
