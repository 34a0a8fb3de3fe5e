/* Everything against everything: each operator between values of every kind, each function with values of every kind in each
 * place, each beginning of expressions, types and patterns. What comes of that stands in tests/feel/grid; with --update it
 * is taken over, and the difference is to be read before it is committed. What is right by the standard is told by the case
 * files; this suite tells what changed. */
#include <string.h>
#include "libroute/feel/builtin.h"
#include "libroute/feel/feel.h"
#include "libroute/feel/regex.h"
#include "libroute/feel/value.h"
#include "tests/feel/kept.h"
#include "tests/leaks.h"
#include "tests/testing.h"

/* of every kind, at the bounds of what a kind can be */
static const char *const known[] = {
	"null",
	"true",
	"false",
	"0",
	"1",
	"-1",
	"2",
	"2.50",
	"0.1",
	"-7.25",
	"1e-20",
	"9223372036854775807",
	"-9223372036854775808",
	"1234567890123456789012345678901234",
	"\"\"",
	"\"a\"",
	"\"ab\"",
	"\"\xc3\xa1"
	"b\"",
	"\"2\"",
	"\"2026-01-31\"",
	"\"[1..3)\"",
	"@\"2026-01-31\"",
	"@\"2024-02-29\"",
	"@\"-0001-12-31\"",
	"@\"10:00:00\"",
	"@\"10:00:00+02:00\"",
	"@\"23:59:59.5Z\"",
	"@\"2026-01-31T10:00:00\"",
	"@\"2026-01-31T23:30:00Z\"",
	"@\"2026-03-29T01:30:00@Europe/Amsterdam\"",
	"@\"P1M\"",
	"@\"-P1Y2M\"",
	"@\"P1D\"",
	"@\"-PT1H30M\"",
	"@\"PT1.5S\"",
	"@\"PT1.25S\"",
	"@\"-PT0.5S\"",
	"@\"10:00:00.25\"",
	"@\"10:00:00.5\"",
	"@\"2026-01-31T10:00:00.5\"",
	"@\"2026-01-31T10:00:00.25\"",
	"[]",
	"[1]",
	"[2, 1, 2]",
	"[null]",
	"[\"b\", \"a\"]",
	"[true, null]",
	"[[1], 2]",
	"[{a: 1}, {a: 2, b: 3}]",
	"{}",
	"{a: 1}",
	"{a: 1, b: [2]}",
	"[1..2]",
	"(1..3)",
	"(1..2.5]",
	"[\"a\"..\"c\")",
	"[@\"2026-01-01\"..@\"2026-02-01\"]",
	"(<= 2)",
	"(> 1)",
	"function(x) x = 1",
	"function(x, y) x < y",
};

/* what is not known, wholly or in part */
static const char *const dim[] = {
	"unknown",        "2 or 3",       "a or b",        "perhaps 1",  "[perhaps 1]",
	"[1, perhaps 2]", "[2, unknown]", "[1, and more]", "[and more]", "{a: unknown}",
};

#define N_KNOWN G_N_ELEMENTS (known)
#define N_VALUES (N_KNOWN + G_N_ELEMENTS (dim))

typedef struct {
	RtFeelScope *scope;
	RtFeelRun *setup, *run;
	GPtrArray *programs;
	RtFeelValue values[N_VALUES];
	RtFeelValue slots[RT_FEEL_MAX_PARAMS];
} Grid;

static const char *
name_of (guint value)
{
	return value < N_KNOWN ? known[value] : dim[value - N_KNOWN];
}

static RtFeelValue
list_of (RtArena *arena, RtFeelValue first, RtFeelValue second)
{
	RtFeelValue *items, list = rt_feel_list (arena, 2, &items);
	items[0] = first;
	items[1] = second;
	return list;
}

