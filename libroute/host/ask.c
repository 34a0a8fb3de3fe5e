#include "libroute/host/host-private.h"
#include <string.h>
#include "libroute/util/date.h"

#define MOST_CLAUSES 64u
#define MOST_MONTHS 2400 /* farther back lies nothing that is registered */

/* a clause and where it looks */
typedef struct {
	const RouteClause *clause;
	const RtAskable *about;
	gint64 least, most; /* numbers, and days of a date, that fit */
} Look;

/* Clauses about the items of a list, or about the registration itself, in the order of the question. */
typedef struct {
	guint8 looks[MOST_CLAUSES];
	guint n;
} Looks;

typedef struct {
	const RouteView *view;
	RtCall *call;
	const RouteQuestion *question;
	Look looks[MOST_CLAUSES];
	Looks of_items, of_itself;
	int list;   /* the innermost list that clauses are about, or -1 */
	int status; /* place of the status of its items, or -1 */
	guint status_member; /* where it is in an item */
	guint until_member;  /* where its last day is in an item, or 0 */
	RtSeen birth, age;   /* where a clause is about an age on a day; the age is that on the day of registration */
} Asking;

/* one item of the question's list; all zero for the registration itself */
typedef struct {
	guint index, second_index;
	const RtFact *fact;
} Item;

/* ---- what is known of a plugin's fields before it asks ---- */

static RtAskable
askable (int at)
{
	const RtPlace *place = rt_place (at);
	gboolean plain = place->field->type == RT_TYPE_LIST && place->field->shape == NULL;
	return (RtAskable) {
		.place = at,
		.field = place->field,
		.type = plain ? place->field->item : place->field->type,
		.list = plain ? at : place->list,
		.member = place->index,
		.at_hand = !plain && place->list >= 0 && place->parent == place->list,
		.plain = plain,
	};
}

RtAskable *
rt_ask_prepare (const RtLoaded *loaded)
{
	RtAskable *fields = g_new (RtAskable, MAX (loaded->plugin.n_fields, 1));
	for (guint i = 0; i < loaded->plugin.n_fields; i++)
		fields[i] = askable (loaded->places[i]);
	return fields;
}

/* the numbers, or days, that a clause asks for */
static void
find_bounds (const Asking *asking, Look *look)
{
	const RouteClause *clause = look->clause;
	const RtLoaded *loaded = asking->view->loaded;
	gint32 received = rt_record_received (asking->view->registration);
	gint64 number = clause->setting != 0 ? loaded->settings[clause->setting - 1] : clause->number;
	gint64 days = CLAMP (number, 0, 1000000);
	look->least = G_MININT64;
	look->most = received;
	switch (clause->test) {
	case ROUTE_TEST_AT_LEAST:
	case ROUTE_TEST_AGE_AT_LEAST:
		look->least = number;
		look->most = G_MAXINT64;
		break;
	case ROUTE_TEST_AT_MOST:
	case ROUTE_TEST_AGE_AT_MOST:
		look->most = number;
		break;
	case ROUTE_TEST_WITHIN_MONTHS:
		look->least = rt_date_add_months (received, -(int) CLAMP (number, 0, MOST_MONTHS));
		break;
	case ROUTE_TEST_WITHIN_DAYS:
		look->least = received - days;
		break;
	case ROUTE_TEST_UNTIL_DAYS:
		look->least = received;
		look->most = received + days;
		break;
	default:
		break;
	}
}

/* ---- is it a question at all ---- */

static gboolean
is_about_age (RouteTest test)
{
	return test == ROUTE_TEST_AGE_AT_LEAST || test == ROUTE_TEST_AGE_AT_MOST;
}

/* what a plugin may not read by itself it may not learn from the age on a day either */
static gboolean
find_age (Asking *asking, const char *pointer, RtSeen *seen)
{
	int wanted = rt_schema_find_place (pointer);
	for (guint i = 0; i < asking->view->loaded->plugin.n_fields; i++)
		if (asking->view->loaded->places[i] == wanted) {
			rt_note_used (asking->view->loaded, i);
			*seen = rt_see (asking->view->registration, wanted, 0, 0);
			return TRUE;
		}
	return rt_call_fault (asking->call, "asked about an age without declaring %s", pointer);
}

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
	case ROUTE_TEST_AGE_AT_LEAST:
	case ROUTE_TEST_AGE_AT_MOST:
		return type == RT_TYPE_DATE;
	}
	return FALSE;
}

