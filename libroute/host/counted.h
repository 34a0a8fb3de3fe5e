/* In a build that counts which lines run (make coverage) only: a helper gives up its files, and could write no counts of what it
 * runs then. A second process shares its memory but not what it gives up; it waits for the helper's end, and writes them. */
#pragma once
#include <gcov.h>
#include <glib.h>
#include <poll.h>
#include <sched.h>
#include <sys/pidfd.h>
#include <unistd.h>

#define RT_COUNTED_STACK (256u * 1024u)
#define RT_COUNTED_LIMIT 30u /* s: the helper may have ended with a lock in its hands */

/* libgcov's own: what is counted, and whether it was written. Once it was, the end of a process writes nothing */
extern struct {
	void *list;
	guint written : 1;
} __gcov_root;

/* LCOV_EXCL_START: part of counting, in no other build */
static inline int
rt_counted_await (void *data)
{
	struct pollfd helper = {.fd = GPOINTER_TO_INT (data), .events = POLLIN};
	/* the library waits for the end of the helper's connection */
	close_range (0, (guint)helper.fd - 1, 0);
	close_range ((guint)helper.fd + 1, ~0u, 0);
	while (poll (&helper, 1, -1) < 0)
		continue;
	alarm (RT_COUNTED_LIMIT);
	__gcov_root.written = 0;
	__gcov_dump ();
	return 0;
}

/* Called last before anything is given up. */
static inline void
rt_counted_write_at_end (void)
{
	int self = pidfd_open (getpid (), 0);
	guint8 *stack = g_malloc (RT_COUNTED_STACK);
	if (self < 0 || clone (rt_counted_await, stack + RT_COUNTED_STACK, CLONE_VM, GINT_TO_POINTER (self)) < 0)
		__gcov_dump ();
	__gcov_root.written = 1;
	close (self);
}
/* LCOV_EXCL_STOP */
