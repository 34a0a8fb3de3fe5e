#define _GNU_SOURCE
#include "libroute/host/jail.h"
#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <unistd.h>
#if defined(__linux__) && (defined(__x86_64__) || defined(__aarch64__))
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#define HAVE_FILTER 1
#endif
#if defined(__linux__) && defined(__NR_landlock_create_ruleset) && defined(__has_include)
#if __has_include(<linux/landlock.h>)
#include <linux/landlock.h>
#define HAVE_LANDLOCK 1
#endif
#endif

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
/* a sanitizer maps terabytes of shadow, and looks around at its end */
#define SANITIZED 1
#else
#define SANITIZED 0
#endif

/* ---- limits ---- */

static gboolean
limit (int what, rlim_t most)
{
	const struct rlimit both = {most, most};
	return setrlimit (what, &both) == 0;
}

static gboolean
enter_limits (guint64 memory)
{
	gboolean held = limit (RLIMIT_CORE, 0) && limit (RLIMIT_FSIZE, 0) && limit (RLIMIT_NOFILE, 32) &&
			limit (RLIMIT_NPROC, 0);
	return (SANITIZED || limit (RLIMIT_AS, memory)) && held;
}

/* ---- system calls ---- */

#ifdef HAVE_FILTER
#ifdef __x86_64__
#define ARCHITECTURE AUDIT_ARCH_X86_64
#else
#define ARCHITECTURE AUDIT_ARCH_AARCH64
#endif

#define LOAD(field) BPF_STMT (BPF_LD | BPF_W | BPF_ABS, offsetof (struct seccomp_data, field))
#define RETURN(action) BPF_STMT (BPF_RET | BPF_K, (action))
#define DENY (SECCOMP_RET_ERRNO | EPERM)
/* a sanitizer does some of it for its own purposes */
#define END (SANITIZED ? DENY : SECCOMP_RET_KILL_PROCESS)
#define MOST_STEPS 512

/* what computing, answering and ending needs */
static const guint16 always[] = {
	__NR_read,	     __NR_write,	 __NR_readv,	      __NR_writev,	__NR_close,
	__NR_fstat,	     __NR_munmap,	 __NR_mremap,	      __NR_madvise,	__NR_brk,
	__NR_futex,	     __NR_rt_sigaction,	 __NR_rt_sigprocmask, __NR_rt_sigreturn, __NR_sigaltstack,
	__NR_clock_gettime,  __NR_gettimeofday,	 __NR_getrandom,      __NR_getpid,	__NR_gettid,
	__NR_sched_yield,    __NR_nanosleep,	 __NR_clock_nanosleep, __NR_exit,	__NR_exit_group,
	__NR_restart_syscall, __NR_lseek,	 __NR_ppoll,
};
/* what the dynamic linker needs besides, and the second half of giving up */
static const guint16 loading[] = {
	__NR_pread64,	   __NR_newfstatat, __NR_close_range,
	__NR_getuid,	   __NR_geteuid,    __NR_getgid,   __NR_getegid,
	__NR_readlinkat,   __NR_faccessat,  __NR_sysinfo,  __NR_sched_getaffinity,
	__NR_getdents64,   __NR_statfs,
#ifdef __NR_readlink
	__NR_readlink,	   __NR_access,
#endif
#ifdef HAVE_LANDLOCK
	__NR_landlock_create_ruleset, __NR_landlock_restrict_self,
#endif
};

/* What no plugin has reason to try: it ends the process, so that the attempt is seen and told. All other calls that are
 * not allowed fail, since a C library may make them for reasons of its own. */
static const guint16 harmful[] = {
	__NR_socket,	  __NR_socketpair, __NR_connect,	__NR_bind,	      __NR_listen,
	__NR_accept4,	  __NR_sendto,	   __NR_sendmsg,	__NR_clone,	      __NR_clone3,
	__NR_execve,	  __NR_execveat,   __NR_kill,		__NR_tkill,	      __NR_rt_sigqueueinfo,
	__NR_ptrace,	  __NR_setsid,	   __NR_process_vm_readv, __NR_process_vm_writev, __NR_unlinkat,
	__NR_renameat2,	  __NR_linkat,	   __NR_symlinkat,	__NR_mkdirat,	      __NR_mknodat,
	__NR_fchmodat,	  __NR_truncate,   __NR_mount,		__NR_unshare,	      __NR_setns,
	__NR_shmget,	  __NR_memfd_create, __NR_userfaultfd,	__NR_bpf,	      __NR_perf_event_open,
	__NR_keyctl,	  __NR_add_key,	   __NR_io_uring_setup, __NR_openat2,	      __NR_fcntl,
	__NR_timer_create, __NR_inotify_init1, __NR_pidfd_open,
#ifdef __NR_open
	__NR_open,	  __NR_creat,	   __NR_fork,		__NR_vfork,	      __NR_unlink,
	__NR_rename,	  __NR_link,	   __NR_symlink,	__NR_mkdir,	      __NR_mknod,
	__NR_chmod,
#endif
};

