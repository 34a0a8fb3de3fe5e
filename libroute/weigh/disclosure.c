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

static gboolean
is_shared (const RtWorld *world, const char *source, const char *with, RtSpot spot)
{
	const RtFact *sharing = rt_record_at (world->registration, world->weigher->sharing);
	g_autoptr (GString) pointer = NULL; /* made when it is asked for */
	for (guint i = 0; sharing->kind == RT_FACT_LIST && i < sharing->length; i++) {
		const RtFact *facts = sharing->as.facts[i].as.facts; /* source, with, fields */
		if (strcmp (facts[0].as.text, source) != 0 || !lists (&facts[1], with))
			continue;
		if (pointer == NULL) {
			pointer = g_string_new (NULL);
			rt_record_print_spot (world->registration, spot, pointer);
		}
		for (guint j = 0; facts[2].kind == RT_FACT_LIST && j < facts[2].length; j++)
			if (covers (facts[2].as.facts[j].as.text, pointer->str))
				return TRUE;
	}
	return FALSE;
}

/* facts in a row mostly come from one party: it is looked up once */
typedef struct {
	const RtRuleSet *rules;
	const char *name;
	int party;
} Lookup;

static int
look_up (Lookup *lookup, const char *name)
{
	if (lookup->name == NULL || strcmp (lookup->name, name) != 0)
		*lookup = (Lookup){lookup->rules, name, rt_rules_find_party (lookup->rules, name)};
	return lookup->party;
}

static RtDisclosedFact
disclose (const RtWorld *world, Lookup *lookup, guint party, RtSpot spot)
{
	const char *source = rt_fact_source (world->registration, spot),
		   *registrant = rt_record_registered_by (world->registration);
	const char *provider = source != NULL ? source : registrant;
	gboolean third = g_str_has_prefix (provider, "third:");
	RtDisclosedFact fact = {.spot = spot, .source = -1, .third = third ? provider : NULL, .ask = -1};
	if (source != NULL && !third)
		fact.source = look_up (lookup, source);
	/* for somebody who is no Party speaks the party that brought the fact in, and knows it */
	const char *reader = lookup->rules->parties[party].id, *speaks = third ? registrant : provider;
	fact.allowed = strcmp (speaks, reader) == 0 || is_shared (world, provider, reader, spot);
	if (!fact.allowed)
		fact.ask = look_up (lookup, speaks);
	return fact;
}

void
rt_disclosure_list (RtWorld *world, RtWeighing *weighing)
{
	RtDisclosure *list = rt_arena_array (world->arena, MAX (weighing->n_participants, 1), sizeof *list);
	Lookup lookup = {world->weigher->rules, NULL, -1};
	for (guint i = 0; i < weighing->n_participants; i++) {
		const RtParticipant *participant = &weighing->participants[i];
		RtDisclosedFact *facts =
		    rt_arena_array (world->arena, MAX (participant->evidence.n, 1), sizeof *facts);
		for (guint j = 0; j < participant->evidence.n; j++)
			facts[j] = disclose (world, &lookup, participant->party, participant->evidence.spots[j]);
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
	for (guint i = 0; i < rules->n_criteria; i++) {
		RtSpots doubted = world->criteria[i].doubted;
		gboolean own = FALSE;
		for (guint j = 0; j < doubted.n; j++) {
			const char *source = rt_fact_source (world->registration, doubted.spots[j]);
			own = own ||
			      strcmp (source != NULL ? source : rt_record_registered_by (world->registration),
				      rules->parties[party].id) == 0;
		}
		if (world->criteria[i].state == ROUTE_UNKNOWN && own && rules->criteria[i].mode == RT_MODE_LIVE)
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
	RtWeighingQuestion *list =
	    rt_arena_array (world->arena, MAX (weighing->n_participants, 1), sizeof *list);
	for (guint i = 0; i < weighing->n_participants; i++) {
		const RtParticipant *participant = &weighing->participants[i];
		guint *criteria = rt_arena_array (world->arena, MAX (rules->n_criteria, 1), sizeof *criteria);
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
