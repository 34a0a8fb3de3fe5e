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
