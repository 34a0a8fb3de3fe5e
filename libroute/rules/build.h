/* What the steps of compiling share. Private to the layer. */
#pragma once
#include "libroute/rules/files.h"
#include "libroute/util/name-table.h"

/* What a fact of few becomes. */
typedef struct {
	RtFeelValue absent;	  /* what stands for a value that is not given, in the first items of the lists it is in */
	const RtFeelValue *words; /* by word; NULL: there is none */
} RtFactField;

/* How what stands at a place of the schema becomes a value. */
typedef struct {
	RtFactField self;
	const RtFactField *fields; /* of that shape */
	const RtFeelShape *shape; /* of an object or an item; NULL: it is neither */
	gint8 parties[2];	  /* the fields of that shape whose chains are told as well; -1 */
} RtFactPlace;

typedef struct {
	RtRuleSet set; /* first: a rule set is the beginning of its own inside */
	GStringChunk *strings;
	RtArena *arena;      /* arrays and the values of settings and chains */
	RtFeelRun *run;      /* holds the values of settings */
	RtFeelWorkshop *workshop;
	GPtrArray *programs; /* RtFeelProgram, of the workshop */
	GPtrArray *scopes;   /* RtFeelScope of the approaches */
	GHashTable *shapes;  /* RtShape -> RtFeelShape: how items of lists become contexts */
	RtFactPlace *places; /* by place */
	RtNameTable *parties; /* by name or alias: index of the party */
	RtNameTable *ids;     /* the same, without aliases */
	RtFeelValue *chains; /* by party: its chains as a list */
	guint64 facts_used;  /* a bit for each field of the root that a program reads */
	GPtrArray *extras;   /* GStrv: the paths below /extra that programs read; absent there is unknown */
	int person, age, birth; /* places: an age is known also from the birth date */
} RtRuleSetInside;

/* What it takes to know a value, beside facts, settings and sources. Defines take what those they use take.
 */
typedef enum {
	RT_TAKES_GIVEN = 1 << 0,   /* which facts are given: makes a known thing of what is unknown */
	RT_TAKES_REASONS = 1 << 1, /* the parties' reasons */
	RT_TAKES_APPROACHES = 1 << 2,
	RT_TAKES_ROUTING = 1 << 3,
	RT_TAKES_ALL = 1 << 4,  /* everything else: whether something could not answer */
	RT_TAKES_TEXT = 1 << 5, /* a person's words, which are not facts */
} RtTakes;

typedef struct {
	gboolean used;
	guint takes; /* RtTakes */
} RtSlotInfo;

typedef struct {
	const RtRuleFiles *files;
	const RtKnownParty *known;
	guint n_known;
	gboolean brief; /* only errors are asked for: nothing is warned of where that takes work */
	gboolean lenient; /* the files are broken or no plugins were asked: what names a party or reason may
			     be right */
	RtRuleSetInside *inside;
	RtRuleSet *set;
	GPtrArray *findings;
	RtOrigin last, kept; /* of which file an origin was asked last, and as the rule set has it */
	GArray *slots; /* RtSlotInfo by slot */
	GArray *blames;  /* what blame.c keeps; NULL outside of compiling */
	GArray *missing; /* what missing.c keeps; NULL outside of compiling */
	gboolean broken; /* some condition did not compile: what seems unused may be used there */
	gboolean circular; /* some define stands for itself: nobody may look what it stands for */
} RtBuilder;

const char *rt_build_keep (RtBuilder *builder, const char *text);
RtOrigin rt_build_origin (RtBuilder *builder, RtOrigin origin);
/* A text in both languages; parts that are missing are NULL. */
RouteText rt_build_text (RtBuilder *builder, const RtGroup *group, const char *key);
const char *rt_build_words (RtBuilder *builder, const RtGroup *group, const char *key);
gint64 rt_build_integer (const RtGroup *group, const char *key, gint64 otherwise);
gboolean rt_build_yes (const RtGroup *group, const char *key);
gint32 rt_build_date (const RtGroup *group, const char *key, gint32 otherwise);
/* The items of a list, NULL-terminated. */
const char *const *rt_build_list (RtBuilder *builder, const RtGroup *group, const char *key);
/* Index of a key's word among the words of its type, or -1. */
int rt_build_word (const RtGroup *group, const char *key);
RtMode rt_build_mode (const RtGroup *group);
/* All groups of a kind, in order of the files. Returns: (transfer container) */
GPtrArray *rt_build_groups (const RtBuilder *builder, RtGroupKind kind);
/* An array of n elements that lives as long as the rule set. */
void *rt_build_array (RtBuilder *builder, guint n, gsize size);

/* ---- conditions.c ---- */
/* Compiles the condition of a key in a scope. `may`: what it may take to know it. A group without the key
 * gets no program. */
RtCondition rt_build_condition (RtBuilder *builder, const RtFeelScope *scope, const RtGroup *group,
				const char *key, guint may);
