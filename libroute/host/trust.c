#include "libroute/host/scan.h"
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <route/route-error.h>

static gboolean
refuse (GError **error, const char *what, const char *why)
{
	g_set_error (error, ROUTE_ERROR, ROUTE_ERROR_PLUGIN, "%s %s", what, why);
	return FALSE;
}

static gboolean
is_owned (const struct stat *status)
{
	return status->st_uid == 0 || status->st_uid == geteuid ();
}

static gboolean
is_safe (const struct stat *status, const char *what, GError **error)
{
	if (!is_owned (status))
		return refuse (error, what, "belongs to somebody else");
	if ((status->st_mode & (S_IWGRP | S_IWOTH)) != 0)
		return refuse (error, what, "can be written by others");
	return TRUE;
}

/* Whoever may write to a directory above it may put another one in its place; in one with the sticky bit (/tmp) only the
 * owners of what is in it may, and its own. Links were followed before: these are the directories it really lies in. */
static gboolean
are_parents_safe (const char *directory, GError **error)
{
	g_autofree char *parent = g_path_get_dirname (directory);
	struct stat status;
	if (strcmp (parent, directory) == 0)
		return TRUE;
	if (stat (parent, &status) != 0)
		return refuse (error, "a directory above it cannot be looked at:", g_strerror (errno));
	if ((status.st_mode & S_ISVTX) != 0)
		status.st_mode &= ~(mode_t)(S_IWGRP | S_IWOTH);
	if (is_safe (&status, "", NULL))
		return are_parents_safe (parent, error);
	g_autofree char *what = g_strdup_printf ("the directory %s above it", parent);
	return is_safe (&status, what, error);
}

static int
open_directory (const char *path, GError **error)
{
	g_autofree char *named = g_path_get_dirname (path);
	g_autofree char *directory = realpath (named, NULL);
	struct stat status;
	if (directory == NULL) {
		refuse (error, "its directory cannot be found:", g_strerror (errno));
		return -1;
	}
	if (!are_parents_safe (directory, error))
		return -1;
	int fd = open (directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0 || fstat (fd, &status) != 0)
		refuse (error, "its directory cannot be opened:", g_strerror (errno));
	else if (is_safe (&status, "its directory", error))
		return fd;
	if (fd >= 0)
		close (fd);
	return -1;
}

static gboolean
check_file (int fd, struct stat *status, GError **error)
{
	if (fd < 0)
		return refuse (error, "it", errno == ELOOP ? "is a symbolic link" : g_strerror (errno));
	if (fstat (fd, status) != 0)
		return refuse (error, "it cannot be looked at:", g_strerror (errno));
	if (!S_ISREG (status->st_mode))
		return refuse (error, "it", "is no regular file");
	return is_safe (status, "it", error);
}

int
rt_trust_open (const char *path, struct stat *status, GError **error)
{
	g_autofree char *name = g_path_get_basename (path);
	if (!g_path_is_absolute (path)) {
		refuse (error, "its path", "is not absolute: what it means would depend on where this program runs");
		return -1;
	}
	int directory = open_directory (path, error);
	if (directory < 0)
		return -1;
	/* O_NONBLOCK: a pipe in the place of a file must not hold us up */
	int fd = openat (directory, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	gboolean good = check_file (fd, status, error);
	close (directory);
	if (good)
		return fd;
	if (fd >= 0)
		close (fd);
	return -1;
}
