/* A plugin that answers well and leaves its process another than it was: what cannot be seen from the answers. */
#define _GNU_SOURCE
#include "tests/mocks/mock.h"
#include <assert.h>
#include <fenv.h>
#include <setjmp.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static void
at_the_end (void)
{
}

static jmp_buf back;

static bool
open_changing (const RouteHost *host, void **self)
{
	*self = NULL;
	if (setjmp (back) == 0)
		longjmp (back, 1);
	at_quick_exit (at_the_end);
	return host != NULL;
}

static bool
assess (const void *self, const RouteHost *host, const RouteView *view, RouteSink *sink)
{
	fenv_t rounding;
	sigset_t blocked;
	assert (view != NULL);
	bool moved = chdir ("/") == 0;
	umask (0);
	close (0);
	environ = NULL;
	feholdexcept (&rounding);
	fesetround (FE_UPWARD);
	sigemptyset (&blocked);
	sigaddset (&blocked, SIGUSR1);
	pthread_sigmask (SIG_BLOCK, &blocked, NULL);
	return assess_well (self, host, view, sink) || moved;
}

/* bare: whoever handles this signal (a sanitizer does) is asked not to */
__attribute__ ((destructor)) static void
crash (void)
{
	signal (SIGSEGV, SIG_DFL);
	raise (SIGSEGV);
}

MOCK ("changes", .open = open_changing, .assess = assess);
