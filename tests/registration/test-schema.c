/* The published JSON Schema says what the tables say: every key, type, word, limit and required key, both ways. */
#include <string.h>
#include <yajl/yajl_tree.h>
#include "libroute/registration/schema.h"
#include "libroute/util/limits.h"
#include "tests/testing.h"

typedef struct {
	yajl_val root;
	guint n_fields; /* compared so far */
} Comparison;

/* ---- reading a JSON Schema ---- */

static yajl_val
child (yajl_val node, const char *key)
{
	return yajl_tree_get (node, (const char *[]){ key, NULL }, yajl_t_any);
}

static const char *
text_of (yajl_val value)
{
	ck_assert_msg (value != NULL && YAJL_IS_STRING (value), "a text is missing");
	return value->u.string;
}

/* what a node says of a key itself, or else what it refers to */
static yajl_val
said (const Comparison *comparison, yajl_val node, const char *key)
{
	yajl_val value = child (node, key), reference = child (node, "$ref");
	if (value != NULL || reference == NULL)
		return value;
	const char *name = text_of (reference);
	ck_assert_msg (g_str_has_prefix (name, "#/$defs/"), "%s leads elsewhere", name);
	yajl_val definition = child (child (comparison->root, "$defs"), name + strlen ("#/$defs/"));
	ck_assert_msg (definition != NULL, "%s leads nowhere", name);
	return said (comparison, definition, key);
}

static void
assert_number (const Comparison *comparison, yajl_val node, const char *key, gint64 expected,
	       const char *pointer)
{
	yajl_val value = said (comparison, node, key);
	ck_assert_msg (value != NULL && YAJL_IS_INTEGER (value) && YAJL_GET_INTEGER (value) == expected,
		       "%s: %s is not %" G_GINT64_FORMAT, pointer, key, expected);
}

/* "type": T where it is required, "type": [T, "null"] where it may be absent */
static void
assert_type (const Comparison *comparison, yajl_val node, const char *type, gboolean nullable,
	     const char *pointer)
{
	yajl_val value = said (comparison, node, "type");
	ck_assert_msg (value != NULL, "%s has no type", pointer);
	if (!nullable) {
		ck_assert_msg (YAJL_IS_STRING (value) && strcmp (text_of (value), type) == 0,
			       "%s is not of type %s", pointer, type);
		return;
	}
	ck_assert_msg (YAJL_IS_ARRAY (value) && value->u.array.len == 2 &&
			       strcmp (text_of (value->u.array.values[0]), type) == 0 &&
			       strcmp (text_of (value->u.array.values[1]), "null") == 0,
		       "%s is not of type %s or null", pointer, type);
}

static void
assert_words (const Comparison *comparison, yajl_val node, const char *const *words, gboolean nullable,
	      const char *pointer)
{
	yajl_val list = said (comparison, node, "enum");
	ck_assert_msg (list != NULL && YAJL_IS_ARRAY (list), "%s has no list of words", pointer);
	guint n = g_strv_length ((char **) words);
	ck_assert_msg (list->u.array.len == n + (nullable ? 1 : 0), "%s has %zu words", pointer,
		       list->u.array.len);
	for (guint i = 0; i < n; i++) {
		const char *word = text_of (list->u.array.values[i]);
		ck_assert_msg (g_strcmp0 (word, words[i]) == 0, "%s: %s stands for %s", pointer, word,
			       words[i]);
	}
	ck_assert_msg (!nullable || YAJL_IS_NULL (list->u.array.values[n]), "%s cannot be null", pointer);
}

static void
assert_definition (yajl_val node, const char *name, const char *pointer)
{
	yajl_val reference = child (node, "$ref");
	ck_assert_msg (reference != NULL && g_str_has_suffix (text_of (reference), name), "%s is no %s",
		       pointer, name);
}

/* ---- tables against it ---- */

static void
compare_shape (Comparison *comparison, yajl_val node, const RtShape *shape, const char *pointer);

