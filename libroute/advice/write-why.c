/* The explanation within `route.advice/1`: every criterion, approach, route, reason and pattern, met or not, and the
 * clauses that decided. */
#include <string.h>
#include "libroute/advice/why-words.h"
#include "libroute/advice/write-why.h"

typedef struct {
	const RtAdviceSource *source;
	RtLanguage language;
	RtJsonWriter *json;
	GString *scratch;
} Writer;

static void
write_pointers (Writer *writer, const char *key, RtSpots spots)
{
	rt_json_member_begin (writer->json, key, '[');
	for (guint i = 0; i < spots.n; i++) {
		g_string_truncate (writer->scratch, 0);
		rt_record_print_spot (writer->source->registration, spots.spots[i], writer->scratch);
		rt_json_string (writer->json, writer->scratch->str);
	}
	rt_json_end (writer->json, ']');
}

static void
write_origin (Writer *writer, const RtOrigin *origin, guint line)
{
	g_string_printf (writer->scratch, "%s:", origin->file);
	rt_json_append_number (writer->scratch, line);
	rt_json_member (writer->json, "origin", writer->scratch->str);
}

/* in characters of the condition, as an editor counts them */
static void
write_span (Writer *writer, const RtClauseWhy *why)
{
	const char *text = why->condition->text;
	const RtFeelClause *clause = &why->clause;
	glong start = g_utf8_strlen (text, (gssize)clause->start);
	rt_json_member_begin (writer->json, "span", '{');
	rt_json_member_number (writer->json, "start", start);
	rt_json_member_number (
	    writer->json, "end",
	    start + g_utf8_strlen (text + clause->start, (gssize)(clause->end - clause->start)));
	rt_json_end (writer->json, '}');
}

static void
write_clause (Writer *writer, const RtClauseWhy *why)
{
	RtJsonWriter *json = writer->json;
	g_autoptr (GString) text = g_string_new (NULL);
	rt_json_begin (json, '{');
	rt_text_clause (why, text);
	rt_json_member (json, "text", text->str);
	write_origin (writer, &why->condition->origin, why->line);
	write_span (writer, why);
	rt_json_member_begin (json, "through", '[');
	for (guint i = 0; i < why->n_through; i++)
		rt_json_string (json, why->through[i]);
	rt_json_end (json, ']');
	rt_json_member (json, "criterion",
			why->criterion >= 0 ? writer->source->rules->criteria[why->criterion].full_id : NULL);
	rt_json_member (json, "wants", rt_word_wants (why->clause.wants));
	rt_json_member_boolean (json, "negated", why->clause.negated);
	rt_text_found (writer->language, why, g_string_truncate (text, 0));
	rt_json_member (json, "found", text->str);
	rt_text_wanted (writer->language, why, g_string_truncate (text, 0));
	rt_json_member (json, "wanted", text->str);
	write_pointers (writer, "facts", why->facts);
	write_pointers (writer, "missing", why->missing);
	write_pointers (writer, "doubted", why->doubted);
	rt_json_end (json, '}');
}

static void
write_why (Writer *writer, const RtWhy *why)
{
	rt_json_member (writer->json, "because", rt_word_why (why));
	rt_json_member_begin (writer->json, "clauses", '[');
	for (guint i = 0; i < why->n_clauses; i++)
		write_clause (writer, &why->clauses[i]);
	rt_json_end (writer->json, ']');
}

static void
write_criteria (Writer *writer)
{
	const RtRuleSet *rules = writer->source->rules;
	rt_json_member_begin (writer->json, "criteria", '[');
	for (guint i = 0; i < rules->n_criteria; i++) {
		const RtWhy *why = &writer->source->explanation->criteria[i];
		rt_json_begin (writer->json, '{');
		rt_json_member (writer->json, "id", rules->criteria[i].full_id);
		rt_json_member (writer->json, "state", rt_word_state (why->state));
		rt_json_member_boolean (writer->json, "shadow", rules->criteria[i].mode == RT_MODE_SHADOW);
		write_why (writer, why);
		rt_json_end (writer->json, '}');
	}
	rt_json_end (writer->json, ']');
}

