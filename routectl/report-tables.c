/* The tables of the report: what was counted, in rows. The page and the JSON are both written from them. */
#include <string.h>
#include "routectl/costs.h"
#include "routectl/report.h"

/* criteria that are held against each other in one table; of more the most frequent ones */
#define MOST_TOGETHER 30u
/* live criteria that one in shadow is held against: those that agree most with it */
#define MOST_PAIRS 12u

typedef struct {
	const RtReport *report;
	RtLanguage language;
} Source;

static void
add_ids (RtTable *table, const Source *source, const char *kind, const char *what)
{
	g_autofree char *name = g_strconcat (kind, what, NULL);
	rt_table_add_list (table, rt_report_examples (source->report, name));
}

/* ---- suggestions ---- */

static RtTable *
suggestions (const Source *source)
{
	static const RtColumn columns[] = {
		{ "suggestion", N_("suggestion"), RT_COLUMN_TEXT, 0 },
		{ "title", N_("name"), RT_COLUMN_TEXT, 0 },
		{ "cases", N_("cases"), RT_COLUMN_COUNT, 0 },
		{ "share", N_("share"), RT_COLUMN_SHARE, 0 },
		{ "bar", "", RT_COLUMN_BAR, 1 },
		{ "unstable", N_("could change"), RT_COLUMN_COUNT, 0 },
		{ "examples", N_("examples"), RT_COLUMN_LIST, 0 },
	};
	const RtReport *report = source->report;
	RtTable *table = rt_table_new ("suggestions", columns, G_N_ELEMENTS (columns));
	for (guint i = 0; i < report->rules->n_routes; i++) {
		const RtRoute *route = &report->rules->routes[i];
		if (report->routes[i].suggested == 0)
			continue;
		rt_table_add_text (table, route->suggestion);
		rt_table_add_text (table, rt_choose (source->language, route->title));
		rt_table_add_number (table, report->routes[i].suggested);
		rt_table_add_number (table, rt_share (report->routes[i].suggested, report->n_cases));
		rt_table_add_number (table, report->routes[i].unstable);
		add_ids (table, source, "suggestion ", route->suggestion);
	}
	rt_table_sort (table, 2);
	return table;
}

/* ---- scores ---- */

static void
score_row (RtTable *table, const Source *source, guint approach, guint band)
{
	static const RouteTri order[] = { ROUTE_YES, ROUTE_UNKNOWN, ROUTE_NO };
	const RtReportScores *scores = &source->report->scores[approach];
	g_autofree char *name = band + 1 < RT_REPORT_BANDS ? g_strdup_printf ("%u-%u", band * 10, band * 10 + 9)
							   : g_strdup ("100");
	rt_table_add_text (table, source->report->rules->approaches[approach].id);
	rt_table_add_text (table, name);
	for (guint i = 0; i < G_N_ELEMENTS (order); i++)
		rt_table_add_number (table, scores->certain[order[i]][band]);
	for (guint i = 0; i < G_N_ELEMENTS (order); i++)
		rt_table_add_number (table, scores->possible[order[i]][band]);
}

static RtTable *
scores (const Source *source)
{
	static const RtColumn columns[] = {
		{ "approach", N_("approach"), RT_COLUMN_TEXT, 0 },
		{ "band", N_("score, %"), RT_COLUMN_TEXT, 0 },
		{ "certain_eligible", N_("certain: eligible"), RT_COLUMN_COUNT, 0 },
		{ "certain_unknown", N_("certain: unknown"), RT_COLUMN_COUNT, 0 },
		{ "certain_not_eligible", N_("certain: not eligible"), RT_COLUMN_COUNT, 0 },
		{ "possible_eligible", N_("possible: eligible"), RT_COLUMN_COUNT, 0 },
		{ "possible_unknown", N_("possible: unknown"), RT_COLUMN_COUNT, 0 },
		{ "possible_not_eligible", N_("possible: not eligible"), RT_COLUMN_COUNT, 0 },
	};
	RtTable *table = rt_table_new ("scores", columns, G_N_ELEMENTS (columns));
	for (guint i = 0; i < source->report->rules->n_approaches; i++)
		for (guint band = 0; band < RT_REPORT_BANDS; band++)
			score_row (table, source, i, band);
	return table;
}

