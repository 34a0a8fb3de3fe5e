#include "routectl/findings.h"
#include "libroute/util/json-writer.h"
#include <stdio.h>

void
rt_findings_show (const RtCli *cli, GPtrArray *findings)
{
	rt_diagnostics_sort (findings);
	g_autoptr (GString) text = g_string_new (NULL);
	for (guint i = 0; i < findings->len; i++)
		rt_diagnostic_print (g_ptr_array_index (findings, i), text);
	fputs (text->str, stderr);
}

static guint
count (const GPtrArray *findings, RtSeverity severity)
{
	guint n = 0;
	for (guint i = 0; i < findings->len; i++) {
		const RtDiagnostic *finding = g_ptr_array_index (findings, i);
		n += finding->severity == severity ? 1 : 0;
	}
	return n;
}

void
rt_findings_sum_up (const RtCli *cli, const GPtrArray *findings)
{
	guint errors = count (findings, RT_SEVERITY_ERROR), warnings = count (findings, RT_SEVERITY_WARNING);
	g_autoptr (GString) line = g_string_new (NULL);
	g_string_append_printf (line, rt_cli_plural (cli, "%u error", "%u errors", errors), errors);
	g_string_append (line, ", ");
	g_string_append_printf (line, rt_cli_plural (cli, "%u warning", "%u warnings", warnings),
				warnings);
	fprintf (stderr, "%s\n", line->str);
}

static void
write_finding (RtJsonWriter *json, const RtDiagnostic *finding)
{
	static const char *const severities[] = { "error", "warning", "note" };
	rt_json_begin (json, '{');
	rt_json_member (json, "severity", severities[finding->severity]);
	rt_json_member (json, "code", finding->code);
	rt_json_member (json, "file", finding->file);
	rt_json_member_number (json, "line", finding->line);
	rt_json_member_number (json, "column", finding->column);
	rt_json_member_number (json, "width", finding->width);
	rt_json_member (json, "message", finding->message);
	rt_json_end (json, '}');
}

void
rt_findings_write_json (GPtrArray *findings, GString *out)
{
	RtJsonWriter json = { .out = out, .pretty = TRUE };
	rt_diagnostics_sort (findings);
	rt_json_begin (&json, '[');
	for (guint i = 0; i < findings->len; i++)
		write_finding (&json, g_ptr_array_index (findings, i));
	rt_json_end (&json, ']');
	g_string_append_c (out, '\n');
}
