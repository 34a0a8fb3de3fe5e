#include "libroute/advice/words.h"
#include <string.h>
#include "libroute/util/date.h"
#include "libroute/util/json-writer.h"

const char *
rt_word_state (RouteTri state)
{
	return state == ROUTE_YES ? "met" : state == ROUTE_NO ? "not-met" : "unknown";
}

const char *
rt_word_eligible (RouteTri state)
{
	return state == ROUTE_YES ? "yes" : state == ROUTE_NO ? "no" : "unknown";
}

const char *
rt_word_attendance (RouteAttend attend)
{
	return attend == ROUTE_ATTEND_INVITE ? "invite" : "ask";
}

void
rt_word_because (const RtRuleSet *rules, const RtNotInvited *not_invited, GString *out)
{
	static const char *const words[] = {"not-relevant", "not-lawful", "outranked-by:", "not-a-party-now",
					    "no-meeting"};
	g_string_append (out, words[not_invited->because]);
	if (not_invited->because == RT_OUTRANKED)
		g_string_append (out, rules->parties[not_invited->outranked_by].id);
}

const char *
rt_party_title (const RtAdviceSource *source, RtLanguage language, int party)
{
	if (party < 0)
		return "";
	const RtParty *told = &source->rules->parties[party];
	const char *title = rt_choose (language, told->title);
	return *title != '\0' ? title : told->id;
}

void
rt_text_because (const RtAdviceSource *source, RtLanguage language, const RtNotInvited *not_invited,
		 GString *out)
{
	switch (not_invited->because) {
	case RT_NOT_LAWFUL:
		g_string_append (
		    out, rt_text (language, "has a reason, but no lawful ground to be present is named"));
		break;
	case RT_OUTRANKED:
		g_string_append_printf (out, rt_text (language, "%s fits better here"),
					rt_party_title (source, language, not_invited->outranked_by));
		break;
	case RT_NOT_A_PARTY_NOW:
		g_string_append (out, rt_text (language, "is no Party to the covenant on this day"));
		break;
	case RT_NO_MEETING:
		g_string_append (out, rt_text (language, "no meeting is proposed"));
		break;
	default:
		g_string_append (
		    out,
		    not_invited->missing.n > 0
			? rt_text (language, "nothing given so far makes it relevant; some facts are unknown")
			: rt_text (language, "no known fact makes it relevant"));
	}
}

void
rt_text_goal (const RtAdviceSource *source, RtLanguage language, GString *out)
{
	const RtWeighing *weighing = source->weighing;
	for (guint i = 0; i < weighing->n_goals; i++) {
		if (i > 0)
			g_string_append (out, "; ");
		g_string_append (out, rt_choose (language, source->rules->goals[weighing->goals[i]].title));
	}
}

/* ---- criteria and reasons ---- */

static const RtPlugin *
plugin_of (const RtAdviceSource *source, const RtCriterionResult *result)
{
	return rt_registry_plugin (source->registry, (guint)result->plugin);
}

void
rt_text_origin (const RtAdviceSource *source, const RtCriterionResult *result, GString *out)
{
	if (result->criterion < 0) {
		g_string_append_printf (out, "plugin:%s", plugin_of (source, result)->party);
		return;
	}
	const RtOrigin *origin = &source->rules->criteria[result->criterion].origin;
	g_string_append (out, origin->file);
	g_string_append_c (out, ':');
	rt_json_append_number (out, origin->line);
}

const char *
rt_criterion_id (const RtAdviceSource *source, const RtCriterionResult *result, GString *scratch)
{
	if (result->criterion >= 0)
		return source->rules->criteria[result->criterion].full_id;
	const RtPlugin *plugin = plugin_of (source, result);
	g_string_printf (scratch, "%s/%s", plugin->party, plugin->reasons[result->reason].id);
	return scratch->str;
}

