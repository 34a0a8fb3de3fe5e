#define _GNU_SOURCE
#include "libroute/host/host-private.h"
#include <stdlib.h>
#include <string.h>
#include <route/route-error.h>
#include "libroute/host/isolate.h"
#include "libroute/host/scan.h"
#include "libroute/util/references.h"
#include "libroute/util/visible.h"
#include "libroute/util/words.h"

struct _RtRegistry {
	RtReferences references;
	GPtrArray *plugins;  /* RtLoaded, by party */
	GPtrArray *failures; /* RtPluginFailure */
	GError *fatal;       /* what the first critical one failed on */
};

/* one rt_registry_load */
typedef struct {
	RtRegistry *registry;
	const RtPluginPolicy *policies;
	guint n_policies;
	const RtHostOptions *options;
	GPtrArray *findings;
} Load;

static void
failure_free (RtPluginFailure *failure)
{
	g_free ((char *)failure->party);
	g_free ((char *)failure->path);
	g_free ((char *)failure->why);
	g_free ((char *)failure->fault);
	g_free (failure);
}

static int
by_party (gconstpointer a, gconstpointer b)
{
	const RtPluginFailure *const *first = a, *const *second = b;
	return strcmp ((*first)->party, (*second)->party);
}

static const RtPluginPolicy *
policy_of (const Load *load, const char *party)
{
	for (guint i = 0; i < load->n_policies; i++)
		if (strcmp (load->policies[i].party, party) == 0)
			return &load->policies[i];
	return NULL;
}

/* every failure of a plugin has one code; the message names the step */
static void
note_finding (GPtrArray *findings, gboolean is_error, const char *path, guint line, const char *message)
{
	if (findings != NULL)
		g_ptr_array_add (findings,
				 rt_diagnostic_new (is_error ? RT_SEVERITY_ERROR : RT_SEVERITY_WARNING,
						    "P001", path, line, line > 0 ? 1 : 0, "%s", message));
}

/* is it the rules that ask for what the file has not? */
static gboolean
is_of_rules (const RtPluginFailure *failure)
{
	return failure->path == NULL || g_str_has_prefix (failure->fault, "settings: ") ||
	       g_str_has_prefix (failure->fault, "pin: ");
}

char *
rt_host_printable (const char *text, gssize length)
{
	g_autofree char *valid = g_utf8_make_valid (text, length);
	GString *shown = g_string_new (NULL);
	rt_append_visible (shown, valid, strlen (valid));
	return g_string_free (shown, FALSE);
}

/* takes `why`; when the plugin is critical all that is wrong is looked for still, and told at once */
static void
note_failure (RtRegistry *registry, GPtrArray *findings, const RtPluginFailure *known, const RtPluginPolicy *policy, GError *why)
{
	gboolean critical = policy != NULL && policy->critical;
	RtPluginFailure *failure = g_new (RtPluginFailure, 1);
	*failure = (RtPluginFailure){ .party = rt_host_printable (known->party, -1),
				      .path = known->path != NULL ? rt_host_printable (known->path, -1) : NULL,
				      .why = rt_host_printable (why->message, -1),
				      .fault = rt_host_printable (rt_load_fault (why->message), -1),
				      .chains = known->chains };
	g_ptr_array_add (registry->failures, failure);
	if (policy != NULL && policy->file != NULL && is_of_rules (failure))
		note_finding (findings, critical, policy->file, policy->line, failure->why);
	else
		note_finding (findings, critical, failure->path, 0, failure->why);
	if (critical && registry->fatal == NULL)
		registry->fatal = why;
	else
		g_error_free (why);
}

static gboolean
pass_fatal (RtRegistry *registry, GError **error)
{
	if (registry->fatal == NULL)
		return TRUE;
	g_propagate_error (error, g_steal_pointer (&registry->fatal));
	return FALSE;
}

static gboolean
is_of_vendor (const RtHostOptions *options, const char *path)
{
	g_autofree char *directory = g_path_get_dirname (path), *canonical = g_canonicalize_filename (directory, NULL);
	for (const char *const *vendor = options->vendor; vendor != NULL && *vendor != NULL; vendor++) {
		g_autofree char *known = g_canonicalize_filename (*vendor, NULL);
		if (strcmp (canonical, known) == 0)
			return TRUE;
	}
	return options->vendor == NULL;
}

