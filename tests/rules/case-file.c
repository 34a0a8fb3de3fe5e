#include "tests/rules/case-file.h"
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>
#include "tests/testing.h"

/* ---- reading ---- */

static void
write_file (RtCase *test, const char *name, const char *target, const char *text)
{
	g_autofree char *path = g_build_filename (test->directory, name, NULL);
	g_autofree char *parent = g_path_get_dirname (path);
	g_auto (GStrv) parts = g_strsplit (name, "/", 2);
	g_autofree char *directory = g_build_filename (test->directory, parts[0], NULL);
	ck_assert_int_eq (g_mkdir_with_parents (parent, 0700), 0);
	if (!g_ptr_array_find_with_equal_func (test->directories, directory, g_str_equal, NULL))
		g_ptr_array_add (test->directories, g_strdup (directory));
	if (target != NULL)
		ck_assert_int_eq (symlink (target, path), 0);
	else
		ck_assert (g_file_set_contents (path, text, -1, NULL));
}

static void
end_section (RtCase *test, char *name, const char *text)
{
	char *arrow = strstr (name, " -> ");
	if (arrow != NULL)
		*arrow = '\0';
	if (strchr (name, '/') != NULL)
		write_file (test, name, arrow != NULL ? arrow + strlen (" -> ") : NULL, text);
	else
		g_hash_table_insert (test->sections, g_strdup (name), g_strdup (text));
}

RtCase *
rt_case_read (const char *path)
{
	g_autofree char *text = NULL;
	ck_assert (g_file_get_contents (path, &text, NULL, NULL));
	RtCase *test = g_new0 (RtCase, 1);
	test->directory = g_dir_make_tmp ("rules-XXXXXX", NULL);
	ck_assert_ptr_nonnull (test->directory);
	test->directories = g_ptr_array_new_with_free_func (g_free);
	test->sections = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
	g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
	g_autoptr (GString) body = g_string_new (NULL);
	char *section = NULL;
	for (guint i = 0; lines[i] != NULL; i++) {
		gboolean last = lines[i + 1] == NULL, begins = g_str_has_prefix (lines[i], "== ");
		if ((begins || last) && section != NULL)
			end_section (test, section, body->str);
		if (begins) {
			section = lines[i] + strlen ("== ");
			g_string_truncate (body, 0);
		} else {
			g_string_append_printf (body, "%s\n", lines[i]);
		}
	}
	g_ptr_array_add (test->directories, NULL);
	return test;
}

static void
remove_all (const char *path)
{
	g_autoptr (GDir) directory = g_file_test (path, G_FILE_TEST_IS_SYMLINK) ? NULL
										: g_dir_open (path, 0, NULL);
	if (directory != NULL)
		for (const char *name = g_dir_read_name (directory); name != NULL;
		     name = g_dir_read_name (directory)) {
			g_autofree char *inside = g_build_filename (path, name, NULL);
			remove_all (inside);
		}
	g_remove (path);
}

void
rt_case_free (RtCase *test)
{
	remove_all (test->directory);
	g_free (test->directory);
	g_ptr_array_unref (test->directories);
	g_hash_table_unref (test->sections);
	g_free (test);
}

/* ---- plugins ---- */

static const char *const *
words_with (RtArena *arena, char **words, const char *prefix)
{
	const char **found = rt_arena_array (arena, g_strv_length (words) + 1, sizeof *found);
	guint n = 0;
	for (; *words != NULL; words++) {
		const char *equals = strchr (*words, '=');
		gboolean plain = equals == NULL && *prefix == '\0';
		if (plain || (*prefix != '\0' && g_str_has_prefix (*words, prefix)))
			found[n++] = rt_arena_strndup (arena, *words + strlen (prefix),
						       strlen (*words) - strlen (prefix));
	}
	return found;
}

/* setting=months:1-24 */
static const RouteSetting *
settings_with (RtArena *arena, char **words, gsize *n)
{
	const char *const *texts = words_with (arena, words, "setting=");
	RouteSetting *settings = rt_arena_array (arena, g_strv_length ((GStrv) texts) + 1, sizeof *settings);
	for (*n = 0; texts[*n] != NULL; (*n)++) {
		const char *key = texts[*n], *colon = strchr (key, ':'), *dash = strchr (key, '-');
		ck_assert_msg (colon != NULL && dash > colon, "%s: written key:least-most", key);
		settings[*n] = (RouteSetting){ .key = rt_arena_strndup (arena, key, (gsize) (colon - key)),
					       .least = g_ascii_strtoll (colon + 1, NULL, 10),
					       .most = g_ascii_strtoll (dash + 1, NULL, 10) };
	}
	return settings;
}

