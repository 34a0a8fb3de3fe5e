/* What every verb of routectl shares: how it was called, how it ends, and how it speaks.
 *
 * One file per verb; a verb gets its arguments as main() does, argv[0] being its own name. */
#pragma once
#include <glib.h>
#include "libroute/advice/advice.h"

/* How the command ends; part of its interface. */
typedef enum {
	RT_EXIT_DONE = 0,
	RT_EXIT_REFUSED = 1, /* some input was refused or some finding is an error; the rest was done */
	RT_EXIT_USAGE = 2, /* called in a wrong way: nothing was done */
	RT_EXIT_LOAD = 3, /* rules or plugins do not load */
} RtExit;

typedef struct {
	RtLanguage language; /* of messages and, unless asked otherwise, of advices: that of the locale */
	GPtrArray *rules_dirs; /* of the options; empty: the defaults */
	GPtrArray *plugin_dirs;
	gboolean no_plugins;
	gboolean help, version;
	char **default_rules; /* when the options name none: of the build tree, or of the installation */
	char **default_plugins;
	char *helper; /* of a build tree, or NULL */
} RtCli;

typedef struct _RtVerb RtVerb;
struct _RtVerb {
	const char *name; /* "advise", "rules list" */
	const char *arguments; /* "[FILE...]" */
	const char *summary; /* N_() */
	RtExit (*run) (RtCli *cli, const RtVerb *verb, int argc, char **argv);
};

/* Runs the verb that argv[1] names. `of` is the command it belongs to ("routectl rules"). */
RtExit rt_cli_dispatch (RtCli *cli, const char *of, const RtVerb *verbs, guint n_verbs, int argc,
			char **argv);

/* What a message says in the user's language. */
const char *rt_cli_text (const RtCli *cli, const char *text) G_GNUC_FORMAT (2);
const char *rt_cli_plural (const RtCli *cli, const char *one, const char *many, gulong n) G_GNUC_FORMAT (2)
	G_GNUC_FORMAT (3);

/* One line on standard error: "routectl: ...". */
void rt_cli_complain (const char *format, ...) G_GNUC_PRINTF (1, 2);
/* Says what is wrong with the call, in the user's language, and where help is; returns RT_EXIT_USAGE. */
RtExit rt_cli_misused (const RtCli *cli, const RtVerb *verb, const char *format, ...) G_GNUC_PRINTF (3, 4);
/* Writes all of `text` to standard output; RT_EXIT_REFUSED, said on standard error, when that fails. */
RtExit rt_cli_print (const GString *text);

/* The verbs. */
RtExit rt_verb_advise (RtCli *cli, const RtVerb *verb, int argc, char **argv);
RtExit rt_verb_check (RtCli *cli, const RtVerb *verb, int argc, char **argv);
RtExit rt_verb_fairness (RtCli *cli, const RtVerb *verb, int argc, char **argv);
RtExit rt_verb_feel (RtCli *cli, const RtVerb *verb, int argc, char **argv);
RtExit rt_verb_generate (RtCli *cli, const RtVerb *verb, int argc, char **argv);
RtExit rt_verb_plugins (RtCli *cli, const RtVerb *verb, int argc, char **argv);
RtExit rt_verb_diff (RtCli *cli, const RtVerb *verb, int argc, char **argv);
RtExit rt_verb_report (RtCli *cli, const RtVerb *verb, int argc, char **argv);
RtExit rt_verb_top (RtCli *cli, const RtVerb *verb, int argc, char **argv);
RtExit rt_verb_test (RtCli *cli, const RtVerb *verb, int argc, char **argv);
RtExit rt_verb_register (RtCli *cli, const RtVerb *verb, int argc, char **argv);
RtExit rt_verb_replay (RtCli *cli, const RtVerb *verb, int argc, char **argv);
RtExit rt_verb_verify_record (RtCli *cli, const RtVerb *verb, int argc, char **argv);
RtExit rt_verb_rules (RtCli *cli, const RtVerb *verb, int argc, char **argv);
