/* Conditions: compiled in their scope, and held to what rules may read. */
#include <string.h>
#include "libroute/registration/forbidden.h"
#include "libroute/rules/build.h"

typedef struct {
	RtBuilder *builder;
	const RtKeyEntry *key;
	guint may;
} Reading;

gboolean
rt_build_is_name (const char *name)
{
	static const char *const own[] = { "and",  "between",  "else", "every",   "external", "false",
					   "for",  "function", "if",   "in",      "instance", "item",
					   "not",  "null",     "of",   "or",      "return",   "satisfies",
					   "some", "then",     "true", "partial", NULL };
	if (!g_ascii_isalpha (*name) || g_strv_contains (own, name) || g_str_has_suffix (name, "-"))
		return FALSE;
	for (const char *c = name; *c != '\0'; c++)
		if (!g_ascii_isalnum (*c) && (*c != '-' || c[1] == '-'))
			return FALSE;
	return TRUE;
}

/* ---- what a condition reads ---- */

static void
check_takes (Reading *reading, guint takes, guint start, guint end)
{
	static const struct {
		guint takes;
		RtRuleFinding finding;
		const char *message;
	} reports[] = {
		{ RT_TAKES_GIVEN, RT_FINDING_TOO_EARLY,
		  "given() cannot count here: what is not given must stay unknown" },
		{ RT_TAKES_REASONS, RT_FINDING_TOO_EARLY,
		  "this is known only after the reasons of all parties" },
		{ RT_TAKES_APPROACHES, RT_FINDING_TOO_EARLY, "this is known only after the approaches" },
		{ RT_TAKES_ROUTING, RT_FINDING_TOO_EARLY, "this is known only after the routing" },
		{ RT_TAKES_ALL, RT_FINDING_TOO_EARLY,
		  "this is known only at the very end; flags alone can tell it" },
		{ RT_TAKES_TEXT, RT_FINDING_READS_TEXT,
		  "free text never counts here: a person's words are not facts" },
	};
	for (guint i = 0; i < G_N_ELEMENTS (reports); i++)
		if ((takes & ~reading->may & reports[i].takes) != 0)
			rt_report_value (reading->builder->findings, reports[i].finding, reading->key, start,
					 end, "%s", reports[i].message);
}

static void
report_protected (const Reading *reading, guint start, guint end)
{
	rt_report_value (reading->builder->findings, RT_FINDING_PROTECTED, reading->key, start, end,
			 "rules never read this: who a person is, lives, comes from, believes or speaks is "
			 "out of bounds");
}

/* what lies below /extra is known by name only: an absent name there is unknown, like every absent fact */
static void
keep_extra (RtBuilder *builder, const char *path)
{
	GPtrArray *extras = builder->inside->extras;
	g_auto (GStrv) names = g_strsplit (path, ".", -1);
	for (guint i = 0; i < extras->len; i++)
		if (g_strv_equal (g_ptr_array_index (extras, i), (const char *const *) names))
			return;
	if (*path != '\0')
		g_ptr_array_add (extras, g_steal_pointer (&names));
}

/* a member that a copy of extra lacks would be null, which counts as no */
static void
check_extra (Reading *reading, const char *path, guint start, guint end)
{
	keep_extra (reading->builder, path);
	if (*path == '\0')
		rt_report_value (reading->builder->findings, RT_FINDING_WHOLE_EXTRA, reading->key, start, end,
				 "name what is read, as in extra.pilot: of extra as a whole nobody can tell "
				 "what is unknown");
}

static void
on_read (guint slot, const char *path, guint start, guint end, gpointer data)
{
	Reading *reading = data;
	RtBuilder *builder = reading->builder;
	const RtShape *root = rt_schema_root ();
	RtSlotInfo *info = &g_array_index (builder->slots, RtSlotInfo, slot);
	info->used = TRUE;
	check_takes (reading, info->takes, start, end);
	if (slot < root->n_fields && root->fields[slot].type == RT_TYPE_ANY)
		check_extra (reading, path, start, end);
}

/* Names and texts of a condition that reads extra, where types cannot tell what is read: get value (extra,
 * "..."). No registration holds such a key, so this is for the author's eyes. */