RouteText
rt_criterion_title (const RtAdviceSource *source, const RtCriterionResult *result)
{
	return result->criterion >= 0 ? source->rules->criteria[result->criterion].title
				      : plugin_of (source, result)->reasons[result->reason].text;
}

RouteText
rt_criterion_basis (const RtAdviceSource *source, const RtCriterionResult *result)
{
	if (result->criterion < 0)
		return plugin_of (source, result)->reasons[result->reason].basis;
	return source->rules->criteria[result->criterion].basis;
}

RouteText
rt_reason_title (const RtAdviceSource *source, guint reason)
{
	const RtReasonRule *rule = &source->rules->reasons[reason];
	int index = source->registry != NULL ? rt_registry_find (source->registry, rule->party) : -1;
	if (index < 0)
		return rule->title;
	const RtPlugin *plugin = rt_registry_plugin (source->registry, (guint)index);
	for (guint i = 0; i < plugin->n_reasons; i++)
		if (strcmp (plugin->reasons[i].id, rule->id) == 0)
			return plugin->reasons[i].text;
	return rule->title;
}

/* ---- facts for a reader ---- */

static const struct {
	const char *field, *word, *en, *nl;
} schema_words[] = {
#define W(field, word, en, nl) {field, word, en, nl},
#include "libroute/advice/schema-words.def"
#undef W
};

const char *
rt_schema_word (RtLanguage language, const char *field, const char *word)
{
	for (guint i = 0; i < G_N_ELEMENTS (schema_words); i++)
		if ((*schema_words[i].field == '\0' || strcmp (schema_words[i].field, field) == 0) &&
		    strcmp (schema_words[i].word, word) == 0)
			return language == RT_LANGUAGE_NL ? schema_words[i].nl : schema_words[i].en;
	return word;
}

void
rt_text_third (RtLanguage language, const char *slug, GString *out)
{
	const char *word = rt_schema_word (language, "third", slug);
	for (const char *c = word; *c != '\0'; c++)
		g_string_append_c (out, word == slug && *c == '-' ? ' ' : *c);
}

void
rt_text_agenda (const RtAdviceSource *source, RtLanguage language, guint part, GString *out)
{
	const RtAgendaPart *agenda = &source->weighing->agenda[part];
	g_string_append (out, part == 0 ? rt_text (language, "The case itself")
					: rt_text (language, "What the others are needed for"));
	/* who comes for a part of its own names it: the home and the tenancy */
	for (guint i = 0; part > 0 && i < agenda->n; i++) {
		const RtParticipant *participant = &source->weighing->participants[agenda->participants[i]];
		if (strcmp (participant->part, "whole") == 0)
			continue;
		g_string_append_printf (out, rt_text (language, ", such as %s"), rt_choose (language, participant->part_text));
		return;
	}
}

/* a Party, somebody who is none, or another text */
static void
append_text (const RtAdviceSource *source, RtLanguage language, const char *text, GString *out)
{
	int party = rt_rules_find_party (source->rules, text);
	if (party >= 0)
		g_string_append (out, rt_party_title (source, language, party));
	else if (g_str_has_prefix (text, "third:"))
		rt_text_third (language, text + strlen ("third:"), out);
	else
		g_string_append (out, text);
}

static void
append_date (RtLanguage language, gint32 days, GString *out)
{
	int year, month, day;
	rt_date_to_civil (days, &year, &month, &day);
	if (language == RT_LANGUAGE_NL)
		g_string_append_printf (out, "%02d-%02d-%04d", day, month, year);
	else
		g_string_append_printf (out, "%04d-%02d-%02d", year, month, day);
}