static void
add_dim (Grid *grid, RtArena *arena)
{
	static const char *const words[] = { "a", "b", NULL };
	static const char *const names[] = { "a" };
	RtFeelValue *entries, *one, *none, *perhaps, single = rt_feel_list (arena, 1, &one),
						     doubted = rt_feel_list (arena, 1, &perhaps);
	one[0] = rt_feel_integer (1);
	perhaps[0] = rt_feel_doubted (rt_feel_integer (1));
	const RtFeelValue values[] = {
		rt_feel_unknown (),
		rt_feel_unknown_between (arena, 2, 3),
		rt_feel_unknown_word (arena, words),
		rt_feel_doubted (rt_feel_integer (1)),
		doubted,
		list_of (arena, rt_feel_integer (1), rt_feel_doubted (rt_feel_integer (2))),
		list_of (arena, rt_feel_integer (2), rt_feel_unknown ()),
		rt_feel_open (single),
		rt_feel_open (rt_feel_list (arena, 0, &none)),
		rt_feel_context (arena, rt_feel_shape_new_in (arena, names, 1), &entries),
	};
	entries[0] = rt_feel_unknown ();
	memcpy (grid->values + N_KNOWN, values, sizeof values);
}

static void
begin (Grid *grid)
{
	*grid = (Grid){ .scope = rt_feel_scope_new (), .setup = rt_feel_run_new (NULL), .run = rt_feel_run_new (NULL) };
	grid->programs = g_ptr_array_new_with_free_func ((GDestroyNotify)rt_feel_program_free);
	rt_feel_scope_set_plain (grid->scope, TRUE);
	rt_feel_run_set_today (grid->run, 20000);
	for (guint i = 0; i < RT_FEEL_MAX_PARAMS; i++) {
		const char name[] = { (char)('a' + i), '\0' };
		rt_feel_scope_declare (grid->scope, name, rt_feel_type_simple (RT_FEEL_NULL));
	}
	for (guint i = 0; i < N_KNOWN; i++) {
		RtFeelProgram *program = rt_feel_compile (grid->scope, known[i], strlen (known[i]), NULL);
		ck_assert_msg (program != NULL, "%s", known[i]);
		g_ptr_array_add (grid->programs, program);
		grid->values[i] = rt_feel_evaluate (grid->setup, program, grid->slots);
	}
	add_dim (grid, rt_feel_run_arena (grid->setup));
}

static void
end (Grid *grid)
{
	rt_feel_run_free (grid->run);
	rt_feel_run_free (grid->setup);
	g_ptr_array_unref (grid->programs);
	rt_feel_scope_free (grid->scope);
}

/* ---- operators and functions ---- */

static void
print_result (Grid *grid, const RtFeelProgram *program, GString *out)
{
	rt_feel_run_reset (grid->run);
	g_string_truncate (out, 0);
	rt_feel_print (rt_feel_evaluate (grid->run, program, grid->slots), out);
}

/* what is found when it is compiled is what a run finds; `text` has the values themselves in it */
static void
is_the_same_folded (Grid *grid, const char *text, const char *wanted)
{
	g_autoptr (RtFeelProgram) folded = rt_feel_compile (grid->scope, text, strlen (text), NULL);
	g_autoptr (GString) got = g_string_new (NULL);
	ck_assert_msg (folded != NULL, "%s is refused", text);
	print_result (grid, folded, got);
	ck_assert_msg (strcmp (got->str, wanted) == 0, "%s is %s where it is compiled, and %s in a run", text, got->str,
		       wanted);
}

static void
operator_row (Grid *grid, const char *operator, const RtFeelProgram * program, guint left, KeptRow *row)
{
	g_autoptr (GString) result = g_string_new (NULL);
	g_string_append_printf (row->out, "%s %s", name_of (left), operator);
	grid->slots[0] = grid->values[left];
	for (guint right = 0; right < N_VALUES; right++) {
		grid->slots[1] = grid->values[right];
		print_result (grid, program, result);
		kept_add (row, result->str);
		/* a function is equal to itself, and to none that is written alike */
		gboolean itself = left == right && grid->values[left].kind == RT_FEEL_FUNCTION;
		if (left < N_KNOWN && right < N_KNOWN && (left + right) % 3 == 0 && !itself) {
			g_autofree char *text = g_strdup_printf ("(%s) %s (%s)", known[left], operator, known[right]);
			is_the_same_folded (grid, text, result->str);
		}
	}
	kept_end (row);
}

