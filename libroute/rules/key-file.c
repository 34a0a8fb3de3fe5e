/* Reads one key file: the GKeyFile format, with positions, continuation lines and localised keys. Values are taken literally. */
#include <string.h>
#include "libroute/rules/files.h"
#include "libroute/util/limits.h"
#include "libroute/util/words.h"

typedef struct {
	RtRuleFiles *files;
	RtSource *source;
	GPtrArray *findings;
	RtGroup *group;          /* NULL: none yet, or one that is not known */
	RtKeyEntry *key;         /* the one a continuation belongs to */
	GString *value;          /* of that key, while it grows */
	GHashTable *seen;        /* "kind id" and "kind id key[language]" of this file */
	gboolean skipping;       /* inside a group that was refused */
} Parser;

static void
key_free (gpointer data)
{
	RtKeyEntry *key = data;
	g_free (key->key);
	g_free (key->language);
	g_free (key->value);
	g_free (key->overrides);
	g_array_unref (key->places);
	g_free (key);
}

void
rt_group_free (gpointer data)
{
	RtGroup *group = data;
	g_free (group->id);
	g_ptr_array_unref (group->keys);
	g_free (group);
}

void
rt_source_free (gpointer data)
{
	RtSource *source = data;
	g_free (source->path);
	g_free (source->label);
	g_strfreev (source->lines);
	g_free (source);
}

static void
finish_value (Parser *parser)
{
	if (parser->key == NULL)
		return;
	g_free (parser->key->value);
	parser->key->value = g_strndup (parser->value->str, parser->value->len);
	g_strchomp (parser->key->value);
	parser->key = NULL;
}

/* ---- groups ---- */

static int
kind_of (const char *name)
{
	for (int i = 0; i < RT_N_GROUPS; i++)
		if (strcmp (rt_group_info ((RtGroupKind) i)->kind, name) == 0)
			return i;
	return -1;
}

static gboolean
is_id (const char *id, RtIdForm form)
{
	if (form == RT_ID_POINTER)
		return *id == '/';
	const char *slash = strchr (id, '/');
	if ((form == RT_ID_PAIR) != (slash != NULL) || *id == '\0' || (slash != NULL && (slash == id || slash[1] == '\0')))
		return FALSE;
	for (const char *c = id; *c != '\0'; c++)
		if (!g_ascii_isalnum (*c) && strchr ("-_./", *c) == NULL)
			return FALSE;
	return TRUE;
}

static void
unknown_group (Parser *parser, guint line, const char *kind)
{
	const char *names[RT_N_GROUPS + 1] = { NULL };
	for (int i = 0; i < RT_N_GROUPS; i++)
		names[i] = rt_group_info ((RtGroupKind) i)->kind;
	const char *nearest = rt_words_nearest (kind, names);
	rt_report_line (parser->findings, RT_FINDING_UNKNOWN_GROUP, parser->source, line, 1, (guint) strlen (kind),
			"there is no group of the kind \"%s\"%s%s%s", kind, nearest != NULL ? "; did you mean \"" : "",
			nearest != NULL ? nearest : "", nearest != NULL ? "\"?" : "");
}

static RtGroup *
find_or_add_group (Parser *parser, RtGroupKind kind, const char *id, guint line)
{
	g_autofree char *name = g_strdup_printf ("%s %s", rt_group_info (kind)->kind, id);
	RtGroup *group = g_hash_table_lookup (parser->files->by_id, name);
	if (group != NULL)
		return group;
	group = g_new0 (RtGroup, 1);
	*group = (RtGroup){ .kind = kind, .id = g_strdup (id), .source = parser->source, .line = line,
			    .keys = g_ptr_array_new_with_free_func (key_free) };
	g_ptr_array_add (parser->files->groups, group);
	g_hash_table_insert (parser->files->by_id, g_steal_pointer (&name), group);
	return group;
}

