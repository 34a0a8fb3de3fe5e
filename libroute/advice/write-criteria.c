/* The approaches of an advice and their criteria: nine tenths of its bytes, and most of them the same in every advice. */
#include "libroute/advice/write-json.h"

/* ---- spots ---- */

void
rt_advice_write_pointer (Writer *writer, RtSpot spot)
{
	/* the names of the schema need no escape */
	rt_json_plain_begin (&writer->json);
	rt_record_print_spot (writer->source->registration, spot, writer->json.out);
	rt_json_plain_end (&writer->json);
}

void
rt_advice_write_pointers (Writer *writer, const char *key, RtSpots spots)
{
	rt_json_member_begin (&writer->json, key, '[');
	for (guint i = 0; i < spots.n; i++)
		rt_advice_write_pointer (writer, spots.spots[i]);
	rt_json_end (&writer->json, ']');
}

/* Writes a fact anew; tells how it begins, up to the last `rest` bytes of its pointer, and how it ends. */
static RtItemSaid
write_whole_fact (Writer *writer, RtSpot spot, gsize rest)
{
	RtJsonWriter *json = &writer->json;
	RtItemSaid said = {.begin.start = json->out->len};
	rt_json_begin (json, '{');
	rt_json_key (json, "path");
	rt_json_plain_begin (json);
	rt_record_print_spot (writer->source->registration, spot, json->out);
	said.end.start = json->out->len;
	rt_json_plain_end (json);
	rt_json_member (json, "source", rt_fact_source (writer->source->registration, spot));
	rt_json_end (json, '}');
	said.begin.length = said.end.start - rest - said.begin.start;
	said.end.length = json->out->len - said.end.start;
	return said;
}

static void
copy_fact (RtJsonWriter *json, RtItemSaid said, const char *rest, gsize length)
{
	GString *out = json->out;
	char *to = rt_json_draft (out, said.begin.length + length + said.end.length + RT_PUT_AT_ONCE);
	to = rt_put_short (to, out->str + said.begin.start, said.begin.length);
	to = rt_put_short (to, rest, length);
	to = rt_put_short (to, out->str + said.end.start, said.end.length);
	/* what stood last in its list has lost its comma */
	to[-1] = ',';
	rt_json_drafted (out, to);
}

void
rt_advice_make_fact (Writer *writer, guint place)
{
	RtJsonWriter *json = &writer->json;
	rt_json_begin (json, '{');
	rt_json_member (json, "path", rt_schema_places (NULL)[place].pointer);
	rt_json_member (json, "source", NULL);
	rt_json_end (json, '}');
}

/* Is this outside all lists, or a list itself, and nobody named as who told it? */
static inline gboolean
stands_alone (RtSpot spot)
{
	const RtPlace *places = rt_schema_places (NULL), *place = &places[rt_spot_place (spot)];
	if (place->n_lists > 0)
		return FALSE;
	if (place->field->type != RT_TYPE_LIST)
		return place->source == 0;
	return rt_spot_is_list (spot) && (place->parent < 0 || places[place->parent].source == 0);
}

/* Many facts are of the same few items: what was told of one begins and ends as what is told of another. What is evidence is
 * there, and so is the item that it is or is in. */
static void
write_fact (Writer *writer, RtSpot spot)
{
	const RtPlace *place = &rt_schema_places (NULL)[rt_spot_place (spot)];
	/* what is in no item, or deeper in it, stands for itself */
	gsize rest = place->behind;
	RtSpot item = rest > 0 ? rt_spot ((guint)place->list, rt_spot_index (spot), 0) : spot;
	if (writer->ready == NULL) {
		write_whole_fact (writer, spot, rest);
		return;
	}
	if (stands_alone (spot)) {
		rt_advice_write_piece (writer, RT_PIECE_FACT, rt_spot_place (spot));
		return;
	}
	guint slot = rt_spot_slot (item, RT_ADVICE_ITEM_BITS);
	if (writer->before->items[slot] == item) {
		copy_fact (&writer->json, writer->before->said[slot], place->pointer + place->length - rest,
			   rest);
		return;
	}
	writer->before->said[slot] = write_whole_fact (writer, spot, rest);
	writer->before->items[slot] = item;
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

static void
write_whole (Writer *writer, const RtCriterionResult *result)
{
	write_head (writer, result);
	write_judgement (writer, result);
	write_tail (writer, result);
}

/* ---- approaches ---- */

/* Parts of criteria that follow each other in the rules, as they are of those that are not met: of most there is no more to
 * say. */
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
	/* the points are those of the rules, and nothing is missing or doubted */
	if (result->state == ROUTE_YES) {
		rt_advice_write_piece (writer, RT_PIECE_MET, (guint)result->criterion);
		write_evidence (writer, result->evidence);
		return first + RT_PART_UNKNOWN;
	}
	write_judgement (writer, result);
	return first + RT_PART_TAIL;
}

/* returns whether any is in the shadow, and was not written */
static gboolean
write_criteria (Writer *writer, const RtApproachResult *result)
{
	gboolean shadow = FALSE;
	const RtApproach *approach = &writer->rules->approaches[result->approach];
	guint from = RT_N_PARTS * approach->first_criterion, end = from + RT_N_PARTS * approach->n_criteria, i = 0;
	for (; i < result->n_told && result->told[i] < approach->n_criteria; i++) {
		const RtCriterionResult *told = result->criteria[result->told[i]];
		from = write_told (writer, told, from);
		shadow = shadow || told->shadow;
	}
	write_parts (writer, from, end);
	/* those of plugins stand behind */
	for (; i < result->n_told; i++)
		write_whole (writer, result->criteria[result->told[i]]);
	return shadow;
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
		gboolean shadow = write_criteria (writer, approach);
		rt_json_end (json, ']');
		rt_json_member_begin (json, "shadow", '[');
		if (shadow)
			write_shadow (writer, approach);
		rt_json_end (json, ']');
		rt_json_end (json, '}');
	}
	rt_json_end (json, ']');
}
