#define _GNU_SOURCE
#include "routectl/plugins-kit.h"
#include <errno.h>
#include <fcntl.h>
#include <fenv.h>
#include <float.h>
#include <malloc.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include "libroute/host/elf.h"
#include "libroute/util/json-writer.h"

#define PATIENCE (60 * G_TIME_SPAN_SECOND)
/* of one check; more of the same say nothing new */
#define MOST_FAILURES 24u
/* bytes a call may leave behind on average: allocators keep some */
#define LEAK_PER_CALL 8u

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define SANITIZED 1 /* the end of a process has a status of its own then */
#else
#define SANITIZED 0
#endif

/* ---- what is reported ---- */

typedef struct {
	char *what;
	char **failures;
} Check;

struct _RtKitReport {
	GPtrArray *checks; /* Check */
	GPtrArray *notes;
	guint n_failed;
	int child; /* in a child of the process: where its report goes to; -1 */
};

static void
check_free (Check *check)
{
	g_free (check->what);
	g_strfreev (check->failures);
	g_free (check);
}

RtKitReport *
rt_kit_report_new (void)
{
	RtKitReport *report = g_new0 (RtKitReport, 1);
	report->checks = g_ptr_array_new_with_free_func ((GDestroyNotify) check_free);
	report->notes = g_ptr_array_new_with_free_func (g_free);
	report->child = -1;
	return report;
}

void
rt_kit_report_free (RtKitReport *report)
{
	g_ptr_array_unref (report->checks);
	g_ptr_array_unref (report->notes);
	g_free (report);
}

/* a line to the parent: what it is, and the text */
static void
tell (const RtKitReport *report, char kind, const char *text)
{
	g_autofree char *line = g_strdup_printf ("%c%s\n", kind, text);
	g_strdelimit (line, "\r", ' ');
	for (gsize at = 0, length = strlen (line); at < length;) {
		gssize done = write (report->child, line + at, length - at);
		if (done <= 0 && errno != EINTR)
			return; /* the parent is gone */
		at += done > 0 ? (gsize) done : 0;
	}
}

void
rt_kit_report (RtKitReport *report, const char *what, const GString *failures)
{
	g_auto (GStrv) lines = g_strsplit (failures->str, "\n", -1);
	g_autoptr (GPtrArray) kept = g_ptr_array_new ();
	guint left_out = 0;
	for (guint i = 0; lines[i] != NULL; i++) {
		if (kept->len == MOST_FAILURES)
			left_out += *lines[i] != '\0';
		else if (*lines[i] != '\0')
			g_ptr_array_add (kept, lines[i]);
	}
	g_autofree char *more = left_out > 0 ? g_strdup_printf ("and %u more", left_out) : NULL;
	if (more != NULL)
		g_ptr_array_add (kept, more);
	if (report->child >= 0) {
		tell (report, 'C', what);
		for (guint i = 0; i < kept->len; i++)
			tell (report, 'F', g_ptr_array_index (kept, i));
		return;
	}
	g_ptr_array_add (kept, NULL);
	Check *check = g_new0 (Check, 1);
	check->what = g_strdup (what);
	check->failures = g_strdupv ((char **) kept->pdata);
	report->n_failed += kept->len > 1;
	g_ptr_array_add (report->checks, check);
}

void
rt_kit_note (RtKitReport *report, const char *note)
{
	if (report->child >= 0)
		tell (report, 'N', note);
	else
		g_ptr_array_add (report->notes, g_strdup (note));
}

guint
rt_kit_n_failed (const RtKitReport *report)
{
	return report->n_failed;
}

