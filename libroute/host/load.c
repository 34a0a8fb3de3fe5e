#include "libroute/host/host-private.h"
#include <dlfcn.h>
#include <errno.h>
#include <string.h>
#include <unistd.h>
#include <route/route-error.h>
#include "libroute/host/describe.h"
#include "libroute/host/elf.h"
#include "libroute/host/isolate.h"
#include "libroute/host/scan.h"
#include "libroute/util/limits.h"
#include "libroute/util/words.h"

/* what loading needs between its steps */
typedef struct _RtLoading {
	const char *party, *path;
	const RtPluginPolicy *policy; /* may be NULL; only while describing */
	int fd;
	struct stat status;
	guint8 *bytes;
	gsize length;
	RtElf *elf;
	RtImage image;
} RtLoading;

typedef struct {
	const char *name;
	gboolean (*run) (RtLoaded *loaded, RtLoading *loading, GError **error);
} Step;

G_GNUC_PRINTF (2, 3)
static gboolean
refuse (GError **error, const char *format, ...)
{
	va_list arguments;
	va_start (arguments, format);
	g_autofree char *why = g_strdup_vprintf (format, arguments);
	va_end (arguments);
	g_set_error_literal (error, ROUTE_ERROR, ROUTE_ERROR_PLUGIN, why);
	return FALSE;
}

const char *
rt_load_fault (const char *message)
{
	const char *first = strstr (message, ": "), *second = first != NULL ? strstr (first + 2, ": ") : NULL;
	return g_str_has_prefix (message, "plugin ") && second != NULL ? second + 2 : message;
}

/* ---- describing: none of the plugin's code runs ---- */

static gboolean
step_name (RtLoaded *loaded, RtLoading *loading, GError **error)
{
	return rt_describe_is_id (loading->party) ? TRUE : refuse (error, "the file's name is no party id");
}

static gboolean
step_trust (RtLoaded *loaded, RtLoading *loading, GError **error)
{
	loading->fd = rt_trust_open (loading->path, &loading->status, error);
	return loading->fd >= 0;
}

/* read, not mapped: a file that shrinks meanwhile is an error then, and not a signal */
static gboolean
step_read (RtLoaded *loaded, RtLoading *loading, GError **error)
{
	if (loading->status.st_size > (off_t)RT_LIMIT_PLUGIN_FILE)
		return refuse (error, "it is larger than a plugin may be");
	loading->bytes = g_try_malloc ((gsize)loading->status.st_size + 1);
	if (loading->bytes == NULL)
		return refuse (error, "it cannot be read: %s", g_strerror (ENOMEM));
	while (loading->length < (gsize)loading->status.st_size) {
		gssize got = pread (loading->fd, loading->bytes + loading->length,
				    (gsize)loading->status.st_size - loading->length, (off_t)loading->length);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return refuse (error, "it cannot be read: %s",
				       got < 0 ? g_strerror (errno) : "it shrank");
		loading->length += (gsize)got;
	}
	return TRUE;
}

static gboolean
step_pin (RtLoaded *loaded, RtLoading *loading, GError **error)
{
	if (loading->policy == NULL || loading->policy->sha256 == NULL)
		return TRUE;
	g_autofree char *digest =
		g_compute_checksum_for_data (G_CHECKSUM_SHA256, loading->bytes, loading->length);
	if (g_ascii_strcasecmp (digest, loading->policy->sha256) != 0)
		return refuse (error, "its SHA-256 is %s, unlike the one the rules name", digest);
	return TRUE;
}

static gboolean
step_elf (RtLoaded *loaded, RtLoading *loading, GError **error)
{
	loading->elf = rt_elf_new (loading->bytes, loading->length, error);
	return loading->elf != NULL;
}

/* what comes with the language: C, C++, Rust; and what a sanitizer adds */
static const char *const at_home[] = { "libc.so.",	"libm.so.",    "libpthread.so.", "libdl.so.",	"librt.so.",
				       "ld-linux",	"libc.musl-",  "libgcc_s.so.",	 "libstdc++.so.", "libasan.so.",
				       "liblsan.so.",	"libtsan.so.", "libubsan.so.",	 NULL };

