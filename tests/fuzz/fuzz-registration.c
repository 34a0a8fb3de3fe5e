/* The door for facts: any bytes become a registration that holds together, or an error that names its place. */
#include "tests/fuzz/fuzz.h"
#include <stdlib.h>
#include <string.h>
#include "libroute/registration/record.h"

static void
demand (gboolean holds)
{
	if (!holds)
		abort ();
}

/* touches every byte a record gives out */
static gsize
walk (const RtFact *fact, const RtField *field)
{
	gsize sum = 0;
	switch (fact->kind) {
	case RT_FACT_TEXT:
	case RT_FACT_NUMBER:
		demand (strlen (fact->as.text) == fact->length &&
			g_utf8_validate (fact->as.text, fact->length, NULL));
		return fact->length;
	case RT_FACT_WORD:
		demand (field != NULL && fact->as.word < g_strv_length ((char **) field->words));
		return 1;
	case RT_FACT_OBJECT:
		demand (field != NULL && fact->length == field->shape->n_fields);
		for (guint i = 0; i < fact->length; i++)
			sum += walk (&fact->as.facts[i], &field->shape->fields[i]);
		return sum;
	case RT_FACT_LIST:
		for (guint i = 0; i < fact->length; i++)
			sum += walk (&fact->as.facts[i], field);
		return sum;
	case RT_FACT_MAP:
		for (guint i = 0; i < fact->length; i++)
			sum += strlen (fact->as.entries[i].name) + walk (&fact->as.entries[i].value, NULL);
		return sum;
	default:
		return 1;
	}
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
	g_autoptr (GError) error = NULL;
	g_autoptr (RouteRegistration) registration =
		route_registration_new_from_json (size > 0 ? (const char *) data : "", (gssize) size, &error);
	demand ((registration == NULL) == (error != NULL));
	if (registration == NULL) {
		demand (error->domain == ROUTE_ERROR && route_error_get_pointer (error) != NULL);
		return 0;
	}
	const RtShape *root = rt_schema_root ();
	gsize sum = 0;
	gint64 age = 0;
	for (guint i = 0; i < root->n_fields; i++)
		sum += walk (&rt_record_facts (registration)[i], &root->fields[i]);
	demand (sum > 0 && *route_registration_get_id (registration) != '\0');
	demand (!rt_record_age (registration, &age) || (age >= 0 && age <= 120));
	return 0;
}
