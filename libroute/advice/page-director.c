/* The advice for the process director: a note from a good colleague. */
#include "libroute/advice/note.h"
#include <string.h>

/* more questions than this do not help anybody at once */
#define MOST_QUESTIONS 8u
#define MOST_FACTS 3u
#define MOST_REASONS 2u

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
		rt_note_line (
		    note, 2, NULL,
		    rt_note_say (note, "This is settled: what is still unknown could not change it."));
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
tell_fact (const RtNote *note, RtSpot spot, gpointer data, GString *fact)
{
	const char *source = rt_fact_source (note->source->registration, spot);
	int provider = source != NULL ? rt_rules_find_party (note->rules, source) : -1;
	rt_text_fact (note->source, note->language, spot, fact);
	if (provider >= 0)
		g_string_append_printf (fact, rt_note_say (note, ", says %s"),
					rt_note_party (note, provider));
}

static void
write_criterion (RtNote *note, const RtCriterionResult *result)
{
	g_autoptr (GString) scratch = g_string_new (NULL);
	const char *mark = result->state == ROUTE_YES ? "  + " : result->state == ROUTE_NO ? "  - " : "  ? ";
	const char *id = rt_criterion_id (note->source, result, scratch);
	const char *slash = strrchr (id, '/');
	g_string_append_printf (rt_note_begin (note), "%s: %s", slash != NULL ? slash + 1 : id,
				rt_choose (note->language, rt_criterion_title (note->source, result)));
	if (result->state == ROUTE_UNKNOWN)
		g_string_append_printf (note->text, " (%s)", rt_note_say (note, "unknown"));
	rt_note_paragraph (note, 4, mark);
	if (note->source->explanation != NULL && result->criterion >= 0)
		rt_note_why (note, 8, &note->source->explanation->criteria[result->criterion]);
	if (result->state == ROUTE_NO || rt_note_facts (result).n == 0)
		return;
	rt_note_begin (note);
	if (result->state == ROUTE_UNKNOWN)
		g_string_append (note->text, result->missing.n > 0 ? rt_note_say (note, "not given: ")
								   : rt_note_say (note, "in doubt: "));
	rt_note_append_facts (note, result, note->options->explain ? G_MAXUINT : MOST_FACTS, tell_fact, NULL);
	rt_note_paragraph (note, 8, NULL);
}

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
	for (guint i = 0; i < approach->n_criteria; i++) {
		const RtCriterionResult *result = &approach->criteria[i];
		/* what decides, and of an approach that may fit what is met, or open where that decides; the rest on
		 * request */
		gboolean fits = approach->eligible != ROUTE_NO &&
				(result->state == ROUTE_YES ||
				 (result->state == ROUTE_UNKNOWN && !note->weighing->stable));
		gboolean worth = fits || rt_note_is_because (note, result);
		if (!result->shadow && (note->options->explain || worth))
			write_criterion (note, result);
	}
}

static void
write_why (RtNote *note)
{
	rt_note_heading (note, rt_note_say (note, "Why"));
	for (guint i = 0; i < note->weighing->n_approaches; i++)
		write_approach (note, &note->weighing->approaches[i]);
}

/* ---- the table ---- */

/* what is asked of it: in the weighing a question, at the table a contribution */
static void
write_task (RtNote *note, const RtParticipant *participant)
{
	const RtWeighing *weighing = note->weighing;
	const char *contribution = rt_choose (note->language, participant->contribution), *question = "";
	for (guint i = 0; i < weighing->n_questions; i++)
		if (weighing->questions[i].party == participant->party)
			question = rt_choose (note->language, weighing->questions[i].question);
	rt_note_begin (note);
	if (participant->attend == ROUTE_ATTEND_ASK && *question != '\0')
		g_string_append_printf (note->text, rt_note_say (note, "Question: %s"), question);
	else if (*contribution != '\0')
		g_string_append_printf (note->text, rt_note_say (note, "Brings: %s."), contribution);
	else
		return;
	rt_note_paragraph (note, 6, NULL);
}

