/* Registrations out of files, one after the other and in bounded memory.
 *
 * A file with one JSON value may spread it over lines; a file with several has one a line (NDJSON),
 * and so has every file named *.ndjson or *.jsonl. Blank lines are passed by. */
#pragma once
#include <glib.h>

typedef enum {
	RT_ITEM_TEXT, /* `text` holds one JSON value, or what should be one */
	RT_ITEM_EMPTY, /* the file holds nothing */
	RT_ITEM_TOO_LONG, /* longer than a registration may be */
	RT_ITEM_UNREADABLE, /* the file, or the rest of it; `trouble` tells */
} RtItemState;

/* One registration on its way through: what came in, what goes out. Reused, so that a long run does
 * not allocate. */
typedef struct {
	RtItemState state;
	int trouble; /* errno */
	const char *file; /* as a message names it; valid as long as the input */
	guint64 line; /* 0: the file holds one value */
	guint64 position; /* bytes of the input that were read with it, and ahead of it */
	gboolean alone; /* the only value of the only file */
	GString *text;
	GString *out, *err; /* for standard output and standard error */
	GString *record;     /* what the decision record is to say of it; empty: nothing */
	gboolean refused;
	gsize kept; /* buffers up to so many bytes are used again; longer ones are given back after each registration */
} RtItem;

/* For one item that stands alone: there are not many of them, and an advice by thousands of rules fits. */
#define RT_ITEM_KEPT_ALONE (4u * 1024u * 1024u)

void rt_item_init (RtItem *item);
/* Forgets its texts, and gives unusually large buffers back. */
void rt_item_empty (RtItem *item);
/* Overwrites what it held of a person and frees it. */
void rt_item_clear (RtItem *item);
/* The same, of one of its texts. */
void rt_item_forget (GString *text);

typedef struct _RtInput RtInput;

/* `names` is borrowed, NULL-terminated; "-", or no name at all, is standard input. */
RtInput *rt_input_new (const char *const *names);
void rt_input_free (RtInput *input);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RtInput, rt_input_free)

/* The next registration, or trouble in its place. FALSE at the end. */
gboolean rt_input_next (RtInput *input, RtItem *item);

/* Bytes in all; 0 when a file is no regular one. */
guint64 rt_input_total (const RtInput *input);