static void
print_json (const RtKitReport *report, const RtPlugin *plugin, GString *out)
{
	RtJsonWriter json = { .out = out, .pretty = TRUE };
	rt_json_begin (&json, '{');
	rt_json_member (&json, "party", plugin->party);
	rt_json_member (&json, "version", plugin->version);
	rt_json_member (&json, "build_id", plugin->build_id);
	rt_json_member (&json, "verdict", report->n_failed == 0 ? "conforms" : "does-not-conform");
	rt_json_key (&json, "checks");
	rt_json_begin (&json, '[');
	for (guint i = 0; i < report->checks->len; i++) {
		const Check *check = g_ptr_array_index (report->checks, i);
		rt_json_begin (&json, '{');
		rt_json_member (&json, "what", check->what);
		rt_json_member (&json, "result", check->failures[0] == NULL ? "pass" : "fail");
		rt_json_key (&json, "failures");
		rt_json_begin (&json, '[');
		for (guint j = 0; check->failures[j] != NULL; j++)
			rt_json_string (&json, check->failures[j]);
		rt_json_end (&json, ']');
		rt_json_end (&json, '}');
	}
	rt_json_end (&json, ']');
	rt_json_end (&json, '}');
	g_string_append_c (out, '\n');
}

static void
print_tap (const RtKitReport *report, const RtPlugin *plugin, GString *out)
{
	for (guint i = 0; i < report->checks->len; i++) {
		const Check *check = g_ptr_array_index (report->checks, i);
		g_string_append_printf (out, "%s %u - %s\n", check->failures[0] == NULL ? "ok" : "not ok", i + 1,
					check->what);
		for (guint j = 0; check->failures[j] != NULL; j++)
			g_string_append_printf (out, "# %s\n", check->failures[j]);
	}
	for (guint i = 0; i < report->notes->len; i++)
		g_string_append_printf (out, "# %s\n", (const char *) g_ptr_array_index (report->notes, i));
	g_string_append_printf (out, "1..%u\n# verdict: %s %s (build %s) %s: %u checks, %u failed\n", report->checks->len,
				plugin->party, plugin->version, plugin->build_id,
				report->n_failed == 0 ? "conforms" : "does not conform", report->checks->len,
				report->n_failed);
}

void
rt_kit_print (const RtKitReport *report, const RtPlugin *plugin, gboolean json, GString *out)
{
	if (json)
		print_json (report, plugin, out);
	else
		print_tap (report, plugin, out);
}

/* ---- in a child ---- */

/* everything a child says, until it ends or time is up */
static GString *
listen_to (int fd, gboolean *in_time)
{
	GString *said = g_string_new (NULL);
	gint64 end = g_get_monotonic_time () + PATIENCE;
	char bytes[4096];
	for (;;) {
		struct pollfd one = { .fd = fd, .events = POLLIN };
		gint64 left = end - g_get_monotonic_time ();
		if (left <= 0 || said->len > 1u << 20)
			break;
		if (poll (&one, 1, (int) (left / 1000 + 1)) <= 0)
			continue;
		gssize n = read (fd, bytes, sizeof bytes);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0) {
			*in_time = TRUE;
			return said;
		}
		g_string_append_len (said, bytes, n);
	}
	*in_time = FALSE;
	return said;
}

static void
take_over (RtKitReport *report, const char *said)
{
	g_auto (GStrv) lines = g_strsplit (said, "\n", -1);
	g_autoptr (GString) failures = g_string_new (NULL);
	const char *what = NULL;
	for (guint i = 0; lines[i] != NULL; i++) {
		if (lines[i][0] == 'F') {
			g_string_append_printf (failures, "%s\n", lines[i] + 1);
			continue;
		}
		if (lines[i][0] == 'N') {
			rt_kit_note (report, lines[i] + 1);
			continue;
		}
		if (what != NULL)
			rt_kit_report (report, what, failures);
		g_string_truncate (failures, 0);
		what = lines[i][0] == 'C' ? lines[i] + 1 : NULL;
	}
	if (what != NULL)
		rt_kit_report (report, what, failures);
}

/* what a plugin prints ends up here and not in the report, of which it could be taken for a part; -1 where a sanitizer
 * has things to say at the end */
