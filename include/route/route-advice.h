/* SPDX-License-Identifier: EUPL-1.2 */
#pragma once
#include <glib-object.h>
#include <route/route-error.h>

G_BEGIN_DECLS
#pragma GCC visibility push(default)

/**
 * RouteAdvice:
 *
 * The advice on one registration (`route.advice/1`): a proposal to the process director, who decides (covenant 13.2a).
 * It holds a registration against the criteria of an approach; it never scores, ranks or predicts a person.
 *
 * Immutable; usable from any number of threads. Texts and ids that are borrowed live as long as the advice.
 */
typedef struct _RouteAdvice RouteAdvice;

#define ROUTE_TYPE_ADVICE (route_advice_get_type ())
GType route_advice_get_type (void);

/**
 * RouteState:
 * @ROUTE_STATE_NO: demonstrably not
 * @ROUTE_STATE_UNKNOWN: a fact is unknown or in doubt; unknown is never no
 * @ROUTE_STATE_YES: yes
 */
typedef enum {
	ROUTE_STATE_NO = 0,
	ROUTE_STATE_UNKNOWN = 1,
	ROUTE_STATE_YES = 2,
} RouteState;

/**
 * RouteAttendance:
 * @ROUTE_ATTENDANCE_ASK: ask it in the weighing first, and invite it after a yes
 * @ROUTE_ATTENDANCE_INVITE: it belongs at the table
 */
typedef enum {
	ROUTE_ATTENDANCE_ASK = 1,
	ROUTE_ATTENDANCE_INVITE = 2,
} RouteAttendance;

/**
 * RouteJsonFlags:
 * @ROUTE_JSON_COMPACT: one line without spaces
 * @ROUTE_JSON_PRETTY: indented, for people
 */
typedef enum {
	ROUTE_JSON_COMPACT = 0,
	ROUTE_JSON_PRETTY = 1 << 0,
} RouteJsonFlags;

/**
 * RouteAudience:
 * @ROUTE_AUDIENCE_DIRECTOR: the process director, who decides (covenant 13.2a): everything
 * @ROUTE_AUDIENCE_REGISTRANT: the registering Party: what happens now, and which questions are left
 * @ROUTE_AUDIENCE_PERSON: the person concerned (GDPR, articles 12 to 15): in plain words what is proposed, and which data
 *   played which role; without steps, questions to others, or anything of the police or of health that is about others
 *
 * Who reads a page. All are written from one advice and never contradict each other.
 */
typedef enum {
	ROUTE_AUDIENCE_DIRECTOR = 0,
	ROUTE_AUDIENCE_REGISTRANT = 1,
	ROUTE_AUDIENCE_PERSON = 2,
} RouteAudience;

/**
 * route_advice_ref:
 * @self: an advice
 *
 * Returns: (transfer full): @self with one more reference
 */
RouteAdvice *route_advice_ref (RouteAdvice *self);

/**
 * route_advice_unref:
 * @self: (transfer full): an advice
 *
 * Drops a reference; the last one clears what the advice held of the registration.
 */
void route_advice_unref (RouteAdvice *self);

/**
 * route_advice_to_json:
 * @self: an advice
 * @flags: how to lay it out
 * @language: (nullable): `nl` or `en`, of the texts in it
 *
 * The whole advice as `route.advice/1` (doc/schema/advice-1.schema.json): the same bytes on every run, thread and machine.
 *
 * Returns: (transfer full): JSON, without a newline at the end
 */
char *route_advice_to_json (const RouteAdvice *self, RouteJsonFlags flags, const char *language);

/**
 * route_advice_to_text:
 * @self: an advice
 * @language: (nullable): `nl` or `en`
 *
 * The advice as a page that a process director reads.
 *
 * Returns: (transfer full): UTF-8 text, wrapped at 80 columns
 */
char *route_advice_to_text (const RouteAdvice *self, const char *language);

/**
 * route_advice_to_text_for:
 * @self: an advice
 * @audience: who reads it; another value counts as the process director
 * @language: (nullable): `nl` or `en`
 *
 * The advice as a page for one of its readers. What is for the person concerned is read by the process director first: a
 * running investigation or somebody's safety may ask to wait.
 *
 * Returns: (transfer full): UTF-8 text, wrapped at 80 columns
 */
