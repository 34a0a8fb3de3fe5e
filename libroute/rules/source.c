/* One file of rules as text: read within limits, valid UTF-8, and without characters that hide what a line
 * says. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "libroute/rules/files.h"
#include "libroute/util/limits.h"
#include "libroute/util/visible.h"

void
rt_source_free (gpointer data)
{
	RtSource *source = data;
	g_free (source->path);
	g_free (source->label);
	g_free (source->lines);
	g_free (source->text);
	g_free (source);
}

/* reads at most the limit and one byte more, so that a file that grows meanwhile is refused too; NULL: errno
 * tells */
static GString *
read_all (int file, gsize expected)
{
	GString *text = g_string_sized_new (MIN (expected, RT_LIMIT_RULE_FILE) + 1);
	char buffer[16384];
	while (text->len <= RT_LIMIT_RULE_FILE) {
		gssize n = read (file, buffer, sizeof buffer);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0) {
			g_string_free (text, TRUE);
			return NULL;
		}
		if (n == 0)
			break;
		g_string_append_len (text, buffer, n);
	}
	return text;
}

static GString *
open_and_read (const char *path, GPtrArray *findings)
{
	struct stat status;
	/* without O_NONBLOCK a pipe of that name would hold up loading for ever */
	int file = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	if (file < 0 || fstat (file, &status) != 0) {
		rt_report_file (findings, RT_FINDING_UNREADABLE, path, "%s", g_strerror (errno));
		if (file >= 0)
			close (file);
		return NULL;
	}
	GString *text = NULL;
	if (!S_ISREG (status.st_mode)) {
		rt_report_file (findings, RT_FINDING_UNREADABLE, path, "not a regular file");
	} else {
		text = read_all (file, (gsize) MAX (status.st_size, 0));
		if (text == NULL)
			rt_report_file (findings, RT_FINDING_UNREADABLE, path, "%s", g_strerror (errno));
	}
	close (file);
	return text;
}

/* a reviewer must see what the rules say: tells the first hidden character of each line */
static void
check_characters (const RtSource *source, GPtrArray *findings)
{
	for (guint i = 0; i < source->n_lines; i++) {
		const char *line = source->lines[i], *hidden = rt_text_hidden (line, strlen (line));
		if (hidden != NULL)
			rt_report_line (findings, RT_FINDING_SYNTAX, source, i + 1, (guint) (hidden - line),
					1, "the character U+%04X cannot be seen and is not allowed",
					g_utf8_get_char (hidden));
	}
}

/* the line and column of the first byte that is no UTF-8, or NUL */
static void
report_encoding (const char *path, const char *text, const char *bad, GPtrArray *findings)
{
	guint line = 1, column = 1;
	for (const char *c = text; c < bad; c = g_utf8_next_char (c)) {
		column = *c == '\n' ? 1 : column + 1;
		line += *c == '\n';
	}
	rt_report_place (findings, RT_FINDING_SYNTAX, path, line, column, "no UTF-8, or a NUL");
}

/* parts the text into its lines, without their ends; an empty one has none */
static void
part_lines (RtSource *source)
{
	GPtrArray *lines = g_ptr_array_new ();
	for (char *line = *source->text != '\0' ? source->text : NULL, *next; line != NULL; line = next) {
		char *end = line + strcspn (line, "\n");
		next = *end == '\n' ? end + 1 : NULL;
		*end = '\0';
		if (end > line && end[-1] == '\r')
			end[-1] = '\0';
		g_ptr_array_add (lines, line);
	}
	source->n_lines = lines->len;
	source->lines = (const char **) g_ptr_array_free (lines, FALSE);
}

static gboolean
check_text (const char *path, const GString *text, GPtrArray *findings)
{
	const char *bad = NULL;
	if (text->len > RT_LIMIT_RULE_FILE)
		rt_report_file (findings, RT_FINDING_UNREADABLE, path, "larger than %u bytes", RT_LIMIT_RULE_FILE);
	else if (!rt_text_is_utf8 (text->str, text->len, &bad))
		report_encoding (path, text->str, bad, findings);
	else
		return TRUE;
	return FALSE;
}

RtSource *
rt_source_new (const char *path, const char *label, GString *text, GPtrArray *findings)
{
	if (!check_text (path, text, findings)) {
		g_string_free (text, TRUE);
		return NULL;
	}
	RtSource *source = g_new0 (RtSource, 1);
	*source = (RtSource){ .path = g_strdup (path), .label = g_strdup (label), .text = g_string_free (text, FALSE) };
	part_lines (source);
	check_characters (source, findings);
	return source;
}

RtSource *
rt_source_load (const char *path, const char *label, GPtrArray *findings)
{
	GString *text = open_and_read (path, findings);
	return text != NULL ? rt_source_new (path, label, text, findings) : NULL;
}
