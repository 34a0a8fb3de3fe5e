#include "routectl/decision-entry.h"
#include <string.h>
#include "libroute/util/json-writer.h"

typedef enum { PROCESS, PERSON, TEXT } Class;

static const struct {
	const char *key;
	Class class;
} classes[] = {
#define CLASS(key, class) { #key, class },
#include "routectl/decision-classes.def"
#undef CLASS
};

static Class
class_of (const char *key)
{
	for (guint i = 0; i < G_N_ELEMENTS (classes); i++) {
		if (strcmp (classes[i].key, key) == 0)
			return classes[i].class;
	}
	return PERSON;
}

/* ---- one form for what says the same ---- */

static int
compare_names (gconstpointer a, gconstpointer b, gpointer data)
{
	const GPtrArray *names = data;
	return strcmp (g_ptr_array_index (names, *(const guint *) a), g_ptr_array_index (names, *(const guint *) b));
}

static void write_canonical (const RtTree *tree, RtJsonWriter *json);

static void
write_members (const RtTree *tree, RtJsonWriter *json)
{
	guint n = rt_tree_length (tree);
	g_autofree guint *order = g_new (guint, n + 1);
	for (guint i = 0; i < n; i++)
		order[i] = i;
	g_qsort_with_data (order, (int) n, sizeof *order, compare_names, tree->names);
	for (guint i = 0; i < n; i++) {
		rt_json_key (json, g_ptr_array_index (tree->names, order[i]));
		write_canonical (rt_tree_item (tree, order[i]), json);
	}
}

/* compact, keys in order of their bytes: an archive may write a registration in another way */
static void
write_canonical (const RtTree *tree, RtJsonWriter *json)
{
	if (tree->kind != RT_TREE_OBJECT && tree->kind != RT_TREE_LIST) {
		g_autoptr (GString) scalar = g_string_new (NULL);
		rt_tree_print (tree, scalar);
		rt_json_raw (json, scalar->str);
		return;
	}
	gboolean object = tree->kind == RT_TREE_OBJECT;
	rt_json_begin (json, object ? '{' : '[');
	if (object)
		write_members (tree, json);
	for (guint i = 0; !object && i < rt_tree_length (tree); i++)
		write_canonical (rt_tree_item (tree, i), json);
	rt_json_end (json, object ? '}' : ']');
}

/* ---- digests ---- */

typedef struct {
	const RtDecisionKey *key;
	const char *id;
	RtJsonWriter *json;
} Masker;

/* of a value in its one form, for this case and this place only */
static char *
digest_of (const Masker *masker, const char *place, const char *text)
{
	g_autofree char *mixed = g_strconcat (masker->id, "\n", place, "\n", text, NULL);
	char *digest = rt_decision_digest (masker->key, mixed, strlen (mixed));
	explicit_bzero (mixed, strlen (mixed));
	return digest;
}

static void
write_digest (const Masker *masker, const char *name, const char *place, const RtTree *tree)
{
	g_autoptr (GString) text = g_string_new (NULL);
	RtJsonWriter json = { .out = text };
	write_canonical (tree, &json);
	g_autofree char *digest = digest_of (masker, place, text->str);
	rt_json_member (masker->json, name, digest);
	explicit_bzero (text->str, text->len);
}

static void
write_registration (const Masker *masker, const RtTree *registration)
{
	rt_json_member_begin (masker->json, "registration", '{');
	for (guint i = 0; i < rt_tree_length (registration); i++) {
		const char *name = g_ptr_array_index (registration->names, i);
		const char *word = rt_tree_get_string (registration, name);
		if (class_of (name) == PROCESS && word != NULL)
			rt_json_member (masker->json, name, word);
	}
	write_digest (masker, "digest", "registration", registration);
	rt_json_member_begin (masker->json, "masked", '{');
	for (guint i = 0; i < rt_tree_length (registration); i++) {
		const char *name = g_ptr_array_index (registration->names, i);
		if (class_of (name) != PROCESS)
			write_digest (masker, name, name, rt_tree_item (registration, i));
	}
	rt_json_end (masker->json, '}');
	rt_json_end (masker->json, '}');
}

static void
write_advice (const Masker *masker, const char *text, const RtTree *advice, RtLanguage language)
{
	g_autofree char *digest = digest_of (masker, "advice", text);
	rt_json_member_begin (masker->json, "advice", '{');
	rt_json_member (masker->json, "language", language == RT_LANGUAGE_NL ? "nl" : "en");
	rt_json_member (masker->json, "suggestion",
			rt_tree_get_string (rt_tree_get (advice, "routing"), "suggestion"));
	rt_json_member (masker->json, "digest", digest);
	rt_json_member_begin (masker->json, "masked", '{');
	for (guint i = 0; i < rt_tree_length (advice); i++) {
		const char *name = g_ptr_array_index (advice->names, i);
		write_digest (masker, name, name, rt_tree_item (advice, i));
	}
	rt_json_end (masker->json, '}');
	rt_json_end (masker->json, '}');
}

gboolean
rt_decision_entry_write (const RtDecisionKey *key, const char *text, gsize length, const RtAdviceSource *source,
			 RtLanguage language, GString *out)
{
	g_autoptr (RtTree) registration = rt_tree_read (text, length, NULL);
	g_autoptr (GString) said = g_string_new (NULL);
	rt_advice_write_json (source, language, ROUTE_JSON_COMPACT, said);
	g_autoptr (RtTree) advice = rt_tree_read (said->str, said->len, NULL);
	if (registration == NULL || advice == NULL)
		return FALSE;
	/* an object is open: the members go into that of the entry */
	RtJsonWriter json = { .out = out, .depth = 1 };
	Masker masker = { .key = key, .id = route_registration_get_id (source->registration), .json = &json };
	write_registration (&masker, registration);
	write_advice (&masker, said->str, advice, language);
	rt_json_key (&json, "made_with");
	rt_tree_print (rt_tree_get (advice, "made_with"), out);
	explicit_bzero (said->str, said->len);
	return TRUE;
}
