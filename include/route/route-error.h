/* SPDX-License-Identifier: EUPL-1.2 */
#pragma once
#include <glib.h>

G_BEGIN_DECLS
#pragma GCC visibility push(default)

/**
 * RouteError:
 * @ROUTE_ERROR_JSON: the text is no JSON value as RFC 8259 says, or not UTF-8
 * @ROUTE_ERROR_SCHEMA: the JSON is no registration: a key, type, value or date that `route.registration/1` does not know
 * @ROUTE_ERROR_FORBIDDEN: the registration carries a key that is never allowed (name, address, origin, ...)
 * @ROUTE_ERROR_LIMIT: larger or deeper than the limits
 * @ROUTE_ERROR_PARTY: a party that no loaded plugin or rule knows, or that may not register (covenant 1.6, 22 to 24)
 * @ROUTE_ERROR_RULES: the rules do not load; the message lists every finding, one a line
 * @ROUTE_ERROR_PLUGIN: a plugin marked `critical` does not load
 * @ROUTE_ERROR_IO: a file or directory cannot be read
 *
 * Codes are never renumbered. Messages about a registration begin with the JSON Pointer of the place, those about rules
 * with `file:line:col:`, those about plugins with `plugin ID:`.
 */
typedef enum {
	ROUTE_ERROR_JSON = 1,
	ROUTE_ERROR_SCHEMA = 2,
	ROUTE_ERROR_FORBIDDEN = 3,
	ROUTE_ERROR_LIMIT = 4,
	ROUTE_ERROR_PARTY = 5,
	ROUTE_ERROR_RULES = 6,
	ROUTE_ERROR_PLUGIN = 7,
	ROUTE_ERROR_IO = 8,
} RouteError;

#define ROUTE_ERROR (route_error_quark ())
GQuark route_error_quark (void);

/**
 * route_error_get_pointer:
 * @error: an error of the domain %ROUTE_ERROR
 *
 * The JSON Pointer of the place an error about a registration is about; "" is the whole document.
 *
 * Returns: (transfer none) (nullable): the pointer, valid as long as @error; %NULL for errors of another kind
 */
const char *route_error_get_pointer (const GError *error);

/**
 * route_error_get_reason:
 * @error: an error of the domain %ROUTE_ERROR
 *
 * What is wrong, without the place in front of it.
 *
 * Returns: (transfer none): valid as long as @error
 */
const char *route_error_get_reason (const GError *error);

#pragma GCC visibility pop
G_END_DECLS
