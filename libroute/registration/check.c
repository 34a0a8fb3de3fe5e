/* What must hold between the facts of one registration. */
#include <string.h>
#include "libroute/registration/reader.h"
#include "libroute/registration/record-private.h"
#include "libroute/util/date.h"
#include "libroute/util/error.h"
#include "libroute/util/limits.h"

static gboolean
check_id (const RouteRegistration *registration, GError **error)
{
	const RtFact *id = rt_record_get (registration, RT_ASKED_ID);
	gboolean good = id->length >= 1 && id->length <= RT_LIMIT_ID;
	for (guint i = 0; good && i < id->length; i++)
		good = g_ascii_isalnum (id->as.text[i]) || strchr ("._-", id->as.text[i]) != NULL;
	if (!good)
		rt_error_set_at (error, ROUTE_ERROR_SCHEMA, "/id", "must be 1 to %u of A-Z a-z 0-9 . _ -",
				 RT_LIMIT_ID);
	return good;
}

static gboolean
check_age (const RouteRegistration *registration, GError **error)
{
	const RtFact *birth = rt_record_get (registration, RT_ASKED_BIRTH_DATE);
	const RtFact *given = rt_record_get (registration, RT_ASKED_AGE);
	if (birth->kind != RT_FACT_DATE)
		return TRUE;
	int age = rt_date_age (birth->as.days, rt_record_get (registration, RT_ASKED_RECEIVED)->as.days);
	if (age < 0) {
		rt_error_set_at (error, ROUTE_ERROR_SCHEMA, "/person/birth_date",
				 "is after the day of registration");
		return FALSE;
	}
	if (age > RT_LIMIT_AGE) {
		rt_error_set_at (error, ROUTE_ERROR_SCHEMA, "/person/birth_date",
				 "makes an age of over %d years", RT_LIMIT_AGE);
		return FALSE;
	}
	if (given->kind == RT_FACT_INTEGER && given->as.integer != age) {
		rt_error_set_at (
			error, ROUTE_ERROR_SCHEMA, "/person/age",
			"does not agree with the birth date, which makes %d on the day of registration", age);
		return FALSE;
	}
	return TRUE;
}

/* the pointer with a star for each index; FALSE when it is longer than any there is */
static gboolean
write_pattern (const char *pointer, char *pattern, gsize room)
{
	gsize n = 0;
	while (*pointer == '/') {
		const char *segment = pointer + 1;
		gsize length = strcspn (segment, "/");
		gboolean index = length > 0 && strspn (segment, "0123456789") == length;
		gsize taken = index ? 2 : length + 1;
		if (taken >= room - n)
			return FALSE;
		memcpy (pattern + n, index ? "/*" : pointer, taken);
		n += taken;
		pointer = segment + length;
	}
	pattern[n] = '\0';
	return TRUE;
}

static gboolean
is_top_level (const char *key)
{
	const RtShape *root = rt_schema_root ();
	for (guint i = 0; i < root->n_fields; i++)
		if (strcmp (root->fields[i].name, key) == 0)
			return TRUE;
	return FALSE;
}

/* a JSON Pointer to something that exists in the schema, or the name of a top-level key */
static gboolean
is_field (const char *text)
{
	if (*text != '/')
		return is_top_level (text);
	/* an item itself stands for everything in it, and so does anything under extra */
	char pattern[RT_SPOT_LONGEST]; /* with a star for an index a pointer is no longer than with that */
	if (g_str_has_prefix (text, "/extra/"))
		return TRUE;
	if (!write_pattern (text, pattern, sizeof pattern))
		return FALSE;
	if (g_str_has_suffix (pattern, "/*"))
		pattern[strlen (pattern) - 2] = '\0';
	return rt_schema_find_place (pattern) >= 0;
}

static gboolean
check_sharing (const RouteRegistration *registration, GError **error)
{
	const RtFact *sharing = rt_record_get (registration, RT_ASKED_SHARING);
	if (sharing->kind != RT_FACT_LIST || sharing->length == 0)
		return TRUE;
	guint place = (guint) rt_schema_find_place ("/sharing/*/fields");
	for (guint i = 0; i < sharing->length; i++) {
		const RtFact *list = rt_record_at (registration, rt_spot (place, i, 0));
		for (guint j = 0; j < list->length; j++) {
			if (is_field (list->as.facts[j].as.text))
				continue;
			g_autofree char *pointer = g_strdup_printf ("/sharing/%u/fields/%u", i, j);
			rt_error_set_at (
				error, ROUTE_ERROR_SCHEMA, pointer,
				"is neither a top-level key nor a JSON Pointer to a field of a registration");
			return FALSE;
		}
	}
	return TRUE;
}

gboolean
rt_record_check (RouteRegistration *registration, GError **error)
{
	return check_id (registration, error) && check_age (registration, error) &&
	       check_sharing (registration, error);
}
