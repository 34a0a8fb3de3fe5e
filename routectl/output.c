#define _GNU_SOURCE /* O_TMPFILE */
#include "routectl/output.h"
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#define BUFFER (64u * 1024u)

struct _RtOutput {
	int fd;
	char *path; /* NULL: standard output */
	gboolean beside; /* written beside its place */
	gboolean live; /* no file: somebody may wait for what is written */
	char *temporary; /* its name there; NULL: it has none yet */
	int failure; /* errno of the first failure, or 0 */
	gsize used;
	char buffer[BUFFER];
};

static void
set_error (GError **error, const char *path, int number)
{
	g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (number), "%s: %s",
		     path != NULL ? path : "standard output", g_strerror (number));
}

/* the mode a new file would get, or that of the file it replaces */
static mode_t
final_mode (gboolean exists, const struct stat *old)
{
	if (exists)
		return old->st_mode & 07777;
	mode_t mask = umask (0);
	umask (mask);
	return 0666 & ~mask;
}

static int
open_beside (RtOutput *output, mode_t mode)
{
	/* without a name it is gone when the process is, however that ends: it may be about persons */
	g_autofree char *directory = g_path_get_dirname (output->path);
	int fd = open (directory, O_TMPFILE | O_WRONLY | O_CLOEXEC, 0600);
	output->beside = TRUE;
	if (fd < 0) {
		output->temporary = g_strconcat (output->path, ".XXXXXX", NULL);
		fd = g_mkstemp_full (output->temporary, O_WRONLY | O_CLOEXEC, 0600);
	}
	if (fd < 0)
		g_clear_pointer (&output->temporary, g_free);
	else if (fchmod (fd, mode) != 0)
		output->failure = errno;
	return fd;
}

/* a link is followed: the file it points at is replaced, not the link */
static char *
real_place (const char *path)
{
	char *place = realpath (path, NULL);
	if (place == NULL)
		return g_strdup (path);
	char *copy = g_strdup (place);
	free (place);
	return copy;
}

static int
open_path (RtOutput *output)
{
	struct stat old;
	gboolean exists = stat (output->path, &old) == 0;
	if (exists && S_ISDIR (old.st_mode)) {
		errno = EISDIR;
		return -1;
	}
	if (exists && !S_ISREG (old.st_mode))
		return g_open (output->path, O_WRONLY | O_CLOEXEC, 0);
	return open_beside (output, final_mode (exists, &old));
}

RtOutput *
rt_output_open (const char *path, GError **error)
{
	g_autoptr (RtOutput) output = g_new (RtOutput, 1);
	output->used = 0;
	output->failure = 0;
	output->beside = FALSE;
	output->temporary = NULL;
	output->fd = STDOUT_FILENO;
	output->path = path == NULL || strcmp (path, "-") == 0 ? NULL : real_place (path);
	if (output->path != NULL)
		output->fd = open_path (output);
	if (output->fd < 0) {
		set_error (error, path, errno);
		return NULL;
	}
	struct stat info;
	output->live = fstat (output->fd, &info) == 0 && !S_ISREG (info.st_mode);
	return g_steal_pointer (&output);
}

void
rt_output_set_mode (RtOutput *output, guint mode)
{
	if (output->beside && fchmod (output->fd, mode) != 0)
		output->failure = errno;
}

static void
write_out (RtOutput *output, const char *text, gsize length)
{
	while (length > 0 && output->failure == 0) {
		ssize_t written = write (output->fd, text, length);
		if (written < 0 && errno != EINTR)
			output->failure = errno;
		if (written <= 0)
			continue;
		text += written;
		length -= (gsize) written;
	}
}

gboolean
rt_output_flush (RtOutput *output)
{
	write_out (output, output->buffer, output->used);
	output->used = 0;
	return output->failure == 0;
}

void
rt_output_write (RtOutput *output, const char *text, gsize length)
{
	if (length > BUFFER - output->used)
		rt_output_flush (output);
	/* what is large needs no gathering */
	if (output->used == 0 && length > BUFFER / 4) {
		write_out (output, text, length);
		return;
	}
	memcpy (output->buffer + output->used, text, length);
	output->used += length;
}

void
rt_output_hand_over (RtOutput *output)
{
	if (output->live)
		rt_output_flush (output);
}

gboolean
rt_output_has_failed (const RtOutput *output)
{
	return output->failure != 0;
}

/* a name to be renamed from: a link cannot replace a file */
static int
give_name (RtOutput *output)
{
	g_autofree char *unnamed = g_strdup_printf ("/proc/self/fd/%d", output->fd);
	for (guint i = 0; i < 100; i++) {
		g_autofree char *name = g_strdup_printf ("%s.%08x", output->path, g_random_int ());
		if (linkat (AT_FDCWD, unnamed, AT_FDCWD, name, AT_SYMLINK_FOLLOW) == 0) {
			output->temporary = g_steal_pointer (&name);
			return 0;
		}
		if (errno != EEXIST)
			break;
	}
	return errno;
}

gboolean
rt_output_finish (RtOutput *output, GError **error)
{
	rt_output_flush (output);
	/* a full disk may show only here */
	if (output->beside && output->failure == 0 && fsync (output->fd) != 0)
		output->failure = errno;
	if (output->beside && output->temporary == NULL && output->failure == 0)
		output->failure = give_name (output);
	if (output->path != NULL && close (output->fd) != 0 && output->failure == 0)
		output->failure = errno;
	output->fd = -1;
	if (output->temporary != NULL && output->failure == 0 &&
	    g_rename (output->temporary, output->path) != 0)
		output->failure = errno;
	if (output->failure != 0) {
		set_error (error, output->path, output->failure);
		return FALSE;
	}
	g_clear_pointer (&output->temporary, g_free);
	return TRUE;
}

void
rt_output_free (RtOutput *output)
{
	if (output == NULL)
		return;
	if (output->path != NULL && output->fd >= 0)
		close (output->fd);
	if (output->temporary != NULL)
		g_unlink (output->temporary);
	g_free (output->temporary);
	g_free (output->path);
	g_free (output);
}

gboolean
rt_output_is_terminal (const RtOutput *output)
{
	return isatty (output->fd) == 1;
}

guint
rt_output_columns (const RtOutput *output)
{
	struct winsize size;
	if (!rt_output_is_terminal (output) || ioctl (output->fd, TIOCGWINSZ, &size) != 0 || size.ws_col == 0)
		return 80;
	return size.ws_col;
}
