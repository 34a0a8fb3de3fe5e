/* SPDX-License-Identifier: EUPL-1.2 */
/* What a partner knows, written as tables: with them a plugin is data, and one function answers from it.
 * Linked into each plugin that wants it; a plugin may as well do without and write its own assess().
 *
 * All conditions are three-valued; a plugin only says what makes something true, and absence, suspicion
 * and dispute then make it unknown by themselves. Say things the positive way round ("age at most 17", not
 * "not at least 18"): what a yes rests on becomes its evidence, what a no rests on is forgotten. */
#ifndef ROUTE_PLUGINS_KNOWLEDGE_H
#define ROUTE_PLUGINS_KNOWLEDGE_H

#include <route/route-plugin.h>

/* Questions one condition may combine. */
#define KNOWLEDGE_MOST 3

/* The bit of a reason in `any`. */
#define REASON(index) (UINT64_C (1) << (index))

/* Holds when one of the reasons in `any` is met, one of those in `also` too, every question of `all` is
 * answered with yes and every question of `none` with no, not all questions of `within` are answered with no, and
 * enough items of a list that is given may fit `perhaps`, be it that they are suspected, disputed or incomplete;
 * what is left out demands nothing, so that an empty condition always holds. One question can hold clauses about
 * the registration and about one list together; more questions are for more lists. */
typedef struct {
	uint64_t any, also;
	RouteQuestion all[KNOWLEDGE_MOST];
	RouteQuestion none[KNOWLEDGE_MOST]; /* questions to which the answer must be no */
	RouteQuestion within[KNOWLEDGE_MOST]; /* a hard bound: only who is certainly outside all of these is shut out */
	RouteQuestion perhaps; /* for asking a party about a suspicion; never for a reason */
} Condition;

/* A reason is met when one of the rows about it holds. Its `any` and `also` may name
 * reasons that stand above it in `reasons` only. */
typedef struct {
	uint32_t reason;
	Condition when;
} ReasonRow;

/* The first row that holds counts; failing that, the first that is open is reported as open. */
typedef struct {
	uint32_t ground;
	Condition when;
} LawfulRow;

/* The first row that holds counts. */
typedef struct {
	RouteAttend attend;
	uint32_t part, contribution; /* ROUTE_WHOLE, or an index into parts */
	Condition when;
} AttendRow;

typedef struct {
	RouteCoordinator likelihood;
	uint32_t contribution;
	Condition when;
} CoordinatorRow;

/* Somebody who is no Party and is needed: every row that holds counts. */
typedef struct {
	const char *slug;
	Condition when;
} ThirdRow;

typedef struct {
	uint32_t n_reasons; /* of the descriptor */
	const ReasonRow *meets;
	size_t n_meets;
	const LawfulRow *lawful;
	size_t n_lawful;
	const AttendRow *attends;
	size_t n_attends;
	const CoordinatorRow *coordinates;
	size_t n_coordinates;
	const ThirdRow *thirds;
	size_t n_thirds;
} Knowledge;

/* Clauses, short: `IS (ROLE, "suspect")`. The first argument is an index into the plugin's fields. */
#define IS(field, ...) { (field), ROUTE_TEST_ANY_OF, .words = ROUTE_WORDS (__VA_ARGS__) }
#define IS_NOT(field, ...) { (field), ROUTE_TEST_NONE_OF, .words = ROUTE_WORDS (__VA_ARGS__) }
#define IS_TRUE(field) { (field), ROUTE_TEST_TRUE }
#define IS_FALSE(field) { (field), ROUTE_TEST_FALSE }
#define AT_LEAST(field, n) { (field), ROUTE_TEST_AT_LEAST, .number = (n) }
#define AT_MOST(field, n) { (field), ROUTE_TEST_AT_MOST, .number = (n) }
#define WITHIN_MONTHS(field, n) { (field), ROUTE_TEST_WITHIN_MONTHS, .number = (n) }
#define WITHIN_DAYS(field, n) { (field), ROUTE_TEST_WITHIN_DAYS, .number = (n) }
#define UNTIL_DAYS(field, n) { (field), ROUTE_TEST_UNTIL_DAYS, .number = (n) }
/* The person's age on a date: juvenile law goes by the age at the offence. */
#define AGED_AT_LEAST(field, n) { (field), ROUTE_TEST_AGE_AT_LEAST, .number = (n) }
#define AGED_AT_MOST(field, n) { (field), ROUTE_TEST_AGE_AT_MOST, .number = (n) }
/* The number comes from a setting: an index into the plugin's settings. */
#define WITHIN_MONTHS_SET(field, index) { (field), ROUTE_TEST_WITHIN_MONTHS, .setting = (index) + 1 }

/* Two clauses on one item of /involved/: the party is at work there, or got stuck there. Help that ended
 * or was refused is no involvement. */
#define IS_INVOLVED(party_field, status_field, party) IS (party_field, party), IS (status_field, "active", "stalled")

/* A row: the reason is met by at least `least` items (of clauses outside lists: 1) that fit all of
 * `clauses`. */
#define MET(reason, least, clauses) { (reason), { .all = { ROUTE_QUESTION (least, clauses) } } }

/* Answers everything the tables say. Always true: what cannot be known is no failure. */
bool knowledge_assess (const Knowledge *knowledge, const RouteHost *host, const RouteView *view, RouteSink *sink);

/* The tables of a plugin whose lists are called as here: `static const Knowledge knowledge = {
 * KNOWLEDGE_LISTS };` */
#define KNOWLEDGE_LISTS                                                                                                \
	.n_reasons = ROUTE_COUNT (reasons), ROUTE_LIST (meets), ROUTE_LIST (lawful), ROUTE_LIST (attends)

/* Defines assess() over `static const Knowledge knowledge`. */
#define KNOWLEDGE_ASSESS                                                                                               \
	static bool assess (const void *self, const RouteHost *host, const RouteView *view, RouteSink *sink)           \
	{                                                                                                              \
		(void)self;                                                                                            \
		return knowledge_assess (&knowledge, host, view, sink);                                                \
	}

#endif
