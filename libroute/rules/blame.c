/* A setting out of its range makes conditions say the same always, in many places of which none is wrong. That is told once,
 * where the value stands. */
#include <string.h>
#include "libroute/rules/build.h"


#define MOST_VALUES 4u

typedef struct {
	const RtDiagnostic *finding;
	const RtKeyEntry *values[MOST_VALUES]; /* of the settings that it may hang on */
	const RtKeyEntry *value; /* the one that is to blame; NULL when that cannot be told */
	guint n;
	gboolean certain; /* the value is newer than the condition */
} Blame;

static gboolean
is_of_name (char c)
{
	return g_ascii_isalnum (c) || c == '-' || c == '_';
}

gboolean
rt_build_mentions (const char *text, gsize length, const char *name)
{
	gsize n = strlen (name);
	for (gsize i = 0; i + n <= length; i++) {
		gboolean begins = i == 0 || (!is_of_name (text[i - 1]) && text[i - 1] != '.');
		if (begins && strncmp (text + i, name, n) == 0 && !is_of_name (text[i + n]))
			return TRUE;
	}
	return FALSE;
}

static gboolean
is_newer (const RtKeyEntry *value, const RtKeyEntry *condition)
{
	return value->overrides != NULL && value->source != condition->source && condition->overrides == NULL;
}

/* The value that is to blame: of several the one that somebody changed. */
void
rt_build_blame (RtBuilder *builder, const RtDiagnostic *finding, const RtKeyEntry *condition, guint start, guint end)
{
	Blame blame = { .finding = finding };
	for (guint i = 0; i < builder->files->groups->len && !blame.certain; i++) {
		const RtGroup *group = g_ptr_array_index (builder->files->groups, i);
		const RtKeyEntry *value = group->kind == RT_GROUP_setting ? rt_group_key (group, "value", NULL) : NULL;
		if (value == NULL || !rt_build_mentions (condition->value + start, end - start, group->id))
			continue;
		blame.certain = is_newer (value, condition);
		blame.values[blame.certain ? 0 : MIN (blame.n, MOST_VALUES - 1)] = value;
		blame.n = blame.certain ? 1 : MIN (blame.n + 1, MOST_VALUES);
	}
	if (builder->blames != NULL && blame.n > 0)
		g_array_append_val (builder->blames, blame);
}

static guint
n_blamed (const RtBuilder *builder, const RtKeyEntry *value)
{
	guint n = 0;
	for (guint i = 0; i < builder->blames->len; i++) {
		const Blame *blame = &g_array_index (builder->blames, Blame, i);
		for (guint j = 0; j < blame->n; j++)
			n += blame->values[j] == value;
	}
	return n;
}

/* Of two settings that do not go together the one is wrong that goes with others neither. */
static void
choose_value (const RtBuilder *builder, Blame *blame)
{
	guint most = 0;
	for (guint j = 0; j < blame->n; j++) {
		guint n = blame->n > 1 ? n_blamed (builder, blame->values[j]) : 1;
		blame->value = n == most ? NULL : n > most ? blame->values[j] : blame->value;
		most = MAX (n, most);
	}
}

static void
report (RtBuilder *builder, RtRuleFinding sort, const RtKeyEntry *value, const char *message, const GString *places, guint n)
{
	g_autofree char *more = rt_report_more (n, RT_PLACES_TOLD);
	rt_report_value (builder->findings, sort, value, 0, (guint) strlen (value->value),
			 "with this value %s (in %s%s)", message, places->str, more);
}

/* one finding for all that are the fault of a value */
static void
settle (RtBuilder *builder, const RtKeyEntry *value)
{
	g_autoptr (GPtrArray) blamed = g_ptr_array_new ();
	g_autoptr (GString) places = g_string_new (NULL);
	g_autofree char *message = NULL;
	gboolean certain = FALSE, wrong = FALSE;
	guint n = 0;
	for (guint i = 0; i < builder->blames->len; i++) {
		const Blame *blame = &g_array_index (builder->blames, Blame, i);
		const RtDiagnostic *last = blamed->len > 0 ? g_ptr_array_index (blamed, blamed->len - 1) : NULL;
		if (blame->value != value)
			continue;
		certain = certain || blame->certain;
		wrong = wrong || blame->finding->severity == RT_SEVERITY_ERROR;
		if (message == NULL)
			message = g_strdup (blame->finding->message);
		if (last == NULL || last->line != blame->finding->line || strcmp (last->file, blame->finding->file) != 0)
			rt_report_add_place (places, n++, blame->finding);
		g_ptr_array_add (blamed, (gpointer) blame->finding);
	}
	if (!certain && n < 2)
		return;
	for (guint i = 0; i < blamed->len; i++)
		g_ptr_array_remove (builder->findings, g_ptr_array_index (blamed, i));
	report (builder, wrong ? RT_FINDING_CONDITION : RT_FINDING_SUSPECT_CONDITION, value, message, places, n);
}

void
rt_build_settle_blame (RtBuilder *builder)
{
	g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
	for (guint i = 0; i < builder->blames->len; i++)
		choose_value (builder, &g_array_index (builder->blames, Blame, i));
	for (guint i = 0; i < builder->blames->len; i++) {
		const Blame *blame = &g_array_index (builder->blames, Blame, i);
		if (blame->value != NULL && g_hash_table_add (seen, (gpointer) blame->value))
			settle (builder, blame->value);
	}
}

RtDiagnostic *
rt_build_find_suspect (const RtBuilder *builder, const RtKeyEntry *key)
{
	const char *code = rt_finding_code (RT_FINDING_SUSPECT_CONDITION);
	for (guint i = 0; key != NULL && i < builder->findings->len; i++) {
		RtDiagnostic *finding = g_ptr_array_index (builder->findings, i);
		if (strcmp (finding->code, code) == 0 && rt_report_stands_on (key, finding))
			return finding;
	}
	return NULL;
}

GArray *
rt_build_blames_new (void)
{
	return g_array_new (FALSE, FALSE, sizeof (Blame));
}
