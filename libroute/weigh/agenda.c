/* The agenda of a meeting with more at the table than talk well together: first the case itself, with those who know it and
 * whose reasons are strongest, then what the others are needed for: the home, and who is too many. Who leads sits in both. */
#include <string.h>
#include "libroute/weigh/weigh-private.h"

#define FLAG "large-meeting"
#define SETTING "large-meeting-above"

typedef struct {
	const RtWeighing *weighing;
	guint invited; /* the first so many participants */
	guint n_first;
	gboolean *first;
} Agenda;

static gboolean
is_large (const RtWorld *world, const RtWeighing *weighing)
{
	for (guint i = 0; i < weighing->n_flags; i++)
		if (strcmp (world->weigher->rules->flags[weighing->flags[i]].id, FLAG) == 0)
			return TRUE;
	return FALSE;
}

/* how many talk well together; where the rules do not say, half of those invited */
static guint
most_together (const RtWorld *world, guint invited)
{
	const RtRuleSet *rules = world->weigher->rules;
	gint64 most;
	for (guint i = 0; i < rules->n_settings; i++)
		if (strcmp (rules->settings[i].id, SETTING) == 0 && rt_feel_get_integer (rules->settings[i].value, &most) &&
		    most > 0 && most < invited)
			return (guint)most;
	return (invited + 1) / 2;
}

static gboolean
comes_for_all (const RtParticipant *participant)
{
	return strcmp (participant->part, "whole") == 0;
}

/* a fixed seat, or at work in the case; participants stand in order of seat and weight */
static gboolean
knows_the_case (const RtParticipant *participant)
{
	return comes_for_all (participant) && (strcmp (participant->role, "member") != 0 || participant->involved);
}

static void
seat (Agenda *agenda, guint most, gboolean (*fits) (const RtParticipant *participant))
{
	for (guint i = 0; i < agenda->invited && agenda->n_first < most; i++)
		if (!agenda->first[i] && fits (&agenda->weighing->participants[i])) {
			agenda->first[i] = TRUE;
			agenda->n_first++;
		}
}

static void
list_part (const Agenda *agenda, gboolean first, guint *members, RtAgendaPart *part)
{
	const RtParticipant *participants = agenda->weighing->participants;
	part->participants = members;
	for (guint i = 0; i < agenda->invited; i++) {
		gboolean leads = strcmp (participants[i].role, "chair") == 0;
		if (agenda->first[i] == first || leads)
			members[part->n++] = i;
	}
}

void
rt_agenda_plan (RtWorld *world, RtWeighing *weighing)
{
	Agenda agenda = {.weighing = weighing};
	for (guint i = 0; i < weighing->n_participants; i++)
		agenda.invited += weighing->participants[i].attend == ROUTE_ATTEND_INVITE;
	if (agenda.invited < 2 || !is_large (world, weighing))
		return;
	RtAgendaPart *parts = rt_arena_array (world->arena, 2, sizeof *parts);
	guint *members = rt_arena_array (world->arena, 2 * agenda.invited, sizeof *members);
	agenda.first = rt_arena_array (world->arena, agenda.invited, sizeof *agenda.first);
	guint most = most_together (world, agenda.invited);
	seat (&agenda, most, knows_the_case);
	seat (&agenda, most, comes_for_all);
	list_part (&agenda, TRUE, members, &parts[0]);
	list_part (&agenda, FALSE, members + agenda.invited, &parts[1]);
	weighing->agenda = parts;
	weighing->n_agenda = 2;
}
