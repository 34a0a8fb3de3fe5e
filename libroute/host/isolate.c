#define _GNU_SOURCE
#include "libroute/host/isolate.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>
#include "libroute/host/wire-answer.h"
#include "libroute/util/limits.h"
#include "libroute/util/wire.h"

/* a helper that ended at once is started again at once; then after twice as long each time */
#define FIRST_WAIT (50 * G_TIME_SPAN_MILLISECOND)
#define LONGEST_WAIT (60 * G_TIME_SPAN_SECOND)
/* reads of what was printed, after one answer: a plugin may print on and on */
#define MOST_PRINTED 16u
#define START_LIMIT 5000u /* ms: the dynamic linker may have to read from a slow disk */

struct _RtIsolated {
	const RtLoaded *loaded;
	char *helper, *digest;
	guint time_limit, memory_limit; /* ms, MiB */
	guint32 serial; /* of the last registration sent: an answer names the one it is to */
	pthread_mutex_t lock; /* held from sending until receiving */
	pid_t pid; /* 0: not running */
	int socket, output; /* -1: none; what the plugin prints ends up in output */
	RtJail held;
	guint failures; /* since it last answered */
	gint64 wait_until; /* monotonic time */
	gint64 deadline; /* monotonic time: of the answer that is awaited */
	GByteArray *buffer;
	RtFrameReader answers;
	char *fault; /* of the call under way, or NULL */
};

RtIsolated *
rt_isolated_new (const RtLoaded *loaded, const RtIsolating *how, const char *digest)
{
	RtIsolated *self = g_new0 (RtIsolated, 1);
	self->loaded = loaded;
	self->helper = g_strdup (how->helper);
	self->digest = g_strdup (digest);
	self->time_limit = how->time_limit != 0 ? how->time_limit : RT_LIMIT_PLUGIN_TIME;
	self->memory_limit = how->memory_limit != 0 ? how->memory_limit : RT_LIMIT_PLUGIN_MEMORY;
	self->socket = self->output = -1;
	self->buffer = g_byte_array_new ();
	pthread_mutex_init (&self->lock, NULL);
	return self;
}

/* ---- the end of a helper ---- */

static void
close_descriptor (int *fd)
{
	if (*fd >= 0)
		close (*fd);
	*fd = -1;
}

/* ends it if it did not end by itself; how it ended, in words that never differ */
static char *
end_helper (RtIsolated *self, gboolean kill_first)
{
	int status = 0;
	close_descriptor (&self->socket);
	close_descriptor (&self->output);
	if (self->pid == 0)
		return g_strdup ("did not start");
	/* a helper whose socket was closed has ended or soon will; a moment decides between "crashed" and "killed" */
	pid_t ended = 0;
	for (guint i = 0; !kill_first && ended == 0 && i < 200; i++) {
		ended = waitpid (self->pid, &status, WNOHANG);
		if (ended == 0)
			g_usleep (1000);
	}
	if (ended == 0) {
		kill (self->pid, SIGKILL);
		while (waitpid (self->pid, &status, 0) < 0 && errno == EINTR)
			continue;
		self->pid = 0;
		return g_strdup ("closed its connection");
	}
	self->pid = 0;
	if (ended > 0 && WIFSIGNALED (status) && WTERMSIG (status) == SIGSYS)
		return g_strdup ("was stopped, since it tried to reach beyond its process,");
	if (ended > 0 && WIFSIGNALED (status) && WTERMSIG (status) == SIGALRM)
		return g_strdup ("took longer than it may"); /* the helper's own clock was first */
	if (ended > 0 && WIFSIGNALED (status))
		return g_strdup_printf ("crashed (signal %d)", WTERMSIG (status));
	return g_strdup_printf ("ended its process (status %d)", ended > 0 ? WEXITSTATUS (status) : -1);
}

static void
fail (RtIsolated *self, char *why)
{
	g_free (self->fault);
	self->fault = why;
	if (self->failures > 0) {
		gint64 wait = FIRST_WAIT << MIN (self->failures - 1, 20u);
		self->wait_until = g_get_monotonic_time () + MIN (wait, LONGEST_WAIT);
	}
	self->failures++;
}

static void
fail_at (RtIsolated *self, const char *when, int error)
{
	if (error == ETIMEDOUT) {
		g_free (end_helper (self, TRUE));
		fail (self, g_strdup_printf ("took longer than it may while it was %s", when));
	} else if (error == EMSGSIZE || error == EBADMSG) {
		g_free (end_helper (self, TRUE));
		fail (self, g_strdup_printf ("sent a malformed message while it was %s", when));
	} else {
		g_autofree char *how = end_helper (self, FALSE);
		fail (self, g_strdup_printf ("%s while it was %s", how, when));
	}
}

/* ---- the beginning ---- */

