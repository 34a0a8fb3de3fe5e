#define _GNU_SOURCE
#include "libroute/util/arena.h"
#include <string.h>

#define FIRST_BLOCK 4096u
#define LARGEST_BLOCK (1024u * 1024u)
#define ALIGNMENT 16u

typedef struct _Block Block;
struct _Block {
	Block *next;
	gsize size, used;
	_Alignas (ALIGNMENT) guint8 bytes[];
};

struct _RtArena {
	Block *first, *current;
	gsize limit, used;
	gboolean lenient, refused;
};

RtArena *
rt_arena_new (gsize limit)
{
	RtArena *arena = g_new0 (RtArena, 1);
	arena->limit = limit != 0 ? limit : G_MAXSIZE;
	return arena;
}

RtArena *
rt_arena_new_lenient (gsize limit)
{
	RtArena *arena = rt_arena_new (limit);
	arena->lenient = TRUE;
	return arena;
}

static Block *
block_new (gsize size)
{
	/* the size is bounded by the limit and by the caller's caps, so this cannot be driven to abort by data */
	Block *block = g_malloc0 (sizeof (Block) + size);
	block->size = size;
	return block;
}

/* the next block with room for `size` bytes: one kept from before the last reset, or a new one */
static Block *
next_block (RtArena *arena, gsize size)
{
	Block **link = arena->current != NULL ? &arena->current->next : &arena->first;
	while (*link != NULL && (*link)->size < size)
		link = &(*link)->next;
	if (*link == NULL) {
		gsize grown =
			arena->current != NULL ? MIN (arena->current->size * 2, LARGEST_BLOCK) : FIRST_BLOCK;
		*link = block_new (MAX (grown, size));
	}
	(*link)->used = 0;
	arena->current = *link;
	return *link;
}

void *
rt_arena_alloc (RtArena *arena, gsize size)
{
	if (size > arena->limit - arena->used || size > G_MAXSIZE / 2) {
		arena->refused = TRUE;
		if (!arena->lenient || size > G_MAXSIZE / 2)
			return NULL;
	}
	gsize rounded = (size + ALIGNMENT - 1) & ~(gsize) (ALIGNMENT - 1);
	Block *block = arena->current;
	if (block == NULL || block->size - block->used < rounded)
		block = next_block (arena, rounded);
	void *memory = block->bytes + block->used;
	block->used += rounded;
	arena->used += MIN (rounded, arena->limit - arena->used);
	return memory; /* blocks are zero where they are not used */
}

void *
rt_arena_array (RtArena *arena, gsize count, gsize size)
{
	if (size != 0 && count > G_MAXSIZE / size)
		return NULL;
	return rt_arena_alloc (arena, count * size);
}

char *
rt_arena_strndup (RtArena *arena, const char *text, gsize length)
{
	if (length == G_MAXSIZE)
		return NULL;
	char *copy = rt_arena_alloc (arena, length + 1);
	if (copy != NULL && length != 0)
		memcpy (copy, text, length);
	return copy;
}

gboolean
rt_arena_holds (const RtArena *arena, const void *memory)
{
	for (const Block *block = arena->first; block != NULL; block = block->next) {
		guintptr start = (guintptr) block->bytes, place = (guintptr) memory;
		if (place >= start && place < start + block->used)
			return TRUE;
	}
	return FALSE;
}

gsize
rt_arena_used (const RtArena *arena)
{
	return arena->used;
}

gboolean
rt_arena_is_exhausted (const RtArena *arena)
{
	return arena->refused;
}

void
rt_arena_reset (RtArena *arena)
{
	for (Block *block = arena->first; block != NULL; block = block->next) {
		/* all at once, which is faster than piece by piece as it is given out; nothing of a person stays behind */
		explicit_bzero (block->bytes, block->used);
		block->used = 0;
	}
	arena->current = arena->first;
	arena->used = 0;
	arena->refused = FALSE;
}

void
rt_arena_free (RtArena *arena)
{
	if (arena == NULL)
		return;
	rt_arena_reset (arena);
	for (Block *block = arena->first, *next; block != NULL; block = next) {
		next = block->next;
		g_free (block);
	}
	g_free (arena);
}
