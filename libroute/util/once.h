/* What is made once, by the thread that needs it first, while the others wait.
 *
 * Thread rule: any number of threads. */
#pragma once
#include <glib.h>

#ifdef __SANITIZE_THREAD__
#include <sanitizer/tsan_interface.h>
/* a race detector does not see what GLib does to order the threads: it is told */
#define RT_ONCE_SEEN(ready) __tsan_acquire (ready)
#define RT_ONCE_SHOWN(ready) __tsan_release (ready)
#else
#define RT_ONCE_SEEN(ready) ((void)0)
#define RT_ONCE_SHOWN(ready) ((void)0)
#endif

/* TRUE to the first caller, who makes it and calls rt_once_leave(); FALSE to the others, when it is made. `ready` begins as 0. */
static inline gboolean
rt_once_enter (gsize *ready)
{
	if (g_once_init_enter (ready))
		return TRUE;
	RT_ONCE_SEEN (ready);
	return FALSE;
}

static inline void
rt_once_leave (gsize *ready)
{
	RT_ONCE_SHOWN (ready);
	g_once_init_leave (ready, 1);
}

/* What `make` gives to the first caller, and the others get too. `made` begins as 0. */
static inline gconstpointer
rt_once (gsize *made, gconstpointer (*make) (void))
{
	if (g_once_init_enter (made)) {
		gsize first = GPOINTER_TO_SIZE (make ());
		RT_ONCE_SHOWN (made);
		g_once_init_leave (made, first);
	} else {
		RT_ONCE_SEEN (made);
	}
	return GSIZE_TO_POINTER (g_atomic_pointer_get (made));
}
