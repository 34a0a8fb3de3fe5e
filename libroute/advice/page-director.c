/* The advice for the process director: a note of about one page from a good colleague. What it rests on stands behind it. */
#include "libroute/advice/note.h"
#include <string.h>

/* ---- what is suggested ---- */

static void
write_needs (RtNote *note, const RtAlternative *alternative)
{
	g_string_append_printf (rt_note_begin (note), "%s", rt_note_route_title (note, alternative->route));
	for (guint i = 0; i < alternative->needs.n; i++) {
		g_string_append (note->text, i == 0 ? ": " : ", ");
		rt_text_fact (note->source, note->language, alternative->needs.spots[i], note->text);
	}
	rt_note_paragraph (note, 4, "  - ");
}

/* facts that contradict each other are no unknown ones: which of them is right may change what is settled */
static gboolean
is_contradictory (const RtWeighing *weighing)
{
	for (guint i = 0; i < weighing->n_ask_next; i++)
		if (weighing->ask_next[i].contradicts != 0)
			return TRUE;
	return FALSE;
}

static void
write_suggestion (RtNote *note)
{
	const RtWeighing *weighing = note->weighing;
	const RtRoute *route = rt_note_route (note);
	if (route == NULL) {
		rt_note_heading (note, rt_note_say (note, "These rules suggest no routing"));
		return;
	}
	g_string_append_printf (rt_note_begin (note), rt_note_say (note, "Suggestion: %s"),
				rt_note_route_title (note, (guint)weighing->route));
	rt_note_heading (note, note->text->str);
	rt_note_line (note, 2, NULL, rt_choose (note->language, route->text));
	if (weighing->stable) {
		rt_note_line (note, 2, NULL,
			      is_contradictory (weighing)
				  ? rt_note_say (note, "What is still unknown could not change it. But facts contradict each "
						       "other, and which is right could: see the questions below.")
				  : rt_note_say (note, "This is settled: what is still unknown could not change it."));
		return;
	}
	rt_note_line (note, 2, NULL,
		      weighing->n_alternatives > 0
			  ? rt_note_say (note, "This is not settled. Other answers could make it:")
			  : rt_note_say (note, "This is not settled: some facts that matter are unknown."));
	for (guint i = 0; i < weighing->n_alternatives; i++)
		write_needs (note, &weighing->alternatives[i]);
}

/* ---- why ---- */

static void
write_approach (RtNote *note, const RtApproachResult *approach)
{
	g_string_append_printf (
	    rt_note_begin (note),
	    approach->eligible == ROUTE_YES  ? rt_note_say (note, "%s: the criteria are met")
	    : approach->eligible == ROUTE_NO ? rt_note_say (note, "%s: the criteria are not met")
					     : rt_note_say (note, "%s: not settled yet"),
	    rt_choose (note->language, note->rules->approaches[approach->approach].title));
	rt_note_paragraph (note, 2, NULL);
	for (guint i = 0; i < approach->n_criteria; i++)
		if (rt_note_is_told (note, approach, approach->criteria[i]))
			rt_note_criterion (note, approach->criteria[i]);
}

static void
write_why (RtNote *note)
{
	rt_note_heading (note, rt_note_say (note, "Why"));
	for (guint i = 0; i < note->weighing->n_approaches; i++)
		write_approach (note, &note->weighing->approaches[i]);
}

/* ---- the table ---- */

/* in the weighing a question, at the table what it brings */
static void
append_task (RtNote *note, const RtParticipant *participant)
{
	const RtWeighing *weighing = note->weighing;
	const char *contribution = rt_choose (note->language, participant->contribution), *question = "";
	for (guint i = 0; i < weighing->n_questions; i++)
		if (weighing->questions[i].party == participant->party)
			question = rt_choose (note->language, weighing->questions[i].question);
	if (participant->attend == ROUTE_ATTEND_INVITE && *contribution != '\0')
		g_string_append_printf (note->text, ": %s.", contribution);
	else if (*question != '\0')
		g_string_append_printf (note->text, ": %s", question);
	else if (*contribution != '\0')
		g_string_append_printf (note->text, rt_note_say (note, ". Brings: %s."), contribution);
}

static void
write_participant (RtNote *note, const RtParticipant *participant)
{
	rt_note_name (note, participant);
	append_task (note, participant);
	rt_note_paragraph (note, 4, "  - ");
}

