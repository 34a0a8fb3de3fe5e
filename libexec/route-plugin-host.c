/* route-plugin-host: one plugin in a process of its own. Started by the library alone; see libroute/host/isolate.h. */
#include <stdio.h>
#include <unistd.h>
#include "libroute/host/isolate.h"
#include "libroute/host/serve.h"
#include "libroute/host/watcher.h"

static void
end (void)
{
	_exit (0);
}

#ifdef __SANITIZE_THREAD__
/* Its surroundings are empty: what a race detector is told, it is told here. The second that it would wait at the end, for
 * races that come late, is longer than a plugin may take. */
__attribute__ ((visibility ("default"))) const char *__tsan_default_options (void);
const char *
__tsan_default_options (void)
{
	return "atexit_sleep_ms=0";
}
#endif

int
main (int argc, char **argv)
{
	if (argc != 3) {
		fputs ("route-plugin-host is started by libroute, to keep a partner's plugin apart\n", stderr);
		return 2;
	}
	/* without it, a clock ends what does not stop that */
	rt_watcher_start (RT_HELPER_SOCKET, end);
	/* nothing of the plugin's runs on the way out */
	_exit (rt_serve (argv[1], argv[2]));
}
