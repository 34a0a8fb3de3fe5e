#define _GNU_SOURCE
#include "routectl/batch.h"
#include <pthread.h>

#define ITEMS_PER_JOB 32u
#define LEAST_PER_JOB 2u /* however large they are */
/* registrations on their way, all together, and what is to be written of them */
#define MOST_BYTES (32u * 1024u * 1024u)
#define MOST_WRITTEN_BYTES (8u * 1024u * 1024u)

/* A ring of items, numbered modulo n_slots: [written, read) are with threads, or done and wait for one before them. Every thread
 * does the same: it reads an item, works on it, and writes those that are done, if nobody else does that already. So what an
 * item holds stays with one thread, and nobody has to wake up another. */
typedef struct {
	RtItem item;
	guint thread; /* whose it is */
	gboolean is_done;
} Slot;

typedef struct {
	const RtBatch *batch;
	gconstpointer shared;
	RtInput *input;
	gpointer data; /* of done() */
	/* of the C library, not GLib's: race detectors know these */
	pthread_mutex_t reading; /* held while the next item is read */
	pthread_mutex_t mutex; /* of all below */
	pthread_cond_t room;
	Slot *slots;
	guint n_slots;
	guint64 read, written;
	gsize bytes;
	gsize out_size; /* of the buffer of the item that was done last, by which is guessed what others need */
	gsize out_bytes; /* of all that are done and not written */
	gboolean writes; /* somebody writes */
	gboolean ended, stop; /* no more to read; no more to do */
	/* Buffers that a thread filled and that were written since, the last one first: they are large, and few do for all. */
	GPtrArray **spare; /* of GString, by thread */
	guint n_threads; /* that have begun */
} Ring;

static Slot *
slot_at (Ring *ring, guint64 number)
{
	return &ring->slots[number % ring->n_slots];
}

/* ---- reading ---- */

static guint
n_jobs (const Ring *ring)
{
	return ring->n_slots / ITEMS_PER_JOB;
}

/* how many items may be on their way */
static guint64
most_items (const Ring *ring)
{
	return CLAMP (MOST_WRITTEN_BYTES / MAX (ring->out_size, 1), n_jobs (ring) * LEAST_PER_JOB, ring->n_slots);
}

static gboolean
is_full (const Ring *ring)
{
	guint64 n = ring->read - ring->written, least = n_jobs (ring) * LEAST_PER_JOB;
	return n >= most_items (ring) || ring->bytes > MOST_BYTES || (n >= least && ring->out_bytes > MOST_WRITTEN_BYTES);
}

/* The slot of the next item; NULL: there is no more to do. */
static Slot *
begin_reading (Ring *ring)
{
	pthread_mutex_lock (&ring->mutex);
	while (is_full (ring) && !ring->stop)
		pthread_cond_wait (&ring->room, &ring->mutex);
	Slot *slot = ring->stop || ring->ended ? NULL : slot_at (ring, ring->read);
	pthread_mutex_unlock (&ring->mutex);
	return slot;
}

/* a thread takes what it filled itself, which is near */
static void
take_spare (GPtrArray *spare, RtItem *item)
{
	if (spare->len == 0)
		return;
	g_string_free (item->out, TRUE);
	item->out = g_ptr_array_steal_index (spare, spare->len - 1);
}

static gboolean
end_reading (Ring *ring, Slot *slot, guint thread, gboolean found)
{
	pthread_mutex_lock (&ring->mutex);
	ring->ended = !found;
	if (found) {
		take_spare (ring->spare[thread], &slot->item);
		slot->thread = thread;
		slot->is_done = FALSE;
		ring->bytes += slot->item.text->len;
		ring->read++;
	}
	pthread_mutex_unlock (&ring->mutex);
	return found;
}

static Slot *
read_next (Ring *ring, guint thread)
{
	pthread_mutex_lock (&ring->reading);
	Slot *slot = begin_reading (ring);
	if (slot != NULL && !end_reading (ring, slot, thread, rt_input_next (ring->input, &slot->item)))
		slot = NULL;
	pthread_mutex_unlock (&ring->reading);
	return slot;
}

/* ---- writing ---- */

/* the mutex is held; what was written is kept for another item */
static void
give_back (Ring *ring, Slot *slot)
{
	RtItem *item = &slot->item;
	ring->bytes -= item->text->len;
	ring->out_bytes -= item->out->allocated_len;
	if (item->out->allocated_len <= RT_ITEM_KEPT_ALONE) {
		g_string_truncate (item->out, 0);
		g_ptr_array_add (ring->spare[slot->thread], item->out);
		item->out = g_string_new (NULL);
	}
	/* not first when it is used again: a full ring of large buffers would be kept */
	rt_item_empty (item);
}