static gboolean
is_at_home (const char *library)
{
	for (guint i = 0; at_home[i] != NULL; i++)
		if (g_str_has_prefix (library, at_home[i]) && strchr (library, '/') == NULL)
			return TRUE;
	return FALSE;
}

/* the checks of the file would be worth little if it brought in others that nobody checked */
static gboolean
step_needs (RtLoaded *loaded, RtLoading *loading, GError **error)
{
	g_autoptr (GPtrArray) needed = rt_elf_needed (loading->elf);
	if (rt_elf_steers (loading->elf))
		return refuse (error, "it tells the linker where to look for libraries (RPATH, RUNPATH, AUDIT or FILTER)");
	for (guint i = 0; i < needed->len; i++) {
		const char *library = g_ptr_array_index (needed, i);
		if (!is_at_home (library))
			return refuse (error, "it needs %s: a plugin needs no library but that of its language",
				       *library != '\0' ? library : "a library without a name");
	}
	return TRUE;
}

/* what would change the process for others: the name of a library, which they would be given in its place, or a stack that
 * can be executed */
static gboolean
step_alone (RtLoaded *loaded, RtLoading *loading, GError **error)
{
	const char *name = rt_elf_soname (loading->elf);
	g_autofree char *own = g_strconcat (loading->party, ".so", NULL);
	if (strcmp (name, own) != 0 && (g_str_has_prefix (name, "lib") || g_str_has_prefix (name, "ld-")))
		return refuse (error, "it calls itself %s, as a library is called", name);
	if (rt_elf_runs_stack (loading->elf))
		return refuse (error, "it wants a stack that can be executed");
	return TRUE;
}

static gboolean
step_describe (RtLoaded *loaded, RtLoading *loading, GError **error)
{
	return rt_describe_image (loading->elf, &loading->image, error) &&
	       rt_describe_plugin (loading->elf, &loading->image, loading->party, loaded->arena,
				   &loaded->plugin, error);
}

static gboolean
step_identify (RtLoaded *loaded, RtLoading *loading, GError **error)
{
	g_autofree char *id = rt_elf_build_id (loading->elf);
	if (id == NULL)
		id = g_compute_checksum_for_data (G_CHECKSUM_SHA256, loading->bytes, loading->length);
	loaded->plugin.path = rt_arena_strndup (loaded->arena, loading->path, strlen (loading->path));
	loaded->plugin.build_id = rt_arena_strndup (loaded->arena, id, strlen (id));
	loaded->places = g_new (int, MAX (loaded->plugin.n_fields, 1));
	for (guint i = 0; i < loaded->plugin.n_fields; i++)
		loaded->places[i] = rt_schema_find_place (loaded->plugin.fields[i].pointer);
	loaded->askable = rt_ask_prepare (loaded);
	return loaded->plugin.path != NULL && loaded->plugin.build_id != NULL
		       ? TRUE
		       : refuse (error, "its path is too long");
}

static int
find_setting (const RtPlugin *plugin, const char *key)
{
	for (guint i = 0; i < plugin->n_settings; i++)
		if (strcmp (plugin->settings[i].key, key) == 0)
			return (int)i;
	return -1;
}

static gboolean
refuse_setting (const RtPlugin *plugin, const char *key, GError **error)
{
	g_autofree const char **keys = g_new0 (const char *, plugin->n_settings + 1);
	for (guint i = 0; i < plugin->n_settings; i++)
		keys[i] = plugin->settings[i].key;
	const char *near = rt_words_nearest (key, keys);
	return refuse (error, "the rules set %s, which it does not have%s%s", key, near != NULL ? "; did you mean " : "",
		       near != NULL ? near : "");
}

