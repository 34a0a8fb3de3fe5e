/* Which plugin files there are, and whether one may be trusted with running in this process. */
#pragma once
#include <glib.h>
#include <sys/stat.h>

/* A plugin file: `<directory>/<party>.so`. */
typedef struct {
	char *party, *path;
	char *instead_of; /* a file of that name in an earlier directory, or NULL */
} RtPluginFile;

void rt_plugin_file_free (RtPluginFile *file);

/* The `*.so` files of the directories; of one name only that in the last directory. In bytewise order of
 * party.
 * Returns: (transfer container) (element-type RtPluginFile): NULL with ROUTE_ERROR_IO when a directory
 * cannot be read */
GPtrArray *rt_scan_directories (const char *const *directories, GError **error);

/* Opens a file that is to be run: a regular file (no symbolic link) of root or the caller, in a directory
 * of root or the caller, neither writable by group or others, nor is any directory above (but with the sticky
 * bit). The path is absolute. What was checked is what the descriptor
 * refers to, whatever happens to the name afterwards. Returns: the descriptor (close-on-exec), or -1 with
 * ROUTE_ERROR_PLUGIN */
int rt_trust_open (const char *path, struct stat *status, GError **error);
