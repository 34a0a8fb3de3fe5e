/* One pass over a text for many literals at once (Aho and Corasick, 1975), letters of any case alike.
 *
 * The automaton is a table: for each state and each class of byte the next state. A state stands for the letters of a
 * literal that were just read, and for whether a word may begin where they do: those that begin words branch from one
 * root only, so that "mes" is not met in "keukenmes". */
#include <string.h>
#include "libroute/util/automaton.h"

/* a larger table would be read from memory, not from the cache */
#define MOST_STATES 0x7fffu

/* No letters were read yet. Rows hold 0 while they are made, for no such branch: none leads to a root. */
enum { WITHIN_WORD, BETWEEN_WORDS, N_ROOTS };

/* 1 to 26 are the letters. A letter outside ASCII is LEADING and FOLLOWING, whichever it is; a digit is IN_WORD and a sign
 * OTHER. */
enum { OTHER, SPACE = 27, IN_WORD, LEADING, FOLLOWING };
#define N_CLASSES 31u
/* Rows of the table stand so far apart, as a power of two. Those of states whose text ends with a literal begin one further: what
 * is read next stands behind the beginning of a row, and whether that is odd says that a literal ends there. */
#define ROW_BITS 5u
#define ENDS 1u

typedef struct {
	guint32 owner;
	guint16 length;
	gint32 next; /* another literal that ends in the same state, or -1 */
} Literal;

struct _RtAutomaton {
	guint8 classes[256];
	GArray *rows; /* guint16, N_CLASSES a state; until it is finished */
	guint32 *table; /* where the row of the next state begins, by where that of a state does and by class */
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
	g_clear_pointer (&self->rows, g_array_unref);
	g_free (self->table);
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

static void
fill_rows (RtAutomaton *self)
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
			shorter[next] = without[class];
			append_endings (self, next, shorter[next]);
			without[class] = (guint16)next;
			queue[n++] = (guint16)next;
		}
		memcpy (row, without, sizeof without);
	}
}

static guint32
begin_of_row (const RtAutomaton *self, guint state)
{
	return state << ROW_BITS | (g_array_index (self->first, gint32, state) >= 0 ? ENDS : 0);
}

void
rt_automaton_finish (RtAutomaton *self)
{
	fill_rows (self);
	self->table = g_new (guint32, (gsize)self->first->len << ROW_BITS);
	for (guint state = 0; state < self->first->len; state++)
		for (guint class = 0; class < N_CLASSES; class++)
			self->table[begin_of_row (self, state) + class] = begin_of_row (self, row_of (self, state)[class]);
	g_clear_pointer (&self->rows, g_array_unref);
}

/* ---- looking ----
 *
 * The state is kept as the place where its row begins. */
#define BEGIN ((guint)BETWEEN_WORDS << ROW_BITS)

static void
note_endings (const RtAutomaton *self, gsize state, gsize end, GArray *found)
{
	for (gint32 at = g_array_index (self->first, gint32, state >> ROW_BITS); at >= 0;) {
		const Literal *literal = &g_array_index (self->literals, Literal, at);
		guint64 occurrence = rt_occurrence (literal->owner, (guint32)(end - literal->length));
		g_array_append_val (found, occurrence);
		at = literal->next;
	}
}

/* as wide as an address, so that none is made of it */
static inline gsize
next_state (const RtAutomaton *self, gsize state, char byte)
{
	return self->table[state + self->classes[(guchar)byte]];
}

/* reads on from a state, to behind the next byte a literal ends with, or to the end; returns the state there */
static gsize
read_on (const RtAutomaton *self, gsize state, const char *text, gsize length, gsize *at)
{
	gsize i = *at;
	do
		state = next_state (self, state, text[i++]);
	while ((state & ENDS) == 0 && i < length);
	*at = i;
	return state;
}

/* from a byte on to the end; FALSE when there are more than `most` */
static gboolean
scan_from (const RtAutomaton *self, gsize state, const char *text, gsize length, gsize at, guint most, GArray *found)
{
	while (at < length) {
		state = read_on (self, state, text, length, &at);
		if ((state & ENDS) == 0)
			break;
		note_endings (self, state, at, found);
		if (found->len > most)
			return FALSE;
	}
	return TRUE;
}

