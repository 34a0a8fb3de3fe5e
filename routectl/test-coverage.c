#include "routectl/test-coverage.h"
#include <string.h>
#include "libroute/util/json-writer.h"
#include "routectl/rule-conditions.h"

/* how often something was each of the three, by RouteTri */
typedef struct {
	guint n[3];
} Counts;

typedef struct {
	RtFeelOperand *clauses;
	Counts *counts; /* by clause */
	guint n_clauses;
	Counts whole;
} Covered;

struct _RtCoverage {
	const RouteEngine *engine;
	RtWorkspace *workspace;
	GArray *conditions; /* RtRuleCondition */
	Covered *covered; /* by condition */
};

RtCoverage *
rt_coverage_new (const RouteEngine *engine)
{
	RtCoverage *coverage = g_new0 (RtCoverage, 1);
	coverage->engine = engine;
	coverage->workspace = rt_workspace_new (rt_engine_weigher (engine));
	coverage->conditions = rt_rule_conditions (rt_engine_rules (engine));
	coverage->covered = g_new0 (Covered, coverage->conditions->len + 1);
	for (guint i = 0; i < coverage->conditions->len; i++) {
		const RtFeelProgram *program =
			g_array_index (coverage->conditions, RtRuleCondition, i).condition->program;
		Covered *covered = &coverage->covered[i];
		covered->n_clauses = rt_feel_operands (program, NULL, 0);
		covered->clauses = g_new0 (RtFeelOperand, covered->n_clauses);
		covered->counts = g_new0 (Counts, covered->n_clauses);
		rt_feel_operands (program, covered->clauses, covered->n_clauses);
	}
	return coverage;
}

void
rt_coverage_free (RtCoverage *coverage)
{
	if (coverage == NULL)
		return;
	for (guint i = 0; i < coverage->conditions->len; i++) {
		g_free (coverage->covered[i].clauses);
		g_free (coverage->covered[i].counts);
	}
	g_free (coverage->covered);
	g_array_unref (coverage->conditions);
	rt_workspace_free (coverage->workspace);
	g_free (coverage);
}

/* ---- counting ---- */

/* a criterion outside its days is unknown, whatever its condition says */
static RouteTri
state_of (RtWorkspace *workspace, const RtRuleSet *rules, const RtWeighing *weighing, const RtRuleCondition *condition)
{
	if (condition->criterion < 0)
		return rt_workspace_state (workspace, condition->condition, NULL, condition->approach);
	const RtCriterion *criterion = &rules->criteria[condition->criterion];
	const RtApproach *approach = &rules->approaches[criterion->approach];
	guint index = (guint) condition->criterion - approach->first_criterion;
	return weighing->approaches[criterion->approach].criteria[index]->state;
}

void
rt_coverage_add (RtCoverage *coverage, const GString *text)
{
	const RtRuleSet *rules = rt_engine_rules (coverage->engine);
	g_autoptr (RouteRegistration) read =
		route_registration_new_from_json (text->str, (gssize) text->len, NULL);
	g_autoptr (RouteRegistration) admitted = read != NULL ? rt_engine_admit (coverage->engine, read, NULL) : NULL;
	if (admitted == NULL)
		return;
	const RtWeighing *weighing =
		rt_weigh_outcome (rt_engine_weigher (coverage->engine), admitted, coverage->workspace);
	for (guint i = 0; i < coverage->conditions->len; i++) {
		const RtRuleCondition *condition = &g_array_index (coverage->conditions, RtRuleCondition, i);
		Covered *covered = &coverage->covered[i];
		covered->whole.n[state_of (coverage->workspace, rules, weighing, condition)]++;
		for (guint j = 0; j < covered->n_clauses; j++)
			covered->counts[j].n[rt_workspace_state (coverage->workspace, condition->condition,
								 &covered->clauses[j], condition->approach)]++;
	}
	rt_workspace_reset (coverage->workspace);
}

static gboolean
is_whole (const Counts *counts)
{
	return counts->n[ROUTE_YES] > 0 && counts->n[ROUTE_NO] > 0 && counts->n[ROUTE_UNKNOWN] > 0;
}

/* a value that is no condition, such as a list with a name */
static gboolean
is_value (const RtRuleCondition *condition)
{
	return rt_feel_type_is (rt_feel_program_type (condition->condition->program), RT_FEEL_LIST) ||
	       rt_feel_type_is (rt_feel_program_type (condition->condition->program), RT_FEEL_NUMBER);
}

/* ---- telling ---- */

/* the text of a clause in one line. Returns: (transfer full) */
static char *
clause_text (const RtCondition *condition, const RtFeelOperand *clause)
{
	GString *text = g_string_new (NULL);
	for (guint i = clause->start; i < clause->end; i++) {
		gboolean space = g_ascii_isspace (condition->text[i]);
		if (!space)
			g_string_append_c (text, condition->text[i]);
		else if (text->len > 0 && text->str[text->len - 1] != ' ')
			g_string_append_c (text, ' ');
	}
	return g_string_free (text, FALSE);
}

/* what is missing: "  never met" */
static void
append_missing (const RtCli *cli, const Counts *counts, GString *out)
{
	static const char *const texts[] = {
		[ROUTE_NO] = N_("  never false"), [ROUTE_UNKNOWN] = N_("  never unknown"), [ROUTE_YES] = N_("  never true")
	};
	for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
		if (counts->n[i] == 0)
			g_string_append (out, rt_cli_text (cli, texts[i]));
	g_string_append_c (out, '\n');
}

