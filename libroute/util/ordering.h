/* What race detectors cannot see of how threads are ordered: they are told. ThreadSanitizer does not see what GLib does, which is
 * not instrumented; helgrind sees locks and no atomic operations (`make check-helgrind` defines ROUTE_HELGRIND). In any other
 * build these are nothing. */
#pragma once

#ifdef __SANITIZE_THREAD__
#include <sanitizer/tsan_interface.h>
/* who comes to RT_ORDER_SEEN (at) sees all that was done before RT_ORDER_SHOWN (at) */
#define RT_ORDER_SEEN(at) __tsan_acquire ((void *)(at))
#define RT_ORDER_SHOWN(at) __tsan_release ((void *)(at))
/* `*at` is read and written by atomic operations alone */
#define RT_ORDER_ATOMIC(at) ((void)0)
#elif defined ROUTE_HELGRIND
#include <valgrind/helgrind.h>
#define RT_ORDER_SEEN(at) ANNOTATE_HAPPENS_AFTER (at)
#define RT_ORDER_SHOWN(at) ANNOTATE_HAPPENS_BEFORE (at)
#define RT_ORDER_ATOMIC(at) VALGRIND_HG_DISABLE_CHECKING ((at), sizeof *(at))
#else
#define RT_ORDER_SEEN(at) ((void)0)
#define RT_ORDER_SHOWN(at) ((void)0)
#define RT_ORDER_ATOMIC(at) ((void)0)
#endif
