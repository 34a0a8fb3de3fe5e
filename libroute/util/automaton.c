/* One pass over a text for many literals at once (Aho and Corasick, 1975), letters of any case alike.
 *
 * The automaton is a table: for each state and each class of byte the next state. A state stands for the letters of a
 * literal that were just read, and for whether a word may begin where they do: those that begin words branch from one
 * root only, so that "mes" is not met in "keukenmes". A state whose text ends with a literal carries a flag. */
#include <string.h>
#include "libroute/util/automaton.h"

/* states are numbers of 15 bits; the last bit says that a literal ends here */
#define MOST_STATES 0x7fffu
#define ENDS 0x8000u

/* No letters were read yet. Rows hold 0 while they are made, for no such branch: none leads to a root. */
enum { WITHIN_WORD, BETWEEN_WORDS, N_ROOTS };

/* 1 to 26 are the letters. A letter outside ASCII is LEADING and FOLLOWING, whichever it is; a digit is IN_WORD and a sign
 * OTHER. */
enum { OTHER, SPACE = 27, IN_WORD, LEADING, FOLLOWING };
/* a row is a line of the cache */
#define CLASS_BITS 5u
#define N_CLASSES (1u << CLASS_BITS)

typedef struct {
	guint32 owner;
	guint16 length;
	gint32 next; /* another literal that ends in the same state, or -1 */
} Literal;

struct _RtAutomaton {
	guint8 classes[256];
	GArray *rows; /* guint16, N_CLASSES a state */
	GArray *first; /* gint32 by state: the literals that end there, longest first; or -1 */
	GArray *literals; /* Literal */
};

static guint8
class_of (guint byte)
{
	if (byte >= 0x80)
		return byte < 0xc0 ? FOLLOWING : byte == 0xc3 ? LEADING : OTHER;
	if (g_ascii_isalpha ((char)byte))
		return (guint8)((byte & 0x1f));
	return byte == ' ' ? SPACE : g_ascii_isdigit ((char)byte) || byte == '_' ? IN_WORD : OTHER;
}

static guint
add_state (RtAutomaton *self)
{
	static const gint32 none = -1;
	g_array_set_size (self->rows, self->rows->len + N_CLASSES);
	g_array_append_val (self->first, none);
	return self->first->len - 1;
}

RtAutomaton *
rt_automaton_new (void)
{
	RtAutomaton *self = g_new0 (RtAutomaton, 1);
	for (guint byte = 0; byte < G_N_ELEMENTS (self->classes); byte++)
		self->classes[byte] = class_of (byte);
	self->rows = g_array_new (FALSE, TRUE, sizeof (guint16));
	self->first = g_array_new (FALSE, FALSE, sizeof (gint32));
	self->literals = g_array_new (FALSE, FALSE, sizeof (Literal));
	for (guint root = 0; root < N_ROOTS; root++)
		add_state (self);
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

static guint16 *
row_of (const RtAutomaton *self, guint state)
{
	return &g_array_index (self->rows, guint16, (gsize)state * N_CLASSES);
}

/* ---- what is looked for ---- */

static gboolean
can_hold (const RtAutomaton *self, const RtLiteral *literal)
{
	for (guint i = 0; i < literal->length; i++)
		if ((guchar)literal->text[i] >= 0x80 && self->classes[(guchar)literal->text[i]] == OTHER)
			return FALSE;
	return literal->length > 0 && self->first->len + N_ROOTS * literal->length <= MOST_STATES;
}

static void
add_from (RtAutomaton *self, guint root, const RtLiteral *literal, guint32 owner)
{
	guint state = root;
	for (guint i = 0; i < literal->length; i++) {
		guint class = self->classes[(guchar)literal->text[i]], next = row_of (self, state)[class];
		if (next == 0) {
			next = add_state (self);
			row_of (self, state)[class] = (guint16)next;
		}
		state = next;
	}
	Literal ending = {
	    .owner = owner, .length = literal->length, .next = g_array_index (self->first, gint32, state)};
	g_array_index (self->first, gint32, state) = (gint32)self->literals->len;
	g_array_append_val (self->literals, ending);
}

gboolean
rt_automaton_add (RtAutomaton *self, const RtLiteral *literal, guint32 owner)
{
	if (!can_hold (self, literal))
		return FALSE;
	add_from (self, BETWEEN_WORDS, literal, owner);
	if (!literal->begins_word)
		add_from (self, WITHIN_WORD, literal, owner);
	return TRUE;
}

/* ---- the table ---- */

/* what ends in the longest proper ending of a state's text ends in the state as well */
static void
append_endings (RtAutomaton *self, guint state, guint shorter)
{
	gint32 *last = &g_array_index (self->first, gint32, state);
	while (*last >= 0)
		last = &g_array_index (self->literals, Literal, *last).next;
	*last = g_array_index (self->first, gint32, shorter);
}

/* with the flag of its endings */
static guint16
flagged (const RtAutomaton *self, guint state)
{
	return (guint16)(state | (g_array_index (self->first, gint32, state) >= 0 ? ENDS : 0));
}

/* where a byte leads that begins nothing */
static guint16
root_behind (guint class)
{
	return class == OTHER || class == SPACE || class >= LEADING ? BETWEEN_WORDS : WITHIN_WORD;
}

/* where the bytes lead that go on with nothing in this state */
static void
row_without (const RtAutomaton *self, guint state, guint shorter, guint16 *without)
{
	if (state >= N_ROOTS)
		memcpy (without, row_of (self, shorter), N_CLASSES * sizeof *without);
	for (guint class = 0; state < N_ROOTS && class < N_CLASSES; class++)
		without[class] = root_behind (class);
}

void
rt_automaton_finish (RtAutomaton *self)
{
	/* by the length of their texts, so that what is shorter is done before */
	g_autofree guint16 *queue = g_new (guint16, self->first->len);
	g_autofree guint16 *shorter = g_new0 (guint16, self->first->len);
	guint n = 0;
	for (; n < N_ROOTS; n++)
		queue[n] = (guint16)n;
	for (guint i = 0; i < n; i++) {
		guint state = queue[i];
		guint16 *row = row_of (self, state), without[N_CLASSES];
		row_without (self, state, shorter[state], without);
		for (guint class = 0; class < N_CLASSES; class++) {
			guint next = row[class];
			if (next == 0)
				continue;
			shorter[next] = without[class] & MOST_STATES;
			append_endings (self, next, shorter[next]);
			without[class] = flagged (self, next);
			queue[n++] = (guint16)next;
		}
		memcpy (row, without, sizeof without);
	}
}

/* ---- looking ---- */

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

/* reads on from a state, to behind the next byte a literal ends with, or to the end; returns the state there, flagged */
static guint
read_on (const RtAutomaton *self, guint state, const char *text, gsize length, gsize *at)
{
	const guint16 *rows = (const guint16 *)self->rows->data;
	const guint8 *classes = self->classes;
	gsize i = *at;
	do
		state = rows[state << CLASS_BITS | classes[(guchar)text[i++]]];
	while ((state & ENDS) == 0 && i < length);
	*at = i;
	return state;
}

gboolean
rt_automaton_scan (const RtAutomaton *self, const char *text, gsize length, guint most, GArray *found)
{
	guint state = BETWEEN_WORDS;
	for (gsize at = 0; at < length;) {
		state = read_on (self, state, text, length, &at);
		if ((state & ENDS) == 0)
			break;
		state &= MOST_STATES;
		note_endings (self, state, at, found);
		if (found->len > most)
			return FALSE;
	}
	return TRUE;
}
