#include "libroute/host/host-private.h"
#include <string.h>

/* ---- gathering ---- */

gboolean
rt_call_fault (RtCall *call, const char *format, ...)
{
	if (call->answer->fault != NULL)
		return FALSE;
	va_list arguments;
	va_start (arguments, format);
	g_autofree char *fault = g_strdup_vprintf (format, arguments);
	va_end (arguments);
	const char *kept = rt_arena_strndup (call->arena, fault, strlen (fault));
	call->answer->fault = kept != NULL ? kept : "out of memory";
	return FALSE;
}

static gboolean
make_room (RtCall *call, RtTrail *trail)
{
	guint room = trail->room == 0 ? 8 : 2 * trail->room;
	RtSpot *spots = rt_arena_array (call->arena, room, sizeof *spots);
	if (spots == NULL || rt_arena_is_exhausted (call->arena))
		return rt_call_fault (call, "the answer does not fit the memory of the call");
	if (trail->n != 0)
		memcpy (spots, trail->spots, trail->n * sizeof *spots);
	trail->spots = spots;
	trail->room = room;
	return TRUE;
}

void
rt_trail_add (RtCall *call, RtTrail *trail, RtSpot spot)
{
	if (trail->n == RT_MOST_SPOTS)
		return;
	for (guint i = 0; i < trail->n; i++)
		if (trail->spots[i] == spot)
			return;
	if (trail->n == trail->room && !make_room (call, trail))
		return;
	trail->spots[trail->n++] = spot;
}

/* a plugin that reaches back after its call cannot be trusted with the next one either */
static void
note_stray (RtLoaded *loaded)
{
	g_atomic_int_set (&loaded->strayed, TRUE);
}

RtCall *
rt_sink_call (const RouteSink *sink)
{
	if (sink->call == NULL)
		note_stray (sink->loaded);
	return sink->call;
}

gboolean
rt_view_is_open (const RouteView *view)
{
	if (view->registration == NULL)
		note_stray (view->loaded);
	return view->registration != NULL;
}

/* ---- answers ---- */

static const RtSpot *
copy_spots (RtCall *call, const RtTrail *trail, guint *n)
{
	RtSpot *spots = trail->n != 0 ? rt_arena_array (call->arena, trail->n, sizeof *spots) : NULL;
	*n = spots != NULL ? trail->n : 0;
	if (spots != NULL)
		memcpy (spots, trail->spots, trail->n * sizeof *spots);
	return spots;
}

static void
forget_trail (RtCall *call)
{
	call->evidence.n = call->missing.n = call->doubted.n = 0;
	call->against = 0;
}

/* the finding takes the trail that led to it; what led to something else is left out */
static void
settle (RtCall *call, RtFinding *finding, RouteTri state)
{
	memset (finding, 0, sizeof *finding);
	finding->state = state;
	if (state == ROUTE_YES)
		finding->evidence = copy_spots (call, &call->evidence, &finding->n_evidence);
	/* a no because something else holds, or because nothing does */
	if (state == ROUTE_NO)
		finding->against = call->against != 0 || call->evidence.n == 0 ? call->against : call->evidence.spots[0];
	if (state == ROUTE_UNKNOWN) {
		finding->missing = copy_spots (call, &call->missing, &finding->n_missing);
		finding->doubted = copy_spots (call, &call->doubted, &finding->n_doubted);
	}
	forget_trail (call);
}

static gboolean
is_tri (RouteTri state)
{
	return state == ROUTE_NO || state == ROUTE_UNKNOWN || state == ROUTE_YES;
}

/* what was answered wrongly is not known; taking it for a no would be an answer of our own */
static void
leave_open (RtFinding *finding)
{
	*finding = (RtFinding){ .state = ROUTE_UNKNOWN };
}

bool
rt_sink_reason (RouteSink *sink, uint32_t reason, RouteTri state)
{
	RtCall *call = rt_sink_call (sink);
	if (call == NULL)
		return false;
	const RtPlugin *plugin = &sink->loaded->plugin;
	if (reason >= plugin->n_reasons) {
		forget_trail (call);
		return rt_call_fault (call, "reported reason %u, which it did not declare", reason);
	}
	RtFinding *finding = &call->reasons[reason];
	gboolean twice = call->reported[reason] != 0;
	call->reported[reason] = 1;
	if (!twice && is_tri (state)) {
		settle (call, finding, state);
		return true;
	}
	leave_open (finding);
	forget_trail (call);
	return twice ? rt_call_fault (call, "reported reason %s twice", plugin->reasons[reason].id)
		     : rt_call_fault (call, "reported reason %s as neither yes, no nor unknown",
				      plugin->reasons[reason].id);
}

