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

#define N_WORLDS 40u

/* by the order of kept_scope_of_rules(), and what is declared behind it */
enum { LEVEL, RANK, BEGIN, KIND, PEOPLE, FLAG, TEXT, FULL_NAME, PAD_AGE, THING, PAD, QUOTA, INNER, N_SLOTS };

typedef struct {
	RtFeelScope *outer, *scope;
	GString *out, *last;
	KeptRow row;
	/* in which it must be so */
	RtFeelRun *run;
	RtArena *arena;
	RtFeelShape *person, *size, *pad;
	RtFeelValue worlds[N_WORLDS][N_SLOTS];
} Said;

static RtFeelValue
word (Said *said, GRand *rand, const char *const *words, guint n)
{
	const char *text = words[g_rand_int_range (rand, 0, (gint32)n)];
	return rt_feel_string (said->arena, text, strlen (text));
}

/* all of it known, and near the constants that it is compared with */
static void
fill (Said *said, GRand *rand, RtFeelValue *slots)
{
	static const char *const kinds[] = {"house", "street", "x-1"}, 
	*const texts[] = {"", "a", "aa", "b", "bb", "bbb", "c", "d", "house"};
	static const char *const halves[] = {"0", "0.5", "1", "1.5", "2", "2.2", "2.5", "2.7", "3", "3.5", "4", "-1"};
	RtFeelValue *items, *entries;
	slots[LEVEL] = rt_feel_number (said->arena, halves[g_rand_int_range (rand, 0, G_N_ELEMENTS (halves))]);
	slots[RANK] = rt_feel_integer (g_rand_int_range (rand, 1, 5));
	slots[BEGIN] = rt_feel_date (20484 + g_rand_int_range (rand, -1, 3)); /* 2026-01-31 and around it */
	slots[KIND] = word (said, rand, kinds, G_N_ELEMENTS (kinds));
	slots[FLAG] = rt_feel_boolean (g_rand_boolean (rand));
	slots[TEXT] = word (said, rand, texts, G_N_ELEMENTS (texts));
	slots[FULL_NAME] = word (said, rand, texts, G_N_ELEMENTS (texts));
	slots[PAD_AGE] = rt_feel_integer (g_rand_int_range (rand, 0, 5));
	slots[QUOTA] = rt_feel_integer (3);
	slots[INNER] = rt_feel_integer (g_rand_int_range (rand, 1, 5));
	guint n = (guint)g_rand_int_range (rand, 0, 4);
	slots[PEOPLE] = rt_feel_list (said->arena, n, &items);
	for (guint i = 0; i < n; i++) {
		items[i] = rt_feel_context (said->arena, said->person, &entries);
		entries[0] = word (said, rand, texts, G_N_ELEMENTS (texts));
		entries[1] = rt_feel_integer (g_rand_int_range (rand, 0, 5));
		entries[2] = word (said, rand, texts, G_N_ELEMENTS (texts));
	}
	slots[THING] = rt_feel_context (said->arena, said->size, &entries);
	entries[0] = rt_feel_integer (g_rand_int_range (rand, 0, 5));
	entries[1] = word (said, rand, (const char *const[]){"terrace", "flat"}, 2);
	slots[PAD] = rt_feel_context (said->arena, said->pad, &entries);
	entries[0] = rt_feel_boolean (g_rand_boolean (rand));
}

static void
said_begin (Said *said)
{
	said->outer = kept_scope_of_rules ();
	rt_feel_scope_declare (said->outer, "quota", rt_feel_type_known (said->outer, rt_feel_integer (3)));
	said->scope = kept_scope_within (said->outer);
	said->out = g_string_new (NULL);
	said->last = g_string_new (NULL);
	said->row = (KeptRow){said->out, said->last, 0};
	static const char *const person[] = {"name", "age", "full name"}, *const size[] = {"size", "kind"},
	*const pad[] = {"eligible"};
	said->run = rt_feel_run_new (NULL);
	rt_feel_run_set_today (said->run, 20485);
	said->arena = rt_arena_new (0);
	said->person = rt_feel_shape_new (person, G_N_ELEMENTS (person));
	said->size = rt_feel_shape_new (size, G_N_ELEMENTS (size));
	said->pad = rt_feel_shape_new (pad, G_N_ELEMENTS (pad));
	g_autoptr (GRand) rand = g_rand_new_with_seed (3);
	for (guint i = 0; i < N_WORLDS; i++)
		fill (said, rand, said->worlds[i]);
}

/* of a part that is a condition: it must not be what it is said never to be */
static void
is_never (Said *said, const char *text, gsize length, gboolean never, const char *message)
{
	g_autoptr (RtFeelProgram) program = rt_feel_compile (said->scope, text, length, NULL);
	for (guint i = 0; i < N_WORLDS && program != NULL; i++) {
		gboolean yes;
		rt_feel_run_reset (said->run);
		RtFeelValue value = rt_feel_evaluate (said->run, program, said->worlds[i]);
		ck_assert_msg (!rt_feel_get_boolean (value, &yes) || yes != never, "%.*s: %s, and it is not", (int)length, text,
			       message);
	}
}

/* what is said to be always so, or never, is; told of a range or a list it is told of the whole */
static void
holds_in_all_worlds (Said *said, const char *text)
{
	g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func ((GDestroyNotify)rt_feel_diagnostic_free);
	g_autoptr (RtFeelProgram) program = rt_feel_compile (said->scope, text, strlen (text), findings);
	for (guint i = 0; i < findings->len && program != NULL; i++) {
		const RtFeelDiagnostic *one = g_ptr_array_index (findings, i);
		gboolean never = strcmp (one->code, "always-true") == 0 ? FALSE : TRUE;
		if (!g_str_has_prefix (one->code, "always-"))
			continue;
		const char *in = strstr (text, " in ");
		gboolean is_test = in != NULL && one->start == (gsize)(in - text) + 4;
		if (is_test && strstr (text, " and ") == NULL && strstr (text, " or ") == NULL)
			is_never (said, text, strlen (text), never, one->message);
		else if (!is_test)
			is_never (said, text + one->start, one->end - one->start, never, one->message);
	}
}