/* What it takes to know the value of a program. */
guint rt_build_takes (const RtBuilder *builder, const RtFeelProgram *program);
/* Reports what the condition language says about the value of a key. */
void rt_build_diagnostics (RtBuilder *builder, const RtKeyEntry *key, const GPtrArray *diagnostics);
/* A name that conditions use: one word of letters, digits and '-', not one of the language's own. */
gboolean rt_build_is_name (const char *name);

/* ---- blame.c ---- */
GArray *rt_build_blames_new (void);
/* Notes which setting may be the cause of a finding about the bytes [start, end) of a condition. */
void rt_build_blame (RtBuilder *builder, const RtDiagnostic *finding, const RtKeyEntry *condition, guint start, guint end);
/* Puts one finding at a setting's value in the place of all it causes. */
void rt_build_settle_blame (RtBuilder *builder);
/* The finding that the value of a key is odd, if it was told; of the array, and may be made a graver one. */
RtDiagnostic *rt_build_find_suspect (const RtBuilder *builder, const RtKeyEntry *key);
/* Does a name stand in a text, as a word of its own? */
gboolean rt_build_mentions (const char *text, gsize length, const char *name);

/* ---- missing.c ---- */
GArray *rt_build_missing_new (void);
/* Notes that the finding at index `before`, when one was added there, is about a name that is not there; or is there and
 * `unused`. */
void rt_build_missed (RtBuilder *builder, guint before, const char *name, gsize length, gboolean unused);
/* Puts one finding in the place of all that one missing name causes. */
void rt_build_settle_missing (RtBuilder *builder);

/* ---- scope.c ---- */
/* Declares a name and remembers what it takes to know it. Returns its slot. */
guint rt_build_declare (RtBuilder *builder, const char *name, const RtFeelType *type, guint takes);

/* the steps */
void rt_build_shapes (RtBuilder *builder);
void rt_build_verify (RtBuilder *builder);
void rt_build_parties (RtBuilder *builder);
void rt_build_scope (RtBuilder *builder);
void rt_build_settings (RtBuilder *builder);
/* What the rules set of plugins must be theirs, and within their bounds. */
void rt_build_plugin_settings (RtBuilder *builder);
void rt_build_defines (RtBuilder *builder);
void rt_build_approaches (RtBuilder *builder);
void rt_build_patterns (RtBuilder *builder);
void rt_build_routes (RtBuilder *builder);
void rt_build_statements (RtBuilder *builder);
void rt_build_tables (RtBuilder *builder);
void rt_build_reasons (RtBuilder *builder);
void rt_build_questions (RtBuilder *builder);
void rt_build_coverage (RtBuilder *builder);

/* Reports that a key's value names something that is no group of this kind, and what was perhaps meant. */
void rt_report_unknown (RtBuilder *builder, const RtKeyEntry *key, guint start, guint end, RtGroupKind kind,
			const char *what, const char *name);
/* Reports that a registration has no such place. */
void rt_report_place_unknown (RtBuilder *builder, const RtKeyEntry *key, guint start, const char *pointer);
/* "; did you mean" among the places of a registration. Returns: (transfer full) */
char *rt_build_place_meant (const char *pointer);
/* "; did you mean ...?" among the ids of a kind of group, itself aside. Returns: (transfer full) */
char *rt_build_meant (const RtBuilder *builder, RtGroupKind kind, const char *name);
/* ---- pattern-sense.c ---- */
/* Does it fit any text, whatever that is about? */
gboolean rt_pattern_fits_all (pcre2_code *code);
/* Why a part of the pattern fits nothing, and at which byte; NULL when nothing is seen. */
const char *rt_pattern_never (const char *pattern, guint *at);
/* ---- patterns.c ---- */
/* What stands behind a character of a pattern: an escape is two, a class as many as it has. */
const char *rt_pattern_behind (const char *c);
/* Refuses texts in a condition that are patterns and take too much work. */
void rt_build_check_matches (RtBuilder *builder, const RtKeyEntry *key);
/* ---- proxies.c ---- */
/* Does the pattern listen for what tells who somebody is, or the condition compare with it? */
void rt_build_check_pattern (RtBuilder *builder, const RtKeyEntry *key, pcre2_code *code);
void rt_build_check_texts (RtBuilder *builder, const RtKeyEntry *key);
/* Warns of names that are nearly those of usual third parties. */
void rt_build_check_thirds (RtBuilder *builder, const RtKeyEntry *key);
/* Fields that are known proxies; for what decides. */
void rt_build_check_proxies (RtBuilder *builder, const RtKeyEntry *key, const RtFeelProgram *program);

/* The party that a plugin brings, or would bring; NULL: none does. */
const RtKnownParty *rt_build_find_known (const RtBuilder *builder, const char *party);
/* Is it a party that a plugin brings? */
gboolean rt_build_is_of_plugin (const RtBuilder *builder, const char *party);
/* Finds a party among those built so far, by id or alias. */
int rt_build_find_party (const RtBuilder *builder, const char *name);
/* "; did you mean ...?" among the parties. Returns: (transfer full) */
char *rt_build_party_meant (const RtBuilder *builder, const char *name);
/* The id of a party that a group names; reports one that does not exist. */
const char *rt_build_party (RtBuilder *builder, const RtGroup *group, const char *name);
