#define _GNU_SOURCE
#include "libroute/util/arena.h"
#include <string.h>

#define FIRST_BLOCK 4096u
#define LARGEST_BLOCK (1024u * 1024u)
#define CLEARED_AT_ONCE 2048u

static gsize
round_up (gsize size)
{
	return (size + RT_ARENA_ALIGNMENT - 1) & ~(gsize) (RT_ARENA_ALIGNMENT - 1);
}

/* In a build with AddressSanitizer no byte behind a piece of memory may be used, as with memory of the C library. */
#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define HAS_GAPS
#endif
#endif
#ifdef __SANITIZE_ADDRESS__
#define HAS_GAPS
#endif
#ifdef HAS_GAPS
#include <sanitizer/asan_interface.h>
#define GAP RT_ARENA_ALIGNMENT
#define IN_ONE_PIECE FALSE
#else
#define GAP 0u
#define IN_ONE_PIECE TRUE
#define ASAN_POISON_MEMORY_REGION(start, size) ((void)(start), (void)(size))
#define ASAN_UNPOISON_MEMORY_REGION(start, size) ((void)(start), (void)(size))
#endif

typedef RtArenaBlock Block;
struct _RtArenaBlock {
	Block *next;
	gsize size, used; /* sizes are multiples of RT_ARENA_ALIGNMENT */
	gsize clear;      /* up to here bytes that are not used are zero */
	_Alignas (RT_ARENA_ALIGNMENT) guint8 bytes[];
};

/* what was handed out in one piece is counted as if it had been asked for here */
static void
count (RtArena *arena)
{
	gsize n = (gsize) (arena->free - arena->counted);
	if (n == 0)
		return;
	arena->current->used += n;
	arena->used += n;
	arena->counted = arena->free;
}

/* from now on the clear rest of the block is handed out without looking any further */
static void
open_rest (RtArena *arena)
{
	Block *block = arena->current;
	gsize rest = MIN (block->clear - block->used, arena->limit - arena->used) & ~(gsize) (RT_ARENA_ALIGNMENT - 1);
	arena->counted = arena->free = block->bytes + block->used;
	arena->clear = arena->free + (IN_ONE_PIECE ? rest : 0);
}

void
rt_arena_begin (RtArena *arena, gsize limit, gsize expected)
{
	*arena = (RtArena){
		.limit = limit != 0 ? limit : G_MAXSIZE,
		.expected = MAX (round_up (MIN (expected, LARGEST_BLOCK)), FIRST_BLOCK),
	};
}

RtArena *
rt_arena_new_for (gsize limit, gsize expected)
{
	RtArena *arena = g_new (RtArena, 1);
	rt_arena_begin (arena, limit, expected);
	return arena;
}

RtArena *
rt_arena_new (gsize limit)
{
	return rt_arena_new_for (limit, 0);
}

RtArena *
rt_arena_new_lenient (gsize limit)
{
	RtArena *arena = rt_arena_new (limit);
	arena->lenient = TRUE;
	return arena;
}

void
rt_arena_let_fail (RtArena *arena)
{
	arena->may_fail = TRUE;
}

/* At least `least` bytes, and `wanted` when the system has them. Where it has not even the least that is NULL for an arena that
 * may fail; most who use one could not take that for an answer. */
static Block *
block_new (const RtArena *arena, gsize wanted, gsize least)
{
	gsize size = MAX (wanted, least);
	Block *block = g_try_malloc (sizeof (Block) + size);
	if (block == NULL) {
		size = least;
		block = arena->may_fail ? g_try_malloc (sizeof (Block) + size) : g_malloc (sizeof (Block) + size);
	}
	if (block != NULL)
		*block = (Block){ .size = size };
	return block;
}

