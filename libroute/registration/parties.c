/* Replaces the names of parties by their ids, wherever a registration names one. */
#include <string.h>
#include "libroute/registration/record-private.h"
#include "libroute/util/error.h"

typedef struct {
	RtResolveParty resolve;
	gpointer user_data;
	GArray *changes; /* RtAssignment; NULL: most registrations need none */
	GPtrArray *passing; /* what changes point at, until it is copied; or NULL */
	GError **error;
} Resolving;

static gboolean
is_third (const RtFact *fact)
{
	return fact->length >= 6 && memcmp (fact->as.text, "third:", 6) == 0;
}

static gboolean
unknown_party (Resolving *resolving, RtSpot spot, int item, const char *name)
{
	g_autoptr (GString) pointer = g_string_new (NULL);
	rt_spot_print (spot, pointer);
	if (item >= 0)
		g_string_append_printf (pointer, "/%d", item);
	g_autofree char *shown = g_strndup (name, 40);
	g_autofree char *valid = g_utf8_make_valid (shown, -1);
	rt_error_set_at (resolving->error, ROUTE_ERROR_PARTY, pointer->str,
			 "\"%s\" is no Party that plugins or rules know", valid);
	return FALSE;
}

static RtFact
text_fact (const char *text)
{
	return (RtFact){ .kind = RT_FACT_TEXT, .length = (guint32) strlen (text), .as.text = text };
}

static void
add_change (Resolving *resolving, RtAssignment change)
{
	if (resolving->changes == NULL)
		resolving->changes = g_array_new (FALSE, FALSE, sizeof (RtAssignment));
	g_array_append_val (resolving->changes, change);
}

static void
note_change (Resolving *resolving, RtSpot spot, const RtFact *fact, const char *id)
{
	if (strcmp (id, fact->as.text) != 0)
		add_change (resolving, (RtAssignment){ .spot = spot, .fact = text_fact (id) });
}

/* frees it in the end */
static void
keep (Resolving *resolving, gpointer memory)
{
	if (resolving->passing == NULL)
		resolving->passing = g_ptr_array_new_with_free_func (g_free);
	g_ptr_array_add (resolving->passing, memory);
}

/* in small letters, and without blanks */
static gboolean
is_written_as_id (const char *text, gsize length)
{
	for (gsize i = 0; i < length; i++)
		if (g_ascii_isupper (text[i]) || g_ascii_isspace (text[i]))
			return FALSE;
	return TRUE;
}

/* a party or another text, which people write: "Stedelink" is stedelink, and a landlord that is a Party must not pass for
 * one that is none */
static void
resolve_text (Resolving *resolving, RtSpot spot, const RtFact *fact)
{
	const char *name = fact->as.text;
	gsize length = fact->length;
	if (!is_written_as_id (name, length)) {
		char *meant = g_strstrip (g_ascii_strdown (fact->as.text, -1));
		keep (resolving, meant); /* what it resolves to may be the name itself */
		name = meant;
		length = strlen (meant);
	}
	const char *id = resolving->resolve (name, length, resolving->user_data);
	if (id != NULL)
		note_change (resolving, spot, fact, id);
}

/* of a text that names a party, or may */
static gboolean
resolve_name (Resolving *resolving, int place, guint index, guint second, const RtFact *fact)
{
	RtSpot spot = rt_spot ((guint) place, index, second);
	if (rt_schema_places (NULL)[place].field->may_be_party) {
		resolve_text (resolving, spot, fact);
		return TRUE;
	}
	if (is_third (fact))
		return TRUE;
	const char *id = resolving->resolve (fact->as.text, fact->length, resolving->user_data);
	if (id == NULL)
		return unknown_party (resolving, spot, -1, fact->as.text);
	note_change (resolving, spot, fact, id);
	return TRUE;
}

