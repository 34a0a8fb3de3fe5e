/* routectl plugins: the partners' plugins, what they read and what they can say. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "libroute/host/describe.h"
#include "libroute/util/json-writer.h"
#include "routectl/load.h"
#include "routectl/options.h"
#include "routectl/plugins.h"

/* in the order of the bits of RouteChain */
static const char *const chain_names[] = { "care", "justice", "municipal", "housing", "youth", "welfare" };

/* ---- list ---- */

static char *
join_chains (guint32 chains)
{
	g_autoptr (GString) text = g_string_new (NULL);
	for (guint i = 0; i < G_N_ELEMENTS (chain_names); i++) {
		if ((chains & 1u << i) != 0)
			g_string_append_printf (text, "%s%s", text->len > 0 ? "," : "", chain_names[i]);
	}
	return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
list_text (const RtCli *cli, const RtRegistry *registry, GString *out)
{
	for (guint i = 0; i < rt_registry_n_plugins (registry); i++) {
		const RtPlugin *plugin = rt_registry_plugin (registry, i);
		g_autofree char *chains = join_chains (plugin->chains);
		g_autofree char *reasons = g_strdup_printf (
			rt_cli_plural (cli, "%u reason", "%u reasons", plugin->n_reasons), plugin->n_reasons);
		g_string_append_printf (out, "%-24s %-8s %-18s %-11s %s\n", plugin->party, plugin->version,
					chains, reasons, plugin->path);
		g_autofree char *where = rt_host_isolation (registry, i);
		if (strcmp (where, "in this process") != 0)
			g_string_append_printf (out, rt_cli_text (cli, N_("%-24s runs apart, %s\n")), "", where);
	}
	for (guint i = 0; i < rt_registry_n_failures (registry); i++) {
		const RtPluginFailure *failure = rt_registry_failure (registry, i);
		g_string_append_printf (out, rt_cli_text (cli, N_("%-24s not loaded: %s (%s)\n")),
					failure->party, failure->why, failure->path);
	}
}

static void
list_json (const RtRegistry *registry, GString *out)
{
	RtJsonWriter json = { .out = out, .pretty = TRUE };
	rt_json_begin (&json, '[');
	for (guint i = 0; i < rt_registry_n_plugins (registry); i++) {
		const RtPlugin *plugin = rt_registry_plugin (registry, i);
		rt_json_begin (&json, '{');
		rt_json_member (&json, "party", plugin->party);
		rt_json_member (&json, "version", plugin->version);
		rt_json_member (&json, "build_id", plugin->build_id);
		rt_json_member_number (&json, "reasons", plugin->n_reasons);
		rt_json_member (&json, "path", plugin->path);
		g_autofree char *where = rt_host_isolation (registry, i);
		rt_json_member (&json, "runs", where);
		rt_json_end (&json, '}');
	}
	for (guint i = 0; i < rt_registry_n_failures (registry); i++) {
		const RtPluginFailure *failure = rt_registry_failure (registry, i);
		rt_json_begin (&json, '{');
		rt_json_member (&json, "party", failure->party);
		rt_json_member (&json, "path", failure->path);
		rt_json_member (&json, "not_loaded", failure->why);
		rt_json_end (&json, '}');
	}
	rt_json_end (&json, ']');
	g_string_append_c (out, '\n');
}

static RtExit
list (RtCli *cli, const RtVerb *verb, int argc, char **argv)
{
	gboolean json = FALSE;
	RtExit status;
	if (!rt_options_read_format (cli, verb, &argc, &argv, &json, &status))
		return status;
	if (argc > 1)
		return rt_cli_misused (cli, verb, N_("takes no arguments"));
	g_autoptr (RouteEngine) engine = rt_load_engine (cli);
	if (engine == NULL)
		return RT_EXIT_LOAD;
	g_autoptr (GString) out = g_string_new (NULL);
	if (json)
		list_json (rt_engine_registry (engine), out);
	else
		list_text (cli, rt_engine_registry (engine), out);
	return rt_cli_print (out);
}

/* ---- inspect: the descriptor as it stands in the file; nothing of it is run ---- */

static void
text_begin (GString *out, const char *heading, guint n)
{
	if (n > 0)
		g_string_append_printf (out, "\n%s\n", heading);
}

static void
phrases_text (const RtCli *cli, GString *out, const char *heading, const RoutePhrase *phrases, guint n)
{
	text_begin (out, heading, n);
	for (guint i = 0; i < n; i++)
		g_string_append_printf (out, "  %-26s %s\n", phrases[i].id,
					rt_choose (cli->language, phrases[i].text));
}

static void
reasons_text (const RtCli *cli, GString *out, const RtPlugin *plugin)
{
	text_begin (out, rt_cli_text (cli, N_("Reasons it can give")), plugin->n_reasons);
	for (guint i = 0; i < plugin->n_reasons; i++) {
		const RouteReason *reason = &plugin->reasons[i];
		g_string_append_printf (out, "  %-26s %4d  %s\n", reason->id, reason->points,
					rt_choose (cli->language, reason->text));
		g_string_append_printf (out, "  %-26s       %s\n", "",
					rt_choose (cli->language, reason->basis));
	}
}

static void
inspect_text (const RtCli *cli, const RtPlugin *plugin, GString *out)
{
	g_autofree char *chains = join_chains (plugin->chains);
	g_string_append_printf (out, "%s  %s\n", plugin->party, rt_choose (cli->language, plugin->name));
	for (guint i = 0; plugin->aliases[i] != NULL; i++)
		g_string_append_printf (out, rt_cli_text (cli, N_("  also known as   %s\n")),
					plugin->aliases[i]);
	g_string_append_printf (out, rt_cli_text (cli, N_("  version         %s\n")), plugin->version);
	g_string_append_printf (out, rt_cli_text (cli, N_("  licence         %s\n")), plugin->license);
	g_string_append_printf (out, rt_cli_text (cli, N_("  contact         %s\n")), plugin->contact);
	g_string_append_printf (out, rt_cli_text (cli, N_("  chains          %s\n")), chains);
	g_string_append_printf (out, rt_cli_text (cli, N_("  build           %s\n")), plugin->build_id);
	g_string_append_printf (out, rt_cli_text (cli, N_("  plugin ABI      %u.%u\n")), plugin->abi_major,
				plugin->abi_minor);
	text_begin (out, rt_cli_text (cli, N_("Fields it reads, and why")), plugin->n_fields);
	for (guint i = 0; i < plugin->n_fields; i++)
		g_string_append_printf (out, "  %-26s %s\n", plugin->fields[i].pointer,
					rt_choose (cli->language, plugin->fields[i].why));
	reasons_text (cli, out, plugin);
	phrases_text (cli, out, rt_cli_text (cli, N_("Lawful grounds")), plugin->grounds, plugin->n_grounds);
	phrases_text (cli, out, rt_cli_text (cli, N_("Contributions")), plugin->contributions,
		      plugin->n_contributions);
	phrases_text (cli, out, rt_cli_text (cli, N_("Parts of the agenda")), plugin->parts,
		      plugin->n_parts);
	text_begin (out, rt_cli_text (cli, N_("Settings")), plugin->n_settings);
	for (guint i = 0; i < plugin->n_settings; i++) {
		const RouteSetting *setting = &plugin->settings[i];
		g_string_append_printf (out,
					"  %-26s %" G_GINT64_FORMAT " (%" G_GINT64_FORMAT
					"..%" G_GINT64_FORMAT ")  %s\n",
					setting->key, setting->fallback, setting->least, setting->most,
					rt_choose (cli->language, setting->text));
	}
}

static void
json_text (RtJsonWriter *json, const char *key, RouteText text)
{
	rt_json_key (json, key);
	rt_json_begin (json, '{');
	rt_json_member (json, "en", text.en);
	rt_json_member (json, "nl", text.nl);
	rt_json_end (json, '}');
}

static void
json_list_begin (RtJsonWriter *json, const char *key)
{
	rt_json_key (json, key);
	rt_json_begin (json, '[');
}

static void
json_phrases (RtJsonWriter *json, const char *key, const RoutePhrase *phrases, guint n)
{
	json_list_begin (json, key);
	for (guint i = 0; i < n; i++) {
		rt_json_begin (json, '{');
		rt_json_member (json, "id", phrases[i].id);
		json_text (json, "text", phrases[i].text);
		rt_json_end (json, '}');
	}
	rt_json_end (json, ']');
}

static void
json_reasons (RtJsonWriter *json, const RtPlugin *plugin)
{
	static const char *const approaches[] = { "complex-0-100", "pad" };
	json_list_begin (json, "reasons");
	for (guint i = 0; i < plugin->n_reasons; i++) {
		const RouteReason *reason = &plugin->reasons[i];
		rt_json_begin (json, '{');
		rt_json_member (json, "id", reason->id);
		json_text (json, "text", reason->text);
		rt_json_member_number (json, "points", reason->points);
		json_text (json, "basis", reason->basis);
		json_list_begin (json, "approaches");
		for (guint bit = 0; bit < G_N_ELEMENTS (approaches); bit++) {
			if ((reason->approaches & 1u << bit) != 0)
				rt_json_string (json, approaches[bit]);
		}
		rt_json_end (json, ']');
		rt_json_end (json, '}');
	}
	rt_json_end (json, ']');
}

static void
json_fields (RtJsonWriter *json, const RtPlugin *plugin)
{
	json_list_begin (json, "fields");
	for (guint i = 0; i < plugin->n_fields; i++) {
		rt_json_begin (json, '{');
		rt_json_member (json, "pointer", plugin->fields[i].pointer);
		json_text (json, "why", plugin->fields[i].why);
		rt_json_end (json, '}');
	}
	rt_json_end (json, ']');
}

static void
json_settings (RtJsonWriter *json, const RtPlugin *plugin)
{
	json_list_begin (json, "settings");
	for (guint i = 0; i < plugin->n_settings; i++) {
		const RouteSetting *setting = &plugin->settings[i];
		rt_json_begin (json, '{');
		rt_json_member (json, "key", setting->key);
		json_text (json, "text", setting->text);
		rt_json_member_number (json, "fallback", setting->fallback);
		rt_json_member_number (json, "least", setting->least);
		rt_json_member_number (json, "most", setting->most);
		rt_json_end (json, '}');
	}
	rt_json_end (json, ']');
}

static void
inspect_json (const RtPlugin *plugin, GString *out)
{
	RtJsonWriter json = { .out = out, .pretty = TRUE };
	rt_json_begin (&json, '{');
	rt_json_member (&json, "party", plugin->party);
	json_list_begin (&json, "aliases");
	for (guint i = 0; plugin->aliases[i] != NULL; i++)
		rt_json_string (&json, plugin->aliases[i]);
	rt_json_end (&json, ']');
	json_text (&json, "name", plugin->name);
	rt_json_member (&json, "version", plugin->version);
	rt_json_member (&json, "license", plugin->license);
	rt_json_member (&json, "contact", plugin->contact);
	rt_json_member_number (&json, "abi_major", plugin->abi_major);
	rt_json_member_number (&json, "abi_minor", plugin->abi_minor);
	rt_json_member (&json, "build_id", plugin->build_id);
	json_list_begin (&json, "chains");
	for (guint i = 0; i < G_N_ELEMENTS (chain_names); i++) {
		if ((plugin->chains & 1u << i) != 0)
			rt_json_string (&json, chain_names[i]);
	}
	rt_json_end (&json, ']');
	json_fields (&json, plugin);
	json_reasons (&json, plugin);
	json_phrases (&json, "grounds", plugin->grounds, plugin->n_grounds);
	json_phrases (&json, "contributions", plugin->contributions, plugin->n_contributions);
	json_phrases (&json, "parts", plugin->parts, plugin->n_parts);
	json_settings (&json, plugin);
	rt_json_end (&json, '}');
	g_string_append_c (out, '\n');
}

char *
rt_plugins_party_of (const char *path)
{
	g_autofree char *name = g_path_get_basename (path);
	char *end = g_strrstr (name, ".so");
	if (end != NULL && end[3] == '\0')
		*end = '\0';
	return g_steal_pointer (&name);
}

/* the descriptor lives in `arena`, its build id in *build_id */
static gboolean
read_descriptor (const char *path, const GMappedFile *file, RtArena *arena, RtPlugin *plugin, char **build_id,
		 GError **error)
{
	const guint8 *bytes = (const guint8 *) g_mapped_file_get_contents ((GMappedFile *) file);
	g_autoptr (RtElf) elf = rt_elf_new (bytes, g_mapped_file_get_length ((GMappedFile *) file), error);
	RtImage image;
	if (elf == NULL || !rt_describe_image (elf, &image, error))
		return FALSE;
	g_autofree char *party = rt_plugins_party_of (path);
	if (!rt_describe_plugin (elf, &image, party, arena, plugin, error))
		return FALSE;
	*build_id = rt_elf_build_id (elf);
	if (*build_id == NULL)
		*build_id = g_compute_checksum_for_data (G_CHECKSUM_SHA256, bytes,
							 g_mapped_file_get_length ((GMappedFile *) file));
	plugin->build_id = *build_id;
	return TRUE;
}

/* a pipe in the place of a file must not hold us up */
static GMappedFile *
map_file (const char *path, GError **error)
{
	GMappedFile *file = NULL;
	struct stat status = { 0 };
	int fd = open (path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	if (fd < 0)
		g_set_error_literal (error, ROUTE_ERROR, ROUTE_ERROR_IO, g_strerror (errno));
	else if (fstat (fd, &status) != 0 || !S_ISREG (status.st_mode))
		g_set_error (error, ROUTE_ERROR, ROUTE_ERROR_IO, "is no regular file");
	else
		file = g_mapped_file_new_from_fd (fd, FALSE, error);
	if (fd >= 0)
		close (fd);
	return file;
}

static RtExit
inspect_file (const RtCli *cli, const char *path, int format)
{
	g_autoptr (GError) error = NULL;
	g_autoptr (GMappedFile) file = map_file (path, &error);
	g_autoptr (RtArena) arena = rt_arena_new (RT_DESCRIBE_BYTES);
	g_autofree char *build_id = NULL;
	RtPlugin plugin = { 0 };
	if (file == NULL || !read_descriptor (path, file, arena, &plugin, &build_id, &error)) {
		rt_cli_complain ("%s: %s", path, error->message);
		return RT_EXIT_REFUSED;
	}
	g_autoptr (GString) out = g_string_new (NULL);
	if (format == 0)
		inspect_text (cli, &plugin, out);
	else if (format == 1)
		inspect_json (&plugin, out);
	else
		rt_plugins_write_manual (&plugin, out);
	return rt_cli_print (out);
}

static RtExit
inspect (RtCli *cli, const RtVerb *verb, int argc, char **argv)
{
	static const char *const formats[] = { "text", "json", "man", NULL };
	g_autofree char *format = NULL;
	const GOptionEntry entries[] = {
		{ "format", 'f', 0, G_OPTION_ARG_STRING, &format,
		  N_("'text' (default), 'json', or 'man', a manual page"), "FORMAT" },
		{ NULL },
	};
	RtExit status;
	if (!rt_options_read (cli, verb, entries, &argc, &argv, &status))
		return status;
	int chosen = rt_options_choice (format, formats, 0);
	if (chosen < 0)
		return rt_cli_misused (cli, verb, N_("--format is 'text', 'json' or 'man'"));
	if (argc != 2)
		return rt_cli_misused (cli, verb, N_("takes one file, a plugin"));
	return inspect_file (cli, argv[1], chosen);
}

RtExit
rt_verb_plugins (RtCli *cli, const RtVerb *verb, int argc, char **argv)
{
	static const RtVerb verbs[] = {
		{ "plugins list", "", N_("The plugins that are loaded, and those that could not be"), list },
		{ "plugins inspect", "FILE.so", N_("What a plugin says of itself; nothing of it is run"),
		  inspect },
		{ "plugins check", "FILE.so [CASES...]",
		  N_("Hold a plugin to what is asked of every plugin, and to its own cases"),
		  rt_plugins_check },
		{ "plugins replay", "FILE.so DIR...",
		  N_("Hold a plugin to what was recorded of it"), rt_plugins_replay },
		{ "plugins new", "PARTY",
		  N_("Make a folder for a plugin that builds, passes its tests and has a manual page"),
		  rt_plugins_new },
	};
	return rt_cli_dispatch (cli, "routectl plugins", verbs, G_N_ELEMENTS (verbs), argc, argv);
}
