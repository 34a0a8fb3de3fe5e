/* The advice as `route.advice/1`. */
#include "libroute/advice/write-json.h"
#include "libroute/advice/write-why.h"

/* ---- ids ---- */

void
rt_advice_make_party (Writer *writer, guint party)
{
	rt_json_string (&writer->json, writer->rules->parties[party].id);
}

void
rt_advice_make_reason (Writer *writer, guint reason)
{
	rt_json_string (&writer->json, writer->rules->reasons[reason].full_id);
}

void
rt_advice_make_criterion (Writer *writer, guint criterion)
{
	rt_json_string (&writer->json, writer->rules->criteria[criterion].full_id);
}

void
rt_advice_make_suggestion (Writer *writer, guint route)
{
	rt_json_string (&writer->json, writer->rules->routes[route].suggestion);
}

static void
write_ids (Writer *writer, RtPieceKind kind, const guint *indexes, guint n)
{
	for (guint i = 0; i < n; i++)
		rt_advice_write_piece (writer, kind, indexes[i]);
}

static inline void
write_list (Writer *writer, const char *key, RtPieceKind kind, const guint *indexes, guint n)
{
	rt_json_member_begin (&writer->json, key, '[');
	write_ids (writer, kind, indexes, n);
	rt_json_end (&writer->json, ']');
}

static inline void
write_party (Writer *writer, const char *key, int party)
{
	rt_json_key (&writer->json, key);
	if (party >= 0)
		rt_advice_write_piece (writer, RT_PIECE_PARTY, (guint)party);
	else
		rt_json_string (&writer->json, NULL);
}

static inline void
write_pointer (Writer *writer, const char *key, RtSpot spot)
{
	rt_json_key (&writer->json, key);
	rt_advice_write_pointer (writer, spot);
}

/* ---- routing ---- */

static void
write_routing (Writer *writer)
{
	RtJsonWriter *json = &writer->json;
	const RtWeighing *weighing = writer->weighing;
	rt_json_member_begin (json, "routing", '{');
	rt_json_member (json, "suggestion", weighing->suggestion);
	if (weighing->route >= 0)
		rt_advice_write_text (writer, "title", writer->rules->routes[weighing->route].title);
	rt_json_member_boolean (json, "stable", weighing->stable);
	write_list (writer, "because", RT_PIECE_CRITERION, weighing->because, weighing->n_because);
	rt_json_member_begin (json, "alternatives", '[');
	for (guint i = 0; i < weighing->n_alternatives; i++) {
		rt_json_begin (json, '{');
		rt_json_key (json, "suggestion");
		rt_advice_write_piece (writer, RT_PIECE_SUGGESTION, weighing->alternatives[i].route);
		rt_advice_write_pointers (writer, "needs", weighing->alternatives[i].needs);
		rt_json_end (json, '}');
	}
	rt_json_end (json, ']');
	rt_json_end (json, '}');
}

static void
write_flags (Writer *writer)
{
	rt_json_member_begin (&writer->json, "flags", '[');
	for (guint i = 0; i < writer->weighing->n_flags; i++)
		rt_json_string (&writer->json, writer->rules->flags[writer->weighing->flags[i]].id);
	rt_json_end (&writer->json, ']');
}

/* who is no Party and is needed, as registrations name them */
static void
write_thirds (Writer *writer)
{
	const RtWeighing *weighing = writer->weighing;
	if (weighing->n_thirds == 0)
		return;
	rt_json_member_begin (&writer->json, "third_parties", '[');
	for (guint i = 0; i < weighing->n_thirds; i++) {
		g_string_assign (writer->scratch, "third:");
		g_string_append (writer->scratch, weighing->thirds[i]);
		rt_json_string (&writer->json, writer->scratch->str);
	}
	rt_json_end (&writer->json, ']');
}

/* ---- people at the table ---- */

static void
write_participants (Writer *writer)
{
	RtJsonWriter *json = &writer->json;
	rt_json_member_begin (json, "participants", '[');
	for (guint i = 0; i < writer->weighing->n_participants; i++) {
		const RtParticipant *participant = &writer->weighing->participants[i];
		rt_json_begin (json, '{');
		write_party (writer, "party", (int)participant->party);
		rt_json_member (json, "attendance", rt_word_attendance (participant->attend));
		rt_json_member (json, "role", participant->role);
		rt_json_member (json, "part", participant->part);
		write_list (writer, "because", RT_PIECE_REASON, participant->reasons, participant->n_reasons);
		rt_advice_write_text (writer, "contribution", participant->contribution);
		rt_advice_write_text (writer, "basis", participant->basis);
		rt_json_end (json, '}');
	}
	rt_json_end (json, ']');
}

