/* Compiling: the order of the steps, and what they share. */
#include "libroute/rules/build.h"
#include <string.h>
#include "libroute/registration/forbidden.h"
#include "libroute/util/date.h"

/* ---- reading keys ---- */

const char *
rt_build_keep (RtBuilder *builder, const char *text)
{
	return text != NULL ? g_string_chunk_insert_const (builder->inside->strings, text) : NULL;
}

RtOrigin
rt_build_origin (RtBuilder *builder, RtOrigin origin)
{
	return (RtOrigin){ .file = rt_build_keep (builder, origin.file), .path = rt_build_keep (builder, origin.path),
			   .line = origin.line };
}

RouteText
rt_build_text (RtBuilder *builder, const RtGroup *group, const char *key)
{
	const RtKeyEntry *en = rt_group_key (group, key, NULL), *nl = rt_group_key (group, key, "nl");
	return (RouteText){ .en = rt_build_keep (builder, en != NULL ? en->value : NULL),
			    .nl = rt_build_keep (builder, nl != NULL ? nl->value : NULL) };
}

const char *
rt_build_words (RtBuilder *builder, const RtGroup *group, const char *key)
{
	const RtKeyEntry *entry = rt_group_key (group, key, NULL);
	return entry != NULL ? rt_build_keep (builder, entry->value) : NULL;
}

gint64
rt_build_integer (const RtGroup *group, const char *key, gint64 otherwise)
{
	const RtKeyEntry *entry = rt_group_key (group, key, NULL);
	gint64 value = otherwise;
	if (entry != NULL && !g_ascii_string_to_signed (entry->value, 10, -1000000, 1000000, &value, NULL))
		return otherwise;
	return value;
}

gboolean
rt_build_yes (const RtGroup *group, const char *key)
{
	const RtKeyEntry *entry = rt_group_key (group, key, NULL);
	return entry != NULL && strcmp (entry->value, "yes") == 0;
}

gint32
rt_build_date (const RtGroup *group, const char *key, gint32 otherwise)
{
	const RtKeyEntry *entry = rt_group_key (group, key, NULL);
	gint32 days = otherwise;
	if (entry != NULL && !rt_date_parse (entry->value, strlen (entry->value), &days))
		return otherwise;
	return days;
}

const char *const *
rt_build_list (RtBuilder *builder, const RtGroup *group, const char *key)
{
	const RtKeyEntry *entry = rt_group_key (group, key, NULL);
	g_auto (GStrv) items = g_strsplit (entry != NULL ? entry->value : "", ";", -1);
	const char **list = rt_build_array (builder, g_strv_length (items) + 1, sizeof *list);
	guint n = 0;
	for (guint i = 0; items[i] != NULL; i++)
		if (*g_strstrip (items[i]) != '\0')
			list[n++] = rt_build_keep (builder, items[i]);
	return list;
}

int
rt_build_word (const RtGroup *group, const char *key)
{
	const RtKeyEntry *entry = rt_group_key (group, key, NULL);
	const RtKeyInfo *info = rt_key_info (group->kind, key);
	const char *const *words = info != NULL ? rt_key_words (info->type) : NULL;
	for (int i = 0; entry != NULL && words != NULL && words[i] != NULL; i++)
		if (strcmp (words[i], entry->value) == 0)
			return i;
	return -1;
}

GPtrArray *
rt_build_groups (const RtBuilder *builder, RtGroupKind kind)
{
	GPtrArray *groups = g_ptr_array_new ();
	for (guint i = 0; i < builder->files->groups->len; i++) {
		RtGroup *group = g_ptr_array_index (builder->files->groups, i);
		if (group->kind == kind)
			g_ptr_array_add (groups, group);
	}
	return groups;
}

void *
rt_build_array (RtBuilder *builder, guint n, gsize size)
{
	return rt_arena_array (builder->inside->arena, MAX (n, 1), size);
}

/* ---- conditions ---- */

typedef struct {
	RtBuilder *builder;
	const RtKeyEntry *key;
	guint latest, stage;
	gboolean pure;
} Reading;

static void
report_protected (Reading *reading, const char *path, guint start, guint end)
{
	g_auto (GStrv) names = g_strsplit (path, ".", -1);
	for (guint i = 0; names[i] != NULL; i++)
		if (rt_forbidden_name (names[i], strlen (names[i])))
			rt_report_value (reading->builder->findings, RT_FINDING_PROTECTED, reading->key, start, end,
					 "rules never read \"%s\": origin, nationality, religion, language, address and name are out of bounds",
					 names[i]);
}

