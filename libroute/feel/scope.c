#include "libroute/feel/scope.h"
#include "libroute/feel/builtin.h"
#include <string.h>

#define N_BUCKETS 128u
#define NONE G_MAXUINT32

/* names by the hash of their first word or sign; within a bucket the newest stands first */
typedef struct {
	RtFeelBinding binding;
	RtFeelName argument; /* of a declared call */
	guint32 next;
} Entry;

struct _RtFeelScope {
	const RtFeelScope *parent;
	RtArena *arena;
	GArray *entries;
	guint32 buckets[N_BUCKETS];
	guint n_slots;
	gboolean plain;
	gboolean silent; /* with all scopes inside of it */
};

static guint
bucket_of (const char *text, gsize length, gsize at)
{
	gsize start = at, next;
	while (rt_feel_is_name_char (text, length, at, &next))
		at = next;
	return rt_feel_name (text + start, MAX (at - start, (gsize)(start < length))).hash % N_BUCKETS;
}

static void
add (RtFeelScope *scope, RtFeelBinding binding, RtFeelName argument)
{
	guint bucket = bucket_of (binding.name.text, binding.name.length, 0);
	Entry entry = {binding, argument, scope->buckets[bucket]};
	scope->buckets[bucket] = scope->entries->len;
	g_array_append_val (scope->entries, entry);
}

static RtFeelScope *
scope_new (const RtFeelScope *parent)
{
	RtFeelScope *scope = g_new0 (RtFeelScope, 1);
	scope->parent = parent;
	scope->arena = rt_arena_new (0);
	scope->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
	scope->n_slots = parent != NULL ? parent->n_slots : 0;
	scope->plain = parent != NULL && parent->plain;
	memset (scope->buckets, 0xff, sizeof scope->buckets);
	return scope;
}

RtFeelScope *
rt_feel_scope_new (void)
{
	RtFeelScope *scope = scope_new (NULL);
	const char *last = "";
	for (guint i = 0; i < rt_feel_n_builtins; i++) {
		const char *name = rt_feel_builtins[i].name;
		if (strcmp (name, last) != 0)
			add (scope,
			     (RtFeelBinding){rt_feel_name (name, strlen (name)),
					     rt_feel_type_simple (RT_FEEL_FUNCTION), i, RT_FEEL_BIND_BUILTIN},
			     (RtFeelName){0});
		last = name;
	}
	return scope;
}

RtFeelScope *
rt_feel_scope_new_child (const RtFeelScope *parent)
{
	return scope_new (parent);
}

void
rt_feel_scope_free (RtFeelScope *scope)
{
	if (scope == NULL)
		return;
	g_array_unref (scope->entries);
	rt_arena_free (scope->arena);
	g_free (scope);
}

void
rt_feel_scope_set_plain (RtFeelScope *scope, gboolean plain)
{
	scope->plain = plain;
}

gboolean
rt_feel_scope_is_plain (const RtFeelScope *scope)
{
	return scope->plain;
}

void
rt_feel_scope_set_silent (RtFeelScope *scope, gboolean silent)
{
	scope->silent = silent;
}

gboolean
rt_feel_scope_is_silent (const RtFeelScope *scope)
{
	while (scope != NULL && !scope->silent)
		scope = scope->parent;
	return scope != NULL;
}

guint
rt_feel_scope_n_slots (const RtFeelScope *scope)
{
	return scope->n_slots;
}

/* the scope's arena has no limit, so a copy is never NULL */
static RtFeelName
keep (RtFeelScope *scope, const char *name)
{
	gsize length = strlen (name);
	return rt_feel_name (rt_arena_strndup (scope->arena, name, length), length);
}

guint
rt_feel_scope_declare (RtFeelScope *scope, const char *name, const RtFeelType *type)
{
	RtFeelBinding binding = {keep (scope, name), type, scope->n_slots, RT_FEEL_BIND_SLOT};
	add (scope, binding, (RtFeelName){0});
	return scope->n_slots++;
}

guint
rt_feel_scope_declare_call (RtFeelScope *scope, const char *function, const char *argument,
			    const RtFeelType *type)
{
	RtFeelBinding binding = {keep (scope, function), type, scope->n_slots, RT_FEEL_BIND_CALL};
	add (scope, binding, keep (scope, argument));
	return scope->n_slots++;
}

const RtFeelBinding *
rt_feel_scope_match (const RtFeelScope *scope, const char *text, gsize length, gsize at, gsize *end)
{
	const RtFeelBinding *best = NULL;
	guint bucket = bucket_of (text, length, at);
	*end = at;
	for (; scope != NULL; scope = scope->parent)
		for (guint32 i = scope->buckets[bucket]; i != NONE;) {
			const Entry *entry = &g_array_index (scope->entries, Entry, i);
			gsize matched = rt_feel_name_match (&entry->binding.name, text, length, at);
			if (matched > *end) {
				*end = matched;
				best = &entry->binding;
			}
			i = entry->next;
		}
	return best;
}

