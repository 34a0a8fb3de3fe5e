/* The approaches of an advice and their criteria: nine tenths of its bytes, and most of them the same in every advice. */
#include "libroute/advice/write-json.h"

/* ---- spots ---- */

/* What was written of the spot; NULL where that is not kept: in an indented advice, which is for one reader and written without
 * haste. */
static inline RtSpotSaid *
said_of (Writer *writer, RtSpot spot)
{
	if (writer->ready == NULL)
		return NULL;
	guint slot = rt_spot_slot (spot, RT_ADVICE_SPOT_BITS);
	RtSpotSaid *said = &writer->before->said[slot];
	if (writer->before->spots[slot] != spot) {
		writer->before->spots[slot] = spot;
		said->pointer.length = said->fact.length = 0;
	}
	return said;
}

static void
write_spot (Writer *writer, RtSpotSaid *said, RtSpot spot)
{
	gsize start = writer->json.out->len;
	if (said != NULL && said->pointer.length > 0) {
		rt_json_again (&writer->json, said->pointer.start, said->pointer.length);
		return;
	}
	/* the names of the schema need no escape */
	rt_json_plain_begin (&writer->json);
	rt_record_print_spot (writer->source->registration, spot, writer->json.out);
	rt_json_plain_end (&writer->json);
	if (said != NULL)
		said->pointer = (RtSaid){start, writer->json.out->len - start};
}

void
rt_advice_write_pointer (Writer *writer, RtSpot spot)
{
	write_spot (writer, said_of (writer, spot), spot);
}

void
rt_advice_write_pointers (Writer *writer, const char *key, RtSpots spots)
{
	rt_json_member_begin (&writer->json, key, '[');
	for (guint i = 0; i < spots.n; i++)
		rt_advice_write_pointer (writer, spots.spots[i]);
	rt_json_end (&writer->json, ']');
}

/* In one go; FALSE for a source whose name takes escapes, and nothing is written: parties and thirds that registrations may name
 * have none. */
static gboolean
write_compact (Writer *writer, RtSpotSaid *said, RtSpot spot, const char *source)
{
	static const char begin[] = "{\"path\":\"", middle[] = "\",\"source\":", none[] = "null";
	GString *out = writer->json.out;
	gsize start = out->len, length = source != NULL ? strlen (source) : 0;
	char *to = rt_json_draft (out, RT_SPOT_LONGEST + length + sizeof begin + sizeof middle + sizeof none + 4), *pointer;
	to = pointer = rt_put (to, begin, sizeof begin - 1);
	to = rt_record_put_spot (writer->source->registration, spot, to);
	/* with its quotes, and the comma behind it */
	said->pointer = (RtSaid){start + sizeof begin - 2, (gsize)(to - pointer) + 3};
	to = rt_put (to, middle, sizeof middle - 1);
	to = source != NULL ? rt_put_quoted (to, source, length) : rt_put (to, none, sizeof none - 1);
	if (to == NULL) {
		said->pointer.length = 0;
		return FALSE;
	}
	rt_json_drafted (out, rt_put (to, "},", 2));
	return TRUE;
}

/* many criteria rest on the same facts */
static void
write_fact (Writer *writer, RtSpot spot)
{
	RtJsonWriter *json = &writer->json;
	RtSpotSaid *said = said_of (writer, spot);
	const char *source;
	gsize start = json->out->len;
	if (said != NULL && said->fact.length > 0) {
		rt_json_again (json, said->fact.start, said->fact.length);
		return;
	}
	source = rt_fact_source (writer->source->registration, spot);
	if (said == NULL || !write_compact (writer, said, spot, source)) {
		rt_json_begin (json, '{');
		rt_json_key (json, "path");
		write_spot (writer, said, spot);
		rt_json_member (json, "source", source);
		rt_json_end (json, '}');
	}
	if (said != NULL)
		said->fact = (RtSaid){start, json->out->len - start};
}

static void
write_facts (Writer *writer, RtSpots evidence)
{
	rt_json_member_begin (&writer->json, "evidence", '[');
	for (guint i = 0; i < evidence.n; i++)
		write_fact (writer, evidence.spots[i]);
	rt_json_end (&writer->json, ']');
}

static void
write_evidence (Writer *writer, RtSpots evidence)
{
	if (writer->ready == NULL || evidence.n == 0) {
		write_facts (writer, evidence);
		return;
	}
	guint slot = (guint)((guintptr)evidence.spots / sizeof (RtSpots) % RT_ADVICE_SETS);
	RtSpots *set = &writer->before->sets[slot];
	RtSaid *said = &writer->before->evidence[slot];
	if (set->spots == evidence.spots && set->n == evidence.n) {
		rt_json_again (&writer->json, said->start, said->length);
		return;
	}
	gsize start = writer->json.out->len;
	write_facts (writer, evidence);
	*set = evidence;
	*said = (RtSaid){start, writer->json.out->len - start};
}

