#include "libroute/advice/note.h"
#include <string.h>
#include "libroute/util/date.h"

const char *
rt_note_say (const RtNote *note, const char *text)
{
	return rt_text (note->language, text);
}

GString *
rt_note_begin (RtNote *note)
{
	return g_string_truncate (note->text, 0);
}

void
rt_note_paragraph (RtNote *note, guint indent, const char *mark)
{
	rt_page_paragraph (&note->page, indent, mark, note->text->str);
}

void
rt_note_line (RtNote *note, guint indent, const char *mark, const char *text)
{
	rt_page_paragraph (&note->page, indent, mark, text);
}

void
rt_note_heading (RtNote *note, const char *text)
{
	rt_page_heading (&note->page, text);
}

const char *
rt_note_party (const RtNote *note, int index)
{
	return rt_party_title (note->source, note->language, index);
}

const char *
rt_note_route_title (const RtNote *note, guint route)
{
	const char *title = rt_choose (note->language, note->rules->routes[route].title);
	return *title != '\0' ? title : note->rules->routes[route].suggestion;
}

const RtRoute *
rt_note_route (const RtNote *note)
{
	return note->weighing->route >= 0 ? &note->rules->routes[note->weighing->route] : NULL;
}

gboolean
rt_note_is_because (const RtNote *note, const RtCriterionResult *result)
{
	for (guint i = 0; i < note->weighing->n_because; i++)
		if (result->criterion == (int)note->weighing->because[i])
			return TRUE;
	return FALSE;
}

gboolean
rt_note_is_told (const RtNote *note, const RtApproachResult *approach, const RtCriterionResult *result)
{
	gboolean fits = approach->eligible != ROUTE_NO &&
			(result->state == ROUTE_YES ||
			 (result->state == ROUTE_UNKNOWN && !note->weighing->stable));
	return !result->shadow && (fits || rt_note_is_because (note, result));
}

const char *
rt_note_criterion_id (const RtNote *note, const RtCriterionResult *result, GString *scratch)
{
	const char *id = rt_criterion_id (note->source, result, scratch);
	const char *slash = strrchr (id, '/');
	return slash != NULL ? slash + 1 : id;
}

void
rt_note_criterion (RtNote *note, const RtCriterionResult *result)
{
	g_autoptr (GString) scratch = g_string_new (NULL);
	const char *mark = result->state == ROUTE_YES ? "  + " : result->state == ROUTE_NO ? "  - " : "  ? ";
	g_string_append_printf (rt_note_begin (note), "%s: %s", rt_note_criterion_id (note, result, scratch),
				rt_choose (note->language, rt_criterion_title (note->source, result)));
	if (result->state == ROUTE_UNKNOWN)
		g_string_append_printf (note->text, " (%s)", rt_note_say (note, "unknown"));
	rt_note_paragraph (note, 4, mark);
}

void
rt_note_name (RtNote *note, const RtParticipant *participant)
{
	static const struct {
		const char *role, *text;
	} roles[] = {
	    {"chair", N_ ("chair")}, {"core", N_ ("core member")}, {"periodic", N_ ("periodic member")}};
	g_string_append (rt_note_begin (note), rt_note_party (note, (int)participant->party));
	for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
		if (strcmp (participant->role, roles[i].role) == 0)
			g_string_append_printf (note->text, " (%s)", rt_note_say (note, roles[i].text));
	if (strcmp (participant->part, "whole") != 0)
		g_string_append_printf (note->text, rt_note_say (note, " (only for: %s)"),
					rt_choose (note->language, participant->part_text));
}

RtSpots
rt_note_facts (const RtCriterionResult *result)
{
	return result->state == ROUTE_YES ? result->evidence
	       : result->missing.n > 0	  ? result->missing
					  : result->doubted;
}

