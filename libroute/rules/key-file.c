/* Reads one key file: the GKeyFile format with positions, localised keys and continuation lines.
 *
 * - A line that begins with white space continues the value above it. Lines are joined as their key asks: a
 *   condition keeps the line break, a text gets one space, a pattern nothing at all.
 * - A line whose first character is `#` is a comment, also between the lines of a value; no comment stands
 *   behind a value.
 * - Values are taken as they stand, with no escapes (those of patterns and conditions are their own); white
 *   space at both ends of each line is dropped. */
#include <string.h>
#include "libroute/rules/files.h"
#include "libroute/util/limits.h"
#include "libroute/util/words.h"

typedef struct {
	RtRuleFiles *files;
	RtSource *source;
	GPtrArray *findings;
	guint line;         /* from 1 */
	RtGroup *group;     /* NULL: none yet, or one that was refused */
	gboolean any_group; /* some [group] line stands above, right or wrong */
	RtKeyEntry *key;    /* the one a continuation belongs to */
	gboolean passing;   /* what continues here belongs to something refused */
	const char *joint;  /* between the lines of that value */
	GString *value;     /* of that key, while it grows */
	GArray *places;     /* RtValueLine, likewise */
} Parser;

void
rt_group_free (gpointer data)
{
	RtGroup *group = data;
	g_free (group->id);
	g_ptr_array_unref (group->keys);
	g_free (group);
}

/* tells about bytes of the line at hand; what continues it belongs to nothing, and of its group not
 * everything is known */
#define REFUSE(parser, finding, column, width, ...)                                                          \
	G_STMT_START                                                                                         \
	{                                                                                                    \
		rt_report_line ((parser)->findings, finding, (parser)->source, (parser)->line, column,       \
				width, __VA_ARGS__);                                                         \
		refused (parser);                                                                            \
	}                                                                                                    \
	G_STMT_END

static void
refused (Parser *parser)
{
	parser->passing = TRUE;
	if (parser->group != NULL)
		parser->group->flawed = TRUE;
}

static void
finish_value (Parser *parser)
{
	RtKeyEntry *key = parser->key;
	parser->key = NULL;
	if (key == NULL)
		return;
	gsize size = parser->places->len * sizeof *key->places;
	key->n_places = parser->places->len;
	key->places = memcpy (rt_arena_alloc (parser->files->arena, size), parser->places->data, size);
	key->value = rt_arena_strndup (parser->files->arena, parser->value->str, parser->value->len);
	if (parser->value->len <= RT_LIMIT_RULE_VALUE)
		return;
	rt_report_value (parser->findings, RT_FINDING_TOO_MANY, key, 0, 1, "a value is at most %u bytes long",
			 RT_LIMIT_RULE_VALUE);
	parser->group->flawed = TRUE;
}

static gsize
trimmed_length (const char *text)
{
	gsize length = strlen (text);
	while (length > 0 && (text[length - 1] == ' ' || text[length - 1] == '\t'))
		length--;
	return length;
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
	if ((form == RT_ID_PAIR) != (slash != NULL) || *id == '\0' ||
	    (slash != NULL && (slash == id || slash[1] == '\0')))
		return FALSE;
	if (slash != NULL && strchr (slash + 1, '/') != NULL)
		return FALSE;
	for (const char *c = id; *c != '\0'; c++)
		if (!g_ascii_isalnum (*c) && strchr ("-_./", *c) == NULL)
			return FALSE;
	return TRUE;
}

static void
unknown_group (Parser *parser, const char *kind)
{
	const char *names[RT_N_GROUPS + 1] = { NULL };
	for (int i = 0; i < RT_N_GROUPS; i++)
		names[i] = rt_group_info ((RtGroupKind) i)->kind;
	g_autofree char *meant = rt_did_you_mean (kind, names);
	REFUSE (parser, RT_FINDING_UNKNOWN_GROUP, 1, (guint) strlen (kind),
		"there is no group of the kind \"%s\"%s", kind, meant);
}

/* `name`: (transfer full) */
static RtGroup *
add_group (Parser *parser, RtGroupKind kind, const char *id, char *name)
{
	g_autofree char *owned = name;
	if (parser->files->groups->len >= RT_LIMIT_RULE_GROUPS) {
		REFUSE (parser, RT_FINDING_TOO_MANY, 0, 1, "more than %u groups of rules",
			RT_LIMIT_RULE_GROUPS);
		return NULL;
	}
	RtGroup *group = g_new (RtGroup, 1);
	*group = (RtGroup){ .kind = kind,
			    .id = g_strdup (id),
			    .source = parser->source,
			    .line = parser->line,
			    .keys = g_ptr_array_new () };
	g_ptr_array_add (parser->files->groups, group);
	g_hash_table_insert (parser->files->by_id, g_steal_pointer (&owned), group);
	return group;
}

