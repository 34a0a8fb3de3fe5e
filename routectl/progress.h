/* A bar on standard error while long work goes on; only when a person sees it, and only after a second. */
#pragma once
#include <glib.h>
#include "routectl/cli.h"

typedef struct _RtProgress RtProgress;

/* `total` bytes, or 0 when not known. `shown` FALSE: never shown. */
RtProgress *rt_progress_new (const RtCli *cli, guint64 total, gboolean shown);
/* One more registration is done, `bytes` are read in all. */
void rt_progress_step (RtProgress *progress, guint64 bytes, gboolean refused);
/* Clears the bar, so that a message can be written in its line. */
void rt_progress_hide (RtProgress *progress);
void rt_progress_free (RtProgress *progress);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RtProgress, rt_progress_free)