static gboolean
check_clause (Asking *asking, const RouteClause *clause)
{
	const RtPlugin *plugin = &asking->view->loaded->plugin;
	gboolean needs_words = clause->test == ROUTE_TEST_ANY_OF || clause->test == ROUTE_TEST_NONE_OF;
	if (clause->field >= plugin->n_fields)
		return rt_call_fault (asking->call, "asked about field %u, which it did not declare",
				      clause->field);
	const char *pointer = plugin->fields[clause->field].pointer;
	rt_note_used (asking->view->loaded, clause->field);
	if (clause->setting > plugin->n_settings)
		return rt_call_fault (asking->call, "asked about %s with a setting it did not declare",
				      pointer);
	const RtAskable *about = &asking->view->loaded->askable[clause->field];
	if ((needs_words && clause->words == NULL) || !suits (clause->test, about->type))
		return rt_call_fault (asking->call, "asked about %s what that field cannot answer", pointer);
	return !is_about_age (clause->test) || (find_age (asking, "/person/birth_date", &asking->birth) &&
						find_age (asking, "/person/age", &asking->age));
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
	asking->list = asking->status = -1;
	asking->until_member = 0;
	for (gsize i = 0; i < asking->question->n_clauses; i++) {
		int list = asking->looks[i].about->list;
		if (list >= 0 && (asking->list < 0 || is_within (list, asking->list)))
			asking->list = list;
		else if (list >= 0 && !is_within (asking->list, list))
			return rt_call_fault (asking->call, "asked about items of two lists in one question");
	}
	const RtField *field = asking->list >= 0 ? rt_place (asking->list)->field : NULL;
	if (field != NULL && rt_field_has_until (field))
		asking->until_member = (guint)field->shape->until;
	if (field != NULL && rt_field_has_status (field)) {
		asking->status_member = (guint)field->shape->status;
		asking->status = rt_schema_place_of (asking->list, asking->status_member);
	}
	return TRUE;
}

static gboolean
check_question (Asking *asking)
{
	const RouteQuestion *question = asking->question;
	if (question == NULL || question->clauses == NULL || question->n_clauses == 0 ||
	    question->n_clauses > MOST_CLAUSES) {
		rt_call_fault (asking->call, "asked a question without clauses, or with more than %u", MOST_CLAUSES);
		return FALSE;
	}
	asking->of_items.n = asking->of_itself.n = 0;
	for (gsize i = 0; i < question->n_clauses; i++) {
		const RouteClause *clause = &question->clauses[i];
		if (!check_clause (asking, clause))
			return FALSE;
		Look *look = &asking->looks[i];
		look->clause = clause;
		look->about = &asking->view->loaded->askable[clause->field];
		find_bounds (asking, look);
		Looks *with = look->about->list >= 0 ? &asking->of_items : &asking->of_itself;
		with->looks[with->n++] = (guint8) i;
	}
	return find_list (asking);
}

/* ---- one clause ---- */

static gboolean
is_among (const char *const *words, const char *text)
{
	/* most differ in their first letters */
	for (; text != NULL && *words != NULL; words++)
		if (**words == *text && (*text == '\0' || ((*words)[1] == text[1] && strcmp (*words, text) == 0)))
			return TRUE;
	return FALSE;
}

/* from the birth date; where that is not given the age on the day of registration stands for it */
static gint64
age_on (const Asking *asking, gint32 day)
{
	return asking->birth.kind == RT_SEEN_FACT ? rt_date_age (asking->birth.fact.as.days, day)
						  : asking->age.fact.as.integer;
}

static inline gboolean
fits (const Asking *asking, const Look *look, const RtFact *fact)
{
	const RouteClause *clause = look->clause;
	gint64 day = is_about_age (clause->test) ? age_on (asking, fact->as.days) : fact->as.days;
	switch (clause->test) {
	case ROUTE_TEST_ANY_OF:
		return is_among (clause->words, rt_fact_text (fact, look->about->field));
	case ROUTE_TEST_NONE_OF:
		return !is_among (clause->words, rt_fact_text (fact, look->about->field));
	case ROUTE_TEST_AT_LEAST:
	case ROUTE_TEST_AT_MOST:
		return fact->as.integer >= look->least && fact->as.integer <= look->most;
	case ROUTE_TEST_TRUE:
		return fact->as.boolean;
	case ROUTE_TEST_FALSE:
		return !fact->as.boolean;
	default:
		return day >= look->least && day <= look->most;
	}
}

/* the fact a clause is about when it stands in the item itself, else NULL */
static inline const RtFact *
fact_at_hand (const Asking *asking, const Look *look, const Item *item)
{
	const RtAskable *about = look->about;
	if (!about->at_hand || about->list != asking->list || item->fact == NULL || item->fact->kind != RT_FACT_OBJECT)
		return NULL;
	return &item->fact->as.facts[about->member];
}

