/* Directories to merged rules: which files count, in which order, and what they add up to. */
#include <string.h>
#include <sys/stat.h>
#include "libroute/rules/files.h"
#include "libroute/util/limits.h"

#define READINGS 10u  /* of rules that change meanwhile */
#define PAUSE 10000u  /* us between them */

typedef struct {
	char *name; /* of the file */
	char *path, *label;
	struct stat status; /* all zero when there is nothing to tell */
	gboolean masked;
	int replaced_by; /* index, or -1 */
} Candidate;

static void
candidate_clear (gpointer data)
{
	Candidate *candidate = data;
	g_free (candidate->name);
	g_free (candidate->path);
	g_free (candidate->label);
}

/* ---- which files ---- */

static gboolean
is_rule_file_name (const char *name)
{
	if (!g_ascii_isdigit (name[0]) || !g_ascii_isdigit (name[1]) || name[2] != '-' ||
	    !g_str_has_suffix (name, ".rules"))
		return FALSE;
	for (const char *c = name; *c != '\0'; c++)
		if (!g_ascii_isalnum (*c) && strchr ("-_.", *c) == NULL)
			return FALSE;
	return strlen (name) > strlen ("00-.rules");
}

/* hidden files, editors' copies, a note for readers, a folder of cases and the build's own list are no rules
 * and pretend to be none */
static gboolean
passed_by (const char *name)
{
	static const char *const others[] = {
		"README", "README.md", "README.txt", "tests", "local.mk", NULL
	};
	return *name == '.' || g_str_has_suffix (name, "~") || g_strv_contains (others, name);
}

/* an empty file, or a link to /dev/null */
static gboolean
is_mask (const struct stat *status)
{
	struct stat null_device;
	if (S_ISREG (status->st_mode))
		return status->st_size == 0;
	return stat ("/dev/null", &null_device) == 0 && S_ISCHR (status->st_mode) &&
	       status->st_rdev == null_device.st_rdev;
}

static void
add_candidate (GArray *candidates, const char *directory, const char *name)
{
	g_autofree char *base = g_path_get_basename (directory);
	Candidate candidate = { .name = g_strdup (name),
				.path = g_build_filename (directory, name, NULL),
				.label = g_strconcat (base, "/", name, NULL),
				.replaced_by = -1 };
	if (stat (candidate.path, &candidate.status) != 0)
		candidate.status = (struct stat){ 0 };
	candidate.masked = is_mask (&candidate.status);
	for (guint i = 0; i < candidates->len; i++) {
		Candidate *earlier = &g_array_index (candidates, Candidate, i);
		if (earlier->replaced_by < 0 && strcmp (earlier->name, name) == 0)
			earlier->replaced_by = (int) candidates->len;
	}
	g_array_append_val (candidates, candidate);
}

