/* The helper's side of isolation: what libexec/route-plugin-host does. */
#pragma once

/* Loads one plugin and answers frames on the descriptor RT_HELPER_SOCKET until that is closed.
 * Returns: the status to end the process with */
int rt_serve (const char *party, const char *path);
