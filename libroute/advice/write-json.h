/* What the files that write `route.advice/1` share. Private to the layer. */
#pragma once
#include "libroute/advice/advice.h"
#include "libroute/advice/words.h"
#include "libroute/util/json-writer.h"

/* Where something stands in the advice that is being written, to be copied from there. */
typedef struct {
	gsize start, length;
} RtSaid;

/* What all facts of one item have in common: how their pointers begin, and what stands behind them. */
typedef struct {
	RtSaid begin, end;
} RtItemSaid;
#define RT_ADVICE_ITEM_BITS 7u
#define RT_ADVICE_ITEMS (1u << RT_ADVICE_ITEM_BITS)
#define RT_ADVICE_SETS 128u

/* What was written as evidence before, of the last that had each place. */
typedef struct {
	RtSpot items[RT_ADVICE_ITEMS];	  /* by their slots; 0 for none */
	RtItemSaid said[RT_ADVICE_ITEMS]; /* of them */
	RtSpots sets[RT_ADVICE_SETS];	  /* by a hash of where they are: many criteria share one */
	RtSaid evidence[RT_ADVICE_SETS];  /* of them */
} RtSaidBefore;

typedef struct _RtReadyPieces RtReadyPieces;
typedef struct {
	const RtAdviceSource *source;
	const RtWeighing *weighing;
	const RtRuleSet *rules;
	RtLanguage language;
	const RtReadyPieces *ready; /* NULL: each piece is written anew */
	RtJsonWriter json;
	GString *scratch;
	RtSaidBefore *before; /* of use only when there are ready pieces */
} Writer;

/* The pointer of a spot, as the document has it, as a value. */
void rt_advice_write_pointer (Writer *writer, RtSpot spot);
void rt_advice_write_pointers (Writer *writer, const char *key, RtSpots spots);

static inline void
rt_advice_write_text (Writer *writer, const char *key, RouteText text)
{
	rt_json_member (&writer->json, key, rt_choose (writer->language, text));
}

/* ---- pieces.c: what every advice of a rule set may say, by index ---- */

/* A name, how many of them a rule set has, and the function that writes one: whole values and members. A bracket that one leaves
 * open is closed by another, so that the depth is right whether they are copied or written anew. */
#define RT_ADVICE_PIECES(PIECE) \
	PIECE (PARTY, rules->n_parties, rt_advice_make_party)             /* its id */ \
	PIECE (REASON, rules->n_reasons, rt_advice_make_reason)           /* its id */ \
	PIECE (CRITERION, rules->n_criteria, rt_advice_make_criterion)    /* its id */ \
	PIECE (SUGGESTION, rules->n_routes, rt_advice_make_suggestion)    /* of a route */ \
	PIECE (SIGNAL, rules->n_patterns, rt_advice_make_signal)          /* `{` and its pattern */ \
	PIECE (SIGNAL_END, rules->n_patterns, rt_advice_make_signal_end)  /* its question and `}` */ \
	PIECE (NOT_INVITED, rules->n_parties, rt_advice_make_not_invited) /* `{` and the party */ \
	PIECE (BECAUSE, RT_ADVICE_BECAUSES, rt_advice_make_because)       /* why it is not invited, and `}` */ \
	PIECE (FACT, rt_n_places (), rt_advice_make_fact)                 /* of a place that is in no list, as evidence */ \
	PIECE (NOT_MET, RT_N_PARTS *rules->n_criteria, rt_advice_make_part) /* part by part, of a criterion that is not met */ \
	PIECE (MET, rules->n_criteria, rt_advice_make_met)                /* in the place of RT_PART_STATE, up to its evidence */

/* What stands in a criterion, one behind the other; the second says of one that is not met that it has no evidence. So what is
 * the same whatever the registration says, from the evidence of one criterion up to the state of another that may be far behind
 * it, is copied at once. */
enum { RT_PART_HEAD, RT_PART_STATE, RT_PART_UNKNOWN, RT_PART_TAIL, RT_N_PARTS };

typedef enum {
#define PIECE(name, count, make) RT_PIECE_##name,
	RT_ADVICE_PIECES (PIECE)
#undef PIECE
	RT_N_PIECES
} RtPieceKind;

/* Pieces of places are counted like the others. */
static inline guint
rt_n_places (void)
{
	guint n = 0;
	rt_schema_places (&n);
	return n;
}

#define PIECE(name, count, make) void make (Writer *writer, guint index);
RT_ADVICE_PIECES (PIECE)
#undef PIECE

/* Each of RtNotInvitedBecause without and with facts that are missing, but for RT_OUTRANKED, that names a party. */
#define RT_ADVICE_BECAUSES (2u * (RT_NO_MEETING + 1u))
static inline guint
rt_advice_because (const RtNotInvited *not_invited)
{
	return 2u * not_invited->because + (not_invited->missing.n > 0);
}

/* Pieces of one rule set in one language. */
struct _RtReadyPieces {
	gsize made; /* guarded by rt_once_enter() */
	GString *text;
	gsize *starts[RT_N_PIECES]; /* by index, and one that is the end: those of a kind stand in a row */
};

/* Gets ready for the writer's rules and language. */
void rt_advice_ready (Writer *writer);
/* Where there are none: by the functions that make them. */
void rt_advice_write_anew (Writer *writer, RtPieceKind kind, guint first, guint n);
/* Several one after the other. */
static inline void
rt_advice_write_pieces (Writer *writer, RtPieceKind kind, guint first, guint n)
{
	if (G_UNLIKELY (writer->ready == NULL)) {
		rt_advice_write_anew (writer, kind, first, n);
		return;
	}
	const gsize *starts = writer->ready->starts[kind] + first;
	rt_json_piece (&writer->json, writer->ready->text->str + starts[0], starts[n] - starts[0]);
}

static inline void
rt_advice_write_piece (Writer *writer, RtPieceKind kind, guint index)
{
	rt_advice_write_pieces (writer, kind, index, 1);
}

/* ---- write-criteria.c ---- */
void rt_advice_write_approaches (Writer *writer);