/* ---- criteria ---- */

static void
criterion_row (RtTable *table, const Source *source, const char *id, const char *title, const char *origin,
	       const RtReportCriterion *criterion)
{
	rt_table_add_text (table, id);
	rt_table_add_text (table, title);
	rt_table_add_number (table, criterion->n[ROUTE_YES]);
	rt_table_add_number (table, criterion->n[ROUTE_UNKNOWN]);
	rt_table_add_number (table, criterion->n[ROUTE_NO]);
	rt_table_add_number (table, rt_share (criterion->n[ROUTE_YES], source->report->n_cases));
	rt_table_add_number (table, criterion->decided);
	rt_table_add_text (table, origin);
}

static void
reason_rows (RtTable *table, const Source *source)
{
	g_autoptr (GList) names = g_hash_table_get_keys (source->report->reasons);
	names = g_list_sort (names, (GCompareFunc) strcmp);
	for (const GList *at = names; at != NULL; at = at->next)
		criterion_row (table, source, at->data, "", "", g_hash_table_lookup (source->report->reasons, at->data));
}

static const RtColumn criterion_columns[] = {
	{ "criterion", N_("criterion"), RT_COLUMN_TEXT, 0 },
	{ "title", N_("name"), RT_COLUMN_TEXT, 0 },
	{ "met", N_("met"), RT_COLUMN_COUNT, 0 },
	{ "unknown", N_("unknown"), RT_COLUMN_COUNT, 0 },
	{ "not_met", N_("not met"), RT_COLUMN_COUNT, 0 },
	{ "bar", "", RT_COLUMN_BAR, 3 },
	{ "met_share", N_("share met"), RT_COLUMN_SHARE, 0 },
	{ "decided", N_("decided"), RT_COLUMN_COUNT, 0 },
	{ "origin", N_("file and line"), RT_COLUMN_TEXT, 0 },
};

static RtTable *
criteria (const Source *source, const char *key, RtMode mode)
{
	const RtReport *report = source->report;
	RtTable *table = rt_table_new (key, criterion_columns, G_N_ELEMENTS (criterion_columns));
	for (guint i = 0; i < report->rules->n_criteria; i++) {
		const RtCriterion *criterion = &report->rules->criteria[i];
		if (criterion->mode != mode)
			continue;
		g_autofree char *origin = g_strdup_printf ("%s:%u", criterion->origin.file, criterion->origin.line);
		criterion_row (table, source, criterion->full_id, rt_choose (source->language, criterion->title),
			       origin, &report->criteria[i]);
	}
	if (mode == RT_MODE_LIVE)
		reason_rows (table, source);
	return table;
}

static const char *
constancy (const RtReportCriterion *criterion, guint n_cases)
{
	if (criterion->n[ROUTE_YES] == n_cases)
		return N_("always met");
	if (criterion->n[ROUTE_UNKNOWN] == n_cases)
		return N_("always unknown");
	return criterion->n[ROUTE_YES] == 0 ? N_("never met") : NULL;
}

/* criteria that say the same of every case: they tell nothing apart */
static RtTable *
constant (const Source *source)
{
	static const RtColumn columns[] = {
		{ "criterion", N_("criterion"), RT_COLUMN_TEXT, 0 },
		{ "title", N_("name"), RT_COLUMN_TEXT, 0 },
		{ "what", N_("what is odd"), RT_COLUMN_TEXT, 0 },
		{ "unknown", N_("unknown"), RT_COLUMN_COUNT, 0 },
		{ "origin", N_("file and line"), RT_COLUMN_TEXT, 0 },
	};
	const RtReport *report = source->report;
	RtTable *table = rt_table_new ("constant", columns, G_N_ELEMENTS (columns));
	for (guint i = 0; report->n_cases > 0 && i < report->rules->n_criteria; i++) {
		const RtCriterion *criterion = &report->rules->criteria[i];
		const char *what = constancy (&report->criteria[i], report->n_cases);
		if (what == NULL)
			continue;
		g_autofree char *origin = g_strdup_printf ("%s:%u", criterion->origin.file, criterion->origin.line);
		rt_table_add_text (table, criterion->full_id);
		rt_table_add_text (table, rt_choose (source->language, criterion->title));
		rt_table_add_text (table, rt_text (source->language, what));
		rt_table_add_number (table, report->criteria[i].n[ROUTE_UNKNOWN]);
		rt_table_add_text (table, origin);
	}
	return table;
}