static int
catch_output (void)
{
	return SANITIZED ? -1 : memfd_create ("printed", MFD_CLOEXEC);
}

static void
redirect_output (int caught)
{
	if (caught < 0)
		return;
	dup2 (caught, STDOUT_FILENO);
	dup2 (caught, STDERR_FILENO);
	close (caught);
}

static gboolean
has_output (int caught)
{
	gboolean any = caught >= 0 && lseek (caught, 0, SEEK_END) > 0;
	if (caught >= 0)
		close (caught);
	return any;
}

void
rt_kit_run_in_child (RtKitReport *report, void (*run) (RtKitReport *report, gpointer user_data), gpointer user_data)
{
	int ends[2];
	g_autoptr (GString) failures = g_string_new (NULL);
	if (pipe2 (ends, O_CLOEXEC) != 0) {
		g_string_append (failures, g_strerror (errno));
		rt_kit_report (report, "a process to run it in", failures);
		return;
	}
	int caught = catch_output ();
	pid_t child = fork ();
	if (child == 0) {
		close (ends[0]);
		redirect_output (caught);
		report->child = ends[1];
		run (report, user_data);
		tell (report, 'E', ""); /* it came to its end */
		exit (0); /* the plugin's destructors run, as in every process that it is linked into */
	}
	close (ends[1]);
	gboolean in_time = FALSE;
	g_autoptr (GString) said = listen_to (ends[0], &in_time);
	int status = 0;
	if (!in_time)
		kill (child, SIGKILL);
	while (child > 0 && waitpid (child, &status, 0) < 0 && errno == EINTR)
		continue;
	close (ends[0]);
	gboolean ended = g_str_has_suffix (said->str, "\nE\n");
	take_over (report, said->str);
	if (!in_time)
		g_string_append (failures, "it took longer than a minute");
	else if (child < 0 || WIFSIGNALED (status))
		g_string_append_printf (failures, "it crashed (signal %d)%s", WTERMSIG (status),
					ended ? " when the process ended" : "");
	else if (!ended || (WEXITSTATUS (status) != 0 && !SANITIZED))
		g_string_append_printf (failures, "it ended the process (status %d)", WEXITSTATUS (status));
	if (has_output (caught))
		g_string_append (failures, "\nit printed something");
	rt_kit_report (report, "it leaves the process it runs in alive, and prints nothing there", failures);
}

/* ---- what it calls ---- */

