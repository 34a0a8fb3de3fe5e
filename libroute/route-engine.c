/* The engine: the only file that knows all layers. Loads rules and plugins, and leads one registration through
 * them. */
#include <pthread.h>
#include <string.h>
#include "libroute/advice/advice.h"
#include "libroute/route-engine-private.h"
#include "libroute/util/error.h"
#include "libroute/util/references.h"

struct _RouteEngine {
	RtReferences references;
	RtRuleFiles *files;
	RtRuleSet *rules;
	RtRegistry *registry;
	RtWeigher *weigher;
	RtAdvicePieces *pieces;
	GStrv rules_dirs, plugin_dirs;
	GStrv vendor; /* directories of plugins that run in this process */
	char *helper; /* the program that keeps the others apart; NULL: the installed one */
	GPtrArray *findings; /* texts of the warnings that loading left */
	GPtrArray *workspaces; /* wiped, for reuse; never more than callers were ever at work at once */
	pthread_mutex_t lock;  /* guards `workspaces`; not GMutex, whose waiting no race detector sees */
};

G_DEFINE_BOXED_TYPE (RouteEngine, route_engine, route_engine_ref, route_engine_unref)

const char *const *
rt_engine_default_rules_dirs (void)
{
	static const char *const directories[] = {ROUTE_VENDOR_RULES, ROUTE_RUN_RULES, ROUTE_SITE_RULES,
						  NULL};
	return directories;
}

const char *const *
rt_engine_default_plugin_dirs (void)
{
	static const char *const directories[] = {ROUTE_PLUGIN_DIR, NULL};
	return directories;
}

/* ---- loading ---- */

/* of the default directories only those that exist count; the last is kept when none does, so that loading says
 * what is missing */
static GStrv
existing (const char *const *directories)
{
	g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
	guint n = 0;
	for (; *directories != NULL; directories++)
		if (g_file_test (*directories, G_FILE_TEST_IS_DIR) || (directories[1] == NULL && n == 0)) {
			g_strv_builder_add (builder, *directories);
			n++;
		}
	return g_strv_builder_end (builder);
}

static const char *
party_of (gconstpointer files, const char *name)
{
	return rt_rule_files_party_of (files, name);
}

/* the plugin layer knows no rules: hand it what the [plugin] groups say in its own terms */
static RtRegistry *
load_plugins (const RouteEngine *engine, GPtrArray *findings, GError **error)
{
	guint n_rules = 0, n = 0;
	const RtPluginRule *rules = rt_rule_files_plugins (engine->files, &n_rules);
	g_autofree RtPluginPolicy *policies = g_new0 (RtPluginPolicy, n_rules + 1);
	RtHostOptions options = {.helper = engine->helper, .vendor = (const char *const *)engine->vendor, .rules_tell = TRUE,
				 .party_of = party_of, .party_data = engine->files};
	for (guint i = 0; i < n_rules; i++) {
		RtPluginPolicy policy = {
		    .party = rules[i].party,
		    .critical = rules[i].critical,
		    .disabled = rules[i].disabled,
		    .isolation = rules[i].isolated	? RT_ISOLATION_PROCESS
				 : rules[i].in_process ? RT_ISOLATION_NONE
						       : RT_ISOLATION_USUAL,
		    .time_limit = rules[i].time_limit,
		    .memory_limit = rules[i].memory_limit,
		    .sha256 = rules[i].sha256,
		    .keys = rules[i].keys,
		    .values = rules[i].values,
		    .file = rules[i].origin.path,
		    .line = rules[i].origin.line,
		};
		/* [plugin all] says how those are treated of which nothing is said */
		if (strcmp (policy.party, "all") != 0) {
			policies[n++] = policy;
			continue;
		}
		options.isolation = policy.isolation;
		options.time_limit = policy.time_limit;
		options.memory_limit = policy.memory_limit;
	}
	return rt_registry_load ((const char *const *)engine->plugin_dirs, policies, n, &options, findings, error);
}

static const char **
reason_ids (const RtPlugin *plugin)
{
	const char **ids = g_new0 (const char *, plugin->n_reasons + 1);
	for (guint i = 0; i < plugin->n_reasons; i++)
		ids[i] = plugin->reasons[i].id;
	return ids;
}

