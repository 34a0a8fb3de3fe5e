/* The page of a report: one HTML file that needs nothing beside itself. */
#include <string.h>
#include "config.h"
#include "routectl/html.h"
#include "routectl/report-chart.h"
#include "routectl/report.h"
/* style and script, made of report-page.css and report-page.js */
#include "routectl/report-page.h"

/* rows of a table that scrolls by itself on a screen */
#define LONG_TABLE 15u

typedef struct {
	const RtReport *report;
	const GPtrArray *tables;
	RtLanguage language;
	GString *out;
} Page;

/* ---- pieces ---- */

static const char *
said (const Page *page, const char *text)
{
	return rt_text (page->language, text);
}

static void
element (const Page *page, const char *tag, const char *class, const char *text)
{
	g_string_append_printf (page->out, "<%s%s%s>", tag, class != NULL ? " class=" : "", class != NULL ? class : "");
	rt_html_text (page->out, text);
	g_string_append_printf (page->out, "</%s>\n", tag);
}

static const RtTable *
find_table (const Page *page, const char *key)
{
	for (guint i = 0; i < page->tables->len; i++)
		if (strcmp (rt_table_key (g_ptr_array_index (page->tables, i)), key) == 0)
			return g_ptr_array_index (page->tables, i);
	g_return_val_if_reached (NULL);
}

static void
put_table (const Page *page, const char *key, const char *label)
{
	const RtTable *table = find_table (page, key);
	if (rt_table_n_rows (table) == 0) {
		element (page, "p", NULL, said (page, N_("None.")));
		return;
	}
	g_string_append_printf (page->out, "<div class=\"scroll%s\" tabindex=0 role=region aria-label=\"",
				rt_table_n_rows (table) > LONG_TABLE ? " long" : "");
	rt_html_text (page->out, label);
	g_string_append (page->out, "\">");
	rt_html_table (page->out, table, page->language, page->report->n_cases, strcmp (key, "together") == 0);
	g_string_append (page->out, "</div>\n");
}

/* there for who asks; on paper too, unless it is of `class` screen */
static void
put_folded (const Page *page, const char *key, const char *class, const char *summary)
{
	g_string_append_printf (page->out, "<details class=%s>", class);
	element (page, "summary", NULL, summary);
	put_table (page, key, summary);
	g_string_append (page->out, "</details>\n");
}

/* ---- scores ---- */

static void
put_legend (const Page *page)
{
	static const char *const parts[] = { N_("eligible"), N_("not known yet"), N_("not eligible") };
	g_string_append (page->out, "<ul class=legend>");
	for (guint i = 0; i < G_N_ELEMENTS (parts); i++) {
		g_string_append_printf (page->out, "<li><i class=p%u></i>", i + 1);
		rt_html_text (page->out, said (page, parts[i]));
		g_string_append (page->out, "</li>");
	}
	g_string_append (page->out, "</ul>\n");
}

static void
put_scores (const Page *page)
{
	const RtRuleSet *rules = page->report->rules;
	const RtTable *table = find_table (page, "scores");
	put_legend (page);
	for (guint i = 0; i < rules->n_approaches; i++) {
		guint first = i * RT_REPORT_BANDS;
		element (page, "h3", NULL, rt_choose (page->language, rules->approaches[i].title));
		g_string_append (page->out, "<div class=charts>");
		rt_report_chart (page->out, table, first, RT_REPORT_BANDS, 2, said (page, N_("Cases by certain score")));
		rt_report_chart (page->out, table, first, RT_REPORT_BANDS, 5, said (page, N_("Cases by possible score")));
		g_string_append (page->out, "</div>\n");
	}
	put_folded (page, "scores", "figures", said (page, N_("The figures of these charts")));
}

/* ---- rules in shadow ---- */

