/* Who belongs at the table, and who does not, and why. Default is not invited (covenant 13.2e). */
#include <string.h>
#include "libroute/weigh/weigh-private.h"

#define NO_TEXT ((RouteText){NULL, NULL})

typedef struct {
	RtParticipant participant; /* attend NOT: not proposed */
	RtSpots missing; /* what could change that */
	int outranked_by; /* party that it gave way to, or -1 */
	RouteTri lawful;
	gboolean won; /* a party that was proposed gave way to it */
} Place;

typedef struct {
	RtWorld *world;
	RtWeighing *weighing;
	const RtRoute *route;
	Place **places; /* by party; NULL: nothing speaks for it, which is so of most */
} Table;

/* ---- reasons ---- */

static int
by_weight (const void *a, const void *b, gpointer data)
{
	const RtWorld *world = data;
	guint x = *(const guint *)a, y = *(const guint *)b;
	gint32 difference = world->reason_points[y] - world->reason_points[x];
	return difference != 0 ? difference : (int)x - (int)y; /* reasons stand in order of their ids */
}

static void
collect_reasons (Table *table, guint party, Place *place)
{
	RtWorld *world = table->world;
	guint n = world->weigher->n_party_reasons[party];
	if (n == 0)
		return;
	guint *reasons = rt_arena_array (world->arena, n, sizeof *reasons);
	RtSpots missing = {0};
	guint first = world->weigher->first_reason[party], last = first + n;
	for (guint i = first; i < last; i++) {
		if (world->reasons[i].state == ROUTE_UNKNOWN)
			missing = rt_spots_join (world->arena, missing, world->reasons[i].missing);
		if (world->reasons[i].state != ROUTE_YES)
			continue;
		reasons[place->participant.n_reasons++] = i;
		place->participant.points += world->reason_points[i];
		place->participant.evidence =
		    rt_spots_join (world->arena, place->participant.evidence, world->reasons[i].evidence);
	}
	if (place->participant.n_reasons > 1)
		g_qsort_with_data (reasons, (gint)place->participant.n_reasons, sizeof *reasons, by_weight, world);
	place->participant.reasons = reasons;
	place->missing = missing;
}

/* a reason that only suspected or disputed facts leave open: enough to ask, not to invite */
static gboolean
is_suspected (const RtWorld *world, guint party)
{
	guint first = world->weigher->first_reason[party],
	      last = first + world->weigher->n_party_reasons[party];
	for (guint i = first; i < last; i++)
		if (world->reasons[i].state == ROUTE_UNKNOWN && world->reasons[i].doubted.n > 0 &&
		    world->reasons[i].missing.n == 0)
			return TRUE;
	return FALSE;
}

static RtSpots
spots_of (RtWorld *world, const RtSpot *spots, guint n)
{
	return rt_spots_sorted (world->arena, spots, n);
}

/* ---- what a plugin says of its party ---- */

static RouteText
phrase (const RoutePhrase *phrases, guint n, int index)
{
	return index >= 0 && (guint)index < n ? phrases[index].text : NO_TEXT;
}

static void
seat_by_plugin (Table *table, guint party, Place *place)
{
	RtWorld *world = table->world;
	const RtRegistry *registry = world->weigher->registry;
	int index = world->weigher->plugin_of_party[party];
	const RtPlugin *plugin = rt_registry_plugin (registry, (guint)index);
	const RtAnswer *answer = &world->answers[index];
	RtParticipant *participant = &place->participant;
	if (!answer->answered)
		return;
	place->lawful = answer->lawful.state;
	gboolean asked_on_suspicion = answer->attend == ROUTE_ATTEND_NOT && is_suspected (world, party);
	participant->attend = asked_on_suspicion ? ROUTE_ATTEND_ASK : answer->attend;
	/* being asked on a suspicion rests on the ground on which the party would be present if it is confirmed */
	gboolean doubtful = answer->lawful.state == ROUTE_UNKNOWN && answer->lawful.n_doubted > 0 &&
			    answer->lawful.n_missing == 0;
	gboolean lawful =
	    answer->lawful.state == ROUTE_YES || (doubtful && participant->attend == ROUTE_ATTEND_ASK);
	if (!lawful || answer->ground < 0)
		participant->attend = ROUTE_ATTEND_NOT;
	participant->part = answer->part >= 0 && (guint)answer->part < plugin->n_parts
				? plugin->parts[answer->part].id
				: "whole";
	participant->part_text = phrase (plugin->parts, plugin->n_parts, answer->part);
	participant->contribution =
	    phrase (plugin->contributions, plugin->n_contributions, answer->contribution);
	if (asked_on_suspicion && plugin->n_contributions > 0)
		participant->contribution = plugin->contributions[plugin->n_contributions > 1 ? 1 : 0].text;
	participant->basis = phrase (plugin->grounds, plugin->n_grounds, answer->ground);
	participant->evidence =
	    rt_spots_join (world->arena, participant->evidence,
			   spots_of (world, answer->lawful.evidence, answer->lawful.n_evidence));
	participant->evidence =
	    rt_spots_join (world->arena, participant->evidence,
			   spots_of (world, answer->attending.evidence, answer->attending.n_evidence));
}

