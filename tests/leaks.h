/* What is not given back, where the C library counts it; a build with AddressSanitizer or valgrind tells more. */
#pragma once
#include <malloc.h>
#include "tests/testing.h"

static inline gsize
memory_in_use (void)
{
#if defined(__GLIBC__) && __GLIBC_PREREQ(2, 33)
	return mallinfo2 ().uordblks;
#else
	return 0;
#endif
}

/* The first rounds make what is kept for good, and pieces of memory are not always cut alike; but what leaks, leaks in every
 * round. */
static inline void
leaks_nothing (void (*round) (gpointer), gpointer data, const char *what)
{
	gsize least = G_MAXSIZE;
	for (guint i = 0; i < 40 && least > 0; i++) {
		gsize before = memory_in_use ();
		round (data);
		gsize now = memory_in_use ();
		least = MIN (least, now > before ? now - before : 0);
	}
	ck_assert_msg (least == 0, "%s: %zu bytes more in every round", what, least);
}