char *route_advice_to_text_for (const RouteAdvice *self, RouteAudience audience, const char *language);

/**
 * route_advice_get_registration:
 * @self: an advice
 *
 * The id of the registration this advice is on.
 * Returns: (transfer none): the id
 */
const char *route_advice_get_registration (const RouteAdvice *self);

/**
 * route_advice_get_suggestion:
 * @self: an advice
 *
 * The suggested routing: one of the closed list, e.g. `process-meeting` (covenant 1.10).
 * Returns: (transfer none): the suggestion; "" when the rules have no routes
 */
const char *route_advice_get_suggestion (const RouteAdvice *self);

/**
 * route_advice_is_stable:
 * @self: an advice
 *
 * Could no answer to what is unknown change the suggestion?
 * Returns: %TRUE when nothing could
 */
gboolean route_advice_is_stable (const RouteAdvice *self);

/**
 * route_advice_get_n_because:
 * @self: an advice
 *
 * The criteria that decide the suggestion.
 * Returns: how many
 */
guint route_advice_get_n_because (const RouteAdvice *self);

/**
 * route_advice_get_because:
 * @self: an advice
 * @index: less than route_advice_get_n_because()
 *
 * A criterion that decides the suggestion.
 * Returns: (transfer none): its id, e.g. `pad/P2`
 */
const char *route_advice_get_because (const RouteAdvice *self, guint index);

/**
 * route_advice_get_n_alternatives:
 * @self: an advice
 *
 * Other suggestions that are still possible.
 * Returns: how many
 */
guint route_advice_get_n_alternatives (const RouteAdvice *self);

/**
 * route_advice_get_alternative:
 * @self: an advice
 * @index: less than route_advice_get_n_alternatives()
 *
 * Another suggestion that is still possible.
 * Returns: (transfer none): the suggestion
 */
const char *route_advice_get_alternative (const RouteAdvice *self, guint index);

/**
 * route_advice_dup_alternative_needs:
 * @self: an advice
 * @index: less than route_advice_get_n_alternatives()
 *
 * The unknown facts whose answers would lead to an alternative.
 * Returns: (transfer full) (array zero-terminated=1): JSON Pointers
 */
GStrv route_advice_dup_alternative_needs (const RouteAdvice *self, guint index);

/**
 * route_advice_get_n_flags:
 * @self: an advice
 *
 * What must not be missed beside the routing.
 * Returns: how many
 */
guint route_advice_get_n_flags (const RouteAdvice *self);

/**
 * route_advice_get_flag:
 * @self: an advice
 * @index: less than route_advice_get_n_flags()
 *
 * A flag, of the closed list: `acute`, `minor`, ...
 * Returns: (transfer none): the flag
 */
const char *route_advice_get_flag (const RouteAdvice *self, guint index);

/**
 * route_advice_dup_third_parties:
 * @self: an advice
 *
 * Who is no Party and is needed all the same (flag `third-party-needed`), as behind `third:` in a registration.
 * Returns: (transfer full) (array zero-terminated=1): `school`, `gp`, ...
 */
GStrv route_advice_dup_third_parties (const RouteAdvice *self);

/**
 * route_advice_get_n_approaches:
 * @self: an advice
 *
 * The approaches the registration was held against (covenant 1.1, 1.2).
 * Returns: how many
 */
guint route_advice_get_n_approaches (const RouteAdvice *self);

/**
 * route_advice_get_approach:
 * @self: an advice
 * @approach: less than route_advice_get_n_approaches()
 *
 * An approach.
 * Returns: (transfer none): its id, `complex-0-100` or `pad`
 */
const char *route_advice_get_approach (const RouteAdvice *self, guint approach);

/**
 * route_advice_get_eligible:
 * @self: an advice
 * @approach: less than route_advice_get_n_approaches()
 *
 * Is the registration eligible for an approach?
 * Returns: the state
 */
RouteState route_advice_get_eligible (const RouteAdvice *self, guint approach);

/**
 * route_advice_get_score:
 * @self: an advice
 * @approach: less than route_advice_get_n_approaches()
 * @low: (out) (optional): points of the criteria met
 * @high: (out) (optional): points of those met or unknown
 * @max: (out) (optional): points of all
 *
 * The points of an approach. They order and explain, and never decide.
 */
