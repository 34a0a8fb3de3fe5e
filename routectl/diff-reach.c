#include "routectl/diff-reach.h"
#include <string.h>
#include "routectl/rule-conditions.h"
#include "routectl/rule-text.h"

/* a group of which what is read cannot be told one by one: reasons of all parties, or everything */
#define ALL_REASONS "reasons"
#define EVERYTHING "everything"

/* one rule set: its conditions, and what each of them reads */
typedef struct {
	const RtRuleSet *rules;
	GArray *conditions; /* RtRuleCondition */
	GPtrArray *reads; /* GHashTable of group names, by condition */
} Side;

/* a condition through which an edit has its effect, in both rule sets */
typedef struct {
	const RtRuleCondition *from, *to;
} Gate;

struct _RtReach {
	Side from, to;
	guint n;
	GArray **gates; /* Gate, by edit; NULL: it may matter always */
	GArray **seen; /* Gate, by edit: what an outcome tells and no other edit touches; never NULL */
};

/* ---- what conditions read ---- */

typedef struct {
	const RtRuleSet *rules;
	const RtRuleCondition *condition;
	GHashTable *reads;
} Reading;

static void
read_group (Reading *reading, const char *kind, const char *id)
{
	g_hash_table_add (reading->reads, g_strdup_printf ("%s %s", kind, id));
}

static void
read_approach (Reading *reading, guint index)
{
	const RtApproach *approach = &reading->rules->approaches[index];
	read_group (reading, "approach", approach->id);
	for (guint i = 0; i < approach->n_criteria; i++)
		read_group (reading, "criterion", reading->rules->criteria[approach->first_criterion + i].full_id);
}

static void
read_named (Reading *reading, guint slot)
{
	const guint *names = reading->rules->name_slots;
	if (slot == names[RT_NAME_REASON_CHAINS] || slot == names[RT_NAME_THIRDS])
		g_hash_table_add (reading->reads, g_strdup (ALL_REASONS));
	if (slot == names[RT_NAME_SUGGESTION] || slot == names[RT_NAME_INVITED] || slot == names[RT_NAME_DEGRADED])
		g_hash_table_add (reading->reads, g_strdup (EVERYTHING));
}

static void
on_read (guint slot, const char *path, guint start, guint end, gpointer data)
{
	Reading *reading = data;
	const RtRuleSet *rules = reading->rules;
	for (guint i = 0; i < rules->n_settings; i++)
		if (rules->settings[i].slot == slot)
			read_group (reading, "setting", rules->settings[i].id);
	for (guint i = 0; i < rules->n_defines; i++)
		if (rules->defines[i].when.slot == slot)
			read_group (reading, "define", rules->defines[i].id);
	for (guint i = 0; i < rules->n_approaches; i++)
		if (rules->approaches[i].slot == slot)
			read_approach (reading, i);
	for (guint i = 0; i < rules->n_reasons; i++)
		if (rules->reasons[i].slot == slot)
			g_hash_table_add (reading->reads, g_strdup (ALL_REASONS));
	for (guint i = 0; i < rules->n_parties; i++)
		if (rules->parties[i].slot == slot)
			g_hash_table_add (reading->reads, g_strdup (ALL_REASONS));
	read_named (reading, slot);
}

static GHashTable *
reads_of (const RtRuleSet *rules, const RtRuleCondition *condition)
{
	GHashTable *reads = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
	Reading reading = { rules, condition, reads };
	/* formulas number their criteria alike, so that slots do not tell them apart */
	if (condition->approach >= 0)
		read_approach (&reading, (guint) condition->approach);
	else
		rt_feel_program_visit (condition->condition->program, on_read, &reading);
	return reads;
}

static void
side_init (Side *side, const RtRuleSet *rules)
{
	*side = (Side){ rules, rt_rule_conditions (rules),
			g_ptr_array_new_with_free_func ((GDestroyNotify) g_hash_table_unref) };
	for (guint i = 0; i < side->conditions->len; i++)
		g_ptr_array_add (side->reads,
				 reads_of (rules, &g_array_index (side->conditions, RtRuleCondition, i)));
}

static void
side_clear (Side *side)
{
	g_array_unref (side->conditions);
	g_ptr_array_unref (side->reads);
}

