#include "libroute/util/lines.h"
#include <string.h>

#define CHUNK (64u * 1024u)

struct _RtLines {
	FILE *file;
	gsize limit;
	GByteArray *line; /* a line that spans chunks */
	guint8 *chunk;
	gsize start, end; /* unread part of the chunk */
	guint64 number;
	gboolean ended, too_long;
};

RtLines *
rt_lines_new (FILE *file, gsize limit)
{
	RtLines *lines = g_new0 (RtLines, 1);
	lines->file = file;
	lines->limit = limit;
	lines->line = g_byte_array_new ();
	lines->chunk = g_malloc (CHUNK);
	return lines;
}

void
rt_lines_free (RtLines *lines)
{
	if (lines == NULL)
		return;
	/* lines may hold text about a person */
	memset (lines->chunk, 0, CHUNK);
	memset (lines->line->data != NULL ? lines->line->data : lines->chunk, 0, lines->line->len);
	g_byte_array_unref (lines->line);
	g_free (lines->chunk);
	g_free (lines);
}

static gboolean
fill (RtLines *lines)
{
	lines->start = 0;
	lines->end = fread (lines->chunk, 1, CHUNK, lines->file);
	if (lines->end == 0)
		lines->ended = TRUE;
	return lines->end > 0;
}

static void
keep (RtLines *lines, const guint8 *bytes, gsize length)
{
	/* one byte more than the limit may be a CR */
	if (lines->too_long || lines->line->len + length > lines->limit + 1)
		lines->too_long = TRUE;
	else
		g_byte_array_append (lines->line, bytes, (guint) length);
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
	g_byte_array_set_size (lines->line, 0);
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
		keep (lines, from, taken);
		begun = TRUE;
		if (newline != NULL)
			return deliver (lines, lines->line->data, lines->line->len, text, length);
	}
	if (ferror (lines->file))
		return RT_LINE_FAILED;
	return begun ? deliver (lines, lines->line->data, lines->line->len, text, length) : RT_LINE_END;
}

guint64
rt_lines_number (const RtLines *lines)
{
	return lines->number;
}
