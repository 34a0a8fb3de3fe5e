/* A text with the odd letters of caseless patterns as they are compared. */
#define _GNU_SOURCE
#include "libroute/util/folded.h"
#include <string.h>

static const struct {
	const char *letter;
	char folded;
} odd[] = {{"\xc5\xbf", 's'}, {"\xe2\x84\xaa", 'k'}};

void
rt_folded_init (RtFolded *self)
{
	self->text = g_string_new (NULL);
	self->cuts = g_array_new (FALSE, FALSE, sizeof (guint32));
}

void
rt_folded_clear (RtFolded *self)
{
	rt_folded_forget (self);
	g_string_free (self->text, TRUE);
	g_array_unref (self->cuts);
}

void
rt_folded_forget (RtFolded *self)
{
	explicit_bzero (self->text->str, self->text->len);
	g_string_truncate (self->text, 0);
	g_array_set_size (self->cuts, 0);
}

/* the first one of its kind, or the end; their first bytes are seldom met */
static const char *
find (const char *from, const char *end, const char *letter)
{
	gsize length = strlen (letter);
	while ((from = memchr (from, *letter, (gsize)(end - from))) != NULL) {
		if ((gsize)(end - from) >= length && memcmp (from, letter, length) == 0)
			return from;
		from++;
	}
	return end;
}

static void
add_letter (RtFolded *self, guint kind)
{
	g_string_append_c (self->text, odd[kind].folded);
	guint32 behind = (guint32)self->text->len;
	for (gsize missing = strlen (odd[kind].letter) - 1; missing > 0; missing--)
		g_array_append_val (self->cuts, behind);
}

gboolean
rt_folded_fill (RtFolded *self, const char *text, gsize length)
{
	const char *end = text + length, *next[G_N_ELEMENTS (odd)];
	for (guint i = 0; i < G_N_ELEMENTS (odd); i++)
		next[i] = find (text, end, odd[i].letter);
	if (next[0] == end && next[1] == end)
		return FALSE;
	/* room for all of it at once: what grows leaves a copy behind */
	rt_folded_forget (self);
	g_string_set_size (self->text, length);
	g_string_truncate (self->text, 0);
	while (text < end) {
		guint kind = next[0] < next[1] ? 0 : 1;
		g_string_append_len (self->text, text, next[kind] - text);
		text = next[kind];
		if (text == end)
			break;
		add_letter (self, kind);
		text += strlen (odd[kind].letter);
		next[kind] = find (text, end, odd[kind].letter);
	}
	return TRUE;
}

guint32
rt_folded_original (const RtFolded *self, guint32 place)
{
	guint low = 0, high = self->cuts->len;
	while (low < high) {
		guint middle = low + (high - low) / 2;
		if (g_array_index (self->cuts, guint32, middle) <= place)
			low = middle + 1;
		else
			high = middle;
	}
	return place + low;
}
