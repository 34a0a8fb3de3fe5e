/* A plugin that answers well and does not clean up: each answer leaks, the first leaves a file open, and it handles a signal. */
#include "tests/mocks/mock.h"
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

static bool
assess (const void *self, const RouteHost *host, const RouteView *view, RouteSink *sink)
{
	static char *volatile kept;
	kept = malloc (200 << 10); /* so large that it is mapped */
	if (kept != NULL)
		*kept = 1;
	static int file = -1;
	if (file < 0)
		file = dup (0); /* apart this fails, and opening one would end its process */
	signal (SIGUSR2, SIG_IGN);
	return assess_well (self, host, view, sink);
}

MOCK ("untidy", .assess = assess);
