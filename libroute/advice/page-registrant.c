/* The advice for who registered the case: what happens now, and which questions are left. */
#include <string.h>
#include "libroute/advice/note.h"

/* flags that ask something of who registers; the others are for the process director */
static const char *const own_flags[] = {"person-not-informed", "custody-unknown", "do-not-score", NULL};

static void
write_what_is_open (RtNote *note)
{
	const RtWeighing *weighing = note->weighing;
	rt_note_begin (note);
	for (guint i = 0; i < weighing->n_alternatives; i++)
		g_string_append_printf (note->text, "%s%s", i == 0 ? "" : ", ",
					rt_note_route_title (note, weighing->alternatives[i].route));
	g_autofree char *others = g_strdup (note->text->str);
	if (*others == '\0')
		return;
	g_string_printf (note->text, rt_note_say (note, "Your answers can still change this into: %s."),
			 others);
	rt_note_paragraph (note, 2, NULL);
}

static void
write_own_part (RtNote *note)
{
	const RtWeighing *weighing = note->weighing;
	int own = rt_rules_find_party (note->rules, rt_record_registered_by (note->source->registration));
	const char *part = rt_note_say (note, "You are not needed at the table yourself.");
	for (guint i = 0; i < weighing->n_participants; i++) {
		if ((int)weighing->participants[i].party != own)
			continue;
		part = weighing->participants[i].attend == ROUTE_ATTEND_INVITE
			   ? rt_note_say (note, "You are invited to the meeting.")
			   : rt_note_say (note, "You are asked first what you know of the case.");
	}
	if (weighing->table != NULL)
		rt_note_line (note, 2, NULL, part);
}

static void
write_what_happens (RtNote *note)
{
	const RtRoute *route = rt_note_route (note);
	rt_note_heading (note, rt_note_say (note, "What happens now"));
	if (route == NULL) {
		rt_note_line (note, 2, NULL, rt_note_say (note, "These rules suggest no routing"));
		return;
	}
	const char *text = rt_choose (note->language, route->registrant);
	g_string_append_printf (rt_note_begin (note), rt_note_say (note, "Suggestion: %s"),
				rt_note_route_title (note, (guint)note->weighing->route));
	g_string_append_printf (note->text, ". %s",
				*text != '\0' ? text : rt_choose (note->language, route->text));
	rt_note_paragraph (note, 2, NULL);
	write_what_is_open (note);
	write_own_part (note);
}

static void
write_to_do (RtNote *note)
{
	gboolean any = FALSE;
	for (guint i = 0; i < note->weighing->n_flags; i++) {
		const RtStatement *flag = &note->rules->flags[note->weighing->flags[i]];
		if (!g_strv_contains (own_flags, flag->id))
			continue;
		if (!any)
			rt_note_heading (note, rt_note_say (note, "Mind this"));
		any = TRUE;
		rt_note_line (note, 4, "  - ", rt_choose (note->language, flag->text));
	}
}

void
rt_page_registrant (RtNote *note)
{
	g_autofree char *title = g_strdup_printf (rt_note_say (note, "Your registration %s"),
						  route_registration_get_id (note->source->registration));
	rt_note_head (note, title);
	rt_note_urgent (note);
	write_what_happens (note);
	rt_note_questions (note, rt_note_say (note, "Questions to you"), 0, RT_NOTE_MOST_QUESTIONS);
	rt_note_elsewhere (note);
	write_to_do (note);
	rt_page_line (&note->page);
	rt_note_line (note, 0, NULL,
		      rt_note_say (note, "This is advice. The process director decides, together with you "
					 "(covenant 13.2a)."));
}