void route_advice_get_score (const RouteAdvice *self, guint approach, gint *low, gint *high, gint *max);

/**
 * route_advice_get_n_criteria:
 * @self: an advice
 * @approach: less than route_advice_get_n_approaches()
 *
 * The criteria of an approach.
 * Returns: how many
 */
guint route_advice_get_n_criteria (const RouteAdvice *self, guint approach);

/**
 * route_advice_dup_criterion:
 * @self: an advice
 * @approach: less than route_advice_get_n_approaches()
 * @criterion: less than route_advice_get_n_criteria() of that approach
 *
 * A criterion.
 * Returns: (transfer full): its id, e.g. `pad/P2`, or `politie/weapon` for a plugin's
 */
char *route_advice_dup_criterion (const RouteAdvice *self, guint approach, guint criterion);

/**
 * route_advice_get_criterion_title:
 * @self: an advice
 * @approach: less than route_advice_get_n_approaches()
 * @criterion: less than route_advice_get_n_criteria() of that approach
 * @language: (nullable): `nl` or `en`
 *
 * What a criterion says.
 * Returns: (transfer none): the text
 */
const char *route_advice_get_criterion_title (const RouteAdvice *self,
        guint approach,
        guint criterion,
        const char *language);

/**
 * route_advice_get_criterion_state:
 * @self: an advice
 * @approach: less than route_advice_get_n_approaches()
 * @criterion: less than route_advice_get_n_criteria() of that approach
 *
 * Is a criterion met?
 * Returns: the state
 */
RouteState route_advice_get_criterion_state (const RouteAdvice *self, guint approach, guint criterion);

/**
 * route_advice_get_criterion_points:
 * @self: an advice
 * @approach: less than route_advice_get_n_approaches()
 * @criterion: less than route_advice_get_n_criteria() of that approach
 * @low: (out) (optional): points when what is unknown turns out not met
 * @high: (out) (optional): points when it turns out met
 *
 * The points of a criterion.
 */
void route_advice_get_criterion_points (const RouteAdvice *self,
        guint approach,
        guint criterion,
        gint *low,
        gint *high);

/**
 * route_advice_dup_criterion_evidence:
 * @self: an advice
 * @approach: less than route_advice_get_n_approaches()
 * @criterion: less than route_advice_get_n_criteria() of that approach
 *
 * The facts a criterion that is met rests on.
 * Returns: (transfer full) (array zero-terminated=1): JSON Pointers
 */
GStrv route_advice_dup_criterion_evidence (const RouteAdvice *self, guint approach, guint criterion);

/**
 * route_advice_dup_criterion_missing:
 * @self: an advice
 * @approach: less than route_advice_get_n_approaches()
 * @criterion: less than route_advice_get_n_criteria() of that approach
 *
 * The absent facts that leave a criterion unknown.
 * Returns: (transfer full) (array zero-terminated=1): JSON Pointers
 */
GStrv route_advice_dup_criterion_missing (const RouteAdvice *self, guint approach, guint criterion);

/**
 * route_advice_dup_criterion_origin:
 * @self: an advice
 * @approach: less than route_advice_get_n_approaches()
 * @criterion: less than route_advice_get_n_criteria() of that approach
 *
 * Where a criterion comes from.
 * Returns: (transfer full): `rules.d/10-x.rules:12` or `plugin:politie`
 */
char *route_advice_dup_criterion_origin (const RouteAdvice *self, guint approach, guint criterion);

/**
 * route_advice_get_criterion_basis:
 * @self: an advice
 * @approach: less than route_advice_get_n_approaches()
 * @criterion: less than route_advice_get_n_criteria() of that approach
 * @language: (nullable): `nl` or `en`
 *
 * The covenant article or published criterion it rests on.
 * Returns: (transfer none): the text
 */
const char *route_advice_get_criterion_basis (const RouteAdvice *self,
        guint approach,
        guint criterion,
        const char *language);

/**
 * route_advice_get_n_participants:
 * @self: an advice
 *
 * Who is proposed for the meeting (covenant 13.2e).
 * Returns: how many
 */