/* what is refused is no group, and yet it is not missing */
static void
lose (Parser *parser, const char *id)
{
	if (id != NULL && parser->files->lost->len < RT_LIMIT_RULE_GROUPS)
		g_ptr_array_add (parser->files->lost, g_strstrip (g_strdup (id)));
}

static void
begin_group (Parser *parser, const char *text, gsize length)
{
	parser->group = NULL;
	parser->any_group = TRUE;
	if (text[length - 1] != ']') {
		lose (parser, strpbrk (text, " \t"));
		REFUSE (parser, RT_FINDING_SYNTAX, 0, (guint) length,
			"a group is written [kind id], and nothing stands behind it");
		return;
	}
	if (g_ascii_isspace (text[1])) {
		REFUSE (parser, RT_FINDING_SYNTAX, 0, (guint) length,
			"a group is written [kind id], without blanks behind the first bracket");
		return;
	}
	g_autofree char *inside = g_strndup (text + 1, length - 2);
	char *space = strpbrk (inside, " \t");
	if (space != NULL)
		*space++ = '\0';
	const char *id = space != NULL ? g_strstrip (space) : "";
	int kind = kind_of (inside);
	if (kind < 0) {
		lose (parser, id);
		unknown_group (parser, inside);
		return;
	}
	static const char *const forms[] = { "a name", "two names, the-one/the-other",
					     "a place in a registration, /like/this" };
	RtIdForm form = rt_group_info ((RtGroupKind) kind)->form;
	if (!is_id (id, form)) {
		REFUSE (parser, RT_FINDING_SYNTAX, 0, (guint) length,
			"a group is written [kind id]; the id of [%s ...] is %s", inside, forms[form]);
		return;
	}
	g_autofree char *name = g_strconcat (inside, " ", id, NULL);
	RtGroup *group = g_hash_table_lookup (parser->files->by_id, name);
	if (group != NULL && group->last == parser->source) {
		REFUSE (parser, RT_FINDING_DUPLICATE_GROUP, 0, (guint) length,
			"[%s] stands twice in this file", name);
		return;
	}
	parser->group = group != NULL ? group : add_group (parser, (RtGroupKind) kind, id, g_steal_pointer (&name));
	if (parser->group != NULL)
		parser->group->last = parser->source;
}

/* ---- keys ---- */

static void
collect_name (const RtKeyInfo *info, gpointer data)
{
	g_ptr_array_add (data, (gpointer) info->key);
}

static void
unknown_key (Parser *parser, const char *key)
{
	g_autoptr (GPtrArray) names = g_ptr_array_new ();
	rt_key_infos (parser->group->kind, collect_name, names);
	g_ptr_array_add (names, NULL);
	g_autofree char *meant = rt_did_you_mean (key, (const char *const *) names->pdata);
	REFUSE (parser, RT_FINDING_UNKNOWN_KEY, 0, (guint) strlen (key), "[%s ...] has no key \"%s\"%s",
		rt_group_info (parser->group->kind)->kind, key, meant);
}

/* "title[nl]" to "title" and "nl"; key[en] is the key itself */
static gboolean
split_language (Parser *parser, char *name, const char **language)
{
	*language = NULL;
	char *bracket = strchr (name, '[');
	if (bracket == NULL)
		return TRUE;
	if (strcmp (bracket, "[nl]") != 0 && strcmp (bracket, "[en]") != 0) {
		REFUSE (parser, RT_FINDING_UNKNOWN_KEY, (guint) (bracket - name), (guint) strlen (bracket),
			"texts are in English (en) or Dutch (nl): title[nl] = ...");
		return FALSE;
	}
	*bracket = '\0';
	*language = bracket[1] == 'n' ? "nl" : NULL;
	return TRUE;
}

/* a later file says it anew */
static void
override_key (RtArena *arena, RtKeyEntry *key)
{
	RtOrigin old = rt_key_origin (key);
	g_autofree char *place = g_strdup_printf ("%s:%u", old.file, old.line);
	key->overrides = rt_arena_strndup (arena, place, strlen (place));
}

static RtKeyEntry *
add_key (Parser *parser, const char *name, const char *language, const RtKeyInfo *info)
{
	if (parser->group->keys->len >= RT_LIMIT_RULE_KEYS) {
		REFUSE (parser, RT_FINDING_TOO_MANY, 0, 1, "more than %u keys in one group",
			RT_LIMIT_RULE_KEYS);
		return NULL;
	}
	RtKeyEntry *key = rt_arena_alloc (parser->files->arena, sizeof *key);
	*key = (RtKeyEntry){ .key = name, .language = language, .info = info };
	g_ptr_array_add (parser->group->keys, key);
	return key;
}

