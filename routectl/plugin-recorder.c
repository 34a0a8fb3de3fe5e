#include "routectl/plugin-recorder.h"
#include <errno.h>
#include <string.h>
#include <sys/random.h>
#include "libroute/registration/pack.h"
#include "libroute/util/date.h"
#include "libroute/util/json-writer.h"
#include "routectl/plugins.h"

struct _RtPluginRecorder {
	const RtRegistry *registry;
	guint index;
	const RtPlugin *plugin;
	char *directory;
	guint n;
	gint32 days; /* that all dates are moved by: what lies between them stays as it was */
	guint8 key[32];
	const RtRuleSet *rules;
};

/* most days that dates are moved, into the past: about ten years */
#define MOST_DAYS 3650u

RtPluginRecorder *
rt_plugin_recorder_new (const char *wanted, const RouteEngine *engine, GError **error)
{
	const RtRegistry *registry = rt_engine_registry (engine);
	const char *colon = strchr (wanted, ':');
	g_autofree char *party = colon != NULL ? g_strndup (wanted, (gsize) (colon - wanted)) : g_strdup (wanted);
	int index = rt_registry_find (registry, party);
	if (colon == NULL || colon[1] == '\0') {
		g_set_error (error, ROUTE_ERROR, ROUTE_ERROR_IO, "--record-plugin is PARTY:DIR");
		return NULL;
	}
	if (index < 0) {
		g_set_error (error, ROUTE_ERROR, ROUTE_ERROR_PLUGIN, "there is no plugin of %s to record", party);
		return NULL;
	}
	RtPluginRecorder *recorder = g_new0 (RtPluginRecorder, 1);
	recorder->registry = registry;
	recorder->index = (guint) index;
	recorder->plugin = rt_registry_plugin (registry, (guint) index);
	recorder->directory = g_strdup (colon + 1);
	recorder->rules = rt_engine_rules (engine);
	guint32 far = 0;
	gboolean random = getrandom (recorder->key, sizeof recorder->key, 0) == (gssize) sizeof recorder->key &&
			  getrandom (&far, sizeof far, 0) == (gssize) sizeof far;
	recorder->days = -1 - (gint32) (far % MOST_DAYS);
	if (random && g_mkdir_with_parents (recorder->directory, 0700) == 0)
		return recorder;
	g_set_error (error, ROUTE_ERROR, ROUTE_ERROR_IO, "%s: %s", recorder->directory, g_strerror (errno));
	rt_plugin_recorder_free (recorder);
	return NULL;
}

void
rt_plugin_recorder_free (RtPluginRecorder *recorder)
{
	if (recorder == NULL)
		return;
	explicit_bzero (recorder->key, sizeof recorder->key);
	g_free (recorder->directory);
	g_free (recorder);
}

/* ---- pseudonyms ---- */

/* equal texts have equal pseudonyms within a recording, and nothing else is told of them */
static char *
pseudonym (const RtPluginRecorder *recorder, const char *prefix, const char *text)
{
	g_autofree char *digest = g_compute_hmac_for_data (G_CHECKSUM_SHA256, recorder->key, sizeof recorder->key,
							   (const guchar *) text, strlen (text));
	digest[12] = '\0';
	return g_strconcat (prefix, digest, NULL);
}

/* parties of the covenant are no persons; anybody else's name (a landlord's) may tell of one */
static char *
party_name (const RtPluginRecorder *recorder, const char *name)
{
	if (g_str_has_prefix (name, "third:"))
		return pseudonym (recorder, "third:", name);
	int party = rt_rules_find_party (recorder->rules, name);
	return party >= 0 ? g_strdup (recorder->rules->parties[party].id) : pseudonym (recorder, "text-", name);
}

/* ---- the view as a registration ---- */

typedef struct {
	const RtPluginRecorder *recorder;
	const RtPlaceSet *visible;
	RtJsonWriter *json;
} Writing;

static void write_members (Writing *writing, const RtFact *facts, const RtShape *shape, int parent);

/* a day tells of whom it is, when it is that of a birth or of an incident in the newspaper */
static void
write_date (const RtPluginRecorder *recorder, RtJsonWriter *json, gint32 days)
{
	char text[16];
	gint32 first = 0;
	rt_date_from_civil (1, 1, 1, &first);
	rt_date_print (MAX (days + recorder->days, first), text);
	rt_json_string (json, text);
}

/* the landlord is a text that may be a party */
static void
write_text (Writing *writing, const RtField *field, RtType type, const char *text)
{
	gboolean party = type == RT_TYPE_PARTY || strcmp (field->name, "landlord") == 0;
	g_autofree char *shown =
		party ? party_name (writing->recorder, text) : pseudonym (writing->recorder, "text-", text);
	rt_json_string (writing->json, shown);
}

static void write_list (Writing *writing, const RtFact *list, const RtField *field, int place);

static void
write_fact (Writing *writing, const RtFact *fact, const RtField *field, RtType type, int place)
{
	RtJsonWriter *json = writing->json;
	switch (fact->kind) {
	case RT_FACT_BOOLEAN:
		rt_json_boolean (json, fact->as.boolean);
		break;
	case RT_FACT_INTEGER:
		rt_json_number (json, fact->as.integer);
		break;
	case RT_FACT_DATE:
		write_date (writing->recorder, json, fact->as.days);
		break;
	case RT_FACT_WORD:
		rt_json_string (json, field->words[fact->as.word]);
		break;
	case RT_FACT_TEXT:
		write_text (writing, field, type, fact->as.text);
		break;
	case RT_FACT_OBJECT:
		rt_json_begin (json, '{');
		write_members (writing, fact->as.facts, field->shape, place);
		rt_json_end (json, '}');
		break;
	case RT_FACT_LIST:
		write_list (writing, fact, field, place);
		break;
	default:
		rt_json_raw (json, "null");
		break;
	}
}

