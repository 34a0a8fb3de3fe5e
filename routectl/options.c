#include "routectl/options.h"
#include <string.h>
#include "config.h"
#include "libroute/util/words.h"

static gboolean
add_rules_dir (const char *option, const char *value, gpointer data, GError **error)
{
	RtCli *cli = data;
	g_ptr_array_add (cli->rules_dirs, g_strdup (value));
	return TRUE;
}

static gboolean
add_plugin_dir (const char *option, const char *value, gpointer data, GError **error)
{
	RtCli *cli = data;
	/* the library takes absolute paths only */
	g_ptr_array_add (cli->plugin_dirs, g_canonicalize_filename (value, NULL));
	return TRUE;
}

static gboolean
set_flag (const char *option, const char *value, gpointer data, GError **error)
{
	RtCli *cli = data;
	if (strcmp (option, "--no-plugins") == 0)
		cli->no_plugins = TRUE;
	else if (strcmp (option, "--version") == 0)
		cli->version = TRUE;
	else
		cli->help = TRUE;
	return TRUE;
}

/* a callback for flags too: common options may stand before and behind the verb, and neither forgets
 * the other */
static const GOptionEntry common_entries[] = {
	{ "rules-dir", 0, G_OPTION_FLAG_FILENAME, G_OPTION_ARG_CALLBACK, add_rules_dir,
	  N_("Read rules from DIR, not from the default directories; a later DIR goes over an earlier one"),
	  "DIR" },
	{ "plugin-dir", 0, G_OPTION_FLAG_FILENAME, G_OPTION_ARG_CALLBACK, add_plugin_dir,
	  N_("Load plugins from DIR, not from the default directory; may be repeated"), "DIR" },
	{ "no-plugins", 0, G_OPTION_FLAG_NO_ARG, G_OPTION_ARG_CALLBACK, set_flag, N_("Load no plugins"),
	  NULL },
	{ "version", 0, G_OPTION_FLAG_NO_ARG, G_OPTION_ARG_CALLBACK, set_flag,
	  N_("Say the version and stop"), NULL },
	{ "help", 'h', G_OPTION_FLAG_NO_ARG, G_OPTION_ARG_CALLBACK, set_flag, N_("Show this help and stop"),
	  NULL },
	{ NULL },
};

static const char *
translate (const char *text, gpointer data)
{
	return rt_cli_text (data, text);
}

static GOptionContext *
context_new (RtCli *cli, const RtVerb *verb, const GOptionEntry *entries)
{
	GOptionContext *context = g_option_context_new (verb != NULL ? verb->arguments : "VERB");
	GOptionGroup *group = g_option_group_new ("all", "", "", cli, NULL);
	g_option_group_set_translate_func (group, translate, cli, NULL);
	if (entries != NULL)
		g_option_group_add_entries (group, entries);
	g_option_group_add_entries (group, common_entries);
	g_option_context_set_main_group (context, group);
	g_option_context_set_help_enabled (context, FALSE);
	/* before the verb reading stops at the verb: what follows is the verb's */
	g_option_context_set_strict_posix (context, verb == NULL);
	if (verb != NULL)
		g_option_context_set_summary (context, rt_cli_text (cli, verb->summary));
	return context;
}

static RtExit
show_help (RtCli *cli, const RtVerb *verb, GOptionContext *context)
{
	g_autofree char *name = g_strconcat ("routectl ", verb->name, NULL);
	/* the context names the program as the process is called; a verb is part of the name */
	g_autofree char *before = g_strdup (g_get_prgname ());
	g_set_prgname (name);
	g_autofree char *help = g_option_context_get_help (context, TRUE, NULL);
	g_set_prgname (before);
	g_autoptr (GString) page = g_string_new (help);
	return rt_cli_print (page);
}

char *
rt_options_common_help (RtCli *cli)
{
	g_autoptr (GOptionContext) context = context_new (cli, NULL, NULL);
	g_autofree char *help = g_option_context_get_help (context, TRUE, NULL);
	/* behind the line of usage, which is the caller's */
	const char *options = strstr (help, "\n\n");
	return g_strdup (options != NULL ? options + 2 : help);
}

static RtExit
show_version (void)
{
	g_autoptr (GString) line = g_string_new ("routectl (libroute) " PACKAGE_VERSION "\n");
	return rt_cli_print (line);
}

/* GOption leaves "--" where it would matter to a second reading */
static void
drop_separator (int *argc, char **argv)
{
	int at = 1;
	while (at < *argc && strcmp (argv[at], "--") != 0)
		at++;
	if (at == *argc)
		return;
	memmove (argv + at, argv + at + 1, (gsize) (*argc - at) * sizeof *argv);
	(*argc)--;
}

gboolean
rt_options_read (RtCli *cli, const RtVerb *verb, const GOptionEntry *entries, int *argc, char ***argv,
		 RtExit *status)
{
	g_autoptr (GOptionContext) context = context_new (cli, verb, entries);
	g_autoptr (GError) error = NULL;
	if (!g_option_context_parse (context, argc, argv, &error)) {
		*status = rt_cli_misused (cli, verb, "%s", error->message);
		return FALSE;
	}
	if (cli->version) {
		*status = show_version ();
		return FALSE;
	}
	if (verb == NULL)
		return TRUE;
	if (cli->help) {
		*status = show_help (cli, verb, context);
		return FALSE;
	}
	drop_separator (argc, *argv);
	return TRUE;
}

/* "nl", "nl_NL.UTF-8", "en-GB": a language that there are texts in */
static gboolean
is_language (const char *name)
{
	gboolean known = g_str_has_prefix (name, "en") || g_str_has_prefix (name, "nl");
	return known && (name[2] == '\0' || strchr ("_-.@", name[2]) != NULL);
}

guint
rt_options_languages (const char *text, RtLanguage *languages)
{
	g_auto (GStrv) names = g_strsplit (text, ",", -1);
	guint n = 0;
	for (guint i = 0; names[i] != NULL; i++) {
		if (!is_language (names[i]))
			return 0;
		RtLanguage language = rt_language_parse (names[i]);
		if (n == 0 || (n == 1 && languages[0] != language))
			languages[n++] = language;
	}
	return n;
}

RtLanguage
rt_options_locale (void)
{
	static const char *const variables[] = { "LC_ALL", "LC_MESSAGES", "LANG" };
	for (guint i = 0; i < G_N_ELEMENTS (variables); i++) {
		const char *value = g_getenv (variables[i]);
		if (value != NULL && *value != '\0')
			return rt_language_parse (value);
	}
	return RT_LANGUAGE_EN;
}

int
rt_options_choice (const char *word, const char *const *words, int fallback)
{
	return word != NULL ? rt_words_find (words, word, strlen (word)) : fallback;
}

gboolean
rt_options_read_format (RtCli *cli, const RtVerb *verb, int *argc, char ***argv, gboolean *json,
			RtExit *status)
{
	static const char *const formats[] = { "text", "json", NULL };
	g_autofree char *format = NULL;
	const GOptionEntry entries[] = {
		{ "format", 'f', 0, G_OPTION_ARG_STRING, &format, N_("'text' (default) or 'json'"),
		  "FORMAT" },
		{ NULL },
	};
	if (!rt_options_read (cli, verb, entries, argc, argv, status))
		return FALSE;
	int chosen = rt_options_choice (format, formats, 0);
	*json = chosen == 1;
	if (chosen >= 0)
		return TRUE;
	*status = rt_cli_misused (cli, verb, N_("--format is 'text' or 'json'"));
	return FALSE;
}