static const struct {
	const char *why, *names;
} unwelcome[] = {
	{ "works with files",
	  " fopen fopen64 freopen freopen64 open open64 openat openat64 __open_2 __open64_2 __openat_2 __openat64_2 creat "
	  "opendir tmpfile tmpfile64 mkstemp mkstemp64 mkdir rmdir unlink unlinkat remove rename link symlink chmod truncate "
	  "stat lstat access readlink realpath " },
	{ "works with descriptors",
	  " close closefrom close_range fclose dup dup2 dup3 pipe pipe2 fcntl fcntl64 ioctl fdopen eventfd signalfd " },
	{ "uses the network", " socket connect bind listen accept getaddrinfo gethostbyname " },
	{ "starts processes",
	  " fork _Fork vfork clone system popen posix_spawn posix_spawnp execv execve execvp execl execlp execle fexecve "
	  "daemon wait waitpid " },
	{ "starts or ends threads", " pthread_create thrd_create pthread_exit pthread_cancel thrd_exit " },
	{ "handles or sends signals",
	  " signal bsd_signal __sysv_signal sigset sigaction sigprocmask pthread_sigmask sigaltstack raise kill tgkill "
	  "pthread_kill sigqueue alarm ualarm setitimer timer_create " },
	{ "runs code at the end of the process",
	  " atexit __cxa_atexit on_exit at_quick_exit __cxa_at_quick_exit pthread_atfork __register_atfork " },
	{ "ends the process", " exit _exit _Exit quick_exit abort __assert_fail __assert_perror_fail " },
	{ "prints",
	  " printf puts putchar putc fprintf fputs fputc fwrite perror psignal vprintf vfprintf dprintf vdprintf "
	  "__printf_chk __fprintf_chk __vprintf_chk __vfprintf_chk __dprintf_chk __vdprintf_chk syslog __syslog_chk "
	  "warn warnx err errx error " },
	{ "writes to descriptors", " write writev send sendmsg " },
	{ "reads from descriptors", " read readv recv getchar getline fgets fread scanf __isoc99_scanf __isoc23_scanf " },
	{ "reads a clock", " time clock clock_gettime gettimeofday timespec_get times localtime localtime_r gmtime mktime " },
	{ "waits", " sleep usleep nanosleep clock_nanosleep pause poll ppoll select " },
	{ "is random",
	  " rand rand_r srand random srandom getrandom getentropy arc4random arc4random_uniform drand48 lrand48 mrand48 " },
	{ "reads or changes the environment",
	  " environ __environ getenv secure_getenv setenv unsetenv putenv clearenv setlocale uselocale chdir fchdir umask " },
	{ "changes how numbers are rounded", " fesetround fesetenv feholdexcept feupdateenv feenableexcept fedisableexcept " },
	{ "loads other code", " dlopen dlmopen dlsym dlvsym " },
	{ "goes past the language",
	  " ptrace syscall prctl mmap mmap64 mprotect process_vm_readv process_vm_writev setrlimit setrlimit64 sbrk setjmp "
	  "_setjmp __sigsetjmp longjmp _longjmp siglongjmp __longjmp_chk " },
};

/* `names`: words with a space around each */
static gboolean
is_among (const char *names, const char *name)
{
	g_autofree char *word = g_strdup_printf (" %s ", name);
	return strstr (names, word) != NULL;
}

/* "fork(), clone()" */
static char *
calls_among (const GPtrArray *imports, const char *names)
{
	GString *called = g_string_new (NULL);
	for (guint i = 0; i < imports->len; i++) {
		const char *name = g_ptr_array_index (imports, i);
		if (is_among (names, name))
			g_string_append_printf (called, "%s%s()", called->len > 0 ? ", " : "", name);
	}
	return g_string_free (called, FALSE);
}

void
rt_kit_check_imports (RtKitReport *report, const char *path)
{
	g_autoptr (GString) failures = g_string_new (NULL);
	g_autoptr (GMappedFile) file = g_mapped_file_new (path, FALSE, NULL);
	g_autoptr (RtElf) elf = file != NULL ? rt_elf_new ((const guint8 *) g_mapped_file_get_contents (file),
							   g_mapped_file_get_length (file), NULL)
					     : NULL;
	g_autoptr (GPtrArray) imports = elf != NULL ? rt_elf_imports (elf) : g_ptr_array_new ();
	for (guint i = 0; i < G_N_ELEMENTS (unwelcome); i++) {
		g_autofree char *called = calls_among (imports, unwelcome[i].names);
		if (*called != '\0')
			g_string_append_printf (failures, "it calls %s: a plugin that %s is none\n", called,
						unwelcome[i].why);
	}
	rt_kit_report (report, "it calls nothing that a plugin has no business with", failures);
}

/* ---- what it leaves behind ---- */

static guint
count_entries (const char *directory)
{
	g_autoptr (GDir) dir = g_dir_open (directory, 0, NULL);
	guint n = 0;
	while (dir != NULL && g_dir_read_name (dir) != NULL)
		n++;
	return n;
}

/* what numbers too small for their kind become */
static gboolean
keeps_small_numbers (void)
{
	volatile double small = DBL_MIN;
	small /= 2;
	return small != 0;
}