/* the mutex is held, but not while an item is handed out */
static void
write_done (Ring *ring)
{
	ring->writes = TRUE;
	while (!ring->stop && ring->written < ring->read && slot_at (ring, ring->written)->is_done) {
		Slot *slot = slot_at (ring, ring->written);
		pthread_mutex_unlock (&ring->mutex);
		gboolean go_on = ring->batch->done (&slot->item, ring->data);
		pthread_mutex_lock (&ring->mutex);
		give_back (ring, slot);
		ring->written++;
		ring->stop = !go_on;
		pthread_cond_signal (&ring->room);
	}
	ring->writes = FALSE;
}

static void
finish (Ring *ring, Slot *slot)
{
	pthread_mutex_lock (&ring->mutex);
	slot->is_done = TRUE;
	ring->out_size = slot->item.out->allocated_len;
	ring->out_bytes += ring->out_size;
	/* who writes looks again before it stops */
	if (!ring->writes)
		write_done (ring);
	pthread_mutex_unlock (&ring->mutex);
}

/* ---- threads ---- */

static guint
begin_thread (Ring *ring)
{
	pthread_mutex_lock (&ring->mutex);
	guint thread = ring->n_threads++;
	pthread_mutex_unlock (&ring->mutex);
	return thread;
}

static gpointer
work_on (gpointer data)
{
	Ring *ring = data;
	gpointer worker = ring->batch->worker_new (ring->shared);
	guint thread = begin_thread (ring);
	for (Slot *slot = read_next (ring, thread); slot != NULL; slot = read_next (ring, thread)) {
		ring->batch->work (worker, &slot->item);
		finish (ring, slot);
	}
	ring->batch->worker_free (worker);
	return NULL;
}

/* to read takes so little that it is better to wait for it than to sleep, where the C library can do that */
static void
init_reading (pthread_mutex_t *mutex)
{
	pthread_mutexattr_t kind;
	pthread_mutexattr_init (&kind);
#ifdef PTHREAD_ADAPTIVE_MUTEX_INITIALIZER_NP
	pthread_mutexattr_settype (&kind, PTHREAD_MUTEX_ADAPTIVE_NP);
#endif
	pthread_mutex_init (mutex, &kind);
	pthread_mutexattr_destroy (&kind);
}

static void
ring_init (Ring *ring, guint jobs)
{
	ring->n_slots = jobs * ITEMS_PER_JOB;
	init_reading (&ring->reading);
	init_reading (&ring->mutex);
	pthread_cond_init (&ring->room, NULL);
	ring->slots = g_new0 (Slot, ring->n_slots);
	for (guint i = 0; i < ring->n_slots; i++)
		rt_item_init (&ring->slots[i].item);
	ring->spare = g_new (GPtrArray *, jobs);
	for (guint i = 0; i < jobs; i++)
		ring->spare[i] = g_ptr_array_new_with_free_func ((GDestroyNotify) rt_item_forget);
}

static void
ring_clear (Ring *ring)
{
	for (guint i = 0; i < ring->n_slots; i++)
		rt_item_clear (&ring->slots[i].item);
	g_free (ring->slots);
	for (guint i = 0; i < n_jobs (ring); i++)
		g_ptr_array_unref (ring->spare[i]);
	g_free (ring->spare);
	pthread_mutex_destroy (&ring->reading);
	pthread_mutex_destroy (&ring->mutex);
	pthread_cond_destroy (&ring->room);
}

/* the calling thread is one of them */
static gboolean
run_threads (const RtBatch *batch, RtInput *input, guint jobs, gconstpointer shared, gpointer data)
{
	Ring ring = { .batch = batch, .shared = shared, .input = input, .data = data };
	ring_init (&ring, jobs);
	g_autofree GThread **threads = g_new (GThread *, jobs);
	/* where the system has no more threads those that there are do it all */
	guint n = 1;
	while (n < jobs && (threads[n] = g_thread_try_new ("advise", work_on, &ring, NULL)) != NULL)
		n++;
	work_on (&ring);
	for (guint i = 1; i < n; i++)
		g_thread_join (threads[i]);
	gboolean finished = !ring.stop;
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