/* a value of a plain type; `most` is the limit of a text */
static void
compare_value (const Comparison *comparison, yajl_val node, const RtField *field, RtType type, gint64 most,
	       gboolean nullable, const char *pointer)
{
	switch (type) {
	case RT_TYPE_BOOLEAN:
		assert_type (comparison, node, "boolean", nullable, pointer);
		break;
	case RT_TYPE_INTEGER:
		assert_type (comparison, node, "integer", nullable, pointer);
		assert_number (comparison, node, "minimum", field->least, pointer);
		assert_number (comparison, node, "maximum", field->most, pointer);
		break;
	case RT_TYPE_DATE:
		assert_type (comparison, node, "string", nullable, pointer);
		assert_definition (node, "/date", pointer);
		break;
	case RT_TYPE_WORD:
		assert_words (comparison, node, field->words, nullable, pointer);
		break;
	case RT_TYPE_PARTY:
		assert_type (comparison, node, "string", nullable, pointer);
		assert_definition (node, field->third ? "/party-or-third" : "/party", pointer);
		assert_number (comparison, node, "maxLength", RT_LIMIT_ID, pointer);
		break;
	default:
		ck_assert_int_eq (type, RT_TYPE_TEXT);
		assert_type (comparison, node, "string", nullable, pointer);
		assert_number (comparison, node, "maxLength", most, pointer);
	}
}

static void
compare_list (Comparison *comparison, yajl_val node, const RtField *field, const char *pointer)
{
	yajl_val items = said (comparison, node, "items");
	g_autofree char *item = g_strconcat (pointer, "/*", NULL);
	ck_assert_msg (items != NULL, "%s says nothing of its items", pointer);
	assert_type (comparison, node, "array", !field->required, pointer);
	assert_number (comparison, node, "maxItems", field->most, pointer);
	if (field->shape == NULL) {
		compare_value (comparison, items, field, field->item, RT_LIMIT_SHORT_TEXT, FALSE, item);
		return;
	}
	assert_type (comparison, items, "object", FALSE, item);
	compare_shape (comparison, items, field->shape, item);
}

static void
compare_field (Comparison *comparison, yajl_val node, const RtField *field, const char *pointer)
{
	yajl_val description = said (comparison, node, "description");
	ck_assert_msg (description != NULL && *text_of (description) != '\0', "%s is not described", pointer);
	comparison->n_fields++;
	switch (field->type) {
	case RT_TYPE_OBJECT:
		assert_type (comparison, node, "object", !field->required, pointer);
		compare_shape (comparison, node, field->shape, pointer);
		break;
	case RT_TYPE_LIST:
		compare_list (comparison, node, field, pointer);
		break;
	case RT_TYPE_ANY:
		assert_type (comparison, node, "object", TRUE, pointer);
		assert_number (comparison, node, "maxProperties", RT_LIMIT_ITEMS, pointer);
		break;
	default:
		compare_value (comparison, node, field, field->type, field->most, !field->required, pointer);
	}
}

static void
compare_required (const Comparison *comparison, yajl_val node, const RtShape *shape, const char *pointer)
{
	yajl_val required = said (comparison, node, "required");
	gsize n = 0;
	for (guint i = 0; i < shape->n_fields; i++) {
		if (!shape->fields[i].required)
			continue;
		ck_assert_msg (
			required != NULL && n < required->u.array.len &&
				strcmp (text_of (required->u.array.values[n]), shape->fields[i].name) == 0,
			"%s/%s is not required", pointer, shape->fields[i].name);
		n++;
	}
	ck_assert_msg (required == NULL ? n == 0 : n == required->u.array.len,
		       "%s requires more than the tables", pointer);
}

static void
compare_shape (Comparison *comparison, yajl_val node, const RtShape *shape, const char *pointer)
{
	yajl_val properties = said (comparison, node, "properties"),
		 others = said (comparison, node, "additionalProperties");
	ck_assert_msg (others != NULL && YAJL_IS_FALSE (others), "%s lets other keys through", pointer);
	ck_assert_msg (properties != NULL && properties->u.object.len == shape->n_fields,
		       "%s has %zu keys, not %u", pointer, properties != NULL ? properties->u.object.len : 0,
		       shape->n_fields);
	compare_required (comparison, node, shape, pointer);
	for (guint i = 0; i < shape->n_fields; i++) {
		g_autofree char *place = g_strconcat (pointer, "/", shape->fields[i].name, NULL);
		ck_assert_msg (strcmp (properties->u.object.keys[i], shape->fields[i].name) == 0,
			       "%s stands where %s is", properties->u.object.keys[i], place);
		ck_assert_msg (rt_schema_find_place (place) >= 0, "%s is no place", place);
		compare_field (comparison, properties->u.object.values[i], &shape->fields[i], place);
	}
}

