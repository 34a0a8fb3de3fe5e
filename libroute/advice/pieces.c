/* What is the same in every advice of a rule set: ids with their quotes, and whole criteria. Made once a language, by the
 * functions that also write them anew, and copied from then on. */
#include "libroute/advice/write-json.h"
#include "libroute/util/once.h"

struct _RtAdvicePieces {
	RtReadyPieces ready[2]; /* by language */
};

RtAdvicePieces *
rt_advice_pieces_new (void)
{
	return g_new0 (RtAdvicePieces, 1);
}

void
rt_advice_pieces_free (RtAdvicePieces *pieces)
{
	for (guint i = 0; i < G_N_ELEMENTS (pieces->ready); i++) {
		if (pieces->ready[i].text != NULL)
			g_string_free (pieces->ready[i].text, TRUE);
		for (guint j = 0; j < RT_N_PIECES; j++)
			g_free (pieces->ready[i].starts[j]);
	}
	g_free (pieces);
}

static void (*const makers[RT_N_PIECES]) (Writer *writer, guint index) = {
#define PIECE(name, count, make) make,
    RT_ADVICE_PIECES (PIECE)
#undef PIECE
};

static void
make_pieces (const Writer *writer, RtReadyPieces *ready)
{
	const RtRuleSet *rules = writer->rules;
	const guint counts[RT_N_PIECES] = {
#define PIECE(name, count, make) count,
	    RT_ADVICE_PIECES (PIECE)
#undef PIECE
	};
	ready->text = g_string_new (NULL);
	Writer maker = {.source = writer->source,
			.rules = rules,
			.language = writer->language,
			.json = {.out = ready->text},
			.scratch = writer->scratch};
	for (guint kind = 0; kind < RT_N_PIECES; kind++) {
		gsize *starts = ready->starts[kind] = g_new (gsize, (gsize)counts[kind] + 1);
		for (guint i = 0; i < counts[kind]; i++) {
			starts[i] = ready->text->len;
			/* each stands in an object, that it may begin or end */
			maker.json.depth = 2;
			makers[kind](&maker, i);
		}
		starts[counts[kind]] = ready->text->len;
	}
}

void
rt_advice_ready (Writer *writer)
{
	if (writer->source->pieces == NULL || writer->json.pretty)
		return;
	RtReadyPieces *ready = &writer->source->pieces->ready[writer->language];
	if (rt_once_enter (&ready->made)) {
		make_pieces (writer, ready);
		rt_once_leave (&ready->made);
	}
	writer->ready = ready;
}

void
rt_advice_write_anew (Writer *writer, RtPieceKind kind, guint first, guint n)
{
	for (guint i = 0; i < n; i++)
		makers[kind](writer, first + i);
}
