/* What is refused before it runs, why, and that it did not run. */
#define _GNU_SOURCE
#include "tests/testing.h"
#include <elf.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "libroute/host/describe.h"
#include "libroute/host/host-private.h"
#include "libroute/util/limits.h"

static char *directory; /* empty at the start of each case */

static void
setup (void)
{
	/* under valgrind all cases are of one process: what an earlier one left is no mark of this one */
	static const char *const marks[] = { "ROUTE_MOCK_WAS_HERE", "ROUTE_MOCK_WAS_LOADED", "ROUTE_MOCK_WAS_CLOSED" };
	for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
		g_unsetenv (marks[i]);
	directory = g_dir_make_tmp ("route-host-XXXXXX", NULL);
	ck_assert_ptr_nonnull (directory);
}

static void
teardown (void)
{
	g_autoptr (GDir) dir = g_dir_open (directory, 0, NULL);
	for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir)) {
		g_autofree char *path = g_build_filename (directory, name, NULL);
		unlink (path);
	}
	rmdir (directory);
	g_clear_pointer (&directory, g_free);
}

static char *
mock_path (const char *name)
{
	g_autofree char *relative = g_strdup_printf ("tests/mocks/.libs/%s.so", name);
	return rt_test_build (relative);
}

static void
read_mock (const char *name, char **bytes, gsize *length)
{
	g_autofree char *path = mock_path (name);
	ck_assert_msg (g_file_get_contents (path, bytes, length, NULL), "%s", path);
}

/* writes a plugin file into the directory of the case; returns its path */
static char *
put (const char *name, const char *bytes, gsize length)
{
	char *path = g_build_filename (directory, name, NULL);
	ck_assert (
		g_file_set_contents_full (path, bytes, (gssize)length, G_FILE_SET_CONTENTS_NONE, 0644, NULL));
	return path;
}

static char *
put_mock (const char *mock, const char *name)
{
	g_autofree char *bytes = NULL;
	gsize length;
	read_mock (mock, &bytes, &length);
	return put (name, bytes, length);
}

static RtRegistry *
load (const RtPluginPolicy *policy, GPtrArray *findings, GError **error)
{
	const char *const directories[] = { directory, NULL };
	return rt_registry_load (directories, policy, policy != NULL ? 1 : 0, NULL, findings, error);
}

/* the only plugin of the directory must be refused with a sentence that holds `why` */
static void
expect_refusal (const RtPluginPolicy *policy, const char *why)
{
	g_autoptr (GPtrArray) findings = rt_diagnostics_new ();
	g_autoptr (RtRegistry) registry = load (policy, findings, NULL);
	ck_assert_ptr_nonnull (registry);
	ck_assert_uint_eq (rt_registry_n_plugins (registry), 0);
	ck_assert_uint_eq (rt_registry_n_failures (registry), 1);
	ck_assert_uint_eq (findings->len, 1);
	const char *said = rt_registry_failure (registry, 0)->why;
	ck_assert_msg (strstr (said, why) != NULL, "says: %s\nnot: %s", said, why);
	ck_assert_msg (g_str_has_prefix (said, "plugin "), "%s", said);
}

/* ---- mocks ---- */

