/* One pass over a text for many literals at once (Aho and Corasick, 1975), letters of any case alike.
 *
 * The automaton is a table: for each state and each class of byte the next state. Only bytes that some literal
 * holds have a class of their own, so that a row is short. A state whose text ends with a literal carries a flag. */
#include <string.h>
#include "libroute/util/automaton.h"

/* states are numbers of 15 bits; the last bit says that a literal ends here */
#define MOST_STATES 0x7fffu
#define ENDS 0x8000u

typedef struct {
	guint32 owner;
	guint16 length;
	gint32 next; /* another literal that ends in the same state, or -1 */
} Literal;

struct _RtAutomaton {
	guint8 classes[256];
	guint n_classes; /* class 0: bytes of no literal */
	GArray *rows; /* guint16, n_classes a state; 0 while building: no such branch */
	GArray *first; /* gint32 by state: the literals that end there, longest first; or -1 */
	GArray *literals; /* Literal */
	guint n_states;
};

RtAutomaton *
rt_automaton_new (void)
{
	RtAutomaton *self = g_new0 (RtAutomaton, 1);
	for (const char *at = "abcdefghijklmnopqrstuvwxyz "; *at != '\0'; at++) {
		self->classes[(guchar)*at] = (guint8)++self->n_classes;
		self->classes[(guchar)g_ascii_toupper (*at)] = (guint8)self->n_classes;
	}
	self->n_classes++;
	self->rows = g_array_new (FALSE, TRUE, sizeof (guint16));
	self->first = g_array_new (FALSE, FALSE, sizeof (gint32));
	self->literals = g_array_new (FALSE, FALSE, sizeof (Literal));
	return self;
}

void
rt_automaton_free (RtAutomaton *self)
{
	g_array_unref (self->rows);
	g_array_unref (self->first);
	g_array_unref (self->literals);
	g_free (self);
}

static guint
add_state (RtAutomaton *self)
{
	static const gint32 none = -1;
	g_array_set_size (self->rows, self->rows->len + self->n_classes);
	g_array_append_val (self->first, none);
	return self->n_states++;
}

static guint16 *
row_of (const RtAutomaton *self, guint state)
{
	return &g_array_index (self->rows, guint16, (gsize)state * self->n_classes);
}

gboolean
rt_automaton_add (RtAutomaton *self, const char *literal, guint32 owner)
{
	gsize length = strlen (literal);
	if (self->n_states == 0)
		add_state (self);
	if (length == 0 || self->n_states + length > MOST_STATES)
		return FALSE;
	for (gsize i = 0; i < length; i++)
		if (self->classes[(guchar)literal[i]] == 0)
			return FALSE;
	guint state = 0;
	for (gsize i = 0; i < length; i++) {
		guint class = self->classes[(guchar)literal[i]];
		if (row_of (self, state)[class] == 0) {
			guint added = add_state (self);
			row_of (self, state)[class] = (guint16)added;
		}
		state = row_of (self, state)[class];
	}
	Literal ending = {
	    .owner = owner, .length = (guint16)length, .next = g_array_index (self->first, gint32, state)};
	g_array_index (self->first, gint32, state) = (gint32)self->literals->len;
	g_array_append_val (self->literals, ending);
	return TRUE;
}

/* what ends in the longest proper ending of a state's text ends in the state as well */
static void
append_endings (RtAutomaton *self, guint state, guint shorter)
{
	gint32 *last = &g_array_index (self->first, gint32, state);
	while (*last >= 0)
		last = &g_array_index (self->literals, Literal, *last).next;
	*last = g_array_index (self->first, gint32, shorter);
}

void
rt_automaton_finish (RtAutomaton *self)
{
	if (self->n_states == 0)
		add_state (self);
	/* by the length of their texts, so that what is shorter is done before */
	g_autofree guint16 *queue = g_new (guint16, self->n_states);
	g_autofree guint16 *shorter = g_new0 (guint16, self->n_states);
	guint n = 1;
	queue[0] = 0;
	for (guint i = 0; i < n; i++) {
		guint state = queue[i];
		guint16 *row = row_of (self, state), *other = row_of (self, shorter[state]);
		for (guint class = 0; class < self->n_classes; class++) {
			guint next = row[class];
			if (next == 0) {
				row[class] = state != 0 ? other[class] : 0;
				continue;
			}
			shorter[next] = state != 0 ? other[class] : 0;
			append_endings (self, next, shorter[next]);
			queue[n++] = (guint16)next;
		}
	}
	for (guint i = 0; i < self->rows->len; i++) {
		guint16 *to = &g_array_index (self->rows, guint16, i);
		*to |= g_array_index (self->first, gint32, *to) >= 0 ? ENDS : 0;
	}
}

static void
note_endings (const RtAutomaton *self, guint state, gsize end, GArray *found)
{
	for (gint32 at = g_array_index (self->first, gint32, state); at >= 0;) {
		const Literal *literal = &g_array_index (self->literals, Literal, at);
		guint64 occurrence = rt_occurrence (literal->owner, (guint32)(end - literal->length));
		g_array_append_val (found, occurrence);
		at = literal->next;
	}
}

gboolean
rt_automaton_scan (const RtAutomaton *self, const char *text, gsize length, guint most, GArray *found)
{
	const guint16 *rows = (const guint16 *)self->rows->data;
	guint n_classes = self->n_classes, state = 0;
	for (gsize i = 0; i < length; i++) {
		guint to = rows[state * n_classes + self->classes[(guchar)text[i]]];
		state = to & MOST_STATES;
		if (to & ENDS) {
			note_endings (self, state, i + 1, found);
			if (found->len > most)
				return FALSE;
		}
	}
	return TRUE;
}
