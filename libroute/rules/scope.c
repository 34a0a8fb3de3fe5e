/* What a condition sees: the facts of a registration with their types, settings, defines, and the few names of names.def. */
#include <string.h>
#include "libroute/rules/build.h"
#include "libroute/rules/facts.h"

static const RtFeelType *field_type (RtFeelScope *scope, const RtField *field);

static const RtFeelType *
shape_type (RtFeelScope *scope, const RtShape *shape)
{
	g_autofree RtFeelMember *members = g_new0 (RtFeelMember, shape->n_fields + RT_FACTS_DERIVED);
	guint n = shape->n_fields;
	for (guint i = 0; i < n; i++)
		members[i] = (RtFeelMember){ shape->fields[i].name, field_type (scope, &shape->fields[i]) };
	const RtFeelType *strings = rt_feel_type_list (scope, rt_feel_type_simple (RT_FEEL_STRING));
	if (rt_facts_party_field (shape) >= 0)
		members[n++] = (RtFeelMember){ "chains", strings };
	if (shape->source >= 0)
		members[n++] = (RtFeelMember){ "source chains", strings };
	return rt_feel_type_context (scope, members, n);
}

static const RtFeelType *
scalar_type (RtFeelScope *scope, const RtField *field, RtType type)
{
	switch (type) {
	case RT_TYPE_BOOLEAN:
		return rt_feel_type_simple (RT_FEEL_BOOLEAN);
	case RT_TYPE_INTEGER:
		return rt_feel_type_simple (RT_FEEL_NUMBER);
	case RT_TYPE_DATE:
		return rt_feel_type_simple (RT_FEEL_DATE);
	case RT_TYPE_WORD:
		return rt_feel_type_words (scope, field->words);
	case RT_TYPE_TEXT:
	case RT_TYPE_PARTY:
		return rt_feel_type_simple (RT_FEEL_STRING);
	case RT_TYPE_OBJECT:
		return shape_type (scope, field->shape);
	default:
		return rt_feel_type_simple (RT_FEEL_NULL); /* anything */
	}
}

static const RtFeelType *
field_type (RtFeelScope *scope, const RtField *field)
{
	if (field->type != RT_TYPE_LIST)
		return scalar_type (scope, field, field->type);
	return rt_feel_type_list (scope, scalar_type (scope, field, field->item));
}

/* declares a name or call and remembers from when on its value is known */
static guint
declared (RtBuilder *builder, guint slot, guint stage)
{
	gboolean unused = FALSE;
	g_array_append_val (builder->used, unused);
	g_array_append_val (builder->stages, stage);
	return slot;
}

static guint
declare (RtBuilder *builder, const char *name, const RtFeelType *type, guint stage)
{
	return declared (builder, rt_feel_scope_declare (builder->set->scope, name, type), stage);
}

static guint
declare_call (RtBuilder *builder, const char *function, const char *argument, const RtFeelType *type, guint stage)
{
	return declared (builder, rt_feel_scope_declare_call (builder->set->scope, function, argument, type), stage);
}

/* the facts come first: the slot of a root field is its index */
static void
declare_facts (RtBuilder *builder)
{
	const RtShape *root = rt_schema_root ();
	for (guint i = 0; i < root->n_fields; i++)
		declare (builder, root->fields[i].name, field_type (builder->set->scope, &root->fields[i]), RT_STAGE_FACTS);
}

static void
declare_names (RtBuilder *builder)
{
	static const struct {
		const char *name, *type;
	} names[] = {
#define NAME(symbol, name, type, filled_by, meaning) { name, type },
#include "libroute/rules/names.def"
#undef NAME
	};
	for (guint i = 0; i < RT_N_NAMES; i++) {
		const RtFeelType *type = rt_feel_type_parse (builder->set->scope, names[i].type);
		gboolean late = i == RT_NAME_SUGGESTION || i == RT_NAME_INVITED || i == RT_NAME_DEGRADED;
		builder->set->name_slots[i] = declare (builder, names[i].name, type != NULL ? type : rt_feel_type_simple (RT_FEEL_NULL),
						       late ? RT_STAGE_ROUTING : RT_STAGE_FACTS);
	}
}

/* given("/pointer") for everything outside lists: of an item of a list it would not say which one */
static void
declare_givens (RtBuilder *builder)
{
	guint n = 0;
	const RtPlace *places = rt_schema_places (&n);
	RtGiven *givens = rt_build_array (builder, n, sizeof *givens);
	builder->set->givens = givens;
	for (guint i = 0; i < n; i++) {
		if (places[i].n_lists > 0)
			continue;
		guint slot = declare_call (builder, "given", places[i].pointer, rt_feel_type_simple (RT_FEEL_BOOLEAN), RT_STAGE_FACTS);
		if (builder->set->n_givens == 0)
			builder->first_given = slot;
		givens[builder->set->n_givens++] = (RtGiven){ .pointer = places[i].pointer, .spot = rt_spot (i, 0, 0), .slot = slot };
	}
	builder->n_givens = builder->set->n_givens;
}

