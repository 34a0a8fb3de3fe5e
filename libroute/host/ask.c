#include "libroute/host/host-private.h"
#include <string.h>
#include "libroute/util/date.h"

#define MOST_CLAUSES 64u
#define MOST_MONTHS 2400 /* farther back lies nothing that is registered */

typedef struct {
	const RouteView *view;
	RtCall *call;
	const RouteQuestion *question;
	int list;                      /* the innermost list that clauses are about, or -1 */
} Asking;

static int
place_of (const Asking *asking, const RouteClause *clause)
{
	return asking->view->loaded->places[clause->field];
}

/* a list of plain values is asked about item by item */
static gboolean
is_plain_list (const RtField *field)
{
	return field->type == RT_TYPE_LIST && field->shape == NULL;
}

static RtType
type_of (const RtField *field)
{
	return is_plain_list (field) ? field->item : field->type;
}

/* the list whose items a clause is about, or -1 */
static int
list_of (const Asking *asking, const RouteClause *clause)
{
	int place = place_of (asking, clause);
	return is_plain_list (rt_place (place)->field) ? place : rt_place (place)->list;
}

/* ---- is it a question at all ---- */

static gboolean
suits (RouteTest test, RtType type)
{
	switch (test) {
	case ROUTE_TEST_ANY_OF:
	case ROUTE_TEST_NONE_OF:
		return type == RT_TYPE_WORD || type == RT_TYPE_TEXT || type == RT_TYPE_PARTY;
	case ROUTE_TEST_AT_LEAST:
	case ROUTE_TEST_AT_MOST:
		return type == RT_TYPE_INTEGER;
	case ROUTE_TEST_TRUE:
	case ROUTE_TEST_FALSE:
		return type == RT_TYPE_BOOLEAN;
	case ROUTE_TEST_WITHIN_MONTHS:
	case ROUTE_TEST_WITHIN_DAYS:
	case ROUTE_TEST_UNTIL_DAYS:
		return type == RT_TYPE_DATE;
	}
	return FALSE;
}

static gboolean
check_clause (const Asking *asking, const RouteClause *clause)
{
	const RtPlugin *plugin = &asking->view->loaded->plugin;
	gboolean needs_words = clause->test == ROUTE_TEST_ANY_OF || clause->test == ROUTE_TEST_NONE_OF;
	if (clause->field >= plugin->n_fields)
		return rt_call_fault (asking->call, "asked about field %u, which it did not declare", clause->field);
	const char *pointer = plugin->fields[clause->field].pointer;
	if (clause->setting > plugin->n_settings)
		return rt_call_fault (asking->call, "asked about %s with a setting it did not declare", pointer);
	if ((needs_words && clause->words == NULL) ||
	    !suits (clause->test, type_of (rt_place (place_of (asking, clause))->field)))
		return rt_call_fault (asking->call, "asked about %s what that field cannot answer", pointer);
	return TRUE;
}

static gboolean
is_within (int list, int outer)
{
	for (int at = list; at >= 0; at = rt_place (at)->list)
		if (at == outer)
			return TRUE;
	return FALSE;
}

/* finds the innermost list, and that all other lists of the question are around it */
static gboolean
find_list (Asking *asking)
{
	const RouteQuestion *question = asking->question;
	asking->list = -1;
	for (gsize i = 0; i < question->n_clauses; i++) {
		int list = list_of (asking, &question->clauses[i]);
		if (list >= 0 && (asking->list < 0 || is_within (list, asking->list)))
			asking->list = list;
		else if (list >= 0 && !is_within (asking->list, list))
			return rt_call_fault (asking->call, "asked about items of two lists in one question");
	}
	return TRUE;
}

static gboolean
check_question (Asking *asking)
{
	const RouteQuestion *question = asking->question;
	if (question == NULL || question->clauses == NULL || question->n_clauses == 0 ||
	    question->n_clauses > MOST_CLAUSES)
		return rt_call_fault (asking->call, "asked a question without clauses, or with more than %u", MOST_CLAUSES);
	for (gsize i = 0; i < question->n_clauses; i++)
		if (!check_clause (asking, &question->clauses[i]))
			return FALSE;
	return find_list (asking);
}

/* ---- one clause ---- */