static void
write_because (Writer *writer, const RtNotInvited *not_invited)
{
	RtJsonWriter *json = &writer->json;
	g_string_truncate (writer->scratch, 0);
	rt_word_because (writer->rules, not_invited, writer->scratch);
	rt_json_member (json, "because", writer->scratch->str);
	g_string_truncate (writer->scratch, 0);
	rt_text_because (writer->source, writer->language, not_invited, writer->scratch);
	rt_json_member (json, "text", writer->scratch->str);
	rt_json_end (json, '}');
}

void
rt_advice_make_not_invited (Writer *writer, guint party)
{
	rt_json_begin (&writer->json, '{');
	write_party (writer, "party", (int)party);
}

void
rt_advice_make_because (Writer *writer, guint index)
{
	RtNotInvited not_invited = {.because = index / 2, .missing.n = index % 2};
	if (not_invited.because != RT_OUTRANKED)
		write_because (writer, &not_invited);
}

static void
write_not_invited (Writer *writer)
{
	rt_json_member_begin (&writer->json, "not_invited", '[');
	for (guint i = 0; i < writer->weighing->n_not_invited; i++) {
		const RtNotInvited *not_invited = &writer->weighing->not_invited[i];
		if (not_invited->because == RT_OUTRANKED) {
			rt_advice_make_not_invited (writer, not_invited->party);
			write_because (writer, not_invited);
			continue;
		}
		rt_advice_write_piece (writer, RT_PIECE_NOT_INVITED, not_invited->party);
		rt_advice_write_piece (writer, RT_PIECE_BECAUSE, rt_advice_because (not_invited));
	}
	rt_json_end (&writer->json, ']');
}

static void
write_coordinator (Writer *writer)
{
	RtJsonWriter *json = &writer->json;
	rt_json_member_begin (json, "coordinator", '[');
	for (guint i = 0; i < writer->weighing->n_coordinator; i++) {
		const RtCandidate *candidate = &writer->weighing->coordinator[i];
		rt_json_begin (json, '{');
		write_party (writer, "party", (int)candidate->party);
		write_list (writer, "because", RT_PIECE_REASON, candidate->reasons, candidate->n_reasons);
		rt_advice_write_text (writer, "text", candidate->text);
		rt_json_end (json, '}');
	}
	rt_json_end (json, ']');
}

static void
write_statements (Writer *writer, const RtStatement *statements, const guint *held, guint n)
{
	for (guint i = 0; i < n; i++) {
		rt_json_begin (&writer->json, '{');
		rt_json_member (&writer->json, "id", statements[held[i]].id);
		rt_advice_write_text (writer, "title", statements[held[i]].title);
		rt_json_end (&writer->json, '}');
	}
}

/* only of a meeting that is too large for one part */
static void
write_agenda (Writer *writer)
{
	RtJsonWriter *json = &writer->json;
	const RtWeighing *weighing = writer->weighing;
	if (weighing->n_agenda == 0)
		return;
	rt_json_member_begin (json, "agenda", '[');
	for (guint i = 0; i < weighing->n_agenda; i++) {
		const RtAgendaPart *part = &weighing->agenda[i];
		rt_json_begin (json, '{');
		g_string_truncate (writer->scratch, 0);
		rt_text_agenda (writer->source, writer->language, i, writer->scratch);
		rt_json_member (json, "title", writer->scratch->str);
		rt_json_member_begin (json, "parties", '[');
		for (guint j = 0; j < part->n; j++)
			rt_advice_write_piece (writer, RT_PIECE_PARTY, weighing->participants[part->participants[j]].party);
		rt_json_end (json, ']');
		rt_json_end (json, '}');
	}
	rt_json_end (json, ']');
}

static void
write_meeting (Writer *writer)
{
	const RtWeighing *weighing = writer->weighing;
	rt_json_member_begin (&writer->json, "meeting", '{');
	rt_json_member (&writer->json, "table", weighing->table);
	g_string_truncate (writer->scratch, 0);
	rt_text_goal (writer->source, writer->language, writer->scratch);
	rt_json_member (&writer->json, "goal", writer->scratch->len > 0 ? writer->scratch->str : NULL);
	rt_json_member_begin (&writer->json, "themes", '[');
	write_statements (writer, writer->rules->themes, weighing->themes, weighing->n_themes);
	rt_json_end (&writer->json, ']');
	rt_json_member_begin (&writer->json, "decisions", '[');
	write_statements (writer, writer->rules->decisions, weighing->decisions, weighing->n_decisions);
	rt_json_end (&writer->json, ']');
	write_agenda (writer);
	rt_json_end (&writer->json, '}');
}