/* ---- a criterion ---- */

static void
write_head (Writer *writer, const RtCriterionResult *result)
{
	rt_json_begin (&writer->json, '{');
	rt_json_member (&writer->json, "id", rt_criterion_id (writer->source, result, writer->scratch));
	rt_advice_write_text (writer, "title", rt_criterion_title (writer->source, result));
}

static void
write_state (Writer *writer, const RtCriterionResult *result)
{
	RtJsonWriter *json = &writer->json;
	rt_json_member (json, "state", rt_word_state (result->state));
	rt_json_member_begin (json, "points", '{');
	rt_json_member_number (json, "low", result->low);
	rt_json_member_number (json, "high", result->high);
	rt_json_end (json, '}');
}

static void
write_unknown (Writer *writer, const RtCriterionResult *result)
{
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

static RtCriterionResult
result_of (const Writer *writer, guint criterion, RouteTri state)
{
	gint32 points = state == ROUTE_YES ? writer->rules->criteria[criterion].points : 0;
	return (RtCriterionResult){
	    .criterion = (int)criterion, .plugin = -1, .reason = -1, .state = state, .low = points, .high = points};
}

void
rt_advice_make_part (Writer *writer, guint index)
{
	RtCriterionResult result = result_of (writer, index / RT_N_PARTS, ROUTE_NO);
	switch (index % RT_N_PARTS) {
	case RT_PART_HEAD:
		write_head (writer, &result);
		break;
	case RT_PART_STATE:
		write_state (writer, &result);
		write_evidence (writer, result.evidence);
		break;
	case RT_PART_UNKNOWN:
		write_unknown (writer, &result);
		break;
	default:
		write_tail (writer, &result);
	}
}

void
rt_advice_make_met (Writer *writer, guint criterion)
{
	RtCriterionResult result = result_of (writer, criterion, ROUTE_YES);
	write_state (writer, &result);
}

static gboolean
is_met (const Writer *writer, const RtCriterionResult *result)
{
	return result->state == ROUTE_YES && result->missing.n == 0 && result->doubted.n == 0 &&
	       result->low == writer->rules->criteria[result->criterion].points && result->high == result->low;
}

static void
write_whole (Writer *writer, const RtCriterionResult *result)
{
	write_head (writer, result);
	write_judgement (writer, result);
	write_tail (writer, result);
}

/* ---- approaches ---- */

/* Parts of criteria that follow each other in the rules, as they are of those that are not met: of most there is no more to say. */
static void
write_parts (Writer *writer, guint from, guint to)
{
	if (from < to)
		rt_advice_write_pieces (writer, RT_PIECE_NOT_MET, from, to - from);
}

/* what is told of a criterion, behind the parts from `from` on; returns from which on the parts are again as they are */
static guint
write_told (Writer *writer, const RtCriterionResult *result, guint from)
{
	guint first = RT_N_PARTS * (guint)result->criterion;
	if (result->shadow) {
		write_parts (writer, from, first);
		return first + RT_N_PARTS;
	}
	write_parts (writer, from, first + RT_PART_STATE);
	if (is_met (writer, result)) {
		rt_advice_write_piece (writer, RT_PIECE_MET, (guint)result->criterion);
		write_evidence (writer, result->evidence);
		return first + RT_PART_UNKNOWN;
	}
	write_judgement (writer, result);
	return first + RT_PART_TAIL;
}

static void
write_criteria (Writer *writer, const RtApproachResult *result)
{
	const RtApproach *approach = &writer->rules->approaches[result->approach];
	guint from = RT_N_PARTS * approach->first_criterion, end = from + RT_N_PARTS * approach->n_criteria, i = 0;
	for (; i < result->n_told && result->told[i] < approach->n_criteria; i++)
		from = write_told (writer, result->criteria[result->told[i]], from);
	write_parts (writer, from, end);
	/* those of plugins stand behind */
	for (; i < result->n_told; i++)
		write_whole (writer, result->criteria[result->told[i]]);
}

/* beside the advice, without effect on it */
static void
write_shadow (Writer *writer, const RtApproachResult *approach)
{
	for (guint i = 0; i < approach->n_told; i++)
		if (approach->criteria[approach->told[i]]->shadow)
			write_whole (writer, approach->criteria[approach->told[i]]);
}

void
rt_advice_write_approaches (Writer *writer)
{
	RtJsonWriter *json = &writer->json;
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
		rt_json_member_begin (json, "criteria", '[');
		write_criteria (writer, approach);
		rt_json_end (json, ']');
		rt_json_member_begin (json, "shadow", '[');
		write_shadow (writer, approach);
		rt_json_end (json, ']');
		rt_json_end (json, '}');
	}
	rt_json_end (json, ']');
}
