/* The advice as a page: a note from a good colleague to the process director. */
#include "libroute/advice/advice.h"
#include <string.h>
#include "libroute/advice/words.h"
#include "libroute/advice/wrap.h"
#include "libroute/util/date.h"

/* more questions than this do not help anybody at once */
#define MOST_QUESTIONS 8u
#define MOST_FACTS 6u

typedef struct {
	const RtAdviceSource *source;
	const RtWeighing *weighing;
	const RtRuleSet *rules;
	const RtPageOptions *options;
	RtLanguage language;
	RtPage page;
	GString *text; /* the sentence that is being made */
} Note;

static const char *say (Note *note, const char *text) G_GNUC_FORMAT (2);

static const char *
say (Note *note, const char *text)
{
	return rt_text (note->language, text);
}

static GString *
begin (Note *note)
{
	return g_string_truncate (note->text, 0);
}

static void
paragraph (Note *note, guint indent, const char *mark)
{
	rt_page_paragraph (&note->page, indent, mark, note->text->str);
}

static const char *
party (const Note *note, int index)
{
	return rt_party_title (note->source, note->language, index);
}

static const char *
route_title (const Note *note, guint route)
{
	const char *title = rt_choose (note->language, note->rules->routes[route].title);
	return *title != '\0' ? title : note->rules->routes[route].suggestion;
}

/* ---- what is suggested ---- */

static void
write_head (Note *note)
{
	int year, month, day;
	rt_date_to_civil (rt_record_received (note->source->registration), &year, &month, &day);
	int by = rt_rules_find_party (note->rules, rt_record_registered_by (note->source->registration));
	g_string_append_printf (begin (note), say (note, "Advice on registration %s"),
				route_registration_get_id (note->source->registration));
	g_string_append (note->page.out, note->text->str);
	rt_page_line (&note->page);
	g_autofree char *date = note->language == RT_LANGUAGE_NL
				    ? g_strdup_printf ("%02d-%02d-%04d", day, month, year)
				    : g_strdup_printf ("%04d-%02d-%02d", year, month, day);
	g_string_append_printf (begin (note), say (note, "Registered by %s, received %s"), party (note, by),
				date);
	paragraph (note, 0, NULL);
}

/* what must not wait for anything stands before everything */
static void
write_urgent (Note *note)
{
	for (guint i = 0; i < note->weighing->n_flags; i++) {
		const RtStatement *flag = &note->rules->flags[note->weighing->flags[i]];
		if (strcmp (flag->id, "acute") != 0)
			continue;
		rt_page_line (&note->page);
		g_string_append_printf (begin (note), "%s! %s", rt_choose (note->language, flag->title),
					rt_choose (note->language, flag->text));
		paragraph (note, 0, NULL);
	}
}

static void
write_needs (Note *note, const RtAlternative *alternative)
{
	g_string_append_printf (begin (note), "%s", route_title (note, alternative->route));
	for (guint i = 0; i < alternative->needs.n; i++) {
		g_string_append (note->text, i == 0 ? ": " : ", ");
		rt_text_fact (note->source, note->language, alternative->needs.spots[i], note->text);
	}
	paragraph (note, 4, "  - ");
}

static void
write_suggestion (Note *note)
{
	const RtWeighing *weighing = note->weighing;
	if (weighing->route < 0) {
		rt_page_heading (&note->page, say (note, "These rules suggest no routing"));
		return;
	}
	const RtRoute *route = &note->rules->routes[weighing->route];
	g_string_append_printf (begin (note), say (note, "Suggestion: %s"),
				route_title (note, (guint)weighing->route));
	rt_page_heading (&note->page, note->text->str);
	g_string_append (begin (note), rt_choose (note->language, route->text));
	paragraph (note, 2, NULL);
	if (weighing->stable) {
		g_string_append (begin (note),
				 say (note, "No answer to what is still unknown would change this."));
		paragraph (note, 2, NULL);
		return;
	}
	g_string_append (begin (note),
			 weighing->n_alternatives > 0
			     ? say (note, "This is not settled. Other answers could make it:")
			     : say (note, "This is not settled: some facts that matter are unknown."));
	paragraph (note, 2, NULL);
	for (guint i = 0; i < weighing->n_alternatives; i++)
		write_needs (note, &weighing->alternatives[i]);
}

