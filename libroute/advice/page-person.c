/* The advice for the person it is about (GDPR 12 to 15): what is proposed, and which data played which role. In
 * plain words; no steps, no questions to others, and nothing of the police or of health that is about others. */
#include <string.h>
#include "libroute/advice/note.h"

/* a judgement of a professional is named, and its outcome is for that professional to tell */
static const char *const judgements[] = {"/plan/risk", NULL};

/* that there is none of something is about nobody */
static gboolean
is_known_to_be_none (const RtFact *fact)
{
	return fact->kind == RT_FACT_LIST && fact->length == 0;
}

/* somebody else's: the household, and what was done to or seen by the person */
static gboolean
is_of_others (const RtNote *note, RtSpot spot)
{
	const RouteRegistration *registration = note->source->registration;
	const RtPlace *places = rt_schema_places (NULL), *place = &places[rt_spot_place (spot)];
	int roles = rt_schema_find_place ("/incidents/*/role"), incidents = places[roles].list;
	if (g_str_has_prefix (place->pointer, "/household"))
		return !is_known_to_be_none (rt_record_at (registration, spot));
	const RtFact *list = rt_record_at (registration, rt_spot ((guint)incidents, 0, 0));
	/* a spot is of the list itself where an item as a whole is meant */
	if (!g_str_has_prefix (place->pointer, places[incidents].pointer) || list->kind != RT_FACT_LIST ||
	    is_known_to_be_none (list))
		return FALSE;
	const RtFact *role = rt_record_at (registration, rt_spot ((guint)roles, rt_spot_index (spot), 0));
	const char *word = role->kind == RT_FACT_WORD ? places[roles].field->words[role->as.word] : "";
	return strcmp (word, "suspect") != 0 && strcmp (word, "self") != 0;
}

/* what was told already is not told again: where each fact stands first, by the number of the question */
typedef struct {
	GHashTable *told;
	guint question;
} Telling;

static void
append_own_fact (const RtNote *note, RtSpot spot, GString *fact)
{
	const char *pointer = rt_schema_places (NULL)[rt_spot_place (spot)].pointer;
	if (g_strv_contains (judgements, pointer))
		g_string_append (fact, rt_schema_word (note->language, "pointer", pointer));
	else
		rt_text_fact_alone (note->source, note->language, spot, fact);
}

/* which kind of fact it is, so that a reader knows where to look: "Incidents: see above" */
static void
say_it_stands_above (const RtNote *note, RtSpot spot, GString *fact)
{
	const RtPlace *places = rt_schema_places (NULL), *place = &places[rt_spot_place (spot)];
	const char *pointer = place->list >= 0 ? places[place->list].pointer : place->pointer;
	g_string_printf (fact, rt_note_say (note, "%s: see above"), rt_schema_word (note->language, "pointer", pointer));
}

static gboolean
tell_fact (const RtNote *note, RtSpot spot, gpointer data, GString *fact)
{
	Telling *telling = data;
	if (is_of_others (note, spot)) {
		g_string_append (fact, rt_note_say (note, "something about others, which is not told here"));
		return FALSE;
	}
	append_own_fact (note, spot, fact);
	guint first = GPOINTER_TO_UINT (g_hash_table_lookup (telling->told, fact->str));
	if (first == 0)
		g_hash_table_insert (telling->told, g_strdup (fact->str),
				     GUINT_TO_POINTER (telling->question));
	else if (first != telling->question)
		say_it_stands_above (note, spot, fact);
	return first == 0 || first == telling->question;
}

/* ---- what is proposed ---- */

static void
write_proposal (RtNote *note)
{
	const RtRoute *route = rt_note_route (note);
	rt_note_heading (note, rt_note_say (note, "What is proposed"));
	if (route == NULL) {
		rt_note_line (note, 2, NULL, rt_note_say (note, "These rules suggest no routing"));
		return;
	}
	const char *text = rt_choose (note->language, route->person);
	rt_note_line (note, 2, NULL, *text != '\0' ? text : rt_choose (note->language, route->text));
	if (!note->weighing->stable)
		rt_note_line (note, 2, NULL,
			      rt_note_say (note, "This can still change, because not everything is known."));
	rt_note_line (note, 2, NULL,
		      rt_note_say (note, "A computer compared the registration with fixed rules. It does not "
					 "decide. A human being decides: the process director of the "
					 "municipality. Nobody gives you a mark, and nothing is said about what "
					 "you will do."));
}

/* a flag is not told as such: it speaks to professionals */
static void
write_danger (RtNote *note)
{
	for (guint i = 0; i < note->weighing->n_flags; i++) {
		if (strcmp (note->rules->flags[note->weighing->flags[i]].id, "acute") != 0)
			continue;
		rt_page_line (&note->page);
		rt_note_line (note, 0, NULL,
			      rt_note_say (note, "Are you or is somebody else in danger now? Call 112. Do you "
						 "think of suicide? Call 113."));
	}
}

