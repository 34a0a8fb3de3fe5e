/* The rules of rules.d: read, merged, verified and compiled into one immutable rule set.
 *
 *   directories --rt_rules_read--> RtRuleFiles (merged groups, every key with its origin)
 *   RtRuleFiles + the parties that plugins bring --rt_rules_compile--> RtRuleSet (programs, patterns, tables)
 *
 * Loading is all or nothing: every finding is reported, and with one error there is no rule set.
 * Thread rule: both results are immutable and may be shared. */
#pragma once
#include <glib.h>
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <route/route-plugin.h>
#include "libroute/feel/feel.h"
#include "libroute/registration/record.h"
#include "libroute/util/diagnostic.h"

/* Where a group or key was written. */
typedef struct {
	/* as an advice names it: the directory's last name and the file's, "rules.d/10-complex-0-100.rules" */
	const char *file;
	const char *path; /* as opened */
	guint line;
} RtOrigin;

/* ---- read ---- */

typedef struct _RtRuleFiles RtRuleFiles;

/* Reads and merges the directories, in order of precedence (later replaces earlier). Findings (RtDiagnostic) are
 * appended; returns NULL when one of them is an error, and then looks over what could be read, so that all findings
 * are told at once. When they change meanwhile they are read again, so that what is read is of one time; when they do not
 * come to rest, that is an error. What a calendar tells (review-by) is none of this function's business. */
RtRuleFiles *rt_rules_read (const char *const *directories, GPtrArray *findings);
/* As above of a directory with one file of this text in it. */
RtRuleFiles *rt_rules_read_text (const char *text, gsize length, GPtrArray *findings);
void rt_rule_files_free (RtRuleFiles *files);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RtRuleFiles, rt_rule_files_free)

/* One key of the merged rules. */
typedef struct {
	const char *group;    /* "criterion" */
	const char *id;       /* "complex-0-100/K1" */
	const char *key;      /* "when", "title" */
	const char *language; /* "nl", or NULL */
	const char *value;
	RtOrigin origin;
	const char *overrides; /* "file:line" of the value this one replaced, or NULL */
} RtRuleKey;
/* All keys of the merged rules, groups in order of first appearance. */
const RtRuleKey *rt_rule_files_keys (const RtRuleFiles *files, guint *n_keys);
/* The files that were read, replaced or masked, for `rules list`. */
typedef struct {
	const char *path;
	gboolean masked;
	const char *replaced_by; /* path, or NULL */
} RtRuleFile;
const RtRuleFile *rt_rule_files_list (const RtRuleFiles *files, guint *n_files);
/* SHA-256 over the effective keys and values, in hex; independent of file names and comments. */
const char *rt_rule_files_fingerprint (const RtRuleFiles *files);
/* What the `[plugin id]` groups say, before any plugin is loaded. Strings belong to `files`. */
typedef struct {
	const char *party;
	gboolean critical, disabled;
	gboolean isolated, in_process; /* isolation = process, none; neither: as usual */
	guint time_limit, memory_limit; /* ms, MiB; 0: as usual */
	const char *sha256;
	const char *const *keys; /* settings, NULL-terminated */
	const gint64 *values;
	const RtOrigin *origins;
	RtOrigin origin; /* of the group */
} RtPluginRule;
const RtPluginRule *rt_rule_files_plugins (const RtRuleFiles *files, guint *n_plugins);
/* Is there a group about something of this party, `[reason politie/...]`, or a condition that asks for it,
 * `party ("politie")`? */
gboolean rt_rule_files_speak_of (const RtRuleFiles *files, const char *party);
/* The id of the `[party]` whose id or alias this is, or NULL: what plugins bring is not known here. */
const char *rt_rule_files_party_of (const RtRuleFiles *files, const char *name);

/* ---- compile ---- */

/* A party that a plugin brings, as far as rules must know it (the host layer is to the right of this one). */
typedef struct {
	const char *id;
	const char *const *aliases; /* NULL-terminated */
	RouteText name;
	guint32 chains;             /* RouteChain bits */
	const char *const *reasons; /* ids, NULL-terminated */
	const RouteSetting *settings;
	gsize n_settings;
	gboolean missing;           /* its plugin does not load: only the id is known, and no reason is missed */
} RtKnownParty;

typedef enum { RT_MODE_LIVE, RT_MODE_SHADOW } RtMode;

