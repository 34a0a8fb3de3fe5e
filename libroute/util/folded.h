/* The letters that are s and k to a caseless pattern, and yet not ASCII: the long s and the Kelvin sign. A text that has some
 * is looked through with those of ASCII in their place. */
#pragma once
#include <glib.h>

/* One text at a time, kept for the next. Thread rule: belongs to one thread at a time. */
typedef struct {
	GString *text;
	GArray *cuts; /* guint32: the places in it behind which a byte of the text that was given is missing; ascending */
} RtFolded;

void rt_folded_init (RtFolded *self);
void rt_folded_clear (RtFolded *self);
/* Has the text such letters? Then it is in `self`, folded, until rt_folded_forget(). */
gboolean rt_folded_fill (RtFolded *self, const char *text, gsize length);
/* Where a place of the folded text is in the text that was given; in bytes. */
guint32 rt_folded_original (const RtFolded *self, guint32 place);
/* Nothing of the text stays in memory. */
void rt_folded_forget (RtFolded *self);