/* ---- which data played which role ---- */

static const char *
answer_to (const RtNote *note, const RtCriterionResult *result)
{
	if (result->state == ROUTE_YES)
		return rt_note_say (note, "Yes");
	if (result->state == ROUTE_NO)
		return rt_note_say (note, "No");
	return result->missing.n > 0 ? rt_note_say (note, "Not known; this is missing")
				     : rt_note_say (note, "Not certain; this is in doubt");
}

static void
write_criterion (RtNote *note, const RtCriterionResult *result, Telling *telling)
{
	const char *question =
	    result->criterion >= 0
		? rt_choose (note->language, note->rules->criteria[result->criterion].person)
		: "";
	rt_note_line (note, 4, "  - ",
		      *question != '\0'
			  ? question
			  : rt_choose (note->language, rt_criterion_title (note->source, result)));
	g_string_append (rt_note_begin (note), answer_to (note, result));
	if (result->state != ROUTE_NO && rt_note_facts (result).n > 0) {
		g_string_append (note->text, ": ");
		rt_note_append_facts (note, result, G_MAXUINT, tell_fact, telling);
	}
	g_string_append_c (note->text, '.');
	rt_note_paragraph (note, 6, NULL);
}

/* what carries the proposal or leaves it open; no more, or the page hides it */
static gboolean
plays_a_role (const RtNote *note, const RtApproachResult *approach, const RtCriterionResult *result)
{
	return rt_note_is_told (note, approach, result) || (note->options->explain && !result->shadow);
}

static void
write_questions_of (RtNote *note, const RtApproachResult *approach, Telling *telling)
{
	for (guint i = 0; i < approach->n_criteria; i++) {
		if (!plays_a_role (note, approach, approach->criteria[i]))
			continue;
		if (telling->question++ == 0)
			rt_note_heading (note, rt_note_say (note, "Which data counted, and for what"));
		write_criterion (note, approach->criteria[i], telling);
	}
}

static gboolean
holds (gpointer fact, gpointer first, gpointer text)
{
	return strstr (fact, text) != NULL;
}

static void
write_data (RtNote *note)
{
	g_autoptr (GHashTable) told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
	Telling telling = {.told = told};
	for (guint i = 0; i < note->weighing->n_approaches; i++)
		write_questions_of (note, &note->weighing->approaches[i], &telling);
	g_autofree char *level = g_strdup_printf (", %s ", rt_note_say (note, "level"));
	if (g_hash_table_find (told, holds, level) != NULL)
		rt_note_line (note, 2, NULL,
			      rt_note_say (note, "A level runs from 1 (it does not work at all) to 5 (it goes "
						 "well), as a professional gave it."));
}

static void
write_what_never_counts (RtNote *note)
{
	rt_note_heading (note, rt_note_say (note, "What did not count"));
	rt_note_line (note, 2, NULL,
		      rt_note_say (note, "Your name, address, postcode, origin, nationality, language and "
					 "religion. They may not even be in the registration."));
	rt_note_line (note, 2, NULL,
		      rt_note_say (note, "What somebody wrote about you in a free text. It can only lead to a "
					 "question."));
}

static void
write_rights (RtNote *note)
{
	static const char *const rights[] = {
	    N_ ("You may ask which data about you there are, from whom they come and who receives them."),
	    N_ ("Is something wrong? Say so. It is corrected, and looked at again."),
	    N_ ("You may object, and you may bring somebody along who helps you."),
	};
	int by = rt_rules_find_party (note->rules, rt_record_registered_by (note->source->registration));
	rt_note_heading (note, rt_note_say (note, "What you can do"));
	for (guint i = 0; i < G_N_ELEMENTS (rights); i++)
		rt_note_line (note, 4, "  - ", rt_note_say (note, rights[i]));
	g_string_append_printf (
	    rt_note_begin (note),
	    rt_note_say (note, "Ask the organisation that registered you (%s), or the process director of the "
				 "municipality of Delft."),
	    rt_note_party (note, by));
	rt_note_paragraph (note, 4, "  - ");
}

void
rt_page_person (RtNote *note)
{
	g_autofree char *title = g_strdup_printf (rt_note_say (note, "About you: registration %s"),
						  route_registration_get_id (note->source->registration));
	rt_note_head (note, title);
	write_danger (note);
	rt_page_line (&note->page);
	rt_note_line (note, 0, NULL,
		      rt_note_say (note, "You were registered with the Safety Chamber of Delft. There, "
					 "organisations discuss together how things can go better, for you and "
					 "for people around you."));
	write_proposal (note);
	write_data (note);
	write_what_never_counts (note);
	write_rights (note);
}