static void
said_add (Said *said, const char *text)
{
	g_autofree char *findings = kept_said_of (said->scope, text, strlen (text));
	kept_add (&said->row, findings);
	if (strstr (findings, " always-") != NULL)
		holds_in_all_worlds (said, text);
}

static void
said_clear (Said *said)
{
	g_string_free (said->out, TRUE);
	g_string_free (said->last, TRUE);
	rt_feel_scope_free (said->scope);
	rt_feel_scope_free (said->outer);
	rt_feel_run_free (said->run);
	rt_arena_free (said->arena);
	rt_feel_shape_free (said->person);
	rt_feel_shape_free (said->size);
	rt_feel_shape_free (said->pad);
}

static void
said_end (Said *said, const char *name)
{
	kept_compare (name, said->out);
	said_clear (said);
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

/* without what is said to change nothing, the same comes of it */
static void
changes_nothing (Said *said, const char *text, const char *one, const char *other)
{
	g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func ((GDestroyNotify)rt_feel_diagnostic_free);
	g_autoptr (RtFeelProgram) program = rt_feel_compile (said->scope, text, strlen (text), findings);
	const RtFeelDiagnostic *first = findings->len > 0 ? g_ptr_array_index (findings, 0) : NULL;
	if (first == NULL || strcmp (first->code, "superfluous") != 0)
		return;
	const char *left = first->start == 0 ? other : one;
	g_autoptr (RtFeelProgram) shorter = rt_feel_compile (said->scope, left, strlen (left), NULL);
	for (guint i = 0; i < N_WORLDS; i++) {
		gboolean a = FALSE, b = TRUE;
		rt_feel_run_reset (said->run);
		ck_assert (rt_feel_get_boolean (rt_feel_evaluate (said->run, program, said->worlds[i]), &a));
		ck_assert (rt_feel_get_boolean (rt_feel_evaluate (said->run, shorter, said->worlds[i]), &b));
		ck_assert_msg (a == b, "%s: %s, and it does", text, first->message);
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
				changes_nothing (&said, text, one, g_ptr_array_index (all, j));
			}
			kept_end (&said.row);
		}
	}
	said_end (&said, "comparisons");
}
END_TEST

/* one thing with something added on both sides, in every order */
START_TEST (what_is_said_of_sums_is_so)
{
	static const char *const bases[] = {"level", "rank", "begin", "time(begin)", "date and time(begin, @\"10:00:00\")",
					    "(begin - @\"2026-01-01\")"};
	static const char *const amounts[] = {
		"", " + 1", " - 1", " - 2", " + quota", " + 0", " + @\"PT1H\"", " - @\"PT1H\"", " + @\"PT25H\"", " + @\"PT36H\"",
		" - @\"PT25H\"", " + @\"P1D\"", " - @\"P1D\"", " + @\"-P1D\"", " - @\"-PT1H\"", " + @\"P1M\"", " - @\"P2M\"",
		" + @\"P0D\"", " - @\"2026-01-31\"", " - @\"2026-01-30\"", " - @\"10:00:00\"",
	};
	static const char *const forms[] = {"# = #", "# < #", "# >= #", "begin in [#..#]", "level in (#..#]"};
	Said said;
	said_begin (&said);
	for (guint base = 0; base < G_N_ELEMENTS (bases); base++)
		for (guint a = 0; a < G_N_ELEMENTS (amounts); a++)
			for (guint b = 0; b < G_N_ELEMENTS (amounts); b++)
				for (guint form = 0; form < G_N_ELEMENTS (forms); form++) {
					g_auto (GStrv) around = g_strsplit (forms[form], "#", 3);
					g_autofree char *text = g_strconcat (around[0], bases[base], amounts[a], around[1],
									     bases[base], amounts[b], around[2], NULL);
					holds_in_all_worlds (&said, text);
				}
	said_clear (&said);
}
END_TEST

/* a range that holds all ranks is told, and one that lies below or above all; no other is */
START_TEST (of_ranges_is_said_what_is_so)
{
	static const char *const open[] = {"[", "("}, *const close[] = {"]", ")"};
	Said said;
	said_begin (&said);
	for (guint form = 0; form < 4; form++)
		for (gint low = 0; low <= 6; low++)
			for (gint high = low; high <= 6; high++) {
				g_autofree char *text =
				    g_strdup_printf ("rank in %s%d..%d%s", open[form % 2], low, high, close[form / 2]);
				gint first = low + (gint)(form % 2), last = high - (gint)(form / 2);
				g_autofree char *findings = kept_said_of (said.scope, text, strlen (text));
				gboolean always = first <= 1 && last >= 4, never = first > 4 || last < 1;
				ck_assert_msg ((strstr (findings, "always-true") != NULL) == always, "%s: %s", text, findings);
				ck_assert_msg ((strstr (findings, "always-false") != NULL) == never, "%s: %s", text, findings);
			}
	said_clear (&said);
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
	tcase_add_test (cases, what_is_said_of_sums_is_so);
	tcase_add_test (cases, of_ranges_is_said_what_is_so);
	suite_add_tcase (suite, cases);
	return rt_test_main (suite);
}
