#include <string.h>
#include "libroute/advice/wrap.h"
#include "libroute/util/json-writer.h"
#include "routectl/fairness.h"

/* of the criteria that differ most, and from how many hundredths on they are worth a line */
#define MOST_CRITERIA 5u
#define LEAST_DIFFERENCE 5.0

/* ---- numbers ---- */

static double
rate (guint n, guint of)
{
	return of > 0 ? 100.0 * n / of : 0.0;
}

/* of the cases in a group, and of all other cases */
static double
difference (const RtFairness *fairness, const RtFairnessGroup *group, guint here, guint all)
{
	guint others = fairness->all.n_cases - group->n_cases;
	return others > 0 ? rate (here, group->n_cases) - rate (all - here, others) : 0.0;
}

static double
rate_elsewhere (const RtFairness *fairness, const RtFairnessGroup *group, guint here, guint all)
{
	return rate (all - here, fairness->all.n_cases - group->n_cases);
}

/* how much a criterion sets a group apart: as met, or as deciding */
static double
weight (const RtFairness *fairness, const RtFairnessGroup *group, guint criterion)
{
	const RtFairnessCriterion *here = &group->criteria[criterion], *all = &fairness->all.criteria[criterion];
	double met = difference (fairness, group, here->n[RT_FAIRNESS_MET], all->n[RT_FAIRNESS_MET]);
	double decided = difference (fairness, group, here->decided, all->decided);
	return MAX (ABS (met), ABS (decided));
}

static int
compare_groups (gconstpointer a, gconstpointer b)
{
	const RtFairnessGroup *one = *(const RtFairnessGroup *const *) a, *other = *(const RtFairnessGroup *const *) b;
	if (one->order != other->order)
		return one->order < other->order ? -1 : 1;
	return strcmp (one->value, other->value);
}

static GPtrArray *
sorted_groups (const RtFairness *fairness)
{
	GPtrArray *groups = g_ptr_array_new ();
	GHashTableIter iter;
	gpointer group;
	g_hash_table_iter_init (&iter, fairness->groups);
	while (g_hash_table_iter_next (&iter, NULL, &group))
		g_ptr_array_add (groups, group);
	g_ptr_array_sort (groups, compare_groups);
	return groups;
}

/* the criterion that differs most of those not taken yet, or -1 */
static int
next_criterion (const RtFairness *fairness, const RtFairnessGroup *group, const gboolean *taken)
{
	int best = -1;
	double most = LEAST_DIFFERENCE;
	for (guint i = 0; i < fairness->rules->n_criteria; i++) {
		double found = taken[i] ? 0.0 : weight (fairness, group, i);
		if (found >= most && (best < 0 || found > most)) {
			most = found;
			best = (int) i;
		}
	}
	return best;
}

/* ---- a page ---- */

static void
write_suggestions (const RtCli *cli, const RtFairness *fairness, const RtFairnessGroup *group, GString *out)
{
	gboolean small = group->n_cases < fairness->small;
	g_string_append_printf (out, "  %-26s %7s %8s %11s %11s\n", rt_cli_text (cli, N_("suggestion")),
				rt_cli_text (cli, N_("cases")), rt_cli_text (cli, N_("rate")),
				rt_cli_text (cli, N_("elsewhere")), rt_cli_text (cli, N_("difference")));
	for (guint i = 0; i < fairness->rules->n_routes; i++) {
		guint here = group->suggestions[i], all = fairness->all.suggestions[i];
		if (all == 0)
			continue;
		g_string_append_printf (out, "  %-26s %7u", fairness->rules->routes[i].suggestion, here);
		if (!small)
			g_string_append_printf (out, " %6.1f %% %9.1f %% %+11.1f", rate (here, group->n_cases),
						rate_elsewhere (fairness, group, here, all),
						difference (fairness, group, here, all));
		g_string_append_c (out, '\n');
	}
}

static void
write_criteria (const RtCli *cli, const RtFairness *fairness, const RtFairnessGroup *group, GString *out)
{
	g_autofree gboolean *taken = g_new0 (gboolean, fairness->rules->n_criteria + 1);
	for (guint n = 0; n < MOST_CRITERIA; n++) {
		int at = next_criterion (fairness, group, taken);
		if (at < 0)
			break;
		if (n == 0)
			g_string_append_printf (out, "  %-26s %17s %22s\n",
						rt_cli_text (cli, N_("what makes the difference")),
						rt_cli_text (cli, N_("met / elsewhere")),
						rt_cli_text (cli, N_("decided / elsewhere")));
		taken[at] = TRUE;
		const RtFairnessCriterion *here = &group->criteria[at], *all = &fairness->all.criteria[at];
		guint met = here->n[RT_FAIRNESS_MET];
		g_string_append_printf (out, "  %-26s %5.1f %% / %5.1f %% %9.1f %% / %5.1f %%\n",
					fairness->rules->criteria[at].full_id, rate (met, group->n_cases),
					rate_elsewhere (fairness, group, met, all->n[RT_FAIRNESS_MET]),
					rate (here->decided, group->n_cases),
					rate_elsewhere (fairness, group, here->decided, all->decided));
	}
}

