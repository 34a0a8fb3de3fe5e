/* What each proposed participant's invitation rests on, and whose agreement is needed before it is read
 * (covenant 13.2f, 17.2). And the questions to put to parties before a meeting (1.10). */
#include <string.h>
#include "libroute/weigh/weigh-private.h"

/* does "/incidents", "incidents" or "/incidents/3/kind" cover this pointer? */
static gboolean
covers (const char *field, const char *pointer)
{
	const char *bare = *field == '/' ? field + 1 : field;
	gsize length = strlen (bare);
	return strncmp (pointer + 1, bare, length) == 0 &&
	       (pointer[1 + length] == '\0' || pointer[1 + length] == '/');
}

static gboolean
lists (const RtFact *list, const char *text)
{
	for (guint i = 0; list->kind == RT_FACT_LIST && i < list->length; i++)
		if (strcmp (list->as.facts[i].as.text, text) == 0)
			return TRUE;
	return FALSE;
}

/* is "incidents" or "incidents/3/kind" about what is in this place at all? */
static gboolean
is_about (const char *field, const char *place)
{
	const char *bare = *field == '/' ? field + 1 : field;
	gsize length = strcspn (bare, "/");
	return strncmp (place + 1, bare, length) == 0 && (place[1 + length] == '\0' || place[1 + length] == '/');
}

static gboolean
covers_spot (const RtWorld *world, const RtFact *fields, RtSpot spot)
{
	const char *place = rt_schema_places (NULL)[rt_spot_place (spot)].pointer;
	g_autoptr (GString) pointer = NULL; /* made when it is asked for */
	for (guint i = 0; fields->kind == RT_FACT_LIST && i < fields->length; i++) {
		const char *field = fields->as.facts[i].as.text;
		if (!is_about (field, place))
			continue;
		if (pointer == NULL) {
			pointer = g_string_new (NULL);
			rt_record_print_spot (world->registration, spot, pointer);
		}
		if (covers (field, pointer->str))
			return TRUE;
	}
	return FALSE;
}

static gboolean
is_shared (const RtWorld *world, const char *source, const char *with, RtSpot spot)
{
	const RtFact *sharing = rt_record_at (world->registration, world->weigher->sharing);
	for (guint i = 0; sharing->kind == RT_FACT_LIST && i < sharing->length; i++) {
		const RtFact *facts = sharing->as.facts[i].as.facts; /* source, with, fields */
		if (strcmp (facts[0].as.text, source) == 0 && lists (&facts[1], with) &&
		    covers_spot (world, &facts[2], spot))
			return TRUE;
	}
	return FALSE;
}

/* who brought a fact in */
typedef struct {
	RtSpot spot; /* 0: nobody was looked up yet */
	const char *source; /* NULL: the registering party */
	int party; /* that it is, or -1 */
	gboolean third;
} Provided;

/* most participants rest on the same facts: their providers are looked up once */
#define KEPT_BITS 6u
typedef struct {
	const RtWorld *world;
	const char *registrant;
	int registering;
	Provided kept[1u << KEPT_BITS];
} Lookup;

static const Provided *
look_up (Lookup *lookup, RtSpot spot)
{
	Provided *provided = &lookup->kept[rt_spot_slot (spot, KEPT_BITS)];
	if (provided->spot == spot)
		return provided;
	*provided = (Provided){.spot = spot, .party = -1};
	provided->source = rt_fact_source (lookup->world->registration, spot);
	provided->third = g_str_has_prefix (provided->source != NULL ? provided->source : lookup->registrant, "third:");
	if (provided->source != NULL && !provided->third)
		provided->party = rt_rules_find_party (lookup->world->weigher->rules, provided->source);
	return provided;
}

static RtDisclosedFact
disclose (Lookup *lookup, guint party, RtSpot spot)
{
	const Provided *provided = look_up (lookup, spot);
	const char *provider = provided->source != NULL ? provided->source : lookup->registrant;
	RtDisclosedFact fact = {.spot = spot, .source = provided->party, .third = provided->third ? provider : NULL, .ask = -1};
	/* for somebody who is no Party speaks the party that brought the fact in, and knows it */
	gboolean own = provided->third || provided->source == NULL;
	const char *reader = lookup->world->weigher->rules->parties[party].id;
	fact.allowed = strcmp (own ? lookup->registrant : provider, reader) == 0 ||
		       is_shared (lookup->world, provider, reader, spot);
	if (!fact.allowed)
		fact.ask = own ? lookup->registering : provided->party;
	return fact;
}