/* ---- criteria that are met together ---- */

static guint
together_at (const RtReport *report, guint a, guint b)
{
	return report->together[(gsize) MIN (a, b) * report->rules->n_criteria + MAX (a, b)];
}

typedef struct {
	guint index, n;
} Ranked;

static int
by_frequency (gconstpointer a, gconstpointer b)
{
	const Ranked *x = a, *y = b;
	if (x->n != y->n)
		return x->n < y->n ? 1 : -1;
	return (x->index > y->index) - (x->index < y->index);
}

static int
by_index (gconstpointer a, gconstpointer b)
{
	const Ranked *x = a, *y = b;
	return (x->index > y->index) - (x->index < y->index);
}

/* those that were ever met, in the order of the rules; of many the most frequent ones */
static GArray *
ever_met (const RtReport *report)
{
	GArray *found = g_array_new (FALSE, FALSE, sizeof (Ranked));
	for (guint i = 0; i < report->rules->n_criteria; i++) {
		Ranked ranked = { i, together_at (report, i, i) };
		if (ranked.n > 0)
			g_array_append_val (found, ranked);
	}
	g_array_sort (found, by_frequency);
	g_array_set_size (found, MIN (found->len, MOST_TOGETHER));
	g_array_sort (found, by_index);
	return found;
}

static RtTable *
together (const Source *source)
{
	const RtReport *report = source->report;
	g_autoptr (GArray) shown = ever_met (report);
	g_autofree RtColumn *columns = g_new0 (RtColumn, shown->len + 1);
	columns[0] = (RtColumn){ "criterion", N_("criterion"), RT_COLUMN_TEXT, 0 };
	for (guint i = 0; i < shown->len; i++) {
		const char *id = report->rules->criteria[g_array_index (shown, Ranked, i).index].full_id;
		columns[i + 1] = (RtColumn){ id, id, RT_COLUMN_COUNT, 0 };
	}
	RtTable *table = rt_table_new ("together", columns, shown->len + 1);
	for (guint i = 0; i < shown->len; i++) {
		guint a = g_array_index (shown, Ranked, i).index;
		rt_table_add_text (table, report->rules->criteria[a].full_id);
		for (guint j = 0; j < shown->len; j++)
			rt_table_add_number (table, together_at (report, a, g_array_index (shown, Ranked, j).index));
	}
	return table;
}

/* ---- unknown facts ---- */

static RtTable *
unknowns (const Source *source)
{
	static const RtColumn columns[] = {
		{ "fact", N_("fact"), RT_COLUMN_TEXT, 0 },
		{ "cases", N_("cases"), RT_COLUMN_COUNT, 0 },
		{ "share", N_("share"), RT_COLUMN_SHARE, 0 },
		{ "bar", "", RT_COLUMN_BAR, 1 },
		{ "suggestions", N_("blocks a suggestion"), RT_COLUMN_COUNT, 0 },
		{ "criteria", N_("blocks a criterion"), RT_COLUMN_COUNT, 0 },
		{ "participants", N_("blocks a participant"), RT_COLUMN_COUNT, 0 },
	};
	guint n;
	const RtPlace *places = rt_schema_places (&n);
	RtTable *table = rt_table_new ("unknowns", columns, G_N_ELEMENTS (columns));
	for (guint i = 0; i < n; i++) {
		const RtReportUnknown *unknown = &source->report->unknowns[i];
		if (unknown->cases == 0)
			continue;
		rt_table_add_text (table, places[i].pointer);
		rt_table_add_number (table, unknown->cases);
		rt_table_add_number (table, rt_share (unknown->cases, source->report->n_cases));
		rt_table_add_number (table, unknown->routes);
		rt_table_add_number (table, unknown->criteria);
		rt_table_add_number (table, unknown->parties);
	}
	rt_table_sort (table, 1);
	return table;
}