guint route_advice_get_n_participants (const RouteAdvice *self);

/**
 * route_advice_get_participant:
 * @self: an advice
 * @index: less than route_advice_get_n_participants()
 *
 * A proposed participant.
 * Returns: (transfer none): the party's id
 */
const char *route_advice_get_participant (const RouteAdvice *self, guint index);

/**
 * route_advice_get_attendance:
 * @self: an advice
 * @index: less than route_advice_get_n_participants()
 *
 * Is it invited, or asked first?
 * Returns: the attendance
 */
RouteAttendance route_advice_get_attendance (const RouteAdvice *self, guint index);

/**
 * route_advice_get_participant_role:
 * @self: an advice
 * @index: less than route_advice_get_n_participants()
 *
 * Its role at the table.
 * Returns: (transfer none): `chair`, `core`, `periodic` or `member`
 */
const char *route_advice_get_participant_role (const RouteAdvice *self, guint index);

/**
 * route_advice_get_participant_part:
 * @self: an advice
 * @index: less than route_advice_get_n_participants()
 *
 * For which part of the agenda it is there.
 * Returns: (transfer none): `whole`, or a part such as `housing`
 */
const char *route_advice_get_participant_part (const RouteAdvice *self, guint index);

/**
 * route_advice_dup_participant_reasons:
 * @self: an advice
 * @index: less than route_advice_get_n_participants()
 *
 * Why it is proposed.
 * Returns: (transfer full) (array zero-terminated=1): ids of reasons, the strongest first
 */
GStrv route_advice_dup_participant_reasons (const RouteAdvice *self, guint index);

/**
 * route_advice_get_participant_contribution:
 * @self: an advice
 * @index: less than route_advice_get_n_participants()
 * @language: (nullable): `nl` or `en`
 *
 * What it is asked to bring (covenant 13.2e).
 * Returns: (transfer none): the text
 */
const char *route_advice_get_participant_contribution (const RouteAdvice *self,
        guint index,
        const char *language);

/**
 * route_advice_get_participant_basis:
 * @self: an advice
 * @index: less than route_advice_get_n_participants()
 * @language: (nullable): `nl` or `en`
 *
 * Why it may lawfully be there.
 * Returns: (transfer none): the text
 */
const char *route_advice_get_participant_basis (const RouteAdvice *self, guint index, const char *language);

/**
 * route_advice_get_n_not_invited:
 * @self: an advice
 *
 * Every other known party: the default is not invited.
 * Returns: how many
 */
guint route_advice_get_n_not_invited (const RouteAdvice *self);

/**
 * route_advice_get_not_invited:
 * @self: an advice
 * @index: less than route_advice_get_n_not_invited()
 *
 * A party that is not invited.
 * Returns: (transfer none): the party's id
 */
const char *route_advice_get_not_invited (const RouteAdvice *self, guint index);

/**
 * route_advice_dup_not_invited_because:
 * @self: an advice
 * @index: less than route_advice_get_n_not_invited()
 *
 * Why not.
 * Returns: (transfer full): `not-relevant`, `not-lawful`, `outranked-by:<party>`, `not-a-party-now` or `no-meeting`
 */
char *route_advice_dup_not_invited_because (const RouteAdvice *self, guint index);

/**
 * route_advice_get_n_coordinators:
 * @self: an advice
 *
 * Parties that could supply the case coordinator, the likeliest first (covenant 14.1).
 * Returns: how many
 */
guint route_advice_get_n_coordinators (const RouteAdvice *self);

/**
 * route_advice_get_coordinator:
 * @self: an advice
 * @index: less than route_advice_get_n_coordinators()
 *
 * A party that could supply the case coordinator.
 * Returns: (transfer none): the party's id
 */
const char *route_advice_get_coordinator (const RouteAdvice *self, guint index);

/**
 * route_advice_get_table:
 * @self: an advice
 *
 * Which meeting is proposed.
 * Returns: (transfer none) (nullable): `process-meeting`, `pad-core-team`, `both`, or %NULL for none
 */
const char *route_advice_get_table (const RouteAdvice *self);

/**
 * route_advice_dup_goal:
 * @self: an advice
 * @language: (nullable): `nl` or `en`
 *
 * The goal of the meeting (covenant 13.2c).
 * Returns: (transfer full): the text; "" without a meeting
 */
