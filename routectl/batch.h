/* Many registrations through several threads, out in the order they came in.
 *
 * The calling thread and the others do the same: one reads at a time, one writes at a time, all work. What is on its way is
 * bounded in number and in bytes. With one job there are no other threads. */
#pragma once
#include "routectl/input.h"

#define RT_BATCH_MOST_JOBS 256

typedef struct {
	gpointer (*worker_new) (gconstpointer shared); /* what one thread needs */
	void (*worker_free) (gpointer worker);
	void (*work) (gpointer worker, RtItem *item); /* on any thread */
	/* on any thread, one at a time and in order; FALSE: stop */
	gboolean (*done) (RtItem *item, gpointer data);
} RtBatch;

/* Runs until the input ends or done() says stop; FALSE then. */
gboolean rt_batch_run (const RtBatch *batch, RtInput *input, guint jobs, gconstpointer shared, gpointer data);
