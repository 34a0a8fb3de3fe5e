/* What is said of expressions before anything runs, of everything against everything: each operator between facts and constants
 * of every type, each comparison beside each other one, each function with each of them. What comes of that stands in
 * tests/feel/grid, as with test-grid; what is right is told by tests/feel/cases/findings.cases. */
#include <string.h>
#include "libroute/feel/builtin.h"
#include "tests/feel/kept.h"
#include "tests/testing.h"

static const char *const parts[] = {
	"level",
	"rank",
	"quota",
	"begin",
	"kind",
	"thing.kind",
	"people",
	"people.age",
	"people[1].age",
	"flag",
	"text",
	"thing",
	"inner",
	"count(people)",
	"today()",
	"lower case(text)",
	"day of week(begin)",
	"begin - @\"P1Y\"",
	"level > 3",
	"not(flag)",
	"approach(\"pad\")",
	"2",
	"2.5",
	"-1",
	"0",
	"\"house\"",
	"\"House\"",
	"\"x-1\"",
	"\"2026-01-31\"",
	"null",
	"true",
	"@\"2026-01-31\"",
	"@\"P30D\"",
	"@\"P1Y\"",
	"@\"10:00:00\"",
	"[1, 3]",
	"[\"house\", \"flat\"]",
	"[2..4)",
	"{size: 1}",
	"function(x) x",
};

typedef struct {
	RtFeelScope *outer, *scope;
	GString *out, *last;
	KeptRow row;
} Said;

static void
said_begin (Said *said)
{
	said->outer = kept_scope_of_rules ();
	rt_feel_scope_declare (said->outer, "quota", rt_feel_type_known (said->outer, rt_feel_integer (3)));
	said->scope = kept_scope_within (said->outer);
	said->out = g_string_new (NULL);
	said->last = g_string_new (NULL);
	said->row = (KeptRow){said->out, said->last, 0};
}

static void
said_add (Said *said, const char *text)
{
	g_autofree char *findings = kept_said_of (said->scope, text, strlen (text));
	kept_add (&said->row, findings);
}

static void
said_end (Said *said, const char *name)
{
	kept_compare (name, said->out);
	g_string_free (said->out, TRUE);
	g_string_free (said->last, TRUE);
	rt_feel_scope_free (said->scope);
	rt_feel_scope_free (said->outer);
}

START_TEST (of_operators_between_facts_is_said_what_is_kept)
{
	static const char *const operators[] = {"=", "!=", "<", "-", "/", "in", "or"};
	Said said;
	said_begin (&said);
	for (guint i = 0; i < G_N_ELEMENTS (operators); i++)
		for (guint left = 0; left < G_N_ELEMENTS (parts); left++) {
			g_string_append_printf (said.out, "%s %s", parts[left], operators[i]);
			for (guint right = 0; right < G_N_ELEMENTS (parts); right++) {
				g_autofree char *text = g_strdup_printf ("%s %s %s", parts[left], operators[i], parts[right]);
				said_add (&said, text);
			}
			kept_end (&said.row);
		}
	said_end (&said, "facts");
}
END_TEST

/* of a number that is counted, one that is not, a text and a day: what they are compared with, in order */
static const struct {
	const char *what, *values[4];
} compared[] = {
	{"level", {"1", "2", "2.5", "quota"}},
	{"rank", {"1", "2", "3", "4"}},
	{"text", {"\"a\"", "\"b\"", "\"bb\"", "\"c\""}},
	{"begin", {"@\"2026-01-31\"", "@\"2026-02-01\"", "today()", "today() - @\"P1D\""}},
};

