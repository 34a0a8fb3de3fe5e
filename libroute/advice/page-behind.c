/* What stands behind the director's page: what the criteria rest on, why each party and on which ground, who is not
 * invited, and what an explanation and rules on trial add. */
#include <string.h>
#include "libroute/advice/note.h"

/* more facts than this under one criterion tell nobody more */
#define MOST_FACTS 4u

/* ---- what the criteria rest on ---- */

static gboolean
tell_fact (const RtNote *note, RtSpot spot, gpointer data, GString *fact)
{
	const char *source = rt_fact_source (note->source->registration, spot);
	int provider = source != NULL ? rt_rules_find_party (note->rules, source) : -1;
	rt_text_fact (note->source, note->language, spot, fact);
	if (provider >= 0)
		g_string_append_printf (fact, rt_note_say (note, ", says %s"),
					rt_note_party (note, provider));
	return TRUE;
}

static void
write_facts (RtNote *note, const RtCriterionResult *result, const char *label)
{
	g_string_append (rt_note_begin (note), label);
	if (result->state == ROUTE_UNKNOWN)
		g_string_append (note->text, result->missing.n > 0 ? rt_note_say (note, "not given: ")
								   : rt_note_say (note, "in doubt: "));
	rt_note_append_facts (note, result, note->options->explain ? G_MAXUINT : MOST_FACTS, tell_fact, NULL);
}

/* its title stands on the page already */
static void
write_rests_on (RtNote *note, const RtCriterionResult *result)
{
	g_autoptr (GString) scratch = g_string_new (NULL);
	if (result->state == ROUTE_NO || rt_note_facts (result).n == 0)
		return;
	g_autofree char *label = g_strdup_printf ("%s: ", rt_note_criterion_id (note, result, scratch));
	write_facts (note, result, label);
	rt_note_paragraph (note, 6, "  - ");
}

static void
write_explained (RtNote *note, const RtCriterionResult *result)
{
	rt_note_criterion (note, result);
	if (result->criterion >= 0)
		rt_note_why (note, 8, &note->source->explanation->criteria[result->criterion]);
	if (result->state == ROUTE_NO || rt_note_facts (result).n == 0)
		return;
	write_facts (note, result, "");
	rt_note_paragraph (note, 8, NULL);
}

static void
write_criteria_of (RtNote *note, const RtApproachResult *approach)
{
	rt_note_line (note, 2, NULL,
		      rt_choose (note->language, note->rules->approaches[approach->approach].title));
	for (guint i = 0; i < approach->n_criteria; i++) {
		const RtCriterionResult *result = approach->criteria[i];
		if (note->source->explanation != NULL && !result->shadow)
			write_explained (note, result);
		else if (rt_note_is_told (note, approach, result))
			write_rests_on (note, result);
	}
}

static gboolean
rests_on_facts (const RtNote *note, const RtApproachResult *approach)
{
	for (guint i = 0; i < approach->n_criteria; i++) {
		const RtCriterionResult *result = approach->criteria[i];
		if (rt_note_is_told (note, approach, result) && result->state != ROUTE_NO &&
		    rt_note_facts (result).n > 0)
			return TRUE;
	}
	return note->source->explanation != NULL;
}

static void
write_criteria (RtNote *note)
{
	gboolean any = FALSE;
	for (guint i = 0; i < note->weighing->n_approaches; i++) {
		if (!rests_on_facts (note, &note->weighing->approaches[i]))
			continue;
		if (!any)
			rt_note_heading (note, rt_note_say (note, "What the criteria rest on"));
		any = TRUE;
		write_criteria_of (note, &note->weighing->approaches[i]);
	}
}

/* ---- the free text ---- */

/* a pattern that hits often is told once, and as a denial or a doubt only where every hit is one */
static gboolean
is_told_of_earlier (const RtWeighing *weighing, guint signal)
{
	for (guint i = 0; i < signal; i++)
		if (weighing->signals[i].pattern == weighing->signals[signal].pattern)
			return TRUE;
	return FALSE;
}

static void
write_mention (RtNote *note, guint pattern)
{
	gboolean negated = TRUE, hedged = TRUE;
	for (guint i = 0; i < note->weighing->n_signals; i++) {
		const RtSignal *signal = &note->weighing->signals[i];
		negated = negated && (signal->pattern != pattern || signal->negated);
		hedged = hedged && (signal->pattern != pattern || signal->hedged || signal->negated);
	}
	g_string_append (rt_note_begin (note), rt_choose (note->language, note->rules->patterns[pattern].title));
	if (negated)
		g_string_append (note->text, rt_note_say (note, "; the text says it is not so"));
	else if (hedged)
		g_string_append (note->text, rt_note_say (note, "; the text is not sure"));
	rt_note_paragraph (note, 4, "  - ");
}

/* it counts for nothing, but the reader may know more; an explanation tells of every pattern by itself */
static void
write_mentioned (RtNote *note)
{
	if (note->weighing->n_signals == 0 || note->source->explanation != NULL)
		return;
	rt_note_heading (note, rt_note_say (note, "What the text mentions and no fact says; it counted for nothing"));
	for (guint i = 0; i < note->weighing->n_signals; i++)
		if (!is_told_of_earlier (note->weighing, i))
			write_mention (note, note->weighing->signals[i].pattern);
}

/* ---- the parties ---- */

static void
write_reasons (RtNote *note, const RtParticipant *participant)
{
	const RtRoute *route = rt_note_route (note);
	gboolean by_reason = route->propose == RT_PROPOSE_ALL || route->propose == RT_PROPOSE_ASK;
	g_autoptr (GString) reasons = g_string_new (NULL);
	for (guint i = 0; i < participant->n_reasons; i++)
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
write_parties (RtNote *note)
{
	if (note->weighing->n_participants == 0)
		return;
	rt_note_heading (note, rt_note_say (note, "Why these parties, and on which ground"));
	for (guint i = 0; i < note->weighing->n_participants; i++) {
		const RtParticipant *participant = &note->weighing->participants[i];
		rt_note_name (note, participant);
		rt_note_paragraph (note, 4, "  - ");
		write_reasons (note, participant);
		g_string_append_printf (rt_note_begin (note), rt_note_say (note, "Ground: %s."),
					rt_choose (note->language, participant->basis));
		rt_note_paragraph (note, 6, NULL);
	}
}

/* ---- who is not invited ---- */

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
			if (weighing->approaches[i].criteria[j]->shadow)
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
			const RtCriterionResult *result = weighing->approaches[i].criteria[j];
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

void
rt_note_behind (RtNote *note)
{
	GString *page = note->page.out;
	g_autoptr (GString) behind = g_string_new (NULL);
	note->page.out = behind;
	write_criteria (note);
	rt_note_change (note);
	rt_note_questions (note, rt_note_say (note, "Further questions"), RT_NOTE_MOST_QUESTIONS, G_MAXUINT16);
	write_mentioned (note);
	write_parties (note);
	write_not_invited (note);
	rt_note_everything (note);
	write_shadow (note);
	note->page.out = page;
	if (behind->len == 0)
		return;
	rt_note_heading (note, rt_note_say (note, "Behind this page"));
	g_string_append_len (page, behind->str, (gssize)behind->len);
}
