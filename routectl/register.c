/* routectl register: the entry for the Dutch Algoritmeregister, from the [register ...] group of the rules. */
#include <stdio.h>
#include <string.h>
#include "libroute/advice/wrap.h"
#include "libroute/util/json-writer.h"
#include "routectl/load.h"
#include "routectl/options.h"
#include "routectl/output.h"
#include "routectl/register-terms.h"
#include "routectl/register-values.h"

#define MOST_COLUMNS 100u

typedef RtRegisterField Field;
#define fields rt_register_fields
#define N_FIELDS RT_REGISTER_N_FIELDS

typedef struct {
	char *value; /* one line, terms filled in; NULL: not given */
	gboolean stand_in;
} Value;

typedef struct {
	const RtCli *cli;
	const RouteEngine *engine;
	Value values[N_FIELDS];
	gboolean final, wrong;
} Entry;

/* ---- findings ---- */

static void
tell (Entry *entry, const Field *field, const char *what, gboolean wrong)
{
	rt_cli_complain ("%s (%s): %s", field->json, field->title, rt_cli_text (entry->cli, what));
	entry->wrong |= wrong;
}

static void
check_value (Entry *entry, const Field *field, const char *value)
{
	g_autofree char *wrong = rt_register_wrong (entry->cli, field, value);
	if (wrong == NULL)
		return;
	rt_cli_complain ("%s (%s): %s", field->json, field->title, wrong);
	entry->wrong = TRUE;
}

static void
check_entry (Entry *entry)
{
	for (guint i = 0; i < N_FIELDS; i++) {
		const Value *value = &entry->values[i];
		if (value->value != NULL)
			check_value (entry, &fields[i], value->value);
		else if (fields[i].need == RT_REGISTER_MUST)
			tell (entry, &fields[i], N_("is missing, and required"), TRUE);
		else if (fields[i].need == RT_REGISTER_SHOWN)
			tell (entry, &fields[i], N_("is missing; the public page shows that it is"), FALSE);
		if (value->stand_in && value->value != NULL)
			tell (entry, &fields[i], N_("is a stand-in: replace it before this is published"),
			      entry->final);
	}
}

/* ---- from the rules ---- */

static void
take_stand_ins (Entry *entry, const RtRuleKey *key)
{
	g_auto (GStrv) names = g_strsplit (key->value, ";", -1);
	for (guint i = 0; names[i] != NULL; i++) {
		const char *name = g_strstrip (names[i]);
		int at = rt_register_find (name);
		if (at >= 0) {
			entry->values[at].stand_in = TRUE;
		} else if (*name != '\0') {
			rt_cli_complain (rt_cli_text (entry->cli, N_("%s:%u: stand-in: there is no key \"%s\"")),
					 key->origin.file, key->origin.line, name);
			entry->wrong = TRUE;
		}
	}
}

static void
take_value (Entry *entry, const RtRuleKey *key, Value *value)
{
	g_autofree char *line = rt_register_line (key->value), *unknown = NULL;
	g_free (value->value);
	value->value = rt_register_fill (entry->engine, line, &unknown);
	if (value->value != NULL)
		return;
	rt_cli_complain (rt_cli_text (entry->cli, N_("%s:%u: there is nothing called {%s}")), key->origin.file,
			 key->origin.line, unknown);
	entry->wrong = TRUE;
}

static void
take_keys (Entry *entry, const RtRuleFiles *files)
{
	guint n;
	const RtRuleKey *keys = rt_rule_files_keys (files, &n);
	for (guint i = 0; i < n; i++) {
		if (strcmp (keys[i].group, "register") != 0 || keys[i].language != NULL)
			continue;
		int at = rt_register_find (keys[i].key);
		if (at >= 0)
			take_value (entry, &keys[i], &entry->values[at]);
		else
			take_stand_ins (entry, &keys[i]);
	}
}

/* ---- writing ---- */

static void
write_link (RtJsonWriter *json, const char *item)
{
	g_auto (GStrv) parts = g_strsplit (item, "|", 2);
	rt_json_begin (json, '{');
	rt_json_member (json, "title", g_strstrip (parts[0]));
	rt_json_member (json, "link", parts[1] != NULL ? g_strstrip (parts[1]) : "");
	rt_json_end (json, '}');
}

static void
write_list (RtJsonWriter *json, const Field *field, const char *value)
{
	g_auto (GStrv) items = g_strsplit (value, ";", -1);
	rt_json_begin (json, '[');
	for (guint i = 0; items[i] != NULL; i++) {
		const char *item = g_strstrip (items[i]);
		if (*item == '\0')
			continue;
		if (field->kind == RT_REGISTER_LINKS)
			write_link (json, item);
		else
			rt_json_string (json, item);
	}
	rt_json_end (json, ']');
}

