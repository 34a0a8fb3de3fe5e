/* What routectl and the tests may know of an engine beyond the public API. */
#pragma once
#include <route/route.h>
#include "libroute/advice/advice.h"
#include "libroute/host/host.h"
#include "libroute/rules/rules.h"
#include "libroute/weigh/weigh.h"

/* A tree that was built and not installed: its helper for isolated plugins, and where its own plugins are. */
typedef struct {
	const char *helper;
	const char *const *plugin_dirs;
} RtBuildTree;

/* As route_engine_new_for_dirs, and hands every finding (RtDiagnostic) to `findings`, errors too. `tree`: NULL for what is
 * installed. */
RouteEngine *rt_engine_load (const char *const *rules_dirs, const char *const *plugin_dirs, const RtBuildTree *tree,
			     GPtrArray *findings, GError **error);
/* Likewise, for who only wants the engine: of rules that load nothing is warned, which is sooner done. Of those that do not,
 * everything is told. */
RouteEngine *rt_engine_load_brief (const char *const *rules_dirs, const char *const *plugin_dirs, const RtBuildTree *tree,
				   GPtrArray *findings, GError **error);
/* An engine with the plugins of another, and rules of one text in place of its files: what if a key said something else?
 * It must not be reloaded. */
RouteEngine *rt_engine_variant (const RouteEngine *like, const char *text, gsize length, GPtrArray *findings, GError **error);
const RtRuleFiles *rt_engine_files (const RouteEngine *engine);
const RtRuleSet *rt_engine_rules (const RouteEngine *engine);
const RtRegistry *rt_engine_registry (const RouteEngine *engine);
const RtWeigher *rt_engine_weigher (const RouteEngine *engine);
RtAdvicePieces *rt_engine_pieces (const RouteEngine *engine);

/* A registration with every alias replaced by the party's id, referenced; NULL with ROUTE_ERROR_PARTY. The first half of
 * route_engine_advise; rt_weigh and rt_advice_write_json are the second, for callers that reuse a workspace. */
RouteRegistration *rt_engine_admit (const RouteEngine *engine, RouteRegistration *registration, GError **error);

/* The default directories of this installation, NULL-terminated. In a build tree that was not installed, `ROUTE_BUILD_TREE`
 * (a file beside the executable) makes routectl use that tree's instead; see routectl/directories.c. */
const char *const *rt_engine_default_rules_dirs (void);
const char *const *rt_engine_default_plugin_dirs (void);
