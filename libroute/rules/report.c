/* Findings with their place: from a byte of a value to a line and column of a file. */
#include <string.h>
#include "libroute/rules/files.h"
#include "libroute/util/limits.h"
#include "libroute/util/visible.h"
#include "libroute/util/words.h"

/* Findings of a sort, this one with them; those that were added here are numbered, so that the last one tells. */
static guint
nth (const GPtrArray *findings, RtSeverity severity)
{
	guint n = 1;
	for (guint i = findings->len; i > 0; i--) {
		const RtDiagnostic *finding = g_ptr_array_index (findings, i - 1);
		if (finding->severity != severity)
			continue;
		if (finding->nth != 0)
			return finding->nth + n;
		n++;
	}
	return n;
}

/* a finding must not play the trick it tells of. Returns: (transfer full) */
static char *
visible (char *text)
{
	if (text == NULL || rt_text_hidden (text, strlen (text)) == NULL)
		return text;
	g_autofree char *whole = text;
	GString *out = g_string_new (NULL);
	rt_append_visible (out, whole, strlen (whole));
	return g_string_free (out, FALSE);
}

/* errors and warnings are counted apart, so that many warnings never hide an error */
static void G_GNUC_PRINTF (8, 0)
	add (GPtrArray *findings, RtRuleFinding finding, const char *path, guint line, guint column,
	     guint width, const char *source, const char *format, va_list arguments)
{
	const char *code = rt_finding_code (finding);
	RtSeverity severity = *code == 'E'   ? RT_SEVERITY_ERROR
			      : *code == 'W' ? RT_SEVERITY_WARNING
					     : RT_SEVERITY_NOTE;
	guint n = nth (findings, severity);
	if (n > RT_LIMIT_FINDINGS)
		return;
	g_autofree char *text = visible (g_strdup_vprintf (format, arguments));
	RtDiagnostic *diagnostic = rt_diagnostic_new (severity, code, path, line, column, "%s", text);
	diagnostic->width = MAX (width, 1);
	diagnostic->nth = n;
	diagnostic->source = visible (g_strdup (source));
	g_ptr_array_add (findings, diagnostic);
}

static const char *
line_of (const RtSource *source, guint line)
{
	return line >= 1 && line <= source->n_lines ? source->lines[line - 1] : "";
}

static guint
characters (const char *text, guint bytes)
{
	return (guint) g_utf8_strlen (text, (gssize) MIN (bytes, strlen (text)));
}

void
rt_report_line (GPtrArray *findings, RtRuleFinding finding, const RtSource *source, guint line, guint column,
		guint width, const char *format, ...)
{
	const char *text = line_of (source, line);
	guint begin = characters (text, column), end = characters (text, column + width);
	va_list arguments;
	va_start (arguments, format);
	add (findings, finding, source->path, line, begin + 1, end - begin, text, format, arguments);
	va_end (arguments);
}

static const RtValueLine *
place_of (const RtKeyEntry *key, guint offset)
{
	const RtValueLine *place = key->places;
	for (guint i = 1; i < key->n_places; i++)
		if (key->places[i].offset <= offset)
			place = &key->places[i];
	return place;
}

void
rt_report_value (GPtrArray *findings, RtRuleFinding finding, const RtKeyEntry *key, guint start, guint end,
		 const char *format, ...)
{
	const RtValueLine *place = place_of (key, start);
	const char *line = line_of (key->source, place->line);
	/* what goes on below is underlined to the end of its first line */
	guint column = place->column + (start - place->offset);
	guint first = characters (line, column),
	      last = characters (line, column + (MAX (end, start) - start));
	va_list arguments;
	va_start (arguments, format);
	add (findings, finding, key->source->path, place->line, first + 1, last - first, line, format,
	     arguments);
	va_end (arguments);
}

void
rt_report_key (GPtrArray *findings, RtRuleFinding finding, const RtKeyEntry *key, const char *format, ...)
{
	guint line = key->places->line;
	const char *text = line_of (key->source, line);
	/* of a value that begins below its key only that line is known */
	const char *equals = strchr (text, '=');
	guint width = equals != NULL && *text == *key->key ? (guint) strcspn (text, " \t=") : 1;
	va_list arguments;
	va_start (arguments, format);
	add (findings, finding, key->source->path, line, 1, width, text, format, arguments);
	va_end (arguments);
}

void
rt_report_group (GPtrArray *findings, RtRuleFinding finding, const RtGroup *group, const char *format, ...)
{
	const char *line = line_of (group->source, group->line);
	va_list arguments;
	va_start (arguments, format);
	add (findings, finding, group->source->path, group->line, 1, (guint) g_utf8_strlen (line, -1), line,
	     format, arguments);
	va_end (arguments);
}

void
rt_report_in (GPtrArray *findings, RtRuleFinding finding, const RtGroup *group, const char *key, const char *format,
	      ...)
{
	va_list arguments;
	va_start (arguments, format);
	g_autofree char *text = g_strdup_vprintf (format, arguments);
	va_end (arguments);
	const RtKeyEntry *entry = key != NULL ? rt_group_key (group, key, NULL) : NULL;
	if (entry != NULL)
		rt_report_key (findings, finding, entry, "%s", text);
	else
		rt_report_group (findings, finding, group, "%s", text);
}

void
rt_report_place (GPtrArray *findings, RtRuleFinding finding, const char *path, guint line, guint column,
		 const char *format, ...)
{
	va_list arguments;
	va_start (arguments, format);
	add (findings, finding, path, line, column, 1, NULL, format, arguments);
	va_end (arguments);
}

void
rt_report_file (GPtrArray *findings, RtRuleFinding finding, const char *path, const char *format, ...)
{
	va_list arguments;
	va_start (arguments, format);
	add (findings, finding, path, 0, 0, 1, NULL, format, arguments);
	va_end (arguments);
}

gboolean
rt_report_stands_on (const RtKeyEntry *key, const RtDiagnostic *finding)
{
	if (g_strcmp0 (finding->file, key->source->path) != 0)
		return FALSE;
	for (guint i = 0; i < key->n_places; i++)
		if (key->places[i].line == finding->line)
			return TRUE;
	return FALSE;
}

void
rt_report_add_place (GString *places, guint n, const RtDiagnostic *finding)
{
	g_autofree char *name = g_path_get_basename (finding->file);
	if (n < RT_PLACES_TOLD)
		g_string_append_printf (places, "%s%s:%u", n > 0 ? ", " : "", name, finding->line);
}

char *
rt_report_more (guint n, guint told)
{
	return n > told ? g_strdup_printf (" and %u more", n - told) : g_strdup ("");
}

char *
rt_did_you_mean (const char *word, const char *const *words)
{
	const char *nearest = rt_words_nearest (word, words);
	return nearest != NULL ? g_strdup_printf ("; did you mean \"%s\"?", nearest) : g_strdup ("");
}
