/* Findings with their place: from a byte of a value to a line and column of a file. */
#include <string.h>
#include "libroute/rules/files.h"
#include "libroute/util/limits.h"

static void
add (GPtrArray *findings, RtRuleFinding finding, const char *path, guint line, guint column, guint width, const char *source,
     char *message)
{
	g_autofree char *text = message;
	if (findings->len >= RT_LIMIT_FINDINGS)
		return;
	const char *code = rt_finding_code (finding);
	RtSeverity severity = *code == 'E' ? RT_SEVERITY_ERROR : RT_SEVERITY_WARNING;
	RtDiagnostic *diagnostic = rt_diagnostic_new (severity, code, path, line, column, "%s", text);
	diagnostic->width = MAX (width, 1);
	diagnostic->source = g_strdup (source);
	g_ptr_array_add (findings, diagnostic);
}

static guint
characters (const char *line, guint bytes)
{
	gsize length = strlen (line);
	return (guint) g_utf8_strlen (line, (gssize) MIN (bytes, length));
}

void
rt_report_line (GPtrArray *findings, RtRuleFinding finding, const RtSource *source, guint line, guint column, guint width,
		const char *format, ...)
{
	va_list arguments;
	va_start (arguments, format);
	const char *text = line >= 1 && line <= source->n_lines ? source->lines[line - 1] : "";
	add (findings, finding, source->path, line, characters (text, column) + 1, width, text,
	     g_strdup_vprintf (format, arguments));
	va_end (arguments);
}

static const RtValueLine *
place_of (const RtKeyEntry *key, guint offset)
{
	const RtValueLine *place = &g_array_index (key->places, RtValueLine, 0);
	for (guint i = 1; i < key->places->len; i++)
		if (g_array_index (key->places, RtValueLine, i).offset <= offset)
			place = &g_array_index (key->places, RtValueLine, i);
	return place;
}

void
rt_report_value (GPtrArray *findings, RtRuleFinding finding, const RtKeyEntry *key, guint start, guint end, const char *format, ...)
{
	va_list arguments;
	va_start (arguments, format);
	const RtValueLine *place = place_of (key, start);
	const char *line = place->line >= 1 && place->line <= key->source->n_lines ? key->source->lines[place->line - 1] : "";
	guint column = place->column + (start - place->offset);
	guint width = end > start ? (guint) g_utf8_strlen (key->value + start, (gssize) (MIN (end, strlen (key->value)) - start)) : 1;
	add (findings, finding, key->source->path, place->line, characters (line, column) + 1, width, line,
	     g_strdup_vprintf (format, arguments));
	va_end (arguments);
}

void
rt_report_group (GPtrArray *findings, RtRuleFinding finding, const RtGroup *group, const char *format, ...)
{
	va_list arguments;
	va_start (arguments, format);
	const char *line = group->source->lines[group->line - 1];
	add (findings, finding, group->source->path, group->line, 1, (guint) g_utf8_strlen (line, -1), line,
	     g_strdup_vprintf (format, arguments));
	va_end (arguments);
}

void
rt_report_file (GPtrArray *findings, RtRuleFinding finding, const char *path, const char *format, ...)
{
	va_list arguments;
	va_start (arguments, format);
	add (findings, finding, path, 0, 0, 1, NULL, g_strdup_vprintf (format, arguments));
	va_end (arguments);
}
