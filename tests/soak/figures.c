/* What the process holds, from /proc: memory, descriptors, children. */
#include <dirent.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include "tests/soak/soak.h"

#define LOOKS 50u
#define PAUSE_US 2000u

static long
resident_kib (void)
{
	g_autofree char *text = NULL;
	long pages = 0;
	if (g_file_get_contents ("/proc/self/statm", &text, NULL, NULL))
		sscanf (text, "%*d %ld", &pages);
	return pages * (sysconf (_SC_PAGESIZE) / 1024);
}

static long
entries (const char *path)
{
	DIR *directory = opendir (path);
	long n = 0;
	if (directory == NULL)
		return -1;
	while (readdir (directory) != NULL)
		n++;
	closedir (directory);
	return n - 3; /* . and .. and the one that was just open */
}

static long
children (void)
{
	g_autofree char *path = g_strdup_printf ("/proc/self/task/%d/children", (int) getpid ());
	g_autofree char *text = NULL;
	long n = 0;
	if (!g_file_get_contents (path, &text, NULL, NULL))
		return -1;
	for (const char *at = text; (at = strchr (at, ' ')) != NULL; at++)
		n++;
	return n;
}

/* A reload, or a helper that begins, has something open for a moment: what stays is there at every look. */
SoakFigures
soak_figures (void)
{
	SoakFigures figures = { resident_kib (), entries ("/proc/self/fd"), children () };
	for (guint i = 1; i < LOOKS; i++) {
		g_usleep (PAUSE_US);
		figures.descriptors = MIN (figures.descriptors, entries ("/proc/self/fd"));
		figures.children = MIN (figures.children, children ());
	}
	return figures;
}
