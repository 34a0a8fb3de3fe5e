/* routectl diff: which cases two rule sets advise on differently, and which edit makes the difference.
 *
 * An edit is a group of a rule file that is not the same in both sets. It causes a difference when the old rules with
 * that one group replaced give it too. */
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include "libroute/util/json-writer.h"
#include "routectl/advising.h"
#include "routectl/directories.h"
#include "routectl/findings.h"
#include "routectl/json-tree.h"
#include "routectl/load.h"
#include "routectl/options.h"
#include "routectl/rule-text.h"

/* differences beyond this are counted, not explained: each costs a weighing per edit */
#define MOST_EXPLAINED 1000u

/* ---- what is compared of an advice: a name and a word each ---- */

static void
keep (GHashTable *words, char *name, const char *first, const char *second)
{
	g_hash_table_insert (words, name,
			     g_strdup_printf ("%s%s%s", first != NULL ? first : "",
					      second != NULL ? ", " : "", second != NULL ? second : ""));
}

static void
keep_list (GHashTable *words, const RtTree *list, const char *kind, const char *id, const char *first,
	   const char *second)
{
	for (guint i = 0; list != NULL && i < rt_tree_length (list); i++) {
		const RtTree *item = rt_tree_item (list, i);
		keep (words, g_strdup_printf ("%s %s", kind, rt_tree_get_string (item, id)),
		      rt_tree_get_string (item, first),
		      second != NULL ? rt_tree_get_string (item, second) : NULL);
	}
}

static GHashTable *
words_of (const RtTree *advice)
{
	GHashTable *words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
	const RtTree *routing = rt_tree_get (advice, "routing"), *refusal = rt_tree_get (advice, "error");
	const RtTree *approaches = rt_tree_get (advice, "approaches");
	if (refusal != NULL)
		keep (words, g_strdup ("refused"), rt_tree_get_string (refusal, "message"), NULL);
	if (routing != NULL)
		keep (words, g_strdup ("routing"), rt_tree_get_string (routing, "suggestion"), NULL);
	keep_list (words, approaches, "approach", "id", "eligible", NULL);
	for (guint i = 0; approaches != NULL && i < rt_tree_length (approaches); i++)
		keep_list (words, rt_tree_get (rt_tree_item (approaches, i), "criteria"), "criterion", "id",
			   "state", NULL);
	keep_list (words, rt_tree_get (advice, "participants"), "participant", "party", "attendance", "part");
	return words;
}

/* ---- weighing under one rule set ---- */

typedef struct {
	RouteEngine *engine;
	RtAdvising advising;
	gpointer worker;
} Side;

static gboolean
side_init (Side *side, const RtCli *cli, const char *rules_dir, GPtrArray *findings)
{
	const char *const directories[] = { rules_dir, NULL };
	g_autoptr (GError) error = NULL;
	*side = (Side){ 0 };
	RtBuildTree tree;
	side->engine = rt_engine_load (directories, rt_directories_plugins (cli), rt_directories_tree (cli, &tree),
				       findings, &error);
	if (side->engine == NULL)
		return FALSE;
	side->advising = (RtAdvising){
		.engine = side->engine, .json = TRUE, .languages = { RT_LANGUAGE_EN }, .n_languages = 1
	};
	side->worker = rt_advising_worker_new (&side->advising);
	return TRUE;
}

