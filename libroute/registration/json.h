/* JSON as a stream of events, for who takes it as it comes. */
#pragma once
#include "libroute/registration/scan.h"

/* Each returns FALSE to stop; it has then told why in its own way. */
typedef struct {
	gboolean (*scalar) (gpointer receiver, const RtJsonScalar *scalar);
	gboolean (*begin) (gpointer receiver, gboolean list);
	gboolean (*key) (gpointer receiver, const char *text, gsize length);
	gboolean (*end) (gpointer receiver);
} RtJsonEvents;

/* Reads one value. Returns FALSE when an event stopped it, with `code` 0, or when the text is not acceptable:
 * `code` and `reason` (to be freed) then say why, and the receiver's state tells where. */
gboolean rt_json_read (const char *text, gsize length, const RtJsonEvents *events, gpointer receiver, RouteError *code,
		       char **reason);

/* The whole number that a JSON number is (30, 30.0 and 3e1 are 30), or FALSE when it has a fraction or does not
 * fit. */
gboolean rt_json_integer (const char *text, gsize length, gint64 *value);