static void
block_rows (RtTable *table, const RtRuleSet *rules, const char *fact, const guint *blocks)
{
	guint n = rules->n_routes + rules->n_criteria + rules->n_parties;
	for (guint i = 0; i < n; i++) {
		if (blocks[i] == 0)
			continue;
		guint criterion = i - rules->n_routes, party = criterion - rules->n_criteria;
		rt_table_add_text (table, fact);
		rt_table_add_text (table, i < rules->n_routes           ? "suggestion"
					  : criterion < rules->n_criteria ? "criterion"
									  : "participant");
		rt_table_add_text (table, i < rules->n_routes           ? rules->routes[i].suggestion
					  : criterion < rules->n_criteria ? rules->criteria[criterion].full_id
									  : rules->parties[party].id);
		rt_table_add_number (table, blocks[i]);
	}
}

static RtTable *
blocks (const Source *source)
{
	static const RtColumn columns[] = {
		{ "fact", N_("fact"), RT_COLUMN_TEXT, 0 },
		{ "kind", N_("kind"), RT_COLUMN_TEXT, 0 },
		{ "blocked", N_("what it blocks"), RT_COLUMN_TEXT, 0 },
		{ "cases", N_("cases"), RT_COLUMN_COUNT, 0 },
	};
	guint n;
	const RtPlace *places = rt_schema_places (&n);
	RtTable *table = rt_table_new ("blocks", columns, G_N_ELEMENTS (columns));
	for (guint i = 0; i < n; i++)
		if (source->report->unknowns[i].blocks != NULL)
			block_rows (table, source->report->rules, places[i].pointer, source->report->unknowns[i].blocks);
	rt_table_sort (table, 3);
	return table;
}

/* ---- parties ---- */

static RtTable *
participants (const Source *source)
{
	static const RtColumn columns[] = {
		{ "party", N_("party"), RT_COLUMN_TEXT, 0 },
		{ "title", N_("name"), RT_COLUMN_TEXT, 0 },
		{ "cases", N_("cases"), RT_COLUMN_COUNT, 0 },
		{ "share", N_("share"), RT_COLUMN_SHARE, 0 },
		{ "invited", N_("invited"), RT_COLUMN_COUNT, 0 },
		{ "asked", N_("asked first"), RT_COLUMN_COUNT, 0 },
		{ "bar", "", RT_COLUMN_BAR, 2 },
		{ "coordinator", N_("could coordinate"), RT_COLUMN_COUNT, 0 },
	};
	const RtReport *report = source->report;
	RtTable *table = rt_table_new ("participants", columns, G_N_ELEMENTS (columns));
	for (guint i = 0; i < report->rules->n_parties; i++) {
		const RtReportParty *party = &report->parties[i];
		guint cases = party->invited + party->asked;
		if (cases + party->coordinator == 0)
			continue;
		rt_table_add_text (table, report->rules->parties[i].id);
		rt_table_add_text (table, rt_choose (source->language, report->rules->parties[i].title));
		rt_table_add_number (table, cases);
		rt_table_add_number (table, rt_share (cases, report->n_cases));
		rt_table_add_number (table, party->invited);
		rt_table_add_number (table, party->asked);
		rt_table_add_number (table, party->coordinator);
	}
	rt_table_sort (table, 2);
	return table;
}

/* ---- costs ---- */

static RtTable *
costs (const Source *source)
{
	RtTable *table = rt_costs_table (source->report->meter, source->report->n_cases);
	rt_table_sort (table, RT_COSTS_TIME);
	return table;
}

/* ---- rules in shadow ---- */

typedef struct {
	guint live, both, agree;
} Pair;

static int
by_agreement (gconstpointer a, gconstpointer b)
{
	const Pair *x = a, *y = b;
	if (x->agree != y->agree)
		return x->agree < y->agree ? 1 : -1;
	return (x->live > y->live) - (x->live < y->live);
}

