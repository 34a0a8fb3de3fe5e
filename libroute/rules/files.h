/* The merged rules before they are compiled: groups of keys, each key with the places its value came from.
 * Private to the layer. */
#pragma once
#include "libroute/rules/rules.h"
#include "libroute/util/arena.h"

typedef enum {
#define GROUP(kind, form) RT_GROUP_##kind,
#define KEY(kind, key, type, required)
#include "libroute/rules/groups.def"
#undef GROUP
#undef KEY
	RT_N_GROUPS
} RtGroupKind;

typedef enum { RT_ID_PLAIN, RT_ID_PAIR, RT_ID_POINTER } RtIdForm;

typedef enum {
	RT_KEY_TEXT,  /* for users, in every language */
	RT_KEY_REFERENCE, /* for users; a citation that reads the same may have English only */
	RT_KEY_WORDS, /* plain text, in no language in particular */
	RT_KEY_CONDITION,
	RT_KEY_PATTERN,
	RT_KEY_INTEGER,
	RT_KEY_POINTS, /* 0 to 1000, as plugins give them */
	RT_KEY_LIMIT,  /* of a plugin: 1 to RT_MOST_LIMIT */
	RT_KEY_BOOLEAN,
	RT_KEY_DATE,
	RT_KEY_LIST,
	RT_KEY_CHAINS,
	RT_KEY_MODE,
	RT_KEY_OPEN,
	RT_KEY_PROPOSE,
	RT_KEY_TABLE,
	RT_KEY_SUGGESTION,
	RT_KEY_GOAL_KIND,
	RT_KEY_ROLE,
	RT_KEY_ATTEND,
	RT_KEY_ISOLATION,
	RT_N_KEY_TYPES
} RtKeyType;

/* ms or MiB that a plugin may take: whoever names more means something else */
#define RT_MOST_LIMIT 3600000

typedef struct {
	const char *kind; /* as in a file */
	RtIdForm form;
} RtGroupInfo;

typedef struct {
	guint family;
	const char *key;
	RtKeyType type;
	gboolean required;
} RtKeyInfo;

const RtGroupInfo *rt_group_info (RtGroupKind kind);
/* The key of a kind of group, or NULL. [plugin] has settings beside its keys. */
const RtKeyInfo *rt_key_info (RtGroupKind kind, const char *key);
/* Calls visit for every key of a kind. */
void rt_key_infos (RtGroupKind kind, void (*visit) (const RtKeyInfo *info, gpointer data), gpointer data);
/* The words a key of a closed type takes, NULL-terminated; NULL for open types. */
const char *const *rt_key_words (RtKeyType type);

/* a file's text, kept for findings */
typedef struct {
	char *path, *label;
	char *text; /* its lines, a NUL behind each */
	const char **lines;
	guint n_lines;
} RtSource;

/* where one line of a value stands */
typedef struct {
	guint offset;       /* of its first byte in the value */
	guint line, column; /* of that byte in the file; the column in bytes from 0 */
} RtValueLine;

/* in the arena of its files */
typedef struct {
	const char *key, *language; /* language NULL: English */
	const char *value;
	const RtKeyInfo *info; /* NULL: a setting of a plugin */
	const RtSource *source;
	const RtValueLine *places; /* one per line of the value */
	guint n_places;
	const char *overrides; /* "file:line" */
} RtKeyEntry;

typedef struct {
	RtGroupKind kind;
	char *id;
	const RtSource *source; /* of its first appearance */
	const RtSource *last;   /* the latest file that it stands in */
	guint line;
	gboolean flawed; /* some line of it was refused: what seems to be missing may stand there */
	GPtrArray *keys; /* RtKeyEntry */
} RtGroup;

struct _RtRuleFiles {
	RtArena *arena;     /* keys and their values */
	GPtrArray *sources; /* RtSource */
	GPtrArray *groups;  /* RtGroup, in order of first appearance */
	GHashTable *by_id;  /* "kind id" -> RtGroup */
	GArray *list;       /* RtRuleFile */
	GArray *keys;       /* RtRuleKey */
	GArray *plugins;    /* RtPluginRule */
	GPtrArray *strings; /* memory of the two above */
	GPtrArray *lost;    /* ids of groups that were refused: what names them is not wrong */
	char *fingerprint;
	char *vendor;        /* the first directory */
	gboolean incomplete; /* a file could not be read: what seems to be missing may stand there */
};

