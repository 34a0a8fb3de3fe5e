#include "routectl/report-chart.h"
#include "routectl/html.h"

/* in units of the drawing, which is as wide as the page lets it be */
#define WIDTH 440
#define HEIGHT 220
#define LEFT 56
#define TOP 30
#define BOTTOM 34
#define PARTS 3u
#define MOST_LINES 4

typedef struct {
	GString *out;
	const RtTable *table;
	guint row, n, column;
	gint64 most; /* of one column */
} Chart;

static gint64
number_at (const Chart *chart, guint i, guint part)
{
	return rt_table_number (chart->table, chart->row + i, chart->column + part);
}

static gint64
highest (const Chart *chart)
{
	gint64 most = 1;
	for (guint i = 0; i < chart->n; i++) {
		gint64 sum = 0;
		for (guint part = 0; part < PARTS; part++)
			sum += number_at (chart, i, part);
		most = MAX (most, sum);
	}
	return most;
}

/* 1, 2 or 5 with noughts: the lines across */
static gint64
step_of (gint64 most)
{
	gint64 unit = 1;
	while (most / unit > MOST_LINES * 10)
		unit *= 10;
	static const gint64 steps[] = { 1, 2, 5, 10 };
	for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
		if (most / (steps[i] * unit) <= MOST_LINES)
			return steps[i] * unit;
	return 10 * unit;
}

static int
height_of (const Chart *chart, gint64 number)
{
	return (int) (number * (HEIGHT - TOP - BOTTOM) / chart->most);
}

static void
draw_lines (const Chart *chart)
{
	gint64 step = step_of (chart->most);
	for (gint64 at = 0; at <= chart->most; at += step) {
		int y = HEIGHT - BOTTOM - height_of (chart, at);
		g_string_append_printf (chart->out,
					"<path class=line d=\"M%d %dH%d\"/><text x=%d y=%d class=end>%" G_GINT64_FORMAT
					"</text>",
					LEFT, y, WIDTH, LEFT - 6, y + 5, at);
	}
}

static void
draw_column (const Chart *chart, guint i)
{
	int room = (WIDTH - LEFT) / (int) chart->n, x = LEFT + (int) i * room, y = HEIGHT - BOTTOM;
	for (guint part = 0; part < PARTS; part++) {
		gint64 number = number_at (chart, i, part);
		/* what there is is seen */
		int height = number > 0 ? MAX (height_of (chart, number), 1) : 0;
		y -= height;
		if (height > 0)
			g_string_append_printf (chart->out, "<rect class=p%u x=%d y=%d width=%d height=%d />", part + 1,
						x + 3, y, room - 6, height);
	}
	g_string_append_printf (chart->out, "<text x=%d y=%d class=mid>%u</text>", x + room / 2, HEIGHT - BOTTOM + 16,
				i * 10);
}

void
rt_report_chart (GString *out, const RtTable *table, guint row, guint n, guint column, const char *title)
{
	Chart chart = { out, table, row, n, column, 0 };
	chart.most = highest (&chart);
	g_string_append_printf (out, "<svg class=chart viewBox=\"0 0 %d %d\" role=img aria-labelledby=c%u-%u><title id=c%u-%u>",
				WIDTH, HEIGHT, row, column, row, column);
	rt_html_text (out, title);
	g_string_append_printf (out, "</title><text x=%d y=16 class=head>", LEFT);
	rt_html_text (out, title);
	g_string_append (out, "</text>");
	draw_lines (&chart);
	for (guint i = 0; i < n; i++)
		draw_column (&chart, i);
	g_string_append_printf (out, "<text x=%d y=%d class=mid>%%</text></svg>\n", (WIDTH + LEFT) / 2, HEIGHT - 2);
}