static void
append_criterion (const RtCli *cli, const char *id, const Counts *counts, GString *out)
{
	g_string_append_printf (out, rt_cli_text (cli, N_("# %-28s met %4u  not met %4u  unknown %4u%s\n")), id,
				counts->n[ROUTE_YES], counts->n[ROUTE_NO], counts->n[ROUTE_UNKNOWN],
				is_whole (counts) ? "" : rt_cli_text (cli, N_("  incomplete")));
}

static void
append_clauses (const RtCli *cli, const RtCondition *condition, const Covered *covered, GString *out)
{
	for (guint i = 0; i < covered->n_clauses; i++) {
		const guint *n = covered->counts[i].n;
		g_autofree char *text = clause_text (condition, &covered->clauses[i]);
		g_string_append_printf (out, rt_cli_text (cli, N_("#   true %4u  false %4u  unknown %4u  %s")), n[ROUTE_YES],
					n[ROUTE_NO], n[ROUTE_UNKNOWN], text);
		append_missing (cli, &covered->counts[i], out);
	}
}

static void
append_sums (const RtCli *cli, const RtCoverage *coverage, GString *out)
{
	guint criteria = 0, met = 0, clauses = 0, made = 0, conditions = 0;
	for (guint i = 0; i < coverage->conditions->len; i++) {
		const RtRuleCondition *condition = &g_array_index (coverage->conditions, RtRuleCondition, i);
		const Covered *covered = &coverage->covered[i];
		criteria += condition->criterion >= 0 ? 1 : 0;
		met += condition->criterion >= 0 && is_whole (&covered->whole) ? 1 : 0;
		if (is_value (condition))
			continue;
		conditions++;
		clauses += covered->n_clauses;
		for (guint j = 0; j < covered->n_clauses; j++)
			made += is_whole (&covered->counts[j]) ? 1 : 0;
	}
	g_string_append_printf (out, rt_cli_text (cli, N_("# %u of %u criteria were met, not met and unknown\n")), met,
				criteria);
	g_string_append_printf (out, rt_cli_text (cli, N_("# %u of %u clauses of %u conditions were true, false and unknown\n")),
				made, clauses, conditions);
}

void
rt_coverage_write_text (const RtCli *cli, const RtCoverage *coverage, GString *out)
{
	for (guint i = 0; i < coverage->conditions->len; i++) {
		const RtRuleCondition *condition = &g_array_index (coverage->conditions, RtRuleCondition, i);
		const Covered *covered = &coverage->covered[i];
		if (is_value (condition))
			continue;
		if (condition->criterion >= 0)
			append_criterion (cli, strchr (condition->group, ' ') + 1, &covered->whole, out);
		else
			g_string_append_printf (out, "# [%s] %s, %s:%u\n", condition->group, condition->key,
						condition->condition->origin.file, condition->condition->origin.line);
		append_clauses (cli, condition->condition, covered, out);
	}
	append_sums (cli, coverage, out);
}

static void
write_counts (RtJsonWriter *json, const Counts *counts)
{
	rt_json_member_number (json, "true", counts->n[ROUTE_YES]);
	rt_json_member_number (json, "false", counts->n[ROUTE_NO]);
	rt_json_member_number (json, "unknown", counts->n[ROUTE_UNKNOWN]);
}

/* the line a clause begins in: its condition may go over several */
static guint
line_of (const RtCondition *condition, const RtFeelOperand *clause)
{
	guint line = condition->origin.line;
	for (guint i = 0; i < clause->start; i++)
		line += condition->text[i] == '\n' ? 1 : 0;
	return line;
}

static void
write_clauses (RtJsonWriter *json, const RtCondition *condition, const Covered *covered)
{
	rt_json_member_begin (json, "clauses", '[');
	for (guint i = 0; i < covered->n_clauses; i++) {
		g_autofree char *text = clause_text (condition, &covered->clauses[i]);
		rt_json_begin (json, '{');
		rt_json_member (json, "text", text);
		rt_json_member_number (json, "start", covered->clauses[i].start);
		rt_json_member_number (json, "end", covered->clauses[i].end);
		rt_json_member_number (json, "line", line_of (condition, &covered->clauses[i]));
		write_counts (json, &covered->counts[i]);
		rt_json_end (json, '}');
	}
	rt_json_end (json, ']');
}

void
rt_coverage_write_json (const RtCoverage *coverage, GString *out)
{
	RtJsonWriter json = { .out = out };
	rt_json_begin (&json, '{');
	rt_json_member_begin (&json, "coverage", '[');
	for (guint i = 0; i < coverage->conditions->len; i++) {
		const RtRuleCondition *condition = &g_array_index (coverage->conditions, RtRuleCondition, i);
		if (is_value (condition))
			continue;
		rt_json_begin (&json, '{');
		rt_json_member (&json, "group", condition->group);
		rt_json_member (&json, "key", condition->key);
		rt_json_member (&json, "file", condition->condition->origin.file);
		rt_json_member_number (&json, "line", condition->condition->origin.line);
		write_counts (&json, &coverage->covered[i].whole);
		write_clauses (&json, condition->condition, &coverage->covered[i]);
		rt_json_end (&json, '}');
	}
	rt_json_end (&json, ']');
	rt_json_end (&json, '}');
	g_string_append_c (out, '\n');
}
