/* JSON as values. Only the conformance runner and tools use this: the engine itself knows no JSON. */
#pragma once
#include "libroute/feel/feel.h"

/* Reads one JSON value. Objects become contexts; numbers keep their digits; a string stays a string. The
 * value lives in the arena. FALSE with `error` set when it is no JSON, nests more than 64 deep, or the
 * arena is full. */
gboolean rt_feel_value_from_json (RtArena *arena, const char *text, gsize length, RtFeelValue *value,
				  GError **error);
