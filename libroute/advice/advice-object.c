/* The public advice object: what a weighing found, behind getters. */
#include "libroute/advice/advice.h"
#include "libroute/advice/words.h"
#include "libroute/util/references.h"

struct _RouteAdvice {
	RtReferences references;
	RtAdviceSource source;
	const RtWeighing *weighing;
	RtWorkspace *workspace;
	gpointer owner;
	RtReleaseWorkspace release;
};

G_DEFINE_BOXED_TYPE (RouteAdvice, route_advice, route_advice_ref, route_advice_unref)

RouteAdvice *
rt_advice_new (const RtAdviceSource *source, RtWorkspace *workspace, gpointer owner,
	       RtReleaseWorkspace release)
{
	RouteAdvice *self = g_new0 (RouteAdvice, 1);
	rt_references_begin (&self->references);
	self->source = *source;
	self->weighing = source->weighing;
	self->workspace = workspace;
	self->owner = owner;
	self->release = release;
	return self;
}

RouteAdvice *
route_advice_ref (RouteAdvice *self)
{
	g_return_val_if_fail (self != NULL, NULL);
	rt_references_add (&self->references);
	return self;
}

void
route_advice_unref (RouteAdvice *self)
{
	if (self == NULL || !rt_references_drop (&self->references))
		return;
	rt_workspace_reset (self->workspace);
	route_registration_unref (self->source.registration);
	self->release (self->owner, self->workspace);
	g_free (self);
}

char *
route_advice_to_json (const RouteAdvice *self, RouteJsonFlags flags, const char *language)
{
	g_return_val_if_fail (self != NULL, NULL);
	GString *out = g_string_sized_new (16384);
	rt_advice_write_json (&self->source, rt_language_parse (language), flags, out);
	return g_string_free (out, FALSE);
}

char *
route_advice_to_text (const RouteAdvice *self, const char *language)
{
	return route_advice_to_text_for (self, ROUTE_AUDIENCE_DIRECTOR, language);
}

char *
route_advice_to_text_for (const RouteAdvice *self, RouteAudience audience, const char *language)
{
	g_return_val_if_fail (self != NULL, NULL);
	GString *out = g_string_sized_new (8192);
	RtPageOptions options = {.language = rt_language_parse (language), .width = 80, .audience = audience};
	if (audience > ROUTE_AUDIENCE_PERSON)
		options.audience = ROUTE_AUDIENCE_DIRECTOR;
	rt_advice_write_page (&self->source, &options, out);
	return g_string_free (out, FALSE);
}

/* ---- what the getters share ---- */

static char *
pointer (const RouteAdvice *self, RtSpot spot)
{
	GString *out = g_string_new (NULL);
	rt_record_print_spot (self->source.registration, spot, out);
	return g_string_free (out, FALSE);
}

static GStrv
pointers (const RouteAdvice *self, RtSpots spots)
{
	GStrv list = g_new0 (char *, spots.n + 1);
	for (guint i = 0; i < spots.n; i++)
		list[i] = pointer (self, spots.spots[i]);
	return list;
}

static GStrv
reasons (const RouteAdvice *self, const guint *indexes, guint n)
{
	GStrv list = g_new0 (char *, n + 1);
	for (guint i = 0; i < n; i++)
		list[i] = g_strdup (self->source.rules->reasons[indexes[i]].full_id);
	return list;
}

static const RtCriterionResult *
criterion_at (const RouteAdvice *self, guint approach, guint criterion)
{
	if (approach >= self->weighing->n_approaches ||
	    criterion >= self->weighing->approaches[approach].n_criteria)
		return NULL;
	return self->weighing->approaches[approach].criteria[criterion];
}

static const RtDisclosedFact *
disclosed_at (const RouteAdvice *self, guint index, guint fact)
{
	if (index >= self->weighing->n_disclosure || fact >= self->weighing->disclosure[index].n_facts)
		return NULL;
	return &self->weighing->disclosure[index].facts[fact];
}

