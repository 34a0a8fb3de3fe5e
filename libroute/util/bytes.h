/* Bytes of a text looked at together, for whoever goes through texts of JSON. */
#pragma once
#include <glib.h>
#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

#define RT_BYTES_ONES G_GUINT64_CONSTANT (0x0101010101010101)
#define RT_BYTES_HIGHS (RT_BYTES_ONES << 7)

/* Not zero when one of the bytes is below a blank, a quote or a backslash. A quote with its second bit flipped is a blank, and
 * what is below stays below. A borrow can mark bytes behind such a one, never before it. */
static inline guint64
rt_bytes_escaped (guint64 bytes)
{
	guint64 low = (bytes ^ RT_BYTES_ONES * 0x02) - RT_BYTES_ONES * 0x21,
		slash = (bytes ^ RT_BYTES_ONES * '\\') - RT_BYTES_ONES;
	return (low | slash) & ~bytes & RT_BYTES_HIGHS;
}

/* The same, or DEL, which is a control too. */
static inline guint64
rt_bytes_special (guint64 bytes)
{
	guint64 del = (bytes ^ RT_BYTES_ONES * 0x7f) - RT_BYTES_ONES;
	return rt_bytes_escaped (bytes) | (del & ~bytes & RT_BYTES_HIGHS);
}

/* The bytes at the beginning of a text, by eight, that are no control, quote or backslash. `beyond`: becomes other than zero
 * when some are not ASCII. */
static inline gsize
rt_bytes_plain (const char *text, gsize length, guint64 *beyond)
{
	gsize n = 0;
	for (guint64 bytes; n + sizeof bytes <= length; n += sizeof bytes) {
		memcpy (&bytes, text + n, sizeof bytes);
		if (rt_bytes_special (bytes) != 0)
			break;
		*beyond |= bytes & RT_BYTES_HIGHS;
	}
	return n;
}

/* Are eight bytes ASCII, and none of them NUL? A borrow goes to the byte behind a NUL. */
static inline gboolean
rt_bytes_ascii_8 (const char *text)
{
	guint64 bytes;
	memcpy (&bytes, text, sizeof bytes);
	return ((bytes | (bytes - RT_BYTES_ONES)) & RT_BYTES_HIGHS) == 0;
}

/* Is none of eight bytes a control or part of a character beyond ASCII? A borrow goes to the byte behind one that is. */
static inline gboolean
rt_bytes_printed_8 (const char *text)
{
	guint64 bytes;
	memcpy (&bytes, text, sizeof bytes);
	guint64 low = bytes - RT_BYTES_ONES * 0x20, del = (bytes ^ RT_BYTES_ONES * 0x7f) - RT_BYTES_ONES;
	return ((bytes | low | del) & RT_BYTES_HIGHS) == 0;
}

static inline gboolean
rt_bytes_same_8 (const char *a, const char *b)
{
	guint64 x, y;
	memcpy (&x, a, sizeof x);
	memcpy (&y, b, sizeof y);
	return x == y;
}

static inline gboolean
rt_bytes_same_4 (const char *a, const char *b)
{
	guint32 x, y;
	memcpy (&x, a, sizeof x);
	memcpy (&y, b, sizeof y);
	return x == y;
}

/* Are these bytes the same? For words of a vocabulary, which are compared before memcmp() would have begun: the last block
 * may overlap the one before it. */
static inline gboolean
rt_bytes_same (const char *a, const char *b, gsize length)
{
	for (; length > 8; a += 8, b += 8, length -= 8)
		if (!rt_bytes_same_8 (a, b))
			return FALSE;
	if (length >= 4)
		return rt_bytes_same_4 (a, b) && rt_bytes_same_4 (a + length - 4, b + length - 4);
	while (length > 0 && a[length - 1] == b[length - 1])
		length--;
	return length == 0;
}

static inline void
rt_bytes_copy_8 (char *to, const char *from)
{
	guint64 bytes;
	memcpy (&bytes, from, sizeof bytes);
	memcpy (to, &bytes, sizeof bytes);
}

