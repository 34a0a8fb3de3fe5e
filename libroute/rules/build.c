/* Compiling: the order of the steps, and what they share. */
#include "libroute/rules/build.h"
#include <string.h>
#include "libroute/util/date.h"

/* ---- reading keys ---- */

const char *
rt_build_keep (RtBuilder *builder, const char *text)
{
	return text != NULL ? g_string_chunk_insert_const (builder->inside->strings, text) : NULL;
}

/* a long text is seldom there twice: looking for another one costs more than it saves */
static const char *
keep_value (RtBuilder *builder, const RtKeyEntry *entry)
{
	return entry != NULL ? g_string_chunk_insert (builder->inside->strings, entry->value) : NULL;
}

RtOrigin
rt_build_origin (RtBuilder *builder, RtOrigin origin)
{
	/* rules come file by file */
	if (origin.file != builder->last.file || origin.path != builder->last.path) {
		builder->last = origin;
		builder->kept = (RtOrigin){ rt_build_keep (builder, origin.file), rt_build_keep (builder, origin.path), 0 };
	}
	return (RtOrigin){ .file = builder->kept.file, .path = builder->kept.path, .line = origin.line };
}

RouteText
rt_build_text (RtBuilder *builder, const RtGroup *group, const char *key)
{
	const RtKeyEntry *en = rt_group_key (group, key, NULL), *nl = rt_group_key (group, key, "nl");
	return (RouteText){ .en = keep_value (builder, en), .nl = keep_value (builder, nl) };
}

const char *
rt_build_words (RtBuilder *builder, const RtGroup *group, const char *key)
{
	const RtKeyEntry *entry = rt_group_key (group, key, NULL);
	return keep_value (builder, entry);
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
	const char *const *words = entry != NULL && entry->info != NULL ? rt_key_words (entry->info->type) : NULL;
	for (int i = 0; words != NULL && words[i] != NULL; i++)
		if (strcmp (words[i], entry->value) == 0)
			return i;
	return -1;
}

RtMode
rt_build_mode (const RtGroup *group)
{
	return rt_build_word (group, "mode") > 0 ? RT_MODE_SHADOW : RT_MODE_LIVE;
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
	inside->workshop = rt_feel_workshop_new ();
	inside->programs = g_ptr_array_new ();
	inside->scopes = g_ptr_array_new_with_free_func ((GDestroyNotify) rt_feel_scope_free);
	inside->shapes = g_hash_table_new_full (NULL, NULL, NULL, shape_free);
	inside->parties = rt_name_table_new ();
	inside->ids = rt_name_table_new ();
	inside->extras = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
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
	rt_feel_workshop_free (inside->workshop);
	g_ptr_array_unref (inside->scopes);
	g_clear_pointer (&inside->set.scope, rt_feel_scope_free);
	rt_feel_run_free (inside->run);
	g_hash_table_unref (inside->shapes);
	rt_name_table_free (inside->parties);
	rt_name_table_free (inside->ids);
	g_ptr_array_unref (inside->extras);
	rt_arena_free (inside->arena);
	g_string_chunk_free (inside->strings);
	g_free (inside);
}

static gboolean
is_used (const RtBuilder *builder, guint slot)
{
	return slot != G_MAXUINT && g_array_index (builder->slots, RtSlotInfo, slot).used;
}

/* slots that no condition reads need no filling */
static void
forget_unused (RtBuilder *builder)
{
	guint n = rt_schema_root ()->n_fields;
	for (guint i = 0; i < n; i++)
		builder->inside->facts_used |= (guint64) (is_used (builder, i) ? 1 : 0) << i;
	for (guint i = 0; i < RT_N_NAMES; i++)
		if (!is_used (builder, builder->set->name_slots[i]))
			builder->set->name_slots[i] = G_MAXUINT;
	RtParty *parties = (RtParty *) builder->set->parties;
	for (guint i = 0; i < builder->set->n_parties; i++)
		if (!is_used (builder, parties[i].slot))
			parties[i].slot = G_MAXUINT;
	RtReasonRule *reasons = (RtReasonRule *) builder->set->reasons;
	for (guint i = 0; i < builder->set->n_reasons; i++)
		if (!is_used (builder, reasons[i].slot))
			reasons[i].slot = G_MAXUINT;
	RtGiven *givens = (RtGiven *) builder->set->givens;
	guint used = 0;
	for (guint i = 0; i < builder->set->n_givens; i++)
		if (is_used (builder, givens[i].slot))
			givens[used++] = givens[i];
	builder->set->n_givens = used;
}

/* where a condition does not compile, what it reads is not known; what it names is */
static gboolean
is_mentioned (const RtBuilder *builder, const char *id)
{
	for (guint i = 0; i < builder->files->keys->len; i++) {
		const RtRuleKey *key = &g_array_index (builder->files->keys, RtRuleKey, i);
		if (strcmp (key->id, id) != 0 && rt_build_mentions (key->value, strlen (key->value), id))
			return TRUE;
	}
	return FALSE;
}