static void
set (gint *out, gint32 value)
{
	if (out != NULL)
		*out = value;
}

static void
set_unsigned (guint *out, guint value)
{
	if (out != NULL)
		*out = value;
}

/* ---- getters ---- */

const char *
route_advice_get_registration (const RouteAdvice *self)
{
	g_return_val_if_fail (self != NULL, NULL);
	return route_registration_get_id (self->source.registration);
}

const char *
route_advice_get_suggestion (const RouteAdvice *self)
{
	g_return_val_if_fail (self != NULL, NULL);
	return self->weighing->suggestion;
}

gboolean
route_advice_is_stable (const RouteAdvice *self)
{
	g_return_val_if_fail (self != NULL, FALSE);
	return self->weighing->stable;
}

guint
route_advice_get_n_because (const RouteAdvice *self)
{
	g_return_val_if_fail (self != NULL, 0);
	return self->weighing->n_because;
}

const char *
route_advice_get_because (const RouteAdvice *self, guint index)
{
	g_return_val_if_fail (self != NULL, NULL);
	g_return_val_if_fail (index < self->weighing->n_because, NULL);
	return self->source.rules->criteria[self->weighing->because[index]].full_id;
}

guint
route_advice_get_n_alternatives (const RouteAdvice *self)
{
	g_return_val_if_fail (self != NULL, 0);
	return self->weighing->n_alternatives;
}

const char *
route_advice_get_alternative (const RouteAdvice *self, guint index)
{
	g_return_val_if_fail (self != NULL, NULL);
	g_return_val_if_fail (index < self->weighing->n_alternatives, NULL);
	return self->source.rules->routes[self->weighing->alternatives[index].route].suggestion;
}

GStrv
route_advice_dup_alternative_needs (const RouteAdvice *self, guint index)
{
	g_return_val_if_fail (self != NULL, NULL);
	g_return_val_if_fail (index < self->weighing->n_alternatives, NULL);
	return pointers (self, self->weighing->alternatives[index].needs);
}

guint
route_advice_get_n_flags (const RouteAdvice *self)
{
	g_return_val_if_fail (self != NULL, 0);
	return self->weighing->n_flags;
}

const char *
route_advice_get_flag (const RouteAdvice *self, guint index)
{
	g_return_val_if_fail (self != NULL, NULL);
	g_return_val_if_fail (index < self->weighing->n_flags, NULL);
	return self->source.rules->flags[self->weighing->flags[index]].id;
}

GStrv
route_advice_dup_third_parties (const RouteAdvice *self)
{
	g_return_val_if_fail (self != NULL, NULL);
	GStrv thirds = g_new0 (char *, self->weighing->n_thirds + 1);
	for (guint i = 0; i < self->weighing->n_thirds; i++)
		thirds[i] = g_strdup (self->weighing->thirds[i]);
	return thirds;
}

guint
route_advice_get_n_approaches (const RouteAdvice *self)
{
	g_return_val_if_fail (self != NULL, 0);
	return self->weighing->n_approaches;
}

const char *
route_advice_get_approach (const RouteAdvice *self, guint approach)
{
	g_return_val_if_fail (self != NULL, NULL);
	g_return_val_if_fail (approach < self->weighing->n_approaches, NULL);
	return self->source.rules->approaches[self->weighing->approaches[approach].approach].id;
}

RouteState
route_advice_get_eligible (const RouteAdvice *self, guint approach)
{
	g_return_val_if_fail (self != NULL, ROUTE_STATE_UNKNOWN);
	g_return_val_if_fail (approach < self->weighing->n_approaches, ROUTE_STATE_UNKNOWN);
	return (RouteState)self->weighing->approaches[approach].eligible;
}

void
route_advice_get_score (const RouteAdvice *self, guint approach, gint *low, gint *high, gint *max)
{
	g_return_if_fail (self != NULL);
	g_return_if_fail (approach < self->weighing->n_approaches);
	const RtApproachResult *result = &self->weighing->approaches[approach];
	set (low, result->low);
	set (high, result->high);
	set (max, result->max);
}