static gboolean
step_settings (RtLoaded *loaded, RtLoading *loading, GError **error)
{
	const RtPlugin *plugin = &loaded->plugin;
	const RtPluginPolicy *policy = loading->policy;
	loaded->settings = g_new (gint64, MAX (plugin->n_settings, 1));
	for (guint i = 0; i < plugin->n_settings; i++)
		loaded->settings[i] = plugin->settings[i].fallback;
	for (guint i = 0; policy != NULL && policy->keys != NULL && policy->keys[i] != NULL; i++) {
		int index = find_setting (plugin, policy->keys[i]);
		gboolean right = index >= 0 && policy->values[i] >= plugin->settings[index].least &&
				 policy->values[i] <= plugin->settings[index].most;
		if (!right && policy->rules_tell)
			continue;
		if (index < 0)
			return refuse_setting (plugin, policy->keys[i], error);
		const RouteSetting *setting = &plugin->settings[index];
		if (!right)
			return refuse (error,
				       "the rules set %s to %" G_GINT64_FORMAT
				       ", which is not from %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT,
				       setting->key, policy->values[i], setting->least, setting->most);
		loaded->settings[index] = policy->values[i];
	}
	return TRUE;
}

/* what it may see of a registration: its fields, what they are in, and whether items are doubted, or over */
static gboolean
step_view (RtLoaded *loaded, RtLoading *loading, GError **error)
{
	for (guint i = 0; i < loaded->plugin.n_fields; i++) {
		for (int at = loaded->places[i]; at >= 0; at = rt_place (at)->parent) {
			rt_place_set_add (&loaded->visible, at);
			if (rt_field_has_status (rt_place (at)->field))
				rt_place_set_add (&loaded->visible,
						  rt_schema_place_of (at, (guint)rt_place (at)->field->shape->status));
			if (rt_field_has_until (rt_place (at)->field))
				rt_place_set_add (&loaded->visible,
						  rt_schema_place_of (at, (guint)rt_place (at)->field->shape->until));
		}
	}
	return TRUE;
}

/* ---- linking: from here on its code runs ---- */

/* The linker knows an object by the name it was first opened by, and numbers of file descriptors are used
 * again; so the name also spells inode and device, bit by bit, as "/." and "/": equal names are equal
 * files. */
static char *
linker_name (const RtLoading *loading)
{
	const guint64 spelled[] = { loading->status.st_ino, loading->status.st_dev };
	char bits[2 * 64 * G_N_ELEMENTS (spelled) + 1], *end = bits;
	for (guint i = 0; i < 64 * G_N_ELEMENTS (spelled); i++) {
		*end++ = '/';
		if (((spelled[i / 64] >> (i % 64)) & 1) != 0)
			*end++ = '.';
	}
	*end = '\0';
	return g_strdup_printf ("/proc/self/fd%s/%d", bits, loading->fd);
}

static gboolean
step_link (RtLoaded *loaded, RtLoading *loading, GError **error)
{
	g_autofree char *name = linker_name (loading);
	loaded->handle = dlopen (name, RTLD_NOW | RTLD_LOCAL);
	if (loaded->handle != NULL)
		return TRUE;
	/* that name says nothing to people, who are told the path anyway */
	const char *why = dlerror (), *said = g_str_has_prefix (why, name) ? why + strlen (name) : why;
	return refuse (error, "%s", g_str_has_prefix (said, ": ") ? said + 2 : said);
}

static gboolean
step_compare (RtLoaded *loaded, RtLoading *loading, GError **error)
{
	const RoutePlugin *live = dlsym (loaded->handle, ROUTE_PLUGIN_SYMBOL);
	if (live == NULL)
		return refuse (error, "%s", dlerror ());
	if (!rt_describe_matches (&loading->image, live))
		return refuse (error,
			       "what was loaded is not what the file said (was it replaced in place?)");
	loaded->live = live;
	return TRUE;
}

static gboolean
step_open (RtLoaded *loaded, RtLoading *loading, GError **error)
{
	if (loaded->live->open != NULL && !loaded->live->open (&rt_host_table, &loaded->self)) {
		loaded->live = NULL;
		return refuse (error, "its open() says that it cannot work");
	}
	return TRUE;
}

/* ---- the order of it all ---- */

