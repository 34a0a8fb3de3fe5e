#include "routectl/costs.h"
#include <time.h>

guint64
rt_costs_clock (void)
{
	struct timespec time;
	clock_gettime (CLOCK_MONOTONIC, &time);
	return (guint64) time.tv_sec * 1000000000u + (guint64) time.tv_nsec;
}

static const RtColumn columns[] = {
	{ "kind", N_("kind"), RT_COLUMN_TEXT, 0 },
	{ "id", N_("rule or plugin"), RT_COLUMN_TEXT, 0 },
	{ "origin", N_("file and line"), RT_COLUMN_TEXT, 0 },
	{ "calls", N_("calls a case"), RT_COLUMN_HUNDREDTHS, 0 },
	{ "microseconds", N_("µs a case"), RT_COLUMN_HUNDREDTHS, 0 },
	{ "share", N_("of all time"), RT_COLUMN_SHARE, 0 },
	{ "bar", "", RT_COLUMN_BAR, 1 },
	{ "steps", N_("steps a case"), RT_COLUMN_HUNDREDTHS, 0 },
	{ "matches", N_("matches a case"), RT_COLUMN_HUNDREDTHS, 0 },
};

static gint64
each (guint64 amount, guint n_cases, guint64 unit)
{
	guint64 whole = (guint64) MAX (n_cases, 1) * unit;
	return (gint64) ((amount * 100 + whole / 2) / whole);
}

static void
add_cost (RtTable *table, const RtCost *cost, const RtCost *whole, guint n_cases)
{
	g_autofree char *origin =
		cost->origin.file != NULL ? g_strdup_printf ("%s:%u", cost->origin.file, cost->origin.line) : NULL;
	rt_table_add_text (table, cost->kind);
	rt_table_add_text (table, cost->id);
	rt_table_add_text (table, origin);
	rt_table_add_number (table, each (cost->calls, n_cases, 1));
	rt_table_add_number (table, each (cost->nanoseconds, n_cases, 1000));
	rt_table_add_number (table, rt_share (cost->nanoseconds, whole->nanoseconds));
	rt_table_add_number (table, each (cost->steps, n_cases, 1));
	rt_table_add_number (table, each (cost->matches, n_cases, 1));
}

RtTable *
rt_costs_table (const RtMeter *meter, guint n_cases)
{
	RtTable *table = rt_table_new ("costs", columns, G_N_ELEMENTS (columns));
	guint n;
	const RtCost *costs = rt_meter_costs (meter, &n);
	/* what steps and matches the whole takes is the sum of its parts */
	RtCost whole = costs[0];
	for (guint i = 1; i < n; i++) {
		whole.steps += costs[i].steps;
		whole.matches += costs[i].matches;
	}
	add_cost (table, &whole, &whole, n_cases);
	for (guint i = 1; i < n; i++)
		if (costs[i].calls > 0)
			add_cost (table, &costs[i], &whole, n_cases);
	return table;
}