const RtKeyEntry *rt_group_key (const RtGroup *group, const char *key, const char *language);
RtOrigin rt_key_origin (const RtKeyEntry *key);
RtOrigin rt_group_origin (const RtGroup *group);

/* ---- findings ---- */

typedef enum {
#define FINDING(symbol, code, meaning) RT_FINDING_##symbol,
#include "libroute/rules/findings.def"
#undef FINDING
	RT_N_FINDINGS
} RtRuleFinding;

const char *rt_finding_code (RtRuleFinding finding);
const char *rt_finding_meaning (RtRuleFinding finding);

/* About the bytes [start, end) of a key's value. */
void rt_report_value (GPtrArray *findings, RtRuleFinding finding, const RtKeyEntry *key, guint start,
		      guint end, const char *format, ...) G_GNUC_PRINTF (6, 7);
/* About a key, at its name. */
void rt_report_key (GPtrArray *findings, RtRuleFinding finding, const RtKeyEntry *key, const char *format, ...)
	G_GNUC_PRINTF (4, 5);
/* About a line of a file; columns in bytes from 0. */
void rt_report_line (GPtrArray *findings, RtRuleFinding finding, const RtSource *source, guint line,
		     guint column, guint width, const char *format, ...) G_GNUC_PRINTF (7, 8);
/* About a group as a whole. */
void rt_report_group (GPtrArray *findings, RtRuleFinding finding, const RtGroup *group, const char *format,
		      ...) G_GNUC_PRINTF (4, 5);
/* About a key where it counts from, which may be another file than that of its group; about the group as a whole when it
 * has no such key, or key is NULL. */
void rt_report_in (GPtrArray *findings, RtRuleFinding finding, const RtGroup *group, const char *key,
		   const char *format, ...) G_GNUC_PRINTF (5, 6);
/* About a file or directory; or a character of it, when it is not read into lines yet. 0: of nowhere in
 * particular. */
void rt_report_file (GPtrArray *findings, RtRuleFinding finding, const char *path, const char *format, ...)
	G_GNUC_PRINTF (4, 5);
void rt_report_place (GPtrArray *findings, RtRuleFinding finding, const char *path, guint line, guint column,
		      const char *format, ...) G_GNUC_PRINTF (6, 7);
/* Is the finding in one of the lines of that value? */
gboolean rt_report_stands_on (const RtKeyEntry *key, const RtDiagnostic *finding);
/* Findings that are told together: adds the place of one, "a.rules:3, b.rules:5", of which the first are written, `n` being how
 * many there were before; and " and 4 more" behind so many. Returns: (transfer full) */
#define RT_PLACES_TOLD 3u
void rt_report_add_place (GString *places, guint n, const RtDiagnostic *finding);
char *rt_report_more (guint n, guint told);
/* "; did you mean \"x\"?", or nothing when no word is near. Returns: (transfer full) */
char *rt_did_you_mean (const char *word, const char *const *words);
/* The next text that a condition hands to `call` as it stands, call ("text"), without its quotes: from `*at` on, which moves
 * behind it. NULL: there is none. */
const char *rt_next_literal (const char **at, const char *call, gsize *length);

/* Reads the lines of a file, or of a `text` (transfer full) that stands for one. Returns: (transfer full): NULL when it cannot be
 * read, with a finding */
RtSource *rt_source_load (const char *path, const char *label, GPtrArray *findings);
RtSource *rt_source_new (const char *path, const char *label, GString *text, GPtrArray *findings);
void rt_source_free (gpointer source);
void rt_group_free (gpointer group);
/* Reads the groups of one file and merges them into `files`, which takes the source. NULL: it could not be read. */
void rt_key_file_read (RtRuleFiles *files, RtSource *source, GPtrArray *findings);
