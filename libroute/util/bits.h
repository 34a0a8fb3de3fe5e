/* Sets as bits in words of 64. */
#pragma once
#include <glib.h>

/* The first bit that is set from `from` on, below `end`; `end` when there is none. */
static inline guint
rt_next_bit (const guint64 *bits, guint from, guint end)
{
	while (from < end) {
		guint64 word = bits[from / 64] >> from % 64;
		if (word != 0)
			return MIN (from + (guint)__builtin_ctzll (word), end);
		from = (from / 64 + 1) * 64;
	}
	return end;
}

/* How many are set of the first `n`. */
static inline guint
rt_count_bits (const guint64 *bits, guint n)
{
	guint count = 0;
	for (; n >= 64; n -= 64)
		count += (guint)__builtin_popcountll (*bits++);
	return n > 0 ? count + (guint)__builtin_popcountll (*bits << (64 - n)) : count;
}

/* How many are set in a word where mostly few are: without an instruction for it that takes a call. */
static inline guint
rt_count_few (guint64 word)
{
	guint count = 0;
	for (; word != 0; word &= word - 1)
		count++;
	return count;
}