static void
write_approaches (Writer *writer)
{
	const RtRuleSet *rules = writer->source->rules;
	rt_json_member_begin (writer->json, "approaches", '[');
	for (guint i = 0; i < rules->n_approaches; i++) {
		const RtWhy *why = &writer->source->explanation->eligible[i];
		rt_json_begin (writer->json, '{');
		rt_json_member (writer->json, "id", rules->approaches[i].id);
		rt_json_member (writer->json, "eligible", rt_word_eligible (why->state));
		write_why (writer, why);
		rt_json_end (writer->json, '}');
	}
	rt_json_end (writer->json, ']');
}

static void
write_routes (Writer *writer)
{
	const RtRuleSet *rules = writer->source->rules;
	rt_json_member_begin (writer->json, "routes", '[');
	for (guint i = 0; i < rules->n_routes; i++) {
		const RtWhy *why = &writer->source->explanation->routes[i];
		rt_json_begin (writer->json, '{');
		rt_json_member (writer->json, "id", rules->routes[i].id);
		rt_json_member (writer->json, "suggestion", rules->routes[i].suggestion);
		rt_json_member (writer->json, "state", rt_word_state (why->state));
		rt_json_member_boolean (writer->json, "suggested",
					writer->source->weighing->route == (int)i);
		rt_json_member_boolean (writer->json, "shadow", rules->routes[i].mode == RT_MODE_SHADOW);
		write_origin (writer, &rules->routes[i].origin, rules->routes[i].origin.line);
		write_why (writer, why);
		rt_json_end (writer->json, '}');
	}
	rt_json_end (writer->json, ']');
}

static void
write_reasons (Writer *writer)
{
	const RtAdviceSource *source = writer->source;
	rt_json_member_begin (writer->json, "reasons", '[');
	for (guint i = 0; i < source->rules->n_reasons; i++) {
		const RtReasonRule *rule = &source->rules->reasons[i];
		const RtWhy *why = &source->explanation->reasons[i];
		rt_json_begin (writer->json, '{');
		rt_json_member (writer->json, "id", rule->full_id);
		rt_json_member (writer->json, "title", rt_choose (writer->language, rt_reason_title (source, i)));
		rt_json_member (writer->json, "state", rt_word_state (why->state));
		if (why->because == RT_BECAUSE_PLUGIN || why->because == RT_BECAUSE_NO_ANSWER ||
		    rule->origin.file == NULL) {
			g_string_printf (writer->scratch, "plugin:%s", rule->party);
			rt_json_member (writer->json, "origin", writer->scratch->str);
		} else {
			write_origin (writer, &rule->origin, rule->origin.line);
		}
		write_pointers (writer, "facts", why->facts);
		write_pointers (writer, "missing", why->missing);
		write_pointers (writer, "doubted", why->doubted);
		write_why (writer, why);
		rt_json_end (writer->json, '}');
	}
	rt_json_end (writer->json, ']');
}

static void
write_patterns (Writer *writer)
{
	const RtRuleSet *rules = writer->source->rules;
	rt_json_member_begin (writer->json, "patterns", '[');
	for (guint i = 0; i < rules->n_patterns; i++) {
		const RtWhy *why = &writer->source->explanation->patterns[i];
		rt_json_begin (writer->json, '{');
		rt_json_member (writer->json, "id", rules->patterns[i].id);
		rt_json_member (writer->json, "state", rt_word_state (why->state));
		write_origin (writer, &rules->patterns[i].origin, rules->patterns[i].origin.line);
		write_why (writer, why);
		rt_json_end (writer->json, '}');
	}
	rt_json_end (writer->json, ']');
}

void
rt_advice_write_why (const RtAdviceSource *source, RtLanguage language, RtJsonWriter *json)
{
	g_autoptr (GString) scratch = g_string_new (NULL);
	Writer writer = {source, language, json, scratch};
	rt_json_member_begin (json, "explanation", '{');
	write_criteria (&writer);
	write_approaches (&writer);
	write_routes (&writer);
	write_reasons (&writer);
	write_patterns (&writer);
	rt_advice_write_change (source, json);
	rt_json_end (json, '}');
}
