/* What is made once, by the thread that needs it first, while the others wait.
 *
 * Thread rule: any number of threads. */
#pragma once
#include <glib.h>
#include "libroute/util/ordering.h"

/* TRUE to the first caller, who makes it and calls rt_once_leave(); FALSE to the others, when it is made. `ready` begins as 0. */
static inline gboolean
rt_once_enter (gsize *ready)
{
	RT_ORDER_ATOMIC (ready);
	if (g_once_init_enter (ready))
		return TRUE;
	RT_ORDER_SEEN (ready);
	return FALSE;
}

static inline void
rt_once_leave (gsize *ready)
{
	RT_ORDER_SHOWN (ready);
	g_once_init_leave (ready, 1);
}

/* What `make` gives to the first caller, and the others get too. `made` begins as 0. */
static inline gconstpointer
rt_once (gsize *made, gconstpointer (*make) (void))
{
	RT_ORDER_ATOMIC (made);
	if (g_once_init_enter (made)) {
		gsize first = GPOINTER_TO_SIZE (make ());
		RT_ORDER_SHOWN (made);
		g_once_init_leave (made, first);
	} else {
		RT_ORDER_SEEN (made);
	}
	return GSIZE_TO_POINTER (g_atomic_pointer_get (made));
}