static RtKnownParty
known_party (const RtPlugin *plugin)
{
	return (RtKnownParty){
	    .id = plugin->party,
	    .aliases = plugin->aliases,
	    .name = plugin->name,
	    .chains = plugin->chains,
	    .reasons = reason_ids (plugin),
	    .settings = plugin->settings,
	    .n_settings = plugin->n_settings,
	};
}

/* Rules that speak of a plugin that does not load are no mistake: of its party they know the id */
static guint
add_missing (const RtRuleFiles *files, const char *party, guint32 chains, RtKnownParty *known, guint n)
{
	static const char *const none[] = {NULL};
	if (!rt_rule_files_speak_of (files, party))
		return n;
	for (guint i = 0; i < n; i++)
		if (strcmp (known[i].id, party) == 0)
			return n;
	known[n] = (RtKnownParty){.id = party,
				  .aliases = none,
				  .name = {party, party},
				  .chains = chains,
				  .reasons = g_new0 (const char *, 1),
				  .missing = TRUE};
	return n + 1;
}

/* the rules layer stands left of the plugins: tell it which parties exist in its own terms; but for those that are
 * `left_out` (a byte each; NULL: none). `findings`: as of rt_rules_compile() */
static RtRuleSet *
compile_rules (const RtRuleFiles *files, const RtRegistry *registry, const guint8 *left_out, GPtrArray *findings)
{
	guint n_known = 0, n_failures = rt_registry_n_failures (registry);
	g_autofree RtKnownParty *known = g_new0 (RtKnownParty, rt_registry_n_plugins (registry) + n_failures + 1);
	for (guint i = 0; i < rt_registry_n_plugins (registry); i++)
		if (left_out == NULL || !left_out[i])
			known[n_known++] = known_party (rt_registry_plugin (registry, i));
	for (guint i = 0; left_out != NULL && i < rt_registry_n_plugins (registry); i++) {
		const RtPlugin *plugin = rt_registry_plugin (registry, i);
		if (left_out[i])
			n_known = add_missing (files, plugin->party, plugin->chains, known, n_known);
	}
	for (guint i = 0; i < n_failures; i++) {
		const RtPluginFailure *failure = rt_registry_failure (registry, i);
		n_known = add_missing (files, failure->party, failure->chains, known, n_known);
	}
	RtRuleSet *rules = rt_rules_compile (files, known, n_known, findings);
	for (guint i = 0; i < n_known; i++)
		g_free ((gpointer)known[i].reasons);
	return rules;
}

static void
set_rules_error (GError **error, const GPtrArray *findings)
{
	g_autoptr (GString) all = g_string_new (NULL);
	for (guint i = 0; i < findings->len; i++) {
		if (i > 0)
			g_string_append_c (all, '\n');
		rt_diagnostic_print_line (g_ptr_array_index (findings, i), all);
	}
	if (all->len == 0)
		g_string_append (all, "the rules do not load");
	g_set_error_literal (error, ROUTE_ERROR, ROUTE_ERROR_RULES, all->str);
}

static void
keep_findings (RouteEngine *engine, const GPtrArray *findings)
{
	for (guint i = 0; i < findings->len; i++) {
		GString *line = g_string_new (NULL);
		rt_diagnostic_print_line (g_ptr_array_index (findings, i), line);
		g_ptr_array_add (engine->findings, g_string_free (line, FALSE));
	}
}

static void
move_findings (GPtrArray *from, GPtrArray *to)
{
	g_ptr_array_extend_and_steal (to, g_ptr_array_ref (from));
}

/* the first error of rules that do not compile, as one line */
static char *
fault_of (const RouteEngine *engine, const guint8 *left_out)
{
	g_autoptr (GPtrArray) findings = rt_diagnostics_new ();
	g_autoptr (RtRuleSet) rules = compile_rules (engine->files, engine->registry, left_out, findings);
	for (guint i = 0; i < findings->len; i++) {
		const RtDiagnostic *finding = g_ptr_array_index (findings, i);
		if (finding->severity == RT_SEVERITY_ERROR)
			return g_strdup (finding->message);
	}
	return g_strdup ("no reason given");
}

/* Which plugins from elsewhere the rules can live with, beside those of the vendor: one after the other is tried.
 * `left_out`: a byte each. Returns: (transfer full): what is wrong with those that are left out, by plugin; NULL when
 * the rules are wrong without them too */