static const struct {
	const char *mock, *why;
} refused[] = {
	{ "bad-magic", "describe: has a descriptor that is none of libroute" },
	{ "bad-utf8", "describe: name 0: a text is not UTF-8" },
	{ "control-text", "describe: name 0: a text holds control characters" },
	{ "free-text", "describe: fields 0: /narrative is not open to plugins" },
	{ "huge-text", "describe: grounds 0: a text is longer than 1024 bytes" },
	{ "leaves-mark", "describe: is of no chain" },
	{ "long-struct", "describe: has a descriptor of 1048576 bytes" },
	{ "low-points", "describe: reason low: points are from 0 to 1000" },
	{ "many-aliases", "describe: has more than 64 aliases" },
	{ "many-items", "describe: has more than 64 reasons" },
	{ "many-points", "describe: reason heavy: points are from 0 to 1000" },
	{ "missing-text", "describe: name 0: a text is missing" },
	{ "newer-minor", "describe: is made for plugin ABI 1.1, this is 1.0" },
	{ "no-assess", "describe: has no assess function" },
	{ "no-chain", "describe: is of no chain" },
	{ "no-symbol", "describe: does not export route_plugin_v1" },
	{ "null-arrays", "describe: counts reasons that are not there" },
	{ "odd-alias", "describe: has an alias that is malformed or its own id: Odd Alias" },
	{ "odd-approach", "describe: reason odd: adds to an approach that is not known" },
	{ "odd-chain", "describe: is of no chain, or of one that is not known" },
	{ "odd-setting", "describe: setting odd: its value is outside its own bounds" },
	{ "open-fails", "open: its open() says that it cannot work" },
	{ "other-id", "describe: says it is of party somebody-else" },
	{ "own-alias", "describe: has an alias that is malformed or its own id: own-alias" },
	{ "short-struct", "describe: has a descriptor of 40 bytes" },
	{ "taken-alias", "names: good is another plugin's name too" },
	{ "turned-text", "describe: name 0: a text holds control characters" },
	{ "twin-reasons", "describe: reasons 1: twin is there twice" },
	{ "unknown-pointer", "describe: fields 0: a registration has no /person/nickname" },
	{ "wrong-major", "describe: is made for plugin ABI 2, this is 1" },
};

static const char *const loaded[] = { "bad-questions",     "closes",  "clumsy",  "constructor",  "fails",  "good", "keeps-sink",
				      "many-thirds",       "reader",  "reason-twice", "silent",
				      "undeclared-field",  "undeclared-reason", "wrong-enum" };

START_TEST (each_mock_is_refused_for_what_is_wrong_with_it)
{
	g_autofree char *mocks = rt_test_build ("tests/mocks/.libs");
	const char *const directories[] = { mocks, NULL };
	g_autoptr (GPtrArray) findings = rt_diagnostics_new ();
	g_autoptr (RtRegistry) registry = rt_registry_load (directories, NULL, 0, NULL, findings, NULL);
	ck_assert_ptr_nonnull (registry);
	ck_assert_uint_eq (rt_registry_n_failures (registry), G_N_ELEMENTS (refused));
	ck_assert_uint_eq (findings->len, G_N_ELEMENTS (refused));
	ck_assert (!rt_diagnostics_has_error (findings));
	for (guint i = 0; i < G_N_ELEMENTS (refused); i++) {
		const RtPluginFailure *failure = rt_registry_failure (registry, i);
		ck_assert_str_eq (failure->party, refused[i].mock);
		g_autofree char *start =
			g_strdup_printf ("plugin %s: %s: %s", failure->party, failure->path, refused[i].why);
		ck_assert_msg (g_str_has_prefix (failure->why, start), "%s\nnot: %s", failure->why, start);
	}
	ck_assert_uint_eq (rt_registry_n_plugins (registry), G_N_ELEMENTS (loaded));
	for (guint i = 0; i < G_N_ELEMENTS (loaded); i++)
		ck_assert_str_eq (rt_registry_plugin (registry, i)->party, loaded[i]);
	ck_assert_ptr_null (g_getenv ("ROUTE_MOCK_WAS_HERE"));
	ck_assert_str_eq (g_getenv ("ROUTE_MOCK_WAS_LOADED"), "1");
}
END_TEST

START_TEST (describing_runs_no_line_of_a_plugin)
{
	g_autofree char *path = put_mock ("constructor", "constructor.so");
	RtLoaded *plugin = rt_load_describe ("constructor", path, NULL, NULL);
	ck_assert_ptr_nonnull (plugin);
	ck_assert_str_eq (plugin->plugin.name.nl, "Namaak");
	ck_assert_ptr_null (g_getenv ("ROUTE_MOCK_WAS_LOADED"));
	ck_assert (rt_load_link (plugin, NULL));
	ck_assert_str_eq (g_getenv ("ROUTE_MOCK_WAS_LOADED"), "1");
	rt_loaded_free (plugin);
}
END_TEST