static void
seat_by_rules (Table *table, guint party, Place *place)
{
	const RtParty *rule = &table->world->weigher->rules->parties[party];
	if (place->participant.n_reasons == 0)
		return;
	place->lawful = rule->lawful.en != NULL || rule->lawful.nl != NULL ? ROUTE_YES : ROUTE_NO;
	if (place->lawful == ROUTE_YES)
		place->participant.attend = rule->attend;
	place->participant.basis = rule->lawful;
	place->participant.contribution = rule->contribution;
}

/* makes it when there is none yet */
static Place *
place_of (Table *table, guint party)
{
	RtWorld *world = table->world;
	if (table->places[party] != NULL)
		return table->places[party];
	Place *place = table->places[party] = rt_arena_alloc (world->arena, sizeof *place);
	place->participant.party = party;
	place->participant.role = "member";
	place->participant.part = "whole";
	place->participant.involved = world->involvement[party] != 0;
	place->outranked_by = -1;
	collect_reasons (table, party, place);
	if (!world->members[party])
		return place;
	if (world->weigher->plugin_of_party[party] >= 0)
		seat_by_plugin (table, party, place);
	else
		seat_by_rules (table, party, place);
	return place;
}

/* Does a reason speak for it, or its plugin? */
static gboolean
is_spoken_for (const RtWorld *world, guint party)
{
	guint first = world->weigher->first_reason[party], n = world->weigher->n_party_reasons[party];
	int plugin = world->weigher->plugin_of_party[party];
	for (guint i = 0; i < n; i++)
		if (world->reasons[first + i].state != ROUTE_NO)
			return TRUE;
	return plugin >= 0 && world->answers[plugin].attend != ROUTE_ATTEND_NOT;
}

static gboolean
sits_at (const RtRoute *route, const char *table)
{
	return route->table != NULL &&
	       (strcmp (route->table, table) == 0 || strcmp (route->table, "both") == 0);
}

/* fixed seats of the table (covenant 12.3e) */
static void
take_seats (Table *table)
{
	const RtRuleSet *rules = table->world->weigher->rules;
	for (guint i = 0; i < rules->n_seats; i++) {
		const RtSeat *seat = &rules->seats[i];
		int party = table->world->weigher->seat_party[i];
		if (party < 0 || !sits_at (table->route, seat->table) || !table->world->members[party])
			continue;
		if (rt_world_holds (table->world, &seat->when) != ROUTE_YES)
			continue;
		RtParticipant *participant = &place_of (table, (guint)party)->participant;
		participant->attend = ROUTE_ATTEND_INVITE;
		participant->role = seat->role;
		participant->part = "whole";
		participant->part_text = NO_TEXT;
		participant->contribution = seat->contribution;
		participant->basis = seat->basis;
	}
}

/* ---- who may be proposed ---- */

