/* Findings about rule files and plugins: what is wrong, where, and the line itself with a caret under the place. */
#pragma once
#include <glib.h>

typedef enum { RT_SEVERITY_ERROR, RT_SEVERITY_WARNING, RT_SEVERITY_NOTE } RtSeverity;

typedef struct {
	RtSeverity severity;
	const char *code;    /* static: "E012"; stable, with a page in the manual */
	char *file;          /* path as opened; NULL when the finding is about no file */
	guint line, column;  /* from 1; column in characters; 0: not known */
	guint width;         /* characters to underline, at least 1 */
	char *source;        /* the line of the file, or NULL */
	char *message;
	guint nth;           /* which of its severity it is among those found with it, from 1; 0: not counted */
} RtDiagnostic;

/* Returns: (transfer full): a finding; strings are copied, `code` must be static */
RtDiagnostic *rt_diagnostic_new (RtSeverity severity, const char *code, const char *file, guint line, guint column,
				 const char *format, ...) G_GNUC_PRINTF (6, 7);
void rt_diagnostic_free (RtDiagnostic *diagnostic);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RtDiagnostic, rt_diagnostic_free)

/* An array that owns its findings. */
GPtrArray *rt_diagnostics_new (void);
gboolean rt_diagnostics_has_error (const GPtrArray *diagnostics);
/* Orders by file, line, column and message, so that a report does not depend on the order of discovery. */
void rt_diagnostics_sort (GPtrArray *diagnostics);

/* Appends "file:line:col: error E012: message", without a newline. */
void rt_diagnostic_print_line (const RtDiagnostic *diagnostic, GString *out);
/* Appends that line, and below it the source line with a caret, each with a newline. */
void rt_diagnostic_print (const RtDiagnostic *diagnostic, GString *out);