START_TEST (operators_give_what_is_kept)
{
	static const char *const operators[] = {
		"=", "!=", "<", "<=", ">", ">=", "+", "-", "*", "/", "**", "and", "or", "in"
	};
	Grid grid;
	begin (&grid);
	g_autoptr (GString) out = g_string_new (NULL), last = g_string_new (NULL);
	KeptRow row = { out, last, 0 };
	for (guint i = 0; i < G_N_ELEMENTS (operators); i++) {
		g_autofree char *text = g_strdup_printf ("a %s b", operators[i]);
		g_autoptr (RtFeelProgram) program = rt_feel_compile (grid.scope, text, strlen (text), NULL);
		for (guint left = 0; left < N_VALUES; left++)
			operator_row (&grid, operators[i], program, left, &row);
	}
	kept_compare ("operators", out);
	end (&grid);
}
END_TEST

/* a value that the parameter takes, another one for each round; the values of most kinds stand together */
static guint
taken (const Grid *grid, const RtFeelParam *param, guint round)
{
	guint n = 0, fits[N_KNOWN];
	for (guint i = 0; i < N_KNOWN; i++)
		if (grid->values[i].kind != RT_FEEL_NULL && (param->takes & (1u << grid->values[i].kind)) != 0)
			fits[n++] = i;
	return n != 0 ? fits[(round * 5 + 1) % n] : 0;
}

static void
function_row (Grid *grid, const RtFeelBuiltin *row, const RtFeelProgram *program, guint at, guint round, KeptRow *line)
{
	g_autoptr (GString) result = g_string_new (NULL);
	g_string_append_printf (line->out, "%s(", row->name);
	for (guint i = 0; row->params[i].name != NULL; i++) {
		guint value = taken (grid, &row->params[i], round + i);
		grid->slots[i] = grid->values[value];
		g_string_append_printf (line->out, "%s%s", i > 0 ? ", " : "", i == at ? "*" : name_of (value));
	}
	g_string_append_c (line->out, ')');
	for (guint value = 0; value < N_VALUES; value++) {
		grid->slots[at] = grid->values[value];
		print_result (grid, program, result);
		kept_add (line, result->str);
	}
	kept_end (line);
}

/* with so many of its arguments */
static void
call_function (Grid *grid, const RtFeelBuiltin *row, guint n, KeptRow *line)
{
	RtFeelBuiltin called = *row;
	called.params[n] = (RtFeelParam){ NULL, 0, 0, 0 };
	g_autoptr (GString) text = g_string_new (row->name);
	for (guint i = 0; i < n; i++)
		g_string_append_printf (text, "%s%c", i > 0 ? ", " : "(", (char)('a' + i));
	g_string_append_c (text, ')');
	g_autoptr (RtFeelProgram) program = rt_feel_compile (grid->scope, text->str, text->len, NULL);
	ck_assert_msg (program != NULL, "%s", text->str);
	for (guint at = 0; at < n; at++)
		for (guint round = 0; round < (n > 1 ? 3u : 1u); round++)
			function_row (grid, &called, program, at, round, line);
}

START_TEST (functions_give_what_is_kept)
{
	Grid grid;
	begin (&grid);
	g_autoptr (GString) out = g_string_new (NULL), last = g_string_new (NULL);
	KeptRow row = { out, last, 0 };
	for (guint i = 0; i < rt_feel_n_builtins; i++) {
		const RtFeelBuiltin *builtin = &rt_feel_builtins[i];
		guint n = 0, least = 0;
		for (; builtin->params[n].name != NULL; n++)
			least += !builtin->params[n].optional;
		for (guint given = MAX (least, 1); given <= n; given++)
			call_function (&grid, builtin, given, &row);
	}
	kept_compare ("functions", out);
	end (&grid);
}
END_TEST