static guint32
chain_bits (const char *const *chains)
{
	static const char *const names[] = { "care", "justice", "municipal", "housing", "youth", "welfare" };
	guint32 bits = 0;
	for (; *chains != NULL; chains++)
		for (guint i = 0; i < G_N_ELEMENTS (names); i++)
			bits |= strcmp (names[i], *chains) == 0 ? 1u << i : 0;
	return bits;
}

const RtKnownParty *
rt_case_plugins (const RtCase *test, RtArena *arena, guint *n)
{
	const char *text = g_hash_table_lookup (test->sections, "plugins");
	g_auto (GStrv) lines = g_strsplit (text != NULL ? text : "", "\n", -1);
	RtKnownParty *known = rt_arena_array (arena, g_strv_length (lines) + 1, sizeof *known);
	*n = 0;
	for (guint i = 0; lines[i] != NULL; i++) {
		g_auto (GStrv) words = g_strsplit (lines[i], " ", -1);
		gsize n_settings = 0;
		if (words[0] == NULL || *words[0] == '\0')
			continue;
		const char *id = rt_arena_strndup (arena, words[0], strlen (words[0]));
		const RouteSetting *settings = settings_with (arena, words + 1, &n_settings);
		known[(*n)++] = (RtKnownParty){
			.settings = settings,
			.n_settings = n_settings,
			.id = id,
			.name = { id, id },
			.aliases = words_with (arena, words + 1, "alias="),
			.chains = chain_bits (words_with (arena, words + 1, "chain=")),
			.reasons = words_with (arena, words + 1, ""),
		};
	}
	return known;
}

/* ---- what was said ---- */

static const char *
from_directory (const RtCase *test, const char *path)
{
	gsize length = strlen (test->directory);
	return strncmp (path, test->directory, length) == 0 ? path + length + 1 : path;
}

/* paths inside a message would differ from run to run */
static void
remove_directory (const RtCase *test, GString *text)
{
	g_autofree char *prefix = g_strconcat (test->directory, "/", NULL);
	g_string_replace (text, prefix, "", 0);
}

char *
rt_case_findings (const RtCase *test, const GPtrArray *findings)
{
	GString *out = g_string_new (NULL);
	for (guint i = 0; i < findings->len; i++) {
		const RtDiagnostic *finding = g_ptr_array_index (findings, i);
		gboolean foreign = strcmp (finding->code, "E010") == 0 || strcmp (finding->code, "W106") == 0;
		RtDiagnostic shown = *finding;
		shown.message = (char *) (foreign ? "..." : finding->message);
		rt_diagnostic_print (&shown, out);
	}
	remove_directory (test, out);
	return g_string_free (out, FALSE);
}

char *
rt_case_keys (const RtRuleFiles *files)
{
	GString *out = g_string_new (NULL);
	guint n = 0;
	const RtRuleKey *keys = rt_rule_files_keys (files, &n);
	for (guint i = 0; i < n; i++) {
		const RtRuleKey *key = &keys[i];
		g_autofree char *value = g_strescape (key->value, "\"");
		g_string_append_printf (out, "%s %s %s", key->group, key->id, key->key);
		if (key->language != NULL)
			g_string_append_printf (out, "[%s]", key->language);
		g_string_append_printf (out, " = %s  (%s:%u", value, key->origin.file, key->origin.line);
		if (key->overrides != NULL)
			g_string_append_printf (out, ", over %s", key->overrides);
		g_string_append (out, ")\n");
	}
	return g_string_free (out, FALSE);
}

char *
rt_case_files (const RtCase *test, const RtRuleFiles *files)
{
	GString *out = g_string_new (NULL);
	guint n = 0;
	const RtRuleFile *list = rt_rule_files_list (files, &n);
	for (guint i = 0; i < n; i++) {
		g_string_append (out, from_directory (test, list[i].path));
		if (list[i].masked)
			g_string_append (out, " masks");
		if (list[i].replaced_by != NULL)
			g_string_append_printf (out, " replaced by %s",
						from_directory (test, list[i].replaced_by));
		g_string_append_c (out, '\n');
	}
	return g_string_free (out, FALSE);
}