static void
write_list (Writing *writing, const RtFact *list, const RtField *field, int place)
{
	rt_json_begin (writing->json, '[');
	for (guint i = 0; i < list->length; i++)
		write_fact (writing, &list->as.facts[i], field, field->shape != NULL ? RT_TYPE_OBJECT : field->item,
			    place);
	rt_json_end (writing->json, ']');
}

/* what a registration must have and the plugin did not see: anything will do, since it does not see it here either */
static void
write_stand_in (Writing *writing, const RtField *field)
{
	const RtPlugin *plugin = writing->recorder->plugin;
	switch (field->type) {
	case RT_TYPE_WORD:
		rt_json_member (writing->json, field->name, field->words[0]);
		break;
	case RT_TYPE_DATE:
		rt_json_member (writing->json, field->name, "1990-01-01");
		break;
	case RT_TYPE_INTEGER:
		rt_json_member_number (writing->json, field->name, field->least);
		break;
	case RT_TYPE_BOOLEAN:
		rt_json_member_boolean (writing->json, field->name, FALSE);
		break;
	case RT_TYPE_LIST:
		rt_json_key (writing->json, field->name);
		rt_json_raw (writing->json, "[]");
		break;
	default:
		rt_json_member (writing->json, field->name, field->type == RT_TYPE_PARTY ? plugin->party : "text");
		break;
	}
}

static void
write_members (Writing *writing, const RtFact *facts, const RtShape *shape, int parent)
{
	/* of the registration itself: written before */
	static const char *const own[] = { "schema", "id", "received", NULL };
	for (guint i = 0; i < shape->n_fields; i++) {
		const RtField *field = &shape->fields[i];
		int place = rt_schema_place_of (parent, i);
		gboolean seen = rt_place_set_has (writing->visible, (guint) place) && facts[i].kind != RT_FACT_ABSENT &&
				facts[i].kind != RT_FACT_NULL;
		if (parent < 0 && g_strv_contains (own, field->name))
			continue;
		if (seen) {
			rt_json_key (writing->json, field->name);
			write_fact (writing, &facts[i], field, field->type, place);
		} else if (field->required) {
			write_stand_in (writing, field);
		}
	}
}

static void
write_registration (const RtPluginRecorder *recorder, const RouteRegistration *registration, GString *out)
{
	RtJsonWriter json = { .out = out };
	const RtPlaceSet *visible = rt_registry_visible (recorder->registry, recorder->index);
	Writing writing = { recorder, visible, &json };
	g_autofree char *id = pseudonym (recorder, "id-", route_registration_get_id (registration));
	rt_json_begin (&json, '{');
	rt_json_member (&json, "id", id);
	rt_json_key (&json, "received");
	write_date (recorder, &json, rt_record_received (registration));
	write_members (&writing, rt_record_facts (registration), rt_schema_root (), -1);
	rt_json_end (&json, '}');
}

/* ---- one case ---- */

static void
write_case (const RtPluginRecorder *recorder, const char *name, const char *registration, const RtTree *said, gboolean same,
	    GString *out)
{
	RtJsonWriter json = { .out = out };
	g_autofree char *about =
		g_strdup_printf ("recorded of %s %s%s", recorder->plugin->party, recorder->plugin->version,
				 same ? "" : "; of the texts themselves it said something else");
	g_autoptr (GString) expected = g_string_new (NULL);
	rt_tree_print (said, expected);
	rt_json_begin (&json, '{');
	rt_json_member (&json, "name", name);
	rt_json_member (&json, "about", about);
	rt_json_key (&json, "registration");
	rt_json_raw (&json, registration);
	rt_json_key (&json, "expect");
	rt_json_raw (&json, expected->str);
	rt_json_end (&json, '}');
	g_string_append_c (out, '\n');
}

static RtTree *
ask (const RtPluginRecorder *recorder, const RouteRegistration *registration)
{
	g_autoptr (RtArena) arena = rt_arena_new (0);
	RtAnswer answer = rt_host_assess (recorder->registry, recorder->index, registration, arena);
	return rt_plugins_describe_answer (recorder->plugin, &answer);
}

gboolean
rt_plugin_recorder_take (RtPluginRecorder *recorder, const RouteRegistration *registration, GError **error)
{
	g_autoptr (GString) text = g_string_new (NULL), out = g_string_new (NULL);
	write_registration (recorder, registration, text);
	g_autoptr (RouteRegistration) seen = route_registration_new_from_json (text->str, (gssize) text->len, error);
	if (seen == NULL)
		return FALSE;
	g_autoptr (RtTree) said = ask (recorder, seen), really = ask (recorder, registration);
	g_autoptr (GString) one = g_string_new (NULL), other = g_string_new (NULL);
	rt_tree_print (said, one);
	rt_tree_print (really, other);
	g_autofree char *name = g_strdup_printf ("%s-%04u", recorder->plugin->party, ++recorder->n);
	g_autofree char *file = g_strconcat (name, ".json", NULL);
	g_autofree char *path = g_build_filename (recorder->directory, file, NULL);
	write_case (recorder, name, text->str, said, strcmp (one->str, other->str) == 0, out);
	/* what is there is of another recording, with other pseudonyms */
	if (g_file_test (path, G_FILE_TEST_EXISTS)) {
		g_set_error (error, ROUTE_ERROR, ROUTE_ERROR_IO, "%s: %s", path, g_strerror (EEXIST));
		return FALSE;
	}
	return g_file_set_contents_full (path, out->str, (gssize) out->len, G_FILE_SET_CONTENTS_CONSISTENT, 0600, error);
}