static void
on_read (guint slot, const char *path, guint start, guint end, gpointer data)
{
	Reading *reading = data;
	RtBuilder *builder = reading->builder;
	g_array_index (builder->used, gboolean, slot) = TRUE;
	guint stage = g_array_index (builder->stages, guint, slot);
	reading->stage = MAX (reading->stage, stage);
	if (reading->key == NULL)
		return;
	if (stage > reading->latest)
		rt_report_value (builder->findings, RT_FINDING_TOO_EARLY, reading->key, start, end,
				 "this is known only after %s", stage == RT_STAGE_APPROACHES ? "the approaches" : "the routing");
	if (reading->pure && slot >= builder->first_given && slot < builder->first_given + builder->n_givens)
		rt_report_value (builder->findings, RT_FINDING_TOO_EARLY, reading->key, start, end,
				 "given() cannot stand here: what is not given must stay unknown");
	report_protected (reading, path, start, end);
}

/* text that names a protected thing where types cannot tell: members of extra, keys as strings */
static void
check_protected_text (Reading *reading)
{
	const char *text = reading->key->value;
	if (strstr (text, "extra") == NULL)
		return;
	for (const char *c = text; *c != '\0';) {
		gsize length = strspn (c, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_-0123456789");
		if (length > 0 && rt_forbidden_name (c, length))
			rt_report_value (reading->builder->findings, RT_FINDING_PROTECTED, reading->key, (guint) (c - text),
					 (guint) (c - text + (gssize) length), "rules never read this");
		c += length > 0 ? length : 1;
	}
}

static void
report_diagnostics (RtBuilder *builder, const RtKeyEntry *key, const GPtrArray *diagnostics)
{
	for (guint i = 0; i < diagnostics->len; i++) {
		const RtFeelDiagnostic *diagnostic = g_ptr_array_index (diagnostics, i);
		if (diagnostic->severity == RT_FEEL_NOTE)
			continue;
		rt_report_value (builder->findings,
				 diagnostic->severity == RT_FEEL_ERROR ? RT_FINDING_CONDITION : RT_FINDING_SUSPECT_CONDITION, key,
				 diagnostic->start, diagnostic->end, "%s", diagnostic->message);
	}
}

RtCondition
rt_build_condition (RtBuilder *builder, const RtFeelScope *scope, const RtGroup *group, const char *key, guint latest, gboolean pure)
{
	const RtKeyEntry *entry = rt_group_key (group, key, NULL);
	RtCondition condition = { .slot = G_MAXUINT, .origin = rt_build_origin (builder, rt_group_origin (group)) };
	if (entry == NULL)
		return condition;
	condition.text = rt_build_keep (builder, entry->value);
	condition.origin = rt_build_origin (builder, rt_key_origin (entry));
	g_autoptr (GPtrArray) diagnostics = g_ptr_array_new_with_free_func ((GDestroyNotify) rt_feel_diagnostic_free);
	condition.program = rt_feel_compile (scope, condition.text, strlen (condition.text), diagnostics);
	report_diagnostics (builder, entry, diagnostics);
	Reading reading = { .builder = builder, .key = entry, .latest = latest, .pure = pure };
	check_protected_text (&reading);
	if (condition.program == NULL)
		return condition;
	g_ptr_array_add (builder->inside->programs, condition.program);
	rt_feel_program_visit (condition.program, on_read, &reading);
	return condition;
}

guint
rt_build_stage (RtBuilder *builder, const RtFeelProgram *program)
{
	Reading reading = { .builder = builder };
	if (program != NULL)
		rt_feel_program_visit (program, on_read, &reading);
	return reading.stage;
}

/* ---- the whole ---- */

static void
shape_free (gpointer shape)
{
	rt_feel_shape_free (shape);
}

static RtRuleSetInside *
inside_new (void)
{
	RtRuleSetInside *inside = g_new0 (RtRuleSetInside, 1);
	inside->strings = g_string_chunk_new (4096);
	inside->arena = rt_arena_new (0);
	inside->run = rt_feel_run_new (&rt_feel_budget_default);
	inside->programs = g_ptr_array_new_with_free_func ((GDestroyNotify) rt_feel_program_free);
	inside->scopes = g_ptr_array_new_with_free_func ((GDestroyNotify) rt_feel_scope_free);
	inside->codes = g_ptr_array_new_with_free_func ((GDestroyNotify) pcre2_code_free);
	inside->shapes = g_hash_table_new_full (NULL, NULL, NULL, shape_free);
	inside->fact_used = g_array_new (FALSE, TRUE, sizeof (gboolean));
	inside->set.scope = rt_feel_scope_new ();
	return inside;
}

void
rt_rule_set_free (RtRuleSet *rules)
{
	if (rules == NULL)
		return;
	RtRuleSetInside *inside = (RtRuleSetInside *) rules;
	g_ptr_array_unref (inside->programs);
	g_ptr_array_unref (inside->scopes);
	g_clear_pointer (&inside->set.scope, rt_feel_scope_free);
	g_ptr_array_unref (inside->codes);
	rt_feel_run_free (inside->run);
	g_hash_table_unref (inside->shapes);
	g_clear_pointer (&inside->party_names, g_hash_table_unref);
	g_array_unref (inside->fact_used);
	rt_arena_free (inside->arena);
	g_string_chunk_free (inside->strings);
	g_free (inside);
}

static void
note_used (RtBuilder *builder)
{
	guint n = rt_schema_root ()->n_fields;
	g_array_set_size (builder->inside->fact_used, n);
	for (guint i = 0; i < n; i++)
		g_array_index (builder->inside->fact_used, gboolean, i) = g_array_index (builder->used, gboolean, i);
	for (guint i = 0; i < RT_N_NAMES; i++)
		if (!g_array_index (builder->used, gboolean, builder->set->name_slots[i]))
			builder->set->name_slots[i] = G_MAXUINT;
	RtParty *parties = (RtParty *) builder->set->parties;
	for (guint i = 0; i < builder->set->n_parties; i++)
		if (!g_array_index (builder->used, gboolean, parties[i].slot))
			parties[i].slot = G_MAXUINT;
	RtReasonRule *reasons = (RtReasonRule *) builder->set->reasons;
	for (guint i = 0; i < builder->set->n_reasons; i++)
		if (reasons[i].slot != G_MAXUINT && !g_array_index (builder->used, gboolean, reasons[i].slot))
			reasons[i].slot = G_MAXUINT;
	RtGiven *givens = (RtGiven *) builder->set->givens;
	guint used = 0;
	for (guint i = 0; i < builder->set->n_givens; i++)
		if (g_array_index (builder->used, gboolean, givens[i].slot))
			givens[used++] = givens[i];
	builder->set->n_givens = used;
}

static void
warn_unused (RtBuilder *builder)
{
	for (guint i = 0; i < builder->files->groups->len; i++) {
		const RtGroup *group = g_ptr_array_index (builder->files->groups, i);
		guint slot = G_MAXUINT;
		for (guint j = 0; group->kind == RT_GROUP_define && j < builder->set->n_defines; j++)
			if (strcmp (builder->set->defines[j].id, group->id) == 0)
				slot = builder->set->defines[j].when.slot;
		for (guint j = 0; group->kind == RT_GROUP_setting && j < builder->set->n_settings; j++)
			if (strcmp (builder->set->settings[j].id, group->id) == 0)
				slot = builder->set->settings[j].slot;
		/* weighing looks for contradictions itself, by their name */
		if (slot != G_MAXUINT && !g_array_index (builder->used, gboolean, slot) &&
		    !g_str_has_prefix (group->id, "contradiction-"))
			rt_report_group (builder->findings, RT_FINDING_UNUSED, group, "nothing uses \"%s\"", group->id);
	}
}

static void
run_steps (RtBuilder *builder)
{
	rt_build_verify (builder);
	rt_build_parties (builder);
	rt_build_shapes (builder);
	rt_build_scope (builder);
	rt_build_defines (builder);
	rt_build_approaches (builder);
	rt_build_patterns (builder);
	rt_build_routes (builder);
	rt_build_statements (builder);
	rt_build_tables (builder);
	rt_build_reasons (builder);
	rt_build_questions (builder);
	note_used (builder);
	warn_unused (builder);
}

RtRuleSet *
rt_rules_compile (const RtRuleFiles *files, const RtKnownParty *known, guint n_known, GPtrArray *findings)
{
	RtRuleSetInside *inside = inside_new ();
	RtBuilder builder = { .files = files, .known = known, .n_known = n_known, .inside = inside, .set = &inside->set,
			      .findings = findings };
	builder.used = g_array_new (FALSE, TRUE, sizeof (gboolean));
	builder.stages = g_array_new (FALSE, TRUE, sizeof (guint));
	inside->set.fingerprint = rt_build_keep (&builder, files->fingerprint);
	run_steps (&builder);
	g_array_unref (builder.used);
	g_array_unref (builder.stages);
	rt_diagnostics_sort (findings);
	if (!rt_diagnostics_has_error (findings))
		return &inside->set;
	rt_rule_set_free (&inside->set);
	return NULL;
}