START_TEST (the_copied_descriptor_says_what_the_source_says)
{
	g_autofree char *path = put_mock ("good", "good.so");
	g_autoptr (RtRegistry) registry = load (NULL, NULL, NULL);
	const RtPlugin *plugin = rt_registry_plugin (registry, 0);
	ck_assert_str_eq (plugin->party, "good");
	ck_assert_str_eq (plugin->aliases[1], "fine");
	ck_assert_ptr_null (plugin->aliases[2]);
	ck_assert_uint_eq (plugin->chains, ROUTE_CHAIN_CARE);
	ck_assert_uint_eq (plugin->n_fields, 5);
	ck_assert_str_eq (plugin->fields[1].pointer, "/incidents/*/kind");
	ck_assert_str_eq (plugin->fields[1].why.nl, "Soort incident");
	ck_assert_uint_eq (plugin->n_reasons, 2);
	ck_assert_str_eq (plugin->reasons[1].basis.en, "basis");
	ck_assert_int_eq (plugin->reasons[1].points, 20);
	ck_assert_str_eq (plugin->settings[0].key, "months");
	ck_assert_int_eq (plugin->settings[0].most, 24);
	ck_assert_str_eq (plugin->path, path);
	ck_assert_uint_ge (strlen (plugin->build_id), 16);
	ck_assert_int_eq (rt_registry_find (registry, "well"), 0);
	ck_assert_int_eq (rt_registry_find (registry, "ill"), -1);
}
END_TEST

/* ---- files ---- */

START_TEST (what_is_no_elf_file_is_refused)
{
	g_autofree char *path = put ("text.so", "hello", 5);
	expect_refusal (NULL, "elf: is no ELF file");
}
END_TEST

START_TEST (a_name_that_is_no_party_id_is_refused)
{
	g_autofree char *path = put_mock ("good", "Good_1.so");
	expect_refusal (NULL, "name: the file's name is no party id");
}
END_TEST

START_TEST (a_file_cut_off_anywhere_is_refused_and_no_more)
{
	g_autofree char *bytes = NULL;
	gsize length;
	read_mock ("good", &bytes, &length);
	/* what lies behind the last segment (section headers, names) is no part of what is loaded */
	for (gsize cut = 0; cut < length / 2; cut += 1 + cut / 7) {
		g_autofree char *path = put ("good.so", bytes, cut);
		ck_assert_ptr_null (rt_load_describe ("good", path, NULL, NULL));
	}
}
END_TEST

START_TEST (a_file_that_others_can_write_is_refused)
{
	static const mode_t modes[] = { 0664, 0646, 0666 };
	g_autofree char *path = put_mock ("good", "good.so");
	for (guint i = 0; i < G_N_ELEMENTS (modes); i++) {
		ck_assert_int_eq (chmod (path, modes[i]), 0);
		expect_refusal (NULL, "trust: it can be written by others");
	}
}
END_TEST

START_TEST (a_directory_that_others_can_write_is_refused)
{
	g_autofree char *path = put_mock ("good", "good.so");
	ck_assert_int_eq (chmod (directory, 0777), 0);
	expect_refusal (NULL, "trust: its directory can be written by others");
}
END_TEST

START_TEST (a_file_of_somebody_else_is_refused)
{
	g_autofree char *path = put_mock ("good", "good.so");
	if (chown (path, 12345, (gid_t)-1) != 0)
		return; /* only root can give files away */
	expect_refusal (NULL, "trust: it belongs to somebody else");
}
END_TEST

START_TEST (a_symbolic_link_is_refused)
{
	g_autofree char *target = mock_path ("good"), *path = g_build_filename (directory, "good.so", NULL);
	ck_assert_int_eq (symlink (target, path), 0);
	expect_refusal (NULL, "trust: it is a symbolic link");
}
END_TEST