static void
write_group (const RtCli *cli, const RtFairness *fairness, const RtFairnessGroup *group, GString *out)
{
	g_string_append_printf (
		out, rt_cli_plural (cli, "\n%s = %s: %lu case", "\n%s = %s: %lu cases", (gulong) group->n_cases),
		fairness->pointer, group->value, (gulong) group->n_cases);
	if (group->n_cases < fairness->small)
		g_string_append_printf (out, rt_cli_text (cli, N_(" (small: fewer than %u, so no rates)")),
					fairness->small);
	g_string_append_c (out, '\n');
	write_suggestions (cli, fairness, group, out);
	if (group->n_cases >= fairness->small)
		write_criteria (cli, fairness, group, out);
}

void
rt_fairness_write_page (const RtCli *cli, const RtFairness *fairness, GString *out)
{
	g_autoptr (GPtrArray) groups = sorted_groups (fairness);
	RtPage page = { .out = out, .width = 80 };
	g_autofree char *counted = g_strdup_printf (
		rt_cli_text (cli, N_("%u cases, %u refused, %u groups by %s. A case with several values is in each of "
				     "their groups; elsewhere means: the cases that are not in the group.")),
		fairness->all.n_cases, fairness->n_refused, groups->len, fairness->pointer);
	rt_page_paragraph (&page, 0, "", counted);
	for (guint i = 0; i < groups->len; i++)
		write_group (cli, fairness, g_ptr_array_index (groups, i), out);
	g_string_append_c (out, '\n');
	rt_page_paragraph (&page, 0, "",
			   rt_cli_text (cli, N_("This counts cases and judges no person. A difference is a question about "
						"the rules and about who is registered: is it meant, and can it be "
						"justified?")));
}

/* ---- JSON ---- */

static void
write_rate (RtJsonWriter *json, const char *key, double value)
{
	char text[G_ASCII_DTOSTR_BUF_SIZE];
	rt_json_key (json, key);
	rt_json_raw (json, g_ascii_formatd (text, sizeof text, "%.1f", value));
}

static void
write_suggestion_json (const RtFairness *fairness, const RtFairnessGroup *group, guint i, RtJsonWriter *json)
{
	guint here = group->suggestions[i], all = fairness->all.suggestions[i];
	rt_json_begin (json, '{');
	rt_json_member (json, "suggestion", fairness->rules->routes[i].suggestion);
	rt_json_member_number (json, "cases", here);
	rt_json_member_number (json, "elsewhere_cases", all - here);
	write_rate (json, "rate", rate (here, group->n_cases));
	write_rate (json, "elsewhere", rate_elsewhere (fairness, group, here, all));
	rt_json_end (json, '}');
}

static void
write_criterion_json (const RtFairness *fairness, const RtFairnessGroup *group, guint i, RtJsonWriter *json)
{
	const RtFairnessCriterion *here = &group->criteria[i];
	rt_json_begin (json, '{');
	rt_json_member (json, "criterion", fairness->rules->criteria[i].full_id);
	rt_json_member_number (json, "met", here->n[RT_FAIRNESS_MET]);
	rt_json_member_number (json, "not_met", here->n[RT_FAIRNESS_NOT_MET]);
	rt_json_member_number (json, "unknown", here->n[RT_FAIRNESS_UNKNOWN]);
	rt_json_member_number (json, "decided", here->decided);
	write_rate (json, "difference", weight (fairness, group, i));
	rt_json_end (json, '}');
}

static void
write_group_json (const RtFairness *fairness, const RtFairnessGroup *group, RtJsonWriter *json)
{
	rt_json_begin (json, '{');
	rt_json_member (json, "value", group->value);
	rt_json_member_number (json, "cases", group->n_cases);
	rt_json_member_boolean (json, "small", group->n_cases < fairness->small);
	rt_json_member_begin (json, "suggestions", '[');
	for (guint i = 0; i < fairness->rules->n_routes; i++) {
		if (fairness->all.suggestions[i] > 0)
			write_suggestion_json (fairness, group, i, json);
	}
	rt_json_end (json, ']');
	rt_json_member_begin (json, "criteria", '[');
	for (guint i = 0; i < fairness->rules->n_criteria; i++)
		write_criterion_json (fairness, group, i, json);
	rt_json_end (json, ']');
	rt_json_end (json, '}');
}

void
rt_fairness_write_json (const RtFairness *fairness, GString *out)
{
	g_autoptr (GPtrArray) groups = sorted_groups (fairness);
	RtJsonWriter json = { .out = out, .pretty = TRUE };
	rt_json_begin (&json, '{');
	rt_json_member (&json, "group", fairness->pointer);
	rt_json_member_number (&json, "cases", fairness->all.n_cases);
	rt_json_member_number (&json, "refused", fairness->n_refused);
	rt_json_member_number (&json, "small", fairness->small);
	rt_json_member_begin (&json, "groups", '[');
	for (guint i = 0; i < groups->len; i++)
		write_group_json (fairness, g_ptr_array_index (groups, i), &json);
	rt_json_end (&json, ']');
	rt_json_end (&json, '}');
	g_string_append_c (out, '\n');
}
