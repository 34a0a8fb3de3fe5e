/* JSON (RFC 8259) as a stream of events. Strict: UTF-8 without byte order mark, no NUL, no lone surrogates, nothing behind
 * the value, nested at most RT_LIMIT_DEPTH deep.
 * Duplicate keys are the receiver's to see. */
#pragma once
#include <glib.h>
#include <route/route-error.h>

typedef enum { RT_JSON_NULL, RT_JSON_BOOLEAN, RT_JSON_NUMBER, RT_JSON_STRING } RtJsonKind;

typedef struct {
	RtJsonKind kind;
	gboolean boolean;
	const char *text; /* of a number as written, of a string decoded; not NUL-terminated; valid during the event */
	gsize length;
} RtJsonScalar;

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
