/* Puts every kind of value in every place of the vocabulary, and prints what the reader says of it: the
 * verdict, the pointer and the document, with tabs between. schema.py asks the JSON Schema the same. */
#include <stdio.h>
#include <string.h>
#include "libroute/registration/record.h"

static const char *const values[] = {
	"null",
	"true",
	"0",
	"1",
	"-1",
	"2.0",
	"1.5",
	"120",
	"121",
	"1e30",
	"\"\"",
	"\"x\"",
	"\"politie\"",
	"\"third:gp\"",
	"\"third:GP\"",
	"\"2026-01-02\"",
	"\"2026-02-30\"",
	"\"2026-1-2\"",
	"{}",
	"{\"x\":1}",
	"[]",
	"[null]",
	"[1]",
	"[true]",
	"[\"x\"]",
	"[\"school\"]",
	"[\"third:gp\"]",
	"[{}]",
	"[[]]",
};

typedef struct {
	const RtPlace *places;
	const int *chain; /* places from the root down to the one in question */
	guint n_chain;
	const char *value;
} Document;

static const char *
filling (const RtField *field)
{
	switch (field->type) {
	case RT_TYPE_BOOLEAN:
		return "true";
	case RT_TYPE_INTEGER:
		return "1";
	case RT_TYPE_DATE:
		return "\"2026-01-03\"";
	case RT_TYPE_WORD:
		return field->words[0];
	case RT_TYPE_LIST:
		return "[]";
	default:
		return "\"politie\"";
	}
}

/* an object with what is required in it and the next place of the chain */
static void
append_object (const Document *document, const RtShape *shape, guint depth, GString *out)
{
	const RtField *next =
		depth < document->n_chain ? document->places[document->chain[depth]].field : NULL;
	const char *separator = "";
	g_string_append_c (out, '{');
	for (guint i = 0; i < shape->n_fields; i++) {
		const RtField *field = &shape->fields[i];
		if (field != next && !field->required)
			continue;
		g_string_append_printf (out, "%s\"%s\":", separator, field->name);
		separator = ",";
		if (field == next && depth + 1 == document->n_chain) {
			g_string_append (out, document->value);
		} else if (field == next) {
			g_string_append (out, field->type == RT_TYPE_LIST ? "[" : "");
			append_object (document, field->shape, depth + 1, out);
			g_string_append (out, field->type == RT_TYPE_LIST ? "]" : "");
		} else {
			g_string_append_printf (out, field->type == RT_TYPE_WORD ? "\"%s\"" : "%s",
						filling (field));
		}
	}
	g_string_append_c (out, '}');
}

static void
judge (const Document *document)
{
	g_autoptr (GString) json = g_string_new (NULL);
	append_object (document, rt_schema_root (), 0, json);
	g_autoptr (GError) error = NULL;
	g_autoptr (RouteRegistration) registration =
		route_registration_new_from_json (json->str, (gssize) json->len, &error);
	printf ("%s\t%s\t%s\n", registration != NULL ? "accepted" : "refused",
		error != NULL ? route_error_get_pointer (error) : "", json->str);
}

static void
judge_place (const RtPlace *places, int place)
{
	int chain[8];
	guint n = 0;
	for (int at = place; at >= 0; at = places[at].parent)
		n++;
	for (int at = place, i = (int) n - 1; at >= 0; at = places[at].parent)
		chain[i--] = at;
	Document document = { .places = places, .chain = chain, .n_chain = n };
	for (guint i = 0; i < G_N_ELEMENTS (values); i++) {
		document.value = values[i];
		judge (&document);
	}
	const char *const *words = places[place].field->words;
	for (guint i = 0; words != NULL && words[i] != NULL; i++) {
		gboolean list = places[place].field->type == RT_TYPE_LIST;
		g_autofree char *word = g_strdup_printf (list ? "[\"%s\"]" : "\"%s\"", words[i]);
		document.value = word;
		judge (&document);
	}
}

int
main (void)
{
	guint n = 0;
	const RtPlace *places = rt_schema_places (&n);
	for (guint i = 0; i < n; i++)
		judge_place (places, (int) i);
	return 0;
}
