/* routectl generate: invented registrations, to try rules on. */
#include <string.h>
#include "libroute/util/date.h"
#include "routectl/invent.h"
#include "routectl/options.h"
#include "routectl/output.h"

#define MOST 10000000
#define PIECE 65536u

static gboolean
write_all (RtOutput *output, guint64 seed, guint64 n, gint32 received, GError **error)
{
	g_autoptr (GString) text = g_string_new (NULL);
	for (guint64 i = 1; i <= n && !rt_output_has_failed (output); i++) {
		rt_invent (seed, i, received, text);
		if (text->len < PIECE && i < n)
			continue;
		rt_output_write (output, text->str, text->len);
		g_string_truncate (text, 0);
	}
	return rt_output_finish (output, error);
}

static RtExit
generate (const char *path, guint64 seed, guint64 n, gint32 received)
{
	g_autoptr (GError) error = NULL;
	g_autoptr (RtOutput) output = rt_output_open (path, &error);
	if (output != NULL && write_all (output, seed, n, received, &error))
		return RT_EXIT_DONE;
	rt_cli_complain ("%s", error->message);
	return RT_EXIT_REFUSED;
}

RtExit
rt_verb_generate (RtCli *cli, const RtVerb *verb, int argc, char **argv)
{
	g_autofree char *path = NULL, *day = NULL;
	gint64 seed = 1;
	const GOptionEntry entries[] = {
		{ "seed", 's', 0, G_OPTION_ARG_INT64, &seed,
		  N_("Another number gives other registrations, the same number the same ones (1)"), "S" },
		{ "received", 0, 0, G_OPTION_ARG_STRING, &day,
		  N_("The day of registration, for all of them (2026-11-20)"), "DATE" },
		{ "output", 'o', 0, G_OPTION_ARG_FILENAME, &path,
		  N_("Write to FILE, which appears when it is complete"), "FILE" },
		{ NULL },
	};
	RtExit status;
	if (!rt_options_read (cli, verb, entries, &argc, &argv, &status))
		return status;
	guint64 n = 0;
	gint32 received = 0;
	if (argc != 2 || !g_ascii_string_to_unsigned (argv[1], 10, 1, MOST, &n, NULL))
		return rt_cli_misused (cli, verb, N_("takes how many: a number from 1 to %d"), MOST);
	const char *text = day != NULL ? day : "2026-11-20";
	if (!rt_date_parse (text, strlen (text), &received) || received < 0)
		return rt_cli_misused (cli, verb, N_("--received is a date from 1970 on, YYYY-MM-DD"));
	return generate (path, (guint64) seed, n, received);
}
