/* SPDX-License-Identifier: EUPL-1.2 */
#include "plugins/common/knowledge.h"

/* one call: everything a condition is asked with */
typedef struct {
	const Knowledge *knowledge;
	const RouteHost *host;
	const RouteView *view;
	RouteSink *sink;
	/* reasons found not to be met: asking again would add nothing, not even to the trail */
	uint64_t ruled_out;
} Asker;

static RouteTri meets (Asker *asker, uint32_t reason);

static RouteTri
any_met (Asker *asker, uint64_t reasons, uint32_t before)
{
	RouteTri state = ROUTE_NO;
	for (uint32_t i = 0; i < before; i++)
		if ((reasons & REASON (i)) != 0)
			state = route_or (state, meets (asker, i));
	return state;
}

/* whether anything in a list that is given may fit; unknown when it is the list itself that is unknown */
static RouteTri
may_fit (Asker *asker, const RouteQuestion *question)
{
	RouteTally tally;
	RouteTri state = asker->host->ask (asker->view, asker->sink, question, &tally);
	uint32_t wanted = question->at_least > 0 ? question->at_least : 1;
	return state == ROUTE_UNKNOWN && tally.possible >= wanted ? ROUTE_YES : state;
}

/* an unknown age is no age out of bounds: only a certain no to every one of the questions is */
static RouteTri
is_within (Asker *asker, const RouteQuestion *questions)
{
	RouteTri state = questions[0].n_clauses == 0 ? ROUTE_YES : ROUTE_NO;
	for (int i = 0; i < KNOWLEDGE_MOST && questions[i].n_clauses != 0 && state != ROUTE_YES; i++)
		if (asker->host->ask (asker->view, asker->sink, &questions[i], NULL) != ROUTE_NO)
			state = ROUTE_YES;
	return state;
}

/* reasons from `before` on do not count; asking stops at the first no, so that what is beside the point is
 * not noted */
static RouteTri
holds (Asker *asker, const Condition *when, uint32_t before)
{
	RouteTri state = when->any != 0 ? any_met (asker, when->any, before) : ROUTE_YES;
	if (when->also != 0 && state != ROUTE_NO)
		state = route_and (state, any_met (asker, when->also, before));
	for (int i = 0; i < KNOWLEDGE_MOST && when->all[i].n_clauses != 0 && state != ROUTE_NO; i++)
		state = route_and (state, asker->host->ask (asker->view, asker->sink, &when->all[i], NULL));
	for (int i = 0; i < KNOWLEDGE_MOST && when->none[i].n_clauses != 0 && state != ROUTE_NO; i++)
		state = route_and (state, route_not (asker->host->ask (asker->view, asker->sink, &when->none[i], NULL)));
	if (state != ROUTE_NO)
		state = route_and (state, is_within (asker, when->within));
	if (when->perhaps.n_clauses != 0 && state != ROUTE_NO)
		state = route_and (state, may_fit (asker, &when->perhaps));
	return state;
}

static RouteTri
meets (Asker *asker, uint32_t reason)
{
	RouteTri state = ROUTE_NO;
	if ((asker->ruled_out & REASON (reason)) != 0)
		return state;
	for (size_t i = 0; i < asker->knowledge->n_meets; i++)
		if (asker->knowledge->meets[i].reason == reason)
			state = route_or (state, holds (asker, &asker->knowledge->meets[i].when, reason));
	if (state == ROUTE_NO)
		asker->ruled_out |= REASON (reason);
	return state;
}

static RouteTri
say_lawful (Asker *asker)
{
	const Knowledge *knowledge = asker->knowledge;
	RouteTri best = ROUTE_NO;
	size_t chosen = 0;
	for (size_t i = 0; i < knowledge->n_lawful && best != ROUTE_YES; i++) {
		RouteTri state = holds (asker, &knowledge->lawful[i].when, knowledge->n_reasons);
		if (state > best) {
			best = state;
			chosen = i;
		}
	}
	if (knowledge->n_lawful != 0)
		asker->host->lawful (asker->sink, knowledge->lawful[chosen].ground, best);
	return best;
}

/* who may not be present is not proposed, whatever it could bring */
static void
say_attend (Asker *asker, RouteTri lawful)
{
	const Knowledge *knowledge = asker->knowledge;
	for (size_t i = 0; i < knowledge->n_attends && lawful != ROUTE_NO; i++) {
		const AttendRow *row = &knowledge->attends[i];
		if (holds (asker, &row->when, knowledge->n_reasons) == ROUTE_YES) {
			asker->host->attend (asker->sink, row->attend, row->part, row->contribution);
			return;
		}
	}
	asker->host->attend (asker->sink, ROUTE_ATTEND_NOT, ROUTE_WHOLE, 0);
}

static void
say_coordinate (Asker *asker)
{
	const Knowledge *knowledge = asker->knowledge;
	for (size_t i = 0; i < knowledge->n_coordinates; i++) {
		const CoordinatorRow *row = &knowledge->coordinates[i];
		if (holds (asker, &row->when, knowledge->n_reasons) == ROUTE_YES) {
			asker->host->coordinate (asker->sink, row->likelihood, row->contribution);
			return;
		}
	}
}

bool
knowledge_assess (const Knowledge *knowledge, const RouteHost *host, const RouteView *view, RouteSink *sink)
{
	Asker asker = { knowledge, host, view, sink, 0 };
	for (uint32_t i = 0; i < knowledge->n_reasons; i++)
		host->reason (sink, i, meets (&asker, i));
	say_attend (&asker, say_lawful (&asker));
	say_coordinate (&asker);
	for (size_t i = 0; i < knowledge->n_thirds; i++)
		if (holds (&asker, &knowledge->thirds[i].when, knowledge->n_reasons) == ROUTE_YES)
			host->third (sink, knowledge->thirds[i].slug);
	return true;
}