guint
route_advice_get_n_criteria (const RouteAdvice *self, guint approach)
{
	g_return_val_if_fail (self != NULL, 0);
	g_return_val_if_fail (approach < self->weighing->n_approaches, 0);
	return self->weighing->approaches[approach].n_criteria;
}

char *
route_advice_dup_criterion (const RouteAdvice *self, guint approach, guint criterion)
{
	g_return_val_if_fail (self != NULL, NULL);
	const RtCriterionResult *result = criterion_at (self, approach, criterion);
	g_return_val_if_fail (result != NULL, NULL);
	g_autoptr (GString) scratch = g_string_new (NULL);
	return g_strdup (rt_criterion_id (&self->source, result, scratch));
}

const char *
route_advice_get_criterion_title (const RouteAdvice *self, guint approach, guint criterion,
				  const char *language)
{
	g_return_val_if_fail (self != NULL, NULL);
	const RtCriterionResult *result = criterion_at (self, approach, criterion);
	g_return_val_if_fail (result != NULL, NULL);
	return rt_choose (rt_language_parse (language), rt_criterion_title (&self->source, result));
}

RouteState
route_advice_get_criterion_state (const RouteAdvice *self, guint approach, guint criterion)
{
	g_return_val_if_fail (self != NULL, ROUTE_STATE_UNKNOWN);
	const RtCriterionResult *result = criterion_at (self, approach, criterion);
	g_return_val_if_fail (result != NULL, ROUTE_STATE_UNKNOWN);
	return (RouteState)result->state;
}

void
route_advice_get_criterion_points (const RouteAdvice *self, guint approach, guint criterion, gint *low,
				   gint *high)
{
	g_return_if_fail (self != NULL);
	const RtCriterionResult *result = criterion_at (self, approach, criterion);
	g_return_if_fail (result != NULL);
	set (low, result->low);
	set (high, result->high);
}

GStrv
route_advice_dup_criterion_evidence (const RouteAdvice *self, guint approach, guint criterion)
{
	g_return_val_if_fail (self != NULL, NULL);
	const RtCriterionResult *result = criterion_at (self, approach, criterion);
	g_return_val_if_fail (result != NULL, NULL);
	return pointers (self, result->evidence);
}

GStrv
route_advice_dup_criterion_missing (const RouteAdvice *self, guint approach, guint criterion)
{
	g_return_val_if_fail (self != NULL, NULL);
	const RtCriterionResult *result = criterion_at (self, approach, criterion);
	g_return_val_if_fail (result != NULL, NULL);
	return pointers (self, result->missing);
}

char *
route_advice_dup_criterion_origin (const RouteAdvice *self, guint approach, guint criterion)
{
	g_return_val_if_fail (self != NULL, NULL);
	const RtCriterionResult *result = criterion_at (self, approach, criterion);
	g_return_val_if_fail (result != NULL, NULL);
	GString *origin = g_string_new (NULL);
	rt_text_origin (&self->source, result, origin);
	return g_string_free (origin, FALSE);
}

const char *
route_advice_get_criterion_basis (const RouteAdvice *self, guint approach, guint criterion,
				  const char *language)
{
	g_return_val_if_fail (self != NULL, NULL);
	const RtCriterionResult *result = criterion_at (self, approach, criterion);
	g_return_val_if_fail (result != NULL, NULL);
	return rt_choose (rt_language_parse (language), rt_criterion_basis (&self->source, result));
}

guint
route_advice_get_n_participants (const RouteAdvice *self)
{
	g_return_val_if_fail (self != NULL, 0);
	return self->weighing->n_participants;
}

const char *
route_advice_get_participant (const RouteAdvice *self, guint index)
{
	g_return_val_if_fail (self != NULL, NULL);
	g_return_val_if_fail (index < self->weighing->n_participants, NULL);
	const RtParticipant *participant = &self->weighing->participants[index];
	return self->source.rules->parties[participant->party].id;
}

