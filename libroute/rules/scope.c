/* What a condition sees: the facts of a registration with their types, settings, defines, and the few names
 * of names.def. */
#include <string.h>
#include "libroute/rules/build.h"
#include "libroute/rules/facts.h"

static const RtFeelType *field_type (RtBuilder *builder, const RtField *field);

/* a list of the words a key of this kind takes */
static const RtFeelType *
chains_type (RtBuilder *builder)
{
	RtFeelScope *scope = builder->set->scope;
	return rt_feel_type_list (scope, rt_feel_type_words (scope, rt_key_words (RT_KEY_CHAINS)));
}

/* A party by its id: facts name parties so, whatever alias a registration used. Without plugins it cannot be told
 * which parties there are. */
static const RtFeelType *
party_type (RtBuilder *builder, gboolean third)
{
	guint n = builder->set->n_parties;
	if (builder->lenient || n == 0)
		return rt_feel_type_simple (RT_FEEL_STRING);
	const char **ids = rt_build_array (builder, n + 2, sizeof *ids);
	for (guint i = 0; i < n; i++)
		ids[i] = builder->set->parties[i].id;
	ids[n] = third ? "third:*" : NULL;
	return rt_feel_type_words (builder->set->scope, ids);
}

static const RtFeelType *
shape_type (RtBuilder *builder, const RtShape *shape)
{
	g_autofree RtFeelMember *members = g_new0 (RtFeelMember, shape->n_fields + RT_FACTS_DERIVED);
	guint n = shape->n_fields;
	for (guint i = 0; i < n; i++)
		members[i] = (RtFeelMember){ shape->fields[i].name, field_type (builder, &shape->fields[i]) };
	if (rt_facts_party_field (shape) >= 0)
		members[n++] = (RtFeelMember){ "chains", chains_type (builder) };
	if (shape->source >= 0)
		members[n++] = (RtFeelMember){ "source chains", chains_type (builder) };
	return rt_feel_type_context (builder->set->scope, members, n);
}

static const RtFeelType *
scalar_type (RtBuilder *builder, const RtField *field, RtType type)
{
	switch (type) {
	case RT_TYPE_BOOLEAN:
		return rt_feel_type_simple (RT_FEEL_BOOLEAN);
	case RT_TYPE_INTEGER:
		return rt_feel_type_between (builder->set->scope, field->least, field->most);
	case RT_TYPE_DATE:
		return rt_feel_type_simple (RT_FEEL_DATE);
	case RT_TYPE_WORD:
		return rt_feel_type_words (builder->set->scope, field->words);
	case RT_TYPE_PARTY:
		return party_type (builder, field->third);
	case RT_TYPE_TEXT:
		return rt_feel_type_simple (RT_FEEL_STRING);
	case RT_TYPE_OBJECT:
		return shape_type (builder, field->shape);
	default:
		return rt_feel_type_simple (RT_FEEL_NULL); /* anything */
	}
}

static const RtFeelType *
field_type (RtBuilder *builder, const RtField *field)
{
	if (field->type != RT_TYPE_LIST)
		return scalar_type (builder, field, field->type);
	return rt_feel_type_list (builder->set->scope, scalar_type (builder, field, field->item));
}

static guint
remember (RtBuilder *builder, guint slot, guint takes)
{
	RtSlotInfo info = { .takes = takes };
	g_array_append_val (builder->slots, info);
	return slot;
}

guint
rt_build_declare (RtBuilder *builder, const char *name, const RtFeelType *type, guint takes)
{
	return remember (builder, rt_feel_scope_declare (builder->set->scope, name, type), takes);
}

static guint
declare_call (RtBuilder *builder, const char *function, const char *argument, const RtFeelType *type,
	      guint takes)
{
	guint slot = rt_feel_scope_declare_call (builder->set->scope, function, argument, type);
	return remember (builder, slot, takes);
}

/* the type that a text of this layer names; they are few and tested */
static const RtFeelType *
type_of (RtBuilder *builder, const char *text)
{
	const RtFeelType *type = rt_feel_type_parse (builder->set->scope, text);
	g_return_val_if_fail (type != NULL, rt_feel_type_simple (RT_FEEL_NULL));
	return type;
}

