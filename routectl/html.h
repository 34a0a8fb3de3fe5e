/* Pieces of an HTML page: texts, bars and tables of figures. */
#pragma once
#include "routectl/table.h"

void rt_html_text (GString *out, const char *text);

/* `whole`: what counts that are drawn as a bar are parts of. Heads are buttons that sort; every cell tells its number to
 * the script and the tests. `heat`: the numbers are those of pairs, and are shaded. */
void rt_html_table (GString *out, const RtTable *table, RtLanguage language, guint64 whole, gboolean heat);
