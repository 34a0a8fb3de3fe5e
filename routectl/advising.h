/* From the text of one registration to its advice, or to why it is refused: what every thread does. */
#pragma once
#include "libroute/advice/advice.h"
#include "libroute/route-engine-private.h"
#include "routectl/decision-record.h"
#include "routectl/input.h"
#include "routectl/plugin-recorder.h"

/* Who looks on at every weighing instead of an advice being written; each thread has a tally of its own. */
typedef struct {
	/* for a thread: its tally; the workspace is where it will weigh, until end */
	gpointer (*begin) (gpointer data, RtWorkspace *workspace);
	void (*observe) (gpointer tally, const RtAdviceSource *source, RtItem *item);
	/* on that thread, after its last weighing; takes the tally */
	void (*end) (gpointer tally);
	gpointer data;
} RtObserver;

/* What all threads share. */
typedef struct {
	const RouteEngine *engine;
	const RtExplainer *explainer; /* NULL: nothing is explained */
	gboolean json;
	RtLanguage languages[2]; /* of pages, one after the other; JSON has the first */
	guint n_languages;
	RtPageOptions page;
	RtPluginRecorder *recorder; /* of what one plugin sees and says; then there is one thread. NULL: nobody's */
	const RtDecisionKey *record_key; /* fills item->record too; NULL: nothing is recorded */
	const RtObserver *observer; /* NULL: advices are written */
} RtAdvising;

/* What one thread needs, from an RtAdvising. */
gpointer rt_advising_worker_new (gconstpointer advising);
void rt_advising_worker_free (gpointer worker);
/* Reads item->text and fills item->out, or refuses. */
void rt_advising_work (gpointer worker, RtItem *item);