/* the facts come first: the slot of a root field is its index */
static void
declare_facts (RtBuilder *builder)
{
	const RtShape *root = rt_schema_root ();
	for (guint i = 0; i < root->n_fields; i++) {
		const char *name = root->fields[i].name;
		gboolean text = strcmp (name, "narrative") == 0 || strcmp (name, "question") == 0;
		rt_build_declare (builder, name, field_type (builder, &root->fields[i]),
				  text ? RT_TAKES_TEXT : 0);
	}
}

/* where more is known than the type's text can say; else NULL */
static const RtFeelType *
name_type (RtBuilder *builder, RtName name)
{
	RtFeelScope *scope = builder->set->scope;
	const RtFeelMember source[] = { { "party", party_type (builder, TRUE) },
					{ "chains", chains_type (builder) } };
	switch (name) {
	case RT_NAME_SOURCES:
		return rt_feel_type_list (scope, rt_feel_type_context (scope, source, G_N_ELEMENTS (source)));
	case RT_NAME_REASON_CHAINS:
		return rt_feel_type_between (scope, 0, g_strv_length ((GStrv) rt_key_words (RT_KEY_CHAINS)));
	case RT_NAME_SUGGESTION:
		return rt_feel_type_words (scope, rt_key_words (RT_KEY_SUGGESTION));
	case RT_NAME_INVITED:
		return rt_feel_type_between (scope, 0, G_MAXINT64);
	default:
		return NULL;
	}
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
	static const guint takes[] = {
		[RT_NAME_SOURCES] = 0,
		[RT_NAME_REASON_CHAINS] = RT_TAKES_REASONS,
		[RT_NAME_THIRDS] = RT_TAKES_REASONS,
		[RT_NAME_SUGGESTION] = RT_TAKES_ROUTING,
		[RT_NAME_INVITED] = RT_TAKES_ROUTING,
		[RT_NAME_DEGRADED] = RT_TAKES_ALL,
	};
	G_STATIC_ASSERT (G_N_ELEMENTS (takes) == RT_N_NAMES);
	for (guint i = 0; i < RT_N_NAMES; i++) {
		const RtFeelType *type = name_type (builder, (RtName) i);
		if (type == NULL)
			type = type_of (builder, names[i].type);
		builder->set->name_slots[i] = rt_build_declare (builder, names[i].name, type, takes[i]);
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
	for (guint i = 0; i < n; i++)
		if (places[i].n_lists == 0)
			givens[builder->set->n_givens++] = (RtGiven){
				.pointer = places[i].pointer,
				.spot = rt_spot (i, 0, 0),
				.slot = declare_call (builder, "given", places[i].pointer,
						      rt_feel_type_simple (RT_FEEL_BOOLEAN), RT_TAKES_GIVEN),
			};
}

static void
declare_parties (RtBuilder *builder)
{
	const RtFeelType *type = type_of (builder,
					  "context<involved: boolean, reasons: number, member: boolean>");
	RtParty *parties = (RtParty *) builder->set->parties;
	for (guint i = 0; i < builder->set->n_parties; i++)
		parties[i].slot = declare_call (builder, "party", parties[i].id, type, RT_TAKES_REASONS);
}

static int
by_full_id (const void *a, const void *b)
{
	return strcmp (((const RtReasonRule *) a)->full_id, ((const RtReasonRule *) b)->full_id);
}

/* a party that rules know, and whose plugin is not there: it was not installed, is disabled or was refused */
static gboolean
lacks_plugin (const RtBuilder *builder, const char *reason)
{
	const char *slash = strchr (reason, '/');
	g_autofree char *party = slash != NULL ? g_strndup (reason, (gsize) (slash - reason)) : NULL;
	int index = party != NULL ? rt_build_find_party (builder, party) : -1;
	return index >= 0 && builder->set->parties[index].known < 0;
}

typedef struct {
	RtBuilder *builder;
	GHashTable *known;   /* full ids of plugins and groups */
	GHashTable *missing; /* full ids named by conditions, of parties without a plugin */
} Naming;

/* One plugin less must not stop all rules, so what conditions say of its reasons is let pass, and told. */
static void
find_missing (Naming *naming, const RtKeyEntry *key)
{
	const char *at = key->value, *literal;
	gsize length = 0;
	while ((literal = rt_next_literal (&at, "reason", &length)) != NULL) {
		g_autofree char *id = g_strndup (literal, length);
		if (g_hash_table_contains (naming->known, id) || !lacks_plugin (naming->builder, id))
			continue;
		/* where no plugins were asked none is missed */
		if (!naming->builder->lenient)
			rt_report_value (naming->builder->findings, RT_FINDING_PLUGIN_MISSING, key,
					 (guint) (literal - 1 - key->value), (guint) (literal + length + 1 - key->value),
					 "the plugin that would bring this reason is not loaded");
		g_hash_table_add (naming->missing, g_steal_pointer (&id));
	}
}

static GHashTable *
missing_reasons (RtBuilder *builder, GHashTable *known)
{
	Naming naming = { builder, known, g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL) };
	for (guint i = 0; i < builder->files->groups->len; i++) {
		const RtGroup *group = g_ptr_array_index (builder->files->groups, i);
		for (guint j = 0; j < group->keys->len; j++) {
			const RtKeyEntry *key = g_ptr_array_index (group->keys, j);
			if (key->info != NULL && key->info->type == RT_KEY_CONDITION)
				find_missing (&naming, key);
		}
	}
	return naming.missing;
}