static void
invent_comparisons (guint of, GPtrArray *all)
{
	static const char *const operators[] = {"=", "!=", "<", "<=", ">", ">="};
	const char *what = compared[of].what, *const *values = compared[of].values;
	for (guint i = 0; i < G_N_ELEMENTS (operators); i++)
		for (guint v = 0; v < G_N_ELEMENTS (compared[of].values); v++)
			g_ptr_array_add (all, g_strdup_printf ("%s %s %s", what, operators[i], values[v]));
	for (guint v = 0; v + 1 < G_N_ELEMENTS (compared[of].values); v++) {
		g_ptr_array_add (all, g_strdup_printf ("%s between %s and %s", what, values[v], values[v + 1]));
		g_ptr_array_add (all, g_strdup_printf ("%s in (%s..%s]", what, values[v], values[v + 1]));
		g_ptr_array_add (all, g_strdup_printf ("%s in [%s..%s)", what, values[v], values[v + 1]));
		g_ptr_array_add (all, g_strdup_printf ("not(%s < %s)", what, values[v]));
		g_ptr_array_add (all, g_strdup_printf ("%s >= %s", values[v], what));
	}
}

START_TEST (of_comparisons_beside_each_other_is_said_what_is_kept)
{
	Said said;
	said_begin (&said);
	for (guint of = 0; of < G_N_ELEMENTS (compared); of++) {
		g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (g_free);
		invent_comparisons (of, all);
		for (guint i = 0; i < all->len; i++) {
			const char *one = g_ptr_array_index (all, i);
			g_string_append (said.out, one);
			for (guint j = 0; j < all->len; j++) {
				g_autofree char *text = g_strdup_printf ("%s %s %s", one, (i + j) % 2 == 0 ? "and" : "or",
									 (const char *)g_ptr_array_index (all, j));
				said_add (&said, text);
			}
			kept_end (&said.row);
		}
	}
	said_end (&said, "comparisons");
}
END_TEST

/* a part that is of a kind that the parameter takes, or 2 */
static const char *
taken (const RtFeelParam *param)
{
	static const char *const samples[RT_FEEL_UNKNOWN] = {
		[RT_FEEL_BOOLEAN] = "flag",	     [RT_FEEL_STRING] = "text",		[RT_FEEL_DATE] = "begin",
		[RT_FEEL_TIME] = "@\"10:00:00\"",    [RT_FEEL_DAYS_TIME] = "@\"P30D\"", [RT_FEEL_YEARS_MONTHS] = "@\"P1Y\"",
		[RT_FEEL_LIST] = "people.age",	     [RT_FEEL_CONTEXT] = "thing",	[RT_FEEL_RANGE] = "[2..4)",
		[RT_FEEL_NUMBER] = "level",	     [RT_FEEL_FUNCTION] = "function(a, b) a < b",
	};
	for (guint kind = 0; kind < RT_FEEL_UNKNOWN; kind++)
		if (samples[kind] != NULL && (param->takes & (1u << kind)) != 0)
			return samples[kind];
	return "2";
}

START_TEST (of_functions_of_facts_is_said_what_is_kept)
{
	Said said;
	said_begin (&said);
	for (guint i = 0; i < rt_feel_n_builtins; i++) {
		const RtFeelBuiltin *row = &rt_feel_builtins[i];
		for (guint at = 0; row->params[at].name != NULL; at++) {
			g_string_append_printf (said.out, "%s(%s)", row->name, row->params[at].name);
			for (guint part = 0; part < G_N_ELEMENTS (parts); part++) {
				g_autoptr (GString) text = g_string_new (row->name);
				for (guint k = 0; row->params[k].name != NULL; k++)
					g_string_append_printf (text, "%s%s", k > 0 ? ", " : "(",
								k == at ? parts[part] : taken (&row->params[k]));
				/* and what it makes of that is compared with a text */
				g_string_append (text, part % 2 == 0 ? ")" : ") = \"house\"");
				said_add (&said, text->str);
			}
			kept_end (&said.row);
		}
	}
	said_end (&said, "functions-of-facts");
}
END_TEST

int
main (int argc, char **argv)
{
	kept_is_updating = argc > 1 && strcmp (argv[1], "--update") == 0;
	Suite *suite = suite_create ("findings");
	TCase *cases = tcase_create ("findings");
	tcase_set_timeout (cases, 60);
	tcase_add_test (cases, of_operators_between_facts_is_said_what_is_kept);
	tcase_add_test (cases, of_comparisons_beside_each_other_is_said_what_is_kept);
	tcase_add_test (cases, of_functions_of_facts_is_said_what_is_kept);
	suite_add_tcase (suite, cases);
	return rt_test_main (suite);
}
