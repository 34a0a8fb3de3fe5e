/* A plugin that answers well and does not clean up: each answer leaks, the first leaves a file open, and it handles a signal. */
#include "tests/mocks/mock.h"
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

static bool
assess (const void *self, const RouteHost *host, const RouteView *view, RouteSink *sink)
{
	static char *volatile kept;
	kept = malloc (200);
	if (kept != NULL)
		memset (kept, 1, 200);
	static int file = -1;
	if (file < 0)
		file = open ("/dev/null", O_RDONLY);
	signal (SIGUSR2, SIG_IGN);
	return assess_well (self, host, view, sink);
}

MOCK ("untidy", .assess = assess);