/* full ids of all reasons that plugins bring or groups are about, in no order */
static GHashTable *
known_reasons (RtBuilder *builder)
{
	GHashTable *ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
	g_autoptr (GPtrArray) groups = rt_build_groups (builder, RT_GROUP_reason);
	for (guint i = 0; i < groups->len; i++)
		g_hash_table_add (ids, g_strdup (((const RtGroup *) g_ptr_array_index (groups, i))->id));
	for (guint i = 0; i < builder->n_known; i++)
		for (const char *const *id = builder->known[i].reasons; *id != NULL; id++)
			g_hash_table_add (ids, g_strdup_printf ("%s/%s", builder->known[i].id, *id));
	return ids;
}

static void
add_reasons (RtBuilder *builder, RtReasonRule *reasons, GHashTable *ids, gboolean missing)
{
	GHashTableIter iterator;
	gpointer id;
	g_hash_table_iter_init (&iterator, ids);
	while (g_hash_table_iter_next (&iterator, &id, NULL)) {
		const char *slash = strchr (id, '/');
		g_autofree char *party = g_strndup (id, (gsize) (slash - (const char *) id));
		reasons[builder->set->n_reasons++] = (RtReasonRule){
			.party = rt_build_keep (builder, party),
			.id = rt_build_keep (builder, slash + 1),
			.full_id = rt_build_keep (builder, id),
			.missing = missing,
			.when = { .slot = G_MAXUINT },
		};
	}
}

/* every reason a condition may name: those of plugins, and those that rules give to parties without one */
static void
declare_reasons (RtBuilder *builder)
{
	g_autoptr (GHashTable) known = known_reasons (builder);
	g_autoptr (GHashTable) missing = missing_reasons (builder, known);
	guint n = g_hash_table_size (known) + g_hash_table_size (missing);
	RtReasonRule *reasons = rt_build_array (builder, n, sizeof *reasons);
	builder->set->reasons = reasons;
	add_reasons (builder, reasons, known, FALSE);
	add_reasons (builder, reasons, missing, TRUE);
	qsort (reasons, n, sizeof *reasons, by_full_id);
	for (guint i = 0; i < n; i++)
		reasons[i].slot = declare_call (builder, "reason", reasons[i].full_id,
						rt_feel_type_simple (RT_FEEL_BOOLEAN), RT_TAKES_REASONS);
}