static void
side_clear (Side *side)
{
	if (side->worker != NULL)
		rt_advising_worker_free (side->worker);
	g_clear_pointer (&side->engine, route_engine_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Side, side_clear)

/* NULL for an item that holds no registration at all */
static GHashTable *
weigh_item (Side *side, RtItem *item)
{
	g_string_truncate (item->out, 0);
	g_string_truncate (item->err, 0);
	rt_advising_work (side->worker, item);
	g_autoptr (RtTree) advice = rt_tree_read (item->out->str, item->out->len, NULL);
	return advice != NULL ? words_of (advice) : NULL;
}

/* ---- a case that differs ---- */

typedef struct {
	char *where, *id;
	GString *text; /* the registration, for weighing it again */
	GHashTable *old, *new;
	GPtrArray *names; /* of the words that differ, sorted; borrowed from the tables */
	GPtrArray *causes; /* names of edits */
} Difference;

static void
difference_free (gpointer data)
{
	Difference *difference = data;
	explicit_bzero (difference->text->str, difference->text->len);
	g_string_free (difference->text, TRUE);
	g_free (difference->where);
	g_free (difference->id);
	g_ptr_array_unref (difference->names);
	g_ptr_array_unref (difference->causes);
	g_hash_table_unref (difference->old);
	g_hash_table_unref (difference->new);
	g_free (difference);
}

static int
by_text (gconstpointer a, gconstpointer b)
{
	return strcmp (*(char *const *) a, *(char *const *) b);
}

static void
add_differing (GPtrArray *names, GHashTable *these, GHashTable *others, gboolean only_missing)
{
	GHashTableIter iter;
	gpointer name, word;
	g_hash_table_iter_init (&iter, these);
	while (g_hash_table_iter_next (&iter, &name, &word)) {
		const char *other = g_hash_table_lookup (others, name);
		if (other == NULL || (!only_missing && strcmp (word, other) != 0))
			g_ptr_array_add (names, name);
	}
}

static GPtrArray *
differing (GHashTable *old, GHashTable *new)
{
	GPtrArray *names = g_ptr_array_new ();
	add_differing (names, old, new, FALSE);
	add_differing (names, new, old, TRUE);
	g_ptr_array_sort (names, by_text);
	return names;
}

typedef struct {
	guint n_cases, n_refused, n_different;
	GPtrArray *differences;
} Comparison;

static void
compare_item (Comparison *comparison, Side *old, Side *new, RtItem *item)
{
	comparison->n_cases++;
	g_autoptr (GHashTable) before = weigh_item (old, item), after = weigh_item (new, item);
	if (before == NULL || after == NULL || g_hash_table_contains (after, "refused")) {
		comparison->n_refused++;
		fputs (item->err->str, stderr);
	}
	if (before == NULL || after == NULL)
		return;
	g_autoptr (GPtrArray) names = differing (before, after);
	if (names->len == 0)
		return;
	if (comparison->n_different++ >= MOST_EXPLAINED)
		return;
	g_autoptr (RtTree) tree = rt_tree_read (item->text->str, item->text->len, NULL);
	Difference *difference = g_new0 (Difference, 1);
	difference->where = item->line > 0 ? g_strdup_printf ("%s:%" G_GUINT64_FORMAT, item->file, item->line)
					   : g_strdup (item->file);
	difference->id = g_strdup (rt_tree_get_string (tree, "id"));
	difference->text = g_string_new_len (item->text->str, (gssize) item->text->len);
	difference->old = g_steal_pointer (&before);
	difference->new = g_steal_pointer (&after);
	difference->names = g_steal_pointer (&names);
	difference->causes = g_ptr_array_new_with_free_func (g_free);
	g_ptr_array_add (comparison->differences, difference);
}

/* ---- edits ---- */

typedef struct {
	const RtRuleKey *old, *new; /* first key of the group on each side; one may be NULL */
	guint n_old, n_new;
} Edit;

static const RtRuleKey *
find_group (const RtRuleFiles *files, const RtRuleKey *wanted, guint *length)
{
	guint n;
	const RtRuleKey *keys = rt_rule_files_keys (files, &n);
	for (guint i = 0, end = 0; i < n; i = end) {
		end = rt_rule_group_end (keys, n, i);
		*length = end - i;
		if (rt_rule_same_group (&keys[i], wanted))
			return &keys[i];
	}
	*length = 0;
	return NULL;
}

static gboolean
same_keys (const Edit *edit)
{
	if (edit->n_old != edit->n_new)
		return FALSE;
	for (guint i = 0; i < edit->n_old; i++) {
		const RtRuleKey *old = &edit->old[i], *new = &edit->new[i];
		if (strcmp (old->key, new->key) != 0 || g_strcmp0 (old->language, new->language) != 0 ||
		    strcmp (old->value, new->value) != 0)
			return FALSE;
	}
	return TRUE;
}

static void
add_edits (GArray *edits, const RtRuleFiles *from, const RtRuleFiles *to)
{
	guint n;
	const RtRuleKey *keys = rt_rule_files_keys (from, &n);
	for (guint i = 0, end = 0; i < n; i = end) {
		end = rt_rule_group_end (keys, n, i);
		Edit edit = { .old = &keys[i], .n_old = end - i };
		edit.new = find_group (to, &keys[i], &edit.n_new);
		if (!same_keys (&edit))
			g_array_append_val (edits, edit);
	}
	keys = rt_rule_files_keys (to, &n);
	for (guint i = 0, end = 0; i < n; i = end) {
		end = rt_rule_group_end (keys, n, i);
		Edit edit = { .new = &keys[i], .n_new = end - i };
		if (find_group (from, &keys[i], &edit.n_old) == NULL)
			g_array_append_val (edits, edit);
	}
}

static void
append_group (GString *text, const RtRuleKey *keys, guint n)
{
	if (n > 0)
		rt_rule_append_heading (text, keys);
	for (guint i = 0; i < n; i++)
		rt_rule_append_key (text, "", &keys[i]);
}

/* the old rules with one group as the new ones have it */
static char *
old_with (const RtRuleFiles *from, const Edit *edit)
{
	GString *text = g_string_new (NULL);
	guint n;
	const RtRuleKey *keys = rt_rule_files_keys (from, &n);
	for (guint i = 0, end = 0; i < n; i = end) {
		end = rt_rule_group_end (keys, n, i);
		if (&keys[i] == edit->old)
			append_group (text, edit->new, edit->n_new);
		else
			append_group (text, &keys[i], end - i);
	}
	if (edit->old == NULL)
		append_group (text, edit->new, edit->n_new);
	return g_string_free (text, FALSE);
}

static gboolean
load_variant (Side *side, const RtCli *cli, const char *text)
{
	g_autofree char *directory = g_dir_make_tmp ("routectl-XXXXXX", NULL);
	if (directory == NULL)
		return FALSE;
	g_autofree char *path = g_build_filename (directory, "10-variant.rules", NULL);
	g_autoptr (GPtrArray) findings = rt_diagnostics_new ();
	gboolean loaded =
		g_file_set_contents (path, text, -1, NULL) && side_init (side, cli, directory, findings);
	g_unlink (path);
	g_rmdir (directory);
	return loaded;
}

/* does this edit alone give at least one of the words that differ? */
static gboolean
explains (const Difference *difference, GHashTable *words)
{
	for (guint i = 0; i < difference->names->len; i++) {
		const char *name = g_ptr_array_index (difference->names, i);
		const char *old = g_hash_table_lookup (difference->old, name),
			   *new = g_hash_table_lookup (difference->new, name);
		const char *now = g_hash_table_lookup (words, name);
		if (g_strcmp0 (now, new) == 0 && g_strcmp0 (now, old) != 0)
			return TRUE;
	}
	return FALSE;
}

static char *
name_edit (const Edit *edit)
{
	const RtRuleKey *key = edit->new != NULL ? edit->new : edit->old;
	g_autofree char *name = rt_rule_group_name (key);
	return g_strdup_printf ("[%s] %s:%u", name, key->origin.path, key->origin.line);
}

static void
try_edit (const RtCli *cli, const RtRuleFiles *from, const Edit *edit, GPtrArray *differences)
{
	g_autofree char *text = old_with (from, edit);
	g_auto (Side) side = { 0 };
	/* an edit that does not load without the others explains nothing alone */
	if (!load_variant (&side, cli, text))
		return;
	RtItem item;
	rt_item_init (&item);
	item.file = "";
	for (guint i = 0; i < differences->len; i++) {
		Difference *difference = g_ptr_array_index (differences, i);
		g_string_assign (item.text, difference->text->str);
		g_autoptr (GHashTable) words = weigh_item (&side, &item);
		if (words != NULL && explains (difference, words))
			g_ptr_array_add (difference->causes, name_edit (edit));
	}
	rt_item_clear (&item);
}

/* ---- what is told ---- */

static void
tell_text (const RtCli *cli, const Difference *difference, GString *out)
{
	g_string_append_printf (out, "%s (%s)\n", difference->id != NULL ? difference->id : "-",
				difference->where);
	for (guint i = 0; i < difference->names->len; i++) {
		const char *name = g_ptr_array_index (difference->names, i);
		const char *old = g_hash_table_lookup (difference->old, name),
			   *new = g_hash_table_lookup (difference->new, name);
		g_string_append_printf (out, "  %-36s %s -> %s\n", name, old != NULL ? old : "-",
					new != NULL ? new : "-");
	}
	for (guint i = 0; i < difference->causes->len; i++)
		g_string_append_printf (out, rt_cli_text (cli, N_("  because of %s\n")),
					(const char *) g_ptr_array_index (difference->causes, i));
	if (difference->causes->len == 0)
		g_string_append (out, rt_cli_text (cli, N_("  because of several edits together\n")));
}

static void
tell_json (const Difference *difference, GString *out)
{
	RtJsonWriter json = { .out = out };
	rt_json_begin (&json, '{');
	rt_json_member (&json, "registration", difference->id);
	rt_json_member (&json, "where", difference->where);
	rt_json_key (&json, "changes");
	rt_json_begin (&json, '[');
	for (guint i = 0; i < difference->names->len; i++) {
		const char *name = g_ptr_array_index (difference->names, i);
		rt_json_begin (&json, '{');
		rt_json_member (&json, "what", name);
		rt_json_member (&json, "from", g_hash_table_lookup (difference->old, name));
		rt_json_member (&json, "to", g_hash_table_lookup (difference->new, name));
		rt_json_end (&json, '}');
	}
	rt_json_end (&json, ']');
	rt_json_key (&json, "edits");
	rt_json_begin (&json, '[');
	for (guint i = 0; i < difference->causes->len; i++)
		rt_json_string (&json, g_ptr_array_index (difference->causes, i));
	rt_json_end (&json, ']');
	rt_json_end (&json, '}');
	g_string_append_c (out, '\n');
}

static RtExit
tell (const RtCli *cli, const Comparison *comparison, gboolean json)
{
	g_autoptr (GString) out = g_string_new (NULL);
	for (guint i = 0; i < comparison->differences->len; i++) {
		const Difference *difference = g_ptr_array_index (comparison->differences, i);
		if (json)
			tell_json (difference, out);
		else
			tell_text (cli, difference, out);
	}
	if (!json && comparison->n_different > comparison->differences->len)
		g_string_append_printf (out, rt_cli_text (cli, N_("... and %u more\n")),
					comparison->n_different - comparison->differences->len);
	if (!json)
		g_string_append_printf (out, rt_cli_text (cli, N_("%u of %u cases change\n")),
					comparison->n_different, comparison->n_cases);
	RtExit printed = rt_cli_print (out);
	return comparison->n_refused > 0 ? RT_EXIT_REFUSED : printed;
}

/* ---- the call ---- */

static RtExit
compare (const RtCli *cli, const char *from, const char *to, char **paths, gboolean json)
{
	g_auto (Side) old = { 0 }, new = { 0 };
	g_autoptr (GPtrArray) findings = rt_diagnostics_new ();
	if (!side_init (&old, cli, from, findings) || !side_init (&new, cli, to, findings)) {
		rt_findings_show (cli, findings);
		return RT_EXIT_LOAD;
	}
	g_autoptr (GPtrArray) differences = g_ptr_array_new_with_free_func (difference_free);
	Comparison comparison = { .differences = differences };
	g_autoptr (RtInput) input = rt_input_new ((const char *const *) paths);
	RtItem item;
	rt_item_init (&item);
	while (rt_input_next (input, &item))
		compare_item (&comparison, &old, &new, &item);
	rt_item_clear (&item);
	const RtRuleFiles *before = rt_engine_files (old.engine), *after = rt_engine_files (new.engine);
	g_autoptr (GArray) edits = g_array_new (FALSE, FALSE, sizeof (Edit));
	add_edits (edits, before, after);
	for (guint i = 0; i < edits->len && differences->len > 0; i++)
		try_edit (cli, before, &g_array_index (edits, Edit, i), differences);
	return tell (cli, &comparison, json);
}

RtExit
rt_verb_diff (RtCli *cli, const RtVerb *verb, int argc, char **argv)
{
	static const char *const formats[] = { "text", "json", NULL };
	g_autofree char *from = NULL, *to = NULL, *format = NULL;
	const GOptionEntry entries[] = {
		{ "from", 0, 0, G_OPTION_ARG_FILENAME, &from, N_("The directory with the old rules"),
		  "DIR" },
		{ "to", 0, 0, G_OPTION_ARG_FILENAME, &to, N_("The directory with the new rules"), "DIR" },
		{ "format", 'f', 0, G_OPTION_ARG_STRING, &format,
		  N_("'text' (default), or 'json', an object a line for each case that changes"), "FORMAT" },
		{ NULL },
	};
	RtExit status;
	if (!rt_options_read (cli, verb, entries, &argc, &argv, &status))
		return status;
	int chosen = rt_options_choice (format, formats, 0);
	if (chosen < 0)
		return rt_cli_misused (cli, verb, N_("--format is 'text' or 'json'"));
	if (from == NULL || to == NULL)
		return rt_cli_misused (cli, verb, N_("needs --from and --to, two directories with rules"));
	if (argc < 2)
		return rt_cli_misused (cli, verb, N_("takes files of registrations"));
	return compare (cli, from, to, argv + 1, chosen == 1);
}