/* falling back to an earlier file would be a way to bring an old one back */
static void
name_alternative (const RtPluginFile *file, GError *why)
{
	if (file->instead_of == NULL)
		return;
	char *longer = g_strdup_printf ("%s; %s is not taken in its place", why->message, file->instead_of);
	g_free (why->message);
	why->message = longer;
}

static gboolean
is_isolated (const Load *load, const RtPluginPolicy *policy, const RtLoaded *loaded)
{
	RtIsolation isolation = policy != NULL ? policy->isolation : RT_ISOLATION_USUAL;
	if (isolation == RT_ISOLATION_USUAL)
		isolation = load->options->isolation;
	return isolation == RT_ISOLATION_PROCESS ||
	       (isolation == RT_ISOLATION_USUAL && loaded->foreign);
}

static void
describe_one (Load *load, const RtPluginFile *file)
{
	GError *why = NULL;
	const RtPluginPolicy *policy = policy_of (load, file->party);
	if (policy != NULL && policy->disabled)
		return;
	gboolean foreign = !is_of_vendor (load->options, file->path);
	RtPluginPolicy asked = policy != NULL ? *policy : (RtPluginPolicy){ .party = file->party };
	asked.rules_tell = load->options->rules_tell && !foreign;
	RtLoaded *loaded = rt_load_describe (file->party, file->path, &asked, &why);
	if (loaded == NULL) {
		const RtPluginFailure known = { .party = file->party, .path = file->path };
		name_alternative (file, why);
		note_failure (load->registry, load->findings, &known, policy, why);
		return;
	}
	loaded->critical = policy != NULL && policy->critical;
	loaded->foreign = foreign;
	if (!is_isolated (load, policy, loaded))
		rt_load_forget (loaded);
	g_ptr_array_add (load->registry->plugins, loaded);
}

static gboolean
has_name (const RtPlugin *plugin, const char *name)
{
	return strcmp (plugin->party, name) == 0 || g_strv_contains (plugin->aliases, name);
}

/* a name of `plugin` that `other` goes by, or NULL; of aliases it is asked only `with_aliases` */
static const char *
shared_name (const RtPlugin *plugin, const RtPlugin *other, gboolean with_aliases)
{
	for (const char *const *alias = plugin->aliases; *alias != NULL; alias++)
		if (strcmp (other->party, *alias) == 0 || (with_aliases && has_name (other, *alias)))
			return *alias;
	return NULL;
}

/* the name under which `plugin` and another one that goes before it both want to be known, or NULL: the vendor's go
 * before all others, then ids before aliases, then, when they are asked for, the `earlier` one */
static const char *
name_taken (const RtRegistry *registry, guint index, gboolean earlier)
{
	const RtPlugin *plugin = rt_registry_plugin (registry, index);
	gboolean foreign = rt_registry_is_foreign (registry, index);
	for (guint i = 0; i < registry->plugins->len; i++) {
		const RtPlugin *other = rt_registry_plugin (registry, i);
		gboolean other_foreign = rt_registry_is_foreign (registry, i);
		if (i == index || (!foreign && other_foreign))
			continue;
		gboolean before = foreign && !other_foreign;
		if (before && has_name (other, plugin->party))
			return plugin->party;
		const char *name = shared_name (plugin, other, before || (earlier && i < index));
		if (name != NULL)
			return name;
	}
	return NULL;
}

/* do the rules know the name as that of another party, and whose? */
static gboolean
is_anothers (const Load *load, const char *party, const char *name, const char **whose)
{
	*whose = load->options->party_of (load->options->party_data, name);
	return *whose != NULL && strcmp (*whose, party) != 0;
}

/* a name of a plugin from elsewhere that the rules know as another party's, and whose; or NULL */
static const char *
name_of_rules (const Load *load, const RtLoaded *loaded, const char **whose)
{
	const RtPlugin *plugin = &loaded->plugin;
	if (load->options->party_of == NULL || !loaded->foreign)
		return NULL;
	if (is_anothers (load, plugin->party, plugin->party, whose))
		return plugin->party;
	for (const char *const *alias = plugin->aliases; *alias != NULL; alias++)
		if (is_anothers (load, plugin->party, *alias, whose))
			return *alias;
	return NULL;
}

