/* routectl replay: the advices of a decision record, made again from the registrations in the caller's archive. */
#include <stdio.h>
#include <string.h>
#include "libroute/util/json-writer.h"
#include "routectl/advising.h"
#include "routectl/load.h"
#include "routectl/options.h"
#include "routectl/verify-record.h"

typedef enum {
	MISSING,  /* nobody handed the registration in */
	REFUSED,  /* it is no longer advised on */
	CHANGED,  /* it is another registration than the one that was advised on */
	OTHER,    /* the registration is the same, the advice is another */
	SAME_BUT, /* it says the same; what it was made with is another */
	SAME,     /* bit for bit */
} Outcome;

static const char *const outcome_words[] = {
	N_("missing"), N_("refused"), N_("registration differs"), N_("advice differs"),
	N_("made with something else"), N_("same"),
};
static const char *const outcome_ids[] = { "missing", "refused", "registration", "advice", "made-with", "same" };

typedef struct {
	char *id;
	guint64 number;
	RtLanguage language;
	RtTree *registration, *advice; /* as recorded */
	char *made_with;
	Outcome outcome;
	GPtrArray *differs; /* char *: "/person", "routing", "rules", "plugin politie" */
} Entry;

typedef struct {
	const RtCli *cli;
	const char *path;
	gboolean json;
	GPtrArray *entries;
	GHashTable *by_id; /* id -> GPtrArray of Entry, borrowed */
	RtAdvising advising[2]; /* by language */
	gpointer workers[2];
} Replay;

static void
entry_free (gpointer data)
{
	Entry *entry = data;
	g_free (entry->id);
	rt_tree_free (entry->registration);
	rt_tree_free (entry->advice);
	g_free (entry->made_with);
	g_ptr_array_unref (entry->differs);
	g_free (entry);
}

static char *
print (const RtTree *tree)
{
	GString *text = g_string_new (NULL);
	rt_tree_print (tree, text);
	return g_string_free (text, FALSE);
}

/* ---- the record ---- */

static void
take_entry (const RtTree *tree, guint64 line, gpointer data)
{
	Replay *replay = data;
	const RtTree *registration = rt_tree_get (tree, "registration"), *advice = rt_tree_get (tree, "advice");
	const RtTree *made_with = rt_tree_get (tree, "made_with");
	const char *id = rt_tree_get_string (registration, "id");
	if (id == NULL || advice == NULL || made_with == NULL)
		return;
	Entry *entry = g_new0 (Entry, 1);
	entry->id = g_strdup (id);
	entry->number = line - 1;
	entry->language = rt_language_parse (rt_tree_get_string (advice, "language"));
	entry->registration = rt_tree_copy (registration);
	entry->advice = rt_tree_copy (advice);
	entry->made_with = print (made_with);
	entry->differs = g_ptr_array_new_with_free_func (g_free);
	g_ptr_array_add (replay->entries, entry);
	GPtrArray *alike = g_hash_table_lookup (replay->by_id, id);
	if (alike == NULL) {
		alike = g_ptr_array_new ();
		g_hash_table_insert (replay->by_id, entry->id, alike);
	}
	g_ptr_array_add (alike, entry);
}

/* ---- what differs ---- */

static void
add_difference (Entry *entry, const char *prefix, const char *name)
{
	g_ptr_array_add (entry->differs, g_strconcat (prefix, name, NULL));
}

static void
compare_members_once (Entry *entry, const char *prefix, const RtTree *a, const RtTree *b, gboolean only_missing)
{
	for (guint i = 0; a != NULL && i < rt_tree_length (a); i++) {
		const char *name = g_ptr_array_index (a->names, i);
		const char *one = rt_tree_get_string (a, name), *other = rt_tree_get_string (b, name);
		gboolean structure = rt_tree_item (a, i)->items != NULL;
		if (structure || (only_missing && other != NULL) || strcmp (name, "digest") == 0)
			continue;
		if (g_strcmp0 (one, other) != 0)
			add_difference (entry, prefix, name);
	}
}

/* strings that differ, or that one of the two does not have */
static void
compare_members (Entry *entry, const char *prefix, const RtTree *was, const RtTree *is)
{
	compare_members_once (entry, prefix, was, is, FALSE);
	compare_members_once (entry, prefix, is, was, TRUE);
}

static const RtTree *
find_plugin (const RtTree *plugins, const char *party)
{
	for (guint i = 0; plugins != NULL && i < rt_tree_length (plugins); i++) {
		const RtTree *plugin = rt_tree_item (plugins, i);
		if (g_strcmp0 (rt_tree_get_string (plugin, "party"), party) == 0)
			return plugin;
	}
	return NULL;
}

static void
compare_plugins (Entry *entry, const RtTree *was, const RtTree *is, gboolean only_missing)
{
	for (guint i = 0; was != NULL && i < rt_tree_length (was); i++) {
		const RtTree *plugin = rt_tree_item (was, i);
		const char *party = rt_tree_get_string (plugin, "party");
		const RtTree *other = party != NULL ? find_plugin (is, party) : NULL;
		g_autofree char *one = print (plugin), *text = other != NULL ? print (other) : NULL;
		if (party != NULL && (only_missing ? other == NULL : g_strcmp0 (one, text) != 0))
			add_difference (entry, "plugin ", party);
	}
}

