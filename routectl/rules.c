/* routectl rules: the rules as they count, and where each word of them comes from. */
#include <string.h>
#include "libroute/util/json-writer.h"
#include "routectl/directories.h"
#include "routectl/load.h"
#include "routectl/options.h"
#include "routectl/phrase.h"
#include "routectl/rule-text.h"

#define COLUMNS 5u
#define CELL 48 /* characters of a value in a table */

static void
json_origin (RtJsonWriter *json, const RtRuleKey *key)
{
	rt_json_member (json, "file", key->origin.path);
	rt_json_member_number (json, "line", key->origin.line);
}

/* ---- list ---- */

/* the title in a language, else in the other; NULL when there is none */
static const char *
title_of (const RtCli *cli, const RtRuleKey *keys, guint n)
{
	const char *title = NULL;
	for (guint i = 0; i < n && rt_rule_same_group (&keys[0], &keys[i]); i++) {
		gboolean dutch = keys[i].language != NULL && strcmp (keys[i].language, "nl") == 0;
		gboolean wanted = dutch == (cli->language == RT_LANGUAGE_NL);
		if (strcmp (keys[i].key, "title") == 0 && (title == NULL || wanted))
			title = keys[i].value;
	}
	return title;
}

static int
by_file_name (gconstpointer a, gconstpointer b)
{
	const RtRuleFile *x = a, *y = b;
	g_autofree char *left = g_path_get_basename (x->path), *right = g_path_get_basename (y->path);
	int order = strcmp (left, right);
	return order != 0 ? order : strcmp (x->path, y->path);
}

/* as they are read: by name, whatever their directory */
static GArray *
files_in_order (const RtRuleFiles *files)
{
	guint n;
	const RtRuleFile *list = rt_rule_files_list (files, &n);
	GArray *ordered = g_array_new (FALSE, FALSE, sizeof *list);
	g_array_append_vals (ordered, list, n);
	g_array_sort (ordered, by_file_name);
	return ordered;
}

static void
list_text (const RtCli *cli, const RtRuleFiles *files, GString *out)
{
	guint n_keys;
	g_autoptr (GArray) list = files_in_order (files);
	const RtRuleKey *keys = rt_rule_files_keys (files, &n_keys);
	g_string_append_printf (out, rt_cli_text (cli, N_("# fingerprint %s\n")),
				rt_rule_files_fingerprint (files));
	for (guint i = 0; i < list->len; i++) {
		const RtRuleFile *file = &g_array_index (list, RtRuleFile, i);
		g_string_append_printf (out, "# %s", file->path);
		if (file->replaced_by != NULL)
			g_string_append_printf (out, rt_cli_text (cli, N_("  replaced by %s")),
						file->replaced_by);
		if (file->masked)
			g_string_append (out, rt_cli_text (cli, N_("  masked")));
		g_string_append_c (out, '\n');
	}
	for (guint i = 0; i < n_keys; i = rt_rule_group_end (keys, n_keys, i)) {
		const char *title = title_of (cli, keys + i, n_keys - i);
		g_autofree char *place = g_strdup_printf ("%s:%u", keys[i].origin.file, keys[i].origin.line);
		g_string_append_printf (out, "%-10s %-38s %-38s %s\n", keys[i].group,
					keys[i].id != NULL ? keys[i].id : "", place,
					title != NULL ? title : "");
	}
}

static void
list_files_json (RtJsonWriter *json, const RtRuleFiles *files)
{
	g_autoptr (GArray) list = files_in_order (files);
	rt_json_key (json, "files");
	rt_json_begin (json, '[');
	for (guint i = 0; i < list->len; i++) {
		const RtRuleFile *file = &g_array_index (list, RtRuleFile, i);
		rt_json_begin (json, '{');
		rt_json_member (json, "path", file->path);
		rt_json_member (json, "replaced_by", file->replaced_by);
		rt_json_key (json, "masked");
		rt_json_boolean (json, file->masked);
		rt_json_end (json, '}');
	}
	rt_json_end (json, ']');
}