static gboolean
has_shadow_route (const Page *page)
{
	for (guint i = 0; i < page->report->rules->n_routes; i++)
		if (page->report->rules->routes[i].mode == RT_MODE_SHADOW)
			return TRUE;
	return FALSE;
}

static void
put_shadow (const Page *page)
{
	if (page->report->live == NULL)
		element (page, "p", NULL, said (page, N_("No rule is in shadow, or those that are do not load as live rules.")));
	else
		put_table (page, "shadow", said (page, N_("Criteria in shadow")));
	/* these are counted also where they do not load as live rules */
	if (has_shadow_route (page)) {
		element (page, "h3", NULL, said (page, N_("Routes in shadow, and where they would be taken")));
		put_table (page, "shadow_routes", said (page, N_("Routes in shadow, and where they would be taken")));
	}
	if (page->report->live == NULL)
		return;
	element (page, "h3", NULL, said (page, N_("What would change if they were live")));
	put_table (page, "shadow_changes", said (page, N_("What would change if they were live")));
	element (page, "h3", NULL, said (page, N_("Each beside the live criteria that agree most with it")));
	put_table (page, "shadow_pairs", said (page, N_("Each beside the live criteria that agree most with it")));
}

/* ---- sections ---- */

typedef struct {
	const char *key, *title, *note;
	void (*put) (const Page *page); /* NULL: just the table */
} Section;

static void
put_unknowns (const Page *page)
{
	put_table (page, "unknowns", said (page, N_("Unknown facts, and what they block")));
	put_folded (page, "blocks", "screen", said (page, N_("What each of them blocks, one by one")));
}

static const Section sections[] = {
	{ "suggestions", N_("Suggestions"),
	  N_("How often each suggestion was made. \"Could change\": an answer to an unknown fact could still lead to another "
	     "suggestion."),
	  NULL },
	{ "scores", N_("Scores against eligibility"),
	  N_("A score is the share of the points that an approach can reach. Certain are the points of criteria that are met; "
	     "possible are those of criteria that are unknown too. Points order and explain; the formula of the approach "
	     "alone says what is eligible."),
	  put_scores },
	{ "constant", N_("Criteria that always or never fire"),
	  N_("They are always met, never met or always unknown in these cases, so they tell no case from another. Look whether "
	     "that is meant."),
	  NULL },
	{ "criteria", N_("Criteria"),
	  N_("How often each criterion was met, unknown and not met, and in how many cases it was among those that decided the "
	     "suggestion."),
	  NULL },
	{ "together", N_("Criteria that are met together"),
	  N_("In how many cases both are met; in bold how often one is met at all. The darker, the larger the share of the rarer "
	     "of the two. At most the thirty that are met most often are shown."),
	  NULL },
	{ "unknowns", N_("Unknown facts, and what they block"),
	  N_("In how many cases a fact was asked for because nobody gave it or it is in doubt, and in how many of these the "
	     "answer could change a suggestion, a criterion or a participant."),
	  put_unknowns },
	{ "participants", N_("Participants"),
	  N_("In how many cases each party was proposed, and how. Who is asked first comes to the table only after a yes."),
	  NULL },
	{ "shadow", N_("Rules in shadow, beside the live ones"),
	  N_("Rules in shadow are evaluated and have no effect. Here every case was also weighed as if they were live. "
	     "Points \"+10..+20\": that many are added for certain, and that many at most."),
	  put_shadow },
	{ "costs", N_("Time and match work per rule"),
	  N_("Measured while weighing. Calls also count what was tried to find out what could change a suggestion. What several "
	     "rules share is counted where it was needed first; measuring itself costs a little."),
	  NULL },
	{ "degraded", N_("What could not answer"),
	  N_("Plugins or rules that left something unknown: they failed, met a limit, or were not valid on that day."), NULL },
};