/* the points of all criteria of an approach that count */
static gint64
most_points (RtBuilder *builder, const char *approach)
{
	g_autoptr (GPtrArray) criteria = rt_build_groups (builder, RT_GROUP_criterion);
	g_autofree char *begin = g_strconcat (approach, "/", NULL);
	gint64 most = 0;
	for (guint i = 0; i < criteria->len; i++) {
		const RtGroup *group = g_ptr_array_index (criteria, i);
		if (g_str_has_prefix (group->id, begin) && rt_build_mode (group) == RT_MODE_LIVE)
			most += rt_build_integer (group, "points", 0);
	}
	return most;
}

static const RtFeelType *
approach_type (RtBuilder *builder, const char *approach)
{
	RtFeelScope *scope = builder->set->scope;
	const RtFeelType *points = rt_feel_type_between (scope, 0, most_points (builder, approach));
	const RtFeelMember members[] = { { "eligible", rt_feel_type_simple (RT_FEEL_BOOLEAN) },
					 { "low", points }, { "high", points }, { "max", points } };
	return rt_feel_type_context (scope, members, G_N_ELEMENTS (members));
}

static void
declare_approaches (RtBuilder *builder)
{
	g_autoptr (GPtrArray) groups = rt_build_groups (builder, RT_GROUP_approach);
	RtApproach *approaches = rt_build_array (builder, groups->len, sizeof *approaches);
	builder->set->approaches = approaches;
	builder->set->n_approaches = groups->len;
	for (guint i = 0; i < groups->len; i++) {
		const RtGroup *group = g_ptr_array_index (groups, i);
		approaches[i].id = rt_build_keep (builder, group->id);
		approaches[i].slot = declare_call (builder, "approach", group->id, approach_type (builder, group->id),
						   RT_TAKES_APPROACHES);
	}
}

/* ---- names that analysts give ---- */

static gboolean
means_something (const char *name)
{
	static const char *const names[] = {
#define NAME(symbol, name, type, filled_by, meaning) name,
#include "libroute/rules/names.def"
#undef NAME
		"given", "party", "reason", "approach", NULL,
	};
	const RtShape *root = rt_schema_root ();
	for (guint i = 0; i < root->n_fields; i++)
		if (strcmp (root->fields[i].name, name) == 0)
			return TRUE;
	return g_strv_contains (names, name);
}

static void
check_name (RtBuilder *builder, const RtGroup *group, const char *name, GHashTable *owners)
{
	const RtGroup *owner = owners != NULL ? g_hash_table_lookup (owners, name) : NULL;
	if (!rt_build_is_name (name))
		rt_report_group (builder->findings, RT_FINDING_NAME, group,
				 "\"%s\" is no name for conditions: letters, digits and single '-', and no "
				 "word of the language",
				 name);
	else if (means_something (name))
		rt_report_group (builder->findings, RT_FINDING_NAME, group,
				 "\"%s\" means something in conditions already", name);
	else if (owner != NULL)
		rt_report_group (builder->findings, RT_FINDING_NAME, group,
				 "\"%s\" is the name of a %s already", name,
				 rt_group_info (owner->kind)->kind);
	else if (owners != NULL)
		g_hash_table_insert (owners, (gpointer) name, (gpointer) group);
}

/* a criterion's short name counts in its own approach only, and hides a define there */
static void
check_names (RtBuilder *builder)
{
	g_autoptr (GHashTable) owners = g_hash_table_new (g_str_hash, g_str_equal);
	for (guint i = 0; i < builder->files->groups->len; i++) {
		const RtGroup *group = g_ptr_array_index (builder->files->groups, i);
		if (group->kind == RT_GROUP_define || group->kind == RT_GROUP_setting)
			check_name (builder, group, group->id, owners);
		else if (group->kind == RT_GROUP_criterion)
			check_name (builder, group, strchr (group->id, '/') + 1, NULL);
	}
}

void
rt_build_scope (RtBuilder *builder)
{
	check_names (builder);
	declare_facts (builder);
	declare_names (builder);
	declare_givens (builder);
	declare_parties (builder);
	declare_reasons (builder);
	declare_approaches (builder);
}