static gboolean
spawn (RtIsolated *self, int socket, int output)
{
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;
	sigset_t none, usual;
	const RtPlugin *plugin = &self->loaded->plugin;
	char *const arguments[] = {self->helper, (char *)plugin->party, (char *)plugin->path, NULL};
	char *const environment[] = {NULL};
	sigemptyset (&none);
	sigfillset (&usual);
	posix_spawn_file_actions_init (&actions);
	posix_spawn_file_actions_addopen (&actions, 0, "/dev/null", O_RDONLY, 0);
	posix_spawn_file_actions_adddup2 (&actions, output, 1);
	posix_spawn_file_actions_adddup2 (&actions, output, 2);
	posix_spawn_file_actions_adddup2 (&actions, socket, RT_HELPER_SOCKET);
	/* whatever the embedding program left open is none of the plugin's business */
	posix_spawn_file_actions_addclosefrom_np (&actions, RT_HELPER_SOCKET + 1);
	posix_spawnattr_init (&attributes);
	posix_spawnattr_setsigmask (&attributes, &none);
	posix_spawnattr_setsigdefault (&attributes, &usual);
	posix_spawnattr_setflags (&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
	int error = posix_spawn (&self->pid, self->helper, &actions, &attributes, arguments, environment);
	posix_spawn_file_actions_destroy (&actions);
	posix_spawnattr_destroy (&attributes);
	if (error != 0)
		self->pid = 0;
	errno = error;
	return error == 0;
}

/* descriptors above those that a helper uses: adddup2() of a number to itself would leave it close-on-exec */
static gboolean
lift (int *fd)
{
	int lifted = fcntl (*fd, F_DUPFD_CLOEXEC, 10);
	close_descriptor (fd);
	*fd = lifted;
	return lifted >= 0;
}

static gboolean
start_process (RtIsolated *self)
{
	int sockets[2] = {-1, -1}, pipes[2] = {-1, -1};
	gboolean good = socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, sockets) == 0 &&
			pipe2 (pipes, O_CLOEXEC | O_NONBLOCK) == 0 && lift (&sockets[1]) && lift (&pipes[1]) &&
			spawn (self, sockets[1], pipes[1]);
	int why = errno;
	close_descriptor (&sockets[1]);
	close_descriptor (&pipes[1]);
	self->socket = sockets[0];
	self->answers = (RtFrameReader){.fd = sockets[0]};
	self->output = pipes[0];
	if (!good) {
		close_descriptor (&self->socket);
		close_descriptor (&self->output);
		fail (self, g_strdup_printf ("its helper %s does not start: %s", self->helper, g_strerror (why)));
	}
	return good;
}

static void
configure (RtIsolated *self)
{
	const RtLoaded *loaded = self->loaded;
	g_byte_array_set_size (self->buffer, 0);
	rt_wire_put_text (self->buffer, PACKAGE_VERSION);
	rt_wire_put_i64 (self->buffer, self->time_limit);
	rt_wire_put_i64 (self->buffer, (gint64)self->memory_limit * 1024 * 1024);
	rt_wire_put_u32 (self->buffer, loaded->plugin.n_settings);
	for (guint i = 0; i < loaded->plugin.n_settings; i++)
		rt_wire_put_i64 (self->buffer, loaded->settings[i]);
}

static gboolean
is_text (const char *text, guint32 length, const char *wanted)
{
	return text != NULL && strlen (wanted) == length && memcmp (text, wanted, length) == 0;
}

/* the greeting: what it is about to load must be the file that was checked */
static gboolean
understand_greeting (RtIsolated *self, const GByteArray *greeting)
{
	RtWireReader reader = {greeting->data, greeting->len, FALSE};
	guint32 n_version, n_digest;
	const char *version = rt_wire_get_text (&reader, 64, &n_version);
	const char *digest = rt_wire_get_text (&reader, 64, &n_digest);
	self->held = (RtJail)rt_wire_get_u32 (&reader);
	if (reader.bad || reader.left != 0)
		fail_at (self, "loaded", EBADMSG);
	else if (!is_text (version, n_version, PACKAGE_VERSION))
		fail (self, g_strdup_printf ("its helper %s is of another version", self->helper));
	else if (digest != NULL && !is_text (digest, n_digest, self->digest))
		fail (self, g_strdup ("its file is not the one that was checked (was it replaced?)"));
	else
		return TRUE;
	g_free (end_helper (self, TRUE));
	return FALSE;
}

/* whether it is loaded, or why not */
static gboolean
understand_report (RtIsolated *self, const GByteArray *report)
{
	RtWireReader reader = {report->data, report->len, FALSE};
	guint32 length;
	const char *why = rt_wire_get_text (&reader, 512, &length);
	if (reader.bad || reader.left != 0) {
		fail_at (self, "loaded", EBADMSG);
		return FALSE;
	}
	if (why == NULL)
		return TRUE;
	g_autofree char *said = rt_host_printable (why, length);
	fail (self, g_strdup_printf ("does not load in its process: %s", rt_load_fault (said)));
	g_free (end_helper (self, TRUE));
	return FALSE;
}

/* Sends what stands in the buffer; a helper that does not take it in time has stopped reading. The library raises no
 * signals: a helper that is gone is an error of writing. */
