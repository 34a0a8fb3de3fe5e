/* SPDX-License-Identifier: EUPL-1.2 */
/**
 * route-plugin.h: everything a partner's plugin needs, and the only header it includes.
 *
 * A plugin is one shared object, `<party>.so`, that holds the domain knowledge of one Party to the covenant. It
 * exports one
 * constant symbol, a #RoutePlugin made with ROUTE_PLUGIN_DEFINE, and links to nothing of libroute: the host
 * hands it a table
 * of functions. Everything but the functions is read from the file before any of its code runs.
 *
 * It needs no library but that of its language, and brings no search path: such a file is refused.
 *
 * What a plugin may do in assess(): ask questions about the fields it declared, and answer through the sink. It is
 * pure and thread-safe: no input or output, no clock, no memory of earlier calls. Three answers exist to every
 * question: yes, no and unknown; unknown is never no.
 *
 * What it may not do is not possible to say in these types: name a field, a reason, a text it did not declare; give
 * points to itself; decide. The host alone sums, ranks and decides.
 *
 * ABI: the major number must be equal; a minor number only adds at the end of structs, and `struct_size` tells
 * how much a
 * side knows. See doc/writing-plugins.md for the tutorial and the changelog.
 */
#ifndef ROUTE_PLUGIN_H
#define ROUTE_PLUGIN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define ROUTE_EXPORT __attribute__ ((visibility ("default")))

/** Rejects a foreign .so early. */
#define ROUTE_PLUGIN_MAGIC 0x52545031u
/** Must be equal on both sides. */
#define ROUTE_PLUGIN_ABI_MAJOR 1u
/** Additive: a plugin of an equal or lower minor loads. */
#define ROUTE_PLUGIN_ABI_MINOR 0u
/** The exported symbol. */
#define ROUTE_PLUGIN_SYMBOL "route_plugin_v1"

/** Limits the host holds descriptors to; beyond them a plugin is refused. */
#define ROUTE_PLUGIN_MAX_ITEMS 64    /* entries of any array of the descriptor */
#define ROUTE_PLUGIN_MAX_TEXT 1024   /* bytes of any text of the descriptor */

/** A text for users, in English and in plain Dutch (B1). Both are needed. UTF-8. */
typedef struct {
	const char *en, *nl;
} RouteText;

/** yes, no or unknown; the order makes `and` the minimum and `or` the maximum. */
typedef enum {
	ROUTE_NO = 0,
	ROUTE_UNKNOWN = 1,
	ROUTE_YES = 2,
} RouteTri;

static inline RouteTri
route_and (RouteTri a, RouteTri b)
{
	return a < b ? a : b;
}

static inline RouteTri
route_or (RouteTri a, RouteTri b)
{
	return a > b ? a : b;
}

static inline RouteTri
route_not (RouteTri a)
{
	return (RouteTri) (ROUTE_YES - a);
}

/** The chains of partners (*keten*); a bit mask. */
typedef enum {
	ROUTE_CHAIN_CARE = 1 << 0,
	ROUTE_CHAIN_JUSTICE = 1 << 1,
	ROUTE_CHAIN_MUNICIPAL = 1 << 2,
	ROUTE_CHAIN_HOUSING = 1 << 3,
	ROUTE_CHAIN_YOUTH = 1 << 4,
	ROUTE_CHAIN_WELFARE = 1 << 5,
} RouteChain;

/** The approaches a reason adds its points to; a bit mask. 0: it only bears on the party's own place at the
 * table. */
typedef enum {
	ROUTE_APPROACH_COMPLEX_0_100 = 1 << 0,
	ROUTE_APPROACH_PAD = 1 << 1,
} RouteApproach;

/** A field of the registration the plugin reads, and why the partner needs to know it (need to know,
 * covenant 17). */
typedef struct {
	/** JSON Pointer; the segment `*` stands for every item of a list: "/incidents/" "*" "/kind". A pointer
	 *  to a list or
	 *  object covers everything below it. "/person/age" is there whenever the age or the birth date is. */
	const char *pointer;
	RouteText why;
} RouteField;

/** A reason the plugin can give; ids are never reused for something else. */
typedef struct {
	const char *id;       /* lower case, digits, '-' */
	RouteText text;       /* one sentence: "Two or more incidents as a suspect in twelve months" */
	int32_t points;       /* default weight, 0 to 1000; analysts may re-weigh or disable it in the rules */
	RouteText basis;      /* the published criterion, covenant article or law it rests on */
	uint32_t approaches;  /* RouteApproach bits */
} RouteReason;

/** A text the plugin may choose by index: a lawful ground, a contribution, a part of the agenda. */
typedef struct {
	const char *id;
	RouteText text;
} RoutePhrase;

/** A whole number that analysts may set in the rules: `[plugin politie]` / `repeat-months = 12`. */
typedef struct {
	const char *key;
	RouteText text;
	int64_t fallback, least, most;
} RouteSetting;

