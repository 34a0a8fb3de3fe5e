/* The page of a report: one HTML file that needs nothing beside itself. */
#include <string.h>
#include "config.h"
#include "routectl/html.h"
#include "routectl/report-chart.h"
#include "routectl/report.h"

/* rows of a table that scrolls by itself on a screen */
#define LONG_TABLE 15u

static const char style[] =
	":root{--ink:#1c2430;--soft:#5a6675;--line:#d5dbe2;--paper:#fff;--rail:#edf0f3;--p1:#1f5c99;--p2:#e0a93b;"
	"--p3:#b9c3ce;--heat:31,92,153}"
	"@media(prefers-color-scheme:dark){@media screen{:root{--ink:#e4e8ec;--soft:#a3aebb;--line:#3a444f;--paper:#15191e;"
	"--rail:#262d35;--p1:#6aa9e4;--p2:#e6b95a;--p3:#5d6873;--heat:106,169,228}}}"
	"*{box-sizing:border-box}body{font:16px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--paper);margin:0 auto;"
	"max-width:70rem;padding:1rem}"
	"h1{font-size:1.6rem;line-height:1.2;margin:.5rem 0}h2{font-size:1.2rem;margin:2.5rem 0 .25rem;padding-top:.75rem;"
	"border-top:2px solid var(--line)}h3{font-size:1rem;margin:1rem 0 .25rem}p{max-width:46rem;margin:.25rem 0 .75rem}"
	".note,dt,nav,summary{color:var(--soft)}dl{display:grid;grid-template-columns:max-content 1fr;gap:.1rem 1rem;margin:1rem 0}"
	"dd{margin:0;overflow-wrap:anywhere}nav ul{display:flex;flex-wrap:wrap;gap:.25rem 1rem;padding:0;list-style:none}"
	"a{color:var(--p1)}.scroll{overflow:auto;border-bottom:1px solid var(--line)}.long{max-height:34rem}td.list{min-width:16rem}"
	"table{border-collapse:collapse;width:100%;font-size:.9rem}tbody th{min-width:9rem}td,th{padding:.3rem .6rem .3rem 0;text-align:left;"
	"vertical-align:top;font-weight:400;border-top:1px solid var(--line)}"
	"thead>tr>*{position:sticky;top:0;background:var(--paper);border-top:0;vertical-align:bottom}"
	"td.n,th.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}th.n button{text-align:right}"
	"th button{font:inherit;font-weight:600;color:inherit;background:none;border:0;padding:0;text-align:left;cursor:pointer}"
	"th button::after{content:\" \\2195\";color:var(--soft)}th[aria-sort=ascending] button::after{content:\" \\2191\"}"
	"th[aria-sort=descending] button::after{content:\" \\2193\"}"
	"i{display:inline-block;width:.7em;height:.7em;margin-right:.3em}i.p1{background:var(--p1)}i.p2{background:var(--p2)}"
	"i.p3{background:var(--p3)}"
	"td.bar{min-width:7rem;width:20%}td.bar svg{display:block;width:100%;height:.9rem;margin-top:.3rem}.rail{fill:var(--rail)}"
	".p1{fill:var(--p1)}.p2{fill:var(--p2)}.p3{fill:var(--p3)}code{font-size:.85em;white-space:nowrap}"
	".charts{display:grid;grid-template-columns:repeat(auto-fit,minmax(19rem,1fr));gap:1rem;margin:.5rem 0}"
	".chart{width:100%;max-width:32rem;font-size:13px}.chart text{fill:var(--soft)}.chart .head{fill:var(--ink);font-size:15px}"
	".end{text-anchor:end}.mid{text-anchor:middle}.line{stroke:var(--line);fill:none}.legend{list-style:none;padding:0;"
	"display:flex;flex-wrap:wrap;gap:0 1.25rem}"
	"table.heat{width:auto}.heat thead th:not(:first-child) button{writing-mode:vertical-rl}.heat td.n{text-align:center;"
	"padding:.25rem .5rem;border-left:1px solid var(--line)}.heat .same{font-weight:700}"
	".h1{background:rgba(var(--heat),.06)}.h2{background:rgba(var(--heat),.12)}.h3{background:rgba(var(--heat),.18)}"
	".h4{background:rgba(var(--heat),.24)}.h5{background:rgba(var(--heat),.3)}.h6{background:rgba(var(--heat),.36)}"
	".h7{background:rgba(var(--heat),.42)}.h8{background:rgba(var(--heat),.48)}.h9{background:rgba(var(--heat),.54)}"
	"summary{cursor:pointer}:focus-visible{outline:2px solid var(--p1);outline-offset:2px}"
	"@media print{@page{margin:15mm}body{font-size:10pt;max-width:none;padding:0;print-color-adjust:exact;"
	"-webkit-print-color-adjust:exact}nav,summary{display:none}.scroll{overflow:visible;max-height:none}.screen{display:none}"
	"details::details-content{content-visibility:visible;display:block}thead>tr>*{position:static}"
	"th button::after{content:\"\"!important}tr,.chart,h2,h3{break-inside:avoid}h2,h3{break-after:avoid}table{font-size:8pt}"
	"td.bar{min-width:4rem;width:15%}code{white-space:normal}}";

/* a click on a head sorts; what is folded is open on paper */
static const char script[] =
	"(()=>{'use strict';"
	"const value=(row,i)=>{const cell=row.cells[i];return cell.dataset.v===undefined?cell.textContent:Number(cell.dataset.v)};"
	"for(const button of document.querySelectorAll('th button'))button.addEventListener('click',()=>{"
	"const head=button.closest('th'),body=head.closest('table').tBodies[0],i=head.cellIndex;"
	"const first=head.classList.contains('n')?'descending':'ascending';"
	"const other=first==='ascending'?'descending':'ascending';"
	"const order=head.getAttribute('aria-sort')===first?other:first;"
	"for(const th of head.parentNode.cells)th.removeAttribute('aria-sort');"
	"head.setAttribute('aria-sort',order);"
	"const sign=order==='ascending'?1:-1;"
	"const rows=[...body.rows].sort((a,b)=>{const x=value(a,i),y=value(b,i);return x<y?-sign:x>y?sign:0});"
	"body.append(...rows)});"
	"let folded=[];"
	"addEventListener('beforeprint',()=>{folded=[...document.querySelectorAll('details:not([open])')];"
	"for(const one of folded)one.open=true});"
	"addEventListener('afterprint',()=>{for(const one of folded)one.open=false})})();";

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

static void
put_shadow (const Page *page)
{
	if (page->report->live == NULL) {
		element (page, "p", NULL, said (page, N_("No rule is in shadow, or those that are do not load as live rules.")));
		return;
	}
	put_table (page, "shadow", said (page, N_("Criteria in shadow")));
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
	  N_("In how many cases each party was proposed, and how. Who is asked first comes to the table only after a yes."), NULL },
	{ "shadow", N_("Rules in shadow, beside the live ones"),
	  N_("Rules in shadow are evaluated and have no effect. Here every case was also weighed as if they were live. Points \"+10..+20\": that many are added for certain, and "
	     "that many at most."),
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