static GArray *
pairs_of (const RtReport *report, guint shadow)
{
	const RtCriterion *criteria = report->rules->criteria;
	GArray *pairs = g_array_new (FALSE, FALSE, sizeof (Pair));
	guint met = together_at (report, shadow, shadow);
	for (guint i = 0; i < report->rules->n_criteria; i++) {
		if (criteria[i].mode != RT_MODE_LIVE || criteria[i].approach != criteria[shadow].approach)
			continue;
		Pair pair = { .live = i, .both = together_at (report, shadow, i) };
		pair.agree = report->n_cases - (met - pair.both) - (together_at (report, i, i) - pair.both);
		g_array_append_val (pairs, pair);
	}
	g_array_sort (pairs, by_agreement);
	g_array_set_size (pairs, MIN (pairs->len, MOST_PAIRS));
	return pairs;
}

static void
pair_rows (RtTable *table, const RtReport *report, guint shadow)
{
	g_autoptr (GArray) pairs = pairs_of (report, shadow);
	guint met = together_at (report, shadow, shadow);
	for (guint i = 0; i < pairs->len; i++) {
		const Pair *pair = &g_array_index (pairs, Pair, i);
		rt_table_add_text (table, report->rules->criteria[shadow].full_id);
		rt_table_add_text (table, report->rules->criteria[pair->live].full_id);
		rt_table_add_number (table, pair->both);
		rt_table_add_number (table, met - pair->both);
		rt_table_add_number (table, together_at (report, pair->live, pair->live) - pair->both);
		rt_table_add_number (table, rt_share (pair->agree, report->n_cases));
	}
}

static RtTable *
shadow_pairs (const Source *source)
{
	static const RtColumn columns[] = {
		{ "shadow", N_("in shadow"), RT_COLUMN_TEXT, 0 },
		{ "live", N_("live"), RT_COLUMN_TEXT, 0 },
		{ "both", N_("both met"), RT_COLUMN_COUNT, 0 },
		{ "only_shadow", N_("only in shadow"), RT_COLUMN_COUNT, 0 },
		{ "only_live", N_("only live"), RT_COLUMN_COUNT, 0 },
		{ "bar", "", RT_COLUMN_BAR, 3 },
		{ "agree", N_("agree"), RT_COLUMN_SHARE, 0 },
	};
	RtTable *table = rt_table_new ("shadow_pairs", columns, G_N_ELEMENTS (columns));
	for (guint i = 0; i < source->report->rules->n_criteria; i++)
		if (source->report->rules->criteria[i].mode == RT_MODE_SHADOW)
			pair_rows (table, source->report, i);
	return table;
}

/* routes in shadow: where they would be taken, and where that is another suggestion */
static RtTable *
shadow_routes (const Source *source)
{
	static const RtColumn columns[] = {
		{ "route", N_("route"), RT_COLUMN_TEXT, 0 },
		{ "suggestion", N_("suggestion"), RT_COLUMN_TEXT, 0 },
		{ "met", N_("met"), RT_COLUMN_COUNT, 0 },
		{ "unknown", N_("unknown"), RT_COLUMN_COUNT, 0 },
		{ "taken", N_("would be taken"), RT_COLUMN_COUNT, 0 },
		{ "share", N_("share"), RT_COLUMN_SHARE, 0 },
		{ "bar", "", RT_COLUMN_BAR, 1 },
		{ "different", N_("another suggestion"), RT_COLUMN_COUNT, 0 },
		{ "examples", N_("examples"), RT_COLUMN_LIST, 0 },
	};
	const RtReport *report = source->report;
	RtTable *table = rt_table_new ("shadow_routes", columns, G_N_ELEMENTS (columns));
	for (guint i = 0; i < report->rules->n_routes; i++) {
		const RtRoute *route = &report->rules->routes[i];
		if (route->mode != RT_MODE_SHADOW)
			continue;
		rt_table_add_text (table, route->id);
		rt_table_add_text (table, route->suggestion);
		rt_table_add_number (table, report->routes[i].met);
		rt_table_add_number (table, report->routes[i].unknown);
		rt_table_add_number (table, report->routes[i].taken);
		rt_table_add_number (table, rt_share (report->routes[i].taken, report->n_cases));
		rt_table_add_number (table, report->routes[i].different);
		add_ids (table, source, "route ", route->id);
	}
	return table;
}

