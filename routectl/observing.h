/* Many registrations weighed under the eyes of an observer: what `report`, `top` and `fairness` share. */
#pragma once
#include "routectl/advising.h"
#include "routectl/cli.h"

typedef struct {
	const RtCli *cli;
	const RouteEngine *engine;
	const RtObserver *observer;
	char **paths; /* NULL-terminated */
	guint jobs;
	/* on the calling thread, in order of the input, of what was not refused; may be NULL */
	void (*done) (const RtItem *item, gpointer data);
	gpointer data;
} RtObserving;

/* Returns how many were refused; why is told on standard error. A bar shows how far it is. */
guint rt_observe (const RtObserving *observing);
