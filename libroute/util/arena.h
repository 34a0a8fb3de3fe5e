/* A bump arena: all memory of one load or one call, given back in one step.
 *
 * Thread rule: one arena belongs to one thread at a time. */
#pragma once
#include "libroute/util/bytes.h"

typedef struct _RtArenaBlock RtArenaBlock;

/* Its inside is for arena.c, and for rt_arena_alloc(), which is called for every value. */
typedef struct {
	guint8 *free, *clear; /* memory that can be handed out as it is: it is zero, and within the limit */
	const guint8 *counted; /* in it, what was handed out up to here is counted in `used` and by the block */
	RtArenaBlock *first, *current;
	gsize limit, used;
	gsize expected; /* what the first block holds */
	gboolean lenient, may_fail, refused;
} RtArena;

#define RT_ARENA_ALIGNMENT 16u

/* Makes an arena that hands out at most `limit` bytes in all; 0 means no limit. That the system has no memory ends the
 * process. */
RtArena *rt_arena_new (gsize limit);

/* As rt_arena_new(), for whoever expects to need `expected` bytes at least: as much is taken at once. */
RtArena *rt_arena_new_for (gsize limit, gsize expected);

/* The same for an arena that is part of something else, which has it wiped and its memory given back in the end. */
void rt_arena_begin (RtArena *arena, gsize limit, gsize expected);
void rt_arena_end (RtArena *arena);

/* As rt_arena_new(), but past the limit it goes on handing out, and is exhausted: for work that looks at that between its
 * steps and stops, so that no step finds itself without memory. What one step asks for must be bounded by other limits. It is
 * exhausted too when the system has no more than small blocks of memory. */
RtArena *rt_arena_new_lenient (gsize limit);

/* From now on it returns NULL when the system has no memory, too: for who reads what comes from outside, and can refuse it. */
void rt_arena_let_fail (RtArena *arena);

/* for the function below: when there is not enough of that memory */
void *rt_arena_alloc_beyond (RtArena *arena, gsize size) G_GNUC_MALLOC;

/* Zeroed memory, aligned to 16 bytes, valid until reset or free; NULL when the limit is reached. */
static inline void *
rt_arena_alloc (RtArena *arena, gsize size)
{
	if (G_UNLIKELY (size >= (gsize) (arena->clear - arena->free)))
		return rt_arena_alloc_beyond (arena, size);
	void *memory = arena->free;
	arena->free += (size + RT_ARENA_ALIGNMENT - 1) & ~(gsize) (RT_ARENA_ALIGNMENT - 1);
	return memory;
}

#define RT_ARENA_TOO_MUCH (G_MAXSIZE / 2 + 1) /* the least size that none has room for */
/* Room for `count` elements of `size` bytes; NULL on overflow or when the limit is reached. */
static inline void *
rt_arena_array (RtArena *arena, gsize count, gsize size)
{
	gsize all;
	return rt_arena_alloc (arena, g_size_checked_mul (&all, count, size) ? all : RT_ARENA_TOO_MUCH);
}

/* A copy of `length` bytes with a NUL behind it; NULL when the limit is reached. */
static inline char *
rt_arena_strndup (RtArena *arena, const char *text, gsize length)
{
	char *copy = length != G_MAXSIZE ? rt_arena_alloc (arena, length + 1) : NULL;
	if (copy != NULL)
		rt_bytes_copy (copy, text, length);
	return copy;
}

/* Was this memory handed out since the last reset? Time grows with the number of blocks, which is small. */
gboolean rt_arena_holds (const RtArena *arena, const void *memory);

/* Bytes handed out since the last reset. */
static inline gsize
rt_arena_used (const RtArena *arena)
{
	return arena->used + (gsize) (arena->free - arena->counted);
}

/* Was more asked of it than its limit since the last reset? */
static inline gboolean
rt_arena_is_exhausted (const RtArena *arena)
{
	return arena->refused;
}

/* Forgets everything handed out, overwrites it with zeros, since it may have held text about a person, and keeps the
 * memory for the next use. */
void rt_arena_reset (RtArena *arena);

/* Wipes and gives the memory back. */
void rt_arena_free (RtArena *arena);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RtArena, rt_arena_free)
