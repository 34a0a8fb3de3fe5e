#include "libroute/util/diagnostic.h"

/* longer lines are shown around the place only */
#define SHOWN_COLUMNS 100u

RtDiagnostic *
rt_diagnostic_new (RtSeverity severity, const char *code, const char *file, guint line, guint column, const char *format, ...)
{
	va_list arguments;
	va_start (arguments, format);
	RtDiagnostic *diagnostic = g_new0 (RtDiagnostic, 1);
	*diagnostic = (RtDiagnostic){
		.severity = severity,
		.code = code,
		.file = g_strdup (file),
		.line = line,
		.column = column,
		.width = 1,
		.message = g_strdup_vprintf (format, arguments),
	};
	va_end (arguments);
	return diagnostic;
}

void
rt_diagnostic_free (RtDiagnostic *diagnostic)
{
	if (diagnostic == NULL)
		return;
	g_free (diagnostic->file);
	g_free (diagnostic->source);
	g_free (diagnostic->message);
	g_free (diagnostic);
}

GPtrArray *
rt_diagnostics_new (void)
{
	return g_ptr_array_new_with_free_func ((GDestroyNotify) rt_diagnostic_free);
}

gboolean
rt_diagnostics_has_error (const GPtrArray *diagnostics)
{
	for (guint i = 0; i < diagnostics->len; i++) {
		const RtDiagnostic *diagnostic = g_ptr_array_index (diagnostics, i);
		if (diagnostic->severity == RT_SEVERITY_ERROR)
			return TRUE;
	}
	return FALSE;
}

static int
compare_guint (guint a, guint b)
{
	return (a > b) - (a < b);
}

static int
by_place (gconstpointer a, gconstpointer b)
{
	const RtDiagnostic *x = *(RtDiagnostic *const *) a, *y = *(RtDiagnostic *const *) b;
	int order = g_strcmp0 (x->file, y->file);
	if (order == 0)
		order = compare_guint (x->line, y->line);
	if (order == 0)
		order = compare_guint (x->column, y->column);
	return order != 0 ? order : g_strcmp0 (x->message, y->message);
}

void
rt_diagnostics_sort (GPtrArray *diagnostics)
{
	g_ptr_array_sort (diagnostics, by_place);
}

void
rt_diagnostic_print_line (const RtDiagnostic *diagnostic, GString *out)
{
	static const char *const severities[] = { "error", "warning", "note" };
	if (diagnostic->file != NULL) {
		g_string_append (out, diagnostic->file);
		if (diagnostic->line > 0)
			g_string_append_printf (out, ":%u", diagnostic->line);
		if (diagnostic->line > 0 && diagnostic->column > 0)
			g_string_append_printf (out, ":%u", diagnostic->column);
		g_string_append (out, ": ");
	}
	g_string_append_printf (out, "%s %s: %s", severities[diagnostic->severity], diagnostic->code, diagnostic->message);
}

/* characters of the line before the caret, tabs kept so that the caret stands under the place in any tab width */
static void
append_padding (const char *from, guint n, GString *out)
{
	for (guint i = 0; i < n && *from != '\0'; i++, from = g_utf8_next_char (from))
		g_string_append_c (out, *from == '\t' ? '\t' : ' ');
}

void
rt_diagnostic_print (const RtDiagnostic *diagnostic, GString *out)
{
	rt_diagnostic_print_line (diagnostic, out);
	g_string_append_c (out, '\n');
	if (diagnostic->source == NULL || diagnostic->column == 0)
		return;
	g_autofree char *line = g_utf8_make_valid (diagnostic->source, -1);
	glong length = g_utf8_strlen (line, -1);
	guint skip = diagnostic->column > SHOWN_COLUMNS ? diagnostic->column - SHOWN_COLUMNS / 2 : 0;
	if (skip > length)
		return;
	const char *start = g_utf8_offset_to_pointer (line, skip);
	const char *end = g_utf8_offset_to_pointer (start, MIN (length - (glong) skip, (glong) SHOWN_COLUMNS * 2));
	guint before = diagnostic->column - 1 - skip;
	g_string_append (out, "  ");
	g_string_append_len (out, start, end - start);
	g_string_append (out, "\n  ");
	append_padding (start, before, out);
	g_string_append_c (out, '^');
	guint room = length > (glong) diagnostic->column ? (guint) (length - diagnostic->column) : 0;
	for (guint i = 1; i < MIN (diagnostic->width, room + 1); i++)
		g_string_append_c (out, '~');
	g_string_append_c (out, '\n');
}