RouteAttendance
route_advice_get_attendance (const RouteAdvice *self, guint index)
{
	g_return_val_if_fail (self != NULL, ROUTE_ATTENDANCE_ASK);
	g_return_val_if_fail (index < self->weighing->n_participants, ROUTE_ATTENDANCE_ASK);
	const RtParticipant *participant = &self->weighing->participants[index];
	return participant->attend == ROUTE_ATTEND_INVITE ? ROUTE_ATTENDANCE_INVITE : ROUTE_ATTENDANCE_ASK;
}

const char *
route_advice_get_participant_role (const RouteAdvice *self, guint index)
{
	g_return_val_if_fail (self != NULL, NULL);
	g_return_val_if_fail (index < self->weighing->n_participants, NULL);
	const RtParticipant *participant = &self->weighing->participants[index];
	return participant->role;
}

const char *
route_advice_get_participant_part (const RouteAdvice *self, guint index)
{
	g_return_val_if_fail (self != NULL, NULL);
	g_return_val_if_fail (index < self->weighing->n_participants, NULL);
	const RtParticipant *participant = &self->weighing->participants[index];
	return participant->part;
}

GStrv
route_advice_dup_participant_reasons (const RouteAdvice *self, guint index)
{
	g_return_val_if_fail (self != NULL, NULL);
	g_return_val_if_fail (index < self->weighing->n_participants, NULL);
	const RtParticipant *participant = &self->weighing->participants[index];
	return reasons (self, participant->reasons, participant->n_reasons);
}

const char *
route_advice_get_participant_contribution (const RouteAdvice *self, guint index, const char *language)
{
	g_return_val_if_fail (self != NULL, NULL);
	g_return_val_if_fail (index < self->weighing->n_participants, NULL);
	const RtParticipant *participant = &self->weighing->participants[index];
	return rt_choose (rt_language_parse (language), participant->contribution);
}

const char *
route_advice_get_participant_basis (const RouteAdvice *self, guint index, const char *language)
{
	g_return_val_if_fail (self != NULL, NULL);
	g_return_val_if_fail (index < self->weighing->n_participants, NULL);
	const RtParticipant *participant = &self->weighing->participants[index];
	return rt_choose (rt_language_parse (language), participant->basis);
}

guint
route_advice_get_n_not_invited (const RouteAdvice *self)
{
	g_return_val_if_fail (self != NULL, 0);
	return self->weighing->n_not_invited;
}

const char *
route_advice_get_not_invited (const RouteAdvice *self, guint index)
{
	g_return_val_if_fail (self != NULL, NULL);
	g_return_val_if_fail (index < self->weighing->n_not_invited, NULL);
	return self->source.rules->parties[self->weighing->not_invited[index].party].id;
}

char *
route_advice_dup_not_invited_because (const RouteAdvice *self, guint index)
{
	g_return_val_if_fail (self != NULL, NULL);
	g_return_val_if_fail (index < self->weighing->n_not_invited, NULL);
	GString *because = g_string_new (NULL);
	rt_word_because (self->source.rules, &self->weighing->not_invited[index], because);
	return g_string_free (because, FALSE);
}

guint
route_advice_get_n_coordinators (const RouteAdvice *self)
{
	g_return_val_if_fail (self != NULL, 0);
	return self->weighing->n_coordinator;
}

const char *
route_advice_get_coordinator (const RouteAdvice *self, guint index)
{
	g_return_val_if_fail (self != NULL, NULL);
	g_return_val_if_fail (index < self->weighing->n_coordinator, NULL);
	return self->source.rules->parties[self->weighing->coordinator[index].party].id;
}

const char *
route_advice_get_table (const RouteAdvice *self)
{
	g_return_val_if_fail (self != NULL, NULL);
	return self->weighing->table;
}

char *
route_advice_dup_goal (const RouteAdvice *self, const char *language)
{
	g_return_val_if_fail (self != NULL, NULL);
	GString *goal = g_string_new (NULL);
	rt_text_goal (&self->source, rt_language_parse (language), goal);
	return g_string_free (goal, FALSE);
}