const RtFeelType *
rt_feel_scope_slot_type (const RtFeelScope *scope, guint slot)
{
	while (scope->parent != NULL && slot < scope->parent->n_slots)
		scope = scope->parent;
	for (guint i = 0; i < scope->entries->len; i++) {
		const RtFeelBinding *binding = &g_array_index (scope->entries, Entry, i).binding;
		if (binding->kind != RT_FEEL_BIND_BUILTIN && binding->index == slot)
			return binding->type;
	}
	return &rt_feel_type_any;
}

const RtFeelBinding *
rt_feel_scope_find_call (const RtFeelScope *scope, const RtFeelName *function, const char *argument,
			 gsize length)
{
	RtFeelName wanted = rt_feel_name (argument, length);
	guint bucket = bucket_of (function->text, function->length, 0);
	for (; scope != NULL; scope = scope->parent)
		for (guint32 i = scope->buckets[bucket]; i != NONE;) {
			const Entry *entry = &g_array_index (scope->entries, Entry, i);
			if (entry->binding.kind == RT_FEEL_BIND_CALL &&
			    rt_feel_is_same_name (&entry->argument, &wanted) &&
			    rt_feel_is_same_name (&entry->binding.name, function))
				return &entry->binding;
			i = entry->next;
		}
	return NULL;
}

void
rt_feel_scope_each (const RtFeelScope *scope, const RtFeelName *function,
		    void (*visit) (const RtFeelName *name, gpointer user_data), gpointer user_data)
{
	for (; scope != NULL; scope = scope->parent)
		for (guint i = 0; i < scope->entries->len; i++) {
			const Entry *entry = &g_array_index (scope->entries, Entry, i);
			if (function == NULL)
				visit (&entry->binding.name, user_data);
			else if (entry->argument.text != NULL && rt_feel_is_same_name (&entry->binding.name, function))
				visit (&entry->argument, user_data);
		}
}

static gboolean
type_has_word (const RtFeelType *type, const char *text, gsize length)
{
	for (; type->kind == RT_FEEL_LIST; type = type->item)
		;
	for (const char *const *word = type->words; word != NULL && *word != NULL; word++)
		if (strlen (*word) == length && memcmp (*word, text, length) == 0)
			return TRUE;
	for (guint i = 0; type->kind == RT_FEEL_CONTEXT && i < type->n_fields; i++)
		if (type_has_word (type->fields[i].type, text, length))
			return TRUE;
	return FALSE;
}

gboolean
rt_feel_scope_has_word (const RtFeelScope *scope, const char *text, gsize length)
{
	for (; scope != NULL; scope = scope->parent)
		for (guint i = 0; i < scope->entries->len; i++) {
			const RtFeelType *type = g_array_index (scope->entries, Entry, i).binding.type;
			if (type != NULL && type_has_word (type, text, length))
				return TRUE;
		}
	return FALSE;
}

/* ---- types of a scope ------------------------------------------------------------------------- */

const RtFeelType *
rt_feel_type_words (RtFeelScope *scope, const char *const *words)
{
	RtFeelType *type = rt_feel_type_make (scope->arena, RT_FEEL_STRING);
	type->words = words;
	return type;
}

const RtFeelType *
rt_feel_type_between (RtFeelScope *scope, gint64 least, gint64 most)
{
	RtFeelType *type = rt_feel_type_make (scope->arena, RT_FEEL_NUMBER);
	type->bounded = TRUE;
	type->least = least;
	type->most = most;
	return type;
}

const RtFeelType *
rt_feel_type_known (RtFeelScope *scope, RtFeelValue value)
{
	RtFeelType *type = rt_feel_type_make (scope->arena, (RtFeelKind)value.kind);
	RtFeelValue *kept = rt_arena_alloc (scope->arena, sizeof *kept);
	*kept = value;
	type->known = kept;
	type->bounded = rt_feel_get_integer (value, &type->least);
	type->most = type->least;
	return type;
}

const RtFeelType *
rt_feel_type_list (RtFeelScope *scope, const RtFeelType *item)
{
	return rt_feel_type_make_list (scope->arena, item);
}

const RtFeelType *
rt_feel_type_context (RtFeelScope *scope, const RtFeelMember *members, guint n_members)
{
	RtFeelType *type = rt_feel_type_make (scope->arena, RT_FEEL_CONTEXT);
	RtFeelField *fields = rt_arena_array (scope->arena, n_members + 1, sizeof *fields);
	for (guint i = 0; i < n_members; i++)
		fields[i] = (RtFeelField){keep (scope, members[i].name), members[i].type};
	type->fields = fields;
	type->n_fields = (guint16)MIN (n_members, G_MAXUINT16);
	return type;
}

const RtFeelType *
rt_feel_type_parse (RtFeelScope *scope, const char *text)
{
	gsize length = strlen (text), at = 0;
	const RtFeelType *type = rt_feel_type_read (scope->arena, text, length, &at);
	return type != NULL && rt_feel_skip_space (text, length, at) == length ? type : NULL;
}
