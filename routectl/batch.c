#include "routectl/batch.h"
#include <pthread.h>

#define ITEMS_PER_JOB 16u
/* registrations on their way, all together */
#define MOST_BYTES (32u * 1024u * 1024u)

/* A ring of items: [written, taken) are with workers or done, [taken, read) wait, all numbers modulo
 * n_slots. The calling thread moves `read` and `written`, workers move `taken`. */
typedef struct {
	RtItem item;
	gboolean is_done;
} Slot;

typedef struct {
	const RtBatch *batch;
	gconstpointer shared;
	/* of the C library, not GLib's: race detectors know these */
	pthread_mutex_t mutex;
	pthread_cond_t work_waits, work_done;
	Slot *slots;
	guint n_slots;
	guint64 read, taken, written;
	gsize bytes;
	gboolean stop;
} Ring;

static Slot *
slot_at (Ring *ring, guint64 number)
{
	return &ring->slots[number % ring->n_slots];
}

/* ---- a worker ---- */

static Slot *
take (Ring *ring)
{
	while (ring->taken == ring->read && !ring->stop)
		pthread_cond_wait (&ring->work_waits, &ring->mutex);
	return ring->taken < ring->read ? slot_at (ring, ring->taken++) : NULL;
}

static gpointer
work_on (gpointer data)
{
	Ring *ring = data;
	gpointer worker = ring->batch->worker_new (ring->shared);
	pthread_mutex_lock (&ring->mutex);
	for (Slot *slot = take (ring); slot != NULL; slot = take (ring)) {
		pthread_mutex_unlock (&ring->mutex);
		ring->batch->work (worker, &slot->item);
		pthread_mutex_lock (&ring->mutex);
		slot->is_done = TRUE;
		pthread_cond_signal (&ring->work_done);
	}
	pthread_mutex_unlock (&ring->mutex);
	ring->batch->worker_free (worker);
	return NULL;
}

/* ---- the calling thread ---- */

/* hands the oldest item out, when it is done or `wait` says to wait for it */
static gboolean
write_oldest (Ring *ring, gboolean wait, gboolean *go_on, gpointer data)
{
	Slot *slot = slot_at (ring, ring->written);
	pthread_mutex_lock (&ring->mutex);
	while (wait && !slot->is_done)
		pthread_cond_wait (&ring->work_done, &ring->mutex);
	gboolean is_done = slot->is_done;
	pthread_mutex_unlock (&ring->mutex);
	if (!is_done)
		return FALSE;
	*go_on = ring->batch->done (&slot->item, data);
	ring->bytes -= slot->item.text->len;
	/* not first when it is used again: a full ring of large buffers would be kept */
	rt_item_empty (&slot->item);
	ring->written++;
	return TRUE;
}

static gboolean
is_full (const Ring *ring)
{
	return ring->read - ring->written == ring->n_slots || ring->bytes > MOST_BYTES;
}

static gboolean
feed (Ring *ring, RtInput *input, gpointer data)
{
	gboolean go_on = TRUE;
	while (go_on) {
		while (go_on && ring->written < ring->read &&
		       write_oldest (ring, is_full (ring), &go_on, data))
			continue;
		Slot *slot = slot_at (ring, ring->read);
		if (!go_on || !rt_input_next (input, &slot->item))
			break;
		slot->is_done = FALSE;
		ring->bytes += slot->item.text->len;
		pthread_mutex_lock (&ring->mutex);
		ring->read++;
		pthread_cond_signal (&ring->work_waits);
		pthread_mutex_unlock (&ring->mutex);
	}
	while (go_on && ring->written < ring->read)
		write_oldest (ring, TRUE, &go_on, data);
	return go_on;
}

static void
ring_init (Ring *ring, const RtBatch *batch, guint jobs, gconstpointer shared)
{
	*ring = (Ring){ .batch = batch, .shared = shared, .n_slots = jobs * ITEMS_PER_JOB };
	pthread_mutex_init (&ring->mutex, NULL);
	pthread_cond_init (&ring->work_waits, NULL);
	pthread_cond_init (&ring->work_done, NULL);
	ring->slots = g_new0 (Slot, ring->n_slots);
	for (guint i = 0; i < ring->n_slots; i++)
		rt_item_init (&ring->slots[i].item);
}

static void
ring_clear (Ring *ring)
{
	for (guint i = 0; i < ring->n_slots; i++)
		rt_item_clear (&ring->slots[i].item);
	g_free (ring->slots);
	pthread_mutex_destroy (&ring->mutex);
	pthread_cond_destroy (&ring->work_waits);
	pthread_cond_destroy (&ring->work_done);
}

static gboolean
run_threads (const RtBatch *batch, RtInput *input, guint jobs, gconstpointer shared, gpointer data)
{
	Ring ring;
	ring_init (&ring, batch, jobs, shared);
	g_autofree GThread **threads = g_new (GThread *, jobs);
	for (guint i = 0; i < jobs; i++)
		threads[i] = g_thread_new ("advise", work_on, &ring);
	gboolean finished = feed (&ring, input, data);
	pthread_mutex_lock (&ring.mutex);
	ring.stop = TRUE;
	/* what waits is not begun any more */
	ring.taken = ring.read;
	pthread_cond_broadcast (&ring.work_waits);
	pthread_mutex_unlock (&ring.mutex);
	for (guint i = 0; i < jobs; i++)
		g_thread_join (threads[i]);
	ring_clear (&ring);
	return finished;
}

static gboolean
run_alone (const RtBatch *batch, RtInput *input, gconstpointer shared, gpointer data)
{
	RtItem item;
	rt_item_init (&item);
	item.kept = RT_ITEM_KEPT_ALONE;
	gpointer worker = batch->worker_new (shared);
	gboolean go_on = TRUE;
	while (go_on && rt_input_next (input, &item)) {
		batch->work (worker, &item);
		go_on = batch->done (&item, data);
	}
	batch->worker_free (worker);
	rt_item_clear (&item);
	return go_on;
}

gboolean
rt_batch_run (const RtBatch *batch, RtInput *input, guint jobs, gconstpointer shared, gpointer data)
{
	g_return_val_if_fail (jobs >= 1 && jobs <= RT_BATCH_MOST_JOBS, FALSE);
	return jobs == 1 ? run_alone (batch, input, shared, data)
			 : run_threads (batch, input, jobs, shared, data);
}
