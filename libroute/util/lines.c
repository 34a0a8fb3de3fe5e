#define _GNU_SOURCE
#include "libroute/util/lines.h"
#include <errno.h>
#include <string.h>
#include <unistd.h>

#define CHUNK (64u * 1024u)

struct _RtLines {
	int fd;
	gsize limit;
	guint8 *line;      /* a line that spans chunks */
	gsize length, room;
	guint8 *chunk;
	gsize start, end;  /* unread part of the chunk */
	gsize used;        /* of the chunk, by the longest read */
	guint64 number, read;
	gboolean ended, failed, too_long;
};

RtLines *
rt_lines_new (int fd, gsize limit)
{
	RtLines *lines = g_new0 (RtLines, 1);
	lines->fd = fd;
	lines->limit = limit;
	lines->chunk = g_malloc (CHUNK);
	return lines;
}

/* lines may hold text about a person */
static void
clear_and_free (guint8 *bytes, gsize size)
{
	if (bytes != NULL)
		explicit_bzero (bytes, size);
	g_free (bytes);
}

void
rt_lines_free (RtLines *lines)
{
	if (lines == NULL)
		return;
	clear_and_free (lines->chunk, lines->used);
	clear_and_free (lines->line, lines->room);
	g_free (lines);
}

/* what is there: a pipe is not waited for until it has filled a chunk, as somebody may be waiting for the answer */
static gboolean
fill (RtLines *lines)
{
	ssize_t n;
	do
		n = read (lines->fd, lines->chunk, CHUNK);
	while (n < 0 && errno == EINTR);
	lines->failed = n < 0;
	lines->ended = n <= 0;
	lines->start = 0;
	lines->end = n > 0 ? (gsize) n : 0;
	lines->used = MAX (lines->used, lines->end);
	lines->read += lines->end;
	return lines->end > 0;
}

/* FALSE: there is no memory for it, errno tells */
static gboolean
keep (RtLines *lines, const guint8 *bytes, gsize length)
{
	/* one byte more than the limit may be a CR */
	lines->too_long = lines->too_long || length > lines->limit + 1 - lines->length;
	if (lines->too_long)
		return TRUE;
	if (length > lines->room - lines->length) {
		gsize room = MAX (lines->room * 2, lines->length + length);
		guint8 *grown = g_try_malloc (room);
		if (grown == NULL) {
			errno = ENOMEM;
			return FALSE;
		}
		if (lines->length > 0)
			memcpy (grown, lines->line, lines->length);
		clear_and_free (lines->line, lines->room);
		lines->line = grown;
		lines->room = room;
	}
	if (length > 0)
		memcpy (lines->line + lines->length, bytes, length);
	lines->length += length;
	return TRUE;
}

static RtLineStatus
deliver (RtLines *lines, const guint8 *bytes, gsize length, const char **text, gsize *out_length)
{
	lines->number++;
	if (length > 0 && bytes[length - 1] == '\r')
		length--;
	if (lines->too_long || length > lines->limit)
		return RT_LINE_TOO_LONG;
	*text = length > 0 ? (const char *) bytes : "";
	*out_length = length;
	return RT_LINE_OK;
}

RtLineStatus
rt_lines_next (RtLines *lines, const char **text, gsize *length)
{
	lines->too_long = FALSE;
	lines->length = 0;
	gboolean begun = FALSE;
	while (lines->start < lines->end || (!lines->ended && fill (lines))) {
		guint8 *from = lines->chunk + lines->start;
		gsize available = lines->end - lines->start;
		guint8 *newline = memchr (from, '\n', available);
		gsize taken = newline != NULL ? (gsize) (newline - from) : available;
		lines->start += taken + (newline != NULL ? 1 : 0);
		/* a line within one chunk is handed out where it stands */
		if (newline != NULL && !begun)
			return deliver (lines, from, taken, text, length);
		if (!keep (lines, from, taken))
			return RT_LINE_FAILED;
		begun = TRUE;
		if (newline != NULL)
			return deliver (lines, lines->line, lines->length, text, length);
	}
	if (lines->failed)
		return RT_LINE_FAILED;
	return begun ? deliver (lines, lines->line, lines->length, text, length) : RT_LINE_END;
}

guint64
rt_lines_number (const RtLines *lines)
{
	return lines->number;
}

guint64
rt_lines_read (const RtLines *lines)
{
	return lines->read;
}
