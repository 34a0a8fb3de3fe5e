#include <string.h>
#include "libroute/registration/forbidden.h"
#include "libroute/util/date.h"
#include "routectl/fairness.h"

#define UNKNOWN "(unknown)"
#define NONE "(none)"
#define OTHER "(other)"
/* of a value under /extra: longer ones are texts, not groups */
#define LONGEST_VALUE 40u

/* ---- what may be a group ---- */

static gboolean
is_protected (const char *pointer)
{
	g_auto (GStrv) parts = g_strsplit (pointer, "/", -1);
	gboolean found = FALSE;
	for (guint i = 0; parts[i] != NULL && !found; i++)
		found = *parts[i] != '\0' && rt_forbidden_name (parts[i], strlen (parts[i]));
	return found;
}

/* the municipalities are no secret; every other text may say who somebody is */
static gboolean
is_free_text (const char *pointer)
{
	return strcmp (pointer, "/person/municipality") != 0 && strcmp (pointer, "/person/stays_in") != 0;
}

static const char *
refuse_type (const char *pointer, RtType type)
{
	if (type == RT_TYPE_OBJECT || type == RT_TYPE_ANY)
		return N_("--group names one fact, not an object");
	if (type == RT_TYPE_DATE)
		return N_("--group takes no dates: nearly every case would be a group of its own");
	if (type == RT_TYPE_TEXT && is_free_text (pointer))
		return N_("--group takes no free text: it may say who somebody is");
	return NULL;
}

const char *
rt_fairness_set_pointer (RtFairness *fairness, const char *pointer)
{
	if (*pointer != '/')
		return N_("--group is a JSON Pointer: /person/age, /problems/*/domain");
	if (is_protected (pointer))
		return N_("--group names something about origin, nationality, religion, language, address or name. That "
			  "is never allowed.");
	gboolean extra = g_str_has_prefix (pointer, "/extra/");
	g_autofree char *last = g_str_has_suffix (pointer, "/*") ? g_strndup (pointer, strlen (pointer) - 2) : NULL;
	fairness->place = rt_schema_find_place (last != NULL ? last : pointer);
	if (fairness->place < 0 && !extra)
		return N_("--group names nothing that a registration has; items of a list are written *");
	fairness->pointer = g_strdup (pointer);
	if (extra)
		return NULL;
	guint n;
	const RtField *field = rt_schema_places (&n)[fairness->place].field;
	gboolean list = field->type == RT_TYPE_LIST;
	if (list != (last != NULL))
		return list ? N_("--group names a list: write /* behind it") : N_("--group names no list");
	return refuse_type (pointer, list ? field->item : field->type);
}

gboolean
rt_fairness_set_bands (RtFairness *fairness, const char *text)
{
	g_auto (GStrv) parts = g_strsplit (text, ",", -1);
	guint n = g_strv_length (parts);
	fairness->bands = g_new (gint64, n + 1);
	fairness->n_bands = n;
	for (guint i = 0; i < n; i++) {
		if (!g_ascii_string_to_signed (parts[i], 10, 0, G_MAXINT32, &fairness->bands[i], NULL) ||
		    (i > 0 && fairness->bands[i] <= fairness->bands[i - 1]))
			return FALSE;
	}
	return n > 0;
}

/* ---- which one a case is in ---- */

static void
add (GPtrArray *values, const char *value)
{
	for (guint i = 0; i < values->len; i++) {
		if (strcmp (g_ptr_array_index (values, i), value) == 0)
			return;
	}
	g_ptr_array_add (values, g_strdup (value));
}

static void
add_number (const RtFairness *fairness, GPtrArray *values, gint64 number)
{
	guint at = 0;
	while (at < fairness->n_bands && fairness->bands[at] <= number)
		at++;
	g_autofree char *text = NULL;
	if (fairness->n_bands == 0)
		text = g_strdup_printf ("%" G_GINT64_FORMAT, number);
	else if (at == 0)
		text = g_strdup_printf ("0-%" G_GINT64_FORMAT, fairness->bands[0] - 1);
	else if (at == fairness->n_bands)
		text = g_strdup_printf ("%" G_GINT64_FORMAT "+", fairness->bands[at - 1]);
	else
		text = g_strdup_printf ("%" G_GINT64_FORMAT "-%" G_GINT64_FORMAT, fairness->bands[at - 1],
					fairness->bands[at] - 1);
	add (values, text);
}

static gboolean
is_word (const char *text)
{
	gsize length = strlen (text);
	gboolean word = length > 0 && length <= LONGEST_VALUE;
	for (gsize i = 0; i < length && word; i++)
		word = g_ascii_isalnum (text[i]) || strchr ("-_.:+", text[i]) != NULL;
	return word;
}

static void
add_scalar (const RtFairness *fairness, GPtrArray *values, const RtTree *tree)
{
	gint64 number = 0;
	if (tree->kind == RT_TREE_NULL)
		add (values, UNKNOWN);
	else if (tree->kind == RT_TREE_BOOLEAN)
		add (values, tree->boolean ? "true" : "false");
	else if (tree->kind == RT_TREE_NUMBER && rt_json_integer (tree->text, tree->length, &number))
		add_number (fairness, values, number);
	else if (tree->kind == RT_TREE_STRING && (fairness->place >= 0 || is_word (tree->text)))
		add (values, tree->text);
	else
		add (values, OTHER);
}

/* `parts`: what is left of the pointer */
static void
collect (const RtFairness *fairness, const RtTree *tree, char **parts, GPtrArray *values)
{
	if (*parts == NULL) {
		add_scalar (fairness, values, tree);
		return;
	}
	if (strcmp (*parts, "*") != 0) {
		const RtTree *member = rt_tree_get (tree, *parts);
		if (member != NULL)
			collect (fairness, member, parts + 1, values);
		return;
	}
	if (tree->kind == RT_TREE_LIST && rt_tree_length (tree) == 0)
		add (values, NONE);
	for (guint i = 0; tree->kind == RT_TREE_LIST && i < rt_tree_length (tree); i++)
		collect (fairness, rt_tree_item (tree, i), parts + 1, values);
}

/* an age may come from the birth date */
static void
add_age (const RtFairness *fairness, const RtTree *registration, GPtrArray *values)
{
	const char *birth = rt_tree_get_string (rt_tree_get (registration, "person"), "birth_date");
	const char *received = rt_tree_get_string (registration, "received");
	gint32 born = 0, day = 0;
	if (birth != NULL && received != NULL && rt_date_parse (birth, strlen (birth), &born) &&
	    rt_date_parse (received, strlen (received), &day))
		add_number (fairness, values, rt_date_age (born, day));
}

GPtrArray *
rt_fairness_values (const RtFairness *fairness, const RtTree *registration)
{
	GPtrArray *values = g_ptr_array_new_with_free_func (g_free);
	g_auto (GStrv) parts = g_strsplit (fairness->pointer + 1, "/", -1);
	collect (fairness, registration, parts, values);
	if (values->len == 0 && strcmp (fairness->pointer, "/person/age") == 0)
		add_age (fairness, registration, values);
	guint n;
	const char *absent =
		fairness->place >= 0 ? rt_schema_places (&n)[fairness->place].field->when_absent : NULL;
	if (values->len == 0)
		add (values, absent != NULL ? absent : UNKNOWN);
	return values;
}

gint64
rt_fairness_order (const char *value)
{
	return g_ascii_isdigit (*value) ? (gint64) g_ascii_strtoull (value, NULL, 10) : G_MAXINT64;
}
