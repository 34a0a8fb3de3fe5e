#include "routectl/test-format.h"
#include <string.h>
#include "libroute/util/json-writer.h"

/* ---- TAP ---- */

void
rt_test_comment (GString *out, const char *text)
{
	g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
	for (guint i = 0; lines[i] != NULL; i++) {
		if (*lines[i] != '\0')
			g_string_append_printf (out, "# %s\n", lines[i]);
	}
}

static void
tap_begin (RtTestReport *report, guint n)
{
	g_string_append_printf (report->out, "1..%u\n", n);
}

/* a number sign would begin a directive, and a new line another result */
static void
append_description (GString *out, const char *text)
{
	for (; *text != '\0'; text++) {
		if (*text == '#' || *text == '\\')
			g_string_append_c (out, '\\');
		g_string_append_c (out, (guchar) *text < 0x20 ? ' ' : *text);
	}
}

static void
tap_one (RtTestReport *report, const RtTestCase *test, const char *failures)
{
	g_string_append_printf (report->out, "%s %u - ", failures == NULL ? "ok" : "not ok", report->n_run);
	append_description (report->out, test->name);
	if (test->about != NULL) {
		g_string_append (report->out, ": ");
		append_description (report->out, test->about);
	}
	g_string_append_c (report->out, '\n');
	if (failures != NULL)
		rt_test_comment (report->out, failures);
}

static void
nothing (RtTestReport *report)
{
}

/* ---- JUnit ---- */

/* the counts stand in front, so the cases are gathered first */
static void
nothing_yet (RtTestReport *report, guint n)
{
}

/* XML can hold no control characters, not even escaped. Returns: (transfer full) */
static char *
xml_of (const char *text)
{
	g_autofree char *clean = g_strdup (text);
	for (char *c = clean; *c != '\0'; c++)
		if ((guchar) *c < 0x20 && *c != '\n' && *c != '\t')
			*c = ' ';
	return g_markup_escape_text (clean, -1);
}

static void
junit_one (RtTestReport *report, const RtTestCase *test, const char *failures)
{
	g_autofree char *file = xml_of (test->file), *name = xml_of (test->name);
	g_string_append_printf (report->out, "  <testcase classname=\"%s\" name=\"%s\"", file, name);
	if (failures == NULL) {
		g_string_append (report->out, "/>\n");
		return;
	}
	g_autofree char *first = g_strndup (failures, strcspn (failures, "\n"));
	g_autofree char *message = xml_of (first), *why = xml_of (failures);
	g_string_append_printf (report->out, "><failure message=\"%s\">%s</failure></testcase>\n", message, why);
}

static void
junit_end (RtTestReport *report)
{
	g_autofree char *head = g_strdup_printf ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
						 "<testsuite name=\"rules\" tests=\"%u\" failures=\"%u\">\n",
						 report->n_run, report->n_failed);
	g_string_prepend (report->out, head);
	g_string_append (report->out, "</testsuite>\n");
}

/* ---- JSON: an object a line for each case ---- */

static void
json_one (RtTestReport *report, const RtTestCase *test, const char *failures)
{
	RtJsonWriter json = { .out = report->out };
	g_auto (GStrv) lines = g_strsplit (failures != NULL ? failures : "", "\n", -1);
	rt_json_begin (&json, '{');
	rt_json_member (&json, "case", test->name);
	rt_json_member (&json, "about", test->about);
	rt_json_member (&json, "file", test->file);
	rt_json_member_boolean (&json, "passed", failures == NULL);
	rt_json_member_begin (&json, "failures", '[');
	for (guint i = 0; lines[i] != NULL; i++)
		if (*lines[i] != '\0')
			rt_json_string (&json, lines[i]);
	rt_json_end (&json, ']');
	rt_json_end (&json, '}');
	g_string_append_c (report->out, '\n');
}

static void
json_end (RtTestReport *report)
{
	RtJsonWriter json = { .out = report->out };
	rt_json_begin (&json, '{');
	rt_json_member_begin (&json, "summary", '{');
	rt_json_member_number (&json, "cases", report->n_run);
	rt_json_member_number (&json, "failed", report->n_failed);
	rt_json_end (&json, '}');
	rt_json_end (&json, '}');
	g_string_append_c (report->out, '\n');
}

const RtTestFormat rt_test_formats[RT_N_TEST_FORMATS] = {
	[RT_TEST_TAP] = { "tap", tap_begin, tap_one, nothing },
	[RT_TEST_JUNIT] = { "junit", nothing_yet, junit_one, junit_end },
	[RT_TEST_JSON] = { "json", nothing_yet, json_one, json_end },
};