/* calls with one thing left open, for which each value stands, and whole numbers about the bounds of clocks and calendars */
static void
call_row (Grid *grid, const char *text, KeptRow *row)
{
	static const gint64 numbers[] = { -60, -32, -13, -12, -3,   -2,   3,    4,         5,          6,
					  7,   12,  13,  14,  15,   18,   19,   22,        23,         24,
					  28,  29,  30,  31,  32,   33,   34,   35,        59,         60,
					  99,  100, 365, 366, 2023, 2024, 9999, 999999999, 1000000000, 4294967296 };
	g_autoptr (RtFeelProgram) program = rt_feel_compile (grid->scope, text, strlen (text), NULL);
	g_autoptr (GString) result = g_string_new (NULL);
	ck_assert_msg (program != NULL, "%s", text);
	g_string_append (row->out, text);
	for (guint i = 0; i < N_VALUES + G_N_ELEMENTS (numbers); i++) {
		grid->slots[0] = i < N_VALUES ? grid->values[i] : rt_feel_integer (numbers[i - N_VALUES]);
		print_result (grid, program, result);
		kept_add (row, result->str);
	}
	kept_end (row);
}

START_TEST (calls_give_what_is_kept)
{
	g_autofree char *calls = rt_test_read ("tests/feel/grid/expressions-of-one.txt", NULL);
	g_auto (GStrv) lines = g_strsplit (calls, "\n", -1);
	Grid grid;
	begin (&grid);
	g_autoptr (GString) out = g_string_new (NULL), last = g_string_new (NULL);
	KeptRow row = { out, last, 0 };
	for (guint i = 0; lines[i] != NULL && lines[i][0] != '\0'; i++)
		call_row (&grid, lines[i], &row);
	kept_compare ("calls", out);
	end (&grid);
}
END_TEST

static const char *const readers[] = { "range(a)", "number(a)", "number(a, \".\", \",\")", "number(a, \" \", \".\")",
				       "date(a)",  "time(a)",   "date and time(a)",        "duration(a)" };

static void
text_row (Grid *grid, const GPtrArray *programs, const char *text, gsize length, KeptRow *row)
{
	g_autoptr (GString) result = g_string_new (NULL);
	g_string_append_len (row->out, text, (gssize)length);
	for (guint i = 0; i < programs->len; i++) {
		grid->slots[0] = rt_feel_string (rt_feel_run_arena (grid->setup), text, length);
		print_result (grid, g_ptr_array_index (programs, i), result);
		kept_add (row, result->str);
	}
	kept_end (row);
}

START_TEST (texts_are_read_as_is_kept)
{
	g_autofree char *texts = rt_test_read ("tests/feel/grid/expressions-of-texts.txt", NULL);
	g_auto (GStrv) lines = g_strsplit (texts, "\n", -1);
	g_autoptr (GPtrArray) programs = g_ptr_array_new_with_free_func ((GDestroyNotify)rt_feel_program_free);
	Grid grid;
	begin (&grid);
	for (guint i = 0; i < G_N_ELEMENTS (readers); i++)
		g_ptr_array_add (programs, rt_feel_compile (grid.scope, readers[i], strlen (readers[i]), NULL));
	g_autoptr (GString) out = g_string_new (NULL), last = g_string_new (NULL);
	KeptRow row = { out, last, 0 };
	for (guint i = 0; lines[i] != NULL && lines[i][0] != '\0'; i++) {
		gsize length = strlen (lines[i]);
		for (gsize n = length; n > 0; n--)
			text_row (&grid, programs, lines[i], n, &row);
		for (gsize n = 1; n < length; n++) {
			g_autofree char *less = g_strdup_printf ("%.*s%s", (int)n, lines[i], lines[i] + n + 1);
			text_row (&grid, programs, less, length - 1, &row);
		}
	}
	kept_compare ("texts", out);
	end (&grid);
}
END_TEST