/* home and the registering party; when closing also who is at work and who carries it on: all of them only asked */
static void
ask_only_near (Table *table)
{
	static const RouteText registered = {"covenant 1.9: it registered the case",
					     "convenant 1.9: heeft de zaak aangemeld"};
	static const RouteText directs = {"covenant 1.4: it directs the process",
					  "convenant 1.4: voert de procesregie"};
	static const RouteText at_work = {"covenant 1.12: it is at work in the case",
					  "convenant 1.12: is betrokken in de zaak"};
	static const RouteText carries_on = {"covenant 1.12: it carries the case on",
					     "convenant 1.12: zet de zaak voort"};
	const RtRuleSet *rules = table->world->weigher->rules;
	RouteRegistration *registration = table->world->registration;
	gboolean closing = table->route->propose == RT_PROPOSE_CLOSING;
	const RtFact *carrier = rt_record_at (registration, table->world->weigher->carried_by);
	for (guint i = 0; i < rules->n_parties; i++) {
		const RtParty *party = &rules->parties[i];
		const RouteText *basis = NULL;
		if ((table->world->involvement[i] & RT_INVOLVED_AS_REGISTRANT) != 0)
			basis = &registered;
		else if (party->home)
			basis = &directs;
		else if (closing && carrier->kind == RT_FACT_TEXT &&
			 strcmp (carrier->as.text, party->id) == 0)
			basis = &carries_on;
		else if (closing && (table->world->involvement[i] & RT_INVOLVED_ACTIVE) != 0)
			basis = &at_work;
		if (basis == NULL && table->places[i] == NULL)
			continue;
		RtParticipant *participant = &place_of (table, i)->participant;
		participant->attend =
		    basis != NULL && table->world->members[i] ? ROUTE_ATTEND_ASK : ROUTE_ATTEND_NOT;
		participant->role = "member";
		participant->part = "whole";
		participant->part_text = NO_TEXT;
		if (basis != NULL)
			participant->basis = *basis;
		if (basis != NULL && participant->contribution.en == NULL)
			participant->contribution = party->ask;
	}
}

static void
ask_everyone (Table *table)
{
	for (guint i = 0; i < table->world->weigher->rules->n_parties; i++)
		if (table->places[i] != NULL && table->places[i]->participant.attend == ROUTE_ATTEND_INVITE)
			table->places[i]->participant.attend = ROUTE_ATTEND_ASK;
}

static void
apply_route (Table *table)
{
	switch (table->route->propose) {
	case RT_PROPOSE_ALL:
		return;
	case RT_PROPOSE_ASK:
		ask_everyone (table);
		return;
	case RT_PROPOSE_HOME:
	case RT_PROPOSE_CLOSING:
		ask_only_near (table);
		return;
	default:
		for (guint i = 0; i < table->world->weigher->rules->n_parties; i++)
			if (table->places[i] != NULL)
				table->places[i]->participant.attend = ROUTE_ATTEND_NOT;
	}
}

/* who registered the case knows it, and judges with the process director whether it fits (covenant 13.2a): it is
 * no stranger to be asked first, and never left out where others are asked */
static void
keep_registrant (Table *table)
{
	static const RouteText registered = {"covenant 1.9 and 13.2a: it registered the case",
					     "convenant 1.9 en 13.2a: heeft de zaak aangemeld"};
	static const RouteText tells = {"What it registered the case for, and what it knows",
					"Waarvoor de zaak is aangemeld, en wat al bekend is"};
	const RtRuleSet *rules = table->world->weigher->rules;
	int party = rt_rules_find_party (rules, rt_record_registered_by (table->world->registration));
	if (party < 0 || !table->world->members[party])
		return;
	RtParticipant *participant = &place_of (table, (guint)party)->participant;
	if (participant->attend == ROUTE_ATTEND_INVITE)
		return;
	/* who is at work there and is asked all the same has no place at the table */
	gboolean at_work = (table->world->involvement[party] & RT_INVOLVED) != 0;
	if (participant->attend == ROUTE_ATTEND_ASK) {
		participant->attend = at_work ? ROUTE_ATTEND_ASK : ROUTE_ATTEND_INVITE;
		return;
	}
	participant->attend = ROUTE_ATTEND_ASK;
	participant->contribution = tells;
	participant->basis = registered;
}

/* ---- look-alikes (domain: existing involvement beats all) ---- */

static gboolean
is_proposed (const Table *table, int party)
{
	return party >= 0 && table->places[party] != NULL &&
	       table->places[party]->participant.attend != ROUTE_ATTEND_NOT;
}