static GPtrArray *
find_misfits (const RouteEngine *engine, guint8 *left_out)
{
	guint n = rt_registry_n_plugins (engine->registry);
	for (guint i = 0; i < n; i++)
		left_out[i] = rt_registry_is_foreign (engine->registry, i);
	g_autoptr (RtRuleSet) base = compile_rules (engine->files, engine->registry, left_out, NULL);
	if (base == NULL)
		return NULL;
	GPtrArray *faults = g_ptr_array_new_with_free_func (g_free);
	g_ptr_array_set_size (faults, (int)n);
	for (guint i = 0; i < n; i++) {
		if (!left_out[i])
			continue;
		left_out[i] = FALSE;
		g_autoptr (RtRuleSet) with = compile_rules (engine->files, engine->registry, left_out, NULL);
		faults->pdata[i] = with == NULL ? fault_of (engine, left_out) : NULL;
		left_out[i] = with == NULL;
	}
	return faults;
}

/* The rules do not compile. Where that is due to a plugin from elsewhere (it takes a name of another party, it has no
 * more a reason that the rules speak of), it costs that plugin and nothing else; otherwise it is the rules that are
 * wrong, and nothing changes.
 * Returns: FALSE with `error` when one that is refused is critical */
static gboolean
refuse_misfits (RouteEngine *engine, GPtrArray *compiling, GPtrArray *findings, GError **error)
{
	guint n = rt_registry_n_plugins (engine->registry);
	g_autofree guint8 *left_out = g_malloc0 (n + 1);
	g_autoptr (GPtrArray) faults = find_misfits (engine, left_out);
	if (faults == NULL)
		return TRUE;
	/* backwards, so that what is removed does not move what is still to come */
	for (guint i = n; i > 0; i--) {
		g_autofree char *fault = g_strdup_printf ("rules: %s", (char *)faults->pdata[i - 1]);
		if (left_out[i - 1] && !rt_registry_refuse (engine->registry, i - 1, fault, findings, error))
			return FALSE;
	}
	g_ptr_array_set_size (compiling, 0);
	engine->rules = compile_rules (engine->files, engine->registry, NULL, compiling);
	return TRUE;
}

/* `brief`: what is only odd is looked for in rules that are wrong as well */
static RtRuleSet *
compile (const RouteEngine *engine, gboolean brief, GPtrArray *findings)
{
	RtRuleSet *rules = brief ? compile_rules (engine->files, engine->registry, NULL, NULL) : NULL;
	return rules != NULL ? rules : compile_rules (engine->files, engine->registry, NULL, findings);
}

/* all or nothing: whatever is missing at the end leaves no engine. A registry that is there already is kept */
static gboolean
load (RouteEngine *engine, RtRuleFiles *files, gboolean brief, GPtrArray *findings, GError **error)
{
	engine->files = files;
	if (engine->files == NULL) {
		set_rules_error (error, findings);
		return FALSE;
	}
	/* of plugins that another engine uses too, none can be refused here */
	gboolean own = engine->registry == NULL;
	if (own)
		engine->registry = load_plugins (engine, findings, error);
	if (engine->registry == NULL) {
		/* what is wrong with the rules besides is told now, not when the plugins are right */
		rt_rules_look_over (engine->files, findings);
		return FALSE;
	}
	g_autoptr (GPtrArray) compiling = rt_diagnostics_new ();
	engine->rules = compile (engine, brief, compiling);
	if (engine->rules == NULL && own && !refuse_misfits (engine, compiling, findings, error))
		return FALSE;
	move_findings (compiling, findings);
	if (engine->rules == NULL) {
		set_rules_error (error, findings);
		return FALSE;
	}
	engine->weigher = rt_weigher_new (engine->rules, engine->registry);
	engine->pieces = rt_advice_pieces_new ();
	keep_findings (engine, findings);
	return TRUE;
}

static RouteEngine *
engine_new (void)
{
	RouteEngine *engine = g_new0 (RouteEngine, 1);
	rt_references_begin (&engine->references);
	engine->findings = g_ptr_array_new_with_free_func (g_free);
	engine->workspaces = g_ptr_array_new_with_free_func ((GDestroyNotify)rt_workspace_free);
	pthread_mutex_init (&engine->lock, NULL);
	return engine;
}

