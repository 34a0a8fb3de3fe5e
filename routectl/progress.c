#include "routectl/progress.h"
#include <stdio.h>
#include <unistd.h>

#define WAIT (1 * G_USEC_PER_SEC)
#define INTERVAL (G_USEC_PER_SEC / 5)
#define WIDTH 30u

struct _RtProgress {
	const RtCli *cli;
	gboolean enabled, visible;
	guint64 total, n_done, n_refused;
	gint64 next; /* microseconds: when it is drawn again */
};

RtProgress *
rt_progress_new (const RtCli *cli, guint64 total, gboolean shown)
{
	RtProgress *progress = g_new0 (RtProgress, 1);
	progress->cli = cli;
	progress->total = total;
	progress->enabled = shown && isatty (STDERR_FILENO) == 1;
	progress->next = g_get_monotonic_time () + WAIT;
	return progress;
}

static void
draw (RtProgress *progress, guint64 bytes)
{
	g_autoptr (GString) line = g_string_new ("\r");
	if (progress->total > 0) {
		guint64 read = MIN (bytes, progress->total);
		guint filled = (guint) (read * WIDTH / progress->total);
		g_string_append_c (line, '[');
		for (guint i = 0; i < WIDTH; i++)
			g_string_append_c (line, i < filled ? '#' : ' ');
		g_string_append_printf (line, "] %3u %%  ", (guint) (read * 100 / progress->total));
	}
	g_string_append_printf (line, rt_cli_text (progress->cli, N_("%llu done, %llu refused")),
				(unsigned long long) progress->n_done,
				(unsigned long long) progress->n_refused);
	fprintf (stderr, "%s\033[K", line->str);
	fflush (stderr);
	progress->visible = TRUE;
}

void
rt_progress_step (RtProgress *progress, guint64 bytes, gboolean refused)
{
	progress->n_done++;
	progress->n_refused += refused ? 1 : 0;
	if (!progress->enabled)
		return;
	gint64 now = g_get_monotonic_time ();
	if (now < progress->next)
		return;
	progress->next = now + INTERVAL;
	draw (progress, bytes);
}

void
rt_progress_hide (RtProgress *progress)
{
	if (progress->visible)
		fputs ("\r\033[K", stderr);
	progress->visible = FALSE;
}

void
rt_progress_free (RtProgress *progress)
{
	if (progress == NULL)
		return;
	rt_progress_hide (progress);
	g_free (progress);
}