static void
begin_group (Parser *parser, const char *text, guint line)
{
	parser->group = NULL;
	parser->skipping = TRUE;
	g_autofree char *inside = g_strndup (text + 1, strlen (text) - 2);
	char *space = strpbrk (inside, " \t");
	if (space != NULL)
		*space++ = '\0';
	const char *id = space != NULL ? g_strstrip (space) : "";
	int kind = kind_of (inside);
	if (kind < 0) {
		unknown_group (parser, line, inside);
		return;
	}
	if (!is_id (id, rt_group_info ((RtGroupKind) kind)->form)) {
		rt_report_line (parser->findings, RT_FINDING_SYNTAX, parser->source, line, 1, (guint) strlen (text) - 2,
				"a group is written [kind id]; \"%s\" is no id for a %s", id, inside);
		return;
	}
	g_autofree char *name = g_strdup_printf ("%s %s", inside, id);
	if (!g_hash_table_add (parser->seen, g_strdup (name))) {
		rt_report_line (parser->findings, RT_FINDING_DUPLICATE_GROUP, parser->source, line, 0, (guint) strlen (text),
				"[%s] stands twice in this file", name);
		return;
	}
	parser->group = find_or_add_group (parser, (RtGroupKind) kind, id, line);
	parser->skipping = FALSE;
}

/* ---- keys ---- */

static void
collect_name (const RtKeyInfo *info, gpointer data)
{
	g_ptr_array_add (data, (gpointer) info->key);
}

static gboolean
known_key (Parser *parser, const char *key, guint line, guint column)
{
	/* a plugin's settings are known when it is loaded */
	if (rt_key_info (parser->group->kind, key) != NULL || parser->group->kind == RT_GROUP_plugin)
		return TRUE;
	g_autoptr (GPtrArray) names = g_ptr_array_new ();
	rt_key_infos (parser->group->kind, collect_name, names);
	g_ptr_array_add (names, NULL);
	const char *nearest = rt_words_nearest (key, (const char *const *) names->pdata);
	rt_report_line (parser->findings, RT_FINDING_UNKNOWN_KEY, parser->source, line, column, (guint) strlen (key),
			"a %s has no key \"%s\"%s%s%s", rt_group_info (parser->group->kind)->kind, key,
			nearest != NULL ? "; did you mean \"" : "", nearest != NULL ? nearest : "", nearest != NULL ? "\"?" : "");
	return FALSE;
}

static RtKeyEntry *
find_or_add_key (Parser *parser, const char *name, const char *language)
{
	for (guint i = 0; i < parser->group->keys->len; i++) {
		RtKeyEntry *key = g_ptr_array_index (parser->group->keys, i);
		if (strcmp (key->key, name) != 0 || g_strcmp0 (key->language, language) != 0)
			continue;
		RtOrigin old = rt_key_origin (key);
		g_free (key->overrides);
		key->overrides = g_strdup_printf ("%s:%u", old.file, old.line);
		g_array_set_size (key->places, 0);
		return key;
	}
	RtKeyEntry *key = g_new0 (RtKeyEntry, 1);
	*key = (RtKeyEntry){ .key = g_strdup (name), .language = g_strdup (language),
			     .places = g_array_new (FALSE, FALSE, sizeof (RtValueLine)) };
	g_ptr_array_add (parser->group->keys, key);
	return key;
}

static gboolean
split_language (Parser *parser, char *name, guint line, char **language)
{
	*language = NULL;
	char *bracket = strchr (name, '[');
	if (bracket == NULL)
		return TRUE;
	gsize length = strlen (bracket);
	*bracket = '\0';
	*language = bracket + 1;
	gboolean known = length >= 3 && bracket[length - 1] == ']';
	if (known) {
		bracket[length - 1] = '\0';
		known = strcmp (*language, "nl") == 0 || strcmp (*language, "en") == 0;
	}
	if (!known) {
		rt_report_line (parser->findings, RT_FINDING_UNKNOWN_KEY, parser->source, line, 0, 1,
				"texts are in en or nl: key[nl] = ...");
		return FALSE;
	}
	/* key[en] is the key itself */
	if (strcmp (*language, "en") == 0)
		*language = NULL;
	return TRUE;
}

