/* What is odd and loads all the same, for `routectl check`: criteria nobody uses, units that do not
 * fit, names that hide others, proxies. */
#include <string.h>
#include "libroute/rules/build.h"

static const RtGroup *
find_group (const RtBuilder *builder, const char *kind, const char *id)
{
	g_autofree char *name = g_strdup_printf ("%s %s", kind, id);
	return g_hash_table_lookup (builder->files->by_id, name);
}

/* ---- is it used? ---- */

typedef struct {
	guint slot;
	gboolean found;
} Sought;

static void
on_read (guint slot, const char *path, guint start, guint end, gpointer data)
{
	Sought *sought = data;
	sought->found = sought->found || slot == sought->slot;
}

static gboolean
reads (const RtFeelProgram *program, guint slot)
{
	Sought sought = { slot, FALSE };
	if (program != NULL)
		rt_feel_program_visit (program, on_read, &sought);
	return sought.found;
}

static void
check_formula (RtBuilder *builder, const RtApproach *approach)
{
	for (guint i = 0; i < approach->n_criteria; i++) {
		const RtCriterion *criterion = &builder->set->criteria[approach->first_criterion + i];
		if (criterion->mode != RT_MODE_LIVE || reads (approach->eligible.program, criterion->when.slot))
			continue;
		rt_report_group (builder->findings, RT_FINDING_NOT_IN_FORMULA,
				 find_group (builder, "criterion", criterion->full_id),
				 "the formula (eligible) of \"%s\" does not read %s: it adds points and decides "
				 "nothing; mode = shadow tries it out",
				 approach->id, criterion->id);
	}
}

static gboolean
is_read_anywhere (const RtBuilder *builder, guint slot)
{
	const GPtrArray *programs = builder->inside->programs;
	for (guint i = 0; i < programs->len; i++)
		if (reads (g_ptr_array_index (programs, i), slot))
			return TRUE;
	return FALSE;
}

static void
check_approaches (RtBuilder *builder)
{
	for (guint i = 0; i < builder->set->n_approaches; i++) {
		const RtApproach *approach = &builder->set->approaches[i];
		check_formula (builder, approach);
		if (builder->set->n_routes > 0 && !is_read_anywhere (builder, approach->slot))
			rt_report_group (builder->findings, RT_FINDING_NOT_IN_FORMULA,
					 find_group (builder, "approach", approach->id),
					 "no route asks for approach(\"%s\"): whatever its criteria say changes "
					 "nothing",
					 approach->id);
	}
}

/* ---- group by group ---- */

static gboolean
is_among (const char *word, const char *const *words)
{
	return g_strv_contains (words, word);
}

static void
check_unit (RtBuilder *builder, const RtSetting *setting)
{
	static const char *const months[] = { "months", "month", "maanden", "maand", "years", "year", "jaren", "jaar", NULL };
	static const char *const days[] = { "days",  "day",  "dagen", "dag", "weeks", "week",
					    "weken", "hours", "uren",  "uur", NULL };
	static const char *const counted[] = { "level", "levels", "life domains", "chains", "parties", "incidents", "criteria",
					       "years", "months", "days", "niveau", "leefgebieden", "ketens", "partijen",
					       "incidenten", "jaar", "jaren", "maanden", "dagen", NULL };
	gint64 whole;
	const RtGroup *group = find_group (builder, "setting", setting->id);
	const RtKeyEntry *unit = group != NULL ? rt_group_key (group, "unit", NULL) : NULL;
	guint kind = setting->value.kind;
	if (unit == NULL)
		return;
	gboolean long_unit = is_among (unit->value, months), short_unit = is_among (unit->value, days);
	/* whoever changed the value and not the unit made them differ */
	const RtKeyEntry *value = rt_group_key (group, "value", NULL),
			 *told = value->overrides != NULL && unit->overrides == NULL ? value : unit;
	guint end = (guint) strlen (told->value);
	if (long_unit && kind == RT_FEEL_DAYS_TIME)
		rt_report_value (builder->findings, RT_FINDING_UNIT, told, 0, end,
				 "the value %s is a duration of days or hours: \"P24M\" is 24 months, \"P24D\" 24 days, "
				 "\"PT24M\" 24 minutes; the unit is %s",
				 setting->text, unit->value);
	else if (short_unit && kind == RT_FEEL_YEARS_MONTHS)
		rt_report_value (builder->findings, RT_FINDING_UNIT, told, 0, end,
				 "the value %s is a duration of years or months, and the unit %s", setting->text, unit->value);
	else if (kind == RT_FEEL_NUMBER && is_among (unit->value, counted) && !rt_feel_get_integer (setting->value, &whole))
		rt_report_value (builder->findings, RT_FINDING_UNIT, told, 0, end,
				 "what is counted in %s is a whole number, and the value is %s", unit->value, setting->text);
	else if (kind == RT_FEEL_STRING || kind == RT_FEEL_BOOLEAN)
		rt_report_value (builder->findings, RT_FINDING_UNIT, told, 0, end,
				 "the value %s has no unit, as %s is", setting->text, unit->value);
}

