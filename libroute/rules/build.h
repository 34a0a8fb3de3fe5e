/* What the steps of compiling share. Private to the layer. */
#pragma once
#include "libroute/rules/files.h"

typedef struct {
	RtRuleSet set;            /* first: a rule set is the beginning of its own inside */
	GStringChunk *strings;
	RtArena *arena;           /* arrays and the values of settings */
	RtFeelRun *run;           /* holds the values of settings */
	GPtrArray *programs;      /* RtFeelProgram */
	GPtrArray *scopes;        /* RtFeelScope of the approaches */
	GPtrArray *codes;         /* pcre2_code */
	GHashTable *shapes;       /* RtShape -> RtFeelShape: how items of lists become contexts */
	GHashTable *party_names;  /* id or alias -> index + 1; NULL while the parties are being built */
	GArray *fact_used;        /* gboolean per field of the root: does any program read it */
} RtRuleSetInside;

typedef struct {
	const RtRuleFiles *files;
	const RtKnownParty *known;
	guint n_known;
	RtRuleSetInside *inside;
	RtRuleSet *set;
	GPtrArray *findings;
	GArray *used;             /* gboolean per slot */
	GArray *stages;           /* guint per slot: when its value is known, see RtDefine */
	guint first_given;        /* slot of the first given("...") */
	guint n_givens;
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
/* All groups of a kind, in order of the files. Returns: (transfer container) */
GPtrArray *rt_build_groups (const RtBuilder *builder, RtGroupKind kind);
/* An array of n elements that lives as long as the rule set. */
void *rt_build_array (RtBuilder *builder, guint n, gsize size);

/* Compiles the condition of a key in a scope. `latest`: the last stage it may use. `pure`: given() is not allowed. A group without
 * the key gets no program. */
RtCondition rt_build_condition (RtBuilder *builder, const RtFeelScope *scope, const RtGroup *group, const char *key, guint latest,
				gboolean pure);
/* The latest stage of what a program reads. */
guint rt_build_stage (RtBuilder *builder, const RtFeelProgram *program);

/* the steps */
void rt_build_shapes (RtBuilder *builder);
void rt_build_verify (RtBuilder *builder);
void rt_build_parties (RtBuilder *builder);
void rt_build_scope (RtBuilder *builder);
void rt_build_defines (RtBuilder *builder);
void rt_build_approaches (RtBuilder *builder);
void rt_build_patterns (RtBuilder *builder);
void rt_build_routes (RtBuilder *builder);
void rt_build_statements (RtBuilder *builder);
void rt_build_tables (RtBuilder *builder);
void rt_build_reasons (RtBuilder *builder);
void rt_build_questions (RtBuilder *builder);

/* Finds a party among those built so far, by id or alias. */
int rt_build_find_party (const RtBuilder *builder, const char *name);