static RouteEngine *
load_from (const char *const *rules_dirs, const char *const *plugin_dirs, const RtBuildTree *tree, gboolean brief,
	   GPtrArray *findings, GError **error)
{
	g_autoptr (RouteEngine) engine = engine_new ();
	engine->rules_dirs =
	    rules_dirs != NULL ? g_strdupv ((GStrv)rules_dirs) : existing (rt_engine_default_rules_dirs ());
	engine->plugin_dirs = plugin_dirs != NULL ? g_strdupv ((GStrv)plugin_dirs)
						  : existing (rt_engine_default_plugin_dirs ());
	engine->helper = g_strdup (tree != NULL ? tree->helper : NULL);
	engine->vendor = g_strdupv ((GStrv)(tree != NULL ? tree->plugin_dirs : rt_engine_default_plugin_dirs ()));
	RtRuleFiles *files = rt_rules_read ((const char *const *)engine->rules_dirs, findings);
	return load (engine, files, brief, findings, error) ? g_steal_pointer (&engine) : NULL;
}

RouteEngine *
rt_engine_load (const char *const *rules_dirs, const char *const *plugin_dirs, const RtBuildTree *tree,
		GPtrArray *findings, GError **error)
{
	return load_from (rules_dirs, plugin_dirs, tree, FALSE, findings, error);
}

RouteEngine *
rt_engine_load_brief (const char *const *rules_dirs, const char *const *plugin_dirs, const RtBuildTree *tree,
		      GPtrArray *findings, GError **error)
{
	return load_from (rules_dirs, plugin_dirs, tree, TRUE, findings, error);
}

/* do the rules say the same of every plugin? */
static gboolean
same_plugins (const RtRuleFiles *a, const RtRuleFiles *b)
{
	guint n = 0, m = 0, j = 0;
	const RtRuleKey *x = rt_rule_files_keys (a, &n), *y = rt_rule_files_keys (b, &m);
	for (guint i = 0; i < n; i++) {
		if (strcmp (x[i].group, "plugin") != 0)
			continue;
		while (j < m && strcmp (y[j].group, "plugin") != 0)
			j++;
		if (j == m || strcmp (x[i].id, y[j].id) != 0 || strcmp (x[i].key, y[j].key) != 0 ||
		    strcmp (x[i].value, y[j].value) != 0)
			return FALSE;
		j++;
	}
	while (j < m && strcmp (y[j].group, "plugin") != 0)
		j++;
	return j == m;
}

RouteEngine *
rt_engine_variant (const RouteEngine *like, const char *text, gsize length, GPtrArray *findings, GError **error)
{
	g_autoptr (RouteEngine) engine = engine_new ();
	engine->rules_dirs = g_strdupv (like->rules_dirs);
	engine->plugin_dirs = g_strdupv (like->plugin_dirs);
	engine->helper = g_strdup (like->helper);
	engine->vendor = g_strdupv (like->vendor);
	RtRuleFiles *files = rt_rules_read_text (text, length, findings);
	/* plugins are loaded anew only for rules that treat them otherwise */
	if (files != NULL && same_plugins (files, like->files))
		engine->registry = rt_registry_ref (like->registry);
	return load (engine, files, TRUE, findings, error) ? g_steal_pointer (&engine) : NULL;
}

RouteEngine *
route_engine_new_for_dirs (const char *const *rules_dirs, const char *const *plugin_dirs, GError **error)
{
	g_return_val_if_fail (error == NULL || *error == NULL, NULL);
	g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func ((GDestroyNotify)rt_diagnostic_free);
	return rt_engine_load (rules_dirs, plugin_dirs, NULL, findings, error);
}

RouteEngine *
route_engine_reload (RouteEngine *self, GError **error)
{
	g_return_val_if_fail (self != NULL, NULL);
	g_return_val_if_fail (error == NULL || *error == NULL, NULL);
	g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func ((GDestroyNotify)rt_diagnostic_free);
	const RtBuildTree tree = {.helper = self->helper, .plugin_dirs = (const char *const *)self->vendor};
	return rt_engine_load ((const char *const *)self->rules_dirs, (const char *const *)self->plugin_dirs, &tree,
			       findings, error);
}

RouteEngine *
route_engine_ref (RouteEngine *self)
{
	g_return_val_if_fail (self != NULL, NULL);
	rt_references_add (&self->references);
	return self;
}

