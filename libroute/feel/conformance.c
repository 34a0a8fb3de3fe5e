#include "libroute/feel/feel.h"
#include "libroute/feel/builtin.h"
#include "libroute/feel/leaf.h"
#include "libroute/feel/number.h"
#include "libroute/feel/type.h"
#include <stdlib.h>
#include <string.h>

#define MOST_INPUTS 256u
#define CLOSE_ENOUGH 1e-8
#define DAY_OF_RUN 20000 /* any day will do: the suite only asks that there is one */

typedef struct {
	guint cases, passed;
} Tally;

typedef struct {
	FILE *out;
	RtFeelRun *run;
	RtArena *arena; /* the line that is being run */
	GHashTable *directories; /* name -> Tally */
	RtFeelConformance *result;
} Suite;

/* ---- tagged values ---------------------------------------------------------------------------- */

static const char *
text_of (RtFeelValue value)
{
	return value.kind == RT_FEEL_STRING ? rt_feel_text (value)->bytes : "";
}

static RtFeelValue untag (RtArena *arena, RtFeelValue value);

static RtFeelValue
untag_all (RtArena *arena, RtFeelValue value)
{
	RtFeelValue *items = value.kind == RT_FEEL_LIST ? ((RtFeelList *)value.as.pointer)->items
							: ((RtFeelContext *)value.as.pointer)->entries;
	guint n =
	    value.kind == RT_FEEL_LIST ? rt_feel_items (value)->count : rt_feel_entries (value)->shape->count;
	for (guint i = 0; i < n; i++)
		items[i] = untag (arena, items[i]);
	return value;
}

static RtFeelValue
untag (RtArena *arena, RtFeelValue value)
{
	if (value.kind == RT_FEEL_LIST)
		return untag_all (arena, value);
	if (value.kind != RT_FEEL_CONTEXT || rt_feel_entries (value)->shape->count != 1)
		return value;
	const char *tag = rt_feel_entries (value)->shape->names[0].text;
	RtFeelValue content = rt_feel_entries (value)->entries[0];
	if (strcmp (tag, "context") == 0)
		return untag_all (arena, content);
	if (strcmp (tag, "number") == 0)
		return rt_feel_number (arena, text_of (content));
	return rt_feel_temporal_from_text (arena, text_of (content), strlen (text_of (content)));
}

/* ---- comparing -------------------------------------------------------------------------------- */

static gboolean same (RtFeelRun *run, RtFeelValue a, RtFeelValue b);

static gboolean
same_numbers (RtFeelValue a, RtFeelValue b)
{
	g_autoptr (GString) x = g_string_new (NULL), y = g_string_new (NULL);
	rt_feel_number_print (a, x);
	rt_feel_number_print (b, y);
	/* two numbers beyond those of double have no difference there */
	if (strcmp (x->str, y->str) == 0)
		return TRUE;
	double difference = g_ascii_strtod (x->str, NULL) - g_ascii_strtod (y->str, NULL);
	return difference < CLOSE_ENOUGH && difference > -CLOSE_ENOUGH;
}

static gboolean
same_contexts (RtFeelRun *run, const RtFeelContext *a, const RtFeelContext *b)
{
	for (guint i = 0; i < a->shape->count; i++) {
		gint at = rt_feel_shape_find (b->shape, &a->shape->names[i]);
		if (at < 0 || !same (run, a->entries[i], b->entries[at]))
			return FALSE;
	}
	return a->shape->count == b->shape->count;
}

static gboolean
same (RtFeelRun *run, RtFeelValue a, RtFeelValue b)
{
	if (a.kind != b.kind)
		return FALSE;
	switch (a.kind) {
	case RT_FEEL_NUMBER:
		return same_numbers (a, b);
	case RT_FEEL_LIST:
		if (rt_feel_items (a)->count != rt_feel_items (b)->count)
			return FALSE;
		for (guint i = 0; i < rt_feel_items (a)->count; i++)
			if (!same (run, rt_feel_items (a)->items[i], rt_feel_items (b)->items[i]))
				return FALSE;
		return TRUE;
	case RT_FEEL_CONTEXT:
		return same_contexts (run, rt_feel_entries (a), rt_feel_entries (b));
	default:
		return rt_feel_equal (run, a, b) == RT_FEEL_YES;
	}
}

/* ---- one case --------------------------------------------------------------------------------- */

static RtFeelScope *
scope_for (RtFeelValue inputs, RtFeelValue types, RtFeelValue *slots)
{
	RtFeelScope *scope = rt_feel_scope_new ();
	rt_feel_scope_set_plain (scope, TRUE);
	const RtFeelContext *context = inputs.kind == RT_FEEL_CONTEXT ? rt_feel_entries (inputs) : NULL;
	for (guint i = 0; context != NULL && i < context->shape->count && i < MOST_INPUTS; i++) {
		const char *name = context->shape->names[i].text;
		const char *type = text_of (rt_feel_get_entry (types, name));
		const RtFeelType *known = *type != '\0' ? rt_feel_type_parse (scope, type) : NULL;
		slots[rt_feel_scope_declare (scope, name, known != NULL ? known : &rt_feel_type_any)] =
		    context->entries[i];
	}
	return scope;
}

