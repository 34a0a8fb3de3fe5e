#include "routectl/diff-outcome.h"
#include <string.h>
#include "libroute/util/words.h"

const char *const rt_change_names[RT_N_CHANGES] = { "routing", "eligibility", "participants", "points", "other" };

/* ---- writing ---- */

static void
line (GString *out, RtChangeKind kind, const char *what, const char *id, const char *word)
{
	g_string_append_c (out, (char) ('0' + kind));
	g_string_append (out, what);
	if (*id != '\0')
		g_string_append_c (out, ' ');
	g_string_append (out, id);
	g_string_append_c (out, '\t');
	g_string_append (out, word);
	g_string_append_c (out, '\n');
}

static void
write_criterion (const RtRuleSet *rules, const RtRegistry *registry, const RtCriterionResult *result, GString *out)
{
	static const char *const states[] = {
		[ROUTE_NO] = "not-met", [ROUTE_YES] = "met", [ROUTE_UNKNOWN] = "unknown"
	};
	if (result->shadow)
		return;
	if (result->criterion >= 0) {
		line (out, RT_CHANGE_POINTS, "criterion", rules->criteria[result->criterion].full_id,
		      states[result->state]);
		return;
	}
	const RtPlugin *plugin = rt_registry_plugin (registry, (guint) result->plugin);
	g_autofree char *id = g_strconcat (plugin->party, "/", plugin->reasons[result->reason].id, NULL);
	line (out, RT_CHANGE_POINTS, "criterion", id, states[result->state]);
}

static void
write_approach (const RtRuleSet *rules, const RtRegistry *registry, const RtApproachResult *approach, GString *out)
{
	static const char *const states[] = {
		[ROUTE_NO] = "no", [ROUTE_YES] = "yes", [ROUTE_UNKNOWN] = "unknown"
	};
	const char *id = rules->approaches[approach->approach].id;
	char score[64];
	line (out, RT_CHANGE_ELIGIBILITY, "approach", id, states[approach->eligible]);
	g_snprintf (score, sizeof score, "%d..%d of %d", approach->low, approach->high, approach->max);
	line (out, RT_CHANGE_POINTS, "score", id, score);
	for (guint i = 0; i < approach->n_criteria; i++)
		write_criterion (rules, registry, approach->criteria[i], out);
}

static void
write_participant (const RtRuleSet *rules, const RtParticipant *participant, GString *out)
{
	char words[128];
	g_snprintf (words, sizeof words, "%s, %s, %s", participant->attend == ROUTE_ATTEND_INVITE ? "invite" : "ask",
		    participant->part, participant->role);
	line (out, RT_CHANGE_PARTICIPANTS, "participant", rules->parties[participant->party].id, words);
}

static void
write_statements (const RtStatement *statements, const guint *said, guint n, const char *what, GString *out)
{
	for (guint i = 0; i < n; i++)
		line (out, RT_CHANGE_OTHER, what, statements[said[i]].id, "yes");
}

static void
write_coordinators (const RtRuleSet *rules, const RtWeighing *weighing, GString *out)
{
	for (guint i = 0; i < weighing->n_coordinator; i++) {
		char place[16];
		g_snprintf (place, sizeof place, "%u", i + 1);
		line (out, RT_CHANGE_OTHER, "coordinator", rules->parties[weighing->coordinator[i].party].id, place);
	}
}

void
rt_outcome_write (const RtRuleSet *rules, const RtRegistry *registry, const RtWeighing *weighing, GString *out)
{
	line (out, RT_CHANGE_ROUTING, "routing", "", weighing->suggestion);
	for (guint i = 0; i < weighing->n_approaches; i++)
		write_approach (rules, registry, &weighing->approaches[i], out);
	for (guint i = 0; i < weighing->n_participants; i++)
		write_participant (rules, &weighing->participants[i], out);
	if (weighing->table != NULL)
		line (out, RT_CHANGE_OTHER, "table", "", weighing->table);
	write_statements (rules->flags, weighing->flags, weighing->n_flags, "flag", out);
	write_statements (rules->goals, weighing->goals, weighing->n_goals, "goal", out);
	write_statements (rules->themes, weighing->themes, weighing->n_themes, "theme", out);
	write_statements (rules->decisions, weighing->decisions, weighing->n_decisions, "decision", out);
	write_coordinators (rules, weighing, out);
}

void
rt_outcome_write_refusal (const char *why, GString *out)
{
	g_autofree char *one_line = g_strdelimit (g_strdup (why), "\t\n", ' ');
	line (out, RT_CHANGE_ROUTING, "refused", "", one_line);
}

/* ---- comparing ---- */

static int
by_text (gconstpointer a, gconstpointer b)
{
	return strcmp (*(char *const *) a, *(char *const *) b);
}

static GStrv
sorted_lines (const GString *outcome, guint *n)
{
	GStrv lines = g_strsplit (outcome->str, "\n", -1);
	*n = g_strv_length (lines);
	qsort (lines, *n, sizeof *lines, by_text);
	return lines;
}

gboolean
rt_outcome_equal (const GString *a, const GString *b)
{
	guint n, m;
	if (g_string_equal (a, b))
		return TRUE;
	if (a->len != b->len)
		return FALSE;
	g_auto (GStrv) x = sorted_lines (a, &n), y = sorted_lines (b, &m);
	return g_strv_equal ((const char *const *) x, (const char *const *) y);
}

static void
change_free (gpointer data)
{
	RtChange *change = data;
	g_free (change->name);
	g_free (change->from);
	g_free (change->to);
	g_free (change);
}

/* of two lines, which comes first by kind and name: below zero, above, or 0 for the same thing */
static int
order_of (const char *a, const char *b)
{
	gsize x = strcspn (a, "\t"), y = strcspn (b, "\t");
	int order = memcmp (a, b, MIN (x, y));
	return order != 0 ? order : (x > y) - (x < y);
}

/* `line`: that of one of the two sides, of which one may be NULL */
static void
add_change (GPtrArray *changes, const char *line, const char *from, const char *to)
{
	RtChange *change = g_new0 (RtChange, 1);
	gsize length = strcspn (line, "\t");
	change->kind = (RtChangeKind) (line[0] - '0');
	change->name = g_strndup (line + 1, length - 1);
	change->from = from != NULL ? g_strdup (from + length + 1) : NULL;
	change->to = to != NULL ? g_strdup (to + length + 1) : NULL;
	g_ptr_array_add (changes, change);
}

GPtrArray *
rt_outcome_changes (const GString *from, const GString *to)
{
	GPtrArray *changes = g_ptr_array_new_with_free_func (change_free);
	guint n, m, i = 0, j = 0;
	g_auto (GStrv) x = sorted_lines (from, &n), y = sorted_lines (to, &m);
	/* the empty piece behind the last newline sorts first */
	while ((i < n && *x[i] == '\0'))
		i++;
	while ((j < m && *y[j] == '\0'))
		j++;
	while (i < n && j < m) {
		const char *old = x[i], *new = y[j];
		int order = order_of (old, new);
		if (strcmp (old, new) != 0)
			add_change (changes, order <= 0 ? old : new, order <= 0 ? old : NULL, order >= 0 ? new : NULL);
		i += order <= 0 ? 1 : 0;
		j += order >= 0 ? 1 : 0;
	}
	for (; i < n; i++)
		add_change (changes, x[i], x[i], NULL);
	for (; j < m; j++)
		add_change (changes, y[j], NULL, y[j]);
	return changes;
}
