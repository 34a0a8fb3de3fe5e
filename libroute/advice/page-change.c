/* What would change the suggestion, for the director's page that explains: about a registration, never an advice to
 * change anybody's facts. */
#include <string.h>
#include "libroute/advice/note.h"

/* ---- one fact that would be other ---- */

static void append_fact (const RtNote *note, const RtField *field, const RtFact *fact, GString *out);

static void
append_fields (const RtNote *note, const RtShape *shape, const RtFact *facts, GString *out)
{
	gboolean first = TRUE;
	for (guint i = 0; i < shape->n_fields; i++) {
		if (facts[i].kind == RT_FACT_ABSENT)
			continue;
		g_string_append_printf (out, "%s%s ", first ? "" : ", ", shape->fields[i].name);
		append_fact (note, &shape->fields[i], &facts[i], out);
		first = FALSE;
	}
}

static void
append_list (const RtNote *note, const RtField *field, const RtFact *list, GString *out)
{
	for (guint i = 0; i < list->length; i++) {
		g_string_append (out, i > 0 ? "; " : "");
		if (field->shape != NULL)
			append_fields (note, field->shape, list->as.facts[i].as.facts, out);
		else
			rt_text_value (note->source, note->language, field, &list->as.facts[i], out);
	}
	if (list->length == 0)
		g_string_append (out, rt_note_say (note, "none"));
}

static void
append_fact (const RtNote *note, const RtField *field, const RtFact *fact, GString *out)
{
	if (fact->kind == RT_FACT_LIST)
		append_list (note, field, fact, out);
	else if (fact->kind == RT_FACT_OBJECT)
		append_fields (note, field->shape, fact->as.facts, out);
	else if (fact->kind == RT_FACT_ABSENT && field->when_absent != NULL)
		g_string_append (out, rt_schema_word (note->language, field->name, field->when_absent));
	else if (fact->kind == RT_FACT_ABSENT || fact->kind == RT_FACT_NULL)
		g_string_append (out, rt_note_say (note, "none"));
	/* the value that stands for every text the rules do not name */
	else if (fact->kind == RT_FACT_TEXT && strcmp (fact->as.text, "elsewhere") == 0)
		g_string_append (out, rt_note_say (note, "another"));
	else
		rt_text_value (note->source, note->language, field, fact, out);
}

/* "Municipality", or of an item "incident 3 (nuisance, 14-09-2026), kind" */
static void
append_what (const RtNote *note, RtSpot spot, GString *out)
{
	const RtPlace *place = &rt_schema_places (NULL)[rt_spot_place (spot)];
	if (place->list < 0) {
		g_string_append (out, rt_schema_word (note->language, "pointer", place->pointer));
		return;
	}
	rt_text_fact (note->source, note->language, spot, out);
	g_string_append_printf (out, ", %s", place->field->name);
}

static void
append_value_change (const RtNote *note, const RtShiftedFact *fact, GString *out)
{
	const RtField *field = rt_schema_places (NULL)[rt_spot_place (fact->spot)].field;
	append_what (note, fact->spot, out);
	g_string_append (out, ": ");
	append_fact (note, field, &fact->then, out);
	if (fact->kind == RT_SHIFT_ANSWER) {
		g_string_append (out, rt_note_say (note, " (not known now)"));
		return;
	}
	g_autoptr (GString) now = g_string_new (NULL);
	append_fact (note, field, rt_record_at (note->source->registration, fact->spot), now);
	g_string_append_printf (out, rt_note_say (note, " (now %s)"), now->str);
}

static void
append_changed (const RtNote *note, const RtShiftedFact *fact, GString *out)
{
	const RtField *field = rt_schema_places (NULL)[rt_spot_place (fact->spot)].field;
	g_autoptr (GString) item = g_string_new (NULL);
	if (fact->kind < RT_SHIFT_GONE) {
		append_value_change (note, fact, out);
		return;
	}
	if (fact->kind == RT_SHIFT_MORE)
		append_fields (note, field->shape, fact->fields, item);
	else
		rt_text_fact (note->source, note->language, fact->spot, item);
	if (fact->kind == RT_SHIFT_MORE)
		g_string_append_printf (out, rt_note_say (note, "one more %s (%s)"),
					rt_schema_word (note->language, "pointer", field->shape->name),
					item->len > 0 ? item->str : rt_note_say (note, "of any kind"));
	else if (fact->kind == RT_SHIFT_GONE)
		g_string_append_printf (out, rt_note_say (note, "without %s"), item->str);
	else
		g_string_append_printf (out, rt_note_say (note, "%s, established (now in doubt)"), item->str);
}