guint
route_advice_get_n_themes (const RouteAdvice *self)
{
	g_return_val_if_fail (self != NULL, 0);
	return self->weighing->n_themes;
}

const char *
route_advice_get_theme (const RouteAdvice *self, guint index, const char *language)
{
	g_return_val_if_fail (self != NULL, NULL);
	g_return_val_if_fail (index < self->weighing->n_themes, NULL);
	return rt_choose (rt_language_parse (language),
			  self->source.rules->themes[self->weighing->themes[index]].title);
}

guint
route_advice_get_n_decisions (const RouteAdvice *self)
{
	g_return_val_if_fail (self != NULL, 0);
	return self->weighing->n_decisions;
}

const char *
route_advice_get_decision (const RouteAdvice *self, guint index, const char *language)
{
	g_return_val_if_fail (self != NULL, NULL);
	g_return_val_if_fail (index < self->weighing->n_decisions, NULL);
	return rt_choose (rt_language_parse (language),
			  self->source.rules->decisions[self->weighing->decisions[index]].title);
}

GStrv
route_advice_dup_agenda (const RouteAdvice *self, guint part, const char *language, char **title)
{
	g_return_val_if_fail (self != NULL, NULL);
	if (title != NULL)
		*title = NULL;
	if (part >= self->weighing->n_agenda)
		return NULL;
	const RtRuleSet *rules = self->source.rules;
	const RtAgendaPart *agenda = &self->weighing->agenda[part];
	g_autoptr (GString) about = g_string_new (NULL);
	rt_text_agenda (&self->source, rt_language_parse (language), part, about);
	if (title != NULL)
		*title = g_strdup (about->str);
	GStrv parties = g_new0 (char *, agenda->n + 1);
	for (guint i = 0; i < agenda->n; i++)
		parties[i] = g_strdup (rules->parties[self->weighing->participants[agenda->participants[i]].party].id);
	return parties;
}

guint
route_advice_get_n_questions (const RouteAdvice *self)
{
	g_return_val_if_fail (self != NULL, 0);
	return self->weighing->n_questions;
}

const char *
route_advice_get_question_party (const RouteAdvice *self, guint index)
{
	g_return_val_if_fail (self != NULL, NULL);
	g_return_val_if_fail (index < self->weighing->n_questions, NULL);
	return self->source.rules->parties[self->weighing->questions[index].party].id;
}

const char *
route_advice_get_question (const RouteAdvice *self, guint index, const char *language)
{
	g_return_val_if_fail (self != NULL, NULL);
	g_return_val_if_fail (index < self->weighing->n_questions, NULL);
	return rt_choose (rt_language_parse (language), self->weighing->questions[index].question);
}

guint
route_advice_get_n_ask_next (const RouteAdvice *self)
{
	g_return_val_if_fail (self != NULL, 0);
	return self->weighing->n_ask_next;
}

char *
route_advice_dup_ask_next_path (const RouteAdvice *self, guint index)
{
	g_return_val_if_fail (self != NULL, NULL);
	g_return_val_if_fail (index < self->weighing->n_ask_next, NULL);
	return pointer (self, self->weighing->ask_next[index].spot);
}

char *
route_advice_dup_ask_next_question (const RouteAdvice *self, guint index, const char *language)
{
	g_return_val_if_fail (self != NULL, NULL);
	g_return_val_if_fail (index < self->weighing->n_ask_next, NULL);
	GString *question = g_string_new (NULL);
	rt_text_question (&self->source, rt_language_parse (language), &self->weighing->ask_next[index],
			  question);
	return g_string_free (question, FALSE);
}

guint
route_advice_get_n_disclosures (const RouteAdvice *self)
{
	g_return_val_if_fail (self != NULL, 0);
	return self->weighing->n_disclosure;
}