static RtTable *
shadow_changes (const Source *source)
{
	static const RtColumn columns[] = {
		{ "what", N_("what"), RT_COLUMN_TEXT, 0 },
		{ "from", N_("now"), RT_COLUMN_TEXT, 0 },
		{ "to", N_("with shadow rules live"), RT_COLUMN_TEXT, 0 },
		{ "cases", N_("cases"), RT_COLUMN_COUNT, 0 },
		{ "share", N_("share"), RT_COLUMN_SHARE, 0 },
		{ "bar", "", RT_COLUMN_BAR, 1 },
		{ "examples", N_("examples"), RT_COLUMN_LIST, 0 },
	};
	RtTable *table = rt_table_new ("shadow_changes", columns, G_N_ELEMENTS (columns));
	g_autoptr (GList) names = g_hash_table_get_keys (source->report->changes);
	names = g_list_sort (names, (GCompareFunc) strcmp);
	for (const GList *at = names; at != NULL; at = at->next) {
		guint n = GPOINTER_TO_UINT (g_hash_table_lookup (source->report->changes, at->data));
		g_auto (GStrv) parts = g_strsplit (at->data, "\t", 3);
		for (guint i = 0; i < 3; i++)
			rt_table_add_text (table, parts[i]);
		rt_table_add_number (table, n);
		rt_table_add_number (table, rt_share (n, source->report->n_cases));
		add_ids (table, source, "", at->data);
	}
	rt_table_sort (table, 3);
	return table;
}

/* ---- what could not answer ---- */

static RtTable *
degraded (const Source *source)
{
	static const RtColumn columns[] = {
		{ "what", N_("what"), RT_COLUMN_TEXT, 0 },
		{ "cases", N_("cases"), RT_COLUMN_COUNT, 0 },
		{ "share", N_("share"), RT_COLUMN_SHARE, 0 },
		{ "bar", "", RT_COLUMN_BAR, 1 },
		{ "examples", N_("examples"), RT_COLUMN_LIST, 0 },
	};
	RtTable *table = rt_table_new ("degraded", columns, G_N_ELEMENTS (columns));
	g_autoptr (GList) names = g_hash_table_get_keys (source->report->degraded);
	names = g_list_sort (names, (GCompareFunc) strcmp);
	for (const GList *at = names; at != NULL; at = at->next) {
		guint n = GPOINTER_TO_UINT (g_hash_table_lookup (source->report->degraded, at->data));
		rt_table_add_text (table, at->data);
		rt_table_add_number (table, n);
		rt_table_add_number (table, rt_share (n, source->report->n_cases));
		add_ids (table, source, "degraded ", at->data);
	}
	rt_table_sort (table, 1);
	return table;
}

GPtrArray *
rt_report_tables (const RtReport *report, RtLanguage language)
{
	const Source source = { report, language };
	GPtrArray *tables = g_ptr_array_new_with_free_func ((GDestroyNotify) rt_table_free);
	g_ptr_array_add (tables, suggestions (&source));
	g_ptr_array_add (tables, scores (&source));
	g_ptr_array_add (tables, criteria (&source, "criteria", RT_MODE_LIVE));
	g_ptr_array_add (tables, constant (&source));
	g_ptr_array_add (tables, together (&source));
	g_ptr_array_add (tables, unknowns (&source));
	g_ptr_array_add (tables, blocks (&source));
	g_ptr_array_add (tables, participants (&source));
	g_ptr_array_add (tables, criteria (&source, "shadow", RT_MODE_SHADOW));
	g_ptr_array_add (tables, shadow_routes (&source));
	g_ptr_array_add (tables, shadow_pairs (&source));
	g_ptr_array_add (tables, shadow_changes (&source));
	g_ptr_array_add (tables, costs (&source));
	g_ptr_array_add (tables, degraded (&source));
	return tables;
}