/* ---- why ---- */

static void
append_fact (Note *note, RtSpot spot, const char *fact, gboolean first)
{
	const char *source = rt_fact_source (note->source->registration, spot);
	int provider = source != NULL ? rt_rules_find_party (note->rules, source) : -1;
	g_string_append_printf (note->text, "%s%s", first ? "" : "; ", fact);
	if (provider >= 0)
		g_string_append_printf (note->text, say (note, ", says %s"), party (note, provider));
}

/* several fields of one item are one fact to a reader */
static void
append_facts (Note *note, RtSpots spots)
{
	g_autoptr (GPtrArray) told = g_ptr_array_new_with_free_func (g_free);
	for (guint i = 0; i < spots.n; i++) {
		g_autoptr (GString) fact = g_string_new (NULL);
		rt_text_fact (note->source, note->language, spots.spots[i], fact);
		if (g_ptr_array_find_with_equal_func (told, fact->str, g_str_equal, NULL))
			continue;
		if (told->len < MOST_FACTS || note->options->explain)
			append_fact (note, spots.spots[i], fact->str, told->len == 0);
		g_ptr_array_add (told, g_strdup (fact->str));
	}
	if (told->len > MOST_FACTS && !note->options->explain) {
		guint rest = told->len - MOST_FACTS;
		g_string_append_printf (
		    note->text, rt_text_plural (note->language, "; and %u more", "; and %u more", rest),
		    rest);
	}
}

static void
write_criterion (Note *note, const RtCriterionResult *result)
{
	g_autoptr (GString) scratch = g_string_new (NULL);
	const char *mark = result->state == ROUTE_YES ? "  + " : result->state == ROUTE_NO ? "  - " : "  ? ";
	const char *id = rt_criterion_id (note->source, result, scratch);
	const char *slash = strrchr (id, '/');
	g_string_append_printf (begin (note), "%s: %s", slash != NULL ? slash + 1 : id,
				rt_choose (note->language, rt_criterion_title (note->source, result)));
	if (result->state == ROUTE_UNKNOWN)
		g_string_append_printf (note->text, " (%s)", say (note, "unknown"));
	paragraph (note, 4, mark);
	RtSpots spots = result->state == ROUTE_YES ? result->evidence
			: result->missing.n > 0    ? result->missing
						   : result->doubted;
	if (result->state == ROUTE_NO || spots.n == 0)
		return;
	begin (note);
	if (result->state == ROUTE_UNKNOWN)
		g_string_append (note->text, result->missing.n > 0 ? say (note, "not given: ")
								   : say (note, "in doubt: "));
	append_facts (note, spots);
	paragraph (note, 8, NULL);
}

static gboolean
is_because (const Note *note, const RtCriterionResult *result)
{
	for (guint i = 0; i < note->weighing->n_because; i++)
		if (result->criterion == (int)note->weighing->because[i])
			return TRUE;
	return FALSE;
}

static void
write_approach (Note *note, const RtApproachResult *approach)
{
	g_string_append_printf (
	    begin (note),
	    approach->eligible == ROUTE_YES  ? say (note, "%s: the criteria are met")
	    : approach->eligible == ROUTE_NO ? say (note, "%s: the criteria are not met")
					     : say (note, "%s: not settled yet"),
	    rt_choose (note->language, note->rules->approaches[approach->approach].title));
	paragraph (note, 2, NULL);
	for (guint i = 0; i < approach->n_criteria; i++) {
		const RtCriterionResult *result = &approach->criteria[i];
		/* what is met, and what decides or is open where that decides; the rest on request */
		gboolean worth = result->state == ROUTE_YES || is_because (note, result) ||
				 (result->state == ROUTE_UNKNOWN && !note->weighing->stable);
		if (!result->shadow && (note->options->explain || worth))
			write_criterion (note, result);
	}
}

