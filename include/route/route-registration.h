/* SPDX-License-Identifier: EUPL-1.2 */
#pragma once
#include <glib-object.h>
#include <route/route-error.h>

G_BEGIN_DECLS
#pragma GCC visibility push(default)

/**
 * RouteRegistration:
 *
 * One registration (*aanmelding*, covenant 1.9) in the format `route.registration/1`: what a Party says when it asks the
 * process director to weigh a case. Immutable; usable from any number of threads; the memory that held its text is
 * cleared when the last reference goes.
 */
typedef struct _RouteRegistration RouteRegistration;

#define ROUTE_TYPE_REGISTRATION (route_registration_get_type ())
GType route_registration_get_type (void);

/**
 * route_registration_new_from_json:
 * @text: (array length=length) (element-type guint8): one JSON value, UTF-8, not necessarily NUL-terminated; borrowed
 * @length: bytes of @text, or -1 when NUL-terminated
 * @error: return location, or %NULL
 *
 * Reads a registration strictly: unknown keys, wrong types, impossible dates, forbidden keys and everything beyond the
 * limits are refused with %ROUTE_ERROR_JSON, %ROUTE_ERROR_SCHEMA, %ROUTE_ERROR_FORBIDDEN or %ROUTE_ERROR_LIMIT. Which
 * parties exist is checked when it is advised upon.
 *
 * Returns: (transfer full): the registration, or %NULL with @error set
 */
RouteRegistration *route_registration_new_from_json (const char *text, gssize length, GError **error)
	G_GNUC_WARN_UNUSED_RESULT;

/**
 * route_registration_ref:
 * @self: (not nullable): a registration
 *
 * Returns: (transfer full): @self with one more reference
 */
RouteRegistration *route_registration_ref (RouteRegistration *self);

/**
 * route_registration_unref:
 * @self: (transfer full): a registration
 *
 * Drops a reference; the last one clears and frees it.
 */
void route_registration_unref (RouteRegistration *self);

/**
 * route_registration_get_id:
 * @self: a registration
 *
 * Returns: (transfer none): its opaque id, 1 to 64 of `A-Z a-z 0-9 . _ -`
 */
const char *route_registration_get_id (const RouteRegistration *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RouteRegistration, route_registration_unref)

#pragma GCC visibility pop
G_END_DECLS