/* A condition: a compiled program and where it stands. */
typedef struct {
	RtFeelProgram *program; /* NULL: always true (for optional conditions) */
	const char *text;
	const RtFeelScope *scope; /* it was compiled in */
	const guint *lines;     /* of the file: where each line of the text stands */
	RtOrigin origin;
	guint slot;             /* where the result of a define or criterion goes; G_MAXUINT for the others */
} RtCondition;

typedef struct {
	const char *id;         /* "K1" */
	const char *full_id;    /* "complex-0-100/K1" */
	guint approach;         /* index of its approach */
	RouteText title;
	RtCondition when;
	gint32 points;
	RouteText person;       /* as a question, for the person concerned; may be NULL */
	RouteText ask;          /* may be NULL */
	RouteText basis;
	const char *owner;
	gint32 valid_from, valid_until; /* days; G_MININT32 / G_MAXINT32 when unbounded */
	gint32 review_by;       /* days, or 0 */
	RtMode mode;
	gboolean reads_text;
	RtOrigin origin;
} RtCriterion;

typedef struct {
	const char *id;
	RouteText title;
	RtCondition eligible;   /* over the criteria, by their short ids; slot: none */
	const char *basis;
	guint first_criterion, n_criteria; /* its criteria in the rule set's array, in order of the files */
	guint slot;             /* approach("id"): a context {eligible, low, high, max} that weighing fills */
	RtOrigin origin;
} RtApproach;

/* When a name's value is known: before the criteria, after the approaches, after the routing. */
enum { RT_STAGE_FACTS = 0, RT_STAGE_APPROACHES = 1, RT_STAGE_ROUTING = 2 };

typedef struct {            /* [define name] when = ...: in dependency order */
	const char *id;
	RouteText title;
	RtCondition when;
	const char *const *facts; /* of a contradiction-...: the pointers of the facts that cannot both be right */
	guint stage;            /* RT_STAGE_... */
	RtOrigin origin;
} RtDefine;

typedef struct {            /* [setting name] value = ...: a visible threshold */
	const char *id;
	RouteText title;
	const char *text;       /* the value as written */
	RtFeelValue value;
	guint slot;
	RtOrigin origin;
} RtSetting;

/* caseless unless a pattern says otherwise */
#define RT_PATTERN_OPTIONS (PCRE2_UTF | PCRE2_UCP | PCRE2_CASELESS | PCRE2_NEVER_BACKSLASH_C)

typedef struct {            /* [pattern id] */
	const char *id;
	RouteText title, question;
	const char *match;      /* as written; compiles with RT_PATTERN_OPTIONS, within limits of work */
	const char *const *hints; /* what a hit points at: criteria ("pad/P2") or pointers ("/problems") */
	gboolean in_narrative, in_question; /* which texts it listens to: `in`; the narrative unless it says otherwise */
	RtMode mode;
	RtCondition unless;     /* true: a fact already says so, no signal; program NULL: never */
	RtOrigin origin;
} RtPattern;

/* [route id] in order; the first whose condition is true is the suggestion. */
typedef enum {
	RT_OPEN_NEVER,          /* an ordinary route */
	RT_OPEN_ABSENT,         /* taken when none is true and an open one hangs on an absent fact: `open = absent` */
	RT_OPEN_OTHER,          /* taken when none is true, for every other reason: `open = other` */
} RtOpen;
typedef enum {                  /* who may be proposed: `propose` */
	RT_PROPOSE_NOBODY,
	RT_PROPOSE_HOME,        /* at most the home (`home = yes` in its [party]) and the registering party, as ask */
	RT_PROPOSE_ASK,         /* everyone relevant, only as ask */
	RT_PROPOSE_CLOSING,     /* parties at work, the one that carries on, home, the registering party; as ask */
	RT_PROPOSE_ALL,
} RtPropose;
typedef struct {
	const char *id, *suggestion; /* suggestion: the id unless said otherwise; see suggestions.def */
	RouteText title, text;   /* text: what it means, one sentence */
	RouteText registrant, person; /* the same for who registered and for the person concerned; may be NULL */
	RouteText ask;           /* what is asked of the parties, in place of what each is asked otherwise; may be NULL */
	gint32 order;
	const char *const *before; /* routes that fit some of the same cases, on purpose after this one; NULL-terminated */
	RtCondition when;
	RtOpen open;
	RtPropose propose;
	const char *table;       /* process-meeting, pad-core-team, both, or NULL */
	RtMode mode;
	RtOrigin origin;
} RtRoute;