static void
write_why (Note *note)
{
	rt_page_heading (&note->page, say (note, "Why"));
	for (guint i = 0; i < note->weighing->n_approaches; i++)
		write_approach (note, &note->weighing->approaches[i]);
}

/* ---- the table ---- */

static void
write_participant (Note *note, const RtParticipant *participant)
{
	static const struct {
		const char *role, *text;
	} roles[] = {
	    {"chair", N_ ("chair")}, {"core", N_ ("core member")}, {"periodic", N_ ("periodic member")}};
	g_string_append (begin (note), party (note, (int)participant->party));
	for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
		if (strcmp (participant->role, roles[i].role) == 0)
			g_string_append_printf (note->text, " (%s)", say (note, roles[i].text));
	if (strcmp (participant->part, "whole") != 0)
		g_string_append_printf (note->text, say (note, " (only for: %s)"),
					rt_choose (note->language, participant->part_text));
	paragraph (note, 4, "  - ");
	const char *contribution = rt_choose (note->language, participant->contribution);
	if (*contribution != '\0') {
		g_string_append_printf (begin (note), say (note, "Brings: %s."), contribution);
		paragraph (note, 6, NULL);
	}
	begin (note);
	for (guint i = 0; i < participant->n_reasons && (i < 3 || note->options->explain); i++)
		g_string_append_printf (
		    note->text, "%s%s", i == 0 ? "" : "; ",
		    rt_choose (note->language, rt_reason_title (note->source, participant->reasons[i])));
	if (note->text->len > 0) {
		g_autofree char *reasons = g_strdup (note->text->str);
		g_string_printf (note->text, say (note, "Because: %s."), reasons);
		paragraph (note, 6, NULL);
	}
	g_string_append_printf (begin (note), say (note, "Ground: %s."),
				rt_choose (note->language, participant->basis));
	paragraph (note, 6, NULL);
}

static void
write_participants (Note *note, RouteAttend attend, const char *heading)
{
	gboolean any = FALSE;
	for (guint i = 0; i < note->weighing->n_participants; i++) {
		if (note->weighing->participants[i].attend != attend)
			continue;
		if (!any)
			rt_page_heading (&note->page, heading);
		any = TRUE;
		write_participant (note, &note->weighing->participants[i]);
	}
}

static void
write_list (Note *note, const char *label, const RtStatement *statements, const guint *held, guint n)
{
	if (n == 0)
		return;
	g_string_append_printf (begin (note), "%s: ", label);
	for (guint i = 0; i < n; i++)
		g_string_append_printf (note->text, "%s%s", i == 0 ? "" : "; ",
					rt_choose (note->language, statements[held[i]].title));
	g_string_append_c (note->text, '.');
	paragraph (note, 2, NULL);
}

static void
write_meeting (Note *note)
{
	const RtWeighing *weighing = note->weighing;
	if (weighing->table == NULL)
		return;
	rt_page_heading (&note->page, say (note, "The meeting"));
	g_autoptr (GString) goal = g_string_new (NULL);
	rt_text_goal (note->source, note->language, goal);
	if (goal->len > 0) {
		g_string_append_printf (begin (note), say (note, "Goal: %s."), goal->str);
		paragraph (note, 2, NULL);
	}
	write_list (note, say (note, "Themes"), note->rules->themes, weighing->themes, weighing->n_themes);
	write_list (note, say (note, "Decisions asked for"), note->rules->decisions, weighing->decisions,
		    weighing->n_decisions);
	begin (note);
	for (guint i = 0; i < weighing->n_coordinator; i++)
		g_string_append_printf (note->text, "%s%s", i == 0 ? "" : ", ",
					party (note, (int)weighing->coordinator[i].party));
	g_autofree char *names = g_strdup (note->text->str);
	g_string_printf (
	    note->text,
	    *names != '\0'
		? say (note, "Could supply the case coordinator, the likeliest first: %s.")
		: say (note, "Nobody stands out to supply the case coordinator; the meeting decides.%s"),
	    names);
	paragraph (note, 2, NULL);
}