char *route_advice_dup_goal (const RouteAdvice *self, const char *language);

/**
 * route_advice_get_n_themes:
 * @self: an advice
 *
 * The themes of the meeting (covenant 13.2c).
 * Returns: how many
 */
guint route_advice_get_n_themes (const RouteAdvice *self);

/**
 * route_advice_get_theme:
 * @self: an advice
 * @index: less than route_advice_get_n_themes()
 * @language: (nullable): `nl` or `en`
 *
 * One of the themes of the meeting.
 * Returns: (transfer none): the text
 */
const char *route_advice_get_theme (const RouteAdvice *self, guint index, const char *language);

/**
 * route_advice_get_n_decisions:
 * @self: an advice
 *
 * The kinds of decision the meeting is asked for (covenant 13.2c).
 * Returns: how many
 */
guint route_advice_get_n_decisions (const RouteAdvice *self);

/**
 * route_advice_get_decision:
 * @self: an advice
 * @index: less than route_advice_get_n_decisions()
 * @language: (nullable): `nl` or `en`
 *
 * One of the kinds of decision the meeting is asked for.
 * Returns: (transfer none): the text
 */
const char *route_advice_get_decision (const RouteAdvice *self, guint index, const char *language);

/**
 * route_advice_dup_agenda:
 * @self: an advice
 * @part: 0 or 1
 * @language: (nullable): `nl` or `en`
 * @title: (out) (optional) (transfer full): what this part is about
 *
 * Who sits in a part of the agenda, where too many are invited for one (flag `large-meeting`). Who leads sits in both.
 * Returns: (transfer full) (nullable) (array zero-terminated=1): ids of Parties; %NULL where one part will do
 */
GStrv route_advice_dup_agenda (const RouteAdvice *self, guint part, const char *language, char **title);

/**
 * route_advice_get_n_questions:
 * @self: an advice
 *
 * Questions to put to parties before a meeting (covenant 1.10).
 * Returns: how many
 */
guint route_advice_get_n_questions (const RouteAdvice *self);

/**
 * route_advice_get_question_party:
 * @self: an advice
 * @index: less than route_advice_get_n_questions()
 *
 * The party a question is for.
 * Returns: (transfer none): the party's id
 */
const char *route_advice_get_question_party (const RouteAdvice *self, guint index);

/**
 * route_advice_get_question:
 * @self: an advice
 * @index: less than route_advice_get_n_questions()
 * @language: (nullable): `nl` or `en`
 *
 * A question to a party.
 * Returns: (transfer none): the text
 */
const char *route_advice_get_question (const RouteAdvice *self, guint index, const char *language);

/**
 * route_advice_get_n_ask_next:
 * @self: an advice
 *
 * Unknown facts, the most decisive first.
 * Returns: how many
 */
guint route_advice_get_n_ask_next (const RouteAdvice *self);

/**
 * route_advice_dup_ask_next_path:
 * @self: an advice
 * @index: less than route_advice_get_n_ask_next()
 *
 * Where an unknown fact belongs.
 * Returns: (transfer full): its JSON Pointer
 */
char *route_advice_dup_ask_next_path (const RouteAdvice *self, guint index);

/**
 * route_advice_dup_ask_next_question:
 * @self: an advice
 * @index: less than route_advice_get_n_ask_next()
 * @language: (nullable): `nl` or `en`
 *
 * What to ask.
 * Returns: (transfer full): the text
 */
char *route_advice_dup_ask_next_question (const RouteAdvice *self, guint index, const char *language);

/**
 * route_advice_get_n_disclosures:
 * @self: an advice
 *
 * What the participants' invitations rest on, an entry per participant (covenant 13.2f, 17.2).
 * Returns: how many
 */
guint route_advice_get_n_disclosures (const RouteAdvice *self);

/**
 * route_advice_get_disclosure_party:
 * @self: an advice
 * @index: less than route_advice_get_n_disclosures()
 *
 * The participant that would read these facts.
 * Returns: (transfer none): the party's id
 */
const char *route_advice_get_disclosure_party (const RouteAdvice *self, guint index);