static int
by_text (gconstpointer a, gconstpointer b)
{
	return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* FALSE when the directory cannot be read */
static gboolean
scan_directory (GArray *candidates, const char *directory, GPtrArray *findings)
{
	g_autoptr (GError) error = NULL;
	g_autoptr (GDir) open = g_dir_open (directory, 0, &error);
	if (open == NULL) {
		rt_report_file (findings, RT_FINDING_UNREADABLE, directory, "%s", error->message);
		return FALSE;
	}
	/* in the order of the names, not of the disk */
	g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
	for (const char *name = g_dir_read_name (open); name != NULL; name = g_dir_read_name (open))
		g_ptr_array_add (names, g_strdup (name));
	g_ptr_array_sort (names, by_text);
	for (guint i = 0; i < names->len; i++) {
		const char *name = g_ptr_array_index (names, i);
		g_autofree char *path = g_build_filename (directory, name, NULL);
		if (is_rule_file_name (name))
			add_candidate (candidates, directory, name);
		else if (!passed_by (name))
			rt_report_file (
				findings, RT_FINDING_FILE_NAME, path,
				"a file of rules is called NN-name.rules; this one would be passed by");
	}
	return TRUE;
}

/* FALSE when a directory cannot be read */
static gboolean
scan (GArray *candidates, const char *const *directories, GPtrArray *findings)
{
	gboolean complete = TRUE;
	for (; *directories != NULL; directories++)
		complete = scan_directory (candidates, *directories, findings) && complete;
	return complete;
}

static GArray *
candidates_new (void)
{
	GArray *candidates = g_array_new (FALSE, FALSE, sizeof (Candidate));
	g_array_set_clear_func (candidates, candidate_clear);
	return candidates;
}

/* the same file, with the same in it */
static gboolean
is_as_before (const Candidate *before, const Candidate *now)
{
	const struct stat *a = &before->status, *b = &now->status;
	return strcmp (before->path, now->path) == 0 && a->st_dev == b->st_dev && a->st_ino == b->st_ino &&
	       a->st_mode == b->st_mode && a->st_size == b->st_size && a->st_mtim.tv_sec == b->st_mtim.tv_sec &&
	       a->st_mtim.tv_nsec == b->st_mtim.tv_nsec && a->st_ctim.tv_sec == b->st_ctim.tv_sec &&
	       a->st_ctim.tv_nsec == b->st_ctim.tv_nsec;
}

/* do the directories still hold what was scanned, now that all of it is read? */
static gboolean
is_unchanged (GArray *candidates, const char *const *directories)
{
	g_autoptr (GPtrArray) ignored = rt_diagnostics_new ();
	g_autoptr (GArray) now = candidates_new ();
	scan (now, directories, ignored);
	gboolean same = now->len == candidates->len;
	for (guint i = 0; same && i < now->len; i++)
		same = is_as_before (&g_array_index (candidates, Candidate, i), &g_array_index (now, Candidate, i));
	return same;
}

static int
by_name (gconstpointer a, gconstpointer b)
{
	const Candidate *const *x = a, *const *y = b;
	return strcmp ((*x)->name, (*y)->name);
}

static void
read_candidates (RtRuleFiles *files, GArray *candidates, GPtrArray *findings)
{
	g_autoptr (GPtrArray) chosen = g_ptr_array_new ();
	for (guint i = 0; i < candidates->len; i++) {
		Candidate *candidate = &g_array_index (candidates, Candidate, i);
		if (candidate->replaced_by < 0 && !candidate->masked)
			g_ptr_array_add (chosen, candidate);
	}
	g_ptr_array_sort (chosen, by_name);
	if (chosen->len > RT_LIMIT_RULE_FILES) {
		rt_report_file (findings, RT_FINDING_TOO_MANY, NULL, "more than %u files of rules",
				RT_LIMIT_RULE_FILES);
		return;
	}
	for (guint i = 0; i < chosen->len; i++) {
		const Candidate *candidate = g_ptr_array_index (chosen, i);
		rt_key_file_read (files, rt_source_load (candidate->path, candidate->label, findings),
				  findings);
	}
}

/* ---- what is told of them ---- */

static const char *
keep (RtRuleFiles *files, const char *text)
{
	char *copy = g_strdup (text);
	if (copy != NULL)
		g_ptr_array_add (files->strings, copy);
	return copy;
}

static void
list_files (RtRuleFiles *files, GArray *candidates)
{
	for (guint i = 0; i < candidates->len; i++) {
		const Candidate *candidate = &g_array_index (candidates, Candidate, i);
		const char *by = candidate->replaced_by >= 0
					 ? g_array_index (candidates, Candidate, candidate->replaced_by).path
					 : NULL;
		RtRuleFile file = { .path = keep (files, candidate->path),
				    .masked = candidate->masked,
				    .replaced_by = keep (files, by) };
		g_array_append_val (files->list, file);
	}
}

static void
list_keys (RtRuleFiles *files)
{
	guint n = 0;
	for (guint i = 0; i < files->groups->len; i++)
		n += ((const RtGroup *) g_ptr_array_index (files->groups, i))->keys->len;
	files->keys = g_array_sized_new (FALSE, FALSE, sizeof (RtRuleKey), n);
	for (guint i = 0; i < files->groups->len; i++) {
		const RtGroup *group = g_ptr_array_index (files->groups, i);
		for (guint j = 0; j < group->keys->len; j++) {
			const RtKeyEntry *key = g_ptr_array_index (group->keys, j);
			RtRuleKey told = { .group = rt_group_info (group->kind)->kind,
					   .id = group->id,
					   .key = key->key,
					   .language = key->language,
					   .value = key->value,
					   .origin = rt_key_origin (key),
					   .overrides = key->overrides };
			g_array_append_val (files->keys, told);
		}
	}
}

static char *
fingerprint (const RtRuleFiles *files)
{
	g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
	const char *id = NULL;
	for (guint i = 0; i < files->keys->len; i++) {
		const RtRuleKey *key = &g_array_index (files->keys, RtRuleKey, i);
		/* tells the public, or the check, about the rules: no advice depends on it */
		if (strcmp (key->group, "register") == 0 || strcmp (key->key, "before") == 0)
			continue;
		/* a bracket begins no key: it tells where the next group begins */
		const char *const parts[] = { "[", key->group, key->id, key->key,
					      key->language != NULL ? key->language : "", key->value };
		/* the NUL behind each part keeps parts apart */
		for (guint j = key->id == id ? 3 : 0; j < G_N_ELEMENTS (parts); j++)
			g_checksum_update (sum, (const guchar *) parts[j], (gssize) strlen (parts[j]) + 1);
		id = key->id;
	}
	return g_strdup (g_checksum_get_string (sum));
}

/* ---- plugins ---- */

static gboolean
says (const RtGroup *group, const char *key, const char *word)
{
	const RtKeyEntry *entry = rt_group_key (group, key, NULL);
	return entry != NULL && strcmp (entry->value, word) == 0;
}

/* a limit, or 0 where the group has none */
static guint
whole (const RtGroup *group, const char *key)
{
	const RtKeyEntry *entry = rt_group_key (group, key, NULL);
	gint64 value = 0;
	if (entry != NULL && g_ascii_string_to_signed (entry->value, 10, 1, RT_MOST_LIMIT, &value, NULL))
		return (guint) value;
	return 0;
}

static void
add_plugin (RtRuleFiles *files, const RtGroup *group, GPtrArray *findings)
{
	GPtrArray *keys = g_ptr_array_new ();
	GArray *values = g_array_new (FALSE, FALSE, sizeof (gint64)),
	       *origins = g_array_new (FALSE, FALSE, sizeof (RtOrigin));
	for (guint i = 0; i < group->keys->len; i++) {
		const RtKeyEntry *key = g_ptr_array_index (group->keys, i);
		gint64 value = 0;
		if (key->info != NULL)
			continue;
		if (!g_ascii_string_to_signed (key->value, 10, G_MININT64, G_MAXINT64, &value, NULL)) {
			rt_report_value (findings, RT_FINDING_BAD_VALUE, key, 0, (guint) strlen (key->value),
					 "a plugin's setting is a whole number");
			continue;
		}
		RtOrigin origin = rt_key_origin (key);
		g_ptr_array_add (keys, (gpointer) key->key);
		g_array_append_val (values, value);
		g_array_append_val (origins, origin);
	}
	g_ptr_array_add (keys, NULL);
	const RtKeyEntry *digest = rt_group_key (group, "sha256", NULL);
	RtPluginRule rule = { .party = group->id,
			      .origin = rt_group_origin (group),
			      .critical = says (group, "critical", "yes"),
			      .disabled = says (group, "disabled", "yes"),
			      .isolated = says (group, "isolation", "process"),
			      .in_process = says (group, "isolation", "none"),
			      .time_limit = whole (group, "time-limit"),
			      .memory_limit = whole (group, "memory-limit"),
			      .sha256 = digest != NULL ? digest->value : NULL };
	rule.values = (const gint64 *) g_array_free (values, FALSE);
	rule.origins = (const RtOrigin *) g_array_free (origins, FALSE);
	rule.keys = (const char *const *) g_ptr_array_free (keys, FALSE);
	g_ptr_array_add (files->strings, (gpointer) rule.values);
	g_ptr_array_add (files->strings, (gpointer) rule.origins);
	g_ptr_array_add (files->strings, (gpointer) rule.keys);
	g_array_append_val (files->plugins, rule);
}

/* ---- the whole ---- */

static RtRuleFiles *
files_new (void)
{
	RtRuleFiles *files = g_new0 (RtRuleFiles, 1);
	files->arena = rt_arena_new (0);
	files->sources = g_ptr_array_new_with_free_func (rt_source_free);
	files->groups = g_ptr_array_new_with_free_func (rt_group_free);
	files->by_id = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
	files->list = g_array_new (FALSE, FALSE, sizeof (RtRuleFile));
	files->plugins = g_array_new (FALSE, FALSE, sizeof (RtPluginRule));
	files->strings = g_ptr_array_new_with_free_func (g_free);
	files->lost = g_ptr_array_new_with_free_func (g_free);
	return files;
}

/* tells what was read; NULL when there is an error among the findings */
static RtRuleFiles *
finish (RtRuleFiles *files, GPtrArray *findings)
{
	g_autoptr (RtRuleFiles) owned = files;
	list_keys (files);
	for (guint i = 0; i < files->groups->len; i++) {
		const RtGroup *group = g_ptr_array_index (files->groups, i);
		if (group->kind == RT_GROUP_plugin)
			add_plugin (files, group, findings);
	}
	files->fingerprint = fingerprint (files);
	rt_diagnostics_sort (findings);
	if (!rt_diagnostics_has_error (findings))
		return g_steal_pointer (&owned);
	/* everything at once: who repairs one line should not meet the next mistake only then */
	if (!files->incomplete)
		rt_rules_look_over (files, findings);
	return NULL;
}

/* reads them once; `settled`: they did not change meanwhile */
static RtRuleFiles *
read_once (const char *const *directories, GPtrArray *findings, gboolean *settled)
{
	RtRuleFiles *files = files_new ();
	g_autoptr (GArray) candidates = candidates_new ();
	/* the path of a file in it begins as g_build_filename() joins the two */
	g_autofree char *inside = g_build_filename (directories[0] != NULL ? directories[0] : "", "x", NULL);
	files->vendor = g_path_get_dirname (inside);
	files->incomplete = !scan (candidates, directories, findings);
	read_candidates (files, candidates, findings);
	*settled = is_unchanged (candidates, directories);
	list_files (files, candidates);
	return files;
}

RtRuleFiles *
rt_rules_read (const char *const *directories, GPtrArray *findings)
{
	/* files of rules belong together: half of them from before a change and half from after it are rules that nobody wrote */
	guint told = findings->len;
	for (guint i = 0; i < READINGS; i++) {
		gboolean settled = FALSE;
		g_ptr_array_set_size (findings, (gint) told);
		g_autoptr (RtRuleFiles) files = read_once (directories, findings, &settled);
		if (settled)
			return finish (g_steal_pointer (&files), findings);
		g_usleep (PAUSE);
	}
	g_ptr_array_set_size (findings, (gint) told);
	rt_report_file (findings, RT_FINDING_UNREADABLE, directories[0],
			"the rules change while they are read, again and again; nothing was loaded");
	return NULL;
}

RtRuleFiles *
rt_rules_read_text (const char *text, gsize length, GPtrArray *findings)
{
	RtRuleFiles *files = files_new ();
	rt_key_file_read (files, rt_source_new ("text", "text", g_string_new_len (text, (gssize) length), findings), findings);
	return finish (files, findings);
}

void
rt_rule_files_free (RtRuleFiles *files)
{
	if (files == NULL)
		return;
	g_array_unref (files->list);
	g_clear_pointer (&files->keys, g_array_unref);
	g_array_unref (files->plugins);
	g_ptr_array_unref (files->strings);
	g_ptr_array_unref (files->lost);
	g_hash_table_unref (files->by_id);
	g_ptr_array_unref (files->groups);
	g_ptr_array_unref (files->sources);
	rt_arena_free (files->arena);
	g_free (files->fingerprint);
	g_free (files->vendor);
	g_free (files);
}

const RtRuleKey *
rt_rule_files_keys (const RtRuleFiles *files, guint *n_keys)
{
	*n_keys = files->keys->len;
	return (const RtRuleKey *) files->keys->data;
}

const RtRuleFile *
rt_rule_files_list (const RtRuleFiles *files, guint *n_files)
{
	*n_files = files->list->len;
	return (const RtRuleFile *) files->list->data;
}

const char *
rt_rule_files_fingerprint (const RtRuleFiles *files)
{
	return files->fingerprint;
}

const RtPluginRule *
rt_rule_files_plugins (const RtRuleFiles *files, guint *n_plugins)
{
	*n_plugins = files->plugins->len;
	return (const RtPluginRule *) files->plugins->data;
}

const char *
rt_next_literal (const char **at, const char *call, gsize *length)
{
	while ((*at = strstr (*at, call)) != NULL) {
		*at += strlen (call);
		const char *open = *at + strspn (*at, " \t\n");
		const char *quote = *open == '(' ? open + 1 + strspn (open + 1, " \t\n") : "";
		const char *end = *quote == '"' ? strchr (quote + 1, '"') : NULL;
		if (end == NULL)
			continue;
		*length = (gsize) (end - quote - 1);
		return quote + 1;
	}
	return NULL;
}

/* party ("politie"), reason ("politie/...") */
static gboolean
condition_asks (const char *condition, const char *party)
{
	static const char *const calls[] = { "party", "reason" };
	gsize length = 0, own = strlen (party);
	for (guint i = 0; i < G_N_ELEMENTS (calls); i++) {
		const char *at = condition, *literal;
		while ((literal = rt_next_literal (&at, calls[i], &length)) != NULL)
			if (length >= own && strncmp (literal, party, own) == 0 && (length == own || literal[own] == '/'))
				return TRUE;
	}
	return FALSE;
}

gboolean
rt_rule_files_speak_of (const RtRuleFiles *files, const char *party)
{
	g_autofree char *prefix = g_strconcat (party, "/", NULL);
	for (guint i = 0; i < files->groups->len; i++) {
		const RtGroup *group = g_ptr_array_index (files->groups, i);
		if (group->kind == RT_GROUP_reason && g_str_has_prefix (group->id, prefix))
			return TRUE;
		for (guint j = 0; j < group->keys->len; j++) {
			const RtKeyEntry *key = g_ptr_array_index (group->keys, j);
			if (key->info != NULL && key->info->type == RT_KEY_CONDITION && condition_asks (key->value, party))
				return TRUE;
		}
	}
	return FALSE;
}

static gboolean
has_alias (const RtGroup *group, const char *name)
{
	const RtKeyEntry *entry = rt_group_key (group, "alias", NULL);
	g_auto (GStrv) aliases = g_strsplit (entry != NULL ? entry->value : "", ";", -1);
	for (guint i = 0; aliases[i] != NULL; i++)
		if (strcmp (g_strstrip (aliases[i]), name) == 0)
			return TRUE;
	return FALSE;
}

const char *
rt_rule_files_party_of (const RtRuleFiles *files, const char *name)
{
	g_autofree char *own = g_strconcat ("party ", name, NULL);
	const RtGroup *group = g_hash_table_lookup (files->by_id, own);
	/* an id goes before any alias */
	for (guint i = 0; group == NULL && i < files->groups->len; i++) {
		const RtGroup *other = g_ptr_array_index (files->groups, i);
		group = other->kind == RT_GROUP_party && has_alias (other, name) ? other : NULL;
	}
	return group != NULL ? group->id : NULL;
}

const RtKeyEntry *
rt_group_key (const RtGroup *group, const char *key, const char *language)
{
	for (guint i = 0; i < group->keys->len; i++) {
		const RtKeyEntry *entry = g_ptr_array_index (group->keys, i);
		if (*entry->key == *key && strcmp (entry->key, key) == 0 && g_strcmp0 (entry->language, language) == 0)
			return entry;
	}
	return NULL;
}

RtOrigin
rt_key_origin (const RtKeyEntry *key)
{
	return (RtOrigin){ .file = key->source->label,
			   .path = key->source->path,
			   .line = key->places->line };
}

RtOrigin
rt_group_origin (const RtGroup *group)
{
	return (RtOrigin){ .file = group->source->label, .path = group->source->path, .line = group->line };
}