const char *
route_advice_get_disclosure_party (const RouteAdvice *self, guint index)
{
	g_return_val_if_fail (self != NULL, NULL);
	g_return_val_if_fail (index < self->weighing->n_disclosure, NULL);
	return self->source.rules->parties[self->weighing->disclosure[index].party].id;
}

guint
route_advice_get_n_disclosed_facts (const RouteAdvice *self, guint index)
{
	g_return_val_if_fail (self != NULL, 0);
	g_return_val_if_fail (index < self->weighing->n_disclosure, 0);
	return self->weighing->disclosure[index].n_facts;
}

char *
route_advice_dup_disclosed_path (const RouteAdvice *self, guint index, guint fact)
{
	g_return_val_if_fail (self != NULL, NULL);
	const RtDisclosedFact *disclosed = disclosed_at (self, index, fact);
	g_return_val_if_fail (disclosed != NULL, NULL);
	return pointer (self, disclosed->spot);
}

gboolean
route_advice_is_disclosure_allowed (const RouteAdvice *self, guint index, guint fact)
{
	g_return_val_if_fail (self != NULL, FALSE);
	const RtDisclosedFact *disclosed = disclosed_at (self, index, fact);
	g_return_val_if_fail (disclosed != NULL, FALSE);
	return disclosed->allowed;
}

const char *
route_advice_get_disclosure_ask (const RouteAdvice *self, guint index, guint fact)
{
	g_return_val_if_fail (self != NULL, NULL);
	const RtDisclosedFact *disclosed = disclosed_at (self, index, fact);
	g_return_val_if_fail (disclosed != NULL, NULL);
	return disclosed->ask >= 0 ? self->source.rules->parties[disclosed->ask].id : NULL;
}

guint
route_advice_get_n_signals (const RouteAdvice *self)
{
	g_return_val_if_fail (self != NULL, 0);
	return self->weighing->n_signals;
}

const char *
route_advice_get_signal (const RouteAdvice *self, guint index)
{
	g_return_val_if_fail (self != NULL, NULL);
	g_return_val_if_fail (index < self->weighing->n_signals, NULL);
	return self->source.rules->patterns[self->weighing->signals[index].pattern].id;
}

const char *
route_advice_get_signal_span (const RouteAdvice *self, guint index, guint *start, guint *end)
{
	g_return_val_if_fail (self != NULL, NULL);
	g_return_val_if_fail (index < self->weighing->n_signals, NULL);
	set_unsigned (start, self->weighing->signals[index].start);
	set_unsigned (end, self->weighing->signals[index].end);
	return self->weighing->signals[index].pointer;
}

gboolean
route_advice_is_signal_negated (const RouteAdvice *self, guint index)
{
	g_return_val_if_fail (self != NULL, FALSE);
	g_return_val_if_fail (index < self->weighing->n_signals, FALSE);
	return self->weighing->signals[index].negated;
}

gboolean
route_advice_is_signal_hedged (const RouteAdvice *self, guint index)
{
	g_return_val_if_fail (self != NULL, FALSE);
	g_return_val_if_fail (index < self->weighing->n_signals, FALSE);
	return self->weighing->signals[index].hedged;
}

guint
route_advice_get_n_degraded (const RouteAdvice *self)
{
	g_return_val_if_fail (self != NULL, 0);
	return self->weighing->n_degraded;
}

const char *
route_advice_get_degraded (const RouteAdvice *self, guint index)
{
	g_return_val_if_fail (self != NULL, NULL);
	g_return_val_if_fail (index < self->weighing->n_degraded, NULL);
	return self->weighing->degraded[index].what;
}

const char *
route_advice_get_degraded_why (const RouteAdvice *self, guint index, const char *language)
{
	g_return_val_if_fail (self != NULL, NULL);
	g_return_val_if_fail (index < self->weighing->n_degraded, NULL);
	return rt_choose (rt_language_parse (language), self->weighing->degraded[index].why);
}

const char *
route_advice_get_rules_fingerprint (const RouteAdvice *self)
{
	g_return_val_if_fail (self != NULL, NULL);
	return self->source.rules->fingerprint;
}
