/* Where results go: standard output, or a file that appears whole or not at all. */
#pragma once
#include <glib.h>

typedef struct _RtOutput RtOutput;

/* Opens `path` for writing, or standard output when it is NULL or "-". A regular file is written
 * beside its place and put there by rt_output_finish; a device or pipe is written as it is. Returns
 * NULL with `error` (G_FILE_ERROR). */
RtOutput *rt_output_open (const char *path, GError **error);
/* The mode of the file, whatever a new one would get. No device or pipe is changed. */
void rt_output_set_mode (RtOutput *output, guint mode);
/* Buffered. After a failure nothing more is written; rt_output_finish tells. */
void rt_output_write (RtOutput *output, const char *text, gsize length);
/* Writes what is buffered. FALSE when writing has failed: it makes no sense to go on. */
gboolean rt_output_flush (RtOutput *output);
/* The same where somebody may wait for it: at a terminal or behind a pipe, not in a file. */
void rt_output_hand_over (RtOutput *output);
gboolean rt_output_has_failed (const RtOutput *output);
/* Writes the rest and puts the file in its place. FALSE with `error` when any of all this failed:
 * nothing is left behind then. */
gboolean rt_output_finish (RtOutput *output, GError **error);
/* Frees it; what was not finished is thrown away. */
void rt_output_free (RtOutput *output);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RtOutput, rt_output_free)

gboolean rt_output_is_terminal (const RtOutput *output);
/* Columns of the terminal, or 80. */
guint rt_output_columns (const RtOutput *output);
