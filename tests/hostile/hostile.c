/* Every way to do harm of harms.def in one plugin: which one it does is said by its own party, which make.sh writes into copies
 * of what is built of this. Only ever loaded into processes of their own. */
#define _GNU_SOURCE
#include "tests/mocks/mock.h"
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <netinet/in.h>
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

/* overwritten in copies, so the compiler must not know what it says */
static const volatile char party[] = "hostile-name-stands-here........";

/* what a harm is done with, in assess() */
static struct {
	const RouteHost *host;
	const RouteView *view;
	RouteSink *sink;
	uint32_t calls;
	bool silent;
} call;

/* something worked that must not */
static bool broke_out;
static volatile int forever = 1;

static void
loop (void)
{
	while (forever)
		continue;
}

/* no clock and no signal of its own process ends it */
static void
outlast (void)
{
	const struct itimerval never = {0};
	sigset_t all;
	sigfillset (&all);
	sigprocmask (SIG_BLOCK, &all, NULL);
	setitimer (ITIMER_REAL, &never, NULL);
	loop ();
}

/* whoever handles this signal (a sanitizer does) is asked not to: it is the bare crash that is tried */
static void
crash_by (int number)
{
	signal (number, SIG_DFL);
	raise (number);
}

static void
crash (void)
{
	crash_by (SIGSEGV);
}

static void
divide (void)
{
	crash_by (SIGFPE);
}

static void
end_3 (void)
{
	_exit (3);
}

static void
end_by_exit (void)
{
	exit (4);
}

static void
end_quickly (void)
{
	quick_exit (5);
}

static void
abort_itself (void)
{
	abort ();
}

static void
refuse (void)
{
	call.silent = true;
}

static void
stop_itself (void)
{
	raise (SIGSTOP);
	loop ();
}

static void
kill_itself (void)
{
	kill (getpid (), SIGKILL);
}

static void
kill_parent (void)
{
	/* by the number it most likely has too */
	broke_out |= kill (getppid (), 0) == 0 || kill (getpid () - 1, 0) == 0;
}

static int
deeper (volatile int depth)
{
	volatile char room[4096];
	room[0] = (char) depth;
	return forever ? deeper (depth + 1) + room[0] : 0;
}

