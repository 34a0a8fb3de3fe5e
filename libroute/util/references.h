/* A count of references. Not GLib's, whose functions are compiled elsewhere: a race detector does not see how they order the
 * thread that frees behind those that let go before.
 *
 * Thread rule: any number of threads, each for a reference that it has. */
#pragma once
#include <glib.h>
#include "libroute/util/ordering.h"

typedef struct {
	guint n;
} RtReferences;

static inline void
rt_references_begin (RtReferences *references)
{
	RT_ORDER_ATOMIC (&references->n);
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
	RT_ORDER_SHOWN (references);
	gboolean last = __atomic_sub_fetch (&references->n, 1, __ATOMIC_ACQ_REL) == 0;
	if (last)
		RT_ORDER_SEEN (references);
	return last;
}