static void
write_weighing (Writer *writer)
{
	RtJsonWriter *json = &writer->json;
	rt_json_member_begin (json, "weighing", '[');
	for (guint i = 0; i < writer->weighing->n_questions; i++) {
		const RtWeighingQuestion *question = &writer->weighing->questions[i];
		rt_json_begin (json, '{');
		write_party (writer, "party", (int)question->party);
		rt_advice_write_text (writer, "question", question->question);
		rt_json_member_begin (json, "because", '[');
		write_ids (writer, RT_PIECE_REASON, question->reasons, question->n_reasons);
		write_ids (writer, RT_PIECE_CRITERION, question->criteria, question->n_criteria);
		rt_json_end (json, ']');
		rt_json_end (json, '}');
	}
	rt_json_end (json, ']');
}

/* ---- what is not known ---- */

static void
write_effect (Writer *writer, const RtAskNext *ask)
{
	RtJsonWriter *json = &writer->json;
	rt_json_member_begin (json, "effect", '{');
	write_list (writer, "suggestions", RT_PIECE_SUGGESTION, ask->routes, ask->n_routes);
	write_list (writer, "criteria", RT_PIECE_CRITERION, ask->criteria, ask->n_criteria);
	write_list (writer, "participants", RT_PIECE_PARTY, ask->parties, ask->n_parties);
	rt_json_end (json, '}');
}

static void
write_ask_next (Writer *writer)
{
	RtJsonWriter *json = &writer->json;
	rt_json_member_begin (json, "ask_next", '[');
	for (guint i = 0; i < writer->weighing->n_ask_next; i++) {
		const RtAskNext *ask = &writer->weighing->ask_next[i];
		rt_json_begin (json, '{');
		write_pointer (writer, "path", ask->spot);
		g_string_truncate (writer->scratch, 0);
		rt_text_question (writer->source, writer->language, ask, writer->scratch);
		rt_json_member (json, "question", writer->scratch->str);
		write_effect (writer, ask);
		if (ask->contradicts != 0)
			write_pointer (writer, "contradicts", ask->contradicts);
		rt_json_end (json, '}');
	}
	rt_json_end (json, ']');
}

static void
write_disclosed (Writer *writer, const RtDisclosedFact *fact)
{
	RtJsonWriter *json = &writer->json;
	rt_json_begin (json, '{');
	write_pointer (writer, "path", fact->spot);
	if (fact->third != NULL)
		rt_json_member (json, "source", fact->third);
	else
		write_party (writer, "source", fact->source);
	rt_json_member_boolean (json, "allowed", fact->allowed);
	write_party (writer, "ask", fact->ask);
	rt_json_end (json, '}');
}

static void
write_disclosure (Writer *writer)
{
	RtJsonWriter *json = &writer->json;
	rt_json_member_begin (json, "disclosure", '[');
	for (guint i = 0; i < writer->weighing->n_disclosure; i++) {
		const RtDisclosure *disclosure = &writer->weighing->disclosure[i];
		rt_json_begin (json, '{');
		write_party (writer, "party", (int)disclosure->party);
		rt_json_member_begin (json, "facts", '[');
		for (guint j = 0; j < disclosure->n_facts; j++)
			write_disclosed (writer, &disclosure->facts[j]);
		rt_json_end (json, ']');
		rt_json_end (json, '}');
	}
	rt_json_end (json, ']');
}

void
rt_advice_make_signal (Writer *writer, guint pattern)
{
	rt_json_begin (&writer->json, '{');
	rt_json_member (&writer->json, "pattern", writer->rules->patterns[pattern].id);
}

void
rt_advice_make_signal_end (Writer *writer, guint index)
{
	const RtPattern *pattern = &writer->rules->patterns[index];
	const char *question = rt_choose (writer->language, pattern->question);
	if (*question == '\0') {
		g_string_printf (writer->scratch,
				 rt_text (writer->language, "In the text: %s. Is that a fact, and who can confirm it?"),
				 rt_choose (writer->language, pattern->title));
		question = writer->scratch->str;
	}
	rt_json_member (&writer->json, "question", question);
	rt_json_end (&writer->json, '}');
}

static void
write_signals (Writer *writer)
{
	RtJsonWriter *json = &writer->json;
	rt_json_member_begin (json, "signals", '[');
	for (guint i = 0; i < writer->weighing->n_signals; i++) {
		const RtSignal *signal = &writer->weighing->signals[i];
		rt_advice_write_piece (writer, RT_PIECE_SIGNAL, signal->pattern);
		rt_json_member (json, "path", signal->pointer);
		rt_json_member_number (json, "start", signal->start);
		rt_json_member_number (json, "end", signal->end);
		rt_json_member_boolean (json, "negated", signal->negated);
		rt_json_member_boolean (json, "hedged", signal->hedged);
		rt_advice_write_piece (writer, RT_PIECE_SIGNAL_END, signal->pattern);
	}
	rt_json_end (json, ']');
}