static void
declare_parties (RtBuilder *builder)
{
	const RtFeelType *type = rt_feel_type_parse (builder->set->scope, "context<involved: boolean, reasons: number, member: boolean>");
	RtParty *parties = (RtParty *) builder->set->parties;
	for (guint i = 0; i < builder->set->n_parties; i++)
		parties[i].slot = declare_call (builder, "party", parties[i].id,
						type != NULL ? type : rt_feel_type_simple (RT_FEEL_NULL), RT_STAGE_FACTS);
}

static int
by_full_id (const void *a, const void *b)
{
	return strcmp (((const RtReasonRule *) a)->full_id, ((const RtReasonRule *) b)->full_id);
}

static void
add_reason (RtBuilder *builder, RtReasonRule *reasons, const char *party, const char *id)
{
	g_autofree char *full = g_strdup_printf ("%s/%s", party, id);
	RtReasonRule *reason = &reasons[builder->set->n_reasons++];
	*reason = (RtReasonRule){ .party = rt_build_keep (builder, party), .id = rt_build_keep (builder, id),
				  .full_id = rt_build_keep (builder, full), .slot = G_MAXUINT,
				  .when = { .slot = G_MAXUINT } };
}

/* every reason a condition may name: those of plugins, and those that rules give to parties without one */
static void
declare_reasons (RtBuilder *builder)
{
	g_autoptr (GPtrArray) groups = rt_build_groups (builder, RT_GROUP_reason);
	guint most = groups->len;
	for (guint i = 0; i < builder->n_known; i++)
		most += g_strv_length ((GStrv) builder->known[i].reasons);
	RtReasonRule *reasons = rt_build_array (builder, most, sizeof *reasons);
	builder->set->reasons = reasons;
	for (guint i = 0; i < builder->n_known; i++)
		for (guint j = 0; builder->known[i].reasons[j] != NULL; j++)
			add_reason (builder, reasons, builder->known[i].id, builder->known[i].reasons[j]);
	guint of_plugins = builder->set->n_reasons;
	for (guint i = 0; i < groups->len; i++) {
		const RtGroup *group = g_ptr_array_index (groups, i);
		g_auto (GStrv) parts = g_strsplit (group->id, "/", 2);
		gboolean known = FALSE;
		for (guint j = 0; j < of_plugins; j++)
			known = known || strcmp (reasons[j].full_id, group->id) == 0;
		if (!known)
			add_reason (builder, reasons, parts[0], parts[1]);
	}
	qsort (reasons, builder->set->n_reasons, sizeof *reasons, by_full_id);
	for (guint i = 0; i < builder->set->n_reasons; i++)
		reasons[i].slot = declare_call (builder, "reason", reasons[i].full_id, rt_feel_type_simple (RT_FEEL_BOOLEAN),
						RT_STAGE_FACTS);
}

static void
declare_approaches (RtBuilder *builder)
{
	g_autoptr (GPtrArray) groups = rt_build_groups (builder, RT_GROUP_approach);
	const RtFeelType *type =
		rt_feel_type_parse (builder->set->scope, "context<eligible: boolean, low: number, high: number, max: number>");
	RtApproach *approaches = rt_build_array (builder, groups->len, sizeof *approaches);
	builder->set->approaches = approaches;
	builder->set->n_approaches = groups->len;
	for (guint i = 0; i < groups->len; i++) {
		const RtGroup *group = g_ptr_array_index (groups, i);
		approaches[i].id = rt_build_keep (builder, group->id);
		approaches[i].slot = declare_call (builder, "approach", group->id,
						   type != NULL ? type : rt_feel_type_simple (RT_FEEL_NULL), RT_STAGE_APPROACHES);
	}
}

/* settings see nothing: they are values, not conditions */
static void
build_settings (RtBuilder *builder)
{
	g_autoptr (GPtrArray) groups = rt_build_groups (builder, RT_GROUP_setting);
	g_autoptr (RtFeelScope) empty = rt_feel_scope_new ();
	RtSetting *settings = rt_build_array (builder, groups->len, sizeof *settings);
	builder->set->settings = settings;
	builder->set->n_settings = groups->len;
	for (guint i = 0; i < groups->len; i++) {
		const RtGroup *group = g_ptr_array_index (groups, i);
		const RtKeyEntry *key = rt_group_key (group, "value", NULL);
		settings[i] = (RtSetting){ .id = rt_build_keep (builder, group->id), .title = rt_build_text (builder, group, "title"),
					   .value = rt_feel_null (), .origin = rt_build_origin (builder, rt_group_origin (group)) };
		const RtFeelType *type = rt_feel_type_simple (RT_FEEL_NULL);
		if (key != NULL) {
			settings[i].text = rt_build_keep (builder, key->value);
			g_autoptr (GPtrArray) diagnostics =
				g_ptr_array_new_with_free_func ((GDestroyNotify) rt_feel_diagnostic_free);
			RtFeelProgram *program =
				rt_feel_compile (empty, settings[i].text, strlen (settings[i].text), diagnostics);
			if (program != NULL) {
				g_ptr_array_add (builder->inside->programs, program);
				settings[i].value = rt_feel_evaluate (builder->inside->run, program, NULL);
				type = rt_feel_type_simple ((RtFeelKind) settings[i].value.kind);
			}
			if (settings[i].value.kind == RT_FEEL_NULL)
				rt_report_value (builder->findings, RT_FINDING_BAD_VALUE, key, 0, (guint) strlen (key->value),
						 "a setting is a number, text, list, date or duration");
			if (settings[i].value.kind == RT_FEEL_LIST)
				type = rt_feel_type_list (builder->set->scope, rt_feel_type_simple (RT_FEEL_NULL));
		}
		settings[i].slot = declare (builder, group->id, type, RT_STAGE_FACTS);
	}
}