static void
begin_key (Parser *parser, const char *text, const char *equals, guint line)
{
	g_autofree char *name = g_strndup (text, (gsize) (equals - text));
	g_strchomp (name);
	char *language = NULL;
	if (!split_language (parser, name, line, &language) || !known_key (parser, name, line, 0))
		return;
	const RtKeyInfo *info = rt_key_info (parser->group->kind, name);
	if (language != NULL && (info == NULL || info->type != RT_KEY_TEXT)) {
		rt_report_line (parser->findings, RT_FINDING_UNKNOWN_KEY, parser->source, line, 0, (guint) strlen (name),
				"\"%s\" is no text for users and has no languages", name);
		return;
	}
	g_autofree char *full = g_strdup_printf ("%s %s %s[%s]", rt_group_info (parser->group->kind)->kind, parser->group->id, name,
						 language != NULL ? language : "");
	if (!g_hash_table_add (parser->seen, g_strdup (full))) {
		rt_report_line (parser->findings, RT_FINDING_DUPLICATE_KEY, parser->source, line, 0, (guint) strlen (name),
				"the key \"%s\" stands twice in this group", name);
		return;
	}
	const char *value = equals + 1;
	while (*value == ' ' || *value == '\t')
		value++;
	parser->key = find_or_add_key (parser, name, language);
	parser->key->source = parser->source;
	g_string_assign (parser->value, value);
	RtValueLine place = { .offset = 0, .line = line, .column = (guint) (value - text) };
	g_array_append_val (parser->key->places, place);
}

static void
continue_key (Parser *parser, const char *text, guint line)
{
	const char *value = text;
	while (*value == ' ' || *value == '\t')
		value++;
	g_string_append_c (parser->value, '\n');
	RtValueLine place = { .offset = (guint) parser->value->len, .line = line, .column = (guint) (value - text) };
	g_array_append_val (parser->key->places, place);
	g_string_append (parser->value, value);
}

/* ---- lines ---- */

static void
parse_line (Parser *parser, const char *text, guint line)
{
	gboolean indented = *text == ' ' || *text == '\t';
	gsize length = strlen (text);
	if (indented && text[strspn (text, " \t")] != '\0') {
		if (parser->key != NULL)
			continue_key (parser, text, line);
		else if (!parser->skipping)
			rt_report_line (parser->findings, RT_FINDING_SYNTAX, parser->source, line, 0, 1,
					"there is no value above that this line could continue");
		return;
	}
	if (text[strspn (text, " \t")] == '\0' || *text == '#')
		return; /* a value may go on below a comment or an empty line */
	finish_value (parser);
	if (*text == '[' && text[length - 1] == ']') {
		begin_group (parser, text, line);
		return;
	}
	const char *equals = strchr (text, '=');
	if (equals == NULL || equals == text)
		rt_report_line (parser->findings, RT_FINDING_SYNTAX, parser->source, line, 0, (guint) length,
				"neither a [group] nor a key = value");
	else if (parser->group != NULL)
		begin_key (parser, text, equals, line);
	else if (!parser->skipping)
		rt_report_line (parser->findings, RT_FINDING_SYNTAX, parser->source, line, 0, (guint) length,
				"a key needs a [group] above it");
}

static RtSource *
load_source (const char *path, const char *label, GPtrArray *findings)
{
	g_autofree char *text = NULL;
	gsize length = 0;
	g_autoptr (GError) error = NULL;
	if (!g_file_get_contents (path, &text, &length, &error)) {
		rt_report_file (findings, RT_FINDING_UNREADABLE, path, "%s", error->message);
		return NULL;
	}
	if (length > RT_LIMIT_RULE_FILE) {
		rt_report_file (findings, RT_FINDING_UNREADABLE, path, "larger than %u bytes", RT_LIMIT_RULE_FILE);
		return NULL;
	}
	if (!g_utf8_validate (text, (gssize) length, NULL)) {
		rt_report_file (findings, RT_FINDING_SYNTAX, path, "not UTF-8, or with a NUL in it");
		return NULL;
	}
	RtSource *source = g_new0 (RtSource, 1);
	source->path = g_strdup (path);
	source->label = g_strdup (label);
	source->lines = g_strsplit (text, "\n", -1);
	source->n_lines = g_strv_length (source->lines);
	for (guint i = 0; i < source->n_lines; i++)
		if (g_str_has_suffix (source->lines[i], "\r"))
			source->lines[i][strlen (source->lines[i]) - 1] = '\0';
	return source;
}

void
rt_key_file_read (RtRuleFiles *files, const char *path, const char *label, GPtrArray *findings)
{
	RtSource *source = load_source (path, label, findings);
	if (source == NULL)
		return;
	g_ptr_array_add (files->sources, source);
	Parser parser = { .files = files, .source = source, .findings = findings, .value = g_string_new (NULL) };
	parser.seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
	for (guint i = 0; i < source->n_lines; i++)
		parse_line (&parser, source->lines[i], i + 1);
	finish_value (&parser);
	g_string_free (parser.value, TRUE);
	g_hash_table_unref (parser.seen);
}