static void
list_json (const RtCli *cli, const RtRuleFiles *files, GString *out)
{
	guint n;
	const RtRuleKey *keys = rt_rule_files_keys (files, &n);
	RtJsonWriter json = { .out = out, .pretty = TRUE };
	rt_json_begin (&json, '{');
	rt_json_member (&json, "fingerprint", rt_rule_files_fingerprint (files));
	list_files_json (&json, files);
	rt_json_key (&json, "groups");
	rt_json_begin (&json, '[');
	for (guint i = 0; i < n; i = rt_rule_group_end (keys, n, i)) {
		rt_json_begin (&json, '{');
		rt_json_member (&json, "group", keys[i].group);
		rt_json_member (&json, "id", keys[i].id);
		rt_json_member (&json, "title", title_of (cli, keys + i, n - i));
		json_origin (&json, &keys[i]);
		rt_json_end (&json, '}');
	}
	rt_json_end (&json, ']');
	rt_json_end (&json, '}');
	g_string_append_c (out, '\n');
}

static RtExit
list (RtCli *cli, const RtVerb *verb, int argc, char **argv)
{
	gboolean json = FALSE;
	RtExit status;
	if (!rt_options_read_format (cli, verb, &argc, &argv, &json, &status))
		return status;
	if (argc > 1)
		return rt_cli_misused (cli, verb, N_("takes no arguments"));
	g_autoptr (RtRuleFiles) files = rt_load_rule_files (cli);
	if (files == NULL)
		return RT_EXIT_LOAD;
	g_autoptr (GString) out = g_string_new (NULL);
	if (json)
		list_json (cli, files, out);
	else
		list_text (cli, files, out);
	return rt_cli_print (out);
}

/* ---- show ---- */

/* "complex-0-100/K1", "criterion complex-0-100/K1" or "K1" */
static gboolean
is_named (const RtRuleKey *key, const char *wanted)
{
	g_autofree char *full = rt_rule_group_name (key);
	const char *slash = key->id != NULL ? strrchr (key->id, '/') : NULL;
	return g_strcmp0 (key->id, wanted) == 0 || strcmp (full, wanted) == 0 ||
	       (slash != NULL && strcmp (slash + 1, wanted) == 0);
}

/* the condition of a key in words: its program is found by where it stands */
static const RtCondition *
condition_at (const RtRuleSet *rules, const RtRuleKey *key)
{
	const RtCondition *found = NULL;
#define LOOK(array, n, member)                                                                               \
	for (guint i = 0; i < (n) && found == NULL; i++)                                                     \
		if (g_strcmp0 ((array)[i].member.origin.path, key->origin.path) == 0 &&                      \
		    (array)[i].member.origin.line == key->origin.line)                                       \
			found = &(array)[i].member;
	LOOK (rules->criteria, rules->n_criteria, when)
	LOOK (rules->defines, rules->n_defines, when)
	LOOK (rules->routes, rules->n_routes, when)
	LOOK (rules->flags, rules->n_flags, when)
	LOOK (rules->themes, rules->n_themes, when)
	LOOK (rules->goals, rules->n_goals, when)
	LOOK (rules->decisions, rules->n_decisions, when)
	LOOK (rules->patterns, rules->n_patterns, unless)
	LOOK (rules->seats, rules->n_seats, when)
	LOOK (rules->choices, rules->n_choices, when)
	LOOK (rules->preferences, rules->n_preferences, when)
	LOOK (rules->reasons, rules->n_reasons, when)
	LOOK (rules->questions, rules->n_questions, unless)
#undef LOOK
	return found;
}

/* Returns: (transfer full): a sentence, or NULL where the key is no condition */
static char *
sentence_of (const RouteEngine *engine, RtLanguage language, const RtRuleKey *key, RtPhrased *said)
{
	g_autoptr (GString) text = g_string_new (NULL);
	const RtRuleSet *rules = engine != NULL ? rt_engine_rules (engine) : NULL;
	*said = RT_PHRASED_NOTHING;
	for (guint i = 0; rules != NULL && strcmp (key->key, "eligible") == 0 && i < rules->n_approaches; i++)
		if (g_strcmp0 (rules->approaches[i].id, key->id) == 0)
			*said = rt_phrase_formula (rules, language, &rules->approaches[i], text);
	gboolean condition = strcmp (key->key, "when") == 0 || strcmp (key->key, "unless") == 0;
	const RtCondition *when = rules != NULL && condition ? condition_at (rules, key) : NULL;
	if (when != NULL && when->text != NULL)
		*said = rt_phrase_condition (rules, rt_engine_registry (engine), language, when, text);
	return *said != RT_PHRASED_NOTHING ? g_strdup (text->str) : NULL;
}

