/* A count of references. Not GLib's, whose functions are compiled elsewhere: a race detector does not see how they order the
 * thread that frees behind those that let go before.
 *
 * Thread rule: any number of threads, each for a reference that it has. */
#pragma once
#include <glib.h>

typedef struct {
	guint n;
} RtReferences;

static inline void
rt_references_begin (RtReferences *references)
{
	__atomic_store_n (&references->n, 1, __ATOMIC_RELAXED);
}

static inline void
rt_references_add (RtReferences *references)
{
	__atomic_add_fetch (&references->n, 1, __ATOMIC_RELAXED);
}

/* TRUE to who let go of the last one, and frees what was counted */
static inline gboolean
rt_references_drop (RtReferences *references)
{
	return __atomic_sub_fetch (&references->n, 1, __ATOMIC_ACQ_REL) == 0;
}