void
route_engine_unref (RouteEngine *self)
{
	if (self == NULL || !rt_references_drop (&self->references))
		return;
	/* workspaces before the weigher, that before what it borrows */
	g_clear_pointer (&self->workspaces, g_ptr_array_unref);
	pthread_mutex_destroy (&self->lock);
	g_clear_pointer (&self->pieces, rt_advice_pieces_free);
	g_clear_pointer (&self->weigher, rt_weigher_free);
	g_clear_pointer (&self->rules, rt_rule_set_free);
	g_clear_pointer (&self->registry, rt_registry_unref);
	g_clear_pointer (&self->files, rt_rule_files_free);
	g_clear_pointer (&self->findings, g_ptr_array_unref);
	g_strfreev (self->rules_dirs);
	g_strfreev (self->plugin_dirs);
	g_strfreev (self->vendor);
	g_free (self->helper);
	g_free (self);
}

/* ---- one registration ---- */

static const char *
resolve_party (const char *name, gsize length, gpointer user_data)
{
	const RtRuleSet *rules = user_data;
	int party = rt_rules_find_name (rules, name, length);
	return party >= 0 ? rules->parties[party].id : NULL;
}

RouteRegistration *
rt_engine_admit (const RouteEngine *engine, RouteRegistration *registration, GError **error)
{
	g_autoptr (RouteRegistration) resolved =
	    rt_record_resolve_parties (registration, rt_rules_ids (engine->rules), resolve_party, engine->rules, error);
	if (resolved == NULL)
		return NULL;
	const char *by = rt_record_registered_by (resolved);
	const RtParty *party = &engine->rules->parties[rt_rules_find_party (engine->rules, by)];
	if (!rt_party_is_member (party, rt_record_received (resolved))) {
		rt_error_set_at (error, ROUTE_ERROR_PARTY, "/registered_by",
				 "\"%s\" is no Party to the covenant on that day", by);
		return NULL;
	}
	return rt_record_sorted (resolved);
}

static RtWorkspace *
take_workspace (RouteEngine *self)
{
	RtWorkspace *workspace = NULL;
	pthread_mutex_lock (&self->lock);
	if (self->workspaces->len > 0)
		workspace = g_ptr_array_steal_index_fast (self->workspaces, self->workspaces->len - 1);
	pthread_mutex_unlock (&self->lock);
	return workspace != NULL ? workspace : rt_workspace_new (self->weigher);
}

static void
give_workspace_back (gpointer owner, RtWorkspace *workspace)
{
	RouteEngine *self = owner;
	pthread_mutex_lock (&self->lock);
	g_ptr_array_add (self->workspaces, workspace);
	pthread_mutex_unlock (&self->lock);
	route_engine_unref (self);
}

RouteAdvice *
route_engine_advise (RouteEngine *self, RouteRegistration *registration, GError **error)
{
	g_return_val_if_fail (self != NULL && registration != NULL, NULL);
	g_return_val_if_fail (error == NULL || *error == NULL, NULL);
	RouteRegistration *admitted = rt_engine_admit (self, registration, error);
	if (admitted == NULL)
		return NULL;
	RtWorkspace *workspace = take_workspace (self);
	RtAdviceSource source = {
	    .rules = self->rules,
	    .registry = self->registry,
	    .registration = admitted,
	    .weighing = rt_weigh (self->weigher, admitted, workspace),
	    .pieces = self->pieces,
	};
	return rt_advice_new (&source, workspace, route_engine_ref (self), give_workspace_back);
}

/* ---- what is loaded ---- */

guint
route_engine_get_n_parties (const RouteEngine *self)
{
	g_return_val_if_fail (self != NULL, 0);
	return self->rules->n_parties;
}

const char *
route_engine_get_party (const RouteEngine *self, guint index)
{
	g_return_val_if_fail (self != NULL && index < self->rules->n_parties, NULL);
	return self->rules->parties[index].id;
}

guint
route_engine_get_n_findings (const RouteEngine *self)
{
	g_return_val_if_fail (self != NULL, 0);
	return self->findings->len;
}

const char *
route_engine_get_finding (const RouteEngine *self, guint index)
{
	g_return_val_if_fail (self != NULL && index < self->findings->len, NULL);
	return g_ptr_array_index (self->findings, index);
}

const RtRuleFiles *
rt_engine_files (const RouteEngine *engine)
{
	return engine->files;
}

const RtRuleSet *
rt_engine_rules (const RouteEngine *engine)
{
	return engine->rules;
}

const RtRegistry *
rt_engine_registry (const RouteEngine *engine)
{
	return engine->registry;
}

const RtWeigher *
rt_engine_weigher (const RouteEngine *engine)
{
	return engine->weigher;
}

RtAdvicePieces *
rt_engine_pieces (const RouteEngine *engine)
{
	return engine->pieces;
}
