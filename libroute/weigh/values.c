/* Which values to try for a fact that nobody gave: those at which an answer could change. */
#include <string.h>
#include "libroute/weigh/weigh-private.h"

static void
add_value (RtValues *values, RtFact fact)
{
	if (values->n < G_N_ELEMENTS (values->facts))
		values->facts[values->n++] = fact;
	else
		values->complete = FALSE;
}

static void
add_integers (const RtWeigher *weigher, const RtField *field, RtValues *values)
{
	gint64 last = field->least - 1;
	add_value (values, (RtFact){.kind = RT_FACT_INTEGER, .as.integer = field->least});
	for (guint i = 0; i < weigher->n_numbers; i++)
		for (gint64 n = weigher->numbers[i] - 1; n <= weigher->numbers[i] + 1; n++)
			if (n > field->least && n < field->most && n > last) {
				add_value (values, (RtFact){.kind = RT_FACT_INTEGER, .as.integer = n});
				last = n;
			}
	add_value (values, (RtFact){.kind = RT_FACT_INTEGER, .as.integer = field->most});
}

static RtFact
text_fact (const char *text)
{
	return (RtFact){.kind = RT_FACT_TEXT, .length = (guint32)strlen (text), .as.text = text};
}

/* a text can only be the one conditions compare with, or another: the settings of kind text, and a word nobody
 * uses */
static void
add_texts (const RtWeigher *weigher, const RtField *field, RtValues *values)
{
	for (guint i = 0; i < weigher->rules->n_settings; i++) {
		const char *text = NULL;
		gsize length = 0;
		if (rt_feel_get_string (weigher->rules->settings[i].value, &text, &length))
			add_value (values, text_fact (text));
	}
	for (guint i = 0; strcmp (field->name, "landlord") == 0 && i < weigher->rules->n_parties; i++)
		add_value (values, text_fact (weigher->rules->parties[i].id));
	add_value (values, text_fact ("elsewhere"));
	values->complete = TRUE;
}

/* samples carry some date; what matters is that it is today's */
static RtFact
today_list (RtArena *arena, const RtFact *sample, const RtShape *shape, gint32 today)
{
	RtFact list = *sample;
	if (shape == NULL)
		return list;
	RtFact *items = rt_arena_array (arena, sample->length, sizeof *items);
	for (guint i = 0; i < sample->length; i++) {
		RtFact *facts = rt_arena_array (arena, shape->n_fields, sizeof *facts);
		memcpy (facts, sample->as.facts[i].as.facts, shape->n_fields * sizeof *facts);
		for (guint j = 0; j < shape->n_fields; j++)
			if (facts[j].kind == RT_FACT_DATE)
				facts[j].as.days = today;
		items[i] = sample->as.facts[i];
		items[i].as.facts = facts;
	}
	list.as.facts = items;
	return list;
}

static void
add_typical (const RtWeigher *weigher, RtArena *arena, int place, gint32 today, RtValues *values)
{
	const RtShape *shape = rt_schema_places (NULL)[place].field->shape;
	static const RtFact none[1];
	add_value (values, (RtFact){.kind = RT_FACT_LIST, .as.facts = none});
	for (guint i = 0; i < weigher->n_typical; i++)
		for (guint j = 0; weigher->typical[i].place == place && j < weigher->typical[i].n_lists; j++)
			add_value (values, today_list (arena, &weigher->typical[i].lists[j], shape, today));
	values->complete = FALSE; /* lists are without number: these stand for many, not for all */
}

void
rt_values_for (const RtWeigher *weigher, RtArena *arena, int place, gint32 today, RtValues *values)
{
	const RtField *field = rt_schema_places (NULL)[place].field;
	*values = (RtValues){.complete = TRUE};
	switch (field->type) {
	case RT_TYPE_BOOLEAN:
		add_value (values, (RtFact){.kind = RT_FACT_BOOLEAN, .as.boolean = TRUE});
		add_value (values, (RtFact){.kind = RT_FACT_BOOLEAN, .as.boolean = FALSE});
		break;
	case RT_TYPE_WORD:
		for (guint i = 0; field->words[i] != NULL; i++)
			add_value (values, (RtFact){.kind = RT_FACT_WORD, .as.word = i});
		break;
	case RT_TYPE_INTEGER:
		add_integers (weigher, field, values);
		break;
	case RT_TYPE_DATE:
		add_value (values, (RtFact){.kind = RT_FACT_DATE, .as.days = today});
		add_value (values, (RtFact){.kind = RT_FACT_DATE, .as.days = today - 3660});
		values->complete = FALSE;
		break;
	case RT_TYPE_PARTY:
		add_value (values, text_fact ("third:gp"));
		break;
	case RT_TYPE_TEXT:
		add_texts (weigher, field, values);
		break;
	case RT_TYPE_LIST:
		add_typical (weigher, arena, place, today, values);
		break;
	default:
		values->complete = FALSE;
	}
}