static gboolean
resolve_list (Resolving *resolving, RtSpot spot, const RtFact *fact)
{
	RtFact *items = NULL; /* most lists stay as they are */
	for (guint i = 0; i < fact->length; i++) {
		const char *name = fact->as.facts[i].as.text;
		const char *id = resolving->resolve (name, fact->as.facts[i].length, resolving->user_data);
		if (id == NULL)
			return unknown_party (resolving, spot, (int) i, name);
		if (strcmp (id, name) == 0)
			continue;
		if (items == NULL) {
			items = g_memdup2 (fact->as.facts, fact->length * sizeof *items);
			keep (resolving, items);
		}
		items[i] = text_fact (id);
	}
	if (items != NULL)
		add_change (resolving, (RtAssignment){
						.spot = spot,
						.fact = { .kind = RT_FACT_LIST, .length = fact->length, .as.facts = items },
					});
	return TRUE;
}

static gboolean
resolve_nested (Resolving *resolving, const RtFact *fact, int place, guint index, guint second);

/* of an object, the fields that name a party or hold some that do */
static inline gboolean
resolve_shape (Resolving *resolving, const RtFact *facts, int parent, guint index, guint second)
{
	for (guint32 left = rt_schema_parties (parent); left != 0; left &= left - 1) {
		guint i = (guint) __builtin_ctz (left);
		int place = rt_schema_place_of (parent, i);
		const RtFact *fact = &facts[i];
		gboolean known = fact->kind == RT_FACT_TEXT ? resolve_name (resolving, place, index, second, fact)
							    : resolve_nested (resolving, fact, place, index, second);
		if (!known)
			return FALSE;
	}
	return TRUE;
}

static gboolean
resolve_items (Resolving *resolving, const RtFact *list, int place, guint index)
{
	gboolean outer = rt_schema_places (NULL)[place].n_lists == 0;
	for (guint i = 0; i < list->length; i++)
		if (!resolve_shape (resolving, list->as.facts[i].as.facts, place, outer ? i : index, outer ? 0 : i))
			return FALSE;
	return TRUE;
}

static gboolean
resolve_nested (Resolving *resolving, const RtFact *fact, int place, guint index, guint second)
{
	if (fact->kind == RT_FACT_OBJECT)
		return resolve_shape (resolving, fact->as.facts, place, index, second);
	if (fact->kind != RT_FACT_LIST)
		return TRUE;
	return rt_schema_places (NULL)[place].field->shape != NULL
		       ? resolve_items (resolving, fact, place, index)
		       : resolve_list (resolving, rt_spot ((guint) place, index, second), fact);
}

/* Is every name that was read an id already, or no party's? Then there is nothing to replace, and nothing to refuse. */
static gboolean
names_ids (const RouteRegistration *registration, const RtNameTable *ids, RtResolveParty resolve, gpointer user_data)
{
	const RtReadName *named;
	if (!rt_record_named (registration, &named))
		return FALSE;
	for (; named != NULL; named = named->next) {
		if (named->is_third || rt_name_table_find (ids, named->text, named->length) >= 0)
			continue;
		if (!named->may_be_party || !is_written_as_id (named->text, named->length) ||
		    resolve (named->text, named->length, user_data) != NULL)
			return FALSE;
	}
	return TRUE;
}

RouteRegistration *
rt_record_resolve_parties (RouteRegistration *base, const RtNameTable *ids, RtResolveParty resolve, gpointer user_data,
			   GError **error)
{
	if (names_ids (base, ids, resolve, user_data))
		return route_registration_ref (base);
	Resolving resolving = { .resolve = resolve, .user_data = user_data, .error = error };
	RouteRegistration *resolved = NULL;
	gboolean known = resolve_shape (&resolving, base->facts, -1, 0, 0);
	if (known && resolving.changes == NULL)
		resolved = route_registration_ref (base);
	else if (known)
		resolved = rt_record_with (base, (const RtAssignment *) resolving.changes->data, resolving.changes->len);
	g_clear_pointer (&resolving.changes, g_array_unref);
	g_clear_pointer (&resolving.passing, g_ptr_array_unref);
	return resolved;
}