typedef struct {
	struct sock_filter steps[MOST_STEPS];
	guint n;
} Filter;

static void
add (Filter *filter, struct sock_filter step)
{
	if (filter->n < MOST_STEPS)
		filter->steps[filter->n++] = step;
}

static void
answer (Filter *filter, const guint16 *calls, gsize n, guint32 action)
{
	for (gsize i = 0; i < n; i++) {
		add (filter, (struct sock_filter)BPF_JUMP (BPF_JMP | BPF_JEQ | BPF_K, calls[i], 0, 1));
		add (filter, (struct sock_filter)RETURN (action));
	}
}

static void
allow (Filter *filter, const guint16 *calls, gsize n)
{
	answer (filter, calls, n, SECCOMP_RET_ALLOW);
}

/* a call is allowed when an argument has none of these bits */
static void
allow_without (Filter *filter, guint32 call, guint argument, guint32 bits)
{
	add (filter, (struct sock_filter)BPF_JUMP (BPF_JMP | BPF_JEQ | BPF_K, call, 0, 4));
	add (filter, (struct sock_filter)BPF_STMT (
			 BPF_LD | BPF_W | BPF_ABS,
			 offsetof (struct seccomp_data, args) + argument * sizeof (guint64)));
	add (filter, (struct sock_filter)BPF_JUMP (BPF_JMP | BPF_JSET | BPF_K, bits, 1, 0));
	add (filter, (struct sock_filter)RETURN (SECCOMP_RET_ALLOW));
	add (filter, (struct sock_filter)RETURN (DENY));
}

/* a call is allowed when an argument is this number */
static void
allow_with (Filter *filter, guint32 call, guint argument, guint32 value)
{
	add (filter, (struct sock_filter)BPF_JUMP (BPF_JMP | BPF_JEQ | BPF_K, call, 0, 4));
	add (filter, (struct sock_filter)BPF_STMT (
			 BPF_LD | BPF_W | BPF_ABS,
			 offsetof (struct seccomp_data, args) + argument * sizeof (guint64)));
	add (filter, (struct sock_filter)BPF_JUMP (BPF_JMP | BPF_JEQ | BPF_K, value, 0, 1));
	add (filter, (struct sock_filter)RETURN (SECCOMP_RET_ALLOW));
	add (filter, (struct sock_filter)RETURN (DENY));
}

/* what waiting for an end needs, and then ending */
static const guint16 watching[] = {
	__NR_ppoll, __NR_futex, __NR_exit_group, __NR_restart_syscall,
#ifdef __NR_poll
	__NR_poll,
#endif
};