/* ---- defines: named conditions, in the order in which they can be known ---- */

static void
on_define_read (guint slot, const char *path, guint start, guint end, gpointer data)
{
	gboolean *reads = data;
	reads[slot] = TRUE;
}

typedef struct {
	RtBuilder *builder;
	RtDefine *defines, *ordered;
	GPtrArray *groups;
	int *state; /* 0: not seen, 1: being placed, 2: placed */
	guint n_ordered;
} Ordering;

static void
place_define (Ordering *ordering, guint i)
{
	RtDefine *define = &ordering->defines[i];
	RtBuilder *builder = ordering->builder;
	if (ordering->state[i] == 2)
		return;
	if (ordering->state[i] == 1) {
		rt_report_group (builder->findings, RT_FINDING_CYCLE, g_ptr_array_index (ordering->groups, i),
				 "\"%s\" is defined through itself", define->id);
		return;
	}
	ordering->state[i] = 1;
	g_autofree gboolean *reads = g_new0 (gboolean, builder->used->len);
	if (define->when.program != NULL)
		rt_feel_program_visit (define->when.program, on_define_read, reads);
	for (guint j = 0; j < builder->set->n_defines; j++)
		if (reads[ordering->defines[j].when.slot])
			place_define (ordering, j);
	define->stage = rt_build_stage (builder, define->when.program);
	g_array_index (builder->stages, guint, define->when.slot) = define->stage;
	ordering->state[i] = 2;
	ordering->ordered[ordering->n_ordered++] = *define;
}

static void
declare_defines (RtBuilder *builder)
{
	g_autoptr (GPtrArray) groups = rt_build_groups (builder, RT_GROUP_define);
	RtDefine *defines = rt_build_array (builder, groups->len, sizeof *defines);
	builder->set->defines = defines;
	builder->set->n_defines = groups->len;
	for (guint i = 0; i < groups->len; i++) {
		const RtGroup *group = g_ptr_array_index (groups, i);
		defines[i] = (RtDefine){ .id = rt_build_keep (builder, group->id), .title = rt_build_text (builder, group, "title"),
					 .facts = rt_build_list (builder, group, "facts"),
					 .origin = rt_build_origin (builder, rt_group_origin (group)) };
		defines[i].when.slot = declare (builder, group->id, rt_feel_type_simple (RT_FEEL_NULL), RT_STAGE_FACTS);
	}
}

void
rt_build_defines (RtBuilder *builder)
{
	g_autoptr (GPtrArray) groups = rt_build_groups (builder, RT_GROUP_define);
	RtDefine *defines = (RtDefine *) builder->set->defines;
	guint n = builder->set->n_defines;
	for (guint i = 0; i < n; i++) {
		guint slot = defines[i].when.slot;
		defines[i].when = rt_build_condition (builder, builder->set->scope, g_ptr_array_index (groups, i), "when",
						      RT_STAGE_ROUTING, FALSE);
		defines[i].when.slot = slot;
	}
	RtDefine *ordered = rt_build_array (builder, n, sizeof *ordered);
	g_autofree int *state = g_new0 (int, n + 1);
	/* what a define reads counts as used only when the define itself is; keep it simple: reading is using */
	Ordering ordering = { .builder = builder, .defines = defines, .ordered = ordered, .groups = groups, .state = state };
	for (guint i = 0; i < n; i++)
		place_define (&ordering, i);
	builder->set->defines = ordered;
	builder->set->n_defines = ordering.n_ordered;
}

void
rt_build_scope (RtBuilder *builder)
{
	declare_facts (builder);
	declare_names (builder);
	declare_givens (builder);
	declare_parties (builder);
	declare_reasons (builder);
	declare_approaches (builder);
	build_settings (builder);
	declare_defines (builder);
	builder->set->n_slots = rt_feel_scope_n_slots (builder->set->scope);
}