static void
write_degraded (Writer *writer)
{
	RtJsonWriter *json = &writer->json;
	rt_json_member_begin (json, "degraded", '[');
	for (guint i = 0; i < writer->weighing->n_degraded; i++) {
		const RtDegraded *degraded = &writer->weighing->degraded[i];
		rt_json_begin (json, '{');
		rt_json_member (json, "what", degraded->what);
		rt_advice_write_text (writer, "why", degraded->why);
		rt_json_member (json, "detail", degraded->detail);
		rt_json_end (json, '}');
	}
	rt_json_end (json, ']');
}

/* only of plugins that ran apart, so that an advice that was made in this process reads the same on every machine */
static void
write_isolation (Writer *writer, guint plugin)
{
	const RtWeighing *weighing = writer->weighing;
	const char *isolation = plugin < weighing->n_answers ? weighing->answers[plugin].isolation : NULL;
	if (isolation != NULL)
		rt_json_member (&writer->json, "isolation", *isolation != '\0' ? isolation : NULL);
}

/* beside the advice, without effect on it; criteria in the shadow stand with their approach */
static void
write_shadow (Writer *writer)
{
	RtJsonWriter *json = &writer->json;
	const RtWeighing *weighing = writer->weighing;
	if (weighing->n_shadows == 0)
		return;
	rt_json_member_begin (json, "shadow", '{');
	rt_json_member (json, "suggestion", weighing->shadow_suggestion);
	rt_json_member_begin (json, "rules", '[');
	for (guint i = 0; i < weighing->n_shadows; i++) {
		const RtShadow *shadow = &weighing->shadows[i];
		RtShadowRule rule = rt_shadow_rule (writer->rules, shadow);
		rt_json_begin (json, '{');
		rt_json_member (json, "kind", rule.kind);
		rt_json_member (json, "id", rule.id);
		rt_advice_write_text (writer, "title", rule.title);
		rt_json_member (json, "state", rt_word_state (shadow->state));
		rt_json_member (json, "suggestion", rule.suggestion);
		rt_advice_write_pointers (writer, "missing", shadow->missing);
		rt_advice_write_pointers (writer, "doubted", shadow->doubted);
		g_string_truncate (writer->scratch, 0);
		g_string_append_printf (writer->scratch, "%s:%u", rule.origin.file, rule.origin.line);
		rt_json_member (json, "origin", writer->scratch->str);
		rt_json_end (json, '}');
	}
	rt_json_end (json, ']');
	rt_json_end (json, '}');
}

static void
write_made_with (Writer *writer)
{
	RtJsonWriter *json = &writer->json;
	const RtRegistry *registry = writer->source->registry;
	rt_json_member_begin (json, "made_with", '{');
	rt_json_member (json, "library", ROUTE_VERSION);
	rt_json_member (json, "rules", writer->rules->fingerprint);
	rt_json_member_begin (json, "plugins", '[');
	for (guint i = 0; registry != NULL && i < rt_registry_n_plugins (registry); i++) {
		const RtPlugin *plugin = rt_registry_plugin (registry, i);
		rt_json_begin (json, '{');
		rt_json_member (json, "party", plugin->party);
		rt_json_member (json, "version", plugin->version);
		rt_json_member (json, "build_id", plugin->build_id);
		write_isolation (writer, i);
		rt_json_end (json, '}');
	}
	rt_json_end (json, ']');
	rt_json_end (json, '}');
}

void
rt_advice_write_json (const RtAdviceSource *source, RtLanguage language, RouteJsonFlags flags, GString *out)
{
	RtSaidBefore before;
	Writer writer = {.source = source,
			 .before = &before,
			 .weighing = source->weighing,
			 .rules = source->rules,
			 .language = language,
			 .scratch = g_string_sized_new (256)};
	writer.json = (RtJsonWriter){.out = out, .pretty = (flags & ROUTE_JSON_PRETTY) != 0};
	memset (before.items, 0, sizeof before.items);
	memset (before.sets, 0, sizeof before.sets);
	rt_advice_ready (&writer);
	rt_json_begin (&writer.json, '{');
	rt_json_member (&writer.json, "schema", "route.advice/1");
	rt_json_member (&writer.json, "registration", route_registration_get_id (source->registration));
	write_routing (&writer);
	write_flags (&writer);
	write_thirds (&writer);
	rt_advice_write_approaches (&writer);
	write_participants (&writer);
	write_not_invited (&writer);
	write_coordinator (&writer);
	write_meeting (&writer);
	write_weighing (&writer);
	write_ask_next (&writer);
	write_disclosure (&writer);
	write_signals (&writer);
	write_degraded (&writer);
	write_shadow (&writer);
	write_made_with (&writer);
	if (source->explanation != NULL)
		rt_advice_write_why (source, language, &writer.json);
	rt_json_end (&writer.json, '}');
	g_string_free (writer.scratch, TRUE);
}