/* ---- before the meeting ---- */

/* where nothing could change any more, only what is contradicted is worth a question */
static guint
worth_asking (const Note *note)
{
	const RtWeighing *weighing = note->weighing;
	guint n = 0;
	if (note->options->explain)
		return weighing->n_ask_next;
	if (!weighing->stable || weighing->table != NULL)
		return MIN (weighing->n_ask_next, MOST_QUESTIONS);
	while (n < weighing->n_ask_next && weighing->ask_next[n].contradicts >= 0)
		n++;
	return n;
}

static void
write_questions (Note *note)
{
	const RtWeighing *weighing = note->weighing;
	if (worth_asking (note) == 0)
		return;
	rt_page_heading (&note->page, say (note, "Find out next"));
	guint n = worth_asking (note);
	for (guint i = 0; i < n; i++) {
		g_autofree char *mark = g_strdup_printf ("%3u ", i + 1);
		rt_text_question (note->source, note->language, &weighing->ask_next[i], begin (note));
		if (note->options->explain) {
			g_string_append (note->text, " [");
			rt_spot_print (
			    rt_record_original (note->source->registration, weighing->ask_next[i].spot),
			    note->text);
			g_string_append_c (note->text, ']');
		}
		paragraph (note, 4, mark);
	}
	if (n < weighing->n_ask_next && n == MOST_QUESTIONS) {
		guint rest = weighing->n_ask_next - n;
		g_string_append_printf (
		    begin (note),
		    rt_text_plural (note->language, "And %u more question.", "And %u more questions.", rest),
		    rest);
		paragraph (note, 4, NULL);
	}
}

static void
write_put_to (Note *note)
{
	if (note->weighing->n_questions == 0)
		return;
	rt_page_heading (&note->page, say (note, "Ask these parties first"));
	for (guint i = 0; i < note->weighing->n_questions; i++) {
		const RtWeighingQuestion *question = &note->weighing->questions[i];
		g_string_append_printf (begin (note), "%s: %s", party (note, (int)question->party),
					rt_choose (note->language, question->question));
		paragraph (note, 4, "  - ");
	}
}

/* whose agreement is needed before anything is read by whom: a line per provider */
static void
write_disclosure (Note *note)
{
	gboolean any = FALSE;
	for (guint provider = 0; provider < note->rules->n_parties; provider++) {
		begin (note);
		for (guint i = 0; i < note->weighing->n_disclosure; i++) {
			const RtDisclosure *disclosure = &note->weighing->disclosure[i];
			guint asked = 0;
			for (guint j = 0; j < disclosure->n_facts; j++)
				asked += disclosure->facts[j].ask == (int)provider;
			if (asked > 0)
				g_string_append_printf (note->text, "%s%s", note->text->len > 0 ? ", " : "",
							party (note, (int)disclosure->party));
		}
		if (note->text->len == 0)
			continue;
		if (!any)
			rt_page_heading (&note->page, say (note, "Do not share before these agree"));
		any = TRUE;
		g_autofree char *readers = g_strdup (note->text->str);
		g_string_printf (note->text, say (note, "%s, for facts to be read by: %s"),
				 party (note, (int)provider), readers);
		paragraph (note, 4, "  - ");
	}
}

static void
write_attention (Note *note)
{
	gboolean any = FALSE;
	for (guint i = 0; i < note->weighing->n_flags; i++) {
		const RtStatement *flag = &note->rules->flags[note->weighing->flags[i]];
		if (strcmp (flag->id, "acute") == 0)
			continue;
		if (!any)
			rt_page_heading (&note->page, say (note, "Mind this"));
		any = TRUE;
		g_string_append_printf (begin (note), "%s. %s", rt_choose (note->language, flag->title),
					rt_choose (note->language, flag->text));
		paragraph (note, 4, "  - ");
	}
}

/* ---- the rest ---- */