/** What a clause asks of a field. */
typedef enum {
	ROUTE_TEST_ANY_OF = 1,   /* a word, text or party: equal to one of `words` */
	ROUTE_TEST_AT_LEAST = 2, /* a whole number: >= `number` */
	ROUTE_TEST_AT_MOST = 3,  /* a whole number: <= `number` */
	ROUTE_TEST_TRUE = 4,     /* a boolean is true */
	ROUTE_TEST_FALSE = 5,    /* a boolean is false */
	ROUTE_TEST_WITHIN_MONTHS = 6, /* a date: not before `received` minus `number` months, and not after `received` */
	ROUTE_TEST_WITHIN_DAYS = 7,   /* a date: not before `received` minus `number` days, and not after `received` */
	ROUTE_TEST_NONE_OF = 8,  /* a word, text or party: equal to none of `words` */
	ROUTE_TEST_UNTIL_DAYS = 9, /* a date: from `received` up to `number` days after it */
	ROUTE_TEST_AGE_AT_LEAST = 10, /* a date: the person was `number` years old on it, or older; needs /person/birth_date and
				       * /person/age declared; where only the age is given, that counts for every day */
	ROUTE_TEST_AGE_AT_MOST = 11,  /* a date: `number` years old on it, or younger; the same */
} RouteTest;

/** One demand on one field. `number` is read from setting `setting - 1` instead when `setting` is not 0. */
typedef struct {
	uint32_t field;            /* index into the plugin's fields */
	RouteTest test;
	const char *const *words;  /* NULL-terminated */
	int64_t number;
	uint32_t setting;          /* 0: use number; n: the plugin's setting n - 1 */
} RouteClause;

/**
 * A question: are there at least `at_least` items of one list for which every clause holds? Clauses on fields
 * that are in no
 * list are demands on the registration itself; all clauses inside lists are about the same item of the same list.
 * Facts that are `suspected` or `disputed`, and fields that are absent, make items possible but not certain;
 * that holds
 * for an item whose `status` the plugin did not declare as well. An item whose `until` lies before `received` (a measure
 * that ended) is there no more. An absence that means none (a youth who was
 * not prioritised) is
 * known: nothing but ROUTE_TEST_NONE_OF fits it. A clause on a list of plain values is about its values, one by one.
 *
 * A yes leaves the facts that fitted as evidence, unknown leaves what is missing or doubted, no leaves nothing:
 * so ask the positive
 * way round.
 */
typedef struct {
	const RouteClause *clauses;
	size_t n_clauses;
	uint32_t at_least;         /* 0 counts as 1 */
} RouteQuestion;

/** How many items certainly and possibly fit; `open` when the list itself is unknown. */
typedef struct {
	uint32_t certain, possible;
	bool open;
} RouteTally;

/** Whether a party belongs at the table. */
typedef enum {
	ROUTE_ATTEND_NOT = 0,    /* the default */
	ROUTE_ATTEND_ASK = 1,    /* ask it in the weighing; invite it after a yes (covenant 1.10) */
	ROUTE_ATTEND_INVITE = 2, /* belongs at the table (covenant 13.2e) */
} RouteAttend;

/** How likely the party could supply the case coordinator (covenant 14.1). */
typedef enum {
	ROUTE_COORDINATOR_NONE = 0,
	ROUTE_COORDINATOR_LOW = 1,
	ROUTE_COORDINATOR_MEDIUM = 2,
	ROUTE_COORDINATOR_HIGH = 3,
} RouteCoordinator;

typedef enum {
	ROUTE_FIELD_OK = 0,
	ROUTE_FIELD_ABSENT = 1,    /* unknown: nobody gave it */
	ROUTE_FIELD_DENIED = 2,    /* the index is of no declared field */
	ROUTE_FIELD_BAD_TYPE = 3,  /* the field is of another type */
	ROUTE_FIELD_BAD_INDEX = 4, /* the list has no such item */
} RouteFieldStatus;

typedef struct _RouteView RouteView; /* what the plugin may see; valid inside one assess() */
typedef struct _RouteSink RouteSink; /* where it answers; valid inside one assess() */

/** The host's services. `items` are list indexes, outermost first; NULL for fields in no list. Values are
 *  borrowed and valid
 *  inside the assess() they were asked in. Functions that answer return false, and the answer is dropped and
 *  the plugin
 *  reported, when an index was not declared or a value is none of its enum. */
