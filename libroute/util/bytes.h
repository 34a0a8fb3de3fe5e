/* Eight bytes of a text looked at together, for whoever goes through texts of JSON. */
#pragma once
#include <glib.h>
#include <string.h>

#define RT_BYTES_ONES G_GUINT64_CONSTANT (0x0101010101010101)
#define RT_BYTES_HIGHS (RT_BYTES_ONES << 7)

/* Not zero when one of the bytes is below a bound of at most 0x80. */
static inline guint64
rt_bytes_below (guint64 bytes, guint64 bound)
{
	return (bytes - RT_BYTES_ONES * bound) & ~bytes & RT_BYTES_HIGHS;
}

/* Not zero when one of the bytes is this one. */
static inline guint64
rt_bytes_hold (guint64 bytes, guchar byte)
{
	return rt_bytes_below (bytes ^ RT_BYTES_ONES * byte, 1);
}

/* The bytes at the beginning of a text, by eight, that are no control, quote or backslash. `beyond`: becomes other than zero
 * when some are not ASCII. */
static inline gsize
rt_bytes_plain (const char *text, gsize length, guint64 *beyond)
{
	gsize n = 0;
	for (guint64 bytes; n + sizeof bytes <= length; n += sizeof bytes) {
		memcpy (&bytes, text + n, sizeof bytes);
		if ((rt_bytes_below (bytes, 0x20) | rt_bytes_hold (bytes, '"') | rt_bytes_hold (bytes, '\\') |
		     rt_bytes_hold (bytes, 0x7f)) != 0)
			break;
		*beyond |= bytes & RT_BYTES_HIGHS;
	}
	return n;
}