/* what is met rests on items of a list, by their fields; that the list was looked through says nothing more */
static gboolean
is_told_by_items (const RtNote *note, const RtCriterionResult *result, RtSpot spot)
{
	const RtField *field = rt_schema_places (NULL)[rt_spot_place (spot)].field;
	const RtFact *fact = rt_record_at (note->source->registration, spot);
	return result->state == ROUTE_YES && field->shape != NULL && fact->kind == RT_FACT_LIST &&
	       fact->length > 0;
}

/* the keys of the registration that the condition of a criterion reads itself, a bit each; all of a plugin's reason */
static void
on_read (guint slot, const char *path, guint start, guint end, gpointer data)
{
	guint64 *keys = data;
	/* the facts come first: the slot of a key is its index */
	if (slot < rt_schema_root ()->n_fields)
		*keys |= G_GUINT64_CONSTANT (1) << slot;
}

static guint64
keys_read (const RtNote *note, const RtCriterionResult *result)
{
	guint64 keys = 0;
	if (result->criterion < 0)
		return G_MAXUINT64;
	const RtCondition *when = &note->rules->criteria[result->criterion].when;
	if (when->program != NULL)
		rt_feel_program_visit (when->program, on_read, &keys);
	return keys;
}

static gboolean
is_read (guint64 keys, RtSpot spot)
{
	const RtShape *root = rt_schema_root ();
	const char *pointer = rt_schema_places (NULL)[rt_spot_place (spot)].pointer + 1;
	gsize length = strcspn (pointer, "/");
	for (guint i = 0; i < root->n_fields; i++)
		if (strncmp (root->fields[i].name, pointer, length) == 0 && root->fields[i].name[length] == '\0')
			return (keys >> i & 1) != 0;
	return FALSE;
}

enum { READ_ITSELF, BEHIND_IT, SAYS_LITTLE, N_RANKS };

/* several fields of one item are one fact to a reader */
static GPtrArray *
tell_facts (const RtNote *note, const RtCriterionResult *result, RtTellFact tell, gpointer data)
{
	GPtrArray *told = g_ptr_array_new_with_free_func (g_free);
	RtSpots spots = rt_note_facts (result);
	guint64 keys = keys_read (note, result);
	for (guint i = 0; i < N_RANKS * spots.n; i++) {
		RtSpot spot = spots.spots[i % spots.n];
		g_autoptr (GString) fact = g_string_new (NULL);
		if (is_told_by_items (note, result, spot))
			continue;
		guint rank = !tell (note, spot, data, fact) ? SAYS_LITTLE : is_read (keys, spot) ? READ_ITSELF : BEHIND_IT;
		if (rank == i / spots.n && !g_ptr_array_find_with_equal_func (told, fact->str, g_str_equal, NULL))
			g_ptr_array_add (told, g_strdup (fact->str));
	}
	return told;
}

void
rt_note_append_facts (RtNote *note, const RtCriterionResult *result, guint most, RtTellFact tell,
		      gpointer data)
{
	g_autoptr (GPtrArray) told = tell_facts (note, result, tell, data);
	for (guint i = 0; i < told->len && i < most; i++)
		g_string_append_printf (note->text, "%s%s", i == 0 ? "" : "; ", (char *)told->pdata[i]);
	if (told->len <= most)
		return;
	guint rest = told->len - most;
	g_string_append_printf (note->text,
				rt_text_plural (note->language, "; and %u more", "; and %u more", rest), rest);
}

void
rt_note_head (RtNote *note, const char *title)
{
	int year, month, day;
	rt_date_to_civil (rt_record_received (note->source->registration), &year, &month, &day);
	int by = rt_rules_find_party (note->rules, rt_record_registered_by (note->source->registration));
	g_string_append (note->page.out, title);
	rt_page_line (&note->page);
	g_autofree char *date = note->language == RT_LANGUAGE_NL
				    ? g_strdup_printf ("%02d-%02d-%04d", day, month, year)
				    : g_strdup_printf ("%04d-%02d-%02d", year, month, day);
	g_string_append_printf (rt_note_begin (note), rt_note_say (note, "Registered by %s, received %s"),
				rt_note_party (note, by), date);
	rt_note_paragraph (note, 0, NULL);
}

