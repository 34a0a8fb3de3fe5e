#include "routectl/observing.h"
#include <stdio.h>
#include "routectl/batch.h"
#include "routectl/progress.h"

typedef struct {
	const RtObserving *observing;
	RtProgress *progress;
	guint n_refused;
} Sink;

static gboolean
take_item (RtItem *item, gpointer data)
{
	Sink *sink = data;
	if (item->refused) {
		sink->n_refused++;
		rt_progress_hide (sink->progress);
		fputs (item->err->str, stderr);
	} else if (sink->observing->done != NULL) {
		sink->observing->done (item, sink->observing->data);
	}
	rt_progress_step (sink->progress, item->position, item->refused);
	return TRUE;
}

guint
rt_observe (const RtObserving *observing)
{
	static const RtBatch batch = { rt_advising_worker_new, rt_advising_worker_free, rt_advising_work, take_item };
	/* of what is refused the message goes to standard error, as with pages */
	const RtAdvising advising = { .engine = observing->engine,
				      .languages = { RT_LANGUAGE_EN },
				      .n_languages = 1,
				      .observer = observing->observer };
	g_autoptr (RtInput) input = rt_input_new ((const char *const *) observing->paths);
	g_autoptr (RtProgress) progress = rt_progress_new (observing->cli, rt_input_total (input), TRUE);
	Sink sink = { .observing = observing, .progress = progress };
	rt_batch_run (&batch, input, observing->jobs, &advising, &sink);
	rt_progress_hide (progress);
	return sink.n_refused;
}
