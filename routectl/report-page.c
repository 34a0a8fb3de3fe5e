/* The page of a report: one HTML file without scripts, fonts or pictures from elsewhere. */
#include <string.h>
#include "routectl/report.h"

static const char style[] =
	"body{font:15px/1.5 sans-serif;margin:2em auto;max-width:60em;padding:0 1em;color:#222}"
	"h1{font-size:1.5em}h2{font-size:1.15em;margin-top:2em;border-bottom:1px solid #ccc}"
	"table{border-collapse:collapse}td,th{padding:.15em .7em .15em 0;text-align:left;vertical-align:top}"
	"td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}"
	".bar{display:inline-block;height:.8em;background:#47729c}.warn{color:#9a3b00}"
	"table.grid td{padding:.1em .4em;text-align:right;border:1px solid #eee}"
	"@media(prefers-color-scheme:dark){body{background:#181818;color:#ddd}.warn{color:#ffa869}}";

typedef struct {
	const RtCli *cli;
	const RtReport *report;
	GString *out;
} Page;

static void
text (Page *page, const char *content)
{
	g_autofree char *escaped = g_markup_escape_text (content, -1);
	g_string_append (page->out, escaped);
}

static void
heading (Page *page, const char *title)
{
	g_string_append (page->out, "<h2>");
	text (page, rt_text (page->cli->language, title));
	g_string_append (page->out, "</h2>\n");
}

static void
note (Page *page, const char *sentence)
{
	g_string_append (page->out, "<p>");
	text (page, rt_text (page->cli->language, sentence));
	g_string_append (page->out, "</p>\n");
}

static void
bar (Page *page, guint n, guint whole)
{
	guint tenths = whole > 0 ? (guint) ((guint64) n * 1000 / whole) : 0;
	g_string_append_printf (page->out,
				"<td class=n>%u</td><td class=n>%u.%u %%</td><td><span class=bar "
				"style=\"width:%u.%uem\"></span></td>",
				n, tenths / 10, tenths % 10, tenths / 50, tenths % 50 / 5);
}

/* ---- counted names, most frequent first ---- */

typedef struct {
	const char *name;
	guint n;
} Counted;

static int
by_count (gconstpointer a, gconstpointer b)
{
	const Counted *x = a, *y = b;
	return x->n != y->n ? (x->n < y->n ? 1 : -1) : strcmp (x->name, y->name);
}

static void
counted_table (Page *page, GHashTable *counts, guint whole)
{
	g_autoptr (GArray) sorted = g_array_new (FALSE, FALSE, sizeof (Counted));
	GHashTableIter iter;
	gpointer name, n;
	g_hash_table_iter_init (&iter, counts);
	while (g_hash_table_iter_next (&iter, &name, &n)) {
		Counted counted = { name, GPOINTER_TO_UINT (n) };
		g_array_append_val (sorted, counted);
	}
	g_array_sort (sorted, by_count);
	if (sorted->len == 0)
		note (page, N_("None."));
	g_string_append (page->out, "<table>\n");
	for (guint i = 0; i < sorted->len; i++) {
		const Counted *counted = &g_array_index (sorted, Counted, i);
		g_string_append (page->out, "<tr><td>");
		text (page, counted->name);
		g_string_append (page->out, "</td>");
		bar (page, counted->n, whole);
		g_string_append (page->out, "</tr>\n");
	}
	g_string_append (page->out, "</table>\n");
}

/* ---- scores ---- */

static void
score_table (Page *page, guint approach)
{
	const RtReportScores *scores = &page->report->scores[approach];
	g_string_append (page->out, "<h3>");
	text (page, rt_choose (page->cli->language, page->report->rules->approaches[approach].title));
	g_string_append (page->out, "</h3>\n<table>\n");
	for (guint i = 0; i < RT_REPORT_BANDS; i++) {
		if (i + 1 < RT_REPORT_BANDS)
			g_string_append_printf (page->out, "<tr><td>%u-%u %%</td>", i * 10, i * 10 + 9);
		else
			g_string_append (page->out, "<tr><td>100 %</td>");
		bar (page, scores->low[i], page->report->n_cases);
		bar (page, scores->high[i], page->report->n_cases);
		g_string_append (page->out, "</tr>\n");
	}
	g_string_append (page->out, "</table>\n");
}

/* ---- criteria ---- */

static const char *
remark (const RtReportCriterion *criterion, guint n_cases)
{
	if (n_cases == 0)
		return "";
	if (criterion->n[RT_REPORT_MET] == n_cases)
		return N_("always met");
	if (criterion->n[RT_REPORT_UNKNOWN] == n_cases)
		return N_("always unknown");
	return criterion->n[RT_REPORT_MET] == 0 ? N_("never met") : "";
}