static void
write_reasons (RtNote *note, const RtParticipant *participant)
{
	const RtRoute *route = rt_note_route (note);
	gboolean by_reason = route->propose == RT_PROPOSE_ALL || route->propose == RT_PROPOSE_ASK;
	guint most = note->options->explain ? participant->n_reasons : MOST_REASONS;
	g_autoptr (GString) reasons = g_string_new (NULL);
	for (guint i = 0; i < participant->n_reasons && i < most; i++)
		g_string_append_printf (
		    reasons, "%s%s", i == 0 ? "" : ". ",
		    rt_choose (note->language, rt_reason_title (note->source, participant->reasons[i])));
	/* a fixed seat needs no reason; who is only asked, and has none, is asked on what may be so */
	if (participant->n_reasons == 0 && by_reason && participant->attend == ROUTE_ATTEND_ASK)
		g_string_append (reasons, rt_note_say (note, "there may be a reason, but it is not certain yet"));
	if (reasons->len == 0)
		return;
	g_string_append_printf (rt_note_begin (note), rt_note_say (note, "Because: %s."), reasons->str);
	rt_note_paragraph (note, 6, NULL);
}

static void
write_participant (RtNote *note, const RtParticipant *participant)
{
	static const struct {
		const char *role, *text;
	} roles[] = {
	    {"chair", N_ ("chair")}, {"core", N_ ("core member")}, {"periodic", N_ ("periodic member")}};
	g_string_append (rt_note_begin (note), rt_note_party (note, (int)participant->party));
	for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
		if (strcmp (participant->role, roles[i].role) == 0)
			g_string_append_printf (note->text, " (%s)", rt_note_say (note, roles[i].text));
	if (strcmp (participant->part, "whole") != 0)
		g_string_append_printf (note->text, rt_note_say (note, " (only for: %s)"),
					rt_choose (note->language, participant->part_text));
	rt_note_paragraph (note, 4, "  - ");
	write_task (note, participant);
	write_reasons (note, participant);
	g_string_append_printf (rt_note_begin (note), rt_note_say (note, "Ground: %s."),
				rt_choose (note->language, participant->basis));
	rt_note_paragraph (note, 6, NULL);
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

static void
write_meeting (RtNote *note)
{
	const RtWeighing *weighing = note->weighing;
	if (weighing->table == NULL)
		return;
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

/* whose agreement is needed before anything is read by whom: a line per provider */
static void
write_disclosure (RtNote *note)
{
	gboolean any = FALSE;
	for (guint provider = 0; provider < note->rules->n_parties; provider++) {
		rt_note_begin (note);
		for (guint i = 0; i < note->weighing->n_disclosure; i++) {
			const RtDisclosure *disclosure = &note->weighing->disclosure[i];
			guint asked = 0;
			for (guint j = 0; j < disclosure->n_facts; j++)
				asked += disclosure->facts[j].ask == (int)provider;
			if (asked > 0)
				g_string_append_printf (note->text, "%s%s", note->text->len > 0 ? ", " : "",
							rt_note_party (note, (int)disclosure->party));
		}
		if (note->text->len == 0)
			continue;
		if (!any)
			rt_note_heading (note, rt_note_say (note, "Do not share before these agree"));
		any = TRUE;
		g_autofree char *readers = g_strdup (note->text->str);
		g_string_printf (note->text, rt_note_say (note, "%s, for facts to be read by: %s"),
				 rt_note_party (note, (int)provider), readers);
		rt_note_paragraph (note, 4, "  - ");
	}
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
		rt_note_paragraph (note, 4, "  - ");
	}
}

/* ---- the rest ---- */

static guint
append_not_invited (RtNote *note, RtNotInvitedBecause because)
{
	const RtWeighing *weighing = note->weighing;
	guint n = 0;
	for (guint i = 0; i < weighing->n_not_invited; i++)
		if (weighing->not_invited[i].because == because)
			g_string_append_printf (note->text, "%s%s", n++ > 0 ? ", " : "",
						rt_note_party (note, (int)weighing->not_invited[i].party));
	return n;
}

static void
write_outranked (RtNote *note)
{
	for (guint i = 0; i < note->weighing->n_not_invited; i++) {
		const RtNotInvited *not_invited = &note->weighing->not_invited[i];
		if (not_invited->because != RT_OUTRANKED)
			continue;
		g_string_append_printf (rt_note_begin (note), "%s: ",
					rt_note_party (note, (int)not_invited->party));
		rt_text_because (note->source, note->language, not_invited, note->text);
		g_string_append_c (note->text, '.');
		rt_note_paragraph (note, 4, "  - ");
	}
}

/* whoever could have been there by name; of the others it is enough how many they are */
static void
write_not_invited (RtNote *note)
{
	static const struct {
		RtNotInvitedBecause because;
		const char *label;
	} lists[] = {
	    {RT_NOT_LAWFUL, N_ ("No lawful ground")},
	    {RT_NOT_A_PARTY_NOW, N_ ("No Party now")},
	    {RT_NOT_RELEVANT, N_ ("Not relevant so far")},
	};
	if (note->weighing->table == NULL)
		return;
	rt_note_heading (note, rt_note_say (note, "Not invited"));
	write_outranked (note);
	for (guint i = 0; i < G_N_ELEMENTS (lists); i++) {
		rt_note_begin (note);
		guint n = append_not_invited (note, lists[i].because);
		g_autofree char *names = g_strdup (note->text->str);
		if (n == 0)
			continue;
		if (lists[i].because == RT_NOT_RELEVANT && !note->options->explain)
			g_string_printf (note->text,
					 rt_text_plural (note->language,
							 "One other party: nothing given makes it necessary.",
							 "%u other parties: nothing given makes them necessary.",
							 n),
					 n);
		else
			g_string_printf (note->text, "%s: %s.", rt_note_say (note, lists[i].label), names);
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
write_shadow_line (RtNote *note, RouteTri state, const char *id, RouteText title)
{
	const char *says = rt_choose (note->language, title);
	g_string_append_printf (rt_note_begin (note), *says != '\0' ? "%s: %s" : "%s", id, says);
	if (state == ROUTE_UNKNOWN)
		g_string_append_printf (note->text, " (%s)", rt_note_say (note, "unknown"));
	rt_note_paragraph (note, 4, state == ROUTE_YES ? "  + " : state == ROUTE_NO ? "  - " : "  ? ");
}

static gboolean
has_shadow_criterion (const RtWeighing *weighing)
{
	for (guint i = 0; i < weighing->n_approaches; i++)
		for (guint j = 0; j < weighing->approaches[i].n_criteria; j++)
			if (weighing->approaches[i].criteria[j].shadow)
				return TRUE;
	return FALSE;
}

/* what rules on trial would have said */
static void
write_shadow (RtNote *note)
{
	const RtWeighing *weighing = note->weighing;
	if (weighing->n_shadows == 0 && !has_shadow_criterion (weighing))
		return;
	rt_note_heading (note, rt_note_say (note, "In the shadow: rules on trial, without effect on this advice"));
	for (guint i = 0; i < weighing->n_approaches; i++)
		for (guint j = 0; j < weighing->approaches[i].n_criteria; j++) {
			const RtCriterionResult *result = &weighing->approaches[i].criteria[j];
			g_autoptr (GString) scratch = g_string_new (NULL);
			if (result->shadow)
				write_shadow_line (note, result->state, rt_criterion_id (note->source, result, scratch),
						   rt_criterion_title (note->source, result));
		}
	for (guint i = 0; i < weighing->n_shadows; i++) {
		RtShadowRule rule = rt_shadow_rule (note->rules, &weighing->shadows[i]);
		write_shadow_line (note, weighing->shadows[i].state, rule.id, rule.title);
	}
	if (weighing->n_shadows > 0 && strcmp (weighing->shadow_suggestion, weighing->suggestion) != 0)
		rt_note_line (note, 2, NULL, rt_note_say (note, "With these routes the suggestion would be another."));
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
	rt_note_change (note);
	write_participants (note, ROUTE_ATTEND_INVITE, rt_note_say (note, "Invite"));
	write_participants (note, ROUTE_ATTEND_ASK, ask_heading (note));
	write_meeting (note);
	rt_note_elsewhere (note);
	write_attention (note);
	rt_note_questions (note, rt_note_say (note, "Find out next"), MOST_QUESTIONS);
	write_disclosure (note);
	write_not_invited (note);
	rt_note_everything (note);
	write_degraded (note);
	write_shadow (note);
	write_close (note);
}