static RtFeelValue
evaluate (const Suite *suite, RtFeelScope *scope, const RtFeelValue *slots, RtFeelValue expression,
	  const char *type_name)
{
	const char *text;
	gsize length;
	if (!rt_feel_get_string (expression, &text, &length))
		return rt_feel_null ();
	g_autoptr (RtFeelProgram) program = rt_feel_compile (scope, text, length, NULL);
	if (program == NULL)
		return rt_feel_null ();
	RtFeelValue value = rt_feel_evaluate (suite->run, program, slots);
	const RtFeelType *type = *type_name != '\0' ? rt_feel_type_parse (scope, type_name) : NULL;
	if (type != NULL)
		value = rt_feel_coerce (suite->run, value, type);
	/* the program goes; what the result borrows of it must stay */
	return value.kind == RT_FEEL_FUNCTION ? value : rt_feel_copy (suite->arena, value);
}

static void
count_case (const Suite *suite, const char *id, gboolean real, gboolean passed)
{
	const char *slash = strchr (id, '/');
	g_autofree char *directory = g_strndup (id, slash != NULL ? (gsize)(slash - id) : strlen (id));
	Tally *tally = g_hash_table_lookup (suite->directories, directory);
	if (tally == NULL) {
		tally = g_new0 (Tally, 1);
		g_hash_table_insert (suite->directories, g_steal_pointer (&directory), tally);
	}
	tally->cases++;
	tally->passed += passed;
	suite->result->cases++;
	suite->result->passed += passed;
	suite->result->real_cases += real;
	suite->result->real_passed += real && passed;
}

static void
tell (const Suite *suite, const char *id, RtFeelValue expression, RtFeelValue expected, RtFeelValue got)
{
	g_autoptr (GString) line = g_string_new (id);
	g_string_append_printf (line, "\t%s\texpected ", text_of (expression));
	rt_feel_print (expected, line);
	g_string_append (line, "\tgot ");
	rt_feel_print (got, line);
	fprintf (suite->out, "%s\n", line->str);
}

static gboolean
run_line (const Suite *suite, const char *line, gsize length, GError **error)
{
	RtFeelValue object, slots[MOST_INPUTS + 1];
	rt_feel_run_reset (suite->run);
	rt_arena_reset (suite->arena);
	if (!rt_feel_value_from_json (suite->arena, line, length, &object, error))
		return FALSE;
	RtFeelValue inputs = rt_feel_get_entry (object, "context"),
		    expression = rt_feel_get_entry (object, "expression");
	if (expression.kind != RT_FEEL_STRING) {
		g_set_error (error, g_quark_from_static_string ("rt-feel-conformance"), 0, "the case has no \"expression\"");
		return FALSE;
	}
	RtFeelValue expected = untag (suite->arena, rt_feel_get_entry (object, "expected"));
	if (inputs.kind == RT_FEEL_CONTEXT)
		inputs = untag_all (suite->arena, inputs);
	const char *id = text_of (rt_feel_get_entry (object, "id"));
	g_autoptr (RtFeelScope) scope = scope_for (inputs, rt_feel_get_entry (object, "inputTypes"), slots);
	RtFeelValue got =
	    evaluate (suite, scope, slots, expression, text_of (rt_feel_get_entry (object, "typeRef")));
	gboolean passed = same (suite->run, expected, got);
	count_case (suite, id, expected.kind != RT_FEEL_NULL, passed);
	if (!passed && suite->out != NULL)
		tell (suite, id, expression, expected, got);
	return TRUE;
}

static double
mean_of_directories (GHashTable *directories)
{
	GHashTableIter iter;
	gpointer value;
	double total = 0;
	g_hash_table_iter_init (&iter, directories);
	while (g_hash_table_iter_next (&iter, NULL, &value)) {
		const Tally *tally = value;
		total += (double)tally->passed / tally->cases;
	}
	guint n = g_hash_table_size (directories);
	return n != 0 ? total / n : 0;
}

gboolean
rt_feel_conformance_run (FILE *in, FILE *out, RtFeelConformance *result, GError **error)
{
	g_autoptr (RtFeelRun) run = rt_feel_run_new (NULL);
	g_autoptr (RtArena) arena = rt_arena_new (0);
	g_autoptr (GHashTable) directories = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
	Suite suite = {out, run, arena, directories, result};
	char *line = NULL;
	size_t size = 0;
	gboolean done = TRUE;
	*result = (RtFeelConformance){0};
	rt_feel_run_set_today (run, DAY_OF_RUN);
	for (ssize_t length; done && (length = getline (&line, &size, in)) > 0;)
		if (result->line++, line[0] != '\n')
			done = run_line (&suite, line, (gsize)length, error);
	free (line);
	result->directories = g_hash_table_size (directories);
	result->directory_mean = mean_of_directories (directories);
	return done;
}