static void
write_participants (RtNote *note, RouteAttend attend, const char *heading)
{
	gboolean any = FALSE;
	for (guint i = 0; i < note->weighing->n_participants; i++) {
		if (note->weighing->participants[i].attend != attend)
			continue;
		if (!any)
			rt_note_heading (note, heading);
		any = TRUE;
		write_participant (note, &note->weighing->participants[i]);
	}
}

/* where nobody is to meet, nobody is invited after a yes either */
static const char *
ask_heading (const RtNote *note)
{
	const RtRoute *route = rt_note_route (note);
	gboolean near = route != NULL &&
			(route->propose == RT_PROPOSE_HOME || route->propose == RT_PROPOSE_CLOSING);
	return near ? rt_note_say (note, "Settle it with these parties only")
		    : rt_note_say (note, "Ask in the weighing; invite after a yes");
}

static void
write_list (RtNote *note, const char *label, const RtStatement *statements, const guint *held, guint n)
{
	if (n == 0)
		return;
	g_string_append_printf (rt_note_begin (note), "%s: ", label);
	for (guint i = 0; i < n; i++)
		g_string_append_printf (note->text, "%s%s", i == 0 ? "" : "; ",
					rt_choose (note->language, statements[held[i]].title));
	g_string_append_c (note->text, '.');
	rt_note_paragraph (note, 2, NULL);
}

/* who sits when, where there are too many for one table */
static void
write_agenda (RtNote *note)
{
	const RtWeighing *weighing = note->weighing;
	if (weighing->n_agenda == 0)
		return;
	rt_note_line (note, 2, NULL, rt_note_say (note, "Agenda in two parts; who leads sits in both:"));
	for (guint i = 0; i < weighing->n_agenda; i++) {
		const RtAgendaPart *part = &weighing->agenda[i];
		rt_text_agenda (note->source, note->language, i, rt_note_begin (note));
		g_string_append (note->text, ": ");
		for (guint j = 0; j < part->n; j++)
			g_string_append_printf (note->text, "%s%s", j == 0 ? "" : ", ",
						rt_note_party (note, (int)weighing->participants[part->participants[j]].party));
		g_string_append_c (note->text, '.');
		rt_note_paragraph (note, 5, i == 0 ? "  1. " : "  2. ");
	}
}

/* closing asks for no meeting of its own, and for a decision all the same */
static void
write_decisions_alone (RtNote *note)
{
	if (note->weighing->n_decisions == 0)
		return;
	rt_note_heading (note, rt_note_say (note, "Decisions asked for"));
	for (guint i = 0; i < note->weighing->n_decisions; i++)
		rt_note_line (note, 4, "  - ",
			      rt_choose (note->language, note->rules->decisions[note->weighing->decisions[i]].title));
}

static void
write_meeting (RtNote *note)
{
	const RtWeighing *weighing = note->weighing;
	if (weighing->table == NULL) {
		write_decisions_alone (note);
		return;
	}
	rt_note_heading (note, rt_note_say (note, "The meeting"));
	g_autoptr (GString) goal = g_string_new (NULL);
	rt_text_goal (note->source, note->language, goal);
	if (goal->len > 0) {
		g_string_append_printf (rt_note_begin (note), rt_note_say (note, "Goal: %s."), goal->str);
		rt_note_paragraph (note, 2, NULL);
	}
	write_list (note, rt_note_say (note, "Themes"), note->rules->themes, weighing->themes, weighing->n_themes);
	write_list (note, rt_note_say (note, "Decisions asked for"), note->rules->decisions, weighing->decisions,
		    weighing->n_decisions);
	write_agenda (note);
	rt_note_begin (note);
	for (guint i = 0; i < weighing->n_coordinator; i++)
		g_string_append_printf (note->text, "%s%s", i == 0 ? "" : ", ",
					rt_note_party (note, (int)weighing->coordinator[i].party));
	g_autofree char *names = g_strdup (note->text->str);
	g_string_printf (
	    note->text,
	    *names != '\0'
		? rt_note_say (note, "Could supply the case coordinator, the likeliest first: %s.")
		: rt_note_say (note, "Nobody stands out to supply the case coordinator; the meeting decides.%s"),
	    names);
	rt_note_paragraph (note, 2, NULL);
}

/* ---- before the meeting ---- */