/* the next block with room for `size` bytes: one kept from before the last reset, or a new one; NULL: there is no memory */
static Block *
next_block (RtArena *arena, gsize size)
{
	Block **link = arena->current != NULL ? &arena->current->next : &arena->first;
	gboolean is_less = FALSE;
	while (*link != NULL && (*link)->size < size)
		link = &(*link)->next;
	if (*link == NULL) {
		gsize grown =
			arena->current != NULL ? MIN (arena->current->size * 2, LARGEST_BLOCK) : arena->expected;
		*link = block_new (arena, grown, size);
		is_less = *link != NULL && (*link)->size < grown;
	}
	if (*link == NULL)
		return NULL;
	/* the memory of the system comes to its end: who looks at that between steps stops */
	arena->refused = arena->refused || (arena->lenient && is_less);
	(*link)->used = 0;
	arena->current = *link;
	return *link;
}

static gboolean
has_room (const Block *block, gsize size)
{
	return block != NULL && size <= block->size - block->used;
}

/* Returns: a block with room for `size` bytes, or NULL when the limit is reached or there is no memory */
static Block *
make_room (RtArena *arena, gsize size)
{
	if (size > arena->limit - arena->used || size >= RT_ARENA_TOO_MUCH) {
		arena->refused = TRUE;
		if (!arena->lenient || size >= RT_ARENA_TOO_MUCH)
			return NULL;
	}
	gsize taken = round_up (size) + GAP;
	Block *block = has_room (arena->current, taken) ? arena->current : next_block (arena, taken);
	arena->refused = arena->refused || block == NULL;
	return block;
}

/* up to `end`: a good piece of the block at once, but not much more than is going to be used */
static void
clear_more (Block *block, gsize end)
{
	gsize clear = MIN (MAX (end, block->clear + CLEARED_AT_ONCE), block->size);
	memset (block->bytes + block->clear, 0, clear - block->clear);
	block->clear = clear;
}

static void *
hand_out (RtArena *arena, Block *block, gsize size)
{
	guint8 *memory = block->bytes + block->used;
	gsize rounded = round_up (size);
	block->used += rounded + GAP;
	arena->used += MIN (rounded, arena->limit - arena->used);
	ASAN_POISON_MEMORY_REGION (memory + size, rounded + GAP - size);
	return memory;
}

void *
rt_arena_alloc_beyond (RtArena *arena, gsize size)
{
	count (arena);
	Block *block = make_room (arena, size);
	if (block == NULL)
		return NULL;
	gsize taken = round_up (size) + GAP;
	if (taken > block->clear - block->used)
		clear_more (block, block->used + taken);
	void *memory = hand_out (arena, block, size);
	open_rest (arena);
	return memory;
}

gboolean
rt_arena_holds (const RtArena *arena, const void *memory)
{
	for (const Block *block = arena->first; block != NULL; block = block->next) {
		guintptr start = (guintptr) block->bytes, place = (guintptr) memory;
		gsize used = block->used + (block == arena->current ? (gsize) (arena->free - arena->counted) : 0);
		if (place >= start && place < start + used)
			return TRUE;
	}
	return FALSE;
}

void
rt_arena_reset (RtArena *arena)
{
	count (arena);
	/* behind the current block none was used */
	for (Block *block = arena->first; block != NULL; block = block != arena->current ? block->next : NULL) {
		/* nothing of a person stays behind, and what was used is clear for its next use */
		ASAN_UNPOISON_MEMORY_REGION (block->bytes, block->used);
		explicit_bzero (block->bytes, block->used);
		block->used = 0;
	}
	arena->current = arena->first;
	arena->counted = arena->free = arena->clear = NULL;
	arena->used = 0;
	arena->refused = FALSE;
}

void
rt_arena_end (RtArena *arena)
{
	rt_arena_reset (arena);
	for (Block *block = arena->first, *next; block != NULL; block = next) {
		next = block->next;
		g_free (block);
	}
}

void
rt_arena_free (RtArena *arena)
{
	if (arena == NULL)
		return;
	rt_arena_end (arena);
	g_free (arena);
}