static void
show_sentence (const RtCli *cli, const RouteEngine *engine, const RtRuleKey *key, GString *out)
{
	RtPhrased said;
	g_autofree char *sentence = sentence_of (engine, cli->language, key, &said);
	if (sentence == NULL)
		return;
	const char *begin = said == RT_PHRASED_VALUE	       ? rt_cli_text (cli, N_("Stands for"))
			    : strcmp (key->key, "unless") == 0 ? rt_cli_text (cli, N_("Left out when"))
							       : rt_cli_text (cli, N_("Holds when"));
	g_string_append_printf (out, "# %s %s.\n", begin, sentence);
}

static void
show_text (const RtCli *cli, const RouteEngine *engine, const RtRuleKey *keys, guint n, GString *out)
{
	rt_rule_append_heading (out, keys);
	for (guint i = 0; i < n; i++) {
		g_string_append_printf (out, "# %s:%u", keys[i].origin.path, keys[i].origin.line);
		if (keys[i].overrides != NULL)
			g_string_append_printf (out, rt_cli_text (cli, N_(", instead of %s")),
						keys[i].overrides);
		g_string_append_c (out, '\n');
		rt_rule_append_key (out, "", &keys[i]);
		show_sentence (cli, engine, &keys[i], out);
	}
}

static void
show_json (const RouteEngine *engine, const RtRuleKey *keys, guint n, RtJsonWriter *json)
{
	rt_json_begin (json, '{');
	rt_json_member (json, "group", keys->group);
	rt_json_member (json, "id", keys->id);
	rt_json_key (json, "keys");
	rt_json_begin (json, '[');
	for (guint i = 0; i < n; i++) {
		rt_json_begin (json, '{');
		rt_json_member (json, "key", keys[i].key);
		rt_json_member (json, "language", keys[i].language);
		rt_json_member (json, "value", keys[i].value);
		json_origin (json, &keys[i]);
		rt_json_member (json, "instead_of", keys[i].overrides);
		RtPhrased said;
		g_autofree char *en = sentence_of (engine, RT_LANGUAGE_EN, &keys[i], &said),
				*nl = sentence_of (engine, RT_LANGUAGE_NL, &keys[i], &said);
		if (en != NULL && nl != NULL) {
			rt_json_member_begin (json, "sentence", '{');
			rt_json_member (json, "en", en);
			rt_json_member (json, "nl", nl);
			rt_json_end (json, '}');
		}
		rt_json_end (json, '}');
	}
	rt_json_end (json, ']');
	rt_json_end (json, '}');
}

/* every group of that name: a party and its plugin's settings have one id */
static guint
show_named (const RtCli *cli, const RtRuleFiles *files, const RouteEngine *engine, const char *wanted, gboolean json,
	    GString *out)
{
	guint n, shown = 0;
	const RtRuleKey *keys = rt_rule_files_keys (files, &n);
	RtJsonWriter writer = { .out = out, .pretty = TRUE };
	if (json)
		rt_json_begin (&writer, '[');
	for (guint i = 0, end = 0; i < n; i = end) {
		end = rt_rule_group_end (keys, n, i);
		if (!is_named (&keys[i], wanted))
			continue;
		if (json) {
			show_json (engine, keys + i, end - i, &writer);
		} else {
			g_string_append (out, shown > 0 ? "\n" : "");
			show_text (cli, engine, keys + i, end - i, out);
		}
		shown++;
	}
	if (json) {
		rt_json_end (&writer, ']');
		g_string_append_c (out, '\n');
	}
	return shown;
}