/* ---- the sets ---- */

static void
write_set (RtNote *note, const RtShiftSet *set)
{
	rt_note_begin (note);
	for (guint i = 0; i < set->n; i++) {
		g_string_append (note->text, i == 0 ? "" : rt_note_say (note, "; and "));
		append_changed (note, &set->facts[i], note->text);
	}
	rt_note_paragraph (note, 6, "    - ");
}

static void
write_none (RtNote *note, const RtTowards *towards)
{
	if (towards->searched)
		g_string_append_printf (rt_note_begin (note),
					rt_note_say (note, "%s: no change of up to %u facts leads there."),
					rt_note_route_title (note, towards->route), towards->ruled_out);
	else
		g_string_append_printf (
		    rt_note_begin (note),
		    rt_note_say (note,
				 "%s: no change of up to %u facts leads there; larger ones were not all looked at."),
		    rt_note_route_title (note, towards->route), towards->ruled_out);
	rt_note_paragraph (note, 2, NULL);
}

static void
write_towards (RtNote *note, const RtTowards *towards)
{
	if (towards->size == 0) {
		write_none (note, towards);
		return;
	}
	g_string_append_printf (
	    rt_note_begin (note),
	    rt_text_plural (note->language, "%s, if %u fact were other; any one of these:",
			    "%s, if %u facts were other; any one of these:", towards->size),
	    rt_note_route_title (note, towards->route), towards->size);
	rt_note_paragraph (note, 2, NULL);
	for (guint i = 0; i < towards->n_sets; i++)
		write_set (note, &towards->sets[i]);
	guint rest = towards->n_all - towards->n_sets;
	if (rest > 0) {
		g_string_append_printf (
		    rt_note_begin (note),
		    rt_text_plural (note->language, "And %u more of that size.", "And %u more of that size.", rest),
		    rest);
		rt_note_paragraph (note, 6, NULL);
	}
	if (!towards->searched)
		rt_note_line (note, 6, NULL,
			      rt_note_say (note, "The search stopped at its limit: there may be others, or smaller ones."));
}

static void
write_decisive (RtNote *note, const RtShift *change)
{
	if (change->decisive == 0) {
		rt_note_line (note, 2, NULL, rt_note_say (note, "No fact that is unknown is in any of these."));
		return;
	}
	g_autoptr (GString) what = g_string_new (NULL);
	const RtPlace *place = &rt_schema_places (NULL)[rt_spot_place (change->decisive)];
	if (place->list < 0 && place->field->type != RT_TYPE_LIST)
		append_what (note, change->decisive, what);
	else
		rt_text_fact (note->source, note->language, change->decisive, what);
	g_string_append_printf (rt_note_begin (note), rt_note_say (note, "The unknown that matters most: %s."),
				what->str);
	for (guint i = 0; i < change->n_decisive_routes; i++)
		g_string_append_printf (note->text, "%s%s",
					i == 0 ? rt_note_say (note, " Its answer alone could make it: ") : ", ",
					rt_note_route_title (note, change->decisive_routes[i]));
	g_string_append (note->text, change->n_decisive_routes > 0
					 ? "."
					 : rt_note_say (note, " Its answer alone does not change the suggestion; "
							      "together with other facts it can."));
	rt_note_paragraph (note, 2, NULL);
}

void
rt_note_change (RtNote *note)
{
	const RtShift *change = note->source->explanation != NULL ? note->source->explanation->change : NULL;
	if (change == NULL || change->n_towards == 0)
		return;
	rt_note_heading (note, rt_note_say (note, "What would change the suggestion"));
	rt_note_line (note, 2, NULL,
		      rt_note_say (note, "The smallest changes of facts with which the suggestion would be another one: "
					 "to see how firm it is, not to look for other facts."));
	write_decisive (note, change);
	for (guint i = 0; i < change->n_towards; i++)
		write_towards (note, &change->towards[i]);
}
