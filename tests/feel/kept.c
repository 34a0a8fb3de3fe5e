#include "tests/feel/kept.h"
#include <string.h>
#include "tests/testing.h"

gboolean kept_is_updating;

void
kept_compare (const char *name, GString *got)
{
	g_autofree char *relative = g_strdup_printf ("tests/feel/grid/%s.txt", name), *path = rt_test_source (relative);
	if (kept_is_updating)
		ck_assert (g_file_set_contents (path, got->str, (gssize)got->len, NULL));
	g_autofree char *kept = rt_test_read (relative, NULL);
	g_auto (GStrv) lines = g_strsplit (got->str, "\n", -1), wanted = g_strsplit (kept, "\n", -1);
	ck_assert_uint_gt (g_strv_length (wanted), 50);
	for (guint i = 0; wanted[i] != NULL && lines[i] != NULL; i++)
		ck_assert_msg (strcmp (lines[i], wanted[i]) == 0, "%s.txt:%u: %s\nis kept as: %s", name, i + 1, lines[i],
			       wanted[i]);
	ck_assert_uint_eq (g_strv_length (lines), g_strv_length (wanted));
}

static void
flush (KeptRow *row)
{
	if (row->times > 0)
		g_string_append_printf (row->out, " | %s", row->last->str);
	if (row->times > 1)
		g_string_append_printf (row->out, " *%u", row->times);
	row->times = 0;
}

void
kept_add (KeptRow *row, const char *text)
{
	char sum[40];
	gsize length = strlen (text);
	/* of what is long its length and what it adds up to */
	if (length > 200) {
		g_snprintf (sum, sizeof sum, "%zu bytes %08x", length, g_str_hash (text));
		text = sum;
	}
	if (row->times > 0 && strcmp (row->last->str, text) != 0)
		flush (row);
	g_string_assign (row->last, text);
	row->times++;
}

void
kept_end (KeptRow *row)
{
	flush (row);
	g_string_append_c (row->out, '\n');
}

char *
kept_said_of (const RtFeelScope *scope, const char *text, gsize length)
{
	g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func ((GDestroyNotify)rt_feel_diagnostic_free);
	g_autoptr (RtFeelProgram) program = rt_feel_compile (scope, text, length, findings);
	GString *out = g_string_new (program != NULL ? "good" : "refused");
	for (guint i = 0; i < findings->len; i++) {
		const RtFeelDiagnostic *one = g_ptr_array_index (findings, i);
		g_string_append_printf (out, " %s %u-%u %04x", one->code, one->start, one->end,
					g_str_hash (one->message) & 0xffff);
	}
	return g_string_free (out, FALSE);
}

RtFeelScope *
kept_scope_of_rules (void)
{
	static const char *const kinds[] = { "house", "street", "x-*", NULL }, *const terraces[] = { "terrace", "flat",
												     NULL };
	RtFeelScope *scope = rt_feel_scope_new ();
	rt_feel_scope_declare (scope, "level", rt_feel_type_simple (RT_FEEL_NUMBER));
	rt_feel_scope_declare (scope, "rank", rt_feel_type_between (scope, 1, 4));
	rt_feel_scope_declare (scope, "begin", rt_feel_type_simple (RT_FEEL_DATE));
	rt_feel_scope_declare (scope, "kind", rt_feel_type_words (scope, kinds));
	rt_feel_scope_declare (scope, "people",
			       rt_feel_type_parse (scope, "list<context<name: string, age: number, full name: string>>"));
	rt_feel_scope_declare (scope, "flag", rt_feel_type_simple (RT_FEEL_BOOLEAN));
	rt_feel_scope_declare (scope, "text", rt_feel_type_simple (RT_FEEL_STRING));
	rt_feel_scope_declare (scope, "full name", rt_feel_type_simple (RT_FEEL_STRING));
	rt_feel_scope_declare (scope, "pad-age", rt_feel_type_simple (RT_FEEL_NUMBER));
	const RtFeelMember members[] = { { "size", rt_feel_type_simple (RT_FEEL_NUMBER) },
					 { "kind", rt_feel_type_words (scope, terraces) } };
	rt_feel_scope_declare (scope, "thing", rt_feel_type_context (scope, members, G_N_ELEMENTS (members)));
	rt_feel_scope_declare_call (scope, "approach", "pad", rt_feel_type_parse (scope, "context<eligible: boolean>"));
	return scope;
}

RtFeelScope *
kept_scope_within (const RtFeelScope *outer)
{
	RtFeelScope *scope = rt_feel_scope_new_child (outer);
	rt_feel_scope_declare (scope, "inner", rt_feel_type_between (scope, 1, 4));
	return scope;
}
