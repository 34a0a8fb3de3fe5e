/* The plugin host: finds, checks and loads the partners' plugins, and asks each what it makes of one
 * registration.
 *
 * Thread rule: a registry is immutable once loaded; rt_host_assess may be called from any number of
 * threads. */
#pragma once
#include <glib.h>
#include <route/route-plugin.h>
#include "libroute/registration/pack.h"
#include "libroute/registration/record.h"
#include "libroute/util/diagnostic.h"

/* A loaded plugin: its descriptor, copied out of the file before any of its code ran. All texts are owned
 * by it. */
typedef struct {
	const char *party;
	const char *const *aliases; /* never NULL */
	RouteText name;
	const char *version, *license, *contact;
	guint abi_major, abi_minor;
	guint32 chains;
	const RouteField *fields;
	guint n_fields;
	const RouteReason *reasons;
	guint n_reasons;
	const RoutePhrase *grounds;
	guint n_grounds;
	const RoutePhrase *contributions;
	guint n_contributions;
	const RoutePhrase *parts;
	guint n_parts;
	const RouteSetting *settings;
	guint n_settings;
	const char *path;           /* file it came from */
	const char *build_id;       /* hex of the ELF build id, or SHA-256 of the file when it has none */
} RtPlugin;

/* Where a plugin runs. */
typedef enum {
	RT_ISOLATION_USUAL, /* in a process of its own, but for those of the vendor's directories */
	RT_ISOLATION_NONE, /* in this process */
	RT_ISOLATION_PROCESS,
} RtIsolation;

/* How a plugin is to be treated: from the `[plugin id]` groups of the rules; defaults when there is none. */
typedef struct {
	const char *party;
	gboolean critical;          /* a plugin that does not load is an error */
	gboolean disabled;          /* passed by */
	RtIsolation isolation;
	guint time_limit;           /* ms of one answer when isolated; 0: as usual */
	guint memory_limit;         /* MiB of its process when isolated; 0: as usual */
	const char *sha256;         /* pinned digest of the file, or NULL */
	const char *const *keys;    /* settings, NULL-terminated */
	const gint64 *values;       /* one per key */
	const char *file;           /* of the rules that say so, and the line; NULL: of none */
	guint line;
	gboolean rules_tell; /* what is wrong with `keys` and `values` is passed by here */
} RtPluginPolicy;

typedef struct _RtRegistry RtRegistry;

/* How plugins are treated of which the rules say nothing. */
typedef struct {
	RtIsolation isolation;
	guint time_limit, memory_limit;     /* as in RtPluginPolicy */
	const char *helper;                 /* the program that isolates; NULL: the installed one, or what the environment
					     * names in ROUTE_PLUGIN_HOST when execution need not be secure */
	gboolean rules_tell;                /* that the rules set what a plugin of the vendor does not have is told by them,
					     * who know the line, and are refused */
	const char *const *vendor;          /* directories of the vendor, NULL-terminated; NULL: all are */
	const char *(*party_of) (gconstpointer data, const char *name); /* whose name it is by the rules, or NULL; may be
									 * NULL itself */
	gconstpointer party_data;
} RtHostOptions;

/* Loads every `*.so` of the directories (a later directory replaces an equal name of an earlier one), in
 * bytewise order of party id. Bad plugins are skipped and leave a finding in `findings` (RtDiagnostic) and
 * in rt_registry_failures; returns NULL with `error` only when a critical one does not load or a directory
 * cannot be read. */
RtRegistry *rt_registry_load (const char *const *directories, const RtPluginPolicy *policies, guint n_policies,
			      const RtHostOptions *options, GPtrArray *findings, GError **error);
RtRegistry *rt_registry_ref (RtRegistry *registry);
void rt_registry_unref (RtRegistry *registry);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RtRegistry, rt_registry_unref)

guint rt_registry_n_plugins (const RtRegistry *registry);
const RtPlugin *rt_registry_plugin (const RtRegistry *registry, guint index);
/* Index of the plugin of a party by id or alias, or -1. */
int rt_registry_find (const RtRegistry *registry, const char *name);