/* what loading a plugin of `below`, a directory under that of the case, is refused with */
static void
expect_refusal_below (const char *below, const char *why)
{
	g_autofree char *path = g_build_filename (directory, below, "good.so", NULL);
	GError *error = NULL;
	ck_assert_ptr_null (rt_load_describe ("good", path, NULL, &error));
	ck_assert_msg (strstr (error->message, why) != NULL, "%s", error->message);
	g_error_free (error);
}

START_TEST (a_directory_above_that_others_can_write_is_refused)
{
	g_autofree char *outer = g_build_filename (directory, "outer", NULL);
	g_autofree char *inner = g_build_filename (outer, "inner", NULL), *file = g_build_filename (inner, "good.so", NULL);
	g_autofree char *link = g_build_filename (directory, "link", NULL);
	g_autofree char *mock = put_mock ("good", "good.so");
	ck_assert_int_eq (mkdir (outer, 0700), 0);
	ck_assert_int_eq (mkdir (inner, 0700), 0);
	ck_assert_int_eq (rename (mock, file), 0);
	ck_assert_int_eq (symlink (inner, link), 0);
	RtLoaded *described = rt_load_describe ("good", file, NULL, NULL);
	ck_assert_ptr_nonnull (described);
	rt_loaded_free (described);
	ck_assert_int_eq (chmod (outer, 0777), 0);
	expect_refusal_below ("outer/inner", "above it can be written by others");
	/* a link leads there just the same */
	expect_refusal_below ("link", "above it can be written by others");
	/* the owner of the files alone may rename in it, as in /tmp */
	ck_assert_int_eq (chmod (outer, 01777), 0);
	described = rt_load_describe ("good", file, NULL, NULL);
	ck_assert_ptr_nonnull (described);
	rt_loaded_free (described);
	unlink (file);
	rmdir (inner);
	rmdir (outer);
}
END_TEST

START_TEST (a_relative_path_is_refused)
{
	GError *error = NULL;
	ck_assert_ptr_null (rt_load_describe ("good", "plugins/good.so", NULL, &error));
	ck_assert_msg (strstr (error->message, "trust: its path is not absolute") != NULL, "%s", error->message);
	g_error_free (error);
}
END_TEST

START_TEST (a_pipe_is_refused_and_not_waited_for)
{
	g_autofree char *path = g_build_filename (directory, "good.so", NULL);
	ck_assert_int_eq (mkfifo (path, 0600), 0);
	expect_refusal (NULL, "trust: it is no regular file");
}
END_TEST

START_TEST (only_so_files_are_plugins)
{
	g_autofree char *first = put ("good.la", "x", 1), *second = put (".so", "x", 1);
	g_autoptr (RtRegistry) registry = load (NULL, NULL, NULL);
	ck_assert_uint_eq (rt_registry_n_plugins (registry) + rt_registry_n_failures (registry), 0);
}
END_TEST

START_TEST (a_directory_that_is_not_there_is_an_error)
{
	const char *const directories[] = { "/nonexistent/plugins", NULL };
	g_autoptr (GError) error = NULL;
	ck_assert_ptr_null (rt_registry_load (directories, NULL, 0, NULL, NULL, &error));
	ck_assert (g_error_matches (error, ROUTE_ERROR, ROUTE_ERROR_IO));
}
END_TEST

START_TEST (a_later_directory_replaces_a_name)
{
	g_autofree char *mocks = rt_test_build ("tests/mocks/.libs"), *path = put ("reader.so", "hello", 5);
	const char *const replaced[] = { mocks, directory, NULL }, *const kept[] = { directory, mocks, NULL };
	g_autoptr (RtRegistry) first = rt_registry_load (replaced, NULL, 0, NULL, NULL, NULL);
	g_autoptr (RtRegistry) second = rt_registry_load (kept, NULL, 0, NULL, NULL, NULL);
	ck_assert_int_eq (rt_registry_find (first, "reader"), -1);
	ck_assert_int_ge (rt_registry_find (second, "reader"), 0);
}
END_TEST

