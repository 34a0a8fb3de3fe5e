#include "libroute/host/wire-answer.h"
#include "libroute/util/visible.h"
#include "libroute/util/wire.h"

#define MOST_FAULT 512u

/* ---- writing ---- */

static void
pack_spots (const RtSpot *spots, guint n, GByteArray *out)
{
	rt_wire_put_u32 (out, n);
	rt_wire_put (out, spots, n * sizeof *spots);
}

static void
pack_finding (const RtFinding *finding, GByteArray *out)
{
	rt_wire_put_u8 (out, (guint8)finding->state);
	pack_spots (finding->evidence, finding->n_evidence, out);
	pack_spots (finding->missing, finding->n_missing, out);
	pack_spots (finding->doubted, finding->n_doubted, out);
	rt_wire_put_u32 (out, finding->against);
}

void
rt_answer_pack (const RtPlugin *plugin, const RtAnswer *answer, GByteArray *out)
{
	rt_wire_put_u8 (out, answer->answered != FALSE);
	rt_wire_put_text (out, answer->fault);
	if (!answer->answered)
		return;
	for (guint i = 0; i < plugin->n_reasons; i++)
		pack_finding (&answer->reasons[i], out);
	pack_finding (&answer->lawful, out);
	pack_finding (&answer->attending, out);
	const gint64 numbers[] = {answer->ground,	answer->attend,	     answer->part,
				  answer->contribution, answer->coordinator, answer->coordinator_text};
	for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
		rt_wire_put_i64 (out, numbers[i]);
	guint n = g_strv_length ((GStrv)answer->thirds);
	rt_wire_put_u32 (out, n);
	for (guint i = 0; i < n; i++)
		rt_wire_put_text (out, answer->thirds[i]);
}

/* ---- reading ---- */

typedef struct {
	RtWireReader reader;
	const RouteRegistration *registration;
	const RtPlaceSet *visible;
	RtArena *arena;
} Unpacking;

static guint
length_at (const RouteRegistration *registration, int list, guint outer)
{
	const RtFact *fact = rt_record_at (registration, rt_spot ((guint)list, outer, 0));
	return fact->kind == RT_FACT_LIST ? fact->length : 0;
}

/* a place that the plugin may see, in an item that is there; a list itself may stand with an item's index */
static gboolean
is_spot (const Unpacking *unpacking, RtSpot spot)
{
	guint n_places = 0, place = rt_spot_place (spot);
	const RtPlace *places = rt_schema_places (&n_places);
	guint indexes[] = {rt_spot_index (spot), rt_spot_second_index (spot)};
	if (place >= n_places || !rt_place_set_has (unpacking->visible, place) ||
	    rt_spot (place, indexes[0], indexes[1]) != spot)
		return FALSE;
	gboolean is_list = places[place].field->type == RT_TYPE_LIST;
	int inner = is_list ? (int)place : places[place].list;
	int outer = inner >= 0 && places[inner].list >= 0 ? places[inner].list : inner;
	if (inner < 0)
		return indexes[0] == 0 && indexes[1] == 0;
	guint n = length_at (unpacking->registration, outer, 0);
	if (indexes[0] != 0 || (outer != (int)place && !(is_list && outer == inner)))
		if (indexes[0] >= n)
			return FALSE;
	if (outer == inner)
		return indexes[1] == 0;
	return indexes[1] == 0 || indexes[1] < length_at (unpacking->registration, inner, indexes[0]);
}

static const RtSpot *
unpack_spots (Unpacking *unpacking, guint *n)
{
	RtWireReader *reader = &unpacking->reader;
	*n = rt_wire_get_u32 (reader);
	reader->bad = reader->bad || *n > RT_MOST_SPOTS;
	const guint8 *bytes = rt_wire_take (reader, (gsize)*n * sizeof (RtSpot));
	RtSpot *spots = bytes != NULL ? rt_arena_array (unpacking->arena, MAX (*n, 1), sizeof *spots) : NULL;
	reader->bad = reader->bad || spots == NULL;
	if (spots != NULL)
		memcpy (spots, bytes, *n * sizeof *spots);
	for (guint i = 0; i < *n && !reader->bad; i++)
		reader->bad = !is_spot (unpacking, spots[i]);
	if (reader->bad)
		*n = 0;
	return *n > 0 ? spots : NULL;
}

/* a fact, or the whole of a list at the top */
static gboolean
may_decide (const Unpacking *unpacking, RtSpot spot)
{
	guint n_places = 0, place = rt_spot_place (spot);
	const RtPlace *places = rt_schema_places (&n_places);
	if (!rt_spot_is_list (spot))
		return is_spot (unpacking, spot);
	return place < n_places && rt_place_set_has (unpacking->visible, place) && places[place].list < 0 &&
	       places[place].field->type == RT_TYPE_LIST && spot == rt_spot_of_list (place, TRUE, 0);
}

