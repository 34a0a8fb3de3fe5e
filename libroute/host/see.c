#include "libroute/host/host-private.h"
#include <string.h>

/* absence means none when it does so for the field itself or for anything it is in */
static gboolean
is_none_when_absent (const RouteRegistration *registration, int place, guint index, guint second_index)
{
	for (int at = place; at >= 0; at = rt_place (at)->parent) {
		const RtFact *fact = rt_record_at (registration, rt_spot ((guint)at, index, second_index));
		if (fact->kind == RT_FACT_ABSENT && rt_place (at)->field->absent_is_none)
			return TRUE;
		if (fact->kind != RT_FACT_ABSENT)
			break;
	}
	return FALSE;
}

static int
find_word (const RtField *field, const char *word)
{
	for (int i = 0; field->words != NULL && field->words[i] != NULL; i++)
		if (strcmp (field->words[i], word) == 0)
			return i;
	return -1;
}

RtSeen
rt_see (const RouteRegistration *registration, int place, guint index, guint second_index)
{
	RtSeen seen = { .kind = RT_SEEN_ABSENT, .spot = rt_spot ((guint)place, index, second_index) };
	const RtFact *fact = rt_record_at (registration, seen.spot);
	const RtField *field = rt_place (place)->field;
	if (fact->kind != RT_FACT_ABSENT) {
		seen.kind = fact->kind == RT_FACT_NULL ? RT_SEEN_NONE : RT_SEEN_FACT;
		seen.fact = *fact;
	} else if (field->when_absent != NULL && find_word (field, field->when_absent) >= 0) {
		seen.kind = RT_SEEN_FACT;
		seen.fact = (RtFact){ .kind = RT_FACT_WORD, .as.word = (guint)find_word (field, field->when_absent) };
	} else if (is_none_when_absent (registration, place, index, second_index)) {
		seen.kind = RT_SEEN_NONE;
	}
	return seen;
}

const char *
rt_seen_text (const RtSeen *seen, const RtField *field)
{
	if (seen->kind != RT_SEEN_FACT)
		return NULL;
	if (seen->fact.kind == RT_FACT_WORD)
		return field->words[seen->fact.as.word];
	return seen->fact.kind == RT_FACT_TEXT ? seen->fact.as.text : NULL;
}