START_TEST (a_file_larger_than_any_plugin_is_refused)
{
	g_autofree char *path = put_mock ("good", "good.so");
	ck_assert_int_eq (truncate (path, (off_t) RT_LIMIT_PLUGIN_FILE + 1), 0);
	expect_refusal (NULL, "larger than a plugin may be");
}
END_TEST

START_TEST (a_path_that_leads_nowhere_is_refused)
{
	expect_refusal_below (".", "trust: it No such file or directory");
	expect_refusal_below ("nowhere", "trust: its directory cannot be found: No such file or directory");
}
END_TEST

START_TEST (a_plugin_is_closed_when_nobody_uses_it_any_more)
{
	g_autofree char *path = put_mock ("closes", "closes.so");
	RtRegistry *registry = load (NULL, NULL, NULL), *other = rt_registry_ref (registry);
	ck_assert_uint_eq (rt_registry_n_plugins (registry), 1);
	rt_registry_unref (registry);
	ck_assert_ptr_null (g_getenv ("ROUTE_MOCK_WAS_CLOSED"));
	rt_registry_unref (other);
	ck_assert_str_eq (g_getenv ("ROUTE_MOCK_WAS_CLOSED"), "1");
}
END_TEST

START_TEST (files_of_one_descriptor_number_are_not_mixed_up)
{
	/* each is opened under the number that the one before it left free */
	static const char *const names[] = { "good", "reader", "fails" };
	for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
		g_autofree char *path = mock_path (names[i]);
		RtLoaded *plugin = rt_load_describe (names[i], path, NULL, NULL);
		g_autoptr (GError) error = NULL;
		ck_assert_msg (rt_load_link (plugin, &error), "%s", error != NULL ? error->message : "");
		ck_assert_str_eq (plugin->live->party, names[i]);
		rt_loaded_free (plugin);
	}
}
END_TEST

/* reads everything there is to read out of a file, and forgets it */
static gboolean
describe (const char *bytes, gsize length, RtImage *image)
{
	g_autoptr (RtElf) elf = rt_elf_new ((const guint8 *)bytes, length, NULL);
	g_autoptr (RtArena) arena = rt_arena_new (RT_DESCRIBE_BYTES);
	RtPlugin plugin;
	if (elf == NULL)
		return FALSE;
	g_autofree char *build_id = rt_elf_build_id (elf);
	return rt_describe_image (elf, image, NULL) &&
	       rt_describe_plugin (elf, image, "good", arena, &plugin, NULL);
}

START_TEST (the_tables_of_other_linkers_are_read_too)
{
	static const char *const made[] = { "good", "relr", "relr-bits", "sysv-hash" }, *const broken[] = {
		"sysv-hash-circle", "truncated"
	};
	RtImage image;
	for (guint i = 0; i < G_N_ELEMENTS (made); i++) {
		g_autofree char *name = g_strconcat ("tests/fuzz/elf.in/", made[i], NULL);
		gsize length;
		g_autofree char *bytes = rt_test_read (name, &length);
		ck_assert_msg (describe (bytes, length, &image), "%s", name);
	}
	for (guint i = 0; i < G_N_ELEMENTS (broken); i++) {
		g_autofree char *name = g_strconcat ("tests/fuzz/elf.in/", broken[i], NULL);
		gsize length;
		g_autofree char *bytes = rt_test_read (name, &length);
		ck_assert_msg (!describe (bytes, length, &image), "%s", name);
	}
}
END_TEST

START_TEST (what_was_loaded_must_be_what_was_read)
{
	g_autofree char *path = mock_path ("good"), *bytes = NULL;
	gsize length;
	RtImage image;
	read_mock ("good", &bytes, &length);
	ck_assert (describe (bytes, length, &image));
	RtLoaded *plugin = rt_load_describe ("good", path, NULL, NULL);
	ck_assert (rt_load_link (plugin, NULL));
	ck_assert (rt_describe_matches (&image, plugin->live));
	RtImage other = image;
	other.raw.n_reasons = 1;
	ck_assert (!rt_describe_matches (&other, plugin->live));
	other = image;
	other.raw.assess = (gpointer)((gsize)image.raw.assess + 16);
	ck_assert (!rt_describe_matches (&other, plugin->live));
	rt_loaded_free (plugin);
}
END_TEST