void
rt_note_urgent (RtNote *note)
{
	for (guint i = 0; i < note->weighing->n_flags; i++) {
		const RtStatement *flag = &note->rules->flags[note->weighing->flags[i]];
		if (strcmp (flag->id, "acute") != 0)
			continue;
		rt_page_line (&note->page);
		g_string_append_printf (rt_note_begin (note), "%s! %s",
					rt_choose (note->language, flag->title),
					rt_choose (note->language, flag->text));
		rt_note_paragraph (note, 0, NULL);
	}
}

/* where nothing could change any more, only what is contradicted is worth a question */
static guint
worth_asking (const RtNote *note)
{
	const RtWeighing *weighing = note->weighing;
	guint n = 0;
	if (note->options->explain || !weighing->stable || weighing->table != NULL)
		return weighing->n_ask_next;
	while (n < weighing->n_ask_next && weighing->ask_next[n].contradicts != 0)
		n++;
	return n;
}

static void
write_question (RtNote *note, guint i)
{
	const RtAskNext *ask = &note->weighing->ask_next[i];
	g_autofree char *mark = g_strdup_printf ("%3u ", i + 1);
	rt_text_question (note->source, note->language, ask, rt_note_begin (note));
	if (note->options->explain) {
		g_string_append (note->text, " [");
		rt_record_print_spot (note->source->registration, ask->spot, note->text);
		g_string_append_c (note->text, ']');
	}
	rt_note_paragraph (note, 4, mark);
}

void
rt_note_questions (RtNote *note, const char *heading, guint from, guint most)
{
	guint n = worth_asking (note), end = MIN (n, from + most);
	if (from >= n)
		return;
	rt_note_heading (note, heading);
	for (guint i = from; i < end; i++)
		write_question (note, i);
	if (end == n)
		return;
	g_string_append_printf (
	    rt_note_begin (note),
	    rt_text_plural (note->language, "And %u more question.", "And %u more questions.", n - end), n - end);
	rt_note_paragraph (note, 4, NULL);
}

void
rt_note_elsewhere (RtNote *note)
{
	const RtWeighing *weighing = note->weighing;
	int own = rt_rules_find_party (note->rules, rt_record_registered_by (note->source->registration));
	gboolean any = FALSE;
	if (strcmp (weighing->suggestion, "not-eligible") != 0)
		return;
	for (guint i = 0; i < weighing->n_not_invited; i++) {
		const RtNotInvited *out = &weighing->not_invited[i];
		/* who registered the case knows what it can do itself */
		if (out->n_reasons == 0 || (int)out->party == own)
			continue;
		if (!any)
			rt_note_heading (
			    note, rt_note_say (note, "Who could help directly, with the person's knowledge"));
		any = TRUE;
		g_string_append_printf (
		    rt_note_begin (note), "%s: %s.", rt_note_party (note, (int)out->party),
		    rt_choose (note->language, rt_reason_title (note->source, out->reasons[0])));
		rt_note_paragraph (note, 4, "  - ");
	}
}

void
rt_advice_write_page (const RtAdviceSource *source, const RtPageOptions *options, GString *out)
{
	static void (*const pages[]) (RtNote *note) = {
	    [ROUTE_AUDIENCE_DIRECTOR] = rt_page_director,
	    [ROUTE_AUDIENCE_REGISTRANT] = rt_page_registrant,
	    [ROUTE_AUDIENCE_PERSON] = rt_page_person,
	};
	RtNote note = {.source = source,
		       .weighing = source->weighing,
		       .rules = source->rules,
		       .options = options,
		       .language = options->language,
		       .text = g_string_sized_new (256)};
	note.page = (RtPage){
	    .out = out, .width = options->width > 20 ? options->width : 80, .colour = options->colour};
	pages[options->audience](&note);
	g_string_free (note.text, TRUE);
}
