/* The part of the director's page that --explain adds: why each thing is not met, in an analyst's words. */
#include <string.h>
#include "libroute/advice/note.h"
#include "libroute/advice/why-words.h"

static const char *
mark_of (RouteTri state)
{
	return state == ROUTE_YES ? "  + " : state == ROUTE_NO ? "  - " : "  ? ";
}

/* ---- clauses ---- */

static void
append_where (RtNote *note, const RtClauseWhy *why)
{
	g_string_append_printf (note->text, " (%s:%u", why->condition->origin.file, why->line);
	for (guint i = 0; i < why->n_through; i++)
		g_string_append_printf (note->text, "%s%s", i == 0 ? rt_note_say (note, ", through ") : ", ",
					why->through[i]);
	g_string_append_c (note->text, ')');
}

static void
append_facts (RtNote *note, const char *label, RtSpots spots)
{
	g_autoptr (GPtrArray) told = g_ptr_array_new_with_free_func (g_free);
	for (guint i = 0; i < spots.n; i++) {
		g_autoptr (GString) fact = g_string_new (NULL);
		rt_text_fact (note->source, note->language, spots.spots[i], fact);
		if (g_ptr_array_find_with_equal_func (told, fact->str, g_str_equal, NULL))
			continue;
		g_string_append_printf (note->text, "%s%s", told->len == 0 ? label : "; ", fact->str);
		g_ptr_array_add (told, g_strdup (fact->str));
	}
}

static void
write_clause (RtNote *note, guint indent, const RtClauseWhy *why)
{
	g_autoptr (GString) found = g_string_new (NULL), wanted = g_string_new (NULL);
	rt_text_clause (why, rt_note_begin (note));
	rt_note_paragraph (note, indent, NULL);
	rt_text_found (note->language, why, found);
	rt_text_wanted (note->language, why, wanted);
	g_string_append_printf (rt_note_begin (note), rt_note_say (note, "found %s, wanted %s"), found->str,
				wanted->str);
	append_where (note, why);
	append_facts (note, rt_note_say (note, "; not given: "), why->missing);
	append_facts (note, rt_note_say (note, "; in doubt: "), why->doubted);
	rt_note_paragraph (note, indent + 2, NULL);
}

void
rt_note_why (RtNote *note, guint indent, const RtWhy *why)
{
	const char *text = rt_text_why (note->language, why);
	if (*text != '\0' && why->state != ROUTE_YES)
		rt_note_line (note, indent, NULL, text);
	if (why->n_clauses > 1)
		rt_note_line (note, indent, NULL,
			      why->state == ROUTE_UNKNOWN
				  ? rt_note_say (note, "Each of these leaves it open:")
				  : rt_note_say (note, "Any one of these would do here:"));
	for (guint i = 0; i < why->n_clauses; i++)
		write_clause (note, indent, &why->clauses[i]);
}

/* ---- routes ---- */

static void
write_routes (RtNote *note)
{
	rt_note_heading (note, rt_note_say (note, "Every route, in order"));
	for (guint i = 0; i < note->rules->n_routes; i++) {
		const RtRoute *route = &note->rules->routes[i];
		const RtWhy *why = &note->source->explanation->routes[i];
		g_string_append_printf (rt_note_begin (note), "%s: %s", route->id,
					rt_note_route_title (note, i));
		if (note->weighing->route == (int)i)
			g_string_append_printf (note->text, " (%s)", rt_note_say (note, "suggested"));
		rt_note_paragraph (note, 4, mark_of (why->state));
		rt_note_why (note, 8, why);
	}
}

/* ---- reasons ---- */

static void
write_reason (RtNote *note, guint index)
{
	const RtWhy *why = &note->source->explanation->reasons[index];
	const RtReasonRule *rule = &note->rules->reasons[index];
	g_string_append_printf (rt_note_begin (note), "%s: %s", rule->id,
				rt_choose (note->language, rt_reason_title (note->source, index)));
	append_facts (note, rt_note_say (note, "; not given: "), why->missing);
	append_facts (note, rt_note_say (note, "; in doubt: "), why->doubted);
	if (why->state == ROUTE_NO && why->facts.n > 0)
		append_facts (note,
			      rt_spot_is_list (why->facts.spots[0]) ? rt_note_say (note, "; too little that fits among: ")
								    : rt_note_say (note, "; decided by: "),
			      why->facts);
	rt_note_paragraph (note, 6, why->state == ROUTE_YES  ? "    + "
				    : why->state == ROUTE_NO ? "    - "
							     : "    ? ");
	rt_note_why (note, 10, why);
}

static void
write_all_reasons (RtNote *note)
{
	const char *party = "";
	rt_note_heading (note, rt_note_say (note, "Every reason of every party"));
	for (guint i = 0; i < note->rules->n_reasons; i++) {
		const RtReasonRule *rule = &note->rules->reasons[i];
		if (strcmp (rule->party, party) != 0)
			rt_note_line (note, 2, NULL,
				      rt_note_party (note, rt_rules_find_party (note->rules, rule->party)));
		party = rule->party;
		write_reason (note, i);
	}
}

/* ---- patterns ---- */

/* those that are not met for one reason, in one paragraph */
static void
write_silent (RtNote *note, RtBecause because)
{
	guint n = 0;
	const RtWhy *patterns = note->source->explanation->patterns;
	rt_note_begin (note);
	for (guint i = 0; i < note->rules->n_patterns; i++) {
		if (patterns[i].state == ROUTE_YES || patterns[i].because != because)
			continue;
		if (n++ == 0)
			g_string_append_printf (note->text, "%s: ",
						rt_text_why (note->language, &patterns[i]));
		g_string_append_printf (note->text, "%s%s", n > 1 ? ", " : "", note->rules->patterns[i].id);
	}
	if (n > 0)
		rt_note_paragraph (note, 4, "  - ");
}

static void
write_patterns (RtNote *note)
{
	const RtWhy *patterns = note->source->explanation->patterns;
	if (note->rules->n_patterns == 0)
		return;
	rt_note_heading (note, rt_note_say (note, "Every pattern"));
	for (guint i = 0; i < note->rules->n_patterns; i++) {
		const RtPattern *pattern = &note->rules->patterns[i];
		gboolean met = patterns[i].state == ROUTE_YES;
		if (!met && patterns[i].because != RT_BECAUSE_SAID_BY_FACTS)
			continue;
		g_string_append_printf (rt_note_begin (note), "%s: %s", pattern->id,
					rt_choose (note->language, pattern->title));
		rt_note_paragraph (note, 4, met ? "  + " : "  - ");
		rt_note_why (note, 8, &patterns[i]);
	}
	write_silent (note, RT_BECAUSE_NOT_IN_TEXT);
	write_silent (note, RT_BECAUSE_NO_TEXT);
}

void
rt_note_everything (RtNote *note)
{
	if (note->source->explanation == NULL)
		return;
	write_routes (note);
	write_all_reasons (note);
	write_patterns (note);
}