/* the parties of a choice, in its order */
static const int *
among (const Table *table, const RtChoice *choice)
{
	const RtWeigher *weigher = table->world->weigher;
	return weigher->among[choice - weigher->rules->choices];
}

static int
preferred (Table *table, const RtChoice *choice)
{
	const RtRuleSet *rules = table->world->weigher->rules;
	for (guint i = 0; i < rules->n_preferences; i++) {
		const RtPreference *preference = &rules->preferences[i];
		if (strcmp (preference->choice, choice->id) != 0)
			continue;
		int party = table->world->weigher->preference_party[i];
		if (is_proposed (table, party) && rt_world_holds (table->world, &preference->when) == ROUTE_YES)
			return party;
	}
	for (guint i = 0; choice->among[i] != NULL; i++) {
		int party = among (table, choice)[i];
		if (is_proposed (table, party))
			return party;
	}
	return -1;
}

static int
winner_of (Table *table, const RtChoice *choice)
{
	for (guint i = 0; choice->among[i] != NULL; i++) {
		int party = among (table, choice)[i];
		if (is_proposed (table, party) && table->places[party]->participant.involved)
			return party;
	}
	return preferred (table, choice);
}

/* whoever is involved stays, and a fixed seat is no choice; who has a reason and stayed away gave way as well */
static gboolean
gives_way (const Table *table, int party)
{
	const Place *place = table->places[party];
	if (place == NULL)
		return FALSE;
	if (place->participant.attend == ROUTE_ATTEND_NOT)
		return place->participant.n_reasons > 0;
	return !place->participant.involved && !place->won && strcmp (place->participant.role, "member") == 0;
}

/* who took the place of another stays: a second choice must not leave both of them out */
static void
give_way (Table *table, int party, int winner)
{
	Place *place = table->places[party];
	if (place->participant.attend != ROUTE_ATTEND_NOT)
		table->places[winner]->won = TRUE;
	place->participant.attend = ROUTE_ATTEND_NOT;
	place->outranked_by = winner;
}

static void
choose_among (Table *table, const RtChoice *choice)
{
	int winner = winner_of (table, choice);
	for (guint i = 0; winner >= 0 && choice->among[i] != NULL; i++) {
		int party = among (table, choice)[i];
		if (party >= 0 && party != winner && gives_way (table, party))
			give_way (table, party, winner);
	}
}

/* who gave way to one that gave way itself did so to who is there */
static void
tell_who_is_there (Table *table)
{
	guint n = table->world->weigher->rules->n_parties;
	for (guint i = 0; i < n; i++) {
		Place *out = table->places[i];
		if (out == NULL)
			continue;
		for (guint steps = 0; steps < n && out->outranked_by >= 0 && !is_proposed (table, out->outranked_by); steps++)
			out->outranked_by = table->places[out->outranked_by]->outranked_by;
	}
}

static void
choose (Table *table)
{
	const RtRuleSet *rules = table->world->weigher->rules;
	for (guint i = 0; i < rules->n_choices; i++)
		if (rt_world_holds (table->world, &rules->choices[i].when) == ROUTE_YES)
			choose_among (table, &rules->choices[i]);
	tell_who_is_there (table);
}

/* ---- lists ---- */

static int
role_order (const char *role)
{
	static const char *const roles[] = {"chair", "core", "periodic", "member"};
	int order = 0;
	while (order < (int)G_N_ELEMENTS (roles) && strcmp (roles[order], role) != 0)
		order++;
	return order;
}

static int
by_rank (const void *a, const void *b)
{
	const RtParticipant *x = a, *y = b;
	if (x->attend != y->attend)
		return x->attend == ROUTE_ATTEND_INVITE ? -1 : 1;
	int order = role_order (x->role) - role_order (y->role);
	if (order == 0)
		order = (y->points > x->points) - (y->points < x->points);
	return order != 0 ? order : (x->party > y->party) - (x->party < y->party);
}

static RtNotInvitedBecause
why_not (const Table *table, guint party, const Place *place)
{
	gboolean meeting = table->route->propose == RT_PROPOSE_ALL || table->route->propose == RT_PROPOSE_ASK;
	if (!table->world->members[party])
		return RT_NOT_A_PARTY_NOW;
	if (!meeting)
		return RT_NO_MEETING;
	if (place->outranked_by >= 0)
		return RT_OUTRANKED;
	return place->participant.n_reasons > 0 && place->lawful != ROUTE_YES ? RT_NOT_LAWFUL : RT_NOT_RELEVANT;
}

