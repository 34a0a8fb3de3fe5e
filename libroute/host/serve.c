/* The helper's side: loads one plugin, gives up what it does not need, and answers. */
#define _GNU_SOURCE
#include <signal.h>
#include <sys/time.h>
#include "libroute/host/isolate.h"
#include "libroute/host/serve.h"
#include "libroute/host/wire-answer.h"
#include "libroute/util/limits.h"
#include "libroute/util/wire.h"

#ifdef ROUTE_COUNTED
#include "libroute/host/counted.h"
#endif

/* ms: more than the library waits for, since it ends a helper itself as long as it is there */
#define LOADING_LIMIT 10000

typedef struct {
	gint64 time_limit, memory_limit; /* ms, bytes */
	guint32 n_settings;
	const guint8 *settings;
} Configuration;

static gboolean
read_configuration (const GByteArray *frame, Configuration *configuration)
{
	RtWireReader reader = {frame->data, frame->len, FALSE};
	guint32 length;
	/* the version is for the host to compare: it is told in the greeting */
	rt_wire_get_text (&reader, 64, &length);
	configuration->time_limit = rt_wire_get_i64 (&reader);
	configuration->memory_limit = rt_wire_get_i64 (&reader);
	configuration->n_settings = rt_wire_get_u32 (&reader);
	configuration->settings = rt_wire_take (&reader, configuration->n_settings * sizeof (gint64));
	return !reader.bad && reader.left == 0;
}

static gboolean
take_settings (RtLoaded *loaded, const Configuration *configuration, GError **error)
{
	if (configuration->n_settings == loaded->plugin.n_settings) {
		memcpy (loaded->settings, configuration->settings, configuration->n_settings * sizeof (gint64));
		return TRUE;
	}
	g_set_error (error, ROUTE_ERROR, ROUTE_ERROR_PLUGIN, "it has other settings than the file that was checked");
	return FALSE;
}

/* said before any code of the plugin's ran, so that it is true */
static gboolean
greet (const RtLoaded *loaded, RtJail held)
{
	g_autoptr (GByteArray) greeting = g_byte_array_new ();
	rt_wire_put_text (greeting, PACKAGE_VERSION);
	rt_wire_put_text (greeting, loaded != NULL ? loaded->digest : NULL);
	rt_wire_put_u32 (greeting, held);
	return rt_frame_write (RT_HELPER_SOCKET, greeting);
}

static gboolean
report (const GError *error)
{
	g_autoptr (GByteArray) said = g_byte_array_new ();
	rt_wire_put_text (said, error != NULL ? error->message : NULL);
	return rt_frame_write (RT_HELPER_SOCKET, said);
}

/* ends this process when a call takes far too long and nobody is left to end it from outside */
static void
set_alarm (gint64 milliseconds)
{
	const struct itimerval timer = {.it_value = {.tv_sec = milliseconds / 1000,
						     .tv_usec = milliseconds % 1000 * 1000}};
	setitimer (ITIMER_REAL, &timer, NULL);
}

static gboolean
serve_one (RtLoaded *loaded, RtFrameReader *asked, RtArena *arena, GByteArray *out, gint64 time_limit)
{
	g_autoptr (GByteArray) frame = rt_frame_read (asked, -1);
	if (frame == NULL)
		return FALSE;
	RtWireReader reader = {frame->data, frame->len, FALSE};
	guint32 serial = rt_wire_get_u32 (&reader);
	g_autoptr (RouteRegistration) registration = reader.bad ? NULL : rt_record_unpack (reader.at, reader.left);
	if (registration == NULL)
		return FALSE;
	set_alarm (2 * time_limit);
	RtAnswer answer = rt_loaded_assess (loaded, 0, registration, arena);
	set_alarm (0);
	g_byte_array_set_size (out, 0);
	rt_wire_put_u32 (out, serial);
	rt_answer_pack (&loaded->plugin, &answer, out);
	rt_arena_reset (arena);
	explicit_bzero (frame->data, frame->len);
	return rt_frame_write (RT_HELPER_SOCKET, out);
}

/* the order matters: constructors run when the file is linked, so what they must not do is given up before, and what is
 * to be believed is said before */
static RtLoaded *
load (const char *party, const char *path, const Configuration *configuration, GError **error)
{
	RtLoaded *loaded = rt_load_describe (party, path, NULL, error);
	RtJail held = 0;
	gboolean good = loaded != NULL && take_settings (loaded, configuration, error);
	if (good) {
		rt_load_digest (loaded);
		int file = rt_load_prepare (loaded);
#ifdef ROUTE_COUNTED
		rt_counted_write_at_end ();
#endif
		held = rt_jail_enter ((guint64)configuration->memory_limit, file);
	}
	if (!greet (loaded, held) || !good || !rt_load_link (loaded, error))
		return NULL;
	if (rt_jail_close (held))
		return loaded;
	g_set_error (error, ROUTE_ERROR, ROUTE_ERROR_PLUGIN, "it kept its process from giving up files");
	return NULL;
}

int
rt_serve (const char *party, const char *path)
{
	RtFrameReader asked = {.fd = RT_HELPER_SOCKET};
	signal (SIGPIPE, SIG_IGN);
	g_autoptr (GByteArray) frame = rt_frame_read (&asked, -1);
	Configuration configuration;
	if (frame == NULL || !read_configuration (frame, &configuration))
		return 2;
	GError *error = NULL;
	set_alarm (LOADING_LIMIT);
	RtLoaded *loaded = load (party, path, &configuration, &error);
	set_alarm (0);
	if (!report (error) || loaded == NULL)
		return 1;
	RtArena *arena = rt_arena_new (RT_LIMIT_WORKSPACE);
	GByteArray *out = g_byte_array_new ();
	while (serve_one (loaded, &asked, arena, out, configuration.time_limit))
		continue;
	return 0;
}
