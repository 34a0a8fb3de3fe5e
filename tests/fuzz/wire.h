/* A plugin and a registration for the targets that read what goes between the library and its helpers. */
#pragma once
#include "libroute/host/host-private.h"
#include "libroute/host/wire-answer.h"

static inline const RtPlugin *
fuzz_plugin (void)
{
	static const RouteReason reasons[2];
	static const RoutePhrase phrases[2];
	static const char *const no_names[] = { NULL };
	static const RtPlugin plugin = { .party = "good", .aliases = no_names, .reasons = reasons, .n_reasons = 2,
					 .grounds = phrases, .n_grounds = 1, .contributions = phrases, .n_contributions = 2,
					 .parts = phrases, .n_parts = 1 };
	return &plugin;
}

static inline const RtPlaceSet *
fuzz_visible (void)
{
	static RtPlaceSet all;
	guint n = 0;
	rt_schema_places (&n);
	for (guint i = 0; i < n; i++)
		rt_place_set_add (&all, (int) i);
	return &all;
}

static inline RouteRegistration *
fuzz_registration (void)
{
	static const char text[] =
		"{\"id\":\"t\",\"received\":\"2026-11-20\",\"registered_by\":\"politie\",\"person\":{\"age\":17,"
		"\"protective\":[\"school\"],\"measures\":[{\"kind\":\"probation\"}]},\"household\":{\"members\":[{\"relation\":"
		"\"parent\"},{\"relation\":\"sibling\",\"conditions\":[{\"kind\":\"autism\"}]}]},\"incidents\":[{\"kind\":\"theft\","
		"\"date\":\"2026-11-19\",\"group\":true},{\"kind\":\"theft\",\"date\":\"2025-11-20\",\"status\":\"suspected\"}]}";
	return route_registration_new_from_json (text, -1, NULL);
}
