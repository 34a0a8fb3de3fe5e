/* Settings and defines: the names an analyst gives to values and conditions. */
#include <string.h>
#include "libroute/rules/build.h"

/* ---- settings ---- */

static void
report_setting (RtBuilder *builder, const RtKeyEntry *key)
{
	rt_report_value (builder->findings, RT_FINDING_BAD_VALUE, key, 0, (guint) strlen (key->value),
			 "a setting is a number, text, yes-or-no, date, duration or list of these; texts "
			 "stand in quotes");
}

static const RtFeelType *
setting_type (RtBuilder *builder, RtFeelValue value)
{
	const RtFeelValue *items = NULL;
	guint n = rt_feel_get_list (value, &items);
	if (value.kind > RT_FEEL_NULL && value.kind < RT_FEEL_LIST)
		return rt_feel_type_known (builder->set->scope, value);
	if (value.kind != RT_FEEL_LIST)
		return rt_feel_type_simple ((RtFeelKind) value.kind);
	gboolean alike = n > 0;
	for (guint i = 1; i < n; i++)
		alike = alike && items[i].kind == items[0].kind;
	return rt_feel_type_list (builder->set->scope,
				  rt_feel_type_simple (alike ? (RtFeelKind) items[0].kind : RT_FEEL_NULL));
}

static gboolean
is_setting (RtFeelValue value)
{
	return value.kind != RT_FEEL_NULL && value.kind != RT_FEEL_UNKNOWN && value.kind != RT_FEEL_CONTEXT &&
	       value.kind != RT_FEEL_FUNCTION;
}

/* a setting sees nothing: it is a value, not a condition */
static void
evaluate_setting (RtBuilder *builder, const RtFeelScope *nothing, const RtKeyEntry *key, RtSetting *setting)
{
	setting->text = rt_build_keep (builder, key->value);
	g_autoptr (GPtrArray)
		diagnostics = g_ptr_array_new_with_free_func ((GDestroyNotify) rt_feel_diagnostic_free);
	RtFeelProgram *program = rt_feel_workshop_compile (builder->inside->workshop, nothing, setting->text,
							   strlen (setting->text), diagnostics);
	rt_build_diagnostics (builder, key, diagnostics);
	if (program == NULL)
		return;
	g_ptr_array_add (builder->inside->programs, program);
	setting->value = rt_feel_evaluate (builder->inside->run, program, NULL);
	if (!is_setting (setting->value))
		report_setting (builder, key);
}

void
rt_build_settings (RtBuilder *builder)
{
	g_autoptr (GPtrArray) groups = rt_build_groups (builder, RT_GROUP_setting);
	RtFeelScope *nothing = rt_feel_scope_new ();
	g_ptr_array_add (builder->inside->scopes, nothing);
	RtSetting *settings = rt_build_array (builder, groups->len, sizeof *settings);
	builder->set->settings = settings;
	builder->set->n_settings = groups->len;
	for (guint i = 0; i < groups->len; i++) {
		const RtGroup *group = g_ptr_array_index (groups, i);
		const RtKeyEntry *key = rt_group_key (group, "value", NULL);
		settings[i] = (RtSetting){ .id = rt_build_keep (builder, group->id),
					   .title = rt_build_text (builder, group, "title"),
					   .value = rt_feel_null (),
					   .origin = rt_build_origin (builder, rt_group_origin (group)) };
		if (key != NULL)
			evaluate_setting (builder, nothing, key, &settings[i]);
		settings[i].slot = rt_build_declare (builder, settings[i].id,
						     setting_type (builder, settings[i].value), 0);
	}
}

/* ---- settings of plugins ---- */

static void
report_no_setting (RtBuilder *builder, const RtKnownParty *known, const RtKeyEntry *key)
{
	g_autofree const char **keys = g_new0 (const char *, known->n_settings + 1);
	for (gsize i = 0; i < known->n_settings; i++)
		keys[i] = known->settings[i].key;
	g_autofree char *meant = rt_did_you_mean (key->key, keys);
	rt_report_key (builder->findings, RT_FINDING_UNKNOWN_KEY, key, "the plugin %s has no setting \"%s\"%s", known->id,
		       key->key, meant);
}

