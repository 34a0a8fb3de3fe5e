/* Invented registrations, to see what rules do before a real case meets them. Nobody stands behind them: every
 * value is drawn from the vocabulary of the schema and the table of habits (invent.def). */
#pragma once
#include <glib.h>

/* Appends registration `number` (from 1) of the series `seed` as one line of JSON, with a newline. The same seed,
 * number and day give the same bytes on every machine, whatever was made before. `received`: days since
 * 1970-01-01. */
void rt_invent (guint64 seed, guint64 number, gint32 received, GString *out);