/* who would read facts of a provider; returns how many */
static guint
append_readers (RtNote *note, guint provider)
{
	guint n = 0;
	for (guint i = 0; i < note->weighing->n_disclosure; i++) {
		const RtDisclosure *disclosure = &note->weighing->disclosure[i];
		gboolean asked = FALSE;
		for (guint j = 0; j < disclosure->n_facts && !asked; j++)
			asked = disclosure->facts[j].ask == (int)provider;
		if (asked)
			g_string_append_printf (note->text, "%s%s", n++ > 0 ? ", " : "",
						rt_note_party (note, (int)disclosure->party));
	}
	return n;
}

static guint
others_than (const RtNote *note, guint party)
{
	guint n = 0;
	for (guint i = 0; i < note->weighing->n_participants; i++)
		n += note->weighing->participants[i].party != party;
	return n;
}

/* whose agreement is needed before anything is read by whom: a line per provider */
static void
write_disclosure (RtNote *note)
{
	gboolean any = FALSE;
	for (guint provider = 0; provider < note->rules->n_parties; provider++) {
		rt_note_begin (note);
		guint n = append_readers (note, provider);
		if (n == 0)
			continue;
		if (!any)
			rt_note_heading (note, rt_note_say (note, "Do not share before these agree"));
		any = TRUE;
		g_autofree char *readers = g_strdup (note->text->str);
		const char *all = n > 1 && n == others_than (note, provider)
				      ? rt_note_say (note, "all the others above")
				      : readers;
		g_string_printf (note->text, rt_note_say (note, "%s, for facts to be read by: %s"),
				 rt_note_party (note, (int)provider), all);
		rt_note_paragraph (note, 4, "  - ");
	}
}

static void
append_thirds (RtNote *note)
{
	const RtWeighing *weighing = note->weighing;
	g_autoptr (GString) names = g_string_new (NULL);
	for (guint i = 0; i < weighing->n_thirds; i++) {
		g_string_append (names, i == 0 ? "" : ", ");
		rt_text_third (note->language, weighing->thirds[i], names);
	}
	if (names->len > 0)
		g_string_append_printf (note->text, rt_note_say (note, " It is about: %s."), names->str);
}

static void
write_attention (RtNote *note)
{
	gboolean any = FALSE;
	for (guint i = 0; i < note->weighing->n_flags; i++) {
		const RtStatement *flag = &note->rules->flags[note->weighing->flags[i]];
		if (strcmp (flag->id, "acute") == 0)
			continue;
		if (!any)
			rt_note_heading (note, rt_note_say (note, "Mind this"));
		any = TRUE;
		g_string_append_printf (rt_note_begin (note), "%s. %s", rt_choose (note->language, flag->title),
					rt_choose (note->language, flag->text));
		if (strcmp (flag->id, "third-party-needed") == 0)
			append_thirds (note);
		rt_note_paragraph (note, 4, "  - ");
	}
}

static void
write_degraded (RtNote *note)
{
	if (note->weighing->n_degraded == 0)
		return;
	rt_note_heading (note, rt_note_say (note, "What could not be answered"));
	for (guint i = 0; i < note->weighing->n_degraded; i++) {
		const RtDegraded *degraded = &note->weighing->degraded[i];
		g_string_append_printf (rt_note_begin (note), "%s: %s", degraded->what,
					rt_choose (note->language, degraded->why));
		rt_note_paragraph (note, 4, "  - ");
	}
}

static void
write_close (RtNote *note)
{
	rt_page_line (&note->page);
	rt_note_line (
	    note, 0, NULL,
	    rt_note_say (note,
			 "This is advice; the process director decides, together with the registering party "
			 "(covenant 13.2a). The criteria are stand-ins: the covenant's annexes are not public."));
}

void
rt_page_director (RtNote *note)
{
	g_autofree char *title = g_strdup_printf (rt_note_say (note, "Advice on registration %s"),
						  route_registration_get_id (note->source->registration));
	rt_note_head (note, title);
	rt_note_urgent (note);
	write_suggestion (note);
	write_why (note);
	write_participants (note, ROUTE_ATTEND_INVITE, rt_note_say (note, "Invite, and what each brings"));
	write_participants (note, ROUTE_ATTEND_ASK, ask_heading (note));
	write_meeting (note);
	rt_note_elsewhere (note);
	write_attention (note);
	rt_note_questions (note, rt_note_say (note, "Find out next"), 0, RT_NOTE_MOST_QUESTIONS);
	write_disclosure (note);
	write_degraded (note);
	write_close (note);
	rt_note_behind (note);
}