START_TEST (a_file_with_changed_bytes_is_read_or_refused_and_no_more)
{
	g_autofree char *bytes = NULL;
	gsize length;
	RtImage image;
	g_autoptr (GRand) random = g_rand_new_with_seed (20261120);
	guint refusals = 0;
	read_mock ("good", &bytes, &length);
	for (guint round = 0; round < 4000; round++) {
		g_autofree char *changed = g_memdup2 (bytes, length);
		/* mostly in the headers and tables, which stand in front */
		gsize reach = round % 4 == 0 ? length : MIN (length, 4096);
		for (guint i = 0; i < 1 + round % 8; i++)
			changed[g_rand_int_range (random, 0, (gint32)reach)] = (char)g_rand_int (random);
		refusals += !describe (changed, length, &image);
	}
	ck_assert_uint_gt (refusals, 0);
}
END_TEST

/* ---- policy ---- */

START_TEST (a_critical_plugin_that_does_not_load_is_an_error)
{
	const RtPluginPolicy policy = { .party = "text", .critical = TRUE };
	g_autofree char *path = put ("text.so", "hello", 5);
	g_autoptr (GPtrArray) findings = rt_diagnostics_new ();
	g_autoptr (GError) error = NULL;
	ck_assert_ptr_null (load (&policy, findings, &error));
	ck_assert (g_error_matches (error, ROUTE_ERROR, ROUTE_ERROR_PLUGIN));
	ck_assert (rt_diagnostics_has_error (findings));
}
END_TEST

START_TEST (a_critical_plugin_that_is_not_there_is_an_error)
{
	const RtPluginPolicy policy = { .party = "absent", .critical = TRUE };
	g_autoptr (GError) error = NULL;
	ck_assert_ptr_null (load (&policy, NULL, &error));
	ck_assert (g_error_matches (error, ROUTE_ERROR, ROUTE_ERROR_PLUGIN));
}
END_TEST

START_TEST (rules_for_a_plugin_that_is_not_there_leave_a_warning)
{
	const RtPluginPolicy policy = { .party = "absent" };
	g_autoptr (GPtrArray) findings = rt_diagnostics_new ();
	g_autoptr (RtRegistry) registry = load (&policy, findings, NULL);
	ck_assert_ptr_nonnull (registry);
	ck_assert_uint_eq (findings->len, 1);
	ck_assert (!rt_diagnostics_has_error (findings));
}
END_TEST

START_TEST (the_plugin_that_is_meant_is_told)
{
	const RtPluginPolicy policy = { .party = "goood", .critical = TRUE };
	g_autofree char *path = put_mock ("good", "good.so");
	g_autoptr (GError) error = NULL;
	ck_assert_ptr_null (load (&policy, NULL, &error));
	ck_assert_ptr_nonnull (strstr (error->message, "there is no goood.so; did you mean good"));
}
END_TEST

/* the first of its dynamic section becomes the need of a library whose name is at no place of the file */
START_TEST (a_library_without_a_name_is_none_that_a_plugin_may_need)
{
	g_autofree char *bytes = NULL;
	gsize length;
	read_mock ("good", &bytes, &length);
	const Elf64_Ehdr *header = (const Elf64_Ehdr *) bytes;
	const Elf64_Phdr *segments = (const Elf64_Phdr *) (bytes + header->e_phoff);
	for (guint i = 0; i < header->e_phnum; i++)
		if (segments[i].p_type == PT_DYNAMIC)
			*(Elf64_Dyn *) (bytes + segments[i].p_offset) =
				(Elf64_Dyn){ .d_tag = DT_NEEDED, .d_un = { .d_val = 1u << 30 } };
	g_autofree char *path = put ("good.so", bytes, length);
	expect_refusal (NULL, "it needs a library without a name");
}
END_TEST