static void
compare_made_with (Entry *entry, const RtTree *is)
{
	g_autoptr (RtTree) was = rt_tree_read (entry->made_with, strlen (entry->made_with), NULL);
	compare_members (entry, "", was, is);
	compare_plugins (entry, rt_tree_get (was, "plugins"), rt_tree_get (is, "plugins"), FALSE);
	compare_plugins (entry, rt_tree_get (is, "plugins"), rt_tree_get (was, "plugins"), TRUE);
}

static gboolean
same_member (const RtTree *a, const RtTree *b, const char *name)
{
	const char *one = rt_tree_get_string (a, name);
	return one != NULL && g_strcmp0 (one, rt_tree_get_string (b, name)) == 0;
}

/* does the advice, what it was made with aside, say another thing? */
static gboolean
says_another (const RtTree *was, const RtTree *is)
{
	guint n = rt_tree_length (was);
	gboolean same = n == rt_tree_length (is);
	for (guint i = 0; i < n && same; i++) {
		const char *name = g_ptr_array_index (was->names, i);
		same = strcmp (name, "made_with") == 0 || same_member (was, is, name);
	}
	return !same;
}

static void
compare_advice (Entry *entry, const RtTree *again)
{
	const RtTree *advice = rt_tree_get (again, "advice");
	if (same_member (entry->advice, advice, "digest")) {
		entry->outcome = SAME;
		return;
	}
	const RtTree *was = rt_tree_get (entry->advice, "masked"), *is = rt_tree_get (advice, "masked");
	entry->outcome = says_another (was, is) ? OTHER : SAME_BUT;
	compare_made_with (entry, rt_tree_get (again, "made_with"));
	guint n = entry->differs->len;
	compare_members (entry, "", was, is);
	/* made_with itself is told in its parts */
	for (guint i = n; i < entry->differs->len; i++) {
		if (strcmp (g_ptr_array_index (entry->differs, i), "made_with") == 0)
			g_ptr_array_remove_index (entry->differs, i--);
	}
}

static void
compare (Entry *entry, const RtTree *again)
{
	const RtTree *registration = rt_tree_get (again, "registration");
	g_ptr_array_set_size (entry->differs, 0);
	if (same_member (entry->registration, registration, "digest")) {
		compare_advice (entry, again);
		return;
	}
	entry->outcome = CHANGED;
	compare_members (entry, "/", entry->registration, registration);
	compare_members (entry, "/", rt_tree_get (entry->registration, "masked"), rt_tree_get (registration, "masked"));
}

/* ---- the registrations ---- */

static void
refuse (Entry *entry, const RtItem *item)
{
	entry->outcome = REFUSED;
	g_ptr_array_set_size (entry->differs, 0);
	g_autofree char *why = g_strdup (item->err->str);
	g_ptr_array_add (entry->differs, g_strdup (g_strchomp (why)));
}

static void
replay_entry (Replay *replay, Entry *entry, RtItem *item)
{
	/* of several registrations with this id one may be the one */
	if (entry->outcome > CHANGED)
		return;
	g_string_truncate (item->out, 0);
	g_string_truncate (item->err, 0);
	g_string_truncate (item->record, 0);
	item->refused = FALSE;
	rt_advising_work (replay->workers[entry->language], item);
	if (item->refused) {
		if (entry->outcome == MISSING)
			refuse (entry, item);
		return;
	}
	g_string_prepend_c (item->record, '{');
	g_string_append_c (item->record, '}');
	g_autoptr (RtTree) again = rt_tree_read (item->record->str, item->record->len, NULL);
	compare (entry, again);
}

static void
replay_item (Replay *replay, RtItem *item)
{
	if (item->state != RT_ITEM_TEXT) {
		rt_advising_work (replay->workers[0], item);
		fputs (item->err->str, stderr);
		return;
	}
	g_autoptr (RtTree) tree = rt_tree_read (item->text->str, item->text->len, NULL);
	const char *id = rt_tree_get_string (tree, "id");
	GPtrArray *entries = id != NULL ? g_hash_table_lookup (replay->by_id, id) : NULL;
	for (guint i = 0; entries != NULL && i < entries->len; i++)
		replay_entry (replay, g_ptr_array_index (entries, i), item);
}

/* ---- telling ---- */

static void
write_entry_json (const Entry *entry, GString *out)
{
	RtJsonWriter json = { .out = out };
	rt_json_begin (&json, '{');
	rt_json_member_number (&json, "entry", (gint64) entry->number);
	rt_json_member (&json, "registration", entry->id);
	rt_json_member (&json, "outcome", outcome_ids[entry->outcome]);
	rt_json_member_begin (&json, "differs", '[');
	for (guint i = 0; i < entry->differs->len; i++)
		rt_json_string (&json, g_ptr_array_index (entry->differs, i));
	rt_json_end (&json, ']');
	rt_json_end (&json, '}');
	g_string_append_c (out, '\n');
}