/* the limits of the plugin, else those of all */
static void
load_apart (const Load *load, const RtPluginPolicy *policy, RtLoaded *loaded)
{
	guint time = policy != NULL ? policy->time_limit : 0, memory = policy != NULL ? policy->memory_limit : 0;
	const RtHostOptions *options = load->options;
	const char *helper = options->helper != NULL ? options->helper : secure_getenv ("ROUTE_PLUGIN_HOST");
	const RtIsolating how = { .helper = helper != NULL ? helper : ROUTE_PLUGIN_HOST,
				  .time_limit = time != 0 ? time : options->time_limit,
				  .memory_limit = memory != 0 ? memory : options->memory_limit };
	rt_load_apart (loaded, &how);
}

/* takes `why` */
static void
give_up (RtRegistry *registry, guint index, GPtrArray *findings, GError *why)
{
	const RtLoaded *loaded = g_ptr_array_index (registry->plugins, index);
	const RtPluginFailure known = { .party = loaded->plugin.party,
					.path = loaded->plugin.path,
					.chains = loaded->plugin.chains };
	/* the rules are not what it fails on here */
	const RtPluginPolicy policy = { .critical = loaded->critical };
	note_failure (registry, findings, &known, &policy, why);
	g_ptr_array_remove_index (registry->plugins, index);
}

/* NULL, or why a plugin cannot go by the names it wants */
static GError *
claim_names (const Load *load, guint index, gboolean earlier)
{
	const RtLoaded *loaded = g_ptr_array_index (load->registry->plugins, index);
	const char *whose = NULL, *name = name_of_rules (load, loaded, &whose);
	if (name != NULL)
		return g_error_new (ROUTE_ERROR, ROUTE_ERROR_PLUGIN,
				    "plugin %s: %s: names: %s is a name of %s in the rules", loaded->plugin.party,
				    loaded->plugin.path, name, whose);
	name = name_taken (load->registry, index, earlier);
	if (name == NULL)
		return NULL;
	return g_error_new (ROUTE_ERROR, ROUTE_ERROR_PLUGIN, "plugin %s: %s: names: %s is another plugin's name too",
			    loaded->plugin.party, loaded->plugin.path, name);
}

/* Who takes a name from one that goes before it is out first, so that it takes nothing from others. Of those that want the
 * same alias the first that is still there has it. */
static void
settle_names (Load *load)
{
	GPtrArray *plugins = load->registry->plugins;
	GError *why = NULL;
	for (guint i = plugins->len; i > 0; i--)
		if ((why = claim_names (load, i - 1, FALSE)) != NULL)
			give_up (load->registry, i - 1, load->findings, why);
	for (guint i = 0; i < plugins->len;) {
		if ((why = claim_names (load, i, TRUE)) == NULL)
			i++;
		else
			give_up (load->registry, i, load->findings, why);
	}
}

static void
finish_one (Load *load, guint index)
{
	RtLoaded *loaded = g_ptr_array_index (load->registry->plugins, index);
	GError *why = NULL;
	const RtPluginPolicy *policy = policy_of (load, loaded->plugin.party);
	if (is_isolated (load, policy, loaded))
		load_apart (load, policy, loaded);
	else if (!rt_load_link (loaded, &why))
		give_up (load->registry, index, load->findings, why);
}

/* rules that speak of a plugin that is not there are no mistake by themselves: another site may have it */
static void
check_policies (Load *load, GPtrArray *files)
{
	for (guint i = 0; i < load->n_policies; i++) {
		const RtPluginPolicy *policy = &load->policies[i];
		gboolean there = policy->disabled;
		g_autofree const char **names = g_new0 (const char *, files->len + 1);
		for (guint j = 0; j < files->len && !there; j++) {
			names[j] = ((const RtPluginFile *)g_ptr_array_index (files, j))->party;
			there = strcmp (names[j], policy->party) == 0;
		}
		const char *near = rt_words_nearest (policy->party, names);
		GError *why = NULL;
		if (!there)
			g_set_error (&why, ROUTE_ERROR, ROUTE_ERROR_PLUGIN,
				     "plugin %s: scan: the rules speak of it, but there is no %s.so%s%s", policy->party,
				     policy->party, near != NULL ? "; did you mean " : "", near != NULL ? near : "");
		if (!there && !policy->critical) {
			note_finding (load->findings, FALSE, policy->file, policy->line, why->message);
			g_error_free (why);
		} else if (!there) {
			const RtPluginFailure known = { .party = policy->party };
			note_failure (load->registry, load->findings, &known, policy, why);
		}
	}
}