/* ---- beginnings ---- */

/* What stands behind a text is none of its affair. */
static void
ends_where_it_ends (const RtFeelScope *scope, const char *text, gsize length, const char *wanted)
{
	static const char *const behind[] = { "1",        "a",  "\"", ")", ".", "-",   "=",  "*",    "/",   " ",
					      "\xc3\xa1", "..", ":",  ",", "<", "not", "\n", "\"\n", "\n\"" };
	const char *more = behind[(length * 7 + (guchar)text[length / 2]) % G_N_ELEMENTS (behind)];
	g_autofree char *longer = g_strdup_printf ("%.*s%s", (int)length, text, more);
	g_autofree char *got = kept_said_of (scope, longer, length);
	ck_assert_msg (strcmp (got, wanted) == 0, "%.*s, with `%s` behind it: %s\nalone: %s", (int)length, text, more, got,
		       wanted);
}

START_TEST (of_beginnings_of_expressions_is_said_what_is_kept)
{
	g_autofree char *expressions = rt_test_read ("tests/feel/grid/expressions.txt", NULL);
	g_auto (GStrv) lines = g_strsplit (expressions, "\n", -1);
	g_autoptr (RtFeelScope) outer = kept_scope_of_rules ();
	g_autoptr (RtFeelScope) scope = kept_scope_within (outer);
	g_autoptr (GString) out = g_string_new (NULL), last = g_string_new (NULL);
	KeptRow row = { out, last, 0 };
	for (guint i = 0; lines[i] != NULL && lines[i][0] != '\0'; i++) {
		g_autofree char *text = g_strcompress (lines[i]);
		gsize length = strlen (text);
		g_string_append (out, lines[i]);
		for (gsize n = 1; n <= length; n++) {
			g_autofree char *said = kept_said_of (scope, text, n);
			kept_add (&row, said);
			ends_where_it_ends (scope, text, n, said);
		}
		/* and without one of its characters */
		for (gsize n = 1; n < length; n++) {
			g_autofree char *less = g_strdup_printf ("%.*s%s", (int)n, text, text + n + 1);
			g_autofree char *said = kept_said_of (scope, less, length - 1);
			kept_add (&row, said);
		}
		kept_end (&row);
	}
	kept_compare ("beginnings", out);
}
END_TEST

START_TEST (types_are_read_as_is_kept)
{
	static const char *const types[] = {
		"number",
		"string",
		"boolean",
		"date",
		"time",
		"date and time",
		"date  and\ttime",
		"years and months duration",
		"days and time duration",
		"list<number>",
		"list < list< string > >",
		"range<date>",
		"range<date and time>",
		"context",
		"context<a: number>",
		"context<a b: number, c: list<range<date>>>",
		"context< a  b :number,c: string >",
		"Any",
		"Null",
		"any",
		"function<> -> number",
		"function<number, string> -> list<boolean>",
		"function<number>->function<>->Any",
		"context<a: number,>",
		"context<: number>",
		"context<a number>",
		"list<>",
		"list<number",
		"numbers",
		"number x",
		"context<a: nothing>",
		" number ",
		"function<number> number",
		"context<a: number, a: string>",
		"list<context<a: number>>>",
	};
	Grid grid;
	begin (&grid);
	g_autoptr (GString) out = g_string_new (NULL), last = g_string_new (NULL), result = g_string_new (NULL);
	KeptRow row = { out, last, 0 };
	for (guint i = 0; i < G_N_ELEMENTS (types); i++)
		for (gsize n = strlen (types[i]); n > 0; n--) {
			g_autofree char *type = g_strndup (types[i], n), *text = g_strdup_printf ("a instance of %s", type);
			g_autoptr (RtFeelProgram) program = rt_feel_compile (grid.scope, text, strlen (text), NULL);
			gboolean parsed = rt_feel_type_parse (grid.scope, type) != NULL;
			g_autofree char *said = kept_said_of (grid.scope, text, strlen (text));
			g_string_append_printf (out, "%s%s: %s", type, parsed ? " is one" : "", said);
			for (guint value = 0; program != NULL && value < N_VALUES; value++) {
				grid.slots[0] = grid.values[value];
				print_result (&grid, program, result);
				kept_add (&row, result->str);
			}
			kept_end (&row);
		}
	kept_compare ("types", out);
	end (&grid);
}
END_TEST