/**
 * route_advice_get_n_disclosed_facts:
 * @self: an advice
 * @index: less than route_advice_get_n_disclosures()
 *
 * The facts of an entry.
 * Returns: how many
 */
guint route_advice_get_n_disclosed_facts (const RouteAdvice *self, guint index);

/**
 * route_advice_dup_disclosed_path:
 * @self: an advice
 * @index: less than route_advice_get_n_disclosures()
 * @fact: less than route_advice_get_n_disclosed_facts() of that entry
 *
 * A fact that a participant would read.
 * Returns: (transfer full): its JSON Pointer
 */
char *route_advice_dup_disclosed_path (const RouteAdvice *self, guint index, guint fact);

/**
 * route_advice_is_disclosure_allowed:
 * @self: an advice
 * @index: less than route_advice_get_n_disclosures()
 * @fact: less than route_advice_get_n_disclosed_facts() of that entry
 *
 * May it be read before the meeting?
 * Returns: %TRUE where the providing party allows it
 */
gboolean route_advice_is_disclosure_allowed (const RouteAdvice *self, guint index, guint fact);

/**
 * route_advice_get_disclosure_ask:
 * @self: an advice
 * @index: less than route_advice_get_n_disclosures()
 * @fact: less than route_advice_get_n_disclosed_facts() of that entry
 *
 * Whose agreement is needed.
 * Returns: (transfer none) (nullable): a party's id; %NULL when it is allowed
 */
const char *route_advice_get_disclosure_ask (const RouteAdvice *self, guint index, guint fact);

/**
 * route_advice_get_n_signals:
 * @self: an advice
 *
 * What the free text mentions and no fact states.
 * Returns: how many
 */
guint route_advice_get_n_signals (const RouteAdvice *self);

/**
 * route_advice_get_signal:
 * @self: an advice
 * @index: less than route_advice_get_n_signals()
 *
 * The pattern of a signal.
 * Returns: (transfer none): its id
 */
const char *route_advice_get_signal (const RouteAdvice *self, guint index);

/**
 * route_advice_get_signal_span:
 * @self: an advice
 * @index: less than route_advice_get_n_signals()
 * @start: (out) (optional): first character
 * @end: (out) (optional): behind the last character
 *
 * Where it stands, in Unicode characters.
 * Returns: (transfer none): the text it is in, `/narrative` or `/question`
 */
const char *route_advice_get_signal_span (const RouteAdvice *self, guint index, guint *start, guint *end);

/**
 * route_advice_is_signal_negated:
 * @self: an advice
 * @index: less than route_advice_get_n_signals()
 *
 * Does the text deny it?
 * Returns: %TRUE when it does
 */
gboolean route_advice_is_signal_negated (const RouteAdvice *self, guint index);

/**
 * route_advice_is_signal_hedged:
 * @self: an advice
 * @index: less than route_advice_get_n_signals()
 *
 * Does the text only suppose it?
 * Returns: %TRUE when it does
 */
gboolean route_advice_is_signal_hedged (const RouteAdvice *self, guint index);

/**
 * route_advice_get_n_degraded:
 * @self: an advice
 *
 * Plugins and rules that could not answer.
 * Returns: how many
 */
guint route_advice_get_n_degraded (const RouteAdvice *self);

/**
 * route_advice_get_degraded:
 * @self: an advice
 * @index: less than route_advice_get_n_degraded()
 *
 * What could not answer.
 * Returns: (transfer none): e.g. `plugin:politie`
 */
const char *route_advice_get_degraded (const RouteAdvice *self, guint index);

/**
 * route_advice_get_degraded_why:
 * @self: an advice
 * @index: less than route_advice_get_n_degraded()
 * @language: (nullable): `nl` or `en`
 *
 * Why not, and what is unknown because of it.
 * Returns: (transfer none): the text
 */
const char *route_advice_get_degraded_why (const RouteAdvice *self, guint index, const char *language);

/**
 * route_advice_get_rules_fingerprint:
 * @self: an advice
 *
 * The SHA-256 of the rules this advice was made with.
 * Returns: (transfer none): in hex
 */
const char *route_advice_get_rules_fingerprint (const RouteAdvice *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RouteAdvice, route_advice_unref)

#pragma GCC visibility pop
G_END_DECLS
