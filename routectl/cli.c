#include "routectl/cli.h"
#include <stdio.h>
#include <string.h>
#include "libroute/util/words.h"
#include "routectl/options.h"
#include "routectl/output.h"

const char *
rt_cli_text (const RtCli *cli, const char *text)
{
	return rt_text (cli->language, text);
}

const char *
rt_cli_plural (const RtCli *cli, const char *one, const char *many, gulong n)
{
	return rt_text_plural (cli->language, one, many, n);
}

void
rt_cli_complain (const char *format, ...)
{
	va_list arguments;
	va_start (arguments, format);
	g_autofree char *message = g_strdup_vprintf (format, arguments);
	va_end (arguments);
	fprintf (stderr, "routectl: %s\n", message);
}

RtExit
rt_cli_misused (const RtCli *cli, const RtVerb *verb, const char *format, ...)
{
	va_list arguments;
	va_start (arguments, format);
	g_autofree char *message = g_strdup_vprintf (rt_cli_text (cli, format), arguments);
	va_end (arguments);
	const char *name = verb != NULL ? verb->name : "";
	const char *space = verb != NULL ? " " : "";
	fprintf (stderr, "routectl%s%s: %s\n", space, name, message);
	fprintf (stderr, rt_cli_text (cli, N_("Try 'routectl%s%s --help'.\n")), space, name);
	return RT_EXIT_USAGE;
}

RtExit
rt_cli_print (const GString *text)
{
	g_autoptr (GError) error = NULL;
	g_autoptr (RtOutput) output = rt_output_open (NULL, &error);
	if (output != NULL) {
		rt_output_write (output, text->str, text->len);
		if (rt_output_finish (output, &error))
			return RT_EXIT_DONE;
	}
	rt_cli_complain ("%s", error->message);
	return RT_EXIT_REFUSED;
}

static const char *
last_word (const char *name)
{
	const char *space = strrchr (name, ' ');
	return space != NULL ? space + 1 : name;
}

static RtExit
list_verbs (RtCli *cli, const char *of, const RtVerb *verbs, guint n_verbs)
{
	g_autoptr (GString) page = g_string_new (NULL);
	g_string_append_printf (page, rt_cli_text (cli, N_("Usage: %s VERB [OPTION...] [ARGUMENT...]\n\n")),
				of);
	for (guint i = 0; i < n_verbs; i++) {
		g_autofree char *call =
			g_strdup_printf ("%s %s", last_word (verbs[i].name), verbs[i].arguments);
		g_string_append_printf (page, "  %-34s %s\n", call, rt_cli_text (cli, verbs[i].summary));
	}
	g_autofree char *common = rt_options_common_help (cli);
	g_string_append_printf (page, "\n%s", common);
	g_string_append_printf (page, rt_cli_text (cli, N_("The options of a verb: '%s VERB --help'.\n")),
				of);
	return rt_cli_print (page);
}

static RtExit
unknown_verb (const RtCli *cli, const char *of, const RtVerb *verbs, guint n_verbs, const char *name)
{
	g_autofree const char **names = g_new0 (const char *, n_verbs + 1);
	for (guint i = 0; i < n_verbs; i++)
		names[i] = last_word (verbs[i].name);
	const char *meant = rt_words_nearest (name, names);
	g_autofree char *shown = g_strescape (name, NULL);
	if (meant != NULL)
		fprintf (stderr, rt_cli_text (cli, N_("%s: there is no verb '%s'; did you mean '%s'?\n")),
			 of, shown, meant);
	else
		fprintf (stderr,
			 rt_cli_text (cli, N_("%s: there is no verb '%s'; '%s --help' lists them\n")), of,
			 shown, of);
	return RT_EXIT_USAGE;
}

static gboolean
is_help (const char *word)
{
	return strcmp (word, "--help") == 0 || strcmp (word, "-h") == 0;
}

RtExit
rt_cli_dispatch (RtCli *cli, const char *of, const RtVerb *verbs, guint n_verbs, int argc, char **argv)
{
	if (cli->help || (argc >= 2 && is_help (argv[1])))
		return list_verbs (cli, of, verbs, n_verbs);
	if (argc < 2) {
		fprintf (stderr, rt_cli_text (cli, N_("%s: a verb is missing; '%s --help' lists them\n")),
			 of, of);
		return RT_EXIT_USAGE;
	}
	for (guint i = 0; i < n_verbs; i++) {
		if (strcmp (last_word (verbs[i].name), argv[1]) == 0)
			return verbs[i].run (cli, &verbs[i], argc - 1, argv + 1);
	}
	return unknown_verb (cli, of, verbs, n_verbs, argv[1]);
}