/* ---- patterns ---- */

static void
pattern_row (const char *pattern, gsize length, KeptRow *row)
{
	static const char *const texts[] = { "",    "a",   "ab",   "aab", "b1", "-", "]", "x y", "A\nb", "\xc3\xa9t\xc3\xa9",
					     "a.b", "{2}", "aa bb" };
	static const char *const flags[] = { "", "i", "s", "m", "x", "q", "ix" };
	for (guint f = 0; f < G_N_ELEMENTS (flags); f++) {
		g_autoptr (RtRegex) regex = rt_regex_new (pattern, length, flags[f], strlen (flags[f]));
		g_autoptr (RtRegex) test = rt_regex_new_test (pattern, length, flags[f], strlen (flags[f]));
		ck_assert ((regex != NULL) == rt_regex_is_pattern (pattern, length, flags[f], strlen (flags[f])));
		ck_assert ((regex != NULL) == (test != NULL));
		g_autoptr (GString) hits = g_string_new (regex == NULL ? "none" : "");
		for (guint t = 0; regex != NULL && t < G_N_ELEMENTS (texts); t++) {
			g_autoptr (GString) replaced = g_string_new (NULL);
			gsize n = strlen (texts[t]);
			gboolean hit = rt_regex_matches (regex, texts[t], n, &rt_feel_budget_default) == RT_REGEX_MATCH;
			ck_assert ((rt_regex_matches (test, texts[t], n, &rt_feel_budget_default) == RT_REGEX_MATCH) == hit);
			g_string_append_c (hits, hit ? (char)('a' + t) : '-');
			if (hit && rt_regex_replace (regex, texts[t], n, "<$0>", 4, &rt_feel_budget_default, replaced) ==
				       RT_REGEX_MATCH)
				g_string_append_printf (hits, "%02x", g_str_hash (replaced->str) & 0xff);
		}
		kept_add (row, hits->str);
	}
}

START_TEST (patterns_match_what_is_kept)
{
	g_autofree char *patterns = rt_test_read ("tests/feel/grid/expressions-of-patterns.txt", NULL);
	g_auto (GStrv) lines = g_strsplit (patterns, "\n", -1);
	g_autoptr (GString) out = g_string_new (NULL), last = g_string_new (NULL);
	KeptRow row = { out, last, 0 };
	for (guint i = 0; lines[i] != NULL && lines[i][0] != '\0'; i++)
		for (gsize n = strlen (lines[i]); n > 0; n--) {
			if ((lines[i][n] & 0xc0) == 0x80)
				continue;
			/* what stands behind a pattern is none of its affair either */
			g_autofree char *translated = rt_regex_translate (lines[i], n, n % 2 == 0, n % 3 == 0);
			g_string_append_printf (out, "%.*s => %s", (int)n, lines[i],
						translated != NULL ? translated : "none");
			pattern_row (lines[i], n, &row);
			kept_end (&row);
		}
	kept_compare ("patterns", out);
}
END_TEST

/* ---- sizes ---- */