/* As memcpy(), for texts that most often are short, and copied before that would have begun; the last block may overlap the
 * one before it. */
static inline void
rt_bytes_copy (char *to, const char *from, gsize length)
{
	if (length < 8 || length > 32) {
		if (length != 0)
			memcpy (to, from, length);
		return;
	}
	for (gsize at = 0; at + 8 < length; at += 8)
		rt_bytes_copy_8 (to + at, from + at);
	rt_bytes_copy_8 (to + length - 8, from + length - 8);
}

/* At most eight bytes as one number, the first in its lowest bits: what is read twice falls on itself. */
static inline guint64
rt_bytes_number (const char *text, gsize length)
{
	guint64 number = 0;
	if (length == sizeof number) {
		memcpy (&number, text, sizeof number);
		return GUINT64_FROM_LE (number);
	}
	if (length >= 4) {
		guint32 first, last;
		memcpy (&first, text, sizeof first);
		memcpy (&last, text + length - sizeof last, sizeof last);
		return (guint64) GUINT32_FROM_LE (last) << 8 * (length - sizeof last) | GUINT32_FROM_LE (first);
	}
	if (length == 0)
		return 0;
	gsize middle = length / 2, last = length - 1;
	return (guchar) text[0] | (guint64) (guchar) text[middle] << 8 * middle | (guint64) (guchar) text[last] << 8 * last;
}

/* A number that tells texts apart, mostly: for tables. */
static inline guint
rt_bytes_hash (const char *text, gsize length)
{
	const guint64 spread = G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
	guint64 hash = length;
	for (; length > 8; text += 8, length -= 8) {
		hash = (hash ^ rt_bytes_number (text, 8)) * spread;
		hash ^= hash >> 32;
	}
	return (guint) ((hash ^ rt_bytes_number (text, length)) * spread >> 32);
}

/* A byte that is not plain is below a blank, a quote, a backslash or not ASCII. Of RT_BYTES_AT_ONCE bytes: not zero when one is
 * not plain; the lowest bit that is set, divided by RT_BYTES_BITS, is the first. */
#ifdef __SSE2__
#define RT_BYTES_AT_ONCE 16u
#define RT_BYTES_BITS 1u

static inline guint64
rt_bytes_not_plain (const char *text)
{
	__m128i bytes = _mm_loadu_si128 ((const __m128i *) text);
	/* as signed numbers, what is not ASCII is below a blank too */
	__m128i below = _mm_cmplt_epi8 (bytes, _mm_set1_epi8 (0x20));
	__m128i quotes = _mm_cmpeq_epi8 (bytes, _mm_set1_epi8 ('"'));
	__m128i escapes = _mm_cmpeq_epi8 (bytes, _mm_set1_epi8 ('\\'));
	return (guint) _mm_movemask_epi8 (_mm_or_si128 (below, _mm_or_si128 (quotes, escapes)));
}
#else
#define RT_BYTES_AT_ONCE 8u
#define RT_BYTES_BITS 8u

static inline guint64
rt_bytes_not_plain (const char *text)
{
	guint64 bytes;
	memcpy (&bytes, text, sizeof bytes);
	bytes = GUINT64_FROM_LE (bytes);
	return rt_bytes_escaped (bytes) | (bytes & RT_BYTES_HIGHS);
}
#endif

/* How many bytes at the beginning of a text are plain. */
static inline gsize
rt_bytes_plain_ascii (const char *text, gsize length)
{
	gsize n = 0;
	for (; n + RT_BYTES_AT_ONCE <= length; n += RT_BYTES_AT_ONCE) {
		guint64 found = rt_bytes_not_plain (text + n);
		if (found != 0)
			return n + (gsize) __builtin_ctzll (found) / RT_BYTES_BITS;
	}
	while (n < length && (guchar) text[n] >= 0x20 && (guchar) text[n] < 0x80 && text[n] != '"' && text[n] != '\\')
		n++;
	return n;
}