static void
overflow_stack (void)
{
	signal (SIGSEGV, SIG_DFL);
	deeper (0);
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

static void
close_all (void)
{
	for (int fd = 0; fd < 64; fd++)
		close (fd);
}

static void
write_the_view (void)
{
	memset ((void *) call.view, 0x41, 64);
}

static void
write_the_table (void)
{
	signal (SIGSEGV, SIG_DFL);
	memset ((void *) call.host, 0x41, sizeof *call.host);
}

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define SANITIZED 1
#define PLAIN __attribute__ ((no_sanitize ("address", "undefined", "thread")))
#else
#define SANITIZED 0
#define PLAIN
#endif

static sigjmp_buf next_page;

static void
skip_page (int number)
{
	siglongjmp (next_page, number);
}

/* what no field of this plugin covers stands in the narrative of every registration that is tried */
PLAIN static bool
holds_secret (const char *at, size_t length)
{
	static const char secret[] = "GEHEIMWOORD"; /* there in lower case: it must not find itself */
	for (size_t i = 0; i + sizeof secret - 1 <= length; i++) {
		size_t same = 0;
		while (same < sizeof secret - 1 && at[i + same] == secret[same] + 32)
			same++;
		if (same == sizeof secret - 1)
			return true;
	}
	return false;
}

PLAIN static void
read_past_the_view (void)
{
	const uintptr_t page = 4096, middle = (uintptr_t) call.view & ~(page - 1), far = 256 * page;
	signal (SIGSEGV, skip_page);
	signal (SIGBUS, skip_page);
	for (volatile uintptr_t at = middle > far ? middle - far : page; at < middle + far; at += page)
		if (sigsetjmp (next_page, 1) == 0)
			broke_out |= holds_secret ((const char *) at, page);
}

static void
print (void)
{
	printf ("privacy is somebody else's concern\n");
	fflush (stdout);
	fprintf (stderr, "and so is order\n");
}

static void
print_for_ever (void)
{
	while (forever)
		if (write (1, "never a quiet moment\n", 21) < 0)
			continue;
}

static void
send_bytes (const void *bytes, size_t length)
{
	for (const char *at = bytes; length > 0;) {
		ssize_t done = write (3, at, length);
		if (done <= 0)
			return;
		at += done;
		length -= (size_t) done;
	}
}

/* in the name of the helper, before it answers itself */
static void
send_frame (size_t length)
{
	static char bytes[4096];
	uint32_t size = (uint32_t) length;
	memset (bytes, 0x7f, sizeof bytes);
	send_bytes (&size, sizeof size);
	for (size_t left = length; left > 0; left -= left < sizeof bytes ? left : sizeof bytes)
		send_bytes (bytes, left < sizeof bytes ? left : sizeof bytes);
}

static void
send_garbage (void)
{
	send_frame (300);
}

static void
send_much (void)
{
	send_frame (100u << 20);
}

static void
send_empty (void)
{
	send_frame (0);
}

/* an answer as the helper gives it: its number, "it failed", and why */
static void
send_failure_saying (uint32_t serial, const char *why)
{
	struct __attribute__ ((packed)) {
		uint32_t size, serial;
		uint8_t answered;
		uint32_t length;
	} frame = {sizeof frame - 4 + (uint32_t) strlen (why), serial, 0, (uint32_t) strlen (why)};
	send_bytes (&frame, sizeof frame);
	send_bytes (why, strlen (why));
}

static void
send_failure (uint32_t serial)
{
	send_failure_saying (serial, "an answer of its own");
}

/* sets colours, and turns what follows around: the control sequence introducer in one character, and U+202E */
static const char steering[] = "\302\23331m red \342\200\256 turned";

static void
send_steering (void)
{
	send_failure_saying (call.calls, steering);
}

/* what the helper would say of a plugin that does not load */
static void
report_steering (void)
{
	const uint32_t size[] = {sizeof size[0] + sizeof steering - 1, sizeof steering - 1};
	send_bytes (size, sizeof size);
	send_bytes (steering, sizeof steering - 1);
}

/* the answer to a call that was before this one, or comes after it */
static void
send_former (void)
{
	send_failure (call.calls + 4);
}

/* a good answer that it gives itself; then it never reads again, and registrations to it pile up */
static void
answer_and_hang (void)
{
	if (call.calls > 1)
		loop ();
	send_failure (1);
	send_failure (1);
}

/* swallows what comes next */
static void
read_the_next (void)
{
	char bytes[64];
	while (read (3, bytes, sizeof bytes) > 0)
		continue;
}

static void
on_signal (int number)
{
	(void) number;
	loop ();
}

/* clocks of its own, so that it runs between calls too */
static void
leave_handler (void)
{
	const struct itimerval soon = {.it_value = {.tv_usec = 1000}, .it_interval = {.tv_usec = 1000}};
	signal (SIGVTALRM, on_signal);
	signal (SIGPROF, on_signal);
	broke_out |= setitimer (ITIMER_VIRTUAL, &soon, NULL) == 0 || setitimer (ITIMER_PROF, &soon, NULL) == 0;
}

static void *
run_thread (void *unused)
{
	loop ();
	return unused;
}

static void
start_thread (void)
{
	pthread_t thread;
	broke_out |= pthread_create (&thread, NULL, run_thread, NULL) == 0;
}

static void
trace_parent (void)
{
	broke_out |= ptrace (PTRACE_ATTACH, getppid (), NULL, NULL) == 0;
}

static void
execute (void)
{
	const char *const program[] = {"/bin/true", NULL};
	execv (program[0], (char *const *) program);
}

static void
make_code (void)
{
	void *code = mmap (NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	broke_out |= mmap (NULL, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED ||
		     (code != MAP_FAILED && mprotect (code, 4096, PROT_READ | PROT_EXEC) == 0);
}

/* children that end at once, in case this works */
static void
fork_bomb (void)
{
	for (int i = 0; i < 20; i++) {
		pid_t child = fork ();
		if (child == 0)
			_exit (0);
		broke_out |= child > 0;
		if (child > 0)
			waitpid (child, NULL, 0);
	}
}

static int kept[3] = {-1, -1, -1};

static bool
can_open (const char *path, int flags)
{
	int fd = open (path, flags, 0600);
	if (fd >= 0)
		close (fd);
	return fd >= 0;
}

static void
read_files (void)
{
	/* a sanitizer looks into /proc while an object is linked, so its builds leave that open */
	if (SANITIZED && call.calls == 0)
		return;
	char memory[64];
	snprintf (memory, sizeof memory, "/proc/%d/mem", (int) getpid () - 1);
	broke_out |= can_open ("/etc/passwd", O_RDONLY) || can_open ("/proc/self/maps", O_RDONLY) || can_open (memory, O_RDONLY) ||
		     can_open ("/", O_RDONLY | O_DIRECTORY);
}

/* opened while that is allowed, read later */
static void
keep_files (void)
{
	kept[0] = open ("/etc/passwd", O_RDONLY);
	kept[1] = open ("/proc/self/mem", O_RDONLY);
	kept[2] = dup (3);
}

static void
write_files (void)
{
	broke_out |= can_open ("/tmp/route-hostile", O_WRONLY | O_CREAT) || unlink ("/tmp/route-hostile") == 0 ||
		     mkdir ("/tmp/route-hostile", 0700) == 0;
}

static void
connect_out (void)
{
	int in = socket (AF_INET, SOCK_STREAM, 0), un = socket (AF_UNIX, SOCK_DGRAM, 0);
	broke_out |= in >= 0 || un >= 0;
}

/* whoever starts this process is to be killed by the kernel, when its next message comes */
static void
have_signals_sent (void)
{
	broke_out |= fcntl (3, F_SETOWN, getpid () - 1) == 0 || fcntl (3, F_SETSIG, SIGKILL) == 0;
}

/* lets the helper believe that it gives up the rest */
static void
fake_filter (void)
{
	struct sock_filter steps[] = {
		BPF_STMT (BPF_LD | BPF_W | BPF_ABS, offsetof (struct seccomp_data, nr)),
		BPF_JUMP (BPF_JMP | BPF_JEQ | BPF_K, __NR_prctl, 0, 1),
		BPF_STMT (BPF_RET | BPF_K, SECCOMP_RET_ERRNO | 0),
		BPF_JUMP (BPF_JMP | BPF_JEQ | BPF_K, __NR_close_range, 0, 1),
		BPF_STMT (BPF_RET | BPF_K, SECCOMP_RET_ERRNO | 0),
		BPF_STMT (BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
	};
	const struct sock_fprog program = {.len = sizeof steps / sizeof *steps, .filter = steps};
	kept[0] = prctl (PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0 ? -1 : -2;
}

/* in assess(): does what was done in the constructor bear fruit? */
static void
look_back (void)
{
	char bytes[8];
	for (int i = 0; i < 3; i++)
		broke_out |= kept[i] >= 0 && read (kept[i], bytes, 1) == 1;
	if (!SANITIZED && kept[0] == -1 && strcmp ((const char *) party, "fake-the-filter") == 0)
		read_files ();
}

static void
say_nothing (void)
{
	call.silent = true;
}

static void
answer_garbage (void)
{
	const RouteHost *host = call.host;
	host->reason (call.sink, 4000000000u, (RouteTri) -1);
	host->reason (call.sink, ADULT, (RouteTri) 0x7fc00000);
	host->lawful (call.sink, UINT32_MAX, (RouteTri) 77);
	host->attend (call.sink, (RouteAttend) -5, 9, UINT32_MAX);
	host->coordinate (call.sink, (RouteCoordinator) 99, 12345);
	host->third (call.sink, "../../etc/passwd");
	host->third (call.sink, NULL);
	host->get_setting (call.view, UINT32_MAX);
	host->ask (call.view, call.sink, NULL, NULL);
	call.silent = true;
}

static void
keep_sink (void)
{
	static RouteSink *sink;
	static const RouteView *view;
	if (sink != NULL)
		call.host->ask (view, sink, &adult, NULL);
	sink = call.sink;
	view = call.view;
}

/* ---- which of them ---- */

enum { CONSTRUCTOR, OPEN, ASSESS };

static const struct {
	const char *party;
	int when;
	void (*harm) (void);
} harms[] = {
#define HARM(party, when, function, fault) {party, when, function},
#include "tests/hostile/harms.def"
};

static void
do_harm (int when)
{
	for (size_t i = 0; i < sizeof harms / sizeof *harms; i++)
		if (harms[i].when == when && strcmp (harms[i].party, (const char *) party) == 0)
			harms[i].harm ();
}

__attribute__ ((constructor)) static void
begin (void)
{
	do_harm (CONSTRUCTOR);
}

static bool
open_hostile (const RouteHost *host, void **self)
{
	*self = NULL;
	do_harm (OPEN);
	return host != NULL && !call.silent;
}

static bool
assess_hostile (const void *self, const RouteHost *host, const RouteView *view, RouteSink *sink)
{
	call.host = host;
	call.view = view;
	call.sink = sink;
	call.calls++;
	do_harm (ASSESS);
	look_back ();
	if (broke_out)
		return host->reason (sink, ADULT, ROUTE_YES);
	if (call.silent)
		return true;
	host->reason (sink, ADULT, ROUTE_NO);
	return host->reason (sink, THEFTS, ROUTE_NO) && self == NULL;
}

MOCK ((const char *) party, .open = open_hostile, .assess = assess_hostile);
