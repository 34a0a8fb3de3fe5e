/* From the text of one registration to its advice, or to why it is refused: what every thread does. */
#pragma once
#include "libroute/advice/advice.h"
#include "libroute/route-engine-private.h"
#include "routectl/decision-record.h"
#include "routectl/input.h"
#include "routectl/plugin-recorder.h"

/* What all threads share. */
typedef struct {
	const RouteEngine *engine;
	gboolean json;
	RtLanguage languages[2]; /* of pages, one after the other; JSON has the first */
	guint n_languages;
	RtPageOptions page;
	RtPluginRecorder *recorder; /* of what one plugin sees and says; then there is one thread. NULL: nobody's */
	const RtDecisionKey *record_key; /* fills item->record too; NULL: nothing is recorded */
} RtAdvising;

/* What one thread needs, from an RtAdvising. */
gpointer rt_advising_worker_new (gconstpointer advising);
void rt_advising_worker_free (gpointer worker);
/* Reads item->text and fills item->out, or refuses. */
void rt_advising_work (gpointer worker, RtItem *item);
