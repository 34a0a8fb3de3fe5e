/* A plugin that answers well and does not clean up: each answer leaks, the first leaves a file open, and it handles a signal.
 * It asks for what it did not declare, answers other threads than the first otherwise, and prints when it was asked often,
 * which it only is inside the kit's own process; one answer takes much memory then. */
#include "tests/mocks/mock.h"
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { OFTEN = 500, MUCH = 128 << 20 };

static uint32_t calls;

static void
be_loud (void)
{
	volatile char *much = malloc (MUCH);
	for (int i = 0; much != NULL && i < MUCH; i += 4096)
		much[i] = 1;
	free ((void *) much);
	puts ("# verdict: untidy conforms");
}

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
	int64_t undeclared;
	host->get_integer (view, WITH + 1, NULL, &undeclared);
	if (__atomic_add_fetch (&calls, 1, __ATOMIC_RELAXED) == OFTEN)
		be_loud ();
	static __thread bool known;
	static bool others;
	known = known || !others;
	others = true;
	return known ? assess_well (self, host, view, sink) : true;
}

MOCK ("untidy", .assess = assess);