static RtExit
show (RtCli *cli, const RtVerb *verb, int argc, char **argv)
{
	gboolean json = FALSE;
	RtExit status;
	if (!rt_options_read_format (cli, verb, &argc, &argv, &json, &status))
		return status;
	if (argc < 2)
		return rt_cli_misused (cli, verb, N_("takes the id of a rule, as 'rules list' shows it"));
	g_autofree char *wanted = g_strjoinv (" ", argv + 1);
	g_autoptr (RtRuleFiles) files = rt_load_rule_files (cli);
	if (files == NULL)
		return RT_EXIT_LOAD;
	g_autoptr (GString) out = g_string_new (NULL);
	/* rules that are read and do not load yet are shown all the same, without sentences */
	g_autoptr (RouteEngine) engine = rt_load_engine (cli);
	if (show_named (cli, files, engine, wanted, json, out) > 0)
		return rt_cli_print (out);
	rt_cli_complain (rt_cli_text (cli, N_("there is no rule '%s'; 'routectl rules list' shows all")),
			 wanted);
	return RT_EXIT_REFUSED;
}

/* ---- delta ---- */

static char *
identity (const RtRuleKey *key)
{
	return g_strjoin ("\n", key->group, key->id != NULL ? key->id : "", key->key,
			  key->language != NULL ? key->language : "", NULL);
}

static GHashTable *
index_keys (const RtRuleKey *keys, guint n)
{
	GHashTable *index = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
	for (guint i = 0; i < n; i++)
		g_hash_table_insert (index, identity (&keys[i]), (gpointer) &keys[i]);
	return index;
}

typedef struct {
	const RtRuleKey *vendor, *site; /* one may be NULL: added, or gone */
} Change;

static void
add_change (GArray *changes, const RtRuleKey *vendor, const RtRuleKey *site)
{
	Change change = { vendor, site };
	g_array_append_val (changes, change);
}

/* what counts now in the order of the rules, then what is gone */
static GArray *
compare_rules (const RtRuleFiles *vendor, const RtRuleFiles *site)
{
	guint n_vendor, n_site;
	const RtRuleKey *before = rt_rule_files_keys (vendor, &n_vendor),
			*now = rt_rule_files_keys (site, &n_site);
	g_autoptr (GHashTable) old = index_keys (before, n_vendor), new = index_keys (now, n_site);
	GArray *changes = g_array_new (FALSE, FALSE, sizeof (Change));
	for (guint i = 0; i < n_site; i++) {
		g_autofree char *id = identity (&now[i]);
		const RtRuleKey *was = g_hash_table_lookup (old, id);
		if (was == NULL || strcmp (was->value, now[i].value) != 0)
			add_change (changes, was, &now[i]);
	}
	for (guint i = 0; i < n_vendor; i++) {
		g_autofree char *id = identity (&before[i]);
		if (!g_hash_table_contains (new, id))
			add_change (changes, &before[i], NULL);
	}
	return changes;
}

/* a value on one line, not longer than a column */
static char *
cell (const char *value)
{
	g_auto (GStrv) words = g_strsplit_set (value, " \t\n", -1);
	g_autoptr (GString) line = g_string_new (NULL);
	for (guint i = 0; words[i] != NULL; i++)
		if (*words[i] != '\0')
			g_string_append_printf (line, "%s%s", line->len > 0 ? " " : "", words[i]);
	if (g_utf8_strlen (line->str, -1) <= CELL)
		return g_strdup (line->str);
	g_autofree char *cut = g_utf8_substring (line->str, 0, CELL - 3);
	return g_strconcat (cut, "...", NULL);
}

/* to a width in characters, which printf does not count */
static void
append_cell (GString *out, const char *text, guint width)
{
	guint length = (guint) g_utf8_strlen (text, -1);
	g_string_append (out, text);
	g_string_append_printf (out, "%*s", length < width ? (int) (width - length) : 0, "");
	g_string_append (out, "  ");
}

static void
append_row (GString *out, char **row, const guint *widths)
{
	for (guint i = 0; i < COLUMNS; i++)
		append_cell (out, row[i], widths[i]);
	while (out->len > 0 && out->str[out->len - 1] == ' ')
		g_string_truncate (out, out->len - 1);
	g_string_append_c (out, '\n');
}

