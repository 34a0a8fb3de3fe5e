#define _GNU_SOURCE
#include "libroute/feel/text.h"
#include <string.h>

static gboolean
begins (guchar byte)
{
	return (byte & 0xc0) != 0x80;
}

gsize
rt_text_length (const char *bytes, gsize length)
{
	gsize n = 0;
	for (gsize i = 0; i < length; i++)
		n += begins ((guchar)bytes[i]);
	return n;
}

gsize
rt_text_offset (const char *bytes, gsize length, gsize index)
{
	gsize i = 0;
	for (; i < length; i++)
		if (begins ((guchar)bytes[i]) && index-- == 0)
			break;
	return i;
}

gssize
rt_text_find (const char *bytes, gsize length, const char *part, gsize part_length)
{
	const char *found = memmem (bytes, length, part, part_length);
	return found != NULL ? found - bytes : -1;
}
