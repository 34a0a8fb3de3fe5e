/* Frames as they come over a socket, whole or cut off: as many bytes as they say, or none. */
#include "tests/fuzz/fuzz.h"
#include <stdlib.h>
#include <unistd.h>
#include "libroute/host/isolate.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
	int ends[2];
	gsize left = size;
	if (size > 32768 || pipe (ends) != 0)
		return 0;
	if (write (ends[1], data, size) != (ssize_t) size)
		abort ();
	close (ends[1]);
	RtFrameReader reader = { .fd = ends[0] };
	for (;;) {
		g_autoptr (GByteArray) frame = rt_frame_read (&reader, 0);
		if (frame == NULL)
			break;
		if (frame->len + sizeof (guint32) > left)
			abort ();
		left -= frame->len + sizeof (guint32);
	}
	close (ends[0]);
	return 0;
}