START_TEST (what_is_not_there_is_freed)
{
	rt_loaded_free (NULL);
	rt_registry_unref (NULL);
}
END_TEST

START_TEST (a_disabled_plugin_is_passed_by)
{
	const RtPluginPolicy policy = { .party = "text", .disabled = TRUE, .critical = TRUE };
	g_autofree char *path = put ("text.so", "hello", 5);
	g_autoptr (GPtrArray) findings = rt_diagnostics_new ();
	g_autoptr (RtRegistry) registry = load (&policy, findings, NULL);
	ck_assert_ptr_nonnull (registry);
	ck_assert_uint_eq (
		rt_registry_n_plugins (registry) + rt_registry_n_failures (registry) + findings->len, 0);
}
END_TEST

START_TEST (a_pinned_plugin_must_be_the_very_file)
{
	g_autofree char *path = put_mock ("good", "good.so"), *bytes = NULL;
	gsize length;
	read_mock ("good", &bytes, &length);
	g_autofree char *digest =
		g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *)bytes, length);
	const RtPluginPolicy right = { .party = "good", .sha256 = digest };
	g_autoptr (RtRegistry) registry = load (&right, NULL, NULL);
	ck_assert_uint_eq (rt_registry_n_plugins (registry), 1);
	digest[0] = digest[0] == '0' ? '1' : '0';
	expect_refusal (&right, "pin: its SHA-256 is ");
}
END_TEST

START_TEST (settings_come_from_the_rules_within_bounds)
{
	static const char *const months[] = { "months", NULL }, *const weeks[] = { "weeks", NULL };
	static const gint64 six[] = { 6 }, hundred[] = { 100 };
	g_autofree char *path = put_mock ("good", "good.so");
	const RtPluginPolicy right = { .party = "good", .keys = months, .values = six };
	const RtPluginPolicy unknown = { .party = "good", .keys = weeks, .values = six };
	const RtPluginPolicy outside = { .party = "good", .keys = months, .values = hundred };
	g_autoptr (RtRegistry) registry = load (&right, NULL, NULL);
	ck_assert_int_eq (rt_registry_loaded (registry, 0)->settings[0], 6);
	expect_refusal (&unknown, "settings: the rules set weeks, which it does not have");
	static const char *const mistyped[] = { "mounths", NULL };
	const RtPluginPolicy near = { .party = "good", .keys = mistyped, .values = six };
	expect_refusal (&near, "settings: the rules set mounths, which it does not have; did you mean months");
	expect_refusal (&outside, "settings: the rules set months to 100, which is not from 1 to 24");
	static const gint64 none[] = { 0 };
	const RtPluginPolicy below = { .party = "good", .keys = months, .values = none };
	expect_refusal (&below, "settings: the rules set months to 0, which is not from 1 to 24");
}
END_TEST

/* where the rules ask for what the file has not, they are to be looked at; else the file */
START_TEST (a_finding_names_the_rules_or_the_file)
{
	static const char *const weeks[] = { "weeks", NULL };
	static const gint64 six[] = { 6 };
	const RtPluginPolicy setting = { .party = "good", .keys = weeks, .values = six, .file = "some.rules", .line = 7 };
	const RtPluginPolicy pinned = { .party = "good", .sha256 = "0", .file = "some.rules", .line = 7 };
	const RtPluginPolicy of_file = { .party = "good", .file = "some.rules", .line = 7 };
	g_autofree char *path = put_mock ("good", "good.so");
	for (guint i = 0; i < 3; i++) {
		g_autoptr (GPtrArray) findings = rt_diagnostics_new ();
		if (i == 2)
			ck_assert_int_eq (chmod (path, 0666), 0);
		g_autoptr (RtRegistry) registry = load (i == 0 ? &setting : i == 1 ? &pinned : &of_file, findings, NULL);
		ck_assert_uint_eq (rt_registry_n_failures (registry), 1);
		const RtDiagnostic *finding = g_ptr_array_index (findings, 0);
		ck_assert_str_eq (finding->file, i < 2 ? "some.rules" : path);
		ck_assert_uint_eq (finding->line, i < 2 ? 7 : 0);
	}
}
END_TEST

