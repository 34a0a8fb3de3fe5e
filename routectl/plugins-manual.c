/* The manual page of a plugin, from what it says of itself. */
#include "routectl/plugins.h"

/* a line that begins with a dot or quote would be a request, a backslash an escape */
static void
line (GString *out, const char *text)
{
	if (*text == '.' || *text == '\'')
		g_string_append (out, "\\&");
	for (const char *at = text; *at != '\0'; at++) {
		if (*at == '\\')
			g_string_append (out, "\\e");
		else
			g_string_append_c (out, *at == '\n' ? ' ' : *at);
	}
	g_string_append_c (out, '\n');
}

static void
item (GString *out, const char *term, const char *text)
{
	g_string_append_printf (out, ".It Li \"%s\"\n", term);
	line (out, text);
}

static void
list_begin (GString *out, const char *heading)
{
	g_string_append_printf (out, ".Sh %s\n.Bl -tag -width Ds\n", heading);
}

static void
list_end (GString *out)
{
	g_string_append (out, ".El\n");
}

static void
write_reasons (const RtPlugin *plugin, GString *out)
{
	list_begin (out, "REASONS");
	for (guint i = 0; i < plugin->n_reasons; i++) {
		const RouteReason *reason = &plugin->reasons[i];
		item (out, reason->id, reason->text.en);
		g_string_append_printf (out, ".Pq %d points\n.br\n", reason->points);
		line (out, reason->basis.en);
	}
	list_end (out);
}

static void
write_phrases (const char *heading, const RoutePhrase *phrases, guint n, GString *out)
{
	if (n == 0)
		return;
	list_begin (out, heading);
	for (guint i = 0; i < n; i++)
		item (out, phrases[i].id, phrases[i].text.en);
	list_end (out);
}

static void
write_settings (const RtPlugin *plugin, GString *out)
{
	if (plugin->n_settings == 0)
		return;
	list_begin (out, "SETTINGS");
	for (guint i = 0; i < plugin->n_settings; i++) {
		const RouteSetting *setting = &plugin->settings[i];
		item (out, setting->key, setting->text.en);
		g_string_append_printf (
			out, ".Pq %" G_GINT64_FORMAT ", from %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT "\n",
			setting->fallback, setting->least, setting->most);
	}
	list_end (out);
}

void
rt_plugins_write_manual (const RtPlugin *plugin, GString *out)
{
	g_autofree char *title = g_ascii_strup (plugin->party, -1);
	g_string_append_printf (out,
				".Dd version %s\n.Dt %s 7\n.Os libroute\n.Sh NAME\n.Nm %s\n.Nd plugin of ",
				plugin->version, title, plugin->party);
	line (out, plugin->name.en);
	g_string_append (out, ".Sh DESCRIPTION\nWhat this partner can say about a registration, and what it "
			      "reads for that.\n"
			      "It proposes; people decide.\n");
	list_begin (out, "FIELDS READ");
	for (guint i = 0; i < plugin->n_fields; i++)
		item (out, plugin->fields[i].pointer, plugin->fields[i].why.en);
	list_end (out);
	write_reasons (plugin, out);
	write_phrases ("LAWFUL GROUNDS", plugin->grounds, plugin->n_grounds, out);
	write_phrases ("CONTRIBUTIONS", plugin->contributions, plugin->n_contributions, out);
	write_phrases ("PARTS OF THE AGENDA", plugin->parts, plugin->n_parts, out);
	write_settings (plugin, out);
	g_string_append (out, ".Sh AUTHORS\n");
	line (out, plugin->contact);
	g_string_append (out, ".Sh SEE ALSO\n.Xr routectl-plugins 1\n");
}