/* no meeting, and yet parties with a reason: who could help directly */
static void
write_elsewhere (Note *note)
{
	const RtWeighing *weighing = note->weighing;
	gboolean any = FALSE;
	if (strcmp (weighing->suggestion, "not-eligible") != 0)
		return;
	for (guint i = 0; i < weighing->n_not_invited; i++) {
		const RtNotInvited *party_out = &weighing->not_invited[i];
		if (party_out->n_reasons == 0)
			continue;
		if (!any)
			rt_page_heading (&note->page,
					 say (note, "Who could help directly, with the person's knowledge"));
		any = TRUE;
		g_string_append_printf (
		    begin (note), "%s: %s.", party (note, (int)party_out->party),
		    rt_choose (note->language, rt_reason_title (note->source, party_out->reasons[0])));
		paragraph (note, 4, "  - ");
	}
}

static void
write_not_invited (Note *note)
{
	static const RtNotInvitedBecause order[] = {RT_OUTRANKED, RT_NOT_LAWFUL, RT_NOT_A_PARTY_NOW,
						    RT_NOT_RELEVANT};
	const RtWeighing *weighing = note->weighing;
	if (weighing->table == NULL)
		return;
	rt_page_heading (&note->page, say (note, "Not invited"));
	for (guint i = 0; i < G_N_ELEMENTS (order); i++) {
		begin (note);
		for (guint j = 0; j < weighing->n_not_invited; j++) {
			const RtNotInvited *not_invited = &weighing->not_invited[j];
			if (not_invited->because != order[i])
				continue;
			g_string_append_printf (note->text, "%s%s", note->text->len > 0 ? ", " : "",
						party (note, (int)not_invited->party));
			if (order[i] != RT_OUTRANKED)
				continue;
			g_string_append (note->text, " (");
			rt_text_because (note->source, note->language, not_invited, note->text);
			g_string_append_c (note->text, ')');
		}
		static const char *const labels[] = {N_ ("Another fits better"), N_ ("No lawful ground"),
						     N_ ("No Party now"), N_ ("Not relevant so far")};
		if (note->text->len == 0)
			continue;
		g_autofree char *names = g_strdup (note->text->str);
		g_string_printf (note->text, "%s: %s.", say (note, labels[i]), names);
		paragraph (note, 4, "  - ");
	}
}

static void
write_degraded (Note *note)
{
	if (note->weighing->n_degraded == 0)
		return;
	rt_page_heading (&note->page, say (note, "What could not be answered"));
	for (guint i = 0; i < note->weighing->n_degraded; i++) {
		const RtDegraded *degraded = &note->weighing->degraded[i];
		g_string_append_printf (begin (note), "%s: %s", degraded->what,
					rt_choose (note->language, degraded->why));
		paragraph (note, 4, "  - ");
	}
}

static void
write_close (Note *note)
{
	rt_page_line (&note->page);
	g_string_append (
	    begin (note),
	    say (note,
		 "This is advice; the process director decides, together with the registering party "
		 "(covenant 13.2a). The criteria are stand-ins: the covenant's annexes are not public."));
	paragraph (note, 0, NULL);
}

void
rt_advice_write_page (const RtAdviceSource *source, const RtPageOptions *options, GString *out)
{
	Note note = {.source = source,
		     .weighing = source->weighing,
		     .rules = source->rules,
		     .options = options,
		     .language = options->language,
		     .text = g_string_sized_new (256)};
	note.page = (RtPage){
	    .out = out, .width = options->width > 20 ? options->width : 80, .colour = options->colour};
	write_head (&note);
	write_urgent (&note);
	write_suggestion (&note);
	write_why (&note);
	write_participants (&note, ROUTE_ATTEND_INVITE, say (&note, "Invite"));
	write_participants (&note, ROUTE_ATTEND_ASK, say (&note, "Ask in the weighing; invite after a yes"));
	write_meeting (&note);
	write_elsewhere (&note);
	write_attention (&note);
	write_put_to (&note);
	write_questions (&note);
	write_disclosure (&note);
	write_not_invited (&note);
	write_degraded (&note);
	write_close (&note);
	g_string_free (note.text, TRUE);
}