RtRegistry *
rt_registry_load (const char *const *directories, const RtPluginPolicy *policies, guint n_policies,
		  const RtHostOptions *options, GPtrArray *findings, GError **error)
{
	static const RtHostOptions usual = {.vendor = NULL};
	g_autoptr (GPtrArray) files = rt_scan_directories (directories, error);
	if (files == NULL)
		return NULL;
	g_autoptr (RtRegistry) registry = g_new0 (RtRegistry, 1);
	rt_references_begin (&registry->references);
	registry->plugins = g_ptr_array_new_with_free_func ((GDestroyNotify)rt_loaded_free);
	registry->failures = g_ptr_array_new_with_free_func ((GDestroyNotify)failure_free);
	Load load = { registry, policies, n_policies, options != NULL ? options : &usual, findings };
	check_policies (&load, files);
	for (guint i = 0; i < files->len; i++)
		describe_one (&load, g_ptr_array_index (files, i));
	settle_names (&load);
	/* backwards, so that what is removed does not move what is still to come */
	for (guint i = registry->plugins->len; i > 0; i--)
		finish_one (&load, i - 1);
	g_ptr_array_sort (registry->failures, by_party);
	return pass_fatal (registry, error) ? g_steal_pointer (&registry) : NULL;
}

RtRegistry *
rt_registry_ref (RtRegistry *registry)
{
	rt_references_add (&registry->references);
	return registry;
}

void
rt_registry_unref (RtRegistry *registry)
{
	if (registry == NULL || !rt_references_drop (&registry->references))
		return;
	g_ptr_array_unref (registry->plugins);
	g_ptr_array_unref (registry->failures);
	g_clear_error (&registry->fatal);
	g_free (registry);
}

guint
rt_registry_n_plugins (const RtRegistry *registry)
{
	return registry->plugins->len;
}

const RtPlugin *
rt_registry_plugin (const RtRegistry *registry, guint index)
{
	const RtLoaded *loaded = g_ptr_array_index (registry->plugins, index);
	return &loaded->plugin;
}

RtLoaded *
rt_registry_loaded (const RtRegistry *registry, guint index)
{
	return g_ptr_array_index (registry->plugins, index);
}

gboolean
rt_registry_is_foreign (const RtRegistry *registry, guint index)
{
	return rt_registry_loaded (registry, index)->foreign;
}

gboolean
rt_registry_refuse (RtRegistry *registry, guint index, const char *fault, GPtrArray *findings, GError **error)
{
	const RtPlugin *plugin = rt_registry_plugin (registry, index);
	GError *why = g_error_new (ROUTE_ERROR, ROUTE_ERROR_PLUGIN, "plugin %s: %s: %s", plugin->party, plugin->path, fault);
	give_up (registry, index, findings, why);
	g_ptr_array_sort (registry->failures, by_party);
	return pass_fatal (registry, error);
}

int
rt_registry_find (const RtRegistry *registry, const char *name)
{
	for (guint i = 0; i < registry->plugins->len; i++)
		if (has_name (rt_registry_plugin (registry, i), name))
			return (int)i;
	return -1;
}

guint
rt_registry_n_failures (const RtRegistry *registry)
{
	return registry->failures->len;
}

const RtPluginFailure *
rt_registry_failure (const RtRegistry *registry, guint index)
{
	return g_ptr_array_index (registry->failures, index);
}

char *
rt_host_isolation (const RtRegistry *registry, guint index)
{
	RtIsolated *isolated = rt_registry_loaded (registry, index)->isolated;
	RtJail held = 0;
	g_autofree char *why = NULL;
	if (isolated == NULL)
		return g_strdup ("in this process");
	if (!rt_isolated_probe (isolated, &held, &why))
		return g_strdup_printf ("process: %s", why);
	return g_strdup_printf ("process: %s", rt_jail_text (held));
}

const RtPlaceSet *
rt_registry_visible (const RtRegistry *registry, guint index)
{
	return &rt_registry_loaded (registry, index)->visible;
}

void
rt_registry_watch_fields (const RtRegistry *registry, guint index, guint8 *used)
{
	rt_registry_loaded (registry, index)->used = used;
}