static int
find_condition (const Side *side, const char *group)
{
	for (guint i = 0; i < side->conditions->len; i++)
		if (strcmp (g_array_index (side->conditions, RtRuleCondition, i).group, group) == 0)
			return (int) i;
	return -1;
}

/* ---- what stands above and below a group ---- */

static void
add_above (const Side *side, const char *group, GHashTable *above)
{
	int index = find_condition (side, group);
	if (index < 0)
		return;
	GHashTableIter iter;
	gpointer name;
	g_hash_table_iter_init (&iter, g_ptr_array_index (side->reads, (guint) index));
	while (g_hash_table_iter_next (&iter, &name, NULL))
		if (g_hash_table_add (above, g_strdup (name)))
			add_above (side, name, above);
}

static gboolean
is_yes_or_no (const RtRuleCondition *condition)
{
	return rt_feel_type_is (rt_feel_program_type (condition->condition->program), RT_FEEL_BOOLEAN);
}

/* the first conditions below a group that are yes or no, or the group's own; FALSE when one cannot be compared */
static gboolean
add_gates (const RtReach *reach, const Side *side, const char *group, gboolean own, GHashTable *seen, GArray *gates)
{
	gboolean fine = TRUE;
	for (guint i = 0; fine && i < side->conditions->len; i++) {
		const RtRuleCondition *condition = &g_array_index (side->conditions, RtRuleCondition, i);
		gboolean is_it = own ? strcmp (condition->group, group) == 0
				     : g_hash_table_contains (g_ptr_array_index (side->reads, i), group);
		if (!is_it || !g_hash_table_add (seen, g_strdup (condition->group)))
			continue;
		int from = find_condition (&reach->from, condition->group), to = find_condition (&reach->to, condition->group);
		if (from < 0 || to < 0)
			return FALSE;
		Gate gate = { &g_array_index (reach->from.conditions, RtRuleCondition, from),
			      &g_array_index (reach->to.conditions, RtRuleCondition, to) };
		if (is_yes_or_no (gate.from) && is_yes_or_no (gate.to))
			g_array_append_val (gates, gate);
		else if (!g_str_has_prefix (condition->group, "define "))
			return FALSE;
		else
			fine = add_gates (reach, &reach->from, condition->group, FALSE, seen, gates) &&
			       add_gates (reach, &reach->to, condition->group, FALSE, seen, gates);
	}
	return fine;
}

/* ---- which edits can be told ---- */

/* does the edit touch a condition, or what stands above it? What parties are is seen everywhere */
static gboolean
touches (const RtEdit *edit, const char *condition, GHashTable *above)
{
	const RtRuleKey *key = rt_edit_key (edit);
	g_autofree char *group = rt_rule_group_name (key);
	return strcmp (key->group, "party") == 0 || strcmp (key->group, "plugin") == 0 ||
	       g_hash_table_contains (above, EVERYTHING) || strcmp (group, condition) == 0 ||
	       g_hash_table_contains (above, group) ||
	       (strcmp (key->group, "reason") == 0 && g_hash_table_contains (above, ALL_REASONS));
}

/* the one edit that touches a condition; -1: none; -2: several */
static int
only_toucher (const RtReach *reach, const RtEdits *edits, const char *condition)
{
	int found = -1;
	g_autoptr (GHashTable) above = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
	add_above (&reach->from, condition, above);
	add_above (&reach->to, condition, above);
	for (guint i = 0; i < edits->list->len; i++) {
		if (!touches (&g_array_index (edits->list, RtEdit, i), condition, above))
			continue;
		if (found >= 0)
			return -2;
		found = (int) i;
	}
	return found;
}

/* NULL when an edit may matter always */
static GArray *
gates_of (const RtReach *reach, const RtEdits *edits, guint index)
{
	const RtEdit *edit = &g_array_index (edits->list, RtEdit, index);
	const RtRuleKey *key = rt_edit_key (edit);
	gboolean setting = strcmp (key->group, "setting") == 0;
	if (edit->whole || edit->from == NULL || edit->to == NULL)
		return NULL;
	if (strcmp (key->key, setting ? "value" : "when") != 0 && strcmp (key->key, "eligible") != 0)
		return NULL;
	g_autofree char *group = rt_rule_group_name (key);
	g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
	g_autoptr (GArray) gates = g_array_new (FALSE, FALSE, sizeof (Gate));
	gboolean fine = add_gates (reach, &reach->from, group, !setting, seen, gates) &&
			add_gates (reach, &reach->to, group, !setting, seen, gates);
	for (guint i = 0; fine && i < gates->len; i++)
		fine = only_toucher (reach, edits, g_array_index (gates, Gate, i).from->group) == (int) index;
	return fine ? g_steal_pointer (&gates) : NULL;
}

