/* Frames over a socket: a length and so many bytes. */
#define _GNU_SOURCE
#include <errno.h>
#include <poll.h>
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
rt_frame_write (int fd, const guint8 *bytes, gsize length)
{
	guint32 size = (guint32)length;
	return length <= RT_FRAME_MOST && write_all (fd, (const guint8 *)&size, sizeof size) &&
	       write_all (fd, bytes, length);
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

static gboolean
read_all (int fd, guint8 *bytes, gsize length, gint64 deadline)
{
	while (length > 0) {
		/* a helper waits without limit, and may not poll */
		if (deadline >= 0 && !rt_frame_wait (fd, POLLIN, deadline))
			return FALSE;
		gssize done = read (fd, bytes, length);
		if (done < 0 && errno == EINTR)
			continue;
		if (done == 0)
			errno = EPIPE;
		if (done <= 0)
			return FALSE;
		bytes += done;
		length -= (gsize)done;
	}
	return TRUE;
}

GByteArray *
rt_frame_read (int fd, gint64 deadline)
{
	guint32 size = 0;
	if (!read_all (fd, (guint8 *)&size, sizeof size, deadline))
		return NULL;
	if (size > RT_FRAME_MOST) {
		errno = EMSGSIZE;
		return NULL;
	}
	/* memory is taken as bytes come, and not for a promise of many */
	GByteArray *frame = g_byte_array_new ();
	while (frame->len < size) {
		guint begun = frame->len, part = MIN (size - begun, PART);
		g_byte_array_set_size (frame, begun + part);
		if (read_all (fd, frame->data + begun, part, deadline))
			continue;
		int why = errno;
		g_byte_array_unref (frame);
		errno = why;
		return NULL;
	}
	return frame;
}