static void
warn_unused (RtBuilder *builder, RtGroupKind kind, const char *id, guint slot)
{
	/* weighing looks for contradictions itself, by their name */
	if (is_used (builder, slot) || (builder->broken && is_mentioned (builder, id)) || g_str_has_prefix (id, "contradiction-"))
		return;
	g_autofree char *name = g_strdup_printf ("%s %s", rt_group_info (kind)->kind, id);
	const RtGroup *group = g_hash_table_lookup (builder->files->by_id, name);
	const char *needed = kind == RT_GROUP_setting ? "value" : "when";
	/* one that says nothing is told already */
	if (group == NULL || rt_group_key (group, needed, NULL) == NULL)
		return;
	guint before = builder->findings->len;
	rt_report_group (builder->findings, RT_FINDING_UNUSED, group, "nothing uses \"%s\"", id);
	rt_build_missed (builder, before, id, strlen (id), TRUE);
}

static void
check_use (RtBuilder *builder)
{
	for (guint i = 0; i < builder->set->n_settings; i++)
		warn_unused (builder, RT_GROUP_setting, builder->set->settings[i].id,
			     builder->set->settings[i].slot);
	for (guint i = 0; i < builder->set->n_defines; i++)
		warn_unused (builder, RT_GROUP_define, builder->set->defines[i].id,
			     builder->set->defines[i].when.slot);
}

/* conditions ask the same of the same facts again and again */
static void
share_conditions (RtBuilder *builder)
{
	const RtRuleSet *set = builder->set;
	GPtrArray *programs = builder->inside->programs;
	g_autofree guint8 *fixed = g_new0 (guint8, set->n_slots + 1);
	memset (fixed, TRUE, rt_schema_root ()->n_fields); /* the facts come first */
	for (guint i = 0; i < set->n_settings; i++)
		fixed[set->settings[i].slot] = TRUE;
	rt_feel_share ((RtFeelProgram *const *) programs->pdata, programs->len, fixed, set->n_slots);
}

static void
run_steps (RtBuilder *builder)
{
	rt_build_verify (builder);
	rt_build_parties (builder);
	rt_build_plugin_settings (builder);
	rt_build_shapes (builder);
	rt_build_scope (builder);
	rt_build_settings (builder);
	rt_build_defines (builder);
	rt_build_approaches (builder);
	rt_build_patterns (builder);
	rt_build_routes (builder);
	rt_build_statements (builder);
	rt_build_tables (builder);
	rt_build_reasons (builder);
	rt_build_questions (builder);
	if (!builder->brief)
		check_use (builder);
	rt_build_settle_blame (builder);
	rt_build_coverage (builder);
	rt_build_settle_missing (builder);
	forget_unused (builder);
	share_conditions (builder);
}

static RtRuleSet *
build (const RtRuleFiles *files, const RtKnownParty *known, guint n_known, gboolean lenient, gboolean brief,
       GPtrArray *findings)
{
	RtRuleSetInside *inside = inside_new ();
	RtBuilder builder = { .files = files,
			      .known = known,
			      .n_known = n_known,
			      .brief = brief,
			      .lenient = lenient,
			      .inside = inside,
			      .set = &inside->set,
			      .findings = findings };
	builder.slots = g_array_new (FALSE, TRUE, sizeof (RtSlotInfo));
	builder.blames = rt_build_blames_new ();
	builder.missing = rt_build_missing_new ();
	rt_feel_scope_set_silent (inside->set.scope, brief);
	inside->set.fingerprint = rt_build_keep (&builder, files->fingerprint);
	run_steps (&builder);
	/* whoever compiles in it later is told everything */
	rt_feel_scope_set_silent (inside->set.scope, FALSE);
	g_array_unref (builder.slots);
	g_array_unref (builder.blames);
	g_array_unref (builder.missing);
	rt_diagnostics_sort (findings);
	return &inside->set;
}

RtRuleSet *
rt_rules_compile (const RtRuleFiles *files, const RtKnownParty *known, guint n_known, GPtrArray *findings)
{
	g_autoptr (GPtrArray) ignored = rt_diagnostics_new ();
	GPtrArray *told = findings != NULL ? findings : ignored;
	g_autoptr (RtRuleSet) rules = build (files, known, n_known, FALSE, findings == NULL, told);
	return rt_diagnostics_has_error (told) ? NULL : g_steal_pointer (&rules);
}

void
rt_rules_look_over (const RtRuleFiles *files, GPtrArray *findings)
{
	rt_rule_set_free (build (files, NULL, 0, TRUE, FALSE, findings));
}