static void
put_section (const Page *page, const Section *section)
{
	g_string_append_printf (page->out, "<section id=section-%s>\n", section->key);
	element (page, "h2", NULL, said (page, section->title));
	element (page, "p", "note", said (page, section->note));
	if (section->put != NULL)
		section->put (page);
	else
		put_table (page, section->key, said (page, section->title));
	g_string_append (page->out, "</section>\n");
}

static void
put_contents (const Page *page)
{
	g_string_append (page->out, "<nav><ul>");
	for (guint i = 0; i < G_N_ELEMENTS (sections); i++) {
		g_string_append_printf (page->out, "<li><a href=\"#section-%s\">", sections[i].key);
		rt_html_text (page->out, said (page, sections[i].title));
		g_string_append (page->out, "</a></li>");
	}
	g_string_append (page->out, "</ul></nav>\n");
}

/* ---- the frame ---- */

/* what the page may run and load: its own style and script, nothing else */
static void
allow (GString *out, const char *what, const char *text)
{
	g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
	guint8 digest[32];
	gsize length = sizeof digest;
	g_checksum_update (checksum, (const guchar *) text, (gssize) strlen (text));
	g_checksum_get_digest (checksum, digest, &length);
	g_autofree char *encoded = g_base64_encode (digest, length);
	g_string_append_printf (out, "%s 'sha256-%s'; ", what, encoded);
}

static void
put_head (const Page *page)
{
	g_string_append_printf (page->out,
				"<!DOCTYPE html>\n<html lang=%s>\n<head><meta charset=utf-8>"
				"<meta name=viewport content=\"width=device-width,initial-scale=1\">"
				"<meta http-equiv=Content-Security-Policy content=\"default-src 'none'; ",
				page->language == RT_LANGUAGE_NL ? "nl" : "en");
	allow (page->out, "style-src", style);
	allow (page->out, "script-src", script);
	g_string_append (page->out, "base-uri 'none'; form-action 'none'\">\n<title>");
	rt_html_text (page->out, said (page, N_("What the rules do")));
	g_string_append_printf (page->out, "</title>\n<style>%s</style></head>\n<body>\n", style);
}

static void
put_fact (const Page *page, const char *key, const char *name, const char *value)
{
	element (page, "dt", NULL, said (page, name));
	g_string_append_printf (page->out, "<dd data-key=%s>", key);
	rt_html_text (page->out, value);
	g_string_append (page->out, "</dd>\n");
}

static void
put_number (const Page *page, const char *key, const char *name, guint number)
{
	g_autofree char *text = g_strdup_printf ("%u", number);
	put_fact (page, key, name, text);
}

static void
put_facts (const Page *page)
{
	const RtReport *report = page->report;
	g_string_append (page->out, "<dl id=facts>\n");
	put_number (page, "cases", N_("Cases"), report->n_cases);
	put_number (page, "refused", N_("Refused"), report->n_refused);
	put_number (page, "unstable", N_("Could change with an answer"), report->n_unstable);
	put_fact (page, "library", N_("Library"), PACKAGE_VERSION);
	put_fact (page, "rules", N_("Rules"), report->rules->fingerprint);
	put_number (page, "plugins", N_("Plugins"),
		    report->registry != NULL ? rt_registry_n_plugins (report->registry) : 0);
	g_string_append (page->out, "</dl>\n");
}

void
rt_report_write_page (const RtReport *report, const GPtrArray *tables, RtLanguage language, GString *out)
{
	const Page page = { report, tables, language, out };
	put_head (&page);
	element (&page, "h1", NULL, said (&page, N_("What the rules do")));
	element (&page, "p", NULL,
		 said (&page, N_("This counts registrations, not persons. It is there to judge the rules by. Of a case only its "
				 "id is ever named.")));
	put_facts (&page);
	put_contents (&page);
	g_string_append (out, "<main>\n");
	for (guint i = 0; i < G_N_ELEMENTS (sections); i++)
		put_section (&page, &sections[i]);
	g_string_append_printf (out, "</main>\n<script>%s</script>\n</body>\n</html>\n", script);
}