bool
rt_sink_lawful (RouteSink *sink, uint32_t ground, RouteTri state)
{
	RtCall *call = rt_sink_call (sink);
	if (call == NULL)
		return false;
	const RtPlugin *plugin = &sink->loaded->plugin;
	gboolean good = ground < plugin->n_grounds && is_tri (state) && !call->said_lawful;
	call->said_lawful = TRUE;
	if (good) {
		settle (call, &call->answer->lawful, state);
		call->answer->ground = (int)ground;
		return true;
	}
	/* presence must be shown to be lawful, so a wrong answer is none */
	call->answer->lawful = (RtFinding){ .state = ROUTE_NO };
	call->answer->ground = -1;
	forget_trail (call);
	return rt_call_fault (call, "named its lawful ground twice, or one it did not declare");
}

/* whatever it answers, an open question on the way to it could still change it */
static void
settle_attending (RtCall *call, RouteAttend attend)
{
	RtFinding *finding = &call->answer->attending;
	gboolean open = call->missing.n + call->doubted.n != 0;
	finding->state = attend != ROUTE_ATTEND_NOT ? ROUTE_YES : open ? ROUTE_UNKNOWN : ROUTE_NO;
	finding->evidence = copy_spots (call, &call->evidence, &finding->n_evidence);
	finding->missing = copy_spots (call, &call->missing, &finding->n_missing);
	finding->doubted = copy_spots (call, &call->doubted, &finding->n_doubted);
	forget_trail (call);
}

bool
rt_sink_attend (RouteSink *sink, RouteAttend attend, uint32_t part, uint32_t contribution)
{
	RtCall *call = rt_sink_call (sink);
	if (call == NULL)
		return false;
	const RtPlugin *plugin = &sink->loaded->plugin;
	gboolean known =
		attend == ROUTE_ATTEND_NOT || attend == ROUTE_ATTEND_ASK || attend == ROUTE_ATTEND_INVITE;
	gboolean good = known && !call->said_attend && (part == ROUTE_WHOLE || part < plugin->n_parts) &&
			(contribution < plugin->n_contributions || attend == ROUTE_ATTEND_NOT);
	call->said_attend = TRUE;
	RtAnswer *answer = call->answer;
	if (!good) {
		answer->attend = ROUTE_ATTEND_NOT;
		answer->attending = (RtFinding){ .state = ROUTE_NO };
		answer->part = answer->contribution = -1;
		forget_trail (call);
		return rt_call_fault (
			call, "proposed itself twice, or with a part or contribution it did not declare");
	}
	settle_attending (call, attend);
	answer->attend = attend;
	answer->part = part == ROUTE_WHOLE ? -1 : (int)part;
	answer->contribution = contribution < plugin->n_contributions ? (int)contribution : -1;
	return true;
}

bool
rt_sink_coordinate (RouteSink *sink, RouteCoordinator likelihood, uint32_t contribution)
{
	RtCall *call = rt_sink_call (sink);
	if (call == NULL)
		return false;
	RtAnswer *answer = call->answer;
	gboolean known = (guint)likelihood <= ROUTE_COORDINATOR_HIGH;
	gboolean good =
		known && contribution < sink->loaded->plugin.n_contributions && !call->said_coordinate;
	call->said_coordinate = TRUE;
	forget_trail (call);
	answer->coordinator = good ? likelihood : ROUTE_COORDINATOR_NONE;
	answer->coordinator_text = good && likelihood != ROUTE_COORDINATOR_NONE ? (int)contribution : -1;
	if (!good)
		return rt_call_fault (call, "offered a coordinator twice, or with a text it did not declare");
	return true;
}

gboolean
rt_sink_is_slug (const char *slug)
{
	gsize length = slug != NULL ? strnlen (slug, RT_MOST_SLUG + 1) : 0;
	return length != 0 && length <= RT_MOST_SLUG &&
	       strspn (slug, "abcdefghijklmnopqrstuvwxyz0123456789-") == length;
}

bool
rt_sink_third (RouteSink *sink, const char *slug)
{
	RtCall *call = rt_sink_call (sink);
	if (call == NULL)
		return false;
	forget_trail (call);
	if (!rt_sink_is_slug (slug))
		return rt_call_fault (call, "asked for a third party by a malformed name");
	if (g_strv_contains ((const char *const *)call->thirds, slug))
		return true;
	if (call->n_thirds == RT_MOST_THIRDS)
		return rt_call_fault (call, "asked for more than %u third parties", RT_MOST_THIRDS);
	call->thirds[call->n_thirds] = rt_arena_strndup (call->arena, slug, strlen (slug));
	call->n_thirds += call->thirds[call->n_thirds] != NULL;
	return true;
}