static void
check_plugin_setting (RtBuilder *builder, const RtKnownParty *known, const RtKeyEntry *key)
{
	gint64 value = 0;
	gsize i = 0;
	while (i < known->n_settings && strcmp (known->settings[i].key, key->key) != 0)
		i++;
	if (i == known->n_settings) {
		report_no_setting (builder, known, key);
		return;
	}
	const RouteSetting *setting = &known->settings[i];
	/* that it is a whole number was seen when it was read */
	if (g_ascii_string_to_signed (key->value, 10, setting->least, setting->most, &value, NULL))
		return;
	rt_report_value (builder->findings, RT_FINDING_BAD_VALUE, key, 0, (guint) strlen (key->value),
			 "%s is from %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT, setting->key, setting->least, setting->most);
}

void
rt_build_plugin_settings (RtBuilder *builder)
{
	g_autoptr (GPtrArray) groups = rt_build_groups (builder, RT_GROUP_plugin);
	for (guint i = 0; i < groups->len; i++) {
		const RtGroup *group = g_ptr_array_index (groups, i);
		const RtKnownParty *known = rt_build_find_known (builder, group->id);
		for (guint j = 0; known != NULL && !known->missing && j < group->keys->len; j++) {
			const RtKeyEntry *key = g_ptr_array_index (group->keys, j);
			if (key->info == NULL)
				check_plugin_setting (builder, known, key);
		}
	}
}

/* ---- defines, each after those it uses ---- */

typedef struct {
	RtBuilder *builder;
	GPtrArray *groups;
	guint base;    /* slot of the first define in the scope of the trial */
	GArray **uses; /* by define: indexes of those it uses */
	guint *placed; /* order */
	guint n_placed;
	int *state;   /* 0: not seen, 1: what it uses is being placed, 2: placed */
	guint *next;  /* by define: which of its uses comes next */
	guint *slots; /* by define: where it is declared already, for the sake of a circle; else G_MAXUINT */
} Ordering;

static void
on_use (guint slot, const char *path, guint start, guint end, gpointer data)
{
	gpointer *trial = data;
	const Ordering *ordering = trial[0];
	if (slot < ordering->base)
		return;
	guint index = slot - ordering->base;
	g_array_append_val (trial[1], index);
}

/* compiles every define where all are known, only to see which uses which */
static void
find_uses (Ordering *ordering)
{
	g_autoptr (RtFeelScope) trial = rt_feel_scope_new_child (ordering->builder->set->scope);
	RtFeelWorkshop *workshop = rt_feel_workshop_new ();
	ordering->base = rt_feel_scope_n_slots (trial);
	for (guint i = 0; i < ordering->groups->len; i++) {
		const RtGroup *group = g_ptr_array_index (ordering->groups, i);
		rt_feel_scope_declare (trial, group->id, rt_feel_type_simple (RT_FEEL_NULL));
	}
	for (guint i = 0; i < ordering->groups->len; i++) {
		const RtKeyEntry *key = rt_group_key (g_ptr_array_index (ordering->groups, i), "when", NULL);
		ordering->uses[i] = g_array_new (FALSE, FALSE, sizeof (guint));
		const RtFeelProgram *program =
			key != NULL ? rt_feel_workshop_compile (workshop, trial, key->value, strlen (key->value), NULL) : NULL;
		gpointer data[] = { ordering, ordering->uses[i] };
		if (program != NULL)
			rt_feel_program_visit (program, on_use, data);
	}
	rt_feel_workshop_free (workshop);
}

/* the circle is told once, and no name of it is missed later */
static void
report_circle (Ordering *ordering, guint i, guint used)
{
	const RtGroup *group = g_ptr_array_index (ordering->groups, i),
		      *other = g_ptr_array_index (ordering->groups, used);
	ordering->builder->circular = TRUE;
	if (i == used)
		rt_report_in (ordering->builder->findings, RT_FINDING_CYCLE, group, "when", "\"%s\" is defined through itself",
			      group->id);
	else
		rt_report_group (ordering->builder->findings, RT_FINDING_CYCLE, group,
				 "\"%s\" is defined through itself, by way of \"%s\"", group->id, other->id);
	if (ordering->slots[used] == G_MAXUINT)
		ordering->slots[used] = rt_build_declare (ordering->builder, other->id,
							  rt_feel_type_simple (RT_FEEL_NULL), 0);
}

/* depth first with a stack of its own, since chains of defines may be long */
static void
place (Ordering *ordering, guint first, GArray *stack)
{
	g_array_append_val (stack, first);
	while (stack->len > 0) {
		guint i = g_array_index (stack, guint, stack->len - 1);
		ordering->state[i] = 1;
		if (ordering->next[i] == ordering->uses[i]->len) {
			ordering->state[i] = 2;
			ordering->placed[ordering->n_placed++] = i;
			g_array_set_size (stack, stack->len - 1);
			continue;
		}
		guint used = g_array_index (ordering->uses[i], guint, ordering->next[i]++);
		if (ordering->state[used] == 0)
			g_array_append_val (stack, used);
		else if (ordering->state[used] == 1)
			report_circle (ordering, i, used);
	}
}

static guint
stage_of (guint takes)
{
	if ((takes & (RT_TAKES_ROUTING | RT_TAKES_ALL)) != 0)
		return RT_STAGE_ROUTING;
	return (takes & RT_TAKES_APPROACHES) != 0 ? RT_STAGE_APPROACHES : RT_STAGE_FACTS;
}

static void
build_define (RtBuilder *builder, const RtGroup *group, guint slot, RtDefine *define)
{
	guint may = RT_TAKES_GIVEN | RT_TAKES_REASONS | RT_TAKES_APPROACHES | RT_TAKES_ROUTING |
		    RT_TAKES_ALL | RT_TAKES_TEXT;
	*define = (RtDefine){ .id = rt_build_keep (builder, group->id),
			      .title = rt_build_text (builder, group, "title"),
			      .when = rt_build_condition (builder, builder->set->scope, group, "when", may),
			      .facts = rt_build_list (builder, group, "facts"),
			      .origin = rt_build_origin (builder, rt_group_origin (group)) };
	const RtFeelProgram *program = define->when.program;
	/* reasons are asked before defines are evaluated */
	guint takes = rt_build_takes (builder, program);
	define->stage = stage_of (takes);
	const RtFeelType *type = program != NULL ? rt_feel_program_type (program)
						 : rt_feel_type_simple (RT_FEEL_NULL);
	define->when.slot = slot != G_MAXUINT
				    ? slot
				    : rt_build_declare (builder, define->id, type, takes | RT_TAKES_REASONS);
	for (guint i = 0; define->facts[i] != NULL; i++)
		if (rt_schema_find_place (define->facts[i]) < 0) {
			const RtKeyEntry *key = rt_group_key (group, "facts", NULL);
			guint start = (guint) (strstr (key->value, define->facts[i]) - key->value);
			rt_report_place_unknown (builder, key, start, define->facts[i]);
		}
}

void
rt_build_defines (RtBuilder *builder)
{
	g_autoptr (GPtrArray) groups = rt_build_groups (builder, RT_GROUP_define);
	guint n = groups->len;
	g_autofree GArray **uses = g_new0 (GArray *, n + 1);
	g_autofree guint *placed = g_new0 (guint, n + 1), *next = g_new0 (guint, n + 1),
			 *slots = g_new (guint, n + 1);
	g_autofree int *state = g_new0 (int, n + 1);
	Ordering ordering = { .builder = builder,
			      .groups = groups,
			      .uses = uses,
			      .placed = placed,
			      .next = next,
			      .slots = slots,
			      .state = state };
	memset (slots, 0xff, n * sizeof *slots);
	find_uses (&ordering);
	g_autoptr (GArray) stack = g_array_new (FALSE, FALSE, sizeof (guint));
	for (guint i = 0; i < n; i++)
		if (state[i] == 0)
			place (&ordering, i, stack);
	RtDefine *defines = rt_build_array (builder, n, sizeof *defines);
	builder->set->defines = defines;
	builder->set->n_defines = n;
	for (guint i = 0; i < n; i++)
		build_define (builder, g_ptr_array_index (groups, placed[i]), slots[placed[i]], &defines[i]);
	for (guint i = 0; i < n; i++)
		g_array_unref (uses[i]);
	builder->set->n_slots = rt_feel_scope_n_slots (builder->set->scope);
}