typedef struct {            /* [theme id] [flag id] [decision id] [goal id]: something said when a condition is true */
	const char *id;
	RouteText title;        /* a short name */
	RouteText text;         /* a sentence; may be NULL */
	RtCondition when;
	gint32 order;
	gboolean in_doubt;      /* flag: raised also where a suspected or disputed fact leaves it open */
	const char *kind;       /* goal: "safety" or "care"; else NULL */
	RtMode mode;
	const char *basis;
	RtOrigin origin;
} RtStatement;

typedef struct {            /* [seat table/party]: a fixed place at a table (covenant 12.3e) */
	const char *table, *party;
	const char *role;       /* chair, core, periodic, member */
	RouteText contribution, basis;
	RtCondition when;
	RtOrigin origin;
} RtSeat;

typedef struct {            /* [choice id]: of look-alikes, one sits at the table (domain.md 3.3) */
	const char *id;
	const char *const *among; /* party ids, NULL-terminated; the last resort first */
	RtCondition when; /* where they are look-alikes at all */
	RtOrigin origin;
} RtChoice;

typedef struct {            /* [prefer choice/party] order, when: the first that is true wins; involvement beats all */
	const char *choice, *party;
	gint32 order;
	RtCondition when;
	RtOrigin origin;
} RtPreference;

typedef struct {            /* a reason as it counts: a plugin's, re-weighed; or that of a party known by rules alone */
	const char *party, *id, *full_id; /* "politie", "repeat-incidents", "politie/repeat-incidents" */
	gboolean disabled;
	gboolean missing;       /* the plugin that would bring it is not loaded: reason("...") is unknown */
	gboolean has_points;    /* points given in the rules; else the plugin's own count */
	gint32 points;
	RouteText title;        /* of a rules-only reason */
	const char *basis;
	RtCondition when;       /* program NULL for a plugin's reason */
	guint slot;             /* reason("party/id"): boolean; G_MAXUINT when no condition reads it */
	RtOrigin origin;
} RtReasonRule;

typedef struct {            /* every party: brought by a plugin, named in rules, or both; in bytewise order of id */
	const char *id;
	const char *const *aliases; /* of plugin and rules together; NULL-terminated */
	RouteText title;
	guint32 chains;
	int known;              /* index into the RtKnownParty array given to compile, or -1: known by rules alone */
	gboolean home;          /* `home = yes`: the municipality of the chamber */
	/* days; G_MININT32 or G_MAXINT32 when not given */
	gint32 member_from, notice_given, member_until, excluded_on;
	RouteText ask;          /* the question put to it in the weighing; may be NULL */
	RouteAttend attend;     /* of a party known by rules alone, when one of its reasons is met */
	RouteText contribution; /* likewise */
	RouteText lawful;       /* its ground; NULL: it may not be present */
	guint slot;             /* party("id"): {involved, reasons, member}; G_MAXUINT when no condition reads it */
	RtOrigin origin;
} RtParty;

typedef struct {            /* [ask POINTER] (with `*`): the question for an absent fact */
	int place;
	RouteText question;
	RtCondition unless;     /* true: other facts make it needless; program NULL: never */
	gint32 order;
	RtOrigin origin;
} RtQuestion;

/* Names the conditions may use besides the facts, settings and defines: those of names.def, and the calls
 *   approach("id")  {eligible, low, high, max}
 *   reason("party/id")  boolean
 *   party("id")  {involved, reasons, member}
 *   given("/pointer")  is the fact given (never unknown) */
typedef enum {
#define NAME(symbol, name, type, filled_by, meaning) RT_NAME_##symbol,
#include "libroute/rules/names.def"
#undef NAME
	RT_N_NAMES
} RtName;
typedef struct {
	const char *pointer;
	RtSpot spot;
	guint slot;
} RtGiven;

typedef struct _RtRuleSet {
	const char *fingerprint;
	RtFeelScope *scope;         /* what every condition sees; has n_slots slots in all, children included */
	guint n_slots;
	guint name_slots[RT_N_NAMES]; /* G_MAXUINT when no condition reads it */
	const RtApproach *approaches;   guint n_approaches;
	const RtCriterion *criteria;    guint n_criteria;
	const RtDefine *defines;        guint n_defines;     /* each after those it uses */
	const RtSetting *settings;      guint n_settings;
	const RtPattern *patterns;      guint n_patterns;
	const RtRoute *routes;          guint n_routes;      /* by order */
	const RtStatement *themes;      guint n_themes;      /* by order, then id */
	const RtStatement *flags;       guint n_flags;
	const RtStatement *decisions;   guint n_decisions;
	const RtStatement *goals;       guint n_goals;
	const RtSeat *seats;            guint n_seats;
	const RtChoice *choices;        guint n_choices;
	const RtPreference *preferences; guint n_preferences; /* by choice, order */
	const RtReasonRule *reasons;    guint n_reasons;     /* every reason of every party, by full_id */
	const RtParty *parties;         guint n_parties;
	const RtQuestion *questions;    guint n_questions;
	const RtGiven *givens;          guint n_givens;      /* the given("...") that conditions use */
} RtRuleSet;