void
rt_text_value (const RtAdviceSource *source, RtLanguage language, const RtField *field, const RtFact *fact,
	       GString *out)
{
	switch (fact->kind) {
	case RT_FACT_BOOLEAN:
		g_string_append (out, rt_text (language, fact->as.boolean ? "yes" : "no"));
		break;
	case RT_FACT_INTEGER:
		g_string_append_printf (out, "%" G_GINT64_FORMAT, fact->as.integer);
		break;
	case RT_FACT_DATE:
		append_date (language, fact->as.days, out);
		break;
	case RT_FACT_WORD:
		g_string_append (out, rt_schema_word (language, field->name, field->words[fact->as.word]));
		break;
	case RT_FACT_TEXT:
		append_text (source, language, fact->as.text, out);
		break;
	case RT_FACT_ABSENT:
		g_string_append (out, rt_text (language, "unknown"));
		break;
	default:
		break;
	}
}

/* an item by what it says: "weapon, 14-09-2026, suspect"; free text, status and provider are told elsewhere */
static void
append_item (const RtAdviceSource *source, RtLanguage language, const RtShape *shape, const RtFact *item,
	     GString *out)
{
	gboolean first = TRUE;
	for (guint i = 0; i < shape->n_fields && item->kind == RT_FACT_OBJECT; i++) {
		const RtField *field = &shape->fields[i];
		const RtFact *fact = &item->as.facts[i];
		if ((int)i == shape->status || (int)i == shape->source || fact->kind == RT_FACT_ABSENT ||
		    fact->kind == RT_FACT_LIST || fact->kind == RT_FACT_BOOLEAN ||
		    field->type == RT_TYPE_TEXT)
			continue;
		if (!first)
			g_string_append (out, ", ");
		if (strcmp (field->name, "level") == 0)
			g_string_append_printf (out, "%s ", rt_text (language, "level"));
		rt_text_value (source, language, field, fact, out);
		first = FALSE;
	}
}

/* the list whose item a spot is, or stands in; -1 when there is none, nothing is in the list, or it is the list itself */
static int
list_of (const RtAdviceSource *source, RtSpot spot)
{
	const RtPlace *places = rt_schema_places (NULL), *place = &places[rt_spot_place (spot)];
	int list = place->field->type == RT_TYPE_LIST && place->field->shape != NULL
		       ? (int)rt_spot_place (spot)
		       : place->list;
	/* of a list in a list, such as the conditions of a member, the item above is told */
	if (list >= 0 && places[list].n_lists > 0)
		list = places[list].list;
	if (list < 0 || (places[rt_spot_place (spot)].n_lists == 0 && rt_spot_is_list (spot)))
		return -1;
	const RtFact *items = rt_record_at (source->registration, rt_spot ((guint)list, 0, 0));
	return items->kind == RT_FACT_LIST && items->length > 0 ? list : -1;
}

/* of a list of plain values */
static void
append_values (const RtAdviceSource *source, RtLanguage language, const RtField *field, const RtFact *list,
	       GString *out)
{
	for (guint i = 0; i < list->length; i++) {
		g_string_append (out, i == 0 ? ": " : ", ");
		rt_text_value (source, language, field, &list->as.facts[i], out);
	}
}

static void
append_single (const RtAdviceSource *source, RtLanguage language, RtSpot spot, GString *out)
{
	const RtPlace *place = &rt_schema_places (NULL)[rt_spot_place (spot)];
	const RtFact *fact = rt_record_at (source->registration, spot);
	g_string_append (out, rt_schema_word (language, "pointer", place->pointer));
	if (fact->kind == RT_FACT_LIST && fact->length == 0)
		g_string_append_printf (out, ": %s", rt_text (language, "none"));
	if (fact->kind == RT_FACT_LIST && place->field->shape == NULL)
		append_values (source, language, place->field, fact, out);
	if (fact->kind == RT_FACT_ABSENT || fact->kind == RT_FACT_LIST || fact->kind == RT_FACT_OBJECT)
		return;
	g_string_append (out, ": ");
	rt_text_value (source, language, place->field, fact, out);
}

