/* One plugin for every way to do harm: compiled once for each, with HARM and its id. Harmless where it is not kept apart but
 * for what it does to the process it runs in: it forks children that end at once, and allocates and loops only here. */
#define _GNU_SOURCE
#include "tests/mocks/mock.h"
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
	CRASH_IN_CONSTRUCTOR = 1,
	LOOP_IN_CONSTRUCTOR,
	EXIT_IN_CONSTRUCTOR,
	CRASH_IN_OPEN,
	LOOP_IN_OPEN,
	CRASH_IN_ASSESS,
	LOOP_IN_ASSESS,
	EXIT_IN_ASSESS,
	END_IN_ASSESS,
	ABORT_IN_ASSESS,
	CLOSE_ALL,
	WRITE_THE_VIEW,
	ALLOCATE,
	PRINT,
	SEND_GARBAGE,
	SEND_ANSWER,
	STOP_ITSELF,
	TRY_EVERYTHING,
};

static volatile int forever = 1;

static void
loop (void)
{
	while (forever)
		continue;
}

/* whoever handles this signal (a sanitizer does) is asked not to: it is the bare crash that is tried */
static void
crash (void)
{
	signal (SIGSEGV, SIG_DFL);
	raise (SIGSEGV);
}

__attribute__ ((constructor)) static void
begin (void)
{
	if (HARM == CRASH_IN_CONSTRUCTOR)
		crash ();
	if (HARM == LOOP_IN_CONSTRUCTOR)
		loop ();
	if (HARM == EXIT_IN_CONSTRUCTOR)
		_exit (3);
}

static bool
open_hostile (const RouteHost *host, void **self)
{
	if (HARM == CRASH_IN_OPEN)
		crash ();
	if (HARM == LOOP_IN_OPEN)
		loop ();
	*self = NULL;
	return true;
}

/* memory that is touched, until there is no more; where nothing bounds it, a gibibyte */
static void
allocate (void)
{
	for (int i = 0; i < 64; i++) {
		char *volatile some = malloc (16 << 20);
		if (some == NULL)
			abort ();
		memset (some, 1, 16 << 20);
	}
	abort ();
}

/* answers in the name of the helper, before it does */
static void
send_frame (size_t length)
{
	char bytes[4096];
	uint32_t size = (uint32_t) length;
	memset (bytes, 0x7f, sizeof bytes);
	if (write (3, &size, sizeof size) != (ssize_t) sizeof size)
		return;
	for (size_t left = length; left > 0;) {
		ssize_t done = write (3, bytes, left < sizeof bytes ? left : sizeof bytes);
		if (done <= 0)
			return;
		left -= (size_t) done;
	}
}

static bool
can_fork (void)
{
	pid_t child = fork ();
	if (child == 0)
		_exit (0);
	if (child > 0)
		waitpid (child, NULL, 0);
	return child > 0;
}

static bool
can (int fd)
{
	if (fd >= 0)
		close (fd);
	return fd >= 0;
}

/* reports YES for the reason when something worked that must not */
static bool
try_everything (void)
{
	const char *const program[] = {"/bin/true", NULL};
	bool any = can_fork () || can (socket (AF_INET, SOCK_STREAM, 0)) || can (socket (AF_UNIX, SOCK_STREAM, 0)) ||
		   can (open ("/etc/passwd", O_RDONLY)) || can (open ("/tmp/route-hostile", O_WRONLY | O_CREAT, 0600)) ||
		   unlink ("/tmp/route-hostile") == 0 || kill (getppid (), 0) == 0 || chdir ("/") == 0;
	execv (program[0], (char *const *) program);
	return any;
}

static bool
assess_hostile (const void *self, const RouteHost *host, const RouteView *view, RouteSink *sink)
{
	switch ((int) HARM) {
	case CRASH_IN_ASSESS:
		crash ();
		break;
	case LOOP_IN_ASSESS:
		loop ();
		break;
	case EXIT_IN_ASSESS:
		exit (4);
	case END_IN_ASSESS:
		quick_exit (5);
	case ABORT_IN_ASSESS:
		abort ();
	case CLOSE_ALL:
		for (int fd = 0; fd < 64; fd++)
			close (fd);
		break;
	case WRITE_THE_VIEW:
		memset ((void *) view, 0x41, 64);
		break;
	case ALLOCATE:
		allocate ();
		break;
	case PRINT:
		printf ("privacy is somebody else's concern\n");
		fflush (stdout);
		fprintf (stderr, "and so is order\n");
		break;
	case SEND_GARBAGE:
		send_frame (300);
		break;
	case SEND_ANSWER:
		send_frame (100u << 20);
		break;
	case STOP_ITSELF:
		raise (SIGSTOP);
		loop ();
		break;
	case TRY_EVERYTHING:
		host->reason (sink, ADULT, try_everything () ? ROUTE_YES : ROUTE_NO);
		return true;
	}
	return assess_well (self, host, view, sink);
}

MOCK (ID, .open = open_hostile, .assess = assess_hostile);