static gboolean
date_fits (RouteTest test, gint32 day, gint32 received, gint64 number)
{
	gint64 days = CLAMP (number, 0, 1000000);
	if (test == ROUTE_TEST_UNTIL_DAYS)
		return day >= received && day <= received + days;
	int months = (int)CLAMP (number, 0, MOST_MONTHS);
	gint64 first = test == ROUTE_TEST_WITHIN_MONTHS ? rt_date_add_months (received, -months) : received - days;
	return day >= first && day <= received;
}

static gboolean
fits (const Asking *asking, const RouteClause *clause, const RtSeen *seen, const RtField *field)
{
	const RtLoaded *loaded = asking->view->loaded;
	const char *text = rt_seen_text (seen, field);
	gint64 number = clause->setting != 0 ? loaded->settings[clause->setting - 1] : clause->number;
	switch (clause->test) {
	case ROUTE_TEST_ANY_OF:
		return text != NULL && g_strv_contains (clause->words, text);
	case ROUTE_TEST_NONE_OF:
		return text == NULL || !g_strv_contains (clause->words, text);
	case ROUTE_TEST_AT_LEAST:
		return seen->fact.as.integer >= number;
	case ROUTE_TEST_AT_MOST:
		return seen->fact.as.integer <= number;
	case ROUTE_TEST_TRUE:
		return seen->fact.as.boolean;
	case ROUTE_TEST_FALSE:
		return !seen->fact.as.boolean;
	default:
		return date_fits (clause->test, seen->fact.as.days, rt_record_received (asking->view->registration), number);
	}
}

/* what a clause looks at, for item (index, second_index) of the question's list */
static RtSeen
see_clause (const Asking *asking, const RouteClause *clause, guint index, guint second_index)
{
	int place = place_of (asking, clause);
	const RouteRegistration *registration = asking->view->registration;
	RtSeen seen = rt_see (registration, place, index, second_index);
	if (!is_plain_list (rt_place (place)->field) || seen.kind != RT_SEEN_FACT)
		return seen;
	guint item = rt_place (place)->n_lists == 0 ? index : second_index;
	seen.kind = item < seen.fact.length ? RT_SEEN_FACT : RT_SEEN_ABSENT;
	if (seen.kind == RT_SEEN_FACT)
		seen.fact = seen.fact.as.facts[item];
	return seen;
}

static RouteTri
clause_state (const Asking *asking, const RouteClause *clause, const RtSeen *seen)
{
	if (seen->kind == RT_SEEN_ABSENT)
		return ROUTE_UNKNOWN;
	if (seen->kind == RT_SEEN_NONE)
		return clause->test == ROUTE_TEST_NONE_OF ? ROUTE_YES : ROUTE_NO;
	return fits (asking, clause, seen, rt_place (place_of (asking, clause))->field) ? ROUTE_YES : ROUTE_NO;
}

/* ---- one item ---- */

/* notes what a state rests on: the facts that fit, or those that are absent */
static void
note_clauses (const Asking *asking, gboolean in_list, guint index, guint second_index, RouteTri state)
{
	RtCall *call = asking->call;
	for (gsize i = 0; i < asking->question->n_clauses && state != ROUTE_NO; i++) {
		const RouteClause *clause = &asking->question->clauses[i];
		if ((list_of (asking, clause) >= 0) != in_list)
			continue;
		RtSeen seen = see_clause (asking, clause, index, second_index);
		if (state == ROUTE_YES)
			rt_trail_add (call, &call->evidence, seen.spot);
		else if (seen.kind == RT_SEEN_ABSENT)
			rt_trail_add (call, &call->missing, seen.spot);
	}
}

static RouteTri
clauses_state (const Asking *asking, gboolean in_list, guint index, guint second_index)
{
	RouteTri state = ROUTE_YES;
	for (gsize i = 0; i < asking->question->n_clauses && state != ROUTE_NO; i++) {
		const RouteClause *clause = &asking->question->clauses[i];
		if ((list_of (asking, clause) >= 0) != in_list)
			continue;
		RtSeen seen = see_clause (asking, clause, index, second_index);
		state = route_and (state, clause_state (asking, clause, &seen));
	}
	return state;
}

/* the place of the member `status` of the items of a list, or -1 */
static int
status_place (int list)
{
	const RtField *field = rt_place (list)->field;
	return rt_field_has_status (field) ? rt_schema_place_of (list, (guint)field->shape->status) : -1;
}