static const Step describing[] = {
	{ "name", step_name },         { "trust", step_trust },       { "read", step_read },
	{ "pin", step_pin },           { "elf", step_elf },           { "needs", step_needs },
	{ "alone", step_alone },       { "describe", step_describe }, { "identify", step_identify },
	{ "settings", step_settings }, { "view", step_view },
};
static const Step linking[] = {
	{ "link", step_link },
	{ "compare", step_compare },
	{ "open", step_open },
};

static gboolean
run_steps (const Step *steps, guint n, RtLoaded *loaded, GError **error)
{
	for (guint i = 0; i < n; i++)
		if (!steps[i].run (loaded, loaded->loading, error)) {
			g_prefix_error (error, "plugin %s: %s: %s: ", loaded->loading->party,
					loaded->loading->path, steps[i].name);
			return FALSE;
		}
	return TRUE;
}

static void
loading_free (RtLoading *loading)
{
	if (loading == NULL)
		return;
	if (loading->fd >= 0)
		close (loading->fd);
	rt_elf_free (loading->elf);
	g_free (loading->bytes);
	g_free (loading);
}

RtLoaded *
rt_load_describe (const char *party, const char *path, const RtPluginPolicy *policy, GError **error)
{
	RtLoaded *loaded = g_new0 (RtLoaded, 1);
	loaded->arena = rt_arena_new (2 * RT_DESCRIBE_BYTES);
	loaded->loading = g_new0 (RtLoading, 1);
	*loaded->loading = (RtLoading){ .party = party, .path = path, .policy = policy, .fd = -1 };
	pthread_mutex_init (&loaded->lock, NULL);
	g_queue_init (&loaded->cells);
	gboolean good = run_steps (describing, G_N_ELEMENTS (describing), loaded, error);
	if (good) {
		loaded->loading->party = loaded->plugin.party; /* of our own from now on */
		loaded->loading->path = loaded->plugin.path;
		loaded->loading->policy = NULL;
		return loaded;
	}
	rt_loaded_free (loaded);
	return NULL;
}

gboolean
rt_load_link (RtLoaded *loaded, GError **error)
{
	gboolean good = run_steps (linking, G_N_ELEMENTS (linking), loaded, error);
	g_clear_pointer (&loaded->loading, loading_free);
	return good;
}

void
rt_load_forget (RtLoaded *loaded)
{
	g_clear_pointer (&loaded->loading->elf, rt_elf_free);
	g_clear_pointer (&loaded->loading->bytes, g_free);
}

int
rt_load_prepare (RtLoaded *loaded)
{
	g_autoptr (GPtrArray) needed = rt_elf_needed (loaded->loading->elf);
	for (guint i = 0; i < needed->len; i++)
		dlopen (g_ptr_array_index (needed, i), RTLD_NOW | RTLD_LOCAL); /* one that is missing is told by linking */
	return loaded->loading->fd;
}

void
rt_load_digest (RtLoaded *loaded)
{
	g_free (loaded->digest);
	loaded->digest = g_compute_checksum_for_data (G_CHECKSUM_SHA256, loaded->loading->bytes, loaded->loading->length);
}

void
rt_load_apart (RtLoaded *loaded, const RtIsolating *how)
{
	rt_load_digest (loaded);
	loaded->isolated = rt_isolated_new (loaded, how, loaded->digest);
	g_clear_pointer (&loaded->loading, loading_free);
}

void
rt_loaded_free (RtLoaded *loaded)
{
	if (loaded == NULL)
		return;
	rt_isolated_free (loaded->isolated);
	g_free (loaded->digest);
	if (loaded->live != NULL && loaded->live->close != NULL)
		loaded->live->close (loaded->self);
	else if (loaded->live == NULL && loaded->handle != NULL)
		dlclose (loaded->handle);
	loading_free (loaded->loading);
	g_queue_clear_full (&loaded->cells, g_free);
	pthread_mutex_destroy (&loaded->lock);
	g_free (loaded->places);
	g_free (loaded->askable);
	g_free (loaded->settings);
	rt_arena_free (loaded->arena);
	g_free (loaded);
}
