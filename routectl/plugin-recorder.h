/* What one plugin saw and said, as cases that its partner can keep as a regression test: only the fields it declared, every text
 * and id a pseudonym. The key of the pseudonyms is made anew for each recording and kept by nobody: there is no way back. */
#pragma once
#include "libroute/route-engine-private.h"

typedef struct _RtPluginRecorder RtPluginRecorder;

/* `wanted`: "PARTY:DIR"; the directory is made when it is not there.
 * Returns: (transfer full): NULL with `error` when there is no such plugin or directory */
RtPluginRecorder *rt_plugin_recorder_new (const char *wanted, const RouteEngine *engine, GError **error);
void rt_plugin_recorder_free (RtPluginRecorder *recorder);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RtPluginRecorder, rt_plugin_recorder_free)

/* Writes one case, DIR/PARTY-0001.json and so on. The plugin is asked once more, about the pseudonyms: what it says of those is
 * expected, so that the case holds for itself; where that differs from what it said of the texts, the case says so. */
gboolean rt_plugin_recorder_take (RtPluginRecorder *recorder, const RouteRegistration *registration, GError **error);
