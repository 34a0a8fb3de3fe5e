/* Findings of the parser and the checker, in words an analyst understands. */
#include "libroute/feel/parser.h"

#define MOST_FINDINGS 50u
#define LONGEST_EXCERPT 48u

void
rt_feel_diagnostic_free (RtFeelDiagnostic *diagnostic)
{
	if (diagnostic == NULL)
		return;
	g_free (diagnostic->message);
	g_free (diagnostic);
}

static void
add (RtFeelParser *parser, RtFeelSeverity severity, const char *code, guint start, guint end, char *message)
{
	gboolean unwanted = severity == RT_FEEL_WARNING && rt_feel_scope_is_silent (parser->scope);
	if (parser->diagnostics == NULL || unwanted || parser->diagnostics->len >= MOST_FINDINGS) {
		g_free (message);
		return;
	}
	RtFeelDiagnostic *diagnostic = g_new0 (RtFeelDiagnostic, 1);
	*diagnostic = (RtFeelDiagnostic){severity, code, start, MAX (start, end), message};
	g_ptr_array_add (parser->diagnostics, diagnostic);
}

void
rt_feel_report (RtFeelParser *parser, RtFeelSeverity severity, const char *code, guint start, guint end,
		const char *format, ...)
{
	va_list arguments;
	va_start (arguments, format);
	add (parser, severity, code, start, end, g_strdup_vprintf (format, arguments));
	va_end (arguments);
	if (severity == RT_FEEL_ERROR)
		parser->failed = TRUE;
}

RtFeelNode *
rt_feel_syntax_error (RtFeelParser *parser, const char *code, guint start, guint end, const char *format, ...)
{
	va_list arguments;
	va_start (arguments, format);
	/* what follows the first syntax error is mostly its echo */
	if (!parser->failed)
		add (parser, RT_FEEL_ERROR, code, start, end, g_strdup_vprintf (format, arguments));
	va_end (arguments);
	parser->failed = TRUE;
	return NULL;
}

void
rt_feel_type_error (RtFeelParser *parser, const char *code, const RtFeelNode *node, const char *format, ...)
{
	gboolean plain = rt_feel_scope_is_plain (parser->scope);
	va_list arguments;
	va_start (arguments, format);
	add (parser, plain ? RT_FEEL_WARNING : RT_FEEL_ERROR, code, node->start, node->end,
	     g_strdup_vprintf (format, arguments));
	va_end (arguments);
	if (!plain)
		parser->type_failed = TRUE;
}

char *
rt_feel_excerpt (RtFeelParser *parser, const RtFeelNode *node)
{
	gsize length = node->end - node->start;
	if (length <= LONGEST_EXCERPT)
		return g_strndup (parser->text + node->start, length);
	const char *cut =
	    g_utf8_find_prev_char (parser->text, parser->text + node->start + LONGEST_EXCERPT - 2);
	return g_strdup_printf ("%.*s...", (int)(cut - parser->text - node->start),
				parser->text + node->start);
}
