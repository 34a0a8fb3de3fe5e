/* Preloaded: every read and write moves a few bytes only, and every third one is interrupted before it begins, as under a load of
 * signals. What the C library reads for a FILE passes by; test-fitful.sh gives such input in small pieces instead. */
#define _GNU_SOURCE
#undef _FORTIFY_SOURCE
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#define SEEN __attribute__ ((visibility ("default")))

enum { PIECE = 61, EVERY = 3 };

static unsigned int calls;

static bool
is_interrupted (void)
{
	if (__atomic_add_fetch (&calls, 1, __ATOMIC_RELAXED) % EVERY != 0)
		return false;
	errno = EINTR;
	return true;
}

/* from 1 to PIECE bytes, and never more than were asked for */
static size_t
piece (size_t size)
{
	size_t most = 1 + __atomic_load_n (&calls, __ATOMIC_RELAXED) % PIECE;
	return size < most ? size : most;
}

SEEN ssize_t
read (int fd, void *to, size_t size)
{
	return is_interrupted () ? -1 : syscall (SYS_read, fd, to, piece (size));
}

SEEN ssize_t
pread (int fd, void *to, size_t size, off_t at)
{
	return is_interrupted () ? -1 : syscall (SYS_pread64, fd, to, piece (size), at);
}

SEEN ssize_t
write (int fd, const void *from, size_t size)
{
	return is_interrupted () ? -1 : syscall (SYS_write, fd, from, piece (size));
}

SEEN ssize_t
pwrite (int fd, const void *from, size_t size, off_t at)
{
	return is_interrupted () ? -1 : syscall (SYS_pwrite64, fd, from, piece (size), at);
}

SEEN ssize_t
send (int fd, const void *from, size_t size, int flags)
{
	return is_interrupted () ? -1 : syscall (SYS_sendto, fd, from, piece (size), flags, NULL, 0);
}

SEEN int
poll (struct pollfd *fds, nfds_t n, int timeout)
{
	struct timespec most = { timeout / 1000, timeout % 1000 * 1000000L };
	return is_interrupted () ? -1 : ppoll (fds, n, timeout < 0 ? NULL : &most, NULL);
}

SEEN int
flock (int fd, int operation)
{
	return is_interrupted () ? -1 : (int) syscall (SYS_flock, fd, operation);
}

SEEN pid_t
waitpid (pid_t pid, int *status, int options)
{
	/* who does not wait is not interrupted */
	return (options & WNOHANG) == 0 && is_interrupted () ? -1 : (pid_t) syscall (SYS_wait4, pid, status, options, NULL);
}

/* the names under which a fortified build asks for the same */
SEEN ssize_t __read_chk (int fd, void *to, size_t size, size_t room);
SEEN ssize_t __pread_chk (int fd, void *to, size_t size, off_t at, size_t room);
SEEN ssize_t __pread64_chk (int fd, void *to, size_t size, off_t at, size_t room);
SEEN int __poll_chk (struct pollfd *fds, nfds_t n, int timeout, size_t room);

SEEN ssize_t
__read_chk (int fd, void *to, size_t size, size_t room)
{
	return size > room ? -1 : read (fd, to, size);
}

SEEN ssize_t
__pread_chk (int fd, void *to, size_t size, off_t at, size_t room)
{
	return size > room ? -1 : pread (fd, to, size, at);
}

SEEN ssize_t
__pread64_chk (int fd, void *to, size_t size, off_t at, size_t room)
{
	return size > room ? -1 : pread (fd, to, size, at);
}

SEEN int
__poll_chk (struct pollfd *fds, nfds_t n, int timeout, size_t room)
{
	return n * sizeof *fds > room ? -1 : poll (fds, n, timeout);
}

SEEN ssize_t pread64 (int fd, void *to, size_t size, off_t at) __attribute__ ((alias ("pread")));
SEEN ssize_t pwrite64 (int fd, const void *from, size_t size, off_t at) __attribute__ ((alias ("pwrite")));
