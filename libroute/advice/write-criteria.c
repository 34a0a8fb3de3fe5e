/* The approaches of an advice and their criteria: nine tenths of its bytes, and most of them the same in every advice.
 *
 * Of each criterion of the rules an advice says the same before and behind its state, all the same when it is not met, and
 * all but the evidence when it is. Those pieces are made once a language, by the functions that also write them anew, and
 * copied from then on. */
#include <string.h>
#include "libroute/advice/write-json.h"
#include "libroute/util/once.h"

const char *
rt_advice_pointer (Writer *writer, RtSpot spot)
{
	g_string_truncate (writer->scratch, 0);
	rt_record_print_spot (writer->source->registration, spot, writer->scratch);
	return writer->scratch->str;
}

void
rt_advice_write_text (Writer *writer, const char *key, RouteText text)
{
	rt_json_member (&writer->json, key, rt_choose (writer->language, text));
}

void
rt_advice_write_pointers (Writer *writer, const char *key, RtSpots spots)
{
	rt_json_member_begin (&writer->json, key, '[');
	for (guint i = 0; i < spots.n; i++)
		rt_json_string (&writer->json, rt_advice_pointer (writer, spots.spots[i]));
	rt_json_end (&writer->json, ']');
}

/* ---- evidence ---- */

static void
write_fact (Writer *writer, RtSpot spot)
{
	RtJsonWriter *json = &writer->json;
	rt_json_begin (json, '{');
	rt_json_member (json, "path", rt_advice_pointer (writer, spot));
	rt_json_member (json, "source", rt_fact_source (writer->source->registration, spot));
	rt_json_end (json, '}');
}

/* many criteria rest on the same facts; an indented advice is for one reader, and written without haste */
static void
write_evidence (Writer *writer, RtSpots evidence)
{
	RtJsonWriter *json = &writer->json;
	for (guint i = 0; i < evidence.n; i++) {
		RtSpot spot = evidence.spots[i];
		RtSaid *said = &writer->said[(spot * 2654435761u) >> 26];
		if (said->length > 0 && said->spot == spot && !json->pretty) {
			rt_json_again (json, said->start, said->length);
			continue;
		}
		gsize start = json->out->len + (json->comma ? 1 : 0);
		write_fact (writer, spot);
		*said = (RtSaid){.spot = spot, .length = (guint32)(json->out->len - start), .start = start};
	}
}

/* ---- a criterion ---- */

static void
write_head (Writer *writer, const RtCriterionResult *result)
{
	rt_json_begin (&writer->json, '{');
	rt_json_member (&writer->json, "id", rt_criterion_id (writer->source, result, writer->scratch));
	rt_advice_write_text (writer, "title", rt_criterion_title (writer->source, result));
}

/* up to the evidence */
static void
write_state (Writer *writer, const RtCriterionResult *result)
{
	RtJsonWriter *json = &writer->json;
	rt_json_member (json, "state", rt_word_state (result->state));
	rt_json_member_begin (json, "points", '{');
	rt_json_member_number (json, "low", result->low);
	rt_json_member_number (json, "high", result->high);
	rt_json_end (json, '}');
	rt_json_member_begin (json, "evidence", '[');
}

/* from the evidence on */
static void
write_unknown (Writer *writer, const RtCriterionResult *result)
{
	rt_json_end (&writer->json, ']');
	rt_advice_write_pointers (writer, "missing", result->missing);
	rt_advice_write_pointers (writer, "doubted", result->doubted);
}

static void
write_judgement (Writer *writer, const RtCriterionResult *result)
{
	write_state (writer, result);
	write_evidence (writer, result->evidence);
	write_unknown (writer, result);
}

static void
write_tail (Writer *writer, const RtCriterionResult *result)
{
	g_string_truncate (writer->scratch, 0);
	rt_text_origin (writer->source, result, writer->scratch);
	rt_json_member (&writer->json, "origin", writer->scratch->str);
	rt_advice_write_text (writer, "basis", rt_criterion_basis (writer->source, result));
	rt_json_end (&writer->json, '}');
}

/* ---- pieces ---- */

/* A criterion in `text`, as it is when not met and behind that when met: what one ends with, the next begins after. */
typedef struct {
	gsize start, met;
	guint32 head, tail; /* bytes before and behind what differs by the state */
	guint32 evidence;   /* bytes before the evidence when met */
} Piece;

typedef struct {
	gsize ready; /* guarded by rt_once_enter() */
	GString *text;
	Piece *pieces; /* by rules->criteria, and one that is the end */
} Said;

struct _RtAdvicePieces {
	Said said[2]; /* by language */
};

RtAdvicePieces *
rt_advice_pieces_new (void)
{
	return g_new0 (RtAdvicePieces, 1);
}

void
rt_advice_pieces_free (RtAdvicePieces *pieces)
{
	for (guint i = 0; i < G_N_ELEMENTS (pieces->said); i++) {
		if (pieces->said[i].text != NULL)
			g_string_free (pieces->said[i].text, TRUE);
		g_free (pieces->said[i].pieces);
	}
	g_free (pieces);
}