static RtFinding
unpack_finding (Unpacking *unpacking)
{
	RtFinding finding = {.state = rt_wire_get_u8 (&unpacking->reader)};
	unpacking->reader.bad = unpacking->reader.bad || finding.state > ROUTE_YES;
	finding.evidence = unpack_spots (unpacking, &finding.n_evidence);
	finding.missing = unpack_spots (unpacking, &finding.n_missing);
	finding.doubted = unpack_spots (unpacking, &finding.n_doubted);
	finding.against = rt_wire_get_u32 (&unpacking->reader);
	if (finding.against != 0 && (finding.state != ROUTE_NO || !may_decide (unpacking, finding.against)))
		unpacking->reader.bad = TRUE;
	return finding;
}

/* a number from `least` and below `end` */
static int
unpack_number (Unpacking *unpacking, int least, guint end)
{
	gint64 number = rt_wire_get_i64 (&unpacking->reader);
	if (number >= least && number < (gint64)end)
		return (int)number;
	unpacking->reader.bad = TRUE;
	return least;
}

static const char *
unpack_fault (Unpacking *unpacking)
{
	guint32 length;
	const char *text = rt_wire_get_text (&unpacking->reader, MOST_FAULT, &length);
	if (text == NULL)
		return NULL;
	unpacking->reader.bad = !g_utf8_validate (text, length, NULL) || rt_text_hidden (text, length) != NULL;
	return rt_arena_strndup (unpacking->arena, text, length);
}

static const char *const *
unpack_thirds (Unpacking *unpacking)
{
	RtWireReader *reader = &unpacking->reader;
	guint n = rt_wire_get_u32 (reader);
	const char **thirds = rt_arena_array (unpacking->arena, RT_MOST_THIRDS + 1, sizeof *thirds);
	reader->bad = reader->bad || n > RT_MOST_THIRDS || thirds == NULL;
	for (guint i = 0; i < n && !reader->bad; i++) {
		guint32 length;
		const char *text = rt_wire_get_text (reader, RT_MOST_SLUG, &length);
		thirds[i] = text != NULL ? rt_arena_strndup (unpacking->arena, text, length) : NULL;
		reader->bad = reader->bad || thirds[i] == NULL || !rt_sink_is_slug (thirds[i]);
	}
	return thirds;
}

static void
unpack_all (Unpacking *unpacking, const RtPlugin *plugin, RtAnswer *answer)
{
	RtFinding *reasons = rt_arena_array (unpacking->arena, MAX (plugin->n_reasons, 1), sizeof *reasons);
	unpacking->reader.bad = unpacking->reader.bad || reasons == NULL;
	for (guint i = 0; i < plugin->n_reasons && !unpacking->reader.bad; i++)
		reasons[i] = unpack_finding (unpacking);
	answer->reasons = reasons;
	answer->lawful = unpack_finding (unpacking);
	answer->attending = unpack_finding (unpacking);
	answer->ground = unpack_number (unpacking, -1, plugin->n_grounds);
	answer->attend = (RouteAttend)unpack_number (unpacking, 0, ROUTE_ATTEND_INVITE + 1);
	answer->part = unpack_number (unpacking, -1, plugin->n_parts);
	answer->contribution = unpack_number (unpacking, -1, plugin->n_contributions);
	answer->coordinator = (RouteCoordinator)unpack_number (unpacking, 0, ROUTE_COORDINATOR_HIGH + 1);
	answer->coordinator_text = unpack_number (unpacking, -1, plugin->n_contributions);
	answer->thirds = unpack_thirds (unpacking);
	/* what the sink would not have let through together */
	gboolean lawful = answer->ground >= 0 || answer->lawful.state == ROUTE_NO;
	gboolean attends = answer->attend == ROUTE_ATTEND_NOT || answer->contribution >= 0;
	gboolean coordinates = (answer->coordinator == ROUTE_COORDINATOR_NONE) == (answer->coordinator_text < 0);
	unpacking->reader.bad = unpacking->reader.bad || !lawful || !attends || !coordinates;
}

gboolean
rt_answer_unpack (const RtPlugin *plugin, const RouteRegistration *registration, const RtPlaceSet *visible,
		  const guint8 *bytes, gsize length, RtArena *arena, RtAnswer *answer)
{
	Unpacking unpacking = {
		.reader = {bytes, length, FALSE}, .registration = registration, .visible = visible, .arena = arena};
	answer->answered = rt_wire_get_u8 (&unpacking.reader) != 0;
	answer->fault = unpack_fault (&unpacking);
	if (answer->answered)
		unpack_all (&unpacking, plugin, answer);
	return !unpacking.reader.bad && unpacking.reader.left == 0 && (answer->answered || answer->fault != NULL);
}