void
rt_disclosure_list (RtWorld *world, RtWeighing *weighing)
{
	RtDisclosure *list = rt_arena_array (world->arena, MAX (weighing->n_participants, 1), sizeof *list);
	Lookup lookup = {.world = world, .registrant = rt_record_registered_by (world->registration)};
	lookup.registering = rt_rules_find_party (world->weigher->rules, lookup.registrant);
	for (guint i = 0; i < weighing->n_participants; i++) {
		const RtParticipant *participant = &weighing->participants[i];
		RtDisclosedFact *facts =
		    rt_arena_array (world->arena, MAX (participant->evidence.n, 1), sizeof *facts);
		for (guint j = 0; j < participant->evidence.n; j++)
			facts[j] = disclose (&lookup, participant->party, participant->evidence.spots[j]);
		list[weighing->n_disclosure++] =
		    (RtDisclosure){.party = participant->party,
				   .facts = facts,
				   .n_facts = participant->evidence.n};
	}
	weighing->disclosure = list;
}

/* ---- questions ---- */

/* criteria that hang on a doubted fact this party provided */
static guint
doubted_criteria (RtWorld *world, guint party, guint *criteria)
{
	const RtRuleSet *rules = world->weigher->rules;
	guint n = 0;
	for (guint i = rt_next_bit (world->open, 0, rules->n_criteria); i < rules->n_criteria;
	     i = rt_next_bit (world->open, i + 1, rules->n_criteria)) {
		RtSpots doubted = rt_world_criterion (world, i)->doubted;
		gboolean own = FALSE;
		for (guint j = 0; j < doubted.n; j++) {
			const char *source = rt_fact_source (world->registration, doubted.spots[j]);
			own = own ||
			      strcmp (source != NULL ? source : rt_record_registered_by (world->registration),
				      rules->parties[party].id) == 0;
		}
		if (own && rules->criteria[i].mode == RT_MODE_LIVE)
			criteria[n++] = i;
	}
	return n;
}

static gboolean
is_said (RouteText text)
{
	return text.en != NULL || text.nl != NULL;
}

/* what the route asks of everybody; or a fact of its own that is in doubt; or what the party is asked always */
static RouteText
question_to (const RtRuleSet *rules, const RtRoute *route, const RtParticipant *participant, const guint *criteria,
	     guint n)
{
	if (route != NULL && is_said (route->ask))
		return route->ask;
	if (n > 0 && rules->criteria[criteria[0]].ask.en != NULL)
		return rules->criteria[criteria[0]].ask;
	RouteText question = rules->parties[participant->party].ask;
	return is_said (question) ? question : participant->contribution;
}

void
rt_questions_put (RtWorld *world, RtWeighing *weighing)
{
	const RtRuleSet *rules = world->weigher->rules;
	const RtRoute *route = weighing->route >= 0 ? &rules->routes[weighing->route] : NULL;
	guint n_open = rt_count_bits (world->open, rules->n_criteria);
	RtWeighingQuestion *list =
	    rt_arena_array (world->arena, MAX (weighing->n_participants, 1), sizeof *list);
	for (guint i = 0; i < weighing->n_participants; i++) {
		const RtParticipant *participant = &weighing->participants[i];
		guint *criteria = rt_arena_array (world->arena, MAX (n_open, 1), sizeof *criteria);
		guint n = doubted_criteria (world, participant->party, criteria);
		if (participant->attend != ROUTE_ATTEND_ASK && n == 0)
			continue;
		RouteText question = question_to (rules, route, participant, criteria, n);
		list[weighing->n_questions++] = (RtWeighingQuestion){.party = participant->party,
								     .question = question,
								     .reasons = participant->reasons,
								     .n_reasons = participant->n_reasons,
								     .criteria = criteria,
								     .n_criteria = n};
	}
	weighing->questions = list;
}
