#include "routectl/advising.h"
#include "routectl/decision-entry.h"
#include "routectl/refusal.h"

typedef struct {
	const RtAdvising *advising;
	RtWorkspace *workspace;
	gpointer tally; /* of the observer */
} Worker;

gpointer
rt_advising_worker_new (gconstpointer advising)
{
	Worker *worker = g_new (Worker, 1);
	worker->advising = advising;
	worker->workspace = rt_workspace_new (rt_engine_weigher (worker->advising->engine));
	const RtObserver *observer = worker->advising->observer;
	worker->tally = observer != NULL ? observer->begin (observer->data, worker->workspace) : NULL;
	return worker;
}

void
rt_advising_worker_free (gpointer data)
{
	Worker *worker = data;
	if (worker->advising->observer != NULL)
		worker->advising->observer->end (worker->tally);
	rt_workspace_free (worker->workspace);
	g_free (worker);
}

static void
write_pages (const RtAdvising *advising, const RtAdviceSource *source, GString *out)
{
	RtPageOptions options = advising->page;
	for (guint i = 0; i < advising->n_languages; i++) {
		if (i > 0)
			g_string_append_c (out, '\n');
		options.language = advising->languages[i];
		rt_advice_write_page (source, &options, out);
	}
}

static void
weigh (Worker *worker, RouteRegistration *registration, RtItem *item)
{
	const RouteEngine *engine = worker->advising->engine;
	RtAdviceSource source = {
		.rules = rt_engine_rules (engine),
		.registry = rt_engine_registry (engine),
		.registration = registration,
		.weighing = rt_weigh (rt_engine_weigher (engine), registration, worker->workspace),
		.pieces = rt_engine_pieces (engine),
	};
	if (worker->advising->explainer != NULL)
		source.explanation = rt_explain (worker->advising->explainer, registration, worker->workspace);
	if (worker->advising->observer != NULL) {
		worker->advising->observer->observe (worker->tally, &source, item);
	} else if (worker->advising->json) {
		RouteJsonFlags flags = item->alone ? ROUTE_JSON_PRETTY : ROUTE_JSON_COMPACT;
		rt_advice_write_json (&source, worker->advising->languages[0], flags, item->out);
		g_string_append_c (item->out, '\n');
	} else {
		write_pages (worker->advising, &source, item->out);
	}
	const RtDecisionKey *key = worker->advising->record_key;
	if (key != NULL)
		(void) rt_decision_entry_write (key, item->text->str, item->text->len, &source,
						worker->advising->languages[0], item->record);
	rt_workspace_reset (worker->workspace);
}

void
rt_advising_work (gpointer data, RtItem *item)
{
	Worker *worker = data;
	gboolean json = worker->advising->json;
	g_autoptr (GError) error = NULL;
	if (item->state != RT_ITEM_TEXT) {
		rt_refusal_write_state (item, json);
		return;
	}
	g_autoptr (RouteRegistration) registration =
		route_registration_new_from_json (item->text->str, (gssize) item->text->len, &error);
	if (registration == NULL) {
		rt_refusal_write_error (item, NULL, error, json);
		return;
	}
	g_autoptr (RouteRegistration) admitted =
		rt_engine_admit (worker->advising->engine, registration, &error);
	RtPluginRecorder *recorder = worker->advising->recorder;
	if (admitted != NULL && (recorder == NULL || rt_plugin_recorder_take (recorder, admitted, &error)))
		weigh (worker, admitted, item);
	else
		rt_refusal_write_error (item, route_registration_get_id (registration), error, json);
}