static char **
row_of (const Change *change)
{
	const RtRuleKey *key = change->site != NULL ? change->site : change->vendor;
	char **row = g_new0 (char *, COLUMNS + 1);
	row[0] = rt_rule_group_name (key);
	row[1] = rt_rule_key_name (key);
	row[2] = change->vendor != NULL ? cell (change->vendor->value) : g_strdup ("-");
	row[3] = change->site != NULL ? cell (change->site->value) : g_strdup ("-");
	row[4] = change->site != NULL
			 ? g_strdup_printf ("%s:%u", change->site->origin.file, change->site->origin.line)
			 : g_strdup ("");
	return row;
}

static void
delta_text (const RtCli *cli, const GArray *changes, GString *out)
{
	guint widths[COLUMNS] = { 0 };
	g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
	const char *const head[] = { rt_cli_text (cli, N_("RULE")), rt_cli_text (cli, N_("KEY")),
				     rt_cli_text (cli, N_("VENDOR")), rt_cli_text (cli, N_("SITE")), "", NULL };
	if (changes->len == 0)
		return;
	g_ptr_array_add (rows, g_strdupv ((char **) head));
	for (guint i = 0; i < changes->len; i++)
		g_ptr_array_add (rows, row_of (&g_array_index (changes, Change, i)));
	for (guint i = 0; i < rows->len; i++)
		for (guint j = 0; j < COLUMNS; j++)
			widths[j] = MAX (widths[j], (guint) g_utf8_strlen (
							    ((char **) g_ptr_array_index (rows, i))[j], -1));
	for (guint i = 0; i < rows->len; i++)
		append_row (out, g_ptr_array_index (rows, i), widths);
}

static void
json_side (RtJsonWriter *json, const char *name, const RtRuleKey *key)
{
	rt_json_key (json, name);
	if (key == NULL) {
		rt_json_string (json, NULL);
		return;
	}
	rt_json_begin (json, '{');
	rt_json_member (json, "value", key->value);
	json_origin (json, key);
	rt_json_end (json, '}');
}

static void
delta_json (const GArray *changes, GString *out)
{
	RtJsonWriter json = { .out = out, .pretty = TRUE };
	rt_json_begin (&json, '[');
	for (guint i = 0; i < changes->len; i++) {
		const Change *change = &g_array_index (changes, Change, i);
		const RtRuleKey *key = change->site != NULL ? change->site : change->vendor;
		rt_json_begin (&json, '{');
		rt_json_member (&json, "group", key->group);
		rt_json_member (&json, "id", key->id);
		rt_json_member (&json, "key", key->key);
		rt_json_member (&json, "language", key->language);
		json_side (&json, "vendor", change->vendor);
		json_side (&json, "site", change->site);
		rt_json_end (&json, '}');
	}
	rt_json_end (&json, ']');
	g_string_append_c (out, '\n');
}

static RtExit
delta (RtCli *cli, const RtVerb *verb, int argc, char **argv)
{
	gboolean json = FALSE;
	RtExit status;
	if (!rt_options_read_format (cli, verb, &argc, &argv, &json, &status))
		return status;
	if (argc > 1)
		return rt_cli_misused (cli, verb, N_("takes no arguments"));
	g_autoptr (RtRuleFiles) site = rt_load_rule_files (cli);
	g_autoptr (RtRuleFiles) vendor = rt_load_vendor_files (cli);
	if (site == NULL || vendor == NULL)
		return RT_EXIT_LOAD;
	g_autoptr (GArray) changes = compare_rules (vendor, site);
	g_autoptr (GString) out = g_string_new (NULL);
	if (json)
		delta_json (changes, out);
	else
		delta_text (cli, changes, out);
	return rt_cli_print (out);
}

RtExit
rt_verb_rules (RtCli *cli, const RtVerb *verb, int argc, char **argv)
{
	static const RtVerb verbs[] = {
		{ "rules list", "", N_("All rules that count, with file and line"), list },
		{ "rules show", "ID", N_("One rule: every key, where it is written and what it replaces"),
		  show },
		{ "rules delta", "", N_("What later directories change of the rules in the first"), delta },
	};
	return rt_cli_dispatch (cli, "routectl rules", verbs, G_N_ELEMENTS (verbs), argc, argv);
}
