/* From the bytes of a plugin to its descriptor, checked and copied, before a line of its code runs.
 *
 * Thread rule: pure functions over their arguments. */
#pragma once
#include "libroute/host/elf.h"
#include "libroute/host/host.h"
#include "libroute/util/arena.h"

/* The descriptor as it stands in the file: pointers are addresses relative to where the object loads. */
typedef struct {
	guint64 address;              /* of route_plugin_v1 */
	RoutePlugin raw;              /* numbers as stored; pointer members hold addresses */
} RtImage;

/* Reads `route_plugin_v1` out of the file: found, large enough, of this ABI. */
gboolean rt_describe_image (const RtElf *elf, RtImage *image, GError **error);

/* Room for the largest descriptor that is accepted, so that copying one cannot fail for memory. */
#define RT_DESCRIBE_BYTES (4u * 1024u * 1024u)

/* Copies every text and list of the descriptor into `arena` (of RT_DESCRIBE_BYTES or more) and checks that
 * they hold to the limits and to each other: ids well formed and unique, `party` as given, texts in both
 * languages, fields that the schema knows, numbers in their bounds. */
gboolean rt_describe_plugin (const RtElf *elf, const RtImage *image, const char *party, RtArena *arena,
			     RtPlugin *plugin, GError **error);

/* Whether the descriptor that the linker laid out at `loaded` is the one that was read. */
gboolean rt_describe_matches (const RtImage *image, const RoutePlugin *loaded);

/* [a-z][a-z0-9-]*, at most 64 bytes */
gboolean rt_describe_is_id (const char *text);
