/* A plugin in a process of its own: started when it is first asked, killed when it takes too long, started again after it
 * ended, each time after a longer wait. Whatever it does costs its own answer only.
 *
 * Frames go both ways over a socket, each a length of four bytes and so many bytes:
 *   host:   configuration (limits, settings)
 *   helper: greeting (version, digest of the plugin's file, what it gave up), before any code of the plugin's ran
 *   helper: nothing, or why it could not load the plugin
 *   host:   a number, and a registration, as much of it as the plugin may see  -+ again and again
 *   helper: that number, and an answer                                         -+
 *
 * Thread rule: any number of threads; a helper answers one at a time. */
#pragma once
#include "libroute/host/host-private.h"
#include "libroute/host/jail.h"

/* descriptors of a helper */
#define RT_HELPER_SOCKET 3
/* most bytes of a frame */
#define RT_FRAME_MOST (16u * 1024u * 1024u)

typedef struct _RtIsolated RtIsolated;

/* How a helper is to be run; zero limits are the usual ones. */
typedef struct _RtIsolating {
	const char *helper; /* path of the program */
	guint time_limit, memory_limit; /* ms of one answer, MiB */
} RtIsolating;

/* `digest`: SHA-256 of the plugin's file, in hex. Starts nothing. */
RtIsolated *rt_isolated_new (const RtLoaded *loaded, const RtIsolating *how, const char *digest);
void rt_isolated_free (RtIsolated *isolated);

/* Sends a registration. The helper belongs to the caller from now on, until rt_isolated_receive(): several helpers are
 * taken in the order of their plugins, so that callers never wait for each other in a circle. */
void rt_isolated_send (RtIsolated *isolated, const RouteRegistration *registration);
/* Waits for the answer to what was sent, at most as long as the plugin may take. */
RtAnswer rt_isolated_receive (RtIsolated *isolated, const RouteRegistration *registration, guint index, RtArena *arena);

/* Starts the helper if it is not running: what it gave up, or why it does not start.
 * Returns: FALSE with `why` (transfer full) */
gboolean rt_isolated_probe (RtIsolated *isolated, RtJail *held, char **why);

/* ---- both sides ---- */

/* Waits until `events` (poll) come or the deadline is over: then FALSE with ETIMEDOUT. */
gboolean rt_frame_wait (int fd, short events, gint64 deadline);
/* Writes a frame with its length before it, which is added to `frame`; without a limit: a helper has nothing else to do. */
gboolean rt_frame_write (int fd, GByteArray *frame);

/* Reads frames from a descriptor, with what comes along of the next one. */
typedef struct {
	int fd;
	guint n_ahead;
	guint8 ahead[16 * 1024];
} RtFrameReader;
/* Reads a frame until `deadline` (monotonic time; -1: however long it takes). Returns: (transfer full): NULL at the end,
 * after an error (errno, ETIMEDOUT) or when it is larger than a frame may be; after that no frame can be read any more */
GByteArray *rt_frame_read (RtFrameReader *reader, gint64 deadline);
