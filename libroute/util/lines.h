/* Reads a file line by line in bounded memory: for NDJSON. */
#pragma once
#include <glib.h>

typedef struct _RtLines RtLines;

typedef enum {
	RT_LINE_OK,
	RT_LINE_TOO_LONG, /* longer than the limit; it was skipped to its end, the next call reads the next line */
	RT_LINE_END,
	RT_LINE_FAILED,   /* reading failed, or there is no memory for the line; errno tells */
} RtLineStatus;

/* Borrows `fd`, and reads it from where it stands. A line may have at most `limit` bytes. One that is there is handed out before
 * what follows it has come. */
RtLines *rt_lines_new (int fd, gsize limit);
void rt_lines_free (RtLines *lines);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RtLines, rt_lines_free)

/* The next line without its end (LF or CRLF); valid until the next call. A last line needs no end. */
RtLineStatus rt_lines_next (RtLines *lines, const char **text, gsize *length);
/* Number of the line last returned, from 1. */
guint64 rt_lines_number (const RtLines *lines);
/* Bytes taken from the file so far. */
guint64 rt_lines_read (const RtLines *lines);
