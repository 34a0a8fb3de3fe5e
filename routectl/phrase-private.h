/* What the files that put conditions into words share. */
#pragma once
#include "libroute/feel/feel.h"
#include "routectl/phrase.h"

#define RT_PHRASE_ITEMS 8u

/* what a loop or filter looks at: "some problem in problems" */
typedef struct {
	guint32 local;
	char *path; /* of the list */
	char letter; /* "problem A", where others are looked at inside of it; 0 for none */
} RtPhraseItem;

typedef struct {
	const RtRuleSet *rules;
	const RtRegistry *registry; /* or NULL */
	RtLanguage language;
	const RtFeelTree *tree;
	const char *text;
	const RtApproach *approach; /* of a formula; else NULL */
	const guint *criteria;      /* slots of its criteria */
	RtPhraseItem items[RT_PHRASE_ITEMS]; /* the innermost last */
	guint n_items;
	guint n_letters;
	guint n_parts; /* how many `and` and `or` are around this place */
	GString *out;
} RtPhrase;

void rt_phrase_say (RtPhrase *phrase, const char *en, const char *nl);
void rt_phrase_quote (RtPhrase *phrase, const char *text);
/* "Own incidents" inside a sentence: "own incidents"; GGZ stays as it is. In quotes. */
void rt_phrase_title (RtPhrase *phrase, RouteText title, const char *id);
/* The condition itself, on one line. */
void rt_phrase_verbatim (RtPhrase *phrase, const RtFeelNode *node);
gboolean rt_phrase_is_call (const RtFeelNode *node, const char *name);
const RtSetting *rt_phrase_setting (const RtPhrase *phrase, const RtFeelNode *node);
const RtDefine *rt_phrase_define (const RtPhrase *phrase, const RtFeelNode *node);
/* What a node reads: "incidents.kind". Returns: (transfer full) (nullable) */
char *rt_phrase_path (const RtPhrase *phrase, const RtFeelNode *node);
/* The two ways to say a yes-or-no fact, or whether a fact is there at all; NULL when it has none. */
const RouteText *rt_phrase_fact (const char *path, gboolean yes);
const RouteText *rt_phrase_presence (const char *path, gboolean there);

/* A value as it is held against what stands at `path`, or NULL. */
void rt_phrase_value (RtPhrase *phrase, const RtFeelNode *node, const char *path);
/* What a node is about: "the date of incident A". */
void rt_phrase_thing (RtPhrase *phrase, const RtFeelNode *node);
/* "incidents for which (...)" */
void rt_phrase_list (RtPhrase *phrase, const RtFeelNode *node, gboolean many);

/* Looks at the items of a list from here on; gives them a letter when something else is looked at inside the body. */
void rt_phrase_enter (RtPhrase *phrase, guint32 local, const RtFeelNode *list, const RtFeelNode *body);
void rt_phrase_leave (RtPhrase *phrase);
/* " A": the letter of the item that was entered last, if it has one */
void rt_phrase_letter (RtPhrase *phrase);

/* ---- phrase.c ---- */
void rt_phrase_clause (RtPhrase *phrase, const RtFeelNode *node, gboolean yes);
/* The same, in brackets where it could be taken to go on, or to begin, elsewhere. */
void rt_phrase_body (RtPhrase *phrase, const RtFeelNode *node);