/* the rules tell where they are wrong about a plugin of the vendor; one from elsewhere is left out */
START_TEST (wrong_settings_cost_only_plugins_from_elsewhere)
{
	static const char *const keys[] = { "months", "weeks", NULL };
	static const gint64 values[] = { 6, 6 };
	const char *const own[] = { directory, NULL }, *const none[] = { NULL };
	const RtPluginPolicy policy = { .party = "good", .keys = keys, .values = values };
	g_autofree char *path = put_mock ("good", "good.so");
	const RtHostOptions here = { .rules_tell = TRUE, .vendor = own },
			    elsewhere = { .rules_tell = TRUE, .vendor = none };
	g_autoptr (GPtrArray) findings = rt_diagnostics_new ();
	g_autoptr (RtRegistry) vendor = rt_registry_load (own, &policy, 1, &here, findings, NULL);
	ck_assert_uint_eq (findings->len, 0);
	ck_assert_int_eq (rt_registry_loaded (vendor, 0)->settings[0], 6);
	g_autoptr (RtRegistry) partner = rt_registry_load (own, &policy, 1, &elsewhere, findings, NULL);
	ck_assert_uint_eq (findings->len, 1);
	ck_assert_uint_eq (rt_registry_n_plugins (partner), 0);
	ck_assert_ptr_nonnull (strstr (rt_registry_failure (partner, 0)->why, "the rules set weeks"));
}
END_TEST

int
main (void)
{
	Suite *suite = suite_create ("load");
	TCase *cases = tcase_create ("load");
	static const TTest *const *const tests[] = {
		&each_mock_is_refused_for_what_is_wrong_with_it,
		&describing_runs_no_line_of_a_plugin,
		&the_copied_descriptor_says_what_the_source_says,
		&what_is_no_elf_file_is_refused,
		&a_name_that_is_no_party_id_is_refused,
		&a_file_cut_off_anywhere_is_refused_and_no_more,
		&a_file_that_others_can_write_is_refused,
		&a_directory_that_others_can_write_is_refused,
		&a_file_of_somebody_else_is_refused,
		&a_symbolic_link_is_refused,
		&a_directory_above_that_others_can_write_is_refused,
		&a_relative_path_is_refused,
		&a_pipe_is_refused_and_not_waited_for,
		&only_so_files_are_plugins,
		&a_directory_that_is_not_there_is_an_error,
		&a_later_directory_replaces_a_name,
		&files_of_one_descriptor_number_are_not_mixed_up,
		&a_file_larger_than_any_plugin_is_refused,
		&a_path_that_leads_nowhere_is_refused,
		&a_plugin_is_closed_when_nobody_uses_it_any_more,
		&the_tables_of_other_linkers_are_read_too,
		&what_was_loaded_must_be_what_was_read,
		&a_file_with_changed_bytes_is_read_or_refused_and_no_more,
		&a_critical_plugin_that_does_not_load_is_an_error,
		&a_critical_plugin_that_is_not_there_is_an_error,
		&rules_for_a_plugin_that_is_not_there_leave_a_warning,
		&the_plugin_that_is_meant_is_told,
		&a_library_without_a_name_is_none_that_a_plugin_may_need,
		&what_is_not_there_is_freed,
		&a_disabled_plugin_is_passed_by,
		&a_pinned_plugin_must_be_the_very_file,
		&settings_come_from_the_rules_within_bounds,
		&wrong_settings_cost_only_plugins_from_elsewhere,
		&a_finding_names_the_rules_or_the_file,
	};
	tcase_add_checked_fixture (cases, setup, teardown);
	for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
		tcase_add_test (cases, *tests[i]);
	suite_add_tcase (suite, cases);
	return rt_test_main (suite);
}