/* Beside an item of a list in a list, a clause may be about a member of the item around that: this has one index. */
static inline RtSpot
spot_in (const Look *look, const Item *item)
{
	const RtPlace *place = rt_place (look->about->place);
	gboolean is_around = place->n_lists == 1 && place->field->type != RT_TYPE_LIST;
	return rt_spot ((guint)look->about->place, item->index, is_around ? 0 : item->second_index);
}

static inline gboolean
is_given (const RtFact *fact)
{
	return fact != NULL && fact->kind != RT_FACT_ABSENT && fact->kind != RT_FACT_NULL;
}

/* what a clause looks at; of a list of plain values that is the value whose turn it is */
static RtSeen
see (const Asking *asking, const Look *look, const Item *item)
{
	const RouteRegistration *registration = asking->view->registration;
	int place = look->about->place;
	const RtFact *fact = fact_at_hand (asking, look, item);
	if (fact != NULL)
		return rt_see_fact (registration, place, spot_in (look, item), fact);
	RtSeen seen = rt_see (registration, place, item->index, item->second_index);
	if (!look->about->plain)
		return seen;
	guint turn = rt_place (place)->n_lists == 0 ? item->index : item->second_index;
	if (seen.kind == RT_SEEN_FACT && turn >= seen.fact.length)
		seen.kind = RT_SEEN_ABSENT;
	if (seen.kind == RT_SEEN_FACT)
		seen.fact = seen.fact.as.facts[turn];
	return seen;
}

static gboolean
lacks_age (const Asking *asking, const Look *look)
{
	return is_about_age (look->clause->test) && asking->age.kind != RT_SEEN_FACT;
}

static RouteTri
clause_state (const Asking *asking, const Look *look, const Item *item)
{
	if (lacks_age (asking, look))
		return ROUTE_UNKNOWN;
	/* most are about a fact that is there, in an item that is at hand */
	const RtFact *fact = fact_at_hand (asking, look, item);
	if (is_given (fact))
		return fits (asking, look, fact) ? ROUTE_YES : ROUTE_NO;
	RtSeen seen = see (asking, look, item);
	if (seen.kind == RT_SEEN_ABSENT)
		return ROUTE_UNKNOWN;
	if (seen.kind == RT_SEEN_NONE)
		return look->clause->test == ROUTE_TEST_NONE_OF ? ROUTE_YES : ROUTE_NO;
	return fits (asking, look, &seen.fact) ? ROUTE_YES : ROUTE_NO;
}

/* ---- one item ---- */

/* the clauses about an item, or about the registration itself */
static inline const Looks *
looks_at (const Asking *asking, const Item *item)
{
	return item->fact != NULL ? &asking->of_items : &asking->of_itself;
}

/* the age is a fact about the person, on which a clause about a day rests as well */
static void
note_age (const Asking *asking, const Look *look, RouteTri state)
{
	RtCall *call = asking->call;
	if (!is_about_age (look->clause->test))
		return;
	if (state == ROUTE_YES)
		rt_trail_add (call, &call->evidence,
			      asking->birth.kind == RT_SEEN_FACT ? asking->birth.spot : asking->age.spot);
	else if (lacks_age (asking, look))
		rt_trail_add (call, &call->missing, asking->age.spot);
}

/* notes what a state rests on: the facts that fit, or those that are absent */
static void
note_clauses (const Asking *asking, const Item *item, RouteTri state)
{
	RtCall *call = asking->call;
	const Looks *looks = looks_at (asking, item);
	for (guint i = 0; i < looks->n && state != ROUTE_NO; i++) {
		const Look *look = &asking->looks[looks->looks[i]];
		if (state == ROUTE_YES)
			rt_trail_add (call, &call->evidence, spot_in (look, item));
		else if (!is_given (fact_at_hand (asking, look, item)) && see (asking, look, item).kind == RT_SEEN_ABSENT)
			rt_trail_add (call, &call->missing, spot_in (look, item));
		note_age (asking, look, state);
	}
}

/* `last`: the clause it ended with, which is the one that decided a no */
static RouteTri
clauses_state (const Asking *asking, const Item *item, const Look **last)
{
	RouteTri state = ROUTE_YES;
	const Looks *looks = looks_at (asking, item);
	for (guint i = 0; i < looks->n && state != ROUTE_NO; i++) {
		const Look *look = &asking->looks[looks->looks[i]];
		*last = look;
		state = route_and (state, clause_state (asking, look, item));
	}
	return state;
}

/* suspected and disputed items are possible at most, declared or not: no plugin may make more of them than
 * they are */