static void
criterion_row (Page *page, guint index)
{
	const RtReport *report = page->report;
	const RtReportCriterion *criterion = &report->criteria[index];
	double cases = report->n_cases > 0 ? report->n_cases : 1;
	char micros[G_ASCII_DTOSTR_BUF_SIZE];
	g_ascii_formatd (micros, sizeof micros, "%.2f", (double) criterion->nanoseconds / 1000 / cases);
	g_string_append (page->out, "<tr><td>");
	text (page, report->rules->criteria[index].full_id);
	g_string_append (page->out, "</td><td>");
	text (page, rt_choose (page->cli->language, report->rules->criteria[index].title));
	g_string_append_printf (
		page->out,
		"</td><td class=n>%u</td><td class=n>%u</td><td class=n>%u</td><td class=n>%s</td>"
		"<td class=n>%.0f</td><td class=warn>",
		criterion->n[RT_REPORT_MET], criterion->n[RT_REPORT_NOT_MET], criterion->n[RT_REPORT_UNKNOWN],
		micros, (double) criterion->steps / cases);
	const char *odd = remark (criterion, report->n_cases);
	if (*odd != '\0')
		text (page, rt_text (page->cli->language, odd));
	g_string_append (page->out, "</td></tr>\n");
}

static void
criteria_table (Page *page)
{
	static const char *const columns[] = { N_("met"), N_("not met"), N_("unknown"), N_("µs each"),
					       N_("steps each") };
	g_string_append (page->out, "<table>\n<tr><th></th><th></th>");
	for (guint i = 0; i < G_N_ELEMENTS (columns); i++) {
		g_string_append (page->out, "<th class=n>");
		text (page, rt_text (page->cli->language, columns[i]));
		g_string_append (page->out, "</th>");
	}
	g_string_append (page->out, "<th></th></tr>\n");
	for (guint i = 0; i < page->report->rules->n_criteria; i++)
		criterion_row (page, i);
	g_string_append (page->out, "</table>\n");
}

static void
together_table (Page *page)
{
	const RtRuleSet *rules = page->report->rules;
	guint n = rules->n_criteria;
	g_string_append (page->out, "<table class=grid>\n<tr><td></td>");
	for (guint i = 0; i < n; i++) {
		g_string_append (page->out, "<td>");
		text (page, rules->criteria[i].id);
		g_string_append (page->out, "</td>");
	}
	g_string_append (page->out, "</tr>\n");
	for (guint i = 0; i < n; i++) {
		g_string_append (page->out, "<tr><td>");
		text (page, rules->criteria[i].full_id);
		g_string_append (page->out, "</td>");
		for (guint j = 0; j < n; j++)
			g_string_append_printf (page->out, "<td>%u</td>", page->report->together[i * n + j]);
		g_string_append (page->out, "</tr>\n");
	}
	g_string_append (page->out, "</table>\n");
}

/* ---- the page ---- */

static void
head (Page *page)
{
	const RtReport *report = page->report;
	guint weighed = report->n_cases + report->n_refused;
	double micros = weighed > 0 ? (double) report->nanoseconds / 1000 / weighed : 0;
	const char *language = page->cli->language == RT_LANGUAGE_NL ? "nl" : "en";
	g_string_append_printf (
		page->out, "<!DOCTYPE html>\n<html lang=%s>\n<head><meta charset=utf-8><title>", language);
	text (page, rt_cli_text (page->cli, N_("What the rules do")));
	g_string_append_printf (page->out, "</title><style>%s</style></head>\n<body>\n<h1>", style);
	text (page, rt_cli_text (page->cli, N_("What the rules do")));
	g_string_append (page->out, "</h1>\n<p>");
	g_autofree char *sentence =
		g_strdup_printf (rt_cli_text (page->cli, N_("%u registrations, %u refused; %u advices could "
							     "still change with an answer. %.0f µs each.")),
				 weighed, report->n_refused, report->n_unstable, micros);
	text (page, sentence);
	g_string_append (page->out, "<br>");
	text (page, report->rules->fingerprint);
	g_string_append (page->out, "</p>\n");
}

void
rt_report_write_page (const RtCli *cli, const RtReport *report, GString *out)
{
	Page page = { cli, report, out };
	head (&page);
	note (&page, N_("This counts registrations, not persons. It is there to judge the rules by."));
	heading (&page, N_("Suggestions"));
	counted_table (&page, report->suggestions, report->n_cases);
	heading (&page, N_("Scores, as a share of what an approach can reach"));
	note (&page, N_("Left: the points that are certain. Right: with those that are still unknown."));
	for (guint i = 0; i < report->rules->n_approaches; i++)
		score_table (&page, i);
	heading (&page, N_("Criteria"));
	criteria_table (&page);
	heading (&page, N_("Criteria that are met together"));
	together_table (&page);
	heading (&page, N_("Unknown facts that were asked for"));
	counted_table (&page, report->unknowns, report->n_cases);
	heading (&page, N_("Parties that were proposed"));
	counted_table (&page, report->parties, report->n_cases);
	heading (&page, N_("What could not answer"));
	counted_table (&page, report->degraded, report->n_cases);
	g_string_append (out, "</body>\n</html>\n");
}
