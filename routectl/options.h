/* The options of verbs: those of the verb itself and the ones all share. */
#pragma once
#include "routectl/cli.h"

/* Reads the options of a verb (NULL: those before the verb) and takes them out of argv, "--" too.
 * Returns FALSE when the command ends here, with *status: after --help or --version, or when an option
 * is wrong. */
gboolean rt_options_read (RtCli *cli, const RtVerb *verb, const GOptionEntry *entries, int *argc,
			  char ***argv, RtExit *status);

/* The options of every verb, as help shows them. Returns: (transfer full) */
char *rt_options_common_help (RtCli *cli);

/* A list of languages, "en,nl", into `languages` (room for 2): how many, or 0 when one is neither. */
guint rt_options_languages (const char *text, RtLanguage *languages);

/* The language of the locale: LC_ALL, LC_MESSAGES, LANG, the first that is set. */
RtLanguage rt_options_locale (void);

/* Index of the word in a NULL-terminated list; NULL gives `fallback`; -1 when it is none of them. */
int rt_options_choice (const char *word, const char *const *words, int fallback);

/* For verbs whose only option is --format=text|json, text by default. As rt_options_read. */
gboolean rt_options_read_format (RtCli *cli, const RtVerb *verb, int *argc, char ***argv, gboolean *json,
				 RtExit *status);