/* ---- several pieces of a long text side by side ----
 *
 * Which state follows is known only when the one before is, and each step waits for that; so several pieces of a text are read in
 * turns. A state tells nothing of what stands more than the longest literal before: read from there on, whatever the state then,
 * it is the right one. Each piece but the first begins by as much before the end of the one before. */
#define LANES 4u
#define LEAD RT_LITERAL_LONGEST
#define LONG_ENOUGH (LANES * 4u * LEAD)
/* in one piece; of texts with more nothing is gained */
#define MOST_ENDINGS 200u

/* a place where literals end */
typedef struct {
	guint32 state, behind;
} Ending;

typedef struct {
	gsize from, steps; /* where the piece begins, how many bytes are read */
	guint32 state, n;
	Ending endings[MOST_ENDINGS];
} Lane;

static void
begin_lanes (Lane *lanes, gsize length)
{
	gsize each = (length - LEAD) / LANES;
	for (guint i = 0; i < LANES; i++) {
		Lane *lane = &lanes[i];
		lane->from = i * each;
		lane->steps = each + LEAD;
		lane->state = BEGIN;
		lane->n = 0;
	}
}

/* FALSE: there is no room for it */
static gboolean
note_ending (Lane *lane, guint state, gsize behind, gboolean is_first)
{
	/* What ends in the lead was met in the piece before, be it at its last byte. So what begins where the piece does is never
	 * told here: it is not known whether a word begins there. */
	if (!is_first && behind <= lane->from + LEAD)
		return TRUE;
	if (lane->n == MOST_ENDINGS)
		return FALSE;
	lane->endings[lane->n++] = (Ending){state, (guint32)behind};
	return TRUE;
}

/* of the pieces in which literals end; FALSE: one has too many */
static gboolean
note_lanes (Lane *lanes, const guint32 *states, gsize at)
{
	for (guint i = 0; i < LANES; i++)
		if ((states[i] & ENDS) != 0 &&
		    !note_ending (&lanes[i], states[i], lanes[i].from + at + 1, i == 0))
			return FALSE;
	return TRUE;
}

/* FALSE where a piece has too many endings. What is named one by one stays in registers. */
static gboolean
read_lanes (const RtAutomaton *self, const char *text, Lane *lanes)
{
	G_STATIC_ASSERT (LANES == 4);
	const char *first = text + lanes[0].from, *second = text + lanes[1].from, *third = text + lanes[2].from,
		   *fourth = text + lanes[3].from;
	gsize a = lanes[0].state, b = lanes[1].state, c = lanes[2].state, d = lanes[3].state;
	for (gsize at = 0; at < lanes[0].steps; at++) {
		a = next_state (self, a, first[at]);
		b = next_state (self, b, second[at]);
		c = next_state (self, c, third[at]);
		d = next_state (self, d, fourth[at]);
		if (G_LIKELY (((a | b | c | d) & ENDS) == 0))
			continue;
		const guint32 states[LANES] = {(guint32)a, (guint32)b, (guint32)c, (guint32)d};
		if (!note_lanes (lanes, states, at))
			return FALSE;
	}
	lanes[LANES - 1].state = (guint32)d;
	return TRUE;
}

static gboolean
scan_lanes (const RtAutomaton *self, const char *text, gsize length, guint most, GArray *found, gboolean *all)
{
	Lane lanes[LANES], *last = &lanes[LANES - 1];
	begin_lanes (lanes, length);
	if (!read_lanes (self, text, lanes))
		return FALSE;
	for (guint i = 0; i < LANES; i++)
		for (guint j = 0; j < lanes[i].n; j++)
			note_endings (self, lanes[i].endings[j].state, lanes[i].endings[j].behind, found);
	*all = found->len <= most && scan_from (self, last->state, text, length, last->from + last->steps, most, found);
	return TRUE;
}

gboolean
rt_automaton_scan (const RtAutomaton *self, const char *text, gsize length, guint most, GArray *found)
{
	gboolean all;
	if (length >= LONG_ENOUGH && scan_lanes (self, text, length, most, found, &all))
		return all;
	return scan_from (self, BEGIN, text, length, 0, most, found);
}
