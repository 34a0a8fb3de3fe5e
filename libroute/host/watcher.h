#pragma once
#include <glib.h>

/* From now on `end` is called, which is to end this process and do no more than that, when the other end of the connection is
 * closed, whatever its other threads do. To be called before it gives up starting threads. Returns: FALSE when there is no
 * such thread */
gboolean rt_watcher_start (int socket, void (*end) (void));