static gboolean
is_bare (const RtCriterionResult *result)
{
	return result->state == ROUTE_NO && result->low == 0 && result->high == 0 && result->evidence.n == 0 &&
	       result->missing.n == 0 && result->doubted.n == 0;
}

static gboolean
is_met (const Writer *writer, const RtCriterionResult *result)
{
	gint32 points = writer->rules->criteria[result->criterion].points;
	return result->state == ROUTE_YES && result->low == points && result->high == points &&
	       result->missing.n == 0 && result->doubted.n == 0;
}

static void
make_piece (Writer *maker, guint criterion, Piece *piece)
{
	const GString *text = maker->json.out;
	gint32 points = maker->rules->criteria[criterion].points;
	RtCriterionResult result = {.criterion = (int)criterion, .plugin = -1, .reason = -1, .state = ROUTE_NO};
	piece->start = text->len;
	maker->json.comma = FALSE;
	write_head (maker, &result);
	piece->head = (guint32)(text->len - piece->start);
	write_judgement (maker, &result);
	gsize tail = text->len;
	write_tail (maker, &result);
	piece->tail = (guint32)(text->len - tail);
	piece->met = text->len;
	maker->json.comma = FALSE;
	result.state = ROUTE_YES;
	result.low = result.high = points;
	write_head (maker, &result);
	write_state (maker, &result);
	piece->evidence = (guint32)(text->len - piece->met);
	write_unknown (maker, &result);
	write_tail (maker, &result);
}

static void
make_pieces (const Writer *writer, Said *said)
{
	guint n = writer->rules->n_criteria;
	said->text = g_string_new (NULL);
	said->pieces = g_new (Piece, (gsize)n + 1);
	Writer maker = {.source = writer->source,
			.rules = writer->rules,
			.language = writer->language,
			.json = {.out = said->text},
			.scratch = writer->scratch};
	for (guint i = 0; i < n; i++)
		make_piece (&maker, i, &said->pieces[i]);
	said->pieces[n] = (Piece){.start = said->text->len};
}

static const Said *
pieces_of (const Writer *writer)
{
	if (writer->source->pieces == NULL || writer->json.pretty)
		return NULL;
	Said *said = &writer->source->pieces->said[writer->language];
	if (rt_once_enter (&said->ready)) {
		make_pieces (writer, said);
		rt_once_leave (&said->ready);
	}
	return said;
}

static void
copy_criterion (Writer *writer, const Said *said, const RtCriterionResult *result)
{
	RtJsonWriter *json = &writer->json;
	const Piece *piece = &said->pieces[result->criterion];
	const char *text = said->text->str + piece->start, *met = said->text->str + piece->met,
		   *end = said->text->str + piece[1].start;
	if (is_bare (result)) {
		rt_json_piece (json, text, (gsize)(met - text), FALSE);
	} else if (is_met (writer, result)) {
		rt_json_piece (json, met, piece->evidence, FALSE);
		json->comma = FALSE;
		write_evidence (writer, result->evidence);
		rt_json_piece (json, met + piece->evidence, (gsize)(end - met) - piece->evidence, TRUE);
	} else {
		rt_json_piece (json, text, piece->head, FALSE);
		write_judgement (writer, result);
		rt_json_piece (json, met - piece->tail, piece->tail, TRUE);
	}
}

/* ---- approaches ---- */

static void
write_criterion (Writer *writer, const Said *said, const RtCriterionResult *result)
{
	if (said != NULL && result->criterion >= 0) {
		copy_criterion (writer, said, result);
		return;
	}
	write_head (writer, result);
	write_judgement (writer, result);
	write_tail (writer, result);
}

static void
write_criteria (Writer *writer, const char *key, const Said *said, const RtApproachResult *approach, gboolean shadow)
{
	rt_json_member_begin (&writer->json, key, '[');
	for (guint i = 0; i < approach->n_criteria; i++)
		if (approach->criteria[i].shadow == shadow)
			write_criterion (writer, said, &approach->criteria[i]);
	rt_json_end (&writer->json, ']');
}

void
rt_advice_write_approaches (Writer *writer)
{
	RtJsonWriter *json = &writer->json;
	const Said *said = pieces_of (writer);
	rt_json_member_begin (json, "approaches", '[');
	for (guint i = 0; i < writer->weighing->n_approaches; i++) {
		const RtApproachResult *approach = &writer->weighing->approaches[i];
		rt_json_begin (json, '{');
		rt_json_member (json, "id", writer->rules->approaches[approach->approach].id);
		rt_advice_write_text (writer, "title", writer->rules->approaches[approach->approach].title);
		rt_json_member (json, "eligible", rt_word_eligible (approach->eligible));
		rt_json_member_begin (json, "score", '{');
		rt_json_member_number (json, "low", approach->low);
		rt_json_member_number (json, "high", approach->high);
		rt_json_member_number (json, "max", approach->max);
		rt_json_end (json, '}');
		write_criteria (writer, "criteria", said, approach, FALSE);
		/* beside the advice, without effect on it */
		write_criteria (writer, "shadow", said, approach, TRUE);
		rt_json_end (json, '}');
	}
	rt_json_end (json, ']');
}