START_TEST (the_published_schema_says_what_the_tables_say)
{
	g_autofree char *text = rt_test_read ("doc/schema/registration-1.schema.json", NULL);
	char message[200];
	Comparison comparison = { .root = yajl_tree_parse (text, message, sizeof message) };
	guint n_places = 0;
	ck_assert_msg (comparison.root != NULL, "%s", message);
	ck_assert_str_eq (text_of (child (comparison.root, "$schema")),
			  "https://json-schema.org/draft/2020-12/schema");
	compare_shape (&comparison, comparison.root, rt_schema_root (), "");
	rt_schema_places (&n_places);
	ck_assert_uint_eq (comparison.n_fields, n_places);
	ck_assert_uint_gt (n_places, 90);
	yajl_tree_free (comparison.root);
}
END_TEST

/* statuses and sources are where the tables say: other layers go by these indexes */
START_TEST (every_shape_knows_its_status_and_source)
{
	guint n = 0, n_statuses = 0;
	const RtPlace *places = rt_schema_places (&n);
	for (guint i = 0; i < n; i++) {
		const RtShape *shape = places[i].field->shape;
		if (shape == NULL)
			continue;
		ck_assert (rt_field_has_status (places[i].field) == (shape->status >= 0));
		for (int j = 0; j < (int) shape->n_fields; j++) {
			const RtField *field = &shape->fields[j];
			gboolean status = strcmp (field->name, "status") == 0 &&
					  strcmp (field->words[0], "established") == 0;
			gboolean source = strcmp (field->name, "source") == 0 && !field->required;
			ck_assert_msg (status == (shape->status == j), "%s/%s", places[i].pointer,
				       field->name);
			ck_assert_msg (source == (shape->source == j), "%s/%s", places[i].pointer,
				       field->name);
			n_statuses += status;
		}
	}
	ck_assert_uint_eq (n_statuses, 4); /* conditions (twice), problems, incidents */
}
END_TEST

/* the place of a field beside others of this place, by its name; 0: there is none that may be left out */
static guint
find_inside (const RtPlace *place, const char *name)
{
	gboolean is_list = place->field->type == RT_TYPE_LIST;
	g_autofree char *pointer = g_strconcat (place->pointer, is_list ? "/*/" : "/", name, NULL);
	int found = rt_schema_find_place (pointer);
	return found >= 0 && !rt_schema_places (NULL)[found].field->required ? (guint) found : 0;
}

START_TEST (every_place_knows_what_is_beside_it)
{
	guint n = 0, n_behind = 0;
	const RtPlace *places = rt_schema_places (&n);
	for (guint i = 0; i < n; i++) {
		const RtPlace *place = &places[i];
		gboolean is_list = place->field->type == RT_TYPE_LIST && place->field->shape != NULL;
		int list = is_list ? (int) i : place->list;
		guint status = list >= 0 ? find_inside (&places[list], "status") : 0, source = 0;
		for (int at = (int) i; at >= 0 && source == 0; at = places[at].parent)
			source = find_inside (&places[at], "source");
		ck_assert_msg (place->status == status && place->source == source, "%s", place->pointer);
		const char *star = strrchr (place->pointer, '*');
		gboolean of_item = place->n_lists == 1 && place->field->type != RT_TYPE_LIST;
		ck_assert_msg (place->behind == (of_item ? strlen (star + 1) : 0), "%s", place->pointer);
		n_behind += place->behind > 0;
	}
	ck_assert_uint_gt (n_behind, 20);
}
END_TEST

START_TEST (the_way_to_a_place_leads_there)
{
	guint n = 0;
	const RtPlace *places = rt_schema_places (&n);
	for (guint i = 0; i < n; i++) {
		int at = -1;
		for (guint j = 0; j < places[i].n_way; j++)
			at = rt_schema_place_of (at, places[i].way[j]);
		ck_assert_msg (at == (int) i, "%s", places[i].pointer);
	}
}
END_TEST

int
main (void)
{
	Suite *suite = suite_create ("schema");
	TCase *cases = tcase_create ("schema");
	tcase_add_test (cases, the_published_schema_says_what_the_tables_say);
	tcase_add_test (cases, every_shape_knows_its_status_and_source);
	tcase_add_test (cases, every_place_knows_what_is_beside_it);
	tcase_add_test (cases, the_way_to_a_place_leads_there);
	suite_add_tcase (suite, cases);
	return rt_test_main (suite);
}
