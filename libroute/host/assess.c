/* One plugin, one registration: hands it a view and a sink, and takes both away again. */
#include "libroute/host/host-private.h"
#include "libroute/host/isolate.h"

/* How many cells rest before the first of them is used again: what a plugin kept then belongs to no call. */
#define RESTING 64u

static RtCell *
take_cell (RtLoaded *loaded)
{
	RtCell *cell = NULL;
	pthread_mutex_lock (&loaded->lock);
	if (g_queue_get_length (&loaded->cells) > RESTING)
		cell = g_queue_pop_head (&loaded->cells);
	pthread_mutex_unlock (&loaded->lock);
	return cell != NULL ? cell : g_new0 (RtCell, 1);
}

static void
rest_cell (RtLoaded *loaded, RtCell *cell)
{
	cell->view.registration = NULL;
	cell->sink.call = NULL;
	pthread_mutex_lock (&loaded->lock);
	g_queue_push_tail (&loaded->cells, cell);
	pthread_mutex_unlock (&loaded->lock);
}

static gboolean
call_assess (RtLoaded *loaded, const RouteRegistration *registration, RtCall *call)
{
	RtCell *cell = take_cell (loaded);
	cell->view = (RouteView){ registration, loaded };
	cell->sink = (RouteSink){ call, loaded };
	gboolean done = loaded->live->assess (loaded->self, &rt_host_table, &cell->view, &cell->sink);
	rest_cell (loaded, cell);
	if (g_atomic_int_get (&loaded->strayed)) {
		call->answer->fault = NULL; /* the worst one is told */
		return rt_call_fault (call, "used its view or sink after assess() had returned");
	}
	return done ? TRUE : rt_call_fault (call, "assess() says that it failed");
}

RtAnswer
rt_answer_empty (guint index)
{
	static const char *const nobody[] = { NULL };
	return (RtAnswer){ .plugin = index,
			   .ground = -1,
			   .part = -1,
			   .contribution = -1,
			   .coordinator_text = -1,
			   .thirds = nobody };
}

RtAnswer
rt_loaded_assess (RtLoaded *loaded, guint index, const RouteRegistration *registration, RtArena *arena)
{
	const RtPlugin *plugin = &loaded->plugin;
	RtAnswer answer = rt_answer_empty (index);
	RtCall call = { .arena = arena, .answer = &answer };
	call.reasons = rt_arena_array (arena, MAX (plugin->n_reasons, 1), sizeof *call.reasons);
	call.reported = rt_arena_array (arena, MAX (plugin->n_reasons, 1), 1);
	call.thirds = rt_arena_array (arena, RT_MOST_THIRDS + 1, sizeof *call.thirds);
	if (call.reasons == NULL || call.reported == NULL || call.thirds == NULL) {
		answer.fault = "the answer does not fit the memory of the call";
		return answer;
	}
	answer.reasons = call.reasons;
	answer.thirds = (const char *const *)call.thirds;
	answer.answered = call_assess (loaded, registration, &call);
	if (answer.answered)
		return answer;
	/* of a plugin that failed nothing counts, whatever it said before */
	RtAnswer failed = rt_answer_empty (index);
	failed.fault = answer.fault;
	return failed;
}

RtAnswer
rt_host_assess (const RtRegistry *registry, guint index, const RouteRegistration *registration, RtArena *arena)
{
	RtLoaded *loaded = rt_registry_loaded (registry, index);
	if (loaded->isolated == NULL)
		return rt_loaded_assess (loaded, index, registration, arena);
	rt_isolated_send (loaded->isolated, registration);
	return rt_isolated_receive (loaded->isolated, registration, index, arena);
}

void
rt_host_assess_wanted (const RtRegistry *registry, const guint8 *wanted, const RouteRegistration *registration,
		       RtArena *arena, RtAnswer *answers)
{
	guint n = rt_registry_n_plugins (registry);
	/* those in processes of their own work while the others are asked, in this process */
	for (guint i = 0; i < n; i++)
		if (wanted[i] && rt_registry_loaded (registry, i)->isolated != NULL)
			rt_isolated_send (rt_registry_loaded (registry, i)->isolated, registration);
	for (guint i = 0; i < n; i++)
		if (wanted[i] && rt_registry_loaded (registry, i)->isolated == NULL)
			answers[i] = rt_loaded_assess (rt_registry_loaded (registry, i), i, registration, arena);
	for (guint i = 0; i < n; i++)
		if (wanted[i] && rt_registry_loaded (registry, i)->isolated != NULL)
			answers[i] = rt_isolated_receive (rt_registry_loaded (registry, i)->isolated, registration, i,
							  arena);
}