START_TEST (what_is_larger_has_more_values)
{
	Grid grid;
	begin (&grid);
	static const struct {
		const char *text;
		gsize size;
	} sizes[] = {
		{ "1", 1 }, { "[]", 1 }, { "[1, 2, 3]", 4 }, { "[[1], {a: 2, b: [3]}, \"text\"]", 8 }, { "{a: {b: {}}}", 3 }
	};
	for (guint i = 0; i < G_N_ELEMENTS (sizes); i++) {
		g_autoptr (RtFeelProgram) program =
		    rt_feel_compile (grid.scope, sizes[i].text, strlen (sizes[i].text), NULL);
		RtFeelValue value = rt_feel_evaluate (grid.run, program, grid.slots);
		for (gsize most = 0; most < 10; most++)
			ck_assert_msg (rt_feel_is_larger (value, most) == (sizes[i].size > most), "%s: %zu", sizes[i].text,
				       most);
	}
	end (&grid);
}
END_TEST

/* what is too deep to be told ends in three points, whatever it is made of */
START_TEST (what_is_deep_is_cut)
{
	static const char *const sides[][2] = { { "[", "]" }, { "{a: ", "}" }, { "[1, {b: [", "]}]" } };
	Grid grid;
	begin (&grid);
	g_autoptr (GString) out = g_string_new (NULL), result = g_string_new (NULL);
	for (guint i = 0; i < G_N_ELEMENTS (sides); i++)
		for (guint deep = 1; deep < 80; deep++) {
			g_autoptr (GString) text = g_string_new ("1");
			for (guint n = 0; n < deep; n++) {
				g_string_prepend (text, sides[i][0]);
				g_string_append (text, sides[i][1]);
			}
			g_autoptr (RtFeelProgram) program = rt_feel_compile (grid.scope, text->str, text->len, NULL);
			if (program != NULL)
				print_result (&grid, program, result);
			g_string_append_printf (out, "%u of %s: %s %zu %08x\n", deep, sides[i][0],
						program != NULL ? "" : "refused", result->len, g_str_hash (result->str));
		}
	for (guint n = 1; n < 40; n++) {
		g_autoptr (GString) text = g_string_new ("for x0 in [1, 2]");
		for (guint i = 1; i < n; i++)
			g_string_append_printf (text, ", x%u in [x%u]", i, i - 1);
		g_string_append_printf (text, " return x%u", n - 1);
		g_autoptr (RtFeelProgram) program = rt_feel_compile (grid.scope, text->str, text->len, NULL);
		g_string_assign (result, "refused");
		if (program != NULL)
			print_result (&grid, program, result);
		g_string_append_printf (out, "%u iterators: %s\n", n, result->str);
	}
	/* groups within groups, groups in a row, classes within classes, and long patterns */
	static const struct {
		const char *before, *inner, *behind;
		guint from, to;
	} patterns[] = { { "(", "a", ")", 45, 55 }, { "(a)", "", "", 95, 103 },
			 { "[b-", "[a]", "]", 45, 55 }, { "a", "", "", 4093, 4099 } };
	for (guint i = 0; i < G_N_ELEMENTS (patterns); i++)
		for (guint n = patterns[i].from; n < patterns[i].to; n++) {
			g_autoptr (GString) text = g_string_new (NULL);
			for (guint k = 0; k < n; k++)
				g_string_append (text, patterns[i].before);
			g_string_append (text, patterns[i].inner);
			for (guint k = 0; k < n; k++)
				g_string_append (text, patterns[i].behind);
			g_string_append_printf (out, "%u of %s: %s\n", n, patterns[i].before,
						rt_regex_is_pattern (text->str, text->len, "", 0) ? "a pattern" : "none");
		}
	kept_compare ("depths", out);
	end (&grid);
}
END_TEST

START_TEST (what_is_no_kind_of_value_is_anything)
{
	ck_assert_ptr_eq (rt_feel_type_simple (RT_FEEL_UNKNOWN), rt_feel_type_simple (RT_FEEL_NULL));
	ck_assert_ptr_ne (rt_feel_type_simple (RT_FEEL_FUNCTION), rt_feel_type_simple (RT_FEEL_NULL));
	ck_assert_ptr_ne (rt_feel_type_simple (RT_FEEL_BOOLEAN), rt_feel_type_simple (RT_FEEL_NULL));
}
END_TEST