static gboolean
is_in (const Table *table, guint party)
{
	if (!is_proposed (table, (int)party))
		return FALSE;
	const RtParticipant *participant = &table->places[party]->participant;
	gboolean grounded = participant->basis.en != NULL || participant->basis.nl != NULL;
	return table->world->members[party] && grounded;
}

static void
make_lists (Table *table)
{
	static const Place nowhere = {.outranked_by = -1};
	RtWorld *world = table->world;
	guint n = world->weigher->rules->n_parties, n_in = 0;
	for (guint i = 0; i < n; i++)
		n_in += table->places[i] != NULL && is_in (table, i);
	RtParticipant *in = rt_arena_array (world->arena, MAX (n_in, 1), sizeof *in);
	RtNotInvited *out = rt_arena_array (world->arena, MAX (n - n_in, 1), sizeof *out);
	RtWeighing *weighing = table->weighing;
	for (guint i = 0; i < n; i++) {
		const Place *place = table->places[i];
		if (place == NULL) {
			RtNotInvited *absent = &out[weighing->n_not_invited++];
			absent->party = i;
			absent->because = why_not (table, i, &nowhere);
			absent->outranked_by = -1;
			continue;
		}
		const RtParticipant *participant = &place->participant;
		if (is_in (table, i))
			in[weighing->n_participants++] = *participant;
		else
			out[weighing->n_not_invited++] = (RtNotInvited){.party = i,
									.because = why_not (table, i, place),
									.outranked_by = place->outranked_by,
									.reasons = participant->reasons,
									.n_reasons = participant->n_reasons,
									.missing = place->missing};
	}
	qsort (in, weighing->n_participants, sizeof *in, by_rank);
	weighing->participants = in;
	weighing->not_invited = out;
}

void
rt_participants_propose (RtWorld *world, RtWeighing *weighing)
{
	const RtRuleSet *rules = world->weigher->rules;
	static const RtRoute no_route = {.propose = RT_PROPOSE_NOBODY};
	Table table = {.world = world, .weighing = weighing};
	table.route = weighing->route >= 0 ? &rules->routes[weighing->route] : &no_route;
	table.places = rt_arena_array (world->arena, MAX (rules->n_parties, 1), sizeof *table.places);
	for (guint i = 0; i < rules->n_parties; i++)
		if (is_spoken_for (world, i))
			place_of (&table, i);
	take_seats (&table);
	keep_registrant (&table);
	apply_route (&table);
	choose (&table);
	make_lists (&table);
	weighing->table = table.route->table;
}

/* ---- who could supply the case coordinator (covenant 14.1) ---- */

static int
by_likelihood (const void *a, const void *b)
{
	const RtCandidate *x = a, *y = b;
	if (x->likelihood != y->likelihood)
		return y->likelihood > x->likelihood ? 1 : -1;
	return (x->party > y->party) - (x->party < y->party);
}

void
rt_coordinator_list (RtWorld *world, RtWeighing *weighing)
{
	RtCandidate *list = rt_arena_array (world->arena, MAX (weighing->n_participants, 1), sizeof *list);
	for (guint i = 0; i < weighing->n_participants && weighing->table != NULL; i++) {
		const RtParticipant *participant = &weighing->participants[i];
		int index = world->weigher->plugin_of_party[participant->party];
		if (index < 0 || world->answers[index].coordinator == ROUTE_COORDINATOR_NONE)
			continue;
		const RtPlugin *plugin = rt_registry_plugin (world->weigher->registry, (guint)index);
		const RtAnswer *answer = &world->answers[index];
		list[weighing->n_coordinator++] = (RtCandidate){
		    .party = participant->party,
		    .likelihood = answer->coordinator,
		    .reasons = participant->reasons,
		    .n_reasons = participant->n_reasons,
		    .text = phrase (plugin->contributions, plugin->n_contributions, answer->coordinator_text),
		};
	}
	qsort (list, weighing->n_coordinator, sizeof *list, by_likelihood);
	weighing->coordinator = list;
}
