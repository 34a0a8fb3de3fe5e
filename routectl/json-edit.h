/* Changes single values in the text of a JSON file, and leaves the rest of it as a person wrote it. */
#pragma once
#include "routectl/json-tree.h"

typedef struct {
	gsize start, end; /* bytes of the old text */
	char *text; /* what stands there instead */
} RtJsonEdit;

/* The edits that turn `text`, which says `old`, into one that says `new`: as small as may be, in order.
 * Returns: (transfer full) (element-type RtJsonEdit) */
GArray *rt_json_edits (const char *text, const RtTree *old, const RtTree *new);
/* Returns: (transfer full): the text with all of them made */
char *rt_json_edited (const char *text, const GArray *edits);
/* Appends the edits as a diff of lines, as patch(1) reads it. */
void rt_json_edits_show (const char *path, const char *text, const GArray *edits, GString *out);