/* Verifies and compiles. Findings are appended; NULL when one of them is an error. `files` may be freed
 * afterwards. `findings`: NULL when all that is asked is whether there is an error, which is told sooner. */
RtRuleSet *rt_rules_compile (const RtRuleFiles *files, const RtKnownParty *known, guint n_known, GPtrArray *findings);
/* Verifies and compiles files that are broken, or whose plugins are, as far as that goes, for what there is to find besides.
 * Parties and reasons of plugins are not known then, and not missed. */
void rt_rules_look_over (const RtRuleFiles *files, GPtrArray *findings);
void rt_rule_set_free (RtRuleSet *rules);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RtRuleSet, rt_rule_set_free)

/* The party of an id or alias, or -1. */
int rt_rules_find_party (const RtRuleSet *rules, const char *name);
int rt_rules_find_name (const RtRuleSet *rules, const char *name, gsize length);
/* The ids of all parties. */
const RtNameTable *rt_rules_ids (const RtRuleSet *rules);
/* What only a calendar can tell, for `routectl check`: rules whose review-by has passed or whose valid-until comes
 * near. The library's advices never depend on it. */
void rt_rules_check_dates (const RtRuleFiles *files, const RtRuleSet *rules, gint32 today, GPtrArray *findings);
/* What is odd and loads all the same, for `routectl check`: routes that fit the same cases, cases that no route fits. `files`
 * are those the rules were compiled from. */
void rt_rules_check_routes (const RtRuleFiles *files, const RtRuleSet *rules, GPtrArray *findings);
/* Likewise: criteria nobody uses, missing owners, units that do not fit, names that hide others, proxies. */
void rt_rules_check_sense (const RtRuleFiles *files, const RtRuleSet *rules, GPtrArray *findings);
/* Likewise: rules that ask or look for the very same. */
void rt_rules_check_alike (const RtRuleFiles *files, GPtrArray *findings);
/* Warns of conditions that are never true, or never false, by what their names stand for. After all other findings: what
 * is told of a condition already is not told twice. */
void rt_rules_check_conditions (const RtRuleFiles *files, const RtRuleSet *rules, GPtrArray *findings);
/* Likewise: files that mask nothing, mask by accident, or mask and replace others. */
void rt_rules_check_files (const RtRuleFiles *files, GPtrArray *findings);
/* Is the party a Party on that day (covenant 21 to 24)? */
gboolean rt_party_is_member (const RtParty *party, gint32 day);

/* The days on which it is, for who asks that of many days; none when the last is before the first. */
typedef struct {
	gint32 first, last;
} RtMembership;
RtMembership rt_party_membership (const RtParty *party);

static inline gboolean
rt_is_member_on (RtMembership days, gint32 day)
{
	return day >= days.first && day <= days.last;
}

/* ---- facts as values ---- */

/* Fills the slots of settings and of the registration's facts: an absent fact is unknown (null where its
 * absence means none), a suspected or disputed item is doubted, an absent list is open, an age comes from the
 * birth date too; origins are RtSpots. Party names must be resolved. Items with a party field get a member
 * `chains`, those with a source `source chains`. When the memory of the run is used up all facts are unknown.
 * Slots of defines, criteria, approaches, ... are untouched. */
void rt_facts_fill_all (const RtRuleSet *rules, const RouteRegistration *registration, RtFeelRun *run, RtFeelValue *slots);
/* As above, without the facts that no condition of the rules reads. */
void rt_facts_fill (const RtRuleSet *rules, const RouteRegistration *registration, RtFeelRun *run, RtFeelValue *slots);
/* As above, of `fields` only: a bit for each field of the schema's root; the others keep what they hold. */
void rt_facts_fill_some (const RtRuleSet *rules, const RouteRegistration *registration, RtFeelRun *run, RtFeelValue *slots,
			 guint64 fields);