/* suspected and disputed items are possible at most, declared or not: no plugin may make more of them than they are */
static gboolean
is_doubted (const Asking *asking, int status, guint index, guint second_index)
{
	if (status < 0)
		return FALSE;
	RtSeen seen = rt_see (asking->view->registration, status, index, second_index);
	const char *word = rt_seen_text (&seen, rt_place (status)->field);
	return word != NULL && strcmp (word, "established") != 0;
}

static RouteTri
item_state (const Asking *asking, int status, guint index, guint second_index)
{
	RouteTri state = clauses_state (asking, TRUE, index, second_index);
	RtCall *call = asking->call;
	if (state == ROUTE_NO)
		return state;
	gboolean doubted = is_doubted (asking, status, index, second_index);
	note_clauses (asking, TRUE, index, second_index, doubted ? ROUTE_UNKNOWN : state);
	if (!doubted)
		return state;
	rt_trail_add (call, &call->doubted, rt_spot ((guint)status, index, second_index));
	return ROUTE_UNKNOWN;
}

/* ---- all items ---- */

typedef struct {
	const Asking *asking;
	int status;
	RouteTally tally;
} Counting;

static void
count_items (Counting *counting, gboolean is_inner, guint outer)
{
	const Asking *asking = counting->asking;
	RtSeen list = rt_see (asking->view->registration, asking->list, outer, 0);
	if (list.kind == RT_SEEN_ABSENT) {
		counting->tally.open = true;
		rt_trail_add (asking->call, &asking->call->missing, list.spot);
		return;
	}
	for (guint i = 0; i < list.fact.length; i++) {
		RouteTri state = item_state (asking, counting->status, is_inner ? outer : i, is_inner ? i : 0);
		counting->tally.certain += state == ROUTE_YES;
		counting->tally.possible += state != ROUTE_NO;
	}
}

static RouteTally
count_list (const Asking *asking)
{
	Counting counting = { asking, status_place (asking->list), { 0 } };
	int around = rt_place (asking->list)->list;
	if (around < 0) {
		count_items (&counting, FALSE, 0);
		return counting.tally;
	}
	RtSeen outer = rt_see (asking->view->registration, around, 0, 0);
	counting.tally.open = outer.kind == RT_SEEN_ABSENT;
	if (counting.tally.open)
		rt_trail_add (asking->call, &asking->call->missing, outer.spot);
	for (guint i = 0; outer.kind == RT_SEEN_FACT && i < outer.fact.length; i++)
		count_items (&counting, TRUE, i);
	return counting.tally;
}

static RouteTri
enough (const RouteTally *tally, guint32 at_least)
{
	guint32 wanted = MAX (at_least, 1);
	if (tally->certain >= wanted)
		return ROUTE_YES;
	return tally->open || tally->possible >= wanted ? ROUTE_UNKNOWN : ROUTE_NO;
}

/* what was noted on the way to another answer than this one bears on nothing */
static void
trim (RtCall *call, const guint before[3], RouteTri state)
{
	if (state != ROUTE_YES)
		call->evidence.n = before[0];
	if (state != ROUTE_UNKNOWN) {
		call->missing.n = before[1];
		call->doubted.n = before[2];
	}
}

RouteTri
rt_ask (const RouteView *view, RtCall *call, const RouteQuestion *question, RouteTally *tally)
{
	Asking asking = { .view = view, .call = call, .question = question };
	const guint before[3] = { call->evidence.n, call->missing.n, call->doubted.n };
	RouteTally counted = { 0 };
	if (tally != NULL)
		*tally = (RouteTally){ .open = true };
	if (!check_question (&asking))
		return ROUTE_UNKNOWN;
	RouteTri whole = clauses_state (&asking, FALSE, 0, 0);
	if (asking.list >= 0)
		counted = count_list (&asking);
	else
		counted = (RouteTally){ whole == ROUTE_YES, whole != ROUTE_NO, false };
	RouteTri state = route_and (whole, enough (&counted, asking.list >= 0 ? question->at_least : 1));
	note_clauses (&asking, FALSE, 0, 0, whole);
	trim (call, before, state);
	if (tally != NULL)
		*tally = counted;
	return state;
}
