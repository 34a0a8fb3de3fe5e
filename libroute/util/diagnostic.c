#include "libroute/util/diagnostic.h"

/* longer lines are shown around the place only */
#define SHOWN_COLUMNS 100u

RtDiagnostic *
rt_diagnostic_new (RtSeverity severity, const char *code, const char *file, guint line, guint column,
		   const char *format, ...)
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
	g_string_append_printf (out, "%s %s: %s", severities[diagnostic->severity], diagnostic->code,
				diagnostic->message);
}

/* as the terminal shows it: wide characters take two columns, combining marks none; a tab stays a tab, so that
 * the caret stands under the place in any tab width */
static void
append_padding (const char *from, guint n, char padding, GString *out)
{
	for (guint i = 0; i < n && *from != '\0'; i++, from = g_utf8_next_char (from)) {
		gunichar c = g_utf8_get_char (from);
		guint columns = g_unichar_iszerowidth (c) ? 0 : g_unichar_iswide (c) ? 2 : 1;
		if (c == '\t')
			g_string_append_c (out, padding == ' ' ? '\t' : padding);
		else
			for (guint j = 0; j < columns; j++)
				g_string_append_c (out, padding);
	}
}

/* a rule file may hold anything; what drives a terminal is not shown */
static void
append_printable (const char *from, const char *end, GString *out)
{
	for (; from < end; from = g_utf8_next_char (from)) {
		gunichar c = g_utf8_get_char (from);
		g_string_append_unichar (out, g_unichar_iscntrl (c) && c != '\t' ? 0xfffd : c);
	}
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
	const char *end =
		g_utf8_offset_to_pointer (start, MIN (length - (glong) skip, (glong) SHOWN_COLUMNS * 2));
	guint before = MIN (diagnostic->column - 1, (guint) length) - skip;
	const char *place = g_utf8_offset_to_pointer (start, before);
	g_string_append (out, "  ");
	append_printable (start, end, out);
	g_string_append (out, "\n  ");
	append_padding (start, before, ' ', out);
	g_string_append_c (out, '^');
	/* the rest of what is meant, as far as it is shown */
	guint underlined = MIN (diagnostic->width, (guint) g_utf8_strlen (place, end - place));
	if (underlined > 1)
		append_padding (g_utf8_next_char (place), underlined - 1, '~', out);
	g_string_append_c (out, '\n');
}
