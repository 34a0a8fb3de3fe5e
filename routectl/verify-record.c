/* routectl verify-record: is a decision record as it was written, and whole? */
#include "routectl/verify-record.h"
#include "routectl/options.h"

void
rt_verify_record_show (const RtCli *cli, const char *path, const RtDecisionState *state)
{
	g_autofree char *line =
		state->line > 0 ? g_strdup_printf ("%" G_GUINT64_FORMAT ":", state->line) : g_strdup ("");
	rt_cli_complain ("%s:%s %s", path, line, rt_cli_text (cli, state->trouble));
}

static RtExit
set_aside (const RtCli *cli, const char *path, const RtDecisionState *state)
{
	g_autoptr (GError) error = NULL;
	if (!rt_decision_set_torn_aside (path, state, &error)) {
		rt_cli_complain ("%s", error->message);
		return RT_EXIT_REFUSED;
	}
	rt_cli_complain (rt_cli_text (cli, N_("%s: the torn piece is now in %s.torn")), path, path);
	return RT_EXIT_REFUSED;
}

static RtExit
tell (const RtCli *cli, const char *path, const RtDecisionState *state, gboolean sealed, gboolean aside)
{
	if (state->trouble != NULL) {
		rt_verify_record_show (cli, path, state);
		return aside && state->torn ? set_aside (cli, path, state) : RT_EXIT_REFUSED;
	}
	g_autoptr (GString) line = g_string_new (NULL);
	g_string_append_printf (line, rt_cli_plural (cli, "%s: sound, %lu entry, last hash %s\n",
						     "%s: sound, %lu entries, last hash %s\n", (gulong) state->entries),
				path, (gulong) state->entries, state->hash);
	if (!sealed)
		g_string_append (line, rt_cli_text (cli, N_("Without the key: the seals were not looked at.\n")));
	return rt_cli_print (line);
}

static RtExit
verify (const RtCli *cli, const char *path, const char *key_path, gboolean aside)
{
	g_autoptr (GError) error = NULL;
	g_autofree char *beside = rt_decision_key_path (path);
	RtDecisionKey key;
	gboolean asked = key_path != NULL;
	gboolean sealed = (asked || g_file_test (beside, G_FILE_TEST_EXISTS));
	if (sealed && !rt_decision_key_read (asked ? key_path : beside, &key, &error)) {
		rt_cli_complain ("%s", error->message);
		return RT_EXIT_REFUSED;
	}
	g_auto (RtDecisionState) state = { 0 };
	if (rt_decision_verify (path, sealed ? &key : NULL, NULL, NULL, &state, &error))
		return tell (cli, path, &state, sealed, aside);
	rt_cli_complain ("%s", error->message);
	return RT_EXIT_REFUSED;
}

RtExit
rt_verb_verify_record (RtCli *cli, const RtVerb *verb, int argc, char **argv)
{
	g_autofree char *key_path = NULL;
	gboolean aside = FALSE;
	const GOptionEntry entries[] = {
		{ "record-key", 0, 0, G_OPTION_ARG_FILENAME, &key_path,
		  N_("The key of the decision record; without it the record's name with .key"), "FILE" },
		{ "set-aside", 0, 0, G_OPTION_ARG_NONE, &aside,
		  N_("Move a torn last line to the record's name with .torn, so that it can be added to again"), NULL },
		{ NULL },
	};
	RtExit status;
	if (!rt_options_read (cli, verb, entries, &argc, &argv, &status))
		return status;
	if (argc != 2)
		return rt_cli_misused (cli, verb, N_("takes one decision record"));
	return verify (cli, argv[1], key_path, aside);
}
