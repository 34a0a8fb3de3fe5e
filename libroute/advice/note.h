/* What the pages for the three audiences share: sentences, facts and lists. Private to the layer. */
#pragma once
#include "libroute/advice/advice.h"
#include "libroute/advice/words.h"
#include "libroute/advice/wrap.h"

typedef struct {
	const RtAdviceSource *source;
	const RtWeighing *weighing;
	const RtRuleSet *rules;
	const RtPageOptions *options;
	RtLanguage language;
	RtPage page;
	GString *text; /* the sentence that is being made */
} RtNote;

/* The text of the catalogue in the language of the note. */
const char *rt_note_say (const RtNote *note, const char *text) G_GNUC_FORMAT (2);
/* An empty sentence to append to. */
GString *rt_note_begin (RtNote *note);
/* Writes the sentence as a paragraph; `mark` as of rt_page_paragraph. */
void rt_note_paragraph (RtNote *note, guint indent, const char *mark);
/* A text that is a paragraph of its own. */
void rt_note_line (RtNote *note, guint indent, const char *mark, const char *text);
void rt_note_heading (RtNote *note, const char *text);

const char *rt_note_party (const RtNote *note, int party);
const char *rt_note_route_title (const RtNote *note, guint route);
const RtRoute *rt_note_route (const RtNote *note); /* the suggested one, or NULL */
gboolean rt_note_is_because (const RtNote *note, const RtCriterionResult *result);
/* Does a reader need it: what decides, and of an approach that may fit what is met, or open where that decides? */
gboolean rt_note_is_told (const RtNote *note, const RtApproachResult *approach, const RtCriterionResult *result);
/* Its id within its approach. */
const char *rt_note_criterion_id (const RtNote *note, const RtCriterionResult *result, GString *scratch);
/* A criterion with a mark for how it stands. */
void rt_note_criterion (RtNote *note, const RtCriterionResult *result);
/* Begins a sentence with a participant: its name, its role, and for which part of the meeting. */
void rt_note_name (RtNote *note, const RtParticipant *participant);

/* Appends a fact as one page says it. Returns FALSE for what says little by itself, and comes after the others. */
typedef gboolean (*RtTellFact) (const RtNote *note, RtSpot spot, gpointer data, GString *fact);
/* What a criterion rests on, or what leaves it open. */
RtSpots rt_note_facts (const RtCriterionResult *result);
/* Appends at most `most` of these facts to the sentence, each once, and how many more there are. What the criterion
 * itself reads comes first, then what the reasons and names that it uses rest on. */
void rt_note_append_facts (RtNote *note, const RtCriterionResult *result, guint most, RtTellFact tell,
			   gpointer data);

/* A title, and a line that says who registered the case and when. */
void rt_note_head (RtNote *note, const char *title);
/* What must not wait for anything stands before everything. */
void rt_note_urgent (RtNote *note);
/* Who could help directly, where no meeting is proposed and parties have a reason. */
void rt_note_elsewhere (RtNote *note);
/* What a page at most asks at once. */
#define RT_NOTE_MOST_QUESTIONS 5u
/* The questions, most decisive first, from the one with this index on, at most `most` of them; and how many more there
 * are. */
void rt_note_questions (RtNote *note, const char *heading, guint from, guint most);

/* Why something is not met: the clauses, what was found and what was wanted. */
void rt_note_why (RtNote *note, guint indent, const RtWhy *why);
/* What an explanation adds to the page: every route, reason and pattern; nothing where there is none. */
void rt_note_everything (RtNote *note);

/* And what would change the suggestion. */
void rt_note_change (RtNote *note);

/* What the director's page rests on; nothing where there is nothing to add. */
void rt_note_behind (RtNote *note);

/* The pages. */
void rt_page_director (RtNote *note);
void rt_page_registrant (RtNote *note);
void rt_page_person (RtNote *note);