/* ---- memory ---- */

/* each beginning of an expression: compiled, and told why it does not hold */
static void
compile_all (gpointer data)
{
	char **lines = data;
	g_autoptr (RtFeelScope) outer = kept_scope_of_rules ();
	g_autoptr (RtFeelScope) inner = kept_scope_within (outer);
	for (guint i = 0; lines[i] != NULL && lines[i][0] != '\0'; i++) {
		g_autofree char *text = g_strcompress (lines[i]);
		for (gsize n = strlen (text); n > 0; n--) {
			g_autofree char *said = kept_said_of (inner, text, n);
			g_autoptr (RtFeelClauses) clauses = rt_feel_clauses_new (inner, text, n);
			ck_assert_msg ((clauses != NULL) == g_str_has_prefix (said, "good"), "%.*s", (int)n, text);
		}
	}
}

static void
match_all (gpointer data)
{
	char **lines = data;
	for (guint i = 0; lines[i] != NULL && lines[i][0] != '\0'; i++)
		for (gsize n = strlen (lines[i]); n > 0; n -= MIN (n, 3)) {
			g_autoptr (GString) out = g_string_new (NULL), last = g_string_new (NULL);
			KeptRow row = { out, last, 0 };
			pattern_row (lines[i], n, &row);
			kept_end (&row);
		}
}

static void
evaluate_all (gpointer data)
{
	Grid grid;
	begin (&grid);
	for (guint i = 0; i < rt_feel_n_builtins; i++) {
		const char *text = rt_feel_builtins[i].example;
		g_autoptr (RtFeelProgram) program = rt_feel_compile (grid.scope, text, strlen (text), NULL);
		g_autoptr (GString) result = g_string_new (NULL);
		print_result (&grid, program, result);
	}
	end (&grid);
}

START_TEST (what_was_taken_is_given_back)
{
	g_autofree char *expressions = rt_test_read ("tests/feel/grid/expressions.txt", NULL);
	g_autofree char *patterns = rt_test_read ("tests/feel/grid/expressions-of-patterns.txt", NULL);
	g_auto (GStrv) lines = g_strsplit (expressions, "\n", -1), more = g_strsplit (patterns, "\n", -1);
	leaks_nothing (compile_all, lines, "compiling");
	leaks_nothing (match_all, more, "patterns");
	leaks_nothing (evaluate_all, NULL, "evaluating");
	rt_feel_clauses_free (NULL);
	rt_feel_scope_free (NULL);
	rt_feel_program_free (NULL);
	rt_feel_run_free (NULL);
}
END_TEST

int
main (int argc, char **argv)
{
	kept_is_updating = argc > 1 && strcmp (argv[1], "--update") == 0;
	Suite *suite = suite_create ("grid");
	TCase *cases = tcase_create ("grid");
	tcase_set_timeout (cases, 60);
	tcase_add_test (cases, operators_give_what_is_kept);
	tcase_add_test (cases, functions_give_what_is_kept);
	tcase_add_test (cases, calls_give_what_is_kept);
	tcase_add_test (cases, texts_are_read_as_is_kept);
	tcase_add_test (cases, of_beginnings_of_expressions_is_said_what_is_kept);
	tcase_add_test (cases, types_are_read_as_is_kept);
	tcase_add_test (cases, patterns_match_what_is_kept);
	tcase_add_test (cases, what_is_deep_is_cut);
	tcase_add_test (cases, what_is_no_kind_of_value_is_anything);
	tcase_add_test (cases, what_is_larger_has_more_values);
	tcase_add_test (cases, what_was_taken_is_given_back);
	suite_add_tcase (suite, cases);
	return rt_test_main (suite);
}