static void
write_json (const Entry *entry, GString *out)
{
	RtJsonWriter json = { .out = out, .pretty = TRUE };
	rt_json_begin (&json, '{');
	for (guint i = 0; i < N_FIELDS; i++) {
		const char *value = entry->values[i].value;
		if (value == NULL)
			continue;
		rt_json_key (&json, fields[i].json);
		if (fields[i].kind == RT_REGISTER_NAMES || fields[i].kind == RT_REGISTER_LINKS)
			write_list (&json, &fields[i], value);
		else
			rt_json_string (&json, value);
	}
	rt_json_end (&json, '}');
	g_string_append_c (out, '\n');
}

/* the items of a list, a line each */
static void
write_items (RtPage *page, const char *value)
{
	g_auto (GStrv) items = g_strsplit (value, ";", -1);
	for (guint i = 0; items[i] != NULL; i++) {
		g_auto (GStrv) parts = g_strsplit (items[i], "|", 2);
		const char *link = parts[0] != NULL && parts[1] != NULL ? g_strstrip (parts[1]) : "";
		g_autofree char *line =
			g_strconcat (g_strstrip (parts[0]), *link != '\0' ? ": " : "", link, NULL);
		if (*line != '\0')
			rt_page_paragraph (page, 4, "  - ", line);
	}
}

/* as the register is: in Dutch */
static void
write_page (const Entry *entry, guint width, GString *out)
{
	RtPage page = { .out = out, .width = width };
	rt_page_paragraph (&page, 0, "", "Algoritmeregister, publicatiestandaard 1.0");
	for (guint i = 0; i < N_FIELDS; i++) {
		const Value *value = &entry->values[i];
		if (value->value == NULL && fields[i].need == RT_REGISTER_MAY)
			continue;
		g_autofree char *heading =
			g_strconcat (fields[i].title, value->stand_in ? " [voorbeeldwaarde]" : "", NULL);
		rt_page_heading (&page, heading);
		gboolean list = fields[i].kind == RT_REGISTER_NAMES || fields[i].kind == RT_REGISTER_LINKS;
		if (list && value->value != NULL)
			write_items (&page, value->value);
		else
			rt_page_paragraph (&page, 2, "  ", value->value != NULL ? value->value : "(ontbreekt)");
	}
}

/* ---- the call ---- */

static RtExit
write_entry (Entry *entry, const RtRuleFiles *files, gboolean json, const char *path)
{
	g_autoptr (GString) text = g_string_new (NULL);
	g_autoptr (GError) error = NULL;
	g_autoptr (RtOutput) output = rt_output_open (path, &error);
	take_keys (entry, files);
	check_entry (entry);
	if (output != NULL) {
		if (json)
			write_json (entry, text);
		else
			write_page (entry, MIN (rt_output_columns (output), MOST_COLUMNS), text);
		rt_output_write (output, text->str, text->len);
		if (rt_output_finish (output, &error))
			return entry->wrong ? RT_EXIT_REFUSED : RT_EXIT_DONE;
	}
	rt_cli_complain ("%s", error->message);
	return RT_EXIT_REFUSED;
}

RtExit
rt_verb_register (RtCli *cli, const RtVerb *verb, int argc, char **argv)
{
	static const char *const formats[] = { "text", "json", NULL };
	g_autofree char *format = NULL, *path = NULL;
	gboolean final = FALSE;
	const GOptionEntry entries[] = {
		{ "format", 'f', 0, G_OPTION_ARG_STRING, &format, N_("'text' (default) or 'json'"), "FORMAT" },
		{ "final", 0, 0, G_OPTION_ARG_NONE, &final, N_("A stand-in is as wrong as something missing"), NULL },
		{ "output", 'o', 0, G_OPTION_ARG_FILENAME, &path,
		  N_("Write to FILE, which appears when it is complete"), "FILE" },
		{ NULL },
	};
	RtExit status;
	if (!rt_options_read (cli, verb, entries, &argc, &argv, &status))
		return status;
	int chosen = rt_options_choice (format, formats, 0);
	if (chosen < 0)
		return rt_cli_misused (cli, verb, N_("--format is 'text' or 'json'"));
	if (argc > 1)
		return rt_cli_misused (cli, verb, N_("takes no arguments"));
	g_autoptr (RouteEngine) engine = rt_load_engine (cli);
	if (engine == NULL)
		return RT_EXIT_LOAD;
	Entry entry = { .cli = cli, .engine = engine, .final = final };
	status = write_entry (&entry, rt_engine_files (engine), chosen == 1, path);
	for (guint i = 0; i < N_FIELDS; i++)
		g_free (entry.values[i].value);
	return status;
}
