/* SPDX-License-Identifier: EUPL-1.2 */
#pragma once
#include <glib-object.h>
#include <route/route-advice.h>
#include <route/route-error.h>
#include <route/route-registration.h>

G_BEGIN_DECLS
#pragma GCC visibility push(default)

/**
 * RouteEngine:
 *
 * Rules and plugins, loaded and verified: what weighs registrations. An engine never changes: to take up edited
 * rules, load a new one and use it for the calls that follow; calls under way finish with the old one.
 *
 * Thread rule: any number of threads may use one engine at once, without locks of their own.
 */
typedef struct _RouteEngine RouteEngine;

#define ROUTE_TYPE_ENGINE (route_engine_get_type ())
GType route_engine_get_type (void);

/**
 * route_engine_new_for_dirs:
 * @rules_dirs: (array zero-terminated=1) (nullable): directories with `*.rules`, a later one over an earlier one; %NULL for
 *   the installed defaults (vendor, run time, site)
 * @plugin_dirs: (array zero-terminated=1) (nullable): absolute directories with plugins; %NULL for the installed default;
 *   an empty array for none
 * @error: return location, or %NULL
 *
 * Loads everything or nothing. A plugin that cannot be loaded is passed by and named in every advice's `degraded`, unless
 * the rules call it `critical`. Plugins from elsewhere than the installed default run in processes of their own, unless
 * the rules say otherwise. Nothing is taken from the environment but the helper of a tree that is not installed
 * (ROUTE_PLUGIN_HOST), and that not when execution is to be secure.
 *
 * Returns: (transfer full): an engine, or %NULL with %ROUTE_ERROR_RULES (the message lists every finding, one a line),
 *   %ROUTE_ERROR_PLUGIN or %ROUTE_ERROR_IO
 */
RouteEngine *route_engine_new_for_dirs (const char *const *rules_dirs, const char *const *plugin_dirs, GError **error)
	G_GNUC_WARN_UNUSED_RESULT;

/**
 * route_engine_reload:
 * @self: an engine
 * @error: return location, or %NULL
 *
 * Loads the directories of @self anew, as they are now. @self stays as it is and in use.
 *
 * Returns: (transfer full): another engine, or %NULL with @error set as by route_engine_new_for_dirs()
 */
RouteEngine *route_engine_reload (RouteEngine *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * route_engine_ref:
 * @self: an engine
 *
 * Returns: (transfer full): @self with one more reference
 */
RouteEngine *route_engine_ref (RouteEngine *self);

/**
 * route_engine_unref:
 * @self: (transfer full): an engine
 *
 * Drops a reference. Advices hold one of their own.
 */
void route_engine_unref (RouteEngine *self);

/**
 * route_engine_advise:
 * @self: an engine
 * @registration: a registration; borrowed for the call and referenced by the advice
 * @error: return location, or %NULL
 *
 * Weighs one registration (covenant 1.10). The same registration, rules and plugins give the same advice on every run, thread
 * and machine.
 *
 * Returns: (transfer full): the advice, or %NULL with %ROUTE_ERROR_PARTY when the registration names a party that does not
 *   exist, or is registered by one that is no Party on that day (covenant 1.6, 22 to 24)
 */
RouteAdvice *route_engine_advise (RouteEngine *self, RouteRegistration *registration, GError **error)
	G_GNUC_WARN_UNUSED_RESULT;

/**
 * route_engine_get_n_parties:
 * @self: an engine
 *
 * Returns: the number of parties that plugins and rules bring, in bytewise order of their ids
 */
guint route_engine_get_n_parties (const RouteEngine *self);

/**
 * route_engine_get_party:
 * @self: an engine
 * @index: less than route_engine_get_n_parties()
 *
 * Returns: (transfer none): the id of a party
 */
const char *route_engine_get_party (const RouteEngine *self, guint index);

/**
 * route_engine_get_n_findings:
 * @self: an engine
 *
 * Returns: the number of warnings that loading left: rules with a missing text, plugins that were passed by
 */
guint route_engine_get_n_findings (const RouteEngine *self);

/**
 * route_engine_get_finding:
 * @self: an engine
 * @index: less than route_engine_get_n_findings()
 *
 * Returns: (transfer none): one finding, as `file:line:col: warning W012: text`
 */
const char *route_engine_get_finding (const RouteEngine *self, guint index);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RouteEngine, route_engine_unref)

#pragma GCC visibility pop
G_END_DECLS