/* Is it from elsewhere than the vendor's directories? Its word then goes behind that of the vendor's and of the rules. */
gboolean rt_registry_is_foreign (const RtRegistry *registry, guint index);
/* Takes a plugin out that the rules cannot live with, before the registry is shared: it becomes a failure with this
 * `fault`. Returns: FALSE with `error` when it is critical */
gboolean rt_registry_refuse (RtRegistry *registry, guint index, const char *fault, GPtrArray *findings, GError **error);

/* For the conformance kit: from now on, `used` (a byte per declared field, and one more for all others; owned by the
 * caller) is set to 1 where the plugin reads or asks about a field. Not for plugins that run apart. NULL to stop. */
void rt_registry_watch_fields (const RtRegistry *registry, guint index, guint8 *used);
/* What a plugin may see of a registration: the places of its fields, with what those are in and whether items are
 * doubted. */
const RtPlaceSet *rt_registry_visible (const RtRegistry *registry, guint index);

/* A plugin that could not be loaded, for `degraded`. */
typedef struct {
	const char *party; /* from the file's name; printable */
	const char *path;
	const char *why;   /* one sentence, naming the step that failed */
	const char *fault; /* the same without party and path: what an advice may tell on any machine */
	guint32 chains;    /* of the party, when its descriptor could be read; else 0 */
} RtPluginFailure;
guint rt_registry_n_failures (const RtRegistry *registry);
const RtPluginFailure *rt_registry_failure (const RtRegistry *registry, guint index);

/* ---- the answer of one plugin on one registration ---- */

/* What an answer rests on: the fields that were asked about, each once, at most 256 of a kind. */
typedef struct {
	RouteTri state;
	const RtSpot *evidence;  /* what a YES rests on */
	guint n_evidence;
	const RtSpot *missing;   /* what leaves an UNKNOWN open: absent facts */
	guint n_missing;
	const RtSpot *doubted;   /* what leaves an UNKNOWN open: the `status` of suspected or disputed facts */
	guint n_doubted;
	RtSpot against;          /* what decided a NO: the fact, or the list, that did not fit; 0: nothing that was asked about */
} RtFinding;

typedef struct {
	guint plugin;            /* index in the registry */
	gboolean answered;       /* FALSE: it failed; everything below is empty, `reasons` NULL */
	const char *fault;       /* why not, or NULL; also set when it answered but broke a rule and answers were dropped */
	const RtFinding *reasons; /* one per declared reason */
	RtFinding lawful;
	int ground;              /* index of the ground, or -1 */
	/* what the attend() call rested on: YES when it proposed the party, else UNKNOWN when something absent or
	 * doubted could still make it do so; missing and doubted are filled in either case */
	RtFinding attending;
	RouteAttend attend;
	int part;                /* index into parts, or -1 for the whole meeting */
	int contribution;        /* index into contributions, or -1 */
	RouteCoordinator coordinator;
	int coordinator_text;    /* index into contributions, or -1 */
	const char *const *thirds; /* slugs, NULL-terminated */
	const char *isolation;   /* what its process had given up when it answered, "limits, seccomp, landlock" (static
				  * text); "" when that process did not answer, NULL in this process */
} RtAnswer;

/* Asks plugin `index` about a registration. Never fails: a plugin that does is told in the answer. What
 * the answer points at lives in `arena` (rt_arena) until it is reset. */
RtAnswer rt_host_assess (const RtRegistry *registry, guint index, const RouteRegistration *registration, RtArena *arena);
/* The same of all plugins that are `wanted` (a byte each), into their places of `answers`: those that run in processes of
 * their own work at the same time. */
void rt_host_assess_wanted (const RtRegistry *registry, const guint8 *wanted, const RouteRegistration *registration,
			    RtArena *arena, RtAnswer *answers);

/* Where a plugin runs: "in this process", or what its own process gave up, "process: limits, seccomp, landlock"; that
 * is started to see. Returns: (transfer full) */
char *rt_host_isolation (const RtRegistry *registry, guint index);