/* an item in words between two marks */
static void
append_item_of (const RtAdviceSource *source, RtLanguage language, int list, RtSpot spot, const char *marks[2],
		GString *out)
{
	const RtPlace *place = &rt_schema_places (NULL)[list];
	const RtFact *items = rt_record_at (source->registration, rt_spot ((guint)list, 0, 0));
	guint index = rt_spot_index (spot);
	if (place->n_lists > 0 || index >= items->length)
		return;
	g_string_append (out, marks[0]);
	append_item (source, language, place->field->shape, &items->as.facts[index], out);
	g_string_append (out, marks[1]);
}

void
rt_text_fact (const RtAdviceSource *source, RtLanguage language, RtSpot spot, GString *out)
{
	int list = list_of (source, spot);
	if (list < 0) {
		append_single (source, language, spot, out);
		return;
	}
	const RtPlace *place = &rt_schema_places (NULL)[list];
	g_string_append_printf (out, "%s %u",
				rt_schema_word (language, "pointer", place->field->shape->name),
				rt_spot_index (rt_record_original (source->registration, spot)) + 1);
	append_item_of (source, language, list, spot, (const char *[]){" (", ")"}, out);
}

void
rt_text_fact_alone (const RtAdviceSource *source, RtLanguage language, RtSpot spot, GString *out)
{
	int list = list_of (source, spot);
	if (list < 0) {
		append_single (source, language, spot, out);
		return;
	}
	const RtPlace *place = &rt_schema_places (NULL)[list];
	g_string_append (out, rt_schema_word (language, "pointer", place->field->shape->name));
	append_item_of (source, language, list, spot, (const char *[]){": ", ""}, out);
}

void
rt_text_question (const RtAdviceSource *source, RtLanguage language, const RtAskNext *ask, GString *out)
{
	const RtPlace *places = rt_schema_places (NULL);
	if (ask->contradicts != 0) {
		g_autoptr (GString) one = g_string_new (NULL), other = g_string_new (NULL);
		rt_text_fact (source, language, ask->spot, one);
		rt_text_fact (source, language, ask->contradicts, other);
		g_string_append_printf (
		    out, rt_text (language, "%s. These cannot both be right; which is? %s / %s"),
		    rt_choose (language, source->rules->defines[ask->contradiction].title), one->str, other->str);
		return;
	}
	/* which item of a list it is about comes first */
	if (places[rt_spot_place (ask->spot)].list >= 0) {
		rt_text_fact (source, language, ask->spot, out);
		g_string_append (out, ": ");
	}
	if (ask->question >= 0)
		g_string_append (out, rt_choose (language, source->rules->questions[ask->question].question));
	else
		g_string_append_printf (
		    out, rt_text (language, "What is known of: %s?"),
		    rt_schema_word (language, "pointer", places[rt_spot_place (ask->spot)].pointer));
}

static RtShadowRule
statement_rule (const char *kind, const RtStatement *statement)
{
	return (RtShadowRule){kind, statement->id, statement->title, NULL, statement->origin};
}

RtShadowRule
rt_shadow_rule (const RtRuleSet *rules, const RtShadow *shadow)
{
	const RtRoute *route;
	const RtPattern *pattern;
	switch (shadow->kind) {
	case RT_SHADOW_FLAG:
		return statement_rule ("flag", &rules->flags[shadow->index]);
	case RT_SHADOW_THEME:
		return statement_rule ("theme", &rules->themes[shadow->index]);
	case RT_SHADOW_GOAL:
		return statement_rule ("goal", &rules->goals[shadow->index]);
	case RT_SHADOW_DECISION:
		return statement_rule ("decision", &rules->decisions[shadow->index]);
	case RT_SHADOW_PATTERN:
		pattern = &rules->patterns[shadow->index];
		return (RtShadowRule){"pattern", pattern->id, pattern->title, NULL, pattern->origin};
	default:
		route = &rules->routes[shadow->index];
		return (RtShadowRule){"route", route->id, route->title, route->suggestion, route->origin};
	}
}
