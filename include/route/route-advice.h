/* SPDX-License-Identifier: EUPL-1.2 */
#pragma once
#include <glib-object.h>
#include <route/route-error.h>

G_BEGIN_DECLS

/**
 * RouteAdvice:
 *
 * The advice on one registration (`route.advice/1`): a proposal to the process director, who decides (covenant 13.2a).
 * Immutable; usable from any number of threads.
 */
typedef struct _RouteAdvice RouteAdvice;

/**
 * RouteJsonFlags:
 * @ROUTE_JSON_COMPACT: one line without spaces
 * @ROUTE_JSON_PRETTY: indented, for people
 */
typedef enum {
	ROUTE_JSON_COMPACT = 0,
	ROUTE_JSON_PRETTY = 1 << 0,
} RouteJsonFlags;

#define ROUTE_TYPE_ADVICE (route_advice_get_type ())
GType route_advice_get_type (void);

RouteAdvice *route_advice_ref (RouteAdvice *self);
void route_advice_unref (RouteAdvice *self);

const char *route_advice_get_suggestion (const RouteAdvice *self);
char *route_advice_to_json (const RouteAdvice *self, RouteJsonFlags flags, const char *language);
char *route_advice_to_text (const RouteAdvice *self, const char *language);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RouteAdvice, route_advice_unref)

G_END_DECLS
