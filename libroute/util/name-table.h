/* Names with a number each, for what is looked up at every fact: a GHashTable calls twice for each look, which takes longer than
 * the look itself. */
#pragma once
#include "libroute/util/bytes.h"

typedef struct {
	const char *name; /* NULL: free */
	guint32 length;
	gint32 number;
} RtTableName;

/* Thread rule: any number of threads may look while nobody adds. */
typedef struct {
	RtTableName *slots; /* never full, so that what is not there is missed */
	guint n, n_slots; /* a power of two */
} RtNameTable;

RtNameTable *rt_name_table_new (void);
void rt_name_table_free (RtNameTable *self);
/* The name is borrowed; `number` is 0 or more. A name that is there already keeps the number it has. */
void rt_name_table_add (RtNameTable *self, const char *name, gsize length, gint32 number);

/* The number of a name, or -1. */
static inline gint32
rt_name_table_find (const RtNameTable *self, const char *name, gsize length)
{
	for (guint at = rt_bytes_hash (name, length);; at++) {
		const RtTableName *slot = &self->slots[at & (self->n_slots - 1)];
		if (slot->name == NULL)
			return -1;
		if (slot->length == length && rt_bytes_same (slot->name, name, length))
			return slot->number;
	}
}