/* an outcome tells what a criterion says as long as the criterion counts */
static gboolean
is_told (const RtRuleSet *rules, const RtRuleCondition *condition)
{
	if (condition->approach >= 0)
		return TRUE;
	if (condition->criterion < 0)
		return FALSE;
	const RtCriterion *criterion = &rules->criteria[condition->criterion];
	return criterion->mode == RT_MODE_LIVE && criterion->valid_from == G_MININT32 &&
	       criterion->valid_until == G_MAXINT32;
}

static void
find_seen (RtReach *reach, const RtEdits *edits)
{
	for (guint i = 0; i < reach->from.conditions->len; i++) {
		const RtRuleCondition *from = &g_array_index (reach->from.conditions, RtRuleCondition, i);
		int index = find_condition (&reach->to, from->group);
		if (index < 0 || !is_told (reach->from.rules, from))
			continue;
		Gate gate = { from, &g_array_index (reach->to.conditions, RtRuleCondition, index) };
		int toucher = is_told (reach->to.rules, gate.to) ? only_toucher (reach, edits, from->group) : -1;
		if (toucher >= 0)
			g_array_append_val (reach->seen[toucher], gate);
	}
}

RtReach *
rt_reach_new (const RtEdits *edits, const RtRuleSet *from, const RtRuleSet *to)
{
	RtReach *reach = g_new0 (RtReach, 1);
	side_init (&reach->from, from);
	side_init (&reach->to, to);
	reach->n = edits->list->len;
	reach->gates = g_new0 (GArray *, reach->n + 1);
	reach->seen = g_new0 (GArray *, reach->n + 1);
	for (guint i = 0; i < reach->n; i++) {
		reach->gates[i] = gates_of (reach, edits, i);
		reach->seen[i] = g_array_new (FALSE, FALSE, sizeof (Gate));
	}
	find_seen (reach, edits);
	return reach;
}

void
rt_reach_free (RtReach *reach)
{
	if (reach == NULL)
		return;
	for (guint i = 0; i < reach->n; i++) {
		g_clear_pointer (&reach->gates[i], g_array_unref);
		g_array_unref (reach->seen[i]);
	}
	g_free (reach->gates);
	g_free (reach->seen);
	side_clear (&reach->from);
	side_clear (&reach->to);
	g_free (reach);
}

/* ---- one case ---- */

typedef struct {
	RouteTri from, to;
} Answers;

static Answers
answers_of (const Gate *gate, RtWorkspace *from, RtWorkspace *to)
{
	return (Answers){ rt_workspace_state (from, gate->from->condition, NULL, gate->from->approach),
			  rt_workspace_state (to, gate->to->condition, NULL, gate->to->approach) };
}

/* the same answer, and a certain one: what leaves an answer open may differ where the answer does not */
static gboolean
is_without_effect (const GArray *gates, RtWorkspace *from, RtWorkspace *to)
{
	for (guint i = 0; gates != NULL && i < gates->len; i++) {
		Answers answers = answers_of (&g_array_index (gates, Gate, i), from, to);
		if (answers.from != answers.to || answers.from == ROUTE_UNKNOWN)
			return FALSE;
	}
	return gates != NULL;
}

static gboolean
is_needed (const GArray *seen, RtWorkspace *from, RtWorkspace *to)
{
	for (guint i = 0; i < seen->len; i++) {
		Answers answers = answers_of (&g_array_index (seen, Gate, i), from, to);
		if (answers.from != answers.to)
			return TRUE;
	}
	return FALSE;
}

void
rt_reach_mark (const RtReach *reach, RtWorkspace *from, RtWorkspace *to, guint8 *matters)
{
	for (guint i = 0; i < reach->n; i++) {
		matters[i] = RT_MATTERS_MAYBE;
		if (is_without_effect (reach->gates[i], from, to))
			matters[i] = RT_MATTERS_NOT;
		else if (is_needed (reach->seen[i], from, to))
			matters[i] = RT_MATTERS_SURELY;
	}
}