static void
check_protected (const Reading *reading)
{
	const char *text = reading->key->value;
	if (strstr (text, "extra") == NULL)
		return;
	for (const char *c = text; *c != '\0';) {
		gsize length = strspn (c, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_-0123456789");
		if (length > 0 && rt_forbidden_name (c, length))
			report_protected (reading, (guint) (c - text), (guint) (c - text) + (guint) length);
		c += MAX (length, 1);
	}
}

/* members that types can tell */
static void
on_path (guint slot, const char *path, guint start, guint end, gpointer data)
{
	const Reading *reading = data;
	for (const char *name = path; *name != '\0';) {
		gsize length = strcspn (name, ".");
		/* what reads extra was looked at as text */
		if (rt_forbidden_name (name, length) && strstr (reading->key->value, "extra") == NULL)
			report_protected (reading, start, end);
		name += length + (name[length] == '.');
	}
}

static void
on_takes (guint slot, const char *path, guint start, guint end, gpointer data)
{
	const Reading *reading = data;
	((Reading *) data)->may |= g_array_index (reading->builder->slots, RtSlotInfo, slot).takes;
}

guint
rt_build_takes (const RtBuilder *builder, const RtFeelProgram *program)
{
	Reading reading = { .builder = (RtBuilder *) builder };
	if (program != NULL)
		rt_feel_program_visit (program, on_takes, &reading);
	return reading.may;
}

/* ---- compiling ---- */

static RtRuleFinding
finding_of (const RtFeelDiagnostic *diagnostic)
{
	if (diagnostic->severity == RT_FEEL_ERROR)
		return RT_FINDING_CONDITION;
	if (strcmp (diagnostic->code, "hidden") == 0)
		return RT_FINDING_HIDDEN_NAME;
	return strcmp (diagnostic->code, "precedence") == 0 ? RT_FINDING_PRECEDENCE
							     : RT_FINDING_SUSPECT_CONDITION;
}

/* person.age > 12  # a comment behind a condition */
static gboolean
is_comment (const RtKeyEntry *key, const RtFeelDiagnostic *diagnostic)
{
	const char *at = key->value + MIN (diagnostic->start, strlen (key->value));
	return diagnostic->severity == RT_FEEL_ERROR && at[strspn (at, " \t")] == '#';
}

/* a name, or an id in quotes */
static void
note_missing (RtBuilder *builder, guint before, const RtKeyEntry *key, const RtFeelDiagnostic *diagnostic)
{
	const char *name = key->value + diagnostic->start;
	gsize length = diagnostic->end - diagnostic->start;
	gboolean quoted = length > 2 && *name == '"';
	rt_build_missed (builder, before, quoted ? name + 1 : name, quoted ? length - 2 : length, FALSE);
}

static gboolean
repeats (const GPtrArray *diagnostics, guint i)
{
	const RtFeelDiagnostic *diagnostic = g_ptr_array_index (diagnostics, i);
	gboolean syntax = strcmp (diagnostic->code, "syntax") == 0;
	for (guint j = 0; j < diagnostics->len; j++) {
		const RtFeelDiagnostic *other = g_ptr_array_index (diagnostics, j);
		gboolean others = strcmp (other->code, "syntax") == 0;
		/* of how it is written comes before what it would be */
		if (j != i && other->severity == RT_FEEL_ERROR && other->start == diagnostic->start &&
		    (others == syntax ? j < i : others))
			return TRUE;
	}
	return FALSE;
}

/* person.religion is not only no fact: it never will be */
static gboolean
names_protected (const RtKeyEntry *key, const RtFeelDiagnostic *diagnostic)
{
	g_autofree char *path = g_strndup (key->value + diagnostic->start, diagnostic->end - diagnostic->start);
	const char *dot = strpbrk (path, "\" ()[]") == NULL ? strrchr (path, '.') : NULL;
	return dot != NULL && rt_forbidden_name (dot + 1, strlen (dot + 1));
}

void
rt_build_diagnostics (RtBuilder *builder, const RtKeyEntry *key, const GPtrArray *diagnostics)
{
	for (guint i = 0; i < diagnostics->len; i++) {
		const RtFeelDiagnostic *diagnostic = g_ptr_array_index (diagnostics, i);
		/* of two about the same place one is the other over again */
		if (diagnostic->severity == RT_FEEL_NOTE || repeats (diagnostics, i))
			continue;
		guint before = builder->findings->len;
		if (diagnostic->severity == RT_FEEL_ERROR && names_protected (key, diagnostic)) {
			const Reading reading = { .builder = builder, .key = key };
			report_protected (&reading, diagnostic->start, diagnostic->end);
			continue;
		}
		rt_report_value (builder->findings, finding_of (diagnostic), key, diagnostic->start,
				 diagnostic->end, "%s",
				 is_comment (key, diagnostic) ? "`#` is no comment here: comments stand on lines of their own"
							      : diagnostic->message);
		if (strcmp (diagnostic->code, "unknown-name") == 0)
			note_missing (builder, before, key, diagnostic);
		gboolean may_hang = finding_of (diagnostic) == RT_FINDING_SUSPECT_CONDITION ||
				    strcmp (diagnostic->code, "type") == 0;
		if (may_hang && builder->findings->len > before)
			rt_build_blame (builder, g_ptr_array_index (builder->findings, before), key, diagnostic->start,
					diagnostic->end);
	}
}

/* a define may be any value; everything else is asked whether it is true */
static void
check_boolean (RtBuilder *builder, const RtGroup *group, const RtKeyEntry *key, const RtFeelProgram *program)
{
	const RtFeelType *type = rt_feel_program_type (program);
	if (group->kind == RT_GROUP_define || rt_feel_type_is (type, RT_FEEL_BOOLEAN) ||
	    rt_feel_type_is (type, RT_FEEL_NULL))
		return;
	rt_report_value (builder->findings, RT_FINDING_NOT_BOOLEAN, key, 0, (guint) strlen (key->value),
			 "this is a value, not a condition: it is never true or false");
}

/* without plugins it cannot be told which parties and reasons there are */
static gboolean
calls (const char *text, const char *function)
{
	for (const char *at = strstr (text, function); at != NULL; at = strstr (at + 1, function)) {
		const char *behind = at + strlen (function);
		if (behind[strspn (behind, " \t\n")] == '(')
			return TRUE;
	}
	return FALSE;
}

/* comments may stand between the lines of a condition, and its first may be empty */
static const guint *
lines_of (RtBuilder *builder, const RtKeyEntry *key)
{
	guint *lines = rt_build_array (builder, key->n_places + 1, sizeof *lines);
	for (guint i = 0, n = 0; i < key->n_places; i++) {
		const RtValueLine *place = &key->places[i];
		n += i > 0 && place->offset > 0;
		lines[n] = place->line;
	}
	return lines;
}

/* is there one among the findings since then? */
static gboolean
tells_protected (const RtBuilder *builder, guint since)
{
	for (guint i = since; i < builder->findings->len; i++) {
		const RtDiagnostic *finding = g_ptr_array_index (builder->findings, i);
		if (strcmp (finding->code, rt_finding_code (RT_FINDING_PROTECTED)) == 0)
			return TRUE;
	}
	return FALSE;
}

RtCondition
rt_build_condition (RtBuilder *builder, const RtFeelScope *scope, const RtGroup *group, const char *key,
		    guint may)
{
	const RtKeyEntry *entry = rt_group_key (group, key, NULL);
	RtCondition condition = { .slot = G_MAXUINT,
				  .origin = rt_build_origin (builder, rt_group_origin (group)) };
	/* that a value is empty is told already */
	if (entry == NULL || *entry->value == '\0' ||
	    (builder->lenient && (calls (entry->value, "reason") || calls (entry->value, "party"))))
		return condition;
	condition.text = rt_build_keep (builder, entry->value);
	condition.scope = scope;
	condition.lines = lines_of (builder, entry);
	condition.origin = rt_build_origin (builder, rt_key_origin (entry));
	g_autoptr (GPtrArray)
		diagnostics = g_ptr_array_new_with_free_func ((GDestroyNotify) rt_feel_diagnostic_free);
	condition.program = rt_feel_workshop_compile (builder->inside->workshop, scope, condition.text,
						      strlen (condition.text), diagnostics);
	guint before = builder->findings->len;
	rt_build_diagnostics (builder, entry, diagnostics);
	Reading reading = { .builder = builder, .key = entry, .may = may };
	check_protected (&reading);
	/* what it would be compared with is no second mistake */
	if (!tells_protected (builder, before))
		rt_build_check_texts (builder, entry);
	rt_build_check_thirds (builder, entry);
	rt_build_check_matches (builder, entry);
	builder->broken = builder->broken || condition.program == NULL;
	if (condition.program == NULL)
		return condition;
	g_ptr_array_add (builder->inside->programs, condition.program);
	rt_feel_program_visit (condition.program, on_read, &reading);
	rt_feel_program_visit (condition.program, on_path, &reading);
	check_boolean (builder, group, entry, condition.program);
	return condition;
}
