/* JSON as values of the condition language. */
#pragma once
#include "libroute/feel/feel.h"

typedef struct {
	const char *name;
	RtFeelValue value;
} RtFeelBinding;

/* Reads a JSON object: its members, in order, as an array of RtFeelBinding. Objects become contexts, the rest what it looks like;
 * a string stays a string. Names and values live in `arena`. Returns: (transfer full): NULL with `error` (ROUTE_ERROR) */
GArray *rt_feel_json_read (RtArena *arena, const char *text, gsize length, GError **error);