static gboolean
send_frame (RtIsolated *self, gint64 deadline)
{
	guint32 size = self->buffer->len;
	g_byte_array_prepend (self->buffer, (const guint8 *)&size, sizeof size);
	for (gsize at = 0; at < self->buffer->len;) {
		gssize done =
			send (self->socket, self->buffer->data + at, self->buffer->len - at, MSG_NOSIGNAL | MSG_DONTWAIT);
		if (done > 0) {
			at += (gsize)done;
			continue;
		}
		gboolean full = done < 0 && errno == EAGAIN;
		if (full ? !rt_frame_wait (self->socket, POLLOUT, deadline) : done == 0 || errno != EINTR)
			return FALSE;
	}
	return TRUE;
}

static gint64
deadline_in (guint milliseconds)
{
	return g_get_monotonic_time () + (gint64)milliseconds * 1000;
}

static gboolean
start (RtIsolated *self)
{
	if (self->pid != 0)
		return TRUE;
	if (g_get_monotonic_time () < self->wait_until) {
		g_free (self->fault);
		self->fault = g_strdup ("failed, and is not asked for a while");
		return FALSE;
	}
	if (!start_process (self))
		return FALSE;
	configure (self);
	gint64 deadline = deadline_in (START_LIMIT);
	g_autoptr (GByteArray) greeting = send_frame (self, deadline) ? rt_frame_read (&self->answers, deadline) : NULL;
	if (greeting != NULL && !understand_greeting (self, greeting))
		return FALSE;
	g_autoptr (GByteArray) report = greeting != NULL ? rt_frame_read (&self->answers, deadline) : NULL;
	if (report != NULL)
		return understand_report (self, report);
	int why = errno;
	fail_at (self, "loaded", why);
	/* whoever asked has waited for all of it: the next ones do not */
	if (why == ETIMEDOUT)
		self->wait_until = g_get_monotonic_time () + LONGEST_WAIT;
	return FALSE;
}

/* ---- one registration ---- */

void
rt_isolated_send (RtIsolated *self, const RouteRegistration *registration)
{
	pthread_mutex_lock (&self->lock);
	g_clear_pointer (&self->fault, g_free);
	if (!start (self))
		return;
	g_byte_array_set_size (self->buffer, 0);
	rt_wire_put_u32 (self->buffer, ++self->serial);
	rt_record_pack (registration, &self->loaded->visible, self->buffer);
	if (!send_frame (self, deadline_in (self->time_limit)))
		fail_at (self, "asked", errno);
	/* counted from here, so that those that take too long do so together and not one after the other */
	self->deadline = deadline_in (self->time_limit);
	/* it held facts about a person */
	explicit_bzero (self->buffer->data, self->buffer->len);
}

/* what it printed is thrown away; that it did is told */
static gboolean
has_printed (RtIsolated *self)
{
	char bytes[4096];
	gboolean any = FALSE;
	for (guint i = 0; i < MOST_PRINTED && self->output >= 0 && read (self->output, bytes, sizeof bytes) > 0; i++)
		any = TRUE;
	return any;
}

static gboolean
receive (RtIsolated *self, const RouteRegistration *registration, RtArena *arena, RtAnswer *answer)
{
	g_autoptr (GByteArray) frame = rt_frame_read (&self->answers, self->deadline);
	if (frame == NULL) {
		fail_at (self, "asked", errno);
		return FALSE;
	}
	RtAnswer read = *answer;
	RtWireReader reader = {frame->data, frame->len, FALSE};
	/* one that is to another registration was not asked for: it may tell of somebody else */
	if (rt_wire_get_u32 (&reader) != self->serial || reader.bad ||
	    !rt_answer_unpack (&self->loaded->plugin, registration, &self->loaded->visible, reader.at, reader.left, arena,
			       &read)) {
		fail_at (self, "asked", EBADMSG);
		return FALSE;
	}
	self->failures = 0;
	*answer = read;
	return TRUE;
}

RtAnswer
rt_isolated_receive (RtIsolated *self, const RouteRegistration *registration, guint index, RtArena *arena)
{
	RtAnswer answer = rt_answer_empty (index);
	gboolean answered = self->fault == NULL && receive (self, registration, arena, &answer);
	answer.isolation = answered ? rt_jail_text (self->held) : "";
	if (!answered)
		answer.fault = rt_arena_strndup (arena, self->fault, strlen (self->fault));
	else if (has_printed (self) && answer.fault == NULL)
		answer.fault = "printed something";
	pthread_mutex_unlock (&self->lock);
	return answer;
}

gboolean
rt_isolated_probe (RtIsolated *self, RtJail *held, char **why)
{
	pthread_mutex_lock (&self->lock);
	g_clear_pointer (&self->fault, g_free);
	gboolean good = start (self);
	*held = good ? self->held : 0;
	*why = good ? NULL : g_strdup (self->fault);
	pthread_mutex_unlock (&self->lock);
	return good;
}

void
rt_isolated_free (RtIsolated *self)
{
	if (self == NULL)
		return;
	if (self->pid != 0)
		g_free (end_helper (self, TRUE));
	pthread_mutex_destroy (&self->lock);
	g_byte_array_unref (self->buffer);
	g_free (self->helper);
	g_free (self->digest);
	g_free (self->fault);
	g_free (self);
}
