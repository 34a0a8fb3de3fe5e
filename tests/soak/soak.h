/* What the threads of the soak share. */
#pragma once
#include <pthread.h>
#include <route/route.h>

enum { SOAK_PLAIN, SOAK_SITE, SOAK_N_RULES }; /* the shipped rules; those with a site's changes */

typedef struct {
	RouteEngine *engine; /* one reference */
	guint rules;	     /* which it was loaded from: SOAK_PLAIN or SOAK_SITE */
} SoakEngine;

typedef struct {
	/* fixed */
	const char *shipped, *site; /* directories of rules; the reloader writes into `site` */
	GPtrArray *lines;	    /* registrations, a line of JSON each */
	char **expected[SOAK_N_RULES]; /* by rules and line: the advice, made before any load */
	/* changing */
	pthread_mutex_t lock; /* guards `current` */
	SoakEngine current;
	RouteEngine *apart; /* one plugin that crashes whenever it is asked, in a process of its own; or NULL */
	int stop;
	guint64 advices, hostile, crashed, reloads, refused_reloads, wrong; /* atomic */
} Soak;

/* Counts one mistake and says what was wrong, on standard error. */
void soak_wrong (Soak *soak, const char *what, const char *detail);
/* Random numbers of one thread. */
guint32 soak_random (guint64 *state);

/* Bodies of threads; `data` is a Soak. */
gpointer soak_adviser (gpointer data);
gpointer soak_attacker (gpointer data);
gpointer soak_asker_of_the_crashing (gpointer data);
gpointer soak_reloader (gpointer data);

/* Process figures: resident KiB, open descriptors, child processes. */
typedef struct {
	long resident, descriptors, children;
} SoakFigures;
SoakFigures soak_figures (void);
