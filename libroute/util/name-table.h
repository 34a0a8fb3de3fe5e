/* Names with a number each, for what is looked up at every fact: a GHashTable calls twice for each look, which takes longer than
 * the look itself. */
#pragma once
#include "libroute/util/bytes.h"

typedef struct {
	guint64 beginning; /* its first eight bytes, or as many as it has: what most names differ in */
	const char *name; /* NULL: free */
	guint32 length;
	gint32 number; /* -1: free */
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

static inline guint64
rt_name_beginning (const char *name, gsize length)
{
	return rt_bytes_number (name, MIN (length, sizeof (guint64)));
}

/* Where to look for a name first: by its beginning and its end. */
static inline guint
rt_name_hash (guint64 beginning, const char *name, gsize length)
{
	guint64 end = length > sizeof end ? rt_bytes_number (name + length - sizeof end, sizeof end) : length;
	return (guint) ((beginning ^ end << 1) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15) >> 32);
}

/* Of names that have the same length and beginning: is the rest the same too? */
static inline gboolean
rt_name_goes_on (const char *a, const char *b, gsize length)
{
	gsize at = sizeof (guint64);
	if (length <= at)
		return TRUE;
	for (; at + sizeof (guint64) < length; at += sizeof (guint64))
		if (!rt_bytes_same_8 (a + at, b + at))
			return FALSE;
	return rt_bytes_same_8 (a + length - sizeof (guint64), b + length - sizeof (guint64));
}

/* The number of a name, or -1. */
static inline gint32
rt_name_table_find (const RtNameTable *self, const char *name, gsize length)
{
	guint64 beginning = rt_name_beginning (name, length);
	for (guint at = rt_name_hash (beginning, name, length);; at++) {
		const RtTableName *slot = &self->slots[at & (self->n_slots - 1)];
		if (slot->beginning == beginning && slot->length == length && rt_name_goes_on (slot->name, name, length))
			return slot->number;
		if (slot->name == NULL)
			return -1;
	}
}