static void
write_entry (const Replay *replay, const Entry *entry, GString *out)
{
	g_string_append_printf (out, "%s:%" G_GUINT64_FORMAT ": %s: %s", replay->path, entry->number + 1, entry->id,
				rt_cli_text (replay->cli, outcome_words[entry->outcome]));
	for (guint i = 0; i < entry->differs->len; i++)
		g_string_append_printf (out, "%s%s", i == 0 ? ": " : ", ",
					(const char *) g_ptr_array_index (entry->differs, i));
	g_string_append_c (out, '\n');
}

static RtExit
tell (const Replay *replay)
{
	g_autoptr (GString) out = g_string_new (NULL);
	guint n_same = 0;
	for (guint i = 0; i < replay->entries->len; i++) {
		const Entry *entry = g_ptr_array_index (replay->entries, i);
		n_same += entry->outcome == SAME ? 1 : 0;
		if (replay->json)
			write_entry_json (entry, out);
		else if (entry->outcome != SAME)
			write_entry (replay, entry, out);
	}
	if (!replay->json)
		g_string_append_printf (out, rt_cli_text (replay->cli, N_("%u of %u advices made again, bit for bit\n")),
					n_same, replay->entries->len);
	RtExit status = rt_cli_print (out);
	return n_same == replay->entries->len ? status : RT_EXIT_REFUSED;
}

/* ---- the call ---- */

static void
replay_all (Replay *replay, const RouteEngine *engine, const RtDecisionKey *key, char **paths)
{
	for (guint i = 0; i < G_N_ELEMENTS (replay->workers); i++) {
		replay->advising[i] = (RtAdvising){ .engine = engine,
						    .json = TRUE,
						    .languages = { (RtLanguage) i },
						    .n_languages = 1,
						    .record_key = key };
		replay->workers[i] = rt_advising_worker_new (&replay->advising[i]);
	}
	g_autoptr (RtInput) input = rt_input_new ((const char *const *) paths);
	RtItem item;
	rt_item_init (&item);
	while (rt_input_next (input, &item))
		replay_item (replay, &item);
	rt_item_clear (&item);
	for (guint i = 0; i < G_N_ELEMENTS (replay->workers); i++)
		rt_advising_worker_free (replay->workers[i]);
}

/* nothing is replayed from a record that is not sound */
static gboolean
read_record (Replay *replay, const char *key_path, RtDecisionKey *key)
{
	g_autoptr (GError) error = NULL;
	g_autofree char *beside = rt_decision_key_path (replay->path);
	g_auto (RtDecisionState) state = { 0 };
	if (!rt_decision_key_read (key_path != NULL ? key_path : beside, key, &error) ||
	    !rt_decision_verify (replay->path, key, take_entry, replay, &state, &error)) {
		rt_cli_complain ("%s", error->message);
		return FALSE;
	}
	if (state.trouble != NULL)
		rt_verify_record_show (replay->cli, replay->path, &state);
	return state.trouble == NULL;
}

static RtExit
run (const RtCli *cli, const char *key_path, gboolean json, char **argv)
{
	g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (entry_free);
	g_autoptr (GHashTable) by_id =
		g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_ptr_array_unref);
	Replay replay = { .cli = cli, .path = argv[1], .json = json, .entries = entries, .by_id = by_id };
	RtDecisionKey key;
	if (!read_record (&replay, key_path, &key))
		return RT_EXIT_REFUSED;
	g_autoptr (RouteEngine) engine = rt_load_engine (cli);
	if (engine == NULL)
		return RT_EXIT_LOAD;
	replay_all (&replay, engine, &key, argv + 2);
	explicit_bzero (&key, sizeof key);
	return tell (&replay);
}

RtExit
rt_verb_replay (RtCli *cli, const RtVerb *verb, int argc, char **argv)
{
	static const char *const formats[] = { "text", "json", NULL };
	g_autofree char *key_path = NULL, *format = NULL;
	const GOptionEntry entries[] = {
		{ "record-key", 0, 0, G_OPTION_ARG_FILENAME, &key_path,
		  N_("The key of the decision record; without it the record's name with .key"), "FILE" },
		{ "format", 'f', 0, G_OPTION_ARG_STRING, &format, N_("'text' (default) or 'json'"), "FORMAT" },
		{ NULL },
	};
	RtExit status;
	if (!rt_options_read (cli, verb, entries, &argc, &argv, &status))
		return status;
	int chosen = rt_options_choice (format, formats, 0);
	if (chosen < 0)
		return rt_cli_misused (cli, verb, N_("--format is 'text' or 'json'"));
	if (argc < 3)
		return rt_cli_misused (cli, verb, N_("takes a decision record and files of registrations"));
	return run (cli, key_path, chosen == 1, argv);
}