static guint
hash_environment (void)
{
	guint hash = 0;
	for (char **at = environ; at != NULL && *at != NULL; at++)
		hash = hash * 31 + g_str_hash (*at);
	return hash;
}

/* what a whole process has but one of */
static void
take_surroundings (RtWatch *watch)
{
	struct stat here;
	watch->directory = stat (".", &here) == 0 ? here.st_ino : 0;
	watch->mask = umask (0);
	umask (watch->mask);
	watch->environment = hash_environment ();
	watch->rounding = fegetround ();
	watch->keeps_small_numbers = keeps_small_numbers ();
	sigset_t blocked;
	pthread_sigmask (SIG_BLOCK, NULL, &blocked);
	for (int i = 1; i < (int) G_N_ELEMENTS (watch->blocked); i++)
		watch->blocked[i] = sigismember (&blocked, i) == 1;
}

void
rt_watch_take (RtWatch *watch)
{
	memset (watch, 0, sizeof *watch);
	take_surroundings (watch);
	watch->n_files = count_entries ("/proc/self/fd");
	watch->n_threads = count_entries ("/proc/self/task");
	for (int i = 1; i < (int) G_N_ELEMENTS (watch->handlers); i++) {
		struct sigaction action;
		if (sigaction (i, NULL, &action) == 0)
			watch->handlers[i] = (gpointer) action.sa_handler;
	}
	struct rusage usage;
	watch->peak = getrusage (RUSAGE_SELF, &usage) == 0 ? usage.ru_maxrss : 0;
#ifdef __GLIBC__
	/* large blocks are mapped one by one, and counted apart */
	struct mallinfo2 memory = mallinfo2 ();
	watch->allocated = memory.uordblks + memory.hblkhd;
#endif
}

static void
tell_surroundings (const RtWatch *before, const RtWatch *now, GString *failures)
{
	const struct {
		const char *what;
		gboolean differs;
	} parts[] = {
		{ "working directory", now->directory != before->directory },
		{ "mask for new files", now->mask != before->mask },
		{ "environment", now->environment != before->environment },
		{ "way of rounding", now->rounding != before->rounding ||
					     now->keeps_small_numbers != before->keeps_small_numbers },
		{ "set of blocked signals", memcmp (now->blocked, before->blocked, sizeof now->blocked) != 0 },
	};
	for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
		if (parts[i].differs)
			g_string_append_printf (failures, "another %s\n", parts[i].what);
}

void
rt_watch_traces (const RtWatch *before, GString *failures)
{
	RtWatch now;
	rt_watch_take (&now);
	tell_surroundings (before, &now, failures);
	if (now.n_files < before->n_files)
		g_string_append_printf (failures, "%u fewer open files than before\n", before->n_files - now.n_files);
	if (now.n_files > before->n_files)
		g_string_append_printf (failures, "%u more open files than before\n", now.n_files - before->n_files);
	if (now.n_threads > before->n_threads)
		g_string_append_printf (failures, "%u more threads than before\n", now.n_threads - before->n_threads);
	for (guint i = 1; i < G_N_ELEMENTS (now.handlers); i++)
		if (now.handlers[i] != before->handlers[i])
			g_string_append_printf (failures, "another handler for signal %u\n", i);
}

void
rt_watch_leaks (const RtWatch *before, guint n_calls, GString *failures)
{
	RtWatch now;
	rt_watch_take (&now);
	if (now.allocated > before->allocated + (gsize) n_calls * LEAK_PER_CALL)
		g_string_append_printf (failures, "%zu bytes more in use after %u answers\n",
					now.allocated - before->allocated, n_calls);
}

void
rt_watch_peak (const RtWatch *before, guint most, GString *failures)
{
	RtWatch now;
	rt_watch_take (&now);
	if (!SANITIZED && now.peak > before->peak + (glong) most * 1024)
		g_string_append_printf (failures, "%ld MiB more in use at once\n", (now.peak - before->peak) / 1024);
}