/* inside a filter the item's own fields come first */
static gboolean
is_field_of_item (const RtShape *shape, const char *name, gboolean item)
{
	for (guint i = 0; i < shape->n_fields; i++) {
		const RtField *field = &shape->fields[i];
		if (item && strcmp (field->name, name) == 0)
			return TRUE;
		if (field->shape != NULL &&
		    is_field_of_item (field->shape, name, item || field->type == RT_TYPE_LIST))
			return TRUE;
	}
	return FALSE;
}

static void
check_hidden (RtBuilder *builder, const RtGroup *group)
{
	gboolean names = group->kind == RT_GROUP_define || group->kind == RT_GROUP_setting;
	if (names && is_field_of_item (rt_schema_root (), group->id, FALSE))
		rt_report_group (builder->findings, RT_FINDING_HIDDEN_NAME, group,
				 "inside a filter `%s` is the field of the item and hides this: call it otherwise",
				 group->id);
}

/* the formula sees the criterion, and not the define of that name */
static void
check_short_names (RtBuilder *builder, const RtCriterion *criterion)
{
	if (find_group (builder, "define", criterion->id) != NULL ||
	    find_group (builder, "setting", criterion->id) != NULL)
		rt_report_group (builder->findings, RT_FINDING_HIDDEN_NAME,
				 find_group (builder, "criterion", criterion->full_id),
				 "in the formula of its approach %s is this criterion and hides the define or "
				 "setting of that name",
				 criterion->id);
}

static void
check_criterion (RtBuilder *builder, const RtCriterion *criterion)
{
	const RtGroup *group = find_group (builder, "criterion", criterion->full_id);
	check_short_names (builder, criterion);
	rt_build_check_proxies (builder, rt_group_key (group, "when", NULL), criterion->when.program);
}

void
rt_rules_check_sense (const RtRuleFiles *files, const RtRuleSet *rules, GPtrArray *findings)
{
	RtBuilder builder = { .files = files,
			      .inside = (RtRuleSetInside *) rules,
			      .set = (RtRuleSet *) rules,
			      .findings = findings };
	check_approaches (&builder);
	for (guint i = 0; i < files->groups->len; i++) {
		check_hidden (&builder, g_ptr_array_index (files->groups, i));
	}
	for (guint i = 0; i < rules->n_settings; i++)
		check_unit (&builder, &rules->settings[i]);
	for (guint i = 0; i < rules->n_criteria; i++)
		check_criterion (&builder, &rules->criteria[i]);
	for (guint i = 0; i < rules->n_routes; i++) {
		const RtGroup *group = find_group (&builder, "route", rules->routes[i].id);
		rt_build_check_proxies (&builder, rt_group_key (group, "when", NULL), rules->routes[i].when.program);
	}
	rt_diagnostics_sort (findings);
}

/* ---- files ---- */

static gboolean
replaces_any (const RtRuleFiles *files, const char *path)
{
	for (guint i = 0; i < files->list->len; i++)
		if (g_strcmp0 (g_array_index (files->list, RtRuleFile, i).replaced_by, path) == 0)
			return TRUE;
	return FALSE;
}

static char *
meant_file (const RtRuleFiles *files, const char *path)
{
	g_autofree char *name = g_path_get_basename (path);
	g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
	for (guint i = 0; i < files->list->len; i++) {
		const char *other = g_array_index (files->list, RtRuleFile, i).path;
		if (strcmp (other, path) != 0)
			g_ptr_array_add (names, g_path_get_basename (other));
	}
	g_ptr_array_add (names, NULL);
	return rt_did_you_mean (name, (const char *const *) names->pdata);
}

void
rt_rules_check_files (const RtRuleFiles *files, GPtrArray *findings)
{
	for (guint i = 0; i < files->list->len; i++) {
		const RtRuleFile *file = &g_array_index (files->list, RtRuleFile, i);
		if (file->replaced_by != NULL)
			rt_report_file (findings, RT_FINDING_MASKED, file->path, "does not count: %s stands in its place",
					file->replaced_by);
		if (!file->masked)
			continue;
		g_autofree char *meant = meant_file (files, file->path);
		if (!replaces_any (files, file->path))
			rt_report_file (findings, RT_FINDING_MASKS_NOTHING, file->path, "masks no file of that name%s",
					meant);
		else if (g_file_test (file->path, G_FILE_TEST_IS_REGULAR))
			rt_report_file (findings, RT_FINDING_EMPTY_FILE, file->path,
					"is empty, and takes away all rules of the earlier file of that name; when that "
					"is meant, make it a link to /dev/null");
	}
	rt_diagnostics_sort (findings);
}
