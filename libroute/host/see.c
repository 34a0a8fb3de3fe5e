#include "libroute/host/host-private.h"
#include <string.h>

/* absence means none when it does so for the field itself or for anything it is in */
static gboolean
is_none_when_absent (const RouteRegistration *registration, int place, RtSpot spot)
{
	guint index = rt_spot_index (spot), second_index = rt_spot_second_index (spot);
	for (int at = place; at >= 0; at = rt_place (at)->parent) {
		const RtFact *fact = rt_record_at (registration, rt_spot ((guint)at, index, second_index));
		if (fact->kind != RT_FACT_ABSENT)
			return fact->kind == RT_FACT_NULL;
		if (rt_place (at)->field->absent_is_none)
			return TRUE;
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
rt_see_fact (const RouteRegistration *registration, int place, RtSpot spot, const RtFact *fact)
{
	if (fact->kind == RT_FACT_NULL)
		return (RtSeen){ .kind = RT_SEEN_NONE, .spot = spot };
	if (fact->kind != RT_FACT_ABSENT)
		return (RtSeen){ .kind = RT_SEEN_FACT, .fact = *fact, .spot = spot };
	const RtField *field = rt_place (place)->field;
	int word = field->when_absent != NULL ? find_word (field, field->when_absent) : -1;
	if (word >= 0) {
		const RtFact meant = { .kind = RT_FACT_WORD, .as.word = (guint)word };
		return (RtSeen){ .kind = RT_SEEN_FACT, .fact = meant, .spot = spot };
	}
	gboolean none = is_none_when_absent (registration, place, spot);
	return (RtSeen){ .kind = none ? RT_SEEN_NONE : RT_SEEN_ABSENT, .spot = spot };
}

RtSeen
rt_see (const RouteRegistration *registration, int place, guint index, guint second_index)
{
	RtSpot spot = rt_spot ((guint)place, index, second_index);
	return rt_see_fact (registration, place, spot, rt_record_at (registration, spot));
}

const char *
rt_fact_text (const RtFact *fact, const RtField *field)
{
	if (fact->kind == RT_FACT_WORD)
		return field->words[fact->as.word];
	return fact->kind == RT_FACT_TEXT ? fact->as.text : NULL;
}

const char *
rt_seen_text (const RtSeen *seen, const RtField *field)
{
	return seen->kind == RT_SEEN_FACT ? rt_fact_text (&seen->fact, field) : NULL;
}
