/* A thread of the helper that ends it when nobody is left who could. A plugin may block signals and stop clocks; this thread
 * it cannot stop, short of ending the process. */
#define _GNU_SOURCE
#include "libroute/host/watcher.h"
#include <poll.h>
#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include "libroute/host/jail.h"

#define STACK (256u * 1024u)

typedef struct {
	int socket;
	void (*end) (void);
	gboolean held;
	sem_t ready; /* what it gave up, it gave up */
} Watcher;

static void *
watch (void *data)
{
	Watcher *watcher = data;
	struct pollfd one = {.fd = watcher->socket, .events = 0}; /* the end is told in any case */
	gboolean held = watcher->held = rt_jail_enter_watcher ();
	sem_post (&watcher->ready);
	while (held && poll (&one, 1, -1) <= 0)
		continue;
	if (held)
		watcher->end ();
	return NULL;
}

gboolean
rt_watcher_start (int socket, void (*end) (void))
{
	static Watcher watcher; /* the thread may still have it in its hands when this returns */
	pthread_attr_t attributes;
	pthread_t thread;
	sigset_t all, before;
	watcher.socket = socket;
	watcher.end = end;
	sem_init (&watcher.ready, 0, 0);
	pthread_attr_init (&attributes);
	pthread_attr_setstacksize (&attributes, STACK);
	pthread_attr_setdetachstate (&attributes, PTHREAD_CREATE_DETACHED);
	/* no handler of a plugin's runs in it */
	sigfillset (&all);
	pthread_sigmask (SIG_SETMASK, &all, &before);
	gboolean began = pthread_create (&thread, &attributes, watch, &watcher) == 0;
	pthread_sigmask (SIG_SETMASK, &before, NULL);
	pthread_attr_destroy (&attributes);
	while (began && sem_wait (&watcher.ready) != 0)
		continue;
	return began && watcher.held;
}