static gboolean
is_doubted (const Asking *asking, const Item *item)
{
	if (asking->status < 0)
		return FALSE;
	/* the first word is "established", which an absent status stands for */
	const RtFact *status =
		item->fact->kind == RT_FACT_OBJECT ? &item->fact->as.facts[asking->status_member] : NULL;
	return status != NULL && status->kind == RT_FACT_WORD && status->as.word != 0;
}

static RouteTri
item_state (const Asking *asking, const Item *item)
{
	const Look *last = NULL;
	RouteTri state = clauses_state (asking, item, &last);
	RtCall *call = asking->call;
	if (state == ROUTE_NO)
		return state;
	gboolean doubted = is_doubted (asking, item);
	note_clauses (asking, item, doubted ? ROUTE_UNKNOWN : state);
	if (!doubted)
		return state;
	rt_trail_add (call, &call->doubted, rt_spot ((guint)asking->status, item->index, item->second_index));
	return ROUTE_UNKNOWN;
}

/* what ended before the day of registration is there no more; what ends on that day still is */
static gboolean
is_over (const Asking *asking, const RtFact *item)
{
	if (asking->until_member == 0 || item->kind != RT_FACT_OBJECT)
		return FALSE;
	const RtFact *until = &item->as.facts[asking->until_member];
	return until->kind == RT_FACT_DATE && until->as.days < rt_record_received (asking->view->registration);
}

/* ---- all items ---- */

/* the items of the question's list; of a list in a list those in item `outer` of the outer one */
static void
count_items (const Asking *asking, RouteTally *tally, gboolean is_inner, guint outer)
{
	RtSeen list = rt_see (asking->view->registration, asking->list, outer, 0);
	if (list.kind == RT_SEEN_ABSENT) {
		tally->open = true;
		rt_trail_add (asking->call, &asking->call->missing, list.spot);
		return;
	}
	for (guint i = 0; i < list.fact.length; i++) {
		const Item item = { is_inner ? outer : i, is_inner ? i : 0, &list.fact.as.facts[i] };
		RouteTri state = is_over (asking, item.fact) ? ROUTE_NO : item_state (asking, &item);
		tally->certain += state == ROUTE_YES;
		tally->possible += state != ROUTE_NO;
	}
}

static RouteTally
count_list (const Asking *asking)
{
	RouteTally tally = { 0 };
	int around = rt_place (asking->list)->list;
	if (around < 0) {
		count_items (asking, &tally, FALSE, 0);
		return tally;
	}
	RtSeen outer = rt_see (asking->view->registration, around, 0, 0);
	tally.open = outer.kind == RT_SEEN_ABSENT;
	if (tally.open)
		rt_trail_add (asking->call, &asking->call->missing, outer.spot);
	for (guint i = 0; outer.kind == RT_SEEN_FACT && i < outer.fact.length; i++)
		count_items (asking, &tally, TRUE, i);
	return tally;
}

static RouteTri
enough (const RouteTally *tally, guint32 at_least)
{
	guint32 wanted = MAX (at_least, 1);
	if (tally->certain >= wanted)
		return ROUTE_YES;
	return tally->open || tally->possible >= wanted ? ROUTE_UNKNOWN : ROUTE_NO;
}

/* the fact of the registration that did not fit, or the list in which too little did */
static RtSpot
deciding (const Asking *asking, const Look *unfit)
{
	if (unfit != NULL)
		return rt_spot ((guint)unfit->about->place, 0, 0);
	int list = asking->list;
	while (list >= 0 && rt_place (list)->list >= 0)
		list = rt_place (list)->list;
	return list >= 0 ? rt_spot_of_list ((guint)list, TRUE, 0) : 0;
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
	Asking asking;
	const Item itself = { 0 };
	const guint before[3] = { call->evidence.n, call->missing.n, call->doubted.n };
	if (tally != NULL)
		*tally = (RouteTally){ .open = true };
	asking.view = view; /* member by member: clearing all looks would cost more than answering */
	asking.call = call;
	asking.question = question;
	if (!check_question (&asking))
		return ROUTE_UNKNOWN;
	const Look *last = NULL;
	RouteTri whole = clauses_state (&asking, &itself, &last);
	RouteTally counted = { whole == ROUTE_YES, whole != ROUTE_NO, false };
	if (asking.list >= 0 && (whole != ROUTE_NO || tally != NULL))
		counted = count_list (&asking);
	RouteTri state = route_and (whole, enough (&counted, asking.list >= 0 ? question->at_least : 1));
	note_clauses (&asking, &itself, whole);
	trim (call, before, state);
	if (state == ROUTE_NO)
		call->against = deciding (&asking, whole == ROUTE_NO ? last : NULL);
	if (tally != NULL)
		*tally = counted;
	return state;
}
