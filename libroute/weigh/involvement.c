/* Which parties have to do with a case already. */
#include <string.h>
#include "libroute/weigh/weigh-private.h"

/* Names that are no party's tell of nobody at the table; of an involvement that is supposed the party may not be known. */
static void
add (RtWorld *world, const RtFact *name, RtInvolvement how)
{
	const RtRuleSet *rules = world->weigher->rules;
	int party = name->kind == RT_FACT_TEXT ? rt_rules_find_party (rules, name->as.text) : -1;
	/* an alias is not what facts hold */
	if (party >= 0 && strcmp (rules->parties[party].id, name->as.text) == 0)
		world->involvement[party] |= (guint8)how;
}

/* active (the first word, and what none given counts as) and stalled are involvement; refused and ended are not */
static void
add_involved (RtWorld *world)
{
	const RtFact *involved = rt_record_at (world->registration, world->weigher->involved);
	for (guint i = 0; involved->kind == RT_FACT_LIST && i < involved->length; i++) {
		const RtFact *facts = involved->as.facts[i].as.facts; /* party, role, status */
		if (facts[2].as.word <= 1)
			add (world, &facts[0], facts[2].as.word == 0 ? RT_INVOLVED | RT_INVOLVED_ACTIVE : RT_INVOLVED);
	}
}

/* a measure that a party carries out is involvement too, unless it ended */
static void
add_measures (RtWorld *world)
{
	const RtFact *measures = rt_record_at (world->registration, world->weigher->measures);
	for (guint i = 0; measures->kind == RT_FACT_LIST && i < measures->length; i++) {
		const RtFact *facts = measures->as.facts[i].as.facts, *until = &facts[3]; /* kind, by, since, until */
		if (until->kind != RT_FACT_DATE || until->as.days >= rt_record_received (world->registration))
			add (world, &facts[1], RT_INVOLVED_BY_MEASURE);
	}
}

void
rt_involvement_find (RtWorld *world)
{
	RtFact registrant = {.kind = RT_FACT_TEXT, .as.text = rt_record_registered_by (world->registration)};
	world->involvement =
	    rt_arena_array (world->arena, MAX (world->weigher->rules->n_parties, 1), sizeof *world->involvement);
	add_involved (world);
	add_measures (world);
	add (world, &registrant, RT_INVOLVED_AS_REGISTRANT);
}
