/* Frames over a socket: a length and so many bytes. */
#define _GNU_SOURCE
#include <errno.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>
#include "libroute/host/isolate.h"

#define PART (64u * 1024u)

/* write(), not send(): a helper may do no more. Whoever reads may be gone: SIGPIPE must be blocked or ignored. */
static gboolean
write_all (int fd, const guint8 *bytes, gsize length)
{
	while (length > 0) {
		gssize done = write (fd, bytes, length);
		if (done < 0 && errno == EINTR)
			continue;
		if (done <= 0)
			return FALSE;
		bytes += done;
		length -= (gsize)done;
	}
	return TRUE;
}

gboolean
rt_frame_write (int fd, GByteArray *frame)
{
	guint32 size = frame->len;
	if (size > RT_FRAME_MOST)
		return FALSE;
	/* in one piece: who waits for it wakes once */
	g_byte_array_prepend (frame, (const guint8 *)&size, sizeof size);
	return write_all (fd, frame->data, frame->len);
}

gboolean
rt_frame_wait (int fd, short events, gint64 deadline)
{
	struct pollfd one = {.fd = fd, .events = events};
	for (;;) {
		gint64 left = deadline < 0 ? -1 : MAX (0, deadline - g_get_monotonic_time ());
		int ready = poll (&one, 1, left < 0 ? -1 : (int)((left + 999) / 1000));
		if (ready > 0)
			return TRUE;
		if (ready == 0) {
			errno = ETIMEDOUT;
			return FALSE;
		}
		if (errno != EINTR)
			return FALSE;
	}
}

/* as many bytes as there are, but no more than `room`; 0 at the end or after an error */
static gsize
read_some (int fd, guint8 *bytes, gsize room, gint64 deadline)
{
	for (;;) {
		/* a helper waits without limit, and may not poll */
		if (deadline >= 0 && !rt_frame_wait (fd, POLLIN, deadline))
			return 0;
		gssize done = read (fd, bytes, room);
		if (done > 0)
			return (gsize)done;
		if (done == 0)
			errno = EPIPE;
		else if (errno == EINTR)
			continue;
		return 0;
	}
}

/* moves `n` bytes that were read ahead; what they said of a person does not stay */
static void
take_ahead (RtFrameReader *reader, guint8 *to, guint n)
{
	if (n == 0)
		return;
	memcpy (to, reader->ahead, n);
	reader->n_ahead -= n;
	memmove (reader->ahead, reader->ahead + n, reader->n_ahead);
	explicit_bzero (reader->ahead + reader->n_ahead, n);
}

static gboolean
fill_frame (RtFrameReader *reader, GByteArray *frame, guint32 size, gint64 deadline)
{
	g_byte_array_set_size (frame, MIN (size, reader->n_ahead));
	take_ahead (reader, frame->data, frame->len);
	/* memory is taken as bytes come, and not for a promise of many */
	while (frame->len < size) {
		guint begun = frame->len, part = MIN (size - begun, PART);
		g_byte_array_set_size (frame, begun + part);
		gsize done = read_some (reader->fd, frame->data + begun, part, deadline);
		g_byte_array_set_size (frame, begun + (guint)done);
		if (done == 0)
			return FALSE;
	}
	return TRUE;
}

GByteArray *
rt_frame_read (RtFrameReader *reader, gint64 deadline)
{
	guint32 size;
	while (reader->n_ahead < sizeof size) {
		gsize done = read_some (reader->fd, reader->ahead + reader->n_ahead,
					sizeof reader->ahead - reader->n_ahead, deadline);
		if (done == 0)
			return NULL;
		reader->n_ahead += (guint)done;
	}
	take_ahead (reader, (guint8 *)&size, sizeof size);
	if (size > RT_FRAME_MOST) {
		errno = EMSGSIZE;
		return NULL;
	}
	GByteArray *frame = g_byte_array_new ();
	if (fill_frame (reader, frame, size, deadline))
		return frame;
	int why = errno;
	g_byte_array_unref (frame);
	errno = why;
	return NULL;
}
