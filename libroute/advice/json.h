/* Writing JSON into a buffer. */
#pragma once
#include <glib.h>
#include <route/route-advice.h>

typedef struct {
	GString *out;
	gboolean pretty;
	guint depth;
	gboolean first; /* nothing stands yet in the innermost object or list */
} RtJson;

void rt_out_init (RtJson *json, GString *out, RouteJsonFlags flags);
/* `key` is NULL inside a list; keys are written as they are and need no escapes. */
void rt_out_object (RtJson *json, const char *key);
void rt_out_list (RtJson *json, const char *key);
void rt_out_close_object (RtJson *json);
void rt_out_close_list (RtJson *json);
/* A NULL text is null. */
void rt_out_string (RtJson *json, const char *key, const char *text);
void rt_out_integer_value (RtJson *json, const char *key, gint64 value);
void rt_out_boolean (RtJson *json, const char *key, gboolean value);
