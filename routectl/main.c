/* routectl: libroute on the command line. A table of verbs; each is in a file of its own. */
#include <locale.h>
#include <signal.h>
#include <sys/resource.h>
#include "routectl/cli.h"
#include "routectl/directories.h"
#include "routectl/options.h"

static const RtVerb verbs[] = {
	{ "advise", "[FILE...]", N_("Advise on each registration in the files (JSON or NDJSON)"),
	  rt_verb_advise },
	{ "check", "", N_("Verify rules and plugins; silent when all is well"), rt_verb_check },
	{ "test", "[PATH...]", N_("Run the cases that stand beside the rules"), rt_verb_test },
	{ "diff", "--from=DIR --to=DIR CASES...",
	  N_("Show which cases two rule sets advise on differently, and which edit causes it"),
	  rt_verb_diff },
	{ "report", "CASES...", N_("Count what the rules do with many registrations, on one page"),
	  rt_verb_report },
	{ "top", "CASES...", N_("Measure which rules and plugins cost the most time, steps and matches"),
	  rt_verb_top },
	{ "rules", "list|show|delta",
	  N_("Show the rules as they count, and where each word of them comes from"), rt_verb_rules },
	{ "plugins", "list|inspect|check|replay|new", N_("Show the partners' plugins"), rt_verb_plugins },
	{ "fairness", "--group=POINTER CASES...",
	  N_("Compare how often each suggestion is made in groups of registrations"), rt_verb_fairness },
	{ "register", "",
	  N_("Write the entry for the Dutch Algoritmeregister, and say what it lacks"), rt_verb_register },
	{ "verify-record", "RECORD",
	  N_("Look whether a decision record is as it was written, and whole"), rt_verb_verify_record },
	{ "replay", "RECORD REGISTRATIONS...",
	  N_("Make the advices of a decision record again, to the byte, or say what differs"), rt_verb_replay },
	{ "generate", "N", N_("Invent N registrations to try rules on; nobody stands behind them"),
	  rt_verb_generate },
	{ "feel", "EXPRESSION", N_("Try a condition"), rt_verb_feel },
};

static void
cli_clear (RtCli *cli)
{
	g_ptr_array_unref (cli->rules_dirs);
	g_ptr_array_unref (cli->plugin_dirs);
	g_strfreev (cli->default_rules);
	g_strfreev (cli->default_plugins);
	g_free (cli->helper);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RtCli, cli_clear)

/* what is read here is about people: a crash must not leave it in a file */
static void
forbid_core_dumps (void)
{
	const struct rlimit none = {0, 0};
	setrlimit (RLIMIT_CORE, &none);
}

int
main (int argc, char **argv)
{
	/* file names and messages follow the locale; numbers never do */
	setlocale (LC_CTYPE, "");
	setlocale (LC_MESSAGES, "");
	forbid_core_dumps ();
	/* a reader that goes away is an error of writing, told like any other */
	signal (SIGPIPE, SIG_IGN);
	g_set_prgname ("routectl");
	g_auto (RtCli) cli = {
		.language = rt_options_locale (),
		.rules_dirs = g_ptr_array_new_null_terminated (2, g_free, TRUE),
		.plugin_dirs = g_ptr_array_new_null_terminated (2, g_free, TRUE),
	};
	rt_directories_init (&cli);
	RtExit status;
	if (!rt_options_read (&cli, NULL, NULL, &argc, &argv, &status))
		return (int) status;
	return (int) rt_cli_dispatch (&cli, "routectl", verbs, G_N_ELEMENTS (verbs), argc, argv);
}