typedef struct {
	uint32_t struct_size;
	uint16_t abi_major, abi_minor;

	/** The usual way to read: a three-valued question. What it rested on is noted in the sink and becomes the
	 *  evidence, or the missing facts, of the next reason(), lawful() or attend() call. */
	RouteTri (*ask) (const RouteView *view, RouteSink *sink, const RouteQuestion *question, RouteTally *tally);

	RouteFieldStatus (*get_text) (const RouteView *view, uint32_t field, const uint32_t *items, const char **text,
				      size_t *length);
	RouteFieldStatus (*get_integer) (const RouteView *view, uint32_t field, const uint32_t *items, int64_t *value);
	RouteFieldStatus (*get_boolean) (const RouteView *view, uint32_t field, const uint32_t *items, bool *value);
	RouteFieldStatus (*get_date) (const RouteView *view, uint32_t field, const uint32_t *items, int32_t *days_since_1970);
	/** Items of the list that `field` is, or is directly in. */
	RouteFieldStatus (*get_count) (const RouteView *view, uint32_t field, const uint32_t *items, uint32_t *count);
	/** Today of every rule: the day the registration was received. */
	int32_t (*get_received) (const RouteView *view);
	/** A setting's effective value; 0 for an index that was not declared. */
	int64_t (*get_setting) (const RouteView *view, uint32_t setting);

	/** Reports one declared reason: YES with what it rests on, NO, or UNKNOWN with what is missing. A reason not
	 *  reported counts as NO; reported twice, or with a value that is no RouteTri, it is left UNKNOWN and
	 *  the plugin is at fault. */
	bool (*reason) (RouteSink *sink, uint32_t reason, RouteTri state);
	/** Says that the party may lawfully be present, on the declared ground. Default: it may not
	 * (covenant 13.2e). */
	bool (*lawful) (RouteSink *sink, uint32_t ground, RouteTri state);
	/** Proposes the party. `part`: index into parts, or ROUTE_WHOLE; `contribution`: index into
	 *  contributions, of no meaning with
	 *  ROUTE_ATTEND_NOT. Once a call, as lawful() and coordinate(). */
	bool (*attend) (RouteSink *sink, RouteAttend attend, uint32_t part, uint32_t contribution);
	/** Offers the party as one that could supply the case coordinator; the text is a declared
	 * contribution. */
	bool (*coordinate) (RouteSink *sink, RouteCoordinator likelihood, uint32_t contribution);
	/** Asks for somebody who is no Party ("school", "gp", "university", "ggd"): raises
	 * `third-party-needed`. */
	bool (*third) (RouteSink *sink, const char *slug);
} RouteHost;

/** As `part`: the party attends the whole meeting. */
#define ROUTE_WHOLE UINT32_MAX

/** The descriptor: constant data, all texts UTF-8. */
typedef struct {
	uint32_t magic, struct_size;
	uint16_t abi_major, abi_minor;

	const char *party;           /* [a-z][a-z0-9-]*, equal to the file's name without .so */
	const char *const *aliases;  /* NULL-terminated, or NULL: other names it is known by */
	RouteText name;
	const char *version, *license, *contact;
	uint32_t chains;             /* RouteChain bits, at least one */

	const RouteField *fields;
	size_t n_fields;
	const RouteReason *reasons;
	size_t n_reasons;
	const RoutePhrase *grounds;
	size_t n_grounds;
	const RoutePhrase *contributions;
	size_t n_contributions;
	const RoutePhrase *parts;
	size_t n_parts;
	const RouteSetting *settings;
	size_t n_settings;

	/** Optional. Called once after loading; the result is handed to assess() and must not change
	 *  afterwards. Returns
	 *  false when the plugin cannot work. */
	bool (*open) (const RouteHost *host, void **self);
	/** Assesses one registration. Returns false when it failed: all its answers are then dropped and
	 * the advice says so. */
	bool (*assess) (const void *self, const RouteHost *host, const RouteView *view, RouteSink *sink);
	/** Optional: gives back what open() made. */
	void (*close) (void *self);
} RoutePlugin;

/** Number of elements of an array. */
#define ROUTE_COUNT(array) (sizeof (array) / sizeof ((array)[0]))

/** A field list and its length, for the descriptor: `ROUTE_LIST (reasons)`. */
#define ROUTE_LIST(array) .array = (array), .n_##array = ROUTE_COUNT (array)

/** Defines the exported descriptor; the arguments are designated initialisers of #RoutePlugin. */
#define ROUTE_PLUGIN_DEFINE(...)                                                                                       \
	extern ROUTE_EXPORT const RoutePlugin route_plugin_v1;                                                         \
	const RoutePlugin route_plugin_v1 = { .magic = ROUTE_PLUGIN_MAGIC,                                             \
					      .struct_size = sizeof (RoutePlugin),                                     \
					      .abi_major = ROUTE_PLUGIN_ABI_MAJOR,                                     \
					      .abi_minor = ROUTE_PLUGIN_ABI_MINOR,                                     \
					      __VA_ARGS__ }

/** A question written in place: `ROUTE_QUESTION (2, clauses)`: at least two items fit all clauses of the
 * array. */
#define ROUTE_QUESTION(least, array) { .clauses = (array), .n_clauses = ROUTE_COUNT (array), .at_least = (least) }

/** A NULL-terminated list of words, written in place. */
#define ROUTE_WORDS(...) ((const char *const[]){ __VA_ARGS__, NULL })

#ifdef __cplusplus
}
#endif
#endif
