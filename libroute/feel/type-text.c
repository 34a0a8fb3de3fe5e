/* Types as text: read the way FEEL writes them, and the names of kinds. */
#include "libroute/feel/type.h"
#include <string.h>

#define DEEPEST 32u
#define MOST_FIELDS 64u

typedef struct {
	RtArena *arena;
	const char *text;
	gsize length, at;
	guint depth;
} Reader;

static const struct {
	const char *name;
	RtFeelKind kind;
} simple_names[] = {
    /* longer names before their beginnings */
    {"days and time duration", RT_FEEL_DAYS_TIME},
    {"day and time duration", RT_FEEL_DAYS_TIME},
    {"dayTimeDuration", RT_FEEL_DAYS_TIME},
    {"years and months duration", RT_FEEL_YEARS_MONTHS},
    {"year and month duration", RT_FEEL_YEARS_MONTHS},
    {"yearMonthDuration", RT_FEEL_YEARS_MONTHS},
    {"date and time", RT_FEEL_DATE_TIME},
    {"dateTime", RT_FEEL_DATE_TIME},
    {"date", RT_FEEL_DATE},
    {"time", RT_FEEL_TIME},
    {"number", RT_FEEL_NUMBER},
    {"string", RT_FEEL_STRING},
    {"boolean", RT_FEEL_BOOLEAN},
    {"Any", RT_FEEL_NULL},
};

static void
skip_space (Reader *reader)
{
	while (reader->at < reader->length && g_ascii_isspace (reader->text[reader->at]))
		reader->at++;
}

static gboolean
is_name_byte (char c)
{
	return g_ascii_isalnum (c) || c == '_' || (guchar)c >= 0x80;
}

/* takes `word` at the cursor, where each space of it stands for any white space */
static gboolean
take (Reader *reader, const char *word)
{
	gsize before = reader->at;
	skip_space (reader);
	for (const char *p = word; *p != '\0'; p++) {
		if (*p == ' ') {
			skip_space (reader);
			continue;
		}
		if (reader->at >= reader->length || reader->text[reader->at] != *p) {
			reader->at = before;
			return FALSE;
		}
		reader->at++;
	}
	gboolean ends = !is_name_byte (word[strlen (word) - 1]) || reader->at == reader->length ||
			!is_name_byte (reader->text[reader->at]);
	if (!ends)
		reader->at = before;
	return ends;
}

static const RtFeelType *read_type (Reader *reader);

static const RtFeelType *
read_of (Reader *reader, RtFeelKind kind)
{
	if (!take (reader, "<"))
		return rt_feel_type_simple (kind);
	const RtFeelType *item = read_type (reader);
	if (item == NULL || !take (reader, ">"))
		return NULL;
	return kind == RT_FEEL_LIST ? rt_feel_type_make_list (reader->arena, item)
				    : rt_feel_type_make_range (reader->arena, item);
}

/* a field's name runs to its colon; inner white space is one space */
static gboolean
read_field_name (Reader *reader, RtFeelName *name)
{
	skip_space (reader);
	gsize end = reader->at;
	while (end < reader->length && strchr (":,<>", reader->text[end]) == NULL)
		end++;
	if (end == reader->length || reader->text[end] != ':' || end == reader->at)
		return FALSE;
	g_autofree char *raw = g_strndup (reader->text + reader->at, end - reader->at);
	g_auto (GStrv) parts = g_strsplit_set (g_strstrip (raw), " \t\r\n", -1);
	g_autoptr (GString) joined = g_string_new (NULL);
	for (guint i = 0; parts[i] != NULL; i++)
		if (parts[i][0] != '\0')
			g_string_append_printf (joined, "%s%s", joined->len != 0 ? " " : "", parts[i]);
	reader->at = end + 1;
	const char *copy = rt_arena_strndup (reader->arena, joined->str, joined->len);
	*name = rt_feel_name (copy, joined->len);
	return TRUE;
}

static gboolean
read_fields (Reader *reader, RtFeelType *type, gboolean named)
{
	RtFeelField fields[MOST_FIELDS];
	guint n = 0;
	if (take (reader, ">"))
		return TRUE;
	do {
		if (n == MOST_FIELDS)
			return FALSE;
		fields[n] = (RtFeelField){0};
		if (named && !read_field_name (reader, &fields[n].name))
			return FALSE;
		fields[n].type = read_type (reader);
		if (fields[n++].type == NULL)
			return FALSE;
	} while (take (reader, ","));
	RtFeelField *kept = rt_arena_array (reader->arena, n, sizeof *kept);
	if (!take (reader, ">"))
		return FALSE;
	memcpy (kept, fields, n * sizeof *kept);
	type->fields = kept;
	type->n_fields = n;
	return TRUE;
}

static const RtFeelType *
read_context (Reader *reader)
{
	if (!take (reader, "<"))
		return rt_feel_type_simple (RT_FEEL_CONTEXT);
	RtFeelType *type = rt_feel_type_make (reader->arena, RT_FEEL_CONTEXT);
	return read_fields (reader, type, TRUE) ? type : NULL;
}

static const RtFeelType *
read_function (Reader *reader)
{
	if (!take (reader, "<"))
		return rt_feel_type_simple (RT_FEEL_FUNCTION);
	RtFeelType *type = rt_feel_type_make (reader->arena, RT_FEEL_FUNCTION);
	if (!read_fields (reader, type, FALSE) || !take (reader, "->"))
		return NULL;
	type->item = read_type (reader);
	return type->item != NULL ? type : NULL;
}

static const RtFeelType *
read_type (Reader *reader)
{
	if (reader->depth == DEEPEST)
		return NULL;
	reader->depth++;
	const RtFeelType *type = NULL;
	gboolean found = TRUE;
	if (take (reader, "list"))
		type = read_of (reader, RT_FEEL_LIST);
	else if (take (reader, "range"))
		type = read_of (reader, RT_FEEL_RANGE);
	else if (take (reader, "context"))
		type = read_context (reader);
	else if (take (reader, "function"))
		type = read_function (reader);
	else
		found = FALSE;
	for (guint i = 0; !found && i < G_N_ELEMENTS (simple_names); i++)
		if (take (reader, simple_names[i].name)) {
			type = rt_feel_type_simple (simple_names[i].kind);
			found = TRUE;
		}
	if (!found && take (reader, "Null"))
		type = &rt_feel_type_null;
	reader->depth--;
	return type;
}

const RtFeelType *
rt_feel_type_read (RtArena *arena, const char *text, gsize length, gsize *position)
{
	Reader reader = {arena, text, length, *position, 0};
	const RtFeelType *type = read_type (&reader);
	*position = reader.at;
	return type;
}

/* ---- printing --------------------------------------------------------------------------------- */

const char *
rt_feel_kind_name (RtFeelKind kind)
{
	static const char *const names[] = {
	    "null",
	    "boolean",
	    "number",
	    "string",
	    "date",
	    "time",
	    "date and time",
	    "years and months duration",
	    "days and time duration",
	    "list",
	    "context",
	    "range",
	    "function",
	    "unknown",
	};
	return (guint)kind < G_N_ELEMENTS (names) ? names[kind] : "value";
}