static gboolean
filter_watcher (void)
{
	Filter filter = {.n = 0};
	add (&filter, (struct sock_filter)LOAD (arch));
	add (&filter, (struct sock_filter)BPF_JUMP (BPF_JMP | BPF_JEQ | BPF_K, ARCHITECTURE, 1, 0));
	add (&filter, (struct sock_filter)RETURN (SECCOMP_RET_KILL_PROCESS));
	add (&filter, (struct sock_filter)LOAD (nr));
	allow (&filter, watching, G_N_ELEMENTS (watching));
	add (&filter, (struct sock_filter)RETURN (SECCOMP_RET_KILL_PROCESS));
	const struct sock_fprog program = {.len = (unsigned short)filter.n, .filter = filter.steps};
	return filter.n < MOST_STEPS && prctl (PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}

#define PROT_EXEC_BIT 0x4u

static gboolean
filter_calls (gboolean is_loading)
{
	Filter filter = {.n = 0};
	add (&filter, (struct sock_filter)LOAD (arch));
	add (&filter, (struct sock_filter)BPF_JUMP (BPF_JMP | BPF_JEQ | BPF_K, ARCHITECTURE, 1, 0));
	add (&filter, (struct sock_filter)RETURN (SECCOMP_RET_KILL_PROCESS));
	add (&filter, (struct sock_filter)LOAD (nr));
	allow (&filter, always, G_N_ELEMENTS (always));
	/* a signal to itself, as abort() sends it */
	allow_with (&filter, __NR_tgkill, 0, (guint32)getpid ());
	/* the clock that ends a call; those of its own time could interrupt the helper between calls */
	allow_with (&filter, __NR_setitimer, 0, ITIMER_REAL);
	if (is_loading) {
		allow (&filter, loading, G_N_ELEMENTS (loading));
		/* the second half of giving up, and nothing else that prctl() does. No fcntl(): it can have signals sent to
		 * other processes */
		allow_with (&filter, __NR_prctl, 0, PR_SET_SECCOMP);
		allow_without (&filter, __NR_openat, 2, O_WRONLY | O_RDWR | O_CREAT | O_TRUNC | O_APPEND);
		allow (&filter, (const guint16[]){__NR_mmap, __NR_mprotect}, 2);
	} else {
		allow_without (&filter, __NR_mmap, 2, PROT_EXEC_BIT);
		allow_without (&filter, __NR_mprotect, 2, PROT_EXEC_BIT);
		answer (&filter, (const guint16[]){__NR_openat}, 1, END);
	}
	answer (&filter, harmful, G_N_ELEMENTS (harmful), END);
	add (&filter, (struct sock_filter)RETURN (DENY));
	const struct sock_fprog program = {.len = (unsigned short)filter.n, .filter = filter.steps};
	return filter.n < MOST_STEPS && prctl (PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}
#else
static gboolean
filter_calls (gboolean is_loading)
{
	return FALSE;
}

static gboolean
filter_watcher (void)
{
	return TRUE;
}
#endif

/* ---- files ---- */

#ifdef HAVE_LANDLOCK
#define READING (LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR)
#define CHANGING                                                                                                       \
	(LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_DIR |                  \
	 LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_MAKE_CHAR | LANDLOCK_ACCESS_FS_MAKE_DIR |                 \
	 LANDLOCK_ACCESS_FS_MAKE_REG | LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_MAKE_FIFO |                   \
	 LANDLOCK_ACCESS_FS_MAKE_BLOCK | LANDLOCK_ACCESS_FS_MAKE_SYM)

/* a set of rights that nobody has any more, but for reading one file (-1: none) */
static gboolean
give_up (guint64 rights, int but)
{
	const struct landlock_ruleset_attr handled = {.handled_access_fs = rights};
	const struct landlock_path_beneath_attr kept = {.allowed_access = LANDLOCK_ACCESS_FS_READ_FILE, .parent_fd = but};
	int set = (int)syscall (__NR_landlock_create_ruleset, &handled, sizeof handled.handled_access_fs, 0);
	if (set < 0)
		return FALSE;
	gboolean held =
		(but < 0 || syscall (__NR_landlock_add_rule, set, LANDLOCK_RULE_PATH_BENEATH, &kept, 0) == 0) &&
		syscall (__NR_landlock_restrict_self, set, 0) == 0;
	close (set);
	return held;
}

static gboolean
give_up_files (int but)
{
	/* a sanitizer looks at this process in /proc when it sees an object linked */
	return give_up (SANITIZED ? CHANGING : CHANGING | READING, SANITIZED ? -1 : but);
}

static gboolean
give_up_reading (void)
{
	return give_up (READING, -1);
}
#else
static gboolean
give_up_files (int but)
{
	return FALSE;
}

static gboolean
give_up_reading (void)
{
	return FALSE;
}
#endif

/* ---- together ---- */

RtJail
rt_jail_enter (guint64 memory, int plugin)
{
	RtJail held = 0;
	/* without it neither of the others may be asked for */
	gboolean no_more = prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0;
	prctl (PR_SET_DUMPABLE, 0, 0, 0, 0);
	held |= enter_limits (memory) ? RT_JAIL_LIMITS : 0;
	held |= no_more && give_up_files (plugin) ? RT_JAIL_LANDLOCK : 0;
	/* last, since it forbids what the others need */
	held |= no_more && filter_calls (TRUE) ? RT_JAIL_SECCOMP : 0;
	return held;
}

gboolean
rt_jail_enter_watcher (void)
{
	/* a sanitizer does more in every thread */
	return SANITIZED || (prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && filter_watcher ());
}

/* what it opened while it was loaded it keeps no longer than that */
static gboolean
close_files (void)
{
	return syscall (__NR_close_range, RT_JAIL_FIRST_FILE, ~0u, 0) == 0 || errno == ENOSYS;
}

gboolean
rt_jail_close (RtJail held)
{
	gboolean closed = close_files ();
	gboolean read = (held & RT_JAIL_LANDLOCK) == 0 || give_up_reading ();
	return closed && read && ((held & RT_JAIL_SECCOMP) == 0 || filter_calls (FALSE));
}

const char *
rt_jail_text (RtJail held)
{
	static const char *const texts[] = {"nothing",
					    "limits",
					    "seccomp",
					    "limits, seccomp",
					    "landlock",
					    "limits, landlock",
					    "seccomp, landlock",
					    "limits, seccomp, landlock"};
	return texts[held & 7u];
}