/* one line of a value; `value` points into the line `text` */
static void
add_line (Parser *parser, const char *text, const char *value)
{
	value += strspn (value, " \t");
	RtValueLine place = { .offset = (guint) parser->value->len,
			      .line = parser->line,
			      .column = (guint) (value - text) };
	g_array_append_val (parser->places, place);
	/* a value that is too long is refused at its end; it need not fill the memory until then */
	if (parser->value->len <= RT_LIMIT_RULE_VALUE)
		g_string_append_len (parser->value, value, (gssize) trimmed_length (value));
}

/* may this key stand here, in this language? `known`: what the group has of that name, or NULL */
static gboolean
admit_key (Parser *parser, const char *name, const char *language, const RtKeyInfo *info, const RtKeyEntry *known)
{
	/* a plugin's settings are known when it is loaded */
	if (info == NULL && parser->group->kind != RT_GROUP_plugin) {
		unknown_key (parser, name);
		return FALSE;
	}
	gboolean translated = info != NULL && (info->type == RT_KEY_TEXT || info->type == RT_KEY_REFERENCE);
	if (language != NULL && !translated) {
		REFUSE (parser, RT_FINDING_UNKNOWN_KEY, 0, (guint) strlen (name),
			"\"%s\" is no text for users and has no languages", name);
		return FALSE;
	}
	if (known == NULL || known->source != parser->source)
		return TRUE;
	REFUSE (parser, RT_FINDING_DUPLICATE_KEY, 0, (guint) strlen (name),
		"the key \"%s\" stands twice in this group", name);
	return FALSE;
}

static const char *
joint_of (const RtKeyInfo *info)
{
	if (info != NULL && info->type == RT_KEY_CONDITION)
		return "\n";
	return info != NULL && info->type == RT_KEY_PATTERN ? "" : " ";
}

static void
begin_key (Parser *parser, const char *text, const char *equals)
{
	char *name = rt_arena_strndup (parser->files->arena, text, (gsize) (equals - text));
	const char *language;
	if (!split_language (parser, g_strchomp (name), &language))
		return;
	const RtKeyInfo *info = rt_key_info (parser->group->kind, name);
	RtKeyEntry *known = (RtKeyEntry *) rt_group_key (parser->group, name, language);
	if (!admit_key (parser, name, language, info, known))
		return;
	if (known != NULL)
		override_key (parser->files->arena, known);
	parser->key = known != NULL ? known : add_key (parser, name, language, info);
	if (parser->key == NULL)
		return;
	parser->key->source = parser->source;
	parser->joint = joint_of (info);
	g_string_truncate (parser->value, 0);
	g_array_set_size (parser->places, 0);
	add_line (parser, text, equals + 1);
}

/* ---- lines ---- */

static void
parse_continuation (Parser *parser, const char *text)
{
	if (parser->key == NULL && !parser->passing)
		REFUSE (parser, RT_FINDING_SYNTAX, 0, (guint) strspn (text, " \t"),
			"there is no value above that this line could continue");
	if (parser->key == NULL)
		return;
	if (parser->value->len > 0)
		g_string_append (parser->value, parser->joint);
	add_line (parser, text, text);
}

static void
parse_key (Parser *parser, const char *text, gsize length)
{
	const char *equals = strchr (text, '=');
	if (parser->group == NULL && parser->any_group)
		parser->passing = TRUE;
	else if (equals == NULL || equals == text)
		REFUSE (parser, RT_FINDING_SYNTAX, 0, (guint) length, "neither a [group] nor a key = value");
	else if (parser->group == NULL)
		REFUSE (parser, RT_FINDING_SYNTAX, 0, (guint) length, "a key needs a [group] above it");
	else
		begin_key (parser, text, equals);
}

static void
parse_line (Parser *parser, const char *text)
{
	gsize indent = strspn (text, " \t"), length = trimmed_length (text);
	if (text[indent] == '\0' || text[indent] == '#')
		return; /* a value may go on below a comment or an empty line */
	if (indent > 0) {
		parse_continuation (parser, text);
		return;
	}
	finish_value (parser);
	parser->passing = FALSE;
	if (*text == '[')
		begin_group (parser, text, length);
	else
		parse_key (parser, text, length);
}

void
rt_key_file_read (RtRuleFiles *files, RtSource *source, GPtrArray *findings)
{
	if (source == NULL) {
		files->incomplete = TRUE;
		return;
	}
	g_ptr_array_add (files->sources, source);
	Parser parser = { .files = files,
			  .source = source,
			  .findings = findings,
			  .value = g_string_new (NULL),
			  .places = g_array_new (FALSE, FALSE, sizeof (RtValueLine)) };
	for (parser.line = 1; parser.line <= source->n_lines; parser.line++)
		parse_line (&parser, source->lines[parser.line - 1]);
	finish_value (&parser);
	g_string_free (parser.value, TRUE);
	g_array_unref (parser.places);
}
